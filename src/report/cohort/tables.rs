//! What is in which column: the tables of `tertius cohort`.

use super::Report;
use crate::analysis::cohort::Figures;
use crate::analysis::cohort::asks::Approach;
use crate::analysis::cohort::brokerage::{Between, Brokerage, Node};
use crate::analysis::cohort::funnel::{Funnel, LEAST, Stage};
use crate::analysis::cohort::groups::{Group, GroupFigures, Shown};
use crate::analysis::cohort::plan::{Planned, Why};
use crate::analysis::cohort::pool::{Number, Persons};
use crate::analysis::cohort::standing::percentiles;
use crate::analysis::interval::wilson;
use crate::analysis::referral::Reproduction;
use crate::day::Month;
use crate::evidence::{Problem, push_whole};
use crate::import::target_in_words;
use crate::pipeline::cohort::GroupFunnel;
use crate::report::csv::{self, WriteError};
use crate::report::page::counted;
use crate::report::table::{Table, TableBuilder};
use polars::prelude::PolarsResult;
use std::borrow::Cow;
use std::io::Write;

/// The word for what stands for all.
const ALL: &str = "all";

/// Where a column stands that came late. A file takes new columns at its end alone; who reads a page wants the class, or a
/// note, beside the programme.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Late {
    Last,
    BesideProgramme,
}

impl Report<'_> {
    /// What a member is called.
    pub(super) fn member(&self, at: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.cohort.members[at].member.name.as_str())
    }

    /// What a member who shares is called, by the number that the relation gives her.
    pub(super) fn sharing(&self, number: u32) -> Cow<'_, str> {
        self.member(self.answers.sharing[number as usize])
    }

    pub(super) fn wish(&self, member: u32, wish: u32) -> String {
        let row = &self.cohort.members[self.answers.sharing[member as usize]];
        let wish = &row.extract.wishes[wish as usize];
        self.names().target(target_in_words(&wish.position, &wish.company, &wish.industry))
    }

    /// `members.csv`: the figures of each member.
    pub fn members(&self) -> PolarsResult<Table> {
        let rows = &self.cohort.members;
        let figures = || rows.iter().map(|row| &row.extract.figures);
        let whole = |get: fn(&Figures) -> u32| figures().map(move |row| Some(i64::from(get(row))));
        let percentile =
            |get: fn(&Figures) -> Option<f64>| percentiles(&figures().map(get).collect::<Vec<_>>());
        let r = |get: fn(Reproduction) -> f64| figures().map(move |row| row.known_reproduction().map(get));
        let enough = |figures: &Figures| figures.reply_rate().filter(|_| figures.requests >= LEAST);
        TableBuilder::new("members", "Members")
            .text("member", (0..rows.len()).map(|at| self.member(at)))
            .text("programme", rows.iter().map(|row| &row.member.programme))
            .text("class_year", rows.iter().map(|row| &row.member.class_year))
            .whole("connections", figures().map(|row| row.known_connections().map(i64::from)))
            .whole("new_90d", figures().map(|row| row.known_connections().map(|_| i64::from(row.new_90d))))
            .whole("requests", whole(|figures| figures.requests))
            .whole("replies", whole(|figures| figures.replies))
            .share("reply_rate", figures().map(Figures::reply_rate))
            .whole("interviews", whole(|figures| figures.interviews))
            .whole("introductions", figures().map(|row| row.known_introductions().map(i64::from)))
            .ratio("introductions_per_interview", figures().map(Figures::introductions_per_interview))
            .whole("days_to_first_interview", figures().map(|row| row.days_to_first_interview.map(i64::from)))
            .whole("targets", whole(|figures| figures.targets))
            .whole("covered", whole(|figures| figures.covered))
            .day("last_activity", figures().map(|row| row.last_activity))
            .ratio("r", r(|of| of.r))
            .share("connections_percentile", percentile(|row| row.known_connections().map(f64::from)))
            .share("requests_percentile", percentile(|row| Some(f64::from(row.requests))))
            .share("reply_rate_percentile", percentiles(&figures().map(enough).collect::<Vec<_>>()))
            .share("interviews_percentile", percentile(|row| Some(f64::from(row.interviews))))
            .share("introductions_percentile", percentile(|row| row.known_introductions().map(f64::from)))
            .share("reply_rate_low", figures().map(|row| wilson(row.replies, row.requests).map(|of| of.low)))
            .share(
                "reply_rate_high",
                figures().map(|row| wilson(row.replies, row.requests).map(|of| of.high)),
            )
            .ratio("r_low", r(|of| of.low))
            .ratio("r_high", r(|of| of.high))
            .share(
                "r_percentile",
                percentile(|row| row.known_reproduction().filter(|_| row.interviews >= LEAST).map(|of| of.r)),
            )
            .share("covered_percentile", percentile(Figures::covered_share))
            .whole("problems", rows.iter().map(|row| Some(row.extract.n_problems as i64)))
            .build()
    }

    /// `cohort-growth.csv`: connections by member and month, written row by row: a large cohort has millions.
    pub fn growth_csv(&self, mut out: impl Write) -> Result<(), WriteError> {
        writeln!(out, "member,month,new,total")?;
        let mut line = String::new();
        for (at, row) in self.cohort.members.iter().enumerate() {
            let member = csv::field(&self.member(at));
            for month in &row.extract.growth {
                line.clear();
                line.push_str(&member);
                put_month(month.month, &mut line);
                line.push(',');
                push_whole(month.new.into(), &mut line);
                line.push(',');
                push_whole(month.total.into(), &mut line);
                line.push('\n');
                out.write_all(line.as_bytes())?;
            }
        }
        Ok(())
    }

    /// `shared-contacts.csv`: pairs of members and how many people both know.
    pub fn shared(&self) -> PolarsResult<Table> {
        let rows = &self.answers.shared;
        let names: Vec<Cow<'_, str>> =
            (0..self.answers.sharing.len() as u32).map(|number| self.sharing(number)).collect();
        TableBuilder::new("shared-contacts", "Shared contacts")
            .text("member_a", rows.iter().map(|row| names[row.a as usize].as_ref()))
            .text("member_b", rows.iter().map(|row| names[row.b as usize].as_ref()))
            .whole("shared", rows.iter().map(|row| Some(i64::from(row.shared))))
            .build()
    }

    /// `brokers.csv`: the people known to most members.
    pub fn brokers(&self) -> PolarsResult<Table> {
        let rows = &self.answers.brokers;
        let persons = &self.cohort.persons;
        TableBuilder::new("brokers", "Brokers")
            .text("person", rows.iter().map(|(person, _)| self.names().person(persons.key(*person))))
            .text("name", rows.iter().map(|(person, _)| self.names().telling(persons.name(*person))))
            .text("company", rows.iter().map(|(person, _)| self.names().telling(persons.company(*person))))
            .text("position", rows.iter().map(|(person, _)| self.names().telling(persons.position(*person))))
            .whole("members", rows.iter().map(|(_, members)| Some(i64::from(*members))))
            .build()
    }

    /// `brokerage.csv`: who lies between the others, with the bounds of each share.
    fn brokerage(&self, found: &Brokerage) -> PolarsResult<Table> {
        let rows = &found.rows;
        let persons = &self.cohort.persons;
        let told = |row: &Between, of: &dyn Fn(Number) -> String| match row.node {
            Node::Member(_) => String::new(),
            Node::Person(person) => of(person),
        };
        TableBuilder::new("brokerage", "Brokerage")
            .text(
                "kind",
                rows.iter().map(|row| if matches!(row.node, Node::Member(_)) { "member" } else { "person" }),
            )
            .text(
                "member",
                rows.iter().map(|row| match row.node {
                    Node::Member(member) => self.sharing(member),
                    Node::Person(_) => "".into(),
                }),
            )
            .text(
                "person",
                rows.iter()
                    .map(|row| told(row, &|person| self.names().person(persons.key(person)).into_owned())),
            )
            .text(
                "name",
                rows.iter()
                    .map(|row| told(row, &|person| self.names().telling(persons.name(person)).to_owned())),
            )
            .text(
                "company",
                rows.iter()
                    .map(|row| told(row, &|person| self.names().telling(persons.company(person)).to_owned())),
            )
            .fine("betweenness", rows.iter().map(|row| Some(row.share)))
            .fine("low", rows.iter().map(|row| Some(row.low)))
            .fine("high", rows.iter().map(|row| Some(row.high)))
            .text("certain", rows.iter().map(|row| if row.is_certain { "yes" } else { "no" }))
            .build()
    }

    /// `introductions-within.csv`: whom a member could meet through another.
    pub fn within(&self) -> PolarsResult<Table> {
        let rows = &self.answers.meetings;
        let people = Columns { report: self, rows: rows.iter().map(|row| row.person).collect() };
        let table = TableBuilder::new("introductions-within", "Introductions within")
            .text("member", rows.iter().map(|row| self.sharing(row.member)))
            .text("via_member", rows.iter().map(|row| self.sharing(row.via)));
        people
            .put(table)
            .text("target", rows.iter().map(|row| self.wish(row.member, row.wish)))
            .share("score", rows.iter().map(|row| Some(row.score())))
            .whole("mutual_at_least", self.answers.meetings_mutual.iter().map(|n| Some(i64::from(*n))))
            .build()
    }

    /// `mutual-contacts.csv`: the contacts with whom each member has most others in common, as far as the cohort tells.
    pub fn mutual(&self) -> PolarsResult<Table> {
        let rows = &self.answers.mutual;
        let people = Columns { report: self, rows: rows.iter().map(|row| row.person).collect() };
        let table = TableBuilder::new("mutual-contacts", "Mutual contacts")
            .text("member", rows.iter().map(|row| self.sharing(row.member)));
        people
            .put(table)
            .whole("mutual_at_least", rows.iter().map(|row| Some(i64::from(row.at_least))))
            .build()
    }

    /// `introduction-plan.csv`: who introduces whom to whom, within what each can take on; and for which wish nobody
    /// does, and why.
    pub fn plan(&self) -> PolarsResult<Table> {
        let plan = &self.answers.plan;
        // Members in order, what is planned for each before what is not.
        let mutual = self.answers.plan_mutual.iter().copied();
        let planned = plan.planned.iter().zip(mutual);
        let planned = planned.map(|(row, mutual)| (row.member, 0, row.wish, Some((row, mutual)), None));
        let unmet = plan.unmet.iter().map(|(member, wish, why)| (*member, 1, *wish, None, Some(*why)));
        let mut rows: Vec<_> = planned.chain(unmet).collect();
        rows.sort_by_key(|(member, kind, wish, ..)| (*member, *kind, *wish));
        let persons = &self.cohort.persons;
        let told = |row: &Option<(&Planned, u32)>, of: fn(&Persons, Number) -> &str| {
            row.map_or(String::new(), |(row, _)| self.names().telling(of(persons, row.person)).to_owned())
        };
        TableBuilder::new("introduction-plan", "Introduction plan")
            .text("member", rows.iter().map(|(member, ..)| self.sharing(*member)))
            .text(
                "via_member",
                rows.iter().map(|(.., row, _)| row.map_or("".into(), |(row, _)| self.sharing(row.via))),
            )
            .text(
                "person",
                rows.iter().map(|(.., row, _)| {
                    row.map_or("".into(), |(row, _)| self.names().person(persons.key(row.person)))
                }),
            )
            .text(
                "name",
                rows.iter().map(|(.., row, _)| {
                    row.map_or("", |(row, _)| self.names().telling(persons.name(row.person)))
                }),
            )
            .text("target", rows.iter().map(|(member, _, wish, ..)| self.wish(*member, *wish)))
            .share("score", rows.iter().map(|(.., row, _)| row.map(|(row, _)| row.score())))
            .text("status", rows.iter().map(|(.., row, _)| if row.is_some() { "planned" } else { "unmet" }))
            .text("reason", rows.iter().map(|(.., why)| why.map_or("".into(), Why::in_words)))
            .whole("mutual_at_least", rows.iter().map(|(_, _, _, row, _)| row.map(|(_, n)| i64::from(n))))
            .text("company", rows.iter().map(|(.., row, _)| told(row, Persons::company)))
            .text("position", rows.iter().map(|(.., row, _)| told(row, Persons::position)))
            .build()
    }

    /// `groups.csv`: figures by group, safe to hand on.
    pub fn groups(&self) -> PolarsResult<Table> {
        self.groups_with(Late::Last)
    }

    /// The same with the note beside the group, as it is read on the page.
    pub(super) fn groups_of_page(&self) -> PolarsResult<Table> {
        self.groups_with(Late::BesideProgramme)
    }

    fn groups_with(&self, note: Late) -> PolarsResult<Table> {
        let rows = &self.answers.groups.lines;
        let named = |name: &Option<String>, is_one: bool| match name {
            Some(name) if name.is_empty() && is_one => String::new(),
            Some(name) => name.clone(),
            None => ALL.to_owned(),
        };
        let whole = |get: fn(&GroupFigures) -> Option<u32>| {
            rows.iter().map(move |row| row.figures.as_ref().and_then(get).map(i64::from))
        };
        let number = |get: fn(&GroupFigures) -> Option<f64>| {
            rows.iter().map(move |row| row.figures.as_ref().and_then(get))
        };
        let mut table = TableBuilder::new("groups", "Groups")
            .text("programme", rows.iter().map(|row| named(&row.programme, true)))
            .text("class_year", rows.iter().map(|row| named(&row.class_year, true)));
        let notes = || rows.iter().map(|row| self.note(row));
        if note == Late::BesideProgramme {
            table = table.text("note", notes());
        }
        table = table
            .whole("members", whole(|row| Some(row.members)))
            .whole("requests", whole(|row| row.requests))
            .share("reply_rate", number(|row| share_of(row.replies)))
            .share("reply_rate_low", number(|row| ends_of(row.replies).map(|(low, _)| low)))
            .share("reply_rate_high", number(|row| ends_of(row.replies).map(|(_, high)| high)))
            .whole("interviews", whole(|row| row.interviews))
            .share("interviewed", number(|row| share_of(row.met)))
            .whole("introductions", whole(|row| row.introductions))
            .ratio("introductions_per_interview", number(|row| row.introductions_per_interview))
            .whole("targets", whole(|row| row.targets))
            .share("covered", number(|row| share_of(row.covered)))
            .number("median_connections", number(|row| row.median_connections));
        if note == Late::Last {
            table = table.text("note", notes());
        }
        table.build()
    }

    fn note(&self, group: &Group) -> String {
        let Some(figures) = &group.figures else {
            return format!(
                "not shown: fewer than {} members, or it would give such a group away",
                self.min_cell
            );
        };
        let coded =
            [("reply_rate", figures.replies), ("interviewed", figures.met), ("covered", figures.covered)];
        let words = coded.iter().filter_map(|(name, share)| match share {
            Some(Shown::Low) => Some(format!("{name} is below 5 %")),
            Some(Shown::High) => Some(format!("{name} is 95 % or more")),
            None => Some(format!("{name} is not told")),
            Some(Shown::Plain(_)) => None,
        });
        let counts = [
            ("requests", figures.requests),
            ("interviews", figures.interviews),
            ("introductions", figures.introductions),
            ("targets", figures.targets),
        ];
        let gone = counts.iter().filter(|(_, count)| count.is_none()).map(|(name, _)| *name);
        let gone = gone.collect::<Vec<_>>().join(", ");
        let gone = (!gone.is_empty()).then(|| format!("not told: {gone}"));
        let partly = figures.is_part_of_introductions;
        let partly = partly.then(|| "nothing tells of some members' introductions".to_owned());
        words.chain(gone).chain(partly).collect::<Vec<_>>().join("; ")
    }

    /// `funnel.csv`: what works, by approach: for all, by programme, and by class.
    pub fn funnel(&self) -> PolarsResult<Table> {
        self.funnel_with(Late::Last)
    }

    /// The same with the class beside the programme, as it is read on the page.
    pub(super) fn funnel_of_page(&self) -> PolarsResult<Table> {
        self.funnel_with(Late::BesideProgramme)
    }

    fn funnel_with(&self, class_year: Late) -> PolarsResult<Table> {
        let groups = self.answers.funnels.iter();
        let unknown = |group: &GroupFunnel| group.by_approach[Approach::Unknown as usize].asked;
        let is_any_unknown = groups.clone().any(|group| unknown(group) > 0);
        let rows: Vec<(&GroupFunnel, Option<Approach>, Funnel, Stage)> = groups
            .flat_map(|group| {
                let each = Approach::ALL.into_iter().zip(group.by_approach);
                let each = each.filter(|(one, _)| *one != Approach::Unknown || is_any_unknown);
                let each = each.map(|(approach, funnel)| (Some(approach), funnel));
                let lines = [(None, group.all)].into_iter().chain(each);
                lines.flat_map(move |(approach, funnel)| {
                    Stage::ALL.map(|stage| (group, approach, funnel, stage))
                })
            })
            .collect();
        // Fewer than this is no rate.
        let share = |row: &(&GroupFunnel, Option<Approach>, Funnel, Stage)| {
            let is_told = row.3 == Stage::Replied || row.0.shows_interviews;
            row.2.at(row.3).filter(|share| is_told && share.of >= LEAST)
        };
        // What the table of groups hides is hidden here.
        let count = |row: &(&GroupFunnel, Option<Approach>, Funnel, Stage)| {
            let told = |n: u32| row.0.shows_interviews.then_some(n);
            match row.3 {
                Stage::Replied => (Some(row.2.asked), Some(row.2.replied)),
                Stage::Met => (Some(row.2.replied), told(row.2.met)),
                Stage::Introduced => (told(row.2.followed), told(row.2.introduced)),
            }
        };
        let class = || rows.iter().map(|row| row.0.class_year.as_deref().unwrap_or(ALL));
        let mut table = TableBuilder::new("funnel", "What works")
            .text("programme", rows.iter().map(|row| row.0.programme.as_deref().unwrap_or(ALL)));
        if class_year == Late::BesideProgramme {
            table = table.text("class_year", class());
        }
        table = table
            .text("approach", rows.iter().map(|row| row.1.map_or(ALL, Approach::as_str)))
            .text("stage", rows.iter().map(|row| row.3.as_str()))
            .whole("of", rows.iter().map(|row| count(row).0.map(i64::from)))
            .whole("reached", rows.iter().map(|row| count(row).1.map(i64::from)))
            .share("share", rows.iter().map(|row| share(row).map(|share| share.share)))
            .share("low", rows.iter().map(|row| share(row).map(|share| share.low)))
            .share("high", rows.iter().map(|row| share(row).map(|share| share.high)));
        if class_year == Late::Last {
            table = table.text("class_year", class());
        }
        table.whole("members", rows.iter().map(|row| Some(i64::from(row.2.members)))).build()
    }

    /// `first-interview.csv`: the share still waiting for the first conversation, by days since the first request.
    pub fn first_interview(&self) -> PolarsResult<Table> {
        let groups = self.answers.funnels.iter();
        let rows: Vec<_> =
            groups.flat_map(|group| group.curve.steps.iter().map(move |step| (group, step))).collect();
        TableBuilder::new("first-interview", "First interview")
            .text("programme", rows.iter().map(|(group, _)| group.programme.as_deref().unwrap_or(ALL)))
            .whole("days", rows.iter().map(|(_, step)| Some(i64::from(step.days))))
            .whole("at_risk", rows.iter().map(|(_, step)| Some(i64::from(step.at_risk))))
            .whole("interviewed", rows.iter().map(|(_, step)| Some(i64::from(step.events))))
            .whole("censored", rows.iter().map(|(_, step)| Some(i64::from(step.censored))))
            .share("waiting", rows.iter().map(|(_, step)| Some(step.waiting)))
            .share("low", rows.iter().map(|(_, step)| step.low))
            .share("high", rows.iter().map(|(_, step)| step.high))
            .text("class_year", rows.iter().map(|(group, _)| group.class_year.as_deref().unwrap_or(ALL)))
            .build()
    }

    /// `problems.csv`: what is wrong with the roster, who could not be read, and whose files have problems, by number:
    /// what stands in her files is shown to her alone.
    pub fn problems(&self) -> PolarsResult<Table> {
        const CHECK: &str = "`tertius check` on the member's folder shows each with its place";
        struct Row<'a> {
            member: Cow<'a, str>,
            file: &'a str,
            line: Option<i64>,
            column: &'a str,
            problem: Cow<'a, str>,
            value: &'a str,
            hint: &'a str,
        }
        let (cohort, names) = (self.cohort, self.names());
        let file = |problem: &'_ Problem| {
            let source = cohort.sources.get(problem.place.source.0 as usize);
            source.map_or("", |source| if names.are_pseudonyms() { source.kind } else { &source.path })
        };
        let of_roster = cohort.problems.iter().map(|problem| Row {
            member: "".into(),
            file: file(problem),
            // Whoever has the roster would find the member at this line.
            line: (problem.place.line > 0 && !names.are_pseudonyms())
                .then_some(i64::from(problem.place.line)),
            column: &problem.column,
            problem: problem.problem.as_str().into(),
            value: names.telling(&problem.value),
            hint: &problem.hint,
        });
        // Why somebody could not be read may quote a path or a name.
        let failed = cohort.failures.iter().map(|failure| Row {
            member: failure.member.as_str().into(),
            file: "",
            line: None,
            column: "",
            problem: "nothing read".into(),
            value: names.telling(&failure.why),
            hint: CHECK,
        });
        let with = cohort.members.iter().filter(|row| row.extract.n_problems > 0).map(|row| Row {
            member: row.member.name.as_str().into(),
            file: "",
            line: None,
            column: "",
            problem: (counted(row.extract.n_problems, "problem", "problems") + " in the files").into(),
            value: "",
            hint: CHECK,
        });
        let rows: Vec<Row<'_>> = of_roster.chain(failed).chain(with).collect();
        TableBuilder::new("problems", "Problems")
            .text("member", rows.iter().map(|row| &row.member))
            .text("file", rows.iter().map(|row| row.file))
            .whole("line", rows.iter().map(|row| row.line))
            .text("column", rows.iter().map(|row| row.column))
            .text("problem", rows.iter().map(|row| &row.problem))
            .text("value", rows.iter().map(|row| row.value))
            .text("hint", rows.iter().map(|row| row.hint))
            .build()
    }

    /// Every table but growth, in the order in which they are read.
    pub fn tables(&self) -> PolarsResult<Vec<Table>> {
        let mut tables = vec![
            self.stuck()?,
            self.members()?,
            self.groups()?,
            self.funnel()?,
            self.first_interview()?,
            self.plan()?,
            self.within()?,
            self.shared()?,
            self.brokers()?,
            self.mutual()?,
        ];
        if let Some(found) = &self.answers.brokerage {
            tables.push(self.brokerage(found)?);
        }
        tables.push(self.problems()?);
        Ok(tables)
    }
}

fn share_of(shown: Option<Shown>) -> Option<f64> {
    match shown? {
        Shown::Plain(share) => Some(share.share),
        // What is below or above is said in the note.
        Shown::Low | Shown::High => None,
    }
}

fn ends_of(shown: Option<Shown>) -> Option<(f64, f64)> {
    match shown? {
        Shown::Plain(share) => Some((share.low, share.high)),
        Shown::Low | Shown::High => None,
    }
}

/// The columns that tell who a person is.
struct Columns<'a> {
    report: &'a Report<'a>,
    rows: Vec<Number>,
}

impl Columns<'_> {
    fn put(&self, table: TableBuilder) -> TableBuilder {
        let (names, persons) = (self.report.names(), &self.report.cohort.persons);
        let rows = || self.rows.iter().copied();
        table
            .text("person", rows().map(|person| names.person(persons.key(person))))
            .text("name", rows().map(|person| names.telling(persons.name(person))))
            .text("company", rows().map(|person| names.telling(persons.company(person))))
            .text("position", rows().map(|person| names.telling(persons.position(person))))
    }
}

/// `2024-03`, as [`Month`] writes itself, without the formatting machinery: a day without its day.
fn put_month(month: Month, line: &mut String) {
    // Writing to a String cannot fail.
    let written = month.first_day().write_to(line);
    debug_assert!(written.is_ok());
    line.truncate(line.len() - "-01".len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_as_elsewhere() {
        for (year, month) in [(2024, 3), (1999, 12), (2026, 1), (987, 2)] {
            let month = Month::new(year, month).unwrap();
            let mut line = "Ann,".to_owned();
            put_month(month, &mut line);
            assert_eq!(line, format!("Ann,{month}"));
        }
    }
}

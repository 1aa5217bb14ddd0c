//! `index.html` of a cohort: the advisor's page, which needs no network.

use super::Report;
use crate::analysis::cohort::brokerage::Brokerage;
use crate::analysis::cohort::funnel;
use crate::analysis::cohort::{Figures, figures};
use crate::report::page::{self, Figure, PageError, Section};
use crate::report::table::Table;

/// Rows of a table that the page shows; the rest is in the file.
const ROWS: usize = 50;

/// So many who are stuck are listed one by one; of more, the page says how many are stuck by what.
const LISTED: usize = 12;

impl Report<'_> {
    /// Fills the page.
    pub(super) fn page(&self, tables: &[Table], pictures: &[(&str, String)]) -> Result<String, PageError> {
        let between = self
            .answers
            .brokerage
            .as_ref()
            .map(|found| ("between", "Who lies between", "brokerage", "", self.say_between(found)));
        let sections = [
            ("stuck", "Who is stuck", "stuck", "stuck", self.say_stuck()),
            ("works", "What works", "funnel", "funnel", self.say_works()),
            ("plan", "Introductions to make", "introduction-plan", "", self.say_plan()),
            ("targets", "Targets", "introductions-within", "coverage", self.say_targets()),
            ("known", "Known to many", "brokers", "", self.say_brokers()),
            ("growth", "Growth", "members", "cohort-growth", self.say_growth()),
            ("groups", "Groups", "groups", "", self.say_groups()),
        ];
        let (funnel, groups) = (self.funnel_of_page()?, self.groups_of_page()?);
        let is_long = self.answers.stuck.len() > LISTED;
        let stuck = is_long.then(|| self.stuck_by_reason()).transpose()?;
        let mut filled = Vec::new();
        for (id, title, table, picture, says) in sections.into_iter().chain(between) {
            let of_page = [&funnel, &groups].into_iter().chain(&stuck);
            let table = of_page.chain(tables).find(|known| known.name == table);
            let table = table.filter(|table| table.n_rows() > 0);
            let svg = pictures.iter().find(|(name, _)| *name == picture);
            let svg = svg.map(|(name, svg)| (*name, svg.as_str()));
            let section = Section::of(id, title, says, table, ROWS, svg)?;
            filled.push(match (id, &stuck) {
                ("stuck", Some(_)) => section.summing_up(self.answers.stuck.len()),
                _ => section,
            });
        }
        let trouble: Vec<(String, String)> = self
            .cohort
            .failures
            .iter()
            .map(|failure| {
                let why = if self.names().are_pseudonyms() { "" } else { failure.why.as_str() };
                (failure.member.clone(), why.to_owned())
            })
            .collect();
        page::cohort_html(self.as_of, self.head(), filled, &trouble, self.say_privacy())
    }

    fn sum(&self, get: fn(&Figures) -> u32) -> u64 {
        self.cohort.members.iter().map(|row| u64::from(get(&row.extract.figures))).sum()
    }

    fn head(&self) -> Vec<Figure> {
        let (answers, n) = (self.answers, self.cohort.members.len());
        let (asked, replied) = (self.sum(|row| row.requests), self.sum(|row| row.replies));
        let (met, brought) =
            (self.sum(|row| row.interviews), self.sum(|row| row.known_introductions().unwrap_or(0)));
        let (targets, covered) = (self.sum(|row| row.targets), self.sum(|row| row.covered));
        let per_cent = |part: u64, of: u64| match of {
            0 => "–".to_owned(),
            of => format!("{:.0} %", part as f64 / of as f64 * 100.0),
        };
        let failed = self.cohort.failures.len();
        let note = match failed {
            0 => format!("{} share their contacts", page::count(answers.sharing.len() as u64)),
            failed => format!("and {failed} of whom nothing could be read"),
        };
        let note = match self.cohort.unnamed.len() {
            0 => note,
            n => format!("{note}; {} the roster does not name", page::counted(n, "folder", "folders")),
        };
        vec![
            Figure::new("Members", page::count(n as u64), note, "#growth"),
            Figure::new(
                "Stuck",
                page::count(answers.stuck.len() as u64),
                per_cent(answers.stuck.len() as u64, n as u64) + " of the members",
                "#stuck",
            ),
            Figure::new(
                "Requests answered",
                per_cent(replied, asked),
                format!("{} of {}", page::count(replied), page::count(asked)),
                "#works",
            ),
            Figure::new(
                "Conversations",
                page::count(met),
                format!("{} introductions received", page::count(brought)),
                "#works",
            ),
            self.reproduction(),
            Figure::new(
                "Rows within reach",
                per_cent(covered, targets),
                format!("{} of {} rows of target matrices", page::count(covered), page::count(targets)),
                "#targets",
            ),
        ]
    }

    /// The reproduction number of all.
    fn reproduction(&self) -> Figure {
        let members = self.cohort.members.iter().map(|row| &row.extract.figures);
        let Some(of) = figures::reproduction_of_all(members, self.as_of) else {
            let why = match self.sum(|figures| figures.interviews) {
                0 => "no conversation is noted yet",
                _ => "nothing tells who introduced whom",
            };
            return Figure::new("R", "–".to_owned(), why.to_owned(), "#growth");
        };
        let note = format!("introductions by each person met; 95 % interval {:.2} to {:.2}", of.low, of.high);
        Figure::new("R", format!("{:.2}", of.r), note, "#growth")
    }

    fn say_stuck(&self) -> String {
        match self.answers.stuck.first() {
            None => "Everyone has targets, asks, is answered and is introduced.".to_owned(),
            Some(first) if self.answers.stuck.len() > LISTED => format!(
                "How many are stuck by what, in the order of your week: each member counts once, by what keeps them from \
                 the earliest step. Begin with {}: {}.",
                self.member(first.member),
                first.detail
            ),
            Some(first) => format!(
                "In the order of your week: what keeps a member from the first step comes before what keeps them from the \
                 last, and who has waited longest comes first. Begin with {}: {}.",
                self.member(first.member),
                first.detail
            ),
        }
    }

    fn say_works(&self) -> String {
        let curve = &self.answers.funnels[0].curve;
        let waiting = match (curve.n, curve.sure_median(), curve.median_interval()) {
            (0, ..) => "Nobody has asked for a conversation yet.".to_owned(),
            (_, Some(days), ends) => {
                let ends = match ends {
                    (Some(low), Some(high)) => format!("95 % interval {low} to {high}"),
                    (Some(low), None) => format!("95 % interval {low} days or more"),
                    (None, _) => "too few for an interval".to_owned(),
                };
                format!("Half of those who ask have their first conversation within {days} days ({ends}).")
            }
            (n, None, _) if curve.median().is_some() => format!(
                "Of {n} who ask, {} have had a conversation since; fewer than ten were still waiting by the day on which half \
                 had theirs, so none is named.",
                curve.events
            ),
            (n, None, _) => format!("Of {n} who ask, fewer than half have had a conversation since."),
        };
        let asks = self.cohort.members.iter().flat_map(|row| &row.extract.figures.asks);
        let known = self.how_known().map_or(String::new(), |says| says + " ");
        let recent = match asks.filter(|ask| funnel::is_recent(ask, self.as_of)).count() {
            0 => String::new(),
            n => format!(
                "{} of the last two weeks {} left out, answered or not: there is no telling yet. ",
                page::counted(n, "request", "requests"),
                if n == 1 { "is" } else { "are" },
            ),
        };
        format!(
            "Cold is who was asked without an introduction, and with no common employer, earlier message of theirs, \
             conversation or recommendation that the files show. With something shared (affinity) is who was asked \
             without an introduction and with one of these. A share stands with its 95 % interval, and none is shown for \
             fewer than ten: where two intervals overlap widely, nothing is proved. {recent}{known}{waiting}"
        )
    }

    fn say_plan(&self) -> String {
        let plan = &self.answers.plan;
        match (self.answers.sharing.len(), plan.planned.len()) {
            (0 | 1, _) => "Fewer than two members share their contacts, so nobody can be introduced by another. Consent \
                           is the column shares_contacts of the roster."
                .to_owned(),
            (_, planned) => format!(
                "{} introductions that members can make for one another: each person is asked for once, nobody makes \
                 more than {}, nobody is given more than {}, and those who have met fewest come first. {} wishes stay \
                 unmet, each with the reason. Ask the one who introduces before you tell the other.",
                page::count(planned as u64),
                plan.options.capacity,
                plan.options.per_member,
                page::count(plan.unmet.len() as u64)
            ),
        }
    }

    fn say_targets(&self) -> String {
        "What most members look for, and whom each could meet through another: the best for each member, and all that is planned. The picture \
         counts a member once for each company, position or industry, by the nearest of the rows that name it; the figure \
         on top counts every row."
            .to_owned()
    }

    fn say_brokers(&self) -> String {
        let (n, listed) = (self.answers.n_known_to_several, self.answers.brokers.len());
        let cut = match listed < n {
            true => format!(
                " The file has the first {}; `--top all` writes all of them.",
                page::count(listed as u64)
            ),
            false => String::new(),
        };
        format!(
            "{} people whom two or more members know, out of {} people and {} ties. One who is known to many is asked by \
             many: agree on who writes.{cut}",
            page::count(n as u64),
            page::count(self.cohort.persons.len() as u64),
            page::count(self.answers.n_ties as u64)
        )
    }

    pub(super) fn say_between(&self, found: &Brokerage) -> String {
        let what = "For each the share of all pairs of people here whose shortest ways go through them, over the contacts of \
                    those who share: ways that nobody exported are missing.";
        match found.samples {
            None => format!("{what} All pairs were counted."),
            Some(samples) => format!(
                "{what} Found from {} pairs drawn by lot: with 95 % confidence no share is off by more than {:.4} % (of \
                 all pairs), and {} of these {} are certain to be among the first {}.",
                page::count(samples),
                (found.error * 1e6).ceil() / 1e4,
                found.certain(),
                found.rows.len(),
                found.rows.len(),
            ),
        }
    }

    fn say_growth(&self) -> String {
        "Connections by month, and the figures of each member; intervals, and where they stand among the others, are in \
         the file. Two figures look alike: introductions_per_interview counts all introductions received, from whomever, \
         for each conversation; R (column r) counts those alone that were made by the people met, and above 1 the search \
         feeds itself."
            .to_owned()
    }

    fn say_groups(&self) -> String {
        let hidden = self.answers.groups.lines.iter().filter(|group| group.figures.is_none()).count();
        format!(
            "Only this table is made to be handed on. Groups of fewer than {} members are not shown, and neither are \
             {} that would give them away ({hidden} lines in all); shares below 5 % and from 95 % on are not \
             told exactly.",
            self.min_cell,
            if hidden == 0 { "any" } else { "those" },
        )
    }

    fn say_privacy(&self) -> String {
        let n = self.cohort.members.len() - self.answers.sharing.len();
        let sharing = match n {
            0 if self.assumed > 0 => format!(
                "All members are taken to share their contacts; the roster does not say so of {}.",
                page::counted(self.assumed, "member", "members")
            ),
            0 => "All members share their contacts.".to_owned(),
            n => format!(
                "{} do not share: no contact of theirs is in any list here, nor in any count of what members have in \
                 common, and nobody is looked for among the others' contacts for what they wish.",
                page::counted(n, "member", "members")
            ),
        };
        let names = match self.names().are_pseudonyms() {
            true => {
                " Names are pseudonyms: who holds the key, or recognises a programme or a figure, can tell whose \
                     they are. Companies and positions of people are left out, and targets have pseudonyms, too."
            }
            false => " This page names members: it is the advisor's own.",
        };
        sharing + names
    }
}

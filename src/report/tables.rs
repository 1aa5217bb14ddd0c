//! What is in which column: the tables of `tertius report`, as the interface names them.

use super::referral::{self, words};
use super::table::{Table, TableBuilder, Texts};
use crate::analysis::plan;
use crate::analysis::rank::explain;
use crate::analysis::rank::standing::Standing;
use crate::day::Day;
use crate::evidence::Problem;
use crate::import::Workspace;
use crate::people::{PersonId, profile_url};
use crate::pipeline::Study;
use polars::prelude::PolarsResult;

/// How many suggestions a table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Top {
    /// The first so many.
    First(usize),
    /// Everyone.
    All,
}

impl Top {
    /// The number of rows out of `n`.
    pub fn of(self, n: usize) -> usize {
        match self {
            Top::First(k) => k.min(n),
            Top::All => n,
        }
    }
}

/// A column of fitting cells out of an iterator of rows.
macro_rules! column {
    ($rows:expr, $row:pat => $cell:expr) => {
        $rows.iter().map(|$row| $cell)
    };
}

fn url_of(study: &Study, id: PersonId) -> String {
    study.people.get(id).slug().map(profile_url::url).unwrap_or_default()
}

fn email_of(study: &Study, id: PersonId) -> &str {
    study.people.get(id).email.as_deref().unwrap_or_default()
}

/// `next-contacts.csv`: whom to contact next, and why.
pub fn next_contacts(study: &Study, top: Top) -> PolarsResult<Table> {
    let all = &study.ranking.suggestions;
    let rows: Vec<(usize, &crate::analysis::rank::Suggestion)> =
        all.iter().take(top.of(all.len())).enumerate().collect();
    let input = study.rank_input();
    let person = |id: PersonId| study.people.get(id);
    let best = |suggestion: &crate::analysis::rank::Suggestion| {
        suggestion.fit.filter(|(_, fit, _)| fit.degree > 0.0)
    };
    TableBuilder::new("next-contacts", "Whom to contact next")
        .whole("rank", column!(rows, (at, _) => Some(*at as i64 + 1)))
        .text("person", column!(rows, (_, s) => &person(s.person).key))
        .text("name", column!(rows, (_, s) => &person(s.person).name))
        .text("company", column!(rows, (_, s) => &person(s.person).company))
        .text("position", column!(rows, (_, s) => &person(s.person).position))
        .url("url", column!(rows, (_, s) => url_of(study, s.person)))
        .text("email", column!(rows, (_, s) => email_of(study, s.person)))
        .text("action", column!(rows, (_, s) => s.due.action.as_str()))
        .text("via", column!(rows, (_, s) => s.via.map_or("", |via| person(via).key.as_str())))
        .text("target", column!(rows, (_, s) => best(s).map(|(row, ..)| study.targets.rows[row].in_words()).unwrap_or_default()))
        .share("score", column!(rows, (_, s) => Some(s.score)))
        .share("p_reply", column!(rows, (_, s) => Some(s.p_reply)))
        .share("fit", column!(rows, (_, s) => s.fit.map(|(_, _, value)| value)))
        .share("referral_value", column!(rows, (_, s) => Some(s.referral.value)))
        .day("due", column!(rows, (_, s) => Some(s.due.on)))
        .text("reason", column!(rows, (_, s) => explain::sentence(&input, s)))
        .share("p_low", column!(rows, (_, s) => Some(s.p_interval.0)))
        .share("p_high", column!(rows, (_, s) => Some(s.p_interval.1)))
        .build()
}

/// `plan.csv`: the few who together open most of the target matrix, and below them the targets that nobody opens.
pub fn plan(study: &Study, n: usize) -> PolarsResult<Table> {
    let input = study.rank_input();
    let plan = plan::of(&input, &study.ranking, n);
    let steps = plan.steps.iter().map(|step| (Some(step), step.in_words(&input)));
    let closed = plan.closed.iter().map(|target| (None, target.in_words(&input)));
    let rows: Vec<_> = steps.chain(closed).collect();
    let of = |step: &Option<&plan::Step>| step.map(|step| &study.ranking.suggestions[step.at]);
    let person = |step: &Option<&plan::Step>| step.map(|step| study.people.get(step.person));
    TableBuilder::new("plan", "Who opens most together")
        .whole("rank", rows.iter().enumerate().map(|(at, (step, _))| step.map(|_| at as i64 + 1)))
        .text("person", column!(rows, (step, _) => person(step).map_or("", |one| one.key.as_str())))
        .text("name", column!(rows, (step, _) => person(step).map_or("", |one| one.name.as_str())))
        .text("company", column!(rows, (step, _) => person(step).map_or("", |one| &*one.company)))
        .text("position", column!(rows, (step, _) => person(step).map_or("", |one| &*one.position)))
        .text("action", column!(rows, (step, _) => of(step).map_or("nobody", |one| one.due.action.as_str())))
        .text("via", column!(rows, (step, _) => of(step).and_then(|one| one.via).map_or("", |via| study.people.get(via).key.as_str())))
        .share("p_reply", column!(rows, (step, _) => of(step).map(|one| one.p_reply)))
        .share("adds", column!(rows, (step, _) => step.map(|step| step.adds)))
        .share("open", column!(rows, (step, _) => step.map(|step| step.open)))
        .text("targets", column!(rows, (_, targets) => targets))
        .day("due", column!(rows, (step, _) => of(step).map(|one| one.due.on)))
        .build()
}

/// `people.csv`: everyone.
pub fn people(study: &Study) -> PolarsResult<Table> {
    // Row by row, for all that a row shows lies close together.
    let n = study.people.persons.len();
    let [mut key, mut name, mut url, mut email, mut company, mut position, mut seniority, mut function]: [Texts; 8] =
        std::array::from_fn(|_| Texts::with_capacity(n));
    let [mut introduced_by, mut sources, mut occupation]: [Texts; 3] =
        std::array::from_fn(|_| Texts::with_capacity(n));
    let [mut connected_on, mut first_contact, mut last_contact]: [Vec<Option<Day>>; 3] =
        std::array::from_fn(|_| Vec::with_capacity(n));
    let [mut sent, mut received, mut wave]: [Vec<Option<i64>>; 3] =
        std::array::from_fn(|_| Vec::with_capacity(n));
    for id in study.people.ids() {
        let person = study.people.get(id);
        key.push(&person.key);
        name.push(&person.name);
        url.push_written(|text| {
            person.slug().into_iter().for_each(|slug| profile_url::write_url(slug, text))
        });
        email.push(email_of(study, id));
        company.push(&person.company);
        position.push(&person.position);
        seniority.push(person.title.seniority.map_or("", |level| level.as_str()));
        function.push(person.title.function.map_or("", |function| function.as_str()));
        connected_on.push(person.connected_on.filter(|_| person.gone.is_none()));
        let now = Standing::of(study.network.history.until(id, study.as_of));
        first_contact.push(now.first_contact.map(|(day, _)| day));
        last_contact.push(now.last_contact.map(|(day, _)| day));
        sent.push(Some(i64::from(now.sent)));
        received.push(Some(i64::from(now.received)));
        let introduced = study.network.introducers_of(id);
        wave.push(introduced.map(|of| i64::from(of.wave)));
        let first_by = introduced.and_then(|of| of.first);
        introduced_by.push(first_by.map_or("", |by| study.people.get(by).key.as_str()));
        sources.push_written(|text| study.workspace.write_cite_all(&person.seen_in, text));
        occupation.push(person.occupation().map_or("", |found| found.name()));
    }
    TableBuilder::new("people", "People")
        .texts("person", key)
        .texts("name", name)
        .urls("url", url)
        .texts("email", email)
        .texts("company", company)
        .texts("position", position)
        .texts("seniority", seniority)
        .texts("function", function)
        .day("connected_on", connected_on)
        .day("first_contact", first_contact)
        .day("last_contact", last_contact)
        .whole("messages_sent", sent)
        .whole("messages_received", received)
        .whole("wave", wave)
        .texts("introduced_by", introduced_by)
        .texts("sources", sources)
        .texts("occupation", occupation)
        .build()
}

/// `referrals.csv`: who introduced whom.
pub fn referrals(study: &Study) -> PolarsResult<Table> {
    let edges = &study.network.edges;
    let key = |id: PersonId| study.people.get(id).key.as_str();
    TableBuilder::new("referrals", "Introductions")
        .text("introducer", column!(edges, edge => key(edge.introducer)))
        .text("introduced", column!(edges, edge => key(edge.introduced)))
        .day("date", column!(edges, edge => edge.on))
        .text("source", column!(edges, edge => edge.source.as_str()))
        .share("confidence", column!(edges, edge => Some(edge.confidence)))
        .text("evidence", column!(edges, edge => study.workspace.cite_all(&edge.evidence)))
        .build()
}

/// `introducers.csv`: everyone who introduced somebody, by reach.
pub fn introducers(study: &Study) -> PolarsResult<Table> {
    let rows = referral::introducers(study);
    let held = |id: PersonId| {
        let held = &study.referrals.conversations;
        held.binary_search_by_key(&id, |(known, _)| *known).map_or(0, |at| i64::from(held[at].1))
    };
    let onward = |id: PersonId| {
        let below: Vec<_> = study.network.introductions_by(id).map(|edge| edge.introduced).collect();
        let on = below.iter().filter(|id| study.network.introductions_by(**id).next().is_some()).count();
        (!below.is_empty()).then(|| on as f64 / below.len() as f64)
    };
    let days = |id: PersonId| study.network.introductions_by(id).filter_map(|edge| edge.on);
    let asked = |id: PersonId| study.referrals.asked_of(id);
    TableBuilder::new("introducers", "Introducers")
        .text("person", column!(rows, (id, _) => &study.people.get(*id).key))
        .text("name", column!(rows, (id, _) => &study.people.get(*id).name))
        .whole("wave", column!(rows, (_, of) => Some(i64::from(of.wave))))
        .whole("introductions", column!(rows, (_, of) => Some(i64::from(of.introductions))))
        .whole("reach", column!(rows, (_, of) => Some(i64::from(of.reach))))
        .whole("sole_reach", column!(rows, (_, of) => Some(i64::from(of.sole_reach))))
        .whole("conversations", column!(rows, (id, _) => Some(held(*id))))
        .share("onward_share", column!(rows, (id, _) => onward(*id)))
        .day("first_introduction", column!(rows, (id, _) => days(*id).min()))
        .day("last_introduction", column!(rows, (id, _) => days(*id).max()))
        .whole("met", column!(rows, (id, _) => asked(*id).map(|of| i64::from(of.met))))
        .whole("asked", column!(rows, (id, _) => asked(*id).map(|of| i64::from(of.introductions))))
        .whole("favours_asked", column!(rows, (id, _) => asked(*id).map(|of| i64::from(of.favours))))
        .day("last_asked", column!(rows, (id, _) => asked(*id).and_then(|of| of.last)))
        .day("thanked_on", column!(rows, (id, _) => asked(*id).and_then(|of| of.thanked)))
        .text(
            "only_through",
            column!(rows, (id, _) => words::without(study, *id, usize::MAX).unwrap_or_default()),
        )
        .build()
}

/// `growth.csv`: connections by month.
pub fn growth(study: &Study) -> PolarsResult<Table> {
    let rows = &study.growth;
    TableBuilder::new("growth", "Network growth")
        .text("month", column!(rows, row => row.month.to_string()))
        .whole("new", column!(rows, row => Some(i64::from(row.new))))
        .whole("total", column!(rows, row => Some(i64::from(row.total))))
        .share("rolling_3m", column!(rows, row => Some(row.rolling_3m)))
        .whole("introduced", column!(rows, row => Some(i64::from(row.introduced))))
        .build()
}

/// `coverage.csv`: the target matrix and who covers it.
pub fn coverage(study: &Study) -> PolarsResult<Table> {
    let rows = &study.coverage;
    let target = |row: usize| &study.targets.rows[row].target;
    TableBuilder::new("coverage", "Targets covered")
        .text("position", column!(rows, row => &target(row.row).position))
        .text("company", column!(rows, row => &target(row.row).company))
        .text("industry", column!(rows, row => &target(row.row).industry))
        .number("priority", column!(rows, row => target(row.row).priority))
        .whole("contacts", column!(rows, row => Some(i64::from(row.contacts))))
        .whole("strong_contacts", column!(rows, row => Some(i64::from(row.strong_contacts))))
        .text(
            "best_contact",
            column!(rows, row => row.best_contact.map_or("", |id| study.people.get(id).key.as_str())),
        )
        .whole("path_length", column!(rows, row => row.path_length.map(i64::from)))
        .text("status", column!(rows, row => row.status.as_str()))
        .build()
}

/// `moves.csv`: what changed between exports that lie side by side.
pub fn moves(study: &Study) -> PolarsResult<Table> {
    let Study { workspace, people, targets, moves, .. } = study;
    super::moves::table(&super::moves::Compared { workspace, people, targets, moves })
}

/// `problems.csv`: everything that could not be read or told.
pub fn problems(study: &Study) -> PolarsResult<Table> {
    problems_of(&study.workspace, &study.problems)
}

/// The same before anything is ranked.
pub fn problems_of(workspace: &Workspace, rows: &[Problem]) -> PolarsResult<Table> {
    TableBuilder::new("problems", "Problems")
        .text("file", column!(rows, row => &workspace.source(row.place.source).path))
        .whole("line", column!(rows, row => (row.place.line > 0).then_some(i64::from(row.place.line))))
        .text("column", column!(rows, row => &row.column))
        .text("problem", column!(rows, row => &row.problem))
        .text("value", column!(rows, row => &row.value))
        .text("hint", column!(rows, row => &row.hint))
        .build()
}

/// How many people `plan.csv` holds.
const FIVE_COFFEES: usize = 5;

/// All tables of `tertius report`, in the order of the interface.
pub fn all(study: &Study, top: Top) -> PolarsResult<Vec<Table>> {
    let [spellings, unmatched] = super::audit::tables(study)?;
    Ok(vec![
        next_contacts(study, top)?,
        plan(study, FIVE_COFFEES)?,
        people(study)?,
        referrals(study)?,
        introducers(study)?,
        referral::waves(study)?,
        referral::chains(study)?,
        referral::reproduction(study)?,
        referral::brokerage(study)?,
        growth(study)?,
        coverage(study)?,
        moves(study)?,
        spellings,
        unmatched,
        problems(study)?,
        super::review::review(study)?,
        super::review::given(study)?,
    ])
}

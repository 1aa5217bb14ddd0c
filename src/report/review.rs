//! What was inferred, as questions that a user answers in a minute, and the introductions that she made herself.
//!
//! `introductions-to-review.csv` begins with the columns of the introductions file: a row copied there confirms it as it
//! stands, and with `not` as the first word of its context it is refused for good.

use super::table::{Table, TableBuilder};
use crate::network::infer::Candidate;
use crate::people::PersonId;
use crate::pipeline::Study;
use polars::prelude::PolarsResult;

/// How much an answer would change: the people whose place in the graph hangs on it, times how open the question is.
///
/// With a yes, the introduced and everyone whom they brought stand below the introducer; with a no, they do not. Where
/// another introduction brought the same person, only the introducer's own record changes. Openness is 4 p (1 - p): 1 for
/// an even chance, 0 for what is sure.
pub fn stake(study: &Study, candidate: &Candidate) -> f64 {
    let reach = study.network.introducers_of(candidate.introduced).map_or(0, |of| of.reach);
    let mut others = study.network.introductions_of(candidate.introduced);
    let has_another = others.any(|edge| edge.introducer != candidate.introducer);
    let moved = if has_another { 0.5 } else { 1.0 + f64::from(reach) };
    4.0 * candidate.confidence * (1.0 - candidate.confidence) * moved
}

/// The inferred introductions, those first of which an answer would change most.
pub fn to_review(study: &Study) -> Vec<&Candidate> {
    let mut rows: Vec<(f64, &Candidate)> =
        study.network.inferred.candidates.iter().map(|it| (stake(study, it), it)).collect();
    rows.sort_by(|(a, one), (b, other)| {
        let key = |it: &Candidate| (it.introducer, it.introduced);
        b.total_cmp(a).then(other.confidence.total_cmp(&one.confidence)).then(key(one).cmp(&key(other)))
    });
    rows.into_iter().map(|(_, candidate)| candidate).collect()
}

/// The question of a row.
pub fn question(study: &Study, candidate: &Candidate) -> String {
    let name = |id: PersonId| study.people.get(id).display_name();
    let when = candidate.on.map(|day| format!(", around {}", day.in_words())).unwrap_or_default();
    format!("Did {} introduce you to {}{when}?", name(candidate.introducer), name(candidate.introduced))
}

/// `introductions-to-review.csv`.
pub fn review(study: &Study) -> PolarsResult<Table> {
    let rows = to_review(study);
    let key = |id: PersonId| study.people.get(id).key.as_str();
    TableBuilder::new("introductions-to-review", "Introductions to review")
        .text("introducer", rows.iter().map(|it| key(it.introducer)))
        .text("introduced", rows.iter().map(|it| key(it.introduced)))
        .day("date", rows.iter().map(|it| it.on))
        .text("context", rows.iter().map(|it| it.because))
        .share("confidence", rows.iter().map(|it| Some(it.confidence)))
        .text("evidence", rows.iter().map(|it| study.workspace.cite_all(&it.evidence)))
        .text("question", rows.iter().map(|it| question(study, it)))
        .build()
}

/// `introductions-given.csv`: whom the seeker brought together. No edges of her graph, for they open no door to her; what
/// she gave is what she can come back to.
pub fn given(study: &Study) -> PolarsResult<Table> {
    let rows = &study.network.inferred.given;
    let person = |id: PersonId| study.people.get(id);
    TableBuilder::new("introductions-given", "Introductions given")
        .text("person", rows.iter().map(|it| &person(it.person).key))
        .text("name", rows.iter().map(|it| person(it.person).display_name()))
        .text("other", rows.iter().map(|it| &person(it.other).key))
        .text("other_name", rows.iter().map(|it| person(it.other).display_name()))
        .day("date", rows.iter().map(|it| Some(it.on)))
        .text("evidence", rows.iter().map(|it| study.workspace.cite(it.place)))
        .build()
}

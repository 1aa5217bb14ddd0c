//! Introduction paths laid out: one row a step, and the sentences around them.

use super::referral::words;
use super::table::{Table, TableBuilder};
use crate::analysis::path::{Goal, Path, Paths, Step};
use crate::analysis::rank::explain;
use crate::people::PersonId;
use crate::pipeline::Study;
use polars::prelude::PolarsResult;

pub use words::name;

/// So many of those who said no are named.
const CLOSED: usize = 3;

/// A chance in words.
pub fn chance(chance: f64) -> String {
    words::per_cent(chance)
}

/// The steps of all paths, one a row.
pub fn table(study: &Study, found: &Paths) -> PolarsResult<Table> {
    let rows: Vec<(usize, &Path, usize, &Step)> = found
        .paths
        .iter()
        .enumerate()
        .flat_map(|(nth, path)| path.steps.iter().enumerate().map(move |(at, step)| (nth, path, at, step)))
        .collect();
    let person = |id: Option<PersonId>| id.map_or("", |id| study.people.get(id).key.as_str());
    let names = |id: Option<PersonId>| id.map_or(String::new(), |id| study.people.get(id).name.clone());
    TableBuilder::new("path", "Introduction paths")
        .whole("path", rows.iter().map(|(nth, ..)| Some(*nth as i64 + 1)))
        .whole("step", rows.iter().map(|(_, _, at, _)| Some(*at as i64 + 1)))
        .text("from", rows.iter().map(|(.., step)| person(step.from)))
        .text("from_name", rows.iter().map(|(.., step)| names(step.from)))
        .text("to", rows.iter().map(|(.., step)| person(Some(step.to))))
        .text("to_name", rows.iter().map(|(.., step)| names(Some(step.to))))
        .share("chance", rows.iter().map(|(.., step)| Some(step.chance)))
        .text("class", rows.iter().map(|(.., step)| step.class.as_str()))
        .text("weakest", rows.iter().map(|(_, path, at, _)| if path.weakest == *at { "yes" } else { "no" }))
        .share("path_chance", rows.iter().map(|(_, path, ..)| Some(path.chance)))
        .text("because", rows.iter().map(|(.., step)| &step.because))
        .text("evidence", rows.iter().map(|(.., step)| study.workspace.cite_all(&step.evidence)))
        .build()
}

/// What the paths lead to.
pub fn heading(study: &Study, goal: Goal, found: &Paths) -> String {
    let known = |n: usize| if n == 1 { "1 person".to_owned() } else { format!("{n} people") };
    match goal {
        Goal::Person(id) => {
            let person = study.people.get(id);
            let job = [&*person.position, &*person.company];
            let job: Vec<&str> = job.into_iter().filter(|part| !part.is_empty()).collect();
            let job = if job.is_empty() { String::new() } else { format!(", {}", job.join(" at ")) };
            format!("Paths to {}{job} ({})", name(study, id), person.key)
        }
        Goal::Company(company) => {
            format!(
                "Paths to {}: {} known there",
                study.people.companies.name(company),
                known(found.ends.len())
            )
        }
        Goal::Target(row) => {
            let words = study.targets.rows[row].in_words();
            let who = match (found.ends.len(), found.ends_are_near) {
                (0, _) => "nobody known".to_owned(),
                (1, false) => "1 person known who fits".to_owned(),
                (n, false) => format!("{n} people known who fit"),
                (n, true) => format!("nobody known who fits, but {} at the company", known(n)),
            };
            format!("Paths to target {}, {words}: {who}", row + 1)
        }
    }
}

/// What is missing where there is no path, and what the figures are.
pub fn missing(study: &Study, goal: Goal, found: &Paths) -> Vec<String> {
    let mut said = vec![String::new()];
    if !found.closed.is_empty() {
        said.push(closed(study, found));
    }
    if found.closed.len() == found.ends.len() && !found.ends.is_empty() {
        return said;
    }
    if found.ends.is_empty() {
        let whom = match goal {
            Goal::Company(company) => {
                format!("Nobody in your files is at {}", study.people.companies.name(company))
            }
            Goal::Target(row) => format!("Nobody in your files fits {}", study.targets.rows[row].in_words()),
            Goal::Person(id) => format!("Nothing leads to {}", name(study, id)),
        };
        said.push(format!(
            "No path. {whom}: a connection, message, card or introduction that names somebody there would make one. If \
             the company is written differently in your exports, companies.csv takes aliases."
        ));
        let near: Vec<String> = found
            .nearest
            .iter()
            .map(|id| {
                let person = study.people.get(*id);
                let job: Vec<&str> = [&*person.position, &*person.company]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect();
                format!("{} ({})", name(study, *id), job.join(", "))
            })
            .collect();
        if !near.is_empty() {
            said.push(format!("Nearest, in that position or industry elsewhere: {}.", near.join("; ")));
        }
        said.push(
            "What would help: the exports of people who may know somebody there, read together by `tertius cohort`."
                .to_owned(),
        );
        return said;
    }
    if study.ties.is_empty() {
        said.push(
            "Your files show no ties among the people you know, so these paths rest on your own ties and on shared \
             employers. introductions.csv, or messages.csv with group threads, would show more."
                .to_owned(),
        );
    }
    said.push(
        "The chance of a path is the product of its steps: first that the person answers you, then that one introduces \
         the next. Affiliation is a guess from a shared employer."
            .to_owned(),
    );
    said
}

/// Who is not led to, because they said no.
fn closed(study: &Study, found: &Paths) -> String {
    let input = study.rank_input();
    let why = |id: &PersonId| {
        let of = study.ranking.suggestions.iter().find(|one| one.person == *id);
        let why = of.map_or(String::new(), |one| format!(" ({})", explain::cause(&input, one)));
        format!("{}{why}", name(study, *id))
    };
    let shown: Vec<String> = found.closed.iter().take(CLOSED).map(why).collect();
    let more = found.closed.len() - shown.len();
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    format!("No path leads to whoever said no: {}{more}.", shown.join("; "))
}

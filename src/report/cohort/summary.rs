//! `summary.json` of a cohort.

use super::Report;
use crate::analysis::cohort::figures::Basis;
use crate::analysis::cohort::{Figures, figures};
use crate::day::Day;
use crate::evidence::Source;
use crate::pipeline::cohort::MemberResult;
use crate::report::table::four_decimals;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Summary<'a> {
    as_of: Day,
    members: usize,
    sharing: usize,
    failed: Vec<Failed<'a>>,
    /// Folders that the roster does not name.
    unnamed_folders: usize,
    connections: u64,
    requests: u64,
    replies: u64,
    interviews: u64,
    introductions: u64,
    reproduction: Option<Reproduction>,
    first_interview: FirstInterview,
    targets: TargetCounts,
    stuck: usize,
    people: usize,
    ties: usize,
    shared_pairs: usize,
    betweenness: Option<Betweenness>,
    introductions_planned: usize,
    min_cell: u32,
    pseudonyms: bool,
    problems: Vec<MemberProblems<'a>>,
    sources: Vec<Source>,
    /// Members whose introductions are read out of their messages, and of whose nothing tells.
    introductions_read: usize,
    introductions_unknown: usize,
}

#[derive(Serialize)]
struct Failed<'a> {
    member: &'a str,
    why: &'a str,
}

#[derive(Serialize)]
struct Reproduction {
    r: f64,
    low: f64,
    high: f64,
    conversations: u64,
}

#[derive(Serialize)]
struct FirstInterview {
    members: u32,
    interviewed: u32,
    median_days: Option<u32>,
    low: Option<u32>,
    high: Option<u32>,
}

/// How sure the shares of `brokerage.csv` are: exact without samples.
#[derive(Serialize)]
struct Betweenness {
    samples: Option<u64>,
    error: f64,
    confidence: f64,
    listed: usize,
    certain: usize,
}

#[derive(Serialize)]
struct TargetCounts {
    rows: u64,
    covered: u64,
}

#[derive(Serialize)]
struct MemberProblems<'a> {
    member: &'a str,
    problems: usize,
}

pub(super) fn of<'a>(report: &'a Report<'_>) -> Summary<'a> {
    let Report { cohort, answers, as_of, .. } = report;
    let names = report.names();
    let rows = &cohort.members;
    let sum = |get: fn(&Figures) -> u32| rows.iter().map(|row| u64::from(get(&row.extract.figures))).sum();
    let conversations: u64 = sum(Figures::interviews_followed);
    let with = |basis: Basis| rows.iter().filter(|row| row.extract.figures.basis == basis).count();
    let reproduction = figures::reproduction_of_all(rows.iter().map(|row| &row.extract.figures), *as_of);
    let reproduction = reproduction.map(|of| {
        let [r, low, high] = [of.r, of.low, of.high].map(four_decimals);
        Reproduction { r, low, high, conversations }
    });
    let curve = &answers.funnels[0].curve;
    let (low, high) = curve.sure_median().map_or((None, None), |_| curve.median_interval());
    // The reason of a failure may quote a path; with pseudonyms it is left out.
    let why = |why: &'a str| if names.are_pseudonyms() { "" } else { why };
    let with_problems = |row: &&MemberResult| row.extract.n_problems > 0;
    Summary {
        as_of: *as_of,
        members: rows.len(),
        sharing: answers.sharing.len(),
        unnamed_folders: cohort.unnamed.len(),
        failed: cohort
            .failures
            .iter()
            .map(|failure| Failed { member: failure.member.as_str(), why: why(&failure.why) })
            .collect(),
        connections: sum(|figures| figures.connections),
        requests: sum(|figures| figures.requests),
        replies: sum(|figures| figures.replies),
        interviews: sum(|figures| figures.interviews),
        introductions: sum(|figures| figures.known_introductions().unwrap_or(0)),
        reproduction,
        first_interview: FirstInterview {
            members: curve.n,
            interviewed: curve.events,
            median_days: curve.sure_median(),
            low,
            high,
        },
        targets: TargetCounts {
            rows: sum(|figures| figures.targets),
            covered: sum(|figures| figures.covered),
        },
        stuck: answers.stuck.len(),
        people: cohort.persons.len(),
        ties: answers.n_ties,
        shared_pairs: answers.shared.len(),
        betweenness: answers.brokerage.as_ref().map(|found| Betweenness {
            samples: found.samples,
            // Rounded up: a bound must hold.
            error: (found.error * 1e8).ceil() / 1e8,
            confidence: 0.95,
            listed: found.rows.len(),
            certain: found.certain(),
        }),
        introductions_planned: answers.plan.planned.len(),
        min_cell: report.min_cell,
        pseudonyms: names.are_pseudonyms(),
        problems: rows
            .iter()
            .filter(with_problems)
            .map(|row| MemberProblems { member: row.member.name.as_str(), problems: row.extract.n_problems })
            .collect(),
        sources: cohort
            .sources
            .iter()
            .cloned()
            .map(|source| match names.are_pseudonyms() {
                // The name of the file may be that of a class or of an advisor.
                true => Source { path: source.kind.to_owned(), ..source },
                false => source,
            })
            .collect(),
        introductions_read: with(Basis::Read),
        introductions_unknown: with(Basis::Unknown),
    }
}

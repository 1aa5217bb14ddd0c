//! `summary.json`: the figures of a run, for machines and for the head of the page.

use super::table::four_decimals;
use crate::analysis::coverage::Status;
use crate::day::Day;
use crate::evidence::Source;
use crate::network::referral::EdgeSource;
use crate::pipeline::Study;
use serde::Serialize;

/// The figures of a run.
#[derive(Debug, Serialize)]
pub struct Summary<'a> {
    /// The day asked about.
    pub as_of: Day,
    /// Every file, and what became of its rows.
    pub sources: &'a [Source],
    /// People known.
    pub people: usize,
    /// Of them, connections.
    pub connections: usize,
    /// Introductions by source.
    pub introductions: Introductions,
    /// People by wave.
    pub waves: &'a [u32],
    /// Introductions per conversation; null where no conversation was held.
    pub reproduction: Option<Reproduction>,
    /// First and last month with a connection, and the total; null where no connection has a date.
    pub growth: Option<Growth>,
    /// The target matrix.
    pub targets: Targets,
}

/// Introductions by source.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Introductions {
    pub recorded: usize,
    pub inferred: usize,
    pub to_review: usize,
    pub given: usize,
}

/// See [`crate::analysis::referral::Reproduction`].
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Reproduction {
    pub r: f64,
    pub low: f64,
    pub high: f64,
    pub conversations: u32,
}

/// Growth at a glance.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Growth {
    pub first: String,
    pub last: String,
    pub total: u32,
}

/// Targets by status.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Targets {
    pub rows: usize,
    pub contact: usize,
    pub path: usize,
    pub gap: usize,
}

/// Gathers the figures of a study.
pub fn of(study: &Study) -> Summary<'_> {
    let recorded = study.network.edges.iter().filter(|edge| edge.source == EdgeSource::Recorded).count();
    let with = |status: Status| study.coverage.iter().filter(|row| row.status == status).count();
    let grown = (study.growth.first(), study.growth.last());
    Summary {
        as_of: study.as_of,
        sources: &study.workspace.sources,
        people: study.people.persons.len(),
        connections: study.people.persons.iter().filter(|person| person.is_connected_by(study.as_of)).count(),
        introductions: Introductions {
            recorded,
            inferred: study.network.edges.len() - recorded,
            to_review: study.network.inferred.candidates.len(),
            given: study.network.inferred.given.len(),
        },
        waves: &study.referrals.waves,
        reproduction: study.referrals.reproduction.map(|found| Reproduction {
            r: four_decimals(found.r),
            low: four_decimals(found.low),
            high: four_decimals(found.high),
            conversations: found.conversations,
        }),
        growth: match grown {
            (Some(first), Some(last)) => Some(Growth {
                first: first.month.to_string(),
                last: last.month.to_string(),
                total: last.total,
            }),
            _ => None,
        },
        targets: Targets {
            rows: study.coverage.len(),
            contact: with(Status::Contact),
            path: with(Status::Path),
            gap: with(Status::Gap),
        },
    }
}

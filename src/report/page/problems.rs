//! What was read, and what could not be.

use super::words::{clean, count};
use crate::evidence::{Problem, Source};
use crate::import::kind::Kind;
use crate::pipeline::Study;
use serde::Serialize;
use std::collections::BTreeMap;

/// A file and what became of its rows.
#[derive(Serialize)]
pub(super) struct FileRow {
    path: String,
    kind: String,
    rows: String,
    imported: String,
    skipped: String,
    /// Why rows were skipped, with the number of rows.
    because: Vec<String>,
    rejected: String,
    problems: String,
    is_clean: bool,
}

/// The files read, and those in which there was nothing to read.
#[derive(Serialize)]
pub(super) struct Files {
    /// Rows of all files.
    rows: String,
    /// Files of which something was read, or should have been, in the order of their paths.
    read: Vec<FileRow>,
    /// Such files that are only in `summary.json`.
    more: String,
    /// Files that this report has no use for: most of a LinkedIn archive.
    idle: Vec<String>,
}

/// Every file, in the order of their paths.
pub(super) fn files(study: &Study) -> Files {
    const SHOWN: usize = 200;
    let sources = &study.workspace.sources;
    let is_idle = |source: &&Source| source.rows + source.problems == 0 && !Kind::of(source).has_rows();
    let (idle, read): (Vec<&Source>, Vec<&Source>) = sources.iter().partition(is_idle);
    let row = |source: &Source| FileRow {
        path: clean(&source.path),
        kind: source.kind.replace('-', " "),
        rows: count(source.rows),
        imported: count(source.imported),
        skipped: count(source.skipped),
        because: source.skipped_because.iter().map(|(why, n)| format!("{}: {why}", count(*n))).collect(),
        rejected: count(source.rejected),
        problems: count(source.problems),
        is_clean: source.rejected + source.problems == 0,
    };
    let more = read.len().saturating_sub(SHOWN);
    Files {
        rows: count(sources.iter().map(|source| source.rows).sum::<u64>()),
        read: read.into_iter().take(SHOWN).map(row).collect(),
        more: if more > 0 { count(more as u64) } else { String::new() },
        idle: idle.into_iter().take(SHOWN).map(|source| clean(&source.path)).collect(),
    }
}

/// The problems on the page: the first of each kind.
#[derive(Serialize)]
pub(super) struct Problems {
    total: String,
    groups: Vec<Group>,
    /// Problems that are only in the file.
    more: String,
}

#[derive(Serialize)]
struct Group {
    problem: String,
    hint: String,
    total: String,
    rows: Vec<Row>,
    more: String,
}

#[derive(Serialize)]
struct Row {
    place: String,
    column: String,
    value: String,
}

/// The first problems, alike ones together, in the order in which the files show them.
pub(super) fn problems(study: &Study) -> Problems {
    const SHOWN: usize = 50;
    const SHOWN_OF_A_KIND: usize = 8;
    const LONGEST: usize = 120;
    let mut kinds: BTreeMap<(&str, &str), (usize, Vec<&Problem>)> = BTreeMap::new();
    for (at, problem) in study.problems.iter().enumerate() {
        let kind = kinds.entry((&problem.problem, &problem.hint)).or_insert((at, Vec::new()));
        kind.1.push(problem);
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, (first, _))| *first);
    let mut left = SHOWN;
    let mut groups = Vec::new();
    for ((problem, hint), (_, found)) in kinds {
        let n = found.len().min(SHOWN_OF_A_KIND).min(left);
        if n == 0 {
            break;
        }
        left -= n;
        let short = |text: &str| {
            let text = clean(text);
            let mut short: String = text.chars().take(LONGEST).collect();
            if short.len() < text.len() {
                short.push('…');
            }
            short
        };
        groups.push(Group {
            problem: clean(problem),
            hint: clean(hint),
            total: if found.len() > 1 {
                format!("{} times", count(found.len() as u64))
            } else {
                String::new()
            },
            more: if found.len() > n { count((found.len() - n) as u64) } else { String::new() },
            rows: found
                .iter()
                .take(n)
                .map(|problem| Row {
                    place: clean(&study.workspace.cite(problem.place)),
                    column: clean(&problem.column),
                    value: short(&problem.value),
                })
                .collect(),
        });
    }
    let shown = SHOWN - left;
    let more = study.problems.len() - shown;
    Problems {
        total: if study.problems.is_empty() { String::new() } else { count(study.problems.len() as u64) },
        groups,
        more: if more > 0 { count(more as u64) } else { String::new() },
    }
}

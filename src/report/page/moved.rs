//! What changed between exports that lie side by side, as the page tells it.

use super::grid::{self, Grid};
use super::words::clean;
use crate::analysis::moves::Change;
use crate::pipeline::Study;
use crate::report::moves::{Compared, short};
use polars::prelude::PolarsError;
use serde::Serialize;

/// How many changes the page shows.
const SHOWN: usize = 50;

/// The section; there is none where the workspace holds one export.
#[derive(Serialize)]
pub(super) struct Moved {
    sentence: String,
    grid: Option<Grid>,
    renamings: Vec<String>,
}

/// Gathers the section.
pub(super) fn of(study: &Study) -> Result<Option<Moved>, PolarsError> {
    let moves = &study.moves;
    let n = moves.snapshots.len();
    if n < 2 {
        return Ok(None);
    }
    let days = moves
        .snapshots
        .iter()
        .map(|snapshot| snapshot.latest.map_or_else(|| "an unknown day".to_owned(), |day| day.in_words()));
    let days: Vec<String> = days.collect();
    let counts = Change::ALL.map(|change| {
        let n = moves.rows.iter().filter(|row| row.change == change).count();
        (n > 0).then(|| format!("{n} {}", change.as_str().replace('-', " ")))
    });
    let counts = counts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let apart = match moves.apart.len() {
        0 => String::new(),
        1 => " Another one shares too few people with them to be compared.".to_owned(),
        n => format!(" {n} others share too few people with them to be compared."),
    };
    let found = if counts.is_empty() { "nothing changed".to_owned() } else { counts };
    let sentence = format!(
        "{n} exports of the same network lie side by side, up to {}: {found}.{apart}",
        days.join(", ")
    );
    let Study { workspace, people, targets, .. } = study;
    let table = short(&Compared { workspace, people, targets, moves })?;
    let grid = if moves.rows.is_empty() { None } else { Some(grid::top(study, &table, SHOWN)?) };
    Ok(Some(Moved {
        sentence: clean(&sentence),
        grid,
        renamings: moves.renamings.iter().map(|renaming| clean(&renaming.in_words())).collect(),
    }))
}

//! `companies-audit.csv` and `targets-unmatched.csv`: which spelling was taken for which target, and which target nobody
//! works for, as far as the spellings tell.

use super::table::{Table, TableBuilder};
use crate::analysis::audit::{self, Spelling, Unmatched};
use crate::pipeline::Study;
use polars::prelude::PolarsResult;

/// Both tables.
pub fn tables(study: &Study) -> PolarsResult<[Table; 2]> {
    let audit = audit::of(&study.workspace, &study.people, &study.targets);
    let target = |row: usize| &study.targets.rows[row].target;
    let rows = &audit.spellings;
    let spellings = TableBuilder::new("companies-audit", "Companies and their targets")
        .text("spelling", rows.iter().map(|row| &row.written))
        .text("key", rows.iter().map(|row| &row.key))
        .whole("contacts", rows.iter().map(|row| Some(i64::from(row.contacts))))
        .text("target", rows.iter().map(|row| row.target.map_or("", |row| &*target(row).company)))
        .text("tier", rows.iter().map(|row| row.tier.as_str()))
        .text("evidence", rows.iter().map(|row| study.workspace.cite_all(&row.evidence)))
        .build()?;
    // A row a proposal, and one for a target without any.
    let proposals = |row: &Unmatched| match row.nearest.len() {
        0 => vec![None],
        _ => row.nearest.iter().copied().map(Some).collect(),
    };
    let rows: Vec<(&Unmatched, Option<(&Spelling, f64)>)> = audit
        .unmatched
        .iter()
        .flat_map(|row| proposals(row).into_iter().map(move |near| (row, near)))
        .map(|(row, near)| (row, near.map(|(at, alike)| (&audit.spellings[at], alike))))
        .collect();
    let line = |row: &Unmatched| target(row.target).place.map(|place| study.workspace.cite(place));
    let unmatched = TableBuilder::new("targets-unmatched", "Targets that nobody is at")
        .text("company", rows.iter().map(|(row, _)| &*target(row.target).company))
        .text("key", rows.iter().map(|(row, _)| &row.key))
        .number("priority", rows.iter().map(|(row, _)| target(row.target).priority))
        .text("nearest", rows.iter().map(|(_, near)| near.map_or("", |(row, _)| &row.written)))
        .share("similarity", rows.iter().map(|(_, near)| near.map(|(_, alike)| alike)))
        .whole("contacts", rows.iter().map(|(_, near)| near.map(|(row, _)| i64::from(row.contacts))))
        .text("target_line", rows.iter().map(|(row, _)| line(row).unwrap_or_default()))
        .text(
            "nearest_line",
            rows.iter().map(|(_, near)| {
                near.map(|(row, _)| study.workspace.cite_all(&row.evidence[..row.evidence.len().min(1)]))
                    .unwrap_or_default()
            }),
        )
        .build()?;
    Ok([spellings, unmatched])
}

//! The top of a table, for a page: the columns a reader wants, and names instead of keys.

use super::words::{clean, count, per_cent};
use crate::people::profile_url;
use crate::pipeline::Study;
use crate::report::table::{Cell, Show, Table};
use polars::prelude::PolarsError;
use serde::Serialize;

/// A table to be shown.
#[derive(Serialize)]
pub(super) struct Grid {
    pub(super) columns: Vec<Heading>,
    pub(super) rows: Vec<Vec<GridCell>>,
    /// Rows that are only in the file.
    pub(super) more: String,
    /// Rows of the file, where those shown only sum them up.
    pub(super) all: String,
    /// The file with all rows.
    pub(super) file: String,
}

#[derive(Serialize)]
pub(super) struct Heading {
    label: String,
    is_number: bool,
}

#[derive(Serialize)]
pub(super) struct GridCell {
    text: String,
    /// `text`, `long`, `number`, `name` or `status`.
    kind: &'static str,
    /// The profile, for a name.
    href: String,
}

/// Keys, and what would make the table of introducers wider than a page: the file has them.
const LEFT_TO_THE_FILE: [&str; 8] =
    ["person", "url", "met", "asked", "favours_asked", "last_asked", "thanked_on", "only_through"];

/// The first `limit` rows of a table. Column `person` becomes the link of `name`; `best_contact`, a key, becomes a name.
pub(super) fn top(study: &Study, table: &Table, limit: usize) -> Result<Grid, PolarsError> {
    let names: Vec<(&str, Show)> = table.columns().collect();
    let is_shown = |name: &str| !LEFT_TO_THE_FILE.contains(&name);
    let columns = names
        .iter()
        .filter(|(name, _)| is_shown(name))
        .map(|(name, show)| Heading { label: name.replace('_', " "), is_number: is_number(*show) })
        .collect();
    let person_at = names.iter().position(|(name, _)| *name == "person");
    let mut rows = Vec::new();
    table.for_each_row::<PolarsError>(|cells| {
        if rows.len() == limit {
            return Ok(());
        }
        let key = person_at.map_or("", |at| text_of(&cells[at]));
        let shown = names.iter().zip(cells).filter(|((name, _), _)| is_shown(name));
        rows.push(
            shown
                .map(|((name, show), cell)| match *name {
                    "name" => person(study, key, text_of(cell)),
                    "best_contact" => person(study, text_of(cell), ""),
                    "status" => GridCell { text: words(cell), kind: "status", href: String::new() },
                    _ => GridCell {
                        text: words(cell),
                        kind: if is_number(*show) { "number" } else { "text" },
                        href: String::new(),
                    },
                })
                .collect(),
        );
        Ok(())
    })?;
    let more = table.n_rows() - rows.len();
    Ok(Grid {
        columns,
        rows,
        more: if more > 0 { count(more as u64) } else { String::new() },
        all: String::new(),
        file: format!("{}.csv", table.name),
    })
}

/// Bytes from which on a text is a sentence, which wants a column of some width.
const LONG: usize = 40;

/// More columns than a page is wide.
const WIDE: usize = 16;

/// The first `limit` rows of a table of which no study tells more than it says itself. Left to the file are columns in
/// which these rows have nothing, a column `person` where there is one of names, and where there are more columns than a
/// page is wide, intervals and percentiles.
pub(super) fn plain(table: &Table, limit: usize) -> Result<Grid, PolarsError> {
    let names: Vec<(&str, Show)> = table.columns().collect();
    let first = table.first(limit);
    let mut is_shown: Vec<bool> = vec![false; names.len()];
    first.for_each_row::<PolarsError>(|cells| {
        is_shown.iter_mut().zip(cells).for_each(|(is_shown, cell)| *is_shown |= *cell != Cell::Empty);
        Ok(())
    })?;
    let has_names = names.iter().zip(&is_shown).any(|((name, _), is_shown)| *name == "name" && *is_shown);
    let is_detail = |name: &str| ["_low", "_high", "_percentile"].iter().any(|end| name.ends_with(end));
    for ((name, _), is_shown) in names.iter().zip(&mut is_shown) {
        let is_left = (*name == "person" && has_names) || (names.len() > WIDE && is_detail(name));
        *is_shown &= !is_left;
    }
    let columns = names.iter().zip(&is_shown).filter(|(_, is_shown)| **is_shown);
    let columns = columns
        .map(|((name, show), _)| Heading { label: name.replace('_', " "), is_number: is_number(*show) });
    let mut rows = Vec::new();
    first.for_each_row::<PolarsError>(|cells| {
        let shown = names.iter().zip(cells).zip(&is_shown).filter(|(_, is_shown)| **is_shown);
        let shown = shown.map(|(((name, show), cell), _)| GridCell {
            text: match (show, cell) {
                // Sixty for each one are no 6,000 %.
                (Show::Ratio, Cell::Share(ratio)) => format!("{ratio:.2}"),
                _ => words(cell),
            },
            kind: match *name {
                "member" | "via_member" | "name" => "name",
                _ if is_number(*show) => "number",
                _ if matches!(cell, Cell::Text(text) if text.len() > LONG) => "long",
                _ => "text",
            },
            href: String::new(),
        });
        rows.push(shown.collect());
        Ok(())
    })?;
    let more = table.n_rows() - rows.len();
    Ok(Grid {
        columns: columns.collect(),
        rows,
        more: if more > 0 { count(more as u64) } else { String::new() },
        all: String::new(),
        file: format!("{}.csv", table.name),
    })
}

fn is_number(show: Show) -> bool {
    matches!(show, Show::Whole | Show::Share | Show::Ratio | Show::Fine | Show::Number)
}

fn text_of<'a>(cell: &Cell<'a>) -> &'a str {
    match cell {
        Cell::Text(text) => text,
        _ => "",
    }
}

fn person(study: &Study, key: &str, name: &str) -> GridCell {
    let known = study.people.by_key(key).map(|id| study.people.get(id));
    let name = if name.is_empty() { known.map_or(key, |person| person.display_name()) } else { name };
    let href = known.and_then(|person| person.slug()).map(profile_url::url).unwrap_or_default();
    GridCell { text: clean(name), kind: "name", href }
}

fn words(cell: &Cell<'_>) -> String {
    match cell.rounded() {
        Cell::Empty => String::new(),
        Cell::Text(text) => clean(text),
        Cell::Whole(number) => count(number),
        Cell::Share(share) => per_cent(share),
        Cell::Fine(share) => format!("{:.4} %", share * 100.0),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
    }
}

//! `moves.csv`: what changed between two exports, the same columns for a workspace with several and for `tertius diff`.

use super::table::{Table, TableBuilder};
use crate::analysis::moves::{Change, Move, Moves, Stand, Step};
use crate::analysis::targets::Targets;
use crate::import::Workspace;
use crate::people::{People, Person, profile_url};
use polars::prelude::PolarsResult;

/// What a table of moves is made of.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// What was read.
    pub workspace: &'a Workspace,
    /// Who it is about.
    pub people: &'a People,
    /// What the seeker looks for.
    pub targets: &'a Targets,
    /// What changed.
    pub moves: &'a Moves,
}

impl Compared<'_> {
    /// The person of a row.
    pub fn person(&self, row: &Move) -> &Person {
        self.people.get(row.person)
    }

    /// A target in one phrase; empty where there is none.
    pub fn target(&self, target: Option<usize>) -> String {
        target.map(|row| self.targets.rows[row].in_words()).unwrap_or_default()
    }

    /// What else there is to say of a row.
    pub fn note(&self, row: &Move) -> String {
        let mut notes = Vec::new();
        if row.hidden {
            notes.push("the newer export has a row of that day without a name: hidden or closed".to_owned());
        }
        let person = self.person(row);
        // Somebody new to the file is not always new to the seeker.
        let ends = self.moves.snapshots[row.between.0].latest;
        if row.change == Change::New && person.connected_on.is_some() && person.connected_on < ends {
            notes.push("connected before the older export ends: missing there, not a new contact".to_owned());
        }
        if !person.former.is_empty() {
            notes.push(format!("the profile was {} before", person.former.join(", ")));
        }
        notes.join("; ")
    }
}

/// The table: the newest pair of exports first, and within it arrivals at targets first.
pub fn table(compared: &Compared<'_>) -> PolarsResult<Table> {
    let rows = &compared.moves.rows;
    fn text(stand: &Option<Stand>, of: fn(&Stand) -> &str) -> &str {
        stand.as_ref().map_or("", of)
    }
    let cite = |stand: &Option<Stand>| {
        stand.as_ref().map(|stand| compared.workspace.cite(stand.place)).unwrap_or_default()
    };
    let latest = |at: usize| compared.moves.snapshots[at].latest;
    let url = |row: &Move| compared.person(row).slug().map(profile_url::url).unwrap_or_default();
    TableBuilder::new("moves", "What changed between exports")
        .text("change", rows.iter().map(|row| row.change.as_str()))
        .text("person", rows.iter().map(|row| &compared.person(row).key))
        .text("name", rows.iter().map(|row| &compared.person(row).name))
        .url("url", rows.iter().map(url))
        .text("from_company", rows.iter().map(|row| text(&row.old, |stand| &stand.company)))
        .text("from_position", rows.iter().map(|row| text(&row.old, |stand| &stand.position)))
        .text("to_company", rows.iter().map(|row| text(&row.new, |stand| &stand.company)))
        .text("to_position", rows.iter().map(|row| text(&row.new, |stand| &stand.position)))
        .text("level", rows.iter().map(|row| row.step.map_or("", |step| step.as_str())))
        .text("target", rows.iter().map(|row| compared.target(row.target)))
        .text("left_target", rows.iter().map(|row| compared.target(row.left_target)))
        .day("connected_on", rows.iter().map(|row| compared.person(row).connected_on))
        .day("old_export", rows.iter().map(|row| latest(row.between.0)))
        .day("new_export", rows.iter().map(|row| latest(row.between.1)))
        .text("seen_old", rows.iter().map(|row| cite(&row.old)))
        .text("seen_new", rows.iter().map(|row| cite(&row.new)))
        .text("note", rows.iter().map(|row| compared.note(row)))
        .build()
}

/// The same with fewer columns, for a page.
pub(super) fn short(compared: &Compared<'_>) -> PolarsResult<Table> {
    let rows = &compared.moves.rows;
    let role = |stand: &Option<Stand>| stand.as_ref().map(Stand::in_words).unwrap_or_default();
    let word = |row: &Move| {
        let word = row.change.as_str().replace('-', " ");
        match row.step {
            Some(Step::Up) if row.change != Change::MovedUp => format!("{word} ↑"),
            Some(Step::Down) => format!("{word} ↓"),
            _ => word,
        }
    };
    TableBuilder::new("moves", "What changed between exports")
        .text("person", rows.iter().map(|row| &compared.person(row).key))
        .text("name", rows.iter().map(|row| &compared.person(row).name))
        .text("change", rows.iter().map(word))
        .text("before", rows.iter().map(|row| role(&row.old)))
        .text("now", rows.iter().map(|row| role(&row.new)))
        .text("target", rows.iter().map(|row| compared.target(row.target)))
        .build()
}

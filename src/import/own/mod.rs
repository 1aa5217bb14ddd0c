//! Readers of the seeker's own lists: targets, introductions, outreach, interviews, companies.
//!
//! In: rows of a CSV file or a sheet. Out: records on the [`crate::import::desk::Desk`]. A word that is not one of ours
//! is kept as a note and named as a problem, never guessed at.

pub mod companies;
pub mod introductions;
pub mod outreach;
pub mod roster;
pub mod targets;

use crate::import::desk::Desk;
use crate::import::records::MentionId;
use crate::import::rows::{Column, Header, Row};

/// The people in a cell that may hold a list: `Ann Oduya; in/per-aasen`.
fn people_in(desk: &mut Desk<'_>, cell: &str) -> Vec<MentionId> {
    cell.split(';').map(str::trim).filter(|one| !one.is_empty()).map(|one| desk.reference(one)).collect()
}

/// The person whom a row is about. Without one the row is rejected: it says nothing of anybody.
fn person_of(desk: &mut Desk<'_>, row: &Row<'_>, header: &Header, column: Column) -> Option<MentionId> {
    let who = row.text(column);
    if is_nothing(&who) {
        let problem = format!("no `{}`", header.name(column));
        desk.reject(row, &problem, "name the person, by profile URL, e-mail address or name");
        return None;
    }
    Some(desk.reference(&who))
}

/// Words that stand for an empty cell in lists people keep.
pub fn is_nothing(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "" | "-" | "–" | "—" | "n/a" | "na" | "none" | "any" | "*" | "?")
}

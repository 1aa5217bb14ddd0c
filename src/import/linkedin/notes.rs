//! What the seeker wrote on LinkedIn: private notes about people, and posts.

use crate::import::date::{self, NotADate, Order};
use crate::import::desk::{Desk, full_name};
use crate::import::kind::Kind;
use crate::import::records::Note;
use crate::import::rows::Rows;

/// Reads Notes: that there is one about somebody, and since when. What it says is hers alone and is not kept.
pub fn read_notes(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let first = header.column(&["connectionfirstname"]);
    let last = header.column(&["connectionlastname"]);
    let url = header.column(&["connectionprofileurl"]);
    let (edited, created) = (header.column(&["editedon"]), header.column(&["createdon"]));
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::Notes) {
            continue;
        }
        let (name, link) = (full_name(&row.text(first), &row.text(last)), row.text(url));
        if name.is_empty() && link.is_empty() {
            desk.skip("nobody is named");
            continue;
        }
        let date = if row.bytes(edited).is_empty() { created } else { edited };
        let on = desk.day(&row, &header, date, Order::Unknown);
        let who = desk.mention(&link, "", &name);
        let place = desk.place(row.line);
        desk.into.notes.push(Note { who, on, place });
        desk.import();
    }
}

/// Reads Comments, Reactions and Shares, which link to posts and name nobody: they are counted, no more. LinkedIn does
/// not quote a comment that has a line break and no comma, so a line that does not start with a date belongs to the
/// comment before it and is no row.
pub fn read_posts(mut rows: Rows, desk: &mut Desk<'_>) {
    let date = rows.header.column(&["date"]);
    let mut open = false;
    while let Some(row) = rows.next() {
        let starts = !matches!(date::day(&row.text(date), Order::MonthFirst), Err(NotADate::Unreadable));
        if open && !starts && row.damage == crate::import::rows::Damage::None {
            continue;
        }
        open |= starts;
        if desk.takes(&row) {
            desk.skip("a post, which names nobody");
        }
    }
}

//! Readers of the seeker's own lists: targets, introductions, outreach, interviews, companies.
//!
//! In: rows of a CSV file or a sheet. Out: records on the [`crate::import::desk::Desk`]. A word that is not one of ours
//! is kept as a note and named as a problem, never guessed at.

pub mod companies;
pub mod introductions;
pub mod outreach;
pub mod roster;
pub mod targets;
pub mod words;

use crate::import::columns;
use crate::import::desk::{Desk, full_name};
use crate::import::records::MentionId;
use crate::import::rows::{Column, Header, Row};
use std::borrow::Cow;

/// The people in a cell that may hold a list: `Ann Oduya; in/per-aasen`.
fn people_in(desk: &mut Desk<'_>, cell: &str) -> Vec<MentionId> {
    let each = cell.split([';', '\n']).map(str::trim).filter(|one| !is_nothing(one));
    each.map(|one| desk.reference(one)).collect()
}

/// The columns that say whom a row is about: one for all, or several, as lists have them that were made from an export.
struct PersonColumns {
    whole: Column,
    first: Column,
    last: Column,
    url: Column,
    email: Column,
}

impl PersonColumns {
    fn of(header: &Header) -> PersonColumns {
        PersonColumns {
            whole: header.column(columns::PERSON),
            first: header.column(columns::FIRST),
            last: header.column(columns::LAST),
            url: header.column(columns::URL),
            email: header.column(columns::EMAIL),
        }
    }

    /// All of them.
    fn all(&self) -> [Column; 5] {
        [self.whole, self.first, self.last, self.url, self.email]
    }

    /// What stands for the name; empty where nothing does.
    fn name<'r>(&self, row: &'r Row<'_>) -> Cow<'r, str> {
        let (whole, first, last) = (row.text(self.whole), row.text(self.first), row.text(self.last));
        let name: Cow<'r, str> = match (is_nothing(&whole), is_nothing(&first)) {
            (true, _) => full_name(&first, &last).into(),
            // A German `Name` beside a `Vorname` is the family's.
            (false, false) if !self.last.is_there() && !whole.contains(&*first) => {
                full_name(&first, &whole).into()
            }
            _ => whole,
        };
        if is_nothing(&name) { "".into() } else { name }
    }

    /// The person, where the row names one.
    fn find(&self, desk: &mut Desk<'_>, row: &Row<'_>) -> Option<MentionId> {
        let name = self.name(row);
        let (url, email) = (row.text(self.url), row.text(self.email));
        // A link may lead anywhere; only a profile and an address say more than the name.
        let url = if url.contains("linkedin.") { url } else { "".into() };
        let email = if email.contains('@') { email } else { "".into() };
        match (name.is_empty(), url.is_empty() && email.is_empty()) {
            (true, true) => None,
            (_, true) => Some(desk.reference(&name)),
            _ => Some(desk.mention(&url, &email, &name)),
        }
    }

    /// The person whom a row is about. Without one the row is rejected: it says nothing of anybody.
    fn find_or_reject(&self, desk: &mut Desk<'_>, row: &Row<'_>, header: &Header) -> Option<MentionId> {
        let found = self.find(desk, row);
        if found.is_none() {
            let column = [self.whole, self.first, self.last].into_iter().find(|column| column.is_there());
            let problem = format!("no `{}`", column.map_or("person", |column| header.name(column)));
            desk.reject(row, &problem, "name the person, by profile URL, e-mail address or name");
        }
        found
    }
}

/// Words that stand for an empty cell in lists people keep.
pub fn is_nothing(text: &str) -> bool {
    // None is longer, and no letter that is small in them has a capital of more bytes.
    text.len() <= 4
        && matches!(
            text.to_lowercase().as_str(),
            "" | "-" | "–" | "—" | "n/a" | "na" | "none" | "any" | "*" | "?"
        )
}

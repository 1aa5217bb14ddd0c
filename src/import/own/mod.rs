//! Readers of the seeker's own lists: targets, introductions, outreach, interviews, companies.
//!
//! In: rows of a CSV file or a sheet. Out: records on the [`crate::import::desk::Desk`]. A word that is not one of ours
//! is kept as a note and named as a problem, never guessed at.

pub mod companies;
mod days;
pub mod footers;
pub mod introductions;
pub mod outreach;
pub mod persons;
pub mod roster;
pub mod targets;
pub mod words;

use crate::import::columns;
use crate::import::desk::{Desk, full_name};
use crate::import::records::MentionId;
use crate::import::rows::{Column, Header, Row};
use persons::Named;
use std::borrow::Cow;

/// The people whom a cell names; a cell that names nobody and yet says something is a problem, and the row goes on without.
fn people_in(desk: &mut Desk<'_>, row: &Row<'_>, header: &Header, column: Column) -> Vec<MentionId> {
    let text = row.text(column);
    let named = persons::read(&text);
    if let Some((problem, hint)) = named.problem() {
        desk.problem(row.line, header.name(column), problem, &text, hint);
    }
    mentions(desk, named)
}

fn mentions(desk: &mut Desk<'_>, named: Named) -> Vec<MentionId> {
    match named {
        Named::People(people) => people.iter().map(|one| desk.reference(one)).collect(),
        _ => Vec::new(),
    }
}

/// The columns that say whom a row is about: one for all, or several, as lists have them that were made from an export.
struct PersonColumns {
    whole: Column,
    first: Column,
    last: Column,
    url: Column,
    email: Column,
    company: Column,
    position: Column,
}

impl PersonColumns {
    fn of(header: &Header) -> PersonColumns {
        PersonColumns {
            whole: header.column(columns::PERSON),
            first: header.column(columns::FIRST),
            last: header.column(columns::LAST),
            url: header.column(columns::URL),
            email: header.column(columns::EMAIL),
            company: header.column(columns::COMPANY),
            position: header.column(columns::POSITION),
        }
    }

    /// Those that name somebody.
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

    /// The people, where the row names any: one, unless several share the cell. Else why it names none, and what to do.
    fn find(&self, desk: &mut Desk<'_>, row: &Row<'_>) -> Result<Vec<MentionId>, Named> {
        let name = self.name(row);
        let (url, email) = (row.text(self.url), row.text(self.email));
        // A link may lead anywhere; only a profile and an address say more than the name.
        let url = if url.contains("linkedin.") { url } else { "".into() };
        let email = if email.contains('@') { email } else { "".into() };
        if !url.is_empty() || !email.is_empty() {
            // A key that was copied from a report is no name.
            let name = if persons::is_key(&name) { "".into() } else { name };
            return Ok(vec![desk.mention(&url, &email, &name)]);
        }
        let named = persons::read(&name);
        match named {
            // Two of one name are told apart by what stands beside it.
            Named::People(people) if people.len() == 1 => {
                let beside = [self.company, self.position].map(|column| row.text(column));
                let context =
                    if beside.iter().all(|text| text.is_empty()) { String::new() } else { beside.join("\t") };
                Ok(vec![desk.reference_beside(&people[0], &context)])
            }
            Named::People(_) => Ok(mentions(desk, named)),
            _ => Err(named),
        }
    }

    /// The people whom a row is about; nobody where it names none, and then the row is rejected: it says nothing of
    /// anybody.
    fn find_or_reject(&self, desk: &mut Desk<'_>, row: &Row<'_>, header: &Header) -> Vec<MentionId> {
        self.find(desk, row).unwrap_or_else(|named| {
            let column = [self.whole, self.first, self.last].into_iter().find(|column| column.is_there());
            let column = column.map_or("person", |column| header.name(column));
            reject_unnamed(
                desk,
                row,
                column,
                &named,
                "name the person, by profile URL, e-mail address or name",
            );
            Vec::new()
        })
    }
}

/// Rejects a row in whose column there is nobody.
fn reject_unnamed(desk: &mut Desk<'_>, row: &Row<'_>, column: &str, named: &Named, hint: &str) {
    match named.problem() {
        Some((problem, hint)) => desk.reject(row, &format!("{problem} in `{column}`"), hint),
        None => desk.reject(row, &format!("no `{column}`"), hint),
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

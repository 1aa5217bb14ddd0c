//! The address book that the seeker once uploaded to LinkedIn (`Contacts.csv`, `Imported Contacts.csv`): people of her
//! telephone and mailbox, who need not be on LinkedIn at all.

use super::Draft;
use crate::import::desk::{Desk, full_name};
use crate::import::kind::Kind;
use crate::import::rows::Rows;

/// Reads the contacts uploaded to LinkedIn, of 2018 and since 2021.
pub fn read(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let first = header.column(&["firstname"]);
    let last = header.column(&["lastname"]);
    let whole = header.column(&["fullname"]);
    let company = header.column(&["companies"]);
    let position = header.column(&["title"]);
    let emails = header.column(&["emails", "emailaddress"]);
    let profiles = [header.column(&["profiles"]), header.column(&["sites"])];
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::LinkedInContacts) {
            continue;
        }
        let mut card = Draft {
            name: full_name(&row.text(first), &row.text(last)),
            company: row.text(company).into_owned(),
            position: row.text(position).into_owned(),
            ..Draft::default()
        };
        if card.name.is_empty() {
            card.name = row.text(whole).into_owned();
        }
        card.add_emails(&row.text(emails));
        profiles.iter().for_each(|column| card.add_url(&row.text(*column)));
        card.file(row.line, desk);
    }
}

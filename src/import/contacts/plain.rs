//! Plain lists of contacts, as people keep them and as programs for keeping contacts write them: a name, and a way to
//! reach whoever it is.

use super::Draft;
use crate::import::columns;
use crate::import::desk::{Desk, full_name};
use crate::import::kind::Kind;
use crate::import::own::footers::Footers;
use crate::import::own::is_nothing;
use crate::import::rows::Rows;

/// Reads a plain list of contacts.
pub fn read(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let first = header.column(columns::FIRST);
    let last = header.column(columns::LAST);
    let whole = header.column(columns::PERSON);
    let company = header.column(columns::COMPANY);
    let companies = header.column(&["companies", "organizations", "organisations"]);
    let position = header.column(columns::POSITION);
    // A list has several of each: at work, at home, of the site and of the profile.
    let all = |names: &[&str]| names.iter().map(|name| header.column(&[name])).collect::<Vec<_>>();
    let emails = all(columns::EMAILS);
    let links = [all(columns::URL), all(columns::LINKS)].concat();
    let footers = Footers::of(&[first, last, whole, position]).with_names(&[company, companies]);
    while let Some(row) = rows.next() {
        if !footers.take(desk, &row) || desk.is_repeated(&row, Kind::ContactList) {
            continue;
        }
        let mut name = full_name(&row.text(first), &row.text(last));
        if name.is_empty() && !is_nothing(&row.text(whole)) {
            name = row.text(whole).into_owned();
        }
        let employer = if company.is_there() { row.text(company) } else { row.text(companies) };
        let mut card = Draft {
            name,
            company: employer.into_owned(),
            position: row.text(position).into_owned(),
            ..Draft::default()
        };
        emails.iter().for_each(|column| card.add_emails(&row.text(*column)));
        links.iter().for_each(|column| card.add_url(&row.text(*column)));
        card.file(row.line, desk);
    }
}

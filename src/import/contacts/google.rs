//! Google Contacts, in its three layouts: until 2018, until mid 2024, and since.

use super::Draft;
use crate::import::desk::{Desk, full_name};
use crate::import::kind::Kind;
use crate::import::rows::{Column, Row, Rows};

/// What stands between several values in one cell.
const BETWEEN: &str = ":::";

/// How many addresses and web sites a contact may have; the columns are as many as the fullest one needs.
const MOST: usize = 30;

/// Reads Google Contacts (G1 to G3).
pub fn read(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let first = header.column(&["givenname", "firstname"]);
    let middle = header.column(&["additionalname", "middlename"]);
    let last = header.column(&["familyname", "lastname"]);
    let whole = header.column(&["name"]);
    let company = header.column(&["organizationname", "organization1name"]);
    let position = header.column(&["organizationtitle", "organization1title", "occupation"]);
    let numbered = |what: &str| -> Vec<Column> {
        let columns = (1..=MOST).map(|n| header.column(&[&format!("{what}{n}value")]));
        columns.take_while(|column| column.is_there()).collect()
    };
    let (emails, sites) = (numbered("email"), numbered("website"));
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::GoogleContacts) {
            continue;
        }
        let mut card = Draft {
            name: full_name(&full_name(&row.text(first), &row.text(middle)), &row.text(last)),
            company: first_of(&row, company),
            position: first_of(&row, position),
            ..Draft::default()
        };
        if card.name.is_empty() && row.text(whole) != card.company {
            card.name = row.text(whole).into_owned();
        }
        for column in &emails {
            row.text(*column).split(BETWEEN).for_each(|one| card.add_emails(one));
        }
        for column in &sites {
            row.text(*column).split(BETWEEN).for_each(|one| card.add_url(one));
        }
        card.file(row.line, desk);
    }
}

fn first_of(row: &Row<'_>, column: Column) -> String {
    row.text(column).split(BETWEEN).next().unwrap_or_default().trim().to_owned()
}

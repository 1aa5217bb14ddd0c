//! Outlook contacts: of Outlook.com, of Google's "Outlook CSV", and of the desktop program, which is the one export
//! that translates its header.

use super::Draft;
use crate::import::columns;
use crate::import::desk::{Desk, full_name};
use crate::import::kind::Kind;
use crate::import::rows::Rows;

/// The addresses with their types; a type `EX` marks a name within Exchange, which is no address.
const ADDRESSES: [(&[&str], &[&str]); 3] = [
    (columns::OUTLOOK_EMAIL, &["emailtype", "emailtyp", "typedemessagerie", "tipodecorreoelectrónico"]),
    (
        &["email2address", "email2adresse", "adressedemessagerie2", "direccióndecorreoelectrónico2"],
        &["email2type", "email2typ", "typedemessagerie2", "tipodecorreoelectrónico2"],
    ),
    (
        &["email3address", "email3adresse", "adressedemessagerie3", "direccióndecorreoelectrónico3"],
        &["email3type", "email3typ", "typedemessagerie3", "tipodecorreoelectrónico3"],
    ),
];

/// Reads Outlook contacts.
pub fn read(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let first = header.column(columns::OUTLOOK_FIRST);
    let middle = header.column(&["middlename", "weiterevornamen", "deuxièmeprénom", "segundonombre"]);
    let last = header.column(columns::OUTLOOK_LAST);
    let company = header.column(&["company", "firma", "société", "organización", "compañía"]);
    // `Title` is Dr. and Mr. here.
    let position = header.column(&["jobtitle", "position", "titre", "puesto", "cargo"]);
    let addresses = ADDRESSES.map(|(address, kind)| (header.column(address), header.column(kind)));
    let sites = ["webpage", "personalwebpage", "webseite", "pageweb", "páginaweb"];
    let sites = sites.map(|site| header.column(&[site]));
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::OutlookContacts) {
            continue;
        }
        let mut card = Draft {
            name: full_name(&full_name(&row.text(first), &row.text(middle)), &row.text(last)),
            company: row.text(company).into_owned(),
            position: row.text(position).into_owned(),
            ..Draft::default()
        };
        for (address, kind) in addresses {
            if !row.bytes(kind).eq_ignore_ascii_case(b"ex") {
                card.add_emails(&row.text(address));
            }
        }
        sites.iter().for_each(|site| card.add_url(&row.text(*site)));
        card.file(row.line, desk);
    }
}

//! Connections: who the seeker is connected to, and since when.

use crate::import::date::{self, Order};
use crate::import::desk::{Desk, full_name};
use crate::import::recognise::columns;
use crate::import::records::{Connection, Hidden};
use crate::import::rows::Rows;

/// Reads Connections in all its variants (C0 to C6).
pub fn read(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let first = header.column(columns::FIRST);
    let last = header.column(columns::LAST);
    // `Name` is the whole name only where no given name stands beside it.
    let full = if first.is_there() { header.column(&[]) } else { header.column(columns::FULL) };
    let url = header.column(columns::URL);
    let email = header.column(columns::EMAIL);
    let company = header.column(columns::COMPANY);
    // The Outlook form has a `Title` for Dr. and Mr. beside its `Job Title`, so that one comes first.
    let position = header.column(columns::POSITION);
    let connected = header.column(columns::CONNECTED);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) {
            continue;
        }
        let name = if full.is_there() {
            row.text(full).into_owned()
        } else {
            full_name(&row.text(first), &row.text(last))
        };
        let link = row.text(url);
        let address = row.text(email);
        if name.is_empty() && link.is_empty() && address.is_empty() {
            let only_a_date = row.bytes(company).is_empty() && row.bytes(position).is_empty();
            if only_a_date && let Ok(connected_on) = date::day(&row.text(connected), Order::Unknown) {
                let place = desk.place(row.line);
                desk.into.hidden.push(Hidden { connected_on, place });
            }
            desk.skip(if only_a_date { "a member who hid the profile" } else { "nobody is named" });
            continue;
        }
        if desk.is_repeated_connection(&row) {
            continue;
        }
        let connected_on = desk.day(&row, &header, connected, Order::Unknown);
        let employer = row.text(company);
        let who = if link.is_empty() && address.is_empty() {
            let day = connected_on.map(|day| day.to_string()).unwrap_or_default();
            desk.bare_mention(&name, &format!("{day}|{employer}"))
        } else {
            desk.mention(&link, &address, &name)
        };
        let place = desk.place(row.line);
        desk.into.connections.push(Connection {
            who,
            company: employer.into(),
            position: row.text(position).into(),
            connected_on,
            place,
        });
        desk.import();
    }
}

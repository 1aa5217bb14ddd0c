//! Connections: who the seeker is connected to, and since when.
//!
//! People publish and share their lists with names, addresses or profiles blotted out by a placeholder, so a URL that
//! leads to no profile and an address that several names of the file share tell nobody.

use crate::day::Day;
use crate::import::columns;
use crate::import::date::{self, Order};
use crate::import::desk::{Desk, write_full_name};
use crate::import::records::{Connection, Hidden, MentionId};
use crate::import::rows::{Column, Rows};
use std::collections::{BTreeMap, BTreeSet};

/// Why a row is left out that holds no more than a date.
const HIDDEN: &str = "a member who hid the profile";

/// Why a row is left out that holds no more than a company and a title.
const NOBODY: &str = "nobody is named";

/// How the two lines start that LinkedIn puts above the header: in the middle of a file they stand where two exports were
/// put one below the other.
const PREAMBLE: &[&str] = &["Notes:", "When exporting your connection data"];

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
    let degree = header.column(columns::DEGREE);
    let placeholder = placeholder(desk, url, if full.is_there() { full } else { first });
    let mut by_address: BTreeMap<String, Vec<(String, Connection)>> = BTreeMap::new();
    let mut name = String::new();
    let is_first_list = desk.into.seen_connections.is_empty();
    // A connection takes some 140 bytes of the file, more than half of them for profile and name.
    desk.expect_connections(rows.n_bytes() / 130, rows.n_bytes() * 5 / 8);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) {
            continue;
        }
        if row.stands_alone(PREAMBLE) {
            desk.skip("the preamble once more");
            continue;
        }
        let cells = row.decoded();
        if full.is_there() {
            write_full_name(&cells.text(full), "", &mut name);
        } else {
            write_full_name(&cells.text(first), &cells.text(last), &mut name);
        }
        let mut link = cells.text(url);
        if placeholder.as_deref() == Some(&*link) {
            link = "".into();
        }
        let address = cells.text(email);
        let (has_profile, has_address) = (leads_to_a_profile(&link), address.contains('@'));
        if name.is_empty() && !has_profile && !has_address {
            let only_a_date = row.bytes(company).is_empty() && row.bytes(position).is_empty();
            if only_a_date && let Ok(connected_on) = date::day(&cells.text(connected), Order::Unknown) {
                let place = desk.place(row.line);
                desk.into.hidden.push(Hidden { connected_on, place });
            }
            desk.skip(if only_a_date { HIDDEN } else { NOBODY });
            continue;
        }
        if row.bytes(degree).first().is_some_and(|first| matches!(first, b'2' | b'3')) {
            desk.skip("somebody the seeker is not connected to");
            continue;
        }
        // Whoever was never named like that stands in no row above; of others, and of rows under another header, the
        // whole row tells.
        let mentioned = has_profile.then(|| desk.mention_or_new(&link, &address, &name));
        if is_first_list && mentioned.is_some_and(|(_, is_new)| is_new) {
            desk.is_new_connection(&row);
        } else if desk.is_repeated_connection(&row) {
            continue;
        }
        let connected_on = desk.day_of(&row, &header, connected, &cells.text(connected), Order::Unknown);
        let employer = cells.text(company);
        let who = match mentioned {
            Some((who, _)) => who,
            // Of an address without a profile, only the end of the file tells whose it is.
            None if has_address => MentionId(0),
            None => desk.bare_mention(&name, &context(connected_on, &employer)),
        };
        let place = desk.place(row.line);
        let company = desk.into.texts.intern(&employer);
        let position = desk.into.texts.intern(&cells.text(position));
        let connection = Connection { who, company, position, connected_on, place };
        if has_address && !has_profile {
            by_address.entry(address.to_lowercase()).or_default().push((name.clone(), connection));
        } else {
            desk.into.connections.push(connection);
            desk.import();
        }
    }
    for (address, rows) in by_address {
        let names: BTreeSet<&str> = rows.iter().map(|(name, _)| name.as_str()).collect();
        let is_shared = names.len() > 1;
        for (name, mut row) in rows {
            if is_shared && name.is_empty() {
                let texts = &desk.into.texts;
                let only_a_date = [row.company, row.position].iter().all(|text| texts.get(*text).is_empty());
                desk.skip(if only_a_date { HIDDEN } else { NOBODY });
                continue;
            }
            row.who = if is_shared {
                let context = context(row.connected_on, desk.into.texts.get(row.company));
                desk.bare_mention(&name, &context)
            } else {
                desk.mention("", &address, &name)
            };
            desk.into.connections.push(row);
            desk.import();
        }
    }
}

/// The URL that stands for everybody, where somebody put one in the place of all: three names share it in the first
/// rows, as in no real export.
fn placeholder(desk: &Desk<'_>, url: Column, name: Column) -> Option<String> {
    let mut rows = desk.rows_again().filter(|_| url.is_there())?;
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for _ in 0..50 {
        let Some(row) = rows.next() else { break };
        names.entry(row.text(url).into_owned()).or_default().insert(row.text(name).into_owned());
    }
    names.into_iter().find(|(url, names)| !url.is_empty() && names.len() > 2).map(|(url, _)| url)
}

/// What tells one bare name from the next.
fn context(connected_on: Option<Day>, employer: &str) -> String {
    let day = connected_on.map(|day| day.to_string()).unwrap_or_default();
    format!("{day}|{employer}")
}

/// Whether a text can be the URL of one profile. `https://www.linkedin.com/in/` and `N/A` cannot.
fn leads_to_a_profile(link: &str) -> bool {
    let after = |kind: &str| link.find(kind).map(|at| &link[at + kind.len()..]);
    // So nearly all of them begin.
    let named = link
        .strip_prefix("https://www.linkedin.com/in/")
        .or_else(|| after("/in/"))
        .or_else(|| after("/pub/"))
        .or_else(|| link.strip_prefix("in/"));
    named.is_some_and(|slug| slug.starts_with(|c: char| c != '/' && !c.is_whitespace()))
}

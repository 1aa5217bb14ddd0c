//! Connections: who the seeker is connected to, and since when.
//!
//! People publish and share their lists with names, addresses or profiles blotted out by a placeholder, so a URL that
//! leads to no profile and an address that several names of the file share tell nobody.

use crate::day::Day;
use crate::import::columns;
use crate::import::date::{self, Order};
use crate::import::desk::{Desk, full_name};
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
    while let Some(row) = rows.next() {
        if !desk.takes(&row) {
            continue;
        }
        if row.stands_alone(PREAMBLE) {
            desk.skip("the preamble once more");
            continue;
        }
        let name = if full.is_there() {
            row.text(full).into_owned()
        } else {
            full_name(&row.text(first), &row.text(last))
        };
        let mut link = row.text(url);
        if placeholder.as_deref() == Some(&*link) {
            link = "".into();
        }
        let address = row.text(email);
        let (has_profile, has_address) = (leads_to_a_profile(&link), address.contains('@'));
        if name.is_empty() && !has_profile && !has_address {
            let only_a_date = row.bytes(company).is_empty() && row.bytes(position).is_empty();
            if only_a_date && let Ok(connected_on) = date::day(&row.text(connected), Order::Unknown) {
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
        if desk.is_repeated_connection(&row) {
            continue;
        }
        let connected_on = desk.day(&row, &header, connected, Order::Unknown);
        let employer = row.text(company);
        let who = if has_profile || has_address {
            // Of an address without a profile, only the end of the file tells whose it is.
            if has_profile { desk.mention(&link, &address, &name) } else { MentionId(0) }
        } else {
            desk.bare_mention(&name, &context(connected_on, &employer))
        };
        let place = desk.place(row.line);
        let company = desk.into.texts.intern(&employer);
        let position = desk.into.texts.intern(&row.text(position));
        let connection = Connection { who, company, position, connected_on, place };
        if has_address && !has_profile {
            by_address.entry(address.to_lowercase()).or_default().push((name, connection));
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

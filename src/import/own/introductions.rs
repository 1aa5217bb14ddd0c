//! Introductions: who brought whom to the seeker.

use crate::import::columns;
use crate::import::date::Order;
use crate::import::desk::Desk;
use crate::import::kind::Kind;
use crate::import::own::{PersonColumns, is_nothing};
use crate::import::records::Introduction;
use crate::import::rows::Rows;

/// Reads the introductions list. A row with one side only is rejected: it says nothing that could be an edge. Where the
/// list is one of people with a column for who introduced each, an empty cell there says that nobody did.
pub fn read(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let introducer = header.column(columns::INTRODUCER);
    let introduced = header.column(columns::INTRODUCED);
    let date = header.column(columns::DAY);
    let context = header.column(columns::CONTEXT);
    let person = PersonColumns::of(&header);
    let mut known = vec![introducer, introduced, date, context];
    // Where a column of its own says who was introduced, what else names people is kept as it stands.
    if !introduced.is_there() {
        known.extend(person.all());
    }
    let beside = header.beside(&known);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::Introductions) {
            continue;
        }
        let who = row.text(introducer);
        if is_nothing(&who) && !introduced.is_there() {
            desk.skip("a person whom nobody introduced");
            continue;
        }
        let whom = match row.text(introduced) {
            _ if !introduced.is_there() => person.find(desk, &row),
            whom if is_nothing(&whom) => None,
            whom => Some(desk.reference(&whom)),
        };
        let (false, Some(introduced)) = (is_nothing(&who), whom) else {
            let missing = if is_nothing(&who) { header.name(introducer) } else { header.name(introduced) };
            let problem = format!("no `{}`", if missing.is_empty() { "person" } else { missing });
            desk.reject(&row, &problem, "name both people, by profile URL, e-mail address or name");
            continue;
        };
        let on = desk.day(&row, &header, date, Order::Unknown);
        let introducer = desk.reference(&who);
        let place = desk.place(row.line);
        let (context, notes) = (row.text(context).into(), beside.noted(&row, "").into());
        desk.into.introductions.push(Introduction { introducer, introduced, on, context, notes, place });
        desk.import();
    }
}

//! Introductions: who brought whom to the seeker.

use crate::import::columns;
use crate::import::date::Order;
use crate::import::desk::Desk;
use crate::import::kind::Kind;
use crate::import::own::footers::Footers;
use crate::import::own::persons::{self, Named};
use crate::import::own::{PersonColumns, mentions, reject_unnamed};
use crate::import::records::{Introduction, refuses};
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
    let footers = Footers::of(&[&known[..], &person.all()[..]].concat());
    while let Some(row) = rows.next() {
        if !footers.take(desk, &row) || desk.is_repeated(&row, Kind::Introductions) {
            continue;
        }
        let by = persons::read(&row.text(introducer));
        if by == Named::Nothing && !introduced.is_there() {
            desk.skip("a person whom nobody introduced");
            continue;
        }
        let whom = match persons::read(&row.text(introduced)) {
            _ if !introduced.is_there() => person.find(desk, &row),
            found @ Named::People(_) => Ok(mentions(desk, found)),
            other => Err(other),
        };
        let (Named::People(_), Ok(whom)) = (&by, &whom) else {
            let (column, named) = match (&by, &whom) {
                (Named::People(_), Err(named)) => (header.name(introduced), named),
                (named, _) => (header.name(introducer), named),
            };
            let column = if column.is_empty() { "person" } else { column };
            let hint = "name both people, by profile URL, e-mail address or name";
            reject_unnamed(desk, &row, column, named, hint);
            continue;
        };
        let on = desk.day(&row, &header, date, Order::Unknown);
        let place = desk.place(row.line);
        let context: Box<str> = row.text(context).into();
        let is_refused = refuses(&context);
        let notes: Box<str> = beside.noted(&row, "").into();
        // Two who introduced together, or were introduced at once, are as many introductions.
        for introducer in mentions(desk, by) {
            for introduced in whom.iter().copied() {
                let (context, notes) = (context.clone(), notes.clone());
                let found = Introduction { introducer, introduced, on, context, notes, place };
                desk.into.introductions.push(found);
            }
        }
        match is_refused {
            true => desk.skip("no introduction, for its context begins with `not`"),
            false => desk.import(),
        }
    }
}

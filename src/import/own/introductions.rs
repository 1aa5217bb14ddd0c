//! Introductions: who brought whom to the seeker.

use crate::import::columns;
use crate::import::date::Order;
use crate::import::desk::Desk;
use crate::import::kind::Kind;
use crate::import::own::is_nothing;
use crate::import::records::Introduction;
use crate::import::rows::Rows;

/// Reads the introductions list. A row with one side only is rejected: it says nothing that could be an edge.
pub fn read(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let introducer = header.column(&["introducer"]);
    let introduced = header.column(&["introduced"]);
    let date = header.column(columns::DATE);
    let context = header.column(&["context", "notes", "note"]);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::Introductions) {
            continue;
        }
        let (who, whom) = (row.text(introducer), row.text(introduced));
        if is_nothing(&who) || is_nothing(&whom) {
            let missing = if is_nothing(&who) { introducer } else { introduced };
            let problem = format!("no `{}`", header.name(missing));
            desk.reject(&row, &problem, "name both people, by profile URL, e-mail address or name");
            continue;
        }
        let on = desk.day(&row, &header, date, Order::Unknown);
        let introducer = desk.reference(&who);
        let introduced = desk.reference(&whom);
        let place = desk.place(row.line);
        let context = row.text(context).into();
        desk.into.introductions.push(Introduction { introducer, introduced, on, context, place });
        desk.import();
    }
}

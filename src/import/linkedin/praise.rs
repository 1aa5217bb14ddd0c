//! Endorsements and recommendations, given and received.

use crate::import::columns;
use crate::import::date::Order;
use crate::import::desk::{Desk, full_name};
use crate::import::kind::Kind;
use crate::import::records::Praise;
use crate::import::rows::Rows;

/// Reads one of the four files.
pub fn read(mut rows: Rows, kind: Kind, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let given = matches!(kind, Kind::EndorsementsGiven | Kind::RecommendationsGiven);
    let recommendation = matches!(kind, Kind::RecommendationsGiven | Kind::RecommendationsReceived);
    let first = header.column(&["endorserfirstname", "endorseefirstname", "firstname"]);
    let last = header.column(&["endorserlastname", "endorseelastname", "lastname"]);
    let mut url = header.column(&["endorserpublicurl", "endorseepublicurl"]);
    if !url.is_there() {
        url = header.column(columns::URL);
    }
    let date = header.column(&["endorsementdate", "creationdate"]);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, kind) {
            continue;
        }
        let name = full_name(&row.text(first), &row.text(last));
        let link = row.text(url);
        if name.is_empty() && link.is_empty() {
            desk.skip("a member who hid the profile");
            continue;
        }
        let on = desk.day(&row, &header, date, Order::Unknown);
        let who = desk.mention(&link, "", &name);
        let place = desk.place(row.line);
        desk.into.praise.push(Praise { who, recommendation, given, on, place });
        desk.import();
    }
}

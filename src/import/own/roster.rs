//! The roster of a cohort: who its members are, where their files lie, and who shares contacts.

use crate::import::desk::Desk;
use crate::import::recognise::Kind;
use crate::import::records::RosterRow;
use crate::import::rows::Rows;

/// Reads a roster. Consent is what the row says in so many words: anything but a yes is a no.
pub fn read(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let member = header.column(&["member"]);
    let folder = header.column(&["folder"]);
    let programme = header.column(&["programme", "program"]);
    let class_year = header.column(&["classyear"]);
    let shares = header.column(&["sharescontacts"]);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::Roster) {
            continue;
        }
        let (name, place) = (row.text(member), row.text(folder));
        if name.is_empty() && place.is_empty() {
            desk.reject(&row, "neither a member nor a folder", "name the member and the folder of her files");
            continue;
        }
        let consent = row.text(shares);
        let shares_contacts = matches!(consent.to_lowercase().as_str(), "yes" | "y" | "true" | "1");
        if !shares_contacts && !matches!(consent.to_lowercase().as_str(), "" | "no" | "n" | "false" | "0") {
            let hint = "write yes or no; until then the member's contacts are shown to nobody";
            desk.problem(row.line, header.name(shares), "neither yes nor no", &consent, hint);
        }
        let entry = RosterRow {
            member: if name.is_empty() { place.clone() } else { name.clone() }.into(),
            folder: if place.is_empty() { name } else { place }.into(),
            programme: row.text(programme).into(),
            class_year: row.text(class_year).into(),
            shares_contacts,
            place: desk.place(row.line),
        };
        desk.into.roster.push(entry);
        desk.import();
    }
}

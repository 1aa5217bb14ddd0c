//! Invitations: who asked whom to connect, in the months that the archive's rolling window holds.

use crate::import::date::Order;
use crate::import::desk::Desk;
use crate::import::passages::Told;
use crate::import::recognise::Kind;
use crate::import::records::Invitation;
use crate::import::rows::Rows;

/// Reads Invitations (I1 to I3b). URNs and URLs without a slug are left to the resolution, which takes them for
/// nothing.
pub fn read(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let from = header.column(&["from"]);
    let to = header.column(&["to"]);
    let sent = header.column(&["sentat"]);
    let message = header.column(&["message"]);
    let direction = header.column(&["direction"]);
    let inviter = header.column(&["inviterprofileurl"]);
    let invitee = header.column(&["inviteeprofileurl"]);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::Invitations) {
            continue;
        }
        let outgoing = match row.text(direction).to_ascii_uppercase().as_str() {
            "OUTGOING" => true,
            "INCOMING" => false,
            _ => {
                desk.reject(
                    &row,
                    "neither INCOMING nor OUTGOING",
                    "restore the column `Direction` from the archive",
                );
                continue;
            }
        };
        let sent_on = desk.day(&row, &header, sent, Order::MonthFirst);
        let from = desk.mention(&row.text(inviter), "", &row.text(from));
        let to = desk.mention(&row.text(invitee), "", &row.text(to));
        let has_note = !row.bytes(message).is_empty();
        let place = desk.place(row.line);
        if desk.into.passages.wants(row.bytes(message), false) {
            let told = Told::Invitation(desk.into.invitations.len() as u32);
            desk.into.passages.keep(told, &row.text(message));
        }
        desk.into.invitations.push(Invitation { from, to, sent_on, outgoing, has_note, place });
        desk.import();
    }
}

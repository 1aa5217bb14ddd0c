//! Invitations: who asked whom to connect, in the months that the archive's rolling window holds.

use crate::import::columns;
use crate::import::date::Order;
use crate::import::desk::Desk;
use crate::import::kind::Kind;
use crate::import::passages::Told;
use crate::import::records::Invitation;
use crate::import::rows::Rows;

/// Reads Invitations (I1 to I3b). URNs and URLs without a slug are left to the resolution, which takes them for
/// nothing. Where the file does not say which way an invitation went, that is left open.
pub fn read(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let from = header.column(columns::FROM);
    let to = header.column(columns::TO);
    let sent = header.column(columns::SENT);
    let message = header.column(columns::MESSAGE);
    let direction = header.column(columns::DIRECTION);
    let inviter = header.column(columns::INVITER);
    let invitee = header.column(columns::INVITEE);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::Invitations) {
            continue;
        }
        let [of_from, of_to] = [[from, inviter], [to, invitee]];
        if [of_from, of_to].iter().flatten().all(|column| row.bytes(*column).is_empty()) {
            desk.skip("nobody is named");
            continue;
        }
        let told = row.text(direction);
        let outgoing = is_outgoing(&told);
        if outgoing.is_none() && !told.is_empty() {
            let hint = "write INCOMING or OUTGOING; until then the direction is told by whose profile stands on which side";
            desk.problem(row.line, header.name(direction), "neither INCOMING nor OUTGOING", &told, hint);
        }
        let sent_on = desk.day(&row, &header, sent, Order::Unknown);
        let from = desk.mention(&row.text(inviter), "", &row.text(from));
        let to = desk.mention(&row.text(invitee), "", &row.text(to));
        let has_note = !row.bytes(message).is_empty();
        let place = desk.place(row.line);
        if desk.into.passages.wants(row.bytes(message)) {
            let told = Told::Invitation(desk.into.invitations.len() as u32);
            desk.into.passages.keep(told, &row.text(message));
        }
        desk.into.invitations.push(Invitation { from, to, sent_on, outgoing, has_note, place });
        desk.import();
    }
}

/// Whether the seeker sent it, in LinkedIn's own words and in those of people who rewrite them.
fn is_outgoing(told: &str) -> Option<bool> {
    match told.to_lowercase().as_str() {
        "outgoing" | "sent" | "out" | "outbound" | "ausgehend" | "gesendet" | "sortant" | "sortante"
        | "envoyée" | "saliente" | "enviada" | "enviado" | "in uscita" | "uitgaand" => Some(true),
        "incoming" | "received" | "in" | "inbound" | "eingehend" | "empfangen" | "erhalten" | "entrant"
        | "entrante" | "reçue" | "recibida" | "recebida" | "recebido" | "in entrata" | "inkomend" => {
            Some(false)
        }
        _ => None,
    }
}

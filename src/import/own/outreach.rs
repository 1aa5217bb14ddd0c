//! Outreach and interviews: what the seeker did, and what came of it.

use super::{people_in, person_of};
use crate::import::columns;
use crate::import::date::Order;
use crate::import::desk::Desk;
use crate::import::kind::Kind;
use crate::import::passages::Told;
use crate::import::records::{Interview, Outcome, Outreach, OutreachKind};
use crate::import::rows::{Rows, header_key};

/// The kind of outreach that a word of the list names.
pub fn kind_of(word: &str) -> Option<OutreachKind> {
    Some(match header_key(word).as_str() {
        "request" | "ask" | "asked" => OutreachKind::Request,
        "followup" | "reminder" => OutreachKind::FollowUp,
        "introductionrequest" | "introrequest" | "askforintroduction" => OutreachKind::IntroductionRequest,
        "interview" | "conversation" | "informationalinterview" | "meeting" | "call" => {
            OutreachKind::Interview
        }
        "thankyou" | "thanks" | "thanked" => OutreachKind::ThankYou,
        "checkin" | "update" => OutreachKind::CheckIn,
        _ => return None,
    })
}

/// The outcome that a word of the list names.
pub fn outcome_of(word: &str) -> Option<Outcome> {
    Some(match header_key(word).as_str() {
        "pending" | "open" | "waiting" | "sent" => Outcome::Pending,
        "replied" | "reply" | "answered" | "yes" => Outcome::Replied,
        "declined" | "no" | "refused" | "rejected" | "turneddown" => Outcome::Declined,
        "scheduled" | "booked" => Outcome::Scheduled,
        "held" | "done" | "met" => Outcome::Held,
        "noreply" | "noanswer" => Outcome::NoReply,
        _ => return None,
    })
}

/// Whether a word of the list says that the other took the first step.
pub fn is_incoming(word: &str) -> bool {
    matches!(header_key(word).as_str(), "incoming" | "in" | "received")
}

/// Reads the outreach list.
pub fn read_outreach(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let date = header.column(columns::DATE);
    let person = header.column(columns::PERSON);
    let kind_column = header.column(&["kind"]);
    let outcome_column = header.column(&["outcome", "result", "status"]);
    let direction = header.column(&["direction"]);
    let notes = header.column(&["notes", "note"]);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::Outreach) {
            continue;
        }
        let Some(who) = person_of(desk, &row, &header, person) else { continue };
        let on = desk.day(&row, &header, date, Order::Unknown);
        if on.is_none() && row.bytes(date).is_empty() {
            let hint = "add the day; without it nothing can be due";
            desk.problem(row.line, header.name(date), "no date", "", hint);
        }
        let word = row.text(kind_column);
        let kind = kind_of(&word);
        if kind.is_none() {
            let hint = "write request, follow-up, introduction-request, interview, thank-you or check-in; \
                        until then the row counts as contact and no more";
            desk.problem(row.line, header.name(kind_column), "not a kind of outreach", &word, hint);
        }
        let text = row.text(outcome_column);
        let outcome = outcome_of(&text);
        if outcome.is_none() && !text.is_empty() {
            let hint =
                "write pending, replied, declined, scheduled, held or no-reply; the word is kept as a note";
            desk.problem(row.line, header.name(outcome_column), "not an outcome", &text, hint);
        }
        let mut note = row.text(notes).into_owned();
        if outcome.is_none() && !text.is_empty() {
            note = if note.is_empty() { text.into_owned() } else { format!("{text}; {note}") };
        }
        let incoming = is_incoming(&row.text(direction));
        let place = desk.place(row.line);
        if desk.into.passages.wants(note.as_bytes()) {
            desk.into.passages.keep(Told::Outreach(desk.into.outreach.len() as u32), &note);
        }
        desk.into.outreach.push(Outreach { on, who, kind, outcome, incoming, notes: note.into(), place });
        desk.import();
    }
}

/// Reads the notes of interviews.
pub fn read_interviews(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let date = header.column(columns::DATE);
    let person = header.column(columns::PERSON);
    let company = header.column(&["company"]);
    let position = header.column(&["position"]);
    let introduced = header.column(&["introduced"]);
    let notes = header.column(&["notes", "note"]);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::Interviews) {
            continue;
        }
        let Some(who) = person_of(desk, &row, &header, person) else { continue };
        if desk.into.passages.wants(row.bytes(notes)) {
            desk.into.passages.keep(Told::Interview(desk.into.interviews.len() as u32), &row.text(notes));
        }
        let interview = Interview {
            on: desk.day(&row, &header, date, Order::Unknown),
            who,
            company: row.text(company).into(),
            position: row.text(position).into(),
            introduced: people_in(desk, &row.text(introduced)),
            place: desk.place(row.line),
        };
        desk.into.interviews.push(interview);
        desk.import();
    }
}

//! Outreach and interviews: what the seeker did, and what came of it.

use super::words::{is_incoming, kind_of, outcome_of};
use super::{PersonColumns, is_nothing, people_in};
use crate::day::Day;
use crate::import::columns;
use crate::import::date::Order;
use crate::import::desk::Desk;
use crate::import::kind::Kind;
use crate::import::passages::Told;
use crate::import::records::{Interview, Introduction, MentionId, Outcome, Outreach, OutreachKind};
use crate::import::rows::{Column, Row, Rows};

/// Reads the outreach list.
pub fn read_outreach(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let date = header.column(columns::DAY);
    let person = PersonColumns::of(&header);
    let kind_column = header.column(columns::STEP);
    let outcome_column = header.column(columns::OUTCOME);
    let asks_for_reply =
        header.column(&["outcome"]) != outcome_column && header.column(columns::RESPONSE) == outcome_column;
    let direction = header.column(columns::DIRECTION);
    let notes = header.column(columns::NOTES);
    let introducer = header.column(columns::INTRODUCER);
    let company = header.column(columns::COMPANY);
    let position = header.column(columns::POSITION);
    let known = [date, kind_column, outcome_column, direction, notes, introducer, company, position];
    let beside = header.beside(&[&known[..], &person.all()[..]].concat());
    // A list of people with the day of the last contact is no list of requests.
    let says_last = date.is_there() && date == header.column(columns::LAST_CONTACT);
    if !kind_column.is_there() && !says_last {
        let hint = "add a column `kind`, with request, follow-up, introduction-request, interview, thank-you or check-in; \
                    until then each row counts as a request, or as an interview where one was scheduled or held";
        desk.problem(header.line, "", "no column says what was done", &header.names.join(", "), hint);
    }
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::Outreach) {
            continue;
        }
        if says_last && is_nothing(&row.text(date)) {
            desk.skip("a person without a day of contact");
            continue;
        }
        let Some(who) = person.find_or_reject(desk, &row, &header) else { continue };
        let on = desk.day(&row, &header, date, Order::Unknown);
        if on.is_none() && row.bytes(date).is_empty() {
            let hint = "add the day; without it nothing can be due";
            desk.problem(row.line, header.name(date), "no date", "", hint);
        }
        let text = row.text(outcome_column);
        let outcome = outcome_of(&text, asks_for_reply);
        if outcome.is_none() && !is_nothing(&text) && !says_last {
            let hint =
                "write pending, replied, declined, scheduled, held or no-reply; the word is kept as a note";
            desk.problem(row.line, header.name(outcome_column), "not an outcome", &text, hint);
        }
        let word = row.text(kind_column);
        let kind = match outcome {
            _ if kind_column.is_there() => kind_of(&word),
            _ if says_last => None,
            Some(Outcome::Scheduled | Outcome::Held) => Some(OutreachKind::Interview),
            _ => Some(OutreachKind::Request),
        };
        if kind.is_none() && !says_last {
            let hint = "write request, follow-up, introduction-request, interview, thank-you or check-in; \
                        until then the row counts as contact and no more";
            desk.problem(row.line, header.name(kind_column), "not a kind of outreach", &word, hint);
        }
        let mut note = row.text(notes).into_owned();
        if outcome.is_none() && !is_nothing(&text) {
            note = if note.is_empty() { text.into_owned() } else { format!("{text}; {note}") };
        }
        let incoming = is_incoming(&row.text(direction));
        let place = desk.place(row.line);
        if desk.into.passages.wants(note.as_bytes()) {
            desk.into.passages.keep(Told::Outreach(desk.into.outreach.len() as u32), &note);
        }
        take_introducer(desk, &row, introducer, who, on);
        let notes = beside.noted(&row, &note).into();
        let [company, position] = [company, position].map(|column| row.text(column).into());
        let step = Outreach { on, who, kind, outcome, incoming, company, position, notes, place };
        desk.into.outreach.push(step);
        desk.import();
    }
}

/// Reads the notes of interviews.
pub fn read_interviews(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let date = header.column(columns::DAY);
    let person = PersonColumns::of(&header);
    let company = header.column(columns::COMPANY);
    let position = header.column(columns::POSITION);
    let named = header.column(columns::NAMED_THERE);
    let introducer = header.column(columns::INTRODUCER);
    let notes = header.column(columns::NOTES);
    let known = [date, company, position, named, introducer, notes];
    // Advice, trends and openings are the user's to read again.
    let beside = header.beside(&[&known[..], &person.all()[..]].concat());
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::Interviews) {
            continue;
        }
        let Some(who) = person.find_or_reject(desk, &row, &header) else { continue };
        if desk.into.passages.wants(row.bytes(notes)) {
            desk.into.passages.keep(Told::Interview(desk.into.interviews.len() as u32), &row.text(notes));
        }
        let on = desk.day(&row, &header, date, Order::Unknown);
        take_introducer(desk, &row, introducer, who, on);
        let interview = Interview {
            on,
            who,
            company: row.text(company).into(),
            position: row.text(position).into(),
            introduced: people_in(desk, &row.text(named)),
            notes: beside.noted(&row, &row.text(notes)).into(),
            place: desk.place(row.line),
        };
        desk.into.interviews.push(interview);
        desk.import();
    }
}

/// An introduction that a log mentions beside the person: by that day it was known.
fn take_introducer(
    desk: &mut Desk<'_>,
    row: &Row<'_>,
    introducer: Column,
    introduced: MentionId,
    on: Option<Day>,
) {
    let who = row.text(introducer);
    if !is_nothing(&who) {
        let (introducer, place) = (desk.reference(&who), desk.place(row.line));
        desk.into.introductions.push(Introduction {
            introducer,
            introduced,
            on,
            context: "".into(),
            notes: "".into(),
            place,
        });
    }
}

//! Outreach and interviews: what the seeker did, and what came of it.

use super::days::{DayColumns, Step};
use super::footers::Footers;
use super::words::{is_incoming, kind_of, outcome_of, step_and_outcome, was_done};
use super::{PersonColumns, is_nothing, people_in};
use crate::day::Day;
use crate::import::columns;
use crate::import::date::{self, NotADate, Order};
use crate::import::desk::Desk;
use crate::import::kind::Kind;
use crate::import::passages::Told;
use crate::import::records::{Interview, Introduction, MentionId, Outcome, Outreach, OutreachKind};
use crate::import::rows::{Column, Header, Row, Rows};

/// What becomes of a conversation whose outcome is not understood.
const NOT_HELD: &str = "write held, scheduled, called-off or declined; until then nobody knows whether the conversation took \
                        place, and it counts as none";

/// What becomes of a letter whose outcome is not understood.
const NOT_KNOWN: &str = "write pending, replied, declined, scheduled, held, no-reply, called-off or undelivered; until then \
                         the word is kept as a note, and what came of the row is not known";

/// What becomes of a row without a day.
const NO_DAY: &str = "add the day; until then it counts as past on a day that nobody knows";

/// Columns of `next-contacts.csv`, for a seeker who keeps her log beside them.
const REPORTED: &[&str] = &[
    "rank",
    "name",
    "action",
    "via",
    "target",
    "score",
    "preply",
    "fit",
    "referralvalue",
    "due",
    "reason",
    "plow",
    "phigh",
];

/// Reads the outreach list.
pub fn read_outreach(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let days = DayColumns::of(&header);
    let thanked = header.column(columns::THANKED);
    let person = PersonColumns::of(&header);
    let kind_column = header.column(columns::STEP);
    let has_kind = header.has(columns::KIND);
    let outcome_column = header.column(columns::OUTCOME);
    let asks_for_reply =
        header.column(&["outcome"]) != outcome_column && header.column(columns::RESPONSE) == outcome_column;
    let direction = header.column(columns::DIRECTION);
    let notes = header.column(columns::NOTES);
    let introducer = header.column(columns::INTRODUCER);
    let company = header.column(columns::COMPANY);
    let position = header.column(columns::POSITION);
    let known = [thanked, kind_column, outcome_column, direction, notes, introducer, company, position];
    // What the report reckoned is no note of hers.
    let is_report = header.has(&["preply"]);
    let reckoned = REPORTED.iter().filter(|_| is_report).map(|name| header.column(&[name]));
    let beside = header.beside(
        &[&known[..], &days.all()[..], &person.all()[..], &reckoned.collect::<Vec<_>>()[..]].concat(),
    );
    let words = [kind_column, outcome_column, direction, introducer, position];
    let footers = Footers::of(&[&words[..], &person.all()[..]].concat()).with_names(&[company]);
    // A list of people with the day of the last contact is no list of requests.
    let says_last = days.say_last_alone();
    let is_log = !says_last || kind_column.is_there() || tells_of_steps(desk, outcome_column, asks_for_reply);
    if !kind_column.is_there() && !says_last {
        let hint = "add a column `kind`, with request, follow-up, introduction-request, interview, thank-you or check-in; \
                    until then each row counts as a request, or as an interview where one was scheduled or held";
        desk.problem(header.line, "", "no column says what was done", &header.names.join(", "), hint);
    }
    desk.settle_orders(&[&days.all()[..], &[thanked]].concat());
    while let Some(row) = rows.next() {
        if !footers.take(desk, &row) || desk.is_repeated(&row, Kind::Outreach) {
            continue;
        }
        let tells = [thanked, outcome_column].into_iter().chain(days.all());
        let tells = tells.chain([kind_column].into_iter().filter(|_| !is_report || has_kind));
        if is_report && tells.into_iter().all(|column| is_nothing(&row.text(column))) {
            desk.skip("a row of the report beside which nothing is noted");
            continue;
        }
        let people = person.find_or_reject(desk, &row, &header);
        if people.is_empty() {
            continue;
        }
        let text = row.text(outcome_column);
        let word = row.text(kind_column);
        if days.are_empty(&row) && is_nothing(&row.text(thanked)) && is_nothing(&text) && is_nothing(&word) {
            // Trackers hold those whom one means to ask.
            take_introducer(desk, &row, &header, introducer, &people, None);
            desk.skip("a person of whom no step is noted");
            continue;
        }
        let (step, outcome) = match (kind_column.is_there(), outcome_column.is_there()) {
            (true, true) => step_and_outcome(&word, &text, asks_for_reply),
            (true, false) => match kind_of(&word) {
                None => (None, outcome_of(&word, None, false).filter(|outcome| *outcome != Outcome::Unread)),
                step => (step, None),
            },
            (false, _) => match outcome_of(&text, None, asks_for_reply) {
                Some(Outcome::Unread) => step_or_outcome(&text),
                outcome => (None, outcome),
            },
        };
        // A word that says what came of it says enough, and so does a step in the column for what came of it.
        let says_step = step.is_some() || kind_column.is_there() && outcome_column.is_there();
        let is_unread = outcome == Some(Outcome::Unread);
        if says_last && days.are_empty(&row) && step.is_none() && outcome.is_none_or(|_| is_unread) {
            desk.skip("a person without a day of contact");
            continue;
        }
        if is_unread && is_log {
            let hint = if step == Some(OutreachKind::Interview) { NOT_HELD } else { NOT_KNOWN };
            desk.problem(row.line, header.name(outcome_column), "not an outcome", &text, hint);
        }
        // A list of people says in such a column how things are, and that is a note.
        let outcome = outcome.filter(|_| !(is_unread && says_last));
        if kind_column.is_there() && step.is_none() && !says_last && (says_step || outcome.is_none()) {
            let hint = "write request, follow-up, introduction-request, interview, thank-you or check-in; \
                        until then the row counts as contact and no more";
            desk.problem(row.line, header.name(kind_column), "not a kind of outreach", &word, hint);
        }
        let known = days.read(desk, &row, &header);
        let steps = match says_step || kind_column.is_there() && outcome.is_none() {
            true => days.steps_of_kind(&row, known, step, outcome),
            false => days.steps(known, outcome),
        };
        say_undated(desk, &row, &header, &days, &steps);
        let mut note = row.text(notes).into_owned();
        if is_unread {
            note = if note.is_empty() { text.into_owned() } else { format!("{text}; {note}") };
        }
        let incoming = is_incoming(&row.text(direction));
        let place = desk.place(row.line);
        if desk.into.passages.wants(note.as_bytes()) {
            desk.into.passages.keep(Told::Outreach(desk.into.outreach.len() as u32), &note);
        }
        take_introducer(desk, &row, &header, introducer, &people, known.first());
        let notes: Box<str> = beside.noted(&row, &note).into();
        let [company, position] = [company, position].map(|column| Box::<str>::from(row.text(column)));
        let step = |who: MentionId, on: Option<Day>, kind: Option<OutreachKind>, outcome: Option<Outcome>| {
            let (company, position, notes) = (company.clone(), position.clone(), notes.clone());
            Outreach { on, who, kind, outcome, incoming, company, position, notes, place }
        };
        // A row of a wide log tells of several days.
        for (on, kind, outcome) in steps {
            desk.into.outreach.extend(people.iter().map(|who| step(*who, on, kind, outcome)));
        }
        if let Some(on) = thanks_of(desk, &row, &header, thanked) {
            let thanks = |who: &MentionId| step(*who, on, Some(OutreachKind::ThankYou), None);
            desk.into.outreach.extend(people.iter().map(thanks));
        }
        desk.import();
    }
}

/// Reads the notes of interviews.
pub fn read_interviews(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let date = header.column(columns::TALKED_ON);
    let person = PersonColumns::of(&header);
    let company = header.column(columns::COMPANY);
    let position = header.column(columns::POSITION);
    let named = header.column(columns::NAMED_THERE);
    let introducer = header.column(columns::INTRODUCER);
    let notes = header.column(columns::NOTES);
    let outcome = header.column(columns::OUTCOME);
    let known = [date, company, position, named, introducer, notes];
    // Advice, trends and openings are the user's to read again.
    let beside = header.beside(&[&known[..], &person.all()[..]].concat());
    let words = [position, named, introducer, outcome];
    let footers = Footers::of(&[&words[..], &person.all()[..]].concat()).with_names(&[company]);
    while let Some(row) = rows.next() {
        if !footers.take(desk, &row) || desk.is_repeated(&row, Kind::Interviews) {
            continue;
        }
        let people = person.find_or_reject(desk, &row, &header);
        if people.is_empty() {
            continue;
        }
        if desk.into.passages.wants(row.bytes(notes)) {
            desk.into.passages.keep(Told::Interview(desk.into.interviews.len() as u32), &row.text(notes));
        }
        let on = desk.day(&row, &header, date, Order::Unknown);
        if row.bytes(date).is_empty() {
            desk.problem(row.line, header.name(date), "no date", "", NO_DAY);
        }
        take_introducer(desk, &row, &header, introducer, &people, on);
        let interview = Interview {
            on,
            outcome: outcome_of_interview(&row.text(outcome)),
            who: people[0],
            company: row.text(company).into(),
            position: row.text(position).into(),
            introduced: people_in(desk, &row, &header, named),
            notes: beside.noted(&row, &row.text(notes)).into(),
            place: desk.place(row.line),
        };
        let of = |who: &MentionId| Interview { who: *who, ..interview.clone() };
        desk.into.interviews.extend(people.iter().map(of));
        desk.import();
    }
}

/// What one column says that speaks of steps and of what came of them, as a status does. That a conversation is the last
/// step does not say whether it took place.
fn step_or_outcome(word: &str) -> (Option<OutreachKind>, Option<Outcome>) {
    match (kind_of(word), outcome_of(word, None, false)) {
        (None | Some(OutreachKind::Interview), outcome) => (None, outcome),
        (step, _) => (step, None),
    }
}

/// Whether a list of people with the day of the last contact says in some row what came of it: then what it says in the
/// others, and is not understood, is asked after.
fn tells_of_steps(desk: &Desk<'_>, outcome: Column, asks_for_reply: bool) -> bool {
    let Some(mut rows) = desk.rows_again().filter(|_| outcome.is_there()) else { return false };
    while let Some(row) = rows.next() {
        if outcome_of(&row.text(outcome), None, asks_for_reply).is_some_and(|told| told != Outcome::Unread) {
            return true;
        }
    }
    false
}

/// The day on which somebody was thanked, which a mere yes does not tell; `None` where the cell does not say that they were.
/// What it says in words that are not understood is a problem.
fn thanks_of(desk: &mut Desk<'_>, row: &Row<'_>, header: &Header, column: Column) -> Option<Option<Day>> {
    let text = row.text(column);
    match date::day(&text, desk.order_of(column)) {
        Ok(day) => return Some(Some(day)),
        Err(NotADate::Ambiguous) => return Some(None),
        Err(_) => {}
    }
    let done = was_done(&text);
    if done.is_none() && !is_nothing(&text) {
        let hint = "write the day of the thanks, or yes or no; until then nobody is taken for thanked";
        desk.problem(row.line, header.name(column), "neither a day nor yes or no", &text, hint);
    }
    done.filter(|done| *done).map(|_| None)
}

/// Says that a row has no day. What is there and cannot be read is said where it is read.
fn say_undated(desk: &mut Desk<'_>, row: &Row<'_>, header: &Header, days: &DayColumns, steps: &[Step]) {
    let is_talk = |step: &Step| step.1 == Some(OutreachKind::Interview);
    let undated = steps.iter().find(|step| step.0.is_none());
    let column = match undated {
        Some(step) if is_talk(step) && days.met.is_there() => days.met,
        Some(_) if days.are_empty(row) => days.main(),
        _ => return,
    };
    if row.bytes(column).is_empty() {
        desk.problem(row.line, header.name(column), "no date", "", NO_DAY);
    }
}

/// What came of an interview on a list of interviews: it was held, unless the cell says in so many words that it was not.
/// What else people write there are notes of what was said.
fn outcome_of_interview(text: &str) -> Outcome {
    match outcome_of(text, Some(OutreachKind::Interview), false) {
        Some(
            told @ (Outcome::Scheduled
            | Outcome::Pending
            | Outcome::CalledOff
            | Outcome::Declined
            | Outcome::NoReply),
        ) => told,
        _ => Outcome::Held,
    }
}

/// An introduction that a log mentions beside the person: by that day it was known.
fn take_introducer(
    desk: &mut Desk<'_>,
    row: &Row<'_>,
    header: &Header,
    introducer: Column,
    introduced: &[MentionId],
    on: Option<Day>,
) {
    let place = desk.place(row.line);
    for introducer in people_in(desk, row, header, introducer) {
        for introduced in introduced.iter().copied() {
            let (context, notes) = ("".into(), "".into());
            let found = Introduction { introducer, introduced, on, context, notes, place };
            desk.into.introductions.push(found);
        }
    }
}

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
use crate::import::row::Beside;
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
    let log = Log::of(&header, desk);
    let footers = log.footers();
    if !log.kind.is_there() && !log.says_last {
        let hint = "add a column `kind`, with request, follow-up, introduction-request, interview, thank-you or check-in; \
                    until then each row counts as a request, or as an interview where one was scheduled or held";
        desk.problem(header.line, "", "no column says what was done", &header.names.join(", "), hint);
    }
    desk.settle_orders(&[&log.days.all()[..], &[log.thanked]].concat());
    while let Some(row) = rows.next() {
        if !footers.take(desk, &row) || desk.is_repeated(&row, Kind::Outreach) {
            continue;
        }
        if log.is_beside_nothing(&row) {
            desk.skip("a row of the report beside which nothing is noted");
            continue;
        }
        let people = log.person.find_or_reject(desk, &row, &header);
        if people.is_empty() {
            continue;
        }
        if log.is_before_any_step(&row) {
            // Trackers hold those whom one means to ask.
            take_introducer(desk, &row, &header, log.introducer, &people, None);
            desk.skip("a person of whom no step is noted");
            continue;
        }
        let told = log.told(&row);
        if log.says_last && log.days.are_empty(&row) && told.says_nothing() {
            desk.skip("a person without a day of contact");
            continue;
        }
        log.take(desk, &row, &header, &people, told);
        desk.import();
    }
}

/// The columns of an outreach list, and what sort of list it is.
struct Log {
    person: PersonColumns,
    days: DayColumns,
    thanked: Column,
    kind: Column,
    outcome: Column,
    direction: Column,
    notes: Column,
    introducer: Column,
    company: Column,
    position: Column,
    /// What else a row says.
    beside: Beside,
    /// Whether the column of outcomes asks whether there was an answer.
    asks_for_reply: bool,
    /// Whether it is a list of people with the day of the last contact, which is no list of requests.
    says_last: bool,
    /// Whether what it says and is not understood is asked after: it is a list of requests, or says in some row what came of
    /// one.
    is_log: bool,
    /// Whether it is a report of ours, beside whose rows the log is kept.
    is_report: bool,
    /// Whether a column of its own, and none of the report's, says what was done.
    has_kind: bool,
}

/// What a row says that was done, and what came of it.
struct Said {
    kind: Option<OutreachKind>,
    outcome: Option<Outcome>,
    /// Whether it says what was done: a word that says what came of it says enough, and so does a step in the column for that.
    says_step: bool,
}

impl Said {
    fn is_unread(&self) -> bool {
        self.outcome == Some(Outcome::Unread)
    }

    /// Whether nothing is said, or nothing that is understood.
    fn says_nothing(&self) -> bool {
        self.kind.is_none() && (self.outcome.is_none() || self.is_unread())
    }
}

impl Log {
    fn of(header: &Header, desk: &Desk<'_>) -> Log {
        let (days, person) = (DayColumns::of(header), PersonColumns::of(header));
        let [thanked, kind, outcome, direction, notes, introducer, company, position] = [
            columns::THANKED,
            columns::STEP,
            columns::OUTCOME,
            columns::DIRECTION,
            columns::NOTES,
            columns::INTRODUCER,
            columns::COMPANY,
            columns::POSITION,
        ]
        .map(|names| header.column(names));
        let asks_for_reply =
            header.column(&["outcome"]) != outcome && header.column(columns::RESPONSE) == outcome;
        let known = [thanked, kind, outcome, direction, notes, introducer, company, position];
        // What the report reckoned is no note of hers.
        let is_report = header.has(&["preply"]);
        let reckoned = REPORTED.iter().filter(|_| is_report).map(|name| header.column(&[name]));
        let reckoned: Vec<Column> = reckoned.collect();
        let says_last = days.say_last_alone();
        Log {
            beside: header.beside(&[&known[..], &days.all()[..], &person.all()[..], &reckoned[..]].concat()),
            asks_for_reply,
            says_last,
            is_log: !says_last || kind.is_there() || tells_of_steps(desk, outcome, asks_for_reply),
            is_report,
            has_kind: header.has(columns::KIND),
            person,
            days,
            thanked,
            kind,
            outcome,
            direction,
            notes,
            introducer,
            company,
            position,
        }
    }

    fn footers(&self) -> Footers {
        let words = [self.kind, self.outcome, self.direction, self.introducer, self.position];
        Footers::of(&[&words[..], &self.person.all()[..]].concat()).with_names(&[self.company])
    }

    /// Whether a row is one of our report, and nothing stands beside it.
    fn is_beside_nothing(&self, row: &Row<'_>) -> bool {
        let tells = [self.thanked, self.outcome].into_iter().chain(self.days.all());
        let mut tells = tells.chain(Some(self.kind).filter(|_| !self.is_report || self.has_kind));
        self.is_report && tells.all(|column| is_nothing(&row.text(column)))
    }

    /// Whether a row names somebody and no step.
    fn is_before_any_step(&self, row: &Row<'_>) -> bool {
        let tells = [self.thanked, self.outcome, self.kind];
        self.days.are_empty(row) && tells.into_iter().all(|column| is_nothing(&row.text(column)))
    }

    fn told(&self, row: &Row<'_>) -> Said {
        let (word, text) = (row.text(self.kind), row.text(self.outcome));
        let (kind, outcome) = match (self.kind.is_there(), self.outcome.is_there()) {
            (true, true) => step_and_outcome(&word, &text, self.asks_for_reply),
            (true, false) => match kind_of(&word) {
                None => (None, outcome_of(&word, None, false).filter(|outcome| *outcome != Outcome::Unread)),
                step => (step, None),
            },
            (false, _) => match outcome_of(&text, None, self.asks_for_reply) {
                Some(Outcome::Unread) => step_or_outcome(&text),
                outcome => (None, outcome),
            },
        };
        let says_step = kind.is_some() || self.kind.is_there() && self.outcome.is_there();
        Said { kind, outcome, says_step }
    }

    /// Names what is said and not understood.
    fn ask_after(&self, desk: &mut Desk<'_>, row: &Row<'_>, header: &Header, said: &Said) {
        if said.is_unread() && self.is_log {
            let hint = if said.kind == Some(OutreachKind::Interview) { NOT_HELD } else { NOT_KNOWN };
            desk.problem(
                row.line,
                header.name(self.outcome),
                "not an outcome",
                &row.text(self.outcome),
                hint,
            );
        }
        let is_noted = said.outcome.is_some() && !(said.is_unread() && self.says_last);
        if self.kind.is_there() && said.kind.is_none() && !self.says_last && (said.says_step || !is_noted) {
            let hint = "write request, follow-up, introduction-request, interview, thank-you or check-in; \
                        until then the row counts as contact and no more";
            let word = row.text(self.kind);
            desk.problem(row.line, header.name(self.kind), "not a kind of outreach", &word, hint);
        }
    }

    /// Takes what a row says of some people: a step, and in a wide log those of other days, the thanks among them.
    fn take(&self, desk: &mut Desk<'_>, row: &Row<'_>, header: &Header, people: &[MentionId], said: Said) {
        self.ask_after(desk, row, header, &said);
        // A list of people says in such a column how things are, and that is a note.
        let outcome = said.outcome.filter(|_| !(said.is_unread() && self.says_last));
        let known = self.days.read(desk, row, header);
        let steps = match said.says_step || self.kind.is_there() && outcome.is_none() {
            true => self.days.steps_of_kind(row, known, said.kind, outcome),
            false => self.days.steps(known, outcome),
        };
        say_undated(desk, row, header, &self.days, &steps);
        let (text, note) = (row.text(self.outcome), row.text(self.notes));
        let note = match (said.is_unread(), note.is_empty()) {
            (false, _) => note.into_owned(),
            (true, true) => text.into_owned(),
            (true, false) => format!("{text}; {note}"),
        };
        let incoming = is_incoming(&row.text(self.direction));
        let place = desk.place(row.line);
        if desk.into.passages.wants(note.as_bytes()) {
            desk.into.passages.keep(Told::Outreach(desk.into.outreach.len() as u32), &note);
        }
        take_introducer(desk, row, header, self.introducer, people, known.first());
        let notes: Box<str> = self.beside.noted(row, &note).into();
        let [company, position] =
            [self.company, self.position].map(|column| Box::<str>::from(row.text(column)));
        let step = |who: MentionId, on: Option<Day>, kind: Option<OutreachKind>, outcome: Option<Outcome>| {
            let (company, position, notes) = (company.clone(), position.clone(), notes.clone());
            Outreach { on, who, kind, outcome, incoming, company, position, notes, place }
        };
        // A row of a wide log tells of several days.
        for (on, kind, outcome) in steps {
            desk.into.outreach.extend(people.iter().map(|who| step(*who, on, kind, outcome)));
        }
        if let Some(on) = thanks_of(desk, row, header, self.thanked) {
            let thanks = |who: &MentionId| step(*who, on, Some(OutreachKind::ThankYou), None);
            desk.into.outreach.extend(people.iter().map(thanks));
        }
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

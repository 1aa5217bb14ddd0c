//! Outreach: requests, first messages and invitations, what came of them, and the moments they are foretold for.
//!
//! In: letters and events of one person. Out: [`Outreach`], oldest first.

use super::Watch;
use crate::day::Day;
use crate::evidence::Place;
use crate::import::Outcome;
use crate::network::EventKind;
use crate::network::correspondence::{DAY, day_of};
use crate::network::history::SAME_REQUEST_DAYS;

/// Days of silence after which a message is an outreach.
pub const SILENCE_DAYS: i64 = 7;
/// Days within which an answer is one.
pub const ANSWER_DAYS: i64 = 14;

/// The moment that something is foretold for, and how far each kind of row may be looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// Letters before this second.
    pub at: i64,
    /// Events up to and on this day.
    pub until: Day,
    /// Connections and introductions up to and on this day: they come before the first word of the same day.
    pub meets: Day,
    /// What came of requests up to and on this day.
    pub noted: Day,
}

impl Moment {
    /// The evening of the day asked about: everything that the files hold up to then is known.
    pub fn evening_of(day: Day) -> Moment {
        Moment { at: (i64::from(day.0) + 1) * DAY, until: day, meets: day, noted: day }
    }

    /// The morning of a day in the past. What came of a request is written beside the day of the request; it is taken
    /// for known once the days for an answer are over.
    pub fn morning_of(day: Day) -> Moment {
        let before = day.plus_days(-1);
        let noted = before.plus_days(-(ANSWER_DAYS as i32));
        Moment { at: i64::from(day.0) * DAY, until: before, meets: before, noted }
    }

    /// The second before an outreach.
    pub(super) fn of_outreach(at: i64) -> Moment {
        let day = day_of(at);
        Moment { at, meets: day, ..Moment::morning_of(day) }
    }
}

/// The way that an outreach went. People answer each for reasons of its own, and at a rate of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// A request of the outreach list.
    Listed,
    /// A first message after a week of silence.
    Message,
    /// An invitation to connect; accepting it is the answer.
    Invitation,
}

/// A first message after a week of silence, a request of the outreach list, or an invitation to connect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outreach {
    /// When; the first second of the day where only that is known.
    pub at: i64,
    /// Which way it went.
    pub channel: Channel,
    /// When the answer came, if one came within fourteen days. A no that is noted is none.
    pub answered_at: Option<i64>,
    /// The row that says so.
    pub place: Place,
}

impl Outreach {
    /// The second from which what came of it is known: the days for an answer are over.
    pub fn settled_at(&self) -> i64 {
        self.at + ANSWER_DAYS * DAY
    }

    /// The day it was made.
    pub fn day(&self) -> Day {
        day_of(self.at)
    }
}

impl Watch<'_> {
    pub(super) fn find_outreaches(&mut self) {
        self.outreaches.clear();
        self.find_requests();
        let n_listed = self.outreaches.len();
        for (nth, letter) in self.letters.iter().enumerate() {
            let quiet = nth == 0 || letter.at - self.letters[nth - 1].at >= SILENCE_DAYS * DAY;
            if letter.incoming || !quiet {
                continue;
            }
            // The same request stands in the list and among the messages; the list knows what came of it.
            let day = letter.day();
            let listed = self.outreaches[..n_listed].iter().any(|one| (one.day().0 - day.0).abs() <= 1);
            if !listed {
                let answered_at = self.answer_after(letter.at, nth + 1);
                let place = letter.place;
                let channel = Channel::Message;
                self.outreaches.push(Outreach { at: letter.at, channel, answered_at, place });
            }
        }
        let n_written = self.outreaches.len();
        self.find_invitations();
        if n_listed > 0 || self.outreaches.len() > n_written {
            self.outreaches.sort_by_key(|one| (one.at, one.channel, one.place));
        }
    }

    /// Requests of the list. Who writes a row for each step has a row for the answer as well, and that is no second request:
    /// a row that says what came of one, while one is open.
    fn find_requests(&mut self) {
        // The last request of which no row says what came of it.
        let mut open: Option<usize> = None;
        for nth in 0..self.facts.len() {
            let event = self.facts[nth];
            let (outcome, is_request) = match event.kind {
                EventKind::Request(outcome) => (outcome, true),
                EventKind::FollowUp(outcome) => (outcome, false),
                _ => continue,
            };
            let told = was_answered(outcome);
            let asked =
                open.filter(|at| event.day.days_since(self.outreaches[*at].day()) <= SAME_REQUEST_DAYS);
            if let (Some(at), Some(answered)) = (asked, told) {
                let one = &mut self.outreaches[at];
                let days = event.day.days_since(one.day());
                one.answered_at = match answered {
                    false => None,
                    // Beside what was asked, nobody says when the answer came: by the end of its days.
                    true if days == 0 || !is_request && days <= ANSWER_DAYS as i32 => {
                        one.answered_at.or(Some(one.settled_at() - 1))
                    }
                    true if days <= ANSWER_DAYS as i32 => one
                        .answered_at
                        .or(Some((i64::from(event.day.0) * DAY + DAY - 1).min(one.settled_at()))),
                    true => one.answered_at,
                };
                open = None;
                continue;
            }
            // What nobody read asks for no answer, and of what is not understood nobody knows whether one came.
            if !is_request || matches!(outcome, Some(Outcome::Undelivered | Outcome::Unread)) {
                continue;
            }
            let at = i64::from(event.day.0) * DAY;
            let answered_at = match told {
                Some(false) => None,
                Some(true) => self.answer_after(at, 0).or(Some(at + ANSWER_DAYS * DAY - 1)),
                None => self.answer_after(at, 0),
            };
            if self.outreaches.last().is_none_or(|last| last.at != at) {
                let channel = Channel::Listed;
                open = told.is_none().then_some(self.outreaches.len());
                self.outreaches.push(Outreach { at, channel, answered_at, place: event.place });
            }
        }
    }

    /// Invitations of the seeker's to somebody who was no connection yet. One that nobody took up is a failure when
    /// its days are over, and nothing before; one that was taken up later than that is a failure too, as with letters.
    fn find_invitations(&mut self) {
        let person = self.people.get(self.id);
        for event in self.facts.iter().filter(|event| event.kind == EventKind::InvitationSent) {
            let on = person.connected_on;
            // Of a connection without a date nobody can tell when it came about.
            if on.is_some_and(|on| on < event.day) || (on.is_none() && person.is_connection()) {
                continue;
            }
            let at = i64::from(event.day.0) * DAY;
            let accepted = on.filter(|on| on.days_since(event.day) <= ANSWER_DAYS as i32);
            let accepted = accepted.map(|on| i64::from(on.0) * DAY + DAY - 1);
            let answered_at = match (accepted, self.answer_after(at, 0)) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
            let channel = Channel::Invitation;
            self.outreaches.push(Outreach { at, channel, answered_at, place: event.place });
        }
    }

    /// When they answered what was sent at a second: by a letter, by a word that the list has from them, or by meeting.
    fn answer_after(&self, at: i64, from: usize) -> Option<i64> {
        let end = at + ANSWER_DAYS * DAY;
        let later = self.letters[from..].iter().skip_while(|letter| letter.at < at);
        let wrote = later.take_while(|letter| letter.at <= end).find(|letter| letter.incoming);
        let day = day_of(at);
        let met = self.facts.iter().find(|event| {
            let days = event.day.days_since(day);
            let is_answer = event.kind.is_conversation() || event.kind == EventKind::Incoming;
            is_answer && (0..=ANSWER_DAYS as i32).contains(&days)
        });
        let met = met.map(|event| (i64::from(event.day.0) * DAY + DAY - 1).min(end));
        match (wrote.map(|letter| letter.at), met) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        }
    }
}

/// What an outcome says of an answer within its days; a no that is noted is none. `None` where it says nothing.
fn was_answered(outcome: Option<Outcome>) -> Option<bool> {
    let outcome = outcome.filter(|outcome| outcome.is_settled())?;
    Some(outcome.is_answer())
}

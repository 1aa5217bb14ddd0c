//! The figures of one member of a cohort, as an advisor compares them.

use super::coverage::{Covered, Status};
use crate::day::Day;
use crate::import::Outcome;
use crate::network::{Event, EventKind, Network};
use crate::people::People;

/// How many days before a day a connection counts as new.
pub const NEW_DAYS: i32 = 90;

/// The figures of one member.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Connections.
    pub connections: u32,
    /// Of them, made in the last 90 days.
    pub new_90d: u32,
    /// Requests for a conversation, one for each person and day.
    pub requests: u32,
    /// Requests that were answered, as noted or by a message since.
    pub replies: u32,
    /// Conversations held.
    pub interviews: u32,
    /// Introductions received.
    pub introductions: u32,
    /// Days from the first request to the first conversation after it.
    pub days_to_first_interview: Option<i32>,
    /// Rows of the target matrix.
    pub targets: u32,
    /// Of them, with a contact or a path.
    pub covered: u32,
    /// The last day on which anything happened.
    pub last_activity: Option<Day>,
}

impl Figures {
    /// Replies per request; `None` without a request.
    pub fn reply_rate(&self) -> Option<f64> {
        (self.requests > 0).then(|| f64::from(self.replies) / f64::from(self.requests))
    }

    /// Introductions per conversation; `None` without one.
    pub fn introductions_per_interview(&self) -> Option<f64> {
        (self.interviews > 0).then(|| f64::from(self.introductions) / f64::from(self.interviews))
    }
}

/// Counts the figures of a member.
///
/// # Complexity
/// **O(p + e)** for **p** people and **e** events.
pub fn figures(people: &People, network: &Network, coverage: &[Covered], as_of: Day) -> Figures {
    let mut figures = Figures {
        introductions: network.edges.len() as u32,
        targets: coverage.len() as u32,
        covered: coverage.iter().filter(|row| row.status != Status::Gap).count() as u32,
        last_activity: network.history.last_day(as_of),
        ..Figures::default()
    };
    let (mut first_request, mut conversations): (Option<Day>, Vec<Day>) = (None, Vec::new());
    for id in people.ids() {
        let person = people.get(id);
        if person.is_connection() && person.connected_on.is_none_or(|day| day <= as_of) {
            figures.connections += 1;
            let is_new = |day: Day| as_of.days_since(day) < NEW_DAYS;
            figures.new_90d += u32::from(person.connected_on.is_some_and(is_new));
        }
        let events = network.history.until(id, as_of);
        let mut asked: Option<Day> = None;
        for (at, event) in events.iter().enumerate() {
            if let EventKind::Request(outcome) = event.kind
                && asked != Some(event.day)
            {
                asked = Some(event.day);
                figures.requests += 1;
                figures.replies += u32::from(is_answered(outcome, &events[at + 1..]));
                first_request = Some(first_request.map_or(event.day, |known| known.min(event.day)));
            }
        }
        let mut held: Vec<Day> =
            events.iter().filter(|event| event.kind.is_conversation()).map(|event| event.day).collect();
        held.dedup();
        figures.interviews += held.len() as u32;
        conversations.extend(held);
    }
    figures.days_to_first_interview = first_request.and_then(|asked| {
        conversations.iter().filter(|held| **held >= asked).min().map(|held| held.days_since(asked))
    });
    figures
}

/// Whether a request was answered: noted as such, or followed by a message of theirs or a conversation before the next
/// request.
fn is_answered(outcome: Option<Outcome>, after: &[Event]) -> bool {
    if matches!(outcome, Some(Outcome::Replied | Outcome::Scheduled | Outcome::Held | Outcome::Declined)) {
        return true;
    }
    let until_next = after.iter().take_while(|event| !matches!(event.kind, EventKind::Request(_)));
    until_next.into_iter().any(|event| {
        event.kind.is_conversation()
            || matches!(
                event.kind,
                EventKind::MessageReceived
                    | EventKind::Incoming
                    | EventKind::FollowUp(Some(Outcome::Replied | Outcome::Scheduled | Outcome::Held))
                    | EventKind::Interview(Some(Outcome::Scheduled))
            )
    })
}

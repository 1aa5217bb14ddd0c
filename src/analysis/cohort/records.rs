//! What a cohort keeps of a member row by row, where somebody wants to go on reckoning with it.
//!
//! Only of members who share their contacts: every row names somebody. What the rows come to are the figures of
//! [`mod@super::figures`], and a test holds them to that.

use super::asks::{Ask, Dealings, Requests, asks, with_dealings};
use super::names::Names;
use super::pool::{Number, Persons, Pool};
use crate::analysis::rank::standing::Standing;
use crate::day::Day;
use crate::evidence::Place;
use crate::import::Outcome;
use crate::network::{EventKind, Network};
use crate::people::{People, PersonId};

/// A person whom the member is connected with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Who.
    pub person: Number,
    /// Since when.
    pub connected_on: Option<Day>,
    /// First contact, which a connection is not.
    pub first_contact: Option<Day>,
    /// Last contact, in either direction.
    pub last_contact: Option<Day>,
    /// Messages of the member's to them alone.
    pub sent: u32,
    /// Messages of theirs to the member alone.
    pub received: u32,
}

/// An introduction that the member recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduction {
    /// Who introduced, by key.
    pub introducer: Box<str>,
    /// Who was introduced, by key.
    pub introduced: Box<str>,
    /// When first.
    pub on: Option<Day>,
    /// The rows that say so.
    pub evidence: Box<str>,
}

/// A step between the member and a person, one a day of each kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// With whom, by key.
    pub person: Box<str>,
    /// When; `None` where the list gives no day.
    pub on: Option<Day>,
    /// What, in the words of the outreach list.
    pub kind: &'static str,
    /// What was noted of it.
    pub outcome: Option<Outcome>,
    /// What became of a request.
    pub ask: Option<Ask>,
}

/// The rows of a member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// Connections, by key.
    pub connections: Vec<Connection>,
    /// Introductions received, by key of the introducer.
    pub introductions: Vec<Introduction>,
    /// Requests and what followed them, by key and day.
    pub steps: Vec<Step>,
}

impl Records {
    /// Puts the rows in the order of pseudonyms: that of the keys would tell them.
    pub fn rank_by(&mut self, names: &Names, persons: &Persons) {
        self.connections.sort_by_key(|row| persons.rank(row.person));
        self.introductions
            .sort_by_cached_key(|row| (names.rank_of(&row.introducer), names.rank_of(&row.introduced)));
        // The steps with one person stay as they are: by day.
        self.steps.sort_by_cached_key(|row| names.rank_of(&row.person));
    }
}

/// Keeps the rows of a member whose connections are in the pool. `cite` writes a place as it is quoted.
///
/// # Complexity
/// **O(p log p + e)** for **p** people and **e** events.
pub fn records(
    people: &People,
    network: &Network,
    as_of: Day,
    pool: &Pool,
    requests: Requests<'_>,
    cite: impl Fn(&[Place]) -> String,
) -> Records {
    let key = |id: PersonId| people.get(id).key.as_str();
    let mut ids: Vec<PersonId> = people.ids().collect();
    ids.sort_unstable_by_key(|id| key(*id));
    let mut records = Records::default();
    let known: Vec<PersonId> =
        ids.iter().copied().filter(|id| people.get(*id).is_connected_by(as_of)).collect();
    let numbers = pool.numbers(known.iter().map(|id| key(*id)));
    records.connections.extend(known.iter().zip(numbers).filter_map(|(id, number)| {
        let now = Standing::of(network.history.until(*id, as_of));
        Some(Connection {
            person: number?,
            connected_on: people.get(*id).connected_on,
            first_contact: now.first_contact.map(|(day, _)| day),
            last_contact: now.last_contact.map(|(day, _)| day),
            sent: now.sent,
            received: now.received,
        })
    }));
    for id in ids {
        let key = people.get(id).key.as_str();
        with_dealings((network, people), id, requests, as_of, |dealings| {
            records.steps.extend(steps(key, dealings));
        });
    }
    records.introductions.extend(network.edges.iter().map(|edge| Introduction {
        introducer: key(edge.introducer).into(),
        introduced: key(edge.introduced).into(),
        on: edge.on,
        evidence: cite(&edge.evidence).into(),
    }));
    records.introductions.sort_unstable_by(|a, b| {
        let of = |row: &Introduction| (row.introducer.clone(), row.introduced.clone());
        of(a).cmp(&of(b))
    });
    records
}

/// The steps among the events of a person.
fn steps(key: &str, dealings: Dealings<'_>) -> Vec<Step> {
    let asks = asks(dealings);
    let step = |ask: &Ask| Step {
        person: key.into(),
        on: Some(ask.on),
        kind: "request",
        outcome: None,
        ask: Some(*ask),
    };
    let mut steps: Vec<Step> = dealings.written.iter().flat_map(|_| &asks).map(step).collect();
    steps.extend(dealings.undated.iter().filter_map(|kind| {
        let (kind, outcome) = word(*kind)?;
        Some(Step { person: key.into(), on: None, kind, outcome, ask: None })
    }));
    steps.dedup_by_key(|step| (step.on, step.kind));
    let mut asks = asks.into_iter().peekable();
    let mut last: Option<(Day, &str)> = None;
    let listed = dealings.events.iter().filter_map(|event| {
        let (kind, outcome) = word(event.kind)?;
        // Within a day the events stand in the order of their kinds.
        if last.replace((event.day, kind)) == Some((event.day, kind)) {
            return None;
        }
        // A row that only says what came of a request is no request of its own.
        let is_ask = |ask: &Ask| matches!(event.kind, EventKind::Request(_)) && ask.on == event.day;
        let ask = asks.next_if(is_ask);
        Some(Step { person: key.into(), on: Some(event.day), kind, outcome, ask })
    });
    steps.extend(listed);
    steps.sort_by_key(|step| step.on);
    steps
}

/// What the outreach list calls an event, and what is noted of it; `None` for what is in no such list.
fn word(kind: EventKind) -> Option<(&'static str, Option<Outcome>)> {
    Some(match kind {
        EventKind::Request(outcome) => ("request", outcome),
        EventKind::FollowUp(outcome) => ("follow-up", outcome),
        EventKind::IntroductionRequest(outcome) => ("introduction-request", outcome),
        EventKind::Interview(outcome) => ("interview", outcome),
        EventKind::ThankYou => ("thank-you", None),
        EventKind::CheckIn(outcome) => ("check-in", outcome),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::SourceId;
    use crate::network::Event;

    /// What came of a request stands in a row of its own, which is none; the next request has what came of that one.
    #[test]
    fn each_request_has_what_came_of_it() {
        let request = |day: i32, outcome: Outcome| Event {
            day: Day(day),
            kind: EventKind::Request(Some(outcome)),
            place: Place { source: SourceId(0), line: day as u32 },
        };
        let events =
            [request(0, Outcome::Pending), request(5, Outcome::Replied), request(200, Outcome::NoReply)];
        let steps = steps("in/ann", Dealings { events: &events, ..Dealings::default() });
        let replied: Vec<Option<bool>> = steps.iter().map(|step| step.ask.map(|ask| ask.replied)).collect();
        assert_eq!(replied, [Some(true), None, Some(false)]);
    }
}

//! What the history says of a person at a time: known, in touch, new.

use super::names::Mention;
use super::weights::WEIGHTS;
use crate::day::Day;
use crate::import::cues::folded;
use crate::network::history::{EventKind, History};
use crate::people::{People, PersonId};

fn w(name: &str) -> f64 {
    WEIGHTS.of(name)
}

/// Contact with people, by day.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Who there is.
    pub people: &'a People,
    /// What passed.
    pub history: &'a History,
    /// The day asked about.
    pub as_of: Day,
}

/// Whom a name means.
#[derive(Clone, Debug, PartialEq)]
pub struct Meant {
    /// Who; several where nothing tells them apart.
    pub persons: Vec<PersonId>,
    /// What the name adds to the evidence.
    pub weight: f64,
}

impl Meant {
    /// A weight that stays a question where the name could mean several, however sure the words are.
    pub fn bounded(&self, weight: f64) -> f64 {
        if self.persons.len() > 1 { weight.min(w("of_several_at_most")) } else { weight }
    }
}

/// Whether an event is contact between the two, or the first step to it.
fn is_touch(kind: EventKind) -> bool {
    kind.is_contact() || matches!(kind, EventKind::InvitationSent | EventKind::InvitationReceived)
}

impl Facts<'_> {
    /// The first contact with a person, a bare connection not counted.
    pub fn first_touch(&self, person: PersonId) -> Option<Day> {
        self.history
            .until(person, self.as_of)
            .iter()
            .find(|event| is_touch(event.kind))
            .map(|event| event.day)
    }

    /// Whether a person came to the seeker, and not she to them.
    pub fn came_first(&self, person: PersonId) -> bool {
        let first = self.history.until(person, self.as_of).iter().find(|event| is_touch(event.kind));
        first.is_some_and(|event| {
            matches!(event.kind, EventKind::MessageReceived | EventKind::InvitationReceived)
        })
    }

    /// What it takes that the first letter between the seeker and a person names nobody who sent them.
    pub fn unsaid(&self, person: PersonId) -> f64 {
        let first = self.history.until(person, self.as_of).iter().find(|event| is_touch(event.kind));
        match first.map(|event| event.kind) {
            Some(EventKind::MessageReceived) => w("given_name_unsaid_received"),
            Some(EventKind::MessageSent) => w("given_name_unsaid_sent"),
            _ => 0.0,
        }
    }

    /// The first day on which anything is known of a person.
    pub fn first_known(&self, person: PersonId) -> Option<Day> {
        let event = self.history.until(person, self.as_of).first().map(|event| event.day);
        let connected = self.people.get(person).connected_on;
        match (event, connected) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    /// Days from `day` to the first contact or connection; `None` where there was none, or where it lies before.
    pub fn days_until_contact(&self, person: PersonId, day: Day) -> Option<i32> {
        if self.first_touch(person).is_some_and(|first| first < day) {
            return None;
        }
        let connected = self.people.get(person).connected_on.filter(|on| *on >= day && *on <= self.as_of);
        let first = match (self.first_touch(person), connected) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        first.map(|first| first.days_since(day))
    }

    /// What it adds that contact came so soon after an offer; `None` where none came.
    pub fn lag(&self, person: PersonId, day: Day) -> Option<f64> {
        match self.days_until_contact(person, day)? {
            ..=3 => Some(w("within_3_days")),
            4..=14 => Some(w("within_14_days")),
            15..=45 => Some(w("within_45_days")),
            46..=120 => Some(w("within_120_days")),
            121..=300 => Some(w("within_300_days")),
            _ => None,
        }
    }

    /// What it adds that the introduced was new, or not, on a day.
    pub fn newness(&self, person: PersonId, day: Day) -> f64 {
        let touched = match self.first_touch(person) {
            Some(first) if first < day.plus_days(-30) => w("introduced_before"),
            Some(first) if first < day.plus_days(-3) => w("introduced_lately"),
            _ => w("introduced_new"),
        };
        let connected = self.people.get(person).connected_on;
        let long = connected.is_some_and(|on| on < day.plus_days(-14)) && touched > 0.0;
        touched + if long { w("connected_before") } else { 0.0 }
    }

    /// What it adds to a thread without a word that the two in it connected because of it, or long before.
    pub fn connected(&self, person: PersonId, day: Day) -> f64 {
        match self.people.get(person).connected_on {
            Some(on) if on < day.plus_days(-14) => w("group_connected_before"),
            Some(on) if on >= day && on <= day.plus_days(14) => w("group_connected"),
            _ => 0.0,
        }
    }

    /// Whether the seeker and somebody connected within two weeks from a day on, or the day before: who is merely spoken
    /// of seldom becomes a contact just then.
    pub fn connected_soon(&self, person: PersonId, day: Day) -> bool {
        let connected = self.people.get(person).connected_on;
        connected.is_some_and(|on| (-1..=14).contains(&on.days_since(day)) && on <= self.as_of)
    }

    /// What it adds that the introducer was known before a day, or not.
    pub fn acquaintance(&self, person: PersonId, day: Day) -> f64 {
        match self.first_known(person) {
            Some(first) if first < day => w("introducer_known"),
            Some(first) if first > day => w("introducer_later"),
            // In the files, but undated, is known all the same.
            None if self.people.get(person).is_connection() => w("introducer_known"),
            _ => w("introducer_unknown"),
        }
    }

    /// Whether two people have the same family name: kin, or chance that somebody remarks upon.
    pub fn share_family(&self, a: PersonId, b: PersonId) -> bool {
        let family = |person: PersonId| {
            let name = &self.people.get(person).name;
            name.split_whitespace().skip(1).last().map(folded)
        };
        family(a).is_some_and(|name| family(b).is_some_and(|other| name == other))
    }

    /// How well somebody was known on a day: 3 in touch within a quarter, 2 in touch before, 1 connected, 0 not yet.
    fn nearness(&self, person: PersonId, day: Day) -> u8 {
        let events = self.history.until(person, day.min(self.as_of));
        let touched =
            || events.iter().rev().find(|event| is_touch(event.kind) || event.kind == EventKind::Group);
        if let Some(last) = touched() {
            return if last.day >= day.plus_days(-90) { 3 } else { 2 };
        }
        match self.people.get(person).connected_on {
            Some(on) => u8::from(on <= day),
            None => u8::from(self.people.get(person).is_connection()),
        }
    }

    /// Whom the name of an introducer means on a day; those who take part in the thread themselves are not meant.
    pub fn introducer(&self, mention: &Mention, day: Day, not: &[PersonId]) -> Option<Meant> {
        let free = |person: &PersonId| !not.contains(person);
        let candidates: Vec<PersonId> = mention.persons.iter().copied().filter(free).collect();
        // A given name that one of the two has means that one.
        if candidates.len() < mention.persons.len() && !mention.is_whole {
            return None;
        }
        self.nearest(mention, candidates, |person| self.nearness(person, day))
    }

    /// Whom the name of somebody introduced means: whoever was first in touch soon after.
    pub fn introduced(&self, mention: &Mention, day: Day, not: &[PersonId]) -> Option<Meant> {
        let free = |person: &PersonId| !not.contains(person);
        let candidates: Vec<PersonId> = mention.persons.iter().copied().filter(free).collect();
        if candidates.len() < mention.persons.len() && !mention.is_whole {
            return None;
        }
        self.nearest(mention, candidates, |person| match self.days_until_contact(person, day) {
            Some(..=45) => 3,
            Some(..=120) => 2,
            Some(_) => 1,
            None => 0,
        })
    }

    /// Of several, those who are nearest; one alone is sure.
    fn nearest(
        &self,
        mention: &Mention,
        mut candidates: Vec<PersonId>,
        nearness: impl Fn(PersonId) -> u8,
    ) -> Option<Meant> {
        let most = candidates.iter().map(|person| nearness(*person)).max()?;
        let n_all = candidates.len();
        if n_all > 1 {
            candidates.retain(|person| nearness(*person) == most);
        }
        let weight = match (mention.is_whole, candidates.len(), most) {
            (true, 1, _) => w("whole_name"),
            (false, 1, 2 | 3) => 0.0,
            (false, 1, 1) => w("only_by_connection"),
            (false, 1, _) if n_all == 1 => w("only_by_connection"),
            _ => w("one_of_several"),
        };
        // More than a few are no candidates, but a crowd.
        (candidates.len() <= 3).then_some(Meant { persons: candidates, weight })
    }
}

//! Correspondence: who wrote when, to the second, between the seeker and each person alone.
//!
//! [`super::History`] knows days, which is enough for a routine. Who wrote first on a day, and whether the answer came
//! before or after, needs the hour: most answers come within one.

use super::by_person;
use crate::day::Day;
use crate::evidence::Place;
use crate::import::Workspace;
use crate::people::{People, PersonId, Who};

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// A message or mail between the seeker and one person, nobody else reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Letter {
    /// Seconds since 1970-01-01 UTC.
    pub at: i64,
    /// Whether they wrote it.
    pub incoming: bool,
    /// The row that says so.
    pub place: Place,
}

impl Letter {
    /// The day, in UTC.
    pub fn day(&self) -> Day {
        day_of(self.at)
    }
}

/// The day, in UTC, of a second.
pub fn day_of(at: i64) -> Day {
    Day(at.div_euclid(DAY) as i32)
}

/// The letters of all people: one array, cut by person, oldest first.
#[derive(Debug, Default)]
pub struct Correspondence {
    letters: Vec<Letter>,
    starts: Vec<u32>,
}

/// Hands out every message and mail that went to or came from one person alone.
fn each_letter(workspace: &Workspace, people: &People, take: &mut by_person::Take<'_, Letter>) {
    for row in &workspace.messages {
        let to = workspace.recipients_of(row);
        if to.len() != 1 {
            continue;
        }
        let sent = row.outgoing.unwrap_or_else(|| people.who(row.from) == Who::Owner);
        let other = if sent { to[0] } else { row.from };
        if let Who::Person(person) = people.who(other) {
            take(person, Letter { at: row.sent_at, incoming: !sent, place: row.place });
        }
    }
    for row in &workspace.mails {
        let to = workspace.mailed_to(row);
        let mut others = to.iter().map(|to| people.who(*to)).filter(|who| *who != Who::Owner);
        let other = match (row.sent || people.who(row.from) == Who::Owner, others.next(), others.next()) {
            (true, Some(Who::Person(to)), None) => Some((to, false)),
            (false, None, _) if !to.is_empty() => people.who(row.from).person().map(|from| (from, true)),
            _ => None,
        };
        if let Some((person, incoming)) = other {
            take(person, Letter { at: row.sent_at, incoming, place: row.place });
        }
    }
}

impl Correspondence {
    /// Gathers messages and mails that went to or came from one person alone.
    ///
    /// # Complexity
    /// **O(m + p + l log l)** for **m** messages and mails, **p** people and **l** the most letters of one person.
    pub fn gather(workspace: &Workspace, people: &People) -> Correspondence {
        let (letters, starts) =
            by_person::cut(people.persons.len(), |take| each_letter(workspace, people, take));
        Correspondence { letters, starts }
    }

    /// Cuts loose letters by person and orders each person's by time.
    pub fn of(n_people: usize, loose: &[(PersonId, Letter)]) -> Correspondence {
        let (letters, starts) = by_person::cut(n_people, |take| {
            loose.iter().for_each(|(person, letter)| take(*person, *letter));
        });
        Correspondence { letters, starts }
    }

    /// The letters of a person, oldest first.
    pub fn of_person(&self, person: PersonId) -> &[Letter] {
        let at = person.index();
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(from), Some(to)) => &self.letters[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }
}

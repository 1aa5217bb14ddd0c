//! Correspondence: who wrote when, to the second, between the seeker and each person alone.
//!
//! [`super::History`] knows days, which is enough for a routine. Who wrote first on a day, and whether the answer came
//! before or after, needs the hour: most answers come within one.

use super::by_person;
use crate::day::Day;
use crate::evidence::Place;
use crate::import::{Mail, MentionId, Workspace};
use crate::people::{People, PersonId, Who};

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// A message or mail between the seeker and one person; of a mail, a few others may have got a copy.
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

/// How many people may get a copy of a mail that is still between two: an assistant, or whoever made them known.
const COPIED: usize = 3;

/// Between whom and the seeker a mail passed: whom she wrote to, or who wrote to her; and whether they wrote it. Whoever
/// gets a copy only was not written to, and neither was anybody in particular where several were.
pub(super) fn between(workspace: &Workspace, people: &People, row: &Mail) -> Option<(MentionId, bool)> {
    let (direct, copied) = workspace.addressed_by(row);
    let writer = people.who(row.from);
    let sent = row.sent || writer == Who::Owner;
    let is_other = |to: &&MentionId| {
        let who = people.who(**to);
        who != Who::Owner && (sent || who != writer)
    };
    let mut written_to = direct.iter().filter(is_other);
    let n_copied = copied.iter().filter(is_other).count();
    match (sent, written_to.next(), written_to.next()) {
        (true, Some(to), None) => (n_copied <= COPIED).then_some((*to, false)),
        // Nobody but one reads it, however it was addressed.
        (true, None, _) if n_copied == 1 => copied.iter().find(is_other).map(|to| (*to, false)),
        (false, None, _) if n_copied == 0 && direct.len() + copied.len() > 0 => Some((row.from, true)),
        (false, None, _) => {
            let is_hers = direct.iter().any(|to| people.who(*to) == Who::Owner);
            (is_hers && n_copied <= COPIED).then_some((row.from, true))
        }
        _ => None,
    }
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
        let other = between(workspace, people, row);
        let other = other.and_then(|(who, incoming)| Some((people.who(who).person()?, incoming)));
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

//! Refusals: who wrote to the seeker that it is a no, or that they want to hear no more.
//!
//! In: the letters that import kept, and when each person wrote last. Out: for a person, the last word if it is a refusal,
//! as a day and a place. Only what people wrote on the last day they wrote is read: whoever writes again has not closed the
//! door. The phrases are in `refusals.tsv`, in seven languages, with some fixed formulas of three more.
//! Invariant: no text leaves this module.

use super::history::{EventKind, History};
use crate::day::Day;
use crate::evidence::Place;
use crate::import::Workspace;
use crate::import::passages::Told;
use crate::people::{People, PersonId, Who};
use reader::Reader;
use std::collections::BTreeMap;

mod reader;

/// A refusal in somebody's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// When.
    pub on: Day,
    /// Whether they want to hear no more, rather than that this is a no.
    pub for_good: bool,
    /// The row that says so.
    pub place: Place,
}

/// Everyone whose last word to the seeker alone, up to a day, is a refusal.
///
/// # Complexity
/// **O(p + e + l)** for **p** people, **e** events and **l** letters, of which one or two of each person are read.
pub(super) fn read(
    workspace: &Workspace,
    people: &People,
    history: &History,
    as_of: Day,
) -> BTreeMap<PersonId, Refusal> {
    let mut found: BTreeMap<PersonId, Refusal> = BTreeMap::new();
    if workspace.passages.is_empty() {
        return found;
    }
    let last = |id: PersonId| {
        let events = history.until(id, as_of).iter().rev();
        events.clone().find(|event| event.kind == EventKind::MessageReceived).map(|event| event.day)
    };
    let last: Vec<Option<Day>> = people.ids().map(last).collect();
    let mut reader = Reader::default();
    for (told, text) in workspace.passages.iter() {
        let Told::Message(at) = told else { continue };
        let row = &workspace.messages[at as usize];
        let Who::Person(person) = people.who(row.from) else { continue };
        if last[person.index()] != Some(row.day()) || workspace.recipients_of(row).len() != 1 {
            continue;
        }
        if let Some(for_good) = reader.refusal_in(text) {
            let refusal = Refusal { on: row.day(), for_good, place: row.place };
            let known = found.entry(person).or_insert(refusal);
            // The stronger of two, and the first row that says it.
            if (refusal.for_good, std::cmp::Reverse(refusal.place))
                > (known.for_good, std::cmp::Reverse(known.place))
            {
                *known = refusal;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;

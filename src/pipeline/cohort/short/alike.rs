//! Names of the seeker's own lists that nobody has letter for letter, and everyone who may be meant by one.
//!
//! In: those names, and all names of a member's files. Out: both sides of every likeness are sent the full way, which
//! tells who is who; a name that is like no other stays somebody of whom no export speaks.

use super::heads::name_print;
use super::spoken::Spoken;
use crate::people::resolve::Spellings;

/// Who is like the names that are asked for.
#[derive(Default)]
pub(super) struct Alike {
    spellings: Spellings,
    /// Fingerprints of the stable key and of the name of everyone who was held against them.
    all: Vec<(Option<u64>, u64)>,
}

impl Alike {
    /// Nobody yet; the names asked for may be like one another, too.
    pub(super) fn of(unknown: &[String]) -> Alike {
        let mut alike = Alike::default();
        unknown.iter().for_each(|name| alike.spellings.ask_for(name));
        unknown.iter().for_each(|name| alike.add(None, name));
        alike
    }

    /// Holds somebody against the names.
    pub(super) fn add(&mut self, key: Option<u64>, name: &str) {
        if self.spellings.add(self.all.len() as u32, name) {
            self.all.push((key, name_print(name)));
        }
    }

    /// Sends everyone the full way who is like another.
    pub(super) fn speak(&self, unknown: &[String], spoken: &mut Spoken) {
        for name in unknown {
            let print = name_print(name);
            let found = self.spellings.same(name).into_iter().chain(self.spellings.turned(name));
            let found = found.chain(self.spellings.near(name));
            let others: Vec<(Option<u64>, u64)> = found
                .map(|at| self.all[at as usize])
                .filter(|(key, other)| key.is_some() || *other != print)
                .collect();
            if !others.is_empty() {
                spoken.add_name_print(print);
            }
            for (key, other) in others {
                spoken.keys.extend(key);
                spoken.add_name_print(other);
            }
        }
    }
}

//! Rows by their fingerprints, to tell the first of equal ones.
//!
//! In: fingerprints, with where each row stands. Out: the place of the first row that is the same. A row of which something
//! else tells that it is new is noted without being looked for: of one export that is nearly every row, and the table in
//! which they are looked for is made only when the first is that may not be new.

use crate::evidence::Place;
use crate::index::Index;

/// The first of equal rows.
#[derive(Debug, Default)]
pub(super) struct Firsts {
    /// Noted, and not yet in the table.
    noted: Vec<(u64, Place)>,
    known: Index<u64, Place>,
}

impl Firsts {
    /// Whether there was no row yet.
    pub(super) fn is_empty(&self) -> bool {
        self.noted.is_empty() && self.known.is_empty()
    }

    /// Makes room to note so many rows.
    pub(super) fn reserve(&mut self, n: usize) {
        self.noted.reserve(n);
    }

    /// Notes a row that is new.
    pub(super) fn note(&mut self, print: u64, place: Place) {
        self.noted.push((print, place));
    }

    /// Where the first row stands that is the same; a row without an earlier one is the first itself.
    pub(super) fn of(&mut self, print: u64, place: Place) -> Place {
        self.known.reserve(self.noted.len());
        for (print, place) in std::mem::take(&mut self.noted) {
            self.known.entry(print).or_insert(place);
        }
        *self.known.entry(print).or_insert(place)
    }
}

#[cfg(test)]
mod tests {
    use super::Firsts;
    use crate::evidence::{Place, SourceId};

    #[test]
    fn noted_or_looked_for_the_first_is_the_first() {
        let place = |line| Place { source: SourceId(0), line };
        let mut firsts = Firsts::default();
        firsts.note(7, place(1));
        firsts.note(8, place(2));
        assert_eq!(firsts.of(8, place(3)), place(2));
        assert_eq!(firsts.of(9, place(4)), place(4));
        firsts.note(10, place(5));
        assert_eq!([7, 9, 10].map(|print| firsts.of(print, place(6))), [1, 4, 5].map(place));
    }
}

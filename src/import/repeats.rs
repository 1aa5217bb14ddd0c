//! Rows of messages by their fingerprints, to tell repeated ones.
//!
//! In: fingerprints, with how the thread of each row stands to the rows before. Out: whether the row was there before.
//! Rows of one thread stand together in an export, and a row that is repeated is of a thread that is known. So as long as
//! no thread is met again that was left, a row need only be held against those of its own thread, which were written down
//! just now; looking it up among two hundred thousand would fetch it from afar each time. The table of all rows is made
//! only when a second file, or one in the order of days, asks for it.

use crate::index::Seen;

/// How many rows of one thread are looked through one by one, four kilobytes.
const MOST_LOOKED_THROUGH: usize = 512;

/// How the thread of a row stands to the rows before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thread {
    /// No row had it.
    New,
    /// The row before had it.
    Same,
    /// Some row had it.
    Known,
}

/// The rows so far.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    /// Noted, and not yet in the table.
    noted: Vec<u64>,
    /// Where the rows of the present thread start among them; `None` where rows of it may stand in the table.
    thread: Option<usize>,
    known: Seen<u64>,
}

impl Repeats {
    /// Makes room for so many rows.
    pub(super) fn reserve(&mut self, n: usize) {
        self.noted.reserve(n);
    }

    /// Forgets all rows.
    pub(super) fn clear(&mut self) {
        *self = Repeats::default();
    }

    /// Whether a row is one of those before; notes it where it is not.
    pub(super) fn has(&mut self, print: u64, thread: Thread) -> bool {
        match thread {
            Thread::New => self.thread = Some(self.noted.len()),
            Thread::Same => {
                self.thread = self.thread.filter(|start| self.noted.len() - start < MOST_LOOKED_THROUGH)
            }
            Thread::Known => self.thread = None,
        }
        let Some(start) = self.thread else {
            self.known.extend(self.noted.drain(..));
            return !self.known.insert(print);
        };
        let is_known = self.noted[start..].contains(&print);
        if !is_known {
            self.noted.push(print);
        }
        is_known
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Asks for rows as an export has them: a thread each, and a number within it.
    fn found(rows: &[(u64, u64)]) -> Vec<bool> {
        let (mut repeats, mut threads, mut latest) = (Repeats::default(), BTreeSet::new(), None);
        let ask = |(thread, row): &(u64, u64)| {
            let standing = match () {
                () if latest == Some(*thread) => Thread::Same,
                () if threads.contains(thread) => Thread::Known,
                () => Thread::New,
            };
            threads.insert(*thread);
            latest = Some(*thread);
            repeats.has(thread * 1_000_000 + row, standing)
        };
        rows.iter().map(ask).collect()
    }

    fn expected(rows: &[(u64, u64)]) -> Vec<bool> {
        let mut seen = BTreeSet::new();
        rows.iter().map(|row| !seen.insert(row)).collect()
    }

    #[test]
    fn a_long_thread_and_one_that_is_left_and_met_again() {
        let long = |n| (0..n).map(|row| (1, row));
        let rows: Vec<_> =
            long(2_000).chain([(2, 0), (2, 0), (1, 7), (1, 2_000), (3, 0)]).chain(long(2_002)).collect();
        assert_eq!(found(&rows), expected(&rows));
    }

    proptest! {
        #[test]
        fn the_first_of_equal_rows_is_none(rows in proptest::collection::vec((0..4u64, 0..3u64), 0..40)) {
            prop_assert_eq!(found(&rows), expected(&rows));
        }
    }
}

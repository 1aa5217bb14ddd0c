//! Hash tables with a fixed seed, for look-ups whose order never reaches a report, and texts that are kept once.
//!
//! Everything that is walked through is a `BTreeMap` or a sorted `Vec`; these are for the hot path of import
//! and resolution alone, where a tree costs three times as much.

#![expect(
    clippy::disallowed_types,
    reason = "this is the one place that may: the seed is fixed, order is not used"
)]

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::{BuildHasher, Hasher};
use std::num::NonZeroU32;

/// A hash map with a fixed seed.
pub type Index<K, V> = std::collections::HashMap<K, V, FixedState>;

/// A hash set with a fixed seed.
pub type Seen<K> = std::collections::HashSet<K, FixedState>;

const SEED: FixedState = FixedState::with_seed(0x07e5_71a5);

/// A 64-bit fingerprint of some bytes, the same in every run.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    SEED.hash_one(bytes)
}

/// A 128-bit fingerprint: two of ten million texts share one with a chance of 10^-25, so that nothing need be compared
/// again after a look-up.
pub fn wide_fingerprint(bytes: &[u8]) -> u128 {
    let half = |seed: u64| u128::from(FixedState::with_seed(seed).hash_one(bytes));
    half(0x07e5_71a5) << 64 | half(0x001d_cafe)
}

/// The number of a text among [`Texts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(NonZeroU32);

impl TextId {
    /// The number as an index, counted from 0.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Distinct texts, each kept once and all in one allocation: equal texts have equal numbers, so that what is compared
/// often is compared as numbers.
#[derive(Debug, Default)]
pub struct Texts {
    lists: Lists<1>,
}

impl Texts {
    /// The number of a text, new or known.
    pub fn intern(&mut self, text: &str) -> TextId {
        let at = self.lists.intern([text]);
        TextId(NonZeroU32::MIN.saturating_add(at))
    }

    /// The text with this number.
    pub fn get(&self, id: TextId) -> &str {
        let [text] = self.lists.get(id.index());
        text
    }

    /// The number of a text, where it is known.
    pub fn find(&self, text: &str) -> Option<TextId> {
        self.lists.find([text]).map(|at| TextId(NonZeroU32::MIN.saturating_add(at)))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.lists.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Distinct lists of `N` texts, numbered from 0 in the order in which they came. A number and a few lengths each, and
/// their texts one after the other: what a file says of a hundred thousand people is one allocation.
#[derive(Debug)]
pub struct Lists<const N: usize> {
    text: String,
    /// Where the texts of a list start, and how long each of them is.
    parts: Vec<(usize, [u32; N])>,
    /// The fingerprints of the lists, which are kept so that growing does not walk through the texts.
    prints: Vec<u64>,
    /// Numbers by these fingerprints; four bytes each, so that the table of thirty thousand stays near the processor.
    known: HashTable<u32>,
}

impl<const N: usize> Default for Lists<N> {
    fn default() -> Self {
        Lists { text: String::new(), parts: Vec::new(), prints: Vec::new(), known: HashTable::new() }
    }
}

impl<const N: usize> Lists<N> {
    /// The number of a list, new or known.
    pub fn intern(&mut self, list: [&str; N]) -> u32 {
        let print = fingerprint_of(list.iter().map(|text| text.as_bytes()));
        let (prints, parts, text) = (&self.prints, &self.parts, &self.text);
        let is_it = |known: &u32| prints[*known as usize] == print && list_of(parts, text, *known) == list;
        if let Some(at) = self.known.find(print, is_it) {
            return *at;
        }
        let at = self.parts.len() as u32;
        self.parts.push((self.text.len(), list.map(|text| text.len() as u32)));
        list.iter().for_each(|text| self.text.push_str(text));
        self.prints.push(print);
        self.known.insert_unique(print, at, |at| self.prints[*at as usize]);
        at
    }

    /// Makes room for so many lists, of so many bytes in all.
    pub fn reserve(&mut self, n: usize, n_bytes: usize) {
        self.text.reserve(n_bytes);
        self.parts.reserve(n);
        self.prints.reserve(n);
        self.known.reserve(n, |at| self.prints[*at as usize]);
    }

    /// The number of a list, where it is known.
    pub fn find(&self, list: [&str; N]) -> Option<u32> {
        let print = fingerprint_of(list.iter().map(|text| text.as_bytes()));
        let is_it = |known: &u32| {
            self.prints[*known as usize] == print && list_of(&self.parts, &self.text, *known) == list
        };
        self.known.find(print, is_it).copied()
    }

    /// The list with this number.
    pub fn get(&self, at: usize) -> [&str; N] {
        list_of(&self.parts, &self.text, at as u32)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

fn list_of<'t, const N: usize>(parts: &[(usize, [u32; N])], text: &'t str, at: u32) -> [&'t str; N] {
    let (mut start, lengths) = parts[at as usize];
    lengths.map(|length| {
        let end = start + length as usize;
        let part = &text[start..end];
        start = end;
        part
    })
}

/// A 64-bit fingerprint of several texts, in which the place of each counts.
pub fn fingerprint_of<'a>(parts: impl Iterator<Item = &'a [u8]>) -> u64 {
    // Bytes alone, for with them the hasher mixes in how many there are; numbers it mixes without regard to their place.
    let mut hasher = SEED.build_hasher();
    parts.for_each(|part| hasher.write(part));
    hasher.finish()
}

/// Puts items into an order, in which each number says where the item of that place stood. Nothing is copied beside
/// them: thirty thousand people once more are six megabytes, and fetching so much memory takes longer than sorting.
///
/// # Complexity
/// **O(n)** exchanges.
pub fn arrange<T>(items: &mut [T], mut order: Vec<u32>) {
    for first in 0..order.len() {
        let mut to = first;
        loop {
            let from = order[to] as usize;
            order[to] = to as u32;
            if from == first {
                break;
            }
            items.swap(to, from);
            to = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lists, Texts, arrange};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn items_are_put_in_any_order(order in Just((0..40u32).collect::<Vec<_>>()).prop_shuffle()) {
            let mut items: Vec<u32> = (100..140).collect();
            arrange(&mut items, order.clone());
            let expect: Vec<u32> = order.iter().map(|from| 100 + from).collect();
            prop_assert_eq!(items, expect);
        }
    }

    #[test]
    fn the_place_of_a_text_counts() {
        let lists = [
            ["a", "", "", "", ""],
            ["", "a", "", "", ""],
            ["", "", "", "", "a"],
            ["a", "a", "", "", ""],
            ["aa", "", "", "", ""],
            [""; 5],
        ];
        let mut known = Lists::default();
        for _ in 0..2 {
            for (at, list) in lists.iter().enumerate() {
                assert_eq!(known.intern(*list), at as u32, "{list:?}");
                assert_eq!(known.get(at), *list);
            }
        }
        assert_eq!((known.len(), known.find(["b"; 5])), (lists.len(), None));
    }

    #[test]
    fn many_texts_are_found_again() {
        let mut texts = Texts::default();
        let numbers: Vec<_> = (0..10_000).map(|n| texts.intern(&n.to_string())).collect();
        for (n, id) in numbers.iter().enumerate() {
            assert_eq!((texts.get(*id), texts.find(&n.to_string())), (n.to_string().as_str(), Some(*id)));
        }
        assert_eq!((texts.find("x"), texts.len()), (None, 10_000));
    }
}

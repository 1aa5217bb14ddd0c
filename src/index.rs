//! Hash tables with a fixed seed, for look-ups whose order never reaches a report.
//!
//! Everything that is walked through is a `BTreeMap` or a sorted `Vec`; these two are for the hot path of import
//! and resolution alone, where a tree costs three times as much.

#![expect(
    clippy::disallowed_types,
    reason = "this is the one place that may: the seed is fixed, order is not used"
)]

use foldhash::fast::FixedState;
use std::hash::BuildHasher;

/// A hash map with a fixed seed.
pub type Index<K, V> = std::collections::HashMap<K, V, FixedState>;

/// A hash set with a fixed seed.
pub type Seen<K> = std::collections::HashSet<K, FixedState>;

/// A 64-bit fingerprint of some bytes, the same in every run.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    FixedState::with_seed(0x7e57_1a5).hash_one(bytes)
}

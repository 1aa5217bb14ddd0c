//! Hash tables with a fixed seed, for look-ups whose order never reaches a report.
//!
//! Everything that is walked through is a `BTreeMap` or a sorted `Vec`; these two are for the hot path of import
//! and resolution alone, where a tree costs three times as much.

#![expect(
    clippy::disallowed_types,
    reason = "this is the one place that may: the seed is fixed, order is not used"
)]

use foldhash::fast::FixedState;
use std::hash::{BuildHasher, Hasher};

/// A hash map with a fixed seed.
pub type Index<K, V> = std::collections::HashMap<K, V, FixedState>;

/// A hash set with a fixed seed.
pub type Seen<K> = std::collections::HashSet<K, FixedState>;

/// A 64-bit fingerprint of some bytes, the same in every run.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    FixedState::with_seed(0x7e57_1a5).hash_one(bytes)
}

/// A 128-bit fingerprint of several texts. Two different lists share one with a chance of 10^-26 in ten million, which
/// is why nothing is compared again after a look-up.
pub fn fingerprint_of(parts: [&str; 5]) -> u128 {
    let half = |seed: u64| {
        let mut hasher = FixedState::with_seed(seed).build_hasher();
        for part in parts {
            if !part.is_empty() {
                hasher.write(part.as_bytes());
            }
            // Text holds no 0xFF, so no list can be read as another.
            hasher.write_u8(0xFF);
        }
        hasher.finish()
    };
    u128::from(half(0x7e57_1a5)) << 64 | u128::from(half(0x1d_cafe))
}

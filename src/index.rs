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
    FixedState::with_seed(0x07e5_71a5).hash_one(bytes)
}

/// A 128-bit fingerprint of several texts. Two different lists share one with a chance of 10^-26 in ten million, which
/// is why nothing is compared again after a look-up.
pub fn fingerprint_of(parts: [&str; 5]) -> u128 {
    let half = |seed: u64| {
        let state = FixedState::with_seed(seed);
        // Part by part: within one hasher, numbers and bytes are mixed without regard to which came first.
        parts.iter().fold(seed, |sum, part| {
            let of_part = if part.is_empty() { 0 } else { state.hash_one(part.as_bytes()) };
            (sum ^ of_part).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
        })
    };
    u128::from(half(0x07e5_71a5)) << 64 | u128::from(half(0x001d_cafe))
}

#[cfg(test)]
mod tests {
    use super::fingerprint_of;

    #[test]
    fn the_place_of_a_text_counts() {
        let lists = [
            ["a", "", "", "", ""],
            ["", "a", "", "", ""],
            ["", "", "", "", "a"],
            ["a", "a", "", "", ""],
            [""; 5],
        ];
        for (at, one) in lists.iter().enumerate() {
            for other in &lists[at + 1..] {
                assert_ne!(fingerprint_of(*one), fingerprint_of(*other), "{one:?} {other:?}");
            }
        }
    }
}

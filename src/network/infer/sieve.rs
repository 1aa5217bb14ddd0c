//! A sieve for words: most words of a text are of nobody's name, and are turned away by one look at a bit.

/// A bit for every hash of a word, so that most words are turned away at once; a no is sure.
#[derive(Debug)]
pub struct Sieve(Vec<u64>);

impl Default for Sieve {
    fn default() -> Sieve {
        Sieve(vec![0; 1 << (Sieve::BITS - 6)])
    }
}

impl Sieve {
    const BITS: u32 = 19;

    fn place(hash: u64) -> (usize, u64) {
        let bit = hash >> (64 - Sieve::BITS);
        ((bit >> 6) as usize, 1 << (bit & 63))
    }

    /// Adds a word.
    pub fn add(&mut self, hash: u64) {
        let (at, bit) = Sieve::place(hash);
        self.0[at] |= bit;
    }

    /// Whether a word may have been added.
    pub fn may_have(&self, hash: u64) -> bool {
        let (at, bit) = Sieve::place(hash);
        self.0[at] & bit != 0
    }
}

//! Chance from a seed: the same draws on every machine.

/// SplitMix64 (Steele, Lea, Flood, *Fast Splittable Pseudorandom Number Generators*, OOPSLA 2014): one word of state, and two
/// seeds that differ in a bit give unrelated streams, so every block of samples has a stream of its own.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

fn mixed(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

/// A number from 0 to 1 that depends on nothing but `x`, and on that without any order.
pub(crate) fn scatter(x: u64) -> f64 {
    mixed(x.wrapping_add(GOLDEN)) as f64 / u64::MAX as f64
}

impl Random {
    /// The stream with this number below a seed.
    pub(crate) fn of(seed: u64, stream: u64) -> Random {
        Random(mixed(seed.wrapping_add(GOLDEN)) ^ mixed(stream.wrapping_mul(GOLDEN).wrapping_add(1)))
    }

    fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mixed(self.0)
    }

    /// A number from 0 up to and without 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.word() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A whole number below `n`, every one as likely (Lemire, *Fast Random Integer Generation in an Interval*, 2019).
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        let threshold = n.wrapping_neg() % n;
        loop {
            let product = (self.word() >> 32) * u64::from(n);
            if product as u32 >= threshold {
                return (product >> 32) as u32;
            }
        }
    }
}

#[cfg(test)]
impl Random {
    /// A Poisson number (Knuth's product, good for small means).
    pub(crate) fn poisson(&mut self, mean: f64) -> u32 {
        let (mut product, least, mut n) = (self.unit(), (-mean).exp(), 0);
        while product > least {
            product *= self.unit();
            n += 1;
        }
        n
    }

    /// An exponential number.
    pub(crate) fn exponential(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.unit()).ln()
    }
}

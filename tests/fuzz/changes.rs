//! Blind changes of a file, which are fast: what libFuzzer does with its eyes open.

/// Bytes that mean something to a reader.
const TELLING: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b",",
    b"\n",
    b"\r\n",
    b"\r",
    b";",
    b"\t",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"#",
    b"\x80",
    b"/",
    b"<",
    b">",
    b"PK\x05\x06",
    b"=\n",
    b"\n ",
    b"99999999999",
];

/// Numbers that look like chance and are the same in every run (Marsaglia's xorshift64*).
pub struct Numbers(pub u64);

impl Numbers {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % end.max(1)
    }
}

/// Changes a file in a few places; what is put in may be a piece of `other`.
pub fn change(bytes: &mut Vec<u8>, other: &[u8], numbers: &mut Numbers) {
    for _ in 0..=numbers.below(4) {
        let start = numbers.below(bytes.len() + 1);
        let end = (start + numbers.below(12)).min(bytes.len());
        let put = match numbers.below(4) {
            0 => TELLING[numbers.below(TELLING.len())].to_vec(),
            1 => vec![numbers.below(256) as u8; 1 + numbers.below(3)],
            // A piece of this file or of another one of the corpus, somewhere else.
            2 => other.iter().copied().skip(numbers.below(other.len())).take(numbers.below(80)).collect(),
            _ => Vec::new(),
        };
        bytes.splice(start..end, put);
    }
}

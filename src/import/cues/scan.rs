//! A glance at every message while it is read: is there any word in it that a pattern could not do without?
//!
//! One pass over the bytes, no allocation, no decoding: each word is reduced to its first five letters, which are five
//! bits each, and looked up in a table of bits that fits the first-level cache. A word of a pattern is always noticed;
//! another word that begins alike may be, too, and is told from it later, when the message is read in full.

use super::Cues;

/// What a glance finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Nothing.
    Nothing,
    /// No cue, but letters of a language that no file of cues knows.
    Foreign,
    /// A word of a cue, or an address of a profile.
    Cue,
}

/// How many letters of a word are looked at.
const LETTERS: u32 = 5;
/// Marks a key that stands for every word that begins so.
const BEGINS: u32 = 1 << 30;
/// Bits of the table.
const BITS: u32 = 17;

/// The table of bits.
#[derive(Debug)]
pub struct Scan {
    bits: Vec<u64>,
}

/// What a byte is: a letter (1 to 26), a digit (27), something else that belongs to words, a separator, or the head
/// of a longer character.
const SEPARATOR: u8 = 0;
const OTHER: u8 = 31;
const LATIN: u8 = 32;
const WIDE: u8 = 33;
const MARK: u8 = 34;
const NO_LETTER: u8 = 35;
const CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [SEPARATOR; 256];
    let mut at = 0;
    while at < 26 {
        table[b'a' as usize + at] = at as u8 + 1;
        table[b'A' as usize + at] = at as u8 + 1;
        at += 1;
    }
    let mut at = b'0' as usize;
    while at <= b'9' as usize {
        table[at] = 27;
        at += 1;
    }
    let mut at = 0x80;
    while at < 0x100 {
        table[at] = match at {
            0xC3 => LATIN,
            0xCC | 0xCD => MARK,
            0xC2 | 0xE2 | 0xEF | 0xF0..=0xFF => NO_LETTER,
            0xC4..=0xEE => WIDE,
            _ => SEPARATOR,
        };
        at += 1;
    }
    table
}

/// The base letter of U+00C0 to U+00FF by the second byte of its UTF-8 form; `ß` and `æ` begin with theirs.
const LATIN_1: &[u8; 64] = b"aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty";

impl Scan {
    /// The table for a set of cues.
    pub fn new(cues: &Cues) -> Scan {
        let mut scan = Scan { bits: vec![0; 1 << (BITS - 6)] };
        for word in cues.anchors() {
            let (text, is_start) = word.strip_suffix('*').map_or((word, false), |text| (text, true));
            let (mut key, mut n) = (0u32, 0);
            for byte in text.bytes().take(LETTERS as usize) {
                let class = CLASS[byte as usize];
                key = key << 5 | u32::from(if class > OTHER { OTHER } else { class });
                n += 1;
            }
            // A beginning of three or four letters is looked up as such; all others are whole words, or longer.
            if is_start && n < LETTERS {
                scan.set(key | BEGINS);
            } else {
                scan.set(key);
            }
        }
        scan
    }

    fn set(&mut self, key: u32) {
        let at = spread(key);
        self.bits[(at >> 6) as usize] |= 1 << (at & 63);
    }

    fn has(&self, key: u32) -> bool {
        let at = spread(key);
        self.bits[(at >> 6) as usize] >> (at & 63) & 1 == 1
    }

    /// Looks at a message.
    ///
    /// # Complexity
    /// **O(n)** in its bytes, about one nanosecond each; ends at the first cue.
    pub fn notice(&self, text: &[u8]) -> Notice {
        let (mut key, mut n) = (0u32, 0u32);
        let mut foreign = false;
        let mut at = 0;
        while at < text.len() {
            let byte = text[at];
            at += 1;
            let mut class = CLASS[byte as usize];
            if class > OTHER {
                let second = text.get(at).copied().unwrap_or(0);
                match class {
                    LATIN => {
                        at += 1;
                        // å, æ, ø, ð and þ are of languages for which there are no cues.
                        foreign |= matches!(
                            second,
                            0x85 | 0x86 | 0x98 | 0x90 | 0x9E | 0xA5 | 0xA6 | 0xB8 | 0xB0 | 0xBE
                        );
                        class = CLASS[LATIN_1[(second & 63) as usize] as usize];
                        if second == 0x9F && n < LETTERS {
                            key = key << 5 | u32::from(class);
                            n += 1;
                        }
                    }
                    MARK => {
                        at += 1;
                        continue;
                    }
                    WIDE => {
                        at += if byte < 0xE0 { 1 } else { 2 };
                        // œ is French; all others are of languages without cues.
                        let is_oe = byte == 0xC5 && matches!(second, 0x92 | 0x93);
                        foreign |= !is_oe;
                        class = OTHER;
                        if is_oe {
                            if n < LETTERS {
                                key = key << 5 | 15;
                                n += 1;
                            }
                            class = 5;
                        }
                    }
                    _ => {
                        at += match byte {
                            0xC2 => 1,
                            0xE2 | 0xEF => 2,
                            _ => 3,
                        };
                        class = SEPARATOR;
                    }
                }
            }
            if class == SEPARATOR {
                if n > 0 && n < LETTERS && self.has(key) {
                    return Notice::Cue;
                }
                (key, n) = (0, 0);
                if byte == b'/' && has_profile(text, at) {
                    return Notice::Cue;
                }
                continue;
            }
            if n < LETTERS {
                key = key << 5 | u32::from(class);
                n += 1;
                if n == LETTERS && self.has(key) || n > 2 && n < LETTERS && self.has(key | BEGINS) {
                    return Notice::Cue;
                }
            }
        }
        if n > 0 && n < LETTERS && self.has(key) {
            return Notice::Cue;
        }
        if foreign { Notice::Foreign } else { Notice::Nothing }
    }
}

/// Whether `linkedin.com/in/` ends its host at a slash.
fn has_profile(text: &[u8], after_slash: usize) -> bool {
    const HOST: &[u8] = b"linkedin.com/";
    let host = after_slash.checked_sub(HOST.len()).map_or(&[][..], |start| &text[start..after_slash]);
    host.eq_ignore_ascii_case(HOST)
        && text.get(after_slash..after_slash + 3).is_some_and(|path| path.eq_ignore_ascii_case(b"in/"))
}

/// Thirty bits to seventeen.
fn spread(key: u32) -> u32 {
    key.wrapping_mul(0x9E37_79B1) >> (32 - BITS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static SCAN: LazyLock<(Cues, Scan)> = LazyLock::new(|| {
        let mut cues = Cues::default();
        cues.read("xx", "refer\tNAME vorgestellt\noffer\tpresent* NAME\njoin\tcc NAME\njoin\tprêt\n")
            .unwrap();
        cues.finish();
        let scan = Scan::new(&cues);
        (cues, scan)
    });

    #[test]
    fn words_of_cues_are_noticed_however_they_are_written() {
        let notice = |text: &str| SCAN.1.notice(text.as_bytes());
        for text in [
            "Ana hat uns VORGESTELLT.",
            "te présente",
            "te pre\u{301}sente",
            "«cc» Bo",
            "cc",
            "pret",
            "Prêt?",
            "see https://www.linkedin.com/in/bo",
        ] {
            assert_eq!(notice(text), Notice::Cue, "{text}");
        }
        for text in ["Guten Tag!", "ccc", "accc", "", "👍", "à bientôt – “salut”", "www.linkedin.com/jobs/"]
        {
            assert_eq!(notice(text), Notice::Nothing, "{text}");
        }
        for text in ["Здравствуйте", "Jag går", "zażółć", "你好"] {
            assert_eq!(notice(text), Notice::Foreign, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_break_it(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            SCAN.1.notice(&bytes);
        }

        #[test]
        fn a_cue_is_noticed_wherever_it_stands(before in "[a-zA-Zé ,.👍ł]{0,20}", after in "[a-zA-Zé ,.👍ł]{0,20}") {
            let text = format!("{before} vorgestellt {after}");
            prop_assert_eq!(SCAN.1.notice(text.as_bytes()), Notice::Cue);
        }
    }
}

//! Letters as they are compared: small, without accents, whatever the keyboard could not write.

use unicode_normalization::UnicodeNormalization;

/// Whether a character is a mark upon the one before it, which people who write without accents leave out.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
        || unicode_normalization::char::is_combining_mark(c)
}

/// Appends a character in the form in which it is compared; marks vanish.
pub fn fold_char(c: char, out: &mut String) {
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        'à'..='å' | 'À'..='Å' => out.push('a'),
        'è'..='ë' | 'È'..='Ë' => out.push('e'),
        'ì'..='ï' | 'Ì'..='Ï' | 'ı' | 'İ' => out.push('i'),
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' => out.push('o'),
        'ù'..='ü' | 'Ù'..='Ü' => out.push('u'),
        'ç' | 'Ç' => out.push('c'),
        'ñ' | 'Ñ' => out.push('n'),
        'ß' | 'ẞ' => out.push_str("ss"),
        'œ' | 'Œ' => out.push_str("oe"),
        'æ' | 'Æ' => out.push_str("ae"),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'þ' | 'Þ' => out.push_str("th"),
        _ if c.is_ascii() || is_mark(c) => {}
        _ => out.extend(
            // Compatibility form first: full-width letters are letters.
            std::iter::once(c).nfkd().filter(|part| !is_mark(*part)).flat_map(char::to_lowercase),
        ),
    }
}

/// What there is to know of a character of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter(u32);

impl Letter {
    const KNOWN: u32 = 1 << 21;
    const WORD: u32 = 1 << 22;
    const MARK: u32 = 1 << 23;
    const ALONE: u32 = 1 << 24;
    const CAPITAL: u32 = 1 << 25;
    const SPACE: u32 = 1 << 26;
    const SEVERAL: u32 = 1 << 27;
    const ALPHABETIC: u32 = 1 << 28;

    fn of(c: char) -> Letter {
        let mut folded = String::new();
        fold_char(c, &mut folded);
        let mut parts = folded.chars();
        let (first, is_one) = (parts.next().map_or(0, u32::from), parts.next().is_none());
        let flags = [
            (Letter::WORD, c.is_alphanumeric()),
            (Letter::MARK, is_mark(c)),
            (Letter::ALONE, is_alone(c)),
            (Letter::CAPITAL, c.is_alphabetic() && !c.is_lowercase()),
            (Letter::SPACE, c.is_whitespace()),
            (Letter::SEVERAL, !is_one),
            (Letter::ALPHABETIC, c.is_alphabetic()),
        ];
        let flags = flags.into_iter().filter(|(_, is_set)| *is_set).fold(0, |all, (flag, _)| all | flag);
        Letter(Letter::KNOWN | flags | if is_one { first } else { 0 })
    }

    fn has(self, flag: u32) -> bool {
        self.0 & flag != 0
    }

    /// Whether it is a letter or a digit.
    pub fn is_alphanumeric(self) -> bool {
        self.has(Letter::WORD)
    }

    /// Whether it is a letter.
    pub fn is_alphabetic(self) -> bool {
        self.has(Letter::ALPHABETIC)
    }

    /// `is_mark`.
    pub fn is_mark(self) -> bool {
        self.has(Letter::MARK)
    }

    /// `is_alone`.
    pub fn is_alone(self) -> bool {
        self.has(Letter::ALONE)
    }

    /// Whether it is a capital, or a letter of a script that has none.
    pub fn is_capital(self) -> bool {
        self.has(Letter::CAPITAL)
    }

    /// Whether it is white space.
    pub fn is_whitespace(self) -> bool {
        self.has(Letter::SPACE)
    }
}

/// Characters that were met, with what there is to know of each: a text has the same few over and over, and finding
/// out takes a search through several tables.
#[derive(Debug)]
pub struct Letters(Vec<u32>);

impl Default for Letters {
    fn default() -> Letters {
        // Pages of it that no text touches stay where they are: nowhere.
        Letters(vec![0; Letters::MOST])
    }
}

impl Letters {
    /// The two planes of Unicode in which people write; a character beyond is looked up each time.
    const MOST: usize = 0x2_0000;

    /// What there is to know of a character.
    pub fn of(&mut self, c: char) -> Letter {
        match self.0.get_mut(c as usize) {
            None => Letter::of(c),
            Some(known) => {
                if *known == 0 {
                    *known = Letter::of(c).0;
                }
                Letter(*known)
            }
        }
    }

    /// A character as in [`folded`]: what is neither letter, digit nor mark vanishes.
    pub fn fold_known(&mut self, c: char, out: &mut String) {
        let letter = self.of(c);
        if letter.is_alphanumeric() || letter.is_mark() {
            self.fold(c, out);
        }
    }

    /// `fold_char`.
    pub fn fold(&mut self, c: char, out: &mut String) {
        let letter = self.of(c);
        if letter.has(Letter::SEVERAL) {
            fold_char(c, out);
        } else if let Some(folded @ '\u{1}'..) = char::from_u32(letter.0 & (Letter::KNOWN - 1)) {
            out.push(folded);
        }
    }
}

/// A letter of Han, kana or Hangul: words there are not told apart by spaces, or carry endings.
pub fn is_alone(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
}

/// A text in that form, with what is neither letter nor digit gone.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        out.extend(text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
        return out;
    }
    text.chars().filter(|c| c.is_alphanumeric() || is_mark(*c)).for_each(|c| fold_char(c, &mut out));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_up_is_what_was_found_out() {
        let mut letters = Letters::default();
        let (mut expect, mut got) = (String::new(), String::new());
        // The two planes that are kept, some of what lies beyond, and some again, which by then is known.
        let beyond = ('\u{20000}'..=char::MAX).step_by(997);
        for c in ('\0'..='\u{1ffff}').chain(beyond).chain('\0'..='\u{24f}') {
            let letter = letters.of(c);
            assert_eq!(letter.is_alphanumeric(), c.is_alphanumeric(), "{c:?}");
            assert_eq!(letter.is_alphabetic(), c.is_alphabetic(), "{c:?}");
            assert_eq!(letter.is_whitespace(), c.is_whitespace(), "{c:?}");
            assert_eq!(letter.is_capital(), c.is_alphabetic() && !c.is_lowercase(), "{c:?}");
            assert_eq!((letter.is_mark(), letter.is_alone()), (is_mark(c), is_alone(c)), "{c:?}");
            expect.clear();
            got.clear();
            fold_char(c, &mut expect);
            letters.fold(c, &mut got);
            assert_eq!(got, expect, "{c:?}");
        }
    }

    #[test]
    fn what_the_keyboard_left_out_does_not_count() {
        for (written, expect) in [
            ("Präsentiéren", "prasentieren"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("cœur", "coeur"),
            ("Ｂｏ", "bo"),
        ] {
            assert_eq!(folded(written), expect);
        }
        assert_eq!(folded("Świątek"), "swiatek");
        assert_eq!(folded("Светлана"), "светлана");
        assert_eq!(folded("e\u{301}te\u{301}"), "ete");
    }
}

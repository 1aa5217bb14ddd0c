//! Letters that have one form only, known at a glance.
//!
//! Nearly every name and every slug is made of these. For them, looking a letter up in a small table tells what
//! normalisation, case folding and a dozen exceptions would take a hundred steps to find out.

use caseless::Caseless;
use std::sync::LazyLock;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, is_nfkc_quick};

/// A letter that compatibility composition leaves as it is, alone and in any company, and that folds to one such letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// The letter after full case folding.
    pub(super) folded: char,
    /// Whether it is a capital.
    pub(super) is_capital: bool,
    /// Whether it has a case at all.
    pub(super) has_case: bool,
    /// Whether the folded letter is the small one, too: that of `ſ` is not.
    pub(super) is_small_form: bool,
}

/// Latin, Greek, Cyrillic, Hebrew and Arabic letters.
const TABLE: usize = 0x700;

/// Latin letters with two marks, as Vietnamese has them.
const MORE_LATIN: std::ops::Range<usize> = 0x1E00..0x1F00;

static LETTERS: LazyLock<Vec<Option<Letter>>> =
    LazyLock::new(|| (0..TABLE).chain(MORE_LATIN).map(|code| of(char::from_u32(code as u32)?)).collect());

/// What is known of a letter at a glance; `None` where more than a glance is needed, or where it is none.
pub(super) fn known(c: char) -> Option<Letter> {
    let code = c as usize;
    match c {
        // Han, Hangul and kana, composed: no case, one form.
        '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}' => {
            Some(Letter { folded: c, is_capital: false, has_case: false, is_small_form: true })
        }
        _ if code < TABLE => LETTERS[code],
        _ if MORE_LATIN.contains(&code) => LETTERS[TABLE + code - MORE_LATIN.start],
        _ => None,
    }
}

/// Devanagari to Sinhala: letters and digits, which the standard library takes hundreds of steps to tell.
const INDIC: std::ops::Range<usize> = 0x900..0xE00;

/// Whether each is alphabetic, and whether it is a letter or a digit.
static OF_INDIC: LazyLock<Vec<(bool, bool)>> = LazyLock::new(|| {
    let of = |code: usize| {
        char::from_u32(code as u32).map_or((false, false), |c| (c.is_alphabetic(), c.is_alphanumeric()))
    };
    INDIC.map(of).collect()
});

/// As [`char::is_alphabetic`].
pub(super) fn is_alphabetic(c: char) -> bool {
    match INDIC.contains(&(c as usize)) {
        true => OF_INDIC[c as usize - INDIC.start].0,
        false => c.is_alphabetic(),
    }
}

/// As [`char::is_alphanumeric`].
pub(super) fn is_alphanumeric(c: char) -> bool {
    match c as usize {
        0..0x80 => c.is_ascii_alphanumeric(),
        code if INDIC.contains(&code) => OF_INDIC[code - INDIC.start].1,
        _ => known(c).is_some() || c.is_alphanumeric(),
    }
}

fn of(c: char) -> Option<Letter> {
    let one_form = |c: char| {
        c.is_alphabetic() && !is_combining_mark(c) && is_nfkc_quick([c].into_iter()) == IsNormalized::Yes
    };
    let mut all = [c].into_iter().default_case_fold();
    let (Some(folded), None) = (all.next(), all.next()) else { return None };
    // Modifier letters, a Greek iota that is written below, and a sigma with a form for the end of words.
    let is_odd = matches!(c, '\u{2b0}'..='\u{2ff}' | '\u{345}' | '\u{3a3}' | '\u{3c2}' | '\u{640}');
    let mut small = c.to_lowercase();
    (one_form(c) && one_form(folded) && !is_odd).then(|| Letter {
        folded,
        is_capital: c.is_uppercase(),
        has_case: c.is_uppercase() || c.is_lowercase(),
        is_small_form: small.len() == 1 && small.next() == Some(folded),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn letters_and_digits_are_as_elsewhere() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
        }
    }

    #[test]
    fn a_known_letter_is_its_own_form() {
        let mut n_known = 0;
        for c in ('\0'..=char::MAX).filter(|c| known(*c).is_some()) {
            let letter = known(c).unwrap();
            let folded: String = [c].into_iter().default_case_fold().collect();
            assert_eq!(folded, letter.folded.to_string());
            for text in [c.to_string(), folded, format!("{c}{c}"), format!("e{c}\u{5d0}")] {
                assert_eq!(text.nfkc().collect::<String>(), text, "{c:?}");
            }
            assert!(
                c.is_alphabetic()
                    && !super::super::text::is_invisible(c)
                    && !super::super::text::is_apostrophe(c)
            );
            n_known += 1;
        }
        assert!(n_known > 32_000, "{n_known}");
        assert_eq!(known('ß'), None);
        assert_eq!(known('É').map(|letter| letter.folded), Some('é'));
        assert_eq!(
            known('ſ').map(|letter| letter.is_small_form),
            Some(false).filter(|_| known('ſ').is_some())
        );
    }
}

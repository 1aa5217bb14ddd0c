//! The words of a company name, folded, each with what tells an abbreviation from a word.

use crate::people::text::{fold, is_apostrophe, is_invisible, is_trade_mark};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a company name, and whether it was written as only an abbreviation is.
pub(super) struct Word {
    pub(super) text: String,
    pub(super) is_marked: bool,
    /// Whether it stands behind a comma or ends in a dot, as `Co.` does and no name.
    pub(super) is_set_off: bool,
    /// Whether it has dots or slashes between its letters.
    pub(super) is_dotted: bool,
}

impl Word {
    fn plain(text: &str) -> Word {
        Word { text: text.to_owned(), is_marked: false, is_set_off: false, is_dotted: false }
    }
}

/// The folded words, with what tells an abbreviation from a word: capitals, dots, slashes, a comma before it.
pub(super) fn words(company: &str) -> Vec<Word> {
    let plain = if company.is_ascii() { Cow::Borrowed(company) } else { Cow::Owned(compatible(company)) };
    let mut words = Vec::new();
    let mut after_comma = false;
    for chunk in plain.split_inclusive(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';'))
    {
        let comma_follows = chunk.ends_with([',', '，', '、', ';']);
        let n_before = words.len();
        push_words(chunk, after_comma, &mut words);
        after_comma = comma_follows || after_comma && words.len() == n_before;
    }
    words
}

/// The compatibility form without what nobody sees.
fn compatible(company: &str) -> String {
    let mut plain: String =
        company.chars().filter(|c| !is_invisible(*c) && !is_trade_mark(*c)).nfkc().collect();
    // `㈱` and its like become bracketed syllables; they are legal forms, not remarks.
    for (abbreviation, form) in [
        ("(株)", " 株式会社 "),
        ("(有)", " 有限会社 "),
        ("(同)", " 合同会社 "),
        ("(주)", " 주식회사 "),
        ("(유)", " 유한회사 "),
    ] {
        if plain.contains(abbreviation) {
            plain = plain.replace(abbreviation, form);
        }
    }
    plain
}

/// Top-level domains that companies carry in their name; elsewhere a dot between words separates (`St.Lund`).
const TOP_LEVEL: &str = "com net org io ai co de fr es pt br it nl uk eu at ch se no dk fi pl in me tv biz app dev tech us ca au jp";

/// The words of a text without white space.
fn push_words(chunk: &str, after_comma: bool, words: &mut Vec<Word>) {
    let chunk = chunk
        .trim_matches(|c: char| c.is_whitespace() || ",;:()[]{}«»„“”\"!?*".contains(c) || is_apostrophe(c));
    if matches!(chunk, "&" | "+") {
        words.push(Word::plain("and"));
        return;
    }
    // Nine chunks of ten are a plain word.
    if !chunk.is_empty() && chunk.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let n_capitals = chunk.bytes().filter(u8::is_ascii_uppercase).count();
        let n_letters = chunk.bytes().filter(u8::is_ascii_alphabetic).count();
        let in_capitals = n_letters >= 2 && n_capitals == n_letters;
        let is_marked = after_comma || in_capitals || is_marked_as_it_is(chunk);
        let text = chunk.to_ascii_lowercase();
        words.push(Word { text, is_marked, is_set_off: after_comma, is_dotted: false });
        return;
    }
    // `S.A.`, `A/S`, `S.p.A.` are one word; `Booking.com` keeps its dot, and other dots and slashes separate.
    let pieces: Vec<&str> = chunk.split(['.', '/']).filter(|piece| !piece.is_empty()).collect();
    let is_abbreviation = pieces.len() > 1
        && pieces.iter().all(|piece| piece.chars().count() <= 2)
        && pieces.iter().any(|piece| piece.chars().count() == 1);
    let is_domain = pieces.len() > 1
        && pieces.join(".").len() == chunk.len()
        && pieces
            .iter()
            .all(|piece| piece.len() >= 2 && piece.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        && pieces
            .last()
            .is_some_and(|top| TOP_LEVEL.split(' ').any(|listed| top.eq_ignore_ascii_case(listed)))
        && !chunk.contains('/');
    if is_abbreviation {
        push_word(&pieces.concat(), true, words);
        if let Some(last) = words.last_mut() {
            last.is_dotted = true;
        }
    } else if is_domain {
        push_word(&pieces.join("."), false, words);
    } else {
        for piece in pieces {
            let n = piece.chars().filter(|c| c.is_alphabetic()).count();
            let in_capitals =
                n >= 2 && !piece.chars().any(char::is_lowercase) && piece.chars().any(char::is_uppercase);
            let dotted = n == 1 && chunk.ends_with('.');
            push_word(piece, after_comma || in_capitals || dotted || is_marked_as_it_is(piece), words);
        }
        if let Some(last) = words.last_mut() {
            last.is_set_off = after_comma || chunk.ends_with('.');
        }
    }
}

/// Legal forms that are told by where their capitals stand.
fn is_marked_as_it_is(piece: &str) -> bool {
    matches!(piece, "SpA" | "eV" | "eG" | "eK")
}

fn push_word(text: &str, is_marked: bool, words: &mut Vec<Word>) {
    let mut word = String::new();
    let folded = fold(text);
    for c in folded.chars().chain([' ']) {
        let is_letter = c.is_alphanumeric() || is_combining_mark(c) && !word.is_empty();
        if is_letter || matches!(c, '.' | '+' | '#') && !word.is_empty() {
            word.push(c);
        } else if c == '&' {
            // `R&D`, `Fernwick&Sons`: the sign is the same word without spaces.
            flush(&mut word, is_marked, words);
            words.push(Word::plain("and"));
        } else if !(is_apostrophe(c) || matches!(c, '"' | '״' | '“' | '”')) {
            flush(&mut word, is_marked, words);
        }
    }
    flush(&mut word, is_marked, words);
}

fn flush(word: &mut String, is_marked: bool, words: &mut Vec<Word>) {
    let text = std::mem::take(word);
    if text.chars().any(char::is_alphanumeric) {
        let text = text.trim_end_matches('.').to_owned();
        words.push(Word { text, is_marked, is_set_off: false, is_dotted: false });
    }
}

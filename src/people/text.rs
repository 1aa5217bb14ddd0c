//! What all normal forms share: case, width, and characters that nobody sees.

use super::alphabet::known;
use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

/// Compatibility form and full case folding, repeated until nothing changes: `Ｓtraße` → `strasse`, `𝐀𝐧𝐧` → `ann`.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    fold_at_a_glance(text).unwrap_or_else(|| fold_by_the_book(text))
}

/// The same for a text of ASCII and of letters with one form only, as nearly all are: a tenth of the cost.
fn fold_at_a_glance(text: &str) -> Option<String> {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        folded.push(if c.is_ascii() { c.to_ascii_lowercase() } else { known(c)?.folded });
    }
    Some(folded)
}

fn fold_by_the_book(text: &str) -> String {
    let mut folded: String = text.nfkc().default_case_fold().nfkc().collect();
    // Scripts without case are their own folded form.
    if folded == text {
        return folded;
    }
    // A handful of characters need a second round (a Greek iota below, for one); without it a key of a key would
    // differ from the key.
    for _ in 0..3 {
        let again: String = folded.chars().default_case_fold().nfkc().collect();
        if again == folded {
            break;
        }
        folded = again;
    }
    folded
}

/// Characters that take no space on the screen: joiners, direction marks, variation selectors, soft hyphens, controls.
pub(super) fn is_invisible(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' => false, // white space, which separates words
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' => true,
        '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' => true,
        '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => true,
        _ => c.is_control(),
    }
}

/// Signs that compatibility decomposition would turn into letters (`PMP™` → `PMPTM`).
pub(super) fn is_trade_mark(c: char) -> bool {
    matches!(c, '™' | '®' | '©' | '℠' | '℗')
}

/// All the characters people use as an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '‛' | 'ʼ' | 'ʻ' | 'ʹ' | '`' | '´' | '′' | '＇' | '\u{5f3}')
}

/// A letter of a script that is written without spaces between words (Han, kana) or names (Hangul).
pub(super) fn is_east_asian(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11ff}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}'
        | '\u{3131}'..='\u{318e}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Words of the text with one space between them, direction overrides and control characters taken out.
pub(super) fn tidy(text: &str) -> String {
    // Nearly all names are tidy as they stand: printable, one space at a time, none at the edges.
    let mut after_space = true;
    let mut is_tidy = text.bytes().all(|byte| {
        let doubled = byte == b' ' && after_space;
        after_space = byte == b' ';
        // White space and controls beyond ASCII begin with these: C2 the controls and NBSP, E1 to E3 the rest.
        !doubled && !matches!(byte, 0..=31 | 127 | 0xC2 | 0xE1..=0xE3)
    });
    is_tidy &= !after_space || text.is_empty();
    if is_tidy {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            out.push(c);
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_glance_tells_what_the_book_does(text in "([a-zA-Z ,.]|[À-ɏ]|[Α-ω]|[А-я]|[א-ת]|[ا-ي]|[Ạ-ỹ]|[一-二가-각ぁ-ん]|\\PC){0,12}") {
            if let Some(folded) = fold_at_a_glance(&text) {
                prop_assert_eq!(folded, fold_by_the_book(&text));
            }
        }
    }

    #[test]
    fn letters_of_one_form_need_no_book() {
        assert_eq!(fold_at_a_glance("José Łuc-Ян 李").as_deref(), Some("josé łuc-ян 李"));
        assert_eq!(fold_at_a_glance("Straße"), None);
        assert_eq!(fold("Ｓtraße"), "strasse");
    }
}

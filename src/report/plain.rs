//! Text of strangers made fit for a file: names and titles in exports hold whatever somebody typed or pasted.

use std::borrow::Cow;

/// Whether XML 1.0 has this character at all; there is no way to escape one that it has not.
pub fn is_legal_in_xml(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The text without the characters that XML 1.0 cannot hold; spaces and line ends stay.
pub fn legal_in_xml(text: &str) -> Cow<'_, str> {
    // Half a million cells pass here: bytes tell at once that there is nothing to do. U+FFFE and U+FFFF begin with EF.
    let is_plain = |byte: u8| (byte >= b' ' && byte != 0xef) || matches!(byte, b'\t' | b'\n' | b'\r');
    if text.bytes().all(is_plain) || text.chars().all(is_legal_in_xml) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| is_legal_in_xml(*c)).collect())
}

/// The text on one line and without control characters, so that every format gives it back as it was written.
pub fn on_one_line(text: &str) -> Cow<'_, str> {
    let is_odd = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || !is_legal_in_xml(c);
    if !text.chars().any(is_odd) {
        return Cow::Borrowed(text);
    }
    let separates = |c: char| c.is_whitespace() || matches!(c, '\u{2028}' | '\u{2029}');
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !is_odd(c) {
            out.push(c);
        } else if separates(c) && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// The text on one line, without the signs that turn the direction of what follows: a name may not rearrange the page
/// around it. Marks that only say how a neutral sign leans are harmless, and stay.
pub fn without_overrides(text: &str) -> Cow<'_, str> {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text = on_one_line(text);
    if !text.chars().any(turns) {
        return text;
    }
    Cow::Owned(text.chars().filter(|c| !turns(*c)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_dropped() {
        assert_eq!(legal_in_xml("a\u{0}b\u{1b}c\n\u{fffe}d"), "abc\nd");
        assert!(matches!(legal_in_xml("Łucja 李 🌱\t"), Cow::Borrowed(_)));
        assert_eq!(legal_in_xml("\u{ff21}\u{ffff}"), "\u{ff21}");
        assert_eq!(without_overrides("\u{202e}evil\u{202c} \u{200f}דוד"), "evil \u{200f}דוד");
        assert_eq!(on_one_line("a\r\n\tb\u{7}c\u{2028}d\n"), "a bc d");
    }
}

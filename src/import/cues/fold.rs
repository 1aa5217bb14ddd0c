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

/// A text in that form, with what is neither letter nor digit gone.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().filter(|c| c.is_alphanumeric() || is_mark(*c)).for_each(|c| fold_char(c, &mut out));
    out
}

#[cfg(test)]
mod tests {
    use super::folded;

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

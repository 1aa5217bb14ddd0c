//! Names as somebody types them who has no key for the accent: the forms by which a name of the user's own lists finds
//! the one person who is written otherwise.
//!
//! In: a name. Out: its loose forms; two spellings are alike if they share one. Never for two people of the exports:
//! there the [`key`](super::key) decides, in which every diacritic counts.

use unicode_normalization::UnicodeNormalization;

/// The most forms that one name has: each word with an umlaut doubles them.
const MOST: usize = 16;

/// The loose forms of a name: two spellings of one name share one. Empty where the [`key`](super::key) is.
///
/// On top of the key, accents go (`José` is `jose`, `Łukasz` is `lukasz`, `Yıldız` is `yildiz`) and what German and the
/// Nordic languages write in two letters is written so, too (`Jürgen` is both `jurgen` and `juergen`, `Åse` both `ase`
/// and `aase`); apostrophes go, initials lose their dots (`P.J.` and `PJ`), and `García López, María` is turned round.
/// An honorific behind the name goes (`中野浩様`). A given name and its short form stay two names, and so do two scripts.
pub fn loose_keys(name: &str) -> Vec<String> {
    let name = &with_initials_joined(name);
    let mut found = Vec::new();
    add_forms(&super::key(name), &mut found);
    // What stands behind the comma may be a degree, which the key then takes off at the start as at the end.
    let mut parts = name.split(',');
    if let (Some(last), Some(first)) = (parts.next(), parts.next())
        && [first, last].iter().all(|part| part.chars().any(char::is_alphabetic))
    {
        add_forms(&super::key(&format!("{} {}", first.trim(), last.trim())), &mut found);
    }
    if let Some(plain) = super::honorific::without_honorific(name) {
        add_forms(&super::key(&plain), &mut found);
    }
    found.retain(|form| !form.is_empty());
    found.sort_unstable();
    found.dedup();
    found
}

/// The loose forms of a text that is folded already: of a key of names or of companies.
pub(in crate::people) fn add_forms(key: &str, found: &mut Vec<String>) {
    if key.is_empty() {
        return;
    }
    if key.is_ascii() {
        found.push(key.replace('\'', ""));
        return;
    }
    let mut forms = vec![String::with_capacity(key.len())];
    for word in key.split(' ') {
        let (plain, long) = (spelt(word, false), spelt(word, true));
        let n = if long != plain && forms.len() * 2 <= MOST { forms.len() } else { 0 };
        forms.extend_from_within(..n);
        let n_plain = forms.len() - n;
        for (at, form) in forms.iter_mut().enumerate() {
            if !form.is_empty() {
                form.push(' ');
            }
            form.push_str(if at < n_plain { &plain } else { &long });
        }
    }
    found.append(&mut forms);
}

/// A folded word without its accents; with two letters where a language writes two for one.
fn spelt(word: &str, in_two: bool) -> String {
    let mut plain = String::with_capacity(word.len() + 1);
    for c in word.nfc() {
        match c {
            '\'' => {}
            'ä' | 'æ' if in_two => plain.push_str("ae"),
            'ö' | 'ø' | 'œ' if in_two => plain.push_str("oe"),
            'ü' if in_two => plain.push_str("ue"),
            'å' if in_two => plain.push_str("aa"),
            'æ' => plain.push('a'),
            'œ' | 'ø' => plain.push('o'),
            'ß' => plain.push_str("ss"),
            'þ' => plain.push_str("th"),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ħ' => plain.push('h'),
            'ı' => plain.push('i'),
            // Only the marks of Latin, Greek and Cyrillic letters: those of other scripts are vowels and tones.
            c => plain.extend([c].into_iter().nfd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}'))),
        }
    }
    plain.nfc().collect()
}

/// `P.J. O’Neil` and `P. J. O’Neil` as `PJ O’Neil`; one initial alone stays what it is.
fn with_initials_joined(name: &str) -> String {
    if !name.contains('.') {
        return name.to_owned();
    }
    let mut words = name.split_whitespace().peekable();
    let mut initials = String::new();
    while let Some(word) = words.peek().filter(|word| are_initials(word)) {
        initials.extend(word.chars().filter(|c| *c != '.'));
        words.next();
    }
    if initials.chars().count() < 2 {
        return name.to_owned();
    }
    std::iter::once(initials.as_str()).chain(words).collect::<Vec<_>>().join(" ")
}

/// Whether a word is letters each with its dot.
fn are_initials(word: &str) -> bool {
    let mut chars = word.chars();
    let mut any = false;
    while let Some(letter) = chars.next() {
        if !letter.is_alphabetic() || chars.next() != Some('.') {
            return false;
        }
        any = true;
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn are_alike(a: &str, b: &str) -> bool {
        let other = loose_keys(b);
        loose_keys(a).iter().any(|form| other.contains(form))
    }

    #[test]
    fn spellings_without_accents_are_alike() {
        for (typed, written) in [
            ("Jose Ibanez", "José Ibáñez"),
            ("Juergen Gross", "Jürgen Groß"),
            ("Jurgen Gross", "Jürgen Groß"),
            ("Jurgen Mueller", "Jürgen Müller"),
            ("Lukasz Zak", "Łukasz Żak"),
            ("Sean O'Neil", "Seán O’Neil"),
            ("Sean ONeil", "Seán O’Neil"),
            ("García López, María", "María García-López"),
            ("Garcia Lopez, Maria, PhD", "Maria Garcia-Lopez"),
            ("PJ O'Neil", "P.J. O’Neil (Paddy)"),
            ("P. J. O'Neil", "P.J. O’Neil (Paddy)"),
            ("Aase Oedegaard", "Åse Ødegård"),
            ("Ase Odegard", "Åse Ødegård"),
            ("Ayse Yildiz", "Ayşe Yıldız"),
            ("AYSE YILDIZ", "Ayşe Yıldız"),
            ("Dorde Petrovic", "Đorđe Petrović"),
            ("Soeren Kjaer", "Søren Kjær"),
            ("Семен Алешин", "Семён Алёшин"),
            ("Nguyen Thi Minh Khai", "Nguyễn Thị Minh Khai"),
        ] {
            assert!(are_alike(typed, written), "{typed} / {written}");
        }
    }

    #[test]
    fn other_names_are_not() {
        for (one, other) in [
            ("Michael Lund", "Michał Lund"),
            ("Rafael Berg", "Rafał Berg"),
            ("Anna Meier", "Anna Meier-Schulz"),
            ("Ann Lund", "Anna Lund"),
            ("Bob Stone", "Robert Stone"),
            ("Ivan Petrov", "Иван Петров"),
            ("J. Stone", "P.J. Stone"),
            ("김민수", "김민서"),
            ("नेहा शर्मा", "नहा शर्मा"),
        ] {
            assert!(!are_alike(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn there_are_no_more_forms_than_a_few() {
        let forms = loose_keys("Ä Ö Ü Å Ø Æ Ä Ö Ü Å");
        assert!((2..=MOST).contains(&forms.len()), "{}", forms.len());
    }

    proptest! {
        #[test]
        fn a_name_is_like_itself_and_like_its_key(name in "\\PC{1,24}") {
            let forms = loose_keys(&name);
            prop_assert!(forms.iter().all(|form| !form.is_empty() && !form.starts_with(' ')));
            let key = super::super::key(&name);
            if key.is_ascii() && !key.is_empty() && !key.contains('\'') && !name.contains('.') {
                prop_assert!(forms.contains(&key), "{:?} {}", forms, key);
            }
        }
    }
}

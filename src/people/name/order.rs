//! Names as they stand in lists and not in exports: the family name first, a short form of the given name.
//!
//! In: a name of the user's own lists, and names of everyone. Out: keys of which both sides share one where the name can be
//! the same turned round, and what a given name is short for. Never for two people of the exports.

use super::loose::loose_keys;
use crate::index::Index;
use crate::people::text::is_east_asian;
use std::sync::LazyLock;

/// A name as it is said, of one that stands as `Rückert, Emil`, with the address that was beside it; `None` where what is
/// behind the comma need not be the given name, as in `Tom Berg, Lumora`.
pub fn upright(name: &str, address: &str) -> Option<String> {
    let (family, given) = name.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let is_words = |text: &str| text.chars().any(char::is_alphabetic) && !text.contains([',', '(', '"']);
    if !is_words(family) || !is_words(given) || super::is_credential(given, super::is_shouted(family)) {
        return None;
    }
    let local = super::fold(address.split('@').next().unwrap_or_default());
    let is_in_address = || {
        let first = given.split([' ', '-']).next().unwrap_or_default();
        loose_keys(first).iter().any(|form| form.chars().count() > 2 && local.contains(form.as_str()))
    };
    (!family.contains(' ') || is_in_address()).then(|| format!("{given} {family}"))
}

/// The words of a form, beginning with each in turn.
fn rotations<'f>(words: &'f [&'f str]) -> impl Iterator<Item = Vec<&'f str>> + 'f {
    (0..words.len()).map(|by| [&words[by..], &words[..by]].concat())
}

/// A name of more words is no name.
const MOST_WORDS: usize = 6;

/// A form of letters that are written without spaces between words, without those that are there.
fn joined(words: &[&str]) -> Option<String> {
    words.iter().all(|word| word.chars().all(is_east_asian)).then(|| format!("={}", words.concat()))
}

/// The keys by which a name that is asked for finds who has it the other way round.
pub fn turned_keys(name: &str) -> Vec<String> {
    let mut found = Vec::new();
    for form in loose_keys(name) {
        let words: Vec<&str> = form.split(' ').collect();
        if words.len() <= MOST_WORDS {
            found.extend(rotations(&words).skip(1).map(|words| words.join(" ")));
            found.extend(joined(&words));
        }
    }
    found
}

/// The keys under which somebody is found by a name without spaces: the given name first, and the family name.
/// Everything else is found by the loose forms.
pub fn unspaced_keys(forms: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for form in forms.iter().filter(|form| form.chars().next().is_some_and(is_east_asian)) {
        let words: Vec<&str> = form.split(' ').collect();
        if words.len() <= MOST_WORDS {
            found.extend(rotations(&words).filter_map(|words| joined(&words)));
        }
    }
    found
}

/// The lines of `forms.tsv` by the loose forms of their words.
static FORMS: LazyLock<Index<String, Vec<u32>>> = LazyLock::new(|| {
    let mut found: Index<String, Vec<u32>> = Index::default();
    let lines = include_str!("forms.tsv").lines().filter(|line| !line.starts_with(['#', '/']));
    for (at, line) in lines.enumerate() {
        for word in line.split_whitespace().flat_map(loose_keys) {
            found.entry(word).or_default().push(at as u32);
        }
    }
    found
});

/// Whether two given names, as loose forms, can be one: Theo is short for Theodore. A name is none of its own.
pub fn are_short_forms(one: &str, other: &str) -> bool {
    let lines = |word: &str| FORMS.get(word).map_or(&[][..], Vec::as_slice);
    one != other && lines(one).iter().any(|line| lines(other).contains(line))
}

/// Whether one of two given names is the first letter of the other.
pub fn is_initial(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.chars().count() == 1 && long.starts_with(short) && !short.starts_with(is_east_asian)
}

#[cfg(test)]
mod tests {
    use super::super::honorific::without_honorific;
    use super::*;

    /// Whether a typed name finds a written one the other way round.
    fn finds(typed: &str, written: &str) -> bool {
        let forms = loose_keys(written);
        let filed = [unspaced_keys(&forms), forms].concat();
        turned_keys(typed).iter().any(|key| filed.contains(key))
    }

    #[test]
    fn a_name_that_is_turned_round() {
        for (typed, written) in [
            ("山本健太", "健太 山本"),
            ("山本 健太", "健太 山本"),
            ("김민준", "민준 김"),
            ("Rückert Emil", "Emil Rückert"),
            ("Rueckert Emil", "Emil Rückert"),
            ("Garcia Lopez Maria", "María García López"),
            ("Nguyen Minh Khai", "Minh Khai Nguyễn"),
            ("中野浩様", "浩 中野"),
            ("中野 浩 さん", "浩 中野"),
            ("김민준 대표님", "민준 김"),
            ("김민준대표님", "민준 김"),
            ("김민준 부장", "민준 김"),
            ("渡辺直樹", "直樹 渡辺さん"),
        ] {
            assert!(finds(typed, written), "{typed} / {written}");
        }
        for (typed, written) in [
            ("山本健", "健太 山本"),
            ("Emil Rückert", "Emil Rückert"),
            ("Emil Otto Rückert", "Otto Emil Rückert"),
            ("様", "浩 中野"),
        ] {
            assert!(!finds(typed, written), "{typed} / {written}");
        }
    }

    #[test]
    fn honorifics_are_no_part_of_a_name() {
        let plain = |name: &str| without_honorific(name);
        assert_eq!(plain("Kenta Yamamoto-san").as_deref(), Some("Kenta Yamamoto"));
        assert_eq!(plain("王先生").as_deref(), Some("王"));
        assert_eq!((plain("Ann Oduya"), plain("様"), plain("Santino Moss")), (None, None, None));
    }

    #[test]
    fn a_name_is_said_with_the_given_name_first() {
        assert_eq!(upright("Rückert, Emil", "").as_deref(), Some("Emil Rückert"));
        assert_eq!(
            upright("Le Bihan, Ronan", "ronan.lebihan@example.org").as_deref(),
            Some("Ronan Le Bihan")
        );
        assert_eq!(upright("Tom Berg, Lumora", "tom@lumora.example"), None);
        assert_eq!(
            (upright("Brandvold, PMP", ""), upright("Ann Oduya", ""), upright("Oduya,", "")),
            (None, None, None)
        );
    }

    #[test]
    fn what_a_name_is_short_for() {
        assert!(are_short_forms("theo", "theodore") && are_short_forms("kimberly", "kim"));
        assert!(!are_short_forms("theo", "theo") && !are_short_forms("kim", "theo"));
        assert!(is_initial("e", "emil") && !is_initial("e", "otto") && !is_initial("em", "emil"));
    }
}

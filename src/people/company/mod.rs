//! Names of companies: when two spellings mean the same one, and when the cell names none at all.
//!
//! There is no similarity here. Two companies are the same if their keys are equal, or if the user says so with an
//! alias: a wrong match sends a person to the wrong door and is believed, a missing one is seen and mended.

mod forms;
#[cfg(test)]
mod tests;
mod words;

use super::text::fold;
use crate::index::Index;
use forms::without_forms;
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::LazyLock;
use words::{Word, words};

/// The form in which two spellings of a company are the same.
///
/// A tagline after `|` is cut; case, width and punctuation do not count, `&` and `+` between words are `and`; the
/// legal form goes, as whole words at the end (`Fernwick & Sons, Inc.` → `fernwick and sons`) or, for the few that stand
/// there, at the start (`ООО «Ромашка»`, `株式会社`). A form that is a word as well (`AS`, `SE`, `SA`, `AG`) counts as
/// one only in capitals, with dots or slashes, or after a comma, so `Plan as` stays whole; `Co` and `Company` only if
/// two words are left, or one before `Co.` or a comma. The forms are in `legal_forms.txt`. Something is always left:
/// `AG` alone stays `ag`, and a text with a letter or digit never has an empty key.
///
/// Diacritics, `The`, places (`Lumora Brasil`) and the text in brackets stay: they tell companies apart. A target that
/// no company has letter for letter finds the only one that differs in accents alone
/// ([`Companies::alike`](super::Companies::alike)).
///
/// # Complexity
/// **O(n)** in the length of the name.
pub fn key(company: &str) -> String {
    settled(key_once(company), company)
}

/// The [`key`] of a company, unless the cell [says that there is none](is_placeholder): both in one reading, for every
/// spelling in a workspace is asked for both.
pub fn key_unless_placeholder(company: &str) -> Option<String> {
    let words = words(company);
    if says_nothing(&words) {
        return None;
    }
    // Only behind a tagline is the name another text than the cell.
    let first = if company.contains(['|', '｜']) { key_once(company) } else { key_of(words, company) };
    Some(settled(first, company))
}

/// The key of a key of a key: taking one thing off can bring out another, though not in plain letters.
fn settled(mut key: String, company: &str) -> String {
    for _ in 0..if company.is_ascii() { 0 } else { 4 } {
        let again = key_once(&key);
        if again == key {
            break;
        }
        key = again;
    }
    key
}

/// So many spellings are remembered; with more, remembering begins anew.
const MOST_KNOWN: usize = 1 << 16;

thread_local! {
    /// Keys of spellings. A key depends on its text alone, and a cohort has the same companies two thousand times.
    static KNOWN: RefCell<Index<Box<str>, Option<Arc<str>>>> = RefCell::default();
}

/// The key of a company as a cell names it; `None` where it names none.
pub fn known_key(company: &str) -> Option<Arc<str>> {
    if company.is_empty() {
        return None;
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(key) = known.get(company) {
            return key.clone();
        }
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        let key = key_unless_placeholder(company).filter(|key| !key.is_empty());
        let key: Option<Arc<str>> = key.map(Arc::from);
        known.insert(company.into(), key.clone());
        key
    })
}

/// Whether the cell says that there is no employer (`Self-employed`, `en recherche d'emploi`, `Stealth Startup`, `N/A`,
/// `-`, nothing at all) rather than which.
///
/// Such a company equals no target, and two people who both write it have no employer in common. The phrases are in
/// `placeholders.txt`.
pub fn is_placeholder(company: &str) -> bool {
    says_nothing(&words(company))
}

fn says_nothing(words: &[Word]) -> bool {
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let Some(first) = words.first() else { return true };
    let fits = |phrases: &[Vec<&str>]| phrases.iter().any(|phrase| glob(phrase, &words));
    PLACEHOLDERS.get(*first).is_some_and(|phrases| fits(phrases))
        || PLACEHOLDERS.get("*").is_some_and(|phrases| fits(phrases))
}

static PLACEHOLDERS: LazyLock<Index<String, Vec<Vec<&'static str>>>> = LazyLock::new(|| {
    let mut phrases: Index<String, Vec<Vec<&'static str>>> = Index::default();
    for line in include_str!("placeholders.txt").lines() {
        let line = line.split('#').next().unwrap_or_default().trim();
        let phrase: Vec<&'static str> = line.split_whitespace().collect();
        if let Some(first) = phrase.first() {
            phrases.entry((*first).to_owned()).or_default().push(phrase);
        }
    }
    phrases
});

fn key_once(company: &str) -> String {
    let company =
        company.split(['|', '｜']).find(|part| part.chars().any(char::is_alphanumeric)).unwrap_or(company);
    key_of(words(company), company)
}

fn key_of(words: Vec<Word>, company: &str) -> String {
    let words = without_forms(words);
    if !words.is_empty() {
        return words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    }
    if company.chars().any(char::is_alphanumeric) { fold(company.trim()) } else { String::new() }
}

/// Whether two companies have a word in common that names more than a trade: two that have none are two companies, and
/// two that have one may be one, such as `Fernwick` and `Fernwick & Sons`.
pub fn share_a_word(one: &str, other: &str) -> bool {
    let others = loose_forms(&key(other));
    let others: Vec<&str> = others.iter().flat_map(|form| form.split(' ')).collect();
    let is_telling =
        |word: &&str| !matches!(*word, "" | "and" | "the" | "of" | "de" | "der" | "la" | "group");
    let ours = loose_forms(&key(one));
    ours.iter().flat_map(|form| form.split(' ')).filter(is_telling).any(|word| others.contains(&word))
}

/// Whether the words of one name begin the other: `Paperlane` and `Paperlane (YC W21)`.
pub fn is_part_of_name(one: &str, other: &str) -> bool {
    let starts = |long: &str, short: &str| {
        !short.is_empty()
            && long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let (one, other) = (key(one), key(other));
    starts(&one, &other) || starts(&other, &one)
}

/// Whether two spellings are one name but for accents and apostrophes: `Société Générale`, `SOCIETE GENERALE`.
pub fn differ_in_accents(one: &str, other: &str) -> bool {
    let others = loose_forms(&key(other));
    loose_forms(&key(one)).iter().any(|form| others.contains(form))
}

/// The forms of a key without accents, see [`loose_keys`](super::name::loose_keys).
pub(super) fn loose_forms(key: &str) -> Vec<String> {
    let mut forms = Vec::new();
    super::name::add_forms(key, &mut forms);
    forms
}

/// Whether the words are the phrase, in which `*` stands for any words.
fn glob(phrase: &[&str], words: &[&str]) -> bool {
    match phrase.split_first() {
        None => words.is_empty(),
        Some((&"*", rest)) => (0..=words.len()).any(|n| glob(rest, &words[n..])),
        Some((first, rest)) => words.first() == Some(first) && glob(rest, &words[1..]),
    }
}

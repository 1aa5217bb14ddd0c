//! The words of people's names: folded, spelt otherwise, with their other forms; and people filed under them.

use crate::import::cues::{CUES, Letters, folded, word_hash};
use crate::people::{PersonId, name};

/// A word of somebody's name.
#[derive(Clone, Copy, Debug)]
pub struct NameWord {
    pub hash: u64,
    /// The hash of its other spelling, for letters that are also written as two (`ü`, `ue`); else the same.
    pub other: u64,
    /// The hash of its first letter.
    pub initial: u64,
    /// The hash of its first two letters, in which a short form (`Samu` for `Samuele`) is the same.
    pub head: u64,
    /// Whether it calls somebody alone: the first word of a name, and other forms of it.
    pub is_given: bool,
}

impl NameWord {
    fn of_letter(hash: u64) -> NameWord {
        NameWord { hash, other: hash, initial: 0, head: 0, is_given: false }
    }

    /// Whether a word of a text is it, in either spelling.
    pub fn is(&self, hash: u64) -> bool {
        self.hash == hash || self.other == hash
    }
}

/// Appends the words of a person's name.
pub fn add_words(written: &str, letters: &mut Letters, into: &mut Vec<NameWord>) {
    let mut word = String::new();
    for part in name::key(written).split([' ', '\'', '-']) {
        word.clear();
        if part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            word.push_str(part);
            word.make_ascii_lowercase();
        } else if part.is_ascii() {
            word.extend(part.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
        } else if part.chars().any(|c| letters.of(c).is_alone()) {
            for c in part.chars() {
                word.clear();
                letters.fold_known(c, &mut word);
                into.push(NameWord::of_letter(word_hash(&word)));
            }
            continue;
        } else {
            part.chars().for_each(|c| letters.fold_known(c, &mut word));
        }
        let Some(first) = word.chars().next() else { continue };
        let hash = word_hash(&word);
        let is_spelt = |c: char| matches!(c, 'ä' | 'ö' | 'ü' | 'ø' | 'å');
        let other = if !part.is_ascii() && part.contains(is_spelt) {
            let mut spelt = String::with_capacity(part.len() + 2);
            for c in part.chars() {
                match c {
                    'ä' => spelt.push_str("ae"),
                    'ö' | 'ø' => spelt.push_str("oe"),
                    'ü' => spelt.push_str("ue"),
                    'å' => spelt.push_str("aa"),
                    c => letters.fold(c, &mut spelt),
                }
            }
            word_hash(&spelt)
        } else {
            hash
        };
        into.push(NameWord {
            hash,
            other,
            initial: word_hash(first.encode_utf8(&mut [0; 4])),
            head: head_of(&word),
            is_given: false,
        });
    }
}

/// The hash of the first two letters of a folded word.
pub fn head_of(word: &str) -> u64 {
    word_hash(word.char_indices().nth(2).map_or(word, |(at, _)| &word[..at]))
}

/// Other forms of a given name that stand beside it: in brackets or quotes (`李娜 (Lina) Li`), or its initials in one
/// word (`J.P.`).
pub fn add_other_forms(written: &str, letters: &mut Letters, into: &mut Vec<NameWord>) {
    // The last two begin the quotes beyond ASCII. Nearly no name has any of these.
    if !written.bytes().any(|byte| matches!(byte, b'(' | b'"' | b'.' | 0xC2 | 0xE2)) {
        return;
    }
    let is_name = |word: &str| {
        word.chars().all(|c| c.is_alphabetic() || c == '-')
            && word.starts_with(char::is_uppercase)
            && word.chars().any(char::is_lowercase)
            && !{
                // `Théo "Thé" Roux` is called so, but every other sentence begins with `The`.
                let folded = folded(word);
                CUES.common.has(word_hash(&folded), &folded)
            }
    };
    let marks = |c: char| matches!(c, '(' | ')' | '"' | '“' | '”' | '„' | '«' | '»');
    let mut parts = written.split(marks);
    let first = parts.next().unwrap_or_default().split_whitespace().next().unwrap_or_default();
    for form in parts.step_by(2).map(str::trim).filter(|form| is_name(form)) {
        add_words(form, letters, into);
    }
    if first.matches('.').count() > 1 && first.chars().all(|c| c == '.' || c.is_uppercase()) {
        add_words(&first.replace('.', ""), letters, into);
    }
}

/// People filed under the hashes of words.
#[derive(Debug, Default)]
pub struct Filed {
    /// Each hash once, in order, and where its people end.
    ends: Vec<(u64, u32)>,
    persons: Vec<PersonId>,
}

impl Filed {
    /// Files them.
    pub fn of(mut all: Vec<(u64, PersonId)>) -> Filed {
        all.sort_unstable();
        all.dedup();
        let mut filed = Filed { ends: Vec::new(), persons: Vec::with_capacity(all.len()) };
        for (hash, person) in all {
            filed.persons.push(person);
            let end = filed.persons.len() as u32;
            match filed.ends.last_mut() {
                Some(last) if last.0 == hash => last.1 = end,
                _ => filed.ends.push((hash, end)),
            }
        }
        filed
    }

    /// The hashes of all words.
    pub fn words(&self) -> impl Iterator<Item = u64> {
        self.ends.iter().map(|(hash, _)| *hash)
    }

    /// Those filed under a word, in order.
    pub fn get(&self, hash: u64) -> &[PersonId] {
        let Ok(at) = self.ends.binary_search_by_key(&hash, |(known, _)| *known) else { return &[] };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before].1);
        &self.persons[start as usize..self.ends[at].1 as usize]
    }
}

//! Which letters are worth reading: of a hundred kept for a word of a cue, few name anybody.
//!
//! In: the letters that import kept, in the order of the files. Out: those that can say anything, in the order of time.
//! A letter is looked at once, word by word, with no more than a bit for each word of anybody's name; only what passes
//! is read for the names themselves. Invariant: what is left out could not have become evidence.

use super::evidence::{Passage, Setting};
use super::groups::Threads;
use super::names::Names;
use super::tokens::Text;
use crate::day::Day;
use crate::import::Workspace;
use crate::import::cues::{CUES, word_hash};
use crate::index::Seen;
use crate::people::{People, PersonId};

/// A bit for every hash of a word, so that most words are turned away at once; a no is sure.
#[derive(Debug)]
pub struct Sieve(Vec<u64>);

impl Default for Sieve {
    fn default() -> Sieve {
        Sieve(vec![0; 1 << (Sieve::BITS - 6)])
    }
}

impl Sieve {
    const BITS: u32 = 19;

    fn place(hash: u64) -> (usize, u64) {
        let bit = hash >> (64 - Sieve::BITS);
        ((bit >> 6) as usize, 1 << (bit & 63))
    }

    /// Adds a word.
    pub fn add(&mut self, hash: u64) {
        let (at, bit) = Sieve::place(hash);
        self.0[at] |= bit;
    }

    /// Whether a word may have been added.
    pub fn may_have(&self, hash: u64) -> bool {
        let (at, bit) = Sieve::place(hash);
        self.0[at] & bit != 0
    }
}

/// The letters that can say anything, in the order of time: those of several, whatever they say; those that name
/// somebody; and what was answered, with or without a name, by whoever may have been asked for somebody.
///
/// # Complexity
/// **O(n)** in the length of all letters.
pub fn worth_reading<'w>(
    workspace: &'w Workspace,
    people: &People,
    threads: &Threads,
    names: &Names<'_>,
    as_of: Day,
) -> Vec<Passage<'w>> {
    let passage_of = |nth: usize| {
        let (told, text) = workspace.passages.get(nth);
        let passage = threads.passage(workspace, people, told, text)?;
        passage.on.is_none_or(|on| on <= as_of).then_some(passage)
    };
    let mut found = Vec::new();
    let mut silent: Vec<(usize, PersonId)> = Vec::new();
    let mut asked: Seen<PersonId> = Seen::default();
    let mut text = Text::default();
    for nth in 0..workspace.passages.len() {
        let Some(passage) = passage_of(nth) else { continue };
        let is_read = matches!(passage.setting, Setting::Group { .. }) || {
            text.read(passage.text);
            names_somebody(names, &text)
        };
        match passage.setting {
            Setting::Direct { other, outgoing: true } if is_read => _ = asked.insert(other),
            Setting::Direct { other, outgoing: false } if !is_read => silent.push((nth, other)),
            _ => {}
        }
        if is_read {
            found.push(passage);
        }
    }
    let answers = silent.into_iter().filter(|(_, other)| asked.contains(other));
    found.extend(answers.filter_map(|(nth, _)| passage_of(nth)));
    found.sort_by(|a, b| (a.on, a.at, a.text, a.place).cmp(&(b.on, b.at, b.text, b.place)));
    found
}

/// Whether a text names anybody.
fn names_somebody(names: &Names<'_>, text: &Text) -> bool {
    may_name(names, text) && names.in_text(text, &CUES).iter().any(|mention| !mention.persons.is_empty())
}

/// Whether a text can name anybody: a no is sure. A name has a word of somebody's, in capitals, or beside another
/// word of a name, or where nobody cared for capitals.
fn may_name(names: &Names<'_>, text: &Text) -> bool {
    let mut is_behind_name = false;
    for at in 0..text.tokens.len() {
        let token = &text.tokens[at];
        let may_be = names.may_be(token.hash);
        let can_stand = if token.is_capital {
            may_be || text.word(at).strip_suffix('s').is_some_and(|stem| names.may_be(word_hash(stem)))
        } else {
            may_be && (is_behind_name || text.all_small && names.may_be_given(token.hash))
                || token.address.is_some()
        };
        if can_stand {
            return true;
        }
        is_behind_name = may_be || token.is_capital;
    }
    false
}

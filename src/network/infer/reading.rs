//! A letter under the eye: its words, its names, the patterns that fit, and how what it says is noted.
//!
//! What all readings stand on: of letters between two ([`super::direct`], [`super::naming`]) and among several
//! ([`super::circle`]).

use super::evidence::{Found, Given, Passage, Piece, Setting, Sort};
use super::facts::Facts;
use super::matcher::{Hit, hits, joined};
use super::names::{Mention, Mentions, Names};
use super::tokens::{Break, Text};
use crate::day::Day;
use crate::import::cues::{CUES, Kind};
use crate::people::PersonId;

/// One passage under the eye.
pub struct Reading<'a> {
    /// The passage.
    pub passage: &'a Passage<'a>,
    /// Its words.
    pub text: &'a Text,
    /// The names in it.
    pub mentions: &'a Mentions,
    /// What is known of people at the time.
    pub facts: &'a Facts<'a>,
    /// When it was written; the day asked about where that is unknown.
    pub day: Day,
}

/// The names in a text, but for those of whom it is addressed to.
pub fn named_in(text: &Text, setting: &Setting, names: &Names<'_>) -> Mentions {
    let mut mentions = names.in_text(text, &CUES);
    if let Setting::Direct { other, .. } = setting {
        // `Hi Ana` is the one who reads, whoever else is called Ana; and she is nobody's introducer here.
        // `Mrs Ana Ruiz, of the school` is an answer, if another reads it.
        // So are `Mrs Ruiz, of the school` and `By Ana, on Monday`.
        let is_another = |it: &Mention| {
            let (hash, word) = (text.tokens[it.start - 1].hash, text.word(it.start - 1));
            let sets_apart = it.is_whole
                || CUES.origin.has(hash, word)
                || CUES.title.has(hash, word) && !names.is_given_name(text, it.start);
            sets_apart
                && !it.persons.is_empty()
                && !it.persons.contains(other)
                && !names.calls(text, it.start, *other)
        };
        mentions.leave_out(|it| {
            is_greeted(text, it) && !is_another(it)
                || names.is_given_name_of(text, it, *other)
                || it.persons.contains(other) && (it.is_whole || it.len == 1)
        });
    }
    mentions
}

/// Whether a name stands in the greeting: behind one word that opens a message, and before a comma or a line's end.
fn is_greeted(text: &Text, mention: &Mention) -> bool {
    greets(text, mention.start, mention.len)
}

/// Whether so many words greet whoever they name.
pub fn greets(text: &Text, start: usize, len: usize) -> bool {
    let after = text.tokens.get(start + len);
    let greets = |at: usize| {
        let (hash, word) = (text.tokens[at].hash, text.word(at));
        CUES.common.has(hash, word) || CUES.title.has(hash, word)
    };
    // `Yes: Bo Lind` is an answer, and names somebody else.
    (text.body + 1..=text.body + 3).contains(&start)
        && text.tokens[start].before == Break::None
        && after.is_none_or(|token| token.before != Break::None)
        && (text.body..start).all(greets)
}

/// Whether a name that nobody here has is where somebody works: `Ana Ruiz from Tall Ships` names one person, not two.
pub fn is_place_of(text: &Text, mention: &Mention, known_ends: &[usize]) -> bool {
    if !mention.persons.is_empty() || mention.is_owner || mention.is_address {
        return false;
    }
    let is_short = |at: usize| {
        let (token, word) = (&text.tokens[at], text.word(at));
        token.before == Break::None && word.len() <= 4 && !CUES.and.has(token.hash, word)
    };
    let glued = |n: &usize| {
        known_ends.contains(&(mention.start - n)) && (mention.start - n..mention.start).all(is_short)
    };
    text.tokens[mention.start].before == Break::None && (1..=mention.start.min(2)).any(|n| glued(&n))
}

impl Reading<'_> {
    /// Every pattern of these kinds that fits.
    pub fn hits(&self, wanted: &[Kind]) -> Vec<Hit> {
        hits(self.text, &CUES, self.mentions, |kind| wanted.contains(&kind))
    }

    /// Notes what words say of a pair.
    pub fn add(
        &self,
        found: &mut Found,
        introducer: PersonId,
        introduced: PersonId,
        kind: Kind,
        weight: f64,
    ) {
        self.put(found, introducer, introduced, Sort::Told(kind), weight);
    }

    /// Notes a piece of evidence for a pair.
    pub fn put(
        &self,
        found: &mut Found,
        introducer: PersonId,
        introduced: PersonId,
        sort: Sort,
        weight: f64,
    ) {
        if introducer != introduced {
            let (on, place) = (self.passage.on, self.passage.place);
            found.pieces.push(Piece { introducer, introduced, on, sort, weight, place });
        }
    }

    /// The names that a hit means: those in its slot; where it has none, the nearest in its sentence, in the sentence
    /// before, or in the next.
    pub fn named(&self, hit: &Hit) -> Vec<&Mention> {
        if let Some(at) = hit.name {
            return joined(self.text, &CUES, self.mentions, at);
        }
        let (start, end) = self.text.sentence(hit.span.0.min(self.text.tokens.len() - 1));
        let within =
            |from: usize, to: usize| self.mentions.iter().filter(move |it| it.start >= from && it.start < to);
        let here: Vec<&Mention> = within(start, end).collect();
        if !here.is_empty() {
            return here;
        }
        let before = start.checked_sub(1).map(|at| self.text.sentence(at));
        let after = (end < self.text.tokens.len()).then(|| self.text.sentence(end));
        let last = before.and_then(|(start, end)| within(start, end).last());
        last.or_else(|| after.and_then(|(start, end)| within(start, end).next())).into_iter().collect()
    }

    /// Notes two people whom the seeker brought together.
    pub fn given(&self, a: PersonId, b: PersonId, found: &mut Found) {
        let (person, other) = (a.min(b), a.max(b));
        found.given.push(Given { person, other, on: self.day, place: self.passage.place });
    }
}

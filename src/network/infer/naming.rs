//! Names without a pattern: who was named, by whom, when, and who then was in touch.
//!
//! A sentence can say in a thousand ways that somebody sent somebody. When a stranger's first message names a contact, or
//! a contact names a stranger with whom the seeker is in touch days later, who, whom and when say most of it, and single
//! words near the name (lists of [`crate::import::cues`]) the rest: words of telling and giving, words of getting in
//! touch, and words of what one merely saw or heard of.

use super::evidence::{Found, Sort};
use super::matcher::Hit;
use super::names::Mention;
use super::reading::Reading;
use super::tokens::Break;
use super::weights::WEIGHTS;
use crate::import::cues::{CUES, Kind, Words};
use crate::people::PersonId;

fn w(name: &str) -> f64 {
    WEIGHTS.of(name)
}

/// How far from a name a word can stand and still be about it.
const NEAR: usize = 9;
/// The same for what follows it, over the end of its sentence.
const FAR: usize = 16;

impl Reading<'_> {
    /// How many words of a list stand in a part of the text.
    fn n_of(&self, words: &Words, (start, end): (usize, usize)) -> usize {
        let is_one = |at: &usize| {
            let token = &self.text.tokens[*at];
            token.address.is_none()
                && !self.mentions.covers(*at)
                && words.has(token.hash, self.text.word(*at))
        };
        (start..end).filter(is_one).count()
    }

    fn holds(&self, words: &Words, range: (usize, usize)) -> bool {
        self.n_of(words, range) > 0
    }

    /// The words around a name within its sentence, and those that follow, in the next sentence, too.
    fn around(&self, mention: &Mention) -> ((usize, usize), (usize, usize)) {
        let (start, end) = self.text.sentence(mention.start);
        let last = mention.start + mention.len;
        let from = start.max(mention.start.saturating_sub(NEAR));
        let beyond = if end < self.text.tokens.len() { self.text.sentence(end).1 } else { end };
        ((from, end.min(last + NEAR)), (from, beyond.min(last + FAR)))
    }

    /// Whether what is said of a name is denied: a word like `not` close by, in the same thought.
    fn is_denied(&self, mention: &Mention) -> bool {
        let (start, end) = self.text.sentence(mention.start);
        let has = |words: &Words, at: usize| words.has(self.text.tokens[at].hash, self.text.word(at));
        let mut at = mention.start;
        while at > start && mention.start - at < 4 && self.text.tokens[at].before == Break::None {
            at -= 1;
            if has(&CUES.but, at) {
                at += 1;
                break;
            }
        }
        let last = mention.start + mention.len;
        (at..mention.start).chain(last..end.min(last + 3)).any(|at| has(&CUES.negation, at))
    }

    /// What it adds that a name is only mentioned, by a pattern or by words near it.
    fn mere(&self, mention: &Mention, range: (usize, usize), hits: &[Hit]) -> f64 {
        let is_aside = |hit: &Hit| hit.kind == Kind::Aside && hit.name == Some(mention.start);
        let aside = if hits.iter().any(is_aside) { w("aside") } else { 0.0 };
        aside
            + match self.n_of(&CUES.mere, range) {
                0 => 0.0,
                1 => w("mere"),
                _ => w("mere") + w("mere_more"),
            }
    }

    /// Whom the writer names, whatever else is said, and with whom the seeker is in touch soon.
    pub fn naming(&self, other: PersonId, hits: &[Hit], found: &mut Found) {
        for mention in self.mentions.iter() {
            let Some(meant) = self.facts.introduced(mention, self.day, &[other]) else { continue };
            let [only] = meant.persons[..] else { continue };
            let Some(days @ 0..=30) = self.facts.days_until_contact(only, self.day) else { continue };
            let (here, beyond) = self.around(mention);
            let whole = (0, self.text.tokens.len());
            let reaches = match self.is_denied(mention) {
                true => 0.0,
                false if self.holds(&CUES.reach, beyond) => w("naming_reach"),
                false if self.holds(&CUES.reach, whole) => w("naming_reach_anywhere"),
                false => 0.0,
            };
            let weight = w("naming")
                + if mention.is_address { w("whole_name") } else { meant.weight.min(0.0) }
                + self.facts.newness(only, self.day).min(0.0)
                + self.facts.acquaintance(other, self.day)
                + match days {
                    ..=3 => w("naming_within_3_days"),
                    4..=14 => w("naming_within_14_days"),
                    _ => 0.0,
                }
                + reaches
                + self.mere(mention, here, hits);
            self.put(found, other, only, Sort::Naming, weight);
        }
    }

    /// Whom the first letters between the seeker and somebody new name.
    pub fn first_names(&self, other: PersonId, hits: &[Hit], found: &mut Found) {
        let Some(first) = self.facts.first_touch(other) else { return };
        let days = self.day.days_since(first);
        if !(0..=14).contains(&days) || self.facts.newness(other, first) < 0.0 {
            return;
        }
        for mention in self.mentions.iter() {
            let Some(meant) = self.facts.introducer(mention, self.day, &[other]) else { continue };
            let [only] = meant.persons[..] else { continue };
            let known = self.facts.acquaintance(only, self.day);
            if known <= 0.0 {
                continue;
            }
            let (here, beyond) = self.around(mention);
            let by = |hit: &Hit| hit.kind == Kind::By && hit.name == Some(mention.start);
            let says = match self.is_denied(mention) {
                true => 0.0,
                false if self.holds(&CUES.source, beyond) || hits.iter().any(by) => {
                    w("names_introducer_source")
                }
                false if self.holds(&CUES.reach, here) => w("names_introducer_reach"),
                false => 0.0,
            };
            let weight = w("names_introducer")
                + meant.weight.min(0.0)
                + known
                + if days <= 3 { 0.0 } else { w("names_introducer_later") }
                + says
                + self.mere(mention, here, hits);
            self.put(found, only, other, Sort::NamesIntroducer, weight);
        }
    }
}

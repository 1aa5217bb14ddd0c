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
use super::weights::WEIGHTS;
use crate::import::cues::{CUES, Kind, Words};
use crate::people::PersonId;

fn w(name: &str) -> f64 {
    WEIGHTS.of(name)
}

impl Reading<'_> {
    /// Whether a sentence holds a word of a list.
    fn holds(&self, words: &Words, (start, end): (usize, usize)) -> bool {
        (start..end).any(|at| {
            let token = &self.text.tokens[at];
            token.address.is_none() && words.has(token.hash, self.text.word(at))
        })
    }

    /// The sentence of a name, and the same with the one behind it.
    fn near(&self, mention: &Mention) -> ((usize, usize), (usize, usize)) {
        let here = self.text.sentence(mention.start);
        let end = if here.1 < self.text.tokens.len() { self.text.sentence(here.1).1 } else { here.1 };
        (here, (here.0, end))
    }

    /// Whom the writer names, whatever else is said, and with whom the seeker is in touch soon.
    pub fn naming(&self, other: PersonId, found: &mut Found) {
        for mention in self.mentions.iter() {
            let Some(meant) = self.facts.introduced(mention, self.day, &[other]) else { continue };
            let [only] = meant.persons[..] else { continue };
            let Some(days @ 0..=30) = self.facts.days_until_contact(only, self.day) else { continue };
            let (here, beyond) = self.near(mention);
            let refuses = self.holds(&CUES.negation, here);
            let reaches = !refuses && self.holds(&CUES.reach, beyond);
            let weight = w("naming")
                + if mention.is_address { w("whole_name") } else { meant.weight.min(0.0) }
                + self.facts.newness(only, self.day).min(0.0)
                + self.facts.acquaintance(other, self.day)
                + match days {
                    ..=3 => w("naming_within_3_days"),
                    4..=14 => w("naming_within_14_days"),
                    _ => 0.0,
                }
                + if reaches { w("naming_reach") } else { 0.0 }
                + if self.holds(&CUES.mere, here) { w("mere") } else { 0.0 };
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
            let (here, beyond) = self.near(mention);
            let by = |hit: &Hit| hit.kind == Kind::By && hit.name == Some(mention.start);
            let refuses = self.holds(&CUES.negation, here);
            let says = !refuses && (self.holds(&CUES.source, beyond) || hits.iter().any(by));
            let weight = w("names_introducer")
                + meant.weight.min(0.0)
                + known
                + if days <= 3 { 0.0 } else { w("names_introducer_later") }
                + if says { w("names_introducer_source") } else { 0.0 }
                + if self.holds(&CUES.mere, here) { w("mere") } else { 0.0 };
            self.put(found, only, other, Sort::NamesIntroducer, weight);
        }
    }
}

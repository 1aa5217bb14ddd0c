//! Names without a pattern: who was named, by whom, when, and who then was in touch.
//!
//! A sentence can say in a thousand ways that somebody sent somebody. When a stranger's first message names a contact, or
//! a contact names a stranger with whom the seeker is in touch days later, who, whom and when say most of it, and single
//! words near the name (lists of [`crate::import::cues`]) the rest: words of telling and giving, words of getting in
//! touch, and words of what one merely saw or heard of.

use super::evidence::{Found, Sort};
use super::matcher::Hit;
use super::names::Mention;
use super::reading::{NEW_FOR, Reading};
use super::weights::WEIGHTS;
use crate::import::cues::{CUES, Kind, Words};
use crate::people::PersonId;

fn w(name: &str) -> f64 {
    WEIGHTS.of(name)
}

/// How much further words of thanks reach.
const NEAR_THANKS: usize = 8;

/// A letter between the seeker and one person.
#[derive(Clone, Copy, Debug)]
pub struct FirstLetter {
    /// Who the person is.
    pub other: PersonId,
    /// Whether the seeker wrote.
    pub outgoing: bool,
    /// Whether nothing was written between the two before.
    pub is_first: bool,
}

impl Reading<'_> {
    /// Whom the writer names, whatever else is said, and with whom the seeker is in touch soon.
    pub fn naming(&self, other: PersonId, hits: &[Hit], found: &mut Found) {
        for mention in self.mentions.iter() {
            let Some(meant) = self.facts.introduced(mention, self.day, &[other]) else { continue };
            let [only] = meant.persons[..] else { continue };
            let Some(days @ 0..=30) = self.facts.days_until_contact(only, self.day) else { continue };
            let (_, beyond) = self.around(mention);
            let whole = (0, self.text.tokens.len());
            let reaches = match self.is_denied(mention) {
                true => w("naming_denied"),
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
                // A name and no more is an answer.
                + if self.text.sentence(mention.start) == (mention.start, mention.start + mention.len) {
                    w("naming_alone")
                } else {
                    0.0
                }
                // A stranger who writes first, days after somebody named them, was told of the seeker.
                + if self.facts.came_first(only) { w("naming_came") } else { 0.0 }
                + self.by_given_name_alone(mention, (other, only), found)
                + self.is_of_writer(mention.start, hits)
                + self.announced(mention)
                + self.mere(mention, hits, false);
            self.put(found, other, only, Sort::Naming, weight);
        }
    }

    /// Whom the seeker names to somebody she thanks, days after she and the one named were first in touch.
    pub fn thanks_afterwards(&self, other: PersonId, hits: &[Hit], found: &mut Found) {
        let whole = (0, self.text.tokens.len());
        if !self.holds(&CUES.gratitude, whole) {
            return;
        }
        for mention in self.mentions.iter().filter(|mention| mention.is_whole) {
            let [only] = mention.persons[..] else { continue };
            let met = self.facts.first_touch(only).map(|first| self.day.days_since(first));
            if !matches!(met, Some(0..=45)) || self.facts.newness(only, self.day.plus_days(-45)) < 0.0 {
                continue;
            }
            let (_, beyond) = self.around(mention);
            let far = (beyond.0, whole.1.min(beyond.1 + 2 * NEAR_THANKS));
            let says = (far.0..far.1).any(|at| self.says_for_what(at));
            let weight = w("thanks_afterwards")
                + self.facts.acquaintance(other, self.day.plus_days(-45)).min(w("introducer_known"))
                + if says { w("thanks_says") } else { 0.0 }
                + self.announced(mention)
                + self.mere(mention, hits, says);
            self.put(found, other, only, Sort::Told(Kind::Thank), weight);
        }
    }

    /// Whether a word tells what somebody is thanked for: telling, giving, reaching; or `without`, as in `without you`.
    fn says_for_what(&self, at: usize) -> bool {
        let has = |words: &Words| words.has(self.text.tokens[at].hash, self.text.word(at));
        let tells = (has(&CUES.source) || has(&CUES.reach)) && self.text.word(at).len() > 3;
        !self.mentions.covers(at)
            && (tells && !has(&CUES.gratitude) || has(&CUES.negation) && has(&CUES.stop))
    }

    /// Whom a letter among the first between the seeker and somebody new names.
    pub fn first_names(&self, letter: FirstLetter, hits: &[Hit], found: &mut Found) {
        let FirstLetter { other, outgoing, is_first } = letter;
        let Some(first) = self.facts.first_touch(other) else { return };
        let days = self.day.days_since(first);
        if !(0..=NEW_FOR).contains(&days) || self.facts.newness(other, first) < 0.0 {
            return;
        }
        // Who says how they found the reader was not sent, whomever else they name.
        let own = if is_first && outgoing { self.own_way(hits) } else { 0.0 };
        for mention in self.mentions.iter() {
            let Some(meant) = self.facts.introducer(mention, self.day, &[other]) else { continue };
            let [only] = meant.persons[..] else { continue };
            let known = self.facts.acquaintance(only, self.day);
            if known <= 0.0 {
                continue;
            }
            let told = |hit: &Hit| hit.kind == Kind::Refer && hit.name == Some(mention.start);
            if outgoing && is_first && self.is_denied(mention) && !hits.iter().any(told) {
                found.denials.insert((only, other));
            }
            // `Ana sends you her regards` is how a stranger begins who comes from her.
            let greets = |hit: &Hit| hit.kind == Kind::Aside && hit.strength < 0;
            let may_greet = is_first && outgoing && own >= 0.0;
            let regards = may_greet && hits.iter().any(|hit| greets(hit) && self.passes_over(hit, mention));
            let (says, is_source) = self.says_who_sent(mention, regards, hits);
            let rest: Vec<Hit> = hits.iter().filter(|hit| !(regards && greets(hit))).cloned().collect();
            let weight = w("names_introducer")
                + meant.weight.min(0.0)
                + known
                + if days <= 3 { 0.0 } else { w("names_introducer_later") }
                + says
                + own * if is_source { w("own_source") } else { w("own_name") }
                + self.mere(mention, &rest, is_source)
                + if !is_first && outgoing && !is_source { w("names_introducer_answer") } else { 0.0 }
                + if self.stays_mentioned(mention, only, letter, hits, found) {
                    w("aside_sure")
                } else {
                    0.0
                }
                + if !is_source && self.facts.share_family(only, other) { w("same_family") } else { 0.0 };
            self.put(found, only, other, Sort::NamesIntroducer, weight);
        }
    }

    /// What words near a name add that tell who sent whom, and whether one of them does so.
    fn says_who_sent(&self, mention: &Mention, regards: bool, hits: &[Hit]) -> (f64, bool) {
        if self.is_denied(mention) {
            return (0.0, false);
        }
        let (here, beyond) = self.around(mention);
        let by = |hit: &Hit| hit.kind == Kind::By && hit.name == Some(mention.start);
        if regards || self.holds(&CUES.source, beyond) || hits.iter().any(by) {
            return (w("names_introducer_source"), true);
        }
        let says = if self.holds(&CUES.reach, here) {
            w("names_introducer_reach")
        } else if self.holds(&CUES.you, here) {
            w("names_introducer_you")
        } else {
            0.0
        };
        (says, false)
    }

    /// Whether somebody was named to this one before as a referee or the like, and so is no introducer in what follows;
    /// notes it where this letter says so.
    fn stays_mentioned(
        &self,
        mention: &Mention,
        named: PersonId,
        letter: FirstLetter,
        hits: &[Hit],
        found: &mut Found,
    ) -> bool {
        if self.aside(mention, hits) <= w("aside_sure") {
            found.mentioned.insert((named, letter.other));
            return false;
        }
        let mut asked = found.asked_for_names.get(&letter.other).into_iter().flatten();
        letter.outgoing && asked.any(|day| (0..=7).contains(&self.day.days_since(*day)))
            || found.mentioned.contains(&(named, letter.other))
    }
}

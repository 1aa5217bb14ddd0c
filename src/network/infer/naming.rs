//! Names without a pattern: who was named, by whom, when, and who then was in touch.
//!
//! A sentence can say in a thousand ways that somebody sent somebody. When a stranger's first message names a contact, or
//! a contact names a stranger with whom the seeker is in touch days later, who, whom and when say most of it, and single
//! words near the name (lists of [`crate::import::cues`]) the rest: words of telling and giving, words of getting in
//! touch, and words of what one merely saw or heard of.

use super::evidence::{Found, NEW_FOR, Sort};
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

/// How much further words of thanks reach.
const NEAR_THANKS: usize = 8;

/// Among how many words a letter says at first what it is about.
const ABOUT: usize = 5;

/// How far behind a name the seeker's own can stand in what the one named said of her.
const FAR_OWN: usize = 30;

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
            let is_asked = self.text.is_question(mention.start);
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
                + if !is_asked && self.text.sentence(mention.start) == (mention.start, mention.start + mention.len) {
                    w("naming_alone")
                } else {
                    0.0
                }
                // A stranger who writes first, days after somebody named them, was told of the seeker.
                + if self.facts.came_first(only) { w("naming_came") } else { 0.0 }
                + if self.facts.connected_soon(only, self.day) { w("naming_connected") } else { 0.0 }
                // `Did you see that Bo made director?`
                + if reaches <= 0.0 && is_asked { w("naming_asked") } else { 0.0 }
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
        for mention in self.mentions.iter() {
            let is_new = |person: &PersonId| {
                let met = self.facts.first_touch(*person).map(|first| self.day.days_since(first));
                let most = if mention.is_whole { 45 } else { 21 };
                met.is_some_and(|days| (0..=most).contains(&days))
                    && self.facts.newness(*person, self.day.plus_days(-45)) >= 0.0
            };
            // By the given name alone one speaks of a newcomer to whoever knows them: of several the one met lately.
            let lately: Vec<PersonId> = mention.persons.iter().copied().filter(is_new).collect();
            let [only] = lately[..] else { continue };
            if mention.is_whole && mention.persons.len() > 1 || only == other {
                continue;
            }
            let (_, beyond) = self.around(mention);
            let far = (beyond.0, whole.1.min(beyond.1 + 2 * NEAR_THANKS));
            let says = (far.0..far.1).any(|at| self.says_for_what(at));
            let is_about = !says && !mention.is_whole && mention.start < self.text.body + ABOUT;
            let weight = w("thanks_afterwards")
                + self.facts.acquaintance(other, self.day.plus_days(-45)).min(w("introducer_known"))
                + if says { w("thanks_says") } else { 0.0 }
                + if is_about { w("thanks_about") } else { 0.0 }
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
        // Who asks who brought them together, asks months later, too.
        let is_late = days > NEW_FOR;
        if days < 0 || is_late && !self.answers_who(letter, found) || self.facts.newness(other, first) < 0.0 {
            return;
        }
        // `Did Ana send you?` `No.`
        if outgoing && !is_first && self.opens_with_no() {
            let asked = found.asked_whether.get(&other).into_iter().flatten();
            let lately = asked.filter(|(on, _)| (0..=NEW_FOR).contains(&self.day.days_since(*on)));
            let denied: Vec<PersonId> = lately.map(|(_, named)| *named).collect();
            found.answered_no.extend(denied.into_iter().map(|named| (named, other)));
        }
        // Who says how they found the reader was not sent, whomever else they name.
        let own = if is_first && outgoing { self.own_way(hits) } else { 0.0 };
        for mention in self.mentions.iter() {
            let Some(meant) = self.facts.introducer(mention, self.day, &[other]) else { continue };
            let [only] = meant.persons[..] else { continue };
            if !outgoing && self.text.is_question(mention.start) {
                found.asked_whether.entry(other).or_default().push((self.day, only));
            }
            let known = self.facts.acquaintance(only, if is_late { first } else { self.day });
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
            let (mut says, mut is_source) = self.says_who_sent(mention, regards, hits);
            if self.answers_who(letter, found) && !self.is_denied(mention) && !self.says_no(mention) {
                (says, is_source) = (says.max(w("names_introducer_told")), true);
            } else if !outgoing && self.is_told_to_write(mention) {
                (says, is_source) = (says.max(w("names_introducer_own_name")), true);
            }
            let asks = !is_first && !outgoing && !is_source && self.text.is_question(mention.start);
            let rest: Vec<Hit> = hits.iter().filter(|hit| !(regards && greets(hit))).cloned().collect();
            let weight = w("names_introducer")
                + meant.weight.min(0.0)
                + known
                + if days <= 3 { 0.0 } else { w("names_introducer_later") }
                + says
                + own * if is_source { w("own_source") } else { w("own_name") }
                + self.mere(mention, &rest, is_source)
                + if !is_first && outgoing && !is_source { w("names_introducer_answer") } else { 0.0 }
                + if self.facts.connected_soon(other, first) { w("names_introducer_connected") } else { 0.0 }
                // `Do you know Ana?`, by whoever answers the seeker.
                + if asks { w("names_introducer_asked") } else { 0.0 }
                + if self.stays_mentioned(mention, only, letter, hits, found) {
                    w("aside_sure")
                } else {
                    0.0
                }
                + if !is_source && self.facts.share_family(only, other) { w("same_family") } else { 0.0 };
            self.put(found, only, other, Sort::NamesIntroducer, weight);
        }
    }

    /// Whether one of the two asked, days ago, who brought them together, and this is the other's letter.
    fn answers_who(&self, letter: FirstLetter, found: &Found) -> bool {
        let mut asked = found.asked_who.get(&letter.other).into_iter().flatten();
        asked.any(|(day, outgoing)| {
            *outgoing != letter.outgoing && (0..=NEW_FOR).contains(&self.day.days_since(*day))
        })
    }

    /// Whether one of the first two words of the letter is a `no`.
    fn opens_with_no(&self) -> bool {
        let body = self.text.body;
        self.holds(&CUES.no, (body, self.text.tokens.len().min(body + 2)))
    }

    /// Whether the sentence of a name begins with `no`: `No, Ana does not even know that I write`.
    fn says_no(&self, mention: &Mention) -> bool {
        let (start, _) = self.text.sentence(mention.start);
        CUES.no.has(self.text.tokens[start].hash, self.text.word(start))
    }

    /// Whether a stranger tells what somebody said of the seeker, by her name: `Ana said: call Kit`.
    fn is_told_to_write(&self, mention: &Mention) -> bool {
        let last = mention.start + mention.len;
        let is_called = |it: &Mention| {
            let mut from = it.start;
            while from > last && it.start - from < 3 && self.text.tokens[from].before == Break::None {
                from -= 1;
            }
            it.is_owner
                && (last..last + FAR_OWN).contains(&it.start)
                && self.holds(&CUES.reach, (from, it.start))
        };
        self.mentions.iter().any(is_called)
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

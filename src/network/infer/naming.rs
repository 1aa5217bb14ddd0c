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
use super::tokens::Break;
use super::weights::WEIGHTS;
use crate::day::Day;
use crate::import::cues::{CUES, Kind, Words};
use crate::people::PersonId;

fn w(name: &str) -> f64 {
    WEIGHTS.of(name)
}

/// How far from a name a word can stand and still be about it.
const NEAR: usize = 9;
/// The same for what follows it, over the end of its sentence.
const FAR: usize = 16;
/// How far on either side words tell what kind of letter it is.
const BROAD: usize = 30;

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
        // `She would not stop praising you` denies nothing, nor does `without her I would not have found you`.
        let goes_on = |at: usize| (at..end.min(at + 4)).any(|at| has(&CUES.stop, at));
        let denies = |at: &usize| has(&CUES.negation, *at) && !goes_on(*at);
        // Behind a name, only what denies that somebody told or sent.
        let told = |at: usize| (at + 1..end.min(at + 5)).any(|at| has(&CUES.source, at));
        (at..mention.start).any(|at| denies(&at)) || (last..end.min(last + 3)).filter(denies).any(told)
    }

    /// What it takes from a name that a pattern says it is only mentioned: in its slot, or in the sentence of one without.
    fn aside(&self, mention: &Mention, hits: &[Hit]) -> f64 {
        let strengths = hits.iter().filter(|hit| self.passes_over(hit, mention)).map(|hit| hit.strength);
        match strengths.max() {
            None => 0.0,
            Some(1) => w("aside_sure"),
            Some(_) => w("aside"),
        }
    }

    /// The same beside a pattern that fits: `our common friend Ana told me` is more than a mention, as what makes it
    /// one stands before the name, and what she told behind it.
    pub fn is_aside_of(&self, told: &Hit, mention: &Mention, hits: &[Hit]) -> bool {
        let end = mention.start + mention.len;
        let is_before =
            |hit: &Hit| hit.strength < 1 && hit.name.is_some() && hit.span.1 <= end && told.span.1 > end;
        hits.iter().any(|hit| self.passes_over(hit, mention) && !is_before(hit))
    }

    fn passes_over(&self, hit: &Hit, mention: &Mention) -> bool {
        let (start, end) = self.text.sentence(hit.span.0);
        hit.kind == Kind::Aside
            && match hit.name {
                // A pronoun means whoever was named before it.
                Some(at) => {
                    let meant = self.mentions.at(at).or_else(|| self.mentions.before(at));
                    meant.is_some_and(|it| it.start == mention.start)
                }
                None => (start..end).contains(&mention.start),
            }
    }

    /// What it adds that a name is only mentioned, by a pattern or by words near it. Beside a word of telling, where
    /// somebody was met, or heard, says little.
    pub fn mere(&self, mention: &Mention, hits: &[Hit], is_source: bool) -> f64 {
        let ((start, end), _) = self.around(mention);
        let is_one = |words: &Words, at: usize| words.has(self.text.tokens[at].hash, self.text.word(at));
        let of_occasions = |at: &usize| is_one(&CUES.event, *at);
        let found = (start..end).filter(|at| {
            self.text.tokens[*at].address.is_none() && !self.mentions.covers(*at) && is_one(&CUES.mere, *at)
        });
        let (occasions, others): (Vec<usize>, Vec<usize>) = found.partition(of_occasions);
        let taken = |n: usize| match n {
            0 => 0.0,
            1 => w("mere"),
            _ => w("mere") + w("mere_more"),
        };
        let words = if is_source {
            taken(others.len()).min(w("mere_source") * taken(occasions.len()))
        } else {
            taken(others.len() + occasions.len())
        };
        self.aside(mention, hits) + words
    }

    /// What all this takes from an offer in words: less than from a bare name, as a successor may be offered, too; unless
    /// the whole sentence is about something else.
    pub fn mere_of_offer(&self, mention: &Mention, hits: &[Hit]) -> f64 {
        let taken = self.mere(mention, hits, false);
        let is_else = |hit: &Hit| hit.strength > 0 && hit.name.is_none() && self.passes_over(hit, mention);
        if hits.iter().any(is_else) { taken } else { w("mere_offer") * taken }
    }

    /// What it adds that words of a public occasion stand around a name: whoever is announced there is nobody's friend.
    pub fn announced(&self, mention: &Mention) -> f64 {
        let end = self.text.tokens.len().min(mention.start + mention.len + BROAD);
        match self.n_of(&CUES.event, (mention.start.saturating_sub(BROAD), end)) {
            0 => 0.0,
            1 => w("event"),
            _ => w("event_more"),
        }
    }

    /// What it adds that a stranger is named by the given name alone: who sends somebody to a stranger says the rest of
    /// the name, or gives an address.
    pub fn by_given_name_alone(&self, mention: &Mention, person: PersonId) -> f64 {
        let is_told = |it: &Mention| (it.is_whole || it.is_address) && it.persons.contains(&person);
        let titled = mention.start > 0 && {
            let at = mention.start - 1;
            CUES.title.has(self.text.tokens[at].hash, self.text.word(at))
        };
        if titled || mention.len > 1 || self.mentions.iter().any(is_told) {
            0.0
        } else {
            w("given_name_alone")
        }
    }

    /// What a first letter that names nobody takes from the promises of others, by how it says that it came about.
    pub fn own_way(&self, hits: &[Hit]) -> f64 {
        if hits.iter().any(|hit| hit.kind == Kind::Own) {
            return w("own_way");
        }
        let whole = (0, self.text.tokens.len());
        let n = self.n_of(&CUES.way, whole) + self.n_of(&CUES.event, whole);
        match n {
            0 => 0.0,
            1 => w("way"),
            2 => w("way_more"),
            _ => w("way_most"),
        }
    }

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
                + self.by_given_name_alone(mention, only)
                + self.announced(mention)
                + self.mere(mention, hits, false);
            self.put(found, other, only, Sort::Naming, weight);
        }
    }

    /// Whom the first letters between the seeker and somebody new name.
    pub fn first_names(
        &self,
        other: PersonId,
        outgoing: bool,
        is_first: bool,
        hits: &[Hit],
        found: &mut Found,
    ) {
        let Some(first) = self.facts.first_touch(other) else { return };
        let days = self.day.days_since(first);
        if !(0..=NEW_FOR).contains(&days) || self.facts.newness(other, first) < 0.0 {
            return;
        }
        // Who says how they found the reader was not sent, whomever else they name.
        let own = if is_first && outgoing { self.own_way(hits) } else { 0.0 };
        let own_is_none = is_first && outgoing && own >= 0.0;
        for mention in self.mentions.iter() {
            let Some(meant) = self.facts.introducer(mention, self.day, &[other]) else { continue };
            let [only] = meant.persons[..] else { continue };
            let known = self.facts.acquaintance(only, self.day);
            if known <= 0.0 {
                continue;
            }
            let (here, beyond) = self.around(mention);
            let by = |hit: &Hit| hit.kind == Kind::By && hit.name == Some(mention.start);
            let is_denied = self.is_denied(mention);
            let told = |hit: &Hit| hit.kind == Kind::Refer && hit.name == Some(mention.start);
            if is_denied && outgoing && !hits.iter().any(told) {
                found.denials.insert((only, other));
            }
            // `Ana sends you her regards` is how a stranger begins who comes from her.
            let greets = |hit: &Hit| hit.kind == Kind::Aside && hit.strength < 0;
            let regards = own_is_none && hits.iter().any(|hit| greets(hit) && self.passes_over(hit, mention));
            let is_source =
                !is_denied && (regards || self.holds(&CUES.source, beyond) || hits.iter().any(by));
            let says = match is_denied {
                true => 0.0,
                false if is_source => w("names_introducer_source"),
                false if self.holds(&CUES.reach, here) => w("names_introducer_reach"),
                false if self.holds(&CUES.you, here) => w("names_introducer_you"),
                false => 0.0,
            };
            let mere = self.aside(mention, hits) <= w("aside_sure");
            let is_mentioned = if mere {
                found.mentioned.insert((only, other));
                false
            } else {
                let asked = found.asked_for_names.get(&other).into_iter().flatten();
                let is_answer = |day: &&Day| (0..=7).contains(&self.day.days_since(**day));
                outgoing && asked.filter(is_answer).count() > 0 || found.mentioned.contains(&(only, other))
            };
            let kept: Vec<Hit> =
                if regards { hits.iter().filter(|hit| !greets(hit)).cloned().collect() } else { Vec::new() };
            let weight = w("names_introducer")
                + meant.weight.min(0.0)
                + known
                + if days <= 3 { 0.0 } else { w("names_introducer_later") }
                + says
                + own * if is_source { w("own_source") } else { w("own_name") }
                + self.mere(mention, if regards { &kept } else { hits }, is_source)
                + if !is_first && outgoing && !is_source { w("names_introducer_answer") } else { 0.0 }
                + if is_mentioned { w("aside_sure") } else { 0.0 }
                + if !is_source && self.facts.share_family(only, other) { w("same_family") } else { 0.0 };
            self.put(found, only, other, Sort::NamesIntroducer, weight);
        }
    }
}

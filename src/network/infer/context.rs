//! What stands around a name: words that deny it, that pass over it, that announce it, and how a letter came about.
//!
//! In: a passage with its names, and the patterns that fit. Out: what each adds to evidence that others find, in log-odds.
//! Nothing here is evidence by itself.

use super::evidence::Found;
use super::matcher::Hit;
use super::names::Mention;
use super::reading::Reading;
use super::tokens::Break;
use super::weights::WEIGHTS;
use crate::import::cues::{CUES, Kind, Words, folded};
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

    /// Whether a word of a list stands in a part of the text.
    pub fn holds(&self, words: &Words, range: (usize, usize)) -> bool {
        self.n_of(words, range) > 0
    }

    /// The words around a name within its sentence, and those that follow, in the next sentence, too.
    pub fn around(&self, mention: &Mention) -> ((usize, usize), (usize, usize)) {
        let (start, end) = self.text.sentence(mention.start);
        let last = mention.start + mention.len;
        let from = start.max(mention.start.saturating_sub(NEAR));
        let beyond = if end < self.text.tokens.len() { self.text.sentence(end).1 } else { end };
        ((from, end.min(last + NEAR)), (from, beyond.min(last + FAR)))
    }

    /// Whether what is said of a name is denied: a word like `not` close by, in the same thought.
    pub fn is_denied(&self, mention: &Mention) -> bool {
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
        // Of two denials the one takes the other back, if the first is a `without`.
        let is_taken_back = |at: usize| {
            has(&CUES.stop, at) && (last..end).any(|at| has(&CUES.negation, at) && !has(&CUES.stop, at))
        };
        let denies = |at: &usize| has(&CUES.negation, *at) && !goes_on(*at) && !is_taken_back(*at);
        // Behind a name, only what denies that somebody told or sent.
        let told = |at: usize| (at + 1..end.min(at + 5)).any(|at| has(&CUES.source, at));
        (at..mention.start).any(|at| denies(&at)) || (last..end.min(last + 3)).filter(denies).any(told)
    }

    /// What it takes from a name that a pattern says it is only mentioned: in its slot, or in the sentence of one without.
    pub fn aside(&self, mention: &Mention, hits: &[Hit]) -> f64 {
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

    /// Whether a pattern says of a name that it is only mentioned.
    pub fn passes_over(&self, hit: &Hit, mention: &Mention) -> bool {
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
    /// Notes of the pair that it was so.
    pub fn by_given_name_alone(
        &self,
        mention: &Mention,
        pair: (PersonId, PersonId),
        found: &mut Found,
    ) -> f64 {
        let is_told = |it: &Mention| (it.is_whole || it.is_address) && it.persons.contains(&pair.1);
        let titled = mention.start > 0 && {
            let at = mention.start - 1;
            CUES.title.has(self.text.tokens[at].hash, self.text.word(at))
        };
        // `Tia Ofélia` is a given name all the same.
        let given = self.facts.people.get(pair.1).name.split_whitespace().next().map(folded);
        let is_family = titled && given.is_none_or(|given| given != self.text.word(mention.start));
        let alone = !is_family && mention.len == 1 && !self.mentions.iter().any(is_told);
        *found.by_given_name.entry(pair).or_insert(true) &= alone;
        if alone { w("given_name_alone") } else { 0.0 }
    }

    /// What it takes from an offer that its sentence tells of an introduction of the writer's own.
    pub fn is_of_writer(&self, at: usize, hits: &[Hit]) -> f64 {
        let (start, end) = self.text.sentence(at);
        let is_own = |hit: &Hit| hit.kind == Kind::Mine && (start..end).contains(&hit.span.0);
        if hits.iter().any(is_own) { w("mine") } else { 0.0 }
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
}

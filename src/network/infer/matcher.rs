//! Patterns against a text: which fit, and whom they name.

use super::names::{Mention, Mentions};
use super::tokens::{Break, Text};
use crate::import::cues::{Bits, Cues, Kind, Part, Pattern, Words};

/// A pattern that fits.
#[derive(Clone, Debug)]
pub struct Hit {
    /// What it tells.
    pub kind: Kind,
    /// How sure the pattern is: -1, 0 or 1.
    pub strength: i8,
    /// The person in its slot, as the first word of a mention; `None` where it has no slot.
    pub name: Option<usize>,
    /// Its first word, and the one after its last.
    pub span: (usize, usize),
    /// Whether a word like `if` stands in or before it.
    pub conditional: bool,
    /// Whether a word of doors and clocks stands in its sentence.
    pub logistics: bool,
}

/// The rest of a pattern, behind the part at hand.
struct Rest<'a> {
    parts: &'a [Part],
    next: Option<&'a Rest<'a>>,
}

struct Walk<'a> {
    text: &'a Text,
    cues: &'a Cues,
    mentions: &'a Mentions,
    /// The sentence.
    start: usize,
    end: usize,
    /// Which words stand in it, at a glance.
    bits: Bits,
    /// Whether a name stands in it.
    has_name: bool,
    name: Option<usize>,
    /// Words that only filled a gap.
    gaps: Vec<(usize, usize)>,
    steps: u32,
}

/// The most steps for one pattern in one sentence; no sentence that people write comes near.
const STEPS: u32 = 20_000;

impl Walk<'_> {
    fn go(&mut self, parts: &[Part], next: Option<&Rest<'_>>, at: usize) -> Option<usize> {
        self.steps += 1;
        if self.steps > STEPS {
            return None;
        }
        let Some((part, rest)) = parts.split_first() else {
            return match next {
                Some(next) => self.go(next.parts, next.next, at),
                None => Some(at),
            };
        };
        match part {
            Part::Word(words) => {
                if at < self.end && self.is_one_of(words, at) {
                    self.go(rest, next, at + 1)
                } else {
                    None
                }
            }
            Part::Either(ways) => {
                let after = Rest { parts: rest, next };
                ways.iter().find_map(|way| self.attempt(way, Some(&after), at))
            }
            Part::Maybe(inner) => {
                let after = Rest { parts: rest, next };
                self.attempt(inner, Some(&after), at).or_else(|| self.attempt(rest, next, at))
            }
            Part::Gap(most) => (0..=usize::from(*most)).find_map(|n| {
                if at + n > self.end {
                    return None;
                }
                self.gaps.push((at, at + n));
                let found = self.attempt(rest, next, at + n);
                if found.is_none() {
                    self.gaps.pop();
                }
                found
            }),
            Part::Name => {
                let len = self.name_len(at)?;
                if self.name.is_some() {
                    // A second slot of a pattern names those who are brought together; the first is kept.
                    return self.go(rest, next, at + len);
                }
                self.name = Some(at);
                let mut found = self.attempt(rest, next, at + len);
                // `Ana's advice`
                if found.is_none() && at + len < self.end && self.text.word(at + len) == "s" {
                    found = self.attempt(rest, next, at + len + 1);
                }
                if found.is_none() {
                    self.name = None;
                }
                found
            }
            Part::Comma => {
                let breaks = at >= self.end || self.text.tokens[at].before >= Break::Comma;
                if breaks { self.go(rest, next, at) } else { None }
            }
            Part::Start => {
                if at == self.start {
                    self.go(rest, next, at)
                } else {
                    None
                }
            }
            Part::End => {
                if at >= self.end {
                    self.go(rest, next, at)
                } else {
                    None
                }
            }
        }
    }

    /// Goes on, and forgets what was noted if that leads nowhere.
    fn attempt(&mut self, parts: &[Part], next: Option<&Rest<'_>>, at: usize) -> Option<usize> {
        let (name, n_gaps) = (self.name, self.gaps.len());
        let found = self.go(parts, next, at);
        if found.is_none() {
            self.name = name;
            self.gaps.truncate(n_gaps);
        }
        found
    }

    /// Whether the sentence lacks a word or a name that the pattern cannot do without: told by one look at each word,
    /// where walking would try every gap from every word.
    fn lacks(&self, parts: &[Part]) -> bool {
        parts.iter().any(|part| match part {
            Part::Word(words) => {
                !words.bits().may_share(self.bits)
                    || !(self.start..self.end).any(|at| self.is_one_of(words, at))
            }
            Part::Either(ways) => ways.iter().all(|way| self.lacks(way)),
            _ => false,
        })
    }

    /// Where the pattern fits the sentence: from the right, so that of two names the nearer is taken.
    fn hit(&mut self, pattern: &Pattern) -> Option<Hit> {
        let needs_name = pattern.parts.iter().any(|part| matches!(part, Part::Name));
        if needs_name && !self.has_name || self.lacks(&pattern.parts) {
            return None;
        }
        let (text, cues) = (self.text, self.cues);
        for first in (self.start..self.end).rev() {
            (self.name, self.steps) = (None, 0);
            self.gaps.clear();
            let Some(after) = self.go(&pattern.parts, None, first) else { continue };
            let gaps = std::mem::take(&mut self.gaps);
            let before = before_clause(text, self.start, first);
            if is_turned(text, &cues.negation, &gaps, before, first) {
                continue;
            }
            let is_logistic = |at: usize| cues.logistics.has(text.tokens[at].hash, text.word(at));
            return Some(Hit {
                kind: pattern.kind,
                strength: pattern.strength,
                name: self.name,
                span: (first, after),
                conditional: is_turned(text, &cues.condition, &gaps, before, first),
                logistics: (self.start..self.end).any(is_logistic),
            });
        }
        None
    }

    fn is_one_of(&self, words: &Words, at: usize) -> bool {
        let token = &self.text.tokens[at];
        token.address.is_none() && words.has(token.hash, self.text.word(at))
    }

    fn name_len(&self, at: usize) -> Option<usize> {
        if at >= self.end {
            return None;
        }
        if let Some(mention) = self.mentions.at(at) {
            return (at + mention.len <= self.end).then_some(mention.len);
        }
        let token = &self.text.tokens[at];
        let is_pronoun = self.cues.pronoun.has(token.hash, self.text.word(at));
        (is_pronoun && self.mentions.before(at).is_some()).then_some(1)
    }
}

/// Every pattern that fits a text, each at most once a sentence and slot.
///
/// # Complexity
/// **O(w)** look-ups for **w** words; only for a word that some pattern cannot do without is a pattern tried, within
/// its sentence.
pub fn hits(text: &Text, cues: &Cues, mentions: &Mentions, wanted: impl Fn(Kind) -> bool) -> Vec<Hit> {
    let mut found: Vec<Hit> = Vec::new();
    // A bit for each pattern that was tried in the sentence.
    let mut tried = vec![0u64; cues.patterns.len() / 64 + 1];
    let mut end = 0;
    while end < text.tokens.len() {
        let start = end;
        end = text.sentence(start).1;
        let mut bits = Bits::default();
        (start..end).for_each(|at| bits.add(Bits::of(text.tokens[at].hash, text.word(at))));
        let mut walk = Walk {
            text,
            cues,
            mentions,
            start,
            end,
            bits,
            has_name: false,
            name: None,
            gaps: Vec::new(),
            steps: 0,
        };
        walk.has_name = (start..end).any(|at| walk.name_len(at).is_some());
        tried.fill(0);
        for at in start..end {
            let whole = cues.by_anchor.get(&text.tokens[at].hash).map_or(&[][..], Vec::as_slice);
            for nth in whole.iter().chain(beginning(cues, text.word(at))) {
                let pattern = &cues.patterns[*nth as usize];
                let (place, bit) = (*nth as usize / 64, 1 << (nth % 64));
                if !wanted(pattern.kind) || tried[place] & bit != 0 {
                    continue;
                }
                tried[place] |= bit;
                let Some(hit) = walk.hit(pattern) else { continue };
                let is_new = !found.iter().any(|known| {
                    known.kind == hit.kind
                        && known.name == hit.name
                        && known.strength >= hit.strength
                        && known.conditional <= hit.conditional
                        && known.span.0 >= start
                        && known.span.1 <= end
                });
                if is_new {
                    found.push(hit);
                }
            }
        }
    }
    found
}

/// The patterns whose anchor is the beginning of a word.
fn beginning<'a>(cues: &'a Cues, word: &str) -> impl Iterator<Item = &'a u32> {
    // Beginnings are sorted: those of a word lie before it, and share its first letters.
    let mut found: [&[u32]; 8] = [&[]; 8];
    let mut n = 0;
    let most = if cues.heads.may_begin(word) { word.len().min(14) } else { 0 };
    for len in 3..=most {
        if !word.is_char_boundary(len) {
            continue;
        }
        if let Ok(at) = cues.by_start.binary_search_by(|(start, _)| (**start).cmp(&word[..len]))
            && n < found.len()
        {
            found[n] = &cues.by_start[at].1;
            n += 1;
        }
    }
    found.into_iter().flatten()
}

/// The first of up to three words before a word that belong to the same clause.
fn before_clause(text: &Text, start: usize, first: usize) -> usize {
    let mut at = first;
    while at > start && first - at < 3 && text.tokens[at].before == Break::None {
        at -= 1;
    }
    at
}

/// Whether a word of a list stands in a gap, or just before what fits.
fn is_turned(text: &Text, words: &Words, gaps: &[(usize, usize)], before: usize, first: usize) -> bool {
    let has = |at: usize| words.has(text.tokens[at].hash, text.word(at));
    gaps.iter().any(|(start, end)| (*start..*end).any(has)) || (before..first).any(has)
}

/// The mentions that are joined to one by `and` or a comma: `Bo, Cy and Di`.
pub fn joined<'m>(text: &Text, cues: &Cues, mentions: &'m Mentions, first: usize) -> Vec<&'m Mention> {
    let mut found = Vec::new();
    let Some(mut mention) = mentions.at(first).or_else(|| mentions.before(first)) else { return found };
    let is_pronoun = mentions.at(first).is_none();
    found.push(mention);
    if is_pronoun {
        return found;
    }
    loop {
        let mut at = mention.start + mention.len;
        let Some(token) = text.tokens.get(at) else { break };
        if token.before == Break::Sentence {
            break;
        }
        let comma = token.before == Break::Comma;
        let and = cues.and.has(token.hash, text.word(at));
        if and {
            at += 1;
        } else if !comma {
            break;
        }
        let Some(next) = mentions.at(at) else { break };
        mention = next;
        found.push(mention);
    }
    found
}

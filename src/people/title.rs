//! Job titles: how high, in what function, and how well they fit a position sought.
//!
//! A title is free text in any language. Read are the words that `titles.tsv` knows; what it does not know stays
//! `None`, which says "unknown" and not "low" or "other". Nothing here guesses from the company or the person.

use super::lexicon::{LEXICON, Mark, Tier};
use super::occupation::Occupation;
use crate::index::Index;
use std::cell::RefCell;
use std::sync::{Arc, OnceLock};

pub use super::level::{Function, Seniority, UnknownWord};

/// So many titles are remembered; with more, remembering begins anew.
const MOST_KNOWN: usize = 1 << 15;

thread_local! {
    /// Titles by how they are written, on which alone they depend.
    static KNOWN: RefCell<Index<Box<str>, Arc<Title>>> = RefCell::default();
}

/// What a title says, read once and compared often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// The words with content, in their order, each once: no level words, no stop words, nothing about a former
    /// position or the employer. Words that `titles.tsv` calls the same are one word.
    pub words: Vec<String>,
    /// The highest current level that is named.
    pub seniority: Option<Seniority>,
    /// The function of the highest position that has one.
    pub function: Option<Function>,
    /// The occupation, once somebody has asked; see [`Title::occupation_of`].
    occupation: OnceLock<Option<Occupation>>,
}

impl Title {
    /// The occupation that the title, written like this, names, where the taxonomy tells; looked up once for all who have
    /// the title, when it is first asked for.
    pub fn occupation_of(&self, written: &str) -> Option<Occupation> {
        *self.occupation.get_or_init(|| Occupation::of(written))
    }

    /// The title that a text [reads as](Title::parse), read once for all who have it.
    pub fn known(title: &str) -> Arc<Title> {
        KNOWN.with_borrow_mut(|known| {
            if let Some(parsed) = known.get(title) {
                return parsed.clone();
            }
            if known.len() >= MOST_KNOWN {
                known.clear();
            }
            let parsed = Arc::new(Title::parse(title));
            known.insert(title.into(), parsed.clone());
            parsed
        })
    }

    /// Reads a title.
    ///
    /// Parts are separated by `|`, `,`, `;`, `/`, brackets or spaced dashes. What follows `at`, `@`, `chez` or `bei` is
    /// the employer, what follows `ex`, `former` or `in search of` is not their position, after `assistant to` the
    /// levels from a lead on are another person's, as is one in the genitive (`CEO's office`) or right before `assistant`.
    /// A deputy is one step lower: of a director, a manager.
    ///
    /// # Complexity
    /// **O(n)** in the length of the title.
    pub fn parse(title: &str) -> Title {
        let lexicon = &*LEXICON;
        let tokens = lexicon.tokens(title);
        let mut parsed = Title::default();
        // Whether it is more than `founder`, the level, the function: the first of the highest is taken.
        let mut best: Option<(bool, Option<Seniority>, Function)> = None;
        let mut at = 0;
        while at < tokens.list.len() {
            let rest = &tokens.list[at + 1..];
            let end = at + 1 + rest.iter().position(|token| token.opens_part).unwrap_or(rest.len());
            let mut level = None;
            let mut function: Option<(Tier, usize, Function)> = None;
            let (mut level_from, mut level_word_until, mut function_from) = (at, at, at);
            let mut level_phrase = at..at;
            let mut function_until = at;
            let mut levels_count = true;
            let mut grows = false;
            let mut is_deputy = false;
            // Whether a word with content stands before, in the same breath.
            let mut has_content = false;
            // The level and the function before the last level was read.
            let mut before = (None, None);
            while at < end {
                let token = &tokens.list[at];
                let found = lexicon.find(&tokens.list[at..end]);
                let mark = found.mark.map(|(_, mark)| mark);
                if matches!(mark, Some(Mark::Former | Mark::Employer))
                    && found.level.is_none_or(|(n, _)| n <= 1)
                {
                    break;
                }
                if tokens.is_joined(at) {
                    (has_content, is_deputy) = (false, false);
                }
                let is_behind = !level_phrase.is_empty() && at == level_phrase.end;
                let is_whose = is_behind && level >= Some(Seniority::Manager);
                let is_office = found.function.is_some_and(|(.., of)| of == Some(Function::Administration));
                let is_free = at >= level_from && found.level.is_none();
                match mark {
                    Some(Mark::Aide | Mark::Assistant) if is_whose => (level, function) = before,
                    Some(Mark::Assist) if is_whose && is_office => (level, function) = before,
                    Some(Mark::Deputy | Mark::Assistant) if is_free => is_deputy = true,
                    Some(Mark::Adjunct) if is_free && level.is_none() => is_deputy = true,
                    Some(Mark::Adjunct) if is_free => level = level.map(Seniority::deputy),
                    _ if is_whose && tokens.is_genitive(at) => (level, function) = before,
                    _ => {}
                }
                // What stands before the ending of a compound is whom the rest is for: `Vorstandsreferentin`.
                let is_head = tokens.list[..end].get(at + 1).is_some_and(|next| next.ending == Some(None));
                let named =
                    if token.ending.is_some() { token.ending.map(|level| (1, level)) } else { found.level };
                if let Some((n, named)) = named.filter(|_| at >= level_from && !is_head) {
                    level_from = at + n;
                    level_phrase = at..at + n;
                    before = (level, function);
                    let is_own = |level: &Seniority| levels_count || *level < Seniority::Lead;
                    let is_meant = mark != Some(Mark::Heads) || n > 1 || !has_content;
                    if let Some(named) = named.filter(is_own).filter(|_| is_meant) {
                        level = level.max(Some(if is_deputy { named.deputy() } else { named }));
                        level_word_until = at + n;
                    }
                }
                if let Some((n, tier, named)) = found.function.filter(|_| at >= function_from) {
                    function_from = at + n;
                    // The president in `vice president` and the founders somebody helps manage nothing here.
                    let is_part =
                        level_phrase.contains(&at) && (at > level_phrase.start || n < level_phrase.len());
                    let counts = match (named, tier) {
                        (None, _) => false,
                        (Some(Function::GeneralManagement), _) => levels_count && !is_part && !is_head,
                        (Some(Function::Administration), Tier::Generic) => !is_part || at >= level_word_until,
                        _ => true,
                    };
                    if counts && named != Some(Function::GeneralManagement) {
                        function_until = at + n;
                    }
                    if let Some(named) = named
                        && counts
                        && function.is_none_or(|(best, length, _)| (tier, n) > (best, length))
                    {
                        function = Some((tier, n, named));
                    }
                }
                levels_count &= mark != Some(Mark::Assist);
                let word = &tokens.text[token.start..token.end];
                // `Chief Supply Chain Officer` is a level, and about supply chains.
                let tells_level = at < level_word_until && (at >= function_until || level_phrase.len() == 1);
                let is_content = !tells_level && !lexicon.is_stop(word);
                if is_content && token.is_glued && grows {
                    if let Some(last) = parsed.words.last_mut() {
                        last.push_str(word);
                    }
                } else if is_content {
                    parsed.words.push(lexicon.canonical(word).to_owned());
                }
                grows = is_content;
                has_content |= is_content;
                at += 1;
            }
            at = end;
            if let Some((tier, _, function)) = function {
                let tells = tier != Tier::Generic || function != Function::GeneralManagement;
                if best.is_none_or(|(told, highest, _)| (tells, level) > (told, highest)) {
                    best = Some((tells, level, function));
                }
            }
            parsed.seniority = parsed.seniority.max(level);
        }
        let mut n = 0;
        while n < parsed.words.len() {
            if parsed.words[..n].contains(&parsed.words[n]) {
                parsed.words.remove(n);
            } else {
                n += 1;
            }
        }
        parsed.function = best.map(|(.., function)| function);
        parsed
    }

    /// Whether the title says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.seniority.is_none() && self.function.is_none()
    }

    /// Returns how well `title` fits this one, read as the single name of a position; see
    /// [`Position::fit`](super::position::Position::fit).
    pub fn fit(&self, title: &Title) -> Option<f64> {
        if title.is_empty() {
            return None;
        }
        // Steps from the level wanted to the level held, if both are known.
        let steps = self
            .seniority
            .zip(title.seniority)
            .map(|(want, is)| i16::from(is.level()) - i16::from(want.level()));
        if self.words.is_empty() && self.function.is_none() {
            return match steps? {
                0 => Some(1.0),
                -1 | 1 => Some(0.6),
                _ => Some(0.0),
            };
        }
        let has_all_words = match self.words.is_empty() {
            // `CEO` leaves no content word; its function and level are all it says.
            true => self.function == title.function && steps == Some(0),
            false => self.words.iter().all(|word| title.words.contains(word)),
        };
        let is_level_unknown = self.seniority.is_some() && title.seniority.is_none();
        match (has_all_words, is_level_unknown) {
            (true, true) => return Some(UNKNOWN_LEVEL),
            (true, false) if steps.is_none_or(|steps| steps >= -1) => return Some(1.0),
            _ => {}
        }
        let same_function = self.function.is_some() && self.function == title.function;
        let near = self.seniority.is_none() || steps.is_some_and(|steps| steps.abs() <= 1);
        match (same_function || has_all_words, near) {
            (true, true) => Some(0.6),
            (true, false) => Some(0.3),
            // Something else is only sure if the title's function is known.
            _ => title.function.map(|_| 0.0),
        }
    }
}

/// How well a title fits that has the words and not the level that is asked for, and none that is known to be another.
const UNKNOWN_LEVEL: f64 = 0.8;

#[cfg(test)]
#[path = "title_tests.rs"]
mod tests;
#[cfg(test)]
#[path = "title_role_tests.rs"]
mod role_tests;

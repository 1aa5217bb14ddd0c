//! What a job remembers from one member to the next: members of a cohort know the same people, at the same companies.
//!
//! Everything here is a pure function of a text, so nothing depends on which job had which member. Texts that the pool has
//! numbered go by its numbers: a job has one pool.

use crate::analysis::targets::{Held, Wanted};
use crate::import::rows::cell_text;
use crate::index::Index;
use crate::people::title::Title;
use crate::people::{Companies, CompanyId, company};
use crate::settings::ValueWeights;
use std::borrow::Cow;

/// Texts remembered of each kind; with more, remembering begins anew.
const MOST: usize = 200_000;

/// What is known of a text, where it has been asked for.
type Known<T> = Option<T>;

/// What a job remembers.
#[derive(Debug, Default)]
pub(super) struct Caches {
    /// Companies by their normal forms, and spellings of them.
    company_keys: Index<Box<str>, u32>,
    spellings: Index<Box<str>, Option<u32>>,
    /// Titles, by how they are written.
    written: Index<Box<str>, u32>,
    titles: Vec<(Title, Box<str>)>,
    /// Companies and titles by the numbers that the pool gives their texts.
    of_words: Vec<Known<Option<u32>>>,
    titles_of_words: Vec<Known<u32>>,
    /// Positions sought, and whether a title is one.
    sought: Index<Box<str>, u32>,
    fits: Index<(u32, u32), bool>,
}

impl Caches {
    /// Forgets what has become too much. Numbers hold until this is called: between two members.
    pub(super) fn tidy(&mut self) {
        if self.spellings.len() >= MOST {
            self.spellings.clear();
        }
        if self.titles.len() >= MOST {
            self.written.clear();
            self.titles.clear();
            self.titles_of_words.clear();
            self.fits.clear();
        }
    }

    /// The number of a company, by its normal form; `None` where the cell names none.
    pub(super) fn company(&mut self, written: &str) -> Option<u32> {
        if let Some(known) = self.spellings.get(written) {
            return *known;
        }
        let text = cell_text(written);
        let number = company::known_key(&text).filter(|key| !key.is_empty()).map(|key| {
            let next = self.company_keys.len() as u32;
            *self.company_keys.entry((*key).into()).or_insert(next)
        });
        self.spellings.insert(written.into(), number);
        number
    }

    /// The same of a text that has a number.
    pub(super) fn company_of<'t>(
        &mut self,
        word: u32,
        written: impl FnOnce() -> Cow<'t, str>,
    ) -> Option<u32> {
        if let Some(known) = self.of_words.get(word as usize).copied().flatten() {
            return known;
        }
        let number = self.company(&written());
        put(&mut self.of_words, word, number);
        number
    }

    /// The numbers under which a company of a workspace goes: its normal form, and those of its aliases.
    pub(super) fn companies_of(&mut self, companies: &Companies, company: CompanyId) -> Vec<u32> {
        let keys = companies.keys_of(company);
        let mut number = |key: &str| {
            let next = self.company_keys.len() as u32;
            *self.company_keys.entry(key.into()).or_insert(next)
        };
        keys.map(&mut number).collect()
    }

    /// The number of a title.
    pub(super) fn title(&mut self, written: &str) -> u32 {
        if let Some(known) = self.written.get(written) {
            return *known;
        }
        let number = self.titles.len() as u32;
        let text = cell_text(written);
        self.titles.push((Title::parse(&text), (*text).into()));
        self.written.insert(written.into(), number);
        number
    }

    /// The same of a text that has a number.
    pub(super) fn title_at<'t>(&mut self, word: u32, written: impl FnOnce() -> Cow<'t, str>) -> u32 {
        if let Some(known) = self.titles_of_words.get(word as usize).copied().flatten() {
            return known;
        }
        let number = self.title(&written());
        put(&mut self.titles_of_words, word, number);
        number
    }

    /// A title by its number.
    pub(super) fn title_of(&self, number: u32) -> Held<'_> {
        let (title, written) = &self.titles[number as usize];
        Held { title, written }
    }

    /// The number of a position that is sought.
    pub(super) fn sought(&mut self, position: &str) -> u32 {
        let next = self.sought.len() as u32;
        *self.sought.entry(position.into()).or_insert(next)
    }

    /// Whether a title is the position that a row asks for, which asks for nothing else.
    pub(super) fn fits(
        &mut self,
        sought: u32,
        title: u32,
        wanted: &Wanted,
        companies: &Companies,
        weights: &ValueWeights,
    ) -> bool {
        if let Some(known) = self.fits.get(&(sought, title)) {
            return *known;
        }
        let fit = wanted.fit_of(None, self.title_of(title), companies, weights);
        let fits = fit.is_some_and(|fit| fit.is_contact());
        self.fits.insert((sought, title), fits);
        fits
    }
}

fn put<T: Copy>(known: &mut Vec<Known<T>>, word: u32, what: T) {
    if known.len() <= word as usize {
        known.resize(word as usize + 1, None);
    }
    known[word as usize] = Some(what);
}

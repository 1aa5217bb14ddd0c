//! The people of a cohort, once all of them are in.

use super::Number;
use super::texts::{Piece, Texts, Words};
use crate::analysis::cohort::names::Names;
use crate::day::Day;
use crate::people::title::Title;
use crate::people::{Companies, CompanyId};

/// What is told of a person, from the row of the latest connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    pub(super) day: Option<Day>,
    pub(super) key: Piece,
    pub(super) name: Piece,
    pub(super) company: u32,
    pub(super) position: u32,
}

/// The people of a cohort, all in.
#[derive(Debug, Default)]
pub struct Persons {
    facts: Vec<Facts>,
    ranks: Vec<u32>,
    texts: Texts,
    company_words: Vec<Box<str>>,
    company_ids: Vec<Option<CompanyId>>,
    position_words: Vec<Box<str>>,
    titles: Vec<Title>,
    /// The companies.
    pub companies: Companies,
}

impl Persons {
    /// The people of whom a pool knows this.
    pub(super) fn of(facts: Vec<Facts>, texts: Texts, companies: Words, positions: Words) -> Persons {
        let (company_words, position_words) = (companies.words, positions.words);
        let mut companies = Companies::default();
        // In the order of the words, so that the name of a company does not depend on who came first.
        let mut order: Vec<u32> = (0..company_words.len() as u32).collect();
        order.sort_unstable_by(|a, b| company_words[*a as usize].cmp(&company_words[*b as usize]));
        let mut company_ids = vec![None; order.len()];
        for at in order {
            company_ids[at as usize] = companies.intern(&company_words[at as usize]);
        }
        let titles = position_words.iter().map(|word| Title::parse(word)).collect();
        let ranks = ranks(&facts, &texts);
        Persons { ranks, facts, texts, company_words, company_ids, position_words, titles, companies }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// The stable key.
    pub fn key(&self, person: Number) -> &str {
        self.texts.get(self.facts[person as usize].key)
    }

    /// The place in the order of the keys, or of the pseudonyms.
    pub fn rank(&self, person: Number) -> u32 {
        self.ranks[person as usize]
    }

    /// Ranks people by pseudonyms, where there are any: the order of the keys would tell them.
    ///
    /// # Complexity
    /// **O(p log p)** for **p** people, and a keyed hash for each.
    pub fn rank_by(&mut self, names: &Names) {
        if !names.are_pseudonyms() {
            return;
        }
        let of = |person: Number| (names.rank_of(self.key(person)), person);
        let mut order: Vec<(Option<u64>, Number)> = (0..self.len() as Number).map(of).collect();
        // Of two who share a pseudonym nobody can tell which is which, whatever their order.
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.key(a.1).cmp(self.key(b.1))));
        for (rank, (_, person)) in (0..).zip(order) {
            self.ranks[person as usize] = rank;
        }
    }

    /// The name.
    pub fn name(&self, person: Number) -> &str {
        self.texts.get(self.facts[person as usize].name)
    }

    /// The company as written.
    pub fn company(&self, person: Number) -> &str {
        &self.company_words[self.facts[person as usize].company as usize]
    }

    /// Which company that is.
    pub fn company_id(&self, person: Number) -> Option<CompanyId> {
        self.company_ids[self.facts[person as usize].company as usize]
    }

    /// The position as written.
    pub fn position(&self, person: Number) -> &str {
        &self.position_words[self.position_id(person) as usize]
    }

    /// The number of the position: equal for equal words.
    pub fn position_id(&self, person: Number) -> u32 {
        self.facts[person as usize].position
    }

    /// A position as written, by its number.
    pub fn written(&self, position: usize) -> &str {
        &self.position_words[position]
    }

    /// The positions, by number.
    pub fn titles(&self) -> &[Title] {
        &self.titles
    }
}

/// By number, the place of each person in the order of the keys. Sixteen bytes behind `in/` tell nearly all keys apart, and
/// stand beside the number instead of somewhere else.
fn ranks(facts: &[Facts], texts: &Texts) -> Vec<u32> {
    let key = |person: u32| texts.get(facts[person as usize].key);
    let mut order: Vec<(u128, u32)> = (0..facts.len() as u32)
        .map(|person| {
            let key = key(person).as_bytes();
            let tail = key.strip_prefix(b"in/");
            // Whoever has another key stands before or behind them all, as the first letter says.
            let start = tail.unwrap_or(if key < b"in/".as_slice() { b"" } else { &[0xFF; 16] });
            let mut bytes = [0u8; 16];
            let n = start.len().min(16);
            bytes[..n].copy_from_slice(&start[..n]);
            (u128::from_be_bytes(bytes), person)
        })
        .collect();
    order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| key(a.1).cmp(key(b.1))));
    let mut ranks = vec![0; order.len()];
    for (rank, (_, person)) in (0..).zip(order) {
        ranks[person as usize] = rank;
    }
    ranks
}

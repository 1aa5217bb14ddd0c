//! The contacts of all members who share, each person once and under one number.
//!
//! Members come in from several threads and in any order, so numbers differ from run to run. No report may depend on
//! them: whatever is listed is ordered by counts and keys.

use crate::day::Day;
use crate::index::{Index, wide_fingerprint};
use crate::people::title::Title;
use crate::people::{Companies, CompanyId};
use std::borrow::Cow;
use std::sync::Mutex;

/// A person of the cohort, numbered as they came in.
pub type Number = u32;

/// A contact of one member, as her files have it.
#[derive(Clone, Copy, Debug)]
pub struct Contact<'a> {
    /// The stable key.
    pub key: &'a str,
    /// The name.
    pub name: &'a str,
    /// The company.
    pub company: &'a str,
    /// The position.
    pub position: &'a str,
    /// When they connected.
    pub day: Option<Day>,
    /// Whether they wrote to the member or met her within a year.
    pub is_warm: bool,
}

/// What is told of a contact. Texts are asked for only where they are wanted: most contacts are known already.
pub trait Told {
    /// The stable key.
    fn key(&self) -> &str;
    /// The name.
    fn name(&self) -> Cow<'_, str>;
    /// The company.
    fn company(&self) -> Cow<'_, str>;
    /// The position.
    fn position(&self) -> Cow<'_, str>;
    /// When they connected.
    fn day(&self) -> Option<Day>;
    /// Whether they wrote to the member or met her within a year.
    fn is_warm(&self) -> bool;
}

impl Told for Contact<'_> {
    fn key(&self) -> &str {
        self.key
    }

    fn name(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.name)
    }

    fn company(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.company)
    }

    fn position(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.position)
    }

    fn day(&self) -> Option<Day> {
        self.day
    }

    fn is_warm(&self) -> bool {
        self.is_warm
    }
}

/// Whom a member knows, in rising order and each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Everyone.
    pub all: Vec<Number>,
    /// Of them, those who wrote to her or met her within a year.
    pub warm: Vec<Number>,
}

/// A piece of the text of all.
#[derive(Clone, Copy, Debug, Default)]
struct Piece {
    start: u32,
    len: u16,
    /// The block it lies in: a block holds as much as a `u32` can point into.
    block: u16,
}

/// What is told of a person, from the row of the latest connection.
#[derive(Clone, Copy, Debug)]
struct Facts {
    day: Option<Day>,
    key: Piece,
    name: Piece,
    company: u32,
    position: u32,
}

/// Texts laid end to end.
#[derive(Debug, Default)]
struct Texts {
    blocks: Vec<String>,
}

/// A block is closed at this size: growing it further would move many megabytes at once.
const BLOCK: usize = 4 << 20;

impl Texts {
    fn put(&mut self, text: &str) -> Piece {
        // No name or key is as long as 64 KiB but in a hostile file, where its beginning will do.
        let text = &text[..text.floor_char_boundary(usize::from(u16::MAX))];
        if self.blocks.last().is_none_or(|block| block.len() + text.len() > BLOCK) {
            self.blocks.push(String::with_capacity(BLOCK));
        }
        let at = self.blocks.len() - 1;
        let block = &mut self.blocks[at];
        let start = block.len() as u32;
        block.push_str(text);
        Piece { start, len: text.len() as u16, block: at as u16 }
    }

    fn get(&self, piece: Piece) -> &str {
        let start = piece.start as usize;
        &self.blocks[usize::from(piece.block)][start..start + usize::from(piece.len)]
    }
}

/// Words that many people have in common: companies and positions, each once.
#[derive(Debug, Default)]
struct Words {
    ids: Index<Box<str>, u32>,
    words: Vec<Box<str>>,
}

impl Words {
    fn intern(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = self.words.len() as u32;
        self.ids.insert(word.into(), id);
        self.words.push(word.into());
        id
    }
}

#[derive(Debug, Default)]
struct Inner {
    numbers: Index<[u32; 4], Number>,
    facts: Vec<Facts>,
    texts: Texts,
    companies: Words,
    positions: Words,
}

/// The people in the making. Members are added from any thread.
#[derive(Debug, Default)]
pub struct Pool {
    inner: Mutex<Inner>,
}

/// What stands for a key in the look-up: a person is two cache lines away and not five.
fn sign(key: &str) -> [u32; 4] {
    let sign = wide_fingerprint(key.as_bytes());
    [sign as u32, (sign >> 32) as u32, (sign >> 64) as u32, (sign >> 96) as u32]
}

impl Pool {
    /// Numbers the contacts of a member, in rising order and each once.
    ///
    /// # Complexity
    /// **O(c log c)** for **c** contacts. One thread at a time is inside, for about a tenth of a microsecond a contact.
    pub fn add<T: Told>(&self, contacts: impl Iterator<Item = T>) -> Known {
        let signed: Vec<([u32; 4], T)> = contacts.map(|contact| (sign(contact.key()), contact)).collect();
        let mut known = Known { all: Vec::with_capacity(signed.len()), warm: Vec::new() };
        {
            // A thread that died inside left nothing half done that matters: its member is not in the cohort.
            let mut inner = self.inner.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            known.all.extend(signed.iter().map(|(sign, contact)| inner.number(*sign, contact)));
        }
        let warm = signed.iter().zip(&known.all).filter(|((_, contact), _)| contact.is_warm());
        known.warm = warm.map(|(_, number)| *number).collect();
        for numbers in [&mut known.all, &mut known.warm] {
            numbers.sort_unstable();
            numbers.dedup();
        }
        known.warm.shrink_to_fit();
        known
    }

    /// The numbers of people, by their keys; of those who are known to nobody there is none.
    pub fn find<'a>(&self, keys: impl Iterator<Item = &'a str>) -> Vec<Number> {
        let inner = self.inner.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let mut found: Vec<Number> = keys.filter_map(|key| inner.numbers.get(&sign(key)).copied()).collect();
        found.sort_unstable();
        found
    }

    /// Ends the numbering.
    pub fn close(self) -> Persons {
        let inner = self.inner.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
        drop(inner.numbers);
        let mut companies = Companies::default();
        // In the order of the words, so that the name of a company does not depend on who came first.
        let mut order: Vec<u32> = (0..inner.companies.words.len() as u32).collect();
        order.sort_unstable_by(|a, b| {
            inner.companies.words[*a as usize].cmp(&inner.companies.words[*b as usize])
        });
        let mut company_ids = vec![None; order.len()];
        for at in order {
            company_ids[at as usize] = companies.intern(&inner.companies.words[at as usize]);
        }
        let titles = inner.positions.words.iter().map(|word| Title::parse(word)).collect();
        Persons {
            facts: inner.facts,
            texts: inner.texts,
            company_words: inner.companies.words,
            company_ids,
            position_words: inner.positions.words,
            titles,
            companies,
        }
    }
}

impl Inner {
    fn number(&mut self, sign: [u32; 4], contact: &impl Told) -> Number {
        if let Some(number) = self.numbers.get(&sign).copied() {
            let known = self.facts[number as usize];
            if contact.day() >= known.day {
                self.renew(number, known, contact);
            }
            return number;
        }
        let number = self.facts.len() as Number;
        self.numbers.insert(sign, number);
        let facts = Facts {
            day: contact.day(),
            key: self.texts.put(contact.key()),
            name: self.texts.put(&contact.name()),
            company: self.companies.intern(&contact.company()),
            position: self.positions.intern(&contact.position()),
        };
        self.facts.push(facts);
        number
    }

    /// Takes what the later row says; of two of one day, the last in the alphabet.
    fn renew(&mut self, number: Number, known: Facts, contact: &impl Told) {
        let (name, company, position) = (contact.name(), contact.company(), contact.position());
        let told = (
            self.texts.get(known.name),
            &*self.companies.words[known.company as usize],
            &*self.positions.words[known.position as usize],
        );
        let new = (&*name, &*company, &*position);
        if contact.day() == known.day && new <= told {
            return;
        }
        let is_same = told == new;
        let has_name = told.0 == new.0;
        self.facts[number as usize].day = contact.day();
        if !is_same {
            let name = if has_name { known.name } else { self.texts.put(&name) };
            let (company, position) = (self.companies.intern(&company), self.positions.intern(&position));
            let facts = &mut self.facts[number as usize];
            (facts.name, facts.company, facts.position) = (name, company, position);
        }
    }
}

/// The people of a cohort, all in.
#[derive(Debug, Default)]
pub struct Persons {
    facts: Vec<Facts>,
    texts: Texts,
    company_words: Vec<Box<str>>,
    company_ids: Vec<Option<CompanyId>>,
    position_words: Vec<Box<str>>,
    titles: Vec<Title>,
    /// The companies.
    pub companies: Companies,
}

impl Persons {
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

    /// The positions, by number.
    pub fn titles(&self) -> &[Title] {
        &self.titles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact<'a>(key: &'a str, company: &'a str, day: i32) -> Contact<'a> {
        Contact { key, name: "Ann Oduya", company, position: "Buyer", day: Some(Day(day)), is_warm: false }
    }

    #[test]
    fn the_latest_row_tells_whoever_comes_first() {
        let rows =
            [contact("in/ann", "Lumora", 3), contact("in/ann", "Tidewell", 5), contact("in/ann", "Abel", 5)];
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [0, 2, 1]] {
            let pool = Pool::default();
            let numbers: Vec<_> = order.iter().map(|at| pool.add([rows[*at]].into_iter()).all).collect();
            assert!(numbers.iter().all(|number| *number == [0]));
            let people = pool.close();
            assert_eq!((people.len(), people.key(0), people.company(0)), (1, "in/ann", "Tidewell"));
        }
    }

    #[test]
    fn a_member_knows_a_person_once() {
        let pool = Pool::default();
        let rows = [contact("in/bo", "", 1), contact("in/ann", "", 1), contact("in/bo", "", 2)];
        assert_eq!(pool.add(rows.into_iter()).all, [0, 1]);
        let warm = Contact { is_warm: true, ..rows[1] };
        assert_eq!(pool.add([warm].into_iter()), Known { all: vec![1], warm: vec![1] });
    }
}

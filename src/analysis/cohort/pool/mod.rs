//! The contacts of all members who share, each person once and under one number.
//!
//! Members come in from several threads and in any order, so numbers differ from run to run. No report may depend on
//! them: whatever is listed is ordered by counts and keys.

mod persons;
mod rows;
mod texts;
mod told;

use crate::day::Day;
use crate::index::{Index, wide_fingerprint};
use hashbrown::HashTable;
use persons::Facts;
use rows::Rows;
use std::sync::{Mutex, MutexGuard};
use texts::{Piece, RowTexts, Texts, Words};

pub use persons::Persons;
pub use told::{Contact, Head, HeadId, Known, KnownRow, Named, NewHead, NewRow, RowWords, Told};

/// A person of the cohort, numbered as they came in.
pub type Number = u32;

/// A head as it is kept: without a number while no member who shares knows the person.
#[derive(Clone, Copy, Debug)]
struct KnownHead {
    print: [u32; 4],
    sign: [u32; 4],
    name: u64,
    key: Piece,
    /// How the name is shown; empty until it is asked for.
    shown: Piece,
    number: Number,
    /// A day on which the person connected with somebody: what is known of the person is not from an earlier one.
    latest: Day,
}

/// No number yet.
const NO_NUMBER: Number = Number::MAX;

impl KnownHead {
    fn head(&self, id: HeadId) -> Head {
        let key = (self.key.len > 0).then(|| u64::from(self.sign[1]) << 32 | u64::from(self.sign[0]));
        Head { id, key, name: self.name }
    }
}

#[derive(Debug, Default)]
struct Inner {
    numbers: Index<[u32; 4], Number>,
    /// Numbers of heads, by their prints.
    head_ids: HashTable<HeadId>,
    heads: Vec<KnownHead>,
    facts: Vec<Facts>,
    texts: Texts,
    companies: Words,
    positions: Words,
    rows: Rows,
    row_companies: RowTexts,
    row_positions: RowTexts,
}

/// The people in the making. Members are added from any thread.
#[derive(Debug, Default)]
pub struct Pool {
    inner: Mutex<Inner>,
}

/// What stands for a text in the look-up: a person is two cache lines away and not five.
fn parts(print: u128) -> [u32; 4] {
    [print as u32, (print >> 32) as u32, (print >> 64) as u32, (print >> 96) as u32]
}

fn sign(key: &str) -> [u32; 4] {
    parts(wide_fingerprint(key.as_bytes()))
}

/// The fingerprint of a stable key that a [`Head`] has.
pub fn key_print(key: &str) -> u64 {
    wide_fingerprint(key.as_bytes()) as u64
}

impl Pool {
    fn inside(&self) -> MutexGuard<'_, Inner> {
        // A thread that died inside left nothing half done that matters: its member is not in the cohort.
        self.inner.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// The heads with these fingerprints, as far as they are known, in their order.
    pub fn heads(&self, prints: impl Iterator<Item = u128>) -> Vec<Option<Head>> {
        let inner = self.inside();
        prints.map(|print| inner.head(parts(print)).map(|id| inner.heads[id as usize].head(id))).collect()
    }

    /// Takes in heads that were not known a moment ago, and returns them in their order.
    pub fn learn(&self, heads: &[NewHead]) -> Vec<Head> {
        let mut inner = self.inside();
        heads.iter().map(|head| inner.learn(head)).collect()
    }

    /// The rows with these fingerprints, as far as they are known, in their order.
    pub fn rows(&self, prints: impl Iterator<Item = Option<u128>>) -> Vec<Option<KnownRow>> {
        let inner = self.inside();
        prints.map(|print| inner.rows.get(parts(print?))).collect()
    }

    /// Takes in rows that were not known a moment ago, and returns them in their order.
    pub fn learn_rows(&self, rows: &[NewRow<'_>]) -> Vec<KnownRow> {
        let mut inner = self.inside();
        let learn = |row: &NewRow<'_>| {
            let words = RowWords {
                company: inner.row_companies.intern(&row.company),
                position: inner.row_positions.intern(&row.position),
            };
            let known = KnownRow { head: row.head, words, has_email: row.has_email };
            if let Some(print) = row.print {
                inner.rows.put(parts(print), known);
            }
            known
        };
        rows.iter().map(learn).collect()
    }

    /// Numbers the contacts of a member, in rising order and each once.
    ///
    /// # Complexity
    /// **O(c log c)** for **c** contacts. One thread at a time is inside, for about a tenth of a microsecond a contact.
    pub fn add<T: Told>(&self, contacts: impl Iterator<Item = T>) -> Known {
        let contacts: Vec<T> = contacts.collect();
        let mut known = Known { all: Vec::with_capacity(contacts.len()), warm: Vec::new() };
        {
            let mut inner = self.inside();
            known.all.extend(contacts.iter().map(|contact| inner.number(contact)));
        }
        let warm = contacts.iter().zip(&known.all).filter(|(contact, _)| contact.is_warm());
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
        let inner = self.inside();
        let mut found: Vec<Number> = keys.filter_map(|key| inner.numbers.get(&sign(key)).copied()).collect();
        found.sort_unstable();
        found
    }

    /// The number of each of these people; `None` for whom nobody who shares knows.
    pub fn numbers<'a>(&self, keys: impl Iterator<Item = &'a str>) -> Vec<Option<Number>> {
        let inner = self.inside();
        keys.map(|key| inner.numbers.get(&sign(key)).copied()).collect()
    }

    /// Ends the numbering.
    pub fn close(self) -> Persons {
        let inner = self.inner.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
        drop((inner.numbers, inner.head_ids, inner.heads));
        drop((inner.rows, inner.row_companies, inner.row_positions));
        Persons::of(inner.facts, inner.texts, inner.companies, inner.positions)
    }
}

/// The upper part of a fingerprint, by which a table of numbers is searched.
fn hash_of(sign: &[u32; 4]) -> u64 {
    u64::from(sign[3]) << 32 | u64::from(sign[2])
}

impl Inner {
    fn head(&self, print: [u32; 4]) -> Option<HeadId> {
        let is_it = |id: &HeadId| self.heads[*id as usize].print == print;
        self.head_ids.find(hash_of(&print), is_it).copied()
    }

    fn learn(&mut self, new: &NewHead) -> Head {
        let print = parts(new.print);
        if let Some(id) = self.head(print) {
            return self.heads[id as usize].head(id);
        }
        let id = self.heads.len() as HeadId;
        let key = new.key.as_deref().unwrap_or_default();
        let head = KnownHead {
            print,
            sign: sign(key),
            name: new.name,
            key: self.texts.put(key),
            shown: Piece::default(),
            number: NO_NUMBER,
            latest: Day(i32::MIN),
        };
        self.heads.push(head);
        self.head_ids.insert_unique(hash_of(&print), id, |id| hash_of(&self.heads[*id as usize].print));
        head.head(id)
    }

    fn number(&mut self, contact: &impl Told) -> Number {
        let (sign, known) = match contact.who() {
            Named::Key(key) => {
                let sign = sign(key);
                (sign, self.numbers.get(&sign).copied())
            }
            Named::Head(id) => {
                let head = &self.heads[id as usize];
                if head.number != NO_NUMBER && contact.day().is_some_and(|day| day < head.latest) {
                    // An older row changes nothing, so the person need not be looked at.
                    return head.number;
                }
                let number = Some(head.number).filter(|number| *number != NO_NUMBER);
                (head.sign, number.or_else(|| self.numbers.get(&head.sign).copied()))
            }
        };
        let number = match known {
            Some(number) => {
                let known = self.facts[number as usize];
                if contact.day() >= known.day {
                    if self.says(contact, known) {
                        self.facts[number as usize].day = contact.day();
                    } else {
                        self.renew(number, known, contact);
                    }
                }
                number
            }
            None => {
                let number = self.facts.len() as Number;
                self.numbers.insert(sign, number);
                let facts = Facts {
                    day: contact.day(),
                    key: match contact.who() {
                        Named::Key(key) => self.texts.put(key),
                        Named::Head(id) => self.heads[id as usize].key,
                    },
                    name: self.texts.put(&contact.name()),
                    company: self.company(contact),
                    position: self.position(contact),
                };
                self.facts.push(facts);
                self.remember(contact, facts);
                number
            }
        };
        if let Named::Head(id) = contact.who() {
            let head = &mut self.heads[id as usize];
            head.number = number;
            head.latest = head.latest.max(self.facts[number as usize].day.unwrap_or(head.latest));
        }
        number
    }

    /// The number of a contact's company, looked for by its text only where the row has none.
    fn company(&mut self, contact: &impl Told) -> u32 {
        match contact.words() {
            Some(words) => self.row_companies.known_as(words.company, &mut self.companies),
            None => self.companies.intern(&contact.company()),
        }
    }

    /// The same of the position.
    fn position(&mut self, contact: &impl Told) -> u32 {
        match contact.words() {
            Some(words) => self.row_positions.known_as(words.position, &mut self.positions),
            None => self.positions.intern(&contact.position()),
        }
    }

    /// Whether a row says, text for text, what is known of a person: told by numbers alone.
    fn says(&self, contact: &impl Told, known: Facts) -> bool {
        let (Named::Head(head), Some(words)) = (contact.who(), contact.words()) else { return false };
        let shown = self.heads[head as usize].shown;
        shown == known.name
            && shown.len > 0
            && self.row_companies.known[words.company as usize] == known.company
            && self.row_positions.known[words.position as usize] == known.position
    }

    /// Notes which texts of the person the row's are.
    fn remember(&mut self, contact: &impl Told, said: Facts) {
        if let (Named::Head(head), Some(words)) = (contact.who(), contact.words()) {
            self.heads[head as usize].shown = said.name;
            self.row_companies.known[words.company as usize] = said.company;
            self.row_positions.known[words.position as usize] = said.position;
        }
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
            let (company, position) = (self.company(contact), self.position(contact));
            let facts = &mut self.facts[number as usize];
            (facts.name, facts.company, facts.position) = (name, company, position);
        }
        self.remember(contact, self.facts[number as usize]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

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
    fn a_head_is_the_person_of_its_key() {
        let pool = Pool::default();
        let new =
            |print, key: &str| NewHead { print, key: (!key.is_empty()).then(|| key.to_owned()), name: 7 };
        assert!(pool.heads([1, 2].into_iter()).iter().all(Option::is_none));
        let heads = pool.learn(&[new(1, "in/ann"), new(2, "in/ann"), new(3, ""), new(1, "in/ann")]);
        assert_eq!(heads.iter().map(|head| head.id).collect::<Vec<_>>(), [0, 1, 2, 0]);
        assert_eq!((heads[0].key, heads[2].key), (Some(key_print("in/ann")), None));
        let found = pool.heads([3, 2, 4].into_iter());
        assert_eq!(
            found.iter().map(|head| head.map(|head| head.id)).collect::<Vec<_>>(),
            [Some(2), Some(1), None]
        );
        struct By(HeadId);
        impl Told for By {
            fn who(&self) -> Named<'_> {
                Named::Head(self.0)
            }
            fn name(&self) -> Cow<'_, str> {
                "Ann Oduya".into()
            }
            fn company(&self) -> Cow<'_, str> {
                "".into()
            }
            fn position(&self) -> Cow<'_, str> {
                "".into()
            }
            fn day(&self) -> Option<Day> {
                None
            }
            fn is_warm(&self) -> bool {
                false
            }
        }
        assert_eq!(pool.add([By(1)].into_iter()).all, [0]);
        assert_eq!(pool.add([contact("in/bo", "", 1)].into_iter()).all, [1]);
        assert_eq!(pool.add([contact("in/ann", "", 1)].into_iter()).all, [0]);
        assert_eq!(pool.add([By(0), By(1)].into_iter()).all, [0]);
        assert_eq!(pool.close().key(0), "in/ann");
    }

    #[test]
    fn ranks_are_in_the_order_of_the_keys() {
        let pool = Pool::default();
        let keys = [
            "name:z",
            "in/b",
            "in/",
            "mailto:a",
            "in/aaaaaaaaaaaaaaaaaab",
            "in/aaaaaaaaaaaaaaaaaaa",
            "IN/x",
            "pub/a",
            "in/\u{10ffff}a",
            "",
        ];
        let mut all = pool.add(keys.iter().map(|key| contact(key, "", 1))).all;
        let persons = pool.close();
        all.sort_by_key(|person| persons.rank(*person));
        assert!(all.is_sorted_by_key(|person| persons.key(*person)));
        assert_eq!(all.len(), keys.len());
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

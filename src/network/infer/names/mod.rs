//! Names in a text: where one stands, and whom it could mean.
//!
//! A whole name means whoever has it. A given name alone means one of those who have it; which one is settled by who
//! the seeker was in touch with at the time ([`super::evidence`]), never by chance. A name that nobody here has still
//! stands where it stands, so that it is not passed over for one further off.

mod finding;
mod forms;
mod mention;
mod words;

pub use mention::{Mention, Mentions};

use super::sieve::Sieve;
use super::tokens::Text;
use crate::import::cues::{Letters, folded, word_hash};
use crate::people::{People, PersonId, profile_url};
use forms::Forms;
use words::{Filed, NameWord, add_other_forms, add_words};

/// Who is called by which word.
#[derive(Debug)]
pub struct Names<'p> {
    /// The words of all names, one after the other, cut by person.
    words: Vec<NameWord>,
    starts: Vec<u32>,
    /// Whose name has a word.
    by_word: Filed,
    /// Whose given name a word is.
    by_given: Filed,
    /// Whose family name is a word, and nothing else.
    by_family: Filed,
    /// Whose family name begins with a word.
    by_family_start: Filed,
    /// What else those are called who have a given name.
    forms: Forms,
    /// A bit for every hash, so that most words are turned away at once.
    sieve: Sieve,
    by_slug: Vec<(&'p str, PersonId)>,
    by_email: Vec<(&'p str, PersonId)>,
    /// The words of the seeker's own name.
    owner: Vec<NameWord>,
    people: &'p People,
}

/// Whether a name begins with a title that was left on it: short, with a dot, and no initials.
fn begins_with_title(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    let title = first.strip_suffix('.').unwrap_or_default();
    (2..=5).contains(&title.len()) && title.chars().all(char::is_alphabetic)
}

impl<'p> Names<'p> {
    /// Files everybody under the words of their names.
    ///
    /// # Complexity
    /// **O(p log p)** for **p** people.
    pub fn of(people: &'p People) -> Names<'p> {
        let mut letters = Letters::default();
        let mut words = Vec::with_capacity(people.persons.len() * 3);
        let mut starts = vec![0];
        let mut by_word = Vec::with_capacity(people.persons.len() * 3);
        let mut by_given = Vec::with_capacity(people.persons.len() * 2);
        let mut by_family = Vec::with_capacity(people.persons.len());
        let mut by_family_start = Vec::new();
        let (mut by_slug, mut by_email) = (Vec::new(), Vec::new());
        for id in people.ids() {
            let person = people.get(id);
            let start = words.len();
            if person.name.is_empty() {
                // In a thread of several, exports give addresses alone, and those are made of names.
                let slug = person.slug().unwrap_or_default();
                let parts = slug.rsplit('/').next().unwrap_or_default().split('-');
                let named: Vec<&str> =
                    parts.filter(|part| !part.contains(|c: char| c.is_ascii_digit())).collect();
                add_words(&named.join(" "), &mut letters, &mut words);
            } else {
                add_words(&person.name, &mut letters, &mut words);
                let n = words.len();
                add_other_forms(&person.name, &mut letters, &mut words);
                // Behind the first word, so that the last stays the family name.
                let n_forms = words.len() - n;
                words[n..].iter_mut().for_each(|word| word.is_given = true);
                if let Some(rest) = words.get_mut(start + 1..) {
                    rest.rotate_right(n_forms);
                }
            }
            starts.push(words.len() as u32);
            if let Some(first) = words.get_mut(start) {
                first.is_given = true;
            }
            // `Pe. Inocêncio Catumbela`: behind a title stands the given name.
            if words.len() > start + 2 && begins_with_title(&person.name) {
                words[start + 1].is_given = true;
            }
            for form in words[start..].iter().filter(|word| word.is_given) {
                by_given.extend([(form.hash, id), (form.other, id)]);
            }
            let mut family = words[start..].iter().filter(|word| !word.is_given);
            if let Some(first) = family.next() {
                let list = if family.next().is_none() { &mut by_family } else { &mut by_family_start };
                list.extend([(first.hash, id), (first.other, id)]);
            }
            for word in &words[start..] {
                by_word.push((word.hash, id));
                if word.other != word.hash {
                    by_word.push((word.other, id));
                }
            }
            by_slug.extend(person.slug().map(|slug| (slug, id)));
            by_email.extend(person.email.as_deref().map(|email| (email, id)));
        }
        by_slug.sort_unstable();
        by_email.sort_unstable();
        let mut sieve = Sieve::default();
        let (by_word, by_given) = (Filed::of(by_word), Filed::of(by_given));
        let (by_family, by_family_start) = (Filed::of(by_family), Filed::of(by_family_start));
        let forms = Forms::of(&by_given);
        by_word.words().chain(forms.words()).for_each(|hash| sieve.add(hash));
        let mut owner = Vec::new();
        add_words(people.owner.name.as_deref().unwrap_or_default(), &mut letters, &mut owner);
        Names {
            words,
            starts,
            by_word,
            by_given,
            by_family,
            by_family_start,
            forms,
            sieve,
            by_slug,
            by_email,
            owner,
            people,
        }
    }

    /// Whether a mention is of somebody's given name and no more, whoever else it could mean.
    pub fn is_given_name_of(&self, text: &Text, mention: &Mention, id: PersonId) -> bool {
        !mention.is_whole && self.calls(text, mention.start, id)
    }

    /// Whether a word is somebody's given name.
    pub fn calls(&self, text: &Text, at: usize, id: PersonId) -> bool {
        let words = self.words_of(id);
        // Where the family name stands first, the given name is not the first word.
        let any = text.tokens[at].is_alone;
        let may_be = |word: &&NameWord| any || word.is_given;
        let hash = text.tokens[at].hash;
        let forms = self.forms_of(hash);
        words.iter().filter(may_be).any(|word| word.is(hash) || forms.iter().any(|form| word.is(*form)))
    }

    /// Whether a word is anybody's given name.
    pub fn is_given_name(&self, text: &Text, at: usize) -> bool {
        !self.by_given.get(text.tokens[at].hash).is_empty()
    }

    /// Whether two words are of somebody's name, the second perhaps by its first letter.
    pub fn has_both(&self, text: &Text, at: usize, id: PersonId) -> bool {
        let words = self.words_of(id);
        let (first, second) = (&text.tokens[at], &text.tokens[at + 1]);
        let Some(nth) = words.iter().position(|word| word.is(first.hash)) else { return false };
        let mut others = words.iter().enumerate().filter(|(other, _)| *other != nth).map(|(_, word)| word);
        let is_letter = second.is_capital && text.word(at + 1).len() == 1 && nth + 1 < words.len();
        is_letter && words.last().is_some_and(|last| last.initial == second.hash)
            || others.any(|word| word.is(second.hash))
    }

    fn words_of(&self, id: PersonId) -> &[NameWord] {
        &self.words[self.starts[id.index()] as usize..self.starts[id.index() + 1] as usize]
    }

    /// Whether a word may be of a name; a no is sure.
    fn may_be(&self, hash: u64) -> bool {
        self.sieve.may_have(hash)
    }

    /// Whether a word is a family name, or the first of one that can go on.
    pub fn has_family(&self, hash: u64, goes_on: bool) -> bool {
        !self.by_family.get(hash).is_empty() || goes_on && !self.by_family_start.get(hash).is_empty()
    }

    /// Those of a list whose last name may begin with a letter, or who have the letter for a name.
    fn initialed(&self, known: &[PersonId], letter: u64) -> Vec<PersonId> {
        let fits = |id: &&PersonId| {
            let words = self.words_of(**id);
            words.last().is_some_and(|last| last.initial == letter)
                || words.iter().any(|word| word.is(letter))
        };
        known.iter().filter(fits).copied().collect()
    }

    /// Whether a word is of a name, or another form of one.
    pub fn has(&self, hash: u64) -> bool {
        self.may_be(hash) && !(self.by_word.get(hash).is_empty() && self.forms.of_word(hash).is_empty())
    }

    /// The given names that a word can stand for; none of the seeker's own.
    fn forms_of(&self, hash: u64) -> &[u64] {
        if self.may_be(hash) { self.forms.of_word(hash) } else { &[] }
    }

    /// Whether an address in a text is somebody's.
    pub fn has_address(&self, text: &Text, at: usize) -> bool {
        let address = text.tokens[at].address.map(|number| &text.addresses[usize::from(number)]);
        let mention = address.and_then(|address| self.addressed(address, at));
        mention.is_some_and(|mention| !mention.persons.is_empty())
    }

    fn having(&self, hash: u64) -> &[PersonId] {
        if self.may_be(hash) { self.by_word.get(hash) } else { &[] }
    }

    /// Those of a list who have another word in their names, too, as it stands in a text, with or without the ending
    /// of possession.
    fn sharing(&self, known: &[PersonId], text: &Text, at: usize) -> Vec<PersonId> {
        let word = text.word(at);
        let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2).map(word_hash);
        let lists = [self.having(text.tokens[at].hash), stem.map_or(&[][..], |stem| self.having(stem))];
        let mut found = Vec::new();
        for list in lists {
            let mut rest = known.iter().peekable();
            for id in list {
                while rest.next_if(|it| *it < id).is_some() {}
                if rest.peek() == Some(&id) {
                    found.push(*id);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn addressed(&self, written: &str, at: usize) -> Option<Mention> {
        let found = |list: &[(&str, PersonId)], key: &str| {
            list.binary_search_by(|(known, _)| (*known).cmp(key)).ok().map(|at| list[at].1)
        };
        let slug = profile_url::slug(written);
        let person = match &slug {
            Some(slug) => found(&self.by_slug, slug),
            None => profile_url::email(written)
                .and_then(|email| found(&self.by_email, &email).or_else(|| self.by_local_part(&email))),
        };
        let persons: Vec<PersonId> = person.into_iter().collect();
        if slug.is_none() && persons.is_empty() {
            return None;
        }
        Some(Mention { start: at, len: 1, persons, is_whole: true, is_address: true, is_owner: false })
    }

    /// Whose name an address that is in no file is made of: `bo.lind@`, `lind_bo@`, `b.lind@`, `blind@`, `bolind@`, where
    /// that is one person alone.
    fn by_local_part(&self, email: &str) -> Option<PersonId> {
        let (local, _) = email.split_once('@')?;
        let local = folded(local);
        let is_letter = |c: char| c.is_alphabetic();
        let parts: Vec<&str> = local.split(|c| !is_letter(c)).filter(|part| !part.is_empty()).collect();
        let both = |given: &str, family: &str| -> Vec<PersonId> {
            let of_family = self.having(word_hash(family)).iter().copied();
            let hash = word_hash(given);
            let fits = |word: &NameWord| {
                word.is_given && (word.is(hash) || given.len() == 1 && word.initial == hash)
            };
            of_family.filter(|id| self.words_of(*id).iter().any(fits)).collect()
        };
        let mut persons = match parts[..] {
            [first, last] if last.len() > 1 && first.len() > 1 => {
                [both(first, last), both(last, first)].concat()
            }
            [first, last] if last.len() > 2 => both(first, last),
            [first, last] if first.len() > 2 => both(last, first),
            [word] if word.is_ascii() && word.len() > 4 => {
                (1..word.len() - 1).flat_map(|at| both(&word[..at], &word[at..])).collect()
            }
            _ => Vec::new(),
        };
        persons.sort_unstable();
        persons.dedup();
        if let [only] = persons[..] { Some(only) } else { None }
    }

    /// Of those in a list, who has a family name that differs from a word by one letter.
    fn misspelt(&self, known: &[PersonId], word: &str) -> Vec<PersonId> {
        if word.len() < 5 || known.len() > 64 {
            return Vec::new();
        }
        let is_near = |id: &&PersonId| {
            let name = &self.people.get(**id).name;
            name.split([' ', '-']).skip(1).any(|part| {
                let part = folded(part);
                part.len() >= 5 && strsim::osa_distance(&part, word) == 1
            })
        };
        known.iter().filter(is_near).copied().collect()
    }
}

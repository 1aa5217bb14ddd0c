//! Names in a text: where one stands, and whom it could mean.
//!
//! A whole name means whoever has it. A given name alone means one of those who have it; which one is settled by who
//! the seeker was in touch with at the time ([`super::evidence`]), never by chance. A name that nobody here has still
//! stands where it stands, so that it is not passed over for one further off.

use super::sift::Sieve;
use super::tokens::{Break, Text, Token};
use crate::import::cues::{Cues, Letters, word_hash};
use crate::people::{People, PersonId, name, profile_url};

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
    /// A bit for every hash, so that most words are turned away at once.
    sieve: Sieve,
    by_slug: Vec<(&'p str, PersonId)>,
    by_email: Vec<(&'p str, PersonId)>,
    /// The words of the seeker's own name.
    owner: Vec<NameWord>,
}

/// A name as it stands in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Its first word.
    pub start: usize,
    /// How many words it has.
    pub len: usize,
    /// Whom it could mean.
    pub persons: Vec<PersonId>,
    /// Whether it is a whole name, or an address.
    pub is_whole: bool,
    /// Whether it is the address of a profile or of mail.
    pub is_address: bool,
    /// Whether it is the seeker's own name.
    pub is_owner: bool,
}

/// All names of a text.
#[derive(Debug, Default)]
pub struct Mentions {
    all: Vec<Mention>,
    /// For each word, the mention that it belongs to.
    of_word: Vec<Option<u32>>,
}

impl Mentions {
    /// The mention that begins with a word.
    pub fn at(&self, word: usize) -> Option<&Mention> {
        let mention = &self.all[self.of_word.get(word).copied().flatten()? as usize];
        (mention.start == word).then_some(mention)
    }

    /// Whether a word is part of a name.
    pub fn covers(&self, word: usize) -> bool {
        self.of_word.get(word).is_some_and(Option::is_some)
    }

    /// The last mention before a word, whom a pronoun there means.
    pub fn before(&self, word: usize) -> Option<&Mention> {
        let n = self.all.partition_point(|mention| mention.start < word);
        self.all[..n].iter().rev().find(|mention| !mention.is_address)
    }

    /// Leaves out those that a test names, as if nothing stood there.
    pub fn leave_out(&mut self, is_out: impl Fn(&Mention) -> bool) {
        self.all.retain(|mention| !is_out(mention));
        self.of_word.fill(None);
        for (number, mention) in self.all.iter().enumerate() {
            self.of_word[mention.start..mention.start + mention.len].fill(Some(number as u32));
        }
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Mention> {
        self.all.iter()
    }
}

/// A word of somebody's name.
#[derive(Clone, Copy, Debug)]
struct NameWord {
    hash: u64,
    /// The hash of its other spelling, for letters that are also written as two (`ü`, `ue`); else the same.
    other: u64,
    /// The hash of its first letter.
    initial: u64,
    /// The hash of its first two letters, in which a short form (`Samu` for `Samuele`) is the same.
    head: u64,
    /// Whether it calls somebody alone: the first word of a name, and other forms of it.
    is_given: bool,
}

impl NameWord {
    fn of_letter(hash: u64) -> NameWord {
        NameWord { hash, other: hash, initial: 0, head: 0, is_given: false }
    }

    fn is(&self, hash: u64) -> bool {
        self.hash == hash || self.other == hash
    }
}

/// Appends the words of a person's name.
fn add_words(written: &str, letters: &mut Letters, into: &mut Vec<NameWord>) {
    let mut word = String::new();
    for part in name::key(written).split([' ', '\'', '-']) {
        word.clear();
        if part.is_ascii() {
            word.extend(part.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
        } else if part.chars().any(|c| letters.of(c).is_alone()) {
            for c in part.chars() {
                word.clear();
                letters.fold_known(c, &mut word);
                into.push(NameWord::of_letter(word_hash(&word)));
            }
            continue;
        } else {
            part.chars().for_each(|c| letters.fold_known(c, &mut word));
        }
        let Some(first) = word.chars().next() else { continue };
        let hash = word_hash(&word);
        let is_spelt = |c: char| matches!(c, 'ä' | 'ö' | 'ü' | 'ø' | 'å');
        let other = if !part.is_ascii() && part.contains(is_spelt) {
            let mut spelt = String::with_capacity(part.len() + 2);
            for c in part.chars() {
                match c {
                    'ä' => spelt.push_str("ae"),
                    'ö' | 'ø' => spelt.push_str("oe"),
                    'ü' => spelt.push_str("ue"),
                    'å' => spelt.push_str("aa"),
                    c => letters.fold(c, &mut spelt),
                }
            }
            word_hash(&spelt)
        } else {
            hash
        };
        into.push(NameWord {
            hash,
            other,
            initial: word_hash(first.encode_utf8(&mut [0; 4])),
            head: head_of(&word),
            is_given: false,
        });
    }
}

/// The hash of the first two letters of a folded word.
fn head_of(word: &str) -> u64 {
    word_hash(word.char_indices().nth(2).map_or(word, |(at, _)| &word[..at]))
}

/// Other forms of a given name that stand beside it: in brackets or quotes (`李娜 (Lina) Li`), or its initials in one
/// word (`J.P.`).
fn add_other_forms(written: &str, letters: &mut Letters, into: &mut Vec<NameWord>) {
    // The last two begin the quotes beyond ASCII. Nearly no name has any of these.
    if !written.bytes().any(|byte| matches!(byte, b'(' | b'"' | b'.' | 0xC2 | 0xE2)) {
        return;
    }
    let is_name = |word: &str| {
        word.chars().all(|c| c.is_alphabetic() || c == '-')
            && word.starts_with(char::is_uppercase)
            && word.chars().any(char::is_lowercase)
    };
    let marks = |c: char| matches!(c, '(' | ')' | '"' | '“' | '”' | '„' | '«' | '»');
    let mut parts = written.split(marks);
    let first = parts.next().unwrap_or_default().split_whitespace().next().unwrap_or_default();
    for form in parts.step_by(2).map(str::trim).filter(|form| is_name(form)) {
        add_words(form, letters, into);
    }
    if first.matches('.').count() > 1 && first.chars().all(|c| c == '.' || c.is_uppercase()) {
        add_words(&first.replace('.', ""), letters, into);
    }
}

/// People filed under the hashes of words.
#[derive(Debug, Default)]
struct Filed {
    /// Each hash once, in order, and where its people end.
    ends: Vec<(u64, u32)>,
    persons: Vec<PersonId>,
}

impl Filed {
    fn of(mut all: Vec<(u64, PersonId)>) -> Filed {
        all.sort_unstable();
        all.dedup();
        let mut filed = Filed { ends: Vec::new(), persons: Vec::with_capacity(all.len()) };
        for (hash, person) in all {
            filed.persons.push(person);
            let end = filed.persons.len() as u32;
            match filed.ends.last_mut() {
                Some(last) if last.0 == hash => last.1 = end,
                _ => filed.ends.push((hash, end)),
            }
        }
        filed
    }

    /// Those filed under a word, in order.
    fn get(&self, hash: u64) -> &[PersonId] {
        let Ok(at) = self.ends.binary_search_by_key(&hash, |(known, _)| *known) else { return &[] };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before].1);
        &self.persons[start as usize..self.ends[at].1 as usize]
    }
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
        by_word.ends.iter().for_each(|(hash, _)| sieve.add(*hash));
        let mut owner = Vec::new();
        add_words(people.owner.name.as_deref().unwrap_or_default(), &mut letters, &mut owner);
        Names {
            words,
            starts,
            by_word,
            by_given,
            by_family,
            by_family_start,
            sieve,
            by_slug,
            by_email,
            owner,
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
        words.iter().filter(may_be).any(|word| word.is(text.tokens[at].hash))
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

    /// Whether a word is of a name.
    pub fn has(&self, hash: u64) -> bool {
        !self.having(hash).is_empty()
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

    /// Finds every name in a text.
    pub fn in_text(&self, text: &Text, cues: &Cues) -> Mentions {
        let mut mentions = Mentions { all: Vec::new(), of_word: vec![None; text.tokens.len()] };
        let mut at = 0;
        while at < text.tokens.len() {
            match self.mention_at(text, cues, at) {
                Some(mention) => {
                    let number = mentions.all.len() as u32;
                    mentions.of_word[at..at + mention.len].fill(Some(number));
                    at += mention.len;
                    mentions.all.push(mention);
                }
                None => at += 1,
            }
        }
        mentions
    }

    fn mention_at(&self, text: &Text, cues: &Cues, at: usize) -> Option<Mention> {
        let token = &text.tokens[at];
        if let Some(address) = token.address {
            return self.addressed(&text.addresses[usize::from(address)], at);
        }
        // A small word can begin a whole name only if the next word is of a name, too.
        let next = text.tokens.get(at + 1).filter(|next| next.before == Break::None);
        let goes_on = next.is_some_and(|next| {
            let stem =
                || text.word(at + 1).strip_suffix('s').is_some_and(|stem| self.may_be(word_hash(stem)));
            self.may_be(next.hash) || next.is_capital && stem()
        });
        let can_begin = token.is_capital || text.all_small || (goes_on && self.may_be(token.hash));
        if !can_begin {
            return None;
        }
        let titled = at > 0
            && token.before != Break::Sentence
            && cues.title.has(text.tokens[at - 1].hash, text.word(at - 1));
        let known = self.having(token.hash);
        // `Anas Empfehlung`, `Peters`: a name with the ending of possession.
        let (known, hash) = match (known, text.word(at).strip_suffix('s')) {
            ([], Some(stem)) if token.is_capital && stem.len() > 1 => {
                (self.having(word_hash(stem)), word_hash(stem))
            }
            _ => (known, token.hash),
        };
        if !known.is_empty() {
            let is_letter = next.is_some_and(|next| next.is_capital && text.word(at + 1).len() == 1);
            let mut best: (usize, bool, Vec<PersonId>) = (0, false, Vec::new());
            // More than this word is meant only of those who have the next one, too.
            let several = match next {
                _ if titled => known,
                Some(next) if is_letter => &self.initialed(known, next.hash),
                Some(_) => &self.sharing(known, text, at + 1),
                None => &[],
            };
            for id in several {
                let Some((len, whole)) = self.fits(text, at, hash, *id, titled) else { continue };
                match (whole, len).cmp(&(best.1, best.0)) {
                    std::cmp::Ordering::Greater => best = (len, whole, vec![*id]),
                    std::cmp::Ordering::Equal if len > 0 => best.2.push(*id),
                    _ => {}
                }
            }
            if best.0 < 2 && !token.is_alone && !titled {
                // A given name alone: everybody who has it, without a look at the rest of their names.
                let given = self.by_given.get(hash);
                best = (usize::from(!given.is_empty()), false, given.to_vec());
            }
            let (len, is_whole, persons) = best;
            if is_whole {
                return Some(Mention {
                    start: at,
                    len,
                    persons,
                    is_whole,
                    is_address: false,
                    is_owner: false,
                });
            }
            let is_common = cues.common.has(token.hash, text.word(at));
            let is_word = is_common || cues.is_word(token.hash, text.word(at));
            // In small letters nothing tells a name from a word; in capitals, only the start of a sentence hides it.
            let can_be = if token.is_capital {
                !is_common || token.before != Break::Sentence
            } else {
                text.all_small && !is_word
            };
            if len > 0 && can_be {
                // `Ana Smith`, where only Ana Ruiz is known, is somebody else.
                let end = at + len;
                if token.is_capital && self.goes_on(text, cues, end) {
                    let more =
                        (end..text.tokens.len()).take_while(|at| self.goes_on(text, cues, *at)).count();
                    return Some(Mention {
                        start: at,
                        len: len + more,
                        persons: Vec::new(),
                        is_whole: true,
                        is_address: false,
                        is_owner: false,
                    });
                }
                return Some(Mention {
                    start: at,
                    len,
                    persons,
                    is_whole: false,
                    is_address: false,
                    is_owner: false,
                });
            }
        }
        // `Samu Bortolozzo`: a short or misspelt form before a family name that one person alone has.
        if known.is_empty()
            && goes_on
            && text.word(at).len() > 2
            && let Some((id, len)) = self.by_family(text, at)
        {
            return Some(Mention {
                start: at,
                len,
                persons: vec![id],
                is_whole: true,
                is_address: false,
                is_owner: false,
            });
        }
        // The seeker is a name like any other, that means none of the people.
        if (token.is_capital || text.all_small)
            && self.owner.first().is_some_and(|first| first.is(token.hash))
        {
            let behind = |at: usize| {
                let is_hers = |token: &Token| self.owner.iter().any(|word| word.is(token.hash));
                text.tokens.get(at).is_some_and(|token| token.before == Break::None && is_hers(token))
            };
            let more = (at + 1..text.tokens.len()).take_while(|at| behind(*at)).count();
            return Some(Mention {
                start: at,
                len: 1 + more,
                persons: Vec::new(),
                is_whole: true,
                is_address: false,
                is_owner: true,
            });
        }
        // Two words in capitals that nobody here is called by. One alone is no name in German, where every noun has a
        // capital.
        let two = token.is_capital && next.is_some_and(|next| next.is_capital && next.address.is_none());
        let is_title = cues.title.has(token.hash, text.word(at));
        if two
            && !is_title
            && text.word(at).len() > 1
            && !cues.is_word(token.hash, text.word(at))
            && !cues.common.has(token.hash, text.word(at))
        {
            let more = (at + 1..text.tokens.len().min(at + 4))
                .take_while(|at| self.goes_on(text, cues, *at))
                .count();
            // `Kollegen Dana Falk` is a noun and a name.
            let holds_known = (at + 1..=at + more).any(|at| {
                self.mention_at(text, cues, at).is_some_and(|it| !it.persons.is_empty() && it.is_whole)
            });
            if more > 0 && !holds_known {
                return Some(Mention {
                    start: at,
                    len: 1 + more,
                    persons: Vec::new(),
                    is_whole: true,
                    is_address: false,
                    is_owner: false,
                });
            }
        }
        None
    }

    /// The only person whose given name begins with the same two letters as a word, and whose family name follows it.
    fn by_family(&self, text: &Text, at: usize) -> Option<(PersonId, usize)> {
        let head = head_of(text.word(at));
        let family = text.tokens.get(at + 1)?.hash;
        let mut found = None;
        for id in self.by_family.get(family).iter().chain(self.by_family_start.get(family)) {
            let words = self.words_of(*id);
            let is_given = words.iter().any(|word| word.is_given && word.head == head);
            let n = words.iter().filter(|word| !word.is_given).count();
            let len = (0..n).take_while(|nth| {
                let word = words[words.len() - n + nth];
                text.tokens
                    .get(at + 1 + nth)
                    .is_some_and(|token| token.before == Break::None && word.is(token.hash))
            });
            let len = len.count();
            if is_given && len > 0 && len == n {
                if found.is_some() {
                    return None;
                }
                found = Some((*id, 1 + len));
            }
        }
        found
    }

    /// Whether a name goes on with a word: in capitals, behind no comma, and no word of the language.
    fn goes_on(&self, text: &Text, cues: &Cues, at: usize) -> bool {
        text.tokens.get(at).is_some_and(|token| {
            token.is_capital
                && token.before == Break::None
                && token.address.is_none()
                && text.word(at).len() > 1
                && !token.is_alone
                && !cues.is_word(token.hash, text.word(at))
                && !cues.common.has(token.hash, text.word(at))
        })
    }

    /// How many words from here on are of a person's name, and whether that is the whole of it: the first and the last
    /// word, in either order; words between them may be missing, and one may be an initial.
    fn fits(&self, text: &Text, at: usize, hash: u64, id: PersonId, titled: bool) -> Option<(usize, bool)> {
        let words = self.words_of(id);
        let first = words.iter().position(|word| word.is(hash))?;
        let last = words.len() - 1;
        // Which words of the name are used, as bits; nobody has more than a handful.
        let mut used = 1u64 << (first & 63);
        let mut len = 1;
        while let Some(token) = text.tokens.get(at + len) {
            if token.before != Break::None || token.address.is_some() {
                break;
            }
            let word = text.word(at + len);
            // The last word may carry the ending of possession.
            let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2).map(word_hash);
            let fits = |word: &NameWord| word.is(token.hash) || stem.is_some_and(|stem| word.is(stem));
            let free = |nth: &usize| used >> (nth & 63) & 1 == 0;
            match (0..words.len()).filter(free).find(|nth| fits(&words[*nth])) {
                Some(nth) => used |= 1 << (nth & 63),
                None => {
                    // `Bo L.`: the last word of the name by its first letter.
                    let is_letter = word.len() == 1 && token.is_capital && words[last].initial == token.hash;
                    if is_letter && words[first].is_given && free(&last) {
                        return Some((len + 1, false));
                    }
                    break;
                }
            }
            len += 1;
        }
        let is_given = |nth: &usize| used >> (nth & 63) & 1 == 1 && words[*nth].is_given;
        let (has_first, has_last) =
            ((0..words.len()).any(|nth| is_given(&nth)), used >> (last & 63) & 1 == 1);
        let n_used = used.count_ones() as usize;
        // Of `Ana García Márquez` people write the first family name alone; of three words two may be given names.
        if n_used > 1 && has_first && (has_last || n_used > 2 || words.len() > 3) {
            return Some((len, true));
        }
        if text.tokens[at].is_alone {
            return (n_used > 1).then_some((len, false));
        }
        // Alone: a given name, or a family name behind a title.
        (has_first || titled && has_last).then_some((len, false))
    }

    fn addressed(&self, written: &str, at: usize) -> Option<Mention> {
        let found = |list: &[(&str, PersonId)], key: &str| {
            list.binary_search_by(|(known, _)| (*known).cmp(key)).ok().map(|at| list[at].1)
        };
        let slug = profile_url::slug(written);
        let person = match &slug {
            Some(slug) => found(&self.by_slug, slug),
            None => profile_url::email(written).and_then(|email| found(&self.by_email, &email)),
        };
        let persons: Vec<PersonId> = person.into_iter().collect();
        if slug.is_none() && persons.is_empty() {
            return None;
        }
        Some(Mention { start: at, len: 1, persons, is_whole: true, is_address: true, is_owner: false })
    }
}

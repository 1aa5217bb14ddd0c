//! A name as it stands in a text, and all names of a text in their order.

use crate::people::PersonId;

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

impl Mention {
    /// A name that means some of the people, or, whole and of nobody, somebody else.
    pub fn of(start: usize, len: usize, persons: Vec<PersonId>, is_whole: bool) -> Mention {
        Mention { start, len, persons, is_whole, is_address: false, is_owner: false }
    }
}

impl Mentions {
    /// None yet, in a text of so many words.
    pub fn none(n_words: usize) -> Mentions {
        Mentions { all: Vec::new(), of_word: vec![None; n_words] }
    }

    /// Adds one behind those that are there.
    pub fn push(&mut self, mention: Mention) {
        let number = self.all.len() as u32;
        self.of_word[mention.start..mention.start + mention.len].fill(Some(number));
        self.all.push(mention);
    }

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

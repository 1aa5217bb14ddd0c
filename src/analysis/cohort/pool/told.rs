//! What is told of a contact, by the rows of one member.

use super::Number;
use crate::day::Day;
use std::borrow::Cow;

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

#[cfg(test)]
impl<'a> Contact<'a> {
    /// Somebody of whom nothing but the key is told.
    pub(in crate::analysis::cohort) fn named(key: &'a str) -> Contact<'a> {
        Contact { key, name: key, company: "", position: "", day: None, is_warm: false }
    }
}

/// The number of a [`Head`].
pub type HeadId = u32;

/// By what a contact is told from all others.
#[derive(Clone, Copy, Debug)]
pub enum Named<'a> {
    /// The stable key.
    Key(&'a str),
    /// The cells of a row, which the pool has met.
    Head(HeadId),
}

/// The cells of a row that name a person, as they stand in a file: members know the same people, so what is made of such
/// cells is made once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Head {
    /// Its number.
    pub id: HeadId,
    /// A fingerprint of the stable key; `None` where the cells lead to no profile.
    pub key: Option<u64>,
    /// A fingerprint of the name in its normal form; 0 where there is none.
    pub name: u64,
}

/// What is made of the cells that name a person.
#[derive(Clone, Debug)]
pub struct NewHead {
    /// A fingerprint of the cells.
    pub print: u128,
    /// The stable key, where they lead to a profile.
    pub key: Option<String>,
    /// A fingerprint of the name in its normal form; 0 where there is none.
    pub name: u64,
}

/// The numbers of a company and a position as rows have them. Equal numbers are equal texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowWords {
    /// The company.
    pub company: u32,
    /// The position.
    pub position: u32,
}

/// A row as it stands in the files of many members, but for the day in it: what was made of its cells.
#[derive(Clone, Copy, Debug, Default)]
pub struct KnownRow {
    /// The cells that name the person.
    pub head: Head,
    /// Company and position.
    pub words: RowWords,
    /// Whether it has an address of the person.
    pub has_email: bool,
}

/// What is made of a row that was met for the first time.
#[derive(Clone, Debug)]
pub struct NewRow<'a> {
    /// A fingerprint of its text without the day; `None` where the row is not to be known again.
    pub print: Option<u128>,
    /// The cells that name the person.
    pub head: Head,
    /// The company.
    pub company: Cow<'a, str>,
    /// The position.
    pub position: Cow<'a, str>,
    /// Whether it has an address of the person.
    pub has_email: bool,
}

/// What is told of a contact. Texts are asked for only where they are wanted: most contacts are known already.
pub trait Told {
    /// Who it is.
    fn who(&self) -> Named<'_>;
    /// The name.
    fn name(&self) -> Cow<'_, str>;
    /// The company.
    fn company(&self) -> Cow<'_, str>;
    /// The position.
    fn position(&self) -> Cow<'_, str>;
    /// The numbers of company and position, where the pool has met the row.
    fn words(&self) -> Option<RowWords> {
        None
    }
    /// When they connected.
    fn day(&self) -> Option<Day>;
    /// Whether they wrote to the member or met her within a year.
    fn is_warm(&self) -> bool;
}

impl Told for Contact<'_> {
    fn who(&self) -> Named<'_> {
        Named::Key(self.key)
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

//! How high a position is and what it is about: the two answers that a title gives, with their words.

use std::fmt;
use std::str::FromStr;

/// How high a position is, lowest first.
///
/// A plain `Software Engineer` has none of these: no level word means that the level is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seniority {
    /// Interns, apprentices, working students.
    Intern,
    /// Juniors and trainees.
    Junior,
    /// Seniors.
    Senior,
    /// Team leads, and experts of the same rank (principal, staff).
    Lead,
    /// Managers of people. A product, project, account or community manager is a function and has no level by that word.
    Manager,
    /// Directors, heads of, general and country managers.
    Director,
    /// Vice presidents of any kind.
    VicePresident,
    /// Founders, owners, partners, managing directors, presidents and all chief officers.
    Executive,
}

impl Seniority {
    /// All levels, lowest first.
    pub const ALL: [Seniority; 8] = [
        Seniority::Intern,
        Seniority::Junior,
        Seniority::Senior,
        Seniority::Lead,
        Seniority::Manager,
        Seniority::Director,
        Seniority::VicePresident,
        Seniority::Executive,
    ];

    /// The step on the ladder: 0 for an intern, 7 for the executives.
    pub fn level(self) -> u8 {
        self as u8
    }

    /// The level of a deputy: one step lower, from a lead on.
    pub(super) fn deputy(self) -> Seniority {
        match self {
            Seniority::Intern | Seniority::Junior | Seniority::Senior => self,
            _ => Seniority::ALL[self as usize - 1],
        }
    }

    /// The word used in tables and in the lexicon.
    pub fn as_str(self) -> &'static str {
        ["intern", "junior", "senior", "lead", "manager", "director", "vp", "c-level"][self as usize]
    }
}

/// What a position is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(
    missing_docs,
    reason = "the names are the words of `as_str`; `titles.tsv` says what belongs to each"
)]
pub enum Function {
    Engineering,
    Data,
    Product,
    Design,
    Marketing,
    Sales,
    CustomerSuccess,
    People,
    Finance,
    Legal,
    Operations,
    SupplyChain,
    Consulting,
    Research,
    Education,
    Health,
    Security,
    It,
    Communications,
    Administration,
    GeneralManagement,
}

impl Function {
    /// All functions, in the order of the enum.
    pub const ALL: [Function; 21] = [
        Function::Engineering,
        Function::Data,
        Function::Product,
        Function::Design,
        Function::Marketing,
        Function::Sales,
        Function::CustomerSuccess,
        Function::People,
        Function::Finance,
        Function::Legal,
        Function::Operations,
        Function::SupplyChain,
        Function::Consulting,
        Function::Research,
        Function::Education,
        Function::Health,
        Function::Security,
        Function::It,
        Function::Communications,
        Function::Administration,
        Function::GeneralManagement,
    ];

    /// The word used in tables and in the lexicon.
    pub fn as_str(self) -> &'static str {
        const WORDS: [&str; 21] = [
            "engineering",
            "data",
            "product",
            "design",
            "marketing",
            "sales",
            "customer-success",
            "people",
            "finance",
            "legal",
            "operations",
            "supply-chain",
            "consulting",
            "research",
            "education",
            "health",
            "security",
            "it",
            "communications",
            "administration",
            "general-management",
        ];
        WORDS[self as usize]
    }
}

/// Not one of the words for a level or a function.
#[derive(Debug, PartialEq, Eq)]
pub struct UnknownWord(String);

impl fmt::Display for UnknownWord {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "neither a level nor a function: `{}`", self.0)
    }
}

impl std::error::Error for UnknownWord {}

impl FromStr for Seniority {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Seniority, UnknownWord> {
        let found = Seniority::ALL.into_iter().find(|level| level.as_str().eq_ignore_ascii_case(text.trim()));
        found.ok_or_else(|| UnknownWord(text.to_owned()))
    }
}

impl FromStr for Function {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Function, UnknownWord> {
        let found =
            Function::ALL.into_iter().find(|function| function.as_str().eq_ignore_ascii_case(text.trim()));
        found.ok_or_else(|| UnknownWord(text.to_owned()))
    }
}

impl fmt::Display for Seniority {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

impl fmt::Display for Function {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

//! Titles (a stand-in until the reader of titles lands).
#![allow(missing_docs)]

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seniority {
    Intern,
    Junior,
    Senior,
    Lead,
    Manager,
    Director,
    VicePresident,
    Executive,
}
impl Seniority {
    pub fn level(self) -> u8 {
        self as u8
    }
    pub fn as_str(self) -> &'static str {
        ["intern", "junior", "senior", "lead", "manager", "director", "vp", "c-level"][self as usize]
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Function {
    Engineering,
}
impl Function {
    pub fn as_str(self) -> &'static str {
        "engineering"
    }
}
#[derive(Clone, Debug, Default)]
pub struct Title {
    pub words: Vec<String>,
    pub seniority: Option<Seniority>,
    pub function: Option<Function>,
}
impl Title {
    pub fn parse(text: &str) -> Title {
        Title {
            words: text.to_lowercase().split_whitespace().map(str::to_owned).collect(),
            seniority: None,
            function: None,
        }
    }
    pub fn fit(&self, other: &Title) -> Option<f64> {
        if other.words.is_empty() {
            return None;
        }
        Some(if self.words.iter().all(|w| other.words.contains(w)) { 1.0 } else { 0.0 })
    }
}

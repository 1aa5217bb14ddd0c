//! Two titles of one person: the same in other words, higher, or lower.

use crate::people::title::{Seniority, Title};
use std::collections::BTreeSet;

/// The way from one title to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A higher one.
    Up,
    /// A lower one.
    Down,
}

impl Step {
    /// The word in `moves.csv`.
    pub fn as_str(self) -> &'static str {
        match self {
            Step::Up => "up",
            Step::Down => "down",
        }
    }
}

/// Abbreviations, written out.
const LONG: &[(&str, &str)] = &[
    ("sr", "senior"),
    ("snr", "senior"),
    ("jr", "junior"),
    ("jnr", "junior"),
    ("vp", "vice president"),
    ("svp", "senior vice president"),
    ("evp", "executive vice president"),
    ("avp", "assistant vice president"),
    ("mgr", "manager"),
    ("dir", "director"),
    ("eng", "engineer"),
    ("engr", "engineer"),
    ("dev", "developer"),
    ("asst", "assistant"),
    ("assoc", "associate"),
    ("exec", "executive"),
    ("admin", "administrator"),
    ("dept", "department"),
    ("hr", "human resources"),
    ("ceo", "chief executive officer"),
    ("cfo", "chief financial officer"),
    ("coo", "chief operating officer"),
    ("cto", "chief technology officer"),
    ("cio", "chief information officer"),
    ("cmo", "chief marketing officer"),
    ("cpo", "chief product officer"),
];

/// Words that say nothing in a title.
const SMALL: &[&str] =
    &["a", "an", "and", "at", "de", "do", "du", "et", "for", "in", "la", "of", "the", "to", "und", "y"];

/// Words that raise a title within its level, and words that lower it.
const RAISING: &[&str] =
    &["senior", "executive", "group", "lead", "principal", "staff", "head", "chief", "global"];
const LOWERING: &[&str] =
    &["junior", "associate", "assistant", "deputy", "trainee", "intern", "interim", "acting", "vice"];

/// The words of a title, without order, case, punctuation and abbreviation.
fn words(title: &str) -> BTreeSet<String> {
    let folded = title.to_lowercase().replace('.', "");
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let long = words.flat_map(|word| {
        LONG.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| *long).split(' ')
    });
    long.filter(|word| !SMALL.contains(word)).map(str::to_owned).collect()
}

/// Whether two titles are one, but for spelling: `Sr. Engineer, Data` is `Senior Data Engineer`.
pub fn is_same_title(a: &str, b: &str) -> bool {
    a == b || {
        let (one, other) = (words(a), words(b));
        // A title of marks alone is not the same as any other.
        one == other && !one.is_empty()
    }
}

/// Whether the second title is higher or lower than the first.
///
/// A title without a level word is taken for an ordinary one, between junior and senior, if both are of one function or
/// share a word of content (`Analyst` to `Senior Analyst`), or one is a beginner's (`Intern` to `Analyst`); else there is no telling. Within one level, a word that was
/// added or dropped decides (`Director` to `Senior Director`, `Associate Director` to `Director`).
pub fn step(from: &str, to: &str) -> Option<Step> {
    let (old, new) = (Title::parse(from), Title::parse(to));
    let related = old.function.is_some() && old.function == new.function
        || old.words.iter().any(|word| new.words.contains(word));
    // Whoever was an intern and is anything else has risen.
    let is_beginner = [&old, &new]
        .iter()
        .any(|title| title.seniority <= Some(Seniority::Junior) && title.seniority.is_some());
    // Twice the step on the ladder, so that an ordinary title has a place of its own.
    let level = |title: &Title| match title.seniority {
        Some(level) => Some(i16::from(level.level()) * 2),
        None if (related || is_beginner) && !title.is_empty() => {
            Some(i16::from(Seniority::Junior.level()) * 2 + 1)
        }
        None => None,
    };
    let (was, is) = (level(&old)?, level(&new)?);
    if was != is {
        return Some(if is > was { Step::Up } else { Step::Down });
    }
    let (was, is) = (words(from), words(to));
    let added: Vec<&str> = is.difference(&was).map(String::as_str).collect();
    let dropped: Vec<&str> = was.difference(&is).map(String::as_str).collect();
    let all = |words: &[&str], of: &[&str]| words.iter().all(|word| of.contains(word));
    match (added.is_empty(), dropped.is_empty()) {
        (true, true) => None,
        _ if all(&added, RAISING) && all(&dropped, LOWERING) => Some(Step::Up),
        _ if all(&added, LOWERING) && all(&dropped, RAISING) => Some(Step::Down),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_title_in_other_words() {
        for (a, b) in [
            ("Senior Data Engineer", "Sr. Data Engineer"),
            ("Senior Data Engineer", "SENIOR ENGINEER, DATA"),
            ("VP Sales", "Vice President of Sales"),
            ("V.P., Sales", "vice-president sales"),
            ("R&D Lead", "R & D  lead"),
            ("CEO", "Chief Executive Officer"),
        ] {
            assert!(is_same_title(a, b), "{a} {b}");
        }
        for (a, b) in
            [("Engineer II", "Engineer III"), ("Director", "Senior Director"), ("-", "!"), ("Chef", "Chief")]
        {
            assert!(!is_same_title(a, b), "{a} {b}");
        }
    }

    #[test]
    fn steps_on_the_ladder() {
        let up = Some(Step::Up);
        for (from, to, expected) in [
            ("Analyst", "Senior Analyst", up),
            ("Data Analyst", "Analytics Manager", up),
            ("Software Engineer", "Engineering Manager", up),
            ("Senior Manager", "Director", up),
            ("Director of Sales", "Senior Director of Sales", up),
            ("Associate Director", "Director", up),
            ("Vice President", "Senior Vice President", up),
            ("Director", "VP Operations", up),
            ("Intern", "Junior Buyer", up),
            ("Intern", "Analyst", up),
            ("Einkäufer", "Leiter Einkauf", up),
            ("Head of Supply", "Supply Planner", Some(Step::Down)),
            ("Product Manager", "Project Manager", None),
            ("Quality wizard", "Garden gnome", None),
            ("Buyer", "Planner", None),
        ] {
            assert_eq!(step(from, to), expected, "{from} -> {to}");
        }
    }
}

//! Occupations: what a job title is by an open taxonomy, so that a solicitor is found where a lawyer is sought.
//!
//! The taxonomy is the index of the Occupational Outlook Handbook (`occupations.tsv`): 342 occupations with 4,800 titles,
//! in English. A title of theirs is looked up as it is; of another, what the titles of one occupation have in common
//! decides (`nurse practitioner` at the end, `professor`), where nearly all that have it are of that one. Everything else
//! stays unknown, and so does a title in another language; [`super::title`] knows those.

use crate::index::{Index, fingerprint};
use std::sync::LazyLock;

/// An occupation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Occupation(u16);

impl Occupation {
    /// The occupation of a title; `None` where the taxonomy does not tell.
    ///
    /// Parts of the title are separated as by people (`|`, `,`, `/`, brackets, spaced dashes), and the first that is known
    /// counts; what follows `at` is the employer, and what follows `ex` or `former` is over.
    ///
    /// # Complexity
    /// **O(w)** look-ups for **w** words; the table is made at the first call, in some milliseconds.
    pub fn of(title: &str) -> Option<Occupation> {
        TABLE.find(title)
    }

    /// Its name in the taxonomy, in the plural: `Lawyers`.
    pub fn name(self) -> &'static str {
        NAMES[usize::from(self.0)].0
    }

    /// The field it belongs to: `legal`.
    #[cfg(test)]
    fn field(self) -> &'static str {
        NAMES[usize::from(self.0)].1
    }
}

/// The lines of the taxonomy: name, field, titles.
fn lines() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let lines = include_str!("occupations.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (name, rest) = line.split_once('\t')?;
        let (field, titles) = rest.split_once('\t')?;
        Some((name, field, titles))
    })
}

static NAMES: LazyLock<Vec<(&'static str, &'static str)>> =
    LazyLock::new(|| lines().map(|(name, field, _)| (name, field)).collect());

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::of(|_| true));

/// What a part of a title says: of how many titles of the taxonomy, and for which occupation most of them.
#[derive(Clone, Copy, Default)]
struct Votes {
    leader: u16,
    of_leader: u16,
    total: u16,
}

impl Votes {
    /// The leader, if it has this share in per cent, out of this many titles or more.
    fn leader(self, share: u32, least: u16) -> Option<Occupation> {
        let sure = u32::from(self.of_leader) * 100 >= u32::from(self.total) * share;
        (sure && self.of_leader >= least).then_some(Occupation(self.leader))
    }
}

/// Sorts of parts that titles share, each with what is asked of it. A whole title is known by itself; an end of two words
/// or more, a pair of a word with the last one, and the last word alone must be those of one occupation nearly always.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Whole,
    End,
    Pair,
    Last,
}

impl Sort {
    /// Share of the leader in per cent, and number of its titles. Chosen on four fifths of the titles, tried on the rest.
    fn asks(self) -> (u32, u16) {
        match self {
            Sort::Whole => (51, 1),
            Sort::End => (80, 2),
            Sort::Pair => (80, 2),
            Sort::Last => (80, 2),
        }
    }
}

/// The taxonomy, ready to be asked.
struct Table {
    votes: Index<u64, Votes>,
}

/// Words without weight in a title.
const SMALL: &[&str] = &["of", "the", "and", "for", "a", "an", "in", "to", "at", "or", "on", "with"];
/// Words for a level, which is no part of an occupation.
const LEVELS: &[&str] = &[
    "senior",
    "sr",
    "junior",
    "jr",
    "lead",
    "principal",
    "staff",
    "trainee",
    "apprentice",
    "intern",
    "i",
    "ii",
    "iii",
    "iv",
    "associate",
    "certified",
    "licensed",
    "registered",
    "experienced",
    "deputy",
    "interim",
    "chartered",
    "freelance",
];
/// Words for those who lead; `Head of Marketing` is looked up as `marketing manager`.
const LEADERS: &[&str] =
    &["head", "director", "vp", "vice", "president", "manager", "leader", "chief", "officer"];

/// The words of a part: small, singular, without those that weigh nothing.
fn words(part: &str) -> Vec<String> {
    let part = part.to_lowercase().replace(['\'', '’', '.'], "");
    let words = part.split(|c: char| !c.is_alphanumeric() && c != '&').filter(|word| !word.is_empty());
    words.map(singular).filter(|word| !SMALL.contains(&word.as_str())).collect()
}

/// `Nurses` is `nurse`, `secretaries` is `secretary`.
fn singular(word: &str) -> String {
    match word {
        _ if word.len() > 4 && word.ends_with("ies") => format!("{}y", &word[..word.len() - 3]),
        _ if word.len() > 3
            && word.ends_with('s')
            && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) =>
        {
            word[..word.len() - 1].to_owned()
        }
        _ => word.to_owned(),
    }
}

/// The words without levels, unless that leaves none.
fn core(words: Vec<String>) -> Vec<String> {
    if words.iter().all(|word| LEVELS.contains(&word.as_str())) {
        return words;
    }
    words.into_iter().filter(|word| !LEVELS.contains(&word.as_str())).collect()
}

fn print_of(sort: Sort, words: &[&str]) -> u64 {
    fingerprint(words.join(" ").as_bytes()).rotate_left(sort as u32 * 7) ^ (sort as u64)
}

/// The parts by which titles are compared, the most telling first.
fn parts(words: &[String]) -> Vec<(Sort, u64)> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let Some((last, before)) = words.split_last() else { return Vec::new() };
    let mut parts = vec![(Sort::Whole, print_of(Sort::Whole, &words))];
    parts.extend((1..before.len()).map(|from| (Sort::End, print_of(Sort::End, &words[from..]))));
    parts.extend(before.iter().map(|word| (Sort::Pair, print_of(Sort::Pair, &[word, last]))));
    parts.push((Sort::Last, print_of(Sort::Last, &[last])));
    parts
}

impl Table {
    /// The table of those titles of the taxonomy that `takes` lets pass.
    fn of(takes: impl Fn(&str) -> bool) -> Table {
        // Counted by part and occupation: sorted, the votes for one part stand together.
        let mut counted: Vec<(u64, u16)> = Vec::with_capacity(40_000);
        for (at, (name, _, titles)) in lines().enumerate() {
            for title in [name].into_iter().chain(titles.split("; ")).filter(|title| takes(title)) {
                let mut prints: Vec<u64> =
                    parts(&core(words(title))).into_iter().map(|(_, print)| print).collect();
                prints.sort_unstable();
                prints.dedup();
                counted.extend(prints.into_iter().map(|print| (print, at as u16)));
            }
        }
        counted.sort_unstable();
        let mut votes: Index<u64, Votes> = Index::default();
        for same in counted.chunk_by(|a, b| a == b) {
            let (print, occupation) = same[0];
            let known = votes.entry(print).or_default();
            known.total += same.len() as u16;
            if same.len() as u16 > known.of_leader {
                (known.leader, known.of_leader) = (occupation, same.len() as u16);
            }
        }
        Table { votes }
    }

    fn find(&self, title: &str) -> Option<Occupation> {
        let title = [" at ", " @ ", " @"]
            .iter()
            .filter_map(|at| title.find(at))
            .min()
            .map_or(title, |at| &title[..at]);
        let separators = |c: char| {
            matches!(c, '|' | ',' | ';' | '/' | '(' | ')' | '[' | ']' | '·' | '•' | '–' | '—' | '｜')
        };
        let whole = core(words(title));
        // `Advertising, promotions, and marketing managers` is one title with commas in it.
        if title.contains(separators)
            && let Some(found) = self.whole(&whole)
        {
            return Some(found);
        }
        title.split(separators).flat_map(|part| part.split(" - ")).find_map(|part| self.find_part(part))
    }

    fn whole(&self, words: &[String]) -> Option<Occupation> {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (share, least) = Sort::Whole.asks();
        self.votes.get(&print_of(Sort::Whole, &words))?.leader(share, least)
    }

    fn find_part(&self, part: &str) -> Option<Occupation> {
        let written = core(words(part));
        let past = ["ex", "former", "formerly", "past", "retired"];
        if written.first().is_none_or(|word| past.contains(&word.as_str())) {
            return None;
        }
        if let Some(found) = self.whole(&written) {
            return Some(found);
        }
        // What a professor of history is stands first.
        let words = match part.split_once(" of ") {
            Some((what, of)) => core(words(of).into_iter().chain(words(what)).collect()),
            None => written,
        };
        let leads = |word: &String| LEADERS.contains(&word.as_str());
        if words.iter().any(leads) {
            // Those who lead are told by what they lead, never by what their titles have in common.
            let mut led: Vec<String> = words.into_iter().filter(|word| !leads(word)).collect();
            if led.is_empty() {
                return None;
            }
            led.push("manager".to_owned());
            // `Marketing managers` end the name of their occupation, and no other.
            let words: Vec<&str> = led.iter().map(String::as_str).collect();
            let end = self.votes.get(&print_of(Sort::End, &words));
            return self.whole(&led).or_else(|| end?.leader(Sort::End.asks().0, 1));
        }
        parts(&words).into_iter().skip(1).find_map(|(sort, print)| {
            let (share, least) = sort.asks();
            self.votes.get(&print)?.leader(share, least)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, expected: &str) {
        assert_eq!(Occupation::of(title).map_or("", Occupation::name), expected, "{title}");
    }

    #[test]
    fn titles_as_people_write_them() {
        check("Lawyer", "Lawyers");
        check("ATTORNEY", "Lawyers");
        check("Senior Software Engineer", "Software developers, quality assurance analysts, and testers");
        check(
            "Software Engineer II at Lumora",
            "Software developers, quality assurance analysts, and testers",
        );
        check("Accountant | Board member", "Accountants and auditors");
        check("Wind Turbine Technician", "Wind turbine technicians");
        check("Head of Marketing", "Advertising, promotions, and marketing managers");
        check("VP, Marketing", "Advertising, promotions, and marketing managers");
        check("Associate Professor of Medieval Tides", "Postsecondary teachers");
        check(
            "Advertising, promotions, and marketing managers",
            "Advertising, promotions, and marketing managers",
        );
        check("former lawyer", "");
        check("ex-Lawyer", "");
        check("Garden gnome", "");
        check("Social Media Manager", "");
        check("Rechtsanwältin", "");
        check("", "");
        check("|", "");
    }

    #[test]
    fn every_title_of_the_taxonomy_is_known() {
        let (mut right, mut all) = (0, 0);
        for (at, (_, _, titles)) in lines().enumerate() {
            for title in titles.split("; ") {
                all += 1;
                right += usize::from(Occupation::of(title) == Some(Occupation(at as u16)));
            }
        }
        // Some titles stand under two occupations, and two differ in a small word or a plural only.
        assert!(right * 100 >= all * 97, "{right} of {all}");
    }

    /// A fifth of the titles, told by their fingerprints, is kept apart from what the table is made of.
    #[test]
    fn titles_kept_apart_are_told_right_or_not_at_all() {
        let kept = |title: &str| fingerprint(title.as_bytes()).is_multiple_of(5);
        let table = Table::of(|title| !kept(title));
        let (mut all, mut answered, mut right, mut field) = (0usize, 0usize, 0usize, 0usize);
        for (at, (_, of, titles)) in lines().enumerate() {
            for title in titles.split("; ").filter(|title| kept(title)) {
                all += 1;
                if let Some(found) = table.find(title) {
                    answered += 1;
                    right += usize::from(found == Occupation(at as u16));
                    field += usize::from(found.field() == of);
                }
            }
        }
        let share = |n: usize, of: usize| n as f64 / of as f64;
        println!(
            "{all} titles kept apart: {:.3} answered, of these {:.3} right, {:.3} in the right field",
            share(answered, all),
            share(right, answered),
            share(field, answered)
        );
        assert!(all > 800 && share(answered, all) > 0.33, "{answered} of {all} answered");
        assert!(share(right, answered) > 0.86, "{right} of {answered} right");
        assert!(share(field, answered) > 0.92, "{field} of {answered} in the right field");
    }
}

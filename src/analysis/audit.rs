//! Which spelling of a company was taken for which target, and by what; and targets that nobody's company is.
//!
//! In: resolved people and targets. Out: a row a spelling, and for targets without anybody the nearest spellings among
//! contacts, for the user to judge.
//! Invariant: similarity is shown here and used nowhere. It proposes an alias; only the user makes one.

use super::targets::Targets;
use crate::evidence::Place;
use crate::import::Workspace;
use crate::index::Index;
use crate::people::{CompanyId, People, company};
use std::collections::BTreeMap;

/// By what a spelling was taken for a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Letter for letter as the target writes it.
    Exact,
    /// The same after normalisation: case, punctuation, width, legal form, tagline; and accents, where that leaves one
    /// company only.
    Normalised,
    /// By an alias of the user's.
    Alias,
    /// No target.
    None,
    /// The cell names no company (`self-employed`).
    NoCompany,
}

impl Tier {
    /// The word in `companies-audit.csv`.
    pub fn as_str(self) -> &'static str {
        match self {
            Tier::Exact => "exact",
            Tier::Normalised => "normalised",
            Tier::Alias => "alias",
            Tier::None => "none",
            Tier::NoCompany => "no-company",
        }
    }
}

/// One spelling of a company among contacts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// As written.
    pub written: String,
    /// Its normal form; empty where the cell names no company.
    pub key: String,
    /// How many people have it.
    pub contacts: u32,
    /// The first target of that company, as an index into [`Targets::rows`].
    pub target: Option<usize>,
    /// By what.
    pub tier: Tier,
    /// The first row that has the spelling, and the rows of the target and of the alias that matched it.
    pub evidence: Vec<Place>,
}

/// A target company that nobody's company is, and what comes nearest to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Unmatched {
    /// The first target of that company, as an index into [`Targets::rows`].
    pub target: usize,
    /// Its normal form.
    pub key: String,
    /// The nearest spellings, as indexes into the rows of the audit, with how alike they are, 0 to 1.
    pub nearest: Vec<(usize, f64)>,
}

/// The audit of a workspace.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// Every spelling: those of targets first, then by the number of people, then by the text.
    pub spellings: Vec<Spelling>,
    /// Targets without anybody, in the order of the user.
    pub unmatched: Vec<Unmatched>,
}

/// How many near spellings are shown for a target.
const NEAREST: usize = 3;
/// How alike a spelling must be to be shown.
const ALIKE: f64 = 0.6;

/// Audits all spellings of companies among people.
///
/// # Complexity
/// **O(p + s log s + u b)** for **p** people, **s** spellings, **u** unmatched targets and **b** spellings that share a
/// word or the first two letters with one.
pub fn of(workspace: &Workspace, people: &People, targets: &Targets) -> Audit {
    let mut counted: Index<&str, (u32, Option<Place>)> = Index::default();
    for person in people.persons.iter().filter(|person| !person.company.is_empty()) {
        let (n, first) = counted.entry(&person.company).or_default();
        *n += 1;
        let place = person.connection.or(person.seen_in.first().copied());
        *first = match (*first, place) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
    // The first row of each company: rows are in the order of the user.
    let mut wanted: BTreeMap<CompanyId, usize> = BTreeMap::new();
    for (row, target) in targets.rows.iter().enumerate() {
        if let Some(company) = target.company() {
            wanted.entry(company).or_insert(row);
        }
    }
    let mut spellings: Vec<Spelling> = counted
        .into_iter()
        .map(|(written, (contacts, first))| {
            let spelt = people.companies.spelt(written);
            let company = spelt.company;
            let target = company.and_then(|company| wanted.get(&company).copied());
            let is_company = spelt.key.is_some();
            let key = spelt.key.as_deref().unwrap_or_default().to_owned();
            let name = target.map(|row| &*targets.rows[row].target.company);
            let tier = match name {
                _ if !is_company => Tier::NoCompany,
                None => Tier::None,
                Some(name) if name == written => Tier::Exact,
                Some(name) if company::key(name) == key || company::differ_in_accents(name, written) => {
                    Tier::Normalised
                }
                Some(_) => Tier::Alias,
            };
            let mut evidence: Vec<Place> = first.into_iter().collect();
            evidence.extend(target.and_then(|row| targets.rows[row].target.place));
            if tier == Tier::Alias {
                evidence.extend(alias_row(workspace, people, company));
            }
            Spelling { written: written.to_owned(), key, contacts, target, tier, evidence }
        })
        .collect();
    spellings.sort_by(|a, b| {
        let of = |row: &Spelling| (row.target.is_none(), row.target, std::cmp::Reverse(row.contacts));
        of(a).cmp(&of(b)).then_with(|| a.written.cmp(&b.written))
    });
    let matched: Vec<usize> = spellings.iter().filter_map(|row| row.target).collect();
    let mut unmatched: Vec<Unmatched> = wanted
        .into_values()
        .filter(|row| !matched.contains(row))
        .map(|target| {
            let key = company::key(&targets.rows[target].target.company);
            Unmatched { target, key, nearest: Vec::new() }
        })
        .collect();
    unmatched.sort_by_key(|row| row.target);
    find_nearest(&mut unmatched, &spellings);
    Audit { spellings, unmatched }
}

/// The row of the user's own that describes a company.
fn alias_row(workspace: &Workspace, people: &People, company: Option<CompanyId>) -> Option<Place> {
    let facts = workspace.companies.iter();
    facts.filter(|fact| people.companies.get(&fact.company) == company).map(|fact| fact.place).min()
}

/// Fills in what comes nearest, looking only at spellings that share a word or their first two letters.
fn find_nearest(unmatched: &mut [Unmatched], spellings: &[Spelling]) {
    if unmatched.is_empty() {
        return;
    }
    // A word that many companies have tells nothing of any.
    let mut frequency: Index<&str, u32> = Index::default();
    let companies = spellings.iter().filter(|row| !row.key.is_empty());
    for word in companies.clone().flat_map(|row| row.key.split(' ')) {
        *frequency.entry(word).or_default() += 1;
    }
    let common = (spellings.len() as u32 / 100).max(5);
    for target in unmatched {
        let wanted = Words::of(&target.key);
        let mut found: Vec<(usize, f64)> = Vec::new();
        for (at, row) in spellings.iter().enumerate().filter(|(_, row)| !row.key.is_empty()) {
            let starts_alike = row.key.chars().take(2).eq(target.key.chars().take(2));
            let tells = |word: &&str| frequency.get(*word).is_none_or(|n| *n <= common);
            let shares = row.key.split(' ').filter(tells).any(|word| wanted.list.contains(&word));
            if starts_alike || shares {
                let alike = wanted.likeness(&Words::of(&row.key));
                found.extend((alike >= ALIKE).then_some((at, alike)));
            }
        }
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        // Two spellings of one key are one proposal.
        let mut shown: Vec<&str> = Vec::new();
        found.retain(|(at, _)| {
            let key = spellings[*at].key.as_str();
            let is_new = !shown.contains(&key);
            shown.extend(is_new.then_some(key));
            is_new
        });
        found.truncate(NEAREST);
        target.nearest = found;
    }
}

/// A key as words and as one text, for comparing.
struct Words<'k> {
    list: Vec<&'k str>,
    sorted: String,
}

impl<'k> Words<'k> {
    fn of(key: &'k str) -> Words<'k> {
        let list: Vec<&str> = key.split(' ').collect();
        let mut sorted = list.clone();
        sorted.sort_unstable();
        Words { sorted: sorted.concat(), list }
    }

    /// How alike two keys are, 0 to 1: the edit distance of their sorted words, or the share of letters in the words that
    /// both have, and a little more if one has all words of the other, as `Lumora` and `Lumora Brasil` do.
    fn likeness(&self, other: &Words<'_>) -> f64 {
        let by_letters = strsim::normalized_damerau_levenshtein(&self.sorted, &other.sorted);
        let letters = |words: &[&str]| words.iter().map(|word| word.chars().count()).sum::<usize>() as f64;
        let shared: Vec<&str> = self.list.iter().copied().filter(|word| other.list.contains(word)).collect();
        let (mine, theirs, both) = (letters(&self.list), letters(&other.list), letters(&shared));
        let by_words = 2.0 * both / (mine + theirs).max(1.0);
        let has_all = shared.len() == self.list.len() || shared.len() == other.list.len();
        let by_words = if has_all { by_words.max(0.75) } else { by_words };
        by_letters.max(by_words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_of_names() {
        let of = |a: &str, b: &str| Words::of(a).likeness(&Words::of(b));
        assert_eq!(of("lumora", "lumora"), 1.0);
        assert!((of("lumora", "lumroa") - 5.0 / 6.0).abs() < 1e-9, "one transposition in six letters");
        assert_eq!(of("lumora", "lumora brasil"), 0.75);
        assert_eq!(of("tides of lund", "lund tides of"), 1.0);
        assert!(of("solvind", "kelpline") < ALIKE);
    }
}

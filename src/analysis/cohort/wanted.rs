//! What the members look for, together: which companies and positions most want, and how far each is.

use super::extract::{Extract, Wish};
use super::plan::{Plan, Why};
use crate::analysis::coverage::Status;
use crate::index::Index;
use crate::people::company;
use std::collections::{BTreeMap, BTreeSet};

/// How far a member is from a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// A contact of her own.
    Contact,
    /// A path of her own.
    Path,
    /// Another member knows somebody, and both share.
    Within,
    /// Nobody that is known of.
    Nobody,
    /// An industry is asked for, and of nobody else is it known.
    Unknown,
}

/// Something that members look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The company; where none is asked for, the position or the industry.
    pub name: String,
    /// Members by how far they are, each by her nearest row, in the order of [`Reach`].
    pub by_reach: [u32; 5],
}

impl Wanted {
    /// Members who look for it.
    pub fn members(&self) -> u32 {
        self.by_reach.iter().sum()
    }
}

/// Counts what the members look for, most wanted first. `sharing` says which members the numbers of the plan mean.
///
/// # Complexity
/// **O(w log w)** for **w** wishes.
pub fn wanted<'a>(members: impl Iterator<Item = &'a Extract>, sharing: &[usize], plan: &Plan) -> Vec<Wanted> {
    let alone: BTreeSet<(usize, u32)> = plan
        .unmet
        .iter()
        .filter(|(.., why)| matches!(why, Why::Industry | Why::NobodyKnown))
        .map(|(member, wish, _)| (sharing[*member as usize], *wish))
        .collect();
    let mut found: BTreeMap<(u8, String), (&str, [u32; 5])> = BTreeMap::new();
    let mut keys: Index<&str, String> = Index::default();
    for (at, member) in members.enumerate() {
        let shares = sharing.binary_search(&at).is_ok();
        let mut nearest: BTreeMap<(u8, String), (&str, Reach)> = BTreeMap::new();
        for (nth, wish) in (0..).zip(&member.wishes) {
            let reach = match wish.status {
                Status::Contact => Reach::Contact,
                Status::Path => Reach::Path,
                // Industries are in no export: of another member's contact nobody knows it.
                Status::Gap if wish.company.is_empty() && !wish.industry.is_empty() => Reach::Unknown,
                Status::Gap if shares && !alone.contains(&(at, nth)) => Reach::Within,
                Status::Gap => Reach::Nobody,
            };
            let Some((key, name)) = subject(wish, &mut keys) else { continue };
            let known = nearest.entry(key).or_insert((name, reach));
            known.1 = known.1.min(reach);
            known.0 = known.0.min(name);
        }
        for (key, (name, reach)) in nearest {
            let row = found.entry(key).or_insert((name, [0; 5]));
            row.0 = row.0.min(name);
            row.1[reach as usize] += 1;
        }
    }
    let rows = found.into_values().map(|(name, by_reach)| Wanted { name: name.to_owned(), by_reach });
    let mut rows: Vec<Wanted> = rows.collect();
    rows.sort_by(|a, b| b.members().cmp(&a.members()).then_with(|| a.name.cmp(&b.name)));
    rows
}

/// What a wish is about: two spellings of a company are one. Members wish for the same companies, whose `keys` are kept.
fn subject<'a>(wish: &'a Wish, keys: &mut Index<&'a str, String>) -> Option<((u8, String), &'a str)> {
    if !wish.company.is_empty() {
        let key = keys.entry(&wish.company).or_insert_with(|| company::key(&wish.company));
        return Some(((0, key.clone()), &wish.company));
    }
    if !wish.position.is_empty() {
        return Some(((1, wish.position.to_lowercase()), &wish.position));
    }
    (!wish.industry.is_empty()).then(|| ((2, wish.industry.to_lowercase()), &*wish.industry))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_counts_once_by_her_nearest_row() {
        let wish = |company: &str, status: Status| Wish {
            position: "Buyer".into(),
            company: company.into(),
            industry: Box::default(),
            worth: 1.0,
            status,
        };
        let in_rail = Wish { company: Box::default(), industry: "Rail".into(), ..wish("", Status::Gap) };
        let in_rail = Wish { position: Box::default(), ..in_rail };
        let member = |wishes: Vec<Wish>| Extract { wishes, ..Extract::default() };
        let members = [
            member(vec![wish("Lumora", Status::Gap), wish("Lumora GmbH", Status::Path)]),
            member(vec![wish("LUMORA", Status::Gap), wish("Abel", Status::Contact)]),
            member(vec![wish("Lumora", Status::Gap), in_rail]),
        ];
        let plan = Plan { unmet: vec![(0, 0, Why::NobodyKnown)], ..Plan::default() };
        // Members 1 and 2 share; nobody knows anybody for the first wish of member 1.
        let found = wanted(members.iter(), &[1, 2], &plan);
        let lines: Vec<_> = found.iter().map(|row| (row.name.as_str(), row.by_reach)).collect();
        assert_eq!(
            lines,
            [("LUMORA", [0, 1, 1, 1, 0]), ("Abel", [1, 0, 0, 0, 0]), ("Rail", [0, 0, 0, 0, 1])]
        );
    }
}

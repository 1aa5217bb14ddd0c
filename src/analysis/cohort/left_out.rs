//! Who is left out of introductions, by person: what members say of themselves, laid beside the people of the whole cohort.

use super::extract::Extract;
use super::pool::{Number, Persons, key_print};
use super::relation::Rows;
use crate::index::{Index, Seen};

/// By person, the members for whom they are left out.
#[derive(Clone, Debug, Default)]
pub struct LeftOut {
    /// Those who need no introduction to them.
    pub known: Rows,
    /// Those who had better not ask them for one.
    pub closed: Rows,
}

/// Lays out by person what members say of whom is left out. Whoever has the name of a member is taken for her.
///
/// # Complexity
/// **O(p + n)** for **p** people and **n** keys of all members.
pub fn left_out(members: &[&Extract], persons: &Persons) -> LeftOut {
    let keys = members.iter().flat_map(|member| member.apart.known.iter().chain(&member.apart.closed));
    let wanted: Seen<u64> = keys.copied().collect();
    let own_names: Seen<&str> = members.iter().filter_map(|member| member.own_name.as_deref()).collect();
    let mut by_key: Index<u64, Number> = Index::default();
    let mut by_name: Index<&str, Vec<Number>> = Index::default();
    if !wanted.is_empty() || !own_names.is_empty() {
        for person in 0..persons.len() as Number {
            let (print, name) = (key_print(persons.key(person)), persons.name(person));
            if wanted.contains(&print) {
                by_key.insert(print, person);
            }
            if own_names.contains(name) {
                by_name.entry(name).or_default().push(person);
            }
        }
    }
    let numbers = |keys: &[u64]| -> Vec<Number> {
        keys.iter().filter_map(|print| by_key.get(print).copied()).collect()
    };
    let known = |member: &&Extract| -> Vec<Number> {
        let own = member.own_name.as_deref().and_then(|name| by_name.get(name)).into_iter().flatten();
        let mut known: Vec<Number> = numbers(&member.apart.known).into_iter().chain(own.copied()).collect();
        known.sort_unstable();
        known.dedup();
        known
    };
    let by_person = |rows: Rows| rows.turned(persons.len());
    LeftOut {
        known: by_person(Rows::of(members.iter().map(known))),
        closed: by_person(Rows::of(members.iter().map(|member| numbers(&member.apart.closed)))),
    }
}

//! Who knows whom: members by people and people by members, as compressed sparse rows.

use super::pool::Number;
use crate::analysis::threads::in_turn;

/// Rows of numbers, laid end to end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    starts: Vec<u32>,
    cells: Vec<u32>,
}

impl Rows {
    /// Lays rows end to end.
    pub fn of(rows: impl IntoIterator<Item = Vec<u32>>) -> Rows {
        let mut all = Rows { starts: vec![0], cells: Vec::new() };
        for row in rows {
            all.cells.extend_from_slice(&row);
            all.starts.push(all.cells.len() as u32);
        }
        all
    }

    /// The places at which each number stands in a list, in rising order.
    ///
    /// # Complexity
    /// **O(n + m)** for a list of **n** and **m** numbers.
    pub fn places(numbers: impl Iterator<Item = Option<u32>> + Clone, n_numbers: usize) -> Rows {
        let mut starts = vec![0u32; n_numbers + 1];
        for number in numbers.clone().flatten() {
            starts[number as usize + 1] += 1;
        }
        for at in 0..n_numbers {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut cells = vec![0u32; starts[n_numbers] as usize];
        for (place, number) in (0..).zip(numbers) {
            if let Some(number) = number {
                let at = &mut next[number as usize];
                cells[*at as usize] = place;
                *at += 1;
            }
        }
        Rows { starts, cells }
    }

    /// A row.
    pub fn row(&self, at: u32) -> &[u32] {
        let at = at as usize;
        &self.cells[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many cells there are in all.
    pub fn n_cells(&self) -> usize {
        self.cells.len()
    }

    /// Rows as columns; the cells of each come in rising order.
    ///
    /// # Complexity
    /// **O(n + m)** for **n** cells and **m** columns.
    pub fn turned(&self, n_columns: usize) -> Rows {
        let mut starts = vec![0u32; n_columns + 1];
        for cell in &self.cells {
            starts[*cell as usize + 1] += 1;
        }
        for at in 0..n_columns {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut cells = vec![0u32; self.cells.len()];
        for row in 0..self.len() as u32 {
            for cell in self.row(row) {
                let at = &mut next[*cell as usize];
                cells[*at as usize] = row;
                *at += 1;
            }
        }
        Rows { starts, cells }
    }
}

/// Two members and how many people both know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shared {
    /// The first member, by number.
    pub a: u32,
    /// The second, a higher number.
    pub b: u32,
    /// People both know.
    pub shared: u32,
}

/// Who knows whom.
#[derive(Clone, Debug, Default)]
pub struct Relation {
    /// For each member, the people she knows.
    pub known: Rows,
    /// For each person, the members who know them.
    pub members: Rows,
}

/// How many members are counted in one go by one thread.
const PART: usize = 64;

impl Relation {
    /// Takes the people that each member knows, in rising order and each once.
    pub fn of(rows: impl IntoIterator<Item = Vec<Number>>, n_people: usize) -> Relation {
        let known = Rows::of(rows);
        let members = known.turned(n_people);
        Relation { known, members }
    }

    /// All pairs of members with at least `least` people in common, in order: the product of the relation with itself,
    /// row by row, without a hash table.
    ///
    /// # Complexity
    /// **O(Σ d²)** additions, where **d** is the number of members who know a person: 28 million for ten million ties of
    /// the benchmark. Memory for one count a member and job, and for the pairs.
    pub fn shared(&self, least: u32, jobs: usize) -> Vec<Shared> {
        let n = self.known.len();
        let parts: Vec<usize> = (0..n.div_ceil(PART)).collect();
        let found = in_turn(&parts, jobs, |part| {
            let mut counts = vec![0u32; n];
            let mut touched: Vec<u32> = Vec::new();
            let mut pairs = Vec::new();
            for a in (part * PART) as u32..((part + 1) * PART).min(n) as u32 {
                for person in self.known.row(a) {
                    let members = self.members.row(*person);
                    // Members rise, and each pair is counted from its lower end.
                    for b in &members[members.partition_point(|b| *b <= a)..] {
                        let count = &mut counts[*b as usize];
                        if *count == 0 {
                            touched.push(*b);
                        }
                        *count += 1;
                    }
                }
                touched.sort_unstable();
                for b in touched.drain(..) {
                    let shared = std::mem::take(&mut counts[b as usize]);
                    if shared >= least {
                        pairs.push(Shared { a, b, shared });
                    }
                }
            }
            pairs
        });
        found.into_iter().flatten().collect()
    }

    /// How many people two or more members know.
    pub fn n_known_to_several(&self) -> usize {
        (0..self.members.len() as u32).filter(|person| self.members.row(*person).len() > 1).count()
    }

    /// The people whom most members know, two or more, ordered by that and then by `key`.
    ///
    /// # Complexity
    /// **O(p + k log k)** for **p** people, of whom **k** are known to as many as the last one listed.
    pub fn brokers<K: Ord>(&self, top: usize, key: impl Fn(Number) -> K) -> Vec<(Number, u32)> {
        let degree = |person: Number| self.members.row(person).len() as u32;
        let mut by_degree: Vec<u32> = Vec::new();
        for person in 0..self.members.len() as u32 {
            let degree = degree(person) as usize;
            if by_degree.len() <= degree {
                by_degree.resize(degree + 1, 0);
            }
            by_degree[degree] += 1;
        }
        // The lowest degree that has to be looked at: only those are compared by key.
        let mut enough = 0;
        let least = (2..by_degree.len()).rev().find(|degree| {
            enough += by_degree[*degree] as usize;
            enough >= top
        });
        let least = least.unwrap_or(2) as u32;
        let mut found: Vec<(Number, u32)> = (0..self.members.len() as u32)
            .map(|person| (person, degree(person)))
            .filter(|(_, degree)| *degree >= least)
            .collect();
        found.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| key(a.0).cmp(&key(b.0))));
        found.truncate(top);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn three_members() {
        let relation = Relation::of([vec![0, 1, 2], vec![1, 2, 3], vec![2]], 4);
        assert_eq!(relation.members.row(2), [0, 1, 2]);
        let pair = |a, b, shared| Shared { a, b, shared };
        assert_eq!(relation.shared(1, 1), [pair(0, 1, 2), pair(0, 2, 1), pair(1, 2, 1)]);
        assert_eq!(relation.shared(2, 2), [pair(0, 1, 2)]);
        let keys = ["d", "c", "b", "a"];
        assert_eq!(relation.brokers(9, |person| keys[person as usize]), [(2, 3), (1, 2)]);
        assert_eq!(relation.brokers(1, |person| keys[person as usize]), [(2, 3)]);
        assert!(Relation::of([], 0).shared(1, 2).is_empty());
    }

    proptest! {
        #[test]
        fn as_many_as_the_sets_have_in_common(
            sets in prop::collection::vec(prop::collection::btree_set(0u32..40, 0..25), 0..90),
            least in 1u32..6,
            jobs in 1usize..4,
        ) {
            let relation = Relation::of(sets.iter().map(|set| set.iter().copied().collect::<Vec<_>>()), 40);
            let mut expect = Vec::new();
            for (a, one) in sets.iter().enumerate() {
                for (b, other) in sets.iter().enumerate().skip(a + 1) {
                    let shared = one.intersection(other).collect::<BTreeSet<_>>().len() as u32;
                    if shared >= least {
                        expect.push(Shared { a: a as u32, b: b as u32, shared });
                    }
                }
            }
            prop_assert_eq!(relation.shared(least, jobs), expect);
        }
    }
}

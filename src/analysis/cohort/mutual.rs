//! Mutual contacts: whom a member and another person both know, as far as the cohort tells.
//!
//! One export holds no tie between two contacts. Where members share theirs, those of them who know each other show some:
//! a member whom I know and who knows you is a contact that we have in common. All others stay unseen, so every number
//! here is a lower bound, and the columns say "at least".

use super::pool::{Number, Persons};
use super::relation::Relation;
use std::cmp::Reverse;

/// The members who share, as people whom other members know.
#[derive(Clone, Debug, Default)]
pub struct Circle {
    /// For each member the members she is connected with, by her list or by theirs, in order.
    tied: Vec<Vec<u32>>,
}

/// A contact of a member with whom she has others in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mutual {
    /// The member.
    pub member: u32,
    /// Her contact.
    pub person: Number,
    /// Contacts that both have, at least.
    pub at_least: u32,
}

impl Circle {
    /// Finds the members who know each other. `own` is the number of each member as a person, where her files tell who
    /// she is and anybody knows her.
    ///
    /// # Complexity
    /// **O(Σ d)**, where **d** is how many members know a member.
    pub fn of(relation: &Relation, own: &[Option<Number>]) -> Circle {
        let mut tied: Vec<Vec<u32>> = vec![Vec::new(); own.len()];
        for (member, person) in (0u32..).zip(own) {
            let Some(person) = person else { continue };
            for other in relation.members.row(*person).iter().filter(|other| **other != member) {
                tied[member as usize].push(*other);
                tied[*other as usize].push(member);
            }
        }
        for row in &mut tied {
            row.sort_unstable();
            row.dedup();
        }
        Circle { tied }
    }

    /// How many contacts a member and a person have in common, at least: the members whom both know.
    pub fn mutual(&self, relation: &Relation, member: u32, person: Number) -> u32 {
        let tied = &self.tied[member as usize];
        relation.members.row(person).iter().filter(|other| tied.binary_search(other).is_ok()).count() as u32
    }

    /// For each member the `top` contacts with whom she has most others in common, at least one.
    ///
    /// # Complexity
    /// **O(t c)** for **t** ties between members and **c** contacts of a member.
    pub fn contacts(&self, relation: &Relation, persons: &Persons, top: usize) -> Vec<Mutual> {
        let mut counts = vec![0u32; relation.members.len()];
        let mut all = Vec::new();
        for (member, tied) in (0u32..).zip(&self.tied) {
            for other in tied {
                relation.known.row(*other).iter().for_each(|person| counts[*person as usize] += 1);
            }
            let known = relation.known.row(member).iter();
            let found =
                known.map(|person| Mutual { member, person: *person, at_least: counts[*person as usize] });
            let mut found: Vec<Mutual> = found.filter(|found| found.at_least > 0).collect();
            let in_order = |a: &Mutual, b: &Mutual| {
                let by_count = Reverse(a.at_least).cmp(&Reverse(b.at_least));
                by_count.then_with(|| persons.rank(a.person).cmp(&persons.rank(b.person)))
            };
            if found.len() > top {
                found.select_nth_unstable_by(top, in_order);
            }
            found.truncate(top);
            found.sort_unstable_by(in_order);
            all.extend(found);
            for other in tied {
                relation.known.row(*other).iter().for_each(|person| counts[*person as usize] = 0);
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::pool::{Contact, Pool};
    use super::*;

    /// Ann, Bo and Cy are members. Ann lists Bo; Cy lists Ann; Bo and Cy do not know each other.
    #[test]
    fn members_whom_both_know() {
        let rows: [&[&str]; 3] = [&["in/bo", "in/x", "in/y"], &["in/x", "in/z"], &["in/ann", "in/x", "in/z"]];
        let pool = Pool::default();
        let known: Vec<Vec<Number>> =
            rows.iter().map(|row| pool.add(row.iter().map(|key| Contact::named(key))).all).collect();
        let own = ["in/ann", "in/bo", "in/cy"].map(|key| pool.find([key].into_iter()).first().copied());
        let persons = pool.close();
        assert!(own[0].is_some() && own[2].is_none(), "nobody lists Cy");
        let relation = Relation::of(known, persons.len());
        let circle = Circle::of(&relation, &own);
        assert_eq!(circle.tied, [vec![1, 2], vec![0], vec![0]]);
        let number = |key: &str| (0..persons.len() as Number).find(|at| persons.key(*at) == key).unwrap();
        // Ann and X: Bo and Cy know both. Ann does not know Z, whom both know. Bo and Y: Ann.
        for (member, key, at_least) in
            [(0, "in/x", 2), (0, "in/z", 2), (1, "in/y", 1), (1, "in/x", 1), (2, "in/y", 1)]
        {
            assert_eq!(circle.mutual(&relation, member, number(key)), at_least, "{member} {key}");
        }
        let found = circle.contacts(&relation, &persons, 9);
        let lines: Vec<_> =
            found.iter().map(|row| (row.member, persons.key(row.person), row.at_least)).collect();
        assert_eq!(lines, [(0, "in/x", 2), (1, "in/x", 1), (2, "in/x", 1)]);
        assert!(circle.contacts(&relation, &persons, 0).is_empty());
    }
}

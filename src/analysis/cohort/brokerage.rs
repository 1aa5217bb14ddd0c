//! Who lies between the others: betweenness on the graph of members who share and everyone they know.
//!
//! No export of one person can tell this. Exact where the graph is small; where it is large, pairs are drawn by lot, and
//! every figure comes with its bounds. A member and the person she is to others are two nodes: her list, and an entry in
//! theirs.

use super::pool::{Number, Persons};
use super::relation::Relation;
use crate::network::measures::{Csr, SampleOptions, leaders};

/// Somebody in the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// A member who shares, by number.
    Member(u32),
    /// A contact.
    Person(Number),
}

/// Somebody who lies between others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Between {
    /// Who.
    pub node: Node,
    /// The share of pairs of others between which they lie.
    pub share: f64,
    /// Not less than this.
    pub low: f64,
    /// Not more than this.
    pub high: f64,
    /// Whether they are certain to be among the first, as many as were asked for.
    pub is_certain: bool,
}

/// Those who lie between most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brokerage {
    /// The first, by share, then members before people, then by name or key.
    pub rows: Vec<Between>,
    /// How many pairs were drawn; `None` where all were counted.
    pub samples: Option<u64>,
    /// No share is further off than this, but for a chance of 5 % that any of them is.
    pub error: f64,
}

impl Brokerage {
    /// How many of them are certain to be among the first.
    pub fn certain(&self) -> usize {
        self.rows.iter().filter(|row| row.is_certain).count()
    }
}

/// What is looked at before the sampling ends, whatever is certain then: less than a minute on two cores.
const MOST_STEPS: u64 = 2_500_000_000;

/// Finds those who lie between most.
///
/// # Complexity
/// **O(p log p + t)** for **p** people and **t** ties to lay out the graph; then, for the **p'** and **t'** that are left
/// without people known to one member alone, **O(p' t')** while that is a matter of seconds, and otherwise a fixed number
/// of steps, about a minute on two cores, whatever the size.
pub fn brokerage(relation: &Relation, persons: &Persons, top: usize) -> Brokerage {
    let n_members = relation.known.len() as u32;
    // Numbers of people differ from run to run, and chance is drawn by number: here they go by key.
    let mut order: Vec<Number> = (0..persons.len() as Number).collect();
    order.retain(|person| !relation.members.row(*person).is_empty());
    order.sort_unstable_by_key(|person| persons.rank(*person));
    let mut place = vec![u32::MAX; persons.len()];
    for (at, person) in (n_members..).zip(&order) {
        place[*person as usize] = at;
    }
    let (mut starts, mut ends) = (vec![0usize], Vec::with_capacity(2 * relation.known.n_cells()));
    for member in 0..n_members {
        let from = ends.len();
        ends.extend(relation.known.row(member).iter().map(|person| place[*person as usize]));
        ends[from..].sort_unstable();
        starts.push(ends.len());
    }
    for person in &order {
        ends.extend_from_slice(relation.members.row(*person));
        starts.push(ends.len());
    }
    let graph = Csr::from_symmetric_rows(starts, ends);
    let node_of = |node: u32| match node.checked_sub(n_members) {
        None => Node::Member(node),
        Some(at) => Node::Person(order[at as usize]),
    };
    let options =
        SampleOptions { epsilon: 0.0, top: Some(top), most_steps: MOST_STEPS, ..SampleOptions::default() };
    let found = leaders(&graph, n_members, &options);
    let rows = found.rows.iter().map(|row| Between {
        node: node_of(row.node),
        share: row.estimate.share,
        low: row.estimate.low,
        high: row.estimate.high,
        is_certain: row.is_certain,
    });
    Brokerage { rows: rows.collect(), samples: found.samples, error: found.error }
}

#[cfg(test)]
mod tests {
    use super::super::pool::{Contact, Pool};
    use super::*;

    /// Two members with a contact in common and one each: a path of five, whose betweenness anybody can count.
    #[test]
    fn a_path_of_five() {
        let rows: [&[&str]; 2] = [&["in/zoe", "in/bo"], &["in/bo", "in/ann"]];
        for turned in [false, true] {
            let pool = Pool::default();
            let mut known: Vec<Vec<Number>> = vec![Vec::new(); 2];
            for at in if turned { [1, 0] } else { [0, 1] } {
                known[at] = pool.add(rows[at].iter().map(|key| Contact::named(key))).all;
            }
            let persons = pool.close();
            let relation = Relation::of(known, persons.len());
            let found = brokerage(&relation, &persons, 10);
            let name = |node: Node| match node {
                Node::Member(member) => format!("member {member}"),
                Node::Person(person) => persons.key(person).to_owned(),
            };
            let lines: Vec<_> = found.rows.iter().map(|row| (name(row.node), row.share)).collect();
            // Of 6 pairs of others, the middle lies between 4, and each member between 3.
            let expect = [("in/bo", 4.0 / 6.0), ("member 0", 0.5), ("member 1", 0.5)];
            assert_eq!(lines.len(), 3);
            for ((name, share), (known, exact)) in lines.iter().zip(expect) {
                assert!(name == known && (share - exact).abs() < 1e-12, "{lines:?}");
            }
            assert_eq!(found.samples, None);
        }
    }
}

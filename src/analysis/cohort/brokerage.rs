//! Who lies between the others: betweenness on the graph of members who share and everyone they know.
//!
//! No export of one person can tell this. Exact where the graph is small; where it is large, shortest paths are drawn by
//! lot, and every figure comes with its bounds.

use super::pool::{Number, Persons};
use super::relation::Relation;
use crate::network::measures::{Betweenness, Csr, SampleOptions, betweenness};

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
}

/// Those who lie between most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brokerage {
    /// The first, by share, then members before people, then by name or key.
    pub rows: Vec<Between>,
    /// How many paths were drawn; `None` where all were counted.
    pub samples: Option<u64>,
    /// No share is further off than this, but for a chance of 5 %.
    pub error: f64,
}

/// Finds those who lie between most.
///
/// # Complexity
/// **O(p log p + t)** for **p** people and **t** ties to lay out the graph; then **O(p t)** while that is a matter of
/// seconds, and otherwise a fixed number of steps, about a minute on two cores, whatever the size.
pub fn brokerage(relation: &Relation, persons: &Persons, top: usize) -> Brokerage {
    let n_members = relation.known.len() as u32;
    // Numbers of people differ from run to run, and chance is drawn by number: here they go by key.
    let mut order: Vec<Number> = (0..persons.len() as Number).collect();
    order.retain(|person| !relation.members.row(*person).is_empty());
    order.sort_unstable_by(|a, b| persons.key(*a).cmp(persons.key(*b)));
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
    let Some(graph) = Csr::from_rows(starts, ends) else { return Brokerage::default() };
    let node_of = |node: u32| match node.checked_sub(n_members) {
        None => Node::Member(node),
        Some(at) => Node::Person(order[at as usize]),
    };
    let options = SampleOptions { epsilon: 0.000_5, ..SampleOptions::default() };
    match betweenness(&graph, &options) {
        Betweenness::Exact(shares) => {
            let mut nodes: Vec<u32> = graph.nodes().filter(|node| shares[*node as usize] > 0.0).collect();
            nodes.sort_unstable_by(|a, b| shares[*b as usize].total_cmp(&shares[*a as usize]).then(a.cmp(b)));
            nodes.truncate(top);
            let between = |node: &u32| {
                let share = shares[*node as usize];
                Between { node: node_of(*node), share, low: share, high: share }
            };
            Brokerage { rows: nodes.iter().map(between).collect(), samples: None, error: 0.0 }
        }
        Betweenness::Sampled(sampled) => {
            let rows = sampled.top(top).into_iter().map(|(node, found)| Between {
                node: node_of(node),
                share: found.share,
                low: found.low,
                high: found.high,
            });
            Brokerage { rows: rows.collect(), samples: Some(sampled.samples), error: sampled.error }
        }
    }
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
            let contact = |key: &&'static str| Contact {
                key,
                name: key,
                company: "",
                position: "",
                day: None,
                is_warm: false,
            };
            let mut known: Vec<Vec<Number>> = vec![Vec::new(); 2];
            for at in if turned { [1, 0] } else { [0, 1] } {
                known[at] = pool.add(rows[at].iter().map(contact)).all;
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

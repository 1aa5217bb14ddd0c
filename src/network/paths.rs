//! The k best ways through a graph: shortest simple paths by cost.
//!
//! In: a [`Web`] of directed arcs with costs. Out: [`Way`]s, the cheapest first. With costs of −ln p the cheapest way is
//! the one with the largest product of probabilities. `petgraph` and `rustworkx-core` give the costs of the k
//! shortest walks and no paths, so Yen's way is here.

use std::cmp::Ordering;
use std::collections::{BTreeSet, BinaryHeap};

/// A directed graph with costs, arcs cut by where they leave.
#[derive(Clone, Debug, Default)]
pub struct Web {
    starts: Vec<usize>,
    /// Where each arc leads, and its cost.
    arcs: Vec<(u32, f64)>,
}

/// A way from one node to another that meets no node twice.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// The sum of costs.
    pub cost: f64,
    /// All nodes, both ends included.
    pub nodes: Vec<u32>,
}

impl Web {
    /// Makes a graph of `n` nodes; of several arcs between the same two nodes the cheapest stays, and no cost is below 0.
    ///
    /// # Complexity
    /// **O(m log m)** for **m** arcs.
    pub fn new(n: usize, mut arcs: Vec<(u32, u32, f64)>) -> Web {
        arcs.retain(|(_, _, cost)| cost.is_finite());
        arcs.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
        arcs.dedup_by_key(|(from, to, _)| (*from, *to));
        let mut starts = vec![0usize; n + 1];
        arcs.iter().for_each(|(from, ..)| starts[*from as usize + 1] += 1);
        for at in 0..n {
            starts[at + 1] += starts[at];
        }
        Web { starts, arcs: arcs.into_iter().map(|(_, to, cost)| (to, cost.max(0.0))).collect() }
    }

    fn from(&self, node: u32) -> &[(u32, f64)] {
        &self.arcs[self.starts[node as usize]..self.starts[node as usize + 1]]
    }

    /// The cost of the arc between two nodes.
    pub fn cost(&self, from: u32, to: u32) -> Option<f64> {
        let arcs = self.from(from);
        arcs.binary_search_by_key(&to, |(to, _)| *to).ok().map(|nth| arcs[nth].1)
    }

    /// The k cheapest simple ways between two nodes, the cheapest first; equal ones in the order of their nodes.
    ///
    /// # Complexity
    /// **O(k l (m + n log n))** for ways of **l** nodes.
    ///
    /// J. Y. Yen, *Finding the K Shortest Loopless Paths in a Network*, Management Science 17 (1971).
    pub fn ways(&self, from: u32, to: u32, k: usize) -> Vec<Way> {
        let n = self.starts.len().saturating_sub(1);
        let mut room = Room { cost: vec![f64::INFINITY; n], before: vec![u32::MAX; n], touched: Vec::new() };
        let mut shut = vec![false; n];
        let mut found: Vec<Way> = Vec::new();
        let mut candidates: Vec<Way> = Vec::new();
        candidates.extend(self.cheapest(from, to, &shut, &BTreeSet::new(), &mut room));
        while found.len() < k {
            let best = candidates.iter().enumerate().min_by(|(_, a), (_, b)| a.order(b));
            let Some(best) = best.map(|(nth, _)| nth) else { break };
            let way = candidates.swap_remove(best);
            // Leave this way at each of its nodes, without the arcs by which known ways go on from there.
            let mut so_far = 0.0;
            for nth in 0..way.nodes.len() - 1 {
                let trunk = &way.nodes[..=nth];
                let known = found.iter().chain([&way]).filter(|other| other.nodes.starts_with(trunk));
                let closed: BTreeSet<u32> =
                    known.filter_map(|other| other.nodes.get(nth + 1)).copied().collect();
                let spur = self.cheapest(way.nodes[nth], to, &shut, &closed, &mut room);
                if let Some(spur) = spur {
                    let nodes = [&trunk[..nth], spur.nodes.as_slice()].concat();
                    if !candidates.iter().any(|known| known.nodes == nodes) {
                        candidates.push(Way { cost: so_far + spur.cost, nodes });
                    }
                }
                shut[way.nodes[nth] as usize] = true;
                so_far += self.cost(way.nodes[nth], way.nodes[nth + 1]).unwrap_or(0.0);
            }
            way.nodes.iter().for_each(|node| shut[*node as usize] = false);
            found.push(way);
        }
        found
    }

    /// Dijkstra's way between two nodes that steps on no shut node and does not begin with an arc to a closed one.
    fn cheapest(
        &self,
        from: u32,
        to: u32,
        shut: &[bool],
        closed: &BTreeSet<u32>,
        room: &mut Room,
    ) -> Option<Way> {
        room.clear();
        room.reach(from, 0.0, u32::MAX);
        let mut open = BinaryHeap::from([Open { cost: 0.0, node: from }]);
        while let Some(Open { cost, node }) = open.pop() {
            if node == to {
                let mut nodes = vec![to];
                let mut at = to;
                while at != from {
                    at = room.before[at as usize];
                    nodes.push(at);
                }
                nodes.reverse();
                return Some(Way { cost, nodes });
            }
            if cost > room.cost[node as usize] {
                continue;
            }
            for &(next, step) in self.from(node) {
                let is_closed = shut[next as usize] || (node == from && closed.contains(&next));
                // Nodes are taken in the order of cost and then of number, so equal ways are chosen between alike,
                // whatever the order of rows.
                if !is_closed && cost + step < room.cost[next as usize] {
                    room.reach(next, cost + step, node);
                    open.push(Open { cost: cost + step, node: next });
                }
            }
        }
        None
    }
}

impl Way {
    fn order(&self, other: &Way) -> Ordering {
        self.cost.total_cmp(&other.cost).then_with(|| self.nodes.cmp(&other.nodes))
    }
}

/// Costs and ways back of one search, cleared by what it touched.
struct Room {
    cost: Vec<f64>,
    before: Vec<u32>,
    touched: Vec<u32>,
}

impl Room {
    fn clear(&mut self) {
        for node in self.touched.drain(..) {
            self.cost[node as usize] = f64::INFINITY;
            self.before[node as usize] = u32::MAX;
        }
    }

    fn reach(&mut self, node: u32, cost: f64, before: u32) {
        self.cost[node as usize] = cost;
        self.before[node as usize] = before;
        self.touched.push(node);
    }
}

/// A node that is reached; the heap gives the cheapest first, and of equal ones the lowest.
struct Open {
    cost: f64,
    node: u32,
}

impl Ord for Open {
    fn cmp(&self, other: &Open) -> Ordering {
        other.cost.total_cmp(&self.cost).then(other.node.cmp(&self.node))
    }
}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Open) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Open {
    fn eq(&self, other: &Open) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Open {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The example of Yen's method that textbooks work through: C to H in 5, 7 and 8.
    #[test]
    fn the_textbook_example() {
        let [c, d, e, f, g, h] = [0, 1, 2, 3, 4, 5];
        let arcs = [
            (c, d, 3.0),
            (c, e, 2.0),
            (d, f, 4.0),
            (e, d, 1.0),
            (e, f, 2.0),
            (e, g, 3.0),
            (f, g, 2.0),
            (f, h, 1.0),
            (g, h, 2.0),
        ];
        let web = Web::new(6, arcs.to_vec());
        let found = web.ways(c, h, 3);
        assert_eq!(found[0], Way { cost: 5.0, nodes: vec![c, e, f, h] });
        assert_eq!(found[1], Way { cost: 7.0, nodes: vec![c, e, g, h] });
        assert_eq!(found[2], Way { cost: 8.0, nodes: vec![c, d, f, h] });
        assert_eq!(web.ways(h, c, 3), []);
        assert_eq!(web.ways(c, h, 100).len(), 7, "there are no more");
    }

    /// Every simple way, one by one.
    fn all(web: &Web, way: &mut Vec<u32>, to: u32, cost: f64, found: &mut Vec<Way>) {
        let at = way[way.len() - 1];
        if at == to {
            found.push(Way { cost, nodes: way.clone() });
            return;
        }
        for &(next, step) in web.from(at) {
            if !way.contains(&next) {
                way.push(next);
                all(web, way, to, cost + step, found);
                way.pop();
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn as_many_as_there_are_in_order(arcs in proptest::collection::vec((0u32..7, 0u32..7, 0u8..6), 0..30), k in 1usize..12) {
            let arcs = arcs.into_iter().map(|(a, b, cost)| (a, b, f64::from(cost))).collect();
            let web = Web::new(7, arcs);
            let mut expect = Vec::new();
            all(&web, &mut vec![0], 6, 0.0, &mut expect);
            expect.sort_by(Way::order);
            let found = web.ways(0, 6, k);
            prop_assert_eq!(found.len(), expect.len().min(k));
            for (nth, way) in found.iter().enumerate() {
                prop_assert_eq!(way.cost, expect[nth].cost);
                prop_assert!(expect.contains(way));
                prop_assert!(!found[..nth].iter().any(|other| other.nodes == way.nodes));
            }
        }
    }
}

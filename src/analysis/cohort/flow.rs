//! The cheapest assignment on a sparse graph: each source is led to the sink over arcs that hold only so much.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A network of arcs with room and cost.
///
/// Costs are whole numbers, so that sums do not depend on their order.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// By twos: an arc and its way back.
    arcs: Vec<Arc>,
    nodes: Vec<Node>,
    /// The arcs that leave each node.
    leaving: Vec<Vec<u32>>,
    touched: Vec<u32>,
    open: BinaryHeap<Reverse<(i64, u32)>>,
}

#[derive(Clone, Copy, Debug)]
struct Arc {
    to: u32,
    room: u32,
    cost: i64,
}

/// All that a search asks of a node stands together: it comes from anywhere.
#[derive(Clone, Copy, Debug)]
struct Node {
    potential: i64,
    distance: i64,
    came_by: u32,
    /// Whether a search from here has failed.
    dead: bool,
}

/// No way is known.
const FAR: i64 = i64::MAX;
/// A node reached by no arc.
const NO_ARC: u32 = u32::MAX;

impl Flow {
    /// Adds a node.
    pub fn node(&mut self) -> u32 {
        self.nodes.push(Node { potential: 0, distance: FAR, came_by: NO_ARC, dead: false });
        self.leaving.push(Vec::new());
        self.nodes.len() as u32 - 1
    }

    /// Adds an arc that `room` units can take at `cost` each, which must not be negative.
    pub fn arc(&mut self, from: u32, to: u32, room: u32, cost: i64) -> u32 {
        debug_assert!(cost >= 0, "searches go by falling distance");
        let at = self.arcs.len() as u32;
        self.arcs.push(Arc { to, room, cost });
        self.arcs.push(Arc { to: from, room: 0, cost: -cost });
        self.leaving[from as usize].push(at);
        self.leaving[to as usize].push(at + 1);
        at
    }

    /// How many units take an arc.
    pub fn on(&self, arc: u32) -> u32 {
        self.arcs[arc as usize ^ 1].room
    }

    /// Leads one unit from `source`, at which no arc ends, to `sink` by the cheapest way, moving others where that is
    /// cheaper for all. After it, all units sent so far cost as little as possible together.
    ///
    /// # Returns
    /// Whether there was a way.
    ///
    /// # Complexity
    /// **O(m log m)** for the **m** arcs nearer than the sink: a search ends as soon as that is reached, so where there
    /// is room it stays near the source.
    ///
    /// Shortest augmenting paths with potentials, source by source: R. Jonker and A. Volgenant, *A shortest augmenting
    /// path algorithm for dense and sparse linear assignment problems*, Computing 38 (1987).
    pub fn send(&mut self, source: u32, sink: u32) -> bool {
        // Nothing leads back to the source, so its potential is free: as high as makes no arc negative.
        let leaving = self.leaving[source as usize].iter().map(|at| self.arcs[*at as usize]);
        let open = leaving.filter(|arc| arc.room > 0);
        let Some(potential) = open.map(|arc| self.nodes[arc.to as usize].potential - arc.cost).max() else {
            return false;
        };
        self.nodes[source as usize].potential = potential;
        let reached = self.search(source, sink);
        if reached {
            let total = self.nodes[sink as usize].distance;
            for node in &self.touched {
                let node = &mut self.nodes[*node as usize];
                node.potential += node.distance.min(total) - total;
            }
            let mut node = sink;
            while node != source {
                let by = self.nodes[node as usize].came_by;
                self.arcs[by as usize].room -= 1;
                self.arcs[by as usize ^ 1].room += 1;
                node = self.arcs[by as usize ^ 1].to;
            }
        }
        for node in self.touched.drain(..) {
            let node = &mut self.nodes[node as usize];
            // No way led out of what was searched in vain, and no later unit can enter it and come out again: it is
            // never searched a second time, so all failures together cost one walk over the graph.
            node.dead |= !reached;
            node.distance = FAR;
            node.came_by = NO_ARC;
        }
        reached
    }

    fn search(&mut self, source: u32, sink: u32) -> bool {
        self.open.clear();
        self.open.push(Reverse((0, source)));
        self.nodes[source as usize].distance = 0;
        self.touched.push(source);
        while let Some(Reverse((distance, node))) = self.open.pop() {
            if node == sink {
                return true;
            }
            let Node { distance: known, potential, .. } = self.nodes[node as usize];
            if distance > known {
                continue;
            }
            for at in &self.leaving[node as usize] {
                let arc = self.arcs[*at as usize];
                if arc.room == 0 {
                    continue;
                }
                let to = &mut self.nodes[arc.to as usize];
                let further = distance + (arc.cost + potential - to.potential);
                if further < to.distance && !to.dead {
                    if to.distance == FAR {
                        self.touched.push(arc.to);
                    }
                    to.distance = further;
                    to.came_by = *at;
                    self.open.push(Reverse((further, arc.to)));
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The least cost of giving each row a column of its own, by trying all.
    fn by_trying(costs: &[Vec<i64>], row: usize, taken: u32) -> i64 {
        if row == costs.len() {
            return 0;
        }
        let free = (0..costs[row].len()).filter(|column| taken & (1 << column) == 0);
        free.map(|column| costs[row][column] + by_trying(costs, row + 1, taken | 1 << column))
            .min()
            .unwrap_or(0)
    }

    proptest! {
        #[test]
        fn as_cheap_as_by_trying_all(costs in prop::collection::vec(prop::collection::vec(0i64..50, 6), 1..6)) {
            let mut flow = Flow::default();
            let sink = flow.node();
            let columns: Vec<u32> = (0..6).map(|_| flow.node()).collect();
            for column in &columns {
                flow.arc(*column, sink, 1, 0);
            }
            let mut arcs = Vec::new();
            for row in &costs {
                let source = flow.node();
                arcs.extend(row.iter().zip(&columns).map(|(cost, column)| (flow.arc(source, *column, 1, *cost), *cost)));
                prop_assert!(flow.send(source, sink));
            }
            let total: i64 = arcs.iter().map(|(arc, cost)| i64::from(flow.on(*arc)) * cost).sum();
            prop_assert_eq!(total, by_trying(&costs, 0, 0));
        }
    }

    #[test]
    fn nobody_left_is_no_way() {
        let mut flow = Flow::default();
        let (sink, one, ann, bo) = (flow.node(), flow.node(), flow.node(), flow.node());
        flow.arc(one, sink, 1, 0);
        flow.arc(ann, one, 1, 3);
        assert!(!flow.send(bo, sink));
        let cy = flow.node();
        flow.arc(cy, one, 1, 1);
        assert!(flow.send(ann, sink));
        assert!(!flow.send(cy, sink));
    }
}

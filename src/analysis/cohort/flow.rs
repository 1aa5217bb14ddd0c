//! The cheapest assignment on a sparse graph: each source is led to the sink over arcs that hold only so much.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A network in the making: nodes and arcs in any order.
///
/// Costs are whole numbers, so that sums do not depend on their order.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    n_nodes: u32,
    arcs: Vec<Drafted>,
}

#[derive(Clone, Copy, Debug)]
struct Drafted {
    from: u32,
    to: u32,
    room: u32,
    cost: i32,
}

impl Draft {
    /// Adds a node.
    pub fn node(&mut self) -> u32 {
        self.n_nodes += 1;
        self.n_nodes - 1
    }

    /// Adds an arc that `room` units can take at `cost` each, which must not be negative.
    pub fn arc(&mut self, from: u32, to: u32, room: u32, cost: i32) -> u32 {
        debug_assert!(cost >= 0, "searches go by falling distance");
        self.arcs.push(Drafted { from, to, room, cost });
        self.arcs.len() as u32 - 1
    }

    /// Lays the arcs that leave a node side by side, in the order in which they came.
    ///
    /// # Complexity
    /// **O(n + m)** for **n** nodes and **m** arcs.
    pub fn lay(self) -> Flow {
        let mut starts = vec![0u32; self.n_nodes as usize + 1];
        for arc in &self.arcs {
            starts[arc.from as usize + 1] += 1;
            starts[arc.to as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let new = |start: &u32| Node {
            potential: 0,
            distance: FAR,
            came_by: NO_ARC,
            start: *start,
            end: *start,
            dead: false,
        };
        let mut nodes: Vec<Node> = starts.iter().map(new).collect();
        let mut arcs = vec![Arc { to: 0, back: 0, room: 0, cost: 0 }; 2 * self.arcs.len()];
        let mut next = starts;
        let mut place = |node: u32| {
            let at = &mut next[node as usize];
            *at += 1;
            *at - 1
        };
        let mut places = Vec::with_capacity(self.arcs.len());
        for Drafted { from, to, room, cost } in self.arcs {
            let (there, back) = (place(from), place(to));
            arcs[there as usize] = Arc { to, back, room, cost };
            arcs[back as usize] = Arc { to: from, back: there, room: 0, cost: -cost };
            places.push(there);
            if room > 0 {
                let end = &mut nodes[from as usize].end;
                *end = (*end).max(there + 1);
            }
        }
        Flow { arcs, places, nodes, touched: Vec::new(), open: BinaryHeap::new() }
    }
}

/// A network of arcs with room and cost.
#[derive(Clone, Debug)]
pub struct Flow {
    /// By the nodes that they leave.
    arcs: Vec<Arc>,
    /// Where the arcs of the draft are.
    places: Vec<u32>,
    nodes: Vec<Node>,
    touched: Vec<u32>,
    open: BinaryHeap<Reverse<(i64, u32)>>,
}

#[derive(Clone, Copy, Debug)]
struct Arc {
    to: u32,
    /// The same arc on its way back.
    back: u32,
    room: u32,
    cost: i32,
}

/// All that a search asks of a node stands together: it comes from anywhere.
#[derive(Clone, Copy, Debug)]
struct Node {
    potential: i64,
    distance: i64,
    came_by: u32,
    /// Where the arcs begin that leave it.
    start: u32,
    /// Where those end that have ever had room. Behind them lie the ways back of arcs that no unit takes: hundreds, where
    /// somebody fits many wishes.
    end: u32,
    /// Whether a search from here has failed.
    dead: bool,
}

/// No way is known.
const FAR: i64 = i64::MAX;
/// A node reached by no arc.
const NO_ARC: u32 = u32::MAX;

impl Flow {
    /// How many units take an arc, by its number in the draft.
    pub fn on(&self, arc: u32) -> u32 {
        let arc = self.arcs[self.places[arc as usize] as usize];
        self.arcs[arc.back as usize].room
    }

    /// The arcs that leave a node, by their places, as far as they may have room.
    fn leaving(&self, node: u32) -> std::ops::Range<usize> {
        let Node { start, end, .. } = self.nodes[node as usize];
        start as usize..end as usize
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
        let open = self.arcs[self.leaving(source)].iter().filter(|arc| arc.room > 0);
        let potential = open.map(|arc| self.nodes[arc.to as usize].potential - i64::from(arc.cost)).max();
        let Some(potential) = potential else { return false };
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
                let by = self.nodes[node as usize].came_by as usize;
                self.arcs[by].room -= 1;
                let back = self.arcs[by].back as usize;
                self.arcs[back].room += 1;
                let end = &mut self.nodes[node as usize].end;
                *end = (*end).max(back as u32 + 1);
                node = self.arcs[back].to;
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
        // Nothing that is as far as the sink can be on the way to it.
        let mut limit = FAR;
        while let Some(Reverse((distance, node))) = self.open.pop() {
            if node == sink {
                return true;
            }
            let Node { distance: known, potential, .. } = self.nodes[node as usize];
            if distance > known {
                continue;
            }
            for at in self.leaving(node) {
                let arc = self.arcs[at];
                if arc.room == 0 {
                    continue;
                }
                let to = &mut self.nodes[arc.to as usize];
                let further = distance + (i64::from(arc.cost) + potential - to.potential);
                if further < to.distance.min(limit) && !to.dead {
                    if arc.to == sink {
                        limit = further;
                    }
                    if to.distance == FAR {
                        self.touched.push(arc.to);
                    }
                    to.distance = further;
                    to.came_by = at as u32;
                    self.open.push(Reverse((further, arc.to)));
                    if limit == distance {
                        break;
                    }
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
    fn by_trying(costs: &[Vec<i32>], row: usize, taken: u32) -> i32 {
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
        fn as_cheap_as_by_trying_all(costs in prop::collection::vec(prop::collection::vec(0i32..50, 6), 1..6)) {
            let mut draft = Draft::default();
            let sink = draft.node();
            let columns: Vec<u32> = (0..6).map(|_| draft.node()).collect();
            for column in &columns {
                draft.arc(*column, sink, 1, 0);
            }
            let (mut arcs, mut sources) = (Vec::new(), Vec::new());
            for row in &costs {
                let source = draft.node();
                arcs.extend(row.iter().zip(&columns).map(|(cost, column)| (draft.arc(source, *column, 1, *cost), *cost)));
                sources.push(source);
            }
            let mut flow = draft.lay();
            for source in sources {
                prop_assert!(flow.send(source, sink));
            }
            let total: i32 = arcs.iter().map(|(arc, cost)| flow.on(*arc) as i32 * cost).sum();
            prop_assert_eq!(total, by_trying(&costs, 0, 0));
        }
    }

    #[test]
    fn nobody_left_is_no_way() {
        let mut draft = Draft::default();
        let [sink, one, ann, bo, cy] = [(); 5].map(|()| draft.node());
        draft.arc(one, sink, 1, 0);
        draft.arc(ann, one, 1, 3);
        draft.arc(cy, one, 1, 1);
        let mut flow = draft.lay();
        assert!(!flow.send(bo, sink));
        assert!(flow.send(ann, sink));
        assert!(!flow.send(cy, sink));
    }
}

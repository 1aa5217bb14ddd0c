//! Betweenness, counted over all pairs.

use super::Csr;
use rayon::prelude::*;

/// Sources that are worked on together, and blocks of them before sums are put together: fixed, so that the order of
/// additions does not depend on the number of threads.
const BLOCK: usize = 64;
const ABREAST: usize = 16;

/// A graph without its leaves: a node with a single tie lies between nobody, and whatever it needs goes through the one
/// it is tied to. In a cohort's graph, where most contacts are known to one member alone, little is left.
#[derive(Debug)]
pub(super) struct Folded {
    /// What is left.
    core: Csr,
    /// The nodes of the graph that are left, in order.
    nodes: Vec<u32>,
    /// How many leaves each of them has.
    leaves: Vec<u32>,
}

impl Folded {
    /// Folds the leaves of a graph into those they are tied to, once: a path of three keeps its middle.
    ///
    /// # Complexity
    /// **O(n + m)**.
    pub(super) fn of(graph: &Csr) -> Folded {
        // Of two that have nobody but each other, the first stays.
        let is_leaf = |v: u32| match graph.ties_of(v) {
            [only] => graph.degree(*only) > 1 || *only < v,
            _ => false,
        };
        let nodes: Vec<u32> = graph.nodes().filter(|v| !is_leaf(*v)).collect();
        let mut place = vec![u32::MAX; graph.n_nodes()];
        for (at, node) in (0..).zip(&nodes) {
            place[*node as usize] = at;
        }
        let (mut starts, mut ends) = (vec![0usize], Vec::new());
        let mut leaves = Vec::with_capacity(nodes.len());
        for node in &nodes {
            let ties = graph.ties_of(*node);
            let from = ends.len();
            ends.extend(ties.iter().map(|tied| place[*tied as usize]).filter(|at| *at != u32::MAX));
            leaves.push((ties.len() - (ends.len() - from)) as u32);
            starts.push(ends.len());
        }
        Folded { core: Csr::from_symmetric_rows(starts, ends), nodes, leaves }
    }

    /// What counting over all pairs would take: nodes that are left times ties that are left.
    pub(super) fn steps(&self) -> u64 {
        self.nodes.len() as u64 * self.core.n_ties() as u64
    }
}

/// Counts, for every node, the share of pairs of *other* nodes between which it lies: the sum over pairs of the share of
/// their shortest paths that go through it, over (n − 1)(n − 2) / 2.
///
/// # Returns
/// One number a node, 0 to 1; all are 0 below three nodes, where there is no pair. Pairs that no path joins count 0, as
/// in NetworkX's `betweenness_centrality`, which is the same figure.
///
/// # Complexity
/// **O(n + m + n' m')** over all cores, for **n** nodes and **m** ties, of which **n'** and **m'** are left without the
/// nodes of a single tie: these are counted with the node they are tied to, which changes no figure.
///
/// U. Brandes, *A Faster Algorithm for Betweenness Centrality*, Journal of Mathematical Sociology 25 (2001); leaves: R.
/// Puzis et al., *Topology Manipulations for Speeding Betweenness Centrality Computation*, Journal of Complex Networks 3
/// (2015).
#[cfg(test)]
pub fn exact(graph: &Csr) -> Vec<f64> {
    of_folded(graph, &Folded::of(graph))
}

/// The same, where the leaves are folded already.
pub(super) fn of_folded(graph: &Csr, folded: &Folded) -> Vec<f64> {
    let n = graph.n_nodes();
    let mut shares = vec![0.0f64; n];
    if n < 3 {
        return shares;
    }
    let mut sums = vec![0.0f64; folded.nodes.len()];
    let sources: Vec<u32> =
        (0..folded.nodes.len() as u32).filter(|at| graph.degree(folded.nodes[*at as usize]) > 0).collect();
    let blocks: Vec<&[u32]> = sources.chunks(BLOCK).collect();
    for abreast in blocks.chunks(ABREAST) {
        let found: Vec<Vec<f64>> = abreast.par_iter().map(|block| of_block(folded, block)).collect();
        for block in found {
            sums.iter_mut().zip(block).for_each(|(sum, part)| *sum += part);
        }
    }
    // Each pair was seen from both ends.
    let pairs = (n - 1) as f64 * (n - 2) as f64;
    for (node, sum) in folded.nodes.iter().zip(sums) {
        shares[*node as usize] = sum / pairs;
    }
    shares
}

fn of_block(folded: &Folded, sources: &[u32]) -> Vec<f64> {
    let Folded { core: graph, leaves, .. } = folded;
    let n = graph.n_nodes();
    let mut sums = vec![0.0; n];
    let mut distance = vec![u32::MAX; n];
    // The letters of the paper: sigma counts shortest paths from the source, delta what depends on a node.
    let (mut sigma, mut delta) = (vec![0.0f64; n], vec![0.0f64; n]);
    let mut order: Vec<u32> = Vec::with_capacity(n);
    for &source in sources {
        order.clear();
        order.push(source);
        (distance[source as usize], sigma[source as usize]) = (0, 1.0);
        let mut at = 0;
        while let Some(&node) = order.get(at) {
            at += 1;
            for &next in graph.ties_of(node) {
                if distance[next as usize] == u32::MAX {
                    distance[next as usize] = distance[node as usize] + 1;
                    order.push(next);
                }
                if distance[next as usize] == distance[node as usize] + 1 {
                    sigma[next as usize] += sigma[node as usize];
                }
            }
        }
        // A node stands for itself and its leaves, as a source and as an end.
        let own = f64::from(leaves[source as usize]);
        let mut reached = 0.0;
        for &node in order.iter().rev() {
            let with_leaves = 1.0 + f64::from(leaves[node as usize]);
            reached += with_leaves;
            let share = (with_leaves + delta[node as usize]) / sigma[node as usize];
            for &before in graph.ties_of(node) {
                if distance[before as usize].wrapping_add(1) == distance[node as usize] {
                    delta[before as usize] += sigma[before as usize] * share;
                }
            }
            if node != source {
                sums[node as usize] += (1.0 + own) * delta[node as usize];
            }
        }
        // Between each of its leaves and everybody else, and between any two of them, lies the source itself.
        sums[source as usize] += 2.0 * own * (reached - 1.0 - own) + own * (own - 1.0);
        for &node in &order {
            (distance[node as usize], sigma[node as usize], delta[node as usize]) = (u32::MAX, 0.0, 0.0);
        }
    }
    sums
}

//! Closeness: how few steps there are to everyone.

use super::Csr;
use super::random::Random;
use rayon::prelude::*;

/// Closeness of every node, and how far off it may be.
#[derive(Clone, Debug)]
pub struct Closeness {
    /// 0 to 1; 0 for a node without ties.
    pub shares: Vec<f64>,
    /// `None` where distances to all were counted; else how many nodes distances were measured from, and how far off a
    /// mean distance may be, in steps.
    pub sampled: Option<(usize, f64)>,
}

/// Measures closeness: for a node from which `r` others can be reached, of `n` in all, r / (sum of distances) · r / (n − 1),
/// which is what NetworkX's `closeness_centrality` gives (Wasserman and Faust's form for a graph in parts).
///
/// Distances are counted from every node where nodes × ties are not above `most_steps`, else from as many nodes drawn by lot
/// in each component as the limit allows. The error of a mean distance is Hoeffding's for all nodes at once, with a chance of
/// `delta` of being wrong for any.
///
/// # Complexity
/// **O(n m)**, or the limit.
///
/// D. Eppstein, J. Wang, *Fast Approximation of Centrality*, Journal of Graph Algorithms and Applications 8 (2004).
pub fn closeness(graph: &Csr, most_steps: u64, delta: f64, seed: u64) -> Closeness {
    let n = graph.n_nodes();
    let ties = graph.n_ties().max(1) as u64;
    let share = |reached: f64, mean: f64| {
        if reached < 1.0 { 0.0 } else { 1.0 / mean * reached / (n as f64 - 1.0) }
    };
    if n as u64 * ties <= most_steps {
        let shares = (0..n as u32)
            .into_par_iter()
            .map_init(
                || Breadth::new(n),
                |breadth, node| {
                    let (reached, sum) = breadth.from(graph, node, |_, _| {});
                    share(reached as f64, sum as f64 / reached as f64)
                },
            )
            .collect();
        return Closeness { shares, sampled: None };
    }
    let (of, sizes) = super::components(graph);
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); sizes.len()];
    graph.nodes().for_each(|node| members[of[node as usize] as usize].push(node));
    let n_pivots = (most_steps / ties).max(16) as usize;
    let (mut shares, mut error) = (vec![0.0; n], 0.0f64);
    let mut breadth = Breadth::new(n);
    for (part, members) in members.iter_mut().enumerate().filter(|(_, members)| members.len() > 1) {
        let size = members.len();
        let k = (n_pivots * size).div_ceil(n).max(16).min(size);
        let mut random = Random::of(seed, part as u64);
        for nth in 0..k {
            let other = nth + random.below((size - nth) as u32) as usize;
            members.swap(nth, other);
        }
        let mut longest = 0;
        for &pivot in &members[..k] {
            breadth.from(graph, pivot, |node, distance| {
                shares[node as usize] += f64::from(distance);
                longest = longest.max(distance);
            });
        }
        if k < size {
            // No distance is above twice the longest that was seen.
            let log = (2.0 * n as f64 / delta).ln();
            error = error.max(2.0 * f64::from(longest) * (log / (2.0 * k as f64)).sqrt());
        }
        let reached = size as f64 - 1.0;
        for node in members.iter() {
            // The mean over all nodes of the part, the node itself at distance 0, makes the mean over the others.
            let mean = shares[*node as usize] / k as f64 * size as f64 / reached;
            shares[*node as usize] = share(reached, mean.max(1.0));
        }
    }
    Closeness { shares, sampled: Some((n_pivots.min(n), error)) }
}

/// Room for searches by breadth.
struct Breadth {
    distance: Vec<u32>,
    order: Vec<u32>,
}

impl Breadth {
    fn new(n: usize) -> Breadth {
        Breadth { distance: vec![u32::MAX; n], order: Vec::new() }
    }

    /// Calls `visit` with every node reached and its distance; returns how many there are and the sum of distances.
    fn from(&mut self, graph: &Csr, start: u32, mut visit: impl FnMut(u32, u32)) -> (u64, u64) {
        self.order.clear();
        self.order.push(start);
        self.distance[start as usize] = 0;
        let (mut at, mut sum) = (0, 0);
        while let Some(&node) = self.order.get(at) {
            at += 1;
            let distance = self.distance[node as usize];
            sum += u64::from(distance);
            visit(node, distance);
            for &next in graph.ties_of(node) {
                if self.distance[next as usize] == u32::MAX {
                    self.distance[next as usize] = distance + 1;
                    self.order.push(next);
                }
            }
        }
        self.order.iter().for_each(|node| self.distance[*node as usize] = u32::MAX);
        (self.order.len() as u64 - 1, sum)
    }
}

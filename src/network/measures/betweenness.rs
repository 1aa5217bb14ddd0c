//! Betweenness, counted over all pairs.

use super::Csr;
use rayon::prelude::*;

/// Sources that are worked on together, and blocks of them before sums are put together: fixed, so that the order of
/// additions does not depend on the number of threads.
const BLOCK: usize = 64;
const ABREAST: usize = 16;

/// Counts, for every node, the share of pairs of *other* nodes between which it lies: the sum over pairs of the share of
/// their shortest paths that go through it, over (n − 1)(n − 2) / 2.
///
/// # Returns
/// One number a node, 0 to 1; all are 0 below three nodes, where there is no pair. Pairs that no path joins count 0, as
/// in NetworkX's `betweenness_centrality`, which is the same figure.
///
/// # Complexity
/// **O(n m)** for **n** nodes and **m** ties, over all cores.
///
/// U. Brandes, *A Faster Algorithm for Betweenness Centrality*, Journal of Mathematical Sociology 25 (2001).
pub fn exact(graph: &Csr) -> Vec<f64> {
    let n = graph.n_nodes();
    let mut sums = vec![0.0f64; n];
    if n < 3 {
        return sums;
    }
    let sources: Vec<u32> = graph.nodes().filter(|v| graph.degree(*v) > 0).collect();
    let blocks: Vec<&[u32]> = sources.chunks(BLOCK).collect();
    for abreast in blocks.chunks(ABREAST) {
        let found: Vec<Vec<f64>> = abreast.par_iter().map(|block| of_block(graph, block)).collect();
        for block in found {
            sums.iter_mut().zip(block).for_each(|(sum, part)| *sum += part);
        }
    }
    // Each pair was seen from both ends.
    let pairs = (n - 1) as f64 * (n - 2) as f64;
    sums.iter().map(|sum| sum / pairs).collect()
}

fn of_block(graph: &Csr, sources: &[u32]) -> Vec<f64> {
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
        for &node in order.iter().rev() {
            let share = (1.0 + delta[node as usize]) / sigma[node as usize];
            for &before in graph.ties_of(node) {
                if distance[before as usize].wrapping_add(1) == distance[node as usize] {
                    delta[before as usize] += sigma[before as usize] * share;
                }
            }
            if node != source {
                sums[node as usize] += delta[node as usize];
            }
        }
        for &node in &order {
            (distance[node as usize], sigma[node as usize], delta[node as usize]) = (u32::MAX, 0.0, 0.0);
        }
    }
    sums
}

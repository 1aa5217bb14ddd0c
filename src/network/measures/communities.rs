//! Communities: groups with more ties inside than chance would give them.

use super::Csr;
use super::random::Random;

/// Orders in which nodes are looked at; the best result of them counts.
const TRIES: u64 = 8;

/// A graph in the making: nodes are groups of the level below, ties have weights, and ties within a group are loops.
struct Level {
    ties: Vec<Vec<(u32, f64)>>,
    /// The sum of a node's ties, loops counted twice.
    degree: Vec<f64>,
}

/// Divides a graph into communities that make its modularity large, and tells that modularity.
///
/// Louvain's method (Blondel, Guillaume, Lambiotte, Lefebvre, *Fast unfolding of communities in large networks*, 2008): nodes move
/// to the neighbouring group that gains most, groups become nodes, and so on; then single nodes may move once more (Rotta,
/// Noack, *Multilevel local search algorithms for modularity clustering*, 2011), and a group that does not hang together
/// is cut. The best of eight orders counts, from fixed seeds.
///
/// # Returns
/// The community of every node, numbered by size and then by lowest node, and Newman's modularity: −0.5 to 1, and 0 for a
/// graph without ties, where everyone stands alone.
///
/// # Complexity
/// About **O(m log n)** for each order.
pub fn communities(graph: &Csr) -> (Vec<u32>, f64) {
    let n = graph.n_nodes();
    let alone: Vec<u32> = graph.nodes().collect();
    if graph.n_ties() == 0 {
        return (alone, 0.0);
    }
    let first = Level {
        ties: graph
            .nodes()
            .map(|node| graph.ties_of(node).iter().map(|tied| (*tied, 1.0)).collect())
            .collect(),
        degree: graph.nodes().map(|node| graph.degree(node) as f64).collect(),
    };
    let mut best: Option<(Vec<u32>, f64)> = None;
    for nth in 0..TRIES {
        let mut random = Random::of(0, nth);
        let mut of = alone.clone();
        let mut level = Level { ties: first.ties.clone(), degree: first.degree.clone() };
        loop {
            let mut groups: Vec<u32> = (0..level.ties.len() as u32).collect();
            if !level.moved(&mut groups, &mut random) {
                break;
            }
            let n_groups = renumber(&mut groups);
            of.iter_mut().for_each(|group| *group = groups[*group as usize]);
            level = level.gathered(&groups, n_groups);
        }
        first.moved(&mut of, &mut random);
        let of = cut(graph, &of);
        let found = modularity(graph, &of);
        if best.as_ref().is_none_or(|(_, known)| found > known + 1e-12) {
            best = Some((of, found));
        }
    }
    let (of, found) = best.unwrap_or((alone, 0.0));
    debug_assert_eq!(of.len(), n);
    (by_size(&of), found)
}

impl Level {
    /// Moves nodes between groups until no move gains; returns whether any was made.
    fn moved(&self, groups: &mut [u32], random: &mut Random) -> bool {
        let n = self.ties.len();
        let total: f64 = self.degree.iter().sum();
        let mut sum = vec![0.0; n];
        groups.iter().zip(&self.degree).for_each(|(group, degree)| sum[*group as usize] += degree);
        let mut order: Vec<u32> = (0..n as u32).collect();
        for nth in (1..n).rev() {
            order.swap(nth, random.below(nth as u32 + 1) as usize);
        }
        let mut towards = vec![0.0; n];
        let mut near: Vec<u32> = Vec::new();
        let mut any = false;
        // Each move gains, so this ends; the bound is for ties of rounding.
        for _ in 0..100 {
            let mut n_moves = 0;
            for &node in &order {
                let home = groups[node as usize];
                for &(tied, weight) in &self.ties[node as usize] {
                    let group = groups[tied as usize];
                    if tied != node {
                        if towards[group as usize] == 0.0 {
                            near.push(group);
                        }
                        towards[group as usize] += weight;
                    }
                }
                let degree = self.degree[node as usize];
                sum[home as usize] -= degree;
                let gain = |group: u32| towards[group as usize] - sum[group as usize] * degree / total;
                let (mut best, mut most) = (home, gain(home));
                for &group in &near {
                    if gain(group) > most + 1e-9 {
                        (best, most) = (group, gain(group));
                    }
                }
                sum[best as usize] += degree;
                if best != home {
                    groups[node as usize] = best;
                    n_moves += 1;
                }
                near.drain(..).for_each(|group| towards[group as usize] = 0.0);
            }
            any |= n_moves > 0;
            if n_moves == 0 {
                break;
            }
        }
        any
    }

    /// The graph whose nodes are the groups.
    fn gathered(&self, groups: &[u32], n_groups: usize) -> Level {
        let mut ties: Vec<Vec<(u32, f64)>> = vec![Vec::new(); n_groups];
        let mut degree = vec![0.0; n_groups];
        for (node, of_node) in self.ties.iter().enumerate() {
            let group = groups[node];
            degree[group as usize] += self.degree[node];
            ties[group as usize]
                .extend(of_node.iter().map(|(tied, weight)| (groups[*tied as usize], *weight)));
        }
        for of_group in &mut ties {
            of_group.sort_by_key(|(tied, _)| *tied);
            of_group.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    kept.1 += next.1;
                }
                same
            });
        }
        Level { ties, degree }
    }
}

/// Numbers groups from 0 in the order of their first member; returns how many there are.
fn renumber(groups: &mut [u32]) -> usize {
    let mut number = vec![u32::MAX; groups.len()];
    let mut next = 0;
    for group in groups {
        let known = &mut number[*group as usize];
        if *known == u32::MAX {
            *known = next;
            next += 1;
        }
        *group = *known;
    }
    next as usize
}

/// Cuts groups into parts that hang together.
fn cut(graph: &Csr, of: &[u32]) -> Vec<u32> {
    let inside = graph.nodes().flat_map(|node| {
        let ties = graph.ties_of(node).iter();
        ties.filter(move |tied| node < **tied && of[node as usize] == of[**tied as usize])
            .map(move |tied| (node, *tied))
    });
    super::components(&Csr::from_ties(graph.n_nodes(), inside)).0
}

fn by_size(of: &[u32]) -> Vec<u32> {
    let mut sizes: Vec<(u32, u32)> = vec![(0, u32::MAX); of.len()];
    for (node, group) in of.iter().enumerate() {
        let (size, first) = &mut sizes[*group as usize];
        *size += 1;
        *first = (*first).min(node as u32);
    }
    let mut order: Vec<usize> = (0..of.len()).collect();
    order.sort_by_key(|group| (std::cmp::Reverse(sizes[*group].0), sizes[*group].1));
    let mut number = vec![0; of.len()];
    order.iter().enumerate().for_each(|(nth, group)| number[*group] = nth as u32);
    of.iter().map(|group| number[*group as usize]).collect()
}

/// Newman's modularity of a division: the share of ties inside groups, less what chance would give.
///
/// # Complexity
/// **O(n + m)**.
///
/// M. E. J. Newman, *Modularity and community structure in networks*, PNAS 103 (2006).
pub fn modularity(graph: &Csr, of: &[u32]) -> f64 {
    let ends = 2.0 * graph.n_ties() as f64;
    if ends == 0.0 {
        return 0.0;
    }
    let mut degrees = vec![0.0; of.iter().max().map_or(0, |most| *most as usize + 1)];
    let mut inside = 0usize;
    for node in graph.nodes() {
        degrees[of[node as usize] as usize] += graph.degree(node) as f64;
        inside += graph.ties_of(node).iter().filter(|tied| of[**tied as usize] == of[node as usize]).count();
    }
    inside as f64 / ends - degrees.iter().map(|degree| (degree / ends).powi(2)).sum::<f64>()
}

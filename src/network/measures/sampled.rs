//! Betweenness from shortest paths drawn by lot, for graphs too large to count all pairs; it says how far off it may be.

use super::Csr;
use super::paths::Search;
use super::random::Random;
use rayon::prelude::*;

/// Samples with one stream of chance; the unit of parallel work.
const BLOCK: u64 = 256;
/// Samples before the first look at the errors.
const FIRST: u64 = 16 * BLOCK;

/// What is asked of a sample.
#[derive(Clone, Copy, Debug)]
pub struct SampleOptions<'a> {
    /// The error that is small enough: a share of pairs, so 0.01 is one pair in a hundred.
    pub epsilon: f64,
    /// The chance that any bound is wrong for any node.
    pub delta: f64,
    /// Stop as well once it is certain who the first so many are.
    pub top: Option<usize>,
    /// Ties that may be looked at before the sampling ends, whatever the error is then. A core looks at some fifty to a
    /// hundred million a second.
    pub most_steps: u64,
    /// Where chance begins.
    pub seed: u64,
    /// Only paths between two of these; `None` for all nodes. A cohort asks who lies between its *members*.
    pub ends: Option<&'a [u32]>,
}

impl Default for SampleOptions<'_> {
    /// Within one pair in a hundred, wrong in one of twenty worlds at most, in about a minute on two cores.
    fn default() -> Self {
        SampleOptions {
            epsilon: 0.01,
            delta: 0.05,
            top: None,
            most_steps: 5_000_000_000,
            seed: 0,
            ends: None,
        }
    }
}

/// The share of pairs between which a node lies, and its bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub share: f64,
    /// Not less than this.
    pub low: f64,
    /// Not more than this.
    pub high: f64,
}

/// Betweenness from samples.
#[derive(Clone, Debug)]
pub struct Sampled {
    /// How many paths were drawn.
    pub samples: u64,
    /// No node's share is further off than this ...
    pub error: f64,
    /// ... with this chance of being wrong for any of them.
    pub delta: f64,
    /// Whether it is certain who the first `top` are.
    pub top_is_certain: bool,
    /// How many sampled paths each node lies on.
    counts: Vec<u32>,
    /// Nodes with a single tie lie between nobody; nothing need be estimated there.
    leaves: Vec<bool>,
    /// Among whom pairs were drawn; empty for all.
    is_end: Vec<bool>,
    n_ends: usize,
    /// ln(1 / δ') of one bound of one node.
    log_odds: f64,
}

impl Sampled {
    /// What is known of a node.
    pub fn estimate(&self, node: u32) -> Estimate {
        let node = node as usize;
        if self.leaves[node] || self.samples == 0 {
            let high = if self.leaves[node] { 0.0 } else { 1.0 };
            return Estimate { share: 0.0, low: 0.0, high };
        }
        let n = self.samples as f64;
        let seen = f64::from(self.counts[node]) / n;
        let (low, high) = bounds(seen, self.log_odds / n);
        // Pairs are drawn among all ends, and one that begins or ends at the node itself is no pair of others.
        let is_end = self.is_end.is_empty() || self.is_end[node];
        let scale = if is_end { scale(self.n_ends) } else { 1.0 };
        let [share, low, high] = [seen, low, high].map(|share| (share * scale).min(1.0));
        Estimate { share, low, high }
    }

    /// The nodes that lie between most, at most `k`, first the largest; those that were never met are left out.
    pub fn top(&self, k: usize) -> Vec<(u32, Estimate)> {
        let mut order: Vec<u32> =
            (0..self.counts.len() as u32).filter(|node| self.counts[*node as usize] > 0).collect();
        let key = |node: &u32| (std::cmp::Reverse(self.counts[*node as usize]), *node);
        if order.len() > k {
            order.select_nth_unstable_by_key(k, key);
            order.truncate(k);
        }
        let mut top: Vec<(u32, Estimate)> =
            order.into_iter().map(|node| (node, self.estimate(node))).collect();
        top.sort_by(|(a, x), (b, y)| y.share.total_cmp(&x.share).then(a.cmp(b)));
        top
    }
}

/// The samples after which no node's share is off by more than `epsilon`, but for a chance of `delta`, in a graph whose
/// longest shortest path has `n_nodes` nodes at most: (0.5 / ε²) (⌊log₂(n − 2)⌋ + 1 + ln(1 / δ)).
///
/// M. Riondato, E. Kornaropoulos, *Fast Approximation of Betweenness Centrality through Sampling*, Data Mining and Knowledge
/// Discovery 30 (2016), theorem 2, with the constant 0.5 that they use.
pub fn samples_needed(epsilon: f64, delta: f64, n_nodes: u32) -> u64 {
    let dimension = if n_nodes > 2 { f64::from((n_nodes - 2).ilog2()) + 1.0 } else { 0.0 };
    (0.5 / (epsilon * epsilon) * (dimension + (1.0 / delta).ln())).ceil() as u64
}

/// Estimates the betweenness of every node from shortest paths between pairs drawn by lot.
///
/// A node's count among `N` independent paths is binomial, so its share has the bounds of Chernoff and Hoeffding in their
/// sharp form, by relative entropy: narrow for the many nodes that lie between few, which no bound for all nodes alike
/// can be. They hold for all nodes at once, and at each of the looks after which sampling may stop, by sharing out half of
/// `delta` among them; the other half goes to the bound of Riondato and Kornaropoulos for the largest error.
///
/// # Returns
/// Estimates and the largest error. The same graph, options and seed give the same answer on any number of threads.
///
/// # Complexity
/// **O(n + m)** to begin with; a sample looks at the ties of two small neighbourhoods, about the root of **m** in graphs
/// with hubs, and **m** at worst. Memory of 16 bytes a node and thread.
pub fn sampled(graph: &Csr, options: &SampleOptions<'_>) -> Sampled {
    let n = graph.n_nodes();
    let mut ends: Option<Vec<u32>> = options.ends.map(<[u32]>::to_vec);
    if let Some(ends) = &mut ends {
        ends.sort_unstable();
        ends.dedup();
    }
    let n_ends = ends.as_ref().map_or(n, Vec::len);
    let mut is_end = Vec::new();
    if let Some(ends) = &ends {
        is_end = vec![false; n];
        ends.iter().for_each(|end| is_end[*end as usize] = true);
    }
    let leaves: Vec<bool> = graph.nodes().map(|node| graph.degree(node) < 2).collect();
    let inner = leaves.iter().filter(|leaf| !**leaf).count();
    let half = options.delta / 2.0;
    let longest = longest_path(graph);
    let enough = samples_needed(options.epsilon / scale(n_ends), half, longest).max(FIRST);
    let n_looks = f64::from((enough / FIRST).ilog2() + 2);
    let mut found = Sampled {
        samples: 0,
        error: 1.0,
        delta: options.delta,
        top_is_certain: false,
        counts: vec![0; n],
        leaves,
        is_end,
        n_ends,
        log_odds: (2.0 * inner.max(1) as f64 * n_looks / half).ln(),
    };
    if inner == 0 || n_ends < 2 {
        // Nobody lies between anybody.
        found.error = 0.0;
        found.leaves.fill(true);
        return found;
    }
    let pair = |random: &mut Random| {
        let a = random.below(n_ends as u32);
        // Of the others, each as likely.
        let b = (a + 1 + random.below(n_ends as u32 - 1)) % n_ends as u32;
        ends.as_ref().map_or([a, b], |ends| [ends[a as usize], ends[b as usize]])
    };
    let (mut n_blocks, mut steps) = (0u64, 0u64);
    loop {
        let wanted = if n_blocks == 0 { FIRST } else { 2 * found.samples }.min(enough).div_ceil(BLOCK);
        // Fewer where the work would be too much: as many as it has come to so far.
        let affordable = match steps.checked_div(n_blocks) {
            Some(each) => n_blocks + options.most_steps.saturating_sub(steps) / each.max(1),
            None => wanted,
        };
        let until = wanted.min(affordable);
        let drawn: Vec<(Vec<u32>, u64)> = (n_blocks..until)
            .into_par_iter()
            .map_init(
                || Search::new(graph),
                |search, block| {
                    let mut random = Random::of(options.seed, block);
                    let mut path = Vec::new();
                    let before = search.steps;
                    for _ in 0..BLOCK {
                        let ends = pair(&mut random);
                        search.draw(graph, ends, &mut random, &mut path);
                    }
                    (path, search.steps - before)
                },
            )
            .collect();
        for (path, work) in drawn {
            path.iter().for_each(|node| found.counts[*node as usize] += 1);
            steps += work;
        }
        let is_last = until < wanted || until * BLOCK >= enough;
        n_blocks = until;
        found.samples = n_blocks * BLOCK;
        let largest_error = found.look(options.top);
        let dimension = f64::from(longest.saturating_sub(2).max(1).ilog2()) + 1.0;
        let common = (0.5 / found.samples as f64 * (dimension + (1.0 / half).ln())).sqrt();
        found.error = largest_error.min(common * scale(n_ends));
        if is_last || found.error <= options.epsilon || (found.top_is_certain && options.top.is_some()) {
            return found;
        }
    }
}

impl Sampled {
    /// Notes whether the first `top` are certain; returns the largest distance from an estimate to its bounds.
    fn look(&mut self, top: Option<usize>) -> f64 {
        let estimates: Vec<Estimate> =
            (0..self.counts.len() as u32).into_par_iter().map(|node| self.estimate(node)).collect();
        if let Some(k) = top.filter(|k| *k < estimates.len()) {
            let mut order: Vec<&Estimate> = estimates.iter().collect();
            if k > 0 {
                order.select_nth_unstable_by(k - 1, |a, b| b.share.total_cmp(&a.share));
            }
            let lowest = order[..k].iter().map(|of| of.low).fold(1.0, f64::min);
            self.top_is_certain = order[k..].iter().all(|of| of.high <= lowest);
        } else {
            self.top_is_certain = top.is_some();
        }
        estimates.iter().map(|of| (of.share - of.low).max(of.high - of.share)).fold(0.0, f64::max)
    }
}

/// All pairs of ends over those without a given end.
pub(super) fn scale(n_ends: usize) -> f64 {
    if n_ends > 2 { n_ends as f64 / (n_ends - 2) as f64 } else { 1.0 }
}

/// The shares from which a sample as far off as `seen` has a chance of e^(−n·`limit`) at most, below and above: where the
/// relative entropy of `seen` against them is `limit`.
pub(super) fn bounds(seen: f64, limit: f64) -> (f64, f64) {
    let part = |p: f64, q: f64| if p == 0.0 { 0.0 } else { p * (p / q).ln() };
    let entropy = |share: f64| part(seen, share) + part(1.0 - seen, 1.0 - share);
    let solve = |mut inside: f64, mut outside: f64| {
        for _ in 0..50 {
            let middle = (inside + outside) / 2.0;
            if entropy(middle) <= limit { inside = middle } else { outside = middle }
        }
        outside
    };
    (if seen == 0.0 { 0.0 } else { solve(seen, 0.0) }, if seen == 1.0 { 1.0 } else { solve(seen, 1.0) })
}

/// An upper bound for the nodes on any shortest path: twice the depth of a search from one node of each component, and
/// that node.
fn longest_path(graph: &Csr) -> u32 {
    let mut seen = vec![false; graph.n_nodes()];
    let (mut level, mut next) = (Vec::new(), Vec::new());
    let mut longest = 0;
    for start in graph.nodes() {
        if std::mem::replace(&mut seen[start as usize], true) {
            continue;
        }
        level.push(start);
        let mut depth = 0;
        while !level.is_empty() {
            for &node in &level {
                for &tied in graph.ties_of(node) {
                    if !std::mem::replace(&mut seen[tied as usize], true) {
                        next.push(tied);
                    }
                }
            }
            level.clear();
            std::mem::swap(&mut level, &mut next);
            depth += u32::from(!level.is_empty());
        }
        longest = longest.max(2 * depth + 1);
    }
    longest
}

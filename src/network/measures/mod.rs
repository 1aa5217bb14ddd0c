//! Measures of undirected graphs: who lies between, who is near everyone, whose contacts know one another.
//!
//! In: a [`Csr`], nodes numbered from 0 and every tie in both directions. Out: numbers by node. Nothing here knows of people,
//! files or days, so one seeker's introductions and a cohort's ten million ties are measured by the same code.
//! Invariant: the same graph and seed give the same bits, whatever the number of threads. A measure that is not
//! defined for a node is `None`, never 0; what was sampled says how far off it may be.

mod betweenness;
mod closeness;
mod communities;
mod components;
mod csr;
mod holes;
mod paths;
pub(crate) mod random;
mod sampled;
mod two_mode;
#[cfg(test)]
mod tests;

pub use closeness::{Closeness, closeness};
pub use communities::{communities, modularity};
pub use components::components;
pub use csr::Csr;
pub use holes::{constraint, effective_size};
pub use sampled::{Estimate, SampleOptions, Sampled, sampled as sampled_betweenness, samples_needed};
pub use two_mode::{Leader, Leaders, leaders};

/// The steps (nodes × ties, without nodes of a single tie) up to which exact betweenness is worth its time: some seconds on one core.
pub const EXACT_STEPS: u64 = 1_500_000_000;

/// Betweenness of every node, and how it was found.
#[derive(Clone, Debug)]
pub enum Betweenness {
    /// Counted over all pairs.
    Exact(Vec<f64>),
    /// Estimated from shortest paths drawn by lot.
    Sampled(Sampled),
}

impl Betweenness {
    /// The share of pairs of other nodes between which a node lies: 0 to 1.
    pub fn share(&self, node: u32) -> f64 {
        match self {
            Betweenness::Exact(shares) => shares[node as usize],
            Betweenness::Sampled(sampled) => sampled.estimate(node).share,
        }
    }
}

/// Betweenness, exact where [`EXACT_STEPS`] allow it and sampled otherwise.
pub fn betweenness(graph: &Csr, options: &SampleOptions<'_>) -> Betweenness {
    let folded = betweenness::Folded::of(graph);
    if folded.steps() <= EXACT_STEPS && options.ends.is_none() {
        Betweenness::Exact(betweenness::of_folded(graph, &folded))
    } else {
        Betweenness::Sampled(sampled::sampled(graph, options))
    }
}

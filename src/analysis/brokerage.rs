//! Brokerage: who stands between people who would not meet otherwise.
//!
//! In: the ties among the seeker's contacts. Out: measures by person, or why there are none. The seeker herself is left out: she
//! knows everyone, so with her in the graph nobody else would lie between anybody.

use crate::network::measures::{self, Betweenness, Csr, SampleOptions};
use crate::network::ties::Tie;
use crate::people::PersonId;

/// The chance that a sampled measure is further off than it says.
pub const DELTA: f64 = 0.05;
/// People tied below whom measures say nothing: two people have nobody between them.
pub const FEWEST: usize = 3;

/// A person's place among the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Broker {
    /// Who.
    pub person: PersonId,
    /// People known to be tied to them.
    pub ties: u32,
    /// The share of pairs of others between which they lie, 0 to 1.
    pub betweenness: f64,
    /// Distance to everyone, 0 to 1: 1 is a tie with each.
    pub closeness: f64,
    /// Burt's constraint: low bridges structural holes.
    pub constraint: Option<f64>,
    /// Burt's effective size: ties less redundancy.
    pub effective_size: Option<f64>,
    /// The part of the graph that hangs together, 1 the largest.
    pub component: u32,
    /// The community, 1 the largest.
    pub community: u32,
}

/// Measures of everyone who is tied to anyone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brokerage {
    /// By betweenness, then ties, then the stable key; empty where the files show too few ties.
    pub brokers: Vec<Broker>,
    /// Ties.
    pub n_ties: usize,
    /// People in each component, the largest first.
    pub components: Vec<u32>,
    /// How many communities there are, and their modularity.
    pub communities: (u32, f64),
    /// How far off betweenness may be; `None` where it is exact.
    pub betweenness_error: Option<f64>,
    /// How far off a mean distance may be, in steps; `None` where it is exact.
    pub distance_error: Option<f64>,
}

/// Measures the graph of ties.
///
/// # Complexity
/// **O(n m)** for **n** people and **m** ties up to [`measures::EXACT_STEPS`]; samples beyond, from a fixed seed.
pub fn of(ties: &[Tie]) -> Brokerage {
    let mut people: Vec<PersonId> = ties.iter().flat_map(|tie| [tie.a, tie.b]).collect();
    people.sort();
    people.dedup();
    if people.len() < FEWEST {
        return Brokerage { n_ties: ties.len(), ..Brokerage::default() };
    }
    let node = |id: PersonId| people.binary_search(&id).unwrap_or_default() as u32;
    let pairs: Vec<(u32, u32)> = ties.iter().map(|tie| (node(tie.a), node(tie.b))).collect();
    let graph = Csr::from_ties(people.len(), pairs);
    let options = SampleOptions { delta: DELTA, ..SampleOptions::default() };
    let betweenness = measures::betweenness(&graph, &options);
    let closeness = measures::closeness(&graph, measures::EXACT_STEPS, DELTA, 0);
    let (component, components) = measures::components(&graph);
    let (community, modularity) = measures::communities(&graph);
    let mut brokers: Vec<Broker> = graph
        .nodes()
        .map(|node| Broker {
            person: people[node as usize],
            ties: graph.degree(node) as u32,
            betweenness: betweenness.share(node),
            closeness: closeness.shares[node as usize],
            constraint: measures::constraint(&graph, node),
            effective_size: measures::effective_size(&graph, node),
            component: component[node as usize] + 1,
            community: community[node as usize] + 1,
        })
        .collect();
    brokers.sort_by(|a, b| {
        b.betweenness.total_cmp(&a.betweenness).then(b.ties.cmp(&a.ties)).then(a.person.cmp(&b.person))
    });
    Brokerage {
        brokers,
        n_ties: graph.n_ties(),
        components,
        communities: (community.iter().max().map_or(0, |most| most + 1), modularity),
        betweenness_error: match &betweenness {
            Betweenness::Exact(_) => None,
            Betweenness::Sampled(sampled) => Some(sampled.error),
        },
        distance_error: closeness.sampled.map(|(_, error)| error),
    }
}

//! Burt's measures of structural holes: whether a person's contacts know one another.

use super::Csr;

/// Returns Burt's constraint of a node: how far its contacts already know one another, so that it bridges nothing.
///
/// The sum over contacts `j` of (p(j) + Σ p(q) p(q→j))², where p(j) is the share of the node's ties that is the one with
/// `j` (all ties weigh the same), and `q` runs over the contacts of both.
///
/// # Returns
/// `None` for a node without ties, for which it is undefined. Low means that it bridges structural holes; 1 that everything
/// goes through one contact; small closed groups reach 1.125.
///
/// # Complexity
/// **O(Σ d)** over the node's contacts, of **d** ties each.
///
/// R. S. Burt, *Structural Holes and Good Ideas*, American Journal of Sociology 110 (2004).
pub fn constraint(graph: &Csr, node: u32) -> Option<f64> {
    let ties = graph.ties_of(node);
    if ties.is_empty() {
        return None;
    }
    let p = 1.0 / ties.len() as f64;
    // What reaches each contact by way of another; in the order of `ties`.
    let mut indirect = vec![0.0; ties.len()];
    for &by in ties {
        let share = p / graph.degree(by) as f64;
        each_common(ties, graph.ties_of(by), |nth| indirect[nth] += share);
    }
    Some(indirect.iter().map(|indirect| (p + indirect).powi(2)).sum())
}

/// Returns Burt's effective size of a node's contacts: their number less the mean number of ties that each has to the
/// others, in Borgatti's form for ties without weight, n − 2t / n.
///
/// # Returns
/// `None` for a node without ties.
///
/// # Complexity
/// **O(Σ d)** over the node's contacts, of **d** ties each.
///
/// S. P. Borgatti, *Structural Holes: Unpacking Burt's Redundancy Measures*, Connections 20 (1997).
pub fn effective_size(graph: &Csr, node: u32) -> Option<f64> {
    let ties = graph.ties_of(node);
    if ties.is_empty() {
        return None;
    }
    let mut between = 0u64;
    for &by in ties {
        each_common(ties, graph.ties_of(by), |_| between += 1);
    }
    let n = ties.len() as f64;
    Some(n - between as f64 / n)
}

/// Calls `at` with the place in `mine` of everyone who is in `theirs` as well. Walks both where they are of a size, and
/// looks each of the shorter up in a far longer one: a hub among the contacts of a small node costs little.
fn each_common(mine: &[u32], theirs: &[u32], mut at: impl FnMut(usize)) {
    if theirs.len() > 16 * mine.len() {
        for (nth, node) in mine.iter().enumerate() {
            if theirs.binary_search(node).is_ok() {
                at(nth);
            }
        }
        return;
    }
    if mine.len() > 16 * theirs.len() {
        theirs.iter().filter_map(|node| mine.binary_search(node).ok()).for_each(at);
        return;
    }
    let (mut a, mut b) = (0, 0);
    while a < mine.len() && b < theirs.len() {
        match mine[a].cmp(&theirs[b]) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                at(a);
                a += 1;
                b += 1;
            }
        }
    }
}

//! Parts of a graph that hang together.

use super::Csr;

/// The component of every node, numbered by size: 0 is the largest, and of equal ones that with the lowest node.
///
/// # Returns
/// The number of each node's component, and the size of each component.
///
/// # Complexity
/// **O(n + m)**.
pub fn components(graph: &Csr) -> (Vec<u32>, Vec<u32>) {
    const NONE: u32 = u32::MAX;
    let mut of = vec![NONE; graph.n_nodes()];
    let mut sizes: Vec<u32> = Vec::new();
    let mut open = Vec::new();
    for start in graph.nodes() {
        if of[start as usize] != NONE {
            continue;
        }
        let part = sizes.len() as u32;
        sizes.push(0);
        of[start as usize] = part;
        open.push(start);
        while let Some(node) = open.pop() {
            sizes[part as usize] += 1;
            for &next in graph.ties_of(node) {
                if of[next as usize] == NONE {
                    of[next as usize] = part;
                    open.push(next);
                }
            }
        }
    }
    let mut order: Vec<u32> = (0..sizes.len() as u32).collect();
    order.sort_by_key(|part| (std::cmp::Reverse(sizes[*part as usize]), *part));
    let mut number = vec![0; sizes.len()];
    for (nth, part) in order.iter().enumerate() {
        number[*part as usize] = nth as u32;
    }
    let sizes = order.iter().map(|part| sizes[*part as usize]).collect();
    (of.into_iter().map(|part| number[part as usize]).collect(), sizes)
}

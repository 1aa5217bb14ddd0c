//! Compressed sparse rows: the ties of node `v` are one slice.

/// An undirected graph without loops and double ties, every tie in both directions, each row in ascending order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Csr {
    starts: Vec<usize>,
    ends: Vec<u32>,
}

impl Csr {
    /// Makes a graph of `n` nodes out of ties in any order; loops are dropped, a tie that is named twice counts once.
    ///
    /// # Complexity
    /// **O(n + m log d)** for **m** ties and **d** the most of one node.
    ///
    /// # Panics
    /// Where a tie names a node that is not below `n`.
    pub fn from_ties(n: usize, ties: impl IntoIterator<Item = (u32, u32), IntoIter: Clone>) -> Csr {
        let ties = ties.into_iter().filter(|(a, b)| a != b);
        let mut starts = vec![0usize; n + 1];
        for (a, b) in ties.clone() {
            starts[a as usize + 1] += 1;
            starts[b as usize + 1] += 1;
        }
        for at in 0..n {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut ends = vec![0u32; starts[n]];
        let mut put = |from: u32, to: u32| {
            ends[next[from as usize]] = to;
            next[from as usize] += 1;
        };
        for (a, b) in ties {
            put(a, b);
            put(b, a);
        }
        // Sort each row, and close the gaps that double ties leave.
        let (mut kept, mut row) = (0, 0);
        for at in 0..n {
            let until = starts[at + 1];
            ends[row..until].sort_unstable();
            starts[at] = kept;
            for nth in row..until {
                if nth == row || ends[nth] != ends[nth - 1] {
                    ends[kept] = ends[nth];
                    kept += 1;
                }
            }
            row = until;
        }
        starts[n] = kept;
        ends.truncate(kept);
        Csr { starts, ends }
    }

    /// Takes rows that are made already: the ties of `v` are `ends[starts[v]..starts[v + 1]]`.
    ///
    /// # Returns
    /// `None` where they are no undirected graph as [`Csr`] describes it. Looking is **O(n + m log d)**.
    pub fn from_rows(starts: Vec<usize>, ends: Vec<u32>) -> Option<Csr> {
        let n = starts.len().checked_sub(1)?;
        let is_cut = starts[0] == 0 && starts[n] == ends.len() && starts.is_sorted();
        if !is_cut || ends.iter().any(|end| *end as usize >= n) {
            return None;
        }
        let graph = Csr { starts, ends };
        let is_right = (0..n as u32).all(|v| {
            let row = graph.ties_of(v);
            row.windows(2).all(|pair| pair[0] < pair[1])
                && row.iter().all(|w| *w != v && graph.are_tied(*w, v))
        });
        is_right.then_some(graph)
    }

    /// Takes rows that are known to be an undirected graph.
    pub(crate) fn from_symmetric_rows(starts: Vec<usize>, ends: Vec<u32>) -> Csr {
        debug_assert!(Csr::from_rows(starts.clone(), ends.clone()).is_some());
        Csr { starts, ends }
    }

    /// How many nodes there are.
    pub fn n_nodes(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How many ties there are, each counted once.
    pub fn n_ties(&self) -> usize {
        self.ends.len() / 2
    }

    /// Those tied to a node, in ascending order.
    pub fn ties_of(&self, node: u32) -> &[u32] {
        &self.ends[self.starts[node as usize]..self.starts[node as usize + 1]]
    }

    /// Whether two nodes are tied.
    pub fn are_tied(&self, a: u32, b: u32) -> bool {
        self.ties_of(a).binary_search(&b).is_ok()
    }

    /// How many ties a node has.
    pub fn degree(&self, node: u32) -> usize {
        self.starts[node as usize + 1] - self.starts[node as usize]
    }

    /// All nodes.
    pub fn nodes(&self) -> std::ops::Range<u32> {
        0..self.n_nodes() as u32
    }
}

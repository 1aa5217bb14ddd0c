//! One shortest path between two nodes, drawn by lot among all of them.

use super::Csr;
use super::random::Random;

/// What is known of a node in one search, 8 bytes and their weight: which search, which side, how far.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// Number of the search, doubled; odd for the side of the second end.
    search: u32,
    distance: u32,
    /// Shortest paths from this side's end. Counts grow beyond any whole number; relative sizes are all that matters.
    paths: f64,
}

/// Room for searches in one graph, used again and again without being cleared.
pub(super) struct Search {
    seen: Vec<Seen>,
    n_searches: u32,
    sides: [Side; 2],
    joints: Vec<(u32, u32, f64)>,
    /// Ties looked at so far.
    pub(super) steps: u64,
}

#[derive(Default)]
struct Side {
    frontier: Vec<u32>,
    next: Vec<u32>,
    distance: u32,
    /// Ties that leave the frontier.
    work: usize,
}

impl Search {
    pub(super) fn new(graph: &Csr) -> Search {
        Search {
            seen: vec![Seen::default(); graph.n_nodes()],
            n_searches: 0,
            sides: Default::default(),
            joints: Vec::new(),
            steps: 0,
        }
    }

    /// Adds the inner nodes of a shortest path between two nodes to `path`, every shortest path being as likely as any
    /// other; adds none where they are neighbours or no path joins them.
    ///
    /// Two searches, one from each end, grow level by level, the cheaper first, until they meet: in graphs with hubs that
    /// touches a small part of what one search would (Borassi and Natale, *KADABRA is an ADaptive Algorithm for Betweenness via
    /// Random Approximation*, ESA 2016).
    pub(super) fn draw(&mut self, graph: &Csr, ends: [u32; 2], random: &mut Random, path: &mut Vec<u32>) {
        if self.n_searches >= u32::MAX / 2 - 1 {
            self.seen.fill(Seen::default());
            self.n_searches = 0;
        }
        self.n_searches += 1;
        let search = self.n_searches * 2;
        for (nth, end) in ends.into_iter().enumerate() {
            let side = &mut self.sides[nth];
            side.frontier.clear();
            side.frontier.push(end);
            (side.distance, side.work) = (0, graph.degree(end));
            self.seen[end as usize] = Seen { search: search + nth as u32, distance: 0, paths: 1.0 };
        }
        self.joints.clear();
        while self.joints.is_empty() {
            let nth = usize::from(self.sides[1].work < self.sides[0].work);
            if self.sides[nth].frontier.is_empty() {
                return;
            }
            self.grow(graph, search, nth);
        }
        // All joints close paths of one length: the side that grows reaches only the outermost level of the other.
        let total: f64 = self.joints.iter().map(|(.., weight)| weight).sum();
        let mut left = random.unit() * total;
        let mut chosen = self.joints[self.joints.len() - 1];
        for joint in &self.joints {
            left -= joint.2;
            if left < 0.0 {
                chosen = *joint;
                break;
            }
        }
        for end in [chosen.0, chosen.1] {
            self.walk_back(graph, end, random, path);
        }
    }

    /// Grows one side by a level and notes every tie at which it meets the other.
    fn grow(&mut self, graph: &Csr, search: u32, nth: usize) {
        let (mine, other) = (search + nth as u32, search + 1 - nth as u32);
        let side = &mut self.sides[nth];
        side.next.clear();
        let distance = side.distance + 1;
        let mut work = 0;
        for &node in &side.frontier {
            let paths = self.seen[node as usize].paths;
            let ties = graph.ties_of(node);
            self.steps += ties.len() as u64;
            for &next in ties {
                let seen = &mut self.seen[next as usize];
                if seen.search == other {
                    self.joints.push((node, next, paths * seen.paths));
                } else if seen.search == mine {
                    if seen.distance == distance {
                        seen.paths += paths;
                    }
                } else if self.joints.is_empty() {
                    // Once the sides have met, whatever is new lies off every shortest path.
                    *seen = Seen { search: mine, distance, paths };
                    work += graph.degree(next);
                    side.next.push(next);
                }
            }
        }
        std::mem::swap(&mut side.frontier, &mut side.next);
        (side.distance, side.work) = (distance, work);
    }

    /// Walks from a node back to its side's end, by lot among those before it, in proportion to the paths that lead there.
    fn walk_back(&mut self, graph: &Csr, from: u32, random: &mut Random, path: &mut Vec<u32>) {
        let mut at = from;
        loop {
            let Seen { search, distance, paths } = self.seen[at as usize];
            if distance == 0 {
                return;
            }
            path.push(at);
            let mut left = random.unit() * paths;
            let mut before = None;
            for &node in graph.ties_of(at) {
                self.steps += 1;
                let seen = &self.seen[node as usize];
                if seen.search == search && seen.distance + 1 == distance {
                    before = Some(node);
                    left -= seen.paths;
                    if left < 0.0 {
                        break;
                    }
                }
            }
            // A node that is not an end was reached from somewhere.
            let Some(node) = before else { return };
            at = node;
        }
    }
}

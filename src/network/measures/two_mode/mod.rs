//! Who lies between most in a two-mode graph: members on one side, those they know on the other, ties only across.
//!
//! In such a graph two people who share no member are nearly always four steps apart: a member, somebody known to two
//! members, another member. How many shortest paths there are between them, and which share of these goes through whom,
//! then follows from one table: how many people any two members know in common. With it a pair costs a few dozen
//! look-ups where a search looks at ten thousand ties, and all of its paths are counted where a search draws one. Most
//! of the rest are six steps apart, with a third member in the midst: two rows of the table tell which, where a search
//! would look at every other tie of the graph.
//!
//! First a screen: one path each for pairs drawn by lot tells for every node how much it can be at most, and so who may
//! be among the first. Then the count: for those alone, and from fresh pairs, what share of all paths of each pair goes
//! through them. Both bounds hold for all nodes and looks at once, but for the chance that the caller grants.

mod count;
#[cfg(test)]
mod tests;

use super::betweenness::Folded;
use super::paths::Search;
use super::random::Random;
use super::sampled::{Estimate, SampleOptions, bounds};
use super::{Csr, EXACT_STEPS, betweenness, sampled};
use count::Count;
use rayon::prelude::*;

/// The table of common contacts is made up to this many bytes, which 16,384 members take.
const MOST_BYTES: usize = 512 << 20;

/// What adding up or multiplying rows of the table costs, in entries a step of a search: they are read one by one in order.
const ENTRIES_A_STEP: u64 = 16;

/// Pairs of the screen, and how many have one stream of chance.
const SCREENED: u64 = 1 << 22;
const SCREEN_BLOCK: u64 = 1 << 13;

/// Pairs of the count with one stream of chance, and of the first look.
const BLOCK: u64 = 1 << 14;
const FIRST: u64 = 16 * BLOCK;

/// Blocks whose sums are held at once.
const ABREAST: u64 = 64;

/// Candidates that are counted at most.
const MOST_CANDIDATES: usize = 2_000;

/// Those who lie between most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leaders {
    /// The first, by share, then by number.
    pub rows: Vec<Leader>,
    /// How many pairs were drawn; `None` where all were counted.
    pub samples: Option<u64>,
    /// No share of a row is further off than this ...
    pub error: f64,
    /// ... but for this chance of being wrong for any of them.
    pub delta: f64,
}

/// One of those who lie between most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leader {
    /// Which node.
    pub node: u32,
    /// Its share and the bounds.
    pub estimate: Estimate,
    /// Whether it is certain that it is among the first, as many as were asked for.
    pub is_certain: bool,
}

impl Leaders {
    /// How many of the rows are certain.
    pub fn certain(&self) -> usize {
        self.rows.iter().filter(|row| row.is_certain).count()
    }

    /// The first `k` of some nodes with their estimates; `others` is what everybody else can have at most.
    fn of(
        mut found: Vec<(u32, Estimate)>,
        k: usize,
        others: f64,
        samples: Option<u64>,
        delta: f64,
    ) -> Leaders {
        found.sort_unstable_by(|(a, x), (b, y)| y.share.total_cmp(&x.share).then(a.cmp(b)));
        let mut highs: Vec<f64> = found.iter().map(|(_, of)| of.high).collect();
        highs.sort_unstable_by(f64::total_cmp);
        let row = |(nth, (node, estimate)): (usize, &(u32, Estimate))| {
            let is_certain = match samples {
                // Exact figures: only equal ones are in no order.
                None => true,
                Some(_) => {
                    // Itself is among those that reach above its lower end.
                    let above = highs.len() - highs.partition_point(|high| *high <= estimate.low);
                    estimate.low >= others && above.max(1) <= k
                }
            };
            debug_assert!(nth < k);
            Leader { node: *node, estimate: *estimate, is_certain }
        };
        let rows: Vec<Leader> = found.iter().take(k).enumerate().map(row).collect();
        let wide = |of: &Estimate| (of.share - of.low).max(of.high - of.share);
        let error = rows.iter().map(|row| wide(&row.estimate)).fold(0.0, f64::max);
        Leaders { rows, samples, error, delta }
    }
}

/// Finds the `options.top` nodes that lie between most; nodes below `n_first` are one mode, the others the other.
///
/// Exact where [`EXACT_STEPS`] allow it. Sampled through the table of common contacts where ties lead across only, and by
/// searches in any other graph. The sampling ends when the first are certain, when every bound of theirs is within
/// `options.epsilon`, or when `options.most_steps` are used up.
///
/// # Complexity
/// **O(n + m + Σ d²)** for the table, where **d** is how many members know a person, and four bytes a pair of members;
/// then a pair costs the product of how many members know each of the two, and one that is far a row of the table for
/// each of these members.
pub fn leaders(graph: &Csr, n_first: u32, options: &SampleOptions<'_>) -> Leaders {
    let k = options.top.unwrap_or(MOST_CANDIDATES).min(MOST_CANDIDATES);
    let folded = Folded::of(graph);
    if folded.steps() <= EXACT_STEPS {
        let shares = betweenness::of_folded(graph, &folded);
        let nodes = graph.nodes().filter(|node| shares[*node as usize] > 0.0);
        let exact = |node: u32| {
            let share = shares[node as usize];
            (node, Estimate { share, low: share, high: share })
        };
        return Leaders::of(nodes.map(exact).collect(), k, 0.0, None, 0.0);
    }
    drop(folded);
    match TwoMode::of(graph, n_first) {
        Some(two) => two.leaders(k, SCREENED, options),
        None => {
            let found = sampled::sampled(graph, options);
            // One more than asked for is needed to tell whether the last is certain.
            let all = graph.nodes().map(|node| (node, found.estimate(node))).collect();
            Leaders::of(all, k, 0.0, Some(found.samples), options.delta)
        }
    }
}

/// A two-mode graph with the table of common contacts.
pub(super) struct TwoMode<'a> {
    graph: &'a Csr,
    n_first: u32,
    /// Numbers of the first mode, so that a member is a slice of herself.
    own: Vec<u32>,
    /// For each member and each other how many they know in common, row by row; nothing on the diagonal.
    shared: Vec<u16>,
}

/// Room for one pair, used again and again.
#[derive(Default)]
struct Room {
    /// Members who know both.
    common: Vec<u32>,
    /// Common contacts of each host of the first with all hosts of the second, and the other way round.
    rows: Vec<u64>,
    columns: Vec<u64>,
    /// All shortest paths.
    total: u64,
    /// For each member how many she knows in common with the hosts of the first, and with those of the second.
    thirds: [Vec<u32>; 2],
    /// What was looked at.
    steps: u64,
}

/// How two nodes are joined.
enum Joined {
    /// Through members who know both, or directly.
    Near,
    /// Through people known to a member of each side.
    Through,
    /// Not so, or not at all.
    Far,
}

impl<'a> TwoMode<'a> {
    /// Lays out the table; `None` where ties do not all lead across, or it would be too large.
    pub(super) fn of(graph: &'a Csr, n_first: u32) -> Option<TwoMode<'a>> {
        let n = n_first as usize;
        if graph.n_nodes() <= n || n * n * size_of::<u16>() > MOST_BYTES {
            return None;
        }
        let leads_across = |node: u32| {
            let ties = graph.ties_of(node);
            if node < n_first {
                ties.first().is_none_or(|first| *first >= n_first)
            } else {
                ties.last().is_none_or(|last| *last < n_first)
            }
        };
        if !graph.nodes().all(leads_across) {
            return None;
        }
        let mut shared = vec![0u16; n * n];
        let fits = shared.par_chunks_mut(n.max(1)).enumerate().with_min_len(16).all(|(member, row)| {
            for person in graph.ties_of(member as u32) {
                for other in graph.ties_of(*person) {
                    let count = &mut row[*other as usize];
                    *count = count.saturating_add(1);
                }
            }
            row[member] = 0;
            row.iter().all(|count| *count < u16::MAX)
        });
        fits.then(|| TwoMode { graph, n_first, own: (0..n_first).collect(), shared })
    }

    /// The members at which the paths of a node begin: herself, or those who know the person.
    fn hosts(&self, node: u32) -> &[u32] {
        match node < self.n_first {
            true => &self.own[node as usize..=node as usize],
            false => self.graph.ties_of(node),
        }
    }

    /// How many people two different members know in common.
    fn shared(&self, a: u32, b: u32) -> u16 {
        self.shared[a as usize * self.n_first as usize + b as usize]
    }

    /// How many people a member knows in common with each.
    fn shared_of(&self, member: u32) -> &[u16] {
        let n = self.n_first as usize;
        &self.shared[member as usize * n..][..n]
    }

    /// Two different nodes, every pair as likely.
    fn pair(&self, random: &mut Random) -> [u32; 2] {
        let n = self.graph.n_nodes() as u32;
        let (a, b) = (random.below(n), random.below(n - 1));
        [a, b + u32::from(b >= a)]
    }

    /// Finds out how two nodes are joined.
    fn join(&self, [s, t]: [u32; 2], room: &mut Room) -> Joined {
        let (from, to) = (self.hosts(s), self.hosts(t));
        room.common.clear();
        let (mut i, mut j) = (0, 0);
        while i < from.len() && j < to.len() {
            match from[i].cmp(&to[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    room.common.push(from[i]);
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        room.steps += (i + j) as u64;
        if !room.common.is_empty() {
            return Joined::Near;
        }
        room.rows.clear();
        room.columns.clear();
        room.columns.resize(to.len(), 0);
        room.total = 0;
        for a in from {
            let mut row = 0;
            for (b, column) in to.iter().zip(&mut room.columns) {
                let n = u64::from(self.shared(*a, *b));
                row += n;
                *column += n;
            }
            room.rows.push(row);
            room.total += row;
        }
        room.steps += (from.len() * to.len()) as u64;
        if room.total > 0 { Joined::Through } else { Joined::Far }
    }

    /// Whether both are people, between whom the members that know both lie; a member is such a member herself.
    fn are_people(&self, ends: [u32; 2]) -> bool {
        ends.iter().all(|end| *end >= self.n_first)
    }

    /// Adds the inner nodes of a shortest path between two nodes, every one as likely as any other.
    fn draw(
        &self,
        ends: [u32; 2],
        search: &mut Search,
        room: &mut Room,
        random: &mut Random,
        path: &mut Vec<u32>,
    ) {
        match self.join(ends, room) {
            Joined::Near if self.are_people(ends) => {
                path.push(room.common[random.below(room.common.len() as u32) as usize]);
            }
            Joined::Near => {}
            Joined::Through => {
                let (from, to) = (self.hosts(ends[0]), self.hosts(ends[1]));
                let (at, _) = pick(room.rows.iter().copied(), room.total, random);
                let a = from[at];
                let to_others = to.iter().map(|b| u64::from(self.shared(a, *b)));
                let (other, nth) = pick(to_others, room.rows[at], random);
                let b = to[other];
                let (known, also) = (self.graph.ties_of(a), self.graph.ties_of(b));
                path.push(nth_common(known, also, nth));
                room.steps += (known.len() + also.len()) as u64 / 8;
                path.extend(
                    [(a, ends[0]), (b, ends[1])].into_iter().filter(|(host, end)| host != end).map(|x| x.0),
                );
            }
            Joined::Far => {
                if !self.draw_far(ends, room, random, path) {
                    let before = search.steps;
                    search.draw(self.graph, ends, random, path);
                    room.steps += search.steps - before;
                }
            }
        }
    }

    /// Adds the inner nodes of a shortest path, every one as likely as any other, between two that are [far](Joined::Far)
    /// from each other; `false` where there is no third member between them either.
    ///
    /// Such a path leads from a host over a common contact to a member who is no host, and on in the same way.
    fn draw_far(&self, ends: [u32; 2], room: &mut Room, random: &mut Random, path: &mut Vec<u32>) -> bool {
        let hosts = ends.map(|end| self.hosts(end));
        for (thirds, hosts) in room.thirds.iter_mut().zip(hosts) {
            thirds.clear();
            thirds.resize(self.n_first as usize, 0);
            for host in hosts {
                thirds.iter_mut().zip(self.shared_of(*host)).for_each(|(sum, n)| *sum += u32::from(*n));
            }
        }
        let n_rows = (hosts[0].len() + hosts[1].len() + 1) as u64;
        room.steps += n_rows * u64::from(self.n_first) / ENTRIES_A_STEP;
        let [first, second] = &room.thirds;
        let through = |(x, y): (&u32, &u32)| u64::from(*x) * u64::from(*y);
        // Hosts by the thousand could know more in common than a number holds.
        let total = first.iter().zip(second).map(through).fold(0u64, u64::saturating_add);
        if total == 0 {
            return false;
        }
        let third = pick(first.iter().zip(second).map(through), total, random).0 as u32;
        for ((end, hosts), thirds) in ends.into_iter().zip(hosts).zip(&room.thirds) {
            let total = u64::from(thirds[third as usize]);
            let (at, nth) =
                pick(hosts.iter().map(|host| u64::from(self.shared(*host, third))), total, random);
            let host = hosts[at];
            let (known, also) = (self.graph.ties_of(host), self.graph.ties_of(third));
            path.push(nth_common(known, also, nth));
            room.steps += (known.len() + also.len()) as u64 / 8;
            if host != end {
                path.push(host);
            }
        }
        path.push(third);
        true
    }

    /// The first `k`: the screen, and then the count.
    fn leaders(&self, k: usize, screened: u64, options: &SampleOptions<'_>) -> Leaders {
        let n = self.graph.n_nodes();
        let scale = sampled::scale(n);
        let inner = self.graph.nodes().filter(|node| self.graph.degree(*node) > 1).count();
        let (screen, spent) = self.screen(options.seed, screened);
        let log_odds = (2.0 * inner.max(1) as f64 / (options.delta / 4.0)).ln();
        let drawn = screened as f64;
        let estimate = |node: u32| {
            let seen = f64::from(screen[node as usize]) / drawn;
            let (low, high) = bounds(seen, log_odds / drawn);
            let [share, low, high] = [seen, low, high].map(|share| (share * scale).min(1.0));
            Estimate { share, low, high }
        };
        let mut order: Vec<u32> = self.graph.nodes().filter(|node| self.graph.degree(*node) > 1).collect();
        order.sort_unstable_by_key(|node| (std::cmp::Reverse(screen[*node as usize]), *node));
        // Bounds rise with the count: what the last of the first `k` has at least, all who stay in must be able to have.
        let least = order.get(k.saturating_sub(1)).map_or(0.0, |last| estimate(*last).low);
        let mut n_candidates =
            order.partition_point(|node| estimate(*node).high >= least).max(k.min(order.len()));
        n_candidates = n_candidates.min(MOST_CANDIDATES);
        let others = order.get(n_candidates).map_or(0.0, |next| estimate(*next).high);
        order.truncate(n_candidates);
        order.sort_unstable();
        let count = Count::of(self, &order);
        let (mut n_blocks, mut steps) = (0u64, spent);
        let n_looks = 40.0f64;
        // Two ends of each candidate's bounds, at each look; the rest of the chance is the screen's.
        let log_odds = (2.0 * 2.0 * order.len().max(1) as f64 * n_looks / (options.delta * 0.75)).ln();
        let mut sums = vec![(0.0f64, 0.0f64); order.len()];
        let mut room_left = true;
        loop {
            let wanted = if n_blocks == 0 { FIRST / BLOCK } else { n_blocks * 2 };
            let affordable = match steps.saturating_sub(spent).checked_div(n_blocks) {
                Some(each) => n_blocks + options.most_steps.saturating_sub(steps) / each.max(1),
                None => wanted,
            };
            let until = wanted.min(affordable);
            room_left &= until == wanted;
            while n_blocks < until {
                let next = (n_blocks + ABREAST).min(until);
                let found: Vec<(Vec<(f64, f64)>, u64)> = (n_blocks..next)
                    .into_par_iter()
                    .map_init(
                        || (None, count.room()),
                        |(search, room), block| count.block(options.seed, block, search, room),
                    )
                    .collect();
                for (part, work) in found {
                    sums.iter_mut().zip(part).for_each(|(sum, part)| *sum = (sum.0 + part.0, sum.1 + part.1));
                    steps += work;
                }
                n_blocks = next;
            }
            let samples = n_blocks * BLOCK;
            let found = order.iter().zip(&sums);
            let found = found.map(|(node, sum)| (*node, bernstein(*sum, samples, log_odds, scale))).collect();
            let leaders = Leaders::of(found, k, others, Some(screened + samples), options.delta);
            let is_done = leaders.certain() == leaders.rows.len() || leaders.error <= options.epsilon;
            if is_done || !room_left || samples >= u64::from(u32::MAX) * 16 {
                return leaders;
            }
        }
    }

    /// How many of the drawn paths each node lies on, and what was looked at.
    fn screen(&self, seed: u64, screened: u64) -> (Vec<u32>, u64) {
        let mut counts = vec![0u32; self.graph.n_nodes()];
        let mut steps = 0;
        let blocks: Vec<u64> = (0..screened / SCREEN_BLOCK).collect();
        for abreast in blocks.chunks(ABREAST as usize) {
            let found: Vec<(Vec<u32>, u64)> = abreast
                .par_iter()
                .map_init(
                    || (Search::new(self.graph), Room::default()),
                    |(search, room), block| {
                        let mut random = Random::of(seed, *block);
                        let mut path = Vec::new();
                        room.steps = 0;
                        for _ in 0..SCREEN_BLOCK {
                            let ends = self.pair(&mut random);
                            self.draw(ends, search, room, &mut random, &mut path);
                        }
                        (path, room.steps)
                    },
                )
                .collect();
            for (path, work) in found {
                path.iter().for_each(|node| counts[*node as usize] += 1);
                steps += work;
            }
        }
        (counts, steps)
    }
}

/// The mean of values between 0 and 1, out of their sum and the sum of their squares, with bounds by their variance.
///
/// A. Maurer and M. Pontil, *Empirical Bernstein Bounds and Sample Variance Penalization*, COLT 2009, theorem 4.
fn bernstein((sum, squares): (f64, f64), n: u64, log_odds: f64, scale: f64) -> Estimate {
    let n = n as f64;
    let mean = sum / n;
    let variance = ((squares - sum * mean) / (n - 1.0)).max(0.0);
    let off = (2.0 * variance * log_odds / n).sqrt() + 7.0 * log_odds / (3.0 * (n - 1.0));
    let [share, low, high] = [mean, mean - off, mean + off].map(|share| (share * scale).clamp(0.0, 1.0));
    Estimate { share, low, high }
}

/// Draws one of several by lot, in proportion to their weights, which make `total`, above 0: which one, and how far into
/// its weight the lot fell.
fn pick(weights: impl Iterator<Item = u64>, total: u64, random: &mut Random) -> (usize, u64) {
    let mut left = ((random.unit() * total as f64) as u64).min(total - 1);
    for (at, weight) in weights.enumerate() {
        if left < weight {
            return (at, left);
        }
        left -= weight;
    }
    unreachable!("the weights make the total")
}

/// The number at a place, from 0, among those that two rising rows have in common.
fn nth_common(a: &[u32], b: &[u32], mut nth: u64) -> u32 {
    let (mut i, mut j) = (0, 0);
    loop {
        // Which of the two goes on is as good as random: without a branch nothing is guessed wrong.
        let (x, y) = (a[i], b[j]);
        if x == y {
            if nth == 0 {
                return x;
            }
            nth -= 1;
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
}

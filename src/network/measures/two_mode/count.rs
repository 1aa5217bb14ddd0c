//! The count: what share of all shortest paths of a pair goes through each candidate.

use super::super::paths::Search;
use super::super::random::Random;
use super::{BLOCK, Joined, Room, TwoMode};

/// The candidates, and which of them each member knows.
pub(super) struct Count<'a> {
    two: &'a TwoMode<'a>,
    candidates: &'a [u32],
    /// For each member, candidates among those she knows.
    starts: Vec<u32>,
    known: Vec<u16>,
    /// For each member, which candidate she is.
    is: Vec<u16>,
}

/// No candidate.
const NONE: u16 = u16::MAX;

/// What a thread needs to count.
pub(super) struct CountRoom {
    room: Room,
    /// How many hosts of either end know each candidate.
    by_first: Vec<u32>,
    by_second: Vec<u32>,
    touched: Vec<u16>,
    path: Vec<u32>,
}

impl<'a> Count<'a> {
    /// Takes the candidates in the order of their numbers.
    pub(super) fn of(two: &'a TwoMode<'a>, candidates: &'a [u32]) -> Count<'a> {
        let place = |node: u32| candidates.binary_search(&node).ok().map(|at| at as u16);
        let is: Vec<u16> = (0..two.n_first).map(|member| place(member).unwrap_or(NONE)).collect();
        let (mut starts, mut known) = (vec![0], Vec::new());
        let mut of_member: Vec<Vec<u16>> = vec![Vec::new(); two.n_first as usize];
        for (at, candidate) in (0u16..).zip(candidates).filter(|(_, node)| **node >= two.n_first) {
            for member in two.graph.ties_of(*candidate) {
                of_member[*member as usize].push(at);
            }
        }
        for row in of_member {
            known.extend(row);
            starts.push(known.len() as u32);
        }
        Count { two, candidates, starts, known, is }
    }

    fn known(&self, member: u32) -> &[u16] {
        &self.known[self.starts[member as usize] as usize..self.starts[member as usize + 1] as usize]
    }

    pub(super) fn room(&self) -> CountRoom {
        CountRoom {
            room: Room::default(),
            by_first: vec![0; self.candidates.len()],
            by_second: vec![0; self.candidates.len()],
            touched: Vec::new(),
            path: Vec::new(),
        }
    }

    /// For each candidate the sum, over the pairs of a block, of the share of their paths that go through it, and the
    /// sum of the squares; and what was looked at.
    pub(super) fn block(
        &self,
        seed: u64,
        block: u64,
        search: &mut Option<Search>,
        own: &mut CountRoom,
    ) -> (Vec<(f64, f64)>, u64) {
        // Streams apart from those of the screen, whose outcome has chosen the candidates.
        let mut random = Random::of(!seed, block);
        let mut sums = vec![(0.0, 0.0); self.candidates.len()];
        own.room.steps = 0;
        for _ in 0..BLOCK {
            let ends = self.two.pair(&mut random);
            self.count(ends, search, own, &mut random, &mut sums);
        }
        (sums, own.room.steps)
    }

    fn count(
        &self,
        ends: [u32; 2],
        search: &mut Option<Search>,
        own: &mut CountRoom,
        random: &mut Random,
        sums: &mut [(f64, f64)],
    ) {
        let mut add = |at: u16, share: f64| {
            let sum = &mut sums[usize::from(at)];
            *sum = (sum.0 + share, sum.1 + share * share);
        };
        let two = self.two;
        match two.join(ends, &mut own.room) {
            Joined::Near if two.are_people(ends) => {
                let share = 1.0 / own.room.common.len() as f64;
                let at = own.room.common.iter().map(|member| self.is[*member as usize]);
                at.filter(|at| *at != NONE).for_each(|at| add(at, share));
            }
            Joined::Near => {}
            Joined::Through => {
                let each = 1.0 / own.room.total as f64;
                let sides = [(ends[0], &own.room.rows), (ends[1], &own.room.columns)];
                for (end, through) in sides {
                    for (host, paths) in two.hosts(end).iter().zip(through).filter(|(host, _)| **host != end)
                    {
                        let at = self.is[*host as usize];
                        if at != NONE && *paths > 0 {
                            add(at, *paths as f64 * each);
                        }
                    }
                }
                for host in two.hosts(ends[0]) {
                    for at in self.known(*host) {
                        let count = &mut own.by_first[usize::from(*at)];
                        if *count == 0 {
                            own.touched.push(*at);
                        }
                        *count += 1;
                    }
                }
                for host in two.hosts(ends[1]) {
                    let known = self.known(*host);
                    known.iter().for_each(|at| own.by_second[usize::from(*at)] += 1);
                    own.room.steps += known.len() as u64 / 4;
                }
                own.room.steps += own.touched.len() as u64 / 4;
                for at in own.touched.drain(..) {
                    let paths = std::mem::take(&mut own.by_first[usize::from(at)]) as u64
                        * u64::from(own.by_second[usize::from(at)]);
                    if paths > 0 {
                        add(at, paths as f64 * each);
                    }
                }
                for host in two.hosts(ends[1]) {
                    self.known(*host).iter().for_each(|at| own.by_second[usize::from(*at)] = 0);
                }
            }
            Joined::Far => {
                own.path.clear();
                if !two.draw_far(ends, &mut own.room, random, &mut own.path) {
                    let search = search.get_or_insert_with(|| Search::new(two.graph));
                    let before = search.steps;
                    search.draw(two.graph, ends, random, &mut own.path);
                    own.room.steps += search.steps - before;
                }
                for node in &own.path {
                    if let Ok(at) = self.candidates.binary_search(node) {
                        add(at as u16, 1.0);
                    }
                }
            }
        }
    }
}

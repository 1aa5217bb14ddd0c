//! Small cells hidden, and with them every cell that would give them away.
//!
//! A table of two ways with its margins is a circulation: what leaves the whole for a row leaves the row for its cells,
//! enters the columns, and comes back. Published cells are fixed, hidden ones are free, and what an attacker can work
//! out of a hidden cell is how far it can move while all that is published stays as it is: a maximum flow around it.
//! Cells are hidden until no small one can be told to be small.
//!
//! L. H. Cox, *Suppression methodology and statistical disclosure control*, JASA 75 (1980); bounds by flow: D. Gusfield,
//! *A graph theoretic approach to statistical data security*, SIAM J. Comput. 17 (1988).

use std::collections::{BTreeMap, VecDeque};

/// A place in the table: a cell, a margin (one of the two is `None`), or the whole (both are).
pub type At = (Option<usize>, Option<usize>);

/// A table of counts with its margins. Cells that do not exist are known not to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows and columns.
    size: (usize, usize),
    /// Every cell that exists, every margin, and the whole.
    at: BTreeMap<At, u32>,
    /// What every cell that exists has at least.
    least: u32,
    /// What a place has at most, where that is known.
    most: BTreeMap<At, u32>,
}

/// What of a table is hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    at: BTreeMap<At, bool>,
}

impl Hidden {
    /// Whether a place is hidden.
    pub fn holds(&self, at: At) -> bool {
        self.at.get(&at).copied().unwrap_or(false)
    }

    /// Hides a place.
    pub fn hide(&mut self, at: At) {
        self.at.insert(at, true);
    }

    /// How many places are hidden.
    pub fn len(&self) -> usize {
        self.at.values().filter(|hidden| **hidden).count()
    }

    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Counts {
    /// A table of cells, each row and column of which has at least one; `least` is known of every cell that exists.
    pub fn of(cells: impl IntoIterator<Item = ((usize, usize), u32)>, least: u32) -> Counts {
        let mut counts = Counts { least, ..Counts::default() };
        for ((row, column), n) in cells {
            counts.size = (counts.size.0.max(row + 1), counts.size.1.max(column + 1));
            for at in [(Some(row), Some(column)), (Some(row), None), (None, Some(column)), (None, None)] {
                *counts.at.entry(at).or_default() += n;
            }
        }
        counts
    }

    /// The same where no count can be more than another at its place: there are no more answers than requests.
    pub fn of_those(mut self, whole: &Counts) -> Counts {
        self.most = whole.at.clone();
        self
    }

    /// How far a count can grow, whatever is hidden.
    fn growth(&self, at: At, n: u32) -> u32 {
        self.most.get(&at).map_or(u32::MAX / 4, |most| most.saturating_sub(n))
    }

    /// The count at a place.
    pub fn get(&self, at: At) -> Option<u32> {
        self.at.get(&at).copied()
    }

    /// All places: cells, margins and the whole.
    pub fn places(&self) -> impl Iterator<Item = (At, u32)> + '_ {
        self.at.iter().map(|(at, n)| (*at, *n))
    }

    /// A place with all that hold the same number by necessity: a row of one cell has its margin, a table of one column
    /// has the whole.
    fn same_as(&self, at: At) -> Vec<At> {
        let mut same = vec![at];
        let mut next = 0;
        while let Some((row, column)) = same.get(next).copied() {
            next += 1;
            let is_new = |other: &At| !same.contains(other);
            // The lines through the place, as the others in each.
            let margin = |line: &dyn Fn(&At) -> bool, margin: At| {
                let cells: Vec<At> = self.at.keys().filter(|at| line(at)).copied().collect();
                let is_in = (row, column) == margin || cells.contains(&(row, column));
                if cells.len() == 1 && is_in { vec![margin, cells[0]] } else { Vec::new() }
            };
            let mut found = Vec::new();
            if let Some(row) = row {
                found.extend(margin(&|at| at.0 == Some(row) && at.1.is_some(), (Some(row), None)));
            }
            if let Some(column) = column {
                found.extend(margin(&|at| at.1 == Some(column) && at.0.is_some(), (None, Some(column))));
            }
            if row.is_none() || column.is_none() {
                found.extend(margin(&|at| at.0.is_some() && at.1.is_none(), (None, None)));
                found.extend(margin(&|at| at.1.is_some() && at.0.is_none(), (None, None)));
            }
            found.retain(is_new);
            found.dedup();
            same.extend(found);
        }
        same
    }

    /// What could be hidden to give a hidden place room: each other place, and the rest of each square through it.
    fn ways_out(&self, at: At) -> impl Iterator<Item = Vec<At>> + '_ {
        let (row, column) = at;
        let rows = (0..self.size.0).map(Some).chain([None]);
        let squares = rows.flat_map(move |other_row| {
            let columns = (0..self.size.1).map(Some).chain([None]);
            columns.map(move |other_column| {
                vec![(row, other_column), (other_row, column), (other_row, other_column)]
            })
        });
        let whole_squares = squares.filter(|square| square.iter().all(|at| self.at.contains_key(at)));
        self.at.keys().map(|at| vec![*at]).chain(whole_squares)
    }

    /// The nodes that a place leads from and to: the whole, the rows, the columns, and where columns end.
    fn ends(&self, at: At) -> (usize, usize) {
        let (row, column) = (|row: usize| 2 + row, |column: usize| 2 + self.size.0 + column);
        match at {
            (Some(r), Some(c)) => (row(r), column(c)),
            (Some(r), None) => (0, row(r)),
            (None, Some(c)) => (column(c), 1),
            (None, None) => (1, 0),
        }
    }

    /// How far a hidden count can lie from what it is, as far as the published ones tell: the bounds of an attacker who
    /// solves the margins.
    ///
    /// # Complexity
    /// **O(f n h)** for a flow **f** over **n** nodes and **h** hidden places.
    pub fn bounds(&self, hidden: &Hidden, at: At) -> Option<(u32, u32)> {
        let n = self.get(at)?;
        if !hidden.holds(at) {
            return Some((n, n));
        }
        let (from, to) = self.ends(at);
        let most = self.most.get(&at).map_or(u32::MAX, |most| (*most).max(n));
        let more = self.flow(hidden, at, to, from, most - n);
        let less = self.flow(hidden, at, from, to, n - self.least.min(n));
        Some((n - less, n + more))
    }

    /// How much more can go from one node to another through hidden places other than `but`, at most `most`.
    fn flow(&self, hidden: &Hidden, but: At, source: usize, sink: usize, most: u32) -> u32 {
        let n_nodes = 2 + self.size.0 + self.size.1;
        // A hidden count can grow to the most, where there is one, and shrink to the least.
        let mut room: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        for (at, n) in self.places().filter(|(at, _)| *at != but && hidden.holds(*at)) {
            let (from, to) = self.ends(at);
            room.insert((from, to), self.growth(at, n));
            room.insert((to, from), n - self.least.min(n));
        }
        let mut total = 0;
        while total < most {
            let mut came_from = vec![usize::MAX; n_nodes];
            came_from[source] = source;
            let mut open = VecDeque::from([source]);
            while let Some(node) = open.pop_front() {
                for ((_, to), left) in room.range((node, 0)..(node + 1, 0)) {
                    if *left > 0 && came_from[*to] == usize::MAX {
                        came_from[*to] = node;
                        open.push_back(*to);
                    }
                }
            }
            if came_from[sink] == usize::MAX {
                break;
            }
            let mut push = most - total;
            let mut node = sink;
            while node != source {
                let before = came_from[node];
                push = push.min(room.get(&(before, node)).copied().unwrap_or(0));
                node = before;
            }
            node = sink;
            while node != source {
                let before = came_from[node];
                if let Some(left) = room.get_mut(&(before, node)) {
                    *left -= push;
                }
                *room.entry((node, before)).or_default() += push;
                node = before;
            }
            total += push;
            if total >= u32::MAX / 4 {
                return most;
            }
        }
        total
    }
}

/// Hides more of a table until every place that must be safe is: `is_safe` is asked with its count and the bounds of an
/// attacker. What goes is the least, by `weight`, that makes one place after the other safe: another place, or the three
/// that make a square with it; margins only where no cells do. The whole is
/// never hidden here: other reports tell it, so what it tells of a place by itself cannot be helped, and is safe enough.
///
/// # Complexity
/// As many rounds as places are bare, each with a few flows for every square through the place: for tables of groups,
/// which have tens of cells.
pub fn complete(
    counts: &Counts,
    hidden: &mut Hidden,
    weight: impl Fn(At) -> u32,
    is_safe: impl Fn(At, u32, (u32, u32)) -> bool,
) {
    const WHOLE: At = (None, None);
    let mut all = Hidden::default();
    counts.places().filter(|(at, _)| *at != WHOLE || hidden.holds(WHOLE)).for_each(|(at, _)| all.hide(at));
    let safe = |hidden: &Hidden, at: At, n: u32| {
        counts.bounds(hidden, at).is_none_or(|bounds| is_safe(at, n, bounds))
            || counts.bounds(hidden, at) == counts.bounds(&all, at)
    };
    loop {
        let bare = counts.places().find(|(at, n)| hidden.holds(*at) && !safe(hidden, *at, *n));
        let Some((bare, n)) = bare else { return };
        // Two places that hold one number are hidden together.
        if let Some(twin) = counts.same_as(bare).into_iter().find(|at| *at != WHOLE && !hidden.holds(*at)) {
            hidden.hide(twin);
            continue;
        }
        let mut ways: Vec<(usize, u32, Vec<At>)> = counts
            .ways_out(bare)
            .map(|way| {
                let mut way: Vec<At> = way.into_iter().flat_map(|at| counts.same_as(at)).collect();
                way.sort_unstable();
                way.dedup();
                way.retain(|at| *at != WHOLE && !hidden.holds(*at));
                let margins = way.iter().filter(|(row, column)| row.is_none() || column.is_none()).count();
                let lost = way.iter().map(|at| weight(*at)).sum();
                (margins, lost, way)
            })
            .filter(|(.., way)| !way.is_empty())
            .collect();
        ways.sort_unstable();
        let helps = |(.., way): &&(usize, u32, Vec<At>)| {
            let mut tried = hidden.clone();
            way.iter().for_each(|at| tried.hide(*at));
            safe(&tried, bare, n)
        };
        // Where no one way is enough, the cheapest is taken and the next round goes on from there.
        let Some((.., way)) = ways.iter().find(helps).or(ways.first()) else { return };
        way.iter().for_each(|at| hidden.hide(*at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All tables of hidden cells, none below `least`, that give the published numbers: the attacker, by brute force.
    fn by_trying(counts: &Counts, hidden: &Hidden) -> BTreeMap<At, (u32, u32)> {
        let cells: Vec<(At, u32)> =
            counts.places().filter(|((row, column), _)| row.is_some() && column.is_some()).collect();
        let most = counts.get((None, None)).unwrap_or(0);
        let mut found: BTreeMap<At, (u32, u32)> = BTreeMap::new();
        let mut guess: Vec<((usize, usize), u32)> = Vec::new();
        fn walk(
            rest: &[(At, u32)],
            counts: &Counts,
            hidden: &Hidden,
            most: u32,
            guess: &mut Vec<((usize, usize), u32)>,
            found: &mut BTreeMap<At, (u32, u32)>,
        ) {
            let Some((((Some(row), Some(column)), n), rest)) =
                rest.split_first().map(|(first, rest)| (*first, rest))
            else {
                let table = Counts::of(guess.iter().copied(), counts.least);
                let fits = |(at, n): (At, u32)| {
                    let found = table.get(at).unwrap_or(0);
                    (hidden.holds(at) || found == n) && counts.most.get(&at).is_none_or(|most| found <= *most)
                };
                if counts.places().all(fits) {
                    for (at, n) in table.places() {
                        let bounds = found.entry(at).or_insert((n, n));
                        *bounds = (bounds.0.min(n), bounds.1.max(n));
                    }
                }
                return;
            };
            let so_far: u32 = guess.iter().map(|(_, n)| n).sum();
            let left = most.saturating_sub(so_far);
            let range = if hidden.holds((Some(row), Some(column))) { counts.least..=left } else { n..=n };
            for n in range {
                guess.push(((row, column), n));
                walk(rest, counts, hidden, most, guess, found);
                guess.pop();
            }
        }
        walk(&cells, counts, hidden, most, &mut guess, &mut found);
        found
    }

    fn table(cells: &[((usize, usize), u32)]) -> Counts {
        Counts::of(cells.iter().copied(), 1)
    }

    /// A cell is safe if nobody can tell that it is under the threshold.
    fn hide(counts: &Counts, least: u32) -> Hidden {
        let mut hidden = Hidden::default();
        for (at, n) in counts.places() {
            if n < least {
                hidden.hide(at);
            }
        }
        let weight = |at: At| counts.get(at).unwrap_or(0);
        complete(counts, &mut hidden, weight, |_, n, (_, high)| n >= least || high >= least);
        hidden
    }

    #[test]
    fn one_small_cell_takes_three_others_with_it() {
        let counts = table(&[((0, 0), 3), ((0, 1), 20), ((1, 0), 15), ((1, 1), 30)]);
        let hidden = hide(&counts, 10);
        let at = |row, column| hidden.holds((Some(row), Some(column)));
        assert!(at(0, 0) && at(0, 1) && at(1, 0) && at(1, 1), "{hidden:?}");
        assert!(!hidden.holds((None, None)) && hidden.len() == 4, "{hidden:?}");
        assert_eq!(counts.bounds(&hidden, (Some(0), Some(0))), Some((1, 17)));
    }

    #[test]
    fn a_row_of_one_cell_hides_its_margin() {
        let counts = table(&[((0, 0), 3), ((1, 0), 20), ((1, 1), 12)]);
        let hidden = hide(&counts, 10);
        assert!(hidden.holds((Some(0), None)), "{hidden:?}");
        assert!(counts.bounds(&hidden, (Some(0), Some(0))).unwrap().1 >= 10);
    }

    #[test]
    fn a_small_whole_shows_nothing() {
        let counts = table(&[((0, 0), 3), ((1, 0), 4)]);
        let hidden = hide(&counts, 10);
        assert!(counts.places().all(|(at, _)| hidden.holds(at)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Bounds by flow are those of trying all tables.
        #[test]
        fn bounds_are_exact(
            cells in prop::collection::btree_map((0usize..3, 0usize..2), 1u32..5, 1..6),
            choice in prop::collection::vec(any::<bool>(), 12),
            room in (any::<bool>(), prop::collection::vec(0u32..3, 6)),
        ) {
            let cells: Vec<_> = cells.into_iter().collect();
            let (capped, room): (bool, Vec<u32>) = room;
            let more = cells.iter().zip(room).map(|((at, n), more)| (*at, n + more));
            let counts = match capped {
                true => table(&cells).of_those(&Counts::of(more, 1)),
                false => table(&cells),
            };
            let mut hidden = Hidden::default();
            for ((at, _), hide) in counts.places().zip(choice) {
                // The whole is published: a table of any size cannot be tried.
                if hide && at != (None, None) {
                    hidden.hide(at);
                }
            }
            let tried = by_trying(&counts, &hidden);
            for (at, _) in counts.places() {
                prop_assert_eq!(counts.bounds(&hidden, at), tried.get(&at).copied(), "{:?} {:?}", at, hidden);
            }
        }

        /// Nobody who tries all tables can tell of a small cell that it is small.
        #[test]
        fn an_attacker_fails(cells in prop::collection::btree_map((0usize..2, 0usize..3), 1u32..7, 2..6)) {
            let cells: Vec<_> = cells.into_iter().collect();
            let counts = table(&cells);
            let least = 4;
            let hidden = hide(&counts, least);
            if hidden.holds((None, None)) {
                prop_assert!(counts.places().all(|(at, n)| n >= least || hidden.holds(at)));
                return Ok(());
            }
            let tried = by_trying(&counts, &hidden);
            let mut all = Hidden::default();
            counts.places().filter(|(at, _)| *at != (None, None)).for_each(|(at, _)| all.hide(at));
            let by_the_whole = by_trying(&counts, &all);
            for (at, n) in counts.places() {
                let is_safe = n >= least || tried[&at].1 >= least || tried[&at] == by_the_whole[&at];
                prop_assert!(is_safe, "{:?} {:?} {:?}", at, tried[&at], hidden);
            }
        }
    }
}

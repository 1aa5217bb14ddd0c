//! Which part of a referral graph is drawn, and in which row each person stands.

use crate::day::Day;
use crate::network::referral::EdgeSource;
use crate::pipeline::Study;
use crate::report::chart::text::clean;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Waves that have a column of their own at most; deeper ones are counted at whoever leads to them.
pub(super) const MOST_WAVES: u32 = 6;
/// People and rows drawn at most: what can be read at arm's length.
pub(super) const MOST_PEOPLE: usize = 72;
pub(super) const MOST_ROWS: usize = 40;
/// Rows that introducers take before those they brought are named.
const ROWS_OF_INTRODUCERS: usize = 24;

/// Somebody in the referral graph.
#[derive(Clone, Debug, Default)]
pub(in crate::report::chart) struct Node {
    /// The name.
    pub(in crate::report::chart) name: String,
    /// Introductions since the seed.
    pub(in crate::report::chart) wave: u32,
    /// People introduced.
    pub(in crate::report::chart) introductions: u32,
    /// Everyone downstream.
    pub(in crate::report::chart) reach: u32,
    /// The introducer through whom the wave is reached, earliest first; `None` for a seed.
    pub(in crate::report::chart) parent: Option<usize>,
    /// When the parent introduced them.
    pub(in crate::report::chart) on: Option<Day>,
}

/// An introduction.
#[derive(Clone, Debug)]
pub(in crate::report::chart) struct Tie {
    /// Who introduced.
    pub(in crate::report::chart) from: usize,
    /// Who was introduced.
    pub(in crate::report::chart) to: usize,
    /// When.
    pub(in crate::report::chart) on: Option<Day>,
    /// Whether it was read out of messages.
    pub(in crate::report::chart) inferred: bool,
}

/// A referral graph ready to be drawn.
#[derive(Clone, Debug, Default)]
pub(in crate::report::chart) struct Graph {
    /// Everyone in it.
    pub(in crate::report::chart) people: Vec<Node>,
    /// Every introduction.
    pub(in crate::report::chart) ties: Vec<Tie>,
}

impl Graph {
    /// The referral graph of a study.
    pub(super) fn of(study: &Study) -> Graph {
        let members: Vec<_> = study.network.members().collect();
        let at: BTreeMap<_, usize> = members.iter().enumerate().map(|(nth, (id, _))| (*id, nth)).collect();
        let people = members.iter().map(|(id, of)| {
            let above = study.network.introductions_of(*id).filter(|edge| {
                // A seed that closes a circle has introducers and is entered without them.
                let wave = study.network.introducers_of(edge.introducer).map(|of| of.wave + 1);
                of.wave > 0 && wave == Some(of.wave)
            });
            let by = above.min_by_key(|edge| (edge.on.is_none(), edge.on, edge.introducer));
            Node {
                name: clean(study.people.get(*id).display_name()),
                wave: of.wave,
                introductions: of.introductions,
                reach: of.reach,
                parent: by.map(|edge| at[&edge.introducer]),
                on: by.and_then(|edge| edge.on),
            }
        });
        let ties = study.network.edges.iter().map(|edge| Tie {
            from: at[&edge.introducer],
            to: at[&edge.introduced],
            on: edge.on,
            inferred: edge.source == EdgeSource::Inferred,
        });
        Graph { people: people.collect(), ties: ties.collect() }
    }

    /// Those below each person, by reach and then by date.
    fn children(&self) -> Vec<Vec<usize>> {
        let mut children = vec![Vec::new(); self.people.len()];
        for (nth, person) in self.people.iter().enumerate() {
            if let Some(parent) = person.parent {
                children[parent].push(nth);
            }
        }
        for below in &mut children {
            below.sort_by_key(|nth| self.weight(*nth));
        }
        children
    }

    /// The order in which people are worth their place.
    fn weight(&self, nth: usize) -> (Reverse<u32>, Reverse<u32>, Option<Day>, usize) {
        let person = &self.people[nth];
        (Reverse(person.reach), Reverse(person.introductions), person.on, nth)
    }
}

/// Somebody drawn.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// Who.
    pub(super) nth: usize,
    /// The row, counted from 0; between two rows for somebody above an even number of others.
    pub(super) row: f64,
    /// People below who are not drawn.
    pub(super) hidden: usize,
}

/// What is drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    /// Everyone drawn, in the order of rows.
    pub(super) placed: Vec<Placed>,
    /// Rows taken.
    pub(super) rows: usize,
    /// Seeds that are not drawn, and everyone below them.
    pub(super) hidden_seeds: (usize, usize),
}

/// Chooses whom to draw: introducers by reach, with all who lead to them; then those whom the furthest reaching of
/// them brought, whole groups as far as there is room; then more introducers.
pub(super) fn choose(graph: &Graph, waves: u32) -> Tree {
    let mut chosen = Chosen {
        graph,
        children: graph.children(),
        shown: vec![false; graph.people.len()],
        shown_below: vec![0; graph.people.len()],
        people: 0,
        rows: 0,
        waves,
    };
    let mut order: Vec<usize> =
        (0..graph.people.len()).filter(|nth| graph.people[*nth].introductions > 0).collect();
    order.sort_by_key(|nth| graph.weight(*nth));
    order.iter().for_each(|nth| chosen.add_introducer(*nth, ROWS_OF_INTRODUCERS));
    // The first group that finds no room ends this: a small group of somebody further down would say that she
    // matters more.
    let _ = order.iter().try_for_each(|nth| chosen.add_group(*nth));
    order.iter().for_each(|nth| chosen.add_introducer(*nth, MOST_ROWS));
    place(graph, &chosen.children, &chosen.shown)
}

/// A choice in the making.
struct Chosen<'a> {
    graph: &'a Graph,
    children: Vec<Vec<usize>>,
    shown: Vec<bool>,
    shown_below: Vec<usize>,
    people: usize,
    rows: usize,
    waves: u32,
}

impl Chosen<'_> {
    /// Adds somebody and all who lead to them, if they fit into so many rows.
    fn add_introducer(&mut self, nth: usize, most_rows: usize) {
        if self.graph.people[nth].wave >= self.waves {
            return;
        }
        let mut chain = Vec::new();
        let mut at = Some(nth);
        while let Some(person) = at.filter(|at| !self.shown[*at]) {
            chain.push(person);
            at = self.graph.people[person].parent;
        }
        // Somebody below whom nobody is drawn yet lends the row that is hers.
        let new_rows = usize::from(!chain.is_empty() && at.is_none_or(|above| self.shown_below[above] > 0));
        if self.people + chain.len() <= MOST_PEOPLE && self.rows + new_rows <= most_rows {
            self.rows += new_rows;
            chain.into_iter().for_each(|person| self.show(person));
        }
    }

    /// Adds everyone whom somebody brought and who brought nobody; `None` where they do not fit.
    fn add_group(&mut self, nth: usize) -> Option<()> {
        let people = &self.graph.people;
        if !self.shown[nth] || people[nth].wave + 1 >= self.waves {
            return Some(());
        }
        let leaves: Vec<usize> =
            self.children[nth].iter().filter(|below| people[**below].introductions == 0).copied().collect();
        let new_rows = leaves.len() - usize::from(self.shown_below[nth] == 0 && !leaves.is_empty());
        if self.people + leaves.len() > MOST_PEOPLE || self.rows + new_rows > MOST_ROWS {
            return None;
        }
        self.rows += new_rows;
        leaves.into_iter().for_each(|person| self.show(person));
        Some(())
    }

    fn show(&mut self, person: usize) {
        self.shown[person] = true;
        self.people += 1;
        if let Some(parent) = self.graph.people[person].parent {
            self.shown_below[parent] += 1;
        }
    }
}

/// Gives everyone a row: whoever has nobody below takes the next, the others stand in the middle of theirs.
fn place(graph: &Graph, children: &[Vec<usize>], shown: &[bool]) -> Tree {
    let mut seeds: Vec<usize> =
        (0..graph.people.len()).filter(|nth| graph.people[*nth].parent.is_none()).collect();
    seeds.sort_by_key(|nth| graph.weight(*nth));
    let mut tree = Tree::default();
    for seed in seeds {
        if shown[seed] {
            descend(seed, children, shown, &mut tree);
        } else {
            tree.hidden_seeds.0 += 1;
            tree.hidden_seeds.1 += below(seed, children);
        }
    }
    tree.placed.sort_by(|a, b| a.row.total_cmp(&b.row).then(a.nth.cmp(&b.nth)));
    tree
}

/// Returns the row of a person; as deep as there are columns.
fn descend(nth: usize, children: &[Vec<usize>], shown: &[bool], tree: &mut Tree) -> f64 {
    let mut ends: Option<(f64, f64)> = None;
    let mut hidden = 0;
    for &child in &children[nth] {
        if shown[child] {
            let row = descend(child, children, shown, tree);
            ends = Some((ends.map_or(row, |(first, _)| first), row));
        } else {
            hidden += 1 + below(child, children);
        }
    }
    let row = match ends {
        Some((first, last)) => (first + last) / 2.0,
        None => {
            tree.rows += 1;
            (tree.rows - 1) as f64
        }
    };
    tree.placed.push(Placed { nth, row, hidden });
    row
}

/// Everyone below a person, each at the one introducer through whom their wave is reached.
fn below(nth: usize, children: &[Vec<usize>]) -> usize {
    let mut stack = vec![nth];
    let mut found = 0;
    while let Some(at) = stack.pop() {
        found += children[at].len();
        stack.extend(&children[at]);
    }
    found
}

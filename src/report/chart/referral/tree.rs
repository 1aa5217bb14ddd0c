//! Which part of a referral graph is drawn, and in which row each person stands.

use crate::day::Day;
use crate::network::referral::EdgeSource;
use crate::pipeline::Study;
use crate::report::chart::text::clean;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Waves that have a column of their own; deeper ones are counted at whoever leads to them.
pub(super) const MOST_WAVES: u32 = 7;
/// People and rows drawn at most: what can be read at arm's length.
pub(super) const MOST_PEOPLE: usize = 72;
pub(super) const MOST_ROWS: usize = 40;

/// Somebody in the referral graph.
#[derive(Clone, Debug)]
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

/// Chooses whom to draw: introducers by reach, with all who lead to them, then whole groups of those who introduced
/// nobody, as long as there is room.
pub(super) fn choose(graph: &Graph) -> Tree {
    let children = graph.children();
    let n = graph.people.len();
    let mut shown = vec![false; n];
    let mut shown_below = vec![0usize; n];
    let (mut people, mut rows) = (0, 0);
    let mut order: Vec<usize> = (0..n).filter(|nth| graph.people[*nth].introductions > 0).collect();
    order.sort_by_key(|nth| graph.weight(*nth));
    for &nth in &order {
        let mut chain = Vec::new();
        let mut at = Some(nth);
        while let Some(person) = at.filter(|at| !shown[*at] && chain.len() <= MOST_WAVES as usize) {
            chain.push(person);
            at = graph.people[person].parent;
        }
        let deepest = graph.people[nth].wave;
        // Somebody below whom nobody is drawn yet lends the row that is hers.
        let new_rows = usize::from(at.is_none_or(|above| shown_below[above] > 0));
        if deepest >= MOST_WAVES || people + chain.len() > MOST_PEOPLE || rows + new_rows > MOST_ROWS {
            continue;
        }
        (people, rows) = (people + chain.len(), rows + if chain.is_empty() { 0 } else { new_rows });
        for person in chain {
            shown[person] = true;
            if let Some(parent) = graph.people[person].parent {
                shown_below[parent] += 1;
            }
        }
    }
    for &nth in &order {
        let leaves = children[nth].iter().filter(|below| !shown[**below]).copied().collect::<Vec<_>>();
        let new_rows = leaves.len() - usize::from(shown_below[nth] == 0 && !leaves.is_empty());
        let fits = people + leaves.len() <= MOST_PEOPLE && rows + new_rows <= MOST_ROWS;
        let leaf =
            |below: &usize| graph.people[*below].introductions == 0 && graph.people[*below].wave < MOST_WAVES;
        if shown[nth] && fits && leaves.iter().all(leaf) {
            (people, rows) = (people + leaves.len(), rows + new_rows);
            shown_below[nth] += leaves.len();
            leaves.into_iter().for_each(|below| shown[below] = true);
        }
    }
    place(graph, &children, &shown)
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

/// Returns the row of a person; at most [`MOST_WAVES`] deep.
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

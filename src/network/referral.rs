//! The referral graph: the seeker at the root, everyone who was introduced or who introduced below her.
//!
//! An edge `a → b` says that `a` brought `b` to the seeker. Whoever nobody introduced is a *seed*: known to the seeker
//! herself, wave 0. Rows that keep a graph from being a tree are kept and explained: two introducers of one person are
//! two edges; a circle is entered where the seeker first had contact; a person who introduces herself, or whom the
//! seeker introduces, makes no edge and a problem.

use super::correspondence::Correspondence;
use super::courtesies;
use super::history::History;
use super::infer::{self, Inferred};
use super::refusals::{self, Refusal};
use crate::day::Day;
use crate::evidence::{Place, Problem};
use crate::import::{MentionId, Workspace};
use crate::people::{People, PersonId, Who};
use petgraph::Direction;
use petgraph::algo::dominators;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{Dfs, EdgeRef};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Where an introduction is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeSource {
    /// The user recorded it.
    Recorded,
    /// It was read out of messages.
    Inferred,
}

impl EdgeSource {
    /// The word in `referrals.csv`.
    pub fn as_str(self) -> &'static str {
        match self {
            EdgeSource::Recorded => "recorded",
            EdgeSource::Inferred => "inferred",
        }
    }
}

/// An introduction.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Who introduced.
    pub introducer: PersonId,
    /// Who was introduced.
    pub introduced: PersonId,
    /// When first, where any row says.
    pub on: Option<Day>,
    /// Where it is known from.
    pub source: EdgeSource,
    /// How sure, 0 to 1; 1 for what the user recorded.
    pub confidence: f64,
    /// The rows that say so.
    pub evidence: Vec<Place>,
}

/// A node: the seeker, or a person who takes part in an introduction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    Ego,
    Person(PersonId),
}

/// Who introduced a person, and who they introduced.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Introducers {
    /// Introductions since the seed; a seed is 0.
    pub wave: u32,
    /// The introducer of the first introduction; none for a seed.
    pub first: Option<PersonId>,
    /// People introduced, each counted once.
    pub introductions: u32,
    /// Everyone downstream, without the person herself.
    pub reach: u32,
    /// Everyone whom the seeker would not have met without this person: the dominator subtree, without its root.
    pub sole_reach: u32,
}

/// The referral graph with what was computed of it, and the history of contact.
#[derive(Debug)]
pub struct Network {
    /// Contact, dated.
    pub history: History,
    /// Who wrote when, to the second.
    pub letters: Correspondence,
    /// Introductions in the order of introducer and introduced.
    pub edges: Vec<Edge>,
    /// What was read out of messages and notes, edges and questions.
    pub inferred: Inferred,
    /// Whose last word to the seeker is a refusal.
    pub refusals: BTreeMap<PersonId, Refusal>,
    /// Messages of the seeker's that only thank or agree, in order.
    pub courtesies: Vec<Place>,
    /// Days on which the seeker wrote to an introducer and others together: `Thanks both for the intro!`
    pub told_together: BTreeMap<PersonId, Vec<Day>>,
    /// The last invitation of the seeker's to each person that had a note: what was asked, was asked there.
    pub noted: BTreeMap<PersonId, (Day, Place)>,
    graph: DiGraph<Node, usize>,
    node_of: BTreeMap<PersonId, NodeIndex>,
    of: BTreeMap<PersonId, Introducers>,
    /// Those whom the seeker would not have met without each person.
    only_through: BTreeMap<PersonId, Vec<PersonId>>,
}

impl Network {
    /// Builds the network of a workspace from what is dated up to `as_of`; undated introductions count.
    ///
    /// # Returns
    /// The network, and a problem for every row of the introductions that could not be an edge or closes a circle.
    ///
    /// # Complexity
    /// **O(p (p + e))** for **p** people and **e** edges of the referral graph, which is a small part of all people.
    pub fn build(workspace: &Workspace, people: &People, as_of: Day) -> (Network, Vec<Problem>) {
        let mut problems = Vec::new();
        let history = History::gather(workspace, people);
        let mut edges = recorded(workspace, people, as_of, &mut problems);
        let inferred =
            infer::introductions(workspace, people, &history, &settled(workspace, people, &edges), as_of);
        add_inferred(&mut edges, &inferred);
        let letters = Correspondence::gather(workspace, people);
        let refusals = refusals::read(workspace, people, &history, as_of);
        let courtesies = courtesies::read(workspace, people);
        let mut network = Network {
            history,
            letters,
            edges,
            inferred,
            refusals,
            courtesies,
            told_together: BTreeMap::new(),
            noted: noted(workspace, people, as_of),
            graph: DiGraph::new(),
            node_of: BTreeMap::new(),
            of: BTreeMap::new(),
            only_through: BTreeMap::new(),
        };
        let entries = network.connect(people);
        for (person, row) in entries {
            let keys: Vec<&str> =
                network.circle_of(person).iter().map(|id| people.get(*id).key.as_str()).collect();
            problems.push(Problem {
                place: row,
                column: String::new(),
                problem: format!("introductions in a circle: {}", keys.join(" → ")),
                value: people.get(person).key.clone(),
                hint: format!(
                    "{} was in contact first and counts as known without introduction; take away the row that is wrong",
                    people.get(person).display_name()
                ),
            });
        }
        network.measure();
        network.told_together = told_together(workspace, people, &network.edges, as_of);
        (network, problems)
    }

    /// Links people to their introducers and seeds to the seeker; returns those at whom a circle was entered, with the
    /// row that closes it.
    fn connect(&mut self, people: &People) -> Vec<(PersonId, Place)> {
        let ego = self.graph.add_node(Node::Ego);
        let members: BTreeSet<PersonId> =
            self.edges.iter().flat_map(|edge| [edge.introducer, edge.introduced]).collect();
        for person in &members {
            self.node_of.insert(*person, self.graph.add_node(Node::Person(*person)));
        }
        for (nth, edge) in self.edges.iter().enumerate() {
            self.graph.add_edge(self.node_of[&edge.introducer], self.node_of[&edge.introduced], nth);
        }
        let introduced: BTreeSet<PersonId> = self.edges.iter().map(|edge| edge.introduced).collect();
        const NO_EDGE: usize = usize::MAX;
        for seed in members.difference(&introduced) {
            self.graph.add_edge(ego, self.node_of[seed], NO_EDGE);
        }
        // Whoever cannot be reached now stands in a circle, or below one. Enter each where contact began.
        let mut entered = Vec::new();
        loop {
            let mut reached = BTreeSet::new();
            let mut walk = Dfs::new(&self.graph, ego);
            while let Some(node) = walk.next(&self.graph) {
                reached.insert(node);
            }
            let began = |person: &PersonId| {
                let contact = self.history.of_person(*person).first().map(|event| event.day);
                (contact.is_none(), contact.or(people.get(*person).connected_on), *person)
            };
            let stranded = members.iter().filter(|person| !reached.contains(&self.node_of[person]));
            // Only someone on a circle can be its entry: those below it are reached through it.
            let on_circle = stranded.filter(|person| self.is_on_circle(**person));
            let Some(first) = on_circle.min_by_key(|person| began(person)).copied() else { break };
            self.graph.add_edge(ego, self.node_of[&first], NO_EDGE);
            let closing = self.edges.iter().filter(|edge| edge.introduced == first);
            if let Some(row) = closing.flat_map(|edge| edge.evidence.iter()).min() {
                entered.push((first, *row));
            }
        }
        entered
    }

    fn is_on_circle(&self, person: PersonId) -> bool {
        let node = self.node_of[&person];
        let mut walk = Dfs::new(&self.graph, node);
        walk.next(&self.graph);
        while let Some(reached) = walk.next(&self.graph) {
            if self.graph.find_edge(reached, node).is_some() {
                return true;
            }
        }
        false
    }

    /// The shortest circle through a person, starting and ending with them.
    fn circle_of(&self, person: PersonId) -> Vec<PersonId> {
        let home = self.node_of[&person];
        let mut came_from: BTreeMap<NodeIndex, NodeIndex> = BTreeMap::new();
        let mut queue = VecDeque::from([home]);
        while let Some(node) = queue.pop_front() {
            let mut next: Vec<NodeIndex> = self.graph.neighbors(node).collect();
            next.sort();
            for reached in next {
                if reached == home {
                    let mut path = vec![person];
                    let mut at = node;
                    while at != home {
                        path.push(self.person_at(at).unwrap_or(person));
                        at = came_from[&at];
                    }
                    path.push(person);
                    path.reverse();
                    return path;
                }
                if let Entry::Vacant(entry) = came_from.entry(reached) {
                    entry.insert(node);
                    queue.push_back(reached);
                }
            }
        }
        vec![person]
    }

    fn person_at(&self, node: NodeIndex) -> Option<PersonId> {
        match self.graph[node] {
            Node::Ego => None,
            Node::Person(person) => Some(person),
        }
    }

    /// Waves by first introductions, which is how chains are told as well; reach by walking down; sole reach by dominators
    /// (Cooper, Harvey, Kennedy, *A Simple, Fast Dominance Algorithm*, 2001).
    fn measure(&mut self) {
        let ego = NodeIndex::new(0);
        // Whoever introduced somebody before being introduced was known already: there is a way around the introducer.
        let known_before = self.known_before();
        let mut in_time = self.graph.clone();
        for person in known_before.keys() {
            in_time.update_edge(ego, self.node_of[person], usize::MAX);
        }
        let dominators = dominators::simple_fast(&in_time, ego);
        let mut only_through: BTreeMap<PersonId, Vec<PersonId>> = BTreeMap::new();
        for (person, node) in &self.node_of {
            // Everyone on the way from the seeker to this node that cannot be gone around.
            let above = dominators.strict_dominators(*node).into_iter().flatten();
            for above in above.filter_map(|above| self.person_at(above)) {
                only_through.entry(above).or_default().push(*person);
            }
        }
        self.only_through = only_through;
        let seeds: BTreeSet<PersonId> =
            self.graph.neighbors(ego).filter_map(|node| self.person_at(node)).collect();
        let first = first_introducers(&self.edges, &seeds);
        let waves = waves(&first, seeds);
        for (person, node) in &self.node_of {
            let reach = self.reach_of(*node, &known_before);
            let introduced = Introducers {
                wave: waves.get(person).copied().unwrap_or(0),
                first: first.get(person).copied(),
                introductions: self.graph.neighbors(*node).collect::<BTreeSet<_>>().len() as u32,
                reach,
                sole_reach: self.only_through.get(person).map_or(0, |those| those.len() as u32),
            };
            self.of.insert(*person, introduced);
        }
    }

    /// Those who introduced somebody before anybody had introduced them, each with the day of their own first
    /// introduction. A row without a date says nothing of what came first.
    fn known_before(&self) -> BTreeMap<PersonId, Day> {
        let mut brought: BTreeMap<PersonId, Option<Day>> = BTreeMap::new();
        for edge in &self.edges {
            let first = brought.entry(edge.introduced).or_insert(edge.on);
            *first = first.zip(edge.on).map(|(a, b)| a.min(b));
        }
        let early = self.edges.iter().filter_map(|edge| {
            let first = brought.get(&edge.introducer).copied().flatten()?;
            (edge.on? < first).then_some((edge.introducer, first))
        });
        early.collect()
    }

    /// How many people are downstream of a node. What somebody on the way did before being introduced came through
    /// nobody.
    fn reach_of(&self, start: NodeIndex, known_before: &BTreeMap<PersonId, Day>) -> u32 {
        let mut seen = BTreeSet::from([start]);
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            let since = self.person_at(node).filter(|_| node != start);
            let since = since.and_then(|person| known_before.get(&person));
            for edge in self.graph.edges(node) {
                let on = self.edges.get(*edge.weight()).and_then(|edge| edge.on);
                let is_later = since.zip(on).is_none_or(|(since, on)| on >= *since);
                if is_later && seen.insert(edge.target()) {
                    open.push(edge.target());
                }
            }
        }
        seen.len() as u32 - 1
    }

    /// What the graph says of a person; `None` for those who take part in no introduction.
    pub fn introducers_of(&self, person: PersonId) -> Option<&Introducers> {
        self.of.get(&person)
    }

    /// Everyone in the referral graph, in order.
    pub fn members(&self) -> impl Iterator<Item = (PersonId, &Introducers)> + '_ {
        self.of.iter().map(|(person, of)| (*person, of))
    }

    /// Those whom the seeker would not have met without a person, by wave: every chain to them goes through that person.
    pub fn only_through(&self, person: PersonId) -> Vec<PersonId> {
        let mut those = self.only_through.get(&person).cloned().unwrap_or_default();
        those.sort_by_key(|id| (self.of.get(id).map(|of| of.wave), *id));
        those
    }

    /// The introductions that brought a person.
    pub fn introductions_of(&self, person: PersonId) -> impl Iterator<Item = &Edge> + '_ {
        self.edges_at(person, Direction::Incoming)
    }

    /// The introductions that a person made.
    pub fn introductions_by(&self, person: PersonId) -> impl Iterator<Item = &Edge> + '_ {
        self.edges_at(person, Direction::Outgoing)
    }

    fn edges_at(&self, person: PersonId, direction: Direction) -> impl Iterator<Item = &Edge> + '_ {
        let node = self.node_of.get(&person);
        let mut found: Vec<usize> = node
            .into_iter()
            .flat_map(|node| self.graph.edges_directed(*node, direction))
            .map(|edge| *edge.weight())
            .filter(|nth| *nth < self.edges.len())
            .collect();
        found.sort_unstable();
        found.into_iter().map(|nth| &self.edges[nth])
    }

    /// The chain that led to a person, seed first and the person last. Follows the first introducer.
    pub fn chain_to(&self, person: PersonId) -> Vec<PersonId> {
        let mut chain = vec![person];
        while let Some(first) = self.of.get(chain.last().unwrap_or(&person)).and_then(|of| of.first) {
            chain.push(first);
        }
        chain.reverse();
        chain
    }
}

/// Who brought each person first, by date, so that every chain leads back to one of the seeds. Where the dates run in a
/// circle, the earliest introducer counts to whom a chain leads: nobody is brought by whom she brought herself.
fn first_introducers(edges: &[Edge], seeds: &BTreeSet<PersonId>) -> BTreeMap<PersonId, PersonId> {
    let order = |edge: &Edge| (edge.on.is_none(), edge.on, edge.introducer, edge.introduced);
    let mut earliest: BTreeMap<PersonId, &Edge> = BTreeMap::new();
    for edge in edges.iter().filter(|edge| !seeds.contains(&edge.introduced)) {
        let known = earliest.entry(edge.introduced).or_insert(edge);
        if order(edge) < order(known) {
            *known = edge;
        }
    }
    let mut first: BTreeMap<PersonId, PersonId> =
        earliest.into_iter().map(|(person, edge)| (person, edge.introducer)).collect();
    loop {
        let mut below: BTreeMap<PersonId, Vec<PersonId>> = BTreeMap::new();
        for (person, by) in &first {
            below.entry(*by).or_default().push(*person);
        }
        let mut led_to = seeds.clone();
        let mut open: Vec<PersonId> = seeds.iter().copied().collect();
        while let Some(person) = open.pop() {
            let next = below.get(&person).into_iter().flatten();
            open.extend(next.filter(|next| led_to.insert(**next)));
        }
        let ways_in = edges
            .iter()
            .filter(|edge| led_to.contains(&edge.introducer) && !led_to.contains(&edge.introduced));
        let Some(edge) = ways_in.min_by_key(|edge| order(edge)) else { return first };
        first.insert(edge.introduced, edge.introducer);
    }
}

/// How many introductions stand between the seeds and each person: one more than for who brought them first.
fn waves(first: &BTreeMap<PersonId, PersonId>, seeds: BTreeSet<PersonId>) -> BTreeMap<PersonId, u32> {
    let mut below: BTreeMap<PersonId, Vec<PersonId>> = BTreeMap::new();
    for (person, by) in first {
        below.entry(*by).or_default().push(*person);
    }
    let mut waves: BTreeMap<PersonId, u32> = BTreeMap::new();
    let mut open: Vec<(PersonId, u32)> = seeds.into_iter().map(|seed| (seed, 0)).collect();
    while let Some((person, wave)) = open.pop() {
        waves.insert(person, wave);
        open.extend(below.get(&person).into_iter().flatten().map(|next| (*next, wave + 1)));
    }
    waves
}

/// The pairs of which nothing is inferred: those recorded, and those whose row in the introductions begins with `not`.
fn settled(workspace: &Workspace, people: &People, recorded: &[Edge]) -> BTreeSet<(PersonId, PersonId)> {
    let refused = workspace.introductions.iter().filter(|row| row.is_refused());
    let refused = refused
        .filter_map(|row| Some((people.who(row.introducer).person()?, people.who(row.introduced).person()?)));
    recorded.iter().map(|edge| (edge.introducer, edge.introduced)).chain(refused).collect()
}

/// Adds what was inferred surely enough. An inferred edge that would close a circle is left a question: the dates of
/// messages are no proof, and a circle would cost a recorded edge its place.
fn add_inferred(edges: &mut Vec<Edge>, inferred: &Inferred) {
    let mut sure: Vec<&infer::Candidate> = inferred.candidates.iter().filter(|it| it.is_edge()).collect();
    sure.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let mut below: BTreeMap<PersonId, Vec<PersonId>> = BTreeMap::new();
    for edge in edges.iter() {
        below.entry(edge.introducer).or_default().push(edge.introduced);
    }
    for found in sure {
        let mut open = vec![found.introduced];
        let mut seen = BTreeSet::from([found.introduced]);
        while let Some(person) = open.pop() {
            open.extend(below.get(&person).into_iter().flatten().filter(|next| seen.insert(**next)));
        }
        if seen.contains(&found.introducer) {
            continue;
        }
        below.entry(found.introducer).or_default().push(found.introduced);
        edges.push(Edge {
            introducer: found.introducer,
            introduced: found.introduced,
            on: found.on,
            source: EdgeSource::Inferred,
            confidence: found.confidence,
            evidence: found.evidence.clone(),
        });
    }
    edges.sort_by_key(|edge| (edge.introducer, edge.introduced));
}

/// The days, up to one, on which the seeker wrote to each introducer in the company of others.
fn told_together(
    workspace: &Workspace,
    people: &People,
    edges: &[Edge],
    as_of: Day,
) -> BTreeMap<PersonId, Vec<Day>> {
    let introducers: BTreeSet<PersonId> = edges.iter().map(|edge| edge.introducer).collect();
    let mut told: BTreeMap<PersonId, Vec<Day>> = BTreeMap::new();
    if introducers.is_empty() {
        return told;
    }
    for row in &workspace.messages {
        let to = workspace.recipients_of(row);
        if to.len() < 2 || row.day() > as_of || !row.outgoing.unwrap_or(people.who(row.from) == Who::Owner) {
            continue;
        }
        let to = to.iter().filter_map(|to| people.who(*to).person());
        for person in to.filter(|person| introducers.contains(person)) {
            told.entry(person).or_default().push(row.day());
        }
    }
    told.values_mut().for_each(|days| days.sort_unstable());
    told
}

/// The last invitation with a note to each person, up to a day.
fn noted(workspace: &Workspace, people: &People, as_of: Day) -> BTreeMap<PersonId, (Day, Place)> {
    let mut noted: BTreeMap<PersonId, (Day, Place)> = BTreeMap::new();
    for row in workspace.invitations.iter().filter(|row| row.has_note) {
        if let (Some(true), Some(on), Who::Person(to)) =
            (people.sent(row.from, row.to, row.outgoing), row.sent_on, people.who(row.to))
            && on <= as_of
        {
            let known = noted.entry(to).or_insert((on, row.place));
            // Of several rows of one day, the first.
            if on > known.0 || on == known.0 && row.place < known.1 {
                *known = (on, row.place);
            }
        }
    }
    noted
}

/// The introductions that the user recorded, each pair once.
fn recorded(workspace: &Workspace, people: &People, as_of: Day, problems: &mut Vec<Problem>) -> Vec<Edge> {
    let mut pairs: BTreeMap<(PersonId, PersonId), Edge> = BTreeMap::new();
    let mut add = |introducer: PersonId, introduced: PersonId, on: Option<Day>, place: Place| {
        let edge = pairs.entry((introducer, introduced)).or_insert_with(|| Edge {
            introducer,
            introduced,
            on,
            source: EdgeSource::Recorded,
            confidence: 1.0,
            evidence: Vec::new(),
        });
        edge.on = match (edge.on, on) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        edge.evidence.push(place);
    };
    for row in &workspace.introductions {
        if row.on.is_some_and(|day| day > as_of) {
            continue;
        }
        let written = |mention: MentionId| workspace.mentions.get(mention).reference.to_string();
        let mut refuse = |problem: &str, value: String, hint: &str| {
            problems.push(Problem {
                place: row.place,
                column: String::new(),
                problem: problem.to_owned(),
                value,
                hint: hint.to_owned(),
            });
        };
        if row.is_refused() {
            if !infer::is_answer(row.behind_not()) {
                let hint = "to refuse, write `not` alone or `not:` before the rest; if they were introduced, begin with \
                            another word";
                refuse("taken for a refusal, as `not` is the first word", row.context.to_string(), hint);
            }
            continue;
        }
        match (people.who(row.introducer), people.who(row.introduced)) {
            (Who::Person(a), Who::Person(b)) if a == b => {
                let hint = "name the person who made the introduction, or take the row away; it makes no tie";
                refuse("somebody who introduces themselves", written(row.introducer), hint);
            }
            (Who::Person(a), Who::Person(b)) => add(a, b, row.on, row.place),
            (Who::Owner, _) | (_, Who::Owner) => {
                let hint = "this list is of people brought to you; an introduction that you made opens no door to you";
                refuse("an introduction by or of the seeker", written(row.introduced), hint);
            }
            // An ambiguous name has its own problem, with the candidates.
            _ => {}
        }
    }
    for row in &workspace.interviews {
        if row.on.is_some_and(|day| day > as_of) {
            continue;
        }
        let Who::Person(introducer) = people.who(row.who) else { continue };
        for who in &row.introduced {
            if let Who::Person(introduced) = people.who(*who)
                && introduced != introducer
            {
                add(introducer, introduced, row.on, row.place);
            }
        }
    }
    let mut edges: Vec<Edge> = pairs.into_values().collect();
    for edge in &mut edges {
        edge.evidence.sort();
        edge.evidence.dedup();
    }
    edges
}

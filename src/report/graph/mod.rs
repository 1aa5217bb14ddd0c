//! The referral graph as files for Gephi, Cytoscape, NetworkX and Graphviz.
//!
//! In: a [`Study`]. Out: one neutral list of nodes and edges ([`gather`]), which four thin writers put into words, so
//! that the files cannot disagree. `tests/graph/check_networkx.py` reads all four back and compares them.
//!
//! * A node is a person of the referral graph under their stable key, and the seeker, whose id is [`SEEKER`].
//! * An edge of kind `introduced` is an introduction. Since a forest of chains is hard to look at, an edge of kind
//!   `knows` leads from the seeker to each seed.
//! * The attribute `date` says when somebody or something comes into the picture. In GEXF it is the start as well,
//!   so that Gephi's timeline plays the search from its first day.
//!
//! What is unknown is absent, never 0 or empty. The class of an introduction is called `known_from` and the name
//! `label`: node-link JSON needs `source` for the end of an edge, and readers of DOT stumble over `name`.

mod dot;
mod gexf;
mod graphml;
mod json;
#[cfg(test)]
mod tests;
mod xml;

use super::plain::on_one_line;
use crate::analysis::rank::standing::Standing;
use crate::day::Day;
use crate::evidence::Place;
use crate::people::PersonId;
use crate::pipeline::Study;
use crate::report::table::four_decimals;
use std::collections::BTreeMap;
use std::io;

/// The id of the seeker. The key of a person always holds a `/` or a `:`, so none can be the same.
pub const SEEKER: &str = "you";

/// What an attribute holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, or a day in the form `2026-03-04`: no two of the formats agree on a type for days.
    Text,
    /// A whole number.
    Whole,
    /// A number with up to four decimals.
    Share,
}

/// The attributes of nodes, in the order of [`Node::attributes`]. The first two are the label and the date.
pub const OF_NODES: [(&str, Kind); 9] = [
    ("label", Kind::Text),
    ("date", Kind::Text),
    ("company", Kind::Text),
    ("position", Kind::Text),
    ("wave", Kind::Whole),
    ("introductions", Kind::Whole),
    ("reach", Kind::Whole),
    ("connected_on", Kind::Text),
    ("first_contact", Kind::Text),
];

/// The attributes of edges, in the order of [`Edge::attributes`]. The first is the date.
pub const OF_EDGES: [(&str, Kind); 5] = [
    ("date", Kind::Text),
    ("kind", Kind::Text),
    ("known_from", Kind::Text),
    ("confidence", Kind::Share),
    ("evidence", Kind::Text),
];

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text on one line.
    Text(String),
    /// A whole number.
    Whole(u32),
    /// A number, rounded to four decimals.
    Share(f64),
}

impl Value {
    fn text(text: &str) -> Option<Value> {
        let text = on_one_line(text);
        (!text.is_empty()).then(|| Value::Text(text.into_owned()))
    }

    fn day(day: Option<Day>) -> Option<Value> {
        day.map(|day| Value::Text(day.to_string()))
    }

    fn share(share: f64) -> Option<Value> {
        share.is_finite().then(|| Value::Share(four_decimals(share)))
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Text(text) => out.write_str(text),
            Value::Whole(number) => write!(out, "{number}"),
            Value::Share(number) => write!(out, "{number}"),
        }
    }
}

/// A node to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The stable key, or [`SEEKER`].
    pub id: String,
    /// Values in the order of [`OF_NODES`].
    pub attributes: [Option<Value>; OF_NODES.len()],
}

/// An edge to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Index of the node it leaves.
    pub from: usize,
    /// Index of the node it reaches.
    pub to: usize,
    /// Values in the order of [`OF_EDGES`].
    pub attributes: [Option<Value>; OF_EDGES.len()],
}

/// The neutral list that every writer takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    /// The day asked about.
    pub as_of: Day,
    /// The seeker, then the people in the order of their keys.
    pub nodes: Vec<Node>,
    /// The seeker's ties to the seeds, then the introductions in the order of introducer and introduced.
    pub edges: Vec<Edge>,
}

/// Names and values of what is known.
fn known<'a>(
    names: &'a [(&'static str, Kind)],
    values: &'a [Option<Value>],
) -> impl Iterator<Item = (&'static str, &'a Value)> {
    names.iter().zip(values).filter_map(|((name, _), value)| Some((*name, value.as_ref()?)))
}

impl Node {
    fn label(&self) -> &Option<Value> {
        &self.attributes[0]
    }

    fn date(&self) -> &Option<Value> {
        &self.attributes[1]
    }
}

impl Edge {
    fn date(&self) -> &Option<Value> {
        &self.attributes[0]
    }
}

/// Lays out the referral graph of a study.
///
/// # Complexity
/// **O(m (log m + e))** for **m** people in the referral graph and **e** events of each.
pub fn gather(study: &Study) -> Graph {
    let people: Vec<Member> =
        study.network.members().map(|(id, of)| Member::of(study, id, of.wave)).collect();
    let node_of: BTreeMap<PersonId, usize> =
        people.iter().enumerate().map(|(at, member)| (member.id, at + 1)).collect();
    let mut edges: Vec<Edge> = people
        .iter()
        .filter(|member| member.wave == 0)
        .map(|seed| Edge {
            from: 0,
            to: node_of[&seed.id],
            attributes: [
                Value::day(seed.known_since.map(|(day, _)| day)),
                Value::text("knows"),
                None,
                None,
                seed.known_since.and_then(|(_, place)| Value::text(&study.workspace.cite(place))),
            ],
        })
        .collect();
    edges.extend(study.network.edges.iter().map(|edge| Edge {
        from: node_of[&edge.introducer],
        to: node_of[&edge.introduced],
        attributes: [
            Value::day(edge.on),
            Value::text("introduced"),
            Value::text(edge.source.as_str()),
            Value::share(edge.confidence),
            Value::text(&study.workspace.cite_all(&edge.evidence)),
        ],
    }));
    let seeker = study.people.owner.name.as_deref().unwrap_or("You");
    let mut nodes = vec![Node { id: SEEKER.to_owned(), attributes: [const { None }; OF_NODES.len()] }];
    nodes[0].attributes[0] = Value::text(seeker).or_else(|| Value::text("You"));
    nodes.extend(people.iter().map(|member| member.node(study)));
    Graph { as_of: study.as_of, nodes, edges }
}

/// Somebody in the referral graph, with the days that matter here.
struct Member {
    id: PersonId,
    wave: u32,
    first_contact: Option<Day>,
    /// Connected or in contact since, and the row that says so.
    known_since: Option<(Day, Place)>,
}

impl Member {
    fn of(study: &Study, id: PersonId, wave: u32) -> Member {
        let person = study.people.get(id);
        let first_contact = Standing::of(study.network.history.until(id, study.as_of)).first_contact;
        let connected = person.connected_on.filter(|day| *day <= study.as_of).zip(person.connection);
        Member {
            id,
            wave,
            first_contact: first_contact.map(|(day, _)| day),
            known_since: [connected, first_contact].into_iter().flatten().min_by_key(|(day, _)| *day),
        }
    }

    fn node(&self, study: &Study) -> Node {
        let person = study.people.get(self.id);
        let of = study.network.introducers_of(self.id);
        // Nobody may come into the picture after an edge that touches them, or Gephi shows an edge without an end.
        let made = study.network.introductions_by(self.id).filter_map(|edge| edge.on);
        let had = study.network.introductions_of(self.id).filter_map(|edge| edge.on);
        let date = made.chain(had).chain(self.known_since.map(|(day, _)| day)).min();
        Node {
            id: on_one_line(&person.key).into_owned(),
            attributes: [
                Value::text(person.display_name()),
                Value::day(date),
                Value::text(&person.company),
                Value::text(&person.position),
                Some(Value::Whole(self.wave)),
                of.map(|of| Value::Whole(of.introductions)),
                of.map(|of| Value::Whole(of.reach)),
                Value::day(person.connected_on),
                Value::day(self.first_contact),
            ],
        }
    }
}

/// Writes `referral-graph.graphml`.
pub fn graphml(graph: &Graph, out: impl io::Write) -> io::Result<()> {
    graphml::write(graph, out)
}

/// Writes `referral-graph.gexf`, which plays in time.
pub fn gexf(graph: &Graph, out: impl io::Write) -> io::Result<()> {
    gexf::write(graph, out)
}

/// Writes `referral-graph.json`, node-link data: `networkx.node_link_graph(data, edges="edges")`.
pub fn json(graph: &Graph, out: impl io::Write) -> io::Result<()> {
    json::write(graph, out)
}

/// Writes `referral-graph.dot`.
pub fn dot(graph: &Graph, out: impl io::Write) -> io::Result<()> {
    dot::write(graph, out)
}

//! DOT, for Graphviz. Every value is a string: the language has no other.

use super::{Graph, OF_EDGES, OF_NODES, Value, known};
use std::fmt;
use std::io::{self, Write};

pub(super) fn write(graph: &Graph, mut out: impl Write) -> io::Result<()> {
    // `strict` says that no pair has two edges, so NetworkX makes a plain graph of it.
    writeln!(out, "strict digraph referrals {{")?;
    writeln!(out, "  graph [as_of=\"{}\", rankdir=LR];", graph.as_of)?;
    for node in &graph.nodes {
        write!(out, "  {}", Quoted(&node.id))?;
        attributes(&mut out, known(&OF_NODES, &node.attributes))?;
    }
    for edge in &graph.edges {
        let [from, to] = [edge.from, edge.to].map(|at| Quoted(&graph.nodes[at].id));
        write!(out, "  {from} -> {to}")?;
        attributes(&mut out, known(&OF_EDGES, &edge.attributes))?;
    }
    writeln!(out, "}}")
}

fn attributes<'a>(
    out: &mut impl Write,
    known: impl Iterator<Item = (&'static str, &'a Value)>,
) -> io::Result<()> {
    let listed: Vec<String> = known.map(|(name, value)| format!("{name}={}", Quoted(value))).collect();
    writeln!(out, " [{}];", listed.join(", "))
}

/// A quoted string. A backslash is doubled: Graphviz reads `\N` in a label as the name of the node, and a backslash
/// before the closing quote would swallow it.
struct Quoted<T>(T);

impl<T: fmt::Display> fmt::Display for Quoted<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.to_string().replace('\\', "\\\\").replace('"', "\\\"");
        write!(out, "\"{text}\"")
    }
}

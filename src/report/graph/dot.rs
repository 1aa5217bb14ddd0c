//! DOT, for Graphviz. Every value is a string: the language has no other.

use super::{Graph, OF_EDGES, OF_NODES, Value, known};
use std::fmt::{self, Write as _};
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
    out.write_all(b" [")?;
    for (nth, (name, value)) in known.enumerate() {
        write!(out, "{}{name}={}", if nth == 0 { "" } else { ", " }, Quoted(value))?;
    }
    writeln!(out, "];")
}

/// A quoted string. A backslash is doubled: Graphviz reads `\N` in a label as the name of the node, and a backslash
/// before the closing quote would swallow it.
struct Quoted<T>(T);

impl<T: fmt::Display> fmt::Display for Quoted<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("\"")?;
        write!(Doubling(out), "{}", self.0)?;
        out.write_str("\"")
    }
}

/// Puts a backslash before quotes and backslashes.
struct Doubling<'a, 'b>(&'a mut fmt::Formatter<'b>);

impl fmt::Write for Doubling<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'\\' | b'"')) {
            self.0.write_str(&rest[..at])?;
            self.0.write_str("\\")?;
            self.0.write_str(&rest[at..=at])?;
            rest = &rest[at + 1..];
        }
        self.0.write_str(rest)
    }
}

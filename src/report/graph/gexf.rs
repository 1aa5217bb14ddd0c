//! GEXF 1.2, dynamic: the newest version that Gephi and NetworkX both read without guessing.

use super::xml::Escaped;
use super::{Graph, Kind, OF_EDGES, OF_NODES, Value, known};
use std::io::{self, Write};

pub(super) fn write(graph: &Graph, mut out: impl Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">"#)?;
    writeln!(out, r#"  <meta lastmodifieddate="{}">"#, graph.as_of)?;
    writeln!(out, "    <creator>tertius</creator>")?;
    writeln!(out, "    <description>who introduced whom, as of {}</description>", graph.as_of)?;
    writeln!(out, "  </meta>")?;
    writeln!(out, r#"  <graph mode="dynamic" defaultedgetype="directed" timeformat="date">"#)?;
    // The label is no attribute here: GEXF has its own place for it.
    for (class, names) in [("node", &OF_NODES[1..]), ("edge", &OF_EDGES[..])] {
        writeln!(out, r#"    <attributes class="{class}" mode="static">"#)?;
        for (name, kind) in names {
            let kind = match kind {
                Kind::Text => "string",
                Kind::Whole => "integer",
                Kind::Share => "double",
            };
            writeln!(out, r#"      <attribute id="{name}" title="{name}" type="{kind}"/>"#)?;
        }
        writeln!(out, "    </attributes>")?;
    }
    writeln!(out, "    <nodes>")?;
    for node in &graph.nodes {
        write!(out, r#"      <node id="{}""#, Escaped(&node.id))?;
        if let Some(label) = node.label() {
            write!(out, r#" label="{}""#, Escaped(label))?;
        }
        start(&mut out, node.date())?;
        values(&mut out, known(&OF_NODES[1..], &node.attributes[1..]))?;
        writeln!(out, "      </node>")?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for (nth, edge) in graph.edges.iter().enumerate() {
        let [from, to] = [edge.from, edge.to].map(|at| Escaped(&graph.nodes[at].id));
        write!(out, r#"      <edge id="{nth}" source="{from}" target="{to}""#)?;
        start(&mut out, edge.date())?;
        values(&mut out, known(&OF_EDGES, &edge.attributes))?;
        writeln!(out, "      </edge>")?;
    }
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
}

/// Ends the opening tag, with the day on which it begins. Without one it is there all the time.
fn start(out: &mut impl Write, date: &Option<Value>) -> io::Result<()> {
    match date {
        Some(date) => writeln!(out, r#" start="{date}">"#),
        None => writeln!(out, ">"),
    }
}

fn values<'a>(
    out: &mut impl Write,
    known: impl Iterator<Item = (&'static str, &'a Value)>,
) -> io::Result<()> {
    let mut known = known.peekable();
    if known.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "        <attvalues>")?;
    for (name, value) in known {
        writeln!(out, r#"          <attvalue for="{name}" value="{}"/>"#, Escaped(value))?;
    }
    writeln!(out, "        </attvalues>")
}

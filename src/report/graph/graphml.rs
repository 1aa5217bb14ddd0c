//! GraphML, as <http://graphml.graphdrawing.org> describes it.

use super::xml::Escaped;
use super::{Graph, Kind, OF_EDGES, OF_NODES, known};
use std::io::{self, Write};

pub(super) fn write(graph: &Graph, mut out: impl Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"#)?;
    writeln!(out, r#"  <key id="graph-as_of" for="graph" attr.name="as_of" attr.type="string"/>"#)?;
    for (of, names) in [("node", &OF_NODES[..]), ("edge", &OF_EDGES[..])] {
        for (name, kind) in names {
            let kind = match kind {
                Kind::Text => "string",
                Kind::Whole => "int",
                Kind::Share => "double",
            };
            writeln!(out, r#"  <key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>"#)?;
        }
    }
    writeln!(out, r#"  <graph edgedefault="directed">"#)?;
    writeln!(out, r#"    <data key="graph-as_of">{}</data>"#, graph.as_of)?;
    for node in &graph.nodes {
        writeln!(out, r#"    <node id="{}">"#, Escaped(&node.id))?;
        for (name, value) in known(&OF_NODES, &node.attributes) {
            writeln!(out, r#"      <data key="node-{name}">{}</data>"#, Escaped(value))?;
        }
        writeln!(out, "    </node>")?;
    }
    for edge in &graph.edges {
        let [from, to] = [edge.from, edge.to].map(|at| Escaped(&graph.nodes[at].id));
        writeln!(out, r#"    <edge source="{from}" target="{to}">"#)?;
        for (name, value) in known(&OF_EDGES, &edge.attributes) {
            writeln!(out, r#"      <data key="edge-{name}">{}</data>"#, Escaped(value))?;
        }
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

//! Node-link data, the JSON of NetworkX and of D3.

use super::{Graph, Kind, OF_EDGES, OF_NODES, Value, known};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::io::{self, Write};

pub(super) fn write(graph: &Graph, mut out: impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, &NodeLink(graph))?;
    writeln!(out)
}

struct NodeLink<'a>(&'a Graph);

impl Serialize for NodeLink<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let NodeLink(graph) = self;
        let id = |at: usize| graph.nodes[at].id.as_str();
        let as_of = [Some(Value::Text(graph.as_of.to_string()))];
        let nodes: Vec<_> = graph
            .nodes
            .iter()
            .map(|node| Item { ends: vec![("id", &node.id)], names: &OF_NODES, values: &node.attributes })
            .collect();
        let edges: Vec<_> = graph
            .edges
            .iter()
            .map(|edge| Item {
                ends: vec![("source", id(edge.from)), ("target", id(edge.to))],
                names: &OF_EDGES,
                values: &edge.attributes,
            })
            .collect();
        let about = Item { ends: Vec::new(), names: &[("as_of", Kind::Text)], values: &as_of };
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("directed", &true)?;
        map.serialize_entry("multigraph", &false)?;
        map.serialize_entry("graph", &about)?;
        map.serialize_entry("nodes", &nodes)?;
        map.serialize_entry("edges", &edges)?;
        map.end()
    }
}

/// A node or an edge: where it is, and what is known of it.
struct Item<'a> {
    ends: Vec<(&'static str, &'a str)>,
    names: &'a [(&'static str, Kind)],
    values: &'a [Option<Value>],
}

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, id) in &self.ends {
            map.serialize_entry(name, id)?;
        }
        for (name, value) in known(self.names, self.values) {
            match value {
                Value::Text(text) => map.serialize_entry(name, text)?,
                Value::Whole(number) => map.serialize_entry(name, number)?,
                Value::Share(number) => map.serialize_entry(name, number)?,
            }
        }
        map.end()
    }
}

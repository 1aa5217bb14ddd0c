use super::*;
use crate::report::trial;

fn written(write: impl Fn(&Graph, &mut Vec<u8>) -> io::Result<()>) -> String {
    let study = trial::study();
    let mut twice = [Vec::new(), Vec::new()];
    for out in &mut twice {
        write(&gather(&study), out).unwrap();
    }
    assert_eq!(twice[0], twice[1], "same study, same bytes");
    String::from_utf8(twice[0].clone()).unwrap()
}

#[test]
fn everyone_hangs_together_and_unknown_is_absent() {
    let graph = gather(&trial::study());
    let ids: Vec<&str> = graph.nodes.iter().map(|node| node.id.as_str()).collect();
    assert_eq!(ids, [SEEKER, "in/ana-ruiz", "in/bo-lind", "in/cy-דוד", "in/hostile"]);
    let shown: Vec<String> = graph
        .edges
        .iter()
        .map(|edge| {
            let values: Vec<String> =
                known(&OF_EDGES, &edge.attributes).map(|(name, value)| format!("{name}={value}")).collect();
            format!("{}-{} {}", edge.from, edge.to, values.join(" "))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "0-1 date=2024-12-20 kind=knows evidence=outreach.csv:5",
            "1-2 date=2025-03-01 kind=introduced known_from=recorded confidence=1 evidence=introductions.csv:2",
            "1-4 date=2025-04-30 kind=introduced known_from=recorded confidence=1 evidence=introductions.csv:4",
            "2-3 kind=introduced known_from=recorded confidence=1 evidence=introductions.csv:3",
        ]
    );
    let of_bo: Vec<String> =
        known(&OF_NODES, &graph.nodes[2].attributes).map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(
        of_bo,
        [
            "label=Bo Lind",
            "date=2025-03-01",
            "company=Lumora",
            "position=Data Engineer",
            "wave=1",
            "introductions=1",
            "reach=1",
            "connected_on=2025-03-04",
            "first_contact=2026-06-26",
        ]
    );
}

#[test]
fn graphml_escapes_and_types() {
    let text = written(|graph, out| graphml(graph, out));
    assert!(text.contains(r#"<key id="node-wave" for="node" attr.name="wave" attr.type="int"/>"#));
    assert!(text.contains(r#"<edge source="in/ana-ruiz" target="in/bo-lind">"#));
    assert!(
        text.contains("=&lt;script&gt;alert(&apos;x&apos;)&lt;/script&gt; &quot;O&amp;A&quot; \\N</data>")
    );
    assert!(text.contains("<data key=\"node-company\">Nordwind &amp; Söhne</data>"));
    assert!(!text.contains("<script"));
}

#[test]
fn gexf_begins_when_things_began() {
    let text = written(|graph, out| gexf(graph, out));
    assert!(text.contains(r#"<node id="in/bo-lind" label="Bo Lind" start="2025-03-01">"#));
    assert!(text.contains(r#"<edge id="1" source="in/ana-ruiz" target="in/bo-lind" start="2025-03-01">"#));
    assert!(text.contains(r#"<edge id="3" source="in/bo-lind" target="in/cy-דוד">"#), "no date, no start");
    assert!(text.contains(r#"<attvalue for="confidence" value="1"/>"#));
}

#[test]
fn json_is_node_link_data() {
    let data: serde_json::Value = serde_json::from_str(&written(|graph, out| json(graph, out))).unwrap();
    assert_eq!((&data["directed"], &data["multigraph"]), (&true.into(), &false.into()));
    assert_eq!(data["graph"]["as_of"], "2026-06-30");
    assert_eq!(data["nodes"][4]["label"], trial::HOSTILE);
    assert_eq!(data["nodes"][2]["wave"], 1);
    assert_eq!(data["nodes"][3].get("position"), None);
    assert_eq!(data["edges"][1]["source"], "in/ana-ruiz");
    assert_eq!(data["edges"].as_array().unwrap().len(), 4);
}

#[test]
fn dot_quotes_what_graphviz_would_read() {
    let text = written(|graph, out| dot(graph, out));
    assert!(text.contains(r#"label="=<script>alert('x')</script> \"O&A\" \\N""#), "{text}");
    assert!(text.contains(r#""in/ana-ruiz" -> "in/bo-lind" [date="2025-03-01", kind="introduced","#));
}

//! Who was merged and who was kept apart, as a table of `tertius check --merges`.

use super::table::{Table, TableBuilder};
use crate::analysis::merges;
use crate::import::Workspace;
use crate::people::{People, Person};
use polars::prelude::PolarsResult;

/// A row a way of naming: `merged` with the rule, or `apart` with what keeps the person from another of that name.
pub fn table(workspace: &Workspace, people: &People) -> PolarsResult<Table> {
    let mut rows: Vec<(&'static str, &Person, String, String, String)> = Vec::new();
    for joined in merges::joined(workspace, people) {
        let person = people.get(joined.person);
        for way in joined.ways {
            let rule = way.rule.map_or("the first", |rule| rule.as_str());
            rows.push(("merged", person, way.text, rule.to_owned(), workspace.cite_all(&way.places)));
        }
    }
    for apart in merges::apart(people) {
        for id in &apart.people {
            let person = people.get(*id);
            let others = apart.people.iter().filter(|other| *other != id);
            let others: Vec<&str> = others.map(|id| people.get(*id).key.as_str()).collect();
            let evidence = workspace.cite_all(&person.seen_in);
            rows.push(("apart", person, others.join("; "), apart.because.join("; "), evidence));
        }
    }
    TableBuilder::new("merges", "Merged and kept apart")
        .text("outcome", rows.iter().map(|row| row.0))
        .text("person", rows.iter().map(|row| &row.1.key))
        .text("name", rows.iter().map(|row| &row.1.name))
        .text("written", rows.iter().map(|row| &row.2))
        .text("rule", rows.iter().map(|row| &row.3))
        .text("evidence", rows.iter().map(|row| &row.4))
        .build()
}

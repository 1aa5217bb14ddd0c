//! A suggestion explained, laid out: one row an addend, in the order in which `tertius explain` tells them.

use super::table::{Table, TableBuilder};
use crate::analysis::rank::Suggestion;
use crate::analysis::rank::explain::{self, Reason};
use crate::pipeline::Study;
use polars::prelude::PolarsResult;

/// The addends behind the rank of one person: `part` is `due`, `answer` (in log-odds), `fit` or `referral-value`.
pub fn table(study: &Study, suggestion: &Suggestion) -> PolarsResult<Table> {
    let explained = explain::explain(&study.rank_input(), suggestion);
    let part =
        |name: &'static str, reasons: Vec<Reason>| reasons.into_iter().map(move |reason| (name, reason));
    let rows: Vec<(&str, Reason)> = part("due", vec![explained.due])
        .chain(part("answer", explained.reply))
        .chain(part("fit", explained.fit))
        .chain(part("referral-value", explained.referral))
        .collect();
    let key = study.people.get(suggestion.person).key.as_str();
    // Why a step is due adds nothing to any sum.
    let points = |(part, reason): &(&str, Reason)| (*part != "due").then_some(reason.points);
    TableBuilder::new("explain", "Explained")
        .text("person", rows.iter().map(|_| key))
        .text("part", rows.iter().map(|(part, _)| *part))
        .ratio("points", rows.iter().map(points))
        .text("because", rows.iter().map(|(_, reason)| &reason.because))
        .text("evidence", rows.iter().map(|(_, reason)| study.workspace.cite_all(&reason.evidence)))
        .build()
}

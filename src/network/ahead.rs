//! Days that cannot be: what a list says came of a step, on a day that has not come.
//!
//! In: the outreach list and the day asked about. Out: a [`Problem`] for each such row, whose outcome is then unknown.
//! A row of a later day that is only planned, or open, says nothing impossible.

use super::EventKind;
use crate::day::Day;
use crate::evidence::Problem;
use crate::import::{Outcome, Workspace};

/// Takes back what is said of days to come as if they were past.
pub fn refuse(workspace: &mut Workspace, as_of: Day) -> Vec<Problem> {
    let mut problems = Vec::new();
    for row in &mut workspace.outreach {
        let kind = EventKind::of_outreach(row.kind, row.outcome, row.incoming);
        let Some(on) = row.on.filter(|on| *on > as_of && kind.is_over()) else { continue };
        problems.push(Problem {
            place: row.place,
            column: String::new(),
            problem: format!("`{}` on a day after {as_of}", row.outcome.map_or("", Outcome::as_str)),
            value: on.to_string(),
            hint: "write the day on which it happened, or `scheduled`; until then the row counts for nothing"
                .to_owned(),
        });
        row.outcome = Some(Outcome::Unread);
    }
    problems
}

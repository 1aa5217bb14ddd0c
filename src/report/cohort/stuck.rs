//! Who is stuck: one by one for the file, and summed up for the page of a large cohort.

use super::Report;
use crate::analysis::cohort::stuck::Reason;
use crate::report::page::counted;
use crate::report::table::{Table, TableBuilder};
use polars::prelude::PolarsResult;

impl Report<'_> {
    /// `stuck.csv`: who is stuck, in the order of the advisor's week.
    pub fn stuck(&self) -> PolarsResult<Table> {
        let rows = &self.answers.stuck;
        let member = |at: usize| &self.cohort.members[at].member;
        TableBuilder::new("stuck", "Who is stuck")
            .whole("order", (1..=rows.len()).map(|at| Some(at as i64)))
            .text("member", rows.iter().map(|row| self.member(row.member)))
            .text("programme", rows.iter().map(|row| &member(row.member).programme))
            .text("class_year", rows.iter().map(|row| &member(row.member).class_year))
            .text("reason", rows.iter().map(|row| row.reasons[0].as_str()))
            .text("detail", rows.iter().map(|row| &row.detail))
            .text("next_step", rows.iter().map(|row| row.reasons[0].next_step()))
            .whole("idle_days", rows.iter().map(|row| row.idle_days.map(i64::from)))
            .text(
                "also",
                rows.iter().map(|row| {
                    row.reasons[1..].iter().map(|reason| reason.as_str()).collect::<Vec<_>>().join("; ")
                }),
            )
            .build()
    }

    /// The same summed up, for a page on which hundreds of rows would say the same: by reason, how many begin there, for
    /// how many more it comes later, what to do, and who has waited longest.
    pub(super) fn stuck_by_reason(&self) -> PolarsResult<Table> {
        const NAMED: usize = 5;
        struct Row {
            reason: Reason,
            n_first: usize,
            n_also: usize,
            first: String,
        }
        let all = &self.answers.stuck;
        let rows = Reason::ALL.into_iter().map(|reason| {
            let those = || all.iter().filter(move |row| row.reasons[0] == reason);
            let named = those().take(NAMED).map(|row| match row.idle_days {
                Some(days) => {
                    format!("{} ({})", self.member(row.member), counted(days as usize, "day", "days"))
                }
                None => self.member(row.member).into_owned(),
            });
            let n_first = those().count();
            let mut first = named.collect::<Vec<_>>().join(", ");
            if n_first > NAMED {
                first += ", …";
            }
            let n_also = all.iter().filter(|row| row.reasons[1..].contains(&reason)).count();
            Row { reason, n_first, n_also, first }
        });
        let rows: Vec<Row> = rows.filter(|row| row.n_first + row.n_also > 0).collect();
        TableBuilder::new("stuck", "Who is stuck")
            .text("reason", rows.iter().map(|row| row.reason.as_str()))
            .whole("members", rows.iter().map(|row| Some(row.n_first as i64)))
            .whole("also", rows.iter().map(|row| Some(row.n_also as i64)))
            .text("next_step", rows.iter().map(|row| row.reason.next_step()))
            .text("waiting_longest", rows.iter().map(|row| &row.first))
            .build()
    }
}

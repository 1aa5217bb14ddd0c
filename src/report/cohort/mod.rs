//! The advisor's reports over many workspaces.

mod names;
mod page;
mod summary;
mod tables;

pub use names::Names;

use super::chart;
use super::csv;
use super::table::Table;
use super::write::{Desk, ReportError, json};
use super::xlsx;
use crate::analysis::cohort::stuck::Stuck;
use crate::analysis::growth::MonthOfGrowth;
use crate::day::Day;
use crate::pipeline::cohort::{Answers, Cohort};
use std::io::Write;
use std::path::Path;

/// Everything that the reports of a cohort are made of.
pub struct Report<'a> {
    /// The members.
    pub cohort: &'a Cohort,
    /// What they come to together.
    pub answers: &'a Answers,
    /// What everybody is called.
    pub names: &'a Names,
    /// The day asked about.
    pub as_of: Day,
    /// Groups of fewer members are not shown.
    pub min_cell: u32,
}

/// Rows of a table that the workbook takes; the rest is in the CSV file.
const SHEET_ROWS: usize = 20_000;

/// The folder of a member's own reports, below `members/`: her name, as far as it can be a folder's.
///
/// A name may hold a slash, be two dots, or mean something to the terminal. What is changed is told from a name that is
/// so by itself by a fingerprint.
pub fn folder_of(member: &str) -> String {
    let is_odd =
        |c: char| c.is_control() || r#"<>:"/\|?*"#.contains(c) || ('\u{202a}'..='\u{202e}').contains(&c);
    let safe = member.replace(is_odd, "_");
    let safe = safe.trim_matches(['.', ' ']);
    if safe == member && !safe.is_empty() {
        return safe.to_owned();
    }
    format!("{safe}-{:08x}", crate::index::fingerprint(member.as_bytes()) as u32)
}

impl Report<'_> {
    /// Writes the reports into a folder and calls `wrote` after each file.
    pub fn write(&self, folder: &Path, wrote: impl FnMut(&Path)) -> Result<(), ReportError> {
        let mut desk = Desk::open(folder, wrote)?;
        let tables = self.tables()?;
        for table in &tables {
            desk.put(&format!("{}.csv", table.name), |out| csv::write(table, out))?;
        }
        desk.put("cohort-growth.csv", |out| self.growth_csv(out))?;
        desk.put("summary.json", |out| json(&summary::of(self), out))?;
        let pictures = self.pictures()?;
        for (name, svg) in &pictures {
            desk.picture(name, svg)?;
        }
        let html = self.page(&tables, &pictures)?;
        desk.put("index.html", |out| Ok(out.write_all(html.as_bytes())?))?;
        let tables: Vec<Table> = tables.iter().map(|table| table.first(SHEET_ROWS)).collect();
        desk.put("report.xlsx", |out| xlsx::workbook(&tables, self.as_of, folder, out))
    }

    /// The pictures, each drawn once.
    fn pictures(&self) -> Result<[(&'static str, String); 4], ReportError> {
        let (cohort, answers) = (self.cohort, self.answers);
        let grown: Vec<(String, Vec<MonthOfGrowth>)> = cohort
            .members
            .iter()
            .enumerate()
            .map(|(at, row)| (self.member(at).into_owned(), row.extract.growth.clone()))
            .collect();
        let all = &answers.funnels[0];
        let cases: Vec<chart::Case> = answers.stuck.iter().map(|stuck| self.case(stuck)).collect();
        Ok([
            ("stuck", chart::stuck(&cases, cohort.members.len(), self.as_of)?),
            ("funnel", chart::funnel(&all.by_approach, &all.curve, self.as_of)?),
            ("coverage", chart::wanted(&answers.wanted, self.as_of)?),
            ("cohort-growth", chart::cohort_growth(&grown, self.as_of)?),
        ])
    }

    /// What is drawn of a member who is stuck.
    fn case(&self, stuck: &Stuck) -> chart::Case {
        let extract = &self.cohort.members[stuck.member].extract;
        let now = self.as_of.month().0;
        let total_at = |month: i32| {
            let growth = &extract.growth;
            let after = growth.partition_point(|row| row.month.0 <= month);
            after.checked_sub(1).map_or(0, |at| growth[at].total)
        };
        chart::Case {
            name: self.member(stuck.member).into_owned(),
            reason: stuck.reasons[0].as_str().to_owned(),
            totals: (now + 1 - chart::CASE_MONTHS as i32..=now).map(total_at).collect(),
            asks: extract
                .figures
                .asks
                .iter()
                .map(|ask| (self.as_of.days_since(ask.on), ask.replied))
                .collect(),
        }
    }
}

//! The advisor's reports over many workspaces.

mod leftovers;
mod page;
mod parquet;
mod stuck;
mod summary;
mod tables;

pub use crate::analysis::cohort::Names;
pub use leftovers::{Stayed, take_away_files, take_away_members};

use super::chart;
use super::csv;
use super::page::counted;
use super::write::{Desk, ReportError, json};
use super::xlsx;
use crate::analysis::cohort::figures::Basis;
use crate::analysis::cohort::stuck::Stuck;
use crate::analysis::cohort::wanted::Wanted;
use crate::analysis::growth::MonthOfGrowth;
use crate::day::Day;
use crate::pipeline::cohort::{Answers, Cohort};
use std::borrow::Cow;
use std::io::Write;
use std::path::Path;

/// Everything that the reports of a cohort are made of.
pub struct Report<'a> {
    /// The members.
    pub cohort: &'a Cohort,
    /// What they come to together.
    pub answers: &'a Answers,
    /// The day asked about.
    pub as_of: Day,
    /// Groups of fewer members are not shown.
    pub min_cell: u32,
    /// Members who are taken to share, though the roster does not say so.
    pub assumed: usize,
}

/// Rows of a table that the workbook takes; the rest is in the CSV file. Whoever opens a workbook wants to look through
/// it, and a sheet of a million pairs costs more than everything else together.
pub const SHEET_ROWS: usize = 20_000;

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
    /// What everybody is called.
    pub fn names(&self) -> &Names {
        &self.cohort.names
    }

    /// Writes the reports into a folder and calls `wrote` after each file.
    ///
    /// # Returns
    /// The names of the tables that are too long for their sheets in the workbook.
    pub fn write(&self, folder: &Path, wrote: impl FnMut(&Path)) -> Result<Vec<&'static str>, ReportError> {
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
        desk.put("report.xlsx", |out| xlsx::workbook_of_first(SHEET_ROWS, &tables, self.as_of, folder, out))?;
        Ok(tables.iter().filter(|table| table.n_rows() > SHEET_ROWS).map(|table| table.name).collect())
    }

    /// How sure `brokerage.csv` is, in a sentence or two; `None` where it was not asked for.
    pub fn how_sure(&self) -> Option<String> {
        self.answers.brokerage.as_ref().map(|found| self.say_between(found))
    }

    /// What the introductions and requests of some members rest on, in a sentence or two; `None` where all of them record
    /// their own.
    pub fn how_known(&self) -> Option<String> {
        let with = |basis: Basis| {
            let n = self.cohort.members.iter().filter(|row| row.extract.figures.basis == basis).count();
            (n > 0).then(|| counted(n, "member", "members"))
        };
        let read = with(Basis::Read).map(|n| {
            format!(
                "{n} keep no list of introductions: theirs are read out of their messages, and can be wrong."
            )
        });
        let unknown = with(Basis::Unknown).map(|n| {
            format!("Of {n} nothing tells who introduced whom: their cells are empty, and no nought.")
        });
        let n_written = self.cohort.members.iter().filter(|row| row.extract.figures.reads_requests).count();
        let written = (n_written > 0).then(|| {
            format!(
                "{} keep no list of requests: first messages after a week of silence stand for theirs.",
                counted(n_written, "member", "members")
            )
        });
        let says: Vec<String> = read.into_iter().chain(unknown).chain(written).collect();
        (!says.is_empty()).then(|| says.join(" ").replace("1 member keep ", "1 member keeps "))
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
            ("funnel", chart::funnel((&all.all, &all.by_approach), &all.curve, self.as_of)?),
            ("coverage", chart::wanted(&self.wanted(), self.as_of)?),
            ("cohort-growth", chart::cohort_growth(&grown, self.as_of)?),
        ])
    }

    /// What most members look for; with pseudonyms that has one as well: it may be known of a member what she looks for.
    fn wanted(&self) -> Cow<'_, [Wanted]> {
        let all = &self.answers.wanted;
        if !self.names().are_pseudonyms() {
            return Cow::Borrowed(all);
        }
        let named = |wanted: &Wanted| Wanted { name: self.names().target(wanted.name.clone()), ..*wanted };
        let mut named: Vec<Wanted> = all.iter().map(named).collect();
        named.sort_by(|a, b| b.members().cmp(&a.members()).then_with(|| a.name.cmp(&b.name)));
        Cow::Owned(named)
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

//! The advisor's reports over many workspaces.

use super::chart;
use super::csv;
use super::table::{Table, TableBuilder};
use super::write::{Desk, ReportError, json};
use crate::analysis::cohort::Figures;
use crate::analysis::growth::MonthOfGrowth;
use crate::day::Day;
use crate::evidence::Source;
use crate::pipeline::cohort::{Cohort, MemberResult};
use polars::prelude::PolarsResult;
use serde::Serialize;
use std::path::Path;

/// `members.csv`: the figures of each member.
pub fn members(cohort: &Cohort) -> PolarsResult<Table> {
    let rows = &cohort.members;
    let whole = |get: fn(&Figures) -> u32| rows.iter().map(move |row| Some(i64::from(get(&row.figures))));
    TableBuilder::new("members", "Members")
        .text("member", rows.iter().map(|row| &row.member.name))
        .text("programme", rows.iter().map(|row| &row.member.programme))
        .text("class_year", rows.iter().map(|row| &row.member.class_year))
        .whole("connections", whole(|figures| figures.connections))
        .whole("new_90d", whole(|figures| figures.new_90d))
        .whole("requests", whole(|figures| figures.requests))
        .whole("replies", whole(|figures| figures.replies))
        .share("reply_rate", rows.iter().map(|row| row.figures.reply_rate()))
        .whole("interviews", whole(|figures| figures.interviews))
        .whole("introductions", whole(|figures| figures.introductions))
        .share(
            "introductions_per_interview",
            rows.iter().map(|row| row.figures.introductions_per_interview()),
        )
        .whole(
            "days_to_first_interview",
            rows.iter().map(|row| row.figures.days_to_first_interview.map(i64::from)),
        )
        .whole("targets", whole(|figures| figures.targets))
        .whole("covered", whole(|figures| figures.covered))
        .day("last_activity", rows.iter().map(|row| row.figures.last_activity))
        .build()
}

/// `cohort-growth.csv`: connections by member and month.
pub fn growth(cohort: &Cohort) -> PolarsResult<Table> {
    let months = || cohort.members.iter().flat_map(|row| row.growth.iter().map(move |month| (row, month)));
    TableBuilder::new("cohort-growth", "Growth by member")
        .text("member", months().map(|(row, _)| &row.member.name))
        .text("month", months().map(|(_, month)| month.month.to_string()))
        .whole("new", months().map(|(_, month)| Some(i64::from(month.new))))
        .whole("total", months().map(|(_, month)| Some(i64::from(month.total))))
        .build()
}

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

#[derive(Serialize)]
struct Summary<'a> {
    as_of: Day,
    members: usize,
    failed: Vec<Failed<'a>>,
    connections: u64,
    requests: u64,
    replies: u64,
    interviews: u64,
    introductions: u64,
    targets: TargetCounts,
    problems: Vec<MemberProblems<'a>>,
    sources: &'a [Source],
}

#[derive(Serialize)]
struct Failed<'a> {
    member: &'a str,
    why: &'a str,
}

#[derive(Serialize)]
struct TargetCounts {
    rows: u64,
    covered: u64,
}

#[derive(Serialize)]
struct MemberProblems<'a> {
    member: &'a str,
    problems: usize,
}

fn summary(cohort: &Cohort, as_of: Day) -> Summary<'_> {
    let sum = |get: fn(&Figures) -> u32| cohort.members.iter().map(|row| u64::from(get(&row.figures))).sum();
    let with_problems = |row: &&MemberResult| row.n_problems > 0;
    Summary {
        as_of,
        members: cohort.members.len(),
        failed: cohort.failures.iter().map(|f| Failed { member: &f.member, why: &f.why }).collect(),
        connections: sum(|figures| figures.connections),
        requests: sum(|figures| figures.requests),
        replies: sum(|figures| figures.replies),
        interviews: sum(|figures| figures.interviews),
        introductions: sum(|figures| figures.introductions),
        targets: TargetCounts {
            rows: sum(|figures| figures.targets),
            covered: sum(|figures| figures.covered),
        },
        problems: cohort
            .members
            .iter()
            .filter(with_problems)
            .map(|row| MemberProblems { member: &row.member.name, problems: row.n_problems })
            .collect(),
        sources: &cohort.sources,
    }
}

/// Writes the reports of a cohort into a folder and calls `wrote` after each file.
pub fn write_all(
    cohort: &Cohort,
    as_of: Day,
    folder: &Path,
    wrote: impl FnMut(&Path),
) -> Result<(), ReportError> {
    let mut desk = Desk::open(folder, wrote)?;
    for table in [members(cohort)?, growth(cohort)?] {
        desk.put(&format!("{}.csv", table.name), |out| csv::write(&table, out))?;
    }
    desk.put("summary.json", |out| json(&summary(cohort, as_of), out))?;
    let grown: Vec<(String, Vec<MonthOfGrowth>)> =
        cohort.members.iter().map(|row| (row.member.name.clone(), row.growth.clone())).collect();
    desk.picture("cohort-growth", &chart::cohort_growth(&grown, as_of)?)
}

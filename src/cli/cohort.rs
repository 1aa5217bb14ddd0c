//! `tertius cohort`: the advisor's reports over many workspaces.

use super::args::{CohortArgs, Format};
use super::terminal::{self, Paint};
use super::{Outcome, setup};
use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use std::path::Path;
use tertius::pipeline::Study;
use tertius::pipeline::cohort::{self, Cohort, CohortOptions, Member};
use tertius::report::tables::Top;
use tertius::report::{cohort as reports, write};

/// Runs `cohort`.
pub fn run(args: &CohortArgs) -> Result<Outcome> {
    let common = &args.common;
    let settings = setup::settings(&args.folder, common.config.as_deref())?;
    let as_of = setup::as_of(common, &settings);
    let roster = cohort::members(&args.folder, &settings.roster)?;
    let n_members = roster.members.len();
    if n_members == 0 {
        bail!("no member in `{}`: it holds neither a roster nor a folder", args.folder.display());
    }
    let bar = progress(n_members, common.quiet);
    let read = setup::read_options(common, &settings);
    let options = CohortOptions { read: &read, settings: &settings, as_of };
    let top = common.top.unwrap_or(Top::First(50));
    let mut done = cohort::run(roster.members, &options, args.jobs, |member, study| {
        bar.inc(1);
        if args.per_member { write_member(&common.out, member, study, top) } else { Ok(()) }
    });
    bar.finish_and_clear();
    (done.sources, done.problems) = (roster.sources, roster.problems);
    let mut n_files = 0;
    reports::write_all(&done, as_of, &common.out, |_| n_files += 1)?;
    match common.format {
        Format::Text if common.quiet => {}
        Format::Text => print(&done, Paint::of(common), common.top.unwrap_or(Top::First(20)))?,
        format => terminal::print_table(&reports::members(&done)?, format)?,
    }
    report_trouble(&done);
    if !common.quiet {
        eprintln!("{n_files} files in {}", common.out.display());
    }
    let clean = done.failures.is_empty()
        && done.problems.is_empty()
        && done.members.iter().all(|member| member.n_problems == 0);
    Ok(if clean { Outcome::Clean } else { Outcome::WithProblems })
}

/// A bar on a terminal, nothing in a pipe.
fn progress(n: usize, quiet: bool) -> ProgressBar {
    // indicatif draws to stderr, and hides itself where that is no terminal.
    let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new(n as u64) };
    let style = ProgressStyle::with_template("{bar:30} {pos} of {len} members, {per_sec}, {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Writes a member's own report below the cohort's.
fn write_member(out: &Path, member: &Member, study: &Study, top: Top) -> Result<(), String> {
    let folder = out.join("members").join(reports::folder_of(&member.name));
    write::all(study, &folder, top, |_| {}).map_err(|error| error.to_string())
}

fn print(cohort: &Cohort, paint: Paint, top: Top) -> Result<()> {
    let mut grid = terminal::grid(
        &["member", "connections", "asked", "answered", "met", "introduced", "covered"],
        &[1, 2, 3, 4, 5, 6],
    );
    for row in cohort.members.iter().take(top.of(cohort.members.len())) {
        let figures = &row.figures;
        let counts = [
            figures.connections,
            figures.requests,
            figures.replies,
            figures.interviews,
            figures.introductions,
        ];
        let mut cells = vec![terminal::printable(&row.member.name)];
        cells.extend(counts.map(|n| n.to_string()));
        cells.push(format!("{}/{}", figures.covered, figures.targets));
        grid.add_row(cells);
    }
    terminal::say(&terminal::shown(&grid))?;
    let rest = cohort.members.len() - top.of(cohort.members.len());
    if rest > 0 {
        terminal::say(&paint.dim(&format!("\n{rest} more in members.csv")))?;
    }
    Ok(())
}

/// Names everyone and everything that went wrong.
fn report_trouble(cohort: &Cohort) {
    for problem in &cohort.problems {
        let line = format!("roster:{}: {}: `{}`", problem.place.line, problem.problem, problem.value);
        eprintln!("{}", terminal::printable(&line));
    }
    for failure in &cohort.failures {
        eprintln!("{}", terminal::printable(&format!("{}: nothing read: {}", failure.member, failure.why)));
    }
    let with = cohort.members.iter().filter(|member| member.n_problems > 0).count();
    if with > 0 {
        eprintln!("{with} members have problems in their files; `tertius check FOLDER` shows them");
    }
}

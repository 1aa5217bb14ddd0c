//! `tertius cohort`: the advisor's reports over many workspaces.

use super::args::{CohortArgs, Common, Format};
use super::terminal::{self, Paint};
use super::{Outcome, setup};
use anyhow::{Context, Result, anyhow, bail};
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use tertius::analysis::cohort::plan::PlanOptions;
use tertius::day::Day;
use tertius::evidence::{Problem, SourceId};
use tertius::pipeline::Study;
use tertius::pipeline::cohort::{self, CohortOptions, Each, Member, Question, Roster};
use tertius::report::cohort::{self as reports, Names, Report, Stayed};
use tertius::report::tables::Top;
use tertius::report::{files, write};
use tertius::settings::Settings;

/// How many brokers are listed, and how many people each member is shown whom she could meet through another, or with
/// whom she has contacts in common.
const BROKERS: usize = 100;
const MEETINGS: usize = 10;
/// Introductions that the plan gives one member.
const PLANNED: u32 = 3;

/// Runs `cohort`.
pub fn run(args: &CohortArgs) -> Result<Outcome> {
    let common = &args.common;
    refuse_lists_of_one(common)?;
    let settings = setup::settings(&args.folder, common.config.as_deref())?;
    let as_of = setup::as_of(common, &settings);
    let mut roster = roster_of(args, &settings)?;
    let n_members = roster.members.len();
    let assumed = if args.assume_consent { assume_consent(&mut roster) } else { 0 };
    let names = args.pseudonyms.as_deref().map(pseudonyms).transpose()?.unwrap_or_default();
    let bar = progress(n_members, common.quiet);
    let read = setup::read_options(common, &settings);
    let records = common.format == Format::Parquet;
    let options =
        CohortOptions { read: &read, settings: &settings, as_of, jobs: args.jobs, records, names: &names };
    let top = common.top.unwrap_or(Top::First(50));
    let written = Mutex::new(BTreeSet::new());
    let write_one = |member: &Member, study: &Study| write_member(&common.out, member, study, top, &written);
    let each: Option<&Each<'_>> = if args.per_member { Some(&write_one) } else { None };
    if args.per_member {
        warn_of_silent(&roster);
    }
    let mut stayed = take_away_former(args, &roster);
    let mut done = cohort::run(roster, &options, each, || bar.inc(1));
    bar.finish_and_clear();
    if done.members.is_empty() {
        let nothing = cohort::Answers::default();
        report_trouble(&Report { cohort: &done, answers: &nothing, as_of, min_cell: 0, assumed });
        bail!("nothing could be read of any of the {} members", done.failures.len());
    }
    let answers = cohort::answers(&mut done, &question_of(args, &settings, as_of, options.n_jobs()));
    let report = Report { cohort: &done, answers: &answers, as_of, min_cell: args.min_cell, assumed };
    let folders = written.into_inner().unwrap_or_else(|dead| dead.into_inner());
    stayed.extend(reports::take_away_members(&common.out, |folder| folders.contains(folder)));
    stayed.extend(take_away_tables(args));
    for (path, error) in &stayed {
        note!(
            "{}: a file of an earlier run stays: {error}",
            terminal::printable(&path.display().to_string())
        );
    }
    let mut n_files = 0;
    let cut = report.write(&common.out, |_| n_files += 1)?;
    if records {
        report.write_parquet(&common.out, |_| n_files += 1)?;
    }
    match common.format {
        Format::Text | Format::Parquet if common.quiet => {}
        Format::Text | Format::Parquet => {
            print(&report, Paint::of(common), common.top.unwrap_or(Top::First(20)))?
        }
        format => terminal::print_table(&report.members()?, format)?,
    }
    report_trouble(&report);
    if !common.quiet {
        say_how_known(&report);
        note!("{n_files} files in {}", common.out.display());
        if !cut.is_empty() {
            let n = reports::SHEET_ROWS;
            note!("report.xlsx holds {n} rows a sheet; all rows are in {}.csv", cut.join(".csv, "));
        }
    }
    let clean = stayed.is_empty()
        && done.failures.is_empty()
        && done.problems.is_empty()
        && done.members.iter().all(|member| member.extract.n_problems == 0);
    Ok(if clean { Outcome::Clean } else { Outcome::WithProblems })
}

/// Refuses the lists of one member: a target matrix may be that of a whole class; what one member did, only she did.
fn refuse_lists_of_one(common: &Common) -> Result<()> {
    for (name, file) in [("--introductions", &common.introductions), ("--outreach", &common.outreach)] {
        if let Some(file) = file {
            bail!(
                "{name} `{}`: one member's list cannot stand for that of each; put it into her folder",
                file.display()
            );
        }
    }
    Ok(())
}

/// The members. Where there is none, what the roster says of its rows is the only help there is.
fn roster_of(args: &CohortArgs, settings: &Settings) -> Result<Roster> {
    let roster = cohort::members(&args.folder, &settings.roster)?;
    if !roster.members.is_empty() || !roster.refused.is_empty() {
        return Ok(roster);
    }
    let folder = args.folder.display();
    if let Some(source) = roster.sources.first() {
        roster.problems.iter().for_each(|problem| {
            note!("{}", terminal::wrapped(&format!("{}: {}", problem.problem, problem.value), 2));
        });
        bail!("no member in `{folder}`: no row of `{}` names a folder in it", source.path);
    }
    bail!("no member in `{folder}`: it holds neither a roster, nor a folder, nor an archive");
}

/// Takes all members to share their contacts. Returns of how many the roster does not say so.
fn assume_consent(roster: &mut Roster) -> usize {
    let n_members = roster.members.len();
    let silent = roster.members.iter_mut().filter(|member| !member.shares_contacts);
    // Without a roster nobody was asked to say anything.
    let assumed = if roster.sources.is_empty() { 0 } else { silent.count() };
    roster.members.iter_mut().for_each(|member| member.shares_contacts = true);
    roster.problems.retain(|problem| problem.column != "shares_contacts");
    if assumed > 0 {
        let says = format!(
            "--assume-consent: the roster says of {assumed} of {n_members} members no yes, and they are taken to share \
             all the same"
        );
        note!("{}", terminal::wrapped(&says, 2));
    }
    assumed
}

/// Says that members who do not share have their contacts in their own reports.
fn warn_of_silent(roster: &Roster) {
    let n_silent = roster.members.iter().filter(|member| !member.shares_contacts).count();
    if n_silent > 0 {
        note!(
            "{n_silent} of {} members do not share their contacts: what --per-member writes below members/ lists them\n  \
             all the same; give each folder to its member alone",
            roster.members.len()
        );
    }
}

/// Takes away the reports of members of earlier runs: whoever is no longer a member, or whose own report is not asked for,
/// has none from this run on.
fn take_away_former(args: &CohortArgs, roster: &Roster) -> Vec<Stayed> {
    let expected: BTreeSet<String> = match args.per_member {
        true => roster.members.iter().map(|member| reports::folder_of(&member.name)).collect(),
        false => BTreeSet::new(),
    };
    reports::take_away_members(&args.common.out, |folder| expected.contains(folder))
}

/// Takes away tables of earlier runs that this one does not write.
fn take_away_tables(args: &CohortArgs) -> Vec<Stayed> {
    let writes = |name: &str| match name.ends_with(".parquet") {
        true => args.common.format == Format::Parquet,
        false => args.betweenness,
    };
    reports::take_away_files(&args.common.out, writes)
}

/// What is asked of the cohort.
fn question_of<'a>(args: &CohortArgs, settings: &'a Settings, as_of: Day, jobs: usize) -> Question<'a> {
    let is_all = args.common.top == Some(Top::All);
    Question {
        as_of,
        settings,
        min_shared: args.min_shared,
        min_cell: args.min_cell,
        brokers: if is_all { usize::MAX } else { BROKERS },
        between: BROKERS,
        betweenness: args.betweenness,
        meetings: if is_all { usize::MAX } else { MEETINGS },
        mutual: MEETINGS,
        plan: PlanOptions {
            capacity: args.capacity,
            per_member: PLANNED,
            turn: as_of.0.div_euclid(7).unsigned_abs(),
        },
        jobs,
    }
}

/// Says where introductions are known from, and how sure brokerage is.
fn say_how_known(report: &Report<'_>) {
    if let Some(says) = report.how_known() {
        note!("{}", terminal::wrapped(&format!("note: {says}"), 0));
    }
    if let Some(says) = report.how_sure() {
        note!("{}", terminal::wrapped(&format!("brokerage.csv: {says}"), 0));
    }
}

/// Pseudonyms with the key of a file. Where there is none, a key is drawn and written there: it is the user's to keep,
/// and to destroy.
fn pseudonyms(path: &Path) -> Result<Names> {
    const LEAST: usize = 16;
    if !path.exists() {
        let mut key = [0u8; 32];
        getrandom::fill(&mut key).map_err(|error| anyhow!("cannot draw a key: {error}"))?;
        let text: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        files::write_for(files::Readers::Owner, path, |out| -> std::io::Result<()> {
            Ok(writeln!(out, "{text}")?)
        })
        .with_context(|| format!("cannot write `{}`", path.display()))?;
        note!(
            "a new key for pseudonyms is in {}; whoever has it can find out whose they are",
            path.display()
        );
    }
    let secret = std::fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let secret = secret.trim_ascii();
    if secret.len() < LEAST {
        bail!(
            "the key in `{}` is shorter than {LEAST} bytes: names could be found by trying",
            path.display()
        );
    }
    Ok(Names::pseudonyms(secret))
}

/// A bar on a terminal, nothing in a pipe.
fn progress(n: usize, quiet: bool) -> ProgressBar {
    // indicatif draws to stderr, and hides itself where that is no terminal.
    let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new(n as u64) };
    let style = ProgressStyle::with_template("{bar:30} {pos} of {len} members, {rate}, {eta} left");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style.with_key("rate", |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let _ = write!(out, "{:.0} members/s", state.per_sec());
    }))
}

/// Writes a member's own report below the cohort's, and keeps the name of its folder.
fn write_member(
    out: &Path,
    member: &Member,
    study: &Study,
    top: Top,
    written: &Mutex<BTreeSet<String>>,
) -> Result<(), String> {
    let name = reports::folder_of(&member.name);
    let folder = out.join("members").join(&name);
    write::all(study, &folder, top, |_| ()).map_err(|error| error.to_string())?;
    written.lock().unwrap_or_else(|dead| dead.into_inner()).insert(name);
    Ok(())
}

fn print(report: &Report<'_>, paint: Paint, top: Top) -> Result<()> {
    let cohort = report.cohort;
    let mut grid = terminal::grid(
        &["member", "requests", "replies", "interviews", "introductions", "covered"],
        &[1, 2, 3, 4, 5],
    );
    for row in cohort.members.iter().take(top.of(cohort.members.len())) {
        let figures = &row.extract.figures;
        let counts = [figures.requests, figures.replies, figures.interviews].map(Some).into_iter();
        let counts = counts.chain([figures.known_introductions()]);
        let mut cells = vec![terminal::printable(&row.member.name)];
        cells.extend(counts.map(|n| n.map_or(String::new(), |n| n.to_string())));
        cells.push(format!("{}/{}", figures.covered, figures.targets));
        grid.add_row(cells);
    }
    terminal::say(&terminal::shown(&grid))?;
    let rest = cohort.members.len() - top.of(cohort.members.len());
    if rest > 0 {
        terminal::say(&paint.dim(&format!("\n{rest} more in members.csv")))?;
    }
    let (n_stuck, n) = (report.answers.stuck.len(), cohort.members.len());
    if let Some(first) = report.answers.stuck.first() {
        let reason = first.reasons[0].as_str();
        terminal::say(&format!(
            "\n{n_stuck} of {n} members are stuck: stuck.csv says why and what comes next."
        ))?;
        let name = terminal::printable(&cohort.members[first.member].member.name);
        terminal::say(&format!("Begin with {name}: {reason}."))?;
    }
    Ok(())
}

/// Members with problems in their files who are named; the rest is in the file.
const NAMED: usize = 5;

/// Names everyone and everything that went wrong.
fn report_trouble(report: &Report<'_>) {
    let (cohort, names) = (report.cohort, report.names());
    let say = |line: &str| note!("{}", terminal::printable(line));
    // One word in a column of two hundred rows is one thing to mend: it is said once, at its first row.
    fn sort(problem: &Problem) -> (SourceId, &str, &str, &str) {
        (problem.place.source, &problem.column, &problem.problem, &problem.value)
    }
    let mut n_rows: BTreeMap<_, usize> = BTreeMap::new();
    cohort.problems.iter().for_each(|problem| *n_rows.entry(sort(problem)).or_default() += 1);
    for problem in &cohort.problems {
        let more = match n_rows.remove(&sort(problem)) {
            None => continue,
            Some(1) => String::new(),
            Some(2) => " (and 1 more row)".to_owned(),
            Some(n) => format!(" (and {} more rows)", n - 1),
        };
        let file =
            cohort.sources.get(problem.place.source.0 as usize).map_or("roster", |source| &source.path);
        let value = match names.telling(&problem.value) {
            "" => String::new(),
            value => format!(": `{value}`"),
        };
        // Whoever has the roster would find the member at the line.
        let place = match problem.place.line {
            0 => String::new(),
            _ if names.are_pseudonyms() => format!("{file}: "),
            line => format!("{file}:{line}: "),
        };
        say(&format!("{place}{}{value}{more}", problem.problem));
    }
    if !cohort.unnamed.is_empty() {
        let mut named: Vec<Cow<'_, str>> =
            cohort.unnamed.iter().take(NAMED).map(|name| name.as_str().into()).collect();
        if cohort.unnamed.len() > NAMED {
            named.push(format!("{} more", cohort.unnamed.len() - NAMED).into());
        }
        let says = match names.telling(&named.join(", ")) {
            "" => cohort.unnamed.len().to_string(),
            folders => terminal::printable(folders),
        };
        note!(
            "{}",
            terminal::wrapped(&format!("folders that the roster does not name, left out: {says}"), 2)
        );
    }
    for failure in &cohort.failures {
        let why = match names.telling(&failure.why) {
            "" => String::new(),
            why => format!(": {why}"),
        };
        let says = terminal::printable(&format!("{}: nothing read{why}", failure.member));
        note!("{}", terminal::wrapped(&says, 2));
    }
    let with: Vec<_> = cohort.members.iter().filter(|member| member.extract.n_problems > 0).collect();
    if !with.is_empty() {
        let members =
            if with.len() == 1 { "1 member has".to_owned() } else { format!("{} members have", with.len()) };
        let mut named: Vec<Cow<'_, str>> =
            with.iter().take(NAMED).map(|row| row.member.name.as_str().into()).collect();
        if with.len() > NAMED {
            named.push(format!("{} more in problems.csv", with.len() - NAMED).into());
        }
        let says = format!("{members} problems in the files ({})", named.join(", "));
        note!("{}", terminal::wrapped(&says, 0));
        say("  `tertius check FOLDER` shows them");
    }
}

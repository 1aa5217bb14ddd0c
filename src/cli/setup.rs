//! From arguments to a study: settings found, the day settled, files replaced.

use super::args::Common;
use anyhow::{Context, Result};
use std::path::Path;
use tertius::day::Day;
use tertius::evidence::Problem;
use tertius::import::ReadOptions;
use tertius::import::recognise::Kind;
use tertius::pipeline::{self, Facts, Study};
use tertius::settings::Settings;

/// The name of the settings in a workspace.
const SETTINGS: &str = "tertius.toml";

/// Reads the settings: the file given, else the workspace's, else the defaults.
pub fn settings(workspace: &Path, config: Option<&Path>) -> Result<Settings> {
    let beside = workspace.join(SETTINGS);
    let path = match config {
        Some(path) => path,
        None if beside.is_file() => &beside,
        None => return Ok(Settings::default()),
    };
    let text = short_text(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let mut settings =
        Settings::parse(&text).with_context(|| format!("`{}` cannot be used", path.display()))?;
    // The workspace's own is quoted like any other of its files.
    settings.file = if config.is_some() { path.display().to_string() } else { SETTINGS.to_owned() };
    Ok(settings)
}

/// Whether a workspace has settings of its own.
pub fn has_settings(workspace: &Path) -> bool {
    workspace.join(SETTINGS).is_file()
}

/// The text of a file that a person wrote: no pipe, no device, no gigabyte.
fn short_text(path: &Path) -> std::io::Result<String> {
    const LONGEST: u64 = 1 << 20;
    let refused = |why| Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, why));
    match std::fs::metadata(path)? {
        found if !found.is_file() => refused("not a file"),
        found if found.len() > LONGEST => refused("more than a megabyte, as no settings are"),
        _ => std::fs::read_to_string(path),
    }
}

/// The day asked about: the flag, else the setting, else today.
pub fn as_of(common: &Common, settings: &Settings) -> Day {
    common.as_of.or(settings.as_of).unwrap_or_else(today)
}

/// The only clock of the program.
fn today() -> Day {
    Day::from_civil(jiff::Zoned::now().date())
}

/// What is read besides the workspace.
pub fn read_options(common: &Common, settings: &Settings) -> ReadOptions {
    let replaced = [
        (Kind::Targets, &common.targets),
        (Kind::Introductions, &common.introductions),
        (Kind::Outreach, &common.outreach),
    ];
    ReadOptions {
        reports: Some(common.out.clone()),
        instead: replaced.into_iter().filter_map(|(kind, path)| Some((kind, path.clone()?))).collect(),
        no_infer: common.no_infer || !settings.inference.enabled,
    }
}

/// Reads the workspace and finds out everything.
pub fn study(workspace: &Path, common: &Common) -> Result<Study> {
    study_with(workspace, common, |_| ())
}

/// Reads the workspace and finds out everything, after flags had their say about the settings.
pub fn study_with(workspace: &Path, common: &Common, flags: impl FnOnce(&mut Settings)) -> Result<Study> {
    expect_large_pieces();
    let mut settings = settings(workspace, common.config.as_deref())?;
    flags(&mut settings);
    let as_of = as_of(common, &settings);
    let options = read_options(common, &settings);
    Ok(pipeline::study(workspace, &options, settings, as_of)?)
}

/// Reads the workspace and finds out who is in it, as far as `check` has to know.
pub fn facts(workspace: &Path, common: &Common) -> Result<Facts> {
    expect_large_pieces();
    let settings = settings(workspace, common.config.as_deref())?;
    let options = read_options(common, &settings);
    Ok(pipeline::check(workspace, &options, &settings, as_of(common, &settings))?)
}

/// Ends a command with its study. The memory of a hundred thousand records goes back with the process, all at once.
pub fn finish(study: Study) -> super::Outcome {
    let outcome = outcome(&study);
    std::mem::forget(study);
    outcome
}

/// Whether a study has anything that the user should see.
pub fn outcome(study: &Study) -> super::Outcome {
    outcome_of(&study.problems)
}

/// The same of problems alone.
pub fn outcome_of(problems: &[Problem]) -> super::Outcome {
    if problems.is_empty() { super::Outcome::Clean } else { super::Outcome::WithProblems }
}

/// Tells the allocator that large pieces of memory come and go here, before the first is asked for.
///
/// A workspace passes through tables of a few megabytes by the dozen. glibc fetches each from the system and gives it
/// back, page by page, until it has seen how large they are; then it keeps them for the next. It looks at what is given
/// back, so one large piece that nobody touches tells it at once. Of 30,000 connections and 200,000 messages, that is a
/// quarter of all pages and a tenth of the time, for 5 MB. Other allocators are asked for nothing but address space.
fn expect_large_pieces() {
    // glibc learns from pieces of up to 32 MB.
    const LARGE: usize = 31 << 20;
    let mut piece: Vec<u8> = Vec::new();
    // Where even that is too much, there is nothing to be told.
    let _ = std::hint::black_box(&mut piece).try_reserve_exact(LARGE);
    drop(std::hint::black_box(piece));
}

//! From arguments to a study: settings found, the day settled, files replaced.

use super::args::Common;
use anyhow::{Context, Result};
use std::path::Path;
use tertius::day::Day;
use tertius::import::ReadOptions;
use tertius::import::recognise::Kind;
use tertius::pipeline::{self, Study};
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
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    Settings::parse(&text).with_context(|| format!("`{}` cannot be used", path.display()))
}

/// Whether a workspace has settings of its own.
pub fn has_settings(workspace: &Path) -> bool {
    workspace.join(SETTINGS).is_file()
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
pub fn read_options(common: &Common) -> ReadOptions {
    let replaced = [
        (Kind::Targets, &common.targets),
        (Kind::Introductions, &common.introductions),
        (Kind::Outreach, &common.outreach),
    ];
    ReadOptions {
        reports: Some(common.out.clone()),
        instead: replaced.into_iter().filter_map(|(kind, path)| Some((kind, path.clone()?))).collect(),
    }
}

/// Reads the workspace and finds out everything.
pub fn study(workspace: &Path, common: &Common) -> Result<Study> {
    let settings = settings(workspace, common.config.as_deref())?;
    let as_of = as_of(common, &settings);
    Ok(pipeline::study(workspace, &read_options(common), settings, as_of)?)
}

/// Ends a command with its study. The memory of a hundred thousand records goes back with the process, all at once.
pub fn finish(study: Study) -> super::Outcome {
    let outcome = outcome(&study);
    std::mem::forget(study);
    outcome
}

/// Whether a study has anything that the user should see.
pub fn outcome(study: &Study) -> super::Outcome {
    if study.problems.is_empty() { super::Outcome::Clean } else { super::Outcome::WithProblems }
}

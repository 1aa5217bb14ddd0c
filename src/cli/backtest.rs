//! `tertius backtest`: the past replayed, and the ranking measured against simple orders.

use super::args::{BacktestArgs, Common, Format};
use super::terminal::{self, Paint};
use super::{Outcome, setup};
use anyhow::{Result, bail};
use std::path::Path;
use tertius::analysis::backtest::{self, Backtest, Order};
use tertius::analysis::cohort::Names;
use tertius::analysis::comfort::Comfort;
use tertius::pipeline::Study;
use tertius::pipeline::cohort::{self, CohortOptions};
use tertius::report::write::{self, Desk};
use tertius::report::{backtest as layout, chart};

/// Runs `backtest`.
pub fn run(args: &BacktestArgs) -> Result<Outcome> {
    if args.cohort {
        return together(args);
    }
    let study = setup::study(&args.workspace, &args.common)?;
    let (found, comfort) = layout::of(&study);
    let json = layout::Trial::of(study.as_of, found.as_ref(), comfort.as_ref());
    match args.common.format {
        Format::Text => print(&study, found.as_ref(), comfort.as_ref(), Paint::of(&args.common))?,
        format => print_data(&json, found.as_ref(), format)?,
    }
    let picture = chart::reliability(&study, found.as_ref())?;
    write_files(&args.common, &json, &picture)?;
    Ok(setup::finish(study))
}

/// Replays all members of a cohort.
fn together(args: &BacktestArgs) -> Result<Outcome> {
    let common = &args.common;
    let settings = setup::settings(&args.workspace, common.config.as_deref())?;
    let as_of = setup::as_of(common, &settings);
    let roster = cohort::members(&args.workspace, &settings.roster)?;
    if roster.members.is_empty() {
        bail!("no member in `{}`: it holds neither a roster nor a folder", args.workspace.display());
    }
    let read = setup::read_options(common, &settings);
    let names = Names::default();
    let options = CohortOptions {
        read: &read,
        settings: &settings,
        as_of,
        jobs: args.jobs,
        records: false,
        names: &names,
    };
    let (pasts, failures) = cohort::pasts(&roster, &options, || ());
    let found = backtest::replay_together(&pasts, &settings);
    let json = layout::Trial::of(as_of, found.as_ref(), None);
    match common.format {
        Format::Text => print_found(found.as_ref(), Paint::of(common))?,
        format => print_data(&json, found.as_ref(), format)?,
    }
    let name = args.workspace.file_name().map(|name| name.to_string_lossy().into_owned());
    let picture =
        chart::reliability_together(found.as_ref(), &name.unwrap_or_else(|| ".".to_owned()), as_of)?;
    write_files(common, &json, &picture)?;
    for failure in &failures {
        note!("{}: {}", terminal::printable(&failure.member), terminal::printable(&failure.why));
    }
    let clean = failures.is_empty() && roster.problems.is_empty();
    Ok(if clean { Outcome::Clean } else { Outcome::WithProblems })
}

fn print_data(json: &layout::Trial<'_>, found: Option<&Backtest>, format: Format) -> Result<()> {
    match (format, found) {
        (Format::Csv, Some(found)) => terminal::print_table(&layout::table(found)?, Format::Csv),
        (Format::Csv, None) => Ok(()),
        _ => Ok(write::json(json, std::io::stdout().lock())?),
    }
}

fn write_files(common: &Common, json: &layout::Trial<'_>, picture: &str) -> Result<()> {
    let quiet = common.quiet;
    let mut desk = Desk::open(&common.out, |path: &Path| {
        if !quiet {
            note!("wrote {}", path.display());
        }
    })?;
    desk.put("backtest.json", |out| write::json(json, out))?;
    Ok(desk.picture("backtest", picture)?)
}

/// Everything about one seeker.
fn print(study: &Study, found: Option<&Backtest>, comfort: Option<&Comfort>, paint: Paint) -> Result<()> {
    print_found(found, paint)?;
    if found.is_some() {
        let model = &study.reply.model;
        let learned = format!(
            "The weights of today were learned from {} outcomes, {} of them answers; `tertius explain PERSON` shows them.",
            model.n_outcomes, model.n_answered
        );
        terminal::say(&format!("\n{}", terminal::wrapped(&learned, 0)))?;
    }
    let lines = layout::comfort(comfort);
    if !lines.is_empty() {
        terminal::say(&format!("\n{}", paint.bold("Comfort")))?;
        for line in lines {
            terminal::say(terminal::wrapped(&line, 4).as_str())?;
        }
    }
    Ok(())
}

/// What the replay found.
fn print_found(found: Option<&Backtest>, paint: Paint) -> Result<()> {
    let verdict = terminal::wrapped(&layout::verdict(found), 0);
    let bad = found.is_some_and(|one| !one.is_ahead() && !layout::is_few(one));
    terminal::say(&if bad { paint.warning(&verdict) } else { paint.bold(&verdict) })?;
    let Some(found) = found else { return Ok(()) };
    if let Some(hint) = layout::hint(found) {
        terminal::say(&terminal::wrapped(&hint, 0))?;
    }
    terminal::say(&format!("\n{}", terminal::wrapped(&layout::basis(found), 0)))?;
    terminal::say("")?;
    let mut grid =
        terminal::grid(&["order", "first 5", "NDCG@10", "AUC", "95 %", "within weeks"], &[1, 2, 3, 4, 5]);
    let number = |value: f64| if value.is_finite() { format!("{value:.3}") } else { String::new() };
    for row in &found.orders {
        let interval = if row.auc.low.is_finite() {
            format!("{:.2}-{:.2}", row.auc.low, row.auc.high)
        } else {
            String::new()
        };
        let name = if row.order == Order::Ours {
            format!("{} (ours)", row.order.as_str())
        } else {
            row.order.as_str().to_owned()
        };
        grid.add_row(vec![
            name,
            number(row.precision_at_5.value),
            number(row.ndcg_at_10.value),
            number(row.auc.value),
            interval,
            number(row.auc_within_weeks.value),
        ]);
    }
    terminal::say(&terminal::shown(&grid))?;
    terminal::say(&format!("\n{}\n", terminal::wrapped(&layout::calibration(found), 0)))?;
    let mut grid = terminal::grid(&["foretold", "answered", "95 %", "outreaches"], &[0, 1, 2, 3]);
    for bin in &found.bins {
        grid.add_row(vec![
            format!("{:.2}", bin.foretold),
            format!("{:.2}", bin.answered),
            format!("{:.2}-{:.2}", bin.low, bin.high),
            bin.n.to_string(),
        ]);
    }
    terminal::say(&terminal::shown(&grid))?;
    Ok(())
}

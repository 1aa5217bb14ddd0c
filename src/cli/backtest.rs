//! `tertius backtest`: the past replayed, and the ranking measured against simple orders.

use super::args::{Format, WorkspaceArgs};
use super::terminal::{self, Paint};
use super::{Outcome, setup};
use anyhow::Result;
use std::path::Path;
use tertius::analysis::backtest::{self, Backtest, Order};
use tertius::analysis::comfort::{self, Comfort};
use tertius::analysis::rank;
use tertius::pipeline::Study;
use tertius::report::write::{self, Desk};
use tertius::report::{backtest as layout, chart};

/// Runs `backtest`.
pub fn run(args: &WorkspaceArgs) -> Result<Outcome> {
    let study = setup::study(&args.workspace, &args.common)?;
    let past = backtest::past(&study.people, &study.network, &study.targets, &study.settings, study.as_of);
    let found = backtest::replay(&past, &study.settings);
    let model = &study.reply.model;
    let comfort = comfort::audit(
        &study.people,
        &study.network,
        &study.settings,
        &past.trials,
        study.as_of,
        |id, signs| {
            let person = study.people.get(id);
            let fit = rank::best_fit(&study.people, &study.targets, &study.settings, person);
            model.chance(&model.asked(*signs)) * (0.1 + fit.map_or(0.0, |(.., value)| value))
        },
    );
    let json = layout::Trial {
        as_of: study.as_of,
        verdict: layout::verdict(found.as_ref()),
        is_ahead: found.as_ref().filter(|one| one.ahead.value.is_finite()).map(Backtest::is_ahead),
        backtest: found.as_ref(),
        comfort: comfort.as_ref(),
    };
    match args.common.format {
        Format::Text => print(&study, found.as_ref(), comfort.as_ref(), Paint::of(&args.common))?,
        Format::Json => {
            write::json(&json, std::io::stdout().lock())?;
        }
        Format::Csv => {
            if let Some(found) = &found {
                terminal::print_table(&layout::table(found)?, Format::Csv)?;
            }
        }
    }
    let quiet = args.common.quiet;
    let mut desk = Desk::open(&args.common.out, |path: &Path| {
        if !quiet {
            eprintln!("wrote {}", path.display());
        }
    })?;
    desk.put("backtest.json", |out| write::json(&json, out))?;
    desk.picture("backtest", &chart::reliability(&study, found.as_ref())?)?;
    Ok(setup::finish(study))
}

fn print(study: &Study, found: Option<&Backtest>, comfort: Option<&Comfort>, paint: Paint) -> Result<()> {
    let verdict = terminal::wrapped(&layout::verdict(found), 0);
    let bad = found.is_some_and(|one| !one.is_ahead());
    terminal::say(&if bad { paint.warning(&verdict) } else { paint.bold(&verdict) })?;
    let Some(found) = found else { return Ok(()) };
    if let Some(order) = layout::fallback(found) {
        let hint = format!(
            "`tertius rank --order {order}` ranks by it; `order = \"{order}\"` in tertius.toml makes it the rule."
        );
        terminal::say(&terminal::wrapped(&hint, 0))?;
    }
    let what = if found.of_requests {
        "requests of the outreach list"
    } else {
        "first messages after a week of silence"
    };
    let text = format!(
        "\n{} {what} in {} weeks, {} to {}; {} answered within 14 days ({:.0} %).",
        found.outreaches,
        found.weeks,
        found.first_cut.in_words(),
        found.last_cut.in_words(),
        found.answered,
        100.0 * found.answered as f64 / found.outreaches as f64
    );
    terminal::say(&format!("\n{}", terminal::wrapped(&text, 0)))?;
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
    let brier = format!(
        "Brier score {:.3} ({:.3} to {:.3}; {:.3} for foretelling the share answered for everyone), log loss {:.3}, calibration error {:.3}.",
        found.brier.value,
        found.brier.low,
        found.brier.high,
        found.brier_of_base_rate,
        found.log_loss.value,
        found.calibration_error
    );
    terminal::say(&format!("\n{}\n", terminal::wrapped(&brier, 0)))?;
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
    let model = &study.reply.model;
    let learned = format!(
        "The weights of today were learned from {} outcomes, {} of them answers; `tertius explain PERSON` shows them.",
        model.n_outcomes, model.n_answered
    );
    terminal::say(&format!("\n{}", terminal::wrapped(&learned, 0)))?;
    let lines = layout::comfort(comfort);
    if !lines.is_empty() {
        terminal::say(&format!("\n{}", paint.bold("Comfort")))?;
        for line in lines {
            terminal::say(terminal::wrapped(&line, 4).as_str())?;
        }
    }
    Ok(())
}

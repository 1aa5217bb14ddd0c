//! `tertius grow`: network growth by month.

use super::args::{Format, WorkspaceArgs};
use super::terminal;
use super::{Outcome, setup};
use anyhow::Result;
use tertius::pipeline::Study;
use tertius::report::tables::{self, Top};

/// How wide the longest bar is.
const BAR: usize = 40;

/// Runs `grow`.
pub fn run(args: &WorkspaceArgs) -> Result<Outcome> {
    let study = setup::study(&args.workspace, &args.common)?;
    match args.common.format {
        Format::Text => print(&study, args.common.top.unwrap_or(Top::First(24)))?,
        format => terminal::print_table(&tables::growth(&study)?, format)?,
    }
    Ok(setup::outcome(&study))
}

fn print(study: &Study, top: Top) -> Result<()> {
    let all = &study.growth;
    let Some(last) = all.last() else {
        return terminal::say("No connection has a date, so there is no growth to show.");
    };
    let shown = &all[all.len() - top.of(all.len())..];
    let most = shown.iter().map(|month| month.new).max().unwrap_or(0).max(1);
    for month in shown {
        let bar = |n: u32| (n as usize * BAR).div_ceil(most as usize);
        let introduced = bar(month.introduced).min(bar(month.new));
        let bars = format!("{}{}", "█".repeat(introduced), "▒".repeat(bar(month.new) - introduced));
        terminal::say(format!("{}  {:>5}  {:>6}  {bars}", month.month, month.new, month.total).trim_end())?;
    }
    let text = format!(
        "{} connections since {}; shown: month, new, total; █ introduced, ▒ not",
        last.total, all[0].month
    );
    terminal::say(&format!("\n{}", terminal::wrapped(&text, 0)))
}

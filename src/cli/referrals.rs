//! `tertius referrals`: introducers, waves, chains, reproduction number.

use super::args::{Format, WorkspaceArgs};
use super::terminal::{self, Paint};
use super::{Outcome, setup};
use anyhow::Result;
use tertius::people::PersonId;
use tertius::pipeline::Study;
use tertius::report::tables::{self, Top};

/// Runs `referrals`.
pub fn run(args: &WorkspaceArgs) -> Result<Outcome> {
    let study = setup::study(&args.workspace, &args.common)?;
    match args.common.format {
        Format::Text => {
            print(&study, args.common.top.unwrap_or(Top::First(10)), Paint::of(&args.common))?;
        }
        format => terminal::print_table(&tables::introducers(&study)?, format)?,
    }
    Ok(setup::outcome(&study))
}

fn print(study: &Study, top: Top, paint: Paint) -> Result<()> {
    let name = |id: PersonId| terminal::printable(study.people.get(id).display_name());
    if study.network.edges.is_empty() {
        let hint = "No introductions are recorded. Keep them in a file with the columns \
                    introducer,introduced,date,context; `tertius init` writes an empty one.";
        return terminal::say(&terminal::wrapped(hint, 0));
    }
    terminal::say(&paint.bold("Waves"))?;
    for (wave, n) in study.referrals.waves.iter().enumerate() {
        let what = if wave == 0 { "known to you, and introduced others" } else { "introduced" };
        terminal::say(&format!("  {wave:>3}  {n:>5}  {what}"))?;
    }
    match study.referrals.reproduction {
        Some(found) => {
            let text = format!(
                "R = {:.2} introductions for each of {} conversations (95 % interval {:.2} to {:.2}): {}",
                found.r,
                found.conversations,
                found.low,
                found.high,
                verdict(found.low, found.high)
            );
            terminal::say(&format!("\n{}", terminal::wrapped(&text, 0)))?;
        }
        None => terminal::say("\nR is not known: no conversation is recorded.")?,
    }
    terminal::say(&format!("\n{}", paint.bold("Introducers")))?;
    let mut rows: Vec<_> = study.network.members().filter(|(_, of)| of.introductions > 0).collect();
    rows.sort_by_key(|(id, of)| (std::cmp::Reverse((of.reach, of.introductions)), *id));
    let mut grid =
        terminal::grid(&["name", "wave", "introduced", "reach", "through them alone"], &[1, 2, 3, 4]);
    for (id, of) in rows.iter().take(top.of(rows.len())) {
        let counts = [of.wave, of.introductions, of.reach, of.sole_reach].map(|n| n.to_string());
        let mut row = vec![name(*id)];
        row.extend(counts);
        grid.add_row(row);
    }
    terminal::say(&terminal::shown(&grid))?;
    terminal::say(&format!("\n{}", paint.bold("Longest chains")))?;
    let mut chains: Vec<Vec<PersonId>> = study
        .network
        .members()
        .filter(|(_, of)| of.introductions == 0 && of.wave > 0)
        .map(|(id, _)| study.network.chain_to(id))
        .collect();
    chains.sort_by_key(|chain| (std::cmp::Reverse(chain.len()), chain.clone()));
    for chain in chains.iter().take(5) {
        let names: Vec<String> = chain.iter().map(|id| name(*id)).collect();
        terminal::say(&terminal::wrapped(&names.join(" → "), 2))?;
    }
    Ok(())
}

/// What an interval of R says.
fn verdict(low: f64, high: f64) -> &'static str {
    if low > 1.0 {
        "the search feeds itself"
    } else if high < 1.0 {
        "chains die out; new seeds are needed"
    } else {
        "too few conversations to tell whether it feeds itself"
    }
}

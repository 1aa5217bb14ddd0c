//! `tertius referrals`: introducers, waves, chains, reproduction number, brokerage.

use super::args::{Format, ReferralsArgs, ReferralsTable};
use super::terminal::{self, Paint};
use super::{Outcome, setup};
use anyhow::Result;
use tertius::analysis::referral::Asked;
use tertius::analysis::referral::chains::LATELY_DAYS;
use tertius::people::PersonId;
use tertius::pipeline::Study;
use tertius::report::referral::{self, words};
use tertius::report::tables::{self, Top};

/// Chains that are written out.
const CHAINS: usize = 5;
/// Names in the sentence about somebody's sole reach.
const NAMES: usize = 6;

/// Runs `referrals`.
pub fn run(args: &ReferralsArgs) -> Result<Outcome> {
    let study = setup::study(&args.workspace, &args.common)?;
    match args.common.format {
        Format::Text => {
            print(&study, args.common.top.unwrap_or(Top::First(10)), Paint::of(&args.common))?;
        }
        format => {
            let table = match args.table {
                ReferralsTable::Introducers => tables::introducers(&study)?,
                ReferralsTable::Waves => referral::waves(&study)?,
                ReferralsTable::Chains => referral::chains(&study)?,
                ReferralsTable::Reproduction => referral::reproduction(&study)?,
                ReferralsTable::Brokerage => referral::brokerage(&study)?,
            };
            terminal::print_table(&table, format)?;
        }
    }
    Ok(setup::outcome(&study))
}

fn name(study: &Study, id: PersonId) -> String {
    terminal::printable(&words::name(study, id))
}

fn say_all(text: &str) -> Result<()> {
    terminal::say(&terminal::wrapped(text, 0))
}

fn print(study: &Study, top: Top, paint: Paint) -> Result<()> {
    if study.network.edges.is_empty() {
        say_all(
            "No introductions are recorded. Keep them in a file with the columns introducer,introduced,date,context; \
             `tertius init` writes an empty one.",
        )?;
        if let Some(found) = &study.referrals.reproduction {
            say_all(&words::reproduction(found))?;
        }
    } else {
        introducers(study, top, paint)?;
        asked(study, top, paint)?;
        waves(study, paint)?;
        chains(study, top, paint)?;
        growth(study, paint)?;
    }
    brokerage(study, top, paint)
}

fn heading(paint: Paint, text: &str) -> Result<()> {
    terminal::say(&format!("\n{}", paint.bold(text)))
}

fn introducers(study: &Study, top: Top, paint: Paint) -> Result<()> {
    terminal::say(&paint.bold("Introducers"))?;
    let rows = referral::introducers(study);
    let shown = top.of(rows.len());
    let headings = ["name", "wave", "asked", "made", "met", "reach", "through them alone"];
    let mut grid = terminal::grid(&headings, &[1, 2, 3, 4, 5, 6]);
    for (id, of) in &rows[..shown] {
        let [asked, met] = study.referrals.asked_of(*id).map_or([0, 0], |of| [of.introductions, of.met]);
        let mut row = vec![name(study, *id)];
        row.extend([of.wave, asked, of.introductions, met, of.reach, of.sole_reach].map(|n| n.to_string()));
        grid.add_row(row);
    }
    terminal::say(&terminal::shown(&grid))?;
    more(rows.len() - shown, paint)?;
    for text in words::sole_reach(study, NAMES) {
        say_all(&text)?;
    }
    Ok(())
}

fn more(n: usize, paint: Paint) -> Result<()> {
    if n == 0 {
        return Ok(());
    }
    terminal::say(&paint.dim(&format!("and {n} more; --top all shows them")))
}

/// Who was asked how often, and thanked or not: those first who should be left in peace, then those who are owed thanks.
fn asked(study: &Study, top: Top, paint: Paint) -> Result<()> {
    let all = &study.referrals.asked;
    let mut rows: Vec<_> = all.iter().filter(|of| of.favours > 0 || of.last_favour.is_some()).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let owes_thanks = |of: &Asked| of.owes_thanks(study.as_of, &study.settings.routine);
    rows.sort_by_key(|of| {
        (std::cmp::Reverse((of.is_to_rest(), owes_thanks(of), of.favours)), of.last, of.person)
    });
    heading(paint, "What introducers were asked for")?;
    let lately = format!("in {LATELY_DAYS} days");
    let headings = ["name", "favours", &lately, "last asked", "last given", "thanked", ""];
    let mut grid = terminal::grid(&headings, &[1, 2]);
    let shown = top.of(rows.len());
    for of in &rows[..shown] {
        let note = match (of.is_to_rest(), owes_thanks(of)) {
            (true, true) => "rest; thank them",
            (true, false) => "let them rest",
            (false, true) => "thank them",
            (false, false) => "",
        };
        let day = |day: Option<tertius::day::Day>| day.map_or(String::new(), |day| day.to_string());
        grid.add_row(vec![
            name(study, of.person),
            of.favours.to_string(),
            of.lately.to_string(),
            day(of.last),
            day(of.last_favour),
            day(of.thanked),
            note.to_owned(),
        ]);
    }
    terminal::say(&terminal::shown(&grid))?;
    more(rows.len() - shown, paint)
}

fn waves(study: &Study, paint: Paint) -> Result<()> {
    heading(paint, "Waves")?;
    let headings = ["wave", "people", "talked with", "introducers", "asked", "made", "met"];
    let mut grid = terminal::grid(&headings, &[0, 1, 2, 3, 4, 5, 6]);
    for (wave, of) in study.referrals.by_wave.iter().enumerate() {
        let counts = [wave as u32, of.people, of.talked_with, of.introducers, of.asked, of.made, of.met];
        grid.add_row(counts.map(|n| n.to_string()));
    }
    terminal::say(&terminal::shown(&grid))?;
    terminal::say(&paint.dim(
        "Wave 0 are your own contacts who introduced somebody. Asked: requests for an\n\
         introduction made to the wave; made: people it introduced; met: of those, whom\n\
         you have talked with.",
    ))
}

fn chains(study: &Study, top: Top, paint: Paint) -> Result<()> {
    heading(paint, "Chains")?;
    let rows = &study.referrals.chains;
    let mut grid = terminal::grid(&["seed", "people", "depth", "met", "last", "state"], &[1, 2, 3]);
    let shown = top.of(rows.len());
    for chain in &rows[..shown] {
        grid.add_row(vec![
            name(study, chain.seed),
            chain.people.to_string(),
            chain.depth.to_string(),
            chain.met.to_string(),
            chain.last.map_or(String::new(), |day| day.to_string()),
            if chain.is_live { "live" } else { "ended" }.to_owned(),
        ]);
    }
    terminal::say(&terminal::shown(&grid))?;
    more(rows.len() - shown, paint)?;
    terminal::say("The longest:")?;
    let ends = study.network.members().filter(|(_, of)| of.introductions == 0 && of.first.is_some());
    let mut chains: Vec<Vec<PersonId>> = ends.map(|(id, _)| study.network.chain_to(id)).collect();
    chains.sort_by_key(|chain| (std::cmp::Reverse(chain.len()), chain.clone()));
    for chain in chains.iter().take(CHAINS) {
        let names: Vec<String> = chain.iter().map(|id| name(study, *id)).collect();
        terminal::say(&terminal::wrapped(&names.join(" → "), 2))?;
    }
    Ok(())
}

fn growth(study: &Study, paint: Paint) -> Result<()> {
    heading(paint, "Will it grow?")?;
    let Some(all) = &study.referrals.reproduction else {
        return say_all(
            "R, introductions received per conversation, is not known: no conversation is recorded. Keep them in \
             outreach.csv (kind interview, outcome held) or interviews.csv.",
        );
    };
    say_all(&words::reproduction(all))?;
    say_all(words::verdict(all))?;
    for text in words::outlook(study).into_iter().chain(words::delays(study)) {
        say_all(&text)?;
    }
    let mut grid = terminal::grid(
        &["conversations", "held", "count as", "introductions", "R", "95 % interval"],
        &[1, 2, 3, 4, 5],
    );
    for (by, part, found) in referral::parts(study).into_iter().skip(1) {
        let Some(found) = found else { continue };
        let [r, interval] = words::r_and_interval(&found);
        let [n, introductions] = [found.conversations, found.introductions].map(|n| n.to_string());
        let exposure = format!("{:.1}", found.exposure);
        grid.add_row([words::part(by, &part), n, exposure, introductions, r, interval]);
    }
    terminal::say(&format!("\n{}", terminal::shown(&grid)))
}

fn brokerage(study: &Study, top: Top, paint: Paint) -> Result<()> {
    heading(paint, "Who stands between others")?;
    say_all(&words::brokerage(study))?;
    let rows = &study.brokerage.brokers;
    let between: Vec<_> = rows.iter().filter(|of| of.betweenness > 0.0).collect();
    if between.is_empty() {
        return Ok(());
    }
    let headings = ["name", "ties", "betweenness", "closeness", "constraint", "eff. size"];
    let mut grid = terminal::grid(&headings, &[1, 2, 3, 4, 5]);
    let shown = top.of(between.len());
    let figure = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.3}"));
    for of in &between[..shown] {
        grid.add_row(vec![
            name(study, of.person),
            of.ties.to_string(),
            figure(Some(of.betweenness)),
            figure(Some(of.closeness)),
            figure(of.constraint),
            figure(of.effective_size),
        ]);
    }
    terminal::say(&terminal::shown(&grid))?;
    more(between.len() - shown, paint)
}

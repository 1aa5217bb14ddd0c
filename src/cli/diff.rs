//! `tertius diff`: what changed between two exports of one seeker.

use super::args::{DiffArgs, Format};
use super::terminal::{self, Paint};
use super::{Outcome, setup};
use anyhow::{Result, bail};
use tertius::analysis::moves::{Change, Move, Stand, Step};
use tertius::people::MergeReason;
use tertius::pipeline::diff::{self, Difference};
use tertius::report::moves::{self, Compared};
use tertius::report::tables::Top;

/// How many rows of a kind the terminal shows unless told otherwise.
const SHOWN: Top = Top::First(10);

/// Runs `diff`.
pub fn run(args: &DiffArgs) -> Result<Outcome> {
    // The settings of today's workspace, or where it has none, of the older one.
    let config = args.common.config.as_deref();
    let place = if setup::has_settings(&args.new) { &args.new } else { &args.old };
    let settings = setup::settings(place, config)?;
    let found = diff::diff(&args.old, &args.new, &setup::read_options(&args.common, &settings), &settings)?;
    let found = match found {
        Ok(found) => found,
        Err(empty) => bail!(
            "nothing to compare: no Connections in `{}`; `tertius check` says what each file was taken for",
            empty.join("` and `")
        ),
    };
    let compared = Compared {
        workspace: &found.workspace,
        people: &found.people,
        targets: &found.targets,
        moves: &found.moves,
    };
    match args.common.format {
        Format::Text => print(&compared, args.common.top.unwrap_or(SHOWN), Paint::of(&args.common))?,
        format => {
            let mut moves = found.moves.clone();
            moves.rows.truncate(args.common.top.unwrap_or(Top::All).of(moves.rows.len()));
            terminal::print_table(&moves::table(&Compared { moves: &moves, ..compared })?, format)?;
        }
    }
    if !args.common.quiet {
        warn(&found);
    }
    Ok(if found.problems.is_empty() { Outcome::Clean } else { Outcome::WithProblems })
}

/// Says on stderr what speaks against the comparison, and how many other problems there are.
fn warn(found: &Difference) {
    for doubt in &found.doubts {
        let place = found.workspace.cite(doubt.place);
        note!("{}", terminal::wrapped(&format!("{place}: {}", doubt.problem), 0));
        note!("{}", terminal::wrapped(&format!("hint: {}", doubt.hint), 2));
    }
    match found.problems.len() - found.doubts.len() {
        0 => {}
        1 => note!("1 problem in the files; `tertius check` shows it"),
        n => note!("{n} problems in the files; `tertius check` shows them"),
    }
}

/// Prints the changes, arrivals in target companies first, then a section a kind.
fn print(compared: &Compared<'_>, top: Top, paint: Paint) -> Result<()> {
    let moves = compared.moves;
    for (at, word) in moves.snapshots.iter().zip(["old", "new"]) {
        let day = at.latest.map_or_else(|| "no dates".to_owned(), |day| format!("to {}", day.in_words()));
        let text = format!("{word}: {} people, {day}, {}", at.people, at.path);
        terminal::say(&paint.dim(&terminal::wrapped(&text, 0)))?;
    }
    if moves.rows.is_empty() {
        terminal::say("\nNothing changed.")?;
        return new_urls(compared, paint);
    }
    let is_arrival = |row: &&Move| row.target.is_some() && row.change.is_arrival();
    let arrivals: Vec<&Move> = moves.rows.iter().filter(is_arrival).collect();
    section(compared, "Arrived where you want to be", &arrivals, top, paint)?;
    for change in Change::ALL {
        let rows: Vec<&Move> =
            moves.rows.iter().filter(|row| row.change == change && !is_arrival(row)).collect();
        section(compared, heading(change), &rows, top, paint)?;
    }
    new_urls(compared, paint)?;
    for renaming in &moves.renamings {
        terminal::say(&format!("\n{}", paint.warning(&terminal::wrapped(&renaming.in_words(), 0))))?;
    }
    let n_up = moves.rows.iter().filter(|row| row.step == Some(Step::Up)).count();
    let counts = Change::ALL.map(|change| {
        let n = moves.rows.iter().filter(|row| row.change == change).count();
        (n > 0).then(|| format!("{n} {}", change.as_str()))
    });
    let counts = counts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let up = if n_up > 0 { format!("; {n_up} with a higher title (↑)") } else { String::new() };
    terminal::say(&format!("\n{}", paint.dim(&terminal::wrapped(&format!("{counts}{up}"), 0))))
}

/// Who goes under another URL in the newer export, and why it is the same person all the same.
fn new_urls(compared: &Compared<'_>, paint: Paint) -> Result<()> {
    let renamed: Vec<_> = compared.people.persons.iter().filter(|person| !person.former.is_empty()).collect();
    if renamed.is_empty() {
        return Ok(());
    }
    terminal::say(&format!("\n{} ({})", paint.bold("Under another URL"), renamed.len()))?;
    let why = format!("taken for one person by {}", MergeReason::ChangedUrl.as_str());
    terminal::say(&terminal::wrapped(&why, 2))?;
    for person in renamed {
        let text = format!("{}: {} → {}", person.display_name(), person.former.join(", "), person.key);
        terminal::say(&terminal::wrapped(&text, 2))?;
        let seen: Vec<_> = person.seen_in.iter().map(|place| compared.workspace.cite(*place)).collect();
        terminal::say(&paint.dim(&terminal::wrapped(&seen.join(", "), 4)))?;
    }
    Ok(())
}

fn heading(change: Change) -> &'static str {
    match change {
        Change::Moved => "Moved to another company",
        Change::Joined => "Name an employer now",
        Change::MovedUp => "Moved up",
        Change::NewTitle => "New title",
        Change::Left => "Name no employer any more",
        Change::New => "New",
        Change::Gone => "Gone",
    }
}

fn section(compared: &Compared<'_>, heading: &str, rows: &[&Move], top: Top, paint: Paint) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    terminal::say(&format!("\n{} ({})", paint.bold(heading), rows.len()))?;
    for row in rows.iter().take(top.of(rows.len())) {
        let name = terminal::printable(compared.person(row).display_name());
        let of = |stand: &Option<Stand>| {
            let text = stand.as_ref()?.in_words();
            Some(if text.is_empty() { "no company or title".to_owned() } else { text })
        };
        let arrow = match row.step {
            Some(Step::Up) => " ↑",
            Some(Step::Down) => " ↓",
            None => "",
        };
        let text = match (of(&row.old), of(&row.new)) {
            (Some(old), Some(new)) => format!("{old} → {new}{arrow}"),
            (old, new) => old.or(new).unwrap_or_default(),
        };
        terminal::say(&paint.accent(&terminal::wrapped(&name, 2)))?;
        terminal::say(&terminal::wrapped(&text, 4))?;
        let mut notes = Vec::new();
        if row.target.is_some() {
            notes.push(format!("target: {}", compared.target(row.target)));
        }
        if row.left_target.is_some() {
            notes.push(format!("no longer: {}", compared.target(row.left_target)));
        }
        let note = compared.note(row);
        notes.extend((!note.is_empty()).then_some(note));
        let seen = [&row.old, &row.new];
        let seen = seen.into_iter().flatten().map(|stand| compared.workspace.cite(stand.place));
        notes.push(seen.collect::<Vec<_>>().join(" → "));
        terminal::say(&paint.dim(&terminal::wrapped(&notes.join("; "), 4)))?;
    }
    match rows.len() - top.of(rows.len()) {
        0 => Ok(()),
        n => terminal::say(&paint.dim(&format!("  … and {n} more; `--top all` shows them"))),
    }
}

//! `tertius check`: what each file is, and what became of its rows.

use super::args::{CheckArgs, Format};
use super::terminal::{self, Paint};
use super::{Outcome, merges, problems, setup};
use anyhow::Result;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;
use tertius::evidence::Source;
use tertius::import::kind::Kind;
use tertius::people::MergeReason;
use tertius::pipeline::Facts;

/// Runs `check`.
pub fn run(args: &CheckArgs) -> Result<Outcome> {
    let facts = setup::facts(&args.workspace, &args.common)?;
    if args.merges {
        merges::print(&facts.workspace, &facts.people, &args.common)?;
        return Ok(finish(facts));
    }
    match args.common.format {
        // Nobody gets here with Parquet: `Cli::typed` has refused it.
        Format::Text | Format::Parquet => print(&facts, &args.workspace, Paint::of(&args.common))?,
        Format::Csv => {
            terminal::print_table(
                &tertius::report::tables::problems_of(&facts.workspace, &facts.problems)?,
                Format::Csv,
            )?;
        }
        Format::Json => print_json(&facts)?,
    }
    Ok(finish(facts))
}

/// Ends the command. The memory of a hundred thousand records goes back with the process, all at once.
fn finish(facts: Facts) -> Outcome {
    let outcome = setup::outcome_of(&facts.problems);
    std::mem::forget(facts);
    outcome
}

fn print(facts: &Facts, workspace: &Path, paint: Paint) -> Result<()> {
    terminal::say(&format!("{:>8} {:>9} {:>8} {:>9}  file", "rows", "imported", "skipped", "rejected"))?;
    for source in &facts.workspace.sources {
        let [rows, imported, skipped, rejected] =
            [source.rows, source.imported, source.skipped, source.rejected].map(|n| n.to_string());
        let counts = match Kind::of(source).has_rows() {
            true => format!("{rows:>8} {imported:>9} {skipped:>8} {rejected:>9}"),
            // Nothing is counted in what is not read.
            false => format!("{:>37}", "–"),
        };
        let kind = if is_unread(source) { "not read, see below" } else { source.kind };
        let file = terminal::wrapped(&format!("{} ({kind})", source.path), 39);
        terminal::say(&format!("{counts}  {}", file.trim_start()))?;
    }
    unknown(facts)?;
    skipped(facts)?;
    wishes(facts)?;
    merged(facts)?;
    problems::print(facts, workspace, paint)
}

/// Whether a file is of no known kind because it could not be read.
fn is_unread(source: &Source) -> bool {
    Kind::of(source) == Kind::Unknown && source.problems > 0
}

/// What is known of files that are of no known kind, and how they could be: somebody who misses a list finds it here.
fn unknown(facts: &Facts) -> Result<()> {
    let sources = &facts.workspace.sources;
    if sources.iter().all(|source| source.imported == 0) {
        let text = "Nothing was read. Put LinkedIn's archive into the folder as it is (the zip, or its Connections.csv \
                    alone): on LinkedIn, under Settings, Data privacy, Get a copy of your data.";
        terminal::say(&format!("\n{}", terminal::wrapped(text, 0)))?;
    }
    let is_table = |path: &str| {
        let path = path.to_lowercase();
        [".csv", ".tsv", ".xlsx", ".xlsm", ".ods", ".txt"].iter().any(|end| path.ends_with(end))
            || path.contains('#')
    };
    let is_odd =
        |source: &&Source| Kind::of(source) == Kind::Unknown && !is_unread(source) && is_table(&source.path);
    let n = sources.iter().filter(is_odd).count();
    if n > 0 {
        let tables = if n == 1 { "1 table is".to_owned() } else { format!("{n} tables are") };
        let text = format!(
            "{tables} of no known kind (unknown, above). A list of your own is known by its columns: targets by \
             position, company and industry; introductions by introducer and introduced; outreach by date, person \
             and kind; companies by company and aliases. `tertius init FOLDER` writes an empty one of each."
        );
        terminal::say(&format!("\n{}", terminal::wrapped(&text, 0)))?;
    }
    Ok(())
}

/// Why rows were skipped, over all files.
fn skipped(facts: &Facts) -> Result<()> {
    let mut reasons: BTreeMap<&str, u64> = BTreeMap::new();
    for source in &facts.workspace.sources {
        for (reason, n) in &source.skipped_because {
            *reasons.entry(reason).or_default() += n;
        }
    }
    if !reasons.is_empty() {
        terminal::say("\nRows skipped, and why")?;
        for (reason, n) in reasons {
            terminal::say(&format!("{n:>8}  {reason}"))?;
        }
    }
    Ok(())
}

/// What LinkedIn's job preferences would be as targets, and whether they are.
fn wishes(facts: &Facts) -> Result<()> {
    let n = facts.workspace.wishes.len();
    let Some(place) = facts.workspace.wishes.first().and_then(|wish| wish.place) else { return Ok(()) };
    let targets = if n == 1 { "1 target".to_owned() } else { format!("{n} targets") };
    let used = if facts.workspace.targets.is_empty() {
        "used, because the workspace has none of its own"
    } else {
        "not used, because the workspace has its own"
    };
    let text = format!("The job preferences in {} stand for {targets}: {used}.", facts.workspace.cite(place));
    terminal::say(&format!("\n{}", terminal::wrapped(&text, 0)))
}

/// Who was resolved to whom, in short; merges on anything weaker than a URL are named.
fn merged(facts: &Facts) -> Result<()> {
    let n_people = facts.people.persons.len();
    let owner = facts.people.owner.name.as_deref().or(facts.people.owner.slug.as_deref());
    let whose = match owner {
        Some(name) => format!("These files are {}.", terminal::printable(name)),
        None => "Nobody's name or address is known as yours: write me = \"...\" in tertius.toml.".to_owned(),
    };
    let text = format!("People: {n_people}. {whose}");
    terminal::say(&format!("\n{}", terminal::wrapped(&text, 0)))?;
    let n_gone = facts.people.persons.iter().filter(|person| person.gone.is_some()).count();
    if n_gone > 0 {
        let whom = if n_gone == 1 { "1 of them is".to_owned() } else { format!("{n_gone} of them are") };
        let text = format!(
            "{whom} in an older export of your connections and not in the newest: known, and not counted as \
             connections any more. moves.csv lists them as gone."
        );
        terminal::say(&terminal::wrapped(&text, 0))?;
    }
    let mut reasons: BTreeMap<MergeReason, u64> = BTreeMap::new();
    for merge in &facts.people.merges {
        *reasons.entry(merge.reason).or_default() += 1;
    }
    for (reason, n) in &reasons {
        let spellings = if *n == 1 { "spelling" } else { "spellings" };
        terminal::say(&format!("{n:>8}  {spellings} joined by {}", reason.as_str()))?;
    }
    let weak = facts.people.merges.iter().filter(|merge| {
        matches!(merge.reason, MergeReason::NameAndConnectionDate | MergeReason::NameAndCompany)
    });
    for merge in weak.take(20) {
        let mention = facts.workspace.mentions.get(merge.mention);
        let key = &facts.people.get(merge.person).key;
        let (name, key) = (terminal::printable(mention.name), terminal::printable(key));
        let text = format!("{name} is {key}: {}", merge.reason.as_str());
        terminal::say(&terminal::wrapped(&text, 10))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Checked<'a> {
    sources: &'a [Source],
    problems: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    file: &'a str,
    line: Option<u32>,
    column: &'a str,
    problem: &'a str,
    value: &'a str,
    hint: &'a str,
}

fn print_json(facts: &Facts) -> Result<()> {
    let problems = facts.problems.iter().map(|problem| Found {
        file: &facts.workspace.source(problem.place.source).path,
        line: (problem.place.line > 0).then_some(problem.place.line),
        column: &problem.column,
        problem: &problem.problem,
        value: &problem.value,
        hint: &problem.hint,
    });
    let checked = Checked { sources: &facts.workspace.sources, problems: problems.collect() };
    terminal::say(&serde_json::to_string_pretty(&checked)?)
}

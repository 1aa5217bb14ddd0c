//! `tertius path`: over whom to come to a person, a company or a target.

use super::args::{Format, PathArgs};
use super::terminal::{self, Paint};
use super::{Outcome, setup};
use anyhow::{Result, bail};
use tertius::analysis::path::{self, Goal, Path, Paths};
use tertius::people::PersonId;
use tertius::pipeline::Study;
use tertius::report::path as told;
use tertius::report::tables::Top;

/// Paths that are shown unless another number is asked for.
const PATHS: usize = 3;
/// Paths that are looked for where all are asked for: their number grows without measure.
const ALL: usize = 50;
/// Candidates that are listed for a name that fits several.
const CANDIDATES: usize = 20;

/// Runs `path`.
pub fn run(args: &PathArgs) -> Result<Outcome> {
    let study = setup::study(&args.workspace, &args.common)?;
    let goal = goal(&study, &args.to)?;
    let k = match args.common.top {
        None => PATHS,
        Some(Top::First(k)) => k,
        Some(Top::All) => ALL,
    };
    let found = path::find(&study.path_ground(), goal, k);
    match args.common.format {
        Format::Text => print(&study, goal, &found, Paint::of(&args.common))?,
        format => terminal::print_table(&told::table(&study, &found)?, format)?,
    }
    Ok(setup::outcome(&study))
}

/// What a reference means: a row of the target matrix by its number, a person as for `explain`, or a company by its strict
/// tiers. `company:` and `target:` before it say which, where two would fit.
fn goal(study: &Study, to: &str) -> Result<Goal> {
    let to = to.trim();
    let (kind, bare) = match to.split_once(':') {
        Some((kind @ ("company" | "target" | "person"), rest)) => (kind, rest.trim()),
        _ => ("", to),
    };
    let allows = |wanted: &str| kind.is_empty() || kind == wanted;
    let mut fits: Vec<(String, Goal)> = Vec::new();
    if allows("target")
        && let Ok(number) = bare.trim_start_matches('#').parse::<usize>()
    {
        let n = study.targets.rows.len();
        if (1..=n).contains(&number) {
            return Ok(Goal::Target(number - 1));
        }
        if kind == "target" || study.people.find(bare).is_empty() {
            bail!("there is no target {number}: coverage.csv has {n} rows");
        }
    }
    if allows("person") {
        for id in study.people.find(bare) {
            let person = study.people.get(id);
            let job = [&*person.position, &*person.company];
            let job: Vec<&str> = job.into_iter().filter(|part| !part.is_empty()).collect();
            fits.push((format!("{}  {}", person.key, job.join(", ")), Goal::Person(id)));
        }
    }
    if allows("company")
        && let Some(company) = study.people.companies.get(bare)
    {
        fits.push((format!("company:{}", study.people.companies.name(company)), Goal::Company(company)));
    }
    match fits.as_slice() {
        [(_, one)] => Ok(*one),
        [] if kind == "target" => {
            bail!("give the number of a row of coverage.csv, 1 to {}", study.targets.rows.len())
        }
        [] => bail!(
            "nobody and no company in these files is called `{bare}`\n  hint: look people up in people.csv; if it is a \
             company, nobody you know is there: put it into the target matrix, and ask for the exports of people who \
             may know somebody (`tertius cohort` reads them together)"
        ),
        several => {
            let shown: Vec<&str> = several.iter().take(CANDIDATES).map(|(shown, _)| shown.as_str()).collect();
            let more = several.len() - shown.len();
            let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
            bail!("`{bare}` fits {} times; give one of these:\n  {}{more}", several.len(), shown.join("\n  "))
        }
    }
}

fn print(study: &Study, goal: Goal, found: &Paths, paint: Paint) -> Result<()> {
    terminal::say(&paint.bold(&terminal::wrapped(&told::heading(study, goal, found), 0)))?;
    for (nth, path) in found.paths.iter().enumerate() {
        one(study, nth, path, paint)?;
    }
    for text in told::missing(study, goal, found) {
        terminal::say(&terminal::wrapped(&text, 0))?;
    }
    Ok(())
}

fn one(study: &Study, nth: usize, path: &Path, paint: Paint) -> Result<()> {
    let name =
        |id: Option<PersonId>| id.map_or("you".to_owned(), |id| terminal::printable(&told::name(study, id)));
    let via: Vec<String> = path.steps.iter().skip(1).map(|step| name(step.from)).collect();
    let via = if via.is_empty() { "directly".to_owned() } else { format!("through {}", via.join(" and ")) };
    let head = terminal::wrapped(&format!("{}. {}, {via}", nth + 1, told::chance(path.chance)), 0);
    terminal::say(&format!("\n{}", paint.bold(&head)))?;
    for (at, step) in path.steps.iter().enumerate() {
        let weakest = if at == path.weakest && path.steps.len() > 1 { ", the weakest link" } else { "" };
        let text = format!(
            "{} → {}: {} ({}{weakest})",
            name(step.from),
            name(Some(step.to)),
            told::chance(step.chance),
            step.class.as_str()
        );
        terminal::say(&terminal::wrapped(&text, 3))?;
        terminal::say(&terminal::wrapped(&step.because, 6))?;
        if !step.evidence.is_empty() {
            terminal::say(&paint.dim(&terminal::wrapped(&study.workspace.cite_all(&step.evidence), 6)))?;
        }
    }
    Ok(())
}

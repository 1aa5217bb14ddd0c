//! The problems of a workspace as `tertius check` prints them: what to do once, and where it is to be done.
//!
//! Many cells go wrong in one way, so problems of a sort stand together: what is wrong and how often, the first places,
//! the way out. What costs most comes first: files, then rows and people, then cells.

use super::terminal::{self, Paint};
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tertius::evidence::Problem;
use tertius::pipeline::Facts;

/// How many places of one sort of problem are printed; all are in the CSV and the JSON.
const SHOWN: usize = 5;

/// What a problem costs; the worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cost {
    File,
    Row,
    Cell,
}

impl Cost {
    fn of(problem: &Problem) -> Cost {
        match problem {
            _ if problem.place.line == 0 => Cost::File,
            _ if problem.column.is_empty() => Cost::Row,
            _ => Cost::Cell,
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Cost::File => "Files that could not be read, or not as a whole",
            Cost::Row => "Rows that could not be used as they are",
            Cost::Cell => "Cells that could not be read; their rows are kept",
        }
    }
}

/// Problems of one sort: the same words, in columns of the same name, with the same way out.
type Sort<'a> = (Cost, std::cmp::Reverse<usize>, &'a str, &'a str, &'a str);

/// Prints all problems.
pub fn print(facts: &Facts, workspace: &Path, paint: Paint) -> Result<()> {
    if facts.problems.is_empty() {
        return terminal::say("\nNo problems.");
    }
    let mut groups: BTreeMap<(Cost, &str, &str, &str), Vec<&Problem>> = BTreeMap::new();
    for problem in &facts.problems {
        let key = (Cost::of(problem), sort_of(problem), problem.column.as_str(), problem.hint.as_str());
        groups.entry(key).or_default().push(problem);
    }
    let mut groups: Vec<(Sort<'_>, Vec<&Problem>)> = groups
        .into_iter()
        .map(|((cost, sort, column, hint), all)| {
            ((cost, std::cmp::Reverse(all.len()), sort, column, hint), all)
        })
        .collect();
    groups.sort_by(|a, b| a.0.cmp(&b.0));
    let mut last = None;
    for ((cost, _, sort, column, hint), all) in &groups {
        if last != Some(*cost) {
            let n: usize = groups.iter().filter(|(of, _)| of.0 == *cost).map(|(_, all)| all.len()).sum();
            terminal::say(&format!("\n{}", paint.bold(&format!("{} ({n})", cost.heading()))))?;
            last = Some(*cost);
        }
        print_sort(facts, (sort, column, hint), all, paint)?;
    }
    close(facts, workspace)
}

fn print_sort(
    facts: &Facts,
    (sort, column, hint): (&str, &str, &str),
    all: &[&Problem],
    paint: Paint,
) -> Result<()> {
    let column = if column.is_empty() { String::new() } else { format!(", in `{column}`") };
    let times = if all.len() > 1 { format!("{} times: ", all.len()) } else { String::new() };
    terminal::say(&paint.warning(&terminal::wrapped(&format!("{times}{sort}{column}"), 2)))?;
    for problem in all.iter().take(SHOWN) {
        let particulars =
            problem.problem.get(sort.len()..).unwrap_or_default().trim_start_matches([':', ' ']);
        let particulars = if particulars.is_empty() { String::new() } else { format!(" {particulars}:") };
        let value = if problem.value.is_empty() { String::new() } else { format!(" `{}`", problem.value) };
        let text = format!("{}:{particulars}{value}", facts.workspace.cite(problem.place));
        terminal::say(&terminal::wrapped(text.trim_end_matches(':'), 6))?;
    }
    if let Some(rest) = all.get(SHOWN..).filter(|rest| !rest.is_empty()) {
        let files: BTreeSet<u32> = all.iter().map(|problem| problem.place.source.0).collect();
        let files =
            if files.len() > 1 { format!(", in {} files altogether", files.len()) } else { String::new() };
        terminal::say(&terminal::wrapped(&format!("… and {} more{files}", rest.len()), 6))?;
    }
    terminal::say(&terminal::wrapped(&format!("hint: {hint}"), 4))
}

/// What to do with all of it.
fn close(facts: &Facts, workspace: &Path) -> Result<()> {
    let listed = facts.problems.len() as u64;
    let counted: u64 = facts.workspace.sources.iter().map(|source| source.problems).sum();
    let more = if counted > listed {
        format!(" ({} more are only counted)", counted - listed)
    } else {
        String::new()
    };
    let n = if listed == 1 { "1 problem".to_owned() } else { format!("{listed} problems") };
    let all = if counted > listed { "all that are not only counted" } else { "every problem" };
    let place = workspace.display();
    let text = format!(
        "{n}{more}. Everything else was read. Change the files where you can, then run `tertius check {place}` \
         again; `tertius check {place} --format csv` lists {all} with file and line."
    );
    terminal::say(&format!("\n{}", terminal::wrapped(&text, 0)))
}

/// What is wrong, without the particulars that make each one different.
fn sort_of(problem: &Problem) -> &str {
    problem.problem.split(':').next().unwrap_or(&problem.problem)
}

//! `tertius report`: the main job.

use super::args::{Format, WorkspaceArgs};
use super::terminal::{self, Paint};
use super::{Outcome, rank, setup};
use anyhow::Result;
use tertius::report::tables::{self, Top};
use tertius::report::write;

/// Runs `report`: writes every file, then shows the first of the next contacts; as data, all that the file has.
pub fn run(args: &WorkspaceArgs) -> Result<Outcome> {
    let study = setup::study(&args.workspace, &args.common)?;
    refuse_nothing(&study, args)?;
    let top = args.common.top.unwrap_or(Top::First(50));
    let mut n_files = 0;
    write::all(&study, &args.common.out, top, |_| n_files += 1)?;
    if args.common.format != Format::Text {
        terminal::print_table(&tables::next_contacts(&study, top)?, args.common.format)?;
    } else if !args.common.quiet {
        rank::print(&study, Top::First(5), Paint::of(&args.common))?;
        let out = args.common.out.display();
        note!("{n_files} files in {out}; open {out}/index.html");
        match study.problems.len() {
            0 => {}
            1 => note!("1 problem in the files; see {out}/problems.csv"),
            n => note!("{n} problems in the files; see {out}/problems.csv"),
        }
    }
    warn_if_nobody(&study, args);
    Ok(setup::finish(study))
}

/// Of a workspace in which not one row was read there is nothing to report; what an earlier run wrote is worth more than
/// thirty empty files in its place.
fn refuse_nothing(study: &tertius::pipeline::Study, args: &WorkspaceArgs) -> Result<()> {
    let sources = &study.workspace.sources;
    // A new workspace has lists in which every row is a comment yet; nothing is wrong with that.
    let is_new = study.problems.is_empty() && sources.iter().any(|source| source.skipped > 0);
    if is_new || sources.iter().any(|source| source.imported > 0) {
        return Ok(());
    }
    for problem in study.problems.iter().take(5) {
        let file = &study.workspace.sources[problem.place.source.0 as usize].path;
        let words = format!("{file}: {}; {}", problem.problem, problem.hint);
        note!("{}", terminal::printable(&words));
    }
    let place = args.workspace.display();
    anyhow::bail!(
        "nothing in `{place}` could be read, so nothing was written; `tertius check {place}` says what each file was taken for"
    )
}

/// A workspace in which no file was recognised is the most common mistake: say what was looked for.
fn warn_if_nobody(study: &tertius::pipeline::Study, args: &WorkspaceArgs) {
    if study.people.persons.is_empty() {
        let place = terminal::printable(&args.workspace.display().to_string());
        note!(
            "no file in `{place}` names a person; `tertius check {place}` says what each file was taken for"
        );
    }
}

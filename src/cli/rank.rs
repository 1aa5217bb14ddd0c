//! `tertius rank`: the next people to contact.

use super::args::{Format, WorkspaceArgs};
use super::terminal::{self, Paint};
use super::{Outcome, setup};
use anyhow::Result;
use tertius::analysis::rank::explain;
use tertius::analysis::rank::standing::Action;
use tertius::pipeline::Study;
use tertius::report::tables::{self, Top};
use unicode_width::UnicodeWidthStr;

/// How many people the terminal shows unless told otherwise.
const SHOWN: Top = Top::First(10);

/// Runs `rank`.
pub fn run(args: &WorkspaceArgs) -> Result<Outcome> {
    let study = setup::study(&args.workspace, &args.common)?;
    match args.common.format {
        Format::Text => print(&study, args.common.top.unwrap_or(SHOWN), Paint::of(&args.common))?,
        format => {
            let top = args.common.top.unwrap_or(Top::First(50));
            terminal::print_table(&tables::next_contacts(&study, top)?, format)?;
        }
    }
    if !study.problems.is_empty() && !args.common.quiet {
        eprintln!("{} problems in the files; `tertius check` shows them", study.problems.len());
    }
    Ok(setup::finish(study))
}

/// Prints the first people of the ranking as small cards.
pub fn print(study: &Study, top: Top, paint: Paint) -> Result<()> {
    let all = &study.ranking.suggestions;
    if all.is_empty() {
        return terminal::say("Nobody to contact: no file of the workspace names a person.");
    }
    let input = study.rank_input();
    for (at, suggestion) in all.iter().take(top.of(all.len())).enumerate() {
        let person = study.people.get(suggestion.person);
        let name = terminal::printable(person.display_name());
        let role = match (person.position.is_empty(), person.company.is_empty()) {
            (false, false) => format!("{} at {}", person.position, person.company),
            (false, true) => person.position.to_string(),
            (true, false) => format!("at {}", person.company),
            (true, true) => String::new(),
        };
        let comma = if role.is_empty() { "" } else { ", " };
        // Wrapped first, painted then: a colour has no width. A name that is broken up stays as it is.
        let card = terminal::wrapped(&format!("{name}{comma}{role}"), 5);
        let card = card.trim_start().replacen(&name, &paint.bold(&name), 1);
        terminal::say(&format!("{:>3}. {card}", at + 1))?;
        let due = match suggestion.due.action {
            Action::Wait => format!("wait until {}", suggestion.due.on.in_words()),
            action if suggestion.due.on < study.as_of => {
                format!("{}, due since {}", action.as_str(), suggestion.due.on.in_words())
            }
            action => format!("{}, due {}", action.as_str(), suggestion.due.on.in_words()),
        };
        let via = suggestion.via.map(|via| format!(", via {}", study.people.get(via).display_name()));
        let figures =
            format!("{:.2} = {:.2} × {:.2}", suggestion.score, suggestion.p_reply, suggestion.usefulness);
        let line = terminal::wrapped(&format!("{due}{}", via.unwrap_or_default()), 5);
        // The figures stay together, on a line of their own where they do not fit.
        let room = terminal::WIDTH - line.lines().last().map_or(0, UnicodeWidthStr::width);
        let gap = if figures.width() + 2 <= room { "  " } else { "\n     " };
        let line = format!("{}{gap}{}", line.replacen(&due, &paint.accent(&due), 1), paint.dim(&figures));
        terminal::say(&line)?;
        terminal::say(&terminal::wrapped(&explain::sentence(&input, suggestion), 5))?;
    }
    let rest = all.len() - top.of(all.len());
    let more = if rest > 0 { format!("{rest} more; ") } else { String::new() };
    let legend = "score = chance of an answer × its usefulness";
    terminal::say(&paint.dim(&format!("\n{more}{legend}")))
}

//! `tertius rank`: the next people to contact.

use super::args::{Format, RankArgs};
use super::terminal::{self, Paint};
use super::{Outcome, setup};
use anyhow::Result;
use tertius::analysis::plan;
use tertius::analysis::rank::explain;
use tertius::analysis::rank::standing::Action;
use tertius::pipeline::Study;
use tertius::report::tables::{self, Top};
use unicode_width::UnicodeWidthStr;

/// How many people the terminal shows unless told otherwise.
const SHOWN: Top = Top::First(10);

/// Runs `rank`.
pub fn run(args: &RankArgs) -> Result<Outcome> {
    let order = args.order;
    let plan = args.plan.map(usize::from);
    let args = &args.of;
    let study = setup::study_with(&args.workspace, &args.common, |settings| {
        settings.order = order.unwrap_or(settings.order);
    })?;
    match (args.common.format, plan) {
        (Format::Text, Some(n)) => print_plan(&study, n, Paint::of(&args.common))?,
        (format, Some(n)) => terminal::print_table(&tables::plan(&study, n)?, format)?,
        (Format::Text, None) => print(&study, args.common.top.unwrap_or(SHOWN), Paint::of(&args.common))?,
        (format, None) => {
            let top = args.common.top.unwrap_or(Top::First(50));
            terminal::print_table(&tables::next_contacts(&study, top)?, format)?;
        }
    }
    if !study.problems.is_empty() && !args.common.quiet {
        let n = study.problems.len();
        let problems = if n == 1 { "problem" } else { "problems" };
        note!("{n} {problems} in the files; `tertius check` shows them");
    }
    Ok(setup::finish(study))
}

/// Prints the first people of the ranking as small cards.
pub fn print(study: &Study, top: Top, paint: Paint) -> Result<()> {
    let all = &study.ranking.suggestions;
    if all.is_empty() && study.people.persons.is_empty() {
        return terminal::say("Nobody to contact: no file of the workspace names a person.");
    }
    if all.is_empty() {
        let text = format!(
            "Nobody to contact on {}: all that your files say of anybody is of later days.",
            study.as_of.in_words()
        );
        return terminal::say(&terminal::wrapped(&text, 0));
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
        let comma = match (person.position.is_empty(), role.is_empty()) {
            (_, true) => "",
            (true, false) => " ",
            (false, false) => ", ",
        };
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
        // Thanks and news go straight to whom they are for, whoever once introduced them.
        let asks = matches!(suggestion.due.action, Action::Request | Action::AskForIntroduction);
        let via = suggestion.via.filter(|_| asks);
        let via = via.map(|via| format!(", via {}", study.people.get(via).display_name()));
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
    let legend = "due this week first; score = chance of an answer × its usefulness";
    terminal::say(&paint.dim(&format!("\n{more}{legend}")))?;
    if study.targets.rows.is_empty() {
        let text = "No targets yet, so this says hardly more than who would answer: list the positions, companies or \
                    industries you look for in targets.csv (`tertius init` writes an empty one).";
        terminal::say(&terminal::wrapped(text, 0))?;
    }
    Ok(())
}

/// Prints the people who together open most of the target matrix.
fn print_plan(study: &Study, n: usize, paint: Paint) -> Result<()> {
    if study.targets.rows.is_empty() {
        return terminal::say(
            "No targets: a plan needs a target matrix; `tertius init` writes an empty one.",
        );
    }
    let input = study.rank_input();
    let plan = plan::of(&input, &study.ranking, n);
    for (at, step) in plan.steps.iter().enumerate() {
        let suggestion = &study.ranking.suggestions[step.at];
        let person = study.people.get(step.person);
        let name = terminal::printable(person.display_name());
        let card = format!("{name}, {} at {}", or_unknown(&person.position), or_unknown(&person.company));
        let card = terminal::wrapped(&card, 5);
        terminal::say(&format!(
            "{:>3}. {}",
            at + 1,
            card.trim_start().replacen(&name, &paint.bold(&name), 1)
        ))?;
        let line = format!(
            "{}, answers with {:.0} %; adds {:.1} % of what the targets are worth: {}",
            suggestion.due.action.as_str(),
            suggestion.p_reply * 100.0,
            step.adds * 100.0,
            step.in_words(&input)
        );
        terminal::say(&terminal::wrapped(&line, 5))?;
    }
    let open = plan.steps.last().map_or(plan.open_before, |step| step.open);
    let summary = format!(
        "Conversations so far open {:.0} % of the worth of your targets; with these, {:.0} % are to be expected. \
         Each was chosen for what they add to those above, which comes to at least 63 % of the best choice.",
        plan.open_before * 100.0,
        open * 100.0
    );
    terminal::say(&format!("\n{}", terminal::wrapped(&summary, 0)))?;
    if !plan.closed.is_empty() {
        terminal::say(&format!("\n{}", paint.bold("Targets that nobody you know opens")))?;
        for target in &plan.closed {
            terminal::say(&terminal::wrapped(&target.in_words(&input), 5))?;
        }
    }
    Ok(())
}

fn or_unknown(text: &str) -> &str {
    if text.is_empty() { "unknown" } else { text }
}

//! `tertius check --merges`: why rows became one person, and who was kept apart.

use super::args::{Common, Format};
use super::terminal::{self, Paint};
use anyhow::Result;
use tertius::analysis::merges::{self, Joined};
use tertius::import::Workspace;
use tertius::people::{MergeReason, People};
use tertius::report::tables::Top;

/// Prints the merges in the format asked for.
pub fn print(workspace: &Workspace, people: &People, common: &Common) -> Result<()> {
    match common.format {
        Format::Text => text(workspace, people, common.top.unwrap_or(Top::First(200)), Paint::of(common)),
        format => terminal::print_table(&tertius::report::merges::table(workspace, people)?, format),
    }
}

fn text(workspace: &Workspace, people: &People, top: Top, paint: Paint) -> Result<()> {
    let all = merges::joined(workspace, people);
    // One URL in two files with one name is what exports are made of; everything else is worth reading.
    let is_plain = |joined: &&Joined| {
        let name = |text: &str| text.split(" <").next().unwrap_or_default().to_owned();
        joined.weakest() <= Some(MergeReason::ProfileUrl)
            && joined.ways.iter().all(|way| name(&way.text) == name(&joined.ways[0].text))
    };
    let (plain, telling): (Vec<&Joined>, Vec<&Joined>) = all.iter().partition(is_plain);
    let shown: Vec<&Joined> = if top == Top::All { all.iter().collect() } else { telling };
    terminal::say(&format!("{} ({})", paint.bold("Merged"), all.len()))?;
    for joined in shown.iter().take(top.of(shown.len())) {
        let person = people.get(joined.person);
        let head = format!("{}: {}", person.display_name(), person.key);
        terminal::say(&format!("\n{}", paint.accent(&terminal::wrapped(&head, 0))))?;
        for way in &joined.ways {
            terminal::say(&terminal::wrapped(&way.text, 2))?;
            let rule = way.rule.map(|rule| format!("by {}: ", rule.as_str())).unwrap_or_default();
            let line = format!("{rule}{}", workspace.cite_all(&way.places));
            terminal::say(&paint.dim(&terminal::wrapped(&line, 4)))?;
        }
    }
    let n_more = shown.len() - top.of(shown.len());
    if n_more > 0 {
        terminal::say(&paint.dim(&format!("\n… and {n_more} more; `--top all` shows everyone")))?;
    }
    if !plain.is_empty() && top != Top::All {
        let text = format!(
            "{} of them go by one profile URL and one name in every file; `--top all` shows them, too.",
            plain.len()
        );
        terminal::say(&format!("\n{}", paint.dim(&terminal::wrapped(&text, 0))))?;
    }
    apart(workspace, people, top, paint)
}

fn apart(workspace: &Workspace, people: &People, top: Top, paint: Paint) -> Result<()> {
    let groups = merges::apart(people);
    if groups.is_empty() {
        return terminal::say("\nNo two people have the same name.");
    }
    let names = if groups.len() == 1 { "name" } else { "names" };
    terminal::say(&format!("\n{} ({} {names})", paint.bold("Kept apart"), groups.len()))?;
    for group in groups.iter().take(top.of(groups.len())) {
        let name = people.get(group.people[0]).display_name();
        let head = format!("{name}: {}", group.because.join("; "));
        terminal::say(&format!("\n{}", paint.accent(&terminal::wrapped(&head, 0))))?;
        for id in &group.people {
            let person = people.get(*id);
            let since = person.connected_on.map(|day| format!("connected {}", day.in_words()));
            let company = (!person.company.is_empty()).then(|| person.company.to_string());
            let facts: Vec<String> =
                [Some(person.key.clone()), company, since].into_iter().flatten().collect();
            terminal::say(&terminal::wrapped(&facts.join(", "), 2))?;
            terminal::say(&paint.dim(&terminal::wrapped(&workspace.cite_all(&person.seen_in), 4)))?;
        }
    }
    match groups.len() - top.of(groups.len()) {
        0 => Ok(()),
        n => terminal::say(&paint.dim(&format!("\n… and {n} more names; `--top all` shows them"))),
    }
}

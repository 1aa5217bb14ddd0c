//! `tertius explain`: every reason behind the rank of one person.

use super::args::{ExplainArgs, Format};
use super::terminal::{self, Paint};
use super::{Outcome, setup};
use anyhow::{Result, anyhow, bail};
use tertius::analysis::noted;
use tertius::analysis::rank;
use tertius::analysis::rank::explain::{self, Reason};
use tertius::analysis::rank::standing::Action;
use tertius::people::PersonId;
use tertius::pipeline::Study;
use tertius::report::explained;

/// People whose name has the reference in it that are listed.
const NEAR: usize = 10;

/// Runs `explain`.
pub fn run(args: &ExplainArgs) -> Result<Outcome> {
    let study = setup::study(&args.workspace, &args.common)?;
    let person = find(&study, &args.person)?;
    let at = rank_of(&study, person)?;
    match args.common.format {
        Format::Text => {
            let paint = Paint::of(&args.common);
            print(&study, at, paint)?;
            print_notes(&study, person, paint)?;
        }
        format => terminal::print_table(&explained::table(&study, &study.ranking.suggestions[at])?, format)?,
    }
    Ok(setup::finish(study))
}

/// The one person that a reference means.
fn find(study: &Study, reference: &str) -> Result<PersonId> {
    let found = study.people.find(reference);
    match found.as_slice() {
        [one] => Ok(*one),
        [] => match study.people.near(reference) {
            near if near.is_empty() => {
                bail!("nobody is called `{reference}`; look the person up in people.csv and give the key")
            }
            near => {
                let of = |id: &PersonId| {
                    let person = study.people.get(*id);
                    format!("{}  {}", person.key, terminal::printable(person.display_name()))
                };
                let keys: Vec<String> = near.iter().take(NEAR).map(of).collect();
                let more = near.len() - keys.len();
                let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
                bail!(
                    "nobody is called just `{reference}`; give one of the keys:\n  {}{more}",
                    keys.join("\n  ")
                )
            }
        },
        several => {
            let keys: Vec<&str> = several.iter().map(|id| study.people.get(*id).key.as_str()).collect();
            bail!("`{reference}` fits {} people; give one of the keys:\n  {}", keys.len(), keys.join("\n  "))
        }
    }
}

/// Where somebody stands in the ranking.
fn rank_of(study: &Study, id: PersonId) -> Result<usize> {
    let at = study.ranking.suggestions.iter().position(|suggestion| suggestion.person == id);
    at.ok_or_else(|| {
        let person = study.people.get(id);
        let since = person.connected_on.map(|on| format!(": the connection is of {}", on.in_words()));
        anyhow!("{} is not ranked as of {}{}", person.key, study.as_of, since.unwrap_or_default())
    })
}

fn print(study: &Study, rank: usize, paint: Paint) -> Result<()> {
    let suggestion = &study.ranking.suggestions[rank];
    let id = suggestion.person;
    let person = study.people.get(id);
    let input = study.rank_input();
    let explained = explain::explain(&input, suggestion);
    let n = study.ranking.suggestions.len();
    terminal::say(&format!(
        "{}  {}",
        paint.bold(&terminal::printable(person.display_name())),
        paint.dim(&person.key)
    ))?;
    terminal::say(&terminal::wrapped(&explain::sentence(&input, suggestion), 0))?;
    let due = suggestion.due;
    terminal::say(&format!("\nRank {} of {n}: {}, due {}", rank + 1, due.action.as_str(), due.on))?;
    section(study, paint, &explained.due, None)?;
    let log_odds: f64 = explained.reply.iter().map(|reason| reason.points).sum();
    let heading =
        format!("Chance of an answer {:.4}: the sum in log-odds is {log_odds:+.2}", suggestion.p_reply);
    terminal::say(&format!("\n{}", paint.bold(&heading)))?;
    for reason in &explained.reply {
        section(study, paint, reason, Some(format!("{:+.2}", reason.points)))?;
    }
    let (low, high) = suggestion.p_interval;
    let model = &study.reply.model;
    let learned = match model.n_outcomes {
        0 => "There is no outcome of yours to learn from yet.".to_owned(),
        n => {
            let what = match (model.of_requests, n) {
                (true, 1) => "request",
                (true, _) => "requests",
                (false, 1) => "first message or invitation",
                (false, _) => "first messages and invitations",
            };
            format!("Learned from {n} {what} of yours, {} answered.", model.n_answered)
        }
    };
    let interval =
        format!("Of people like this, nine in ten have a chance between {low:.2} and {high:.2}. {learned}");
    terminal::say(&terminal::wrapped(&interval, 9))?;
    if let Some(change) = &explained.change {
        terminal::say(&terminal::wrapped(&format!("→ {change}"), 9))?;
    }
    let fit = suggestion.fit.map_or(0.0, |(_, _, value)| value);
    terminal::say(&format!(
        "\n{}",
        paint.bold(&format!("Fit {fit:.4}: how well, times what the target is worth"))
    ))?;
    for reason in &explained.fit {
        section(study, paint, reason, Some(format!("{:.2}", reason.points)))?;
    }
    let value = suggestion.referral;
    let heading = format!(
        "Referral value {:.4}: introductions a conversation, times worth of the company",
        value.value
    );
    terminal::say(&format!("\n{}", paint.bold(&heading)))?;
    for reason in &explained.referral {
        section(study, paint, reason, Some(format!("{:.2}", reason.points)))?;
    }
    let weights = &study.settings.value;
    if due.action == Action::Wait {
        let then = rank::usefulness(due.then, fit, value.value, weights);
        let text = format!(
            "Nothing to do before {}, so the score is 0. The {} will then score {:.4} = {:.4} × {then:.4}, as things stand.",
            due.on.in_words(),
            due.then.in_words(),
            suggestion.p_reply * then,
            suggestion.p_reply,
        );
        return terminal::say(&format!("\n{}", terminal::wrapped(&text, 0)));
    }
    let share = rank::share_of_fit(due.action, weights);
    let (counts, why) = match share {
        1.0 => (String::new(), ""),
        0.0 => (" × 0".to_owned(), "; the request is worth what the introduction is"),
        _ => (format!(" × {share:.2}"), "; a check-in tells less than a first conversation"),
    };
    let usefulness = format!(
        "Usefulness {:.4} of a {}, from fit and referral value: 1 − (1 − {:.2}{counts} × {fit:.4}) × (1 − {:.2} × {:.4}){why}",
        suggestion.usefulness,
        due.action.in_words(),
        weights.fit,
        weights.referral,
        value.value,
    );
    terminal::say(&format!("\n{}", terminal::wrapped(&usefulness, 0)))?;
    terminal::say(&paint.bold(&format!(
        "Score {:.4} = {:.4} × {:.4}",
        suggestion.score, suggestion.p_reply, suggestion.usefulness
    )))?;
    let shifts = explain::shifts(&input, id);
    let least = shifts.iter().min_by_key(|shift| shift.rank);
    let most = shifts.iter().max_by_key(|shift| shift.rank);
    let (Some(least), Some(most)) = (least, most) else { return Ok(()) };
    let now = rank + 1;
    let (best, worst) = (least.rank.min(now), most.rank.max(now));
    let text = if best == worst {
        format!(
            "Rank {now} stays, whichever weights move by a quarter and with half-lives of 90 to 365 days."
        )
    } else {
        let of = |shift: &explain::Shift| {
            if shift.rank == now { String::new() } else { format!(" ({})", shift.what) }
        };
        format!(
            "Between rank {best}{} and rank {worst}{} when weights move by a quarter or half-lives change.",
            of(least),
            of(most)
        )
    };
    terminal::say(&format!("\n{}", terminal::wrapped(&text, 0)))
}

/// What the seeker noted herself, to be read before the next step.
fn print_notes(study: &Study, id: PersonId, paint: Paint) -> Result<()> {
    let noted = noted::of(&study.workspace, &study.people, id, study.as_of);
    if noted.is_empty() {
        return Ok(());
    }
    terminal::say(&format!("\n{}", paint.bold("Your notes")))?;
    for row in noted {
        let on = row.on.map(|day| format!("{}, ", day.in_words())).unwrap_or_default();
        let text = format!("{on}{}: {}", row.what, terminal::printable(row.text));
        terminal::say(&terminal::wrapped(&text, 2))?;
        terminal::say(&paint.dim(&terminal::wrapped(&study.workspace.cite(row.place), 9)))?;
    }
    Ok(())
}

/// One reason, and below it the rows it rests on.
fn section(study: &Study, paint: Paint, reason: &Reason, points: Option<String>) -> Result<()> {
    let text = terminal::wrapped(&reason.because, 9);
    let points = points.unwrap_or_default();
    terminal::say(&format!("  {points:>6} {}", text.trim_start()))?;
    if !reason.evidence.is_empty() {
        let places = study.workspace.cite_all(&reason.evidence);
        terminal::say(&paint.dim(&terminal::wrapped(&places, 9)))?;
    }
    Ok(())
}

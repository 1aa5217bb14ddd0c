//! Whom to contact next, and what is owed to whom.

use super::words::{self, clean, per_cent};
use crate::analysis::rank::Suggestion;
use crate::analysis::rank::explain;
use crate::analysis::rank::standing::{Action, Cause};
use crate::people::{PersonId, profile_url};
use crate::pipeline::Study;
use crate::report::table::four_decimals;
use serde::Serialize;

/// A person, as they are named on the page.
#[derive(Serialize)]
pub(super) struct Named {
    name: String,
    /// The profile, or nothing.
    href: String,
}

/// A suggestion.
#[derive(Serialize)]
pub(super) struct Contact {
    rank: usize,
    who: Named,
    email: String,
    position: String,
    company: String,
    /// The word of the interface, for filtering.
    action: &'static str,
    /// What to do.
    what: &'static str,
    /// When.
    when: String,
    reason: String,
    /// Who could put in a word, or did.
    via: Option<Named>,
    /// What follows their name in the sentence, which `reason` is cut before; nothing where it does not name them.
    after_via: String,
    score: f64,
    score_in_words: String,
    chance: String,
    usefulness: String,
    /// Whether they are to be left in peace for now, so that no score stands for anything.
    waits: bool,
}

impl Contact {
    /// The word of the step, and how the page says it.
    pub(super) fn kind(&self) -> (&'static str, &'static str) {
        (self.action, self.what)
    }
}

/// Things of one kind that are owed.
#[derive(Serialize)]
pub(super) struct Owed {
    action: &'static str,
    title: &'static str,
    rows: Vec<OwedRow>,
    more: String,
}

/// Something that is owed to a person.
#[derive(Serialize)]
pub(super) struct OwedRow {
    who: Named,
    company: String,
    on: String,
    late: String,
    why: String,
}

fn named(study: &Study, id: PersonId) -> Named {
    let person = study.people.get(id);
    Named {
        name: clean(person.display_name()),
        href: person.slug().map(profile_url::url).unwrap_or_default(),
    }
}

/// The first `n` suggestions.
pub(super) fn next(study: &Study, n: usize) -> Vec<Contact> {
    let input = study.rank_input();
    let shown = study.ranking.suggestions.iter().take(n).enumerate();
    shown
        .map(|(at, suggestion)| {
            let person = study.people.get(suggestion.person);
            let via = suggestion.via.map(|via| named(study, via));
            let sentence = clean(&explain::sentence(&input, suggestion));
            let parts = via.as_ref().and_then(|via| sentence.rsplit_once(via.name.as_str()));
            let (reason, after_via) = parts.unwrap_or((&sentence, ""));
            Contact {
                rank: at + 1,
                who: named(study, suggestion.person),
                email: clean(person.email.as_deref().unwrap_or_default()),
                position: clean(&person.position),
                company: clean(&person.company),
                action: suggestion.due.action.as_str(),
                what: words::action(suggestion.due.action),
                when: words::when(&suggestion.due, study.as_of),
                reason: reason.to_owned(),
                after_via: after_via.to_owned(),
                via,
                score: four_decimals(suggestion.score),
                score_in_words: per_cent(suggestion.score),
                chance: per_cent(suggestion.p_reply),
                usefulness: per_cent(suggestion.usefulness),
                waits: suggestion.due.action == Action::Wait,
            }
        })
        .collect()
}

/// What is owed now, kind by kind, in the order of what it is worth, which is that of the ranking; thanks by their day, since
/// they are late soon.
pub(super) fn owed(study: &Study) -> Vec<Owed> {
    const SHOWN: usize = 8;
    let kinds = [
        (Action::ThankYou, "Thanks owed"),
        (Action::FollowUp, "Follow-ups"),
        (Action::AskForIntroduction, "Introductions to ask for"),
        (Action::CheckIn, "Check-ins"),
    ];
    kinds
        .into_iter()
        .filter_map(|(action, title)| {
            let of_kind =
                study.ranking.suggestions.iter().filter(|suggestion| suggestion.due.action == action);
            let mut found: Vec<&Suggestion> = of_kind.collect();
            if action == Action::ThankYou {
                found.sort_by_key(|suggestion| suggestion.due.on);
            }
            let more = found.len().saturating_sub(SHOWN);
            (!found.is_empty()).then(|| Owed {
                action: action.as_str(),
                title,
                rows: found.into_iter().take(SHOWN).map(|suggestion| owed_row(study, suggestion)).collect(),
                more: if more > 0 { words::count(more as u64) } else { String::new() },
            })
        })
        .collect()
}

/// What comes due within a week.
pub(super) fn coming(study: &Study) -> Vec<OwedRow> {
    const SHOWN: usize = 12;
    let mut found: Vec<&Suggestion> = study
        .ranking
        .suggestions
        .iter()
        .filter(|suggestion| {
            let ahead = suggestion.due.on.days_since(study.as_of);
            let is_idle = matches!(
                suggestion.due.cause,
                Cause::NotAsked
                    | Cause::JustInContact
                    | Cause::InTouch
                    | Cause::ColleagueAsked
                    | Cause::ColleagueAnswers
            );
            suggestion.due.action == Action::Wait && (0..=7).contains(&ahead) && !is_idle
        })
        .collect();
    found.sort_by_key(|suggestion| suggestion.due.on);
    found.into_iter().take(SHOWN).map(|suggestion| owed_row(study, suggestion)).collect()
}

/// How many steps are owed, and how many of them are late.
pub(super) fn n_owed(study: &Study) -> (usize, usize) {
    let is_owed = |suggestion: &&Suggestion| {
        matches!(suggestion.due.action, Action::ThankYou | Action::FollowUp | Action::AskForIntroduction)
    };
    let owed = study.ranking.suggestions.iter().filter(is_owed);
    let late = owed.clone().filter(|suggestion| suggestion.due.on < study.as_of).count();
    (owed.count(), late)
}

fn owed_row(study: &Study, suggestion: &Suggestion) -> OwedRow {
    let explained = explain::explain(&study.rank_input(), suggestion);
    OwedRow {
        who: named(study, suggestion.person),
        company: clean(&study.people.get(suggestion.person).company),
        on: suggestion.due.on.in_words(),
        // Nobody waits for a check-in, so none is late.
        late: match suggestion.due.action {
            Action::CheckIn => String::new(),
            _ => words::lateness(&suggestion.due, study.as_of),
        },
        why: clean(&explained.due.because),
    }
}

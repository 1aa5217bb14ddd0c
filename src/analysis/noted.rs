//! What the seeker noted of a person in her own lists, to be read again before the next step.
//!
//! In: the rows of outreach, interviews and introductions that concern her. Out: a [`Noted`] a row, the newest first.
//! Only what the seeker wrote into her own lists: letters and LinkedIn's private notes stay where they are.

use crate::day::Day;
use crate::evidence::Place;
use crate::import::Workspace;
use crate::import::records::{Interview, MentionId, Outcome, OutreachKind};
use crate::people::{People, PersonId};

/// A row of the seeker's own lists that says more than its own columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted<'a> {
    /// When it was.
    pub on: Option<Day>,
    /// What it is about, in a word or two.
    pub what: &'static str,
    /// What was noted.
    pub text: &'a str,
    /// The row.
    pub place: Place,
}

/// Everything noted of a person by a day, the newest first, what has no day last. What is agreed for a later day is known
/// before.
///
/// # Complexity
/// **O(r)** for **r** rows of the three lists.
pub fn of<'a>(workspace: &'a Workspace, people: &People, person: PersonId, as_of: Day) -> Vec<Noted<'a>> {
    let is_known = |on: Option<Day>, outcome: Option<Outcome>| {
        on.is_none_or(|on| on <= as_of) || outcome.is_some_and(Outcome::is_ahead)
    };
    let is_hers = |who: MentionId| people.who(who).person() == Some(person);
    let mut found = Vec::new();
    for row in workspace.outreach.iter().filter(|row| is_hers(row.who) && is_known(row.on, row.outcome)) {
        let what = match row.kind {
            Some(kind) => in_words(kind),
            None => "contact",
        };
        found.push(Noted { on: row.on, what, text: &row.notes, place: row.place });
    }
    let is_held = |row: &&Interview| is_hers(row.who) && is_known(row.on, Some(row.outcome));
    for row in workspace.interviews.iter().filter(is_held) {
        found.push(Noted { on: row.on, what: "interview", text: &row.notes, place: row.place });
    }
    for row in workspace.introductions.iter().filter(|row| is_known(row.on, None)) {
        let what = match (is_hers(row.introducer), is_hers(row.introduced)) {
            (true, _) => "introduced somebody to you",
            (_, true) => "introduced to you",
            _ => continue,
        };
        for text in [&*row.context, &*row.notes] {
            found.push(Noted { on: row.on, what, text, place: row.place });
        }
    }
    found.retain(|noted| !noted.text.is_empty());
    found.sort_by_key(|noted| (std::cmp::Reverse(noted.on), noted.what, noted.text));
    found
}

fn in_words(kind: OutreachKind) -> &'static str {
    match kind {
        OutreachKind::Request => "request",
        OutreachKind::FollowUp => "follow-up",
        OutreachKind::IntroductionRequest => "introduction request",
        OutreachKind::Interview => "interview",
        OutreachKind::ThankYou => "thank-you",
        OutreachKind::CheckIn => "check-in",
    }
}

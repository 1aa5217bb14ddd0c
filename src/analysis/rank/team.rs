//! One person of a team at a time: who waits for a colleague's answer, and who is asked as the second.
//!
//! In: everyone's next step. Out: the same, where those whose colleague was just asked wait.
//!
//! Steve Dalton's 3B7 (*The 2-Hour Job Search*) asks the people of one employer in turn and never at once: three
//! business days after a request without an answer it is the second person's turn, and while somebody there answers,
//! nobody else is troubled.
//! Invariant: only first requests wait, and never those to people who were introduced: an introduction goes stale.

use super::standing::{Action, Cause};
use super::{RankInput, Suggestion};
use crate::day::Day;
use crate::evidence::Place;
use crate::people::title::Function;
use crate::people::{CompanyId, PersonId};
use std::collections::BTreeMap;

/// Up to so many people known at a company are one team: they talk to one another. Of more, those of one function are.
const ONE_TEAM: usize = 25;

/// People who work side by side.
pub type Team = (CompanyId, Option<Function>);

/// The team of everyone; `None` for those whose company is unknown, and in a large company those whose function is.
pub fn teams(input: &RankInput<'_>) -> Vec<Option<Team>> {
    let mut known = vec![0usize; input.people.companies.len()];
    for person in &input.people.persons {
        if let Some(CompanyId(company)) = person.company_id {
            known[company as usize] += 1;
        }
    }
    let team = |person: &crate::people::Person| {
        let company = person.company_id?;
        if known[company.0 as usize] <= ONE_TEAM {
            return Some((company, None));
        }
        person.title.function.map(|function| (company, Some(function)))
    };
    input.people.persons.iter().map(team).collect()
}

/// What somebody of a team was asked or answered last.
#[derive(Clone, Copy, Debug)]
struct Open {
    person: PersonId,
    since: (Day, Place),
    /// An answer has come, or a date was made.
    talking: bool,
}

/// Lets those wait whose colleague was asked a moment ago or is answering, and names the one whose turn is next.
///
/// # Complexity
/// **O(p log t)** for **p** people in **t** teams with something open.
pub fn take_turns(suggestions: &mut [Suggestion], teams: &[Option<Team>], input: &RankInput<'_>) {
    let routine = &input.settings.routine;
    let mut open: BTreeMap<Team, Open> = BTreeMap::new();
    for one in suggestions.iter() {
        let (Some(team), Some(since)) = (teams[one.person.index()], one.due.since) else { continue };
        let talking = match one.due.cause {
            Cause::Asked | Cause::FollowedUp | Cause::Unread => false,
            Cause::Answered
            | Cause::IntroductionAnswered
            | Cause::TheyWrote
            | Cause::Scheduled
            | Cause::Agreed
            | Cause::Unnoted
            | Cause::CalledOff => true,
            _ => continue,
        };
        let found = Open { person: one.person, since, talking };
        // Who answers comes before who was asked, and the latest before the others.
        let known = open.entry(team).or_insert(found);
        if (talking, since.0, one.person) > (known.talking, known.since.0, known.person) {
            *known = found;
        }
    }
    if open.is_empty() {
        return;
    }
    let mut turn: BTreeMap<Team, usize> = BTreeMap::new();
    for at in 0..suggestions.len() {
        let one = &suggestions[at];
        let Some(team) = teams[one.person.index()] else { continue };
        let Some(colleague) = open.get(&team) else { continue };
        let first = one.due.action == Action::Request && one.due.cause == Cause::NotAsked;
        let introduced = super::first_introduction(input.network, one.person).is_some();
        if !first || introduced {
            continue;
        }
        let (day, _) = colleague.since;
        let until = if colleague.talking {
            input.calendar.on_or_after(day.plus_days(routine.quiet_days))
        } else {
            input.calendar.plus(day, routine.second_contact_after)
        };
        if until > input.calendar.on_or_after(input.as_of) {
            let one = &mut suggestions[at];
            one.due.action = Action::Wait;
            one.due.on = until;
            one.due.cause = if colleague.talking { Cause::ColleagueAnswers } else { Cause::ColleagueAsked };
            one.due.since = Some(colleague.since);
            one.beside = Some(colleague.person);
            one.usefulness = 0.0;
            one.score = 0.0;
        } else if !colleague.talking {
            let best = turn.entry(team).or_insert(at);
            if suggestions[at].score > suggestions[*best].score {
                *best = at;
            }
        }
    }
    for (team, at) in turn {
        let (Some(colleague), one) = (open.get(&team), &mut suggestions[at]) else { continue };
        one.due.cause = Cause::SecondContact;
        one.due.since = Some(colleague.since);
        one.beside = Some(colleague.person);
    }
}

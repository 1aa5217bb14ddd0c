//! The pace: first requests are spread over weeks, companies and introducers.
//!
//! Nobody does justice to fifty conversations at once, two colleagues who get the same letter on one day compare
//! notes, and whoever is asked for a third introduction in a term stops answering.

use super::standing::Action;
use super::team::Team;
use super::{RankInput, Suggestion, asked_this_term};
use crate::people::PersonId;
use std::collections::BTreeMap;

/// Weeks that are planned; whoever finds no place in them stands at their end.
const WEEKS: usize = 52;

/// Dates the first requests of a ranking, best first: so many a week, no two of one team in a week. An introducer
/// is named as often as may be asked in a term, those times included that lie behind, and then no more. `brought` says
/// whether the second introduced the first.
///
/// # Complexity
/// **O(p + r w)** for **p** people, of whom **r** find a place in **w** weeks.
pub fn spread(
    suggestions: &mut [Suggestion],
    input: &RankInput<'_>,
    teams: &[Option<Team>],
    brought: impl Fn(PersonId, PersonId) -> bool,
) {
    let (routine, calendar, as_of) = (&input.settings.routine, input.calendar, input.as_of);
    let per_week = routine.requests_per_week as usize;
    let mut weeks = vec![(0usize, Vec::<Team>::new()); WEEKS];
    let mut asked: BTreeMap<PersonId, u32> = BTreeMap::new();
    let mut full = 0;
    for one in suggestions.iter_mut().filter(|one| one.due.action == Action::Request) {
        // Whoever brought somebody need not be asked again.
        if let Some(via) = one.via.filter(|via| !brought(one.person, *via)) {
            let times = asked.entry(via).or_insert_with(|| asked_this_term(input, via).len() as u32);
            *times += 1;
            if *times > routine.introducer_asks_per_term {
                one.via = None;
            }
        }
        // An introduction waits for nobody's pace.
        let introduced = one.via.is_some_and(|via| brought(one.person, via));
        if per_week == 0 || introduced {
            continue;
        }
        let team = teams[one.person.index()];
        let free = (full..WEEKS).find(|week| {
            let (n, taken) = &weeks[*week];
            *n < per_week && team.is_none_or(|team| !taken.contains(&team))
        });
        if let Some(week) = free {
            weeks[week].0 += 1;
            weeks[week].1.extend(team);
            while full < WEEKS && weeks[full].0 >= per_week {
                full += 1;
            }
        }
        let week = free.unwrap_or(WEEKS);
        if week > 0 {
            let on = calendar.on_or_after(as_of.plus_days(7 * week as i32));
            one.due.on = one.due.on.max(on);
        }
    }
}

//! The pace: first requests are spread over weeks, companies and introducers.
//!
//! In: everyone's next step, best first, and what was asked in the week that ends today. Out: the same, where the first
//! requests beyond the pace are dated later.
//!
//! Nobody does justice to fifty conversations at once, two colleagues who get the same letter on one day compare
//! notes, and whoever is asked for a third introduction in a term stops answering.
//! Invariant: the pace holds from day to day. What was asked in the last seven days counts, so whoever does as told and
//! asks again tomorrow is told to write to nobody else until a week has passed.

use super::standing::{Action, AskedBy, Standing};
use super::team::Team;
use super::{RankInput, Suggestion, asked_this_term, standing_of};
use crate::day::Day;
use crate::network::{Event, EventKind};
use crate::people::PersonId;
use std::collections::BTreeMap;

/// Days of a week: a place that a request takes is free again so many days later.
pub(super) const WEEK: i32 = 7;
/// Weeks that are planned; whoever finds no place in them stands at their end.
const WEEKS: usize = 52;

/// A day on which first requests may be made.
struct Place {
    on: Day,
    /// How many more.
    n_free: usize,
}

/// When people of one team are asked.
#[derive(Default)]
struct TeamDays {
    days: Vec<Day>,
    /// No place is left that is a week from all of them.
    is_full: bool,
}

impl TeamDays {
    fn has_room(&self, on: Day) -> bool {
        self.days.iter().all(|day| on.days_since(*day).abs() >= WEEK)
    }
}

/// Dates the first requests of a ranking, best first: in seven days so many, those included that are made already, and
/// no two of one team. An introducer is named as often as may be asked in a term, those times included that lie
/// behind, and then no more. `brought` says whether the second introduced the first.
///
/// # Complexity
/// **O(p + e + r w)** for **p** people with **e** events in the last seven days, of whom **r** find a place in **w** weeks.
pub fn spread(
    suggestions: &mut [Suggestion],
    input: &RankInput<'_>,
    teams: &[Option<Team>],
    brought: impl Fn(PersonId, PersonId) -> bool,
) {
    let (routine, calendar, as_of) = (&input.settings.routine, input.calendar, input.as_of);
    let today = calendar.on_or_after(as_of);
    let mut places = places(input);
    let mut asked_there: BTreeMap<Team, TeamDays> = BTreeMap::new();
    // An introduction waits for nobody's pace, and its team waits for it.
    let is_introduced = |one: &Suggestion| one.via.is_some_and(|via| brought(one.person, via));
    for one in suggestions.iter().filter(|one| one.due.action == Action::Request && is_introduced(one)) {
        if let Some(team) = teams[one.person.index()] {
            asked_there.entry(team).or_default().days.push(one.due.on.max(today));
        }
    }
    let end = calendar.on_or_after(as_of.plus_days(WEEK * WEEKS as i32));
    let mut asked: BTreeMap<PersonId, u32> = BTreeMap::new();
    // Up to here all places are taken.
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
        if is_introduced(one) {
            continue;
        }
        let mut team = teams[one.person.index()].map(|team| asked_there.entry(team).or_default());
        let is_free = |place: &Place| {
            place.n_free > 0 && team.as_ref().is_none_or(|team| !team.is_full && team.has_room(place.on))
        };
        let free = (full..places.len()).find(|at| is_free(&places[*at]));
        let on = free.map_or(end, |at| places[at].on);
        match (free, &mut team) {
            (Some(_), Some(team)) => team.days.push(on),
            (None, Some(team)) => team.is_full = true,
            _ => {}
        }
        if let Some(at) = free {
            places[at].n_free -= 1;
            while places.get(full).is_some_and(|place| place.n_free == 0) {
                full += 1;
            }
        }
        if on > today {
            one.due.on = one.due.on.max(on);
        }
    }
}

/// The days on which first requests may be made: of so many in seven days, each is free again a week after it was made
/// or is planned.
fn places(input: &RankInput<'_>) -> Vec<Place> {
    // Without a limit there is room for everyone, and for one of each team at a time all the same.
    let per_week = match input.settings.routine.requests_per_week {
        0 => usize::MAX,
        n => n as usize,
    };
    let today = input.calendar.on_or_after(input.as_of);
    let mut made = made(input);
    made.sort_unstable();
    // Of more than there was room for, the latest hold their places the longest.
    let taken = &made[made.len().saturating_sub(per_week)..];
    let again = |day: Day| input.calendar.on_or_after(day.plus_days(WEEK).max(today));
    let mut week = vec![Place { on: today, n_free: per_week - taken.len() }];
    week.extend(taken.iter().map(|day| Place { on: again(*day), n_free: 1 }));
    let n_places = week.len();
    for at in 0..n_places * (WEEKS - 1) {
        let Place { on, n_free } = week[at];
        week.push(Place { on: again(on), n_free });
    }
    week
}

/// The days of the first requests of the last seven days. Those to people who were introduced wait for no pace, and do not
/// count.
fn made(input: &RankInput<'_>) -> Vec<Day> {
    let history = &input.network.history;
    let since = input.as_of.plus_days(-WEEK);
    let is_request = |event: &Event| matches!(event.kind, EventKind::Request(_));
    // Who keeps a list has written down there what was asked; a letter to a friend is none.
    let keeps_list = input.people.ids().any(|id| history.until(id, input.as_of).iter().any(is_request));
    let mut days = Vec::new();
    for id in input.people.ids() {
        if history.until(id, input.as_of).last().is_none_or(|event| event.day <= since) {
            continue;
        }
        let standing = standing_of(input, id);
        let is_first = |day: Day| match standing.asked_by {
            AskedBy::List => true,
            _ if keeps_list => false,
            AskedBy::Message | AskedBy::Invitation => is_first_word(&standing, day),
        };
        let introduced = |day: Day| {
            super::first_introduction(input.network, id)
                .is_some_and(|edge| edge.on.is_none_or(|on| on <= day))
        };
        let asked = standing.request.map(|(day, _)| day);
        days.extend(asked.filter(|day| *day > since && is_first(*day) && !introduced(*day)));
    }
    days
}

/// Whether nothing passed between the two before a day.
fn is_first_word(standing: &Standing, day: Day) -> bool {
    standing.first_contact.is_none_or(|(first, _)| first >= day)
}

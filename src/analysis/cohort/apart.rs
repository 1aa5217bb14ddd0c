//! Who is left out when a cohort looks for introductions: those whom the one needs no introduction to, and those whom the
//! other had better not ask.

use super::asks::{Dealings, asks};
use super::pool::key_print;
use crate::day::Day;
use crate::network::{Event, EventKind};
use crate::settings::Routine;

/// The people who are left out for a member, as prints of their keys, each once and in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Whom she needs no introduction to: herself, and those of whom her own lists say that she met them, that somebody has
    /// introduced them already, that they declined, or that something passed between the two in the days of peace. Whoever
    /// left a request unanswered before that may well answer one who is introduced.
    pub known: Vec<u64>,
    /// Whom she had better not ask for anybody: they have declined what she asked, not answered it, or want to be left in
    /// peace.
    pub closed: Vec<u64>,
}

impl Apart {
    /// Adds a person, by what a member's own lists say of the dealings with them, `resting_since` [`resting_since`].
    pub fn add(&mut self, key: u64, dealings: Dealings<'_>, resting_since: Day) {
        let is_known = |event: &Event| {
            event.kind.is_conversation()
                || event.kind.is_no()
                || is_of_lists(event.kind) && event.day > resting_since
        };
        if !dealings.brought.is_empty()
            || !dealings.undated.is_empty()
            || dealings.events.iter().any(is_known)
        {
            self.known.push(key);
        }
        if is_closed(dealings) {
            self.closed.push(key);
        }
    }

    /// Adds the member herself.
    pub fn add_herself(&mut self, key: &str) {
        self.known.push(key_print(key));
    }

    /// Puts everybody in order.
    pub fn settle(&mut self) {
        for keys in [&mut self.known, &mut self.closed] {
            keys.sort_unstable();
            keys.dedup();
            keys.shrink_to_fit();
        }
    }
}

/// The day after which whatever passed is a reason to leave somebody in peace, as the routine has it for a member's own steps.
pub fn resting_since(as_of: Day, routine: &Routine) -> Day {
    as_of.plus_days(-routine.rest_days)
}

/// Whether it stands in a list of the member's own.
fn is_of_lists(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Request(_)
            | EventKind::FollowUp(_)
            | EventKind::IntroductionRequest(_)
            | EventKind::Interview(_)
            | EventKind::ThankYou
            | EventKind::CheckIn(_)
            | EventKind::OtherOutreach
            | EventKind::Incoming
    )
}

/// Whether the last that was asked of a person was declined or not answered, and nothing came of it since.
fn is_closed(dealings: Dealings<'_>) -> bool {
    let last_no = dealings.events.iter().rev().find(|event| event.kind.is_no()).map(|event| event.day);
    let in_vain = asks(dealings).last().filter(|ask| !ask.replied).map(|ask| ask.on);
    let talked = dealings.events.iter().rev().find(|event| event.kind.is_conversation());
    let talked = talked.map_or(Day(i32::MIN), |event| event.day);
    last_no.max(in_vain).is_some_and(|day| day > talked) || dealings.undated.iter().any(|kind| kind.is_no())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Place, SourceId};

    /// The days of peace are those of the routine, of which there is one.
    #[test]
    fn peace_lasts_as_long_as_the_routine_says() {
        let as_of = Day(20_000);
        let is_known = |days_ago: i32, rest_days: i32| {
            let routine = Routine { rest_days, ..Routine::default() };
            let place = Place { source: SourceId(0), line: 1 };
            let events = [Event { day: as_of.plus_days(-days_ago), kind: EventKind::ThankYou, place }];
            let mut apart = Apart::default();
            apart.add(7, Dealings { events: &events, ..Dealings::default() }, resting_since(as_of, &routine));
            apart.known == [7]
        };
        assert!(is_known(29, 30) && !is_known(30, 30));
        let usual = Routine::default().rest_days;
        assert!(is_known(usual - 1, usual) && !is_known(usual, usual));
    }
}

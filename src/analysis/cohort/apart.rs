//! Who is left out when a cohort looks for introductions: those whom the one needs no introduction to, and those whom the
//! other had better not ask.

use super::asks::{Dealings, asks};
use super::pool::key_print;
use crate::day::Day;
use crate::network::{Event, EventKind};

/// Days after which what was asked in vain is no reason against another way.
const REST_DAYS: i32 = 183;

/// The people who are left out for a member, as prints of their keys, each once and in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Whom she needs no introduction to: herself, and those of whom her own lists say that she met them, that somebody has
    /// introduced them already, that they declined, or that something passed between the two in the last half year. Whoever
    /// left a request unanswered before that may well answer one who is introduced.
    pub known: Vec<u64>,
    /// Whom she had better not ask for anybody: they have declined what she asked, not answered it, or want to be left in
    /// peace.
    pub closed: Vec<u64>,
}

impl Apart {
    /// Adds a person, by what a member's own lists say of the dealings with them.
    pub fn add(&mut self, key: u64, dealings: Dealings<'_>, as_of: Day) {
        let is_known = |event: &Event| {
            event.kind.is_conversation()
                || event.kind.is_no()
                || is_of_lists(event.kind) && as_of.days_since(event.day) < REST_DAYS
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

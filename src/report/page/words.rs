//! Figures and days as the page says them.

use crate::analysis::rank::standing::{Action, Cause, Due};
use crate::day::Day;
use crate::report::plain::without_overrides;

/// Text of a stranger, safe to stand in the middle of a page; the templates escape it.
pub(super) fn clean(text: &str) -> String {
    without_overrides(text).into_owned()
}

/// A count with its thousands apart: `12,345`.
pub(super) fn count(number: impl TryInto<u64>) -> String {
    let digits = number.try_into().unwrap_or(0).to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A count and what is counted: `1 person`, `2 people`.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", count(number as u64), if number == 1 { one } else { many })
}

/// A share as per cent, which is what a page speaks in. A share above none is never shown as none.
pub(super) fn per_cent(share: f64) -> String {
    let points = share * 100.0;
    match points {
        points if points > 0.0 && points < 0.5 => "under 1\u{a0}%".to_owned(),
        points => format!("{points:.0}\u{a0}%"),
    }
}

/// What to do, as a heading of the page.
pub(super) fn action(action: Action) -> &'static str {
    match action {
        Action::Request => "Ask for a conversation",
        Action::FollowUp => "Follow up",
        Action::ThankYou => "Say thank you",
        Action::CheckIn => "Check in",
        Action::AskForIntroduction => "Ask for an introduction",
        Action::Wait => "Wait",
    }
}

/// When it is due, seen from a day.
pub(super) fn when(due: &Due, as_of: Day) -> String {
    let on = due.on.in_words();
    let late = as_of.days_since(due.on);
    match (due.action, due.cause) {
        (Action::Wait, Cause::Scheduled) => format!("the conversation is on {on}"),
        (Action::Wait, Cause::Refused) => "for good".to_owned(),
        (Action::Wait, _) => format!("until {on}, then {}", action(due.then).to_lowercase()),
        (_, Cause::NotAsked) if late >= 0 => "any day".to_owned(),
        _ if late > 0 => format!("due since {on}"),
        _ if late == 0 => "due today".to_owned(),
        _ => format!("due on {on}"),
    }
}

/// How late something is: `3 days late`, or nothing where it is not.
pub(super) fn lateness(due: &Due, as_of: Day) -> String {
    match as_of.days_since(due.on) {
        days if days <= 0 => String::new(),
        1 => "1 day late".to_owned(),
        days if days < 60 => format!("{days} days late"),
        days => format!("{} months late", days / 30),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures() {
        assert_eq!(count(0u32), "0");
        assert_eq!(count(999u32), "999");
        assert_eq!(count(1_234_567u32), "1,234,567");
        assert_eq!(counted(1, "person", "people"), "1 person");
        assert_eq!(per_cent(0.004), "under 1\u{a0}%");
        assert_eq!(per_cent(0.0), "0\u{a0}%");
        assert_eq!(per_cent(0.426), "43\u{a0}%");
    }
}

//! Who is stuck, why, and what comes next: the advisor's week, in order.

use super::extract::Extract;
use super::funnel::{RIPE_DAYS, is_recent};
use crate::day::Day;

/// Requests, conversations and introductions after which it tells something that nothing came of them.
///
/// Of ten cold requests none is answered half of the time (7 % each); of five with something shared one in six.
const ENOUGH_ASKS: u32 = 5;
const ENOUGH_REPLIES: u32 = 5;
const ENOUGH_TALKS: u32 = 3;
const ENOUGH_INTRODUCTIONS: u32 = 3;

/// Why a member is stuck. The order is that of the advisor's week: without a target nothing else can be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// She has not said what she looks for.
    NoTargets,
    /// She has never asked anybody.
    NeverAsked,
    /// She has taken no step for two weeks.
    NoOutreach,
    /// She asks and nobody answers.
    NoReplies,
    /// They answer and it comes to no conversation.
    NoConversations,
    /// They talk and nobody introduces.
    NoIntroductions,
    /// All introductions come from one person.
    OneChain,
}

// The words of `stuck.csv` name the days.
const _: () = assert!(RIPE_DAYS == 14);

impl Reason {
    /// All of them, in that order.
    pub const ALL: [Reason; 7] = [
        Reason::NoTargets,
        Reason::NeverAsked,
        Reason::NoOutreach,
        Reason::NoReplies,
        Reason::NoConversations,
        Reason::NoIntroductions,
        Reason::OneChain,
    ];

    /// The words in `stuck.csv`.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::NoTargets => "no targets",
            Reason::NeverAsked => "never asked",
            Reason::NoOutreach => "no outreach for 14 days",
            Reason::NoReplies => "asks but no replies",
            Reason::NoConversations => "replies but no conversations",
            Reason::NoIntroductions => "replies but no introductions",
            Reason::OneChain => "one chain only",
        }
    }

    /// What comes next.
    pub fn next_step(self) -> &'static str {
        match self {
            Reason::NoTargets => "write a target matrix together: ten rows of position, company or industry",
            Reason::NeverAsked => {
                "choose five people from their next-contacts.csv and write the first request together"
            }
            Reason::NoOutreach => "ask what came between; agree on the next three people and a day",
            Reason::NoReplies => {
                "read two of their requests together; ask people they have something in common with"
            }
            Reason::NoConversations => {
                "agree on a date: answer the last three replies with two days to choose from"
            }
            Reason::NoIntroductions => {
                "practise the closing question of a conversation: whom else should I talk to?"
            }
            Reason::OneChain => {
                "start a second chain: ask somebody of another company or from another part of their life"
            }
        }
    }
}

/// A member who is stuck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// Which member, as an index.
    pub member: usize,
    /// Why; the first is the one to begin with.
    pub reasons: Vec<Reason>,
    /// What the first reason rests on, in words.
    pub detail: String,
    /// Days since her last step; `None` if there is none.
    pub idle_days: Option<i32>,
}

/// Finds everyone who is stuck: by reason, then those who have waited longest, then by order of the members.
///
/// # Complexity
/// **O(n log n + a)** for **n** members and **a** requests.
pub fn stuck<'a>(members: impl Iterator<Item = &'a Extract>, as_of: Day) -> Vec<Stuck> {
    let mut found: Vec<Stuck> = members
        .enumerate()
        .filter_map(|(member, extract)| {
            let reasons = reasons(extract, as_of);
            let detail = detail(extract, *reasons.first()?, as_of);
            let idle_days = extract.figures.last_step.map(|day| as_of.days_since(day));
            Some(Stuck { member, reasons, detail, idle_days })
        })
        .collect();
    found.sort_by_key(|stuck| {
        // Who has never taken a step has waited longest of all.
        (stuck.reasons[0], std::cmp::Reverse(stuck.idle_days.unwrap_or(i32::MAX)), stuck.member)
    });
    found
}

/// Requests that have had two weeks to be answered.
fn ripe(extract: &Extract, as_of: Day) -> u32 {
    let asks = extract.figures.asks.iter();
    asks.filter(|ask| ask.replied || !is_recent(ask, as_of)).count() as u32
}

fn reasons(extract: &Extract, as_of: Day) -> Vec<Reason> {
    let figures = &extract.figures;
    // Who has a conversation before her needs no advisor this week.
    if figures.next_interview.is_some() {
        return Vec::new();
    }
    let idle = figures.last_step.is_none_or(|day| as_of.days_since(day) >= RIPE_DAYS);
    let holds = |reason: Reason| match reason {
        Reason::NoTargets => figures.targets == 0,
        Reason::NeverAsked => figures.requests == 0,
        Reason::NoOutreach => figures.requests > 0 && idle,
        Reason::NoReplies => figures.replies == 0 && ripe(extract, as_of) >= ENOUGH_ASKS,
        Reason::NoConversations => figures.replies >= ENOUGH_REPLIES && figures.interviews == 0,
        Reason::NoIntroductions => {
            let enough = figures.interviews >= ENOUGH_TALKS || figures.replies >= ENOUGH_REPLIES;
            // Introductions by others say nothing of how her conversations end.
            enough && figures.known_reproduction().is_some_and(|of| of.introductions == 0)
        }
        Reason::OneChain => figures.introductions >= ENOUGH_INTRODUCTIONS && figures.chains == 1,
    };
    Reason::ALL.into_iter().filter(|reason| holds(*reason)).collect()
}

fn detail(extract: &Extract, reason: Reason, as_of: Day) -> String {
    let figures = &extract.figures;
    let last = figures.last_step.map(|day| format!("last step on {}", day.in_words()));
    match reason {
        Reason::NoTargets => "their files hold no target matrix".to_owned(),
        Reason::NeverAsked => match figures.connections {
            0 => "no request in their files, and no connections: ask for their export first".to_owned(),
            1 => "no request in their files; 1 connection to choose from".to_owned(),
            n => format!("no request in their files; {n} connections to choose from"),
        },
        Reason::NoOutreach => {
            let last = last.unwrap_or_else(|| "no step with a date".to_owned());
            // Where the files end before, that is all they can tell: perhaps the export is old.
            match figures.last_activity.filter(|day| as_of.days_since(*day) >= RIPE_DAYS) {
                Some(day) => format!("{last}; nothing in the files is later than {}", day.in_words()),
                None => last,
            }
        }
        Reason::NoReplies => match figures.requests - ripe(extract, as_of).min(figures.requests) {
            0 => format!("{} requests, none answered", figures.requests),
            young => format!(
                "{} requests, none answered; {young} of the last two weeks may be yet",
                figures.requests
            ),
        },
        Reason::NoConversations => format!("replies: {}, conversations: none", figures.replies),
        Reason::NoIntroductions => {
            format!(
                "replies: {}, conversations: {}, introductions by those met: none",
                figures.replies, figures.interviews
            )
        }
        Reason::OneChain => format!("all {} introductions go back to one person", figures.introductions),
    }
}

#[cfg(test)]
mod tests {
    use super::super::asks::{Approach, Ask};
    use super::super::figures::{Basis, Figures};
    use super::*;
    use crate::analysis::referral::Reproduction;

    fn check(change: impl Fn(&mut Figures), expect: &str) {
        let ask =
            Ask { on: Day(95), approach: Approach::Cold, replied: true, met: false, introduced_on: false };
        let mut figures = Figures {
            targets: 3,
            requests: 1,
            replies: 1,
            last_step: Some(Day(95)),
            asks: vec![ask],
            ..Figures::default()
        };
        change(&mut figures);
        let extract = Extract { figures, ..Extract::default() };
        let found = stuck([&extract].into_iter(), Day(100));
        let words = found.first().map_or(String::new(), |stuck| {
            let reasons: Vec<_> = stuck.reasons.iter().map(|reason| reason.as_str()).collect();
            format!("{}: {}", reasons.join(", "), stuck.detail)
        });
        assert_eq!(words, expect);
    }

    /// What so many conversations, and introductions by those met, come to.
    fn talked(figures: &mut Figures, conversations: u32, introductions: u32) {
        figures.interviews = conversations;
        let (r, exposure) = (f64::from(introductions) / f64::from(conversations), f64::from(conversations));
        figures.reproduction =
            Some(Reproduction { r, low: 0.0, high: 9.0, conversations, exposure, introductions });
    }

    #[test]
    fn one_case_each() {
        check(|_| {}, "");
        check(|f| f.targets = 0, "no targets: their files hold no target matrix");
        check(
            |f| (f.requests, f.connections) = (0, 12),
            "never asked: no request in their files; 12 connections to choose from",
        );
        check(|f| f.last_step = Some(Day(87)), "");
        check(|f| f.last_step = Some(Day(86)), "no outreach for 14 days: last step on 28 Mar 1970");
        check(
            |f| {
                (f.requests, f.replies) = (5, 0);
                f.asks = vec![Ask { on: Day(80), replied: false, ..f.asks[0] }; 5];
            },
            "asks but no replies: 5 requests, none answered",
        );
        // Five requests of last week say nothing yet.
        check(
            |f| {
                (f.requests, f.replies) = (5, 0);
                f.asks = vec![Ask { on: Day(95), replied: false, ..f.asks[0] }; 5];
            },
            "",
        );
        check(
            |f| talked(f, 3, 0),
            "replies but no introductions: replies: 1, conversations: 3, introductions by those met: none",
        );
        check(|f| f.replies = 5, "replies but no conversations: replies: 5, conversations: none");
        check(
            |f| {
                f.replies = 5;
                talked(f, 1, 0);
            },
            "replies but no introductions: replies: 5, conversations: 1, introductions by those met: none",
        );
        // What others brought says nothing of how her conversations end; what nothing tells of, neither.
        check(
            |f| {
                (f.introductions, f.chains) = (2, 2);
                talked(f, 3, 0);
            },
            "replies but no introductions: replies: 1, conversations: 3, introductions by those met: none",
        );
        check(|f| talked(f, 3, 1), "");
        check(
            |f| {
                f.basis = Basis::Unknown;
                talked(f, 3, 0);
            },
            "",
        );
        // A conversation ahead is a step.
        check(|f| (f.targets, f.next_interview) = (0, Some(Day(103))), "");
        check(
            |f| (f.last_step, f.last_activity) = (Some(Day(20)), Some(Day(40))),
            "no outreach for 14 days: last step on 21 Jan 1970; nothing in the files is later than 10 Feb 1970",
        );
        check(
            |f| (f.interviews, f.introductions, f.chains) = (3, 4, 1),
            "one chain only: all 4 introductions go back to one person",
        );
        check(|f| (f.interviews, f.introductions, f.chains) = (3, 4, 2), "");
    }
}

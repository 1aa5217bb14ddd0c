//! The figures of one member of a cohort, as an advisor compares them.

use super::asks::{Ask, Dealings, Requests, asks, is_request, tells_of_answer, with_dealings};
use crate::analysis::coverage::{Covered, Status};
use crate::analysis::referral::reproduction::{Brought, Estimate, Reproduction, laid_to};
use crate::day::Day;
use crate::network::{Event, EventKind, Network};
use crate::people::People;
use std::cmp::Ordering::Equal;

/// How many days before a day a connection counts as new.
pub const NEW_DAYS: i32 = 90;

/// What a member's introductions rest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// She records them.
    #[default]
    Recorded,
    /// She records none; they are read out of her messages, as her own report does.
    Read,
    /// She records none, and her messages are not read or not there: nobody knows.
    Unknown,
}

/// A conversation held, and the introductions that are laid to it: after how many days, and how sure.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub struct Talk {
    on: Day,
    brought: Vec<(Option<i32>, f64)>,
}

impl Talk {
    /// When it was held.
    pub fn on(&self) -> Day {
        self.on
    }
}

/// The figures of one member.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Connections.
    pub connections: u32,
    /// Of them, made in the last 90 days.
    pub new_90d: u32,
    /// Requests for a conversation, one for each person and day.
    pub requests: u32,
    /// Requests that were answered, as noted or by a message since.
    pub replies: u32,
    /// Conversations held.
    pub interviews: u32,
    /// Introductions received; see [`Figures::known_introductions`].
    pub introductions: u32,
    /// What these rest on.
    pub basis: Basis,
    /// Whether the requests are read out of messages, as no list has any.
    pub reads_requests: bool,
    /// Days from the first request to the first conversation after it.
    pub days_to_first_interview: Option<i32>,
    /// Rows of the target matrix.
    pub targets: u32,
    /// Of them, with a contact or a path.
    pub covered: u32,
    /// The last day on which anything happened.
    pub last_activity: Option<Day>,
    /// The conversations held, by day, and what they brought.
    pub talks: Vec<Talk>,
    /// Introductions by those met per conversation, whether or not anything tells of introductions; `None` where
    /// none was held.
    pub reproduction: Option<Reproduction>,
    /// Chains of introductions: the seeds that brought anybody.
    pub chains: u32,
    /// The first request.
    pub first_request: Option<Day>,
    /// The last step of her own: a request, a follow-up, thanks, a check-in, a message.
    pub last_step: Option<Day>,
    /// A conversation that is agreed on for a day to come.
    pub next_interview: Option<Day>,
    /// The requests, by day.
    pub asks: Vec<Ask>,
}

impl Figures {
    /// Connections; `None` where there are none: whoever has none has given no export.
    pub fn known_connections(&self) -> Option<u32> {
        (self.connections > 0).then_some(self.connections)
    }

    /// Replies per request; `None` without a request.
    pub fn reply_rate(&self) -> Option<f64> {
        (self.requests > 0).then(|| f64::from(self.replies) / f64::from(self.requests))
    }

    /// Introductions received, where anything tells of them.
    pub fn known_introductions(&self) -> Option<u32> {
        (self.basis != Basis::Unknown).then_some(self.introductions)
    }

    /// Conversations of which it is known whether anybody was introduced after them.
    pub fn interviews_followed(&self) -> u32 {
        if self.basis == Basis::Unknown { 0 } else { self.interviews }
    }

    /// Introductions made by those met, per conversation, as the member's own report has it; `None` without a
    /// conversation, and where nothing tells of introductions.
    pub fn known_reproduction(&self) -> Option<Reproduction> {
        self.reproduction.filter(|_| self.basis != Basis::Unknown)
    }

    /// Targets with a contact or a path; `None` without a target.
    pub fn covered_share(&self) -> Option<f64> {
        (self.targets > 0).then(|| f64::from(self.covered) / f64::from(self.targets))
    }

    /// Introductions received, from whomever, per conversation; `None` without one, and where nothing tells of
    /// introductions.
    pub fn introductions_per_interview(&self) -> Option<f64> {
        (self.interviews_followed() > 0).then(|| f64::from(self.introductions) / f64::from(self.interviews))
    }
}

/// The figures of a member while people are being added.
#[derive(Debug, Default)]
pub struct Tally {
    figures: Figures,
}

impl Tally {
    /// Begins with everyone whom the full way knows.
    ///
    /// # Complexity
    /// **O(p + e)** for **p** people and **e** events.
    pub fn of(
        people: &People,
        network: &Network,
        coverage: &[Covered],
        requests: Requests<'_>,
        as_of: Day,
    ) -> Tally {
        let figures = Figures {
            introductions: network.edges.len() as u32,
            targets: coverage.len() as u32,
            covered: coverage.iter().filter(|row| row.status != Status::Gap).count() as u32,
            last_activity: network.history.last_day(as_of).max(last_introduction(network, as_of)),
            chains: network.members().filter(|(_, of)| of.wave == 0 && of.introductions > 0).count() as u32,
            reads_requests: matches!(requests, Requests::Written(_)),
            ..Figures::default()
        };
        let mut tally = Tally { figures };
        for id in people.ids() {
            let person = people.get(id);
            if person.is_connected_by(as_of) {
                tally.figures.connections += 1;
                let is_new = |day: Day| as_of.days_since(day) < NEW_DAYS;
                tally.figures.new_90d += u32::from(person.connected_on.is_some_and(is_new));
            }
            with_dealings((network, people), id, requests, as_of, |dealings| tally.add(dealings));
            network.history.after(id, as_of).iter().for_each(|event| tally.add_ahead(*event));
        }
        tally
    }

    /// Adds what passed between the member and one person.
    ///
    /// # Complexity
    /// **O(e · a)** for **e** events and **a** requests among them.
    pub fn add(&mut self, dealings: Dealings<'_>) {
        let events = dealings.events;
        let own_step = events.iter().rev().find(|event| is_own_step(event.kind));
        let figures = &mut self.figures;
        figures.last_step = figures.last_step.max(own_step.map(|event| event.day));
        let held = events.iter().filter(|event| event.kind.is_conversation()).map(|event| event.day);
        let from = figures.talks.len();
        for on in held {
            if figures.talks[from..].last().is_none_or(|talk| talk.on != on) {
                figures.talks.push(Talk { on, brought: Vec::new() });
            }
        }
        let talks = &mut figures.talks[from..];
        for made in dealings.made {
            if let Some(nth) = laid_to(talks.iter().map(|talk| talk.on), made.on) {
                let delay = made.on.map(|on| on.days_since(talks[nth].on));
                talks[nth].brought.push((delay, made.confidence));
            }
        }
        let n_held = talks.len() as u32;
        figures.interviews += n_held;
        let asks = asks(dealings);
        for ask in &asks {
            figures.requests += 1;
            figures.replies += u32::from(ask.replied);
            figures.asks.push(*ask);
        }
        // What has no day may be what has one elsewhere: it counts where nothing of its sort does.
        let undated = || dealings.undated.iter().copied();
        if asks.is_empty() && undated().any(is_request) {
            figures.requests += 1;
            figures.replies += u32::from(undated().any(tells_of_answer));
        }
        if n_held == 0 && undated().any(EventKind::is_conversation) {
            figures.interviews += 1;
        }
    }

    /// Adds introductions among people, as many as there are, and how many of the people began a chain of them.
    pub fn add_introductions(&mut self, introductions: u32, chains: u32) {
        self.figures.introductions += introductions;
        self.figures.chains += chains;
    }

    /// Adds a day on which something happened.
    pub fn add_activity(&mut self, day: Option<Day>) {
        self.figures.last_activity = self.figures.last_activity.max(day);
    }

    /// Adds what is planned for a day to come.
    pub fn add_ahead(&mut self, event: Event) {
        // What is noted as held on a day to come is a slip, and no plan.
        if event.kind.is_plan() && !event.kind.is_over() {
            let known = self.figures.next_interview;
            self.figures.next_interview = Some(known.map_or(event.day, |known| known.min(event.day)));
        }
    }

    /// The figures on a day, everyone being in.
    pub fn close(self, as_of: Day) -> Figures {
        let Tally { mut figures } = self;
        figures.asks.sort_unstable();
        // In an order that does not depend on who the people are: sums are the same to the last digit.
        figures
            .talks
            .iter_mut()
            .for_each(|talk| talk.brought.sort_by(|a, b| a.partial_cmp(b).unwrap_or(Equal)));
        figures.talks.sort_by(|a, b| a.partial_cmp(b).unwrap_or(Equal));
        figures.reproduction = reproduction(&figures.talks, as_of);
        figures.first_request = figures.asks.first().map(|ask| ask.on);
        figures.days_to_first_interview = figures.first_request.and_then(|asked| {
            let held = figures.talks.iter().map(|talk| talk.on).find(|held| *held >= asked);
            held.map(|held| held.days_since(asked))
        });
        figures
    }
}

/// R of conversations, of one member or of many.
fn reproduction<'a>(talks: impl IntoIterator<Item = &'a Talk>, as_of: Day) -> Option<Reproduction> {
    let (mut held, mut brought) = (Vec::new(), Vec::new());
    for (by, talk) in talks.into_iter().enumerate() {
        held.push(talk.on);
        brought.extend(talk.brought.iter().map(|&(delay, weight)| Brought { by, delay, weight }));
    }
    Estimate::of(&held, brought, as_of).all
}

/// R of the conversations of all members of whom anything tells of introductions; `None` without a conversation.
///
/// # Complexity
/// **O(c log c)** for **c** conversations and introductions.
pub fn reproduction_of_all<'a>(
    members: impl Iterator<Item = &'a Figures>,
    as_of: Day,
) -> Option<Reproduction> {
    let known = members.filter(|figures| figures.basis != Basis::Unknown);
    let mut talks: Vec<&Talk> = known.flat_map(|figures| &figures.talks).collect();
    talks.sort_by(|a, b| a.partial_cmp(b).unwrap_or(Equal));
    reproduction(talks, as_of)
}

/// Whether the member took the step.
fn is_own_step(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::MessageSent
            | EventKind::Request(_)
            | EventKind::FollowUp(_)
            | EventKind::IntroductionRequest(_)
            | EventKind::ThankYou
            | EventKind::CheckIn(_)
            | EventKind::OtherOutreach
    ) || kind.is_conversation()
}

/// The last day on which anybody was introduced to the member, up to one.
fn last_introduction(network: &Network, as_of: Day) -> Option<Day> {
    network.edges.iter().filter_map(|edge| edge.on).filter(|on| *on <= as_of).max()
}

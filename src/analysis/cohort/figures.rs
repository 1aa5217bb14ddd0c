//! The figures of one member of a cohort, as an advisor compares them.

use crate::analysis::coverage::{Covered, Status};
use crate::analysis::rank::signs::{ANSWER_DAYS, Channel, Moment, Outreach, outreaches_to};
use crate::analysis::referral::reproduction::{Brought, Estimate, Reproduction, laid_to};
use crate::day::Day;
use crate::import::Outcome;
use crate::network::{Event, EventKind, Network};
use crate::people::{People, PersonId};
use crate::settings::ReplyWeights;
use std::cmp::Ordering::Equal;

/// How many days before a day a connection counts as new.
pub const NEW_DAYS: i32 = 90;

/// How a person came to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Approach {
    /// Nothing between the two but, at most, a connection.
    Cold,
    /// They had written to the member or met her before, recommended one another, or have an employer in common.
    Affinity,
    /// Somebody had introduced them.
    Introduced,
    /// Nothing tells who introduced whom to the member, so it may be any of these.
    Unknown,
}

impl Approach {
    /// All of them.
    pub const ALL: [Approach; 4] =
        [Approach::Cold, Approach::Affinity, Approach::Introduced, Approach::Unknown];

    /// The word in `funnel.csv`.
    pub fn as_str(self) -> &'static str {
        match self {
            Approach::Cold => "cold",
            Approach::Affinity => "affinity",
            Approach::Introduced => "introduced",
            Approach::Unknown => "unknown",
        }
    }
}

/// A request for a conversation, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ask {
    /// When.
    pub on: Day,
    /// How the person came to be asked.
    pub approach: Approach,
    /// Whether an answer came; a no is one. See [`is_answered`].
    pub replied: bool,
    /// Whether, after an answer, a conversation was held before the person was asked again.
    pub met: bool,
    /// Whether the person introduced somebody, from that conversation on.
    pub introduced_on: bool,
}

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

/// An introduction that somebody made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Made {
    /// When; `None` where no row says.
    pub on: Option<Day>,
    /// How sure it is: 1 for a recorded one.
    pub confidence: f64,
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

/// What a member's files say of one person, up to the day asked about.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dealings<'a> {
    /// What passed between the two, oldest first.
    pub events: &'a [Event],
    /// The days of the introductions that brought the person; `None` for one without a date.
    pub brought: &'a [Option<Day>],
    /// The introductions that the person made.
    pub made: &'a [Made],
    /// Whether the person works where the member works or worked.
    pub is_colleague: bool,
    /// What passed on days that no list gives.
    pub undated: &'a [EventKind],
    /// The first messages after a week of silence, where they stand for requests, as no list has any.
    pub written: Option<&'a [Outreach]>,
}

/// Where requests are known from.
#[derive(Clone, Copy, Debug)]
pub enum Requests<'a> {
    /// The list of outreach.
    Listed,
    /// First messages after a week of silence. So the ranking reads them, whose weights these are.
    Written(&'a ReplyWeights),
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
            figures.replies += u32::from(undated().any(is_noted_as_answered));
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

/// Hands over what is known of a person on a day.
pub fn with_dealings<T>(
    (network, people): (&Network, &People),
    id: PersonId,
    requests: Requests<'_>,
    as_of: Day,
    take: impl FnOnce(Dealings<'_>) -> T,
) -> T {
    let events = network.history.until(id, as_of);
    let written = match requests {
        Requests::Listed => None,
        Requests::Written(weights) => Some(written(outreaches_to(people, network, weights, id), as_of)),
    };
    let undated: Vec<EventKind> = network.history.undated(id).map(|one| one.kind).collect();
    // Of most people nothing is asked for which anybody else would matter.
    if written.as_ref().is_none_or(Vec::is_empty)
        && undated.is_empty()
        && !events.iter().any(|event| is_request(event.kind) || event.kind.is_conversation())
    {
        return take(Dealings { events, ..Dealings::default() });
    }
    let brought: Vec<Option<Day>> = network.introductions_of(id).map(|edge| edge.on).collect();
    let made = network.introductions_by(id).map(|edge| Made { on: edge.on, confidence: edge.confidence });
    let made: Vec<Made> = made.collect();
    let company = people.get(id).company_id;
    let is_colleague = company.is_some_and(|at| people.owner.employers.iter().any(|(known, _)| *known == at));
    take(Dealings {
        events,
        brought: &brought,
        made: &made,
        is_colleague,
        undated: &undated,
        written: written.as_deref(),
    })
}

/// The first messages among the outreaches to a person, up to a day, with what was known of them then.
fn written(mut outreaches: Vec<Outreach>, as_of: Day) -> Vec<Outreach> {
    let end = Moment::evening_of(as_of).at;
    outreaches.retain(|one| one.channel == Channel::Message && one.at < end);
    outreaches.iter_mut().for_each(|one| one.answered_at = one.answered_at.filter(|at| *at < end));
    outreaches
}

/// The requests to a person, oldest first and one a day, and what became of each.
///
/// # Complexity
/// **O(e · a)** for **e** events and **a** requests.
pub fn asks(dealings: Dealings<'_>) -> Vec<Ask> {
    match dealings.written {
        Some(written) => written_asks(dealings, written),
        None => listed_asks(dealings).collect(),
    }
}

fn written_asks(dealings: Dealings<'_>, written: &[Outreach]) -> Vec<Ask> {
    let events = dealings.events;
    let ends = written.iter().skip(1).map(|next| next.day()).chain([Day(i32::MAX)]);
    let ask = |(one, end): (&Outreach, Day)| {
        let on = one.day();
        let before = events.partition_point(|event| event.day < on);
        let mut until_next = events[before..].iter().take_while(|event| event.day < end.max(on.plus_days(1)));
        let replied = one.answered_at.is_some();
        let met = until_next.find(|event| event.kind.is_conversation()).filter(|_| replied);
        Ask {
            on,
            approach: approach(dealings, &events[..before], on),
            replied,
            met: met.is_some(),
            introduced_on: met.is_some_and(|met| has_made_since(dealings, met.day)),
        }
    };
    let mut asks: Vec<Ask> = written.iter().zip(ends).map(ask).collect();
    asks.dedup_by_key(|ask| ask.on);
    asks
}

/// Whether the person introduced somebody from a day on, or on no known day.
fn has_made_since(dealings: Dealings<'_>, day: Day) -> bool {
    dealings.made.iter().any(|made| made.on.is_none_or(|on| on >= day))
}

fn listed_asks(dealings: Dealings<'_>) -> impl Iterator<Item = Ask> + '_ {
    let events = dealings.events;
    let mut asked: Option<Day> = None;
    events.iter().enumerate().filter_map(move |(at, event)| {
        let EventKind::Request(outcome) = event.kind else { return None };
        if asked.replace(event.day) == Some(event.day) {
            return None;
        }
        let after = &events[at + 1..];
        let mut until_next = after.iter().take_while(|next| next.day == event.day || !is_request(next.kind));
        let replied = is_answered(*event, outcome, after);
        let met = event.kind.is_conversation().then_some(event.day);
        let met =
            met.or_else(|| until_next.find(|event| event.kind.is_conversation()).map(|event| event.day));
        let met = met.filter(|_| replied);
        Some(Ask {
            on: event.day,
            approach: approach(dealings, &events[..at], event.day),
            replied,
            met: met.is_some(),
            introduced_on: met.is_some_and(|met| has_made_since(dealings, met)),
        })
    })
}

fn is_request(kind: EventKind) -> bool {
    matches!(kind, EventKind::Request(_))
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

/// How a person came to be asked, by what was known on that day.
fn approach(dealings: Dealings<'_>, before: &[Event], on: Day) -> Approach {
    if dealings.brought.iter().any(|day| day.is_none_or(|day| day <= on)) {
        return Approach::Introduced;
    }
    // Of what passed on the day itself nobody can tell whether it came before: it may be the answer.
    let heard = before.iter().take_while(|event| event.day < on).any(|event| {
        matches!(event.kind, EventKind::MessageReceived | EventKind::Incoming | EventKind::Recommendation)
            || event.kind.is_conversation()
    });
    if heard || dealings.is_colleague { Approach::Affinity } else { Approach::Cold }
}

/// Whether the list says of a request that an answer came.
fn is_noted_as_answered(kind: EventKind) -> bool {
    use Outcome::{CalledOff, Declined, Held, Replied, Scheduled};
    matches!(kind, EventKind::Request(Some(Replied | Scheduled | Held | Declined | CalledOff)))
}

/// The last day on which anybody was introduced to the member, up to one.
fn last_introduction(network: &Network, as_of: Day) -> Option<Day> {
    network.edges.iter().filter_map(|edge| edge.on).filter(|on| *on <= as_of).max()
}

/// Whether a request was answered: the list says so, of it or of a second message; a message of theirs came within fourteen
/// days; or a conversation was held. All of that counts before the next request only. What the list says comes first:
/// somebody who is noted as silent may write about something else a year later. The ranking learns from the same answers, but
/// that to it a no is none.
fn is_answered(asked: Event, outcome: Option<Outcome>, after: &[Event]) -> bool {
    use Outcome::{CalledOff, Declined, Held, NoReply, Replied, Scheduled, Undelivered};
    if is_noted_as_answered(asked.kind) {
        return true;
    }
    let is_silence = matches!(outcome, Some(NoReply | Undelivered));
    let mut until_next = after.iter().take_while(|event| event.day == asked.day || !is_request(event.kind));
    until_next.any(|event| match event.kind {
        EventKind::FollowUp(Some(Replied | Scheduled | Held | Declined)) => true,
        _ if is_silence => false,
        EventKind::MessageReceived | EventKind::Incoming => {
            i64::from(event.day.days_since(asked.day)) <= ANSWER_DAYS
        }
        EventKind::Interview(Some(Scheduled | CalledOff)) => true,
        kind => kind.is_conversation(),
    })
}

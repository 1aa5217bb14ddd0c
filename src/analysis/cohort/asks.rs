//! Requests for a conversation: which of the rows and letters are one, how the person came to be asked, and what came of it.
//!
//! In: what a member's files say of one person ([`Dealings`]). Out: [`Ask`]s.

use crate::analysis::rank::signs::{ANSWER_DAYS, Channel, Moment, Outreach, outreaches_to};
use crate::day::Day;
use crate::import::Outcome;
use crate::network::{Event, EventKind, Network};
use crate::people::{People, PersonId};
use crate::settings::ReplyWeights;

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
    /// Whether an answer came; a no is one.
    pub replied: bool,
    /// Whether, after an answer, a conversation was held before the person was asked again.
    pub met: bool,
    /// Whether the person introduced somebody, from that conversation on.
    pub introduced_on: bool,
}

/// An introduction that somebody made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Made {
    /// When; `None` where no row says.
    pub on: Option<Day>,
    /// How sure it is: 1 for a recorded one.
    pub confidence: f64,
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
    let mut asked: Option<Event> = None;
    events.iter().enumerate().filter_map(move |(at, event)| {
        let EventKind::Request(outcome) = event.kind else { return None };
        if asked.is_some_and(|asked| event.day == asked.day || event.is_word_on(&asked)) {
            return None;
        }
        asked = Some(*event);
        let after = &events[at + 1..];
        let mut until_next = after.iter().take_while(|next| !is_next_request(next, event));
        // Within a day events stand in the order of their kinds: a letter of that day may be the answer.
        let that_day = events[..at].partition_point(|before| before.day < event.day);
        let replied = is_answered(*event, outcome, &events[that_day..]);
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

pub(super) fn is_request(kind: EventKind) -> bool {
    matches!(kind, EventKind::Request(_))
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

/// Whether an event is a request of its own after another one.
fn is_next_request(event: &Event, asked: &Event) -> bool {
    is_request(event.kind) && event.day != asked.day && !event.is_word_on(asked)
}

/// Whether a row about a request says that an answer came: the request itself, a second message, or a conversation that was
/// held, agreed or declined.
pub(super) fn tells_of_answer(kind: EventKind) -> bool {
    let is_about = matches!(kind, EventKind::FollowUp(_) | EventKind::Interview(_)) || is_request(kind);
    kind.is_conversation() || is_about && kind.is_noted_as_answered()
}

/// Whether a request was answered: the list says so, of it or of a second message; a message of theirs came within fourteen
/// days; or a conversation was held. All of that counts before the next request only. What the list says comes first:
/// somebody who is noted as silent may write about something else a year later. The ranking learns from the same answers, but
/// that to it a no is none.
fn is_answered(asked: Event, outcome: Option<Outcome>, from_that_day: &[Event]) -> bool {
    // A word that comes after the next request is on that one.
    let until_next = || from_that_day.iter().take_while(|event| !is_next_request(event, &asked));
    let words = || until_next().filter(|event| event.is_word_on(&asked)).map(|event| event.kind);
    if tells_of_answer(asked.kind) || words().any(tells_of_answer) {
        return true;
    }
    let is_silence = outcome.is_some_and(Outcome::is_silence) || words().next().is_some();
    until_next().any(|event| match event.kind {
        EventKind::FollowUp(_) if tells_of_answer(event.kind) => true,
        _ if is_silence => false,
        EventKind::MessageReceived | EventKind::Incoming => {
            i64::from(event.day.days_since(asked.day)) <= ANSWER_DAYS
        }
        // Of a next request none is left here: this is a conversation, held, agreed or declined.
        kind => tells_of_answer(kind),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Place, SourceId};

    fn event(day: i32, kind: EventKind) -> Event {
        Event { day: Day(day), kind, place: Place { source: SourceId(0), line: day as u32 } }
    }

    /// Whether each request among the events was answered, and whether a conversation followed.
    fn asked(events: &[Event]) -> Vec<(bool, bool)> {
        asks(Dealings { events, ..Dealings::default() })
            .into_iter()
            .map(|ask| (ask.replied, ask.met))
            .collect()
    }

    /// Whatever a row about a request says of an answer, the request was answered, in whichever row it stands.
    #[test]
    fn an_answer_is_one_in_every_row() {
        let rows = [EventKind::Request, EventKind::FollowUp, EventKind::Interview];
        for outcome in Outcome::ALL {
            let request = event(0, EventKind::Request(Some(Outcome::Pending)));
            for row in rows {
                let events = [request, event(10, row(Some(outcome)))];
                let found = asked(&events);
                let what = format!("{:?}", events[1].kind);
                // Another request that is open, or that nobody read or understood, is another request.
                let is_another = matches!(events[1].kind, EventKind::Request(_)) && !outcome.is_settled();
                assert_eq!(found.len(), 1 + usize::from(is_another), "{what}");
                assert_eq!(found[0].0, outcome.is_word_of_theirs(), "{what}");
            }
        }
    }

    #[test]
    fn what_was_noted_as_silence_stays_one() {
        let silent = event(0, EventKind::Request(Some(Outcome::NoReply)));
        assert_eq!(asked(&[silent, event(200, EventKind::Interview(None))]), [(false, false)]);
        let answered = event(7, EventKind::FollowUp(Some(Outcome::CalledOff)));
        assert_eq!(asked(&[silent, answered]), [(true, false)]);
    }
}

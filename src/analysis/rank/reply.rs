//! Who will answer: the chance of a conversation as a sum of log-odds, each addend with the rows it rests on.
//!
//! The prior is by situation (a stranger, a connection); what came back counts, what was sent without any answer counts
//! against, recency fades with a half-life, an introduction and a shared employer help, levels above hinder.

use super::standing::Standing;
use crate::day::Day;
use crate::evidence::Place;
use crate::network::Edge;
use crate::people::{Owner, Person};
use crate::settings::ReplyWeights;

/// An addend of the log-odds: what it is for. The words are made only for those who are shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ReplyReason {
    /// Nothing but that the seeker knows of them.
    Stranger,
    /// Connected.
    Connected(Option<Day>),
    /// Introduced by somebody, on a day.
    Introduced(Option<Day>),
    /// Messages received.
    Received(u32),
    /// Messages sent into silence.
    Unanswered(u32),
    /// Days since the last contact.
    Recency(i32),
    /// Works where the seeker works or worked.
    SharedEmployer,
    /// A recommendation, given or received.
    Recommendation,
    /// An endorsement, given or received.
    Endorsement,
    /// Levels above the seeker.
    LevelGap(u8),
    /// Conversations held.
    Met(u32),
    /// Declined.
    Declined(Day),
    /// Did not answer.
    Silent(Day),
}

/// Everything that bears on whether a person answers.
pub struct ReplySigns<'a> {
    /// The person.
    pub person: &'a Person,
    /// The seeker.
    pub owner: &'a Owner,
    /// How things are between the two.
    pub standing: &'a Standing,
    /// The introductions that brought the person.
    pub introduced: Option<&'a Edge>,
    /// The day asked about.
    pub as_of: Day,
}

/// Hands every addend to `add`, with the row it rests on.
pub fn addends(
    signs: &ReplySigns<'_>,
    weights: &ReplyWeights,
    mut add: impl FnMut(ReplyReason, f64, Option<Place>),
) {
    let ReplySigns { person, owner, standing: now, introduced, as_of } = signs;
    if person.is_connection() {
        add(ReplyReason::Connected(person.connected_on), weights.connected, person.connection);
    } else {
        add(ReplyReason::Stranger, weights.stranger, person.seen_in.first().copied());
    }
    if let Some(edge) = introduced {
        add(
            ReplyReason::Introduced(edge.on),
            weights.introduced * edge.confidence,
            edge.evidence.first().copied(),
        );
    }
    if now.received > 0 {
        let points = weights.received * f64::from(now.received).ln_1p().min(3.0);
        add(ReplyReason::Received(now.received), points, now.last_received.map(|(_, place)| place));
    } else if now.sent > 0 {
        let points = weights.unanswered * f64::from(now.sent).ln_1p();
        add(ReplyReason::Unanswered(now.sent), points, now.last_sent.map(|(_, place)| place));
    }
    if let Some((day, place)) = now.last_contact
        && (now.received > 0 || now.met.is_some())
    {
        let days = as_of.days_since(day).max(0);
        let points = weights.recency * 0.5f64.powf(f64::from(days) / weights.half_life_days);
        add(ReplyReason::Recency(days), points, Some(place));
    }
    if let Some(company) = person.company_id
        && let Some((_, place)) = owner.employers.iter().find(|(employer, _)| *employer == company)
    {
        add(ReplyReason::SharedEmployer, weights.shared_employer, Some(*place));
    }
    if now.recommendation.is_some() {
        add(ReplyReason::Recommendation, weights.recommendation, now.recommendation);
    } else if now.endorsement.is_some() {
        add(ReplyReason::Endorsement, weights.endorsement, now.endorsement);
    }
    if let (Some(theirs), Some(own)) = (person.title.seniority, owner.title.seniority) {
        let gap = theirs.level().saturating_sub(own.level());
        if gap > 0 {
            add(ReplyReason::LevelGap(gap), weights.level_gap * f64::from(gap), person.connection);
        }
    }
    if let Some((_, place)) = now.met {
        add(ReplyReason::Met(now.n_met), weights.met, Some(place));
    }
    if let Some((day, place)) = now.declined.filter(|(day, _)| now.met.is_none_or(|(met, _)| *day > met)) {
        add(ReplyReason::Declined(day), weights.declined, Some(place));
    }
    if let Some((day, place)) =
        now.silent.filter(|(day, _)| now.last_received.is_none_or(|(heard, _)| *day >= heard))
    {
        add(ReplyReason::Silent(day), weights.silent, Some(place));
    }
}

/// The chance of a conversation: the logistic function of the sum of the addends.
pub fn chance(signs: &ReplySigns<'_>, weights: &ReplyWeights) -> f64 {
    let mut sum = 0.0;
    addends(signs, weights, |_, points, _| sum += points);
    logistic(sum)
}

/// 1 / (1 + e^−x).
pub fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

impl ReplyReason {
    /// The reason in words.
    pub fn because(self) -> String {
        let times = |n: u32, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
        match self {
            ReplyReason::Stranger => "not connected to you".to_owned(),
            ReplyReason::Connected(Some(day)) => format!("connected to you since {}", day.in_words()),
            ReplyReason::Connected(None) => "connected to you".to_owned(),
            ReplyReason::Introduced(Some(day)) => format!("introduced to you on {}", day.in_words()),
            ReplyReason::Introduced(None) => "introduced to you".to_owned(),
            ReplyReason::Received(n) => format!("wrote you {}", times(n, "message")),
            ReplyReason::Unanswered(n) => format!("never answered your {}", times(n, "message")),
            ReplyReason::Recency(0) => "in contact today".to_owned(),
            ReplyReason::Recency(days) => format!("last contact {} ago", times(days.unsigned_abs(), "day")),
            ReplyReason::SharedEmployer => "works where you work or worked".to_owned(),
            ReplyReason::Recommendation => "a recommendation stands between you".to_owned(),
            ReplyReason::Endorsement => "an endorsement stands between you".to_owned(),
            ReplyReason::LevelGap(n) => format!("{} above you", times(u32::from(n), "level")),
            ReplyReason::Met(n) => format!("met you for {}", times(n, "conversation")),
            ReplyReason::Declined(day) => format!("declined on {}", day.in_words()),
            ReplyReason::Silent(day) => format!("did not answer your request of {}", day.in_words()),
        }
    }
}

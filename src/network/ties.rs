//! Ties between people other than the seeker: what shows that two of them know one another.
//!
//! One person's list of connections says nothing of ties among those she is connected to. Introductions do, and so do threads,
//! mails and meetings of a few: whoever wrote in the same thread of four has met. Recommendations and endorsements are
//! between the seeker and one other, and tie nobody else; two at one employer are a guess, and no tie.

use super::Network;
use super::referral::EdgeSource;
use crate::day::Day;
use crate::evidence::Place;
use crate::import::{MentionId, Workspace};
use crate::people::{People, PersonId, Who};
use std::collections::BTreeMap;

/// The most people besides the seeker in a thread, mail or meeting that ties them.
pub const CIRCLE: usize = super::history::CIRCLE;

/// What shows a tie, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TieKind {
    /// One brought the other to the seeker, as she recorded.
    Introduction,
    /// They were in one thread, mail or meeting of a few.
    Circle,
    /// One brought the other to the seeker, as messages suggest.
    Inferred,
}

/// Two people who know one another.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// The one with the lower number.
    pub a: PersonId,
    /// The other.
    pub b: PersonId,
    /// The surest sign.
    pub kind: TieKind,
    /// How sure, 0 to 1.
    pub confidence: f64,
    /// The rows that show it, of the surest kind.
    pub evidence: Vec<Place>,
}

/// Rows quoted for a tie at most: a thread of a hundred messages proves no more than its first.
const EVIDENCE: usize = 3;

/// Gathers the ties that a workspace shows up to a day, in the order of the pairs.
///
/// # Complexity
/// **O(r + t log t)** for **r** rows and **t** pairs, at most six a circle.
pub fn ties(workspace: &Workspace, people: &People, network: &Network, as_of: Day) -> Vec<Tie> {
    let mut ties: BTreeMap<(PersonId, PersonId), Tie> = BTreeMap::new();
    let mut add = |a: PersonId, b: PersonId, kind: TieKind, confidence: f64, evidence: &[Place]| {
        let (a, b) = (a.min(b), a.max(b));
        let fresh = || Tie { a, b, kind, confidence, evidence: Vec::new() };
        let tie = ties.entry((a, b)).or_insert_with(fresh);
        if kind < tie.kind || (kind == tie.kind && confidence > tie.confidence) {
            *tie = fresh();
        }
        if kind == tie.kind {
            tie.evidence.extend(evidence);
        }
    };
    for edge in network.edges.iter().filter(|edge| edge.on.is_none_or(|on| on <= as_of)) {
        let kind = match edge.source {
            EdgeSource::Recorded => TieKind::Introduction,
            EdgeSource::Inferred => TieKind::Inferred,
        };
        add(edge.introducer, edge.introduced, kind, edge.confidence, &edge.evidence);
    }
    // Everyone of a thread, whoever wrote which of its messages.
    let mut threads: BTreeMap<u32, (Vec<PersonId>, Place)> = BTreeMap::new();
    let n_others = |to: &[MentionId]| to.iter().filter(|to| people.who(**to) != Who::Owner).count();
    for row in workspace.messages.iter().filter(|row| row.day() <= as_of) {
        let to = workspace.recipients_of(row);
        if to.len() < 2 || n_others(to) > CIRCLE {
            continue;
        }
        let (members, first) = threads.entry(row.conversation).or_insert((Vec::new(), row.place));
        *first = row.place.min(*first);
        members.extend(to.iter().chain([&row.from]).filter_map(|who| people.who(*who).person()));
    }
    let mails = workspace.mails.iter().filter(|row| row.day() <= as_of).map(|row| {
        let to = workspace.mailed_to(row);
        (to.iter().chain([&row.from]).filter_map(|who| people.who(*who).person()).collect(), row.place)
    });
    let meetings = workspace.meetings.iter().filter(|row| row.on <= as_of).map(|row| {
        let came = row.attendees.iter().filter(|who| !row.declined.contains(who));
        (came.filter_map(|who| people.who(*who).person()).collect(), row.place)
    });
    for (members, place) in threads.into_values().chain(mails).chain(meetings) {
        let mut members: Vec<PersonId> = members;
        members.sort();
        members.dedup();
        if members.len() <= CIRCLE {
            for (nth, a) in members.iter().enumerate() {
                members[nth + 1..].iter().for_each(|b| add(*a, *b, TieKind::Circle, 1.0, &[place]));
            }
        }
    }
    let mut ties: Vec<Tie> = ties.into_values().collect();
    for tie in &mut ties {
        tie.evidence.sort();
        tie.evidence.dedup();
        tie.evidence.truncate(EVIDENCE);
    }
    ties
}

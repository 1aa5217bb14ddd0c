//! Coverage: which targets have a contact, which a path, and which are gaps.

use super::targets::Targets;
use crate::day::Day;
use crate::network::{EventKind, Network};
use crate::people::{People, PersonId};
use crate::settings::ValueWeights;

/// How far a target is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Somebody the seeker is connected to, or has spoken with, is what the row asks for.
    Contact,
    /// Nobody is, but somebody who could introduce: a contact inside the company, or an introduction not yet taken up.
    Path,
    /// Neither.
    Gap,
}

impl Status {
    /// The word in `coverage.csv`.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Contact => "contact",
            Status::Path => "path",
            Status::Gap => "gap",
        }
    }
}

/// A row of the target matrix and who covers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Covered {
    /// The row, as an index into [`Targets::rows`].
    pub row: usize,
    /// Contacts that the row asks for.
    pub contacts: u32,
    /// Those of them who wrote to the seeker or met her within a year.
    pub strong_contacts: u32,
    /// The one to turn to: of the contacts, or else of those on a path, whoever does not want to be left in peace, then the
    /// likeliest to answer, as in [`super::path`]; then by fit, contact and key.
    pub best_contact: Option<PersonId>,
    /// Ties from the seeker to the target: 1 for a contact, more over introducers.
    pub path_length: Option<u32>,
    /// What it comes to.
    pub status: Status,
}

/// How likely somebody is to answer; `None` of those who want to be left in peace.
pub type Chance<'a> = &'a dyn Fn(PersonId) -> Option<f64>;

/// Finds out for every row of the target matrix who covers it. `chance` chooses among those who do.
///
/// # Complexity
/// **O(t p)** for **t** targets and **p** people.
pub fn of(
    targets: &Targets,
    people: &People,
    network: &Network,
    weights: &ValueWeights,
    as_of: Day,
    chance: Chance<'_>,
) -> Vec<Covered> {
    let warmth: Vec<Warmth> = people.ids().map(|id| Warmth::of(network, people, id, as_of)).collect();
    let mut covered = Vec::with_capacity(targets.rows.len());
    for (row, wanted) in targets.rows.iter().enumerate() {
        let mut found = Covered {
            row,
            contacts: 0,
            strong_contacts: 0,
            best_contact: None,
            path_length: None,
            status: Status::Gap,
        };
        let mut best: Option<Candidate> = None;
        for id in people.ids() {
            let Some(fit) = wanted.fit(people.get(id), &people.companies, weights) else { continue };
            let warm = warmth[id.index()];
            let (status, length) = match (warm.is_known, fit.is_contact(), fit.is_inside()) {
                (true, true, _) => (Status::Contact, 1),
                // Somebody inside who does something else is one introduction away from the one wanted.
                (true, false, true) => (Status::Path, 2),
                (false, true, _) if warm.wave.is_some() => (Status::Path, warm.wave.unwrap_or(0) + 1),
                _ => continue,
            };
            if status == Status::Contact {
                found.contacts += 1;
                found.strong_contacts += u32::from(warm.is_strong);
            }
            let candidate = Candidate {
                status,
                is_wanted: fit.is_contact(),
                chance: chance(id).unwrap_or(f64::NEG_INFINITY),
                fit: fit.degree,
                warm,
            };
            // The first by key among equals.
            let better = best.as_ref().is_none_or(|known| candidate.is_before(known));
            if better {
                found.best_contact = Some(id);
                found.status = status;
                best = Some(candidate);
            }
            if status == found.status {
                found.path_length = Some(match found.path_length {
                    Some(known) if !better => known.min(length),
                    _ => length,
                });
            }
        }
        covered.push(found);
    }
    covered
}

/// Somebody who covers a target, as far as it decides whom to turn to.
struct Candidate {
    status: Status,
    /// What the row asks for, and not only somebody beside them.
    is_wanted: bool,
    chance: f64,
    fit: f64,
    warm: Warmth,
}

impl Candidate {
    fn is_before(&self, other: &Candidate) -> bool {
        let order = other.status.cmp(&self.status).then(self.is_wanted.cmp(&other.is_wanted));
        let order = order.then(self.chance.total_cmp(&other.chance)).then(self.fit.total_cmp(&other.fit));
        order.then(self.warm.cmp(&other.warm)).is_gt()
    }
}

/// How close a person is, for choosing among equals.
/// For so many days somebody who wrote to the seeker, or talked with her, is a strong contact, and no stranger.
pub const STRONG_DAYS: i32 = 365;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Warmth {
    is_strong: bool,
    last_contact: Option<Day>,
    is_known: bool,
    wave: Option<u32>,
}

impl Warmth {
    fn of(network: &Network, people: &People, id: PersonId, as_of: Day) -> Warmth {
        let events = network.history.until(id, as_of);
        let last = |test: fn(EventKind) -> bool| {
            events.iter().rev().find(|event| test(event.kind)).map(|event| event.day)
        };
        let heard = last(|kind| kind == EventKind::MessageReceived || kind.is_conversation());
        let connected = people.get(id).is_connected_by(as_of);
        Warmth {
            is_strong: heard.is_some_and(|day| as_of.days_since(day) <= STRONG_DAYS),
            last_contact: last(EventKind::is_contact),
            is_known: connected || heard.is_some(),
            wave: network.introducers_of(id).map(|of| of.wave),
        }
    }
}

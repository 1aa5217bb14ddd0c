//! What is kept of a member once her files are read.

use super::apart::{Apart, resting_since};
use super::asks::{Approach, Requests, with_dealings};
use super::figures::{Basis, Figures};
use super::pool::{Contact, Known, Pool, key_print};
use super::records::Records;
use crate::analysis::coverage::{Covered, STRONG_DAYS, Status};
use crate::analysis::growth::MonthOfGrowth;
use crate::analysis::targets::Targets;
use crate::day::Day;
use crate::network::{EventKind, Network};
use crate::people::{People, PersonId};
use crate::settings::Routine;

/// A row of a member's target matrix, and how far she is.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// Wanted position.
    pub position: Box<str>,
    /// Wanted company.
    pub company: Box<str>,
    /// Wanted industry.
    pub industry: Box<str>,
    /// What it is worth to her, 1 for the first.
    pub worth: f64,
    /// Whether she has a contact or a path.
    pub status: Status,
}

/// What is kept of a member: a few hundred bytes, and four for each contact where she shares them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extract {
    /// Her figures.
    pub figures: Figures,
    /// Her growth.
    pub growth: Vec<MonthOfGrowth>,
    /// Her targets.
    pub wishes: Vec<Wish>,
    /// Whom she knows; nobody where she does not share her contacts.
    pub known: Known,
    /// Who is left out for her when introductions are looked for; nobody where she does not share.
    pub apart: Apart,
    /// Her rows, where they are asked for and she shares her contacts.
    pub records: Option<Box<Records>>,
    /// Her own stable key, where her files tell it.
    pub own: Option<Box<str>>,
    /// Her own name, where they tell that.
    pub own_name: Option<Box<str>>,
    /// How many problems her files had.
    pub n_problems: usize,
}

impl Extract {
    /// Where nothing tells who introduced whom, nothing tells of a request whether an introduction came before it.
    pub fn settle_approaches(&mut self) {
        if self.figures.basis == Basis::Unknown {
            let steps = self.records.iter_mut().flat_map(|records| &mut records.steps);
            let of_steps = steps.filter_map(|step| step.ask.as_mut());
            let asks = self.figures.asks.iter_mut().chain(of_steps);
            asks.for_each(|ask| ask.approach = Approach::Unknown);
        }
    }
}

/// The targets of a member with what covers them.
pub fn wishes(targets: &Targets, coverage: &[Covered]) -> Vec<Wish> {
    let rows = coverage.iter().map(|covered| (&targets.rows[covered.row], covered.status));
    rows.map(|(wanted, status)| Wish {
        position: wanted.target.position.clone(),
        company: wanted.target.company.clone(),
        industry: wanted.target.industry.clone(),
        worth: wanted.worth,
        status,
    })
    .collect()
}

/// Finds out who is left out for a member.
///
/// # Complexity
/// **O(p + e)** for **p** people and **e** events.
pub fn apart(people: &People, network: &Network, as_of: Day, routine: &Routine) -> Apart {
    let resting_since = resting_since(as_of, routine);
    let mut apart = Apart::default();
    // Whoever has a name alone cannot be told among other members' contacts.
    let key = |id: PersonId| {
        let key = &people.get(id).key;
        (!key.starts_with("name:")).then(|| key_print(key))
    };
    for id in people.ids() {
        with_dealings((network, people), id, Requests::Listed, as_of, |dealings| {
            if !(dealings.events.is_empty() && dealings.undated.is_empty())
                && let Some(key) = key(id)
            {
                apart.add(key, dealings, resting_since);
            }
        });
    }
    apart.known.extend(network.edges.iter().filter_map(|edge| key(edge.introduced)));
    let refused = network.refusals.iter().filter(|(_, refusal)| refusal.on <= as_of);
    apart.closed.extend(refused.filter_map(|(id, _)| key(*id)));
    apart.settle();
    apart
}

/// Adds the connections of a member who shares to the pool.
pub fn known(people: &People, network: &Network, as_of: Day, pool: &Pool) -> Known {
    let connections = people.ids().filter(|id| people.get(*id).is_connected_by(as_of));
    pool.add(connections.map(|id| {
        let person = people.get(id);
        let heard = network
            .history
            .until(id, as_of)
            .iter()
            .rev()
            .find(|event| event.kind == EventKind::MessageReceived || event.kind.is_conversation());
        Contact {
            key: &person.key,
            name: &person.name,
            company: &person.company,
            position: &person.position,
            day: person.connected_on,
            is_warm: heard.is_some_and(|event| as_of.days_since(event.day) <= STRONG_DAYS),
        }
    }))
}

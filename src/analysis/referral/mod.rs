//! Referral chains as a whole: waves, chains, what became of asking, and whether the search reproduces itself.
//!
//! In: a [`Network`] and a day. Out: [`Referrals`]. [`reproduction`] estimates R, [`extinction`] says what follows of it,
//! [`chains`] counts chains and waves.

pub mod chains;
pub mod extinction;
pub mod interval;
pub mod reproduction;
#[cfg(test)]
mod tests;

pub use chains::{Asked, Chain, Wave};
pub use reproduction::Reproduction;

use crate::day::Day;
use crate::network::Network;
use crate::people::{People, PersonId};
use chains::Ground;
use reproduction::{Brought, Conversation, Estimate};

/// The chance that all chains die out which counts as unlikely.
pub const UNLIKELY: f64 = 0.1;

/// Days after which somebody who was introduced has had time to be met.
pub const IN_GOOD_TIME: i32 = 30;

/// A calendar quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter(pub i32);

impl Quarter {
    /// The quarter of a day.
    pub fn of(day: Day) -> Quarter {
        Quarter(day.month().0.div_euclid(3))
    }
}

impl std::fmt::Display for Quarter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-Q{}", self.0.div_euclid(4), self.0.rem_euclid(4) + 1)
    }
}

/// What becomes of the chains if R stays as it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// Chains of which something may still come.
    pub live: u32,
    /// The chance that one chain dies out, by R.
    pub one_dies: f64,
    /// The same at the ends of R's interval, the worse first.
    pub one_dies_between: (f64, f64),
    /// The chance that all live ones do; 1 where none is live.
    pub all_die: f64,
    /// Chains that make that unlikely; `None` where R is 1 or less and no number does.
    pub chains_needed: Option<u32>,
    /// The share of those introduced [`IN_GOOD_TIME`] days ago or more whom the seeker has met: R counts introductions, and only people who
    /// are met can introduce others. `None` where nobody was introduced.
    pub met: Option<f64>,
}

/// What the referral graph says as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Referrals {
    /// People by wave; the seeds, wave 0, are those who introduced somebody and were not introduced themselves.
    pub waves: Vec<u32>,
    /// What became of asking, by wave.
    pub by_wave: Vec<Wave>,
    /// R of the conversations with people of each wave; whoever was not introduced is wave 0. `None` where none was held.
    pub reproduction_by_wave: Vec<Option<Reproduction>>,
    /// R of the conversations held in each quarter, from the first to that of the day asked about.
    pub reproduction_by_quarter: Vec<(Quarter, Option<Reproduction>)>,
    /// Days within which half, and nine tenths, of introductions come; `None` where none has a date.
    pub delays: Option<(i32, i32)>,
    /// Whether the number of introductions varies from person to person by more than chance, and by how much.
    pub dispersion: f64,
    /// What becomes of the chains; `None` where R is.
    pub outlook: Option<Outlook>,
    /// Every chain, the largest first.
    pub chains: Vec<Chain>,
    /// The introducer's half, in the order of people.
    pub asked: Vec<Asked>,
    /// `None` where no conversation was held.
    pub reproduction: Option<Reproduction>,
    /// Conversations held with each person, for those with any.
    pub conversations: Vec<(PersonId, u32)>,
}

impl Referrals {
    /// What was asked of somebody who introduced others.
    pub fn asked_of(&self, person: PersonId) -> Option<Asked> {
        let at = self.asked.binary_search_by_key(&person, |of| of.person).ok()?;
        Some(self.asked[at])
    }
}

/// Looks at the referral graph as a whole.
///
/// # Complexity
/// **O(p + e log e + m d)** for **p** people, **e** events, and **m** people in the referral graph of depth **d**.
pub fn of(people: &People, network: &Network, as_of: Day) -> Referrals {
    let held = held(people, network, as_of);
    let days: Vec<Day> = held.iter().map(|held| held.on).collect();
    let estimate = Estimate::of(&days, brought(network, &held, as_of), as_of);
    let ground = Ground { network, conversations: &held, delays: &estimate.delays, as_of };
    let by_wave = ground.waves();
    let chains = ground.chains();
    let wave_of = |nth: usize| network.introducers_of(held[nth].person).map_or(0, |of| of.wave) as usize;
    let n_waves = (0..held.len()).map(|nth| wave_of(nth) + 1).max().unwrap_or(0).max(by_wave.len());
    let quarters = held.iter().map(|held| Quarter::of(held.on).0).min();
    let quarters = quarters.map_or(0..0, |first| first..Quarter::of(as_of).0 + 1);
    let mut conversations: Vec<(PersonId, u32)> = Vec::new();
    for held in &held {
        match conversations.last_mut() {
            Some((person, n)) if *person == held.person => *n += 1,
            _ => conversations.push((held.person, 1)),
        }
    }
    let outlook = estimate.all.map(|all| outlook(network, &ground, &chains, all));
    Referrals {
        waves: by_wave.iter().map(|wave| wave.people).collect(),
        reproduction_by_wave: (0..n_waves).map(|wave| estimate.part(|nth| wave_of(nth) == wave)).collect(),
        reproduction_by_quarter: quarters
            .map(|quarter| (Quarter(quarter), estimate.part(|nth| Quarter::of(held[nth].on).0 == quarter)))
            .collect(),
        delays: estimate.has_dates().then(|| (estimate.delays.quantile(0.5), estimate.delays.quantile(0.9))),
        dispersion: estimate.dispersion,
        outlook,
        asked: ground.asked(),
        reproduction: estimate.all,
        by_wave,
        chains,
        conversations,
    }
}

/// Every conversation held, by person and day. An interview stands in the outreach list and in the notes: one day is one
/// conversation.
fn held(people: &People, network: &Network, as_of: Day) -> Vec<Conversation> {
    let mut held = Vec::new();
    for person in people.ids() {
        let events = network.history.until(person, as_of).iter();
        let days = events.filter(|event| event.kind.is_conversation()).map(|event| event.day);
        let first = held.len();
        for on in days {
            if held[first..].last().is_none_or(|last: &Conversation| last.on != on) {
                held.push(Conversation { person, on });
            }
        }
    }
    held
}

/// The introductions of people with whom a conversation was held, each laid to one of these.
fn brought(network: &Network, held: &[Conversation], as_of: Day) -> Vec<Brought> {
    let mut brought = Vec::new();
    for edge in &network.edges {
        if edge.on.is_some_and(|on| on > as_of) {
            continue;
        }
        let from = held.partition_point(|held| held.person < edge.introducer);
        let with = held[from..].iter().take_while(|held| held.person == edge.introducer);
        let Some(nth) = reproduction::laid_to(with.map(|held| held.on), edge.on) else { continue };
        let by = from + nth;
        let delay = edge.on.map(|on| on.days_since(held[by].on));
        brought.push(Brought { by, delay, weight: edge.confidence });
    }
    brought
}

fn outlook(network: &Network, ground: &Ground<'_>, chains: &[Chain], all: Reproduction) -> Outlook {
    let live = ground.n_live(chains);
    let introduced = || network.members().filter(|(_, of)| of.first.is_some());
    // Whoever was introduced a few days ago may yet be met.
    let in_time = introduced().filter(|(id, _)| {
        let days = network.introductions_of(*id).filter_map(|edge| edge.on);
        days.min().is_none_or(|on| ground.as_of.days_since(on) >= IN_GOOD_TIME)
    });
    let in_time: Vec<PersonId> = in_time.map(|(id, _)| id).collect();
    let met = in_time.iter().filter(|id| ground.has_met(**id)).count();
    Outlook {
        live,
        one_dies: extinction::extinction(all.r),
        one_dies_between: (extinction::extinction(all.low), extinction::extinction(all.high)),
        all_die: extinction::all_die_out(all.r, live),
        chains_needed: extinction::chains_needed(all.r, UNLIKELY),
        met: (!in_time.is_empty()).then(|| met as f64 / in_time.len() as f64),
    }
}

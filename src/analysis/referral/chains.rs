//! Chains and waves, and what became of them: who was asked, what was made of it, whom the seeker met.
//!
//! The words are those of respondent-driven sampling and are defined as in the R package `RDS`: a *seed* came without an
//! introduction, a person's *wave* counts introductions since the seed, *recruits per subject* are the people whom somebody
//! introduced, *recruits per seed* everyone below a seed. There everybody has one recruiter; here somebody who was introduced twice
//! belongs to the chain of the first introduction.

use super::reproduction::{Conversation, Delays};
use crate::analysis::rank::standing::{Standing, THANKS_DAYS};
use crate::day::Day;
use crate::network::{Event, EventKind, Network};
use crate::people::PersonId;
use crate::settings::Routine;
use std::collections::{BTreeMap, BTreeSet};

/// An introduction that came to nothing for this long is taken for closed.
const OPEN_FOR: i32 = 180;
/// A conversation is done when this share of what it may bring has had its time.
const DONE: f64 = 0.95;

/// The chain that begins with a seed.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// Who was known without introduction.
    pub seed: PersonId,
    /// Everyone below: recruits per seed.
    pub people: u32,
    /// Introductions from the seed to the furthest.
    pub depth: u32,
    /// Those who introduced somebody, the seed included.
    pub introducers: u32,
    /// Of the people below, those with whom a conversation was held.
    pub met: u32,
    /// Conversations held in all of it, the seed included.
    pub conversations: u32,
    /// The first introduction with a date.
    pub first: Option<Day>,
    /// The last.
    pub last: Option<Day>,
    /// Whether something may still come of it: somebody introduced in the last half year whom the seeker has not met, or
    /// a conversation so fresh that its introductions may not have come yet.
    pub is_live: bool,
}

/// The people of a wave, and what became of asking them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wave {
    /// People; of the seeds only those who introduced somebody.
    pub people: u32,
    /// Of them, those who introduced somebody.
    pub introducers: u32,
    /// Requests for an introduction that were made to them.
    pub asked: u32,
    /// People they introduced: the yield.
    pub made: u32,
    /// Of these, those with whom a conversation was held.
    pub met: u32,
    /// Of the wave itself, those with whom a conversation was held.
    pub talked_with: u32,
}

/// The introducer's half of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Who.
    pub person: PersonId,
    /// Requests for an introduction.
    pub introductions: u32,
    /// Favours asked in all: for a conversation, again after silence, for an introduction.
    pub favours: u32,
    /// Of them in the last [`LATELY_DAYS`].
    pub lately: u32,
    /// The last of them.
    pub last: Option<Day>,
    /// What they did last for the seeker: an introduction or a conversation.
    pub last_favour: Option<Day>,
    /// When they were thanked for it; `None` where nothing says so.
    pub thanked: Option<Day>,
    /// Of those they introduced, how many the seeker has met.
    pub met: u32,
    /// Whether they want to be left in peace.
    pub refused: bool,
}

/// Days within which favours asked of one person add up.
pub const LATELY_DAYS: i32 = 90;

impl Asked {
    /// Whether thanks are due: something was done of late, and nothing says that they were thanked for it. For how long
    /// thanks are thanks, the routine says.
    pub fn owes_thanks(&self, as_of: Day, routine: &Routine) -> bool {
        let is_fresh = |day: Day| as_of.days_since(day) <= routine.thank_you_until_days;
        self.thanked.is_none() && !self.refused && self.last_favour.is_some_and(is_fresh)
    }

    /// Whether to leave them in peace: they said that they want it, or were asked three times or more of late.
    pub fn is_to_rest(&self) -> bool {
        self.refused || self.lately >= 3
    }

    /// Reads the events of somebody up to a day.
    pub fn of(network: &Network, person: PersonId, met: u32, as_of: Day) -> Asked {
        let events = network.history.until(person, as_of);
        let is_introduction = |event: &&Event| matches!(event.kind, EventKind::IntroductionRequest(_));
        let asks: Vec<Day> =
            events.iter().filter(|event| is_favour(event.kind)).map(|event| event.day).collect();
        let made =
            network.introductions_by(person).filter_map(|edge| edge.on).filter(|day| *day <= as_of).max();
        let talked = events.iter().rev().find(|event| event.kind.is_conversation()).map(|event| event.day);
        let last_favour = made.max(talked);
        // A message in the days after is taken for thanks, as in the routine.
        let is_thanks = |event: &&Event, since: Day| match event.kind {
            EventKind::ThankYou => event.day >= since,
            EventKind::MessageSent => THANKS_DAYS.contains(&event.day.days_since(since)),
            _ => false,
        };
        let together = network.told_together.get(&person).map_or(&[][..], Vec::as_slice);
        let thanked = last_favour.and_then(|since| {
            let alone = events.iter().find(|event| is_thanks(event, since)).map(|event| event.day);
            let together = together.iter().copied().find(|day| THANKS_DAYS.contains(&day.days_since(since)));
            [alone, together].into_iter().flatten().min()
        });
        Asked {
            person,
            introductions: events.iter().filter(is_introduction).count() as u32,
            favours: asks.len() as u32,
            lately: asks.iter().filter(|day| as_of.days_since(**day) <= LATELY_DAYS).count() as u32,
            last: asks.last().copied(),
            last_favour,
            thanked,
            met,
            refused: Standing::on(network, person, as_of).refused.is_some(),
        }
    }
}

fn is_favour(kind: EventKind) -> bool {
    matches!(kind, EventKind::Request(_) | EventKind::FollowUp(_) | EventKind::IntroductionRequest(_))
}

/// What chains are counted from.
pub(super) struct Ground<'a> {
    pub(super) network: &'a Network,
    pub(super) conversations: &'a [Conversation],
    pub(super) delays: &'a Delays,
    pub(super) as_of: Day,
}

impl Ground<'_> {
    fn held_with(&self, person: PersonId) -> &[Conversation] {
        let from = self.conversations.partition_point(|held| held.person < person);
        let until = self.conversations.partition_point(|held| held.person <= person);
        &self.conversations[from..until]
    }

    pub(super) fn has_met(&self, person: PersonId) -> bool {
        !self.held_with(person).is_empty()
    }

    /// Whether something may still come of a person by themselves.
    fn is_open(&self, person: PersonId) -> bool {
        match self.held_with(person).last() {
            Some(held) => {
                self.delays.within(self.as_of.days_since(held.on)) < DONE && !self.said_no(person, held.on)
            }
            None => {
                let brought = self.network.introductions_of(person).filter_map(|edge| edge.on).max();
                // A no is a no, whoever introduces them afterwards.
                let is_open = brought.is_some_and(|day| self.as_of.days_since(day) <= OPEN_FOR);
                is_open && !self.said_no(person, Day(i32::MIN))
            }
        }
    }

    /// Whether a person said no, in whatever way, since the day that something might still come of.
    fn said_no(&self, person: PersonId, since: Day) -> bool {
        Standing::on(self.network, person, self.as_of).says_no_since(since)
    }

    /// All chains, the largest first.
    pub(super) fn chains(&self) -> Vec<Chain> {
        let mut chains: BTreeMap<PersonId, Chain> = BTreeMap::new();
        for (person, of) in self.network.members() {
            let path = self.network.chain_to(person);
            let chain = chains.entry(path[0]).or_insert_with(|| Chain {
                seed: path[0],
                people: 0,
                depth: 0,
                introducers: 0,
                met: 0,
                conversations: 0,
                first: None,
                last: None,
                is_live: false,
            });
            let held = self.held_with(person).len() as u32;
            chain.conversations += held;
            chain.introducers += u32::from(of.introductions > 0);
            chain.is_live |= self.is_open(person);
            if path.len() > 1 {
                chain.people += 1;
                chain.met += u32::from(held > 0);
                chain.depth = chain.depth.max(path.len() as u32 - 1);
                let first = of.first;
                let by = self.network.introductions_of(person).filter(|edge| Some(edge.introducer) == first);
                for on in by.filter_map(|edge| edge.on) {
                    chain.first = Some(chain.first.map_or(on, |first| first.min(on)));
                    chain.last = chain.last.max(Some(on));
                }
            }
        }
        let mut chains: Vec<Chain> = chains.into_values().collect();
        chains.sort_by_key(|chain| (std::cmp::Reverse((chain.people, chain.depth)), chain.seed));
        chains
    }

    /// Live chains: those of the referral graph, and people met lately who stand outside it and may begin one.
    pub(super) fn n_live(&self, chains: &[Chain]) -> u32 {
        let people: BTreeSet<PersonId> = self.conversations.iter().map(|held| held.person).collect();
        let outside = people.iter().filter(|id| self.network.introducers_of(**id).is_none());
        let fresh = outside.filter(|id| self.is_open(**id)).count();
        (chains.iter().filter(|chain| chain.is_live).count() + fresh) as u32
    }

    /// The waves, from the seeds on.
    pub(super) fn waves(&self) -> Vec<Wave> {
        let mut waves: Vec<Wave> = Vec::new();
        for (person, of) in self.network.members() {
            let at = of.wave as usize;
            if waves.len() <= at {
                waves.resize(at + 1, Wave::default());
            }
            let asked = self.network.history.until(person, self.as_of).iter();
            let asked = asked.filter(|event| matches!(event.kind, EventKind::IntroductionRequest(_))).count();
            let wave = &mut waves[at];
            wave.people += 1;
            wave.introducers += u32::from(of.introductions > 0);
            wave.asked += asked as u32;
            wave.made += of.introductions;
            wave.met += self.met_through(person);
            wave.talked_with += u32::from(self.has_met(person));
        }
        waves
    }

    fn met_through(&self, person: PersonId) -> u32 {
        self.network.introductions_by(person).filter(|edge| self.has_met(edge.introduced)).count() as u32
    }

    /// What was asked of everyone who introduced somebody or was asked to, in the order of people.
    pub(super) fn asked(&self) -> Vec<Asked> {
        let members = self.network.members().filter(|(_, of)| of.introductions > 0).map(|(person, _)| person);
        members.map(|person| Asked::of(self.network, person, self.met_through(person), self.as_of)).collect()
    }
}

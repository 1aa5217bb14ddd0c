//! What works: how many of those asked answer, talk and introduce, by how they came to be asked and by group.

use super::asks::{Approach, Ask};
use super::figures::{Basis, Figures};
use crate::analysis::interval::{Share, wilson};
use crate::analysis::rank::signs::ANSWER_DAYS;
use crate::day::Day;

/// How many requests a share must rest on to be compared with another.
pub const LEAST: u32 = 10;

/// Of how many members the requests must be.
pub const LEAST_MEMBERS: u32 = 5;

/// Days that a request is given before silence counts as one: those within which an answer is one.
pub const RIPE_DAYS: i32 = ANSWER_DAYS as i32;

/// How far a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// An answer to a request.
    Replied,
    /// A conversation after an answer.
    Met,
    /// An introduction after a conversation.
    Introduced,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Stage; 3] = [Stage::Replied, Stage::Met, Stage::Introduced];

    /// The word in `funnel.csv`.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Replied => "replied",
            Stage::Met => "met",
            Stage::Introduced => "introduced",
        }
    }
}

/// Requests of one kind, and how far they came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    /// Requests that have had two weeks to be answered.
    pub asked: u32,
    /// Of them, answered.
    pub replied: u32,
    /// Of those, with a conversation.
    pub met: u32,
    /// Of those, the ones of members whose introductions are known.
    pub followed: u32,
    /// Of those, with an introduction by the person met.
    pub introduced: u32,
    /// Members of whom these requests are.
    pub members: u32,
}

/// Requests by approach, in the order of [`Approach::ALL`].
pub type ByApproach = [Funnel; Approach::ALL.len()];

impl Funnel {
    /// Counts a request. One that is younger than two weeks is not counted, whatever became of it: there is no telling
    /// yet who will not answer, and to count those alone who did would make all of them look like answers.
    pub fn count(&mut self, ask: &Ask, basis: Basis, as_of: Day) {
        if is_recent(ask, as_of) {
            return;
        }
        self.asked += 1;
        self.replied += u32::from(ask.replied);
        self.met += u32::from(ask.met);
        if basis != Basis::Unknown {
            self.followed += u32::from(ask.met);
            self.introduced += u32::from(ask.introduced_on);
        }
    }

    /// The share that reached a stage out of those who reached the one before.
    pub fn at(&self, stage: Stage) -> Option<Share> {
        match stage {
            Stage::Replied => wilson(self.replied, self.asked),
            Stage::Met => wilson(self.met, self.replied),
            Stage::Introduced => wilson(self.introduced, self.followed),
        }
    }
}

/// Whether a request is too young to count.
pub fn is_recent(ask: &Ask, as_of: Day) -> bool {
    as_of.days_since(ask.on) < RIPE_DAYS
}

/// The requests of some members by approach.
///
/// # Returns
/// All of them together, and by approach.
pub fn funnels<'a>(members: impl Iterator<Item = &'a Figures>, as_of: Day) -> (Funnel, ByApproach) {
    let (mut all, mut found) = (Funnel::default(), ByApproach::default());
    for figures in members {
        let before = (all, found);
        for ask in &figures.asks {
            all.count(ask, figures.basis, as_of);
            found[ask.approach as usize].count(ask, figures.basis, as_of);
        }
        all.members += u32::from(all.asked > before.0.asked);
        for (one, before) in found.iter_mut().zip(before.1) {
            one.members += u32::from(one.asked > before.asked);
        }
    }
    (all, found)
}

/// A comparison of two approaches at the first stage: `None` where either rests on fewer than [`LEAST`] requests, or on those
/// of fewer than [`LEAST_MEMBERS`]: what one member does so often is no approach that works, but that member.
///
/// # Returns
/// The difference of the shares, and its 95 % interval by the hybrid score of Newcombe (*Interval estimation for the
/// difference between independent proportions*, Statistics in Medicine 17, 1998, method 10).
pub fn difference(one: &Funnel, other: &Funnel) -> Option<(f64, f64, f64)> {
    let (a, b) = (one.at(Stage::Replied)?, other.at(Stage::Replied)?);
    if a.of.min(b.of) < LEAST || one.members.min(other.members) < LEAST_MEMBERS {
        return None;
    }
    let difference = a.share - b.share;
    let below = ((a.share - a.low).powi(2) + (b.high - b.share).powi(2)).sqrt();
    let above = ((a.high - a.share).powi(2) + (b.share - b.low).powi(2)).sqrt();
    Some((difference, difference - below, difference + above))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe's table II, method 10: 56/70 against 48/80.
    #[test]
    fn newcombe() {
        let funnel = |replied, asked| Funnel { asked, replied, members: LEAST_MEMBERS, ..Funnel::default() };
        let (difference, low, high) = difference(&funnel(56, 70), &funnel(48, 80)).unwrap();
        assert!((difference - 0.2).abs() < 1e-9);
        assert!((low - 0.0524).abs() < 5e-5 && (high - 0.3339).abs() < 5e-5, "{low} {high}");
        assert_eq!(super::difference(&funnel(9, 9), &funnel(48, 80)), None);
        let of_few = Funnel { members: LEAST_MEMBERS - 1, ..funnel(56, 70) };
        assert_eq!(super::difference(&of_few, &funnel(48, 80)), None);
    }

    #[test]
    fn what_is_too_young_to_be_answered_does_not_count() {
        let ask = |on: i32, replied: bool| Ask {
            on: Day(on),
            approach: Approach::Cold,
            replied,
            met: false,
            introduced_on: false,
        };
        let asks = [ask(100, false), ask(100, true), ask(88, true), ask(87, true), ask(80, false)];
        let figures = Figures { asks: asks.to_vec(), ..Figures::default() };
        let (all, [cold, ..]) = funnels([figures].iter(), Day(101));
        assert_eq!((cold.asked, cold.replied, cold.members), (2, 1, 1));
        assert_eq!(all, cold);
    }

    #[test]
    fn who_introduced_is_asked_only_where_anything_tells() {
        let ask =
            Ask { on: Day(1), approach: Approach::Cold, replied: true, met: true, introduced_on: false };
        let of = |basis| Figures { asks: vec![ask], basis, ..Figures::default() };
        let members = [Basis::Recorded, Basis::Read, Basis::Unknown].map(of);
        let (all, [cold, ..]) = funnels(members.iter(), Day(101));
        assert_eq!((all, cold.members), (cold, 3));
        assert_eq!((cold.met, cold.followed, cold.introduced), (3, 2, 0));
    }
}

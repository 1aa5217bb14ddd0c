//! R: introductions received per conversation held, where the latest conversations have not had their time yet.
//!
//! An introduction follows its conversation by days or weeks. Dividing all introductions by all conversations counts those
//! of last week in full, so a search that runs well looks as if it were drying up. Here every conversation is watched from
//! its day to the day asked about, and counts by the share of introductions that come within that time:
//!
//! * The mean number of introductions within `d` days of a conversation is the sum, over the delays seen up to `d`, of
//!   introductions with that delay over conversations at least that old. Each addend is unbiased, whatever the ages (W.
//!   Nelson, *Confidence limits for recurrence data*, Technometrics 37, 1995; J. F. Lawless, C. Nadeau, *Some simple robust
//!   methods for the analysis of recurrent events*, same volume).
//! * That curve over its last value is the share F(d) of introductions that have come after `d` days. R is the number of
//!   introductions over the sum of F(age): the two ways of writing it are the same number.
//! * Few introductions say little about delays: F is mixed with a prior, worth [`PRIOR_WEIGHT`] introductions.

use super::interval::{chi_squared_95, mid_p};
use crate::day::Day;
use crate::people::PersonId;

/// Days after which a conversation has brought what it will bring. Somebody who introduces the seeker a year later does so for
/// many reasons: that counts as an introduction, and says nothing of how long the others will take.
pub const LONGEST: i32 = 180;
/// Delays before any were seen: a mean of two weeks, since the custom is to ask about a week after the conversation. It
/// weighs as much as two introductions.
pub const PRIOR_MEAN: f64 = 14.0;
/// See [`PRIOR_MEAN`].
pub const PRIOR_WEIGHT: f64 = 2.0;

/// A conversation that was held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conversation {
    /// With whom.
    pub person: PersonId,
    /// When.
    pub on: Day,
}

/// An introduction that a conversation brought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Brought {
    /// Which conversation, as an index.
    pub by: usize,
    /// Days after it; `None` where the introduction has no date.
    pub delay: Option<i32>,
    /// How sure it is: 1 for a recorded one.
    pub weight: f64,
}

/// Introductions per conversation, with an interval.
///
/// Above 1 a search feeds itself; below, every chain dies out sooner or later (Galton-Watson; `R` of epidemiology, and
/// "recruits per subject" of respondent-driven sampling).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reproduction {
    /// Introductions per conversation.
    pub r: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end of the 95 % interval.
    pub high: f64,
    /// Conversations held.
    pub conversations: u32,
    /// What they come to when each counts by the time it has had.
    pub exposure: f64,
    /// Introductions made by people with whom a conversation had been held.
    pub introductions: u32,
}

/// The share of introductions that have come so many days after a conversation.
#[derive(Clone, Debug)]
pub struct Delays {
    /// Delays seen, ascending, with the share up to and including each.
    steps: Vec<(i32, f64)>,
    /// The weight of what was seen against the prior.
    seen: f64,
}

impl Delays {
    /// Estimates delays from conversations of these ages in days.
    fn of(ages: &[i32], brought: &[Brought]) -> Delays {
        let at_risk = AtRisk::of(ages);
        let mut dated: Vec<(i32, f64)> =
            brought.iter().filter_map(|of| Some((in_time(of.delay)?, of.weight))).collect();
        dated.sort_by_key(|(delay, _)| *delay);
        let mut steps: Vec<(i32, f64)> = Vec::new();
        let mut sum = 0.0;
        for (delay, weight) in &dated {
            sum += weight / at_risk.at(*delay);
            match steps.last_mut() {
                Some((last, total)) if last == delay => *total = sum,
                _ => steps.push((*delay, sum)),
            }
        }
        steps.iter_mut().for_each(|(_, total)| *total /= sum);
        Delays { steps, seen: dated.iter().map(|(_, weight)| weight).sum() }
    }

    /// The share of introductions that come within so many days.
    pub fn within(&self, days: i32) -> f64 {
        if days < 0 {
            return 0.0;
        }
        if days >= LONGEST {
            return 1.0;
        }
        let prior = 1.0 - (-f64::from(days + 1) / PRIOR_MEAN).exp();
        let nth = self.steps.partition_point(|(delay, _)| *delay <= days);
        let seen = if nth == 0 { 0.0 } else { self.steps[nth - 1].1 };
        (self.seen * seen + PRIOR_WEIGHT * prior) / (self.seen + PRIOR_WEIGHT)
    }

    /// The days within which a share of introductions comes.
    pub fn quantile(&self, share: f64) -> i32 {
        (0..LONGEST).find(|days| self.within(*days) >= share).unwrap_or(LONGEST)
    }
}

/// Conversations at least so old, for each age.
struct AtRisk(Vec<i32>);

impl AtRisk {
    fn of(ages: &[i32]) -> AtRisk {
        let mut sorted = ages.to_vec();
        sorted.sort_unstable();
        AtRisk(sorted)
    }

    /// Never 0 for a delay that was seen: the conversation that brought it is as old.
    fn at(&self, delay: i32) -> f64 {
        (self.0.len() - self.0.partition_point(|age| *age < delay)).max(1) as f64
    }
}

/// R of all conversations, and what is needed for those of a part.
#[derive(Clone, Debug)]
pub struct Estimate {
    /// R of all; `None` where no conversation has had any time.
    pub all: Option<Reproduction>,
    /// How long introductions take.
    pub delays: Delays,
    /// How much more counts vary than chance alone makes them: 1, or the index of dispersion where it is above what
    /// chance gives 95 times in 100 (a few people bring most).
    pub dispersion: f64,
    ages: Vec<i32>,
    brought: Vec<Brought>,
}

impl Estimate {
    /// Estimates R from the days of conversations held up to `as_of`, and what these brought up to then.
    ///
    /// # Complexity
    /// **O((c + i) log(c + i))** for **c** conversations and **i** introductions.
    pub fn of(held: &[Day], brought: Vec<Brought>, as_of: Day) -> Estimate {
        let ages: Vec<i32> = held.iter().map(|on| as_of.days_since(*on)).collect();
        let delays = Delays::of(&ages, &brought);
        let mut estimate = Estimate { all: None, delays, dispersion: 1.0, ages, brought };
        estimate.dispersion =
            estimate.rate(|_| true, None).map_or(1.0, |all| estimate.index_of_dispersion(all.r));
        // What was brought late rests on fewer conversations, and weighs more: so does its chance.
        let at_risk = AtRisk::of(&estimate.ages);
        let weight = |of: &Brought| Some(of.weight / at_risk.at(in_time(of.delay)?));
        let relative = relative(estimate.brought.iter().filter_map(weight));
        estimate.all = estimate.rate(|_| true, Some(relative));
        estimate
    }

    /// R of those conversations, by their index, that a test picks. How long introductions take is learnt from all.
    pub fn part(&self, is_in: impl Fn(usize) -> bool) -> Option<Reproduction> {
        self.rate(is_in, None)
    }

    /// Introductions that took their time are set against the time that conversations have had; those of which that is not
    /// known, or that came long after, against all conversations.
    fn rate(&self, is_in: impl Fn(usize) -> bool, timed: Option<f64>) -> Option<Reproduction> {
        let picked = (0..self.ages.len()).filter(|nth| is_in(*nth));
        let (conversations, exposure) =
            picked.fold((0, 0.0), |(n, sum), nth| (n + 1, sum + self.delays.within(self.ages[nth])));
        if exposure <= 0.0 {
            return None;
        }
        let of_part = || self.brought.iter().filter(|of| is_in(of.by));
        let weights = |is_timed: bool| {
            of_part().filter(move |of| in_time(of.delay).is_some() == is_timed).map(|of| of.weight)
        };
        // The sum of no numbers at all is negative zero, which would be printed.
        let sum = |is_timed: bool| weights(is_timed).fold(0.0, |sum, weight| sum + weight);
        let (taken, sudden) = (sum(true) / exposure, sum(false) / f64::from(conversations));
        let r = taken + sudden;
        let chance = [
            taken * taken * timed.unwrap_or_else(|| relative(weights(true))),
            sudden * sudden * relative(weights(false)),
        ];
        let variance = chance.iter().sum::<f64>() * self.dispersion;
        // What one more would have weighed: as much as those there are, on the average of their weights.
        let one = if r > 0.0 { variance / r } else { self.dispersion / exposure };
        let (low, high) = mid_p(r, variance, one);
        let introductions = of_part().count() as u32;
        Some(Reproduction { r, low, high, conversations, exposure, introductions })
    }

    /// Whether any introduction has a date, so that delays were seen.
    pub fn has_dates(&self) -> bool {
        self.brought.iter().any(|of| in_time(of.delay).is_some())
    }

    /// Pearson's statistic over its degrees of freedom, for conversations that have had half of their time at least.
    fn index_of_dispersion(&self, r: f64) -> f64 {
        let mut counts = vec![0.0; self.ages.len()];
        self.brought.iter().for_each(|of| counts[of.by] += of.weight);
        let (mut n, mut statistic) = (0.0, 0.0);
        for (age, count) in self.ages.iter().zip(&counts) {
            let expected = r * self.delays.within(*age);
            if expected > 0.0 && self.delays.within(*age) >= 0.5 {
                n += 1.0;
                statistic += (count - expected) * (count - expected) / expected;
            }
        }
        let free = n - 1.0;
        if free >= 1.0 && statistic > chi_squared_95(free) { statistic / free } else { 1.0 }
    }
}

/// Which of the conversations with one person, oldest first, an introduction of theirs is laid to: the latest up to its day,
/// and the first where it has none. `None` for one that was made before any: no conversation brought it.
pub fn laid_to(held: impl Iterator<Item = Day>, on: Option<Day>) -> Option<usize> {
    let before = |held: &Day, nth: usize| on.map_or(nth == 0, |on| *held <= on);
    held.enumerate().filter(|(nth, held)| before(held, *nth)).map(|(nth, _)| nth).last()
}

/// A delay that says how long introductions take.
fn in_time(delay: Option<i32>) -> Option<i32> {
    delay.filter(|delay| (0..=LONGEST).contains(delay))
}

/// The squared relative error of a weighted count: the sum of squares over the square of the sum.
fn relative(weights: impl Iterator<Item = f64>) -> f64 {
    let (sum, squares) =
        weights.fold((0.0, 0.0), |(sum, squares), weight| (sum + weight, squares + weight * weight));
    if sum > 0.0 { squares / (sum * sum) } else { 0.0 }
}

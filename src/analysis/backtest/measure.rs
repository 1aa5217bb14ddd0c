//! Measures of an order, each with an interval from a bootstrap over weeks.
//!
//! A week's outreaches share their circumstances, so weeks are drawn anew, not outreaches (B. Efron and R. Tibshirani,
//! *An Introduction to the Bootstrap*, 1993, chapter 8). The draws are the same for all orders: differences are paired.
//! The generator has a fixed seed.

use super::Bin;
use crate::analysis::interval::wilson;
use crate::network::measures::random::Random;
use serde::Serialize;

/// How often weeks are drawn anew.
const N_SAMPLES: u64 = 200;
/// The seed of the draws: any number would do, and another gives other intervals.
const SEED: u64 = 0x7e27_1005;

/// A number and its 95 % interval; all three are NaN where it is undefined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Measured {
    /// The number; NaN, which JSON writes as null, where it is undefined.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Measured {
    /// Measures on the weeks as they were, and on every sample of them.
    pub fn of(samples: &Samples, measure: impl Fn(&[f64]) -> Option<f64>) -> Measured {
        let value = measure(&samples.whole).unwrap_or(f64::NAN);
        let mut drawn: Vec<f64> = samples.drawn.iter().filter_map(|weights| measure(weights)).collect();
        drawn.sort_by(f64::total_cmp);
        let at = |share: f64| match drawn.len() {
            0 => f64::NAN,
            n => drawn[((n - 1) as f64 * share).round() as usize],
        };
        Measured { value, low: at(0.025), high: at(0.975) }
    }
}

/// How often each week counts: once, and in every sample.
pub struct Samples {
    whole: Vec<f64>,
    drawn: Vec<Vec<f64>>,
}

/// Draws groups of weeks with replacement, where `groups` has the group of each week, numbered from 0: the weeks of one
/// member of a cohort are drawn together.
pub fn samples_of(groups: &[usize]) -> Samples {
    let n_groups = groups.iter().max().map_or(0, |most| most + 1);
    let drawn = (0..N_SAMPLES).map(|nth| {
        let mut random = Random::of(SEED, nth);
        let mut weights = vec![0.0; n_groups];
        for _ in 0..n_groups {
            weights[random.below(n_groups as u32) as usize] += 1.0;
        }
        groups.iter().map(|group| weights[*group]).collect()
    });
    Samples { whole: vec![1.0; groups.len()], drawn: drawn.collect() }
}

/// A trial as an order saw it.
#[derive(Clone, Copy, Debug)]
pub struct Scored {
    /// The week, numbered.
    pub week: usize,
    /// The order's score: more comes first.
    pub score: f64,
    /// What came of it.
    pub answered: bool,
}

/// The trials of all weeks in one order.
pub struct Span {
    /// Of each member, most first, and where the next lower score begins.
    ranked: Vec<Vec<(Scored, bool)>>,
    precision: Vec<Option<f64>>,
    ndcg: Vec<Option<f64>>,
    /// Pairs in the right order and all pairs of somebody who answered and somebody who did not.
    pairs: Vec<(f64, f64)>,
}

impl Span {
    /// Puts trials in order and measures each week. `members` has the member of each week, numbered from 0.
    pub fn of(trials: &[Scored], members: &[usize]) -> Span {
        let n_weeks = members.len();
        let mut sorted = trials.to_vec();
        sorted.sort_by(|a, b| b.score.total_cmp(&a.score));
        let mut by_week: Vec<Vec<Scored>> = vec![Vec::new(); n_weeks];
        sorted.iter().for_each(|one| by_week[one.week].push(*one));
        Span {
            precision: by_week
                .iter()
                .map(|week| expected_gain(week, 5, |_| 1.0).map(|(got, _)| got / week.len().min(5) as f64))
                .collect(),
            ndcg: by_week
                .iter()
                .map(|week| {
                    expected_gain(week, 10, |rank| 1.0 / (rank as f64 + 2.0).log2())
                        .filter(|(_, best)| *best > 0.0)
                        .map(|(got, best)| got / best)
                })
                .collect(),
            pairs: by_week.iter().map(|week| pairs(&marked(week), |_| 1.0)).collect(),
            ranked: {
                let n_members = members.iter().max().map_or(0, |most| most + 1);
                let mut by_member: Vec<Vec<Scored>> = vec![Vec::new(); n_members];
                sorted.iter().for_each(|one| by_member[members[one.week]].push(*one));
                by_member.iter().map(|trials| marked(trials)).collect()
            },
        }
    }

    /// The share answered of the first five, over weeks.
    pub fn precision(&self, weights: &[f64]) -> Option<f64> {
        mean(&self.precision, weights)
    }

    /// NDCG of the first ten, over weeks in which anybody answered.
    pub fn ndcg(&self, weights: &[f64]) -> Option<f64> {
        mean(&self.ndcg, weights)
    }

    /// The area under the curve, over all pairs of one member's.
    pub fn auc(&self, weights: &[f64]) -> Option<f64> {
        let of_members = self.ranked.iter().map(|ranked| pairs(ranked, |week| weights[week]));
        let (right, all) = of_members.fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        (all > 0.0).then(|| right / all)
    }

    /// The area under the curve, over pairs within a week.
    pub fn auc_within(&self, weights: &[f64]) -> Option<f64> {
        let sum = |part: fn(&(f64, f64)) -> f64| {
            self.pairs.iter().zip(weights).map(|(pair, weight)| part(pair) * weight).sum::<f64>()
        };
        let (right, all) = (sum(|pair| pair.0), sum(|pair| pair.1));
        (all > 0.0).then(|| right / all)
    }
}

fn mean(values: &[Option<f64>], weights: &[f64]) -> Option<f64> {
    let (mut sum, mut n) = (0.0, 0.0);
    for (value, weight) in values.iter().zip(weights) {
        if let Some(value) = value {
            sum += value * weight;
            n += weight;
        }
    }
    (n > 0.0).then(|| sum / n)
}

/// Marks the first of each group of equal scores.
fn marked(sorted: &[Scored]) -> Vec<(Scored, bool)> {
    let first = |nth: usize| nth == 0 || sorted[nth].score != sorted[nth - 1].score;
    sorted.iter().enumerate().map(|(nth, one)| (*one, first(nth))).collect()
}

/// The discounted gain of the first `k`, and the most it could be. Those of equal score stand in every order alike, so
/// each of their ranks gets the share answered among them.
fn expected_gain(sorted: &[Scored], k: usize, discount: impl Fn(usize) -> f64) -> Option<(f64, f64)> {
    if sorted.is_empty() {
        return None;
    }
    let (mut got, mut from) = (0.0, 0);
    while from < sorted.len().min(k) {
        let same = sorted[from..].iter().take_while(|one| one.score == sorted[from].score).count();
        let yes = sorted[from..from + same].iter().filter(|one| one.answered).count();
        let share = yes as f64 / same as f64;
        got += (from..(from + same).min(k)).map(|rank| share * discount(rank)).sum::<f64>();
        from += same;
    }
    let n_yes = sorted.iter().filter(|one| one.answered).count();
    let best = (0..n_yes.min(k)).map(discount).sum();
    Some((got, best))
}

/// Pairs in the right order, those of equal score as half, and all pairs.
fn pairs(ranked: &[(Scored, bool)], weight: impl Fn(usize) -> f64) -> (f64, f64) {
    let (mut above, mut all_no, mut right) = (0.0, 0.0, 0.0);
    let (mut yes, mut no) = (0.0, 0.0);
    for (one, is_first) in ranked {
        if *is_first {
            right += no * (above + yes / 2.0);
            above += yes;
            all_no += no;
            (yes, no) = (0.0, 0.0);
        }
        let weight = weight(one.week);
        if one.answered { yes += weight } else { no += weight }
    }
    right += no * (above + yes / 2.0);
    (right, (above + yes) * (all_no + no))
}

/// The mean of something over trials, with its interval.
pub fn mean_of(samples: &Samples, trials: &[Scored], loss: impl Fn(f64, f64) -> f64) -> Measured {
    let mut sums = vec![(0.0, 0.0); samples.whole.len()];
    for one in trials {
        let sum = &mut sums[one.week];
        sum.0 += loss(one.score, if one.answered { 1.0 } else { 0.0 });
        sum.1 += 1.0;
    }
    Measured::of(samples, |weights| {
        let total = |part: fn(&(f64, f64)) -> f64| {
            sums.iter().zip(weights).map(|(sum, w)| part(sum) * w).sum::<f64>()
        };
        let n = total(|sum| sum.1);
        (n > 0.0).then(|| total(|sum| sum.0) / n)
    })
}

/// Ten bins of equal numbers at most, with ten trials each at least.
pub fn bins(trials: &[Scored]) -> Vec<Bin> {
    let mut sorted = trials.to_vec();
    sorted.sort_by(|a, b| a.score.total_cmp(&b.score).then_with(|| a.answered.cmp(&b.answered)));
    let n_bins = (sorted.len() / 10).clamp(1, 10);
    let edge = |nth: usize| nth * sorted.len() / n_bins;
    let bin = |nth: usize| {
        let of = &sorted[edge(nth)..edge(nth + 1)];
        let n = of.len();
        let yes = of.iter().filter(|one| one.answered).count();
        let foretold = of.iter().map(|one| one.score).sum::<f64>() / n as f64;
        // Of nobody, which is where there is no outreach at all, there is no share.
        let share = wilson(yes as u32, n as u32)?;
        Some(Bin { n, foretold, answered: share.share, low: share.low, high: share.high })
    };
    (0..n_bins).filter_map(bin).collect()
}

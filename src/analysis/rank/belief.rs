//! Beliefs about the weights: what is held before, what outcomes teach, and the average of several.
//!
//! In: priors and outcomes. Out: [`Averaged`]. The way is told in [`super::model`].

use super::matrix::{Matrix, Row};
use super::outcomes::{Weighed, logistic};
use super::signs::{N_SIGNS, Sign};
use crate::settings::ReplyWeights;

/// How fast contact fades, where that is in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fade {
    /// [`Sign::Lately`].
    Weeks,
    /// [`Sign::InContact`] and [`Sign::Recency`], with the half-life that is set.
    Months,
    /// [`Sign::Lasting`].
    Years,
}

/// How far what research found holds of a seeker's requests.
#[derive(Clone, Copy, Debug)]
struct Holds {
    /// What each of its means is multiplied by.
    times: f64,
    /// How wide the weights may lie around them, in widths of their own.
    freedom: f64,
    /// How likely that is beforehand.
    odds: f64,
}

/// It holds closely or loosely, or it does not: where a trade's seniors answer gladly or an introduction means nothing,
/// more than one of these signs is off at once, so all of it is doubted together. A few dozen outcomes can then overturn
/// it as a whole, which no doubt about each sign by itself would let them do; the last mean lies between that nothing of
/// it is true and that the reverse is.
const HOLDS: [Holds; 3] = [
    Holds { times: 1.0, freedom: 0.5, odds: 0.46 },
    Holds { times: 1.0, freedom: 1.2, odds: 0.39 },
    Holds { times: -0.5, freedom: 1.2, odds: 0.15 },
];

/// Or one of the four decides, much or little, and the others next to nothing. How likely that is beforehand.
const ALONE: f64 = 0.3;
/// How wide the weight of that one may lie, in widths of its own.
const FREEDOM_ALONE: f64 = 1.7;
/// How wide the weights of signs that tell nothing may lie, in widths of their own.
const NOTHING: f64 = 0.15;

/// What is believed of the weight of a sign that research speaks of.
#[derive(Clone, Copy, Debug)]
struct Told {
    /// What the mean found is multiplied by.
    times: f64,
    /// How wide it may lie, in widths of its own.
    freedom: f64,
}

/// The signs that research speaks of: an introduction, an employer in common, the height above the seeker, and how
/// lately the two were in touch.
const N_TOLD: usize = 4;
/// The last of them, which fades.
const RECENCY: usize = 3;

/// What is believed of the weights: a normal distribution.
#[derive(Clone, Debug)]
pub(super) struct Belief {
    mean: Row,
    precision: Matrix,
}

impl Belief {
    /// What was believed before anything was learned; `freedom` widens what the signs tell, `rate` how often people
    /// answer at all.
    fn prior(weights: &ReplyWeights, freedom: f64, rate: f64) -> Belief {
        let mut mean = [0.0; N_SIGNS];
        let mut precision = [0.0; N_SIGNS];
        for sign in Sign::ALL {
            let (middle, deviation) = sign.prior(weights);
            let free = if sign.is_rate() { rate } else { freedom };
            let learning = if weights.learning > 0.0 { weights.learning } else { 1.0 };
            mean[sign as usize] = middle;
            precision[sign as usize] = (deviation * free * learning).powi(-2);
        }
        Belief { mean, precision: Matrix::diagonal(&precision) }
    }

    /// That nothing tells who answers a message: one in two acquaintances does, or any other share of them.
    fn by_lot(weights: &ReplyWeights) -> Belief {
        const FREEDOM: f64 = 0.03;
        let mut belief = Belief::prior(weights, FREEDOM, 1.0);
        for sign in Sign::ALL.into_iter().filter(|sign| !sign.is_rate() || *sign == Sign::Known) {
            belief.mean[sign as usize] = 0.0;
        }
        belief
    }

    /// Another belief about requests: that a stranger's case decides, how lately the two were in touch, who introduced
    /// them, how far apart they stand, and that how much they wrote to one another says next to nothing. Neither does
    /// what no study speaks of: its mean is zero, and outcomes may say otherwise. `told` is how far what research found
    /// of the four is true of this seeker's contacts, and `fade` the sign by which contact fades: over weeks, months or
    /// years.
    fn of_requests(weights: &ReplyWeights, told: &[Told; N_TOLD], fade: Fade) -> Belief {
        /// What is left of recency where another half-life holds.
        const LEFT: f64 = 1.0 / 3.0;
        let [introduced, employer, level, recency] = *told;
        let lately = recency.times * weights.recency;
        let mut mean = [0.0; N_SIGNS];
        let mut deviation = [0.0; N_SIGNS];
        for sign in Sign::ALL {
            let (middle, width) = sign.prior(weights);
            let (middle, width) = match sign {
                Sign::Request => (middle, 1.0),
                Sign::Invitation => (middle, 0.07),
                Sign::Known | Sign::Stranger => (middle, 0.6),
                Sign::Met | Sign::Declined | Sign::Silent | Sign::Recommendation => (middle, width),
                Sign::Introduced => (introduced.times * middle, 0.8 * introduced.freedom),
                Sign::SharedEmployer => (employer.times * middle, 0.6 * employer.freedom),
                Sign::LevelGap => (level.times * middle, 0.35 * level.freedom),
                Sign::InContact | Sign::Recency if fade == Fade::Months => (lately, 0.7 * recency.freedom),
                Sign::InContact | Sign::Recency => (LEFT * lately, 0.3 * recency.freedom),
                Sign::Lately if fade == Fade::Weeks => (lately, recency.freedom),
                Sign::Lasting if fade == Fade::Years => (lately, recency.freedom),
                Sign::Lately | Sign::Lasting => (0.0, 0.01),
                Sign::Exchanged
                | Sign::Recent
                | Sign::Received
                | Sign::Sent
                | Sign::Answered
                | Sign::Fresh
                | Sign::Slow => (0.0, 0.02),
                Sign::KnownFor | Sign::InvitedYou | Sign::Group | Sign::Colleagues | Sign::Endorsement => {
                    (0.0, 0.035)
                }
            };
            let learning = if weights.learning > 0.0 { weights.learning } else { 1.0 };
            mean[sign as usize] = middle;
            deviation[sign as usize] = width * learning;
        }
        // A contact and a connection of the same day are much the same to a request.
        let mut covariance = Matrix::diagonal(&deviation.map(|one| one * one));
        let (one, other) = (Sign::InContact as usize, Sign::Recency as usize);
        let shared = 0.9 * deviation[one] * deviation[other];
        covariance.0[one][other] = shared;
        covariance.0[other][one] = shared;
        Belief { mean, precision: covariance.cholesky().inverse() }
    }

    /// Learns from outcomes.
    ///
    /// # Returns
    /// What is believed then, and the logarithm of how likely the outcomes were.
    /// # Complexity
    /// **O(i n s²)** for **n** outcomes with **s** signs each and **i** steps of Newton's method, six or so.
    fn learn(&self, outcomes: &Summands, start: &Row) -> (Belief, f64) {
        let mut mean = *start;
        let mut slope = Slope::at(self, outcomes, &mean);
        for _ in 0..25 {
            let step = slope.curvature.cholesky().solve(&slope.gradient);
            let mut share = 1.0;
            // The peak is single and Newton's step points to it; halves of a step that overshoots do in the end.
            let (next, there) = loop {
                let mut next = mean;
                next.iter_mut().zip(&step).for_each(|(weight, step)| *weight += share * step);
                let there = Slope::at(self, outcomes, &next);
                if there.likely >= slope.likely - 1e-12 || share < 1e-3 {
                    break (next, there);
                }
                share /= 2.0;
            };
            (mean, slope) = (next, there);
            // The error after a step is about the square of it.
            if step.iter().all(|step| step.abs() < 1e-3) {
                break;
            }
        }
        let before = self.precision.cholesky().ln_determinant();
        let after = slope.curvature.cholesky().ln_determinant();
        let evidence = slope.likely + 0.5 * (before - after);
        (Belief { mean, precision: slope.curvature }, evidence)
    }
}

/// Signs of an outcome, with zeros behind them to a whole number of [`LANES`].
const PADDED: usize = N_SIGNS.next_multiple_of(LANES);

/// So many products are added at once, a processor's two or four each time.
const LANES: usize = 4;

/// Outcomes as they are summed over, two thousand times: of the signs only those that any of them has.
struct Summands {
    /// These signs, in their order.
    signs: Vec<usize>,
    outcomes: Vec<Summand>,
}

/// An outcome, by the signs of all [`Summands`].
struct Summand {
    signs: [f64; PADDED],
    /// A bit for each of them that is not zero. Most signs are absent of most people.
    present: u32,
    answered: bool,
    counts: f64,
}

impl Summands {
    fn of(outcomes: &[Weighed<'_>]) -> Summands {
        const { assert!(N_SIGNS <= u32::BITS as usize) };
        let is_there = |at: &usize| outcomes.iter().any(|one| one.outcome.signs.0[*at] != 0.0);
        let there: Vec<usize> = (0..N_SIGNS).filter(is_there).collect();
        let summand = |Weighed { outcome, weight }: &Weighed<'_>| {
            let mut signs = [0.0; PADDED];
            signs.iter_mut().zip(&there).for_each(|(sign, at)| *sign = outcome.signs.0[*at]);
            let bits = signs.iter().enumerate().map(|(nth, sign)| u32::from(*sign != 0.0) << nth);
            let present = bits.fold(0, |all, bit| all | bit);
            Summand { signs, present, answered: outcome.answered, counts: *weight }
        };
        Summands { outcomes: outcomes.iter().map(summand).collect(), signs: there }
    }
}

impl Summand {
    /// The signs that it has, in their order.
    fn present(&self) -> impl Iterator<Item = usize> {
        let mut left = self.present;
        std::iter::from_fn(move || {
            let nth = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            (nth < N_SIGNS).then_some(nth)
        })
    }
}

/// The logarithm of the posterior, up to a constant, with its first and second derivatives.
struct Slope {
    likely: f64,
    gradient: Row,
    curvature: Matrix,
}

impl Slope {
    fn at(prior: &Belief, summands: &Summands, weights: &Row) -> Slope {
        let mut away = [0.0; N_SIGNS];
        away.iter_mut().enumerate().for_each(|(at, away)| *away = weights[at] - prior.mean[at]);
        let pull = prior.precision.times(&away);
        let mut likely = -0.5 * away.iter().zip(&pull).map(|(a, b)| a * b).sum::<f64>();
        let mut gradient = pull.map(|pull| -pull);
        let mut curvature = prior.precision.clone();
        // The same of the signs that are there alone; of the curvature the lower triangle, and what a whole number of
        // lanes reaches beyond it.
        let there = &summands.signs;
        let mut weights_there = [0.0; PADDED];
        let mut gradient_there = [0.0; PADDED];
        let mut lower = [[0.0; PADDED]; PADDED];
        for (nth, at) in there.iter().enumerate() {
            (weights_there[nth], gradient_there[nth]) = (weights[*at], gradient[*at]);
            for (sum, other) in lower[nth].iter_mut().zip(there) {
                *sum = curvature.0[*at][*other];
            }
        }
        for one in &summands.outcomes {
            let signs = &one.signs;
            let mut log_odds = 0.0;
            one.present().for_each(|nth| log_odds += signs[nth] * weights_there[nth]);
            let p = logistic(log_odds);
            let toward = if one.answered { log_odds } else { -log_odds };
            // ln(1 / (1 + e^-x)) without overflow.
            likely += one.counts * (toward.min(0.0) - (-toward.abs()).exp().ln_1p());
            let miss = one.counts * if one.answered { 1.0 - p } else { -p };
            let weight = one.counts * p * (1.0 - p);
            for nth in one.present() {
                gradient_there[nth] += miss * signs[nth];
                let weighed = weight * signs[nth];
                let sums = lower[nth].as_chunks_mut::<LANES>().0.iter_mut();
                for (sums, others) in sums.zip(signs.as_chunks::<LANES>().0).take(nth / LANES + 1) {
                    sums.iter_mut().zip(others).for_each(|(sum, other)| *sum += weighed * other);
                }
            }
        }
        for (nth, at) in there.iter().enumerate() {
            gradient[*at] = gradient_there[nth];
            for (sum, other) in lower[nth][..=nth].iter().zip(there) {
                curvature.0[*at][*other] = *sum;
            }
        }
        for at in 0..N_SIGNS {
            for other in 0..at {
                curvature.0[other][at] = curvature.0[at][other];
            }
        }
        Slope { likely, gradient, curvature }
    }
}

/// What may be believed before anything is learned, and how much each counts.
pub(super) fn beliefs(weights: &ReplyWeights, of_requests: bool) -> Vec<(Belief, f64)> {
    if !of_requests {
        // Two networks agreed on what the signs are worth far better than a few hundred outcomes of one seeker
        // could say otherwise, and on the rate as well; it takes many to go far. The third belief is for a seeker whose
        // people answer in quite another way: it begins unlikely, and wins where a few dozen outcomes say so.
        let widths = [(0.1, 0.4, 0.665), (0.4, 0.5, 0.28), (1.5, 4.0, 0.005)];
        let mut beliefs: Vec<_> =
            widths.map(|(freedom, rate, odds)| (Belief::prior(weights, freedom, rate), odds)).into();
        // Or nothing in the files tells who answers this seeker. Who sets weights and wants nothing learned means them.
        if weights.learning > 0.0 {
            beliefs.push((Belief::by_lot(weights), 0.05));
        }
        return beliefs;
    }
    // Who sets weights and wants nothing learned means them, here as well.
    if weights.learning <= 0.0 {
        return vec![(Belief::prior(weights, 0.5, 1.0), 1.0)];
    }
    /// That nothing tells who answers a request, and all there is to know is how many do.
    const BY_LOT: f64 = 0.08;
    /// That requests are answered as any other message is.
    const AS_MESSAGES: f64 = 0.07;
    const FADES: [Fade; 3] = [Fade::Weeks, Fade::Months, Fade::Years];
    let mut beliefs = Vec::new();
    let of_requests = |told: &[Told; N_TOLD], fade| Belief::of_requests(weights, told, fade);
    let nothing = [Told { times: 0.0, freedom: NOTHING }; N_TOLD];
    for Holds { times, freedom, odds } in HOLDS {
        let odds = (1.0 - ALONE) * (1.0 - BY_LOT - AS_MESSAGES) * odds / FADES.len() as f64;
        beliefs.extend(FADES.map(|fade| (of_requests(&[Told { times, freedom }; N_TOLD], fade), odds)));
    }
    for nth in 0..N_TOLD {
        let mut told = nothing;
        told[nth] = Told { times: 1.0, freedom: FREEDOM_ALONE };
        // How contact fades is asked only where contact tells anything.
        let fades = if nth == RECENCY { &FADES[..] } else { &FADES[1..2] };
        let odds = ALONE / N_TOLD as f64 / fades.len() as f64;
        beliefs.extend(fades.iter().map(|fade| (of_requests(&told, *fade), odds)));
    }
    beliefs.push((of_requests(&nothing, Fade::Months), (1.0 - ALONE) * BY_LOT));
    beliefs.push((Belief::prior(weights, 0.5, 1.0), (1.0 - ALONE) * AS_MESSAGES));
    beliefs
}

/// What is believed after learning from each of several priors: the weights and how they may be off, together.
#[derive(Clone, Debug)]
pub(super) struct Averaged {
    pub(super) mean: Row,
    pub(super) covariance: Matrix,
    /// Where the search for the peak of each belief may begin the next time.
    pub(super) peaks: Vec<Row>,
}

impl Averaged {
    /// Holds back what the signs of acquaintances tell of the future: people change, and who answered readily last
    /// month answers less readily the next. In both networks of messages the log-odds that were true of the outcomes
    /// learned from were true of those of the following weeks to three or four fifths only. How often people answer at
    /// all stays as it is: what the signs lose, the rates take on.
    pub(super) fn hold_back(&mut self, outcomes: &[Weighed<'_>]) {
        const HOLDS: f64 = 0.8;
        let n: f64 = outcomes.iter().map(|one| one.weight).sum();
        // Of few outcomes the mean of the signs is not known.
        let lost = (1.0 - HOLDS) * n / (n + 10.0);
        let rates = Sign::ALL.map(Sign::is_rate);
        let mut sum = 0.0;
        for Weighed { outcome, weight: counts } in outcomes {
            let signs = outcome.signs.0.iter().zip(&self.mean).zip(rates);
            let told = signs.filter(|(_, rate)| !rate).map(|((sign, weight), _)| sign * weight);
            sum += counts * told.sum::<f64>();
        }
        for (weight, rate) in self.mean.iter_mut().zip(rates) {
            if !rate {
                *weight *= 1.0 - lost;
            }
        }
        for sign in [Sign::Known, Sign::Stranger, Sign::Invitation] {
            self.mean[sign as usize] += if n > 0.0 { lost * sum / n } else { 0.0 };
        }
    }
}

/// Learns from each prior, and averages by how likely the outcomes were under it.
///
/// `peaks` is where the last search ended, of the same beliefs; none where there was none. It saves steps and decides
/// nothing: each posterior has one peak.
pub(super) fn averaged(priors: &[(Belief, f64)], outcomes: &[Weighed<'_>], peaks: &[Row]) -> Averaged {
    let mut learned: Vec<(Belief, f64)> = Vec::with_capacity(priors.len());
    let summands = Summands::of(outcomes);
    for (nth, (prior, odds)) in priors.iter().enumerate() {
        if outcomes.is_empty() {
            learned.push((prior.clone(), odds.ln()));
            continue;
        }
        let before = peaks.get(nth).filter(|_| peaks.len() == priors.len());
        let start = before.or(learned.last().map(|(belief, _)| &belief.mean)).unwrap_or(&prior.mean);
        let (belief, evidence) = prior.learn(&summands, start);
        learned.push((belief, evidence + odds.ln()));
    }
    let most = learned.iter().map(|(_, evidence)| *evidence).fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = learned.iter().map(|(_, evidence)| (evidence - most).exp()).sum();
    let share = |evidence: f64| (evidence - most).exp() / total;
    let mut mean = [0.0; N_SIGNS];
    for (belief, evidence) in &learned {
        mean.iter_mut().zip(&belief.mean).for_each(|(sum, weight)| *sum += share(*evidence) * weight);
    }
    // Within each belief, and between them.
    let mut covariance = Matrix::zero();
    for (belief, evidence) in &learned {
        let share = share(*evidence);
        if share < 1e-6 {
            continue;
        }
        let within = belief.precision.cholesky().inverse();
        let mut away = belief.mean;
        away.iter_mut().zip(&mean).for_each(|(weight, mean)| *weight -= mean);
        for (at, row) in covariance.0.iter_mut().enumerate() {
            for (other, sum) in row.iter_mut().enumerate() {
                *sum += share * (within.0[at][other] + away[at] * away[other]);
            }
        }
    }
    let peaks =
        if outcomes.is_empty() { Vec::new() } else { learned.iter().map(|(one, _)| one.mean).collect() };
    Averaged { mean, covariance, peaks }
}

/// What may be believed of a member of a cohort before anything of her own is learned: what all of them taught, with
/// doubt, or what stands in general.
pub(super) fn beliefs_within(
    cohort: &Averaged,
    weights: &ReplyWeights,
    general: &[(Belief, f64)],
) -> Vec<(Belief, f64)> {
    /// How far members differ, in widths of the prior of each weight.
    const DOUBTS: [(f64, f64); 2] = [(0.15, 0.4), (0.5, 0.3)];
    let mut found: Vec<(Belief, f64)> = Vec::new();
    for (doubt, odds) in DOUBTS {
        let apart =
            Sign::ALL.map(|sign| (sign.prior(weights).1 * if sign.is_rate() { 0.5 } else { doubt }).powi(2));
        let covariance = cohort.covariance.plus(&Matrix::diagonal(&apart));
        found.push((Belief { mean: cohort.mean, precision: covariance.cholesky().inverse() }, odds));
    }
    found.extend(general.iter().map(|(belief, odds)| (belief.clone(), 0.3 * odds)));
    found
}

//! What the seeker's own outcomes teach: a Bayesian logistic regression of who answers.
//!
//! In: the prior of every weight ([`Sign::prior`]) and every outreach whose days for an answer are over, with its
//! [`Signs`] at the time. Out: a [`ReplyModel`]: the most likely weights, and how sure they are.
//!
//! The log-odds of an answer are the sum of weight times sign. The weights have normal priors; the posterior is taken
//! for normal around its peak (Laplace's approximation; Newton's method finds the peak). How far weights may move from
//! their priors is a number too: of a few widths, the one under which the outcomes were most likely is taken (the
//! evidence; D. J. C. MacKay, *Bayesian Interpolation*, Neural Computation 4, 1992). So a handful of outcomes moves
//! little, and hundreds that contradict the priors move a lot.
//!
//! Requests of the outreach list and other messages are two kinds of outreach: people answer the one for other reasons
//! than the other. Messages are learned from first; what they teach is carried over to requests with doubt, or not at
//! all, or requests are taken to depend on other things than how much was written: whichever makes their outcomes most
//! likely.

use super::matrix::{Matrix, Row};
use super::signs::{N_SIGNS, Sign, Signs};
use crate::people::PersonId;
use crate::settings::ReplyWeights;

/// What came of an outreach, and what was known before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observed {
    /// When it was made.
    pub at: i64,
    /// To whom.
    pub person: PersonId,
    /// Whether it is a request of the outreach list.
    pub listed: bool,
    /// Whether an answer came within fourteen days.
    pub answered: bool,
    /// The signs in the second before.
    pub signs: Signs,
}

/// The most recent outcomes that are learned from, of each kind: more would cost time and change nothing.
const MOST: usize = 4_000;

/// What is believed of the weights: a normal distribution.
#[derive(Clone, Debug)]
struct Belief {
    mean: Row,
    precision: Matrix,
}

impl Belief {
    /// What was believed before anything was learned; `freedom` widens all but the rates.
    fn prior(weights: &ReplyWeights, freedom: f64) -> Belief {
        let mut mean = [0.0; N_SIGNS];
        let mut precision = [0.0; N_SIGNS];
        for sign in Sign::ALL {
            let (middle, deviation) = sign.prior(weights);
            let free = if sign.is_rate() { 1.0 } else { freedom };
            let learning = if weights.learning > 0.0 { weights.learning } else { 1.0 };
            mean[sign as usize] = middle;
            precision[sign as usize] = (deviation * free * learning).powi(-2);
        }
        Belief { mean, precision: Matrix::diagonal(&precision) }
    }

    /// Another belief about requests: that a stranger's case decides, how lately the two were in touch, who introduced
    /// them, how far apart they stand, and that how much they wrote to one another says nothing.
    fn of_requests(weights: &ReplyWeights, freedom: f64) -> Belief {
        const EXCHANGE: [Sign; 7] = [
            Sign::Exchanged,
            Sign::Recent,
            Sign::Received,
            Sign::Sent,
            Sign::Answered,
            Sign::Fresh,
            Sign::Slow,
        ];
        let mut belief = Belief::prior(weights, freedom);
        let mut set = |sign: Sign, mean: f64, deviation: f64| {
            belief.mean[sign as usize] = mean;
            belief.precision.0[sign as usize][sign as usize] = (deviation * weights.learning).powi(-2);
        };
        EXCHANGE.into_iter().for_each(|sign| set(sign, 0.0, 0.05));
        set(Sign::InContact, weights.recency, 0.5 * freedom.max(1.0));
        belief
    }

    /// The same with doubt: each weight may differ by so much of the width of its prior.
    fn with_doubt(&self, weights: &ReplyWeights, doubt: f64) -> Belief {
        let mut variance = [0.0; N_SIGNS];
        for sign in Sign::ALL {
            let (_, deviation) = sign.prior(weights);
            let doubt = if sign.is_rate() { 1.0 } else { doubt };
            variance[sign as usize] = (deviation * doubt).powi(2);
        }
        let covariance = self.precision.cholesky().inverse().plus(&Matrix::diagonal(&variance));
        Belief { mean: self.mean, precision: covariance.cholesky().inverse() }
    }

    /// Learns from outcomes.
    ///
    /// # Returns
    /// What is believed then, and the logarithm of how likely the outcomes were.
    /// # Complexity
    /// **O(i n s²)** for **n** outcomes with **s** signs each and **i** steps of Newton's method, six or so.
    fn learn(&self, outcomes: &[&Observed], start: &Row) -> (Belief, f64) {
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
            if step.iter().all(|step| step.abs() < 1e-6) {
                break;
            }
        }
        let before = self.precision.cholesky().ln_determinant();
        let after = slope.curvature.cholesky().ln_determinant();
        let evidence = slope.likely + 0.5 * (before - after);
        (Belief { mean, precision: slope.curvature }, evidence)
    }
}

/// The logarithm of the posterior, up to a constant, with its first and second derivatives.
struct Slope {
    likely: f64,
    gradient: Row,
    curvature: Matrix,
}

impl Slope {
    fn at(prior: &Belief, outcomes: &[&Observed], weights: &Row) -> Slope {
        let mut away = [0.0; N_SIGNS];
        away.iter_mut().enumerate().for_each(|(at, away)| *away = weights[at] - prior.mean[at]);
        let pull = prior.precision.times(&away);
        let mut likely = -0.5 * away.iter().zip(&pull).map(|(a, b)| a * b).sum::<f64>();
        let mut gradient = pull.map(|pull| -pull);
        let mut curvature = prior.precision.clone();
        for outcome in outcomes {
            let signs = &outcome.signs.0;
            // Most signs are absent of most people.
            let mut present = [0usize; N_SIGNS];
            let mut n = 0;
            let mut log_odds = 0.0;
            for at in 0..N_SIGNS {
                if signs[at] != 0.0 {
                    present[n] = at;
                    n += 1;
                    log_odds += signs[at] * weights[at];
                }
            }
            let p = logistic(log_odds);
            let toward = if outcome.answered { log_odds } else { -log_odds };
            // ln(1 / (1 + e^-x)) without overflow.
            likely += toward.min(0.0) - (-toward.abs()).exp().ln_1p();
            let miss = if outcome.answered { 1.0 - p } else { -p };
            let weight = p * (1.0 - p);
            for (nth, at) in present[..n].iter().enumerate() {
                gradient[*at] += miss * signs[*at];
                let weighed = weight * signs[*at];
                for other in &present[..=nth] {
                    curvature.0[*at][*other] += weighed * signs[*other];
                }
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

/// Who answers: weights, and how sure they are.
#[derive(Clone, Debug)]
pub struct ReplyModel {
    /// The weights, one a sign.
    pub weights: Row,
    /// What the weights were before anything was learned.
    pub prior: Row,
    /// How the weights may be off, together.
    pub covariance: Matrix,
    /// How many outcomes were learned from.
    pub n_outcomes: usize,
    /// How many of them were answers.
    pub n_answered: usize,
    /// Whether the chance is that of a request, and not of any message.
    pub of_requests: bool,
    spread: f64,
    start: [Row; 2],
}

impl ReplyModel {
    /// What is known before anything was learned.
    pub fn prior(weights: &ReplyWeights) -> ReplyModel {
        let prior = Belief::prior(weights, 1.0);
        ReplyModel {
            weights: prior.mean,
            prior: prior.mean,
            covariance: prior.precision.cholesky().inverse(),
            n_outcomes: 0,
            n_answered: 0,
            of_requests: false,
            spread: weights.spread,
            start: [prior.mean; 2],
        }
    }

    /// The same, where the chance wanted is that of a request.
    pub fn prior_of_requests(weights: &ReplyWeights) -> ReplyModel {
        ReplyModel { of_requests: true, ..ReplyModel::prior(weights) }
    }

    /// Learns from outcomes, oldest first. `of_requests` says whether the chance wanted is that of a request, because
    /// the seeker keeps an outreach list.
    pub fn learn(weights: &ReplyWeights, outcomes: &[Observed], of_requests: bool) -> ReplyModel {
        ReplyModel { of_requests, ..ReplyModel::prior(weights) }.again(weights, outcomes)
    }

    /// Learns anew, from these outcomes alone. What this model found is where the search for the peak begins, and
    /// changes nothing else: the peak is the same wherever one begins.
    pub fn again(&self, weights: &ReplyWeights, outcomes: &[Observed]) -> ReplyModel {
        let latest = |listed: bool| {
            let mut latest: Vec<&Observed> =
                outcomes.iter().rev().filter(|one| one.listed == listed).take(MOST).collect();
            latest.reverse();
            latest
        };
        let of_requests = self.of_requests;
        let mut model = ReplyModel { of_requests, ..ReplyModel::prior(weights) };
        if weights.learning <= 0.0 {
            return model;
        }
        let [mail_start, list_start] = &self.start;
        let (messages, requests) = (latest(false), latest(true));
        let freedoms = [(1.0, 0.5), (0.3, 0.3), (3.0, 0.2)];
        let priors: Vec<(Belief, f64)> =
            freedoms.map(|(freedom, odds)| (Belief::prior(weights, freedom), odds)).into();
        let mut belief = if messages.is_empty() {
            priors[0].0.clone()
        } else {
            most_likely(&priors, &messages, mail_start)
        };
        model.start[0] = belief.mean;
        if of_requests && requests.is_empty() {
            // People answer their acquaintances more readily than requests; until there is a request to learn from,
            // what is known of requests in general stands.
            belief = priors[0].0.clone();
        } else if of_requests {
            let mut candidates: Vec<(Belief, f64)> =
                priors.into_iter().map(|(prior, odds)| (prior, odds / 2.0)).collect();
            candidates
                .extend(freedoms.map(|(freedom, odds)| (Belief::of_requests(weights, freedom), 3.0 * odds)));
            if !messages.is_empty() {
                candidates.extend([0.5, 1.5].map(|doubt| (belief.with_doubt(weights, doubt), 0.25)));
            }
            belief = most_likely(&candidates, &requests, list_start);
        }
        model.start[1] = belief.mean;
        model.weights = belief.mean;
        model.covariance = belief.precision.cholesky().inverse();
        let requests = if of_requests { requests } else { Vec::new() };
        model.n_outcomes = messages.len() + requests.len();
        model.n_answered = messages.iter().chain(&requests).filter(|one| one.answered).count();
        model
    }

    /// The signs of somebody who might be asked now, as this model sees them.
    pub fn asked(&self, signs: Signs) -> Signs {
        signs.with(Sign::Request, if self.of_requests { 1.0 } else { 0.0 })
    }

    /// The log-odds of an answer: the sum of weight times sign.
    pub fn log_odds(&self, signs: &Signs) -> f64 {
        signs.0.iter().zip(&self.weights).filter(|(sign, _)| **sign != 0.0).map(|(a, b)| a * b).sum()
    }

    /// The chance of an answer within fourteen days.
    pub fn chance(&self, signs: &Signs) -> f64 {
        logistic(self.log_odds(signs))
    }

    /// Nine in ten of such people have a chance between these two: what is not known of the weights, and what makes
    /// people differ and no file shows.
    pub fn interval(&self, signs: &Signs) -> (f64, f64) {
        /// The 95th percentile of the standard normal distribution.
        const NINE_IN_TEN: f64 = 1.644_853_626_951_472_2;
        let middle = self.log_odds(signs);
        let deviation = (self.covariance.form(&signs.0) + self.spread * self.spread).sqrt();
        (logistic(middle - NINE_IN_TEN * deviation), logistic(middle + NINE_IN_TEN * deviation))
    }
}

/// What is believed after learning from the prior under which the outcomes were most likely.
fn most_likely(priors: &[(Belief, f64)], outcomes: &[&Observed], start: &Row) -> Belief {
    let mut best: Option<(f64, Belief)> = None;
    let mut start = *start;
    for (prior, odds) in priors {
        let (belief, evidence) = prior.learn(outcomes, &start);
        start = belief.mean;
        let evidence = evidence + odds.ln();
        if best.as_ref().is_none_or(|(known, _)| evidence > *known) {
            best = Some((evidence, belief));
        }
    }
    best.map(|(_, belief)| belief).unwrap_or_else(|| priors[0].0.clone())
}

/// 1 / (1 + e^−x).
pub fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

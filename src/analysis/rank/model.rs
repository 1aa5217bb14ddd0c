//! What the seeker's own outcomes teach: a Bayesian logistic regression of who answers.
//!
//! In: the prior of every weight ([`Sign::prior`]) and every outreach whose days for an answer are over, with its
//! [`Signs`] at the time. Out: a [`ReplyModel`]: the most likely weights, and how sure they are.
//!
//! The log-odds of an answer are the sum of weight times sign. The weights have normal priors; the posterior is taken
//! for normal around its peak (Laplace's approximation; Newton's method finds the peak). How far weights may move from
//! their priors is not known either. So there are several priors, narrow and wide, and each counts as much as the
//! outcomes are likely under it (Bayesian model averaging; J. Hoeting and others, Statistical Science 14, 1999; the
//! likelihood is D. J. C. MacKay's evidence, *Bayesian Interpolation*, Neural Computation 4, 1992). A handful of
//! outcomes moves little, and hundreds that contradict the priors move a lot.
//!
//! One of the priors is that nothing in the files tells who answers, and only how many do is to be learned: of seekers
//! who are answered by three in four whoever they write to, the signs that two networks of messages agreed on would say
//! too little for ever.
//!
//! The chance is the mean over what the weights may be, and not that of the most likely ones: log-odds `a` in which the
//! weights leave a variance `v` count as `a / sqrt(1 + pi v / 8)` (D. J. C. MacKay, *The Evidence Framework Applied to
//! Classification Networks*, Neural Computation 4, 1992). Where little is known, nobody is sure of an answer, nor of
//! none.
//!
//! Requests of the outreach list and other messages are two kinds of outreach: people answer the one for other reasons
//! and at another rate than the other, so each is learned from its own outcomes. What acquaintances write to one
//! another says little about who takes half an hour for a conversation.
//!
//! # What was set on what
//!
//! The means are published figures and, for what passed in letters, two public networks of dated messages: students
//! and staff (see [`ReplyWeights`]). How wide the beliefs about messages are, how much an outcome counts and what is held
//! back (`Averaged::hold_back`) was chosen on the students and a third of the staff; another third then said the same. The
//! means of `received` and `slow` were set on all of both. That the signs may tell nothing, and how likely that is, was
//! set on both and on simulated seekers whose messages are answered by lot; of the staff, the last third was seen before
//! the last of these was chosen.
//! So what is measured on those networks is not measured on unseen data. How wide the beliefs about requests are, and
//! their odds, was chosen on simulated seekers with known truth: thirty-three sets of coefficients with 45 requests a
//! seeker, twelve with 200, thirteen with 80. Twenty-two further sets were drawn by lot and looked at when all was set:
//! the interval was widened after them (`spread`), and then two numbers more: one answered request of a director could
//! turn the height above the seeker into a reason to write, so that research is the reverse of true became less likely
//! (0.25 to 0.15) and the rate of requests less uncertain (1.2 to 1.0), at the cost of a hundredth in the simulated order.
//! No outcome of either network is in this program.

use super::belief::{Averaged, Belief, averaged, beliefs, beliefs_within};
use super::matrix::{Matrix, Row};
use super::outcomes::Weighed;
use super::signs::{Channel, Sign, Signs};
use crate::settings::ReplyWeights;
use std::sync::Arc;

pub use super::outcomes::{Observed, logistic};

/// The most recent outcomes that are learned from, of each kind: more would cost time and change nothing.
const MOST: usize = 4_000;

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
    /// What may be believed beforehand where no cohort says otherwise.
    beliefs: Arc<[(Belief, f64)]>,
    peaks: Vec<Row>,
}

impl ReplyModel {
    /// What is known before anything was learned.
    pub fn prior(weights: &ReplyWeights) -> ReplyModel {
        ReplyModel::before(weights, false)
    }

    /// The same, where the chance wanted is that of a request.
    pub fn prior_of_requests(weights: &ReplyWeights) -> ReplyModel {
        ReplyModel::before(weights, true)
    }

    fn before(weights: &ReplyWeights, of_requests: bool) -> ReplyModel {
        let beliefs: Arc<[(Belief, f64)]> = beliefs(weights, of_requests).into();
        let belief = averaged(&beliefs, &[], &[]);
        ReplyModel {
            weights: belief.mean,
            prior: belief.mean,
            covariance: belief.covariance,
            n_outcomes: 0,
            n_answered: 0,
            of_requests,
            spread: weights.spread,
            beliefs,
            peaks: Vec::new(),
        }
    }

    /// Learns from outcomes, oldest first; those of a member of a `cohort` begin with what is known of all. `of_requests` says
    /// whether the chance wanted is that of a request, because the seeker keeps an outreach list.
    pub fn learn_within(
        weights: &ReplyWeights,
        cohort: Option<&Pooled>,
        outcomes: &[Observed],
        of_requests: bool,
    ) -> ReplyModel {
        ReplyModel::before(weights, of_requests).again_within(weights, cohort, outcomes)
    }

    /// Learns anew, from these outcomes alone. What this model found is where the search for the peak begins, and
    /// changes nothing else: the peak is the same wherever one begins.
    pub fn again(&self, weights: &ReplyWeights, outcomes: &[Observed]) -> ReplyModel {
        self.again_within(weights, None, outcomes)
    }

    /// The same of a member of a cohort.
    pub fn again_within(
        &self,
        weights: &ReplyWeights,
        cohort: Option<&Pooled>,
        outcomes: &[Observed],
    ) -> ReplyModel {
        if weights.learning <= 0.0 {
            return self.clone();
        }
        let learned = latest(outcomes, self.of_requests);
        let mut belief = match cohort.and_then(|cohort| cohort.of(self.of_requests)) {
            Some(cohort) => averaged(&beliefs_within(cohort, weights, &self.beliefs), &learned, &self.peaks),
            None => averaged(&self.beliefs, &learned, &self.peaks),
        };
        if !self.of_requests {
            belief.hold_back(&learned);
        }
        ReplyModel {
            weights: belief.mean,
            covariance: belief.covariance,
            n_outcomes: learned.len(),
            n_answered: learned.iter().filter(|one| one.outcome.answered).count(),
            peaks: belief.peaks,
            prior: self.prior,
            of_requests: self.of_requests,
            spread: self.spread,
            beliefs: Arc::clone(&self.beliefs),
        }
    }

    /// The signs of somebody who might be asked now, as this model sees them.
    pub fn asked(&self, signs: Signs) -> Signs {
        signs.with(Sign::Request, if self.of_requests { 1.0 } else { 0.0 })
    }

    /// The log-odds of an answer by the most likely weights, the sum of weight times sign; and the variance that doubt
    /// about the weights leaves in them.
    fn sum(&self, signs: &Signs) -> (f64, f64) {
        let present = signs.0.iter().zip(&self.weights).filter(|(sign, _)| **sign != 0.0);
        (present.map(|(sign, weight)| sign * weight).sum(), self.covariance.form(&signs.0))
    }

    /// The chance of each of several people if the weight of one sign were another, as the sums of all others stand.
    ///
    /// # Complexity
    /// **O(1)** for each, once [`ReplyModel::sums`] are known.
    pub fn chance_if(&self, (sum, variance): (f64, f64), signs: &Signs, sign: Sign, factor: f64) -> f64 {
        let moved = sum + (factor - 1.0) * self.weights[sign as usize] * signs.get(sign);
        logistic(drawn(moved, variance))
    }

    /// The log-odds of somebody, and their variance; see [`ReplyModel::chance_if`].
    pub fn sums(&self, signs: &Signs) -> (f64, f64) {
        self.sum(signs)
    }

    /// What doubt about the weights adds to the sum of weight times sign: it draws the chance towards one in two.
    pub fn doubt(&self, signs: &Signs) -> f64 {
        let (sum, variance) = self.sum(signs);
        drawn(sum, variance) - sum
    }

    /// The chance of an answer within fourteen days.
    pub fn chance(&self, signs: &Signs) -> f64 {
        let (sum, variance) = self.sum(signs);
        logistic(drawn(sum, variance))
    }

    /// The chance, and its interval: nine in ten of such people have a chance between its ends. It allows for what is
    /// not known of the weights, and for what makes people differ and no file shows.
    pub fn chance_within(&self, signs: &Signs) -> (f64, (f64, f64)) {
        /// The 95th percentile of the standard normal distribution.
        const NINE_IN_TEN: f64 = 1.644_853_626_951_472_2;
        let (sum, variance) = self.sum(signs);
        let chance = logistic(drawn(sum, variance));
        let reach = NINE_IN_TEN * (variance + self.spread * self.spread).sqrt();
        (chance, (logistic(sum - reach).min(chance), logistic(sum + reach).max(chance)))
    }
}

/// The log-odds of the mean chance, where log-odds are spread normally around `sum`.
fn drawn(sum: f64, variance: f64) -> f64 {
    sum / (1.0 + std::f64::consts::PI / 8.0 * variance).sqrt()
}

/// The latest outcomes of requests, or of everything else, oldest first, and how much each counts.
///
/// A request is made once to a person, and counts whole. Messages go to the same people again and again, in threads
/// and moods, so that one says less than it seems to, and counts two fifths. Counted whole, they let wide beliefs win on what
/// is gone a month later, which in both networks of messages put the learned order behind the one that nobody had to
/// learn.
fn latest(outcomes: &[Observed], of_requests: bool) -> Vec<Weighed<'_>> {
    let of = |one: &&Observed| (one.channel == Channel::Listed) == of_requests;
    let weight = if of_requests { 1.0 } else { 0.4 };
    let weighed = |outcome| Weighed { outcome, weight };
    let mut latest: Vec<Weighed<'_>> = outcomes.iter().rev().filter(of).take(MOST).map(weighed).collect();
    latest.reverse();
    latest
}

/// What the outcomes of a whole cohort teach: the prior of each of its members.
///
/// A member's own outcomes are among them, as is the way of empirical Bayes (B. Efron, *Large-Scale Inference*, 2010,
/// chapter 1): of a cohort they are a small part, and how far members differ is allowed for.
#[derive(Clone, Debug, Default)]
pub struct Pooled {
    messages: Option<Averaged>,
    requests: Option<Averaged>,
}

impl Pooled {
    /// Learns from the outcomes of all members, oldest first.
    ///
    /// # Complexity
    /// **O(n s²)** for the last **n** outcomes, four thousand of each kind at most, with **s** signs.
    pub fn learn(weights: &ReplyWeights, outcomes: &[Observed]) -> Pooled {
        let of = |of_requests: bool| {
            let learned = latest(outcomes, of_requests);
            (!learned.is_empty() && weights.learning > 0.0)
                .then(|| averaged(&beliefs(weights, of_requests), &learned, &[]))
        };
        Pooled { messages: of(false), requests: of(true) }
    }

    fn of(&self, of_requests: bool) -> Option<&Averaged> {
        if of_requests { self.requests.as_ref() } else { self.messages.as_ref() }
    }
}

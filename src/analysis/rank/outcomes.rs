//! What is learned from: outreaches that are over, with what was known before each.

use super::signs::{Channel, Signs};
use crate::people::PersonId;

/// What came of an outreach, and what was known before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observed {
    /// When it was made.
    pub at: i64,
    /// To whom.
    pub person: PersonId,
    /// Which way it went.
    pub channel: Channel,
    /// Whether an answer came within fourteen days.
    pub answered: bool,
    /// The signs in the second before.
    pub signs: Signs,
}

/// An outcome, and how much it counts.
#[derive(Clone, Copy, Debug)]
pub struct Weighed<'a> {
    /// What came of it.
    pub outcome: &'a Observed,
    /// Its share of an outcome that stands for itself, over 0 and at most 1.
    pub weight: f64,
}

/// 1 / (1 + e^−x).
pub fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

//! An addend of a score, in words.

use crate::evidence::Place;

/// An addend of a score, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What it adds, in the scale of its part.
    pub points: f64,
    /// Why.
    pub because: String,
    /// The rows it rests on.
    pub evidence: Vec<Place>,
}

//! Questions put to a network: how it grew, which targets it covers, who brings whom, whom to ask next.
//!
//! In: [`crate::people::People`], a [`crate::network::Network`], targets and a day. Out: plain values that
//! [`crate::report`] can lay out.
//! Invariant: no files, no clock, no terminal. What cannot be computed is `None`, never 0; nothing dated after the day
//! asked about is looked at.

pub mod audit;
pub mod brokerage;
pub mod backtest;
pub mod cohort;
pub mod comfort;
pub mod coverage;
pub mod growth;
pub mod interval;
pub mod path;
pub mod merges;
pub mod moves;
pub mod noted;
pub mod plan;
pub mod rank;
pub mod referral;
pub mod targets;
pub mod threads;

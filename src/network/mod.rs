//! The network: who introduced whom, and what passed between the seeker and each person.
//!
//! In: a [`crate::import::Workspace`] and its [`crate::people::People`]. Out: [`Network`]: a petgraph of dated
//! introductions below the seeker, and a dated [`history::History`] of contact. Ties are undirected and lie in the
//! history; introductions are directed.
//! Invariant: `petgraph` inside, [`crate::people::PersonId`] outside; nothing is ranked, no date after the one asked
//! about is hidden here (whoever asks says which day it is).

mod by_person;
pub mod history;
pub mod ahead;
pub mod correspondence;
pub mod measures;
pub mod paths;
pub mod infer;
pub mod referral;
mod courtesies;
pub mod refusals;
pub mod ties;

pub use correspondence::{Correspondence, Letter};
pub use history::{Event, EventKind, History, Undated};
pub use infer::Inferred;
pub use referral::{Edge, Introducers, Network};

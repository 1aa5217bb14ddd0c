//! Questions put to a cohort: who is stuck, what works, whom the members know in common, who could introduce whom.
//!
//! In: an [`Extract`] of each member, which is all that is kept of her once her files are read. Out: plain values that
//! `report` lays out. People of members who share are numbered across the cohort ([`pool`]); who knows whom is one
//! array of numbers ([`relation`]).
//! Invariant: nothing of the contacts of a member who does not share gets in here, so no later step can let it out.

pub mod apart;
pub mod asks;
pub mod brokerage;
pub mod extract;
pub mod figures;
pub mod flow;
pub mod funnel;
pub mod groups;
pub mod left_out;
pub mod mutual;
pub mod names;
pub mod plan;
pub mod pool;
pub mod records;
pub mod relation;
pub mod standing;
pub mod stuck;
pub mod suppress;
pub mod survival;
pub mod wanted;
pub mod within;

pub use extract::Extract;
pub use figures::Figures;
pub use names::Names;

//! tertius: whom to talk to next, and who could introduce you.
//!
//! The whole program reads as one function: read the exports, resolve people, build the network, ask it questions,
//! lay out the answers. The modules stand in the reverse of that order, what the user sees first, and `use` goes down
//! the list only (`tests/layers.rs` reads it):
//!
//! * [`report`]: answers laid out as tables, pictures, graph files and a page
//! * [`pipeline`]: the steps on one screen; a single run and a cohort member take the same way
//! * [`analysis`]: questions put to a network: growth, coverage, referrals, ranking
//! * [`network`]: who introduced whom, and who wrote to whom
//! * [`people`]: records of all files resolved to people, with the evidence
//! * [`import`]: files to records and problems
//! * [`settings`], [`evidence`], [`day`], [`index`]: what all of them stand on
//!
//! Deliberately absent: any network connection, any clock, any state between runs. The user's files are the database.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod report;
pub mod pipeline;
pub mod analysis;
pub mod network;
pub mod people;
pub mod import;
pub mod settings;
pub mod evidence;
pub mod day;
pub mod index;

//! Reports: answers laid out once, as tables, and written many times.
//!
//! In: a [`crate::pipeline::Study`]. Out: files. [`tables`] decides what is in which column; the writers
//! ([`csv`], [`xlsx`], [`graph`], [`page`]) only write, so a CSV file, the workbook and the page cannot disagree. Pictures are
//! drawn once, as SVG, and the PNG is that SVG ([`chart`]).
//! Invariant: nothing is computed here that is not layout, and no text of a message is ever written.

pub mod audit;
pub mod backtest;
pub mod chart;
pub mod cohort;
pub mod csv;
pub mod explained;
pub mod files;
pub mod graph;
pub mod merges;
pub mod moves;
pub mod page;
pub mod path;
pub mod plain;
pub mod review;
pub mod referral;
pub mod summary;
pub mod table;
pub mod tables;
pub mod write;
pub mod xlsx;

#[cfg(test)]
mod trial;

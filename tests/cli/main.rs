//! The command as its users meet it: exit codes, files and columns, one run at a time in a fresh folder. What the
//! figures mean is tested on the library; here is the wiring.

#[path = "../common/mod.rs"]
mod common;

mod advice;
mod answers;
mod audit;
mod cohort;
mod commands;
mod diff;
mod hostile;
mod in_time;
mod known;
mod path;
mod plan;
mod referrals;
mod merges;
mod parquet;
mod private;
mod reports;
mod routine;
mod trackers;
mod trouble;
mod whole_files;
mod whose;
mod withdrawn;
mod workspaces;

//! The command as its users meet it: exit codes, files and columns, one run at a time in a fresh folder. What the
//! figures mean is tested on the library; here is the wiring.

#[path = "../common/mod.rs"]
mod common;

mod advice;
mod cohort;
mod commands;
mod hostile;
mod path;
mod referrals;
mod reports;
mod whole_files;
mod workspaces;

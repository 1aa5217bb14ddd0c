//! The command line: arguments, the clock, the terminal, exit codes.
//!
//! In: what the user typed. Out: data on stdout, everything else on stderr, and an exit code that means something: 0
//! clean, 1 finished with problems, 2 nothing done.
//! Invariant: this is the only place that asks what day it is, looks at the environment, or prints.

/// Says something on stderr. Where nobody listens any more, that is no reason to stop.
macro_rules! note {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($text)*);
    }};
}

mod args;
mod backtest;
mod check;
mod cohort;
mod diff;
mod explain;
mod grow;
mod init;
mod merges;
mod problems;
mod path;
mod rank;
mod referrals;
mod report;
mod setup;
mod terminal;

use args::{Cli, Command};
use std::process::ExitCode;
use tertius::report::csv::WriteError;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done, and nothing to report.
    Clean,
    /// Done, with problems that the user should see.
    WithProblems,
}

/// Runs the command that was typed.
pub fn run() -> ExitCode {
    let cli = Cli::typed();
    let done = match &cli.command {
        Command::Report(args) => report::run(args),
        Command::Check(args) => check::run(args),
        Command::Rank(args) => rank::run(args),
        Command::Backtest(args) => backtest::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Path(args) => path::run(args),
        Command::Referrals(args) => referrals::run(args),
        Command::Grow(args) => grow::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Cohort(args) => cohort::run(args),
        Command::Init(args) => init::run(args),
    };
    match done {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::WithProblems) => ExitCode::from(1),
        // Whoever reads our output has had enough (`tertius rank | head`): that is success.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            note!("tertius: {}", terminal::printable(&in_words(&error)));
            ExitCode::from(2)
        }
    }
}

/// An error and its causes, each once: our own errors name their cause in their text.
fn in_words(error: &anyhow::Error) -> String {
    let mut words = String::new();
    for cause in error.chain().map(|cause| cause.to_string()) {
        let cause = cause.trim_end();
        if !words.contains(cause) {
            words += if words.is_empty() { "" } else { ": " };
            words += cause;
        }
    }
    words
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().filter_map(|cause| {
        // Those of the tables hand on the text of what they hold, and hide the rest.
        match cause.downcast_ref::<WriteError>() {
            Some(WriteError::Io(cause)) => Some(cause),
            Some(WriteError::Csv(cause)) => match cause.kind() {
                csv::ErrorKind::Io(cause) => Some(cause),
                _ => None,
            },
            _ => cause.downcast_ref(),
        }
    });
    io.into_iter().any(|cause: &std::io::Error| cause.kind() == std::io::ErrorKind::BrokenPipe)
}

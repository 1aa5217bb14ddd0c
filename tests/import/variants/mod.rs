//! Exports in every shape that people have them in, made here with a count of their own: the file says what it holds,
//! and the program must say the same.
//!
//! A made-up world of people is written as one of the headers C0 to C6, M0 to M7 or I1 to I3b, or under a header that
//! somebody translated, or under none; then damaged as spreadsheets and people damage files. Which of these come
//! together is drawn by lot, the same in every run.

mod connections;
mod dress;
mod invitations;
mod messages;

use std::collections::BTreeMap;
use tertius::import::Workspace;

const FIRSTS: [&str; 12] =
    ["Ottilie", "Zoë", "Per", "Jean-Luc", "Ann", "José", "Bjørn", "Renée", "Dr. Karl", "J.", "Mbali", "Kit"];
const LASTS: [&str; 10] = [
    "Brandvold, PMP",
    "Quintão",
    "Aasen",
    "Müller",
    "O'Shea",
    "Ñíguez",
    "K",
    "de la Cruz",
    "Lund \"Bo\"",
    "Ibarra (she/her)",
];
const ME: &str = "https://www.linkedin.com/in/kitmarloweray";

#[track_caller]
fn check_counts(read: &Workspace, kind: &str, expect: &BTreeMap<&'static str, u64>, what: &str) {
    let source = &read.sources[0];
    let mut found: BTreeMap<&str, u64> = source.skipped_because.clone();
    found.insert("imported", source.imported);
    let expect: BTreeMap<&str, u64> = expect.iter().filter(|(_, n)| **n > 0).map(|(k, n)| (*k, *n)).collect();
    assert_eq!((source.kind, source.rejected, &found), (kind, 0, &expect), "{what}\n{:?}", read.problems);
    assert_eq!(source.rows, expect.values().sum::<u64>(), "{what}");
}

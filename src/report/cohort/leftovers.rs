//! What an earlier run left in the folder of the reports, and this run does not write: contacts of somebody who has
//! withdrawn consent since, names from before there were pseudonyms.
//!
//! Only files that this program writes are taken away, by their names, and only where an earlier run can be told: a file
//! that somebody put there is never touched, and no link is followed.

use crate::report::files;
use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Files of a cohort that not every run writes.
const SOMETIMES: [&str; 6] = [
    "brokerage.csv",
    "members.parquet",
    "people.parquet",
    "connections.parquet",
    "introductions.parquet",
    "outreach.parquet",
];

/// Files that every run over a cohort writes.
const ALWAYS: [&str; 23] = [
    "stuck.csv",
    "members.csv",
    "groups.csv",
    "funnel.csv",
    "first-interview.csv",
    "introduction-plan.csv",
    "introductions-within.csv",
    "shared-contacts.csv",
    "brokers.csv",
    "mutual-contacts.csv",
    "problems.csv",
    "cohort-growth.csv",
    "summary.json",
    "stuck.svg",
    "stuck.png",
    "funnel.svg",
    "funnel.png",
    "coverage.svg",
    "coverage.png",
    "cohort-growth.svg",
    "cohort-growth.png",
    "index.html",
    "report.xlsx",
];

/// The file by which a member's own report is told. It is the first that is written and the last that goes.
const SIGN: &str = "next-contacts.csv";

/// Files of a member's own report, besides that.
const OF_MEMBER: [&str; 29] = [
    "plan.csv",
    "people.csv",
    "referrals.csv",
    "introducers.csv",
    "waves.csv",
    "chains.csv",
    "reproduction.csv",
    "brokerage.csv",
    "growth.csv",
    "coverage.csv",
    "moves.csv",
    "companies-audit.csv",
    "targets-unmatched.csv",
    "problems.csv",
    "introductions-to-review.csv",
    "introductions-given.csv",
    "summary.json",
    "referral-graph.graphml",
    "referral-graph.gexf",
    "referral-graph.json",
    "referral-graph.dot",
    "referral-graph.svg",
    "referral-graph.png",
    "growth.svg",
    "growth.png",
    "coverage.svg",
    "coverage.png",
    "index.html",
    "report.xlsx",
];

/// The first columns of `members.csv`, by which the folder of an earlier run is told.
const HEADER: &str = "member,programme,class_year,connections,";

/// A file that should have gone, and did not.
pub type Stayed = (PathBuf, io::Error);

/// Takes away the files of an earlier run over a cohort that this one does not write; `writes` says of a name whether it
/// does.
///
/// # Returns
/// What could not be taken away.
pub fn take_away_files(folder: &Path, writes: impl Fn(&str) -> bool) -> Vec<Stayed> {
    if !is_of_a_cohort(folder) {
        return Vec::new();
    }
    SOMETIMES.iter().chain(&ALWAYS).for_each(|name| files::take_away_leftovers(folder, name));
    let gone = SOMETIMES.iter().filter(|name| !writes(name)).map(|name| folder.join(name));
    gone.filter_map(|path| take_away(path).err()).collect()
}

/// Takes away members' own reports that an earlier run wrote below `members/`, but for the folders that are to be `kept`.
///
/// # Returns
/// What could not be taken away.
pub fn take_away_members(folder: &Path, kept: impl Fn(&str) -> bool) -> Vec<Stayed> {
    let members = folder.join("members");
    let mut stayed = Vec::new();
    if !fs::symlink_metadata(&members).is_ok_and(|kind| kind.is_dir()) {
        return stayed;
    }
    for item in fs::read_dir(&members).into_iter().flatten().flatten() {
        let is_folder = item.file_type().is_ok_and(|kind| kind.is_dir());
        if !is_folder || item.file_name().to_str().is_some_and(&kept) || !is_of_a_member(&item.path()) {
            continue;
        }
        for name in OF_MEMBER.iter().chain([&SIGN]) {
            files::take_away_leftovers(&item.path(), name);
            stayed.extend(take_away(item.path().join(name)).err());
        }
        // It stays where somebody else put something in it.
        let _ = fs::remove_dir(item.path());
    }
    let _ = fs::remove_dir(&members);
    stayed
}

fn take_away(path: PathBuf) -> Result<(), Stayed> {
    let is_file = fs::symlink_metadata(&path).is_ok_and(|kind| kind.is_file());
    if is_file { fs::remove_file(&path).map_err(|error| (path, error)) } else { Ok(()) }
}

/// Whether a run over a cohort has written here.
fn is_of_a_cohort(folder: &Path) -> bool {
    let Ok(file) = fs::File::open(folder.join("members.csv")) else { return false };
    let mut first = Vec::new();
    let read = BufReader::new(file).take(HEADER.len() as u64).read_until(b'\n', &mut first);
    read.is_ok() && first == HEADER.as_bytes()
}

/// Whether a folder is a member's own report: it has the files of one, or nothing else.
fn is_of_a_member(folder: &Path) -> bool {
    let has = |name: &str| folder.join(name).is_file();
    if !has(SIGN) {
        return false;
    }
    let is_ours = |name: &str| {
        let part = name.strip_prefix('.').and_then(|name| name.strip_suffix(".part"));
        let name = part.and_then(|part| part.rsplit_once('.')).map_or(name, |(name, _)| name);
        name == SIGN || OF_MEMBER.contains(&name)
    };
    let mut items = fs::read_dir(folder).into_iter().flatten().flatten();
    has("summary.json") && has("people.csv")
        || items.all(|item| item.file_name().to_str().is_some_and(is_ours))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{tables::Top, trial, write};
    use std::collections::BTreeSet;

    /// What is not ours is not taken away, and what is ours does not stay: the list is what a report writes.
    #[test]
    fn the_files_of_a_member_are_those_of_a_report() {
        let folder = std::env::temp_dir().join(format!("tertius-leftovers-{}", std::process::id()));
        let mut written = Vec::new();
        write::all(&trial::study(), &folder, Top::All, |path| written.push(path.to_owned())).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        let names = written.iter().map(|path| path.file_name().unwrap().to_str().unwrap());
        let names: BTreeSet<&str> = names.collect();
        assert_eq!(names, OF_MEMBER.iter().chain([&SIGN]).copied().collect());
        assert_eq!(written[0].file_name().unwrap(), SIGN, "the sign is written first");
    }
}

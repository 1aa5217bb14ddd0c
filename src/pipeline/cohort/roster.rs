//! Who is in a cohort: the rows of the roster that can be trusted, or without one, every folder.

use super::Failure;
use crate::analysis::cohort::Names;
use crate::evidence::{Problem, Source};
use crate::import::records::RosterRow;
use crate::import::{self, ImportError};
use crate::settings::RosterSettings;
use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};
use std::io;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// A member, as the roster or the folder names her.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    /// Her name in the reports.
    pub name: String,
    /// Her workspace.
    pub folder: PathBuf,
    /// Her programme.
    pub programme: String,
    /// Her class.
    pub class_year: String,
    /// Whether other members may see her contacts.
    pub shares_contacts: bool,
}

/// Who is in a cohort, as its folder says.
#[derive(Debug, Default)]
pub struct Roster {
    /// The members, in the order of their names.
    pub members: Vec<Member>,
    /// The roster's own file, where there is one.
    pub sources: Vec<Source>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// Members whose folders are not theirs alone, or lie elsewhere: they are not read.
    pub refused: Vec<Failure>,
    /// Folders and archives beside those that the roster names.
    pub unnamed: Vec<String>,
}

impl Roster {
    /// Calls members by their pseudonyms, where there are any, and puts them in that order: the order of their names would
    /// tell whose they are.
    pub(super) fn call(&mut self, names: &Names) {
        for member in &mut self.members {
            member.name = names.member(&member.name).into_owned();
        }
        for failure in &mut self.refused {
            failure.member = names.member(&failure.member).into_owned();
        }
        self.members.sort();
        self.refused.sort();
    }
}

/// Finds the members of a cohort: those of the roster, or without one, every folder and every archive.
pub fn members(folder: &Path, settings: &RosterSettings) -> Result<Roster, ImportError> {
    let mut workspace = import::read_roster(folder, settings)?;
    let mut found: Vec<Member> = Vec::new();
    let (mut names, mut folders) = (BTreeSet::new(), BTreeSet::new());
    let mut rows = std::mem::take(&mut workspace.roster);
    for row in rows.iter_mut().filter(|row| !is_inside(&row.folder)) {
        if let Some(within) = within(folder, &row.folder) {
            row.folder = within.into();
        }
    }
    alike(&mut rows, |row| &mut row.programme);
    alike(&mut rows, |row| &mut row.class_year);
    let consent = Consent::of(&rows);
    for row in rows {
        if consent.is_taken_back(&row) {
            workspace.problems.push(Problem {
                place: row.place,
                column: "shares_contacts".to_owned(),
                problem: "a yes that another row of the member or of the folder takes back".to_owned(),
                value: row.member.to_string(),
                hint: "the contacts are not shared; correct the roster".to_owned(),
            });
        }
        // The second row of a member or of a folder would count her twice.
        let refused = if !is_inside(&row.folder) {
            Some(("a folder outside the cohort", &row.folder))
        } else if names.contains(&row.member) && folders.contains(&folder_named(&row.folder)) {
            Some(("a member who is listed twice", &row.member))
        } else if folders.contains(&folder_named(&row.folder)) {
            Some(("a folder that another member has", &row.folder))
        } else {
            None
        };
        if let Some((problem, value)) = refused {
            workspace.problems.push(Problem {
                place: row.place,
                column: String::new(),
                problem: problem.to_owned(),
                value: value.to_string(),
                hint: "the row is left out; correct the roster".to_owned(),
            });
            continue;
        }
        // Two folders are two people until somebody says otherwise.
        let mut name = String::from(row.member.clone());
        if !names.insert(row.member.clone()) {
            name = format!("{name} ({})", row.folder);
            workspace.problems.push(Problem {
                place: row.place,
                column: String::new(),
                problem: "a name that another member has".to_owned(),
                value: row.member.to_string(),
                hint: "both are counted, the second with her folder behind the name; leave one row if they are one person"
                    .to_owned(),
            });
        }
        folders.insert(folder_named(&row.folder));
        found.push(Member {
            shares_contacts: consent.is_given(&row),
            name,
            folder: placed(folder, &row.folder),
            programme: row.programme.into(),
            class_year: row.class_year.into(),
        });
    }
    let unreadable = |source| ImportError::Unreadable { path: folder.to_owned(), source };
    let mut refused = Vec::new();
    if workspace.sources.is_empty() {
        found = unlisted(folder, &mut refused).map_err(unreadable)?;
    }
    let unnamed = match workspace.sources.is_empty() {
        true => Vec::new(),
        false => not_named(folder, &found).map_err(unreadable)?,
    };
    let mut members = on_their_own(folder, found, &mut refused).map_err(unreadable)?;
    members.sort();
    refused.sort();
    workspace.problems.sort();
    Ok(Roster { members, sources: workspace.sources, problems: workspace.problems, refused, unnamed })
}

/// The folder of a row as it lies below the cohort's, where it was written with its whole path, or by a way round.
fn within(folder: &Path, written: &str) -> Option<String> {
    let home = folder.canonicalize().ok()?;
    let place = folder.join(written).canonicalize().ok()?;
    let inner = place.strip_prefix(&home).ok()?;
    (!inner.as_os_str().is_empty()).then(|| inner.to_string_lossy().into_owned())
}

/// Gives what is one word but for great and small letters, spaces and a decimal (`2026.0`, as programs write a column of years
/// that has gaps) one spelling: the one that most rows have, and of several the first in the alphabet.
fn alike(rows: &mut [RosterRow], cell: impl Fn(&mut RosterRow) -> &mut Box<str>) {
    let bare = |text: &str| {
        let whole = text.strip_suffix(".0").filter(|years| years.bytes().all(|byte| byte.is_ascii_digit()));
        whole.unwrap_or(text).to_owned()
    };
    let mut spellings: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for row in rows.iter_mut() {
        let written = bare(cell(row));
        *spellings.entry(folded(&written)).or_default().entry(written).or_default() += 1;
    }
    for row in rows.iter_mut() {
        let of_word = spellings.get(&folded(&bare(cell(row)))).into_iter().flatten();
        // The last of equals is taken: the first in the alphabet stands there last.
        if let Some((most, _)) = of_word.rev().max_by_key(|(_, n)| **n) {
            *cell(row) = most.as_str().into();
        }
    }
}

/// Folders and archives that no row of the roster names. That may be meant: it is said, and no problem.
fn not_named(folder: &Path, found: &[Member]) -> io::Result<Vec<String>> {
    let placed: BTreeSet<PathBuf> =
        found.iter().filter_map(|member| member.folder.canonicalize().ok()).collect();
    let others = unlisted(folder, &mut Vec::new())?;
    // A folder comes right before all that lie below it.
    let is_placed =
        |place: &Path| placed.range(place.to_owned()..).next().is_some_and(|at| at.starts_with(place));
    let is_new = |other: &Member| other.folder.canonicalize().is_ok_and(|place| !is_placed(&place));
    Ok(others.into_iter().filter(is_new).map(|other| other.name).collect())
}

/// Who has said no, in any row: rows that contradict each other mean no, whichever stands first. A roster that was sent
/// twice, or to which a row was added, holds the old word as well as the new one, and which is which it does not tell.
struct Consent {
    names: BTreeSet<String>,
    folders: BTreeSet<PathBuf>,
}

impl Consent {
    fn of(rows: &[RosterRow]) -> Consent {
        let no = || rows.iter().filter(|row| !row.shares_contacts);
        Consent {
            names: no().map(|row| folded(&row.member)).collect(),
            folders: no().map(|row| folder_named(&folded(&row.folder))).collect(),
        }
    }

    fn is_given(&self, row: &RosterRow) -> bool {
        row.shares_contacts
            && !self.names.contains(&folded(&row.member))
            && !self.folders.contains(&folder_named(&folded(&row.folder)))
    }

    fn is_taken_back(&self, row: &RosterRow) -> bool {
        row.shares_contacts && !self.is_given(row)
    }
}

/// Where the folder of a row lies: as it is written, or as one item of the cohort's folder is called that is spelt with other
/// signs for the same letters, or that lies there as the archive it came in.
fn placed(folder: &Path, written: &str) -> PathBuf {
    let mut at = folder.to_owned();
    for part in folder_named(written).components() {
        let exact = at.join(part);
        at = match exact.symlink_metadata() {
            Ok(_) => exact,
            Err(_) => spelt_otherwise(&at, &part.as_os_str().to_string_lossy()).unwrap_or(exact),
        };
    }
    at
}

/// The only item of a folder that is called so, but for its spelling.
fn spelt_otherwise(folder: &Path, name: &str) -> Option<PathBuf> {
    let wanted = folded(name);
    let items: Vec<(String, PathBuf)> = std::fs::read_dir(folder)
        .ok()?
        .flatten()
        .map(|item| (folded(&item.file_name().to_string_lossy()), item.path()))
        .collect();
    let only = |name: &str| {
        let mut found = items.iter().filter(|(item, _)| item == name);
        found.next().filter(|_| found.next().is_none()).map(|(_, path)| path.clone())
    };
    only(&wanted).or_else(|| only(&format!("{wanted}.zip")))
}

/// A name or a folder however it is written: a letter and its mark are one sign or two, and not every file system tells
/// great letters from small ones.
fn folded(text: &str) -> String {
    text.nfc()
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The members of a folder without a roster: every folder in it, and every archive, by its name without the ending.
fn unlisted(folder: &Path, refused: &mut Vec<Failure>) -> io::Result<Vec<Member>> {
    let mut found: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut archives: Vec<(String, PathBuf)> = Vec::new();
    for item in std::fs::read_dir(folder)? {
        let item = item?;
        let (name, path) = (item.file_name().to_string_lossy().into_owned(), item.path());
        // A link that leads nowhere looks like neither; it is named, because somebody may be meant by it.
        let is_link = item.file_type()?.is_symlink();
        if name.starts_with('.') || import::open::is_report_folder(&path) {
            continue;
        } else if path.is_dir() || (is_link && !path.exists()) {
            found.insert(name, path);
        } else if let Some((stem, "zip" | "ZIP" | "Zip")) = name.rsplit_once('.') {
            archives.push((stem.to_owned(), path));
        }
    }
    archives.sort();
    for (name, path) in archives {
        // A browser unpacks an archive into a folder of its name: both are one member.
        match found.entry(name) {
            Entry::Vacant(free) => drop(free.insert(path)),
            Entry::Occupied(taken) => {
                let why = "an archive beside a folder of its name; the folder is read".to_owned();
                refused.push(Failure { member: format!("{}.zip", taken.key()), why });
            }
        }
    }
    let member = |(name, folder)| Member {
        name,
        folder,
        programme: String::new(),
        class_year: String::new(),
        shares_contacts: false,
    };
    Ok(found.into_iter().map(member).collect())
}

/// Refuses members whose files lie outside the cohort's folder, are another's by a second way, or hold another's: what
/// would be counted as theirs is somebody else's, who may share nothing.
fn on_their_own(folder: &Path, found: Vec<Member>, refused: &mut Vec<Failure>) -> io::Result<Vec<Member>> {
    let home = folder.canonicalize()?;
    let (mut placed, mut members) = (Vec::new(), Vec::new());
    for member in found {
        match member.folder.canonicalize() {
            Ok(place) => placed.push((place, member)),
            // What cannot be found cannot be read, and is named when that is tried.
            Err(_) => members.push(member),
        }
    }
    // A folder comes right before all that lie below it. Of two ways to one place, the one that is no link is right.
    placed.sort_by(|(a, x), (b, y)| {
        a.cmp(b).then_with(|| (x.folder.is_symlink(), x).cmp(&(y.folder.is_symlink(), y)))
    });
    // Of one place that has two members, whoever says no is heard.
    let silent: BTreeSet<PathBuf> =
        placed.iter().filter(|(_, member)| !member.shares_contacts).map(|(place, _)| place.clone()).collect();
    for (place, member) in &mut placed {
        member.shares_contacts &= !silent.contains(place);
    }
    for at in 0..placed.len() {
        let (place, member) = &placed[at];
        let before = at.checked_sub(1).map(|before| &placed[before]);
        let after = placed[at + 1..].iter().find(|(other, _)| other != place);
        let why = if !place.starts_with(&home) {
            "the folder is a link that leads out of the cohort's".to_owned()
        } else if let Some((_, first)) = before.filter(|(other, _)| other == place) {
            format!("the folder is that of {}, by another way", first.name)
        } else if let Some((_, inner)) = after.filter(|(other, _)| other.starts_with(place)) {
            format!("the folder holds that of {}; move one of the two", inner.name)
        } else {
            members.push(member.clone());
            continue;
        };
        refused.push(Failure { member: member.name.clone(), why });
    }
    Ok(members)
}

/// The folder that a roster means: `./ana/` is `ana`.
fn folder_named(folder: &str) -> PathBuf {
    Path::new(folder).components().filter(|part| !matches!(part, std::path::Component::CurDir)).collect()
}

/// Whether a folder named by a roster lies below the cohort's.
fn is_inside(folder: &str) -> bool {
    let path = Path::new(folder);
    path.components()
        .all(|part| matches!(part, std::path::Component::Normal(_) | std::path::Component::CurDir))
}

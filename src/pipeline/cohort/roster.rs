//! Who is in a cohort: the rows of the roster that can be trusted, or without one, every folder.

use crate::evidence::{Problem, Source};
use crate::import::{self, ImportError};
use crate::settings::RosterSettings;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

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
}

/// Finds the members of a cohort: those of the roster, or without one, every folder.
pub fn members(folder: &Path, settings: &RosterSettings) -> Result<Roster, ImportError> {
    let mut workspace = import::read_roster(folder, settings)?;
    let mut found: Vec<Member> = Vec::new();
    let (mut names, mut folders) = (BTreeSet::new(), BTreeSet::new());
    for row in std::mem::take(&mut workspace.roster) {
        // The second row of a member or of a folder would count her twice.
        let refused = if !is_inside(&row.folder) {
            Some(("a folder outside the cohort", &row.folder))
        } else if names.contains(&row.member) {
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
        names.insert(row.member.clone());
        folders.insert(folder_named(&row.folder));
        found.push(Member {
            name: row.member.into(),
            folder: folder.join(&*row.folder),
            programme: row.programme.into(),
            class_year: row.class_year.into(),
            shares_contacts: row.shares_contacts,
        });
    }
    if workspace.sources.is_empty() {
        let unreadable = |source| ImportError::Unreadable { path: folder.to_owned(), source };
        for item in std::fs::read_dir(folder).map_err(unreadable)? {
            let item = item.map_err(unreadable)?;
            let name = item.file_name().to_string_lossy().into_owned();
            if item.path().is_dir() && !name.starts_with('.') && !import::open::is_report_folder(&item.path())
            {
                found.push(Member {
                    name,
                    folder: item.path(),
                    programme: String::new(),
                    class_year: String::new(),
                    shares_contacts: false,
                });
            }
        }
    }
    found.sort();
    workspace.problems.sort();
    Ok(Roster { members: found, sources: workspace.sources, problems: workspace.problems })
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

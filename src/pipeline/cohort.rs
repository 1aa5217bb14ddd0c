//! A cohort: many workspaces, each by the same way as a single one, in parallel.
//!
//! One broken member costs that member and is named. Members are independent until the end, so the result is the same
//! whatever the number of jobs, and no more than one study a job is in memory.

use super::{Study, StudyError, study};
use crate::analysis::cohort::{self, Figures};
use crate::analysis::growth::MonthOfGrowth;
use crate::day::Day;
use crate::evidence::{Problem, Source};
use crate::import::{self, ImportError, ReadOptions};
use crate::settings::{RosterSettings, Settings};
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

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

/// What is known of a member after the run.
#[derive(Clone, Debug)]
pub struct MemberResult {
    /// Who.
    pub member: Member,
    /// Her figures.
    pub figures: Figures,
    /// Her growth.
    pub growth: Vec<MonthOfGrowth>,
    /// How many problems her files had.
    pub n_problems: usize,
}

/// A member who could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// Who.
    pub member: String,
    /// Why.
    pub why: String,
}

/// A cohort after the run.
#[derive(Debug, Default)]
pub struct Cohort {
    /// Members, in the order of their names.
    pub members: Vec<MemberResult>,
    /// Members of whom nothing could be read.
    pub failures: Vec<Failure>,
    /// The roster's own file and problems.
    pub sources: Vec<Source>,
    /// Problems of the roster.
    pub problems: Vec<Problem>,
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

/// How a member's study is made.
pub struct CohortOptions<'a> {
    /// What is read besides the workspaces.
    pub read: &'a ReadOptions,
    /// Weights and routine, for all.
    pub settings: &'a Settings,
    /// The day asked about.
    pub as_of: Day,
}

/// Runs every member and calls `each` with her study, from whatever thread has it. `jobs` is how many are under way at
/// once; `None` is one a core.
///
/// Plain threads that take the next member from a counter, and not rayon: a study waits on pools of others (tables,
/// pictures), and a rayon worker that waits takes up the next member on top of the stack of this one, without end.
///
/// # Complexity
/// Linear in the rows of all members; memory for one study a job and a few hundred bytes a member.
pub fn run(
    members: Vec<Member>,
    options: &CohortOptions<'_>,
    jobs: Option<NonZeroUsize>,
    each: impl Fn(&Member, &Study) -> Result<(), String> + Sync,
) -> Cohort {
    let one = |member: &Member| -> Result<MemberResult, Failure> {
        let failed = |why: String| Failure { member: member.name.clone(), why };
        let study = study(&member.folder, options.read, options.settings.clone(), options.as_of)
            .map_err(|error: StudyError| failed(error.to_string()))?;
        if let Some(why) = nothing_in(&study) {
            return Err(failed(why));
        }
        each(member, &study).map_err(failed)?;
        let figures = cohort::figures(&study.people, &study.network, &study.coverage, options.as_of);
        let n_problems = study.problems.len();
        Ok(MemberResult { figures, growth: study.growth, n_problems, member: member.clone() })
    };
    let jobs = jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let mut cohort = Cohort::default();
    for result in in_turn(&members, jobs, one) {
        match result {
            Ok(member) => cohort.members.push(member),
            Err(failure) => cohort.failures.push(failure),
        }
    }
    cohort
}

/// What `work` makes of each item, in their order, with `jobs` threads that take the next one from a counter.
fn in_turn<T: Sync, R: Send>(items: &[T], jobs: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take = || -> Vec<(usize, R)> {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(item)));
        }
    };
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..jobs.min(items.len())).map(|_| scope.spawn(take)).collect();
        let joined = threads.into_iter().flat_map(|thread| match thread.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        joined.collect()
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Why a workspace that could be opened says nothing all the same.
fn nothing_in(study: &Study) -> Option<String> {
    let imported: u64 = study.workspace.sources.iter().map(|source| source.imported).sum();
    if imported > 0 {
        return None;
    }
    let first = study
        .problems
        .first()
        .map(|problem| format!("{}: {}", study.workspace.cite(problem.place), problem.problem));
    Some(first.unwrap_or_else(|| "no file that is recognised holds a row".to_owned()))
}

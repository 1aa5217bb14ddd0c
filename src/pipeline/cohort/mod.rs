//! A cohort: many workspaces, each by the same way as a single one, a few at once, and what they come to together.
//!
//! One broken member costs that member and is named. Members are independent until the end, so the result is the same
//! whatever the number of jobs, and no more than one study a job is in memory.

mod answers;
mod roster;

pub use answers::{Answers, GroupFunnel, Question, answers};
pub use roster::{Member, Roster, members};

use super::{Study, StudyError, study};
use crate::analysis::cohort::extract::{self, Extract};
use crate::analysis::cohort::figures;
use crate::analysis::cohort::pool::{Known, Persons, Pool};
use crate::analysis::threads::in_turn;
use crate::day::Day;
use crate::evidence::{Problem, Source};
use crate::import::ReadOptions;
use crate::settings::Settings;
use std::num::NonZeroUsize;

/// What is known of a member after the run.
#[derive(Clone, Debug)]
pub struct MemberResult {
    /// Who.
    pub member: Member,
    /// What is kept of her.
    pub extract: Extract,
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
    /// The contacts of those who share.
    pub persons: Persons,
    /// The roster's own file and problems.
    pub sources: Vec<Source>,
    /// Problems of the roster.
    pub problems: Vec<Problem>,
}

/// How a member's study is made.
pub struct CohortOptions<'a> {
    /// What is read besides the workspaces.
    pub read: &'a ReadOptions,
    /// Weights and routine, for all.
    pub settings: &'a Settings,
    /// The day asked about.
    pub as_of: Day,
    /// How many members are under way at once; `None` is one a core.
    pub jobs: Option<NonZeroUsize>,
}

impl CohortOptions<'_> {
    /// How many members are under way at once.
    pub fn n_jobs(&self) -> usize {
        self.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
    }
}

/// Runs every member and calls `each` with her study, from whatever thread has it.
///
/// # Complexity
/// Linear in the rows of all members; memory for one study a job, a few hundred bytes a member, four for each contact
/// of a member who shares, and about a hundred for each person among these.
pub fn run(
    roster: Roster,
    options: &CohortOptions<'_>,
    each: impl Fn(&Member, &Study) -> Result<(), String> + Sync,
) -> Cohort {
    let pool = Pool::default();
    let one = |member: &Member| -> Result<MemberResult, Failure> {
        let failed = |why: String| Failure { member: member.name.clone(), why };
        let study = study(&member.folder, options.read, options.settings.clone(), options.as_of)
            .map_err(|error: StudyError| failed(error.to_string()))?;
        if let Some(why) = nothing_in(&study) {
            return Err(failed(why));
        }
        each(member, &study).map_err(failed)?;
        Ok(MemberResult { extract: extract_of(study, member.shares_contacts, &pool), member: member.clone() })
    };
    let mut cohort = Cohort { sources: roster.sources, problems: roster.problems, ..Cohort::default() };
    for result in in_turn(&roster.members, options.n_jobs(), one) {
        match result {
            Ok(member) => cohort.members.push(member),
            Err(failure) => cohort.failures.push(failure),
        }
    }
    cohort.persons = pool.close();
    cohort
}

/// Keeps of a study what a cohort needs. Contacts go into the pool only where the member shares them.
fn extract_of(study: Study, shares_contacts: bool, pool: &Pool) -> Extract {
    let Study { people, network, targets, coverage, growth, problems, as_of, .. } = study;
    Extract {
        figures: figures(&people, &network, &coverage, as_of),
        growth,
        wishes: extract::wishes(&targets, &coverage),
        known: match shares_contacts {
            true => extract::known(&people, &network, as_of, pool),
            false => Known::default(),
        },
        n_problems: problems.len(),
    }
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

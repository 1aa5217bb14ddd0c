//! The steps on one screen. A single run and a cohort member take the same way.
//!
//! In: the path of a workspace, settings and a day. Out: a [`Study`], which holds everything that a report shows.

pub mod cohort;
pub mod diff;
mod me;

use crate::analysis::brokerage::{self, Brokerage};
use crate::analysis::coverage::{self, Covered};
use crate::analysis::growth::{self, MonthOfGrowth};
use crate::analysis::moves::{self, Moves};
use crate::analysis::path;
use crate::analysis::rank::model::Pooled;
use crate::analysis::rank::reply::{self, Reply};
use crate::analysis::rank::{self, RankInput, Ranking};
use crate::analysis::referral::{self, Referrals};
use crate::analysis::targets::Targets;
use crate::day::{Day, WorkCalendar};
use crate::evidence::Problem;
use crate::import::{self, ImportError, ReadOptions, Workspace};
use crate::network::Network;
use crate::network::ties::{self, Tie};
use crate::people::{self, People};
use crate::settings::{Settings, SettingsError};
use me::Me;
use std::path::Path;

/// What keeps a study from being made.
#[derive(Debug, thiserror::Error)]
pub enum StudyError {
    /// The workspace cannot be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The settings cannot be used.
    #[error(transparent)]
    Settings(#[from] SettingsError),
}

/// Everything that is known of a workspace on a day.
#[derive(Debug)]
pub struct Study {
    /// The day asked about.
    pub as_of: Day,
    /// Weights and routine.
    pub settings: Settings,
    /// The working week.
    pub calendar: WorkCalendar,
    /// What was read.
    pub workspace: Workspace,
    /// Who it is about.
    pub people: People,
    /// Introductions and contact.
    pub network: Network,
    /// The target matrix.
    pub targets: Targets,
    /// Connections by month.
    pub growth: Vec<MonthOfGrowth>,
    /// Targets and who covers them.
    pub coverage: Vec<Covered>,
    /// The referral graph as a whole.
    pub referrals: Referrals,
    /// What changed between exports that lie side by side.
    pub moves: Moves,
    /// Who answers.
    pub reply: Reply,
    /// Who of the others knows whom.
    pub ties: Vec<Tie>,
    /// Who stands between others.
    pub brokerage: Brokerage,
    /// Everyone, the most worthwhile step first.
    pub ranking: Ranking,
    /// Everything that could not be read or told, in the order of the files.
    pub problems: Vec<Problem>,
}

/// Reads a workspace and finds out everything that a report shows.
pub fn study(
    root: &Path,
    options: &ReadOptions,
    settings: Settings,
    as_of: Day,
) -> Result<Study, StudyError> {
    let workspace = import::read_workspace(root, options)?;
    conclude(workspace, settings, as_of)
}

/// Reads a workspace and finds out who is in it and what could not be read, and goes no further: of millions of rows,
/// what is reckoned of each person takes more room and time than all before it.
pub fn check(
    root: &Path,
    options: &ReadOptions,
    settings: &Settings,
    as_of: Day,
) -> Result<Facts, StudyError> {
    // Settings that no report could use are refused here as well.
    settings.calendar()?;
    let workspace = import::read_workspace(root, options)?;
    let mut facts = facts_of_one(workspace, settings, as_of);
    cover(&mut facts, settings, as_of, &|_| Some(0.0));
    Ok(facts)
}

/// What is known before anything is ranked: all that a cohort needs of a member, and all that `check` shows.
#[derive(Debug)]
pub struct Facts {
    /// What was read.
    pub workspace: Workspace,
    /// Who it is about.
    pub people: People,
    /// Introductions and contact.
    pub network: Network,
    /// The target matrix.
    pub targets: Targets,
    /// Connections by month.
    pub growth: Vec<MonthOfGrowth>,
    /// Targets and who covers them.
    pub coverage: Vec<Covered>,
    /// Everything that could not be read or told, in the order of the files.
    pub problems: Vec<Problem>,
}

/// The steps after reading, up to the facts.
pub fn facts(workspace: Workspace, settings: &Settings, as_of: Day) -> Facts {
    facts_of(workspace, settings.me.as_deref(), settings, as_of)
}

/// The same of one seeker, whose `me` is believed unless her files contradict it, and without the coverage. In a cohort,
/// one setting stands for everyone, and the files of one can say nothing of it.
fn facts_of_one(workspace: Workspace, settings: &Settings, as_of: Day) -> Facts {
    let me = Me::of(settings, &workspace);
    let mut facts = facts_but_coverage(workspace, me.believed(), settings, as_of);
    if let Some(problem) = me.problem(&mut facts.workspace, &facts.people) {
        facts.problems.push(problem);
        facts.problems.sort();
    }
    facts
}

/// Who covers the targets; nobody's chance is known before anything is learned, and then contact alone decides.
fn cover(facts: &mut Facts, settings: &Settings, as_of: Day, chance: coverage::Chance<'_>) {
    let Facts { targets, people, network, .. } = &*facts;
    facts.coverage = coverage::of(targets, people, network, &settings.value, as_of, chance);
}

/// The same of somebody who is named here, and not in the settings.
fn facts_of(workspace: Workspace, me: Option<&str>, settings: &Settings, as_of: Day) -> Facts {
    let mut facts = facts_but_coverage(workspace, me, settings, as_of);
    cover(&mut facts, settings, as_of, &|_| Some(0.0));
    facts
}

fn facts_but_coverage(mut workspace: Workspace, me: Option<&str>, settings: &Settings, as_of: Day) -> Facts {
    let ahead = crate::network::ahead::refuse(&mut workspace, as_of);
    let (mut people, ambiguous) = people::resolve(&workspace, me);
    let gone = moves::gone(&workspace, &people);
    people.end_connections(gone.into_iter().filter(|(_, since)| *since <= as_of));
    let (network, odd) = Network::build(&workspace, &people, as_of);
    // What people wrote has been read, and is of no further use.
    workspace.passages = import::passages::Passages::default();
    let targets = Targets::of(&workspace, &mut people, &settings.value);
    let growth = growth::by_month(&people, &network, as_of);
    let mut problems = std::mem::take(&mut workspace.problems);
    for problem in ambiguous.into_iter().chain(odd).chain(ahead) {
        workspace.sources[problem.place.source.0 as usize].problems += 1;
        problems.push(problem);
    }
    problems.sort();
    Facts { workspace, people, network, targets, growth, coverage: Vec::new(), problems }
}

/// The steps after reading.
pub fn conclude(workspace: Workspace, settings: Settings, as_of: Day) -> Result<Study, StudyError> {
    conclude_within(workspace, settings, as_of, None)
}

/// The same of a member of a cohort, whose outcomes teach what to expect of hers.
pub fn conclude_within(
    workspace: Workspace,
    settings: Settings,
    as_of: Day,
    cohort: Option<&Pooled>,
) -> Result<Study, StudyError> {
    let calendar = settings.calendar()?;
    let mut facts = facts_of_one(workspace, &settings, as_of);
    let reply = reply::learn_within(&facts.people, &facts.network, &settings.reply, as_of, cohort);
    let ranking = rank::everyone(&RankInput {
        people: &facts.people,
        network: &facts.network,
        reply: &reply,
        targets: &facts.targets,
        settings: &settings,
        calendar: &calendar,
        as_of,
    });
    let chances = ranking.chances(facts.people.persons.len());
    cover(&mut facts, &settings, as_of, &|id| chances[id.index()]);
    let Facts { workspace, people, network, targets, growth, coverage, problems } = facts;
    let referrals = referral::of(&people, &network, as_of);
    let moves = moves::of(&workspace, &people, &targets, &settings.value);
    let ties = ties::ties(&workspace, &people, &network, as_of);
    let brokerage = brokerage::of(&ties);
    Ok(Study {
        as_of,
        settings,
        calendar,
        workspace,
        people,
        network,
        targets,
        growth,
        coverage,
        referrals,
        moves,
        reply,
        ties,
        brokerage,
        ranking,
        problems,
    })
}

impl Study {
    /// What introduction paths are made of.
    pub fn path_ground(&self) -> path::Ground<'_> {
        path::Ground {
            people: &self.people,
            network: &self.network,
            ties: &self.ties,
            targets: &self.targets,
            weights: &self.settings.value,
            ranking: &self.ranking,
            as_of: self.as_of,
        }
    }

    /// What the ranking looks at, for [`rank::explain`].
    pub fn rank_input(&self) -> RankInput<'_> {
        RankInput {
            people: &self.people,
            network: &self.network,
            reply: &self.reply,
            targets: &self.targets,
            settings: &self.settings,
            calendar: &self.calendar,
            as_of: self.as_of,
        }
    }
}

//! A cohort: many workspaces, each by the same way as a single one, a few at once, and what they come to together.
//!
//! One broken member costs that member and is named. Members are independent until the end, so the result is the same
//! whatever the number of jobs, and no more than one study a job is in memory.

mod answers;
mod caches;
mod roster;
mod short;
mod trial;

pub use answers::{Answers, GroupFunnel, Question, answers};
pub use roster::{Member, Roster, members};
pub use trial::{pasts, pooled};

use super::{Facts, Study, StudyError};
use crate::analysis::cohort::Names;
use crate::analysis::cohort::apart::{Apart, resting_since};
use crate::analysis::cohort::asks::Requests;
use crate::analysis::cohort::extract::{self, Extract};
use crate::analysis::cohort::figures::{Basis, Tally};
use crate::analysis::cohort::pool::{Known, Number, Persons, Pool};
use crate::analysis::cohort::records::records;
use crate::analysis::coverage::Status;
use crate::analysis::rank::model::Pooled;
use crate::analysis::threads::in_turn_with;
use crate::day::Day;
use crate::evidence::{Place, Problem, Source, SourceId};
use crate::import::{self, OutreachKind, ReadOptions, Workspace};
use crate::settings::Settings;
use caches::Caches;
use short::{Reading, Sought};
use std::collections::BTreeMap;
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
    /// Of these, members who do not share: others know them, but they are in no list.
    pub silent: Vec<Number>,
    /// For each member who shares, her number among these; `None` where nobody who shares knows her.
    pub own: Vec<Option<Number>>,
    /// The roster's own file and problems.
    pub sources: Vec<Source>,
    /// Problems of the roster.
    pub problems: Vec<Problem>,
    /// Folders that the roster does not name.
    pub unnamed: Vec<String>,
    /// What everybody is called. With pseudonyms members bear them here already, and people are ranked by them.
    pub names: Names,
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
    /// Whether the rows of members who share are kept, and not only what they come to.
    pub records: bool,
    /// What everybody is called.
    pub names: &'a Names,
}

impl CohortOptions<'_> {
    /// How many members are under way at once.
    pub fn n_jobs(&self) -> usize {
        self.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
    }
}

/// What is made of a member's whole study, besides the cohort's figures: her own reports.
pub type Each<'a> = dyn Fn(&Member, &Study) -> Result<(), String> + Sync + 'a;

/// Runs every member; `each` is called with her study, from whatever thread has it, and `done` after each member.
/// Without `each` nobody is ranked.
///
/// # Complexity
/// Linear in the rows of all members; memory for one study a job, a few hundred bytes a member, four for each contact
/// of a member who shares, and about a hundred for each person among these. Where the rows are kept, another forty for
/// each contact.
pub fn run(
    roster: Roster,
    options: &CohortOptions<'_>,
    each: Option<&Each<'_>>,
    done: impl Fn() + Sync,
) -> Cohort {
    let pool = Pool::default();
    let mut roster = roster;
    roster.call(options.names);
    // Whoever gets a report of her own is ranked with what all members' outcomes teach.
    let each = each.map(|each| (each, pooled(&roster, options)));
    let one = |caches: &mut Caches, member: &Member| {
        let each = each.as_ref().map(|(each, prior)| (*each, prior));
        let extract = one_member(member, options, each, &pool, caches);
        done();
        match extract {
            Ok(extract) => Ok(MemberResult { extract, member: member.clone() }),
            Err(why) => Err(Failure { member: member.name.clone(), why: within_cohort(&why, member) }),
        }
    };
    let Roster { members, sources, problems, refused, unnamed } = roster;
    let names = options.names.clone();
    let mut cohort = Cohort { sources, problems, unnamed, failures: refused, names, ..Cohort::default() };
    for result in in_turn_with(&members, options.n_jobs(), Caches::default, one) {
        match result {
            Ok(member) => cohort.members.push(member),
            Err(failure) => cohort.failures.push(failure),
        }
    }
    cohort.failures.sort();
    one_profile_two_members(&mut cohort);
    let silent = cohort.members.iter().filter(|row| !row.member.shares_contacts);
    cohort.silent = pool.find(silent.filter_map(|row| row.extract.own.as_deref()));
    let sharing = cohort.members.iter().filter(|row| row.member.shares_contacts);
    cohort.own = sharing.map(|row| pool.find(row.extract.own.as_deref().into_iter()).pop()).collect();
    cohort.persons = pool.close();
    cohort.persons.rank_by(&cohort.names);
    if cohort.names.are_pseudonyms() {
        for row in &mut cohort.members {
            let records = row.extract.records.as_deref_mut();
            records.into_iter().for_each(|records| records.rank_by(&cohort.names, &cohort.persons));
        }
    }
    cohort
}

/// A reason without the folders above the member's: where the advisor keeps the cohort is nobody's business.
fn within_cohort(why: &str, member: &Member) -> String {
    match member.folder.parent().filter(|parent| parent.is_absolute()) {
        Some(parent) => why.replace(&format!("{}{}", parent.display(), std::path::MAIN_SEPARATOR), ""),
        None => why.to_owned(),
    }
}

/// Names members whose files are of one profile: two folders of one person, or a file that lies in the wrong folder. Where
/// one of them does not share, neither does the other: it may be her contacts that lie there.
fn one_profile_two_members(cohort: &mut Cohort) {
    let mut by_profile: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, row) in cohort.members.iter().enumerate() {
        if let Some(own) = row.extract.own.as_deref() {
            by_profile.entry(own).or_default().push(at);
        }
    }
    let twice: Vec<Vec<usize>> = by_profile.into_values().filter(|those| those.len() > 1).collect();
    for those in twice {
        let names: Vec<&str> = those.iter().map(|at| cohort.members[*at].member.name.as_str()).collect();
        let is_shared = |at: &usize| cohort.members[*at].member.shares_contacts;
        let n_sharing = those.iter().filter(|at| is_shared(at)).count();
        let is_taken_back = n_sharing > 0 && n_sharing < those.len();
        let hint = match is_taken_back {
            true => {
                "both are counted, and neither shares contacts, as one of them does not; look into their folders"
            }
            false => "both are counted; look into their folders",
        };
        cohort.problems.push(Problem {
            place: Place { source: SourceId(0), line: 0 },
            column: String::new(),
            problem: "members whose files are of one profile".to_owned(),
            value: names.join("; "),
            hint: hint.to_owned(),
        });
        if is_taken_back {
            for at in those {
                let row = &mut cohort.members[at];
                row.member.shares_contacts = false;
                (row.extract.known, row.extract.records) = (Known::default(), None);
                row.extract.apart = Apart::default();
            }
        }
    }
}

fn one_member(
    member: &Member,
    options: &CohortOptions<'_>,
    each: Option<(&Each<'_>, &Pooled)>,
    pool: &Pool,
    caches: &mut Caches,
) -> Result<Extract, String> {
    if let Some((each, prior)) = each {
        let read = import::read_workspace(&member.folder, options.read);
        let workspace = read.map_err(|error| error.to_string())?;
        let settings = options.settings.clone();
        let study = super::conclude_within(workspace, settings, options.as_of, Some(prior))
            .map_err(|error: StudyError| error.to_string())?;
        if let Some(why) = nothing_in(&study.workspace, 0, &study.problems) {
            return Err(why);
        }
        each(member, &study)?;
    }
    let mut extract = match options.records && member.shares_contacts {
        true => with_records(member, options, pool)?,
        false => in_short(member, options, pool, caches)?,
    };
    extract.settle_approaches();
    if let Some(own) = extract.own.as_deref() {
        extract.apart.add_herself(own);
    }
    extract.apart.settle();
    Ok(extract)
}

/// What is kept of a member whose rows are kept, too: with everybody resolved, since each row names somebody.
fn with_records(member: &Member, options: &CohortOptions<'_>, pool: &Pool) -> Result<Extract, String> {
    let workspace = read_silently(member, options)?;
    if !records_introductions(&workspace) && !options.read.no_infer && !workspace.messages.is_empty() {
        return with_messages(member, options, pool);
    }
    in_full(member, workspace, options, pool)
}

/// What is kept of a member who records no introduction: they are read out of her messages, as her own report does, and
/// her figures are those of that report.
fn with_messages(member: &Member, options: &CohortOptions<'_>, pool: &Pool) -> Result<Extract, String> {
    let read = import::read_workspace(&member.folder, options.read);
    let workspace = read.map_err(|error| error.to_string())?;
    let has_messages = !workspace.messages.is_empty();
    let mut extract = in_full(member, workspace, options, pool)?;
    if has_messages && extract.figures.basis == Basis::Unknown {
        extract.figures.basis = Basis::Read;
    }
    Ok(extract)
}

/// Where the requests of a member are known from: whoever writes down none has them among her messages.
fn requests<'a>(workspace: &Workspace, options: &CohortOptions<'a>) -> Requests<'a> {
    if records_requests(workspace) || !has_letters(workspace) {
        Requests::Listed
    } else {
        Requests::Written(&options.settings.reply)
    }
}

fn records_requests(workspace: &Workspace) -> bool {
    workspace.outreach.iter().any(|row| row.kind == Some(OutreachKind::Request) && !row.incoming)
}

fn has_letters(workspace: &Workspace) -> bool {
    !workspace.messages.is_empty() || !workspace.mails.is_empty()
}

/// Reads a workspace without a look at what people wrote.
fn read_silently(member: &Member, options: &CohortOptions<'_>) -> Result<Workspace, String> {
    let silent = ReadOptions { no_infer: true, ..options.read.clone() };
    import::read_workspace(&member.folder, &silent).map_err(|error| error.to_string())
}

/// Whether a member's lists or notes say of anybody who introduced them, or that somebody did not.
fn records_introductions(workspace: &Workspace) -> bool {
    let in_notes = || workspace.interviews.iter().any(|row| !row.introduced.is_empty());
    !workspace.introductions.is_empty() || in_notes()
}

/// What is kept of a member of whom everything goes the full way.
fn in_full(
    member: &Member,
    workspace: Workspace,
    options: &CohortOptions<'_>,
    pool: &Pool,
) -> Result<Extract, String> {
    let as_of = options.as_of;
    let facts = super::facts(workspace, options.settings, as_of);
    if let Some(why) = nothing_in(&facts.workspace, 0, &facts.problems) {
        return Err(why);
    }
    let requests = requests(&facts.workspace, options);
    let tally = tally_of(&facts, requests, as_of);
    let mut extract = extract_of(&facts, tally, member.shares_contacts, options, pool);
    if !options.records || !member.shares_contacts {
        return Ok(extract);
    }
    let cite = |places: &[Place]| facts.workspace.cite_all(places);
    extract.records = Some(Box::new(records(&facts.people, &facts.network, as_of, pool, requests, cite)));
    Ok(extract)
}

/// What is kept of a member, without a study: see [`short`]. What her contacts wrote is not looked at: introductions and
/// requests are those that she records. Only who records none goes the full way, where they are read out of her messages.
fn in_short(
    member: &Member,
    options: &CohortOptions<'_>,
    pool: &Pool,
    caches: &mut Caches,
) -> Result<Extract, String> {
    let (settings, as_of) = (options.settings, options.as_of);
    let silent = ReadOptions { no_infer: true, ..options.read.clone() };
    let read = short::read(&member.folder, &silent, settings.me.as_deref(), as_of, pool);
    let Reading { workspace, me, aside } = read.map_err(|error| error.to_string())?;
    let is_recorded = records_introductions(&workspace) || aside.records_introductions();
    let has_messages = aside.has_touches() || !workspace.messages.is_empty();
    if !is_recorded && !options.read.no_infer && has_messages {
        return with_messages(member, options, pool);
    }
    let writes_down_none = !records_requests(&workspace) && !aside.records_requests();
    if writes_down_none && (has_letters(&workspace) || aside.has_touches()) {
        return in_full(member, read_silently(member, options)?, options, pool);
    }
    let facts = super::facts_of(workspace, me.as_deref(), settings, as_of);
    if let Some(why) = nothing_in(&facts.workspace, aside.n_imported(), &facts.problems) {
        return Err(why);
    }
    caches.tidy();
    let mut tally = tally_of(&facts, Requests::Listed, as_of);
    aside.count(&facts.people, caches, &mut tally);
    let mut extract = extract_of(&facts, tally, member.shares_contacts, options, pool);
    extract.figures.basis = if is_recorded { Basis::Recorded } else { Basis::Unknown };
    extract.n_problems += aside.n_problems();
    aside.add_to(&mut extract, as_of);
    if member.shares_contacts {
        aside.pool(&mut extract, as_of, pool);
        aside.part(resting_since(as_of, &settings.routine), &mut extract.apart);
        extract.apart.settle();
    }
    let Facts { targets, people, .. } = &facts;
    let sought = Sought { targets: &targets.rows, people, weights: &settings.value, as_of };
    aside.cover(&mut extract.wishes, &sought, caches);
    let covered = extract.wishes.iter().filter(|wish| wish.status != Status::Gap);
    extract.figures.covered = covered.count() as u32;
    Ok(extract)
}

/// The figures of everyone whom the full way knows.
fn tally_of(facts: &Facts, requests: Requests<'_>, as_of: Day) -> Tally {
    Tally::of(&facts.people, &facts.network, &facts.coverage, requests, as_of)
}

/// Keeps of the facts what a cohort needs. Contacts go into the pool only where the member shares them.
fn extract_of(
    facts: &Facts,
    tally: Tally,
    shares_contacts: bool,
    options: &CohortOptions<'_>,
    pool: &Pool,
) -> Extract {
    let (as_of, routine) = (options.as_of, &options.settings.routine);
    let Facts { people, network, targets, coverage, growth, problems, .. } = facts;
    let mut figures = tally.close(as_of);
    figures.basis = if records_introductions(&facts.workspace) { Basis::Recorded } else { Basis::Unknown };
    Extract {
        figures,
        growth: growth.clone(),
        apart: match shares_contacts {
            true => extract::apart(people, network, as_of, routine),
            false => Apart::default(),
        },
        records: None,
        wishes: extract::wishes(targets, coverage),
        known: match shares_contacts {
            true => extract::known(people, network, as_of, pool),
            false => Known::default(),
        },
        own: people.owner.slug.as_deref().map(Box::from),
        own_name: people.owner.name.as_deref().map(Box::from),
        n_problems: problems.len(),
    }
}

/// Why a workspace that could be opened says nothing all the same.
fn nothing_in(workspace: &Workspace, n_short: usize, problems: &[Problem]) -> Option<String> {
    let imported: u64 = workspace.sources.iter().map(|source| source.imported).sum();
    if imported > 0 || n_short > 0 {
        return None;
    }
    let first =
        problems.first().map(|problem| format!("{}: {}", workspace.cite(problem.place), problem.problem));
    Some(first.unwrap_or_else(|| "no file that is recognised holds a row".to_owned()))
}

#[cfg(test)]
mod handed_on;
#[cfg(test)]
mod tests;

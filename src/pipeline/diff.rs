//! Two workspaces of one seeker: read into one, so that a person is resolved over both, and compared.

use super::StudyError;
use super::me::Me;
use crate::analysis::moves::{self, Moves, Snapshot, Snapshots};
use crate::analysis::targets::Targets;
use crate::evidence::{Place, Problem, SourceId};
use crate::import::{self, ReadOptions, Target, Workspace};
use crate::people::{self, People, name};
use crate::settings::Settings;
use std::path::Path;

/// Two workspaces, compared.
#[derive(Debug)]
pub struct Difference {
    /// What was read of both.
    pub workspace: Workspace,
    /// Everyone in either.
    pub people: People,
    /// What the seeker looks for: by the newer workspace, else by the older.
    pub targets: Targets,
    /// What changed.
    pub moves: Moves,
    /// Everything that could not be read or told, the doubts included.
    pub problems: Vec<Problem>,
    /// What speaks against comparing the two at all.
    pub doubts: Vec<Problem>,
}

/// Reads two workspaces and compares the newest export of each.
///
/// # Returns
/// `None` with the names of the sides that hold no Connections; then there is nothing to compare.
pub fn diff(
    old: &Path,
    new: &Path,
    options: &ReadOptions,
    settings: &Settings,
) -> Result<Result<Difference, Vec<String>>, StudyError> {
    let (mut workspace, second) = import::read_two(old, new, options)?;
    let is_new = |source: SourceId| source >= second;
    keep_newer(&mut workspace.targets, is_new);
    keep_newer(&mut workspace.wishes, is_new);
    let me = Me::of(settings, &workspace);
    let (mut people, ambiguous) = people::resolve(&workspace, me.believed());
    let targets = Targets::of(&workspace, &mut people, &settings.value);
    let was = Snapshots::of(&workspace, &people, |source| !is_new(source)).into_latest();
    let is = Snapshots::of(&workspace, &people, is_new).into_latest();
    let (was, is) = match (was, is) {
        (Some(was), Some(is)) => (was, is),
        (was, is) => {
            let sides = [(was.is_none(), old), (is.is_none(), new)];
            let empty = sides.iter().filter(|(empty, _)| *empty).map(|(_, path)| path.display().to_string());
            return Ok(Err(empty.collect()));
        }
    };
    let mut problems = std::mem::take(&mut workspace.problems);
    problems.extend(ambiguous);
    problems.extend(me.problem(&mut workspace, &people));
    let doubts = doubts(&workspace, &was, &is, is_new);
    problems.extend_from_slice(&doubts);
    problems.sort();
    let pair = Snapshots { chain: vec![was, is], apart: Vec::new() };
    let moves = moves::over(&pair, &people, &targets, &settings.value);
    Ok(Ok(Difference { workspace, people, targets, moves, problems, doubts }))
}

/// What the seeker looks for now counts; what she looked for then, only where the newer workspace does not say.
fn keep_newer(targets: &mut Vec<Target>, is_new: impl Fn(SourceId) -> bool) {
    let newer = |target: &Target| target.place.is_some_and(|place| is_new(place.source));
    if targets.iter().any(newer) {
        targets.retain(newer);
    }
}

/// What speaks against comparing two exports: two seekers, or the newer one given first.
fn doubts(
    workspace: &Workspace,
    was: &Snapshot,
    is: &Snapshot,
    is_new: impl Fn(SourceId) -> bool,
) -> Vec<Problem> {
    let mut doubts = Vec::new();
    let mut doubt = |place: Place, problem: String, hint: &str| {
        doubts.push(Problem {
            place,
            column: String::new(),
            problem,
            value: String::new(),
            hint: hint.to_owned(),
        });
    };
    let head = |snapshot: &Snapshot| {
        let source = snapshot.people.values().map(|seen| seen.place.source).min();
        Place { source: source.unwrap_or(SourceId(0)), line: 0 }
    };
    let shared = was.shared_with(is);
    let (n_was, n_is) = (was.people.len(), is.people.len());
    let mut named = workspace.owner_names.iter();
    let old_name = named.clone().find(|(_, place)| !is_new(place.source));
    let new_name = named.find(|(_, place)| is_new(place.source));
    if let (Some((old_name, _)), Some((new_name, place))) = (old_name, new_name)
        && name::key(old_name) != name::key(new_name)
    {
        let problem = format!("the profile of another person: {new_name}, where the older has {old_name}");
        doubt(*place, problem, "give two exports of one seeker, unless the name has changed");
    }
    // LinkedIn loses a few people in a hundred a year; two in three is another network.
    if n_was.min(n_is) - shared >= 3 && shared * 2 < n_was.min(n_is) {
        let problem = format!(
            "hardly anybody of the older export: {shared} of {n_was} people are in the newer one, which has {n_is}"
        );
        doubt(head(is), problem, "these look like exports of two seekers; check which files were given");
    } else if let (Some(then), Some(now)) = (was.latest, is.latest)
        && then > now
    {
        let problem = format!(
            "older than what it is compared with: the latest connection is of {now}, the other's of {then}"
        );
        doubt(head(is), problem, "give the older export first: tertius diff OLD NEW");
    }
    doubts
}

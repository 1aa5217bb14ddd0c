//! What changed between two exports of one seeker: who is new, who is gone, who moved, who rose.
//!
//! In: people resolved over all exports at once, so that one person is one however each export names her. Out:
//! [`Moves`]: a [`Move`] a person and pair of exports, arrivals at what the seeker looks for first.
//! Invariant: companies are the same by the strict tiers of [`crate::people::company`] or by an alias, so a new spelling
//! is no move; a cell that one export leaves empty is unknown, and from or to the unknown nobody moves.

mod gone;
mod level;
mod snapshots;

pub use gone::gone;
pub use level::Step;
pub use snapshots::{Seen, Snapshot, Snapshots};

use super::targets::{Held, Targets};
use crate::day::Day;
use crate::evidence::Place;
use crate::import::Workspace;
use crate::people::snapshots::Exports;
use crate::people::title::Title;
use crate::people::{Companies, CompanyId, People, PersonId, company};
use crate::settings::ValueWeights;
use std::collections::BTreeMap;

/// What happened to a person between two exports; the most telling one, where several did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Works for another company.
    Moved,
    /// Names an employer, and named none before.
    Joined,
    /// Another title at the same company, and a higher one.
    MovedUp,
    /// Another title at the same company.
    NewTitle,
    /// Names no employer any more.
    Left,
    /// Is in the newer export only.
    New,
    /// Is in the older export only.
    Gone,
}

impl Change {
    /// All changes, in the order of the reports.
    pub const ALL: [Change; 7] = [
        Change::Moved,
        Change::Joined,
        Change::MovedUp,
        Change::NewTitle,
        Change::Left,
        Change::New,
        Change::Gone,
    ];

    /// The word in `moves.csv`.
    pub fn as_str(self) -> &'static str {
        ["moved", "joined", "moved-up", "new-title", "left", "new", "gone"][self as usize]
    }

    /// Whether the person is at a company where she was not before, or was not known to be.
    pub fn is_arrival(self) -> bool {
        matches!(self, Change::Moved | Change::Joined | Change::New)
    }
}

/// What an export says of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The company, as written.
    pub company: String,
    /// The title, as written.
    pub position: String,
    /// The row.
    pub place: Place,
}

impl Stand {
    /// Title and company, or whichever of them is there; empty where neither is.
    pub fn in_words(&self) -> String {
        let comma = if self.position.is_empty() || self.company.is_empty() { "" } else { ", " };
        format!("{}{comma}{}", self.position, self.company)
    }
}

/// A person of whom two exports say different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// What happened.
    pub change: Change,
    /// To whom.
    pub person: PersonId,
    /// What the older export says; `None` for somebody new.
    pub old: Option<Stand>,
    /// What the newer export says; `None` for somebody gone.
    pub new: Option<Stand>,
    /// Whether the new title is higher or lower than the old one; `None` where that cannot be told or neither is true.
    pub step: Option<Step>,
    /// The first target, in the order of the user, that the person fits now and did not before.
    pub target: Option<usize>,
    /// The first target that the person fitted before and does not any more.
    pub left_target: Option<usize>,
    /// Whether the newer export has as many hidden profiles of that day as people are missing from it: then the person
    /// has hidden the profile or closed the account, and is still connected.
    pub hidden: bool,
    /// The older and the newer export, as indexes into [`Moves::snapshots`].
    pub between: (usize, usize),
}

/// A company under an old and a new name, perhaps: several people went from one to the other, and nobody stayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renaming {
    /// The name before, as written most often.
    pub from: String,
    /// The name after.
    pub to: String,
    /// How many went.
    pub people: u32,
}

impl Renaming {
    /// What to think of it, in sentences.
    pub fn in_words(&self) -> String {
        format!(
            "{} people went from {} to {} with the titles they had, and nobody stayed. If the company has only changed \
             its name, give one as an alias of the other in companies.csv.",
            self.people, self.from, self.to
        )
    }
}

/// Everything that changed over the exports.
#[derive(Clone, Debug, Default)]
pub struct Moves {
    /// The newest pair of exports first; within it arrivals at targets, then by change, target, and key.
    pub rows: Vec<Move>,
    /// The exports that were compared, the oldest first: fewer than two where there was nothing to compare.
    pub snapshots: Vec<SnapshotName>,
    /// Exports that were not, since they share too few people with the others to be of the same network.
    pub apart: Vec<SnapshotName>,
    /// Companies that may have changed their name.
    pub renamings: Vec<Renaming>,
}

/// An export, for citing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotName {
    /// The path of its first file.
    pub path: String,
    /// Its latest `Connected On`.
    pub latest: Option<Day>,
    /// How many people it names.
    pub people: usize,
}

impl SnapshotName {
    fn of(snapshot: &Snapshot) -> SnapshotName {
        SnapshotName { path: snapshot.path.clone(), latest: snapshot.latest, people: snapshot.people.len() }
    }
}

/// Finds what changed between the exports that lie side by side in a workspace.
pub fn of(workspace: &Workspace, people: &People, targets: &Targets, weights: &ValueWeights) -> Moves {
    if Exports::of(workspace).all.len() < 2 {
        return Moves::default();
    }
    over(&Snapshots::of(workspace, people, |_| true), people, targets, weights)
}

/// Finds what changed over a chain of exports, each compared with the next.
///
/// # Complexity
/// **O(s p + m t)** for **s** exports of **p** people, **m** changes and **t** targets.
pub fn over(snapshots: &Snapshots, people: &People, targets: &Targets, weights: &ValueWeights) -> Moves {
    let asked = Asked { people, targets, weights };
    let mut moves = Moves {
        snapshots: snapshots.chain.iter().map(SnapshotName::of).collect(),
        apart: snapshots.apart.iter().map(SnapshotName::of).collect(),
        ..Moves::default()
    };
    for (at, two) in snapshots.chain.windows(2).enumerate() {
        let [old, new] = two else { continue };
        let mut found = asked.between(old, new, (at, at + 1));
        moves.renamings.extend(renamings(&found, new, people));
        found.extend(std::mem::take(&mut moves.rows));
        moves.rows = found;
    }
    moves
}

/// What a comparison looks at besides the two exports.
struct Asked<'a> {
    people: &'a People,
    targets: &'a Targets,
    weights: &'a ValueWeights,
}

/// Whom a company cell names, for telling whether two name the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Employer {
    /// Nobody, or no company (`self-employed`).
    None,
    Known(CompanyId),
    /// One that nobody works for any more.
    Other(String),
}

impl Employer {
    fn of(companies: &Companies, name: &str) -> Employer {
        if name.is_empty() || company::is_placeholder(name) {
            return Employer::None;
        }
        match companies.get(name) {
            Some(id) => Employer::Known(id),
            None => match company::key(name) {
                key if key.is_empty() => Employer::None,
                key => Employer::Other(key),
            },
        }
    }

    fn id(&self) -> Option<CompanyId> {
        match self {
            Employer::Known(id) => Some(*id),
            _ => None,
        }
    }
}

impl Asked<'_> {
    fn between(&self, old: &Snapshot, new: &Snapshot, between: (usize, usize)) -> Vec<Move> {
        let mut found = Vec::new();
        for (person, was) in &old.people {
            match new.people.get(person) {
                Some(is) => found.extend(self.change(*person, (old, was), (new, is), between)),
                None => {
                    let mut gone = self.row(Change::Gone, *person, Some(was), None, between);
                    gone.hidden = old.is_hidden_in(new, *person);
                    found.push(gone);
                }
            }
        }
        for (person, is) in &new.people {
            if !old.people.contains_key(person) {
                found.push(self.row(Change::New, *person, None, Some(is), between));
            }
        }
        let key = |row: &Move| {
            let arrives = row.target.is_some() && row.change.is_arrival();
            (!arrives, row.change, row.target.is_none(), row.target, row.person)
        };
        found.sort_by_key(key);
        found
    }

    fn change(
        &self,
        person: PersonId,
        (old, was): (&Snapshot, &Seen),
        (new, is): (&Snapshot, &Seen),
        between: (usize, usize),
    ) -> Option<Move> {
        if (&was.company, &was.position) == (&is.company, &is.position) {
            return None;
        }
        let companies = &self.people.companies;
        let change = match (Employer::of(companies, &was.company), Employer::of(companies, &is.company)) {
            (Employer::None, Employer::None) => None,
            // An export whose company column was cut away says nothing of anybody.
            _ if !old.has_companies || !new.has_companies => None,
            (Employer::None, _) => Some(Change::Joined),
            (_, Employer::None) => Some(Change::Left),
            (from, to) if from != to => Some(Change::Moved),
            _ => None,
        };
        let knows_titles = !was.position.is_empty() && !is.position.is_empty();
        let retitled = knows_titles && !level::is_same_title(&was.position, &is.position);
        // Whoever has left for nothing, or says in place of a title to be looking for one, has not risen.
        let holds = change != Some(Change::Left) && !company::is_placeholder(&is.position);
        let step = if retitled && holds { level::step(&was.position, &is.position) } else { None };
        let change = match change {
            Some(change) => change,
            None if retitled && step == Some(Step::Up) => Change::MovedUp,
            None if retitled => Change::NewTitle,
            None => return None,
        };
        let mut row = self.row(change, person, Some(was), Some(is), between);
        row.step = step;
        Some(row)
    }

    fn row(
        &self,
        change: Change,
        person: PersonId,
        was: Option<&Seen>,
        is: Option<&Seen>,
        between: (usize, usize),
    ) -> Move {
        let (before, now) = (self.fitting(was), self.fitting(is));
        // Who stays at a target company is no arrival there, whatever the new title.
        let came = now.iter().find(|row| !before.contains(row)).copied();
        let left = before.iter().find(|row| !now.contains(row)).copied();
        Move {
            change,
            person,
            old: was.map(Stand::of),
            new: is.map(Stand::of),
            step: None,
            target: came,
            left_target: left,
            hidden: false,
            between,
        }
    }

    /// The targets that somebody is at or fits: those that name the company or industry first, each in the user's order.
    fn fitting(&self, seen: Option<&Seen>) -> Vec<usize> {
        let Some(seen) = seen.filter(|_| !self.targets.rows.is_empty()) else { return Vec::new() };
        let companies = &self.people.companies;
        let employer = Employer::of(companies, &seen.company).id();
        let title = Title::parse(&seen.position);
        let held = Held { title: &title, written: &seen.position };
        let (mut inside, mut by_title) = (Vec::new(), Vec::new());
        for (at, wanted) in self.targets.rows.iter().enumerate() {
            let Some(fit) = wanted.fit_of(employer, held, companies, self.weights) else { continue };
            if fit.degree <= 0.0 {
                continue;
            }
            if fit.company.or(fit.industry).is_some() {
                inside.push((at, fit.position != Some(1.0)));
            } else if fit.is_contact() {
                by_title.push(at);
            }
        }
        // Of two rows about one company, the one whose position fits says more.
        inside.sort_by_key(|(at, other_position)| (*other_position, *at));
        inside.into_iter().map(|(at, _)| at).chain(by_title).collect()
    }
}

impl Stand {
    fn of(seen: &Seen) -> Stand {
        Stand { company: seen.company.clone(), position: seen.position.clone(), place: seen.place }
    }
}

/// Pairs of names that look like one company renamed: three people or more went from one to the other with the titles
/// they had, and nobody is at the old one any more.
fn renamings(rows: &[Move], new: &Snapshot, people: &People) -> Vec<Renaming> {
    let mut went: BTreeMap<(Employer, Employer), Vec<(&Stand, &Stand)>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.change == Change::Moved) {
        let (Some(old), Some(new)) = (&row.old, &row.new) else { continue };
        if level::is_same_title(&old.position, &new.position) {
            let of = |stand: &Stand| Employer::of(&people.companies, &stand.company);
            went.entry((of(old), of(new))).or_default().push((old, new));
        }
    }
    went.retain(|_, rows| rows.len() >= 3);
    if went.is_empty() {
        return Vec::new();
    }
    let still: Vec<Employer> =
        new.people.values().map(|seen| Employer::of(&people.companies, &seen.company)).collect();
    let gone = went.into_iter().filter(|((from, _), _)| !still.contains(from));
    gone.map(|(_, rows)| Renaming {
        from: rows.iter().map(|(old, _)| old.company.as_str()).min().unwrap_or_default().to_owned(),
        to: rows.iter().map(|(_, new)| new.company.as_str()).min().unwrap_or_default().to_owned(),
        people: rows.len() as u32,
    })
    .collect()
}

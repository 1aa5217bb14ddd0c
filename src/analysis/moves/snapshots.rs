//! Exports as snapshots of one network: which of them can be compared, and what each says of whom.
//!
//! Not every two files of Connections are snapshots of one network: a user keeps a cut of an export, or a second list of
//! other people. Two are, where over the time that both cover each has most of the other's people.

use crate::day::Day;
use crate::evidence::{Place, SourceId};
use crate::import::Workspace;
use crate::people::snapshots::{Exports, rows};
use crate::people::{People, PersonId};
use std::collections::{BTreeMap, BTreeSet};

/// What an export says of a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    /// The company, as written; empty where there is none.
    pub company: String,
    /// The title, as written.
    pub position: String,
    /// When they connected, as this export says.
    pub connected_on: Option<Day>,
    /// The row.
    pub place: Place,
}

/// An export, resolved: who is in it.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The path of its first file.
    pub path: String,
    /// Its latest `Connected On`.
    pub latest: Option<Day>,
    /// The day in the name of its archive.
    pub named: Option<Day>,
    /// Everyone it names.
    pub people: BTreeMap<PersonId, Seen>,
    /// Whether any row names a company.
    pub has_companies: bool,
    /// Days of connecting of those who are in it without a name, with their number.
    hidden: BTreeMap<Day, u32>,
}

/// The exports of a workspace, resolved.
#[derive(Clone, Debug, Default)]
pub struct Snapshots {
    /// Those of one network, the oldest first.
    pub chain: Vec<Snapshot>,
    /// Those that share too few people with them.
    pub apart: Vec<Snapshot>,
}

impl Snapshots {
    /// Finds the snapshots among the exports of a workspace, of those files that `within` lets pass.
    ///
    /// # Complexity
    /// **O(e² p log p)** for **e** exports of **p** people; nothing where there is one.
    pub fn of(workspace: &Workspace, people: &People, within: impl Fn(SourceId) -> bool) -> Snapshots {
        let exports = Exports::of(workspace);
        let mut all: Vec<Option<Snapshot>> = exports
            .all
            .iter()
            .map(|export| {
                export.sources.iter().any(|source| within(*source)).then(|| Snapshot {
                    path: export.path.clone(),
                    latest: export.latest,
                    named: export.named,
                    ..Snapshot::default()
                })
            })
            .collect();
        for (place, at) in rows(workspace) {
            let row = &workspace.connections[at as usize];
            let export = exports.of_source(place.source).and_then(|at| all[at].as_mut());
            if let (Some(snapshot), Some(person)) = (export, people.who(row.who).person()) {
                let seen = Seen {
                    company: workspace.texts.get(row.company).to_owned(),
                    position: workspace.texts.get(row.position).to_owned(),
                    connected_on: row.connected_on,
                    place,
                };
                snapshot.has_companies |= !seen.company.is_empty();
                // Of two rows of one person in one export, the later in the alphabet, as in people.csv.
                let known = snapshot.people.entry(person).or_insert_with(|| seen.clone());
                if (&seen.company, &seen.position) > (&known.company, &known.position) {
                    *known = seen;
                }
            }
        }
        for row in &workspace.hidden {
            let export = exports.of_source(row.place.source).and_then(|at| all[at].as_mut());
            if let Some(snapshot) = export {
                *snapshot.hidden.entry(row.connected_on).or_default() += 1;
            }
        }
        chained(all.into_iter().flatten().filter(|snapshot| !snapshot.people.is_empty()).collect())
    }

    /// Everyone in the newest export of the chain and in those that stand apart: what is known today.
    pub fn into_latest(self) -> Option<Snapshot> {
        let mut chain = self.chain;
        let mut latest = chain.pop()?;
        for other in self.apart {
            // An older export of the chain is past; what stands apart was never part of it.
            let known = latest.people;
            latest.people = other.people;
            latest.people.extend(known);
            latest.latest = latest.latest.max(other.latest);
            latest.has_companies |= other.has_companies;
            other.hidden.into_iter().for_each(|(day, n)| *latest.hidden.entry(day).or_default() += n);
        }
        Some(latest)
    }
}

/// The chain of exports of one network that names most people, the rest apart.
fn chained(all: Vec<Snapshot>) -> Snapshots {
    // Back from each export in turn, every older one that can be compared with the one after it.
    let mut best: (usize, Vec<usize>) = (0, Vec::new());
    for newest in (0..all.len()).rev() {
        let mut chain = vec![newest];
        let mut people: BTreeSet<PersonId> = all[newest].people.keys().copied().collect();
        for older in (0..newest).rev() {
            let next = chain.last().copied().unwrap_or(newest);
            if all[older].is_of_one_network(&all[next]) {
                chain.push(older);
                people.extend(all[older].people.keys());
            }
        }
        if people.len() > best.0 {
            best = (people.len(), chain);
        }
    }
    let mut found = Snapshots::default();
    for (at, snapshot) in all.into_iter().enumerate() {
        if !best.1.contains(&at) {
            found.apart.push(snapshot);
        } else if let Some(last) = found.chain.last_mut()
            && last.latest == snapshot.latest
            && last.named.zip(snapshot.named).is_none_or(|(one, other)| one == other)
        {
            // An archive beside its own files; of two that differ, nothing tells which is the newer, unless LinkedIn
            // put a day into the name of each archive.
            last.people.extend(snapshot.people);
            last.has_companies |= snapshot.has_companies;
        } else {
            found.chain.push(snapshot);
        }
    }
    found
}

impl Snapshot {
    /// Whether this export and a newer one are of the same network: half of this one's people or more are in the newer
    /// one, and half or more of the newer one's who connected by then are in this one.
    ///
    /// LinkedIn takes two in a hundred people out of an export (closed accounts, hidden profiles), so half is far from
    /// both: a cut of an export, and two networks that share a school.
    fn is_of_one_network(&self, newer: &Snapshot) -> bool {
        let shared = self.shared_with(newer);
        let then = newer.people.values().filter(|seen| seen.connected_on <= self.latest).count();
        shared > 0 && shared * 2 >= self.people.len() && shared * 2 >= then
    }

    /// How many people two exports share.
    pub fn shared_with(&self, other: &Snapshot) -> usize {
        self.people.keys().filter(|person| other.people.contains_key(person)).count()
    }

    /// Whether somebody of this export may be one of the nameless rows of a newer one: there are as many for that day as
    /// people of that day are missing.
    pub fn is_hidden_in(&self, newer: &Snapshot, person: PersonId) -> bool {
        let Some(day) = self.people.get(&person).and_then(|seen| seen.connected_on) else { return false };
        let Some(n_hidden) = newer.hidden.get(&day) else { return false };
        let before = self.hidden.get(&day).copied().unwrap_or(0);
        let missing = self
            .people
            .iter()
            .filter(|(id, seen)| seen.connected_on == Some(day) && !newer.people.contains_key(id));
        n_hidden.saturating_sub(before) as usize >= missing.count()
    }
}

//! Who is connected to the seeker no more: in an older export, and not in the newest of the same network.

use super::{Exports, Snapshots};
use crate::day::Day;
use crate::import::Workspace;
use crate::people::{People, PersonId};

/// Everyone who is in an older export and not in the newest of its network, with the latest day of the first export that
/// lacks them. Who may be one of the newest export's nameless rows has hidden the profile, and is connected still; so is
/// who stands in a list of another network.
///
/// # Complexity
/// **O(e² p log p)** for **e** exports of **p** people; nothing where there is one.
pub fn gone(workspace: &Workspace, people: &People) -> Vec<(PersonId, Day)> {
    if Exports::of(workspace).all.len() < 2 {
        return Vec::new();
    }
    let snapshots = Snapshots::of(workspace, people, |_| true);
    let Some((newest, older)) = snapshots.chain.split_last() else { return Vec::new() };
    let mut found = Vec::new();
    for (at, snapshot) in older.iter().enumerate() {
        let next = &snapshots.chain[at + 1];
        let Some(since) = next.latest else { continue };
        for person in snapshot.people.keys() {
            // The last export that has them tells since when they are gone.
            let is_there = |snapshot: &super::Snapshot| snapshot.people.contains_key(person);
            if !snapshots.chain[at + 1..].iter().chain(&snapshots.apart).any(is_there)
                && !snapshot.is_hidden_in(newest, *person)
            {
                found.push((*person, since));
            }
        }
    }
    found
}

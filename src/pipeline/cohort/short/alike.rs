//! Names of the seeker's own lists that nobody has letter for letter, and everyone whom they may mean in another spelling.
//!
//! In: what was cut and what was read. Out: the names, and the people who have one like it, among those who go the full way:
//! which of them is meant, or whether that is a problem, is found out there.

use super::Table;
use super::heads::name_print;
use super::lists::Lists;
use super::spoken::Spoken;
use super::touches::Touches;
use crate::import::Workspace;
use crate::index::Seen;
use crate::people::Spellings;

/// Somebody who may be meant: the fingerprint of a key, where there is a row that may be counted as it stands, and that of
/// the name.
type Somebody = (Option<u64>, u64);

/// Sends names that nobody has letter for letter the full way, with whoever may be meant by them.
///
/// # Complexity
/// **O(n)** names where there is such a name, and nothing where there is none, as in nearly all workspaces.
pub(super) fn speak(
    lists: &Lists,
    table: Option<&Table>,
    touches: &[&Touches],
    owner: Option<u64>,
    workspace: &Workspace,
    spoken: &mut Spoken,
) {
    let mut asked: Vec<String> = lists.bare_names();
    asked.append(&mut spoken.asked);
    if asked.is_empty() {
        return;
    }
    let others = touches.iter().flat_map(|touches| owner.into_iter().flat_map(|owner| touches.others(owner)));
    let exact: Seen<u64> =
        table.into_iter().flat_map(Table::heads).chain(others).map(|head| head.name).collect();
    asked.retain(|name| !exact.contains(&name_print(name)));
    asked.sort_unstable();
    asked.dedup();
    if asked.is_empty() {
        return;
    }
    let mut spellings = Spellings::default();
    asked.iter().for_each(|name| spellings.ask_for(name));
    let mut all: Vec<Somebody> = Vec::new();
    let mut add = |key: Option<u64>, name: &str| {
        spellings.add(all.len() as u32, name);
        all.push((key, name_print(name)));
    };
    if let Some(table) = table {
        table.each_name(&mut add);
    }
    for touches in touches {
        touches.each_name(owner, &mut add);
    }
    for mention in workspace.mentions.all() {
        [mention.name, mention.reference].into_iter().for_each(|name| add(None, name));
    }
    lists.each_odd_name(|name| add(None, name));
    asked.iter().for_each(|name| add(None, name));
    for name in &asked {
        let print = name_print(name);
        let found = spellings.same(name).into_iter().chain(spellings.near(name));
        let mut alike = found.map(|at| all[at as usize]).filter(|(_, other)| *other != print).peekable();
        if alike.peek().is_some() {
            spoken.add_name(name);
            spoken.keys.extend(alike.filter_map(|(key, _)| key));
        }
    }
}

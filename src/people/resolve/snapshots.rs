//! Exports of Connections that lie side by side: which file belongs to which, which is newer, and who changed the
//! address of the profile between two of them.
//!
//! In: where the rows of Connections stand. Out: [`Exports`], oldest first. An export is dated by its latest `Connected
//! On`, for that is data; the times of files and zip entries are whatever the last copy left behind. The day in the name
//! that LinkedIn gives its archives decides between equals.

use super::drafts::Drafts;
use super::signs::Signs;
use crate::day::Day;
use crate::evidence::{Place, SourceId};
use crate::import::{MentionId, Workspace};
use crate::index::{Index, TextId};
use crate::people::person::MergeReason;
use std::collections::{BTreeMap, BTreeSet};

/// One export of Connections: a file, or the pieces into which LinkedIn cut a large one.
#[derive(Clone, Debug)]
pub struct Export {
    /// The path of its first file.
    pub path: String,
    /// Its latest `Connected On`; `None` where no row has a date.
    pub latest: Option<Day>,
    /// The day in the name of the archive or folder.
    pub named: Option<Day>,
    /// Its files.
    pub sources: Vec<SourceId>,
}

/// All exports of Connections in a workspace, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct Exports {
    /// The exports, by [`Export::latest`], [`Export::named`] and the order of the files.
    pub all: Vec<Export>,
    of: BTreeMap<SourceId, u32>,
}

/// The path of a file without its ending and without the number of a piece: `x/Connections_2.csv` is
/// `(x/connections, 2)`.
fn stem_of(path: &str) -> (String, u32) {
    // A sheet has its book's name before it, and no number.
    let (stem, sheet) = match path.rsplit_once('#') {
        Some(_) => (path, true),
        None => {
            let slash = path.rfind('/').map_or(0, |at| at + 1);
            let dot = path[slash..].rfind('.').map_or(path.len(), |at| slash + at);
            (&path[..dot], false)
        }
    };
    if let Some((name, number)) = stem.rsplit_once('_')
        && !sheet
        && (1..=3).contains(&number.len())
        && let Ok(number) = number.parse()
    {
        return (name.to_lowercase(), number);
    }
    (stem.to_lowercase(), 0)
}

/// The day in the name of LinkedIn's archive, `Basic_LinkedInDataExport_03-14-2024.zip`, which is always in US order.
fn named_day(path: &str) -> Option<Day> {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    path.split(['/', '_', ' ', '.']).rev().find_map(|part| {
        let (month, rest) = part.split_once('-')?;
        let (day, year) = rest.split_once('-')?;
        let fits =
            (month.len(), day.len(), year.len()) == (2, 2, 4) && is_digits(&format!("{month}{day}{year}"));
        if fits { format!("{year}-{month}-{day}").parse().ok() } else { None }
    })
}

impl Exports {
    /// Finds the exports of a workspace.
    ///
    /// # Complexity
    /// **O(r log r)** in the rows of Connections, and nothing but one pass where there is a single file.
    pub fn of(workspace: &Workspace) -> Exports {
        let mut latest: BTreeMap<SourceId, Option<Day>> = BTreeMap::new();
        for (place, at) in rows(workspace) {
            let known = latest.entry(place.source).or_default();
            *known = (*known).max(workspace.connections[at as usize].connected_on);
        }
        for row in &workspace.hidden {
            // A file of hidden profiles alone is no export of anybody.
            if let Some(known) = latest.get_mut(&row.place.source) {
                *known = (*known).max(Some(row.connected_on));
            }
        }
        let pieces = pieces(workspace, latest.keys().copied());
        let mut all: Vec<Export> = Vec::new();
        for sources in pieces {
            let path = workspace.source(sources[0]).path.clone();
            let latest = sources.iter().filter_map(|source| latest[source]).max();
            all.push(Export { latest, named: named_day(&path), path, sources });
        }
        // Sources are in the order of their paths, or as the user named two workspaces: the older first.
        all.sort_by(|a, b| (a.latest, a.named, &a.sources).cmp(&(b.latest, b.named, &b.sources)));
        let mut of = BTreeMap::new();
        for (at, export) in all.iter().enumerate() {
            of.extend(export.sources.iter().map(|source| (*source, at as u32)));
        }
        Exports { all, of }
    }

    /// Which export a file belongs to.
    pub fn of_source(&self, source: SourceId) -> Option<usize> {
        self.of.get(&source).map(|at| *at as usize)
    }

    /// How new the export of a file is, for choosing between what two say: equal for an export and a copy of it.
    pub(super) fn rank(&self, source: SourceId) -> Option<usize> {
        let dated = |at: usize| (self.all[at].latest, self.all[at].named);
        let at = self.of_source(source)?;
        Some((0..at).rev().take_while(|older| dated(*older) == dated(at)).last().unwrap_or(at))
    }
}

/// Every place of a row of Connections, repeated rows included, with its record.
pub fn rows(workspace: &Workspace) -> impl Iterator<Item = (Place, u32)> + '_ {
    let first = || workspace.connections.iter().enumerate().map(|(at, row)| (row.place, at as u32));
    // Looked up only where two files share a row; a row that became no record repeats none.
    let records: Index<Place, u32> =
        if workspace.repeats.is_empty() { Index::default() } else { first().collect() };
    let repeats = workspace.repeats.iter();
    first().chain(repeats.filter_map(move |repeat| Some((repeat.place, *records.get(&repeat.first)?))))
}

/// Puts the pieces of one export together: `Connections.csv`, `Connections_1.csv`, ... without a gap, unless they name
/// the same people, as pieces never do.
fn pieces(workspace: &Workspace, files: impl Iterator<Item = SourceId>) -> Vec<Vec<SourceId>> {
    let mut named: BTreeMap<(String, u32), Vec<SourceId>> = BTreeMap::new();
    for file in files {
        named.entry(stem_of(&workspace.source(file).path)).or_default().push(file);
    }
    if named.keys().all(|(_, number)| *number == 0) {
        return named.into_values().flatten().map(|file| vec![file]).collect();
    }
    let mut people: BTreeMap<SourceId, BTreeSet<MentionId>> = BTreeMap::new();
    for (place, at) in rows(workspace) {
        people.entry(place.source).or_default().insert(workspace.connections[at as usize].who);
    }
    let mut found: Vec<Vec<SourceId>> = Vec::new();
    let mut last: Option<(String, u32)> = None;
    for ((stem, number), files) in named {
        let follows = last.as_ref().is_some_and(|(known, before)| *known == stem && before + 1 == number);
        let pieces = found.last_mut().filter(|_| follows && files.len() == 1);
        if let Some(pieces) = pieces
            && pieces.iter().all(|piece| people[piece].is_disjoint(&people[&files[0]]))
        {
            pieces.push(files[0]);
        } else {
            found.extend(files.into_iter().map(|file| vec![file]));
        }
        last = Some((stem, number));
    }
    found
}

impl Drafts {
    /// Two URLs of one person: the same name and the same day of connecting, the one URL in the older exports only and
    /// the other in the newer only. People choose a new address for their profile, and connect once.
    ///
    /// Whoever shares name and day with a second person of the same export may be either of them, and stays alone.
    pub(super) fn join_changed_urls(&mut self, workspace: &Workspace, signs: &Signs, exports: &Exports) {
        if exports.all.len() < 2 {
            return;
        }
        // Name and day, whose, and the first and last export: sorted, those of one person stand together.
        let mut dated: Vec<(TextId, Day, u32, usize)> = Vec::new();
        for (place, at) in rows(workspace) {
            let row = &workspace.connections[at as usize];
            let who = row.who.0 as usize;
            if let (Some(draft), Some(name), Some(day), Some(export)) =
                (self.of[who].draft(), signs.of[who].name, row.connected_on, exports.of_source(place.source))
            {
                dated.push((name, day, draft, export));
            }
        }
        dated.sort_unstable();
        dated.dedup();
        let mut joined: Vec<(u32, u32)> = Vec::new();
        for same in dated.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let runs: Vec<&[(TextId, Day, u32, usize)]> = same.chunk_by(|a, b| a.2 == b.2).collect();
            let mut spans: Vec<(usize, usize, u32)> =
                runs.iter().map(|run| (run[0].3, run[run.len() - 1].3, run[0].2)).collect();
            spans.sort_unstable();
            let one_after_another = spans.windows(2).all(|two| two[0].1 < two[1].0);
            if spans.len() > 1 && one_after_another {
                let (newest, older) = spans.split_last().map_or((0, &[][..]), |(last, rest)| (last.2, rest));
                joined.extend(older.iter().map(|(.., draft)| (*draft, newest)));
            }
        }
        // A URL that two names lead away from is nobody's to be sure of.
        let mut leads: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (old, new) in &joined {
            leads.entry(*old).or_default().insert(*new);
        }
        let is_sure = |(old, new): &(u32, u32)| leads[old].len() == 1 && !leads.contains_key(new);
        let sure: Vec<(u32, u32)> = joined.iter().copied().filter(is_sure).collect();
        if sure.is_empty() {
            return;
        }
        for (old, new) in sure {
            if !self.all[old as usize].is_empty() {
                self.absorb(signs, old, new, MergeReason::ChangedUrl);
            }
        }
        self.close_ranks();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_have_small_numbers() {
        assert_eq!(stem_of("a/Connections.csv"), ("a/connections".into(), 0));
        assert_eq!(stem_of("a/Connections_12.csv"), ("a/connections".into(), 12));
        assert_eq!(stem_of("a/Connections_2024.csv"), ("a/connections_2024".into(), 0));
        assert_eq!(stem_of("a.b/Connections"), ("a.b/connections".into(), 0));
        assert_eq!(stem_of("a/book_1.xlsx#Sheet_2"), ("a/book_1.xlsx#sheet_2".into(), 0));
    }

    #[test]
    fn the_archive_names_a_day() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let named = named_day("old/Complete_LinkedInDataExport_03-14-2024.zip.zip/Connections.csv");
        assert_eq!(named, Some(day("2024-03-14")));
        assert_eq!(named_day("x/2024-03-14/Connections.csv"), None);
        assert_eq!(named_day("x/13-45-2024/Connections.csv"), None);
    }
}

//! A member the short way: rows that nothing else in her files speaks of are counted as they stand.
//!
//! Most of what a member has is one row of somebody, in Connections or Invitations, or a thread of messages with them, and
//! no other word: nobody of that name in her lists, no introduction. What a cohort asks of such people can be said without
//! resolving anybody: when they connected, when something last passed, and which profile it is. Those rows are set aside
//! here; everything else, and every row that is odd in any way, goes the full way as ever. Where a file as a whole is not
//! just as LinkedIn writes it, all of it goes the full way. The result is the same, and a test holds it to that.

mod alike;
mod connections;
mod cut;
mod heads;
mod lists;
mod said;
mod spoken;
mod touches;

use super::caches::Caches;
use crate::analysis::cohort::apart::Apart;
use crate::analysis::cohort::extract::{Extract, Wish};
use crate::analysis::cohort::figures::Tally;
use crate::analysis::cohort::pool::{Head, Pool, key_print};
use crate::analysis::targets::Wanted;
use crate::day::Day;
use crate::import::open::{self, Content, Entry};
use crate::import::{self, ImportError, ReadOptions, Workspace};
use crate::index::Seen;
use crate::people::{People, profile_url};
use crate::settings::ValueWeights;
use alike::Alike;
use connections::Table;
use heads::name_print;
use lists::Lists;
use said::Said;
use spoken::Spoken;
use std::path::Path;
use touches::Touches;

/// A member's files, read: what went the full way, and what was set aside.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// What goes the full way.
    pub(super) workspace: Workspace,
    /// Who the seeker is, where the rows set aside tell it, or as the user named her.
    pub(super) me: Option<String>,
    /// What was set aside.
    pub(super) aside: Aside,
}

/// Rows that are counted as they stand.
#[derive(Debug, Default)]
pub(super) struct Aside {
    table: Table,
    said: Said,
    lists: Lists,
    n_touches: usize,
}

/// A file that was cut, and under which path.
type Cut<T> = Option<(String, T)>;

/// The files of a member that were cut into rows, before it is settled which rows are set aside.
#[derive(Default)]
struct Cuts {
    table: Cut<Table>,
    touches: [Cut<Touches>; 2],
    lists: Lists,
    /// The seeker, as a fingerprint of her key and the key, where messages and invitations tell it.
    owner: Option<(u64, String)>,
}

/// Reads a workspace; rows that nothing else speaks of are set aside.
pub(super) fn read(
    root: &Path,
    options: &ReadOptions,
    me: Option<&str>,
    as_of: Day,
    pool: &Pool,
) -> Result<Reading, ImportError> {
    let mut reading = Reading { me: me.map(str::to_owned), ..Reading::default() };
    if !options.instead.is_empty() {
        reading.workspace = import::read_workspace(root, options)?;
        return Ok(reading);
    }
    let unreadable = |source| ImportError::Unreadable { path: root.to_owned(), source };
    let workspace = &mut reading.workspace;
    let mut cuts = Cuts::default();
    for entry in open::entries(root, options.reports.as_deref()).map_err(unreadable)? {
        cuts.take(entry, pool, workspace);
    }
    // Of two lists, one may repeat the other's rows, and which is the newer one is told by their order.
    if cuts.table.is_some() && !workspace.connections.is_empty() {
        reading.workspace = import::read_workspace(root, options)?;
        return Ok(reading);
    }
    cuts.give_back(workspace, me);
    let mut spoken = cuts.spoken_of(workspace, me);
    cuts.draw(as_of, &mut spoken);
    cuts.part(&mut spoken, as_of, &mut reading);
    reading.workspace.problems.sort();
    Ok(reading)
}

impl Cuts {
    /// Cuts a file if it is one of those and the first of its kind; reads it if not.
    fn take(&mut self, entry: Entry, pool: &Pool, workspace: &mut Workspace) {
        let Some(mut bytes) = cut::bytes_of(&entry) else { return import::read_entry(entry, &[], workspace) };
        let file_name = entry.file_name();
        if self.table.is_none() {
            match Table::of(bytes, &file_name, pool) {
                Ok(cut) => return self.table = Some((entry.path, cut)),
                Err(back) => bytes = back,
            }
        }
        if let Some(free) = self.touches.iter_mut().find(|cut| cut.is_none()) {
            match Touches::of(bytes, &file_name, pool) {
                Ok(cut) => return *free = Some((entry.path, cut)),
                Err(back) => bytes = back,
            }
        }
        match self.lists.take(&entry.path, bytes, &file_name) {
            Ok(()) => {}
            Err(bytes) => read_bytes(entry.path, bytes, workspace),
        }
    }

    /// Lets the files go the full way that need others beside them, or a seeker who is known.
    fn give_back(&mut self, workspace: &mut Workspace, me: Option<&str>) {
        // Of two lists, one may repeat the other's rows, and what is wrong with a row is said once.
        if !workspace.introductions.is_empty() || !workspace.outreach.is_empty() {
            for (path, bytes) in self.lists.give_back() {
                read_bytes(path, bytes, workspace);
            }
        }
        let found = self.touches.iter().flatten().map(|(_, touches)| touches);
        let is_alone = workspace.messages.is_empty() && workspace.invitations.is_empty();
        self.owner = is_alone.then(|| seeker(found, workspace, me)).flatten();
        if self.owner.is_none() {
            for (path, touches) in self.touches.iter_mut().filter_map(Option::take) {
                read_bytes(path, touches.into_bytes(), workspace);
            }
        }
    }

    /// The messages and invitations, each file with the seeker's key; none where she is not known.
    fn with_owner(&self) -> impl Iterator<Item = (u64, &Touches)> + Clone {
        let owner = self.owner.as_ref().map(|(owner, _)| *owner);
        let files = self.touches.iter().flatten();
        owner.into_iter().flat_map(move |owner| files.clone().map(move |(_, touches)| (owner, touches)))
    }

    /// Everyone with whom the seeker was in touch.
    fn others(&self) -> impl Iterator<Item = Head> + '_ {
        self.with_owner().flat_map(|(owner, touches)| touches.others(owner))
    }

    /// Everyone of whom a row may be set aside.
    fn heads(&self) -> impl Iterator<Item = Head> + '_ {
        self.table.iter().flat_map(|(_, table)| table.heads()).chain(self.others())
    }

    /// Of whom anything else speaks: what went the full way, her own lists, and the odd rows of the files that were cut.
    fn spoken_of(&mut self, workspace: &Workspace, me: Option<&str>) -> Spoken {
        let mut spoken = Spoken::of(workspace, me);
        self.lists.speak(&mut spoken);
        if let Some((owner, _)) = &self.owner {
            spoken.keys.insert(*owner);
        }
        self.with_owner().for_each(|(_, touches)| touches.speak(&mut spoken));
        if let Some((_, table)) = &self.table {
            table.speak(&mut spoken);
        }
        // The heads of the other files are read while those of the lists are written.
        let mut lists = std::mem::take(&mut self.lists);
        let mut unknown = lists.tell_names(self.heads(), &mut spoken);
        self.lists = lists;
        // Rows that go the full way in any case may mean somebody by another spelling, too.
        let asked = std::mem::take(&mut spoken.asked);
        if !asked.is_empty() {
            let exact: Seen<u64> = self.heads().map(|head| head.name).collect();
            unknown.extend(asked.into_iter().filter(|name| !exact.contains(&name_print(name))));
            unknown.sort_unstable();
            unknown.dedup();
        }
        if !unknown.is_empty() {
            self.look_for_spellings(&unknown, workspace, &mut spoken);
        }
        spoken
    }

    /// Adds those whom a name may mean that nobody has just so.
    fn look_for_spellings(&self, unknown: &[String], workspace: &Workspace, spoken: &mut Spoken) {
        let mut alike = Alike::of(unknown);
        workspace.mentions.all().for_each(|mention| {
            alike.add(None, mention.name);
            alike.add(None, mention.reference);
        });
        self.lists.odd_names().for_each(|name| alike.add(None, &name));
        self.table.iter().for_each(|(_, table)| table.each_name(|key, name| alike.add(key, name)));
        for (owner, touches) in self.with_owner() {
            touches.each_name(owner, |key, name| alike.add(key, name));
        }
        alike.speak(unknown, spoken);
    }

    /// Draws others after those who go the full way, until nobody is drawn any more; most of the time nobody is, and once is
    /// enough.
    fn draw(&mut self, as_of: Day, spoken: &mut Spoken) {
        let mut touched: Vec<u64> = self.others().filter_map(|head| head.key).collect();
        touched.extend(self.lists.keys());
        touched.sort_unstable();
        loop {
            if let Some((_, table)) = &mut self.table {
                table.add_meant(&touched, as_of, spoken);
                table.settle(spoken);
            }
            self.with_owner().for_each(|(owner, touches)| touches.add_meant(owner, spoken));
            if !self.lists.settle(spoken) {
                break;
            }
        }
    }

    /// Sets aside what nothing else speaks of, and lets the rest go the full way.
    fn part(self, spoken: &mut Spoken, as_of: Day, reading: &mut Reading) {
        let Cuts { table, touches, mut lists, owner } = self;
        let Reading { workspace, me, aside } = reading;
        if let Some((path, mut table)) = table {
            table.settle(spoken);
            if let Some(rest) = table.part() {
                read_bytes(path, rest, workspace);
            }
            aside.table = table;
        }
        lists.part(spoken, as_of, |path, rest| read_bytes(path, rest, workspace));
        if let Some((owner, key)) = owner {
            for (path, mut touches) in touches.into_iter().flatten() {
                if let Some(rest) = touches.part(owner, spoken) {
                    read_bytes(path, rest, workspace);
                }
                touches.say(owner, as_of, &lists, &mut aside.said);
                aside.n_touches += touches.n_imported();
            }
            *me = Some(key);
        }
        aside.said.hear(lists.held());
        aside.said.settle();
        aside.lists = lists;
    }
}

fn read_bytes(path: String, bytes: Vec<u8>, workspace: &mut Workspace) {
    import::read_entry(Entry { path, content: Ok(Content::Bytes(bytes.into())) }, &[], workspace);
}

/// The seeker, as a fingerprint of her key and the key: as the user named her, or by what passed.
fn seeker<'t>(
    touches: impl Iterator<Item = &'t Touches> + Clone,
    workspace: &Workspace,
    me: Option<&str>,
) -> Option<(u64, String)> {
    let owner = touches::seeker(touches.clone(), workspace.owner_name.as_deref()?)?;
    let key = touches.into_iter().find_map(|touches| touches.key_of(owner))?;
    // Whom the user names is the seeker, whatever the files say.
    let is_she = me.is_none_or(|me| profile_url::slug(me).is_some_and(|slug| key_print(&slug) == owner));
    is_she.then_some((owner, key))
}

/// What a member looks for, and on which day it is asked how far she is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sought<'a> {
    /// The rows of her target matrix.
    pub(super) targets: &'a [Wanted],
    /// The people of the full way, with the companies that she names.
    pub(super) people: &'a People,
    /// Weights.
    pub(super) weights: &'a ValueWeights,
    /// The day.
    pub(super) as_of: Day,
}

impl Aside {
    /// How many rows were set aside.
    pub(super) fn n_imported(&self) -> usize {
        self.table.n_imported() + self.lists.n_imported() + self.n_touches
    }

    /// Whether she records introductions in rows that are set aside.
    pub(super) fn records_introductions(&self) -> bool {
        self.lists.n_introductions() > 0
    }

    /// Whether she records requests in such rows.
    pub(super) fn records_requests(&self) -> bool {
        self.lists.has_requests()
    }

    /// Whether messages or invitations are among them.
    pub(super) fn has_touches(&self) -> bool {
        self.n_touches > 0
    }

    /// How many rows of her own lists are among them.
    #[cfg(test)]
    pub(super) fn n_listed(&self) -> usize {
        self.lists.n_imported()
    }

    /// How many problems the full way would name in those rows.
    pub(super) fn n_problems(&self) -> usize {
        self.lists.n_problems()
    }

    /// Adds what passed with the people of her own lists to a member's figures.
    pub(super) fn count(&self, people: &People, caches: &mut Caches, tally: &mut Tally) {
        if self.lists.is_empty() {
            return;
        }
        let employers = people.owner.employers.iter();
        let employers: Vec<u32> =
            employers.flat_map(|(company, _)| caches.companies_of(&people.companies, *company)).collect();
        let at = self.table.companies_of(&self.lists, caches);
        let is_colleague = |key: u64| at.get(&key).is_some_and(|company| employers.contains(company));
        self.lists.count(&self.said, is_colleague, tally);
    }

    /// Adds the rows to what is kept of the member.
    pub(super) fn add_to(&self, extract: &mut Extract, as_of: Day) {
        self.table.add_to(extract, &self.lists, as_of);
        let figures = &mut extract.figures;
        figures.last_activity = figures.last_activity.max(self.said.last_activity);
        figures.last_step = figures.last_step.max(self.said.last_step);
    }

    /// Adds the rows to the pool.
    pub(super) fn pool(&self, extract: &mut Extract, as_of: Day, pool: &Pool) {
        self.table.pool(extract, &self.said, as_of, pool);
    }

    /// Adds those of her own lists who are left out when introductions are looked for.
    pub(super) fn part(&self, resting_since: Day, apart: &mut Apart) {
        self.lists.part_from(&self.said, resting_since, apart);
    }

    /// Finds out which wishes these contacts meet.
    pub(super) fn cover(&self, wishes: &mut [Wish], sought: &Sought<'_>, caches: &mut Caches) {
        self.table.cover(wishes, sought, caches);
    }
}

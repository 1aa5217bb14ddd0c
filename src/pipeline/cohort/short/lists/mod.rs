//! The seeker's own lists: introductions and outreach among people of whom nothing else speaks but rows that are counted
//! as they stand.
//!
//! In: her lists, cut. Whoever is named by an address is the person of that profile; whoever is named by a name alone is
//! the one contact of that name, or somebody of whom no export speaks. Out: what passed between her and each of them, and
//! who brought whom. A circle of introductions, somebody introducing herself, whoever the full way speaks of, and everyone
//! whom introductions link to any of these, are left to it.

mod links;
mod list;

use super::Cut;
use super::said::Said;
use super::spoken::Spoken;
use crate::analysis::cohort::apart::Apart;
use crate::analysis::cohort::asks::{Dealings, Made};
use crate::analysis::cohort::figures::Tally;
use crate::analysis::cohort::pool::Head;
use crate::analysis::growth::may_have_brought;
use crate::day::Day;
use crate::evidence::{Place, SourceId};
use crate::index::{Index, Seen, fingerprint};
use crate::network::{Event, EventKind};
use links::{Groups, on_circles};
use list::{List, Row};
use std::borrow::Cow;

/// Whom a cell of a list names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Sign {
    /// The fingerprint of a stable key.
    Key(u64),
    /// The fingerprint of a name, of which no export speaks.
    Name(u64),
    /// The fingerprint of a name that several people have: it means nobody, and is a problem.
    Several(u64),
}

/// What a row says.
#[derive(Clone, Copy, Debug)]
enum Says {
    Introduction { by: Sign, of: Sign, on: Option<Day> },
    Step { with: Sign, on: Day, kind: EventKind },
}

impl Says {
    fn signs(&mut self) -> impl Iterator<Item = &mut Sign> {
        let (one, other) = match self {
            Says::Introduction { by, of, .. } => (by, Some(of)),
            Says::Step { with, .. } => (with, None),
        };
        [one].into_iter().chain(other)
    }
}

/// An introduction, once for each pair.
type Edge = (Sign, Sign, Option<Day>);

/// The lists of a member.
#[derive(Debug, Default)]
pub(super) struct Lists {
    files: [Cut<List>; 2],
    /// The keys of all whom a row names that is counted as it stands.
    named: Seen<u64>,
    /// Introductions up to the day asked about, in order.
    edges: Vec<Edge>,
    /// Those who were introduced, and when first; `None` where a row does not say.
    introduced: Index<u64, Option<Day>>,
    /// What the seeker did up to that day, and what she will do after it.
    steps: Vec<(Sign, Event)>,
    ahead: Vec<Event>,
    n_imported: usize,
    n_introductions: usize,
    n_problems: usize,
}

/// The place of an event of which no place is asked.
const NOWHERE: Place = Place { source: SourceId(0), line: 0 };

impl Lists {
    /// Cuts a file if it is a list and there is room for it; the bytes come back if not.
    pub(super) fn take(&mut self, path: &str, bytes: Vec<u8>, file_name: &str) -> Result<(), Vec<u8>> {
        let Some(free) = self.files.iter_mut().find(|file| file.is_none()) else { return Err(bytes) };
        *free = Some((path.to_owned(), List::of(bytes, file_name)?));
        Ok(())
    }

    /// Gives all files back, each with its path.
    pub(super) fn give_back(&mut self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let files = std::mem::take(&mut self.files).into_iter().flatten();
        files.map(|(path, list)| (path, list.sheet.text))
    }

    fn rows(&mut self) -> impl Iterator<Item = &mut Says> {
        self.files.iter_mut().flatten().flat_map(|(_, list)| list.rows.iter_mut().map(|row| &mut row.says))
    }

    /// Adds everyone of whom the odd rows speak.
    pub(super) fn speak(&self, spoken: &mut Spoken) {
        for (_, list) in self.files.iter().flatten() {
            let cells = list.odd.iter().flat_map(|(_, named)| named);
            for cell in cells.filter(|cell| !cell.is_empty()) {
                spoken.add_reference(&cell.read(&list.sheet.text));
            }
        }
    }

    /// Finds out whom each bare name means among these heads. One that may mean somebody who goes the full way is left
    /// to it.
    ///
    /// # Returns
    /// The names that no head has. One may mean somebody who is spelt otherwise, which only the full way tells.
    pub(super) fn tell_names(
        &mut self,
        heads: impl Iterator<Item = Head>,
        spoken: &mut Spoken,
    ) -> Vec<String> {
        let is_name = |sign: Sign| if let Sign::Name(name) = sign { Some(name) } else { None };
        let mut meant: Index<u64, Option<Sign>> = Index::default();
        for says in self.rows() {
            meant.extend(says.signs().filter_map(|sign| is_name(*sign)).map(|name| (name, None)));
        }
        if meant.is_empty() {
            return Vec::new();
        }
        for head in heads {
            let (Some(key), Some(known)) = (head.key, meant.get_mut(&head.name)) else { continue };
            *known = match *known {
                Some(other) if other != Sign::Key(key) => Some(Sign::Several(head.name)),
                _ => Some(Sign::Key(key)),
            };
        }
        let mut unknown: Vec<String> = Vec::new();
        for (_, list) in self.files.iter_mut().flatten() {
            for Row { says, named, .. } in &mut list.rows {
                for (sign, cell) in says.signs().zip(*named) {
                    if is_name(*sign).is_some_and(|name| meant[&name].is_none()) {
                        unknown.push(cell.read(&list.sheet.text).into_owned());
                    }
                }
            }
        }
        unknown.sort_unstable();
        unknown.dedup();
        for name in meant.keys() {
            if spoken.has_keys || spoken.has_name(*name) {
                spoken.add_name_print(*name);
            }
        }
        for says in self.rows() {
            for sign in says.signs() {
                let name = is_name(*sign).filter(|name| !spoken.has_name(*name));
                if let Some(found) = name.and_then(|name| meant[&name]) {
                    *sign = found;
                }
            }
        }
        unknown
    }

    /// The names in the rows that go the full way in any case.
    pub(super) fn odd_names(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let odd =
            self.files.iter().flatten().flat_map(|(_, list)| list.odd.iter().map(move |odd| (list, odd)));
        odd.flat_map(|(list, (_, named))| named.iter().map(move |cell| cell.read(&list.sheet.text)))
    }

    /// Everyone whom a row names by an address, or by a name that only one contact has.
    pub(super) fn keys(&mut self) -> Vec<u64> {
        let key = |sign: &mut Sign| if let Sign::Key(key) = *sign { Some(key) } else { None };
        self.rows().flat_map(move |says| says.signs().filter_map(key).collect::<Vec<_>>()).collect()
    }

    /// Sends everyone the full way whom introductions link to somebody who goes it. What is said by a name that several
    /// have goes it with all of them.
    ///
    /// # Returns
    /// Whether there was anybody.
    ///
    /// # Complexity
    /// **O(r log r)** for **r** rows.
    pub(super) fn settle(&mut self, spoken: &mut Spoken) -> bool {
        let mut groups = Groups::default();
        let mut links: Vec<(Sign, Sign)> = Vec::new();
        for says in self.rows() {
            if let Says::Introduction { by, of, .. } = *says {
                groups.join(by, of);
                links.push((by, of));
            }
        }
        links.sort_unstable();
        links.dedup();
        let odd = on_circles(&links).into_iter();
        let mut lost: Seen<usize> = odd.map(|sign| groups.group(sign)).collect();
        let all = groups.all();
        lost.extend(all.iter().filter(|(sign, _)| spoken.has(*sign)).map(|(_, group)| *group));
        let mut has_new = false;
        for (sign, _) in all.iter().filter(|(_, group)| lost.contains(group)) {
            has_new |= match sign {
                Sign::Key(key) => spoken.keys.insert(*key),
                Sign::Name(name) | Sign::Several(name) => spoken.add_name_print(*name),
            };
        }
        has_new
    }

    /// Keeps what is counted as it stands, and hands over the files without it.
    pub(super) fn part(&mut self, spoken: &Spoken, as_of: Day, mut read: impl FnMut(String, Vec<u8>)) {
        let mut edges: Vec<Edge> = Vec::new();
        // Each spelling of a name that several have is one problem, however many rows have it.
        let mut unclear: Seen<u64> = Seen::default();
        // And what is wrong with a row is said once, however often the row stands there.
        let mut wrong: Seen<u64> = Seen::default();
        for (path, list) in self.files.iter_mut().filter_map(Option::take) {
            let List { sheet, rows, odd } = list;
            let mut rest: Vec<_> = odd.iter().map(|(whole, _)| *whole).collect();
            for Row { whole, mut says, named, n_problems } in rows {
                if says.signs().any(|sign| spoken.has(*sign)) {
                    rest.push(whole);
                    continue;
                }
                let mut is_clear = true;
                for (sign, cell) in says.signs().zip(named) {
                    match sign {
                        Sign::Key(key) => drop(self.named.insert(*key)),
                        Sign::Name(_) => {}
                        Sign::Several(_) => {
                            is_clear = false;
                            unclear.insert(fingerprint(cell.read(&sheet.text).as_bytes()));
                        }
                    }
                }
                self.n_imported += 1;
                self.n_introductions += usize::from(matches!(says, Says::Introduction { .. }));
                let is_ahead = matches!(says, Says::Step { on, kind, .. } if on > as_of && kind.is_over());
                let n_problems = n_problems + usize::from(is_ahead);
                if n_problems > 0 && wrong.insert(sheet.fingerprint(whole)) {
                    self.n_problems += n_problems;
                }
                match says {
                    Says::Introduction { by, of, on } if is_clear && on.is_none_or(|on| on <= as_of) => {
                        edges.push((by, of, on));
                    }
                    Says::Step { with, on, kind } if is_clear && on <= as_of => {
                        self.steps.push((with, Event { day: on, kind, place: NOWHERE }));
                    }
                    Says::Step { on: day, kind, .. } if is_clear => {
                        self.ahead.push(Event { day, kind, place: NOWHERE });
                    }
                    _ => {}
                }
            }
            rest.sort_unstable_by_key(|whole| whole.0);
            if !rest.is_empty() {
                read(path, sheet.part(rest.into_iter()));
            }
        }
        self.n_problems += unclear.len();
        // Of several dates of one introduction the first counts, and any before none.
        edges.sort_unstable_by_key(|(by, of, on)| (*by, *of, on.is_none(), *on));
        edges.dedup_by_key(|(by, of, _)| (*by, *of));
        for (_, of, on) in &edges {
            if let Sign::Key(key) = of {
                let first = self.introduced.entry(*key).or_insert(*on);
                *first = first.zip(*on).map(|(a, b)| a.min(b));
            }
        }
        self.edges = edges;
    }

    /// How many rows are counted as they stand.
    pub(super) fn n_imported(&self) -> usize {
        self.n_imported
    }

    /// How many of them say who introduced somebody, on whatever day.
    pub(super) fn n_introductions(&self) -> usize {
        self.n_introductions
    }

    /// Whether any of them is a request.
    pub(super) fn has_requests(&self) -> bool {
        let is_request = |event: &Event| matches!(event.kind, EventKind::Request(_));
        self.steps.iter().map(|(_, event)| event).chain(&self.ahead).any(is_request)
    }

    /// How many problems the full way would name in them.
    pub(super) fn n_problems(&self) -> usize {
        self.n_problems
    }

    /// Whether a row that is counted as it stands names somebody.
    pub(super) fn names(&self, key: u64) -> bool {
        self.named.contains(&key)
    }

    /// Whether such a row says who brought somebody with whom the seeker connected on a day.
    pub(super) fn is_introduced(&self, key: u64, connected_on: Day) -> bool {
        self.introduced.get(&key).is_some_and(|on| may_have_brought(connected_on, *on))
    }

    /// Whether any row is counted as it stands.
    pub(super) fn is_empty(&self) -> bool {
        self.n_imported == 0
    }

    /// With whom, of those who have a profile, conversations were held, and when.
    pub(super) fn held(&self) -> impl Iterator<Item = (u64, Day)> + '_ {
        self.steps.iter().filter_map(|(with, event)| match with {
            Sign::Key(key) if event.kind.is_conversation() => Some((*key, event.day)),
            _ => None,
        })
    }

    /// Adds what the rows say to the figures of a member. `is_colleague` tells whether somebody works where she works or
    /// worked.
    ///
    /// # Complexity
    /// **O(e log e)** for **e** introductions, steps and messages.
    pub(super) fn count(&self, said: &Said, is_colleague: impl Fn(u64) -> bool, tally: &mut Tally) {
        let brought: Seen<Sign> = self.edges.iter().map(|(_, of, _)| *of).collect();
        let introducers: Seen<Sign> = self.edges.iter().map(|(by, ..)| *by).collect();
        let began = introducers.iter().filter(|sign| !brought.contains(sign)).count();
        tally.add_introductions(self.edges.len() as u32, began as u32);
        tally.add_activity(self.steps.iter().map(|(_, event)| event.day).max());
        tally.add_activity(self.edges.iter().filter_map(|(.., on)| *on).max());
        self.ahead.iter().for_each(|event| tally.add_ahead(*event));
        self.each(said, is_colleague, |_, dealings| tally.add(dealings));
    }

    /// Adds those of whom the rows speak to those who are left out when introductions are looked for.
    pub(super) fn part_from(&self, said: &Said, resting_since: Day, apart: &mut Apart) {
        self.each(
            said,
            |_| false,
            |sign, dealings| {
                if let Sign::Key(key) = sign {
                    apart.add(key, dealings, resting_since);
                }
            },
        );
        let introduced = self.edges.iter().filter_map(|(_, of, _)| match of {
            Sign::Key(key) => Some(*key),
            _ => None,
        });
        apart.known.extend(introduced);
    }

    /// Hands over what passed with each of whom the rows speak.
    fn each(
        &self,
        said: &Said,
        is_colleague: impl Fn(u64) -> bool,
        mut take: impl FnMut(Sign, Dealings<'_>),
    ) {
        let letters =
            said.letters().map(|(key, day, kind)| (Sign::Key(key), Event { day, kind, place: NOWHERE }));
        let mut events: Vec<(Sign, Event)> = self.steps.iter().copied().chain(letters).collect();
        events.sort_unstable();
        let brought = by_sign(self.edges.iter().map(|(_, of, on)| (*of, *on)));
        let made = by_sign(self.edges.iter().map(|(by, _, on)| (*by, Made { on: *on, confidence: 1.0 })));
        let mut passed: Vec<Event> = Vec::new();
        for of_one in events.chunk_by(|a, b| a.0 == b.0) {
            let sign = of_one[0].0;
            passed.clear();
            passed.extend(of_one.iter().map(|(_, event)| *event));
            let dealings = Dealings {
                events: &passed,
                brought: brought.get(&sign).map_or(&[], Vec::as_slice),
                made: made.get(&sign).map_or(&[], Vec::as_slice),
                is_colleague: matches!(sign, Sign::Key(key) if is_colleague(key)),
                undated: &[],
                written: None,
            };
            take(sign, dealings);
        }
    }
}

/// What there is of each.
fn by_sign<T>(all: impl Iterator<Item = (Sign, T)>) -> Index<Sign, Vec<T>> {
    let mut found: Index<Sign, Vec<T>> = Index::default();
    for (sign, one) in all {
        found.entry(sign).or_default().push(one);
    }
    found
}

impl Spoken {
    fn has(&self, sign: Sign) -> bool {
        match sign {
            Sign::Key(key) => self.keys.contains(&key),
            Sign::Name(name) | Sign::Several(name) => self.has_bare_name(name),
        }
    }
}

//! Figures by programme and class, made safe to hand on.
//!
//! What is published of a group are counts that add up (members, requests, interviews, introductions, targets) and
//! shares whose numerators do. A group under the threshold shows nothing, and neither does any group or margin that
//! would give it away: whoever solves the margins can tell its size no closer than by half the threshold, and those who
//! are hidden in a line are together as many as a group must have. A share below 5 % or from 95 % on is coded as that,
//! or left out where the code would tell the count, and so is every figure that would undo it: a share of members with a
//! conversation goes together with the number of conversations. A count behind which fewer members stand than a group
//! must have is theirs and not the group's: it is hidden, too, and nobody can tell it closer than by a tenth. The whole is
//! taken to be known: other reports tell it,
//! and where it says everybody or nobody, it says so of every group that is shown.
//! What is hidden here is hidden in every other table by group.

mod hide;
#[cfg(test)]
mod tests;

use super::extract::Extract;
use super::figures::Basis;
use super::suppress::{At, Counts, Hidden};
use crate::analysis::interval::Share;
use hide::{hide, hide_coded_within, hide_few, hide_met, shown};
use std::collections::{BTreeMap, BTreeSet};

/// Below this share, and from one less this on, a share is coded and not shown: nearly nobody, or nearly everybody.
pub const CODED: f64 = 0.05;

/// A share as it is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown {
    /// As it is, with its interval.
    Plain(Share),
    /// Less than 5 %.
    Low,
    /// 95 % or more.
    High,
}

/// A line of the table: a group, all classes of a programme, a class of all programmes, or all.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The programme; `None` for all.
    pub programme: Option<String>,
    /// The class; `None` for all.
    pub class_year: Option<String>,
    /// What is shown of it; `None` where it is hidden.
    pub figures: Option<GroupFigures>,
}

/// The table, and which programmes and classes may be shown by themselves elsewhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    /// The lines.
    pub lines: Vec<Group>,
    /// Programmes that may be compared, where there is more than one.
    pub programmes: Vec<Apart>,
    /// Classes that may be.
    pub classes: Vec<Apart>,
}

/// A group whose requests may be shown by themselves in other tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// The programme or the class.
    pub name: String,
    /// Whether how many had a conversation may be shown, too.
    pub shows_interviews: bool,
}

/// What is shown of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupFigures {
    /// Members.
    pub members: u32,
    /// Requests; `None` where nobody in the cohort has any and groups are hidden, and where they are those of fewer
    /// members than the threshold, as for the other counts.
    pub requests: Option<u32>,
    /// Replies per request; `None` for fewer than the threshold, or where it would give another share away.
    pub replies: Option<Shown>,
    /// Conversations held; `None` where they would tell how many members had one, and that is not shown.
    pub interviews: Option<u32>,
    /// Introductions received; `None` also where nothing tells of anybody's.
    pub introductions: Option<u32>,
    /// Whether that leaves out members of whose introductions nothing tells.
    pub is_part_of_introductions: bool,
    /// Introductions per conversation.
    pub introductions_per_interview: Option<f64>,
    /// Members who have had a conversation.
    pub met: Option<Shown>,
    /// Rows of their target matrices.
    pub targets: Option<u32>,
    /// Of them, with a contact or a path.
    pub covered: Option<Shown>,
    /// The connections of the member in the middle, of those who have given them; `None` for fewer than the threshold.
    pub median_connections: Option<f64>,
}

/// What adds up over the members of a group.
const N_COUNTS: usize = 8;
const MEMBERS: usize = 0;
const REQUESTS: usize = 1;
const INTERVIEWS: usize = 2;
const INTRODUCTIONS: usize = 3;
const TARGETS: usize = 4;
const REPLIES: usize = 5;
const MET: usize = 6;
const COVERED: usize = 7;

fn counts_of(extract: &Extract) -> [u32; N_COUNTS] {
    let figures = &extract.figures;
    let mut counts = [0; N_COUNTS];
    counts[MEMBERS] = 1;
    counts[REQUESTS] = figures.requests;
    counts[INTERVIEWS] = figures.interviews;
    counts[INTRODUCTIONS] = figures.introductions;
    counts[TARGETS] = figures.targets;
    counts[REPLIES] = figures.replies;
    counts[MET] = u32::from(figures.interviews > 0);
    counts[COVERED] = figures.covered;
    counts
}

/// Whether a member stands behind a count of her group: has any of what is counted.
fn is_behind(nth: usize, counts: &[u32; N_COUNTS]) -> bool {
    counts[base_of(nth).filter(|base| *base != MEMBERS).unwrap_or(nth)] > 0
}

/// A member for this table: programme, class, and what is known of her.
pub type Row<'a> = (&'a str, &'a str, &'a Extract);

/// Lays members out by programme and class, with margins, and hides what is too small to show.
///
/// # Complexity
/// **O(n)** for **n** members, and for the hiding a few flows for every group that is hidden.
pub fn groups(members: &[Row<'_>], least: u32) -> Groups {
    let programmes = names(members.iter().map(|row| row.0));
    let classes = names(members.iter().map(|row| row.1));
    let mut cells: BTreeMap<(usize, usize), [u32; N_COUNTS]> = BTreeMap::new();
    // How many members stand behind each count.
    let mut behind: BTreeMap<(usize, usize), [u32; N_COUNTS]> = BTreeMap::new();
    let mut connections: BTreeMap<At, Vec<u32>> = BTreeMap::new();
    // Groups with a member of whose introductions nothing tells, and with one of whose something does.
    let (mut partly, mut known): (BTreeSet<At>, BTreeSet<At>) = Default::default();
    for (programme, class, extract) in members {
        let (Ok(row), Ok(column)) = (programmes.binary_search(programme), classes.binary_search(class))
        else {
            continue;
        };
        let cell = cells.entry((row, column)).or_default();
        let n_behind = behind.entry((row, column)).or_default();
        let counts = counts_of(extract);
        for nth in 0..N_COUNTS {
            cell[nth] += counts[nth];
            n_behind[nth] += u32::from(is_behind(nth, &counts));
        }
        for at in [(Some(row), Some(column)), (Some(row), None), (None, Some(column)), (None, None)] {
            connections.entry(at).or_default().extend(extract.figures.known_connections());
            if extract.figures.basis == Basis::Unknown { &mut partly } else { &mut known }.insert(at);
        }
    }
    let table = |nth: usize| {
        Counts::of(cells.iter().map(|(at, counts)| (*at, counts[nth])), u32::from(nth == MEMBERS))
    };
    let table = |nth: usize| match base_of(nth) {
        Some(base) => table(nth).of_those(&table(base)),
        None => table(nth),
    };
    let tables: Vec<Counts> = (0..N_COUNTS).map(table).collect();
    let hidden = hide(&tables, least);
    let few = |nth: usize, base: &Hidden| {
        let behind = Counts::of(behind.iter().map(|(at, counts)| (*at, counts[nth])), 0);
        hide_few(&tables[nth], &behind, base, least)
    };
    let coded = |nth: usize, of: usize, base: &Hidden| {
        hide_coded_within(&tables[nth], &tables[of], base, few(nth, base), least)
    };
    let [requests, targets] = [few(REQUESTS, &hidden), few(TARGETS, &hidden)];
    let met = hide_met(&tables, &hidden, least);
    let shares = [
        Part {
            count: REPLIES,
            hidden: coded(REPLIES, REQUESTS, &requests),
            of: REQUESTS,
            of_hidden: &requests,
        },
        Part { count: MET, hidden: met.clone(), of: MEMBERS, of_hidden: &hidden },
        Part { count: COVERED, hidden: coded(COVERED, TARGETS, &targets), of: TARGETS, of_hidden: &targets },
    ];
    let [interviews, introductions] = [few(INTERVIEWS, &met), few(INTRODUCTIONS, &hidden)];
    let mut places: Vec<At> = tables[MEMBERS].places().map(|(at, _)| at).collect();
    // Groups by programme, its margin after them, and the classes of all at the end.
    places.sort_by_key(|(row, column)| (row.unwrap_or(usize::MAX), column.unwrap_or(usize::MAX)));
    let one_way = programmes.len() == 1 || classes.len() == 1;
    let is_repeated = |at: &At| one_way && *at != (None, None) && (at.0.is_none() || at.1.is_none());
    places.retain(|at| !is_repeated(at));
    let name = |names: &[&str], at: Option<usize>| at.map(|at| names[at].to_owned());
    let share_at = |part: &Part<'_>, at: At| {
        let (count, of) = (tables[part.count].get(at)?, tables[part.of].get(at)?);
        if part.of_hidden.holds(at) { None } else { shown(count, of, part.hidden.holds(at), least) }
    };
    let margins = |names: &[&str], at: fn(usize) -> At| -> Vec<Apart> {
        let is_plain = |nth: usize, share: usize| {
            !hidden.holds(at(nth)) && matches!(share_at(&shares[share], at(nth)), Some(Shown::Plain(_)))
        };
        let all = names.iter().enumerate().filter(|(nth, _)| names.len() > 1 && is_plain(*nth, 0));
        all.map(|(nth, name)| Apart { name: (*name).to_owned(), shows_interviews: is_plain(nth, 1) })
            .collect()
    };
    // Where nobody has any, a nought would be the figure of each hidden group.
    let is_told = |nth: usize| hidden.is_empty() || tables[nth].get((None, None)).unwrap_or(0) > 0;
    let (of_row, of_column) =
        (margins(&programmes, |row| (Some(row), None)), margins(&classes, |column| (None, Some(column))));
    let lines = places
        .into_iter()
        .map(|at| {
            let count = |nth: usize| tables[nth].get(at).unwrap_or(0);
            let told = |nth: usize, few: &Hidden| (is_told(nth) && !few.holds(at)).then(|| count(nth));
            let figures = (!hidden.holds(at)).then(|| {
                let [replies, met, covered] = shares.each_ref().map(|share| share_at(share, at));
                let interviews =
                    told(INTERVIEWS, &interviews).filter(|_| matches!(met, Some(Shown::Plain(_))));
                let introductions = told(INTRODUCTIONS, &introductions).filter(|_| known.contains(&at));
                GroupFigures {
                    members: count(MEMBERS),
                    requests: told(REQUESTS, &requests),
                    replies,
                    interviews,
                    introductions,
                    is_part_of_introductions: partly.contains(&at),
                    introductions_per_interview: interviews
                        .filter(|n| *n >= least && !partly.contains(&at))
                        .zip(introductions)
                        .map(|(interviews, introductions)| f64::from(introductions) / f64::from(interviews)),
                    met,
                    targets: told(TARGETS, &targets),
                    covered,
                    median_connections: connections
                        .get(&at)
                        .filter(|values| values.len() as u32 >= least)
                        .and_then(|values| median(values)),
                }
            });
            Group { programme: name(&programmes, at.0), class_year: name(&classes, at.1), figures }
        })
        .collect();
    Groups { lines, programmes: of_row, classes: of_column }
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// A share, by its counts and what of them is hidden.
struct Part<'a> {
    count: usize,
    hidden: Hidden,
    of: usize,
    of_hidden: &'a Hidden,
}

/// What a share is a share of.
fn base_of(nth: usize) -> Option<usize> {
    match nth {
        REPLIES => Some(REQUESTS),
        MET => Some(MEMBERS),
        COVERED => Some(TARGETS),
        _ => None,
    }
}

/// The value in the middle, or the mean of the two.
pub fn median(values: &[u32]) -> Option<f64> {
    let mut values = values.to_vec();
    values.sort_unstable();
    let half = values.len() / 2;
    match values.len() {
        0 => None,
        n if n % 2 == 1 => Some(f64::from(values[half])),
        _ => Some((f64::from(values[half - 1]) + f64::from(values[half])) / 2.0),
    }
}

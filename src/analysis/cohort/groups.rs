//! Figures by programme and class, made safe to hand on.
//!
//! What is published of a group are counts that add up (members, requests, interviews, introductions, targets) and
//! shares whose numerators do. A group under the threshold shows nothing, and neither does any group or margin that
//! would give it away: whoever solves the margins can tell its size no closer than by half the threshold, and those who
//! are hidden in a line are together as many as a group must have. A share below 5 % or from 95 % on is coded as that,
//! or left out where the code would tell the count, and so is every figure that would undo it: a share of members with a
//! conversation goes together with the number of conversations. The whole is taken to be known: other reports tell it,
//! and where it says everybody or nobody, it says so of every group that is shown.
//! What is hidden here is hidden in every other table by group.

use super::extract::Extract;
use super::figures::Basis;
use super::suppress::{At, Counts, Hidden, complete};
use crate::analysis::interval::{Share, wilson};
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
    /// Requests; `None` where nobody in the cohort has any and groups are hidden, as for the other counts.
    pub requests: Option<u32>,
    /// Replies per request; `None` for fewer than the threshold, or where it would give another share away.
    pub replies: Option<Shown>,
    /// Conversations held; `None` where they would tell how many members had one, and that is not shown.
    pub interviews: Option<u32>,
    /// Introductions received.
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
    /// The connections of the member in the middle.
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
    let mut connections: BTreeMap<At, Vec<u32>> = BTreeMap::new();
    // Groups with a member of whose introductions nothing tells.
    let mut partly: BTreeSet<At> = BTreeSet::new();
    for (programme, class, extract) in members {
        let (Ok(row), Ok(column)) = (programmes.binary_search(programme), classes.binary_search(class))
        else {
            continue;
        };
        let cell = cells.entry((row, column)).or_default();
        for (sum, count) in cell.iter_mut().zip(counts_of(extract)) {
            *sum += count;
        }
        for at in [(Some(row), Some(column)), (Some(row), None), (None, Some(column)), (None, None)] {
            connections.entry(at).or_default().push(extract.figures.connections);
            if extract.figures.basis == Basis::Unknown {
                partly.insert(at);
            }
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
    let coded = |nth: usize, of: usize| hide_coded(&tables[nth], &tables[of], &hidden, least);
    let met = hide_met(&tables, &hidden, least);
    let shares = [
        (REPLIES, REQUESTS, coded(REPLIES, REQUESTS)),
        (MET, MEMBERS, met),
        (COVERED, TARGETS, coded(COVERED, TARGETS)),
    ];
    let mut places: Vec<At> = tables[MEMBERS].places().map(|(at, _)| at).collect();
    // Groups by programme, its margin after them, and the classes of all at the end.
    places.sort_by_key(|(row, column)| (row.unwrap_or(usize::MAX), column.unwrap_or(usize::MAX)));
    let one_way = programmes.len() == 1 || classes.len() == 1;
    let is_repeated = |at: &At| one_way && *at != (None, None) && (at.0.is_none() || at.1.is_none());
    places.retain(|at| !is_repeated(at));
    let name = |names: &[&str], at: Option<usize>| at.map(|at| names[at].to_owned());
    let share_at = |(nth, of, hidden): &(usize, usize, Hidden), at: At| {
        shown(tables[*nth].get(at)?, tables[*of].get(at)?, hidden.holds(at), least)
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
            let told = |nth: usize| is_told(nth).then(|| count(nth));
            let figures = (!hidden.holds(at)).then(|| {
                let [replies, met, covered] = shares.each_ref().map(|share| share_at(share, at));
                let interviews = told(INTERVIEWS).filter(|_| matches!(met, Some(Shown::Plain(_))));
                GroupFigures {
                    members: count(MEMBERS),
                    requests: told(REQUESTS),
                    replies,
                    interviews,
                    introductions: told(INTRODUCTIONS),
                    is_part_of_introductions: partly.contains(&at),
                    introductions_per_interview: interviews
                        .filter(|n| *n >= least && !partly.contains(&at))
                        .map(|n| f64::from(count(INTRODUCTIONS)) / f64::from(n)),
                    met,
                    targets: told(TARGETS),
                    covered,
                    median_connections: connections.get(&at).and_then(|values| median(values)),
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

/// What a share is a share of.
fn base_of(nth: usize) -> Option<usize> {
    match nth {
        REPLIES => Some(REQUESTS),
        MET => Some(MEMBERS),
        COVERED => Some(TARGETS),
        _ => None,
    }
}

/// Hides groups under the threshold, and with them all that would tell that they are under it, or any count of theirs.
fn hide(tables: &[Counts], least: u32) -> Hidden {
    let mut hidden = Hidden::default();
    let members = &tables[MEMBERS];
    let is_small = |at: At| members.get(at).is_some_and(|n| n < least);
    if is_small((None, None)) {
        members.places().for_each(|(at, _)| hidden.hide(at));
        return hidden;
    }
    members.places().filter(|(at, _)| is_small(*at)).for_each(|(at, _)| hidden.hide(at));
    let weight = |at: At| members.get(at).unwrap_or(0);
    loop {
        let before = hidden.len();
        hide_remainders(members, &mut hidden, least);
        // Whoever solves the margins is left with a range half as wide as the threshold.
        let is_wide = |low: u32, high: u32| high - low >= least / 2;
        complete(members, &mut hidden, weight, |at, _, (low, high)| !is_small(at) || is_wide(low, high));
        for table in &tables[1..] {
            complete(table, &mut hidden, weight, |at, _, (low, high)| !is_small(at) || high > low);
        }
        if hidden.len() == before {
            return hidden;
        }
    }
}

/// Hides more in every line of which fewer members are hidden than a group must have: whoever takes those that are shown
/// from the margin is left with as many, or with nobody.
fn hide_remainders(members: &Counts, hidden: &mut Hidden, least: u32) {
    type IsIn = fn(&At) -> bool;
    type Line = fn(At) -> At;
    // Each place stands below a margin in one way or two.
    let margins: [(IsIn, Line); 4] = [
        (|at| at.0.is_some() && at.1.is_some(), |at| (at.0, None)),
        (|at| at.0.is_some() && at.1.is_some(), |at| (None, at.1)),
        (|at| at.0.is_some() && at.1.is_none(), |_| (None, None)),
        (|at| at.0.is_none() && at.1.is_some(), |_| (None, None)),
    ];
    for (is_in, margin) in margins {
        let mut lines: BTreeMap<At, Vec<(u32, At)>> = BTreeMap::new();
        for (at, n) in members.places().filter(|(at, _)| is_in(at)) {
            lines.entry(margin(at)).or_default().push((n, at));
        }
        for (margin, mut line) in lines {
            line.sort_unstable();
            let (gone, left): (Vec<_>, Vec<_>) = line.into_iter().partition(|(_, at)| hidden.holds(*at));
            let mut rest: u32 = gone.iter().map(|(n, _)| n).sum();
            for (n, at) in left {
                if hidden.holds(margin) || !(1..least).contains(&rest) {
                    break;
                }
                hidden.hide(at);
                rest += n;
            }
        }
    }
}

/// Hides how many members had a conversation where that would be coded, and with it the number of conversations: none,
/// or one, would tell it. Neither can be had from the other by subtraction.
fn hide_met(tables: &[Counts], base: &Hidden, least: u32) -> Hidden {
    let (members, interviews) = (&tables[MEMBERS], &tables[INTERVIEWS]);
    let mut hidden = base.clone();
    loop {
        let before = hidden.len();
        let met = hide_coded_within(&tables[MET], members, base, hidden, least);
        hidden = met.clone();
        let weight = |at: At| members.get(at).unwrap_or(0);
        complete(interviews, &mut hidden, weight, |at, _, (low, high)| base.holds(at) || high > low);
        if hidden.len() == before {
            return hidden;
        }
    }
}

fn is_coded(count: u32, of: u32) -> Option<Shown> {
    let share = f64::from(count) / f64::from(of);
    match share {
        _ if of == 0 => None,
        share if share < CODED => Some(Shown::Low),
        share if share >= 1.0 - CODED => Some(Shown::High),
        _ => None,
    }
}

/// Hides the numerators of shares that are coded, and those that would give them away by subtraction: a coded share
/// must be able to be anything that its code can mean.
fn hide_coded(counts: &Counts, of: &Counts, base: &Hidden, least: u32) -> Hidden {
    hide_coded_within(counts, of, base, base.clone(), least)
}

/// The same where more than whole groups is `hidden` already.
fn hide_coded_within(counts: &Counts, of: &Counts, base: &Hidden, mut hidden: Hidden, least: u32) -> Hidden {
    let n_of = |at: At| of.get(at).unwrap_or(0);
    let coded = |at: At, n: u32| if n_of(at) >= least { is_coded(n, n_of(at)) } else { None };
    for (at, n) in counts.places() {
        // A share of fewer than the threshold is not shown, and shall not be had by subtraction.
        let is_small = (1..least).contains(&n_of(at));
        if at != (None, None) && (is_small || coded(at, n).is_some()) {
            hidden.hide(at);
        }
    }
    complete(counts, &mut hidden, n_of, |at, n, (low, high)| {
        if base.holds(at) {
            // Of a group that is hidden because another is, nobody shall read that nobody was answered, or everybody.
            let is_telling = (1..least).contains(&n_of(at)) || coded(at, n).is_some();
            return !is_telling || high > low;
        }
        let border = CODED * f64::from(n_of(at));
        match coded(at, n) {
            Some(_) if !is_wide(n_of(at)) => high > low,
            Some(Shown::Low) => f64::from(high) + 1.0 >= border.ceil() && high > low,
            Some(Shown::High) => f64::from(low) <= f64::from(n_of(at)) - border.floor() && high > low,
            _ => !(1..least).contains(&n_of(at)) || high > low,
        }
    });
    hidden
}

/// Whether a code can mean more than one count: of twenty, less than 5 % is nobody.
fn is_wide(of: u32) -> bool {
    CODED * f64::from(of) > 1.0
}

fn shown(count: u32, of: u32, is_hidden: bool, least: u32) -> Option<Shown> {
    if of < least {
        return None;
    }
    match is_coded(count, of) {
        Some(code) => is_wide(of).then_some(code),
        None if is_hidden => None,
        None => wilson(count, of).map(Shown::Plain),
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

#[cfg(test)]
mod tests {
    use super::super::figures::Figures;
    use super::*;

    fn extract(requests: u32, replies: u32) -> Extract {
        Extract { figures: Figures { requests, replies, ..Figures::default() }, ..Extract::default() }
    }

    fn line(group: &Group) -> String {
        let name = |name: &Option<String>| name.clone().unwrap_or("all".to_owned());
        let shown = match &group.figures {
            None => "-".to_owned(),
            Some(figures) => {
                let replies = match figures.replies {
                    None => "?".to_owned(),
                    Some(Shown::Plain(share)) => format!("{:.2}", share.share),
                    Some(Shown::Low) => "low".to_owned(),
                    Some(Shown::High) => "high".to_owned(),
                };
                let requests = figures.requests.map_or("?".to_owned(), |n| n.to_string());
                format!("{} {requests} {replies}", figures.members)
            }
        };
        format!("{}/{}: {shown}", name(&group.programme), name(&group.class_year))
    }

    fn check(cells: &[(&str, &str, u32, u32, u32)], expect: &[&str]) {
        let mut members: Vec<(&str, &str, Extract)> = Vec::new();
        for (programme, class, n, requests, replies) in cells {
            for nth in 0..*n {
                // The first member has them all: sums are what counts.
                let own = if nth == 0 { extract(*requests, *replies) } else { extract(0, 0) };
                members.push((programme, class, own));
            }
        }
        let rows: Vec<Row<'_>> = members.iter().map(|(a, b, c)| (*a, *b, c)).collect();
        assert_eq!(groups(&rows, 10).lines.iter().map(line).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn a_small_group_takes_others_with_it() {
        check(
            &[
                ("A", "25", 3, 9, 3),
                ("A", "26", 20, 40, 20),
                ("B", "25", 15, 30, 10),
                ("B", "26", 30, 90, 30),
            ],
            &[
                "A/25: -",
                "A/26: -",
                "A/all: 23 49 0.47",
                "B/25: -",
                "B/26: -",
                "B/all: 45 120 0.33",
                "all/25: 18 39 0.33",
                "all/26: 50 130 0.38",
                "all/all: 68 169 0.37",
            ],
        );
    }

    /// Whoever takes those that are shown from all is left with ten or more, or with nobody.
    #[test]
    fn nobody_small_is_left_over() {
        let check = |groups: &[(&'static str, u32)], expect: &[&str]| {
            let cells: Vec<_> = groups.iter().map(|(name, n)| (*name, "26", *n, 0, 0)).collect();
            let mut members: Vec<(&str, &str, Extract)> = Vec::new();
            for (name, class, n, ..) in cells {
                members.extend((0..n).map(|_| (name, class, extract(4, 2))));
            }
            let rows: Vec<Row<'_>> = members.iter().map(|(a, b, c)| (*a, *b, c)).collect();
            let found = groups_of(&rows);
            assert_eq!(found, expect);
        };
        fn groups_of(rows: &[Row<'_>]) -> Vec<String> {
            groups(rows, 10).programmes.into_iter().map(|apart| apart.name).collect()
        }
        check(&[("a", 12), ("b", 30)], &["a", "b"]);
        check(&[("a", 12), ("b", 30), ("c", 3)], &["b"]);
        check(&[("a", 12), ("b", 30), ("c", 3), ("d", 7)], &["a", "b"]);
        check(&[("a", 12), ("b", 30), ("c", 3), ("d", 4)], &["b"]);
        check(&[("a", 3), ("b", 4)], &[]);
        check(&[("a", 30)], &[]);
    }

    #[test]
    fn a_coded_share_cannot_be_had_by_subtraction() {
        check(
            &[("A", "26", 20, 100, 1), ("B", "26", 20, 100, 40), ("C", "26", 20, 100, 50)],
            // One way only: the margins would repeat the groups. The share of B, or the sum, would give A away.
            &["A/26: 20 100 low", "B/26: 20 100 ?", "C/26: 20 100 0.50", "all/all: 60 300 0.30"],
        );
    }

    #[test]
    fn nothing_of_a_small_cohort() {
        check(&[("A", "26", 3, 9, 3), ("B", "26", 4, 9, 3)], &["A/26: -", "B/26: -", "all/all: -"]);
    }
}

//! What of the table by group is hidden: groups under the threshold, counts of few, shares that are coded, and with each all
//! that would give it away.

use super::{CODED, INTERVIEWS, MEMBERS, MET, Shown};
use crate::analysis::cohort::suppress::{At, Counts, Hidden, complete};
use crate::analysis::interval::wilson;
use std::collections::BTreeMap;

/// Hides groups under the threshold, and with them all that would tell that they are under it, or any count of theirs.
pub(super) fn hide(tables: &[Counts], least: u32) -> Hidden {
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

/// Hides counts behind which fewer members stand than the threshold, and those that would tell them closer than by a tenth.
pub(super) fn hide_few(counts: &Counts, behind: &Counts, base: &Hidden, least: u32) -> Hidden {
    let mut hidden = base.clone();
    let is_of_few = |at: At| at != (None, None) && behind.get(at).is_some_and(|n| (1..least).contains(&n));
    counts.places().filter(|(at, _)| is_of_few(*at)).for_each(|(at, _)| hidden.hide(at));
    complete(
        counts,
        &mut hidden,
        |at| counts.get(at).unwrap_or(0),
        |at, n, (low, high)| !is_of_few(at) || high - low >= (n / 10).max(1),
    );
    hidden
}

/// Hides how many members had a conversation where that would be coded, and with it the number of conversations: none,
/// or one, would tell it. Neither can be had from the other by subtraction.
pub(super) fn hide_met(tables: &[Counts], base: &Hidden, least: u32) -> Hidden {
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
/// must be able to be anything that its code can mean. The groups of `base` are hidden; `hidden` may be more.
pub(super) fn hide_coded_within(
    counts: &Counts,
    of: &Counts,
    base: &Hidden,
    mut hidden: Hidden,
    least: u32,
) -> Hidden {
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

pub(super) fn shown(count: u32, of: u32, is_hidden: bool, least: u32) -> Option<Shown> {
    if of < least {
        return None;
    }
    match is_coded(count, of) {
        Some(code) => is_wide(of).then_some(code),
        None if is_hidden => None,
        None => wilson(count, of).map(Shown::Plain),
    }
}

//! An attacker who has all tables by group (`groups.csv`, `funnel.csv`, `first-interview.csv`) and the sums of
//! `summary.json`, and tries every table of counts that gives the same: what is hidden in one cannot be had from another.

use super::*;
use crate::analysis::cohort::asks::{Approach, Ask};
use crate::analysis::cohort::figures::Figures;
use crate::analysis::cohort::groups::{CODED, Shown};
use crate::analysis::cohort::plan::PlanOptions;
use proptest::prelude::*;
use std::collections::BTreeMap;

const AS_OF: Day = Day(20_000);
const LEAST: u32 = 4;

/// Requests, replies, conversations.
type Had = (u32, u32, u32);

fn member(programme: usize, class: usize, nth: usize, (requests, replies, interviews): Had) -> MemberResult {
    let asks = (0..requests).map(|nth| Ask {
        on: Day(19_000),
        approach: Approach::Cold,
        replied: nth < replies,
        met: nth < interviews.min(replies),
        introduced_on: false,
    });
    let figures = Figures {
        requests,
        replies,
        interviews,
        first_request: (requests > 0).then_some(Day(19_000)),
        days_to_first_interview: (requests > 0 && interviews > 0).then_some(9),
        asks: asks.collect(),
        ..Figures::default()
    };
    MemberResult {
        member: Member {
            name: format!("{programme} {class} {nth}"),
            folder: std::path::PathBuf::new(),
            programme: programme.to_string(),
            class_year: class.to_string(),
            shares_contacts: false,
        },
        extract: Extract { figures, ..Extract::default() },
    }
}

/// A group, a margin or the whole.
type At = (Option<usize>, Option<usize>);
type Cell = (usize, usize);

fn holds(at: At, cell: Cell) -> bool {
    at.0.is_none_or(|row| row == cell.0) && at.1.is_none_or(|column| column == cell.1)
}

/// What is known of the counts of each place: members, requests, replies, conversations, members with one.
type Known = BTreeMap<At, [Option<u32>; 5]>;
const MEMBERS: usize = 0;
const REQUESTS: usize = 1;
const REPLIES: usize = 2;
const INTERVIEWS: usize = 3;
const MET: usize = 4;

fn counts(cohort: &Cohort, at: At) -> [u32; 5] {
    let mut counts = [0; 5];
    for row in &cohort.members {
        let cell = (row.member.programme.parse().unwrap(), row.member.class_year.parse().unwrap());
        if holds(at, cell) {
            let figures = &row.extract.figures;
            let own =
                [1, figures.requests, figures.replies, figures.interviews, u32::from(figures.interviews > 0)];
            counts.iter_mut().zip(own).for_each(|(sum, n)| *sum += n);
        }
    }
    counts
}

/// What the tables tell.
fn told(cohort: &Cohort, answers: &Answers) -> Known {
    let at = |programme: &Option<String>, class: &Option<String>| -> At {
        let number = |name: &Option<String>| name.as_ref().map(|name| name.parse().unwrap());
        (number(programme), number(class))
    };
    let mut known = Known::from([((None, None), counts(cohort, (None, None)).map(Some))]);
    let whole = |shown: Option<Shown>, of: u32| match shown {
        Some(Shown::Plain(share)) => Some((share.share * f64::from(of)).round() as u32),
        _ => None,
    };
    for line in &answers.groups.lines {
        let Some(figures) = &line.figures else { continue };
        let row = known.entry(at(&line.programme, &line.class_year)).or_default();
        let requests = figures.requests;
        let told = [
            Some(figures.members),
            requests,
            whole(figures.replies, requests.unwrap_or(0)),
            figures.interviews,
            whole(figures.met, figures.members),
        ];
        row.iter_mut().zip(told).for_each(|(known, told)| *known = known.or(told));
    }
    for group in &answers.funnels {
        let all = group.all;
        let row = known.entry(at(&group.programme, &group.class_year)).or_default();
        row[REQUESTS] = row[REQUESTS].or(Some(all.asked));
        row[REPLIES] = row[REPLIES].or(Some(all.replied));
        if group.shows_interviews && group.curve.n > 0 {
            // Everybody here who has had a conversation has asked for one.
            row[MET] = row[MET].or(Some(group.curve.events));
        }
    }
    known
}

/// All ways to fill the cells of some counts at once, by what is known of them.
fn worlds(cells: &[Cell], known: &Known, nth: usize, least: u32) -> Vec<Vec<u32>> {
    let whole = known[&(None, None)][nth].unwrap();
    let mut found: Vec<Vec<u32>> = vec![Vec::new()];
    for cell in cells {
        let at = (Some(cell.0), Some(cell.1));
        let exact = known.get(&at).and_then(|row| row[nth]);
        found = found
            .into_iter()
            .flat_map(|world| {
                let left = whole.saturating_sub(world.iter().sum());
                let range = exact.map_or(least..=left, |n| n..=n);
                range.map(move |n| world.iter().copied().chain([n]).collect())
            })
            .collect();
    }
    let sum = |world: &[u32], at: At| -> u32 {
        cells.iter().zip(world).filter(|(cell, _)| holds(at, **cell)).map(|(_, n)| n).sum()
    };
    let fits = |world: &Vec<u32>| {
        known.iter().all(|(at, row)| row[nth].is_none_or(|n| sum(world, *at) == n))
            && (nth != REPLIES
                || known.iter().all(|(at, row)| row[REQUESTS].is_none_or(|n| sum(world, *at) <= n)))
            && (nth != MET || known.iter().all(|(at, row)| row[MEMBERS].is_none_or(|n| sum(world, *at) <= n)))
    };
    found.retain(fits);
    found
}

/// The worlds of the members with a conversation, as far as some world of conversations goes with them.
fn worlds_of_met(cells: &[Cell], known: &Known) -> Vec<Vec<u32>> {
    let interviews = worlds(cells, known, INTERVIEWS, 0);
    let goes = |met: &[u32], held: &[u32]| {
        met.iter().zip(held).all(|(met, held)| met <= held && (*met > 0) == (*held > 0))
    };
    let mut met = worlds(cells, known, MET, 0);
    met.retain(|met| interviews.iter().any(|held| goes(met, held)));
    met
}

/// The least and the most at a place.
fn range(cells: &[Cell], worlds: &[Vec<u32>], at: At) -> (u32, u32) {
    let sum = |world: &Vec<u32>| -> u32 {
        cells.iter().zip(world).filter(|(cell, _)| holds(at, **cell)).map(|(_, n)| n).sum()
    };
    let sums = || worlds.iter().map(sum);
    (sums().min().expect("the truth is a world"), sums().max().unwrap())
}

/// Whether there is one programme, or one class.
fn ways(cells: &[Cell]) -> bool {
    let n = |of: fn(&Cell) -> usize| cells.iter().map(of).collect::<std::collections::BTreeSet<_>>().len();
    n(|cell| cell.0) == 1 || n(|cell| cell.1) == 1
}

fn had() -> impl Strategy<Value = Had> {
    (0u32..3, 0u32..3, 0u32..2).prop_map(|(requests, replies, interviews)| {
        (requests, replies.min(requests), interviews.min(requests))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn an_attacker_with_all_tables_fails(
        cells in prop::collection::btree_map((0usize..2, 0usize..2), prop::collection::vec(had(), 1..6), 1..5),
        one_way in prop::collection::vec(prop::collection::vec(had(), 1..6), 2..5),
        is_one_way in any::<bool>(),
    ) {
        let cells: BTreeMap<Cell, Vec<Had>> = match is_one_way {
            true => one_way.into_iter().enumerate().map(|(at, had)| ((at, 0), had)).collect(),
            false => cells,
        };
        let members = cells.iter().flat_map(|((programme, class), had)| {
            had.iter().enumerate().map(|(nth, had)| member(*programme, *class, nth, *had))
        });
        let mut cohort = Cohort { members: members.collect(), ..Cohort::default() };
        let settings = Settings::default();
        let question = Question {
            as_of: AS_OF,
            settings: &settings,
            min_shared: 1,
            min_cell: LEAST,
            brokers: 1,
            between: 1,
            meetings: 1,
            mutual: 1,
            plan: PlanOptions { capacity: 1, per_member: 1, turn: 0 },
            betweenness: false,
            jobs: 1,
        };
        let answers = answers(&mut cohort, &question);
        let cells: Vec<Cell> = cells.into_keys().collect();
        let known = told(&cohort, &answers);
        // With less than a group in all, every table but the sums is empty.
        let of_all = counts(&cohort, (None, None));
        if of_all[MEMBERS] < LEAST {
            prop_assert_eq!(known.len(), 1);
            return Ok(());
        }
        let only_sums = Known::from([((None, None), of_all.map(Some))]);
        // Who is told that all requests were answered, or none, knows it of every group whose requests are told.
        let only_bases: Known = known
            .iter()
            .map(|(at, row)| (*at, [row[MEMBERS], row[REQUESTS], None, None, None]))
            .chain([((None, None), of_all.map(Some))])
            .collect();
        let places: Vec<At> = {
            let rows = cells.iter().map(|cell| (Some(cell.0), None));
            let columns = cells.iter().map(|cell| (None, Some(cell.1)));
            cells.iter().map(|cell| (Some(cell.0), Some(cell.1))).chain(rows).chain(columns).collect()
        };
        let is_coded = |n: u32, of: u32| {
            let share = f64::from(n) / f64::from(of);
            !(CODED..1.0 - CODED).contains(&share)
        };
        for nth in [MEMBERS, REQUESTS, REPLIES, INTERVIEWS, MET] {
            let worlds = |known: &Known| match nth {
                MET => worlds_of_met(&cells, known),
                _ => worlds(&cells, known, nth, u32::from(nth == MEMBERS)),
            };
            let is_base = nth == MEMBERS || nth == REQUESTS;
            let (tried, by_sums) = (worlds(&known), worlds(if is_base { &only_sums } else { &only_bases }));
            for at in &places {
                let truth = counts(&cohort, *at);
                let found = range(&cells, &tried, *at);
                prop_assert!(found.0 <= truth[nth] && truth[nth] <= found.1);
                if found == range(&cells, &by_sums, *at) {
                    continue;
                }
                let said = format!("{at:?} {nth} {found:?} {truth:?} {known:?}");
                // Of a group that is too small nothing is told, and its size no closer than by half the threshold.
                if truth[MEMBERS] < LEAST {
                    let width = if nth == MEMBERS { LEAST / 2 } else { 1 };
                    prop_assert!(found.1 - found.0 >= width, "{}", said);
                }
                // A share that is nobody or everybody is told nowhere.
                let of = match nth {
                    REPLIES => truth[REQUESTS],
                    MET => truth[MEMBERS],
                    _ => continue,
                };
                if of > 0 && (of < LEAST || is_coded(truth[nth], of)) {
                    prop_assert!(found.1 > found.0, "{}", said);
                }
            }
        }
        let is_one_way = ways(&cells);
        // What one table hides no other shows.
        for group in &answers.funnels[1..] {
            // Where there is one class, the margins would repeat the groups, and are not there.
            let is_it = |line: &&crate::analysis::cohort::groups::Group| {
                let is_same = |own: &Option<String>, asked: &Option<String>| {
                    asked.is_none() && is_one_way || own == asked
                };
                is_same(&line.programme, &group.programme) && is_same(&line.class_year, &group.class_year)
            };
            let line = answers.groups.lines.iter().find(is_it);
            let figures = line.and_then(|line| line.figures.as_ref());
            prop_assert!(figures.is_some_and(|figures| matches!(figures.replies, Some(Shown::Plain(_)))));
            let met = figures.and_then(|figures| figures.met);
            prop_assert_eq!(group.shows_interviews, matches!(met, Some(Shown::Plain(_))));
            prop_assert!(group.shows_interviews || group.curve.steps.is_empty());
        }
    }
}

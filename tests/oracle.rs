//! Known answers for the referral graph, then the same questions put to random graphs and answered the slow way: who
//! is still reached when one person is taken away.

use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;
use tertius::day::Day;
use tertius::evidence::{Place, Source, SourceId};
use tertius::import::{Introduction, Outcome, Outreach, OutreachKind, ReadOptions, Workspace};
use tertius::network::Network;
use tertius::people::{self, People};

const AS_OF: &str = "2026-06-30";

/// Reads introductions `a-b` (`a` brought `b`), dated as `a-b@2026-01-05`, and contact as `a@2026-01-05`. The last
/// letter of a profile's URL is the letter, so that people are numbered in the order of the alphabet.
fn network(introductions: &str) -> (People, Network, Vec<String>) {
    let mut workspace = Workspace::default();
    workspace.sources.push(Source::new("introductions.csv".to_owned(), "introductions"));
    for (nth, word) in introductions.split_whitespace().enumerate() {
        let (who, on) = word.split_once('@').map_or((word, None), |(who, on)| (who, Some(on)));
        let on: Option<Day> = on.map(|on| on.parse().unwrap());
        let place = Place { source: SourceId(0), line: nth as u32 + 2 };
        let mut refer =
            |letter: &str| workspace.mentions.intern("", "", "", &format!("in/person-{letter}"), "");
        if let Some((a, b)) = who.split_once('-') {
            let (introducer, introduced) = (refer(a), refer(b));
            workspace.introductions.push(Introduction {
                introducer,
                introduced,
                on,
                context: "".into(),
                notes: "".into(),
                place,
            });
        } else {
            let (kind, outcome) = (Some(OutreachKind::Request), Some(Outcome::Replied));
            let who = refer(who);
            workspace.outreach.push(Outreach {
                on,
                who,
                kind,
                outcome,
                incoming: false,
                company: "".into(),
                position: "".into(),
                notes: "".into(),
                place,
            });
        }
    }
    let (people, ambiguous) = people::resolve(&workspace, None);
    assert!(ambiguous.is_empty());
    let (network, problems) = Network::build(&workspace, &people, AS_OF.parse().unwrap());
    let problems = problems.into_iter().map(|found| format!("{}: {}", found.place.line, found.problem));
    (people, network, problems.collect())
}

fn letter(people: &People, id: tertius::people::PersonId) -> &str {
    people.get(id).key.strip_prefix("in/person-").unwrap()
}

/// `a 0 3 3` for each person: wave, reach, sole reach; then the problems.
#[track_caller]
fn check(introductions: &str, expect: &str) {
    let (people, network, problems) = network(introductions);
    let people = network
        .members()
        .map(|(id, of)| format!("{} {} {} {}", letter(&people, id), of.wave, of.reach, of.sole_reach));
    let found: Vec<String> =
        people.chain(problems.into_iter().map(|problem| problem.replace("in/person-", ""))).collect();
    assert_eq!(found.join(", "), expect, "{introductions}");
}

#[test]
fn waves_rise_by_one_along_a_chain() {
    check("a-b b-c c-d", "a 0 3 3, b 1 2 2, c 2 1 1, d 3 0 0");
    check("c-d a-b b-c", "a 0 3 3, b 1 2 2, c 2 1 1, d 3 0 0");
}

/// `a` brought `b` and `c`, and both brought `d`: whom neither of the two is needed for, `a` is.
#[test]
fn a_diamond_has_one_top() {
    check("a-b a-c b-d c-d d-e", "a 0 4 4, b 1 2 0, c 1 2 0, d 2 1 1, e 3 0 0");
}

#[test]
fn two_introducers_share_whom_they_brought() {
    check("a-c b-c c-d", "a 0 2 0, b 0 2 0, c 1 1 1, d 2 0 0");
    // The first of the two sets the wave, as it sets the chain; without days, the first by name.
    check("a-b b-c c-e d-e", "a 0 3 2, b 1 2 1, c 2 1 0, d 0 1 0, e 3 0 0");
    check("a-b b-c d-e a-e", "a 0 3 2, b 1 1 1, c 2 0 0, d 0 1 0, e 1 0 0");
    // A pair written down twice is one introduction.
    check("a-b a-b", "a 0 1 1, b 1 0 0");
}

#[test]
fn a_circle_of_strangers_is_entered_where_contact_began() {
    check("a-b b-c c-a", "a 0 2 2, b 1 2 1, c 2 2 0, 4: introductions in a circle: a → b → c → a");
    check(
        "a-b b-c c-a b@2026-01-05",
        "a 2 2 0, b 0 2 2, c 1 2 1, 2: introductions in a circle: b → c → a → b",
    );
    // Those below it are reached through it, whenever they were met.
    check("a-b b-a b-c c@2025-01-05", "a 0 2 2, b 1 2 1, c 2 0 0, 3: introductions in a circle: a → b → a");
    // Two circles, two entries.
    check(
        "a-b b-a c-d d-c",
        "a 0 1 1, b 1 1 0, c 0 1 1, d 1 1 0, 3: introductions in a circle: a → b → a, \
         5: introductions in a circle: c → d → c",
    );
}

#[test]
fn a_circle_below_a_seed_needs_no_entry() {
    check("s-a a-b b-c c-a", "a 1 2 2, b 2 2 1, c 3 2 0, s 0 3 3");
}

#[test]
fn whoever_introduces_herself_is_told() {
    check("a-a", "2: somebody who introduces themselves");
    check("a-a a-b", "a 0 1 1, b 1 0 0, 2: somebody who introduces themselves");
}

#[test]
fn introductions_after_the_day_asked_about_are_not_known_yet() {
    check("a-b@2026-06-30 b-c@2026-07-01 c-d", "a 0 1 1, b 1 0 0, c 0 1 1, d 1 0 0");
}

#[test]
fn a_chain_names_those_who_came_first() {
    let chain = |introductions: &str, to: &str| {
        let (people, network, _) = network(introductions);
        let to = people.by_key(&format!("in/person-{to}")).unwrap();
        let chain: Vec<_> =
            network.chain_to(to).into_iter().map(|id| letter(&people, id).to_owned()).collect();
        chain.concat()
    };
    assert_eq!(chain("a-b b-c c-d", "d"), "abcd");
    assert_eq!(chain("a-c@2026-02-01 b-c@2026-01-01", "c"), "bc");
    // Of two undated ones the first in order; a dated one comes before an undated one.
    assert_eq!(chain("b-c a-c", "c"), "ac");
    assert_eq!(chain("a-c b-c@2026-01-01", "c"), "bc");
    // Whom the person brought herself did not bring her, whatever the dates say.
    assert_eq!(chain("s-b@2026-03-01 b-a@2026-02-01 a-b@2026-01-01", "a"), "sba");
    assert_eq!(chain("a-b b-c c-a", "c"), "abc");
}

/// What the slow way finds of each person.
struct Slow {
    wave: BTreeMap<usize, u32>,
    below: Vec<BTreeSet<usize>>,
    roots: BTreeSet<usize>,
    edges: BTreeSet<(usize, usize)>,
}

impl Slow {
    fn of(edges: &[(usize, usize)]) -> Slow {
        let edges: BTreeSet<(usize, usize)> = edges.iter().copied().filter(|(a, b)| a != b).collect();
        let people: BTreeSet<usize> = edges.iter().flat_map(|(a, b)| [*a, *b]).collect();
        let n = people.last().map_or(0, |last| last + 1);
        let without: BTreeSet<usize> = BTreeSet::new();
        let below: Vec<_> = (0..n).map(|person| reached(&edges, &after(&edges, person), &without)).collect();
        let mut roots: BTreeSet<usize> =
            people.iter().copied().filter(|person| edges.iter().all(|(_, b)| b != person)).collect();
        // As long as somebody is not reached: the first who stands in a circle.
        while let Some(entry) = people
            .difference(&reached(&edges, &roots, &without))
            .copied()
            .find(|person| below[*person].contains(person))
        {
            roots.insert(entry);
        }
        let mut wave: BTreeMap<usize, u32> = roots.iter().map(|root| (*root, 0)).collect();
        let mut queue: VecDeque<usize> = roots.iter().copied().collect();
        while let Some(person) = queue.pop_front() {
            for next in after(&edges, person) {
                if !wave.contains_key(&next) {
                    wave.insert(next, wave[&person] + 1);
                    queue.push_back(next);
                }
            }
        }
        Slow { wave, below, roots, edges }
    }

    /// Everyone who is not reached once a person is taken away, besides that person.
    fn lost_without(&self, person: usize) -> usize {
        let with = reached(&self.edges, &self.roots, &BTreeSet::new());
        let without = reached(&self.edges, &self.roots, &BTreeSet::from([person]));
        with.len() - without.len() - 1
    }
}

fn after(edges: &BTreeSet<(usize, usize)>, person: usize) -> BTreeSet<usize> {
    edges.iter().filter(|(a, _)| *a == person).map(|(_, b)| *b).collect()
}

/// Everyone who is reached from some people, these included, without stepping on others.
fn reached(
    edges: &BTreeSet<(usize, usize)>,
    from: &BTreeSet<usize>,
    without: &BTreeSet<usize>,
) -> BTreeSet<usize> {
    let mut found: BTreeSet<usize> = from.difference(without).copied().collect();
    let mut open: Vec<usize> = found.iter().copied().collect();
    while let Some(person) = open.pop() {
        for next in after(edges, person).difference(without) {
            if found.insert(*next) {
                open.push(*next);
            }
        }
    }
    found
}

const LETTERS: &[u8] = b"abcdefghijkl";

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_graphs(edges in proptest::collection::vec((0usize..12, 0usize..12), 1..24)) {
        let name = |nth: usize| char::from(LETTERS[nth]).to_string();
        let words: Vec<String> = edges.iter().map(|(a, b)| format!("{}-{}", name(*a), name(*b))).collect();
        let (people, network, problems) = network(&words.join(" "));
        let slow = Slow::of(&edges);
        prop_assert_eq!(network.members().count(), slow.wave.len());
        for (id, of) in network.members() {
            let nth = (0..12).find(|nth| name(*nth) == letter(&people, id)).unwrap();
            let reach = slow.below[nth].iter().filter(|below| **below != nth).count();
            let expect = (reach, slow.lost_without(nth), after(&slow.edges, nth).len());
            let found = (of.reach as usize, of.sole_reach as usize, of.introductions as usize);
            prop_assert_eq!(found, expect, "{}", name(nth));
            // One more than for whoever brought them first, and no fewer than the shortest way has.
            let above = of.first.map(|first| network.introducers_of(first).unwrap().wave + 1);
            prop_assert_eq!(of.wave, above.unwrap_or(0), "{}", name(nth));
            prop_assert!(of.wave >= slow.wave[&nth], "{}", name(nth));
            prop_assert_eq!(of.first.is_none(), slow.roots.contains(&nth));
            // A chain is made of introductions, meets nobody twice, and starts with somebody known without one.
            let chain = network.chain_to(id);
            prop_assert_eq!(chain.last(), Some(&id));
            prop_assert_eq!(chain.iter().collect::<BTreeSet<_>>().len(), chain.len());
            for pair in chain.windows(2) {
                prop_assert!(network.introductions_by(pair[0]).any(|edge| edge.introduced == pair[1]));
            }
            prop_assert_eq!(network.introducers_of(chain[0]).unwrap().wave, 0, "the chain to {} begins in the middle", name(nth));
        }
        // Everybody introduced by anybody is counted once; yields sum to the number of ties.
        let n_made: u32 = network.members().map(|(_, of)| of.introductions).sum();
        prop_assert_eq!(n_made as usize, network.edges.len());
        let n_selves = edges.iter().filter(|(a, b)| a == b).count();
        let n_entries = slow.roots.iter().filter(|root| slow.edges.iter().any(|(_, b)| b == *root)).count();
        prop_assert_eq!(problems.len(), n_selves + n_entries);
    }
}

#[test]
fn every_row_of_every_sample_is_accounted_for() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let mut workspaces = vec![samples.join("solo"), samples.join("messy")];
    let cohort = std::fs::read_dir(samples.join("cohort")).unwrap().map(|item| item.unwrap().path());
    workspaces.extend(cohort.filter(|path| path.is_dir()));
    assert!(workspaces.len() >= 14);
    let mut n_rows = 0;
    for workspace in workspaces {
        let read = tertius::import::read_workspace(&workspace, &ReadOptions::default()).unwrap();
        for source in &read.sources {
            let accounted = source.imported + source.skipped + source.rejected;
            assert_eq!(source.rows, accounted, "{}: {source:?}", workspace.display());
            assert_eq!(source.skipped, source.skipped_because.values().sum::<u64>(), "{source:?}");
            n_rows += source.rows;
        }
    }
    assert!(n_rows > 5_000);
}

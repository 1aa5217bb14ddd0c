use super::super::figures::Figures;
use super::*;
use proptest::prelude::*;

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
            // Each has as many as the others, or one more.
            let own = |all: u32| all / n + u32::from(nth < all % n);
            members.push((programme, class, extract(own(*requests), own(*replies))));
        }
    }
    let rows: Vec<Row<'_>> = members.iter().map(|(a, b, c)| (*a, *b, c)).collect();
    assert_eq!(groups(&rows, 10).lines.iter().map(line).collect::<Vec<_>>(), expect);
}

#[test]
fn a_small_group_takes_others_with_it() {
    check(
        &[("A", "25", 3, 9, 3), ("A", "26", 20, 40, 20), ("B", "25", 15, 30, 10), ("B", "26", 30, 90, 30)],
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

/// What one member asked is hers, however large her group is.
#[test]
fn a_count_of_few_is_hidden_with_what_tells_it() {
    let member = |asks: bool| if asks { extract(12, 3) } else { extract(0, 0) };
    let cells = |askers: [usize; 3]| -> Vec<String> {
        let names = ["25", "26", "27"];
        let members: Vec<(&str, &str, Extract)> =
            (0..36).map(|nth| ("A", names[nth / 12], member(nth % 12 < askers[nth / 12]))).collect();
        let rows: Vec<Row<'_>> = members.iter().map(|(a, b, c)| (*a, *b, c)).collect();
        groups(&rows, 10).lines.iter().map(line).collect()
    };
    assert_eq!(
        cells([1, 10, 11]),
        ["A/25: 12 ? ?", "A/26: 12 ? ?", "A/27: 12 132 0.25", "all/all: 36 264 0.25"]
    );
    assert_eq!(
        cells([0, 12, 12]),
        ["A/25: 12 0 ?", "A/26: 12 144 0.25", "A/27: 12 144 0.25", "all/all: 36 288 0.25"]
    );
}

/// Nothing tells of anybody's introductions: that is no nought.
#[test]
fn unknown_introductions_are_no_nought() {
    let member = |basis: Basis| {
        let figures = Figures { interviews: 2, introductions: 1, basis, ..Figures::default() };
        let figures = if basis == Basis::Unknown { Figures { introductions: 0, ..figures } } else { figures };
        Extract { figures, ..Extract::default() }
    };
    let members: Vec<(&str, Extract)> = (0..24)
        .map(|nth| if nth < 12 { ("25", member(Basis::Unknown)) } else { ("26", member(Basis::Recorded)) })
        .collect();
    let rows: Vec<Row<'_>> = members.iter().map(|(class, extract)| ("A", *class, extract)).collect();
    let found = groups(&rows, 10);
    let told: Vec<_> =
        found.lines.iter().map(|line| line.figures.as_ref().and_then(|row| row.introductions)).collect();
    assert_eq!(told, [None, Some(12), Some(12)]);
}

/// A count, by its place, its number, how many stand behind it, and whether it is told.
type Told = Vec<(At, u32, u32, bool)>;

/// What is told of a count: by a cell, or by a share together with what it is a share of.
fn told(members: &[(usize, usize, Extract)], nth: usize, found: &Groups) -> (Counts, Told) {
    let mut cells: BTreeMap<(usize, usize), (u32, u32)> = BTreeMap::new();
    for (row, column, extract) in members {
        let counts = counts_of(extract);
        let cell = cells.entry((*row, *column)).or_default();
        *cell = (cell.0 + counts[nth], cell.1 + u32::from(is_behind(nth, &counts)));
    }
    let counts = Counts::of(cells.iter().map(|(at, cell)| (*at, cell.0)), 0);
    let behind = Counts::of(cells.iter().map(|(at, cell)| (*at, cell.1)), 0);
    let index = |name: &Option<String>| name.as_ref().map(|name| name.parse::<usize>().unwrap());
    let is_plain = |share: Option<Shown>| matches!(share, Some(Shown::Plain(_)));
    let is_told = |at: At| {
        let of = |line: &&Group| (index(&line.programme), index(&line.class_year)) == at;
        // A margin that would repeat a group is left out, and is told with it.
        let line = found.lines.iter().find(of);
        let Some(figures) = line.and_then(|line| line.figures.as_ref()) else { return false };
        match nth {
            REQUESTS => figures.requests.is_some(),
            REPLIES => figures.requests.is_some() && is_plain(figures.replies),
            INTERVIEWS => figures.interviews.is_some(),
            INTRODUCTIONS => figures.introductions.is_some(),
            TARGETS => figures.targets.is_some(),
            _ => figures.targets.is_some() && is_plain(figures.covered),
        }
    };
    let told = counts.places().map(|(at, n)| (at, n, behind.get(at).unwrap_or(0), is_told(at))).collect();
    (counts, told)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Nobody who solves the margins can tell what few members did closer than by a tenth.
    #[test]
    fn what_few_did_cannot_be_had_by_subtraction(
        rows in prop::collection::vec((0usize..3, 0usize..2, 0u32..4, 0u32..9, 0u32..9, 0u32..5), 12..60),
    ) {
        const LEAST: u32 = 4;
        let member = |&(row, column, kind, n, part, other): &(usize, usize, u32, u32, u32, u32)| {
            // Three of four do nothing of a sort.
            let some = |nth: u32, n: u32| if kind == nth { n } else { 0 };
            let requests = some(0, n);
            let figures = Figures {
                requests,
                replies: part.min(requests),
                interviews: some(1, other),
                introductions: some(2, n),
                targets: some(3, n),
                covered: part.min(some(3, n)),
                ..Figures::default()
            };
            (row, column, Extract { figures, ..Extract::default() })
        };
        let members: Vec<(usize, usize, Extract)> = rows.iter().map(member).collect();
        let names: Vec<(String, String)> =
            members.iter().map(|(row, column, _)| (row.to_string(), column.to_string())).collect();
        let rows: Vec<Row<'_>> = names.iter().zip(&members).map(|((a, b), (.., of))| (&**a, &**b, of)).collect();
        let found = groups(&rows, LEAST);
        let is_two_way = |of: fn(&(usize, usize, Extract)) -> usize| {
            members.iter().map(of).collect::<BTreeSet<_>>().len() > 1
        };
        prop_assume!(is_two_way(|one| one.0) && is_two_way(|one| one.1));
        for nth in [REQUESTS, REPLIES, INTERVIEWS, INTRODUCTIONS, TARGETS, COVERED] {
            let (counts, told) = told(&members, nth, &found);
            let (mut hidden, mut all) = (Hidden::default(), Hidden::default());
            for (at, .., is_told) in told.iter().filter(|(at, ..)| *at != (None, None)) {
                all.hide(*at);
                if !is_told {
                    hidden.hide(*at);
                }
            }
            for (at, n, behind, is_told) in told.into_iter().filter(|(at, ..)| *at != (None, None)) {
                if !(1..LEAST).contains(&behind) {
                    continue;
                }
                prop_assert!(!is_told, "{nth} {at:?}: {n} of {behind}");
                let bounds = counts.bounds(&hidden, at);
                let (low, high) = bounds.unwrap();
                let is_safe = high - low >= (n / 10).max(1) || bounds == counts.bounds(&all, at);
                prop_assert!(is_safe, "{nth} {at:?}: {n} of {behind} in {low} to {high}");
            }
        }
    }
}

use super::*;
use proptest::prelude::*;

fn graph_of(known: &[Vec<u32>], n_people: u32) -> Csr {
    let n = known.len() as u32;
    let ties = (0..n).zip(known).flat_map(|(member, row)| row.iter().map(move |person| (member, n + person)));
    Csr::from_ties((n + n_people) as usize, ties.collect::<Vec<_>>())
}

fn options(most_steps: u64) -> SampleOptions<'static> {
    SampleOptions { delta: 0.001, epsilon: 0.0, most_steps, ..SampleOptions::default() }
}

#[test]
fn what_two_rows_have_in_common() {
    let (a, b) = ([1, 3, 4, 7, 9], [2, 3, 7, 8, 9]);
    assert_eq!([0, 1, 2].map(|nth| nth_common(&a, &b, nth)), [3, 7, 9]);
    let two = graph_of(&[vec![0, 1, 2], vec![1, 2, 3], vec![3]], 4);
    let two = TwoMode::of(&two, 3).unwrap();
    assert_eq!([two.shared(0, 1), two.shared(1, 0), two.shared(2, 1), two.shared(0, 2)], [2, 2, 1, 0]);
    // A tie inside one mode.
    assert!(TwoMode::of(&Csr::from_ties(4, [(0, 1), (1, 2)]), 2).is_none());
}

/// By theorem 4 of the paper, as its letters say: V = 0.09, n = 100, ln(2/δ) = 3.
#[test]
fn bounds_by_variance() {
    // Ninety-nine degrees of freedom: 10 ones among 100 have a variance of 0.0909...
    let found = bernstein((10.0, 10.0), 100, 3.0, 1.0);
    let off = (2.0f64 * (10.0 - 1.0) / 99.0 * 3.0 / 100.0).sqrt() + 21.0 / 297.0;
    assert!((found.share - 0.1).abs() < 1e-12 && (found.high - 0.1 - off).abs() < 1e-12);
    assert_eq!(found.low, 0.0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Graphs in one piece and in several, with pairs near, through two members, and far.
    #[test]
    fn the_exact_shares_lie_within_the_bounds(
        known in proptest::collection::vec(proptest::collection::btree_set(0u32..14, 0..6), 2..7),
    ) {
        let known: Vec<Vec<u32>> = known.into_iter().map(|row| row.into_iter().collect()).collect();
        let graph = graph_of(&known, 14);
        let exact = betweenness::exact(&graph);
        let two = TwoMode::of(&graph, known.len() as u32).unwrap();
        let found = two.leaders(100, SCREEN_BLOCK, &options(1));
        for row in &found.rows {
            let (share, of) = (exact[row.node as usize], row.estimate);
            prop_assert!(of.low - 1e-12 <= share && share <= of.high + 1e-12, "{:?} {}", row, share);
            prop_assert!((of.share - share).abs() <= found.error + 1e-12);
            // A quarter of a million pairs come nearer than any bound promises.
            prop_assert!((of.share - share).abs() < 0.006, "{:?} {}", row, share);
        }
        // Everybody with two ties is a candidate here.
        let n_inner = graph.nodes().filter(|node| graph.degree(*node) > 1).count();
        prop_assert_eq!(found.rows.len(), n_inner);
    }
}

/// A chain of members, each with the next one's contact: far pairs, and one order for all.
#[test]
fn a_chain_is_certain_from_its_middle() {
    let known: Vec<Vec<u32>> =
        (0..9).map(|at| (at..at + 2).chain([20 + 2 * at, 21 + 2 * at]).collect()).collect();
    let graph = graph_of(&known, 40);
    let exact = betweenness::exact(&graph);
    let two = TwoMode::of(&graph, 9).unwrap();
    let run = |most_steps| two.leaders(5, SCREEN_BLOCK, &options(most_steps));
    let found = run(20_000_000);
    let mut order: Vec<u32> = graph.nodes().collect();
    order.sort_by(|a, b| exact[*b as usize].total_cmp(&exact[*a as usize]));
    assert_eq!(found.rows[0].node, order[0]);
    for row in found.rows.iter().filter(|row| row.is_certain) {
        assert!(order[..5].contains(&row.node), "{row:?}");
    }
    assert!(found.certain() >= 3 && found.error < 0.01, "{found:?}");
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| run(1))
    };
    assert_eq!(on(1), on(4));
}

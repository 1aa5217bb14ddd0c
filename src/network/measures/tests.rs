use super::betweenness::exact as exact_betweenness;
use super::*;
use proptest::prelude::*;

/// Graphs and their measures by NetworkX; `tests/graph/known_measures.py` makes it.
const KNOWN: &str = include_str!("../../../tests/graph/known_measures.txt");

fn graph_of(n: usize, ties: &str) -> Csr {
    let ends =
        |tie: &str| tie.split_once('-').map(|(a, b)| (a.parse().unwrap(), b.parse().unwrap())).unwrap();
    let ties: Vec<(u32, u32)> = ties.split_whitespace().map(ends).collect();
    Csr::from_ties(n, ties)
}

fn known_graphs() -> Vec<(&'static str, Csr)> {
    let mut lines = KNOWN.lines().peekable();
    let mut graphs = Vec::new();
    while let Some(line) = lines.next() {
        if let Some(head) = line.strip_prefix("graph ") {
            let (name, n) = head.split_once(' ').unwrap();
            let ties = lines.next().unwrap().strip_prefix("ties").unwrap();
            graphs.push((name, graph_of(n.parse().unwrap(), ties)));
        }
    }
    graphs
}

fn known(graph: &str, measure: &str) -> Vec<Option<f64>> {
    let after = KNOWN.split_once(&format!("graph {graph} ")).unwrap().1;
    let line = after.lines().find_map(|line| line.strip_prefix(measure)?.strip_prefix(' ')).unwrap();
    line.split_whitespace().map(|word| word.parse().ok().filter(|value: &f64| !value.is_nan())).collect()
}

#[track_caller]
fn agree(name: &str, found: Vec<Option<f64>>, expect: Vec<Option<f64>>) {
    assert_eq!(found.len(), expect.len(), "{name}");
    for (node, (found, expect)) in found.into_iter().zip(expect).enumerate() {
        let close = match (found, expect) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-8,
            (a, b) => a == b,
        };
        assert!(close, "{name}: node {node} has {found:?}, NetworkX says {expect:?}");
    }
}

#[test]
fn networkx_agrees() {
    let graphs = known_graphs();
    assert_eq!(graphs.len(), 5);
    for (name, graph) in graphs {
        let every = |measure: &dyn Fn(u32) -> Option<f64>| graph.nodes().map(measure).collect::<Vec<_>>();
        let between = exact_betweenness(&graph);
        agree(name, every(&|v| Some(between[v as usize])), known(name, "betweenness"));
        let near = closeness(&graph, EXACT_STEPS, 0.05, 0);
        assert!(near.sampled.is_none());
        agree(name, every(&|v| Some(near.shares[v as usize])), known(name, "closeness"));
        agree(name, every(&|v| constraint(&graph, v)), known(name, "constraint"));
        agree(name, every(&|v| effective_size(&graph, v)), known(name, "effective_size"));
    }
}

/// As good as NetworkX's best of twenty orders, and measured alike.
#[test]
fn communities_of_known_graphs() {
    for (name, graph) in known_graphs() {
        let best = known(name, "modularity")[0].unwrap();
        let parts: Vec<u32> = known(name, "parts").into_iter().map(|part| part.unwrap() as u32).collect();
        assert!((modularity(&graph, &parts) - best).abs() < 1e-8, "{name}");
        let (of, found) = communities(&graph);
        assert!((modularity(&graph, &of) - found).abs() < 1e-12, "{name}");
        assert!(found > best - 0.003, "{name}: {found}, {best}");
        assert_eq!(communities(&graph), (of, found), "{name}: the same again");
    }
    assert_eq!(communities(&Csr::from_ties(3, [])), (vec![0, 1, 2], 0.0));
    // Two triangles and a tie between them.
    let graph = Csr::from_ties(6, [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)]);
    assert_eq!(communities(&graph).0, [0, 0, 0, 1, 1, 1]);
}

/// The graph of Borgatti's paper, with the figures that UCINET prints.
#[test]
fn borgatti() {
    let (_, graph) = known_graphs().swap_remove(0);
    // NetworkX numbers nodes as ties name them: A B F G E D C.
    let [a, g, c] = [0, 3, 6];
    let rounded = |value: Option<f64>, digits: i32| {
        let scale = 10f64.powi(digits);
        (value.unwrap() * scale).round() / scale
    };
    assert_eq!([a, g, c].map(|v| rounded(constraint(&graph, v), 3)), [0.595, 0.4, 1.0]);
    assert_eq!([a, g, c].map(|v| rounded(effective_size(&graph, v), 2)), [2.5, 4.67, 1.0]);
}

#[test]
fn rows_are_sorted_and_single() {
    let graph = Csr::from_ties(4, [(2, 0), (0, 1), (1, 0), (3, 3), (0, 2)]);
    assert_eq!((graph.n_nodes(), graph.n_ties()), (4, 2));
    assert_eq!(
        graph.nodes().map(|v| graph.ties_of(v).to_vec()).collect::<Vec<_>>(),
        [vec![1, 2], vec![0], vec![0], vec![]]
    );
    let again = Csr::from_rows(vec![0, 2, 3, 4, 4], vec![1, 2, 0, 0]);
    assert_eq!(again, Some(graph));
    assert_eq!(Csr::from_rows(vec![0, 1, 1], vec![1]), None, "one direction is missing");
    assert_eq!(Csr::from_rows(vec![], vec![]), None);
    assert_eq!(Csr::from_rows(vec![0, 1], vec![7]), None);
}

#[test]
fn parts_are_numbered_by_size() {
    let graph = Csr::from_ties(7, [(1, 2), (4, 5), (5, 6)]);
    assert_eq!(components(&graph), (vec![2, 1, 1, 3, 0, 0, 0], vec![3, 2, 1, 1]));
    assert_eq!(components(&Csr::from_ties(0, [])), (vec![], vec![]));
}

/// As NetworKit and the paper print it: errors of 0.05 and 0.01 in a graph of small diameter.
#[test]
fn samples_of_riondato_and_kornaropoulos() {
    assert_eq!(samples_needed(0.05, 0.1, 10), 1261);
    assert_eq!(samples_needed(0.01, 0.1, 10), 31_513);
}

/// All intervals of a run hold the exact figures in all but few runs, and so does the largest error, on graphs of different
/// shape.
#[test]
fn estimates_hold_what_is_exact() {
    let (mut n_runs, mut n_wrong) = (0, 0);
    for (name, graph) in known_graphs() {
        let exact = exact_betweenness(&graph);
        for (epsilon, seed) in
            [0.02, 0.01].into_iter().flat_map(|epsilon| (0..20).map(move |seed| (epsilon, seed)))
        {
            let options = SampleOptions { epsilon, delta: 0.1, seed, ..SampleOptions::default() };
            let sampled = sampled_betweenness(&graph, &options);
            assert!(sampled.error <= epsilon, "{name}: {}", sampled.error);
            let is_wrong = |node: u32| {
                let (of, exact) = (sampled.estimate(node), exact[node as usize]);
                exact < of.low - 1e-12 || exact > of.high + 1e-12 || (of.share - exact).abs() > sampled.error
            };
            n_runs += 1;
            n_wrong += usize::from(graph.nodes().any(is_wrong));
        }
    }
    // One in ten is promised; the bounds are sums over all nodes and looks, so it is far fewer.
    assert!(n_runs == 200 && n_wrong <= 2, "{n_wrong} of {n_runs}");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let (_, graph) = known_graphs().swap_remove(4);
    let options = SampleOptions { epsilon: 0.02, seed: 3, ..SampleOptions::default() };
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let sampled = sampled_betweenness(&graph, &options);
            let near = closeness(&graph, 20_000, 0.05, 1);
            let bits: Vec<u64> = exact_betweenness(&graph).iter().map(|share| share.to_bits()).collect();
            (sampled.samples, sampled.top(300), bits, near.shares)
        })
    };
    assert_eq!(on(1), on(5));
}

/// Ten hubs in a row, each with leaves of its own: the two in the middle are certain long before all errors are small.
#[test]
fn sampling_ends_when_the_first_are_certain() {
    let mut ties: Vec<(u32, u32)> = (0..9).map(|hub| (hub, hub + 1)).collect();
    ties.extend((0..10).flat_map(|hub| (0..30).map(move |leaf| (hub, 10 + hub * 30 + leaf))));
    let graph = Csr::from_ties(310, ties);
    let options = SampleOptions { epsilon: 0.0005, top: Some(2), ..SampleOptions::default() };
    let sampled = sampled_betweenness(&graph, &options);
    assert!(sampled.top_is_certain && sampled.error > 0.0005);
    let mut top: Vec<u32> = sampled.top(2).into_iter().map(|(node, _)| node).collect();
    top.sort();
    assert_eq!(top, [4, 5]);
    let cheap = SampleOptions { most_steps: 10, ..options };
    assert_eq!(sampled_betweenness(&graph, &cheap).samples, 4096, "no more than the first look");
}

/// Two members who share one contact, and contacts of their own: between members, only the shared one lies.
#[test]
fn ends_can_be_chosen() {
    let graph = Csr::from_ties(7, [(0, 2), (1, 2), (0, 3), (0, 4), (1, 5), (1, 6)]);
    let options = SampleOptions { ends: Some(&[0, 1]), ..SampleOptions::default() };
    let sampled = sampled_betweenness(&graph, &options);
    let top = sampled.top(10);
    assert_eq!(top.len(), 1);
    assert_eq!((top[0].0, top[0].1.share), (2, 1.0));
    let nobody = SampleOptions { ends: Some(&[0]), ..SampleOptions::default() };
    assert_eq!(sampled_betweenness(&graph, &nobody).error, 0.0);
}

/// Distances from a part of the nodes: the mean distance is as near as it says.
#[test]
fn closeness_of_a_sample() {
    let (_, graph) = known_graphs().swap_remove(4);
    let exact = closeness(&graph, EXACT_STEPS, 0.05, 0);
    let sampled = closeness(&graph, 100 * graph.n_ties() as u64, 0.05, 0);
    let (pivots, error) = sampled.sampled.unwrap();
    assert_eq!(pivots, 100);
    for (a, b) in exact.shares.iter().zip(&sampled.shares) {
        assert!((1.0 / a - 1.0 / b).abs() <= error, "{a} {b} {error}");
        assert!((a - b).abs() < 0.1, "{a} {b}");
    }
}

/// Betweenness the slow way: for every pair, every path of the least length, one by one.
fn slow(graph: &Csr) -> Vec<f64> {
    let n = graph.n_nodes();
    let mut sums = vec![0.0; n];
    for s in graph.nodes() {
        for t in graph.nodes().filter(|t| *t > s) {
            let mut paths = vec![vec![s]];
            let mut seen = vec![s];
            while !paths.is_empty() && !seen.contains(&t) {
                let longer: Vec<Vec<u32>> = paths
                    .iter()
                    .flat_map(|path| {
                        let ties = graph.ties_of(path[path.len() - 1]).iter();
                        ties.filter(|next| !seen.contains(next))
                            .map(|next| [path.as_slice(), &[*next]].concat())
                    })
                    .collect();
                seen.extend(longer.iter().map(|path| path[path.len() - 1]));
                paths = longer;
            }
            paths.retain(|path| path[path.len() - 1] == t);
            for path in &paths {
                path[1..path.len() - 1].iter().for_each(|v| sums[*v as usize] += 1.0 / paths.len() as f64);
            }
        }
    }
    let pairs = ((n - 1) * n.saturating_sub(2)) as f64 / 2.0;
    sums.iter().map(|sum| if pairs > 0.0 { sum / pairs } else { 0.0 }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_small_graph(n in 1usize..12, ties in proptest::collection::vec((0u32..12, 0u32..12), 0..40)) {
        let ties: Vec<(u32, u32)> = ties.into_iter().map(|(a, b)| (a % n as u32, b % n as u32)).collect();
        let graph = Csr::from_ties(n, ties.iter().copied());
        let exact = exact_betweenness(&graph);
        for (found, expect) in exact.iter().zip(slow(&graph)) {
            prop_assert!((found - expect).abs() < 1e-12);
        }
        let sampled = sampled_betweenness(&graph, &SampleOptions { delta: 0.001, epsilon: 0.03, ..SampleOptions::default() });
        for v in graph.nodes() {
            let of = sampled.estimate(v);
            prop_assert!(of.low - 1e-12 <= exact[v as usize] && exact[v as usize] <= of.high + 1e-12, "{} {:?} {}", v, of, exact[v as usize]);
            if let Some(size) = effective_size(&graph, v) {
                let (degree, held) = (graph.degree(v) as f64, constraint(&graph, v).unwrap());
                prop_assert!((1.0 - 1e-12..=degree + 1e-12).contains(&size));
                prop_assert!(held > 0.0 && held <= 1.125 + 1e-12);
            }
        }
    }
}

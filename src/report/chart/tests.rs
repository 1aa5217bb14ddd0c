//! Pictures of every size, looked at as layouts: nothing overlaps, nothing lies outside, the same twice.

use super::canvas::{Area, Canvas, WIDTH};
use super::referral::{Graph, Node, Tie};
use super::text::{clean, elide, grouped};
use super::*;
use crate::analysis::coverage::Status;
use crate::analysis::growth::MonthOfGrowth;
use crate::day::Month;

/// Names as they come: long, short, of every script, and hostile.
const NAMES: [&str; 12] = [
    "Ana Ruiz",
    "Maximiliane-Theodora von und zu Hohenlohe-Langenburg",
    "محمد علي الحسيني",
    "דוד כהן",
    "李小龙",
    "नमस्ते शर्मा",
    "สมชาย ใจดี",
    "Hồng Vân Nguyễn",
    "</text><script>&\"'",
    "ตั้งสิน นามสกุลยาวมากจริงๆ อยุธยา",
    "지훈 박",
    "W",
];

/// A picture that a reader can trust: every label lies on the canvas and clear of every other, the SVG can be read,
/// and the same input gives the same bytes.
fn check(what: &str, draw: impl Fn() -> Canvas) -> Vec<String> {
    let canvas = draw();
    let height = canvas.height();
    for (x, y) in canvas.points() {
        let inside = (0.0..=WIDTH).contains(&x) && (0.0..=height).contains(&y);
        assert!(inside, "{what}: ({x}, {y}) lies outside of {WIDTH} x {height}");
    }
    let labels: Vec<(String, Area)> =
        canvas.labels().map(|label| (label.text.clone(), label.area())).collect();
    for (nth, (label, area)) in labels.iter().enumerate() {
        for (other, its) in &labels[nth + 1..] {
            assert!(!area.overlaps(its), "{what}: `{label}` at {area:?} overlaps `{other}` at {its:?}");
        }
    }
    let svg = canvas.finish().unwrap();
    assert!(svg == draw().finish().unwrap(), "{what}: two drawings differ");
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
    assert_eq!((f64::from(tree.size().width()), f64::from(tree.size().height())), (WIDTH, height), "{what}");
    labels.into_iter().map(|(text, _)| text).collect()
}

/// Numbers without order and always the same: Knuth's MMIX generator.
fn scatter(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below.max(1)
    }
}

fn grown(months: usize, seed: u64) -> Vec<MonthOfGrowth> {
    let mut next = scatter(seed);
    let mut total = 0;
    let month = |at: usize| {
        let new = next(if at % 17 == 3 { 90 } else { 9 }) as u32;
        total += new;
        let introduced = next(u64::from(new) + 1) as u32;
        MonthOfGrowth { month: Month(2006 * 12 + at as i32), new, total, rolling_3m: 0.0, introduced }
    };
    (0..months).map(month).collect()
}

#[test]
fn growth_of_every_length() {
    for months in [0, 1, 3, 12, 13, 24, 30, 31, 60, 121, 240, 276, 700, 1_400] {
        let growth = grown(months, 3);
        for jobs in [0, 1, 5, 30] {
            let mut next = scatter(jobs);
            let spans: Vec<growth::Span> = (0..jobs)
                .map(|nth| {
                    let from = Month(2004 * 12 + next(months as u64 + 60) as i32);
                    let name = NAMES[nth as usize % NAMES.len()].to_owned();
                    growth::Span { name, from, to: Month(from.0 + next(90) as i32) }
                })
                .collect();
            let what = format!("{months} months, {jobs} jobs");
            check(&what, || growth::draw(&growth, spans.clone(), NAMES[1], "Source: x", "30 Jun 2026"));
        }
    }
}

/// A graph of `n` people in which those known longer introduce more, with a second introducer now and then.
fn graph(n: usize, seeds: usize, seed: u64) -> Graph {
    let mut next = scatter(seed);
    let mut graph = Graph::default();
    for nth in 0..n {
        let name = clean(NAMES[nth % NAMES.len()]);
        let mut person = Node { name, ..Node::default() };
        if nth >= seeds {
            let above = next(nth as u64) + 1;
            let parent = next(above) as usize;
            let on = (next(9) > 0).then(|| Day(18_000 + next(2_300) as i32));
            person.parent = Some(parent);
            person.wave = graph.people[parent].wave + 1;
            person.on = on;
            graph.people[parent].introductions += 1;
            graph.ties.push(Tie { from: parent, to: nth, on, inferred: next(5) == 0 });
            let other = next(nth as u64) as usize;
            if next(8) == 0 && other != parent && graph.people[other].wave + 1 >= person.wave {
                graph.people[other].introductions += 1;
                graph.ties.push(Tie { from: other, to: nth, on, inferred: false });
            }
        }
        graph.people.push(person);
    }
    for nth in (0..n).rev() {
        if let Some(parent) = graph.people[nth].parent {
            graph.people[parent].reach += graph.people[nth].reach + 1;
        }
    }
    graph
}

#[test]
fn referral_graphs_of_every_size() {
    for (n, seeds) in [
        (0, 0),
        (2, 1),
        (10, 2),
        (45, 7),
        (72, 9),
        (73, 40),
        (300, 50),
        (500, 1),
        (1_500, 250),
        (2_000, 1_000),
    ] {
        let graph = graph(n, seeds, n as u64);
        let what = format!("{n} people, {seeds} seeds");
        let labels = check(&what, || {
            referral::draw(&graph, Some((NAMES[1].to_owned(), 9)), "Source: x", "30 Jun 2026")
        });
        assert_eq!(n > 45, labels.iter().any(|label| label.starts_with("Showing ")), "{what}: {labels:?}");
    }
}

/// One after the other, one before all others, and one who was known before whom she introduces.
#[test]
fn referral_graphs_of_odd_shape() {
    let mut chain = Graph::default();
    for nth in 0..60usize {
        chain.people.push(Node {
            name: NAMES[nth % NAMES.len()].to_owned(),
            wave: nth as u32,
            introductions: u32::from(nth < 59),
            reach: 59 - nth as u32,
            parent: nth.checked_sub(1),
            on: None,
        });
        if nth > 0 {
            chain.ties.push(Tie { from: nth - 1, to: nth, on: None, inferred: true });
        }
    }
    chain.ties.push(Tie { from: 3, to: 0, on: Some(Day(20_000)), inferred: false });
    check("a chain", || referral::draw(&chain, None, "", "30 Jun 2026"));
    let mut star = graph(400, 1, 1);
    star.people.iter_mut().skip(1).for_each(|person| {
        *person = Node { parent: Some(0), wave: 1, name: person.name.clone(), ..Node::default() };
    });
    (star.people[0].introductions, star.people[0].reach) = (399, 399);
    star.ties = (1..400).map(|to| Tie { from: 0, to, on: None, inferred: false }).collect();
    let labels = check("a star", || referral::draw(&star, None, "", "30 Jun 2026"));
    assert!(labels.contains(&"+399".to_owned()), "{labels:?}");
}

/// Whoever is not drawn is counted.
#[test]
fn nobody_is_lost() {
    for (n, seeds) in [(10, 2), (45, 7), (300, 50), (1_500, 250)] {
        for waves in [3, 4, 6] {
            let (shown, counted) = referral::shown_and_counted(&graph(n, seeds, 5), waves);
            assert_eq!(shown + counted, n, "{n} people in {waves} waves");
            assert!(shown > 0 && shown <= 72);
        }
    }
}

#[test]
fn coverage_of_every_size() {
    for n in [0usize, 1, 12, 40, 41, 42, 75, 500] {
        let mut next = scatter(n as u64);
        let text = |pick: u64| if pick < 12 { NAMES[pick as usize].to_owned() } else { String::new() };
        let rows: Vec<coverage::Row> = (0..n)
            .map(|nth| coverage::Row {
                status: [Status::Contact, Status::Path, Status::Gap][next(3) as usize],
                position: text(next(16)),
                company: text(next(16)),
                industry: text(next(30)),
                priority: (next(4) > 0).then(|| if next(6) == 0 { 1234.5678 } else { nth as f64 }),
                worth: 1.0 - nth as f64 / n as f64,
                contacts: (next(3_000) as u32, next(2) as u32),
                best: (next(3) > 0).then(|| NAMES[next(12) as usize].to_owned()),
                path: Some(next(4) as u32),
            })
            .collect();
        let labels = check(&format!("{n} targets"), || coverage::draw(&rows, "Source: x", "30 Jun 2026"));
        assert_eq!(n > 41, labels.iter().any(|label| label.contains(" of less worth: ")), "{n} targets");
    }
}

#[test]
fn cohorts_of_every_size() {
    for n in [0usize, 1, 2, 6, 7, 24, 25, 2_000] {
        let members: Vec<(String, Vec<MonthOfGrowth>)> = (0..n)
            .map(|nth| {
                let months = if nth % 50 == 7 { 0 } else { 1 + nth * 7 % 90 };
                (format!("{} {nth}", NAMES[nth % NAMES.len()]), grown(months, nth as u64))
            })
            .collect();
        check(&format!("{n} members"), || cohort::draw(&members, "30 Jun 2026"));
    }
}

#[test]
fn texts_are_cut_between_letters_and_fit() {
    for name in NAMES {
        for room in 0..260 {
            let cut = elide(name, 12.0, f64::from(room));
            assert!(fonts::width(&cut, 12.0) <= f64::from(room), "{name} in {room}: {cut}");
        }
    }
    assert_eq!(elide("Ana Ruiz", 12.0, 45.0), "Ana…");
    // The vowel sign stays with its consonant, and the conjunct whole.
    assert_eq!(elide("नमस्ते", 10.0, 26.0), "नम…");
    // The mark keeps the dots where the text ends, on the left.
    assert_eq!(elide("محمد علي", 12.0, 30.0).chars().next_back(), Some('\u{200F}'));
    assert_eq!(clean(" Ana\u{202E}\n🚀 Ruiz\u{0} "), "Ana Ruiz");
    assert_eq!(
        (grouped(7), grouped(1_000), grouped(1_234_567)),
        ("7".into(), "1,000".into(), "1,234,567".into())
    );
}

/// The embedded font is there, and what it lacks makes no PNG fail: not even what no font has.
#[test]
fn a_png_of_any_text() {
    assert!(fonts::has_glyph('ж') && !fonts::has_glyph('李'));
    let svg =
        Canvas::empty("Ana · 李小龙 · \u{10FFFD}", "nothing", "Source: x", "30 Jun 2026").finish().unwrap();
    let png = png(&svg).unwrap();
    assert_eq!(&png[1..4], b"PNG");
    assert_eq!(u32::from_be_bytes([png[16], png[17], png[18], png[19]]), 2 * WIDTH as u32);
    assert!(png == super::png(&svg).unwrap());
    assert!(matches!(super::png("<svg"), Err(ChartError::Svg(_))));
}

/// The way of the program: files in, pictures out.
#[test]
fn pictures_of_a_workspace() {
    let root = std::env::temp_dir().join(format!("tertius-chart-{}", std::process::id()));
    std::fs::create_dir_all(&root).unwrap();
    let write = |name: &str, text: &str| std::fs::write(root.join(name), text).unwrap();
    write(
        "Connections.csv",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
         Ana,Ruiz,https://www.linkedin.com/in/ana,,Acme,Data Engineer,01 Mar 2024\n\
         Bo,Li,https://www.linkedin.com/in/bo,,Lumora,CTO,02 Apr 2024\n",
    );
    write("introductions.csv", "introducer,introduced,date,context\nAna Ruiz,Bo Li,2024-04-01,\n");
    write("targets.csv", "position,company,industry,priority\nCTO,Lumora,,1\nCTO,Gridfolk,,2\n");
    let as_of = "2024-06-30".parse().unwrap();
    let study = crate::pipeline::study(&root, &Default::default(), Default::default(), as_of);
    std::fs::remove_dir_all(&root).unwrap();
    let study = study.unwrap();
    let growth = growth(&study).unwrap();
    assert!(growth.contains("<title>2 connections; 1 of them came by introduction</title>"), "{growth}");
    let referral = referral_graph(&study).unwrap();
    assert!(referral.contains("<title>1 introducer brought 1 person</title>"), "{referral}");
    let coverage = coverage(&study).unwrap();
    assert!(
        coverage.contains("<title>2 targets: 1 with a contact, 0 with a path; 1 is a gap, Gridfolk</title>"),
        "{coverage}"
    );
}

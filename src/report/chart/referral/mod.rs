//! The referral graph, from left to right: the seeker, those she knew, and wave after wave whom they brought.
//!
//! A name stands right of its circle and its ties leave at the end of the column, so no tie of the tree crosses a
//! name. What does not fit is counted at whoever introduced it.

mod tree;

pub(super) use tree::{Graph, Node, Tie};

use super::canvas::{Anchor, Canvas, Dash, FOOT, HEAD, MARGIN, SMALL, WIDTH};
use super::fonts::width;
use super::palette::{AGES, BLUE, FAINT, GREY, INK, RULE, VERMILION};
use super::text::{count, elide, grouped, quoted};
use crate::day::{Day, MONTH_NAMES};
use crate::pipeline::Study;
use plotters::style::RGBColor;
use std::collections::{BTreeMap, BTreeSet};
use tree::{MOST_WAVES, Placed, Tree, choose};

/// Where the column of wave 0 begins, and what ties need between two columns.
const LEFT: f64 = MARGIN + 92.0;
const GUTTER: f64 = 40.0;
/// A column with less than this, ties included, holds no names worth reading: then there are fewer columns.
const NARROWEST: f64 = 158.0;
/// Between a circle and its name, and between the parts of a label.
const GAP: f64 = 5.0;

/// The picture of a study.
pub(super) fn picture(study: &Study) -> Canvas {
    let source = super::sources_of_introductions(study);
    let sole = study.network.members().max_by_key(|(id, of)| (of.sole_reach, std::cmp::Reverse(*id)));
    let sole = sole
        .filter(|(_, of)| of.sole_reach > 1)
        .map(|(id, of)| (super::text::clean(study.people.get(id).display_name()), of.sole_reach as usize));
    draw(&Graph::of(study), sole, &source, &super::day(study.as_of))
}

/// The finding: how many came by how many, and who matters most.
fn title(graph: &Graph, sole: Option<(String, usize)>) -> String {
    let introduced = graph.people.iter().filter(|person| person.parent.is_some()).count();
    let introducers = graph.people.iter().filter(|person| person.introductions > 0).count();
    let people = count(introduced, "person", "people");
    let by = count(introducers, "introducer", "introducers");
    match sole {
        Some((name, n)) if introducers > 1 => {
            let n = if n == introduced { "all".to_owned() } else { grouped(n) };
            format!("{by} brought {people}; {n} of them only through {}", quoted(&elide(&name, 21.0, 420.0)))
        }
        _ => format!("{by} brought {people}"),
    }
}

/// What stands beside a circle.
struct Words {
    name: String,
    /// How many below are not drawn.
    hidden: String,
    /// When they were introduced, where there is room to say so.
    date: String,
    /// The right end of it all, counted from the middle of the circle.
    end: f64,
}

/// Where everything lies.
struct Layout<'a> {
    graph: &'a Graph,
    tree: &'a Tree,
    /// Left edge of each column, and of what is right of the last.
    columns: Vec<f64>,
    size: f64,
    top: f64,
    row: f64,
    ages: BTreeMap<i32, RGBColor>,
}

impl Layout<'_> {
    fn at(&self, placed: &Placed) -> (f64, f64) {
        let wave = self.graph.people[placed.nth].wave as usize;
        (self.columns[wave] + 6.0, self.top + (placed.row + 0.5) * self.row)
    }

    fn age(&self, on: Option<Day>) -> RGBColor {
        let year = on.map(|day| day.ymd().0);
        year.and_then(|year| self.ages.range(..=year).next_back().or(self.ages.first_key_value()))
            .map_or(RULE, |(_, colour)| *colour)
    }

    /// Where ties of a wave leave its column.
    fn bend(&self, wave: u32) -> f64 {
        self.columns[wave as usize + 1] - GUTTER
    }

    /// The words beside a circle, cut to their column.
    fn words(&self, placed: &Placed) -> Words {
        let person = &self.graph.people[placed.nth];
        let wave = person.wave as usize;
        let last = wave + 2 == self.columns.len();
        let room = self.columns[wave + 1] - self.columns[wave] - 6.0 - if last { 0.0 } else { GUTTER + GAP };
        words(person, placed.hidden, room, self.size)
    }
}

fn radius(person: &Node) -> f64 {
    let introductions = f64::from(person.introductions);
    if introductions > 0.0 { (3.4 + 1.3 * introductions.sqrt()).min(8.0) } else { 3.0 }
}

/// A name and what belongs to it within `room`: the count of those not drawn comes first, then the name, then the
/// date.
fn words(person: &Node, hidden: usize, room: f64, size: f64) -> Words {
    let hidden = if hidden > 0 { format!("+{}", grouped(hidden)) } else { String::new() };
    let count = if hidden.is_empty() { 0.0 } else { width(&hidden, size) + GAP };
    let start = radius(person) + GAP;
    let name = elide(&person.name, size, (room - start - count).max(0.0)).into_owned();
    let mut end = start + width(&name, size) + count;
    let mut date = String::new();
    if let Some(on) = person.on {
        let (year, month, _) = on.ymd();
        let words = format!("{} {year}", MONTH_NAMES[month as usize - 1]);
        let with = end + GAP + width(&words, 10.0);
        if with <= room && name == person.name {
            (date, end) = (words, with);
        }
    }
    Words { name, hidden, date, end }
}

/// Names are set a little smaller where they are many abreast.
fn name_size(n_columns: usize) -> f64 {
    if n_columns > 5 { 11.0 } else { SMALL }
}

/// Left edges of the columns: as wide as their names where that fits, and otherwise cut from the widest.
fn columns(graph: &Graph, tree: &Tree) -> (Vec<f64>, f64) {
    let n =
        tree.placed.iter().map(|placed| graph.people[placed.nth].wave as usize + 1).max().unwrap_or(1).max(2);
    let mut wanted = vec![130.0f64; n];
    for placed in &tree.placed {
        let person = &graph.people[placed.nth];
        let gutter = if person.wave as usize + 1 == n { 0.0 } else { GUTTER + 2.0 * GAP };
        let wide = words(person, placed.hidden, f64::INFINITY, name_size(n)).end + gutter + 6.0;
        let column = &mut wanted[person.wave as usize];
        *column = column.max(wide);
    }
    let room = WIDTH - MARGIN - LEFT;
    let mut cap = wanted.iter().copied().fold(0.0, f64::max);
    let total = |cap: f64| wanted.iter().map(|wide| wide.min(cap)).sum::<f64>();
    while total(cap) > room {
        cap -= 1.0;
    }
    // What is left over goes to the ties: long ones are easier to follow than steep ones.
    let spare = ((room - total(cap)) / n as f64).min(90.0);
    let mut edges = vec![LEFT];
    for wide in &wanted {
        edges.push(edges.last().unwrap_or(&LEFT) + wide.min(cap) + spare);
    }
    (edges, cap)
}

/// Draws a referral graph.
pub(super) fn draw(graph: &Graph, sole: Option<(String, usize)>, source: &str, as_of: &str) -> Canvas {
    if graph.people.is_empty() {
        let hint =
            "Note in introductions.csv who introduced whom; this picture then shows which contacts lead on.";
        return Canvas::empty("No introductions yet", hint, source, as_of);
    }
    let (tree, columns) = (3..=MOST_WAVES)
        .rev()
        .map(|waves| choose(graph, waves))
        .map(|tree| (columns(graph, &tree), tree))
        .find(|((edges, cap), _)| *cap >= NARROWEST || edges.len() <= 4)
        .map(|((edges, _), tree)| (tree, edges))
        .unwrap_or_default();
    let row = match tree.rows {
        0..=14 => 27.0,
        15..=24 => 23.0,
        _ => 19.0,
    };
    let ages = ages(graph, &tree);
    let size = name_size(columns.len() - 1);
    let layout = Layout { graph, tree: &tree, columns, size, top: HEAD + 84.0, row, ages };
    let more = tree.hidden_seeds.0 > 0;
    let rows = tree.rows as f64 * row;
    let height = layout.top + rows + if more { 34.0 } else { 8.0 } + FOOT;
    let waves = graph.people.iter().map(|person| person.wave as usize + 1).max().unwrap_or(0);
    let reading = match (tree.placed.len(), graph.people.len()) {
        (shown, all) if shown < all => format!(
            "Showing {} of {} people{}, introducers first; the others are counted, as +n, at whoever led to them",
            grouped(shown),
            grouped(all),
            if waves >= layout.columns.len() {
                format!(" and {} of {waves} waves", layout.columns.len() - 1)
            } else {
                String::new()
            },
        ),
        _ => "Whoever introduced somebody stands left of whom they brought to you".to_owned(),
    };
    let mut canvas = Canvas::new(height, &title(graph, sole), &reading, source, as_of);
    legend(&mut canvas, &layout);
    headings(&mut canvas, &layout);
    draw_ties(&mut canvas, &layout);
    for placed in &tree.placed {
        draw_person(&mut canvas, &layout, placed);
    }
    if more {
        let (seeds, below) = tree.hidden_seeds;
        let lead = if below == 0 {
            String::new()
        } else {
            format!(", who lead to {}", count(below, "person", "people"))
        };
        let more = format!("and {} more known to you{lead}", grouped(seeds));
        canvas.text((LEFT, layout.top + rows + 20.0), Anchor::Start, SMALL, GREY, &more);
    }
    canvas
}

/// Colours of the years in which the ties drawn were made: five at most, the earliest put together.
fn ages(graph: &Graph, tree: &Tree) -> BTreeMap<i32, RGBColor> {
    let shown: BTreeSet<usize> = tree.placed.iter().map(|placed| placed.nth).collect();
    let drawn = graph.ties.iter().filter(|tie| shown.contains(&tie.from) && shown.contains(&tie.to));
    let years: BTreeSet<i32> = drawn.filter_map(|tie| tie.on).map(|day| day.ymd().0).collect();
    let latest: Vec<i32> = years.into_iter().rev().take(AGES.len()).collect();
    // Few years are set far apart.
    let steps: &[usize] = match latest.len() {
        0 | 1 => &[3],
        2 => &[3, 1],
        3 => &[4, 2, 0],
        _ => &[4, 3, 2, 1, 0],
    };
    latest.into_iter().zip(steps.iter().map(|step| AGES[*step])).collect()
}

fn legend(canvas: &mut Canvas, layout: &Layout<'_>) {
    let y = HEAD + 12.0;
    let mut x = MARGIN;
    let ties = &layout.graph.ties;
    let earlier = ties.iter().filter_map(|tie| tie.on).map(|day| day.ymd().0).min();
    for (nth, (year, colour)) in layout.ages.iter().enumerate() {
        canvas.line(&[(x, y), (x + 20.0, y)], *colour, 2.0, Dash::Solid);
        let before = nth == 0 && earlier.is_some_and(|first| first < *year);
        let word = if before { format!("{year} or before") } else { year.to_string() };
        x = canvas.text((x + 25.0, y), Anchor::Start, SMALL, GREY, &word).x1 + 16.0;
    }
    if ties.iter().any(|tie| tie.on.is_none()) {
        canvas.line(&[(x, y), (x + 20.0, y)], RULE, 2.0, Dash::Solid);
        x = canvas.text((x + 25.0, y), Anchor::Start, SMALL, GREY, "no date").x1 + 16.0;
    }
    if ties.iter().any(|tie| tie.inferred) {
        canvas.line(&[(x, y), (x + 20.0, y)], GREY, 1.5, Dash::Dashed);
        x = canvas.text((x + 25.0, y), Anchor::Start, SMALL, GREY, "read out of messages").x1 + 16.0;
    }
    let most = layout.graph.people.iter().max_by_key(|person| person.introductions);
    let most = most.map_or(0, |person| person.introductions);
    for introductions in [1, most].into_iter().take(if most > 1 { 2 } else { 1 }) {
        let sample = Node { introductions, ..Node::default() };
        canvas.disc((x + radius(&sample), y), radius(&sample), BLUE);
        let word = format!("introduced {introductions}");
        x = canvas.text((x + 2.0 * radius(&sample) + 6.0, y), Anchor::Start, SMALL, GREY, &word).x1 + 14.0;
    }
    canvas.ring((x + 4.0, y), 3.0, FAINT, 1.25);
    canvas.text((x + 13.0, y), Anchor::Start, SMALL, GREY, "nobody yet");
}

fn headings(canvas: &mut Canvas, layout: &Layout<'_>) {
    let y = layout.top - 32.0;
    let in_wave =
        |wave: usize| layout.graph.people.iter().filter(|person| person.wave as usize == wave).count();
    let drawn = |wave: usize| {
        let waves = layout.tree.placed.iter().map(|placed| layout.graph.people[placed.nth].wave as usize);
        waves.filter(|of| *of == wave).count()
    };
    let deepest = layout.graph.people.iter().map(|person| person.wave as usize).max().unwrap_or(0);
    let n_columns = layout.columns.len() - 1;
    for wave in 0..n_columns.min(deepest + 1) {
        let x = layout.columns[wave];
        let room = layout.columns[wave + 1] - x - 10.0;
        canvas.text((x, y), Anchor::Start, 13.0, INK, &format!("Wave {wave}"));
        let all = in_wave(wave);
        let whom = match wave {
            0 => format!("{} known to you", grouped(all)),
            _ => count(all, "person", "people"),
        };
        let note = match drawn(wave) {
            shown if shown == all => whom,
            shown => format!("{} of {whom}", grouped(shown)),
        };
        canvas.text((x, y + 17.0), Anchor::Start, 11.0, FAINT, &elide(&note, 11.0, room));
    }
    canvas.line(&[(MARGIN, layout.top - 2.0), (WIDTH - MARGIN, layout.top - 2.0)], RULE, 0.75, Dash::Solid);
}

fn draw_ties(canvas: &mut Canvas, layout: &Layout<'_>) {
    let people = &layout.graph.people;
    let at: BTreeMap<usize, ((f64, f64), f64)> = layout
        .tree
        .placed
        .iter()
        .map(|placed| (placed.nth, (layout.at(placed), layout.words(placed).end)))
        .collect();
    let seeds = layout.tree.placed.iter().filter(|placed| people[placed.nth].parent.is_none());
    let seeds: Vec<((f64, f64), f64)> =
        seeds.map(|placed| (layout.at(placed), radius(&people[placed.nth]) + 1.0)).collect();
    let ends = (seeds.first().map_or(0.0, |(at, _)| at.1), seeds.last().map_or(0.0, |(at, _)| at.1));
    let you = (MARGIN + 40.0, (ends.0 + ends.1) / 2.0);
    for (seed, near) in &seeds {
        canvas.line(&curve(you, (seed.0 - near, seed.1)), RULE, 0.75, Dash::Solid);
    }
    canvas.disc(you, 8.0, VERMILION);
    canvas.text((you.0 - 13.0, you.1), Anchor::End, 13.0, INK, "You");
    // Ties of the tree first: another introducer's lies over them, and names over all.
    let of_tree = |tie: &&Tie| people[tie.to].parent == Some(tie.from);
    let (first, others): (Vec<&Tie>, Vec<&Tie>) = layout.graph.ties.iter().partition(of_tree);
    for tie in first.into_iter().chain(others) {
        let (Some(&(from, words)), Some(&(to, _))) = (at.get(&tie.from), at.get(&tie.to)) else { continue };
        let dash = if tie.inferred { Dash::Dashed } else { Dash::Solid };
        let colour = layout.age(tie.on);
        let waves = (people[tie.from].wave, people[tie.to].wave);
        let near = radius(&people[tie.to]) + 1.0;
        if waves.1 > waves.0 {
            // Along its own row to the end of the column, where no name stands in the way.
            let bend = layout.bend(waves.0).max(from.0 + words + GAP);
            let mut points = vec![(from.0 + words + GAP, from.1)];
            points.extend(curve((bend, from.1), (to.0 - near, to.1)));
            canvas.line(&points, colour, 1.25, dash);
        } else {
            // Back to somebody known before: round the left side, with the head of an arrow.
            let start = (from.0 - radius(&people[tie.from]) - 1.0, from.1);
            let end = (to.0 - near - 5.0, to.1);
            let out = start.0.min(end.0) - 26.0;
            canvas.line(&bezier(start, (out, start.1), (out, end.1), end), colour, 1.25, dash);
            let tip = (to.0 - near, to.1);
            canvas.field(vec![tip, (tip.0 - 6.0, tip.1 - 3.0), (tip.0 - 6.0, tip.1 + 3.0)], colour);
        }
    }
}

/// A curve that leaves and arrives level.
fn curve(from: (f64, f64), to: (f64, f64)) -> Vec<(f64, f64)> {
    let half = (from.0 + to.0) / 2.0;
    bezier(from, (half, from.1), (half, to.1), to)
}

fn bezier(a: (f64, f64), b: (f64, f64), c: (f64, f64), d: (f64, f64)) -> Vec<(f64, f64)> {
    const STEPS: i32 = 18;
    let point = |step: i32| {
        let t = f64::from(step) / f64::from(STEPS);
        let u = 1.0 - t;
        let mix = |a: f64, b: f64, c: f64, d: f64| {
            u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
        };
        (mix(a.0, b.0, c.0, d.0), mix(a.1, b.1, c.1, d.1))
    };
    (0..=STEPS).map(point).collect()
}

fn draw_person(canvas: &mut Canvas, layout: &Layout<'_>, placed: &Placed) {
    let person = &layout.graph.people[placed.nth];
    let at = layout.at(placed);
    let words = layout.words(placed);
    if person.introductions > 0 {
        canvas.disc(at, radius(person), BLUE);
    } else {
        canvas.ring(at, radius(person), FAINT, 1.25);
    }
    let x = at.0 + radius(person) + GAP;
    // Ties to later waves may pass behind; those of the tree never do.
    let mut end = canvas.text_on_paper((x, at.1), Anchor::Start, layout.size, INK, &words.name).x1;
    if !words.hidden.is_empty() {
        end =
            canvas.text_on_paper((end + GAP, at.1), Anchor::Start, layout.size, VERMILION, &words.hidden).x1;
    }
    canvas.text_on_paper((end + GAP, at.1), Anchor::Start, 10.0, FAINT, &words.date);
}

/// How many people are drawn, and how many are counted at somebody or below the picture.
#[cfg(test)]
pub(super) fn shown_and_counted(graph: &Graph, waves: u32) -> (usize, usize) {
    let tree = choose(graph, waves);
    let counted = tree.placed.iter().map(|placed| placed.hidden).sum::<usize>();
    (tree.placed.len(), counted + tree.hidden_seeds.0 + tree.hidden_seeds.1)
}

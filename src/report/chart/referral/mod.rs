//! The referral graph, from left to right: the seeker, those she knew, and wave after wave whom they brought.
//!
//! A name stands right of its circle and its ties leave at the end of the column, so no tie of the tree crosses a
//! name. What does not fit is counted at whoever introduced it.

mod tree;

pub(super) use tree::{Graph, Tie};

use super::canvas::{Anchor, Canvas, Dash, FOOT, HEAD, MARGIN, SMALL, WIDTH};
use super::fonts::width;
use super::palette::{AGES, BLUE, FAINT, GREY, INK, RULE, VERMILION};
use super::text::{count, elide, grouped, quoted};
use crate::day::{Day, MONTH_NAMES};
use crate::pipeline::Study;
use plotters::style::RGBColor;
use std::collections::{BTreeMap, BTreeSet};
use tree::{Placed, Tree, choose};

/// Where the column of wave 0 begins, and what ties need between two columns.
const LEFT: f64 = MARGIN + 112.0;
const GUTTER: f64 = 54.0;

/// The picture of a study.
pub(super) fn picture(study: &Study) -> Canvas {
    let source = super::sources(study, &["introductions", "interviews", "messages"]);
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
            format!(
                "{by} brought {people}; {} of them only through {}",
                grouped(n),
                quoted(&elide(&name, 21.0, 420.0))
            )
        }
        _ => format!("{by} brought {people}"),
    }
}

/// Where everything lies.
struct Layout<'a> {
    graph: &'a Graph,
    /// Left edge of the first column, and width of each.
    column: f64,
    top: f64,
    row: f64,
    n_columns: u32,
    ages: BTreeMap<i32, RGBColor>,
}

impl Layout<'_> {
    fn at(&self, placed: &Placed) -> (f64, f64) {
        let wave = self.graph.people[placed.nth].wave;
        (LEFT + f64::from(wave) * self.column, self.top + (placed.row + 0.5) * self.row)
    }

    fn radius(&self, nth: usize) -> f64 {
        let introductions = f64::from(self.graph.people[nth].introductions);
        if introductions > 0.0 { (3.4 + 1.3 * introductions.sqrt()).min(8.0) } else { 3.0 }
    }

    fn age(&self, on: Option<Day>) -> RGBColor {
        let year = on.map(|day| day.ymd().0);
        year.and_then(|year| self.ages.range(..=year).next_back().or(self.ages.first_key_value()))
            .map_or(RULE, |(_, colour)| *colour)
    }

    /// The room for the words of a column.
    fn room(&self, wave: u32) -> f64 {
        if wave + 1 == self.n_columns { self.column } else { self.column - GUTTER }
    }
}

/// Draws a referral graph.
pub(super) fn draw(graph: &Graph, sole: Option<(String, usize)>, source: &str, as_of: &str) -> Canvas {
    if graph.people.is_empty() {
        let hint =
            "Note in introductions.csv who introduced whom; this picture then shows which contacts lead on.";
        return Canvas::empty("No introductions yet", hint, source, as_of);
    }
    let tree = choose(graph);
    let n_columns = tree.placed.iter().map(|placed| graph.people[placed.nth].wave + 1).max().unwrap_or(1);
    let row = match tree.rows {
        0..=14 => 27.0,
        15..=24 => 23.0,
        _ => 19.0,
    };
    let layout = Layout {
        graph,
        column: (WIDTH - MARGIN - LEFT) / f64::from(n_columns.max(2)),
        top: HEAD + 84.0,
        row,
        n_columns: n_columns.max(2),
        ages: ages(graph, &tree),
    };
    let more = tree.hidden_seeds.0 > 0;
    let rows = tree.rows as f64 * row;
    let height = (layout.top + rows + if more { 34.0 } else { 8.0 } + FOOT).max(340.0);
    let reading = match (tree.placed.len(), graph.people.len()) {
        (shown, all) if shown < all => format!(
            "Showing {} of {} people, introducers first; the others are counted at whoever introduced them (+{})",
            grouped(shown),
            grouped(all),
            tree.placed.iter().map(|placed| placed.hidden).max().unwrap_or(0)
        ),
        _ => "Whoever introduced somebody stands left of whom they brought to you".to_owned(),
    };
    let mut canvas = Canvas::new(height, &title(graph, sole), &reading, source, as_of);
    legend(&mut canvas, &layout);
    headings(&mut canvas, &layout, &tree);
    draw_ties(&mut canvas, &layout, &tree);
    for placed in &tree.placed {
        draw_person(&mut canvas, &layout, placed);
    }
    if more {
        let (seeds, below) = tree.hidden_seeds;
        let more = format!(
            "and {} more known to you, who lead to {}",
            grouped(seeds),
            count(below, "person", "people")
        );
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
    latest.into_iter().zip(AGES.into_iter().rev()).collect()
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
    for (radius, introductions) in [(4.7, 1), (8.0, 12)] {
        canvas.disc((x + radius, y), radius, BLUE);
        let word = if introductions == 1 { "introduced 1" } else { "12 or more" };
        x = canvas.text((x + 2.0 * radius + 6.0, y), Anchor::Start, SMALL, GREY, word).x1 + 14.0;
    }
    canvas.ring((x + 4.0, y), 3.0, FAINT, 1.25);
    canvas.text((x + 13.0, y), Anchor::Start, SMALL, GREY, "nobody yet");
}

fn headings(canvas: &mut Canvas, layout: &Layout<'_>, tree: &Tree) {
    let y = layout.top - 32.0;
    let in_wave = |wave: u32| layout.graph.people.iter().filter(|person| person.wave == wave).count();
    let drawn =
        |wave: u32| tree.placed.iter().filter(|placed| layout.graph.people[placed.nth].wave == wave).count();
    let deepest = layout.graph.people.iter().map(|person| person.wave).max().unwrap_or(0);
    for wave in 0..layout.n_columns.min(deepest + 1) {
        let x = LEFT + f64::from(wave) * layout.column - 6.0;
        let room = layout.column - 12.0;
        let words = if wave == 0 { "Wave 0 · known to you".to_owned() } else { format!("Wave {wave}") };
        let words = if width(&words, 13.0) <= room { words } else { format!("Wave {wave}") };
        canvas.text((x, y), Anchor::Start, 13.0, INK, &words);
        let all = in_wave(wave);
        let mut note = match drawn(wave) {
            shown if shown == all => count(all, "person", "people"),
            shown => format!("{} of {} people", grouped(shown), grouped(all)),
        };
        if wave + 1 == layout.n_columns && deepest > wave {
            let deeper = (wave + 1..=deepest).map(in_wave).sum::<usize>();
            note = format!("{note}; {} in later waves", grouped(deeper));
        }
        canvas.text((x, y + 17.0), Anchor::Start, 11.0, FAINT, &elide(&note, 11.0, room));
    }
    canvas.line(&[(MARGIN, layout.top - 2.0), (WIDTH - MARGIN, layout.top - 2.0)], RULE, 0.75, Dash::Solid);
}

fn draw_ties(canvas: &mut Canvas, layout: &Layout<'_>, tree: &Tree) {
    let at: BTreeMap<usize, (f64, f64)> =
        tree.placed.iter().map(|placed| (placed.nth, layout.at(placed))).collect();
    let seeds: Vec<(f64, f64)> = tree
        .placed
        .iter()
        .filter(|p| layout.graph.people[p.nth].parent.is_none())
        .map(|p| at[&p.nth])
        .collect();
    let ends = (seeds.first().map_or(0.0, |at| at.1), seeds.last().map_or(0.0, |at| at.1));
    let you = (MARGIN + 34.0, (ends.0 + ends.1) / 2.0);
    for seed in &seeds {
        canvas.line(&curve(you, *seed), RULE, 0.75, Dash::Solid);
    }
    canvas.disc(you, 9.0, VERMILION);
    canvas.text_on_paper((you.0 - 14.0, you.1), Anchor::End, 13.0, INK, "You");
    // Ties of the tree first: another introducer's lies over them, and names over all.
    let of_tree = |tie: &&Tie| layout.graph.people[tie.to].parent == Some(tie.from);
    let (first, others): (Vec<&Tie>, Vec<&Tie>) = layout.graph.ties.iter().partition(of_tree);
    for tie in first.into_iter().chain(others) {
        let (Some(&from), Some(&to)) = (at.get(&tie.from), at.get(&tie.to)) else { continue };
        let dash = if tie.inferred { Dash::Dashed } else { Dash::Solid };
        let colour = layout.age(tie.on);
        let waves = (layout.graph.people[tie.from].wave, layout.graph.people[tie.to].wave);
        let near = layout.radius(tie.to) + 1.0;
        if waves.1 > waves.0 {
            // Along its own row to the end of the column, where no name stands in the way.
            let bend = (from.0 + layout.column - GUTTER + 4.0, from.1);
            let mut points = vec![from];
            points.extend(curve(bend, (to.0 - near, to.1)));
            canvas.line(&points, colour, 1.25, dash);
        } else {
            // Back to somebody known before: round the left side, with the head of an arrow.
            let start = (from.0 - layout.radius(tie.from), from.1);
            let end = (to.0 - near - 5.0, to.1);
            let out = start.0.min(end.0) - 30.0;
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
    let radius = layout.radius(placed.nth);
    if person.introductions > 0 {
        canvas.disc(at, radius + 1.0, super::palette::WHITE);
        canvas.disc(at, radius, BLUE);
    } else {
        canvas.ring(at, radius, FAINT, 1.25);
    }
    let x = at.0 + radius + 5.0;
    let mut room = layout.room(person.wave) - radius - 7.0;
    let hidden = if placed.hidden > 0 { format!("+{}", grouped(placed.hidden)) } else { String::new() };
    if placed.hidden > 0 {
        room -= width(&hidden, SMALL) + 8.0;
    }
    let date = person.on.map(|day| {
        let (year, month, _) = day.ymd();
        format!("{} {year}", MONTH_NAMES[month as usize - 1])
    });
    let name = elide(&person.name, SMALL, room);
    let mut end = canvas.text_on_paper((x, at.1), Anchor::Start, SMALL, INK, &name).x1;
    if placed.hidden > 0 {
        end = canvas.text_on_paper((end + 6.0, at.1), Anchor::Start, SMALL, VERMILION, &hidden).x1;
        room += width(&hidden, SMALL) + 8.0;
    }
    if let Some(date) = date.filter(|date| end + 7.0 + width(date, 10.0) <= x + room) {
        canvas.text_on_paper((end + 7.0, at.1), Anchor::Start, 10.0, FAINT, &date);
    }
}

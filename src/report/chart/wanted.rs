//! Coverage of a cohort's targets: what most members look for, and how far each is from it.

use super::ChartError;
use super::canvas::{Anchor, Area, Canvas, Dash, FOOT, HEAD, MARGIN, SMALL, WIDTH};
use super::palette::{FAINT, GREEN, GREY, INK, ORANGE, QUIET, RULE};
use super::text::{clean, count, elide, grouped};
use crate::analysis::cohort::wanted::{Reach, Wanted};
use crate::day::Day;
use plotters::style::RGBColor;

/// What is shown; the rest is counted.
const MOST: usize = 24;
const ROW: f64 = 24.0;

/// How far: colour and word.
const REACHES: [(RGBColor, &str); 5] = [
    (GREEN, "a contact of their own"),
    (ORANGE, "a path of their own"),
    (QUIET, "another member knows somebody"),
    (GREY, "nobody"),
    (RULE, "industry not known"),
];

/// Draws what the members of a cohort look for, most wanted first, and how far they are.
pub fn wanted(rows: &[Wanted], as_of: Day) -> Result<String, ChartError> {
    draw(rows, &super::day(as_of)).finish()
}

/// Draws it.
pub(super) fn draw(rows: &[Wanted], as_of: &str) -> Canvas {
    let source =
        "Source: the members' target matrices and connections; other members' contacts where both share";
    if rows.is_empty() {
        let hint =
            "No member has a target matrix; this picture shows who is how far from what they look for.";
        return Canvas::empty("No targets yet", hint, source, as_of);
    }
    let shown = &rows[..rows.len().min(MOST)];
    let rest = &rows[shown.len()..];
    let top = HEAD + 52.0;
    let height = top + 28.0 + shown.len() as f64 * ROW + if rest.is_empty() { 8.0 } else { 36.0 } + FOOT;
    let all = rows.iter().fold([0u32; 5], |mut sum, row| {
        sum.iter_mut().zip(row.by_reach).for_each(|(sum, n)| *sum += n);
        sum
    });
    let total: u32 = all.iter().sum();
    let own = all[Reach::Contact as usize] + all[Reach::Path as usize];
    let within = all[Reach::Within as usize];
    let title = match within {
        0 => format!(
            "{} of {} targets are within a member's own reach",
            grouped(own as usize),
            grouped(total as usize)
        ),
        _ => format!(
            "{} of {} targets are within a member's own reach, {} more through another member",
            grouped(own as usize),
            grouped(total as usize),
            grouped(within as usize)
        ),
    };
    let reading =
        "What most members look for comes first; a member counts once for each, however many rows name it";
    let mut canvas = Canvas::new(height, &title, reading, source, as_of);
    let mut x = MARGIN;
    for (colour, word) in REACHES {
        canvas.bar(Area { x0: x, y0: HEAD + 9.0, x1: x + 18.0, y1: HEAD + 19.0 }, colour);
        x = canvas.text((x + 24.0, HEAD + 14.0), Anchor::Start, SMALL, GREY, word).x1 + 20.0;
    }
    let left = MARGIN + 380.0;
    let room = WIDTH - MARGIN - 64.0 - left;
    let most = shown.iter().map(Wanted::members).max().unwrap_or(1).max(1);
    bar(&mut canvas, (MARGIN, top - 8.0), WIDTH - 2.0 * MARGIN, 12.0, &all);
    let first = top + 20.0;
    for (nth, row) in shown.iter().enumerate() {
        let y = first + (nth as f64 + 0.5) * ROW;
        let name = clean(&row.name);
        canvas.text((MARGIN, y), Anchor::Start, 13.0, INK, &elide(&name, 13.0, left - MARGIN - 16.0));
        let wide = room * f64::from(row.members()) / f64::from(most);
        bar(&mut canvas, (left, y - 6.0), wide, 12.0, &row.by_reach);
        let words = grouped(row.members() as usize);
        canvas.text((left + wide + 8.0, y), Anchor::Start, SMALL, GREY, &words);
    }
    canvas.line(&[(left, first), (left, first + shown.len() as f64 * ROW)], RULE, 0.75, Dash::Solid);
    if !rest.is_empty() {
        let y = first + shown.len() as f64 * ROW + 18.0;
        let n: u32 = rest.iter().map(Wanted::members).sum();
        let words = format!(
            "and {} that no more look for, {} in all",
            count(rest.len(), "other", "others"),
            count(n as usize, "target", "targets")
        );
        canvas.text((MARGIN, y), Anchor::Start, SMALL, FAINT, &words);
    }
    canvas
}

/// A bar in the colours of how far.
fn bar(canvas: &mut Canvas, at: (f64, f64), wide: f64, high: f64, by_reach: &[u32; 5]) {
    let total: u32 = by_reach.iter().sum();
    let mut x = at.0;
    for (n, (colour, _)) in by_reach.iter().zip(REACHES) {
        let part = wide * f64::from(*n) / f64::from(total.max(1));
        if *n > 0 {
            canvas.bar(Area { x0: x, y0: at.1, x1: x + part, y1: at.1 + high }, colour);
        }
        x += part;
    }
}

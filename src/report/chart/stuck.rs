//! Who is stuck, one small picture each: connections and requests of the last two years.

use super::ChartError;
use super::canvas::{Anchor, Canvas, Dash, FOOT, HEAD, MARGIN, SMALL, WIDTH};
use super::palette::{BLUE, FAINT, GREY, INK, RULE, VERMILION};
use super::text::{clean, count, elide, grouped};
use crate::day::Day;

/// Members shown, four in a row: an advisor's week.
const MOST: usize = 24;
const IN_A_ROW: usize = 4;
const FIELD: f64 = 58.0;
/// Months looked at.
const MONTHS: i32 = 24;

/// A member who is stuck.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// What she is called.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Connections at the end of each of the last months, the last one now.
    pub totals: Vec<u32>,
    /// Requests: days before now, and whether an answer came.
    pub asks: Vec<(i32, bool)>,
}

/// How many months a case shows.
pub const CASE_MONTHS: usize = MONTHS as usize;

/// Draws the members who are stuck, in the order of the advisor's week.
pub fn stuck(cases: &[Case], members: usize, as_of: Day) -> Result<String, ChartError> {
    draw(cases, members, &super::day(as_of)).finish()
}

/// Draws it.
pub(super) fn draw(cases: &[Case], members: usize, as_of: &str) -> Canvas {
    let source = "Source: the members' connections, outreach and messages";
    if cases.is_empty() {
        let hint = "Everyone has targets, asks, is answered and is introduced.";
        return Canvas::empty("Nobody is stuck", hint, source, as_of);
    }
    let shown = &cases[..cases.len().min(MOST)];
    let rows = shown.len().div_ceil(IN_A_ROW);
    let top = HEAD + 22.0;
    let cell = FIELD + 76.0;
    let height = top + rows as f64 * cell + FOOT;
    let of = count(members, "member", "members");
    let verb = if cases.len() == 1 { "is" } else { "are" };
    let title = match shown.len() == cases.len() {
        true => format!("{} of {of} {verb} stuck", grouped(cases.len())),
        false => format!(
            "{} of {of} {verb} stuck; the first {} of the advisor's week",
            grouped(cases.len()),
            shown.len()
        ),
    };
    let reading = "Connections of the last two years, from none to their own most; below, a dot for each request: full \
                   where an answer came";
    let mut canvas = Canvas::new(height, &title, reading, source, as_of);
    let gap = 30.0;
    let wide = (WIDTH - 2.0 * MARGIN - gap * (IN_A_ROW - 1) as f64) / IN_A_ROW as f64;
    for (nth, case) in shown.iter().enumerate() {
        let left = MARGIN + (nth % IN_A_ROW) as f64 * (wide + gap);
        let head = top + (nth / IN_A_ROW) as f64 * cell;
        draw_case(&mut canvas, case, (left, head), wide);
    }
    canvas
}

fn draw_case(canvas: &mut Canvas, case: &Case, (left, head): (f64, f64), wide: f64) {
    let right = left + wide;
    let now = grouped(case.totals.last().copied().unwrap_or(0) as usize);
    let at = canvas.text((right, head), Anchor::End, SMALL, BLUE, &now);
    let name = clean(&case.name);
    canvas.text((left, head), Anchor::Start, 13.0, INK, &elide(&name, 13.0, at.x0 - left - 10.0));
    canvas.text((left, head + 17.0), Anchor::Start, SMALL, VERMILION, &elide(&case.reason, SMALL, wide));
    let base = head + 30.0 + FIELD;
    if let Some(most) = case.totals.iter().max() {
        let most = f64::from(*most).max(1.0);
        let x = |at: usize| left + wide * at as f64 / (case.totals.len().max(2) - 1) as f64;
        let y = |total: u32| base - (FIELD - 4.0) * f64::from(total) / most;
        let points: Vec<(f64, f64)> =
            case.totals.iter().enumerate().map(|(at, total)| (x(at), y(*total))).collect();
        canvas.line(&points, BLUE, 1.75, Dash::Solid);
    }
    canvas.line(&[(left, base), (right, base)], RULE, 1.0, Dash::Solid);
    let span = f64::from(MONTHS) * 30.44;
    let mut any = false;
    for (days, replied) in &case.asks {
        let x = right - wide * f64::from(*days) / span;
        if x < left || *days < 0 {
            continue;
        }
        any = true;
        let at = (x.clamp(left + 3.0, right - 3.0), base + 10.0);
        if *replied { canvas.disc(at, 3.0, BLUE) } else { canvas.ring(at, 2.5, GREY, 1.0) }
    }
    if !any {
        canvas.text((left, base + 11.0), Anchor::Start, 11.0, FAINT, "no request in these two years");
    }
}

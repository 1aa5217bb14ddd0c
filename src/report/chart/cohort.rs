//! Growth of a cohort: where most members stand, and some of them one by one.

use super::ChartError;
use super::canvas::{Anchor, Area, Canvas, Dash, FOOT, HEAD, MARGIN, SMALL, WIDTH};
use super::palette::{AGES, BLUE, FAINT, GREY, GRID, INK, RULE};
use super::scale::{Months, step};
use super::text::{clean, count, elide, grouped};
use crate::analysis::growth::MonthOfGrowth;
use crate::day::{Day, Month};
use plotters::style::RGBColor;

/// Members who get a picture of their own, six in a row.
const MOST: usize = 24;
const IN_A_ROW: usize = 6;
/// Height of the field of all, and of one member's.
const FIELD: f64 = 190.0;
const SMALL_FIELD: f64 = 78.0;
/// The band within which nine members in ten, and half of them, lie.
const WIDE: RGBColor = RGBColor(226, 236, 244);
const NARROW: RGBColor = RGBColor(190, 213, 230);

/// Draws how the members of a cohort grew: a band of all, and small pictures on one scale, the largest first.
///
/// Up to 24 members each have their own; of more, those at even steps from the most connections to the fewest, so
/// that the small pictures are a sample of all and not of the best.
pub fn cohort_growth(members: &[(String, Vec<MonthOfGrowth>)], as_of: Day) -> Result<String, ChartError> {
    draw(members, &super::day(as_of)).finish()
}

/// Draws growth of a cohort.
pub(super) fn draw(members: &[(String, Vec<MonthOfGrowth>)], as_of: &str) -> Canvas {
    let source = format!("Source: the connections of {}", count(members.len(), "member", "members"));
    let mut grown: Vec<(&str, &[MonthOfGrowth])> = members
        .iter()
        .filter(|(_, months)| !months.is_empty())
        .map(|(name, months)| (name.as_str(), months.as_slice()))
        .collect();
    let total = |months: &[MonthOfGrowth]| months.last().map_or(0, |month| month.total);
    grown.sort_by(|a, b| total(b.1).cmp(&total(a.1)).then(a.0.cmp(b.0)));
    let first = grown.iter().filter_map(|(_, months)| months.first()).map(|month| month.month.0).min();
    let last = grown.iter().filter_map(|(_, months)| months.last()).map(|month| month.month.0).max();
    let (Some(first), Some(last)) = (first, last) else {
        let hint = "None of the members has connections with a date.";
        return Canvas::empty("No growth to show", hint, &source, as_of);
    };
    let n = (last - first + 1) as usize;
    let shown: Vec<usize> = match grown.len() {
        all if all <= MOST => (0..all).collect(),
        all => (0..MOST).map(|nth| nth * (all - 1) / (MOST - 1)).collect(),
    };
    let rows = shown.len().div_ceil(IN_A_ROW);
    let columns = shown.len().min(IN_A_ROW).max(3);
    let top = HEAD + 34.0;
    let small_top = top + FIELD + 66.0;
    let height = small_top + rows as f64 * (SMALL_FIELD + 46.0) + FOOT;
    let totals: Vec<u32> = grown.iter().map(|(_, months)| total(months)).collect();
    let title = format!(
        "{} with {} in the middle; half of them have between {} and {}",
        count(grown.len(), "member", "members"),
        count(quantile(&totals, 0.5) as usize, "connection", "connections"),
        grouped(quantile(&totals, 0.75) as usize),
        grouped(quantile(&totals, 0.25) as usize)
    );
    let reading = "Connections of all members by month: the middle one, the half around it, and nine in ten";
    let mut canvas = Canvas::new(height, &title, reading, &source, as_of);

    let time = Months { first: Month(first), n, left: MARGIN + 44.0, right: WIDTH - MARGIN - 8.0 };
    let by_month: Vec<Vec<u32>> = (0..n)
        .map(|at| {
            let mut at_month: Vec<u32> =
                grown.iter().map(|(_, months)| total_at(months, first + at as i32)).collect();
            at_month.sort_unstable_by(|a, b| b.cmp(a));
            at_month
        })
        .collect();
    let line = |share: f64| -> Vec<u32> { by_month.iter().map(|totals| quantile(totals, share)).collect() };
    let (high, upper, middle, lower, low) = (line(0.05), line(0.25), line(0.5), line(0.75), line(0.95));
    band_field(&mut canvas, &time, top, [&high, &upper, &middle, &lower, &low]);

    let words = match shown.len() {
        all if all == grown.len() => {
            "Every member, the most connections first; the grey line is the middle".to_owned()
        }
        some => format!(
            "{some} of them, at even steps from the most connections to the fewest; the grey line is the middle"
        ),
    };
    canvas.text((MARGIN, small_top - 26.0), Anchor::Start, 13.0, GREY, &words);
    let most = totals.first().copied().unwrap_or(0).max(1);
    let gap = 22.0;
    let wide = (WIDTH - 2.0 * MARGIN - gap * (columns - 1) as f64) / columns as f64;
    for (place, nth) in shown.iter().enumerate() {
        let (column, row) = (place % IN_A_ROW, place / IN_A_ROW);
        let left = MARGIN + column as f64 * (wide + gap);
        let head = small_top + row as f64 * (SMALL_FIELD + 46.0);
        let time = Months { left, right: left + wide, ..time };
        let (name, months) = grown[*nth];
        let total = grouped(total(months) as usize);
        let at = canvas.text((left + wide, head), Anchor::End, SMALL, BLUE, &total);
        let name = clean(name);
        canvas.text((left, head), Anchor::Start, SMALL, INK, &elide(&name, SMALL, at.x0 - left - 8.0));
        let base = head + 12.0 + SMALL_FIELD;
        let y = |total: u32| base - SMALL_FIELD * f64::from(total) / f64::from(most);
        let through = |time: &Months, values: &[u32]| -> Vec<(f64, f64)> {
            let x = |at: usize| time.x(Month(first + at as i32)) + time.wide() / 2.0;
            thin(values.iter().enumerate().map(|(at, value)| (x(at), y(*value))).collect())
        };
        canvas.line(&[(left, base), (left + wide, base)], RULE, 1.0, Dash::Solid);
        canvas.line(&through(&time, &middle), RULE, 1.25, Dash::Dashed);
        let own: Vec<u32> = (0..n).map(|at| total_at(months, first + at as i32)).collect();
        canvas.line(&through(&time, &own), BLUE, 1.75, Dash::Solid);
    }
    canvas
}

/// The band of all members.
fn band_field(canvas: &mut Canvas, time: &Months, top: f64, lines: [&Vec<u32>; 5]) {
    let [high, upper, middle, lower, low] = lines;
    let base = top + FIELD;
    let most = high.iter().max().copied().unwrap_or(0).max(1);
    let by = step(most, 4);
    let parts = most.div_ceil(by);
    let y = |total: f64| base - FIELD * total / f64::from(by * parts);
    let x = |at: usize| time.x(Month(time.first.0 + at as i32)) + time.wide() / 2.0;
    let through = |values: &[u32]| -> Vec<(f64, f64)> {
        values.iter().enumerate().map(|(at, value)| (x(at), y(f64::from(*value)))).collect()
    };
    let between = |above: &[u32], below: &[u32]| {
        let mut outline = through(above);
        outline.extend(through(below).into_iter().rev());
        outline
    };
    if middle.len() > 1 {
        canvas.field(between(high, low), WIDE);
        canvas.field(between(upper, lower), NARROW);
    }
    for part in 0..=parts {
        let level = y(f64::from(part * by));
        let colour = if part == 0 { RULE } else { GRID };
        canvas.line(&[(time.left, level), (time.right, level)], colour, 0.75, Dash::Solid);
        canvas.text((time.left - 10.0, level), Anchor::End, SMALL, GREY, &grouped((part * by) as usize));
    }
    canvas.line(&through(middle), AGES[3], 2.0, Dash::Solid);
    if let (Some(x), Some(total)) = (middle.len().checked_sub(1).map(x), middle.last()) {
        canvas.disc((x, y(f64::from(*total))), 3.5, AGES[3]);
    }
    for (label, x) in time.labels(SMALL) {
        canvas.text((x, base + 18.0), Anchor::Middle, SMALL, GREY, &label);
    }
    let at = HEAD + 10.0;
    let mut x = MARGIN;
    for (colour, word) in [(NARROW, "half of the members"), (WIDE, "nine in ten")] {
        canvas.bar(Area { x0: x, y0: at - 5.0, x1: x + 18.0, y1: at + 5.0 }, colour);
        x = canvas.text((x + 24.0, at), Anchor::Start, SMALL, GREY, word).x1 + 20.0;
    }
    canvas.line(&[(x, at), (x + 20.0, at)], AGES[3], 2.0, Dash::Solid);
    canvas.text((x + 26.0, at), Anchor::Start, SMALL, FAINT, "the one in the middle");
}

/// All connections of a member at the end of a month; 0 before the first.
fn total_at(months: &[MonthOfGrowth], month: i32) -> u32 {
    let Some(first) = months.first() else { return 0 };
    let at = month - first.month.0;
    match usize::try_from(at) {
        Ok(at) => months.get(at).or(months.last()).map_or(0, |month| month.total),
        Err(_) => 0,
    }
}

/// The value below which a share of the values, counted from the largest, does not lie; nearest rank.
fn quantile(falling: &[u32], share: f64) -> u32 {
    let at = (share * (falling.len().max(1) - 1) as f64).round() as usize;
    falling.get(at).copied().unwrap_or(0)
}

/// A line without the points between two of the same height, which nobody sees: small pictures of twenty years would
/// otherwise be most of the file.
fn thin(points: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let mut kept: Vec<(f64, f64)> = Vec::new();
    for (nth, point) in points.iter().enumerate() {
        let before = kept.last().map(|at| (at.1 - point.1).abs() < 0.25);
        let after = points.get(nth + 1).map(|at| (at.1 - point.1).abs() < 0.25);
        if before != Some(true) || after != Some(true) {
            kept.push(*point);
        }
    }
    kept
}

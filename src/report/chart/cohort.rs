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
/// With fewer members than this there is no middle worth a picture: each is shown larger.
const FEW: usize = 7;
/// Height of the field of all, and of one member's.
const FIELD: f64 = 190.0;
const SMALL_FIELD: f64 = 74.0;
const LARGE_FIELD: f64 = 190.0;
/// The band within which nine members in ten, and half of them, lie.
const WIDE: RGBColor = RGBColor(226, 236, 244);
const NARROW: RGBColor = RGBColor(190, 213, 230);

/// Draws how the members of a cohort grew: a band of all, and small pictures of some, the largest first.
///
/// Up to 24 members each have their own; of more, those at even steps from the most connections to the fewest, so
/// that the small pictures are a sample of all and not of the best. Those in one row share a scale: they are of a
/// size, and on one scale for all the small would be flat.
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
    let few = grown.len() < FEW;
    let in_a_row = if few { shown.len().min(3) } else { IN_A_ROW };
    let field = if few { LARGE_FIELD } else { SMALL_FIELD };
    let rows = shown.len().div_ceil(in_a_row);
    let top = HEAD + 34.0;
    let grid = if few { HEAD + 28.0 } else { top + FIELD + 92.0 };
    let height = grid + rows as f64 * (field + 50.0) + FOOT;
    let totals: Vec<u32> = grown.iter().map(|(_, months)| total(months)).collect();
    let reading = match (few, shown.len() == grown.len()) {
        (true, _) => "Connections by month; those in one row share a scale",
        (false, _) => {
            "Connections of all members by month: the middle one, the half around it, and nine in ten"
        }
    };
    let mut canvas = Canvas::new(height, &title(&grown, &totals), reading, &source, as_of);
    let time = Months { first: Month(first), n, left: MARGIN + 44.0, right: WIDTH - MARGIN - 8.0 };
    let by_month: Vec<Vec<u32>> = (0..n)
        .map(|at| {
            let totals = grown.iter().map(|(_, months)| total_at(months, first + at as i32));
            let mut totals: Vec<u32> = totals.collect();
            totals.sort_unstable_by(|a, b| b.cmp(a));
            totals
        })
        .collect();
    let line = |share: f64| -> Vec<u32> { by_month.iter().map(|totals| quantile(totals, share)).collect() };
    let middle = line(0.5);
    if !few {
        let others = (line(0.05), line(0.25), line(0.75), line(0.95));
        band_field(&mut canvas, &time, top, [&others.0, &others.1, &middle, &others.2, &others.3]);
        let whom = match shown.len() {
            all if all == grown.len() => "Every member, the most connections first".to_owned(),
            some => format!("{some} of them, at even steps from the most connections to the fewest"),
        };
        let words = format!(
            "{whom}; those in one row share a scale, and grey dashes are the one in the middle, up to that scale"
        );
        canvas.text((MARGIN, grid - 30.0), Anchor::Start, 13.0, GREY, &words);
    }
    let gap = 24.0;
    let wide = (WIDTH - 2.0 * MARGIN - gap * (in_a_row - 1) as f64) / in_a_row as f64;
    for (row, members) in shown.chunks(in_a_row).enumerate() {
        // Falling order: the first of a row is its largest.
        let most = totals[members[0]].max(1);
        for (column, nth) in members.iter().enumerate() {
            let left = MARGIN + column as f64 * (wide + gap);
            let small = Small {
                time: Months { left, right: left + wide, ..time },
                head: grid + row as f64 * (field + 50.0),
                field,
                most,
            };
            let (name, months) = grown[*nth];
            let own: Vec<u32> = (0..n).map(|at| total_at(months, first + at as i32)).collect();
            small.draw(&mut canvas, &clean(name), &own, (!few).then_some(&middle));
            if few {
                small.years(&mut canvas);
            }
        }
    }
    canvas
}

/// The finding: where the middle lies, or who has how many.
fn title(grown: &[(&str, &[MonthOfGrowth])], totals: &[u32]) -> String {
    let members = count(grown.len(), "member", "members");
    match totals {
        [one] => format!("{members} with {}", count(*one as usize, "connection", "connections")),
        [most, .., least] if grown.len() < FEW => {
            format!("{members}: from {} to {} connections", grouped(*least as usize), grouped(*most as usize))
        }
        _ => format!(
            "{members}; the one in the middle has {}, half of them have {} to {}",
            count(quantile(totals, 0.5) as usize, "connection", "connections"),
            grouped(quantile(totals, 0.75) as usize),
            grouped(quantile(totals, 0.25) as usize)
        ),
    }
}

/// The picture of one member.
struct Small {
    time: Months,
    head: f64,
    field: f64,
    most: u32,
}

impl Small {
    /// The first and the last year below, where there is no large picture to read them from.
    fn years(&self, canvas: &mut Canvas) {
        let y = self.head + 14.0 + self.field + 12.0;
        let last = Month(self.time.first.0 + self.time.n as i32 - 1);
        let (first, last) = (self.time.first.ym().0, last.ym().0);
        canvas.text((self.time.left, y), Anchor::Start, 11.0, FAINT, &first.to_string());
        if first != last {
            canvas.text((self.time.right, y), Anchor::End, 11.0, FAINT, &last.to_string());
        }
    }

    fn draw(&self, canvas: &mut Canvas, name: &str, own: &[u32], middle: Option<&Vec<u32>>) {
        let Small { time, head, field, most } = self;
        let total = grouped(own.last().copied().unwrap_or(0) as usize);
        let at = canvas.text((time.right, *head), Anchor::End, SMALL, BLUE, &total);
        canvas.text(
            (time.left, *head),
            Anchor::Start,
            SMALL,
            INK,
            &elide(name, SMALL, at.x0 - time.left - 8.0),
        );
        let base = head + 14.0 + field;
        let through = |values: &[u32]| -> Vec<(f64, f64)> {
            let x = |at: usize| time.x(Month(time.first.0 + at as i32)) + time.wide() / 2.0;
            let y = |total: u32| base - field * f64::from(total) / f64::from(*most);
            thin(values.iter().enumerate().map(|(at, value)| (x(at), y(*value))).collect())
        };
        canvas.line(&[(time.left, base), (time.right, base)], RULE, 1.0, Dash::Solid);
        if let Some(middle) = middle {
            // What lies above the scale of this row is not drawn: totals never fall, so it is the end.
            let within = middle.iter().position(|total| total > most).unwrap_or(middle.len());
            canvas.line(&through(&middle[..within]), FAINT, 1.0, Dash::Dashed);
        }
        canvas.line(&through(own), BLUE, 1.75, Dash::Solid);
    }
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

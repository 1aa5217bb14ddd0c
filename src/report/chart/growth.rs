//! Growth: new connections by month as bars, all of them as a line, and the seeker's jobs above.

use super::canvas::{Anchor, Area, Canvas, Dash, FOOT, HEAD, MARGIN, SMALL, WIDTH};
use super::fonts::width;
use super::palette::{BLUE, FAINT, GREY, GRID, INK, QUIET, RULE, VERMILION, WHITE};
use super::scale::{Months, step};
use super::text::{clean, count, elide, grouped};
use crate::analysis::growth::MonthOfGrowth;
use crate::day::{Day, Month};
use crate::pipeline::Study;

/// Height of the bars' field.
const FIELD: f64 = 300.0;
/// Height of a row of jobs, and how many there are at most.
const LANE: f64 = 24.0;
const LANES: usize = 3;
/// Bars are never thinner than this; where months would be, several make a bar.
const THINNEST: f64 = 2.6;

/// A job as a span of months, the last one included.
#[derive(Clone, Debug)]
pub(super) struct Span {
    /// The employer.
    pub(super) name: String,
    /// First month.
    pub(super) from: Month,
    /// Last month.
    pub(super) to: Month,
}

/// The picture of a study.
pub(super) fn picture(study: &Study) -> Canvas {
    let source = super::sources(study, &["connections", "introductions", "positions"]);
    let as_of = super::day(study.as_of);
    let jobs: Vec<Span> = study
        .workspace
        .jobs
        .iter()
        .filter_map(|job| {
            let from = job.started?;
            let to = job.finished.unwrap_or(study.as_of.month()).max(from);
            let name = if job.company.is_empty() { &job.title } else { &job.company };
            Some(Span { name: clean(name), from, to })
        })
        .collect();
    draw(&study.growth, jobs, &title(study), &source, &as_of)
}

/// The finding: how many, and how the latest hundred came.
fn title(study: &Study) -> String {
    let Some(last) = study.growth.last() else { return "No connection with a date".to_owned() };
    let mut dated: Vec<(Day, bool)> = study
        .people
        .ids()
        .filter_map(|id| {
            let person = study.people.get(id);
            let on = person.connected_on.filter(|on| *on <= study.as_of && person.is_connection())?;
            Some((on, study.network.introducers_of(id).is_some_and(|of| of.first.is_some())))
        })
        .collect();
    // A stable order within a day: nothing but the count depends on it, and the count only at the hundredth.
    dated.sort();
    let lately = &dated[dated.len().saturating_sub(100)..];
    let introduced = lately.iter().filter(|(_, yes)| *yes).count();
    let total = count(last.total as usize, "connection", "connections");
    let year: u32 = study.growth.iter().rev().take(12).map(|month| month.new).sum();
    match (introduced, lately.len()) {
        (0, _) => format!("{total}; {} of them in the last 12 months", grouped(year as usize)),
        (n, of) if of == dated.len() => format!("{total}; {n} of them came by introduction"),
        (n, of) => format!("{total}; {n} of the last {of} came by introduction"),
    }
}

/// Draws growth.
pub(super) fn draw(
    growth: &[MonthOfGrowth],
    jobs: Vec<Span>,
    title: &str,
    source: &str,
    as_of: &str,
) -> Canvas {
    let (Some(first), Some(last)) = (growth.first(), growth.last()) else {
        let hint =
            "Once Connections.csv has dates under “Connected On”, this picture shows connections by month.";
        return Canvas::empty(title, hint, source, as_of);
    };
    let time =
        Months { first: first.month, n: growth.len(), left: MARGIN + 44.0, right: WIDTH - MARGIN - 50.0 };
    let per_bar = [1, 3, 6, 12].into_iter().find(|n| time.wide() * *n as f64 >= THINNEST).unwrap_or(24);
    let bars: Vec<(Month, u32, u32)> = bars(growth, per_bar);
    let (lanes, left_out) = lanes(jobs, &time);
    let n_lanes = lanes.iter().map(|(lane, ..)| lane + 1).max().unwrap_or(0);

    let top = HEAD + 34.0 + n_lanes as f64 * LANE + if n_lanes > 0 { 10.0 } else { 0.0 };
    let base = top + FIELD;
    let unit = match per_bar {
        1 => "month".to_owned(),
        3 => "quarter".to_owned(),
        12 => "year".to_owned(),
        n => format!("{n} months"),
    };
    let reading = format!("New connections a {unit} as bars (left), and all so far as a line (right)");
    let source = match left_out {
        0 => source.to_owned(),
        n => format!("{source}; {} not shown for want of room", count(n, "job", "jobs")),
    };
    let mut canvas = Canvas::new(base + 34.0 + FOOT, title, &reading, &source, as_of);
    legend(&mut canvas, growth.iter().any(|month| month.introduced > 0));

    // Both axes have the same number of steps, so that one grid serves them.
    let most = bars.iter().map(|(_, new, _)| *new).max().unwrap_or(0).max(1);
    let left_step = step(most, 5);
    let parts = most.div_ceil(left_step);
    let right_step = step(last.total.max(1), parts);
    let level = |part: f64| base - (FIELD - 16.0) * part / f64::from(parts);
    for part in 0..=parts {
        let y = level(f64::from(part));
        let colour = if part == 0 { RULE } else { GRID };
        canvas.line(&[(time.left, y), (time.right, y)], colour, 1.0, Dash::Solid);
        let (new, total) = (part * left_step, part * right_step);
        canvas.text((time.left - 10.0, y), Anchor::End, SMALL, GREY, &grouped(new as usize));
        canvas.text((time.right + 10.0, y), Anchor::Start, SMALL, BLUE, &grouped(total as usize));
    }
    for (year, x) in time.years() {
        if x > time.left + 1.0 && time.n > 12 && (time.wide() * 12.0 > 24.0 || year % 5 == 0) {
            canvas.line(&[(x, base), (x, base + 6.0)], RULE, 1.0, Dash::Solid);
        }
    }
    for (label, x) in time.labels(SMALL) {
        canvas.text((x, base + 18.0), Anchor::Middle, SMALL, GREY, &label);
    }
    for (lane, x0, x1, label) in &lanes {
        // A job that began before the picture has no beginning to be marked.
        let begins = *x0 > time.left + 1.0;
        let y = HEAD + 44.0 + *lane as f64 * LANE;
        canvas.text((*x0, y), Anchor::Start, 11.0, INK, label);
        canvas.bar(Area { x0: *x0, y0: y + 8.5, x1: *x1, y1: y + 10.5 }, FAINT);
        if begins {
            canvas.line(&[(*x0 + 0.5, y + 9.5), (*x0 + 0.5, base)], RULE, 0.75, Dash::Dashed);
        }
    }
    let slot = time.wide() * per_bar as f64;
    let thick = (slot * if slot > 6.0 { 0.76 } else { 0.9 }).min(46.0);
    for (month, new, introduced) in &bars {
        let middle = time.x(*month) + slot / 2.0;
        let (x0, x1) = (middle - thick / 2.0, (middle + thick / 2.0).min(time.right));
        let at = |count: u32| level(f64::from(count) / f64::from(left_step));
        // Those introduced stand at the foot, where bars of different months can be compared.
        if new > introduced {
            canvas.bar(Area { x0, y0: at(*new), x1, y1: at(*introduced) }, QUIET);
        }
        if *introduced > 0 {
            canvas.bar(Area { x0, y0: at(*introduced), x1, y1: base }, VERMILION);
        }
    }
    let total_at = |total: u32| level(f64::from(total) / f64::from(right_step));
    let line: Vec<(f64, f64)> =
        growth.iter().map(|month| (time.x(month.month) + time.wide() / 2.0, total_at(month.total))).collect();
    // On a seam of paper, or it would be lost before tall bars.
    canvas.line(&line, WHITE, 4.0, Dash::Solid);
    canvas.line(&line, BLUE, 2.0, Dash::Solid);
    let end = *line.last().unwrap_or(&(time.right, base));
    canvas.disc(end, 3.5, BLUE);
    canvas
}

/// What the colours mean.
fn legend(canvas: &mut Canvas, introduced: bool) {
    let y = HEAD + 10.0;
    let mut x = MARGIN;
    let mut bar = |canvas: &mut Canvas, colour, word: &str| {
        canvas.bar(Area { x0: x, y0: y - 5.0, x1: x + 10.0, y1: y + 5.0 }, colour);
        x = canvas.text((x + 16.0, y), Anchor::Start, SMALL, GREY, word).x1 + 22.0;
    };
    if introduced {
        bar(canvas, VERMILION, "introduced by somebody");
        bar(canvas, QUIET, "not introduced");
    } else {
        bar(canvas, QUIET, "new connections");
    }
    canvas.line(&[(x, y), (x + 20.0, y)], BLUE, 2.0, Dash::Solid);
    canvas.text((x + 26.0, y), Anchor::Start, SMALL, GREY, "connections in all");
}

/// Months put together where they would be too thin: first month, new, introduced.
fn bars(growth: &[MonthOfGrowth], per_bar: usize) -> Vec<(Month, u32, u32)> {
    let sums = growth.chunks(per_bar).map(|months| {
        let sum = |count: fn(&MonthOfGrowth) -> u32| months.iter().map(count).sum();
        (months[0].month, sum(|month| month.new), sum(|month| month.introduced))
    });
    sums.collect()
}

/// Puts jobs into rows so that no name overlaps another: row, left, right, name; and how many found no place.
fn lanes(mut jobs: Vec<Span>, time: &Months) -> (Vec<(usize, f64, f64, String)>, usize) {
    jobs.sort_by(|a, b| (a.from, a.to, &a.name).cmp(&(b.from, b.to, &b.name)));
    // A second title at one employer is the same job here.
    jobs.dedup_by(|next, job| {
        let same = next.name == job.name && next.from.0 <= job.to.0 + 1;
        if same {
            job.to = job.to.max(next.to);
        }
        same
    });
    let mut taken: Vec<Vec<(f64, f64)>> = vec![Vec::new(); LANES];
    let (mut placed, mut left_out) = (Vec::new(), 0);
    for job in jobs {
        let (x0, x1) = (time.x(job.from).max(time.left), time.x(Month(job.to.0 + 1)).min(time.right));
        if x1 <= x0 {
            continue;
        }
        // The whole name if there is a row with room for it, otherwise as much as the job is long or the margin
        // allows.
        let whole = width(&job.name, 11.0);
        let edge = WIDTH - MARGIN;
        let choices = [whole, whole.min((x1 - x0).max(64.0)), whole.min(64.0)];
        let found = choices.into_iter().find_map(|room| {
            let end = (x0 + room).max(x1);
            let free = |row: &Vec<(f64, f64)>| row.iter().all(|(a, b)| end + 10.0 <= *a || *b + 10.0 <= x0);
            let row = taken.iter().position(free)?;
            (end <= edge).then_some((row, room, end))
        });
        match found {
            Some((row, room, end)) => {
                taken[row].push((x0, end));
                placed.push((row, x0, x1, elide(&job.name, 11.0, room + 0.1).into_owned()));
            }
            None => left_out += 1,
        }
    }
    (placed, left_out)
}

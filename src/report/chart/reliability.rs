//! Reliability: what was foretold against what came true, ten groups of outreach from the least likely to the most.

use super::canvas::{Anchor, Area, Canvas, Dash, FOOT, HEAD, MARGIN, SMALL, WIDTH};
use super::palette::{BLUE, FAINT, GREY, GRID, INK, QUIET, RULE, VERMILION};
use super::text::grouped;
use crate::analysis::backtest::{Backtest, Bin};

/// The side of the square.
const SIDE: f64 = 430.0;
/// The height of the field below, which shows how many there were of each.
const FOOTING: f64 = 70.0;

/// The picture of a back-test; `None` stands for a past without outcomes.
pub(super) fn picture(backtest: Option<&Backtest>, source: &str, as_of: &str) -> Canvas {
    let Some(found) = backtest else {
        let title = "No outreach so far whose outcome is known";
        let hint = "Once messages.csv or outreach.csv tell whom you wrote to and who answered, this picture compares.";
        return Canvas::empty(title, hint, source, as_of);
    };
    draw(&title(found), &found.bins, source, as_of)
}

/// The finding.
fn title(found: &Backtest) -> String {
    let off = found.calibration_error * 100.0;
    format!(
        "What was foretold was off by {off:.0} percentage point{}, over {} outreaches",
        if format!("{off:.0}") == "1" { "" } else { "s" },
        grouped(found.outreaches)
    )
}

/// Draws the groups.
pub(super) fn draw(title: &str, bins: &[Bin], source: &str, as_of: &str) -> Canvas {
    let (left, top) = (MARGIN + 76.0, HEAD + 20.0);
    let base = top + SIDE;
    let foot = base + 44.0 + FOOTING;
    let reading = "Each dot is a group of people: across, the chance of an answer foretold; up, the share that answered";
    let mut canvas = Canvas::new(foot + 30.0 + FOOT, title, reading, source, as_of);
    let x = |share: f64| left + SIDE * share;
    let y = |share: f64| base - SIDE * share;
    for part in 0..=5 {
        let share = f64::from(part) / 5.0;
        let label = format!("{} %", part * 20);
        let colour = if part == 0 { RULE } else { GRID };
        canvas.line(&[(left, y(share)), (left + SIDE, y(share))], colour, 1.0, Dash::Solid);
        canvas.line(&[(x(share), top), (x(share), base)], colour, 1.0, Dash::Solid);
        canvas.text((left - 10.0, y(share)), Anchor::End, SMALL, GREY, &label);
        canvas.text((x(share), base + 16.0), Anchor::Middle, SMALL, GREY, &label);
    }
    canvas.line(&[(x(0.0), y(0.0)), (x(1.0), y(1.0))], FAINT, 1.0, Dash::Dashed);
    for bin in bins {
        let at = x(bin.foretold);
        canvas.line(&[(at, y(bin.low)), (at, y(bin.high))], QUIET, 2.0, Dash::Solid);
    }
    let dots: Vec<(f64, f64)> = bins.iter().map(|bin| (x(bin.foretold), y(bin.answered))).collect();
    if dots.len() > 1 {
        canvas.line(&dots, BLUE, 1.5, Dash::Solid);
    }
    for (bin, dot) in bins.iter().zip(&dots) {
        let off = bin.foretold < bin.low || bin.foretold > bin.high;
        canvas.disc(*dot, 4.5, if off { VERMILION } else { BLUE });
    }
    let most = bins.iter().map(|bin| bin.n).max().unwrap_or(1).max(1) as f64;
    for bin in bins {
        let (at, high) = (x(bin.foretold), FOOTING * bin.n as f64 / most);
        canvas.bar(Area { x0: at - 4.0, y0: foot - high, x1: at + 4.0, y1: foot }, QUIET);
    }
    canvas.line(&[(left, foot), (left + SIDE, foot)], RULE, 1.0, Dash::Solid);
    canvas.text((left - 10.0, foot - FOOTING), Anchor::End, SMALL, GREY, &grouped(most as usize));
    canvas.text((left - 10.0, foot), Anchor::End, SMALL, GREY, "0");
    canvas.text((left, foot + 18.0), Anchor::Start, SMALL, GREY, "outreaches in each group");
    legend(&mut canvas, left + SIDE + 60.0, top + 14.0);
    canvas
}

/// What the signs mean, at the right.
fn legend(canvas: &mut Canvas, x: f64, top: f64) {
    let lines = [
        "On the dashed line, what was foretold came true.",
        "Below it, people answered less often than foretold;",
        "above it, more often.",
    ];
    for (nth, line) in lines.iter().enumerate() {
        canvas.text((x, top + nth as f64 * 20.0), Anchor::Start, 13.0, INK, line);
    }
    let y = top + 84.0;
    canvas.disc((x + 6.0, y), 4.5, BLUE);
    canvas.text(
        (x + 22.0, y),
        Anchor::Start,
        SMALL,
        GREY,
        "a group whose 95 % interval holds what was foretold",
    );
    canvas.disc((x + 6.0, y + 24.0), 4.5, VERMILION);
    canvas.text((x + 22.0, y + 24.0), Anchor::Start, SMALL, GREY, "a group whose interval does not");
    canvas.line(&[(x + 6.0, y + 40.0), (x + 6.0, y + 56.0)], QUIET, 2.0, Dash::Solid);
    canvas.text(
        (x + 22.0, y + 48.0),
        Anchor::Start,
        SMALL,
        GREY,
        "Wilson's 95 % interval of the share that answered",
    );
    debug_assert!(x < WIDTH);
}

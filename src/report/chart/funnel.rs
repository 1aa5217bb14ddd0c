//! What works in a cohort: shares by approach with their intervals, and the time to the first conversation.

use super::ChartError;
use super::canvas::{Anchor, Area, Canvas, Dash, FOOT, HEAD, MARGIN, SMALL, WIDTH};
use super::palette::{AGES, BLUE, FAINT, GREY, GRID, INK, RULE};
use super::text::{count, grouped};
use crate::analysis::cohort::asks::Approach;
use crate::analysis::cohort::funnel::{ByApproach, Funnel, LEAST, Stage, difference};
use crate::analysis::cohort::survival::Curve;
use crate::day::Day;
use plotters::style::RGBColor;

/// All requests, and by approach.
pub type Funnels<'a> = (&'a Funnel, &'a ByApproach);

/// Height of a row of shares, and of the field of the curve.
const ROW: f64 = 34.0;
const FIELD: f64 = 170.0;
/// The band of an interval.
const BAND: RGBColor = RGBColor(226, 236, 244);

/// Draws how far requests came, by how people came to be asked, and how long members waited for a conversation.
pub fn funnel(funnels: Funnels<'_>, curve: &Curve, as_of: Day) -> Result<String, ChartError> {
    draw(funnels, curve, &super::day(as_of)).finish()
}

/// Draws it.
pub(super) fn draw((all, by_approach): Funnels<'_>, curve: &Curve, as_of: &str) -> Canvas {
    let source = "Source: the members' outreach, messages and introductions; requests of the last two weeks are left \
                  out";
    if all.asked == 0 {
        let hint =
            "No member has written down a request in outreach.csv that has had two weeks to be answered.";
        return Canvas::empty("Nobody has been asked yet", hint, source, as_of);
    }
    let of_each = Approach::ALL.into_iter().zip(by_approach);
    let of_each = of_each.filter(|(approach, funnel)| *approach != Approach::Unknown || funnel.asked > 0);
    let rows: Vec<(Option<Approach>, &Funnel)> =
        [(None, all)].into_iter().chain(of_each.map(|(approach, funnel)| (Some(approach), funnel))).collect();
    let top = HEAD + 44.0;
    let field_top = top + rows.len() as f64 * ROW + 62.0;
    let height = field_top + FIELD + 46.0 + FOOT;
    let reading = format!(
        "Share of those at the stage before, with its 95 % interval; nothing is shown for fewer than {LEAST}"
    );
    let mut canvas = Canvas::new(height, &title(all, by_approach), &reading, source, as_of);
    let left = MARGIN + 128.0;
    let gap = 36.0;
    let wide = (WIDTH - MARGIN - left - 2.0 * gap) / 3.0;
    let words =
        ["answered, of those asked", "met, of those who answered", "introduced somebody, of those met"];
    for (nth, (stage, words)) in Stage::ALL.into_iter().zip(words).enumerate() {
        let panel = Panel { left: left + nth as f64 * (wide + gap), wide, top, stage };
        panel.frame(&mut canvas, words, rows.len());
        for (nth, (approach, funnel)) in rows.iter().enumerate() {
            panel.row(&mut canvas, nth, funnel, if approach.is_none() { AGES[4] } else { BLUE });
        }
    }
    for (nth, (approach, _)) in rows.iter().enumerate() {
        let name = match approach {
            None => "all requests",
            Some(Approach::Cold) => "cold",
            Some(Approach::Affinity) => "something shared",
            Some(Approach::Introduced) => "introduced",
            Some(Approach::Unknown) => "not known",
        };
        let y = top + (nth as f64 + 0.5) * ROW;
        canvas.text((MARGIN, y), Anchor::Start, 13.0, INK, name);
    }
    waiting(&mut canvas, curve, field_top);
    canvas
}

/// The finding: the difference between introduced and cold where there is one, else what there is.
fn title(all: &Funnel, by_approach: &ByApproach) -> String {
    let of = |approach: Approach| &by_approach[approach as usize];
    let (cold, introduced) = (of(Approach::Cold), of(Approach::Introduced));
    if let (Some((difference, low, high)), Some(cold), Some(introduced)) =
        (difference(introduced, cold), cold.at(Stage::Replied), introduced.at(Stage::Replied))
    {
        let shares = format!(
            "{:.0} % of those introduced answer, {:.0} %",
            introduced.share * 100.0,
            cold.share * 100.0
        );
        return match (low > 0.0 || high < 0.0, difference > 0.0) {
            (true, true) => format!("Those introduced answer more often: {shares} of those asked cold"),
            (true, false) => format!("Those introduced answer less often: {shares} of those asked cold"),
            (false, _) => format!("{shares} of those asked cold; that may be chance"),
        };
    }
    let asked = format!(
        "{}: {} answered, {} met",
        count(all.asked as usize, "request", "requests"),
        grouped(all.replied as usize),
        grouped(all.met as usize),
    );
    match (all.met, all.followed) {
        (1.., 0) => format!("{asked}; who introduced somebody is not known"),
        (met, followed) if followed < met => {
            let [introduced, followed] = [all.introduced, followed].map(|n| grouped(n as usize));
            format!("{asked}, {introduced} of {followed} known introduced somebody")
        }
        _ => format!("{asked}, {} introduced somebody", grouped(all.introduced as usize)),
    }
}

/// The shares of one stage.
struct Panel {
    left: f64,
    wide: f64,
    top: f64,
    stage: Stage,
}

impl Panel {
    fn x(&self, share: f64) -> f64 {
        // Room for the figures at the right.
        self.left + share * (self.wide - 92.0)
    }

    fn frame(&self, canvas: &mut Canvas, words: &str, rows: usize) {
        canvas.text((self.left, self.top - 12.0), Anchor::Start, 13.0, GREY, words);
        let bottom = self.top + rows as f64 * ROW;
        for quarter in 0..=4 {
            let share = f64::from(quarter) / 4.0;
            let colour = if quarter == 0 { RULE } else { GRID };
            canvas.line(&[(self.x(share), self.top), (self.x(share), bottom)], colour, 0.75, Dash::Solid);
        }
        for (share, word) in [(0.0, "0"), (0.5, "50 %"), (1.0, "100 %")] {
            canvas.text((self.x(share), bottom + 14.0), Anchor::Middle, 11.0, FAINT, word);
        }
    }

    fn row(&self, canvas: &mut Canvas, nth: usize, funnel: &Funnel, colour: RGBColor) {
        let y = self.top + (nth as f64 + 0.5) * ROW;
        let right = self.left + self.wide;
        match funnel.at(self.stage) {
            Some(share) if share.of >= LEAST => {
                let (low, high) = (self.x(share.low), self.x(share.high));
                canvas.bar(Area { x0: low, y0: y - 5.0, x1: high.max(low + 0.5), y1: y + 5.0 }, BAND);
                canvas.disc((self.x(share.share), y), 4.5, colour);
                let words = format!("{:.0} %", share.share * 100.0);
                canvas.text((right, y - 6.0), Anchor::End, SMALL, colour, &words);
                let words = format!("of {}", grouped(share.of as usize));
                canvas.text((right, y + 8.0), Anchor::End, 11.0, FAINT, &words);
            }
            found => {
                let of = found.map_or(0, |share| share.of);
                let words = if of == 0 { "none".to_owned() } else { format!("only {of}") };
                canvas.text((right, y), Anchor::End, SMALL, FAINT, &words);
            }
        }
    }
}

/// The share who have had their first conversation, by days since the first request.
fn waiting(canvas: &mut Canvas, curve: &Curve, top: f64) {
    // Where too few were still waiting on the day of the median, none is named, and nothing is to be said of half.
    let median = match curve.sure_median() {
        Some(days) => format!(", half within {days} days"),
        None if curve.median().is_none() => ", fewer than half so far".to_owned(),
        None => String::new(),
    };
    let words = format!(
        "First conversation after the first request: {} of {} have had one{median}",
        grouped(curve.events as usize),
        count(curve.n as usize, "member", "members"),
    );
    canvas.text((MARGIN, top - 16.0), Anchor::Start, 13.0, INK, &words);
    let (left, right, base) = (MARGIN + 44.0, WIDTH - MARGIN - 8.0, top + FIELD);
    for quarter in 0..=4 {
        let share = f64::from(quarter) / 4.0;
        let y = base - share * FIELD;
        canvas.line(&[(left, y), (right, y)], if quarter == 0 { RULE } else { GRID }, 0.75, Dash::Solid);
        let words = format!("{:.0} %", share * 100.0);
        canvas.text((left - 10.0, y), Anchor::End, SMALL, GREY, &words);
    }
    if curve.n < LEAST {
        let words = format!("{} is too few for a curve", count(curve.n as usize, "member", "members"));
        canvas.text(((left + right) / 2.0, base - FIELD / 2.0 + 8.0), Anchor::Middle, 13.0, FAINT, &words);
        return;
    }
    // Behind the last first conversation the curve is level, however long the others have waited: a part of that will do.
    let end = curve.steps.last().map_or(1, |step| step.days);
    let last_event = curve.steps.iter().rev().find(|step| step.events > 0).map_or(end, |step| step.days);
    let last = end.min(last_event.saturating_mul(3)).max(1);
    let x = |days: f64| left + (right - left) * days / f64::from(last);
    let y = |waiting: f64| base - (1.0 - waiting) * FIELD;
    // What happens to fewer than ten says little of others: it is hinted at, without an interval.
    let n_sure = curve.steps.iter().take_while(|step| step.at_risk >= LEAST).count();
    let (sure, hint) = curve.steps.split_at(n_sure);
    let (mut line, mut upper, mut lower) = (vec![(left, base)], Vec::new(), Vec::new());
    let mut known: Option<(f64, f64)> = None;
    for step in sure.iter().filter(|step| step.events > 0) {
        let at = x(f64::from(step.days));
        let before = line.last().map_or(base, |point| point.1);
        line.extend([(at, before), (at, y(step.waiting))]);
        if let Some((low, high)) = step.low.zip(step.high) {
            if let Some((low, high)) = known {
                upper.push((at, y(low)));
                lower.push((at, y(high)));
            }
            upper.push((at, y(low)));
            lower.push((at, y(high)));
            known = Some((low, high));
        }
    }
    let thinned = hint.first().map_or(right, |step| x(f64::from(step.days)).min(right));
    let level = line.last().map_or(base, |point| point.1);
    line.push((thinned, level));
    if let Some((low, high)) = known {
        upper.push((thinned, y(low)));
        lower.push((thinned, y(high)));
        canvas.field(upper.into_iter().chain(lower.into_iter().rev()).collect(), BAND);
    }
    canvas.line(&line, BLUE, 1.75, Dash::Solid);
    if thinned < right {
        let mut rest = vec![(thinned, level)];
        for step in hint.iter().filter(|step| step.events > 0) {
            let at = x(f64::from(step.days));
            let before = rest.last().map_or(level, |point| point.1);
            rest.extend([(at, before), (at, y(step.waiting))]);
        }
        rest.push((right, rest.last().map_or(level, |point| point.1)));
        canvas.line(&rest, GREY, 1.25, Dash::Dashed);
        let words = format!("dashed: fewer than {LEAST} still wait");
        canvas.text((right, base - 10.0), Anchor::End, SMALL, FAINT, &words);
    }
    let by = super::scale::step(last, 8).max(1);
    for days in (0..=last).step_by(by as usize) {
        let words = if days == 0 { "0 days".to_owned() } else { grouped(days as usize) };
        canvas.text((x(f64::from(days)), base + 18.0), Anchor::Middle, SMALL, GREY, &words);
    }
}

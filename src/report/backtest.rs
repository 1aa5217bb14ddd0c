//! The ranking on trial, laid out: one table and one sentence.

use super::table::{Table, TableBuilder};
use crate::analysis::backtest::{self, Backtest, Order};
use crate::analysis::comfort::{self, Comfort, Respect};
use crate::analysis::rank;
use crate::analysis::rank::signs::Signs;
use crate::day::Day;
use crate::people::PersonId;
use crate::pipeline::Study;
use crate::settings::RankOrder;
use polars::prelude::PolarsResult;
use serde::Serialize;

/// Everything that `tertius backtest --format json` says.
#[derive(Serialize)]
pub struct Trial<'a> {
    /// The day asked about.
    pub as_of: Day,
    /// The verdict in one sentence.
    pub verdict: String,
    /// Whether the ranking is ahead of the best simple order; null where nothing can be said.
    pub is_ahead: Option<bool>,
    /// The figures; null where no outcome is known.
    pub backtest: Option<&'a Backtest>,
    /// Whom the seeker asked, against whom the evidence favours; null below twenty people asked.
    pub comfort: Option<&'a Comfort>,
}

impl<'a> Trial<'a> {
    /// What a back-test and an audit found.
    pub fn of(as_of: Day, backtest: Option<&'a Backtest>, comfort: Option<&'a Comfort>) -> Trial<'a> {
        Trial {
            as_of,
            verdict: verdict(backtest),
            is_ahead: backtest
                .filter(|one| one.ahead.value.is_finite() && !is_few(one))
                .map(Backtest::is_ahead),
            backtest,
            comfort,
        }
    }
}

/// Replays a seeker's past, and audits whom she asked.
pub fn of(study: &Study) -> (Option<Backtest>, Option<Comfort>) {
    let past = backtest::past_with(
        &study.people,
        &study.network,
        &study.targets,
        &study.settings,
        &study.reply,
        study.as_of,
    );
    let found = backtest::replay(&past, &study.settings);
    let model = &study.reply.model;
    let worth = |id: PersonId, signs: &Signs| {
        let person = study.people.get(id);
        let fit = rank::best_fit(&study.people, &study.targets, &study.settings, person);
        model.chance(&model.asked(*signs)) * (0.1 + fit.map_or(0.0, |(.., value)| value))
    };
    let comfort =
        comfort::audit(&study.people, &study.network, &study.settings, &past.trials, study.as_of, worth);
    (found, comfort)
}

/// Under so many outreaches, no order is told from another.
const FEW: usize = 20;

/// Whether there is too little to say anything of.
pub fn is_few(found: &Backtest) -> bool {
    found.outreaches < FEW
}

/// The first line of the report: whether to believe the ranking.
pub fn verdict(found: Option<&Backtest>) -> String {
    let Some(found) = found else {
        return "Nothing to measure: the files tell of no outreach whose fourteen days for an answer are over."
            .to_owned();
    };
    let simple = found.best_simple.as_str();
    let auc = |order: Order| found.of(order).map_or(f64::NAN, |one| one.auc.value);
    if !found.ahead.value.is_finite() {
        let which = if found.answered == 0 { "nobody" } else { "everybody" };
        return format!(
            "Nothing to measure: {which} answered ({} of {} outreaches).",
            found.answered, found.outreaches
        );
    }
    if is_few(found) {
        let outreaches = if found.outreaches == 1 { "outreach is" } else { "outreaches are" };
        return format!(
            "Too few to tell: {} {outreaches} over, and it takes {FEW} to tell one order from another.",
            found.outreaches
        );
    }
    let figures = format!(
        "AUC {:.2} against {:.2}, a difference of {:+.3} (95 % interval {:+.3} to {:+.3})",
        auc(Order::Ours),
        auc(found.best_simple),
        found.ahead.value,
        found.ahead.low,
        found.ahead.high
    );
    let said = if found.is_ahead() && found.ahead.low > 0.0 {
        format!("The ranking beats the best simple order, {simple}: {figures}.")
    } else if found.is_ahead() {
        format!(
            "The ranking is ahead of the best simple order, {simple}, but no further than chance could bring it: {figures}."
        )
    } else if found.ahead.high > 0.0 {
        format!(
            "The ranking does NOT beat the best simple order, {simple}, and is behind it by no more than chance could bring: {figures}."
        )
    } else {
        format!("The ranking does NOT beat the best simple order, {simple}: {figures}.")
    };
    let coin = if auc(Order::Ours) <= 0.5 { " Drawn by lot it would be 0.50." } else { "" };
    said + coin
}

/// What to do where a simple order does better.
pub fn hint(found: &Backtest) -> Option<String> {
    let order = fallback(found)?;
    let by_lot = found.of(found.best_simple).is_none_or(|one| one.auc.low <= 0.5);
    if by_lot {
        return Some(format!(
            "{} outreaches do not tell either of them from drawing lots, so there is no reason to change the order yet; `tertius rank --order {order}` shows the other one.",
            found.outreaches
        ));
    }
    Some(format!(
        "`tertius rank --order {order}` ranks by it; `order = \"{order}\"` in tertius.toml makes it the rule."
    ))
}

/// What was replayed, in a sentence.
pub fn basis(found: &Backtest) -> String {
    let what = match (found.of_requests, found.requests) {
        (true, _) => "requests of the outreach list",
        (false, 0) => "first messages after a week of silence",
        (false, _) => "requests and first messages after a week of silence",
    };
    let whose = match found.members {
        1 => String::new(),
        n => format!(" of {n} members"),
    };
    format!(
        "{} {what}{whose} in {} weeks, {} to {}; {} answered within 14 days ({:.0} %).",
        found.outreaches,
        found.weeks,
        found.first_cut.in_words(),
        found.last_cut.in_words(),
        found.answered,
        100.0 * found.answered as f64 / found.outreaches as f64
    )
}

/// How far the chances were off, in a sentence.
pub fn calibration(found: &Backtest) -> String {
    format!(
        "Brier score {:.3} ({:.3} to {:.3}); foretelling for everyone the share answered so far makes {:.3}, and the share answered in the end, which nobody knew, {:.3}. Log loss {:.3}, calibration error {:.3}.",
        found.brier.value,
        found.brier.low,
        found.brier.high,
        found.brier_of_rate_so_far,
        found.brier_of_base_rate,
        found.log_loss.value,
        found.calibration_error
    )
}

/// The best simple order, where that is ahead and there is enough to tell.
pub fn fallback(found: &Backtest) -> Option<RankOrder> {
    match found.best_simple {
        _ if found.is_ahead() || is_few(found) => None,
        Order::Newest => Some(RankOrder::Newest),
        Order::Received => Some(RankOrder::Messages),
        Order::Lamp => Some(RankOrder::Target),
        Order::Ours | Order::Random => None,
    }
}

/// The orders as a table.
pub fn table(found: &Backtest) -> PolarsResult<Table> {
    let rows = &found.orders;
    let known = |value: f64| value.is_finite().then_some(value);
    TableBuilder::new("backtest", "The ranking on trial")
        .text("order", rows.iter().map(|row| row.order.as_str()))
        .share("precision_at_5", rows.iter().map(|row| known(row.precision_at_5.value)))
        .share("ndcg_at_10", rows.iter().map(|row| known(row.ndcg_at_10.value)))
        .share("auc", rows.iter().map(|row| known(row.auc.value)))
        .share("auc_low", rows.iter().map(|row| known(row.auc.low)))
        .share("auc_high", rows.iter().map(|row| known(row.auc.high)))
        .share("auc_within_weeks", rows.iter().map(|row| known(row.auc_within_weeks.value)))
        .share("brier", rows.iter().map(|row| (row.order == Order::Ours).then_some(found.brier.value)))
        .share("log_loss", rows.iter().map(|row| (row.order == Order::Ours).then_some(found.log_loss.value)))
        .whole("outreaches", rows.iter().map(|_| Some(found.outreaches as i64)))
        .whole("answered", rows.iter().map(|_| Some(found.answered as i64)))
        .whole("weeks", rows.iter().map(|_| Some(found.weeks as i64)))
        .build()
}

/// The comfort audit in words.
pub fn comfort(found: Option<&Comfort>) -> Vec<String> {
    let Some(found) = found else { return Vec::new() };
    let mut lines = vec![format!(
        "Of {} people you asked in the last year and knew on the Monday before, {} are among the {} whom the evidence \
         favours most.",
        found.n, found.in_common, found.n
    )];
    for one in &found.differences {
        let digits = if one.respect == Respect::Exchange { 0 } else { 1 };
        lines.push(format!(
            "{}: {:.digits$} for those you asked, {:.digits$} for those favoured ({:+.1} standard deviations)",
            one.respect.as_str(),
            one.asked,
            one.favoured,
            one.standardised
        ));
    }
    let finding = match found.finding() {
        None => "No difference is wider than half a standard deviation.",
        Some(one) => match (one.respect, one.standardised > 0.0) {
            (Respect::TimeKnown, true) => "You ask those you have known long; newer ties bring more news.",
            (Respect::TimeKnown, false) => {
                "You ask the newest; those you have not spoken to for years help as well."
            }
            (Respect::LevelGap, true) => {
                "You ask higher up than the evidence favours; one or two levels above answer more."
            }
            (Respect::LevelGap, false) => {
                "You ask lower than the evidence favours; one or two levels above you know more."
            }
            (Respect::Exchange, true) => {
                "You ask those you write to anyway; what they know, you know already."
            }
            (Respect::Exchange, false) => {
                "You ask people you hardly wrote with; some who answer readily were left out."
            }
        },
    };
    lines.push(finding.to_owned());
    lines
}

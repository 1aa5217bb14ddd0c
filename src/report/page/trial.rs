//! Whether to believe the ranking, and whom the seeker asks: the back-test and the audit on the page.

use super::words::{clean, count};
use crate::analysis::backtest::{Backtest, Order};
use crate::analysis::comfort::Comfort;
use crate::report::backtest as told;
use serde::Serialize;

/// The section.
#[derive(Serialize)]
pub(super) struct Trial {
    verdict: String,
    /// What to do where a simple order does better; empty where none does.
    hint: String,
    /// What was replayed; empty where there is nothing to replay.
    basis: String,
    calibration: String,
    /// Order, share answered of the first five, NDCG, AUC, its interval.
    orders: Vec<[String; 5]>,
    /// Foretold, answered, its interval, outreaches.
    bins: Vec<[String; 4]>,
    comfort: Vec<String>,
}

/// Gathers the section.
pub(super) fn of(found: Option<&Backtest>, comfort: Option<&Comfort>) -> Trial {
    let figure = |value: f64| if value.is_finite() { format!("{value:.2}") } else { "–".to_owned() };
    let orders = found.map(|found| &found.orders[..]).unwrap_or_default().iter().map(|one| {
        let name = match one.order {
            Order::Ours => format!("{} (this ranking)", one.order.as_str()),
            order => order.as_str().to_owned(),
        };
        let interval = match one.auc.low.is_finite() {
            true => format!("{:.2} to {:.2}", one.auc.low, one.auc.high),
            false => "–".to_owned(),
        };
        let first = figure(one.precision_at_5.value);
        [name, first, figure(one.ndcg_at_10.value), figure(one.auc.value), interval]
    });
    let bins = found.map(|found| &found.bins[..]).unwrap_or_default().iter().map(|bin| {
        let interval = format!("{:.2} to {:.2}", bin.low, bin.high);
        [figure(bin.foretold), figure(bin.answered), interval, count(bin.n as u64)]
    });
    Trial {
        verdict: clean(&told::verdict(found)),
        hint: found.and_then(told::hint).unwrap_or_default(),
        basis: found.map(told::basis).unwrap_or_default(),
        calibration: found.map(told::calibration).unwrap_or_default(),
        orders: orders.collect(),
        bins: bins.collect(),
        comfort: told::comfort(comfort),
    }
}

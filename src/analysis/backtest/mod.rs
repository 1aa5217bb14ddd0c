//! The ranking on trial: the past replayed week by week, each week foretold from what was dated before it.
//!
//! In: people, network, targets. Out: a [`Backtest`]: how well the order by the chance of an answer did, against
//! orders that need no model, with intervals.
//!
//! At each cut (a Monday) those known by then to whom an outreach was made in the following week are the trials. Their signs are
//! taken as of the cut, the weights are learned from outcomes that were settled by then, and the outcome is whether an
//! answer came within fourteen days. Nothing is rebuilt: every person is walked through once, in the order of time.
//! Invariant: nothing dated on or after a cut bears on what is foretold at it, except the company and title of a
//! person, of which an export knows only the last.

pub mod measure;
#[cfg(test)]
mod tests;

use super::rank::model::{Observed, ReplyModel};
use super::rank::signs::{ANSWER_DAYS, Channel, Moment, Outreach, Sign, Signs, Watch};
use super::targets::Targets;
use crate::day::Day;
use crate::network::Network;
use crate::network::correspondence::DAY;
use crate::people::{People, PersonId};
use crate::settings::Settings;
use measure::{Measured, Scored, Span};
use serde::Serialize;

/// An order in which people could be contacted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// By the chance of an answer.
    Ours,
    /// By chance.
    Random,
    /// Newest connection first.
    Newest,
    /// Most messages received first.
    Received,
    /// By the target they fit, in the order of the target matrix.
    Lamp,
}

impl Order {
    /// All of them; the first is ours.
    pub const ALL: [Order; 5] = [Order::Ours, Order::Random, Order::Newest, Order::Received, Order::Lamp];

    /// The order in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Order::Ours => "chance of an answer",
            Order::Random => "random",
            Order::Newest => "newest connection",
            Order::Received => "most messages received",
            Order::Lamp => "target order (LAMP)",
        }
    }
}

/// An outreach on trial: what each order knew of it the Monday before, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// The Monday.
    pub cut: Day,
    /// To whom.
    pub person: PersonId,
    /// Whether it is a request of the outreach list.
    pub listed: bool,
    /// Whether it was answered within fourteen days.
    pub answered: bool,
    /// The signs on the Monday.
    pub signs: Signs,
    /// Messages received by then.
    pub received: u32,
    /// When they connected, if they had.
    pub connected_on: Option<Day>,
    /// How well they fit the targets, times what the target is worth; `None` where nothing is known or wanted.
    pub fit: Option<f64>,
}

/// The past as the replay needs it.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// Every settled outreach with its signs in the second before, oldest first: what is learned from.
    pub outcomes: Vec<Observed>,
    /// Every settled outreach with its signs the Monday before, oldest first: what is foretold.
    pub trials: Vec<Trial>,
}

/// How many requests the list has to hold before the trial is of requests alone.
const ENOUGH_REQUESTS: usize = 20;

/// Walks through the past once.
///
/// # Complexity
/// **O(l + o log o)** for **l** letters and **o** outreaches.
pub fn past(people: &People, network: &Network, targets: &Targets, settings: &Settings, as_of: Day) -> Past {
    let mut past = Past::default();
    let mut watch = Watch::new(people, network, &settings.reply);
    let end = Moment::evening_of(as_of).at;
    let mut settled: Vec<Outreach> = Vec::new();
    for id in people.ids() {
        watch.turn_to(id);
        settled.clear();
        settled.extend(watch.outreaches().iter().filter(|one| one.settled_at() <= end));
        if settled.is_empty() {
            continue;
        }
        let person = people.get(id);
        let fit = super::rank::best_fit(people, targets, settings, person).map(|(.., value)| value);
        let letters = network.letters.of_person(id);
        let mut last_cut = None;
        for one in &settled {
            let answered = one.answered_at.is_some();
            let cut = one.day().plus_days(-i32::from(one.day().weekday()));
            let morning = Moment::morning_of(cut);
            let signs = watch.signs_at(morning);
            // Nobody could rank on a Monday whom she met on the Tuesday.
            let is_there = signs.get(Sign::Known) > 0.0 || signs.get(Sign::Introduced) > 0.0;
            // Whoever was written to twice in a week was foretold once.
            if is_there && last_cut != Some(cut) && one.channel != Channel::Invitation {
                let until = letters.partition_point(|letter| letter.at < morning.at);
                past.trials.push(Trial {
                    cut,
                    person: id,
                    listed: one.channel == Channel::Listed,
                    answered,
                    signs,
                    received: letters[..until].iter().filter(|letter| letter.incoming).count() as u32,
                    connected_on: person.connected_on.filter(|day| *day < cut),
                    fit,
                });
            }
            if one.channel != Channel::Invitation {
                last_cut = Some(cut);
            }
            let signs = watch.signs_before(one);
            let channel = one.channel;
            past.outcomes.push(Observed { at: one.at, person: id, channel, answered, signs });
        }
    }
    past.outcomes.sort_by_key(|one| (one.at, one.person));
    past.trials.sort_by_key(|one| (one.cut, one.person));
    if past.trials.iter().filter(|one| one.listed).count() >= ENOUGH_REQUESTS {
        past.trials.retain(|one| one.listed);
    }
    past
}

/// What an order reached.
#[derive(Clone, Debug, Serialize)]
pub struct OrderResult {
    /// The order.
    pub order: Order,
    /// The share answered of the first five of each week.
    pub precision_at_5: Measured,
    /// Normalised discounted cumulative gain of the first ten of each week.
    pub ndcg_at_10: Measured,
    /// The chance that somebody who answered stands before somebody who did not.
    pub auc: Measured,
    /// The same among those of one week.
    pub auc_within_weeks: Measured,
}

/// Trials of about the same foretold chance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// How many.
    pub n: usize,
    /// The mean of what was foretold.
    pub foretold: f64,
    /// The share that came true.
    pub answered: f64,
    /// Wilson's 95 % interval of that share.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// How the ranking did.
#[derive(Clone, Debug, Serialize)]
pub struct Backtest {
    /// The first Monday.
    pub first_cut: Day,
    /// The last Monday.
    pub last_cut: Day,
    /// Weeks in which somebody was written to.
    pub weeks: usize,
    /// Outreaches on trial.
    pub outreaches: usize,
    /// Those that were answered.
    pub answered: usize,
    /// Whether they are the requests of the outreach list, and not all first messages.
    pub of_requests: bool,
    /// The orders, ours first.
    pub orders: Vec<OrderResult>,
    /// Mean squared error of the chance.
    pub brier: Measured,
    /// That of foretelling the share answered for everyone, which nobody knew beforehand.
    pub brier_of_base_rate: f64,
    /// Mean of minus the logarithm of the chance given to what happened.
    pub log_loss: Measured,
    /// Mean distance of what was foretold and what came true, over the bins.
    pub calibration_error: f64,
    /// Trials by foretold chance, least first.
    pub bins: Vec<Bin>,
    /// The best of the orders that need no model.
    pub best_simple: Order,
    /// How far ours is ahead of it in AUC.
    pub ahead: Measured,
}

impl Backtest {
    /// Whether ours is ahead of the best simple order.
    pub fn is_ahead(&self) -> bool {
        self.ahead.value > 0.0
    }

    /// The result of an order.
    pub fn of(&self, order: Order) -> Option<&OrderResult> {
        self.orders.iter().find(|one| one.order == order)
    }
}

/// Replays the past.
///
/// # Returns
/// `None` where nobody was written to so long ago that the outcome is known.
/// # Complexity
/// **O(c n s² + b t)** for **c** times of learning (whenever the outcomes have grown by a fiftieth), **n** outcomes
/// with **s** signs, **b** samples of the bootstrap and **t** trials.
pub fn replay(past: &Past, settings: &Settings) -> Option<Backtest> {
    let (first, last) = (past.trials.first()?, past.trials.last()?);
    let chances = foretell(past, settings);
    let mut weeks: Vec<Day> = past.trials.iter().map(|one| one.cut).collect();
    weeks.dedup();
    let week_of = |cut: Day| weeks.binary_search(&cut).unwrap_or(0);
    let scored = |score: &dyn Fn(usize, &Trial) -> f64| -> Vec<Scored> {
        let trials = past.trials.iter().enumerate();
        trials
            .map(|(nth, one)| Scored {
                week: week_of(one.cut),
                score: score(nth, one),
                answered: one.answered,
            })
            .collect()
    };
    let mut orders: Vec<(Order, Span)> = Vec::new();
    for order in Order::ALL {
        if order == Order::Lamp && past.trials.iter().all(|one| one.fit.is_none()) {
            continue;
        }
        let scores = scored(&|nth, one| match order {
            Order::Ours => chances[nth],
            Order::Random => measure::scatter(u64::from(one.person.0) << 32 | one.cut.0 as u64),
            Order::Newest => one.connected_on.map_or(f64::NEG_INFINITY, |day| f64::from(day.0)),
            Order::Received => f64::from(one.received),
            Order::Lamp => one.fit.unwrap_or(-1.0),
        });
        orders.push((order, Span::of(&scores, weeks.len())));
    }
    let samples = measure::samples(weeks.len());
    let results: Vec<OrderResult> = orders
        .iter()
        .map(|(order, span)| OrderResult {
            order: *order,
            precision_at_5: Measured::of(&samples, |weights| span.precision(weights)),
            ndcg_at_10: Measured::of(&samples, |weights| span.ndcg(weights)),
            auc: Measured::of(&samples, |weights| span.auc(weights)),
            auc_within_weeks: Measured::of(&samples, |weights| span.auc_within(weights)),
        })
        .collect();
    let simple =
        || results.iter().zip(&orders).filter(|(one, _)| !matches!(one.order, Order::Ours | Order::Random));
    let (best, (_, best_span)) = simple().max_by(|(a, _), (b, _)| a.auc.value.total_cmp(&b.auc.value))?;
    let ours = &orders[0].1;
    let ahead = Measured::of(&samples, |weights| Some(ours.auc(weights)? - best_span.auc(weights)?));
    let answered = past.trials.iter().filter(|one| one.answered).count();
    let base = answered as f64 / past.trials.len() as f64;
    let foretold = scored(&|nth, _| chances[nth]);
    let bins = measure::bins(&foretold);
    let off = bins.iter().map(|bin| bin.n as f64 * (bin.foretold - bin.answered).abs()).sum::<f64>();
    Some(Backtest {
        first_cut: first.cut,
        last_cut: last.cut,
        weeks: weeks.len(),
        outreaches: past.trials.len(),
        answered,
        of_requests: past.trials.iter().all(|one| one.listed),
        brier: measure::mean_of(&samples, &foretold, |p, yes| (p - yes).powi(2)),
        brier_of_base_rate: base * (1.0 - base),
        log_loss: measure::mean_of(&samples, &foretold, |p, yes| {
            -(if yes > 0.5 { p } else { 1.0 - p }).max(1e-9).ln()
        }),
        calibration_error: off / past.trials.len() as f64,
        bins,
        best_simple: best.order,
        ahead,
        orders: results,
    })
}

/// The chance of each trial, from weights that were learned from what was settled by its Monday: of a request from
/// requests, of a message from messages.
pub fn foretell(past: &Past, settings: &Settings) -> Vec<f64> {
    let priors = [ReplyModel::prior, ReplyModel::prior_of_requests];
    let mut models = priors.map(|prior| (prior(&settings.reply), 0));
    let mut chances = Vec::with_capacity(past.trials.len());
    for trial in &past.trials {
        let morning = i64::from(trial.cut.0) * DAY;
        let known = past.outcomes.partition_point(|one| one.at + ANSWER_DAYS * DAY <= morning);
        let (model, learned) = &mut models[usize::from(trial.listed)];
        // A fiftieth more outcomes change nothing that could be seen.
        if known > *learned + *learned / 50 {
            *model = model.again(&settings.reply, &past.outcomes[..known]);
            *learned = known;
        }
        chances.push(model.chance(&model.asked(trial.signs)));
    }
    chances
}

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

use super::rank::model::{Observed, Pooled, ReplyModel};
use super::rank::reply::Reply;
use super::rank::signs::{ANSWER_DAYS, Channel, Moment, N_SIGNS, Outreach, Sign, Signs, Watch};
use super::targets::Targets;
use crate::day::Day;
use crate::network::Network;
use crate::network::correspondence::DAY;
use crate::network::measures::random::scatter;
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
    /// Where they stand in the order of the targets; see [`super::rank::in_order_of_targets`].
    pub in_order: Option<f64>,
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
    walked(people, network, targets, settings, as_of, None)
}

/// The same, where what came of every outreach was gathered before: the ranking of today learned from the same outcomes.
pub fn past_with(
    people: &People,
    network: &Network,
    targets: &Targets,
    settings: &Settings,
    reply: &Reply,
    as_of: Day,
) -> Past {
    walked(people, network, targets, settings, as_of, Some(&reply.outcomes))
}

/// What of the past is gathered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gathered {
    /// Trials, and what came of every outreach.
    All,
    /// Trials.
    Trials,
    /// Trials of requests, where those are enough.
    Requests,
}

fn walked(
    people: &People,
    network: &Network,
    targets: &Targets,
    settings: &Settings,
    as_of: Day,
    outcomes: Option<&[Observed]>,
) -> Past {
    let walk = |gathered| gather(people, network, targets, settings, as_of, gathered);
    let is_enough = |past: &Past| past.trials.iter().filter(|one| one.listed).count() >= ENOUGH_REQUESTS;
    // A seeker with a list has ten messages for each request, and those are looked at only where requests are too few.
    let mut past = match outcomes {
        None => walk(Gathered::All),
        Some(_) => Some(walk(Gathered::Requests)).filter(is_enough).unwrap_or_else(|| walk(Gathered::Trials)),
    };
    if is_enough(&past) {
        past.trials.retain(|one| one.listed);
    }
    past.outcomes.sort_by_key(|one| (one.at, one.person));
    past.trials.sort_by_key(|one| (one.cut, one.person));
    if let Some(outcomes) = outcomes {
        // Requests are foretold from requests; of two hundred thousand messages nothing need be kept then.
        let of_requests = past.trials.iter().all(|one| one.listed);
        let wanted = |one: &&Observed| !of_requests || one.channel == Channel::Listed;
        past.outcomes = outcomes.iter().filter(wanted).copied().collect();
    }
    past
}

fn gather(
    people: &People,
    network: &Network,
    targets: &Targets,
    settings: &Settings,
    as_of: Day,
    gathered: Gathered,
) -> Past {
    let mut past = Past::default();
    let mut watch = Watch::new(people, network, &settings.reply);
    let end = Moment::evening_of(as_of).at;
    let is_wanted = |one: &Outreach| match gathered {
        Gathered::All | Gathered::Trials => one.channel != Channel::Invitation,
        Gathered::Requests => one.channel == Channel::Listed,
    };
    let mut settled: Vec<Outreach> = Vec::new();
    for id in people.ids() {
        watch.turn_to(id);
        settled.clear();
        settled.extend(watch.outreaches().iter().filter(|one| one.settled_at() <= end));
        if gathered != Gathered::All && !settled.iter().any(is_wanted) || settled.is_empty() {
            continue;
        }
        let person = people.get(id);
        let in_order = super::rank::in_order_of_targets(people, targets, settings, person);
        let letters = network.letters.of_person(id);
        let mut last_cut = None;
        for one in &settled {
            let answered = one.answered_at.is_some();
            let cut = one.day().plus_days(-i32::from(one.day().weekday()));
            // Whoever was written to twice in a week was foretold once.
            if is_wanted(one) && last_cut != Some(cut) {
                let morning = Moment::morning_of(cut);
                let signs = watch.signs_at(morning);
                // Nobody could rank on a Monday whom she met on the Tuesday.
                let is_there = signs.get(Sign::Known) > 0.0 || signs.get(Sign::Introduced) > 0.0;
                let until = letters.partition_point(|letter| letter.at < morning.at);
                let received = letters[..until].iter().filter(|letter| letter.incoming).count() as u32;
                let connected_on = person.connected_on.filter(|day| *day < cut);
                let listed = one.channel == Channel::Listed;
                let trial =
                    Trial { cut, person: id, listed, answered, signs, received, connected_on, in_order };
                past.trials.extend(is_there.then_some(trial));
            }
            if one.channel != Channel::Invitation {
                last_cut = Some(cut);
            }
            if gathered == Gathered::All {
                let (signs, channel) = (watch.signs_before(one), one.channel);
                past.outcomes.push(Observed { at: one.at, person: id, channel, answered, signs });
            }
        }
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
    /// The chance that somebody who answered stands before somebody who did not, both of one member.
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
    /// Members of the cohort with an outreach on trial; 1 for a seeker alone.
    pub members: usize,
    /// Weeks in which somebody was written to.
    pub weeks: usize,
    /// Outreaches on trial.
    pub outreaches: usize,
    /// Those that were answered.
    pub answered: usize,
    /// Whether they are the requests of the outreach list, and not all first messages.
    pub of_requests: bool,
    /// How many of them are requests of the outreach list.
    pub requests: usize,
    /// The orders, ours first.
    pub orders: Vec<OrderResult>,
    /// Mean squared error of the chance.
    pub brier: Measured,
    /// That of foretelling the share answered for everyone, which nobody knew beforehand.
    pub brier_of_base_rate: f64,
    /// That of foretelling for everyone the share answered up to the Monday, which could be known.
    pub brier_of_rate_so_far: f64,
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
/// **O(c n s² + b t)** for **c** times of learning (whenever the outcomes have grown by a tenth), **n** outcomes
/// with **s** signs, **b** samples of the bootstrap and **t** trials.
pub fn replay(past: &Past, settings: &Settings) -> Option<Backtest> {
    measured(&[past], &[foretell(past, settings)])
}

/// Replays the pasts of all members of a cohort, each foretold from her own outcomes and those of all others.
///
/// Orders are measured within a member: whose contacts answer more than another's is no order of anybody's contacts.
/// Intervals are from members drawn anew.
pub fn replay_together(pasts: &[Past], settings: &Settings) -> Option<Backtest> {
    let pasts: Vec<&Past> = pasts.iter().filter(|past| !past.trials.is_empty()).collect();
    measured(&pasts, &foretell_together(&pasts, settings))
}

/// Measures what was foretold of the trials of each member.
fn measured(pasts: &[&Past], foretold: &[Vec<Foretold>]) -> Option<Backtest> {
    let all: Vec<(usize, &Trial)> = pasts
        .iter()
        .enumerate()
        .flat_map(|(member, past)| past.trials.iter().map(move |one| (member, one)))
        .collect();
    let foretold: Vec<Foretold> = foretold.iter().flatten().copied().collect();
    let first_cut = all.iter().map(|(_, one)| one.cut).min()?;
    let last_cut = all.iter().map(|(_, one)| one.cut).max()?;
    // A week is one of a member's.
    let mut weeks: Vec<(usize, Day)> = all.iter().map(|(member, one)| (*member, one.cut)).collect();
    weeks.dedup();
    let mut cuts: Vec<Day> = weeks.iter().map(|(_, cut)| *cut).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let members: Vec<usize> = weeks.iter().map(|(member, _)| *member).collect();
    let groups: Vec<usize> = match pasts.len() {
        1 => (0..weeks.len()).collect(),
        _ => members.clone(),
    };
    let scored = |score: &dyn Fn(usize, usize, &Trial) -> f64| -> Vec<Scored> {
        let scored = |(nth, (member, one)): (usize, &(usize, &Trial))| Scored {
            week: weeks.binary_search(&(*member, one.cut)).unwrap_or(0),
            score: score(nth, *member, one),
            answered: one.answered,
        };
        all.iter().enumerate().map(scored).collect()
    };
    let mut orders: Vec<(Order, Span)> = Vec::new();
    for order in Order::ALL {
        if order == Order::Lamp && all.iter().all(|(_, one)| one.in_order.is_none()) {
            continue;
        }
        let scores = scored(&|nth, member, one| match order {
            Order::Ours => foretold[nth].above,
            Order::Random => {
                let member = (member as u64).wrapping_mul(0x9E37_79B9);
                scatter((u64::from(one.person.0) << 32 | one.cut.0 as u64).wrapping_add(member))
            }
            Order::Newest => one.connected_on.map_or(f64::NEG_INFINITY, |day| f64::from(day.0)),
            Order::Received => f64::from(one.received),
            Order::Lamp => one.in_order.unwrap_or(f64::MIN),
        });
        orders.push((order, Span::of(&scores, &members)));
    }
    let samples = measure::samples_of(&groups);
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
    let answered = all.iter().filter(|(_, one)| one.answered).count();
    let base = answered as f64 / all.len() as f64;
    let chances = scored(&|nth, _, _| foretold[nth].chance);
    let bins = measure::bins(&chances);
    let off = bins.iter().map(|bin| bin.n as f64 * (bin.foretold - bin.answered).abs()).sum::<f64>();
    Some(Backtest {
        first_cut,
        last_cut,
        members: pasts.len(),
        weeks: cuts.len(),
        outreaches: all.len(),
        answered,
        of_requests: all.iter().all(|(_, one)| one.listed),
        requests: all.iter().filter(|(_, one)| one.listed).count(),
        brier: measure::mean_of(&samples, &chances, |p, yes| (p - yes).powi(2)),
        brier_of_base_rate: base * (1.0 - base),
        brier_of_rate_so_far: pasts.iter().map(|past| error_of_rate_so_far(past)).sum::<f64>()
            / all.len() as f64,
        log_loss: measure::mean_of(&samples, &chances, |p, yes| {
            -(if yes > 0.5 { p } else { 1.0 - p }).max(1e-9).ln()
        }),
        calibration_error: off / all.len() as f64,
        bins,
        best_simple: best.order,
        ahead,
        orders: results,
    })
}

/// The squared errors of foretelling for everyone the share answered among the trials whose days were over by the Monday.
/// Four outreaches of which one was answered count as known beforehand: about what surveys say of acquaintances.
fn error_of_rate_so_far(past: &Past) -> f64 {
    let trials = &past.trials;
    let (mut settled, mut answered, mut error) = (0, 0, 0.0);
    for trial in trials {
        // An outreach of the last day of its week has fourteen more.
        let over = |one: &Trial| one.cut.plus_days(7 + ANSWER_DAYS as i32) <= trial.cut;
        while over(&trials[settled]) {
            answered += usize::from(trials[settled].answered);
            settled += 1;
        }
        let rate = (answered as f64 + 1.0) / (settled as f64 + 4.0);
        error += (rate - if trial.answered { 1.0 } else { 0.0 }).powi(2);
    }
    error
}

/// What was foretold of a trial on its Monday.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Foretold {
    /// The chance of an answer.
    pub chance: f64,
    /// Log-odds above those of somebody who is known and nothing more, by the weights of the same Monday. An order stands
    /// at one moment: that the seeker's rate of answers rose or fell since the last Monday moves everybody's chance alike
    /// and nobody's place, and must not decide between two people of different weeks.
    pub above: f64,
}

impl Foretold {
    fn of(trial: &Trial, model: &ReplyModel, base: &ReplyModel) -> Foretold {
        let chance = model.chance(&model.asked(trial.signs));
        let plain = base.chance(&base.asked(Signs([0.0; N_SIGNS]).with(Sign::Known, 1.0)));
        let log_odds = |p: f64| (p / (1.0 - p)).ln();
        Foretold { chance, above: log_odds(chance) - log_odds(plain) }
    }
}

/// Which kinds of outreach have to be learned for a trial: its own, and the one whose plain acquaintance all are measured
/// against, which is that of messages unless all trials are requests.
fn kinds_of(past: &Past) -> impl Fn(&Trial) -> (usize, usize) + use<> {
    let base = usize::from(past.trials.iter().all(|one| one.listed));
    move |trial| (usize::from(trial.listed), base)
}

/// Foretells each trial, from weights that were learned from what was settled by its Monday: a request from requests, a
/// message from messages.
pub fn foretell(past: &Past, settings: &Settings) -> Vec<Foretold> {
    let priors = [ReplyModel::prior, ReplyModel::prior_of_requests];
    let mut models = priors.map(|prior| (prior(&settings.reply), 0));
    let mut foretold = Vec::with_capacity(past.trials.len());
    let kinds_of = kinds_of(past);
    for trial in &past.trials {
        let morning = i64::from(trial.cut.0) * DAY;
        let known = past.outcomes.partition_point(|one| one.at + ANSWER_DAYS * DAY <= morning);
        let (kind, base) = kinds_of(trial);
        for (nth, (model, learned)) in models.iter_mut().enumerate() {
            if (nth == kind || nth == base) && teach_more(known, *learned) {
                *model = model.again(&settings.reply, &past.outcomes[..known]);
                *learned = known;
            }
        }
        foretold.push(Foretold::of(trial, &models[kind].0, &models[base].0));
    }
    foretold
}

/// Whether outcomes have become so many more than those learned from that anything could be seen of it: a tenth, and of
/// many a fifth.
fn teach_more(known: usize, learned: usize) -> bool {
    known > learned + learned / if learned < 400 { 10 } else { 5 }
}

/// The same of several members: whenever the outcomes of all have grown by a tenth, what they teach is the prior of
/// each.
fn foretell_together(pasts: &[&Past], settings: &Settings) -> Vec<Vec<Foretold>> {
    let mut outcomes: Vec<Observed> = pasts.iter().flat_map(|past| past.outcomes.iter().copied()).collect();
    // Members number their people alike; the order among equals is theirs.
    outcomes.sort_by_key(|one| one.at);
    let mut order: Vec<(Day, usize, usize)> = Vec::new();
    for (member, past) in pasts.iter().enumerate() {
        order.extend(past.trials.iter().enumerate().map(|(nth, one)| (one.cut, member, nth)));
    }
    order.sort_unstable();
    let priors = [ReplyModel::prior, ReplyModel::prior_of_requests];
    // The model of each member and kind, and how many outcomes of her own and of all it has seen.
    let mut models: Vec<[(ReplyModel, usize, usize); 2]> =
        pasts.iter().map(|_| priors.map(|prior| (prior(&settings.reply), 0, 0))).collect();
    let kinds_of: Vec<_> = pasts.iter().map(|past| kinds_of(past)).collect();
    let mut foretold: Vec<Vec<Foretold>> =
        pasts.iter().map(|past| vec![Foretold::default(); past.trials.len()]).collect();
    let (mut pooled, mut n_pooled) = (Pooled::default(), 0);
    for (cut, member, nth) in order {
        let trial = &pasts[member].trials[nth];
        let morning = i64::from(cut.0) * DAY;
        let settled = |of: &[Observed]| of.partition_point(|one| one.at + ANSWER_DAYS * DAY <= morning);
        let all = settled(&outcomes);
        if all > n_pooled + n_pooled / 10 {
            pooled = Pooled::learn(&settings.reply, &outcomes[..all]);
            n_pooled = all;
        }
        let own = settled(&pasts[member].outcomes);
        let (kind, base) = kinds_of[member](trial);
        for (nth, (model, learned, seen)) in models[member].iter_mut().enumerate() {
            let is_wanted = nth == kind || nth == base;
            if is_wanted && (own > *learned + *learned / 20 || n_pooled > *seen) {
                *model = model.again_within(&settings.reply, Some(&pooled), &pasts[member].outcomes[..own]);
                (*learned, *seen) = (own, n_pooled);
            }
        }
        foretold[member][nth] = Foretold::of(trial, &models[member][kind].0, &models[member][base].0);
    }
    foretold
}

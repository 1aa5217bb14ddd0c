//! The comfort audit: whom the seeker asked, against whom she could have asked.
//!
//! People prefer to reconnect with those they spent much time with, and learn most from those they did not, who stand
//! higher (J. Walter, D. Levin and J. K. Murnighan, *Reconnection Choices*, Organization Science 26, 2015). The audit
//! sets those asked beside everyone who could have been asked the same week, in three respects, and says how far apart
//! they are in standard deviations (Cohen's d). It is silent below twenty outreaches.

use super::backtest::Trial;
use super::rank::signs::{Moment, Sign, Signs, Watch};
use crate::day::Day;
use crate::network::Network;
use crate::people::{People, PersonId};
use crate::settings::Settings;
use serde::Serialize;

/// Outreaches below which nothing is said.
pub const ENOUGH: usize = 20;

/// A respect in which those asked may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Respect {
    /// Years since connecting.
    TimeKnown,
    /// Levels above the seeker.
    LevelGap,
    /// Messages exchanged, as a logarithm.
    Exchange,
}

impl Respect {
    /// In words, as what those asked have more or less of.
    pub fn as_str(self) -> &'static str {
        match self {
            Respect::TimeKnown => "Years known",
            Respect::LevelGap => "Levels above you",
            Respect::Exchange => "Messages exchanged",
        }
    }
}

/// How those asked differ in one respect.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// The respect.
    pub respect: Respect,
    /// The mean of those asked.
    pub asked: f64,
    /// The mean of those the evidence favours: as many, with the highest chance of an answer times fit.
    pub favoured: f64,
    /// How far apart, in standard deviations of everyone; positive where those asked have more.
    pub standardised: f64,
}

/// The audit.
#[derive(Clone, Debug, Serialize)]
pub struct Comfort {
    /// How many outreaches it rests on.
    pub n: usize,
    /// How many of those asked were among those favoured.
    pub in_common: usize,
    /// The differences, in the order of [`Respect`].
    pub differences: Vec<Difference>,
}

impl Comfort {
    /// The widest difference that is worth a word (half a standard deviation), if there is one.
    pub fn finding(&self) -> Option<&Difference> {
        let wide = self.differences.iter().filter(|one| one.standardised.abs() >= 0.5);
        wide.max_by(|a, b| a.standardised.abs().total_cmp(&b.standardised.abs()))
    }
}

/// Compares those asked in the year before `as_of` with as many whom the evidence favours.
///
/// `worth` is what the evidence says of a person: the chance of an answer times the fit.
///
/// # Returns
/// `None` below twenty people asked.
pub fn audit(
    people: &People,
    network: &Network,
    settings: &Settings,
    trials: &[Trial],
    as_of: Day,
    worth: impl Fn(PersonId, &Signs) -> f64,
) -> Option<Comfort> {
    let since = as_of.plus_days(-365);
    let lately = trials.iter().filter(|one| one.cut >= since);
    let mut asked: Vec<(PersonId, Day)> = lately.map(|one| (one.person, one.cut)).collect();
    asked.sort_unstable();
    asked.dedup_by_key(|(id, _)| *id);
    let first_asked =
        |id: PersonId| asked.binary_search_by_key(&id, |(id, _)| *id).ok().map(|at| asked[at].1);
    if asked.len() < ENOUGH {
        return None;
    }
    let mut watch = Watch::new(people, network, &settings.reply);
    // Those asked stand with the signs of the Monday before they were first asked, everyone else with those of today.
    let mut everyone: Vec<(PersonId, f64, [Option<f64>; 3])> = Vec::with_capacity(people.persons.len());
    for id in people.ids() {
        watch.turn_to(id);
        let at = first_asked(id).map_or(Moment::evening_of(as_of), Moment::morning_of);
        let signs = watch.signs_at(at);
        let person = people.get(id);
        let known = person.connected_on.is_some().then(|| signs.get(Sign::KnownFor).exp_m1());
        let heights =
            (super::rank::signs::height(&person.title), super::rank::signs::height(&people.owner.title));
        let gap = if let (Some(theirs), Some(own)) = heights { Some(theirs - own) } else { None };
        let letters = network.letters.of_person(id);
        let n = letters.partition_point(|letter| letter.at < at.at);
        everyone.push((id, worth(id, &signs), [known, gap, Some((n as f64).ln_1p())]));
    }
    let mut favoured: Vec<usize> = (0..everyone.len()).collect();
    favoured.sort_by(|a, b| everyone[*b].1.total_cmp(&everyone[*a].1).then_with(|| a.cmp(b)));
    favoured.truncate(asked.len());
    let of_asked: Vec<usize> = asked.iter().map(|(id, _)| id.index()).collect();
    let in_common = favoured.iter().filter(|at| first_asked(everyone[**at].0).is_some()).count();
    let all: Vec<usize> = (0..everyone.len()).collect();
    let respects = [Respect::TimeKnown, Respect::LevelGap, Respect::Exchange];
    let difference = |(nth, respect): (usize, Respect)| {
        let moments = |of: &[usize]| {
            let values: Vec<f64> = of.iter().filter_map(|at| everyone[*at].2[nth]).collect();
            let n = values.len() as f64;
            let mean = values.iter().sum::<f64>() / n;
            let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0);
            (values.len() >= 2).then_some((mean, variance.sqrt()))
        };
        let ((asked, _), (favoured, _), (_, deviation)) =
            (moments(&of_asked)?, moments(&favoured)?, moments(&all)?);
        let standardised = if deviation > 0.0 { (asked - favoured) / deviation } else { 0.0 };
        // The exchange is compared as a logarithm and told as a count.
        let told = |value: f64| if respect == Respect::Exchange { value.exp_m1() } else { value };
        Some(Difference { respect, asked: told(asked), favoured: told(favoured), standardised })
    };
    let differences = respects.into_iter().enumerate().filter_map(difference).collect();
    Some(Comfort { n: asked.len(), in_common, differences })
}

//! Referral chains as a whole: how many people each wave holds, and whether the search reproduces itself.

use crate::day::Day;
use crate::network::Network;
use crate::people::People;

/// Introductions received per conversation held, with an interval.
///
/// Above 1 a search feeds itself; below, every chain dies out sooner or later (Galton-Watson; `R` of epidemiology, and
/// "recruits per subject" of respondent-driven sampling).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reproduction {
    /// Introductions per conversation.
    pub r: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end of the 95 % interval.
    pub high: f64,
    /// Conversations counted.
    pub conversations: u32,
    /// Introductions made by people with whom a conversation was held.
    pub introductions: u32,
}

/// What the referral graph says as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Referrals {
    /// People by wave; the seeds, wave 0, are those who introduced somebody and were not introduced themselves.
    pub waves: Vec<u32>,
    /// `None` where no conversation was held.
    pub reproduction: Option<Reproduction>,
    /// Conversations held with each person, for those with any.
    pub conversations: Vec<(crate::people::PersonId, u32)>,
}

/// Looks at the referral graph as a whole.
///
/// # Complexity
/// **O(p + e)**.
pub fn of(people: &People, network: &Network, as_of: Day) -> Referrals {
    let mut waves: Vec<u32> = Vec::new();
    for (_, of) in network.members() {
        let wave = of.wave as usize;
        if waves.len() <= wave {
            waves.resize(wave + 1, 0);
        }
        waves[wave] += 1;
    }
    let mut conversations = Vec::new();
    let (mut held, mut introductions) = (0, 0);
    for id in people.ids() {
        let mut days: Vec<Day> = network
            .history
            .until(id, as_of)
            .iter()
            .filter(|event| event.kind.is_conversation())
            .map(|event| event.day)
            .collect();
        // An interview stands in the outreach list and in the notes: one day is one conversation.
        days.dedup();
        if !days.is_empty() {
            held += days.len() as u32;
            introductions += network.introductions_by(id).count() as u32;
            conversations.push((id, days.len() as u32));
        }
    }
    let reproduction = (held > 0).then(|| {
        let (low, high) = poisson_interval(introductions);
        let n = f64::from(held);
        Reproduction {
            r: f64::from(introductions) / n,
            low: low / n,
            high: high / n,
            conversations: held,
            introductions,
        }
    });
    Referrals { waves, reproduction, conversations }
}

/// The exact 95 % interval of a Poisson mean after a count (Garwood 1936).
///
/// # Returns
/// The means under which the count, or one further out, has a chance of 2.5 % on either side; the lower is 0 for 0.
pub fn poisson_interval(count: u32) -> (f64, f64) {
    // P(X <= k | mean), summed in the order that keeps precision.
    let below = |k: u32, mean: f64| {
        let mut term = (-mean).exp();
        let mut sum = term;
        for i in 1..=k {
            term *= mean / f64::from(i);
            sum += term;
        }
        sum
    };
    let solve = |test: &dyn Fn(f64) -> bool| {
        let (mut low, mut high) = (0.0, f64::from(count) + 10.0 * (f64::from(count) + 4.0).sqrt());
        for _ in 0..80 {
            let middle = (low + high) / 2.0;
            if test(middle) { low = middle } else { high = middle }
        }
        (low + high) / 2.0
    };
    if count > 500 {
        // exp(-mean) underflows; the normal form of the square root is exact enough there.
        let root = f64::from(count).sqrt();
        return ((root - 0.98).powi(2), (root + 0.98).powi(2));
    }
    let low = if count == 0 { 0.0 } else { solve(&|mean| 1.0 - below(count - 1, mean) < 0.025) };
    (low, solve(&|mean| below(count, mean) > 0.025))
}

#[cfg(test)]
mod tests {
    use super::poisson_interval;

    /// Garwood's table, as printed in any textbook of epidemiology.
    #[test]
    fn garwood() {
        for (count, low, high) in [
            (0, 0.0, 3.689),
            (1, 0.0253, 5.572),
            (5, 1.623, 11.668),
            (10, 4.795, 18.390),
            (100, 81.36, 121.63),
        ] {
            let found = poisson_interval(count);
            assert!((found.0 - low).abs() < 0.01 && (found.1 - high).abs() < 0.01, "{count}: {found:?}");
        }
    }
}

//! The plan: the few people who together open most of the target matrix.
//!
//! In: the ranking and the targets. Out: a [`Plan`]: whom to ask, what each adds to those before, and which targets
//! nobody opens, which are the gaps of [`super::coverage`].
//!
//! Five good people of one company open one target five times. A plan is worth the sum over targets of worth × the
//! chance that at least one conversation opens it; a conversation opens a target as far as the person fits it, and
//! comes about with the chance of an answer. Each further person adds less (the worth is submodular), so taking the
//! one who adds most, again and again, comes to at least 1 − 1/e, 63 %, of the best plan there is (G. Nemhauser, L.
//! Wolsey, M. Fisher, Mathematical Programming 14, 1978), and in practice to nearly all of it.

use super::rank::standing::Action;
use super::rank::{RankInput, Ranking, standing_of};
use super::targets::Fit;
use crate::people::PersonId;

/// Somebody in a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Where in the ranking they stand, from 0.
    pub at: usize,
    /// Who.
    pub person: PersonId,
    /// What they add to those before, as a share of what all targets are worth.
    pub adds: f64,
    /// How much of the worth is open with them, those before and the conversations held so far.
    pub open: f64,
    /// The targets they add most to, the most first, at most three; see [`Step::in_words`].
    pub targets: Vec<usize>,
}

/// Whom to ask, and what stays closed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The people, in the order in which they were chosen.
    pub steps: Vec<Step>,
    /// How much of the worth the conversations held so far have opened.
    pub open_before: f64,
    /// Targets that nobody in the files is what they ask for, or works where they are: in the order of the matrix.
    pub closed: Vec<Closed>,
}

/// A target for which nobody is what it asks for, and nobody works there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed {
    /// The row of the matrix.
    pub row: usize,
    /// Whether somebody comes close, and counts for a part in the plan.
    pub is_near: bool,
}

impl Closed {
    /// The target, and whether anybody comes close.
    pub fn in_words(&self, input: &RankInput<'_>) -> String {
        let target = input.targets.rows[self.row].in_words();
        if self.is_near { format!("{target}, to which some are close") } else { target }
    }
}

impl Step {
    /// What the conversation opens, each with how: the target itself, or somebody at its company, or close to it.
    pub fn in_words(&self, input: &RankInput<'_>) -> String {
        let person = input.people.get(self.person);
        let of = |row: &usize| {
            let wanted = &input.targets.rows[*row];
            let fit = wanted.fit(person, &input.people.companies, &input.settings.value).unwrap_or_default();
            match (fit.is_contact(), fit.is_inside()) {
                (true, _) => wanted.in_words(),
                (false, true) => format!("works there: {}", wanted.in_words()),
                _ => format!("close to {}", wanted.in_words()),
            }
        };
        self.targets.iter().map(of).collect::<Vec<_>>().join("; ")
    }
}

/// Somebody who might be asked: the chance that a conversation opens each target, for the targets where there is one.
#[derive(Clone, Debug)]
struct Opener {
    at: usize,
    person: PersonId,
    opens: Vec<(usize, f64)>,
}

/// Plans for `n` people.
///
/// # Complexity
/// **O(p t + n c t)** for **p** people, **c** of whom fit one of **t** targets.
pub fn of(input: &RankInput<'_>, ranking: &Ranking, n: usize) -> Plan {
    let rows = &input.targets.rows;
    let total: f64 = rows.iter().map(|wanted| wanted.worth).sum();
    // The chance that a target is closed still.
    let mut closed = vec![1.0; rows.len()];
    let (mut reached, mut near) = (vec![false; rows.len()], vec![false; rows.len()]);
    let mut openers = Vec::new();
    for (at, suggestion) in ranking.suggestions.iter().enumerate() {
        if suggestion.fit.is_none_or(|(_, fit, _)| fit.degree <= 0.0) {
            continue;
        }
        let person = input.people.get(suggestion.person);
        let fits = rows.iter().enumerate().filter_map(|(row, wanted)| {
            let fit = wanted.fit(person, &input.people.companies, &input.settings.value)?;
            (fit.degree > 0.0).then_some((row, fit))
        });
        let fits: Vec<(usize, Fit)> = fits.collect();
        fits.iter().for_each(|(row, fit)| {
            near[*row] = true;
            reached[*row] |= fit.is_contact() || fit.is_inside();
        });
        let fits = fits.into_iter().map(|(row, fit)| (row, fit.degree)).collect::<Vec<_>>();
        if standing_of(input, suggestion.person).met.is_some() {
            fits.iter().for_each(|(row, degree)| closed[*row] *= 1.0 - degree);
        } else if matches!(suggestion.due.action, Action::Request | Action::FollowUp | Action::CheckIn) {
            let opens = fits.into_iter().map(|(row, degree)| (row, degree * suggestion.p_reply)).collect();
            openers.push(Opener { at, person: suggestion.person, opens });
        }
    }
    let worth: Vec<f64> = rows.iter().map(|wanted| wanted.worth / total.max(f64::MIN_POSITIVE)).collect();
    let open_before = 1.0 - closed.iter().zip(&worth).map(|(closed, worth)| closed * worth).sum::<f64>();
    let steps = greedy(openers, &worth, closed, n);
    let never = (0..rows.len()).filter(|row| !reached[*row]);
    let never = never.map(|row| Closed { row, is_near: near[row] }).collect();
    let open_before = if rows.is_empty() { 0.0 } else { open_before };
    Plan { steps, open_before, closed: never }
}

/// Takes the one who adds most, `n` times; the first in the ranking among equals.
fn greedy(openers: Vec<Opener>, worth: &[f64], mut closed: Vec<f64>, n: usize) -> Vec<Step> {
    let mut left = openers;
    let mut steps = Vec::new();
    while steps.len() < n && !left.is_empty() {
        let gain =
            |opener: &Opener| opener.opens.iter().map(|(row, p)| worth[*row] * closed[*row] * p).sum::<f64>();
        let mut best = (0, f64::NEG_INFINITY);
        for (nth, opener) in left.iter().enumerate() {
            let gain = gain(opener);
            if gain > best.1 + 1e-12 {
                best = (nth, gain);
            }
        }
        let (nth, adds) = best;
        if adds <= 0.0 {
            break;
        }
        let opener = left.remove(nth);
        let mut targets: Vec<(f64, usize)> =
            opener.opens.iter().map(|(row, p)| (worth[*row] * closed[*row] * p, *row)).collect();
        targets.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        for (row, p) in &opener.opens {
            closed[*row] *= 1.0 - p;
        }
        steps.push(Step {
            at: opener.at,
            person: opener.person,
            adds,
            open: 1.0 - closed.iter().zip(worth).map(|(closed, worth)| closed * worth).sum::<f64>(),
            targets: targets.into_iter().take(3).map(|(_, row)| row).collect(),
        });
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(openers: &[&Opener], worth: &[f64]) -> f64 {
        let mut closed = vec![1.0; worth.len()];
        for (row, p) in openers.iter().flat_map(|opener| &opener.opens) {
            closed[*row] *= 1.0 - p;
        }
        worth.iter().zip(closed).map(|(worth, closed)| worth * (1.0 - closed)).sum()
    }

    fn opener(at: usize, opens: &[f64]) -> Opener {
        let opens = opens.iter().copied().enumerate().filter(|(_, p)| *p > 0.0).collect();
        Opener { at, person: PersonId(at as u32), opens }
    }

    #[test]
    fn two_who_open_different_doors_come_before_two_behind_the_same() {
        let openers = vec![opener(0, &[0.9, 0.0]), opener(1, &[0.8, 0.0]), opener(2, &[0.0, 0.3])];
        let steps = greedy(openers, &[0.5, 0.5], vec![1.0; 2], 2);
        let chosen: Vec<usize> = steps.iter().map(|step| step.at).collect();
        assert_eq!(chosen, [0, 2]);
        assert!((steps[0].adds - 0.45).abs() < 1e-12 && (steps[1].adds - 0.15).abs() < 1e-12);
        assert!((steps[1].open - 0.6).abs() < 1e-12);
        // A door that a conversation has opened already is worth nobody's time.
        let openers = vec![opener(0, &[0.9, 0.0]), opener(2, &[0.0, 0.3])];
        assert_eq!(greedy(openers, &[0.5, 0.5], vec![0.0, 1.0], 1)[0].at, 2);
    }

    proptest! {
        #[test]
        fn no_worse_than_the_bound_and_what_is_added_adds_up(
            rows in prop::collection::vec(prop::collection::vec(prop_oneof![Just(0.0), 0.0..1.0f64], 4), 1..9),
            n in 1usize..4,
        ) {
            let worth = [0.4, 0.3, 0.2, 0.1];
            let openers: Vec<Opener> = rows.iter().enumerate().map(|(at, row)| opener(at, row)).collect();
            let steps = greedy(openers.clone(), &worth, vec![1.0; 4], n);
            let chosen: Vec<&Opener> = steps.iter().map(|step| &openers[step.at]).collect();
            let got = value(&chosen, &worth);
            let sum: f64 = steps.iter().map(|step| step.adds).sum();
            prop_assert!((got - sum).abs() < 1e-9);
            prop_assert!(steps.windows(2).all(|pair| pair[0].adds >= pair[1].adds - 1e-9));
            // The best plan, by trying them all.
            let mut best = 0.0f64;
            for set in 0u32..1 << openers.len() {
                if set.count_ones() as usize <= n {
                    let of: Vec<&Opener> =
                        openers.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, one)| one).collect();
                    best = best.max(value(&of, &worth));
                }
            }
            prop_assert!(got >= (1.0 - (-1.0f64).exp()) * best - 1e-9);
        }
    }
}

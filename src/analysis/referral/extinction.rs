//! Whether chains die out: the Galton-Watson process with Poisson offspring, where every conversation brings R others on the
//! average, whatever came before.

/// The chance that a chain that starts with one person dies out: the smallest root of q = exp(R (q − 1)).
///
/// # Returns
/// 1 for an R of 1 and below: such a chain ends sooner or later.
///
/// # Complexity
/// A few steps of Newton's.
///
/// T. E. Harris, *The Theory of Branching Processes*, 1963, chapter I.
pub fn extinction(r: f64) -> f64 {
    if r.is_nan() || r <= 1.0 {
        return 1.0;
    }
    // From below, Newton's steps rise to the smallest root: the curve is convex, and above the line up to there.
    let mut q = 0.0f64;
    for _ in 0..200 {
        let value = (r * (q - 1.0)).exp();
        let step = (value - q) / (1.0 - r * value);
        // Written so that a step which is no number ends it as well.
        if !step.is_finite() || step <= 1e-16 {
            break;
        }
        q += step;
    }
    q.clamp(0.0, 1.0)
}

/// The chance that all of `n` chains die out.
pub fn all_die_out(r: f64, n: u32) -> f64 {
    extinction(r).powf(f64::from(n))
}

/// How many chains make it unlikely that all of them die out: a chance of `most` at most.
///
/// # Returns
/// `None` for an R of 1 and below, where no number of chains lasts.
pub fn chains_needed(r: f64, most: f64) -> Option<u32> {
    let q = extinction(r);
    if q >= 1.0 {
        return None;
    }
    let n = (most.ln() / q.ln()).ceil().max(1.0);
    (n < f64::from(u32::MAX)).then_some(n as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::measures::random::Random;

    #[test]
    fn known_answers() {
        for (r, per_cent, seeds) in [(1.2, 69, 7), (1.5, 42, 3), (2.0, 20, 2), (3.0, 6, 1)] {
            assert_eq!((extinction(r) * 100.0).round() as i32, per_cent, "{r}");
            assert_eq!(chains_needed(r, 0.1), Some(seeds), "{r}");
            let q = extinction(r);
            assert!((q - (r * (q - 1.0)).exp()).abs() < 1e-14, "a root");
        }
        for r in [0.0, 0.5, 1.0, f64::NAN] {
            assert_eq!((extinction(r), chains_needed(r, 0.1)), (1.0, None), "{r}");
        }
        // Near 1 the root is near 1 − 2 (R − 1).
        assert!((extinction(1.001) - 0.998).abs() < 1e-4);
        assert!(extinction(50.0) < 1e-20);
    }

    /// Chains by lot, each until it ends or is so large that it will not.
    #[test]
    fn simulation_agrees() {
        for (nth, r) in [0.8, 1.2, 1.5, 2.0, 3.0].into_iter().enumerate() {
            let mut random = Random::of(20_260_630, nth as u64);
            let dies = |random: &mut Random| {
                let mut open = 1u32;
                while open > 0 && open < 400 {
                    open = open - 1 + random.poisson(r);
                }
                open == 0
            };
            let n = 20_000;
            for k in [1u32, 3] {
                let died = (0..n).filter(|_| (0..k).all(|_| dies(&mut random))).count() as f64 / f64::from(n);
                let expect = all_die_out(r, k);
                let error = (expect * (1.0 - expect) / f64::from(n)).sqrt();
                assert!((died - expect).abs() <= 4.0 * error + 1e-3, "{r} {k}: {died}, not {expect}");
            }
        }
    }
}

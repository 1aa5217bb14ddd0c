//! Intervals for a rate that was counted: exact ones for whole counts, and their form for weighted counts.

/// The 95 % interval of a sum of weighted Poisson counts: the mid-P form of the gamma interval.
///
/// `sum` is the sum of the weights of what was counted, `variance` the sum of their squares, and `one` the weight that one
/// more would have had. With weights of 1 this is the mid-P interval of a Poisson mean. Garwood's exact interval holds
/// the mean at least 95 times in 100 and for small counts up to 99 times; the mid-P interval holds it 95 times on
/// the average over what the mean may be.
///
/// # Returns
/// Both ends; the lower is 0 where nothing was counted, and the upper is then −ln(0.05) `one`, the "rule of three".
///
/// # Complexity
/// Some hundred values of the incomplete gamma function.
///
/// M. P. Fay, S. Kim, *Confidence intervals for directly standardized rates using mid-p gamma intervals*, Biometrical Journal 59
/// (2017); F. Garwood, *Fiducial Limits for the Poisson Distribution*, Biometrika 28 (1936).
pub fn mid_p(sum: f64, variance: f64, one: f64) -> (f64, f64) {
    // Gamma distributions with the mean and variance of what was counted, and of that and one more.
    let gamma = |sum: f64, variance: f64| move |x: f64| below(sum * sum / variance, x * sum / variance);
    let more = gamma(sum + one, variance + one * one);
    if sum <= 0.0 {
        return (0.0, solve(one, |x| 0.5 + 0.5 * more(x) < 0.975));
    }
    let fewer = gamma(sum, variance);
    let middle = |x: f64| 0.5 * fewer(x) + 0.5 * more(x);
    (solve(sum, |x| middle(x) < 0.025), solve(sum, |x| middle(x) < 0.975))
}

/// Where a test that holds for small numbers ends to hold, near `about`.
fn solve(about: f64, holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0, about);
    while holds(high) {
        (low, high) = (high, 2.0 * high + f64::MIN_POSITIVE);
        if !high.is_finite() {
            return high;
        }
    }
    for _ in 0..80 {
        let middle = (low + high) / 2.0;
        if holds(middle) { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// The chance that a gamma variable of this shape and scale 1 is below `x`: the regularised incomplete gamma function.
///
/// The series below its middle and the continued fraction above it, as in Press et al., *Numerical Recipes*, section 6.2; for
/// large shapes both take some root of the shape of terms, which is little.
fn below(shape: f64, x: f64) -> f64 {
    if x <= 0.0 || shape.is_nan() {
        return 0.0;
    }
    if !shape.is_finite() || shape > 1e6 {
        // So narrow that the normal form of the cube root (Wilson and Hilferty 1931) has every digit that is shown.
        let z = ((x / shape).cbrt() - (1.0 - 1.0 / (9.0 * shape))) * 3.0 * shape.sqrt();
        return normal(z);
    }
    let scale = (shape * x.ln() - x - ln_gamma(shape)).exp();
    if x < shape + 1.0 {
        let (mut term, mut sum, mut nth) = (1.0 / shape, 1.0 / shape, shape);
        while term > sum * 1e-15 {
            nth += 1.0;
            term *= x / nth;
            sum += term;
        }
        (sum * scale).min(1.0)
    } else {
        // Lentz's way through the continued fraction.
        let mut b = x + 1.0 - shape;
        let mut c = 1e300;
        let mut d = 1.0 / b;
        let mut h = d;
        for nth in 1..20_000 {
            let i = f64::from(nth);
            let a = -i * (i - shape);
            b += 2.0;
            let nonzero = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
            d = 1.0 / nonzero(a * d + b);
            c = nonzero(b + a / c);
            h *= d * c;
            if (d * c - 1.0).abs() < 1e-15 {
                break;
            }
        }
        (1.0 - scale * h).clamp(0.0, 1.0)
    }
}

/// The chance that a standard normal variable is below `z`, from the incomplete gamma function.
fn normal(z: f64) -> f64 {
    let tail = 0.5 * (1.0 - below(0.5, z * z / 2.0));
    if z > 0.0 { 1.0 - tail } else { tail }
}

/// The logarithm of the gamma function (Lanczos, with the nine coefficients for g = 7).
fn ln_gamma(x: f64) -> f64 {
    const COEFFICIENTS: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    if x < 0.5 {
        let pi = std::f64::consts::PI;
        return (pi / (pi * x).sin()).ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let sum: f64 = COEFFICIENTS.iter().enumerate().map(|(nth, of)| of / (x + nth as f64 + 1.0)).sum();
    let t = x + 7.5;
    0.5 * (2.0 * std::f64::consts::PI).ln() + (x + 0.5) * t.ln() - t + (0.999_999_999_999_809_9 + sum).ln()
}

/// The value below which a chi-squared variable of `n` degrees of freedom lies 95 times in 100.
pub(super) fn chi_squared_95(n: f64) -> f64 {
    2.0 * solve(n / 2.0, |x| below(n / 2.0, x) < 0.95)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The exact 95 % interval of a Poisson mean after a count (Garwood 1936).
    ///
    /// # Returns
    /// The means under which the count, or one further out, has a chance of 2.5 % on either side; the lower is 0 for 0.
    fn poisson_interval(count: u32) -> (f64, f64) {
        let count = f64::from(count);
        let low = if count == 0.0 { 0.0 } else { solve(count, |x| below(count, x) < 0.025) };
        (low, solve(count + 1.0, |x| below(count + 1.0, x) < 0.975))
    }

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

    /// Mid-P limits of whole counts, as R's `exactci::poisson.exact(x, midp = TRUE)` defines them: found here by summing
    /// the Poisson distribution itself.
    #[test]
    fn mid_p_of_whole_counts_is_half_of_each_tail() {
        let chance = |count: u32, mean: f64| {
            let mut term = (-mean).exp();
            let mut terms = vec![term];
            for nth in 1..=count {
                term *= mean / f64::from(nth);
                terms.push(term);
            }
            let at = terms[count as usize];
            let fewer: f64 = terms[..count as usize].iter().sum();
            (1.0 - fewer - at / 2.0, fewer + at / 2.0)
        };
        for count in [0u32, 1, 2, 5, 10, 40, 100] {
            let (low, high) = mid_p(f64::from(count), f64::from(count), 1.0);
            assert!((chance(count, high).1 - 0.025).abs() < 1e-9, "{count}: {high}");
            assert!(count == 0 || (chance(count, low).0 - 0.025).abs() < 1e-9, "{count}: {low}");
            let garwood = poisson_interval(count);
            assert!(garwood.0 <= low && high < garwood.1, "{count}: narrower than the exact interval");
        }
        assert!((mid_p(0.0, 0.0, 1.0).1 - 2.9957).abs() < 1e-4);
    }

    #[test]
    fn large_counts_are_normal() {
        for count in [1e5, 1e7, 1e12] {
            let (low, high) = mid_p(count, count, 1.0);
            assert!(((low - count) / count.sqrt() + 1.96).abs() < 0.02, "{count} {low}");
            assert!(((high - count) / count.sqrt() - 1.96).abs() < 0.02, "{count} {high}");
        }
    }

    #[test]
    fn chi_squared() {
        for (n, expect) in [(1.0, 3.841), (10.0, 18.307), (99.0, 123.225)] {
            assert!((chi_squared_95(n) - expect).abs() < 0.001);
        }
    }
}

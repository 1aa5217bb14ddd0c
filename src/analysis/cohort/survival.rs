//! Time to the first conversation, with those who have had none yet counted as far as they have come.

use super::funnel::LEAST;
use crate::analysis::interval::Z;

/// A member's time from her first request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Days to the first conversation, or to the day asked about where there was none.
    pub days: u32,
    /// Whether there was one.
    pub happened: bool,
}

/// A step of the curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Days since the first request.
    pub days: u32,
    /// Members still without a conversation just before.
    pub at_risk: u32,
    /// First conversations on this day.
    pub events: u32,
    /// Members of whom no more is known than up to this day.
    pub censored: u32,
    /// The share still without one after it.
    pub waiting: f64,
    /// Lower end of its 95 % interval; `None` before the first event.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// A curve.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// Members.
    pub n: u32,
    /// Of them, with a conversation.
    pub events: u32,
    /// A step for every day on which one had her first or was last seen.
    pub steps: Vec<Step>,
}

/// The product-limit estimate of the share still waiting, with the log-log interval, which stays between 0 and 1.
///
/// # Complexity
/// **O(n log n)**.
///
/// E. L. Kaplan and P. Meier, *Nonparametric estimation from incomplete observations*, JASA 53 (1958); variance by
/// Greenwood (1926); log-log interval: Kalbfleisch and Prentice, *The Statistical Analysis of Failure Time Data* (1980).
pub fn kaplan_meier(spans: &[Span]) -> Curve {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    let mut curve = Curve { n: spans.len() as u32, ..Curve::default() };
    let (mut waiting, mut greenwood) = (1.0f64, 0.0f64);
    let mut at_risk = spans.len() as u32;
    for day in spans.chunk_by(|a, b| a.days == b.days) {
        let events = day.iter().filter(|span| span.happened).count() as u32;
        let censored = day.len() as u32 - events;
        if events > 0 {
            let (d, n) = (f64::from(events), f64::from(at_risk));
            waiting *= 1.0 - d / n;
            greenwood += if events < at_risk { d / (n * (n - d)) } else { 0.0 };
        }
        let interval = (waiting > 0.0 && waiting < 1.0).then(|| {
            let half = Z * greenwood.sqrt() / waiting.ln();
            // The logarithm of a share is negative, so the signs turn.
            (waiting.powf((-half).exp()), waiting.powf(half.exp()))
        });
        let ends = interval.map(|(a, b)| (a.min(b), a.max(b)));
        curve.events += events;
        curve.steps.push(Step {
            days: day[0].days,
            at_risk,
            events,
            censored,
            waiting,
            low: ends.map(|(low, _)| low),
            high: ends.map(|(_, high)| high),
        });
        at_risk -= day.len() as u32;
    }
    curve
}

impl Curve {
    /// The first day by which half have had their conversation; `None` where fewer have.
    pub fn median(&self) -> Option<u32> {
        self.steps.iter().find(|step| step.waiting <= 0.5).map(|step| step.days)
    }

    /// The median where it can be stated: where it rests on a few who are still waiting, the next of them would move it by
    /// months.
    pub fn sure_median(&self) -> Option<u32> {
        let half = self.steps.iter().find(|step| step.waiting <= 0.5)?;
        (half.at_risk >= LEAST).then_some(half.days)
    }

    /// The 95 % interval of the median: the days at which the ends of the curve's interval pass one half (Brookmeyer
    /// and Crowley, 1982). An end that is never passed is open.
    pub fn median_interval(&self) -> (Option<u32>, Option<u32>) {
        let first = |test: fn(&Step) -> Option<f64>| {
            self.steps.iter().find(|step| test(step).is_some_and(|end| end <= 0.5)).map(|step| step.days)
        };
        (first(|step| step.low), first(|step| step.high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Remission of leukaemia under 6-mercaptopurine, weeks (Freireich et al. 1963), as in Kleinbaum and Klein,
    /// *Survival Analysis*, table 2.1; intervals and median as R's `survfit(conf.type = "log-log")` gives them.
    #[test]
    fn freireich() {
        let events = [6, 6, 6, 7, 10, 13, 16, 22, 23];
        let censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
        let span = |happened| move |days: &u32| Span { days: *days, happened };
        let spans: Vec<Span> =
            events.iter().map(span(true)).chain(censored.iter().map(span(false))).collect();
        let curve = kaplan_meier(&spans);
        assert_eq!((curve.n, curve.events), (21, 9));
        for (days, at_risk, waiting) in [
            (6, 21, 0.8571),
            (7, 17, 0.8067),
            (10, 15, 0.7529),
            (13, 12, 0.6902),
            (16, 11, 0.6275),
            (22, 7, 0.5378),
            (23, 6, 0.4482),
        ] {
            let step = curve.steps.iter().find(|step| step.days == days).unwrap();
            assert_eq!(step.at_risk, at_risk, "{days}");
            assert!((step.waiting - waiting).abs() < 5e-5, "{step:?}");
        }
        assert_eq!(curve.median(), Some(23));
        // Six are still counted then.
        assert_eq!(curve.sure_median(), None);
        assert_eq!(kaplan_meier(&[Span { days: 3, happened: true }; 10]).sure_median(), Some(3));
        let at = |days| curve.steps.iter().find(|step| step.days == days).unwrap();
        let near = |found: Option<f64>, known: f64| (found.unwrap() - known).abs() < 5e-4;
        assert!(near(at(6).low, 0.620) && near(at(6).high, 0.952), "{:?}", at(6));
        assert!(near(at(23).low, 0.188) && near(at(23).high, 0.680), "{:?}", at(23));
        assert_eq!(curve.median_interval(), (Some(13), None));
    }

    #[test]
    fn nobody_is_a_curve_without_steps() {
        let curve = kaplan_meier(&[]);
        assert_eq!((curve.n, curve.median(), curve.steps.len()), (0, None, 0));
    }
}

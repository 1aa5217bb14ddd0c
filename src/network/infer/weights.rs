//! What evidence weighs, in log-odds: numbers in `weights.tsv`, each with what it stands for.

use crate::index::Index;
use std::sync::LazyLock;

/// The weights, by name.
#[derive(Debug)]
pub struct Weights(Index<&'static str, f64>);

/// The weights, parsed at the first use.
pub static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let lines = include_str!("weights.tsv").lines().filter(|line| !line.starts_with('#'));
    Weights(
        lines
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(name, n)| Some((name, n.trim().parse().ok()?)))
            .collect(),
    )
});

impl Weights {
    /// The weight of this name; 0 where there is none, which a test excludes for every name in the code.
    pub fn of(&self, name: &str) -> f64 {
        debug_assert!(self.0.contains_key(name), "no weight `{name}`");
        self.0.get(name).copied().unwrap_or(0.0)
    }
}

/// The confidence of a sum of log-odds: the pieces are weighed one by one and modestly, and together they are surer than
/// their sum says, by a factor fitted to hand-written threads (`slope`).
pub fn confidence(sum: f64) -> f64 {
    1.0 / (1.0 + (-WEIGHTS.of("slope") * sum).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_number_and_every_name_in_the_code_has_one() {
        let text = include_str!("weights.tsv");
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
        assert_eq!(lines, WEIGHTS.0.len());
        let code = concat!(
            include_str!("evidence.rs"),
            include_str!("direct.rs"),
            include_str!("letters.rs"),
            include_str!("circle.rs"),
            include_str!("groups.rs"),
            include_str!("naming.rs"),
            include_str!("context.rs"),
            include_str!("mod.rs"),
            include_str!("facts.rs")
        );
        let mut n = 0;
        for part in code.split("w(\"").skip(1) {
            let name = part.split('"').next().unwrap();
            assert!(WEIGHTS.0.contains_key(name), "{name}");
            n += 1;
        }
        assert!(n > 20, "{n}");
    }

    #[test]
    fn log_odds() {
        assert_eq!(confidence(0.0), 0.5);
        assert!((confidence(4f64.ln() / WEIGHTS.of("slope")) - 0.8).abs() < 1e-12);
    }
}

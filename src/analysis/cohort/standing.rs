//! Where a member stands among the others.

use super::funnel::LEAST;

/// For each value its percentile, 0 to 1: the share of the others' values that lie below, equal ones counted half.
///
/// # Returns
/// `None` for a value that is unknown, and for all where fewer than [`LEAST`] are known: a rank among so few is luck.
///
/// # Complexity
/// **O(n log n)**.
pub fn percentiles(values: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut known: Vec<f64> = values.iter().flatten().copied().collect();
    if known.len() < LEAST as usize {
        return vec![None; values.len()];
    }
    known.sort_unstable_by(f64::total_cmp);
    let others = known.len() as f64 - 1.0;
    let of = |value: f64| {
        let below = known.partition_point(|other| *other < value) as f64;
        let equal = known.partition_point(|other| *other <= value) as f64 - below - 1.0;
        (below + equal / 2.0) / others
    };
    values.iter().map(|value| value.map(of)).collect()
}

#[cfg(test)]
mod tests {
    use super::percentiles;

    #[test]
    fn among_eleven() {
        let mut values: Vec<Option<f64>> = (0..10).map(|n| Some(f64::from(n))).collect();
        values.extend([Some(9.0), None]);
        let found = percentiles(&values);
        assert_eq!(
            (found[0], found[5], found[9], found[10], found[11]),
            (Some(0.0), Some(0.5), Some(0.95), Some(0.95), None)
        );
        assert_eq!(percentiles(&values[..9]), vec![None; 9]);
    }
}

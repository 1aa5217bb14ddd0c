//! Growth: connections by month.

use crate::day::{Day, Month};
use crate::network::Network;
use crate::people::{People, Person};
use std::collections::BTreeMap;

/// A month of growth.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthOfGrowth {
    /// The month.
    pub month: Month,
    /// Connections made in it.
    pub new: u32,
    /// Connections made up to its end.
    pub total: u32,
    /// Mean of `new` over this month and the two before, or over as many as there are.
    pub rolling_3m: f64,
    /// How many of `new` were introduced by somebody, and not long after they had connected.
    pub introduced: u32,
}

/// Counts connections by month, from the first to the month of `as_of`, months without any included.
///
/// # Returns
/// Nothing where no connection has a date. Connections dated after `as_of` are left out.
///
/// # Complexity
/// **O(p + m)** for **p** people and **m** months.
pub fn by_month(people: &People, network: &Network, as_of: Day) -> Vec<MonthOfGrowth> {
    let dated = people.ids().filter_map(|id| {
        let person: &Person = people.get(id);
        let day = person.connected_on.filter(|day| *day <= as_of && person.is_connection())?;
        let introduced = network.introducers_of(id).is_some_and(|of| of.first.is_some())
            && network.introductions_of(id).any(|edge| may_have_brought(day, edge.on));
        Some((day.month(), introduced))
    });
    months(dated, as_of.month())
}

/// Days after a connection within which an introduction may still be what it came of: lists are written late.
const WRITTEN_LATE: i32 = 31;

/// Whether an introduction may have brought a connection: one of years later did not.
pub fn may_have_brought(connected_on: Day, introduced_on: Option<Day>) -> bool {
    introduced_on.is_none_or(|on| on.days_since(connected_on) <= WRITTEN_LATE)
}

/// Groups dated connections by month and fills the months between.
///
/// Counted by hand: a member of a cohort has a few hundred rows, for which a frame costs more than the counting.
pub fn months(dated: impl Iterator<Item = (Month, bool)>, last: Month) -> Vec<MonthOfGrowth> {
    let mut by_month: BTreeMap<i32, (u32, u32)> = BTreeMap::new();
    for (month, introduced) in dated {
        let (new, of_them) = by_month.entry(month.0).or_default();
        *new += 1;
        *of_them += u32::from(introduced);
    }
    let mut grown: Vec<MonthOfGrowth> = Vec::new();
    for (month, (new, introduced)) in by_month {
        let start = grown.last().map_or(month, |before| before.month.0 + 1);
        (start..month).for_each(|empty| push(&mut grown, Month(empty), 0, 0));
        push(&mut grown, Month(month), new, introduced);
    }
    if let Some(known) = grown.last().map(|month| month.month.0) {
        (known + 1..=last.0).for_each(|empty| push(&mut grown, Month(empty), 0, 0));
    }
    grown
}

fn push(grown: &mut Vec<MonthOfGrowth>, month: Month, new: u32, introduced: u32) {
    let total = grown.last().map_or(0, |before| before.total) + new;
    let before = grown.iter().rev().take(2).map(|month| month.new);
    let (sum, n) = before.chain([new]).fold((0, 0u32), |(sum, n), new| (sum + new, n + 1));
    let rolling_3m = f64::from(sum) / f64::from(n);
    grown.push(MonthOfGrowth { month, new, total, rolling_3m, introduced });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_months_are_months() {
        let month = |number| Month::new(2024, number).unwrap();
        let grown = months([(month(4), true), (month(1), false), (month(1), false)].into_iter(), month(6));
        let shown: Vec<(String, u32, u32, u32)> =
            grown.iter().map(|m| (m.month.to_string(), m.new, m.total, m.introduced)).collect();
        let expect = [
            ("2024-01", 2, 2, 0),
            ("2024-02", 0, 2, 0),
            ("2024-03", 0, 2, 0),
            ("2024-04", 1, 3, 1),
            ("2024-05", 0, 3, 0),
            ("2024-06", 0, 3, 0),
        ];
        assert_eq!(
            shown,
            expect.map(|(month, new, total, introduced)| (month.to_owned(), new, total, introduced))
        );
        assert_eq!(
            grown.iter().map(|month| month.rolling_3m).collect::<Vec<_>>()[..3],
            [2.0, 1.0, 2.0 / 3.0]
        );
        assert!(months(std::iter::empty(), month(6)).is_empty());
    }

    #[test]
    fn an_introduction_of_years_later_brought_nobody() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let connected = day("2024-03-01");
        for (introduced, expect) in [
            (None, true),
            (Some("2023-01-01"), true),
            (Some("2024-03-01"), true),
            (Some("2024-04-01"), true),
            (Some("2024-04-02"), false),
            (Some("2026-06-01"), false),
        ] {
            assert_eq!(may_have_brought(connected, introduced.map(day)), expect, "{introduced:?}");
        }
    }
}

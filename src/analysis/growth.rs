//! Growth: connections by month.

use crate::day::{Day, Month};
use crate::network::Network;
use crate::people::{People, Person};
use polars::prelude::*;

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
    /// How many of `new` were introduced by somebody.
    pub introduced: u32,
}

/// Counts connections by month, from the first to the month of `as_of`, months without any included.
///
/// # Returns
/// Nothing where no connection has a date. Connections dated after `as_of` are left out.
///
/// # Complexity
/// **O(p + m)** for **p** people and **m** months.
pub fn by_month(people: &People, network: &Network, as_of: Day) -> PolarsResult<Vec<MonthOfGrowth>> {
    let dated: Vec<(Month, bool)> = people
        .ids()
        .filter_map(|id| {
            let person: &Person = people.get(id);
            let day = person.connected_on.filter(|day| *day <= as_of && person.is_connection())?;
            let introduced = network.introducers_of(id).is_some_and(|of| of.first.is_some());
            Some((day.month(), introduced))
        })
        .collect();
    months(&dated, as_of.month())
}

/// Groups dated connections by month and fills the months between.
pub fn months(dated: &[(Month, bool)], last: Month) -> PolarsResult<Vec<MonthOfGrowth>> {
    let new = count_by_month(dated.iter().map(|(month, _)| *month))?;
    let introduced = count_by_month(dated.iter().filter(|(_, yes)| *yes).map(|(month, _)| *month))?;
    let mut introduced = introduced.into_iter().peekable();
    let mut grown: Vec<MonthOfGrowth> = Vec::new();
    for (month, new) in new {
        let start = grown.last().map_or(month, |before| before.month.0 + 1);
        (start..month).for_each(|empty| push(&mut grown, Month(empty), 0, 0));
        let of_them = introduced.next_if(|(at, _)| *at == month).map_or(0, |(_, count)| count);
        push(&mut grown, Month(month), new, of_them);
    }
    if let Some(known) = grown.last().map(|month| month.month.0) {
        (known + 1..=last.0).for_each(|empty| push(&mut grown, Month(empty), 0, 0));
    }
    Ok(grown)
}

/// How often each month occurs, in order.
fn count_by_month(months: impl Iterator<Item = Month>) -> PolarsResult<Vec<(i32, u32)>> {
    let months: Vec<i32> = months.map(|month| month.0).collect();
    let frame = DataFrame::new_infer_height(vec![
        Column::new("month".into(), &months),
        Column::new("rows".into(), vec![1u32; months.len()]),
    ])?;
    let counted = frame.group_by(["month"])?.select(["rows"]).count()?;
    let counted = counted.sort(["month"], SortMultipleOptions::default())?;
    let counts = counted.column("rows_count")?.cast(&DataType::UInt32)?;
    let pairs = counted.column("month")?.i32()?.iter().zip(counts.u32()?.iter());
    Ok(pairs.filter_map(|(month, count)| Some((month?, count?))).collect())
}

fn push(grown: &mut Vec<MonthOfGrowth>, month: Month, new: u32, introduced: u32) {
    let total = grown.last().map_or(0, |before| before.total) + new;
    let before = grown.iter().rev().take(2).map(|month| month.new);
    let window: Vec<u32> = before.chain([new]).collect();
    let rolling_3m = f64::from(window.iter().sum::<u32>()) / window.len() as f64;
    grown.push(MonthOfGrowth { month, new, total, rolling_3m, introduced });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_months_are_months() {
        let month = |number| Month::new(2024, number).unwrap();
        let grown = months(&[(month(4), true), (month(1), false), (month(1), false)], month(6)).unwrap();
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
        assert!(months(&[], month(6)).unwrap().is_empty());
    }
}

//! Which number comes first in the dates of a column, told by the column as a whole.
//!
//! In: the rows of a file, read a second time. Out: an [`Order`], or [`Order::Unknown`] where the column does not say.
//! `03/04/2024` alone can be read in two ways. Another cell with a number above twelve tells which; failing that, so does
//! the order of the rows, if they are in order one way and not the other way.

use super::date::{self, Order};
use super::rows::{Column, Rows};
use crate::day::Day;

/// How rows are known to lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorting {
    /// Newest first, as LinkedIn sorts connections (thirty of thirty exports measured).
    NewestFirst,
    /// One way or the other.
    Either,
}

/// How many steps from date to date must all go the same way, before they are taken for order and not for chance: four
/// rows where the direction is known, six where it is not.
const STEPS: [usize; 2] = [3, 5];

/// The steps from one row to the next, in one way of reading.
#[derive(Default)]
struct Steps {
    last: Option<Day>,
    up: usize,
    down: usize,
}

impl Steps {
    fn take(&mut self, day: Option<Day>) {
        let Some(day) = day else { return };
        match self.last.map(|last| day.cmp(&last)) {
            Some(std::cmp::Ordering::Less) => self.down += 1,
            Some(std::cmp::Ordering::Greater) => self.up += 1,
            _ => {}
        }
        self.last = Some(day);
    }

    fn in_order(&self, sorting: Sorting) -> bool {
        match sorting {
            Sorting::NewestFirst => self.up == 0 && self.down >= STEPS[0],
            Sorting::Either => self.up.min(self.down) == 0 && self.up.max(self.down) >= STEPS[1],
        }
    }
}

/// Settles the order of a column.
///
/// # Complexity
/// **O(n)** for **n** rows, read once more.
pub fn order(mut rows: Rows, column: Column, sorting: Sorting) -> Order {
    let (mut day_first, mut month_first) = (0, 0);
    let (mut by_day, mut by_month) = (Steps::default(), Steps::default());
    while let Some(row) = rows.next() {
        let text = row.text(column);
        match date::told_order(&text) {
            Some(Order::DayFirst) => day_first += 1,
            Some(Order::MonthFirst) => month_first += 1,
            _ => {}
        }
        by_day.take(date::day(&text, Order::DayFirst).ok());
        by_month.take(date::day(&text, Order::MonthFirst).ok());
    }
    match (day_first, month_first, by_day.in_order(sorting), by_month.in_order(sorting)) {
        (1.., 0, ..) => Order::DayFirst,
        (0, 1.., ..) => Order::MonthFirst,
        // Cells that contradict each other come from two hands, and order tells nothing of either.
        (1.., 1.., ..) => Order::Unknown,
        (_, _, true, false) => Order::DayFirst,
        (_, _, false, true) => Order::MonthFirst,
        _ => Order::Unknown,
    }
}

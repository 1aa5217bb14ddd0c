//! Axes: round steps, and ticks for months that never crowd.

use super::fonts::width;
use crate::day::{MONTH_NAMES, Month};

/// The least round step that covers `max` in at most `parts` steps; whole, since everything here is counted.
pub(super) fn step(max: u32, parts: u32) -> u32 {
    let wanted = max.div_ceil(parts.max(1)).max(1);
    let mut ten = 1u32;
    loop {
        for tenths in [10, 20, 25, 40, 50, 80] {
            // 2.5 and its like are no counts.
            if (tenths * ten).is_multiple_of(10) && tenths * ten / 10 >= wanted {
                return tenths * ten / 10;
            }
        }
        match ten.checked_mul(10).filter(|ten| *ten <= 10_000_000) {
            Some(more) => ten = more,
            None => return wanted,
        }
    }
}

/// Where time begins and ends on a picture, and how wide a month is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Months {
    /// The first.
    pub(super) first: Month,
    /// How many.
    pub(super) n: usize,
    /// Left edge of the first.
    pub(super) left: f64,
    /// Right edge of the last.
    pub(super) right: f64,
}

impl Months {
    /// The left edge of a month, which may lie outside.
    pub(super) fn x(&self, month: Month) -> f64 {
        self.left + f64::from(month.0 - self.first.0) * self.wide()
    }

    /// How wide a month is.
    pub(super) fn wide(&self) -> f64 {
        (self.right - self.left) / self.n.max(1) as f64
    }

    /// The years that begin within, each at its left edge.
    pub(super) fn years(&self) -> Vec<(i32, f64)> {
        let last = self.first.0 + self.n as i32;
        let first = self.first.0.div_euclid(12) + i32::from(self.first.0.rem_euclid(12) > 0);
        (first..)
            .map(|year| (year, Month(year * 12)))
            .take_while(|(_, m)| m.0 < last)
            .map(|(y, m)| (y, self.x(m)))
            .collect()
    }

    /// Labels below the axis: text and middle. Months while they have room, otherwise years, and of the years as
    /// many as have room.
    pub(super) fn labels(&self, size: f64) -> Vec<(String, f64)> {
        if self.n <= 30 {
            return self.month_labels(size);
        }
        let room = width("2026", size) + 14.0;
        let per_year = self.wide() * 12.0;
        let every = [1, 2, 5, 10, 20, 50, 100, 200]
            .into_iter()
            .find(|n| per_year * f64::from(*n) >= room)
            .unwrap_or(500);
        if every > 1 {
            let fits = |x: f64| x - room / 2.0 >= self.left - 8.0 && x + room / 2.0 <= self.right + 8.0;
            let years = self.years().into_iter().filter(|(year, x)| year % every == 0 && fits(*x));
            return years.map(|(year, x)| (year.to_string(), x)).collect();
        }
        // The number stands below the middle of its year, or of as much of it as there is.
        let (first, last) = (self.first.ym().0, Month(self.first.0 + self.n as i32 - 1).ym().0);
        let span = |year: i32| {
            (self.x(Month(year * 12)).max(self.left), self.x(Month(year * 12 + 12)).min(self.right))
        };
        let wide =
            (first..=last).map(|year| (year, span(year))).filter(|(_, (x0, x1))| x1 - x0 >= room - 12.0);
        wide.map(|(year, (x0, x1))| (year.to_string(), (x0 + x1) / 2.0)).collect()
    }

    fn month_labels(&self, size: f64) -> Vec<(String, f64)> {
        let room = width("May 2026", size) + 12.0;
        let every = [1, 2, 3, 6].into_iter().find(|n| self.wide() * f64::from(*n) >= room).unwrap_or(12);
        (0..self.n as i32)
            .map(|at| Month(self.first.0 + at))
            .filter(|month| self.n as i32 <= every || month.0.rem_euclid(every) == 0)
            .map(|month| {
                let (year, number) = month.ym();
                (format!("{} {year}", MONTH_NAMES[number as usize - 1]), self.x(month) + self.wide() / 2.0)
            })
            .filter(|(_, x)| x - room / 2.0 >= self.left - 40.0 && x + room / 2.0 <= self.right + 40.0)
            .collect()
    }
}

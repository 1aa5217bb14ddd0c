//! Days and months: the only notion of time below the command line.
//!
//! In: civil dates. Out: [`Day`] (days since 1970-01-01) and [`Month`] (months since year 0), both plain numbers,
//! so that a hundred thousand dates are compared, counted and sorted as integers.
//! Invariant: nothing here asks what day it is.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// Days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// A calendar month, counted from January of year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub i32);

/// The English month names as LinkedIn writes them, January first.
pub const MONTH_NAMES: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The English name of a month in full; 1 is January. Empty for a number that no month has.
pub fn in_full(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    (month as usize).checked_sub(1).and_then(|at| NAMES.get(at)).copied().unwrap_or_default()
}

impl Day {
    /// The day with this civil date, or `None` if the calendar has no such day or the year is not 1 to 9999.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        // Howard Hinnant's days_from_civil: exact integer arithmetic, about twenty times cheaper than a checked
        // calendar type, and a connection list of ten million rows holds ten million dates.
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) {
            return None;
        }
        if day == 0 || day > days_in_month(year, month) {
            return None;
        }
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let month_from_march = (month as i32 + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Day(era * 146_097 + day_of_era - 719_468))
    }

    /// Year, month (1 to 12) and day of the month.
    pub fn ymd(self) -> (i32, u32, u32) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u32;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 } as u32;
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month, day)
    }

    /// The month this day lies in.
    pub fn month(self) -> Month {
        let (year, month, _) = self.ymd();
        Month(year * 12 + month as i32 - 1)
    }

    /// Days from `earlier` to this day; negative if `earlier` is later.
    pub fn days_since(self, earlier: Day) -> i32 {
        self.0 - earlier.0
    }

    /// This day moved by a number of calendar days.
    pub fn plus_days(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// Monday is 0, Sunday is 6.
    pub fn weekday(self) -> u8 {
        (self.0 + 3).rem_euclid(7) as u8
    }

    /// The `jiff` date, for everything that needs a calendar library.
    pub fn civil(self) -> Date {
        let (year, month, day) = self.ymd();
        Date::new(year as i16, month as i8, day as i8).unwrap_or(Date::ZERO)
    }

    /// The day of a `jiff` date.
    pub fn from_civil(date: Date) -> Day {
        Day::from_ymd(date.year().into(), date.month() as u32, date.day() as u32).unwrap_or(Day(0))
    }

    /// Writes the day as `2024-03-04`. A report has a hundred thousand days, and the machinery of formatting takes five
    /// times as long.
    pub fn write_to(self, out: &mut impl fmt::Write) -> fmt::Result {
        let (year, month, day) = self.ymd();
        if !(0..=9999).contains(&year) {
            return write!(out, "{year:04}-{month:02}-{day:02}");
        }
        let digit = |number: u32| b'0' + (number % 10) as u8;
        let year = year as u32;
        let text = [
            digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            b'-',
            digit(month / 10),
            digit(month),
            b'-',
            digit(day / 10),
            digit(day),
        ];
        out.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }

    /// Writes the day as in running text: `4 Mar 2024`.
    pub fn in_words(self) -> String {
        let (year, month, day) = self.ymd();
        format!("{day} {} {year}", MONTH_NAMES[month as usize - 1])
    }
}

/// Days of a month in the Gregorian calendar.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_to(out)
    }
}

/// Not a date in the form `YYYY-MM-DD`.
#[derive(Debug, thiserror::Error)]
#[error("not a date: `{0}`; write it like 2026-03-04")]
pub struct NotADay(String);

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Day, NotADay> {
        let wrong = || NotADay(text.to_owned());
        let mut parts = text.trim().splitn(3, '-');
        let mut number = || parts.next().and_then(|part| part.parse::<u32>().ok());
        let (Some(year), Some(month), Some(day)) = (number(), number(), number()) else {
            return Err(wrong());
        };
        Day::from_ymd(year as i32, month, day).ok_or_else(wrong)
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        /// A day as a text, or as the dates of TOML, which need no quotes.
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "not a day; write it like \"2026-03-04\"")]
        enum Written {
            Text(String),
            Date(toml::value::Datetime),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Text(text) => text,
            Written::Date(date) => date.to_string(),
        };
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl Month {
    /// The month with this year and number (1 to 12).
    pub fn new(year: i32, month: u32) -> Option<Month> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month)).then(|| Month(year * 12 + month as i32 - 1))
    }

    /// Year and number of the month (1 to 12).
    pub fn ym(self) -> (i32, u32) {
        (self.0.div_euclid(12), self.0.rem_euclid(12) as u32 + 1)
    }

    /// The first day of the month.
    pub fn first_day(self) -> Day {
        let (year, month) = self.ym();
        Day::from_ymd(year, month, 1).unwrap_or(Day(0))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = self.ym();
        write!(out, "{year:04}-{month:02}")
    }
}

/// Which days people work: Monday to Friday without the holidays given, unless set otherwise.
#[derive(Clone, Debug)]
pub struct WorkCalendar {
    holidays: BTreeSet<Day>,
    weekend: [bool; 7],
}

impl Default for WorkCalendar {
    fn default() -> WorkCalendar {
        WorkCalendar { holidays: BTreeSet::new(), weekend: [false, false, false, false, false, true, true] }
    }
}

impl WorkCalendar {
    /// A calendar with these holidays and weekend days; `None` for a week without a working day, in which nothing could
    /// ever come due.
    pub fn new(holidays: impl IntoIterator<Item = Day>, weekend: &[Weekday]) -> Option<WorkCalendar> {
        let mut days = [false; 7];
        for day in weekend {
            days[day.to_monday_zero_offset() as usize] = true;
        }
        let has_work = days.iter().any(|free| !free);
        has_work.then(|| WorkCalendar { holidays: holidays.into_iter().collect(), weekend: days })
    }

    /// Whether people work on this day.
    pub fn is_business_day(&self, day: Day) -> bool {
        !self.weekend[day.weekday() as usize] && !self.holidays.contains(&day)
    }

    /// The first business day on or after this one.
    pub fn on_or_after(&self, day: Day) -> Day {
        let mut day = day;
        // A year of holidays in a row is a mistake in the settings, not a calendar.
        for _ in 0..366 {
            if self.is_business_day(day) {
                break;
            }
            day = day.plus_days(1);
        }
        day
    }

    /// The business day that lies `count` business days after `day` (the 3 and the 7 of the 3B7 routine).
    pub fn plus(&self, day: Day, count: u32) -> Day {
        (0..count).fold(day, |reached, _| self.on_or_after(reached.plus_days(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_epoch_and_its_neighbours() {
        assert_eq!(day("1970-01-01"), Day(0));
        assert_eq!(day("1969-12-31"), Day(-1));
        assert_eq!(day("2000-02-29").0, 11_016);
        assert_eq!(Day::from_ymd(2023, 2, 29), None);
        assert_eq!(Day::from_ymd(1900, 2, 29), None);
    }

    #[test]
    fn three_business_days_after_a_thursday_is_tuesday() {
        let calendar = WorkCalendar::default();
        assert_eq!(calendar.plus(day("2026-03-05"), 3), day("2026-03-10"));
        let with_holiday = WorkCalendar::new([day("2026-03-09")], &[Weekday::Saturday, Weekday::Sunday]);
        assert_eq!(with_holiday.unwrap().plus(day("2026-03-05"), 3), day("2026-03-11"));
        assert!(
            WorkCalendar::new([], &Weekday::Monday.cycle_forward().take(7).collect::<Vec<_>>()).is_none()
        );
    }

    proptest! {
        #[test]
        fn our_calendar_is_jiffs(n in -700_000i32..2_900_000) {
            let day = Day(n);
            let (year, month, of_month) = day.ymd();
            prop_assert_eq!(Day::from_ymd(year, month, of_month), Some(day));
            prop_assert_eq!(Day::from_civil(day.civil()), day);
            prop_assert_eq!(day.weekday(), day.civil().weekday().to_monday_zero_offset() as u8);
            prop_assert_eq!(day.to_string().parse::<Day>().unwrap(), day);
            let apart = (day.civil() - Day(0).civil()).get_days();
            prop_assert_eq!(apart, n);
        }
    }
}

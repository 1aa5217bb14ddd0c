//! Dates as exports and spreadsheets write them, one cell at a time.
//!
//! In: the text of a cell. Out: a [`Day`], a [`Month`] or a second, or the reason why not.
//! A pattern is chosen per cell, because a spreadsheet that re-saves an export turns some cells of a column and leaves
//! the others. `03/04/2024` can be read in two ways and is refused, unless the file's kind or the rest of the column
//! ([`super::columns`]) settles the order.

use super::months;
use crate::day::{Day, Month, days_in_month, in_full};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Which number comes first in `03/04/2024`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// LinkedIn's own files: always month first.
    MonthFirst,
    /// Day first.
    DayFirst,
    /// Not known: refuse what could be read in two ways.
    Unknown,
}

/// Why a cell is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotADate {
    /// It says nothing.
    Empty,
    /// Day and month could be swapped.
    Ambiguous,
    /// Day and month without a year.
    YearLost,
    /// Month and year without a day.
    DayLost,
    /// A day that its month does not have: year and month.
    NoSuchDay(i32, u32),
    /// A month that no year has.
    NoSuchMonth(u32),
    /// A year in which nothing of what is read here can have happened.
    NoSuchYear(i32),
    /// Not a date.
    Unreadable,
}

impl NotADate {
    /// The problem in words.
    pub fn problem(self) -> Cow<'static, str> {
        match self {
            NotADate::Empty => "no date".into(),
            NotADate::Ambiguous => "day and month could be swapped".into(),
            NotADate::YearLost => "a date without a year".into(),
            NotADate::DayLost => "a date without a day".into(),
            NotADate::NoSuchDay(year, month) => {
                let days = days_in_month(year, month);
                format!("a day that is not in the calendar: {} {year} has {days} days", in_full(month)).into()
            }
            NotADate::NoSuchMonth(month) => {
                format!("a day that is not in the calendar: there is no month {month}").into()
            }
            NotADate::NoSuchYear(year) => format!("a year that cannot be meant: {year}").into(),
            NotADate::Unreadable => "not a date".into(),
        }
    }

    /// What the user can do; until then a row is kept without a date.
    pub fn hint(self) -> &'static str {
        match self {
            NotADate::Empty => "add the day",
            NotADate::Ambiguous => "the rest of the column does not tell either; write it like 2024-03-04",
            NotADate::YearLost => "add the year, like 15 Mar 2024",
            NotADate::DayLost => "add the day, like 15 Mar 2024",
            NotADate::NoSuchDay(..) | NotADate::NoSuchMonth(_) => {
                "write the day that is meant, like 12 Mar 2024"
            }
            NotADate::NoSuchYear(_) => "write the year that is meant, like 12 Mar 2024",
            NotADate::Unreadable => "write it like 12 Mar 2024",
        }
    }
}

/// The days that a file may speak of, 1970 to 2099: what is before is a slip of the pen or an empty cell of a spreadsheet,
/// which shows it as a day of 1899.
const POSSIBLE: std::ops::Range<i32> = 0..47_482;

/// Reads `04 Mar 2024` or `4 Mar 2024`, the pattern of a million rows, without looking at any other.
pub fn day_month_year(text: &[u8]) -> Option<Day> {
    let (d1, d2, rest) = match *text {
        [d1, d2, b' ', ref rest @ ..] => (d1, d2, rest),
        [d2, b' ', ref rest @ ..] => (b'0', d2, rest),
        _ => return None,
    };
    let &[m1, m2, m3, b' ', y1, y2, y3, y4] = rest else { return None };
    let digit = |byte: u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    let month = match &[m1, m2, m3] {
        b"Jan" => 1,
        b"Feb" => 2,
        b"Mar" => 3,
        b"Apr" => 4,
        b"May" => 5,
        b"Jun" => 6,
        b"Jul" => 7,
        b"Aug" => 8,
        b"Sep" => 9,
        b"Oct" => 10,
        b"Nov" => 11,
        b"Dec" => 12,
        _ => return None,
    };
    let day = digit(d1)? * 10 + digit(d2)?;
    let year = digit(y1)? * 1000 + digit(y2)? * 100 + digit(y3)? * 10 + digit(y4)?;
    Day::from_ymd(year as i32, month, day).filter(|day| POSSIBLE.contains(&day.0))
}

/// One piece of a date: a number with its count of digits, or a word.
#[derive(Clone, Copy)]
enum Piece<'a> {
    Number(u64, usize),
    Word(&'a str),
}

/// Splits a cell into numbers and words; `None` where it holds anything that no date holds.
fn pieces(text: &str) -> Option<(Vec<Piece<'_>>, bool)> {
    let mut found = Vec::with_capacity(8);
    let mut dotted = false;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let ends = |test: fn(char) -> bool| rest.find(|c: char| !test(c)).unwrap_or(rest.len());
        if first.is_ascii_digit() {
            let end = ends(|c| c.is_ascii_digit());
            found.push(Piece::Number(rest[..end].parse().ok()?, end));
            rest = &rest[end..];
        } else if first.is_alphabetic() {
            let end = ends(char::is_alphabetic);
            found.push(Piece::Word(&rest[..end]));
            rest = &rest[end..];
        } else if matches!(first, ' ' | ',' | '-' | '/' | '.' | ':' | '+' | '\u{a0}' | '\u{202f}') {
            dotted |= first == '.';
            rest = &rest[first.len_utf8()..];
        } else {
            return None;
        }
        if found.len() > 12 {
            return None;
        }
    }
    Some((found, dotted))
}

/// The digit that stands for one of Arabic, of Persian or of full width; every other character as it is.
pub(super) fn western_digit(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return c,
    };
    char::from_digit(c as u32 - zero as u32, 10).unwrap_or(c)
}

fn full_year(value: u64, digits: usize) -> Option<i32> {
    match digits {
        4 => Some(value as i32),
        // Two digits: LinkedIn began in 2003 and nobody's contacts lie in the future.
        2 => Some(if value < 70 { 2000 + value as i32 } else { 1900 + value as i32 }),
        _ => None,
    }
}

/// Words that stand in a date and say nothing: `the 4th of March`, `4 de marzo de 2024`, `1er mars`.
const FILLERS: [&str; 11] = ["st", "nd", "rd", "th", "of", "de", "del", "er", "º", "den", "al"];

/// The day of a year and a month, or which of them is wrong.
fn civil(year: Option<i32>, month: u64, day: u64) -> Result<Day, NotADate> {
    let year = year.filter(|year| (1..=9999).contains(year)).ok_or(NotADate::Unreadable)?;
    let (month, day) = (month.min(10_000) as u32, day.min(10_000) as u32);
    match Day::from_ymd(year, month, day) {
        Some(found) => Ok(found),
        None if !(1..=12).contains(&month) => Err(NotADate::NoSuchMonth(month)),
        None => Err(NotADate::NoSuchDay(year, month)),
    }
}

/// Reads the day of a cell.
///
/// Understands LinkedIn's patterns (`04 Mar 2024`, `1/29/26, 2:37 PM`, `2024-03-04 08:41:07 UTC`, `2024/03/04 ...`,
/// `Tue Mar 04 10:11:12 UTC 2025`, `Mar 4, 2024`) and what spreadsheets, scripts and people make of them (`4-Mar-24`,
/// `04.03.2024`, `12-feb-20`, `45355`, `1709510400`, `Monday 4th of March 2024`, `2024年3月4日`). A time of day is passed
/// over.
pub fn day(text: &str, order: Order) -> Result<Day, NotADate> {
    let day = day_month_year(text.as_bytes());
    let of_invitation = || (order != Order::DayFirst).then(|| slashed(text.as_bytes())).flatten();
    match day.or_else(of_invitation) {
        Some(day) => possible(day),
        None => possible(any_day(text, order)?),
    }
}

/// The same day, unless nothing can have happened then: readers of formats with dates of their own ask, too.
pub fn possible(day: Day) -> Result<Day, NotADate> {
    if POSSIBLE.contains(&day.0) { Ok(day) } else { Err(NotADate::NoSuchYear(day.ymd().0)) }
}

/// Reads `6/25/25, 10:58 AM`, the pattern of every invitation, where the month can be no day.
fn slashed(text: &[u8]) -> Option<Day> {
    fn number(text: &[u8]) -> Option<(u32, &[u8])> {
        match *text {
            [a @ b'0'..=b'9', b @ b'0'..=b'9', ref rest @ ..] => {
                Some((u32::from(a - b'0') * 10 + u32::from(b - b'0'), rest))
            }
            [a @ b'0'..=b'9', ref rest @ ..] => Some((u32::from(a - b'0'), rest)),
            _ => None,
        }
    }
    let (month, rest) = number(text)?;
    let (day, rest) = number(rest.strip_prefix(b"/")?)?;
    let &[b'/', y1 @ b'0'..=b'9', y2 @ b'0'..=b'9', b',', b' ', ref rest @ ..] = rest else { return None };
    let (_, rest) = number(rest)?;
    let [b':', b'0'..=b'9', b'0'..=b'9', b' ', b'A' | b'P', b'M'] = rest else { return None };
    let year = full_year(u64::from(y1 - b'0') * 10 + u64::from(y2 - b'0'), 2)?;
    Day::from_ymd(year, month, day)
}

/// A cell without what may stand behind its day: a zone or a remark in brackets, as in Notion's `November 12, 2026 11:00
/// AM (CST)`, and the end of a span whose first day stands before it.
fn without_tail(text: &str) -> &str {
    let text = text.strip_prefix('@').unwrap_or(text);
    let ends = ["(", "[", "→", " – ", " — "].iter().filter_map(|end| text.find(end));
    text[..ends.min().unwrap_or(text.len())].trim_end()
}

/// Reads the day of a cell by all the rules of [`day`].
fn any_day(text: &str, order: Order) -> Result<Day, NotADate> {
    // An apostrophe or `="..."` keeps a spreadsheet from reading a text as a date, and some write it out.
    let text = text.trim_matches(|c: char| c.is_whitespace() || "'\"=\u{200e}\u{200f}".contains(c));
    if text.is_empty() {
        return Err(NotADate::Empty);
    }
    let text = without_tail(text);
    let composed: Cow<'_, str> =
        if text.is_ascii() { text.into() } else { text.nfc().map(western_digit).collect() };
    let (mut pieces, dotted) = pieces(&composed).ok_or(NotADate::Unreadable)?;
    let order = if order == Order::Unknown && is_linkedins(text) { Order::MonthFirst } else { order };
    use Piece::{Number, Word};
    pieces.retain(|piece| !matches!(piece, Word(word) if FILLERS.iter().any(|filler| word.eq_ignore_ascii_case(filler))));
    let mut pieces = pieces.as_slice();
    // The day of the week, where the day of the month follows.
    if let [Word(_), Number(_, 1 | 2), Word(month), Number(_, 2 | 4), ..]
    | [Word(_), Word(month), Number(_, 1 | 2), Number(_, 4), ..] = pieces
        && months::number(month).is_some()
    {
        pieces = &pieces[1..];
    }
    match pieces {
        // The 25,569th day of a spreadsheet is 1970-01-01; five digits reach from 1927 to 2173. A fraction is a time.
        [Number(serial @ 10_000..=99_999, 5)] => Ok(Day(*serial as i32 - 25_569)),
        [Number(serial @ 10_000..=99_999, 5), Number(..)] if dotted => Ok(Day(*serial as i32 - 25_569)),
        // Seconds and milliseconds since 1970, as scripts write them; ten digits are 2001 to 2286.
        [Number(seconds, 10)] => Ok(Day((seconds / 86_400) as i32)),
        [Number(milliseconds, 13)] => Ok(Day((milliseconds / 86_400_000) as i32)),
        [Number(packed, 8), ..] => civil(Some((packed / 10_000) as i32), packed / 100 % 100, packed % 100),
        [Number(year, 4), Number(month, _), Number(day, _), ..] => civil(Some(*year as i32), *month, *day),
        [Number(year, 4), Word("年" | "년"), Number(month, _), Word("月" | "월"), Number(day, _), ..] => {
            civil(Some(*year as i32), *month, *day)
        }
        [Number(year, 4), Word(month), Number(day, 1 | 2), ..]
        | [Number(day, 1 | 2), Word(month), Number(year, 4), ..] => {
            let month = months::number(month).ok_or(NotADate::Unreadable)?;
            civil(Some(*year as i32), month.into(), *day)
        }
        [Number(day, 1 | 2), Word(month), Number(year, digits), ..] => {
            let month = months::number(month).ok_or(NotADate::Unreadable)?;
            civil(full_year(*year, *digits), month.into(), *day)
        }
        [Word(_), Word(month), Number(day, 1 | 2), rest @ ..] if months::number(month).is_some() => {
            // Java's Date.toString: the year stands last.
            let Some(Number(year, 4)) = rest.last() else { return Err(NotADate::YearLost) };
            civil(Some(*year as i32), months::number(month).unwrap_or(0).into(), *day)
        }
        [Word(month), Number(day, 1 | 2), Number(year, 4), ..] if months::number(month).is_some() => {
            civil(Some(*year as i32), months::number(month).unwrap_or(0).into(), *day)
        }
        [Word(month), Number(_, 4)] if months::number(month).is_some() => Err(NotADate::DayLost),
        [Word(month), Number(_, 1 | 2)] | [Number(_, 1 | 2), Word(month)]
            if months::number(month).is_some() =>
        {
            Err(NotADate::YearLost)
        }
        [Number(first, 1 | 2), Number(second, 1 | 2), Number(year, digits @ (2 | 4)), ..] => {
            let year = full_year(*year, *digits);
            let order = match order {
                // Dots are written day first wherever they are written.
                Order::Unknown if dotted || *first > 12 => Order::DayFirst,
                Order::Unknown if *second > 12 => Order::MonthFirst,
                Order::Unknown if first == second => Order::DayFirst,
                Order::MonthFirst if *first > 12 && *second <= 12 => Order::DayFirst,
                Order::DayFirst if *second > 12 && *first <= 12 => Order::MonthFirst,
                order => order,
            };
            match order {
                Order::DayFirst => civil(year, *second, *first),
                Order::MonthFirst => civil(year, *first, *second),
                Order::Unknown => Err(NotADate::Ambiguous),
            }
        }
        _ => Err(NotADate::Unreadable),
    }
}

/// What a cell tells of the order of its column: a number above twelve can be no month. [`Order::Unknown`] where it
/// could be read in two ways, `None` where its pattern has no such question.
pub fn told_order(text: &str) -> Option<Order> {
    let text = without_tail(text.trim());
    if is_linkedins(text) {
        return None;
    }
    let (pieces, dotted) = pieces(text)?;
    match pieces.as_slice() {
        [Piece::Number(a, 1 | 2), Piece::Number(b, 1 | 2), Piece::Number(_, 2 | 4), ..] => {
            match (*a > 12, *b > 12) {
                (true, true) => None,
                (true, false) => Some(Order::DayFirst),
                (false, true) => Some(Order::MonthFirst),
                // Dots are written day first wherever they are written, and who writes them there writes so elsewhere.
                (false, false) if dotted => Some(Order::DayFirst),
                (false, false) if a == b => None,
                (false, false) => Some(Order::Unknown),
            }
        }
        _ => None,
    }
}

/// `4/3/18, 7:05 AM` is LinkedIn's own, and always month first.
fn is_linkedins(text: &str) -> bool {
    text.contains(", ") && (text.ends_with("AM") || text.ends_with("PM"))
}

/// Reads a month: `Jan 2021`, `2018`, or anything that [`day`] reads.
pub fn month(text: &str) -> Result<Month, NotADate> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NotADate::Empty);
    }
    let (pieces, _) = pieces(text).ok_or(NotADate::Unreadable)?;
    match pieces.as_slice() {
        [Piece::Number(year, 4)] => Month::new(*year as i32, 1),
        [Piece::Word(name), Piece::Number(year, 4)] => {
            months::number(name).and_then(|number| Month::new(*year as i32, number))
        }
        [Piece::Number(number, 1 | 2), Piece::Number(year, 4)] => Month::new(*year as i32, *number as u32),
        [Piece::Number(year, 4), Piece::Number(number, 1 | 2)] => Month::new(*year as i32, *number as u32),
        _ => return day(text, Order::Unknown).map(Day::month),
    }
    .ok_or(NotADate::Unreadable)
}

/// Reads the second of a message, in UTC; a cell without a time of day counts as midnight.
pub fn second(text: &str, order: Order) -> Result<i64, NotADate> {
    let bytes = text.as_bytes();
    let two = |at: usize| match (bytes.get(at), bytes.get(at + 1)) {
        (Some(a @ b'0'..=b'9'), Some(b @ b'0'..=b'9')) => {
            Some(i64::from(a - b'0') * 10 + i64::from(b - b'0'))
        }
        _ => None,
    };
    // `2025-03-02 08:41:07 UTC`, the pattern of every message since 2019.
    if bytes.len() >= 19 && bytes[4] == b'-' && bytes[7] == b'-' && bytes[13] == b':' && bytes[16] == b':' {
        let civil = (two(0), two(2), two(5), two(8), two(11), two(14), two(17));
        if let (Some(century), Some(year), Some(month), Some(day), Some(h), Some(m), Some(s)) = civil {
            let day = Day::from_ymd((century * 100 + year) as i32, month as u32, day as u32);
            let day = possible(day.ok_or(NotADate::Unreadable)?)?;
            if h < 24 && m < 60 && s < 61 {
                return Ok(i64::from(day.0) * 86_400 + h * 3600 + m * 60 + s);
            }
        }
    }
    let day = day(text, order)?;
    Ok(i64::from(day.0) * 86_400 + clock(text).unwrap_or(0))
}

/// The time of day in a cell such as `10/12/18, 2:37 PM`, in seconds.
fn clock(text: &str) -> Option<i64> {
    let colon = text.find(':')?;
    let hour_at = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let hour: i64 = text[hour_at..colon].parse().ok()?;
    let minute: i64 = text.get(colon + 1..colon + 3)?.parse().ok()?;
    let tail = text[colon + 3..].to_ascii_uppercase();
    let hour = match (tail.contains("PM"), tail.contains("AM")) {
        (true, _) => hour % 12 + 12,
        (_, true) => hour % 12,
        _ => hour,
    };
    (hour < 24 && minute < 60).then_some(hour * 3600 + minute * 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: &str) {
        let found = match day(text, Order::Unknown) {
            Ok(day) => day.to_string(),
            Err(why) => format!("{why:?}"),
        };
        assert_eq!(found, expect, "{text}");
    }

    proptest! {
        #[test]
        fn an_invitation_reads_as_by_all_rules(
            text in "[0-9]{1,3}/[0-9]{1,2}/[0-9]{2,4},? [0-9]{1,2}:[0-9]{2} ?[AP]M|[0-1]?[0-9]/[0-3]?[0-9]/[0-9]{2}, 7:05 AM"
        ) {
            for order in [Order::MonthFirst, Order::DayFirst, Order::Unknown] {
                prop_assert_eq!(day(&text, order), any_day(&text, order).and_then(possible));
            }
        }
    }

    #[test]
    fn every_pattern_of_the_formats() {
        for text in [
            "04 Mar 2024",
            "4 Mar 2024",
            "4-Mar-24",
            "04.03.2024",
            "4.3.24",
            "2024-03-04",
            "2024-03-04T10:00Z",
            "2024-03-04 08:41:07 UTC",
            "2024/03/04 08:41:07 UTC",
            "Mon Mar 04 10:11:12 UTC 2024",
            "Mar 4, 2024",
            "Mar 04, 2024 09:00 AM - Mar 04, 2024 10:00 AM",
            "4 de marzo de 2024",
            "04-mar-24",
            "4 März 2024",
            "20240304",
            "45355",
            "45355.0",
            "45355.75",
            "1709510400",
            "1709510400000",
            "Monday, March 4, 2024",
            "Monday 4th of March 2024",
            "4th March 2024",
            "March 4th, 2024",
            "lundi 4 mars 2024",
            "4. März 2024",
            "4. Ma\u{308}rz 2024",
            "04-mars-24",
            "2024-Mar-04",
            "2024年3月4日",
            "2024년 3월 4일",
            "2024. 3. 4.",
            "'04 Mar 2024",
            "=\"04 Mar 2024\"",
            "2024-03-04T10:00:00.000+00:00",
            "4 Mar 2024 at 10:00",
        ] {
            check(text, "2024-03-04");
        }
        check("12-feb-20", "2020-02-12");
        check("13/01/2024", "2024-01-13");
        check("01/13/2024", "2024-01-13");
        check("5/5/2024", "2024-05-05");
        check("4/3/18, 7:05 AM", "2018-04-03");
        check("November 12, 2026 11:00 AM (CST)", "2026-11-12");
        check("@November 12, 2026 11:00 AM (GMT+1) → November 13, 2026", "2026-11-12");
        check("Thursday, November 12, 2026 11:00 AM", "2026-11-12");
        check("12.03.2024 – 14.03.2024", "2024-03-12");
        check("12 – 14 Mar 2024", "Unreadable");
        check("(12 Mar 2024)", "Unreadable");
        check("03/04/2024", "Ambiguous");
        check("Mar 15", "YearLost");
        check("31 Feb 2024", "NoSuchDay(2024, 2)");
        check("31.02.2026", "NoSuchDay(2026, 2)");
        check("2024-13-01", "NoSuchMonth(13)");
        check("Mar 2024", "DayLost");
        check("03/04", "Unreadable");
        check("10000 Main Street", "Unreadable");
        assert_eq!(
            NotADate::NoSuchDay(2026, 2).problem(),
            "a day that is not in the calendar: February 2026 has 28 days"
        );
        check("10 Jun 1926", "NoSuchYear(1926)");
        check("1926-06-10", "NoSuchYear(1926)");
        check("0001-01-01", "NoSuchYear(1)");
        check("2206-06-10", "NoSuchYear(2206)");
        assert_eq!(second("1926-06-10 10:00:00 UTC", Order::Unknown), Err(NotADate::NoSuchYear(1926)));
        check("not a date", "Unreadable");
        check("", "Empty");
        assert_eq!(day("1/29/26, 2:37 PM", Order::MonthFirst), Ok("2026-01-29".parse().unwrap()));
        assert_eq!(day("3/4/26, 2:37 PM", Order::MonthFirst), Ok("2026-03-04".parse().unwrap()));
    }

    #[test]
    fn seconds_and_months() {
        assert_eq!(second("1970-01-02 00:00:07 UTC", Order::Unknown), Ok(86_407));
        assert_eq!(second("1/2/70, 1:05 PM", Order::Unknown), Ok(86_400 + 13 * 3600 + 300));
        // A letter in the place of a space, as a damaged cell may have it.
        assert_eq!(
            second("2024-03-05À11:00:00 UTC", Order::Unknown),
            second("2024-03-05 11:00:00 UTC", Order::Unknown)
        );
        assert_eq!(second("1/2/70, 12:05 AM", Order::Unknown), Ok(86_400 + 300));
        assert_eq!(month("Jan 2021").map(|month| month.to_string()), Ok("2021-01".to_owned()));
        assert_eq!(month("2018").map(|month| month.to_string()), Ok("2018-01".to_owned()));
        assert_eq!(month("someday"), Err(NotADate::Unreadable));
    }

    proptest! {
        #[test]
        fn no_cell_makes_it_panic(text in "\\PC{0,40}") {
            let _ = (day(&text, Order::Unknown), month(&text), second(&text, Order::MonthFirst));
        }

        #[test]
        fn what_linkedin_writes_is_read_back(n in POSSIBLE) {
            let (year, month, date) = Day(n).ymd();
            let text = format!("{date:02} {} {year}", crate::day::MONTH_NAMES[month as usize - 1]);
            prop_assert_eq!(day(&text, Order::Unknown), Ok(Day(n)));
        }
    }
}

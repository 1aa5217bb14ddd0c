//! Columns of Connections whose names are in no list here, told by what stands in them.
//!
//! In: a header of which some names are known, and the first rows below it. Out: LinkedIn's own names for the columns that
//! are missed most (names, company, title, day of connecting), where only one reading is left; and what could not be
//! found. Every column taken is said to the user, who can rename it.
//! Never: a column whose name is known here, or a choice between two that could be it.

use super::columns;
use super::date::{self, Order};
use super::desk::Desk;
use super::row::Header;
use super::shape::{Fill, SAMPLE};
use crate::day::Day;

/// What was found out of a header.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Columns that were taken: the name as written, and what it was taken for.
    pub(super) taken: Vec<(String, &'static str)>,
    /// What no column was found for: what it says, and what LinkedIn calls it.
    pub(super) missing: Vec<(&'static str, &'static str)>,
    /// The names that nobody here knows, of columns that were not taken.
    pub(super) unread: Vec<String>,
}

/// Names of columns that are none of those looked for, whatever stands in them.
const OTHERS: &[&str] = &[
    "phone*",
    "mobile*",
    "tel*",
    "birth*",
    "geburt*",
    "gender",
    "twitter*",
    "website*",
    "tags",
    "tag",
    "group*",
    "address*",
    "created*",
    "updated*",
    "modified*",
    "added*",
    "exported*",
    "last*",
    "next*",
    "premium*",
    "followers*",
    "skills*",
    "about*",
    "summary*",
    "school*",
    "education*",
    "middlename",
    "suffix",
    "prefix",
    "nickname",
    "status*",
    "list",
    "image*",
    "picture*",
    "photo*",
    "id",
    "memberid",
    "#",
    "no",
    "nr",
    "index",
    "source*",
    "score*",
    "department*",
    "personal*",
    "business*",
    "home*",
    "other*",
    "car*",
    "fax*",
    "pager*",
    "im*",
    "salutation",
    "title2",
    "language*",
    "relation*",
];

/// The day on which LinkedIn began; nobody has connected before.
const BEGAN: Day = Day(12_177);

/// Whether a header of Connections lacks something that every export has.
pub(super) fn lacks(header: &Header) -> bool {
    !has_names(header)
        || [columns::CONNECTED, columns::COMPANY, columns::POSITION].iter().any(|names| !header.has(names))
}

fn has_names(header: &Header) -> bool {
    header.has(columns::FULL) || header.has(columns::FIRST) && header.has(columns::LAST)
}

/// Whether a name is one of those that some list here has.
fn is_known(header: &Header, at: usize) -> bool {
    let lists = [
        columns::FIRST,
        columns::LAST,
        columns::FULL,
        columns::URL,
        columns::EMAIL,
        columns::COMPANY,
        columns::POSITION,
        columns::CONNECTED,
        columns::DEGREE,
        columns::PERSON,
        columns::LAST_CONTACT,
        columns::ASKED_ON,
        columns::INTERVIEWED_ON,
        columns::INTRODUCER,
        columns::INTRODUCED,
        columns::NOTES,
        columns::CONTEXT,
        columns::MESSAGE,
        columns::LOCATION,
        columns::INDUSTRY,
        columns::PRIORITY,
        columns::RESPONSE,
        columns::KIND,
        OTHERS,
    ];
    let key = &header.keys()[at];
    let is_it = |name: &&str| match name.strip_suffix('*') {
        Some(start) => key.starts_with(start),
        None => key == name,
    };
    key.is_empty() || lists.iter().any(|list| list.iter().any(&is_it))
}

/// Names the columns that only what stands in them tells.
///
/// # Complexity
/// **O(r c)** for **r** rows of the sample and **c** columns.
pub(super) fn fill(header: &mut Header, rows: &[(u32, Vec<String>)]) -> Found {
    let mut found = Found::default();
    let width = header.names.len();
    let rows: Vec<&Vec<String>> = rows
        .iter()
        .filter(|(line, cells)| *line > header.line && cells.len() == width)
        .map(|(_, cells)| cells)
        .take(SAMPLE)
        .collect();
    let unread: Vec<usize> = (0..width).filter(|at| !is_known(header, *at)).collect();
    let cells = |at: usize| rows.iter().map(|row| row[at].as_str()).collect::<Vec<_>>();
    let mut taken: Vec<(usize, &'static str)> = Vec::new();
    if !header.has(columns::CONNECTED) {
        let days: Vec<usize> = unread.iter().copied().filter(|at| holds_days(&cells(*at))).collect();
        let likely: Vec<usize> = unread.iter().copied().filter(|at| looks_like_days(&cells(*at))).collect();
        match (&days[..], &likely[..]) {
            ([at], _) | ([], [at]) => taken.push((*at, "Connected On")),
            _ => {}
        }
    }
    let texts: Vec<usize> = unread
        .iter()
        .copied()
        .filter(|at| taken.iter().all(|(other, _)| other != at) && holds_short_texts(&cells(*at)))
        .collect();
    let position = |names: &[&str]| header.column(names).position();
    let dated = taken.first().map(|(at, _)| *at).or(position(columns::CONNECTED));
    if !has_names(header) {
        let others = [columns::URL, columns::EMAIL, columns::COMPANY, columns::POSITION].map(position);
        let end = others.into_iter().chain([dated]).flatten().min().unwrap_or(0);
        let before: Vec<usize> = texts.iter().copied().filter(|at| *at < end).collect();
        match (position(columns::FIRST), position(columns::LAST), &before[..]) {
            (None, None, [first, last]) => taken.extend([(*first, "First Name"), (*last, "Last Name")]),
            (None, None, [full]) => taken.push((*full, "Name")),
            (Some(first), None, _) if texts.contains(&(first + 1)) => taken.push((first + 1, "Last Name")),
            (None, Some(last), _) if last > 0 && texts.contains(&(last - 1)) => {
                taken.push((last - 1, "First Name"));
            }
            (None, Some(last), _) if texts.contains(&(last + 1)) => taken.push((last + 1, "First Name")),
            _ => {}
        }
    }
    let named = [columns::FIRST, columns::LAST, columns::FULL, columns::URL, columns::EMAIL].map(position);
    let as_names = taken.iter().filter(|(_, name)| name.contains("Name")).map(|(at, _)| Some(*at));
    let start = named.into_iter().chain(as_names).flatten().max();
    let end = dated.unwrap_or(width);
    let is_free = |at: &usize| taken.iter().all(|(other, _)| other != at);
    let between: Vec<usize> = texts
        .iter()
        .copied()
        .filter(is_free)
        .filter(|at| start.is_some_and(|start| start < *at) && *at < end)
        .collect();
    match (header.has(columns::COMPANY), header.has(columns::POSITION), &between[..]) {
        (false, false, [company, title]) => taken.extend([(*company, "Company"), (*title, "Position")]),
        (false, true, [company]) => taken.push((*company, "Company")),
        (true, false, [title]) => taken.push((*title, "Position")),
        _ => {}
    }
    taken.sort_unstable();
    for (at, name) in &taken {
        found.taken.push((header.names[*at].trim().to_owned(), name));
        header.call(*at, name);
    }
    let left = unread.into_iter().filter(|at| taken.iter().all(|(other, _)| other != at));
    found.unread = left.map(|at| header.names[at].trim().to_owned()).collect();
    if !header.has(columns::FIRST) && !header.has(columns::LAST) && !header.has(columns::FULL) {
        found.missing.push(("who it is", "First Name"));
    }
    // The Outlook form that LinkedIn wrote until 2017 has no such day.
    if !header.has(columns::CONNECTED) && !header.has(&["personalwebpage"]) {
        found.missing.push(("since when you know each other", "Connected On"));
    }
    found
}

/// Says what was taken for what, and what is missed where a name that nobody knows may stand for it.
pub(super) fn say(found: &Found, line: u32, desk: &mut Desk<'_>) {
    for (name, taken) in &found.taken {
        let problem = format!("a column of an unknown name, told by what stands in it: taken for `{taken}`");
        desk.problem(line, name, &problem, name, "if that is wrong, give the column the name it should have");
    }
    if found.unread.is_empty() {
        return;
    }
    for (what, name) in &found.missing {
        let hint = format!("if one of these is it, call it `{name}`; the others are not read");
        desk.problem(line, "", &format!("no column says {what}"), &found.unread.join(", "), &hint);
    }
}

/// Whether a column holds days of connecting.
fn holds_days(cells: &[&str]) -> bool {
    matches!(Fill::of_column(cells), Fill::Day | Fill::Time)
        && cells.iter().all(|cell| {
            date::day(cell, Order::MonthFirst).is_ok_and(|day| day >= BEGAN) || cell.trim().is_empty()
        })
}

/// Whether the cells of a column have a year in them and a day beside it, in words that nobody here reads.
fn looks_like_days(cells: &[&str]) -> bool {
    let filled: Vec<&&str> = cells.iter().filter(|cell| !cell.trim().is_empty()).collect();
    let looks = |cell: &str| {
        let digits: String = cell.chars().map(date::western_digit).collect();
        let numbers: Vec<&str> =
            digits.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
        let is_year = |number: &&str| number.parse().is_ok_and(|year: u32| (2003..2100).contains(&year));
        cell.chars().count() < 40
            && numbers.iter().any(is_year)
            && numbers.iter().any(|number| number.len() <= 2)
    };
    !filled.is_empty() && filled.iter().filter(|cell| looks(cell)).count() * 10 >= filled.len() * 9
}

/// Whether a column holds names, of people or firms or titles: no sentences.
fn holds_short_texts(cells: &[&str]) -> bool {
    let n_words: usize = cells.iter().map(|cell| cell.split_whitespace().count()).sum();
    let n_filled = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    Fill::of_column(cells) == Fill::Text && n_words <= 5 * n_filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(at, line)| (at as u32 + 1, line.split('|').map(str::to_owned).collect::<Vec<_>>()));
        let mut header = Header::new(lines.next().unwrap().1, 1);
        let found = fill(&mut header, &lines.collect::<Vec<_>>());
        let taken: Vec<String> =
            found.taken.iter().map(|(name, taken)| format!("{name} = {taken}")).collect();
        let missing: Vec<&str> = found.missing.iter().map(|(_, name)| *name).collect();
        let shown = format!("{} / {} / {}", taken.join(", "), missing.join(", "), found.unread.join(", "));
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn columns_are_told_by_what_stands_in_them() {
        let row = "Ann|Oduya|https://www.linkedin.com/in/ann||Lumora|Buyer|04 Mar 2024\n\
                   Per|Aasen|https://www.linkedin.com/in/per||Fernwick|Chef|05 Mar 2024";
        // Thai, of which no list here knows a word.
        check(
            &format!("ชื่อ|นามสกุล|URL|อีเมล|บริษัท|ตำแหน่ง|เชื่อมต่อเมื่อ\n{row}"),
            "ชื่อ = First Name, นามสกุล = Last Name, บริษัท = Company, ตำแหน่ง = Position, เชื่อมต่อเมื่อ = Connected On /  / อีเมล",
        );
        check(
            &format!("First Name|Last Name|URL|Email|Company|Position|Since then\n{row}"),
            "Since then = Connected On /  / ",
        );
        check(
            &format!("First Name|Clan|URL|Email|House|Position|Connected On\n{row}"),
            "Clan = Last Name, House = Company /  / ",
        );
        check(
            "Wer da|URL|Connected On\nAnn Oduya|https://www.linkedin.com/in/ann|04 Mar 2024",
            "Wer da = Name /  / ",
        );
        // Days in a language that is read by nobody here are days all the same.
        check(
            "First Name|Last Name|URL|Company|Position|เมื่อ\n\
             Ann|Oduya|https://www.linkedin.com/in/ann|Lumora|Buyer|๔ มีนาคม 2024 4",
            "เมื่อ = Connected On /  / ",
        );
    }

    #[test]
    fn what_could_be_two_things_is_neither() {
        // Two columns of days; birthdays; sentences.
        let top = "First Name|Last Name|URL|Company|Position";
        let row = "Ann|Oduya|https://www.linkedin.com/in/ann|Lumora|Buyer";
        check(&format!("{top}|Alpha|Beta\n{row}|04 Mar 2024|05 Mar 2024"), " / Connected On / Alpha, Beta");
        check(&format!("{top}|Alpha\n{row}|04 Mar 1984"), " / Connected On / Alpha");
        check(&format!("{top}|Birthday\n{row}|04 Mar 2004"), " / Connected On / ");
        check(
            "Alpha|Beta|Gamma|URL|Connected On\nAnn|Oduya|Chef|https://www.linkedin.com/in/ann|04 Mar 2024",
            " / First Name / Alpha, Beta, Gamma",
        );
        check(top, " / Connected On / ");
    }
}

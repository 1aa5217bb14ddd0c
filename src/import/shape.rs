//! What is this table, if no header says so? Told by what stands in its columns.
//!
//! In: the first records of a table in which no known header was found. Out: a [`Shape`]: the kind, LinkedIn's own names
//! put over the columns, and where the rows begin; `None` where that would be a guess. People cut the header off, sort it
//! into the middle, or translate it into languages that no list here knows; what is below stays as LinkedIn wrote it:
//! profiles are `…linkedin.com/in/…`, days of connecting are days, messages have seconds, invitations a direction.
//! Whatever was told by its shape is said to the user, with the columns as they were understood.

use super::date::{self, Order};
use super::kind::Kind;
use super::rows::{HEADER_WITHIN, Header};

/// How many records are looked at.
pub const SAMPLE: usize = 60;

/// A table recognised by its columns.
#[derive(Clone, Debug)]
pub struct Shape {
    /// What it is.
    pub kind: Kind,
    /// LinkedIn's names over the columns; its line is the last one above the rows, 0 where there is none.
    pub header: Header,
}

/// What fills a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    /// Nothing, as far as was looked.
    Nothing,
    /// Profiles, one a cell.
    Profile,
    /// Profiles, in some cells several.
    Profiles,
    /// E-mail addresses.
    Email,
    /// Days, without a time of day.
    Day,
    /// Days with a time of day.
    Time,
    /// `INCOMING` and `OUTGOING`.
    Direction,
    /// `INBOX`, `ARCHIVE` and the like.
    Folder,
    /// `Yes` and `No`.
    Flag,
    /// Ids of conversations.
    Thread,
    /// Whole numbers: a counter of rows.
    Number,
    /// Anything else.
    Text,
}

impl Fill {
    /// What a single cell could be, from the narrowest on; text fits every cell.
    fn of(cell: &str) -> Fill {
        let lower = cell.to_lowercase();
        if lower.contains("linkedin.com/") && !cell.contains(' ') {
            return if lower.matches("linkedin.com/").count() > 1 { Fill::Profiles } else { Fill::Profile };
        }
        match cell {
            "INCOMING" | "OUTGOING" => return Fill::Direction,
            "INBOX" | "ARCHIVE" | "ARCHIVED" | "SENT" | "SPAM" => return Fill::Folder,
            "Yes" | "No" => return Fill::Flag,
            _ => {}
        }
        if cell.len() <= 9 && cell.bytes().all(|byte| byte.is_ascii_digit()) {
            // An Excel serial is a number too; whether it is a day, the whole column tells.
            return Fill::Number;
        }
        if cell.len() < 40 && date::day(cell, Order::MonthFirst).is_ok() {
            return if cell.contains(':') { Fill::Time } else { Fill::Day };
        }
        let is_address = |text: &str| {
            !text.contains(' ') && text.split_once('@').is_some_and(|(_, domain)| domain.contains('.'))
        };
        if is_address(cell) {
            return Fill::Email;
        }
        // `2-QUJDREVGMTIzNA==`
        let is_thread = cell.len() >= 12 && cell.as_bytes()[1] == b'-' && !cell.contains(' ');
        if cell.is_ascii() && is_thread { Fill::Thread } else { Fill::Text }
    }

    /// What a column is, if nine of ten of its filled cells agree.
    pub(super) fn of_column(cells: &[&str]) -> Fill {
        let filled: Vec<&str> =
            cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        if filled.is_empty() {
            return Fill::Nothing;
        }
        let fills: Vec<Fill> = filled.iter().map(|cell| Fill::of(cell)).collect();
        let share = |wanted: &[Fill]| fills.iter().filter(|fill| wanted.contains(fill)).count() * 10;
        let most = fills.len() * 9;
        if share(&[Fill::Profile, Fill::Profiles]) >= most {
            return if fills.contains(&Fill::Profiles) { Fill::Profiles } else { Fill::Profile };
        }
        // The days of a spreadsheet since 1982: a counter of rows does not begin at thirty thousand.
        let is_serial =
            |cell: &str| cell.len() == 5 && cell.parse().is_ok_and(|n: u32| (30_000..70_000).contains(&n));
        let days = filled.iter().zip(&fills).filter(|(cell, fill)| **fill == Fill::Day || is_serial(cell));
        if days.count() * 10 >= most {
            return Fill::Day;
        }
        let one =
            [Fill::Direction, Fill::Folder, Fill::Flag, Fill::Number, Fill::Time, Fill::Email, Fill::Thread];
        if let Some(fill) = one.into_iter().find(|fill| share(&[*fill]) >= most) {
            return fill;
        }
        // A spreadsheet may add the time of day to some.
        if share(&[Fill::Day, Fill::Time]) >= most { Fill::Day } else { Fill::Text }
    }
}

/// Tells a table by its shape.
///
/// # Complexity
/// **O(r c)** for **r** records of the sample and **c** columns.
pub fn of(records: &[(u32, Vec<String>)], file_name: &str) -> Option<Shape> {
    let is_blank = |cells: &[String]| cells.iter().all(|cell| cell.trim().is_empty());
    let width =
        modal_width(records.iter().filter(|(_, cells)| !is_blank(cells)).map(|(_, cells)| cells.len()))?;
    // A title, a preamble or a header that nobody knows stands above; where the rows begin, the last column by which
    // the shape is told says so.
    // Rows with a date alone tell nothing of the other columns, and a sorted list has all of them on top.
    let n_filled = |cells: &[String]| cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let rows: Vec<&(u32, Vec<String>)> = records
        .iter()
        .filter(|(_, cells)| cells.len() == width && n_filled(cells) > 2)
        .take(SAMPLE)
        .collect();
    for n_above in 0..=2usize.min(rows.len().saturating_sub(1)) {
        let (above, rows) = rows.split_at(n_above);
        let first = rows.first()?;
        // What stands above cannot be a row itself: a header repeats nothing of what the columns hold.
        let fills: Vec<Fill> = (0..width)
            .map(|at| Fill::of_column(&rows.iter().map(|(_, cells)| cells[at].as_str()).collect::<Vec<_>>()))
            .collect();
        let fits = |cells: &[String]| {
            fills.iter().zip(cells).all(|(fill, cell)| {
                let cell = cell.trim();
                match fill {
                    Fill::Text | Fill::Nothing => true,
                    _ if cell.is_empty() => true,
                    Fill::Day | Fill::Time => matches!(Fill::of(cell), Fill::Day | Fill::Time | Fill::Number),
                    Fill::Profile | Fill::Profiles => {
                        matches!(Fill::of(cell), Fill::Profile | Fill::Profiles)
                    }
                    fill => Fill::of(cell) == *fill,
                }
            })
        };
        if !fits(&first.1) || above.iter().any(|(_, cells)| fits(cells)) {
            continue;
        }
        let Some((kind, names)) = named(&fills, rows, file_name) else { continue };
        let line =
            records.iter().map(|(line, _)| *line).take_while(|line| *line < first.0).last().unwrap_or(0);
        if records.iter().filter(|(at, _)| *at < first.0).count() > HEADER_WITHIN {
            return None;
        }
        return Some(Shape { kind, header: Header::new(names, line) });
    }
    None
}

/// The number of cells that most records have; the larger of two equally frequent.
fn modal_width(widths: impl Iterator<Item = usize>) -> Option<usize> {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    widths.for_each(|width| *counts.entry(width).or_default() += 1);
    let width = counts.into_iter().max_by_key(|(width, n)| (*n, *width))?.0;
    (3..=64).contains(&width).then_some(width)
}

/// The kind of columns that hold these things, and LinkedIn's names for them.
fn named(fills: &[Fill], rows: &[&(u32, Vec<String>)], file_name: &str) -> Option<(Kind, Vec<String>)> {
    let at = |wanted: Fill| fills.iter().position(|fill| *fill == wanted);
    let n = |wanted: &[Fill]| fills.iter().filter(|fill| wanted.contains(fill)).count();
    if n(&[Fill::Day, Fill::Time]) != 1 {
        return None;
    }
    let dated = at(Fill::Day).or_else(|| at(Fill::Time))?;
    let mut names = vec![String::new(); fills.len()];
    let mut put = |at: usize, name: &str| {
        if let Some(cell) = names.get_mut(at) {
            name.clone_into(cell);
        }
    };
    let has_profiles = n(&[Fill::Profile, Fill::Profiles]) > 0;
    let is_text = |at: usize| matches!(fills.get(at), Some(Fill::Text | Fill::Nothing));
    // From, To, Sent At, Message, Direction (inviter, invitee), with or without the last two.
    if let Some(direction) = at(Fill::Direction)
        && dated + 2 == direction
        && dated >= 2
        && n(&[Fill::Folder, Fill::Thread]) == 0
    {
        put(dated - 2, "From");
        put(dated - 1, "To");
        put(dated, "Sent At");
        put(dated + 1, "Message");
        put(direction, "Direction");
        if has_profiles {
            put(direction + 1, "inviterProfileUrl");
            put(direction + 2, "inviteeProfileUrl");
        }
        return Some((Kind::Invitations, names));
    }
    // From, To, Date, Subject, Content, Direction, Folder.
    if let Some(direction) = at(Fill::Direction)
        && dated + 3 == direction
        && dated >= 2
        && at(Fill::Folder).is_some()
    {
        let known = ["From", "To", "Date", "Subject", "Content", "Direction", "Folder"];
        known.iter().enumerate().for_each(|(offset, name)| put(dated - 2 + offset, name));
        return Some((Kind::Messages, names));
    }
    let sender = fills.iter().position(|fill| matches!(fill, Fill::Profile | Fill::Profiles));
    // (thread, title) from, sender's profile, to, (recipients' profiles), date, subject, content, ...
    if let (Some(sender), Fill::Time) = (sender, fills[dated])
        && sender >= 1
        && (dated == sender + 2 || dated == sender + 3)
        && is_text(sender - 1)
        && is_text(sender + 1)
        && dated + 2 < fills.len()
    {
        if sender >= 3 && fills[sender - 3] == Fill::Thread {
            put(sender - 3, "CONVERSATION ID");
            put(sender - 2, "CONVERSATION TITLE");
        }
        put(sender - 1, "FROM");
        put(sender, "SENDER PROFILE URL");
        put(sender + 1, "TO");
        if dated == sender + 3 {
            put(sender + 2, "RECIPIENT PROFILE URLS");
        }
        put(dated, "DATE");
        put(dated + 1, "SUBJECT");
        put(dated + 2, "CONTENT");
        put(dated + 3, "FOLDER");
        if let Some(flag) = at(Fill::Flag).filter(|flag| *flag > dated + 3) {
            put(flag, "IS MESSAGE DRAFT");
        }
        return Some((Kind::Messages, names));
    }
    connections(fills, rows, file_name, dated, names).map(|names| (Kind::Connections, names))
}

/// (First name, last name) or a whole name, (profile), (address), company, position, connected on.
fn connections(
    fills: &[Fill],
    rows: &[&(u32, Vec<String>)],
    file_name: &str,
    dated: usize,
    mut names: Vec<String>,
) -> Option<Vec<String>> {
    let profile: Vec<usize> = (0..fills.len()).filter(|at| fills[*at] == Fill::Profile).collect();
    let is_called_so = file_name.contains("connection") || file_name.contains("kontakt");
    // Days beside texts are in every ledger; only a profile, or the name of the file, makes people of its rows.
    if profile.len() > 1
        || profile.is_empty() && !is_called_so
        || fills
            .iter()
            .any(|fill| matches!(fill, Fill::Direction | Fill::Folder | Fill::Thread | Fill::Profiles))
    {
        return None;
    }
    let texts: Vec<usize> = (0..dated).filter(|at| fills[*at] == Fill::Text).collect();
    let emails = (0..fills.len()).find(|at| fills[*at] == Fill::Email);
    let (whose, where_) = match profile.first() {
        Some(profile) => texts.iter().partition::<Vec<usize>, _>(|at| *at < profile),
        // Without a profile between them, only the full row can be told.
        None if texts.len() == 4 => (texts[..2].to_vec(), texts[2..].to_vec()),
        None => return None,
    };
    match whose[..] {
        [first, last] => {
            names[first] = "First Name".into();
            names[last] = "Last Name".into();
        }
        [full] => names[full] = "Name".into(),
        _ => return None,
    }
    // Names are short; a column of sentences is none.
    let n_words =
        |at: usize| rows.iter().map(|(_, cells)| cells[at].split_whitespace().count()).sum::<usize>();
    if whose.iter().any(|at| n_words(*at) > 4 * rows.len()) {
        return None;
    }
    match where_[..] {
        [company, position] => {
            names[company] = "Company".into();
            names[position] = "Position".into();
        }
        [] => {}
        // Company or position: which, nobody can tell, and neither is needed to know somebody.
        [_] if !profile.is_empty() => {}
        _ => return None,
    }
    if let Some(profile) = profile.first() {
        names[*profile] = "URL".into();
    }
    if let Some(email) = emails {
        names[email] = "Email Address".into();
    }
    names[dated] = "Connected On".into();
    Some(names)
}

/// The columns as they were understood, for the user to judge.
pub fn in_words(header: &Header) -> String {
    let named = header.names.iter().enumerate().filter(|(_, name)| !name.is_empty());
    named.map(|(at, name)| format!("{} {name}", at + 1)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const P: &str = "https://www.linkedin.com/in";

    #[track_caller]
    fn check(file_name: &str, text: &str, expect: &str) {
        let text = text.replace("$P", P);
        let records: Vec<(u32, Vec<String>)> = text
            .lines()
            .enumerate()
            .map(|(at, line)| (at as u32 + 1, line.split('|').map(str::to_owned).collect()))
            .collect();
        let found = of(&records, file_name).map_or("no".to_owned(), |shape| {
            format!("{} after {}: {}", shape.kind.as_str(), shape.header.line, in_words(&shape.header))
        });
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn connections_without_a_header() {
        let full = "1 First Name, 2 Last Name, 3 URL, 5 Company, 6 Position, 7 Connected On";
        let rows = "Ann|Oduya|$P/ann||Lumora|Chef|04 Mar 2024\nPer|Aasen|$P/per||Fernwick|Buyer|4-Mar-24\n\
            ||||||02 Mar 2024\n";
        check("x", rows, &format!("connections after 0: {full}"));
        // A header in a language of which nothing is known here, and a preamble before it.
        check(
            "x",
            &format!("Notes:\n\nEtunimi|Sukunimi|Osoite|Posti|Yhtiö|Asema|Liitetty\n{rows}"),
            &format!("connections after 3: {full}"),
        );
        check(
            "connections",
            "Ann|Oduya||Lumora|Chef|04 Mar 2024\nPer|Aasen|per@a.example|Fernwick|Buyer|03 Mar 2024\n",
            "connections after 0: 1 First Name, 2 Last Name, 3 Email Address, 4 Company, 5 Position, 6 Connected On",
        );
        check(
            "x",
            "0|Ann Oduya|$P/ann|Lumora|2024-03-04\n1|Per Aasen|$P/per|Fernwick|45355\n",
            "connections after 0: 2 Name, 3 URL, 5 Connected On",
        );
    }

    #[test]
    fn messages_and_invitations_without_a_header() {
        check(
            "x",
            "2-QUJDREVGMTIzNA==||Ann|$P/ann|Kit|$P/kit|2025-03-02 08:41:07 UTC||Hi|INBOX|\n\
             2-QUJDREVGMTIzNA==||Kit|$P/kit|Ann,Per|$P/ann,$P/per|2025-03-02 08:44:07 UTC||04 Mar 2024|INBOX|\n\
             2-QUJDREVGMTIzNA==||Kit|$P/kit|Ann|$P/ann|2025-03-02 08:45:07 UTC||Hi there|INBOX|\n",
            "messages after 0: 1 CONVERSATION ID, 2 CONVERSATION TITLE, 3 FROM, 4 SENDER PROFILE URL, 5 TO, \
             6 RECIPIENT PROFILE URLS, 7 DATE, 8 SUBJECT, 9 CONTENT, 10 FOLDER",
        );
        check(
            "x",
            "Ann|Kit|10/12/18, 2:37 PM||Hi|INCOMING|INBOX\nKit|Ann|10/12/18, 2:39 PM||Hi you|OUTGOING|SENT\n",
            "messages after 0: 1 From, 2 To, 3 Date, 4 Subject, 5 Content, 6 Direction, 7 Folder",
        );
        check(
            "x",
            "Kit|Ann|1/29/26, 2:37 PM||OUTGOING|$P/kit|$P/ann\nPer|Kit|1/28/26, 2:37 PM|Hi|INCOMING|$P/per|$P/kit\n",
            "invitations after 0: 1 From, 2 To, 3 Sent At, 4 Message, 5 Direction, 6 inviterProfileUrl, \
             7 inviteeProfileUrl",
        );
    }

    #[test]
    fn what_could_be_anything_is_nothing() {
        check("x", "Milk|1|2 Euro|Shop|Corner|04 Mar 2024\nBread|2|3 Euro|Shop|Corner|05 Mar 2024\n", "no");
        check("x", "Ann|Oduya|Lumora|Chef|04 Mar 2024\nPer|Aasen|Fernwick|Buyer|03 Mar 2024\n", "no");
        check("connections", "Ann|Lumora|Chef|04 Mar 2024\nPer|Fernwick|Buyer|03 Mar 2024\n", "no");
        check("connections", "a\nb\n", "no");
        check("connections", "", "no");
        check("x", "$P/ann|$P/per|04 Mar 2024\n$P/ann|$P/kit|04 Mar 2024\n", "no");
    }
}

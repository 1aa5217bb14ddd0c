//! Dates that could be read in two ways, and what settles them.

use crate::sandbox::*;

/// The days read from a column, and how many cells of it are a problem.
fn days(cells: &[&str]) -> (Vec<String>, usize) {
    let rows: String = cells
        .iter()
        .enumerate()
        .map(|(n, cell)| format!("Ann,O{n},https://www.linkedin.com/in/a{n},{cell}\n"))
        .collect();
    let text = format!("First Name,Last Name,URL,Connected On\n{rows}");
    let read = Sandbox::new().file("x.csv", &text).read();
    let shown = |day: Option<tertius::day::Day>| day.map_or("-".to_owned(), |day| day.to_string());
    let days = read.connections.iter().map(|row| shown(row.connected_on)).collect();
    (days, read.problems.len())
}

#[track_caller]
fn check(cells: &str, expect: &str) {
    let cells: Vec<&str> = cells.split_whitespace().collect();
    let (found, problems) = days(&cells);
    assert_eq!(found.join(" "), expect, "{cells:?}");
    assert_eq!(problems, found.iter().filter(|day| *day == "-").count(), "{cells:?}");
}

#[test]
fn a_number_above_twelve_settles_the_column() {
    check("03/04/2024 31/01/2024", "2024-04-03 2024-01-31");
    check("03/04/2024 01/31/2024", "2024-03-04 2024-01-31");
    check("03/04/24 02/02/24 1/31/24", "2024-03-04 2024-02-02 2024-01-31");
    // Dots are day first everywhere, and who writes dots writes slashes in that order too, unless a cell says otherwise.
    check("03/04/2024 02.01.2024", "2024-04-03 2024-01-02");
    check("03/04/2024 31.01.2024 01/31/2024", "- 2024-01-31 2024-01-31");
    check("03/04/2024 31/01/2024 01/31/2024", "- 2024-01-31 2024-01-31");
    check("03/04/2024", "-");
}

#[test]
fn newest_first_settles_the_column() {
    check("05/06/2024 03/06/2024 01/06/2024 11/05/2024", "2024-06-05 2024-06-03 2024-06-01 2024-05-11");
    check("06/05/2024 06/03/2024 06/01/2024 05/11/2024", "2024-06-05 2024-06-03 2024-06-01 2024-05-11");
    // Dates of other patterns are part of the order.
    check("5-Jul-24 2024-06-09 06/03/2024 05/08/2024", "2024-07-05 2024-06-09 2024-06-03 2024-05-08");
    // In no order, or in order both ways: nobody can tell.
    check("05/06/2024 11/05/2024 01/06/2024 03/06/2024", "- - - -");
    check("03/04/2024 02/03/2024", "- -");
}

#[test]
fn lists_of_ones_own_may_lie_either_way_round() {
    let read = |dates: &[&str]| {
        let rows: String = dates.iter().map(|date| format!("{date},Ann,request,\n")).collect();
        let read = Sandbox::new().file("x.csv", format!("date,person,kind,outcome\n{rows}")).read();
        (read.outreach[0].on.map(|day| day.to_string()), read.problems.len())
    };
    let rising = ["01/05/2024", "08/05/2024", "03/06/2024", "10/06/2024", "01/07/2024", "02/08/2024"];
    assert_eq!(read(&rising), (Some("2024-05-01".to_owned()), 0));
    // Five rows may be in order by chance.
    assert_eq!(read(&rising[..5]), (None, 5));
}

#[test]
fn a_column_of_a_workbook_is_settled_too() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        "First Name,Last Name,Company,Connected On",
        "Ann,Oduya,Lumora,03/04/2024",
        "Per,Aasen,Lumora,31/01/2024",
    ];
    for (row, line) in rows.iter().enumerate() {
        for (column, cell) in line.split(',').enumerate() {
            sheet.write(row as u32, column as u16, cell).unwrap();
        }
    }
    let read = Sandbox::new().file("x.xlsx", book.save_to_buffer().unwrap()).read();
    assert_eq!(read.connections[0].connected_on.map(|day| day.to_string()).as_deref(), Some("2024-04-03"));
    assert_eq!(read.problems, []);
}

/// Days of messages and invitations are told like all others, and refused like them.
#[test]
fn letters_are_not_dated_by_a_guess() {
    let messages = |dates: &[&str]| {
        let row = |(at, date): (usize, &&str)| {
            format!(
                "2-a{at}==;;Mira;https://www.linkedin.com/in/mira;Per;https://www.linkedin.com/in/per;{date};;Hi;INBOX\n"
            )
        };
        let rows: String = dates.iter().enumerate().map(row).collect();
        let header = "CONVERSATION ID;CONVERSATION TITLE;FROM;SENDER PROFILE URL;TO;RECIPIENT PROFILE URLS;DATE;SUBJECT;CONTENT;FOLDER";
        let read = Sandbox::new().file("messages.csv", format!("{header}\n{rows}")).read();
        let days: Vec<String> = read.messages.iter().map(|row| row.day().to_string()).collect();
        (days.join(" "), read.sources[0].rejected)
    };
    assert_eq!(messages(&["05/06/2026 14:05", "03/06/2026 09:05"]), (String::new(), 2));
    assert_eq!(messages(&["05/06/2026 14:05", "13/06/2026 09:05"]), ("2026-06-05 2026-06-13".into(), 0));
    assert_eq!(messages(&["05/06/2026 14:05", "06/13/2026 09:05"]), ("2026-05-06 2026-06-13".into(), 0));
    assert_eq!(messages(&["05/06/2026 14:05", "03.06.2026 09:05"]), ("2026-06-05 2026-06-03".into(), 0));
    assert_eq!(messages(&["5/6/26, 2:05 PM"]), ("2026-05-06".into(), 0));
    assert_eq!(messages(&["2026-06-05 14:05:00 UTC"]), ("2026-06-05".into(), 0));
    let invitations = |dates: &[&str]| {
        let row = |(at, date): (usize, &&str)| {
            format!(
                "Mira,P{at},{date},,OUTGOING,https://www.linkedin.com/in/mira,https://www.linkedin.com/in/p{at}\n"
            )
        };
        let rows: String = dates.iter().enumerate().map(row).collect();
        let header = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl";
        let read = Sandbox::new().file("Invitations.csv", format!("{header}\n{rows}")).read();
        let days: Vec<String> = read
            .invitations
            .iter()
            .map(|row| row.sent_on.map_or("-".into(), |day| day.to_string()))
            .collect();
        (days.join(" "), read.problems.len())
    };
    assert_eq!(invitations(&["29/01/2026 14:37", "03/06/2026 14:37"]), ("2026-01-29 2026-06-03".into(), 0));
    assert_eq!(invitations(&["03/06/2026 14:37"]), ("-".into(), 1));
    assert_eq!(invitations(&["\"3/6/26, 2:37 PM\""]), ("2026-03-06".into(), 0));
}

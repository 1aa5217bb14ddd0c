//! Tables as they come: preambles, encodings, delimiters, and the damage that people and programs do to them.

use crate::sandbox::*;
use std::fmt::Write;

fn summary_of(content: impl AsRef<[u8]>) -> String {
    summary(&Sandbox::new().file("x.csv", content).read())
}

fn check(content: impl AsRef<[u8]>, expect: &str) {
    assert_eq!(summary_of(content), expect);
}

const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On";

/// A hundred invented connections, one a line, without the header.
fn hundred() -> Vec<String> {
    let row = |n: usize| {
        let quoted = if n.is_multiple_of(7) { "\"Lumora, Inc.\"" } else { "Fernwick & Sons" };
        let (day, url) = (n % 28 + 1, format!("https://www.linkedin.com/in/person-{n}"));
        format!("Ann{n},Oduya,{url},,{quoted},Analyst,{day:02} Mar 2024")
    };
    (0..100).map(row).collect()
}

fn table(rows: &[String]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

#[test]
fn a_preamble_of_any_length() {
    let rows = hundred();
    let lines = [
        "Notes:\n",
        "\"When exporting, you may notice that, for some, addresses are missing.\"\n",
        "\n",
        "\n",
    ];
    for n in 0..=4 {
        for end in ["\n", "\r\n"] {
            let text = format!("{}{}", lines[..n].concat(), table(&rows)).replace('\n', end);
            for mark in ["", "\u{feff}"] {
                let read = Sandbox::new().file("x.csv", format!("{mark}{text}")).read();
                assert_eq!(
                    summary(&read),
                    "x.csv connections (100, 100, 0, 0)\n",
                    "{n} lines, {end:?}, {mark:?}"
                );
                let places: Vec<u32> = read.connections.iter().map(|c| c.place.line).collect();
                let expect: Vec<u32> = (0..100).map(|at| at + n as u32 + 2).collect();
                assert_eq!(places, expect, "{n} lines, {end:?}, {mark:?}");
            }
        }
    }
}

#[test]
fn every_delimiter_and_encoding_says_the_same() {
    let rows: Vec<String> =
        hundred().iter().map(|row| row.replace("Oduya", "Øduya").replace("Inc.", "Müßig")).collect();
    let text = table(&rows);
    let expect = records(&Sandbox::new().file("x.csv", &text).read());
    assert!(expect.contains("Øduya") && expect.contains("Müßig"));
    let utf16 =
        |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(bytes).collect() };
    let latin = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let semicolons = text.replace("\"Lumora, Müßig\"", "Lumora@ Müßig").replace(',', ";").replace('@', ",");
    let tabs = semicolons.replace(';', "\t");
    let cases: [(&str, Vec<u8>); 11] = [
        ("mark", format!("\u{feff}{text}").into_bytes()),
        ("crlf", text.replace('\n', "\r\n").into_bytes()),
        ("cr", text.replace('\n', "\r").into_bytes()),
        ("no last line break", text.trim_end().as_bytes().to_vec()),
        ("semicolon", semicolons.into_bytes()),
        ("tab, windows-1252", latin(&tabs)),
        ("utf-16le with mark", utf16(&format!("\u{feff}{text}"), u16::to_le_bytes)),
        ("utf-16be with mark", utf16(&format!("\u{feff}{tabs}"), u16::to_be_bytes)),
        ("utf-16le", utf16(&text, u16::to_le_bytes)),
        ("utf-16be", utf16(&text, u16::to_be_bytes)),
        ("windows-1252", latin(&text)),
    ];
    for (name, bytes) in cases {
        let dir = Sandbox::new().file("x.csv", &bytes).file("x.zip", zip_of(&[("x.csv", &bytes)]));
        for path in ["x.csv", "x.zip"] {
            let read = dir.read_at(path);
            assert_eq!(read.problems, [], "{name}");
            assert_eq!(records(&read), expect, "{name}");
        }
    }
}

#[test]
fn windows_1252_that_shows_late() {
    let mut text = table(&hundred()).into_bytes();
    while text.len() < 150_000 {
        let more =
            format!("Ann,Oduya,https://www.linkedin.com/in/p-{},,Lumora,Analyst,04 Mar 2024\n", text.len());
        text.extend_from_slice(more.as_bytes());
    }
    text.extend_from_slice(
        b"J\xfcrgen,M\xfc\xdfig,https://www.linkedin.com/in/jm,,Caf\xe9 \x80,Analyst,04 Mar 2024\n",
    );
    let read = Sandbox::new().file("x.csv", text).read();
    let last = read.connections.last().unwrap();
    assert_eq!((read.mentions.get(last.who).name, read.texts.get(last.company)), ("Jürgen Müßig", "Café €"));
}

#[test]
fn an_open_quote_costs_no_row() {
    // In every column, on the first, a middle and the last row, with and without quoted cells further down.
    for plain in [false, true] {
        let mut rows = hundred();
        if plain {
            rows.iter_mut().for_each(|row| *row = row.replace("\"Lumora, Inc.\"", "Lumora"));
        }
        for at in [0, 1, 50, 99] {
            for column in 0..7 {
                let mut damaged = rows.clone();
                let mut cells: Vec<String> = damaged[at].split(',').map(str::to_owned).collect();
                if cells.len() != 7 {
                    cells.splice(4..6, ["Lumora".to_owned()]);
                }
                cells[column].insert(0, '"');
                damaged[at] = cells.join(",");
                for mark in ["", "\u{feff}\n\n"] {
                    let read = Sandbox::new().file("x.csv", format!("{mark}{}", table(&damaged))).read();
                    let lines = if mark.is_empty() { 2 } else { 4 };
                    let expect = format!(
                        "x.csv connections (100, 100, 0, 0)\n  {}: a quote is opened and never closed\n",
                        at + lines
                    );
                    assert_eq!(summary(&read), expect, "row {at}, column {column}");
                    let dates = read.connections.iter().filter(|c| c.connected_on.is_some()).count();
                    assert_eq!(dates, 100, "row {at}, column {column}");
                }
            }
        }
    }
}

#[test]
fn many_open_quotes_cost_no_row() {
    let rows: Vec<String> = hundred().iter().map(|row| row.replace("Oduya", "\"Oduya")).collect();
    let read = Sandbox::new().file("x.csv", table(&rows)).read();
    assert_eq!(read.connections.len(), 100);
    // After fifty of them the quotes are taken for letters, and cells with a comma in them for two.
    assert!(read.problems.len() >= 50);
}

#[test]
fn an_open_quote_in_the_last_column_swallows_nothing() {
    let mut text = String::from("date,person,kind,outcome,notes\n");
    for n in 0..100 {
        let note = match n {
            1 => "\"said she would call",
            50 => "\"Hello\"",
            60 => "\"first line\nsecond, with a comma\nthird\"",
            _ => "kind",
        };
        writeln!(text, "2024-03-06,in/person-{n},request,replied,{note}").unwrap();
    }
    check(&text, "x.csv outreach (100, 100, 0, 0)\n  3: a quote is opened and never closed\n");
}

#[test]
fn line_breaks_in_messages_are_no_damage() {
    let header = MESSAGES.lines().next().unwrap();
    let row = |n: usize, body: &str| {
        let me = "Kari Lund,https://www.linkedin.com/in/kari-lund";
        let other = format!("Ann{n},https://www.linkedin.com/in/person-{n}");
        format!("c{n},,{me},{other},2024-03-05 10:00:{:02} UTC,,{body},INBOX\n", n % 60)
    };
    let body =
        "\"Hello,\n\nI am, as you see, \"\"new\"\", and a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p\n,,,,,,,,,,,,\nbye\"";
    let text: String = (0..100).map(|n| row(n, body)).collect();
    let read = Sandbox::new().file("x.csv", format!("{header}\n{text}")).read();
    assert_eq!(summary(&read), "x.csv messages (100, 100, 0, 0)\n");
    let lines: Vec<u32> = read.messages.iter().map(|m| m.place.line).collect();
    assert_eq!(lines, (0..100).map(|n| n * 5 + 2).collect::<Vec<_>>());
    // One of them is not closed: its own lines are lost, the other 99 messages are not.
    let text: String =
        (0..100).map(|n| row(n, if n == 1 { &body[..body.len() - 1] } else { body })).collect();
    let read = Sandbox::new().file("x.csv", format!("{header}\n{text}")).read();
    assert!(read.messages.len() >= 99, "{}", summary(&read));
    assert_eq!(
        read.problems.iter().filter(|p| p.problem.starts_with("a quote")).count(),
        1,
        "{}",
        summary(&read)
    );
}

#[test]
fn a_line_break_in_a_cell_of_connections_is_kept() {
    let mut rows = hundred();
    rows[3] = rows[3].replace("Analyst", "\"Analyst\nand baker\"");
    let read = Sandbox::new().file("x.csv", table(&rows)).read();
    assert_eq!(summary(&read), "x.csv connections (100, 100, 0, 0)\n");
    assert_eq!(read.texts.get(read.connections[3].position), "Analyst\nand baker");
}

#[test]
fn rows_too_short_and_too_long() {
    let text = format!(
        "{HEADER}\nAnn\nAnn,Oduya,,,,,04 Mar 2024,more,and more\n\n,,,,,,\n   ,\nPer,Aasen,,,\"two\nlines\"\n"
    );
    check(&text, "x.csv connections (5, 3, 2, 0)\n");
    let targets = "position,company,industry,notes\nAnalyst\n\"Baker\",\"of\nbread\"\n,,,x\n";
    check(targets, "x.csv targets (3, 2, 1, 0)\n");
}

#[test]
fn a_line_without_end() {
    let mut text = table(&hundred()).into_bytes();
    text.extend(std::iter::repeat_n(b'x', 20 << 20));
    text.extend_from_slice(b"\nPer,Aasen,,,Lumora,Analyst,04 Mar 2024\n");
    check(&text, "x.csv connections (102, 101, 0, 1)\n  102: a line longer than 4 MB\n");
    text.truncate(text.len() - 30);
    text.insert(HEADER.len() + 1, b'"');
    let expect = "x.csv connections (102, 101, 0, 1)\n  2: a quote is opened and never closed\n";
    assert!(summary_of(&text).starts_with(expect), "{}", summary_of(&text));
}

#[test]
fn nul_bytes_and_blanks() {
    let text = table(&hundred()).replace("Analyst", "Ana\0lyst");
    let read = Sandbox::new().file("x.csv", &text).read();
    assert_eq!(read.texts.get(read.connections[0].position), "Analyst");
    check(format!("{HEADER}\n\0\0\0\0\n\0,\0\n"), "x.csv connections (2, 0, 2, 0)\n");
}

#[test]
fn hardly_a_file() {
    check("", "x.csv unknown (0, 0, 0, 0)\n");
    check("\n\n\n", "x.csv unknown (0, 0, 0, 0)\n");
    check("\u{feff}", "x.csv unknown (0, 0, 0, 0)\n");
    check([0xFF, 0xFE], "x.csv unknown (0, 0, 0, 0)\n");
    check("PK", "x.csv unknown (0, 0, 0, 0)\n  0: a damaged archive: it has no table of contents\n");
    check(HEADER, "x.csv connections (0, 0, 0, 0)\n");
    check(format!("{HEADER}\r\n\r\n"), "x.csv connections (0, 0, 0, 0)\n");
    check(
        format!("{HEADER}\nAnn,Oduya,,,,,\""),
        "x.csv connections (1, 1, 0, 0)\n  2: a quote is opened and never closed\n",
    );
}

#[test]
fn millions_of_empty_lines() {
    // More than a record may be long: one look, and not one for each line.
    for (end, blank) in [("\n", 9 << 20), ("\r\n", 5 << 20)] {
        let (row, blank) = ("Ann,Oduya,,,Lumora,Chef,04 Mar 2024", end.repeat(blank));
        let text = format!("{HEADER}{end}{blank}{row}{end}Per{row}{end}{blank}");
        let read = Sandbox::new().file("x.csv", text).read();
        assert_eq!(summary(&read), "x.csv connections (2, 2, 0, 0)\n");
        assert_eq!(read.connections[0].place.line as usize, 2 + blank.len() / end.len());
    }
}

#[test]
fn a_million_columns() {
    let commas = ",".repeat(1_000_000);
    check(format!("{commas}\n"), "x.csv unknown (0, 0, 0, 0)\n");
    check(format!("{HEADER}\nAnn,Oduya{commas}\nPer,Aasen\n"), "x.csv connections (2, 2, 0, 0)\n");
}

#[test]
fn comments_in_the_users_own_files() {
    let text = "introducer,introduced,date,context\n# who, whom, \"when\nAnn,Per,2024-03-07,fair\n  #Ann,Kari,,\n\
                #,x\nAnn,#Per,,\n";
    let read = Sandbox::new().file("x.csv", text).read();
    assert_eq!(summary(&read), "x.csv introductions (5, 2, 3, 0)\n");
    assert_eq!(read.sources[0].skipped_because.get("a comment"), Some(&3));
    // The numbered column of a LAMP list is called `#`, and LinkedIn's files have no comments.
    check("#,Employer List,Motivation,Posting\n#1,Lumora,3,2\n", "x.csv targets (1, 1, 0, 0)\n");
    check(format!("{HEADER}\n#Ann,Oduya,,,,,\n"), "x.csv connections (1, 1, 0, 0)\n");
}

#[test]
fn a_file_that_promises_rows_and_has_none_gets_a_word() {
    for content in ["", "just a note\n", "\u{1}\u{2}\u{3}"] {
        let promising = Sandbox::new().file("Connections (1).csv", content).read();
        let problems: Vec<&str> = promising.problems.iter().map(|found| found.problem.as_str()).collect();
        assert_eq!(
            problems,
            ["the name promises rows, and no header of such a file was found"],
            "{content:?}"
        );
        assert!(Sandbox::new().file("shopping.csv", content).read().problems.is_empty());
    }
}

//! Exports in every shape that people have them in, made here with a count of their own: the file says what it holds,
//! and the program must say the same.
//!
//! A made-up world of people is written as one of the headers C0 to C6, M0 to M7 or I1 to I3b, or under a header that
//! somebody translated, or under none; then damaged as spreadsheets and people damage files. Which of these come
//! together is drawn by lot, the same in every run.

use crate::changes::Numbers;
use encoding_rs::{Encoding, MACINTOSH, UTF_8, WINDOWS_1252};
use std::collections::BTreeMap;
use tertius::import::{Workspace, read_bytes};

/// Somebody the seeker is connected to. Hidden ones have nothing but a day.
#[derive(Clone)]
struct Someone {
    first: String,
    last: String,
    slug: String,
    email: String,
    company: String,
    position: String,
    day: (i32, u32, u32),
    hidden: bool,
}

const FIRSTS: [&str; 12] =
    ["Ottilie", "Zoë", "Per", "Jean-Luc", "Ann", "José", "Bjørn", "Renée", "Dr. Karl", "J.", "Mbali", "Kit"];
const LASTS: [&str; 10] = [
    "Brandvold, PMP",
    "Quintão",
    "Aasen",
    "Müller",
    "O'Shea",
    "Ñíguez",
    "K",
    "de la Cruz",
    "Lund \"Bo\"",
    "Ibarra (she/her)",
];
/// What no old encoding has.
const WIDE: [(&str, &str); 6] =
    [("Jiří", "Dvořák"), ("Ёлка", "Зима"), ("伟", "李"), ("Zé 🌱", "Łoś"), ("علي", "حسن"), ("𝐀𝐧𝐧", "Ōta")];
const COMPANIES: [&str; 6] =
    ["Lumora", "Fernwick & Sons, Inc.", "Café Müller; Söhne", "A \"B\" C", "", "Glimt | Labs"];
const POSITIONS: [&str; 6] =
    ["Chef", "Engenheiro, Dados", "Head of \"Supply\"", "", "Directeur général", "VP; Sales"];

/// The people of one file: the newest first, no two of one name and day.
fn world(numbers: &mut Numbers, wide: bool) -> Vec<Someone> {
    let n = 24 + numbers.below(20);
    let mut all: Vec<Someone> = (0..n)
        .map(|at| {
            let [mut first, mut last] = [
                FIRSTS[numbers.below(FIRSTS.len())].to_owned(),
                LASTS[numbers.below(LASTS.len())].to_owned(),
            ];
            if wide && at % 5 == 0 {
                (first, last) =
                    (WIDE[at / 5 % WIDE.len()].0.to_owned(), WIDE[at / 5 % WIDE.len()].1.to_owned());
            }
            Someone {
                slug: format!("person-{at}-{}", numbers.below(1000)),
                email: if at % 9 == 0 { format!("p{at}@example.org") } else { String::new() },
                company: COMPANIES[numbers.below(COMPANIES.len())].to_owned(),
                position: POSITIONS[numbers.below(POSITIONS.len())].to_owned(),
                // Every day once, and the two readings of 03/04 are told apart by the days above twelve.
                day: (2024 - (at / 12) as i32, 12 - (at % 12) as u32, 1 + (at as u32 * 7) % 28),
                hidden: at % 8 == 3,
                first,
                last,
            }
        })
        .collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.day));
    all
}

/// A column of Connections.
#[derive(Clone, Copy, PartialEq)]
enum Column {
    First,
    Last,
    Full,
    Url,
    Email,
    Company,
    Position,
    Day,
    Index,
    Extra,
    Nothing,
}
use Column::*;

/// A header: what people call the columns, and whether it is written at all.
struct Layout {
    columns: &'static [(Column, &'static str)],
    written: bool,
}

const fn layout(columns: &'static [(Column, &'static str)]) -> Layout {
    Layout { columns, written: true }
}

const C5: &[(Column, &str)] = &[
    (First, "First Name"),
    (Last, "Last Name"),
    (Url, "URL"),
    (Email, "Email Address"),
    (Company, "Company"),
    (Position, "Position"),
    (Day, "Connected On"),
];
const C3: &[(Column, &str)] = &[
    (First, "First Name"),
    (Last, "Last Name"),
    (Email, "Email Address"),
    (Company, "Company"),
    (Position, "Position"),
    (Day, "Connected On"),
];

const LAYOUTS: &[Layout] = &[
    // C1 to C5.
    layout(&[
        (First, "First Name"),
        (Last, "Last Name"),
        (Nothing, "Address"),
        (Email, "Email Address"),
        (Company, "Company"),
        (Position, "Position"),
        (Day, "Connected On"),
        (Nothing, "Websites"),
        (Nothing, "Instant Messengers"),
    ]),
    layout(C3),
    layout(C5),
    // C6: renamed, reordered, with columns more and less.
    layout(&[
        (First, "FirstName"),
        (Last, "LastName"),
        (Url, "Url"),
        (Company, "Company"),
        (Position, "Position"),
        (Day, "ConnectedOn"),
    ]),
    layout(&[
        (First, "first_name"),
        (Last, "last_name"),
        (Url, "linkedin_url"),
        (Email, "email_address"),
        (Company, "company"),
        (Position, "position"),
        (Day, "connected_on"),
    ]),
    layout(&[
        (First, "FIRST NAME "),
        (Last, " LAST NAME"),
        (Url, "LINKEDIN PROFILE"),
        (Company, "COMPANY NAME"),
        (Position, "JOB TITLE"),
        (Day, "CONNECTED ON"),
    ]),
    layout(&[
        (Index, ""),
        (First, "First Name"),
        (Last, "Last Name"),
        (Url, "URL"),
        (Company, "Company"),
        (Position, "Position"),
        (Day, "Connected On"),
    ]),
    layout(&[
        (Index, "Unnamed: 0"),
        (Full, "Full Name"),
        (Url, "Profile URL"),
        (Company, "Company"),
        (Position, "Title"),
        (Day, "Connected On"),
        (Extra, "Tags"),
        (Extra, "Location"),
    ]),
    layout(&[
        (Day, "Connected on"),
        (Company, "Organization"),
        (Position, "Role"),
        (Url, "LinkedIn"),
        (Last, "Surname"),
        (First, "Given Name"),
        (Extra, "Notes"),
    ]),
    layout(&[(Full, "Name"), (Url, "URL"), (Day, "Date Connected")]),
    layout(&[(First, "First Name"), (Url, "URL"), (Company, "Company"), (Day, "Connected On")]),
    layout(&[(Last, "Last Name"), (First, "First Name"), (Day, "Connected On")]),
    // Translated, by people and by programs.
    layout(&[
        (First, "Vorname"),
        (Last, "Nachname"),
        (Url, "URL"),
        (Email, "E-Mail-Adresse"),
        (Company, "Unternehmen"),
        (Position, "Position"),
        (Day, "Verbunden am"),
    ]),
    layout(&[
        (First, "Prénom"),
        (Last, "Nom"),
        (Url, "URL"),
        (Email, "Adresse e-mail"),
        (Company, "Entreprise"),
        (Position, "Poste"),
        (Day, "Date de connexion"),
    ]),
    layout(&[
        (First, "Nombre"),
        (Last, "Apellidos"),
        (Url, "URL"),
        (Email, "Dirección de correo electrónico"),
        (Company, "Empresa"),
        (Position, "Cargo"),
        (Day, "Fecha de conexión"),
    ]),
    layout(&[
        (First, "Nome"),
        (Last, "Sobrenome"),
        (Url, "URL"),
        (Email, "Endereço de e-mail"),
        (Company, "Empresa"),
        (Position, "Cargo"),
        (Day, "Conectado em"),
    ]),
    layout(&[
        (First, "Nome"),
        (Last, "Cognome"),
        (Url, "URL"),
        (Company, "Azienda"),
        (Position, "Posizione"),
        (Day, "Collegato il"),
    ]),
    layout(&[
        (First, "Voornaam"),
        (Last, "Achternaam"),
        (Url, "URL"),
        (Company, "Bedrijf"),
        (Position, "Functie"),
        (Day, "Verbonden op"),
    ]),
    layout(&[
        (First, "Förnamn"),
        (Last, "Efternamn"),
        (Url, "URL"),
        (Company, "Företag"),
        (Position, "Befattning"),
        (Day, "Kontakt sedan"),
    ]),
    // No language that any list knows; and no header.
    layout(&[
        (First, "Aa"),
        (Last, "Bb"),
        (Url, "Cc"),
        (Email, "Dd"),
        (Company, "Ee"),
        (Position, "Ff"),
        (Day, "Gg"),
    ]),
    Layout { columns: C5, written: false },
];

/// How a day is written.
type DayStyle = fn((i32, u32, u32)) -> String;

const SHORT: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn english(month: u32) -> &'static str {
    SHORT[month as usize - 1]
}

/// The days of a spreadsheet, counted one by one.
fn serial((year, month, day): (i32, u32, u32)) -> u32 {
    let is_leap = |year: i32| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let years: u32 = (1970..year).map(|year| if is_leap(year) { 366 } else { 365 }).sum();
    let lengths = [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    25_569 + years + lengths[..month as usize - 1].iter().sum::<u32>() + day - 1
}

const DAYS: &[DayStyle] = &[
    |(y, m, d)| format!("{d:02} {} {y}", english(m)),
    |(y, m, d)| format!("{d}-{}-{:02}", english(m), y % 100),
    |(y, m, d)| format!("{d:02}-{}-{y}", english(m)),
    |(y, m, d)| format!("{y}-{m:02}-{d:02}"),
    |(y, m, d)| format!("{y}-{m:02}-{d:02} 00:00:00"),
    |(y, m, d)| format!("{y}-{m:02}-{d:02}T00:00:00.000Z"),
    |(y, m, d)| format!("{y}/{m}/{d}"),
    |(y, m, d)| format!("{d:02}.{m:02}.{y}"),
    |(y, m, d)| format!("{m}/{d}/{y}"),
    |(y, m, d)| format!("{d:02}/{m:02}/{y}"),
    |(y, m, d)| format!("{m:02}/{d:02}/{:02}", y % 100),
    |(y, m, d)| format!("{m}/{d}/{:02}, {}:05 PM", y % 100, 1 + d % 11),
    |day| serial(day).to_string(),
    |(y, m, d)| format!("{} {d}, {y}", english(m)),
    |(y, m, d)| {
        format!(
            "{d}. {} {y}",
            [
                "Januar",
                "Februar",
                "März",
                "April",
                "Mai",
                "Juni",
                "Juli",
                "August",
                "September",
                "Oktober",
                "November",
                "Dezember"
            ][m as usize - 1]
        )
    },
    |(y, m, d)| {
        format!(
            "{d:02}-{}-{:02}",
            [
                "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
                "déc."
            ][m as usize - 1],
            y % 100
        )
    },
    // A spreadsheet in Spanish knows eight of the twelve abbreviations, and leaves the others.
    |(y, m, d)| match m {
        1 | 4 | 8 | 12 => format!("{d:02} {} {y}", english(m)),
        _ => format!("{d:02}-{}-{:02}", english(m).to_lowercase(), y % 100),
    },
    |(y, m, d)| {
        format!(
            "{}, {} {d}, {y}",
            "Monday",
            [
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
                "December"
            ][m as usize - 1]
        )
    },
    |(y, m, d)| {
        format!(
            "{d}{} {} {y}",
            ["th", "st", "nd", "rd"][if d % 10 < 4 && d / 10 != 1 { d as usize % 10 } else { 0 }],
            english(m)
        )
    },
    |(y, m, d)| format!("{y}年{m}月{d}日"),
];

/// How the text is written.
#[derive(Clone, Copy, Debug)]
struct Dress {
    delimiter: char,
    end: &'static str,
    encoding: &'static Encoding,
    utf16: Option<bool>,
    mark: bool,
    quote_all: bool,
}

/// A table as the bytes of a file.
fn written(rows: &[Vec<String>], dress: Dress, above: &str, wrapped: bool) -> Vec<u8> {
    let mut text = above.to_owned();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| {
                let needs = cell.contains(['"', '\n', '\r', dress.delimiter]);
                if needs || dress.quote_all {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.clone()
                }
            })
            .collect();
        let mut line = cells.join(&dress.delimiter.to_string());
        if wrapped && line.contains('"') {
            line = format!("\"{}\"", line.replace('"', "\"\""));
        }
        text += &line;
        text += dress.end;
    }
    encoded(&text, dress)
}

fn encoded(text: &str, dress: Dress) -> Vec<u8> {
    if let Some(little) = dress.utf16 {
        let units = std::iter::once(0xFEFF).filter(|_| dress.mark).chain(text.encode_utf16());
        return units
            .flat_map(|unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect();
    }
    let mut bytes = if dress.mark { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
    // A date in Chinese is in no encoding of the west.
    let (encoded, _, lost) = dress.encoding.encode(text);
    bytes.extend_from_slice(if lost { text.as_bytes() } else { &encoded });
    bytes
}

const PREAMBLE: &str =
    "When exporting your connection data, you may notice that some of the email addresses are missing.";

/// What stands above the header, in so many ways.
fn above(which: usize, dress: Dress, n_columns: usize) -> String {
    let (d, end) = (dress.delimiter.to_string(), dress.end);
    let pad = d.repeat(n_columns - 1);
    match which {
        0 | 1 => String::new(),
        2 => format!("Notes:{end}\"{PREAMBLE}\"{end}{end}"),
        3 => format!("Notes:{pad}{end}\"{PREAMBLE}\"{pad}{end}{pad}{end}"),
        4 => format!("Notes:{end}"),
        5 => format!("{end}{end}"),
        6 => format!("sep={d}{end}"),
        7 => format!("{pad}{end}").repeat(30),
        _ => format!("\"{PREAMBLE}\"{end}{}", end.repeat(20)),
    }
}

fn pick<T: Copy>(numbers: &mut Numbers, of: &[T]) -> T {
    of[numbers.below(of.len())]
}

fn dress(numbers: &mut Numbers, wide: bool) -> Dress {
    let (encoding, utf16, mark) = match numbers.below(if wide { 4 } else { 7 }) {
        0 => (UTF_8, None, true),
        1 => (UTF_8, Some(true), true),
        2 => (UTF_8, Some(false), true),
        4 => (WINDOWS_1252, None, false),
        5 => (MACINTOSH, None, false),
        _ => (UTF_8, None, false),
    };
    Dress {
        delimiter: pick(numbers, &[',', ',', ';', '\t', '|']),
        end: pick(numbers, &["\n", "\r\n", "\r"]),
        encoding,
        utf16,
        mark,
        quote_all: numbers.below(4) == 0,
    }
}

#[track_caller]
fn check_counts(read: &Workspace, kind: &str, expect: &BTreeMap<&'static str, u64>, what: &str) {
    let source = &read.sources[0];
    let mut found: BTreeMap<&str, u64> = source.skipped_because.clone();
    found.insert("imported", source.imported);
    let expect: BTreeMap<&str, u64> = expect.iter().filter(|(_, n)| **n > 0).map(|(k, n)| (*k, *n)).collect();
    assert_eq!((source.kind, source.rejected, &found), (kind, 0, &expect), "{what}\n{:?}", read.problems);
    assert_eq!(source.rows, expect.values().sum::<u64>(), "{what}");
}

#[test]
fn connections_in_every_shape() {
    let mut numbers = Numbers(0x5EED);
    for round in 0..630 {
        let wide = numbers.below(2) == 0;
        let people = world(&mut numbers, wide);
        let dress = dress(&mut numbers, wide);
        let which = round % LAYOUTS.len();
        let layout = &LAYOUTS[which];
        let day = DAYS[numbers.below(DAYS.len())];
        let has = |column: Column| layout.columns.iter().any(|(known, _)| *known == column);
        let is_named = |one: &Someone| !one.hidden;
        let cell = |at: usize, one: &Someone, column: Column| {
            if column == Day {
                return day(one.day);
            }
            if column == Index {
                return at.to_string();
            }
            if one.hidden {
                return String::new();
            }
            match column {
                First => one.first.clone(),
                Last => one.last.clone(),
                Full => format!("{} {}", one.first, one.last),
                Url => format!("https://www.linkedin.com/in/{}", one.slug),
                Email => one.email.clone(),
                Company => one.company.clone(),
                Position => one.position.clone(),
                Extra if at.is_multiple_of(3) => "client, warm".to_owned(),
                _ => String::new(),
            }
        };
        let row = |(at, one): (usize, &Someone)| -> Vec<String> {
            layout.columns.iter().map(|(column, _)| cell(at, one, *column)).collect()
        };
        let body: Vec<Vec<String>> = people.iter().enumerate().map(row).collect();
        let header: Vec<String> = layout.columns.iter().map(|(_, name)| (*name).to_owned()).collect();
        let (n_named, n_hidden) = (
            people.iter().filter(|one| is_named(one)).count() as u64,
            people.iter().filter(|one| one.hidden).count() as u64,
        );
        let mut expect = BTreeMap::from([("imported", n_named), ("a member who hid the profile", n_hidden)]);
        let mut rows = Vec::new();
        rows.extend(layout.written.then(|| header.clone()));
        rows.extend(body.clone());
        // What people do below: pad, put the file there twice, or nothing.
        let n_columns = header.len();
        match numbers.below(5) {
            0 => {
                rows.extend(vec![vec![String::new(); n_columns]; 7]);
                expect.insert("a blank row", 7);
            }
            1 if which < LAYOUTS.len() - 2 && !has(Index) => {
                rows.push(header);
                rows.extend(body);
                expect.insert("the header once more", 1);
                expect.insert("a repeated row", n_named);
                expect.insert("a member who hid the profile", 2 * n_hidden);
            }
            _ => {}
        }
        let wrapped =
            dress.delimiter == ',' && !dress.quote_all && dress.end != "\r" && numbers.below(4) == 0;
        let which_above = if layout.written { numbers.below(9) } else { 0 };
        let above = above(which_above, dress, n_columns);
        let mut bytes = written(&rows, dress, &above, wrapped);
        if numbers.below(3) == 0 && dress.utf16.is_none() {
            // LinkedIn ends Connections without a line break.
            bytes.truncate(bytes.len() - dress.end.len());
        }
        let what = format!(
            "round {round}: layout {which}, {}, above {which_above}, wrapped {wrapped}, {dress:?}",
            day((2024, 3, 4))
        );
        let read = read_bytes("x.csv", bytes);
        check_counts(&read, "connections", &expect, &what);
        // A list told by its shape says so, and nothing else is wrong.
        let by_shape = usize::from(!layout.written || which == LAYOUTS.len() - 2);
        assert_eq!(read.problems.len(), by_shape, "{what}\n{:?}", read.problems);
        let found: Vec<_> =
            read.connections.iter().map(|row| row.connected_on.map(|day| day.to_string())).collect();
        let days = people.iter().filter(|one| is_named(one)).map(|one| {
            let (y, m, d) = one.day;
            Some(format!("{y}-{m:02}-{d:02}"))
        });
        let mut days: Vec<_> = days.collect();
        let mut sorted = found.clone();
        sorted.sort();
        days.sort();
        assert_eq!(sorted, days, "{what}");
        let mut names: Vec<String> =
            read.connections.iter().map(|row| read.mentions.get(row.who).name.to_owned()).collect();
        names.sort();
        let mut expected: Vec<String> = people
            .iter()
            .filter(|one| is_named(one))
            .map(|one| match (has(First), has(Last), has(Full)) {
                (true, false, _) => one.first.clone(),
                (_, _, true) | (true, true, _) => format!("{} {}", one.first, one.last),
                _ => String::new(),
            })
            .collect();
        expected.sort();
        assert_eq!(names, expected, "{what}");
        let (resolved, _) = tertius::people::resolve(&read, None);
        assert_eq!(resolved.persons.len() as u64, n_named, "{what}");
    }
}

/// What a message is, for the count.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Plain,
    Group,
    Draft,
    Sponsored,
    Closed,
    Advertisement,
}

/// One message, as every variant writes it.
struct Letter {
    thread: usize,
    sort: Sort,
    sent: bool,
    other: usize,
    second: u32,
}

/// The headers M0 to M7, of which the last quotes every cell; then one translated, and none.
const MESSAGES: [&str; 9] = [
    "From,To,Date,Subject,Content,Direction,Folder",
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER",
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER",
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,IS MESSAGE DRAFT",
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,IS MESSAGE DRAFT,IS CONVERSATION DRAFT",
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS",
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT",
    "KONVERSATION,TITEL,VON,PROFIL VON,AN,PROFILE AN,DATUM,BETREFF,INHALT,ORDNER,ANHANG,ENTWURF",
    "",
];

const ME: &str = "https://www.linkedin.com/in/kitmarloweray";

#[test]
fn messages_in_every_shape() {
    let mut numbers = Numbers(0xF00D);
    for round in 0..180 {
        let wide = numbers.below(2) == 0;
        let which = round % MESSAGES.len();
        let dress = dress(&mut numbers, wide);
        let n = 30 + numbers.below(20);
        let letters: Vec<Letter> = (0..n)
            .map(|at| Letter {
                thread: at / 4,
                sort: [
                    Sort::Plain,
                    Sort::Plain,
                    Sort::Plain,
                    Sort::Group,
                    Sort::Draft,
                    Sort::Sponsored,
                    Sort::Closed,
                    Sort::Advertisement,
                ][if at < 4 { 0 } else { numbers.below(8) }],
                sent: at % 3 == 0,
                other: at / 4,
                second: at as u32,
            })
            .collect();
        // The name above the columns of a list without a header is the one that LinkedIn would give.
        let columns: Vec<&str> = MESSAGES[which.min(6)].split(',').collect();
        let is_2018 = which == 0;
        let has_flag = columns.contains(&"IS MESSAGE DRAFT");
        // Each quote and line break in a body is LinkedIn's own since 2026; before, bodies are one line.
        let body = |at: u32| match at % 4 {
            0 => "Hi Kit,  thanks; the \"intro\" helped".to_owned(),
            1 => String::new(),
            2 if dress.quote_all && dress.end == "\n" => format!("Line one, {at}\nline two"),
            _ => format!("Friday, {at}? a\u{20}b"),
        };
        let row = |letter: &Letter| -> Vec<String> {
            let name = |at: usize| format!("{} {}", FIRSTS[at % FIRSTS.len()], LASTS[at % LASTS.len()]);
            let url = |at: usize| format!("https://www.linkedin.com/in/person-{at}");
            let me = ("Kit Marlowe-Ray".to_owned(), ME.to_owned());
            let other = match letter.sort {
                Sort::Closed => ("LinkedIn Member".to_owned(), String::new()),
                Sort::Advertisement | Sort::Sponsored => ("Glimt Academy".to_owned(), String::new()),
                _ => (name(letter.other), url(letter.other)),
            };
            let sent = letter.sent && matches!(letter.sort, Sort::Plain | Sort::Group | Sort::Draft);
            let (from, mut to) = if sent { (me, other) } else { (other, me) };
            if letter.sort == Sort::Group {
                to = (
                    format!("{},{}", to.0, name(letter.other + 1)),
                    format!("{},{}", to.1, url(letter.other + 1)),
                );
            }
            let content = match letter.sort {
                Sort::Sponsored => "<p class=\"spinmail-quill-editor__spin-break\">Learn</p>".to_owned(),
                _ => body(letter.second),
            };
            columns
                .iter()
                .map(|column| match column.to_ascii_uppercase().as_str() {
                    "CONVERSATION ID" => format!("2-QUJDREVGMTIzNA{:04}==", letter.thread),
                    "FROM" => from.0.clone(),
                    "SENDER PROFILE URL" => from.1.clone(),
                    "TO" => to.0.clone(),
                    "RECIPIENT PROFILE URLS" => to.1.clone(),
                    "DATE" if is_2018 => format!(
                        "10/{}/18, {}:{:02} PM",
                        13 + letter.second % 15,
                        1 + letter.second % 11,
                        letter.second % 60
                    ),
                    "DATE" => {
                        format!("2025-03-{:02} 08:41:{:02} UTC", 1 + letter.second % 28, letter.second % 60)
                    }
                    "CONTENT" => content.clone(),
                    "DIRECTION" => if sent { "OUTGOING" } else { "INCOMING" }.to_owned(),
                    "FOLDER" => if is_2018 && sent { "SENT" } else { "INBOX" }.to_owned(),
                    "IS MESSAGE DRAFT" if letter.sort == Sort::Draft => "Yes".to_owned(),
                    "IS MESSAGE DRAFT" | "IS CONVERSATION DRAFT" => "No".to_owned(),
                    _ => String::new(),
                })
                .collect()
        };
        let mut expect: BTreeMap<&'static str, u64> = BTreeMap::new();
        for letter in &letters {
            let what = match letter.sort {
                Sort::Draft if has_flag => "a draft",
                Sort::Sponsored => "an advertisement",
                Sort::Closed => "a member who hid the profile",
                Sort::Advertisement if !is_2018 => "an advertisement",
                _ => "imported",
            };
            *expect.entry(what).or_default() += 1;
        }
        let mut rows: Vec<Vec<String>> = Vec::new();
        if !MESSAGES[which].is_empty() {
            rows.push(MESSAGES[which].split(',').map(str::to_owned).collect());
        }
        rows.extend(letters.iter().map(row));
        if numbers.below(3) == 0 {
            // LinkedIn itself writes some rows twice; what is no letter is not looked at twice.
            let twice: Vec<_> =
                letters.iter().filter(|letter| letter.sort == Sort::Plain).take(3).map(row).collect();
            expect.insert("a repeated row", twice.len() as u64);
            rows.extend(twice);
        }
        let bytes = written(&rows, dress, "", false);
        let what = format!("round {round}: M{which}, {dress:?}");
        let read = read_bytes("x.csv", bytes);
        check_counts(&read, "messages", &expect, &what);
        assert_eq!(read.problems.len(), usize::from(which > 6), "{what}\n{:?}", read.problems);
        let n_groups = read.messages.iter().filter(|row| read.recipients_of(row).len() > 1).count();
        // Without the URLs of recipients, names in one cell cannot be told from one name with a comma.
        let groups = letters.iter().filter(|letter| letter.sort == Sort::Group).count();
        assert_eq!(n_groups, if columns.contains(&"RECIPIENT PROFILE URLS") { groups } else { 0 }, "{what}");
    }
}

#[test]
fn invitations_in_every_shape() {
    let mut numbers = Numbers(0xBEEF);
    for round in 0..120 {
        let wide = numbers.below(2) == 0;
        let dress = dress(&mut numbers, wide);
        let headers = [
            "From,To,Sent At,Message,Direction",
            "From,To,Sent At,Message,Direction,inviterProfileUrn,inviteeProfileUrn",
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
            "From,To,Sent At,Message,inviterProfileUrl,inviteeProfileUrl",
            "from,to,sent_at,inviter_profile_url,invitee_profile_url",
            "Von,An,Gesendet am,Nachricht,Richtung,inviterProfileUrl,inviteeProfileUrl",
            "Aa,Bb,Cc,Dd,Ee,Ff,Gg",
            "",
        ];
        let which = round % headers.len();
        let header: Vec<&str> = headers[which].split(',').collect();
        let columns: Vec<&str> = match which {
            5.. => headers[2].split(',').collect(),
            _ => header.clone(),
        };
        let n = 12 + numbers.below(20) as u32;
        let row = |at: u32| -> Vec<String> {
            let sent = at.is_multiple_of(2);
            let other = (
                format!("{} {at}", FIRSTS[at as usize % FIRSTS.len()]),
                format!("https://www.linkedin.com/in/person-{at}"),
            );
            let me = ("Kit Marlowe-Ray".to_owned(), ME.to_owned());
            let (from, to) = if sent { (me, other) } else { (other, me) };
            columns
                .iter()
                .map(|column| match column.to_lowercase().replace(['_', ' '], "").as_str() {
                    "from" => from.0.clone(),
                    "to" => to.0.clone(),
                    "sentat" => format!("{}/{}/26, {}:37 PM", 1 + at % 12, 1 + at % 28, 1 + at % 11),
                    "message" if at % 3 == 1 => "Great panel, \"yesterday\"!".to_owned(),
                    "direction" => if sent { "OUTGOING" } else { "INCOMING" }.to_owned(),
                    "inviterprofileurl" => from.1.clone(),
                    "inviteeprofileurl" => to.1.clone(),
                    "inviterprofileurn" | "inviteeprofileurn" => format!("ACoAABexampleexample{at:04}"),
                    _ => String::new(),
                })
                .collect()
        };
        let mut rows: Vec<Vec<String>> = Vec::new();
        if !headers[which].is_empty() {
            rows.push(header.iter().map(|name| (*name).to_owned()).collect());
        }
        rows.extend((0..n).map(row));
        let what = format!("round {round}: {}, {dress:?}", headers[which]);
        let read = read_bytes("x.csv", written(&rows, dress, "", false));
        check_counts(&read, "invitations", &BTreeMap::from([("imported", u64::from(n))]), &what);
        assert_eq!(read.problems.len(), usize::from(which > 5), "{what}\n{:?}", read.problems);
        let (people, problems) = tertius::people::resolve(&read, None);
        assert_eq!(problems, [], "{what}");
        let sent =
            read.invitations.iter().filter(|row| people.sent(row.from, row.to, row.outgoing) == Some(true));
        assert_eq!(sent.count() as u32, n.div_ceil(2), "{what}");
        assert!(read.invitations.iter().all(|row| row.sent_on.is_some()), "{what}");
        assert_eq!(people.persons.len() as u32, n, "{what}");
    }
}

//! Connections in every shape.

use super::dress::{Dress, dress, written};
use super::{FIRSTS, LASTS, check_counts};
use crate::changes::Numbers;
use std::collections::BTreeMap;
use tertius::import::read_bytes;

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
    |(y, m, d)| format!("{}, {} {d}, {y}", "Monday", tertius::day::in_full(m)),
    |(y, m, d)| {
        format!(
            "{d}{} {} {y}",
            ["th", "st", "nd", "rd"][if d % 10 < 4 && d / 10 != 1 { d as usize % 10 } else { 0 }],
            english(m)
        )
    },
    |(y, m, d)| format!("{y}年{m}月{d}日"),
];

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

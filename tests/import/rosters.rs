//! Rosters as career centres have them: their own headers, workbooks, words of consent.

use crate::sandbox::*;
use rust_xlsxwriter::{Formula, Workbook};
use tertius::import::{Workspace, read_roster};
use tertius::settings::Settings;

fn read(dir: &Sandbox, settings: &str) -> Result<Workspace, String> {
    let settings = Settings::parse(settings).unwrap();
    let read = read_roster(dir.path(), &settings.roster).map_err(|error| error.to_string())?;
    accounts_for_every_row(&read);
    Ok(read)
}

/// The rows of a roster: member, folder, programme, class, and whether she shares.
fn rows(read: &Workspace) -> Vec<String> {
    let row = |row: &tertius::import::RosterRow| {
        let shares = if row.shares_contacts { "shares" } else { "keeps" };
        format!("{} | {} | {} | {} | {shares}", row.member, row.folder, row.programme, row.class_year)
    };
    read.roster.iter().map(row).collect()
}

const HANDSHAKE: &str = "email_address,username,auth_identifier,first_name,last_name,school_year_name,major_names,education_end_date,consent\n\
    ana@example.edu,ana01,000123,Ana,Ruiz,Senior,Logistics;Economics,2026-05-15,I agree\n\
    bo@example.edu,bo02,000124,Bo,Lund,Senior,History,2026-05-15,I do not agree\n\
    cy@example.edu,cy03,000125,Cy,Marsh,Senior,History,05/15/2026,perhaps\n";

const MAP: &str = "[roster]\nyes = [\"I agree\"]\nno = [\"I do not agree\"]\n[roster.columns]\n\
    member = [\"first_name\", \"last_name\"]\nfolder = \"username\"\nprogramme = \"Major Names\"\n\
    class_year = \"education_end_date\"\nshares_contacts = \"consent\"\n";

const EXPECT: [&str; 3] = [
    "Ana Ruiz | ana01 | Logistics;Economics | 2026 | shares",
    "Bo Lund | bo02 | History | 2026 | keeps",
    "Cy Marsh | cy03 | History | 2026 | keeps",
];

#[test]
fn a_map_of_columns() {
    for (name, text) in [
        ("students.csv", HANDSHAKE.to_owned()),
        ("x.txt", HANDSHAKE.replace(',', "\t")),
        (
            "x.csv",
            format!(
                "Students of 2026\n\n{}",
                HANDSHAKE.replace("Logistics;Economics", "\"Logistics;Economics\"")
            )
            .replace('\n', "\r\n")
            .replace(',', ";"),
        ),
    ] {
        let read = read(&Sandbox::new().file(name, text).file("notes.csv", "a,b\n1,2\n"), MAP).unwrap();
        assert_eq!(rows(&read), EXPECT, "{name}");
        assert_eq!(read.sources.len(), 1);
        let problems: Vec<(&str, &str)> =
            read.problems.iter().map(|it| (it.column.as_str(), it.value.as_str())).collect();
        assert_eq!(problems, [("consent", "perhaps")]);
    }
}

#[test]
fn sheets_of_workbooks() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Read Me").unwrap().write(0, 0, "How to use this").unwrap();
    let sheet = book.add_worksheet().set_name("Class of 2026").unwrap();
    sheet.write(0, 1, "Roster").unwrap();
    for (row, line) in [
        "Student ID,Folder Name,Program,Grad Year,Shares contacts?",
        "1001,ana,MBA,2026,yes",
        "1002,bo,MBA,2027,TRUE",
    ]
    .iter()
    .enumerate()
    {
        for (column, cell) in line.split(',').enumerate() {
            let (row, column) = (row as u32 + 3, column as u16 + 1);
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) if *cell == *"TRUE" => sheet.write(row, column, true).unwrap(),
                Err(_) if *cell == *"bo" => {
                    sheet.write(row, column, Formula::new("=\"b\"&\"o\"").set_result("bo")).unwrap()
                }
                Err(_) => sheet.write(row, column, cell).unwrap(),
            };
        }
    }
    let dir = Sandbox::new().file("cohort 2026.xlsx", book.save_to_buffer().unwrap());
    let map = "[roster.columns]\nmember = \"Student ID\"\nfolder = \"Folder name\"\nprogramme = \"program\"\n\
               class_year = \"grad year\"\nshares_contacts = \"Shares contacts?\"\n";
    let found = read(&dir, map).unwrap();
    assert_eq!(rows(&found), ["1001 | ana | MBA | 2026 | shares", "1002 | bo | MBA | 2027 | shares"]);
    assert_eq!(found.cite(found.roster[1].place), "cohort 2026.xlsx#Class of 2026:6");
    // Without a map the columns say as much: members, and where their files lie.
    assert_eq!(rows(&read(&dir, "").unwrap()), rows(&found));
    // Names alone do not make a roster of a file that is not called one.
    let class = Sandbox::new().file("class.csv", "Student ID,Program\n1001,MBA\n");
    assert!(read(&class, "").unwrap().sources.is_empty());
}

#[test]
fn a_sheet_of_open_document() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: [&str; 3]| format!("<table:table-row>{}</table:table-row>", cells.map(cell).concat());
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"s\">{}{}</table:table>\
         </office:spreadsheet></office:body></office:document-content>",
        row(["member", "folder", "shares_contacts"]),
        row(["Ana", "ana", "oui"])
    );
    let ods = zip_of(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ]);
    assert_eq!(
        rows(&read(&Sandbox::new().file("roster.ods", ods), "").unwrap()),
        ["Ana | ana |  |  | shares"]
    );
}

#[test]
fn consent_is_a_word_that_means_nothing_else() {
    let check = |word: &str, shares: bool, problems: usize| {
        let dir = Sandbox::new().file("r.csv", format!("member;folder;shares_contacts\nAna;ana;{word}\n"));
        let read = read(&dir, "").unwrap();
        assert_eq!((read.roster[0].shares_contacts, read.problems.len()), (shares, problems), "{word}");
    };
    for word in ["yes", "Yes", "TRUE", "1", "ja", "Oui", "SÍ", "sim", "да", "✓", "opted in"] {
        check(word, true, 0);
    }
    for word in ["", "no", "N", "false", "0", "nein", "Non", "não", "нет", "opted out"] {
        check(word, false, 0);
    }
    // `ne` is no in Prague and yes in Athens; an x marks what was chosen, or crosses it out.
    for word in ["ne", "x", "maybe", "yes, but not my family", "see form", "=TRUE()"] {
        check(word, false, 1);
    }
}

#[test]
fn a_file_that_must_be_the_roster_and_is_none() {
    let check = |name: &str, content: &[u8], settings: &str, words: &str| {
        let error = read(&Sandbox::new().file(name, content), settings).unwrap_err();
        assert!(error.contains(words) && error.contains("roster"), "{error}");
    };
    check("roster.csv", b"Student Key,Dir\n1,ana\n", "", "[roster.columns]");
    check("Roster 2026.xlsx", b"PK\x03\x04", "", "damaged archive");
    check("roster.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "", ".xls");
    check(
        "students.csv",
        b"Student Key,Dir\n1,ana\n",
        "[roster.columns]\nmember = \"Student Id\"\n",
        "`Student Id`",
    );
    check("x.bin", b"", "[roster.columns]\nmember = \"Student Id\"\n", "tertius.toml");
    // What its name says is enough, where a column names members.
    let dir = Sandbox::new().file("roster.csv", "Student,Program\nana,MBA\n");
    assert_eq!(rows(&read(&dir, "").unwrap()), ["ana | ana | MBA |  | keeps"]);
}

#[test]
fn an_id_that_a_spreadsheet_cut_short() {
    let dir = Sandbox::new().file("r.csv", "member,folder\n1.23457E+11,ana\n1.23457E+11,bo\n");
    let read = read(&dir, "").unwrap();
    assert_eq!(read.problems.len(), 2);
    assert_eq!(read.problems[0].problem, "an id that lost its digits");
}

//! What stands in a list and is no row of it: totals below it, where it comes from, and a second header in its middle.

use crate::sandbox::*;
use rust_xlsxwriter::Workbook;

/// Reads a list as a text and as a sheet: what became of its rows, with the reasons, and the records.
#[track_caller]
fn check(list: &str, expect: &str, expect_records: &str) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("List").unwrap();
    for (line, row) in list.lines().enumerate() {
        for (column, cell) in row.split(',').enumerate().filter(|(_, cell)| !cell.is_empty()) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(line as u32, column as u16, number).unwrap(),
                Err(_) => sheet.write(line as u32, column as u16, cell).unwrap(),
            };
        }
    }
    let dir = Sandbox::new().file("a/x.csv", list).file("b/x.xlsx", book.save_to_buffer().unwrap());
    for folder in ["a", "b"] {
        let read = dir.read_at(folder);
        let [source] = &read.sources[..] else { panic!("{}", summary(&read)) };
        let why: Vec<String> = source.skipped_because.iter().map(|(why, n)| format!("{n} {why}")).collect();
        let problems: Vec<String> =
            read.problems.iter().map(|one| format!("; {}: {}", one.place.line, one.problem)).collect();
        let found = format!("{} {}: {}{}", source.kind, source.imported, why.join(", "), problems.concat());
        assert_eq!(found, expect, "{folder}: {list}");
        let records = records(&read);
        assert_eq!(records.lines().count(), expect_records.lines().count(), "{folder}: {records}");
        for (record, what) in records.lines().zip(expect_records.lines()) {
            assert!(what.split(" & ").all(|what| record.contains(what)), "{folder}: {record}\n{what}");
        }
    }
}

#[test]
fn totals_are_nobody_and_no_target() {
    let targets = "position,company,industry,priority\nData Analyst,Alfrod,,1\n";
    let outreach = "date,person,kind,outcome,notes\n2024-01-05,Bea Kolt,request,replied,\n";
    let introductions = "introducer,introduced,date,context\nAda Kolt,Bea Kolt,2024-01-05,\n";
    let interviews = "date,person,company,position,introduced,notes\n2024-01-12,Bea Kolt,Brennik,,,\n";
    let companies = "company,industry,aliases\nAlfrod,Energy,\n";
    for (list, line) in [
        (targets, "Total,2,,\n"),
        (targets, "Summe,2,,3\n"),
        (targets, ",Total: 2,,\n"),
        (targets, "Total targets,2,,\n"),
        (targets, "Nombre,2,,\n"),
        (targets, "Subtotal,,,\n"),
        (outreach, ",Total: 2,,1 replied,50%\n"),
        (outreach, "Average days to reply,3,,,\n"),
        (outreach, "Gesamt,,2,,\n"),
        (outreach, ",Totaux,2,1,\n"),
        (outreach, ",Total interviews,1,,\n"),
        (introductions, "Total,2,,\n"),
        (introductions, "Suma:,2,,\n"),
        (introductions, "Total,,,\n"),
        (interviews, "Total interviews,1,,,1,\n"),
        (interviews, ",Totale,,,1,\n"),
        (companies, "Total,12,\n"),
        (companies, "Anzahl Firmen,12,\n"),
    ] {
        let kind = match list {
            list if list == targets => "targets",
            list if list == outreach => "outreach",
            list if list == introductions => "introductions",
            list if list == interviews => "interviews",
            _ => "companies",
        };
        let one = if kind == "targets" || kind == "companies" { "Alfrod" } else { "Bea Kolt" };
        let expect = format!("{kind} 1: 1 a line of totals");
        check(&format!("{list}{line}"), &expect, one);
        // Wherever it stands, and before the rows as well.
        let (header, row) = list.split_once('\n').unwrap();
        check(&format!("{header}\n{line}{row}"), &expect, one);
    }
    check(
        &format!("{targets}Exported from a tracker on 3 Jan 2024,,,\n"),
        "targets 1: 1 a note on the list itself",
        "Alfrod",
    );
    check(&format!("{outreach}Source: my notes,,,,\n"), "outreach 1: 1 a note on the list itself", "Bea");
}

#[test]
fn what_is_called_total_and_says_more_is_a_row() {
    let targets = "position,company,industry,priority\n";
    check(&format!("{targets}Data Analyst,Total,,1\n"), "targets 1: ", "Data Analyst & Total");
    check(&format!("{targets},TotalEnergies,,1\n"), "targets 1: ", "TotalEnergies");
    check(&format!("{targets},Total,Energy,1\n"), "targets 1: ", "Total & Energy");
    check(&format!("{targets},Total,,\n"), "targets 1: ", "Total");
    check(&format!("{targets},,Media,\n"), "targets 1: ", "Media");
    check(&format!("{targets}Total Rewards Manager,,,1\n"), "targets 1: ", "Total Rewards Manager");
    // Which of the two it is, only the user can say.
    let doubt = "targets 1: ; 2: a row of figures that may be totals, taken for a company";
    check(&format!("{targets},Total,,12\n"), doubt, "Total");
    let outreach = "date,person,kind,outcome,notes\n";
    check(&format!("{outreach}2024-01-05,Total Nguyen,request,replied,\n"), "outreach 1: ", "Total Nguyen");
    check("company,industry,aliases\nTotal,Energy,TotalEnergies\n", "companies 1: ", "Total & Energy");
    check("company,industry,aliases\nTotal,Energy,\n", "companies 1: ", "Total & Energy");
}

#[test]
fn numbers_days_and_words_of_headers_are_nobody() {
    for nobody in ["2", "50 %", "2024-01-04", "person", "Total"] {
        let list = format!("date,person,kind,outcome\n2024-01-05,{nobody},request,declined\n");
        let read = Sandbox::new().file("x.csv", &list).read();
        let expect = "x.csv outreach (1, 0, 0, 1)\n  2: not a person in `person`\n";
        assert_eq!(summary(&read), expect, "{nobody}");
    }
}

#[test]
fn a_second_header_in_the_middle_begins_a_new_order_of_columns() {
    let first = "date,person,kind,outcome,notes\n2024-01-02,Ada Kolt,request,replied,\n";
    let two = "Ada Kolt & Some(Request), Some(Replied)\nCyd Kolt & 2024-01-04 & Some(Declined)\n\
               Dov Kolt & Some(Interview), Some(Held)";
    let day = |text: &str| two.replace("2024-01-04", text);
    let of = |n: i32| format!("Some(Day({n}))");
    let expect = "outreach 3: 1 a header of other columns";
    let below = "Cyd Kolt,2024-01-04,declined,request,mail\nDov Kolt,2024-01-05,held,interview,phone\n";
    check(&format!("{first}person,date,outcome,kind,channel\n{below}"), expect, &day(&of(19_726)));
    // By other names, and in another language.
    check(&format!("{first}Contact,When,Result,Type of contact,Channel\n{below}"), expect, &day(&of(19_726)));
    check(&format!("{first}Person,Datum,Ergebnis,Kontaktart,Kanal\n{below}"), expect, &day(&of(19_726)));
    // The same header once more changes nothing, in whatever letters.
    let again = first.replace("date,person", "Date,PERSON").replace("Ada", "Bea");
    check(&format!("{first}{again}"), "outreach 2: 1 the header once more", "Ada\nBea");
    // Another list below, as sheets have it.
    let below = "introducer,introduced,date,context\nAda Kolt,Cyd Kolt,2024-01-04,coffee\n";
    check(
        &format!("{first}{below}"),
        "outreach 2: 1 a header of other columns",
        "Ada Kolt & Cyd Kolt & coffee\nAda Kolt",
    );
}

#[test]
fn somebody_yet_to_be_asked_was_not_asked() {
    let log =
        "Name,Company,Date contacted,Response,Introduced by,Notes\nAda Kolt,Alfrod,2024-01-05,replied,,\n";
    let read = Sandbox::new().file("x.csv", format!("{log}Eli Kolt,Alfrod,,,Ada Kolt,not yet\n")).read();
    let why: Vec<&str> = read.sources[0].skipped_because.keys().copied().collect();
    assert_eq!(
        (read.outreach.len(), why),
        (1, vec!["a person of whom no step is noted"]),
        "{}",
        summary(&read)
    );
    // Who introduced them is known all the same.
    assert_eq!(read.introductions.len(), 1);
    // What was done on a day that the list does not say was done.
    let read = Sandbox::new().file("x.csv", format!("{log}Eli Kolt,Alfrod,,declined,,\n")).read();
    assert_eq!(read.outreach.len(), 2);
    let read = Sandbox::new().file("x.csv", "date,person,kind,outcome\n,Eli Kolt,request,\n").read();
    assert_eq!(read.outreach.len(), 1);
}

#[test]
fn yes_and_no_are_nobody_and_a_refused_introduction_is_said() {
    let interviews = "date,person,introduced\n2024-01-05,Ada Kolt,no\n2024-01-08,Bea Kolt,yes\n2024-01-09,Cyd Kolt,Dov Kolt\n";
    let read = Sandbox::new().file("x.csv", interviews).read();
    let named: Vec<usize> = read.interviews.iter().map(|one| one.introduced.len()).collect();
    assert_eq!(named, [0, 0, 1]);
    // A no says that there was nobody; a yes does not say who.
    assert_eq!(summary(&read), "x.csv interviews (3, 3, 0, 0)\n  3 introduced: not a person\n");
    check(
        "introducer,introduced,date,context\nAda Kolt,Bea Kolt,2024-01-05,not by mail\nAda Kolt,Cyd Kolt,2024-01-06,\n",
        "introductions 1: 1 no introduction, for its context begins with `not`",
        "Bea Kolt & not by mail\nCyd Kolt",
    );
}

//! The tables for whoever goes on reckoning: typed, whole, and of the same figures as the reports.

use crate::common::Sandbox;
use polars::prelude::{AnyValue, ParquetReader, SerReader};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

/// A cell as text; an unknown one is empty, and a day counts from 1970.
fn cell(value: &AnyValue<'_>) -> String {
    match value {
        AnyValue::Null => String::new(),
        AnyValue::String(text) => (*text).to_owned(),
        AnyValue::StringOwned(text) => text.to_string(),
        AnyValue::Int64(number) => number.to_string(),
        AnyValue::Float64(number) => format!("{number:.4}"),
        AnyValue::Date(day) => format!("day {day}"),
        other => panic!("{other:?}"),
    }
}

/// Every row, as column name and text.
fn rows(bytes: Vec<u8>) -> Vec<Row> {
    let frame = ParquetReader::new(Cursor::new(bytes)).finish().unwrap();
    let of = |at: usize| {
        let cells = frame.columns().iter();
        cells.map(|column| (column.name().to_string(), cell(&column.get(at).unwrap()))).collect()
    };
    (0..frame.height()).map(of).collect()
}

/// Everything that a file holds, as text.
pub fn text(bytes: Vec<u8>) -> String {
    let cells = rows(bytes).into_iter().flat_map(BTreeMap::into_values);
    cells.map(|cell| cell + "\n").collect()
}

fn run(args: &str) -> Sandbox {
    let dir = Sandbox::new().sample("cohort", "c");
    let all = format!("cohort c --as-of 2026-06-30 --format parquet {args}");
    dir.tertius(all.split_whitespace()).exits(1).says("files in reports");
    dir
}

type Row = BTreeMap<String, String>;

fn table(dir: &Sandbox, name: &str) -> Vec<Row> {
    rows(std::fs::read(dir.path(&format!("reports/{name}.parquet"))).unwrap())
}

/// `members.csv` by column.
fn members(dir: &Sandbox) -> Vec<Row> {
    let mut rows = crate::common::rows(dir.read("reports/members.csv").as_bytes());
    let header = rows.remove(0);
    rows.into_iter().map(|row| header.iter().cloned().zip(row).collect()).collect()
}

/// Those who share, as the roster has it.
fn sharing(dir: &Sandbox) -> BTreeSet<String> {
    let roster = crate::common::rows(dir.read("c/roster.csv").as_bytes());
    roster.into_iter().filter(|row| row[4] == "yes").map(|row| row[0].clone()).collect()
}

#[test]
fn the_members_are_those_of_the_report() {
    let dir = run("");
    let (members, table) = (members(&dir), table(&dir, "members"));
    // The files of the twelfth cannot be read.
    assert_eq!((members.len(), table.len()), (11, 11));
    let known = "member programme class_year connections requests replies reply_rate interviews r problems";
    for (row, same) in members.iter().zip(&table) {
        for column in known.split(' ') {
            assert_eq!(row[column], same[column], "{column} of {}", row["member"]);
        }
    }
}

#[test]
fn the_rows_come_to_the_figures() {
    let dir = run("");
    let sharing = sharing(&dir);
    let connections = table(&dir, "connections");
    let introductions = table(&dir, "introductions");
    let outreach = table(&dir, "outreach");
    let mut looked_at = 0;
    for row in members(&dir) {
        let (member, shares) = (&row["member"], sharing.contains(&row["member"]));
        let count = |rows: &[Row], is_it: &dyn Fn(&Row) -> bool| {
            let n = rows.iter().filter(|row| row["member"] == *member && is_it(row)).count();
            if shares { n.to_string() } else { format!("{n} of somebody who does not share") }
        };
        let figure = |name: &str| match shares {
            true => row[name].clone(),
            false => "0 of somebody who does not share".to_owned(),
        };
        let is = |name: &'static str, value: &'static str| move |row: &Row| row[name] == value;
        assert_eq!(count(&introductions, &|_| true), figure("introductions"), "{member}");
        assert_eq!(count(&outreach, &is("kind", "request")), figure("requests"), "{member}");
        assert_eq!(count(&outreach, &is("replied", "1")), figure("replies"), "{member}");
        // A connection who is a member and does not share is counted, and not named.
        let named = count(&connections, &|_| true);
        if shares {
            let (named, all): (i64, i64) = (named.parse().unwrap(), row["connections"].parse().unwrap());
            assert!(named <= all && named >= all - 5, "{member}: {named} of {all}");
            looked_at += named;
        } else {
            assert_eq!(named, figure("connections"), "{member}");
        }
    }
    assert!(looked_at > 300, "{looked_at}");
}

#[test]
fn everybody_stands_once_and_is_known_to_as_many() {
    let dir = run("--min-shared 1");
    let connections = table(&dir, "connections");
    let mut known: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in &connections {
        assert!(known.entry(&row["person"]).or_default().insert(&row["member"]), "{row:?} twice");
    }
    let people = table(&dir, "people");
    assert!(people.is_sorted_by_key(|row| row["person"].clone()));
    let counted: BTreeMap<&str, usize> =
        people.iter().map(|row| (row["person"].as_str(), row["members"].parse().unwrap())).collect();
    let expected: BTreeMap<&str, usize> = known.iter().map(|(person, of)| (*person, of.len())).collect();
    assert_eq!((counted, people.len()), (expected, known.len()));
    let brokers = crate::common::rows(dir.read("reports/brokers.csv").as_bytes());
    let best = &brokers[1];
    let same = people.iter().find(|row| row["person"] == best[0]).unwrap();
    assert_eq!((&same["name"], &same["members"]), (&best[1], &best[4]));
}

#[test]
fn columns_have_types() {
    let dir = run("");
    let of = |name: &str| {
        let bytes = std::fs::read(dir.path(&format!("reports/{name}.parquet"))).unwrap();
        let frame = ParquetReader::new(Cursor::new(bytes)).finish().unwrap();
        let columns =
            frame.columns().iter().map(|column| (column.name().to_string(), column.dtype().clone()));
        columns.map(|(name, kind)| format!("{name} {kind:?}")).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        of("connections"),
        "member String, person String, connected_on Date, first_contact Date, last_contact Date, \
         messages_sent Int64, messages_received Int64"
    );
    assert_eq!(
        of("introductions"),
        "member String, introducer String, introduced String, date Date, evidence String"
    );
    assert_eq!(
        of("outreach"),
        "member String, date Date, person String, kind String, outcome String, approach String, \
         replied Int64, met Int64, introduced Int64"
    );
}

#[test]
fn the_same_bytes_whatever_the_number_of_jobs() {
    let (one, many) = (run("--jobs 1"), run("--jobs 5"));
    assert_eq!(one.files("reports"), many.files("reports"));
}

#[test]
fn a_cohort_in_which_nobody_shares_has_tables_without_rows() {
    let dir = Sandbox::new().sample("cohort", "c");
    std::fs::remove_file(dir.path("c/roster.csv")).unwrap();
    dir.tertius("cohort c --as-of 2026-06-30 --format parquet --quiet".split(' ')).exits(1).prints_nothing();
    assert!(table(&dir, "members").len() > 10);
    for name in ["people", "connections", "introductions", "outreach"] {
        assert_eq!(table(&dir, name), Vec::<Row>::new(), "{name}");
    }
}

#[test]
fn no_other_command_writes_them() {
    let dir = Sandbox::new().sample("solo", "w");
    for command in ["rank", "report", "check", "grow"] {
        let ran = dir.tertius([command, "w", "--format", "parquet"]).exits(2).prints_nothing();
        ran.says("text, csv or json");
    }
    assert!(!dir.path("reports").exists());
}

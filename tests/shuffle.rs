//! The order of rows is nobody's decision: shuffled files give the same reports byte for byte, but for the lines that
//! evidence points at, and a file that lies in the workspace twice changes nothing but the list of files.
//!
//! `SHUFFLE=FOLDER cargo test --test shuffle -- --ignored` tries a workspace of your own.

mod common;

use common::{Sandbox, copy, files};
use std::io::{Cursor, Read};
use std::path::Path;
use tertius::day::Day;
use tertius::evidence::Problem;
use tertius::import::ReadOptions;
use tertius::pipeline::{self, Study};
use tertius::report::tables::Top;
use tertius::report::write;
use tertius::settings::Settings;

/// Workspaces with every kind of file. Farid's connections have CRLF and no preamble.
const WORKSPACES: [&str; 4] = ["solo", "cohort/amara", "cohort/farid", "cohort/chiara"];

/// Files of `messy/` whose rows do not stand alone.
const HANGING: [&str; 2] = ["unclosed-quote", "Comments_"];

#[test]
fn shuffled_rows_give_the_same_reports() {
    for workspace in WORKSPACES {
        shuffles_to_the_same(&Path::new(common::SAMPLES).join(workspace), 2);
    }
}

/// The same where nearly every name is ambiguous and nearly every row odd. Files whose damage is in how their rows hang
/// together are left as they are, and so is what is no text.
#[test]
fn shuffled_rows_of_odd_files_give_the_same_reports() {
    shuffles_to_the_same(&Path::new(common::SAMPLES).join("messy"), 3);
}

#[test]
#[ignore = "reads the folder that SHUFFLE names"]
#[expect(clippy::disallowed_methods, reason = "the folder is given by hand")]
fn shuffled_rows_of_a_folder_of_your_own() {
    let folder = std::env::var("SHUFFLE").expect("SHUFFLE names a workspace");
    shuffles_to_the_same(Path::new(&folder), 5);
    twice_is_once(Path::new(&folder));
}

#[test]
fn a_workspace_that_lies_there_twice_gives_the_same_reports() {
    for workspace in WORKSPACES {
        twice_is_once(&Path::new(common::SAMPLES).join(workspace));
    }
}

fn shuffles_to_the_same(workspace: &Path, n_seeds: u64) {
    let original = reports(workspace);
    for seed in 1..=n_seeds {
        let dir = Sandbox::new();
        copy(workspace, &dir.path("w"));
        let mut n_moved = 0;
        let can_be = |(name, bytes): &(String, Vec<u8>)| {
            let is_text = std::str::from_utf8(bytes).is_ok() && !bytes.starts_with(b"PK");
            name.ends_with(".csv") && is_text && !HANGING.iter().any(|part| name.contains(part))
        };
        for (name, bytes) in dir.files("w").into_iter().filter(can_be) {
            let shuffled = shuffled(&bytes, seed);
            n_moved += usize::from(shuffled != bytes);
            std::fs::write(dir.path("w").join(name), shuffled).unwrap();
        }
        assert!(n_moved > 0, "{}: nothing to shuffle", workspace.display());
        assert_same(&original, &reports(&dir.path("w")), &format!("{} by seed {seed}", workspace.display()));
    }
}

fn twice_is_once(workspace: &Path) {
    // The list of files is what may change: it is in the summary, on the page and in the workbook, and a picture names
    // the files that it was made from.
    let without_files = |mut reports: Vec<(String, String)>| {
        let lists_files =
            |name: &str| name.starts_with("report.xlsx") || name == "index.html" || name.ends_with(".png");
        reports.retain(|(name, _)| !lists_files(name));
        for (_, text) in reports.iter_mut().filter(|(name, _)| name == "summary.json") {
            let mut summary: serde_json::Value = serde_json::from_str(text).unwrap();
            summary["sources"].take();
            *text = summary.to_string();
        }
        for (_, text) in &mut reports {
            *text = text.replace("0-first/", "");
        }
        reports
    };
    let original = without_files(reports(workspace));
    // Before and behind: once the copy is what is read, once it is what is passed over.
    for second in ["w/zz-again", "w/0-first"] {
        let dir = Sandbox::new();
        copy(workspace, &dir.path("w"));
        for (name, bytes) in files(workspace) {
            if !name.ends_with("tertius.toml") {
                copy_bytes(&dir.path(second).join(name), &bytes);
            }
        }
        let found = without_files(reports(&dir.path("w")));
        assert_same(&original, &found, &format!("{} with {second}", workspace.display()));
    }
}

fn copy_bytes(to: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    std::fs::write(to, bytes).unwrap();
}

fn assert_same(original: &[(String, String)], found: &[(String, String)], what: &str) {
    let names =
        |reports: &[(String, String)]| reports.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(original), names(found), "{what}");
    for ((name, expect), (_, found)) in original.iter().zip(found) {
        if let Some((line, (a, b))) =
            expect.lines().zip(found.lines()).enumerate().find(|(_, (expect, found))| expect != found)
        {
            let from = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count().saturating_sub(80);
            let part =
                |text: &str| text.chars().skip(from.min(text.chars().count())).take(400).collect::<String>();
            panic!("{what}: {name}:{}\nwas {}\nis  {}", line + 1, part(a), part(b));
        }
        assert_eq!(expect.lines().count(), found.lines().count(), "{what}: {name} has another length");
        assert!(expect == found, "{what}: {name} has other line ends");
    }
}

/// All reports as text, with the lines of evidence masked; a workbook as its parts.
fn reports(workspace: &Path) -> Vec<(String, String)> {
    let day: Day = "2026-06-30".parse().unwrap();
    let study = pipeline::study(workspace, &ReadOptions::default(), Settings::default(), day).unwrap();
    let dir = Sandbox::new();
    write::all(&study, &dir.path("out"), Top::All, |_| {}).unwrap();
    let mut found = Vec::new();
    for (name, bytes) in dir.files("out") {
        // Problems stand in the order of their lines, in the table, in the workbook and on the page.
        let lists_problems = !study.problems.is_empty()
            && (name.starts_with("problems") || name.ends_with(".xlsx") || name == "index.html");
        if lists_problems {
            continue;
        }
        if name.ends_with(".xlsx") {
            let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            for at in 0..zip.len() {
                let mut part = zip.by_index(at).unwrap();
                let mut text = String::new();
                part.read_to_string(&mut text).unwrap();
                found.push((format!("{name}/{}", part.name().unwrap()), masked(&text, &study)));
            }
        } else if let Ok(text) = String::from_utf8(bytes.clone()) {
            found.push((name, masked(&text, &study)));
        } else {
            // A picture: all of its bytes.
            found.push((name, bytes.iter().map(|byte| format!("{byte:02x}")).collect()));
        }
    }
    let file = |problem: &Problem| study.workspace.source(problem.place.source).path.clone();
    let mut problems: Vec<String> = study
        .problems
        .iter()
        .map(|found| format!("{} {} {} {}\n", file(found), found.column, found.problem, found.value))
        .collect();
    problems.sort();
    found.push(("problems in any order".to_owned(), problems.concat()));
    found
}

/// A text with `FILE:LINE` as `FILE:#`.
fn masked(text: &str, study: &Study) -> String {
    let mut text = text.to_owned();
    for source in &study.workspace.sources {
        let mut masked = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(at) = rest.find(&format!("{}:", source.path)) {
            let end = at + source.path.len() + 1;
            masked += &rest[..end];
            let digits = rest[end..].bytes().take_while(u8::is_ascii_digit).count();
            masked += if digits > 0 { "#" } else { "" };
            rest = &rest[end + digits..];
        }
        text = masked + rest;
    }
    text
}

/// The rows of a CSV in another order. What stands above the header stays, and so does a record with line breaks.
fn shuffled(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut csv = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let records: Vec<(usize, usize)> = csv
        .byte_records()
        .map(|record| record.unwrap())
        .map(|record| (record.position().unwrap().byte() as usize, record.len()))
        .collect();
    let Some(most) = records.iter().map(|(_, n_cells)| *n_cells).max() else { return bytes.to_vec() };
    let header = records.iter().position(|(_, n_cells)| *n_cells == most).unwrap();
    let ends = records.iter().skip(1).map(|(start, _)| *start).chain([bytes.len()]);
    let rows = records.iter().zip(ends).map(|((start, _), end)| &bytes[*start..end]);
    let mut rows: Vec<&[u8]> = rows.skip(header + 1).collect();
    let end = if bytes.windows(2).any(|two| two == b"\r\n") { &b"\r\n"[..] } else { b"\n" };
    let mut random = Random(seed);
    for at in (1..rows.len()).rev() {
        rows.swap(at, random.below(at + 1));
    }
    let head = records.get(header + 1).map_or(bytes.len(), |(start, _)| *start);
    let mut out = bytes[..head].to_vec();
    for row in rows {
        out.extend_from_slice(row.trim_ascii_end());
        out.extend_from_slice(end);
    }
    out
}

/// A seeded row of numbers (Vigna's SplitMix64): the shuffle is the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}

#[test]
fn the_shuffler_moves_records_and_keeps_their_breaks() {
    let text = "Notes:\n\"When exporting, you\"\n\na,b\n1,\"x\ny\"\n2,z\n3,\n";
    let found = String::from_utf8(shuffled(text.as_bytes(), 3)).unwrap();
    assert!(found.starts_with("Notes:\n\"When exporting, you\"\n\na,b\n"), "{found}");
    assert!(found.contains("1,\"x\ny\"\n") && found.len() == text.len() && found != text, "{found}");
}

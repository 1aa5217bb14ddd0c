//! A cohort of broken, empty and hostile members: each is named, and costs nobody but itself.

use crate::common::{Ran, Sandbox, rows};
use std::io::Write;

const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

fn cohort(dir: &Sandbox, args: &[&str]) -> Ran {
    dir.tertius(["cohort", "c", "--as-of", "2026-06-30"].iter().chain(args))
}

fn table(dir: &Sandbox, name: &str) -> Vec<Vec<String>> {
    rows(dir.read(&format!("reports/{name}")).as_bytes())
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options.compression_method(zip::CompressionMethod::Deflated)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// One contact, so that a member who is read is told from one who is not.
fn contact(slug: &str) -> String {
    format!("{HEADER}Ann,Oduya,https://www.linkedin.com/in/{slug},,Lumora,Buyer,07 Jun 2022\n")
}

#[cfg(unix)]
#[test]
fn each_is_named_and_costs_nobody_else() {
    use std::os::unix::fs::symlink;
    let good = contact("ann-oduya");
    let inner = zip(&[("Connections.csv", good.as_bytes())]);
    let bomb = zip(&[("Connections.csv", [HEADER.as_bytes(), &vec![b'a'; 40 << 20]].concat().as_slice())]);
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(good.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let wide = format!("{}\n{}\n", vec!["x"; 100_000].join(","), ",".repeat(99_999));
    let dir = Sandbox::new()
        .sample("cohort/amara", "c/amara")
        .file("c/in-utf16/Connections.csv", utf16)
        .file("c/in-a-zip/export.zip", &inner)
        .file("c/in-two-zips/export.zip", zip(&[("inner.zip", &inner)]))
        .file("c/a-zip.zip", &inner)
        .file("c/in-three-zips/x.zip", zip(&[("y.zip", &zip(&[("z.zip", &inner)]))]))
        .file("c/a-bomb/export.zip", bomb)
        .file("c/cut/export.zip", &inner[..inner.len() / 2])
        .file("c/noise/Connections.csv", vec![0u8; 10_000])
        .file("c/a-million-columns/Connections.csv", wide)
        .file("c/a-folder-for-a-file/Connections.csv/x", "")
        .file("c/header-only/Connections.csv", HEADER)
        .file("c/empty-file/Connections.csv", "")
        .file("elsewhere/Connections.csv", contact("bo-lindqvist"));
    for empty in ["empty", "dangling", "loop", "its-own-end"] {
        std::fs::create_dir_all(dir.path(&format!("c/{empty}"))).unwrap();
    }
    symlink("nowhere", dir.path("c/dangling/Connections.csv")).unwrap();
    symlink("..", dir.path("c/loop/up")).unwrap();
    symlink("Connections.csv", dir.path("c/its-own-end/Connections.csv")).unwrap();
    symlink(dir.path("elsewhere"), dir.path("c/link-out")).unwrap();
    symlink("in-utf16", dir.path("c/link-to-another")).unwrap();
    symlink(".", dir.path("c/link-to-all")).unwrap();
    symlink("gone", dir.path("c/link-to-nothing")).unwrap();
    let ran = cohort(&dir, &["--assume-consent"]).exits(1);
    let read: Vec<String> =
        table(&dir, "members.csv").into_iter().skip(1).map(|row| row[0].clone()).collect();
    assert_eq!(read, ["a-zip", "amara", "in-a-zip", "in-two-zips", "in-utf16"], "{}", ran.stderr);
    let failed: Vec<(String, String)> = table(&dir, "problems.csv")
        .into_iter()
        .filter(|row| row[4] == "nothing read")
        .map(|row| (row[0].clone(), row[5].clone()))
        .collect();
    let names: Vec<&str> = failed.iter().map(|(name, _)| name.as_str()).collect();
    let expect = [
        "a-bomb",
        "a-folder-for-a-file",
        "a-million-columns",
        "cut",
        "dangling",
        "empty",
        "empty-file",
        "header-only",
        "in-three-zips",
        "its-own-end",
        "link-out",
        "link-to-all",
        "link-to-another",
        "link-to-nothing",
        "loop",
        "noise",
    ];
    assert_eq!(names, expect, "{}", ran.stderr);
    // With a reason each, on the terminal and in the file; and nothing of what lies elsewhere.
    for (name, why) in &failed {
        assert!(why.len() > 10 && ran.stderr.contains(&format!("{name}: nothing read: ")), "{name}: {why}");
    }
    for (name, bytes) in dir.files("reports") {
        assert!(!String::from_utf8_lossy(&bytes).contains("bo-lindqvist"), "{name}");
    }
    // Without the others, those who can be read have the same figures.
    let members = dir.read("reports/members.csv");
    for name in expect {
        let path = dir.path(&format!("c/{name}"));
        std::fs::remove_file(&path).or_else(|_| std::fs::remove_dir_all(&path)).unwrap();
    }
    cohort(&dir, &["--assume-consent"]).exits(0);
    assert_eq!(dir.read("reports/members.csv"), members);
}

#[test]
fn where_nobody_can_be_read_nothing_is_written() {
    let dir = Sandbox::new().file("c/ann/notes.txt", "to do\n").file("c/bo/Connections.csv", "");
    cohort(&dir, &[]).exits(2).prints_nothing().says("ann: nothing read").says("any of the 2 members");
    assert!(dir.files("reports").is_empty());
}

/// Whose folder holds another's would be counted with the other's contacts, and share them.
#[test]
fn nobody_is_counted_with_anothers_files() {
    let roster = "member,folder,programme,class_year,shares_contacts\n\
        All,.,MBA,2026,yes\n\
        Ann,ann,MBA,2026,yes\n\
        Bo,ann/bo,MBA,2026,no\n\
        Cy,cy,MBA,2026,yes\n\
        Cy again,./cy/,MBA,2026,yes\n";
    let dir = Sandbox::new()
        .file("c/roster.csv", roster)
        .file("c/ann/Connections.csv", contact("ann-oduya"))
        .file("c/ann/bo/Connections.csv", contact("bo-lindqvist"))
        .file("c/cy/Connections.csv", contact("cy-marr"));
    let ran = cohort(&dir, &["--min-shared", "1"]).exits(1);
    let ran = ran
        .says("All: nothing read: the folder holds that of Ann")
        .says("Ann: nothing read: the folder holds that of Bo");
    let _ = ran.says("roster.csv:6: a folder that another member has");
    let read: Vec<String> =
        table(&dir, "members.csv").into_iter().skip(1).map(|row| row[0].clone()).collect();
    assert_eq!(read, ["Bo", "Cy"]);
    for (name, bytes) in dir.files("reports") {
        assert!(!String::from_utf8_lossy(&bytes).contains("bo-lindqvist"), "{name}");
    }
}

/// Another program's export: other names of columns, in a workbook, with a heading over them.
#[test]
fn a_roster_in_a_workbook_under_other_names() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let cells = [
        vec!["Career services, class of 2026"],
        vec![],
        vec!["Student Name", "Folder", "Program", "Grad Year", "shares_contacts"],
        vec!["Ann Oduya", "ann", "MBA", "2026", "Yes"],
        vec!["Bo/Lindqvist\u{202e}", "bo", "MPA", "2025", ""],
        vec!["Cy", "cy", "MPA", "2025", "maybe"],
        vec!["Di", "nowhere", "MPA", "2025", "yes"],
    ];
    for (at, row) in (0..).zip(&cells) {
        for (column, cell) in (0..).zip(row) {
            sheet.write_string(at, column, *cell).unwrap();
        }
    }
    let mut dir = Sandbox::new().file("c/students.xlsx", book.save_to_buffer().unwrap());
    for name in ["ann", "bo", "cy"] {
        dir = dir.file(&format!("c/{name}/Connections.csv"), contact(name));
    }
    let ran = cohort(&dir, &["--per-member", "--out", "reports"]).exits(1);
    let _ = ran.says("Di: nothing read").says("neither yes nor no: `maybe`");
    let members = table(&dir, "members.csv");
    let told: Vec<String> = members[1..].iter().map(|row| row[..3].join("|")).collect();
    assert_eq!(told, ["Ann Oduya|MBA|2026", "Bo/Lindqvist\u{202e}|MPA|2025", "Cy|MPA|2025"]);
    let summary: serde_json::Value = serde_json::from_str(&dir.read("reports/summary.json")).unwrap();
    assert_eq!((&summary["members"], &summary["sharing"]), (&3.into(), &1.into()));
    // No folder of theirs lies where their names lead.
    let folders: Vec<String> = dir.files("reports/members").into_iter().map(|(name, _)| name).collect();
    let mut folders: Vec<&str> = folders.iter().map(|name| name.split('/').next().unwrap()).collect();
    folders.dedup();
    assert_eq!(folders.len(), 3, "{folders:?}");
    assert!(folders.iter().all(|name| !name.contains('\u{202e}')), "{folders:?}");
}

//! `diff`, and what `report` makes of several exports in one workspace.

use crate::common::{Ran, Sandbox, rows};

const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

/// An export of these rows: `Name Surname|slug|company|position|day`.
fn export(people: &[&str]) -> String {
    let mut text = HEADER.to_owned();
    for person in people {
        let cells: Vec<&str> = person.split('|').collect();
        let [name, slug, company, position, day] = cells[..] else { panic!("{person}") };
        let (first, last) = name.split_once(' ').unwrap_or((name, ""));
        let url = if slug.is_empty() { String::new() } else { format!("https://www.linkedin.com/in/{slug}") };
        text += &format!("{first},{last},{url},,\"{company}\",\"{position}\",{day}\n");
    }
    text
}

const OLD: [&str; 8] = [
    "Ottilie Brandvold|ottilie|Fernwick & Sons, Inc.|Head of Supply|04 Mar 2024",
    "Ann Oduya|ann|Kelpline|Analyst|01 Jan 2022",
    "Bo Lindqvist|bo|Kelpline|Director of Sales|02 Jan 2022",
    "Cy Marsh|cy-old|Glimt|Buyer|03 Jan 2022",
    "Di Vane|di|Glimt|Planner|03 Jan 2023",
    "Ed Moss|ed|Glimt|Planner|04 Jan 2023",
    "Fa Rowe|fa|Quillworks|Sr. Planner|05 Jan 2023",
    "Gus Tarn|gus|Meta|Writer|06 Jan 2023",
];

const NEW: [&str; 8] = [
    "Hal Iver|hal|Solvind|Data Engineer|04 Jan 2026",
    "Ottilie Brandvold|ottilie|FERNWICK AND SONS|Head of Supply|04 Mar 2024",
    "Ann Oduya|ann|Kelpline Ltd|Senior Analyst|01 Jan 2022",
    "Bo Lindqvist|bo|Voltmeadow|Director of Sales|02 Jan 2022",
    "Cy Marsh|cy-new|Glimt|Buyer|03 Jan 2022",
    "Di Vane|di|Self-employed|Advisor|03 Jan 2023",
    "Fa Rowe|fa|Quillworks Inc|Senior Planner|05 Jan 2023",
    "Gus Tarn|gus|Facebook|Writer|06 Jan 2023",
];

const TARGETS: &str = "position,company,industry,priority\n,Voltmeadow,,1\nData Engineer,Solvind,,2\n";
const COMPANIES: &str = "company,industry,aliases\nMeta,,Facebook\n";

fn both() -> Sandbox {
    Sandbox::new()
        .file("old/Connections.csv", export(&OLD))
        .file("new/Connections.csv", export(&NEW))
        .file("new/targets.csv", TARGETS)
        .file("new/companies.csv", COMPANIES)
}

/// Change, person, old company and new company, level and target of each row.
fn changes(csv: &str) -> Vec<[String; 6]> {
    let table = rows(csv.as_bytes());
    let row = |row: &Vec<String>| [0, 1, 4, 6, 8, 9].map(|at| row[at].clone());
    table.iter().skip(1).map(row).collect()
}

fn expected() -> Vec<[&'static str; 6]> {
    vec![
        ["moved", "in/bo", "Kelpline", "Voltmeadow", "", "anyone at Voltmeadow"],
        ["new", "in/hal", "", "Solvind", "", "Data Engineer at Solvind"],
        ["moved-up", "in/ann", "Kelpline", "Kelpline Ltd", "up", ""],
        ["left", "in/di", "Glimt", "Self-employed", "", ""],
        ["gone", "in/ed", "Glimt", "", "", ""],
    ]
}

fn csv_of(ran: &Ran) -> Vec<[String; 6]> {
    changes(&ran.stdout)
}

#[test]
fn each_change_once_and_arrivals_at_targets_first() {
    let ran = both().tertius(["diff", "old", "new", "--format", "csv"]).exits(0);
    assert_eq!(csv_of(&ran), expected());
    // Where each says so.
    let bo = &rows(ran.stdout.as_bytes())[1];
    assert_eq!(bo[14..16], ["old/Connections.csv:4", "new/Connections.csv:5"]);
}

#[test]
fn the_terminal_tells_the_same_within_eighty_columns() {
    let ran = both().tertius(["diff", "old", "new"]).exits(0);
    ran.clone()
        .prints("Arrived where you want to be (2)")
        .prints("Director of Sales, Kelpline → Director of Sales, Voltmeadow")
        .prints("Analyst, Kelpline → Senior Analyst, Kelpline Ltd ↑")
        .prints("Cy Marsh: in/cy-old → in/cy-new");
    for line in ran.stdout.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn the_same_twice_is_no_change() {
    let dir = both();
    for (old, new) in [("old", "old"), ("new", "new"), ("new/Connections.csv", "new")] {
        dir.tertius(["diff", old, new]).exits(0).prints("Nothing changed.");
        let ran = dir.tertius(["diff", old, new, "--format", "csv"]).exits(0);
        assert_eq!(csv_of(&ran), Vec::<[String; 6]>::new(), "{old} {new}");
    }
}

#[test]
fn targets_are_those_named_else_the_newer_else_the_older() {
    let dir = both().file("old/targets.csv", "position,company,industry\n,Glimt,\n").file("t.csv", TARGETS);
    let target = |args: &[&str]| csv_of(&dir.tertius(args).exits(0))[0][5].clone();
    assert_eq!(target(&["diff", "old", "new", "--format", "csv"]), "anyone at Voltmeadow");
    std::fs::remove_file(dir.path("new/targets.csv")).unwrap();
    let ran = dir.tertius(["diff", "old", "new", "--format", "csv"]).exits(0);
    let left: Vec<String> = rows(ran.stdout.as_bytes()).iter().skip(1).map(|row| row[10].clone()).collect();
    assert_eq!(left.iter().filter(|target| *target == "anyone at Glimt").count(), 2, "{left:?}");
    assert_eq!(
        target(&["diff", "old", "new", "--targets", "t.csv", "--format", "csv"]),
        "anyone at Voltmeadow"
    );
}

#[test]
fn two_seekers_and_the_wrong_order_are_said() {
    let other: Vec<String> =
        (0..12).map(|at| format!("Pat N{at}x|pat{at}|Elsewhere|Writer|0{} Feb 2025", at % 9 + 1)).collect();
    let other: Vec<&str> = other.iter().map(String::as_str).collect();
    let dir = both().file("other/Connections.csv", export(&other));
    dir.tertius(["diff", "old", "other"]).exits(1).says("two seekers");
    dir.tertius(["diff", "new", "old"]).exits(1).says("give the older export first");
    dir.tertius(["diff", "old", "nothing"]).exits(2).says("nothing");
    let dir = dir.file("empty/notes.txt", "no export\n");
    dir.tertius(["diff", "old", "empty"]).exits(2).says("no Connections in `empty`");
    let profile = |name: &str| format!("First Name,Last Name,Headline\n{name},Ray,x\n");
    let dir = dir.file("old/Profile.csv", profile("Kit")).file("new/Profile.csv", profile("Mo"));
    dir.tertius(["diff", "old", "new"]).exits(1).says("the profile of another person: Mo Ray");
}

#[test]
fn a_row_that_the_older_export_lacks_is_no_new_contact() {
    let cut: Vec<&str> = OLD.into_iter().filter(|row| !row.starts_with("Fa ")).collect();
    let dir = Sandbox::new().file("old/c.csv", export(&cut)).file("new/c.csv", export(&NEW));
    let ran = dir.tertius(["diff", "old", "new", "--format", "csv"]).exits(0);
    let table = rows(ran.stdout.as_bytes());
    let note = |key: &str| table.iter().find(|row| row[1] == key).unwrap()[16].clone();
    assert_eq!(note("in/fa"), "connected before the older export ends: missing there, not a new contact");
    assert_eq!(note("in/hal"), "");
}

#[test]
fn a_changed_url_is_one_person_unless_anybody_else_could_be_meant() {
    let filler = ["Al One|al|A|x|01 Jan 2020", "Be Two|be|B|x|01 Jan 2020"];
    let found = |old: &[&str], new: &[&str]| {
        let with = |rows: &[&str]| export(&filler.iter().chain(rows).copied().collect::<Vec<_>>());
        let dir = Sandbox::new().file("old/c.csv", with(old)).file("new/c.csv", with(new));
        let ran = dir.tertius(["diff", "old", "new", "--format", "csv"]);
        csv_of(&ran).into_iter().map(|[change, person, ..]| format!("{change} {person}")).collect::<Vec<_>>()
    };
    let cy = |slug: &str, company: &str| format!("Cy Marsh|{slug}|{company}|Buyer|03 Jan 2022");
    let (a, b, c, d) = (cy("a", "Glimt"), cy("b", "Glimt"), cy("c", "Glimt"), cy("b", "Kelpline"));
    assert_eq!(found(&[&a], &[&b]), Vec::<String>::new());
    assert_eq!(found(&[&a], &[&d]), ["moved in/b"]);
    // The old URL still stands, or two could be meant.
    assert_eq!(found(&[&a], &[&a, &b]), ["new in/b"]);
    assert_eq!(found(&[&a], &[&b, &c]), ["new in/b", "new in/c", "gone in/a"]);
    assert_eq!(found(&[&a, &b], &[&c]), ["new in/c", "gone in/a", "gone in/b"]);
    // Another day, another person.
    assert_eq!(found(&[&a], &["Cy Marsh|b|Glimt|Buyer|04 Jan 2022"]), ["new in/b", "gone in/a"]);
}

#[test]
fn a_workspace_with_several_exports_tells_what_changed() {
    let middle: Vec<String> =
        OLD.iter().map(|row| row.replace("Analyst|01 Jan 2022", "Intern|01 Jan 2022")).collect();
    let mut middle: Vec<&str> = middle.iter().map(String::as_str).collect();
    middle.push("Ida Fenn|ida|Glimt|Buyer|01 Feb 2025");
    // The archive of 2026 says of Ann what that of 2024 said, word for word, and the one between said otherwise.
    let mut newest = NEW.map(str::to_owned);
    newest[2] = OLD[1].to_owned();
    let newest: Vec<&str> = newest.iter().map(String::as_str).collect();
    let dir = Sandbox::new()
        .file("w/z-2024/Connections.csv", export(&OLD))
        .file("w/m-2025/Connections.csv", export(&middle))
        .file("w/a-2026/Connections.csv", export(&newest))
        .file("w/targets.csv", TARGETS)
        .file("w/companies.csv", COMPANIES)
        .file("w/tertius.toml", "as_of = \"2026-06-30\"\n");
    dir.tertius(["report", "w", "--out", "out"]).exits(0);
    let people = rows(dir.read("out/people.csv").as_bytes());
    let ann = people.iter().find(|row| row[0] == "in/ann").unwrap();
    assert_eq!(ann[4..6], ["Kelpline", "Analyst"], "the newest export counts, wherever it lies");
    assert!(ann[15].contains("a-2026/Connections.csv:4"), "{}", ann[15]);
    let found = changes(&dir.read("out/moves.csv"));
    let ann: Vec<&str> = found.iter().filter(|row| row[1] == "in/ann").map(|row| row[0].as_str()).collect();
    assert_eq!(ann, ["moved-up", "new-title"], "the newest pair first");
    assert_eq!(found.iter().filter(|row| row[1] == "in/ida").count(), 2, "came and went");
    assert!(people.iter().any(|row| row[0] == "in/cy-new") && people.iter().all(|row| row[0] != "in/cy-old"));
    assert!(dir.read("out/index.html").contains("3 exports of the same network"));
    // A key of before still finds her.
    dir.tertius(["explain", "in/cy-old", "w"]).exits(0).prints("Cy Marsh");
}

#[test]
fn what_is_no_snapshot_is_not_compared() {
    // Two cuts of one export, and its two pieces: nobody came or went.
    let (one, two) = OLD.split_at(4);
    for (first, second) in [
        ("w/Connections.csv", "w/Connections_1.csv"),
        ("w/sales.csv", "w/supply.csv"),
        ("w/a/Connections.csv", "w/b/Connections.csv"),
    ] {
        let dir = Sandbox::new().file(first, export(one)).file(second, export(two));
        dir.tertius(["report", "w", "--out", "out", "--as-of", "2026-06-30"]).exits(0);
        assert_eq!(dir.read("out/moves.csv").lines().count(), 1, "{first}");
        assert!(!dir.read("out/index.html").contains("id=\"moves\""));
    }
    // A cut beside the whole, with the latest connection and without.
    for cut in [[OLD[0], OLD[2]], [OLD[2], OLD[7]]] {
        let dir = Sandbox::new().file("w/all.csv", export(&OLD)).file("w/cut.csv", export(&cut));
        dir.tertius(["report", "w", "--out", "out", "--as-of", "2026-06-30"]).exits(0);
        assert_eq!(dir.read("out/moves.csv").lines().count(), 1, "{cut:?}");
    }
}

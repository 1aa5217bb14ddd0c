//! The advisor's run: one broken member costs that member, the number of jobs costs nothing, and the roster is held
//! to its word.

use crate::common::{Sandbox, rows};

const DAY: [&str; 2] = ["--as-of", "2026-06-30"];

fn cohort(dir: &Sandbox, args: &[&str]) -> crate::common::Ran {
    dir.tertius(["cohort", "c"].iter().chain(&DAY).chain(args))
}

fn members(dir: &Sandbox) -> Vec<String> {
    rows(dir.read("reports/members.csv").as_bytes())[1..].iter().map(|row| row[0].clone()).collect()
}

#[test]
fn one_broken_member_costs_that_member() {
    let dir = Sandbox::new().sample("cohort", "c");
    let ran = cohort(&dir, &[]).exits(1).says("ליאור אבני: nothing read: ").says(".zip");
    assert!(!ran.stdout.contains("ליאור"), "{}", ran.stdout);
    assert_eq!(members(&dir).len(), 11);
    let summary: serde_json::Value = serde_json::from_str(&dir.read("reports/summary.json")).unwrap();
    assert_eq!(summary["failed"][0]["member"], "ליאור אבני");
    // Without that member, the figures of the others are the same.
    let text = dir.read("c/roster.csv");
    let kept: String =
        text.lines().filter(|line| !line.contains("lior")).map(|line| format!("{line}\n")).collect();
    let alone = Sandbox::new().sample("cohort", "c").file("c/roster.csv", kept);
    cohort(&alone, &[]).exits(0).says("files in reports");
    for table in ["members.csv", "cohort-growth.csv"] {
        assert_eq!(dir.read(&format!("reports/{table}")), alone.read(&format!("reports/{table}")));
    }
}

/// Three members and one who is broken, without a roster: enough to compare every file of each.
fn few() -> Sandbox {
    let dir = Sandbox::new();
    ["amara", "greta", "kamal", "lior"]
        .iter()
        .fold(dir, |dir, name| dir.sample(&format!("cohort/{name}"), &format!("c/{name}")))
}

#[test]
fn the_number_of_jobs_changes_no_byte() {
    let dir = few();
    let run = |jobs: &str| {
        let out = format!("out-{jobs}");
        let ran = cohort(&dir, &["--jobs", jobs, "--per-member", "--out", &out]).exits(1);
        (ran.stdout, ran.stderr.replace(&out, ""), dir.files(&out))
    };
    let (one, two) = (run("1"), run("2"));
    assert_eq!((&one.0, &one.1), (&two.0, &two.1));
    assert_eq!(one.2.len(), two.2.len());
    for ((name, bytes), (also, same)) in one.2.iter().zip(&two.2) {
        assert!(name == also && bytes == same, "{name} differs between one job and two");
    }
    // Each member's own report is the one of a single run.
    dir.tertius(["report", "c/amara", "--out", "amara"].iter().chain(&DAY)).exits(0);
    for (name, bytes) in dir.files("amara") {
        let of_cohort = one.2.iter().find(|(of_cohort, _)| *of_cohort == format!("members/amara/{name}"));
        assert!(of_cohort.is_some_and(|(_, same)| *same == bytes), "{name} is not that of a single run");
    }
}

#[test]
fn a_roster_is_held_to_its_word() {
    let roster = "member,folder,programme,class_year,shares_contacts\n\
        Amara,amara,MBA,2026,yes\n\
        Amara,amara,MBA,2026,no\n\
        Amara again,amara,MBA,2026,no\n\
        Nobody,nowhere,MBA,2026,no\n\
        Thief,../secret,MBA,2026,yes\n\
        Thief too,/etc,MBA,2026,yes\n\
        Greta,greta,MBA,2026,perhaps\n";
    let dir = Sandbox::new()
        .sample("cohort/amara", "c/amara")
        .sample("cohort/greta", "c/greta")
        .sample("cohort/greta", "secret")
        .file("c/roster.csv", roster);
    let ran = cohort(&dir, &[]).exits(1).says("roster:3: ").says("roster:6: ").says("roster:7: ");
    // Who is told twice, or lies outside, is left out; who is not there is named.
    let ran = ran.says("Nobody: nothing read: ").says("roster:8: neither yes nor no");
    let found = members(&dir);
    assert!(found.contains(&"Amara".to_owned()) && found.contains(&"Greta".to_owned()), "{found:?}");
    assert!(!found.iter().any(|name| name.starts_with("Thief")), "{found:?}\n{}", ran.stderr);
    // One folder is one member, under whatever names: counted twice, she would share all contacts with herself.
    assert!(!found.contains(&"Amara again".to_owned()), "{found:?}");
}

#[test]
fn without_a_roster_every_folder_is_a_member() {
    let dir = Sandbox::new()
        .sample("cohort/amara", "c/amara")
        .sample("cohort/greta", "c/greta")
        .file("c/.hidden/Connections.csv", "")
        .file("c/notes.txt", "to do\n");
    cohort(&dir, &[]).exits(0).prints("amara").prints("greta");
    assert_eq!(members(&dir), ["amara", "greta"]);
    let empty = Sandbox::new().file("c/notes.txt", "to do\n");
    cohort(&empty, &[]).exits(2).prints_nothing();
}

#[test]
fn a_member_is_named_as_a_folder_can_be() {
    let roster = "member,folder\n../../Amara,amara\n..,greta\nA/B,farid\nA_B,hamish\n";
    let mut dir = Sandbox::new().file("c/roster.csv", roster);
    for folder in ["amara", "greta", "farid", "hamish"] {
        dir = dir.sample(&format!("cohort/{folder}"), &format!("c/{folder}"));
    }
    let before: Vec<_> = dir.files("").into_iter().map(|(name, _)| name).collect();
    cohort(&dir, &["--per-member", "--out", "out"]).exits(0);
    let stray: Vec<_> =
        dir.files("").into_iter().map(|(name, _)| name).filter(|name| !before.contains(name)).collect();
    assert!(stray.iter().all(|name| name.starts_with("out/")), "{stray:?}");
    // Four members, four reports: none lies on top of another.
    let reports =
        stray.iter().filter(|name| name.starts_with("out/members/") && name.ends_with("/people.csv"));
    assert_eq!(reports.count(), 4, "{stray:?}");
}

#[test]
fn formats_and_quiet() {
    let dir = Sandbox::new().sample("cohort", "c");
    let csv = cohort(&dir, &["--format", "csv"]).exits(1).stdout;
    assert_eq!(csv, dir.read("reports/members.csv"));
    let json = cohort(&dir, &["--format", "json"]).exits(1).json();
    assert_eq!(json.as_array().unwrap().len(), 11);
    cohort(&dir, &["--quiet"]).exits(1).prints_nothing().says("ליאור");
}

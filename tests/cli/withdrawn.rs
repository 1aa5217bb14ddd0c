//! What is taken back stays taken back: consent that a row withdraws, files of an earlier run, and the order of names that
//! pseudonyms stand for.

use crate::common::{Sandbox, rows};
use std::collections::BTreeMap;

const DAY: [&str; 2] = ["--as-of", "2026-06-30"];

fn cohort(dir: &Sandbox, args: &[&str]) -> crate::common::Ran {
    dir.tertius(["cohort", "c"].iter().chain(&DAY).chain(args))
}

/// Every table under pseudonyms stands in their order: with another key it stands in another one, and the names' own
/// order is nowhere.
#[test]
fn the_order_of_rows_tells_no_name() {
    let dir = Sandbox::new().sample("cohort", "c").file("key", "an invented secret of the advisor\n");
    cohort(&dir, &["--pseudonyms", "key", "--min-shared", "1", "--betweenness"]).exits(1);
    let table = |name: &str| rows(dir.read(&format!("reports/{name}.csv")).as_bytes()).split_off(1);
    let is_sorted = |rows: &[Vec<String>], key: &dyn Fn(&[String]) -> Vec<String>| {
        let keys: Vec<Vec<String>> = rows.iter().map(|row| key(row)).collect();
        assert!(keys.len() > 5 && keys.is_sorted(), "{keys:?}");
    };
    let down = |count: &str| format!("{:09}", 1_000_000 - count.parse::<u32>().unwrap());
    is_sorted(&table("members"), &|row| vec![row[0].clone()]);
    is_sorted(&table("cohort-growth"), &|row| row[..2].to_vec());
    is_sorted(&table("shared-contacts"), &|row| row[..2].to_vec());
    is_sorted(&table("introduction-plan"), &|row| vec![row[0].clone()]);
    is_sorted(&table("brokers"), &|row| vec![down(&row[4]), row[0].clone()]);
    is_sorted(&table("mutual-contacts"), &|row| vec![row[0].clone(), down(&row[5]), row[1].clone()]);
    is_sorted(&table("introductions-within"), &|row| vec![row[0].clone()]);
    let brokerage: Vec<Vec<String>> = table("brokerage");
    for equal in brokerage.chunk_by(|a, b| a[5] == b[5] && a[0] == b[0]) {
        assert!(equal.is_sorted_by_key(|row| (&row[1], &row[2])), "{equal:?}");
    }
    // The roster's own problems quote no line: its order is that of the names.
    for row in table("problems") {
        assert!(row[2].is_empty(), "{row:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_new_key_is_the_users_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = Sandbox::new().sample("cohort/amara", "c/amara");
    cohort(&dir, &["--pseudonyms", "key"]).exits(0);
    let mode = std::fs::metadata(dir.path("key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "{mode:o}");
}

/// Files by name.
fn files(dir: &Sandbox) -> BTreeMap<String, Vec<u8>> {
    dir.files("reports").into_iter().collect()
}

/// A run into the folder of an earlier one leaves what a run into an empty folder leaves, and whatever somebody else put
/// there.
#[test]
fn nothing_of_an_earlier_run_stays() {
    let samples = ["amara", "greta", "kamal"];
    let sample = || {
        samples
            .iter()
            .fold(Sandbox::new(), |dir, name| dir.sample(&format!("cohort/{name}"), &format!("c/{name}")))
    };
    let of_others = [
        ("reports/notes.txt", "mine"),
        ("reports/members/greta/notes.txt", "mine"),
        ("reports/members/ideas/people.csv", "name\nmine\n"),
        ("reports/members/ideas/summary.json", "{}"),
        ("reports/other.parquet", "mine"),
        (".members.csv.77.part", "mine"),
    ];
    let dir = of_others.iter().fold(sample(), |dir, (name, text)| dir.file(name, *text));
    cohort(&dir, &["--per-member", "--betweenness", "--format", "parquet", "--assume-consent"]).exits(0);
    // A run that was killed, here and in a member's folder.
    let dir = dir
        .file("reports/.brokerage.csv.4194999.part", "half")
        .file("reports/members/amara/.people.csv.4194999.part", "half")
        .file("reports/members/gone/next-contacts.csv", "rank,person\n");
    let before = files(&dir);
    for name in ["brokerage.csv", "people.parquet", "members/amara/people.csv", "members/greta/plan.csv"] {
        assert!(before.contains_key(name), "{name}");
    }
    cohort(&dir, &[]).exits(0);
    let clean = of_others.iter().fold(sample(), |dir, (name, text)| dir.file(name, *text));
    cohort(&clean, &[]).exits(0);
    let (found, expect) = (files(&dir), files(&clean));
    assert_eq!(found.keys().collect::<Vec<_>>(), expect.keys().collect::<Vec<_>>());
    assert!(found == expect);
    // Of a member who has left, the own report goes; those of the others are whole.
    cohort(&dir, &["--per-member"]).exits(0);
    std::fs::remove_dir_all(dir.path("c/kamal")).unwrap();
    let dir = dir.file("reports/members/amara/backtest.csv", "kept by the user");
    cohort(&dir, &["--per-member"]).exits(0);
    let found = files(&dir);
    assert!(!found.keys().any(|name| name.starts_with("members/kamal/")), "{:?}", found.keys());
    assert!(found.contains_key("members/amara/people.csv"));
    assert!(found.contains_key("members/amara/backtest.csv"));
}

/// Rows that contradict each other mean no: of one member, of one folder, in one roster or in two.
#[test]
fn a_no_is_a_no_wherever_it_stands() {
    let header = "member,folder,programme,class_year,shares_contacts\n";
    let check = |files: &[(&str, &str)], said: &str| {
        let mut dir = Sandbox::new();
        for name in ["amara", "greta", "farid"] {
            dir = dir.sample(&format!("cohort/{name}"), &format!("c/{name}"));
        }
        let dir = files.iter().fold(dir, |dir, (name, rows)| dir.file(name, format!("{header}{rows}")));
        let ran = cohort(&dir, &["--min-shared", "1"]).exits(1).says(said);
        let summary: serde_json::Value = serde_json::from_str(&dir.read("reports/summary.json")).unwrap();
        assert_eq!(summary["sharing"], 2, "{files:?}\n{}", ran.stderr);
        let brokers = dir.read("reports/brokers.csv") + &dir.read("reports/shared-contacts.csv");
        assert!(!brokers.contains("Amara"), "{brokers}");
        let problems = dir.read("reports/problems.csv");
        assert!(problems.contains("shares_contacts,a yes that another row"), "{problems}");
    };
    let others = "Greta,greta,MBA,2026,yes\nFarid,farid,MBA,2026,yes\n";
    let taken_back = "a yes that another row of the member or of the folder takes back";
    check(
        &[("c/roster.csv", &format!("Amara,amara,MBA,2026,yes\n{others}Amara,amara,MBA,2026,no\n"))],
        taken_back,
    );
    check(
        &[("c/roster.csv", &format!("Amara,amara,MBA,2026,yes\n{others}AMARA,./amara,MBA,2026,\n"))],
        taken_back,
    );
    check(
        &[("c/roster.csv", &format!("Amara,amara,MBA,2026,yes\n{others}Somebody,amara,MBA,2026,no\n"))],
        taken_back,
    );
    check(
        &[
            ("c/roster.csv", &format!("Amara,amara,MBA,2026,yes\n{others}")),
            ("c/roster-spring.csv", "Amara,amara,MBA,2026,no\n"),
        ],
        taken_back,
    );
}

/// Whoever records no introduction has those of her own report, read out of her messages; and where nobody reads them, no
/// nought stands for what is not known.
#[test]
fn introductions_of_who_keeps_no_list() {
    let dir = Sandbox::new().sample("solo", "c/solo").sample("cohort/greta", "c/greta");
    for own in ["introductions.csv", "interviews.csv", "notes.csv"] {
        let _ = std::fs::remove_file(dir.path(&format!("c/solo/{own}")));
    }
    let report = ["report", "c/solo", "--out", "alone"];
    dir.tertius(report.iter().chain(&DAY));
    let own: serde_json::Value = serde_json::from_str(&dir.read("alone/summary.json")).unwrap();
    assert_eq!(own["introductions"]["recorded"], 0);
    let inferred = own["introductions"]["inferred"].as_u64().unwrap();
    assert!(inferred > 3, "{own}");
    let row = |dir: &Sandbox| {
        let mut rows = rows(dir.read("reports/members.csv").as_bytes());
        let header = rows.remove(0);
        let of = rows.into_iter().find(|row| row[0] == "solo").unwrap();
        header.into_iter().zip(of).collect::<BTreeMap<_, _>>()
    };
    for format in ["text", "parquet"] {
        let ran = cohort(&dir, &["--assume-consent", "--format", format]);
        assert!(ran.stderr.contains("1 member keeps no list of introductions"), "{}", ran.stderr);
        let member = row(&dir);
        assert_eq!(member["introductions"], inferred.to_string(), "{format}");
        assert!(member["r"].parse::<f64>().unwrap() > 0.0, "{member:?}");
        let says = "1 member keeps no list of introductions: theirs are read out of their messages";
        assert!(dir.read("reports/index.html").contains(says));
    }
    let ran = cohort(&dir, &["--no-infer"]);
    assert!(ran.stderr.contains("Of 1 member nothing tells who introduced whom"), "{}", ran.stderr);
    let member = row(&dir);
    for column in ["introductions", "introductions_per_interview", "r", "r_low", "introductions_percentile"] {
        assert_eq!(member[column], "", "{column}");
    }
    assert!(!member["interviews"].is_empty());
    let stuck = dir.read("reports/stuck.csv");
    let of_her = stuck.lines().find(|line| line.contains(",solo,")).unwrap_or_default();
    assert!(!of_her.contains("no introductions"), "{of_her}");
}

/// A folder is found however its letters are put together, and as the archive it came in; the columns of a roster may be
/// German.
#[test]
fn a_folder_is_found_by_its_letters() {
    let roster = "Mitglied,Ordner,Studiengang,Jahrgang,Teilt Kontakte\n\
        Zoë Müller,Zoë Müller,MBA,2026,ja\n\
        Z,z,MBA,2026,nein\n";
    let dir = Sandbox::new()
        .sample("cohort/amara", "c/Zoe\u{308} Mu\u{308}ller")
        .sample("cohort/greta", "greta")
        .file("c/roster.csv", roster);
    let mut zip = zip::ZipWriter::new(std::fs::File::create(dir.path("c/z.zip")).unwrap());
    for (name, bytes) in dir.files("greta") {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, &bytes).unwrap();
    }
    zip.finish().unwrap();
    cohort(&dir, &[]).exits(0);
    let found = rows(dir.read("reports/members.csv").as_bytes()).split_off(1);
    let told: Vec<_> = found.iter().map(|row| (row[0].as_str(), row[1].as_str(), row[2].as_str())).collect();
    assert_eq!(told, [("Z", "MBA", "2026"), ("Zoë Müller", "MBA", "2026")]);
    let summary: serde_json::Value = serde_json::from_str(&dir.read("reports/summary.json")).unwrap();
    assert_eq!(summary["sharing"], 1);
}

/// Two members with the files of one profile are named; where one of them does not share, neither does the other.
#[test]
fn one_profile_under_two_members() {
    let roster = "member,folder,shares_contacts\nAmara,amara,yes\nBo,bo,no\nGreta,greta,yes\n";
    let dir = Sandbox::new()
        .sample("cohort/amara", "c/amara")
        .sample("cohort/amara", "c/bo")
        .sample("cohort/greta", "c/greta")
        .file("c/roster.csv", roster);
    cohort(&dir, &["--min-shared", "1"]).exits(1).says("members whose files are of one profile: `Amara; Bo`");
    assert_eq!(rows(dir.read("reports/members.csv").as_bytes()).len(), 4);
    assert_eq!(dir.read("reports/shared-contacts.csv").lines().count(), 1);
    assert!(dir.read("reports/problems.csv").contains("neither shares contacts"));
}

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
    // Each member's own report is the one of a single run, but for the ranking: it knows what all members' outcomes teach.
    let ranked = ["next-contacts.csv", "plan.csv", "index.html", "report.xlsx"];
    dir.tertius(["report", "c/amara", "--out", "amara"].iter().chain(&DAY)).exits(0);
    for (name, bytes) in dir.files("amara") {
        let of_cohort = one.2.iter().find(|(of_cohort, _)| *of_cohort == format!("members/amara/{name}"));
        let same = of_cohort.is_some_and(|(_, same)| *same == bytes);
        assert!(same || ranked.contains(&name.as_str()), "{name} is not that of a single run");
        assert!(!same || name != "next-contacts.csv", "the others' outcomes taught nothing");
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
    let ran = cohort(&dir, &[]).exits(1).says("roster.csv:3: ").says("roster.csv:6: ").says("roster.csv:7: ");
    // Who is told twice, or lies outside, is left out; who is not there is named.
    let ran = ran.says("Nobody: nothing read: ").says("roster.csv:8: neither yes nor no");
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

/// A member's row is what her own report says of her, and the R of a cohort of one is the R of that one.
#[test]
fn a_row_is_the_members_own_report_in_short() {
    let dir = Sandbox::new().sample("solo", "c/solo");
    let dir = ["amara", "greta", "farid"]
        .iter()
        .fold(dir, |dir, name| dir.sample(&format!("cohort/{name}"), &format!("c/{name}")));
    let json = |text: String| serde_json::from_str::<serde_json::Value>(&text).unwrap();
    // Once the short way, and once the full one.
    for also in [&["--no-infer"][..], &["--no-infer", "--per-member"]] {
        cohort(&dir, also).exits(0);
        let mut table = rows(dir.read("reports/members.csv").as_bytes());
        let header = table.remove(0);
        for row in table {
            let own = json(own_report(&dir, &row[0]));
            let cell = |name: &str| {
                let at = header.iter().position(|column| column == name).unwrap();
                row[at].parse::<f64>().ok()
            };
            assert_eq!(cell("connections"), own["connections"].as_f64(), "{}", row[0]);
            assert_eq!(cell("introductions"), own["introductions"]["recorded"].as_f64(), "{}", row[0]);
            assert_eq!(cell("targets"), own["targets"]["rows"].as_f64(), "{}", row[0]);
            let [contact, path] = ["contact", "path"].map(|name| own["targets"][name].as_f64());
            assert_eq!(cell("covered"), contact.zip(path).map(|(a, b)| a + b), "{}", row[0]);
            let r = &own["reproduction"];
            assert!(r["r"].is_number() || row[0] != "solo", "{r}");
            assert_eq!(cell("interviews").filter(|n| *n > 0.0), r["conversations"].as_f64(), "{}", row[0]);
            for (column, name) in [("r", "r"), ("r_low", "low"), ("r_high", "high")] {
                let (row, own) = (cell(column), r[name].as_f64());
                let is_near = row.zip(own).is_some_and(|(row, own)| (row - own).abs() < 0.006);
                assert!(
                    is_near || row.is_none() && own.is_none(),
                    "{column} {row:?}, in her own report {own:?}"
                );
            }
        }
    }
    std::fs::create_dir(dir.path("one")).unwrap();
    std::fs::rename(dir.path("c/solo"), dir.path("one/solo")).unwrap();
    dir.tertius(["cohort", "one", "--out", "alone", "--no-infer"].iter().chain(&DAY)).exits(0);
    let (own, alone) = (json(dir.read("own-solo/summary.json")), json(dir.read("alone/summary.json")));
    assert_eq!(own["reproduction"], alone["reproduction"]);
}

/// What `report` writes of a member of the cohort.
fn own_report(dir: &Sandbox, name: &str) -> String {
    let (folder, out) = (format!("c/{name}"), format!("own-{name}"));
    if !dir.path(&out).exists() {
        dir.tertius(["report", &folder, "--out", &out, "--no-infer"].iter().chain(&DAY));
    }
    dir.read(&format!("{out}/summary.json"))
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

/// A member is read in short where nobody asks for her own reports; what is kept of her is the same.
#[test]
fn the_short_way_leads_where_the_full_one_does() {
    let samples = ["cohort", "solo", "messy"];
    let dir = samples.iter().fold(Sandbox::new(), |dir, sample| dir.sample(sample, &format!("c/{sample}")));
    // The members of the cohort lie one folder deeper, so each is a member of another cohort as well.
    for folder in ["c", "c/cohort"] {
        for day in ["2026-06-30", "2025-03-01"] {
            let run = |out: &str, args: &[&str]| {
                let all =
                    ["cohort", folder, "--assume-consent", "--min-shared", "1", "--as-of", day, "--out", out];
                dir.tertius(all.iter().chain(args));
                let files = dir.files(out).into_iter();
                files.filter(|(name, _)| !name.starts_with("members/")).collect::<Vec<_>>()
            };
            let (short, full) = (run("short", &[]), run("full", &["--per-member"]));
            assert!(short.len() > 15, "{folder}");
            assert_eq!(short.len(), full.len());
            for ((name, bytes), (also, same)) in short.iter().zip(&full) {
                assert!(name == also && bytes == same, "{folder}, {day}: {name} differs");
            }
        }
    }
}

#[test]
fn consent_is_kept_to_the_last_cell() {
    let dir = Sandbox::new().sample("cohort", "c");
    cohort(&dir, &["--min-shared", "1"]).exits(1);
    let lists = ["shared-contacts", "brokers", "introductions-within", "introduction-plan"];
    let read = |dir: &Sandbox| lists.map(|name| dir.read(&format!("reports/{name}.csv")));
    let before = read(&dir);
    for silent in ["Hamish Lorimer", "지윤 한", "Kamal Weerasekera", "Елена Соколянская"] {
        // Nor as somebody whom others know.
        assert!(before.iter().all(|text| !text.contains(silent)), "{silent}");
    }
    assert!(before.iter().all(|text| text.lines().count() > 5));
    // Not even a count hangs on whom they know: with other contacts of theirs all lists are the same.
    let header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
    let row = "Ann,Oduya,https://www.linkedin.com/in/ann-oduya,,Lumora,Buyer,07 Jun 2022\n";
    let silent = ["hamish", "jiyoon", "elena", "kamal"];
    let other = silent.iter().fold(Sandbox::new().sample("cohort", "c"), |dir, folder| {
        dir.file(&format!("c/{folder}/Connections.csv"), format!("{header}{row}"))
    });
    cohort(&other, &["--min-shared", "1"]).exits(1);
    for (name, (one, other)) in lists.iter().zip(before.iter().zip(&read(&other))) {
        assert_eq!(one, other, "{name}");
    }
}

#[test]
fn pseudonyms_hang_on_the_key_and_name_nobody() {
    let dir = Sandbox::new().sample("cohort", "c").file("key", "an invented secret of the advisor\n");
    cohort(&dir, &["--pseudonyms", "key"]).exits(1);
    let first = dir.files("reports");
    for (name, bytes) in &first {
        let text = String::from_utf8_lossy(bytes);
        for person in ["Amara", "Valdambrini", "Khuê", "Wolstenholme", "ליאור"] {
            assert!(!text.contains(person), "{name} names {person}");
        }
    }
    assert!(dir.read("reports/members.csv").contains("member-"));
    cohort(&dir, &["--pseudonyms", "key", "--out", "again"]).exits(1);
    assert!(dir.files("again") == first);
    // A new key is drawn where there is none, and kept.
    cohort(&dir, &["--pseudonyms", "new"]).exits(1).says("a new key");
    let key = dir.read("new");
    assert_eq!(key.trim().len(), 64);
    cohort(&dir, &["--pseudonyms", "new"]).exits(1);
    assert_eq!(dir.read("new"), key);
    assert!(dir.files("reports") != first);
    let short = Sandbox::new().sample("cohort", "c").file("key", "abc");
    cohort(&short, &["--pseudonyms", "key"]).exits(2).says("shorter than");
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

/// Of a large cohort the page says how many are stuck by what; the list is in the file. One word that is wrong in every row
/// of the roster is said once.
#[test]
fn what_many_have_in_common_is_summed_up() {
    let mut roster = "member,folder,shares_contacts\n".to_owned();
    let mut dir = Sandbox::new();
    for nth in 0..15 {
        roster += &format!("Member {nth},m{nth},perhaps\n");
        let connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
            Ann,Oduya,https://www.linkedin.com/in/ann-oduya,,Lumora,Buyer,07 Jun 2022\n";
        dir = dir.file(&format!("c/m{nth}/Connections.csv"), connections);
        if nth < 3 {
            dir = dir.file(&format!("c/m{nth}/targets.csv"), "position,company,industry\nBuyer,Tidewell,\n");
        }
    }
    let dir = dir.file("c/roster.csv", roster);
    let ran =
        cohort(&dir, &[]).exits(1).says("roster.csv:2: neither yes nor no: `perhaps` (and 14 more rows)");
    assert_eq!(ran.stderr.matches("neither yes nor no").count(), 1, "{}", ran.stderr);
    let page = dir.read("reports/index.html");
    let section = page.split("<section id=\"stuck\"").nth(1).and_then(|rest| rest.split("</section>").next());
    let section = section.expect("the page has the section");
    let table = section.split("<tbody>").nth(1).expect("a table");
    assert_eq!(table.matches("<tr>").count(), 2, "{table}");
    for said in ["no targets", "never asked", ">12<", ">3<", "Member 0, Member 1, Member 2<", ", …"] {
        assert!(table.contains(said), "{said} is not in {table}");
    }
    assert!(table.contains("all 15 rows are in"), "{table}");
    assert_eq!(rows(dir.read("reports/stuck.csv").as_bytes()).len(), 16);
}

fn summary(dir: &Sandbox) -> serde_json::Value {
    serde_json::from_str(&dir.read("reports/summary.json")).unwrap()
}

/// A folder that no row names may be somebody's; a folder may be written with its whole path, and two may have one name.
#[test]
fn no_folder_is_lost_without_a_word() {
    let dir = few();
    let home = dir.path("c");
    let roster = format!(
        "member,folder,programme,class_year,shares_contacts\nAnn Lee,{}/amara,MBA,2026.0,yes\nAnn Lee,greta/../greta,mba,2026,yes\n\
         Bo,{}/amara,MBA,2026,no\n",
        home.display(),
        home.display()
    );
    let dir = dir.file("c/roster.csv", roster);
    cohort(&dir, &[])
        .exits(1)
        .says("folders that the roster does not name, left out: kamal, lior")
        .says("a name that another member has")
        .says("a folder that another member has");
    let table = rows(dir.read("reports/members.csv").as_bytes());
    let told: Vec<_> = table[1..].iter().map(|row| [&*row[0], &row[1], &row[2]]).collect();
    assert_eq!(told, [["Ann Lee", "MBA", "2026"], ["Ann Lee (greta)", "MBA", "2026"]]);
    // The no of the third row is that of the first one's folder.
    assert_eq!((&summary(&dir)["sharing"], &summary(&dir)["unnamed_folders"]), (&1.into(), &2.into()));
    let dir = dir.file("c/roster.csv", "member,folder\nCy,/nowhere/cy\n");
    cohort(&dir, &[]).exits(2).says("no row of `roster.csv` names a folder in it").says("outside the cohort");
}

/// What one member did is not what each of them did; and who is taken to share is said to be.
#[test]
fn what_is_taken_for_all_is_said() {
    let dir = few().file("c/roster.csv", "member,folder,shares_contacts\nAnn,amara,yes\nBo,greta,no\n");
    cohort(&dir, &["--outreach", "c/amara/outreach.csv"])
        .exits(2)
        .says("--outreach")
        .says("one member's list");
    cohort(&dir, &["--assume-consent"]).exits(0).says("says of 1 of 2 members no yes");
    assert!(dir.read("reports/index.html").contains("the roster does not say so of 1 member"));
}

/// Whoever gives no connections has an unknown number of them, and whoever closes stderr hears nothing.
#[test]
fn no_connections_are_unknown() {
    let dir = few().file("c/dee/targets.csv", "company,priority\nLumora,1\n");
    let ran = cohort(&dir, &[]);
    assert!(ran.stdout.contains("dee"), "{}", ran.stdout);
    let table = rows(dir.read("reports/members.csv").as_bytes());
    let dee = table.iter().find(|row| row[0] == "dee").unwrap();
    assert_eq!(dee[3..5], ["", ""]);
    assert!(dir.read("reports/stuck.csv").contains("ask for their export first"));
}

#[cfg(unix)]
#[test]
fn a_closed_stderr_stops_nothing() {
    let dir = few();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tertius"));
    command.current_dir(dir.path("")).args(["cohort", "c", "--as-of", "2026-06-30"]);
    let status = command.stdout(std::process::Stdio::null()).stderr(writer).status().unwrap();
    assert_eq!(status.code(), Some(1));
    assert!(dir.path("reports/members.csv").exists());
}

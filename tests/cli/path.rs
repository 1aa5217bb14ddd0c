//! Introduction paths: to people, companies and targets, with the evidence of every step.

use crate::common::{Ran, Sandbox};

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ana,Ruiz,https://www.linkedin.com/in/ana,,Lumora,Head of Data,10 Jan 2025
Bo,Lind,https://www.linkedin.com/in/bo,,Lumora,Data Engineer,10 Jan 2025
Cy,Adler,https://www.linkedin.com/in/cy,,Fernwick,Buyer,10 Jan 2025
Di,Okafor,https://www.linkedin.com/in/di,,,Recruiter,10 Jan 2025
Sam,Lee,https://www.linkedin.com/in/sam-1,,Fernwick,Buyer,10 Jan 2025
Sam,Lee,https://www.linkedin.com/in/sam-2,,Nordwind,Planner,10 Jan 2025
";

/// Ana brought Eli, whom nothing else ties to the seeker; Cy is in a thread with Flo.
fn workspace() -> Sandbox {
    Sandbox::new()
        .file("w/Connections.csv", CONNECTIONS)
        .file(
            "w/introductions.csv",
            "introducer,introduced,date,context\nin/ana,Eli Stone,2026-03-04,\nin/cy,in/di,,by phone\n",
        )
        .file("w/outreach.csv", "date,person,kind,outcome,notes\n2026-03-01,in/ana,interview,held,\n")
        .file("w/companies.csv", "company,industry,aliases\nLumora,Energy,Lumora Grid\nVoltaic,Energy,\n")
        .file("w/targets.csv", "position,company,industry\nData Engineer,Lumora,\nData Engineer,Voltaic,\n")
}

fn path(dir: &Sandbox, to: &str, more: &[&str]) -> Ran {
    dir.tertius([&["path", to, "w", "--as-of", "2026-06-30"], more].concat())
}

/// The steps as `path step from>to class weakest`.
fn steps(dir: &Sandbox, to: &str) -> Vec<String> {
    let csv = path(dir, to, &["--format", "csv"]).csv();
    let step = |row: &Vec<String>| {
        let from = if row[2].is_empty() { "you" } else { &row[2] };
        format!("{} {} {from}>{} {} {}", row[0], row[1], row[4], row[7], row[8])
    };
    csv[1..].iter().map(step).collect()
}

#[test]
fn a_step_says_what_it_rests_on() {
    let dir = workspace();
    let found = steps(&dir, "Eli Stone");
    // Which path is the best and which step the weakest is the ranking's to say.
    let second = found.iter().position(|step| step.contains(" 2 in/ana>name:eli stone| observed "));
    let first = found[second.expect("a path through the introducer") - 1].as_str();
    assert!(first.contains(" 1 you>in/ana observed "), "{found:?}");
    let ran = path(&dir, "Eli Stone", &[]).exits(0);
    let ran = ran.prints("Ana Ruiz introduced Eli Stone to you on 4 Mar 2026").prints("introductions.csv:2");
    let ran = ran.prints("connected since 10 Jan 2025, talked on 1 Mar 2026");
    assert!(
        ran.stdout.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80),
        "{}",
        ran.stdout
    );
}

#[test]
fn chances_multiply_and_fall_from_path_to_path() {
    let dir = Sandbox::new().sample("solo", "w");
    for to in ["Bartosz Rzepecki", "Lumora", "1"] {
        let csv = path(&dir, to, &["--format", "csv", "--top", "6"]).exits(0).csv();
        let mut last = 1.0;
        for nth in 1..=6 {
            let steps: Vec<_> = csv[1..].iter().filter(|row| row[0] == nth.to_string()).collect();
            let chance = |row: &[String], at: usize| row[at].parse::<f64>().unwrap();
            let product: f64 = steps.iter().map(|row| chance(row, 6)).product();
            let whole = chance(steps[0], 9);
            assert!(
                (product - whole).abs() < 0.001 && whole <= last + 1e-9,
                "{to}: {product} {whole} {last}"
            );
            let least = steps.iter().map(|row| chance(row, 6)).fold(1.0, f64::min);
            let weakest: Vec<_> = steps.iter().filter(|row| row[8] == "yes").collect();
            assert!(weakest.len() == 1 && chance(weakest[0], 6) == least, "{steps:?}");
            last = whole;
        }
    }
}

#[test]
fn a_shared_employer_is_a_guess() {
    let dir = workspace();
    let found = steps(&dir, "in/bo");
    assert_eq!(found[0], "1 1 you>in/bo observed yes");
    assert!(found[1].starts_with("2 1 you>in/ana observed "), "{found:?}");
    assert!(found[2].starts_with("2 2 in/ana>in/bo affiliation "), "{found:?}");
    path(&dir, "in/bo", &[]).prints("both at Lumora: a guess, nothing shows that they know one another");
}

#[test]
fn a_company_by_its_alias_and_a_target_by_its_row() {
    let dir = workspace();
    for to in ["Lumora", "lumora", "LUMORA GRID", "company:Lumora"] {
        path(&dir, to, &[]).exits(0).prints("Paths to Lumora: 2 people known there");
    }
    path(&dir, "1", &[])
        .exits(0)
        .prints("Paths to target 1, Data Engineer at Lumora: 1 person known who fits");
    path(&dir, "Lum", &[])
        .exits(2)
        .prints_nothing()
        .says("nobody and no company in these files is called `Lum`");
    path(&dir, "7", &[]).exits(2).prints_nothing().says("coverage.csv has 2 rows");
}

#[test]
fn what_fits_twice_is_listed_and_not_guessed() {
    let ran = path(&workspace(), "Sam Lee", &[]).exits(2).prints_nothing();
    ran.says("`Sam Lee` fits 2 times").says("in/sam-1  Buyer, Fernwick").says("in/sam-2  Planner, Nordwind");
}

#[test]
fn no_path_says_what_is_missing() {
    let ran = path(&workspace(), "2", &[]).exits(0);
    ran.prints("No path. Nobody in your files fits Data Engineer at Voltaic")
        .prints("Nearest")
        .prints("Bo Lind");
    let ran = path(&workspace(), "Voltaic", &[]).exits(0);
    ran.prints("Nobody in your files is at Voltaic").prints("What would help");
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let mut rows: Vec<&str> = CONNECTIONS.lines().collect();
    rows[1..].reverse();
    let other = workspace().file("w/Connections.csv", rows.join("\n") + "\n");
    for to in ["Eli Stone", "in/bo", "Lumora", "in/di"] {
        assert_eq!(steps(&workspace(), to), steps(&other, to), "{to}");
    }
    assert!(path(&Sandbox::new().sample("solo", "w"), "nobody at all", &[]).exits(2).stdout.is_empty());
}

/// Whom coverage names is whom the best path begins with, wherever one leads straight to somebody whom the target asks for.
#[test]
fn coverage_turns_to_the_one_the_best_path_leads_to() {
    let sample = format!("{}/solo", crate::common::SAMPLES);
    let dir = Sandbox::new();
    dir.tertius(["report", &sample, "--out", "out", "--quiet"]);
    let covered = crate::common::rows(dir.read("out/coverage.csv").as_bytes());
    let mut n_same = 0;
    for (nth, row) in covered.iter().enumerate().skip(1).filter(|(_, row)| row[8] == "contact") {
        let steps = dir.tertius(["path", &nth.to_string(), &sample, "--format", "csv"]).exits(0).csv();
        // Where all who fit said no, there is no path, and coverage names one of them all the same.
        let is_direct = steps.get(2).is_none_or(|step| step[0] != "1");
        if steps.len() > 1 && is_direct {
            assert_eq!(row[6], steps[1][4], "target {nth}: {row:?}");
            n_same += 1;
        }
    }
    assert!(n_same > 5, "{n_same}");
}

#[test]
fn coverage_turns_to_nobody_who_said_no_while_somebody_else_is_there() {
    let best = |outreach: &str| {
        let dir = workspace().file("w/targets.csv", "position,company,industry\nBuyer,Fernwick,\n");
        let dir = dir.file("w/outreach.csv", format!("date,person,kind,outcome,notes\n{outreach}"));
        dir.tertius(["report", "w", "--as-of", "2026-06-30", "--out", "out", "--quiet"]);
        crate::common::rows(dir.read("out/coverage.csv").as_bytes())[1][6].clone()
    };
    assert_eq!(best("2026-06-15,in/cy,request,declined,\n"), "in/sam-1");
    assert_eq!(best("2026-06-15,in/sam-1,request,declined,\n"), "in/cy");
    // Even of those whom nothing else speaks for.
    assert_eq!(best("2026-06-15,in/sam-1,request,declined,\n,in/cy,request,no-reply,\n"), "in/cy");
    assert_eq!(best("2026-06-15,in/sam-1,request,declined,\n,in/cy,request,declined,\n"), "in/sam-1");
}

/// Whoever said no is asked for nothing: nobody is led to them, through them, or to a colleague by their word.
#[test]
fn no_path_leads_to_or_through_whoever_said_no() {
    let letter = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER
c1,,Ana Ruiz,https://www.linkedin.com/in/ana,Uma Iyer,https://www.linkedin.com/in/uma,2026-05-02 09:00:00 UTC,,Please do not contact me again.,INBOX
";
    let said_no = |dir: Sandbox| {
        let csv =
            dir.tertius(["rank", "w", "--as-of", "2026-06-30", "--top", "all", "--format", "csv"]).csv();
        let via = csv[0].iter().position(|name| name == "via").unwrap();
        let bo = csv.iter().find(|row| row.iter().any(|cell| cell == "Bo Lind")).unwrap();
        assert_eq!(bo[via], "");
        assert!(
            steps(&dir, "Bo Lind").iter().all(|step| !step.contains("in/ana>")),
            "{:?}",
            steps(&dir, "Bo Lind")
        );
        assert_eq!(steps(&dir, "Ana Ruiz"), [""; 0]);
        let said = path(&dir, "Ana Ruiz", &[]).stdout;
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let base = || workspace().file("w/tertius.toml", "me = \"https://www.linkedin.com/in/uma\"\n");
    let by_letter =
        base().file("w/messages.csv", letter).file("w/outreach.csv", "date,person,kind,outcome\n");
    assert!(said_no(by_letter).contains("said no: Ana Ruiz (asked on 2 May 2026 to be left in peace)"));
    let undated = base().file("w/outreach.csv", "date,person,kind,outcome\n,in/ana,request,declined\n");
    assert!(said_no(undated).contains("said no: Ana Ruiz ("));
    // Without the no she is the way in.
    let open = base().file("w/outreach.csv", "date,person,kind,outcome\n2026-05-02,in/ana,request,replied\n");
    assert!(steps(&open, "Bo Lind").iter().any(|step| step.contains("in/ana>")));
}

/// Requests for an introduction that came to nothing make the next one less likely; one of yesterday says nothing yet.
#[test]
fn who_was_asked_in_vain_is_less_likely_to_introduce() {
    let chance = |rows: &str| -> f64 {
        let dir = workspace().file("w/outreach.csv", format!("date,person,kind,outcome\n{rows}"));
        let dir = dir.file("w/introductions.csv", "introducer,introduced,date\n");
        let csv = path(&dir, "Bo Lind", &["--format", "csv"]).exits(0).csv();
        csv.iter().find(|row| row[2] == "in/ana" && row[4] == "in/bo").unwrap()[6].parse().unwrap()
    };
    let ask = "2026-03-01,in/ana,introduction-request,no-reply\n";
    let (none, one, five) = (chance(""), chance(ask), chance(&ask.repeat(5).replace("03-01", "03-02")));
    assert!(none > one, "{none} {one}");
    assert!(one >= five);
    assert_eq!(chance("2026-06-29,in/ana,introduction-request,\n"), none);
}

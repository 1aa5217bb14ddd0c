//! Every command: its exit codes, its formats, and what it does when nobody reads on.

use crate::common::{SAMPLES, Sandbox, rows};
use std::io::Read;
use std::process::Stdio;

/// The commands about one workspace.
const COMMANDS: [&str; 5] = ["report", "check", "rank", "referrals", "grow"];

#[test]
fn exit_codes() {
    let dir = Sandbox::new().sample("solo", "clean").sample("messy", "problems");
    for command in COMMANDS {
        dir.tertius([command, "clean"]).exits(0);
        dir.tertius([command, "problems"]).exits(1);
        dir.tertius([command, "nowhere"]).exits(2).prints_nothing().says("`nowhere`");
        dir.tertius([command, "clean", "--no-such-flag"]).exits(2).prints_nothing().says("--no-such-flag");
    }
    dir.tertius(["explain", "Ottilie Brandvold", "clean"]).exits(0).says_nothing();
    for command in [["explain", "in/per-aasen-2b"], ["path", "in/per-aasen-2b"]] {
        dir.tertius([&command[..], &["problems"]].concat()).exits(1);
    }
    dir.tertius(["explain", "Ottilie Brandvold", "nowhere"]).exits(2).prints_nothing();
    dir.tertius(["cohort", "nowhere"]).exits(2).prints_nothing().says("`nowhere`");
    dir.tertius([""; 0]).exits(2).prints_nothing().says("Usage: tertius");
    dir.tertius(["--version"]).exits(0).prints("tertius ").says_nothing();
    dir.tertius(["--help"]).exits(0).prints("Usage: tertius").says_nothing();
}

#[test]
fn a_clean_run_says_nothing_but_its_data() {
    for command in ["check", "rank", "referrals", "grow"] {
        let ran = Sandbox::new().tertius([command, &format!("{SAMPLES}/solo")]).exits(0).says_nothing();
        assert!(!ran.stdout.is_empty(), "{command}");
        let widest = ran.stdout.lines().map(unicode_width::UnicodeWidthStr::width).max();
        assert!(widest <= Some(80), "{command}: a line of {widest:?} columns");
    }
}

#[test]
fn a_format_that_is_asked_for_is_printed() {
    let solo = format!("{SAMPLES}/solo");
    let dir = Sandbox::new();
    let told = dir.tertius(["report", &solo, "--out", "out", "--format", "csv"]).exits(0).stdout;
    assert_eq!(told, dir.read("out/next-contacts.csv"));
    let csv = dir.tertius(["explain", "Ottilie Brandvold", &solo, "--format", "csv"]).exits(0).csv();
    let points = |row: &&Vec<String>| row[2].parse::<f64>().unwrap();
    let sum: f64 = csv.iter().filter(|row| row[1] == "answer").map(|row| points(&row)).sum();
    let next = rows(told.as_bytes());
    let of = next.iter().find(|row| row[1] == csv[1][0]).expect("she is among the first fifty");
    let p: f64 = of[11].parse().unwrap();
    assert!((sum - (p / (1.0 - p)).ln()).abs() < 0.002, "{sum} {p}");
    let json = dir.tertius(["explain", "Ottilie Brandvold", &solo, "--format", "json"]).exits(0).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json.as_array().map(Vec::len), Some(csv.len() - 1));
}

#[test]
fn who_is_called_by_half_a_name_is_listed() {
    let solo = format!("{SAMPLES}/solo");
    let ran = Sandbox::new().tertius(["explain", "ottilie", &solo]).exits(2).prints_nothing();
    ran.says("nobody is called just `ottilie`").says("in/ottilie-brandvold-7a1  Ottilie Brandvold");
}

#[test]
fn an_error_names_its_cause_once() {
    let ran = Sandbox::new().tertius(["rank", "nowhere"]).exits(2);
    assert_eq!(ran.stderr.matches("No such file").count(), 1, "{}", ran.stderr);
}

#[test]
fn tables_on_stdout_are_those_of_the_reports() {
    let dir = Sandbox::new().sample("solo", "w");
    dir.tertius(["report", "w", "--out", "out"]).exits(0);
    let with_data =
        [("rank", "next-contacts"), ("referrals", "introducers"), ("grow", "growth"), ("check", "problems")];
    for (command, table) in with_data {
        let file = dir.read(&format!("out/{table}.csv"));
        let ran = dir.tertius([command, "w", "--format", "csv"]).exits(0).says_nothing();
        assert_eq!(ran.stdout, file, "{command}");
        if command == "check" {
            continue;
        }
        let json = dir.tertius([command, "w", "--format", "json"]).exits(0).says_nothing().json();
        let rows = rows(file.as_bytes());
        let objects = json.as_array().unwrap();
        assert_eq!(objects.len(), rows.len() - 1, "{command}");
        let mut columns = rows[0].clone();
        columns.sort();
        for (object, row) in objects.iter().zip(&rows[1..]) {
            let object = object.as_object().unwrap();
            let mut keys: Vec<_> = object.keys().cloned().collect();
            keys.sort();
            assert_eq!(keys, columns, "{command}");
            for (name, cell) in rows[0].iter().zip(row) {
                // Unknown is null in one and empty in the other, never 0.
                assert_eq!(object[name].is_null(), cell.is_empty(), "{command}: {name}: {cell}");
            }
        }
    }
}

#[test]
fn check_gives_sources_and_problems() {
    let dir = Sandbox::new().sample("messy", "w");
    let json = dir.tertius(["check", "w", "--format", "json"]).exits(1).json();
    let keys: Vec<_> = json.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["problems", "sources"]);
    let problems = json["problems"].as_array().unwrap();
    let csv = dir.tertius(["check", "w", "--format", "csv"]).exits(1).csv();
    assert_eq!(problems.len(), csv.len() - 1);
    for problem in problems {
        for (name, value) in problem.as_object().unwrap() {
            assert!(csv[0].contains(name), "{name}");
            // Every problem says where and what; every one but a damaged file has a line; only the hint advises.
            assert!(matches!(name.as_str(), "line" | "column" | "value") || value != "", "{problem}");
        }
    }
    assert!(!dir.path("reports").exists(), "check writes nothing");
}

#[test]
fn top_limits_and_all_does_not() {
    let dir = Sandbox::new().sample("solo", "w");
    let n = |top: &str| dir.tertius(["rank", "w", "--format", "csv", "--top", top]).exits(0).csv().len() - 1;
    assert_eq!((n("3"), n("50")), (3, 50));
    dir.tertius(["report", "w", "--out", "out", "--top", "all"]).exits(0);
    let n_people = rows(dir.read("out/people.csv").as_bytes()).len() - 1;
    assert_eq!(
        (n("all"), rows(dir.read("out/next-contacts.csv").as_bytes()).len() - 1),
        (n_people, n_people)
    );
    dir.tertius(["rank", "w", "--top", "0"]).exits(2).prints_nothing();
}

#[test]
fn files_given_by_flag_replace_those_of_the_workspace() {
    let dir = Sandbox::new()
        .file("w/Connections.csv", "First Name,Last Name,URL,Company,Position,Connected On\nBo,Lind,https://www.linkedin.com/in/bo-lind,Lumora,Analyst,2 Mar 2026\n")
        .file("w/targets.csv", "position,company,industry\nBaker,,\n")
        .file("other/wanted.csv", "position,company,industry\n,Lumora,\n")
        .file("other/asked.csv", "date,person,kind,outcome\n2026-06-29,Bo Lind,request,pending\n");
    let targets = |args: &[&str]| {
        let args = ["rank", "w", "--format", "csv", "--as-of", "2026-06-30"].iter().chain(args);
        let csv = dir.tertius(args).exits(0).csv();
        let cell = |name: &str| csv[1][csv[0].iter().position(|column| column == name).unwrap()].clone();
        (cell("action"), cell("target"))
    };
    assert_eq!(targets(&[]), ("request".into(), "".into()));
    assert_eq!(targets(&["--targets", "other/wanted.csv"]), ("request".into(), "anyone at Lumora".into()));
    assert_eq!(targets(&["--outreach", "other/asked.csv"]), ("wait".into(), "".into()));
    dir.tertius(["rank", "w", "--targets", "nowhere.csv"]).exits(2).says("`nowhere.csv`");
    // A list of another kind would leave none at all in the place of the one there is.
    for (flag, file, what) in [
        ("--targets", "other/asked.csv", "holds no targets: it was taken for outreach"),
        ("--outreach", "other/wanted.csv", "holds no outreach: it was taken for targets"),
        ("--introductions", "other/wanted.csv", "holds no introductions"),
    ] {
        dir.tertius(["rank", "w", flag, file]).exits(2).prints_nothing().says(what);
        dir.tertius(["check", "w", flag, file]).exits(2).says(what);
    }
}

/// `tertius rank | head` is success, and no word is said of it.
#[test]
fn a_closed_pipe_is_success() {
    let dir = Sandbox::new().sample("cohort/greta", "w");
    for command in COMMANDS {
        for format in ["text", "csv", "json"] {
            let mut child = dir
                .command([command, "w", "--top", "all", "--format", format, "--quiet"])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            drop(child.stdout.take());
            let mut said = String::new();
            child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
            assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "{command} {format}");
        }
    }
}

#[test]
fn init_writes_a_workspace_that_can_be_reported() {
    let dir = Sandbox::new();
    dir.tertius(["init", "new"]).exits(0).prints("new/targets.csv").says_nothing();
    let written = dir.files("new");
    assert_eq!(written.len(), 6);
    // A second run would overwrite what the user has filled in since.
    dir.tertius(["init", "new"]).exits(2).prints_nothing().says("`new/targets.csv`");
    assert_eq!(dir.files("new"), written);
    dir.tertius(["check", "new"]).exits(0).prints("No problems.");
    dir.tertius(["report", "new", "--out", "out", "--as-of", "2026-06-30"]).exits(0);
    assert_eq!(rows(dir.read("out/people.csv").as_bytes()).len(), 1, "the examples are no people");
}

#[test]
fn colours_come_where_they_are_asked_for() {
    let dir = Sandbox::new().sample("solo", "w");
    for command in ["rank", "check", "referrals"] {
        for color in ["auto", "never"] {
            let ran = dir.tertius([command, "w", "--color", color]).exits(0);
            assert!(!ran.stdout.contains('\u{1b}'), "{command} {color}");
        }
    }
    dir.tertius(["rank", "w", "--color", "always"]).exits(0).prints("\u{1b}[1m");
}

#[test]
fn check_says_what_is_wrong_once_and_where() {
    let rows: String = (0..30).map(|n| format!("Ann{n} Lind,Bo{n} Lind,soon,\n")).collect();
    let dir = Sandbox::new()
        .file("w/introductions.csv", format!("introducer,introduced,date,context\n,Bo Lind,,\n{rows}"))
        .file("w/messages.csv", "no table\n")
        .file("w/mine.csv", "a,b\n1,2\n")
        .file("w/targets.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    let ran = dir.tertius(["check", "w", "--as-of", "2026-06-30"]).exits(1);
    assert!(ran.stdout.lines().all(|line| line.chars().count() <= 80), "{}", ran.stdout);
    let at = |text: &str| ran.stdout.find(text).unwrap_or_else(|| panic!("no `{text}` in\n{}", ran.stdout));
    // Files before rows before cells; the way out is said once for all of a sort.
    let order = [
        "targets.xls (not read, see below)",
        "1 table is of no known kind",
        "Files that could not be read, or not as a whole (2)",
        "Rows that could not be used as they are (1)",
        "no `introducer`",
        "Cells that could not be read; their rows are kept (30)",
        "30 times: not a date, in `date`",
        "introductions.csv:3: `soon`",
        "… and 25 more",
        "hint: write it like 12 Mar 2024",
        "33 problems.",
    ];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{}", ran.stdout);
    assert_eq!(ran.stdout.matches("write it like 12 Mar 2024").count(), 1);
    assert_eq!(dir.tertius(["check", "w", "--format", "csv"]).csv().len(), 34);
    // Where nothing was read at all, that is said, and where such files come from.
    let empty = Sandbox::new().file("w/mine.csv", "a,b\n");
    empty.tertius(["check", "w"]).exits(0).prints("Nothing was read.").prints("Get a\ncopy of your data");
}

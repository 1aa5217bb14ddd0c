//! What a workspace may be, what day it is, and what its settings may say.

use crate::common::{SAMPLES, Sandbox};
use tertius::day::Day;

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
    Bo,Lind,https://www.linkedin.com/in/bo-lind,,Lumora,Analyst,02 Mar 2026\n";

fn as_of(dir: &Sandbox, args: &[&str]) -> String {
    dir.tertius(["report", "--out", "out", "-q"].iter().chain(args)).exits(0);
    let summary: serde_json::Value = serde_json::from_str(&dir.read("out/summary.json")).unwrap();
    summary["as_of"].as_str().unwrap().to_owned()
}

#[test]
fn the_flag_comes_before_the_setting_and_the_setting_before_today() {
    let dir = Sandbox::new()
        .file("set/Connections.csv", CONNECTIONS)
        .file("set/tertius.toml", "as_of = \"2026-05-04\"\n")
        .file("unset/Connections.csv", CONNECTIONS)
        .file("other.toml", "as_of = 2026-06-05\n");
    assert_eq!(as_of(&dir, &["set", "--as-of", "2026-03-03"]), "2026-03-03");
    assert_eq!(as_of(&dir, &["set"]), "2026-05-04");
    assert_eq!(as_of(&dir, &["set", "--config", "other.toml"]), "2026-06-05");
    assert_eq!(as_of(&dir, &["unset", "--config", "other.toml"]), "2026-06-05");
    let today = Day::from_civil(jiff::Zoned::now().date());
    let found: Day = as_of(&dir, &["unset"]).parse().unwrap();
    // The empty environment of the command may have another time zone, and midnight may pass.
    assert!(today.days_since(found).abs() <= 1, "{found}");
}

#[test]
fn a_day_that_is_none_is_refused() {
    for day in ["2026-02-30", "30.6.2026", "tomorrow", ""] {
        Sandbox::new().tertius(["rank", "--as-of", day]).exits(2).prints_nothing().says("--as-of");
    }
}

#[test]
fn settings_that_cannot_be_used_are_named_with_file_and_line() {
    for (text, line, word) in [
        ("as_off = \"2026-06-30\"\n", "line 1", "as_off"),
        ("\n[reply]\nintroducd = 2.0\n", "line 3", "introducd"),
        ("[routine]\nrest_days = \"long\"\n", "line 2", "rest_days"),
        ("as_of = \"2026-02-30\"\n", "line 1", "2026-02-30"),
        ("[calendar\n", "line 1", "[calendar"),
        ("[calendar]\nweekend = [\"caturday\"]\n", "", "caturday"),
    ] {
        let dir = Sandbox::new().file("w/tertius.toml", text).file("w/Connections.csv", CONNECTIONS);
        for command in ["report", "rank", "check"] {
            let ran = dir.tertius([command, "w"]).exits(2).prints_nothing();
            let ran = ran.says("w/tertius.toml").says(line).says(word);
            assert!(ran.stderr.matches(word).count() <= 3, "said more than once:\n{}", ran.stderr);
        }
        assert!(!dir.path("reports").exists(), "nothing is done");
    }
    let dir = Sandbox::new();
    dir.tertius(["rank", "--config", "nowhere.toml"]).exits(2).says("`nowhere.toml`");
}

#[test]
fn a_folder_without_a_file_is_no_error() {
    let dir = Sandbox::new().file("w/.keep", "");
    dir.tertius(["report", "w"]).exits(2).prints_nothing().says("`tertius check w`");
    assert!(!dir.path("reports").exists(), "nothing was written");
    dir.tertius(["check", "w"]).exits(0).prints("No problems.");
    for command in ["rank", "referrals", "grow"] {
        for format in ["text", "csv", "json"] {
            let ran = dir.tertius([command, "w", "--format", format]).exits(0);
            assert!(!ran.stdout.is_empty(), "{command} {format}");
        }
    }
    dir.tertius(["explain", "Bo Lind", "w"]).exits(2).prints_nothing().says("`Bo Lind`");
}

#[test]
fn a_workspace_may_be_one_archive_or_one_file() {
    let zip = format!("{SAMPLES}/cohort/khue/Basic_LinkedInDataExport_06-28-2026.zip");
    let dir = Sandbox::new().file("one/Connections.csv", CONNECTIONS);
    let n = |workspace: &str| {
        let args = ["rank", workspace, "--as-of", "2026-06-30", "--top", "all", "--format", "csv"];
        dir.tertius(args).exits(0).says_nothing().csv().len() - 1
    };
    assert!(n(&zip) > 100);
    assert_eq!((n("one/Connections.csv"), n("one")), (1, 1));
    // And a file is read for what is in it, whatever its name.
    let dir = Sandbox::new().file("x.dat", CONNECTIONS);
    dir.tertius(["check", "x.dat"]).exits(0).prints("x.dat (connections)");
}

#[test]
fn the_folder_one_stands_in_is_the_workspace() {
    let dir = Sandbox::new().file("Connections.csv", CONNECTIONS);
    let here = dir.tertius(["rank", "--as-of", "2026-06-30"]).exits(0).prints("Bo Lind");
    assert_eq!(dir.tertius(["rank", ".", "--as-of", "2026-06-30"]).stdout, here.stdout);
}

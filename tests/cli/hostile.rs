//! Names, titles and files are written by strangers: nothing in them moves the cursor, changes colours, or turns the
//! direction of what follows on the terminal.

use crate::common::Sandbox;

/// A name that would clear the screen, set the window's title, ring, go back, and turn the rest around.
const NAME: &str =
    "Mal\u{1b}[2J\u{1b}]0;owned\u{7}\u{8}\u{9b}31m\u{202e}ory\u{2066}\u{200f}\u{61c}\u{85}\u{7f}";

fn workspace() -> Sandbox {
    let url = "https://www.linkedin.com/in";
    Sandbox::new()
        .file("c/w/Connections.csv", format!(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
             {NAME},One,{url}/mal-one,,{NAME} Inc,{NAME} Manager,02 Mar 2026\n\
             {NAME},Two,{url}/mal-two,,{NAME} Inc,{NAME} Manager,{NAME}\n\
             {NAME},Three,,,{NAME} Inc,{NAME} Manager,03 Mar 2026\n\
             {NAME},Same,{url}/mal-same-1,,,,03 Mar 2026\n\
             {NAME},Same,{url}/mal-same-2,,,,03 Mar 2026\n"
        ))
        .file("c/w/introductions.csv", format!(
            "introducer,introduced,date,context\n{NAME} One,{NAME} Two,2026-05-01,{NAME}\n{NAME} Two,{NAME} Three,{NAME},\n{NAME} Same,{NAME} One,2026-05-01,\n{NAME},{NAME},2026-05-01,\n"
        ))
        .file("c/w/outreach.csv", format!("date,person,kind,outcome,notes\n2026-05-01,{NAME} One,{NAME},{NAME},{NAME}\n"))
        .file("c/w/targets.csv", format!("position,company,industry\n{NAME} Manager,{NAME} Inc,{NAME}\n"))
        .file(&format!("c/w/{}.csv", NAME.replace('/', "")), format!("{NAME},b\n1,2\n"))
        .file("c/roster.csv", format!("member,folder\n{NAME},w\n{NAME} x,nowhere{NAME}\n{NAME},w\n"))
}

fn assert_harmless(what: &str, text: &str) {
    let harmful = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
    };
    if let Some(line) = text.lines().find(|line| line.contains(harmful)) {
        panic!("{what}: {}", line.escape_debug());
    }
}

#[test]
fn nothing_that_a_file_holds_reaches_the_terminal() {
    let dir = workspace();
    let day = ["--as-of", "2026-06-30"];
    for command in ["report", "check", "rank", "referrals", "grow"] {
        let ran = dir.tertius([command, "c/w"].iter().chain(&day)).exits(1);
        assert_harmless(command, &ran.stdout);
        assert_harmless(command, &ran.stderr);
        assert!(command == "grow" || ran.stdout.contains("Mal"), "{command}: {}", ran.stdout);
    }
    let csv = dir.tertius(["rank", "c/w", "--format", "csv"].iter().chain(&day)).exits(1).csv();
    assert!(csv.len() >= 6, "{csv:?}");
    for row in &csv[1..] {
        let ran = dir.tertius(["explain", &row[1], "c/w"].iter().chain(&day)).exits(0).prints("Mal");
        assert_harmless(&row[1], &ran.stdout);
    }
    // A name that fits several is printed with what it fits, and one that fits nobody as it was typed.
    for name in [format!("{NAME} Same"), format!("{NAME} Nobody")] {
        let ran = dir.tertius(["explain", &name, "c/w"].iter().chain(&day)).exits(2);
        assert_harmless("explain", &ran.stderr);
    }
    let ran = dir.tertius(["cohort", "c", "--per-member", "--out", "out"].iter().chain(&day)).exits(1);
    assert_harmless("cohort", &ran.stdout);
    assert_harmless("cohort", &ran.stderr);
    assert!(ran.stdout.contains("Mal") && ran.stderr.contains("Mal"));
}

#[test]
fn no_cell_of_a_table_runs_in_a_spreadsheet() {
    let formula = "=HYPERLINK(\"\"http://example.org\"\")";
    let dir = Sandbox::new().file(
        "Connections.csv",
        format!(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
         \"{formula}\",One,https://www.linkedin.com/in/one,,\"@SUM(1)\",\"-2+3\",02 Mar 2026\n\
         +1,Two,https://www.linkedin.com/in/two,,\"{formula}\",\"\tcmd\",soon\n"
        ),
    );
    dir.tertius(["report", "--as-of", "2026-06-30"]).exits(1);
    for (name, bytes) in dir.files("reports").iter().filter(|(name, _)| name.ends_with(".csv")) {
        for row in crate::common::rows(&bytes[..]) {
            for cell in row {
                let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']);
                assert!(!runs || cell.parse::<f64>().is_ok(), "{name}: {cell}");
            }
        }
    }
    let page = dir.files("reports").into_iter().find(|(name, _)| name == "people.csv");
    assert!(String::from_utf8(page.unwrap().1).unwrap().contains("'=HYPERLINK"));
}

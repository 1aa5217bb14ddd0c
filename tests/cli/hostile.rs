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
        let ran = dir.tertius(["explain", &row[1], "c/w"].iter().chain(&day)).exits(1).prints("Mal");
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

/// Texts that would be markup somewhere: in HTML, XML, a spreadsheet's XML, DOT, JSON and TOML.
const MARKUP: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'); DROP TABLE people; --",
    "]]></data><evil/>",
    "\\\" -> evil [label=\\\"x",
    "{{ 7 * 7 }}{% raw %}</title><script>",
];

#[test]
fn markup_in_names_is_text_in_every_report() {
    let mut rows = String::from("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n");
    let mut introductions = String::from("introducer,introduced,date,context\n");
    for (n, text) in MARKUP.iter().enumerate() {
        let cell = text.replace('"', "\"\"");
        rows += &format!(
            "\"{cell}\",\"{cell}\",https://www.linkedin.com/in/m{n},,\"{cell}\",\"{cell}\",0{} Mar 2026\n",
            n + 1
        );
        introductions += &format!("in/m{n},in/m{},2026-05-01,\"{cell}\"\n", (n + 1) % MARKUP.len());
    }
    let target = MARKUP[0];
    let dir = Sandbox::new()
        .file("w/Connections.csv", rows)
        .file("w/introductions.csv", introductions)
        .file("w/targets.csv", format!("position,company,industry\n{target},{target},{target}\n"))
        .file(&format!("w/{}.csv", MARKUP[0].replace('/', "")), "a,b\n1,2\n");
    dir.tertius(["report", "w", "--out", "out", "--as-of", "2026-06-30", "-q"]).exits(1);
    for (name, bytes) in dir.files("out") {
        let text = String::from_utf8_lossy(&bytes);
        let harmful: &[&str] = match name.rsplit('.').next().unwrap() {
            "html" => &["<script>alert", "<img src=x", "<evil"],
            "svg" | "graphml" | "gexf" => &["<script", "<img", "<evil"],
            _ => &[],
        };
        for word in harmful {
            assert!(!text.contains(word), "{name} holds {word}");
        }
        if name.ends_with(".json") {
            serde_json::from_slice::<serde_json::Value>(&bytes)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
    // What was written is shown as it was written, and not worked out.
    let page = dir.read("out/index.html");
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains(">49<"));
}

#[test]
fn a_workbook_holds_no_formula() {
    let formula = "=HYPERLINK(\"\"http://example.org\"\")";
    let dir = Sandbox::new().file(
        "w/Connections.csv",
        format!(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
             \"{formula}\",One,https://www.linkedin.com/in/one,,\"@SUM(1)\",\"-2+3\",02 Mar 2026\n"
        ),
    );
    dir.tertius(["report", "w", "--out", "out", "--as-of", "2026-06-30", "-q"]).exits(0);
    let book = std::fs::read(dir.path("out/report.xlsx")).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut found = false;
    for at in 0..zip.len() {
        let mut part = String::new();
        let mut file = zip.by_index(at).unwrap();
        if !file.name().unwrap().ends_with(".xml") {
            continue;
        }
        std::io::Read::read_to_string(&mut file, &mut part).unwrap();
        assert!(!part.contains("<f>") && !part.contains("<f "));
        found |= part.contains("HYPERLINK(");
    }
    assert!(found);
}

#[cfg(unix)]
#[test]
fn pipes_devices_links_and_loops() {
    use std::os::unix::fs::symlink;
    let dir = Sandbox::new()
        .file(
            "w/Connections.csv",
            "First Name,Last Name,Company,Position,Connected On\nAnn,Oduya,Lumora,Chef,02 Mar 2026\n",
        )
        .file("secret.csv", "introducer,introduced\nA,B\n");
    let made = std::process::Command::new("mkfifo").arg(dir.path("w/pipe.csv")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo is part of every Unix");
    symlink(dir.path("w"), dir.path("w/loop")).unwrap();
    symlink(dir.path("secret.csv"), dir.path("w/introductions.csv")).unwrap();
    symlink("nowhere", dir.path("w/nowhere.csv")).unwrap();
    symlink("/dev/zero", dir.path("w/targets.csv")).unwrap();
    let ran = dir.tertius(["check", "w", "--as-of", "2026-06-30"]).exits(1);
    ran.prints("4 times: a link; links are not followed").prints("a pipe or a device");
    dir.tertius(["check", "w/pipe.csv"]).exits(2).says("neither a file nor a folder");
    dir.tertius(["check", "/dev/zero"]).exits(2).says("neither a file nor a folder");
    dir.tertius(["rank", "w", "--targets", "w/pipe.csv"]).exits(2).says("neither a file nor a folder");
    dir.tertius(["rank", "w", "--config", "/dev/zero"]).exits(2).says("not a file");
}

#[test]
fn a_folder_far_down_is_named() {
    let deep = format!("w/{}Connections.csv", "d/".repeat(14));
    let dir = Sandbox::new()
        .file(&deep, "First Name,Last Name,Company,Position,Connected On\nA,B,C,D,02 Mar 2026\n");
    dir.tertius(["check", "w"]).exits(1).prints("12 levels down").prints("Nothing was read.");
}

//! A new workspace: nothing in it yet, and nothing wrong with it.

use crate::sandbox::*;
use tertius::import::template::{InitError, TEMPLATES, init};
use tertius::settings::Settings;

#[test]
fn a_new_workspace_holds_nothing_and_no_problem() {
    let dir = Sandbox::new();
    let written = init(&dir.path().join("deep/new")).unwrap();
    assert_eq!(written.len(), TEMPLATES.len());
    let read = dir.read_at("deep/new");
    assert_eq!(records(&read), "");
    assert_eq!(read.problems, []);
    let kinds: Vec<&str> = read.sources.iter().map(|source| source.kind).collect();
    assert_eq!(kinds, ["companies", "interviews", "introductions", "outreach", "targets", "settings"]);
    for source in &read.sources {
        assert_eq!(source.skipped_because.get("a comment").copied().unwrap_or_default(), source.rows);
    }
}

#[test]
fn the_examples_are_rows() {
    let mut dir = Sandbox::new();
    for (name, text) in TEMPLATES.iter().filter(|(name, _)| name.ends_with(".csv")) {
        let columns = text.lines().next().unwrap().split(',').count();
        let example = |line: &&str| line.starts_with('#') && !line.starts_with("# ");
        assert!(text.lines().filter(example).all(|line| line.split(',').count() == columns), "{name}");
        let uncommented: Vec<&str> =
            text.lines().map(|line| if example(&line) { &line[1..] } else { line }).collect();
        dir = dir.file(name, uncommented.join("\n"));
    }
    let read = dir.read();
    assert_eq!(read.problems, []);
    assert_eq!(read.sources.iter().map(|source| source.rejected).sum::<u64>(), 0);
    let counts = [
        read.targets.len(),
        read.introductions.len(),
        read.outreach.len(),
        read.interviews.len(),
        read.companies.len(),
    ];
    assert_eq!(counts, [3, 2, 3, 1, 2]);
    assert_eq!(read.interviews[0].introduced.len(), 2);
    assert_eq!(read.companies[0].aliases.len(), 2);
    assert!(read.outreach.iter().all(|row| row.on.is_some() && row.kind.is_some()));
}

#[test]
fn the_settings_name_every_key_with_its_default() {
    let (_, text) = TEMPLATES.iter().find(|(name, _)| *name == "tertius.toml").unwrap();
    assert_eq!(format!("{:?}", Settings::parse(text).unwrap()), format!("{:?}", Settings::default()));
    let is_set = |line: &&str| line.starts_with('#') && !line.starts_with("# ");
    let own = ["#as_of", "#me"];
    let lines = text.lines().filter(is_set).filter(|line| !own.iter().any(|key| line.starts_with(key)));
    let uncommented: Vec<&str> = lines.map(|line| &line[1..]).collect();
    let settings = Settings::parse(&uncommented.join("\n")).unwrap();
    assert_eq!(format!("{settings:?}"), format!("{:?}", Settings::default()));
    let default = Settings::default();
    for (section, fields) in [
        ("routine", format!("{:#?}", default.routine)),
        ("reply", format!("{:#?}", default.reply)),
        ("value", format!("{:#?}", default.value)),
    ] {
        let from = text.find(&format!("#[{section}]")).unwrap() + 1;
        let to = text[from..].find("\n#[").map_or(text.len(), |at| from + at);
        for name in fields.lines().filter_map(|line| line.trim().split_once(": ")).map(|(name, _)| name) {
            assert!(text[from..to].contains(&format!("\n#{name} = ")), "{section}.{name}");
        }
    }
}

#[test]
fn what_is_there_is_left_alone() {
    let dir = Sandbox::new().file("targets.csv", "mine").file("companies.csv", "mine");
    let refused = init(dir.path()).unwrap_err();
    assert!(matches!(&refused, InitError::Exists(there) if there.len() == 2));
    assert!(refused.to_string().ends_with("companies.csv`"), "{refused}");
    assert_eq!(std::fs::read_to_string(dir.path().join("targets.csv")).unwrap(), "mine");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2);
    assert!(matches!(init(&dir.path().join("targets.csv/x")), Err(InitError::Unwritable { .. })));
}

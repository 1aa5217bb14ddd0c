//! The README shows what the program prints: each `console` block is run, in order, beside copies of `sample-data/` and
//! `reports/`, and what is shown below a command must be what comes out. A line `...` stands for any lines left out.

mod common;

use common::{Sandbox, command, copy};
use std::fs::File;
use std::path::Path;
use std::process::Stdio;

#[test]
fn every_command_of_the_readme_prints_what_is_shown() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(repository.join("README.md")).expect("README.md");
    let dir = Sandbox::new().sample("", "sample-data");
    if repository.join("reports").is_dir() {
        copy(&repository.join("reports"), &dir.path("reports"));
    }
    let commands = commands(&readme);
    assert!(!commands.is_empty(), "the README shows no command");
    for (line, typed, shown) in commands {
        let args = args(&typed);
        let printed = printed(&dir, &args);
        let found: Vec<&str> = printed.lines().map(str::trim_end).collect();
        assert!(
            fits(&shown, &found),
            "README.md:{line}: `{typed}` is shown with\n{}\n\nand prints\n{printed}",
            shown.join("\n")
        );
    }
}

/// Runs the command and returns what a terminal would show: both streams, in the order in which they were written.
fn printed(dir: &Sandbox, args: &[String]) -> String {
    let path = dir.path(".printed");
    let file = File::create(&path).unwrap();
    let mut run = command(&dir.path(""), args);
    run.stdout(Stdio::from(file.try_clone().unwrap())).stderr(Stdio::from(file));
    let status = run.status().unwrap().code();
    let printed = std::fs::read_to_string(path).unwrap();
    assert!(matches!(status, Some(0 | 1)), "{args:?} ends with {status:?}:\n{printed}");
    printed
}

/// The commands of ours in `console` blocks: line of the README, what is typed, what is shown below it.
fn commands(readme: &str) -> Vec<(usize, String, Vec<&str>)> {
    let mut found: Vec<(usize, String, Vec<&str>)> = Vec::new();
    let (mut in_block, mut is_ours) = (false, false);
    for (at, line) in readme.lines().enumerate() {
        if line.starts_with("```") {
            (in_block, is_ours) = (line == "```console", false);
        } else if let Some(typed) = line.strip_prefix("$ ").filter(|_| in_block) {
            is_ours = typed.starts_with("tertius ") || typed.starts_with("cargo run ");
            if is_ours {
                found.push((at + 1, typed.to_owned(), Vec::new()));
            }
        } else if let Some((.., shown)) = found.last_mut().filter(|_| in_block && is_ours) {
            shown.push(line.trim_end());
        }
    }
    found
}

/// What stands behind `tertius` or `cargo run ... --`, cut as a shell would.
fn args(typed: &str) -> Vec<String> {
    let rest = match typed.strip_prefix("tertius ") {
        Some(rest) => rest,
        None => typed.split_once(" -- ").expect("`cargo run` hands on what stands behind --").1,
    };
    let mut args = Vec::new();
    let mut quote = None;
    let mut arg: Option<String> = None;
    for c in rest.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), c) => arg.get_or_insert_default().push(c),
            (None, '"' | '\'') => {
                quote = Some(c);
                arg.get_or_insert_default();
            }
            (None, ' ') => args.extend(arg.take()),
            (None, '|' | '>' | '&' | ';') => panic!("`{typed}`: only the command itself can be tested"),
            (None, c) => arg.get_or_insert_default().push(c),
        }
    }
    args.extend(arg);
    args
}

/// Whether lines are those shown, `...` standing for any number of them.
fn fits(shown: &[&str], found: &[&str]) -> bool {
    match shown.split_first() {
        None => found.is_empty(),
        Some((&"...", rest)) => (0..=found.len()).any(|skipped| fits(rest, &found[skipped..])),
        Some((line, rest)) => {
            found.split_first().is_some_and(|(first, found)| first == line && fits(rest, found))
        }
    }
}

#[test]
fn what_a_shell_would_do() {
    assert_eq!(args("tertius explain \"Ann Oduya\" w"), ["explain", "Ann Oduya", "w"]);
    assert_eq!(args("cargo run --quiet -- rank 'a \"b' ''"), ["rank", "a \"b", ""]);
    assert!(fits(&["a", "...", "d"], &["a", "b", "c", "d"]) && fits(&["...", "a"], &["a"]));
    assert!(!fits(&["a", "...", "d"], &["a", "b", "c"]) && !fits(&["a"], &["a", "b"]));
    let readme = "```console\n$ cargo test\nok\n$ tertius rank\nAna\n```\n```\n$ tertius no\n```\n";
    assert_eq!(commands(readme), [(4, "tertius rank".to_owned(), vec!["Ana"])]);
}

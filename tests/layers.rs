//! `use` descends: the crate doc of `src/lib.rs` lists the layers from the top, and no layer names one above it.

use std::fs;
use std::path::{Path, PathBuf};

/// What no layer of the library does: `cli` alone asks for the day and the environment, prints and ends the program.
const FOR_CLI_ALONE: [&str; 10] = [
    "std::env",
    "SystemTime",
    "Instant::now",
    "Zoned::now",
    "print!",
    "println!",
    "eprint!",
    "eprintln!",
    "dbg!",
    "process::exit",
];

#[test]
fn no_layer_names_one_above_it() {
    let layers = layers();
    let mut refused = Vec::new();
    for path in files(Path::new("src")).into_iter().filter(|path| !is_cli(path)) {
        let modules = modules_of(&path);
        let Some(own) = layers.iter().position(|layer| Some(layer) == modules.first()) else { continue };
        for (line, text) in code(&path) {
            let climbs = "super::".repeat(modules.len());
            let named = names_after(&text, "crate::").chain(names_after(&text, &climbs));
            for name in named.filter(|name| !layers[own..].contains(name)) {
                refused.push(format!("{}:{line}: {} names {name}", path.display(), layers[own]));
            }
        }
    }
    assert!(refused.is_empty(), "upward, or not to be told:\n{}", refused.join("\n"));
}

#[test]
fn the_crate_doc_lists_every_layer_in_the_order_of_the_modules() {
    let text = fs::read_to_string("src/lib.rs").unwrap();
    let declared: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(declared, layers());
}

#[test]
fn the_library_has_no_clock_no_environment_and_no_terminal() {
    let mut refused = Vec::new();
    for path in files(Path::new("src")) {
        let words = if is_cli(&path) { &["std::net"][..] } else { &FOR_CLI_ALONE };
        for (line, text) in code(&path) {
            for word in words.iter().chain(&["std::net"]).filter(|word| has_word(&text, word)) {
                refused.push(format!("{}:{line}: {word}", path.display()));
            }
        }
    }
    assert!(refused.is_empty(), "only cli may, and nobody opens a connection:\n{}", refused.join("\n"));
}

/// The layers from the top, as the list of the crate doc has them.
fn layers() -> Vec<String> {
    let text = fs::read_to_string("src/lib.rs").unwrap();
    let listed = text.lines().filter_map(|line| Some(line.strip_prefix("//! * ")?.split_once(": ")?.0));
    listed
        .flat_map(|names| names.split(", "))
        .map(|name| name.trim_matches(['[', ']', '`']).to_owned())
        .collect()
}

fn is_cli(path: &Path) -> bool {
    path.starts_with("src/cli") || path == Path::new("src/main.rs")
}

/// Every Rust file below a folder but those that are modules of tests.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    let mut tests = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let after = text.split("#[cfg(test)]\n").skip(1);
            let names = after.filter_map(|rest| rest.strip_prefix("mod ")?.split_once(';'));
            // `mod name;` of a file that is no mod.rs lies in a folder of that file's name; none of ours does.
            tests.extend(names.map(|(name, _)| folder.join(format!("{name}.rs"))));
            found.push(path);
        }
    }
    found.retain(|path| !tests.contains(path));
    found.sort();
    found
}

/// `src/report/chart/mod.rs` is `[report, chart]`.
fn modules_of(path: &Path) -> Vec<String> {
    let parts = path.with_extension("");
    let names = parts.iter().skip(1).map(|part| part.to_string_lossy().into_owned());
    names.filter(|name| name != "mod" && name != "lib").collect()
}

/// The lines of a file up to its tests, without comments.
fn code(path: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(path).unwrap();
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let lines = text[..end].lines().enumerate();
    let uncommented =
        lines.map(|(at, line)| (at + 1, line.split("//").next().unwrap_or_default().to_owned()));
    uncommented.collect()
}

/// The first name after each occurrence of a path's head. `crate::{a, b}` gives an empty name, which is no layer: one
/// `use` a module, so that this test can read them.
fn names_after<'a>(text: &'a str, head: &'a str) -> impl Iterator<Item = String> + 'a {
    let is_name = |c: &char| c.is_alphanumeric() || *c == '_';
    let ends = text.match_indices(head).filter(move |(at, _)| {
        // `super::super::x` is not `super::x`, and `$crate` is a macro's.
        !text[..*at].ends_with("super::") && !text[..*at].ends_with('$')
    });
    ends.map(move |(at, _)| &text[at + head.len()..])
        .filter(|rest| !rest.starts_with("super::"))
        .map(move |rest| rest.chars().take_while(is_name).collect())
}

/// Whether a text has a word that no longer word ends in.
fn has_word(text: &str, word: &str) -> bool {
    let begins = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    text.match_indices(word).any(|(at, _)| begins(at))
}

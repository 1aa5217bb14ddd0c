//! The targets of `tests/fuzz`, over its corpus and some thousand changes of it: the same in every run.

#[path = "../fuzz/targets.rs"]
mod targets;

use crate::changes::{Numbers, change};
use std::path::Path;
use targets::{TARGETS, run};

/// How many changes of each file of the corpus are tried; fuzzing itself tries millions.
const CHANGES: u64 = 40;

#[test]
fn no_input_breaks_a_promise() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    for (target, _) in TARGETS {
        let mut files: Vec<_> =
            std::fs::read_dir(corpus.join(target)).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        assert!(!files.is_empty(), "{target} has no corpus");
        let inputs: Vec<Vec<u8>> = files.iter().map(|file| std::fs::read(file).unwrap()).collect();
        run(target, b"");
        for (at, (file, input)) in files.iter().zip(&inputs).enumerate() {
            // Which file it was is all that a panic further down does not say.
            println!("{}", file.display());
            run(target, input);
            let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15 ^ at as u64);
            for _ in 0..CHANGES {
                let mut bytes = input.clone();
                change(&mut bytes, &inputs[numbers.below(inputs.len())], &mut numbers);
                run(target, &bytes);
            }
        }
    }
}

/// The package under `tests/fuzz` is built by whoever fuzzes; here is seen to it that it can be.
#[test]
fn the_package_has_what_its_layers_need() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open = vec![root.join("src/import"), root.join("src/people")];
    let mut files =
        ["day", "evidence", "index", "settings"].map(|name| root.join(format!("src/{name}.rs"))).to_vec();
    while let Some(folder) = open.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()) {
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    let code: String = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let (ours, theirs) = (read("Cargo.toml"), read("tests/fuzz/Cargo.toml"));
    let dependencies = ours.split("[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap();
    let mut n_used = 0;
    for line in dependencies.lines() {
        let Some((name, _)) = line.split_once(" = ") else { continue };
        let used = format!("{}::", name.replace('-', "_"));
        if code.contains(&used) {
            n_used += 1;
            assert!(
                theirs.lines().any(|their| their == line),
                "tests/fuzz/Cargo.toml lacks this line:\n{line}"
            );
        }
    }
    assert!(n_used > 10);
}

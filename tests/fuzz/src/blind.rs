//! Changes the corpus blindly, a million times a target: `cargo run --release --bin blind -- 1000000 [TARGET...]` in
//! `tests/fuzz`. Without instrumentation this is fifty times as fast as fuzzing by coverage, and reaches less.
//!
//! Says how many inputs were read, how long the slowest took, and how much memory the process ever had. An input that
//! breaks a promise, by a panic or by never ending, ends the run, and lies in `artifacts/`.

#[path = "../changes.rs"]
mod changes;
#[path = "../targets.rs"]
mod targets;

use changes::{Numbers, change};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use targets::{TARGETS, run};

fn main() {
    let mut args = std::env::args().skip(1);
    let n: u64 = args.next().and_then(|n| n.parse().ok()).expect("how many inputs a target");
    let wanted: Vec<String> = args.collect();
    let base = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    std::thread::spawn(watch);
    for (target, _) in TARGETS.iter().filter(|(name, _)| wanted.is_empty() || wanted.iter().any(|it| it == name)) {
        // What fuzzing by coverage found is the better start.
        let mut files: Vec<PathBuf> = ["corpus", "found"]
            .iter()
            .filter_map(|folder| fs::read_dir(base.join(folder).join(target)).ok())
            .flat_map(|items| items.flatten().map(|item| item.path()))
            .collect();
        files.sort();
        let inputs: Vec<Vec<u8>> = files.iter().filter_map(|file| fs::read(file).ok()).collect();
        let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
        let mut slowest = Duration::ZERO;
        let start = Instant::now();
        for _ in 0..n {
            let mut bytes = inputs[numbers.below(inputs.len())].clone();
            change(&mut bytes, &inputs[numbers.below(inputs.len())], &mut numbers);
            let begun = Instant::now();
            *UNDER_WAY.lock().expect("nobody panics inside") = Some((begun, format!("{target}-hang"), bytes.clone()));
            if catch_unwind(AssertUnwindSafe(|| run(target, &bytes))).is_err() {
                leave(&format!("{target}-blind"), &bytes);
            }
            slowest = slowest.max(begun.elapsed());
        }
        *UNDER_WAY.lock().expect("nobody panics inside") = None;
        let each = start.elapsed().as_micros() as u64 / n.max(1);
        println!("{target}: {n} inputs, {each} µs each, the slowest {} ms, {}", slowest.as_millis(), memory());
    }
}

/// What is read at the moment, since when, and what it is called if it never ends.
static UNDER_WAY: Mutex<Option<(Instant, String, Vec<u8>)>> = Mutex::new(None);

/// So long an input may take on a machine that is busy.
const LONGEST: Duration = Duration::from_secs(20);

/// Ends the run where an input takes too long: a reader that hangs breaks a promise as much as one that panics.
fn watch() {
    loop {
        std::thread::sleep(Duration::from_secs(1));
        let under_way = UNDER_WAY.lock().expect("nobody panics inside").clone();
        if let Some((_, name, bytes)) = under_way.filter(|(begun, ..)| begun.elapsed() > LONGEST) {
            leave(&name, &bytes);
        }
    }
}

/// Leaves the input that broke a promise in `artifacts/`, and ends the run.
fn leave(name: &str, bytes: &[u8]) -> ! {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("artifacts");
    let path = folder.join(name);
    let _ = fs::create_dir_all(folder);
    fs::write(&path, bytes).expect("a place for the input");
    eprintln!("{}", path.display());
    std::process::exit(1);
}

/// The most memory that the process ever had, where the system tells.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("memory not known").to_owned()
}

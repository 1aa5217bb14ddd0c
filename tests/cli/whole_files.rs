//! Nothing half-written: whatever ends a run, every report is the old one or the new one.

#![cfg(unix)]

use crate::common::{Sandbox, files};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

const OLD: [&str; 2] = ["--as-of", "2026-05-31"];
const NEW: [&str; 2] = ["--as-of", "2026-06-30"];

type Reports = BTreeMap<String, Vec<u8>>;

/// A small workspace with a folder of old reports, and the reports as they are when all are old and all are new.
fn workspace() -> (Sandbox, Reports, Reports) {
    let row = |n: usize| {
        let month = ["Mar", "Apr", "May", "Jun"][n % 4];
        format!(
            "Ann{n},Oduya,https://www.linkedin.com/in/ann-{n},,Lumora,Analyst,{:02} {month} 2026\n",
            n % 28 + 1
        )
    };
    let rows: String = (0..60).map(row).collect();
    let dir = Sandbox::new()
        .file(
            "w/Connections.csv",
            format!("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n{rows}"),
        )
        .file("w/targets.csv", "position,company,industry\nAnalyst,Lumora,\n");
    dir.tertius(["report", "w", "--out", "new", "-q"].iter().chain(&NEW)).exits(0);
    dir.tertius(["report", "w", "--out", "out", "-q"].iter().chain(&OLD)).exits(0);
    let of = |name: &str| dir.files(name).into_iter().collect::<Reports>();
    let (old, new) = (of("out"), of("new"));
    assert!(old.len() >= 20 && old.keys().eq(new.keys()));
    (dir, old, new)
}

/// Checks that every report is wholly old or wholly new, and says how many are new. What is left over has a hidden name.
fn assert_whole(folder: &Path, old: &Reports, new: &Reports) -> usize {
    let mut n_new = 0;
    let found: Reports = files(folder).into_iter().collect();
    for (name, bytes) in &found {
        if name.starts_with('.') && name.ends_with(".part") {
            continue;
        }
        assert!(old.contains_key(name), "{name} is no report");
        assert!(*bytes == old[name] || *bytes == new[name], "{name} is neither the old one nor the new one");
        n_new += usize::from(*bytes == new[name] && *bytes != old[name]);
    }
    assert!(old.keys().all(|name| found.contains_key(name)), "a report is gone");
    n_new
}

fn no_leftovers(folder: &Path) {
    let left: Vec<String> =
        files(folder).into_iter().map(|(name, _)| name).filter(|name| name.ends_with(".part")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn killed_at_any_moment() {
    let (dir, old, new) = workspace();
    let out = dir.path("out");
    // Killed when so many files in the folder have been touched by the run: before the first, and after each.
    // Files vanish while they are looked at, which the run being looked at is free to do.
    let n_changed = || {
        let there = std::fs::read_dir(&out).unwrap().flatten();
        let changed = there.filter(|item| {
            let name = item.file_name().into_string().unwrap();
            std::fs::read(item.path()).is_ok_and(|bytes| old.get(&name) != Some(&bytes))
        });
        changed.count()
    };
    let mut reached = std::collections::BTreeSet::new();
    for wanted in 0..16 {
        for (name, bytes) in &old {
            std::fs::write(out.join(name), bytes).unwrap();
        }
        let mut run = dir.command(["report", "w", "--out", "out", "-q"].iter().chain(&NEW)).spawn().unwrap();
        while n_changed() < wanted && run.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        run.kill().unwrap();
        run.wait().unwrap();
        reached.insert(assert_whole(&out, &old, &new));
    }
    // The test would be worth nothing if every run had been killed before it wrote or after it was done.
    assert!(reached.len() > 2, "{reached:?}");
    // The next run finishes the work and takes away what the dead left.
    dir.tertius(["report", "w", "--out", "out", "-q"].iter().chain(&NEW)).exits(0);
    assert_eq!(dir.files("out").into_iter().collect::<Reports>(), new);
    no_leftovers(&out);
}

#[test]
fn no_room_for_a_file() {
    // A limit on the size of files (in blocks of 512 bytes) is a full disk that needs no administrator.
    for blocks in ["0", "1", "8", "40"] {
        let (dir, old, new) = workspace();
        let command = dir.command(["report", "w", "--out", "out", "-q"].iter().chain(&NEW));
        let mut limited = Command::new("/bin/sh");
        limited
            .args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", blocks])
            .arg(command.get_program());
        limited.args(command.get_args()).current_dir(dir.path("")).env_clear().stdin(Stdio::null());
        let done = limited.output().unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(2), "{said}");
        assert!(said.contains("cannot write `out/"), "{said}");
        assert!(done.stdout.is_empty());
        assert_whole(&dir.path("out"), &old, &new);
        no_leftovers(&dir.path("out"));
    }
}

#[test]
fn a_folder_that_cannot_be_written() {
    let (dir, old, _) = workspace();
    let run = |out: &str| {
        dir.tertius(["report", "w", "--out", out, "-q"].iter().chain(&NEW)).exits(2).prints_nothing()
    };
    // A file stands where the folder should be, and a folder where a file should be.
    std::fs::write(dir.path("taken"), "x").unwrap();
    run("taken").says("cannot make the folder `taken`");
    run("taken/deeper").says("cannot make the folder `taken/deeper`");
    std::fs::remove_file(dir.path("out/people.csv")).unwrap();
    std::fs::create_dir(dir.path("out/people.csv")).unwrap();
    run("out").says("cannot write `out/people.csv`");
    no_leftovers(&dir.path("out"));
    // A folder that may only be read. An administrator may write everywhere.
    use std::os::unix::fs::PermissionsExt;
    let folder = dir.path("locked");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("people.csv"), &old["people.csv"]).unwrap();
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o555)).unwrap();
    let may_write_everywhere = std::fs::write(folder.join("x"), "").is_ok();
    if !may_write_everywhere {
        run("locked").says("cannot write `locked/");
        assert_eq!(files(&folder), [("people.csv".to_owned(), old["people.csv"].clone())]);
    }
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o755)).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full() {
    let (dir, ..) = workspace();
    for (command, format) in
        [("rank", "text"), ("rank", "csv"), ("check", "text"), ("check", "json"), ("grow", "json")]
    {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = dir.command([command, "w", "--format", format].iter().chain(&NEW));
        let done = command.stdout(full).output().unwrap();
        assert_eq!(done.status.code(), Some(2));
        assert!(!done.stderr.is_empty() && !String::from_utf8_lossy(&done.stderr).contains("panicked"));
    }
}

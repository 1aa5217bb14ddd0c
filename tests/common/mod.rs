//! A fresh folder for one test, and the command run in it: with an empty environment, so that it behaves the same on
//! any machine. One run, then status, stdout and stderr of that run.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// The samples, as an absolute path: commands run in their sandbox.
pub const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-data");

/// A folder that is gone when the test is over.
pub struct Sandbox(PathBuf);

impl Sandbox {
    /// Makes the folder.
    pub fn new() -> Sandbox {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("tertius-test-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        // A temporary folder may be a link; commands show the path they were started in.
        Sandbox(path.canonicalize().unwrap())
    }

    /// Writes a file.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Sandbox {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// Copies a file or folder of `sample-data/` under a name of its own.
    pub fn sample(self, from: &str, to: &str) -> Sandbox {
        copy(&Path::new(SAMPLES).join(from), &self.0.join(to));
        self
    }

    /// The folder, or what lies in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The text of a file.
    pub fn read(&self, name: &str) -> String {
        let path = self.0.join(name);
        String::from_utf8(std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))).unwrap()
    }

    /// Every file below a folder with its bytes, in order.
    pub fn files(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        files(&self.0.join(folder))
    }

    /// Runs the command in the folder.
    pub fn tertius<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Ran {
        tertius(&self.0, args)
    }

    /// The command, to be started by the test itself.
    pub fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        command(&self.0, args)
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Copies a file or a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        std::fs::create_dir_all(to).unwrap();
        for item in std::fs::read_dir(from).unwrap() {
            let item = item.unwrap();
            copy(&item.path(), &to.join(item.file_name()));
        }
    } else {
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, std::fs::read(from).unwrap_or_else(|e| panic!("{}: {e}", from.display())))
            .unwrap();
    }
}

/// Every file below a folder with its bytes, in the order of the paths; none where the folder is not there.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for item in std::fs::read_dir(at).into_iter().flatten() {
            let path = item.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, std::fs::read(path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The command with an empty environment.
pub fn command<S: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tertius"));
    command.current_dir(folder).args(args).env_clear().stdin(Stdio::null());
    command
}

/// Runs the command in a folder.
pub fn tertius<S: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = S>) -> Ran {
    let mut command = command(folder, args);
    let shown: Vec<String> = command.get_args().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let done = command.output().unwrap();
    Ran {
        shown: shown.join(" "),
        status: done.status.code(),
        stdout: String::from_utf8(done.stdout).unwrap(),
        stderr: String::from_utf8(done.stderr).unwrap(),
    }
}

/// What came of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Ran {
    shown: String,
    /// The exit code.
    pub status: Option<i32>,
    /// The data.
    pub stdout: String,
    /// Everything else.
    pub stderr: String,
}

impl Ran {
    fn fails(&self, what: &str) -> ! {
        let Ran { shown, status, stdout, stderr } = self;
        panic!("tertius {shown}: {what}\nstatus {status:?}\n-- stdout\n{stdout}\n-- stderr\n{stderr}");
    }

    /// Checks the exit code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Ran {
        if self.status != Some(code) {
            self.fails(&format!("should exit with {code}"));
        }
        self
    }

    /// Checks that stdout holds a text.
    #[track_caller]
    pub fn prints(self, text: &str) -> Ran {
        if !self.stdout.contains(text) {
            self.fails(&format!("should print `{text}`"));
        }
        self
    }

    /// Checks that stderr holds a text.
    #[track_caller]
    pub fn says(self, text: &str) -> Ran {
        if !self.stderr.contains(text) {
            self.fails(&format!("should say `{text}`"));
        }
        self
    }

    /// Checks that nothing came out on stdout.
    #[track_caller]
    pub fn prints_nothing(self) -> Ran {
        if !self.stdout.is_empty() {
            self.fails("should print nothing");
        }
        self
    }

    /// Checks that nothing came out on stderr.
    #[track_caller]
    pub fn says_nothing(self) -> Ran {
        if !self.stderr.is_empty() {
            self.fails("should say nothing");
        }
        self
    }

    /// The rows of a CSV on stdout, the header first.
    pub fn csv(&self) -> Vec<Vec<String>> {
        rows(self.stdout.as_bytes())
    }

    /// The JSON on stdout.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| self.fails(&error.to_string()))
    }
}

/// The rows of a CSV, the header first.
pub fn rows(bytes: impl Read) -> Vec<Vec<String>> {
    let mut csv = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    csv.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

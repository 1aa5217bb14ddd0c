//! Files that are whole or not there: written under a temporary name and renamed.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// How the temporary names end.
const UNFINISHED: &str = ".part";

/// Who may read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Whoever may read what the user writes.
    Usual,
    /// The user alone, where the system knows users.
    Owner,
}

/// Writes a file: a killed run leaves the old one or the new one, never half of one.
///
/// The temporary file lies beside the final one, since a rename across file systems is a copy. It is flushed
/// before the rename: a full disk is found out while the old file is still there. What a killed run left behind is
/// taken away by the next run that writes the same file.
pub fn write<E: From<io::Error>>(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<File>) -> Result<(), E>,
) -> Result<(), E> {
    write_for(Readers::Usual, path, fill)
}

/// The same of a file that not everybody may read.
pub fn write_for<E: From<io::Error>>(
    readers: Readers,
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<File>) -> Result<(), E>,
) -> Result<(), E> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    take_away_leftovers(folder, &name);
    let temporary = folder.join(format!(".{name}.{}{UNFINISHED}", std::process::id()));
    let written = (|| {
        let file = create(&temporary, readers)?;
        // Says that somebody is at it. Where the file system has no locks, nobody takes leftovers away either.
        let _ = file.try_lock();
        let mut out = BufWriter::with_capacity(64 << 10, file);
        fill(&mut out)?;
        out.flush()?;
        fs::rename(&temporary, path)?;
        Ok(())
    })();
    if written.is_err() {
        // The error is what matters; the half file is gone if it can be.
        let _ = fs::remove_file(&temporary);
    }
    written
}

fn create(path: &Path, readers: Readers) -> io::Result<File> {
    let mut how = File::options();
    how.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        use std::os::unix::fs::OpenOptionsExt;
        // A file that is there already would keep who may read it.
        how.create_new(true).mode(0o600);
    }
    #[cfg(not(unix))]
    let _ = readers;
    how.open(path)
}

/// Takes away the temporary files of runs that were killed: those that no running program holds the lock of.
pub(crate) fn take_away_leftovers(folder: &Path, name: &str) {
    // Not being able to tidy up is no reason not to write.
    for item in fs::read_dir(folder).into_iter().flatten().flatten() {
        let found = item.file_name();
        let is_ours = found.to_str().is_some_and(|found| {
            let number = found
                .strip_prefix('.')
                .and_then(|rest| rest.strip_prefix(name))
                .and_then(|rest| rest.strip_prefix('.'))
                .and_then(|rest| rest.strip_suffix(UNFINISHED));
            number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
        });
        let is_file = item.file_type().is_ok_and(|kind| kind.is_file());
        if is_ours && is_file && File::open(item.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(item.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_of_the_dead_are_taken_away_and_no_others() {
        let folder = std::env::temp_dir().join(format!("tertius-files-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let put = |name: &str| fs::write(folder.join(name), name).unwrap();
        let (dead, busy) = (".a.csv.123.part", ".a.csv.456.part");
        let others = [".a.csv.part", ".a.csv.x.part", ".b.csv.123.part", "a.csv.123.part", "a.csv"];
        others.iter().chain([&dead, &busy]).for_each(|name| put(name));
        let running = File::open(folder.join(busy)).unwrap();
        running.try_lock().unwrap();
        write(&folder.join("a.csv"), |out| out.write_all(b"new")).unwrap();
        let there = |name: &str| folder.join(name).exists();
        assert!(!there(dead) && there(busy) && others.iter().all(|name| there(name)));
        assert_eq!(fs::read(folder.join("a.csv")).unwrap(), b"new");
        // A file that could not be filled leaves the old one, and nothing beside it.
        let failed: io::Result<()> = write(&folder.join("a.csv"), |out| {
            out.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(failed.is_err() && fs::read(folder.join("a.csv")).unwrap() == b"new");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), others.len() + 1);
        fs::remove_dir_all(&folder).unwrap();
    }
}

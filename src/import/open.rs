//! The files of a workspace: what lies in a folder, however deep, with the path a report quotes.
//!
//! In: a path. Out: an [`Entry`] a file. No link is followed, and nothing is read that lies outside the folder given.

use std::io;
use std::path::Path;

pub use super::bytes::Bytes;
pub use super::content::Content;

/// Something to be read: a file of the workspace or an entry of an archive in it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The path a report quotes, relative to the workspace, with `/`.
    pub path: String,
    /// Its bytes, or why there are none.
    pub content: Result<Content, String>,
}

impl Entry {
    /// The file's own name, in lower case.
    pub fn file_name(&self) -> String {
        self.path.rsplit('/').next().unwrap_or(&self.path).to_lowercase()
    }
}

/// How deep folders are walked.
const MAX_DEPTH: usize = 12;

/// Everything below a folder, or the file itself, in the order of the paths. `skip` is the folder of reports, which
/// is no input even where it lies in the workspace.
pub fn entries(root: &Path, skip: Option<&Path>) -> io::Result<Vec<Entry>> {
    let mut found = Vec::new();
    let metadata = std::fs::metadata(root)?;
    if metadata.is_dir() {
        for (name, item) in items_of(root)? {
            walk(name, item, skip, 0, &mut found);
        }
    } else if !metadata.is_file() {
        // A pipe would be waited for, and a device has no end.
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "neither a file nor a folder"));
    } else {
        let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        found.push(Entry { path: name, content: Ok(Content::File(root.to_owned())) });
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// The files that lie in a folder itself, in the order of their names.
pub fn files_in(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(folder)? {
        let item = item?;
        let name = item.file_name().to_string_lossy().into_owned();
        if item.file_type()?.is_file() && !name.starts_with(['.', '~']) {
            found.push(Entry { path: name, content: Ok(Content::File(item.path())) });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// What lies in a folder, with its name; what programs put there for themselves is passed over.
fn items_of(folder: &Path) -> io::Result<Vec<(String, std::fs::DirEntry)>> {
    let mut items = Vec::new();
    for item in std::fs::read_dir(folder)? {
        let item = item?;
        let name = item.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && !name.starts_with("~$") {
            items.push((name, item));
        }
    }
    Ok(items)
}

/// Takes up a file, or everything below a folder. What cannot be opened is named and costs nothing but itself.
fn walk(shown: String, item: std::fs::DirEntry, skip: Option<&Path>, depth: usize, found: &mut Vec<Entry>) {
    let path = item.path();
    let refused = |why: String| Entry { path: shown.clone(), content: Err(why) };
    match item.file_type() {
        Err(error) => found.push(refused(format!("cannot be read: {error}"))),
        Ok(kind) if kind.is_symlink() => found.push(refused("a link; links are not followed".to_owned())),
        Ok(kind) if kind.is_file() => found.push(Entry { path: shown, content: Ok(Content::File(path)) }),
        Ok(kind) if !kind.is_dir() => {
            found.push(refused("neither a file nor a folder (a pipe or a device)".to_owned()));
        }
        Ok(_) if skip.is_some_and(|skip| same_folder(skip, &path)) || is_report_folder(&path) => {}
        Ok(_) if depth >= MAX_DEPTH => {
            found.push(refused(format!("a folder more than {MAX_DEPTH} levels down; it is not looked into")));
        }
        Ok(_) => match items_of(&path) {
            Err(error) => found.push(refused(format!("a folder that cannot be read: {error}"))),
            Ok(items) => {
                for (name, item) in items {
                    walk(format!("{shown}/{name}"), item, skip, depth + 1, found);
                }
            }
        },
    }
}

fn same_folder(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// A folder that an earlier run wrote: its tables have the columns of our own lists, and reading them back in would
/// count every introduction twice.
pub fn is_report_folder(path: &Path) -> bool {
    // A run that was killed left the first of its files only.
    ["next-contacts.csv", "members.csv"].iter().any(|name| path.join(name).is_file())
        && ["summary.json", "people.csv", "cohort-growth.csv"].iter().any(|name| path.join(name).is_file())
}

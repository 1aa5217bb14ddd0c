//! LinkedIn's zip, read by its central directory, with stated ceilings.
//!
//! In: a [`Content`] that starts with `PK`. Out: what it is, and if it is an archive, an [`Entry`] a file in it.
//! Nothing is unpacked before it is opened, nothing is ever unpacked to disk, and what is over a ceiling is named
//! instead of read. The sizes that an archive declares can be relied upon: an entry that turns out longer is cut off.
//!
//! LinkedIn writes its entries with the sizes behind them (flags `0x808`), so the headers in front say nothing; users
//! pack the files again into a folder, or the archive into another one.

use super::bytes::MAX_IN_MEMORY;
use super::content::Content;
use super::open::Entry;
use super::packed::{Archive, Left, MAX_RATIO, RATIO_FROM, ZipEntry, declared_size};
use super::workbook::Format;
use std::collections::BTreeSet;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};
use zip::{CompressionMethod, ZipArchive};

/// How many entries an archive may have, the archives inside it included. LinkedIn's own have about seventy.
pub const MAX_ENTRIES: u64 = 10_000;

/// How many bytes all entries may declare together, those of archives inside included.
pub const MAX_TOTAL: u64 = 8 << 30;

/// How deep archives may lie in one another: a zip in a zip is read, a third is not.
pub const MAX_NESTED: u8 = 1;

/// What a file that starts with `PK` is.
pub enum Zip {
    /// A spreadsheet, whatever its name.
    Workbook(Format),
    /// An archive, with its entries.
    Archive(Vec<Entry>),
    /// A text document, a presentation, a program: a zip, but of no use here.
    Other,
}

/// Opens a zip that a report calls `path`.
pub fn open(path: &str, content: &Content) -> Result<Zip, String> {
    let reader = content.open_seekable().map_err(|error| format!("cannot be read: {error}"))?;
    let mut zip =
        ZipArchive::new(reader).map_err(|_| "a damaged archive: it has no table of contents".to_owned())?;
    match sort_of(&mut zip) {
        Sort::Workbook(format) => return Ok(Zip::Workbook(format)),
        Sort::Other => return Ok(Zip::Other),
        Sort::Archive => {}
    }
    let (nested, left) = match content {
        Content::Zipped(entry) => (entry.archive.nested + 1, entry.archive.left.clone()),
        _ => (0, Arc::new(Mutex::new(Left { entries: MAX_ENTRIES, bytes: MAX_TOTAL }))),
    };
    if nested > MAX_NESTED {
        return Err("an archive in an archive in an archive".to_owned());
    }
    {
        let mut left = left.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = declared_size(&zip);
        let Some(entries_left) = left.entries.checked_sub(zip.len() as u64) else {
            return Err(format!("an archive of more than {MAX_ENTRIES} files"));
        };
        let Some(bytes_left) = left.bytes.checked_sub(bytes) else {
            return Err(format!("an archive that unpacks to more than {} GB", MAX_TOTAL >> 30));
        };
        *left = Left { entries: entries_left, bytes: bytes_left };
    }
    // Damage in one entry must not cost the others, so an overlap that cannot be looked for is let pass; the other
    // ceilings hold all the same.
    if zip.has_overlapping_files().unwrap_or(false) {
        return Err("an archive whose files overlap, as no honest program packs them".to_owned());
    }
    let doubled = zip.has_duplicate_names();
    let archive = Arc::new(Archive { zip: Mutex::new(zip), nested, left });
    let mut entries = list(path, &archive);
    if doubled {
        let why = "two files of the archive have the same name; only the later one is read".to_owned();
        entries.push(Entry { path: path.to_owned(), content: Err(why) });
    }
    // The order of a folder: a workspace and its archive are read alike.
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Zip::Archive(entries))
}

/// The entries that are files, with what keeps them from being read.
fn list(path: &str, archive: &Arc<Archive>) -> Vec<Entry> {
    let zip = archive.zip.lock().unwrap_or_else(PoisonError::into_inner);
    let names: Vec<String> = (0..zip.len()).map(|index| name_of(&zip, index)).collect();
    let reports = report_folders(&names);
    let mut entries = Vec::new();
    for (index, name) in names.into_iter().enumerate() {
        if name.ends_with('/') || is_hidden(&name) || reports.iter().any(|folder| name.starts_with(folder)) {
            continue;
        }
        let content = match refused(&zip, index, &name) {
            Some(why) => Err(why),
            None => {
                let size = zip.by_index_data(index).map_or(0, |entry| entry.size());
                let entry = ZipEntry::new(archive.clone(), index, size);
                Ok(Content::Zipped(Arc::new(entry)))
            }
        };
        entries.push(Entry { path: format!("{path}/{name}"), content });
    }
    entries
}

/// The name of an entry, with `/`: some programs on Windows write `\`. What would damage a terminal is taken out.
fn name_of<R: Read + io::Seek>(zip: &ZipArchive<R>, index: usize) -> String {
    let name = match zip.name_for_index(index) {
        Some(Ok(name)) => name.into_owned(),
        _ => format!("entry {}", index + 1),
    };
    name.chars()
        .map(|c| {
            if c == '\\' {
                '/'
            } else if c.is_control() {
                '\u{FFFD}'
            } else {
                c
            }
        })
        .collect()
}

/// Files that the program which packed the archive put there for itself.
fn is_hidden(name: &str) -> bool {
    // `..` is no hidden file: a name that leads out of the archive is named and refused.
    let hides = |part: &str| (part.starts_with('.') && part != ".." && part != ".") || part.starts_with("~$");
    name.split('/').any(|part| hides(part) || part == "__MACOSX")
}

/// Folders that an earlier run wrote, see [`super::open`].
fn report_folders(names: &[String]) -> Vec<String> {
    let all: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let folders = names.iter().filter_map(|name| name.strip_suffix("summary.json"));
    folders
        .filter(|folder| folder.ends_with('/') && all.contains(format!("{folder}index.html").as_str()))
        .map(str::to_owned)
        .collect()
}

/// Why an entry is not read.
fn refused<R: Read + io::Seek>(zip: &ZipArchive<R>, index: usize, name: &str) -> Option<String> {
    let mut letters = name.chars();
    let drive = letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.next() == Some(':');
    if name.starts_with('/') || drive || name.split('/').any(|part| part == "..") {
        return Some("a name that leads out of the archive".to_owned());
    }
    let entry = match zip.by_index_data(index) {
        Ok(entry) => entry,
        Err(error) => return Some(format!("damaged in its archive: {error}")),
    };
    if entry.encrypted() {
        return Some("protected by a password".to_owned());
    }
    if entry.is_symlink() {
        return Some("a link; links are not followed".to_owned());
    }
    if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
        return Some("packed in a way that is not read".to_owned());
    }
    too_large(entry.size(), entry.compressed_size())
}

/// Why an entry of these sizes is not unpacked.
fn too_large(size: u64, packed: u64) -> Option<String> {
    if size > MAX_IN_MEMORY {
        return Some(format!("unpacks to more than {} GB", MAX_IN_MEMORY >> 30));
    }
    if size > RATIO_FROM && size / packed.max(1) > MAX_RATIO {
        return Some(format!("unpacks to more than {MAX_RATIO} times its size, as no table does"));
    }
    None
}

/// What kind of zip it is, told by the names that its format asks for.
enum Sort {
    Workbook(Format),
    Archive,
    Other,
}

fn sort_of<R: Read + io::Seek>(zip: &mut ZipArchive<R>) -> Sort {
    let names: Vec<String> = (0..zip.len()).map(|index| name_of(zip, index).to_ascii_lowercase()).collect();
    let has =
        |start: &str, end: &str| names.iter().any(|name| name.starts_with(start) && name.ends_with(end));
    if has("[content_types].xml", "") {
        return if has("xl/workbook", ".xml") {
            Sort::Workbook(Format::Xlsx)
        } else if has("xl/workbook", ".bin") {
            Sort::Workbook(Format::Xlsb)
        } else {
            Sort::Other
        };
    }
    if let Some(index) = names.iter().position(|name| name == "mimetype") {
        let mut mime = String::new();
        if let Ok(file) = zip.by_index(index) {
            let _ = file.take(128).read_to_string(&mut mime);
        }
        let is_sheet = mime.starts_with("application/vnd.oasis.opendocument.spreadsheet");
        return if is_sheet && has("content.xml", "") { Sort::Workbook(Format::Ods) } else { Sort::Other };
    }
    if has("meta-inf/manifest.mf", "") || has("index/document.iwa", "") {
        return Sort::Other;
    }
    Sort::Archive
}

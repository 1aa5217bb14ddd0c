//! Files, zip entries and their bytes: everything that can be opened, with stated ceilings.
//!
//! In: a path. Out: [`Content`]s with the path a report quotes. Nothing is ever unpacked to disk, no link is followed,
//! and nothing is read that lies outside the folder given.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The bytes of a file, to be opened as often as needed.
#[derive(Clone, Debug)]
pub enum Content {
    /// A file on disk, streamed.
    File(PathBuf),
    /// A zip entry or a decoded text, in memory.
    Bytes(Arc<[u8]>),
}

impl Content {
    /// No bytes.
    pub fn empty() -> Content {
        Content::Bytes(Arc::from([]))
    }

    /// Opens the content at an offset.
    pub fn open_at(&self, offset: u64) -> io::Result<Box<dyn Read>> {
        match self {
            Content::File(path) => {
                let mut file = File::open(path)?;
                if offset > 0 {
                    file.seek(SeekFrom::Start(offset))?;
                }
                Ok(Box::new(file))
            }
            Content::Bytes(bytes) => {
                let mut cursor = Cursor::new(bytes.clone());
                cursor.set_position(offset);
                Ok(Box::new(cursor))
            }
        }
    }

    /// The first bytes, at most `limit`.
    pub fn head(&self, limit: usize) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.open_at(0)?.take(limit as u64).read_to_end(&mut head)?;
        Ok(head)
    }

    /// The line that starts at an offset, without its end, and the number of bytes to the start of the next one.
    /// The line is `None` where it is longer than `limit`.
    pub fn line_at(&self, offset: u64, limit: usize) -> io::Result<(Option<Vec<u8>>, u64)> {
        let mut reader = io::BufReader::new(self.open_at(offset)?);
        let mut line = Vec::new();
        let mut skipped = 0u64;
        loop {
            let buffer = io::BufRead::fill_buf(&mut reader)?;
            if buffer.is_empty() {
                break;
            }
            let (taken, ended) = match buffer.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), false),
            };
            if line.len() <= limit {
                line.extend_from_slice(&buffer[..taken]);
            }
            io::BufRead::consume(&mut reader, taken);
            skipped += taken as u64;
            if ended {
                break;
            }
        }
        let line = (line.len() <= limit).then(|| {
            while matches!(line.last(), Some(b'\n' | b'\r')) {
                line.pop();
            }
            line
        });
        Ok((line, skipped))
    }

    /// Guesses the encoding of a text that is not UTF-8, from its first four megabytes.
    pub fn guess_encoding(&self) -> &'static encoding_rs::Encoding {
        let head = self.head(4 << 20).unwrap_or_default();
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(&head, true);
        detector.guess(None, chardetng::Utf8Detection::Deny)
    }
}

/// The largest text that is held in memory: a zip entry, or a file in UTF-16.
pub const MAX_IN_MEMORY: u64 = 1 << 30;

/// Turns UTF-16 (with its mark, or told by its zero bytes) into UTF-8; everything else is left as it is.
pub fn as_utf8(content: Content) -> io::Result<Content> {
    let head = content.head(4096)?;
    let encoding = match head.as_slice() {
        [0xFF, 0xFE, ..] => encoding_rs::UTF_16LE,
        [0xFE, 0xFF, ..] => encoding_rs::UTF_16BE,
        head if head.len() >= 8 => {
            let zeros =
                |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
            let (even, odd) = (zeros(0), zeros(1));
            // Latin text in UTF-16 has a zero in nearly every second byte, and all on one side.
            if odd > head.len() / 4 && even * 8 < odd {
                encoding_rs::UTF_16LE
            } else if even > head.len() / 4 && odd * 8 < even {
                encoding_rs::UTF_16BE
            } else {
                return Ok(content);
            }
        }
        _ => return Ok(content),
    };
    let mut bytes = Vec::new();
    content.open_at(0)?.take(MAX_IN_MEMORY).read_to_end(&mut bytes)?;
    let (text, _) = encoding.decode_with_bom_removal(&bytes);
    Ok(Content::Bytes(text.into_owned().into_bytes().into()))
}

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
        walk(root, "", skip, 0, &mut found)?;
    } else {
        let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        found.push(Entry { path: name, content: Ok(Content::File(root.to_owned())) });
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn walk(
    folder: &Path,
    prefix: &str,
    skip: Option<&Path>,
    depth: usize,
    found: &mut Vec<Entry>,
) -> io::Result<()> {
    for item in std::fs::read_dir(folder)? {
        let item = item?;
        let name = item.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        let path = item.path();
        let shown = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
        let kind = item.file_type()?;
        if kind.is_symlink() {
            let why = "a link; links are not followed".to_owned();
            found.push(Entry { path: shown, content: Err(why) });
        } else if kind.is_dir() {
            let is_output = skip.is_some_and(|skip| same_folder(skip, &path)) || is_report_folder(&path);
            if is_output || depth >= MAX_DEPTH {
                continue;
            }
            walk(&path, &shown, skip, depth + 1, found)?;
        } else if kind.is_file() {
            found.push(Entry { path: shown, content: Ok(Content::File(path)) });
        }
    }
    Ok(())
}

fn same_folder(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// A folder that an earlier run wrote: its tables have the columns of our own lists, and reading them back in would
/// count every introduction twice.
fn is_report_folder(path: &Path) -> bool {
    path.join("summary.json").is_file() && path.join("index.html").is_file()
}

//! Entries of a zip, unpacked into memory when they are wanted, within what all of them may declare.
//!
//! In: an open zip. Out: bytes, as far as they can be unpacked. Which entries are read at all, [`super::archive`] says.

use super::bytes::{Bytes, MAX_IN_MEMORY, ReadSeek};
use std::fmt;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use zip::ZipArchive;

/// The ratio over which an entry of more than [`RATIO_FROM`] bytes is refused. Tables shrink to a fifth or a tenth; a
/// thousandth is what deflate makes of zeros.
pub const MAX_RATIO: u64 = 200;

/// The declared size from which on the ratio matters: a small file can do no harm.
pub const RATIO_FROM: u64 = 16 << 20;

/// An archive that is open, with what is left of the ceilings.
pub(super) struct Archive {
    pub(super) zip: Mutex<ZipArchive<Box<dyn ReadSeek>>>,
    pub(super) nested: u8,
    pub(super) left: Arc<Mutex<Left>>,
}

/// What an archive and the archives inside it may still declare.
pub(super) struct Left {
    pub(super) entries: u64,
    pub(super) bytes: u64,
}

/// A file in an archive, unpacked when it is wanted.
pub struct ZipEntry {
    pub(super) archive: Arc<Archive>,
    index: usize,
    size: u64,
    whole: OnceLock<(Bytes, Option<String>)>,
}

impl fmt::Debug for ZipEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "entry {} of {} bytes", self.index, self.size)
    }
}

impl ZipEntry {
    /// The entry with this number of an archive, and the size it declares.
    pub(super) fn new(archive: Arc<Archive>, index: usize, size: u64) -> ZipEntry {
        ZipEntry { archive, index, size, whole: OnceLock::new() }
    }

    /// The declared size.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The first bytes, at most `limit`; no more than these are unpacked.
    pub fn head(&self, limit: usize) -> io::Result<Vec<u8>> {
        if let Some((bytes, _)) = self.whole.get() {
            return Ok(bytes.as_ref().iter().take(limit).copied().collect());
        }
        let mut head = Vec::new();
        match self.unpack(limit as u64, &mut head) {
            // Damage further on is met when the whole is read.
            Err(error) if head.is_empty() => Err(error),
            _ => Ok(head),
        }
    }

    /// All bytes, unpacked once, and what kept the rest from being unpacked.
    pub fn whole(&self) -> io::Result<(Bytes, Option<String>)> {
        if let Some(whole) = self.whole.get() {
            return Ok(whole.clone());
        }
        let mut bytes = Vec::new();
        let damage = match self.unpack(MAX_IN_MEMORY, &mut bytes) {
            Err(error) if bytes.is_empty() => return Err(error),
            result => result.err().map(|error| error.to_string()),
        };
        Ok(self.whole.get_or_init(|| (bytes.into(), damage)).clone())
    }

    fn unpack(&self, limit: u64, into: &mut Vec<u8>) -> io::Result<()> {
        let mut zip = self.archive.zip.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = zip.by_index(self.index).map_err(|error| damaged(&error))?;
        into.reserve(self.size.min(limit) as usize);
        entry.take(limit).read_to_end(into)?;
        Ok(())
    }
}

fn damaged(error: &zip::result::ZipError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("damaged in its archive: {error}"))
}

/// What the entries declare together. The crate's own sum gives up on entries whose sizes stand behind them, which is
/// how LinkedIn packs; the table of contents has the sizes all the same.
pub(super) fn declared_size<R: Read + io::Seek>(zip: &ZipArchive<R>) -> u64 {
    let sizes = (0..zip.len()).filter_map(|index| zip.by_index_data(index).ok()).map(|entry| entry.size());
    sizes.fold(0, u64::saturating_add)
}

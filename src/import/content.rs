//! The bytes of a file, wherever it lies, to be opened as often as needed.
//!
//! In: a path, an entry of an archive, or bytes. Out: [`Content`], which streams, looks at its head, and turns what is not UTF-8
//! into it. Nothing is unpacked to disk.

use super::bytes::{Bytes, ReadSeek};
use super::packed::ZipEntry;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

/// The bytes of a file, to be opened as often as needed.
#[derive(Clone, Debug)]
pub enum Content {
    /// A file on disk, streamed.
    File(PathBuf),
    /// An entry of an archive, unpacked into memory when it is opened and forgotten with its last copy.
    Zipped(Arc<ZipEntry>),
    /// A decoded text, in memory.
    Bytes(Bytes),
    /// A text whose lines end in carriage returns, read as if they were line feeds.
    CarriageReturns(Arc<Content>),
}

impl Content {
    /// No bytes.
    pub fn empty() -> Content {
        Content::Bytes(Bytes::default())
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
            Content::Zipped(entry) => {
                let (bytes, damage) = entry.whole()?;
                let mut cursor = Cursor::new(bytes);
                cursor.set_position(offset);
                // What was unpacked before the damage is worth reading; the damage is met where it is.
                Ok(Box::new(cursor.chain(Failing(damage))))
            }
            Content::Bytes(bytes) => {
                let mut cursor = Cursor::new(bytes.clone());
                cursor.set_position(offset);
                Ok(Box::new(cursor))
            }
            Content::CarriageReturns(inner) => Ok(Box::new(LineFeeds(inner.open_at(offset)?))),
        }
    }

    /// Opens the content to be read at any place.
    pub fn open_seekable(&self) -> io::Result<Box<dyn ReadSeek>> {
        match self {
            Content::File(path) => Ok(Box::new(io::BufReader::new(File::open(path)?))),
            Content::Zipped(entry) => match entry.whole()? {
                (bytes, None) => Ok(Box::new(Cursor::new(bytes))),
                (_, Some(damage)) => Err(io::Error::new(io::ErrorKind::InvalidData, damage)),
            },
            Content::Bytes(bytes) => Ok(Box::new(Cursor::new(bytes.clone()))),
            // A workbook has no lines.
            Content::CarriageReturns(inner) => inner.open_seekable(),
        }
    }

    /// How many bytes there are; an archive's entry says so itself.
    pub fn size(&self) -> io::Result<u64> {
        match self {
            Content::File(path) => Ok(std::fs::metadata(path)?.len()),
            Content::Zipped(entry) => Ok(entry.size()),
            Content::Bytes(bytes) => Ok(bytes.len() as u64),
            Content::CarriageReturns(inner) => inner.size(),
        }
    }

    /// The first bytes, at most `limit`. No more than these are unpacked of an archive's entry.
    pub fn head(&self, limit: usize) -> io::Result<Vec<u8>> {
        if let Content::Zipped(entry) = self {
            return entry.head(limit);
        }
        let mut head = Vec::new();
        self.open_at(0)?.take(limit as u64).read_to_end(&mut head)?;
        Ok(head)
    }

    /// The content with its first bytes, at most `limit`. A file that has no more is not opened again: a cohort has a
    /// hundred thousand of them.
    pub fn with_head(&self, limit: usize) -> io::Result<(Content, Bytes)> {
        if let Content::Bytes(bytes) = self
            && bytes.len() < limit
        {
            return Ok((self.clone(), bytes.clone()));
        }
        let head = Bytes::from(self.head(limit)?);
        let is_all = head.len() < limit && matches!(self, Content::File(_));
        Ok((if is_all { Content::Bytes(head.clone()) } else { self.clone() }, head))
    }

    /// All bytes, or an error where there are more than `limit`.
    fn all(&self, limit: u64) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        self.open_at(0)?.take(limit + 1).read_to_end(&mut all)?;
        if all.len() as u64 > limit {
            let why = format!("a text of more than {} MB that has to be decoded as a whole", limit >> 20);
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
        }
        Ok(all)
    }

    /// The first line at or after an offset that holds anything, without its end; an empty one at the end of the file.
    pub fn line_at(&self, offset: u64, limit: usize) -> io::Result<FoundLine> {
        let mut reader = io::BufReader::new(self.open_at(offset)?);
        let mut line = Vec::new();
        let mut found = FoundLine { text: None, length: 0, n_blank: 0 };
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
            found.length += taken as u64;
            if ended && matches!(line.as_slice(), b"\n" | b"\r\n") {
                found.n_blank += 1;
                line.clear();
            } else if ended {
                break;
            }
        }
        if line.len() <= limit {
            while matches!(line.last(), Some(b'\n' | b'\r')) {
                line.pop();
            }
            found.text = Some(line);
        }
        Ok(found)
    }

    /// Guesses the encoding of a text that is not UTF-8, from its first four megabytes.
    pub fn guess_encoding(&self) -> &'static encoding_rs::Encoding {
        guess_encoding(&self.head(4 << 20).unwrap_or_default())
    }
}

/// Guesses the encoding of a text that is not UTF-8: by the letters it would have, and for Mac Roman, which no browser
/// needs to guess, by letters of its own in the middle of words.
pub fn guess_encoding(text: &[u8]) -> &'static encoding_rs::Encoding {
    if is_mac_roman(text) {
        return encoding_rs::MACINTOSH;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(text, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Whether accents stand where Mac Roman has them. Behind a small letter, 0x87 to 0x9F are á, é, ñ, ö, ü and
/// the like there; elsewhere they are capitals and signs, which stand at the start of words or nowhere, and accents begin
/// at 0xC0, where Mac Roman has its signs.
fn is_mac_roman(text: &[u8]) -> bool {
    let (mut mac, mut other) = (0u32, 0u32);
    for pair in text.windows(2) {
        if pair[0].is_ascii_lowercase() {
            match pair[1] {
                0x87..=0x91 | 0x96..=0x98 | 0x9A..=0x9F => mac += 1,

                0xC0.. => other += 1,
                _ => {}
            }
        }
    }
    mac > 0 && mac > 3 * other
}

/// A line that was looked for.
#[derive(Debug)]
pub struct FoundLine {
    /// Its text; `None` where it is longer than was asked for.
    pub text: Option<Vec<u8>>,
    /// The number of bytes from where the search began to the start of the next line.
    pub length: u64,
    /// The number of empty lines before it.
    pub n_blank: u64,
}

/// Hands out line feeds for carriage returns. Byte for byte, so that every place is where it was.
struct LineFeeds<R>(R);

impl<R: Read> Read for LineFeeds<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.0.read(buffer)?;
        line_feeds(&mut buffer[..n]);
        Ok(n)
    }
}

fn line_feeds(bytes: &mut [u8]) {
    bytes.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
}

/// Whether a text has lines, and none of them ends in a line feed: so wrote spreadsheets on an old Mac.
fn ends_in_returns(head: &[u8]) -> bool {
    memchr::memchr(b'\r', head).is_some() && memchr::memchr(b'\n', head).is_none()
}

/// The end of an archive's entry: nothing, or the damage that keeps the rest from being unpacked.
struct Failing(Option<String>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        match &self.0 {
            Some(damage) => Err(io::Error::new(io::ErrorKind::InvalidData, damage.clone())),
            None => Ok(0),
        }
    }
}

/// The largest text that is decoded as a whole: a file in UTF-16. It takes three times its size while that is done.
pub const MAX_DECODED: u64 = 256 << 20;

/// Turns UTF-16 (with its mark, or told by its zero bytes) into UTF-8, and lines that end in a bare carriage return
/// (spreadsheets on an old Mac) into ones with a line feed; everything else is left as it is. `head` is the start of the
/// text as it stands, and of what comes out.
pub fn as_utf8(content: Content, head: Bytes) -> io::Result<(Content, Bytes)> {
    let encoding = match &head[..head.len().min(4096)] {
        [0xFF, 0xFE, ..] => encoding_rs::UTF_16LE,
        [0xFE, 0xFF, ..] => encoding_rs::UTF_16BE,
        start if start.len() >= 8 => {
            let zeros =
                |parity: usize| start.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
            let (even, odd) = (zeros(0), zeros(1));
            // Latin text in UTF-16 has a zero in nearly every second byte, and all on one side.
            if odd > start.len() / 4 && even * 8 < odd {
                encoding_rs::UTF_16LE
            } else if even > start.len() / 4 && odd * 8 < even {
                encoding_rs::UTF_16BE
            } else if ends_in_returns(&head) {
                // The line numbers of a report are counted in line feeds.
                let mut bytes = head.to_vec();
                line_feeds(&mut bytes);
                return Ok((Content::CarriageReturns(Arc::new(content)), bytes.into()));
            } else {
                return Ok((content, head));
            }
        }
        _ => return Ok((content, head)),
    };
    let bytes = content.all(MAX_DECODED)?;
    let (text, _) = encoding.decode_with_bom_removal(&bytes);
    let mut bytes = text.into_owned().into_bytes();
    if ends_in_returns(&bytes[..bytes.len().min(64 << 10)]) {
        line_feeds(&mut bytes);
    }
    let bytes = Bytes::from(bytes);
    Ok((Content::Bytes(bytes.clone()), bytes))
}

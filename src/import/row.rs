//! A row of a table and the header above it: cells to text, columns by their names.
//!
//! In: the cells of a record, as bytes. Out: text, decoded and cleaned where it is asked for and not before. A cell that is
//! not UTF-8 is read in the older encoding of its file, which is guessed once.

use super::content::Content;
use super::split::Record;
use std::borrow::Cow;
use std::cell::OnceCell;
use unicode_normalization::UnicodeNormalization;

/// What happened to a row on the way in, for the reader to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Nothing.
    None,
    /// A quote was opened and not closed; the row was read as if it had no quotes.
    OpenQuote,
    /// The record was longer than [`MAX_RECORD`](super::split::MAX_RECORD); there is nothing of it.
    TooLong,
    /// The file could not be read on from here (a damaged archive, a failing disk).
    Broken,
}

/// A row of a file.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The line on which it starts, counted from 1.
    pub line: u32,
    /// What happened to it.
    pub damage: Damage,
    /// Whether the user wrote it as a comment: its first cell starts with `#`.
    pub is_comment: bool,
    pub(super) record: Record<'a>,
    pub(super) legacy: &'a Legacy,
}

/// The older encoding of a file, guessed when the first cell is met that is not UTF-8. Most files have none.
#[derive(Debug)]
pub(super) struct Legacy {
    pub(super) content: Content,
    pub(super) guessed: OnceCell<&'static encoding_rs::Encoding>,
}

impl Legacy {
    fn encoding(&self) -> &'static encoding_rs::Encoding {
        self.guessed.get_or_init(|| self.content.guess_encoding())
    }
}

/// A column of a header; a column that is not there reads as empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column(Option<usize>);

impl Column {
    /// Whether the file has it.
    pub fn is_there(self) -> bool {
        self.0.is_some()
    }

    /// Its cell among those of a row.
    pub fn of(self, cells: &[String]) -> Option<&str> {
        self.0.and_then(|at| cells.get(at)).map(String::as_str)
    }
}

impl<'a> Row<'a> {
    /// The bytes of a cell, trimmed; empty where the row is too short.
    pub fn bytes(&self, column: Column) -> &'a [u8] {
        column.0.and_then(|at| self.record.get(at)).map_or(&[], <[u8]>::trim_ascii)
    }

    /// The text of a cell, decoded, with outer white space of every kind and control characters gone.
    pub fn text(&self, column: Column) -> Cow<'a, str> {
        text_of(self.bytes(column), self.legacy)
    }

    /// The text of the cell at a position, whatever its header.
    pub fn at(&self, position: usize) -> Cow<'a, str> {
        text_of(self.record.get(position).unwrap_or(&[]).trim_ascii(), self.legacy)
    }

    /// How many cells the row has.
    pub fn n_cells(&self) -> usize {
        self.record.len()
    }

    /// Whether its cells are these texts, but for white space around them.
    pub fn says(&self, texts: &[String]) -> bool {
        self.record.len() == texts.len()
            && self.record.iter().zip(texts).all(|(cell, text)| cell.trim_ascii() == text.trim().as_bytes())
    }

    /// Whether its first cell starts with one of these, and no other has anything.
    pub fn stands_alone(&self, starts: &[&str]) -> bool {
        let first = self.record.get(0).unwrap_or_default().trim_ascii();
        let first = first.strip_prefix(b"\"").unwrap_or(first);
        starts.iter().any(|start| first.starts_with(start.as_bytes()))
            && self.record.iter().skip(1).all(|cell| cell.trim_ascii().is_empty())
    }

    /// Whether every cell is blank.
    pub fn is_blank(&self) -> bool {
        self.record.iter().all(|cell| cell.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0))
    }

    /// A fingerprint of the whole row, the same whether its line ended as on Windows or not, and its cells stood in
    /// quotes or not.
    pub fn fingerprint(&self) -> u64 {
        let last = self.record.len().saturating_sub(1);
        let bare = |(at, cell): (usize, &'a [u8])| match at == last {
            true => cell.strip_suffix(b"\r").unwrap_or(cell),
            false => cell,
        };
        let of_cells = crate::index::fingerprint_of(self.record.iter().enumerate().map(bare));
        of_cells ^ (self.record.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

/// The text of a cell of which outer spaces are gone.
fn text_of<'a>(bytes: &'a [u8], legacy: &Legacy) -> Cow<'a, str> {
    // Nine cells of ten are printable ASCII, in which nothing is to be decoded or taken away.
    let is_plain = bytes.iter().fold(true, |all, byte| all & matches!(byte, b' '..=b'~'));
    match std::str::from_utf8(bytes) {
        Ok(text) if is_plain => Cow::Borrowed(text),
        _ => clean(decode(bytes, legacy)),
    }
}

/// Decodes bytes as UTF-8, and where they are not, as the file's older encoding.
fn decode<'a>(bytes: &'a [u8], legacy: &Legacy) -> Cow<'a, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => legacy.encoding().decode_without_bom_handling(bytes).0,
    }
}

/// The text of a cell as [`Row::text`] gives it, of a file that is UTF-8.
pub fn cell_text(cell: &str) -> Cow<'_, str> {
    clean(Cow::Borrowed(cell.trim_ascii()))
}

/// Takes away outer white space (NBSP and the like too) and control characters; line breaks and tabs stay.
fn clean(text: Cow<'_, str>) -> Cow<'_, str> {
    let unwanted = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    // Bytes first: nearly no cell has any, and half a million are looked at. 0xC2 begins the controls beyond ASCII.
    // All of them are looked at, for that is done many at once.
    let suspicious = |sum: bool, byte: &u8| {
        let is_break = (*byte == b'\n') | (*byte == b'\t') | (*byte == b'\r');
        sum | ((*byte < 32) & !is_break) | (*byte == 127) | (*byte == 0xC2)
    };
    if text.as_bytes().iter().fold(false, suspicious) && text.contains(unwanted) {
        let kept: String = text.chars().filter(|c| !unwanted(*c)).collect();
        return Cow::Owned(kept.trim().to_owned());
    }
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// A header cell without case, space, underscore, dash, quotes and the like: `Connected On` is `connectedon`.
pub fn header_key(cell: &str) -> String {
    // Every file is tried with every delimiter, so that long messages pass here, too.
    if cell.is_ascii() {
        let kept = cell.bytes().filter(|byte| byte.is_ascii_alphanumeric() || *byte == b'#');
        return kept.map(|byte| byte.to_ascii_lowercase() as char).collect();
    }
    // Composed, for a Mac takes `é` apart.
    cell.nfc().filter(|c| c.is_alphanumeric() || *c == '#').flat_map(char::to_lowercase).collect()
}

/// The header of a file: names as written, and their keys.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// The names as written.
    pub names: Vec<String>,
    keys: Vec<String>,
    /// The line it stands on.
    pub line: u32,
}

impl Header {
    /// A header of these cells, on this line.
    pub fn new(names: Vec<String>, line: u32) -> Header {
        let keys = names.iter().map(|name| header_key(name)).collect();
        Header { names, keys, line }
    }

    /// The first column whose key is one of these; the earlier name wins over the earlier column. A name that ends
    /// with `*` stands for every key that starts like it.
    pub fn column(&self, keys: &[&str]) -> Column {
        let matches = |have: &String, key: &str| match key.strip_suffix('*') {
            Some(start) => have.starts_with(start),
            None => have == key,
        };
        Column(keys.iter().find_map(|key| self.keys.iter().position(|have| matches(have, key))))
    }

    /// Whether a column with one of these keys is there.
    pub fn has(&self, keys: &[&str]) -> bool {
        self.column(keys).is_there()
    }

    /// The name of a column as the user wrote it.
    pub fn name(&self, column: Column) -> &str {
        column.0.and_then(|at| self.names.get(at)).map_or("", |name| name.trim())
    }

    /// The keys of all columns.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name() {
        let header = Header::new(
            ["Connected On", "connected_on", "#", "Postings (3 = a lot)"].map(str::to_owned).to_vec(),
            1,
        );
        assert_eq!(header.column(&["url", "connectedon"]), Column(Some(0)));
        assert_eq!(header.column(&["posting*"]), Column(Some(3)));
        assert_eq!(header.column(&["#"]), Column(Some(2)));
        assert!(!header.has(&["posting"]));
    }

    #[test]
    fn cells_are_cleaned() {
        let check = |raw: &[u8], expect: &str| {
            let guessed = OnceCell::from(encoding_rs::WINDOWS_1252);
            assert_eq!(clean(decode(raw, &Legacy { content: Content::empty(), guessed })), expect);
        };
        check(b" a b ", "a b");
        check("\u{a0}a\u{a0}".as_bytes(), "a");
        check(b"a\0b\x07", "ab");
        check(b"caf\xe9", "caf\u{e9}");
        check(b"two\r\nlines\r", "two\r\nlines");
    }
}

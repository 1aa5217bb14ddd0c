//! A row of a table and the header above it: cells to text, columns by their names.
//!
//! In: the cells of a record, as bytes. Out: text, decoded and cleaned where it is asked for and not before. A cell that is
//! not UTF-8 is read in the older encoding of its file, which is guessed once.

use super::columns;
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

    /// Its position in the header, counted from 0.
    pub fn position(self) -> Option<usize> {
        self.0
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

    /// The same row, for readers of many of its cells.
    pub fn decoded(self) -> Decoded<'a> {
        let text = self.record.text;
        let is_sound = !has_controls(text);
        Decoded { row: self, whole: utf8(text).filter(|_| is_sound) }
    }

    /// The text of the cell at a position, whatever its header.
    pub fn at(&self, position: usize) -> Cow<'a, str> {
        text_of(self.record.get(position).unwrap_or(&[]).trim_ascii(), self.legacy)
    }

    /// How many cells the row has.
    pub fn n_cells(&self) -> usize {
        self.record.len()
    }

    /// Whether its cells are these texts, but for white space around them and the case of plain letters.
    pub fn says(&self, texts: &[String]) -> bool {
        if self.record.len() != texts.len() {
            return false;
        }
        // Asked of every row, of which nearly all differ in the first letter of some cell.
        let differs = |(cell, text): (&[u8], &String)| match (cell.first(), text.as_bytes().first()) {
            (Some(one), Some(other)) => {
                !one.eq_ignore_ascii_case(other) && one.is_ascii_graphic() && other.is_ascii_graphic()
            }
            _ => false,
        };
        !self.record.iter().zip(texts).any(differs)
            && self.record.iter().zip(texts).all(|(cell, text)| {
                let (cell, text) = (cell.trim_ascii(), text.trim());
                cell.eq_ignore_ascii_case(text.as_bytes())
                    || !cell.is_ascii() && text_of(cell, self.legacy) == text
            })
    }

    /// Whether its first cell starts with one of these, and no other has anything.
    pub fn stands_alone(&self, starts: &[&str]) -> bool {
        let first = self.record.get(0).unwrap_or_default().trim_ascii();
        let first = first.strip_prefix(b"\"").unwrap_or(first);
        // Asked of every row, nearly all of which have a second cell.
        self.record.iter().skip(1).all(|cell| cell.trim_ascii().is_empty())
            && starts.iter().any(|start| first.starts_with(start.as_bytes()))
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
    if bytes.is_empty() {
        return Cow::Borrowed("");
    }
    match utf8(bytes) {
        Some(text) if !has_controls(bytes) => Cow::Borrowed(text.trim()),
        Some(text) => clean(Cow::Borrowed(text)),
        None => clean(decode(bytes, legacy)),
    }
}

/// Bytes as text, where they are UTF-8. Names with accents are where the standard library takes a step a letter.
pub fn utf8(bytes: &[u8]) -> Option<&str> {
    // Without optimisation the other way round: the standard library comes optimised, and the crate does not.
    if cfg!(debug_assertions) {
        return std::str::from_utf8(bytes).ok();
    }
    simdutf8::basic::from_utf8(bytes).ok()
}

/// Whether a text may hold a control character that is no break: those beyond ASCII begin with 0xC2. Nearly no cell has
/// any, and half a million are looked at; all of a text is, for that is done many bytes at once.
fn has_controls(bytes: &[u8]) -> bool {
    // Numbers and not truth values, block by block: so it is done to many bytes at once.
    fn found(block: &[u8]) -> bool {
        let is_control = |byte: u8| {
            let is_break = (byte == b'\n') | (byte == b'\t') | (byte == b'\r');
            u8::from(((byte < 32) & !is_break) | (byte == 127) | (byte == 0xC2))
        };
        block.iter().fold(0, |found, byte| found | is_control(*byte)) != 0
    }
    // The last block overlaps the one before. Copying what is left over would cost more than looking at it twice.
    if let Some(last) = bytes.last_chunk::<32>() {
        let (blocks, _) = bytes.as_chunks::<32>();
        return blocks.iter().any(|block| found(block)) || found(last);
    }
    match (bytes.first_chunk::<16>(), bytes.last_chunk::<16>()) {
        (Some(first), Some(last)) => found(first) || found(last),
        _ => found(bytes),
    }
}

/// A row whose text was looked at as a whole, so that its cells need not be, one by one.
#[derive(Clone, Copy, Debug)]
pub struct Decoded<'a> {
    row: Row<'a>,
    /// All of it, where it is UTF-8 and no character of it must go.
    whole: Option<&'a str>,
}

impl<'a> Decoded<'a> {
    /// The text of a cell, as [`Row::text`] gives it.
    pub fn text(&self, column: Column) -> Cow<'a, str> {
        let Some(whole) = self.whole else { return self.row.text(column) };
        let span = column.0.and_then(|at| self.row.record.cells.get(at));
        let cell = span.map_or(Some(""), |(start, end)| whole.get(*start as usize..*end as usize));
        cell.map_or_else(|| self.row.text(column), |cell| Cow::Borrowed(cell.trim()))
    }
}

/// Decodes bytes as UTF-8, and where they are not, as the file's older encoding.
pub(super) fn decode<'a>(bytes: &'a [u8], legacy: &Legacy) -> Cow<'a, str> {
    match utf8(bytes) {
        Some(text) => Cow::Borrowed(text),
        None => legacy.encoding().decode_without_bom_handling(bytes).0,
    }
}

/// The text of a cell as [`Row::text`] gives it, of a file that is UTF-8.
pub fn cell_text(cell: &str) -> Cow<'_, str> {
    clean(Cow::Borrowed(cell.trim()))
}

/// Takes away outer white space (NBSP and the like too) and control characters; line breaks and tabs stay.
fn clean(text: Cow<'_, str>) -> Cow<'_, str> {
    let unwanted = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    if has_controls(text.as_bytes()) && text.contains(unwanted) {
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
    /// with `*` stands for every key that starts like it, one with `+` for the noun with a word of wanting.
    pub fn column(&self, keys: &[&str]) -> Column {
        Column(keys.iter().find_map(|key| self.keys.iter().position(|have| columns::answers_to(have, key))))
    }

    /// Whether a column with one of these keys is there.
    pub fn has(&self, keys: &[&str]) -> bool {
        self.column(keys).is_there()
    }

    /// The name of a column as the user wrote it.
    pub fn name(&self, column: Column) -> &str {
        column.0.and_then(|at| self.names.get(at)).map_or("", |name| name.trim())
    }

    /// All columns but these: what the user keeps beside what is asked for.
    pub fn beside(&self, known: &[Column]) -> Beside {
        let others =
            (0..self.names.len()).map(|at| Column(Some(at))).filter(|column| !known.contains(column));
        Beside(others.map(|column| (column, self.name(column).into())).collect())
    }

    /// The first column but these in which a row has words.
    pub fn unread(&self, row: &Row<'_>, known: &[Column]) -> Option<&str> {
        let all = (0..self.names.len()).map(|at| Column(Some(at)));
        let mut others = all.filter(|column| !known.contains(column) && !self.name(*column).is_empty());
        let is_words = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        others.find(|column| is_words(&row.text(*column))).map(|column| self.name(column))
    }

    /// Makes a column go by a name other than the one that stands there.
    pub(super) fn call(&mut self, at: usize, name: &str) {
        if let Some(key) = self.keys.get_mut(at) {
            *key = header_key(name);
        }
    }

    /// Whether the names that stand there are the same as those of another header.
    pub(super) fn reads_like(&self, other: &Header) -> bool {
        let written = |header: &Header| header.names.iter().map(|name| header_key(name)).collect::<Vec<_>>();
        self.keys == other.keys || written(self) == written(other)
    }

    /// The keys of all columns.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }
}

/// The columns of a user's list that nothing asks for, which are kept as notes.
#[derive(Clone, Debug, Default)]
pub struct Beside(Vec<(Column, Box<str>)>);

impl Beside {
    /// What a row says in them, as `name: cell. name: cell`, after what is noted already. Cells hold lists with `;`.
    pub fn noted(&self, row: &Row<'_>, notes: &str) -> String {
        let mut noted = notes.to_owned();
        for (column, name) in &self.0 {
            let cell = row.text(*column);
            if cell.is_empty() {
                continue;
            }
            if !noted.is_empty() {
                let is_sentence = noted.ends_with(['.', '!', '?', '…', '。']);
                noted.push_str(if is_sentence { " " } else { ". " });
            }
            if !name.is_empty() {
                noted.push_str(name);
                noted.push_str(": ");
            }
            noted.push_str(&cell);
        }
        noted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn a_row_as_a_whole_reads_as_its_cells(
            cells in proptest::collection::vec(
                prop_oneof!["[ a\t\r\nZ\u{a0}\u{3000}\u{2009}é\u{0}\u{b}\u{85}世]{0,6}".prop_map(String::into_bytes), proptest::collection::vec(any::<u8>(), 0..4)],
                0..5,
            )
        ) {
            let text = cells.concat();
            let mut spans = Vec::new();
            let mut at = 0u32;
            for cell in &cells {
                spans.push((at, at + cell.len() as u32));
                at += cell.len() as u32;
            }
            let legacy = Legacy { content: Content::empty(), guessed: OnceCell::from(encoding_rs::WINDOWS_1252) };
            let record = Record { text: &text, cells: &spans };
            let row = Row { line: 1, damage: Damage::None, is_comment: false, record, legacy: &legacy };
            for at in 0..=cells.len() {
                let column = Column(Some(at));
                prop_assert_eq!(row.decoded().text(column), row.text(column));
                let cell = cells.get(at).map_or(&[][..], |cell| cell.trim_ascii());
                prop_assert_eq!(row.text(column), clean(decode(cell, &legacy)));
            }
        }
    }
}

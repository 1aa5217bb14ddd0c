//! Files that are just as LinkedIn writes them, cut into cells that stay where they are.
//!
//! In: an entry. Out: its text behind a header of known columns, and spans into it. Whatever is odd is refused here, a row
//! or the whole file, and goes the full way.

use crate::import::open::{Content, Entry};
use crate::import::rows::{MAX_RECORD, cell_text, utf8};
use crate::index::fingerprint_of;
use memchr::{memchr, memchr3};
use std::borrow::Cow;

/// The most columns of a file that is cut here.
pub(super) const MOST_COLUMNS: usize = 13;

/// How far from its beginning the header of a file may lie: a note stands before it.
const NOTE: usize = 4 << 10;

/// The largest file that is held in memory as a whole, where one row after the other would do.
const MOST_BYTES: u64 = 64 << 20;

/// Bytes that are no quote, no control character, and in no white space but a blank: controls and white space beyond ASCII begin
/// with 0xC2 and 0xE1 to 0xE3, as do many letters, which are looked at one by one.
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut byte = 0;
    while byte < 256 {
        plain[byte] = byte >= 0x20 && !matches!(byte, 0x22 | 0x7F | 0xC2 | 0xE1..=0xE3);
        byte += 1;
    }
    plain
};

/// A cell: where it lies in the text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Span(pub(super) u32, pub(super) u32);

impl Span {
    /// Whether nothing is in it.
    pub(super) fn is_empty(self) -> bool {
        self.0 == self.1
    }

    /// The text of a cell as the full way reads it, its quotes single.
    pub(super) fn read(self, text: &[u8]) -> Cow<'_, str> {
        let cell = self.of(text);
        // Cells begin and end between letters, and the text was looked at as a whole: this never fails.
        let cell_of = |cell| std::str::from_utf8(cell).unwrap_or_default();
        // Nine cells of ten are of these alone: nothing of them must go but spaces around them.
        if cell.iter().all(|byte| PLAIN[usize::from(*byte)]) {
            return Cow::Borrowed(cell_of(cell.trim_ascii()));
        }
        let cell = cell_of(cell);
        match memchr(b'"', cell.as_bytes()) {
            Some(_) => Cow::Owned(cell_text(&cell.replace("\"\"", "\"")).into_owned()),
            None => cell_text(cell),
        }
    }

    /// The bytes at this place.
    pub(super) fn of(self, text: &[u8]) -> &[u8] {
        &text[self.0 as usize..self.1 as usize]
    }
}

/// The text of a file whose header is known.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// UTF-8, and kept as bytes, of which only those cells are made texts that are read.
    pub(super) text: Vec<u8>,
    /// Where the first row begins.
    pub(super) header_ends: usize,
    pub(super) n_columns: usize,
}

/// The bytes of a file on disk whose name says that it is a table; of any other there are none.
pub(super) fn bytes_of(entry: &Entry) -> Option<Vec<u8>> {
    let Ok(Content::File(path)) = &entry.content else { return None };
    if !entry.path.ends_with(".csv") {
        return None;
    }
    let file = std::fs::File::open(path).ok()?;
    let size = file.metadata().ok()?.len();
    if size == 0 || size > MOST_BYTES {
        return None;
    }
    // No more than there is: a cohort has ten files a member, and asking each time whether it has ended takes as long as
    // reading most of them.
    let mut bytes = Vec::with_capacity(size as usize);
    std::io::Read::read_to_end(&mut std::io::Read::take(file, size), &mut bytes).ok()?;
    Some(bytes)
}

/// Where a header of these columns ends that stands on the first line, or behind the note that LinkedIn puts first.
pub(super) fn header_end(bytes: &[u8], header: &str) -> Option<usize> {
    let head = &bytes[..bytes.len().min(NOTE)];
    let at = match head.starts_with(b"Notes:") {
        true => memchr::memmem::find(head, header.as_bytes()).filter(|at| head[at - 1] == b'\n')?,
        false => head.starts_with(header.as_bytes()).then_some(0)?,
    };
    let end = at + header.len();
    match &bytes[end..] {
        [] => Some(end),
        [b'\n', ..] => Some(end + 1),
        [b'\r', b'\n', ..] => Some(end + 2),
        _ => None,
    }
}

impl Sheet {
    /// A text with its header cut off; the bytes come back where they are no UTF-8.
    pub(super) fn of(text: Vec<u8>, header_ends: usize, n_columns: usize) -> Result<Sheet, Vec<u8>> {
        match utf8(&text) {
            Some(_) => Ok(Sheet { text, header_ends, n_columns }),
            None => Err(text),
        }
    }

    /// The rows that a test picks, below the header: a file like this one with less in it.
    pub(super) fn part<'a>(&'a self, rows: impl Iterator<Item = Span> + 'a) -> Vec<u8> {
        let mut part = self.text[..self.header_ends].to_owned();
        for row in rows {
            if !part.ends_with(b"\n") {
                part.push(b'\n');
            }
            part.extend_from_slice(row.of(&self.text));
        }
        part
    }

    /// The cells of a row once more.
    pub(super) fn cells_of(&self, row: Span) -> Option<[Span; MOST_COLUMNS]> {
        let mut found = [Span::default(); MOST_COLUMNS];
        cells(&self.text, row.0 as usize, &mut found[..self.n_columns], &mut false)?;
        Some(found)
    }

    /// A fingerprint of a row, the same whether its cells stood in quotes or not.
    pub(super) fn fingerprint(&self, row: Span) -> u64 {
        let cells = self.cells_of(row).unwrap_or_default();
        let cells = cells.iter().map(|cell| cell.of(&self.text).trim_ascii());
        fingerprint_of(cells.flat_map(|cell| [cell, b"\xFF"]))
    }

    /// The rows from the first on, each with its cells; `None` for the rest of a file at the first row that is not as it
    /// should be.
    pub(super) fn rows(&self) -> impl Iterator<Item = Option<Cut>> + '_ {
        let bytes = self.text.as_slice();
        let mut at = Some(self.header_ends);
        std::iter::from_fn(move || {
            let mut from = at?;
            // A line without a cell is no row.
            loop {
                match &bytes[from..] {
                    [b'\n', ..] => from += 1,
                    [b'\r', b'\n', ..] => from += 2,
                    [] => return None,
                    _ => break,
                }
            }
            let cut = self.row_at(from);
            at = cut.map(|cut| cut.whole.1 as usize);
            Some(cut)
        })
    }

    /// The row that begins at a place.
    pub(super) fn row_at(&self, from: usize) -> Option<Cut> {
        let mut cut =
            Cut { whole: Span(from as u32, 0), cells: [Span::default(); MOST_COLUMNS], breaks: false };
        let bytes = self.text.as_slice();
        let end = cells(bytes, from, &mut cut.cells[..self.n_columns], &mut cut.breaks)?;
        cut.whole.1 = end as u32;
        (end - from < MAX_RECORD).then_some(cut)
    }

    /// The lines below the header that hold anything, without their breaks, each with where the next one begins. A row
    /// begins with a line; some lines are in the middle of a row.
    pub(super) fn lines(&self) -> impl Iterator<Item = (Span, u32)> + '_ {
        let bytes = self.text.as_slice();
        let mut from = self.header_ends;
        std::iter::from_fn(move || {
            loop {
                let rest = bytes.get(from..).filter(|rest| !rest.is_empty())?;
                let (length, next) = match memchr(b'\n', rest) {
                    Some(0) => (0, 1),
                    Some(at) if rest[at - 1] == b'\r' => (at - 1, at + 1),
                    Some(at) => (at, at + 1),
                    None => (rest.len(), rest.len()),
                };
                let line = Span(from as u32, (from + length) as u32);
                from += next;
                if length > 0 {
                    return Some((line, from as u32));
                }
            }
        })
    }
}

/// A row, cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    pub(super) whole: Span,
    pub(super) cells: [Span; MOST_COLUMNS],
    /// Whether a cell holds a line break.
    pub(super) breaks: bool,
}

/// Cuts the row that begins at a place into as many cells as there is room for, and returns where the next row begins;
/// `None` where there are not as many, or quotes stand where they should not.
fn cells(bytes: &[u8], mut at: usize, cells: &mut [Span], breaks: &mut bool) -> Option<usize> {
    let last = cells.len() - 1;
    for (nth, cell) in cells.iter_mut().enumerate() {
        let mut end;
        if bytes.get(at) == Some(&b'"') {
            let from = at + 1;
            end = from;
            loop {
                end += memchr(b'"', &bytes[end..])?;
                if bytes.get(end + 1) != Some(&b'"') {
                    break;
                }
                end += 2;
            }
            *breaks |= memchr(b'\n', &bytes[from..end]).is_some();
            *cell = Span(from as u32, end as u32);
            end += 1;
        } else {
            // Many cells are empty, and looking costs less than searching.
            let found = match bytes.get(at) {
                Some(b',') => Some(0),
                _ => memchr3(b',', b'\n', b'"', &bytes[at..]),
            };
            end = found.map_or(bytes.len(), |found| at + found);
            if bytes.get(end) == Some(&b'"') {
                return None;
            }
            *cell = Span(at as u32, end as u32);
        }
        let is_last = nth == last;
        match bytes.get(end) {
            Some(b',') if !is_last => at = end + 1,
            Some(b'\n') | None if is_last => return Some((end + 1).min(bytes.len())),
            Some(b'\r') if is_last && bytes.get(end + 1) == Some(&b'\n') => return Some(end + 2),
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cell_reads_as_by_all_rules(cell in "[ a\t\r\nZ~\u{a0}\u{3000}\u{2009}\u{1680}\u{85}éạ世\u{0}\u{b}\u{7f}]{0,6}|\\PC{0,6}") {
            let cell = cell.replace('"', "");
            let text = format!("x{cell}x");
            let found = Span(1, 1 + cell.len() as u32).read(text.as_bytes()).into_owned();
            prop_assert_eq!(found, cell_text(&cell));
        }
    }

    #[test]
    fn rows_are_cut_or_refused() {
        let cut = |text: &str| {
            let sheet = Sheet::of(text.into(), 0, 7).unwrap();
            let cut = sheet.rows().next()??;
            let cells = cut.cells[..7].iter().map(|span| span.of(&sheet.text)).collect::<Vec<_>>();
            Some((String::from_utf8(cells.join(&b'|')).unwrap(), cut.breaks, cut.whole.1))
        };
        assert_eq!(cut("a,b,c,d,e,f,g\nh"), Some(("a|b|c|d|e|f|g".to_owned(), false, 14)));
        assert_eq!(cut("\n\r\na,b,c,d,e,f,g\nh"), Some(("a|b|c|d|e|f|g".to_owned(), false, 17)));
        assert_eq!(cut("a,b,c,d,\"e, e\",f,g"), Some(("a|b|c|d|e, e|f|g".to_owned(), false, 18)));
        assert_eq!(cut("a,b,c,d,\"e \"\"x\"\"\",f,g\r\n").map(|cut| cut.1), Some(false));
        assert_eq!(cut("a,b,c,d,\"e\ne\",f,g\r\n").map(|cut| cut.1), Some(true));
        for odd in ["a,b,c,d,e\"e,f,g\n", "a,b,c,d,\"e\"e,f,g\n", "a,b,c,d,\"e,f,g\n", "a,b,c,d,e,f\n"] {
            assert_eq!(cut(odd), None, "{odd}");
        }
        assert_eq!(cut("a,b,c,d,e,f,g,h\n"), None);
        assert_eq!(cut("\n\n"), None);
    }

    #[test]
    fn a_header_is_on_top_or_behind_the_note() {
        let end = |text: &str| header_end(text.as_bytes(), "a,b");
        assert_eq!(end("a,b\nc,d"), Some(4));
        assert_eq!(end("a,b\r\nc,d"), Some(5));
        assert_eq!(end("a,b"), Some(3));
        assert_eq!(end("Notes:\n\"x\"\n\na,b\nc,d"), Some(16));
        for other in ["a,b,c\n", "x\na,b\n", "\na,b\n", "Notes:a,b\n", "a,b\rc,d\r", ""] {
            assert_eq!(end(other), None, "{other}");
        }
    }
}

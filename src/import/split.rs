//! Delimited text cut into records: the rules of the `csv` crate, found with searches instead of a step a byte.
//!
//! In: bytes, as a stream. Out: one record after the other and where it stood. A cell that starts with a quote ends at
//! the next single quote, and what follows up to the delimiter is added as it is; records end at line feeds, and lines
//! without a byte are none. The test holds the cells, lines and bytes of any text against what the `csv` crate makes of
//! it; that crate is two thirds of the time of reading an export, and this is a fifth of it.
//! Nothing is copied: a record is where its cells lie in what was read, and doubled quotes are made single there.
//! Bounded: a record of more than [`MAX_RECORD`] is an error.

use memchr::{memchr, memchr_iter, memchr2};
use std::io::{self, Read};

/// The longest record, in bytes. LinkedIn's longest cell measured has 27,000 characters.
pub const MAX_RECORD: usize = 4 << 20;

/// What programs write at the start of a text in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The room for what was read and not yet cut, at first: most files of a cohort have less.
const FIRST_ROOM: usize = 4 << 10;

/// The room while no record needs more: what lies near the processor when it is cut.
const ROOM: usize = 64 << 10;

/// How a text table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// `,`, `;`, tab or `|`.
    pub delimiter: u8,
    /// Whether quotes mean anything.
    pub quoting: bool,
    /// Whether a cell may hold a line break. Where none may, one is the sign of an open quote.
    pub line_breaks: bool,
}

/// A text that is cut into records.
pub(super) struct Split<R> {
    inner: R,
    dialect: Dialect,
    /// What was read: cut up to `start`, and filled up to `end`.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    is_at_end: bool,
    /// The bytes that were cut.
    pub(super) byte: u64,
    /// The line on which the next record is looked for, counted from 1.
    pub(super) line: u64,
    /// The byte and the line at which the record cut last starts: behind the empty lines before it.
    pub(super) from: (u64, u64),
    cut: Cut,
    /// Where the text of the record begins that was cut last.
    record_at: usize,
}

/// Where a cell begins and ends.
pub(super) type Span = (u32, u32);

/// A record: its cells, and what they lie in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    pub(super) text: &'a [u8],
    pub(super) cells: &'a [Span],
}

impl<'a> Record<'a> {
    /// How many cells it has.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// The cell at a position.
    pub(super) fn get(&self, at: usize) -> Option<&'a [u8]> {
        let (start, end) = self.cells.get(at)?;
        self.text.get(*start as usize..*end as usize)
    }

    /// All cells.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let text = self.text;
        self.cells.iter().map(move |(start, end)| &text[*start as usize..*end as usize])
    }
}

/// Why there is no record.
#[derive(Debug)]
pub(super) enum NoRecord {
    /// The text ended.
    End,
    /// The record is longer than [`MAX_RECORD`].
    TooLong,
    /// The text could not be read on.
    Broken,
}

/// A record that was cut: its cells, its bytes and its end.
#[derive(Default)]
struct Cut {
    cells: Vec<Span>,
    /// Cells in which a quote is doubled or text follows the closing one, and where that one stands.
    to_unquote: Vec<(usize, usize)>,
    n_bytes: usize,
    /// Line feeds within its cells.
    n_breaks: u64,
    /// The cells that have any.
    with_breaks: Vec<usize>,
    ended_with_text: bool,
}

impl<R: Read> Split<R> {
    pub(super) fn new(inner: R, dialect: Dialect) -> Split<R> {
        Split {
            inner,
            dialect,
            buffer: Vec::new(),
            start: 0,
            end: 0,
            is_at_end: false,
            byte: 0,
            line: 1,
            from: (0, 1),
            cut: Cut::default(),
            record_at: 0,
        }
    }

    /// The record that was cut last.
    pub(super) fn record(&self) -> Record<'_> {
        let text = self.buffer.get(self.record_at..self.start).unwrap_or_default();
        Record { text, cells: &self.cut.cells }
    }

    /// The cells of the record that have line feeds.
    pub(super) fn cells_with_breaks(&self) -> impl Iterator<Item = &[u8]> {
        let record = self.record();
        self.cut.with_breaks.iter().filter_map(move |at| record.get(*at))
    }

    /// Cuts the next record; tells how many line feeds its cells have, and whether the text ended with it, instead of a
    /// line feed.
    pub(super) fn next(&mut self) -> Result<(u64, bool), NoRecord> {
        let mut is_first = self.byte == 0;
        loop {
            let text = &self.buffer[self.start..self.end];
            if is_first && (text.len() >= 3 || self.is_at_end) {
                is_first = false;
                if text.starts_with(MARK) {
                    self.pass(MARK.len(), 0);
                    continue;
                }
            }
            // Lines without a byte are no records; there may be millions.
            let n_empty = text.iter().take_while(|byte| **byte == b'\n').count();
            if n_empty > 0 && !is_first {
                self.pass(n_empty, n_empty as u64);
                continue;
            }
            if !text.is_empty() && !is_first {
                let length = text.len();
                if self.cut.next(text, self.dialect, self.is_at_end).is_some() {
                    self.record_at = self.start;
                    self.from = (self.byte, self.line);
                    let Cut { n_bytes, n_breaks, ended_with_text, .. } = self.cut;
                    self.cut.unquote(&mut self.buffer[self.start..self.start + n_bytes]);
                    self.pass(n_bytes, n_breaks + u64::from(!ended_with_text));
                    return Ok((n_breaks, ended_with_text));
                }
                if length > MAX_RECORD {
                    return Err(NoRecord::TooLong);
                }
            } else if self.is_at_end {
                return Err(NoRecord::End);
            }
            self.read_on().map_err(|_| NoRecord::Broken)?;
        }
    }

    /// Takes the mark of an encoding away from the start of the record cut last, where a file with one was put below
    /// another; and the quotes behind it, which were none to the eye of who cut.
    pub(super) fn drop_mark(&mut self) {
        let text = self.buffer.get(self.record_at..self.start).unwrap_or_default();
        if text.first() != Some(&MARK[0]) || !text.starts_with(MARK) {
            return;
        }
        if let Some((start, end)) = self.cut.cells.first_mut() {
            *start += MARK.len() as u32;
            let cell = text.get(*start as usize..*end as usize).unwrap_or_default();
            if cell.len() >= 2 && cell.starts_with(b"\"") && cell.ends_with(b"\"") {
                (*start, *end) = (*start + 1, *end - 1);
            }
        }
    }

    fn pass(&mut self, n_bytes: usize, n_lines: u64) {
        self.start += n_bytes;
        self.byte += n_bytes as u64;
        self.line += n_lines;
    }

    /// Reads on behind what is not yet cut.
    fn read_on(&mut self) -> io::Result<()> {
        self.buffer.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        let has_more = self.byte + self.end as u64 >= self.buffer.len() as u64;
        if self.buffer.is_empty() {
            self.buffer.resize(FIRST_ROOM, 0);
        } else if self.buffer.len() < ROOM && has_more {
            self.buffer.resize(self.buffer.len() * 4, 0);
        } else if self.end * 2 > self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        loop {
            match self.inner.read(&mut self.buffer[self.end..]) {
                Ok(n) => {
                    self.end += n;
                    self.is_at_end = n == 0;
                    return Ok(());
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl Cut {
    /// Cuts the record at the start of a text; `None` where the text ends before the record does.
    fn next(&mut self, text: &[u8], dialect: Dialect, is_all: bool) -> Option<()> {
        self.cells.clear();
        self.to_unquote.clear();
        self.with_breaks.clear();
        self.n_breaks = 0;
        let mut at = 0;
        loop {
            let mut start = at;
            let end;
            if dialect.quoting && text.get(at) == Some(&b'"') {
                at += 1;
                start = at;
                let (close, has_doubled) = end_of_quotes(text, at, is_all)?;
                let n_breaks = memchr_iter(b'\n', &text[at..close]).count();
                if n_breaks > 0 {
                    self.n_breaks += n_breaks as u64;
                    self.with_breaks.push(self.cells.len());
                }
                let after = text.get(close + 1);
                let ends_cell = after.is_some_and(|after| *after == dialect.delimiter || *after == b'\n');
                // Nearly every quoted cell ends at the first quote after its own.
                if ends_cell && !has_doubled {
                    self.cells.push((start as u32, close as u32));
                    end = close + 1;
                } else {
                    end = end_of_cell(text, (close + 1).min(text.len()), dialect, is_all)?;
                    self.to_unquote.push((self.cells.len(), close));
                    self.cells.push((start as u32, end as u32));
                }
            } else {
                end = end_of_cell(text, at, dialect, is_all)?;
                self.cells.push((start as u32, end as u32));
            }
            self.ended_with_text = end == text.len();
            self.n_bytes = end + usize::from(!self.ended_with_text);
            if self.ended_with_text || text[end] == b'\n' {
                return Some(());
            }
            at = end + 1;
        }
    }

    /// Makes doubled quotes single and takes closing ones away, within the text of the record.
    fn unquote(&mut self, text: &mut [u8]) {
        for (cell, close) in &self.to_unquote {
            let (start, end) = self.cells[*cell];
            let (mut from, mut to) = (start as usize, start as usize);
            while let Some(length) = memchr(b'"', &text[from..*close]) {
                text.copy_within(from..from + length + 1, to);
                to += length + 1;
                from += length + 2;
            }
            text.copy_within(from..*close, to);
            to += *close - from;
            let rest = (*close + 1).min(end as usize)..end as usize;
            let n_rest = rest.len();
            text.copy_within(rest, to);
            self.cells[*cell].1 = (to + n_rest) as u32;
        }
    }
}

/// Where the single quote stands that closes a cell, and whether a doubled one stands before it; an open quote runs to
/// the end of all text.
fn end_of_quotes(text: &[u8], start: usize, is_all: bool) -> Option<(usize, bool)> {
    let mut has_doubled = false;
    let mut at = start;
    loop {
        let Some(length) = memchr(b'"', &text[at..]) else {
            return is_all.then_some((text.len(), has_doubled));
        };
        at += length + 1;
        match text.get(at) {
            Some(b'"') => (at, has_doubled) = (at + 1, true),
            None if !is_all => return None,
            _ => return Some((at - 1, has_doubled)),
        }
    }
}

/// Where the cell ends that goes on at `at`: at a delimiter, a line feed, or the end of all text.
fn end_of_cell(text: &[u8], at: usize, dialect: Dialect, is_all: bool) -> Option<usize> {
    // Many cells are empty, and looking costs less than searching.
    if text.get(at) == Some(&dialect.delimiter) {
        return Some(at);
    }
    match memchr2(dialect.delimiter, b'\n', &text[at..]) {
        Some(length) => Some(at + length),
        None => is_all.then_some(text.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A reader that hands out a few bytes at a time.
    struct Sip<'a>(&'a [u8], usize);

    impl Read for Sip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let n = self.1.min(self.0.len()).min(buffer.len());
            buffer[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    type Found = (Vec<Vec<u8>>, u64, u64);

    fn ours(text: &[u8], dialect: Dialect, sip: usize) -> Vec<Found> {
        let mut split = Split::new(Sip(text, sip), dialect);
        let mut found = Vec::new();
        while split.next().is_ok() {
            found.push((split.record().iter().map(<[u8]>::to_vec).collect(), split.byte, split.line));
        }
        found
    }

    fn theirs(text: &[u8], dialect: Dialect) -> Vec<Found> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .terminator(csv::Terminator::Any(b'\n'))
            .delimiter(dialect.delimiter)
            .quoting(dialect.quoting)
            .from_reader(text);
        let mut record = csv::ByteRecord::new();
        let mut found = Vec::new();
        while reader.read_byte_record(&mut record).unwrap() {
            let at = reader.position();
            found.push((record.iter().map(<[u8]>::to_vec).collect(), at.byte(), at.line()));
        }
        found
    }

    fn check(text: &[u8]) {
        for quoting in [true, false] {
            let dialect = Dialect { delimiter: b',', quoting, line_breaks: true };
            for sip in [1, 2, 7, usize::MAX] {
                let shown = String::from_utf8_lossy(text);
                assert_eq!(ours(text, dialect, sip), theirs(text, dialect), "{shown:?} by {sip}, {quoting}");
            }
        }
    }

    #[test]
    fn records_are_cut_as_csv_cuts_them() {
        for text in [
            "",
            "\n",
            "a",
            "a,b\nc,d\n",
            "a,\n,\n",
            "a,",
            "\"a\",\"b\"\"c\"\n",
            "\"a\nb\",c\n\nd",
            "\"a\"b\"c,d\"e\"\n\"",
            "\"\"\"\"",
            "\"a\n",
            "\r\n\r\na,b\r\n",
            "\u{feff}a,\"b\n\"\n",
            "\u{feff}\"a\",b",
            "\n\n\na\n\n",
        ] {
            check(text.as_bytes());
        }
        check(b"\xef\xbb");
    }

    #[test]
    fn a_record_without_end_is_given_up() {
        let dialect = Dialect { delimiter: b',', quoting: true, line_breaks: true };
        let text = [b"a,b\n\"".to_vec(), vec![b'x'; 2 * MAX_RECORD]].concat();
        let mut split = Split::new(text.as_slice(), dialect);
        assert!(split.next().is_ok());
        assert!(matches!(split.next(), Err(NoRecord::TooLong)));
        assert_eq!((split.byte, split.line), (4, 2));
    }

    proptest! {
        #[test]
        fn any_text_is_cut_as_csv_cuts_it(text in "([a\"\",,\n\r\u{feff}é ]){0,24}") {
            check(text.as_bytes());
        }
    }
}

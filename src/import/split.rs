//! Delimited text cut into records: the rules of the `csv` crate, found with searches instead of a step a byte.
//!
//! In: bytes, as a stream. Out: one record after the other and where it stood. A cell that starts with a quote ends at
//! the next single quote, and what follows up to the delimiter is added as it is; records end at line feeds, and lines
//! without a byte are none. The test holds the cells, lines and bytes of any text against what the `csv` crate makes of
//! it; that crate is two thirds of the time of reading an export, and this is a fifth of it.
//! Bounded: a record of more than [`MAX_RECORD`] is an error.

use super::rows::{Dialect, MAX_RECORD};
use csv::ByteRecord;
use memchr::{memchr, memchr_iter, memchr2};
use std::io::{self, Read};

/// The room for what was read and not yet cut, at first: most files of a cohort have less.
const FIRST_ROOM: usize = 32 << 10;

/// The room while no record needs more.
const ROOM: usize = 256 << 10;

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
    /// A quoted cell while its doubled quotes are made single.
    cell: Vec<u8>,
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

/// The bytes, the line feeds and the end of a record that was cut.
struct Cut {
    n_bytes: usize,
    n_lines: u64,
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
            cell: Vec::new(),
        }
    }

    /// Cuts the next record; whether the text ended with it, instead of a line feed.
    pub(super) fn next(&mut self, record: &mut ByteRecord) -> Result<bool, NoRecord> {
        let mut is_first = self.byte == 0;
        loop {
            let text = &self.buffer[self.start..self.end];
            if is_first && (text.len() >= 3 || self.is_at_end) {
                is_first = false;
                if text.starts_with(b"\xef\xbb\xbf") {
                    self.pass(3, 0);
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
                let cell = &mut self.cell;
                if let Some(cut) = cut(text, self.dialect, self.is_at_end, record, cell) {
                    self.from = (self.byte, self.line);
                    self.pass(cut.n_bytes, cut.n_lines);
                    return Ok(cut.ended_with_text);
                }
                if text.len() > MAX_RECORD {
                    return Err(NoRecord::TooLong);
                }
            } else if self.is_at_end {
                return Err(NoRecord::End);
            }
            self.read_on().map_err(|_| NoRecord::Broken)?;
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
        if self.buffer.is_empty() {
            self.buffer.resize(FIRST_ROOM, 0);
        } else if self.buffer.len() < ROOM || self.end * 2 > self.buffer.len() {
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

/// Cuts the record at the start of a text; `None` where the text ends before the record does.
fn cut(
    text: &[u8],
    dialect: Dialect,
    is_all: bool,
    record: &mut ByteRecord,
    cell: &mut Vec<u8>,
) -> Option<Cut> {
    record.clear();
    let (mut at, mut n_lines) = (0, 0);
    loop {
        let end;
        if dialect.quoting && text.get(at) == Some(&b'"') {
            at += 1;
            // Nearly every quoted cell ends at the first quote after its own.
            if let Some(length) = memchr(b'"', &text[at..])
                && let Some(after) = text.get(at + length + 1)
                && (*after == dialect.delimiter || *after == b'\n')
            {
                let quoted = &text[at..at + length];
                n_lines += memchr_iter(b'\n', quoted).count() as u64;
                record.push_field(quoted);
                at += length + 2;
                if *after == b'\n' {
                    return Some(Cut { n_bytes: at, n_lines: n_lines + 1, ended_with_text: false });
                }
                continue;
            }
            cell.clear();
            loop {
                // An open quote runs to the end of the text.
                let Some(length) = memchr(b'"', &text[at..]) else {
                    if !is_all {
                        return None;
                    }
                    cell.extend_from_slice(&text[at..]);
                    at = text.len();
                    break;
                };
                cell.extend_from_slice(&text[at..at + length]);
                at += length + 1;
                match text.get(at) {
                    Some(b'"') => {
                        cell.push(b'"');
                        at += 1;
                    }
                    None if !is_all => return None,
                    _ => break,
                }
            }
            n_lines += memchr_iter(b'\n', cell).count() as u64;
            end = end_of_cell(text, at, dialect, is_all)?;
            cell.extend_from_slice(&text[at..end]);
            record.push_field(cell);
        } else {
            end = end_of_cell(text, at, dialect, is_all)?;
            record.push_field(&text[at..end]);
        }
        match text.get(end) {
            Some(b'\n') => {
                return Some(Cut { n_bytes: end + 1, n_lines: n_lines + 1, ended_with_text: false });
            }
            Some(_) => at = end + 1,
            None => return Some(Cut { n_bytes: end, n_lines, ended_with_text: true }),
        }
    }
}

/// Where the cell ends that goes on at `at`: at a delimiter, a line feed, or the end of all text.
fn end_of_cell(text: &[u8], at: usize, dialect: Dialect, is_all: bool) -> Option<usize> {
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
        let mut record = ByteRecord::new();
        let mut found = Vec::new();
        while split.next(&mut record).is_ok() {
            found.push((record.iter().map(<[u8]>::to_vec).collect(), split.byte, split.line));
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
        let mut record = ByteRecord::new();
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
        let mut record = ByteRecord::new();
        assert!(split.next(&mut record).is_ok());
        assert!(matches!(split.next(&mut record), Err(NoRecord::TooLong)));
        assert_eq!((split.byte, split.line), (4, 2));
    }

    proptest! {
        #[test]
        fn any_text_is_cut_as_csv_cuts_it(text in "([a\"\",,\n\r\u{feff}é ]){0,24}") {
            check(text.as_bytes());
        }
    }
}

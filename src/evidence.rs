//! Where things come from: every record, tie, reason and problem can be traced to a file and a line.
//!
//! Invariant: a [`Place`] is two integers. File names are kept once, in [`Source`].

use serde::Serialize;
use std::collections::BTreeMap;

/// A file that was read, as an index into [`crate::import::Workspace::sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A line of a file. Line 0 speaks of the file as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub source: SourceId,
    /// The line on which the record starts, counted from 1; in a workbook, the row of the sheet.
    pub line: u32,
}

/// A cell or a row that could not be read, or an ambiguity that only the user can settle.
///
/// `problem` says what is wrong, in lower case and without a full stop; only `hint` advises.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// The header of the column, empty where the whole row is meant.
    pub column: String,
    /// What is wrong.
    pub problem: String,
    /// What was found there.
    pub value: String,
    /// What the user can do.
    pub hint: String,
}

/// What a file was taken for, and what became of its rows: `rows = imported + skipped + rejected`.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// The path relative to the workspace; a zip entry or a sheet is written `archive.zip/name` or `book.xlsx#Sheet`.
    pub path: String,
    /// What kind of file it is, in the words of the interface (`connections`, `messages`, ..., `unknown`).
    pub kind: &'static str,
    /// Rows after the header.
    pub rows: u64,
    /// Rows of which a record was made.
    pub imported: u64,
    /// Rows left out for a named reason.
    pub skipped: u64,
    /// Rows of which nothing could be made.
    pub rejected: u64,
    /// Cells that could not be read, in rows of any of the three.
    pub problems: u64,
    /// The named reasons, with the number of rows each left out.
    pub skipped_because: BTreeMap<&'static str, u64>,
}

impl Source {
    /// A source of which nothing has been read yet.
    pub fn new(path: String, kind: &'static str) -> Source {
        Source {
            path,
            kind,
            rows: 0,
            imported: 0,
            skipped: 0,
            rejected: 0,
            problems: 0,
            skipped_because: BTreeMap::new(),
        }
    }

    /// Counts a row that became a record.
    pub fn import(&mut self) {
        self.rows += 1;
        self.imported += 1;
    }

    /// Counts a row that was left out, and why.
    pub fn skip(&mut self, because: &'static str) {
        self.rows += 1;
        self.skipped += 1;
        *self.skipped_because.entry(because).or_default() += 1;
    }

    /// Counts a row of which nothing could be made.
    pub fn reject(&mut self) {
        self.rows += 1;
        self.rejected += 1;
    }
}

/// Puts a whole number behind a text. A report of everyone quotes sixty thousand lines and counts a quarter of a million
/// things, and the machinery of formatting takes five times as long.
pub fn push_whole(number: i64, text: &mut String) {
    text.push_str(itoa::Buffer::new().format(number));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_ever() {
        for number in [0, 7, 10, -10, 1_234_567_890, i64::MAX, i64::MIN] {
            let mut text = String::new();
            push_whole(number, &mut text);
            assert_eq!(text, number.to_string());
        }
    }
}

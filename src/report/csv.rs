//! Tables as CSV: UTF-8, LF, dates as ISO 8601, shares with four decimals, unknown empty.

use super::table::{Cell, Table, four_decimals};
use crate::evidence::push_whole;
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
    /// The workbook could not be written.
    #[error(transparent)]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// Writes a table with its header.
pub fn write(table: &Table, mut out: impl io::Write) -> Result<(), WriteError> {
    let mut row = Vec::with_capacity(1024);
    for (name, _) in table.columns() {
        put_field(name.as_bytes(), &mut row);
    }
    end_row(&mut row, &mut out)?;
    let mut text = String::new();
    table.for_each_row::<WriteError>(|cells| {
        for cell in cells {
            match cell {
                Cell::Empty => row.push(b','),
                Cell::Text(value) if guard(value).is_empty() => put_field(value.as_bytes(), &mut row),
                cell => {
                    text.clear();
                    put(cell, &mut text);
                    match cell {
                        Cell::Text(_) => put_field(text.as_bytes(), &mut row),
                        // No number and no day needs quotes.
                        _ => {
                            row.extend_from_slice(text.as_bytes());
                            row.push(b',');
                        }
                    }
                }
            }
        }
        end_row(&mut row, &mut out)?;
        Ok(())
    })?;
    out.flush()?;
    Ok(())
}

/// The bytes for which a field needs quotes.
const IS_SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    table[b',' as usize] = true;
    table[b'"' as usize] = true;
    table[b'\n' as usize] = true;
    table[b'\r' as usize] = true;
    table
};

/// Puts a field and a comma into a row, in quotes where it needs them. As the `csv` crate writes it, which a test
/// holds, at a fifth of the cost: half a million cells pass here, and one in fifty needs quotes.
fn put_field(field: &[u8], row: &mut Vec<u8>) {
    // All bytes are looked at, for to stop at the first would be a question after each.
    let needs_quotes = field.iter().fold(false, |sum, byte| sum | IS_SPECIAL[usize::from(*byte)]);
    if needs_quotes {
        row.push(b'"');
        for byte in field {
            if *byte == b'"' {
                row.push(b'"');
            }
            row.push(*byte);
        }
        row.push(b'"');
    } else {
        row.extend_from_slice(field);
    }
    row.push(b',');
}

/// A text as a field and a comma, for those who write many rows that begin alike.
pub fn field(text: &str) -> String {
    let mut row = Vec::new();
    put_field([guard(text), text].concat().as_bytes(), &mut row);
    String::from_utf8(row).unwrap_or_default()
}

/// Writes a row of fields, the last of which has a comma too many.
fn end_row(row: &mut Vec<u8>, out: &mut impl io::Write) -> io::Result<()> {
    row.pop();
    // A lone empty field would be an empty line, which is no row.
    out.write_all(if row.is_empty() { b"\"\"" } else { row })?;
    row.clear();
    out.write_all(b"\n")
}

/// Puts a cell into text.
pub fn put(cell: &Cell<'_>, text: &mut String) {
    let written = match *cell {
        Cell::Empty => Ok(()),
        Cell::Text(value) => {
            text.push_str(guard(value));
            text.push_str(value);
            Ok(())
        }
        Cell::Whole(value) => {
            push_whole(value, text);
            Ok(())
        }
        Cell::Share(value) => put_four_decimals(value, text),
        cell @ (Cell::Fine(_) | Cell::Number(_)) => match cell.rounded() {
            Cell::Fine(value) => write!(text, "{value:.8}"),
            Cell::Number(value) => write!(text, "{value}"),
            _ => Ok(()),
        },
        Cell::Day(day) => day.write_to(text),
    };
    // Writing to a String cannot fail.
    debug_assert!(written.is_ok());
}

/// Writes a number with four decimals, as [`four_decimals`] rounds it. The machinery of formatting reckons with all digits
/// that a number has, which takes twenty times as long, and only a number next to a half of the last decimal needs that.
fn put_four_decimals(value: f64, text: &mut String) -> std::fmt::Result {
    let scaled = value * 10_000.0;
    let is_usual = value.is_sign_positive() && scaled < 1e9;
    let rest = scaled - scaled as u64 as f64;
    if !is_usual || (rest - 0.5).abs() < 1e-6 {
        return write!(text, "{:.4}", four_decimals(value));
    }
    let parts = (scaled + 0.5) as i64;
    push_whole(parts / 10_000, text);
    text.push('.');
    let digit = |of: i64| char::from(b'0' + (parts / of % 10) as u8);
    text.extend([1_000, 100, 10, 1].map(digit));
    Ok(())
}

/// The quote that keeps a spreadsheet from running a text as a formula (OWASP ASVS 1.2.10): names and titles in these
/// files are written by strangers.
pub fn guard(value: &str) -> &'static str {
    match value.as_bytes().first() {
        Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\0') => "'",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::table::TableBuilder;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_are_written_as_csv_writes_them(
            rows in proptest::collection::vec(proptest::collection::vec("[a\"\",\n\r é]{0,4}", 1..4), 1..4),
        ) {
            let mut theirs = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            let (mut row, mut ours) = (Vec::new(), Vec::new());
            for fields in &rows {
                theirs.write_record(fields).unwrap();
                fields.iter().for_each(|field| put_field(field.as_bytes(), &mut row));
                end_row(&mut row, &mut ours).unwrap();
            }
            prop_assert_eq!(theirs.into_inner().unwrap(), ours);
        }
    }

    proptest! {
        #[test]
        fn shares_are_written_as_ever(share in 0.0..1.0, any in proptest::num::f64::ANY, parts in 0..30_000u32) {
            // Half of the last decimal, exactly or not: 0.65625 is, and goes up as in the workbook.
            let half = f64::from(parts) / 20_000.0;
            prop_assert_eq!(four_decimals(0.65625), 0.6563);
            for value in [share, any, half, half.next_up(), half.next_down(), -half, f64::from(parts) / 7.0] {
                let mut text = String::new();
                put_four_decimals(value, &mut text).unwrap();
                prop_assert_eq!(text, format!("{:.4}", four_decimals(value)));
            }
        }
    }

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
        assert_eq!(String::from_utf8(out).unwrap(), expect);
    }
}

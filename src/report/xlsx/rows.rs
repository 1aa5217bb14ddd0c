//! The rows of long sheets, written straight into the XML of a finished workbook.
//!
//! The library lays out the workbook: styles, widths, filters, the frozen header. For a sheet of thirty thousand people
//! it also takes two thousand instructions a cell, two thirds of the whole workbook's cost; so those sheets leave it
//! with their header alone, and their rows are put in here, in the one form that needs no other part of the file: text
//! in its cell, numbers with the style of their column.

use super::{MAX_TEXT, eight_decimals, fitting, note, serial};
use crate::report::csv::WriteError;
use crate::report::plain::legal_in_xml;
use crate::report::table::{Cell, Table};
use std::fmt::Write as _;
use std::io::{self, Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Where the rows of a sheet end.
const END_OF_ROWS: &str = "</sheetData>";

/// A sheet that waits for its rows: its number in the workbook, from 1, and what they are.
pub(super) struct Waiting<'a> {
    pub(super) nth: usize,
    pub(super) table: &'a Table,
    pub(super) n_rows: usize,
}

/// The workbook with the rows of the waiting sheets.
pub(super) fn filled(book: Vec<u8>, waiting: &[Waiting<'_>], level: u8) -> Result<Vec<u8>, WriteError> {
    let mut from = ZipArchive::new(Cursor::new(book)).map_err(io::Error::from)?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    // No clock: the time of an entry is the first that a zip can say.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(i64::from(level)))
        .last_modified_time(zip::DateTime::default());
    for at in 0..from.len() {
        let mut entry = from.by_index(at).map_err(io::Error::from)?;
        let name = entry.name().map_err(io::Error::from)?.into_owned();
        let sheet = waiting.iter().find(|sheet| name == format!("xl/worksheets/sheet{}.xml", sheet.nth));
        let Some(sheet) = sheet else {
            to.raw_copy_file(entry).map_err(io::Error::from)?;
            continue;
        };
        let mut xml = String::new();
        entry.read_to_string(&mut xml)?;
        to.start_file(&name, options).map_err(io::Error::from)?;
        let (head, tail) = xml.split_at(xml.find(END_OF_ROWS).unwrap_or(xml.len()));
        to.write_all(head.as_bytes())?;
        write_rows(sheet, &styles(head), &mut to)?;
        to.write_all(tail.as_bytes())?;
    }
    Ok(to.finish().map_err(io::Error::from)?.into_inner())
}

/// The style of each column, as ` s="3"`, out of the columns that the library has written.
fn styles(head: &str) -> Vec<String> {
    let columns = head.split("<col ").skip(1).map(|column| {
        let column = column.split("/>").next().unwrap_or_default();
        let style = column.split(" style=\"").nth(1).and_then(|rest| rest.split('"').next());
        style.map(|style| format!(" s=\"{style}\"")).unwrap_or_default()
    });
    columns.collect()
}

/// `A`, `B`, …, `Z`, `AA`, …
fn letters(column: usize) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    if column < 26 { last.to_string() } else { format!("{}{last}", letters(column / 26 - 1)) }
}

/// What is the same in every cell of a column: its letters, and how its numbers are styled.
struct Frame {
    start: String,
    number: String,
}

/// What stands around a text in its cell.
const TEXT: [&str; 2] = ["\" t=\"inlineStr\"><is><t>", "</t></is></c>"];
const TEXT_WITH_SPACE: &str = "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">";

fn write_rows(sheet: &Waiting<'_>, styles: &[String], out: &mut impl Write) -> Result<(), WriteError> {
    let frame = |at: usize| {
        let style = styles.get(at).map_or("", String::as_str);
        Frame { start: format!("<c r=\"{}", letters(at)), number: format!("\"{style}><v>") }
    };
    let frames: Vec<Frame> = (0..sheet.table.columns().count()).map(frame).collect();
    let mut row = 1;
    let mut in_words = String::new();
    let mut xml = String::with_capacity(2 * BLOCK);
    sheet.table.for_first_rows::<WriteError>(sheet.n_rows, |cells| {
        row += 1;
        in_words.clear();
        // Writing to a String cannot fail.
        let written = write!(in_words, "{row}");
        debug_assert!(written.is_ok());
        xml.push_str("<row r=\"");
        xml.push_str(&in_words);
        xml.push_str("\">");
        for (frame, cell) in frames.iter().zip(cells) {
            let number = |value: f64, xml: &mut String| {
                xml.push_str(&frame.start);
                xml.push_str(&in_words);
                xml.push_str(&frame.number);
                // Most numbers are counts, and writing a fraction takes four times as long.
                let is_whole = value.fract() == 0.0 && value.abs() < 1e15;
                let written = match is_whole {
                    true => write!(xml, "{}</v></c>", value as i64),
                    false => write!(xml, "{value}</v></c>"),
                };
                debug_assert!(written.is_ok());
            };
            let text = |value: &str, xml: &mut String| {
                xml.push_str(&frame.start);
                xml.push_str(&in_words);
                if is_plain(value) {
                    xml.push_str(TEXT[0]);
                    xml.push_str(value);
                } else {
                    let legal = legal_in_xml(value);
                    let value = fitting(&legal);
                    xml.push_str(if value.trim() == value { TEXT[0] } else { TEXT_WITH_SPACE });
                    escape(&value, xml);
                }
                xml.push_str(TEXT[1]);
            };
            match cell {
                Cell::Empty => {}
                Cell::Text(value) => text(value, &mut xml),
                Cell::Whole(value) => number(*value as f64, &mut xml),
                Cell::Share(value) => number((value * 10_000.0).round() / 10_000.0, &mut xml),
                Cell::Fine(value) => number(eight_decimals(*value), &mut xml),
                Cell::Number(value) => number((value * 100.0).round() / 100.0, &mut xml),
                Cell::Day(day) => match serial(*day) {
                    Some(value) => number(value, &mut xml),
                    None => text(&day.to_string(), &mut xml),
                },
            }
        }
        xml.push_str("</row>");
        // Packing begins anew with every call, so it gets many rows at a time.
        if xml.len() >= BLOCK {
            out.write_all(xml.as_bytes())?;
            xml.clear();
        }
        Ok(())
    })?;
    if let Some(note) = note(sheet.table, sheet.n_rows) {
        let at = row + 1;
        xml.push_str(&format!("<row r=\"{at}\"><c r=\"A{at}\" t=\"inlineStr\"><is><t>"));
        escape(&note, &mut xml);
        xml.push_str("</t></is></c></row>");
    }
    Ok(out.write_all(xml.as_bytes())?)
}

/// How many bytes of XML are packed at a time.
const BLOCK: usize = 64 << 10;

/// Whether a text stands in XML as it is: short enough, without a sign that is escaped or illegal, and without a space
/// at either end. All bytes are looked at, for that is done many at once; `EF` begins U+FFFE and U+FFFF.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_plain = |byte: u8| byte >= b' ' && !matches!(byte, b'&' | b'<' | b'>' | b'_' | 0xEF);
    let is_edge = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    bytes.len() <= MAX_TEXT
        && is_edge(bytes.first())
        && is_edge(bytes.last())
        && bytes.iter().fold(true, |all, byte| all & is_plain(*byte))
}

/// Puts a text into XML. A text that looks like one of Excel's own escapes (`_x000D_`) gets its first sign escaped, or
/// Excel would show what it stands for.
fn escape(text: &str, xml: &mut String) {
    let mut rest = text;
    // Bytes, for all of these are ASCII, and a search for characters decodes every one.
    let is_special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'\r' | b'_');
    while let Some(at) = rest.bytes().position(is_special) {
        xml.push_str(&rest[..at]);
        let found = rest.as_bytes()[at];
        xml.push_str(match found {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'\r' => "&#13;",
            _ if is_escape(&rest.as_bytes()[at..]) => "_x005F_",
            _ => "_",
        });
        rest = &rest[at + 1..];
    }
    xml.push_str(rest);
}

fn is_escape(text: &[u8]) -> bool {
    matches!(text, [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_letters() {
        let counted = [0, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(counted, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn text_of_strangers_stays_text() {
        let mut xml = String::new();
        escape("<r>&</r> _x000D_ _x00_ a_b\r", &mut xml);
        assert_eq!(xml, "&lt;r&gt;&amp;&lt;/r&gt; _x005F_x000D_ _x00_ a_b&#13;");
    }
}

//! The rows of sheets without links, written straight into the XML of a finished workbook.
//!
//! The library lays out the workbook: styles, widths, filters, the frozen header. For a sheet of thirty thousand people
//! it also takes two thousand instructions a cell; so all sheets but those with links leave it with their header alone,
//! and their rows are put in here, in the one form that needs no other part of the file: text in its cell, numbers with
//! the style of their column.

use super::{MAX_TEXT, fitting, note, serial};
use crate::evidence::push_whole;
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

/// The style of each column, as ` s="3"`, out of the columns that the library has written. Neighbours that look alike
/// share an element: `<col min="3" max="4" width="11" style="3"/>`.
fn styles(head: &str) -> Vec<String> {
    let mut styles = Vec::new();
    for column in head.split("<col ").skip(1) {
        let column = column.split("/>").next().unwrap_or_default();
        let value = |name: &str| column.split(&format!("{name}=\"")).nth(1)?.split('"').next();
        let number = |name: &str| value(name).and_then(|value| value.parse::<usize>().ok());
        let n = number("max").zip(number("min")).map_or(1, |(max, min)| max + 1 - min);
        let style = value("style").map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
        styles.extend(std::iter::repeat_n(style, n));
    }
    styles
}

/// What stands around a text that has no spaces at its ends and nothing but signs that can be seen. `str` is the type
/// of text that a formula gave, and every reader takes it without a formula.
const TEXT: [&str; 2] = ["<c t=\"str\"><v>", "</v></c>"];
/// What stands around any other text.
const ODD_TEXT: [&str; 2] = ["<c t=\"inlineStr\"><is><t xml:space=\"preserve\">", "</t></is></c>"];
/// A cell without a value, for the place of those behind it.
const EMPTY: &str = "<c/>";

/// Writes the rows. A cell says nothing of its place, which is the one behind the cell before it (ECMA-376, 18.3.1.4):
/// `r="C1234"` in each made the sheet a third larger, and was most of what packing had to look at.
fn write_rows(sheet: &Waiting<'_>, styles: &[String], out: &mut impl Write) -> Result<(), WriteError> {
    let start_of_number = |style: &String| format!("<c{style}><v>");
    let mut starts: Vec<String> = styles.iter().map(start_of_number).collect();
    starts.resize(sheet.table.columns().count(), start_of_number(&String::new()));
    let mut row = 1;
    let mut xml = String::with_capacity(2 * BLOCK);
    sheet.table.for_first_rows::<WriteError>(sheet.n_rows, |cells| {
        row += 1;
        start_row(row, &mut xml);
        let mut n_empty = 0;
        for (start, cell) in starts.iter().zip(cells) {
            if let Cell::Empty = cell {
                n_empty += 1;
                continue;
            }
            for _ in 0..std::mem::take(&mut n_empty) {
                xml.push_str(EMPTY);
            }
            match cell.rounded() {
                Cell::Empty => {}
                Cell::Text(value) => put_text(value, &mut xml),
                Cell::Whole(value) => put_number(start, value as f64, &mut xml),
                Cell::Share(value) | Cell::Fine(value) | Cell::Number(value) => {
                    put_number(start, value, &mut xml)
                }
                Cell::Day(day) => match serial(day) {
                    Some(value) => put_number(start, value, &mut xml),
                    None => put_text(&day.to_string(), &mut xml),
                },
            }
        }
        xml.push_str(END_OF_ROW);
        // Packing begins anew with every call, so it gets many rows at a time.
        if xml.len() >= BLOCK {
            out.write_all(xml.as_bytes())?;
            xml.clear();
        }
        Ok(())
    })?;
    if let Some(note) = note(sheet.table, sheet.n_rows) {
        start_row(row + 1, &mut xml);
        put_text(&note, &mut xml);
        xml.push_str(END_OF_ROW);
    }
    Ok(out.write_all(xml.as_bytes())?)
}

const END_OF_ROW: &str = "</row>";

fn start_row(row: i64, xml: &mut String) {
    xml.push_str("<row r=\"");
    push_whole(row, xml);
    xml.push_str("\">");
}

fn put_number(start: &str, value: f64, xml: &mut String) {
    xml.push_str(start);
    // Most numbers are counts, and writing a fraction takes many times as long.
    if value as i64 as f64 == value && value.abs() < 1e15 {
        push_whole(value as i64, xml);
    } else {
        // Writing to a String cannot fail.
        let written = write!(xml, "{value}");
        debug_assert!(written.is_ok());
    }
    xml.push_str(TEXT[1]);
}

fn put_text(value: &str, xml: &mut String) {
    match look(value) {
        Look::Plain => {
            xml.push_str(TEXT[0]);
            xml.push_str(value);
            xml.push_str(TEXT[1]);
        }
        Look::Escaped => {
            xml.push_str(TEXT[0]);
            escape(value, xml);
            xml.push_str(TEXT[1]);
        }
        Look::Odd => {
            xml.push_str(ODD_TEXT[0]);
            escape(&fitting(&legal_in_xml(value)), xml);
            xml.push_str(ODD_TEXT[1]);
        }
    }
}

/// How many bytes of XML are packed at a time.
const BLOCK: usize = 64 << 10;

/// How a text gets into XML.
#[derive(Debug, PartialEq, Eq)]
enum Look {
    /// As it is.
    Plain,
    /// With some signs escaped.
    Escaped,
    /// With care: it is long, or has a sign that is illegal or white, or one of Excel's own escapes.
    Odd,
}

/// What a byte asks for, as a bit each: [`ODD`] or [`ESCAPED`]. `EF` begins U+FFFE and U+FFFF.
const ASKS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'&' | b'<' | b'>' => ESCAPED,
            0..b' ' | b'_' | 0xEF => ODD,
            _ => 0,
        };
        byte += 1;
    }
    table
};
const ODD: u8 = 1;
const ESCAPED: u8 = 2;

/// Looks at a text, once for all that its bytes may ask for.
fn look(text: &str) -> Look {
    let bytes = text.as_bytes();
    let asked = bytes.iter().fold(0, |asked, byte| asked | ASKS[usize::from(*byte)]);
    let is_edge = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    let is_trimmed = (is_edge(bytes.first()) && is_edge(bytes.last())) || text.trim().len() == text.len();
    if bytes.len() > MAX_TEXT || !is_trimmed || asked & ODD != 0 {
        Look::Odd
    } else if asked == 0 {
        Look::Plain
    } else {
        Look::Escaped
    }
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
    use crate::report::table::TableBuilder;

    #[test]
    fn most_texts_need_no_care() {
        for plain in ["", "José", "林 伟", "a b", "R\"D'"] {
            assert_eq!(look(plain), Look::Plain, "{plain}");
        }
        assert_eq!(look("R&D <é>"), Look::Escaped);
        for odd in [" a", "a\u{a0}", "\u{3000}é", "a\nb", "_x0041_", "\u{fffe}", &"a".repeat(MAX_TEXT + 1)] {
            assert_eq!(look(odd), Look::Odd, "{odd}");
        }
    }

    #[test]
    fn a_row_ends_with_its_last_value() {
        let table = TableBuilder::new("x", "X")
            .text("a", ["", "b"])
            .whole("n", [Some(-3), None])
            .share("p", [Some(0.25), None])
            .text("z", ["", ""])
            .build()
            .unwrap();
        let mut xml = Vec::new();
        let sheet = Waiting { nth: 1, table: &table, n_rows: 2 };
        let styles = ["", "", " s=\"3\"", ""].map(str::to_owned);
        write_rows(&sheet, &styles, &mut xml).unwrap();
        let expect = "<row r=\"2\"><c/><c><v>-3</v></c><c s=\"3\"><v>0.25</v></c></row>\
                      <row r=\"3\"><c t=\"str\"><v>b</v></c></row>";
        assert_eq!(String::from_utf8(xml).unwrap(), expect);
    }

    #[test]
    fn columns_that_look_alike_have_one_style() {
        let head = "<cols><col min=\"1\" max=\"1\" width=\"9.7109375\" customWidth=\"1\"/>\
                    <col min=\"2\" max=\"4\" width=\"11.7109375\" style=\"3\" customWidth=\"1\"/></cols><sheetData>";
        assert_eq!(styles(head), ["", " s=\"3\"", " s=\"3\"", " s=\"3\""]);
    }

    #[test]
    fn text_of_strangers_stays_text() {
        let mut xml = String::new();
        escape("<r>&</r> _x000D_ _x00_ a_b\r", &mut xml);
        assert_eq!(xml, "&lt;r&gt;&amp;&lt;/r&gt; _x005F_x000D_ _x00_ a_b&#13;");
    }
}

//! Tables as one workbook: a sheet a table, with typed cells.
//!
//! Text is always written as text: a name that begins with `=` is a name, and no `'` is needed in front of it as in
//! CSV. Dates are dates, shares keep their four decimals, unknown is an empty cell.

mod rows;

use super::csv::WriteError;
use super::plain::legal_in_xml;
use super::table::{Cell, Show, Table};
use crate::day::Day;
use rows::Waiting;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatBorder, Url, Workbook, Worksheet};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// Rows of a sheet besides its header.
const MAX_ROWS: usize = 1_048_575;

/// The longest text of a cell, in UTF-16 units.
const MAX_TEXT: usize = 32_767;

/// Tables up to this height get clickable addresses. Excel takes 65,530 links a sheet and is slow long before.
const MAX_LINKED_ROWS: usize = 1_000;

/// The fastest but one of nine: see [`workbook`].
const COMPRESSION: u8 = 1;

/// Writes one workbook with all tables. Rows pass through a file in `scratch`, which has no name and is gone
/// afterwards, so memory does not grow with them.
///
/// The same tables and day give the same bytes: the day asked about stands for the time of writing.
///
/// # Complexity
/// **O(c)** for **c** cells. 31,000 people, half a million cells, cost 0.1 s of one core: text stands in its cell
/// instead of in a table of shared strings (half the time), no cell says where it is (three quarters of what is left),
/// and is packed lightly (3.2 MB instead of 2.6, in half the time again).
pub fn workbook(tables: &[Table], as_of: Day, scratch: &Path, out: impl io::Write) -> Result<(), WriteError> {
    workbook_of_first(MAX_ROWS, tables, as_of, scratch, out)
}

/// The same with the first rows of each table only. A sheet that holds fewer than its table says so below its last row.
pub fn workbook_of_first(
    max_rows: usize,
    tables: &[Table],
    as_of: Day,
    scratch: &Path,
    mut out: impl io::Write,
) -> Result<(), WriteError> {
    let max_rows = max_rows.min(MAX_ROWS);
    let mut book = Workbook::new();
    book.set_tempdir(scratch)?;
    book.set_zip_compression_level(COMPRESSION);
    book.set_properties(&properties(as_of)?);
    let mut taken = BTreeSet::new();
    let mut waiting = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        let name = sheet_name(table.title, &mut taken);
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        if has_links(table) {
            fill(sheet, table, max_rows)?;
        } else {
            let n_rows = n_shown(table, max_rows);
            head(sheet, table, n_rows)?;
            waiting.push(Waiting { nth: at + 1, table, n_rows });
        }
    }
    // The library wants a writer that threads may share; a few megabytes held once are less trouble.
    let mut book = book.save_to_buffer()?;
    if waiting.iter().any(|sheet| sheet.n_rows > 0) {
        book = rows::filled(book, &waiting, COMPRESSION)?;
    }
    Ok(out.write_all(&book)?)
}

fn properties(as_of: Day) -> Result<DocProperties, WriteError> {
    let (year, month, day) = as_of.ymd();
    // A workbook knows no day before 1900.
    let year = u16::try_from(year).unwrap_or(1900).max(1900);
    let created = ExcelDateTime::from_ymd(year, month as u8, day as u8)?;
    Ok(DocProperties::new().set_title("tertius").set_author("tertius").set_creation_datetime(&created))
}

/// A name that Excel takes: 31 characters, none of `[]:*?/\`, no quote at either end, no other sheet of that name.
fn sheet_name(title: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = title
        .chars()
        .map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { ' ' } else { c })
        .take(31)
        .collect();
    let plain = plain.trim_matches('\'').trim();
    let plain = if plain.is_empty() { "Sheet" } else { plain };
    let mut name = plain.to_owned();
    let mut nth = 1;
    while !taken.insert(name.to_lowercase()) {
        nth += 1;
        name = plain.chars().take(27).collect();
        name.push_str(&format!(" {nth}"));
    }
    name
}

/// How many rows of a table a sheet of this many holds: one is left for the note.
fn n_shown(table: &Table, max_rows: usize) -> usize {
    if table.n_rows() > max_rows { max_rows - 1 } else { table.n_rows() }
}

/// What a sheet says of the rows that it does not hold; `None` where it holds all.
fn note(table: &Table, n_shown: usize) -> Option<String> {
    let rest = table.n_rows().checked_sub(n_shown).filter(|rest| *rest > 0)?;
    Some(format!("{rest} more rows are in {}.csv: this sheet holds no more", table.name))
}

/// Whether the addresses of a table can be clicked. What a link needs, the library writes.
fn has_links(table: &Table) -> bool {
    table.n_rows() <= MAX_LINKED_ROWS && table.columns().any(|(_, show)| show == Show::Url)
}

/// Writes a table, or as much of it as `max_rows` lets through and a note on the rest.
fn fill(sheet: &mut Worksheet, table: &Table, max_rows: usize) -> Result<(), WriteError> {
    let shows: Vec<Show> = table.columns().map(|(_, show)| show).collect();
    let n_shown = n_shown(table, max_rows);
    head(sheet, table, n_shown)?;
    let is_linked = has_links(table);
    let mut row = 0;
    table.for_first_rows::<WriteError>(n_shown, |cells| {
        row += 1;
        for (at, cell) in cells.iter().enumerate() {
            put(sheet, row, at as u16, cell, is_linked && shows[at] == Show::Url)?;
        }
        Ok(())
    })?;
    if let Some(note) = note(table, n_shown) {
        sheet.write_string(n_shown as u32 + 1, 0, note)?;
    }
    Ok(())
}

/// Lays out a sheet of this many rows, and writes its header.
fn head(sheet: &mut Worksheet, table: &Table, n_rows: usize) -> Result<(), WriteError> {
    let shows: Vec<Show> = table.columns().map(|(_, show)| show).collect();
    let n_columns = shows.len() as u16;
    let header = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    for (at, width) in widths(table)?.into_iter().enumerate() {
        let column = at as u16;
        sheet.set_column_width(column, width)?;
        // One format a column, not one a cell: each cell would look its own up.
        if let Some(format) = format_of(shows[at]) {
            sheet.set_column_format(column, &format)?;
        }
    }
    for (at, (name, _)) in table.columns().enumerate() {
        sheet.write_string_with_format(0, at as u16, name, &header)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, n_rows as u32, n_columns.saturating_sub(1))?;
    Ok(())
}

/// How the cells of a column are shown.
fn format_of(show: Show) -> Option<Format> {
    match show {
        Show::Day => Some(Format::new().set_num_format("yyyy-mm-dd")),
        Show::Share | Show::Ratio => Some(Format::new().set_num_format("0.0000")),
        Show::Fine => Some(Format::new().set_num_format("0.00000000")),
        Show::Whole => Some(Format::new().set_num_format("0")),
        Show::Text | Show::Url | Show::Number => None,
    }
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell<'_>, link: bool) -> Result<(), WriteError> {
    match cell.rounded() {
        Cell::Empty => {}
        Cell::Text(text) if link && link_to(text).is_some() => {
            let url = Url::new(link_to(text).unwrap_or_default()).set_text(text);
            sheet.write_url(row, column, url)?;
        }
        Cell::Text(text) => {
            sheet.write_string(row, column, fitting(&legal_in_xml(text)).as_ref())?;
        }
        Cell::Whole(number) => {
            sheet.write_number(row, column, number as f64)?;
        }
        Cell::Share(number) | Cell::Fine(number) | Cell::Number(number) => {
            sheet.write_number(row, column, number)?;
        }
        Cell::Day(day) => match serial(day) {
            Some(number) => {
                sheet.write_number(row, column, number)?;
            }
            None => {
                sheet.write_string(row, column, day.to_string())?;
            }
        },
    }
    Ok(())
}

/// Where an address leads: without percent-escapes, since the library escapes their `%` once more and the link would
/// lead nowhere. `None` for what is no address, is too long for Excel, or cannot be written without an escape.
fn link_to(text: &str) -> Option<String> {
    let address = percent_encoding::percent_decode_str(text).decode_utf8().ok()?;
    let is_plain = address.chars().all(|c| c.is_alphanumeric() || "-._~:/?=&+,@".contains(c));
    (is_plain && address.starts_with("https://") && address.len() < 2_000).then(|| address.into_owned())
}

/// The number of a day in a workbook; `None` before March 1900, where Excel counts a 29 February that never was.
fn serial(day: Day) -> Option<f64> {
    const OF_1970_01_01: i32 = 25_569;
    let number = day.0 + OF_1970_01_01;
    (number > 60).then(|| f64::from(number))
}

/// The text, or as much of it as a cell holds.
fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= MAX_TEXT || text.encode_utf16().count() <= MAX_TEXT {
        return Cow::Borrowed(text);
    }
    let mut units = 0;
    let mut short: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units < MAX_TEXT
        })
        .collect();
    short.push('…');
    Cow::Owned(short)
}

/// Widths that fit the header and the first rows, within reason.
fn widths(table: &Table) -> Result<Vec<f64>, WriteError> {
    const ROWS_LOOKED_AT: usize = 300;
    // Lines of files are of no account for the looks: the same rows in another order give the same sheet.
    const EVIDENCE: usize = 40;
    // The sign of the filter takes two places of the header.
    let is_of_lines = |name: &str| name == "evidence" || name.starts_with("seen_") || name.ends_with("_line");
    let first_width = |name: &str| if is_of_lines(name) { EVIDENCE } else { name.len() + 3 };
    let mut widths: Vec<usize> = table.columns().map(|(name, _)| first_width(name)).collect();
    let is_evidence: Vec<bool> = table.columns().map(|(name, _)| is_of_lines(name)).collect();
    table.for_first_rows::<WriteError>(ROWS_LOOKED_AT, |cells| {
        for ((width, cell), is_evidence) in widths.iter_mut().zip(cells).zip(&is_evidence) {
            let needed = match cell {
                Cell::Text(_) if *is_evidence => 0,
                Cell::Text(text) => UnicodeWidthStr::width(*text),
                Cell::Whole(number) => number.to_string().len(),
                Cell::Day(_) => 10,
                Cell::Share(_) | Cell::Number(_) => 6,
                Cell::Fine(_) => 10,
                Cell::Empty => 0,
            };
            *width = (*width).max(needed + 1);
        }
        Ok(())
    })?;
    Ok(widths.into_iter().map(|width| width.clamp(6, 60) as f64).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::table::TableBuilder;
    use crate::report::tables::{self, Top};
    use crate::report::{csv, trial};
    use calamine::{Data, Reader, Xlsx};
    use std::io::Cursor;

    fn bytes(tables: &[Table]) -> Vec<u8> {
        let mut out = Vec::new();
        workbook(tables, trial::day("2026-06-30"), &std::env::temp_dir(), &mut out).unwrap();
        out
    }

    /// The cells of a sheet as CSV writes them.
    fn read(book: &[u8], sheet: &str) -> Vec<Vec<String>> {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
        let range = book.worksheet_range(sheet).unwrap();
        let shown = |cell: &Data| match cell {
            Data::Empty => String::new(),
            Data::String(text) => text.clone(),
            Data::DateTime(when) => Day(when.as_f64() as i32 - 25_569).to_string(),
            Data::Float(number) => number.to_string(),
            other => panic!("{other:?}"),
        };
        range.rows().map(|row| row.iter().map(shown).collect()).collect()
    }

    /// The same table out of CSV, without the quotes that keep a spreadsheet from running a text, and numbers plain.
    fn read_csv(table: &Table) -> Vec<Vec<String>> {
        let mut out = Vec::new();
        csv::write(table, &mut out).unwrap();
        let shows: Vec<Show> = table.columns().map(|(_, show)| show).collect();
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&out[..]);
        let plain = |(at, cell): (usize, &str)| match (shows[at], cell.parse::<f64>()) {
            (Show::Share | Show::Ratio | Show::Fine | Show::Number, Ok(number)) => number.to_string(),
            _ => match cell.strip_prefix('\'') {
                Some(rest) if !csv::guard(rest).is_empty() => rest.to_owned(),
                _ => cell.to_owned(),
            },
        };
        reader.records().map(|row| row.unwrap().iter().enumerate().map(plain).collect()).collect()
    }

    #[test]
    fn every_sheet_holds_what_its_csv_holds() {
        let all = tables::all(&trial::study(), Top::All).unwrap();
        let book = bytes(&all);
        for table in &all {
            assert_eq!(read(&book, table.title), read_csv(table), "{}", table.name);
        }
        assert_eq!(book, bytes(&all), "same tables, same bytes");
    }

    #[test]
    fn names_of_strangers_stay_text() {
        let odd = [
            "=HYPERLINK(\"http://example.org\")",
            "+1 555 0100",
            "<r><t>x</t></r>",
            " lead and trail ",
            "_x0041_",
            "{=A1}",
            "https://example.org",
            "12",
            "2026-01-01",
            "TRUE",
            "#N/A",
            "\u{202e}RTL \u{5d3}",
        ];
        // A sheet with links is written in another way, and must say the same.
        let plain = TableBuilder::new("x", "X").text("name", odd).build().unwrap();
        let linked = TableBuilder::new("x", "X").text("name", odd).url("url", odd).build().unwrap();
        for table in [plain, linked] {
            let n_columns = table.columns().count();
            let cells = read(&bytes(&[table]), "X");
            for at in 0..n_columns {
                let texts = cells[1..].iter().map(|row| row[at].as_str());
                assert!(texts.eq(odd), "column {at} of {n_columns}");
            }
        }
    }

    #[test]
    fn a_sheet_too_long_for_links_holds_what_its_csv_holds() {
        let rows = 0..MAX_LINKED_ROWS as i32 + 7;
        let table = TableBuilder::new("x", "Long")
            .text("person", rows.clone().map(|at| format!("in/n{at}")))
            .url("url", rows.clone().map(|at| format!("https://www.linkedin.com/in/n{at}")))
            .day("day", rows.clone().map(|at| (at % 3 > 0).then_some(Day(20_000 + at))))
            .whole("whole", rows.clone().map(|at| (at % 2 > 0).then_some(i64::from(at))))
            .share("share", rows.clone().map(|at| Some(f64::from(at) / 7_000.0)))
            .number("number", rows.clone().map(|at| (at % 5 > 0).then_some(f64::from(at) / 4.0)))
            .build()
            .unwrap();
        let book = bytes(std::slice::from_ref(&table));
        assert_eq!(read(&book, "Long"), read_csv(&table));
        assert_eq!(book, bytes(&[table]), "same tables, same bytes");
    }

    #[test]
    fn links_lead_where_the_text_says() {
        assert_eq!(
            link_to("https://www.linkedin.com/in/ann").as_deref(),
            Some("https://www.linkedin.com/in/ann")
        );
        assert_eq!(
            link_to("https://www.linkedin.com/in/z%C3%A9").as_deref(),
            Some("https://www.linkedin.com/in/zé")
        );
        for not in
            ["https://www.linkedin.com/in/a%2Fb%20c%", "https://example.org/%ff", "javascript:alert(1)", ""]
        {
            assert_eq!(link_to(not), None, "{not}");
        }
        let url = "https://www.linkedin.com/in/z%C3%A9";
        let table = TableBuilder::new("x", "X").url("url", [url]).build().unwrap();
        let book = bytes(&[table]);
        assert_eq!(read(&book, "X")[1][0], url);
        let mut parts = zip::ZipArchive::new(Cursor::new(book)).unwrap();
        let part = parts.by_name("xl/worksheets/_rels/sheet1.xml.rels").unwrap();
        let links = std::io::read_to_string(part).unwrap();
        assert!(links.contains("Target=\"https://www.linkedin.com/in/zé\""), "{links}");
    }

    #[test]
    fn what_a_cell_cannot_hold_is_cut() {
        let long = "🌱".repeat(20_000);
        let table = TableBuilder::new("x", "X").text("name", ["a\u{0}b\u{1b}", &long]).build().unwrap();
        let cells = read(&bytes(&[table]), "X");
        assert_eq!(cells[1][0], "ab");
        assert_eq!(cells[2][0], "🌱".repeat(16_383) + "…");
        let table = TableBuilder::new("x", "X").whole("n", (0..9).map(Some)).build().unwrap();
        let mut book = Workbook::new();
        fill(book.add_worksheet(), &table, 5).unwrap();
        let cells = read(&book.save_to_buffer().unwrap(), "Sheet1");
        assert_eq!(cells.len(), 6);
        assert_eq!(cells[5][0], "5 more rows are in x.csv: this sheet holds no more");
        // A sheet without links says so as well, in its own way, and below the rows that its filter hides.
        let table = TableBuilder::new("x", "X").whole("n", (0..3_001).map(Some)).build().unwrap();
        let mut out = Vec::new();
        let day = trial::day("2026-06-30");
        workbook_of_first(2_001, &[table], day, &std::env::temp_dir(), &mut out).unwrap();
        let cells = read(&out, "X");
        assert_eq!(cells.len(), 2_002);
        assert_eq!(cells[2_000][0], "1999");
        assert_eq!(cells[2_001][0], "1001 more rows are in x.csv: this sheet holds no more");
    }

    #[test]
    fn sheets_have_names_that_excel_takes() {
        let mut taken = BTreeSet::new();
        let name = sheet_name("What/who: introduced whom in which month?", &mut taken);
        assert_eq!(name, "What who  introduced whom in wh");
        let again = sheet_name("What/who: introduced whom in which month?", &mut taken);
        assert_eq!(again, "What who  introduced whom i 2");
        assert_eq!(sheet_name("''", &mut taken), "Sheet");
    }
}

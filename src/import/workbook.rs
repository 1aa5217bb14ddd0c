//! Sheets of `.xlsx`, `.xlsm` and `.ods` workbooks as rows of text.
//!
//! In: the [`Content`] of a workbook. Out: its [`Sheet`]s, cell by cell as a CSV file of them would say: days as
//! `2024-03-04`, whole numbers without `.0`, the last computed value of a formula, nothing for an error.
//! calamine reads them and knows no limits, so what a workbook declares is looked at before calamine sees it, and what
//! a sheet holds is counted while it is read. Only cells that hold anything cost memory, however large the used range.
//!
//! Deliberately absent: `.xls` and `.xlsb`. Of a damaged `.xls`, calamine 0.38 can read the same sector until memory
//! ends; such files are named, and every spreadsheet program can save them anew.

mod parts;

use super::bytes::ReadSeek;
use super::content::Content;
use calamine::{
    Data, DataRef, ExcelDateTime, Ods, Reader, SheetType, SheetVisible, Xlsx, open_workbook_from_rs,
};
use csv::ByteRecord;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How many cells the sheets of a workbook may have, from their first columns to the last ones filled, row by row.
pub const MAX_CELLS: u64 = 20_000_000;

/// How much text they may hold: one long text, kept once, can stand in a million cells.
pub const MAX_TEXT: u64 = 512 << 20;

/// What a workbook may unfold to: so much for each byte it takes as it lies there, whatever it says of itself. A small file
/// can repeat one cell a million times; an honest sheet of a million cells is not small.
#[derive(Clone, Copy, Debug)]
struct Limits {
    cells: u64,
    text: u64,
}

impl Limits {
    fn of(size: u64) -> Limits {
        Limits {
            cells: size.saturating_mul(6).clamp(250_000, MAX_CELLS),
            text: size.saturating_mul(64).clamp(8 << 20, MAX_TEXT),
        }
    }

    fn too_many_cells(self) -> String {
        format!("a workbook that unfolds to more than {} cells", in_thousands(self.cells))
    }

    fn too_much_text(self) -> String {
        format!("a workbook that unfolds to more than {} MB of text", self.text >> 20)
    }
}

/// `250,000`.
fn in_thousands(n: u64) -> String {
    let digits = n.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(",")
}

/// The columns of a sheet; no spreadsheet program has more.
const MAX_COLUMNS: u32 = 16_384;

/// So many rows of a hidden sheet are looked at, and so much of them.
const PEEKED_AT: u32 = 30;
const PEEK: Limits = Limits { cells: 10_000, text: 1 << 20 };

/// The first bytes of an `.xls` file, and of every other file of that time: Word's, and workbooks with a password.
pub const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// How a workbook is written, told by what is in it and not by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Excel since 2007, with or without macros.
    Xlsx,
    /// LibreOffice and others.
    Ods,
    /// Excel in binary; not read.
    Xlsb,
    /// Excel before 2007; not read.
    Xls,
}

/// A sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether the user hid it; then its rows are not read but for a few at the top, which tell whether it will be missed.
    /// Lists behind a drop-down and old copies are hidden.
    pub hidden: bool,
    /// Its rows that hold anything, with their numbers, counted from 1.
    pub rows: Vec<(u32, ByteRecord)>,
}

impl Sheet {
    /// The rows among which a header is looked for.
    pub fn top(&self) -> impl Iterator<Item = (u32, Vec<String>)> + '_ {
        self.rows.iter().map(|(line, record)| {
            (*line, record.iter().take(512).map(|cell| String::from_utf8_lossy(cell).into_owned()).collect())
        })
    }

    /// The rows below the header.
    pub fn rows_after(mut self, line: u32) -> Vec<(u32, ByteRecord)> {
        let start = self.rows.partition_point(|(at, _)| *at <= line);
        self.rows.drain(..start);
        self.rows
    }
}

/// Reads all sheets of a workbook.
pub fn sheets(content: &Content, format: Format) -> Result<Vec<Sheet>, String> {
    let unreadable = |error: io::Error| format!("cannot be read: {error}");
    match format {
        Format::Xls if is_encrypted(content) => return Err("protected by a password".to_owned()),
        Format::Xls => return Err("a workbook in the format of before 2007 (.xls)".to_owned()),
        Format::Xlsb => return Err("a workbook in the binary format (.xlsb)".to_owned()),
        Format::Xlsx | Format::Ods => {}
    }
    let limits = Limits::of(content.size().map_err(unreadable)?);
    parts::check(content.open_seekable().map_err(unreadable)?, limits)?;
    let reader = content.open_seekable().map_err(unreadable)?;
    // A panic on a file that nobody thought of costs this file, not the members of a cohort that were read before.
    let read = catch_unwind(AssertUnwindSafe(|| match format {
        Format::Xlsx => read_xlsx(reader, limits),
        _ => read_ods(reader, limits),
    }));
    read.unwrap_or_else(|_| Err(DAMAGED.to_owned()))
}

/// Whether this is an `.xlsx` with a password: it is put whole into a container like that of an `.xls`.
fn is_encrypted(content: &Content) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let Ok(bytes) = content.head(1 << 20) else { return false };
    bytes.windows(name.len()).any(|window| window == name)
}

/// What there is to say of a workbook that cannot be made sense of.
const DAMAGED: &str = "a damaged workbook";

fn in_words(error: impl std::fmt::Display) -> String {
    let words = error.to_string();
    if words.contains("password") {
        return "protected by a password".to_owned();
    }
    DAMAGED.to_owned()
}

/// The sheets that hold cells, in the order of the tabs.
fn names(sheets: &[calamine::Sheet]) -> Vec<Sheet> {
    sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| Sheet {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
            rows: Vec::new(),
        })
        .collect()
}

fn read_xlsx(reader: Box<dyn ReadSeek>, limits: Limits) -> Result<Vec<Sheet>, String> {
    let mut book: Xlsx<_> = open_workbook_from_rs(reader).map_err(in_words)?;
    let mut sheets = names(book.sheets_metadata());
    let mut gathered = Cells::within(limits);
    for sheet in sheets.iter_mut().filter(|sheet| sheet.hidden) {
        let Ok(mut cells) = book.worksheet_cells_reader(&sheet.name) else { continue };
        let mut gathered = Cells::within(PEEK);
        while let Ok(Some(cell)) = cells.next_cell() {
            if cell.get_position().0 >= PEEKED_AT
                || gathered.add(cell.get_position(), cell.get_value()).is_err()
            {
                break;
            }
        }
        sheet.rows = gathered.take_rows().unwrap_or_default();
    }
    for sheet in sheets.iter_mut().filter(|sheet| !sheet.hidden) {
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(in_words)?;
        while let Some(cell) = cells.next_cell().map_err(in_words)? {
            gathered.add(cell.get_position(), cell.get_value())?;
        }
        sheet.rows = gathered.take_rows()?;
    }
    Ok(sheets)
}

fn read_ods(reader: Box<dyn ReadSeek>, limits: Limits) -> Result<Vec<Sheet>, String> {
    let mut book: Ods<_> = open_workbook_from_rs(reader).map_err(in_words)?;
    let mut sheets = names(book.sheets_metadata());
    let mut gathered = Cells::within(limits);
    for sheet in sheets.iter_mut().filter(|sheet| sheet.hidden) {
        let Ok(range) = book.worksheet_range(&sheet.name) else { continue };
        let (top, left) = range.start().unwrap_or_default();
        let mut gathered = Cells::within(PEEK);
        for (row, column, value) in range.used_cells() {
            let at = (top + row as u32, left + column as u32);
            if at.0 >= PEEKED_AT || gathered.add(at, &borrowed(value)).is_err() {
                break;
            }
        }
        sheet.rows = gathered.take_rows().unwrap_or_default();
    }
    for sheet in sheets.iter_mut().filter(|sheet| !sheet.hidden) {
        let range = book.worksheet_range(&sheet.name).map_err(in_words)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            gathered.add((top + row as u32, left + column as u32), &borrowed(value))?;
        }
        sheet.rows = gathered.take_rows()?;
    }
    Ok(sheets)
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::String(text) => DataRef::SharedString(text),
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(date) => DataRef::DateTimeIso(date.clone()),
        Data::DurationIso(duration) => DataRef::DurationIso(duration.clone()),
        Data::Error(_) | Data::Empty => DataRef::Empty,
    }
}

/// Cells on their way into rows, a sheet at a time; what they come to is counted over all sheets.
struct Cells {
    /// Row, column, and where the text ends.
    sheet: Vec<(u32, u32, u32)>,
    /// The texts of the sheet, one after the other.
    texts: String,
    /// The cells and the text of all sheets, the gaps before cells among them.
    total: Limits,
    limits: Limits,
}

impl Cells {
    fn within(limits: Limits) -> Cells {
        Cells { sheet: Vec::new(), texts: String::new(), total: Limits { cells: 0, text: 0 }, limits }
    }

    fn add(&mut self, (row, column): (u32, u32), value: &DataRef<'_>) -> Result<(), String> {
        let start = self.texts.len();
        let long = match value {
            DataRef::String(text) => text.len(),
            DataRef::SharedString(text) => text.len(),
            _ => 0,
        };
        // What is over the limit is not written out.
        if self.total.text + long as u64 > self.limits.text {
            return Err(self.limits.too_much_text());
        }
        write_text(value, &mut self.texts);
        let length = (self.texts.len() - start) as u64;
        if length == 0 || column >= MAX_COLUMNS {
            self.texts.truncate(start);
            return Ok(());
        }
        self.total.text += length;
        if self.total.cells + self.sheet.len() as u64 >= self.limits.cells {
            return Err(self.limits.too_many_cells());
        }
        self.sheet.push((row, column, self.texts.len() as u32));
        Ok(())
    }

    /// The rows that hold anything, each as long as its last cell.
    fn take_rows(&mut self) -> Result<Vec<(u32, ByteRecord)>, String> {
        let (mut cells, mut start) = (Vec::with_capacity(self.sheet.len()), 0);
        for (row, column, end) in self.sheet.drain(..) {
            cells.push((row, column, start..end as usize));
            start = end as usize;
        }
        let texts = std::mem::take(&mut self.texts);
        // Programs write them in order; a script may not.
        if !cells.is_sorted_by_key(|(row, column, _)| (*row, *column)) {
            cells.sort_by_key(|(row, column, _)| (*row, *column));
        }
        let mut rows: Vec<(u32, ByteRecord)> = Vec::new();
        for (row, column, text) in cells {
            let line = row.saturating_add(1);
            if rows.last().is_none_or(|(last, _)| *last != line) {
                rows.push((line, ByteRecord::new()));
            }
            let Some((_, record)) = rows.last_mut() else { continue };
            let before = record.len();
            while record.len() < column as usize {
                record.push_field(b"");
            }
            // Where a damaged sheet fills a cell twice, the first one stays.
            if record.len() == column as usize {
                record.push_field(texts[text].as_bytes());
            }
            self.total.cells += (record.len() - before) as u64;
            if self.total.cells > self.limits.cells {
                return Err(self.limits.too_many_cells());
            }
        }
        Ok(rows)
    }
}

/// Writes a cell as a CSV file would say it.
fn write_text(value: &DataRef<'_>, to: &mut String) {
    use std::fmt::Write as _;
    // Writing to a String cannot fail.
    let written = match value {
        DataRef::Empty | DataRef::Error(_) => Ok(()),
        DataRef::String(text) => to.write_str(text),
        DataRef::SharedString(text) => to.write_str(text),
        DataRef::Bool(yes) => to.write_str(if *yes { "TRUE" } else { "FALSE" }),
        DataRef::Int(number) => write!(to, "{number}"),
        // The shortest text that is the same number: 3 and not 3.0, 2.3 and not 2.2999999999999998.
        DataRef::Float(number) => write!(to, "{number}"),
        DataRef::DateTime(date) => to.write_str(&day_text(*date)),
        // LibreOffice writes `2024-03-04` or `2024-03-04T10:00:00`.
        DataRef::DateTimeIso(date) => {
            to.write_str(&date.strip_suffix("T00:00:00").unwrap_or(date).replace('T', " "))
        }
        DataRef::DurationIso(duration) => to.write_str(duration),
    };
    debug_assert!(written.is_ok());
}

fn day_text(date: ExcelDateTime) -> String {
    if date.is_duration() || !date.as_f64().is_finite() {
        return date.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    if date.as_f64() < 1.0 {
        return clock;
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    if date.as_f64().fract() == 0.0 { day } else { format!("{day} {clock}") }
}

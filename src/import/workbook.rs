//! Sheets of `.xlsx`, `.xlsm` and `.ods` workbooks as rows of text.
//!
//! In: the [`Content`] of a workbook. Out: its [`Sheet`]s, cell by cell as a CSV file of them would say: days as
//! `2024-03-04`, whole numbers without `.0`, the last computed value of a formula, nothing for an error.
//! calamine reads them and knows no limits, so what a workbook declares is looked at before calamine sees it, and what
//! a sheet holds is counted while it is read. Only cells that hold anything cost memory, however large the used range.
//!
//! Deliberately absent: `.xls` and `.xlsb`. Of a damaged `.xls`, calamine 0.38 can read the same sector until memory
//! ends; such files are named, and every spreadsheet program can save them anew.

use super::bytes::ReadSeek;
use super::content::Content;
use super::packed::{MAX_RATIO, RATIO_FROM, declared_size};
use calamine::{
    Data, DataRef, ExcelDateTime, Ods, Reader, SheetType, SheetVisible, Xlsx, open_workbook_from_rs,
};
use csv::ByteRecord;
use std::io::{self, BufRead, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use zip::ZipArchive;

/// How many bytes a workbook may unpack to. A sheet of a hundred thousand rows takes about fifty million.
pub const MAX_UNPACKED: u64 = 1 << 30;

/// How many files a workbook may consist of.
pub const MAX_PARTS: usize = 10_000;

/// How many cells a sheet may have, from its first column to the last one filled, row by row.
pub const MAX_CELLS: u64 = 20_000_000;

/// How much text a sheet may hold: one long text, kept once, can stand in a million cells.
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
            cells: size.saturating_mul(8).clamp(250_000, MAX_CELLS),
            text: size.saturating_mul(64).clamp(8 << 20, MAX_TEXT),
        }
    }

    fn too_many_cells(self) -> String {
        format!("a sheet that unfolds to more than {} cells", in_thousands(self.cells))
    }

    fn too_much_text(self) -> String {
        format!("a sheet that unfolds to more than {} MB of text", self.text >> 20)
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
    /// Whether the user hid it; then its rows are not read. Lists behind a drop-down and old copies are hidden.
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
    check_parts(content.open_seekable().map_err(unreadable)?, limits)?;
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

/// Looks at what a zipped workbook declares.
fn check_parts(reader: Box<dyn ReadSeek>, limits: Limits) -> Result<(), String> {
    let damaged = |_| DAMAGED.to_owned();
    let mut zip = ZipArchive::new(reader).map_err(damaged)?;
    if zip.len() > MAX_PARTS {
        return Err(format!("a workbook of more than {MAX_PARTS} parts"));
    }
    if declared_size(&zip) > MAX_UNPACKED {
        return Err(format!("a workbook that unpacks to more than {} GB", MAX_UNPACKED >> 30));
    }
    if zip.has_overlapping_files().unwrap_or(true) {
        return Err("a workbook whose parts overlap, as no honest program packs them".to_owned());
    }
    for index in 0..zip.len() {
        let part = zip.by_index_data(index).map_err(damaged)?;
        if part.size() > RATIO_FROM && part.size() / part.compressed_size().max(1) > MAX_RATIO {
            return Err(format!("a workbook that unpacks to more than {MAX_RATIO} times its size"));
        }
        let (name, size) = (part.name().unwrap_or_default().to_ascii_lowercase(), part.size());
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        let mut part = zip.by_index(index).map_err(damaged)?;
        let mut nesting = Nesting::default();
        let mut grid = Grid::default();
        let mut trouble = None;
        let is_whole = for_each_tag(&mut part, |tag, n_text| {
            // Room for as many strings as the part says it has is made at once; each takes a byte at least.
            let too_many_strings = name.ends_with("sharedstrings.xml")
                && number_in(tag, b"uniqueCount").is_some_and(|count| count > size);
            if !nesting.take(tag) || too_many_strings {
                trouble = Some(DAMAGED.to_owned());
            } else if name == "content.xml" {
                let unfolded = grid.take(tag, n_text);
                if unfolded.cells > limits.cells {
                    trouble = Some(limits.too_many_cells());
                } else if unfolded.text > limits.text {
                    trouble = Some(limits.too_much_text());
                }
            }
            trouble.is_none()
        });
        if let Some(trouble) = trouble {
            return Err(trouble);
        }
        if is_whole.is_err() || !nesting.open.is_empty() {
            return Err(DAMAGED.to_owned());
        }
    }
    Ok(())
}

/// What there is to say of a workbook that cannot be made sense of.
const DAMAGED: &str = "a damaged workbook";

/// Whether every element is closed within the one it stands in. calamine waits for the end of a table without end.
#[derive(Default)]
struct Nesting {
    open: Vec<Box<[u8]>>,
}

impl Nesting {
    fn take(&mut self, tag: &[u8]) -> bool {
        const DEEPEST: usize = 1_000;
        match tag {
            [b'!' | b'?', ..] => true,
            [b'/', ..] => self.open.pop().is_some_and(|open| *open == *name_of(&tag[1..])),
            [.., b'/'] => true,
            _ => {
                self.open.push(name_of(tag).into());
                self.open.len() <= DEEPEST
            }
        }
    }
}

/// The name of the element that a tag speaks of.
fn name_of(tag: &[u8]) -> &[u8] {
    tag.split(|byte| byte.is_ascii_whitespace() || *byte == b'/').next().unwrap_or(&[])
}

/// The cells that an `.ods` has when every repetition is written out, up to the last one that holds anything, and the bytes
/// of text in them.
#[derive(Default)]
struct Grid {
    total: u64,
    text: u64,
    /// The bytes of text in the row and in the cell that are open, and how often the cell is repeated.
    of_row: u64,
    of_cell: u64,
    columns: u64,
    widest: u64,
    rows: u64,
    blank_rows: u64,
    repeated: u64,
    blank: u64,
    filled: u64,
}

impl Grid {
    /// Takes a tag (without its angle brackets) with the number of bytes before it, and says what there is by now.
    fn take(&mut self, tag: &[u8], n_text: u64) -> Limits {
        let repeated = |what: &[u8]| number_in(tag, what).unwrap_or(1);
        self.of_cell = self.of_cell.saturating_add(n_text);
        match name_of(tag) {
            b"table:table" => *self = Grid { total: self.total, text: self.text, ..Grid::default() },
            b"table:table-row" => {
                self.repeated = repeated(b"number-rows-repeated");
                self.blank = 0;
                self.filled = 0;
                self.of_row = 0;
            }
            b"table:table-cell" | b"table:covered-table-cell" => {
                let columns = repeated(b"number-columns-repeated").min(u64::from(MAX_COLUMNS));
                self.columns = columns;
                // A text may stand in the tag itself.
                self.of_cell = if has(tag, b"office:string-value") { tag.len() as u64 } else { 0 };
                if tag.ends_with(b"/") {
                    self.close_cell();
                }
                if tag.ends_with(b"/") && !has(tag, b"office:value") && !has(tag, b"table:formula") {
                    self.blank += columns;
                } else {
                    self.filled += self.blank + columns;
                    self.blank = 0;
                }
            }
            // The end of a row or a cell: its own tag begins with the slash, so its name is empty.
            b"" if tag == b"/table:table-cell" || tag == b"/table:covered-table-cell" => self.close_cell(),
            b"" if tag == b"/table:table-row" => {
                self.text = self.text.saturating_add(self.of_row.saturating_mul(self.repeated));
                if self.filled == 0 {
                    self.blank_rows = self.blank_rows.saturating_add(self.repeated);
                } else {
                    // Rows between are written out too, as wide as the widest.
                    self.widest = self.widest.max(self.filled.min(u64::from(MAX_COLUMNS)));
                    let rows = self.repeated.saturating_add(std::mem::take(&mut self.blank_rows));
                    self.rows = self.rows.saturating_add(rows);
                    self.total = self.total.saturating_add(rows.saturating_mul(self.widest));
                }
            }
            _ => {}
        }
        Limits { cells: self.total.saturating_add(self.filled), text: self.text.saturating_add(self.of_row) }
    }

    fn close_cell(&mut self) {
        let text = std::mem::take(&mut self.of_cell).saturating_mul(self.columns);
        self.of_row = self.of_row.saturating_add(text);
    }
}

fn has(tag: &[u8], attribute: &[u8]) -> bool {
    tag.windows(attribute.len()).any(|window| window == attribute)
}

/// The number in the attribute of a tag.
fn number_in(tag: &[u8], attribute: &[u8]) -> Option<u64> {
    let at = tag.windows(attribute.len()).position(|window| window == attribute)?;
    let value = &tag[at + attribute.len()..];
    let start = value.iter().position(u8::is_ascii_digit)?;
    if value[..start].iter().any(|byte| !matches!(byte, b'=' | b'"' | b'\'') && !byte.is_ascii_whitespace()) {
        return None;
    }
    let digits = value[start..].iter().take_while(|byte| byte.is_ascii_digit());
    Some(digits.fold(0u64, |sum, byte| sum.saturating_mul(10).saturating_add(u64::from(byte - b'0'))))
}

/// Hands every tag of an XML text, without its angle brackets and with the number of bytes before it, to `each`, until that
/// says no.
fn for_each_tag(text: &mut impl Read, mut each: impl FnMut(&[u8], u64) -> bool) -> io::Result<()> {
    let mut reader = io::BufReader::with_capacity(256 << 10, text);
    let mut tag = Vec::new();
    loop {
        let n_text = reader.skip_until(b'<')?;
        if n_text == 0 {
            return Ok(());
        }
        tag.clear();
        let mut quotes = Quotes::default();
        loop {
            let read = reader.by_ref().take(LONGEST_TAG).read_until(b'>', &mut tag)?;
            if read == 0 || tag.len() as u64 > LONGEST_TAG {
                // What follows the last tag is not looked for here; a tag without end is.
                return if tag.is_empty() { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) };
            }
            if tag.last() == Some(&b'>') && quotes.let_end(&tag) {
                break;
            }
        }
        tag.pop();
        if !each(&tag, n_text as u64 - 1) {
            return Ok(());
        }
    }
}

/// The longest tag, comment or unparsed text of a part; no cell holds more than 32,767 characters.
const LONGEST_TAG: u64 = 1 << 20;

/// The quotes around the values of attributes, as far as a tag has been looked through.
#[derive(Default)]
struct Quotes {
    open: Option<u8>,
    looked_through: usize,
}

impl Quotes {
    /// Whether the `>` at the end of this ends the tag, and is not one in a comment or in the value of an attribute.
    fn let_end(&mut self, tag: &[u8]) -> bool {
        if tag.starts_with(b"!--") {
            return tag.len() >= 6 && tag.ends_with(b"-->");
        }
        if tag.starts_with(b"![CDATA[") {
            return tag.ends_with(b"]]>");
        }
        if tag.starts_with(b"?") {
            return tag.ends_with(b"?>");
        }
        for byte in &tag[self.looked_through..] {
            match self.open {
                None if matches!(byte, b'"' | b'\'') => self.open = Some(*byte),
                Some(open) if open == *byte => self.open = None,
                _ => {}
            }
        }
        self.looked_through = tag.len();
        self.open.is_none()
    }
}

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
    for sheet in sheets.iter_mut().filter(|sheet| !sheet.hidden) {
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(in_words)?;
        let mut gathered = Cells::within(limits);
        while let Some(cell) = cells.next_cell().map_err(in_words)? {
            gathered.add(cell.get_position(), cell.get_value())?;
        }
        sheet.rows = gathered.into_rows()?;
    }
    Ok(sheets)
}

fn read_ods(reader: Box<dyn ReadSeek>, limits: Limits) -> Result<Vec<Sheet>, String> {
    let mut book: Ods<_> = open_workbook_from_rs(reader).map_err(in_words)?;
    let mut sheets = names(book.sheets_metadata());
    for sheet in sheets.iter_mut().filter(|sheet| !sheet.hidden) {
        let range = book.worksheet_range(&sheet.name).map_err(in_words)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut gathered = Cells::within(limits);
        for (row, column, value) in range.used_cells() {
            gathered.add((top + row as u32, left + column as u32), &borrowed(value))?;
        }
        sheet.rows = gathered.into_rows()?;
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

/// Cells on their way into rows.
struct Cells {
    all: Vec<(u32, u32, Box<str>)>,
    text: u64,
    limits: Limits,
}

impl Cells {
    fn within(limits: Limits) -> Cells {
        Cells { all: Vec::new(), text: 0, limits }
    }

    fn add(&mut self, (row, column): (u32, u32), value: &DataRef<'_>) -> Result<(), String> {
        let text = text_of(value);
        if text.is_empty() || column >= MAX_COLUMNS {
            return Ok(());
        }
        self.text += text.len() as u64;
        if self.text > self.limits.text {
            return Err(self.limits.too_much_text());
        }
        if self.all.len() as u64 >= self.limits.cells {
            return Err(self.limits.too_many_cells());
        }
        self.all.push((row, column, text));
        Ok(())
    }

    /// The rows that hold anything, each as long as its last cell.
    fn into_rows(mut self) -> Result<Vec<(u32, ByteRecord)>, String> {
        // Programs write them in order; a script may not.
        if !self.all.is_sorted_by_key(|(row, column, _)| (*row, *column)) {
            self.all.sort_by_key(|(row, column, _)| (*row, *column));
        }
        let mut rows: Vec<(u32, ByteRecord)> = Vec::new();
        let mut n_cells = 0u64;
        for (row, column, text) in self.all {
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
                record.push_field(text.as_bytes());
            }
            n_cells += (record.len() - before) as u64;
            if n_cells > self.limits.cells {
                return Err(self.limits.too_many_cells());
            }
        }
        Ok(rows)
    }
}

/// A cell as a CSV file would say it.
fn text_of(value: &DataRef<'_>) -> Box<str> {
    match value {
        DataRef::Empty | DataRef::Error(_) => "".into(),
        DataRef::String(text) => text.as_str().into(),
        DataRef::SharedString(text) => (*text).into(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.into(),
        DataRef::Int(number) => number.to_string().into(),
        // The shortest text that is the same number: 3 and not 3.0, 2.3 and not 2.2999999999999998.
        DataRef::Float(number) => number.to_string().into(),
        DataRef::DateTime(date) => day_text(*date).into(),
        // LibreOffice writes `2024-03-04` or `2024-03-04T10:00:00`.
        DataRef::DateTimeIso(date) => date.strip_suffix("T00:00:00").unwrap_or(date).replace('T', " ").into(),
        DataRef::DurationIso(duration) => duration.as_str().into(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_end_where_xml_says() {
        let check = |text: &str, expect: &[&str]| {
            let mut tags = Vec::new();
            let mut nesting = Nesting::default();
            let mut nested = true;
            let whole = for_each_tag(&mut text.as_bytes(), |tag, _| {
                nested &= nesting.take(tag);
                tags.push(String::from_utf8_lossy(tag).into_owned());
                true
            });
            assert_eq!(tags, expect, "{text}");
            whole.is_ok() && nested && nesting.open.is_empty()
        };
        assert!(check("", &[]));
        assert!(check(
            "<?xml a='>'?><a b=\"x>y\" c='\">'><b/>1 > 0</a >\n",
            &["?xml a='>'?", "a b=\"x>y\" c='\">'", "b/", "/a "]
        ));
        assert!(check("<a><!-- <b> --><![CDATA[<c>]]></a>", &["a", "!-- <b> --", "![CDATA[<c>]]", "/a"]));
        assert!(!check("<a><b></a>", &["a", "b", "/a"]));
        assert!(!check("</a>", &["/a"]));
        assert!(!check("<a>", &["a"]));
        assert!(!check("<a><b", &["a"]));
    }

    #[test]
    fn numbers_of_attributes() {
        let check = |tag: &str, expect| assert_eq!(number_in(tag.as_bytes(), b"count"), expect, "{tag}");
        check("a count=\"12\"", Some(12));
        check("a count = '7' b='8'", Some(7));
        check("a count=\"x7\"", None);
        check("a count=\"99999999999999999999999\"", Some(u64::MAX));
        check("a b='1'", None);
    }
}

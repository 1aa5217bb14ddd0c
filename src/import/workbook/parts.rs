//! What a workbook declares, looked at before calamine sees it: calamine believes every word of it.
//!
//! In: the zip. Out: nothing, or why it is not read: parts that unpack to too much, elements that are not closed, repetitions,
//! strings and styles without measure. One pass over each part, in constant memory.

use super::{DAMAGED, Limits, MAX_COLUMNS};
use crate::import::bytes::ReadSeek;
use crate::import::packed::{MAX_RATIO, RATIO_FROM, declared_size};
use std::io::{self, BufRead, Read};
use zip::ZipArchive;

/// How many bytes a workbook may unpack to. A sheet of a hundred thousand rows takes about fifty million.
pub const MAX_UNPACKED: u64 = 1 << 30;

/// How many files a workbook may consist of.
pub const MAX_PARTS: usize = 10_000;

/// Looks at what a zipped workbook declares.
pub(super) fn check(reader: Box<dyn ReadSeek>, limits: Limits) -> Result<(), String> {
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
        // calamine keeps every string, style, sheet and relation, and reads sheets cell by cell.
        let is_strings = name.ends_with("sharedstrings.xml");
        let is_kept = ["styles.xml", "workbook.xml", ".rels"].iter().any(|end| name.ends_with(end));
        let mut kept = Limits { cells: 0, text: 0 };
        let is_whole = for_each_tag(&mut part, |tag, n_text| {
            // Room for as many strings as the part says it has is made at once; each takes a byte at least.
            let too_many_strings =
                is_strings && number_in(tag, b"uniqueCount").is_some_and(|count| count > size);
            if is_kept || is_strings && name_of(tag) == b"si" {
                kept.cells += 1;
            }
            kept.text += if is_strings { n_text } else { 0 };
            if !nesting.take(tag) || too_many_strings {
                trouble = Some(DAMAGED.to_owned());
                return false;
            }
            let unfolded = if name == "content.xml" { grid.take(tag, n_text) } else { kept };
            if unfolded.cells > limits.cells {
                trouble = Some(limits.too_many_cells());
            } else if unfolded.text > limits.text {
                trouble = Some(limits.too_much_text());
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

/// Whether every element is closed within the one it stands in. calamine waits for the end of a table without end, so an
/// end must be one to its parser as well: `</a/>` ends nothing there. What no program writes and parsers read in several
/// ways is refused.
#[derive(Default)]
struct Nesting {
    open: Vec<Box<[u8]>>,
}

impl Nesting {
    fn take(&mut self, tag: &[u8]) -> bool {
        const DEEPEST: usize = 1_000;
        match tag {
            [b'!', b'-', b'-', ..] | [b'!', b'[', ..] => true,
            // A type of document that declares elements of its own.
            [b'!', ..] => !tag.iter().any(|byte| matches!(byte, b'[' | b'<')),
            [b'?', inside @ ..] => inside.len() >= 2,
            [b'/', name @ ..] => self.open.pop().is_some_and(|open| *open == *without_trailing_space(name)),
            [.., b'/'] => true,
            _ => {
                self.open.push(name_of(tag).into());
                self.open.len() <= DEEPEST
            }
        }
    }
}

/// The name of the element that a tag begins, empty for one that ends.
fn name_of(tag: &[u8]) -> &[u8] {
    match tag {
        [b'/', ..] => &[],
        [inside @ .., b'/'] | inside => inside.split(is_space).next().unwrap_or(&[]),
    }
}

fn without_trailing_space(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|byte| !is_space(byte)).map_or(0, |last| last + 1);
    &text[..end]
}

/// White space as XML has it: a form feed is none.
fn is_space(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
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
        // Ends and beginnings whose names are others to the parser behind.
        assert!(!check("<a></a/>", &["a", "/a/"]));
        assert!(!check("<a></a b='>'>", &["a", "/a b='>'"]));
        assert!(!check("<a/ ></a>", &["a/ ", "/a"]));
        assert!(!check("<a\x0c></a>", &["a\x0c", "/a"]));
        assert!(check(
            "<!DOCTYPE a PUBLIC \"b\" \"c.dtd\"><a></a>",
            &["!DOCTYPE a PUBLIC \"b\" \"c.dtd\"", "a", "/a"]
        ));
        assert!(!check("<!DOCTYPE a [<!ELEMENT b>]><a></a>", &["!DOCTYPE a [<!ELEMENT b", "a", "/a"]));
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

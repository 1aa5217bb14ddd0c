//! Quotes that do not do what quotes do: lines wrapped into one cell, quotes that run away over the rows below.
//!
//! In: the bytes of a record or a line. Out: whether its quotes close, and its cells where they do not. None of this is
//! asked of a sound row.

use csv::ByteRecord;
use memchr::memchr;

/// Where the quoted cell that starts at `start` ends, which is behind its closing quote.
fn end_of_quoted(raw: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        at += raw[at..].iter().position(|byte| *byte == b'"')?;
        if raw.get(at + 1) != Some(&b'"') {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// Whether every quote that opens a cell of this record closes it: behind the closing one, the cell ends. Where a
/// quote has run away, the one that stopped it opened a cell further down, and text follows.
pub(super) fn closes_its_quotes(raw: &[u8], delimiter: u8) -> bool {
    let ends_cell = |byte: u8| byte == delimiter || byte == b'\n' || byte == b'\r';
    let mut at = 0;
    while at < raw.len() {
        if raw[at] == b'"' {
            let Some(end) = end_of_quoted(raw, at) else { return false };
            at = end;
            while raw.get(at) == Some(&b' ') {
                at += 1;
            }
            if raw.get(at).is_some_and(|byte| !ends_cell(*byte)) {
                return false;
            }
        } else {
            at += raw[at..].iter().position(|byte| ends_cell(*byte)).unwrap_or(raw.len() - at);
        }
        at += 1;
    }
    true
}

/// The cells of a record that is a line of its table wrapped into one cell; `None` where it is none.
pub(super) fn unwrapped(cell: &[u8], delimiter: u8, at_most: usize) -> Option<ByteRecord> {
    // Nothing but quotes lets a delimiter into a cell.
    memchr(delimiter, cell)?;
    let cell = cell.trim_ascii_end();
    let mut cells = ByteRecord::new();
    split_line(cell, delimiter, |cell| cells.push_field(cell));
    (3..=at_most.max(3)).contains(&cells.len()).then_some(cells)
}

/// The cells of a single line, in which a quote counts only where it opens a cell and another one closes it.
pub(super) fn split_line(line: &[u8], delimiter: u8, mut cell: impl FnMut(&[u8])) {
    let mut at = 0;
    loop {
        if line.get(at) == Some(&b'"')
            && let Some(end) = end_of_quoted(line, at)
            && line.get(end).is_none_or(|byte| *byte == delimiter)
        {
            let mut text = line[at + 1..end - 1].to_vec();
            let mut after_quote = false;
            text.retain(|byte| {
                let second = after_quote && *byte == b'"';
                after_quote = *byte == b'"' && !second;
                !second
            });
            cell(&text);
            at = end;
        } else {
            let length = line[at..].iter().position(|byte| *byte == delimiter).unwrap_or(line.len() - at);
            let text = &line[at..at + length];
            cell(text.trim_ascii().strip_prefix(b"\"").unwrap_or(text));
            at += length;
        }
        if at >= line.len() {
            return;
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_close_where_cells_end() {
        let check =
            |raw: &str, closes: bool| assert_eq!(closes_its_quotes(raw.as_bytes(), b','), closes, "{raw}");
        check("", true);
        check("a,b\n", true);
        check("\n\r\n\"a, b\",c\r\n", true);
        check("\"a \"\"b\"\"\nc\" ,d", true);
        check("a \"b\" c,d\"", true);
        check("\"\",\"\"", true);
        check("\"", false);
        check("\"a,b\n", false);
        check("a,\"b,c\nd,\"e\",f\n", false);
        check("\"a\"b,c\n", false);
    }

    #[test]
    fn a_line_by_itself() {
        let check = |line: &str, expect: &[&str]| {
            let mut cells = Vec::new();
            split_line(line.as_bytes(), b',', |cell| cells.push(String::from_utf8(cell.to_vec()).unwrap()));
            assert_eq!(cells, expect, "{line}");
        };
        check("", &[""]);
        check("a,b,", &["a", "b", ""]);
        check("\"a, b\",\"c", &["a, b", "c"]);
        check("\"say \"\"a\"\"\",\"\",\"b,c", &["say \"a\"", "", "b", "c"]);
        check("\"a\"b,c", &["a\"b", "c"]);
    }
}

//! How a table is put into bytes: delimiter, quotes, ends of lines, encoding.

use crate::changes::Numbers;
use encoding_rs::{Encoding, MACINTOSH, UTF_8, WINDOWS_1252};

/// How the text is written.
#[derive(Clone, Copy, Debug)]
pub struct Dress {
    pub delimiter: char,
    pub end: &'static str,
    pub encoding: &'static Encoding,
    pub utf16: Option<bool>,
    pub mark: bool,
    pub quote_all: bool,
}

/// A table as the bytes of a file.
pub fn written(rows: &[Vec<String>], dress: Dress, above: &str, wrapped: bool) -> Vec<u8> {
    let mut text = above.to_owned();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| {
                let needs = cell.contains(['"', '\n', '\r', dress.delimiter]);
                if needs || dress.quote_all {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.clone()
                }
            })
            .collect();
        let mut line = cells.join(&dress.delimiter.to_string());
        if wrapped && line.contains('"') {
            line = format!("\"{}\"", line.replace('"', "\"\""));
        }
        text += &line;
        text += dress.end;
    }
    encoded(&text, dress)
}

fn encoded(text: &str, dress: Dress) -> Vec<u8> {
    if let Some(little) = dress.utf16 {
        let units = std::iter::once(0xFEFF).filter(|_| dress.mark).chain(text.encode_utf16());
        return units
            .flat_map(|unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect();
    }
    let mut bytes = if dress.mark { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
    // A date in Chinese is in no encoding of the west.
    let (encoded, _, lost) = dress.encoding.encode(text);
    bytes.extend_from_slice(if lost { text.as_bytes() } else { &encoded });
    bytes
}

fn pick<T: Copy>(numbers: &mut Numbers, of: &[T]) -> T {
    of[numbers.below(of.len())]
}

pub fn dress(numbers: &mut Numbers, wide: bool) -> Dress {
    let (encoding, utf16, mark) = match numbers.below(if wide { 4 } else { 7 }) {
        0 => (UTF_8, None, true),
        1 => (UTF_8, Some(true), true),
        2 => (UTF_8, Some(false), true),
        4 => (WINDOWS_1252, None, false),
        5 => (MACINTOSH, None, false),
        _ => (UTF_8, None, false),
    };
    Dress {
        delimiter: pick(numbers, &[',', ',', ';', '\t', '|']),
        end: pick(numbers, &["\n", "\r\n", "\r"]),
        encoding,
        utf16,
        mark,
        quote_all: numbers.below(4) == 0,
    }
}

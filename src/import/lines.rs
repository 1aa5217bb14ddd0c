//! Lines of what is no table: vCard, iCalendar and mail.
//!
//! In: bytes, as a stream. Out: [`Lines`], and on top of them the [`Properties`] of vCard and iCalendar, each with the
//! line it starts on.
//! Bounded: what a line or a property holds beyond its ceiling (a photo, as a rule) is read over and not kept, so a file
//! of any size takes no more memory than one line of it.

use std::io::{self, BufRead, BufReader, Read};

/// What is kept of one line, in bytes.
const MAX_LINE: usize = 64 << 10;

/// What is kept of one property and its continuation lines, in bytes.
const MAX_PROPERTY: usize = 256 << 10;

/// Lines with their numbers, without their ends.
pub struct Lines<R> {
    inner: BufReader<R>,
    /// The number of the line read last, counted from 1.
    pub number: u32,
}

impl<R: Read> Lines<R> {
    /// The lines of a text.
    pub fn of(inner: R) -> Lines<R> {
        Lines { inner: BufReader::with_capacity(256 << 10, inner), number: 0 }
    }

    /// Reads the next line into `line`; `false` at the end.
    pub fn next(&mut self, line: &mut Vec<u8>) -> io::Result<bool> {
        line.clear();
        let mut any = false;
        loop {
            let buffer = self.inner.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            any = true;
            let end = memchr::memchr(b'\n', buffer);
            let taken = end.map_or(buffer.len(), |at| at + 1);
            let room = MAX_LINE - line.len();
            line.extend_from_slice(&buffer[..taken.min(room)]);
            self.inner.consume(taken);
            if end.is_some() {
                break;
            }
        }
        if any {
            self.number = self.number.saturating_add(1);
        }
        while matches!(line.last(), Some(b'\n' | b'\r')) {
            line.pop();
        }
        Ok(any)
    }
}

/// A property of a vCard or a calendar: `item1.EMAIL;TYPE=work:ann@example.org`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Property {
    /// Its name in capitals, without the group in front.
    pub name: String,
    /// Its parameters, names in capitals. In vCard 2.1 a parameter may lack its name.
    parameters: Vec<(String, String)>,
    /// Its value, decoded; commas, semicolons and line breaks in it are escaped still.
    pub value: String,
    /// The line on which it starts.
    pub line: u32,
}

impl Property {
    /// The value of a parameter; empty where it is not there.
    pub fn parameter(&self, name: &str) -> &str {
        self.parameters.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Whether a parameter has this value or, as in vCard 2.1, is this word.
    pub fn is_marked(&self, word: &str) -> bool {
        self.parameters.iter().any(|(_, value)| value.split(',').any(|one| one.eq_ignore_ascii_case(word)))
    }

    /// The value as text, its escapes undone.
    pub fn text(&self) -> String {
        unescaped(&self.value)
    }

    /// The parts of a value that `;` separates, their escapes undone.
    pub fn parts(&self) -> Vec<String> {
        let mut parts = Vec::new();
        let mut start = 0;
        let mut escaped = false;
        for (at, c) in self.value.char_indices() {
            if c == ';' && !escaped {
                parts.push(unescaped(&self.value[start..at]));
                start = at + 1;
            }
            escaped = c == '\\' && !escaped;
        }
        parts.push(unescaped(&self.value[start..]));
        parts
    }

    fn parse(raw: &[u8], line: u32) -> Option<Property> {
        let colon = outside_quotes(raw, b':')?;
        let (head, value) = (&raw[..colon], &raw[colon + 1..]);
        let mut words = Vec::new();
        let mut rest = head;
        while let Some(at) = outside_quotes(rest, b';') {
            words.push(&rest[..at]);
            rest = &rest[at + 1..];
        }
        words.push(rest);
        let name = decoded(words[0], "").trim().to_ascii_uppercase();
        let name = name.rsplit('.').next().unwrap_or_default().to_owned();
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        let parameters: Vec<(String, String)> = words[1..]
            .iter()
            .map(|word| {
                let text = decoded(word, "");
                let (name, value) = text.split_once('=').unwrap_or(("", &text));
                (name.trim().to_ascii_uppercase(), unquoted(value))
            })
            .collect();
        let mut found = Property { name, parameters, value: String::new(), line };
        let charset = found.parameter("CHARSET").to_owned();
        found.value = if found.is_marked("QUOTED-PRINTABLE") {
            // A line break within is one of the value, not one between properties.
            decoded(&from_quoted_printable(value), &charset)
        } else if found.is_marked("BASE64") || found.is_marked("B") {
            String::new()
        } else {
            decoded(value, &charset)
        };
        Some(found)
    }
}

/// Where a byte first stands outside quotes.
fn outside_quotes(text: &[u8], byte: u8) -> Option<usize> {
    let mut quoted = false;
    text.iter().position(|found| {
        quoted ^= *found == b'"';
        !quoted && *found == byte
    })
}

/// A parameter without its quotes, and with the escapes of RFC 6868 undone.
fn unquoted(value: &str) -> String {
    let value = value.trim().replace('"', "");
    if value.contains('^') { value.replace("^'", "\"").replace("^n", " ").replace("^^", "^") } else { value }
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(c) = letters.next() {
        match c {
            '\\' => match letters.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(other) => plain.push(other),
                None => {}
            },
            c => plain.push(c),
        }
    }
    plain.trim_matches(|c: char| c.is_whitespace() || c.is_control()).to_owned()
}

/// Decodes bytes by the name of an encoding; without one they are UTF-8 and, failing that, Windows-1252.
fn decoded(bytes: &[u8], charset: &str) -> String {
    let named = encoding_rs::Encoding::for_label(charset.as_bytes());
    match (named, std::str::from_utf8(bytes)) {
        (Some(named), _) => named.decode_without_bom_handling(bytes).0.into_owned(),
        (None, Ok(text)) => text.to_owned(),
        (None, Err(_)) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn from_quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let digit = |at: usize| bytes.get(at).and_then(|byte| (*byte as char).to_digit(16));
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'='
            && let (Some(high), Some(low)) = (digit(at + 1), digit(at + 2))
        {
            plain.push((high * 16 + low) as u8);
            at += 3;
        } else {
            plain.push(bytes[at]);
            at += 1;
        }
    }
    plain
}

/// The properties of a vCard or calendar file, continuation lines put back together before anything is decoded: some
/// writers fold inside a letter.
pub struct Properties<R> {
    lines: Lines<R>,
    ahead: Vec<u8>,
    has_ahead: bool,
    /// Why the file could not be read to its end.
    pub damage: Option<io::Error>,
}

impl<R: Read> Properties<R> {
    /// The properties of a text.
    pub fn of(inner: R) -> Properties<R> {
        Properties { lines: Lines::of(inner), ahead: Vec::new(), has_ahead: false, damage: None }
    }

    /// The line that was read last.
    pub fn line(&self) -> u32 {
        self.lines.number
    }

    fn look_ahead(&mut self) -> bool {
        if !self.has_ahead && self.damage.is_none() {
            match self.lines.next(&mut self.ahead) {
                Ok(found) => self.has_ahead = found,
                Err(error) => self.damage = Some(error),
            }
        }
        self.has_ahead
    }

    /// The next property; lines that are none are passed over.
    #[expect(clippy::should_implement_trait, reason = "the damage is asked for after the last one")]
    pub fn next(&mut self) -> Option<Property> {
        while self.look_ahead() {
            let mut raw = std::mem::take(&mut self.ahead);
            self.has_ahead = false;
            let line = self.lines.number;
            if line == 1 && raw.starts_with(b"\xef\xbb\xbf") {
                raw.drain(..3);
            }
            let soft = is_quoted_printable(&raw);
            while self.look_ahead() {
                let continues = matches!(self.ahead.first(), Some(b' ' | b'\t'));
                let taken = if soft && raw.last() == Some(&b'=') {
                    raw.pop();
                    &self.ahead[..]
                } else if continues {
                    &self.ahead[1..]
                } else {
                    break;
                };
                raw.extend_from_slice(&taken[..taken.len().min(MAX_PROPERTY.saturating_sub(raw.len()))]);
                self.has_ahead = false;
            }
            if let Some(found) = Property::parse(&raw, line) {
                return Some(found);
            }
        }
        None
    }
}

/// Whether a property says that its value is quoted-printable: only there does a `=` at the end of a line continue it.
fn is_quoted_printable(raw: &[u8]) -> bool {
    let head = outside_quotes(raw, b':').map_or(&[][..], |colon| &raw[..colon]);
    head.to_ascii_uppercase().windows(16).any(|window| window == b"QUOTED-PRINTABLE")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &[u8], expect: &[(&str, &str, u32)]) {
        let mut properties = Properties::of(text);
        let mut found = Vec::new();
        while let Some(property) = properties.next() {
            found.push((property.name.clone(), property.parts().join("|"), property.line));
        }
        let found: Vec<_> = found.iter().map(|(name, value, line)| (&**name, &**value, *line)).collect();
        assert_eq!(found, expect, "{}", String::from_utf8_lossy(text));
    }

    #[test]
    fn properties_as_they_come() {
        check(
            b"BEGIN:VCARD\r\nitem1.email;type=WORK:a@b.c\r\n",
            &[("BEGIN", "VCARD", 1), ("EMAIL", "a@b.c", 2)],
        );
        check(b"N:O\\;D;Ann\\, B;\n", &[("N", "O;D|Ann, B|", 1)]);
        check(b"FN:An\n n\n\tie\n\nX:1\n", &[("FN", "Annie", 1), ("X", "1", 5)]);
        // Folded inside a letter.
        check(b"FN:J\xc3\n \xbcrgen\n", &[("FN", "J\u{fc}rgen", 1)]);
        check(b"FN:J\xfcrgen\n", &[("FN", "J\u{fc}rgen", 1)]);
        check(
            b"N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:M=C3=BC=\nller;Ann\nX:1=\nY:2",
            &[("N", "M\u{fc}ller|Ann", 1), ("X", "1=", 3), ("Y", "2", 4)],
        );
        check(b"ATTENDEE;CN=\"Oduya: Ann; B\":mailto:a@b.c\n", &[("ATTENDEE", "mailto:a@b.c", 1)]);
        check(b"no property\n: none\nX Y:1\n", &[]);
        check(b"\xef\xbb\xbfBEGIN:VCARD", &[("BEGIN", "VCARD", 1)]);
    }

    #[test]
    fn a_photo_is_read_over() {
        let mut text = b"PHOTO;ENCODING=b:".to_vec();
        for _ in 0..50_000 {
            text.extend_from_slice(b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=\r\n ");
        }
        text.extend(std::iter::repeat_n(b'x', 1 << 20));
        text.extend_from_slice(b"\r\nFN:Ann\r\n");
        check(&text, &[("PHOTO", "", 1), ("FN", "Ann", 50_002)]);
    }
}

//! Where one mail ends and the next begins.

use crate::day::Day;
use crate::import::lines::Lines;
use std::io::{self, Read};

/// What is kept of the headers of one mail, in bytes. The longest are lists of recipients.
const MAX_HEADERS: usize = 256 << 10;

/// The mails of an mbox file.
pub(super) struct Mbox<R> {
    lines: Lines<R>,
    line: Vec<u8>,
    headers: Vec<u8>,
    /// The separator that ended the mail before: its line, and its date.
    next: Option<(u32, Option<i64>)>,
    started: bool,
}

impl<R: Read> Mbox<R> {
    pub(super) fn of(inner: R) -> Mbox<R> {
        Mbox { lines: Lines::of(inner), line: Vec::new(), headers: Vec::new(), next: None, started: false }
    }

    /// Goes on to the next mail: the line of its separator, and the second that the separator gives.
    pub(super) fn next(&mut self) -> io::Result<Option<(u32, Option<i64>)>> {
        if !self.started {
            self.started = true;
            self.skip_body()?;
        }
        let Some(found) = self.next.take() else { return Ok(None) };
        self.headers.clear();
        let mut taken = false;
        while self.lines.next(&mut self.line)? {
            if self.line.is_empty() {
                self.skip_body()?;
                break;
            }
            if let Some(left_on) = separator(&self.line) {
                // A mail of nothing but headers.
                self.next = Some((self.lines.number, left_on));
                break;
            }
            // A header that is used, or the continuation of one.
            taken = if matches!(self.line[0], b' ' | b'\t') { taken } else { is_used(&self.line) };
            if taken && self.headers.len() + self.line.len() < MAX_HEADERS {
                self.headers.extend_from_slice(&self.line);
                self.headers.extend_from_slice(b"\r\n");
            }
        }
        self.headers.extend_from_slice(b"\r\n");
        Ok(Some(found))
    }

    /// The headers of the mail that are used.
    pub(super) fn headers(&self) -> &[u8] {
        &self.headers
    }

    /// Reads over a body, up to and with the separator behind it.
    fn skip_body(&mut self) -> io::Result<()> {
        while self.lines.next(&mut self.line)? {
            if let Some(left_on) = separator(&self.line) {
                self.next = Some((self.lines.number, left_on));
                break;
            }
        }
        Ok(())
    }
}

/// The headers that say something: hardly a fiftieth of the bytes of a mail.
const USED: [&str; 14] = [
    "from",
    "to",
    "cc",
    "bcc",
    "date",
    "message-id",
    "references",
    "in-reply-to",
    "x-gm-thrid",
    "x-gmail-labels",
    "subject",
    "list-id",
    "precedence",
    "auto-submitted",
];

fn is_used(line: &[u8]) -> bool {
    let Some(colon) = line.iter().take(40).position(|byte| *byte == b':') else { return false };
    let name = line[..colon].trim_ascii_end();
    USED.iter().any(|used| name.eq_ignore_ascii_case(used.as_bytes()))
        // `List-Unsubscribe`, `List-Unsubscribe-Post`, `List-Post`: machines have them, people do not.
        || name.get(..5).is_some_and(|start| start.eq_ignore_ascii_case(b"list-"))
}

/// Whether a line stands between two mails.
pub fn is_separator(line: &[u8]) -> bool {
    separator(line).is_some()
}

/// Reads `From 1500000000000000123@xxx Fri Sep 16 22:26:51 +0000 2016`: the offset stands before the year in Takeout,
/// behind it or nowhere in other files. A line of a letter that starts with `From ` has no such date at its end.
fn separator(line: &[u8]) -> Option<Option<i64>> {
    let rest = line.strip_prefix(b"From ")?;
    // No sender and date is longer, and a letter may be one single line.
    let text = std::str::from_utf8(rest.get(..rest.len().min(400))?).ok()?;
    let words: Vec<&str> = text.split_ascii_whitespace().take(40).collect();
    let at = words.iter().rposition(|word| is_weekday(word.trim_end_matches(',')))?;
    let [month, day, clock, tail @ ..] = words.get(at + 1..)? else { return None };
    let (month, day) = match (month_of(month), month_of(day)) {
        (Some(month), _) => (month, day.parse::<u32>().ok()?),
        (_, Some(number)) => (number, month.parse::<u32>().ok()?),
        _ => return None,
    };
    let mut clock = clock.split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next().unwrap_or(Some(0))?);
    let year = tail.iter().find_map(|word| (word.len() == 4).then(|| word.parse::<i32>().ok()).flatten())?;
    if tail.len() > 3 || hour > 24 || minute > 59 || second > 61 {
        return None;
    }
    let offset = tail.iter().find_map(|word| {
        let sign = if word.starts_with('-') { -1 } else { 1 };
        let digits = word.strip_prefix(['+', '-']).filter(|digits| digits.len() == 4)?;
        let number: i64 = digits.parse().ok()?;
        Some(sign * (number / 100 * 3600 + number % 100 * 60))
    });
    let day = Day::from_ymd(year, month, day);
    Some(day.map(|day| {
        i64::from(day.0) * 86_400 + hour * 3600 + minute * 60 + second - offset.unwrap_or_default()
    }))
}

fn is_weekday(word: &str) -> bool {
    matches!(word, "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")
}

fn month_of(word: &str) -> Option<u32> {
    crate::day::MONTH_NAMES.iter().position(|name| *name == word).map(|at| at as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_separator_has_a_date_at_its_end() {
        let check = |line: &str, expect: Option<Option<i64>>| {
            assert_eq!(separator(line.as_bytes()), expect, "{line}");
        };
        let at = 1_474_064_811;
        check("From 1545637000000000123@xxx Fri Sep 16 22:26:51 +0000 2016", Some(Some(at)));
        check("From ann@example.org Fri Sep 16 22:26:51 2016", Some(Some(at)));
        check("From - Fri Sep 16 22:26:51 2016", Some(Some(at)));
        check("From ann@example.org Fri Sep 16 22:26:51 2016 +0200", Some(Some(at - 7200)));
        check("From a Fri Feb 31 22:26:51 2016", Some(None));
        check("From Fri we go by bus", None);
        check("From Fri Sep 16 at 10:00 in 2016 we go by bus", None);
        check("From ann to per", None);
        check(">From ann@example.org Fri Sep 16 22:26:51 2016", None);
        check("From ", None);
    }

    #[test]
    fn mails_and_nothing_between() {
        let check = |text: &str, expect: &[(u32, &str)]| {
            let mut mails = Mbox::of(text.as_bytes());
            let mut found = Vec::new();
            while let Some((line, _)) = mails.next().unwrap() {
                found.push((line, String::from_utf8(mails.headers().to_vec()).unwrap()));
            }
            let found: Vec<(u32, &str)> = found.iter().map(|(line, text)| (*line, &**text)).collect();
            assert_eq!(found, expect, "{text}");
        };
        let from = "From a@b Fri Sep 16 22:26:51 2016";
        check("", &[]);
        check("no mail\n", &[]);
        check(
            &format!(
                "{from}\r\nTo: a\r\n b\r\nX: c\r\n d\r\n\r\nFrom here on\r\n\r\n{from}\nTo: e\n{from}\n"
            ),
            &[(1, "To: a\r\n b\r\n\r\n"), (9, "To: e\r\n\r\n"), (11, "\r\n")],
        );
    }
}

//! One list, cut into rows, each with what it says.

use super::super::cut::{MOST_COLUMNS, Sheet, Span};
use super::super::heads::name_print;
use super::super::spoken::is_report_key;
use super::{Says, Sign};
use crate::analysis::cohort::pool::key_print;
use crate::day::Day;
use crate::import::known;
use crate::import::own::words::{is_incoming, kind_of, outcome_of};
use crate::import::own::{is_nothing, persons};
use crate::import::recognise::{HEAD, Kind};
use crate::import::records::{Outcome, refuses};
use crate::import::rows::{Column, Dialect, Header, header_key};
use crate::index::Index;
use crate::network::EventKind;
use crate::people::profile_url;

/// A row that says nothing which only the full way understands.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) whole: Span,
    pub(super) says: Says,
    /// The cells that name somebody.
    pub(super) named: [Span; 2],
    /// Words that are none of the list's, each a problem.
    pub(super) n_problems: usize,
}

/// The rows of a list.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) sheet: Sheet,
    pub(super) rows: Vec<Row>,
    /// Rows that go the full way whoever they name, and the cells that name somebody.
    pub(super) odd: Vec<(Span, [Span; 2])>,
}

/// The columns of a list.
struct Columns {
    people: [Column; 2],
    date: Column,
    kind: Column,
    outcome: Column,
    direction: Column,
    context: Column,
}

impl List {
    /// Cuts a list; the bytes come back where the file is none, or not just as a program writes one.
    pub(super) fn of(bytes: Vec<u8>, file_name: &str) -> Result<List, Vec<u8>> {
        let Some(header_ends) = header_end(&bytes) else { return Err(bytes) };
        let recognised = known::text(&bytes[..bytes.len().min(HEAD)], file_name);
        let dialect = Dialect { delimiter: b',', quoting: true, line_breaks: true };
        let header = &recognised.header;
        let is_list = matches!(recognised.kind, Kind::Introductions | Kind::Outreach)
            && recognised.dialect == dialect
            && !recognised.by_shape
            && header.line == 1
            && (2..=MOST_COLUMNS).contains(&header.names.len());
        if !is_list {
            return Err(bytes);
        }
        let sheet = Sheet::of(bytes, header_ends, header.names.len())?;
        let mut list = List { sheet, ..List::default() };
        let columns = Columns::of(header, recognised.kind);
        match columns.and_then(|columns| list.cut(&columns, recognised.kind)) {
            Some(()) => Ok(list),
            None => Err(list.sheet.text),
        }
    }

    /// Cuts the rows, where all of them have as many cells as the header and a date that reads in one way only.
    fn cut(&mut self, columns: &Columns, kind: Kind) -> Option<()> {
        let text = &self.sheet.text;
        let (mut signs, mut events) = (Signs::default(), Events::default());
        for cut in self.sheet.rows() {
            let cut = cut?;
            let cell = |column: Column| column.position().map_or(Span::default(), |at| cut.cells[at]);
            let date = cell(columns.date).read(text);
            let on = match &*date {
                "" => None,
                date => Some(iso_day(date.as_bytes())?),
            };
            let named = columns.people.map(cell);
            let mut sign = |cell: Span| signs.of(cell, text);
            // A comment begins with this sign, and its cells mean nothing.
            let is_comment = cut.cells[0].of(text).trim_ascii_start().starts_with(b"#");
            let mut n_problems = 0;
            let says = match kind {
                _ if is_comment => None,
                Kind::Introductions => match named.map(&mut sign) {
                    [Some(by), Some(of)] if !refuses(&cell(columns.context).read(text)) => {
                        Some(Says::Introduction { by, of, on })
                    }
                    _ => None,
                },
                // What has no day counts by what else is known of the person: all of that goes the full way.
                _ => sign(named[0]).zip(on).map(|(with, on)| {
                    let cells = [columns.kind, columns.outcome, columns.direction].map(cell);
                    let (kind, n_unknown) = events.of(cells, text);
                    n_problems = n_unknown;
                    Says::Step { with, on, kind }
                }),
            };
            match says {
                Some(says) => self.rows.push(Row { whole: cut.whole, says, named, n_problems }),
                // Several in one cell are each somebody of whom other rows speak.
                None if named.iter().any(|cell| persons::are_several(&cell.read(text))) => return None,
                None => self.odd.push((cut.whole, named)),
            }
        }
        // Of one file only so many problems are named one by one.
        (self.rows.iter().map(|row| row.n_problems).sum::<usize>() < 1_000).then_some(())
    }
}

impl Columns {
    /// The columns of a header that has these and no others: what else a list may say, and by what names, is for the full
    /// way to find out.
    fn of(header: &Header, kind: Kind) -> Option<Columns> {
        let (needs, also) = match kind {
            Kind::Introductions => (&["introducer", "introduced"][..], &["date", "context"][..]),
            _ => (&["person", "date", "kind"][..], &["outcome", "direction", "notes"][..]),
        };
        let keys = header.keys();
        let is_once = |key: &String| keys.iter().filter(|other| *other == key).count() == 1;
        let is_known = |key: &String| needs.contains(&key.as_str()) || also.contains(&key.as_str());
        let has_all = needs.iter().all(|need| header.has(&[need]));
        if !has_all || !keys.iter().all(|key| is_known(key) && is_once(key)) {
            return None;
        }
        let column = |key: &str| header.column(&[key]);
        let people = match kind {
            Kind::Introductions => [column("introducer"), column("introduced")],
            _ => [column("person"), header.column(&[])],
        };
        Some(Columns {
            people,
            date: column("date"),
            kind: column("kind"),
            outcome: column("outcome"),
            direction: column("direction"),
            context: column("context"),
        })
    }
}

/// Where the first line ends, if it is plain, words and commas, and one of the words is such as only these lists have:
/// asking what a file is takes longer than reading it, and a member has ten.
fn header_end(bytes: &[u8]) -> Option<usize> {
    let end = memchr::memchr(b'\n', &bytes[..bytes.len().min(1 << 10)])?;
    let line = bytes[..end].strip_suffix(b"\r").unwrap_or(&bytes[..end]);
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"_- ,".contains(byte);
    let line = std::str::from_utf8(line).ok().filter(|line| line.bytes().all(|byte| is_plain(&byte)))?;
    let is_telling = |name: &str| {
        ["introducer", "introduced", "kind", "outcome", "result", "status"]
            .contains(&header_key(name).as_str())
    };
    line.split(',').any(is_telling).then_some(end + 1)
}

/// Whom the cells of a list name: most people stand in several rows.
#[derive(Default)]
struct Signs<'t> {
    known: Index<&'t [u8], Option<Sign>>,
    slug: String,
}

impl<'t> Signs<'t> {
    fn of(&mut self, cell: Span, text: &'t [u8]) -> Option<Sign> {
        let slug = &mut self.slug;
        *self.known.entry(cell.of(text)).or_insert_with(|| sign_of(&cell.read(text), slug))
    }
}

/// The three cells of a row that say what was done and what came of it.
type Words<'t> = [&'t [u8]; 3];

/// What the words of an outreach list mean: a list has a dozen combinations of them.
#[derive(Default)]
struct Events<'t> {
    known: Vec<(Words<'t>, (EventKind, usize))>,
}

impl<'t> Events<'t> {
    /// So many are looked through; whoever writes with more words has them read anew.
    const MOST: usize = 32;

    fn of(&mut self, cells: [Span; 3], text: &'t [u8]) -> (EventKind, usize) {
        let words = cells.map(|cell| cell.of(text));
        if let Some((_, event)) = self.known.iter().find(|(known, _)| *known == words) {
            return *event;
        }
        let event = event_of(cells, text);
        if self.known.len() < Events::MOST {
            self.known.push((words, event));
        }
        event
    }
}

/// Whom a cell names; `None` where only the full way can tell.
fn sign_of(text: &str, slug: &mut String) -> Option<Sign> {
    if is_nothing(text) || is_report_key(text) {
        return None;
    }
    // Several may stand in one cell, and addresses as well as names.
    if memchr::memchr3(b',', b';', b'\n', text.as_bytes()).is_some() && !persons::is_one(text) {
        return None;
    }
    if profile_url::write_slug(text, slug) {
        return slug.starts_with("in/").then(|| Sign::Key(key_print(slug)));
    }
    if profile_url::email(text).is_some() || !persons::is_one(text) {
        return None;
    }
    Some(name_print(text)).filter(|name| *name != 0).map(Sign::Name)
}

/// What a row of the outreach list says, and how many of its words are none of the list's.
fn event_of([kind, outcome, direction]: [Span; 3], text: &[u8]) -> (EventKind, usize) {
    let [kind, outcome, direction] = [kind, outcome, direction].map(|cell| cell.read(text));
    let kind = kind_of(&kind);
    let known = outcome_of(&outcome, kind, false);
    let n_unknown = usize::from(kind.is_none()) + usize::from(known == Some(Outcome::Unread));
    (EventKind::of_outreach(kind, known, is_incoming(&direction)), n_unknown)
}

/// `2026-06-30`, to the letter, of a year that nobody doubts.
fn iso_day(text: &[u8]) -> Option<Day> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0u32, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
        })
    };
    let year = number(&[y1, y2, y3, y4]).filter(|year| (2003..2100).contains(year))?;
    Day::from_ymd(year as i32, number(&[m1, m2])?, number(&[d1, d2])?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_name_people() {
        let check = |cell: &str, expect: Option<Sign>| {
            assert_eq!(sign_of(cell, &mut String::new()), expect, "{cell}");
        };
        let ann = Some(Sign::Key(key_print("in/ann")));
        check("https://www.linkedin.com/in/ann", ann);
        check("https://LinkedIn.com/in/Ann?trk=people", ann);
        check("in/ann", ann);
        check("Ann Oduya", Some(Sign::Name(name_print("Ann Oduya"))));
        check("ann  oduya", Some(Sign::Name(name_print("Ann Oduya"))));
        for other in [
            "",
            "-",
            "n/a",
            "ann@lumora.example",
            "name:ann oduya|",
            "pub/ann/1/2/3",
            "!",
            "me",
            "TBD",
            "Ann Oduya, Per Aasen",
            "https://www.linkedin.com/in/ann;https://www.linkedin.com/in/per",
        ] {
            check(other, None);
        }
    }

    #[test]
    fn days_to_the_letter() {
        assert_eq!(iso_day(b"2026-06-30"), Day::from_ymd(2026, 6, 30));
        for other in ["2026-02-30", "2026-6-30", "30.06.2026", "2026/06/30", "", "1999-01-01", "2026-06-30 "]
        {
            assert_eq!(iso_day(other.as_bytes()), None, "{other}");
        }
    }
}

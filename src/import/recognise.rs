//! What is this file? Told by its header, hardly ever by its name.
//!
//! In: the first bytes of a text, or the first rows of a sheet. Out: its [`Kind`], where its header stands, and how it
//! is delimited. The header is searched for among the first records, never assumed at a fixed line: people delete the
//! preamble, or a part of it, and workbooks have titles above.

use super::columns;
use super::content;
use super::date::{self, Order};
use super::own::{persons, words};
use super::quotes::{closes_its_quotes, split_line, unwrapped};
use super::records::Outcome;
use super::rows::{Dialect, HEADER_WITHIN, Header, Text};
use super::shape;
use super::signatures::{AI_CHATS, NOT_USED, SIGNATURES, Signature};
use crate::index::Seen;
use csv::ByteRecord;
use std::sync::LazyLock;

pub use super::kind::Kind;

/// How much of a file is looked at to recognise it.
pub const HEAD: usize = 64 << 10;

/// What a table was taken for.
#[derive(Clone, Debug)]
pub struct Recognised {
    /// Its kind.
    pub kind: Kind,
    /// Its header; empty where none was found.
    pub header: Header,
    /// How it is written.
    pub dialect: Dialect,
    /// Whether no header said so, but only what stands in the columns.
    pub by_shape: bool,
}

/// Names of files that matter, by their starts. What a file is, its header says; but one that is called so and has no
/// header is worth a word.
const PROMISING: &[&str] = &[
    "connections",
    "messages",
    "invitations",
    "targets",
    "introductions",
    "outreach",
    "interviews",
    "companies",
];

/// Whether a table with this name is one that people miss when it reads as nothing.
pub fn promises_rows(file_name: &str) -> bool {
    let name = file_name.to_lowercase();
    let is_table = [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods"].iter().any(|end| name.ends_with(end));
    is_table && PROMISING.iter().any(|start| name.starts_with(start))
}

/// How a file of this name is made readable again: the columns that its header has.
pub fn way_back(name: &str) -> &'static str {
    match &*name.to_lowercase() {
        name if name.starts_with("connections") => {
            "export it again, or put this row on top, with the columns in your order: First Name,Last Name,URL,Email \
             Address,Company,Position,Connected On"
        }
        name if name.starts_with("messages") => {
            "export it again, or put this row on top, with the columns in your order: CONVERSATION ID,CONVERSATION \
             TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
        }
        name if name.starts_with("invitations") => {
            "export it again, or put this row on top, with the columns in your order: From,To,Sent \
             At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
        }
        _ => {
            "export or copy it again, or put the row of column names back on top; `tertius init FOLDER` writes one"
        }
    }
}

fn stem(file_name: &str) -> &str {
    file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem)
}

/// How well a header fits a kind: the number of its columns found, or `None` where one that it needs is missing.
fn score(header: &Header, signature: &Signature, file_name: &str) -> Option<usize> {
    if !signature.needs.iter().all(|any| header.has(any)) {
        return None;
    }
    if let Some(names) = signature.name
        && !names.iter().any(|name| file_name.contains(name))
    {
        return None;
    }
    let named = usize::from(signature.name.is_some());
    let found = signature.also.iter().filter(|name| header.has(&[name])).count();
    Some(signature.needs.len() + found + named)
}

/// Every name of a column that some kind needs: a row without one is no header, and that is told from fourteen rows of
/// fifteen at once.
struct Needed {
    whole: Seen<&'static str>,
    others: Vec<&'static str>,
}

static NEEDED: LazyLock<Needed> = LazyLock::new(|| {
    let names = SIGNATURES.iter().flat_map(|signature| signature.needs).flat_map(|any| any.iter().copied());
    let mut needed = Needed { whole: Seen::default(), others: Vec::new() };
    for name in names {
        match name.ends_with(['*', '+']) {
            true => needed.others.push(name),
            false => drop(needed.whole.insert(name)),
        }
    }
    needed
});

impl Needed {
    fn has(&self, key: &str) -> bool {
        self.whole.contains(key) || self.others.iter().any(|name| columns::answers_to(key, name))
    }
}

/// The kind of a header, and how sure.
fn kind_of(header: &Header, file_name: &str) -> Option<(Kind, usize)> {
    if !header.keys().iter().any(|key| NEEDED.has(key)) {
        return None;
    }
    // A row of the report with a day and what was done beside it is a row of her log.
    if header.has(&["rank"])
        && header.has(&["preply"])
        && header.has(&["date"])
        && header.has(OUTCOME_OR_KIND)
    {
        return Some((Kind::Outreach, header.names.len()));
    }
    let mut best: Option<(Kind, usize)> = None;
    for signature in SIGNATURES {
        if let Some(score) = score(header, signature, file_name)
            && best.is_none_or(|(_, known)| score > known)
        {
            best = Some((signature.kind, score));
        }
    }
    best
}

/// The columns that make a log of the report's rows.
const OUTCOME_OR_KIND: &[&str] = &["kind", "outcome"];

/// The kind of list that a row in the middle of one begins, if it can be nothing but a header: `None` for rows with
/// anything in them that no name of a column has.
pub(super) fn own_list_begun_by(header: &Header) -> Option<Kind> {
    let filled = || header.names.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
    let is_name =
        |name: &str| name.len() <= 40 && !name.contains(|c: char| c.is_ascii_digit() || "@/;".contains(c));
    if filled().count() < 3 || !filled().all(is_name) {
        return None;
    }
    kind_of(header, "").filter(|(kind, score)| kind.is_own() && *score >= 3).map(|(kind, _)| kind)
}

/// Finds the header among the first rows, and with it the kind.
pub fn among<'a>(
    rows: impl Iterator<Item = (u32, Vec<String>)> + 'a,
    file_name: &str,
) -> Option<(Kind, Header)> {
    best_of(rows, HEADER_WITHIN, |header| kind_of(header, file_name))
}

/// So many rows are looked at to tell what columns are about whose names say too little.
const LOOKED_AT: usize = 200;

/// What a list is in the light of its rows. One that says who introduced each person may be a log as well: where its
/// `Type` or `Status` is about steps, what was done and refused must not be lost for the sake of one column more.
pub fn settled(kind: Kind, header: &Header, rows: impl Iterator<Item = (u32, Vec<String>)>) -> Kind {
    let is_of_people = kind == Kind::Introductions && !header.has(columns::INTRODUCED);
    if !is_of_people || !header.has(columns::DAY) {
        return kind;
    }
    if speak_of_steps(header, rows.filter(|(line, _)| *line > header.line).take(LOOKED_AT)) {
        Kind::Outreach
    } else {
        kind
    }
}

/// Whether what stands in the columns for the step and for what came of it is mostly about steps.
fn speak_of_steps(header: &Header, rows: impl Iterator<Item = (u32, Vec<String>)>) -> bool {
    let (step, outcome) = (header.column(columns::STEP), header.column(columns::OUTCOME));
    let (mut n_filled, mut n_read) = (0, 0);
    for (_, cells) in rows {
        let filled =
            [step, outcome].into_iter().filter_map(|column| column.of(&cells).map(|cell| cell.trim()));
        // A status may be a step as well, and an action one that is over.
        let read = filled.filter(|cell| !cell.is_empty()).map(|cell| {
            words::kind_of(cell).is_some()
                || !matches!(words::outcome_of(cell, None, false), None | Some(Outcome::Unread))
        });
        for is_read in read {
            n_filled += 1;
            n_read += usize::from(is_read);
        }
    }
    n_read * 2 > n_filled
}

/// What a list of people and days is, whose other columns have names that every list has: `Type`, `Status`, `Result`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Diary {
    /// A log of outreach, for that is what its words are about.
    Log,
    /// Perhaps one: the people are people, and the words are none that are known.
    Unread,
}

/// Tells a list of people and days by what stands in its columns, for their names do not say enough.
pub fn diary(records: &[(u32, Vec<String>)]) -> Option<(Diary, Header)> {
    let is_filled = |(_, names): &&(u32, Vec<String>)| names.iter().any(|name| !name.trim().is_empty());
    let headers = records.iter().filter(is_filled).take(HEADER_WITHIN);
    let header = headers.map(|(line, names)| Header::new(names.clone(), *line)).find(|header| {
        let says_more = header.has(columns::STEP) || header.has(columns::OUTCOME);
        says_more && header.has(columns::WHO) && header.has(columns::DAY)
    })?;
    let rows = || records.iter().filter(|(line, _)| *line > header.line).take(LOOKED_AT);
    if speak_of_steps(&header, rows().cloned()) {
        return Some((Diary::Log, header));
    }
    // A ledger has a day and a name as well, and its names are of shops.
    let (who, day) = (header.column(columns::PERSON), header.column(columns::DAY));
    let is_of_people = |cells: &[String]| {
        who.of(cells).is_some_and(persons::is_full_name)
            && day.of(cells).is_some_and(|cell| date::day(cell, Order::MonthFirst).is_ok())
    };
    let n_of_people = rows().filter(|(_, cells)| is_of_people(cells)).count();
    (n_of_people > 1 && n_of_people * 2 > rows().count()).then_some((Diary::Unread, header))
}

/// What is said of such a list that is not read, with its columns.
pub fn unread_diary(header: &Header) -> (String, &'static str) {
    let hint = "if it is your outreach, call the columns date, person, kind and outcome, with request, follow-up, interview \
                or thank-you, and pending, replied, declined or held; until then nothing of it is read";
    (
        format!(
            "people and days, and no word of what was done that is understood: {}",
            header.names.join(", ")
        ),
        hint,
    )
}

/// So many columns of one kind are no accident.
const SURE: usize = 5;

/// The header of a file that begins with one, or with the note that LinkedIn puts above it, and with nothing that could be
/// anything else: no row below is looked at, and a cohort has a hundred thousand of such files.
fn on_top(head: &[u8], file_name: &str) -> Option<(Kind, Header)> {
    let (n_above, end) = match head.starts_with(b"Notes:") {
        // The note is a word and a sentence, and an empty line is behind it.
        true => (2, memchr::memmem::find(head, b"\n\n")? + 2),
        false => (0, 0),
    };
    let end = memchr::memchr(b'\n', &head[end..]).map_or(head.len(), |length| end + length);
    let (line, names) = first_records(&head[..end], b',', n_above + 1).into_iter().nth(n_above)?;
    let header = Header::new(names, line);
    let (kind, score) = kind_of(&header, file_name)?;
    (n_above > 0 || line == 1).then_some(())?;
    (score >= header.names.len().min(SURE)).then_some((kind, header))
}

/// Whether the top of a file says what it is, so that no row below is looked at.
pub(super) fn is_told_by_top(top: &[u8], file_name: &str) -> bool {
    on_top(top, stem(&file_name.to_lowercase())).is_some()
}

/// Finds one of LinkedIn's own headers further down: below a long preamble, or where sorting put it.
fn far_down(records: Vec<(u32, Vec<String>)>, file_name: &str) -> Option<(Kind, Header)> {
    best_of(records.into_iter(), usize::MAX, |header| {
        kind_of(header, file_name).filter(|(kind, score)| kind.is_log() && *score >= SURE)
    })
}

/// The best header among the first `n` rows that hold anything.
fn best_of(
    rows: impl Iterator<Item = (u32, Vec<String>)>,
    n: usize,
    kind_of: impl Fn(&Header) -> Option<(Kind, usize)>,
) -> Option<(Kind, Header)> {
    let mut best: Option<(Kind, Header, usize)> = None;
    let mut seen: Vec<(u32, Vec<String>)> = Vec::new();
    let is_filled = |(_, names): &(u32, Vec<String>)| names.iter().any(|name| !name.trim().is_empty());
    for (line, names) in rows.filter(is_filled).take(n) {
        let header = Header::new(names, line);
        let is_better = |kind: Kind, score: usize| match &best {
            // Of two exports put one below the other, the first comes first.
            Some((known, ..)) if *known == kind && kind.is_log() => false,
            Some((_, _, known)) => score > *known,
            None => true,
        };
        if let Some((kind, score)) = kind_of(&header)
            && is_better(kind, score)
        {
            best = Some((kind, header.clone(), score));
        }
        seen.push((line, header.names));
    }
    let (kind, mut header, _) = best?;
    header.line = line_above_rows(kind, &header, &seen);
    Some((kind, header))
}

/// The last line above the rows: the header's, unless rows stand above it. Who sorts a file sorts its header in.
fn line_above_rows(kind: Kind, header: &Header, above: &[(u32, Vec<String>)]) -> u32 {
    let dated = match kind {
        Kind::Connections => header.column(columns::CONNECTED),
        Kind::Messages => header.column(&["date"]),
        Kind::Invitations => header.column(columns::SENT),
        _ => return header.line,
    };
    let mut last = 0;
    for (line, cells) in above.iter().take_while(|(line, _)| *line < header.line) {
        let is_row = cells.len() == header.names.len()
            && dated.of(cells).is_some_and(|cell| date::day(cell, Order::MonthFirst).is_ok());
        if is_row {
            return last;
        }
        last = *line;
    }
    header.line
}

/// Recognises what is no table: vCard, calendar and mail by their first words.
pub fn no_table(head: &[u8]) -> Option<Kind> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let starts = |words: &str| {
        head.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words.as_bytes()))
    };
    match () {
        () if starts("BEGIN:VCARD") => Some(Kind::VCard),
        () if starts("BEGIN:VCALENDAR") => Some(Kind::Calendar),
        () => {
            let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
            super::mail::is_separator(line).then_some(Kind::Mail)
        }
    }
}

/// Recognises a text by its first bytes.
pub fn text(head: &[u8], file_name: &str) -> Recognised {
    let file_name = file_name.to_lowercase();
    let name = stem(&file_name);
    let mut dialect = Dialect { delimiter: b',', quoting: true, line_breaks: true };
    let plain = |kind| Recognised { kind, header: Header::default(), dialect, by_shape: false };
    if file_name == "tertius.toml" {
        return plain(Kind::Settings);
    }
    if AI_CHATS.contains(&name) {
        return plain(Kind::AiChat);
    }
    let mut best = on_top(head, name).map(|(kind, header)| (kind, header, b','));
    if best.is_none() {
        for (delimiter, records) in readings(head, HEADER_WITHIN) {
            let found = among(records.into_iter(), name);
            if let Some((kind, header)) = found
                && best.as_ref().is_none_or(|(_, known, _)| header.names.len() > known.names.len())
            {
                best = Some((kind, header, delimiter));
            }
        }
    }
    // A file that LinkedIn itself writes is no list of the seeker's, whatever columns it has.
    let linkedins_own = file_name.ends_with(".csv") && is_not_used(name);
    if let Some((kind, header, delimiter)) =
        best.filter(|(kind, ..)| !(linkedins_own && (kind.is_own() || *kind == Kind::ContactList)))
    {
        let rows =
            || readings(head, HEADER_WITHIN + LOOKED_AT).find(|(read_with, _)| *read_with == delimiter);
        let kind = match kind {
            Kind::Introductions => settled(kind, &header, rows().into_iter().flat_map(|(_, rows)| rows)),
            kind => kind,
        };
        dialect = Dialect { delimiter, quoting: true, line_breaks: kind.has_line_breaks() };
        return Recognised { kind, header, dialect, by_shape: false };
    }
    if linkedins_own {
        return plain(Kind::NotUsed);
    }
    for (delimiter, records) in readings(head, usize::MAX) {
        let by_shape = shape::of(&records, name).map(|shape| (shape.kind, shape.header, true));
        let found = far_down(records, name).map(|(kind, header)| (kind, header, false)).or(by_shape);
        let by_words = || match diary(&first_records(head, delimiter, HEADER_WITHIN + LOOKED_AT))? {
            (Diary::Log, header) => Some((Kind::Outreach, header, false)),
            (Diary::Unread, _) => None,
        };
        if let Some((kind, header, by_shape)) = found.or_else(by_words) {
            dialect = Dialect { delimiter, quoting: true, line_breaks: kind.has_line_breaks() };
            return Recognised { kind, header, dialect, by_shape };
        }
    }
    plain(Kind::Unknown)
}

/// Whether LinkedIn gives this name, in lower case, to a file that says nothing of use.
pub fn is_not_used(file_name: &str) -> bool {
    NOT_USED.iter().any(|known| file_name.starts_with(known))
}

/// The first `n` records of a text that hold anything, once for each delimiter that it may have.
pub fn readings(head: &[u8], n: usize) -> impl Iterator<Item = (u8, Vec<(u32, Vec<String>)>)> {
    // A table of one column has no delimiter, and is read as if it were a comma.
    let may_be = |delimiter: &u8| *delimiter == b',' || memchr::memchr(*delimiter, head).is_some();
    [b',', b';', b'\t', b'|']
        .into_iter()
        .filter(may_be)
        .map(move |delimiter| (delimiter, first_records(head, delimiter, n)))
}

/// The records among which a header is looked for. A quoted preamble sentence is one record, as in the file.
fn first_records(head: &[u8], delimiter: u8, n: usize) -> Vec<(u32, Vec<String>)> {
    // A header may be translated, and then the encoding matters. The head may end within a letter.
    let is_legacy = std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some());
    let encoding = if is_legacy { content::guess_encoding(head) } else { encoding_rs::UTF_8 };
    let dialect = Dialect { delimiter, quoting: true, line_breaks: true };
    let mut reader = Text::open(head, dialect);
    let (mut found, mut record) = (Vec::new(), ByteRecord::new());
    // Where the text that is being read begins, and how many lines are above.
    let (mut start, mut n_above) = (0, 0);
    while found.len() < n
        && let Some((line, bytes)) = reader.next(&mut record)
    {
        let raw = &head[start..][bytes.clone()];
        let line = line + n_above;
        let first_line = memchr::memchr(b'\n', raw).map_or(raw.len(), |length| length + 1);
        // A quote that nothing closes swallows the header with all the rows; where the head ends, it may be closed later.
        let may_go_on = start + bytes.end == head.len() && head.len() >= HEAD;
        if first_line < raw.len() && !may_go_on && !closes_its_quotes(raw, delimiter) {
            record.clear();
            split_line(raw[..first_line].trim_ascii_end(), delimiter, |cell| record.push_field(cell));
            (start, n_above) = (start + bytes.start + first_line, line);
            reader = Text::open(&head[start..], dialect);
        }
        // Blank rows on top may be many: who sorts a list has all of them there.
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            continue;
        }
        // A line may be wrapped into one cell, and a header of thousands of columns is none of ours.
        let wrapped = (record.len() == 1).then(|| record.get(0).unwrap_or_default());
        let wrapped = wrapped.and_then(|cell| unwrapped(cell, delimiter, 512));
        let record = wrapped.as_ref().unwrap_or(&record);
        let decoded = |cell| encoding.decode_without_bom_handling(cell).0.into_owned();
        let cells = record.iter().take(512).map(decoded).collect();
        found.push((u32::try_from(line).unwrap_or(u32::MAX), cells));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, head: &str, expect: Kind, line: u32) {
        let found = text(head.as_bytes(), name);
        assert_eq!((found.kind, found.header.line), (expect, line), "{name}: {head}");
    }

    #[test]
    fn by_header_and_not_by_name() {
        let c5 = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
        check("x.csv", c5, Kind::Connections, 1);
        check("x.csv", &format!("Notes:\n\"When exporting, you\"\n\n{c5}"), Kind::Connections, 4);
        check("x.csv", &format!("\u{feff}\n\n{c5}"), Kind::Connections, 3);
        check("x.csv", "Vorname;Nachname;Unternehmen;Position;Verbunden am\n", Kind::Connections, 1);
        check("x.csv", "Company,Position,Connected On\n", Kind::Connections, 1);
        check("x.csv", "From,To,Date,Subject,Content,Direction,Folder\n", Kind::Messages, 1);
        check("coach_messages.csv", "CONVERSATION ID,FROM,TO,DATE,CONTENT\n", Kind::AiChat, 0);
        check("x.csv", "From,To,Sent At,Message,Direction\n", Kind::Invitations, 1);
        check("x.csv", "#,Employer List,Advocacy,Motivation,Posting\n", Kind::Targets, 1);
        check("x.csv", "Company,Alumni,Motivation,Postings\n", Kind::Targets, 1);
        check("x.csv", "position,company,industry\n", Kind::Targets, 1);
        check("targets.csv", "company,industry\n", Kind::Targets, 1);
        check("x.csv", "company,industry,aliases\n", Kind::Companies, 1);
        check("x.csv", "introducer,introduced,date,context\n", Kind::Introductions, 1);
        check("x.csv", "date,person,kind,outcome,notes\n", Kind::Outreach, 1);
        let interviews =
            "date,person,company,position,skills,advice,trends,openings,introduced,resources,notes\n";
        check("x.csv", interviews, Kind::Interviews, 1);
        check("x.csv", "introducer,introduced,date,source,confidence,evidence\n", Kind::Report, 1);
        // What is pasted from here into the introductions confirms a row; the file itself confirms nothing.
        let review = "introducer,introduced,date,context,confidence,evidence,question\n";
        check("introductions-to-review.csv", review, Kind::Report, 1);
        check("introductions-given.csv", "person,name,other,other_name,date,evidence\n", Kind::Report, 1);
        check("Skills.csv", "Name\n", Kind::Skills, 1);
        check("Votes_123456789.csv", "Date,Link,OptionText\n", Kind::NotUsed, 0);
        check("x.csv", "a,b,c\n", Kind::Unknown, 0);
        check("x.csv", "", Kind::Unknown, 0);
    }
}

//! A member the short way: rows of Connections that nothing else in her files speaks of are counted as they stand.
//!
//! Of nine connections in ten there is one row and no other word: no message, no request, nobody of that name in her
//! lists. Such a row makes one person, whatever is made of the rest, so it needs neither mentions nor resolution. It is
//! set aside here; everything else, and every row that is odd in any way, goes the full way as ever. Where the file as a
//! whole is not just as LinkedIn writes it, all of it goes the full way. The result is the same, and a test holds it to
//! that.

use super::caches::Caches;
use crate::analysis::cohort::extract::{Extract, Wish};
use crate::analysis::cohort::figures::NEW_DAYS;
use crate::analysis::cohort::pool::{Pool, Told};
use crate::analysis::coverage::Status;
use crate::analysis::growth::{self, MonthOfGrowth};
use crate::analysis::targets::Wanted;
use crate::day::{Day, Month};
use crate::import::date;
use crate::import::desk::full_name;
use crate::import::open::{self, Content, Entry};
use crate::import::recognise::{self, Kind};
use crate::import::rows::cell_text;
use crate::import::{self, ImportError, ReadOptions, Workspace};
use crate::index::{Seen, fingerprint};
use crate::people::{People, name, profile_url};
use crate::settings::ValueWeights;
use memchr::{memchr, memchr3};
use std::borrow::Cow;
use std::path::Path;

/// The one header that is read this way: that of the exports since 2023.
const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On";

/// How far from its beginning the header of a file may lie: a note stands before it.
const NOTE: usize = 4 << 10;

/// A cell: where it lies in the text.
#[derive(Clone, Copy, Debug, Default)]
struct Span(u32, u32);

/// A row of Connections.
#[derive(Clone, Copy, Debug)]
struct Row {
    whole: Span,
    first: Span,
    last: Span,
    email: Span,
    company: Span,
    position: Span,
    /// The stable key, in the keys of the table.
    key: Span,
    /// A fingerprint of it.
    sign: u64,
    day: Day,
    goes_the_full_way: bool,
}

/// The rows of a file of connections, cut.
#[derive(Debug, Default)]
pub(super) struct Table {
    text: String,
    header_ends: usize,
    keys: String,
    rows: Vec<Row>,
}

/// Reads a workspace; connections that nothing else speaks of come back by themselves.
pub(super) fn read(
    root: &Path,
    options: &ReadOptions,
    me: Option<&str>,
    caches: &mut Caches,
) -> Result<(Workspace, Table), ImportError> {
    let read_all = || Ok((import::read_workspace(root, options)?, Table::default()));
    if !options.instead.is_empty() {
        return read_all();
    }
    let unreadable = |source| ImportError::Unreadable { path: root.to_owned(), source };
    let mut workspace = Workspace::default();
    let mut found: Option<(Entry, Table)> = None;
    for entry in open::entries(root, options.reports.as_deref()).map_err(unreadable)? {
        match found.is_none().then(|| Table::of(&entry, caches)).flatten() {
            Some(table) => found = Some((entry, table)),
            None => import::read_entry(entry, &[], &mut workspace),
        }
    }
    let mut table = Table::default();
    if let Some((entry, cut)) = found {
        // Two lists of connections may repeat each other's rows.
        if workspace.connections.is_empty() {
            table = cut;
            let rest = table.part(&workspace, me, caches);
            if let Some(rest) = rest {
                let content = Ok(Content::Bytes(rest.into_bytes().into()));
                import::read_entry(Entry { path: entry.path, content }, &[], &mut workspace);
            }
        } else {
            import::read_entry(entry, &[], &mut workspace);
        }
    }
    workspace.problems.sort();
    Ok((workspace, table))
}

impl Table {
    /// Cuts a file into rows; `None` where it is not just as LinkedIn writes it.
    fn of(entry: &Entry, caches: &mut Caches) -> Option<Table> {
        let Ok(Content::File(path)) = &entry.content else { return None };
        let file_name = entry.file_name();
        if !file_name.ends_with(".csv") {
            return None;
        }
        let mut head = [0u8; NOTE];
        let mut file = std::fs::File::open(path).ok()?;
        let n = std::io::Read::read(&mut file, &mut head).ok()?;
        let at = memchr::memmem::find(&head[..n], HEADER.as_bytes())?;
        if at > 0 && !(head.starts_with(b"Notes:") && head[at - 1] == b'\n') {
            return None;
        }
        let recognised = recognise::text(&head[..n], &file_name);
        if recognised.kind != Kind::Connections || recognised.header.names.join(",") != HEADER {
            return None;
        }
        let mut bytes = Vec::with_capacity(file.metadata().map_or(0, |file| file.len() as usize) + 1);
        bytes.extend_from_slice(&head[..n]);
        std::io::Read::read_to_end(&mut file, &mut bytes).ok()?;
        // Places in it are 32 bits.
        if bytes.len() > (u32::MAX / 2) as usize {
            return None;
        }
        let text = String::from_utf8(bytes).ok()?;
        let mut header_ends = at + HEADER.len();
        let after = &text.as_bytes()[header_ends..];
        header_ends +=
            if after.starts_with(b"\r\n") { 2 } else { usize::from(after.first() == Some(&b'\n')) };
        let mut table = Table { text, header_ends, ..Table::default() };
        table.cut(caches).then_some(table)
    }

    /// Cuts the rows; whether all of them are as they should be.
    fn cut(&mut self, caches: &mut Caches) -> bool {
        let text = std::mem::take(&mut self.text);
        let bytes = text.as_bytes();
        let mut at = self.header_ends;
        let mut is_regular = true;
        while at < bytes.len() {
            match cells(bytes, at) {
                Some((cells, has_quotes, end)) => {
                    if !self.take(&text, cells, Span(at as u32, end as u32), has_quotes, caches) {
                        is_regular = false;
                        break;
                    }
                    at = end;
                }
                None => {
                    is_regular = false;
                    break;
                }
            }
        }
        self.text = text;
        is_regular && self.is_told_apart()
    }

    /// Takes a row in; whether it is as it should be.
    fn take(&mut self, text: &str, cells: [Span; 7], whole: Span, is_odd: bool, caches: &mut Caches) -> bool {
        let cell = |span: Span| cell_text(&text[span.0 as usize..span.1 as usize]);
        let [first, last, url, email, company, position, connected] = cells;
        let written = cell(connected);
        let Some(day) = day(written.as_bytes()) else { return false };
        let link = cell(url);
        let names_nobody = |span: Span| cell(span).is_empty();
        if link.is_empty() && [first, last, email, company, position].into_iter().all(names_nobody) {
            // It names nobody, and the full way leaves it out, too.
            return true;
        }
        let from = self.keys.len() as u32;
        let has_key = caches.put_key(&link, &mut self.keys);
        let key = Span(from, self.keys.len() as u32);
        let sign = fingerprint(&self.keys.as_bytes()[from as usize..]);
        let is_named = !names_nobody(first) || !names_nobody(last);
        let goes_the_full_way = is_odd || !has_key || !is_named;
        self.rows.push(Row {
            whole,
            first,
            last,
            email,
            company,
            position,
            key,
            sign,
            day,
            goes_the_full_way,
        });
        true
    }

    /// Sends profiles that stand twice the full way; whether none stands three times, as what was put in the place of
    /// all profiles does.
    fn is_told_apart(&mut self) -> bool {
        let mut signs: Vec<u64> =
            self.rows.iter().filter(|row| row.key.0 < row.key.1).map(|row| row.sign).collect();
        signs.sort_unstable();
        let twice: Vec<u64> =
            signs.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        if twice.windows(2).any(|pair| pair[0] == pair[1]) {
            return false;
        }
        if !twice.is_empty() {
            for row in &mut self.rows {
                row.goes_the_full_way |= twice.binary_search(&row.sign).is_ok();
            }
        }
        true
    }

    fn str(&self, span: Span) -> &str {
        &self.text[span.0 as usize..span.1 as usize]
    }

    fn name(&self, row: &Row) -> String {
        full_name(&cell_text(self.str(row.first)), &cell_text(self.str(row.last)))
    }

    fn key(&self, row: &Row) -> &str {
        &self.keys[row.key.0 as usize..row.key.1 as usize]
    }

    /// Keeps the rows of which nothing else speaks, and returns the file without them; `None` where nothing is left.
    fn part(&mut self, workspace: &Workspace, me: Option<&str>, caches: &mut Caches) -> Option<String> {
        let mut spoken = Spoken::of(workspace, me);
        for row in self.rows.iter().filter(|row| row.goes_the_full_way) {
            spoken.add_name(&self.name(row));
            spoken.emails.extend(profile_url::email(self.str(row.email)));
        }
        for at in 0..self.rows.len() {
            let row = self.rows[at];
            if !row.goes_the_full_way {
                self.rows[at].goes_the_full_way = spoken.holds(self, &row, caches);
            }
        }
        if !self.rows.iter().any(|row| row.goes_the_full_way) {
            return None;
        }
        let mut rest = self.text[..self.header_ends].to_owned();
        if !rest.ends_with('\n') {
            rest.push('\n');
        }
        // With a row that is read in any case, the file is never one in which nothing is found.
        if let Some(row) = self.rows.iter_mut().find(|row| !row.goes_the_full_way) {
            row.goes_the_full_way = true;
        }
        for row in self.rows.iter().filter(|row| row.goes_the_full_way) {
            rest.push_str(&self.text[row.whole.0 as usize..row.whole.1 as usize]);
            if !rest.ends_with('\n') {
                rest.push('\n');
            }
        }
        self.rows.retain(|row| !row.goes_the_full_way);
        Some(rest)
    }

    /// How many rows went the short way.
    pub(super) fn n_imported(&self) -> usize {
        self.rows.len()
    }

    /// Adds the rows to what is kept of the member.
    pub(super) fn add_to(&self, extract: &mut Extract, as_of: Day) {
        let mut days: Vec<Day> = self.rows.iter().map(|row| row.day).filter(|day| *day <= as_of).collect();
        days.sort_unstable();
        let figures = &mut extract.figures;
        figures.connections += days.len() as u32;
        figures.new_90d += days.iter().filter(|day| as_of.days_since(**day) < NEW_DAYS).count() as u32;
        figures.last_activity = figures.last_activity.max(days.last().copied());
        extract.growth = grown(&extract.growth, &days, as_of);
    }

    /// Adds the rows to the pool.
    pub(super) fn pool(&self, extract: &mut Extract, as_of: Day, pool: &Pool) {
        let rows = self.rows.iter().filter(|row| row.day <= as_of);
        let known = pool.add(rows.map(|row| Plain { table: self, row }));
        extract.known.all.extend(known.all);
        extract.known.all.sort_unstable();
    }

    /// Finds out which wishes these contacts meet.
    pub(super) fn cover(
        &self,
        wishes: &mut [Wish],
        targets: &[Wanted],
        people: &People,
        weights: &ValueWeights,
        as_of: Day,
        caches: &mut Caches,
    ) {
        let companies = &people.companies;
        let rows = || self.rows.iter().filter(|row| row.day <= as_of);
        let mut at_company: Vec<Option<u32>> = Vec::new();
        for (wish, wanted) in
            wishes.iter_mut().zip(targets).filter(|(wish, _)| wish.status != Status::Contact)
        {
            if let Some(company) = wanted.company() {
                if at_company.is_empty() {
                    at_company = rows().map(|row| caches.company(self.str(row.company))).collect();
                }
                let sought: Vec<u32> = caches.companies_of(companies, company);
                for (row, at) in rows().zip(&at_company) {
                    if !at.is_some_and(|at| sought.contains(&at)) {
                        continue;
                    }
                    let title = caches.title(self.str(row.position));
                    let fit = wanted.fit_of(Some(company), caches.title_of(title), companies, weights);
                    let status = match fit {
                        Some(fit) if fit.is_contact() => Status::Contact,
                        Some(fit) if fit.is_inside() => Status::Path,
                        _ => continue,
                    };
                    wish.status = wish.status.min(status);
                }
            } else if wanted.target.industry.is_empty() {
                let sought = caches.sought(&wanted.target.position);
                for row in rows() {
                    let title = caches.title(self.str(row.position));
                    if caches.fits(sought, title, wanted, companies, weights) {
                        wish.status = Status::Contact;
                        break;
                    }
                }
            } else {
                for row in rows() {
                    let company = companies.get(&cell_text(self.str(row.company)));
                    let title = caches.title(self.str(row.position));
                    let fit = wanted.fit_of(company, caches.title_of(title), companies, weights);
                    if company.is_some() && fit.is_some_and(|fit| fit.is_contact()) {
                        wish.status = Status::Contact;
                        break;
                    }
                }
            }
        }
    }
}

/// Growth with more days, which are in order.
fn grown(known: &[MonthOfGrowth], days: &[Day], as_of: Day) -> Vec<MonthOfGrowth> {
    let of_known =
        known.iter().flat_map(|month| (0..month.new).map(move |nth| (month.month, nth < month.introduced)));
    let dated: Vec<(Month, bool)> = of_known.chain(days.iter().map(|day| (day.month(), false))).collect();
    growth::months(&dated, as_of.month())
}

/// A row on its way into the pool: its texts are made only for somebody new.
struct Plain<'a> {
    table: &'a Table,
    row: &'a Row,
}

impl Told for Plain<'_> {
    fn key(&self) -> &str {
        self.table.key(self.row)
    }

    fn name(&self) -> Cow<'_, str> {
        Cow::Owned(name::display(&self.table.name(self.row), ""))
    }

    fn company(&self) -> Cow<'_, str> {
        cell_text(self.table.str(self.row.company))
    }

    fn position(&self) -> Cow<'_, str> {
        cell_text(self.table.str(self.row.position))
    }

    fn day(&self) -> Option<Day> {
        Some(self.row.day)
    }

    fn is_warm(&self) -> bool {
        false
    }
}

/// Everyone of whom anything else speaks: whoever shares a sign with them goes the full way.
struct Spoken {
    /// Fingerprints of stable keys.
    keys: Seen<u64>,
    emails: Seen<String>,
    /// Normal forms of names that stand without a profile.
    names: Seen<String>,
    /// Words of these, by fingerprint: a name that shares none is none of them.
    words: Seen<u64>,
}

impl Spoken {
    fn of(workspace: &Workspace, me: Option<&str>) -> Spoken {
        let mut spoken = Spoken {
            keys: Seen::default(),
            emails: Seen::default(),
            names: Seen::default(),
            words: Seen::default(),
        };
        for mention in workspace.mentions.all() {
            let is_reference = !mention.reference.is_empty();
            let (url, email) = match is_reference {
                true => (&mention.reference, &mention.reference),
                false => (&mention.url, &mention.email),
            };
            let slug = profile_url::slug(url);
            spoken.emails.extend(profile_url::email(email));
            match slug {
                Some(slug) => drop(spoken.keys.insert(fingerprint(slug.as_bytes()))),
                None if is_reference => spoken.add_name(mention.reference),
                None => spoken.add_name(mention.name),
            }
        }
        if let Some(me) = me {
            spoken.keys.extend(profile_url::slug(me).map(|slug| fingerprint(slug.as_bytes())));
            spoken.emails.extend(profile_url::email(me));
            spoken.add_name(me);
        }
        if let Some(name) = &workspace.owner_name {
            spoken.add_name(name);
        }
        spoken
    }

    fn add_name(&mut self, name: &str) {
        let key = name::key(name);
        if !key.is_empty() {
            self.words.extend(key.split(' ').map(|word| fingerprint(word.as_bytes())));
            self.names.insert(key);
        }
    }

    fn holds(&self, table: &Table, row: &Row, caches: &mut Caches) -> bool {
        if self.keys.contains(&row.sign) {
            return true;
        }
        if row.email.0 < row.email.1
            && profile_url::email(table.str(row.email)).is_some_and(|email| self.emails.contains(&email))
        {
            return true;
        }
        if self.names.is_empty() {
            return false;
        }
        let (first, last) = (table.str(row.first), table.str(row.last));
        if caches.may_be_one_of(first, last, &self.words) {
            return self.names.contains(&name::key(&table.name(row)));
        }
        false
    }
}

/// The seven cells of the row that begins at a place, whether any of them holds a quote or a line break, and where the
/// next row begins; `None` where there are not seven, or quotes stand where they should not.
fn cells(bytes: &[u8], mut at: usize) -> Option<([Span; 7], bool, usize)> {
    let mut cells = [Span::default(); 7];
    let mut is_odd = false;
    for (nth, cell) in cells.iter_mut().enumerate() {
        let mut end;
        if bytes.get(at) == Some(&b'"') {
            let from = at + 1;
            end = from;
            loop {
                end += memchr(b'"', &bytes[end..])?;
                if bytes.get(end + 1) != Some(&b'"') {
                    break;
                }
                is_odd = true;
                end += 2;
            }
            is_odd |= memchr(b'\n', &bytes[from..end]).is_some();
            *cell = Span(from as u32, end as u32);
            end += 1;
        } else {
            end = memchr3(b',', b'\n', b'"', &bytes[at..]).map_or(bytes.len(), |found| at + found);
            if bytes.get(end) == Some(&b'"') {
                return None;
            }
            *cell = Span(at as u32, end as u32);
        }
        let is_last = nth == 6;
        match bytes.get(end) {
            Some(b',') if !is_last => at = end + 1,
            Some(b'\n') | None if is_last => return Some((cells, is_odd, (end + 1).min(bytes.len()))),
            Some(b'\r') if is_last && bytes.get(end + 1) == Some(&b'\n') => {
                return Some((cells, is_odd, end + 2));
            }
            _ => return None,
        }
    }
    None
}

/// `07 Jun 2022`, in English and to the letter; anything else is for the full way to find out, and so are years before
/// LinkedIn, or far ahead, which it doubts.
fn day(text: &[u8]) -> Option<Day> {
    date::day_month_year(text).filter(|day| (2003..2100).contains(&day.ymd().0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_cut_or_refused() {
        let cut = |text: &str| {
            let (cells, is_odd, end) = cells(text.as_bytes(), 0)?;
            let cells = cells.map(|span| text[span.0 as usize..span.1 as usize].to_owned());
            Some((cells.join("|"), is_odd, end))
        };
        assert_eq!(cut("a,b,c,d,e,f,g\nh"), Some(("a|b|c|d|e|f|g".to_owned(), false, 14)));
        assert_eq!(cut("a,b,c,d,\"e, e\",f,g"), Some(("a|b|c|d|e, e|f|g".to_owned(), false, 18)));
        assert_eq!(cut("a,b,c,d,\"e \"\"x\"\"\",f,g\r\n").map(|cut| cut.1), Some(true));
        assert_eq!(cut("a,b,c,d,e\"e,f,g\n"), None);
        assert_eq!(cut("a,b,c,d,\"e\"e,f,g\n"), None);
        assert_eq!(cut("a,b,c,d,\"e,f,g\n"), None);
        assert_eq!(cut("a,b,c,d,e,f\n"), None);
        assert_eq!(cut("a,b,c,d,e,f,g,h\n"), None);
    }

    #[test]
    fn days_to_the_letter() {
        assert_eq!(day(b"07 Jun 2022"), Day::from_ymd(2022, 6, 7));
        assert_eq!(day(b"7 Jun 2022"), Day::from_ymd(2022, 6, 7));
        for other in
            ["31 Feb 2024", "07 jun 2022", "7 June 2022", "07 Jun 22", "07/06/2022", "", "07 Jun 1999"]
        {
            assert_eq!(day(other.as_bytes()), None, "{other}");
        }
    }
}

//! Connections: rows that nothing else in a member's files speaks of are counted as they stand.
//!
//! Of nine connections in ten there is one row and hardly another word. Such a row makes one person, whatever is made of
//! the rest, so it needs neither mentions nor resolution.

use super::Sought;
use super::cut::{MOST_COLUMNS, Sheet, Span, header_end};
use super::heads::{Naming, heads};
use super::lists::Lists;
use super::said::Said;
use super::spoken::Spoken;
use crate::analysis::cohort::extract::{Extract, Wish};
use crate::analysis::cohort::figures::NEW_DAYS;
use crate::analysis::cohort::pool::{Head, KnownRow, Named, NewRow, Pool, RowWords, Told, key_print};
use crate::analysis::coverage::{STRONG_DAYS, Status};
use crate::analysis::growth::{self, MonthOfGrowth};
use crate::analysis::targets::Wanted;
use crate::day::Day;
use crate::import::date;
use crate::import::desk::full_name;
use crate::import::known;
use crate::import::recognise::{HEAD, Kind};
use crate::index::{Index, wide_fingerprint};
use crate::people::{CompanyId, name, profile_url};
use crate::pipeline::cohort::caches::Caches;
use std::borrow::Cow;

/// The one header that is read this way: that of the exports since 2023.
const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On";

/// A row of Connections.
#[derive(Clone, Copy, Debug)]
struct Row {
    whole: Span,
    known: KnownRow,
    /// The two cells of the name, where the row has been cut.
    named: Option<[Span; 2]>,
    day: Day,
    goes_the_full_way: bool,
}

/// A row that no member had before.
struct Unknown {
    /// Its place among the rows.
    at: usize,
    print: Option<u128>,
    company: Span,
    position: Span,
    has_email: bool,
}

/// The rows of a file of connections, cut.
#[derive(Debug, Default)]
pub(super) struct Table {
    sheet: Sheet,
    rows: Vec<Row>,
    /// Whether a row was sent the full way to be read in any case.
    has_witness: bool,
}

impl Table {
    /// Cuts a file into rows; the bytes come back where it is not just as LinkedIn writes it.
    pub(super) fn of(bytes: Vec<u8>, file_name: &str, pool: &Pool) -> Result<Table, Vec<u8>> {
        let Some(header_ends) = header_end(&bytes, HEADER) else { return Err(bytes) };
        let recognised = known::text(&bytes[..bytes.len().min(HEAD)], file_name);
        if recognised.kind != Kind::Connections || recognised.header.names.join(",") != HEADER {
            return Err(bytes);
        }
        let mut table = Table { sheet: Sheet::of(bytes, header_ends, 7)?, ..Table::default() };
        if table.cut(pool).is_none() || !table.is_told_apart() {
            return Err(table.into_bytes());
        }
        Ok(table)
    }

    /// Cuts the rows, where all of them are as they should be. Four of five rows of a cohort stand in the files of others,
    /// too, but for their days: what was made of their cells is known.
    fn cut(&mut self, pool: &Pool) -> Option<()> {
        let sheet = &self.sheet;
        let lines: Vec<Line> = sheet.lines().map(|(line, next)| Line::of(line, next, &sheet.text)).collect();
        let known = pool.rows(lines.iter().map(|line| line.known.map(|(print, _)| print)));
        let (mut unknown, mut namings): (Vec<Unknown>, Vec<Naming>) = (Vec::new(), Vec::new());
        let mut scratch: Vec<u8> = Vec::new();
        self.rows.reserve(lines.len());
        let mut end = 0;
        for (line, known) in lines.iter().zip(known) {
            if line.text.0 < end {
                // It is in the middle of a row.
                continue;
            }
            if let (Some(known), Some((_, day))) = (known, line.known) {
                let goes_the_full_way = known.head.key.is_none();
                let whole = Span(line.text.0, line.next);
                self.rows.push(Row { whole, known, named: None, day, goes_the_full_way });
                continue;
            }
            let cut = sheet.row_at(line.text.0 as usize)?;
            end = cut.whole.1;
            let text = &sheet.text;
            let [first, last, url, email, company, position, connected, ..] = cut.cells;
            let day = day(connected.read(text).as_bytes())?;
            let says_nothing = |span: Span| span.is_empty() || span.read(text).is_empty();
            let is_nameless = says_nothing(first) && says_nothing(last);
            if is_nameless && [url, email, company, position].into_iter().all(says_nothing) {
                // It names nobody, and the full way leaves it out, too.
                continue;
            }
            let is_this_line = end == line.next && connected.0 + LENGTH_OF_DAY as u32 == line.text.1;
            let print = line.known.map(|(print, _)| print).filter(|_| is_this_line && !is_nameless);
            let has_email = !email.is_empty();
            unknown.push(Unknown { at: self.rows.len(), print, company, position, has_email });
            namings.push(Naming::of(text, [first, last], url, &mut scratch));
            let goes_the_full_way = cut.breaks || is_nameless;
            let (whole, named) = (cut.whole, Some([first, last]));
            self.rows.push(Row { whole, known: KnownRow::default(), named, day, goes_the_full_way });
        }
        if unknown.is_empty() {
            return Some(());
        }
        let heads = heads(pool, &sheet.text, &namings);
        let new = unknown.iter().zip(heads).map(|(row, head)| NewRow {
            print: row.print,
            head,
            company: row.company.read(&sheet.text),
            position: row.position.read(&sheet.text),
            has_email: row.has_email,
        });
        let learnt = pool.learn_rows(&new.collect::<Vec<_>>());
        for (unknown, known) in unknown.iter().zip(learnt) {
            let row = &mut self.rows[unknown.at];
            row.known = known;
            row.goes_the_full_way |= known.head.key.is_none();
        }
        Some(())
    }

    /// Sends profiles that stand twice the full way; whether none stands three times, as what was put in the place of
    /// all profiles does.
    fn is_told_apart(&mut self) -> bool {
        let mut keys: Vec<u64> = self.rows.iter().filter_map(|row| row.known.head.key).collect();
        keys.sort_unstable();
        let twice: Vec<u64> = keys.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        if twice.windows(2).any(|pair| pair[0] == pair[1]) {
            return false;
        }
        if !twice.is_empty() {
            for row in &mut self.rows {
                row.goes_the_full_way |=
                    row.known.head.key.is_some_and(|key| twice.binary_search(&key).is_ok());
            }
        }
        true
    }

    /// The cells of a row, which were cut once before.
    fn cells(&self, row: &Row) -> [Span; MOST_COLUMNS] {
        self.sheet.cells_of(row.whole).unwrap_or_default()
    }

    fn read(&self, span: Span) -> Cow<'_, str> {
        span.read(&self.sheet.text)
    }

    fn company(&self, row: &Row) -> Cow<'_, str> {
        let [_, _, _, _, company, ..] = self.cells(row);
        self.read(company)
    }

    fn position(&self, row: &Row) -> Cow<'_, str> {
        let [_, _, _, _, _, position, ..] = self.cells(row);
        self.read(position)
    }

    /// The file as it was.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.sheet.text
    }

    /// Adds everyone of whom rows speak that go the full way in any case.
    pub(super) fn speak(&self, spoken: &mut Spoken) {
        for row in self.rows.iter().filter(|row| row.goes_the_full_way) {
            let [first, last, url, email, ..] = self.cells(row);
            spoken.add_name(&full_name(&self.read(first), &self.read(last)));
            spoken.add_email(&self.read(email));
            // An address that is not just as LinkedIn writes it may lead to a profile all the same.
            let by_url = || profile_url::slug(&self.read(url)).map(|slug| key_print(&slug));
            spoken.keys.extend(row.known.head.key.or_else(by_url));
        }
    }

    /// Hands out the name of each row, with the fingerprint of its key.
    pub(super) fn each_name(&self, mut take: impl FnMut(Option<u64>, &str)) {
        for row in &self.rows {
            let [first, last, ..] = self.cells(row);
            take(row.known.head.key, &full_name(&self.read(first), &self.read(last)));
        }
    }

    /// The heads of all rows.
    pub(super) fn heads(&self) -> impl Iterator<Item = Head> + '_ {
        self.rows.iter().map(|row| row.known.head)
    }

    /// Adds those of whom something else may speak by name or address, and those who were written to before they were
    /// connected: what is dated after the day asked about takes the full way.
    pub(super) fn add_meant(&self, touched: &[u64], as_of: Day, spoken: &mut Spoken) {
        for row in self.rows.iter().filter(|row| !row.goes_the_full_way) {
            let is_early = |key: u64| row.day > as_of && touched.binary_search(&key).is_ok();
            let KnownRow { head, has_email, .. } = &row.known;
            let has_spoken_email = || {
                let [_, _, _, email, ..] = self.cells(row);
                spoken.has_email(&self.read(email))
            };
            if head.key.is_some_and(is_early)
                || spoken.may_mean(head)
                || *has_email && spoken.has_emails() && has_spoken_email()
            {
                spoken.keys.extend(head.key);
            }
        }
    }

    /// Settles which rows go the full way.
    pub(super) fn settle(&mut self, spoken: &mut Spoken) {
        for row in self.rows.iter_mut().filter(|row| !row.goes_the_full_way) {
            row.goes_the_full_way = row.known.head.key.is_some_and(|key| spoken.keys.contains(&key));
        }
        // With a row that is read in any case, the file is never one in which nothing is found.
        if self.rows.iter().any(|row| row.goes_the_full_way)
            && !self.has_witness
            && let Some(row) = self.rows.iter_mut().find(|row| !row.goes_the_full_way)
        {
            row.goes_the_full_way = true;
            spoken.keys.extend(row.known.head.key);
            self.has_witness = true;
        }
    }

    /// Keeps the rows that are counted as they stand, and returns the file without them; `None` where nothing is left.
    pub(super) fn part(&mut self) -> Option<Vec<u8>> {
        let rest = self.rows.iter().filter(|row| row.goes_the_full_way);
        let part = rest.clone().next().is_some().then(|| self.sheet.part(rest.map(|row| row.whole)));
        self.rows.retain(|row| !row.goes_the_full_way);
        part
    }

    /// How many rows went the short way.
    pub(super) fn n_imported(&self) -> usize {
        self.rows.len()
    }

    /// Adds the rows to what is kept of the member.
    pub(super) fn add_to(&self, extract: &mut Extract, lists: &Lists, as_of: Day) {
        let rows = self.rows.iter().filter(|row| row.day <= as_of);
        let is_introduced =
            |row: &Row| row.known.head.key.is_some_and(|key| lists.is_introduced(key, row.day));
        let dated: Vec<(Day, bool)> = rows.map(|row| (row.day, is_introduced(row))).collect();
        let days = dated.iter().map(|(day, _)| *day);
        let figures = &mut extract.figures;
        figures.connections += dated.len() as u32;
        figures.new_90d += days.clone().filter(|day| as_of.days_since(*day) < NEW_DAYS).count() as u32;
        figures.last_activity = figures.last_activity.max(days.max());
        extract.growth = grown(&extract.growth, &dated, as_of);
    }

    /// Where those work whom the seeker's own lists name, in the numbers of a job.
    pub(super) fn companies_of(&self, lists: &Lists, caches: &mut Caches) -> Index<u64, u32> {
        let mut found = Index::default();
        for row in &self.rows {
            if let Some(key) = row.known.head.key
                && lists.names(key)
                && let Some(company) = caches.company_of(row.known.words.company, || self.company(row))
            {
                found.insert(key, company);
            }
        }
        found
    }

    /// Adds the rows to the pool.
    pub(super) fn pool(&self, extract: &mut Extract, said: &Said, as_of: Day, pool: &Pool) {
        let rows = self.rows.iter().filter(|row| row.day <= as_of);
        let known = pool.add(rows.map(|row| {
            let heard = row.known.head.key.and_then(|key| said.heard_from(key));
            let is_warm = heard.is_some_and(|day| as_of.days_since(day) <= STRONG_DAYS);
            Plain { table: self, row, is_warm }
        }));
        for (all, more) in [(&mut extract.known.all, known.all), (&mut extract.known.warm, known.warm)] {
            all.extend(more);
            all.sort_unstable();
            all.shrink_to_fit();
        }
    }

    /// Finds out which wishes these contacts meet.
    pub(super) fn cover(&self, wishes: &mut [Wish], sought: &Sought<'_>, caches: &mut Caches) {
        let Sought { targets, people, weights, as_of } = *sought;
        if wishes.iter().all(|wish| wish.status == Status::Contact) {
            return;
        }
        let companies = &people.companies;
        let rows = self.rows.iter().filter(|row| row.day <= as_of);
        let rows: Vec<(Option<u32>, u32)> = rows
            .map(|row| {
                let words = row.known.words;
                let company = caches.company_of(words.company, || self.company(row));
                (company, caches.title_at(words.position, || self.position(row)))
            })
            .collect();
        let open = wishes.iter_mut().zip(targets).filter(|(wish, _)| wish.status != Status::Contact);
        let mut at_company: Vec<(u32, usize, CompanyId)> = Vec::new();
        let mut open: Vec<(&mut Wish, &Wanted)> = open.collect();
        for (nth, (wish, wanted)) in open.iter_mut().enumerate() {
            if let Some(company) = wanted.company() {
                let keys = caches.companies_of(companies, company).into_iter();
                at_company.extend(keys.map(|at| (at, nth, company)));
            } else if wanted.target.industry.is_empty() {
                let sought = caches.sought(&wanted.target.position);
                if rows.iter().any(|(_, title)| caches.fits(sought, *title, wanted, companies, weights)) {
                    wish.status = Status::Contact;
                }
            } else {
                // Only the user says which company is of which industry.
                let of_industry: Vec<(u32, CompanyId)> = companies
                    .ids()
                    .filter(|id| companies.industry(*id).is_some())
                    .flat_map(|id| caches.companies_of(companies, id).into_iter().map(move |at| (at, id)))
                    .collect();
                for (at, title) in &rows {
                    let Some((_, company)) = of_industry.iter().find(|(known, _)| Some(*known) == *at) else {
                        continue;
                    };
                    let fit = wanted.fit_of(Some(*company), caches.title_of(*title), companies, weights);
                    if fit.is_some_and(|fit| fit.is_contact()) {
                        wish.status = Status::Contact;
                        break;
                    }
                }
            }
        }
        // All wishes for a company in one walk: hardly a row is at any of them.
        at_company.sort_unstable_by_key(|(at, nth, _)| (*at, *nth));
        for (at, title) in &rows {
            let Some(at) = at.filter(|_| !at_company.is_empty()) else { continue };
            let from = at_company.partition_point(|(known, ..)| *known < at);
            for (_, nth, company) in at_company[from..].iter().take_while(|(known, ..)| *known == at) {
                let (wish, wanted) = &mut open[*nth];
                let fit = wanted.fit_of(Some(*company), caches.title_of(*title), companies, weights);
                let status = match fit {
                    Some(fit) if fit.is_contact() => Status::Contact,
                    Some(fit) if fit.is_inside() => Status::Path,
                    _ => continue,
                };
                wish.status = wish.status.min(status);
            }
        }
    }
}

/// Growth with more days, each with whether somebody was introduced.
fn grown(known: &[MonthOfGrowth], days: &[(Day, bool)], as_of: Day) -> Vec<MonthOfGrowth> {
    let of_known =
        known.iter().flat_map(|month| (0..month.new).map(move |nth| (month.month, nth < month.introduced)));
    let days = days.iter().map(|(day, is_introduced)| (day.month(), *is_introduced));
    growth::months(of_known.chain(days), as_of.month())
}

/// A line that may be a row.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Without its break.
    text: Span,
    /// Where the next one begins.
    next: u32,
    /// Where a day ends it, a fingerprint of all before the day, and the day.
    known: Option<(u128, Day)>,
}

/// `07 Jun 2022`.
const LENGTH_OF_DAY: usize = 11;

/// The longest line that is looked for among known rows.
const LONGEST: usize = 4 << 10;

impl Line {
    fn of(line: Span, next: u32, text: &[u8]) -> Line {
        let known = line.of(text).split_last_chunk::<LENGTH_OF_DAY>().and_then(|(before, last)| {
            let is_cell = before.ends_with(b",") && before.len() < LONGEST;
            let day = day(last).filter(|_| is_cell)?;
            Some((wide_fingerprint(before), day))
        });
        Line { text: line, next, known }
    }
}

/// A row on its way into the pool: its texts are made only for somebody new.
struct Plain<'a> {
    table: &'a Table,
    row: &'a Row,
    is_warm: bool,
}

impl Told for Plain<'_> {
    fn who(&self) -> Named<'_> {
        Named::Head(self.row.known.head.id)
    }

    fn name(&self) -> Cow<'_, str> {
        let cut_again = || {
            let [first, last, ..] = self.table.cells(self.row);
            [first, last]
        };
        let [first, last] = self.row.named.unwrap_or_else(cut_again);
        Cow::Owned(name::display(&full_name(&self.table.read(first), &self.table.read(last)), ""))
    }

    fn company(&self) -> Cow<'_, str> {
        self.table.company(self.row)
    }

    fn position(&self) -> Cow<'_, str> {
        self.table.position(self.row)
    }

    fn words(&self) -> Option<RowWords> {
        Some(self.row.known.words)
    }

    fn day(&self) -> Option<Day> {
        Some(self.row.day)
    }

    fn is_warm(&self) -> bool {
        self.is_warm
    }
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

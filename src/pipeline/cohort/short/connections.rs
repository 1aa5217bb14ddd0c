//! Connections: rows that nothing else in a member's files speaks of are counted as they stand.
//!
//! Of nine connections in ten there is one row and hardly another word. Such a row makes one person, whatever is made of
//! the rest, so it needs neither mentions nor resolution.

use super::Sought;
use super::cut::{Sheet, Span, header_end};
use super::heads::{Naming, heads};
use super::lists::Lists;
use super::said::Said;
use super::spoken::Spoken;
use crate::analysis::cohort::extract::{Extract, Wish};
use crate::analysis::cohort::figures::NEW_DAYS;
use crate::analysis::cohort::pool::{Head, Named, NewWords, Pool, RowWords, Told, key_print};
use crate::analysis::coverage::Status;
use crate::analysis::growth::{self, MonthOfGrowth};
use crate::analysis::targets::Wanted;
use crate::day::{Day, Month};
use crate::import::date;
use crate::import::desk::full_name;
use crate::import::known;
use crate::import::recognise::{HEAD, Kind};
use crate::index::{Index, fingerprint};
use crate::people::{CompanyId, name, profile_url};
use crate::pipeline::cohort::caches::Caches;
use std::borrow::Cow;

/// The one header that is read this way: that of the exports since 2023.
const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On";

/// For so long is somebody who wrote no stranger.
const WARM_DAYS: i32 = 365;

/// A row of Connections.
#[derive(Clone, Copy, Debug)]
struct Row {
    whole: Span,
    naming: Naming,
    email: Span,
    company: Span,
    position: Span,
    head: Head,
    /// Company and position; only of rows that are counted as they stand.
    words: RowWords,
    day: Day,
    goes_the_full_way: bool,
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
        let text = String::from_utf8(bytes).map_err(std::string::FromUtf8Error::into_bytes)?;
        let mut table = Table { sheet: Sheet { text, header_ends, n_columns: 7 }, ..Table::default() };
        if table.cut(pool).is_none() || !table.is_told_apart() {
            return Err(table.into_bytes());
        }
        Ok(table)
    }

    /// Cuts the rows, where all of them are as they should be.
    fn cut(&mut self, pool: &Pool) -> Option<()> {
        let text = &self.sheet.text;
        let (mut namings, mut scratch): (Vec<Naming>, Vec<u8>) = (Vec::new(), Vec::new());
        for cut in self.sheet.rows() {
            let cut = cut?;
            let [first, last, url, email, company, position, connected, ..] = cut.cells;
            let day = day(connected.read(text).as_bytes())?;
            let says_nothing = |span: Span| span.is_empty() || span.read(text).is_empty();
            let is_nameless = says_nothing(first) && says_nothing(last);
            if is_nameless && [url, email, company, position].into_iter().all(says_nothing) {
                // It names nobody, and the full way leaves it out, too.
                continue;
            }
            let naming = Naming::of(text, [first, last], url, &mut scratch);
            namings.push(naming);
            self.rows.push(Row {
                whole: cut.whole,
                naming,
                email,
                company,
                position,
                head: Head { id: 0, key: None, name: 0 },
                words: RowWords::default(),
                day,
                goes_the_full_way: cut.breaks || is_nameless,
            });
        }
        for (row, head) in self.rows.iter_mut().zip(heads(pool, text, &namings)) {
            row.head = head;
            row.goes_the_full_way |= head.key.is_none();
        }
        Some(())
    }

    /// Sends profiles that stand twice the full way; whether none stands three times, as what was put in the place of
    /// all profiles does.
    fn is_told_apart(&mut self) -> bool {
        let mut keys: Vec<u64> = self.rows.iter().filter_map(|row| row.head.key).collect();
        keys.sort_unstable();
        let twice: Vec<u64> = keys.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        if twice.windows(2).any(|pair| pair[0] == pair[1]) {
            return false;
        }
        if !twice.is_empty() {
            for row in &mut self.rows {
                row.goes_the_full_way |= row.head.key.is_some_and(|key| twice.binary_search(&key).is_ok());
            }
        }
        true
    }

    fn read(&self, span: Span) -> Cow<'_, str> {
        span.read(&self.sheet.text)
    }

    /// The file as it was.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.sheet.text.into_bytes()
    }

    /// Adds everyone of whom rows speak that go the full way in any case.
    pub(super) fn speak(&self, spoken: &mut Spoken) {
        for row in self.rows.iter().filter(|row| row.goes_the_full_way) {
            let text = &self.sheet.text;
            spoken.add_name(&full_name(&row.naming.first.read(text), &row.naming.last.read(text)));
            spoken.add_email(&row.email.read(text));
            // An address that is not just as LinkedIn writes it may lead to a profile all the same.
            let url = || profile_url::slug(&row.naming.url.read(text));
            spoken.keys.extend(row.head.key.or_else(|| url().map(|slug| key_print(&slug))));
        }
    }

    /// Hands out the name of each row, with the fingerprint of its key.
    pub(super) fn each_name(&self, mut take: impl FnMut(Option<u64>, &str)) {
        self.rows.iter().for_each(|row| take(row.head.key, &row.naming.name(&self.sheet.text)));
    }

    /// The heads of all rows.
    pub(super) fn heads(&self) -> impl Iterator<Item = Head> + '_ {
        self.rows.iter().map(|row| row.head)
    }

    /// Adds those of whom something else may speak by name or address, and those who were written to before they were
    /// connected: what is dated after the day asked about takes the full way.
    pub(super) fn add_meant(&self, touched: &[u64], as_of: Day, spoken: &mut Spoken) {
        for row in self.rows.iter().filter(|row| !row.goes_the_full_way) {
            let is_early = |key: u64| row.day > as_of && touched.binary_search(&key).is_ok();
            if row.head.key.is_some_and(is_early)
                || spoken.may_mean(&row.head, &row.email.read(&self.sheet.text))
            {
                spoken.keys.extend(row.head.key);
            }
        }
    }

    /// Settles which rows go the full way.
    pub(super) fn settle(&mut self, spoken: &mut Spoken) {
        for row in self.rows.iter_mut().filter(|row| !row.goes_the_full_way) {
            row.goes_the_full_way = row.head.key.is_some_and(|key| spoken.keys.contains(&key));
        }
        // With a row that is read in any case, the file is never one in which nothing is found.
        if self.rows.iter().any(|row| row.goes_the_full_way)
            && !self.has_witness
            && let Some(row) = self.rows.iter_mut().find(|row| !row.goes_the_full_way)
        {
            row.goes_the_full_way = true;
            spoken.keys.extend(row.head.key);
            self.has_witness = true;
        }
    }

    /// Keeps the rows that are counted as they stand, and returns the file without them; `None` where nothing is left.
    pub(super) fn part(&mut self) -> Option<String> {
        let rest = self.rows.iter().filter(|row| row.goes_the_full_way);
        let part = rest.clone().next().is_some().then(|| self.sheet.part(rest.map(|row| row.whole)));
        self.rows.retain(|row| !row.goes_the_full_way);
        part
    }

    /// Numbers the companies and positions of the rows that are left.
    pub(super) fn number_words(&mut self, pool: &Pool) {
        let text = &self.sheet.text;
        let print = |row: &Row| {
            // The two stand side by side.
            fingerprint(&text.as_bytes()[row.company.0 as usize..row.position.1 as usize]).max(1)
        };
        let prints: Vec<u64> = self.rows.iter().map(print).collect();
        let known = pool.words(self.rows.iter().zip(&prints).map(|(row, print)| (row.head.id, *print)));
        let all = || self.rows.iter().zip(&prints).zip(&known);
        let unknown = all().filter(|(_, known)| known.is_none()).map(|((row, print), _)| NewWords {
            head: row.head.id,
            print: *print,
            company: row.company.read(text),
            position: row.position.read(text),
        });
        let unknown: Vec<NewWords<'_>> = unknown.collect();
        let mut learnt = if unknown.is_empty() { Vec::new() } else { pool.learn_words(&unknown) }.into_iter();
        for (row, known) in self.rows.iter_mut().zip(known) {
            // There are as many as were unknown.
            row.words = known.or_else(|| learnt.next()).unwrap_or_default();
        }
    }

    /// How many rows went the short way.
    pub(super) fn n_imported(&self) -> usize {
        self.rows.len()
    }

    /// Adds the rows to what is kept of the member.
    pub(super) fn add_to(&self, extract: &mut Extract, lists: &Lists, as_of: Day) {
        let rows = self.rows.iter().filter(|row| row.day <= as_of);
        let is_introduced = |row: &Row| row.head.key.is_some_and(|key| lists.is_introduced(key, row.day));
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
            if let Some(key) = row.head.key
                && lists.names(key)
                && let Some(company) = caches.company_of(row.words.company, || self.read(row.company))
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
            let heard = row.head.key.and_then(|key| said.heard_from(key));
            let is_warm = heard.is_some_and(|day| as_of.days_since(day) <= WARM_DAYS);
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
                let company = caches.company_of(row.words.company, || self.read(row.company));
                (company, caches.title_at(row.words.position, || self.read(row.position)))
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
    let dated: Vec<(Month, bool)> = of_known.chain(days).collect();
    growth::months(&dated, as_of.month())
}

/// A row on its way into the pool: its texts are made only for somebody new.
struct Plain<'a> {
    table: &'a Table,
    row: &'a Row,
    is_warm: bool,
}

impl Told for Plain<'_> {
    fn who(&self) -> Named<'_> {
        Named::Head(self.row.head.id)
    }

    fn name(&self) -> Cow<'_, str> {
        Cow::Owned(name::display(&self.row.naming.name(&self.table.sheet.text), ""))
    }

    fn company(&self) -> Cow<'_, str> {
        self.table.read(self.row.company)
    }

    fn position(&self) -> Cow<'_, str> {
        self.table.read(self.row.position)
    }

    fn words(&self) -> Option<RowWords> {
        Some(self.row.words)
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

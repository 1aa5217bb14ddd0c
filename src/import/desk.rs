//! The desk at which one file is read: where its records, its problems and the count of its rows end up.
//!
//! Every reader takes rows and a [`Desk`]; the desk keeps the promise that no row is lost without a word.

use super::date::{self, NotADate, Order};
use super::date_order::{self, Sorting};
use super::kind::Kind;
use super::records::{MentionId, Repeat, Workspace};
use super::repeats::Thread;
use super::rows::{Again, Column, Damage, Header, Row, Rows};
use crate::day::{Day, Month};
use crate::evidence::{Place, Problem, Source, SourceId};

/// How many problems of one column and one sort a file may report one by one; the rest are counted.
const MAX_PROBLEMS: u64 = 2_000;

/// The desk of one file.
pub struct Desk<'w> {
    /// Where records go.
    pub into: &'w mut Workspace,
    /// The file.
    pub source: SourceId,
    /// The file's rows once more, for what no row tells by itself.
    pub(super) again: Option<Again>,
    /// Columns whose dates were settled by the rest of them.
    orders: Vec<(Column, Order)>,
    /// Columns, what is wrong in them, and how often.
    sorts: Vec<(String, String, u64)>,
}

impl<'w> Desk<'w> {
    /// Opens a new source and a desk for it.
    pub fn open(into: &'w mut Workspace, path: String, kind: &'static str) -> Desk<'w> {
        let source = SourceId(into.sources.len() as u32);
        into.sources.push(Source::new(path, kind));
        Desk { into, source, again: None, orders: Vec::new(), sorts: Vec::new() }
    }

    /// Begins with the rows below a header.
    pub(super) fn start(&mut self, rows: &Rows) {
        self.again = Some(rows.again());
        self.orders.clear();
    }

    /// The place of a row.
    pub fn place(&self, line: u32) -> Place {
        Place { source: self.source, line }
    }

    fn counts(&mut self) -> &mut Source {
        &mut self.into.sources[self.source.0 as usize]
    }

    /// The row became a record.
    pub fn import(&mut self) {
        self.counts().import();
    }

    /// The row was left out for a named reason.
    pub fn skip(&mut self, because: &'static str) {
        self.counts().skip(because);
    }

    /// Nothing could be made of the row: says why.
    pub fn reject(&mut self, row: &Row<'_>, problem: &str, hint: &str) {
        let value: String = (0..row.n_cells().min(4)).map(|at| row.at(at)).collect::<Vec<_>>().join(", ");
        self.problem(row.line, "", problem, &value, hint);
        self.counts().reject();
    }

    /// The same of what is no row of a table.
    pub fn reject_line(&mut self, line: u32, problem: &str, value: &str, hint: &str) {
        self.problem(line, "", problem, value, hint);
        self.counts().reject();
    }

    /// The number of a thread.
    pub fn conversation(&mut self, id: &[u8]) -> u32 {
        self.conversation_or_new(id).0
    }

    /// The same, and whether it is the first of its kind.
    pub fn conversation_or_new(&mut self, id: &[u8]) -> (u32, bool) {
        let next = self.into.n_conversations;
        let number = *self.into.conversations.entry(crate::index::fingerprint(id)).or_insert(next);
        self.into.n_conversations = next.max(number + 1);
        (number, number == next)
    }

    /// Whether the very same message was read before, here or in another file.
    pub(super) fn is_repeated_message(&mut self, row: &Row<'_>, thread: Thread) -> bool {
        let is_known = self.into.seen_messages.has(row.fingerprint(), thread);
        if is_known {
            self.skip("a repeated row");
        }
        is_known
    }

    /// How many problems of this column and sort there were, with this one: two thousand wrong days shall not hide the one
    /// word that nobody understands.
    fn nth_of_sort(&mut self, column: &str, problem: &str) -> u64 {
        let sort = problem.split(':').next().unwrap_or(problem);
        let known = self.sorts.iter_mut().find(|(of, what, _)| of == column && what == sort);
        match known {
            Some((.., n)) => {
                *n += 1;
                *n
            }
            // A file has as many sorts as readers have words for what is wrong.
            None => {
                self.sorts.push((column.to_owned(), sort.to_owned(), 1));
                1
            }
        }
    }

    /// A cell could not be read; the row may well be kept.
    pub fn problem(&mut self, line: u32, column: &str, problem: &str, value: &str, hint: &str) {
        self.counts().problems += 1;
        if self.nth_of_sort(column, problem) > MAX_PROBLEMS {
            return;
        }
        // What people wrote to one another is quoted nowhere, and in a damaged row it may stand in any cell.
        let value = if holds_letters(self.counts().kind) { String::new() } else { shortened(value) };
        let place = self.place(line);
        self.into.problems.push(Problem {
            place,
            column: column.to_owned(),
            problem: problem.to_owned(),
            value,
            hint: hint.to_owned(),
        });
    }

    /// Deals with what every reader must: comments, damage and blank rows. `false` means that the row is done with.
    pub fn takes(&mut self, row: &Row<'_>) -> bool {
        if row.is_comment {
            self.skip("a comment");
            return false;
        }
        match row.damage {
            Damage::None => {}
            Damage::OpenQuote => {
                let value = row.at(row.n_cells().saturating_sub(1));
                let hint = "close the quote or take it away; the row was read as if it had no quotes";
                self.problem(row.line, "", "a quote is opened and never closed", &value, hint);
            }
            Damage::TooLong => {
                let problem = "a line longer than 4 MB";
                self.problem(row.line, "", problem, "", "no export has such a line; is this really a table?");
                self.counts().reject();
                return false;
            }
            Damage::Broken => {
                let problem = "the file cannot be read from here on";
                self.problem(row.line, "", problem, "", "the copy may be damaged; export or copy it again");
                self.counts().reject();
                return false;
            }
        }
        if row.is_blank() {
            self.skip("a blank row");
            return false;
        }
        if self.is_header(row) {
            self.skip("the header once more");
            return false;
        }
        true
    }

    /// Whether the row is the header again: chunks of an archive are often put one below the other.
    fn is_header(&self, row: &Row<'_>) -> bool {
        let Some(names) = self.again.as_ref().map(Again::names).filter(|names| names.len() > 1) else {
            return false;
        };
        row.says(names)
    }

    /// Whether the very same row was read before, here or in another file: exports overlap, and a file that lies in
    /// the workspace twice must change nothing.
    pub fn is_repeated(&mut self, row: &Row<'_>, kind: Kind) -> bool {
        self.is_known(row.fingerprint(), kind)
    }

    /// The same of what is no row of a table, by a fingerprint of it.
    pub fn is_known(&mut self, print: u64, kind: Kind) -> bool {
        let fresh = self.into.seen.insert(print ^ (kind as u64).wrapping_mul(0x9E37_79B9));
        if !fresh {
            self.skip("a repeated row");
        }
        !fresh
    }

    /// The same of a row of Connections; that it stands in a second file is noted, for two exports are compared by it.
    pub fn is_repeated_connection(&mut self, row: &Row<'_>) -> bool {
        let place = self.place(row.line);
        let first = self.into.seen_connections.of(row.fingerprint(), place);
        if first == place {
            return false;
        }
        if first.source != place.source {
            self.into.repeats.push(Repeat { first, place });
        }
        self.skip("a repeated row");
        true
    }

    /// A row of Connections that cannot be a repeated one, for nobody was named like that before.
    pub fn is_new_connection(&mut self, row: &Row<'_>) {
        let place = self.place(row.line);
        self.into.seen_connections.note(row.fingerprint(), place);
    }

    /// Makes room for so many messages: growing a table step by step fills it twice.
    pub fn expect_messages(&mut self, n: u64) {
        // What a file of blanks promises is not believed.
        let n = n.min(1 << 19) as usize;
        self.into.seen_messages.reserve(n);
        self.into.messages.reserve(n);
        self.into.recipients.reserve(n);
    }

    /// Makes room for so many connections, who take so many bytes to name.
    pub fn expect_connections(&mut self, n: u64, n_bytes: u64) {
        // LinkedIn lets nobody have more than thirty thousand.
        let n = n.min(1 << 15) as usize;
        self.into.connections.reserve(n);
        self.into.seen_connections.reserve(n);
        self.into.mentions.reserve(n, n_bytes.min(4 << 20) as usize);
    }

    /// The day in a cell; what is there and cannot be read becomes a problem and the record goes on without.
    pub fn day(&mut self, row: &Row<'_>, header: &Header, column: Column, order: Order) -> Option<Day> {
        self.day_of(row, header, column, &row.text(column), order)
    }

    /// The same of a cell whose text is at hand.
    pub fn day_of(
        &mut self,
        row: &Row<'_>,
        header: &Header,
        column: Column,
        text: &str,
        order: Order,
    ) -> Option<Day> {
        let mut found = date::day(text, order);
        if found == Err(NotADate::Ambiguous) {
            found = date::day(text, self.order_of(column));
        }
        found.map_err(|why| self.not_a_date(row, header, column, text, why)).ok()
    }

    /// Which number comes first in the dates of a column: looked for once, when a cell first leaves it open.
    pub(super) fn order_of(&mut self, column: Column) -> Order {
        if let Some((_, order)) = self.orders.iter().find(|(known, _)| *known == column) {
            return *order;
        }
        let newest_first = self.counts().kind == Kind::Connections.as_str();
        let sorting = if newest_first { Sorting::NewestFirst } else { Sorting::Either };
        let rows = self.rows_again();
        let order = rows.map_or(Order::Unknown, |rows| date_order::order(rows, column, sorting));
        self.orders.push((column, order));
        order
    }

    /// Settles the order of columns that one hand filled: where one leaves it open, the others tell, unless they
    /// contradict each other.
    pub(super) fn settle_orders(&mut self, columns: &[Column]) {
        let columns: Vec<Column> = columns.iter().copied().filter(|column| column.is_there()).collect();
        let told: Vec<Order> = columns.iter().map(|column| self.order_of(*column)).collect();
        let told = told.into_iter().filter(|order| *order != Order::Unknown);
        let agreed = told.reduce(|one, other| if one == other { one } else { Order::Unknown });
        for (column, order) in &mut self.orders {
            if *order == Order::Unknown && columns.contains(column) {
                *order = agreed.unwrap_or(Order::Unknown);
            }
        }
    }

    /// The rows of the file once more, from the first one on.
    pub fn rows_again(&self) -> Option<Rows> {
        self.again.as_ref().and_then(Again::rows)
    }

    /// Whether any row has something in a column. Rows are read once more, as far as the first that has.
    pub fn is_filled(&self, column: Column) -> bool {
        let Some(mut rows) = self.rows_again() else { return true };
        while let Some(row) = rows.next() {
            if !row.bytes(column).is_empty() {
                return true;
            }
        }
        false
    }

    /// The month in a cell.
    pub fn month(&mut self, row: &Row<'_>, header: &Header, column: Column) -> Option<Month> {
        let text = row.text(column);
        date::month(&text).map_err(|why| self.not_a_date(row, header, column, &text, why)).ok()
    }

    /// Reports a cell that is not a date, unless it is just empty.
    pub fn not_a_date(&mut self, row: &Row<'_>, header: &Header, column: Column, text: &str, why: NotADate) {
        if why == NotADate::Empty {
            return;
        }
        let hint = format!("{}; until then the row is kept without a date", why.hint());
        self.problem(row.line, header.name(column), &why.problem(), text, &hint);
    }

    /// The number in a cell; what is there and is none becomes a problem.
    pub fn number(&mut self, row: &Row<'_>, header: &Header, column: Column) -> Option<f64> {
        let text = row.text(column);
        if text.is_empty() {
            return None;
        }
        let number = text.replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite());
        if number.is_none() {
            let hint = "write a number; until then the cell counts as empty";
            self.problem(row.line, header.name(column), "not a number", &text, hint);
        }
        number
    }

    /// A mention by what an export gives.
    pub fn mention(&mut self, url: &str, email: &str, name: &str) -> MentionId {
        self.into.mentions.intern(url, email, name, "", "")
    }

    /// The same, and whether it is the first of its kind.
    pub fn mention_or_new(&mut self, url: &str, email: &str, name: &str) -> (MentionId, bool) {
        let n_known = self.into.mentions.len();
        let who = self.mention(url, email, name);
        (who, who.0 as usize == n_known)
    }

    /// A mention by a name alone, told from others of that name by what else the row says.
    pub fn bare_mention(&mut self, name: &str, context: &str) -> MentionId {
        self.into.mentions.intern("", "", name, "", context)
    }

    /// A mention by what a user wrote in one cell.
    pub fn reference(&mut self, text: &str) -> MentionId {
        self.reference_beside(text, "")
    }

    /// The same, told from others of that name by what else the row says.
    pub fn reference_beside(&mut self, text: &str, context: &str) -> MentionId {
        self.into.mentions.intern("", "", "", text, context)
    }
}

/// Whether a file of this kind holds what people wrote to one another, or for themselves alone.
fn holds_letters(kind: &str) -> bool {
    use Kind::*;
    let private = [
        Messages,
        Invitations,
        RecommendationsGiven,
        RecommendationsReceived,
        Notes,
        Posts,
        JobApplications,
        LinkedInContacts,
        GoogleContacts,
        OutlookContacts,
        ContactList,
        VCard,
        Calendar,
        Mail,
    ];
    private.iter().any(|it| it.as_str() == kind)
}

/// The first 120 characters of a value: a report quotes it, it does not carry it.
fn shortened(value: &str) -> String {
    match value.char_indices().nth(120) {
        Some((at, _)) => format!("{}…", &value[..at]),
        None => value.to_owned(),
    }
}

/// A name out of two cells.
pub fn full_name(first: &str, last: &str) -> String {
    let mut name = String::with_capacity(first.len() + last.len() + 1);
    write_full_name(first, last, &mut name);
    name
}

/// Writes the same in the place of another name.
pub fn write_full_name(first: &str, last: &str, name: &mut String) {
    name.clear();
    name.push_str(first);
    if !first.is_empty() && !last.is_empty() {
        name.push(' ');
    }
    name.push_str(last);
}

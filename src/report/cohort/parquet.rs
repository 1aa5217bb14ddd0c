//! The rows behind the figures, as Parquet: for whoever goes on reckoning in a notebook or a database.
//!
//! In: the rows that members who share their contacts left. Out: five tables, typed, unknown as null. A member who does
//! not share is in `members.parquet` alone, as she is in `members.csv`: nobody whom she knows is named, and neither is
//! she where others know her.

use super::Report;
use crate::analysis::cohort::asks::Ask;
use crate::analysis::cohort::pool::Number;
use crate::analysis::cohort::records::{Connection, Introduction, Records, Step};
use crate::day::Day;
use crate::import::Outcome;
use crate::report::csv::WriteError;
use crate::report::table::{Table, TableBuilder};
use crate::report::write::{Desk, ReportError};
use polars::prelude::{ParquetWriter, PolarsResult};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

/// Rows that are laid out at once, and stand in one group of the file: what is in memory besides the rows themselves.
const BATCH: usize = 1 << 17;

/// A row of a table, and whose it is.
type Of<'a, T> = (&'a str, &'a T);

impl Report<'_> {
    /// Writes the tables into the folder of the reports and calls `wrote` after each file.
    ///
    /// # Complexity
    /// Linear in the rows; memory for 131,072 of them at a time, and a number for each person.
    pub fn write_parquet(&self, folder: &Path, wrote: impl FnMut(&Path)) -> Result<(), ReportError> {
        let mut desk = Desk::open(folder, wrote)?;
        let names: Vec<Cow<'_, str>> = (0..self.cohort.members.len()).map(|at| self.member(at)).collect();
        let kept = || -> Vec<(&str, &Records)> {
            let members = names.iter().zip(&self.cohort.members);
            members.filter_map(|(name, row)| Some((name.as_ref(), row.extract.records.as_deref()?))).collect()
        };
        let kept = kept();
        let silent = &self.cohort.silent;
        let is_named = |person: Number| silent.binary_search(&person).is_err();
        let connections = || {
            let rows =
                kept.iter().flat_map(|(member, rows)| rows.connections.iter().map(|row| (*member, row)));
            rows.filter(|(_, row)| is_named(row.person))
        };
        let mut known = vec![0u32; self.cohort.persons.len()];
        connections().for_each(|(_, row)| known[row.person as usize] += 1);
        let mut people: Vec<(Number, u32)> = (0..).zip(known).filter(|(_, members)| *members > 0).collect();
        people.sort_unstable_by_key(|(person, _)| self.cohort.persons.rank(*person));

        let silent = self.silent_keys();
        let introductions =
            kept.iter().flat_map(|(name, rows)| rows.introductions.iter().map(|row| (*name, row)));
        let steps = kept.iter().flat_map(|(name, rows)| rows.steps.iter().map(|row| (*name, row)));
        desk.put("members.parquet", |out| in_batches(std::iter::once(()), out, |_| self.members()))?;
        desk.put("people.parquet", |out| in_batches(people.into_iter(), out, |rows| self.people(rows)))?;
        desk.put("connections.parquet", |out| in_batches(connections(), out, |rows| self.connections(rows)))?;
        desk.put("introductions.parquet", |out| {
            in_batches(introductions, out, |rows| self.introductions(rows, &silent))
        })?;
        desk.put("outreach.parquet", |out| in_batches(steps, out, |rows| self.outreach(rows, &silent)))
    }

    /// The keys of members who do not share.
    fn silent_keys(&self) -> BTreeSet<&str> {
        let members = self.cohort.members.iter().filter(|row| !row.member.shares_contacts);
        members.filter_map(|row| row.extract.own.as_deref()).collect()
    }

    /// What a person is called; nothing for a member who does not share.
    fn named<'a>(&self, key: &'a str, silent: &BTreeSet<&str>) -> Cow<'a, str> {
        if silent.contains(key) { Cow::Borrowed("") } else { self.names().person(key) }
    }

    /// `people`: everybody whom a member who shares is connected with.
    fn people(&self, rows: &[(Number, u32)]) -> PolarsResult<Table> {
        let (names, persons) = (self.names(), &self.cohort.persons);
        TableBuilder::new("people", "People")
            .text("person", rows.iter().map(|(person, _)| names.person(persons.key(*person))))
            .text("name", rows.iter().map(|(person, _)| names.telling(persons.name(*person))))
            .text("company", rows.iter().map(|(person, _)| names.telling(persons.company(*person))))
            .text("position", rows.iter().map(|(person, _)| names.telling(persons.position(*person))))
            .whole("members", rows.iter().map(|(_, members)| Some(i64::from(*members))))
            .build()
    }

    /// `connections`: who is connected with whom, and what passed between them.
    fn connections(&self, rows: &[Of<'_, Connection>]) -> PolarsResult<Table> {
        let persons = &self.cohort.persons;
        let day = |get: fn(&Connection) -> Option<Day>| rows.iter().map(move |(_, row)| get(row));
        TableBuilder::new("connections", "Connections")
            .text("member", rows.iter().map(|(member, _)| member))
            .text("person", rows.iter().map(|(_, row)| self.names().person(persons.key(row.person))))
            .day("connected_on", day(|row| row.connected_on))
            .day("first_contact", day(|row| row.first_contact))
            .day("last_contact", day(|row| row.last_contact))
            .whole("messages_sent", rows.iter().map(|(_, row)| Some(i64::from(row.sent))))
            .whole("messages_received", rows.iter().map(|(_, row)| Some(i64::from(row.received))))
            .build()
    }

    /// `introductions`: who introduced whom to a member.
    fn introductions(&self, rows: &[Of<'_, Introduction>], silent: &BTreeSet<&str>) -> PolarsResult<Table> {
        TableBuilder::new("introductions", "Introductions")
            .text("member", rows.iter().map(|(member, _)| member))
            .text("introducer", rows.iter().map(|(_, row)| self.named(&row.introducer, silent)))
            .text("introduced", rows.iter().map(|(_, row)| self.named(&row.introduced, silent)))
            .day("date", rows.iter().map(|(_, row)| row.on))
            // The name of a file may be somebody's.
            .text("evidence", rows.iter().map(|(_, row)| self.names().telling(&row.evidence)))
            .build()
    }

    /// `outreach`: requests and what followed them; what became of it stands with each request.
    fn outreach(&self, rows: &[Of<'_, Step>], silent: &BTreeSet<&str>) -> PolarsResult<Table> {
        let became = |get: fn(&Ask) -> bool| {
            rows.iter().map(move |(_, row)| row.ask.as_ref().map(|ask| i64::from(get(ask))))
        };
        TableBuilder::new("outreach", "Outreach")
            .text("member", rows.iter().map(|(member, _)| member))
            .day("date", rows.iter().map(|(_, row)| row.on))
            .text("person", rows.iter().map(|(_, row)| self.named(&row.person, silent)))
            .text("kind", rows.iter().map(|(_, row)| row.kind))
            .text("outcome", rows.iter().map(|(_, row)| row.outcome.map_or("", Outcome::as_str)))
            .text("approach", rows.iter().map(|(_, row)| row.ask.map_or("", |ask| ask.approach.as_str())))
            .whole("replied", became(|ask| ask.replied))
            .whole("met", became(|ask| ask.met))
            .whole("introduced", became(|ask| ask.introduced_on))
            .build()
    }
}

/// Writes rows group by group. A table without rows has its columns all the same.
fn in_batches<T>(
    rows: impl Iterator<Item = T>,
    out: &mut impl Write,
    lay_out: impl Fn(&[T]) -> PolarsResult<Table>,
) -> Result<(), WriteError> {
    let mut rows = rows.peekable();
    let mut batch: Vec<T> = Vec::new();
    let mut writer = ParquetWriter::new(out).batched(lay_out(&[])?.frame().schema())?;
    while rows.peek().is_some() {
        batch.clear();
        batch.extend(rows.by_ref().take(BATCH));
        writer.write_batch(lay_out(&batch)?.frame())?;
    }
    writer.finish()?;
    Ok(())
}

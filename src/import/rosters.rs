//! Finding the roster among the files of a cohort's folder: a table, or a sheet of a workbook.
//!
//! In: the folder, and what `tertius.toml` says of the roster's columns. Out: a [`Workspace`] with its rows, or none.
//! Nothing below the folder is read: that is the members' own. A file that is called a roster and is none is an error,
//! because going on without it would take every folder for a member who consented to nothing.

use super::content::{self, Content};
use super::desk::Desk;
use super::kind::Kind;
use super::open::{self, Entry};
use super::own::roster;
use super::recognise;
use super::records::Workspace;
use super::rows::{Dialect, Header, Rows};
use super::{HEAD, ImportError, archive, workbook};
use crate::settings::RosterSettings;
use std::path::Path;

/// A table that may be the roster.
struct Table {
    path: String,
    header: Header,
    rows: Rows,
}

/// Reads the roster of a cohort: the files that lie in the folder itself and are rosters, nothing below.
pub fn read_roster(folder: &Path, settings: &RosterSettings) -> Result<Workspace, ImportError> {
    let unreadable = |source| ImportError::Unreadable { path: folder.to_owned(), source };
    let mut workspace = Workspace::default();
    let mut nearest: Option<(usize, String, Vec<String>)> = None;
    for entry in open::files_in(folder).map_err(unreadable)? {
        let is_named = is_called_roster(&entry.path);
        let no_roster = |why: String| ImportError::NoRoster { path: folder.join(&entry.path), why };
        let tables = match tables(&entry, settings) {
            Ok(tables) => tables,
            Err(why) if is_named => return Err(no_roster(why)),
            Err(_) => continue,
        };
        let mut found = false;
        for table in tables {
            let missing = roster::missing(&table.header, settings);
            if !missing.is_empty() {
                if nearest.as_ref().is_none_or(|(n, ..)| missing.len() < *n) {
                    nearest = Some((missing.len(), table.path, missing));
                }
                continue;
            }
            found = true;
            let mut desk = Desk::open(&mut workspace, table.path, Kind::Roster.as_str());
            desk.again = Some(table.rows.again());
            roster::read(table.rows.of_own_list(recognise::own_list_begun_by), settings, &mut desk);
        }
        if is_named && !found && !roster::is_mapped(settings) {
            let why = "no row of it has a column `member`; rename the column, or say what it is called: \
                       [roster.columns] in tertius.toml, for example member = \"Student ID\"";
            return Err(no_roster(why.to_owned()));
        }
    }
    if roster::is_mapped(settings) && workspace.sources.is_empty() {
        let (path, why) = match nearest {
            Some((_, path, missing)) => {
                let columns: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
                (path, format!("it has no column {}, which tertius.toml names", columns.join(", ")))
            }
            None => {
                (String::new(), "tertius.toml names its columns, and no table lies in the folder".to_owned())
            }
        };
        return Err(ImportError::NoRoster { path: folder.join(path), why });
    }
    workspace.problems.sort();
    Ok(workspace)
}

/// Whether a file says by its name that it is the roster.
fn is_called_roster(path: &str) -> bool {
    let name = path.to_lowercase();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
    stem.starts_with("roster")
        && matches!(extension, "csv" | "tsv" | "txt" | "xlsx" | "xlsm" | "ods" | "xls" | "xlsb")
}

/// The tables of a file that could be a roster, by what is known of its columns.
fn tables(entry: &Entry, settings: &RosterSettings) -> Result<Vec<Table>, String> {
    let content = entry.content.as_ref().map_err(String::clone)?;
    let in_words = |error: std::io::Error| format!("cannot be read: {error}");
    let head = content.head(HEAD).map_err(in_words)?;
    if head.starts_with(workbook::OLE) {
        return sheets(entry, content, workbook::Format::Xls, settings);
    }
    if head.starts_with(b"PK") {
        return match archive::open(&entry.path, content)? {
            archive::Zip::Workbook(format) => sheets(entry, content, format, settings),
            _ => Err("neither a table nor a workbook".to_owned()),
        };
    }
    let (content, head) = content.with_head(HEAD).map_err(in_words)?;
    let (content, head) = content::as_utf8(content, head).map_err(in_words)?;
    let head = &head[..head.len().min(HEAD)];
    let mut best: Option<(Header, u8)> = None;
    for (delimiter, records) in recognise::readings(head, super::rows::HEADER_WITHIN) {
        if let Some(header) = header_among(records.into_iter(), &entry.path, settings)
            && best.as_ref().is_none_or(|(known, _)| header.names.len() > known.names.len())
        {
            best = Some((header, delimiter));
        }
    }
    let Some((header, delimiter)) = best else { return Ok(Vec::new()) };
    let dialect = Dialect { delimiter, quoting: true, line_breaks: true };
    let rows = Rows::of_text(content, dialect, header.clone()).map_err(in_words)?;
    Ok(vec![Table { path: entry.path.clone(), header, rows }])
}

fn sheets(
    entry: &Entry,
    content: &Content,
    format: workbook::Format,
    settings: &RosterSettings,
) -> Result<Vec<Table>, String> {
    let mut tables = Vec::new();
    for sheet in workbook::sheets(content, format)?.into_iter().filter(|sheet| !sheet.hidden) {
        let Some(header) = header_among(sheet.top(), &entry.path, settings) else { continue };
        let path = format!("{}#{}", entry.path, sheet.name);
        let rows = Rows::of_grid(header.clone(), sheet.rows_after(header.line));
        tables.push(Table { path, header, rows });
    }
    Ok(tables)
}

/// The header of a roster among the first rows: with a map, the row that lacks the fewest of its columns; without one,
/// what is recognised as a roster, or whatever names members, and either folders or itself a roster.
fn header_among(
    rows: impl Iterator<Item = (u32, Vec<String>)>,
    path: &str,
    settings: &RosterSettings,
) -> Option<Header> {
    let rows: Vec<(u32, Vec<String>)> = rows.take(super::rows::HEADER_WITHIN).collect();
    if !roster::is_mapped(settings) {
        let name = path.to_lowercase();
        if let Some((Kind::Roster, header)) = recognise::among(rows.iter().cloned(), &name) {
            return Some(header);
        }
        let mut headers = rows.into_iter().map(|(line, names)| Header::new(names, line));
        // Elsewhere a column of names is too little: it takes one of folders beside it.
        let is_one = |header: &Header| is_called_roster(path) || roster::has_folders(header);
        return headers.find(|header| roster::has_members(header) && is_one(header));
    }
    let headers = rows.into_iter().map(|(line, names)| Header::new(names, line));
    headers.min_by_key(|header| roster::missing(header, settings).len())
}

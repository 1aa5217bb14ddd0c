//! Import: files to records and problems.
//!
//! In: a workspace folder, an archive, or one file. Out: a [`Workspace`], in which every row is accounted for and every
//! record knows its file and line. A bad row is data (a [`crate::evidence::Problem`]), a bad file is named and left,
//! and only a workspace that is not there is an error.
//! Invariant: nothing is guessed across rows, nobody is resolved, nothing outside the workspace is read.
//!
//! A new export = a [`Kind`] with its line in [`signatures`], a reader in [`linkedin`], [`contacts`] or [`own`], a
//! line in `read_table`, a sample in `sample-data/messy`, and its line in the golden output under `reports/`.

pub mod archive;
pub mod bytes;
pub mod calendar;
pub mod columns;
mod components;
pub mod contacts;
pub mod content;
pub mod cues;
pub mod date;
mod date_order;
pub mod desk;
mod firsts;
pub mod kind;
pub mod passages;
pub mod lines;
pub mod linkedin;
pub mod mail;
pub mod known;
mod months;
pub mod open;
pub mod own;
pub mod packed;
mod quotes;
pub mod recognise;
pub mod records;
mod repeats;
pub mod rosters;
pub mod row;
pub mod rows;
pub mod shape;
pub mod signatures;
mod split;
pub mod template;
mod unnamed;
pub mod workbook;

pub use records::*;
pub use rosters::read_roster;

use crate::evidence::{Place, Problem, SourceId};
use crate::settings::RosterSettings;
use content::Content;
use desk::Desk;
use kind::Kind;
use open::Entry;
use recognise::{HEAD, Recognised};
use rows::Rows;
use std::path::{Path, PathBuf};

/// A workspace that cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// There is no such file or folder, or it may not be read.
    #[error("cannot read `{path}`: {source}")]
    Unreadable {
        /// What was asked for.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A file that was named for one kind of list, and holds none of it.
    #[error("`{path}` holds no {wanted}: it was taken for {found}; `tertius check {path}` says more")]
    OtherKind {
        /// The file.
        path: PathBuf,
        /// What it was to be.
        wanted: &'static str,
        /// What it is.
        found: String,
    },
    /// A file that must be the roster of the cohort, and is none.
    #[error("`{path}` cannot be used as the roster: {why}")]
    NoRoster {
        /// The file.
        path: PathBuf,
        /// Why not, and what to do.
        why: String,
    },
}

/// What is read besides the workspace, and what is not.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The folder of reports, which is no input.
    pub reports: Option<PathBuf>,
    /// Files that are read for one kind only, wherever they lie, in place of those of the workspace.
    pub instead: Vec<(Kind, PathBuf)>,
    /// Whether nothing is inferred from what people wrote, so that no text need be kept.
    pub no_infer: bool,
}

/// Reads a workspace: a folder, an archive, or one file.
pub fn read_workspace(root: &Path, options: &ReadOptions) -> Result<Workspace, ImportError> {
    let mut workspace = Workspace::default();
    if !options.no_infer {
        workspace.passages = passages::Passages::kept();
    }
    read_entries(root, options, None, &mut workspace)?;
    read_instead(options, &mut workspace)?;
    workspace.problems.sort();
    workspace.forget_rows();
    Ok(workspace)
}

/// Reads two workspaces of one seeker into one, the older first. Every path that is quoted begins as the user typed it.
///
/// # Returns
/// The workspace, and the first source of the second.
pub fn read_two(old: &Path, new: &Path, options: &ReadOptions) -> Result<(Workspace, SourceId), ImportError> {
    let mut workspace = Workspace::default();
    read_entries(old, options, Some(old), &mut workspace)?;
    let second = SourceId(workspace.sources.len() as u32);
    // What both have is no repetition here: each side is to be whole. Connections keep theirs, see [`Repeat`].
    workspace.seen.clear();
    workspace.seen_messages.clear();
    read_entries(new, options, Some(new), &mut workspace)?;
    read_instead(options, &mut workspace)?;
    workspace.problems.sort();
    workspace.forget_rows();
    Ok((workspace, second))
}

/// Reads everything below a root, with its paths behind `shown` where there is one.
fn read_entries(
    root: &Path,
    options: &ReadOptions,
    shown: Option<&Path>,
    workspace: &mut Workspace,
) -> Result<(), ImportError> {
    let replaced: Vec<Kind> = options.instead.iter().map(|(kind, _)| *kind).collect();
    let unreadable = |source| ImportError::Unreadable { path: root.to_owned(), source };
    for mut entry in open::entries(root, options.reports.as_deref()).map_err(unreadable)? {
        if let Some(shown) = shown {
            let shown = shown.display().to_string();
            let folder = shown.trim_end_matches('/');
            entry.path = if root.is_dir() { format!("{folder}/{}", entry.path) } else { shown };
        }
        read_entry(entry, &replaced, workspace);
    }
    Ok(())
}

/// Reads the files that the user named in place of those of the workspace.
fn read_instead(options: &ReadOptions, workspace: &mut Workspace) -> Result<(), ImportError> {
    for (kind, path) in &options.instead {
        let n_before = workspace.sources.len();
        let unreadable = |source| ImportError::Unreadable { path: path.clone(), source };
        for mut entry in open::entries(path, None).map_err(unreadable)? {
            if !path.is_dir() {
                entry.path = path.display().to_string();
            }
            read_entry(entry, &[], workspace);
        }
        // In place of the list that it is not, there would be nothing at all.
        let read = &workspace.sources[n_before..];
        if !read.iter().any(|source| source.kind == kind.as_str()) {
            let mut kinds: Vec<&str> = read.iter().map(|source| source.kind).collect();
            kinds.dedup();
            let found = if kinds.is_empty() { "nothing".to_owned() } else { kinds.join(", ") };
            return Err(ImportError::OtherKind { path: path.clone(), wanted: kind.as_str(), found });
        }
    }
    Ok(())
}

/// Reads one file that lies in memory, under the name that a report would quote.
pub fn read_bytes(name: &str, bytes: Vec<u8>) -> Workspace {
    let mut workspace = Workspace::default();
    let entry = Entry { path: name.to_owned(), content: Ok(Content::Bytes(bytes.into())) };
    read_entry(entry, &[], &mut workspace);
    workspace.problems.sort();
    workspace
}

/// Reads a file of the workspace, whatever it is. Problems are in the order of the files only once they are sorted.
pub fn read_entry(entry: Entry, replaced: &[Kind], workspace: &mut Workspace) {
    let content = match entry.content {
        Ok(content) => content,
        Err(why) => {
            let hint = "put a copy of the file in its place, or take it out of the folder";
            return name_only(workspace, entry.path, &why, hint);
        }
    };
    let is_zipped = matches!(content, Content::Zipped(_));
    let (content, head) = match content.with_head(HEAD) {
        Ok(found) => found,
        Err(error) => {
            let hint = match is_zipped {
                true => "the archive is damaged here; download or copy it again",
                false => "check that the file is there and may be read",
            };
            return name_only(workspace, entry.path, &format!("cannot be read: {error}"), hint);
        }
    };
    if head.starts_with(b"PK") {
        match archive::open(&entry.path, &content) {
            Ok(archive::Zip::Workbook(format)) => {
                read_workbook(&entry.path, &content, format, replaced, workspace);
            }
            Ok(archive::Zip::Other) => {
                let is_numbers = entry.path.to_lowercase().ends_with(".numbers");
                let mut desk = Desk::open(workspace, entry.path, Kind::Unknown.as_str());
                if is_numbers {
                    let hint = "open it in Numbers and choose File, Export To, CSV or Excel";
                    desk.problem(0, "", "a document of Apple Numbers, which is not read", "", hint);
                }
            }
            Ok(archive::Zip::Archive(entries)) => {
                if entries.is_empty() {
                    Desk::open(workspace, entry.path, Kind::Unknown.as_str());
                }
                for inner in entries {
                    read_entry(inner, replaced, workspace);
                }
            }
            Err(why) => {
                let hint =
                    "download or copy it again; if it is a large archive, unpack it and give the folder";
                name_only(workspace, entry.path, &why, hint);
            }
        }
        return;
    }
    if head.starts_with(workbook::OLE) {
        return read_workbook(&entry.path, &content, workbook::Format::Xls, replaced, workspace);
    }
    let file_name = entry.path.rsplit('/').next().unwrap_or(&entry.path).to_owned();
    let (content, head) = match content::as_utf8(content, head) {
        Ok(found) => found,
        Err(error) => {
            return name_only(workspace, entry.path, &error.to_string(), "check that it may be read");
        }
    };
    let head = &head[..head.len().min(HEAD)];
    if let Some(kind) = recognise::no_table(head) {
        if replaced.contains(&kind) {
            return;
        }
        let mut desk = Desk::open(workspace, entry.path, kind.as_str());
        if let Err(error) = read_text(kind, &content, &mut desk) {
            desk.problem(
                0,
                "",
                &format!("cannot be read to its end: {error}"),
                "",
                "export or copy it again",
            );
        }
        return;
    }
    let mut recognised = known::text(head, &file_name);
    if replaced.contains(&recognised.kind) {
        return;
    }
    let kind = recognised.kind;
    let mut desk = Desk::open(workspace, entry.path, kind.as_str());
    if kind == Kind::Connections && !recognised.by_shape && unnamed::lacks(&recognised.header) {
        let delimiter = recognised.dialect.delimiter;
        let mut readings = recognise::readings(head, usize::MAX);
        let rows =
            readings.find(|(read_with, _)| *read_with == delimiter).map_or(Vec::new(), |(_, rows)| rows);
        let found = unnamed::fill(&mut recognised.header, &rows);
        unnamed::say(&found, recognised.header.line, &mut desk);
    }
    if kind == Kind::Unknown && recognise::promises_rows(&file_name) {
        // The worst of this field's failures: nothing read, and no word about it.
        desk.problem(0, "", NO_HEADER, "", recognise::way_back(&file_name));
    }
    if kind == Kind::Unknown {
        let unread = recognise::readings(head, SAMPLE).find_map(|(_, rows)| say_diary(&rows, &mut desk));
        if unread.is_some() {
            return;
        }
    }
    if recognised.by_shape {
        say_shape(kind, &recognised.header, &mut desk);
    }
    match rows_of(content, recognised) {
        Ok(rows) => read_table(kind, rows, &mut desk),
        Err(error) => {
            desk.problem(0, "", &format!("cannot be read: {error}"), "", "check that it may be read");
        }
    }
}

/// What is said of a file whose name promises rows, and in which there are none.
const NO_HEADER: &str = "the name promises rows, and no header of such a file was found";

/// So many rows are looked at to tell whether a list that nothing is known of may be of people.
const SAMPLE: usize = 60;

/// Says that a list looks like one of what was done, and is not read.
fn say_diary(rows: &[(u32, Vec<String>)], desk: &mut Desk<'_>) -> Option<()> {
    let (recognise::Diary::Unread, header) = recognise::diary(rows)? else { return None };
    let (problem, hint) = recognise::unread_diary(&header);
    desk.problem(header.line, "", &problem, "", hint);
    Some(())
}

/// Says that a table was told by what stands in its columns, and as what they were understood.
fn say_shape(kind: Kind, header: &rows::Header, desk: &mut Desk<'_>) {
    let columns = shape::in_words(header);
    let problem =
        format!("no header that is known, so the columns were told by what stands in them: {columns}");
    let hint = format!("if that is wrong, {}", recognise::way_back(kind.as_str()));
    desk.problem(0, "", &problem, "", &hint);
}

fn rows_of(content: Content, recognised: Recognised) -> std::io::Result<Rows> {
    if recognised.header.names.is_empty() {
        return Ok(Rows::of_grid(recognised.header, Vec::new()));
    }
    Rows::of_text(content, recognised.dialect, recognised.header)
}

/// Reads every sheet of a workbook.
fn read_workbook(
    path: &str,
    content: &Content,
    format: workbook::Format,
    replaced: &[Kind],
    workspace: &mut Workspace,
) {
    let sheets = match workbook::sheets(content, format) {
        Ok(sheets) => sheets,
        Err(why) => {
            let extension = path.rsplit('.').next().unwrap_or_default().to_lowercase();
            if format == workbook::Format::Xls && !extension.starts_with("xl") {
                // Word and Outlook wrote the same kind of container; a letter is no damaged workbook.
                Desk::open(workspace, path.to_owned(), Kind::Unknown.as_str());
                return;
            }
            let hint = "open it in a spreadsheet program and save it again, or save the sheet as CSV";
            return name_only(workspace, path.to_owned(), &why, hint);
        }
    };
    let file_name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    if sheets.is_empty() {
        Desk::open(workspace, path.to_owned(), Kind::Unknown.as_str());
    }
    let n_visible = sheets.iter().filter(|sheet| !sheet.hidden).count();
    for sheet in sheets {
        let name = format!("{file_name} {}", sheet.name.to_lowercase());
        if sheet.hidden {
            let mut desk = Desk::open(workspace, format!("{path}#{}", sheet.name), Kind::NotUsed.as_str());
            // Most are lists for drop-down menus; one that could be read may be missed.
            if let Some((kind, header)) = recognise::among(sheet.top(), &name)
                && kind != Kind::Report
                && sheet.top().any(|(line, _)| line > header.line)
            {
                let problem = format!("a hidden sheet, which is not read: it looks like {}", kind.as_str());
                desk.problem(0, "", &problem, "", "show the sheet if its rows count");
            }
            continue;
        }
        let found = recognise::among(sheet.top(), &name)
            .map(|(kind, header)| ((recognise::settled(kind, &header, sheet.top()), header), false));
        let by_shape = || {
            let top: Vec<_> = sheet.top().take(shape::SAMPLE).collect();
            shape::of(&top, &name).map(|shape| ((shape.kind, shape.header), true))
        };
        let otherwise = if recognise::is_not_used(&name) { Kind::NotUsed } else { Kind::Unknown };
        let by_words = || {
            let (recognise::Diary::Log, header) = recognise::diary(&sheet.top().collect::<Vec<_>>())? else {
                return None;
            };
            Some(((Kind::Outreach, header), false))
        };
        let found =
            if otherwise == Kind::NotUsed { found } else { found.or_else(by_shape).or_else(by_words) };
        let ((kind, mut header), by_shape) = found.unwrap_or(((otherwise, rows::Header::default()), false));
        if replaced.contains(&kind) {
            continue;
        }
        let mut desk = Desk::open(workspace, format!("{path}#{}", sheet.name), kind.as_str());
        if by_shape {
            say_shape(kind, &header, &mut desk);
        } else if kind == Kind::Connections && unnamed::lacks(&header) {
            let rows: Vec<_> = sheet.top().take(shape::SAMPLE).collect();
            let found = unnamed::fill(&mut header, &rows);
            unnamed::say(&found, header.line, &mut desk);
        }
        if kind == Kind::Unknown && n_visible == 1 && recognise::promises_rows(&file_name) {
            desk.problem(0, "", NO_HEADER, "", recognise::way_back(&file_name));
        }
        if kind == Kind::Unknown {
            let _ = say_diary(&sheet.top().take(SAMPLE).collect::<Vec<_>>(), &mut desk);
        }
        let rows = if header.names.is_empty() { Vec::new() } else { sheet.rows_after(header.line) };
        read_table(kind, Rows::of_grid(header, rows), &mut desk);
    }
}

/// Hands what is no table to the reader of its kind.
fn read_text(kind: Kind, content: &Content, desk: &mut Desk<'_>) -> std::io::Result<()> {
    match kind {
        Kind::VCard => contacts::vcard::read(content, desk),
        Kind::Calendar => calendar::read(content, desk),
        Kind::Mail => mail::read(content, desk),
        _ => Ok(()),
    }
}

/// How many exports put one below the other are read from one file.
const MAX_PARTS: usize = 100;

/// Hands the rows of a table to the reader of its kind: once for each header, where exports were put one below the other.
fn read_table(kind: Kind, rows: Rows, desk: &mut Desk<'_>) {
    let mut kind = kind;
    let mut rows = Some(if kind.is_own() { rows.of_own_list(recognise::own_list_begun_by) } else { rows });
    for _ in 0..MAX_PARTS {
        let Some(part) = rows.take() else { return };
        let again = part.again();
        let (part, next) = part.up_to_next_header();
        read_part(kind, part, desk);
        if let Some(part) = next.take() {
            desk.skip(if kind.is_own() { "a header of other columns" } else { "the header once more" });
            kind = part.kind.unwrap_or(kind);
            rows = again.part(part);
            rows =
                rows.map(
                    |rows| if kind.is_own() { rows.of_own_list(recognise::own_list_begun_by) } else { rows },
                );
        }
    }
    if let Some(rest) = rows {
        read_part(kind, rest, desk);
    }
}

/// Hands rows below one header to the reader of their kind.
fn read_part(kind: Kind, rows: Rows, desk: &mut Desk<'_>) {
    desk.start(&rows);
    match kind {
        Kind::Connections => linkedin::connections::read(rows, desk),
        Kind::Messages => linkedin::messages::read(rows, desk),
        Kind::Invitations => linkedin::invitations::read(rows, desk),
        Kind::Profile => linkedin::profile::read_profile(rows, desk),
        Kind::EmailAddresses => linkedin::profile::read_email_addresses(rows, desk),
        Kind::Positions => linkedin::profile::read_positions(rows, desk),
        Kind::Education => linkedin::profile::read_education(rows, desk),
        Kind::Skills => linkedin::profile::read_skills(rows, desk),
        Kind::CompanyFollows => linkedin::interests::read_follows(rows, desk),
        Kind::MemberFollows => linkedin::interests::read_member_follows(rows, desk),
        Kind::JobApplications | Kind::SavedJobs => linkedin::interests::read_jobs(rows, kind, desk),
        Kind::JobPreferences => linkedin::interests::read_preferences(rows, desk),
        Kind::Notes => linkedin::notes::read_notes(rows, desk),
        Kind::Posts => linkedin::notes::read_posts(rows, desk),
        Kind::Events => linkedin::interests::read_events(rows, desk),
        Kind::LinkedInContacts => contacts::uploaded::read(rows, desk),
        Kind::GoogleContacts => contacts::google::read(rows, desk),
        Kind::OutlookContacts => contacts::outlook::read(rows, desk),
        Kind::ContactList => contacts::plain::read(rows, desk),
        Kind::EndorsementsReceived
        | Kind::EndorsementsGiven
        | Kind::RecommendationsReceived
        | Kind::RecommendationsGiven => linkedin::praise::read(rows, kind, desk),
        Kind::Targets => own::targets::read(rows, desk),
        Kind::Introductions => own::introductions::read(rows, desk),
        Kind::Outreach => own::outreach::read_outreach(rows, desk),
        Kind::Interviews => own::outreach::read_interviews(rows, desk),
        Kind::Companies => own::companies::read(rows, desk),
        Kind::Roster => own::roster::read(rows, &RosterSettings::default(), desk),
        Kind::VCard
        | Kind::Calendar
        | Kind::Mail
        | Kind::AiChat
        | Kind::Settings
        | Kind::Report
        | Kind::NotUsed
        | Kind::Unknown => {}
    }
}

/// Names a file of which nothing could be read.
fn name_only(workspace: &mut Workspace, path: String, problem: &str, hint: &str) {
    let source = SourceId(workspace.sources.len() as u32);
    let mut named = crate::evidence::Source::new(path, Kind::Unknown.as_str());
    named.problems = 1;
    workspace.sources.push(named);
    workspace.problems.push(Problem {
        place: Place { source, line: 0 },
        column: String::new(),
        problem: problem.to_owned(),
        value: String::new(),
        hint: hint.to_owned(),
    });
}

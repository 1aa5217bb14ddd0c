//! The roster of a cohort: who its members are, where their files lie, and who shares contacts.
//!
//! Career centres configure their systems, so no two rosters have the same header: `tertius.toml` may name the columns.

use crate::import::date;
use crate::import::desk::Desk;
use crate::import::kind::Kind;
use crate::import::own::footers::Footers;
use crate::import::own::words::consent;
use crate::import::records::RosterRow;
use crate::import::rows::{Column, Header, Row, Rows, header_key};
use crate::settings::{ColumnNames, RosterSettings};

/// The names by which columns are known where the settings give none.
const MEMBER: &[&str] = &[
    "member",
    "student",
    "studentname",
    "membername",
    "fullname",
    "name",
    "studentid",
    "mitglied",
    "teilnehmer",
    "teilnehmerin",
    "membre",
    "miembro",
];
const FOLDER: &[&str] =
    &["folder", "foldername", "directory", "workspace", "ordner", "verzeichnis", "dossier", "carpeta"];
const PROGRAMME: &[&str] = &[
    "programme",
    "program",
    "programname",
    "programnamemajor",
    "degreeprogram",
    "majornames",
    "programm",
    "studiengang",
    "programa",
];
const CLASS_YEAR: &[&str] = &[
    "classyear",
    "class",
    "gradyear",
    "graduationyear",
    "graduationdate",
    "jahrgang",
    "abschlussjahr",
    "promotion",
    "promoción",
];
const SHARES: &[&str] = &["sharescontacts", "teiltkontakte", "partagecontacts", "compartecontactos"];

/// The columns of a roster.
struct Columns {
    member: Vec<Column>,
    folder: Vec<Column>,
    programme: Vec<Column>,
    class_year: Vec<Column>,
    shares: Vec<Column>,
}

impl Columns {
    fn of(header: &Header, settings: &RosterSettings) -> Columns {
        let find = |wanted: &ColumnNames, otherwise: &[&str]| -> Vec<Column> {
            if wanted.names().is_empty() {
                return vec![header.column(otherwise)];
            }
            wanted.names().iter().map(|name| header.column(&[&header_key(name)])).collect()
        };
        let columns = &settings.columns;
        Columns {
            member: find(&columns.member, MEMBER),
            folder: find(&columns.folder, FOLDER),
            programme: find(&columns.programme, PROGRAMME),
            class_year: find(&columns.class_year, CLASS_YEAR),
            shares: find(&columns.shares_contacts, SHARES),
        }
    }
}

/// The names of columns that the settings ask for, and a header does not have.
pub fn missing(header: &Header, settings: &RosterSettings) -> Vec<String> {
    let columns = &settings.columns;
    let all =
        [&columns.member, &columns.folder, &columns.programme, &columns.class_year, &columns.shares_contacts];
    let wanted = all.into_iter().flat_map(ColumnNames::names);
    wanted.filter(|name| !header.has(&[&header_key(name)])).cloned().collect()
}

/// Whether the settings name the columns of the roster.
pub fn is_mapped(settings: &RosterSettings) -> bool {
    !settings.columns.member.names().is_empty() || !settings.columns.folder.names().is_empty()
}

/// Whether a header names members at all.
pub fn has_members(header: &Header) -> bool {
    header.has(MEMBER)
}

/// Whether a header says where the members' files lie.
pub fn has_folders(header: &Header) -> bool {
    header.has(FOLDER)
}

/// Reads a roster. Consent is what the row says in so many words: anything but a yes is a no.
pub fn read(mut rows: Rows, settings: &RosterSettings, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let columns = Columns::of(&header, settings);
    let words = [&columns.member[..], &columns.folder, &columns.programme].concat();
    let footers = Footers::of(&words);
    while let Some(row) = rows.next() {
        if !footers.take(desk, &row) || desk.is_repeated(&row, Kind::Roster) {
            continue;
        }
        let (name, place) = (joined(&row, &columns.member), joined(&row, &columns.folder));
        if name.is_empty() && place.is_empty() {
            desk.reject(
                &row,
                "neither a member nor a folder",
                "name the member and the folder of their files",
            );
            continue;
        }
        for (value, columns) in [(&name, &columns.member), (&place, &columns.folder)] {
            if is_cut_short(value) {
                let hint = "a spreadsheet made a number of it; format the column as text and export it again";
                desk.problem(row.line, header.name(columns[0]), "an id that lost its digits", value, hint);
            }
        }
        let entry = RosterRow {
            member: if name.is_empty() { place.as_str() } else { name.as_str() }.into(),
            folder: if place.is_empty() { name.as_str() } else { place.as_str() }.into(),
            programme: joined(&row, &columns.programme).into(),
            class_year: year_of(&joined(&row, &columns.class_year)).into(),
            shares_contacts: shares(&row, &header, &columns.shares, settings, desk),
            place: desk.place(row.line),
        };
        desk.into.roster.push(entry);
        desk.import();
    }
}

fn shares(
    row: &Row<'_>,
    header: &Header,
    columns: &[Column],
    settings: &RosterSettings,
    desk: &mut Desk<'_>,
) -> bool {
    let word = joined(row, columns);
    let plain = word.to_lowercase();
    let is_one_of = |words: &[String]| words.iter().any(|one| one.trim().to_lowercase() == plain);
    // The settings come first: they are the words of this roster. A no outweighs a yes.
    if plain.is_empty() || is_one_of(&settings.no) {
        return false;
    }
    if is_one_of(&settings.yes) {
        return true;
    }
    let told = consent(&plain);
    if told.is_none() {
        let hint = "write yes or no, or name the word under [roster] in tertius.toml; until then the member's \
                    contacts are shown to nobody";
        desk.problem(row.line, header.name(columns[0]), "neither yes nor no", &word, hint);
    }
    told == Some(true)
}

/// The texts of some cells, one after the other.
fn joined(row: &Row<'_>, columns: &[Column]) -> String {
    let cells: Vec<String> = columns.iter().map(|column| row.text(*column).into_owned()).collect();
    cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The year of a date; any other text as it is.
fn year_of(text: &str) -> String {
    date::month(text).map_or_else(|_| text.to_owned(), |month| month.first_day().ymd().0.to_string())
}

/// Whether an id is the rest that a spreadsheet shows of a long number: `1.23457E+11`.
fn is_cut_short(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = number.replacen(['.', ','], "", 1);
    digits(&number) && power.strip_prefix('+').is_some_and(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_a_spreadsheet_cut() {
        let check = |text: &str, expect| assert_eq!(is_cut_short(text), expect, "{text}");
        check("1.23457E+11", true);
        check("1,23E+10", true);
        check("E12345", false);
        check("1234567", false);
        check("ane+1", false);
        check("", false);
    }

    #[test]
    fn years_of_dates() {
        let check = |text: &str, expect: &str| assert_eq!(year_of(text), expect);
        check("2026", "2026");
        check("May 2026", "2026");
        check("2026-05-15", "2026");
        check("5/30/2026", "2026");
        check("Class of 2026", "Class of 2026");
        check("", "");
    }
}

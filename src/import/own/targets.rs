//! The target matrix: position × company × industry, and the LAMP list, which is one of its forms.

use super::footers::Footers;
use super::is_nothing;
use super::words::yes_no;
use crate::import::columns;
use crate::import::desk::Desk;
use crate::import::kind::Kind;
use crate::import::records::Target;
use crate::import::row::header_key;
use crate::import::rows::{Column, Header, Row, Rows};

/// What becomes of a row that says nothing in the columns that are known.
const NOT_A_TARGET: &str = "call the columns position, company and industry; until then the row is left out";

/// Reads a target list. Columns of different length are read as rows all the same: a row is one target, and an empty
/// cell means any.
pub fn read(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let position = header.column(columns::TARGET_POSITION);
    let company = header.column(columns::TARGET_COMPANY);
    let industry = header.column(columns::TARGET_INDUSTRY);
    let priority = header.column(columns::PRIORITY);
    let motivation = header.column(columns::MOTIVATION);
    let posting = header.column(&["posting*"]);
    let alumni = header.column(&["alumni*", "advocacy"]);
    let location = header.column(columns::LOCATION);
    let notes = header.column(columns::NOTES);
    let known = [position, company, industry, priority, motivation, posting, alumni, location, notes];
    let beside = header.beside(&known);
    let footers = Footers::of(&[position, location, notes]).with_names(&[company, industry]);
    while let Some(row) = rows.next() {
        if !footers.take(desk, &row) {
            continue;
        }
        let cell = |column: Column| {
            let text = row.text(column);
            if is_nothing(&text) { "".into() } else { Box::<str>::from(one_line(&text)) }
        };
        let wanted = |column: Column| Some(cell(column)).filter(|text| !is_any(text)).unwrap_or_default();
        let (wanted_position, wanted_company, wanted_industry) =
            (wanted(position), wanted(company), wanted(industry));
        if wanted_position.is_empty() && wanted_company.is_empty() && wanted_industry.is_empty() {
            // A column that is not understood may say what is wanted, and then the row is not merely empty.
            if let Some(column) = header.unread(&row, &known) {
                let problem = format!("no position, company or industry, and `{column}` is not understood");
                desk.reject(&row, &problem, NOT_A_TARGET);
                continue;
            }
            // LAMP templates come with their first column numbered down to the last row.
            desk.skip("a row without position, company and industry");
            continue;
        }
        if desk.is_repeated(&row, Kind::Targets) {
            continue;
        }
        let target = Target {
            position: "".into(),
            company: "".into(),
            industry: wanted_industry,
            priority: read_priority(&row, &header, priority, desk),
            motivation: desk.number(&row, &header, motivation),
            posting: desk.number(&row, &header, posting),
            alumni: read_yes_no(&row, &header, alumni, desk),
            location: cell(location),
            notes: one_line(&beside.noted(&row, &cell(notes))).into(),
            place: Some(desk.place(row.line)),
        };
        if wanted_company.contains(" / ") {
            let hint =
                "if these are several companies, put `;` between them; until then it is one of this name";
            desk.problem(row.line, header.name(company), "perhaps several companies", &wanted_company, hint);
        }
        // `Target Roles` of sponsor lists hold several: each is a target at that company. So do cells of companies.
        for company in several(&wanted_company) {
            let of = |position: &str| Target {
                position: position.into(),
                company: company.into(),
                ..target.clone()
            };
            desk.into.targets.extend(several(&wanted_position).into_iter().map(of));
        }
        desk.import();
    }
}

/// What stands between semicolons; one empty text where nothing does, which means any.
fn several(cell: &str) -> Vec<&str> {
    let mut all: Vec<&str> = cell.split(';').map(str::trim).filter(|one| !one.is_empty()).collect();
    if all.is_empty() {
        all.push("");
    }
    all
}

/// Whether a cell says in words what an empty one means.
fn is_any(text: &str) -> bool {
    const ANY: &[&str] = &[
        "anyposition",
        "anyrole",
        "anyjob",
        "anytitle",
        "anycompany",
        "anyemployer",
        "anyindustry",
        "all",
        "egal",
        "beliebig",
        "peuimporte",
        "cualquiera",
        "qualquer",
        "qualsiasi",
        "maaktnietuit",
    ];
    ANY.contains(&&*header_key(text))
}

/// 1 is highest. Trackers write HIGH, MEDIUM, LOW or A, B, C for the same.
fn read_priority(row: &Row<'_>, header: &Header, column: Column, desk: &mut Desk<'_>) -> Option<f64> {
    match row.text(column).to_lowercase().as_str() {
        "a" | "high" | "hoch" | "haute" | "alta" | "hoog" => Some(1.0),
        "b" | "medium" | "mittel" | "moyenne" | "media" | "média" | "middel" => Some(2.0),
        "c" | "low" | "niedrig" | "basse" | "baja" | "baixa" | "bassa" | "laag" => Some(3.0),
        text => {
            let number = desk.number(row, header, column)?;
            if number <= 0.0 {
                let hint = "1 is highest; write a positive number, or leave it empty for lowest";
                desk.problem(row.line, header.name(column), "not a positive number", text, hint);
                return None;
            }
            Some(number)
        }
    }
}

fn read_yes_no(row: &Row<'_>, header: &Header, column: Column, desk: &mut Desk<'_>) -> Option<bool> {
    let text = row.text(column);
    let told = yes_no(&text);
    if told.is_none() && !text.is_empty() {
        let hint = "write Y or N; until then the cell counts as empty";
        desk.problem(row.line, header.name(column), "neither yes nor no", &text, hint);
    }
    told
}

/// Cells of worked lists hold line breaks; a target is one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Companies: industries and other spellings, which no export holds and the user knows.

use super::footers::Footers;
use super::is_nothing;
use crate::import::columns;
use crate::import::desk::Desk;
use crate::import::kind::Kind;
use crate::import::records::CompanyFact;
use crate::import::rows::Rows;

/// Reads the companies list.
pub fn read(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let company = header.column(columns::COMPANY);
    let industry = header.column(columns::INDUSTRY);
    let aliases = header.column(columns::ALIASES);
    let footers = Footers::default().with_names(&[company, industry, aliases]);
    while let Some(row) = rows.next() {
        if !footers.take(desk, &row) || desk.is_repeated(&row, Kind::Companies) {
            continue;
        }
        let name = row.text(company);
        if is_nothing(&name) {
            desk.reject(
                &row,
                &format!("no `{}`", header.name(company)),
                "name the company that the row is about",
            );
            continue;
        }
        let other = row.text(aliases);
        let fact = CompanyFact {
            company: name.into(),
            industry: row.text(industry).into(),
            aliases: other.split(';').map(str::trim).filter(|one| !one.is_empty()).map(Into::into).collect(),
            place: desk.place(row.line),
        };
        desk.into.companies.push(fact);
        desk.import();
    }
}

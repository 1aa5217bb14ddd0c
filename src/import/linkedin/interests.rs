//! What the seeker follows, saves, applies for and says she wants: companies and titles, no people.

use crate::import::date::Order;
use crate::import::desk::Desk;
use crate::import::kind::Kind;
use crate::import::records::{Follow, JobAd, Target};
use crate::import::rows::Rows;

/// The most targets that one row of preferences may stand for.
const MOST: usize = 200;

/// Reads Company Follows.
pub fn read_follows(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let company = header.column(&["organization", "organizationname"]);
    let date = header.column(&["followedon"]);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::CompanyFollows) {
            continue;
        }
        let name = row.text(company);
        if name.is_empty() {
            desk.skip("no company is named");
            continue;
        }
        let on = desk.day(&row, &header, date, Order::Unknown);
        let place = desk.place(row.line);
        desk.into.follows.push(Follow { company: name.into(), on, place });
        desk.import();
    }
}

/// Reads Member_Follows, whose rows have a name and no profile: following is no tie, and a name alone is nobody.
pub fn read_member_follows(mut rows: Rows, desk: &mut Desk<'_>) {
    while let Some(row) = rows.next() {
        if desk.takes(&row) {
            desk.skip("a member followed, without a profile");
        }
    }
}

/// Reads Events, which tells where the seeker meant to go and not whom she met there.
pub fn read_events(mut rows: Rows, desk: &mut Desk<'_>) {
    while let Some(row) = rows.next() {
        if desk.takes(&row) {
            desk.skip("an event, which names nobody");
        }
    }
}

/// Reads Job Applications and Saved Jobs, in chunks or not.
pub fn read_jobs(mut rows: Rows, kind: Kind, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let company = header.column(&["companyname"]);
    let title = header.column(&["jobtitle"]);
    let date = header.column(&["applicationdate", "saveddate"]);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, kind) {
            continue;
        }
        let (company, title) = (row.text(company), row.text(title));
        if company.is_empty() && title.is_empty() {
            desk.skip("neither company nor title");
            continue;
        }
        let on = desk.day(&row, &header, date, Order::Unknown);
        let place = desk.place(row.line);
        let applied = kind == Kind::JobApplications;
        desk.into.job_ads.push(JobAd { company: company.into(), title: title.into(), on, applied, place });
        desk.import();
    }
}

/// Reads Job Seeker Preferences: its dream companies and job titles, each with each, are a target list. It is kept
/// apart, for the seeker's own list comes first.
pub fn read_preferences(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let titles = header.column(&["jobtitles"]);
    let companies = header.column(&["dreamcompanies"]);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::JobPreferences) {
            continue;
        }
        let (titles, companies) = (items(&row.text(titles)), items(&row.text(companies)));
        if titles.is_empty() && companies.is_empty() {
            desk.skip("neither company nor title");
            continue;
        }
        let any = |list: Vec<String>| if list.is_empty() { vec![String::new()] } else { list };
        let (titles, companies) = (any(titles), any(companies));
        let pairs = companies.iter().flat_map(|company| titles.iter().map(move |title| (company, title)));
        for (company, title) in pairs.take(MOST) {
            let target = Target {
                company: company.as_str().into(),
                position: title.as_str().into(),
                place: Some(desk.place(row.line)),
                ..Target::default()
            };
            desk.into.wishes.push(target);
        }
        desk.import();
    }
}

/// The items of a list in one cell. LinkedIn has no one separator: a comma counts only where no stronger one stands, for
/// names of companies have commas themselves.
fn items(cell: &str) -> Vec<String> {
    let between = [";", "|", "\n", ","].into_iter().find(|between| cell.contains(between)).unwrap_or(";");
    let mut found: Vec<String> = Vec::new();
    for one in cell.split(between).map(str::trim).filter(|one| !one.is_empty() && *one != "N/A") {
        if !found.iter().any(|known| known == one) {
            found.push(one.to_owned());
        }
    }
    found
}

//! The seeker's own profile: name, jobs, schools, skills, addresses.

use crate::import::desk::{Desk, full_name};
use crate::import::kind::Kind;
use crate::import::records::{Job, School};
use crate::import::rows::Rows;

/// Reads Profile, which has one row.
pub fn read_profile(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let first = header.column(&["firstname"]);
    let last = header.column(&["lastname"]);
    let headline = header.column(&["headline"]);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::Profile) {
            continue;
        }
        let name = full_name(&row.text(first), &row.text(last));
        if !name.is_empty() {
            let place = desk.place(row.line);
            desk.into.owner_names.push((name.as_str().into(), place));
            desk.into.owner_name = Some(name.into());
        }
        let text = row.text(headline);
        if !text.is_empty() {
            desk.into.headline = Some(text.into());
        }
        desk.import();
    }
}

/// Reads the seeker's own addresses, so that she is not taken for a contact of hers.
pub fn read_email_addresses(mut rows: Rows, desk: &mut Desk<'_>) {
    let address = rows.header.column(&["emailaddress"]);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::EmailAddresses) {
            continue;
        }
        let address = row.text(address);
        if address.is_empty() {
            desk.skip("a blank row");
            continue;
        }
        desk.into.owner_emails.push(address.into());
        desk.import();
    }
}

/// Reads Positions.
pub fn read_positions(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let company = header.column(&["companyname"]);
    let title = header.column(&["title"]);
    let started = header.column(&["startedon"]);
    let finished = header.column(&["finishedon"]);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::Positions) {
            continue;
        }
        let job = Job {
            company: row.text(company).into(),
            title: row.text(title).into(),
            started: desk.month(&row, &header, started),
            finished: desk.month(&row, &header, finished),
            place: desk.place(row.line),
        };
        desk.into.jobs.push(job);
        desk.import();
    }
}

/// Reads Education.
pub fn read_education(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let name = header.column(&["schoolname"]);
    let started = header.column(&["startdate"]);
    let finished = header.column(&["enddate"]);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::Education) {
            continue;
        }
        let school = School {
            name: row.text(name).into(),
            started: desk.month(&row, &header, started),
            finished: desk.month(&row, &header, finished),
            place: desk.place(row.line),
        };
        desk.into.schools.push(school);
        desk.import();
    }
}

/// Reads Skills.
pub fn read_skills(mut rows: Rows, desk: &mut Desk<'_>) {
    let name = rows.header.column(&["name"]);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) || desk.is_repeated(&row, Kind::Skills) {
            continue;
        }
        desk.into.skills.push(row.text(name).into());
        desk.import();
    }
}

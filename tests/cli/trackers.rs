//! Trackers as people keep them, under columns of their own, and what the ranking makes of them. Asked about on
//! Wednesday, 18 November 2026.

use crate::common::{Sandbox, rows};
use std::collections::BTreeMap;

/// `action due: reason` by name, from a workspace of these files.
fn ranked(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let dir = files.iter().fold(Sandbox::new(), |dir, (name, text)| dir.file(name, text));
    let ran = dir.tertius(["rank", "--as-of", "2026-11-18", "--format", "csv", "--top", "all"]);
    let csv = rows(ran.stdout.as_bytes());
    let at = |name: &str| csv[0].iter().position(|column| column == name).unwrap();
    let (name, action, due, reason) = (at("name"), at("action"), at("due"), at("reason"));
    let row =
        |row: &Vec<String>| (row[name].clone(), format!("{} {}: {}", row[action], row[due], row[reason]));
    csv[1..].iter().map(row).collect()
}

#[track_caller]
fn check(ranked: &BTreeMap<String, String>, name: &str, start: &str) {
    let found = ranked.get(name).unwrap_or_else(|| panic!("{name} is not ranked: {ranked:#?}"));
    assert!(found.starts_with(start), "{name}: {found}");
}

#[test]
fn a_no_beside_the_last_contact_is_a_no() {
    let grid = "Contact Name,Company,Stage,Last Contacted\n\
                Eli Stone,Fernwick,Declined,10/3/2026\n\
                Ann Oduya,Lumora,Messaged,11/3/2026\n\
                Ty Roth,Ormond,Met,11/13/2026\n\
                Li Wei,Halden,Meeting scheduled,11/9/2026\n\
                Al Moss,Brindle,Declined,\n";
    let ranked = ranked(&[("Grid view.csv", grid)]);
    check(&ranked, "Eli Stone", "wait 2027-04-01: Declined on 3 Oct 2026");
    check(&ranked, "Al Moss", "wait 2027-05-17: Declined on a day your list does not say");
    check(&ranked, "Ann Oduya", "follow-up 2026-11-12: You asked on 3 Nov 2026");
    check(&ranked, "Ty Roth", "thank-you 2026-11-16: You spoke on 13 Nov 2026");
    check(&ranked, "Li Wei", "wait 2026-11-23: A conversation was agreed on 9 Nov 2026");
}

#[test]
fn each_day_of_a_tracker_is_what_its_column_says() {
    let tracker = "Name,Company,Date of First Contact,Date of Last Contact,Response? (Y/N),Informational Interview Date,\
                   Thank You Note Sent?\n\
                   Uma Stone,Fernwick,10/1/26,10/20/26,Y,10/20/26,Y\n\
                   Zach Moss,Lumora,11/1/26,11/1/26,N,,\n\
                   Wilma Roth,Halden,11/4/26,11/11/26,Y,11/17/26,N\n\
                   Tom Berg,Ormond,,,,11/17/26,\n";
    let ranked = ranked(&[("tracker.csv", tracker)]);
    check(&ranked, "Uma Stone", "ask-for-introduction 2026-10-27: You spoke on 20 Oct 2026");
    check(&ranked, "Zach Moss", "follow-up 2026-11-10: You asked on 1 Nov 2026");
    check(&ranked, "Wilma Roth", "thank-you 2026-11-18: You spoke on 17 Nov 2026");
    check(&ranked, "Tom Berg", "thank-you 2026-11-18: You spoke on 17 Nov 2026");
}

#[test]
fn a_talk_whose_day_cannot_be_read_is_not_on_the_day_of_the_letter() {
    let table = |call: &str| {
        format!(
            "Name,Company,Status,Date Contacted,Call Date,Thank You Sent\n\
             Theo Moss,Lumora,Had call,\"October 19, 2026\",{call},No\n\
             Bo Roth,Halden,Waiting,\"November 10, 2026\",,\n"
        )
    };
    // Notion's own pattern.
    let read = ranked(&[("Networking Tracker.csv", &table("\"November 12, 2026 11:00 AM (CST)\""))]);
    check(&read, "Theo Moss", "thank-you 2026-11-13: You spoke on 12 Nov 2026");
    for unread in ["some time in November", ""] {
        let unread = ranked(&[("Networking Tracker.csv", &table(unread))]);
        check(&unread, "Theo Moss", "wait 2027-01-18: You spoke on a day your list does not say");
    }
}

//! The files of a LinkedIn archive that say what the seeker wants, follows and notes, and no more than that.

use crate::sandbox::*;
use tertius::import::Workspace;

fn read(name: &str, text: &str) -> Workspace {
    Sandbox::new().file(name, text).read()
}

/// What became of the rows, and why some were skipped.
#[track_caller]
fn check(name: &str, text: &str, expect: &str) -> Workspace {
    let read = read(name, text);
    let reasons = read.sources.iter().flat_map(|source| &source.skipped_because);
    let skipped: String = reasons.map(|(why, n)| format!("  {n} {why}\n")).collect();
    assert_eq!(summary(&read) + &skipped, expect, "{text}");
    read
}

#[test]
fn companies_followed() {
    let read = check(
        "x.csv",
        "Organization,Followed On\nFernwick & Sons,Tue Mar 04 10:11:12 UTC 2025\nLumora ,Sun Nov 01 00:00:05 UTC 2020\n\
         ,Sun Nov 01 00:00:05 UTC 2020",
        "x.csv company-follows (3, 2, 1, 0)\n  1 no company is named\n",
    );
    let found: Vec<String> = read
        .follows
        .iter()
        .map(|row| format!("{} {:?}", row.company, row.on.map(|day| day.to_string())))
        .collect();
    assert_eq!(found, ["Fernwick & Sons Some(\"2025-03-04\")", "Lumora Some(\"2020-11-01\")"]);
}

#[test]
fn jobs_applied_for_and_saved() {
    let read = check(
        "x.csv",
        "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And \
         Answers\n\"1/12/26, 8:00 AM\",a@example.org,,Solvind,Planner,,cv.pdf,\"Notice?:4 weeks | Visa?:No\"\n\
         \"1/10/26, 8:00 AM\",a@example.org,,,,,cv.pdf,\n",
        "x.csv job-applications (2, 1, 1, 0)\n  1 neither company nor title\n",
    );
    assert!(read.job_ads[0].applied && read.mentions.is_empty());
    let saved =
        "Saved Date,Job Url,Job Title,Company Name\n\"3/1/24, 9:00 AM\",http://x,Head of Planning,Nordlys\n";
    let read = check("x.csv", saved, "x.csv saved-jobs (1, 1, 0, 0)\n");
    assert_eq!(read.job_ads[0].on.map(|day| day.to_string()).as_deref(), Some("2024-03-01"));
}

#[test]
fn job_preferences_are_targets_where_there_are_no_others() {
    let header = "Locations,Industries,Company Employee Count,Preferred Job Types,Job Titles,Open To Recruiters,Dream Companies";
    let wishes = |row: &str| -> Vec<String> {
        let read = read("x.csv", &format!("{header}\n{row}\n"));
        assert_eq!(read.sources[0].kind, "job-preferences");
        read.wishes.iter().map(|wish| format!("{}/{}", wish.position, wish.company)).collect()
    };
    assert_eq!(
        wishes("Oslo,,,,Planner; Buyer,No,\"Lumora, Inc.; Solvind\""),
        ["Planner/Lumora, Inc.", "Buyer/Lumora, Inc.", "Planner/Solvind", "Buyer/Solvind"]
    );
    assert_eq!(wishes(",,,,\"Planner, Buyer\",No,"), ["Planner/", "Buyer/"]);
    assert_eq!(wishes("Oslo,,,,,No,N/A"), Vec::<String>::new());
}

#[test]
fn follows_of_members_and_posts_are_counted() {
    check(
        "Member_Follows_123456789.csv",
        "Date,Status,FullName\n2024-03-04 10:00:00,Active,Ann Oduya\n",
        "Member_Follows_123456789.csv member-follows (1, 0, 1, 0)\n  1 a member followed, without a profile\n",
    );
    let posts = |n: u32| format!("x.csv posts ({n}, 0, {n}, 0)\n  {n} a post, which names nobody\n");
    // Two comments: the orphan lines belong to the first.
    check(
        "x.csv",
        "Date,Link,Message\n2026-01-05 10:00:00,https://example.com/1,Well said\nand well done\n\nindeed\n\
         2026-01-06 11:00:00,https://example.com/2,\"Agreed, all of it\n\nbye\"\n",
        &posts(2),
    );
    check("x.csv", "Date,Type,Link\n2026-01-05 10:00:00,LIKE,https://example.com/1\n", &posts(1));
    check(
        "x.csv",
        "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n2026-01-05 10:00:00,https://e,\"a\"\"\n\"\"b\",,,MEMBER_NETWORK\n",
        &posts(1),
    );
    check(
        "x.csv",
        "Event Name,Event Time,Status,External Url\n\
         Planning Day,\"Mar 04, 2026 09:00 AM - Mar 04, 2026 05:00 PM\",APPROVED,example.com/day\n",
        "x.csv events (1, 0, 1, 0)\n  1 an event, which names nobody\n",
    );
}

#[test]
fn a_note_is_known_and_not_read() {
    let read = check(
        "x.csv",
        "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\n\
         Ann,Oduya,https://www.linkedin.com/in/ann,\"likes tea, not coffee\",2026-01-05,\n",
        "x.csv notes (1, 1, 0, 0)\n",
    );
    assert_eq!(read.notes.len(), 1);
    assert!(!format!("{read:?}").contains("coffee"));
}

//! What of a member's requests counts as one, as an answer to it, and as something shared beforehand.

use crate::common::{Sandbox, rows};
use std::collections::BTreeMap;

const DAY: [&str; 2] = ["--as-of", "2026-06-30"];
const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
    Fa,La,https://www.linkedin.com/in/fa-la,,Acorn,Analyst,01 Mar 2024\n\
    Bo,Li,https://www.linkedin.com/in/bo-li,,Birch,Clerk,01 Mar 2024\n";
const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,\
    CONTENT,FOLDER\n";

/// Messages between the member and Fa La, as `2026-01-05 09:00 >` for hers and `<` for theirs.
fn messages(all: &[&str]) -> String {
    let me = "Mo Own,https://www.linkedin.com/in/mo-own";
    let fa = "Fa La,https://www.linkedin.com/in/fa-la";
    let row = |(nth, one): (usize, &&str)| {
        let (when, way) = one.rsplit_once(' ').unwrap();
        let (from, to) = if way == ">" { (me, fa) } else { (fa, me) };
        format!("c1,,{from},{to},{when}:0{} UTC,,Words of the day,INBOX\n", nth % 10)
    };
    MESSAGES.to_owned() + &all.iter().enumerate().map(row).collect::<String>()
}

/// The row of the member, and her first line of `funnel.csv` with a request, by column.
fn told(files: &[(&str, String)]) -> (BTreeMap<String, String>, String) {
    let mut dir = Sandbox::new()
        .file("c/mo/Connections.csv", CONNECTIONS)
        .file("c/mo/Profile.csv", "First Name,Last Name,Headline\nMo,Own,Analyst\n");
    for (name, text) in files {
        dir = dir.file(&format!("c/mo/{name}"), text);
    }
    dir.tertius(["cohort", "c", "--no-infer"].iter().chain(&DAY));
    let table = |name: &str| rows(dir.read(&format!("reports/{name}")).as_bytes());
    let members = table("members.csv");
    let row = members[0].iter().cloned().zip(members[1].iter().cloned()).collect();
    let funnel = table("funnel.csv");
    let mut lines = funnel[1..].iter().filter(|row| row[1] != "all" && row[2] == "replied" && row[3] != "0");
    let line = lines.next().map(|row| row[1..5].join(" ")).unwrap_or_default();
    (row, line)
}

fn check(files: &[(&str, String)], expect: [&str; 3], funnel: &str) {
    let (row, line) = told(files);
    let found = ["requests", "replies", "interviews"].map(|name| row[name].clone());
    assert_eq!((found, &*line), (expect.map(str::to_owned), funnel), "{files:?}");
}

fn outreach(rows: &str) -> (&'static str, String) {
    ("outreach.csv", format!("date,person,kind,outcome,notes\n{rows}"))
}

/// Her introductions are known, so that how people came to be asked is.
fn introductions() -> (&'static str, String) {
    ("introductions.csv", "introducer,introduced,date,context\nBo Li,Zu Wu,2020-01-01,\n".to_owned())
}

#[test]
fn an_answer_is_one_within_fourteen_days_and_what_the_list_says() {
    let asked = |outcome: &str| outreach(&format!("2026-01-05,Fa La,request,{outcome},\n"));
    let written = |when: &[&str]| ("messages.csv", messages(when));
    let check = |outcome: &str, letters: &[&str], replies: &str| {
        let files = [asked(outcome), written(letters), introductions()];
        check(&files, ["1", replies, "0"], &format!("cold replied 1 {replies}"));
    };
    let on_time = ["2026-01-05 09:00 >", "2026-01-15 09:00 <"];
    check("pending", &on_time, "1");
    check("", &on_time, "1");
    check("no-reply", &on_time, "0");
    check("replied", &on_time[..1], "1");
    check("declined", &on_time[..1], "1");
    check("pending", &["2026-01-05 09:00 >", "2026-01-25 09:00 <"], "0");
    // The answer of the same day is no word from before.
    check("pending", &["2026-01-05 09:00 >", "2026-01-05 15:00 <"], "1");
}

#[test]
fn a_word_from_before_is_something_shared() {
    let letters = ("messages.csv", messages(&["2025-11-05 09:00 <", "2026-01-05 09:00 >"]));
    let asked = outreach("2026-01-05,Fa La,request,pending,\n");
    check(&[asked, letters, introductions()], ["1", "0", "0"], "affinity replied 1 0");
}

#[test]
fn who_keeps_no_list_asks_by_message() {
    let letters = messages(&[
        "2026-01-05 09:00 >",
        "2026-01-07 09:00 <",
        "2026-01-08 09:00 >",
        "2026-03-02 09:00 >",
        "2026-05-20 09:00 <",
    ]);
    check(&[("messages.csv", letters.clone()), introductions()], ["2", "1", "0"], "cold replied 1 1");
    // Whoever writes down one request has the requests of the list.
    let listed = outreach("2026-03-02,Fa La,request,no-reply,\n");
    check(&[listed, ("messages.csv", letters), introductions()], ["1", "0", "0"], "affinity replied 1 0");
}

#[test]
fn what_has_no_day_counts_all_the_same() {
    let held = outreach("2026-05-01,Fa La,request,replied,\n,Fa La,interview,held,\n");
    check(&[held, introductions()], ["1", "1", "1"], "cold replied 1 1");
    let asked = outreach(",Fa La,request,replied,\n2026-05-15,Fa La,interview,held,\n");
    check(&[asked, introductions()], ["1", "1", "1"], "");
}

/// Somebody who was met before the first request waits for no first conversation; and an introduction is activity.
#[test]
fn the_clock_of_the_first_conversation() {
    let lists = outreach("2026-03-01,Bo Li,interview,held,\n2026-04-01,Fa La,request,pending,\n");
    let introduced =
        ("introductions.csv", "introducer,introduced,date,context\nBo Li,Zu Wu,2026-06-26,\n".to_owned());
    let (row, _) = told(&[lists, introduced]);
    assert_eq!((&*row["days_to_first_interview"], &*row["last_activity"]), ("", "2026-06-26"));
}

/// Some write a row when they ask and another when the answer comes: that is one request.
#[test]
fn a_row_when_the_answer_comes_is_no_second_request() {
    for (rows, replies) in [
        ("2026-01-05,Fa La,request,pending,\n2026-01-08,Fa La,request,replied,\n", "1"),
        ("2026-01-05,Fa La,request,pending,\n2026-01-05,Fa La,request,replied,\n", "1"),
        ("2026-01-05,Fa La,request,,\n2026-01-08,Fa La,request,declined,\n", "1"),
        ("2026-01-05,Fa La,request,pending,\n2026-01-26,Fa La,request,no-reply,\n", "0"),
        ("2026-01-05,Fa La,request,pending,\n2026-01-12,Fa La,follow-up,replied,\n", "1"),
    ] {
        check(&[outreach(rows), introductions()], ["1", replies, "0"], &format!("cold replied 1 {replies}"));
        let mut dir = Sandbox::new().file("w/Connections.csv", CONNECTIONS);
        dir = dir.file("w/outreach.csv", format!("date,person,kind,outcome,notes\n{rows}"));
        let told = dir.tertius(["explain", "Bo Li", "w"].iter().chain(&DAY)).exits(0).stdout;
        // To the ranking a no is no answer.
        let answered = if rows.contains("declined") { "0" } else { replies };
        let words = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            words.contains(&format!("Learned from 1 request of yours, {answered} answered")),
            "{rows} {told}"
        );
    }
    let twice = "2025-01-05,Fa La,request,pending,\n2026-01-08,Fa La,request,replied,\n";
    check(&[outreach(twice), introductions()], ["2", "1", "0"], "cold replied 2 1");
    // The answer is to the second, however lately the first was made.
    let again = "2026-01-05,Fa La,request,pending,\n2026-02-20,Fa La,request,pending,\n2026-02-24,Fa La,request,replied,\n";
    check(&[outreach(again), introductions()], ["2", "1", "0"], "cold replied 2 1");
}

/// What came back and stands in the seeker's list alone is no worse than silence.
#[test]
fn a_word_in_ones_own_list_is_a_word() {
    let chance = |rows: &str| -> f64 {
        let dir = Sandbox::new()
            .file("w/Connections.csv", CONNECTIONS)
            .file("w/outreach.csv", format!("date,person,kind,outcome,notes,direction\n{rows}"));
        dir.tertius(["report", "w", "--out", "out"].iter().chain(&DAY));
        let table = rows_of(&dir.read("out/next-contacts.csv"));
        table.iter().find(|row| row["name"] == "Fa La").unwrap()["p_reply"].parse().unwrap()
    };
    let nothing = chance("");
    for row in [
        "2026-06-20,Fa La,check-in,,,incoming\n",
        "2026-06-20,Fa La,check-in,replied,,\n",
        "2026-06-20,Fa La,interview,held,,\n",
    ] {
        assert!(chance(row) > nothing, "{row} {} {nothing}", chance(row));
    }
}

fn rows_of(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut table = rows(text.as_bytes());
    let header = table.remove(0);
    table.into_iter().map(|row| header.iter().cloned().zip(row).collect()).collect()
}

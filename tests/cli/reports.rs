//! The files of the interface: each is there, and each table begins with the columns that users rely on. A column may
//! be added at the end, never renamed, dropped or moved.

use crate::common::{Sandbox, rows};
use std::collections::BTreeSet;

/// The tables of `tertius report`.
const TABLES: &str = "
next-contacts: rank,person,name,company,position,url,email,action,via,target,score,p_reply,fit,referral_value,due,reason
people: person,name,url,email,company,position,seniority,function,connected_on,first_contact,last_contact,messages_sent,messages_received,wave,introduced_by,sources
referrals: introducer,introduced,date,source,confidence,evidence
plan: rank,person,name,company,position,action,via,p_reply,adds,open,targets,due
introducers: person,name,wave,introductions,reach,sole_reach,conversations,onward_share,first_introduction,last_introduction
waves: wave,people,talked_with,introducers,asked,introductions,met,conversations,r,low,high
chains: person,name,people,depth,introducers,met,conversations,first_introduction,last_introduction,state
reproduction: by,part,conversations,exposure,introductions,r,low,high
brokerage: person,name,ties,betweenness,betweenness_error,closeness,constraint,effective_size,component,component_size,community
growth: month,new,total,rolling_3m,introduced
plan: rank,person,name,company,position,action,via,p_reply,adds,open,targets,due
introductions-to-review: introducer,introduced,date,context,confidence,evidence,question
introductions-given: person,name,other,other_name,date,evidence
coverage: position,company,industry,priority,contacts,strong_contacts,best_contact,path_length,status
moves: change,person,name,url,from_company,from_position,to_company,to_position,level,target,left_target,connected_on,old_export,new_export,seen_old,seen_new,note
companies-audit: spelling,key,contacts,target,tier,evidence
targets-unmatched: company,key,priority,nearest,similarity,contacts,target_line,nearest_line
problems: file,line,column,problem,value,hint
";

/// Its other files.
const FILES: &str =
    "summary.json growth.png growth.svg referral-graph.png referral-graph.svg coverage.png coverage.svg
referral-graph.graphml referral-graph.gexf referral-graph.json referral-graph.dot index.html report.xlsx";

/// The tables of `tertius cohort`.
const COHORT_TABLES: &str = "
members: member,programme,class_year,connections,new_90d,requests,replies,reply_rate,interviews,introductions,introductions_per_interview,days_to_first_interview,targets,covered,last_activity
cohort-growth: member,month,new,total
shared-contacts: member_a,member_b,shared
brokers: person,name,company,position,members
introductions-within: member,via_member,person,name,company,position,target,score
groups: programme,class_year,members
stuck: order,member,programme,class_year,reason,detail,next_step,idle_days,also
funnel: programme,approach,stage,of,reached,share,low,high
first-interview: programme,days,at_risk,interviewed,censored,waiting,low,high
introduction-plan: member,via_member,person,name,target,score,status,reason
mutual-contacts: member,person,name,company,position,mutual_at_least
problems: member,file,line,column,problem,value,hint
";

/// Its other files.
const COHORT_FILES: &str =
    "summary.json cohort-growth.png cohort-growth.svg coverage.png coverage.svg funnel.png
funnel.svg stuck.png stuck.svg index.html report.xlsx";

/// What the program does not write yet; whoever adds a file takes it off this list.
const NOT_YET: &str = "";
const COHORT_NOT_YET: &str = "";

fn check(dir: &Sandbox, folder: &str, tables: &str, files: &str, not_yet: &str) {
    let not_yet: BTreeSet<String> = not_yet.split_whitespace().map(str::to_owned).collect();
    let tables = tables.lines().filter_map(|line| line.split_once(": "));
    let mut expected: BTreeSet<String> = files.split_whitespace().map(str::to_owned).collect();
    for (name, columns) in tables {
        let name = format!("{name}.csv");
        if !not_yet.contains(&name) {
            let text = dir.read(&format!("{folder}/{name}"));
            let header = text.lines().next().unwrap_or_default();
            assert!(
                header == columns || header.starts_with(&format!("{columns},")),
                "{name} begins with\n{header}\nnot\n{columns}"
            );
        }
        expected.insert(name);
    }
    let expected: Vec<&String> = expected.difference(&not_yet).collect();
    let found = dir.files(folder);
    let found: Vec<&String> =
        found.iter().map(|(name, _)| name).filter(|name| !name.starts_with("members/")).collect();
    assert_eq!(found, expected, "{folder}");
}

#[test]
fn report_writes_what_the_interface_names() {
    let dir = Sandbox::new().sample("solo", "w");
    dir.tertius(["report", "w", "--out", "out"]).exits(0).says("open out/index.html");
    check(&dir, "out", TABLES, FILES, NOT_YET);
    // The same where hardly anything is known.
    let dir = Sandbox::new().file("w/companies.csv", "company,industry\nLumora,Shipping\n");
    dir.tertius(["report", "w", "--out", "out"]).exits(0).says("names a person");
    check(&dir, "out", TABLES, FILES, NOT_YET);
}

/// Where nothing was read, nothing is written, and what stands there from a better day stays.
#[test]
fn nothing_read_is_nothing_written() {
    let dir = Sandbox::new().file("w/notes.txt", "nothing of use\n").file("out/people.csv", "of yesterday\n");
    dir.tertius(["report", "w", "--out", "out"]).exits(2).says("nothing was written").prints_nothing();
    assert_eq!(dir.files("out").len(), 1);
    assert_eq!(dir.read("out/people.csv"), "of yesterday\n");
    // A half of an archive, as a broken download leaves it.
    let dir =
        Sandbox::new().file("w/export.zip", b"PK\x03\x04half of it").file("out/people.csv", "of yesterday\n");
    dir.tertius(["report", "w", "--out", "out"]).exits(2).says("export.zip: ").says("nothing was written");
    assert_eq!(dir.read("out/people.csv"), "of yesterday\n");
}

#[test]
fn cohort_writes_what_the_interface_names() {
    let roster = "member,folder\nKhuê Đào,khue\nIfẹ́ Bánkọ́lé-Hart,ife\n";
    let dir = Sandbox::new().sample("cohort", "c").file("c/roster.csv", roster);
    dir.tertius(["cohort", "c", "--out", "out", "--per-member"]).exits(0);
    check(&dir, "out", COHORT_TABLES, COHORT_FILES, COHORT_NOT_YET);
    check(&dir, "out/members/Khuê Đào", TABLES, FILES, NOT_YET);
    check(&dir, "out/members/Ifẹ́ Bánkọ́lé-Hart", TABLES, FILES, NOT_YET);
}

#[test]
fn summary_has_the_names_of_the_interface() {
    let dir = Sandbox::new().sample("solo", "w");
    dir.tertius(["report", "w", "--out", "out"]).exits(0);
    let summary: serde_json::Value = serde_json::from_str(&dir.read("out/summary.json")).unwrap();
    for (at, names) in [
        ("", "as_of sources people connections introductions waves reproduction growth targets"),
        ("/sources/0", "path kind rows imported skipped rejected problems"),
        ("/introductions", "recorded inferred"),
        ("/reproduction", "r low high conversations"),
        ("/growth", "first last total"),
        ("/targets", "rows contact path gap"),
    ] {
        let object = summary.pointer(at).and_then(|value| value.as_object()).unwrap();
        for name in names.split(' ') {
            assert!(object.contains_key(name), "summary.json has no {at}/{name}");
        }
    }
    for source in summary["sources"].as_array().unwrap() {
        let n = |name: &str| source[name].as_u64().unwrap();
        assert_eq!(n("rows"), n("imported") + n("skipped") + n("rejected"), "{source}");
    }
    let targets = &summary["targets"];
    let n = |name: &str| targets[name].as_u64().unwrap();
    assert_eq!(n("rows"), n("contact") + n("path") + n("gap"));
}

#[test]
fn growth_has_every_month_and_adds_up() {
    let dir = Sandbox::new().sample("solo", "w");
    for as_of in ["2026-06-30", "2027-01-01"] {
        let csv = dir.tertius(["grow", "w", "--format", "csv", "--as-of", as_of]).exits(0).csv();
        let month = |text: &str| {
            let (year, month) = text.split_once('-').unwrap();
            year.parse::<u32>().unwrap() * 12 + month.parse::<u32>().unwrap()
        };
        let mut total = 0;
        for pair in csv[1..].windows(2) {
            assert_eq!(month(&pair[0][0]) + 1, month(&pair[1][0]));
        }
        for row in &csv[1..] {
            total += row[1].parse::<u32>().unwrap();
            assert_eq!(row[2], total.to_string(), "{row:?}");
        }
        assert_eq!(csv.last().unwrap()[0], as_of[..7]);
    }
}

/// The second run meets the files of the first: they are no input.
#[test]
fn reports_are_never_read_back() {
    for out in [&["report"][..], &["report", "--out", "deep/er"], &["report", ".", "--out", "./reports/"]] {
        let dir = Sandbox::new().sample("cohort/greta", "").file("tertius.toml", "as_of = 2026-06-30\n");
        dir.tertius(out).exits(0);
        let first = dir.files("");
        dir.tertius(out).exits(0);
        assert_eq!(first.len(), dir.files("").len(), "{out:?}");
        for ((name, before), (also, after)) in first.iter().zip(&dir.files("")) {
            assert_eq!(name, also, "{out:?}");
            assert!(before == after, "{out:?}: the second run gives another {name}");
        }
    }
}

/// Not even where they were written among the user's own files.
#[test]
fn reports_among_the_files_are_told_from_them() {
    let dir = Sandbox::new().sample("cohort/greta", "");
    let again = || dir.tertius(["report", "--out", ".", "--as-of", "2026-06-30"]).exits(0);
    again();
    let tables = || dir.files("").into_iter().filter(|(name, _)| name.ends_with(".csv")).collect::<Vec<_>>();
    let first = tables();
    again();
    again();
    assert!(first == tables());
    dir.tertius(["check"]).exits(0).prints("people.csv (report)").prints("report.xlsx#People (report)");
}

/// Even where they lie under another name than the one written to.
#[test]
fn reports_of_other_runs_are_never_read_back() {
    let dir = Sandbox::new().sample("cohort/greta", "w").file("w/tertius.toml", "as_of = 2026-06-30\n");
    dir.tertius(["report", "w", "--out", "clean"]).exits(0);
    dir.tertius(["report", "w", "--out", "w/june"]).exits(0);
    dir.tertius(["report", "w", "--out", "w/july"]).exits(0);
    assert!(dir.files("clean") == dir.files("w/july"));
    // A cohort's reports lie among its members.
    let dir = Sandbox::new().sample("cohort/amara", "c/amara").sample("cohort/greta", "c/greta");
    let cohort = ["cohort", "c", "--out", "c/reports", "--as-of", "2026-06-30"];
    let first = dir.tertius(cohort).exits(0);
    assert_eq!(dir.tertius(cohort).exits(0), first);
    assert_eq!(
        dir.tertius(["cohort", "c", "--out", "c/new", "--as-of", "2026-06-30"]).exits(0).stdout,
        first.stdout
    );
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let dir = Sandbox::new().sample("solo", "w").file("taken", "a file");
    dir.tertius(["report", "w", "--out", "taken"]).exits(2).prints_nothing().says("`taken`");
    dir.tertius(["report", "w", "--out", "taken/in"]).exits(2).prints_nothing().says("taken/in");
}

#[test]
fn no_text_of_a_message_is_in_any_report() {
    let secret = "Xylophone Quetzal";
    let dir = Sandbox::new().file("w/messages.csv", format!(
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n\
         c1,{secret},Ann Oduya,https://www.linkedin.com/in/ann-oduya,Kari Lund,https://www.linkedin.com/in/kari-lund,2024-03-05 10:00:00 UTC,{secret},{secret},INBOX\n\
         c1,{secret},Kari Lund,https://www.linkedin.com/in/kari-lund,Ann Oduya,https://www.linkedin.com/in/ann-oduya,not a date,{secret},{secret},INBOX\n"
    ));
    let ran = dir.tertius(["report", "w", "--out", "out"]).exits(1);
    assert!(rows(dir.read("out/people.csv").as_bytes()).len() > 1);
    for (name, bytes) in dir.files("out") {
        let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!found, "{name} quotes a message");
    }
    assert!(!ran.stdout.contains(secret) && !ran.stderr.contains(secret));
}

//! Whom the plan of a cohort leaves out: who said no, who is known already, and the member herself.

use crate::common::{Sandbox, rows};

const DAY: [&str; 2] = ["--as-of", "2026-06-30"];
const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
const OUTREACH: &str = "date,person,kind,outcome,notes\n";
const INTRODUCTIONS: &str = "introducer,introduced,date,context\n";

/// Somebody knows Fa La at Acorn, and somebody looks for Acorn: whether the plan brings the two together, where these rows
/// stand in the lists of the one who knows and of the one who looks.
fn is_planned(who_knows: &[(&str, &str)], who_looks: &[(&str, &str)]) -> bool {
    let row = "Fa,La,https://www.linkedin.com/in/fa-la,,Acorn,Analyst,01 Mar 2024\n";
    let mut dir = Sandbox::new()
        .file("c/roster.csv", "member,folder,shares_contacts\nKay Nower,k,yes\nLu Ooker,l,yes\n")
        .file("c/k/Connections.csv", format!("{CONNECTIONS}{row}"))
        .file(
            "c/l/Connections.csv",
            format!(
                "{CONNECTIONS}{}",
                row.replace("Fa,La", "Bo,Li").replace("fa-la", "bo-li").replace("Acorn", "Birch")
            ),
        )
        .file("c/l/targets.csv", "company,priority\nAcorn,1\n");
    for (folder, files) in [("k", who_knows), ("l", who_looks)] {
        for (name, rows) in files {
            let header = if *name == "outreach.csv" { OUTREACH } else { INTRODUCTIONS };
            dir = dir.file(&format!("c/{folder}/{name}"), format!("{header}{rows}"));
        }
    }
    dir.tertius(["cohort", "c"].iter().chain(&DAY));
    let plan = rows(dir.read("reports/introduction-plan.csv").as_bytes());
    let within = dir.read("reports/introductions-within.csv");
    let is_planned = plan.iter().any(|row| row.contains(&"planned".to_owned()));
    assert_eq!(is_planned, within.contains("fa-la"), "{within}");
    is_planned
}

#[test]
fn nobody_is_sent_to_who_said_no_or_is_known() {
    let fa = "https://www.linkedin.com/in/fa-la";
    let of_one = |rows: &str| [("outreach.csv", rows.replace("Fa", fa))];
    fn check(knows: &[(&str, String)], looks: &[(&str, String)], expect: bool) {
        let both =
            [knows, looks].map(|files| files.iter().map(|(name, rows)| (*name, &**rows)).collect::<Vec<_>>());
        assert_eq!(is_planned(&both[0], &both[1]), expect, "{knows:?} {looks:?}");
    }
    check(&[], &[], true);
    // Who declined what the one asked, or did not answer, is not asked by her for somebody else.
    check(&of_one("2026-05-01,Fa,request,declined,\n"), &[], false);
    check(&of_one("2026-05-01,Fa,request,no-reply,\n2026-05-12,Fa,follow-up,no-reply,\n"), &[], false);
    check(&of_one("2026-05-01,Fa,request,held,\n"), &[], true);
    // Who declined, is waited for, was met or was introduced needs no introduction.
    check(&[], &of_one("2024-05-01,Fa,request,declined,\n"), false);
    check(&[], &of_one("2026-06-25,Fa,request,pending,\n"), false);
    check(&[], &of_one("2024-05-10,Fa,interview,held,\n"), false);
    check(&[], &[("introductions.csv", format!("Bo Li,{fa},2026-06-20,\n"))], false);
    // Who did not answer a year ago may well answer now, introduced.
    check(&[], &of_one("2025-05-01,Fa,request,no-reply,\n"), true);
    // On a day that nobody knows.
    check(&[], &of_one(",Fa,interview,held,\n"), false);
}

#[test]
fn nobody_is_introduced_to_herself() {
    let with_profile = |first: &str| {
        let dir = Sandbox::new()
            .file("c/roster.csv", "member,folder,shares_contacts\nKay,k,yes\nLu,l,yes\n")
            .file(
                "c/k/Connections.csv",
                format!(
                    "{CONNECTIONS}Lu,Ooker,https://www.linkedin.com/in/lu-ooker,,Acorn,Analyst,01 Mar 2024\n"
                ),
            )
            .file("c/l/Profile.csv", format!("First Name,Last Name,Headline\n{first},Ooker,Analyst\n"))
            .file("c/l/targets.csv", "company,priority\nAcorn,1\n");
        dir.tertius(["cohort", "c"].iter().chain(&DAY));
        dir.read("reports/introduction-plan.csv").contains(",planned,")
    };
    assert!(!with_profile("Lu"));
    assert!(with_profile("Mo"));
}

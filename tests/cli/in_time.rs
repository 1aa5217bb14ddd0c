//! What came first: introductions and connections in the order of their days, and exports in that of theirs.

use crate::common::{Sandbox, rows};

const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

fn connections() -> String {
    format!(
        "{HEADER}Per,Aasen,https://www.linkedin.com/in/per,,Fernwick,Buyer,01 Mar 2024\n\
         Ann,Oduya,https://www.linkedin.com/in/ann,,Lumora,Director,01 Jun 2026\n\
         Tom,Berg,https://www.linkedin.com/in/tom,,Windwerk,Buyer,01 Apr 2024\n"
    )
}

fn report(dir: &Sandbox) {
    let ran = dir.tertius(["report", "w", "--out", "out", "--as-of", "2026-06-30", "-q"]);
    assert!(matches!(ran.status, Some(0 | 1)), "{}", ran.stderr);
}

#[test]
fn nobody_is_met_through_whom_one_was_brought_later() {
    let introductions =
        "introducer,introduced,date\nPer Aasen,Ann Oduya,2026-06-03\nTom Berg,Per Aasen,2026-06-20\n";
    let dir = Sandbox::new()
        .file("w/Connections.csv", connections())
        .file("w/introductions.csv", introductions)
        .file("w/outreach.csv", "date,person,kind,outcome\n2026-06-25,Tom Berg,interview,held\n");
    report(&dir);
    let ran = dir.tertius(["referrals", "w", "--as-of", "2026-06-30"]).exits(0);
    assert!(!ran.stdout.contains("Without Tom"), "{}", ran.stdout);
    // An introduction of two years later brought no connection.
    let growth = rows(dir.read("out/growth.csv").as_bytes());
    let at = growth[0].iter().position(|column| column == "introduced").unwrap();
    let of = |month: &str| growth.iter().find(|row| row[0] == month).unwrap()[at].clone();
    assert_eq!((of("2024-03"), of("2026-06")), ("0".to_owned(), "1".to_owned()));
    let r = dir.read("out/reproduction.csv") + &dir.read("out/summary.json");
    assert!(!r.contains("-0.0"), "{r}");
    let ran = dir.tertius(["backtest", "w", "--as-of", "2026-06-30", "--out", "b"]);
    assert!(!ran.stdout.contains("--order"), "{}", ran.stdout);
}

#[test]
fn the_newest_export_says_what_somebody_is_called() {
    let row = |name: &str, rest: &str| {
        format!("{HEADER}Anna,{name},https://www.linkedin.com/in/anna,,{rest},01 Mar 2024\n")
    };
    let dir = Sandbox::new()
        .file("w/Basic_LinkedInDataExport_05-30-2024/Connections.csv", row("Meier", "Acme,Intern"))
        .file(
            "w/Basic_LinkedInDataExport_06-29-2026/Connections.csv",
            row("Schulz", "Open to work,Looking for opportunities"),
        );
    report(&dir);
    let people = dir.read("out/people.csv");
    assert!(people.contains("Anna Schulz") && !people.contains("Anna Meier"), "{people}");
    dir.tertius(["explain", "Anna Meier", "w", "--as-of", "2026-06-30"]).prints("Anna Schulz");
    // The names of the archives tell which is the newer, and who looks for work has not risen.
    let moves = dir.read("out/moves.csv");
    assert!(moves.contains("in/anna") && !moves.contains("up"), "{moves}");
}

/// On a day in the past nobody is ranked of whom the files speak later only, and nobody is connected before the day.
#[test]
fn a_day_in_the_past_knows_nothing_of_what_came() {
    let outreach = "date,person,kind,outcome\n2025-12-01,Ann Oduya,request,pending\n2026-06-10,Kim Later,request,pending\n\
        ,Una Day,request,pending\n";
    let dir = Sandbox::new().file("w/Connections.csv", connections()).file("w/outreach.csv", outreach);
    let ranked = |day: &str| -> Vec<String> {
        let ran = dir.tertius(["rank", "w", "--as-of", day, "--format", "csv", "--top", "all"]);
        ran.csv()[1..].iter().map(|row| row[2].clone()).collect()
    };
    let has = |day: &str, name: &str| ranked(day).contains(&name.to_owned());
    assert!(has("2026-06-30", "Kim Later") && !has("2026-01-10", "Kim Later"));
    assert!(has("2026-01-10", "Ann Oduya") && has("2026-01-10", "Una Day"), "{:?}", ranked("2026-01-10"));
    let told = dir.tertius(["explain", "in/ann", "w", "--as-of", "2026-01-10"]).stdout;
    assert!(!told.contains("connected to you since"), "{told}");
}

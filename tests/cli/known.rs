//! Cohorts whose tables can be told beforehand: a textbook's data, and shares worked out by hand.

use crate::common::{Sandbox, rows};

/// Remission of leukaemia under 6-mercaptopurine, in weeks (Freireich et al. 1963), here in days to a conversation;
/// those of whom nothing more is known have waited so long when the day comes.
const MET: [i32; 9] = [6, 6, 6, 7, 10, 13, 16, 22, 23];
const WAITING: [i32; 12] = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];

/// A day so long before 30 June 2026, which is asked about.
fn before(days: i32) -> String {
    match days {
        0..=29 => format!("2026-06-{:02}", 30 - days),
        _ => format!("2026-05-{:02}", 61 - days),
    }
}

/// One request each. Members 1 to 11 are of one programme, the last 10 of another; 9 are of one class.
fn textbook() -> Sandbox {
    let mut roster = String::from("member,folder,programme,class_year,shares_contacts\n");
    let mut dir = Sandbox::new();
    let all = MET.iter().map(|days| (*days, true)).chain(WAITING.iter().map(|days| (*days, false)));
    for (at, (days, happened)) in all.enumerate() {
        let (programme, class) = (if at < 11 { "MBA" } else { "MPA" }, if at < 9 { 2025 } else { 2026 });
        roster += &format!("M{at:02},m{at:02},{programme},{class},no\n");
        let asked = before(if happened { 40 } else { days });
        let mut outreach = format!("date,person,kind,outcome,notes\n{asked},Ann Oduya,request,,\n");
        if happened {
            outreach += &format!("{},Ann Oduya,interview,held,\n", before(40 - days));
        }
        dir = dir
            .file(&format!("c/m{at:02}/outreach.csv"), outreach)
            .file(&format!("c/m{at:02}/targets.csv"), "position,company,industry\nBuyer,Lumora,\n");
    }
    dir.file("c/roster.csv", roster)
}

fn table(dir: &Sandbox, name: &str) -> Vec<Vec<String>> {
    rows(dir.read(&format!("reports/{name}.csv")).as_bytes()).split_off(1)
}

fn run(dir: &Sandbox, args: &[&str]) {
    dir.tertius(["cohort", "c", "--as-of", "2026-06-30"].iter().chain(args)).exits(0);
}

/// As Kleinbaum and Klein, *Survival Analysis*, table 2.1 has it, with the log-log intervals of R's `survfit`.
#[test]
fn time_to_the_first_conversation() {
    let dir = textbook();
    run(&dir, &[]);
    let steps = table(&dir, "first-interview");
    let all: Vec<String> = steps
        .iter()
        .filter(|row| row[0] == "all" && row[8] == "all" && row[3] != "0")
        .map(|row| row[1..=5].join(" "))
        .collect();
    let expect = [
        "6 21 3 1 0.8571",
        "7 17 1 0 0.8067",
        "10 15 1 1 0.7529",
        "13 12 1 0 0.6902",
        "16 11 1 0 0.6275",
        "22 7 1 0 0.5378",
        "23 6 1 0 0.4482",
    ];
    assert_eq!(all, expect);
    let near = |row: usize, low: f64, high: f64| {
        let row = steps.iter().filter(|row| row[0] == "all" && row[3] != "0").nth(row).unwrap();
        let cell = |at: usize| row[at].parse::<f64>().unwrap();
        assert!((cell(6) - low).abs() < 6e-4 && (cell(7) - high).abs() < 6e-4, "{row:?}");
    };
    near(0, 0.620, 0.952);
    near(6, 0.188, 0.680);
    let summary: serde_json::Value = serde_json::from_str(&dir.read("reports/summary.json")).unwrap();
    let first = &summary["first_interview"];
    let told = ["members", "interviewed", "median_days", "low", "high"].map(|name| first[name].as_u64());
    // Six are still counted on the day by which half are through: no median is stated.
    assert_eq!(told, [Some(21), Some(9), None, None, None]);
}

/// Four requests are younger than two weeks and open: 17 are left, 9 of them answered. Wilson: 0.3096 to 0.7383.
#[test]
fn what_became_of_requests() {
    let dir = textbook();
    run(&dir, &[]);
    let lines: Vec<String> = table(&dir, "funnel")
        .into_iter()
        .filter(|row| row[1] == "all")
        .map(|row| format!("{}/{}: {}", row[0], row[8], row[2..8].join(" ")))
        .collect();
    let expect = [
        "all/all: replied 17 9 0.5294 0.3096 0.7383",
        // Of fewer than ten nothing is told but the counts.
        "all/all: met 9 9   ",
        // Nobody keeps a list of introductions: nothing tells of them.
        "all/all: introduced 0 0   ",
    ];
    // No line of a class: one has nine members, and the other would tell which they are. Nor of a programme: of the
    // requests of one none was answered, which the table of groups hides, and the other would tell it.
    assert_eq!(lines, expect);
    // Of two classes that are alike both are shown: every other member is of the one.
    let mut roster = String::from("member,folder,programme,class_year,shares_contacts\n");
    for at in 0..21 {
        roster += &format!("M{at:02},m{at:02},MBA,{},no\n", 2026 - at % 2);
    }
    let dir = dir.file("c/roster.csv", roster);
    run(&dir, &[]);
    let classes: Vec<String> = table(&dir, "funnel")
        .into_iter()
        .filter(|row| row[1] == "unknown" && row[8] != "all" && row[2] == "replied")
        .map(|row| format!("{}: {} of {}", row[8], row[4], row[3]))
        .collect();
    assert_eq!(classes, ["2025: 4 of 8", "2026: 5 of 9"]);
    let curves = table(&dir, "first-interview");
    let of_2025 = curves.iter().filter(|row| row[8] == "2025" && row[3] != "0");
    let of_2025: Vec<f64> = of_2025.map(|row| row[5].parse().unwrap()).collect();
    assert_eq!(of_2025.len(), 4);
    for (found, known) in of_2025.iter().zip([0.9, 0.7875, 0.65625, 0.4375]) {
        assert!((found - known).abs() < 1e-4, "{of_2025:?}");
    }
}

/// One introduction, and one conversation 34 days ago, which by then has had `(1 + 2 (1 - e^(-35/14))) / 3 = 0.9453` of its
/// time: R is 1 / 0.9453, and the mid-P interval of one event, 0.0500 to 4.9318, is divided by the same.
#[test]
fn where_a_member_stands() {
    let introductions = "introducer,introduced,date,context\nAnn Oduya,Bo Lindqvist,2026-06-20,\n";
    let dir = textbook().file("c/m00/introductions.csv", introductions);
    // The others keep lists that say of a later day.
    let later = introductions.replace("2026-06-20", "2026-07-20");
    let dir = (1..21).fold(dir, |dir, at| dir.file(&format!("c/m{at:02}/introductions.csv"), later.clone()));
    run(&dir, &[]);
    let text = dir.read("reports/members.csv");
    let all = rows(text.as_bytes());
    let cell = |row: usize, name: &str| {
        let at = all[0].iter().position(|column| column == name).unwrap_or_else(|| panic!("{name}"));
        all[row][at].clone()
    };
    let names = ["requests", "replies", "reply_rate", "reply_rate_low", "reply_rate_high"];
    assert_eq!(names.map(|name| cell(1, name)), ["1", "1", "1.0000", "0.2065", "1.0000"]);
    assert_eq!(["r", "r_low", "r_high"].map(|name| cell(1, name)), ["1.0579", "0.0529", "5.2174"]);
    assert_eq!(cell(1, "days_to_first_interview"), "6");
    assert_eq!(cell(21, "days_to_first_interview"), "");
    // One introduced, twenty not: above all, and level with nineteen others.
    let percentiles = [1, 2].map(|row| cell(row, "introductions_percentile"));
    assert_eq!(percentiles, ["1.0000", "0.4750"]);
    // A rate of one request is no rate to be compared.
    assert_eq!(["reply_rate_percentile", "r_percentile"].map(|name| cell(1, name)), ["", ""]);
}

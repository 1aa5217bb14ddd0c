//! The advice: every reason can be followed and added up, and nobody is asked who was spoken to yesterday.

use crate::common::{SAMPLES, Sandbox};

fn solo() -> String {
    format!("{SAMPLES}/solo")
}

#[test]
fn addends_add_up_to_the_printed_log_odds() {
    let dir = Sandbox::new();
    let csv = dir.tertius(["rank", &solo(), "--top", "40", "--format", "csv"]).exits(0).csv();
    for row in csv[1..].iter().step_by(4) {
        let ran = dir.tertius(["explain", &row[1], &solo()]).exits(0).says_nothing();
        let text = &ran.stdout;
        let heading = text.lines().find(|line| line.starts_with("Chance of a conversation")).unwrap();
        let (chance, total) = heading.split_once(": the sum in log-odds is ").unwrap();
        let chance: f64 = chance.rsplit(' ').next().unwrap().parse().unwrap();
        let total: f64 = total.parse().unwrap();
        let below = text.split_once(heading).unwrap().1.split("\n\n").next().unwrap();
        let addends: Vec<f64> =
            below.lines().filter_map(|line| line.get(2..8)?.trim().parse().ok()).collect();
        assert!(!addends.is_empty(), "{text}");
        let sum: f64 = addends.iter().sum();
        // Each is rounded to a hundredth.
        assert!((sum - total).abs() < 0.005 * (addends.len() + 1) as f64, "{sum} is not {total}\n{text}");
        assert!((1.0 / (1.0 + (-total).exp()) - chance).abs() < 0.002, "{chance} for {total}\n{text}");
        // The last line multiplies, and is the score of the table.
        let last = text.lines().last().unwrap();
        let numbers: Vec<f64> = last.split([' ', '=', '×']).filter_map(|word| word.parse().ok()).collect();
        let [score, chance_again, usefulness] = numbers[..] else { panic!("{last}") };
        assert!((chance_again * usefulness - score).abs() < 0.0002 && chance_again == chance, "{last}");
        assert_eq!(row[10], format!("{score:.4}"), "{text}");
    }
}

#[test]
fn every_line_of_evidence_can_be_found() {
    let ran = Sandbox::new().tertius(["explain", "Ottilie Brandvold", &solo()]).exits(0);
    let mut n_found = 0;
    for cited in ran.stdout.split([';', '\n']).map(str::trim) {
        let Some((file, line)) = cited.rsplit_once(".csv:") else { continue };
        let text = std::fs::read_to_string(format!("{}/{file}.csv", solo())).unwrap();
        let line: usize = line.parse().unwrap_or_else(|_| panic!("{cited}"));
        assert!(line > 1 && text.lines().nth(line - 1).is_some_and(|line| !line.is_empty()), "{cited}");
        n_found += 1;
    }
    assert!(n_found > 10, "{}", ran.stdout);
}

#[test]
fn a_person_may_be_named_in_every_way() {
    let dir = Sandbox::new();
    let by_key = dir.tertius(["explain", "in/ottilie-brandvold-7a1", &solo()]).exits(0);
    for name in [
        "Ottilie Brandvold",
        "ottilie BRANDVOLD",
        " Ottilie  Brandvold ",
        "https://www.linkedin.com/in/ottilie-brandvold-7a1/",
        "http://no.linkedin.com/in/Ottilie-Brandvold-7a1?trk=x",
    ] {
        assert_eq!(dir.tertius(["explain", name, &solo()]).exits(0).stdout, by_key.stdout, "{name}");
    }
}

#[test]
fn a_name_that_fits_two_is_never_guessed() {
    let dir = Sandbox::new().sample("messy", "w");
    let ran = dir.tertius(["explain", "Per Aasen", "w"]).exits(2).prints_nothing();
    for key in ["in/per-aasen-2b", "in/per-aasen-ex"] {
        assert!(ran.stderr.contains(key), "{}", ran.stderr);
        dir.tertius(["explain", key, "w"]).exits(0).prints(key);
    }
    dir.tertius(["explain", "Somebody Unheard-Of", "w"]).exits(2).prints_nothing().says("people.csv");
}

/// `DAY kind outcome` rows of outreach, or `DAY sent`, `DAY received` for messages; today is Tuesday, 30 June 2026.
fn check(story: &[&str], allowed: &[&str]) {
    let mut outreach = "date,person,kind,outcome\n".to_owned();
    let mut messages =
        "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
            .to_owned();
    let [me, bo] = [("Ann Oduya", "ann-oduya"), ("Bo Lind", "bo-lind")];
    let url = |slug: &str| format!("https://www.linkedin.com/in/{slug}");
    for step in story {
        let (day, what) = step.split_once(' ').unwrap();
        let (from, to) = if what == "received" { (bo, me) } else { (me, bo) };
        match what {
            "sent" | "received" => {
                messages += &format!(
                    "c,{},{},{},{},{day} 10:00:00 UTC,,Hello,INBOX\n",
                    from.0,
                    url(from.1),
                    to.0,
                    url(to.1)
                );
            }
            _ => outreach += &format!("{day},Bo Lind,{}\n", what.replace(' ', ",")),
        }
    }
    let dir = Sandbox::new()
        .file("Connections.csv", "First Name,Last Name,URL,Company,Position,Connected On\nBo,Lind,https://www.linkedin.com/in/bo-lind,Lumora,Analyst,2 Mar 2026\n")
        .file("Profile.csv", "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers\nAnn,Oduya,,,,Planner,,,,,,,\n")
        .file("messages.csv", messages)
        .file("outreach.csv", outreach);
    let csv = dir.tertius(["rank", "--as-of", "2026-06-30", "--format", "csv"]).exits(0).csv();
    assert_eq!(csv.len(), 2, "{csv:?}");
    assert!(allowed.contains(&csv[1][7].as_str()), "{story:?}: {} ({})", csv[1][7], csv[1][15]);
}

#[test]
fn nobody_is_asked_the_day_after() {
    let in_peace = ["wait", "thank-you", "ask-for-introduction", "check-in"];
    for yesterday in [
        "request pending",
        "request replied",
        "request",
        "follow-up pending",
        "sent",
        "received",
        "interview held",
    ] {
        let yesterday = format!("2026-06-29 {yesterday}");
        check(&[&yesterday], &in_peace);
        // Whatever went before.
        for before in
            ["request no-reply", "request declined", "request pending", "interview held", "sent", "received"]
        {
            for day in ["2026-06-22", "2026-05-04", "2026-01-05", "2025-01-06"] {
                check(&[&format!("{day} {before}"), &yesterday], &in_peace);
            }
        }
    }
    check(&["2026-06-29 interview held"], &["thank-you"]);
    check(&["2026-06-29 request declined"], &["wait"]);
    check(&[], &["request"]);
}

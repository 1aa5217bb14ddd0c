//! The advice: every reason can be followed and added up, and nobody is asked who was spoken to yesterday.

use crate::common::{SAMPLES, Sandbox};

fn solo() -> String {
    format!("{SAMPLES}/solo")
}

#[test]
fn explain_shows_what_the_seeker_noted_and_no_letter() {
    let export = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
                  Ann,Oduya,https://www.linkedin.com/in/ann,,Lumora,Buyer,07 Jun 2022\n\
                  Per,Aasen,https://www.linkedin.com/in/per,,Lumora,Buyer,08 Jun 2022\n";
    let dir = Sandbox::new()
        .file("w/Connections.csv", export)
        .file(
            "w/outreach.csv",
            "date,person,kind,outcome,notes\n2026-03-02,Ann Oduya,request,replied,by\u{202e}phone\n",
        )
        .file(
            "w/interviews.csv",
            "date,person,advice,openings\n2026-03-12,Ann Oduya,visit the port,two in May\n",
        )
        .file(
            "w/introductions.csv",
            "introducer,introduced,date,context\nAnn Oduya,Per Aasen,2026-03-13,over lunch\n",
        );
    let ran = dir.tertius(["explain", "in/ann", "w", "--as-of", "2026-06-30"]).exits(0);
    let notes = ran.stdout.split("Your notes\n").nth(1).unwrap();
    let expect = "  13 Mar 2026, introduced somebody to you: over lunch\n         introductions.csv:2\n  \
                  12 Mar 2026, interview: advice: visit the port. openings: two in May\n         interviews.csv:2\n  \
                  2 Mar 2026, request: byphone\n         outreach.csv:2\n";
    assert_eq!(notes, expect);
    let ran = dir.tertius(["explain", "in/per", "w", "--as-of", "2026-06-30"]).exits(0);
    assert!(
        ran.stdout.ends_with("introduced to you: over lunch\n         introductions.csv:2\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_note_of_a_later_day_is_not_known_yet() {
    let dir = Sandbox::new()
        .file(
            "w/Connections.csv",
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
             Ann,Oduya,https://www.linkedin.com/in/ann,,Lumora,Buyer,07 Jun 2022\n",
        )
        .file(
            "w/outreach.csv",
            "date,person,kind,outcome,notes\n2026-03-02,Ann Oduya,request,replied,by phone\n\
             2026-04-02,Ann Oduya,check-in,,about her move\n2026-04-09,Ann Oduya,interview,scheduled,at the port\n",
        )
        .file("w/introductions.csv", "introducer,introduced,date,context\nAnn Oduya,Per Aasen,2026-05-13,over lunch\n");
    let notes = |day: &str| {
        let ran = dir.tertius(["explain", "in/ann", "w", "--as-of", day]).exits(0);
        let notes = ran.stdout.split("Your notes\n").nth(1).unwrap_or_default().to_owned();
        ["by phone", "about her move", "at the port", "over lunch"].map(|note| notes.contains(note))
    };
    // What is agreed for a day is known before it.
    assert_eq!(notes("2026-03-15"), [true, false, true, false]);
    assert_eq!(notes("2026-04-02"), [true, true, true, false]);
    assert_eq!(notes("2026-05-13"), [true; 4]);
}

#[test]
fn addends_add_up_to_the_printed_log_odds() {
    let dir = Sandbox::new();
    let csv = dir.tertius(["rank", &solo(), "--top", "40", "--format", "csv"]).exits(0).csv();
    let mut actions = std::collections::BTreeSet::new();
    for row in csv[1..].iter().step_by(4) {
        let ran = dir.tertius(["explain", &row[1], &solo()]).exits(0).says_nothing();
        let text = &ran.stdout;
        let heading = text.lines().find(|line| line.starts_with("Chance of an answer")).unwrap();
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
        // The line of the score multiplies, and is the score of the table.
        let last = text.lines().find(|line| line.starts_with("Score ")).unwrap();
        let numbers: Vec<f64> = last.split([' ', '=', '×']).filter_map(|word| word.parse().ok()).collect();
        let [score, chance_again, usefulness] = numbers[..] else { panic!("{last}") };
        assert!((chance_again * usefulness - score).abs() < 0.0002 && chance_again == chance, "{last}");
        assert_eq!(row[10], format!("{score:.4}"), "{text}");
        // The usefulness is what its own line says: 1 − (1 − weight × fit) × (1 − weight × referral value).
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = words.split_once("Usefulness ").unwrap().1.split_once("Score ").unwrap().0;
        let formula = line.split_once(": 1 − (1 − ").unwrap().1;
        let (fit, referral) = formula.split_once(") × (1 − ").unwrap();
        let referral = referral.split_once(')').unwrap().0;
        let product =
            |text: &str| text.split(" × ").map(|word| word.parse::<f64>().unwrap()).product::<f64>();
        let reckoned = 1.0 - (1.0 - product(fit)) * (1.0 - product(referral));
        assert!((reckoned - usefulness).abs() < 0.0005, "{reckoned} is not {usefulness}: {line}");
        actions.insert(row[7].clone());
    }
    assert!(actions.contains("check-in") && actions.contains("request"), "{actions:?}");
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
        dir.tertius(["explain", key, "w"]).exits(1).prints(key);
    }
    dir.tertius(["explain", "Somebody Unheard-Of", "w"]).exits(2).prints_nothing().says("people.csv");
}

/// What is due on Tuesday, 30 June 2026, with people of whom a story tells: `DAY kind outcome` is a row of outreach,
/// `DAY sent` and `DAY received` are messages. One workspace for all: each story is about a person of its own.
fn actions(stories: &[Vec<String>]) -> Vec<(String, String)> {
    let mut connections = "First Name,Last Name,URL,Company,Position,Connected On\n".to_owned();
    let mut outreach = "date,person,kind,outcome\n".to_owned();
    let mut messages =
        "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
            .to_owned();
    let me = "Ann Oduya,https://www.linkedin.com/in/ann-oduya".to_owned();
    for (nth, story) in stories.iter().enumerate() {
        let url = format!("https://www.linkedin.com/in/bo-lind-{nth:04}");
        connections += &format!("Bo,Lind,{url},,,2 Mar 2024\n");
        for step in story {
            let (day, what) = step.split_once(' ').unwrap();
            let other = format!("Bo Lind,{url}");
            let (from, to) = if what == "received" { (&other, &me) } else { (&me, &other) };
            match what {
                "sent" | "received" => {
                    messages += &format!("c{nth},{from},{to},{day} 10:00:00 UTC,,Hello,INBOX\n");
                }
                _ => outreach += &format!("{day},{url},{}\n", what.replace(' ', ",")),
            }
        }
    }
    let dir = Sandbox::new()
        .file("Connections.csv", connections)
        .file("messages.csv", messages)
        .file("outreach.csv", outreach)
        .file("tertius.toml", "me = \"https://www.linkedin.com/in/ann-oduya\"\n");
    let args = ["rank", "--as-of", "2026-06-30", "--format", "csv", "--top", "all"];
    let mut csv = dir.tertius(args).exits(0).csv();
    csv.remove(0);
    csv.sort_by(|a, b| a[1].cmp(&b[1]));
    assert_eq!(csv.len(), stories.len());
    csv.into_iter().map(|row| (row[7].clone(), row[15].clone())).collect()
}

#[test]
fn nobody_is_asked_the_day_after() {
    let mut stories = Vec::new();
    let yesterdays = [
        "request pending",
        "request replied",
        "request",
        "follow-up pending",
        "introduction-request",
        "check-in",
        "thank-you",
        "sent",
        "received",
        "interview held",
    ];
    for yesterday in yesterdays.map(|what| format!("2026-06-29 {what}")) {
        stories.push(vec![yesterday.clone()]);
        // Whatever went before.
        for before in
            ["request no-reply", "request declined", "request pending", "interview held", "sent", "received"]
        {
            for day in ["2026-06-22", "2026-06-01", "2026-05-04", "2026-01-05", "2025-01-06"] {
                stories.push(vec![format!("{day} {before}"), yesterday.clone()]);
                stories.push(vec![
                    "2024-01-08 request declined".into(),
                    format!("{day} {before}"),
                    yesterday.clone(),
                ]);
            }
        }
    }
    for (story, (action, reason)) in stories.iter().zip(actions(&stories)) {
        assert!(!matches!(action.as_str(), "request" | "follow-up"), "{story:?}: {action}: {reason}");
    }
}

#[test]
fn what_is_due_is_said() {
    let story = |text: &str| text.split(", ").filter(|step| !step.is_empty()).map(str::to_owned).collect();
    let stories: Vec<(&str, &str)> = vec![
        ("", "request"),
        ("2026-06-29 interview held", "thank-you"),
        ("2026-06-29 request declined", "wait"),
        ("2026-06-18 request pending", "follow-up"),
        ("2026-06-22 request pending", "wait"),
    ];
    let found = actions(&stories.iter().map(|(text, _)| story(text)).collect::<Vec<_>>());
    for ((text, expect), (action, reason)) in stories.iter().zip(found) {
        assert_eq!(action, *expect, "{text}: {reason}");
    }
}

/// What `sample-data/README.md` tells of Kit's people comes true.
#[test]
fn the_story_of_the_sample() {
    let args = ["rank", &solo(), "--format", "csv", "--top", "all"];
    let csv = Sandbox::new().tertius(args).exits(0).csv();
    for (name, action, due) in [
        ("Wilhelmina Drost-Aker", "thank-you", "2026-06-30"),
        ("Henrik Storgaard-Wee", "wait", "2026-07-02"),
        ("Rahul Ambekar-Joshi", "follow-up", "2026-06-30"),
        ("Ludovic Perrachon", "follow-up", "2026-06-26"),
        ("मीरा कुलकर्णी", "wait", "2026-07-01"),
        ("Annelene Wiebrock", "request", "2026-06-30"),
        ("Ysolde Kerbrat", "request", "2026-06-30"),
        ("Jeppe Overskov", "request", "2026-06-30"),
        ("ดวงใจ พงษ์พานิช", "request", "2026-06-30"),
        ("Oskar Nyström-Kaya", "wait", "2026-09-21"),
    ] {
        let row = csv.iter().find(|row| row[2] == name).unwrap_or_else(|| panic!("{name} is not ranked"));
        assert_eq!((row[7].as_str(), row[14].as_str()), (action, due), "{name}: {}", row[15]);
    }
    // Thanks that are due and the newest introduction of somebody to talk to stand far up, a no far down.
    let rank = |name: &str| csv.iter().position(|row| row[2] == name).unwrap();
    assert!(rank("Wilhelmina Drost-Aker") <= 5 && rank("Annelene Wiebrock") <= 5);
    assert!(rank("Oskar Nyström-Kaya") > 500);
}

/// The plan, the coverage and the paths say the same of a target, in words of their own.
#[test]
fn what_nobody_opens_is_a_gap() {
    let dir = Sandbox::new();
    dir.tertius(["report", &solo(), "--out", "out", "--quiet"]);
    let plan = crate::common::rows(dir.read("out/plan.csv").as_bytes());
    let covered = crate::common::rows(dir.read("out/coverage.csv").as_bytes());
    let mut closed: Vec<&str> = plan
        .iter()
        .filter(|row| row[5] == "nobody")
        .map(|row| row[10].trim_end_matches(", to which some are close"))
        .collect();
    let mut gaps: Vec<String> = covered[1..]
        .iter()
        .filter(|row| row[8] == "gap")
        .map(|row| if row[1].is_empty() { row[0].clone() } else { format!("{} at {}", row[0], row[1]) })
        .collect();
    closed.sort();
    gaps.sort();
    assert_eq!(closed, gaps);
    // Somebody who is close to a gap does not open it.
    let opened: Vec<&str> =
        plan[1..].iter().filter(|row| row[5] != "nobody").flat_map(|row| row[10].split("; ")).collect();
    assert!(opened.iter().any(|target| target.starts_with("close to ")), "{opened:?}");
    assert!(gaps.iter().all(|gap| !opened.contains(&gap.as_str())), "{opened:?}");
    // Who works there and does something else is on the way to it.
    for target in opened.iter().filter_map(|target| target.strip_prefix("works there: ")) {
        let status = |row: &&Vec<String>| format!("{} at {}", row[0], row[1]) == target && row[8] != "gap";
        assert!(covered.iter().any(|row| status(&row)), "{target}");
    }
}

/// A LAMP list is worked from the top; and `Self-employed` is no company at which anybody could be found.
#[test]
fn the_order_of_the_targets_is_that_of_the_list() {
    let export = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
                  Ann,Oduya,https://www.linkedin.com/in/ann,,Windwerk,Nurse,07 Jun 2022\n\
                  Bo,Berg,https://www.linkedin.com/in/bo,,Fernwick,Buyer,08 Jun 2022\n\
                  Cy,Chen,https://www.linkedin.com/in/cy,,Lumora,Clerk,08 Jun 2022\n\
                  Di,Dahl,https://www.linkedin.com/in/di,,Self-employed,Nurse,08 Jun 2022\n";
    let targets =
        "position,company,priority\nBuyer,Lumora,1\nBuyer,Fernwick,2\n,Windwerk,3\nNurse,Self-employed,4\n";
    let dir = Sandbox::new().file("w/Connections.csv", export).file("w/targets.csv", targets);
    let ran = dir.tertius(["rank", "w", "--order", "target", "--as-of", "2026-06-30", "--format", "csv"]);
    let names: Vec<String> = ran.csv()[1..].iter().map(|row| row[2].clone()).collect();
    assert_eq!(names, ["Cy Chen", "Bo Berg", "Ann Oduya", "Di Dahl"]);
    dir.tertius(["report", "w", "--out", "out", "--as-of", "2026-06-30", "-q"]);
    let coverage = dir.read("out/coverage.csv");
    assert!(
        coverage.lines().any(|line| line.starts_with("Nurse,Self-employed,") && line.ends_with(",gap")),
        "{coverage}"
    );
    assert!(!dir.read("out/next-contacts.csv").contains("Nurse at Self-employed"));
}

/// A position that the list gives several names is held by whoever has one of them, as the very person sought.
#[test]
fn any_name_of_a_position_will_do() {
    let export = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
                  Pia,Own,https://www.linkedin.com/in/pia,,Windwerk,Product Owner,01 Mar 2025\n\
                  Max,Man,https://www.linkedin.com/in/max,,Windwerk,Product Manager,02 Mar 2025\n\
                  Eva,Eng,https://www.linkedin.com/in/eva,,Windwerk,Data Engineer / Analyst,02 Mar 2025\n";
    for (position, expect) in [
        ("Product Manager / Product Owner", [true, true, false]),
        ("Product Manager or Product Owner", [true, true, false]),
        ("Data Engineer/Data Scientist", [false, false, true]),
    ] {
        let targets = format!("position,company\n{position},Windwerk\n");
        let dir = Sandbox::new().file("w/Connections.csv", export).file("w/targets.csv", targets);
        let csv = dir.tertius(["rank", "w", "--as-of", "2026-06-30", "--format", "csv"]).exits(0).csv();
        let at = csv[0].iter().position(|name| name == "reason").unwrap();
        for (name, fits) in ["Pia Own", "Max Man", "Eva Eng"].into_iter().zip(expect) {
            let row = csv.iter().find(|row| row[2] == name).unwrap();
            let says = row[at].contains(&format!("fits your target: {position}"));
            assert_eq!(says, fits, "{position}: {row:?}");
        }
        dir.tertius(["report", "w", "--out", "out", "--as-of", "2026-06-30", "-q"]);
        let coverage = dir.read("out/coverage.csv");
        assert!(!coverage.contains(",gap"), "{coverage}");
    }
}

/// The range of the rank holds what comes out when the seeker moves a weight by a quarter herself.
#[test]
fn the_range_of_a_rank_holds_each_weight_moved_by_a_quarter() {
    let own = std::fs::read_to_string(format!("{}/tertius.toml", solo())).unwrap();
    let numbers = |text: &str| -> Vec<usize> {
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
    };
    for name in ["Olúwaṣeun Adébánjọ", "Bjarke Toftegaard"] {
        let dir = Sandbox::new().sample("solo", "w");
        let explain =
            |dir: &Sandbox| dir.tertius(["explain", name, "w", "--as-of", "2026-06-30"]).exits(0).stdout;
        let text = explain(&dir).split_whitespace().collect::<Vec<_>>().join(" ");
        let range = text.split("Between rank ").nth(1).unwrap().split(" when weights").next().unwrap();
        let (best, worst) = range.split_once(" and rank ").unwrap();
        let (best, worst) = (numbers(best)[0], numbers(worst)[0]);
        assert!(best < worst, "{text}");
        for weight in ["silent = -1.0", "silent = -0.6", "met = 1.25", "met = 0.75", "introduced = 0.9"] {
            std::fs::write(dir.path("w/tertius.toml"), format!("{own}\n[reply]\n{weight}\n")).unwrap();
            let text = explain(&dir);
            let rank =
                text.lines().find(|line| line.starts_with("Rank ")).map(|line| numbers(line)[0]).unwrap();
            assert!((best..=worst).contains(&rank), "{name} {weight}: {rank}, said to be {best} to {worst}");
        }
    }
}

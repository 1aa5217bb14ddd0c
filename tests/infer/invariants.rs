//! Orders of rows, names of files, damaged text, greetings, namesakes, and what the user says herself.

use crate::common::Sandbox;
use crate::corpus::{cases, network, workspace};
use proptest::prelude::*;
use tertius::network::referral::EdgeSource;

/// What was inferred, without the lines it stands on.
fn told(dir: &Sandbox) -> Vec<String> {
    let (people, found) = network(dir, "2024-07-31");
    let key = |id| people.get(id).key.clone();
    let candidates = found.inferred.candidates.iter();
    let edges = candidates
        .map(|it| format!("{} {} {:?} {}", key(it.introducer), key(it.introduced), it.on, it.confidence));
    let given =
        found.inferred.given.iter().map(|it| format!("{} + {} {}", key(it.person), key(it.other), it.on));
    edges.chain(given).collect()
}

const HEADER: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER";

/// Every case of a file of threads in one workspace: threads, and days apart.
fn row(thread: u32, from: &str, to: &[&str], day: &str, text: &str) -> String {
    let url = |name: &&str| format!("https://www.linkedin.com/in/{}", name.to_lowercase().replace(' ', "-"));
    let urls: Vec<String> = to.iter().map(url).collect();
    format!(
        "{thread},,{from},{},\"{}\",\"{}\",{day} 10:00:00 UTC,,\"{text}\",INBOX",
        url(&from),
        to.join(","),
        urls.join(",")
    )
}

fn world(rows: &[String], extra: &[(&str, &str)]) -> Sandbox {
    let mut dir = Sandbox::new().file("w/messages.csv", format!("{HEADER}\n{}\n", rows.join("\n")));
    dir = dir.file("w/Profile.csv", "First Name,Last Name,Headline\nKit,Marlowe,Planner\n");
    for (name, text) in extra {
        dir = dir.file(&format!("w/{name}"), text);
    }
    dir
}

fn thread() -> Vec<String> {
    vec![
        row(1, "Ana Ruiz", &["Kit Marlowe"], "2024-01-03", "Good morning"),
        row(1, "Kit Marlowe", &["Ana Ruiz"], "2024-01-04", "Good morning, Ana"),
        row(2, "Ana Ruiz", &["Kit Marlowe", "Bo Lind"], "2024-03-01", "Kit, meet Bo. You two should talk."),
        row(2, "Bo Lind", &["Kit Marlowe", "Ana Ruiz"], "2024-03-02", "Thanks for the intro, Ana!"),
        row(3, "Kit Marlowe", &["Cy Young"], "2024-04-01", "Hi Cy, Bo suggested I write to you."),
        row(
            4,
            "Kit Marlowe",
            &["Ana Ruiz", "Di Moss"],
            "2024-05-01",
            "Ana, meet Di. You two would get along.",
        ),
        row(5, "Kit Marlowe", &["Di Moss"], "2023-05-01", "Hello Di"),
    ]
}

#[test]
fn recorded_wins_and_not_refuses_for_good() {
    let inferred = told(&world(&thread(), &[]));
    assert_eq!(inferred.len(), 3, "{inferred:?}");
    assert!(inferred[2].starts_with("in/ana-ruiz + in/di-moss"), "{inferred:?}");
    let recorded = "introducer,introduced,date,context\nin/ana-ruiz,in/bo-lind,2024-03-01,\n";
    let (_, found) = network(&world(&thread(), &[("introductions.csv", recorded)]), "2024-07-31");
    let sources: Vec<EdgeSource> = found.edges.iter().map(|edge| edge.source).collect();
    assert_eq!(sources, [EdgeSource::Recorded, EdgeSource::Inferred]);
    for context in ["not", "Not an introduction", "NOT: she only mentioned him"] {
        let refused = format!("introducer,introduced,date,context\nin/ana-ruiz,in/bo-lind,,{context}\n");
        let rest = told(&world(&thread(), &[("introductions.csv", &refused)]));
        assert_eq!(rest.len(), 2, "{rest:?}");
        assert!(rest[0].starts_with("in/bo-lind in/cy-young"), "{rest:?}");
    }
    let noted = "introducer,introduced,date,context\nin/ana-ruiz,in/bo-lind,,nothing special\n";
    let (_, found) = network(&world(&thread(), &[("introductions.csv", noted)]), "2024-07-31");
    assert!(found.edges.iter().any(|edge| edge.source == EdgeSource::Recorded));
}

#[test]
fn every_refusal_is_counted_and_a_thought_that_begins_with_not_is_named() {
    let list = |context: &str| {
        let list = format!("introducer,introduced,date,context\nin/ana-ruiz,in/bo-lind,,\"{context}\"\n");
        world(&thread(), &[("introductions.csv", &list)])
    };
    let check = ["check", "w", "--as-of", "2024-07-31"];
    let plain =
        ["not", "NOT: she only mentioned him", "not brought into a thread with you", "not introduced"];
    for context in plain {
        let ran = list(context).tertius(check).exits(0);
        ran.prints("1  no introduction, for its context begins with `not`");
    }
    for context in ["not sure of the exact day, at the fair", "Not by mail: over lunch"] {
        let ran = list(context)
            .tertius(check)
            .exits(1)
            .prints("1  no introduction, for its context begins with `not`");
        ran.prints("taken for a refusal, as `not` is the first word")
            .prints(&format!("introductions.csv:2: `{context}`"));
    }
}

#[test]
fn rows_of_the_review_confirm_when_they_are_copied() {
    let dir = world(&thread(), &[]);
    dir.tertius(["report", "w", "--out", "r", "--as-of", "2024-07-31", "--quiet"]).exits(0);
    let review = dir.read("r/introductions-to-review.csv");
    assert!(
        review.starts_with("introducer,introduced,date,context,confidence,evidence,question\n"),
        "{review}"
    );
    assert!(review.contains("Did Bo Lind introduce you to Cy Young"), "{review}");
    let dir = dir.file("w/introductions.csv", &review);
    dir.tertius(["report", "w", "--out", "r", "--as-of", "2024-07-31", "--quiet"]).exits(0);
    assert!(!dir.read("r/referrals.csv").contains("recorded"), "the file itself confirms nothing");
    let rows: Vec<String> =
        review.lines().map(|line| line.split(',').take(4).collect::<Vec<_>>().join(",")).collect();
    let dir = dir.file("w/introductions.csv", rows.join("\n"));
    dir.tertius(["report", "w", "--out", "r", "--as-of", "2024-07-31", "--quiet"]).exits(0);
    let referrals = dir.read("r/referrals.csv");
    assert_eq!(referrals.matches(",recorded,").count(), 2, "{referrals}");
    assert_eq!(dir.read("r/introductions-to-review.csv").lines().count(), 1);
}

#[test]
fn no_infer_takes_nothing_from_what_people_wrote() {
    let dir = world(&thread(), &[]);
    for command in [&["--no-infer"][..], &[]] {
        if command.is_empty() {
            std::fs::write(dir.path("w/tertius.toml"), "[inference]\nenabled = false\n").unwrap();
        }
        let args = ["report", "w", "--out", "r", "--as-of", "2024-07-31", "--quiet"];
        dir.tertius(args.iter().chain(command)).exits(0);
        assert_eq!(dir.read("r/referrals.csv").lines().count(), 1);
        assert_eq!(dir.read("r/introductions-to-review.csv").lines().count(), 1);
    }
}

#[test]
fn no_text_of_a_message_is_in_any_report() {
    let dir = world(&thread(), &[]);
    dir.tertius(["report", "w", "--out", "r", "--as-of", "2024-07-31", "--quiet"]).exits(0);
    for (name, bytes) in dir.files("r") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("should talk") && !text.contains("suggested I write"), "{name}");
    }
}

/// Of two who have the name, the one whom the seeker is in touch with is meant; of two alike, neither.
#[test]
fn namesakes_are_told_apart_or_asked_about() {
    let refer = row(3, "Kit Marlowe", &["Cy Young"], "2024-04-01", "Hi Cy, Ana suggested I write to you.");
    let hello = |n: u32, who: &str| row(n, who, &["Kit Marlowe"], "2024-03-20", "Good morning");
    let connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
        Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,,,01 Jan 2020\nAna,Melo,https://www.linkedin.com/in/ana-melo,,,,01 Jan 2020\n";
    let one = told(&world(&[refer.clone(), hello(1, "Ana Melo")], &[("Connections.csv", connections)]));
    assert_eq!(one.len(), 1, "{one:?}");
    assert!(one[0].starts_with("in/ana-melo in/cy-young"), "{one:?}");
    let both = [refer, hello(1, "Ana Melo"), hello(2, "Ana Ruiz")];
    let (_, found) = network(&world(&both, &[("Connections.csv", connections)]), "2024-07-31");
    assert!(found.edges.is_empty(), "never a guess across namesakes");
    assert_eq!(found.inferred.candidates.len(), 2, "both are asked about");
}

/// In a language without cues, who wrote to whom, and who then was in touch, makes a question, no edge.
#[test]
fn a_thread_in_an_unknown_language_is_a_question() {
    let confidence = |text: &str| {
        let mut rows = thread()[..2].to_vec();
        rows.push(row(2, "Ana Ruiz", &["Kit Marlowe", "Bo Lind"], "2024-03-01", text));
        rows.push(row(3, "Kit Marlowe", &["Bo Lind"], "2024-03-03", "Hei Bo"));
        let (_, found) = network(&world(&rows, &[]), "2024-07-31");
        assert_eq!(found.inferred.candidates.len(), 1);
        found.inferred.candidates[0].confidence
    };
    let unknown = confidence("Kit, tässä on Bo. Bo, Kit etsii neuvoja.");
    assert!(unknown > 0.3 && unknown < confidence("Kit, this is Bo. You two should talk."));
}

#[test]
fn greetings_and_logistics_say_nothing() {
    let texts = [
        "Hi Ana, good morning! How are you?",
        "Merci beaucoup, à bientôt !",
        "Great to meet you at the meetup yesterday.",
        "thanks for connecting!",
        "1) intro call\n2) take-home\n3) panel",
        "Nice to meet you, Bo",
        "¿Te va bien el jueves?",
        "I'd like to introduce myself: I am Bo, a planner.",
        "We introduced a new product, shall I show you?",
        "Meet me at the door at 5",
        "Passt dir Dienstag um 15 Uhr?",
        "Happy birthday, Cy!",
        "Vielen Dank und schöne Grüße",
        "Ci vediamo alle 17 davanti all'ingresso",
        "Tot morgen bij de ingang",
        "Nos vemos en la puerta a las 5",
    ];
    let people = ["Ana Ruiz", "Bo Lind", "Cy Young", "Di Moss", "Ana Melo"];
    let mut rows = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        for (m, who) in people.iter().enumerate() {
            let day = format!("2024-{:02}-{:02}", 1 + n % 6, 1 + (n * 5 + m) % 28);
            let thread = (n * 10 + m) as u32;
            rows.push(row(thread, who, &["Kit Marlowe"], &day, text));
            rows.push(row(thread, "Kit Marlowe", &[who], &day, text));
            let other = people[(m + 1) % people.len()];
            rows.push(row(1000 + thread, who, &["Kit Marlowe", other], &day, text));
        }
    }
    let (_, found) = network(&world(&rows, &[]), "2024-07-31");
    assert!(found.edges.is_empty(), "{:?}", found.inferred.candidates);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_rows_and_the_names_of_files_decide_nothing(
        mut rows in Just(thread()).prop_shuffle(),
        name in "[a-z]{1,8}",
    ) {
        let expect = told(&world(&thread(), &[]));
        prop_assert_eq!(&told(&world(&rows, &[])), &expect);
        let late = rows.split_off(3);
        let dir = Sandbox::new()
            .file(&format!("w/{name}.csv"), format!("{HEADER}\n{}\n", rows.join("\n")))
            .file("w/more.csv", format!("{HEADER}\n{}\n", late.join("\n")))
            .file("w/Profile.csv", "First Name,Last Name,Headline\nKit,Marlowe,Planner\n");
        prop_assert_eq!(told(&dir), expect);
    }

    #[test]
    fn damaged_text_breaks_nothing(nth in 0usize..400, cut in 0usize..200, junk in "\\PC{0,12}", at in 0usize..200) {
        let all = cases();
        let mut case = all[nth % all.len()].clone();
        let chars: Vec<char> = case.text.chars().collect();
        let (at, cut) = (at % (chars.len() + 1), cut % (chars.len() + 1));
        let kept: String = chars[..cut].iter().collect();
        let behind: String = chars[at..].iter().collect();
        case.text = format!("{kept}{junk}{behind}");
        if case.who == 'Q' && !case.text.contains(" || ") {
            case.text += " || ";
        }
        network(&workspace(&case), "2024-07-31");
    }
}

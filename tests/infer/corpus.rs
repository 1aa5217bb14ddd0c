//! The threads, and how many of them are told right.

use crate::common::Sandbox;
use std::collections::BTreeMap;
use std::fmt::Write;
use tertius::day::Day;
use tertius::import::{self, ReadOptions};
use tertius::network::Network;
use tertius::people::{self, People, PersonId};

/// One thread.
#[derive(Clone, Debug)]
pub struct Case {
    pub file: &'static str,
    pub line: usize,
    pub language: String,
    pub introducer: String,
    pub introduced: String,
    pub is_introduction: bool,
    pub who: char,
    pub text: String,
}

const FILES: [(&str, &str); 6] = [
    ("first.txt", include_str!("first.txt")),
    ("second.txt", include_str!("second.txt")),
    ("third.txt", include_str!("third.txt")),
    ("fourth.txt", include_str!("fourth.txt")),
    ("fifth.txt", include_str!("fifth.txt")),
    ("sixth.txt", include_str!("sixth.txt")),
];

pub fn cases() -> Vec<Case> {
    let mut found = Vec::new();
    for (file, text) in FILES {
        let (mut language, mut pair) = (String::new(), (String::new(), String::new()));
        for (at, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(rest) = line.strip_prefix('[') {
                let (name, names) = rest.split_once("] ").unwrap();
                let (a, b) = names.split_once(" | ").unwrap();
                language = name.to_owned();
                pair = (a.to_owned(), b.to_owned());
                continue;
            }
            let mut chars = line.chars();
            let sign = chars.next().unwrap();
            let who = chars.nth(1).unwrap();
            assert!(
                matches!(sign, '+' | '-') && "><IJANGWSTQOVLDXRYKEHPMUZB".contains(who),
                "{file}:{}: {line}",
                at + 1
            );
            found.push(Case {
                file,
                line: at + 1,
                language: language.clone(),
                introducer: pair.0.clone(),
                introduced: pair.1.clone(),
                is_introduction: sign == '+',
                who,
                text: line[4..].trim().replace("\\n", "\n"),
            });
        }
    }
    found
}

fn slug(name: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'ã' => 'a',
        'é' | 'ê' | 'è' => 'e',
        'í' | 'ï' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        ' ' => '-',
        c => c,
    };
    name.to_lowercase().chars().map(plain).collect()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

const ME: &str = "Kit Marlowe";

/// A message: thread, sender, receivers, day of May 2024 and hour.
fn message(thread: &str, from: &str, to: &[&str], day: u32, hour: u32, text: &str) -> String {
    headed(thread, from, to, day, hour, ("", text))
}

/// The same, with a subject.
fn headed(
    thread: &str,
    from: &str,
    to: &[&str],
    day: u32,
    hour: u32,
    (subject, text): (&str, &str),
) -> String {
    let url = |name: &&str| format!("https://www.linkedin.com/in/{}", slug(name));
    let urls: Vec<String> = to.iter().map(url).collect();
    let (month, day) = if day > 31 { (6, day - 31) } else { (5, day) };
    format!(
        "{thread},,{from},{},{},{},2024-{month:02}-{day:02} {hour:02}:15:00 UTC,{},{},INBOX\n",
        url(&from),
        quoted(&to.join(",")),
        quoted(&urls.join(",")),
        quoted(subject),
        quoted(text)
    )
}

/// People besides the two, whom the seeker knows and exchanges greetings with.
const OTHERS: [&str; 8] = [
    "Carla Nunes",
    "Peter Vogt",
    "Sofie Maes",
    "Marta Rossi",
    "Jean Petit",
    "Olga Stein",
    "Nils Berg",
    "Paula Reyes",
];

/// The workspace of a case.
pub fn workspace(case: &Case) -> Sandbox {
    let (a, b) = (case.introducer.as_str(), case.introduced.as_str());
    let mut messages =
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n".to_owned();
    let mut connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n".to_owned();
    let mut connect = |name: &str, day: &str| {
        let (first, last) = name.split_once(' ').unwrap();
        writeln!(
            connections,
            "{first},{last},https://www.linkedin.com/in/{},,Acme,Planner,{day}",
            slug(name)
        )
        .unwrap();
    };
    connect(a, "12 Mar 2022");
    OTHERS.iter().for_each(|name| connect(name, "03 Feb 2021"));
    if matches!(case.who, 'A' | 'N' | 'O') && case.line.is_multiple_of(3) && case.who == 'A' {
        connect(b, "14 May 2024");
    }
    if case.who == 'N' {
        // Somebody of whom only a connection from long ago is known.
        connect(b, "07 Jul 2020");
    }
    if matches!(case.who, 'S' | 'L' | 'Y' | 'P') {
        connect(b, "07 Jul 2020");
    }
    if case.who == 'M' {
        connect(b, "07 Jul 2023");
    }
    if case.who == 'H' {
        connect(b, "11 May 2024");
    }
    messages += &message("a", ME, &[a], 1, 8, "Good morning!");
    messages += &message("a", a, &[ME], 1, 9, "Hello, how are things?");
    messages += &message("o", OTHERS[0], &[ME], 2, 9, "Happy birthday!");
    messages += &message("p", ME, &[OTHERS[1]], 2, 9, "Congratulations on the new role");
    let mut invitations =
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n".to_owned();
    let mut outreach = "date,person,kind,outcome,notes\n".to_owned();
    let mut interviews =
        "date,person,company,position,skills,advice,trends,openings,introduced,resources,notes\n".to_owned();
    let text = case.text.as_str();
    let hello = "Hello, would you have a moment this week?";
    match case.who {
        '>' | 'M' => messages += &message("b", ME, &[b], 10, 10, text),
        '<' => messages += &message("b", b, &[ME], 10, 10, text),
        'I' | 'J' => {
            let (from, to, direction) =
                if case.who == 'I' { (ME, b, "OUTGOING") } else { (b, ME, "INCOMING") };
            writeln!(
                invitations,
                "{from},{to},\"5/10/24, 9:35 AM\",{},{direction},https://www.linkedin.com/in/{},https://www.linkedin.com/in/{}",
                quoted(text),
                slug(from),
                slug(to)
            )
            .unwrap();
        }
        'A' => {
            messages += &message("a", a, &[ME], 10, 10, text);
            messages += &message("b", ME, &[b], 12, 10, hello);
        }
        'N' => messages += &message("a", a, &[ME], 10, 10, text),
        'G' => messages += &message("g", a, &[ME, b], 10, 10, text),
        'W' => messages += &message("g", b, &[ME, a], 10, 10, text),
        'S' => {
            messages += &message("b", b, &[ME], 2, 10, "Hello Kit, long time no see");
            messages += &message("g", ME, &[a, b], 10, 10, text);
        }
        'T' => {
            messages += &message("b", ME, &[b], 5, 10, hello);
            messages += &message("a", ME, &[a], 10, 10, text);
        }
        'Q' => {
            let (ask, answer) = text.split_once(" || ").unwrap();
            messages += &message("a", ME, &[a], 10, 10, ask);
            messages += &message("a", a, &[ME], 11, 10, answer);
            messages += &message("b", ME, &[b], 13, 10, hello);
        }
        // An offer, and what the seeker answers; or what she writes to the one named.
        'D' | 'X' => {
            let (offer, answer) = text.split_once(" || ").unwrap();
            messages += &message("a", a, &[ME], 10, 10, offer);
            messages += &match case.who {
                'D' => message("a", ME, &[a], 11, 10, answer) + &message("b", ME, &[b], 32, 10, hello),
                _ => message("b", ME, &[b], 20, 10, answer),
            };
        }
        // The seeker writes without a word of anybody; the answer says who it was, or she does later.
        'R' => {
            messages += &message("b", ME, &[b], 10, 10, hello);
            messages += &message("b", b, &[ME], 11, 10, text);
        }
        'K' => messages += &headed("b", ME, &[b], 10, 10, text.split_once(" || ").unwrap()),
        'E' => {
            let (asked, answer) = text.split_once(" || ").unwrap();
            messages += &message("b", b, &[ME], 10, 10, asked);
            messages += &message("b", ME, &[b], 11, 10, answer);
        }
        'B' => {
            let (named, letter) = text.split_once(" || ").unwrap();
            messages += &message("a", a, &[ME], 10, 10, named);
            messages += &message("b", b, &[ME], 19, 10, letter);
        }
        // One of the two asks who sent the other, who answers: the seeker, or Bo.
        'U' | 'Z' => {
            let (asked, answer) = text.split_once(" || ").unwrap();
            let (one, two) = if case.who == 'U' { (ME, b) } else { (b, ME) };
            messages += &message("b", one, &[two], 10, 10, hello);
            messages += &message("b", two, &[one], 11, 10, asked);
            messages += &message("b", one, &[two], 12, 10, answer);
        }
        'H' | 'P' => {
            messages += &message("g", a, &[ME, b], 10, 10, text);
            messages += &message("g", b, &[ME, a], 10, 12, "Ha! Kit, Friday?");
            messages += &message("g", ME, &[a, b], 11, 9, "Friday!");
        }
        // The seeker brings two contacts together, and one of them answers.
        'Y' => {
            let (opening, answer) = text.split_once(" || ").unwrap();
            messages += &message("g", ME, &[a, b], 10, 10, opening);
            messages += &message("g", b, &[ME, a], 11, 10, answer);
        }
        'O' => writeln!(outreach, "2024-05-10,{b},request,pending,{}", quoted(text)).unwrap(),
        'V' => {
            writeln!(interviews, "2024-05-10,{a},,,,,,,,,{}", quoted(text)).unwrap();
            messages += &message("b", ME, &[b], 12, 10, hello);
        }
        'L' => {
            messages = messages.replace("2024-05-01", "2022-05-01");
            messages +=
                &message("b", b, &[ME], 3, 10, "Hello Kit, all well?").replace("2024-05-03", "2022-05-03");
            messages +=
                &message("b", ME, &[b], 4, 10, "Very well, and you?").replace("2024-05-04", "2022-05-04");
            messages += &message("b", ME, &[b], 10, 10, text);
        }
        _ => unreachable!(),
    }
    Sandbox::new()
        .file("w/messages.csv", messages)
        .file("w/Connections.csv", connections)
        .file("w/Invitations.csv", invitations)
        .file("w/outreach.csv", outreach)
        .file("w/interviews.csv", interviews)
        .file("w/Profile.csv", "First Name,Last Name,Headline\nKit,Marlowe,Planner\n")
}

/// The people and the network of a workspace.
pub fn network(dir: &Sandbox, as_of: &str) -> (People, Network) {
    let as_of: Day = as_of.parse().unwrap();
    let workspace = import::read_workspace(&dir.path("w"), &ReadOptions::default()).unwrap();
    let (people, _) = people::resolve(&workspace, None);
    let (network, _) = Network::build(&workspace, &people, as_of);
    (people, network)
}

/// Who it is: by address, or by name where only the outreach list knows of them.
fn keyed(people: &People, id: PersonId) -> String {
    let person = people.get(id);
    person.slug().map_or_else(|| slug(&person.name), |slug| slug.trim_start_matches("in/").to_owned())
}

/// How a set of cases was told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub right: usize,
    pub wrong: usize,
    pub missed: usize,
}

impl Score {
    pub fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }
    pub fn recall(self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }
    fn line(self) -> String {
        let (precision, recall) = (self.precision(), self.recall());
        format!(
            "precision {precision:.3} recall {recall:.3} ({} right, {} wrong, {} missed)",
            self.right, self.wrong, self.missed
        )
    }
}

/// Tells every case, and says by file and language how many were right.
fn scored() -> (BTreeMap<String, Score>, Vec<(f64, bool)>, String) {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut calibration = Vec::new();
    let mut odd = String::new();
    for case in cases() {
        let dir = workspace(&case);
        let (people, network) = network(&dir, "2024-07-31");
        let is_right = |a: PersonId, b: PersonId| {
            case.is_introduction
                && keyed(&people, a) == slug(&case.introducer)
                && keyed(&people, b) == slug(&case.introduced)
        };
        for found in &network.inferred.candidates {
            calibration.push((found.confidence, is_right(found.introducer, found.introduced)));
        }
        let right = network.edges.iter().filter(|edge| is_right(edge.introducer, edge.introduced)).count();
        let wrong = network.edges.len() - right;
        let missed = usize::from(case.is_introduction && right == 0);
        for key in [
            "all".to_owned(),
            case.file.to_owned(),
            format!("{} {}", case.file, case.language),
            format!("all {}", case.language),
        ] {
            let score = scores.entry(key).or_default();
            score.right += right;
            score.wrong += wrong;
            score.missed += missed;
        }
        if wrong + missed > 0 {
            let what = if wrong > 0 { "wrong " } else { "missed" };
            let sure = network
                .inferred
                .candidates
                .iter()
                .map(|it| format!(" {:.2}", it.confidence))
                .collect::<String>();
            writeln!(odd, "{}:{} {what}{sure}: {} {}", case.file, case.line, case.who, case.text).unwrap();
        }
    }
    (scores, calibration, odd)
}

/// `cargo test --test infer -- --nocapture` prints the figures, and every thread that was not told right.
#[test]
fn threads_are_told_right_in_every_language() {
    let (scores, calibration, odd) = scored();
    println!("{odd}");
    for (key, score) in &scores {
        println!("{key:<16} {}", score.line());
    }
    for (low, high) in [(0.25, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 1.01)] {
        let of: Vec<bool> = calibration
            .iter()
            .filter(|(sure, _)| *sure >= low && *sure < high)
            .map(|(_, right)| *right)
            .collect();
        let right = of.iter().filter(|right| **right).count();
        println!("confidence {low:.2} to {high:.2}: {right} of {} right", of.len());
    }
    let all = scores["all"];
    assert!(all.precision() >= 0.95 && all.recall() >= 0.85, "{}", all.line());
    for (key, score) in scores.iter().filter(|(key, _)| key.starts_with("all ")) {
        assert!(score.precision() >= 0.95 && score.recall() >= 0.85, "{key}: {}", score.line());
    }
}

//! How fast: reading against plain `csv`, then resolution, ranking and the whole report, on one seeker's exports.
//!
//! `cargo bench` makes the exports of 30,000 connections and 200,000 messages in a folder of its own, the same bytes
//! every time, and shows the best of some runs of each step; `cargo bench -- 1000 5000` makes others. Nothing is
//! asserted: how fast a machine is depends on what else it does, and ratios are what to look at. The line is
//! that reading takes at most three times what iterating over the byte records takes.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tertius::day::Day;
use tertius::import::{ReadOptions, Workspace, read_workspace};
use tertius::network::Network;
use tertius::report::tables::Top;
use tertius::settings::Settings;
use tertius::{people, pipeline, report};

fn main() {
    // cargo itself adds `--bench`.
    let mut sizes = std::env::args().skip(1).filter_map(|word| word.parse::<usize>().ok());
    let (n_connections, n_messages) = (sizes.next().unwrap_or(30_000), sizes.next().unwrap_or(200_000));
    let folder = Folder::new();
    let connections = folder.write("Connections.csv", &connections(n_connections));
    let messages = folder.write("messages.csv", &messages(n_messages, n_connections.max(1)));
    println!("{n_connections} connections, {n_messages} messages");

    let read =
        |path: &Path| read_workspace(path, &ReadOptions::default()).expect("the file was just written");
    for (name, path) in [("Connections", &connections), ("messages", &messages)] {
        let size = std::fs::metadata(path).expect("the file was just written").len();
        let plain = best(|| plain_csv(path));
        let ours = best(|| read(path));
        let speed = size as f64 / 1e6 / ours.as_secs_f64();
        let ratio = ours.as_secs_f64() / plain.as_secs_f64();
        show(&format!("csv {name}"), plain, "");
        show(&format!("read {name}"), ours, &format!("{speed:.0} MB/s, {ratio:.2} times csv"));
    }

    let workspace = read(&folder.0);
    show("resolve", best(|| people::resolve(&workspace, None)), "");
    let (people, _) = people::resolve(&workspace, None);
    show("network", best(|| Network::build(&workspace, &people, AS_OF)), "");
    drop((workspace, people));
    let conclude = |workspace: Workspace| pipeline::conclude(workspace, Settings::default(), AS_OF);
    let read_and_rank = || conclude(read(&folder.0)).expect("a study can be made");
    show("read and rank", best(read_and_rank), "");
    let study = read_and_rank();
    let out = folder.0.join("reports");
    let write =
        || report::write::all(&study, &out, Top::First(50), |_| ()).expect("the folder can be written");
    show("write all reports", best(write), "");
}

/// The last day of the exports, 2026-06-30.
const AS_OF: Day = Day(20_634);

/// The shortest of five runs: whatever else the machine did can only have made the others longer.
fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    let times = (0..5).map(|_| {
        let start = Instant::now();
        let done = run();
        let took = start.elapsed();
        drop(done);
        took
    });
    times.min().unwrap_or_default()
}

fn show(step: &str, took: Duration, note: &str) {
    println!("{step:>20} {:>9.1} ms  {note}", took.as_secs_f64() * 1e3);
}

/// What everyone is measured against: byte records, looked at and forgotten.
fn plain_csv(path: &Path) -> usize {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(path)
        .expect("the file was just written");
    let mut record = csv::ByteRecord::new();
    let mut n_cells = 0;
    while reader.read_byte_record(&mut record).expect("the file was just written") {
        n_cells += record.len();
    }
    n_cells
}

/// A folder that goes when the bench does.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        let path = std::env::temp_dir().join(format!("tertius-bench-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder for the exports");
        Folder(path)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).expect("room for the exports");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be taken away lies among the temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Numbers without a pattern, the same in every run: a multiplicative congruential generator.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % n
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const GIVEN: [&str; 12] =
    ["Ottilie", "Zé", "Nadia", "Анна", "Jürgen", "Mira", "伟", "Per", "Inês", "سارة", "Ravi", "Tess"];
const STEMS: [&str; 12] =
    ["Brand", "Quin", "Lind", "Мороз", "Oak", "Verl", "李", "Ås", "Góve", "مصر", "Pat", "Dun"];
const ENDS: [&str; 10] = ["vold", "tão", "gaard", "ова", "by", "ier", "", "eth", "la", "wick"];
const TITLES: [&str; 8] = [
    "Software Engineer",
    "Head of Data",
    "Sr. Consultant, Supply Chain",
    "Customer Success Manager",
    "Product Designer",
    "VP Marketing",
    "Responsable RH",
    "Founder | Advisor",
];
const COMPANIES: [&str; 6] =
    ["Lumora", "Nordwind & Söhne", "Fernwick, Inc.", "Quillware", "Glimloop", "Paxbridge"];
const LINES: [&str; 5] = [
    "Thanks for taking the time on Tuesday, it helped a lot.",
    "Could you tell me more about the team, and about how you came to it?",
    "Let me check and get back to you.",
    "Sounds good \"in principle\", but I would rather wait until the spring.\nWhat do you think?",
    "Спасибо, договорились.",
];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The name and the address of the profile of the person with this number, as LinkedIn escapes it.
fn person(number: usize) -> (String, String, String) {
    let mut dice = Dice(number as u64);
    let given = dice.of(&GIVEN).to_owned();
    let family = format!("{}{}", dice.of(&STEMS), dice.of(&ENDS));
    let mut url = "https://www.linkedin.com/in/".to_owned();
    for byte in format!("{given}-{family}-{number:x}").to_lowercase().bytes() {
        let written = match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' => write!(url, "{}", byte as char),
            byte => write!(url, "%{byte:02X}"),
        };
        written.expect("text grows");
    }
    (given, family, url)
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn connections(n: usize) -> String {
    let mut dice = Dice(1);
    let mut text = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n".to_owned();
    for number in 1..=n {
        let (given, family, url) = person(number);
        let company = format!("{} {}", dice.of(&STEMS), dice.of(&COMPANIES));
        let (company, title) = (quoted(&company), quoted(dice.of(&TITLES)));
        let (day, month, year) = (1 + dice.below(28), dice.of(&MONTHS), 2012 + dice.below(14));
        let email = if dice.below(50) == 0 { format!("p{number}@example.org") } else { String::new() };
        writeln!(text, "{given},{family},{url},{email},{company},{title},{day:02} {month} {year}")
            .expect("text grows");
    }
    text
}

fn messages(n: usize, n_people: usize) -> String {
    let mut dice = Dice(2);
    let mut text =
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,\
                    SUBJECT,CONTENT,FOLDER\n"
            .to_owned();
    let (me, my_url) = ("Ines Moreau", "https://www.linkedin.com/in/ines-moreau");
    let mut left = n;
    for thread in 0.. {
        if left == 0 {
            break;
        }
        let (given, family, url) = person(1 + dice.below(n_people));
        let name = format!("{given} {family}");
        for nth in 0..left.min(1 + dice.below(12)) {
            let mine = dice.below(2) == 0;
            let (from, from_url, to, to_url) =
                if mine { (me, my_url, &*name, &*url) } else { (&*name, &*url, me, my_url) };
            let (year, month, day) = (2018 + thread % 8, 1 + dice.below(12), 1 + nth);
            let content: Vec<&str> = (0..1 + dice.below(4)).map(|_| dice.of(&LINES)).collect();
            let content = quoted(&content.join(" "));
            writeln!(
                text,
                "2-{thread:032x}==,,{from},{from_url},{to},{to_url},{year}-{month:02}-{day:02} 08:{:02}:{:02} UTC,,\
                 {content},INBOX",
                dice.below(60),
                dice.below(60)
            )
            .expect("text grows");
            left -= 1;
        }
    }
    text
}

//! What may not get out does not: contacts of members who do not share, and with pseudonyms any name at all. Every file
//! of a run is looked at, the parts of the workbook as well.

use crate::common::Sandbox;
use std::collections::BTreeSet;
use std::io::Read;

/// The text of every file that a run wrote; pictures are there as SVG, of which the PNG is drawn.
fn texts(dir: &Sandbox) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for (name, bytes) in dir.files("reports") {
        if name.ends_with(".png") {
            continue;
        }
        if name.ends_with(".parquet") {
            texts.push((name, crate::parquet::text(bytes)));
            continue;
        }
        if !name.ends_with(".xlsx") {
            texts.push((name, String::from_utf8(bytes).unwrap()));
            continue;
        }
        let mut book = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        for at in 0..book.len() {
            let mut part = book.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            texts.push((format!("{name}/{}", part.name().unwrap()), text));
        }
    }
    assert!(texts.len() > 25, "{}", texts.len());
    texts
}

/// The rows of a member's connections: first name, last name, slug, e-mail address, company.
fn contacts(dir: &Sandbox, folder: &str) -> Vec<[String; 5]> {
    let text = dir.read(&format!("c/{folder}/Connections.csv"));
    let rows = &text[text.find("First Name,").unwrap()..];
    let rows = crate::common::rows(rows.as_bytes()).split_off(1);
    let slug = |url: &str| url.rsplit('/').next().unwrap_or_default().to_owned();
    rows.into_iter()
        .map(|row| [row[0].clone(), row[1].clone(), slug(&row[2]), row[3].clone(), row[4].clone()])
        .collect()
}

const SHARING: [&str; 7] = ["amara", "bastien", "chiara", "khue", "farid", "greta", "ife"];
const SILENT: [&str; 4] = ["elena", "hamish", "jiyoon", "kamal"];

fn sample() -> Sandbox {
    let dir = Sandbox::new().sample("cohort", "c");
    // One export lies in an archive; here it is one folder like the others.
    let khue = dir.path("c/khue");
    if !khue.join("Connections.csv").exists() {
        for item in std::fs::read_dir(&khue).unwrap().map(Result::unwrap) {
            if item.path().extension().is_some_and(|kind| kind == "zip") {
                let mut zip = zip::ZipArchive::new(std::fs::File::open(item.path()).unwrap()).unwrap();
                for at in 0..zip.len() {
                    let mut entry = zip.by_index(at).unwrap();
                    let name = entry.name().unwrap().into_owned();
                    let mut bytes = Vec::new();
                    entry.read_to_end(&mut bytes).unwrap();
                    let name = name.rsplit('/').next().unwrap().to_owned();
                    if !name.is_empty() {
                        std::fs::write(khue.join(name), bytes).unwrap();
                    }
                }
                std::fs::remove_file(item.path()).unwrap();
            }
        }
    }
    dir
}

fn run(dir: &Sandbox, args: &[&str]) {
    let all = "cohort c --as-of 2026-06-30 --min-shared 1 --betweenness --min-cell 3 --format parquet";
    let all: Vec<&str> = all.split(' ').collect();
    dir.tertius(all.iter().chain(args)).exits(1);
}

#[test]
fn contacts_of_those_who_do_not_share_are_nowhere() {
    let dir = sample();
    run(&dir, &[]);
    // Whoever stands in a file of a member who shares may be named: perhaps under a name that two people have.
    let shared: String = SHARING
        .iter()
        .flat_map(|folder| dir.files(&format!("c/{folder}")))
        .map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    let members = dir.read("c/roster.csv");
    let mut looked_for = 0;
    let texts = texts(&dir);
    for [first, last, slug, email, _] in SILENT.iter().flat_map(|folder| contacts(&dir, folder)) {
        let name = format!("{first} {last}");
        let is_shared = shared.contains(&slug) || shared.contains(&name);
        if slug.is_empty() || is_shared || members.contains(last.trim()) {
            continue;
        }
        looked_for += 1;
        for (file, text) in &texts {
            for told in [&name, &slug, &email].into_iter().filter(|told| told.trim().len() > 4) {
                assert!(!text.contains(told.as_str()), "{file} tells of {told}");
            }
        }
    }
    assert!(looked_for > 20, "{looked_for}");
    // The same search finds those who are shared.
    let found = contacts(&dir, "amara")
        .iter()
        .filter(|[.., slug, _, _]| texts.iter().any(|(_, text)| text.contains(slug.as_str())))
        .count();
    assert!(found > 3, "{found}");
}

#[test]
fn pseudonyms_leave_no_name_at_all() {
    let dir = sample().file("key", "an invented secret of the advisor\n");
    run(&dir, &["--pseudonyms", "key"]);
    let texts = texts(&dir);
    let mut words: BTreeSet<String> = BTreeSet::new();
    for folder in SHARING.iter().chain(&SILENT) {
        for [first, last, slug, email, company] in contacts(&dir, folder) {
            words.extend([format!("{first} {last}"), slug, email, company]);
        }
    }
    for row in crate::common::rows(dir.read("c/roster.csv").as_bytes()).split_off(1) {
        words.extend(row[..2].to_vec());
    }
    words.retain(|word| word.trim().chars().count() > 3);
    assert!(words.len() > 200, "{}", words.len());
    for (file, text) in &texts {
        for word in &words {
            // A folder may be called like a word of the page; names stand by themselves.
            let is_there = text.match_indices(word.as_str()).any(|(at, _)| {
                let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
                !letter(text[..at].chars().next_back()) && !letter(text[at + word.len()..].chars().next())
            });
            assert!(!is_there, "{file} tells of {word}");
        }
    }
}

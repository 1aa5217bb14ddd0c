//! Messages in every shape.

use super::dress::{dress, written};
use super::{FIRSTS, LASTS, ME, check_counts};
use crate::changes::Numbers;
use std::collections::BTreeMap;
use tertius::import::read_bytes;

/// What a message is, for the count.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Plain,
    Group,
    Draft,
    Sponsored,
    Closed,
    Advertisement,
}

/// One message, as every variant writes it.
struct Letter {
    thread: usize,
    sort: Sort,
    sent: bool,
    other: usize,
    second: u32,
}

/// The headers M0 to M7, of which the last quotes every cell; then one translated, and none.
const MESSAGES: [&str; 9] = [
    "From,To,Date,Subject,Content,Direction,Folder",
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER",
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER",
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,IS MESSAGE DRAFT",
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,IS MESSAGE DRAFT,IS CONVERSATION DRAFT",
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS",
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT",
    "KONVERSATION,TITEL,VON,PROFIL VON,AN,PROFILE AN,DATUM,BETREFF,INHALT,ORDNER,ANHANG,ENTWURF",
    "",
];

#[test]
fn messages_in_every_shape() {
    let mut numbers = Numbers(0xF00D);
    for round in 0..180 {
        let wide = numbers.below(2) == 0;
        let which = round % MESSAGES.len();
        let dress = dress(&mut numbers, wide);
        let n = 30 + numbers.below(20);
        let letters: Vec<Letter> = (0..n)
            .map(|at| Letter {
                thread: at / 4,
                sort: [
                    Sort::Plain,
                    Sort::Plain,
                    Sort::Plain,
                    Sort::Group,
                    Sort::Draft,
                    Sort::Sponsored,
                    Sort::Closed,
                    Sort::Advertisement,
                ][if at < 4 { 0 } else { numbers.below(8) }],
                sent: at % 3 == 0,
                other: at / 4,
                second: at as u32,
            })
            .collect();
        // The name above the columns of a list without a header is the one that LinkedIn would give.
        let columns: Vec<&str> = MESSAGES[which.min(6)].split(',').collect();
        let is_2018 = which == 0;
        let has_flag = columns.contains(&"IS MESSAGE DRAFT");
        // Each quote and line break in a body is LinkedIn's own since 2026; before, bodies are one line.
        let body = |at: u32| match at % 4 {
            0 => "Hi Kit,  thanks; the \"intro\" helped".to_owned(),
            1 => String::new(),
            2 if dress.quote_all && dress.end == "\n" => format!("Line one, {at}\nline two"),
            _ => format!("Friday, {at}? a\u{20}b"),
        };
        let row = |letter: &Letter| -> Vec<String> {
            let name = |at: usize| format!("{} {}", FIRSTS[at % FIRSTS.len()], LASTS[at % LASTS.len()]);
            let url = |at: usize| format!("https://www.linkedin.com/in/person-{at}");
            let me = ("Kit Marlowe-Ray".to_owned(), ME.to_owned());
            let other = match letter.sort {
                Sort::Closed => ("LinkedIn Member".to_owned(), String::new()),
                Sort::Advertisement | Sort::Sponsored => ("Glimt Academy".to_owned(), String::new()),
                _ => (name(letter.other), url(letter.other)),
            };
            let sent = letter.sent && matches!(letter.sort, Sort::Plain | Sort::Group | Sort::Draft);
            let (from, mut to) = if sent { (me, other) } else { (other, me) };
            if letter.sort == Sort::Group {
                to = (
                    format!("{},{}", to.0, name(letter.other + 1)),
                    format!("{},{}", to.1, url(letter.other + 1)),
                );
            }
            let content = match letter.sort {
                Sort::Sponsored => "<p class=\"spinmail-quill-editor__spin-break\">Learn</p>".to_owned(),
                _ => body(letter.second),
            };
            columns
                .iter()
                .map(|column| match column.to_ascii_uppercase().as_str() {
                    "CONVERSATION ID" => format!("2-QUJDREVGMTIzNA{:04}==", letter.thread),
                    "FROM" => from.0.clone(),
                    "SENDER PROFILE URL" => from.1.clone(),
                    "TO" => to.0.clone(),
                    "RECIPIENT PROFILE URLS" => to.1.clone(),
                    "DATE" if is_2018 => format!(
                        "10/{}/18, {}:{:02} PM",
                        13 + letter.second % 15,
                        1 + letter.second % 11,
                        letter.second % 60
                    ),
                    "DATE" => {
                        format!("2025-03-{:02} 08:41:{:02} UTC", 1 + letter.second % 28, letter.second % 60)
                    }
                    "CONTENT" => content.clone(),
                    "DIRECTION" => if sent { "OUTGOING" } else { "INCOMING" }.to_owned(),
                    "FOLDER" => if is_2018 && sent { "SENT" } else { "INBOX" }.to_owned(),
                    "IS MESSAGE DRAFT" if letter.sort == Sort::Draft => "Yes".to_owned(),
                    "IS MESSAGE DRAFT" | "IS CONVERSATION DRAFT" => "No".to_owned(),
                    _ => String::new(),
                })
                .collect()
        };
        let mut expect: BTreeMap<&'static str, u64> = BTreeMap::new();
        for letter in &letters {
            let what = match letter.sort {
                Sort::Draft if has_flag => "a draft",
                Sort::Sponsored => "an advertisement",
                Sort::Closed => "a member who hid the profile",
                Sort::Advertisement if !is_2018 => "an advertisement",
                _ => "imported",
            };
            *expect.entry(what).or_default() += 1;
        }
        let mut rows: Vec<Vec<String>> = Vec::new();
        if !MESSAGES[which].is_empty() {
            rows.push(MESSAGES[which].split(',').map(str::to_owned).collect());
        }
        rows.extend(letters.iter().map(row));
        if numbers.below(3) == 0 {
            // LinkedIn itself writes some rows twice; what is no letter is not looked at twice.
            let twice: Vec<_> =
                letters.iter().filter(|letter| letter.sort == Sort::Plain).take(3).map(row).collect();
            expect.insert("a repeated row", twice.len() as u64);
            rows.extend(twice);
        }
        let bytes = written(&rows, dress, "", false);
        let what = format!("round {round}: M{which}, {dress:?}");
        let read = read_bytes("x.csv", bytes);
        check_counts(&read, "messages", &expect, &what);
        assert_eq!(read.problems.len(), usize::from(which > 6), "{what}\n{:?}", read.problems);
        let n_groups = read.messages.iter().filter(|row| read.recipients_of(row).len() > 1).count();
        // Without the URLs of recipients, names in one cell cannot be told from one name with a comma.
        let groups = letters.iter().filter(|letter| letter.sort == Sort::Group).count();
        assert_eq!(n_groups, if columns.contains(&"RECIPIENT PROFILE URLS") { groups } else { 0 }, "{what}");
    }
}

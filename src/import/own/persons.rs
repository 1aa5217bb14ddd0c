//! Whom a cell of a list names: one person, several, the seeker herself, or nobody.
//!
//! In: the text of a cell. Out: a [`Named`]. People write `me` where nobody introduced them, `TBD` where nobody has yet,
//! `LinkedIn` where no person did, and two names where there is room for one. None of these is a person, and a person
//! made of them would stand in every report.
//! Never: who is meant, which [`crate::people`] finds out. A cell that could be a name is taken for one.

mod words;

use super::{footers, is_nothing};
use crate::import::date::{self, Order};
use crate::import::row::header_key;
use words::{IN_SENTENCES, NO_NAME, NOBODY, NONE, OWNER, TITLES, WHOSE};

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// Nothing.
    Nothing,
    /// The seeker herself.
    Owner,
    /// Something, and no person.
    Nobody,
    /// Several, and not where one ends and the next begins.
    Several,
    /// These, each by a profile URL, an address or a name.
    People(Vec<String>),
}

impl Named {
    /// What is wrong with a cell in which a person was to be named, and what to do; `None` where nothing is.
    pub fn problem(&self) -> Option<(&'static str, &'static str)> {
        match self {
            Named::Nothing | Named::People(_) => None,
            Named::Owner => Some((
                "the seeker herself",
                "name the other person; of what you did without anybody's help there is nothing to record here",
            )),
            Named::Nobody => Some((
                "not a person",
                "name a person, by profile URL, e-mail address or name, or leave the cell empty",
            )),
            Named::Several => Some((
                "several people, who cannot be told apart",
                "put `;` between them, each with the full name",
            )),
        }
    }
}

/// What stands between two people, and whether it can stand in a name as well: `José Ortega y Gasset`.
const BETWEEN: &[(&str, bool)] = &[
    (" and ", false),
    (" & ", false),
    (" + ", false),
    (" und ", true),
    (" et ", true),
    (" y ", true),
    (" e ", true),
    (" en ", true),
    (" / ", true),
    (",", true),
];

/// More people than this are a list of guests.
const MOST: usize = 20;

/// Reads a cell.
///
/// # Complexity
/// **O(n)** for **n** characters.
pub fn read(cell: &str) -> Named {
    // Where a name would have a number in it, the sign between is part of something else, and the cell no list.
    if cell.split([';', '\n']).nth(1).is_some() && cell.split([';', '\n']).any(has_number) {
        return Named::People(vec![cell.trim().to_owned()]);
    }
    let mut people = Vec::new();
    let (mut has_owner, mut has_nobody) = (false, false);
    for piece in cell.split([';', '\n']).map(str::trim).filter(|piece| !is_nothing(piece)) {
        match one(piece) {
            Named::Nothing => {}
            Named::Owner => has_owner = true,
            Named::Nobody => has_nobody = true,
            Named::Several => return Named::Several,
            Named::People(found) => people.extend(found),
        }
    }
    match people.len() {
        0 if has_owner => Named::Owner,
        0 if has_nobody => Named::Nobody,
        0 => Named::Nothing,
        1..=MOST => Named::People(people),
        _ => Named::Several,
    }
}

/// Whether a cell names one person, as it stands.
pub fn is_one(cell: &str) -> bool {
    matches!(read(cell), Named::People(people) if matches!(&people[..], [one] if one == cell.trim()))
}

/// Whether a cell is a key of a report: `in/per-aasen`.
pub fn is_key(cell: &str) -> bool {
    ["in/", "name:", "mailto:"].iter().any(|start| cell.starts_with(start))
}

/// Whether a text that is no address has a number in it, outside of brackets.
fn has_number(text: &str) -> bool {
    let name = text.split(['(', '[']).map(|part| part.rsplit([')', ']']).next().unwrap_or(part));
    !text.contains(['@', '/', ':']) && name.flat_map(str::chars).any(|c| c.is_ascii_digit())
}

/// Whether a cell names more people than one.
pub fn are_several(cell: &str) -> bool {
    matches!(read(cell), Named::People(people) if people.len() > 1)
}

/// What stands between two semicolons.
fn one(piece: &str) -> Named {
    let whole = || Named::People(vec![piece.to_owned()]);
    if !piece.chars().any(char::is_alphanumeric) {
        return Named::Nothing;
    }
    // Addresses and keys name one person each, whatever stands in them.
    let is_address = |text: &str| text.contains('@') || text.contains("linkedin.") || text.contains("://");
    if is_address(piece) {
        let all: Vec<&str> = piece.split(',').map(str::trim).collect();
        return match all.len() > 1 && all.iter().all(|one| is_address(one) && !one.contains(' ')) {
            true => Named::People(all.into_iter().map(str::to_owned).collect()),
            false => whole(),
        };
    }
    if is_key(piece) {
        return whole();
    }
    let key = header_key(piece);
    if OWNER.contains(&&*key) {
        return Named::Owner;
    }
    if NONE.contains(&&*key) {
        return Named::Nothing;
    }
    // `will ask` and `x` are words beside a name.
    let is_mark = piece.len() == 1 || key.starts_with("willask");
    if is_mark || NOBODY.contains(&&*key) || TITLES.contains(&&*key) || is_sentence(piece) || is_figure(piece)
    {
        return Named::Nobody;
    }
    let (parts, is_certain) = parted(piece);
    if parts.len() < 2 {
        return whole();
    }
    if parts.iter().all(|part| is_full_name(part)) {
        return Named::People(parts.into_iter().map(str::to_owned).collect());
    }
    if is_certain { Named::Several } else { whole() }
}

/// Whether a text is a number, a day, or what a line of figures is called: nobody's name.
fn is_figure(text: &str) -> bool {
    footers::is_number(text)
        || footers::is_label(text)
        || text.contains(|c: char| c.is_numeric()) && date::day(text, Order::MonthFirst).is_ok()
        || is_count(text)
}

/// `Total interviews`: what is counted stands in small letters, and a name does not.
fn is_count(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_sure = |word: &str| {
        matches!(
            &*header_key(word),
            "total" | "totals" | "average" | "subtotal" | "gesamt" | "moyenne" | "promedio"
        )
    };
    words.next().is_some_and(is_sure)
        && words.clone().next().is_some()
        && words.all(|word| word.chars().all(|c| c.is_lowercase() || !c.is_alphabetic()))
}

/// Whether a text is a note and no name: `will think about it`. Of two words, a small one may be a short name.
fn is_sentence(text: &str) -> bool {
    let text = text.split(['(', ',']).next().unwrap_or(text);
    let mut words = text.split_whitespace();
    match words.clone().count() {
        0 | 1 => false,
        2 => words.next().is_some_and(|first| WHOSE.contains(&first)),
        _ => words.any(|word| IN_SENTENCES.contains(&word)),
    }
}

/// The parts of a text between what stands between people, and whether it can stand nowhere else. What is in brackets
/// is not looked at.
fn parted(text: &str) -> (Vec<&str>, bool) {
    let (mut parts, mut is_certain) = (Vec::new(), false);
    let (mut start, mut depth) = (0, 0);
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ' ' | ',' if depth == 0 && at >= skip_to => {
                let rest = &text[at..];
                let starts =
                    |word: &str| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
                if let Some((word, may_be_name)) = BETWEEN.iter().find(|(word, _)| starts(word)) {
                    parts.push(text[start..at].trim());
                    is_certain |= !may_be_name;
                    start = at + word.len();
                    skip_to = start;
                }
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    (parts, is_certain)
}

/// Whether a text can be nothing but a given and a family name: two to four words, great letters first where the script
/// has any, and none of them a word of firms, titles or degrees.
pub fn is_full_name(text: &str) -> bool {
    let text = text.split(['(', '[']).next().unwrap_or(text).trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_great = |word: &&str| word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let is_word = |word: &&str| {
        word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
            && !NO_NAME.contains(&&*header_key(word))
    };
    (2..=4).contains(&words.len())
        && words.iter().all(is_word)
        && words.first().is_some_and(is_great)
        && words.last().is_some_and(is_great)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(cell: &str, expect: &[&str]) {
        let expect: Vec<String> = expect.iter().map(|one| (*one).to_owned()).collect();
        assert_eq!(read(cell), Named::People(expect), "{cell}");
    }

    #[test]
    fn one_person_and_several() {
        for one in [
            "Per Aasen",
            "per aasen",
            "Aasen, Per",
            "José Ortega y Gasset",
            "Maria von und zu Trapp",
            "Will Smith",
            "Per Aasen (Fernwick & Sons)",
            "Tom Berg, Lumora",
            "Tom Berg, Lumora GmbH",
            "Tom Berg, Senior Buyer",
            "Ann Oduya, PhD",
            "李伟",
            "Ana Costa e Silva",
            "Io",
            "A. Person",
            "in/per-aasen",
            "per@example.org",
            "https://www.linkedin.com/in/me",
            "Me Nguyen",
            "Self Esteem",
            "name:ann oduya|lumora",
            "Ada of Lovelace",
            "jack ma",
            "kim jong un",
            "Total Nguyen",
            "Media Benali",
            "April May",
            "May 4",
            "李",
            "No Sang-hyun",
            "Anna 2",
            "Person McPherson",
        ] {
            let expect = if one == "Io" { Named::Owner } else { Named::People(vec![one.to_owned()]) };
            assert_eq!(read(one), expect, "{one}");
        }
        check("Per Aasen and Ann Oduya", &["Per Aasen", "Ann Oduya"]);
        check("Tom Berg, Eva Roth", &["Tom Berg", "Eva Roth"]);
        check("Tom Berg, Eva Roth & Li Wei", &["Tom Berg", "Eva Roth", "Li Wei"]);
        check("Tom Berg und Eva Roth", &["Tom Berg", "Eva Roth"]);
        check("Ana Ruiz y Eva Roth", &["Ana Ruiz", "Eva Roth"]);
        check("Ann Oduya; Zoe New (Lumora)", &["Ann Oduya", "Zoe New (Lumora)"]);
        check("a@example.org, b@example.org", &["a@example.org", "b@example.org"]);
        check("TBD; Ann Oduya", &["Ann Oduya"]);
        check("Zoe New (3M);in/per-2", &["Zoe New (3M)", "in/per-2"]);
        check("Mal[2J]0;owned31mory Same", &["Mal[2J]0;owned31mory Same"]);
    }

    #[test]
    fn nobody_and_the_seeker() {
        for me in ["me", "Self", "myself", "ich", "moi-même", "yo", "eu", "ikzelf", "ME!"] {
            assert_eq!(read(me), Named::Owner, "{me}");
        }
        for nobody in [
            "LinkedIn",
            "TBD",
            "t.b.d.",
            "will think about it",
            "nobody yet",
            "her boss",
            "mein Chef",
            "Niemand",
            "somebody she knows",
            "2",
            "50 %",
            "2024-01-04",
            "4 Jan 2024",
            "Total",
            "Summe:",
            "Total: 2",
            "Total interviews",
            "Average days to reply",
            "person",
            "Contact name",
            "Introduced",
            "Yes",
            "x",
            "later",
            "will ask",
            "promised two names",
            "alumni office",
        ] {
            assert_eq!(read(nobody), Named::Nobody, "{nobody}");
        }
        for nothing in ["", "-", "n/a", "none", "??", " ; ", "no", "Nein", "não"] {
            assert_eq!(read(nothing), Named::Nothing, "{nothing}");
        }
        for several in ["Ann and Per", "Fernwick & Sons", "Ann + Per Aasen"] {
            assert_eq!(read(several), Named::Several, "{several}");
        }
    }

    #[test]
    fn words_are_keys() {
        for words in [OWNER, NOBODY, NONE, NO_NAME, TITLES] {
            assert!(words.iter().all(|word| header_key(word) == *word));
        }
    }

    proptest! {
        #[test]
        fn no_cell_makes_it_panic(text in "\\PC{0,40}") {
            let _ = (read(&text), is_one(&text));
        }

        #[test]
        fn nobody_is_made_up(text in "[A-Za-z,&;() é]{0,40}") {
            if let Named::People(people) = read(&text) {
                prop_assert!(people.iter().all(|one| !one.is_empty() && text.contains(one.as_str())));
            }
        }
    }
}

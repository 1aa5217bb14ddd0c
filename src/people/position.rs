//! A position that is sought, possibly under several names: `Product Manager / Product Owner`, `UX/UI Designer`.
//!
//! In: the cell of a target list. Out: the names, each read as a title.
//! Never: the title of a person, in which `A / B` is one position with two sides.

use super::occupation::Occupation;
use super::title::{Seniority, Title};
use std::sync::Arc;

/// A position that is sought; any of its names will do.
#[derive(Clone, Debug, Default)]
pub struct Position {
    names: Vec<Name>,
}

/// One name of a position.
#[derive(Clone, Debug)]
struct Name {
    title: Arc<Title>,
    occupation: Option<Occupation>,
}

/// How well a title fits a position of the same occupation: a solicitor where a lawyer is sought. More than the same
/// function (0.6), and less than the words that were asked for.
const SAME_OCCUPATION: f64 = 0.8;

/// Ends of words for somebody who does something, in English, German and the Romance languages. `Chain` and `design` have
/// none of them, so `Supply Chain/Logistics Manager` is two sorts of manager.
const DOERS: [&str; 24] = [
    "er", "or", "ist", "ian", "ant", "eer", "yst", "man", "eur", "euse", "rice", "ista", "dor", "dora",
    "ière", "iere", "ive", "ead", "ect", "erin", "chef", "ente", "kraft", "leiterin",
];

/// Words for or, between names of a position.
const ORS: [&str; 6] = [" or ", " oder ", " ou ", " oppure ", " eller ", " lub "];

impl Position {
    /// Reads the position; `/`, `|`, `;`, line ends and words for or stand between names for it. A part that is no name by
    /// itself borrows the rest: `UX/UI Designer` is a UX designer or a UI designer, `Product Manager / Owner` a product
    /// owner. A feminine ending (`Leiter/in`) and what brackets say of the sexes are no names.
    ///
    /// # Complexity
    /// **O(n)** in the length of the cell.
    pub fn parse(position: &str) -> Position {
        let parts = parts_of(position);
        let mut written: Vec<String> = Vec::with_capacity(parts.len());
        for (at, part) in parts.iter().enumerate() {
            let rest = parts[at + 1..].iter().find(|part| is_name(part));
            let before = at.checked_sub(1).map(|before| &parts[before]);
            written.push(match (is_name(part), rest, before) {
                (false, Some(rest), _) => with_head_of(part, rest),
                (true, _, Some(before)) if is_bare(part) => with_field_of(part, before),
                _ => part.clone(),
            });
        }
        // All of it is a name as well: who writes `UX/UI Designer` in a profile is both.
        if written.len() > 1 && parts.iter().any(|part| !is_name(part)) {
            written.push(position.to_owned());
        }
        let names = written.iter().map(|name| {
            let title = Title::known(name);
            Name { occupation: title.occupation_of(name), title }
        });
        Position { names: names.filter(|name| !name.title.is_empty() || name.occupation.is_some()).collect() }
    }

    /// Whether every name asks for a level: a head, a junior.
    pub fn names_level(&self) -> bool {
        !self.names.is_empty() && self.names.iter().all(|name| name.title.seniority.is_some())
    }

    /// Returns how well a title, written like this, fits: the best of what the names give.
    ///
    /// # Returns
    /// * 1.0: every content word of the position is a word of the title, and the level, where the position names one, is at
    ///   most one step lower (a sales intern is no sales manager). A position that is a level alone wants that level.
    /// * 0.8: the same words, where a level is wanted and the title names none (a logistics engineer for a logistics
    ///   manager); or the taxonomy has both titles under one occupation, and no level is wanted or one within a step
    /// * 0.6: the same function, and no level wanted or one within a step of it
    /// * 0.3: the same function
    /// * 0.0: the title is understood and is something else
    /// * `None`: the title is empty or not understood, or the position is empty. Unknown is not 0.
    pub fn fit(&self, title: &Title, written: &str) -> Option<f64> {
        self.names.iter().filter_map(|name| name.fit(title, written)).max_by(f64::total_cmp)
    }
}

impl Name {
    fn fit(&self, title: &Title, written: &str) -> Option<f64> {
        let by_words = self.title.fit(title);
        if self.occupation.is_none() || by_words.is_some_and(|degree| degree >= SAME_OCCUPATION) {
            return by_words;
        }
        let level = |title: &Title| title.seniority.map(Seniority::level);
        let near =
            level(&self.title).is_none_or(|wanted| level(title).is_some_and(|is| wanted.abs_diff(is) <= 1));
        let same = near && title.occupation_of(written) == self.occupation;
        if same { Some(SAME_OCCUPATION) } else { by_words }
    }
}

/// The parts of a position between its separators, without what is no name.
fn parts_of(position: &str) -> Vec<String> {
    let mut text = String::with_capacity(position.len());
    let mut rest = position;
    // `(m/w/d)`, `(H/F)`.
    while let Some((before, behind)) = rest.split_once('(') {
        text.push_str(before);
        let Some((inside, behind)) = behind.split_once(')') else {
            rest = behind;
            continue;
        };
        if !inside.split(['/', '|']).all(|sex| sex.trim().chars().count() <= 2) {
            text.push_str(&format!("({inside})"));
        }
        rest = behind;
    }
    text.push_str(rest);
    for or in ORS {
        text = text.replace(or, "|");
    }
    let mut parts: Vec<String> = Vec::new();
    let mut glue = "";
    for part in text.split_inclusive(['/', '|', ';', '\n', '｜', '／']) {
        let (part, next) = match part.strip_suffix('/') {
            Some(part) => (part, "/"),
            None => (part.trim_end_matches(['|', ';', '\n', '｜', '／']), ""),
        };
        match parts.last_mut() {
            Some(last) if glue == "/" && (is_ending(part, last) || is_letter_of_a_word(part, last)) => {
                last.push('/');
                last.push_str(part);
            }
            _ => parts.push(part.to_owned()),
        }
        glue = next;
    }
    let parts = parts.into_iter().map(|part| part.trim().to_owned());
    parts.filter(|part| part.chars().any(char::is_alphanumeric)).collect()
}

/// Whether what follows a slash is a feminine ending: `Leiter/in`, `Chargé/e`, `Directeur/trice`.
fn is_ending(part: &str, before: &str) -> bool {
    let first = part.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default();
    let stem = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_small = first.chars().all(|c| c.is_lowercase() || c == '-') && !first.is_empty();
    let endings = ["in", "innen", "e", "a", "ne", "euse", "trice", "rice", "ère", "ora", "esse", "ra"];
    is_small && stem.chars().count() > 3 && endings.contains(&first.trim_start_matches('-'))
}

/// Whether the slash stands inside a word of letters: `A/B Testing`, `I/O`.
fn is_letter_of_a_word(part: &str, before: &str) -> bool {
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let first = part.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    last.chars().count() == 1 && first.chars().count() == 1
}

fn words(part: &str) -> Vec<&str> {
    part.split_whitespace().collect()
}

/// Whether a part can stand as a name: it names somebody, and not a field of work alone.
fn is_name(part: &str) -> bool {
    let title = Title::known(part);
    let all = words(part);
    let is_doer = |word: &&str| {
        let word = word.to_lowercase();
        word.chars().count() > 3 && DOERS.iter().any(|end| word.ends_with(end))
    };
    title.seniority.is_some_and(|level| level >= Seniority::Lead || all.len() == 1)
        || title.function.is_none()
        || !part.is_ascii() && !part.contains(|c: char| c.is_ascii_alphabetic())
        || title.occupation_of(part).is_some()
        || all.first().is_some_and(is_doer)
        || all.last().is_some_and(is_doer)
}

/// Whether a name is one word that says what somebody is and not of what: `Owner`, `Engineer`, `Director`.
fn is_bare(part: &str) -> bool {
    const BARE: [&str; 14] = [
        "owner",
        "engineer",
        "manager",
        "director",
        "lead",
        "specialist",
        "analyst",
        "consultant",
        "coordinator",
        "officer",
        "executive",
        "associate",
        "assistant",
        "head",
    ];
    BARE.contains(&part.to_lowercase().as_str())
}

/// `UX` and `UI Designer`: `UX Designer`.
fn with_head_of(part: &str, name: &str) -> String {
    match words(name).as_slice() {
        [_, .., last] => format!("{part} {last}"),
        _ => part.to_owned(),
    }
}

/// `Owner` behind `Product Manager`: `Product Owner`.
fn with_field_of(part: &str, before: &str) -> String {
    match words(before).as_slice() {
        [field @ .., _] if !field.is_empty() => format!("{} {part}", field.join(" ")),
        _ => part.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(position: &str, title: &str) -> Option<f64> {
        Position::parse(position).fit(&Title::parse(title), title)
    }

    #[test]
    fn any_name_of_a_position_will_do() {
        for (position, title) in [
            ("Product Manager / Product Owner", "Product Owner"),
            ("Product Manager / Product Owner", "Product Manager"),
            ("Product Manager/Product Owner", "Product Owner at Lumora"),
            ("Product Manager / Owner", "Product Owner"),
            ("Data Analyst / Data Engineer", "Data Engineer"),
            ("Data Analyst or Data Engineer", "Senior Data Engineer"),
            ("Data Analyst; Data Engineer", "Data Analyst"),
            ("Data Analyst / Engineer", "Data Engineer"),
            ("Data or Business Analyst", "Data Analyst"),
            ("UX/UI Designer", "UX Designer"),
            ("UX/UI Designer", "UI Designer"),
            ("UX / UI Designer", "UX/UI Designer"),
            ("HR/People Manager", "HR Manager"),
            ("Supply Chain/Logistics Manager", "Supply Chain Manager"),
            ("Sales/Marketing Manager", "Sales Manager"),
            ("Beekeeper/Gardener", "Gardener"),
            ("Einkäufer oder Disponent", "Disponentin Einkauf, Einkäufer"),
            ("Chef de projet ou consultant", "Chef de projet"),
            ("Leiter/in Einkauf (m/w/d)", "Leiterin Einkauf"),
            ("Chargé/e de communication", "Chargé de communication"),
            ("Buyer (m/f/d)", "Buyer"),
            ("A/B Testing Manager", "A/B Testing Manager"),
        ] {
            assert_eq!(fit(position, title), Some(1.0), "{position:?} and {title:?}");
        }
    }

    #[test]
    fn a_part_that_is_no_name_is_not_wanted_by_itself() {
        for (position, title) in [
            ("UX/UI Designer", "UX Researcher"),
            ("HR/People Manager", "HR Assistant"),
            ("Supply Chain/Logistics Manager", "Supply Chain Intern"),
            ("Sales/Marketing Manager", "Sales Intern"),
            ("Product Manager / Owner", "Owner, Café Lumora"),
            ("Data Analyst / Engineer", "Civil Engineer"),
            ("Leiter/in Einkauf", "Praktikant Einkauf"),
        ] {
            let degree = fit(position, title);
            assert!(degree.is_none_or(|degree| degree < 1.0), "{position:?} and {title:?}: {degree:?}");
        }
        assert_eq!(fit("", "Nurse"), None);
        assert_eq!(fit(" / ", "Nurse"), None);
    }

    #[test]
    fn a_level_is_asked_for_where_every_name_has_one() {
        assert!(Position::parse("Sales Manager / Head of Sales").names_level());
        assert!(!Position::parse("Sales Manager / Realtor").names_level());
        assert!(!Position::parse("").names_level());
    }

    #[test]
    fn a_lawyer_is_found_under_another_name() {
        assert_eq!(fit("Florist / Lawyer", "Attorney"), Some(SAME_OCCUPATION));
        assert_eq!(fit("Lawyer", "Attorney"), Some(SAME_OCCUPATION));
    }
}

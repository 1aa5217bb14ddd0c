//! Refusals: who wrote to the seeker that it is a no, or that they want to hear no more.
//!
//! In: the letters that import kept, and when each person wrote last. Out: for a person, the last word if it is a refusal,
//! as a day and a place. Only what people wrote on the last day they wrote is read: whoever writes again has not closed the
//! door. The phrases are in `refusals.tsv`, seven languages, and few on purpose.
//! Invariant: no text leaves this module.

use super::history::{EventKind, History};
use crate::day::Day;
use crate::evidence::Place;
use crate::import::Workspace;
use crate::import::cues::Letters;
use crate::import::passages::{SUBJECT_END, Told};
use crate::people::{People, PersonId, Who};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A refusal in somebody's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// When.
    pub on: Day,
    /// Whether they want to hear no more, rather than that this is a no.
    pub for_good: bool,
    /// The row that says so.
    pub place: Place,
}

/// What is known of a phrase.
struct Phrase {
    for_good: bool,
    ends: bool,
}

/// All phrases, each between spaces, and the automaton that finds them in one pass over a letter.
static PHRASES: LazyLock<(Vec<Phrase>, AhoCorasick)> = LazyLock::new(|| {
    let lines =
        include_str!("refusals.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let phrase = |line: &str| {
        let mut cells = line.split('\t');
        let (_, kind, text) = (cells.next()?, cells.next()?, cells.next()?);
        let phrase = Phrase { for_good: kind == "peace", ends: text.ends_with('$') };
        Some((phrase, format!(" {} ", text.trim_end_matches('$').trim())))
    };
    let (phrases, texts): (Vec<Phrase>, Vec<String>) = lines.filter_map(phrase).unzip();
    let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(texts);
    let automaton = automaton.expect("a hundred and fifty short phrases are no large automaton");
    (phrases, automaton)
});

/// Words behind which a phrase is no refusal, in its sentence: it is thought of, and not said.
const CONDITIONS: [&str; 10] =
    ["if", "unless", "wenn", "falls", "si", "se", "als", "indien", "whether", "caso"];
/// Words right before a phrase that turn it round: `do not stop writing to me`.
const NEGATIONS: [&str; 7] = ["not", "t", "never", "dont", "nicht", "pas", "niet"];
/// Words behind a phrase that limit it: another time or another way is welcome.
const LIMITS: [&str; 26] = [
    "until", "till", "before", "by", "via", "on", "at", "through", "during", "unless", "while", "here",
    "vor", "bis", "avant", "par", "antes", "por", "hasta", "prima", "via", "voor", "tot", "per", "ate",
    "needed",
];

/// Words for no, behind which a comma does not count.
const NOS: [&str; 5] = [" no ", " nein ", " non ", " nao ", " nee "];

/// So much of a letter is read, in bytes: what refuses says so at once, and quotes stand below.
const MOST: usize = 1_500;

/// Reads letters; used again and again, so that no letter costs an allocation.
#[derive(Default)]
struct Reader {
    letters: Letters,
    /// The letter in small words without accents, one space around each; `.` ends a sentence, `,` a clause.
    text: String,
}

impl Reader {
    /// What a letter refuses: `Some(true)` to be written to at all.
    fn refusal_in(&mut self, letter: &str) -> Option<bool> {
        let letter = letter.rsplit(SUBJECT_END).next().unwrap_or(letter);
        self.fold(&letter[..letter.floor_char_boundary(MOST)]);
        let text = &self.text;
        let mut found = None;
        let (phrases, automaton) = &*PHRASES;
        for at in automaton.find_overlapping_iter(text) {
            let phrase = &phrases[at.pattern()];
            let sentence = text[..at.start()].rsplit('.').next().unwrap_or_default();
            let mut before = sentence.split([' ', ',']).rev().filter(|word| !word.is_empty());
            let next = text[at.end()..].split(' ').next().filter(|word| !word.is_empty()).unwrap_or(".");
            let is_turned = before.clone().take(2).any(|word| NEGATIONS.contains(&word));
            let is_thought = before.any(|word| CONDITIONS.contains(&word));
            let ends = matches!(next, "." | ",");
            if !is_turned && !is_thought && !LIMITS.contains(&next) && (ends || !phrase.ends) {
                found = found.max(Some(phrase.for_good));
            }
        }
        found
    }

    fn fold(&mut self, text: &str) {
        self.text.clear();
        self.text.push(' ');
        for c in text.chars() {
            match c {
                'a'..='z' | '0'..='9' => self.text.push(c),
                'A'..='Z' => self.text.push(c.to_ascii_lowercase()),
                _ => {
                    let letter = self.letters.of(c);
                    if letter.is_alphanumeric() {
                        self.letters.fold(c, &mut self.text);
                    } else if !letter.is_mark() {
                        self.part(c);
                    }
                }
            }
        }
        self.part('.');
    }

    /// Adds what stands between two words.
    fn part(&mut self, c: char) {
        let text = &mut self.text;
        if !text.ends_with(' ') {
            // People leave the apostrophe out.
            if text.ends_with(" dont") {
                text.insert(text.len() - 1, ' ');
            }
            text.push(' ');
        }
        match c {
            '.' | '!' | '?' | ';' | ':' | '\n' => text.push_str(". "),
            // They set the no apart or not.
            ',' | '–' | '—' | '(' | ')' if !NOS.iter().any(|no| text.ends_with(no)) => {
                text.push_str(", ")
            }
            _ => {}
        }
    }
}

/// Everyone whose last word to the seeker alone, up to a day, is a refusal.
///
/// # Complexity
/// **O(p + e + l)** for **p** people, **e** events and **l** letters, of which one or two of each person are read.
pub(super) fn read(
    workspace: &Workspace,
    people: &People,
    history: &History,
    as_of: Day,
) -> BTreeMap<PersonId, Refusal> {
    let mut found: BTreeMap<PersonId, Refusal> = BTreeMap::new();
    if workspace.passages.is_empty() {
        return found;
    }
    let last = |id: PersonId| {
        let events = history.until(id, as_of).iter().rev();
        events.clone().find(|event| event.kind == EventKind::MessageReceived).map(|event| event.day)
    };
    let last: Vec<Option<Day>> = people.ids().map(last).collect();
    let mut reader = Reader::default();
    for (told, text) in workspace.passages.iter() {
        let Told::Message(at) = told else { continue };
        let row = &workspace.messages[at as usize];
        let Who::Person(person) = people.who(row.from) else { continue };
        if last[person.index()] != Some(row.day()) || workspace.recipients_of(row).len() != 1 {
            continue;
        }
        if let Some(for_good) = reader.refusal_in(text) {
            let refusal = Refusal { on: row.day(), for_good, place: row.place };
            let known = found.entry(person).or_insert(refusal);
            // The stronger of two, and the first row that says it.
            if (refusal.for_good, std::cmp::Reverse(refusal.place))
                > (known.for_good, std::cmp::Reverse(known.place))
            {
                *known = refusal;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(letter: &str, expect: Option<bool>) {
        assert_eq!(Reader::default().refusal_in(letter), expect, "{letter}");
    }

    #[test]
    fn whoever_wants_to_be_left_in_peace_is_heard() {
        for letter in [
            "Sorry, no. Please do not contact me again.",
            "Sorry, I am not available for this. Please do not write again.",
            "Sorry Mira, I am not able to help at the moment, please do not contact me about this again.",
            "please stop.",
            "Please dont message me",
            "STOP CONTACTING ME!",
            "Bitte schreiben Sie mir nicht mehr.",
            "Ich bitte Sie, mich nicht mehr zu kontaktieren.",
            "Merci de ne plus me contacter.",
            "Arrêtez de m'écrire, s'il vous plaît.",
            "Por favor, no me escriba más.",
            "Não me contacte mais, obrigada.",
            "La prego, non mi scriva più.",
            "Gelieve mij niet meer te benaderen.",
            "Re: hello\u{1e}Leave me alone",
        ] {
            check(letter, Some(true));
        }
    }

    #[test]
    fn a_no_is_a_no() {
        for letter in [
            "I'm not interested, sorry.",
            "No, thank you",
            "No thank you!",
            "Thanks for asking, but I'll have to decline.",
            "Danke, aber ich habe kein Interesse.",
            "Nein danke.",
            "Non merci !",
            "Je ne suis pas intéressée.",
            "No, gracias.",
            "Não, obrigado.",
            "No, grazie",
            "Nee, bedankt.",
            "Ik ben niet geïnteresseerd.",
        ] {
            check(letter, Some(false));
        }
    }

    #[test]
    fn what_only_sounds_like_it_is_not() {
        for letter in [
            "Please do not hesitate to contact me.",
            "Please stop by my office!",
            "Please don't stop writing to me.",
            "If you are not interested, just say so.",
            "Do not contact me before Monday, I am away.",
            "Do not contact me by phone, I never pick up.",
            "I'm not interested in sales, but this sounds good.",
            "No problem, thanks! Happy to talk.",
            "No thanks needed.",
            "Sehr gern, kein Problem, danke!",
            "Non, merci de votre message, avec plaisir",
            "",
        ] {
            check(letter, None);
        }
    }

    #[test]
    fn every_line_of_the_file_is_a_phrase() {
        let lines =
            include_str!("refusals.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines.clone() {
            let cells: Vec<&str> = line.split('\t').collect();
            let [language, kind, phrase] = cells[..] else { panic!("{line}") };
            assert!(["en", "de", "fr", "es", "pt", "it", "nl"].contains(&language), "{line}");
            assert!(["peace", "no"].contains(&kind), "{line}");
            check(&format!("{}.", phrase.trim_end_matches('$')), Some(kind == "peace"));
        }
        assert_eq!(lines.count(), PHRASES.0.len());
    }
}

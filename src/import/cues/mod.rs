//! Cues: the phrases by which people tell that somebody introduced somebody, as data that a speaker can extend.
//!
//! In: one file a language (`en.tsv`, `fr.tsv`, ..., each explained at its head in `en.tsv`). Out: [`Cues`], parsed once a
//! process: patterns and lists of words for the network to match when it knows who is who.
//! Invariant: nothing here knows a person. A new language = a new file and its line in `FILES`.

mod fold;
mod pattern;

pub use fold::{Letter, Letters, folded};
pub use pattern::{Bits, Heads, Kind, Part, Pattern, Words, word_hash};

use crate::index::Index;
use std::sync::LazyLock;

/// The languages, in the order in which their files are read.
const FILES: [(&str, &str); 7] = [
    ("en", include_str!("en.tsv")),
    ("fr", include_str!("fr.tsv")),
    ("de", include_str!("de.tsv")),
    ("es", include_str!("es.tsv")),
    ("pt", include_str!("pt.tsv")),
    ("it", include_str!("it.tsv")),
    ("nl", include_str!("nl.tsv")),
];

/// All cues of all languages.
#[derive(Debug, Default)]
pub struct Cues {
    /// The patterns.
    pub patterns: Vec<Pattern>,
    /// Patterns by the hash of each word that they cannot do without.
    pub by_anchor: Index<u64, Vec<u32>>,
    /// The same for words of which only the beginning is given.
    pub by_start: Vec<(Box<str>, Vec<u32>)>,
    /// Which of these a word may begin with.
    pub heads: Heads,
    /// Words that turn a sentence round: `not`, `never`.
    pub negation: Words,
    /// Words that leave open whether: `if`, `unless`.
    pub condition: Words,
    /// Words of places, doors and clocks, which tell a meeting from an introduction.
    pub logistics: Words,
    /// Words of errands and days: who brings the key on Saturday. A thread of three with two of them arranges something.
    pub errand: Words,
    /// Pronouns for one third person.
    pub pronoun: Words,
    /// Pronouns for the one who reads: `you`.
    pub you: Words,
    /// What stands before a family name: `Mr`, `Frau`.
    pub title: Words,
    /// What joins two names: `and`.
    pub and: Words,
    /// Words by which an answer begins that is a no.
    pub no: Words,
    /// What stands before whoever something comes from: `by`, `from`.
    pub origin: Words,
    /// Words behind which a new thought begins: `but`.
    pub but: Words,
    /// Words that make of `not` no denial: `would not stop praising you`.
    pub stop: Words,
    /// Words of telling, giving and sending: near a name in a first message, they make it a source.
    pub source: Words,
    /// Words of getting in touch: near the name of a stranger, they make it advice.
    pub reach: Words,
    /// Words of what one saw, read or celebrated: a name near them is a mere mention.
    pub mere: Words,
    /// Words of public occasions: tickets, speakers, a programme. Whoever is named in such a letter is announced.
    pub event: Words,
    /// Words by which a first letter says how its writer found the reader: a stand, a talk, an advertisement, yesterday.
    pub way: Words,
    /// Words of thanks.
    pub gratitude: Words,
    /// Every word of every pattern, which stands for no name unless a whole name says so.
    pub known: Words,
    /// Words that begin a sentence in capitals and are nobody, though somebody may be called so.
    pub common: Words,
}

/// The cues, parsed at the first use. The files are part of the program, and a test parses them.
pub static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut cues = Cues::default();
    for (language, text) in FILES {
        if let Err(why) = cues.read(language, text) {
            // A file that is part of the program and cannot be read is caught by the test below; what could be read
            // of it is still of use.
            debug_assert!(false, "{why}");
        }
    }
    cues.finish();
    cues
});

impl Cues {
    /// Reads the file of a language.
    ///
    /// # Errors
    /// The first line that cannot be read, and why.
    pub fn read(&mut self, language: &str, text: &str) -> Result<(), String> {
        let mut defined = pattern::Defined::default();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let complain = |why: String| format!("{language}.tsv:{}: {why}", at + 1);
            let (kind, rest) = line.split_once('\t').ok_or_else(|| complain("no tab".to_owned()))?;
            let list = match kind {
                "def" => {
                    let (name, what) =
                        rest.split_once('\t').ok_or_else(|| complain("no second tab".to_owned()))?;
                    defined.add(name, what).map_err(complain)?;
                    continue;
                }
                "negation" => &mut self.negation,
                "condition" => &mut self.condition,
                "logistics" => &mut self.logistics,
                "errand" => &mut self.errand,
                "pronoun" => &mut self.pronoun,
                "you" => &mut self.you,
                "title" => &mut self.title,
                "and" => &mut self.and,
                "common" => &mut self.common,
                "stop" => &mut self.stop,
                "origin" => &mut self.origin,
                "no" => &mut self.no,
                "but" => &mut self.but,
                "source" => &mut self.source,
                "reach" => &mut self.reach,
                "mere" => &mut self.mere,
                "event" => &mut self.event,
                "way" => &mut self.way,
                "gratitude" => &mut self.gratitude,
                _ => {
                    let (kind, strength) =
                        Kind::parse(kind).ok_or_else(|| complain(format!("`{kind}` is no kind of line")))?;
                    let parsed = Pattern::parse_with(kind, strength, rest, &defined).map_err(complain)?;
                    self.patterns.push(parsed);
                    continue;
                }
            };
            rest.split_whitespace().for_each(|word| list.add(word));
        }
        Ok(())
    }

    /// Files the patterns under their anchors.
    pub fn finish(&mut self) {
        let mut starts: std::collections::BTreeMap<Box<str>, Vec<u32>> = std::collections::BTreeMap::new();
        for (at, pattern) in self.patterns.iter().enumerate() {
            for hash in pattern.anchor.hashes() {
                self.by_anchor.entry(*hash).or_default().push(at as u32);
            }
            for start in pattern.anchor.starts() {
                starts.entry(start.clone()).or_default().push(at as u32);
            }
        }
        self.by_start = starts.into_iter().collect();
        self.by_start.iter().for_each(|(start, _)| self.heads.add(start));
        for pattern in &self.patterns {
            pattern.add_words(&mut self.known);
        }
        self.known.sort();
        for list in [
            &mut self.negation,
            &mut self.condition,
            &mut self.logistics,
            &mut self.errand,
            &mut self.pronoun,
            &mut self.you,
            &mut self.title,
            &mut self.and,
            &mut self.common,
            &mut self.origin,
            &mut self.no,
            &mut self.but,
            &mut self.stop,
            &mut self.source,
            &mut self.reach,
            &mut self.mere,
            &mut self.event,
            &mut self.way,
            &mut self.gratitude,
        ] {
            list.sort();
        }
    }

    /// Whether a word is one of a pattern's, or stands for the reader.
    pub fn is_word(&self, hash: u64, word: &str) -> bool {
        self.known.has_long(hash, word) || self.you.has(hash, word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_whole() {
        let mut cues = Cues::default();
        for (language, text) in FILES {
            cues.read(language, text).unwrap();
        }
        assert!(cues.patterns.len() > 200, "{}", cues.patterns.len());
    }

    #[test]
    fn every_language_has_every_kind() {
        for (language, text) in FILES {
            let mut cues = Cues::default();
            cues.read(language, text).unwrap();
            for kind in Kind::ALL {
                assert!(
                    cues.patterns.iter().any(|pattern| pattern.kind == kind),
                    "{language} has no {kind:?}"
                );
            }
            assert!(!cues.negation.is_empty() && !cues.pronoun.is_empty(), "{language}");
        }
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        let error = Cues::default().read("xx", "refer\tNAME (told me\n").unwrap_err();
        assert!(error.starts_with("xx.tsv:1: "), "{error}");
        assert!(Cues::default().read("xx", "refre\tNAME told me\n").is_err());
        assert!(Cues::default().read("xx", "refer\tNAME {say} me\n").is_err());
    }
}

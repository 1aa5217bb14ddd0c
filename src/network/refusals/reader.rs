//! Reads a letter for a refusal, in its own words.
//!
//! In: the text of a letter. Out: whether it says no, or that its writer wants to hear no more.
//! Never: the words of others. What is quoted, thought of, asked back or limited (by a time, a way, a subject) is no refusal:
//! one too many loses a contact, one too few costs a message.

use crate::import::cues::Letters;
use crate::import::passages::SUBJECT_END;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::sync::LazyLock;

/// What is known of a phrase.
pub(super) struct Phrase {
    pub for_good: bool,
    /// The sentence, or the clause, must end behind it.
    ends: bool,
    /// The sentence must.
    ends_all: bool,
    /// What may stand behind it.
    follow: &'static str,
    /// A clause must begin with it, but for what people say before such a thing.
    begins: bool,
    /// It says no by itself; of others, a no anywhere in the clause before turns them round (`never stop writing to me`).
    is_negative: bool,
    /// Of a script without spaces.
    is_glued: bool,
}

/// All phrases, each between spaces where its script has them, and the automaton that finds them in one pass.
pub(super) static PHRASES: LazyLock<(Vec<Phrase>, AhoCorasick)> = LazyLock::new(|| {
    // One table of letters for all templates: it is large.
    let mut letters = Letters::default();
    let (phrases, texts): (Vec<Phrase>, Vec<String>) =
        lines().flat_map(|line| expanded(line, &mut letters)).unzip();
    let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(texts);
    (phrases, automaton.expect("some thousand short phrases are no large automaton"))
});

/// The lines of the file: language, kind and template.
pub(super) fn lines() -> impl Iterator<Item = [&'static str; 3]> {
    let lines = include_str!("refusals.tsv").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut cells = line.split('\t');
        [(); 3].map(|()| cells.next().unwrap_or_default())
    })
}

/// The phrases of a line, with the text that the automaton looks for.
fn expanded([language, kind, template]: [&str; 3], letters: &mut Letters) -> Vec<(Phrase, String)> {
    let [begins, ends, ends_all] =
        ["^", "$", "!"].map(|mark| template.starts_with(mark) || template.ends_with(mark));
    let follow = FOLLOW.iter().find(|(of, _)| *of == language).map_or("", |(_, words)| *words);
    let mut phrase = |text: String| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ");
        let is_glued = text.chars().any(is_glued);
        let is_negative = words.iter().any(|word| SAY_NO.contains(word));
        let mut folded = String::with_capacity(text.len() + 2);
        for c in text.chars() {
            if c.is_ascii() { folded.push(c) } else { letters.fold(c, &mut folded) }
        }
        let text = if is_glued { folded } else { format!(" {folded} ") };
        (Phrase { for_good: kind == "peace", ends, ends_all, follow, begins, is_negative, is_glued }, text)
    };
    alternatives(template.trim_matches(['^', '$', '!', ' '])).into_iter().map(&mut phrase).collect()
}

/// All texts that a template stands for: `(a|b) c` is `a c` and `b c`. Groups may hold groups.
pub(super) fn alternatives(template: &str) -> Vec<String> {
    let Some(open) = template.find('(') else { return vec![template.to_owned()] };
    let mut depth = 0;
    let (mut from, mut choices, mut close) = (open + 1, Vec::new(), template.len());
    for (at, c) in template.char_indices().skip_while(|(at, _)| *at < open) {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => {
                choices.push(&template[from..at]);
                close = at;
                break;
            }
            ')' => depth -= 1,
            '|' if depth == 1 => {
                choices.push(&template[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    let (before, behind) = (&template[..open], template.get(close + 1..).unwrap_or_default());
    let tails = alternatives(behind);
    let choices = choices.into_iter().flat_map(alternatives);
    choices.flat_map(|choice| tails.iter().map(move |tail| format!("{before}{choice}{tail}"))).collect()
}

fn is_glued(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

/// Words that say no inside a phrase.
const SAY_NO: [&str; 26] = [
    "not",
    "t",
    "never",
    "no",
    "nicht",
    "nie",
    "kein",
    "keine",
    "keinen",
    "ne",
    "plus",
    "pas",
    "inutile",
    "nunca",
    "nao",
    "non",
    "niet",
    "geen",
    "alone",
    "ruhe",
    "frieden",
    "tranquille",
    "paz",
    "pace",
    "rust",
    "without",
];

/// Words behind which a phrase is no refusal, in its sentence: it is thought of or told, and not said.
const CONDITIONS: [&str; 22] = [
    "if", "unless", "wenn", "falls", "sofern", "si", "se", "als", "indien", "whether", "caso", "when",
    "once", "he", "she", "they", "there", "til", "until", "sobald", "lorsque", "cuando",
];
/// Words right before a phrase that turn it round: `do not stop writing to me`.
const NEGATIONS: [&str; 7] = ["not", "t", "never", "dont", "nicht", "pas", "niet"];
/// The same, anywhere in the clause before a phrase that says no no by itself.
const TURNS: [&str; 20] = [
    "not", "t", "never", "dont", "cannot", "nicht", "nie", "niemals", "ne", "n", "pas", "jamais", "no",
    "nunca", "nao", "non", "mai", "niet", "nooit", "darf",
];
/// Words behind a no that limit it: another time or another way is welcome.
const LIMITS: [&str; 26] = [
    "until", "till", "before", "by", "via", "on", "at", "through", "during", "unless", "while", "here",
    "vor", "bis", "avant", "par", "antes", "por", "hasta", "prima", "via", "voor", "tot", "per", "ate",
    "needed",
];
/// What may stand behind the wish for peace, by language. Whatever else stands there may limit it: to a time, a way, a
/// subject.
const FOLLOW: [(&str, &str); 7] = [
    (
        "en",
        "again|anymore|any more|any further|further|ever|in future|in the future|going forward|from now on|please|\
         thank|thanks|and|or|about this|about it|about that|regarding this|with this|as i|because|since|so|from you|\
         from your|at all|for any|under any|i|this is|this was",
    ),
    (
        "de",
        "mehr|bitte|und|da|weil|danke|vielen|von ihnen|von dir|von euch|an mich|erhalten|bekommen|schicken|senden|\
         zu schicken|zu senden|oder|kunftig|in zukunft|wieder|werden|mit freundlichen",
    ),
    (
        "fr",
        "s il|svp|stp|merci|et|a l avenir|desormais|de votre part|de ta part|de vous|a ce sujet|ni|car|jamais|du tout|\
         par la suite|plus|a nouveau",
    ),
    (
        "es",
        "por favor|gracias|y|ni|mas|en el futuro|de su parte|de tu parte|suyos|de usted|nunca|porque|al respecto|\
         nuevamente|de nuevo",
    ),
    (
        "pt",
        "por favor|obrigado|obrigada|e|nem|novamente|mais|no futuro|da sua parte|de voce|seus|suas|de novo|porque",
    ),
    (
        "it",
        "per favore|grazie|e|ne|in futuro|da parte sua|da lei|da parte vostra|piu|per piacere|cortesemente|di nuovo",
    ),
    (
        "nl",
        "alstublieft|alsjeblieft|aub|bedankt|dank|en dank|in de toekomst|van u|van je|meer|of|hierover|daarover",
    ),
];
/// Words behind it, in its sentence, that take it back or show another way.
const BUTS: [&str; 36] = [
    "but",
    "instead",
    "rather",
    "just",
    "use",
    "call",
    "aber",
    "sondern",
    "stattdessen",
    "lieber",
    "ruf",
    "rufen",
    "nutze",
    "nutzen",
    "plutot",
    "appelez",
    "appelle",
    "utilisez",
    "pero",
    "sino",
    "mejor",
    "llame",
    "prefiro",
    "prefira",
    "ligue",
    "ma",
    "invece",
    "piuttosto",
    "chiami",
    "usi",
    "meglio",
    "maar",
    "liever",
    "bel",
    "gebruik",
    "sobald",
];
/// What people say before such a thing, so that the clause still begins with the phrase.
const PREAMBLES: [&str; 15] = [
    "please", "kindly", "bitte", "and", "so", "also", "und", "ich", "mochte", "wunsche", "will", "por",
    "favor", "graag", "ik",
];
/// First words of a question that asks for it: `Could you please stop writing to me?`
const POLITE: [&str; 22] = [
    "could", "can", "will", "wilt", "wil", "kunt", "kun", "konnten", "konnen", "wurden", "kannst",
    "konntest", "pouvez", "pourriez", "peux", "podria", "puede", "puedes", "poderia", "pode", "potrebbe",
    "puo",
];
/// Words for no, behind which a comma does not count.
const NOS: [&str; 5] = [" no ", " nein ", " non ", " nao ", " nee "];

/// So much of a letter is read, in bytes: what refuses says so at once, and quotes stand below.
const MOST: usize = 1_500;

/// Reads letters; used again and again, so that no letter costs an allocation.
#[derive(Default)]
pub(super) struct Reader {
    letters: Letters,
    /// The letter in small words without accents, one space around each; `.` and `?` end a sentence, `,` a clause, and
    /// `"` is a quotation mark.
    text: String,
}

impl Reader {
    /// What a letter refuses: `Some(true)` to be written to at all.
    pub fn refusal_in(&mut self, letter: &str) -> Option<bool> {
        let letter = letter.rsplit(SUBJECT_END).next().unwrap_or(letter);
        self.fold(&letter[..letter.floor_char_boundary(MOST)]);
        let text = &self.text;
        let (phrases, automaton) = &*PHRASES;
        let found = automaton.find_overlapping_iter(text);
        let meant = found.filter(|at| {
            let phrase = &phrases[at.pattern()];
            is_said(phrase, &text[..at.start()], &text[at.end()..])
        });
        meant.map(|at| phrases[at.pattern()].for_good).max()
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
            if text.ends_with(" dont") || text.ends_with(" didnt") {
                text.insert(text.len() - 1, ' ');
            }
            text.push(' ');
        }
        match c {
            '.' | '!' | ';' | ':' | '\n' | '。' | '！' => text.push_str(". "),
            '?' | '？' => text.push_str("? "),
            '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' => text.push_str("\" "),
            // They set the no apart or not.
            ',' | '–' | '—' | '(' | ')' | '、' | '，' if !NOS.iter().any(|no| text.ends_with(no)) => {
                text.push_str(", ")
            }
            _ => {}
        }
    }
}

/// Whether a phrase with this text before and behind it is meant as it stands.
fn is_said(phrase: &Phrase, before: &str, behind: &str) -> bool {
    let sentence = before.rsplit(['.', '?']).next().unwrap_or_default();
    let clause = sentence.rsplit(',').next().unwrap_or_default();
    let rest = behind.trim_start();
    let next = rest.split(' ').next().filter(|word| !word.is_empty()).unwrap_or(".");
    let ends = matches!(next, "." | "," | "?" | "\"");
    if phrase.is_glued {
        return clause.trim().is_empty() && ends;
    }
    let mut words = sentence.split([' ', ',']).rev().filter(|word| !word.is_empty());
    let is_turned = words.clone().take(2).any(|word| NEGATIONS.contains(&word))
        || !phrase.is_negative && clause.split(' ').any(|word| TURNS.contains(&word));
    let is_quoted = words.clone().next() == Some("\"");
    let is_thought = words.any(|word| CONDITIONS.contains(&word));
    let ends_all = matches!(next, "." | "?");
    if is_turned || is_quoted || is_thought || phrase.ends && !ends || phrase.ends_all && !ends_all {
        return false;
    }
    if !phrase.for_good {
        return next != "?" && !LIMITS.contains(&next);
    }
    let is_first = |clause: &str| clause.split(' ').all(|word| word.is_empty() || PREAMBLES.contains(&word));
    if phrase.begins && !is_first(clause) {
        return false;
    }
    let may_follow = |words: &str| rest.strip_prefix(words).is_some_and(|rest| rest.starts_with(' '));
    let sentence_end = rest.find(['.', '?']).unwrap_or(rest.len());
    let is_asked = rest[sentence_end..].starts_with('?') && {
        let mut words = sentence.split([' ', ',']).filter(|word| !word.is_empty());
        let is_polite = words.next().is_some_and(|first| POLITE.contains(&first));
        !is_polite || words.next().is_some_and(|second| ["i", "ich", "ik", "we", "wir"].contains(&second))
    };
    let is_taken_back = rest[..sentence_end].split(' ').any(|word| BUTS.contains(&word));
    (ends || phrase.follow.split('|').any(may_follow)) && !is_asked && !is_taken_back
}

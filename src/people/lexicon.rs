//! The words of job titles: `titles.tsv` as a trie over words, and titles cut into the words it knows.
//!
//! A title is read once for a person and thirty thousand persons make one export, so a title costs one table look-up
//! a word and one a step in the trie, and never a regular expression.

use super::level::{Function, Seniority};
use super::text::{fold, is_apostrophe, is_east_asian, is_invisible};
use crate::index::{Index, Seen};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The number of a word that occurs in no phrase.
const UNKNOWN: u32 = u32::MAX;
/// The number of `_`, which stands for any one word.
const ANY: u32 = 0;

/// One word of a title.
pub(super) struct Token {
    /// Where the word stands in [`Tokens::text`].
    pub start: usize,
    pub end: usize,
    /// Its number in the vocabulary.
    id: u32,
    /// Whether a separator (`|`, `,`, a spaced dash) stands before it.
    pub opens_part: bool,
    /// Whether it is a character of a script without spaces, joined to the one before.
    pub is_glued: bool,
    /// The level its ending tells, for a compound.
    pub ending: Option<Option<Seniority>>,
}

/// A title cut into words.
pub(super) struct Tokens {
    pub text: String,
    pub list: Vec<Token>,
}

impl Tokens {
    /// Whether a word is joined to the one before by a sign or a word for and.
    pub fn is_joined(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.list[before]) else { return false };
        let (from, to) = (before.end, self.list[at].start);
        // Initials are kept behind the text.
        let between = self.text.get(from..to).unwrap_or_default();
        between.contains(['&', '+'])
            || ["and", "und", "et", "y", "e"].contains(&&self.text[before.start..from])
    }

    /// Whether the word is the `s` behind an apostrophe.
    pub fn is_genitive(&self, at: usize) -> bool {
        let token = &self.list[at];
        let mut before = self.text[..token.start].chars();
        &self.text[token.start..token.end] == "s" && before.next_back().is_some_and(is_apostrophe)
    }
}

/// What a phrase says besides level and function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Former,
    Assist,
    Employer,
    /// The next levels are a step lower.
    Deputy,
    /// The level before is a step lower; where there is none, the next.
    Adjunct,
    /// Right behind a level, which is then another person's.
    Aide,
    /// An aide behind a level, and a deputy elsewhere.
    Assistant,
    /// The level told here is one at the head of its part alone.
    Heads,
}

/// What the longest phrases starting at a word say, with their number of words.
#[derive(Clone, Copy, Default)]
pub(super) struct Found {
    pub level: Option<(usize, Option<Seniority>)>,
    /// The function is `None` for a phrase in which no word tells one.
    pub function: Option<(usize, Tier, Option<Function>)>,
    pub mark: Option<(usize, Mark)>,
}

/// How much a phrase tells about the function; the higher outweighs the lower.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    #[default]
    Generic,
    Field,
    Role,
}

#[derive(Default)]
struct Node {
    level: Option<Option<Seniority>>,
    function: Option<(Tier, Option<Function>)>,
    mark: Option<Mark>,
    has_any: bool,
}

/// What the ending of a compound tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Level(Option<Seniority>),
    /// A director of what is a function, and a manager of anything else.
    Heading,
}

/// The table of `titles.tsv`.
pub(super) struct Lexicon {
    vocabulary: Index<String, u32>,
    nodes: Vec<Node>,
    edges: Index<u64, u32>,
    endings: Vec<(String, Ending)>,
    stop: Seen<String>,
    same: Index<String, String>,
}

/// The table, read on first use. A row that cannot be read is left out here and refused by a test.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(include_str!("titles.tsv")).0);

impl Lexicon {
    /// The table, and a complaint for each row or phrase that cannot be used.
    fn read(tsv: &str) -> (Lexicon, Vec<String>) {
        let mut lexicon = Lexicon {
            vocabulary: Index::default(),
            nodes: vec![Node::default()],
            edges: Index::default(),
            endings: Vec::new(),
            stop: Seen::default(),
            same: Index::default(),
        };
        lexicon.vocabulary.insert("_".to_owned(), ANY);
        let mut complaints = Vec::new();
        for line in tsv.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [kind, value, _, phrases] = columns[..] else {
                complaints.push(format!("not four columns: {line}"));
                continue;
            };
            for phrase in phrases.split(';') {
                if let Err(complaint) = lexicon.add(kind, value, phrase.trim()) {
                    complaints.push(format!("{kind} {value} `{phrase}`: {complaint}"));
                }
            }
        }
        // The longest ending first, so that `leiterin` is not taken for something ending in `in`.
        lexicon.endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        (lexicon, complaints)
    }

    fn add(&mut self, kind: &str, value: &str, phrase: &str) -> Result<(), String> {
        let words: Vec<String> = words_of(phrase);
        let (Some(first), text) = (words.first(), words.join(" ")) else { return Err("no word".to_owned()) };
        let level = || if value == "none" { Ok(None) } else { value.parse().map(Some) };
        match kind {
            "stop" => {
                self.stop.insert(text);
                return Ok(());
            }
            "same" => {
                self.same.insert(text, value.to_owned());
                return Ok(());
            }
            "ending" => {
                let level = level().map_err(|_| "no such level")?;
                self.endings.push((first.clone(), Ending::Level(level)));
                return Ok(());
            }
            "heading" => {
                self.endings.push((first.clone(), Ending::Heading));
                return Ok(());
            }
            _ => {}
        }
        let mut at = 0;
        for word in &words {
            let n = self.vocabulary.len() as u32;
            let id = *self.vocabulary.entry(word.clone()).or_insert(n);
            self.nodes[at].has_any |= id == ANY;
            let next = *self.edges.entry(edge(at, id)).or_insert(self.nodes.len() as u32) as usize;
            if next == self.nodes.len() {
                self.nodes.push(Node::default());
            }
            at = next;
        }
        let node = &mut self.nodes[at];
        let function = |tier| match value {
            "none" => Ok(Some((tier, None))),
            _ => value.parse().map(|function| Some((tier, Some(function)))).map_err(|_| "no such function"),
        };
        let clash = match kind {
            "level" => put(&mut node.level, Some(level().map_err(|_| "no such level")?)),
            "role" => put_function(&mut node.function, function(Tier::Role)?),
            "field" => put_function(&mut node.function, function(Tier::Field)?),
            "generic" => put_function(&mut node.function, function(Tier::Generic)?),
            "former" => put(&mut node.mark, Some(Mark::Former)),
            "assist" => put(&mut node.mark, Some(Mark::Assist)),
            "employer" => put(&mut node.mark, Some(Mark::Employer)),
            "deputy" => put(&mut node.mark, Some(Mark::Deputy)),
            "adjunct" => put(&mut node.mark, Some(Mark::Adjunct)),
            "assistant" => put(&mut node.mark, Some(Mark::Assistant)),
            "aide" => put(&mut node.mark, Some(Mark::Aide)),
            "heads" => put(&mut node.mark, Some(Mark::Heads)),
            _ => return Err("no such kind".to_owned()),
        };
        if clash { Err("said to be something else before".to_owned()) } else { Ok(()) }
    }

    /// The longest phrases that start at a word.
    pub(super) fn find(&self, tokens: &[Token]) -> Found {
        let mut found = Found::default();
        self.walk(tokens, 0, 0, &mut found);
        found
    }

    fn walk(&self, tokens: &[Token], at: usize, n: usize, found: &mut Found) {
        let Some(token) = tokens.get(n) else { return };
        if n > 0 && token.opens_part {
            return;
        }
        for (id, may) in [(token.id, token.id != UNKNOWN && token.id != ANY), (ANY, self.nodes[at].has_any)] {
            let Some(&next) = may.then(|| self.edges.get(&edge(at, id))).flatten() else { continue };
            let node = &self.nodes[next as usize];
            let n = n + 1;
            if let Some(level) = node.level.filter(|_| found.level.is_none_or(|(length, _)| n > length)) {
                found.level = Some((n, level));
            }
            if let Some((tier, function)) =
                node.function.filter(|_| found.function.is_none_or(|(length, ..)| n > length))
            {
                found.function = Some((n, tier, function));
            }
            if let Some(mark) = node.mark.filter(|_| found.mark.is_none_or(|(length, _)| n > length)) {
                found.mark = Some((n, mark));
            }
            self.walk(tokens, next as usize, n, found);
        }
    }

    /// Whether the word says nothing when titles are compared.
    pub(super) fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(word)
    }

    /// The word that stands for this one when titles are compared.
    pub(super) fn canonical<'a>(&'a self, word: &'a str) -> &'a str {
        self.same.get(word).map_or(word, String::as_str)
    }

    /// Cuts a title into words and numbers them.
    pub(super) fn tokens(&self, title: &str) -> Tokens {
        let mut tokens = cut(title);
        let mut compounds = Vec::new();
        for (at, token) in tokens.list.iter_mut().enumerate() {
            let word = &tokens.text[token.start..token.end];
            token.id = self.vocabulary.get(word).copied().unwrap_or(UNKNOWN);
            if token.id == UNKNOWN && word.len() >= 7 {
                let ending = self
                    .endings
                    .iter()
                    .find(|(ending, _)| word.len() >= ending.len() + 2 && word.ends_with(ending.as_str()));
                if let Some((ending, tells)) = ending {
                    compounds.push((at, token.end - ending.len(), *tells));
                }
            }
        }
        for (at, split_at, tells) in compounds.into_iter().rev() {
            let whole = &mut tokens.list[at];
            let head = &tokens.text[whole.start..split_at];
            let bare = head.strip_suffix('s').unwrap_or(head);
            let id = self.vocabulary.get(head).or_else(|| self.vocabulary.get(bare)).copied();
            let end = whole.end;
            whole.end = split_at;
            whole.id = id.unwrap_or(UNKNOWN);
            let level = match tells {
                Ending::Level(level) => level,
                Ending::Heading if id.is_some_and(|id| self.is_function(id)) => Some(Seniority::Director),
                Ending::Heading => Some(Seniority::Manager),
            };
            let tail = &tokens.text[split_at..end];
            let id = self.vocabulary.get(tail).copied().filter(|_| level.is_none()).unwrap_or(UNKNOWN);
            let token =
                Token { start: split_at, end, id, opens_part: false, is_glued: false, ending: Some(level) };
            tokens.list.insert(at + 1, token);
        }
        tokens
    }

    /// Whether a word by itself tells a function.
    fn is_function(&self, word: u32) -> bool {
        let node = self.edges.get(&edge(0, word)).map(|node| &self.nodes[*node as usize]);
        node.is_some_and(|node| matches!(node.function, Some((_, Some(_)))))
    }
}

fn edge(node: usize, word: u32) -> u64 {
    (node as u64) << 32 | u64::from(word)
}

/// Sets the place, and says whether something different stood there.
fn put<T: PartialEq>(place: &mut Option<T>, value: Option<T>) -> bool {
    let clash = place.is_some() && *place != value;
    if !clash {
        *place = value;
    }
    clash
}

fn put_function(
    place: &mut Option<(Tier, Option<Function>)>,
    value: Option<(Tier, Option<Function>)>,
) -> bool {
    // Said twice with different weight is no contradiction: the heavier counts.
    match (&place, &value) {
        (Some((old, a)), Some((new, b))) if a == b => {
            if new > old {
                *place = value;
            }
            false
        }
        _ => put(place, value),
    }
}

/// The words of a phrase, as those of a title.
fn words_of(phrase: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in phrase.split_whitespace() {
        if part == "_" {
            words.push(part.to_owned());
            continue;
        }
        let tokens = cut(part);
        words.extend(tokens.list.iter().map(|token| tokens.text[token.start..token.end].to_owned()));
    }
    words
}

/// Folded, and without accents on Latin, Greek and Cyrillic letters: titles are typed with and without them, and unlike
/// a name a title is no identity.
fn plain(title: &str) -> String {
    if title.is_ascii() {
        return title.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(title.len());
    for c in fold(title).chars().nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c) && !is_invisible(*c)) {
        match c {
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            c => out.push(c),
        }
    }
    if out.is_ascii() { out } else { out.nfc().collect() }
}

fn cut(title: &str) -> Tokens {
    let text = plain(title);
    let mut list: Vec<Token> = Vec::with_capacity(text.len() / 6 + 1);
    let mut start = None;
    let mut opens_part = true;
    let mut previous = ' ';
    let mut skip_to = 0;
    let mut chars = text.char_indices().peekable();
    let mut push = |start: usize, end: usize, opens_part: &mut bool, is_glued: bool| {
        list.push(Token { start, end, id: UNKNOWN, opens_part: *opens_part, is_glued, ending: None });
        *opens_part = false;
    };
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let before = std::mem::replace(&mut previous, c);
        if at < skip_to {
            continue;
        }
        if is_east_asian(c) {
            if let Some(start) = start.take() {
                push(start, at, &mut opens_part, false);
            }
            push(at, at + c.len_utf8(), &mut opens_part, is_east_asian(before));
            continue;
        }
        let inside = start.is_some();
        let is_part_of_word = c.is_alphanumeric()
            || inside && is_combining_mark(c)
            || inside && matches!(c, '+' | '#') && !next.is_alphanumeric()
            // `R&D`, `M&A`, but not `Sales&Marketing`.
            || inside && c == '&' && next.is_alphanumeric() && start.is_some_and(|start| at - start <= 2);
        if is_part_of_word {
            start = start.or(Some(at));
            continue;
        }
        // `c.e.o.`: a dot behind a single letter and before another one.
        if c == '.'
            && start.is_some_and(|start| text[start..at].chars().count() == 1)
            && next.is_alphanumeric()
        {
            let mut rest = text[at + 1..].chars();
            if rest.nth(1).is_none_or(|c| !c.is_alphanumeric()) {
                push(start.take().unwrap_or(at), at, &mut opens_part, false);
                continue;
            }
        }
        if let Some(start) = start.take() {
            push(start, at, &mut opens_part, false);
        }
        match c {
            // `Consultant(e)`, `Leiter(in)`: an ending, not a remark.
            '(' if before.is_alphanumeric() => {
                if let Some(length) = text[at..].find(')').filter(|length| *length <= 7) {
                    skip_to = at + length + 1;
                } else {
                    opens_part = true;
                }
            }
            '|' | ',' | ';' | '/' | '\\' | '•' | '●' | '·' | '►' | '▪' | '◆' | '(' | ')' | '[' | ']'
            | '\n' | '、' | '。' | '・' | '!' | '?' | '→' | '»' | '«' | '"' | '¦' | '~' => {
                opens_part = true
            }
            ':' if next.is_whitespace() => opens_part = true,
            '.' if next.is_whitespace() && at >= 4 => opens_part = opens_part || sentence_ends(&text[..at]),
            '-' | '–' | '—' | '―'
                if before.is_whitespace() && next.is_whitespace() || c != '-' && c != '–' =>
            {
                opens_part = true
            }
            '@' => push(at, at + 1, &mut opens_part, false),
            c if is_apostrophe(c) || c.is_whitespace() => {}
            _ => {}
        }
    }
    if let Some(start) = start {
        push(start, text.len(), &mut opens_part, false);
    }
    join_initials(Tokens { text, list })
}

/// Whether a dot ends a sentence rather than an abbreviation (`Sr. Manager`, `Dir. Marketing`).
fn sentence_ends(text: &str) -> bool {
    let last = text.rsplit(|c: char| !c.is_alphanumeric()).next();
    last.is_some_and(|word| {
        word.chars().count() > 4 && !["stellv", "assoc", "assist", "vertr"].contains(&word)
    })
}

/// Single letters with dots between them are one word: `c.e.o.` → `ceo`, `V.P.` → `vp`.
fn join_initials(tokens: Tokens) -> Tokens {
    let Tokens { mut text, list } = tokens;
    if !text.contains('.') {
        return Tokens { text, list };
    }
    let mut joined: Vec<Token> = Vec::with_capacity(list.len());
    let mut at = 0;
    while at < list.len() {
        let is_letter = |token: &Token| {
            token.end - token.start == 1 && text.as_bytes()[token.start].is_ascii_alphabetic()
        };
        let mut end = at;
        while end + 1 < list.len()
            && is_letter(&list[end])
            && is_letter(&list[end + 1])
            && list[end + 1].start == list[end].end + 1
            && text.as_bytes()[list[end].end] == b'.'
        {
            end += 1;
        }
        let (mut start, mut stop) = (list[at].start, list[at].end);
        if end > at {
            let word: String = list[at..=end].iter().map(|token| &text[token.start..token.end]).collect();
            (start, stop) = (text.len(), text.len() + word.len());
            text.push_str(&word);
        }
        let Token { opens_part, is_glued, .. } = list[at];
        joined.push(Token { start, end: stop, id: UNKNOWN, opens_part, is_glued, ending: None });
        at = end + 1;
    }
    Tokens { text, list: joined }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read_and_none_contradicts_another() {
        let (_, complaints) = Lexicon::read(include_str!("titles.tsv"));
        assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    }

    #[test]
    fn titles_are_cut_into_words() {
        let check = |title: &str, expected: &str| {
            let tokens = cut(title);
            let words = tokens.list.iter().enumerate().map(|(at, token)| {
                let bar = if token.opens_part && at > 0 { "| " } else { "" };
                format!("{bar}{}", &tokens.text[token.start..token.end])
            });
            assert_eq!(words.collect::<Vec<_>>().join(" "), expected, "{title:?}");
        };
        check("Co-Founder & CTO", "co founder cto");
        check("VP, Sales | R&D - C++ / C#", "vp | sales | r&d | c++ | c#");
        check("C.E.O. at Lumora", "ceo at lumora");
        check("Directeur d’exploitation", "directeur d exploitation");
        check("Consultant(e) Marketing (m/w/d)", "consultant marketing | m | w | d");
        check("Sr. Manager", "sr manager");
        check("Geschäftsführer @Lumora", "geschaftsfuhrer @ lumora");
        check("营业部长", "营 业 部 长");
    }
}

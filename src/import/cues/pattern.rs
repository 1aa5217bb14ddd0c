//! Patterns: words, gaps and slots for names, parsed from one line of a cue file.

use super::fold::folded;
use crate::index::{Index, Seen};
use std::cmp::Reverse;
use std::sync::{Arc, LazyLock};

/// What a pattern tells, if it fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The named person brought the writer and the reader together: "NAME suggested I write to you".
    Refer,
    /// The writer offers the named person to the reader: "you should talk to NAME".
    Offer,
    /// The writer brings those who read together: "I'd like to connect you two".
    Join,
    /// The writer thanks the reader for the named person: "thanks for introducing me to NAME".
    Thank,
    /// The writer asks the reader for the named person: "could you introduce me to NAME?"
    Ask,
    /// The writer will not: "I don't know her well enough".
    Refuse,
    /// The writer will, or did: "done, I've just sent him a note".
    Accept,
    /// In a note about somebody, the named person introduced them: "via NAME".
    By,
    /// In a note about somebody, they introduced the named person: "introduced me to NAME".
    To,
    /// The named person is only mentioned: "NAME says hi".
    Aside,
    /// The writer found the reader without anybody: "I came across your profile".
    Own,
    /// The writer turns an offer down: "thanks, but not right now".
    Decline,
    /// An introduction of the writer's own, or one that cannot be: "could you introduce me to NAME?"
    Mine,
    /// The writer asks who brought the two together: "who gave you my number?"
    Who,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 14] = [
        Kind::Refer,
        Kind::Offer,
        Kind::Join,
        Kind::Thank,
        Kind::Ask,
        Kind::Refuse,
        Kind::Accept,
        Kind::By,
        Kind::To,
        Kind::Aside,
        Kind::Own,
        Kind::Decline,
        Kind::Mine,
        Kind::Who,
    ];

    /// The word in the files.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Refer => "refer",
            Kind::Offer => "offer",
            Kind::Join => "join",
            Kind::Thank => "thank",
            Kind::Ask => "ask",
            Kind::Refuse => "refuse",
            Kind::Accept => "accept",
            Kind::By => "by",
            Kind::To => "to",
            Kind::Aside => "aside",
            Kind::Own => "own",
            Kind::Decline => "decline",
            Kind::Mine => "mine",
            Kind::Who => "who",
        }
    }

    /// A kind and how sure its patterns are: `join-` is -1.
    pub(super) fn parse(word: &str) -> Option<(Kind, i8)> {
        let (name, strength) = match word.as_bytes().last() {
            Some(b'-') => (&word[..word.len() - 1], -1),
            Some(b'+') => (&word[..word.len() - 1], 1),
            _ => (word, 0),
        };
        Some((Kind::ALL.into_iter().find(|kind| kind.as_str() == name)?, strength))
    }
}

/// Which words a set, or a sentence, may have: a bit for every whole word, and one for the first three letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    whole: u64,
    head: u64,
}

impl Bits {
    /// Those of one word.
    pub fn of(hash: u64, word: &str) -> Bits {
        Bits { whole: 1 << (hash >> 58), head: Bits::head(word) }
    }

    fn head(word: &str) -> u64 {
        let Some(head) = word.as_bytes().first_chunk::<3>() else { return 0 };
        let number = u32::from_le_bytes([head[0], head[1], head[2], 0]);
        1 << (number.wrapping_mul(0x9E37_79B1) >> 26)
    }

    /// Adds others.
    pub fn add(&mut self, other: Bits) {
        self.whole |= other.whole;
        self.head |= other.head;
    }

    /// Whether they may have a word in common; a no is sure.
    pub fn may_share(self, other: Bits) -> bool {
        self.whole & other.whole != 0 || self.head & other.head != 0
    }
}

/// A set of folded words, some of which give the beginning only (`introdu*`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// A bit for each word and each beginning: most words are turned away by one look.
    bits: Bits,
    hashes: Vec<u64>,
    starts: Vec<Box<str>>,
    written: Vec<Box<str>>,
    /// How rare the most common of them is: its letters, as long words are rare words. 0 where there is no word.
    rarity: u8,
}

/// The hash by which folded words are compared.
pub fn word_hash(word: impl AsRef<[u8]>) -> u64 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    // Eight bytes at a time, what is left in one or two looks that may overlap: words are short, and this is made for
    // each of a million of them.
    let mix = |sum: u64, part: u64| {
        let sum = (sum ^ part).wrapping_mul(ODD);
        sum ^ (sum >> 29)
    };
    let bytes = word.as_ref();
    let (wholes, rest) = bytes.as_chunks::<8>();
    let sum = wholes.iter().fold(bytes.len() as u64, |sum, part| mix(sum, u64::from_le_bytes(*part)));
    let part = match (rest.first_chunk::<4>(), rest.last_chunk::<4>(), rest) {
        (Some(first), Some(last), _) => {
            u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
        }
        (_, _, [first, .., last]) => {
            u64::from(*first) << 16 | u64::from(rest[rest.len() / 2]) << 8 | u64::from(*last)
        }
        (_, _, [only]) => u64::from(*only),
        _ => 0,
    };
    mix(sum, part).wrapping_mul(ODD)
}

/// A bit for the first three bytes of every beginning: most words of a text are turned away by one look.
#[derive(Clone, Debug, Default)]
pub struct Heads(Vec<u64>);

impl Heads {
    const BITS: u32 = 13;

    fn place(word: &str) -> Option<(usize, u64)> {
        let head = word.as_bytes().first_chunk::<3>()?;
        let number = head.iter().fold(0u32, |number, byte| number << 8 | u32::from(*byte));
        let bit = number.wrapping_mul(0x9E37_79B1) >> (32 - Self::BITS);
        Some(((bit >> 6) as usize, 1 << (bit & 63)))
    }

    /// Adds a beginning of three bytes or more.
    pub fn add(&mut self, start: &str) {
        self.0.resize(1 << (Self::BITS - 6), 0);
        if let Some((at, bit)) = Self::place(start) {
            self.0[at] |= bit;
        }
    }

    /// Whether a word may begin with one of them; a no is sure.
    pub fn may_begin(&self, word: &str) -> bool {
        Self::place(word).is_some_and(|(at, bit)| self.0.get(at).is_some_and(|bits| bits & bit != 0))
    }
}

impl Words {
    /// Adds a word as it stands in a file; `*` at its end makes it a beginning.
    pub fn add(&mut self, word: &str) {
        let (text, is_start) = word.strip_suffix('*').map_or((word, false), |text| (text, true));
        let text = folded(text);
        if text.is_empty() {
            return;
        }
        let rarity =
            if !is_start && EVERYWHERE.contains(&*text) { 1 } else { text.len().min(MOST_RARE) as u8 };
        self.add_rarity(rarity);
        if is_start {
            self.written.push([&*text, "*"].concat().into());
            self.starts.push(text.into());
        } else {
            self.hashes.push(word_hash(&text));
            self.written.push(text.into());
        }
    }

    fn add_rarity(&mut self, rarity: u8) {
        self.rarity = if self.rarity == 0 { rarity } else { self.rarity.min(rarity) };
    }

    /// Adds the words of another set.
    fn add_all(&mut self, other: &Words) {
        self.hashes.extend_from_slice(&other.hashes);
        self.starts.extend_from_slice(&other.starts);
        self.written.extend_from_slice(&other.written);
        if other.rarity > 0 {
            self.add_rarity(other.rarity);
        }
    }

    /// To be called once all words are there.
    pub fn sort(&mut self) {
        self.hashes.sort_unstable();
        self.hashes.dedup();
        self.starts.sort_unstable();
        self.starts.dedup();
        let mut bits = Bits::default();
        self.hashes.iter().for_each(|hash| bits.whole |= 1 << (hash >> 58));
        // A beginning of fewer than three letters could begin any word.
        let heads = self.starts.iter().map(|start| Some(Bits::head(start)).filter(|bit| *bit != 0));
        heads.for_each(|head| bits.head |= head.unwrap_or(u64::MAX));
        self.bits = bits;
    }

    /// What tells at one look that a word, or a whole sentence, has none of them.
    pub fn bits(&self) -> Bits {
        self.bits
    }

    /// Whether a folded word is one of them.
    pub fn has(&self, hash: u64, word: &str) -> bool {
        self.is_whole(hash) || self.begins(word, 0)
    }

    /// The same, without beginnings of four letters or fewer, with which names begin, too.
    pub fn has_long(&self, hash: u64, word: &str) -> bool {
        self.is_whole(hash) || self.begins(word, 5)
    }

    fn is_whole(&self, hash: u64) -> bool {
        self.bits.whole >> (hash >> 58) & 1 == 1 && self.hashes.binary_search(&hash).is_ok()
    }

    /// Whether a word has one of the beginnings of at least so many letters.
    fn begins(&self, word: &str, least: usize) -> bool {
        if self.bits.head == 0 || self.bits.head != u64::MAX && self.bits.head & Bits::head(word) == 0 {
            return false;
        }
        let fits = |start: &str| start.len() >= least && word.starts_with(start);
        if self.starts.len() <= 8 {
            return self.starts.iter().any(|start| fits(start));
        }
        // Sorted, each beginning of the word is looked up; there are fewer of them than of a long list.
        let lens = least.max(3)..=word.len().min(16);
        lens.filter_map(|len| word.get(..len))
            .any(|part| self.starts.binary_search_by(|start| (**start).cmp(part)).is_ok())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// The hashes of whole words.
    pub fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// The beginnings.
    pub fn starts(&self) -> &[Box<str>] {
        &self.starts
    }

    /// The words folded, with `*` behind a beginning.
    pub fn written(&self) -> impl Iterator<Item = &str> {
        self.written.iter().map(|word| &**word)
    }
}

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// One word of a set.
    Word(Arc<Words>),
    /// One of several sequences.
    Either(Vec<Vec<Part>>),
    /// A sequence or nothing.
    Maybe(Vec<Part>),
    /// Up to so many words of any kind, within the sentence.
    Gap(u8),
    /// A person.
    Name,
    /// A comma, a colon, a dash or a bracket stands here.
    Comma,
    /// The sentence begins here.
    Start,
    /// The sentence ends here.
    End,
}

/// A pattern of a cue file.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// What it tells.
    pub kind: Kind,
    /// What it is made of.
    pub parts: Vec<Part>,
    /// The words of which a text must hold one, or the pattern cannot fit.
    pub anchor: Words,
    /// Whether a name stands in it.
    pub has_name: bool,
    /// How sure it is: -1, 0 or 1, for `-`, nothing or `+` behind the kind.
    pub strength: i8,
}

/// What the `def` lines of a file stand for: read once, for each of them stands in dozens of patterns.
#[derive(Debug, Default)]
pub(super) struct Defined(Index<String, Part>);

impl Defined {
    /// Adds a definition, in which earlier ones may stand.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn add(&mut self, name: &str, what: &str) -> Result<(), String> {
        let tokens = tokens(what)?;
        let mut at = 0;
        let ways = ways(&tokens, &mut at, self)?;
        if at != tokens.len() {
            return Err(format!("`{}` is one too many", tokens[at]));
        }
        self.0.insert(name.to_owned(), simplified(ways));
        Ok(())
    }

    fn get(&self, name: &str) -> Result<Part, String> {
        self.0.get(name).cloned().ok_or_else(|| format!("`{{{name}}}` is not defined"))
    }
}

impl Pattern {
    /// Parses a pattern in which no definition stands.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(kind: Kind, strength: i8, text: &str) -> Result<Pattern, String> {
        Pattern::parse_with(kind, strength, text, &Defined::default())
    }

    /// Parses a pattern.
    pub(super) fn parse_with(
        kind: Kind,
        strength: i8,
        text: &str,
        defined: &Defined,
    ) -> Result<Pattern, String> {
        let tokens = tokens(text)?;
        let mut at = 0;
        let parts = sequence(&tokens, &mut at, defined)?;
        if at != tokens.len() {
            return Err(format!("`{}` is one too many", tokens[at]));
        }
        let anchor = anchor(&parts).ok_or("no word that a text must hold")?.together();
        if let Some(short) = anchor.starts.iter().find(|start| start.len() < 3) {
            return Err(format!("`{short}*` is too short to look for; write the words out"));
        }
        let has_name = holds_name(&parts);
        Ok(Pattern { kind, parts, anchor, has_name, strength })
    }
}

impl Pattern {
    /// Adds every word of the pattern to a set.
    pub fn add_words(&self, into: &mut Words) {
        add_words(&self.parts, into);
    }
}

fn add_words(parts: &[Part], into: &mut Words) {
    for part in parts {
        match part {
            Part::Word(words) => {
                into.hashes.extend_from_slice(&words.hashes);
                into.starts.extend_from_slice(&words.starts);
            }
            Part::Either(ways) => ways.iter().for_each(|way| add_words(way, into)),
            Part::Maybe(inner) => add_words(inner, into),
            _ => {}
        }
    }
}

/// `( | ) ? ,`, definitions in braces, and words between white space.
fn tokens(text: &str) -> Result<Vec<&str>, String> {
    let mut found = Vec::new();
    let mut rest = text;
    // An apostrophe and a hyphen part words, as they do in what people write.
    let is_alone = |c: char| matches!(c, '(' | ')' | '|' | '?' | ',' | '^' | '$');
    let ends_word = |c: char| is_alone(c) || c.is_whitespace() || matches!(c, '\'' | '’' | '-' | '{');
    while let Some(first) = rest.chars().next() {
        let length = if first == '{' {
            rest.find('}').ok_or("`{` without `}`")? + 1
        } else if ends_word(first) {
            first.len_utf8()
        } else {
            rest.find(ends_word).unwrap_or(rest.len())
        };
        let (token, after) = rest.split_at(length);
        if first == '{' || is_alone(first) || !ends_word(first) {
            found.push(token);
        }
        rest = after;
    }
    Ok(found)
}

/// Sequences with `|` between them.
fn ways(tokens: &[&str], at: &mut usize, defined: &Defined) -> Result<Vec<Vec<Part>>, String> {
    let mut ways = vec![sequence(tokens, at, defined)?];
    while tokens.get(*at) == Some(&"|") {
        *at += 1;
        ways.push(sequence(tokens, at, defined)?);
    }
    Ok(ways)
}

fn sequence(tokens: &[&str], at: &mut usize, defined: &Defined) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    while let Some(token) = tokens.get(*at) {
        let part = match *token {
            ")" | "|" => break,
            "?" => return Err("`?` behind nothing".to_owned()),
            "," => Part::Comma,
            "^" => Part::Start,
            "$" => Part::End,
            "NAME" => Part::Name,
            name if name.starts_with('{') => defined.get(name.trim_matches(['{', '}']))?,
            "(" => {
                *at += 1;
                let ways = ways(tokens, at, defined)?;
                if tokens.get(*at) != Some(&")") {
                    return Err("`(` without `)`".to_owned());
                }
                simplified(ways)
            }
            gap if gap.starts_with("..") => {
                let n = &gap[2..];
                Part::Gap(if n.is_empty() {
                    3
                } else {
                    n.parse().map_err(|_| format!("`{gap}` is no gap"))?
                })
            }
            word => {
                let mut words = Words::default();
                words.add(word);
                if words.is_empty() {
                    return Err(format!("`{word}` is no word"));
                }
                words.sort();
                Part::Word(Arc::new(words))
            }
        };
        *at += 1;
        if tokens.get(*at) == Some(&"?") {
            *at += 1;
            parts.push(Part::Maybe(vec![part]));
        } else {
            parts.push(part);
        }
    }
    Ok(parts)
}

/// Ways of one word each are one set of words, which is looked up at once; sets within sets are taken apart.
fn simplified(ways: Vec<Vec<Part>>) -> Part {
    let mut flat: Vec<Vec<Part>> = Vec::new();
    for way in ways {
        match <[Part; 1]>::try_from(way) {
            Ok([Part::Either(inner)]) => flat.extend(inner),
            Ok(one) => flat.push(one.into()),
            Err(way) => flat.push(way),
        }
    }
    let mut one = Words::default();
    let mut others = Vec::new();
    for way in flat {
        match way.as_slice() {
            [Part::Word(words)] => one.add_all(words),
            _ => others.push(way),
        }
    }
    one.sort();
    if others.is_empty() {
        return Part::Word(Arc::new(one));
    }
    if !one.is_empty() {
        others.insert(0, vec![Part::Word(Arc::new(one))]);
    }
    Part::Either(others)
}

/// Sets of which a text must hold one word.
struct Anchor<'p> {
    sets: Vec<&'p Words>,
    rarity: u8,
    n_words: usize,
}

impl Anchor<'_> {
    fn together(&self) -> Words {
        let mut all = Words::default();
        self.sets.iter().for_each(|set| all.add_all(set));
        all.sort();
        all
    }
}

/// The words that are looked for first: of all the sets a text must hold, the one whose most common word is rarest.
fn anchor(parts: &[Part]) -> Option<Anchor<'_>> {
    parts.iter().filter_map(anchor_of).max_by_key(|anchor| (anchor.rarity, Reverse(anchor.n_words)))
}

fn anchor_of(part: &Part) -> Option<Anchor<'_>> {
    match part {
        Part::Word(words) => {
            Some(Anchor { sets: vec![&**words], rarity: words.rarity, n_words: words.written.len() })
        }
        Part::Either(ways) => {
            let each = ways.iter().map(|way| anchor(way)).collect::<Option<Vec<Anchor<'_>>>>()?;
            Some(Anchor {
                rarity: each.iter().map(|one| one.rarity).min().unwrap_or(0),
                n_words: each.iter().map(|one| one.n_words).sum(),
                sets: each.into_iter().flat_map(|one| one.sets).collect(),
            })
        }
        _ => None,
    }
}

/// A word of so many letters is as rare as any.
const MOST_RARE: usize = 7;

/// Words that stand in every other message, whatever their length.
static EVERYWHERE: LazyLock<Seen<&str>> = LazyLock::new(|| {
    "you your have with that this will just been would about what when they them from \
     dich dein sie ihnen haben habe auch nicht noch dass oder vous votre avec pour dans que est tes vos \
     para como con por una los las seu sua uma com che con per una hai sono jullie heeft met voor niet"
        .split_whitespace()
        .collect()
});

fn holds_name(parts: &[Part]) -> bool {
    parts.iter().any(|part| match part {
        Part::Name => true,
        Part::Either(ways) => ways.iter().any(|way| holds_name(way)),
        Part::Maybe(inner) => holds_name(inner),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarest_words_are_looked_for() {
        let pattern =
            Pattern::parse(Kind::Refer, 0, "NAME (suggested|said) ..4 (contact|write to) you").unwrap();
        assert_eq!(pattern.anchor.written().collect::<Vec<_>>(), ["contact", "write"]);
        let pattern = Pattern::parse(Kind::Refer, 0, "NAME (told me|l'a dit) you").unwrap();
        assert_eq!(pattern.anchor.written().collect::<Vec<_>>(), ["told", "dit"]);
    }

    #[test]
    fn what_makes_no_pattern_is_refused() {
        for text in ["(a|b", "a)", "? a", "NAME", "..x", "in*", "(a|..3)"] {
            assert!(Pattern::parse(Kind::Join, 0, text).is_err(), "{text}");
        }
        assert!(Pattern::parse(Kind::Join, 0, "(introduc*|meet) NAME ?").is_ok());
    }
}

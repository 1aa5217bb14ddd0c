//! Names of people: the form they are compared in, the form they are shown in, and what to call someone in a sentence.
//!
//! Diacritics are kept in the key: `Marin` and `Marín`, `Muller` and `Müller` may be two people in one network, and a
//! wrong merge costs more than a missed one. For the same reason a generation (`Jr.`, `III`) is kept: father and son
//! share the name and often the employer, which is exactly what records are matched on.

mod honorific;
mod loose;
mod order;

pub(super) use loose::add_forms;
pub use loose::loose_keys;
pub use order::{are_short_forms, is_initial, turned_keys, unspaced_keys, upright};

use super::alphabet::{is_alphabetic, is_alphanumeric, known};
use super::text::{fold, is_apostrophe, is_east_asian, is_invisible, is_trade_mark, tidy};
use crate::index::{Index, Seen};
use caseless::Caseless;
use std::cell::RefCell;
use std::sync::LazyLock;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Words of one sort, looked up as often as there are words in names.
type List = LazyLock<Seen<&'static str>>;

fn words(list: &'static str) -> Seen<&'static str> {
    list.split_ascii_whitespace().collect()
}

/// Titles before a name that are no given name anywhere.
static HONORIFICS: List = LazyLock::new(|| {
    words(
        " dr dra drs dott dottssa dipl prof profa professor professora mr mrs mrss mister miss mme mlle \
    frau herr hr sra srta sig signora rev engr phd mgr phdr rndr judr mudr mudrc bc univ habil inz doc docteur doktor \
    doctor ",
    )
});
/// Titles before a name that are somebody's name too (`Ing Chen`, `Sr`): taken off only if two words remain, or if
/// written with a dot, or behind another title.
static AMBIGUOUS_HONORIFICS: List =
    LazyLock::new(|| words(" ing ms sr eng mag sir dame adv arch lic atty ca capt col cmdr h c "));
/// What may stand behind a name without a comma before it.
static CREDENTIALS: List = LazyLock::new(|| {
    words(
        " phd dphil mph mba emba msc bsc meng beng pmp capm cpa cfa frm cissp cisa cism crisc bsn msn \
    dnp lcsw lmft shrmcp shrmscp sphr phr cscp cpim cltd cpsm csm cspo lssbb lssgb acca aca fcca cma cfp clu chfc facp \
    fache facs frcs mrcs mrcp dds dmd dvm pharmd edd psyd engd drph rdn dpt mcips fcips mcipd fcipd chrp cphr gphr ccna \
    ccie ceng fiet miet mice prince2 llm llb esq esquire cebs mbbs frcp fca cipm cippe cippus cippe togaf itil ",
    )
});
/// What may stand behind a name after a comma, besides all the above.
static COMMA_CREDENTIALS: List = LazyLock::new(|| {
    words(
        " ma ba ms bs md do np rn jd pe pg ca cia od rd ot otr pt aia faia raia riba msw mfa mpa \
    mpp med mphil ra re lpc sfc aicp gisp leed ap safe six sigma black green belt candidate cand student certified \
    in of and bed dmin mdiv rev dr prof pmi acp ",
    )
});
/// What stands before the name that somebody had at birth: `née`, `geb.`, `z domu` and the like. `nee` without its accent is
/// a family name, too.
static AT_BIRTH: List = LazyLock::new(|| {
    words(
        " née nèe geb geborene geborener geboren born formerly fka rozená roz rodená született nascida född født født syntynyt урождённая урожденная ",
    )
});
static GENERATIONS: List = LazyLock::new(|| words(" jr sr ii iii iv "));
static PRONOUNS: List = LazyLock::new(|| {
    words(
        " she her hers he him his they them theirs ze xe zir hir elle lui il iel ella el él elu ela dela \
    ele dele sie ihr er ihm hon han hen any all pronouns ",
    )
});

/// The form in which two spellings of a name are the same.
///
/// Compatibility form, full case folding (`STRASSER` and `Straßer` agree), words separated by one space; apostrophes
/// are one character, hyphens are spaces. Left out: what nobody sees (joiners, direction marks), emoji and symbols,
/// titles before and credentials behind the name, words in brackets and quotes, pronouns, a tail after ` | `, the name at
/// birth with the word before it (`Ann Lund née Oduya`), Arabic tatweel and the optional vowel points of Arabic and Hebrew, single-letter initials between the first and the last
/// word (never the first or last word itself).
///
/// A tail after a comma goes if every part of it looks like a credential: known, or in capitals in a name that is not.
/// `Last, First` is turned round if one word stands before the comma. Diacritics and `Jr.`, `III` stay (see the
/// module).
///
/// If nothing is left, less is cleaned; the key of a name with a letter in it is never empty.
///
/// # Complexity
/// **O(n)** in the length of the name.
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    write_key(name, &mut key);
    key
}

/// Writes the [`key`] of a name in the place of what was there: whoever compares thousands of names needs one buffer.
pub(super) fn write_key(name: &str, key: &mut String) {
    if write_plain_key(name, key) {
        return;
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(found) = known.get(name) {
            key.clear();
            key.push_str(found);
            return;
        }
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        write_any_key(name, key);
        known.insert(name.into(), key.as_str().into());
    });
}

/// So many names are remembered that are not plain; with more, remembering begins anew.
const MOST_KNOWN: usize = 1 << 15;

thread_local! {
    /// Keys of names that take all the rules: a key depends on its name alone, and the same name stands in several files.
    static KNOWN: RefCell<Index<Box<str>, Box<str>>> = RefCell::default();
}

fn write_any_key(name: &str, key: &mut String) {
    *key = key_once(name);
    if name.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ') {
        return;
    }
    // Taking one thing off can bring out another (`she/her|PhD`), so the rules are applied until nothing changes.
    let mut again = String::new();
    for _ in 0..4 {
        if !write_plain_key(key, &mut again) {
            again = key_once(key);
        }
        if again == *key {
            break;
        }
        std::mem::swap(key, &mut again);
    }
}

/// Writes the key of a plain name: two or three words of letters, none of which any list knows, that have one form
/// only. Nine names of ten are plain, and of all the rules above only case folding changes them. `false` for the tenth.
fn write_plain_key(name: &str, key: &mut String) -> bool {
    key.clear();
    // Letters that no table knows must have one form only as they stand here.
    let mut is_by_table = true;
    let n_words = 1 + name.bytes().filter(|byte| *byte == b' ').count();
    let mut n_kept = 0;
    for (at, word) in name.split(' ').enumerate() {
        // The one thing that is left out here: a middle initial, which only a script with two cases has.
        let mut initial = word.chars();
        if let (Some(letter), Some('.'), None) = (initial.next(), initial.next(), initial.next())
            && known(letter).is_some_and(|letter| letter.has_case)
            && at > 0
            && at + 1 < n_words
        {
            continue;
        }
        if n_kept > 0 {
            key.push(' ');
        }
        let start = key.len();
        // Most words are a capital and small letters, without an accent.
        if let [first, second, rest @ ..] = word.as_bytes()
            && first.is_ascii_alphabetic()
            && second.is_ascii_lowercase()
            && rest.iter().fold(true, |all, byte| all & byte.is_ascii_lowercase())
        {
            key.push(first.to_ascii_lowercase() as char);
            key.push_str(&word[1..]);
            if LISTED.contains(&key[start..]) {
                return false;
            }
            n_kept += 1;
            continue;
        }
        // A word in capitals may be a credential, and a single letter an initial, where letters have a case at all.
        let (mut n_letters, mut has_case) = (0, false);
        for c in word.chars() {
            let (is_capital, is_mark);
            if let Some(letter) = known(c) {
                (is_capital, is_mark) = (letter.is_capital, false);
                has_case |= n_letters == 0 && letter.has_case;
                key.push(letter.folded);
            } else if is_plain(c) {
                is_by_table = false;
                (is_capital, is_mark) = (c.is_uppercase(), is_combining_mark(c));
                has_case |= n_letters == 0 && (is_capital || c.is_lowercase());
                key.extend([c].into_iter().default_case_fold());
            } else {
                return false;
            }
            let is_out_of_place = match n_letters {
                0 => is_mark,
                1 => is_capital || is_mark && has_case,
                _ => is_capital,
            };
            if is_out_of_place {
                return false;
            }
            n_letters += 1;
        }
        if n_letters == 0 || n_letters == 1 && has_case || LISTED.contains(&key[start..]) {
            return false;
        }
        n_kept += 1;
    }
    (2..=3).contains(&n_kept) && (is_by_table || is_one_form(name) && (key == name || is_one_form(key)))
}

/// Whether a letter or mark that the table of letters does not know is plain all the same. Alphabetic, and yet not
/// plain, are marks that are left out, and letters that nobody sees.
fn is_plain(c: char) -> bool {
    match c {
        '\u{2b0}'..='\u{2ff}' | '\u{345}' | '\u{3a3}' | '\u{3c2}' => false,
        '\u{591}'..='\u{5c7}' | '\u{640}'..='\u{65f}' => false,
        _ => {
            !c.is_ascii()
                && (is_alphabetic(c) || is_combining_mark(c))
                && !is_invisible(c)
                && !is_apostrophe(c)
        }
    }
}

/// Whether the text is in the compatibility form already, as far as that can be told at a glance.
fn is_one_form(text: &str) -> bool {
    text.is_ascii() || is_nfkc_quick(text.chars()) == IsNormalized::Yes
}

/// Every word that one of the lists above knows.
static LISTED: LazyLock<Seen<&'static str>> = LazyLock::new(|| {
    let lists = [
        &HONORIFICS,
        &AMBIGUOUS_HONORIFICS,
        &CREDENTIALS,
        &COMMA_CREDENTIALS,
        &GENERATIONS,
        &PRONOUNS,
        &AT_BIRTH,
    ];
    lists.iter().flat_map(|list| list.iter().copied()).chain(["domu", "soltera"]).collect()
});

/// The name as the person wrote it: edge and double spaces, control characters and direction overrides taken out,
/// nothing else.
pub fn display(first: &str, last: &str) -> String {
    let (first, last) = (tidy(first), tidy(last));
    match (first.is_empty(), last.is_empty()) {
        (true, _) => last,
        (_, true) => first,
        _ => format!("{first} {last}"),
    }
}

/// What to call the person in a running sentence: the given name, as written.
///
/// Titles are skipped (`Dr. Ottilie Brandvold` is Ottilie), `Last, First` is understood, an initial takes the next
/// word along (`J. Robert`). A name that begins in Han, kana or Hangul is returned whole, since its first word may be
/// the family name, and so is one without any word to choose.
pub fn short(name: &str) -> String {
    let name = tidy(name);
    let mut plain: String = without_brackets(&name.replace(['“', '”', '„'], "\"")).trim().to_owned();
    if let Some((head, tail)) = plain.split_once(',') {
        let is_inverted = head.split_whitespace().count() == 1 && !tail.trim().is_empty();
        let is_given = !tail.split(',').all(|part| is_credential(part, is_shouted(head)));
        plain = if is_inverted && is_given { tail.trim().to_owned() } else { head.to_owned() };
    }
    let words: Vec<&str> =
        plain.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let is_title = |word: &&&str| {
        let bare: String = fold(word).chars().filter(|c| is_alphanumeric(*c)).collect();
        listed(&HONORIFICS, &bare)
            || bare == "md"
            || matches!(&*bare, "dipling" | "dring")
            // `Dr. rer. nat.`: no given name is written small and with a dot.
            || word.ends_with('.') && word.starts_with(char::is_lowercase)
            || listed(&AMBIGUOUS_HONORIFICS, &bare)
                && bare.len() > 1
                && (word.ends_with('.') || words.len() > 2)
    };
    let n_titles = words.iter().take_while(is_title).count();
    let given = &words[if n_titles < words.len() { n_titles } else { 0 }..];
    let Some(first) = given.first() else { return name };
    if first.chars().any(is_east_asian) {
        return plain;
    }
    let n_letters = first.chars().filter(|c| c.is_alphabetic()).count();
    match given.get(1) {
        Some(second) if n_letters == 1 && given.len() > 2 => format!("{first} {second}"),
        _ => {
            first.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && !is_combining_mark(c)).to_owned()
        }
    }
}

fn key_once(name: &str) -> String {
    let plain = readable(name);
    let words = cleaned(&plain);
    if !words.is_empty() {
        return words.join(" ");
    }
    let words = split(&plain);
    if !words.is_empty() {
        return words.join(" ");
    }
    // Left are names made of marks alone, which no rule above was written for.
    if name.chars().any(char::is_alphabetic) { fold(&tidy(name)) } else { String::new() }
}

/// Compatibility form with the case left, and without what is not read aloud.
fn readable(name: &str) -> String {
    // Letters of one form stay as they are, and so does all of ASCII that is seen and no apostrophe of sorts.
    let is_left = |c: char| (' '..='~').contains(&c) && c != '`' || known(c).is_some();
    if name.is_ascii() || name.chars().all(is_left) {
        return name.to_owned();
    }
    name.chars()
        .filter(|c| !is_invisible(*c) && !is_trade_mark(*c))
        .filter(|c| !matches!(c, '\u{640}' | '\u{64b}'..='\u{652}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}'))
        .map(|c| match c {
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
            '【' | '「' | '『' => '(',
            '】' | '」' | '』' => ')',
            // White letters in black circles and squares are the one "alphabet" that Unicode does not map to ASCII.
            '🅐'..='🅩' => char::from(b'A' + (c as u32 - '🅐' as u32) as u8),
            '🅰'..='🆉' => char::from(b'A' + (c as u32 - '🅰' as u32) as u8),
            c if is_apostrophe(c) => '\'',
            c => c,
        })
        .nfkc()
        .collect()
}

/// The words that make the name, by all the rules of [`key`].
fn cleaned(plain: &str) -> Vec<String> {
    let plain = without_brackets(plain);
    let plain = plain.split(" | ").find(|part| part.chars().any(char::is_alphabetic)).unwrap_or(&plain);
    let shouted = is_shouted(plain);
    let mut parts = plain.split(',');
    let mut head = without_name_at_birth(parts.next().unwrap_or_default());
    let tail: Vec<&str> = parts
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .filter(|part| !part.split_whitespace().next().is_some_and(|word| listed(&AT_BIRTH, &bare(word))))
        .collect();
    let is_generation = |part: &&str| listed(&GENERATIONS, &bare(part));
    let others: Vec<&str> = tail.iter().copied().filter(|part| !is_generation(part)).collect();
    if others.iter().all(|part| is_credential(part, shouted)) {
        for generation in tail.iter().filter(|part| is_generation(part)) {
            head = format!("{head} {generation}");
        }
    } else {
        let given: Vec<&str> = others.iter().copied().filter(|part| !is_credential(part, shouted)).collect();
        let is_inverted = given.len() == 1 && head.split_whitespace().count() == 1;
        head =
            if is_inverted { format!("{} {head}", given[0]) } else { format!("{head} {}", given.join(" ")) };
    }
    let mut written: Vec<&str> = head.split_whitespace().filter(|word| !is_pronouns(word)).collect();
    while written.len() > 2 && ends_in_credential(&written, shouted) {
        written.pop();
        while written.last().is_some_and(|word| !word.chars().any(char::is_alphanumeric)) {
            written.pop();
        }
    }
    // The dots must be seen before they are taken for separators.
    let mut words: Vec<(String, bool)> = Vec::new();
    for word in written {
        let dotted = word.contains('.');
        words.extend(split(word).into_iter().map(|word| (word, dotted)));
    }
    let n_titles = n_honorifics(&words);
    let words: Vec<String> = words.drain(n_titles..).map(|(word, _)| word).collect();
    let last = words.len().saturating_sub(1);
    let is_initial = |word: &str| {
        let mut chars = word.chars();
        // Only scripts with two cases write initials; 김 민 수 are three syllables of one name.
        chars.next().is_some_and(char::is_lowercase) && chars.all(is_combining_mark)
    };
    let kept =
        words.into_iter().enumerate().filter(|(at, word)| *at == 0 || *at == last || !is_initial(word));
    kept.map(|(_, word)| word).collect()
}

/// Without the name that somebody had at birth, where a given and a family name stand before it; with the word before it
/// gone, where the one at birth is the only family name.
fn without_name_at_birth(head: &str) -> String {
    let words: Vec<&str> = head.split_whitespace().collect();
    let bares: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let at_birth = |at: usize| {
        let (one, two) = (bares[at].as_str(), bares.get(at + 1).map_or("", String::as_str));
        match (one, two) {
            ("z", "domu" | "d") | ("de", "soltera") => 2,
            _ if listed(&AT_BIRTH, one) => 1,
            _ => 0,
        }
    };
    for at in 1..words.len() {
        let n_marks = at_birth(at);
        if n_marks > 0 && at + n_marks < words.len() {
            let rest = if at >= 2 { &[] } else { &words[at + n_marks..] };
            return [&words[..at], rest].concat().join(" ");
        }
    }
    head.to_owned()
}

/// How many words at the start are titles.
fn n_honorifics(words: &[(String, bool)]) -> usize {
    let mut n = 0;
    while let Some((word, dotted)) = words.get(n) {
        let remaining = words.len() - n - 1;
        let sure = listed(&HONORIFICS, word)
            || (*dotted || n > 0) && word.len() > 1 && listed(&AMBIGUOUS_HONORIFICS, word);
        let likely = remaining >= 2 && word.len() > 1 && listed(&AMBIGUOUS_HONORIFICS, word);
        // `h. c.` and `med.` belong to the title before them, never to a name standing first.
        let part_of_title = n > 0
            && remaining >= 2
            && *dotted
            && matches!(word.as_str(), "h" | "c" | "med" | "rer" | "nat" | "jur");
        if remaining == 0 || !(sure || likely || part_of_title) {
            break;
        }
        n += 1;
    }
    n
}

/// Folded words of letters, digits, marks and inner apostrophes.
fn split(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut words = Vec::new();
    let mut word = String::new();
    for c in folded.chars().chain([' ']) {
        let c = if is_apostrophe(c) { '\'' } else { c };
        if is_alphanumeric(c) || (is_combining_mark(c) || c == '\'') && !word.is_empty() {
            if c != '\u{640}' && !is_invisible(c) {
                word.push(c);
            }
            continue;
        }
        let trimmed = word.trim_end_matches('\'');
        if !trimmed.is_empty() {
            words.push(trimmed.to_owned());
        }
        word.clear();
    }
    words
}

/// Without the text in brackets and straight double quotes; one that is never closed was cut off by the 50-character
/// limit of the field. A single-quoted nickname must stand between spaces, or `O'Neil` would open one.
fn without_brackets(text: &str) -> String {
    if !text.contains(['(', '[', '{', '<', '"', '\'', '‘']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut closing: Vec<char> = Vec::new();
    let chars: Vec<char> = text.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let after_space = at == 0 || chars[at - 1].is_whitespace();
        let before_space = chars.get(at + 1).is_none_or(|c| c.is_whitespace() || *c == ',');
        if closing.last() == Some(&c) && (c != '\'' || before_space) {
            closing.pop();
            out.push(' ');
            continue;
        }
        let quote_closes_later = |from: usize| {
            (from + 1..chars.len())
                .any(|i| matches!(chars[i], '\'' | '’') && chars.get(i + 1).is_none_or(|c| c.is_whitespace()))
        };
        match c {
            '(' => closing.push(')'),
            '[' => closing.push(']'),
            '{' => closing.push('}'),
            '<' => closing.push('>'),
            '"' if chars[at + 1..].contains(&'"') => closing.push('"'),
            '\'' if after_space && closing.is_empty() && quote_closes_later(at) => closing.push('\''),
            _ if closing.is_empty() => out.push(c),
            _ => {}
        }
    }
    if out.chars().any(char::is_alphabetic) { out } else { text.to_owned() }
}

/// Whether a part after a comma is a degree or certificate: every word known, or in capitals where the name is not.
fn is_credential(part: &str, shouted: bool) -> bool {
    let mut any = false;
    part.split(|c: char| c.is_whitespace() || c == '/' || c == '&').filter(|word| !bare(word).is_empty()).all(
        |word| {
            any = true;
            let bare = bare(word);
            let n_letters = word.chars().filter(|c| c.is_alphabetic()).count();
            let in_capitals = !shouted && (2..=8).contains(&n_letters) && is_shouted(word);
            let dotted = (2..=5).contains(&n_letters) && word.trim_end_matches('.').contains('.');
            let is_number = bare.bytes().all(|b| b.is_ascii_digit());
            in_capitals
                || dotted
                || is_number
                || listed(&CREDENTIALS, &bare)
                || listed(&COMMA_CREDENTIALS, &bare)
        },
    ) && any
}

/// Whether the last word is a credential even without a comma before it. Two-letter degrees are family names too
/// (`Ma`, `Do`), so of these only the ones nobody is called, and only in capitals or with dots.
fn ends_in_credential(words: &[&str], shouted: bool) -> bool {
    let Some(word) = words.last() else { return false };
    let bare = bare(word);
    let n_dots = word.matches('.').count();
    let short = matches!(&*bare, "md" | "rn" | "jd" | "pe" | "ma" | "ba" | "ms" | "bs") && n_dots >= 2
        || matches!(&*bare, "md" | "rn" | "jd") && !shouted && is_shouted(word);
    bare.is_empty() || short || listed(&CREDENTIALS, &bare)
}

/// `she/her`, `(elle)`, `they/them/theirs`: words joined by slashes, all of them pronouns.
fn is_pronouns(word: &str) -> bool {
    word.contains('/') && word.split('/').all(|part| listed(&PRONOUNS, &bare(part)))
}

/// Folded letters and digits alone: `Ph.D.` → `phd`.
fn bare(word: &str) -> String {
    fold(word).chars().filter(|c| is_alphanumeric(*c)).collect()
}

/// At least two cased letters, none of them small.
fn is_shouted(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() >= 2 && !text.chars().any(char::is_lowercase)
}

fn listed(list: &List, word: &str) -> bool {
    list.contains(word)
}

#[cfg(test)]
#[path = "name_tests.rs"]
mod tests;

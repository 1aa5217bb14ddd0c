//! Text to words: folded, cut at apostrophes, with the breaks between them and without what is only quoted.

use crate::import::cues::{fold_char, is_mark, word_hash};

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// Nothing but a space, a hyphen or an apostrophe.
    None,
    /// A comma, a colon, a dash, a bracket.
    Comma,
    /// The end of a sentence, or of a line that ends one.
    Sentence,
}

/// A word.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// The hash of its folded form.
    pub hash: u64,
    /// Its folded form, within [`Text::folded`].
    start: u32,
    end: u32,
    /// Whether it begins with a capital, or with a letter of a script that has none.
    pub is_capital: bool,
    /// What stands before it.
    pub before: Break,
    /// The profile or the mail address that it is, within [`Text::addresses`].
    pub address: Option<u16>,
}

/// A text as words; used again and again, so that no letter costs an allocation.
#[derive(Debug, Default)]
pub struct Text {
    folded: String,
    /// The words.
    pub tokens: Vec<Token>,
    /// Profile URLs and mail addresses, as they were written.
    pub addresses: Vec<String>,
    /// Whether nobody cared for capitals.
    pub all_small: bool,
}

/// Lines from which on a mail quotes another.
const QUOTED_FROM: [&str; 8] = ["-----", "_____", "from:", "von:", "de:", "da:", "van:", "begin forwarded"];

/// Ends of the line above a quotation: `On Monday Ana wrote:`.
const WROTE: [&str; 16] = [
    "wrote:",
    "writes:",
    "schrieb:",
    "a ecrit :",
    "a ecrit:",
    "a écrit :",
    "a écrit:",
    "escribió:",
    "escribio:",
    "escreveu:",
    "ha scritto:",
    "schreef:",
    "said:",
    "hat geschrieben:",
    "schreibt:",
    "schrijft:",
];

/// The same where the name stands last: `Am 3. Mai schrieb Ana:`.
const WROTE_WITHIN: [&str; 7] =
    [" wrote ", " schrieb ", " écrit ", " escribió ", " escreveu ", " scritto ", " schreef "];

/// Short words that end in a dot without ending a sentence.
const ABBREVIATIONS: [&str; 30] = [
    "dr", "mr", "mrs", "ms", "prof", "sr", "sra", "st", "mme", "mlle", "hr", "fr", "ing", "dott", "sig",
    "dra", "drs", "ir", "lic", "dipl", "jr", "vs", "approx", "bzw", "ca", "usw", "evtl", "ggf", "ex", "sres",
];

impl Text {
    /// The folded form of a word.
    pub fn word(&self, at: usize) -> &str {
        let token = &self.tokens[at];
        &self.folded[token.start as usize..token.end as usize]
    }

    /// The first word of the sentence in which a word stands, and the one after its last.
    pub fn sentence(&self, at: usize) -> (usize, usize) {
        let starts = |token: &Token| token.before == Break::Sentence;
        let start = (0..=at).rev().find(|at| starts(&self.tokens[*at])).unwrap_or(0);
        let end =
            (at + 1..self.tokens.len()).find(|at| starts(&self.tokens[*at])).unwrap_or(self.tokens.len());
        (start, end)
    }

    /// Reads a text, in place of the one before.
    ///
    /// # Complexity
    /// **O(n)** in its length.
    pub fn read(&mut self, text: &str) {
        self.folded.clear();
        self.tokens.clear();
        self.addresses.clear();
        let text = unquoted(text);
        let mut before = Break::Sentence;
        let mut n_capitals = 0;
        let mut n_letters = 0;
        let mut rest = text;
        let mut line_len = 0usize;
        let mut last_mark = ' ';
        while let Some(c) = rest.chars().next() {
            // A line that is quoted in the middle of what somebody writes.
            if c == '>' && (last_mark == '\n' || self.tokens.is_empty() && last_mark == ' ') {
                rest = rest.find('\n').map_or("", |end| &rest[end..]);
                continue;
            }
            if (c == 'h' || c == 'H' || c == 'w' || c == 'W' || c == 'l' || c == 'L')
                && let Some(len) = url_len(rest)
            {
                self.address(&rest[..len], before);
                before = Break::None;
                last_mark = 'x';
                rest = &rest[len..];
                line_len += len;
                continue;
            }
            if c.is_alphanumeric() {
                let (len, is_mail) = word_len(rest);
                line_len += len;
                let written = &rest[..len];
                if is_mail {
                    self.address(written, before);
                } else {
                    n_letters += 1;
                    n_capitals += usize::from(self.push(written, before));
                }
                before = Break::None;
                last_mark = 'x';
                rest = &rest[len..];
                continue;
            }
            let len = c.len_utf8();
            line_len += len;
            let next = rest[len..].chars().next().unwrap_or(' ');
            let found = match c {
                '.' if next.is_alphanumeric() => Break::None,
                '.' if self.ends_in_abbreviation() && before == Break::None => Break::None,
                '.' | '!' | '?' | '…' | ';' | '。' | '！' | '？' | '؟' | '।' | '¿' | '¡' | '•' | '*' => {
                    Break::Sentence
                }
                ',' | ':' | '(' | ')' | '[' | ']' | '–' | '—' | '，' | '、' | '：' | '،' | '|' | '→'
                | '"' | '“' | '”' | '„' | '«' | '»' => Break::Comma,
                '-' if last_mark.is_whitespace() || next.is_whitespace() => Break::Comma,
                // `Ana <> Bo` is how some write that the two should meet.
                '<' | '↔' if c == '↔' || ["<>", "<->", "<=>"].iter().any(|sign| rest.starts_with(sign)) =>
                {
                    self.push("meet", before);
                    before = Break::None;
                    let len = if c == '↔' { len } else { rest.find('>').map_or(1, |end| end + 1) };
                    rest = &rest[len..];
                    last_mark = 'x';
                    continue;
                }
                '<' => {
                    // A tag of a message that came as HTML.
                    match rest.find('>') {
                        Some(end) if end < 200 => {
                            rest = &rest[end..];
                            before = Break::Sentence;
                        }
                        _ => {}
                    }
                    rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
                    continue;
                }
                '&' | '+' => {
                    let entity = ["&amp;", "&#39;", "&apos;", "&quot;", "&nbsp;"]
                        .iter()
                        .find(|it| rest.starts_with(**it));
                    if entity.is_none_or(|it| *it == "&amp;") && last_mark.is_whitespace() {
                        self.push("and", before);
                        before = Break::None;
                    }
                    rest = &rest[entity.map_or(1, |it| it.len())..];
                    continue;
                }
                '\n' => {
                    // A line that was wrapped goes on; one that ends early, or with a mark, has ended.
                    let blank = rest[len..].trim_start_matches([' ', '\r', '\t']).starts_with('\n');
                    let wrapped = line_len > 40 && last_mark == 'x' && !blank;
                    let after_colon = last_mark == ':' && !blank;
                    line_len = 0;
                    if wrapped {
                        Break::None
                    } else if after_colon {
                        Break::Comma
                    } else {
                        Break::Sentence
                    }
                }
                // Emoji end what was said; marks and joiners do nothing.
                c if u32::from(c) >= 0x2190 && !c.is_alphabetic() && !is_mark(c) && !c.is_whitespace() => {
                    Break::Sentence
                }
                _ => Break::None,
            };
            before = before.max(found);
            if !matches!(c, ' ' | '\r' | '\t' | '\u{a0}') || last_mark == 'x' {
                last_mark = c;
            }
            rest = &rest[len..];
        }
        self.all_small = n_capitals <= 1 && n_letters >= 4;
    }

    /// Adds a word, and says whether it has a capital.
    fn push(&mut self, written: &str, before: Break) -> bool {
        let start = self.folded.len();
        written.chars().for_each(|c| fold_char(c, &mut self.folded));
        if self.folded.len() == start {
            return false;
        }
        let first = written.chars().next().unwrap_or(' ');
        let is_capital = first.is_alphabetic() && !first.is_lowercase();
        self.tokens.push(Token {
            hash: word_hash(&self.folded[start..]),
            start: start as u32,
            end: self.folded.len() as u32,
            is_capital,
            before,
            address: None,
        });
        is_capital
    }

    fn address(&mut self, written: &str, before: Break) {
        let number = self.addresses.len().min(usize::from(u16::MAX)) as u16;
        self.addresses.push(written.to_owned());
        let at = self.folded.len() as u32;
        let address = Some(number);
        self.tokens.push(Token { hash: 0, start: at, end: at, is_capital: false, before, address });
    }

    fn ends_in_abbreviation(&self) -> bool {
        let Some(last) = self.tokens.len().checked_sub(1) else { return false };
        let word = self.word(last);
        // `J. R.` are initials; `I.` ends a sentence more often than it is one.
        word.chars().count() == 1 && self.tokens[last].is_capital && word != "i"
            || ABBREVIATIONS.contains(&word)
    }
}

/// The length of the web address at the start of a text.
fn url_len(text: &str) -> Option<usize> {
    let starts = |start: &str| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    if !(starts("http://") || starts("https://") || starts("www.") || starts("linkedin.com/")) {
        return None;
    }
    let end =
        text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')' | ']' | '，' | '。'));
    let url = &text[..end.unwrap_or(text.len())];
    Some(url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']).len())
}

/// The length of the word at the start of a text, and whether it is a mail address. Letters of scripts without spaces
/// between words stand alone.
fn word_len(text: &str) -> (usize, bool) {
    let mut len = 0;
    for c in text.chars() {
        if is_alone(c) {
            return if len == 0 { (c.len_utf8(), false) } else { (len, false) };
        }
        if !(c.is_alphanumeric() || is_mark(c)) {
            break;
        }
        len += c.len_utf8();
    }
    // Only a word that is followed by a sign of addresses is looked at again.
    if matches!(text.as_bytes().get(len), Some(b'@' | b'.' | b'_' | b'-' | b'+')) {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '@');
        let all = text.find(|c: char| !is_part(c)).map_or(text, |end| &text[..end]);
        let all = all.trim_end_matches(['.', '-']);
        if all.contains('@') && crate::people::profile_url::email(all).is_some() {
            return (all.len(), true);
        }
    }
    (len, false)
}

/// A letter of Han, kana or Hangul: words there are not told apart by spaces, or carry endings.
pub fn is_alone(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
}

/// The text without the message it answers: lines that begin with `>`, and everything from the head of a quotation on.
/// Without any, which is nearly always, the text itself.
fn unquoted(text: &str) -> &str {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let small = |n: usize| bare.get(..n).map(str::to_lowercase);
        let is_head = QUOTED_FROM.iter().any(|head| {
            small(head.len()).is_some_and(|start| start == *head)
                && (at > 0 || head.starts_with('-') || head.starts_with("begin"))
        });
        let ends = bare.len() < 160 && bare.ends_with(':') && {
            let lower = bare.to_lowercase();
            let dated = lower.bytes().any(|byte| byte.is_ascii_digit()) || lower.contains('@');
            WROTE.iter().any(|end| lower.ends_with(end))
                || dated && WROTE_WITHIN.iter().any(|word| lower.contains(word))
        };
        // Behind quoted lines somebody may go on writing, unless the line above says whom the rest is quoted from.
        if is_head || ends {
            return &text[..at];
        }
        at += line.len();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let mut found = Text::default();
        found.read(text);
        let words = (0..found.tokens.len()).map(|at| {
            let token = &found.tokens[at];
            let mark = match token.before {
                Break::None => "",
                Break::Comma => ",",
                Break::Sentence => "/",
            };
            let word = token.address.map_or(found.word(at), |_| "@");
            format!("{mark}{word}")
        });
        assert_eq!(words.collect::<Vec<_>>().join(" "), expect, "{text}");
    }

    #[test]
    fn words_and_breaks() {
        check("Hi Bo,\nI'd like to introduce Dr. Ana O'Neil.", "/hi bo /i d like to introduce dr ana o neil");
        check("Ana, meet Bo: he's great! Bye", "/ana ,meet bo ,he s great /bye");
        check("J. R. Smith wrote. I. Then", "/j r smith wrote /i /then");
        check("see https://www.linkedin.com/in/bo-lind/, or bo@acme.example.", "/see @ ,or @");
        check("Ana & Bo + Cy", "/ana and bo and cy");
        check("<p>Hello,</p><p>Ana</p>", "/hello /ana");
        check("pre\u{301}sente-toi", "/presente toi");
        check("请联系陈晓芸", "/请 联 系 陈 晓 芸");
        check("Danke 🙂 Bo", "/danke /bo");
        check("Ana <> Bo: hi", "/ana meet bo ,hi");
    }

    #[test]
    fn what_is_quoted_is_left_out() {
        check("Yes!\n> Ana, meet Bo", "/yes");
        check("Yes!\nOn Monday, Ana wrote:\nAna, meet Bo", "/yes");
        check("Ja\nAm 3. Mai schrieb Ana:\nx", "/ja");
        check(
            "Ja\nAm 3. Mai hat Ana geschrieben\n-----Original-----\nx",
            "/ja /am 3 /mai hat ana geschrieben",
        );
    }

    #[test]
    fn wrapped_lines_go_on() {
        check(
            "This is a line that is long enough to be wrapped by\nsomebody",
            "/this is a line that is long enough to be wrapped by somebody",
        );
        check("short\nlines", "/short /lines");
    }
}

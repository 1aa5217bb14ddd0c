//! Text to words: folded, cut at apostrophes, with the breaks between them and without what is only quoted.

use super::quoted::unquoted;
use crate::import::cues::{Letters, word_hash};
use crate::import::passages::SUBJECT_END;

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
    /// Whether it is one letter of a script that puts no spaces between words.
    pub is_alone: bool,
    /// What stands before it.
    pub before: Break,
    /// The profile or the mail address that it is, within [`Text::addresses`].
    pub address: Option<u16>,
}

/// A text as words; used again and again, so that no letter costs an allocation.
#[derive(Debug, Default)]
pub struct Text {
    /// The text with its ASCII letters small, where the words of these stand; behind it those that had others.
    folded: String,
    letters: Letters,
    /// The words.
    pub tokens: Vec<Token>,
    /// The first word of the letter itself, behind its subject.
    pub body: usize,
    /// Profile URLs and mail addresses, as they were written.
    pub addresses: Vec<String>,
    /// Where a question mark stands: before which word.
    questions: Vec<u32>,
    /// Whether there is any `@` in it.
    has_at: bool,
    /// Whether nobody cared for capitals.
    pub all_small: bool,
}

/// Letters and digits of ASCII.
const IS_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// What joins the words of a mail address.
fn is_sign_of_addresses(byte: u8) -> bool {
    matches!(byte, b'@' | b'.' | b'_' | b'-' | b'+')
}

/// Short words that end in a dot without ending a sentence.
fn is_abbreviation(word: &str) -> bool {
    matches!(
        word,
        "dr" | "mr"
            | "mrs"
            | "ms"
            | "prof"
            | "sr"
            | "sra"
            | "st"
            | "mme"
            | "mlle"
            | "hr"
            | "fr"
            | "ing"
            | "dott"
            | "sig"
            | "dra"
            | "drs"
            | "ir"
            | "lic"
            | "dipl"
            | "jr"
            | "vs"
            | "approx"
            | "bzw"
            | "ca"
            | "usw"
            | "evtl"
            | "ggf"
            | "ex"
            | "sres"
    )
}

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

    /// Whether the sentence in which a word stands is a question.
    pub fn is_question(&self, at: usize) -> bool {
        !self.questions.is_empty() && self.questions.binary_search(&(self.sentence(at).1 as u32)).is_ok()
    }

    /// Reads a text, in place of the one before.
    ///
    /// # Complexity
    /// **O(n)** in its length; of a word in ASCII no letter is touched but to find its end and its hash.
    pub fn read(&mut self, text: &str) {
        let body = text.find(SUBJECT_END).map_or(0, |end| end + SUBJECT_END.len_utf8());
        let text = &text[..body + unquoted(&text[body..]).len()];
        self.body = 0;
        self.folded.clear();
        self.folded.push_str(text);
        self.folded.make_ascii_lowercase();
        self.tokens.clear();
        self.addresses.clear();
        self.questions.clear();
        self.has_at = memchr::memchr(b'@', text.as_bytes()).is_some();
        let mut before = Break::Sentence;
        let mut n_capitals = 0;
        let mut n_letters = 0;
        // What is not seen, such as a tag, does not count for the length of a line.
        let mut line_start = 0usize;
        let mut last_mark = ' ';
        let mut passed_on_until = 0;
        let mut at = 0;
        let bytes = text.as_bytes();
        while let Some(&byte) = bytes.get(at) {
            // What stands between two words, nearly always.
            if byte == b' ' {
                if last_mark == 'x' {
                    last_mark = ' ';
                }
                at += 1;
                continue;
            }
            let rest = &text[at..];
            // A line that is quoted in the middle of what somebody writes.
            if byte == b'>' && (last_mark == '\n' || self.tokens.is_empty() && last_mark == ' ') {
                if at >= passed_on_until && self.has_at {
                    passed_on_until = at + passed_on_len(rest);
                }
                at += if at < passed_on_until { 1 } else { rest.find('\n').unwrap_or(rest.len()) };
                continue;
            }
            if matches!(byte | 0x20, b'h' | b'w' | b'l')
                && bytes.get(at + 1).is_some_and(|second| matches!(second | 0x20, b't' | b'w' | b'i'))
                && let Some(len) = url_len(rest)
            {
                self.address(&rest[..len], before);
                before = Break::None;
                last_mark = 'x';
                at += len;
                continue;
            }
            let ascii_len = bytes[at..].iter().take_while(|byte| IS_WORD[usize::from(**byte)]).count();
            // Most words are of ASCII, and nothing that could belong to them stands behind.
            let behind = bytes.get(at + ascii_len).copied().unwrap_or(b' ');
            if ascii_len > 0 && behind.is_ascii() && !(self.has_at && is_sign_of_addresses(behind)) {
                n_letters += 1;
                let is_capital = byte.is_ascii_uppercase();
                n_capitals += usize::from(is_capital);
                self.add(at, at + ascii_len, is_capital, before);
                before = Break::None;
                last_mark = 'x';
                at += ascii_len;
                continue;
            }
            let c = if byte.is_ascii() { byte as char } else { rest.chars().next().unwrap_or(' ') };
            let is_word = ascii_len > 0 || !byte.is_ascii() && self.letters.of(c).is_alphanumeric();
            if is_word {
                let word = self.word_at(rest, ascii_len);
                if word.is_mail {
                    self.address(&rest[..word.len], before);
                } else {
                    n_letters += 1;
                    n_capitals += usize::from(if word.len == ascii_len {
                        self.add(at, at + word.len, byte.is_ascii_uppercase(), before)
                    } else {
                        self.push(&rest[..word.len], before)
                    });
                }
                before = Break::None;
                last_mark = 'x';
                at += word.len;
                continue;
            }
            let len = c.len_utf8();
            let next = rest[len..].chars().next().unwrap_or(' ');
            let found = match c {
                '.' if self.letters.of(next).is_alphanumeric() => Break::None,
                '.' if before == Break::None && self.ends_in_abbreviation() => Break::None,
                '.' | '!' | '?' | '…' | ';' | '。' | '！' | '？' | '؟' | '।' | '¿' | '¡' | '•' | '*' => {
                    Break::Sentence
                }
                SUBJECT_END => {
                    self.body = self.tokens.len();
                    line_start = at + len;
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
                    let sign_len = if c == '↔' { len } else { rest.find('>').map_or(1, |end| end + 1) };
                    at += sign_len;
                    line_start += sign_len - len;
                    last_mark = 'x';
                    continue;
                }
                '<' => {
                    // A tag of a message that came as HTML.
                    match rest.find('>') {
                        Some(end) if end < 200 => {
                            at += end + 1;
                            line_start += end;
                            before = Break::Sentence;
                        }
                        _ => at += 1,
                    }
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
                    let written_len = entity.map_or(1, |it| it.len());
                    at += written_len;
                    line_start += written_len - 1;
                    continue;
                }
                '\n' => {
                    // A line that was wrapped goes on; one that ends early, or with a mark, has ended.
                    let blank = rest[len..].trim_start_matches([' ', '\r', '\t']).starts_with('\n');
                    let wrapped = at - line_start >= 40 && last_mark == 'x' && !blank;
                    let after_colon = last_mark == ':' && !blank;
                    line_start = at + len;
                    if wrapped {
                        Break::None
                    } else if after_colon {
                        Break::Comma
                    } else {
                        Break::Sentence
                    }
                }
                // Emoji end what was said; marks and joiners do nothing.
                '\u{2190}'.. => {
                    let letter = self.letters.of(c);
                    let is_nothing = letter.is_alphabetic() || letter.is_mark() || letter.is_whitespace();
                    if is_nothing { Break::None } else { Break::Sentence }
                }
                _ => Break::None,
            };
            if c == '?' || c == '？' {
                self.questions.push(self.tokens.len() as u32);
            }
            before = before.max(found);
            if !matches!(c, '\r' | '\t' | '\u{a0}') || last_mark == 'x' {
                last_mark = c;
            }
            at += len;
        }
        self.all_small = n_capitals <= 1 && n_letters >= 4;
    }

    /// The word at the start of a text, of which so many letters are of ASCII.
    fn word_at(&mut self, text: &str, ascii_len: usize) -> Word {
        let bytes = text.as_bytes();
        let mut len = ascii_len;
        if bytes.get(len).is_some_and(|byte| !byte.is_ascii()) {
            for c in text[len..].chars() {
                let letter = self.letters.of(c);
                if letter.is_alone() {
                    // Letters of scripts without spaces between words stand alone.
                    let len = if len == 0 { c.len_utf8() } else { len };
                    return Word { len, is_mail: false };
                }
                if !(letter.is_alphanumeric() || letter.is_mark()) {
                    break;
                }
                len += c.len_utf8();
            }
        }
        // Only a word that is followed by a sign of addresses is looked at again.
        if self.has_at && bytes.get(len).is_some_and(|byte| is_sign_of_addresses(*byte)) {
            let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '@');
            let all = text.find(|c: char| !is_part(c)).map_or(text, |end| &text[..end]);
            let all = all.trim_end_matches(['.', '-']);
            if all.contains('@') && crate::people::profile_url::email(all).is_some() {
                return Word { len: all.len(), is_mail: true };
            }
        }
        Word { len, is_mail: false }
    }

    /// Adds a word, and says whether it has a capital.
    fn push(&mut self, written: &str, before: Break) -> bool {
        let start = self.folded.len();
        written.chars().for_each(|c| self.letters.fold(c, &mut self.folded));
        let end = self.folded.len();
        let first = self.letters.of(written.chars().next().unwrap_or(' '));
        if end == start {
            return false;
        }
        self.add(start, end, first.is_capital(), before);
        if let Some(token) = self.tokens.last_mut() {
            token.is_alone = first.is_alone();
        }
        first.is_capital()
    }

    /// Adds a word that stands in the folded text, and says whether it has a capital.
    fn add(&mut self, start: usize, end: usize, is_capital: bool, before: Break) -> bool {
        let hash = word_hash(&self.folded.as_bytes()[start..end]);
        let (start, end) = (start as u32, end as u32);
        self.tokens.push(Token { hash, start, end, is_capital, is_alone: false, before, address: None });
        is_capital
    }

    fn address(&mut self, written: &str, before: Break) {
        let number = self.addresses.len().min(usize::from(u16::MAX)) as u16;
        self.addresses.push(written.to_owned());
        let at = self.folded.len() as u32;
        let address = Some(number);
        let (is_capital, is_alone) = (false, false);
        self.tokens.push(Token { hash: 0, start: at, end: at, is_capital, is_alone, before, address });
    }

    fn ends_in_abbreviation(&self) -> bool {
        let Some(last) = self.tokens.len().checked_sub(1) else { return false };
        let word = self.word(last);
        // `J. R.` are initials; `I.` ends a sentence more often than it is one.
        word.len() <= 6
            && (self.tokens[last].is_capital && word != "i" && word.chars().count() == 1
                || is_abbreviation(word))
    }
}

/// A word of a text as it is found.
struct Word {
    len: usize,
    is_mail: bool,
}

/// The length of the quoted lines at the start of a text if they give somebody's address, and so are what the writer
/// passes on and not what they answer; else 0.
fn passed_on_len(text: &str) -> usize {
    let quoted = text.split_inclusive('\n').take_while(|line| line.starts_with('>'));
    let len = quoted.map(str::len).sum();
    if memchr::memchr(b'@', &text.as_bytes()[..len]).is_some() { len } else { 0 }
}

/// The length of the web address at the start of a text.
fn url_len(text: &str) -> Option<usize> {
    let starts = |start: &str| {
        text.as_bytes().get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
    };
    if !(starts("http://") || starts("https://") || starts("www.") || starts("linkedin.com/")) {
        return None;
    }
    let end =
        text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')' | ']' | '，' | '。'));
    let url = &text[..end.unwrap_or(text.len())];
    Some(url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']).len())
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
        check("He says:\n> Call me\n> Bo, bo@acme.example\nDo!", "/he says ,call me /bo ,@ /do");
        check("Yes!\nOn Monday, Ana wrote:\nAna, meet Bo", "/yes");
        check("Ja\nAm 3. Mai schrieb Ana:\nx", "/ja");
        check(
            "Ja\nAm 3. Mai hat Ana geschrieben\n-----Original-----\nx",
            "/ja /am 3 /mai hat ana geschrieben",
        );
    }

    #[test]
    fn a_subject_stands_before_the_letter_and_is_no_part_of_its_first_sentence() {
        check("Bo Lind\u{1e}Hi Ana,\n> old", "/bo lind /hi ana");
        check("Re: Bo\u{1e}-----Original-----\nAna", "/re ,bo");
        let mut text = Text::default();
        text.read("Bo Lind\u{1e}Hi Ana");
        assert_eq!(text.body, 2);
        text.read("Hi Ana");
        assert_eq!(text.body, 0);
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

//! What a mail quotes of another, and the line above it that says whose it is.

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

/// The text without the message it answers: lines that begin with `>`, and everything from the head of a quotation on.
/// Without any, which is nearly always, the text itself.
pub fn unquoted(text: &str) -> &str {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        // Most lines are told by their first and last letter. Behind quoted lines somebody may go on writing, unless
        // the line above says whom the rest is quoted from.
        let first = bare.as_bytes().first().map_or(b' ', u8::to_ascii_lowercase);
        let may_be_head = matches!(first, b'-' | b'_' | b'f' | b'v' | b'd' | b'b');
        if may_be_head && is_head(bare, at == 0) || bare.ends_with(':') && announces(bare) {
            return &text[..at];
        }
        at += line.len();
    }
    text
}

/// Whether what is quoted begins with this line, which may be the first of its message.
fn is_head(bare: &str, is_first: bool) -> bool {
    let starts = |head: &str| {
        bare.as_bytes().get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head.as_bytes()))
    };
    let may_be_first = |head: &str| head.starts_with('-') || head.starts_with("begin");
    QUOTED_FROM.iter().any(|head| starts(head) && (!is_first || may_be_first(head)))
}

/// Whether this line says who wrote what comes next.
fn announces(bare: &str) -> bool {
    bare.len() < 160 && {
        let lower = bare.to_lowercase();
        let dated = lower.bytes().any(|byte| byte.is_ascii_digit()) || lower.contains('@');
        WROTE.iter().any(|end| lower.ends_with(end))
            || dated && WROTE_WITHIN.iter().any(|word| lower.contains(word))
    }
}

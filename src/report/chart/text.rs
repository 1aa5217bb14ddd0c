//! Text made ready to be set: cleaned, cut where there is no room, kept apart where it runs the other way.

use super::fonts::{has_glyph, width};
use std::borrow::Cow;
use unicode_width::UnicodeWidthChar;

/// A name or title as it can be set: one line, without what XML forbids, without marks that turn the direction of the
/// text around them, and without pictographs: those are drawn in colour by fonts made for it, and as empty boxes by
/// all others.
pub(super) fn clean(text: &str) -> String {
    let kept = |c: &char| match c {
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' => false,
        '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}' | '\u{FE0F}' => false,
        '\u{1F000}'..='\u{1FBFF}' | '\u{2600}'..='\u{27BF}' | '\u{E0000}'..='\u{E007F}' => has_glyph(*c),
        c => c.is_whitespace() || !c.is_control(),
    };
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    words(&text.chars().filter(kept).collect::<String>())
}

/// A text cut to `room` pixels at a size, with `…` where something is missing; empty where not even that fits.
pub(super) fn elide(text: &str, size: f64, room: f64) -> Cow<'_, str> {
    if width(text, size) <= room {
        return Cow::Borrowed(text);
    }
    let dots = width("…", size);
    let (mut end, mut used) = (0, dots);
    for (at, cluster) in clusters(text) {
        used += width(cluster, size);
        if used > room {
            break;
        }
        end = at + cluster.len();
    }
    match end {
        0 if dots > room => Cow::Borrowed(""),
        end => {
            let kept = text[..end].trim_end_matches([' ', ',', '-', '–', '/', '(', '.']);
            // Without the mark the dots would stand at the right, which is where such a text begins.
            let mark = if is_rtl(kept) { "\u{200F}" } else { "" };
            Cow::Owned(format!("{kept}…{mark}"))
        }
    }
}

/// What a reader takes for one letter: a character with its marks, and what a joiner or virama ties to it. Coarser
/// than Unicode's rules in a few scripts, which costs a label a letter and never cuts one in half.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut starts = Vec::new();
    let mut tied = false;
    for (at, c) in text.char_indices() {
        let mark = c.width() == Some(0) || is_spacing_mark(c);
        if !(tied || mark) || at == 0 {
            starts.push(at);
        }
        tied = c == '\u{200D}' || is_virama(c);
    }
    let ends: Vec<usize> = starts.iter().copied().skip(1).chain([text.len()]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| (start, &text[start..end]))
}

/// The sign that joins two consonants, in the scripts of India and its neighbours that stand in names.
fn is_virama(c: char) -> bool {
    matches!(
        u32::from(c),
        0x094D | 0x09CD | 0x0A4D | 0x0ACD | 0x0B4D | 0x0BCD | 0x0C4D | 0x0CCD | 0x0D4D | 0x0DCA
    )
}

/// Vowel signs that take room of their own and still belong to the letter before.
fn is_spacing_mark(c: char) -> bool {
    let block = u32::from(c);
    match block {
        0x0900..=0x0DFF => matches!(block & 0x7F, 0x03 | 0x3E..=0x4C) || matches!(block & 0x7F, 0x02 | 0x57),
        0x0E33 | 0x0EB3 => true,
        _ => false,
    }
}

/// Whether a text holds letters that run from right to left.
pub(super) fn is_rtl(text: &str) -> bool {
    text.chars().any(|c| matches!(u32::from(c), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF))
}

/// A name within a sentence: where it runs the other way it is kept apart, or the sentence around it would turn too.
pub(super) fn quoted(name: &str) -> String {
    if is_rtl(name) { format!("\u{2068}{name}\u{2069}") } else { name.to_owned() }
}

/// A count with its word: `1 person`, `1,204 people`.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(n)) }
}

/// A number with its thousands kept apart.
pub(super) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

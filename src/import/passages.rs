//! Passages: the few texts that are kept from import to inference, because a cue stands in them.
//!
//! In: the text of a message, an invitation or a note. Out: [`Passages`], one arena, in memory only and emptied once the
//! introductions are read out of it. No report ever has a word of it: evidence is FILE:LINE.

use super::cues::{CUES, Notice, Scan};
use std::sync::LazyLock;

/// How much of one text is kept, in bytes.
pub const MOST: usize = 8 << 10;

/// How much of texts without a cue, in languages without a file of cues, is kept in all. Where there is more, all of it
/// is left to structure (who wrote, who then connected, when): a part would depend on the order of rows.
const MOST_FOREIGN: usize = 64 << 20;

static SCAN: LazyLock<Scan> = LazyLock::new(|| Scan::new(&CUES));

/// Whose text it is: an index into a list of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// Of [`super::Workspace::messages`].
    Message(u32),
    /// Of [`super::Workspace::invitations`].
    Invitation(u32),
    /// A note in [`super::Workspace::outreach`].
    Outreach(u32),
    /// A note in [`super::Workspace::interviews`].
    Interview(u32),
}

/// A text that is kept: whose, where it ends, and whether nothing but letters of other languages speaks for it.
#[derive(Debug)]
struct Passage {
    told: Told,
    end: u32,
    is_foreign: bool,
}

/// Texts, one after the other.
#[derive(Debug, Default)]
pub struct Passages {
    text: String,
    all: Vec<Passage>,
    /// The bytes of foreign texts, kept or not.
    n_foreign: usize,
    /// Whether the text that was asked about last is foreign.
    is_foreign: bool,
    /// Whether texts are kept at all; nobody asks for them where nothing is to be inferred.
    pub kept: bool,
}

impl Passages {
    /// Passages that are kept.
    pub fn kept() -> Passages {
        Passages { kept: true, ..Passages::default() }
    }

    /// Whether a text should be kept; `in_group` texts are, whatever they say, for who is in the group says enough.
    pub fn wants(&mut self, bytes: &[u8], in_group: bool) -> bool {
        if !self.kept || bytes.is_empty() {
            return false;
        }
        let bytes = &bytes[..bytes.len().min(MOST)];
        let notice = SCAN.notice(bytes);
        self.is_foreign = notice == Notice::Foreign && !in_group;
        if self.is_foreign {
            self.n_foreign += bytes.len();
        }
        match notice {
            Notice::Cue => true,
            _ if in_group => true,
            Notice::Foreign => self.n_foreign <= MOST_FOREIGN,
            Notice::Nothing => false,
        }
    }

    /// Keeps a text, up to [`MOST`] bytes of it.
    pub fn keep(&mut self, told: Told, text: &str) {
        let end = if text.len() <= MOST { text.len() } else { text.floor_char_boundary(MOST) };
        // Four gigabytes of passages are more than any archive holds; beyond that the offset would not fit.
        if self.text.len() + end < u32::MAX as usize {
            self.text.push_str(&text[..end]);
            let (end, is_foreign) = (self.text.len() as u32, self.is_foreign);
            self.all.push(Passage { told, end, is_foreign });
        }
    }

    /// The text at a position, with whose it is; `None` where there are too many of its kind.
    pub fn get(&self, nth: usize) -> Option<(Told, &str)> {
        let passage = &self.all[nth];
        let start = nth.checked_sub(1).map_or(0, |before| self.all[before].end);
        let is_read = !passage.is_foreign || self.n_foreign <= MOST_FOREIGN;
        is_read.then(|| (passage.told, &self.text[start as usize..passage.end as usize]))
    }

    /// The texts with whose they are.
    pub fn iter(&self) -> impl Iterator<Item = (Told, &str)> {
        (0..self.len()).filter_map(|nth| self.get(nth))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_were_put_in_and_no_longer_than_the_limit() {
        let mut passages = Passages::kept();
        passages.keep(Told::Message(0), "one");
        passages.keep(Told::Invitation(3), &"é".repeat(MOST));
        passages.keep(Told::Message(2), "");
        let found: Vec<(Told, usize)> = passages.iter().map(|(told, text)| (told, text.len())).collect();
        assert_eq!(found, [(Told::Message(0), 3), (Told::Invitation(3), MOST), (Told::Message(2), 0)]);
    }

    #[test]
    fn too_many_foreign_texts_are_none_whatever_their_order() {
        let texts = ["Ana suggested that I write to you", "привет, как дела", "здравствуйте"];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let mut passages = Passages { n_foreign: MOST_FOREIGN - 30, ..Passages::kept() };
            for nth in order {
                if passages.wants(texts[nth].as_bytes(), false) {
                    passages.keep(Told::Message(nth as u32), texts[nth]);
                }
            }
            let found: Vec<&str> = passages.iter().map(|(_, text)| text).collect();
            assert_eq!(found, texts[..1]);
        }
    }

    #[test]
    fn nothing_is_kept_where_nobody_asks() {
        let text = "Ana suggested that I write to you".as_bytes();
        assert!(Passages::kept().wants(text, false));
        assert!(!Passages::default().wants(text, true));
        assert!(!Passages::kept().wants(b"Lovely weather!", false));
        assert!(Passages::kept().wants(b"Lovely weather!", true));
    }
}

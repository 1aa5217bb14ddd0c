//! Passages: the texts of messages, invitations and notes, kept from import to inference.
//!
//! In: a text and whose it is. Out: [`Passages`], one arena, in memory only and emptied once the introductions are read out
//! of it. Nothing is chosen here: that a letter holds no known phrase says little (of a hundred that people write, ninety
//! hold a word of one), and which letters name anybody is told later, when it is known who there is.
//! Invariant: no report ever has a word of it: evidence is FILE:LINE.

/// How much of one text is kept, in bytes.
pub const MOST: usize = 8 << 10;

/// What stands between a subject and the letter below it: the sign that separates records, which nobody types.
pub const SUBJECT_END: char = '\u{1e}';

/// Whose text it is: an index into a list of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// Of [`super::Workspace::messages`].
    Message(u32),
    /// The subject of one of [`super::Workspace::mails`].
    Mail(u32),
    /// Of [`super::Workspace::invitations`].
    Invitation(u32),
    /// A note in [`super::Workspace::outreach`].
    Outreach(u32),
    /// A note in [`super::Workspace::interviews`].
    Interview(u32),
}

/// Texts, one after the other.
#[derive(Debug, Default)]
pub struct Passages {
    text: String,
    /// Whose each is, and where it ends.
    all: Vec<(Told, u32)>,
    /// Whether texts are kept at all; nobody asks for them where nothing is to be inferred.
    pub kept: bool,
}

impl Passages {
    /// Passages that are kept.
    pub fn kept() -> Passages {
        Passages { kept: true, ..Passages::default() }
    }

    /// Whether a text should be kept.
    pub fn wants(&self, bytes: &[u8]) -> bool {
        self.kept && !bytes.is_empty()
    }

    /// Keeps a text, up to [`MOST`] bytes of it.
    pub fn keep(&mut self, told: Told, text: &str) {
        let end = if text.len() <= MOST { text.len() } else { text.floor_char_boundary(MOST) };
        // Four gigabytes of passages are more than any archive holds; beyond that the offset would not fit.
        if self.text.len() + end < u32::MAX as usize {
            self.text.push_str(&text[..end]);
            self.all.push((told, self.text.len() as u32));
        }
    }

    /// The text at a position, with whose it is.
    pub fn get(&self, nth: usize) -> (Told, &str) {
        let start = nth.checked_sub(1).map_or(0, |before| self.all[before].1);
        let (told, end) = self.all[nth];
        (told, &self.text[start as usize..end as usize])
    }

    /// The texts with whose they are.
    pub fn iter(&self) -> impl Iterator<Item = (Told, &str)> {
        (0..self.len()).map(|nth| self.get(nth))
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
    fn nothing_is_kept_where_nobody_asks() {
        assert!(Passages::kept().wants("Ana suggested that I write to you".as_bytes()));
        assert!(!Passages::default().wants("Ana suggested that I write to you".as_bytes()));
        assert!(Passages::kept().wants(b"Bo Lind, 555 0100"));
        assert!(!Passages::kept().wants(b""));
    }
}

//! The texts of a pool: names and keys laid end to end, companies and positions each once.

use crate::index::Index;

/// A piece of the text of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    start: u32,
    pub(super) len: u16,
    /// The block it lies in: a block holds as much as a `u32` can point into.
    block: u16,
}

/// Texts laid end to end.
#[derive(Debug, Default)]
pub(super) struct Texts {
    blocks: Vec<String>,
}

/// A block is closed at this size: growing it further would move many megabytes at once.
const BLOCK: usize = 4 << 20;

impl Texts {
    pub(super) fn put(&mut self, text: &str) -> Piece {
        // No name or key is as long as 64 KiB but in a hostile file, where its beginning will do.
        let text = &text[..text.floor_char_boundary(usize::from(u16::MAX))];
        if self.blocks.last().is_none_or(|block| block.len() + text.len() > BLOCK) {
            self.blocks.push(String::with_capacity(BLOCK));
        }
        let at = self.blocks.len() - 1;
        let block = &mut self.blocks[at];
        let start = block.len() as u32;
        block.push_str(text);
        Piece { start, len: text.len() as u16, block: at as u16 }
    }

    pub(super) fn get(&self, piece: Piece) -> &str {
        let start = piece.start as usize;
        &self.blocks[usize::from(piece.block)][start..start + usize::from(piece.len)]
    }
}

/// Words that many people have in common: companies and positions, each once.
#[derive(Debug, Default)]
pub(super) struct Words {
    ids: Index<Box<str>, u32>,
    pub(super) words: Vec<Box<str>>,
}

impl Words {
    pub(super) fn intern(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = self.words.len() as u32;
        self.ids.insert(word.into(), id);
        self.words.push(word.into());
        id
    }
}

/// Words of rows, whoever's they are, and which words of the people they are, where they are any.
#[derive(Debug, Default)]
pub(super) struct RowTexts {
    words: Words,
    pub(super) known: Vec<u32>,
}

impl RowTexts {
    pub(super) fn intern(&mut self, word: &str) -> u32 {
        let id = self.words.intern(word);
        self.known.resize(self.words.words.len(), NO_WORD);
        id
    }

    /// The number that a word of rows has among those of the people, new or known.
    pub(super) fn known_as(&mut self, id: u32, of_people: &mut Words) -> u32 {
        let known = &mut self.known[id as usize];
        if *known == NO_WORD {
            *known = of_people.intern(&self.words.words[id as usize]);
        }
        *known
    }
}

/// No word of the people.
const NO_WORD: u32 = u32::MAX;

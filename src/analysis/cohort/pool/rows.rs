//! Rows that members have in common, each known by its text without the day in it.

use super::hash_of;
use super::told::{Head, HeadId, KnownRow, RowWords};
use hashbrown::HashTable;

/// A row as it is kept, in less than a cache line: members of a cohort have millions.
#[derive(Clone, Copy, Debug)]
struct Kept {
    print: [u32; 4],
    /// The fingerprint of the stable key, in two halves; 0 where there is none.
    key: [u32; 2],
    name: [u32; 2],
    head: HeadId,
    words: RowWords,
    has_email: bool,
}

/// Two halves of a number: a kept row needs no room between its parts then.
fn halves(number: u64) -> [u32; 2] {
    [number as u32, (number >> 32) as u32]
}

fn whole([low, high]: [u32; 2]) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

/// The rows.
#[derive(Debug, Default)]
pub(super) struct Rows {
    kept: Vec<Kept>,
    ids: HashTable<u32>,
}

impl Rows {
    pub(super) fn get(&self, print: [u32; 4]) -> Option<KnownRow> {
        let is_it = |id: &u32| self.kept[*id as usize].print == print;
        let kept = &self.kept[*self.ids.find(hash_of(&print), is_it)? as usize];
        let key = Some(whole(kept.key)).filter(|key| *key != 0);
        let head = Head { id: kept.head, key, name: whole(kept.name) };
        Some(KnownRow { head, words: kept.words, has_email: kept.has_email })
    }

    pub(super) fn put(&mut self, print: [u32; 4], row: KnownRow) {
        if self.get(print).is_some() {
            return;
        }
        let id = self.kept.len() as u32;
        self.kept.push(Kept {
            print,
            key: halves(row.head.key.unwrap_or(0)),
            name: halves(row.head.name),
            head: row.head.id,
            words: row.words,
            has_email: row.has_email,
        });
        self.ids.insert_unique(hash_of(&print), id, |id| hash_of(&self.kept[*id as usize].print));
    }
}

//! What messages and invitations come to, whoever counts it: when something last passed, who wrote, and when.

use crate::day::Day;
use crate::network::EventKind;

/// What messages and invitations come to.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// The last day on which anything passed.
    pub(super) last_activity: Option<Day>,
    /// The last day on which the seeker wrote.
    pub(super) last_step: Option<Day>,
    /// Who wrote to her or spoke with her, and when.
    pub(super) heard: Vec<(u64, Day)>,
    /// Messages from and to those whom her own lists name.
    pub(super) letters: Vec<(u64, Day, EventKind)>,
}

impl Said {
    /// Adds conversations.
    pub(super) fn hear(&mut self, held: impl Iterator<Item = (u64, Day)>) {
        self.heard.extend(held);
    }

    /// Puts those who wrote in order, so that they can be looked up.
    pub(super) fn settle(&mut self) {
        self.heard.sort_unstable();
    }

    /// Messages from and to those whom the seeker's own lists name.
    pub(super) fn letters(&self) -> impl Iterator<Item = (u64, Day, EventKind)> + '_ {
        self.letters.iter().copied()
    }

    /// When somebody last wrote to her.
    pub(super) fn heard_from(&self, key: u64) -> Option<Day> {
        let end = self.heard.partition_point(|(known, _)| *known <= key);
        self.heard[..end].last().filter(|(known, _)| *known == key).map(|(_, day)| *day)
    }
}

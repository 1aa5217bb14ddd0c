//! Where and how often each mention occurs.

use crate::evidence::Place;
use crate::import::{Mail, MentionId, Workspace};
use std::collections::BTreeMap;

/// No further place.
const END: u32 = u32::MAX;

/// Where and how often each mention occurs.
pub(super) struct Uses {
    pub(super) count: Vec<u32>,
    /// Whether a row of Connections is about it.
    pub(super) in_connections: Vec<bool>,
    /// Whether a card of an address book names it: whoever keeps one writes the name as it is said.
    pub(super) in_cards: Vec<bool>,
    /// The company and position that the user's own lists or a card give.
    pub(super) noted: BTreeMap<MentionId, (Box<str>, Box<str>)>,
    /// The first place in each file: one list for all mentions, in which each place leads to the mention's place in the
    /// file before.
    places: Vec<(Place, u32)>,
    /// By mention, the place in the file that named it last.
    latest: Vec<u32>,
}

impl Uses {
    pub(super) fn count(workspace: &Workspace) -> Uses {
        let n = workspace.mentions.len();
        let mut uses = Uses {
            count: vec![0; n],
            in_connections: vec![false; n],
            in_cards: vec![false; n],
            noted: BTreeMap::new(),
            places: Vec::with_capacity(n),
            latest: vec![END; n],
        };
        for row in &workspace.connections {
            uses.add(row.who, row.place);
            uses.in_connections[row.who.0 as usize] = true;
        }
        for row in &workspace.messages {
            uses.add(row.from, row.place);
            for to in workspace.recipients_of(row) {
                uses.add(*to, row.place);
            }
        }
        for row in &workspace.invitations {
            uses.add(row.from, row.place);
            uses.add(row.to, row.place);
        }
        for row in &workspace.praise {
            uses.add(row.who, row.place);
        }
        for row in &workspace.introductions {
            uses.add(row.introducer, row.place);
            uses.add(row.introduced, row.place);
        }
        for row in &workspace.outreach {
            uses.add(row.who, row.place);
            uses.note(row.who, &row.company, &row.position);
        }
        for row in &workspace.interviews {
            uses.add(row.who, row.place);
            for who in &row.introduced {
                uses.add(*who, row.place);
            }
            uses.note(row.who, &row.company, &row.position);
        }
        uses.add_books(workspace);
        uses
    }

    /// Keeps what the user noted of somebody's work; of several notes the first in the alphabet.
    fn note(&mut self, who: MentionId, company: &str, position: &str) {
        if company.is_empty() && position.is_empty() {
            return;
        }
        // A note with both is worth more than one with a gap.
        let is_first = |(a, b): &(Box<str>, Box<str>)| {
            (company.is_empty(), position.is_empty(), company, position)
                < (a.is_empty(), b.is_empty(), &**a, &**b)
        };
        if self.noted.get(&who).is_none_or(is_first) {
            self.noted.insert(who, (company.into(), position.into()));
        }
    }

    pub(super) fn add(&mut self, mention: MentionId, place: Place) {
        let at = mention.0 as usize;
        self.count[at] += 1;
        let mut entry = self.latest[at];
        while let Some((known, before)) = self.places.get_mut(entry as usize) {
            if known.source == place.source {
                known.line = known.line.min(place.line);
                return;
            }
            entry = *before;
        }
        self.places.push((place, self.latest[at]));
        self.latest[at] = self.places.len() as u32 - 1;
    }

    /// The first place in each file that has the mention.
    pub(super) fn places(&self, mention: MentionId) -> impl Iterator<Item = Place> {
        let mut entry = self.latest[mention.0 as usize];
        std::iter::from_fn(move || {
            let (place, before) = self.places.get(entry as usize)?;
            entry = *before;
            Some(*place)
        })
    }
}

/// Everyone who takes part in a mail.
pub(super) fn takers<'w>(workspace: &'w Workspace, mail: &'w Mail) -> impl Iterator<Item = MentionId> + 'w {
    [mail.from].into_iter().chain(workspace.mailed_to(mail).iter().copied())
}

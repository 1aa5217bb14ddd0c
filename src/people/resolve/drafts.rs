//! Drafts: mentions gathered rule by rule, the strongest first, until each means a person or nobody.

use super::owner::OwnerSigns;
use super::signs::{Sign, Signs};
use crate::day::Day;
use crate::evidence::SourceId;
use crate::import::{MentionId, Workspace};
use crate::index::{Index, Seen, TextId};
use crate::people::person::{Companies, MergeReason};
use std::collections::{BTreeMap, BTreeSet};

/// A person while the mentions are being gathered.
#[derive(Clone, Copy, Default)]
pub(super) struct Draft {
    pub(super) slug: Option<TextId>,
    pub(super) email: Option<TextId>,
    pub(super) name: Option<TextId>,
    /// The mention that came first and the one that came last: a chain through [`Drafts::links`].
    ends: Option<(u32, u32)>,
}

impl Draft {
    /// Whether its mentions have gone to another.
    pub(super) fn is_empty(&self) -> bool {
        self.ends.is_none()
    }
}

/// Why a mention was added to its draft, and which one was added next.
#[derive(Clone, Copy, Default)]
struct Link {
    reason: Option<MergeReason>,
    next: Option<u32>,
}

/// Whom a mention has been found to mean so far.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Draft(u32),
    Owner,
    Nobody,
}

impl Found {
    pub(super) fn draft(self) -> Option<u32> {
        match self {
            Found::Draft(draft) => Some(draft),
            _ => None,
        }
    }
}

/// Why a row of the user's lists is somebody new, and yet may be somebody known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Nobody has the name; somebody has a part of it more or fewer, or the same parts in another order.
    Near,
    /// Somebody has the name, and works elsewhere.
    OtherCompany,
    /// Several have the name, and the address is none of theirs.
    Several,
}

pub(super) struct Drafts {
    pub(super) all: Vec<Draft>,
    pub(super) of: Vec<Found>,
    /// By mention: a mention belongs to one draft at most, so no draft needs a list of its own.
    links: Vec<Link>,
    pub(super) by_name: Index<TextId, Vec<u32>>,
    pub(super) ambiguous: BTreeMap<u32, Vec<u32>>,
    /// Mentions of the user's lists that are somebody new, and who else they may be.
    pub(super) doubts: BTreeMap<u32, (Doubt, Vec<u32>)>,
}

impl Drafts {
    /// Nobody yet, but that the seeker is told from everyone else.
    pub(super) fn new(signs: &Signs, owner: &OwnerSigns) -> Drafts {
        let is_owner = |sign: &Sign| if owner.is(signs, sign) { Found::Owner } else { Found::Nobody };
        Drafts {
            all: Vec::new(),
            of: signs.of.iter().map(is_owner).collect(),
            links: vec![Link::default(); signs.of.len()],
            by_name: Index::default(),
            ambiguous: BTreeMap::new(),
            doubts: BTreeMap::new(),
        }
    }

    pub(super) fn new_draft(&mut self, sign: &Sign) -> u32 {
        self.all.push(Draft { slug: sign.slug, email: sign.email, name: sign.name, ends: None });
        self.all.len() as u32 - 1
    }

    pub(super) fn put(&mut self, mention: usize, draft: u32, reason: MergeReason) {
        let at = mention as u32;
        let ends = &mut self.all[draft as usize].ends;
        let first = match *ends {
            None => at,
            Some((first, last)) => {
                self.links[last as usize].next = Some(at);
                self.links[mention].reason = Some(reason);
                first
            }
        };
        *ends = Some((first, at));
        self.of[mention] = Found::Draft(draft);
    }

    /// Like [`Drafts::put`], for a mention that several rows share.
    fn put_once(&mut self, mention: MentionId, draft: u32, reason: MergeReason) {
        if self.of[mention.0 as usize] == Found::Nobody {
            self.put(mention.0 as usize, draft, reason);
        }
    }

    /// The mentions of a draft in the order in which they were added, each but the first with the reason.
    pub(super) fn mentions(&self, draft: u32) -> impl Iterator<Item = (MentionId, Option<MergeReason>)> {
        let mut next = self.all[draft as usize].ends.map(|(first, _)| first);
        std::iter::from_fn(move || {
            let at = next?;
            let link = self.links[at as usize];
            next = link.next;
            Some((MentionId(at), link.reason))
        })
    }

    /// Takes all mentions away from a draft, and leaves it empty.
    pub(super) fn take(&mut self, draft: u32) -> Vec<MentionId> {
        let taken: Vec<MentionId> = self.mentions(draft).map(|(mention, _)| mention).collect();
        for mention in &taken {
            self.links[mention.0 as usize] = Link::default();
        }
        self.all[draft as usize] = Draft::default();
        taken
    }

    /// Adds mentions that another draft had.
    pub(super) fn give(&mut self, mentions: &[MentionId], draft: u32, reason: MergeReason) {
        for mention in mentions {
            self.put(mention.0 as usize, draft, reason);
        }
    }

    /// Rule 1.
    pub(super) fn join_by_url(&mut self, signs: &Signs) {
        let mut by_slug: Vec<Option<u32>> = vec![None; signs.slugs.len()];
        for (at, sign) in signs.of.iter().enumerate() {
            let Some(slug) = sign.slug else { continue };
            if self.of[at] == Found::Owner {
                continue;
            }
            let draft = *by_slug[slug.index()].get_or_insert_with(|| self.new_draft(sign));
            self.put(at, draft, MergeReason::ProfileUrl);
        }
    }

    /// Rule 3, for rows of Connections without a URL whose like has one in another export.
    pub(super) fn join_connections_to_urls(&mut self, workspace: &Workspace, signs: &Signs) {
        let named = workspace
            .connections
            .iter()
            .filter_map(|row| Some((row.who, signs.of[row.who.0 as usize].name?, row.connected_on?)));
        let of = |who: MentionId| self.of[who.0 as usize];
        let others: Vec<_> = named.clone().filter(|(who, ..)| of(*who) == Found::Nobody).collect();
        // Since 2023 every row has a URL, and there is nothing to do.
        if others.is_empty() {
            return;
        }
        let wanted: Seen<(TextId, Day)> = others.iter().map(|(_, name, day)| (*name, *day)).collect();
        let mut dated: BTreeMap<(TextId, Day), BTreeSet<u32>> = BTreeMap::new();
        for (who, name, day) in named.filter(|(_, name, day)| wanted.contains(&(*name, *day))) {
            if let Found::Draft(draft) = of(who) {
                dated.entry((name, day)).or_default().insert(draft);
            }
        }
        for (mention, name, day) in others {
            if let Some(drafts) = dated.get(&(name, day))
                && let (Some(draft), 1) = (drafts.first(), drafts.len())
            {
                self.put_once(mention, *draft, MergeReason::NameAndConnectionDate);
            }
        }
    }

    /// Rule 2. Mentions with a URL have been joined, so an address finds the person who has both.
    pub(super) fn join_by_email(&mut self, signs: &Signs) {
        // An address that two profiles claim (a shared mailbox) tells nobody.
        let mut claims: BTreeMap<TextId, BTreeSet<u32>> = BTreeMap::new();
        for (at, sign) in signs.of.iter().enumerate() {
            if let (Found::Draft(draft), Some(email)) = (self.of[at], sign.email) {
                claims.entry(email).or_default().insert(draft);
            }
        }
        let mut by_email: Vec<Option<u32>> = vec![None; signs.emails.len()];
        for (email, drafts) in &claims {
            if let (Some(draft), 1) = (drafts.first(), drafts.len()) {
                by_email[email.index()] = Some(*draft);
                self.know_email(signs, *draft, *email);
            }
        }
        for (at, sign) in signs.of.iter().enumerate() {
            let (None, Some(email), Found::Nobody) = (sign.slug, sign.email, self.of[at]) else { continue };
            let draft = *by_email[email.index()].get_or_insert_with(|| self.new_draft(sign));
            self.put(at, draft, MergeReason::Email);
        }
    }

    /// Of several addresses, the first in the alphabet is the one that is shown.
    pub(super) fn know_email(&mut self, signs: &Signs, draft: u32, email: TextId) {
        let known = &mut self.all[draft as usize].email;
        if known.is_none_or(|known| signs.emails.get(known) > signs.emails.get(email)) {
            *known = Some(email);
        }
    }

    /// Rules 3 and 4, among rows of Connections from before the URL column.
    pub(super) fn join_connections(
        &mut self,
        workspace: &Workspace,
        signs: &Signs,
        companies: &mut Companies,
    ) {
        let mut same: BTreeMap<(&str, Option<Day>), Vec<&crate::import::Connection>> = BTreeMap::new();
        for row in &workspace.connections {
            let sign = &signs.of[row.who.0 as usize];
            if sign.name.is_some() && self.of[row.who.0 as usize] == Found::Nobody {
                same.entry((signs.name(sign.name), row.connected_on)).or_default().push(row);
            }
        }
        let text = |id: TextId| workspace.texts.get(id);
        for ((_, day), mut rows) in same {
            rows.sort_by_key(|row| (text(row.company), text(row.position)));
            // Two snapshots of one connection differ in company four times out of five, so across files name and
            // day are enough; two rows of one file are two people unless the company is the same.
            let files: BTreeSet<SourceId> = rows.iter().map(|row| row.place.source).collect();
            let one_each = day.is_some() && files.len() == rows.len();
            let mut split: BTreeMap<String, u32> = BTreeMap::new();
            for row in rows {
                // Two rows may share one mention, and the first has settled whose it is.
                if self.of[row.who.0 as usize] != Found::Nobody {
                    continue;
                }
                let company = companies.intern(text(row.company));
                let company = company.map_or_else(String::new, |id| id.0.to_string());
                let part = if one_each { String::new() } else { company };
                let draft = match split.get(&part) {
                    Some(draft) => *draft,
                    None => {
                        let draft = self.new_draft(&signs.of[row.who.0 as usize]);
                        split.insert(part, draft);
                        draft
                    }
                };
                let reason =
                    if one_each { MergeReason::NameAndConnectionDate } else { MergeReason::NameAndCompany };
                self.put_once(row.who, draft, reason);
            }
        }
    }

    /// Who has which name, for the bare names that follow; nobody asks for any other.
    pub(super) fn index_names(&mut self, signs: &Signs) {
        let bare = signs.of.iter().zip(&self.of).filter(|(_, of)| **of == Found::Nobody);
        let mut wanted = vec![false; signs.names.len()];
        for name in bare.filter_map(|(sign, _)| sign.name) {
            wanted[name.index()] = true;
        }
        let mut by_name: Index<TextId, Vec<u32>> = Index::default();
        for draft in 0..self.all.len() as u32 {
            let names = self.mentions(draft).map(|(mention, _)| signs.of[mention.0 as usize].name);
            let names = names.chain([self.all[draft as usize].name]).flatten();
            for name in names.filter(|name| wanted[name.index()]) {
                let known = by_name.entry(name).or_default();
                if known.last() != Some(&draft) {
                    known.push(draft);
                }
            }
        }
        self.by_name = by_name;
    }

    /// Whether somebody has a name letter for letter.
    pub(super) fn is_known(&self, name: TextId) -> bool {
        self.by_name.contains_key(&name)
    }
}

//! Drafts: mentions gathered rule by rule, the strongest first, until each means a person or nobody.

use super::owner::OwnerSigns;
use super::{Signs, Uses};
use crate::day::Day;
use crate::evidence::SourceId;
use crate::import::{MentionId, Workspace};
use crate::index::{Index, Seen};
use crate::people::person::{Companies, MergeReason};
use std::collections::{BTreeMap, BTreeSet};

/// A person while the mentions are being gathered.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) slug: Option<String>,
    pub(super) email: Option<String>,
    pub(super) name_key: String,
    /// Slugs that the profile had before.
    pub(super) former: Vec<String>,
    pub(super) mentions: Vec<(MentionId, Option<MergeReason>)>,
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

#[derive(Default)]
pub(super) struct Drafts {
    pub(super) all: Vec<Draft>,
    pub(super) of: Vec<Found>,
    pub(super) by_slug: Index<String, u32>,
    pub(super) by_email: Index<String, u32>,
    by_name: Index<String, Vec<u32>>,
    pub(super) ambiguous: BTreeMap<u32, Vec<u32>>,
}

impl Drafts {
    /// Nobody yet, but that the seeker is told from everyone else.
    pub(super) fn new(signs: &[Signs], owner: &OwnerSigns) -> Drafts {
        let is_owner = |sign: &Signs| if owner.is(sign) { Found::Owner } else { Found::Nobody };
        Drafts { of: signs.iter().map(is_owner).collect(), ..Drafts::default() }
    }

    fn new_draft(&mut self, sign: &Signs) -> u32 {
        let draft = Draft {
            slug: sign.slug.clone(),
            email: sign.email.clone(),
            name_key: sign.name.clone(),
            former: Vec::new(),
            mentions: Vec::new(),
        };
        self.all.push(draft);
        self.all.len() as u32 - 1
    }

    fn put(&mut self, mention: usize, draft: u32, reason: MergeReason) {
        let known = &mut self.all[draft as usize].mentions;
        let reason = (!known.is_empty()).then_some(reason);
        known.push((MentionId(mention as u32), reason));
        self.of[mention] = Found::Draft(draft);
    }

    /// Like [`Drafts::put`], for a mention that several rows share.
    fn put_once(&mut self, mention: MentionId, draft: u32, reason: MergeReason) {
        if self.of[mention.0 as usize] == Found::Nobody {
            self.put(mention.0 as usize, draft, reason);
        }
    }

    /// Rule 1.
    pub(super) fn join_by_url(&mut self, signs: &[Signs]) {
        for (at, sign) in signs.iter().enumerate() {
            let Some(slug) = &sign.slug else { continue };
            if self.of[at] == Found::Owner {
                continue;
            }
            let draft = match self.by_slug.get(slug) {
                Some(draft) => *draft,
                None => {
                    let draft = self.new_draft(sign);
                    self.by_slug.insert(slug.clone(), draft);
                    draft
                }
            };
            self.put(at, draft, MergeReason::ProfileUrl);
        }
    }

    /// Rule 3, for rows of Connections without a URL whose like has one in another export.
    pub(super) fn join_connections_to_urls(&mut self, workspace: &Workspace, signs: &[Signs]) {
        let named = workspace.connections.iter().filter_map(|row| {
            let name = signs[row.who.0 as usize].name.as_str();
            Some((row.who, name, row.connected_on?)).filter(|_| !name.is_empty())
        });
        let of = |who: MentionId| self.of[who.0 as usize];
        let others: Vec<_> = named.clone().filter(|(who, ..)| of(*who) == Found::Nobody).collect();
        // Since 2023 every row has a URL, and there is nothing to do.
        let wanted: Seen<(&str, Day)> = others.iter().map(|(_, name, day)| (*name, *day)).collect();
        let mut dated: BTreeMap<(&str, Day), BTreeSet<u32>> = BTreeMap::new();
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
    pub(super) fn join_by_email(&mut self, signs: &[Signs]) {
        // An address that two profiles claim (a shared mailbox) tells nobody.
        let mut claims: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for (at, sign) in signs.iter().enumerate() {
            if let (Found::Draft(draft), Some(email)) = (self.of[at], &sign.email) {
                claims.entry(email).or_default().insert(draft);
            }
        }
        for (email, drafts) in &claims {
            if let (Some(draft), 1) = (drafts.first(), drafts.len()) {
                self.by_email.insert((*email).to_owned(), *draft);
                let known = &mut self.all[*draft as usize].email;
                if known.as_deref().is_none_or(|known| known > *email) {
                    *known = Some((*email).to_owned());
                }
            }
        }
        for (at, sign) in signs.iter().enumerate() {
            let (None, Some(email), Found::Nobody) = (&sign.slug, &sign.email, self.of[at]) else { continue };
            let draft = match self.by_email.get(email) {
                Some(draft) => *draft,
                None => {
                    let draft = self.new_draft(sign);
                    self.by_email.insert(email.clone(), draft);
                    draft
                }
            };
            self.put(at, draft, MergeReason::Email);
        }
    }

    /// Rules 3 and 4, among rows of Connections from before the URL column.
    pub(super) fn join_connections(
        &mut self,
        workspace: &Workspace,
        signs: &[Signs],
        companies: &mut Companies,
    ) {
        let mut same: BTreeMap<(&str, Option<Day>), Vec<&crate::import::Connection>> = BTreeMap::new();
        for row in &workspace.connections {
            let sign = &signs[row.who.0 as usize];
            if !sign.name.is_empty() && self.of[row.who.0 as usize] == Found::Nobody {
                same.entry((&sign.name, row.connected_on)).or_default().push(row);
            }
        }
        for ((_, day), mut rows) in same {
            rows.sort_by(|a, b| (&a.company, &a.position).cmp(&(&b.company, &b.position)));
            // Two snapshots of one connection differ in company four times out of five, so across files name and
            // day are enough; two rows of one file are two people unless the company is the same.
            let files: BTreeSet<SourceId> = rows.iter().map(|row| row.place.source).collect();
            let one_each = day.is_some() && files.len() == rows.len();
            let mut split: BTreeMap<String, u32> = BTreeMap::new();
            for row in rows {
                let company = companies.intern(&row.company).map_or_else(String::new, |id| id.0.to_string());
                let part = if one_each { String::new() } else { company };
                let draft = match split.get(&part) {
                    Some(draft) => *draft,
                    None => {
                        let draft = self.new_draft(&signs[row.who.0 as usize]);
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
    pub(super) fn index_names(&mut self, signs: &[Signs]) {
        let bare = signs.iter().zip(&self.of).filter(|(_, of)| **of == Found::Nobody);
        let wanted: Seen<&str> =
            bare.map(|(sign, _)| sign.name.as_str()).filter(|name| !name.is_empty()).collect();
        for (draft, entry) in self.all.iter().enumerate() {
            let names = entry.mentions.iter().map(|(mention, _)| signs[mention.0 as usize].name.as_str());
            for name in names.chain([entry.name_key.as_str()]).filter(|name| wanted.contains(name)) {
                let known = self.by_name.entry(name.to_owned()).or_default();
                if known.last() != Some(&(draft as u32)) {
                    known.push(draft as u32);
                }
            }
        }
    }

    /// Rule 5: bare names, first of the exports, then of the user's own lists.
    pub(super) fn join_by_name(&mut self, workspace: &Workspace, signs: &[Signs], uses: &Uses) {
        let mut order: Vec<usize> = (0..signs.len()).filter(|at| self.of[*at] == Found::Nobody).collect();
        order.sort_by(|a, b| {
            let own = |at: usize| !workspace.mentions.all()[at].reference.is_empty();
            (own(*a), &signs[*a].name, &signs[*a].key).cmp(&(own(*b), &signs[*b].name, &signs[*b].key))
        });
        for at in order {
            let sign = &signs[at];
            // Whoever has an address and is nobody yet is a stranger, and no bare name.
            if sign.email.is_some() || uses.count[at] == 0 || sign.name.is_empty() {
                continue;
            }
            let candidates = self.by_name.get(&sign.name).map_or(&[][..], Vec::as_slice);
            match candidates {
                [] => {
                    let draft = self.new_draft(sign);
                    self.by_name.insert(sign.name.clone(), vec![draft]);
                    self.put(at, draft, MergeReason::OnlyOneOfThatName);
                }
                [only] => {
                    let only = *only;
                    self.put(at, only, MergeReason::OnlyOneOfThatName);
                }
                several => drop(self.ambiguous.insert(at as u32, several.to_vec())),
            }
        }
    }
}

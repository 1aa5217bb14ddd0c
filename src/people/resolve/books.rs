//! Address books: a card joins its addresses to one person, and that person to somebody already known.
//!
//! Hardly one connection in fifty shows an address, so a card meets most of them by name. That is enough where one
//! connection has the whole name, one set of addresses goes under it, and no other address speaks against it; where
//! several people have the name, the company decides, and failing that they are kept apart.

use super::{Draft, Drafts, Found, Signs, Uses};
use crate::import::{MentionId, Workspace};
use crate::people::person::{Companies, MergeReason};
use std::collections::{BTreeMap, BTreeSet};

impl Uses {
    /// Counts the cards. What they say of a company is used where nothing else does.
    pub(super) fn add_books(&mut self, workspace: &Workspace) {
        for card in &workspace.cards {
            for who in &card.who {
                self.add(*who, card.place, None);
                if !card.company.is_empty() || !card.position.is_empty() {
                    let noted = (card.company.clone(), card.position.clone());
                    self.noted[who.0 as usize].get_or_insert(noted);
                }
            }
        }
    }
}

impl Drafts {
    /// Rules 6 and 7: the addresses of one card are one person's, who is the connection of that name.
    pub(super) fn join_cards(&mut self, workspace: &Workspace, signs: &[Signs], companies: &mut Companies) {
        if workspace.cards.is_empty() {
            return;
        }
        for card in &workspace.cards {
            self.join_card(&card.who);
        }
        self.join_cards_by_name(workspace, signs, companies);
    }

    fn join_card(&mut self, who: &[MentionId]) {
        let found = who.iter().map(|mention| self.of[mention.0 as usize]);
        // An address of the seeker's own makes it her own card.
        if found.clone().any(|found| found == Found::Owner) {
            return;
        }
        let mut drafts: Vec<u32> = found.filter_map(Found::draft).collect();
        drafts.sort_unstable();
        drafts.dedup();
        let profiles = drafts.iter().filter(|draft| self.all[**draft as usize].slug.is_some()).count();
        // Two profiles on one card are two people who share it.
        if drafts.len() < 2 || profiles > 1 {
            return;
        }
        let known = |draft: &u32| self.all[*draft as usize].slug.is_none();
        drafts.sort_by_key(|draft| (known(draft), *draft));
        for other in &drafts[1..] {
            self.absorb(*other, drafts[0], MergeReason::Card);
        }
    }

    fn join_cards_by_name(&mut self, workspace: &Workspace, signs: &[Signs], companies: &mut Companies) {
        let mut connected: BTreeSet<u32> = BTreeSet::new();
        let mut employers: BTreeSet<(u32, u32)> = BTreeSet::new();
        for row in &workspace.connections {
            let Some(draft) = self.of[row.who.0 as usize].draft() else { continue };
            connected.insert(draft);
            employers.extend(companies.intern(&row.company).map(|company| (draft, company.0)));
        }
        let mut of_cards: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for card in &workspace.cards {
            let company = companies.intern(&card.company);
            for draft in card.who.iter().filter_map(|who| self.of[who.0 as usize].draft()) {
                of_cards.entry(draft).or_default().extend(company.map(|company| company.0));
            }
        }
        // Who goes under a whole name: people with a profile or a connection, and people with nothing but an address.
        let mut named: BTreeMap<&str, [BTreeSet<u32>; 2]> = BTreeMap::new();
        for (at, sign) in signs.iter().enumerate() {
            let Some(draft) = self.of[at].draft() else { continue };
            if !sign.name.contains(' ') {
                continue;
            }
            let known = self.all[draft as usize].slug.is_some() || connected.contains(&draft);
            named.entry(&sign.name).or_default()[usize::from(!known)].insert(draft);
        }
        let mut joined: Vec<(u32, u32, MergeReason)> = Vec::new();
        for [people, addresses] in named.values() {
            let (Some(address), 1) = (addresses.first(), addresses.len()) else { continue };
            let Some(at) = of_cards.get(address) else { continue };
            let free = |person: &u32| self.all[*person as usize].email.is_none();
            let colleague =
                |person: &&u32| at.iter().any(|company| employers.contains(&(**person, *company)));
            let mut colleagues = people.iter().filter(colleague);
            match (people.first(), people.len(), colleagues.next(), colleagues.next()) {
                (_, _, Some(person), None) => joined.push((*address, *person, MergeReason::NameAndCompany)),
                (Some(person), 1, ..) if free(person) => {
                    joined.push((*address, *person, MergeReason::OnlyOneOfThatName));
                }
                _ => {}
            }
        }
        // An address under two names that lead to two people leads to neither.
        let mut leads: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (address, person, _) in &joined {
            leads.entry(*address).or_default().insert(*person);
        }
        for (address, person, reason) in joined {
            if leads[&address].len() == 1 && !self.all[address as usize].mentions.is_empty() {
                self.absorb(address, person, reason);
            }
        }
    }

    /// Makes a draft part of another; what is left of it has no mentions and becomes nobody.
    fn absorb(&mut self, from: u32, into: u32, reason: MergeReason) {
        let Draft { mentions, email, .. } = std::mem::take(&mut self.all[from as usize]);
        if let Some(email) = email {
            self.by_email.insert(email.clone(), into);
            let known = &mut self.all[into as usize].email;
            if known.as_deref().is_none_or(|known| known > email.as_str()) {
                *known = Some(email);
            }
        }
        for (mention, _) in mentions {
            self.of[mention.0 as usize] = Found::Draft(into);
            self.all[into as usize].mentions.push((mention, Some(reason)));
        }
    }
}

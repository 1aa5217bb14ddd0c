//! Address books, mail and calendars: people known by an address, and who they are among those known by a profile.
//!
//! Hardly one connection in fifty shows an address, so most are met by name. That is enough where one connection has the
//! whole name, one set of addresses goes under it, and no other address speaks against it; where several people have the
//! name, the company on the card decides, and failing that they are kept apart. A card with another company than the
//! connection's is somebody else's, whoever else has the name: a barista of a buyer's name is no buyer.
//! A mailbox is full of people whom the seeker never answered: somebody who only ever wrote, and stands in no other file,
//! is nobody here.

use super::drafts::{Drafts, Found};
use super::lists::Employers;
use super::signs::Signs;
use super::uses::{Uses, takers};
use crate::import::{MentionId, Workspace};
use crate::index::TextId;
use crate::people::person::{Companies, MergeReason};
use std::collections::{BTreeMap, BTreeSet};

impl Uses {
    /// Counts cards, mails, meetings and notes. What a card says of a company is used where nothing else does.
    pub(super) fn add_books(&mut self, workspace: &Workspace) {
        for card in &workspace.cards {
            for who in &card.who {
                self.add(*who, card.place);
                self.in_cards[who.0 as usize] = true;
                if !card.company.is_empty() || !card.position.is_empty() {
                    let noted = (card.company.clone(), card.position.clone());
                    self.noted.entry(*who).or_insert(noted);
                }
            }
        }
        for note in &workspace.notes {
            self.add(note.who, note.place);
        }
        for mail in &workspace.mails {
            for who in takers(workspace, mail) {
                self.add(who, mail.place);
            }
        }
        for meeting in &workspace.meetings {
            for who in meeting.invited() {
                self.add(who, meeting.place);
            }
        }
    }
}

impl Drafts {
    /// Rules 6 and 7: the addresses of one card are one person's, who is the connection of that name.
    pub(super) fn join_books(
        &mut self,
        workspace: &Workspace,
        signs: &Signs,
        uses: &Uses,
        companies: &mut Companies,
        listed: &BTreeSet<MentionId>,
    ) {
        if workspace.cards.is_empty() && workspace.mails.is_empty() && workspace.meetings.is_empty() {
            return;
        }
        for card in &workspace.cards {
            self.join_card(signs, &card.who);
        }
        self.put_first_addresses_first(workspace, signs);
        let strangers = self.strangers(workspace, uses);
        self.join_addresses_by_name(workspace, signs, uses, companies, (&strangers, listed));
        for draft in strangers {
            for mention in self.take(draft) {
                self.of[mention.0 as usize] = Found::Nobody;
            }
        }
        self.close_ranks();
    }

    fn join_card(&mut self, signs: &Signs, who: &[MentionId]) {
        let found = who.iter().map(|mention| self.of[mention.0 as usize]);
        // An address of the seeker's own makes it her own card.
        if found.clone().any(|found| found == Found::Owner) {
            return;
        }
        let mut drafts: Vec<u32> = found.filter_map(Found::draft).collect();
        drafts.sort_unstable();
        drafts.dedup();
        let no_profile = |draft: &u32| self.all[*draft as usize].slug.is_none();
        // Two profiles on one card are two people who share it.
        if drafts.len() < 2 || drafts.iter().filter(|draft| !no_profile(draft)).count() > 1 {
            return;
        }
        drafts.sort_by_key(|draft| (no_profile(draft), *draft));
        for other in &drafts[1..] {
            self.absorb(signs, *other, drafts[0], MergeReason::Card);
        }
    }

    /// The first address on a card is the one that its writer uses; of several cards, the first in the alphabet.
    fn put_first_addresses_first(&mut self, workspace: &Workspace, signs: &Signs) {
        let mut first: BTreeMap<u32, (&str, TextId)> = BTreeMap::new();
        for who in workspace.cards.iter().filter_map(|card| card.who.first()) {
            if let (Some(draft), Some(email)) =
                (self.of[who.0 as usize].draft(), signs.of[who.0 as usize].email)
            {
                let email = (signs.emails.get(email), email);
                let known = first.entry(draft).or_insert(email);
                *known = (*known).min(email);
            }
        }
        for (draft, (_, email)) in first {
            let draft = &mut self.all[draft as usize];
            if draft.slug.is_none() {
                draft.email = Some(email);
            }
        }
    }

    /// Those who have nothing but an address, and only ever wrote: newsletters without a mark, shops, and the like.
    fn strangers(&self, workspace: &Workspace, uses: &Uses) -> BTreeSet<u32> {
        let mut mailed: BTreeMap<MentionId, u32> = BTreeMap::new();
        let mut answered: BTreeSet<u32> = BTreeSet::new();
        for mail in &workspace.mails {
            let hers = mail.sent || self.of[mail.from.0 as usize] == Found::Owner;
            for who in takers(workspace, mail) {
                *mailed.entry(who).or_default() += 1;
                if hers {
                    answered.extend(self.of[who.0 as usize].draft());
                }
            }
        }
        let drafts: BTreeSet<u32> = mailed.keys().filter_map(|who| self.of[who.0 as usize].draft()).collect();
        let only_mail = |draft: &u32| {
            let mut mentions = self.mentions(*draft);
            mentions.all(|(who, _)| mailed.get(&who) == Some(&uses.count[who.0 as usize]))
        };
        drafts.into_iter().filter(|draft| !answered.contains(draft) && only_mail(draft)).collect()
    }

    fn join_addresses_by_name(
        &mut self,
        workspace: &Workspace,
        signs: &Signs,
        uses: &Uses,
        companies: &mut Companies,
        (strangers, listed): (&BTreeSet<u32>, &BTreeSet<MentionId>),
    ) {
        let rows = workspace.connections.iter();
        let connected: BTreeSet<u32> = rows.filter_map(|row| self.of[row.who.0 as usize].draft()).collect();
        let employers = Employers::of(workspace, uses, self, companies);
        // What the user's own lists say of people is looked at once all else is known.
        let of_lists = self.of_lists_alone(listed);
        // Who goes under a whole name: people with a profile or a connection, and people with nothing but an address.
        let mut named: BTreeMap<&str, [BTreeSet<u32>; 2]> = BTreeMap::new();
        for (at, sign) in signs.of.iter().enumerate() {
            let Some(draft) = self.of[at].draft() else { continue };
            let name = signs.name(sign.name);
            if name.contains(' ') && !of_lists.contains(&draft) {
                let known = self.all[draft as usize].slug.is_some() || connected.contains(&draft);
                named.entry(name).or_default()[usize::from(!known)].insert(draft);
            }
        }
        let mut joined: Vec<(u32, u32, MergeReason)> = Vec::new();
        for [people, addresses] in named.values() {
            // Those of whom no company tells.
            let mut open: Vec<u32> = Vec::new();
            let mut is_taken = false;
            for address in addresses {
                let mut colleagues =
                    people.iter().filter(|person| employers.are_colleagues(*address, **person));
                if let (Some(person), None) = (colleagues.next(), colleagues.next()) {
                    joined.push((*address, *person, MergeReason::NameAndCompany));
                    is_taken = true;
                } else if !people.iter().all(|person| employers.contradict(companies, *address, *person)) {
                    open.push(*address);
                }
            }
            // Whoever was never answered speaks neither for nor against the others.
            let mut answered = open.iter().filter(|address| !strangers.contains(address));
            let address = match (answered.next(), answered.next(), &open[..]) {
                (Some(only), None, _) | (None, _, [only]) => *only,
                _ => continue,
            };
            let free = |person: &u32| self.all[*person as usize].email.is_none() && !is_taken;
            if let (Some(person), 1) = (people.first(), people.len())
                && free(person)
            {
                joined.push((address, *person, MergeReason::OnlyOneOfThatName));
            }
        }
        // An address under two names that lead to two people leads to neither.
        let mut leads: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (address, person, _) in &joined {
            leads.entry(*address).or_default().insert(*person);
        }
        for (address, person, reason) in joined {
            if leads[&address].len() == 1 && !self.all[address as usize].is_empty() {
                self.absorb(signs, address, person, reason);
            }
        }
    }

    /// Makes a draft part of another; what is left of it has no mentions.
    pub(super) fn absorb(&mut self, signs: &Signs, from: u32, into: u32, reason: MergeReason) {
        let email = self.all[from as usize].email;
        let mentions = self.take(from);
        if let Some(email) = email {
            self.know_email(signs, into, email);
        }
        self.give(&mentions, into, reason);
    }

    /// Takes out the drafts that have no mentions left, and numbers the others anew.
    pub(super) fn close_ranks(&mut self) {
        let mut anew: Vec<Option<u32>> = Vec::with_capacity(self.all.len());
        let mut number = 0;
        for draft in &self.all {
            let stays = !draft.is_empty();
            anew.push(stays.then_some(number));
            number += u32::from(stays);
        }
        self.all.retain(|draft| !draft.is_empty());
        for found in &mut self.of {
            if let Found::Draft(draft) = found {
                *found = anew[*draft as usize].map_or(Found::Nobody, Found::Draft);
            }
        }
    }
}

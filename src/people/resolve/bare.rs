//! Rules 5 and 9: bare names, first of the exports, then of the user's own lists.
//!
//! In: drafts of everyone who has more than a name, or a row of Connections. Out: the same, with each bare name given to
//! the one person it can mean, made somebody new, or left to nobody where several could be meant.

use super::drafts::{Doubt, Drafts, Found};
use super::lists::{Employers, Spellings};
use super::signs::Signs;
use super::uses::Uses;
use crate::import::row::header_key;
use crate::import::{MentionId, Workspace};
use crate::people::person::{Companies, CompanyId, MergeReason};
use std::collections::BTreeSet;

/// Whom a name of the user's lists means.
enum Meant {
    One(u32, MergeReason),
    Several(Vec<u32>),
    /// Nobody who is known; these have a name like it.
    New(Vec<u32>),
}

/// What is looked up for the names of the user's lists that are not settled by the name alone.
struct Lists<'a> {
    workspace: &'a Workspace,
    uses: &'a Uses,
    spellings: Spellings,
    employers: Employers,
}

impl Lists<'_> {
    /// The company that stands beside a name.
    fn company(&self, companies: &mut Companies, who: MentionId) -> Option<CompanyId> {
        let (company, _) = self.uses.noted.get(&who)?;
        companies.intern(company)
    }

    /// Whom a name means that nobody has letter for letter.
    fn meant(&self, drafts: &Drafts, companies: &mut Companies, who: MentionId) -> Meant {
        let reference = self.workspace.mentions.get(who).reference;
        let company = self.company(companies, who);
        match self.spellings.same(reference)[..] {
            [] => {}
            [only] => return Meant::One(only, MergeReason::SpeltOtherwise),
            ref several => return self.of_several(drafts, companies, who, several),
        }
        let elsewhere = |companies: &Companies, one: u32| {
            company.is_some_and(|company| self.employers.are_elsewhere(companies, one, company))
        };
        match self.spellings.turned(reference)[..] {
            [] => {}
            // Thomas James of one company and James Thomas of another may well be two.
            [only] if elsewhere(companies, only) => return Meant::New(vec![only]),
            [only] => return Meant::One(only, MergeReason::TurnedRound),
            ref several => return self.of_several(drafts, companies, who, several),
        }
        let here =
            |one: &u32| company.is_some_and(|company| self.employers.are_nearly_at(companies, *one, company));
        let short: Vec<u32> = self.spellings.short(reference).into_iter().filter(here).collect();
        match short[..] {
            [only] => Meant::One(only, MergeReason::ShortForm),
            _ => Meant::New(self.spellings.near(reference).collect()),
        }
    }

    /// Whom of several a name means: the only one at the company that stands beside it, and there, or where none does, the
    /// only one in the position.
    fn of_several(
        &self,
        drafts: &Drafts,
        companies: &mut Companies,
        who: MentionId,
        several: &[u32],
    ) -> Meant {
        let company = self.company(companies, who);
        let mut fitting = several.to_vec();
        if let Some(company) = company {
            fitting.retain(|one| self.employers.are_at(*one, company));
        }
        let noted = self.uses.noted.get(&who).map_or("", |(_, position)| position);
        let position = header_key(noted);
        if fitting.len() > 1 && !position.is_empty() {
            let held = self.positions_of(drafts, &fitting);
            fitting = held.into_iter().filter(|(_, held)| *held == position).map(|(one, _)| one).collect();
            fitting.dedup();
        }
        match fitting[..] {
            [only] => Meant::One(only, MergeReason::NameAndCompany),
            _ => Meant::Several(several.to_vec()),
        }
    }

    /// The positions of a few people, each with whose it is, in order.
    fn positions_of(&self, drafts: &Drafts, of: &[u32]) -> Vec<(u32, String)> {
        let text = |id| header_key(self.workspace.texts.get(id));
        let whose = |who: MentionId| drafts.of[who.0 as usize].draft().filter(|draft| of.contains(draft));
        let connected = self.workspace.connections.iter();
        let connected = connected.filter_map(|row| Some((whose(row.who)?, text(row.position))));
        let noted = self.uses.noted.iter();
        let noted = noted.filter_map(|(who, (_, position))| Some((whose(*who)?, header_key(position))));
        let mut held: Vec<(u32, String)> = connected.chain(noted).collect();
        held.sort_unstable();
        held.dedup();
        held
    }
}

impl Drafts {
    /// Rules 5 and 9: bare names, first of the exports, then of the user's own lists. What a list says and nobody is
    /// called is looked for once more in another spelling.
    pub(super) fn join_by_name(
        &mut self,
        workspace: &Workspace,
        signs: &Signs,
        uses: &Uses,
        companies: &mut Companies,
        listed: &BTreeSet<MentionId>,
    ) {
        let mut order: Vec<usize> = (0..signs.of.len()).filter(|at| self.of[*at] == Found::Nobody).collect();
        order.sort_by_cached_key(|at| {
            let mention = workspace.mentions.get(MentionId(*at as u32));
            let key = signs.of[*at].is_key.then_some(mention.reference);
            let is_listed = !mention.reference.is_empty();
            (
                is_listed,
                signs.name(signs.of[*at].name),
                key,
                is_listed.then_some((mention.reference, mention.context)),
            )
        });
        let mut lists = None;
        for at in order {
            let sign = &signs.of[at];
            let who = MentionId(at as u32);
            // Whoever has an address and is nobody yet is a stranger, and no bare name.
            let Some(name) = sign.name.filter(|_| sign.email.is_none() && uses.count[at] > 0) else {
                continue;
            };
            let reference = workspace.mentions.get(who).reference;
            let candidates = self.by_name.get(&name).map_or(&[][..], Vec::as_slice);
            let meant = match candidates {
                // Nobody is called as a shop calls the machine that writes its bills.
                [] if sign.is_machine && !listed.contains(&who) => continue,
                [] if reference.is_empty() => Meant::New(Vec::new()),
                [only] => Meant::One(*only, MergeReason::OnlyOneOfThatName),
                several if reference.is_empty() => Meant::Several(several.to_vec()),
                several => {
                    let several = several.to_vec();
                    // All names of exports are settled by now.
                    let lists = match &mut lists {
                        Some(lists) => lists,
                        none => none.insert({
                            let employers = Employers::of(workspace, uses, self, companies);
                            let spellings = self.spellings(workspace, signs);
                            Lists { workspace, uses, spellings, employers }
                        }),
                    };
                    match several.is_empty() {
                        true => lists.meant(self, companies, who),
                        false => lists.of_several(self, companies, who, &several),
                    }
                }
            };
            match meant {
                Meant::One(only, reason) => self.put(at, only, reason),
                Meant::Several(several) => drop(self.ambiguous.insert(at as u32, several)),
                Meant::New(near) => {
                    let draft = self.new_draft(sign);
                    if !near.is_empty() {
                        self.doubts.insert(at as u32, (Doubt::Near, near));
                    }
                    if let Some(lists) = &mut lists {
                        lists.spellings.add(draft, reference);
                        let company = lists.company(companies, who);
                        lists.employers.add(draft, company);
                    }
                    self.by_name.insert(name, vec![draft]);
                    self.put(at, draft, MergeReason::OnlyOneOfThatName);
                }
            }
        }
    }
}

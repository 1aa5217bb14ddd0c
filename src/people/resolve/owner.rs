//! Whose files these are: the seeker herself, who is nobody's contact.

use super::signs::{Sign, Signs};
use super::uses::takers;
use crate::evidence::{Problem, SourceId};
use crate::import::{Invitation, MentionId, Workspace};
use crate::index::TextId;
use crate::people::person::{Companies, Owner, People, Who};
use crate::people::title::Title;
use crate::people::{name, profile_url};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How the seeker can be told.
pub(super) struct OwnerSigns {
    slugs: BTreeSet<String>,
    emails: BTreeSet<String>,
    name: String,
    shown: Option<String>,
}

impl OwnerSigns {
    pub(super) fn is(&self, signs: &Signs, sign: &Sign) -> bool {
        if sign.slug.is_some() {
            return self.has_slug(signs, sign);
        }
        if let Some(email) = sign.email {
            return self.emails.contains(signs.emails.get(email));
        }
        sign.name.is_some_and(|name| signs.names.get(name) == self.name)
    }
}

/// Finds whose files these are: by what the user set, by the direction of invitations and of the 2018 messages, and by
/// who takes part in most messages; the name in Profile decides between equals.
pub(super) fn find_owner(workspace: &Workspace, signs: &Signs, me: Option<&str>) -> OwnerSigns {
    // Counted by mention first: rows are many, mentions few.
    let mut by_mention = vec![0u64; signs.of.len()];
    for row in &workspace.messages {
        let weight = if row.outgoing.is_some() { 2 } else { 1 };
        if row.outgoing != Some(false) {
            by_mention[row.from.0 as usize] += weight;
        }
        if row.outgoing != Some(true) {
            workspace.recipients_of(row).iter().for_each(|to| by_mention[to.0 as usize] += weight);
        }
    }
    for row in &workspace.invitations {
        match row.outgoing {
            Some(outgoing) => by_mention[if outgoing { row.from } else { row.to }.0 as usize] += 2,
            None => [row.from, row.to].iter().for_each(|who| by_mention[who.0 as usize] += 1),
        }
    }
    let mut votes = vec![0u64; signs.slugs.len()];
    let mut name_votes = vec![0u64; signs.names.len()];
    for (sign, n) in signs.of.iter().zip(by_mention) {
        if let Some(slug) = sign.slug {
            votes[slug.index()] += n;
        }
        if let Some(name) = sign.name {
            name_votes[name.index()] += n;
        }
    }
    let profile_name = workspace.owner_name.as_deref().map(name::key).unwrap_or_default();
    let mut found = OwnerSigns {
        slugs: BTreeSet::new(),
        emails: workspace.owner_emails.iter().filter_map(|email| profile_url::email(email)).collect(),
        name: profile_name.clone(),
        shown: workspace.owner_name.as_deref().map(str::to_owned),
    };
    if let Some(me) = me {
        match (profile_url::slug(me), profile_url::email(me)) {
            (Some(slug), _) => drop(found.slugs.insert(slug)),
            (_, Some(email)) => drop(found.emails.insert(email)),
            _ => found.name = name::key(me),
        }
    }
    // Slugs that go under the seeker's name: the Profile's name is worth any number of votes.
    let hers = signs.names.find(&found.name);
    let named: BTreeSet<TextId> = signs
        .of
        .iter()
        .filter(|sign| hers.is_some() && sign.name == hers)
        .filter_map(|sign| sign.slug)
        .collect();
    if found.slugs.is_empty() {
        let voted = signs.of.iter().filter_map(|sign| sign.slug).filter(|slug| votes[slug.index()] > 0);
        let voted = voted.filter(|slug| named.is_empty() || named.contains(slug));
        // A single thread names two people equally often; without a sign of direction nobody can tell.
        let most = voted.clone().map(|slug| votes[slug.index()]).max();
        let leaders: BTreeSet<TextId> = voted.filter(|slug| Some(votes[slug.index()]) == most).collect();
        if let (Some(leader), 1) = (leaders.first(), leaders.len()) {
            found.slugs.insert(signs.slugs.get(*leader).to_owned());
        }
    }
    if found.name.is_empty() {
        // The most frequent name under the owner's URL, or, in files without URLs, the most frequent name of all.
        let names = signs.of.iter().filter_map(|sign| Some((sign, sign.name?)));
        let most = if found.slugs.is_empty() {
            let voted = names.map(|(_, name)| name).filter(|name| name_votes[name.index()] > 0);
            let voted: BTreeSet<_> =
                voted.map(|name| (Reverse(name_votes[name.index()]), signs.names.get(name))).collect();
            let mut voted = voted.into_iter();
            let leader = voted.next();
            // Of two who are named equally often, nobody can tell which is the seeker.
            let next = voted.next();
            leader.filter(|(n, _)| next.is_none_or(|(other, _)| other != *n)).map(|(_, name)| name)
        } else {
            let under_url = names.filter(|(sign, _)| found.has_slug(signs, sign));
            under_url.map(|(_, name)| signs.names.get(name)).min()
        };
        // Only exports without URLs need the name, and there a seeker who writes to two people leads the count.
        found.name = most.unwrap_or_default().to_owned();
    }
    if found.shown.is_none() {
        let hers = signs.names.find(&found.name);
        let written = workspace.mentions.all().zip(&signs.of).filter(|(_, sign)| {
            found.has_slug(signs, sign) || (sign.slug.is_none() && hers.is_some() && sign.name == hers)
        });
        let written = written.map(|(mention, _)| mention.name).filter(|name| !name.is_empty());
        found.shown = written.min().map(str::to_owned);
    }
    found.add_addresses(workspace, signs);
    found
}

impl OwnerSigns {
    fn has_slug(&self, signs: &Signs, sign: &Sign) -> bool {
        // One or two, of which nearly every slug differs in length.
        sign.slug.is_some_and(|slug| self.slugs.iter().any(|own| own == signs.slugs.get(slug)))
    }

    /// Adds the seeker's own addresses: those under her name, those that `Sent` mails come from, and in a file in which
    /// none of hers takes part, the one that takes part in most.
    fn add_addresses(&mut self, workspace: &Workspace, signs: &Signs) {
        if workspace.mails.is_empty() && workspace.meetings.is_empty() && workspace.cards.is_empty() {
            return;
        }
        let mut votes: BTreeMap<SourceId, Votes<'_>> = BTreeMap::new();
        for mail in &workspace.mails {
            votes.entry(mail.place.source).or_default().add(signs, takers(workspace, mail));
            if mail.sent {
                let email = signs.of[mail.from.0 as usize].email;
                self.emails.extend(email.map(|email| signs.emails.get(email).to_owned()));
            }
        }
        for meeting in &workspace.meetings {
            votes.entry(meeting.place.source).or_default().add(signs, meeting.invited());
        }
        if self.name.contains(' ') {
            let name = signs.names.find(&self.name);
            let hers =
                signs.of.iter().filter(|sign| sign.slug.is_none() && name.is_some() && sign.name == name);
            self.emails.extend(hers.filter_map(|sign| Some(signs.emails.get(sign.email?).to_owned())));
        }
        for votes in votes.values() {
            self.emails.extend(votes.leader(&self.emails).map(str::to_owned));
        }
        if self.shown.is_none() {
            let hers =
                |sign: &Sign| sign.email.is_some_and(|email| self.emails.contains(signs.emails.get(email)));
            let written = workspace.mentions.all().zip(&signs.of).filter(|(_, sign)| hers(sign));
            let written = written.map(|(mention, _)| mention.name).filter(|name| !name.is_empty());
            self.shown = written.min().map(str::to_owned);
            self.name = self.shown.as_deref().map(name::key).unwrap_or_default();
        }
    }
}

/// A problem for each invitation of which neither the file nor the two sides tell who sent it.
pub(super) fn unknown_directions(workspace: &Workspace, people: &People) -> Vec<Problem> {
    let unknown = workspace.invitations.iter().filter(|row| {
        let is_nobody = |who: MentionId| people.who(who) == Who::Nobody;
        people.sent(row.from, row.to, row.outgoing).is_none() && !(is_nobody(row.from) && is_nobody(row.to))
    });
    let problem = |row: &Invitation| {
        Problem {
        place: row.place,
        column: String::new(),
        problem: "an invitation that does not say who sent it".to_owned(),
        value: String::new(),
        hint: "restore the column `Direction` from the archive, or set `me` in tertius.toml to the URL of your own \
               profile; until then the invitation counts as contact with nobody"
            .to_owned(),
    }
    };
    unknown.map(problem).collect()
}

/// Who takes part in how many mails or meetings of a file.
#[derive(Default)]
struct Votes<'s> {
    rows: usize,
    of: BTreeMap<&'s str, usize>,
}

impl<'s> Votes<'s> {
    fn add(&mut self, signs: &'s Signs, row: impl Iterator<Item = MentionId>) {
        self.rows += 1;
        let emails = row.filter_map(|who| signs.of[who.0 as usize].email);
        let mut emails: Vec<&str> = emails.map(|email| signs.emails.get(email)).collect();
        emails.sort_unstable();
        emails.dedup();
        emails.into_iter().for_each(|email| *self.of.entry(email).or_default() += 1);
    }

    /// The address whose file this seems to be, if it is none of those known to be hers that it belongs to.
    fn leader(&self, hers: &BTreeSet<String>) -> Option<&'s str> {
        let known: usize = self.of.iter().filter(|(email, _)| hers.contains(**email)).map(|(_, n)| n).sum();
        let most = *self.of.values().max()?;
        let mut leaders = self.of.iter().filter(|(_, n)| **n == most);
        let (leader, _) = leaders.next()?;
        // A file of three mails with one friend names two people equally often, and nobody can tell.
        let alone = leaders.next().is_none();
        (alone && known * 2 < self.rows && most >= 3 && most * 10 >= self.rows * 6).then_some(*leader)
    }
}

pub(super) fn owner_of(workspace: &Workspace, signs: OwnerSigns, companies: &mut Companies) -> Owner {
    let mut jobs: Vec<_> = workspace.jobs.iter().collect();
    // The present job first: no last month, then the latest first month.
    jobs.sort_by_key(|job| {
        (job.finished.is_some(), std::cmp::Reverse(job.started), job.company.clone(), job.title.clone())
    });
    let title = jobs.first().map(|job| job.title.to_string());
    let title = title.or_else(|| workspace.headline.as_deref().map(str::to_owned)).unwrap_or_default();
    let mut employers = Vec::new();
    for job in jobs {
        if let Some(id) = companies.intern(&job.company)
            && !employers.iter().any(|(known, _)| *known == id)
        {
            employers.push((id, job.place));
        }
    }
    Owner { slug: signs.slugs.into_iter().next(), name: signs.shown, title: Title::parse(&title), employers }
}

//! Whose files these are: the seeker herself, who is nobody's contact.

use super::Signs;
use super::books::takers;
use crate::evidence::SourceId;
use crate::import::{MentionId, Workspace};
use crate::people::person::{Companies, Owner};
use crate::people::title::Title;
use crate::people::{name, profile_url};
use std::collections::{BTreeMap, BTreeSet};

/// How the seeker can be told.
pub(super) struct OwnerSigns {
    slugs: BTreeSet<String>,
    emails: BTreeSet<String>,
    name: String,
    shown: Option<String>,
}

impl OwnerSigns {
    pub(super) fn is(&self, sign: &Signs) -> bool {
        if let Some(slug) = &sign.slug {
            return self.slugs.contains(slug);
        }
        if let Some(email) = &sign.email {
            return self.emails.contains(email);
        }
        !sign.name.is_empty() && sign.name == self.name
    }
}

/// Finds whose files these are: by what the user set, by the direction of invitations and of the 2018 messages, and by
/// who takes part in most messages; the name in Profile decides between equals.
pub(super) fn find_owner(workspace: &Workspace, signs: &[Signs], me: Option<&str>) -> OwnerSigns {
    // Counted by mention first: rows are many, mentions few.
    let mut by_mention = vec![0u64; signs.len()];
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
        by_mention[if row.outgoing { row.from } else { row.to }.0 as usize] += 2;
    }
    let mut votes: BTreeMap<&str, u64> = BTreeMap::new();
    let mut name_votes: BTreeMap<&str, u64> = BTreeMap::new();
    for (sign, n) in signs.iter().zip(by_mention).filter(|(_, n)| *n > 0) {
        if let Some(slug) = &sign.slug {
            *votes.entry(slug).or_default() += n;
        }
        if !sign.name.is_empty() {
            *name_votes.entry(&sign.name).or_default() += n;
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
    let mut named: BTreeSet<&str> = BTreeSet::new();
    if !found.name.is_empty() {
        for sign in signs.iter().filter(|sign| sign.name == found.name) {
            named.extend(sign.slug.as_deref());
        }
    }
    let best = |among: &dyn Fn(&str) -> bool| {
        let most = votes.iter().filter(|(slug, _)| among(slug)).map(|(_, votes)| *votes).max()?;
        let mut leaders = votes.iter().filter(|(slug, votes)| among(slug) && **votes == most);
        let first = leaders.next()?;
        // A single thread names two people equally often; without a sign of direction nobody can tell.
        leaders.next().is_none().then(|| first.0.to_string())
    };
    if found.slugs.is_empty() {
        let chosen = if named.is_empty() { best(&|_| true) } else { best(&|slug| named.contains(slug)) };
        found.slugs.extend(chosen);
    }
    if found.name.is_empty() {
        // The most frequent name under the owner's URL, or, in files without URLs, the most frequent name of all.
        let under_url =
            signs.iter().filter(|sign| sign.slug.as_ref().is_some_and(|s| found.slugs.contains(s)));
        let mut names: BTreeSet<&str> = under_url.map(|sign| sign.name.as_str()).collect();
        names.remove("");
        let most = if found.slugs.is_empty() {
            name_votes.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(name, _)| *name)
        } else {
            names.first().copied()
        };
        // Only exports without URLs need the name, and there a seeker who writes to two people leads the count.
        found.name = most.unwrap_or_default().to_owned();
    }
    if found.shown.is_none() {
        let written = workspace.mentions.all().iter().zip(signs).filter(|(_, sign)| {
            sign.slug.as_ref().is_some_and(|slug| found.slugs.contains(slug))
                || (sign.slug.is_none() && !sign.name.is_empty() && sign.name == found.name)
        });
        found.shown =
            written.map(|(mention, _)| mention.name.to_string()).filter(|name| !name.is_empty()).min();
    }
    found.add_addresses(workspace, signs);
    found
}

impl OwnerSigns {
    /// Adds the seeker's own addresses: those under her name, those that `Sent` mails come from, and in a file in which
    /// none of hers takes part, the one that takes part in most.
    fn add_addresses(&mut self, workspace: &Workspace, signs: &[Signs]) {
        if workspace.mails.is_empty() && workspace.meetings.is_empty() && workspace.cards.is_empty() {
            return;
        }
        let mut votes: BTreeMap<SourceId, Votes<'_>> = BTreeMap::new();
        for mail in &workspace.mails {
            votes.entry(mail.place.source).or_default().add(signs, takers(workspace, mail));
            if mail.sent {
                self.emails.extend(signs[mail.from.0 as usize].email.clone());
            }
        }
        for meeting in &workspace.meetings {
            votes.entry(meeting.place.source).or_default().add(signs, meeting.invited());
        }
        if self.name.contains(' ') {
            let hers = signs.iter().filter(|sign| sign.slug.is_none() && sign.name == self.name);
            self.emails.extend(hers.filter_map(|sign| sign.email.clone()));
        }
        for votes in votes.values() {
            self.emails.extend(votes.leader(&self.emails).map(str::to_owned));
        }
        if self.shown.is_none() {
            let hers = |sign: &Signs| sign.email.as_ref().is_some_and(|email| self.emails.contains(email));
            let written = workspace.mentions.all().iter().zip(signs).filter(|(_, sign)| hers(sign));
            self.shown =
                written.map(|(mention, _)| mention.name.to_string()).filter(|name| !name.is_empty()).min();
            self.name = self.shown.as_deref().map(name::key).unwrap_or_default();
        }
    }
}

/// Who takes part in how many mails or meetings of a file.
#[derive(Default)]
struct Votes<'s> {
    rows: usize,
    of: BTreeMap<&'s str, usize>,
}

impl<'s> Votes<'s> {
    fn add(&mut self, signs: &'s [Signs], row: impl Iterator<Item = MentionId>) {
        self.rows += 1;
        let mut emails: Vec<&str> = row.filter_map(|who| signs[who.0 as usize].email.as_deref()).collect();
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

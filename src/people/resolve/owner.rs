//! Whose files these are: the seeker herself, who is nobody's contact.

use super::signs::{Sign, Signs};
use super::uses::takers;
use crate::evidence::{Place, Problem, SourceId};
use crate::import::{Invitation, MentionId, Workspace};
use crate::index::TextId;
use crate::people::person::{Companies, Owner, People, PersonId, Who};
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
        // Nobody is connected to herself: of two who talk, it is the one who is no connection.
        let connected = workspace.connections.iter().filter_map(|row| signs.of[row.who.0 as usize].slug);
        let mut others: Vec<bool> = vec![named.is_empty(); signs.slugs.len()];
        connected.for_each(|slug| others[slug.index()] = false);
        let voted = signs.of.iter().filter_map(|sign| sign.slug).filter(|slug| votes[slug.index()] > 0);
        let voted = voted.filter(|slug| named.is_empty() || named.contains(slug));
        let any = voted.clone().any(|slug| others[slug.index()]);
        let voted = voted.filter(|slug| !any || others[slug.index()]);
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
        // A mailbox lies in several files, each of which may be too short to tell.
        if self.emails.is_empty() {
            let mut all = Votes::default();
            votes.values().for_each(|votes| all.add_all(votes));
            self.emails.extend(all.leader(&self.emails).map(str::to_owned));
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

/// A problem where rows say who wrote to whom and nobody is known to be the seeker, and one where the files are those of
/// two people.
pub(super) fn unknown_owner(workspace: &Workspace, people: &People, is_known: bool) -> Vec<Problem> {
    two_profiles(workspace)
        .or_else(|| two_seekers(workspace, people))
        .or_else(|| nobody_is_she(workspace, is_known))
        .into_iter()
        .collect()
}

impl OwnerSigns {
    /// Whether anything at all is known of her.
    pub(super) fn is_known(&self) -> bool {
        !(self.slugs.is_empty() && self.emails.is_empty() && self.name.is_empty())
    }
}

fn nobody_is_she(workspace: &Workspace, is_known: bool) -> Option<Problem> {
    if is_known {
        return None;
    }
    let messages = workspace.messages.iter().filter(|row| row.outgoing.is_none()).map(|row| row.place);
    let mails = workspace.mails.iter().filter(|row| !row.sent).map(|row| row.place);
    let meetings = workspace.meetings.iter().map(|row| row.place);
    Some(Problem {
        place: messages.chain(mails).chain(meetings).min()?,
        column: String::new(),
        problem: "nobody's name or address is known as yours".to_owned(),
        value: String::new(),
        hint: "write `me = \"...\"` in tertius.toml, with the URL of your profile, your address or your name; until \
               then you may stand among your own contacts, and nobody can tell who wrote to whom"
            .to_owned(),
    })
}

/// Profiles of two names that have no word in common; one who marries keeps her given name.
fn two_profiles(workspace: &Workspace) -> Option<Problem> {
    let mut names: Vec<(&str, Place)> =
        workspace.owner_names.iter().map(|(name, place)| (&**name, *place)).collect();
    names.sort_by_key(|(_, place)| *place);
    let (first, _) = names.first()?;
    let share = |a: &str, b: &str| {
        let (a, b) = (name::key(a), name::key(b));
        a.split(' ').any(|word| b.split(' ').any(|other| other == word))
    };
    let (other, place) = names.iter().find(|(other, _)| !share(first, other))?;
    Some(two_people(*place, first, other))
}

fn two_people(place: Place, one: &str, other: &str) -> Problem {
    Problem {
        place,
        column: String::new(),
        problem: format!("these seem to be the files of two people: {one} and {other}"),
        value: other.to_owned(),
        hint: "give each their own folder, and read them together with `tertius cohort`; until then what the second \
               wrote counts as what a contact wrote"
            .to_owned(),
    }
}

/// Conversations in which the seeker has no part, all with one other who is no contact of hers: somebody else's files.
/// Where nobody is known to be the seeker, whoever takes part in most stands for her.
fn two_seekers(workspace: &Workspace, people: &People) -> Option<Problem> {
    /// One thread alone may have been forwarded.
    const LEAST: usize = 2;
    // A profile says whose files these are.
    if workspace.owner_name.is_some() {
        return None;
    }
    let mut threads: BTreeMap<u32, (BTreeSet<MentionId>, Place)> = BTreeMap::new();
    for row in workspace.messages.iter().filter(|row| row.outgoing.is_none()) {
        let (takers, place) = threads.entry(row.conversation).or_insert_with(|| (BTreeSet::new(), row.place));
        *place = (*place).min(row.place);
        takers.extend(workspace.recipients_of(row).iter().copied().chain([row.from]));
    }
    let has_owner = |takers: &BTreeSet<MentionId>| takers.iter().any(|who| people.who(*who) == Who::Owner);
    let has_any_owner = threads.values().any(|(takers, _)| has_owner(takers));
    let strangers = |takers: &BTreeSet<MentionId>| -> BTreeSet<PersonId> {
        let ids = takers.iter().filter_map(|who| people.who(*who).person());
        ids.filter(|id| people.get(*id).connection.is_none()).collect()
    };
    let mut counted: BTreeMap<PersonId, usize> = BTreeMap::new();
    if !has_any_owner {
        for (takers, _) in threads.values() {
            strangers(takers).into_iter().for_each(|id| *counted.entry(id).or_default() += 1);
        }
    }
    let first = counted.into_iter().max_by_key(|(id, n)| (*n, Reverse(*id)));
    let first = first.filter(|(_, n)| *n >= LEAST).map(|(id, _)| id);
    if !has_any_owner && first.is_none() {
        return None;
    }
    threads.retain(|_, (takers, _)| {
        !has_owner(takers) && !takers.iter().any(|who| first.is_some() && people.who(*who).person() == first)
    });
    if threads.len() < LEAST {
        return None;
    }
    let mut each = threads.values().map(|(takers, _)| strangers(takers));
    let mut common = each.next()?;
    each.for_each(|others| common = &common & &others);
    let mut common = common.into_iter();
    let (Some(other), None) = (common.next(), common.next()) else { return None };
    let owner = match first {
        Some(first) => people.get(first).display_name(),
        None => people.owner.name.as_deref().or(people.owner.slug.as_deref())?,
    };
    let other = people.get(other).display_name();
    // Who changed the address of her profile is one person.
    if name::key(owner) == name::key(other) {
        return None;
    }
    Some(two_people(threads.values().map(|(_, place)| *place).min()?, owner, other))
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

    fn add_all(&mut self, other: &Votes<'s>) {
        self.rows += other.rows;
        other.of.iter().for_each(|(email, n)| *self.of.entry(email).or_default() += n);
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

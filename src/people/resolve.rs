//! Resolution: mentions to people, by rules that can be printed.
//!
//! In: a [`Workspace`]. Out: [`People`], with why each mention belongs to whom, and a problem for every name that fits
//! more than one. The rules, strongest first:
//!
//! 1. the same profile URL after normalisation is the same person;
//! 2. the same e-mail address, unless two profile URLs claim it;
//! 3. rows of Connections without a URL: the same name and the same day of connecting (3 clashes in 75,814 real rows);
//! 4. the same name and the same company;
//! 5. a bare name means the only person who has it. If two have it, it means nobody, and a problem lists both.
//!
//! Two people who each have a URL are never one, whatever their names.

use super::person::{Companies, Merge, MergeReason, Owner, People, Person, PersonId, Who};
use super::title::Title;
use super::{name, profile_url};
use crate::day::Day;
use crate::evidence::{Place, Problem, SourceId};
use crate::import::{Mention, MentionId, Workspace};
use crate::index::{Index, Seen};
use std::collections::{BTreeMap, BTreeSet};

/// A mention in its normal forms.
#[derive(Clone, Debug, Default)]
struct Signs {
    slug: Option<String>,
    email: Option<String>,
    name: String,
    /// A key that the user pasted from a report.
    key: Option<String>,
}

/// The normal forms of all mentions. Most names stand in two files, so their keys are made once.
fn all_signs(workspace: &Workspace) -> Vec<Signs> {
    let mut names: Index<&str, String> = Index::default();
    let mentions = workspace.mentions.all().iter();
    let signs = mentions.map(|mention| {
        let name = match names.get(&*mention.name) {
            Some(known) => known.clone(),
            None => {
                let key = name::key(&mention.name);
                names.insert(&mention.name, key.clone());
                key
            }
        };
        Signs::of(mention, name)
    });
    signs.collect()
}

impl Signs {
    fn of(mention: &Mention, name: String) -> Signs {
        if mention.reference.is_empty() {
            return Signs {
                slug: profile_url::slug(&mention.url),
                email: profile_url::email(&mention.email),
                name,
                key: None,
            };
        }
        let reference = &mention.reference;
        if reference.starts_with("name:") {
            return Signs { key: Some(reference.to_string()), ..Signs::default() };
        }
        let slug = profile_url::slug(reference);
        let email = if slug.is_none() { profile_url::email(reference) } else { None };
        let name = if slug.is_none() && email.is_none() { name::key(reference) } else { String::new() };
        Signs { slug, email, name, key: None }
    }

    fn is_nothing(&self) -> bool {
        self.slug.is_none() && self.email.is_none() && self.name.is_empty() && self.key.is_none()
    }
}

/// A person while the mentions are being gathered.
#[derive(Default)]
struct Draft {
    slug: Option<String>,
    email: Option<String>,
    name_key: String,
    mentions: Vec<(MentionId, Option<MergeReason>)>,
}

/// Resolves all mentions of a workspace. `me` is the seeker's own URL, address or name where the user set it.
///
/// # Returns
/// The people, and a problem for each ambiguous name.
///
/// # Complexity
/// **O(m log m)**, where **m** is the number of distinct mentions; rows are only walked through.
pub fn resolve(workspace: &Workspace, me: Option<&str>) -> (People, Vec<Problem>) {
    let signs = all_signs(workspace);
    let uses = Uses::count(workspace);
    let mut companies = companies_of(workspace);
    let owner = find_owner(workspace, &signs, me);
    let mut drafts = Drafts { all: Vec::new(), of: vec![Found::Nobody; signs.len()], ..Drafts::default() };
    for (at, sign) in signs.iter().enumerate() {
        if owner.is(sign) {
            drafts.of[at] = Found::Owner;
        }
    }
    drafts.join_by_url(&signs);
    drafts.join_connections_to_urls(workspace, &signs);
    drafts.join_by_email(&signs);
    drafts.join_connections(workspace, &signs, &mut companies);
    drafts.index_names(&signs);
    drafts.join_by_name(workspace, &signs, &uses);
    finish(workspace, signs, uses, drafts, companies, owner)
}

/// Where and how often each mention occurs.
struct Uses {
    count: Vec<u32>,
    /// The first place in each file.
    places: Vec<Vec<Place>>,
    /// Whether a Connections row, an export row or only the user's own lists hold it.
    latest: Vec<Option<Day>>,
    /// The company that the user's interview notes give.
    noted: Vec<Option<(Box<str>, Box<str>)>>,
}

impl Uses {
    fn count(workspace: &Workspace) -> Uses {
        let n = workspace.mentions.all().len();
        let mut uses = Uses {
            count: vec![0; n],
            places: vec![Vec::new(); n],
            latest: vec![None; n],
            noted: vec![None; n],
        };
        for row in &workspace.connections {
            uses.add(row.who, row.place, None);
        }
        for row in &workspace.messages {
            let day = Some(row.day());
            uses.add(row.from, row.place, day);
            for to in workspace.recipients_of(row) {
                uses.add(*to, row.place, day);
            }
        }
        for row in &workspace.invitations {
            uses.add(row.from, row.place, row.sent_on);
            uses.add(row.to, row.place, row.sent_on);
        }
        for row in &workspace.praise {
            uses.add(row.who, row.place, row.on);
        }
        for row in &workspace.introductions {
            uses.add(row.introducer, row.place, row.on);
            uses.add(row.introduced, row.place, row.on);
        }
        for row in &workspace.outreach {
            uses.add(row.who, row.place, row.on);
        }
        for row in &workspace.interviews {
            uses.add(row.who, row.place, row.on);
            for who in &row.introduced {
                uses.add(*who, row.place, row.on);
            }
            if !row.company.is_empty() || !row.position.is_empty() {
                let noted = (row.company.clone(), row.position.clone());
                let known = &mut uses.noted[row.who.0 as usize];
                if known.as_ref().is_none_or(|known| noted < *known) {
                    *known = Some(noted);
                }
            }
        }
        uses
    }

    fn add(&mut self, mention: MentionId, place: Place, day: Option<Day>) {
        let at = mention.0 as usize;
        self.count[at] += 1;
        self.latest[at] = self.latest[at].max(day);
        let places = &mut self.places[at];
        match places.iter_mut().find(|known| known.source == place.source) {
            Some(known) => known.line = known.line.min(place.line),
            None => places.push(place),
        }
    }
}

/// Numbers the companies that the user described, so that their aliases are known before any contact is read.
fn companies_of(workspace: &Workspace) -> Companies {
    let mut companies = Companies::default();
    let mut facts: Vec<_> = workspace.companies.iter().collect();
    facts.sort_by(|a, b| (&a.company, &a.industry, &a.aliases).cmp(&(&b.company, &b.industry, &b.aliases)));
    for fact in facts {
        if let Some(id) = companies.intern(&fact.company) {
            companies.set_industry(id, &fact.industry);
            for alias in &fact.aliases {
                companies.alias(id, alias);
            }
        }
    }
    companies
}

/// How the seeker can be told.
struct OwnerSigns {
    slugs: BTreeSet<String>,
    emails: BTreeSet<String>,
    name: String,
    shown: Option<String>,
}

impl OwnerSigns {
    fn is(&self, sign: &Signs) -> bool {
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
fn find_owner(workspace: &Workspace, signs: &[Signs], me: Option<&str>) -> OwnerSigns {
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
    found
}

/// Whom a mention has been found to mean so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    Draft(u32),
    Owner,
    Nobody,
}

#[derive(Default)]
struct Drafts {
    all: Vec<Draft>,
    of: Vec<Found>,
    by_slug: Index<String, u32>,
    by_email: Index<String, u32>,
    by_name: Index<String, Vec<u32>>,
    ambiguous: BTreeMap<u32, Vec<u32>>,
}

impl Drafts {
    fn new_draft(&mut self, sign: &Signs) -> u32 {
        let draft = Draft {
            slug: sign.slug.clone(),
            email: sign.email.clone(),
            name_key: sign.name.clone(),
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
    fn join_by_url(&mut self, signs: &[Signs]) {
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
    fn join_connections_to_urls(&mut self, workspace: &Workspace, signs: &[Signs]) {
        let mut dated: BTreeMap<(&str, Day), BTreeSet<u32>> = BTreeMap::new();
        let mut others: Vec<(MentionId, &str, Day)> = Vec::new();
        for row in &workspace.connections {
            let sign = &signs[row.who.0 as usize];
            let Some(day) = row.connected_on.filter(|_| !sign.name.is_empty()) else { continue };
            match self.of[row.who.0 as usize] {
                Found::Draft(draft) => drop(dated.entry((&sign.name, day)).or_default().insert(draft)),
                Found::Nobody => others.push((row.who, &sign.name, day)),
                Found::Owner => {}
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
    fn join_by_email(&mut self, signs: &[Signs]) {
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
    fn join_connections(&mut self, workspace: &Workspace, signs: &[Signs], companies: &mut Companies) {
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

    /// Who has which name, for the bare names that follow.
    fn index_names(&mut self, signs: &[Signs]) {
        let mut pairs: Seen<(u32, &str)> = Seen::default();
        for (draft, entry) in self.all.iter().enumerate() {
            let names = entry.mentions.iter().map(|(mention, _)| signs[mention.0 as usize].name.as_str());
            for name in names.chain([entry.name_key.as_str()]) {
                if !name.is_empty() && pairs.insert((draft as u32, name)) {
                    self.by_name.entry(name.to_owned()).or_default().push(draft as u32);
                }
            }
        }
    }

    /// Rule 5: bare names, first of the exports, then of the user's own lists.
    fn join_by_name(&mut self, workspace: &Workspace, signs: &[Signs], uses: &Uses) {
        let mut order: Vec<usize> = (0..signs.len()).filter(|at| self.of[*at] == Found::Nobody).collect();
        order.sort_by(|a, b| {
            let own = |at: usize| !workspace.mentions.all()[at].reference.is_empty();
            (own(*a), &signs[*a].name, &signs[*a].key).cmp(&(own(*b), &signs[*b].name, &signs[*b].key))
        });
        for at in order {
            let sign = &signs[at];
            if sign.is_nothing() || uses.count[at] == 0 || sign.name.is_empty() {
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

/// What Connections says of a draft, from the newest export that has it.
#[derive(Default)]
struct Facts<'w> {
    company: &'w str,
    position: &'w str,
    connected_on: Option<Day>,
    place: Option<Place>,
    /// Which export it is from: its newest connection, then its path.
    rank: (Option<Day>, &'w str),
}

/// Turns drafts into people in the order of their keys.
fn finish(
    workspace: &Workspace,
    signs: Vec<Signs>,
    uses: Uses,
    drafts: Drafts,
    mut companies: Companies,
    owner: OwnerSigns,
) -> (People, Vec<Problem>) {
    // The newest of several snapshots is the one with the latest connection.
    let mut newest: BTreeMap<SourceId, Option<Day>> = BTreeMap::new();
    for row in &workspace.connections {
        let known = newest.entry(row.place.source).or_default();
        *known = (*known).max(row.connected_on);
    }
    let mut facts: Vec<Facts<'_>> = (0..drafts.all.len()).map(|_| Facts::default()).collect();
    for row in &workspace.connections {
        let Found::Draft(draft) = drafts.of[row.who.0 as usize] else { continue };
        let path = workspace.source(row.place.source).path.as_str();
        let rank = (newest[&row.place.source], path);
        let known = &mut facts[draft as usize];
        let first = known.place.is_none();
        // Connected On is the same in every snapshot but for one in a hundred; the earliest is when they met.
        known.connected_on = match (known.connected_on, row.connected_on) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let text = (&*row.company, &*row.position);
        if first || (rank, text) > (known.rank, (known.company, known.position)) {
            known.rank = rank;
            (known.company, known.position) = text;
            known.place = Some(row.place);
        }
    }
    let mut made: Vec<Person> = Vec::with_capacity(drafts.all.len());
    for (at, draft) in drafts.all.iter().enumerate() {
        made.push(person_of(workspace, &uses, draft, &facts[at], &mut companies));
    }
    tell_apart(&mut made);
    let mut order: Vec<u32> = (0..made.len() as u32).collect();
    order.sort_unstable_by(|a, b| made[*a as usize].key.cmp(&made[*b as usize].key));
    let mut number = vec![PersonId(0); made.len()];
    for (id, draft) in order.iter().enumerate() {
        number[*draft as usize] = PersonId(id as u32);
    }
    let mut merges = Vec::new();
    for (at, draft) in drafts.all.iter().enumerate() {
        for (mention, reason) in &draft.mentions {
            if let Some(reason) = reason {
                merges.push(Merge { person: number[at], mention: *mention, reason: *reason });
            }
        }
    }
    let mut of_mention: Vec<Who> = drafts
        .of
        .iter()
        .map(|found| match found {
            Found::Draft(draft) => Who::Person(number[*draft as usize]),
            Found::Owner => Who::Owner,
            Found::Nobody => Who::Nobody,
        })
        .collect();
    let mut made: Vec<Option<Person>> = made.into_iter().map(Some).collect();
    let persons: Vec<Person> = order.iter().filter_map(|draft| made[*draft as usize].take()).collect();
    let mut people = People { persons, companies, ..People::default() };
    for (at, sign) in signs.iter().enumerate() {
        if let Some(key) = &sign.key
            && let Some(id) = people.by_key(key)
        {
            of_mention[at] = Who::Person(id);
            merges.push(Merge { person: id, mention: MentionId(at as u32), reason: MergeReason::Key });
        }
    }
    merges.sort_by(|a, b| {
        let text = |merge: &Merge| workspace.mentions.get(merge.mention);
        (a.person, a.reason, text(a)).cmp(&(b.person, b.reason, text(b)))
    });
    people.merges = merges;
    people.of_mention = of_mention;
    people.owner = owner_of(workspace, owner, &mut people.companies);
    let problems = ambiguities(workspace, &uses, &drafts, &number, &people, &signs);
    (people, problems)
}

fn person_of(
    workspace: &Workspace,
    uses: &Uses,
    draft: &Draft,
    facts: &Facts<'_>,
    companies: &mut Companies,
) -> Person {
    // The name that Connections has; else the most frequent one, and the first in the alphabet among equals.
    let written =
        draft.mentions.iter().map(|(id, _)| (uses.count[id.0 as usize], workspace.mentions.get(*id), *id));
    let in_connections = |mention: MentionId| {
        uses.places[mention.0 as usize].iter().any(|place| {
            workspace.source(place.source).kind == crate::import::recognise::Kind::Connections.as_str()
        })
    };
    let name = written
        .filter(|(_, mention, _)| !mention.name.is_empty() || !mention.reference.is_empty())
        .filter(|(_, mention, _)| {
            !mention.name.is_empty()
                || (profile_url::slug(&mention.reference).is_none()
                    && profile_url::email(&mention.reference).is_none())
        })
        .max_by(|a, b| {
            let own = |mention: &Mention| mention.name.is_empty();
            let of = |entry: &(u32, &Mention, MentionId)| (in_connections(entry.2), !own(entry.1), entry.0);
            let text = |mention: &Mention| format!("{}{}", mention.name, mention.reference);
            of(a).cmp(&of(b)).then_with(|| text(b.1).cmp(&text(a.1)))
        })
        .map(|(_, mention, _)| if mention.name.is_empty() { &*mention.reference } else { &*mention.name })
        .map(|name| name::display(name, ""))
        .unwrap_or_default();
    let noted = draft.mentions.iter().filter_map(|(id, _)| uses.noted[id.0 as usize].as_ref()).min();
    let (mut company, mut position) = (facts.company, facts.position);
    if let Some((noted_company, noted_position)) = noted {
        company = if company.is_empty() { noted_company } else { company };
        position = if position.is_empty() { noted_position } else { position };
    }
    let company_id = companies.intern(company);
    let key = match (&draft.slug, &draft.email) {
        (Some(slug), _) => slug.clone(),
        (_, Some(email)) => format!("mailto:{email}"),
        _ => format!(
            "name:{}|{}",
            draft.name_key,
            company_id.map_or_else(String::new, |_| super::company::key(company))
        ),
    };
    let mut seen_in: Vec<Place> =
        draft.mentions.iter().flat_map(|(id, _)| uses.places[id.0 as usize].iter().copied()).collect();
    seen_in.sort();
    seen_in.dedup_by_key(|place| place.source);
    Person {
        key,
        name,
        slug: draft.slug.clone(),
        email: draft.email.clone(),
        company: company.to_owned(),
        company_id,
        title: Title::parse(position),
        position: position.to_owned(),
        connected_on: facts.connected_on,
        connection: facts.place,
        seen_in,
    }
}

/// Makes equal keys different: two people of one name at one company are told by the day of connecting, and failing
/// that, by a number in the order of their titles. Keys by URL and by address are different already.
fn tell_apart(made: &mut [Person]) {
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, person) in made.iter().enumerate().filter(|(_, person)| person.key.starts_with("name:")) {
        alike.entry(person.key.clone()).or_default().push(at);
    }
    for (key, mut several) in alike.into_iter().filter(|(_, several)| several.len() > 1) {
        several.sort_by(|a, b| {
            let of =
                |at: usize| (made[at].connected_on, &made[at].position, &made[at].company, &made[at].name);
            of(*a).cmp(&of(*b))
        });
        let days: BTreeSet<Option<Day>> = several.iter().map(|at| made[*at].connected_on).collect();
        let by_day = days.len() == several.len() && !days.contains(&None);
        for (nth, at) in several.into_iter().enumerate() {
            made[at].key = match made[at].connected_on.filter(|_| by_day) {
                Some(day) => format!("{key}|{day}"),
                None => format!("{key}|{}", nth + 1),
            };
        }
    }
}

fn owner_of(workspace: &Workspace, signs: OwnerSigns, companies: &mut Companies) -> Owner {
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

/// A problem for each name that means more than one person, at the first row that uses it.
fn ambiguities(
    workspace: &Workspace,
    uses: &Uses,
    drafts: &Drafts,
    number: &[PersonId],
    people: &People,
    signs: &[Signs],
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (mention, candidates) in &drafts.ambiguous {
        let written = workspace.mentions.get(MentionId(*mention));
        let mut keys: Vec<&str> =
            candidates.iter().map(|draft| people.get(number[*draft as usize]).key.as_str()).collect();
        keys.sort_unstable();
        let Some(place) = uses.places[*mention as usize].iter().min() else { continue };
        let own = !written.reference.is_empty();
        let hint = if own { "write one of the keys in its place" } else { "the rows are left with nobody" };
        problems.push(Problem {
            place: *place,
            column: String::new(),
            problem: format!("a name that {} people have: {}", keys.len(), keys.join(", ")),
            value: if own { written.reference.to_string() } else { written.name.to_string() },
            hint: hint.to_owned(),
        });
    }
    for (at, sign) in signs.iter().enumerate() {
        if let Some(key) = &sign.key
            && people.by_key(key).is_none()
            && let Some(place) = uses.places[at].iter().min()
        {
            problems.push(Problem {
                place: *place,
                column: String::new(),
                problem: "a key that nobody has".to_owned(),
                value: key.clone(),
                hint: "copy the key from people.csv".to_owned(),
            });
        }
    }
    problems
}

//! Drafts made into people, in the order of their keys.

use super::drafts::{Doubt, Drafts, Found};
use super::owner::{OwnerSigns, owner_of};
use super::signs::Signs;
use super::snapshots::{self, Exports};
use super::uses::Uses;
use crate::day::Day;
use crate::evidence::{Place, Problem};
use crate::import::{Mention, MentionId, Workspace};
use crate::index::{Seen, TextId, arrange};
use crate::people::person::{Companies, CompanyId, Merge, MergeReason, People, Person, PersonId, Who};
use crate::people::title::Title;
use crate::people::{company, name, profile_url};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What Connections says of a draft, from the newest export that has it.
#[derive(Clone, Copy, Default)]
struct Facts {
    company: Option<TextId>,
    position: Option<TextId>,
    connected_on: Option<Day>,
    place: Option<Place>,
    /// How that row names them.
    who: Option<MentionId>,
    /// Which export it is from; the newest is the last.
    rank: Option<usize>,
    /// Whether an older export has them, too.
    is_of_several: bool,
}

/// Companies and titles as they are shown and as they are understood, each made once for all who have it.
struct Shared<'w> {
    workspace: &'w Workspace,
    texts: Vec<Option<Arc<str>>>,
    companies: Vec<Option<Option<CompanyId>>>,
    titles: Vec<Option<Arc<Title>>>,
    nothing: (Arc<str>, Arc<Title>),
}

impl<'w> Shared<'w> {
    fn new(workspace: &'w Workspace) -> Shared<'w> {
        let n = workspace.texts.len();
        let nothing = (Arc::from(""), Arc::default());
        Shared { workspace, texts: vec![None; n], companies: vec![None; n], titles: vec![None; n], nothing }
    }

    fn text(&mut self, text: Option<TextId>) -> Arc<str> {
        let Some(id) = text else { return self.nothing.0.clone() };
        self.texts[id.index()].get_or_insert_with(|| self.workspace.texts.get(id).into()).clone()
    }

    fn company(&mut self, text: Option<TextId>, companies: &mut Companies) -> Option<CompanyId> {
        let id = text?;
        *self.companies[id.index()].get_or_insert_with(|| companies.intern(self.workspace.texts.get(id)))
    }

    fn title(&mut self, text: Option<TextId>) -> Arc<Title> {
        let Some(id) = text else { return self.nothing.1.clone() };
        let parsed = || Title::known(self.workspace.texts.get(id));
        self.titles[id.index()].get_or_insert_with(parsed).clone()
    }
}

/// Turns drafts into people in the order of their keys.
pub(super) fn finish(
    workspace: &Workspace,
    signs: &Signs,
    uses: &Uses,
    drafts: Drafts,
    mut companies: Companies,
    owner: OwnerSigns,
    exports: &Exports,
) -> (People, Vec<Problem>) {
    let facts = facts(workspace, &drafts, exports);
    let mut shared = Shared::new(workspace);
    let mut made: Vec<Person> = Vec::with_capacity(drafts.all.len());
    for (at, facts) in facts.iter().enumerate() {
        made.push(person_of(
            workspace,
            signs,
            uses,
            (&drafts, at as u32),
            facts,
            &mut shared,
            &mut companies,
        ));
    }
    tell_apart(&mut made);
    let order = in_order_of_keys(&made);
    let mut number = vec![PersonId(0); made.len()];
    for (id, draft) in order.iter().enumerate() {
        number[*draft as usize] = PersonId(id as u32);
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
    arrange(&mut made, order.clone());
    let mut people = People { persons: made, companies, ..People::default() };
    let mut by_key: Vec<(PersonId, MentionId)> = Vec::new();
    for (at, _) in signs.of.iter().enumerate().filter(|(_, sign)| sign.is_key) {
        let mention = MentionId(at as u32);
        if let Some(id) = people.by_key(workspace.mentions.get(mention).reference) {
            of_mention[at] = Who::Person(id);
            by_key.push((id, mention));
        }
    }
    by_key.sort_unstable();
    people.merges = merges(workspace, &drafts, &order, &by_key);
    people.of_mention = of_mention;
    people.owner = owner_of(workspace, owner, &mut people.companies);
    let mut problems = ambiguities(workspace, uses, &drafts, &number, &people, signs);
    problems.extend(doubts(workspace, uses, &drafts, &number, &people));
    (people, problems)
}

/// What Connections says of each draft.
fn facts(workspace: &Workspace, drafts: &Drafts, exports: &Exports) -> Vec<Facts> {
    let text = |id: Option<TextId>| id.map_or("", |id| workspace.texts.get(id));
    let mut facts: Vec<Facts> = vec![Facts::default(); drafts.all.len()];
    // A row that an older export has word for word counts for the newer one, too: nothing had changed.
    for (place, at) in snapshots::rows(workspace) {
        let row = &workspace.connections[at as usize];
        let Found::Draft(draft) = drafts.of[row.who.0 as usize] else { continue };
        let rank = exports.rank(place.source);
        let known = &mut facts[draft as usize];
        // Connected On is the same in every snapshot but for one in a hundred; the earliest is when they met.
        known.connected_on = match (known.connected_on, row.connected_on) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        known.is_of_several |= known.place.is_some() && known.rank != rank;
        let (company, position) = (Some(row.company), Some(row.position));
        let is_newer = || {
            (rank, text(company), text(position)) > (known.rank, text(known.company), text(known.position))
        };
        let name = |who: MentionId| workspace.mentions.get(who).name;
        // Of two names in rows that say the same otherwise, the first in the alphabet.
        let is_first = known.who.is_some_and(|who| {
            (known.rank, known.company, known.position) == (rank, company, position)
                && name(row.who) < name(who)
        });
        if known.place.is_none() || is_newer() {
            known.rank = rank;
            (known.company, known.position) = (company, position);
            known.place = Some(place);
            known.who = Some(row.who);
        } else if is_first {
            known.who = Some(row.who);
        }
    }
    facts
}

/// The numbers of people in the order of their keys. Sixteen bytes tell nearly all keys apart, and stand beside the
/// number instead of somewhere else.
fn in_order_of_keys(made: &[Person]) -> Vec<u32> {
    let start = |key: &str| {
        let mut start = [0u8; 16];
        let n = key.len().min(16);
        start[..n].copy_from_slice(&key.as_bytes()[..n]);
        u128::from_be_bytes(start)
    };
    let mut order: Vec<(u128, u32)> =
        made.iter().enumerate().map(|(at, person)| (start(&person.key), at as u32)).collect();
    order.sort_unstable_by(|a, b| {
        a.0.cmp(&b.0).then_with(|| made[a.1 as usize].key.cmp(&made[b.1 as usize].key))
    });
    order.into_iter().map(|(_, at)| at).collect()
}

/// What was merged: by person, then by reason, then by how the mention is written.
fn merges(
    workspace: &Workspace,
    drafts: &Drafts,
    order: &[u32],
    by_key: &[(PersonId, MentionId)],
) -> Vec<Merge> {
    let mut merges = Vec::new();
    let mut by_key = by_key.iter().peekable();
    for (id, draft) in order.iter().enumerate() {
        let person = PersonId(id as u32);
        let start = merges.len();
        // One name beside two companies is one way of naming.
        let mut named: Seen<&str> = Seen::default();
        for (mention, reason) in drafts.mentions(*draft) {
            let reference = workspace.mentions.get(mention).reference;
            if reference.is_empty() || named.insert(reference) {
                merges.extend(reason.map(|reason| Merge { person, mention, reason }));
            }
        }
        while let Some((_, mention)) = by_key.next_if(|(of, _)| *of == person) {
            merges.push(Merge { person, mention: *mention, reason: MergeReason::Key });
        }
        if merges.len() - start > 1 {
            merges[start..].sort_by_key(|merge| (merge.reason, workspace.mentions.get(merge.mention)));
        }
    }
    merges
}

/// The name that Connections has; else that of a card; else the most frequent one, and the first in the alphabet among equals.
fn name_of<'w>(workspace: &'w Workspace, uses: &Uses, mentions: impl Iterator<Item = MentionId>) -> String {
    let written = mentions.map(|id| (id, workspace.mentions.get(id)));
    let is_name = |mention: &Mention<'_>| {
        !mention.name.is_empty()
            || !mention.reference.is_empty()
                && profile_url::slug(mention.reference).is_none()
                && profile_url::email(mention.reference).is_none()
    };
    let best = written.filter(|(_, mention)| is_name(mention)).max_by(|a, b| {
        let of = |(id, mention): &(MentionId, Mention<'w>)| {
            let at = id.0 as usize;
            (uses.in_connections[at], !mention.name.is_empty(), uses.in_cards[at], uses.count[at])
        };
        // A mention has a name or a reference, and never both.
        let text =
            |mention: &Mention<'w>| if mention.name.is_empty() { mention.reference } else { mention.name };
        of(a).cmp(&of(b)).then_with(|| text(&b.1).cmp(text(&a.1)))
    });
    let Some((id, mention)) = best else { return String::new() };
    let name = if mention.name.is_empty() { mention.reference } else { mention.name };
    // Mail programs and lists put the family name first; Connections has the name as it is meant to be.
    let upright = (!uses.in_connections[id.0 as usize]).then(|| name::upright(name, mention.email)).flatten();
    name::display(upright.as_deref().unwrap_or(name), "")
}

/// The other names under which exports of Connections have somebody, in the order of the alphabet.
fn earlier_names(
    workspace: &Workspace,
    uses: &Uses,
    name: &str,
    mentions: impl Iterator<Item = MentionId>,
) -> Box<[Box<str>]> {
    let of_exports = mentions.filter(|who| uses.in_connections[who.0 as usize]);
    let mut others: Vec<Box<str>> = Vec::new();
    for other in of_exports.map(|who| workspace.mentions.get(who).name) {
        if !other.is_empty() && other != name {
            others.push(name::display(other, "").into());
        }
    }
    others.retain(|other| **other != *name);
    others.sort_unstable();
    others.dedup();
    others.into()
}

fn person_of(
    workspace: &Workspace,
    signs: &Signs,
    uses: &Uses,
    (drafts, at): (&Drafts, u32),
    facts: &Facts,
    shared: &mut Shared<'_>,
    companies: &mut Companies,
) -> Person {
    let draft = &drafts.all[at as usize];
    let mentions = || drafts.mentions(at).map(|(mention, _)| mention);
    // Who marries between two exports goes by the name of the newest.
    let of_export = facts.who.map(|who| workspace.mentions.get(who).name).filter(|name| !name.is_empty());
    let name = match of_export {
        Some(name) if facts.is_of_several => name::display(name, ""),
        _ => name_of(workspace, uses, mentions()),
    };
    let names = earlier_names(workspace, uses, &name, mentions());
    let mut company = shared.text(facts.company);
    let mut company_id = shared.company(facts.company, companies);
    let mut position = shared.text(facts.position);
    let mut title = shared.title(facts.position);
    if let Some((noted_company, noted_position)) = mentions().filter_map(|id| uses.noted.get(&id)).min() {
        if company.is_empty() {
            company = Arc::from(&**noted_company);
            company_id = companies.intern(noted_company);
        }
        if position.is_empty() {
            position = Arc::from(&**noted_position);
            title = Arc::new(Title::parse(noted_position));
        }
    }
    let (slug, email) =
        (draft.slug.map(|slug| signs.slugs.get(slug)), draft.email.map(|email| signs.emails.get(email)));
    let key = match (slug, email) {
        (Some(slug), _) => slug.to_owned(),
        (_, Some(email)) => format!("mailto:{email}"),
        _ => {
            let company = company_id.map_or_else(String::new, |_| company::key(&company));
            format!("name:{}|{company}", signs.name(draft.name))
        }
    };
    let mut seen_in: Vec<Place> = Vec::with_capacity(2);
    seen_in.extend(mentions().flat_map(|id| uses.places(id)));
    // The row that the company is from may be one that an older export has, too.
    seen_in.extend(facts.place);
    seen_in.sort_unstable();
    seen_in.dedup_by_key(|place| place.source);
    Person {
        key,
        name,
        names,
        former: former_of(signs, drafts, at),
        email: email.map(Box::from),
        company,
        company_id,
        title,
        position,
        connected_on: facts.connected_on,
        connection: facts.place,
        gone: None,
        seen_in,
    }
}

/// The keys of a profile before its URL was changed.
fn former_of(signs: &Signs, drafts: &Drafts, draft: u32) -> Box<[String]> {
    let changed = drafts.mentions(draft).filter(|(_, reason)| *reason == Some(MergeReason::ChangedUrl));
    let mut slugs: Vec<TextId> =
        changed.filter_map(|(mention, _)| signs.of[mention.0 as usize].slug).collect();
    slugs.sort_unstable();
    slugs.dedup();
    let mut former: Vec<String> = slugs.into_iter().map(|slug| signs.slugs.get(slug).to_owned()).collect();
    former.sort();
    former.into()
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

/// A problem for each name that means more than one person, at the first row that uses it.
fn ambiguities(
    workspace: &Workspace,
    uses: &Uses,
    drafts: &Drafts,
    number: &[PersonId],
    people: &People,
    signs: &Signs,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (mention, candidates) in &drafts.ambiguous {
        let written = workspace.mentions.get(MentionId(*mention));
        let mut keys: Vec<&str> =
            candidates.iter().map(|draft| people.get(number[*draft as usize]).key.as_str()).collect();
        keys.sort_unstable();
        let Some(place) = uses.places(MentionId(*mention)).min() else { continue };
        let own = !written.reference.is_empty();
        let hint = if own {
            "write one of the keys in place of the name; `tertius explain KEY` tells who it is"
        } else {
            "the export has no profile beside the name, so the rows count for none of them; nothing need be done"
        };
        problems.push(Problem {
            place,
            column: String::new(),
            problem: format!("a name that several people have: {}", keys.join(", ")),
            value: if own { written.reference.to_string() } else { written.name.to_string() },
            hint: hint.to_owned(),
        });
    }
    for (at, _) in signs.of.iter().enumerate().filter(|(_, sign)| sign.is_key) {
        let mention = MentionId(at as u32);
        let key = workspace.mentions.get(mention).reference;
        if people.by_key(key).is_none()
            && let Some(place) = uses.places(mention).min()
        {
            problems.push(Problem {
                place,
                column: String::new(),
                problem: "a key that nobody has".to_owned(),
                value: key.to_owned(),
                hint: "copy the key from people.csv".to_owned(),
            });
        }
    }
    problems
}

/// A problem for each row of the user's lists that is somebody new and may be somebody known, at its first place.
fn doubts(
    workspace: &Workspace,
    uses: &Uses,
    drafts: &Drafts,
    number: &[PersonId],
    people: &People,
) -> Vec<Problem> {
    /// More would not help to choose.
    const MOST: usize = 3;
    let mut problems = Vec::new();
    for (mention, (doubt, others)) in &drafts.doubts {
        let Some(place) = uses.places(MentionId(*mention)).min() else { continue };
        let mut others: Vec<&Person> =
            others.iter().map(|draft| people.get(number[*draft as usize])).collect();
        others.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        let shown = others.iter().take(MOST).map(|person| match (doubt, person.company.is_empty()) {
            (Doubt::OtherCompany, false) => {
                format!("{} at {} ({})", person.display_name(), person.company, person.key)
            }
            _ => format!("{} ({})", person.display_name(), person.key),
        });
        let shown = shown.collect::<Vec<_>>().join(", ");
        let (problem, hint) = match doubt {
            Doubt::Near => (
                format!("nobody of that name; the nearest is {shown}"),
                "if it is the same person, write the key in place of the name; until then it is somebody else",
            ),
            Doubt::OtherCompany => (
                format!("somebody of that name works elsewhere: {shown}"),
                "if it is the same person, write the key in place of the name and leave the address out; until then \
                 they are two people",
            ),
            Doubt::Several => (
                format!("a name that several people have, and the address is none of theirs: {shown}"),
                "if it is one of them, write the key in place of the name and leave the address out; until then it is \
                 somebody else",
            ),
        };
        let written = workspace.mentions.get(MentionId(*mention));
        let value = if written.reference.is_empty() { written.name } else { written.reference };
        problems.push(Problem {
            place,
            column: String::new(),
            problem,
            value: value.to_owned(),
            hint: hint.to_owned(),
        });
    }
    problems
}

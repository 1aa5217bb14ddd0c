//! Drafts made into people, in the order of their keys.

use super::drafts::{Draft, Drafts, Found};
use super::owner::{OwnerSigns, owner_of};
use super::snapshots::{self, Exports};
use super::{Signs, Uses};
use crate::day::Day;
use crate::evidence::{Place, Problem};
use crate::import::{Mention, MentionId, Workspace};
use crate::people::person::{Companies, Merge, MergeReason, People, Person, PersonId, Who};
use crate::people::title::Title;
use crate::people::{company, name, profile_url};
use std::collections::{BTreeMap, BTreeSet};

/// What Connections says of a draft, from the newest export that has it.
#[derive(Default)]
struct Facts<'w> {
    company: &'w str,
    position: &'w str,
    connected_on: Option<Day>,
    place: Option<Place>,
    /// Which export it is from; the newest is the last.
    rank: Option<usize>,
}

/// Turns drafts into people in the order of their keys.
pub(super) fn finish(
    workspace: &Workspace,
    signs: Vec<Signs>,
    uses: Uses,
    drafts: Drafts,
    mut companies: Companies,
    owner: OwnerSigns,
    exports: &Exports,
) -> (People, Vec<Problem>) {
    let mut facts: Vec<Facts<'_>> = (0..drafts.all.len()).map(|_| Facts::default()).collect();
    // A row that an older export has word for word counts for the newer one, too: nothing had changed.
    for (place, at) in snapshots::rows(workspace) {
        let row = &workspace.connections[at as usize];
        let Found::Draft(draft) = drafts.of[row.who.0 as usize] else { continue };
        let rank = exports.rank(place.source);
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
            known.place = Some(place);
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
            company_id.map_or_else(String::new, |_| company::key(company))
        ),
    };
    let mut seen_in: Vec<Place> =
        draft.mentions.iter().flat_map(|(id, _)| uses.places[id.0 as usize].iter().copied()).collect();
    // The row that the company is from may be one that an older export has, too.
    seen_in.extend(facts.place);
    seen_in.sort();
    seen_in.dedup_by_key(|place| place.source);
    Person {
        key,
        name,
        slug: draft.slug.clone(),
        former: draft.former.clone(),
        email: draft.email.clone(),
        company: company.to_owned(),
        company_id,
        title: Title::parse(position),
        position: position.to_owned(),
        occupation: std::sync::OnceLock::new(),
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

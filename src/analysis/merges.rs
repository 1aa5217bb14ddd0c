//! Why rows became one person, and who of one name was kept apart.
//!
//! In: resolved people. Out: for each person the ways in which the files name her, each with its rows and the rule that
//! joined it; and for each name that several people have, what keeps them apart. Nothing is decided here.

use crate::evidence::Place;
use crate::import::{Mention, MentionId, Workspace};
use crate::people::{MergeReason, People, Person, PersonId, Who, name, resolve};
use std::collections::BTreeMap;

/// One way in which files name a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What stands there: a name, and the URL or address beside it.
    pub text: String,
    /// The first row of each file that has it.
    pub places: Vec<Place>,
    /// Why it is this person; `None` for the one that all others were added to.
    pub rule: Option<MergeReason>,
}

/// A person named in more than one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Who.
    pub person: PersonId,
    /// The ways, the first one and then by rule, the weakest last.
    pub ways: Vec<Written>,
}

impl Joined {
    /// The weakest rule that was needed.
    pub fn weakest(&self) -> Option<MergeReason> {
        self.ways.iter().filter_map(|way| way.rule).max()
    }
}

/// People of one name who are not one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// The people, by key.
    pub people: Vec<PersonId>,
    /// What keeps them apart, each sort once.
    pub because: Vec<&'static str>,
}

/// Everyone who is named in more than one way, those joined by the weakest rules first.
///
/// # Complexity
/// **O(r + m log m)** for **r** rows and **m** mentions.
pub fn joined(workspace: &Workspace, people: &People) -> Vec<Joined> {
    let places = resolve::places(workspace);
    let rules: BTreeMap<MentionId, MergeReason> =
        people.merges.iter().map(|merge| (merge.mention, merge.reason)).collect();
    let mut ways: BTreeMap<PersonId, Vec<Written>> = BTreeMap::new();
    for (at, mention) in workspace.mentions.all().enumerate() {
        let id = MentionId(at as u32);
        if let (Who::Person(person), false) = (people.who(id), places[at].is_empty()) {
            let mut places = places[at].clone();
            places.sort();
            let way = Written { text: text_of(&mention), places, rule: rules.get(&id).copied() };
            ways.entry(person).or_default().push(way);
        }
    }
    let mut found: Vec<Joined> = ways
        .into_iter()
        .filter(|(_, ways)| ways.len() > 1)
        .map(|(person, mut ways)| {
            ways.sort_by(|a, b| (a.rule, &a.text, &a.places).cmp(&(b.rule, &b.text, &b.places)));
            Joined { person, ways }
        })
        .collect();
    found.sort_by_key(|joined| (std::cmp::Reverse(joined.weakest()), joined.person));
    found
}

/// What a file says of somebody, in one line.
fn text_of(mention: &Mention<'_>) -> String {
    let beside = if mention.url.is_empty() { mention.email } else { mention.url };
    match (mention.name.is_empty(), beside.is_empty()) {
        _ if !mention.reference.is_empty() => mention.reference.to_string(),
        (false, false) => format!("{} <{beside}>", mention.name),
        (false, true) => mention.name.to_string(),
        (true, _) => beside.to_string(),
    }
}

/// Everyone whose name somebody else has, too, in the order of the names.
pub fn apart(people: &People) -> Vec<Apart> {
    let mut named: BTreeMap<String, Vec<PersonId>> = BTreeMap::new();
    for id in people.ids() {
        let key = name::key(&people.get(id).name);
        if !key.is_empty() {
            named.entry(key).or_default().push(id);
        }
    }
    named.retain(|_, several| several.len() > 1);
    let groups = named.into_values().map(|several| {
        let mut because: Vec<&'static str> = Vec::new();
        for (at, one) in several.iter().enumerate() {
            because.extend(several[at + 1..].iter().map(|other| why(people.get(*one), people.get(*other))));
        }
        because.sort_unstable();
        because.dedup();
        Apart { people: several, because }
    });
    groups.collect()
}

/// What keeps two people of one name apart.
fn why(a: &Person, b: &Person) -> &'static str {
    let days = (a.connected_on, b.connected_on);
    let same_file = a.connection.zip(b.connection).is_some_and(|(a, b)| a.source == b.source);
    let companies = a.company_id.zip(b.company_id);
    match () {
        () if a.slug().is_some() && b.slug().is_some() => "each has a profile URL of their own",
        () if matches!(days, (Some(a), Some(b)) if a != b) => "they connected on different days",
        () if same_file => "they are two rows of one export, with different companies",
        () if a.email.is_some() && b.email.is_some() => "each has an e-mail address of their own",
        () if companies.is_some_and(|(a, b)| a != b) => "they work at different companies",
        () => "they share a name and nothing else, and a name alone joins nobody where two have it",
    }
}

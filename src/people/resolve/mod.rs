//! Resolution: mentions to people, by rules that can be printed.
//!
//! In: a [`Workspace`]. Out: [`People`], with why each mention belongs to whom, and a problem for every name that fits
//! more than one. The rules, strongest first:
//!
//! 1. the same profile URL after normalisation is the same person;
//! 2. the same e-mail address, unless two profile URLs claim it;
//! 3. rows of Connections without a URL: the same name and the same day of connecting (3 clashes in 75,814 real rows);
//! 4. the same name and the same company;
//! 5. a bare name means the only person who has it. If two have it, it means nobody, and a problem lists both;
//! 6. the addresses on one card of an address book are one person's;
//! 7. such a person is the one connection of the same whole name, unless another address or a namesake speaks against
//!    it.
//!
//! Two people who each have a URL are never one, whatever their names, but for one case: a URL that is gone from the
//! newer export, where the same name with the same day of connecting stands under another (see [`snapshots`]).

mod books;
mod drafts;
mod finish;
mod owner;
pub mod snapshots;

use super::person::{Companies, People};
use super::{name, profile_url};
use crate::evidence::{Place, Problem};
use crate::import::{Mention, MentionId, Workspace};
use crate::index::Index;
use drafts::Drafts;
use finish::finish;
use owner::find_owner;
use snapshots::Exports;

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
    let mut drafts = Drafts::new(&signs, &owner);
    drafts.join_by_url(&signs);
    let exports = Exports::of(workspace);
    drafts.join_changed_urls(workspace, &signs, &exports);
    drafts.join_connections_to_urls(workspace, &signs);
    drafts.join_by_email(&signs);
    drafts.join_connections(workspace, &signs, &mut companies);
    drafts.join_books(workspace, &signs, &uses, &mut companies);
    drafts.index_names(&signs);
    drafts.join_by_name(workspace, &signs, &uses);
    finish(workspace, signs, uses, drafts, companies, owner, &exports)
}

/// Where and how often each mention occurs.
struct Uses {
    count: Vec<u32>,
    /// The first place in each file.
    places: Vec<Vec<Place>>,
    /// The company that the user's interview notes give.
    noted: Vec<Option<(Box<str>, Box<str>)>>,
}

impl Uses {
    fn count(workspace: &Workspace) -> Uses {
        let n = workspace.mentions.all().len();
        let mut uses = Uses { count: vec![0; n], places: vec![Vec::new(); n], noted: vec![None; n] };
        for row in &workspace.connections {
            uses.add(row.who, row.place);
        }
        for row in &workspace.messages {
            uses.add(row.from, row.place);
            for to in workspace.recipients_of(row) {
                uses.add(*to, row.place);
            }
        }
        for row in &workspace.invitations {
            uses.add(row.from, row.place);
            uses.add(row.to, row.place);
        }
        for row in &workspace.praise {
            uses.add(row.who, row.place);
        }
        for row in &workspace.introductions {
            uses.add(row.introducer, row.place);
            uses.add(row.introduced, row.place);
        }
        for row in &workspace.outreach {
            uses.add(row.who, row.place);
        }
        for row in &workspace.interviews {
            uses.add(row.who, row.place);
            for who in &row.introduced {
                uses.add(*who, row.place);
            }
            if !row.company.is_empty() || !row.position.is_empty() {
                let noted = (row.company.clone(), row.position.clone());
                let known = &mut uses.noted[row.who.0 as usize];
                if known.as_ref().is_none_or(|known| noted < *known) {
                    *known = Some(noted);
                }
            }
        }
        uses.add_books(workspace);
        uses
    }

    fn add(&mut self, mention: MentionId, place: Place) {
        let at = mention.0 as usize;
        self.count[at] += 1;
        let places = &mut self.places[at];
        match places.iter_mut().find(|known| known.source == place.source) {
            Some(known) => known.line = known.line.min(place.line),
            None => places.push(place),
        }
    }
}

/// The first place in each file of every mention.
pub fn places(workspace: &Workspace) -> Vec<Vec<Place>> {
    Uses::count(workspace).places
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

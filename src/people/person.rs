//! A person: everything the files say of one human being, once.

use super::company;
use super::occupation::Occupation;
use super::title::Title;
use crate::day::Day;
use crate::evidence::Place;
use crate::import::MentionId;
use crate::index::Index;
use std::borrow::Cow;
use std::sync::Arc;

/// A person, numbered in the order of the stable keys: equal input gives equal numbers, whatever the order of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub u32);

impl PersonId {
    /// The number as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A company, numbered: equal numbers are the same company by the strict tiers of [`company::key`] and the user's
/// aliases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CompanyId(pub u32);

/// One human being.
#[derive(Clone, Debug)]
pub struct Person {
    /// The stable key: `in/SLUG`, else `mailto:ADDRESS`, else `name:NAME|COMPANY`.
    pub key: String,
    /// The name as it was written.
    pub name: String,
    /// Other names under which exports of Connections have them: of before a marriage, for one.
    pub names: Box<[Box<str>]>,
    /// Keys that the profile had in older exports.
    pub former: Box<[String]>,
    /// The e-mail address.
    pub email: Option<Box<str>>,
    /// The company as written; empty where unknown.
    pub company: Arc<str>,
    /// Which company that is; `None` where unknown or a placeholder such as "self-employed".
    pub company_id: Option<CompanyId>,
    /// The title as written; empty where unknown.
    pub position: Arc<str>,
    /// The title as understood.
    pub title: Arc<Title>,
    /// When they connected, where they did and the file says.
    pub connected_on: Option<Day>,
    /// The row of Connections, where there is one.
    pub connection: Option<Place>,
    /// Since when they are known to be connected no more: the latest day of the first export without them, where several
    /// exports of one network lie side by side.
    pub gone: Option<Day>,
    /// The first place in each file that names the person.
    pub seen_in: Vec<Place>,
}

impl Person {
    /// `in/SLUG` of the profile URL.
    pub fn slug(&self) -> Option<&str> {
        // The other keys begin with `mailto:` and `name:`.
        let is_profile = self.key.starts_with("in/") || self.key.starts_with("pub/");
        is_profile.then_some(self.key.as_str())
    }

    /// Whether the seeker is connected to them: they are in Connections, and not only in an older export.
    pub fn is_connection(&self) -> bool {
        self.connection.is_some() && self.gone.is_none()
    }

    /// Whether the seeker is connected to them and was so on a day, as far as the day of connecting is known.
    pub fn is_connected_by(&self, day: Day) -> bool {
        self.is_connection() && self.connected_on.is_none_or(|on| on <= day)
    }

    /// The day of connecting of who was connected on a day.
    pub fn connected_by(&self, day: Day) -> Option<Day> {
        self.connected_on.filter(|on| *on <= day && self.gone.is_none_or(|gone| day < gone))
    }

    /// The occupation that the title names, where the taxonomy tells.
    pub fn occupation(&self) -> Option<Occupation> {
        self.title.occupation_of(&self.position)
    }

    /// The name, or the key where the files give none.
    pub fn display_name(&self) -> &str {
        if self.name.is_empty() { &self.key } else { &self.name }
    }
}

/// The seeker, as far as the files tell who that is.
#[derive(Clone, Debug, Default)]
pub struct Owner {
    /// `in/SLUG` of her profile.
    pub slug: Option<String>,
    /// Her name.
    pub name: Option<String>,
    /// Her present title.
    pub title: Title,
    /// Companies she works or worked at, with the row that says so.
    pub employers: Vec<(CompanyId, Place)>,
}

/// Why two mentions are one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MergeReason {
    /// The same profile URL after normalisation.
    ProfileUrl,
    /// The same name and the same day of connecting, under one URL in the older export and another in the newer.
    ChangedUrl,
    /// The same e-mail address.
    Email,
    /// The addresses of one card in an address book.
    Card,
    /// The same name and the same day of connecting.
    NameAndConnectionDate,
    /// The same name and the same company.
    NameAndCompany,
    /// A name without any other sign, that only one person has.
    OnlyOneOfThatName,
    /// A name of the user's own lists that only one person has, but for accents, hyphens and the order of its parts.
    SpeltOtherwise,
    /// A name of those lists that only one person has the other way round: the family name first, or without spaces.
    TurnedRound,
    /// A short form of the given name, with the family name and the company of one person.
    ShortForm,
    /// The user wrote the person's key.
    Key,
}

impl MergeReason {
    /// The reason in words.
    pub fn as_str(self) -> &'static str {
        match self {
            MergeReason::ProfileUrl => "the same profile URL",
            MergeReason::ChangedUrl => "a changed URL with the same name and day of connecting",
            MergeReason::Email => "the same e-mail address",
            MergeReason::Card => "standing on one card of an address book",
            MergeReason::NameAndConnectionDate => "the same name and the same day of connecting",
            MergeReason::NameAndCompany => "the same name and the same company",
            MergeReason::OnlyOneOfThatName => "the only person of that name",
            MergeReason::SpeltOtherwise => "the only person of that name, spelt with other accents or marks",
            MergeReason::TurnedRound => "the only person of that name, the family name first",
            MergeReason::ShortForm => "a short form of the name, and the same company",
            MergeReason::Key => "the key that the user wrote",
        }
    }
}

/// Two ways of naming that became one person, and why.
#[derive(Clone, Debug)]
pub struct Merge {
    /// The person.
    pub person: PersonId,
    /// The mention that was added to what was known.
    pub mention: MentionId,
    /// Why.
    pub reason: MergeReason,
}

/// Company names, numbered by their strict normal form; the user's aliases lead to the same number.
#[derive(Debug, Default)]
pub struct Companies {
    ids: Index<String, CompanyId>,
    /// Spellings seen, so that a normal form is made once for each and not for every person.
    spellings: Index<Box<str>, Spelt>,
    /// By number: the name as the user or the first file in alphabetical order writes it, and the industry.
    names: Vec<(String, Option<String>)>,
}

/// A spelling as it is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelt {
    /// Its normal form; `None` where it says that there is no company, or nothing.
    pub key: Option<Arc<str>>,
    /// Which company it is, where that one is known.
    pub company: Option<CompanyId>,
}

impl Companies {
    /// The number of a company, new or known; `None` for an empty name or a placeholder.
    pub fn intern(&mut self, name: &str) -> Option<CompanyId> {
        if let Some(known) = self.spellings.get(name) {
            return known.company;
        }
        let key = company::known_key(name);
        let company = key.as_deref().map(|key| self.number(key, name));
        self.spellings.insert(name.into(), Spelt { key, company });
        company
    }

    fn number(&mut self, key: &str, name: &str) -> CompanyId {
        if let Some(id) = self.ids.get(key) {
            return *id;
        }
        let id = CompanyId(self.names.len() as u32);
        self.ids.insert(key.to_owned(), id);
        self.names.push((name.to_owned(), None));
        id
    }

    /// Makes `alias` another name of a company.
    pub fn alias(&mut self, company: CompanyId, alias: &str) {
        let key = company::key(alias);
        if !key.is_empty() {
            self.ids.insert(key, company);
            self.spellings.clear();
        }
    }

    /// The number of a company, where it is known.
    pub fn get(&self, name: &str) -> Option<CompanyId> {
        match self.spellings.get(name) {
            Some(known) => known.company,
            None => self.ids.get(&*company::known_key(name)?).copied(),
        }
    }

    /// The one company whose name is the same but for accents and apostrophes, where no company has this very name. Of
    /// two that differ in nothing else, neither is meant.
    ///
    /// # Complexity
    /// **O(c)** for **c** companies.
    pub fn alike(&self, name: &str) -> Option<CompanyId> {
        let key = company::known_key(name)?;
        if self.ids.contains_key(&*key) {
            return None;
        }
        let wanted = company::loose_forms(&key);
        let is_alike = |key: &str| match key.is_ascii() && !key.contains('\'') {
            // Most names have no other form.
            true => wanted.iter().any(|form| form == key),
            false => company::loose_forms(key).iter().any(|form| wanted.contains(form)),
        };
        let mut alike = self.ids.iter().filter(|(key, _)| is_alike(key)).map(|(_, id)| *id);
        let first = alike.next()?;
        alike.all(|other| other == first).then_some(first)
    }

    /// What a spelling is taken for; one that stands in the files has been read already.
    pub fn spelt(&self, name: &str) -> Cow<'_, Spelt> {
        if let Some(known) = self.spellings.get(name) {
            return Cow::Borrowed(known);
        }
        let key = company::known_key(name);
        let company = key.as_deref().and_then(|key| self.ids.get(key).copied());
        Cow::Owned(Spelt { key, company })
    }

    /// The normal forms under which a company goes: its own, and those of its aliases.
    pub fn keys_of(&self, company: CompanyId) -> impl Iterator<Item = &str> + '_ {
        self.ids.iter().filter(move |(_, id)| **id == company).map(|(key, _)| key.as_str())
    }

    /// Says of which industry a company is.
    pub fn set_industry(&mut self, company: CompanyId, industry: &str) {
        if !industry.is_empty() {
            self.names[company.0 as usize].1 = Some(industry.to_owned());
        }
    }

    /// The industry of a company, where the user gave one.
    pub fn industry(&self, company: CompanyId) -> Option<&str> {
        self.names[company.0 as usize].1.as_deref()
    }

    /// A name of the company.
    pub fn name(&self, company: CompanyId) -> &str {
        &self.names[company.0 as usize].0
    }

    /// All numbers, in order.
    pub fn ids(&self) -> impl Iterator<Item = CompanyId> + use<> {
        (0..self.names.len() as u32).map(CompanyId)
    }

    /// How many companies there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// All people of a workspace.
#[derive(Debug, Default)]
pub struct People {
    /// The people; a [`PersonId`] is an index into it.
    pub persons: Vec<Person>,
    /// The seeker.
    pub owner: Owner,
    /// The companies.
    pub companies: Companies,
    /// What was merged, and why.
    pub merges: Vec<Merge>,
    pub(super) of_mention: Vec<Who>,
}

/// Whom a mention means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person.
    Person(PersonId),
    /// The seeker herself.
    Owner,
    /// Nobody, or more than one.
    Nobody,
}

impl Who {
    /// The person, if it is one.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Who::Person(id) => Some(id),
            _ => None,
        }
    }
}

impl People {
    /// Whom a mention means.
    pub fn who(&self, mention: MentionId) -> Who {
        self.of_mention.get(mention.0 as usize).copied().unwrap_or(Who::Nobody)
    }

    /// Whether the seeker sent what went from one to another: what the file says, else which side is hers. `None` where
    /// neither tells.
    pub fn sent(&self, from: MentionId, to: MentionId, told: Option<bool>) -> Option<bool> {
        told.or_else(|| match (self.who(from), self.who(to)) {
            (Who::Owner, Who::Owner) => None,
            (Who::Owner, _) => Some(true),
            (_, Who::Owner) => Some(false),
            _ => None,
        })
    }

    /// Ends connections, each since a day.
    pub fn end_connections(&mut self, gone: impl IntoIterator<Item = (PersonId, Day)>) {
        for (person, since) in gone {
            self.persons[person.index()].gone = Some(since);
        }
    }

    /// The person with this number.
    pub fn get(&self, id: PersonId) -> &Person {
        &self.persons[id.index()]
    }

    /// All numbers, in order.
    pub fn ids(&self) -> impl Iterator<Item = PersonId> + use<> {
        (0..self.persons.len() as u32).map(PersonId)
    }

    /// The person with this key.
    pub fn by_key(&self, key: &str) -> Option<PersonId> {
        self.persons
            .binary_search_by(|person| person.key.as_str().cmp(key))
            .ok()
            .map(|at| PersonId(at as u32))
    }

    /// Everyone whose name has all the words of a reference in it: the nearest, where it is nobody's whole name.
    pub fn near(&self, reference: &str) -> Vec<PersonId> {
        let wanted = super::name::key(reference);
        let has_all = |name: &str| {
            let key = super::name::key(name);
            !wanted.is_empty() && wanted.split(' ').all(|word| key.split(' ').any(|own| own == word))
        };
        let is_near =
            |person: &Person| has_all(&person.name) || person.names.iter().any(|name| has_all(name));
        self.ids().filter(|id| is_near(self.get(*id))).collect()
    }

    /// Everyone whom a reference could mean: a key, profile URL, address or name, in any letter case, and a name that
    /// nobody has also without its accents.
    pub fn find(&self, reference: &str) -> Vec<PersonId> {
        let reference = reference.trim();
        if let Some(id) = self.by_key(reference) {
            return vec![id];
        }
        let slug = super::profile_url::slug(reference);
        let email = super::profile_url::email(reference);
        let wanted = super::name::key(reference);
        let fits = |person: &Person| match (&slug, &email) {
            (Some(slug), _) => person.slug() == Some(slug) || person.former.contains(slug),
            (_, Some(email)) => person.email.as_deref() == Some(email),
            _ => {
                !wanted.is_empty()
                    && (super::name::key(&person.name) == wanted
                        || person.names.iter().any(|name| super::name::key(name) == wanted))
            }
        };
        let found: Vec<PersonId> = self.ids().filter(|id| fits(self.get(*id))).collect();
        if !found.is_empty() || slug.is_some() || email.is_some() {
            return found;
        }
        // Typed without its accents.
        let alike = |asked: &[String], is_turned: bool| -> Vec<PersonId> {
            let is_alike = |id: &PersonId| {
                let forms = super::name::loose_keys(&self.get(*id).name);
                let unspaced = if is_turned { super::name::unspaced_keys(&forms) } else { Vec::new() };
                forms.iter().chain(&unspaced).any(|form| asked.contains(form))
            };
            self.ids().filter(is_alike).collect()
        };
        let found = alike(&super::name::loose_keys(reference), false);
        // Or with the family name first.
        if found.is_empty() { alike(&super::name::turned_keys(reference), true) } else { found }
    }
}

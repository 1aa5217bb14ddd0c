//! The user's own lists, which speak of people she knows: whom a row means that gives an address nobody else has, and
//! whom a name means that nobody has letter for letter.
//!
//! In: drafts of everything else. Out: the same, with the people of the lists among them, and a [`Doubt`] where a row
//! could be somebody known and need not. A list is typed by hand, so accents, hyphens and the order of a name count less
//! here than in exports; where that leads to one person, it is that person, and the merge says so. Two profiles are
//! never made one.

use super::drafts::{Doubt, Drafts, Found};
use super::signs::Signs;
use super::uses::Uses;
use crate::import::{MentionId, Workspace};
use crate::index::{Index, Seen, TextId};
use crate::people::company;
use crate::people::name::{are_short_forms, is_initial, loose_keys, turned_keys, unspaced_keys};
use crate::people::person::{Companies, CompanyId, MergeReason};
use std::collections::{BTreeMap, BTreeSet};

/// The mentions that only the user's own lists make, and that have an address.
pub(super) fn listed(workspace: &Workspace) -> BTreeSet<MentionId> {
    let of_outreach = workspace.outreach.iter().map(|row| row.who);
    let of_interviews =
        workspace.interviews.iter().flat_map(|row| row.introduced.iter().copied().chain([row.who]));
    let of_introductions = workspace.introductions.iter().flat_map(|row| [row.introducer, row.introduced]);
    let all = of_outreach.chain(of_interviews).chain(of_introductions);
    all.filter(|who| workspace.mentions.get(*who).reference.is_empty()).collect()
}

/// Where people work, as far as any file says.
pub(super) struct Employers {
    of: BTreeMap<u32, BTreeSet<CompanyId>>,
}

impl Employers {
    /// Employers by draft, from Connections in all its exports, from cards and from the user's own lists.
    pub(super) fn of(
        workspace: &Workspace,
        uses: &Uses,
        drafts: &Drafts,
        companies: &mut Companies,
    ) -> Employers {
        let mut of: BTreeMap<u32, BTreeSet<CompanyId>> = BTreeMap::new();
        // Many work at one company, and its key is made once.
        let mut known: Index<TextId, Option<CompanyId>> = Index::default();
        for row in &workspace.connections {
            if let Some(draft) = drafts.of[row.who.0 as usize].draft() {
                let company = known
                    .entry(row.company)
                    .or_insert_with(|| companies.intern(workspace.texts.get(row.company)));
                of.entry(draft).or_default().extend(*company);
            }
        }
        for (who, (noted, _)) in &uses.noted {
            if let Some(draft) = drafts.of[who.0 as usize].draft() {
                of.entry(draft).or_default().extend(companies.intern(noted));
            }
        }
        Employers { of }
    }

    fn get(&self, draft: u32) -> impl Iterator<Item = CompanyId> + '_ {
        self.of.get(&draft).into_iter().flatten().copied()
    }

    /// Says where somebody new works.
    pub(super) fn add(&mut self, draft: u32, company: Option<CompanyId>) {
        self.of.entry(draft).or_default().extend(company);
    }

    /// Whether somebody works at a company.
    pub(super) fn are_at(&self, draft: u32, company: CompanyId) -> bool {
        self.get(draft).any(|one| one == company)
    }

    /// Whether somebody works at a company of that name, or of one that says more: `Paperlane (YC W21)` for `Paperlane`.
    pub(super) fn are_nearly_at(&self, companies: &Companies, draft: u32, company: CompanyId) -> bool {
        let here = companies.name(company);
        self.get(draft).any(|one| one == company || company::is_part_of_name(companies.name(one), here))
    }

    /// Whether it is known where somebody works, and that is not here: not even a word of the names is the same.
    pub(super) fn are_elsewhere(&self, companies: &Companies, draft: u32, company: CompanyId) -> bool {
        let here = companies.name(company);
        let mut known = self.get(draft).peekable();
        known.peek().is_some()
            && known.all(|one| one != company && !company::share_a_word(companies.name(one), here))
    }

    /// Whether a company that is known of both is the same.
    pub(super) fn are_colleagues(&self, a: u32, b: u32) -> bool {
        self.get(a).any(|one| self.get(b).any(|other| one == other))
    }

    /// Whether the companies of both are known and have not even a word in common: `Fernwick` may be `Fernwick & Sons`.
    pub(super) fn contradict(&self, companies: &Companies, a: u32, b: u32) -> bool {
        let mut pairs = self.get(a).flat_map(|one| self.get(b).map(move |other| (one, other))).peekable();
        pairs.peek().is_some()
            && pairs.all(|(one, other)| {
                one != other && !company::share_a_word(companies.name(one), companies.name(other))
            })
    }
}

impl Drafts {
    /// The drafts that are made of nothing but rows of the user's lists with an address.
    pub(super) fn of_lists_alone(&self, listed: &BTreeSet<MentionId>) -> BTreeSet<u32> {
        let drafts: BTreeSet<u32> = listed.iter().filter_map(|who| self.of[who.0 as usize].draft()).collect();
        let alone = |draft: &u32| {
            self.all[*draft as usize].slug.is_none()
                && self.mentions(*draft).all(|(who, _)| listed.contains(&who))
        };
        drafts.into_iter().filter(alone).collect()
    }

    /// Rule 8: a row of the user's lists with an address that nobody else has is the one known person of that name,
    /// unless the company that the row gives is another.
    pub(super) fn join_lists(
        &mut self,
        workspace: &Workspace,
        signs: &Signs,
        uses: &Uses,
        companies: &mut Companies,
        listed: &BTreeSet<MentionId>,
    ) {
        let own = self.of_lists_alone(listed);
        if own.is_empty() {
            return;
        }
        let mut names: BTreeMap<u32, BTreeSet<TextId>> = BTreeMap::new();
        let mut spellings = Spellings::default();
        for draft in &own {
            for (who, _) in self.mentions(*draft) {
                names.entry(*draft).or_default().extend(signs.of[who.0 as usize].name);
                spellings.ask_for(workspace.mentions.get(who).name);
            }
        }
        let wanted: BTreeSet<TextId> = names.values().flatten().copied().collect();
        let mut exact: BTreeMap<TextId, BTreeSet<u32>> = BTreeMap::new();
        for (sign, found) in signs.of.iter().zip(&self.of) {
            if let (Some(name), Some(draft)) = (sign.name.filter(|name| wanted.contains(name)), found.draft())
                && !own.contains(&draft)
            {
                exact.entry(name).or_default().insert(draft);
            }
        }
        for draft in (0..self.all.len() as u32).filter(|draft| !own.contains(draft)) {
            self.each_name(workspace, draft, |name| {
                let _ = spellings.add(draft, name);
            });
        }
        let employers = Employers::of(workspace, uses, self, companies);
        let mut joined: Vec<(u32, u32, MergeReason)> = Vec::new();
        for (draft, names) in &names {
            let first = self.mentions(*draft).map(|(who, _)| who).min();
            let Some(who) = first else { continue };
            let mut reason = MergeReason::OnlyOneOfThatName;
            let mut known: BTreeSet<u32> =
                names.iter().filter_map(|name| exact.get(name)).flatten().copied().collect();
            if known.is_empty() {
                reason = MergeReason::SpeltOtherwise;
                let typed = self.mentions(*draft).map(|(who, _)| workspace.mentions.get(who).name);
                let typed: Vec<&str> = typed.collect();
                known = typed.iter().flat_map(|name| spellings.same(name)).collect();
                if known.is_empty() {
                    reason = MergeReason::TurnedRound;
                    known = typed.iter().flat_map(|name| spellings.turned(name)).collect();
                }
                if known.is_empty() {
                    reason = MergeReason::ShortForm;
                    let short = typed.iter().flat_map(|name| spellings.short(name));
                    known = short.filter(|one| employers.are_colleagues(*draft, *one)).collect();
                }
            }
            let mut colleagues = known.iter().copied().filter(|one| employers.are_colleagues(*draft, *one));
            let possible: Vec<u32> = match (colleagues.next(), colleagues.next()) {
                (Some(only), None) => {
                    if reason == MergeReason::OnlyOneOfThatName {
                        reason = MergeReason::NameAndCompany;
                    }
                    vec![only]
                }
                _ => known
                    .iter()
                    .copied()
                    .filter(|one| !employers.contradict(companies, *draft, *one))
                    .collect(),
            };
            match (&possible[..], known.is_empty()) {
                ([only], _) => joined.push((*draft, *only, reason)),
                ([], true) => {
                    let near: BTreeSet<u32> = spellings.near(workspace.mentions.get(who).name).collect();
                    self.doubt(who, Doubt::Near, near);
                }
                ([], false) => self.doubt(who, Doubt::OtherCompany, known),
                _ => self.doubt(who, Doubt::Several, known),
            }
        }
        if joined.is_empty() {
            return;
        }
        for (draft, person, reason) in joined {
            // The address that the export shows is the one the person chose to show.
            let shown = self.all[person as usize].email;
            self.absorb(signs, draft, person, reason);
            if shown.is_some() {
                self.all[person as usize].email = shown;
            }
        }
        self.close_ranks();
    }

    /// The names of a draft as they are written.
    pub(super) fn each_name<'w>(&self, workspace: &'w Workspace, draft: u32, mut take: impl FnMut(&'w str)) {
        let mut before = "";
        for (who, _) in self.mentions(draft) {
            let mention = workspace.mentions.get(who);
            let name = if mention.name.is_empty() { mention.reference } else { mention.name };
            // The name of a connection and that of its messages are nearly always one.
            if name != before {
                take(name);
                before = name;
            }
        }
    }

    /// The names of the user's lists that nobody has letter for letter, and everyone who may be meant.
    pub(super) fn spellings(&self, workspace: &Workspace, signs: &Signs) -> Spellings {
        let mut spellings = Spellings::default();
        for (at, sign) in signs.of.iter().enumerate() {
            let reference = workspace.mentions.get(MentionId(at as u32)).reference;
            let is_name = sign.slug.is_none() && sign.email.is_none() && !sign.is_key;
            if self.of[at] == Found::Nobody
                && !reference.is_empty()
                && is_name
                && sign.name.is_some_and(|name| !self.is_known(name))
            {
                spellings.ask_for(reference);
            }
        }
        if !spellings.is_empty() {
            for draft in 0..self.all.len() as u32 {
                self.each_name(workspace, draft, |name| {
                    let _ = spellings.add(draft, name);
                });
            }
        }
        spellings
    }

    fn doubt(&mut self, who: MentionId, doubt: Doubt, people: BTreeSet<u32>) {
        if !people.is_empty() {
            self.doubts.insert(who.0, (doubt, people.into_iter().collect()));
        }
    }
}

/// Names that are asked for, and who has one like it. Only what is asked for is kept: a network has thirty thousand names,
/// and a list three that nobody has.
#[derive(Debug, Default)]
pub struct Spellings {
    forms: Vec<Form>,
    by_form: Index<String, u32>,
    by_word: Index<String, Vec<u32>>,
    /// By what stands behind the given name: the forms that end so.
    by_rest: Index<String, Vec<u32>>,
    /// Who has a name the other way round, by [`turned_keys`].
    turned: Index<String, BTreeSet<u32>>,
}

/// A loose form that is asked for.
#[derive(Debug, Default)]
struct Form {
    n_words: usize,
    given: String,
    same: BTreeSet<u32>,
    near: BTreeSet<u32>,
    short: BTreeSet<u32>,
}

impl Spellings {
    pub(super) fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Asks who is called so, or nearly so.
    pub fn ask_for(&mut self, name: &str) {
        for key in turned_keys(name) {
            self.turned.entry(key).or_default();
        }
        for form in loose_keys(name) {
            if self.by_form.contains_key(&form) {
                continue;
            }
            let at = self.forms.len() as u32;
            let words = words_of(&form);
            for word in &words {
                self.by_word.entry((*word).to_owned()).or_default().push(at);
            }
            let (given, rest) = form.split_once(' ').unwrap_or((&form, ""));
            if !rest.is_empty() {
                self.by_rest.entry(rest.to_owned()).or_default().push(at);
            }
            let given = given.to_owned();
            self.forms.push(Form { n_words: words.len(), given, ..Form::default() });
            self.by_form.insert(form, at);
        }
    }

    /// Files somebody, by a number, under a name; whether that is like one that is asked for.
    pub fn add(&mut self, draft: u32, name: &str) -> bool {
        let mut is_like = false;
        if name.is_empty() {
            return is_like;
        }
        let forms = loose_keys(name);
        for key in unspaced_keys(&forms).iter().chain(&forms) {
            if let Some(found) = self.turned.get_mut(key) {
                found.insert(draft);
                is_like = true;
            }
        }
        for form in forms {
            if let Some((given, rest)) = form.split_once(' ') {
                for at in self.by_rest.get(rest).into_iter().flatten() {
                    let asked = &mut self.forms[*at as usize];
                    if are_short_forms(&asked.given, given) {
                        asked.short.insert(draft);
                    } else if !is_initial(&asked.given, given) {
                        continue;
                    }
                    asked.near.insert(draft);
                    is_like = true;
                }
            }
            let same = self.by_form.get(&form).copied();
            if let Some(at) = same {
                self.forms[at as usize].same.insert(draft);
                is_like = true;
            }
            let words = words_of(&form);
            let mut shared: BTreeMap<u32, usize> = BTreeMap::new();
            for at in words.iter().filter_map(|word| self.by_word.get(*word)).flatten() {
                *shared.entry(*at).or_default() += 1;
            }
            for (at, n) in shared.into_iter().filter(|(at, _)| Some(*at) != same) {
                let asked = &mut self.forms[at as usize];
                // All of the shorter one, and of that a given and a family name; or the one word that was typed.
                if n == words.len().min(asked.n_words) && (n >= 2 || asked.n_words == 1) {
                    asked.near.insert(draft);
                    is_like = true;
                }
            }
        }
        is_like
    }

    fn forms_of(&self, name: &str) -> impl Iterator<Item = &Form> {
        let forms = loose_keys(name).into_iter();
        forms.filter_map(|form| Some(&self.forms[*self.by_form.get(&form)? as usize]))
    }

    /// Who is spelt alike.
    pub fn same(&self, name: &str) -> Vec<u32> {
        let all: BTreeSet<u32> = self.forms_of(name).flat_map(|form| form.same.iter().copied()).collect();
        all.into_iter().collect()
    }

    /// Who has the name the other way round.
    pub fn turned(&self, name: &str) -> Vec<u32> {
        let found = turned_keys(name).into_iter().filter_map(|key| self.turned.get(&key));
        let all: BTreeSet<u32> = found.flatten().copied().collect();
        all.into_iter().collect()
    }

    /// Who has the family name, and a given name that is short for this one or the other way about.
    pub fn short(&self, name: &str) -> Vec<u32> {
        let all: BTreeSet<u32> = self.forms_of(name).flat_map(|form| form.short.iter().copied()).collect();
        all.into_iter().collect()
    }

    /// Who has a part of the name more or fewer, or one that is short for it.
    pub fn near(&self, name: &str) -> impl Iterator<Item = u32> {
        let all: BTreeSet<u32> = self.forms_of(name).flat_map(|form| form.near.iter().copied()).collect();
        all.into_iter()
    }
}

/// The words of a form, each once.
fn words_of(form: &str) -> Vec<&str> {
    let mut seen: Seen<&str> = Seen::default();
    form.split(' ').filter(|word| !word.is_empty() && seen.insert(*word)).collect()
}

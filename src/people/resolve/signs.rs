//! Mentions in their normal forms, as numbers: what rows must share is compared as often as there are rows.

use crate::import::mail::is_machine;
use crate::import::{Mention, Workspace};
use crate::index::{Index, TextId, Texts};
use crate::people::{name, profile_url};

/// A mention in its normal forms: numbers into the texts of [`Signs`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sign {
    pub(super) slug: Option<TextId>,
    pub(super) email: Option<TextId>,
    pub(super) name: Option<TextId>,
    /// Whether the user pasted a key from a report; it stands in the reference.
    pub(super) is_key: bool,
    /// Whether its address is one that nobody reads, such as `noreply@`; such an address is nobody's.
    pub(super) is_machine: bool,
}

/// The normal forms of all mentions.
#[derive(Debug, Default)]
pub(super) struct Signs {
    pub(super) slugs: Texts,
    pub(super) emails: Texts,
    pub(super) names: Texts,
    /// By number of mention.
    pub(super) of: Vec<Sign>,
}

impl Signs {
    /// Reads all mentions. Most names stand in two files, so their keys are made once.
    pub(super) fn read(workspace: &Workspace) -> Signs {
        let mut signs = Signs::default();
        signs.of.reserve_exact(workspace.mentions.len());
        let mut written: Index<&str, Option<TextId>> = Index::default();
        let mut key = String::new();
        for mention in workspace.mentions.all() {
            let sign = match (mention.reference.is_empty(), written.get(mention.name)) {
                (false, _) => signs.of_reference(mention.reference),
                (true, Some(name)) => Sign { name: *name, ..signs.of_export(&mention, &mut key) },
                (true, None) => {
                    name::write_key(mention.name, &mut key);
                    let name = (!key.is_empty()).then(|| signs.names.intern(&key));
                    written.insert(mention.name, name);
                    Sign { name, ..signs.of_export(&mention, &mut key) }
                }
            };
            signs.of.push(sign);
        }
        signs
    }

    /// URL and address of a mention of an export.
    fn of_export(&mut self, mention: &Mention<'_>, key: &mut String) -> Sign {
        let slug = profile_url::write_slug(mention.url, key).then(|| self.slugs.intern(key));
        let address = profile_url::email(mention.email);
        let is_machine = address.as_deref().is_some_and(is_machine);
        let email = address.filter(|_| !is_machine).map(|email| self.emails.intern(&email));
        Sign { slug, email, is_machine, ..Sign::default() }
    }

    /// What the user wrote in one cell: a key, a URL, an address or a name.
    fn of_reference(&mut self, reference: &str) -> Sign {
        if reference.starts_with("name:") {
            return Sign { is_key: true, ..Sign::default() };
        }
        if let Some(slug) = profile_url::slug(reference) {
            return Sign { slug: Some(self.slugs.intern(&slug)), ..Sign::default() };
        }
        if let Some(email) = profile_url::email(reference) {
            return Sign { email: Some(self.emails.intern(&email)), ..Sign::default() };
        }
        let name = name::key(reference);
        Sign { name: (!name.is_empty()).then(|| self.names.intern(&name)), ..Sign::default() }
    }

    /// The key of a name; empty where there is none.
    pub(super) fn name(&self, name: Option<TextId>) -> &str {
        name.map_or("", |name| self.names.get(name))
    }
}

//! Everyone of whom anything speaks that goes the full way: whoever shares a sign with them goes there, too.

use super::heads::name_print;
use crate::analysis::cohort::pool::{Head, key_print};
use crate::import::Workspace;
use crate::index::Seen;
use crate::people::profile_url;

/// The signs of those who are spoken of.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    /// Fingerprints of stable keys.
    pub(super) keys: Seen<u64>,
    emails: Seen<String>,
    /// Fingerprints of names, in their normal form, that stand without a profile.
    names: Seen<u64>,
}

impl Spoken {
    /// Everyone whom a workspace names, and the seeker as the user names her.
    pub(super) fn of(workspace: &Workspace, me: Option<&str>) -> Spoken {
        let mut spoken = Spoken::default();
        for mention in workspace.mentions.all() {
            let is_reference = !mention.reference.is_empty();
            let (url, email) = match is_reference {
                true => (mention.reference, mention.reference),
                false => (mention.url, mention.email),
            };
            spoken.emails.extend(profile_url::email(email));
            match profile_url::slug(url) {
                Some(slug) => drop(spoken.keys.insert(key_print(&slug))),
                None if is_reference => spoken.add_name(mention.reference),
                None => spoken.add_name(mention.name),
            }
        }
        if let Some(me) = me {
            spoken.keys.extend(profile_url::slug(me).map(|slug| key_print(&slug)));
            spoken.emails.extend(profile_url::email(me));
            spoken.add_name(me);
        }
        if let Some(name) = &workspace.owner_name {
            spoken.add_name(name);
        }
        spoken
    }

    /// Adds somebody by a name.
    pub(super) fn add_name(&mut self, name: &str) {
        self.names.insert(name_print(name));
    }

    /// Adds somebody by an address, where the text is one.
    pub(super) fn add_email(&mut self, text: &str) {
        self.emails.extend(profile_url::email(text));
    }

    /// Whether a row that goes the full way may mean this person: by name or address here, by key in the end.
    pub(super) fn may_mean(&self, head: &Head, email: &str) -> bool {
        head.name != 0 && self.names.contains(&head.name)
            || !email.is_empty()
                && profile_url::email(email).is_some_and(|email| self.emails.contains(&email))
    }
}

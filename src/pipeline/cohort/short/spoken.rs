//! Everyone of whom anything speaks that goes the full way: whoever shares a sign with them goes there, too.

use super::heads::name_print;
use crate::analysis::cohort::pool::{Head, key_print};
use crate::import::Workspace;
use crate::index::Seen;
use crate::people::profile_url;

/// Whether the user pasted the key of somebody without a profile out of a report.
pub(super) fn is_report_key(reference: &str) -> bool {
    reference.starts_with("name:")
}

/// The signs of those who are spoken of.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    /// Fingerprints of stable keys.
    pub(super) keys: Seen<u64>,
    emails: Seen<String>,
    /// Fingerprints of names, in their normal form, that stand without a profile.
    names: Seen<u64>,
    /// The same of names that stand beside a profile: a bare name elsewhere may mean it.
    namesakes: Seen<u64>,
    /// Whether somebody is named by a key out of a report, which only the full way can look up.
    pub(super) has_keys: bool,
    /// Names by which the seeker speaks of people in rows that go the full way, spelt as she spells them.
    pub(super) asked: Vec<String>,
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
            spoken.has_keys |= is_report_key(mention.reference);
            match profile_url::slug(url) {
                Some(slug) => {
                    spoken.keys.insert(key_print(&slug));
                    spoken.add_namesake(mention.name);
                }
                None if is_reference => spoken.ask(mention.reference),
                // Beside an address, too, a name may be spelt in another way.
                None if !mention.email.is_empty() => spoken.ask(mention.name),
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

    /// Adds somebody by a name that may be spelt in another way than theirs.
    fn ask(&mut self, name: &str) {
        self.add_name(name);
        self.asked.push(name.to_owned());
    }

    /// Adds the name of somebody whose profile stands beside it.
    pub(super) fn add_namesake(&mut self, name: &str) {
        if !name.is_empty() {
            self.namesakes.insert(name_print(name));
        }
    }

    /// Whether somebody who goes the full way has a name, by its fingerprint.
    pub(super) fn has_name(&self, name: u64) -> bool {
        self.names.contains(&name) || self.namesakes.contains(&name)
    }

    /// Whether somebody is spoken of by this name alone.
    pub(super) fn has_bare_name(&self, name: u64) -> bool {
        self.names.contains(&name)
    }

    /// Sends everyone of a name the full way; whether that is new.
    pub(super) fn add_name_print(&mut self, name: u64) -> bool {
        self.names.insert(name)
    }

    /// Adds somebody by what a user wrote in one cell.
    pub(super) fn add_reference(&mut self, reference: &str) {
        self.has_keys |= is_report_key(reference);
        self.add_email(reference);
        match profile_url::slug(reference) {
            Some(slug) => drop(self.keys.insert(key_print(&slug))),
            None => self.ask(reference),
        }
    }

    /// Adds somebody by an address, where the text is one.
    pub(super) fn add_email(&mut self, text: &str) {
        self.emails.extend(profile_url::email(text));
    }

    /// Whether a row that goes the full way may mean this person by name; by key is told in the end.
    pub(super) fn may_mean(&self, head: &Head) -> bool {
        head.name != 0 && self.names.contains(&head.name)
    }

    /// Whether anybody is spoken of by an address.
    pub(super) fn has_emails(&self) -> bool {
        !self.emails.is_empty()
    }

    /// Whether somebody is spoken of by this address.
    pub(super) fn has_email(&self, text: &str) -> bool {
        profile_url::email(text).is_some_and(|email| self.emails.contains(&email))
    }
}

//! Whether what the user set as `me` can be the seeker of these files: a slip of one letter would make her a contact of
//! her own, and the introducer of everyone whom she wrote to.
//!
//! In: a workspace as it was read, and the setting. Out: what speaks against it, if anything does.

use super::uses::takers;
use crate::import::{Mention, MentionId, Workspace};
use crate::people::name::loose_keys;
use crate::people::profile_url;

/// What speaks against a `me`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Nobody who wrote or was written to bears it, although the files say who they were.
    Nobody,
    /// It is one of the seeker's own connections, and nobody is connected to herself.
    Connection,
}

impl Doubt {
    /// What is wrong, as a problem says it.
    pub fn in_words(self) -> &'static str {
        match self {
            Doubt::Nobody => "names nobody who writes or is written to in these files",
            Doubt::Connection => "names somebody whom the owner of these files is connected to",
        }
    }
}

/// Returns what speaks against `me` as the seeker of a workspace.
///
/// # Returns
/// `None` where nothing does; also where no file says who wrote to whom by the same sort of key, for then nobody can
/// tell: connections alone never name the seeker.
///
/// # Complexity
/// **O(m + r)**, where **m** counts the mentions and **r** the ends of messages, invitations, mails and meetings.
pub fn doubt(workspace: &Workspace, me: &str) -> Option<Doubt> {
    let connections = || workspace.connections.iter().map(|row| workspace.mentions.get(row.who));
    let (found, is_connection) = if let Some(slug) = profile_url::slug(me) {
        let is = |url: &str| profile_url::slug(url).map(|found| found == slug);
        (look(workspace, |who| is(who.url)), connections().any(|who| is(who.url) == Some(true)))
    } else if let Some(email) = profile_url::email(me) {
        let is = |text: &str| profile_url::email(text).map(|found| found == email);
        let is_owned = workspace.owner_emails.iter().any(|own| is(own) == Some(true));
        let found = if is_owned { Found::Named } else { look(workspace, |who| is(who.email)) };
        (found, connections().any(|who| is(who.email) == Some(true)))
    } else {
        let forms = loose_keys(me);
        let is = |name: &str| {
            let found = loose_keys(name);
            (!found.is_empty()).then(|| found.iter().any(|form| forms.contains(form)))
        };
        let is_profile = workspace.owner_names.iter().any(|(name, _)| is(name) == Some(true));
        let is_known = is_profile || forms.is_empty();
        // A namesake of hers may well be among her connections.
        (if is_known { Found::Named } else { look(workspace, |who| is(who.name)) }, false)
    };
    match found {
        _ if is_connection => Some(Doubt::Connection),
        Found::Others => Some(Doubt::Nobody),
        Found::Named | Found::Untold => None,
    }
}

/// What rows that have two ends say of somebody.
enum Found {
    /// She is at one of them.
    Named,
    /// Both ends are named, and she is at neither.
    Others,
    /// No row names both of its ends by this sort of key.
    Untold,
}

/// Looks for somebody at the ends of messages, invitations, mails and meetings. `is` says whether a mention is her, and
/// nothing where it has no such key.
fn look(workspace: &Workspace, is: impl Fn(Mention<'_>) -> Option<bool>) -> Found {
    let of: Vec<Option<bool>> = workspace.mentions.all().map(is).collect();
    let of = |who: &MentionId| of[who.0 as usize];
    let mut is_told = false;
    let mut has_her = |ends: &mut dyn Iterator<Item = MentionId>| {
        let (mut n, mut is_there) = (0, false);
        for is_her in ends.filter_map(|who| of(&who)) {
            n += 1;
            is_there |= is_her;
        }
        is_told |= n > 1;
        is_there
    };
    let is_there =
        workspace.messages.iter().any(|row| {
            has_her(&mut [row.from].into_iter().chain(workspace.recipients_of(row).iter().copied()))
        }) || workspace.invitations.iter().any(|row| has_her(&mut [row.from, row.to].into_iter()))
            || workspace.mails.iter().any(|mail| has_her(&mut takers(workspace, mail)))
            || workspace.meetings.iter().any(|meeting| has_her(&mut meeting.invited()));
    match (is_there, is_told) {
        (true, _) => Found::Named,
        (false, true) => Found::Others,
        (false, false) => Found::Untold,
    }
}

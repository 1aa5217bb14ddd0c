//! What the user says of herself in the settings, held against the files: a name that nobody in them has is mistyped.
//!
//! In: the workspace and what was set. Out: whose files these are all the same, and a problem.
//! Never: a doubt where the files do not tell by themselves, as connections alone do not.

use super::owner::{OwnerSigns, find_owner};
use super::signs::{Sign, Signs};
use crate::evidence::{Place, Problem, SourceId};
use crate::import::recognise::Kind;
use crate::import::{MentionId, Workspace};
use crate::index::TextId;
use crate::people::{name, profile_url};
use std::collections::BTreeSet;

/// So many rows with nobody but her in all of them are no accident.
const LEAST: usize = 3;

/// Finds whose files these are, where somebody is set whom no file knows, and another takes part in nearly everything.
pub(super) fn told_by_the_files(
    workspace: &Workspace,
    signs: &Signs,
    me: &str,
) -> Option<(OwnerSigns, Problem)> {
    if is_known(workspace, signs, me) {
        return None;
    }
    let owner = find_owner(workspace, signs, None);
    let slug = owner.only_slug()?;
    takes_part_in_all(workspace, signs, signs.slugs.find(slug)?).then_some(())?;
    let settings = workspace.sources.iter().position(|source| source.kind == Kind::Settings.as_str());
    let place = match settings {
        Some(at) => Place { source: SourceId(at as u32), line: 0 },
        None => workspace.messages.iter().map(|row| row.place).min()?,
    };
    let problem = Problem {
        place,
        column: "me".to_owned(),
        problem: "nobody in the files has that address or name".to_owned(),
        value: me.to_owned(),
        hint: format!(
            "these are the files of {slug}, and are read as such; write `me = \"{slug}\"`, or take the line out"
        ),
    };
    Some((owner, problem))
}

/// Whether anything in the files goes by what was set.
fn is_known(workspace: &Workspace, signs: &Signs, me: &str) -> bool {
    match (profile_url::slug(me), profile_url::email(me)) {
        (Some(slug), _) => signs.slugs.find(&slug).is_some(),
        (_, Some(email)) => {
            let own = workspace.owner_emails.iter().filter_map(|email| profile_url::email(email));
            signs.emails.find(&email).is_some() || own.into_iter().any(|own| own == email)
        }
        _ => {
            let key = name::key(me);
            let own = workspace.owner_name.as_deref().map(name::key);
            signs.names.find(&key).is_some() || own.is_some_and(|own| own == key)
        }
    }
}

/// Whether somebody who is nobody's connection writes or reads nearly all messages, with several others.
fn takes_part_in_all(workspace: &Workspace, signs: &Signs, slug: TextId) -> bool {
    let sign = |who: MentionId| -> &Sign { &signs.of[who.0 as usize] };
    let is_hers = |who: MentionId| sign(who).slug == Some(slug);
    if workspace.connections.iter().any(|row| is_hers(row.who)) {
        return false;
    }
    let (mut n, mut others) = (0, BTreeSet::new());
    for row in &workspace.messages {
        let to = workspace.recipients_of(row);
        let takers = || to.iter().copied().chain([row.from]);
        if takers().any(is_hers) {
            n += 1;
            others.extend(takers().filter_map(|who| sign(who).slug).filter(|other| *other != slug));
        }
    }
    n >= LEAST && others.len() > 1 && n * 10 >= workspace.messages.len() * 9
}

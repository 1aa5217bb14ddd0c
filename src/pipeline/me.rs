//! The seeker as `tertius.toml` names her. What the files contradict is told and left aside: then they decide, as they do
//! where nothing is set.

use crate::evidence::{Place, Problem, Source, SourceId};
use crate::import::Workspace;
use crate::import::kind::Kind;
use crate::people::People;
use crate::people::resolve::me::{self, Doubt};
use crate::settings::Settings;

/// The `me` of the settings, and what speaks against it.
pub(super) struct Me<'s> {
    settings: &'s Settings,
    doubt: Option<Doubt>,
}

impl<'s> Me<'s> {
    /// Looks into a workspace that was read, before anybody is resolved.
    pub(super) fn of(settings: &'s Settings, workspace: &Workspace) -> Me<'s> {
        let doubt = settings.me.as_deref().and_then(|set| me::doubt(workspace, set));
        Me { settings, doubt }
    }

    /// What can be believed.
    pub(super) fn believed(&self) -> Option<&'s str> {
        self.settings.me.as_deref().filter(|_| self.doubt.is_none())
    }

    /// What is wrong with it, once it is known whose files these are without it.
    pub(super) fn problem(&self, workspace: &mut Workspace, people: &People) -> Option<Problem> {
        let doubt = self.doubt?;
        let owner = &people.owner;
        let found = match (owner.name.as_deref(), owner.slug.as_deref()) {
            (Some(name), Some(slug)) => Some(format!("{name} ({slug})")),
            (name, slug) => name.or(slug).map(str::to_owned),
        };
        let hint = match found {
            Some(found) => format!(
                "these seem to be the files of {found}, and are read as such; correct the line or take it out"
            ),
            None => "write the URL, the address or the name under which you yourself stand in these files"
                .to_owned(),
        };
        let source = source_of(workspace, &self.settings.file);
        workspace.sources[source.0 as usize].problems += 1;
        Some(Problem {
            place: Place { source, line: self.settings.me_line },
            column: "me".to_owned(),
            problem: doubt.in_words().to_owned(),
            value: self.settings.me.clone().unwrap_or_default(),
            hint,
        })
    }
}

/// The source that stands for the settings; settings from elsewhere become one.
fn source_of(workspace: &mut Workspace, file: &str) -> SourceId {
    let known = workspace.sources.iter().position(|source| source.path == file);
    let at = known.unwrap_or_else(|| {
        workspace.sources.push(Source::new(file.to_owned(), Kind::Settings.as_str()));
        workspace.sources.len() - 1
    });
    SourceId(at as u32)
}

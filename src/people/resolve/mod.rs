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
//! 7. such a person is the one connection of the same whole name, unless another address, another company or a namesake
//!    speaks against it;
//! 8. a row of the user's own lists with an address that nobody else has is the one known person of that name, unless
//!    the company in the row is another (`lists.rs`);
//! 9. a name of those lists that nobody has letter for letter is the only person who has it but for accents, hyphens and
//!    honorifics; where nobody has, the only one who has it with the family name first; and where nobody has that, the
//!    only one of the same company whose given name is short for it. Of several of one name, it is the only one who has
//!    the company, or the position, that stands beside it (`bare.rs`).
//!
//! Two people who each have a URL are never one, whatever their names, but for one case: a URL that is gone from the
//! newer export, where the same name with the same day of connecting stands under another (see [`snapshots`]).

mod bare;
mod books;
mod drafts;
mod finish;
mod lists;
pub mod me;
mod owner;
pub mod snapshots;
mod signs;
mod uses;

use super::person::{Companies, People};
use crate::evidence::{Place, Problem};
use crate::import::{MentionId, Workspace};
pub use lists::Spellings;

use drafts::Drafts;
use finish::finish;
use owner::{find_owner, unknown_directions, unknown_owner};
use signs::Signs;
use snapshots::Exports;
use uses::Uses;

/// Resolves all mentions of a workspace. `me` is the seeker's own URL, address or name where the user set it.
///
/// # Returns
/// The people, and a problem for each ambiguous name and each invitation of unknown direction.
///
/// # Complexity
/// **O(m log m)**, where **m** is the number of distinct mentions; rows are only walked through.
pub fn resolve(workspace: &Workspace, me: Option<&str>) -> (People, Vec<Problem>) {
    let signs = Signs::read(workspace);
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
    let listed = lists::listed(workspace);
    drafts.join_books(workspace, &signs, &uses, &mut companies, &listed);
    drafts.join_lists(workspace, &signs, &uses, &mut companies, &listed);
    drafts.index_names(&signs);
    drafts.join_by_name(workspace, &signs, &uses, &mut companies, &listed);
    let is_known = owner.is_known();
    let (people, mut problems) = finish(workspace, &signs, &uses, drafts, companies, owner, &exports);
    problems.extend(unknown_directions(workspace, &people));
    problems.extend(unknown_owner(workspace, &people, is_known));
    (people, problems)
}

/// The first place in each file of every mention.
pub fn places(workspace: &Workspace) -> Vec<Vec<Place>> {
    let uses = Uses::count(workspace);
    (0..workspace.mentions.len() as u32).map(|at| uses.places(MentionId(at)).collect()).collect()
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

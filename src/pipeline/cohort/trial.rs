//! The outcomes of a cohort: what came of every member's outreach, for the back-test of all and the prior of each.
//!
//! In: a roster. Out: one [`Past`] a member, in the order of their names. Nobody is ranked, and nothing of what contacts
//! wrote is kept.
//!
//! Outcomes are pooled of all members, of those too who do not share their contacts: sharing is about who may be shown
//! to whom, and what leaves here is one weight a sign (how much an introduction helps, how fast contact fades), learned
//! from all outcomes together, as the rates in `groups.csv` count everyone too. No name, no contact and no outcome of
//! anybody can be read from it. A member is read as her own `report` reads her, introductions in messages included, so
//! that what is learned of a sign is learned from the sign that is shown.

use super::{CohortOptions, Failure, Member, Roster};
use crate::analysis::backtest::{self, Past};
use crate::analysis::rank::model::{Observed, Pooled};
use crate::analysis::threads::in_turn;
use crate::import;

/// The past of each member, and those of whom nothing could be read.
///
/// # Complexity
/// Linear in the rows of all members; about 300 bytes an outreach stay in memory.
pub fn pasts(
    roster: &Roster,
    options: &CohortOptions<'_>,
    done: impl Fn() + Sync,
) -> (Vec<Past>, Vec<Failure>) {
    let one = |member: &Member| {
        let past = past_of(member, options).map_err(|why| Failure { member: member.name.clone(), why });
        done();
        past
    };
    let mut pasts = Vec::new();
    let mut failures = Vec::new();
    for result in in_turn(&roster.members, options.n_jobs(), one) {
        match result {
            Ok(past) => pasts.push(past),
            Err(failure) => failures.push(failure),
        }
    }
    (pasts, failures)
}

fn past_of(member: &Member, options: &CohortOptions<'_>) -> Result<Past, String> {
    let workspace =
        import::read_workspace(&member.folder, options.read).map_err(|error| error.to_string())?;
    let facts = super::super::facts(workspace, options.settings, options.as_of);
    Ok(backtest::past(&facts.people, &facts.network, &facts.targets, options.settings, options.as_of))
}

/// What the outcomes of all members teach: the prior of each.
pub fn pooled(roster: &Roster, options: &CohortOptions<'_>) -> Pooled {
    let (pasts, _) = pasts(roster, options, || ());
    let mut outcomes: Vec<Observed> = pasts.into_iter().flat_map(|past| past.outcomes).collect();
    outcomes.sort_by_key(|one| one.at);
    Pooled::learn(&options.settings.reply, &outcomes)
}

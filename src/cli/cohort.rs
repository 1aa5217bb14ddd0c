use super::args::CohortArgs;
use super::Outcome;
pub fn run(_: &CohortArgs) -> anyhow::Result<Outcome> { Ok(Outcome::Clean) }

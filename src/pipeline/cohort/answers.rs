//! What the members come to together: everything that the advisor's reports show beyond each member's own figures.

use super::Cohort;
use crate::analysis::cohort::brokerage::{Brokerage, brokerage};
use crate::analysis::cohort::figures::Approach;
use crate::analysis::cohort::funnel::{self, Funnel};
use crate::analysis::cohort::groups::{self, Group};
use crate::analysis::cohort::plan::{Plan, PlanOptions, plan};
use crate::analysis::cohort::pool::Number;
use crate::analysis::cohort::relation::{Relation, Shared};
use crate::analysis::cohort::stuck::{self, Stuck};
use crate::analysis::cohort::survival::{Curve, Span, kaplan_meier};
use crate::analysis::cohort::wanted::{Wanted, wanted};
use crate::analysis::cohort::within::{Market, Meeting};
use crate::day::Day;
use crate::settings::Settings;
use std::collections::BTreeMap;

/// What is asked of a cohort.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The day asked about.
    pub as_of: Day,
    /// Weights.
    pub settings: &'a Settings,
    /// Pairs of members with fewer people in common are not listed.
    pub min_shared: u32,
    /// Groups of fewer members are not shown.
    pub min_cell: u32,
    /// How many brokers are listed.
    pub brokers: usize,
    /// How many people each member is shown whom she could meet through another.
    pub meetings: usize,
    /// How much the plan asks of whom.
    pub plan: PlanOptions,
    /// Whether to find out who lies between the others, which takes a minute in a large cohort.
    pub betweenness: bool,
    /// How many threads may count.
    pub jobs: usize,
}

/// Requests of a group, by how people came to be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupFunnel {
    /// The programme; `None` for all members.
    pub programme: Option<String>,
    /// Members in it.
    pub members: u32,
    /// By approach, in the order of [`Approach::ALL`].
    pub by_approach: [Funnel; 3],
    /// Time to the first conversation.
    pub curve: Curve,
}

/// The answers. Members are indexes into [`Cohort::members`].
#[derive(Debug, Default)]
pub struct Answers {
    /// Those who share, by the numbers that the relation gives them.
    pub sharing: Vec<usize>,
    /// Pairs of members and how many people they have in common.
    pub shared: Vec<Shared>,
    /// People known to most members.
    pub brokers: Vec<(Number, u32)>,
    /// Who lies between the others, where that was asked.
    pub brokerage: Option<Brokerage>,
    /// Whom each could meet through another.
    pub meetings: Vec<Meeting>,
    /// Who should introduce whom to whom.
    pub plan: Plan,
    /// Figures by group, safe to hand on.
    pub groups: Vec<Group>,
    /// What works: all members first, then every programme.
    pub funnels: Vec<GroupFunnel>,
    /// Who is stuck.
    pub stuck: Vec<Stuck>,
    /// What the members look for, and how far they are.
    pub wanted: Vec<Wanted>,
    /// Ties between members who share and their contacts.
    pub n_ties: usize,
}

/// Finds out everything that the members come to together.
///
/// The lists of whom each knows are taken out of the cohort: the relation holds them from then on.
pub fn answers(cohort: &mut Cohort, question: &Question<'_>) -> Answers {
    let Question { as_of, settings, .. } = *question;
    let sharing: Vec<usize> =
        (0..cohort.members.len()).filter(|at| cohort.members[*at].member.shares_contacts).collect();
    let known = cohort.members.iter_mut().filter(|row| row.member.shares_contacts);
    let silent = &cohort.silent;
    let known = known.map(|row| {
        let mut known = std::mem::take(&mut row.extract.known.all);
        if !silent.is_empty() {
            known.retain(|person| silent.binary_search(person).is_err());
        }
        known
    });
    let relation = Relation::of(known, cohort.persons.len());
    let members = &cohort.members;
    let persons = &cohort.persons;
    let extracts = sharing.iter().map(|at| &members[*at].extract).collect();
    let market = Market::open(extracts, persons, &relation, settings);
    let groups: Vec<groups::Row<'_>> = members
        .iter()
        .map(|row| (row.member.programme.as_str(), row.member.class_year.as_str(), &row.extract))
        .collect();
    let plan = plan(&market, question.plan);
    Answers {
        wanted: wanted(members.iter().map(|row| &row.extract), &sharing, &plan),
        shared: relation.shared(question.min_shared, question.jobs),
        brokers: relation.brokers(question.brokers, |person| persons.key(person)),
        brokerage: question.betweenness.then(|| brokerage(&relation, persons, question.brokers)),
        meetings: market.meetings(question.meetings),
        plan,
        groups: groups::groups(&groups, question.min_cell),
        funnels: funnels(cohort, as_of),
        stuck: stuck::stuck(members.iter().map(|row| &row.extract), as_of),
        n_ties: relation.known.n_cells(),
        sharing,
    }
}

/// What works, over all members and by programme.
fn funnels(cohort: &Cohort, as_of: Day) -> Vec<GroupFunnel> {
    let mut by_programme: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, row) in cohort.members.iter().enumerate() {
        by_programme.entry(&row.member.programme).or_default().push(at);
    }
    let of = |programme: Option<String>, members: &[usize]| {
        let figures = || members.iter().map(|at| &cohort.members[*at].extract.figures);
        let spans: Vec<Span> = figures()
            .filter_map(|figures| {
                let first = figures.first_request?;
                let met = figures.days_to_first_interview;
                let days = met.unwrap_or_else(|| as_of.days_since(first));
                Some(Span { days: u32::try_from(days).unwrap_or(0), happened: met.is_some() })
            })
            .collect();
        GroupFunnel {
            programme,
            members: members.len() as u32,
            by_approach: funnel::by_approach(figures().flat_map(|figures| &figures.asks), as_of),
            curve: kaplan_meier(&spans),
        }
    };
    let all: Vec<usize> = (0..cohort.members.len()).collect();
    let mut funnels = vec![of(None, &all)];
    if by_programme.len() > 1 {
        funnels.extend(by_programme.iter().map(|(name, members)| of(Some((*name).to_owned()), members)));
    }
    debug_assert_eq!(Approach::ALL.len(), funnels[0].by_approach.len());
    funnels
}

//! What the members come to together: everything that the advisor's reports show beyond each member's own figures.

use super::Cohort;
use crate::analysis::cohort::brokerage::{Brokerage, brokerage};
use crate::analysis::cohort::figures::Figures;
use crate::analysis::cohort::funnel::{self, ByApproach, Funnel};
use crate::analysis::cohort::groups::{self, Groups};
use crate::analysis::cohort::mutual::{Circle, Mutual};
use crate::analysis::cohort::plan::{Plan, PlanOptions, plan};
use crate::analysis::cohort::pool::Number;
use crate::analysis::cohort::relation::{Relation, Shared};
use crate::analysis::cohort::stuck::{self, Stuck};
use crate::analysis::cohort::survival::{Curve, Span, kaplan_meier};
use crate::analysis::cohort::wanted::{Wanted, wanted};
use crate::analysis::cohort::within::{Market, Meeting};
use crate::analysis::threads::both;
use crate::day::Day;
use crate::settings::Settings;

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
    /// How many of those who lie between the others are listed.
    pub between: usize,
    /// How many people each member is shown whom she could meet through another.
    pub meetings: usize,
    /// How many of her own contacts, those with whom she has most others in common.
    pub mutual: usize,
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
    /// The programme; `None` for all programmes.
    pub programme: Option<String>,
    /// The class; `None` for all classes.
    pub class_year: Option<String>,
    /// Members in it.
    pub members: u32,
    /// All requests.
    pub all: Funnel,
    /// By approach.
    pub by_approach: ByApproach,
    /// Time to the first conversation; nobody's where that is not shown.
    pub curve: Curve,
    /// Whether how many had a conversation may be shown.
    pub shows_interviews: bool,
}

/// The answers. Members are indexes into [`Cohort::members`].
#[derive(Debug, Default)]
pub struct Answers {
    /// Those who share, by the numbers that the relation gives them.
    pub sharing: Vec<usize>,
    /// Pairs of members and how many people they have in common.
    pub shared: Vec<Shared>,
    /// How many people are known to two or more members.
    pub n_known_to_several: usize,
    /// Those known to most.
    pub brokers: Vec<(Number, u32)>,
    /// Who lies between the others, where that was asked.
    pub brokerage: Option<Brokerage>,
    /// Whom each could meet through another.
    pub meetings: Vec<Meeting>,
    /// Contacts that the two of each meeting have in common, at least.
    pub meetings_mutual: Vec<u32>,
    /// Contacts with whom members have most others in common.
    pub mutual: Vec<Mutual>,
    /// Who should introduce whom to whom.
    pub plan: Plan,
    /// Contacts that the two of each planned introduction have in common, at least.
    pub plan_mutual: Vec<u32>,
    /// Figures by group, safe to hand on.
    pub groups: Groups,
    /// What works: all members first, then every programme and every class that may be shown.
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
    let groups = groups::groups(&groups, question.min_cell);
    let circle = Circle::of(&relation, &cohort.own);
    let (plan, (meetings, mutual)) = both(
        question.jobs,
        || plan(&market, question.plan),
        || (market.meetings(question.meetings), circle.contacts(&relation, persons, question.mutual)),
    );
    let meetings = plan.among(meetings, persons);
    let met = meetings.iter().map(|row| (row.member, row.person));
    let planned = plan.planned.iter().map(|row| (row.member, row.person));
    let in_common = |(member, person)| circle.mutual(&relation, member, person);
    Answers {
        meetings_mutual: met.map(in_common).collect(),
        plan_mutual: planned.map(in_common).collect(),
        mutual,
        wanted: wanted(members.iter().map(|row| &row.extract), &sharing, &plan),
        shared: relation.shared(question.min_shared, question.jobs),
        n_known_to_several: relation.n_known_to_several(),
        brokers: relation.brokers(question.brokers, |person| persons.rank(person)),
        brokerage: question.betweenness.then(|| brokerage(&relation, persons, question.between)),
        meetings,
        plan,
        funnels: funnels(cohort, &groups, as_of),
        groups,
        stuck: stuck::stuck(members.iter().map(|row| &row.extract), as_of),
        n_ties: relation.known.n_cells(),
        sharing,
    }
}

/// What works: over all members, by programme and by class.
fn funnels(cohort: &Cohort, groups: &Groups, as_of: Day) -> Vec<GroupFunnel> {
    let of = |programme: Option<&str>, class_year: Option<&str>, shows_interviews: bool| {
        let members: Vec<&Figures> = cohort
            .members
            .iter()
            .filter(|row| programme.is_none_or(|name| name == row.member.programme))
            .filter(|row| class_year.is_none_or(|name| name == row.member.class_year))
            .map(|row| &row.extract.figures)
            .collect();
        let span = |figures: &&Figures| {
            let first = figures.first_request?;
            // Who had talked to somebody before waits for no first conversation.
            if figures.talks.iter().any(|talk| talk.on() < first) {
                return None;
            }
            let met = figures.days_to_first_interview;
            let days = met.unwrap_or_else(|| as_of.days_since(first));
            Some(Span { days: u32::try_from(days).unwrap_or(0), happened: met.is_some() })
        };
        let spans: Vec<Span> = members.iter().filter_map(span).collect();
        let (all, by_approach) = funnel::funnels(members.iter().copied(), as_of);
        GroupFunnel {
            programme: programme.map(str::to_owned),
            class_year: class_year.map(str::to_owned),
            members: members.len() as u32,
            all,
            by_approach,
            curve: if shows_interviews { kaplan_meier(&spans) } else { Curve::default() },
            shows_interviews,
        }
    };
    let mut funnels = vec![of(None, None, true)];
    funnels.extend(groups.programmes.iter().map(|one| of(Some(&one.name), None, one.shows_interviews)));
    funnels.extend(groups.classes.iter().map(|one| of(None, Some(&one.name), one.shows_interviews)));
    funnels
}

//! Who introduces whom to whom: one plan for the whole cohort, within what each introducer can take on.
//!
//! Each person is asked for once, each member introduces at most `capacity` times, and each member is given at most
//! `per_member` introductions, everybody's first before anybody's second. Where there is not enough for all, those come
//! first who have met the fewest people, and of equals each in turn, another one every week. Of all such plans it is the one
//! whose product of scores is the greatest: a product and not a sum, so that nobody's good introduction is traded for two
//! poor ones. Each introduction that a member is asked for beyond the first counts as a little less likely, so that the work
//! is spread where it makes next to no difference.

use super::flow::Draft;
use super::pool::{Number, Persons};
use super::within::{Market, Meeting};
use crate::analysis::coverage::Status;
use crate::index::fingerprint;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// People looked at for a wish, and introducers for a person: the best ones.
const PEOPLE: usize = 12;
const INTRODUCERS: usize = 8;

/// How much less likely an introduction counts for each that its introducer is asked for already, as a share, up to so many.
const BURDEN: f64 = 0.01;
const BURDENS: u32 = 8;

/// How much is asked of whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanOptions {
    /// Introductions that a member makes at most.
    pub capacity: u32,
    /// Introductions that a member is given at most.
    pub per_member: u32,
    /// Whose turn it is among equals: a number that changes from week to week.
    pub turn: u32,
}

/// An introduction to be made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Planned {
    /// Who is introduced.
    pub member: u32,
    /// Which of her wishes it is for.
    pub wish: u32,
    /// To whom.
    pub person: Number,
    /// By whom.
    pub via: u32,
    /// How well they fit, times what the wish is worth: 0 to 1.
    pub useful: f64,
    /// The chance that it comes to a conversation: 0 to 1.
    pub chance: f64,
}

impl Planned {
    /// Expected useful conversations, 0 to 1.
    pub fn score(&self) -> f64 {
        self.useful * self.chance
    }
}

/// Why nobody is planned for a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It asks for an industry and no company: no file says in which industry another member's contact works.
    Industry,
    /// Nobody who fits is known to a member who shares.
    NobodyKnown,
    /// Those who know somebody who fits had better not ask them.
    NobodyMayAsk,
    /// Everyone who could introduce makes as many introductions as she can, or everyone who fits is asked for already.
    NoRoom,
    /// As many introductions as one member is given are planned for her already.
    Enough(u32),
}

impl Why {
    /// The reason in words.
    pub fn in_words(self) -> Cow<'static, str> {
        let says = match self {
            Why::Industry => "industries are not looked for among other members' contacts; name a company",
            Why::NobodyKnown => "no member who shares knows anybody who fits",
            Why::NobodyMayAsk => "whoever knows somebody who fits had better not ask them for a favour",
            Why::NoRoom => "everyone who fits is taken, or their introducers are at their capacity",
            Why::Enough(1) => "one is planned for this member already",
            Why::Enough(2) => "two are planned for this member already",
            Why::Enough(3) => "three are planned for this member already",
            Why::Enough(n) => return format!("{n} are planned for this member already").into(),
        };
        says.into()
    }
}

/// The plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The introductions, by member and wish.
    pub planned: Vec<Planned>,
    /// Members and wishes for which there is none, with the reason.
    pub unmet: Vec<(u32, u32, Why)>,
    /// What it was made within.
    pub options: PlanOptions,
}

impl Plan {
    /// Meetings with all that is planned among them, as it is planned: each member's, the best first.
    ///
    /// # Complexity
    /// **O(m log m)** for **m** meetings.
    pub fn among(&self, meetings: Vec<Meeting>, persons: &Persons) -> Vec<Meeting> {
        let planned = self.planned.iter().map(|row| Meeting {
            member: row.member,
            wish: row.wish,
            person: row.person,
            via: row.via,
            useful: row.useful,
            chance: row.chance,
        });
        let of = |row: Meeting| ((row.member, persons.rank(row.person)), row);
        // What is planned takes the place of another way to the same person.
        let all: BTreeMap<(u32, u32), Meeting> = meetings.into_iter().chain(planned).map(of).collect();
        let mut all: Vec<Meeting> = all.into_values().collect();
        all.sort_by(|a, b| {
            a.member.cmp(&b.member).then(b.score().total_cmp(&a.score())).then(a.wish.cmp(&b.wish))
        });
        all
    }
}

/// The cost of a share: the lower, the dearer. Millionths, so that sums are exact.
fn cost(share: f64) -> i32 {
    (-share.clamp(1e-9, 1.0).ln() * 1e6).round() as i32
}

/// Makes the plan for every wish that no contact of the member's own meets.
///
/// # Complexity
/// A search for each introduction that ends at the nearest free introducer: **O(n w)** small searches for **n** members
/// of **w** wishes where there is room for most.
pub fn plan(market: &Market<'_>, options: PlanOptions) -> Plan {
    let mut draft = Draft::default();
    let sink = draft.node();
    let introducers: Vec<u32> = market.members.iter().map(|_| draft.node()).collect();
    for node in &introducers {
        for nth in 0..options.capacity.min(BURDENS) {
            let room = if nth + 1 == BURDENS { options.capacity - nth } else { 1 };
            draft.arc(*node, sink, room, nth as i32 * cost(1.0 - BURDEN));
        }
    }
    let mut people = People { at: vec![NOWHERE; market.persons.len()], all: Vec::new() };
    let mut wishes: Vec<Wished> = Vec::new();
    let mut plan = Plan { options, ..Plan::default() };
    let mut of_member: Vec<std::ops::Range<usize>> = Vec::with_capacity(market.members.len());
    for (member, extract) in (0..).zip(&market.members) {
        let from = wishes.len();
        for (at, wish) in (0..).zip(&extract.wishes) {
            if wish.status == Status::Contact {
                continue;
            }
            let mut fitting = market.within_reach(member, at).take(PEOPLE).peekable();
            if fitting.peek().is_none() {
                let why = match () {
                    () if wish.company.is_empty() && !wish.industry.is_empty() => Why::Industry,
                    () if market.unknown_to(member, at).next().is_some() => Why::NobodyMayAsk,
                    () => Why::NobodyKnown,
                };
                plan.unmet.push((member, at, why));
                continue;
            }
            let (enter, leave) = (draft.node(), draft.node());
            draft.arc(enter, leave, 1, 0);
            let mut ways = Vec::with_capacity(PEOPLE);
            for fitting in fitting {
                let person = fitting.person;
                let offered =
                    people.offered(person, || Offered::add(&mut draft, market, person, &introducers));
                let arc = draft.arc(leave, offered.enter, 1, cost(wish.worth * fitting.degree));
                ways.push((arc, person, wish.worth * fitting.degree));
            }
            wishes.push(Wished { member, wish: at, enter, ways });
        }
        of_member.push(from..wishes.len());
    }
    let mut order: Vec<u32> = (0..market.members.len() as u32).collect();
    // Numbers are in the order of names, which says nothing of who should come first.
    let n = order.len().max(1) as u32;
    order.sort_by_key(|member| {
        let figures = &market.members[*member as usize].figures;
        (figures.interviews, figures.introductions, (*member + n - options.turn % n) % n)
    });
    let mut sources = Vec::new();
    for _ in 0..options.per_member {
        for member in &order {
            let source = draft.node();
            for wished in &wishes[of_member[*member as usize].clone()] {
                draft.arc(source, wished.enter, 1, 0);
            }
            sources.push(source);
        }
    }
    let mut flow = draft.lay();
    for source in sources {
        flow.send(source, sink);
    }
    let mut given = vec![0u32; market.members.len()];
    let mut open: Vec<(u32, u32)> = Vec::new();
    for wished in &wishes {
        match wished.ways.iter().find(|(arc, ..)| flow.on(*arc) > 0) {
            Some((_, person, useful)) => {
                let offered = people.get(*person).map(|offered| offered.by.as_slice()).unwrap_or_default();
                let Some((_, via)) = offered.iter().find(|(arc, _)| flow.on(*arc) > 0) else { continue };
                given[wished.member as usize] += 1;
                plan.planned.push(Planned {
                    member: wished.member,
                    wish: wished.wish,
                    person: *person,
                    via: *via,
                    useful: *useful,
                    chance: market.chance(*via, *person),
                });
            }
            None => open.push((wished.member, wished.wish)),
        }
    }
    plan.unmet.extend(open.into_iter().map(|(member, wish)| {
        let has_enough = given[member as usize] >= options.per_member;
        (member, wish, if has_enough { Why::Enough(options.per_member) } else { Why::NoRoom })
    }));
    plan.unmet.sort_unstable();
    plan
}

/// Everyone who is looked at, and where they stand.
struct People {
    at: Vec<u32>,
    all: Vec<Offered>,
}

/// Nobody has looked at them.
const NOWHERE: u32 = u32::MAX;

impl People {
    fn offered(&mut self, person: Number, new: impl FnOnce() -> Offered) -> &Offered {
        let at = &mut self.at[person as usize];
        if *at == NOWHERE {
            *at = self.all.len() as u32;
            self.all.push(new());
        }
        &self.all[*at as usize]
    }

    fn get(&self, person: Number) -> Option<&Offered> {
        self.all.get(self.at[person as usize] as usize)
    }
}

/// A person in the plan: asked for once, by one of the members who know them.
struct Offered {
    enter: u32,
    by: Vec<(u32, u32)>,
}

impl Offered {
    fn add(draft: &mut Draft, market: &Market<'_>, person: Number, introducers: &[u32]) -> Offered {
        let (enter, leave) = (draft.node(), draft.node());
        draft.arc(enter, leave, 1, 0);
        let by: Vec<u32> = market.introducers(person).collect();
        // From a place that differs by person, so that of equals not always the first in the alphabet are asked.
        let turn = fingerprint(market.persons.key(person).as_bytes()) as usize % by.len().max(1);
        let turned = || by[turn..].iter().chain(&by[..turn]).copied();
        let is_warm = |via: &u32| market.is_warm(*via, person);
        let arc = |via: u32| {
            let cost = cost(market.chance(via, person));
            (draft.arc(leave, introducers[via as usize], 1, cost), via)
        };
        // Those to whom they wrote come first.
        let warm = turned().filter(is_warm);
        let all = warm.chain(turned().filter(|via| !is_warm(via)));
        Offered { enter, by: all.take(INTRODUCERS).map(arc).collect() }
    }
}

/// A wish in the plan.
struct Wished {
    member: u32,
    wish: u32,
    enter: u32,
    /// The arcs to those who fit, who they are, and how useful they would be.
    ways: Vec<(u32, Number, f64)>,
}

#[cfg(test)]
mod tests {
    use super::super::apart::Apart;
    use super::super::extract::{Extract, Wish};
    use super::super::figures::Figures;
    use super::super::pool::{Contact, Pool, key_print};
    use super::super::relation::Relation;
    use super::*;
    use crate::settings::Settings;

    /// Members in a small notation: whom they know, what they want, how many they have met. A person called `x-Lumora`
    /// works at Lumora, and `!x-Lumora` had better not be asked by the member who knows them.
    fn with_market<T>(members: &[(&str, &str, u32)], take: impl FnOnce(&Market<'_>) -> T) -> T {
        let pool = Pool::default();
        let extracts: Vec<Extract> = members
            .iter()
            .map(|(knows, wants, interviews)| {
                let contacts: Vec<&str> =
                    knows.split_whitespace().map(|key| key.trim_start_matches('!')).collect();
                let mut apart = Apart::default();
                let closed = knows.split_whitespace().filter_map(|key| key.strip_prefix('!'));
                apart.closed.extend(closed.map(key_print));
                apart.settle();
                let contact = |key: &&'static str| Contact {
                    key,
                    name: key,
                    company: key.split_once('-').map_or("", |(_, company)| company),
                    position: "Buyer",
                    day: None,
                    is_warm: false,
                };
                let contacts: Vec<&'static str> =
                    contacts.into_iter().map(|key| &*Box::leak(key.to_owned().into_boxed_str())).collect();
                let wish = |company: &str| Wish {
                    position: Box::default(),
                    company: company.into(),
                    industry: Box::default(),
                    worth: 1.0,
                    status: Status::Gap,
                };
                Extract {
                    known: pool.add(contacts.iter().map(contact)),
                    wishes: wants.split_whitespace().map(wish).collect(),
                    figures: Figures { interviews: *interviews, ..Figures::default() },
                    apart,
                    ..Extract::default()
                }
            })
            .collect();
        let persons = pool.close();
        let relation = Relation::of(extracts.iter().map(|extract| extract.known.all.clone()), persons.len());
        let settings = Settings::default();
        let market = Market::open(extracts.iter().collect(), &persons, &relation, &settings);
        take(&market)
    }

    fn with_plan<T>(
        members: &[(&str, &str, u32)],
        options: PlanOptions,
        take: impl FnOnce(Plan, &Persons) -> T,
    ) -> T {
        with_market(members, |market| take(plan(market, options), market.persons))
    }

    fn check(members: &[(&str, &str, u32)], capacity: u32, per_member: u32, expect: &[&str]) {
        with_plan(members, PlanOptions { capacity, per_member, turn: 0 }, |plan, persons| {
            let planned = plan.planned.iter().map(|found| {
                format!("{} meets {} through {}", found.member, persons.key(found.person), found.via)
            });
            let unmet = plan.unmet.iter().map(|(member, wish, why)| format!("{member}/{wish}: {why:?}"));
            assert_eq!(planned.chain(unmet).collect::<Vec<_>>(), expect);
        });
    }

    #[test]
    fn everyone_is_met_where_there_is_a_way() {
        // Taken one by one, 0 might be led to the only person whom 1 can meet.
        check(
            &[("", "Lumora Tidewell", 0), ("", "Lumora", 0), ("a-Lumora b-Tidewell", "", 0)],
            9,
            1,
            &["0 meets b-Tidewell through 2", "1 meets a-Lumora through 2", "0/0: Enough(1)"],
        );
    }

    #[test]
    fn who_has_met_fewest_comes_first_and_what_cannot_be_is_named() {
        check(
            &[("", "Lumora Abel", 5), ("", "Lumora", 0), ("a-Lumora", "", 0)],
            9,
            1,
            &["1 meets a-Lumora through 2", "0/0: NoRoom", "0/1: NobodyKnown"],
        );
    }

    #[test]
    fn a_wish_beyond_what_one_is_given_is_named() {
        check(
            &[("", "Lumora Tidewell", 0), ("a-Lumora b-Tidewell", "", 0)],
            9,
            1,
            &["0 meets a-Lumora through 1", "0/1: Enough(1)"],
        );
    }

    #[test]
    fn of_equals_each_is_asked_and_each_has_a_turn() {
        let people = "a-Lumora b-Lumora c-Lumora";
        check(
            &[
                (people, "", 0),
                (people, "", 0),
                (people, "", 0),
                ("", "Lumora", 0),
                ("", "Lumora", 0),
                ("", "Lumora", 0),
            ],
            3,
            1,
            &["3 meets a-Lumora through 0", "4 meets b-Lumora through 1", "5 meets c-Lumora through 2"],
        );
        let given = |turn: u32| -> Vec<u32> {
            let members = [("a-Lumora", "", 0), ("", "Lumora", 0), ("", "Lumora", 0), ("", "Lumora", 0)];
            let options = PlanOptions { capacity: 3, per_member: 1, turn };
            with_plan(&members, options, |plan, _| plan.planned.iter().map(|row| row.member).collect())
        };
        assert_eq!([0, 1, 2, 3, 4].map(given), [vec![1], vec![1], vec![2], vec![3], vec![1]]);
    }

    #[test]
    fn nobody_introduces_more_than_she_can() {
        check(
            &[("", "Lumora", 0), ("", "Tidewell", 0), ("a-Lumora b-Tidewell", "", 0), ("b-Tidewell", "", 0)],
            1,
            3,
            &["0 meets a-Lumora through 2", "1 meets b-Tidewell through 3"],
        );
        check(
            &[("", "Lumora Tidewell", 0), ("a-Lumora b-Tidewell", "", 0)],
            0,
            3,
            &["0/0: NoRoom", "0/1: NoRoom"],
        );
    }

    /// Whom nobody may be asked to introduce takes nobody's place, and is no reason but their own.
    #[test]
    fn whom_nobody_may_be_asked_to_introduce_is_out_of_reach() {
        check(
            &[("", "Lumora Tidewell Abel", 0), ("!a-Lumora !b-Tidewell", "", 0), ("b-Tidewell", "", 0)],
            9,
            3,
            &["0 meets b-Tidewell through 2", "0/0: NobodyMayAsk", "0/2: NobodyKnown"],
        );
        let closed: Vec<String> = (0..PEOPLE).map(|nth| format!("!a{nth:03}-Lumora")).collect();
        let closed = closed.join(" ");
        // Whom most members know stands first.
        let members =
            [("", "Lumora", 0), (closed.as_str(), "", 0), (closed.as_str(), "", 0), ("z-Lumora", "", 0)];
        check(&members, 9, 3, &["0 meets z-Lumora through 3"]);
        with_market(&members, |market| {
            let found: Vec<(u32, &str, u32)> = market
                .meetings(1)
                .iter()
                .map(|found| (found.member, market.persons.key(found.person), found.via))
                .collect();
            assert_eq!(found, [(0, "z-Lumora", 3)]);
        });
    }
}

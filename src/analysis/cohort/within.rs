//! Whom a member could meet through another: people who fit her targets, whom she does not know and another does.

use super::extract::{Extract, Wish};
use super::left_out::{LeftOut, left_out};
use super::pool::{Number, Persons};
use super::relation::{Relation, Rows};
use crate::analysis::rank::model::logistic;
use crate::analysis::targets::{Held, Wanted};
use crate::import::Target;
use crate::people::CompanyId;
use crate::settings::{Settings, ValueWeights};
use std::collections::BTreeMap;

/// How many people are looked at for a row of a target matrix: those who fit best, then those whom most members know.
///
/// A row that names a position and no company fits tens of thousands of a large cohort's people.
pub const MOST_FITTING: usize = 500;

/// A person whom a member could meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meeting {
    /// Who could meet them, as a number of a member.
    pub member: u32,
    /// Which of her wishes they fit.
    pub wish: u32,
    /// The person.
    pub person: Number,
    /// The member who could introduce them.
    pub via: u32,
    /// How well they fit, times what the wish is worth: 0 to 1.
    pub useful: f64,
    /// The chance that it comes to a conversation: 0 to 1.
    pub chance: f64,
}

impl Meeting {
    /// Expected useful conversations, 0 to 1.
    pub fn score(&self) -> f64 {
        self.useful * self.chance
    }
}

/// A person who fits a wish.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitting {
    /// Who.
    pub person: Number,
    /// How well, 0 to 1.
    pub degree: f64,
}

/// Those who fit a wish, the best first. There are a hundred thousand wishes of some hundred people each, and hardly two
/// degrees to a wish.
#[derive(Clone, Debug, Default)]
struct Fittings {
    people: Vec<Number>,
    /// How well those fit who stand before a place, from the last such place on.
    until: Vec<(u32, f64)>,
}

impl Fittings {
    fn all(&self) -> impl Iterator<Item = Fitting> + '_ {
        let from = std::iter::once(0).chain(self.until.iter().map(|(until, _)| *until));
        let runs = from.zip(&self.until);
        runs.flat_map(|(from, (until, degree))| {
            let people = &self.people[from as usize..*until as usize];
            people.iter().map(|person| Fitting { person: *person, degree: *degree })
        })
    }
}

/// What is asked for, in a form in which equal wishes are one.
type Sought<'a> = (Option<CompanyId>, &'a str);

/// The members who share, whom they know, and who fits what they wish.
pub struct Market<'a> {
    /// The members, by number.
    pub members: Vec<&'a Extract>,
    /// The people.
    pub persons: &'a Persons,
    /// Who knows whom.
    pub relation: &'a Relation,
    /// Chance of a conversation with somebody introduced by a member who knows them; by one to whom they wrote.
    chances: [f64; 2],
    /// By person, the members to whom they wrote.
    warm: Rows,
    /// By person, who is left out.
    apart: LeftOut,
    /// Who fits what is asked for.
    fitting: Vec<Fittings>,
    /// By member and wish, which of those lists is meant.
    lists: Vec<Vec<Option<u32>>>,
}

impl<'a> Market<'a> {
    /// Finds who fits each wish of the members.
    ///
    /// # Complexity
    /// **O(p log p + s (t + f))** for **p** people, **s** different wishes, **t** titles and **f** people at the company,
    /// or no more of each title that fits than are looked at.
    pub fn open(
        members: Vec<&'a Extract>,
        persons: &'a Persons,
        relation: &'a Relation,
        settings: &Settings,
    ) -> Market<'a> {
        let warm = Rows::of(members.iter().map(|member| member.known.warm.clone())).turned(persons.len());
        let mut lists = Vec::with_capacity(members.len());
        let mut fitting: Vec<Fittings> = Vec::new();
        {
            let mut search = Search::open(persons, relation, &warm, settings);
            let mut companies: BTreeMap<&str, Option<CompanyId>> = BTreeMap::new();
            let mut known: BTreeMap<Sought<'_>, u32> = BTreeMap::new();
            let mut asked: Vec<(Sought<'_>, &Wish)> = Vec::new();
            for member in &members {
                let list = member.wishes.iter().map(|wish| {
                    let company =
                        |name: &'a str| *companies.entry(name).or_insert_with(|| persons.companies.get(name));
                    let sought = sought(wish, company)?;
                    Some(*known.entry(sought).or_insert_with(|| {
                        asked.push((sought, wish));
                        asked.len() as u32 - 1
                    }))
                });
                lists.push(list.collect());
            }
            // One position after the other: how well a title fits holds for all wishes for it.
            let mut order: Vec<usize> = (0..asked.len()).collect();
            order.sort_by_key(|at| asked[*at].0.1);
            fitting.resize(asked.len(), Fittings::default());
            for at in order {
                let ((company, _), wish) = asked[at];
                fitting[at] = search.fitting(wish, company);
            }
        }
        let apart = left_out(&members, persons);
        let weights = &settings.reply;
        let base = weights.connected + weights.introduced;
        let chances =
            [logistic(base), logistic(base + (weights.received + weights.recent) * std::f64::consts::LN_2)];
        Market { members, persons, relation, chances, warm, apart, fitting, lists }
    }

    /// The people whom a member could meet for a wish: who fit it, whom she does not know and with whom she has had no
    /// dealings, and whom somebody may be asked to introduce; those who fit best first.
    pub fn within_reach(&self, member: u32, wish: u32) -> impl Iterator<Item = Fitting> + '_ {
        self.unknown_to(member, wish).filter(|fitting| self.introducers(fitting.person).next().is_some())
    }

    /// The same, and those whom nobody had better be asked to introduce.
    pub fn unknown_to(&self, member: u32, wish: u32) -> impl Iterator<Item = Fitting> + '_ {
        let known = self.relation.known.row(member);
        let list = self.lists[member as usize][wish as usize];
        let all = list.into_iter().flat_map(|list| self.fitting[list as usize].all());
        let is_new = move |person: Number| {
            known.binary_search(&person).is_err()
                && self.apart.known.row(person).binary_search(&member).is_err()
        };
        all.filter(move |fitting| is_new(fitting.person))
    }

    /// The members who know a person and may be asked to introduce them.
    pub fn introducers(&self, person: Number) -> impl Iterator<Item = u32> + Clone + '_ {
        let closed = self.apart.closed.row(person);
        let all = self.relation.members.row(person).iter().copied();
        all.filter(move |via| closed.binary_search(via).is_err())
    }

    /// Whether a person wrote to a member, or met her, within a year.
    pub fn is_warm(&self, member: u32, person: Number) -> bool {
        self.warm.row(person).binary_search(&member).is_ok()
    }

    /// The chance that an introduction by a member comes to a conversation.
    pub fn chance(&self, via: u32, person: Number) -> f64 {
        self.chances[usize::from(self.is_warm(via, person))]
    }

    /// For each member, the `top` people whom she could best meet through another, each through the member who knows
    /// them best; among several of those, the one named least often so far.
    ///
    /// # Complexity
    /// **O(n t (top + d))** for **n** members of **t** targets, and **d** members who know a person.
    pub fn meetings(&self, top: usize) -> Vec<Meeting> {
        let mut asked = vec![0u32; self.members.len()];
        let mut all = Vec::new();
        for (member, extract) in (0..).zip(&self.members) {
            let mut best: BTreeMap<Number, Meeting> = BTreeMap::new();
            for (at, wish) in (0..).zip(&extract.wishes) {
                for fitting in self.within_reach(member, at).take(top) {
                    let useful = wish.worth * fitting.degree;
                    let via = self
                        .introducers(fitting.person)
                        .min_by_key(|via| (!self.is_warm(*via, fitting.person), asked[*via as usize], *via));
                    let Some(via) = via else { continue };
                    let chance = self.chance(via, fitting.person);
                    let found = Meeting { member, wish: at, person: fitting.person, via, useful, chance };
                    let known = best.entry(fitting.person).or_insert(found);
                    if found.useful > known.useful {
                        *known = found;
                    }
                }
            }
            let mut found: Vec<Meeting> = best.into_values().collect();
            found.sort_unstable_by(|a, b| {
                let by_score = b.score().total_cmp(&a.score()).then(a.wish.cmp(&b.wish));
                by_score.then_with(|| self.persons.rank(a.person).cmp(&self.persons.rank(b.person)))
            });
            found.truncate(top);
            found.iter().for_each(|meeting| asked[meeting.via as usize] += 1);
            all.extend(found);
        }
        all
    }
}

/// People of one title, as far as any wish looks at them, by how they stand among others who fit as well: the lower comes
/// first.
#[derive(Clone, Debug, Default)]
struct Alike {
    title: u32,
    people: Vec<(u64, Number)>,
}

/// People as a wish looks at them.
struct Search<'a> {
    persons: &'a Persons,
    weights: &'a ValueWeights,
    /// By person, how they stand.
    standing: Vec<u64>,
    by_company: Rows,
    /// Everyone, by title.
    all: Vec<Alike>,
    /// Those at a company, by title, once anybody wishes for it.
    at: BTreeMap<CompanyId, Vec<Alike>>,
    degrees: Degrees,
}

/// How well titles fit one position after the other.
struct Degrees {
    position: Box<str>,
    /// By title, for wishes that name no company and for those that do; not a number where nobody has asked.
    by_title: [Vec<f64>; 2],
    asked: Vec<(usize, u32)>,
}

impl Degrees {
    fn new(n_titles: usize) -> Degrees {
        let by_title = [vec![f64::NAN; n_titles], vec![f64::NAN; n_titles]];
        Degrees { position: Box::default(), by_title, asked: Vec::new() }
    }

    /// Forgets what was asked of another position.
    fn turn_to(&mut self, position: &str) {
        if *self.position != *position {
            for (table, title) in self.asked.drain(..) {
                self.by_title[table][title as usize] = f64::NAN;
            }
            self.position = position.into();
        }
    }

    fn of(&mut self, names_company: bool, title: u32, fit: impl FnOnce() -> f64) -> f64 {
        let table = usize::from(names_company);
        let known = &mut self.by_title[table][title as usize];
        if known.is_nan() {
            *known = fit();
            self.asked.push((table, title));
        }
        *known
    }
}

impl<'a> Search<'a> {
    fn open(persons: &'a Persons, relation: &Relation, warm: &Rows, settings: &'a Settings) -> Search<'a> {
        let all = 0..persons.len() as Number;
        // Who wrote to a member stands before others, whom more members know before whom fewer do, and then keys decide:
        // a bit, the members, and the place among the keys.
        let standing = |person: Number| {
            let n_members = relation.members.row(person).len() as u64;
            let is_cold = u64::from(warm.row(person).is_empty());
            is_cold << 63 | ((1 << 31) - 1 - n_members) << 32 | u64::from(persons.rank(person))
        };
        let standing: Vec<u64> = all.clone().map(standing).collect();
        let company = |person| persons.company_id(person).map(|id| id.0);
        let by_company = Rows::places(all.clone().map(company), persons.companies.len());
        let n_titles = persons.titles().len();
        let by_title = Rows::places(all.map(|person| Some(persons.position_id(person))), n_titles);
        let everyone = (0..n_titles as u32).map(|title| (title, by_title.row(title)));
        let stands = |person: &Number| (standing[*person as usize], *person);
        let alike = |(title, people): (u32, &[Number])| Alike::of(title, people.iter().map(stands).collect());
        let all = everyone.filter(|(_, people)| !people.is_empty()).map(alike).collect();
        let (weights, degrees) = (&settings.value, Degrees::new(n_titles));
        Search { persons, weights, standing, by_company, all, at: BTreeMap::new(), degrees }
    }

    /// Who fits a wish, the best first.
    fn fitting(&mut self, wish: &Wish, company: Option<CompanyId>) -> Fittings {
        let Search { persons, weights, standing, by_company, all, at, degrees } = self;
        degrees.turn_to(&wish.position);
        let target = Target {
            position: wish.position.clone(),
            company: wish.company.clone(),
            industry: Box::default(),
            priority: None,
            motivation: None,
            posting: None,
            alumni: None,
            location: Box::default(),
            notes: Box::default(),
            place: None,
        };
        let wanted = Wanted::new(target, 1.0, company);
        let fit = |title: u32| {
            let at = title as usize;
            let held = Held { title: &persons.titles()[at], written: persons.written(at) };
            wanted.fit_of(company, held, &persons.companies, weights).map_or(0.0, |fit| fit.degree)
        };
        let people = match company {
            Some(id) => {
                let people = by_company.row(id.0);
                let new = || {
                    let row =
                        |person: &Number| (persons.position_id(*person), standing[*person as usize], *person);
                    let mut rows: Vec<(u32, u64, Number)> = people.iter().map(row).collect();
                    rows.sort_unstable();
                    let of_title = rows.chunk_by(|a, b| a.0 == b.0);
                    of_title
                        .map(|rows| {
                            let people = rows.iter().map(|(_, standing, person)| (*standing, *person));
                            Alike::of(rows[0].0, people.take(MOST_FITTING).collect())
                        })
                        .collect()
                };
                at.entry(id).or_insert_with(new)
            }
            None => all,
        };
        let mut degree = |title: u32| degrees.of(company.is_some(), title, || fit(title));
        let titles = people.iter().map(|alike| (degree(alike.title), alike));
        let mut titles: Vec<(f64, &Alike)> = titles.filter(|(degree, _)| *degree > 0.0).collect();
        titles.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut found = Fittings::default();
        // Titles that fit less are looked at only where those that fit better have too few people.
        for equal in titles.chunk_by(|a, b| a.0 == b.0) {
            let degree = equal[0].0;
            let mut people: Vec<(u64, Number)> =
                equal.iter().flat_map(|(_, alike)| &alike.people).copied().collect();
            first(&mut people, MOST_FITTING - found.people.len());
            found.people.extend(people.into_iter().map(|(_, person)| person));
            found.until.push((found.people.len() as u32, degree));
            if found.people.len() == MOST_FITTING {
                break;
            }
        }
        found.people.shrink_to_fit();
        found
    }
}

impl Alike {
    /// People of one title, no more than are looked at.
    fn of(title: u32, mut people: Vec<(u64, Number)>) -> Alike {
        first(&mut people, MOST_FITTING);
        people.shrink_to_fit();
        Alike { title, people }
    }
}

/// Keeps the first `n` in order.
fn first(people: &mut Vec<(u64, Number)>, n: usize) {
    if people.len() > n {
        people.select_nth_unstable(n);
        people.truncate(n);
    }
    people.sort_unstable();
}

/// What a wish asks for; `None` where it asks for nothing that the contacts of others can answer: a company nobody is
/// at, or an industry alone.
fn sought<'a>(wish: &'a Wish, company: impl FnOnce(&'a str) -> Option<CompanyId>) -> Option<Sought<'a>> {
    if wish.company.is_empty() {
        // Industries are in nobody's contacts: a row that asks for one cannot be answered.
        let asks = !wish.position.is_empty() && wish.industry.is_empty();
        return asks.then_some((None, &*wish.position));
    }
    Some((Some(company(&wish.company)?), &*wish.position))
}

//! Whom a member could meet through another: people who fit her targets, whom she does not know and another does.

use super::extract::{Extract, Wish};
use super::pool::{Number, Persons};
use super::relation::{Relation, Rows};
use crate::analysis::rank::model::logistic;
use crate::analysis::targets::{Held, Wanted};
use crate::import::Target;
use crate::people::CompanyId;
use crate::settings::Settings;
use std::cmp::Reverse;
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

/// What is asked for, in a form in which equal wishes are one.
type Sought = (Option<CompanyId>, Box<str>);

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
    fitting: BTreeMap<Sought, Vec<Fitting>>,
}

impl<'a> Market<'a> {
    /// Finds who fits each wish of the members.
    ///
    /// # Complexity
    /// **O(s (t + f))** for **s** different wishes, **t** titles and **f** people at the company or of the titles that
    /// fit.
    pub fn open(
        members: Vec<&'a Extract>,
        persons: &'a Persons,
        relation: &'a Relation,
        settings: &Settings,
    ) -> Market<'a> {
        let by_company =
            by(persons, persons.companies.len(), |person| persons.company_id(person).map(|id| id.0));
        let by_position = by(persons, persons.titles().len(), |person| Some(persons.position_id(person)));
        let mut warm = vec![false; persons.len()];
        for member in &members {
            member.known.warm.iter().for_each(|person| warm[*person as usize] = true);
        }
        let mut fitting: BTreeMap<Sought, Vec<Fitting>> = BTreeMap::new();
        for wish in members.iter().flat_map(|member| &member.wishes) {
            let Some(sought) = sought(wish, persons) else { continue };
            if fitting.contains_key(&sought) {
                continue;
            }
            let company = sought.0;
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
            let fit = |company: Option<CompanyId>, position: usize| {
                let held = Held { title: &persons.titles()[position], written: persons.written(position) };
                let fit = wanted.fit_of(company, held, &persons.companies, &settings.value);
                fit.map_or(0.0, |fit| fit.degree)
            };
            let mut found: Vec<Fitting> = match company {
                Some(id) => {
                    let at = by_company.row(id.0).iter();
                    at.map(|person| Fitting {
                        person: *person,
                        degree: fit(company, persons.position_id(*person) as usize),
                    })
                    .filter(|found| found.degree > 0.0)
                    .collect()
                }
                None => {
                    let of_title = |position: u32| {
                        let degree = fit(None, position as usize);
                        let people = if degree > 0.0 { by_position.row(position) } else { &[] };
                        people.iter().map(move |person| Fitting { person: *person, degree })
                    };
                    (0..persons.titles().len() as u32).flat_map(of_title).collect()
                }
            };
            let order = |a: &Fitting, b: &Fitting| {
                let rest = |fitting: &Fitting| {
                    let person = fitting.person;
                    (Reverse(warm[person as usize]), Reverse(relation.members.row(person).len()))
                };
                b.degree
                    .total_cmp(&a.degree)
                    .then_with(|| rest(a).cmp(&rest(b)))
                    .then_with(|| persons.rank(a.person).cmp(&persons.rank(b.person)))
            };
            if found.len() > MOST_FITTING {
                found.select_nth_unstable_by(MOST_FITTING, order);
                found.truncate(MOST_FITTING);
            }
            found.sort_unstable_by(order);
            found.shrink_to_fit();
            fitting.insert(sought, found);
        }
        let weights = &settings.reply;
        let base = weights.connected + weights.introduced;
        let chances =
            [logistic(base), logistic(base + (weights.received + weights.recent) * std::f64::consts::LN_2)];
        Market { members, persons, relation, chances, fitting }
    }

    /// The people who fit a wish and whom the member does not know, those who fit best first.
    pub fn unknown_to(&self, member: u32, wish: &Wish) -> impl Iterator<Item = Fitting> + '_ {
        let known = self.relation.known.row(member);
        let all = sought(wish, self.persons).and_then(|sought| self.fitting.get(&sought));
        let all = all.map_or(&[][..], |all| all.as_slice());
        all.iter().filter(|fitting| known.binary_search(&fitting.person).is_err()).copied()
    }

    /// Whether a person wrote to a member, or met her, within a year.
    pub fn is_warm(&self, member: u32, person: Number) -> bool {
        self.members[member as usize].known.warm.binary_search(&person).is_ok()
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
                for fitting in self.unknown_to(member, wish).take(top) {
                    let useful = wish.worth * fitting.degree;
                    let vias = self.relation.members.row(fitting.person).iter();
                    let via = vias.min_by_key(|via| {
                        (!self.is_warm(**via, fitting.person), asked[**via as usize], **via)
                    });
                    let Some(via) = via.copied() else { continue };
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

/// What a wish asks for; `None` where it asks for nothing that the contacts of others can answer: a company nobody is
/// at, or an industry alone.
fn sought(wish: &Wish, persons: &Persons) -> Option<Sought> {
    if wish.company.is_empty() {
        // Industries are in nobody's contacts: a row that asks for one cannot be answered.
        let asks = !wish.position.is_empty() && wish.industry.is_empty();
        return asks.then(|| (None, wish.position.clone()));
    }
    Some((Some(persons.companies.get(&wish.company)?), wish.position.clone()))
}

/// People by a number they have.
fn by(persons: &Persons, n: usize, number: impl Fn(Number) -> Option<u32>) -> Rows {
    let row = |person| number(person).into_iter().collect::<Vec<u32>>();
    Rows::of((0..persons.len() as Number).map(row)).turned(n)
}

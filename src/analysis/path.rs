//! Introduction paths: over whom to come to a person, a company or a target.
//!
//! A path's worth is the product of the chances of its steps, never its length: two sure steps beat one cold letter (Hangal et
//! al., *All Friends Are Not Equal*, 2010). The first step is the seeker's own, with the chance that the person answers, from
//! the ranking. Every further step asks somebody for an introduction: whether the two know one another × whether the one asked
//! will × whether somebody who was introduced answers.

use super::rank::Ranking;
use super::rank::signs::ANSWER_DAYS;
use super::rank::standing::Standing;
use super::targets::Targets;
use crate::day::Day;
use crate::evidence::Place;
use crate::import::Outcome;
use crate::network::paths::Web;
use crate::network::ties::{Tie, TieKind};
use crate::network::{Event, EventKind, Network};
use crate::people::{CompanyId, People, PersonId};
use crate::settings::ValueWeights;
use std::collections::BTreeMap;

/// The chance that two know one another, by what shows it. Two who work for one employer mostly do not: among the hundreds
/// that a firm has, a person knows a few dozen.
pub const INTRODUCED: f64 = 0.9;
/// See [`INTRODUCED`]: who were in one thread, mail or meeting of a few.
pub const IN_A_CIRCLE: f64 = 0.7;
/// See [`INTRODUCED`]: same employer at present, and nothing else known.
pub const SAME_EMPLOYER: f64 = 0.1;
/// The chance that somebody who is asked introduces: 26 of 38 people met, in one seeker's full log. It weighs as much as four
/// requests; what this introducer did is added.
pub const WILLING: f64 = 0.68;
/// See [`WILLING`].
pub const WILLING_WEIGHT: f64 = 4.0;
/// The chance that somebody who was introduced answers: no trustworthy figure was found, so that of people met before.
pub const ANSWERS: f64 = 0.7;

/// How a step is known to be possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Seen in the files: a connection, an exchange, an introduction, a circle.
    Observed,
    /// Read out of messages, with a confidence.
    Inferred,
    /// The same employer: a guess, and no knowledge.
    Affiliation,
    /// Nothing ties the seeker to the person; she would write out of the blue.
    Cold,
}

impl Class {
    /// The word in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Class::Observed => "observed",
            Class::Inferred => "inferred",
            Class::Affiliation => "affiliation",
            Class::Cold => "cold",
        }
    }
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Who is asked; `None` for the seeker herself.
    pub from: Option<PersonId>,
    /// To whom it leads.
    pub to: PersonId,
    /// The chance that it comes about.
    pub chance: f64,
    /// How it is known to be possible.
    pub class: Class,
    /// What shows it, in words.
    pub because: String,
    /// The rows that show it.
    pub evidence: Vec<Place>,
}

/// A path from the seeker.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// In order.
    pub steps: Vec<Step>,
    /// The product of the chances.
    pub chance: f64,
    /// Which step is the least likely, the first of equals.
    pub weakest: usize,
}

/// Where a path shall lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// To a person.
    Person(PersonId),
    /// To anybody at a company.
    Company(CompanyId),
    /// To anybody whom a row of the target matrix asks for, as an index into [`Targets::rows`].
    Target(usize),
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// Whom the goal stands for.
    pub ends: Vec<PersonId>,
    /// Whether these are what a target asks for, or only work at its company.
    pub ends_are_near: bool,
    /// The best first.
    pub paths: Vec<Path>,
    /// Where nobody is: people who come nearest, the likeliest to answer first.
    pub nearest: Vec<PersonId>,
    /// Of the ends, those who said no: nobody is led to them.
    pub closed: Vec<PersonId>,
}

/// What paths are made of.
pub struct Ground<'a> {
    /// Everyone.
    pub people: &'a People,
    /// Introductions and contact.
    pub network: &'a Network,
    /// Ties among the others.
    pub ties: &'a [Tie],
    /// The target matrix.
    pub targets: &'a Targets,
    /// The weights of its parts.
    pub weights: &'a ValueWeights,
    /// Everyone's chance of a conversation.
    pub ranking: &'a Ranking,
    /// The day asked about.
    pub as_of: Day,
}

/// Finds the `k` best paths to a goal. None leads to somebody who said no, or through them: they are asked for nothing.
///
/// # Complexity
/// **O(k l (p + t) log p)** for **p** people, **t** ties and paths of **l** steps.
pub fn find(ground: &Ground<'_>, goal: Goal, k: usize) -> Paths {
    let mut found = ground.ends(goal);
    if found.ends.is_empty() {
        found.nearest = ground.nearest(goal, k.max(3));
        return found;
    }
    let n = ground.people.persons.len();
    let chances = ground.ranking.chances(n);
    let said_no = ground.ranking.said_no(n);
    found.closed = found.ends.iter().copied().filter(|end| said_no[end.index()]).collect();
    let hubs = ground.hubs();
    let hub_of: BTreeMap<CompanyId, u32> =
        hubs.iter().enumerate().map(|(nth, company)| (*company, (n + 1 + nth) as u32)).collect();
    let (ego, goal) = (n as u32, (n + 1 + hubs.len()) as u32);
    let cost = |chance: f64| -chance.ln();
    let mut arcs: Vec<(u32, u32, f64)> = Vec::new();
    for id in ground.people.ids() {
        let Some(chance) = chances[id.index()] else { continue };
        arcs.push((ego, id.0, cost(chance)));
        let hub = ground.people.get(id).company_id.and_then(|company| hub_of.get(&company));
        if let Some(hub) = hub {
            // By way of the employer, so that a firm of a thousand has no million of arcs: whether the one will on the way
            // there, and whether the other is known and answers on the way back.
            arcs.push((id.0, *hub, cost(ground.willing(id))));
            arcs.push((*hub, id.0, cost(SAME_EMPLOYER * ANSWERS)));
        }
    }
    let is_open = |id: PersonId| chances[id.index()].is_some();
    for tie in ground.ties.iter().filter(|tie| is_open(tie.a) && is_open(tie.b)) {
        for (from, to) in [(tie.a, tie.b), (tie.b, tie.a)] {
            arcs.push((from.0, to.0, cost(knows(tie) * ground.willing(from) * ANSWERS)));
        }
    }
    arcs.extend(found.ends.iter().map(|end| (end.0, goal, 0.0)));
    let web = Web::new(goal as usize + 1, arcs);
    let ways = web.ways(ego, goal, k);
    found.paths = ways.iter().map(|way| ground.path(&way.nodes, &chances, n)).collect();
    found
}

fn knows(tie: &Tie) -> f64 {
    match tie.kind {
        TieKind::Introduction => INTRODUCED,
        TieKind::Circle => IN_A_CIRCLE,
        TieKind::Inferred => INTRODUCED * tie.confidence,
    }
}

impl Ground<'_> {
    fn ends(&self, goal: Goal) -> Paths {
        let at = |company: CompanyId| -> Vec<PersonId> {
            self.people.ids().filter(|id| self.people.get(*id).company_id == Some(company)).collect()
        };
        match goal {
            Goal::Person(person) => Paths { ends: vec![person], ..Paths::default() },
            Goal::Company(company) => Paths { ends: at(company), ..Paths::default() },
            Goal::Target(row) => {
                let wanted = &self.targets.rows[row];
                let fit =
                    |id: PersonId| wanted.fit(self.people.get(id), &self.people.companies, self.weights);
                let is_wanted = |id: &PersonId| fit(*id).is_some_and(|fit| fit.is_contact());
                let ends: Vec<PersonId> = self.people.ids().filter(is_wanted).collect();
                match wanted.company().filter(|_| ends.is_empty()) {
                    Some(company) => Paths { ends: at(company), ends_are_near: true, ..Paths::default() },
                    None => Paths { ends, ..Paths::default() },
                }
            }
        }
    }

    /// People who come nearest to a goal that nobody stands for: in the position wanted, else in the same industry.
    fn nearest(&self, goal: Goal, most: usize) -> Vec<PersonId> {
        let chances = self.ranking.chances(self.people.persons.len());
        let companies = &self.people.companies;
        let company = match goal {
            Goal::Company(company) => Some(company),
            Goal::Target(row) => self.targets.rows[row].company(),
            Goal::Person(_) => None,
        };
        let industry = company.and_then(|company| companies.industry(company));
        let nearness = |id: PersonId| {
            let person = self.people.get(id);
            let position = match goal {
                Goal::Target(row) => self.targets.rows[row].position_fit(person).unwrap_or(0.0),
                _ => 0.0,
            };
            let theirs = person.company_id.and_then(|id| companies.industry(id));
            position + if industry.is_some() && theirs == industry { 0.5 } else { 0.0 }
        };
        let mut near: Vec<(f64, PersonId)> =
            self.people.ids().map(|id| (nearness(id), id)).filter(|(near, _)| *near > 0.0).collect();
        near.sort_by(|(a, x), (b, y)| {
            let chance = |id: &PersonId| chances[id.index()].unwrap_or(0.0);
            b.total_cmp(a).then(chance(y).total_cmp(&chance(x))).then(x.cmp(y))
        });
        near.into_iter().take(most).map(|(_, id)| id).collect()
    }

    /// The chance that somebody introduces when asked, from what they did. A request that may yet be answered says nothing.
    fn willing(&self, person: PersonId) -> f64 {
        let made = self.network.introducers_of(person).map_or(0, |of| of.introductions);
        let may_come = |day: Day| self.as_of.days_since(day) <= ANSWER_DAYS as i32;
        let counts = |event: &&Event| match event.kind {
            EventKind::IntroductionRequest(None | Some(Outcome::Pending)) => !may_come(event.day),
            EventKind::IntroductionRequest(_) => true,
            _ => false,
        };
        let asked = self.network.history.until(person, self.as_of).iter().filter(counts).count();
        let asked = made.max(asked as u32);
        (WILLING * WILLING_WEIGHT + f64::from(made)) / (WILLING_WEIGHT + f64::from(asked))
    }

    /// Companies at which two or more are.
    fn hubs(&self) -> Vec<CompanyId> {
        let mut all: Vec<CompanyId> =
            self.people.persons.iter().filter_map(|person| person.company_id).collect();
        all.sort();
        let mut hubs: Vec<CompanyId> =
            all.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        hubs.dedup();
        hubs
    }

    /// Puts the nodes of a way into steps; `n` is the seeker, beyond her are employers, and the goal is the last.
    fn path(&self, nodes: &[u32], chances: &[Option<f64>], n: usize) -> Path {
        let people: Vec<usize> = (1..nodes.len() - 1).filter(|nth| (nodes[*nth] as usize) < n).collect();
        let mut steps: Vec<Step> = Vec::new();
        for (nth, at) in people.iter().enumerate() {
            let to = PersonId(nodes[*at]);
            steps.push(match nth.checked_sub(1) {
                // Whoever has no chance is not on the way.
                None => self.first_step(to, chances[to.index()].unwrap_or(0.0)),
                // An employer stands between the two.
                Some(before) if at - people[before] == 2 => {
                    self.colleagues(PersonId(nodes[people[before]]), to)
                }
                Some(before) => self.introduction(PersonId(nodes[people[before]]), to),
            });
        }
        let chance = steps.iter().map(|step| step.chance).product();
        let weakest =
            (0..steps.len()).min_by(|a, b| steps[*a].chance.total_cmp(&steps[*b].chance)).unwrap_or(0);
        Path { steps, chance, weakest }
    }

    fn first_step(&self, to: PersonId, chance: f64) -> Step {
        let person = self.people.get(to);
        let now = Standing::of(self.network.history.until(to, self.as_of));
        let is_connected = person.is_connected_by(self.as_of);
        let connected = person.connection.filter(|_| is_connected);
        let brought: Vec<_> = self.network.introductions_of(to).collect();
        let mut evidence: Vec<Place> = Vec::new();
        let mut because: Vec<String> = Vec::new();
        if let Some(place) = connected {
            evidence.push(place);
            because.push(match person.connected_on {
                Some(day) => format!("connected since {}", day.in_words()),
                None => "connected".to_owned(),
            });
        }
        if let Some((day, place)) = now.met {
            evidence.push(place);
            because.push(format!("talked on {}", day.in_words()));
        } else if let Some((day, place)) = now.last_contact {
            evidence.push(place);
            because.push(format!("last contact on {}", day.in_words()));
        }
        if let Some(first) = brought.first().filter(|_| now.met.is_none()) {
            evidence.extend(&first.evidence);
            because.push(format!("introduced by {}", self.people.get(first.introducer).display_name()));
        }
        // An introduction that was read out of messages is all that ties the two: as sure as that.
        let class = match (because.is_empty(), connected.is_some() || now.last_contact.is_some()) {
            (true, _) => Class::Cold,
            (_, true) => Class::Observed,
            _ if brought.iter().all(|edge| edge.source == crate::network::referral::EdgeSource::Inferred) => {
                Class::Inferred
            }
            _ => Class::Observed,
        };
        if because.is_empty() {
            because.push("nothing ties you to them yet".to_owned());
            evidence.extend(person.seen_in.first());
        }
        Step { from: None, to, chance, class, because: because.join(", "), evidence }
    }

    fn introduction(&self, from: PersonId, to: PersonId) -> Step {
        let (a, b) = (from.min(to), from.max(to));
        let tie =
            self.ties.binary_search_by_key(&(a, b), |tie| (tie.a, tie.b)).ok().map(|nth| &self.ties[nth]);
        let (class, chance, because, evidence) = match tie {
            Some(tie) => {
                let because = match tie.kind {
                    TieKind::Introduction => self.who_introduced(a, b),
                    TieKind::Circle => "in one thread, mail or meeting of a few".to_owned(),
                    TieKind::Inferred => format!(
                        "{}, read out of messages and {:.0} % sure",
                        self.who_introduced(a, b),
                        tie.confidence * 100.0
                    ),
                };
                let class = if tie.kind == TieKind::Inferred { Class::Inferred } else { Class::Observed };
                (class, knows(tie), because, tie.evidence.clone())
            }
            // The arcs come from these ties, so one is there.
            None => return self.colleagues(from, to),
        };
        let chance = chance * self.willing(from) * ANSWERS;
        Step { from: Some(from), to, chance, class, because, evidence }
    }

    /// Which of two introduced the other, and when.
    fn who_introduced(&self, a: PersonId, b: PersonId) -> String {
        let edge = [(a, b), (b, a)]
            .into_iter()
            .find_map(|(by, whom)| self.network.introductions_by(by).find(|edge| edge.introduced == whom));
        let name = |id: PersonId| self.people.get(id).display_name();
        edge.map_or_else(
            || "one introduced the other to you".to_owned(),
            |edge| {
                let on = edge.on.map_or(String::new(), |on| format!(" on {}", on.in_words()));
                format!("{} introduced {} to you{on}", name(edge.introducer), name(edge.introduced))
            },
        )
    }

    fn colleagues(&self, from: PersonId, to: PersonId) -> Step {
        let [a, b] = [from, to].map(|id| self.people.get(id));
        let places = [a, b].map(|person| person.connection.or(person.seen_in.first().copied()));
        Step {
            from: Some(from),
            to,
            chance: SAME_EMPLOYER * self.willing(from) * ANSWERS,
            class: Class::Affiliation,
            because: format!("both at {}: a guess, nothing shows that they know one another", b.company),
            evidence: places.into_iter().flatten().collect(),
        }
    }
}

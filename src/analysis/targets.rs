//! Targets made ready to be matched: parsed titles, numbered companies, and what each row is worth.
//!
//! Companies match when they are the same company by the strict tiers of [`crate::people::company`], or an alias the
//! user gave, or but for accents the only one of that name, and never by a part of a name. A cell that the files cannot answer (an industry nobody wrote down)
//! leaves the row unknown for that person, not matched.

use crate::import::{Target, Workspace, target_in_words};
use crate::people::position::Position;
use crate::people::title::Title;
use crate::people::{Companies, CompanyId, People, Person};
use crate::settings::ValueWeights;

/// A row of the target matrix, ready to be matched.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The row.
    pub target: Target,
    /// What it is worth, 1 for the first in the order of the user, `last_target` for the last.
    pub worth: f64,
    position: Option<Position>,
    company: Option<CompanyId>,
    industry: Option<String>,
}

/// How a person fits a target, each part 0 to 1 and `None` where the row does not ask.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fit {
    /// Works at the wanted company.
    pub company: Option<f64>,
    /// Has the wanted position: 1 by its words, less by occupation, and less by function.
    pub position: Option<f64>,
    /// Works in the wanted industry.
    pub industry: Option<f64>,
    /// All of it, weighted; 0 where the row asks for a company or industry that this is not.
    pub degree: f64,
}

impl Fit {
    /// Whether the person is the one the row asks for: the very company, position by its words, and industry. Somebody
    /// of the same function is close, and no more.
    pub fn is_contact(self) -> bool {
        let asked = [self.company, self.position, self.industry];
        self.degree > 0.0 && asked.iter().flatten().all(|part| *part == 1.0)
    }

    /// Whether the person is at the company of the row, whatever the position.
    pub fn is_inside(self) -> bool {
        self.company.is_some_and(|part| part > 0.0)
    }
}

/// The target matrix, in the order of what its rows are worth.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    /// The rows, in the order of the user's files made stable: by priority, motivation, posting, alumni, then text.
    pub rows: Vec<Wanted>,
}

impl Targets {
    /// Reads the targets of a workspace, or what LinkedIn's job preferences say where it has none: order is by priority (1 first, none last), then as in a LAMP list by
    /// motivation, posting and alumni, all falling.
    pub fn of(workspace: &Workspace, people: &mut People, weights: &ValueWeights) -> Targets {
        let own = !workspace.targets.is_empty();
        let mut rows: Vec<Target> = if own { &workspace.targets } else { &workspace.wishes }.clone();
        rows.sort_by(|a, b| {
            order(a).total_cmp_by(order(b)).then_with(|| {
                (&a.position, &a.company, &a.industry, &a.location, &a.notes).cmp(&(
                    &b.position,
                    &b.company,
                    &b.industry,
                    &b.location,
                    &b.notes,
                ))
            })
        });
        // Rows of equal order are of equal worth.
        let mut ranks: Vec<usize> = Vec::with_capacity(rows.len());
        for at in 0..rows.len() {
            let same = at > 0 && order(&rows[at]).total_cmp_by(order(&rows[at - 1])).is_eq();
            ranks.push(if same { ranks[at - 1] } else { at });
        }
        let last = ranks.last().copied().unwrap_or(0).max(1) as f64;
        let rows = rows.into_iter().zip(ranks).map(|(target, rank)| {
            let worth = 1.0 - (1.0 - weights.last_target) * rank as f64 / last;
            // `NESTLE SA` in a list typed by hand is the one company of that name, accents or none.
            if let Some(company) = people.companies.alike(&target.company) {
                people.companies.alias(company, &target.company);
            }
            let company = people.companies.intern(&target.company);
            Wanted::new(target, worth, company)
        });
        Targets { rows: rows.collect() }
    }
}

/// The order of a target: less comes first.
struct Order([f64; 4]);

fn order(target: &Target) -> Order {
    let falling = |value: Option<f64>| -value.unwrap_or(f64::NEG_INFINITY);
    Order([
        target.priority.unwrap_or(f64::INFINITY),
        falling(target.motivation),
        falling(target.posting),
        falling(target.alumni.map(|yes| if yes { 1.0 } else { 0.0 })),
    ])
}

impl Order {
    fn total_cmp_by(self, other: Order) -> std::cmp::Ordering {
        let pairs = self.0.iter().zip(&other.0);
        pairs.map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
    }
}

/// An industry without case and with one kind of space.
fn normal_industry(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The position that somebody has.
#[derive(Clone, Copy)]
pub struct Held<'a> {
    /// The title.
    pub title: &'a Title,
    /// As it was written: its occupation is looked up only where a target asks.
    pub written: &'a str,
}

impl Wanted {
    /// Makes a row ready; `company` is the number of the company it asks for.
    pub fn new(target: Target, worth: f64, company: Option<CompanyId>) -> Wanted {
        Wanted {
            worth,
            position: (!target.position.is_empty()).then(|| Position::parse(&target.position)),
            company,
            industry: (!target.industry.is_empty()).then(|| normal_industry(&target.industry)),
            target,
        }
    }

    /// The wanted company.
    pub fn company(&self) -> Option<CompanyId> {
        self.company
    }

    /// Whether the row asks for a level: a head, a junior.
    pub fn names_level(&self) -> bool {
        self.position.as_ref().is_some_and(Position::names_level)
    }

    /// How a person fits this row; `None` where nothing is known of the person that the row asks about.
    pub fn fit(&self, person: &Person, companies: &Companies, weights: &ValueWeights) -> Option<Fit> {
        let held = Held { title: &person.title, written: &person.position };
        self.fit_of(person.company_id, held, companies, weights)
    }

    /// The same of somebody with this employer and position.
    pub fn fit_of(
        &self,
        employer: Option<CompanyId>,
        held: Held<'_>,
        companies: &Companies,
        weights: &ValueWeights,
    ) -> Option<Fit> {
        let mut fit = Fit::default();
        // `Self-employed` is no company that anybody else could work at.
        if self.company.is_none() && !self.target.company.is_empty() {
            return Some(Fit { company: Some(0.0), ..fit });
        }
        if let Some(wanted) = self.company {
            // A company that is unknown is not the wanted one; there is no telling, so there is no fit.
            fit.company = Some(if employer? == wanted { 1.0 } else { 0.0 });
            if fit.company == Some(0.0) {
                return Some(fit);
            }
        } else if let Some(wanted) = &self.industry {
            let industry = employer.and_then(|id| companies.industry(id)).map(normal_industry)?;
            fit.industry = Some(if industry == *wanted { 1.0 } else { 0.0 });
            if fit.industry == Some(0.0) {
                return Some(fit);
            }
        }
        if let Some(position) = &self.position {
            match position.fit(held.title, held.written) {
                Some(degree) => fit.position = Some(degree),
                // Somebody at the company whose title is unknown is still somebody at the company.
                None if self.company.is_some() => fit.position = Some(0.0),
                None => return None,
            }
            if self.company.is_none() && fit.position == Some(0.0) {
                return Some(Fit { degree: 0.0, ..fit });
            }
        }
        let parts = [
            (fit.company, weights.company),
            (fit.position, weights.position),
            (fit.industry, weights.industry),
        ];
        let asked: f64 = parts.iter().filter(|(part, _)| part.is_some()).map(|(_, weight)| weight).sum();
        let given: f64 = parts.iter().filter_map(|(part, weight)| part.map(|part| part * weight)).sum();
        fit.degree = if asked > 0.0 { given / asked } else { 0.0 };
        Some(fit)
    }

    /// How a person fits the position alone, 0 to 1; `None` where the row asks for none or the title is unknown.
    pub fn position_fit(&self, person: &Person) -> Option<f64> {
        self.position.as_ref()?.fit(&person.title, &person.position)
    }

    /// The row in one phrase: `Data Engineer at Lumora`.
    pub fn in_words(&self) -> String {
        target_in_words(&self.target.position, &self.target.company, &self.target.industry)
    }
}

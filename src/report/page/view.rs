//! What each section says, gathered from the study.

use super::contacts::{self, Contact, Owed, OwedRow};
use super::grid::{self, Grid};
use super::moved::{self, Moved};
use super::problems::{self, Files, Problems};
use super::svg;
use super::trial::Trial;
use super::words::{clean, count, counted};
use crate::day::Day;
use crate::pipeline::Study;
use crate::report::referral as told;
use crate::report::summary::{self, Summary};
use crate::report::table::Table;
use polars::prelude::PolarsError;
use serde::Serialize;

/// How many suggestions the page shows; the rest is in the file.
const CONTACTS: usize = 50;
/// How many of them without unfolding.
const CONTACTS_AT_ONCE: usize = 10;
/// How many introducers and targets the page shows.
const INTRODUCERS: usize = 25;
const BROKERS: usize = 15;
const TARGETS: usize = 100;
/// How many months of growth the page shows.
const MONTHS: usize = 24;

/// Everything the templates ask for.
#[derive(Serialize)]
pub(super) struct Page {
    seeker: String,
    as_of: String,
    as_of_iso: String,
    figures: Vec<Figure>,
    contacts: Vec<Contact>,
    at_once: usize,
    actions: Vec<(&'static str, &'static str)>,
    n_people: String,
    owed: Vec<Owed>,
    coming: Vec<OwedRow>,
    trial: Trial,
    growth: Option<Grown>,
    referrals: Referred,
    introducers: Option<Grid>,
    targets: Covered,
    coverage: Option<Grid>,
    unmatched: Option<Grid>,
    moves: Option<Moved>,
    pictures: Pictures,
    files: Files,
    problems: Problems,
}

/// A key figure: the number, what it counts, and what to think of it.
#[derive(Serialize)]
struct Figure {
    label: &'static str,
    value: String,
    note: String,
    href: &'static str,
}

/// Growth in a sentence, and its last months, the latest first.
#[derive(Serialize)]
struct Grown {
    sentence: String,
    months: Vec<[String; 4]>,
}

#[derive(Serialize)]
struct Referred {
    /// People by wave, in words.
    waves: Vec<(String, String)>,
    reproduction: String,
    verdict: String,
    /// How many introductions were inferred and wait for a yes or a no, in words; empty for none.
    to_review: String,
    /// What becomes of the chains.
    outlook: Vec<String>,
    /// Why a sole reach is what it is.
    without: Vec<String>,
    /// R by wave and quarter: which conversations, how many, introductions, R and its interval.
    parts: Vec<[String; 5]>,
    /// How brokerage was measured, or why not.
    brokerage: String,
    /// Name, ties, betweenness, closeness, constraint, effective size.
    brokers: Vec<[String; 6]>,
}

#[derive(Serialize)]
struct Covered {
    rows: usize,
    contact: usize,
    path: usize,
    gap: usize,
}

/// A picture of ours, and what it says.
#[derive(Serialize)]
struct Picture {
    svg: String,
    title: String,
}

#[derive(Serialize)]
struct Pictures {
    growth: Option<Picture>,
    referral_graph: Option<Picture>,
    coverage: Option<Picture>,
}

/// Gathers the page.
pub(super) fn of(
    study: &Study,
    tables: &[Table],
    pictures: &[(&str, &str)],
    trial: Trial,
) -> Result<Page, PolarsError> {
    let summary = summary::of(study);
    let table = |name: &str| tables.iter().find(|table| table.name == name && table.n_rows() > 0);
    let top = |name: &str, limit: usize| table(name).map(|table| grid::top(study, table, limit)).transpose();
    let picture = |name: &str| {
        let (_, found) = pictures.iter().find(|(known, _)| *known == name)?;
        Some(Picture { svg: svg::inline(name, found), title: svg::title(found).unwrap_or(name).to_owned() })
    };
    let n_contacts = table("next-contacts").map_or(0, |table| table.n_rows()).min(CONTACTS);
    let contacts = contacts::next(study, n_contacts);
    Ok(Page {
        seeker: clean(study.people.owner.name.as_deref().unwrap_or_default()),
        as_of: study.as_of.in_words(),
        as_of_iso: study.as_of.to_string(),
        figures: figures(study, &summary),
        at_once: CONTACTS_AT_ONCE,
        actions: actions(&contacts),
        contacts,
        n_people: count(summary.people as u64),
        owed: contacts::owed(study),
        coming: contacts::coming(study),
        trial,
        growth: grown(study),
        referrals: referred(study),
        introducers: top("introducers", INTRODUCERS)?,
        targets: Covered {
            rows: summary.targets.rows,
            contact: summary.targets.contact,
            path: summary.targets.path,
            gap: summary.targets.gap,
        },
        coverage: top("coverage", TARGETS)?,
        unmatched: top("targets-unmatched", TARGETS)?,
        moves: moved::of(study)?,
        pictures: Pictures {
            growth: picture("growth"),
            referral_graph: picture("referral-graph"),
            coverage: picture("coverage"),
        },
        files: problems::files(study),
        problems: problems::problems(study),
    })
}

/// The kinds of step among the suggestions shown, in the order in which they first come.
fn actions(contacts: &[Contact]) -> Vec<(&'static str, &'static str)> {
    let mut kinds = Vec::new();
    for kind in contacts.iter().map(Contact::kind) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

fn figures(study: &Study, summary: &Summary<'_>) -> Vec<Figure> {
    let (owed, late) = contacts::n_owed(study);
    let introductions = summary.introductions.recorded + summary.introductions.inferred;
    let targets = &summary.targets;
    vec![
        Figure {
            label: "People",
            value: count(summary.people as u64),
            note: counted(summary.connections, "connection", "connections"),
            href: "#growth",
        },
        Figure {
            label: "Introductions",
            value: count(introductions as u64),
            note: match summary.introductions.inferred {
                0 if introductions == 0 => "none is known yet".to_owned(),
                0 => "all of them recorded by you".to_owned(),
                inferred => format!("{} read out of messages", count(inferred as u64)),
            },
            href: "#introductions",
        },
        Figure {
            label: "Introductions per conversation",
            value: study.referrals.reproduction.map_or("–".to_owned(), |found| format!("{:.2}", found.r)),
            note: study.referrals.reproduction.map_or("no conversation is noted yet".to_owned(), |found| {
                format!("likely {:.2} to {:.2}", found.low, found.high)
            }),
            href: "#introductions",
        },
        Figure {
            label: "Targets within reach",
            value: match targets.rows {
                0 => "–".to_owned(),
                rows => {
                    format!("{} of {}", count((targets.contact + targets.path) as u64), count(rows as u64))
                }
            },
            note: match targets.rows {
                0 => "there is no target matrix".to_owned(),
                _ => format!("{} by a contact, {} by a path", targets.contact, targets.path),
            },
            href: "#targets",
        },
        Figure {
            label: "Owed now",
            value: count(owed as u64),
            note: match late {
                0 => "nothing is late".to_owned(),
                late => format!("{} late", count(late as u64)),
            },
            href: "#due",
        },
    ]
}

fn grown(study: &Study) -> Option<Grown> {
    let (first, last) = (study.growth.first()?, study.growth.last()?);
    let lately = study.growth.iter().rev().take(3);
    let new: u32 = lately.clone().map(|month| month.new).sum();
    let introduced: u32 = lately.map(|month| month.introduced).sum();
    let since = month_in_words(first.month.first_day());
    Some(Grown {
        sentence: format!(
            "{} with a date since {since}; {} new in the last three months, {} of them by introduction.",
            counted(last.total as usize, "connection", "connections"),
            count(new),
            count(introduced),
        ),
        months: study
            .growth
            .iter()
            .rev()
            .take(MONTHS)
            .map(|month| {
                [month.month.to_string(), count(month.new), count(month.total), count(month.introduced)]
            })
            .collect(),
    })
}

/// `Mar 2024`, as days in words have it.
fn month_in_words(day: Day) -> String {
    let text = day.in_words();
    text.split_once(' ').map_or(text.clone(), |(_, rest)| rest.to_owned())
}

fn referred(study: &Study) -> Referred {
    let waves = study.referrals.waves.iter().enumerate().map(|(wave, n)| {
        let label = if wave == 0 { "seeds".to_owned() } else { format!("wave {wave}") };
        (label, count(*n))
    });
    let found = study.referrals.reproduction;
    let parts = told::parts(study).into_iter().skip(1).filter_map(|(by, part, found)| {
        let found = found?;
        let [r, interval] = told::words::r_and_interval(&found);
        let [n, introductions] = [found.conversations, found.introductions].map(count);
        Some([told::words::part(by, &part), n, introductions, r, interval])
    });
    let figure = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.3}"));
    let between = study.brokerage.brokers.iter().filter(|of| of.betweenness > 0.0);
    let brokers = between.take(BROKERS).map(|of| {
        [
            clean(study.people.get(of.person).display_name()),
            count(of.ties),
            figure(Some(of.betweenness)),
            figure(Some(of.closeness)),
            figure(of.constraint),
            figure(of.effective_size),
        ]
    });
    Referred {
        waves: waves.collect(),
        reproduction: found.map(|found| told::words::reproduction(&found)).unwrap_or_default(),
        verdict: match &found {
            Some(found) => told::words::verdict(found).to_owned(),
            None => "No conversation is noted yet, so there is no telling whether the search feeds itself."
                .to_owned(),
        },
        to_review: match study.network.inferred.candidates.len() {
            0 => String::new(),
            n => counted(n, "introduction was read", "introductions were read"),
        },
        outlook: told::words::outlook(study).into_iter().chain(told::words::delays(study)).collect(),
        without: told::words::sole_reach(study, 8),
        parts: parts.collect(),
        brokerage: told::words::brokerage(study),
        brokers: brokers.collect(),
    }
}

//! Referral chains, reproduction and brokerage laid out: tables ([`waves`], [`chains`], [`reproduction`], [`brokerage`]) and
//! sentences ([`words`]), which the terminal and the page share.

pub mod words;

use super::table::{Table, TableBuilder};
use crate::analysis::referral::Reproduction;
use crate::network::Introducers;
use crate::people::PersonId;
use crate::pipeline::Study;
use polars::prelude::PolarsResult;

/// A column of fitting cells out of an iterator of rows.
macro_rules! column {
    ($rows:expr, $row:pat => $cell:expr) => {
        $rows.iter().map(|$row| $cell)
    };
}

fn whole(number: u32) -> Option<i64> {
    Some(i64::from(number))
}

fn key(study: &Study, id: PersonId) -> &str {
    &study.people.get(id).key
}

fn name(study: &Study, id: PersonId) -> &str {
    &study.people.get(id).name
}

/// Everyone who introduced somebody, those with the largest reach first.
pub fn introducers(study: &Study) -> Vec<(PersonId, &Introducers)> {
    let mut rows: Vec<_> = study.network.members().filter(|(_, of)| of.introductions > 0).collect();
    rows.sort_by_key(|(id, of)| (std::cmp::Reverse((of.reach, of.introductions)), *id));
    rows
}

/// `waves.csv`: the waves, and what became of asking.
pub fn waves(study: &Study) -> PolarsResult<Table> {
    let rows: Vec<_> = study.referrals.by_wave.iter().enumerate().collect();
    let r = |wave: usize| study.referrals.reproduction_by_wave.get(wave).copied().flatten();
    TableBuilder::new("waves", "Waves")
        .whole("wave", column!(rows, (wave, _) => Some(*wave as i64)))
        .whole("people", column!(rows, (_, of) => whole(of.people)))
        .whole("talked_with", column!(rows, (_, of) => whole(of.talked_with)))
        .whole("introducers", column!(rows, (_, of) => whole(of.introducers)))
        .whole("asked", column!(rows, (_, of) => whole(of.asked)))
        .whole("introductions", column!(rows, (_, of) => whole(of.made)))
        .whole("met", column!(rows, (_, of) => whole(of.met)))
        .whole("conversations", column!(rows, (wave, _) => r(*wave).map(|r| i64::from(r.conversations))))
        .share("r", column!(rows, (wave, _) => r(*wave).map(|r| r.r)))
        .share("low", column!(rows, (wave, _) => r(*wave).map(|r| r.low)))
        .share("high", column!(rows, (wave, _) => r(*wave).map(|r| r.high)))
        .build()
}

/// `chains.csv`: every chain, by its seed.
pub fn chains(study: &Study) -> PolarsResult<Table> {
    let rows = &study.referrals.chains;
    TableBuilder::new("chains", "Referral chains")
        .text("person", column!(rows, chain => key(study, chain.seed)))
        .text("name", column!(rows, chain => name(study, chain.seed)))
        .whole("people", column!(rows, chain => whole(chain.people)))
        .whole("depth", column!(rows, chain => whole(chain.depth)))
        .whole("introducers", column!(rows, chain => whole(chain.introducers)))
        .whole("met", column!(rows, chain => whole(chain.met)))
        .whole("conversations", column!(rows, chain => whole(chain.conversations)))
        .day("first_introduction", column!(rows, chain => chain.first))
        .day("last_introduction", column!(rows, chain => chain.last))
        .text("state", column!(rows, chain => if chain.is_live { "live" } else { "ended" }))
        .build()
}

/// The parts of a search for which R is told: what they are, and the figure.
pub fn parts(study: &Study) -> Vec<(&'static str, String, Option<Reproduction>)> {
    let of = &study.referrals;
    let mut parts = vec![("all", String::new(), of.reproduction)];
    let waves = of.reproduction_by_wave.iter().enumerate();
    parts.extend(waves.map(|(wave, found)| ("wave", wave.to_string(), *found)));
    let quarters = of.reproduction_by_quarter.iter();
    parts.extend(quarters.map(|(quarter, found)| ("quarter", quarter.to_string(), *found)));
    parts.retain(|(.., found)| found.is_some_and(|found| found.conversations > 0));
    parts
}

/// `reproduction.csv`: introductions per conversation in all, by wave and by quarter.
pub fn reproduction(study: &Study) -> PolarsResult<Table> {
    let rows = parts(study);
    let of = |get: fn(&Reproduction) -> f64| {
        column!(rows, (.., found) => found.as_ref().map(get)).collect::<Vec<_>>()
    };
    TableBuilder::new("reproduction", "Introductions per conversation")
        .text("by", column!(rows, (by, ..) => by))
        .text("part", column!(rows, (_, part, _) => part))
        .whole(
            "conversations",
            column!(rows, (.., found) => found.map(|found| i64::from(found.conversations))),
        )
        .share("exposure", of(|found| found.exposure))
        .whole(
            "introductions",
            column!(rows, (.., found) => found.map(|found| i64::from(found.introductions))),
        )
        .share("r", of(|found| found.r))
        .share("low", of(|found| found.low))
        .share("high", of(|found| found.high))
        .build()
}

/// `brokerage.csv`: who stands between others; without rows where the files show no ties among contacts.
pub fn brokerage(study: &Study) -> PolarsResult<Table> {
    let rows = &study.brokerage.brokers;
    let error = study.brokerage.betweenness_error;
    let size = |component: u32| study.brokerage.components.get(component as usize - 1).copied();
    TableBuilder::new("brokerage", "Who stands between others")
        .text("person", column!(rows, of => key(study, of.person)))
        .text("name", column!(rows, of => name(study, of.person)))
        .whole("ties", column!(rows, of => whole(of.ties)))
        .share("betweenness", column!(rows, of => Some(of.betweenness)))
        .share("betweenness_error", column!(rows, _ => error))
        .share("closeness", column!(rows, of => Some(of.closeness)))
        .share("constraint", column!(rows, of => of.constraint))
        .share("effective_size", column!(rows, of => of.effective_size))
        .whole("component", column!(rows, of => whole(of.component)))
        .whole("component_size", column!(rows, of => size(of.component).map(i64::from)))
        .whole("community", column!(rows, of => whole(of.community)))
        .build()
}

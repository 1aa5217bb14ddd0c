//! Pictures: each drawn once, as SVG, and the PNG is that SVG.
//!
//! In: a [`Study`], or the growth of each member of a cohort. Out: SVG text, and the bytes of a PNG. A picture says
//! its finding in the title, shows less rather than smaller where there is much, and says what it left out.
//! Invariant: same input, same bytes; no clock, no file but the fonts of the system, and those only for a character
//! that the embedded font lacks.
//!
//! A new picture = a file here that fills a `canvas::Canvas`, and a line below.

mod canvas;
mod cohort;
mod coverage;
mod fonts;
mod funnel;
mod growth;
mod fallback;
mod paint;
mod palette;
mod raster;
mod referral;
mod reliability;
mod scale;
mod stuck;
mod text;
#[cfg(test)]
mod tests;
mod wanted;

pub use cohort::cohort_growth;
pub use funnel::funnel;
pub use raster::png;
pub use stuck::{CASE_MONTHS, Case, stuck};
pub use wanted::wanted;

use crate::analysis::backtest::Backtest;
use crate::day::Day;
use crate::evidence::SourceId;
use crate::pipeline::Study;
use resvg::usvg;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What keeps a picture from being made.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// The drawing could not be written.
    #[error("cannot draw: {0}")]
    Drawing(String),
    /// The SVG cannot be read.
    #[error("not an SVG that can be rasterised: {0}")]
    Svg(#[from] usvg::Error),
    /// The picture is too large to hold.
    #[error("a picture of {0} x {1} pixels is too large")]
    TooLarge(u32, u32),
    /// The PNG could not be written.
    #[error("cannot write the PNG: {0}")]
    Png(#[from] ::png::EncodingError),
}

impl ChartError {
    fn drawing(error: impl std::fmt::Display) -> ChartError {
        ChartError::Drawing(error.to_string())
    }
}

/// Draws connections by month: new ones as bars, those introduced in another colour, all so far as a line, and the
/// seeker's jobs above.
pub fn growth(study: &Study) -> Result<String, ChartError> {
    growth::picture(study).finish()
}

/// Draws who introduced whom, wave by wave from the left.
pub fn referral_graph(study: &Study) -> Result<String, ChartError> {
    referral::picture(study).finish()
}

/// Draws the target matrix and who covers it.
pub fn coverage(study: &Study) -> Result<String, ChartError> {
    coverage::picture(study).finish()
}

/// Draws what was foretold against what came true.
pub fn reliability(study: &Study, backtest: Option<&Backtest>) -> Result<String, ChartError> {
    let source = sources(study, &["messages", "outreach", "mail"]);
    reliability::picture(backtest, &source, &day(study.as_of)).finish()
}

/// The same of a cohort. `source` names its folder.
pub fn reliability_together(
    backtest: Option<&Backtest>,
    source: &str,
    as_of: Day,
) -> Result<String, ChartError> {
    let source = format!("Source: {}", text::clean(source));
    reliability::picture(backtest, &source, &day(as_of)).finish()
}

/// Which files a picture was made from, by the kinds that speak of its subject: `Source: linkedin/Connections.csv and
/// 2 more files`.
fn sources(study: &Study, kinds: &[&str]) -> String {
    let used = |kind: &&str| {
        let of_kind = study.workspace.sources.iter().filter(move |source| source.kind == *kind);
        of_kind
            .filter(|source| source.imported > 0)
            .map(|source| text::clean(&source.path))
            .collect::<Vec<_>>()
    };
    named(&kinds.iter().flat_map(used).collect::<Vec<String>>())
}

/// Which files show the introductions: those that one rests on, the one with most of them first.
fn sources_of_introductions(study: &Study) -> String {
    let mut n_rows: BTreeMap<SourceId, usize> = BTreeMap::new();
    let edges = study.network.members().flat_map(|(id, _)| study.network.introductions_by(id));
    for source in
        edges.flat_map(|edge| edge.evidence.iter().map(|place| place.source).collect::<BTreeSet<_>>())
    {
        *n_rows.entry(source).or_default() += 1;
    }
    let path = |source: SourceId| text::clean(&study.workspace.sources[source.0 as usize].path);
    let mut paths: Vec<(Reverse<usize>, String)> =
        n_rows.into_iter().map(|(source, n)| (Reverse(n), path(source))).collect();
    paths.sort();
    named(&paths.into_iter().map(|(_, path)| path).collect::<Vec<_>>())
}

fn named(paths: &[String]) -> String {
    match paths {
        [] => "Source: none of the files speaks of this".to_owned(),
        [one] => format!("Source: {one}"),
        [one, two] => format!("Source: {one}, {two}"),
        [one, two, three] => format!("Source: {one}, {two}, {three}"),
        [one, two, rest @ ..] => format!("Source: {one}, {two} and {} more files", rest.len()),
    }
}

/// The day in the footer.
fn day(as_of: Day) -> String {
    as_of.in_words()
}

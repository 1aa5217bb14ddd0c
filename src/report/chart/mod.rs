//! Pictures: each drawn once, as SVG, and the PNG is that SVG.
//!
//! In: a [`Study`], or the growth of each member of a cohort. Out: SVG text, and the bytes of a PNG. A picture says
//! its finding in the title, shows less rather than smaller where there is much, and says what it left out.
//! Invariant: same input, same bytes; no clock, no file but the fonts of the system, and those only for a character
//! that the embedded font lacks.
//!
//! A new picture = a file here that fills a [`canvas::Canvas`], and a line below.

mod canvas;
mod cohort;
mod coverage;
mod fonts;
mod growth;
mod palette;
mod referral;
mod scale;
mod text;
#[cfg(test)]
mod tests;

pub use cohort::cohort_growth;

use crate::day::Day;
use crate::pipeline::Study;
use resvg::{tiny_skia, usvg};

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
    Png(String),
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

/// Pixels of the PNG for one of the SVG, so that it is sharp on a dense screen and in print.
const PNG_SCALE: f32 = 2.0;

/// Rasterises a picture at twice its size.
///
/// A character that no font has is left to the box that fonts keep for it; it is no error.
pub fn png(svg: &str) -> Result<Vec<u8>, ChartError> {
    let tree = usvg::Tree::from_str(svg, &fonts::options(svg))?;
    let size = tree.size().to_int_size().scale_by(PNG_SCALE);
    let size = size.ok_or(ChartError::TooLarge(u32::MAX, u32::MAX))?;
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height())
        .ok_or(ChartError::TooLarge(size.width(), size.height()))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(PNG_SCALE, PNG_SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| ChartError::Png(error.to_string()))
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
    let paths: Vec<String> = kinds.iter().flat_map(used).collect();
    match paths.as_slice() {
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

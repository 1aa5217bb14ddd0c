//! The report as one page that needs no network: styles, pictures and a little script lie inside.
//!
//! In: a [`Study`], its tables, and the pictures as SVG. Out: HTML. What a section says is gathered in `view` as plain
//! text; the templates beside this file put it into sentences and escape every bit of it, so no name can be markup.
//! The script sorts and filters; without it the page is as complete.
//! Invariant: nothing is loaded, and nobody is listed who is not in a table: the page shows the top of each, and links
//! to the file with all of it.

mod contacts;
mod cohort;
mod grid;
mod moved;
mod problems;
mod svg;
mod trial;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use cohort::{Figure, Section, cohort_html};

use super::table::Table;
use crate::analysis::backtest::Backtest;
use crate::analysis::comfort::Comfort;
use crate::pipeline::Study;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use polars::prelude::PolarsError;

/// What keeps the page from being made.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// A template is wrong.
    #[error("cannot fill the page: {0:#}")]
    Template(#[from] minijinja::Error),
    /// A table could not be read.
    #[error(transparent)]
    Table(#[from] PolarsError),
}

/// Fills the page.
///
/// `pictures` are pairs of a name (`growth`, `referral-graph`, `coverage`) and an SVG; a picture that is missing leaves
/// its section without one. They are trusted: `chart` escapes what it writes.
///
/// # Returns
/// The text of `index.html`: the same for the same study, below two megabytes however large that is.
pub fn index_html(
    study: &Study,
    tables: &[Table],
    pictures: &[(&str, &str)],
    (backtest, comfort): (Option<&Backtest>, Option<&Comfort>),
) -> Result<String, PageError> {
    let view = view::of(study, tables, pictures, trial::of(backtest, comfort))?;
    Ok(templates()?.get_template("page.html")?.render(Serde(&view))?)
}

/// The templates of both pages, and how they are read.
fn templates() -> Result<Environment<'static>, PageError> {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    templates.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    // Names end in `.html`, by which minijinja knows to escape.
    templates.add_template("frame.html", include_str!("frame.html"))?;
    templates.add_template("macros.html", include_str!("macros.html"))?;
    templates.add_template("contacts.html", include_str!("contacts.html"))?;
    templates.add_template("trial.html", include_str!("trial.html"))?;
    templates.add_template("network.html", include_str!("network.html"))?;
    templates.add_template("moves.html", include_str!("moves.html"))?;
    templates.add_template("unmatched.html", include_str!("unmatched.html"))?;
    templates.add_template("files.html", include_str!("files.html"))?;
    templates.add_template("page.html", include_str!("page.html"))?;
    templates.add_template("cohort.html", include_str!("cohort.html"))?;
    templates.add_global("style", include_str!("style.css"));
    templates.add_global("script", include_str!("script.js"));
    Ok(templates)
}

/// A count with its thousands apart: `12,345`.
pub fn count(number: u64) -> String {
    words::count(number)
}

/// A count and what is counted: `1 person`, `2 people`.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    words::counted(number, one, many)
}

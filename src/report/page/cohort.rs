//! The page of a cohort: the frame and the style of the seeker's page, other sections.

use super::grid::{self, Grid};
use super::{PageError, svg, words};
use crate::day::Day;
use crate::report::table::Table;
use minijinja::value::Serde;
use serde::Serialize;

/// A key figure: the number, what it counts, and what to think of it.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    label: &'static str,
    value: String,
    note: String,
    href: &'static str,
}

impl Figure {
    /// A figure that leads to a section.
    pub fn new(label: &'static str, value: String, note: String, href: &'static str) -> Figure {
        Figure { label, value, note, href }
    }
}

/// A section: a sentence or two, a picture, a table.
#[derive(Serialize)]
pub struct Section {
    id: &'static str,
    title: &'static str,
    says: String,
    picture: Option<Picture>,
    grid: Option<Grid>,
    name: String,
}

impl Section {
    /// The same, where the table sums up the rows of its file, which has so many.
    pub fn summing_up(mut self, n_rows: usize) -> Section {
        if let Some(grid) = &mut self.grid {
            grid.all = words::count(n_rows as u64);
        }
        self
    }
}

#[derive(Serialize)]
struct Picture {
    svg: String,
}

impl Section {
    /// Lays out a section: the first rows of a table, and a picture of ours by its name.
    pub fn of(
        id: &'static str,
        title: &'static str,
        says: String,
        table: Option<&Table>,
        rows: usize,
        picture: Option<(&str, &str)>,
    ) -> Result<Section, PageError> {
        Ok(Section {
            id,
            title,
            says: words::clean(&says),
            picture: picture.map(|(name, found)| Picture { svg: svg::inline(name, found) }),
            grid: table.map(|table| grid::plain(table, rows)).transpose()?,
            name: picture.map_or(String::new(), |(name, _)| name.to_owned()),
        })
    }
}

#[derive(Serialize)]
struct Page<'a> {
    as_of: String,
    as_of_iso: String,
    figures: Vec<Figure>,
    sections: Vec<Section>,
    trouble: Vec<(String, String)>,
    privacy: &'a str,
}

/// Fills the page of a cohort. Everything that a stranger wrote is escaped by the template.
pub fn cohort_html(
    as_of: Day,
    figures: Vec<Figure>,
    sections: Vec<Section>,
    trouble: &[(String, String)],
    privacy: String,
) -> Result<String, PageError> {
    let clean = |text: &String| words::clean(text);
    let page = Page {
        as_of: as_of.in_words(),
        as_of_iso: as_of.to_string(),
        figures,
        sections,
        trouble: trouble.iter().map(|(member, why)| (clean(member), clean(why))).collect(),
        privacy: &privacy,
    };
    Ok(super::templates()?.get_template("cohort.html")?.render(Serde(&page))?)
}

//! The neutral table that every writer takes: a polars frame, and for each column how it is to be shown.

use crate::day::Day;
use polars::prelude::*;

/// How a column is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Text as it is.
    Text,
    /// A profile URL, to be a link where links can be.
    Url,
    /// A whole number.
    Whole,
    /// A share, 0 to 1, or another number with four decimals.
    Share,
    /// A share of something so large that most are small: eight decimals.
    Fine,
    /// A number with as many decimals as it has, two at most.
    Number,
    /// A day.
    Day,
}

/// A table to be written.
#[derive(Clone, Debug)]
pub struct Table {
    /// The name of its file, without ending.
    pub name: &'static str,
    /// What it is, for a sheet or a heading.
    pub title: &'static str,
    frame: DataFrame,
    shows: Vec<Show>,
}

/// A cell of a table. Unknown is [`Cell::Empty`], never 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing is known.
    Empty,
    /// Text.
    Text(&'a str),
    /// A whole number.
    Whole(i64),
    /// A share with four decimals.
    Share(f64),
    /// A share with eight decimals.
    Fine(f64),
    /// A number with up to two decimals.
    Number(f64),
    /// A day.
    Day(Day),
}

/// A table in the making: one call a column, all of one height.
pub struct TableBuilder {
    name: &'static str,
    title: &'static str,
    columns: Vec<Column>,
    shows: Vec<Show>,
}

impl TableBuilder {
    /// Begins a table.
    pub fn new(name: &'static str, title: &'static str) -> TableBuilder {
        TableBuilder { name, title, columns: Vec::new(), shows: Vec::new() }
    }

    fn push(mut self, column: Column, show: Show) -> TableBuilder {
        self.columns.push(column);
        self.shows.push(show);
        self
    }

    /// Adds a column of texts; an empty text is an unknown one.
    pub fn text<S: AsRef<str>>(self, name: &'static str, cells: impl IntoIterator<Item = S>) -> TableBuilder {
        let cells: StringChunked = cells
            .into_iter()
            .map(|text| (!text.as_ref().is_empty()).then_some(text))
            .collect::<StringChunked>();
        self.push(cells.with_name(name.into()).into_column(), Show::Text)
    }

    /// Adds a column of links.
    pub fn url<S: AsRef<str>>(self, name: &'static str, cells: impl IntoIterator<Item = S>) -> TableBuilder {
        let mut table = self.text(name, cells);
        if let Some(show) = table.shows.last_mut() {
            *show = Show::Url;
        }
        table
    }

    /// Adds a column of whole numbers.
    pub fn whole(self, name: &'static str, cells: impl IntoIterator<Item = Option<i64>>) -> TableBuilder {
        let cells: Vec<Option<i64>> = cells.into_iter().collect();
        self.push(Column::new(name.into(), cells), Show::Whole)
    }

    /// Adds a column of shares.
    pub fn share(self, name: &'static str, cells: impl IntoIterator<Item = Option<f64>>) -> TableBuilder {
        let cells: Vec<Option<f64>> = cells.into_iter().collect();
        self.push(Column::new(name.into(), cells), Show::Share)
    }

    /// Adds a column of small shares.
    pub fn fine(self, name: &'static str, cells: impl IntoIterator<Item = Option<f64>>) -> TableBuilder {
        let cells: Vec<Option<f64>> = cells.into_iter().collect();
        self.push(Column::new(name.into(), cells), Show::Fine)
    }

    /// Adds a column of other numbers.
    pub fn number(self, name: &'static str, cells: impl IntoIterator<Item = Option<f64>>) -> TableBuilder {
        let cells: Vec<Option<f64>> = cells.into_iter().collect();
        self.push(Column::new(name.into(), cells), Show::Number)
    }

    /// Adds a column of days.
    pub fn day(self, name: &'static str, cells: impl IntoIterator<Item = Option<Day>>) -> TableBuilder {
        let days: Vec<Option<i32>> = cells.into_iter().map(|day| day.map(|day| day.0)).collect();
        let days = Int32Chunked::from_iter_options(name.into(), days.into_iter()).into_date();
        self.push(days.into_column(), Show::Day)
    }

    /// Ends the table.
    pub fn build(self) -> PolarsResult<Table> {
        let frame = DataFrame::new_infer_height(self.columns)?;
        Ok(Table { name: self.name, title: self.title, frame, shows: self.shows })
    }
}

impl Table {
    /// The number of rows.
    pub fn n_rows(&self) -> usize {
        self.frame.height()
    }

    /// Names and kinds of the columns.
    pub fn columns(&self) -> impl Iterator<Item = (&str, Show)> {
        self.frame.columns().iter().map(|column| column.name().as_str()).zip(self.shows.iter().copied())
    }

    /// The frame, for Parquet and for further reckoning.
    pub fn frame(&self) -> &DataFrame {
        &self.frame
    }

    /// The first rows of a table.
    pub fn first(&self, n: usize) -> Table {
        Table { frame: self.frame.head(Some(n)), shows: self.shows.clone(), ..*self }
    }

    /// Calls `row` for every row with its cells.
    pub fn for_each_row<E>(&self, row: impl FnMut(&[Cell<'_>]) -> Result<(), E>) -> Result<(), E>
    where
        E: From<PolarsError>,
    {
        self.for_first_rows(usize::MAX, row)
    }

    /// Calls `row` for the first rows with their cells.
    pub fn for_first_rows<E>(
        &self,
        limit: usize,
        mut row: impl FnMut(&[Cell<'_>]) -> Result<(), E>,
    ) -> Result<(), E>
    where
        E: From<PolarsError>,
    {
        let mut readers = Vec::with_capacity(self.shows.len());
        for (column, show) in self.frame.columns().iter().zip(&self.shows) {
            readers.push(Reader::of(column, *show)?);
        }
        let mut cells = Vec::with_capacity(readers.len());
        for _ in 0..self.n_rows().min(limit) {
            cells.clear();
            cells.extend(readers.iter_mut().map(Reader::next));
            row(&cells)?;
        }
        Ok(())
    }
}

/// The values of a column, one after the other: looking each up by its row takes twice as long.
type Values<'a, T> = Box<dyn Iterator<Item = Option<T>> + 'a>;

/// The texts of a column. Nearly every column lies in one piece, and needs no look for the next one.
fn texts(column: &StringChunked) -> Values<'_, &str> {
    let mut pieces = column.downcast_iter();
    match (pieces.next(), pieces.next()) {
        (Some(only), None) => Box::new(only.iter()),
        _ => Box::new(column.iter()),
    }
}

/// A column by its type, which is looked up once and not for every cell.
enum Reader<'a> {
    Text(Values<'a, &'a str>),
    Whole(Values<'a, i64>),
    Share(Values<'a, f64>),
    Fine(Values<'a, f64>),
    Number(Values<'a, f64>),
    Day(Values<'a, i32>),
}

impl<'a> Reader<'a> {
    fn of(column: &'a Column, show: Show) -> PolarsResult<Reader<'a>> {
        Ok(match show {
            Show::Text | Show::Url => Reader::Text(texts(column.str()?)),
            Show::Whole => Reader::Whole(Box::new(column.i64()?.iter())),
            Show::Share => Reader::Share(Box::new(column.f64()?.iter())),
            Show::Fine => Reader::Fine(Box::new(column.f64()?.iter())),
            Show::Number => Reader::Number(Box::new(column.f64()?.iter())),
            Show::Day => Reader::Day(Box::new(column.date()?.physical().iter())),
        })
    }

    fn next(&mut self) -> Cell<'a> {
        let cell = match self {
            Reader::Text(cells) => cells.next().flatten().map(Cell::Text),
            Reader::Whole(cells) => cells.next().flatten().map(Cell::Whole),
            Reader::Share(cells) => cells.next().flatten().map(Cell::Share),
            Reader::Fine(cells) => cells.next().flatten().map(Cell::Fine),
            Reader::Number(cells) => cells.next().flatten().map(Cell::Number),
            Reader::Day(cells) => cells.next().flatten().map(|day| Cell::Day(Day(day))),
        };
        cell.unwrap_or(Cell::Empty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_they_went_in() {
        let table = TableBuilder::new("x", "X")
            .text("a", ["one", ""])
            .whole("b", [Some(1), None])
            .share("c", [None, Some(0.5)])
            .day("d", [Some(Day(19_000)), None])
            .build()
            .unwrap();
        let mut rows = Vec::new();
        table
            .for_each_row::<PolarsError>(|cells| {
                rows.push(format!("{cells:?}"));
                Ok(())
            })
            .unwrap();
        assert_eq!(rows[0], "[Text(\"one\"), Whole(1), Empty, Day(Day(19000))]");
        assert_eq!(rows[1], "[Empty, Empty, Share(0.5), Empty]");
    }
}

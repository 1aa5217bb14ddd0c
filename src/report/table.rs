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
    /// A share, 0 to 1, with four decimals.
    Share,
    /// So many for each, which may be more than one: four decimals as well.
    Ratio,
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

impl Cell<'_> {
    /// The cell as every writer has it, so that no two of them disagree: numbers have the decimals of their kind.
    pub fn rounded(self) -> Self {
        match self {
            Cell::Share(value) => Cell::Share(four_decimals(value)),
            Cell::Fine(value) => Cell::Fine(in_parts(value, 1e8)),
            Cell::Number(value) => Cell::Number(in_parts(value, 100.0)),
            cell => cell,
        }
    }
}

/// A share or ratio as every report has it: half of the last decimal goes up, away from nought.
pub fn four_decimals(value: f64) -> f64 {
    in_parts(value, 10_000.0)
}

/// A number in so many parts of one. Of a number so large that it has no such parts there is nothing to round.
fn in_parts(value: f64, parts: f64) -> f64 {
    let scaled = value * parts;
    if scaled.abs() < 1e15 { scaled.round() / parts } else { value }
}

/// A column of texts that grows by rows: for tables whose rows are large and many, since to visit each of thirty
/// thousand people once a column takes longer than what is looked up there.
pub struct Texts {
    cells: StringChunkedBuilder,
    scratch: String,
}

impl Texts {
    /// A column without rows, and with room for so many.
    pub fn with_capacity(n_rows: usize) -> Texts {
        let cells = StringChunkedBuilder::new(PlSmallStr::EMPTY, n_rows);
        Texts { cells, scratch: String::new() }
    }

    /// Adds a text; an empty one is an unknown one.
    pub fn push(&mut self, text: &str) {
        self.cells.append_option(Some(text).filter(|text| !text.is_empty()));
    }

    /// Adds a text that is written anew.
    pub fn push_written(&mut self, write: impl FnOnce(&mut String)) {
        let mut text = std::mem::take(&mut self.scratch);
        text.clear();
        write(&mut text);
        self.push(&text);
        self.scratch = text;
    }
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

    /// Adds a column of texts that has been filled row by row.
    pub fn texts(self, name: &'static str, cells: Texts) -> TableBuilder {
        self.push(cells.cells.finish().with_name(name.into()).into_column(), Show::Text)
    }

    /// Adds a column of links that has been filled row by row.
    pub fn urls(self, name: &'static str, cells: Texts) -> TableBuilder {
        self.push(cells.cells.finish().with_name(name.into()).into_column(), Show::Url)
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

    /// Adds a column of how many there are for each.
    pub fn ratio(self, name: &'static str, cells: impl IntoIterator<Item = Option<f64>>) -> TableBuilder {
        let cells: Vec<Option<f64>> = cells.into_iter().collect();
        self.push(Column::new(name.into(), cells), Show::Ratio)
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
        let width = self.shows.len();
        let n_rows = self.n_rows().min(limit);
        let mut columns = Vec::with_capacity(width);
        for (column, show) in self.frame.columns().iter().zip(&self.shows) {
            columns.push(filler(column, *show)?);
        }
        let mut cells = vec![Cell::Empty; width * BLOCK.min(n_rows)];
        for first in (0..n_rows).step_by(BLOCK) {
            let block = &mut cells[..width * BLOCK.min(n_rows - first)];
            for (at, fill) in columns.iter_mut().enumerate() {
                fill(&mut block[at..], width);
            }
            for cells in block.chunks_exact(width) {
                row(cells)?;
            }
        }
        Ok(())
    }
}

/// Rows that are read at a time: their cells stay in the fastest memory.
const BLOCK: usize = 64;

/// Puts the next values of a column into a block of rows that begins with its first cell and is so many cells wide.
///
/// Frames lie in columns and files in rows. To ask each column for its next value, row after row, is a call for each
/// of half a million cells, and looking each up by its row takes twice as long again.
type Fill<'a> = Box<dyn FnMut(&mut [Cell<'a>], usize) + 'a>;

fn filling<'a, T: 'a>(values: impl Iterator<Item = Option<T>> + 'a, cell: fn(T) -> Cell<'a>) -> Fill<'a> {
    let mut values = values;
    Box::new(move |block, width| {
        for (place, value) in block.iter_mut().step_by(width).zip(&mut values) {
            *place = value.map_or(Cell::Empty, cell);
        }
    })
}

/// What fills in a column, by its type.
fn filler(column: &Column, show: Show) -> PolarsResult<Fill<'_>> {
    Ok(match show {
        Show::Text | Show::Url => {
            let texts = column.str()?;
            let mut pieces = texts.downcast_iter();
            // Nearly every column lies in one piece, and needs no look for the next one.
            match (pieces.next(), pieces.next()) {
                (Some(only), None) => filling(only.iter(), Cell::Text),
                _ => filling(texts.iter(), Cell::Text),
            }
        }
        Show::Whole => filling(column.i64()?.iter(), Cell::Whole),
        Show::Share | Show::Ratio => filling(column.f64()?.iter(), Cell::Share),
        Show::Fine => filling(column.f64()?.iter(), Cell::Fine),
        Show::Number => filling(column.f64()?.iter(), Cell::Number),
        Show::Day => filling(column.date()?.physical().iter(), |day| Cell::Day(Day(day))),
    })
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

    #[test]
    fn a_number_has_the_decimals_of_its_kind() {
        assert_eq!(Cell::Share(0.65625).rounded(), Cell::Share(0.6563));
        assert_eq!(Cell::Fine(0.123_456_785).rounded(), Cell::Fine(0.123_456_79));
        assert_eq!(Cell::Number(2.505).rounded(), Cell::Number(2.51));
        assert_eq!(Cell::Number(-2.004).rounded(), Cell::Number(-2.0));
        assert_eq!(Cell::Number(1e300).rounded(), Cell::Number(1e300));
        assert_eq!(Cell::Text("0.123456").rounded(), Cell::Text("0.123456"));
    }

    #[test]
    fn rows_come_whole_and_in_order_over_many_blocks() {
        let n = 2 * BLOCK as i64 + 3;
        let numbers = || (0..n).map(|at| (at % 5 > 0).then_some(at));
        let table = TableBuilder::new("x", "X")
            .whole("a", numbers())
            .text("b", (0..n).map(|at| at.to_string()))
            .build()
            .unwrap();
        for limit in [0, 1, BLOCK, BLOCK + 1, usize::MAX] {
            let mut seen = 0;
            let counted = table.for_first_rows::<PolarsError>(limit, |cells| {
                let [number, Cell::Text(text)] = cells else { panic!("{cells:?}") };
                assert_eq!(*number, if seen % 5 > 0 { Cell::Whole(seen) } else { Cell::Empty });
                assert_eq!(*text, seen.to_string());
                seen += 1;
                Ok(())
            });
            counted.unwrap();
            assert_eq!(seen as usize, limit.min(n as usize));
        }
    }
}

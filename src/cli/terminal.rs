//! The terminal: 80 columns, colours where they are wanted, and nothing that a file could make it do.

use super::args::{Color, Common, Format};
use anyhow::Result;
use comfy_table::{CellAlignment, ContentArrangement, Table as Grid, presets};
use std::io::{IsTerminal, Write};
use tertius::report::table::{Cell, Show, Table};
use unicode_width::UnicodeWidthStr;

/// The width of everything that is printed.
pub const WIDTH: usize = 80;

/// Colours, or none.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    on: bool,
}

impl Paint {
    /// Whether stdout gets colours.
    pub fn of(common: &Common) -> Paint {
        let wanted =
            std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty());
        Paint {
            on: match common.color {
                Color::Always => true,
                Color::Never => false,
                Color::Auto => wanted,
            },
        }
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    /// Names and headings.
    pub fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    /// What is said in passing.
    pub fn dim(self, text: &str) -> String {
        self.with("2", text)
    }

    /// What is to be done.
    pub fn accent(self, text: &str) -> String {
        self.with("36", text)
    }

    /// What is wrong.
    pub fn warning(self, text: &str) -> String {
        self.with("33", text)
    }
}

/// A text without anything that moves the cursor, changes colours or turns the direction of what follows: names and
/// titles are written by strangers.
pub fn printable(text: &str) -> String {
    let is_harmful = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}' | '\u{2029}')
    };
    text.chars().filter(|c| !is_harmful(*c)).collect()
}

/// Wraps a text at words, every line behind an indent.
pub fn wrapped(text: &str, indent: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let text = printable(text);
    for word in text.split_whitespace().flat_map(|word| pieces(word, WIDTH - indent)) {
        if !line.is_empty() && indent + line.width() + 1 + word.width() > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines.iter().map(|line| format!("{:indent$}{line}", "")).collect::<Vec<_>>().join("\n")
}

/// Cuts a word that is longer than a line (a path, a URL) into pieces, after a slash or a dash where there is one.
fn pieces(word: &str, room: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = word;
    while rest.width() > room {
        let fits = rest
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .take_while(|end| rest[..*end].width() <= room);
        let end = fits.last().unwrap_or(rest.len());
        let cut = rest[..end].rfind(['/', '-', '_', ' ']).map_or(end, |at| at + 1);
        let (piece, after) = rest.split_at(cut.max(1));
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

/// Prints a line to stdout; a closed pipe is an error that ends the command quietly.
pub fn say(text: &str) -> Result<()> {
    writeln!(std::io::stdout().lock(), "{text}")?;
    Ok(())
}

/// A grid with these headings, without rules, as wide as the terminal at most.
pub fn grid(headings: &[&str], right: &[usize]) -> Grid {
    let mut grid = Grid::new();
    grid.load_style(presets::NOTHING);
    grid.set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH as u16);
    grid.set_header(headings.iter().map(comfy_table::Cell::new));
    for at in 0..headings.len() {
        if let Some(column) = grid.column_mut(at) {
            column.set_padding((0, 2));
            if right.contains(&at) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
    }
    grid
}

/// A grid as text, without blanks at the ends of lines.
pub fn shown(grid: &Grid) -> String {
    grid.to_string().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// Prints a table as CSV or JSON.
pub fn print_table(table: &Table, format: Format) -> Result<()> {
    let mut out = std::io::stdout().lock();
    if format != Format::Json {
        tertius::report::csv::write(table, &mut out)?;
        return Ok(());
    }
    let columns: Vec<(String, Show)> = table.columns().map(|(name, show)| (name.to_owned(), show)).collect();
    let mut rows = Vec::new();
    table.for_each_row::<tertius::report::csv::WriteError>(|cells| {
        let object: serde_json::Map<String, serde_json::Value> =
            columns.iter().zip(cells).map(|((name, _), cell)| (name.clone(), value_of(cell))).collect();
        rows.push(object);
        Ok(())
    })?;
    // As the error of the terminal that it is, so that a closed pipe is known for one.
    serde_json::to_writer_pretty(&mut out, &rows).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

fn value_of(cell: &Cell<'_>) -> serde_json::Value {
    match cell.rounded() {
        Cell::Empty => serde_json::Value::Null,
        Cell::Text(text) => text.into(),
        Cell::Whole(number) => number.into(),
        Cell::Share(number) | Cell::Fine(number) | Cell::Number(number) => number.into(),
        Cell::Day(day) => day.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a table has it in a file, so it has it on the terminal.
    #[test]
    fn numbers_are_rounded_as_in_files() {
        assert_eq!(value_of(&Cell::Number(2.505)), 2.51);
        assert_eq!(value_of(&Cell::Share(0.65625)), 0.6563);
        assert_eq!(value_of(&Cell::Fine(0.123_456_785)), 0.123_456_79);
    }
}

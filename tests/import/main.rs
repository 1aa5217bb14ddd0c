//! Import from the outside: real files in a fresh folder, read as a workspace.

mod archives;
mod books;
mod dates;
mod edited;
mod fuzzed;
mod letters;
mod lists;
mod mutations;
mod plans;
mod rosters;
mod sandbox;
mod tables;
mod templates;
mod workbooks;

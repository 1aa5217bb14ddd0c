//! Import from the outside: real files in a fresh folder, read as a workspace.

mod archives;
mod books;
mod dates;
mod letters;
mod mutations;
mod plans;
mod sandbox;
mod tables;
mod templates;
mod workbooks;

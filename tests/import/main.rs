//! Import from the outside: real files in a fresh folder, read as a workspace.

mod archives;
mod sandbox;
mod workbooks;

//! Import from the outside: real files in a fresh folder, read as a workspace.

mod archives;
#[path = "../fuzz/changes.rs"]
mod changes;
mod books;
mod dates;
mod edited;
mod footers;
mod fuzzed;
mod gone;
mod joined;
mod letters;
mod lists;
mod logs;
mod mutations;
mod plans;
mod rosters;
mod sandbox;
mod tables;
mod templates;
mod typed;
mod variants;
mod workbooks;

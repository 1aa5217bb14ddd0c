//! Normal forms of what people typed: names, profile URLs, companies, titles.
//!
//! In: one cell of an export, as it stands in the file. Out: a key that two spellings of the same thing share, or a
//! plain reading of it (a level, a function), or `None` where the text does not say.
//! Invariant: pure functions of their text; no files, no clock, no similarity scores. A key is for comparing and is
//! never shown; what a person wrote is shown as written.

pub mod profile_url;
pub mod name;
pub mod company;
pub mod title;
pub mod position;
pub mod occupation;
pub mod person;
pub mod resolve;
mod alphabet;
mod level;
mod lexicon;
mod text;

pub use person::{Companies, CompanyId, Merge, MergeReason, Owner, People, Person, PersonId, Who};
pub use resolve::resolve;
pub use resolve::snapshots;

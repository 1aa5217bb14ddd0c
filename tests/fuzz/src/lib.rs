//! The layers of the program that read what strangers wrote, and no other: import, and the resolution of people.
//!
//! They stand on nothing above them (`tests/layers.rs` sees to it), so they can be built without the rest.

#![allow(dead_code, reason = "what the layers above use is not used here")]

#[path = "../../../src/day.rs"]
pub mod day;
#[path = "../../../src/evidence.rs"]
pub mod evidence;
#[path = "../../../src/import/mod.rs"]
pub mod import;
#[path = "../../../src/index.rs"]
pub mod index;
#[path = "../../../src/people/mod.rs"]
pub mod people;
#[path = "../../../src/settings.rs"]
pub mod settings;

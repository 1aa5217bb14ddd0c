//! Readers of the files in a LinkedIn archive, one a file.
//!
//! In: rows with their header. Out: records on the [`crate::import::desk::Desk`].
//! Columns are found by name, in every variant the archive has had since 2012; a column that a variant does not have
//! reads as empty.

pub mod connections;
pub mod interests;
pub mod invitations;
pub mod messages;
pub mod notes;
pub mod praise;
pub mod profile;

//! Everything that `tertius report` writes, one file after the other, each whole or not there.

use super::csv::{self, WriteError};
use super::tables::{self, Top};
use super::{files, summary};
use crate::pipeline::Study;
use std::path::{Path, PathBuf};

/// A report that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A file could not be written.
    #[error("cannot write `{path}`: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: WriteError,
    },
    /// The folder could not be made.
    #[error("cannot make the folder `{path}`: {source}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A table could not be laid out.
    #[error(transparent)]
    Frame(#[from] polars::error::PolarsError),
}

/// Writes every report into a folder, which is made where it is not there, and calls `wrote` after each file.
pub fn all(study: &Study, folder: &Path, top: Top, mut wrote: impl FnMut(&Path)) -> Result<(), ReportError> {
    std::fs::create_dir_all(folder)
        .map_err(|source| ReportError::Folder { path: folder.to_owned(), source })?;
    let tables = tables::all(study, top)?;
    let mut put = |name: &str, fill: &mut dyn FnMut(&mut dyn std::io::Write) -> Result<(), WriteError>| {
        let path = folder.join(name);
        match files::write(&path, |out| fill(out)) {
            Ok(()) => {
                wrote(&path);
                Ok(())
            }
            Err(source) => Err(ReportError::Write { path, source }),
        }
    };
    for table in &tables {
        put(&format!("{}.csv", table.name), &mut |out| csv::write(table, out))?;
    }
    put("summary.json", &mut |out| json(&summary::of(study), out))?;
    Ok(())
}

/// Writes a value as JSON with a line break at the end.
pub fn json(value: &impl serde::Serialize, out: &mut dyn std::io::Write) -> Result<(), WriteError> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

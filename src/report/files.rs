//! Files that are whole or not there: written under a temporary name and renamed.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a file: a killed run leaves the old one or the new one, never half of one.
///
/// The temporary file lies beside the final one, since a rename across file systems is a copy. It is flushed
/// before the rename: a full disk is found out while the old file is still there.
pub fn write<E: From<io::Error>>(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<File>) -> Result<(), E>,
) -> Result<(), E> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let temporary = folder.join(format!(".{name}.{}.part", std::process::id()));
    let written = (|| {
        let mut out = BufWriter::with_capacity(128 << 10, File::create(&temporary)?);
        fill(&mut out)?;
        out.flush()?;
        fs::rename(&temporary, path)?;
        Ok(())
    })();
    if written.is_err() {
        // The error is what matters; the half file is gone if it can be.
        let _ = fs::remove_file(&temporary);
    }
    written
}

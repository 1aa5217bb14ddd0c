//! `tertius init`: a new workspace whose empty files explain themselves.

use super::args::InitArgs;
use super::{Outcome, terminal};
use anyhow::Result;

/// Runs `init`.
pub fn run(args: &InitArgs) -> Result<Outcome> {
    for path in tertius::import::template::init(&args.folder)? {
        terminal::say(&terminal::printable(&format!("wrote {}", path.display())))?;
    }
    let folder = terminal::printable(&args.folder.display().to_string());
    terminal::say(&format!(
        "\nPut your LinkedIn archive into {folder} (the zip as it is), fill in what you know,\nand run: tertius report {folder}"
    ))?;
    Ok(Outcome::Clean)
}

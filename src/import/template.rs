//! The input files of a new workspace: a header, and comments that explain every column.
//!
//! In: a folder. Out: the files in it. Nothing that is there already is touched.
//! In every CSV file, a line that starts with `# ` explains, and one that starts with `#` alone is an example: without
//! its `#` it is a row. All people and companies in the examples are invented.

use std::io::Write;
use std::path::{Path, PathBuf};

/// The files of a new workspace: their names and what they say.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("targets.csv", TARGETS),
    ("introductions.csv", INTRODUCTIONS),
    ("outreach.csv", OUTREACH),
    ("interviews.csv", INTERVIEWS),
    ("companies.csv", COMPANIES),
    ("tertius.toml", SETTINGS),
];

const TARGETS: &str = "\
position,company,industry,priority,motivation,posting,alumni,location,notes
# Your target matrix: where you want to work. A row is one target; an empty cell means any.
# position: the title you look for
# company: the employer; other spellings of it go into companies.csv
# industry: matters for companies whose industry companies.csv knows
# priority: 1 is highest; any positive number; empty is lowest
# motivation: of a LAMP list: a number; more is better
# posting: of a LAMP list: 3 is a fitting opening; 2 is any opening; 1 is none
# alumni: of a LAMP list: Y or N
# location: where; and notes: whatever else you want to keep
# Take the # away from a line below to make it a row.
#Supply Chain Analyst,Fernwick & Sons,,1,3,2,Y,Bergen,
#Data Analyst,,Shipping,2,,,,,any company will do
#,Lumora,,3,2.5,1,N,,any position will do
";

const INTRODUCTIONS: &str = "\
introducer,introduced,date,context
# Who introduced whom to you: one introduction a row.
# introducer and introduced: profile URL or e-mail address or name; a URL is never ambiguous
# date: the day of the introduction like 2024-03-07
# context: whatever you want to keep
# Take the # away from a line below to make it a row.
#https://www.linkedin.com/in/ann-oduya,https://www.linkedin.com/in/per-aasen,2024-03-07,by e-mail after our talk
#Per Aasen,ottilie@example.org,2024-04-02,
";

const OUTREACH: &str = "\
date,person,kind,outcome,direction,notes
# What you did and what came of it: one step a row.
# date: the day like 2024-03-06
# person: profile URL or e-mail address or name
# kind: request or follow-up or introduction-request or interview or thank-you or check-in
# outcome: pending or replied or declined or scheduled or held or no-reply or called-off or undelivered
# direction: outgoing (also when empty) or incoming
# notes: whatever you want to keep
# Take the # away from a line below to make it a row.
#2024-03-06,https://www.linkedin.com/in/ann-oduya,request,replied,,asked for half an hour
#2024-03-12,Ann Oduya,interview,held,outgoing,
#2024-03-13,ann@example.org,thank-you,,,
";

const INTERVIEWS: &str = "\
date,person,company,position,skills,advice,trends,openings,introduced,resources,notes
# What you learned: one informational interview a row. Separate the items of a list with ;
# date: the day like 2024-03-12
# person: profile URL or e-mail address or name; company and position: theirs on that day
# skills and advice and trends and openings and resources: lists of what they told you
# introduced: whom they named or introduced: profile URLs or e-mail addresses or names
# notes: whatever you want to keep
# Take the # away from a line below to make it a row.
#2024-03-12,Ann Oduya,Fernwick & Sons,Head of Supply,SQL; negotiation,visit the port,,,Per Aasen; ottilie@example.org,,
";

const COMPANIES: &str = "\
company,industry,aliases
# What no export says of companies: their industries and their other spellings.
# company: the name to be used
# industry: in the words of your targets
# aliases: other spellings of the same company; separate them with ;
# Take the # away from a line below to make it a row.
#Fernwick & Sons,Shipping,Fernwick; Fernwick and Sons Ltd
#Lumora,Retail,Glimt
";

const SETTINGS: &str = include_str!("template.toml");

/// A new workspace that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    /// Files of these names are there already; nothing was written.
    #[error("there already: {}", listed(.0))]
    Exists(Vec<PathBuf>),
    /// A file or the folder could not be written.
    #[error("cannot write `{path}`: {source}")]
    Unwritable {
        /// What could not be written.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
}

fn listed(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| format!("`{}`", path.display())).collect::<Vec<_>>().join(", ")
}

/// Writes the files of a new workspace into a folder, which is made where there is none, and says which they are.
/// Where one of them is there already, nothing is written.
pub fn init(folder: &Path) -> Result<Vec<PathBuf>, InitError> {
    let paths: Vec<PathBuf> = TEMPLATES.iter().map(|(name, _)| folder.join(name)).collect();
    // A link that leads nowhere is there too.
    let there: Vec<PathBuf> = paths.iter().filter(|path| path.symlink_metadata().is_ok()).cloned().collect();
    if !there.is_empty() {
        return Err(InitError::Exists(there));
    }
    std::fs::create_dir_all(folder)
        .map_err(|source| InitError::Unwritable { path: folder.to_owned(), source })?;
    for (path, (_, text)) in paths.iter().zip(TEMPLATES) {
        // Between the look above and now, somebody may have written it: then it is theirs.
        std::fs::File::create_new(path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|source| InitError::Unwritable { path: path.clone(), source })?;
    }
    Ok(paths)
}

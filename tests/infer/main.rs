//! Introductions inferred from threads that people wrote by hand, in seven languages: precision, recall, calibration.
//!
//! A file of threads has a line a case, below a line `[language] Ana Ruiz | Bo Lind` that names the introducer, whom the seeker
//! has long known, and the introduced, whom she has not. `+` means that Ana introduced Bo; `-` that she did not. Then who
//! writes to whom, and what:
//!
//! * `>` the seeker to Bo · `<` Bo to the seeker · `I` and `J` the same as notes of invitations
//! * `A` Ana to the seeker, who writes to Bo two days later · `N` the same, and she does not
//! * `G` Ana to the seeker and Bo · `W` Bo to the seeker and Ana · `S` the seeker to Ana and Bo, who knows both
//! * `T` the seeker to Ana, five days after she and Bo were first in touch
//! * `Q` the seeker to Ana, `||`, Ana's answer; the seeker writes to Bo two days later
//! * `O` a note in the outreach list about Bo · `V` a note about a conversation with Ana, before Bo is written to
//! * `L` the seeker to Bo, with whom she has talked for two years
//!
//! The heads of the later files name the rest.

#[path = "../common/mod.rs"]
mod common;

mod corpus;
mod invariants;

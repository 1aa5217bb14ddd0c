//! Records from beyond LinkedIn's messages and connections: address books, mail, calendars, and what the seeker follows,
//! applies for and notes.

use super::MentionId;
use crate::day::Day;
use crate::evidence::Place;

/// A company that the seeker follows.
#[derive(Clone, Debug)]
pub struct Follow {
    /// The company, as written.
    pub company: Box<str>,
    /// Since when.
    pub on: Option<Day>,
    /// Where it stands.
    pub place: Place,
}

/// A job that the seeker applied for or saved.
#[derive(Clone, Debug)]
pub struct JobAd {
    /// The company, as written; empty where not given.
    pub company: Box<str>,
    /// The title, as written; empty where not given.
    pub title: Box<str>,
    /// When.
    pub on: Option<Day>,
    /// Whether she applied.
    pub applied: bool,
    /// Where it stands.
    pub place: Place,
}

/// A private note about somebody: that there is one. Its text is not kept.
#[derive(Clone, Debug)]
pub struct Note {
    /// About whom.
    pub who: MentionId,
    /// When it was last changed.
    pub on: Option<Day>,
    /// Where it stands.
    pub place: Place,
}

/// A mail between people. Its text is not kept, nor its subject.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The thread, numbered within the workspace.
    pub conversation: u32,
    /// Who wrote it.
    pub from: MentionId,
    /// Who received it, openly or not: a slice of [`super::Workspace::recipients`].
    pub to: std::ops::Range<u32>,
    /// How many of them, from the first on, it is written to; the others get a copy.
    pub n_direct: u32,
    /// Seconds since 1970-01-01 UTC.
    pub sent_at: i64,
    /// Whether the mailbox itself says that the seeker wrote it.
    pub sent: bool,
    /// Where it stands.
    pub place: Place,
}

impl Mail {
    /// The day it was sent, in UTC.
    pub fn day(&self) -> Day {
        Day(self.sent_at.div_euclid(86_400) as i32)
    }
}

/// A meeting in a calendar. What it is about is not kept.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// The day, as written in the calendar.
    pub on: Day,
    /// Who comes: the organiser, and whoever accepted; everyone invited where the calendar keeps no answers.
    pub attendees: Vec<MentionId>,
    /// Who is invited and has given no answer, or half of one: nobody knows whether they came.
    pub unanswered: Vec<MentionId>,
    /// Who declined.
    pub declined: Vec<MentionId>,
    /// Whether it is one of a series.
    pub recurring: bool,
    /// Where it stands.
    pub place: Place,
}

impl Meeting {
    /// Everyone whom the invitation names.
    pub fn invited(&self) -> impl Iterator<Item = MentionId> + '_ {
        self.attendees.iter().chain(&self.unanswered).chain(&self.declined).copied()
    }
}

/// A card of an address book: somebody is written down there. No tie.
#[derive(Clone, Debug)]
pub struct Card {
    /// Who, once for each address of theirs; at least one.
    pub who: Vec<MentionId>,
    /// Company, as written; empty where not given.
    pub company: Box<str>,
    /// Title, as written; empty where not given.
    pub position: Box<str>,
    /// Where it stands.
    pub place: Place,
}

//! Records: rows, each named as its export names it, and the [`Workspace`] that holds them all.
//!
//! A record refers to people as its file does: by a [`Mention`], which is a profile URL, an address, a name, or what
//! there is of the three. Who is meant is settled in [`crate::people`], never here.

mod beyond;
mod outcome;

pub use beyond::{Card, Follow, JobAd, Mail, Meeting, Note};
pub use outcome::Outcome;

use crate::day::{Day, Month};
use crate::evidence::{Place, Problem, Source, SourceId, push_whole};
use crate::import::firsts::Firsts;
use crate::import::passages::Passages;
use crate::import::repeats::Repeats;
use crate::index::{Index, Lists, Seen, TextId, Texts};

/// How a file names a person, interned: equal mentions have equal ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

/// What a file says of a person's identity; text as it was written, trimmed, and empty where nothing was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention<'w> {
    /// Profile URL, raw.
    pub url: &'w str,
    /// E-mail address, raw.
    pub email: &'w str,
    /// Given and family name, in the order of the file.
    pub name: &'w str,
    /// A free reference from the user's own files: URL, address, key or name, not yet told apart.
    pub reference: &'w str,
    /// What tells one bare name from the next: day of connecting and company, in rows of Connections without URL; company
    /// and position, in the user's own lists.
    pub context: &'w str,
}

/// Every distinct mention, each stored once: a member who wrote two thousand messages costs what one costs.
#[derive(Debug, Default)]
pub struct Mentions {
    lists: Lists<5>,
}

impl Mentions {
    /// The id of a mention, new or known.
    pub fn intern(
        &mut self,
        url: &str,
        email: &str,
        name: &str,
        reference: &str,
        context: &str,
    ) -> MentionId {
        MentionId(self.lists.intern([url, email, name, reference, context]))
    }

    /// Makes room for so many, of so many bytes in all.
    pub fn reserve(&mut self, n: usize, n_bytes: usize) {
        self.lists.reserve(n, n_bytes);
    }

    /// The mention with this id.
    pub fn get(&self, id: MentionId) -> Mention<'_> {
        let [url, email, name, reference, context] = self.lists.get(id.0 as usize);
        Mention { url, email, name, reference, context }
    }

    /// All mentions, in the order of their ids.
    pub fn all(&self) -> impl Iterator<Item = Mention<'_>> {
        (0..self.len() as u32).map(|at| self.get(MentionId(at)))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.lists.len()
    }

    /// Whether nobody is mentioned.
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }
}

/// A row of Connections: someone the seeker is connected to.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Who.
    pub who: MentionId,
    /// Company at the time of the export, as written: one of [`Workspace::texts`].
    pub company: TextId,
    /// Title at the time of the export, as written: one of [`Workspace::texts`].
    pub position: TextId,
    /// When the connection was made; it says nothing of contact since.
    pub connected_on: Option<Day>,
    /// Where it stands.
    pub place: Place,
}

/// A row of Connections that stands word for word in an earlier file. It is the same record, and yet it says something:
/// that nothing had changed when the second file was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The first of its kind.
    pub first: Place,
    /// Where it stands again.
    pub place: Place,
}

/// A row of Connections that holds nothing but a date: a member who closed the account or hid the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// When the connection was made.
    pub connected_on: Day,
    /// Where it stands.
    pub place: Place,
}

/// A message: who wrote to whom, and when. Its text is not kept.
#[derive(Clone, Debug)]
pub struct Message {
    /// The thread, numbered within the workspace.
    pub conversation: u32,
    /// Who wrote it.
    pub from: MentionId,
    /// Who received it: a slice of [`Workspace::recipients`].
    pub to: std::ops::Range<u32>,
    /// Seconds since 1970-01-01 UTC.
    pub sent_at: i64,
    /// Where the archive itself says so (2018), whether the seeker wrote it.
    pub outgoing: Option<bool>,
    /// Where it stands.
    pub place: Place,
}

impl Message {
    /// The day it was sent, in UTC.
    pub fn day(&self) -> Day {
        Day(self.sent_at.div_euclid(86_400) as i32)
    }
}

/// An invitation to connect.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Who invited.
    pub from: MentionId,
    /// Who was invited.
    pub to: MentionId,
    /// When.
    pub sent_on: Option<Day>,
    /// Whether the seeker sent it, where the file says so; else whose profile stands on which side tells
    /// ([`crate::people::People::sent`]).
    pub outgoing: Option<bool>,
    /// Whether a note was added.
    pub has_note: bool,
    /// Where it stands.
    pub place: Place,
}

/// A job of the seeker's own.
#[derive(Clone, Debug)]
pub struct Job {
    /// The employer.
    pub company: Box<str>,
    /// The title.
    pub title: Box<str>,
    /// First month, where given.
    pub started: Option<Month>,
    /// Last month; `None` for the present job or where it is not given.
    pub finished: Option<Month>,
    /// Where it stands.
    pub place: Place,
}

/// A school of the seeker's own.
#[derive(Clone, Debug)]
pub struct School {
    /// Its name.
    pub name: Box<str>,
    /// First month, where given.
    pub started: Option<Month>,
    /// Last month, where given.
    pub finished: Option<Month>,
    /// Where it stands.
    pub place: Place,
}

/// Praise given or received: an endorsement of a skill or a written recommendation.
#[derive(Clone, Debug)]
pub struct Praise {
    /// The other person.
    pub who: MentionId,
    /// Whether it is a written recommendation.
    pub recommendation: bool,
    /// Whether the seeker gave it.
    pub given: bool,
    /// When.
    pub on: Option<Day>,
    /// Where it stands.
    pub place: Place,
}

/// A row of the target matrix. An empty cell means any.
#[derive(Clone, Debug, Default)]
pub struct Target {
    /// Wanted position.
    pub position: Box<str>,
    /// Wanted company.
    pub company: Box<str>,
    /// Wanted industry.
    pub industry: Box<str>,
    /// 1 is highest; `None` is lowest.
    pub priority: Option<f64>,
    /// LAMP: motivation, more is better.
    pub motivation: Option<f64>,
    /// LAMP: posting, more is better.
    pub posting: Option<f64>,
    /// LAMP: whether alumni or other advocates work there.
    pub alumni: Option<bool>,
    /// Wanted place.
    pub location: Box<str>,
    /// Everything else the row says.
    pub notes: Box<str>,
    /// Where it stands.
    pub place: Option<Place>,
}

/// What is wanted, in one phrase: `Data Engineer at Lumora`.
pub fn target_in_words(position: &str, company: &str, industry: &str) -> String {
    let what = if position.is_empty() { "anyone" } else { position };
    match (company.is_empty(), industry.is_empty()) {
        (false, _) => format!("{what} at {company}"),
        (true, false) => format!("{what} in {industry}"),
        (true, true) => what.to_owned(),
    }
}

/// A recorded introduction: who brought whom to the seeker.
#[derive(Clone, Debug)]
pub struct Introduction {
    /// Who introduced.
    pub introducer: MentionId,
    /// Who was introduced.
    pub introduced: MentionId,
    /// When.
    pub on: Option<Day>,
    /// What the user noted.
    pub context: Box<str>,
    /// What else the row says.
    pub notes: Box<str>,
    /// Where it stands.
    pub place: Place,
}

impl Introduction {
    /// Whether the row says that this was no introduction: the first word of its context is `not`, in any letter case.
    /// `not` alone will do, and so will `not: she only mentioned him`; `nothing special` is not that word.
    pub fn is_refused(&self) -> bool {
        refuses(&self.context)
    }

    /// What stands right behind the `not` of a refusal, where it may be a thought that only begins with that word:
    /// `not sure of the day`. Empty where the word stands alone, or before a sign.
    pub fn behind_not(&self) -> &str {
        let context = self.context.trim_start_matches(|c: char| !c.is_alphanumeric());
        let rest = context.get(3..).unwrap_or_default().trim();
        if rest.starts_with(char::is_alphanumeric) { rest } else { "" }
    }
}

/// Whether a context says that there was no introduction, see [`Introduction::is_refused`].
pub fn refuses(context: &str) -> bool {
    let first = context.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    first.is_some_and(|word| word.eq_ignore_ascii_case("not"))
}

/// What an outreach was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutreachKind {
    /// A request for a conversation.
    Request,
    /// A second message after silence.
    FollowUp,
    /// A request to be introduced to somebody.
    IntroductionRequest,
    /// The conversation itself.
    Interview,
    /// Thanks after it.
    ThankYou,
    /// Keeping in touch.
    CheckIn,
}

/// A row of the outreach list.
#[derive(Clone, Debug)]
pub struct Outreach {
    /// When.
    pub on: Option<Day>,
    /// Whom it concerns.
    pub who: MentionId,
    /// What it was; `None` where the word is not one of ours.
    pub kind: Option<OutreachKind>,
    /// What came of it; `None` where the cell is empty.
    pub outcome: Option<Outcome>,
    /// Whether the other side took the first step.
    pub incoming: bool,
    /// Their company, as noted.
    pub company: Box<str>,
    /// Their position, as noted.
    pub position: Box<str>,
    /// What the user noted.
    pub notes: Box<str>,
    /// Where it stands.
    pub place: Place,
}

/// An informational interview, with what was learned.
#[derive(Clone, Debug)]
pub struct Interview {
    /// When.
    pub on: Option<Day>,
    /// [`Outcome::Held`], unless the row says that it is still to come, or did not take place.
    pub outcome: Outcome,
    /// With whom.
    pub who: MentionId,
    /// Their company, as noted.
    pub company: Box<str>,
    /// Their position, as noted.
    pub position: Box<str>,
    /// Whom they named or introduced.
    pub introduced: Vec<MentionId>,
    /// What was learned and noted, column by column.
    pub notes: Box<str>,
    /// Where it stands.
    pub place: Place,
}

/// What the user says of a company.
#[derive(Clone, Debug)]
pub struct CompanyFact {
    /// The name to be used.
    pub company: Box<str>,
    /// Its industry.
    pub industry: Box<str>,
    /// Other spellings of the same company.
    pub aliases: Vec<Box<str>>,
    /// Where it stands.
    pub place: Place,
}

/// A row of a cohort's roster.
#[derive(Clone, Debug)]
pub struct RosterRow {
    /// The member.
    pub member: Box<str>,
    /// Her folder, relative to the cohort's.
    pub folder: Box<str>,
    /// Her programme.
    pub programme: Box<str>,
    /// Her class.
    pub class_year: Box<str>,
    /// Whether other members may see her contacts.
    pub shares_contacts: bool,
    /// Where it stands.
    pub place: Place,
}

/// Everything that was read, and what could not be.
#[derive(Debug, Default)]
pub struct Workspace {
    /// Every file, sheet and zip entry, in the order of their paths.
    pub sources: Vec<Source>,
    /// Every cell and row that could not be read.
    pub problems: Vec<Problem>,
    /// Every way in which a file names a person.
    pub mentions: Mentions,
    /// The seeker's name, from her profile.
    pub owner_name: Option<Box<str>>,
    /// Every name that a profile gives, with its row: several where several exports lie side by side.
    pub owner_names: Vec<(Box<str>, Place)>,
    /// The seeker's own addresses.
    pub owner_emails: Vec<Box<str>>,
    /// The seeker's headline.
    pub headline: Option<Box<str>>,
    /// Connections.
    pub connections: Vec<Connection>,
    /// Rows of Connections that an earlier file has too, for telling what changed between two exports.
    pub repeats: Vec<Repeat>,
    /// Connections of whom an export says nothing but since when.
    pub hidden: Vec<Hidden>,
    /// The companies and titles of connections: a thousand people share a few hundred.
    pub texts: Texts,
    /// Messages.
    pub messages: Vec<Message>,
    /// The recipients of all messages and mails, one after the other.
    pub recipients: Vec<MentionId>,
    /// How many conversations there are.
    pub n_conversations: u32,
    /// Invitations.
    pub invitations: Vec<Invitation>,
    /// The seeker's jobs.
    pub jobs: Vec<Job>,
    /// The seeker's schools.
    pub schools: Vec<School>,
    /// The seeker's skills.
    pub skills: Vec<Box<str>>,
    /// Endorsements and recommendations.
    pub praise: Vec<Praise>,
    /// Cards of address books.
    pub cards: Vec<Card>,
    /// Companies followed.
    pub follows: Vec<Follow>,
    /// Jobs applied for and saved.
    pub job_ads: Vec<JobAd>,
    /// Targets that LinkedIn's job preferences stand for; used where there are no others.
    pub wishes: Vec<Target>,
    /// Private notes about people.
    pub notes: Vec<Note>,
    /// Mails.
    pub mails: Vec<Mail>,
    /// Meetings.
    pub meetings: Vec<Meeting>,
    /// The target matrix.
    pub targets: Vec<Target>,
    /// Introductions the user recorded.
    pub introductions: Vec<Introduction>,
    /// The outreach list.
    pub outreach: Vec<Outreach>,
    /// Interviews held.
    pub interviews: Vec<Interview>,
    /// Companies the user described.
    pub companies: Vec<CompanyFact>,
    /// Texts in which somebody may tell of an introduction; emptied once they have been looked at.
    pub passages: Passages,
    /// The roster, where this is a cohort's folder.
    pub roster: Vec<RosterRow>,
    /// Fingerprints of the rows seen, so that a file that lies in the workspace twice changes nothing.
    pub(super) seen: Seen<u64>,
    /// The same of messages.
    pub(in crate::import) seen_messages: Repeats,
    /// The same of Connections, with the first row of each.
    pub(in crate::import) seen_connections: Firsts,
    /// Conversation ids, numbered.
    pub(super) conversations: Index<u64, u32>,
}

impl Workspace {
    /// Forgets by what repeated rows and threads were told, once all is read: of millions of rows that is a fifth of what
    /// reading them takes.
    pub(super) fn forget_rows(&mut self) {
        self.seen = Seen::default();
        self.seen_messages.clear();
        self.seen_connections = Firsts::default();
        self.conversations = Index::default();
    }

    /// The people a message went to.
    pub fn recipients_of(&self, message: &Message) -> &[MentionId] {
        &self.recipients[message.to.start as usize..message.to.end as usize]
    }

    /// The people a mail went to.
    pub fn mailed_to(&self, mail: &Mail) -> &[MentionId] {
        &self.recipients[mail.to.start as usize..mail.to.end as usize]
    }

    /// The people a mail is written to, and those who got a copy.
    pub fn addressed_by(&self, mail: &Mail) -> (&[MentionId], &[MentionId]) {
        let all = self.mailed_to(mail);
        all.split_at((mail.n_direct as usize).min(all.len()))
    }

    /// The file and line of a place, as reports quote it: `linkedin/Connections.csv:7`.
    pub fn cite(&self, place: Place) -> String {
        let mut cited = String::new();
        self.write_cite(place, &mut cited);
        cited
    }

    /// Several of them: `FILE:LINE; FILE:LINE`.
    pub fn cite_all(&self, places: &[Place]) -> String {
        let mut cited = String::new();
        self.write_cite_all(places, &mut cited);
        cited
    }

    /// Writes several behind a text.
    pub fn write_cite_all(&self, places: &[Place], text: &mut String) {
        for (nth, place) in places.iter().enumerate() {
            if nth > 0 {
                text.push_str("; ");
            }
            self.write_cite(*place, text);
        }
    }

    /// Writes a place behind a text: a report of everyone quotes twice as many places as there are people.
    pub fn write_cite(&self, place: Place, text: &mut String) {
        let path = self.sources.get(place.source.0 as usize).map_or("?", |source| source.path.as_str());
        text.push_str(path);
        if place.line > 0 {
            text.push(':');
            push_whole(place.line.into(), text);
        }
    }

    /// The source with this id.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }
}

//! History: everything dated that passed between the seeker and each person, in order.

use super::{by_person, correspondence};
use crate::day::Day;
use crate::evidence::Place;
use crate::import::{Mail, Meeting, MentionId, Outcome, OutreachKind, Workspace};
use crate::people::{People, PersonId, Who};

/// What happened. The order is the order within one day: what was asked comes before what was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    /// The seeker invited them to connect.
    InvitationSent,
    /// They invited the seeker.
    InvitationReceived,
    /// They connected. No contact: a connection date is not a conversation.
    Connected,
    /// A message or mail of the seeker's to them alone.
    MessageSent,
    /// A message or mail of theirs to the seeker alone.
    MessageReceived,
    /// A message within a group: contact with nobody in particular.
    Group,
    /// A meeting of a series: contact, but no conversation by itself.
    Meeting,
    /// A request for a conversation.
    Request(Option<Outcome>),
    /// A second message after silence.
    FollowUp(Option<Outcome>),
    /// A request to be introduced to somebody.
    IntroductionRequest(Option<Outcome>),
    /// A conversation: planned, held or called off.
    Interview(Option<Outcome>),
    /// Thanks.
    ThankYou,
    /// Keeping in touch.
    CheckIn(Option<Outcome>),
    /// An entry of the outreach list whose kind is not one of ours.
    OtherOutreach,
    /// They took the first step.
    Incoming,
    /// An endorsement, given or received.
    Endorsement,
    /// A recommendation, given or received.
    Recommendation,
}

impl EventKind {
    /// Whether this is contact between the two.
    pub fn is_contact(self) -> bool {
        !matches!(
            self,
            EventKind::Connected
                | EventKind::Group
                | EventKind::Endorsement
                | EventKind::InvitationSent
                | EventKind::InvitationReceived
        ) && !self.is_planned()
            && !self.is_undelivered()
    }

    /// What the list says came of it; `None` where it says nothing, or this is nothing that anything comes of.
    pub fn outcome(self) -> Option<Outcome> {
        match self {
            EventKind::Request(outcome)
            | EventKind::FollowUp(outcome)
            | EventKind::IntroductionRequest(outcome)
            | EventKind::Interview(outcome)
            | EventKind::CheckIn(outcome) => outcome,
            _ => None,
        }
    }

    /// Whether the list says that they said no, to whatever it was.
    pub fn is_no(self) -> bool {
        self.outcome().is_some_and(Outcome::is_no)
    }

    /// Whether the list says that a word of theirs came, be it a no.
    pub fn is_noted_as_answered(self) -> bool {
        self.outcome().is_some_and(Outcome::is_word_of_theirs)
    }

    /// A letter that nobody read.
    fn is_undelivered(self) -> bool {
        self.is_letter() && self.outcome() == Some(Outcome::Undelivered)
    }

    /// Whether it is a letter of the list that an answer may come to, rather than a conversation.
    fn is_letter(self) -> bool {
        matches!(
            self,
            EventKind::Request(_)
                | EventKind::FollowUp(_)
                | EventKind::IntroductionRequest(_)
                | EventKind::CheckIn(_)
        )
    }

    /// What a row of the outreach list says.
    pub fn of_outreach(kind: Option<OutreachKind>, outcome: Option<Outcome>, incoming: bool) -> EventKind {
        match kind {
            _ if incoming && kind != Some(OutreachKind::Interview) => EventKind::Incoming,
            Some(OutreachKind::Request) => EventKind::Request(outcome),
            Some(OutreachKind::FollowUp) => EventKind::FollowUp(outcome),
            Some(OutreachKind::IntroductionRequest) => EventKind::IntroductionRequest(outcome),
            Some(OutreachKind::Interview) => EventKind::Interview(outcome),
            Some(OutreachKind::ThankYou) => EventKind::ThankYou,
            Some(OutreachKind::CheckIn) => EventKind::CheckIn(outcome),
            None => EventKind::OtherOutreach,
        }
    }

    /// A conversation that lies ahead, or never came about, or of which nobody knows whether it did.
    fn is_planned(self) -> bool {
        matches!(self, EventKind::Interview(Some(outcome)) if !outcome.is_talk())
    }

    /// Whether a conversation took place: one was noted, or what was asked for is noted as held.
    pub fn is_conversation(self) -> bool {
        match self {
            EventKind::Interview(outcome) => outcome.is_none_or(Outcome::is_talk),
            EventKind::Request(outcome) | EventKind::FollowUp(outcome) => outcome == Some(Outcome::Held),
            _ => false,
        }
    }

    /// Whether an outcome is noted that only a day in the past can have. A conversation can be declined, or not answered,
    /// before its day.
    pub fn is_over(self) -> bool {
        let is_over = if self.is_letter() { Outcome::is_past } else { Outcome::is_talk };
        self.outcome().is_some_and(is_over)
    }

    /// Whether the two are to talk, should the day lie ahead.
    pub fn is_plan(self) -> bool {
        matches!(self, EventKind::Interview(outcome)
            if outcome.is_none_or(|outcome| outcome.is_ahead() || outcome.is_talk()))
    }
}

/// Something that happened on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// When.
    pub day: Day,
    /// What.
    pub kind: EventKind,
    /// The row that says so.
    pub place: Place,
}

/// Days after a request within which a row that says what came of one speaks of that: the next request comes much later.
pub const SAME_REQUEST_DAYS: i32 = 90;

impl Event {
    /// Whether a row of the list says what came of a request of an earlier row, rather than that the person was asked anew:
    /// some write one row when they ask, and another when the answer comes.
    pub fn is_word_on(&self, asked: &Event) -> bool {
        let is_open = matches!(asked.kind, EventKind::Request(None | Some(Outcome::Pending)));
        let is_known = matches!(self.kind, EventKind::Request(Some(outcome)) if outcome.is_settled());
        is_open && is_known && (0..=SAME_REQUEST_DAYS).contains(&self.day.days_since(asked.day))
    }
}

/// Something that happened on a day that no list gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Undated {
    /// What.
    pub kind: EventKind,
    /// The row that says so.
    pub place: Place,
}

/// The events of all people: one array, cut by person.
#[derive(Debug, Default)]
pub struct History {
    events: Vec<Event>,
    starts: Vec<u32>,
    /// What the user's own lists give no day for, ordered by person. Few, and none in most workspaces.
    undated: Vec<(PersonId, Undated)>,
}

/// The most people besides the seeker with whom a meeting is a conversation.
pub const CIRCLE: usize = 4;

type Add<'a> = dyn FnMut(MentionId, Option<Day>, EventKind, Place) + 'a;

/// A mail to or from one person counts like a message; what goes to several is credited to nobody.
fn add_mail(workspace: &Workspace, people: &People, row: &Mail, add: &mut Add<'_>) {
    let day = Some(row.day());
    let one = correspondence::between(workspace, people, row);
    if let Some((who, incoming)) = one {
        let kind = if incoming { EventKind::MessageReceived } else { EventKind::MessageSent };
        add(who, day, kind, row.place);
    }
    if row.sent || people.who(row.from) == Who::Owner {
        let others = workspace.mailed_to(row).iter().filter(|to| Some(**to) != one.map(|(who, _)| who));
        others.for_each(|to| add(*to, day, EventKind::Group, row.place));
    } else if one.is_none() {
        add(row.from, day, EventKind::Group, row.place);
    }
}

/// A single meeting in a small circle is a conversation, held or, after the day asked about, planned. A large one is
/// contact with nobody in particular; one that the seeker declined is none, and of one to which no answer was given
/// nobody knows.
fn add_meeting(people: &People, row: &Meeting, add: &mut Add<'_>) {
    let is_owner = |who: &&MentionId| people.who(**who) == Who::Owner;
    if row.declined.iter().chain(&row.unanswered).any(|who| is_owner(&who)) {
        return;
    }
    let others = || row.attendees.iter().filter(|who| !is_owner(who));
    let kind = match (others().count() + row.unanswered.len() <= CIRCLE, row.recurring) {
        (true, false) => EventKind::Interview(Some(Outcome::Held)),
        (true, true) => EventKind::Meeting,
        (false, _) => EventKind::Group,
    };
    others().for_each(|who| add(*who, Some(row.on), kind, row.place));
}

/// Hands out every dated record of a workspace that concerns a person.
fn each_event(workspace: &Workspace, people: &People, take: &mut by_person::Take<'_, Event>) {
    let mut add = |mention: MentionId, day: Option<Day>, kind: EventKind, place: Place| {
        if let (Who::Person(person), Some(day)) = (people.who(mention), day) {
            take(person, Event { day, kind, place });
        }
    };
    for row in &workspace.connections {
        add(row.who, row.connected_on, EventKind::Connected, row.place);
    }
    for row in &workspace.messages {
        let day = Some(row.day());
        let to = workspace.recipients_of(row);
        let sent = row.outgoing.unwrap_or_else(|| people.who(row.from) == Who::Owner);
        // What goes to several is credited to nobody: half of a thousand group members never spoke.
        let alone = to.len() == 1;
        if sent {
            let kind = if alone { EventKind::MessageSent } else { EventKind::Group };
            to.iter().for_each(|to| add(*to, day, kind, row.place));
        } else {
            let kind = if alone { EventKind::MessageReceived } else { EventKind::Group };
            add(row.from, day, kind, row.place);
        }
    }
    for row in &workspace.mails {
        add_mail(workspace, people, row, &mut add);
    }
    for row in &workspace.meetings {
        add_meeting(people, row, &mut add);
    }
    for row in &workspace.invitations {
        let (who, kind) = match people.sent(row.from, row.to, row.outgoing) {
            Some(true) => (row.to, EventKind::InvitationSent),
            Some(false) => (row.from, EventKind::InvitationReceived),
            None => continue,
        };
        add(who, row.sent_on, kind, row.place);
    }
    for row in &workspace.praise {
        let kind = if row.recommendation { EventKind::Recommendation } else { EventKind::Endorsement };
        add(row.who, row.on, kind, row.place);
    }
    for row in &workspace.outreach {
        add(row.who, row.on, EventKind::of_outreach(row.kind, row.outcome, row.incoming), row.place);
    }
    for row in &workspace.interviews {
        add(row.who, row.on, EventKind::Interview(Some(row.outcome)), row.place);
    }
}

/// What the seeker's own lists say of people without a day.
fn undated(workspace: &Workspace, people: &People) -> Vec<(PersonId, Undated)> {
    let steps = workspace.outreach.iter().filter(|row| row.on.is_none());
    let steps =
        steps.map(|row| (row.who, EventKind::of_outreach(row.kind, row.outcome, row.incoming), row.place));
    let talks = workspace.interviews.iter().filter(|row| row.on.is_none());
    let talks = talks.map(|row| (row.who, EventKind::Interview(Some(row.outcome)), row.place));
    let told = steps.chain(talks).filter_map(|(who, kind, place)| match people.who(who) {
        Who::Person(person) => Some((person, Undated { kind, place })),
        _ => None,
    });
    let mut found: Vec<(PersonId, Undated)> = told.collect();
    found.sort_unstable();
    found
}

impl History {
    /// Gathers the dated records of a workspace.
    ///
    /// # Complexity
    /// **O(r + p + e log e)** for **r** rows, **p** people and **e** the most events of one person; one array, no
    /// allocation per row.
    pub fn gather(workspace: &Workspace, people: &People) -> History {
        let (events, starts) =
            by_person::cut(people.persons.len(), |take| each_event(workspace, people, take));
        let undated = undated(workspace, people);
        History { events, starts, undated }
    }

    /// Cuts loose events by person and orders each person's by day, then kind, then place.
    pub fn of(n_people: usize, loose: Vec<(PersonId, Event)>) -> History {
        let (events, starts) = by_person::cut(n_people, |take| {
            loose.iter().for_each(|(person, event)| take(*person, *event));
        });
        History { events, starts, undated: Vec::new() }
    }

    /// The events of a person, oldest first.
    pub fn of_person(&self, person: PersonId) -> &[Event] {
        let at = person.index();
        &self.events[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The events of a person up to and on a day.
    pub fn until(&self, person: PersonId, as_of: Day) -> &[Event] {
        let events = self.of_person(person);
        &events[..events.partition_point(|event| event.day <= as_of)]
    }

    /// The events of a person after a day: what is planned.
    pub fn after(&self, person: PersonId, as_of: Day) -> &[Event] {
        let events = self.of_person(person);
        &events[events.partition_point(|event| event.day <= as_of)..]
    }

    /// What happened with a person on days that no list gives.
    pub fn undated(&self, person: PersonId) -> impl Iterator<Item = Undated> + '_ {
        let from = self.undated.partition_point(|(other, _)| *other < person);
        self.undated[from..].iter().take_while(move |(other, _)| *other == person).map(|(_, one)| *one)
    }

    /// The last day on which anything happened, up to `as_of`.
    pub fn last_day(&self, as_of: Day) -> Option<Day> {
        self.events.iter().map(|event| event.day).filter(|day| *day <= as_of).max()
    }
}

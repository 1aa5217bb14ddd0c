//! Standing: how things are between the seeker and a person on a day. What is due then, [`next_step`] says.
//!
//! The routine is Steve Dalton's 3B7 (*The 2-Hour Job Search*) with the customs of informational interviews: one
//! follow-up seven business days after a request, thanks the next day, the request for an introduction a week after
//! the conversation, a check-in every few months, and peace for those who declined or stayed silent.
//!
//! Whoever keeps no list asks by message, so a first message after a week of silence is taken for a request (as in
//! [`super::signs::Outreach`]), a further one without an answer for the follow-up, and a refusal in somebody's own words
//! for a no; what only thanks or agrees asks for nothing. Where a list has a row of the same days, the list knows better.

mod step;
#[cfg(test)]
mod tests;

pub use step::{Action, Cause, Due, next_step};

use crate::day::Day;
use crate::evidence::Place;
use crate::import::Outcome;
use crate::network::history::SAME_REQUEST_DAYS;
use crate::network::refusals::Refusal;
use crate::network::{Event, EventKind, Network, Undated};
use crate::people::PersonId;
use std::ops::RangeInclusive;

/// Days of silence after which a message is a request: those of an outreach.
const SILENCE_DAYS: i32 = super::signs::SILENCE_DAYS as i32;
/// Days after which a request without an answer is given up, and a message begins anew; and for which an answer, or what
/// was agreed, is followed up. So long a row may say what came of it.
const GIVEN_UP_DAYS: i32 = SAME_REQUEST_DAYS;
/// Days after a no within which a message of theirs is taken for that no, which a list dates with the request.
const NO_DAYS: i32 = 30;
/// Days after a conversation, or an introduction, on which a message to who gave it is taken for thanks: nobody is nagged
/// twice.
pub const THANKS_DAYS: RangeInclusive<i32> = 1..=5;
/// Days after a request on which a message is a part of it still, and no follow-up.
const SAME_BREATH_DAYS: i32 = 2;

/// Something that happened, and the row that says so.
pub type Dated = (Day, Place);

/// How a conversation was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AskedBy {
    /// As the seeker's own list says.
    #[default]
    List,
    /// By a first message after a week of silence.
    Message,
    /// In the note to an invitation.
    Invitation,
}

/// What letters say besides that they were written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Letters<'a> {
    /// The seeker's last invitation with a note.
    pub noted: Option<Dated>,
    /// Their last word, where it is a refusal.
    pub refusal: Option<Refusal>,
    /// The seeker's messages that only thank or agree, in order: they ask for nothing.
    pub courtesies: &'a [Place],
}

/// How things are between the seeker and a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// Messages to them alone.
    pub sent: u32,
    /// Messages from them to the seeker alone.
    pub received: u32,
    /// First contact.
    pub first_contact: Option<Dated>,
    /// Last contact, in either direction.
    pub last_contact: Option<Dated>,
    /// Last message of the seeker's.
    pub last_sent: Option<Dated>,
    /// Last message of theirs.
    pub last_received: Option<Dated>,
    /// Last request for a conversation.
    pub request: Option<Dated>,
    /// How it was asked.
    pub asked_by: AskedBy,
    /// Messages since that request that had no answer.
    pub n_unanswered: u32,
    /// When an invitation was taken up that a note had asked in.
    pub accepted: Option<Dated>,
    /// Wants to hear no more.
    pub refused: Option<Dated>,
    /// What came of it, as noted.
    pub outcome: Option<Outcome>,
    /// The row that says so. Its day is that of what was asked, as lists are kept, unless the row was added when the answer
    /// came.
    pub outcome_on: Option<Dated>,
    /// Whether that row was added when the answer came.
    pub is_dated_answer: bool,
    /// Last follow-up since that request.
    pub follow_up: Option<Dated>,
    /// Last conversation.
    pub met: Option<Dated>,
    /// Conversations, at most one a day.
    pub n_met: u32,
    /// A conversation that is agreed and not yet held.
    pub scheduled: Option<Dated>,
    /// Thanks since the last conversation.
    pub thanked: Option<Dated>,
    /// Last request for an introduction.
    pub asked_for_introduction: Option<Dated>,
    /// What came of it, as noted.
    pub introduction_outcome: Option<Outcome>,
    /// The seeker's last words, of whatever kind: the last, and the one before it that is no part of the same.
    pub words: [Option<Dated>; 2],
    /// The last no.
    pub declined: Option<Dated>,
    /// The last request that was given up.
    pub silent: Option<Dated>,
    /// A recommendation, either way.
    pub recommendation: Option<Place>,
    /// An endorsement, either way.
    pub endorsement: Option<Place>,
    /// An invitation of the seeker's that was not taken up.
    pub invited: Option<Dated>,
    /// The last conversation that was agreed and did not take place.
    pub called_off: Option<Dated>,
    /// The last conversation of which the list says in a word that is not understood whether it took place.
    pub unread: Option<Dated>,
    /// What passed between the two on days that no list gives, the weightiest of it.
    pub undated: Option<(Past, Place)>,
}

/// What passed on a day that no list gives; what weighs more comes later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Past {
    /// They were asked.
    Asked,
    /// They answered.
    Answered,
    /// They talked with the seeker.
    Met,
    /// Nothing came back, and nothing more is expected.
    Silent,
    /// They said no.
    Declined,
}

impl Past {
    /// What an event tells, of somebody who has talked with the seeker on a known day or not.
    fn of(kind: EventKind, met: bool) -> Option<Past> {
        if kind.is_conversation() {
            return Some(Past::Met);
        }
        match kind {
            EventKind::Request(outcome)
            | EventKind::FollowUp(outcome)
            | EventKind::CheckIn(outcome)
            | EventKind::Interview(outcome) => match outcome {
                Some(Outcome::Undelivered) => None,
                Some(outcome) if outcome.is_no() => Some(Past::Declined),
                Some(outcome) if outcome.is_silence() => Some(Past::Silent),
                Some(outcome) if outcome.is_answer() => Some(Past::Answered),
                _ => Some(Past::Asked),
            },
            // Of somebody who has not given a conversation either, a no is a no.
            EventKind::IntroductionRequest(_) if kind.is_no() && !met => Some(Past::Declined),
            EventKind::IntroductionRequest(_) => Some(Past::Asked),
            EventKind::Incoming => Some(Past::Answered),
            EventKind::ThankYou => Some(Past::Met),
            _ => None,
        }
    }
}

impl Standing {
    /// How things are with a person on a day: what the lists and the letters say, what is planned for later, and what has no
    /// day.
    pub fn on(network: &Network, person: PersonId, as_of: Day) -> Standing {
        let history = &network.history;
        let noted = network.noted.get(&person).copied();
        let refusal = network.refusals.get(&person).copied();
        let letters = Letters { noted, refusal, courtesies: &network.courtesies };
        let dated = Standing::with_letters(history.until(person, as_of), letters);
        dated.with_plan(history.after(person, as_of)).with_undated(history.undated(person))
    }

    /// Whether what they said last, from a day on, is a no: to a conversation, to an introduction, or to hearing more at all.
    /// A no on a day that nobody knows is one, too. Whoever was asked again since, or has agreed to talk, has not closed the
    /// door.
    pub fn says_no_since(&self, since: Day) -> bool {
        let is_since = |no: Option<Dated>| no.filter(|(day, _)| *day >= since);
        let is_after = |later: Option<Dated>, no: Day| later.is_some_and(|(day, _)| day > no);
        let refuses_to_talk = is_since(self.declined).is_some_and(|(no, _)| {
            !is_after(self.request, no) && !is_after(self.met, no) && !is_after(self.scheduled, no)
        });
        self.refused.is_some()
            || matches!(self.undated, Some((Past::Declined, _)))
            || refuses_to_talk
            || is_since(self.asked_for_introduction).is_some()
                && self.introduction_outcome.is_some_and(Outcome::is_no)
    }

    /// Reads the events of a person up to a day, oldest first: what was asked is what the lists say.
    pub fn of(events: &[Event]) -> Standing {
        Standing::read(events, None)
    }

    /// The same with what letters say: who keeps no list asks by message.
    pub fn with_letters(events: &[Event], letters: Letters<'_>) -> Standing {
        Standing::read(events, Some(letters))
    }

    fn read(events: &[Event], letters: Option<Letters<'_>>) -> Standing {
        let mut now = Standing::default();
        let keeps_list = letters.is_some() && events.iter().any(is_own_row);
        for (at, event) in events.iter().enumerate() {
            let dated = Some((event.day, event.place));
            let silent_since = now.last_contact.map(|(day, _)| event.day.days_since(day));
            if event.kind.is_contact() {
                now.first_contact = now.first_contact.or(dated);
                now.last_contact = dated;
            }
            let is_courtesy = event.kind == EventKind::MessageSent
                && letters.is_some_and(|letters| letters.courtesies.binary_search(&event.place).is_ok());
            if is_own_word(event.kind) && !is_courtesy {
                now.say(event);
            }
            match event.kind {
                EventKind::MessageSent => {
                    now.sent += 1;
                    now.last_sent = dated;
                    let fresh =
                        now.met.is_some_and(|(met, _)| THANKS_DAYS.contains(&event.day.days_since(met)));
                    if fresh && now.thanked.is_none() {
                        now.thanked = dated;
                    }
                    if letters.is_some() && !is_courtesy && !(keeps_list && is_listed(events, at)) {
                        now.write(event, silent_since);
                    }
                }
                EventKind::MessageReceived | EventKind::Incoming => {
                    now.received += 1;
                    now.last_received = dated;
                }
                EventKind::Request(outcome) => {
                    now.is_dated_answer = outcome.is_some_and(Outcome::is_answer) && now.is_open(event.day);
                    now.request = dated;
                    now.asked_by = AskedBy::List;
                    now.n_unanswered = 0;
                    now.outcome = outcome;
                    now.outcome_on = dated;
                    now.follow_up = None;
                    now.note(outcome, event);
                    if event.kind.is_conversation() {
                        now.meet(event);
                    }
                }
                EventKind::FollowUp(outcome) => {
                    // By its name it follows something: where nothing is known that it could, that is the request.
                    if now.request.is_none() && now.is_stranger() {
                        now.request = dated;
                        now.asked_by = AskedBy::List;
                    }
                    now.follow_up = dated;
                    // A letter whose outcome is open says nothing of what came of the one before.
                    if let Some(told) = outcome.filter(|outcome| *outcome != Outcome::Pending) {
                        now.outcome = Some(told);
                        now.outcome_on = dated;
                        now.is_dated_answer = false;
                    }
                    now.note(outcome, event);
                    if event.kind.is_conversation() {
                        now.meet(event);
                    }
                }
                EventKind::IntroductionRequest(outcome) => {
                    now.asked_for_introduction = dated;
                    now.introduction_outcome = outcome;
                    // Of somebody who has not given a conversation either, a no is a no.
                    if now.met.is_none() {
                        now.note(outcome, event);
                    }
                }
                EventKind::Interview(Some(outcome)) if outcome.is_ahead() => now.scheduled = dated,
                EventKind::Interview(Some(Outcome::Declined)) => {
                    now.scheduled = None;
                    now.note(Some(Outcome::Declined), event);
                }
                EventKind::Interview(Some(Outcome::NoReply)) => {
                    // A conversation that was asked for, and never answered.
                    now.scheduled = None;
                    now.ask(AskedBy::List, event);
                    now.outcome = Some(Outcome::NoReply);
                    now.note(now.outcome, event);
                }
                EventKind::Interview(Some(Outcome::CalledOff)) => {
                    now.scheduled = None;
                    now.note(Some(Outcome::CalledOff), event);
                }
                EventKind::Interview(Some(Outcome::Unread | Outcome::Undelivered)) => {
                    now.scheduled = None;
                    now.unread = dated;
                }
                EventKind::Interview(_) => now.meet(event),
                EventKind::ThankYou => now.thanked = dated,
                EventKind::CheckIn(outcome) => now.note(outcome, event),
                EventKind::Recommendation => now.recommendation = Some(event.place),
                EventKind::Endorsement => now.endorsement = Some(event.place),
                EventKind::InvitationSent => {
                    now.invited = dated;
                    // What a note asks is asked, unless something else is open.
                    if letters.is_some_and(|letters| letters.noted == dated) && now.request.is_none() {
                        now.ask(AskedBy::Invitation, event);
                    }
                }
                EventKind::InvitationReceived
                | EventKind::OtherOutreach
                | EventKind::Group
                | EventKind::Meeting => {}
                EventKind::Connected => {
                    now.invited = None;
                    if now.asked_by == AskedBy::Invitation && now.request.is_some() {
                        now.accepted = dated;
                    }
                }
            }
        }
        if let Some(refusal) = letters.and_then(|letters| letters.refusal) {
            now.refuse(refusal);
        }
        now
    }

    /// Takes a message of the seeker's for a request, or for the follow-up to one that has no answer.
    fn write(&mut self, event: &Event, silent_for: Option<i32>) {
        // After a conversation there is a routine of its own, and a no is no reason to go on.
        if self.met.is_some() || self.declined.is_some() {
            return;
        }
        let open = self.request.filter(|(day, _)| self.answered(*day).is_none());
        match open {
            Some((asked, _)) if event.day.days_since(asked) > SAME_BREATH_DAYS => {
                let rested = self.silent.is_some_and(|(day, _)| day >= asked);
                if rested
                    || event.day.days_since(self.follow_up.map_or(asked, |(day, _)| day)) > GIVEN_UP_DAYS
                {
                    // What was given up long ago begins anew.
                    self.ask(AskedBy::Message, event);
                } else {
                    self.follow_up = Some((event.day, event.place));
                    self.n_unanswered += 1;
                }
            }
            Some(_) => {}
            None if silent_for.is_none_or(|days| days >= SILENCE_DAYS) => self.ask(AskedBy::Message, event),
            None => {}
        }
    }

    fn ask(&mut self, by: AskedBy, event: &Event) {
        self.request = Some((event.day, event.place));
        self.asked_by = by;
        self.n_unanswered = 1;
        self.outcome = None;
        self.outcome_on = None;
        self.is_dated_answer = false;
        self.follow_up = None;
        self.accepted = None;
    }

    /// Keeps the seeker's last two words. What is written within days of another is a part of it.
    fn say(&mut self, event: &Event) {
        let is_part = |(day, _): Dated| event.day.days_since(day) <= SAME_BREATH_DAYS;
        if !self.words[0].is_some_and(is_part) {
            self.words[1] = self.words[0];
        }
        self.words[0] = Some((event.day, event.place));
    }

    /// The seeker's words after a day, the last first, at most two.
    pub fn words_since(&self, day: Day) -> [Option<Dated>; 2] {
        self.words.map(|word| word.filter(|(said, _)| *said > day))
    }

    /// Whether nothing came of theirs, and nothing was agreed or refused.
    fn is_stranger(&self) -> bool {
        let signs = [self.last_received, self.met, self.scheduled, self.called_off, self.declined];
        signs.iter().chain([&self.asked_for_introduction, &self.accepted]).all(Option::is_none)
    }

    /// Whether a request of the list is without an answer on a later day.
    fn is_open(&self, on: Day) -> bool {
        self.asked_by == AskedBy::List
            && matches!(self.outcome, None | Some(Outcome::Pending))
            && self.request.is_some_and(|(asked, _)| {
                let is_over = |end: Option<Dated>| end.is_some_and(|(day, _)| day >= asked);
                asked < on
                    && on.days_since(asked) <= GIVEN_UP_DAYS
                    && !is_over(self.met)
                    && !is_over(self.declined)
            })
    }

    /// Takes their last word for a no. One that only says no must be the answer to something: in the middle of a
    /// conversation `no, thanks` declines a coffee.
    fn refuse(&mut self, refusal: Refusal) {
        let said = Some((refusal.on, refusal.place));
        let is_over = |day: Day| day > refusal.on;
        // Who spoke since has thought better of it.
        if self.met.is_some_and(|(day, _)| is_over(day))
            || self.scheduled.is_some_and(|(day, _)| is_over(day))
        {
            return;
        }
        if refusal.for_good {
            self.refused = said;
        } else if self
            .request
            .is_some_and(|(day, _)| day <= refusal.on && refusal.on.days_since(day) <= GIVEN_UP_DAYS)
        {
            self.declined = self.declined.max(said);
        }
    }

    /// Whether the seeker wrote last, and nothing has come since.
    pub fn has_last_word(&self) -> bool {
        let day = |dated: Option<Dated>| dated.map(|(day, _)| day);
        day(self.last_sent) > day(self.last_received) && self.last_sent == self.last_contact
    }

    /// Adds the conversation that is planned for a later day, or was called off before it came, if one is.
    pub fn with_plan(mut self, later: &[Event]) -> Standing {
        let plan = later.iter().find(|event| event.kind.is_plan());
        self.scheduled = plan.map(|event| (event.day, event.place)).or(self.scheduled);
        let is_off = |event: &&Event| event.kind == EventKind::Interview(Some(Outcome::CalledOff));
        if plan.is_none()
            && let Some(event) = later.iter().find(is_off)
        {
            self.called_off = Some((event.day, event.place));
        }
        self
    }

    /// Adds what passed on days that no list gives.
    pub fn with_undated(mut self, undated: impl Iterator<Item = Undated>) -> Standing {
        let mut thanks = false;
        for one in undated {
            thanks |= one.kind == EventKind::ThankYou;
            // Of rows that say the same, the first stands for them.
            if let Some(past) = Past::of(one.kind, self.met.is_some())
                && self.undated.is_none_or(|(known, _)| known < past)
            {
                self.undated = Some((past, one.place));
            }
        }
        if thanks && self.thanked.is_none() {
            self.thanked = self.met;
        }
        self
    }

    fn meet(&mut self, event: &Event) {
        if self.met.is_none_or(|(day, _)| day != event.day) {
            self.n_met += 1;
            self.thanked = None;
        }
        self.met = Some((event.day, event.place));
        self.scheduled = None;
    }

    fn note(&mut self, outcome: Option<Outcome>, event: &Event) {
        match outcome {
            Some(Outcome::Declined) => self.declined = Some((event.day, event.place)),
            Some(Outcome::NoReply) => self.silent = Some((event.day, event.place)),
            Some(Outcome::CalledOff) => self.called_off = Some((event.day, event.place)),
            _ => {}
        }
    }

    /// When and where they last answered something that was asked.
    fn answered(&self, asked: Day) -> Option<Dated> {
        let wrote = self.last_received.filter(|(day, _)| *day >= asked);
        // What was called off is a cause of its own, see [`next_step`]: words about it ask for nothing new.
        let is_answer = |outcome: Outcome| outcome.is_answer() && outcome != Outcome::CalledOff;
        let noted = self.outcome_on.or(self.request).filter(|_| self.outcome.is_some_and(is_answer));
        let is_later = |(day, _): &Dated| wrote.is_none_or(|(wrote, _)| *day > wrote);
        noted.filter(is_later).or(wrote).or(self.accepted)
    }

    /// Whether an answer is known by the row of what it answers alone, so that the day of the row is not its own.
    pub fn is_noted_with_request(&self, answer: Option<Dated>) -> bool {
        answer.is_some() && answer == self.outcome_on && answer != self.last_received && !self.is_dated_answer
    }

    /// Their last message, where the seeker has not written since: the days of a history do not tell who of the two
    /// wrote first on one, so a message of the same day is taken for the answer.
    fn unanswered(&self) -> Option<Dated> {
        let own = [self.last_sent, self.met, self.thanked, self.follow_up, self.asked_for_introduction];
        let own = own.into_iter().flatten().map(|(day, _)| day).max();
        self.last_received.filter(|(day, _)| own.is_none_or(|own| own < *day))
    }
}

/// Whether the seeker said something that arrived.
fn is_own_word(kind: EventKind) -> bool {
    kind.is_contact()
        && matches!(
            kind,
            EventKind::MessageSent
                | EventKind::Request(_)
                | EventKind::FollowUp(_)
                | EventKind::IntroductionRequest(_)
                | EventKind::ThankYou
                | EventKind::CheckIn(_)
                | EventKind::OtherOutreach
        )
}

/// Whether a row of the seeker's own list stands for a message: of the same day, the one before or the one after.
fn is_listed(events: &[Event], at: usize) -> bool {
    let message = events[at].day;
    let is_near = |event: &&Event| (event.day.0 - message.0).abs() <= 1;
    let before = events[..at].iter().rev().take_while(is_near);
    before.chain(events[at + 1..].iter().take_while(is_near)).any(is_own_row)
}

/// Whether it is a row of the seeker's own list about what she did.
fn is_own_row(event: &Event) -> bool {
    matches!(
        event.kind,
        EventKind::Request(_)
            | EventKind::FollowUp(_)
            | EventKind::IntroductionRequest(_)
            | EventKind::Interview(_)
            | EventKind::ThankYou
            | EventKind::CheckIn(_)
            | EventKind::OtherOutreach
    )
}

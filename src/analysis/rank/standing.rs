//! Standing: how things are between the seeker and a person on a day, and what is due.
//!
//! The routine is Steve Dalton's 3B7 (*The 2-Hour Job Search*) with the customs of informational interviews: one
//! follow-up seven business days after a request, thanks the next day, the request for an introduction a week after
//! the conversation, a check-in every few months, and peace for those who declined or stayed silent.
//!
//! Whoever keeps no list asks by message, so a first message after a week of silence is taken for a request (as in
//! [`super::signs::Outreach`]), a further one without an answer for the follow-up, and a refusal in somebody's own words
//! for a no. Where a list has a row of the same days, the list knows better.

use crate::day::{Day, WorkCalendar};
use crate::evidence::Place;
use crate::import::Outcome;
use crate::network::refusals::Refusal;
use crate::network::{Event, EventKind, Undated};
use crate::settings::Routine;

/// Days of silence after which a message is a request: those of an outreach.
const SILENCE_DAYS: i32 = super::signs::SILENCE_DAYS as i32;
/// Days after which a request without an answer is given up, and a message begins anew.
const GIVEN_UP_DAYS: i32 = 90;
/// Days after a no within which a message of theirs is taken for that no, which a list dates with the request.
const NO_DAYS: i32 = 30;
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
pub struct Letters {
    /// The seeker's last invitation with a note.
    pub noted: Option<Dated>,
    /// Their last word, where it is a refusal.
    pub refusal: Option<Refusal>,
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
    fn of(kind: EventKind) -> Option<Past> {
        if kind.is_conversation() {
            return Some(Past::Met);
        }
        match kind {
            EventKind::Request(outcome)
            | EventKind::FollowUp(outcome)
            | EventKind::CheckIn(outcome)
            | EventKind::Interview(outcome) => match outcome {
                Some(Outcome::Declined) => Some(Past::Declined),
                Some(Outcome::NoReply) => Some(Past::Silent),
                Some(Outcome::Replied | Outcome::Scheduled | Outcome::CalledOff) => Some(Past::Answered),
                Some(Outcome::Undelivered) => None,
                _ => Some(Past::Asked),
            },
            EventKind::IntroductionRequest(_) => Some(Past::Asked),
            EventKind::Incoming => Some(Past::Answered),
            EventKind::ThankYou => Some(Past::Met),
            _ => None,
        }
    }
}

impl Standing {
    /// Reads the events of a person up to a day, oldest first: what was asked is what the lists say.
    pub fn of(events: &[Event]) -> Standing {
        Standing::read(events, None)
    }

    /// The same with what letters say: who keeps no list asks by message.
    pub fn with_letters(events: &[Event], letters: Letters) -> Standing {
        Standing::read(events, Some(letters))
    }

    fn read(events: &[Event], letters: Option<Letters>) -> Standing {
        let mut now = Standing::default();
        let keeps_list = letters.is_some() && events.iter().any(is_own_row);
        for (at, event) in events.iter().enumerate() {
            let dated = Some((event.day, event.place));
            let silent_since = now.last_contact.map(|(day, _)| event.day.days_since(day));
            if event.kind.is_contact() {
                now.first_contact = now.first_contact.or(dated);
                now.last_contact = dated;
            }
            match event.kind {
                EventKind::MessageSent => {
                    now.sent += 1;
                    now.last_sent = dated;
                    // A message in the days after a conversation is taken for thanks: nobody is nagged twice.
                    let fresh = now.met.is_some_and(|(met, _)| (1..=5).contains(&event.day.days_since(met)));
                    if fresh && now.thanked.is_none() {
                        now.thanked = dated;
                    }
                    if letters.is_some() && !(keeps_list && is_listed(events, at)) {
                        now.write(event, silent_since);
                    }
                }
                EventKind::MessageReceived | EventKind::Incoming => {
                    now.received += 1;
                    now.last_received = dated;
                }
                EventKind::Request(outcome) => {
                    now.request = dated;
                    now.asked_by = AskedBy::List;
                    now.n_unanswered = 0;
                    now.outcome = outcome;
                    now.follow_up = None;
                    now.note(outcome, event);
                    if event.kind.is_conversation() {
                        now.meet(event);
                    }
                }
                EventKind::FollowUp(outcome) => {
                    now.follow_up = dated;
                    now.outcome = outcome.filter(|outcome| *outcome != Outcome::Pending).or(now.outcome);
                    now.note(outcome, event);
                    if event.kind.is_conversation() {
                        now.meet(event);
                    }
                }
                EventKind::IntroductionRequest(_) => now.asked_for_introduction = dated,
                EventKind::Interview(Some(Outcome::Scheduled | Outcome::Pending)) => now.scheduled = dated,
                EventKind::Interview(Some(Outcome::Declined | Outcome::NoReply)) => {
                    now.scheduled = None;
                    now.note(Some(Outcome::Declined), event);
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
        self.follow_up = None;
        self.accepted = None;
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
            if let Some(past) = Past::of(one.kind)
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
        let noted = matches!(self.outcome, Some(Outcome::Replied | Outcome::Scheduled | Outcome::Held));
        wrote.or(if noted { self.follow_up.or(self.request) } else { None }).or(self.accepted)
    }

    /// Their last message, where the seeker has not written since: the days of a history do not tell who of the two
    /// wrote first on one, so a message of the same day is taken for the answer.
    fn unanswered(&self) -> Option<Dated> {
        let own = [self.last_sent, self.met, self.thanked, self.follow_up, self.asked_for_introduction];
        let own = own.into_iter().flatten().map(|(day, _)| day).max();
        self.last_received.filter(|(day, _)| own.is_none_or(|own| own < *day))
    }
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

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Ask for a conversation.
    Request,
    /// Write again.
    FollowUp,
    /// Thank for a conversation.
    ThankYou,
    /// Keep in touch.
    CheckIn,
    /// Ask to be introduced to somebody.
    AskForIntroduction,
    /// Leave in peace until the day due.
    Wait,
}

impl Action {
    /// The word in `next-contacts.csv`.
    pub fn as_str(self) -> &'static str {
        match self {
            Action::Request => "request",
            Action::FollowUp => "follow-up",
            Action::ThankYou => "thank-you",
            Action::CheckIn => "check-in",
            Action::AskForIntroduction => "ask-for-introduction",
            Action::Wait => "wait",
        }
    }
}

/// Why something is due.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cause {
    /// Never asked.
    NotAsked,
    /// A request is open.
    Asked,
    /// They wrote, and the seeker has not answered.
    TheyWrote,
    /// They want to hear no more.
    Refused,
    /// An answer has not been taken up.
    Answered,
    /// A follow-up is open.
    FollowedUp,
    /// A conversation is agreed for a day.
    Scheduled,
    /// A conversation is agreed, and the day is not known.
    Agreed,
    /// The day of an agreed conversation is past and nothing was noted.
    Unnoted,
    /// A conversation was held and nobody thanked.
    NotThanked,
    /// A conversation was held a while ago, and no introduction was asked for.
    CouldIntroduce,
    /// Last contact, after which a check-in comes due.
    InTouch,
    /// A no.
    Declined,
    /// Silence after a request and its follow-up.
    Silent,
    /// Contact of some other kind, a moment ago.
    JustInContact,
    /// An invitation to connect is open.
    Invited,
    /// A colleague was asked and has had no time to answer.
    ColleagueAsked,
    /// A colleague answers.
    ColleagueAnswers,
    /// A colleague was asked and did not answer in time: their turn.
    SecondContact,
    /// Asked for introductions as often as may be in a term.
    AskedEnough,
    /// What was agreed did not take place.
    CalledOff,
    /// A letter came back.
    Undelivered,
    /// The list says in a word that is not understood what came of it.
    Unread,
    /// Something passed on a day that no list gives.
    Undated(Past),
}

/// What is due with a person, when, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Due {
    /// What to do; [`Action::Wait`] until the day.
    pub action: Action,
    /// What will be done when it is due.
    pub then: Action,
    /// The day; on or after which the action is.
    pub on: Day,
    /// Why.
    pub cause: Cause,
    /// What the cause rests on.
    pub since: Option<Dated>,
}

/// What is due on a day. `has_introduced` is the last introduction the person made, if any.
pub fn next_step(
    now: &Standing,
    routine: &Routine,
    calendar: &WorkCalendar,
    as_of: Day,
    has_introduced: Option<Day>,
) -> Due {
    let today = calendar.on_or_after(as_of);
    // What was due on an earlier day is due still, and says since when.
    let due = |then: Action, on: Day, cause: Cause, since: Option<Dated>| {
        // Whoever was in contact a moment ago is left in peace, whatever else has come due.
        let in_peace = now.last_contact.and_then(|(day, _)| match then {
            Action::Request | Action::CheckIn => Some(day.plus_days(routine.quiet_days)),
            Action::FollowUp => Some(calendar.plus(day, routine.write_back_after)),
            Action::ThankYou | Action::AskForIntroduction | Action::Wait => None,
        });
        let on = calendar.on_or_after(on.max(in_peace.unwrap_or(on)));
        Due { action: if on <= today { then } else { Action::Wait }, then, on, cause, since }
    };
    let after_met = |day: Day| now.met.is_none_or(|(met, _)| day > met);

    if let Some(refused) = now.refused {
        // There is no day on which this is over; the one shown moves on with time.
        let on = refused.0.max(as_of).plus_days(routine.rest_days);
        let on = calendar.on_or_after(on);
        let since = Some(refused);
        return Due { action: Action::Wait, then: Action::CheckIn, on, cause: Cause::Refused, since };
    }
    if let Some((day, place)) = now.scheduled {
        let since = Some((day, place));
        if day >= as_of {
            return Due {
                action: Action::Wait,
                then: Action::ThankYou,
                on: day,
                cause: Cause::Scheduled,
                since,
            };
        }
        if as_of.days_since(day) <= routine.check_in_every_days {
            return due(Action::FollowUp, calendar.plus(day, 1), Cause::Unnoted, since);
        }
    }
    let is_recent = |day: Day| as_of.days_since(day) <= routine.check_in_every_days;
    // Whoever waits for an answer is not to be left in peace; a no that stands in the list is told in their message, too.
    let waiting = now.unanswered().filter(|(day, _)| {
        now.met.is_none()
            && is_recent(*day)
            && now.declined.is_none_or(|(no, _)| day.days_since(no) > NO_DAYS)
    });
    let write_back = |wrote: Dated| {
        due(Action::FollowUp, calendar.plus(wrote.0, routine.write_back_after), Cause::TheyWrote, Some(wrote))
    };
    if let Some(wrote) = waiting.filter(|_| now.declined.is_some()) {
        return write_back(wrote);
    }
    // On whatever day they said no: nobody can say that it was long enough ago.
    if let Some((past @ (Past::Declined | Past::Silent), _)) = now.undated {
        let on = as_of.plus_days(routine.rest_days);
        let then = if past == Past::Declined { Action::CheckIn } else { Action::Request };
        return Due { action: Action::Wait, then, on, cause: Cause::Undated(past), since: None };
    }
    let is_latest = |day: Day| after_met(day) && now.request.is_none_or(|(asked, _)| day >= asked);
    let (declined, called_off) = (now.declined.map(|(day, _)| day), now.called_off.map(|(day, _)| day));
    if let Some((day, _)) = now.called_off.filter(|(day, _)| is_latest(*day) && declined < Some(*day)) {
        if as_of.days_since(day) > routine.check_in_every_days {
            return due(Action::Request, as_of, Cause::CalledOff, now.called_off);
        }
        let wrote = now.last_sent.max(now.follow_up).filter(|(wrote, _)| *wrote > day);
        let on = match wrote {
            Some((wrote, _)) => calendar.plus(wrote, routine.follow_up_after),
            None => calendar.plus(day, routine.write_back_after),
        };
        return due(Action::FollowUp, on, Cause::CalledOff, now.called_off);
    }
    if let Some((day, _)) =
        now.unread.filter(|(day, _)| is_latest(*day) && declined.max(called_off) < Some(*day))
    {
        let is_late = as_of.days_since(day) > routine.check_in_every_days;
        let (then, on) = match is_late {
            true => (Action::Request, as_of),
            false => (Action::FollowUp, calendar.plus(day, 1)),
        };
        return due(then, on, Cause::Unread, now.unread);
    }
    // A message of long ago that was answered is no request that anything could follow today.
    let is_open = |day: Day| {
        now.asked_by == AskedBy::List || now.answered(day).is_none_or(|(answer, _)| is_recent(answer))
    };
    if let Some((asked, place)) = now.request.filter(|(day, _)| after_met(*day) && is_open(*day)) {
        return after_request(now, routine, calendar, as_of, (asked, place), &due);
    }
    if let Some(wrote) = waiting {
        return write_back(wrote);
    }
    if let Some((met, place)) = now.met {
        let since = Some((met, place));
        let thanks_due = calendar.plus(met, routine.thank_you_after);
        if now.thanked.is_none() && as_of.days_since(met) <= routine.thank_you_until_days {
            return due(Action::ThankYou, thanks_due, Cause::NotThanked, since);
        }
        // A no to a word of later is a no, whatever was before.
        if let Some((day, _)) = now.declined.filter(|(day, _)| *day > met) {
            return due(Action::CheckIn, day.plus_days(routine.rest_days), Cause::Declined, now.declined);
        }
        let asked = now.asked_for_introduction.filter(|(day, _)| *day >= met);
        let introduced = has_introduced.is_some_and(|day| day >= met);
        let declined = now.declined.is_some_and(|(day, _)| day >= met);
        let ask_on = met.plus_days(routine.ask_for_introduction_after_days);
        let too_late = as_of.days_since(met) > routine.check_in_every_days + 30;
        if asked.is_none() && !introduced && !declined && !too_late {
            let quiet = now.last_contact.map_or(ask_on, |(day, _)| day.plus_days(3)).max(ask_on);
            return due(Action::AskForIntroduction, quiet, Cause::CouldIntroduce, since);
        }
        let last = now.last_contact.unwrap_or((met, place));
        let on = last.0.plus_days(routine.check_in_every_days);
        return due(Action::CheckIn, on, Cause::InTouch, Some(last));
    }
    if let Some((day, place)) = now.declined {
        let on = day.plus_days(routine.rest_days);
        return due(Action::CheckIn, on, Cause::Declined, Some((day, place)));
    }
    if let Some((day, place)) = now.last_contact {
        let on = day.plus_days(routine.quiet_days);
        if on > as_of {
            return due(Action::Request, on, Cause::JustInContact, Some((day, place)));
        }
    }
    if let Some((day, place)) = now.invited {
        let on = calendar.on_or_after(day.plus_days(routine.quiet_days));
        if on > today {
            return due(Action::Request, on, Cause::Invited, Some((day, place)));
        }
    }
    if let Some((past, _)) = now.undated {
        let then = if past == Past::Met { Action::CheckIn } else { Action::FollowUp };
        return due(then, as_of, Cause::Undated(past), None);
    }
    due(Action::Request, as_of, Cause::NotAsked, now.last_contact)
}

/// What is due after a request that no conversation has followed yet.
fn after_request(
    now: &Standing,
    routine: &Routine,
    calendar: &WorkCalendar,
    as_of: Day,
    (asked, place): Dated,
    due: &dyn Fn(Action, Day, Cause, Option<Dated>) -> Due,
) -> Due {
    if let Some(no) = now.declined.filter(|(day, _)| *day >= asked) {
        return due(Action::CheckIn, no.0.plus_days(routine.rest_days), Cause::Declined, Some(no));
    }
    let last_word = now.follow_up.unwrap_or((asked, place));
    if now.outcome == Some(Outcome::Scheduled) && as_of.days_since(asked) <= routine.check_in_every_days {
        // The list says that a date was agreed, and not which: it is given two weeks to come about.
        let on = last_word.0.plus_days(routine.quiet_days);
        let cause = if on > as_of { Cause::Agreed } else { Cause::Unnoted };
        return due(Action::FollowUp, on, cause, Some(last_word));
    }
    if let Some(answer) = now.answered(asked) {
        if as_of.days_since(answer.0) > routine.check_in_every_days {
            let last = now.last_contact.unwrap_or(answer);
            return due(
                Action::CheckIn,
                last.0.plus_days(routine.check_in_every_days),
                Cause::InTouch,
                Some(last),
            );
        }
        let wrote_back = now.last_sent.filter(|(day, _)| *day > answer.0);
        return match wrote_back {
            Some((day, _)) => due(
                Action::FollowUp,
                calendar.plus(day, routine.follow_up_after),
                Cause::Answered,
                Some(answer),
            ),
            None => due(
                Action::FollowUp,
                calendar.plus(answer.0, routine.write_back_after),
                Cause::Answered,
                Some(answer),
            ),
        };
    }
    match now.outcome {
        Some(Outcome::Undelivered) => {
            return due(Action::Request, calendar.plus(last_word.0, 1), Cause::Undelivered, Some(last_word));
        }
        // Whether they answered is not known, so nobody says that they did not.
        Some(Outcome::Unread) if as_of.days_since(last_word.0) <= routine.check_in_every_days => {
            let on = calendar.plus(last_word.0, routine.follow_up_after);
            return due(Action::FollowUp, on, Cause::Unread, Some(last_word));
        }
        Some(Outcome::Unread) => {
            let on = last_word.0.plus_days(routine.rest_days);
            return due(Action::Request, on, Cause::Unread, Some(last_word));
        }
        _ => {}
    }
    let given_up = now.silent.is_some_and(|(day, _)| day >= asked)
        || as_of.days_since(last_word.0) > routine.check_in_every_days;
    if given_up {
        return due(
            Action::Request,
            last_word.0.plus_days(routine.rest_days),
            Cause::Silent,
            Some(last_word),
        );
    }
    match now.follow_up {
        None => due(
            Action::FollowUp,
            calendar.plus(asked, routine.follow_up_after),
            Cause::Asked,
            Some((asked, place)),
        ),
        Some(follow_up) => {
            let patience = calendar.plus(follow_up.0, routine.follow_up_after);
            if as_of <= patience {
                Due {
                    action: Action::Wait,
                    then: Action::Request,
                    on: patience,
                    cause: Cause::FollowedUp,
                    since: Some(follow_up),
                }
            } else {
                due(Action::Request, follow_up.0.plus_days(routine.rest_days), Cause::Silent, Some(follow_up))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::SourceId;

    /// `day kind[=outcome], ...` as of a day gives `action day cause`.
    fn check(story: &str, as_of: &str, expect: &str) {
        let mut events = Vec::new();
        let mut letters = Letters::default();
        for (line, step) in story.split(',').map(str::trim).filter(|step| !step.is_empty()).enumerate() {
            let (day, what) = step.split_once(' ').unwrap();
            let (kind, outcome) = what.split_once('=').unwrap_or((what, ""));
            let outcome = match outcome {
                "replied" => Some(Outcome::Replied),
                "declined" => Some(Outcome::Declined),
                "scheduled" => Some(Outcome::Scheduled),
                "held" => Some(Outcome::Held),
                "no-reply" => Some(Outcome::NoReply),
                "pending" => Some(Outcome::Pending),
                "called-off" => Some(Outcome::CalledOff),
                "undelivered" => Some(Outcome::Undelivered),
                "unread" => Some(Outcome::Unread),
                _ => None,
            };
            let kind = match kind {
                "sent" => EventKind::MessageSent,
                "received" => EventKind::MessageReceived,
                "request" => EventKind::Request(outcome),
                "follow-up" => EventKind::FollowUp(outcome),
                "interview" => EventKind::Interview(outcome),
                "thanks" => EventKind::ThankYou,
                "ask" => EventKind::IntroductionRequest(outcome),
                "check-in" => EventKind::CheckIn(outcome),
                "connected" => EventKind::Connected,
                "invited" | "note" => EventKind::InvitationSent,
                "no" | "peace" => EventKind::MessageReceived,
                _ => panic!("{kind}"),
            };
            let place = Place { source: SourceId(0), line: line as u32 };
            let on: Day = day.parse().unwrap();
            if what == "note" {
                letters.noted = Some((on, place));
            }
            if matches!(what, "no" | "peace") && on <= as_of.parse().unwrap() {
                letters.refusal = Some(Refusal { on, for_good: what == "peace", place });
            }
            events.push(Event { day: day.parse().unwrap(), kind, place });
        }
        let later = events.partition_point(|event| event.day <= as_of.parse().unwrap());
        let found = next_step(
            &Standing::with_letters(&events[..later], letters).with_plan(&events[later..]),
            &Routine::default(),
            &WorkCalendar::default(),
            as_of.parse().unwrap(),
            None,
        );
        let shown = format!("{} {} {:?}", found.action.as_str(), found.on, found.cause);
        assert_eq!(shown, expect, "{story} as of {as_of}");
    }

    // 2026-06-01 is a Monday.
    #[test]
    fn the_routine() {
        check("", "2026-06-01", "request 2026-06-01 NotAsked");
        check("", "2026-06-06", "request 2026-06-08 NotAsked");
        check("2020-01-01 connected", "2026-06-01", "request 2026-06-01 NotAsked");
        check("2026-06-01 request=pending", "2026-06-02", "wait 2026-06-10 Asked");
        check("2026-06-01 request=pending", "2026-06-10", "follow-up 2026-06-10 Asked");
        check("2026-06-01 request=pending", "2026-06-12", "follow-up 2026-06-10 Asked");
        check("2026-06-01 request, 2026-06-10 follow-up", "2026-06-12", "wait 2026-06-19 FollowedUp");
        check("2026-06-01 request, 2026-06-10 follow-up", "2026-07-01", "wait 2026-12-07 Silent");
        check("2026-06-01 request=no-reply", "2026-06-30", "wait 2026-11-30 Silent");
        check("2026-06-01 request=declined", "2026-06-30", "wait 2026-11-30 Declined");
        check("2025-06-01 request=declined", "2026-06-30", "check-in 2025-11-28 Declined");
    }

    #[test]
    fn nobody_is_asked_again_the_day_after() {
        check("2026-06-01 request=replied", "2026-06-02", "wait 2026-06-04 Answered");
        check("2026-05-20 request, 2026-06-01 received", "2026-06-02", "wait 2026-06-04 Answered");
        check("2026-05-20 request, 2026-06-01 received", "2026-06-04", "follow-up 2026-06-04 Answered");
    }

    #[test]
    fn a_first_message_after_silence_is_a_request() {
        check("2026-06-01 sent", "2026-06-02", "wait 2026-06-10 Asked");
        check("2026-06-01 sent", "2026-06-20", "follow-up 2026-06-10 Asked");
        check("2026-06-01 sent, 2026-06-02 sent", "2026-06-20", "follow-up 2026-06-10 Asked");
        check("2026-06-01 sent, 2026-06-12 sent", "2026-06-15", "wait 2026-06-23 FollowedUp");
        check("2026-06-01 sent, 2026-06-12 sent", "2026-06-30", "wait 2026-12-09 Silent");
        check("2024-06-03 sent", "2026-06-30", "request 2024-12-02 Silent");
        // What was answered long ago is over; what was answered lately is kept going.
        check("2024-06-03 sent, 2024-06-04 received", "2026-06-30", "request 2026-06-30 NotAsked");
        check("2026-06-01 sent, 2026-06-04 received", "2026-06-30", "follow-up 2026-06-09 Answered");
        check("2024-06-03 sent, 2024-06-04 received, 2026-06-25 sent", "2026-06-30", "wait 2026-07-06 Asked");
        // In the middle of a conversation nothing is asked anew.
        check(
            "2026-06-01 received, 2026-06-03 sent, 2026-06-05 received, 2026-06-07 sent",
            "2026-06-10",
            "wait 2026-06-22 JustInContact",
        );
        // A row of the list stands for the message of those days, and a message of later for the follow-up.
        check("2026-06-01 sent, 2026-06-02 check-in", "2026-06-04", "wait 2026-06-16 JustInContact");
        check("2026-06-01 request, 2026-06-02 sent", "2026-06-12", "follow-up 2026-06-10 Asked");
        check("2026-06-01 request=pending, 2026-06-20 sent", "2026-06-22", "wait 2026-06-30 FollowedUp");
        // After a conversation there is a routine of its own.
        check(
            "2026-06-01 interview=held, 2026-06-02 sent, 2026-06-20 sent",
            "2026-06-30",
            "ask-for-introduction 2026-06-23 CouldIntroduce",
        );
    }

    #[test]
    fn whoever_wrote_waits_for_an_answer() {
        check("2026-06-24 received", "2026-06-25", "wait 2026-06-29 TheyWrote");
        check("2026-06-24 received", "2026-06-30", "follow-up 2026-06-29 TheyWrote");
        check("2026-06-24 received, 2026-06-25 sent", "2026-06-30", "wait 2026-07-09 JustInContact");
        check("2025-06-24 received", "2026-06-30", "request 2026-06-30 NotAsked");
    }

    #[test]
    fn a_refusal_in_a_letter_is_a_no() {
        check("2026-06-01 sent, 2026-06-02 no", "2026-06-30", "wait 2026-11-30 Declined");
        check("2026-06-01 request=pending, 2026-06-02 no", "2026-06-30", "wait 2026-11-30 Declined");
        // No answer to anything: a coffee may have been declined.
        check("2026-06-24 no", "2026-06-30", "follow-up 2026-06-29 TheyWrote");
        check("2026-06-01 sent, 2026-06-02 peace", "2026-06-30", "wait 2026-12-28 Refused");
        check("2026-06-01 sent, 2026-06-02 peace", "2029-06-29", "wait 2029-12-26 Refused");
        check("2026-06-02 peace", "2026-06-30", "wait 2026-12-28 Refused");
    }

    #[test]
    fn a_note_to_an_invitation_asks() {
        check("2026-06-05 note", "2026-06-30", "follow-up 2026-06-16 Asked");
        check("2026-06-25 note", "2026-06-30", "wait 2026-07-06 Asked");
        check("2026-06-05 note, 2026-06-20 connected", "2026-06-30", "follow-up 2026-06-24 Answered");
        check("2025-06-05 note, 2025-06-20 connected", "2026-06-30", "request 2026-06-30 NotAsked");
    }

    #[test]
    fn what_did_not_take_place_is_no_conversation() {
        check("2026-06-01 interview=called-off", "2026-06-02", "wait 2026-06-04 CalledOff");
        check("2026-06-01 interview=called-off", "2026-06-30", "follow-up 2026-06-04 CalledOff");
        check("2026-06-01 interview=called-off", "2026-12-30", "request 2026-12-30 CalledOff");
        check(
            "2026-05-20 request=replied, 2026-06-01 interview=called-off",
            "2026-06-30",
            "follow-up 2026-06-04 CalledOff",
        );
        check(
            "2026-06-01 interview=called-off, 2026-06-09 interview=held",
            "2026-06-10",
            "thank-you 2026-06-10 NotThanked",
        );
        check("2026-06-20 interview=called-off", "2026-06-02", "wait 2026-06-24 CalledOff");
        check("2026-06-20 interview=declined", "2026-06-02", "request 2026-06-02 NotAsked");
        check("2026-06-01 interview=unread", "2026-06-30", "follow-up 2026-06-02 Unread");
    }

    #[test]
    fn nobody_is_said_to_be_silent_who_may_have_answered() {
        check("2026-06-01 request=unread", "2026-06-30", "follow-up 2026-06-10 Unread");
        check("2025-06-02 request=unread", "2026-06-30", "request 2025-12-01 Unread");
        check("2026-06-01 request=undelivered", "2026-06-30", "request 2026-06-02 Undelivered");
        check("2026-06-01 request=held", "2026-06-02", "thank-you 2026-06-02 NotThanked");
    }

    #[test]
    fn a_no_to_a_check_in_is_a_no() {
        check(
            "2026-05-01 interview=held, 2026-06-01 check-in=declined",
            "2026-09-02",
            "wait 2026-11-30 Declined",
        );
    }

    #[test]
    fn what_passed_on_no_day_passed_all_the_same() {
        let check = |dated: &[Event], kinds: &[EventKind], expect: &str| {
            let place = Place { source: SourceId(0), line: 9 };
            let undated: Vec<Undated> = kinds.iter().map(|kind| Undated { kind: *kind, place }).collect();
            let as_of = Day::from_ymd(2026, 6, 30).unwrap();
            let standing = Standing::of(dated).with_undated(undated.iter().copied());
            let found = next_step(&standing, &Routine::default(), &WorkCalendar::default(), as_of, None);
            assert_eq!(format!("{} {:?}", found.action.as_str(), found.cause), expect, "{kinds:?}");
        };
        let no = EventKind::Request(Some(Outcome::Declined));
        let asked = EventKind::Request(Some(Outcome::Pending));
        let held = EventKind::Interview(Some(Outcome::Held));
        check(&[], &[], "request NotAsked");
        check(&[], &[no], "wait Undated(Declined)");
        check(&[], &[no, held, asked], "wait Undated(Declined)");
        check(&[], &[asked], "follow-up Undated(Asked)");
        check(&[], &[asked, held], "check-in Undated(Met)");
        let met = Event {
            day: Day::from_ymd(2026, 6, 29).unwrap(),
            kind: held,
            place: Place { source: SourceId(0), line: 1 },
        };
        check(&[met], &[], "thank-you NotThanked");
        check(&[met], &[EventKind::ThankYou], "wait CouldIntroduce");
        check(&[met], &[no], "wait Undated(Declined)");
    }

    #[test]
    fn an_open_invitation_is_waited_for() {
        check("2026-06-25 invited", "2026-06-30", "wait 2026-07-09 Invited");
        check("2026-06-01 invited", "2026-06-30", "request 2026-06-30 NotAsked");
        check("2026-06-25 invited, 2026-06-26 connected", "2026-06-30", "request 2026-06-30 NotAsked");
    }

    #[test]
    fn a_word_of_yesterday_comes_before_what_is_overdue() {
        check("2025-01-06 request=no-reply, 2026-06-29 sent", "2026-06-30", "wait 2026-07-08 Asked");
        check("2025-01-06 request=declined, 2026-06-29 sent", "2026-06-30", "wait 2026-07-13 Declined");
        check("2025-01-06 request=declined, 2026-06-29 received", "2026-06-30", "wait 2026-07-02 TheyWrote");
        check("2026-06-01 request=declined, 2026-06-03 received", "2026-06-30", "wait 2026-11-30 Declined");
        check("2026-06-01 request, 2026-06-29 sent", "2026-06-30", "wait 2026-07-08 FollowedUp");
    }

    #[test]
    fn after_a_conversation() {
        check("2026-06-01 interview=held", "2026-06-01", "wait 2026-06-02 NotThanked");
        check("2026-06-01 interview=held", "2026-06-02", "thank-you 2026-06-02 NotThanked");
        check("2026-06-05 interview=held", "2026-06-06", "thank-you 2026-06-08 NotThanked");
        check("2026-06-01 interview=held, 2026-06-02 thanks", "2026-06-03", "wait 2026-06-08 CouldIntroduce");
        check(
            "2026-06-01 interview=held, 2026-06-02 thanks",
            "2026-06-09",
            "ask-for-introduction 2026-06-08 CouldIntroduce",
        );
        check(
            "2026-06-01 interview=held, 2026-06-02 sent, 2026-06-09 ask",
            "2026-06-30",
            "wait 2026-09-07 InTouch",
        );
        check(
            "2026-06-01 interview=held, 2026-06-02 sent, 2026-06-09 ask",
            "2026-09-10",
            "check-in 2026-09-07 InTouch",
        );
        check("2026-06-20 interview=scheduled", "2026-06-02", "wait 2026-06-20 Scheduled");
        check("2026-06-09 request=scheduled", "2026-06-12", "wait 2026-06-23 Agreed");
        check("2026-06-09 request=scheduled", "2026-06-30", "follow-up 2026-06-23 Unnoted");
        check("2026-06-20 interview=scheduled", "2026-06-24", "follow-up 2026-06-22 Unnoted");
    }
}

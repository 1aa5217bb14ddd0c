//! The next step: what is due to a person, when, and because of what.
//!
//! In: a [`Standing`], the routine and a calendar. Out: one [`Due`], always.

use super::{AskedBy, Dated, GIVEN_UP_DAYS, NO_DAYS, Past, Standing};
use crate::day::{Day, WorkCalendar};
use crate::import::Outcome;
use crate::settings::Routine;

/// Days for which a letter is owed an answer that came from somebody to whom the seeker never said a word.
const UNSOLICITED_DAYS: i32 = 30;

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

    /// The same in a sentence, behind an article.
    pub fn in_words(self) -> &'static str {
        match self {
            Action::Request => "request",
            Action::FollowUp => "follow-up",
            Action::ThankYou => "thank-you",
            Action::CheckIn => "check-in",
            Action::AskForIntroduction => "request for an introduction",
            Action::Wait => "pause",
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
    /// A request for an introduction is open.
    AskedForIntroduction,
    /// A request for an introduction was answered, and that has not been taken up.
    IntroductionAnswered,
    /// Somebody introduced them after they had been silent.
    Introduced,
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
    Steps { now, routine, calendar, as_of, has_introduced }.next()
}

/// What a step hinges on.
struct Steps<'a> {
    now: &'a Standing,
    routine: &'a Routine,
    calendar: &'a WorkCalendar,
    as_of: Day,
    has_introduced: Option<Day>,
}

impl Steps<'_> {
    /// A step that is due on a day: what was due on an earlier day is due still, and says since when.
    fn due(&self, then: Action, on: Day, cause: Cause, since: Option<Dated>) -> Due {
        // Whoever was in contact a moment ago is left in peace, whatever else has come due.
        let in_peace = self.now.last_contact.and_then(|(day, _)| match then {
            Action::Request | Action::CheckIn => Some(day.plus_days(self.routine.quiet_days)),
            Action::FollowUp => Some(self.calendar.plus(day, self.routine.write_back_after)),
            Action::ThankYou | Action::AskForIntroduction | Action::Wait => None,
        });
        let quiet = self.calendar.on_or_after(in_peace.unwrap_or(on));
        let own = self.calendar.on_or_after(on);
        let today = self.calendar.on_or_after(self.as_of);
        if quiet > own && quiet > today && own <= today && then != Action::FollowUp {
            // Nothing but the last contact is what is waited for.
            let (action, cause) = (Action::Wait, Cause::JustInContact);
            return Due { action, then, on: quiet, cause, since: self.now.last_contact };
        }
        let on = own.max(quiet);
        let action = if on <= today { then } else { Action::Wait };
        Due { action, then, on, cause, since }
    }

    fn is_recent(&self, day: Day) -> bool {
        self.as_of.days_since(day) <= GIVEN_UP_DAYS
    }

    /// After a last word of the seeker's: time for an answer, and then silence until `then` is due.
    fn silence(&self, last: Dated, (then, on): (Action, Day)) -> Due {
        let patience = self.calendar.plus(last.0, self.routine.follow_up_after);
        if self.as_of <= patience {
            let (action, cause) = (Action::Wait, Cause::FollowedUp);
            return Due { action, then, on: patience, cause, since: Some(last) };
        }
        self.due(then, on, Cause::Silent, Some(last))
    }

    /// After a sign of theirs that something may come of: a word on the day given, one more where nothing comes of that,
    /// and then silence until `later` is due. Nobody is written to again and again.
    fn pursue(&self, sign: Dated, first: Day, cause: Cause, later: (Action, Day)) -> Due {
        match self.now.words_since(sign.0) {
            [Some(last), Some(_)] => self.silence(last, later),
            [Some((wrote, _)), None] => {
                let on = self.calendar.plus(wrote, self.routine.follow_up_after).max(first);
                self.due(Action::FollowUp, on, cause, Some(sign))
            }
            _ => self.due(Action::FollowUp, first, cause, Some(sign)),
        }
    }

    /// After a no, or a word since: half a year of peace.
    fn after_no(&self, no: Dated) -> Due {
        let last = self.now.last_contact.map_or(no.0, |(day, _)| day.max(no.0));
        let on = last.plus_days(self.routine.rest_days);
        self.due(Action::CheckIn, on, Cause::Declined, Some(no))
    }

    fn next(&self) -> Due {
        let Steps { now, routine, calendar, as_of, .. } = *self;
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
                let (action, then) = (Action::Wait, Action::ThankYou);
                return Due { action, then, on: day, cause: Cause::Scheduled, since };
            }
            if self.is_recent(day) {
                let later = (Action::Request, self.when_past(day));
                return self.pursue((day, place), calendar.plus(day, 1), Cause::Unnoted, later);
            }
        }
        // Whoever waits for an answer is not to be left in peace; a no that stands in the list is told in their message, too.
        let waiting = now.unanswered().filter(|(day, _)| {
            // Of somebody to whom the seeker never said a word, a letter of months ago is no debt.
            let is_owed = now.words[0].is_some() || as_of.days_since(*day) <= UNSOLICITED_DAYS;
            now.met.is_none()
                && is_owed
                && self.is_recent(*day)
                && now.declined.is_none_or(|(no, _)| day.days_since(no) > NO_DAYS)
        });
        let write_back = |wrote: Dated| {
            let on = calendar.plus(wrote.0, routine.write_back_after);
            self.due(Action::FollowUp, on, Cause::TheyWrote, Some(wrote))
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
        if let Some(off) = now.called_off.filter(|(day, _)| is_latest(*day) && declined < Some(*day)) {
            if !self.is_recent(off.0) {
                return self.due(Action::Request, as_of, Cause::CalledOff, now.called_off);
            }
            let first = calendar.plus(off.0, routine.write_back_after);
            return self.pursue(off, first, Cause::CalledOff, (Action::Request, self.when_past(off.0)));
        }
        if let Some(unread) =
            now.unread.filter(|(day, _)| is_latest(*day) && declined.max(called_off) < Some(*day))
        {
            if !self.is_recent(unread.0) {
                return self.due(Action::Request, as_of, Cause::Unread, now.unread);
            }
            let later = (Action::Request, self.when_past(unread.0));
            return self.pursue(unread, calendar.plus(unread.0, 1), Cause::Unread, later);
        }
        // A message of long ago that was answered is no request that anything could follow today.
        let is_open = |day: Day| {
            now.asked_by == AskedBy::List
                || now.answered(day).is_none_or(|(answer, _)| self.is_recent(answer))
        };
        // What led to a conversation whose day no list gives is open no more.
        let led_to_talk = |day: Day| {
            now.undated.is_some_and(|(past, _)| past == Past::Met)
                && now.is_noted_with_request(now.answered(day))
        };
        let is_open = |day: Day| is_open(day) && !led_to_talk(day);
        if let Some(asked) = now.request.filter(|(day, _)| after_met(*day) && is_open(*day)) {
            return self.after_request(asked);
        }
        if let Some(wrote) = waiting {
            return write_back(wrote);
        }
        if let Some(met) = now.met {
            return self.after_conversation(met);
        }
        if let Some(no) = now.declined {
            return self.after_no(no);
        }
        if let Some(asked) = now.asked_for_introduction.filter(|asked| self.is_unanswered(*asked)) {
            let last = now.words_since(asked.0)[0].unwrap_or(asked);
            let rest = (Action::Request, last.0.plus_days(routine.rest_days));
            let given_up = now.silent.is_some_and(|(day, _)| day >= asked.0) || !self.is_recent(last.0);
            return match () {
                () if given_up => self.due(rest.0, rest.1, Cause::Silent, Some(last)),
                () if last != asked => self.silence(last, rest),
                () => self.ask_again(asked),
            };
        }
        let is_answer = |(day, _): &Dated| {
            let outcome = now.introduction_outcome;
            outcome.is_some_and(Outcome::is_answer)
                && now.words_since(*day)[0].is_none()
                && self.is_recent(*day)
        };
        if let Some(asked) = now.asked_for_introduction.filter(is_answer) {
            let on = calendar.plus(asked.0, routine.write_back_after);
            return self.due(Action::FollowUp, on, Cause::IntroductionAnswered, Some(asked));
        }
        if let Some((past, _)) = now.undated {
            return self.after_undated(past);
        }
        if let Some((day, place)) = now.last_contact {
            let on = day.plus_days(routine.quiet_days);
            if on > as_of {
                return self.due(Action::Request, on, Cause::JustInContact, Some((day, place)));
            }
        }
        if let Some((day, place)) = now.invited {
            let on = calendar.on_or_after(day.plus_days(routine.quiet_days));
            if on > calendar.on_or_after(as_of) {
                return self.due(Action::Request, on, Cause::Invited, Some((day, place)));
            }
        }
        self.due(Action::Request, as_of, Cause::NotAsked, now.last_contact)
    }

    /// The first day on which a day is no more among the last three months.
    fn when_past(&self, day: Day) -> Day {
        day.plus_days(GIVEN_UP_DAYS + 1)
    }

    /// Whether nothing is known to have come of a request for an introduction.
    fn is_unanswered(&self, asked: Dated) -> bool {
        let is_answered = |day: Day| day >= asked.0;
        !self.now.introduction_outcome.is_some_and(Outcome::is_word_of_theirs)
            && !self.now.last_received.is_some_and(|(day, _)| is_answered(day))
            && !self.has_introduced.is_some_and(is_answered)
    }

    /// The one follow-up to a request for an introduction.
    fn ask_again(&self, asked: Dated) -> Due {
        let on = self.calendar.plus(asked.0, self.routine.follow_up_after);
        self.due(Action::FollowUp, on, Cause::AskedForIntroduction, Some(asked))
    }

    /// What is due after something that passed on a day which no list gives, and that a word on a known day may have
    /// followed.
    fn after_undated(&self, past: Past) -> Due {
        let cause = Cause::Undated(past);
        let last = self.now.last_contact;
        match (past, last, self.now.words) {
            (Past::Met, Some((last, _)), _) => {
                let on = last.plus_days(self.routine.check_in_every_days);
                self.due(Action::CheckIn, on.max(self.as_of), cause, None)
            }
            (Past::Met, None, _) => self.due(Action::CheckIn, self.as_of, cause, None),
            (_, _, [Some(word), _])
                if last == Some(word) && self.as_of.days_since(word.0) <= self.routine.rest_days =>
            {
                self.silence(word, (Action::Request, word.0.plus_days(self.routine.rest_days)))
            }
            _ => self.due(Action::FollowUp, self.as_of, cause, None),
        }
    }

    /// What is due after a conversation.
    fn after_conversation(&self, (met, place): Dated) -> Due {
        let Steps { now, routine, calendar, as_of, has_introduced } = *self;
        let since = Some((met, place));
        let thanks_due = calendar.plus(met, routine.thank_you_after);
        if now.thanked.is_none() && as_of.days_since(met) <= routine.thank_you_until_days {
            return self.due(Action::ThankYou, thanks_due, Cause::NotThanked, since);
        }
        // A no to a word of later is a no, whatever was before.
        if let Some(no) = now.declined.filter(|(day, _)| *day > met) {
            return self.after_no(no);
        }
        let asked = now.asked_for_introduction.filter(|(day, _)| *day >= met);
        let introduced = has_introduced.is_some_and(|day| day >= met);
        let declined = now.declined.is_some_and(|(day, _)| day >= met);
        let ask_on = met.plus_days(routine.ask_for_introduction_after_days);
        let too_late = as_of.days_since(met) > GIVEN_UP_DAYS + 30;
        if asked.is_none() && !introduced && !declined && !too_late {
            let quiet = now.last_contact.map_or(ask_on, |(day, _)| day.plus_days(3)).max(ask_on);
            return self.due(Action::AskForIntroduction, quiet, Cause::CouldIntroduce, since);
        }
        let is_open = |asked: &Dated| {
            self.is_unanswered(*asked)
                && now.introduction_outcome != Some(Outcome::NoReply)
                && now.words_since(asked.0)[0].is_none()
                && self.is_recent(asked.0)
        };
        if let Some(asked) = asked.filter(is_open) {
            return self.ask_again(asked);
        }
        let last = now.last_contact.unwrap_or((met, place));
        let on = last.0.plus_days(routine.check_in_every_days);
        self.due(Action::CheckIn, on, Cause::InTouch, Some(last))
    }

    /// What is due after a request that no conversation has followed yet.
    fn after_request(&self, (asked, place): Dated) -> Due {
        let Steps { now, routine, calendar, .. } = *self;
        if let Some(no) = now.declined.filter(|(day, _)| *day >= asked) {
            return self.after_no(no);
        }
        let last_word = now.follow_up.unwrap_or((asked, place));
        let in_touch = |last: Day| (Action::CheckIn, last.plus_days(routine.check_in_every_days));
        let noted = now.outcome_on.unwrap_or(last_word);
        if now.outcome == Some(Outcome::Scheduled) && self.is_recent(asked) {
            // The list says that a date was agreed, and not which: it is given two weeks to come about.
            let on = noted.0.plus_days(routine.quiet_days);
            let last = now.last_contact.unwrap_or(noted);
            let step = self.pursue(noted, on, Cause::Unnoted, in_touch(last.0));
            let waits = step.cause == Cause::Unnoted && step.action == Action::Wait;
            return if waits { Due { cause: Cause::Agreed, ..step } } else { step };
        }
        if let Some(answer) = now.answered(asked) {
            let last = now.last_contact.unwrap_or(answer);
            let (check_in, on) = in_touch(last.0);
            if !self.is_recent(answer.0) {
                return self.due(check_in, on, Cause::InTouch, Some(last));
            }
            let first = calendar.plus(answer.0, routine.write_back_after);
            return self.pursue(answer, first, Cause::Answered, (check_in, on));
        }
        let rest = |day: Day| day.plus_days(routine.rest_days);
        match now.outcome {
            Some(Outcome::Undelivered) => {
                let on = calendar.plus(last_word.0, 1);
                return self.due(Action::Request, on, Cause::Undelivered, Some(last_word));
            }
            // Whether they answered is not known, so nobody says that they did not.
            Some(Outcome::Unread) if noted == last_word && self.is_recent(noted.0) => {
                let on = calendar.plus(noted.0, routine.follow_up_after);
                return self.due(Action::FollowUp, on, Cause::Unread, Some(noted));
            }
            Some(Outcome::Unread) => {
                return self.due(Action::Request, rest(last_word.0), Cause::Unread, Some(last_word));
            }
            _ => {}
        }
        if now.silent.is_some_and(|(day, _)| day >= asked) || !self.is_recent(last_word.0) {
            return self.due(Action::Request, rest(last_word.0), Cause::Silent, Some(last_word));
        }
        match now.follow_up {
            None => {
                let on = calendar.plus(asked, routine.follow_up_after);
                self.due(Action::FollowUp, on, Cause::Asked, Some((asked, place)))
            }
            Some(follow_up) => self.silence(follow_up, (Action::Request, rest(follow_up.0))),
        }
    }
}

//! The next step: what is due to a person, when, and because of what.
//!
//! In: a [`Standing`], the routine and a calendar. Out: one [`Due`], always.

use super::{AskedBy, Dated, NO_DAYS, Past, Standing};
use crate::day::{Day, WorkCalendar};
use crate::import::Outcome;
use crate::settings::Routine;

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

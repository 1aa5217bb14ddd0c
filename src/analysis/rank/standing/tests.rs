//! The routine told as stories: what happened, a day, and what is due.

use super::*;
use crate::day::WorkCalendar;
use crate::evidence::SourceId;
use crate::settings::Routine;

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

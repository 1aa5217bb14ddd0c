//! The routine told as stories: what happened, a day, and what is due.

use super::*;
use crate::day::WorkCalendar;
use crate::evidence::SourceId;
use crate::settings::Routine;

/// `day kind[=outcome], ...`: events, and what the letters among them say up to a day.
fn read(story: &str, as_of: &str) -> (Vec<Event>, Letters<'static>) {
    let mut events = Vec::new();
    let mut letters = Letters::default();
    let mut courtesies = Vec::new();
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
            "sent" | "courtesy" => EventKind::MessageSent,
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
        if what == "courtesy" {
            courtesies.push(place);
        }
        if what == "note" {
            letters.noted = Some((on, place));
        }
        if matches!(what, "no" | "peace") && on <= as_of.parse().unwrap() {
            letters.refusal = Some(Refusal { on, for_good: what == "peace", place });
        }
        events.push(Event { day: day.parse().unwrap(), kind, place });
    }
    courtesies.sort_unstable();
    // A test ends soon.
    letters.courtesies = courtesies.leak();
    (events, letters)
}

/// `day kind[=outcome], ...` as of a day gives `action day cause`.
fn check(story: &str, as_of: &str, expect: &str) {
    let (events, letters) = read(story, as_of);
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
    // Who would not introduce may have talked all the same; of a stranger a no is a no.
    let no_favour = EventKind::IntroductionRequest(Some(Outcome::Declined));
    check(&[met], &[no_favour], "thank-you NotThanked");
    check(&[], &[no_favour], "wait Undated(Declined)");
    // What was done about it on a known day is done.
    let done = |kind: EventKind, days: i32| Event { day: met.day.plus_days(-days), kind, place: met.place };
    check(&[done(EventKind::FollowUp(None), 3)], &[asked], "wait FollowedUp");
    check(&[done(EventKind::FollowUp(None), 30)], &[asked], "wait Silent");
    check(&[done(EventKind::FollowUp(None), 300)], &[asked], "request Silent");
    check(&[done(EventKind::CheckIn(None), 30)], &[held], "wait Undated(Met)");
    check(&[done(EventKind::CheckIn(None), 100)], &[held], "check-in Undated(Met)");
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
    check("2025-01-06 request=declined, 2026-06-29 sent", "2026-06-30", "wait 2026-12-28 Declined");
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
    // Asked for the next name: once more after about a week, and then no more of it.
    let asked = "2026-06-01 interview=held, 2026-06-02 sent, 2026-06-09 ask";
    check(asked, "2026-06-12", "wait 2026-06-18 AskedForIntroduction");
    check(asked, "2026-06-30", "follow-up 2026-06-18 AskedForIntroduction");
    check(&format!("{asked}, 2026-06-18 follow-up"), "2026-06-30", "wait 2026-09-16 InTouch");
    check(&format!("{asked}=replied"), "2026-06-30", "wait 2026-09-07 InTouch");
    check(&format!("{asked}=no-reply"), "2026-06-30", "wait 2026-09-07 InTouch");
    check(&format!("{asked}, 2026-06-11 received"), "2026-06-30", "wait 2026-09-09 InTouch");
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

#[test]
fn whoever_declined_is_left_in_peace_between_two_words() {
    check("2026-01-05 request=declined", "2026-07-06", "check-in 2026-07-06 Declined");
    check("2026-01-05 request=declined, 2026-07-06 check-in", "2026-07-20", "wait 2027-01-04 Declined");
    check("2026-01-05 request=declined, 2026-07-06 sent", "2026-07-20", "wait 2027-01-04 Declined");
    check("2026-01-05 request=declined, 2026-07-06 check-in", "2027-01-04", "check-in 2027-01-04 Declined");
    check(
        "2025-01-06 interview=held, 2026-01-05 check-in=declined, 2026-07-06 check-in",
        "2026-07-20",
        "wait 2027-01-04 Declined",
    );
}

#[test]
fn after_the_seeker_wrote_back_it_is_their_turn() {
    let answered = "2026-06-01 request=pending, 2026-06-03 request=replied";
    check(answered, "2026-06-08", "follow-up 2026-06-08 Answered");
    // Whatever the list says of that word, nobody has answered it.
    for wrote in ["follow-up=pending", "follow-up", "sent", "check-in"] {
        let story = format!("{answered}, 2026-06-08 {wrote}");
        check(&story, "2026-06-11", "wait 2026-06-17 Answered");
        check(&story, "2026-06-17", "follow-up 2026-06-17 Answered");
        let story = format!("{story}, 2026-06-17 follow-up=pending");
        check(&story, "2026-06-23", "wait 2026-06-26 FollowedUp");
        check(&story, "2026-06-29", "wait 2026-09-15 Silent");
        check(&story, "2026-09-15", "check-in 2026-09-15 InTouch");
    }
    check(&format!("{answered}, 2026-06-08 follow-up=no-reply"), "2026-06-29", "wait 2026-12-07 Silent");
    check(&format!("{answered}, 2026-06-08 follow-up=replied"), "2026-06-09", "wait 2026-06-11 Answered");
    check(
        &format!("{answered}, 2026-06-08 sent, 2026-06-10 received"),
        "2026-06-15",
        "follow-up 2026-06-15 Answered",
    );
}

#[test]
fn what_is_named_by_what_it_follows() {
    // A follow-up follows something, and a conversation that nobody answered to was asked for.
    check("2026-06-01 follow-up=pending", "2026-06-05", "wait 2026-06-10 FollowedUp");
    check("2026-06-01 follow-up=pending", "2026-06-20", "wait 2026-11-30 Silent");
    check("2026-06-01 received, 2026-06-03 follow-up", "2026-06-22", "request 2026-06-22 NotAsked");
    check("2026-06-01 interview=no-reply", "2026-06-20", "wait 2026-11-30 Silent");
    check("2026-06-01 interview=declined", "2026-06-20", "wait 2026-11-30 Declined");
}

#[test]
fn how_long_something_is_followed_up_has_nothing_to_do_with_check_ins() {
    let at = |story: &str, as_of: &str, check_in_every_days: i32| {
        let (events, letters) = read(story, as_of);
        let routine = Routine { check_in_every_days, ..Routine::default() };
        let standing = Standing::with_letters(&events, letters);
        let due = next_step(&standing, &routine, &WorkCalendar::default(), as_of.parse().unwrap(), None);
        (due.action, due.on, due.cause)
    };
    for story in
        ["2026-06-01 request=pending", "2026-06-01 request=replied", "2026-06-01 interview=called-off"]
    {
        for as_of in ["2026-06-03", "2026-06-12", "2026-07-15"] {
            let expect = at(story, as_of, 90);
            assert!([7, 30, 365].into_iter().all(|days| at(story, as_of, days) == expect), "{story} {as_of}");
        }
    }
}

#[test]
fn a_request_for_an_introduction_asks() {
    check("2026-06-01 ask=pending", "2026-06-05", "wait 2026-06-10 AskedForIntroduction");
    check("2026-06-01 ask", "2026-06-15", "follow-up 2026-06-10 AskedForIntroduction");
    check("2026-06-01 ask, 2026-06-15 follow-up", "2026-06-22", "wait 2026-06-24 FollowedUp");
    check("2026-06-01 ask, 2026-06-15 follow-up", "2026-07-15", "wait 2026-12-14 Silent");
    check("2026-06-01 ask=no-reply", "2026-06-15", "wait 2026-11-30 Silent");
    check("2026-06-01 ask=declined", "2026-06-15", "wait 2026-11-30 Declined");
    check("2026-06-01 ask=replied", "2026-06-20", "follow-up 2026-06-04 IntroductionAnswered");
    check("2026-06-01 ask=replied, 2026-06-04 sent", "2026-06-22", "request 2026-06-22 NotAsked");
    check("2026-01-05 ask", "2026-06-20", "wait 2026-07-06 Silent");
}

/// Whoever does as told, and never hears anything, is not told to write again and again: after two words without an answer
/// comes peace, and between two words that ask for nothing are months.
#[test]
fn nobody_is_written_to_again_and_again() {
    let stories = [
        "",
        "2026-06-01 request=pending",
        "2026-06-01 request=replied",
        "2026-06-01 request=declined",
        "2026-06-01 request=scheduled",
        "2026-06-01 request=unread",
        "2026-06-01 request=undelivered",
        "2026-06-01 request=no-reply",
        "2026-05-20 request, 2026-06-01 received",
        "2026-06-01 received",
        "2026-06-01 sent",
        "2026-06-01 note",
        "2026-05-05 note, 2026-06-01 connected",
        "2026-06-01 ask",
        "2026-06-01 ask=declined",
        "2026-06-01 check-in=declined",
        "2026-06-01 interview=held",
        "2026-06-01 interview=scheduled",
        "2026-06-01 interview=called-off",
        "2026-06-01 interview=unread",
        "2026-06-01 interview=declined",
        "2025-06-02 interview=held, 2026-06-01 follow-up",
    ];
    let place = |line: usize| Place { source: SourceId(1), line: line as u32 };
    for story in stories {
        let (mut events, letters) = read(story, "2026-06-01");
        let mut told: Vec<(Day, Action)> = Vec::new();
        let start: Day = "2026-06-01".parse().unwrap();
        for day in (1..500).map(|days| start.plus_days(days)) {
            let standing = Standing::with_letters(&events, letters);
            let due = next_step(&standing, &Routine::default(), &WorkCalendar::default(), day, None);
            let kind = match due.action {
                Action::Wait => continue,
                Action::Request => EventKind::Request(Some(Outcome::Pending)),
                Action::FollowUp => EventKind::FollowUp(Some(Outcome::Pending)),
                Action::ThankYou => EventKind::ThankYou,
                Action::CheckIn => EventKind::CheckIn(Some(Outcome::Pending)),
                Action::AskForIntroduction => EventKind::IntroductionRequest(Some(Outcome::Pending)),
            };
            if due.on > day {
                continue;
            }
            events.push(Event { day, kind, place: place(told.len()) });
            told.push((day, due.action));
        }
        for (at, (day, action)) in told.iter().enumerate() {
            let days =
                |n: i32| told[..at].iter().rev().take_while(move |(other, _)| day.days_since(*other) < n);
            let n_follow_ups = days(80).filter(|(_, other)| *other == Action::FollowUp).count();
            let is_repeated = match action {
                Action::FollowUp => n_follow_ups > 1,
                _ => days(80).any(|(_, other)| other == action),
            };
            assert!(!is_repeated, "{story}: {told:?}");
        }
    }
}

#[test]
fn thanks_ask_for_nothing() {
    // After months of silence, a message asks; thanks for what they wrote do not, and are no follow-up either.
    check(
        "2026-01-10 received, 2026-06-01 received, 2026-06-01 sent",
        "2026-08-20",
        "request 2026-08-20 NotAsked",
    );
    check("2026-06-01 received, 2026-06-12 sent", "2026-06-15", "wait 2026-06-23 Asked");
    check("2026-06-01 received, 2026-06-12 sent", "2026-07-15", "follow-up 2026-06-23 Asked");
    check("2026-06-01 received, 2026-06-12 courtesy", "2026-07-15", "request 2026-07-15 NotAsked");
    check("2026-06-01 connected, 2026-06-02 courtesy", "2026-07-15", "request 2026-07-15 NotAsked");
    check("2026-06-01 sent, 2026-06-08 courtesy", "2026-06-09", "wait 2026-06-11 Asked");
}

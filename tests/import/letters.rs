//! Mail and calendars.

use crate::sandbox::*;
use tertius::import::Workspace;
use tertius::network::{EventKind, Network};
use tertius::people::resolve;

/// What was read, what became of the rest, and what it comes to with each person.
fn story(files: &[(&str, &str)]) -> String {
    let dir = files.iter().fold(Sandbox::new(), |dir, (name, text)| dir.file(name, text));
    let read = dir.read();
    let (people, _) = resolve(&read, None);
    let (network, _) = Network::build(&read, &people, "2024-06-30".parse().unwrap());
    let mut lines = summary(&read) + &skipped(&read);
    for id in people.ids() {
        let person = people.get(id);
        let events =
            network.history.of_person(id).iter().map(|event| format!(" {} {:?}", event.day, event.kind));
        lines += &format!("{} `{}`:{}\n", person.key, person.name, events.collect::<Vec<_>>().join(","));
    }
    lines
}

fn skipped(read: &Workspace) -> String {
    let reasons = read.sources.iter().flat_map(|source| &source.skipped_because);
    reasons.map(|(why, n)| format!("  {n} {why}\n")).collect()
}

#[track_caller]
fn check(text: &str, expect: &str) {
    assert_eq!(story(&[("x", text)]), expect, "{text}");
}

/// A mail of Takeout.
fn mail(day: u32, headers: &str) -> String {
    format!(
        "From 15456370000000001{day:02}@xxx Fri Mar {day:02} 22:26:51 +0000 2024\r\nX-GM-THRID: {day}\r\n\
         Message-ID: <{day}@example.org>\r\nDate: {day} Mar 2024 09:00:00 +0100\r\n{}\r\n\r\n\
         Hello,\r\n>From here\r\nFrom there on\r\nDate: 1 Jan 1999\r\n\r\n",
        headers.trim().replace('\n', "\r\n")
    )
}

const KARI: &str = "Kari Lund <kari@example.org>";
const ANN: &str = "=?utf-8?B?QW5uIE9kdXlh?= <ann@example.org>";

#[test]
fn who_wrote_to_whom() {
    let box_of = |label: &str| {
        [
            mail(1, &format!("X-Gmail-Labels: {label}\nFrom: {KARI}\nTo: {ANN}")),
            mail(2, &format!("X-Gmail-Labels: Inbox\nFrom: {ANN}\nTo: {KARI}")),
            mail(3, &format!("X-Gmail-Labels: Inbox\nFrom: {ANN}\nTo: {KARI}, Per <per@example.org>")),
            mail(
                4,
                &format!("X-Gmail-Labels: {label}\nFrom: {KARI}\nTo: Per <per@example.org>\nCc:\n  {ANN}"),
            ),
        ]
        .concat()
    };
    let expect = "x mail (4, 4, 0, 0)\n\
        mailto:ann@example.org `Ann Oduya`: 2024-03-01 MessageSent, 2024-03-02 MessageReceived, 2024-03-03 Group, 2024-03-04 Group\n\
        mailto:per@example.org `Per`: 2024-03-04 MessageSent\n";
    check(&box_of("Sent"), expect);
    check(&box_of("=?UTF-8?Q?Envoy=C3=A9s?=,Important"), expect);
    // Without labels, the address that takes part in everything is the seeker's, if one alone does.
    let plain = box_of("Archive") + &mail(5, &format!("From: {KARI}\nTo: Per <per@example.org>"));
    let more = expect
        .replace("4, 4, 0", "5, 5, 0")
        .replace("Per`: 2024-03-04 MessageSent", "Per`: 2024-03-04 MessageSent, 2024-03-05 MessageSent");
    check(&plain, &more);
}

#[test]
fn what_is_no_letter_is_skipped() {
    let to = format!("To: {KARI}\n");
    let many: String = (0..20).map(|n| format!(" p{n}@example.org,\n")).collect();
    let text = [
        mail(1, &format!("X-Gmail-Labels: Sent\nFrom: {KARI}\nTo: {ANN}")),
        mail(1, &format!("X-Gmail-Labels: Inbox\nFrom: {KARI}\nTo: {ANN}")),
        mail(2, &format!("{to}From: Shop <hello@example.com>\nList-Unsubscribe: <https://example.com>")),
        mail(3, &format!("{to}From: LinkedIn <messages-noreply@example.com>")),
        mail(4, &format!("{to}From: {ANN}\nX-Gmail-Labels: Spam")),
        mail(5, &format!("From: {KARI}\nTo: {ANN}\nX-Gmail-Labels: Drafts")),
        mail(6, "X-Gmail-Labels: Chat"),
        mail(7, &format!("From: {ANN}\nTo:{many} kari@example.org")),
        // Somebody to whom the seeker never wrote is nobody, and her row is read all the same.
        mail(8, &format!("{to}From: Stranger <stranger@example.com>")),
        format!("From - Fri Mar 01 22:26:51 2024\nFrom: {ANN}\n{to}\n\nno date of its own\n"),
        format!("From - Fri Feb 31 22:26:51 2024\nFrom: {ANN}\n{to}"),
    ]
    .concat();
    check(
        &text,
        "x mail (11, 3, 7, 1)\n  139: a mail without a date\n  1 a draft\n  1 a mail to many\n  1 a mail without a sender\n  \
         2 a newsletter or an automatic mail\n  1 a repeated row\n  1 spam\n\
         mailto:ann@example.org `Ann Oduya`: 2024-03-01 MessageSent, 2024-03-01 MessageReceived\n",
    );
}

#[test]
fn mail_meets_the_connection_of_that_name() {
    let connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
        Ann,Oduya,https://www.linkedin.com/in/ann,,Lumora,Buyer,04 Mar 2024\n";
    let mails = mail(1, &format!("X-Gmail-Labels: Sent\nFrom: {KARI}\nTo: {ANN}"));
    let found = story(&[("Connections.csv", connections), ("x.mbox", &mails)]);
    let expect = "Connections.csv connections (1, 1, 0, 0)\nx.mbox mail (1, 1, 0, 0)\n\
                  in/ann `Ann Oduya`: 2024-03-01 MessageSent, 2024-03-04 Connected\n";
    assert_eq!(found, expect);
}

#[test]
fn a_long_header_and_a_long_line_are_read_over() {
    let long = "x".repeat(3 << 20);
    let text =
        mail(1, &format!("X-Gmail-Labels: Sent\nX-Long: {long}\nFrom: {KARI}\nTo: {ANN}\nSubject: a\n b"))
            + &long
            + "\n"
            + &mail(2, &format!("From: {ANN}\nTo: {KARI}"));
    let lines = story(&[("x", &text)]);
    assert!(lines.ends_with("2024-03-01 MessageSent, 2024-03-02 MessageReceived\n"), "{lines}");
}

fn calendar(events: &[&str]) -> String {
    let events: Vec<String> = events
        .iter()
        .enumerate()
        .map(|(n, event)| format!("BEGIN:VEVENT\nUID:{n}\n{}\nEND:VEVENT\n", event.trim()))
        .collect();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{}END:VCALENDAR\n", events.concat()).replace('\n', "\r\n")
}

const ME: &str = "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN=Kari Lund:mailto:kari@example.org";
const WITH_ANN: &str = "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=\n TRUE;CN=Ann \
                        Oduya;X-NUM-GUESTS=0:MAILTO:Ann@Example.org";

#[test]
fn meetings_are_conversations() {
    let [a, b, c, d, e, f] = [
        format!("DTSTART:20240304T180000Z\n{ME}\n{WITH_ANN}"),
        format!(
            "DTSTART;TZID=\"Customized Time Zone\":20240305T230000\nORGANIZER;CN=ann@example.org:mailto:ann@example.org\n{ME}"
        ),
        format!("DTSTART;VALUE=DATE:20250101\n{ME}\n{WITH_ANN}"),
        format!("DTSTART:20240306T090000\nRRULE:FREQ=WEEKLY\nEXDATE:20240313T090000\n{ME}\n{WITH_ANN}"),
        format!(
            "DTSTART:20240307T090000\n{ME}\n{WITH_ANN}{}",
            "\nATTENDEE:mailto:1@example.com\nATTENDEE:mailto:2@example.com\nATTENDEE:mailto:3@example.com\nATTENDEE:mailto:4@example.com"
        ),
        format!("DTSTART:20240308T090000\n{}\n{WITH_ANN}", ME.replace("ACCEPTED", "DECLINED")),
    ];
    // Kari alone takes part in all of them, so the calendar is hers.
    let g =
        format!("DTSTART:20240309T090000\n{ME}\nATTENDEE;PARTSTAT=ACCEPTED;CN=Per:mailto:per@example.org");
    let found = story(&[("x", &calendar(&[&a, &b, &c, &d, &e, &f, &g]))]);
    let expect = "x calendar (7, 6, 1, 0)\n  1 an event of a whole day\n";
    let people = "mailto:ann@example.org `Ann Oduya`: 2024-03-04 Interview(Some(Held)), 2024-03-05 Interview(Some(Held)), \
                  2024-03-06 Meeting, 2024-03-07 Group\n\
                  mailto:per@example.org `Per`: 2024-03-09 Interview(Some(Held))\n";
    assert!(found.starts_with(expect) && found.ends_with(people), "{found}");
    assert!(!EventKind::Meeting.is_conversation() && EventKind::Meeting.is_contact());
}

/// A time in UTC falls on the day that it was where the calendar's owner lives; an impossible day is refused.
#[test]
fn an_evening_in_california_is_no_meeting_of_the_next_day() {
    let event = |at: &str, who: &str| {
        format!("DTSTART{at}\n{ME}\nATTENDEE;PARTSTAT=ACCEPTED;CN={who}:mailto:{who}@example.org")
    };
    let events = [
        event(":20231114T013000Z", "ann"),
        event(";TZID=America/Los_Angeles:20231116T173000", "bo"),
        event(":20230714T065900Z", "cy"),
        event(":16010101T000000Z", "di"),
    ];
    let plain = calendar(&events.each_ref().map(String::as_str));
    let days = |text: &str| story(&[("x", text)]);
    let zone = |name: &str| {
        plain.replacen("VERSION:2.0\r\n", &format!("VERSION:2.0\r\nX-WR-TIMEZONE:{name}\r\n"), 1)
    };
    let at = |days: [&str; 3]| {
        let who = ["ann", "bo", "cy"];
        let line = |(who, day): (&str, &str)| {
            format!("mailto:{who}@example.org `{who}`: {day} Interview(Some(Held))\n")
        };
        who.into_iter().zip(days).map(line).collect::<String>()
    };
    let found = days(&zone("America/Los_Angeles"));
    assert!(found.ends_with(&at(["2023-11-13", "2023-11-16", "2023-07-13"])), "{found}");
    assert!(found.contains("a year that cannot be meant: 1601"), "{found}");
    for found in [days(&plain), days(&zone("Nowhere/At_All")), days(&zone("../../../etc/passwd"))] {
        assert!(found.ends_with(&at(["2023-11-14", "2023-11-16", "2023-07-14"])), "{found}");
    }
}

#[test]
fn nobody_spoke_who_did_not_come() {
    let organiser = "ORGANIZER;CN=Kari Lund:mailto:kari@example.org";
    let ann = |answer: &str| WITH_ANN.replace("ACCEPTED", answer);
    // Kari alone takes part in all of them.
    let others = [1, 2].map(|day| {
        format!("DTSTART:2024030{day}T090000\n{organiser}\nATTENDEE;CN=Per:mailto:per{day}@example.org")
    });
    let with = |event: &str| story(&[("x", &calendar(&[&others[0], &others[1], event]))]);
    let per = "mailto:per2@example.org `Per`: 2024-03-02 Interview(Some(Held))\n";
    for title in [
        "Canceled: Coffee",
        "Cancelled: Coffee",
        "ABGESAGT: Kaffee",
        "Annulé : café",
        "Annule\u{301}\u{a0}: café",
        "Cancelado: café",
        "Annullato: caffè",
        "Geannuleerd: koffie",
        "[Cancelled] Coffee",
    ] {
        let event = format!("SUMMARY:{title}\nDTSTART:20240304T180000Z\n{organiser}\n{}", ann("ACCEPTED"));
        let found = with(&event);
        assert!(found.contains("1 a meeting called off") && found.ends_with(per), "{title}: {found}");
    }
    for title in ["Cancelled flights: how to claim", "Canceled"] {
        let event = format!("SUMMARY:{title}\nDTSTART:20240304T180000Z\n{organiser}\n{}", ann("ACCEPTED"));
        assert!(with(&event).contains("`Ann Oduya`: 2024-03-04 Interview(Some(Held))"), "{title}");
    }
    for answer in ["NEEDS-ACTION", "TENTATIVE", "DECLINED", "DELEGATED"] {
        let event = format!("DTSTART:20240304T180000Z\n{organiser}\n{}", ann(answer));
        assert!(!with(&event).contains("Ann Oduya`: 2024"), "{answer}: {}", with(&event));
    }
    // Whose event it is comes, whatever else the calendar keeps of her; a calendar without answers takes all.
    let hers = "ORGANIZER;CN=Ann Oduya:mailto:ann@example.org";
    for event in [
        format!("DTSTART:20240304T180000Z\n{hers}\n{ME}\n{}", ann("NEEDS-ACTION")),
        format!("DTSTART:20240304T180000Z\n{organiser}\n{}", WITH_ANN.replace("PARTSTAT=ACCEPTED;", "")),
    ] {
        assert!(with(&event).contains("`Ann Oduya`: 2024-03-04 Interview(Some(Held))"), "{event}");
    }
    let open = format!("DTSTART:20240304T180000Z\n{hers}\n{}", ME.replace("ACCEPTED", "NEEDS-ACTION"));
    assert!(!with(&open).contains("Ann Oduya`: 2024"), "{}", with(&open));
    let all_day = format!("SUMMARY:Birthday\nDTSTART;VALUE=DATE:20240304\n{organiser}\n{}", ann("ACCEPTED"));
    assert!(with(&all_day).contains("1 an event of a whole day"));
}

#[test]
fn a_copy_makes_no_circle_of_a_letter() {
    let text = [
        mail(1, &format!("X-Gmail-Labels: Sent\nFrom: {KARI}\nTo: {ANN}\nCc: Bo <bo@example.org>")),
        mail(2, &format!("From: {ANN}\nTo: {KARI}\nCc: Assistant <office@example.org>")),
        // One of three who get a copy is the seeker: nobody wrote to her.
        mail(3, &format!("From: {ANN}\nTo: Per <per@example.org>\nCc: {KARI}")),
        mail(
            4,
            &format!(
                "From: {ANN}\nTo: {KARI}\nCc: a@example.org, b@example.org, c@example.org, d@example.org"
            ),
        ),
        // Who sends herself a copy writes to nobody else by that.
        mail(5, &format!("From: {ANN}\nTo: {KARI}\nCc: {ANN}")),
    ]
    .concat();
    let found = story(&[("x", &text)]);
    let ann = "`Ann Oduya`: 2024-03-01 MessageSent, 2024-03-02 MessageReceived, 2024-03-03 Group, 2024-03-04 Group, \
               2024-03-05 MessageReceived\n";
    assert!(found.contains(ann) && found.contains("`Bo`: 2024-03-01 Group\n"), "{found}");
}

#[test]
fn rooms_alarms_and_the_like_are_nobody() {
    let room = "ATTENDEE;CUTYPE=ROOM;CN=Room 4:mailto:room4@example.org";
    let shared = "ORGANIZER;CN=Team:mailto:abc@group.calendar.google.com";
    let alarm = "BEGIN:VALARM\nATTENDEE:mailto:alarm@example.org\nEND:VALARM";
    let everyone: String = (0..30).map(|n| format!("\nATTENDEE:mailto:p{n}@example.org")).collect();
    check(
        &calendar(&[
            &format!("DTSTART:20240304T090000\n{ME}\n{WITH_ANN}\n{room}\n{shared}\n{alarm}"),
            &format!("DTSTART:20240305T090000\n{shared}\n{room}"),
            "DTSTART:20240306T090000\nSUMMARY:Dentist",
            &format!("DTSTART:20240307T090000{everyone}"),
            &format!("DTSTART:20240308T090000\nSTATUS:CANCELLED\n{ME}\n{WITH_ANN}"),
            &format!("DTSTART:\n{ME}\n{WITH_ANN}"),
            &format!("DTSTART:20240309T090000\n{ME}\nATTENDEE:invalid:nomail"),
        ]),
        "x calendar (7, 2, 4, 1)\n  68: a meeting without a day\n  1 a meeting called off\n  1 an event for many\n  2 nobody is invited\n\
         mailto:ann@example.org `Ann Oduya`: 2024-03-04 Interview(Some(Held))\n\
         mailto:kari@example.org `Kari Lund`: 2024-03-04 Interview(Some(Held)), 2024-03-09 Interview(Some(Held))\n",
    );
    // An alarm that is never closed ends with its event.
    let open = "BEGIN:VALARM\nATTENDEE:mailto:alarm@example.org";
    check(
        &calendar(&[
            &format!("UID:a\nDTSTART:20240304T090000\n{ME}\n{WITH_ANN}\n{open}"),
            &format!("UID:b\nDTSTART:20240305T090000\n{ME}\n{WITH_ANN}"),
        ]),
        "x calendar (2, 2, 0, 0)\nmailto:ann@example.org `Ann Oduya`: 2024-03-04 Interview(Some(Held)), 2024-03-05 Interview(Some(Held))\n\
         mailto:kari@example.org `Kari Lund`: 2024-03-04 Interview(Some(Held)), 2024-03-05 Interview(Some(Held))\n",
    );
    // Cut off in the middle, and twice.
    let half = calendar(&[&format!("DTSTART:20240304T090000\n{WITH_ANN}")])
        .replace("END:VEVENT\r\nEND:VCALENDAR\r\n", "");
    check(
        &format!("{half}{half}"),
        "x calendar (2, 1, 1, 0)\n  1 a repeated row\nmailto:ann@example.org `Ann Oduya`: 2024-03-04 Interview(Some(Held))\n",
    );
}

#[test]
fn a_card_names_somebody_as_they_are_called_and_a_header_is_turned_round() {
    let headers = "From: Kim Seeker <kim@example.org>\nTo: \"Le Bihan, Ronan\" <ronan.lebihan@example.net>";
    let mails = mail(4, &format!("X-Gmail-Labels: Sent\n{headers}"))
        + &mail(5, &format!("X-Gmail-Labels: Sent\n{headers}"));
    let named = |files: &[(&str, &str)]| {
        let found = story(files);
        assert!(found.contains("mailto:ronan.lebihan@example.net"), "{found}");
        found.split('`').nth(1).unwrap_or_default().to_owned()
    };
    assert_eq!(named(&[("x.mbox", &mails)]), "Ronan Le Bihan");
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ronan M. Le Bihan\r\nEMAIL:ronan.lebihan@example.net\r\nEND:VCARD\r\n";
    assert_eq!(named(&[("x.mbox", &mails), ("a.vcf", card)]), "Ronan M. Le Bihan");
}

//! Whose files these are: who is told to be the seeker, and what is said where nobody can tell.

use crate::common::Sandbox;

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On
Per,Aasen,https://www.linkedin.com/in/per,,Fernwick,Buyer,01 Mar 2024
Ann,Oduya,https://www.linkedin.com/in/ann,,Lumora,Director,01 Mar 2025
";

const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n";

fn message(thread: &str, from: (&str, &str), to: (&str, &str), day: &str, text: &str) -> String {
    let url = |slug: &str| format!("https://www.linkedin.com/in/{slug}");
    format!(
        "{thread},,{},{},{},{},{day} 10:00:00 UTC,,\"{text}\",INBOX\n",
        from.0,
        url(from.1),
        to.0,
        url(to.1)
    )
}

const MIRA: (&str, &str) = ("Mira Halvorsen", "mira");
const JON: (&str, &str) = ("Jon Berg", "jon");
const PER: (&str, &str) = ("Per Aasen", "per");
const ANN: (&str, &str) = ("Ann Oduya", "ann");

fn problems(dir: &Sandbox) -> Vec<String> {
    let ran = dir.tertius(["check", "w", "--as-of", "2026-06-30", "--format", "json"]);
    let read = ran.json();
    let problems = read["problems"].as_array().unwrap().iter();
    problems.map(|problem| problem["problem"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn of_two_who_talk_it_is_the_one_who_is_no_connection() {
    let text = format!(
        "{MESSAGES}{}{}",
        message("a", MIRA, PER, "2026-06-01", "Hello"),
        message("a", PER, MIRA, "2026-06-02", "Hi")
    );
    let dir = Sandbox::new().file("w/Connections.csv", CONNECTIONS).file("w/messages.csv", text);
    dir.tertius(["check", "w"]).exits(0).prints("These files are Mira Halvorsen.");
    let ranked = dir.tertius(["rank", "w", "--as-of", "2026-06-30", "--format", "csv"]).exits(0).csv();
    assert!(ranked.iter().all(|row| row[1] != "in/mira"), "{ranked:?}");
}

#[test]
fn where_nobody_can_tell_it_is_said() {
    let text = format!("{MESSAGES}{}", message("a", MIRA, JON, "2026-06-01", "Hello"));
    let dir = Sandbox::new().file("w/messages.csv", text);
    assert_eq!(problems(&dir), ["nobody's name or address is known as yours"]);
    let dir = dir.file("w/tertius.toml", "me = \"https://www.linkedin.com/in/mira\"\n");
    assert_eq!(problems(&dir), [""; 0]);
    let ics = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260624T100000Z\nSUMMARY:Call\n\
        ORGANIZER;CN=Mira:mailto:mira@example.org\nATTENDEE;CN=Mira:mailto:mira@example.org\n\
        ATTENDEE;CN=Per:mailto:per@example.org\nEND:VEVENT\nEND:VCALENDAR\n";
    let dir = Sandbox::new().file("w/calendar.ics", ics);
    assert_eq!(problems(&dir), ["nobody's name or address is known as yours"]);
}

#[test]
fn a_mistyped_me_is_told_and_makes_nobody_her_own_contact() {
    let text = format!(
        "{MESSAGES}{}{}",
        message("a", MIRA, PER, "2026-06-01", "Hello"),
        message("b", MIRA, ANN, "2026-06-02", "Hello")
    );
    let with = |toml: &str| {
        let dir = Sandbox::new().file("w/Connections.csv", CONNECTIONS).file("w/messages.csv", &text);
        dir.file("w/tertius.toml", toml)
    };
    for (me, problem) in [
        ("in/miro", "names nobody who writes or is written to in these files"),
        ("Miro Halvorsen", "names nobody who writes or is written to in these files"),
        ("https://www.linkedin.com/in/per", "names somebody whom the owner of these files is connected to"),
    ] {
        let dir = with(&format!("as_of = \"2026-06-30\"\n\nme = \"{me}\"\n"));
        let ran = dir.tertius(["check", "w"]).exits(1).prints("People: 2. These files are Mira Halvorsen.");
        let words = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        let expect = format!(
            "{problem}, in `me` tertius.toml:3: `{me}` hint: these seem to be the files of Mira Halvorsen (in/mira)"
        );
        assert!(words.contains(&expect), "{words}");
        let ranked = dir.tertius(["rank", "w", "--format", "csv"]).exits(1).csv();
        assert!(ranked.iter().all(|row| row[1] != "in/mira"), "{ranked:?}");
    }
    for me in ["in/mira", "Mira Halvorsen", "halvorsen, mira", "mira@example.org"] {
        with(&format!("me = \"{me}\"\n")).tertius(["check", "w"]).exits(0).prints("People: 2.");
    }
    // Settings that lie elsewhere are quoted from there; and connections alone can contradict nobody.
    let dir = with("").file("my.toml", "me = \"in/miro\"\n");
    let check = ["check", "w", "--config", "my.toml"];
    dir.tertius(check).exits(1).prints("my.toml:1: `in/miro`");
    std::fs::remove_file(dir.path("w/messages.csv")).unwrap();
    dir.tertius(check).exits(0);
}

#[test]
fn a_mailbox_in_several_files_tells_whose_it_is() {
    let mail = |nth: u32, from: &str, to: &str| {
        format!(
            "From - Mon Jun 01 10:00:00 2026\nDate: Mon, {nth} Jun 2026 10:00:00 +0200\nMessage-ID: <t{nth}@example.org>\n\
             From: {from}\nTo: {to}\n\nHi\n\n"
        )
    };
    let mira = "Mira Halvorsen <mira@example.org>";
    let out = mail(1, mira, "Per Aasen <per@example.org>") + &mail(2, mira, "Ann Oduya <ann@example.org>");
    let dir = Sandbox::new()
        .file("w/Sent", out)
        .file("w/INBOX", mail(3, "Per Aasen <per@example.org>", "mira@example.org"));
    dir.tertius(["check", "w"]).exits(0).prints("People: 2. These files are Mira Halvorsen.");
}

#[test]
fn the_files_of_two_people_are_named_as_such() {
    let of = |who: (&str, &str), prefix: &str| {
        let rows = [(PER, "01"), (ANN, "02"), (("Kim Fox", "kim"), "03")];
        let rows = rows.iter().enumerate().map(|(nth, (to, day))| {
            message(&format!("{prefix}{nth}"), who, *to, &format!("2026-06-{day}"), "Hello")
        });
        format!("{MESSAGES}{}", rows.collect::<String>())
    };
    let connections = format!("{CONNECTIONS}Kim,Fox,https://www.linkedin.com/in/kim,,Q,PM,01 Apr 2026\n");
    let dir = Sandbox::new()
        .file("w/mira/Connections.csv", &connections)
        .file("w/mira/messages.csv", of(MIRA, "a"))
        .file("w/jon/Connections.csv", &connections)
        .file("w/jon/messages.csv", of(JON, "b"));
    let expect = "these seem to be the files of two people: Jon Berg and Mira Halvorsen";
    assert_eq!(problems(&dir), [expect]);
    let profile =
        |first: &str, last: &str| format!("First Name,Last Name,Headline\n{first},{last},Planner\n");
    let dir = Sandbox::new()
        .file("w/a/Profile.csv", profile("Mira", "Halvorsen"))
        .file("w/b/Profile.csv", profile("Jon", "Berg"));
    assert_eq!(problems(&dir), ["these seem to be the files of two people: Mira Halvorsen and Jon Berg"]);
    // Who marries keeps her given name.
    let dir = Sandbox::new()
        .file("w/a/Profile.csv", profile("Mira", "Halvorsen"))
        .file("w/b/Profile.csv", profile("Mira", "Okoye"));
    assert_eq!(problems(&dir), [""; 0]);
}

#[test]
fn messages_say_what_was_asked_and_what_was_refused() {
    let text = [
        message("f", PER, MIRA, "2026-06-24", "Hi Mira, would you have 15 minutes to talk?"),
        message("y", MIRA, ANN, "2026-06-01", "Could we talk for 15 minutes?"),
        message("y", MIRA, ANN, "2026-06-12", "Just following up."),
        message("z", MIRA, ("Eva Roth", "eva"), "2026-06-01", "Could we talk?"),
        message("z", ("Eva Roth", "eva"), MIRA, "2026-06-29", "Sorry, no. Please do not contact me again."),
    ];
    let connections = format!("{CONNECTIONS}Eva,Roth,https://www.linkedin.com/in/eva,,Q,PM,01 Apr 2026\n");
    let invitations = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n\
        Mira Halvorsen,Kim Fox,\"6/5/26, 2:37 PM\",Could we talk 15 minutes?,OUTGOING,\
        https://www.linkedin.com/in/mira,https://www.linkedin.com/in/kim\n";
    let dir = Sandbox::new()
        .file("w/Connections.csv", connections)
        .file("w/Invitations.csv", invitations)
        .file("w/messages.csv", format!("{MESSAGES}{}", text.concat()));
    let of = |as_of: &str, key: &str| {
        let rows = dir.tertius(["rank", "w", "--as-of", as_of, "--format", "csv"]).exits(0).csv();
        let column = |name: &str| rows[0].iter().position(|column| column == name).unwrap();
        let (action, due, reason) = (column("action"), column("due"), column("reason"));
        let row = rows.iter().find(|row| row[1] == key).unwrap_or_else(|| panic!("{key}: {rows:?}"));
        format!(
            "{} {} {}",
            row[action],
            row[due],
            row[reason].split(';').next().unwrap().trim_end_matches('.')
        )
    };
    let now = "2026-06-30";
    let expect = "follow-up 2026-06-29 They wrote on 24 Jun 2026 and you have not answered";
    assert_eq!(of(now, "in/per"), expect);
    let expect = "wait 2026-12-09 You wrote on 1 Jun 2026 and 12 Jun 2026 and have no answer";
    assert_eq!(of(now, "in/ann"), expect);
    let expect = "follow-up 2026-06-16 You asked with your invitation on 5 Jun 2026 and have no answer";
    assert!(of(now, "in/kim").starts_with(expect), "{}", of(now, "in/kim"));
    assert_eq!(of(now, "in/eva"), "wait 2026-12-28 Asked on 29 Jun 2026 to be left in peace");
    // And for good.
    assert!(of("2028-06-30", "in/eva").starts_with("wait "), "{}", of("2028-06-30", "in/eva"));
    // Her own words of before are not undone by what she says later.
    assert!(of("2026-06-20", "in/eva").starts_with("follow-up "), "{}", of("2026-06-20", "in/eva"));
}

/// A mistyped `me` would make the seeker her own introducer of everybody.
#[test]
fn a_me_that_nobody_has_is_a_wrong_value() {
    let mut text = MESSAGES.to_owned();
    for (nth, other) in [PER, ANN, JON].into_iter().enumerate() {
        text += &message(&format!("t{nth}"), MIRA, other, "2026-06-01", "Hello");
        text += &message(&format!("t{nth}"), other, MIRA, "2026-06-02", "Hi");
    }
    let files = || Sandbox::new().file("w/Connections.csv", CONNECTIONS).file("w/messages.csv", text.clone());
    let ranked = |dir: &Sandbox| {
        let ran = dir.tertius(["rank", "w", "--as-of", "2026-06-30", "--format", "csv"]);
        ran.csv().iter().map(|row| row[1].clone()).collect::<Vec<_>>()
    };
    let expect = ranked(&files());
    assert!(!expect.contains(&"in/mira".to_owned()));
    for me in ["in/mira-halvorsen", "https://www.linkedin.com/in/mirah", "Nobody At All"] {
        let dir = files().file("w/tertius.toml", format!("me = \"{me}\"\n"));
        assert_eq!(problems(&dir), ["names nobody who writes or is written to in these files"], "{me}");
        dir.tertius(["check", "w"]).exits(1).prints("These files are Mira Halvorsen.").prints("tertius.toml");
        assert_eq!(ranked(&dir), expect, "{me}");
    }
    for me in ["in/mira", "https://www.linkedin.com/in/mira/", "Mira Halvorsen"] {
        let dir = files().file("w/tertius.toml", format!("me = \"{me}\"\n"));
        assert_eq!(problems(&dir), [""; 0], "{me}");
    }
    // Of connections alone nobody can tell, and what is set is believed.
    let dir =
        Sandbox::new().file("w/Connections.csv", CONNECTIONS).file("w/tertius.toml", "me = \"in/mira\"\n");
    assert_eq!(problems(&dir), [""; 0]);
}

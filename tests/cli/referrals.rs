//! Referral chains as their reader meets them: what was asked and made, why somebody matters, and who stands between whom.

use crate::common::{Ran, Sandbox};

/// Borgatti's graph as introductions, and a talk with one of them.
const INTRODUCTIONS: &str = "introducer,introduced,date,context
in/a,in/b,2026-01-05,
in/a,in/f,2026-01-06,
in/a,in/g,2026-01-07,
in/a,in/e,2026-01-08,
in/e,in/g,2026-01-09,
in/f,in/g,2026-01-10,
in/b,in/g,2026-01-11,
in/b,in/d,2026-01-12,
in/d,in/g,2026-01-13,
in/g,in/c,2026-01-14,
";

const OUTREACH: &str = "date,person,kind,outcome,notes
2026-01-02,in/a,request,replied,
2026-01-04,in/a,interview,held,
2026-01-16,in/c,interview,held,
2026-04-20,in/g,request,pending,
2026-05-04,in/g,follow-up,pending,
2026-05-18,in/g,introduction-request,pending,
2026-01-20,in/b,thank-you,sent,
";

fn workspace() -> Sandbox {
    Sandbox::new().file("w/introductions.csv", INTRODUCTIONS).file("w/outreach.csv", OUTREACH)
}

fn referrals(dir: &Sandbox, more: &[&str]) -> Ran {
    dir.tertius([&["referrals", "w", "--as-of", "2026-06-30"], more].concat()).exits(0)
}

/// The rows of a table by the person's letter, those columns that are asked for.
fn table(dir: &Sandbox, table: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let csv = referrals(dir, &["--table", table, "--format", "csv"]).csv();
    let at =
        |name: &&str| csv[0].iter().position(|known| known == name).unwrap_or_else(|| panic!("no {name}"));
    let places: Vec<usize> = columns.iter().map(at).collect();
    csv[1..].iter().map(|row| places.iter().map(|at| row[*at].replace("in/", "")).collect()).collect()
}

/// The figures that UCINET prints for that graph.
#[test]
fn brokerage_of_borgattis_graph() {
    let mut rows = table(&workspace(), "brokerage", &["person", "ties", "constraint", "effective_size"]);
    rows.sort();
    let of = |letter: &str| rows.iter().find(|row| row[0] == letter).unwrap()[1..].to_vec();
    assert_eq!(of("g"), ["6", "0.4003", "4.6667"]);
    assert_eq!(of("a"), ["4", "0.5955", "2.5000"]);
    assert_eq!(of("c"), ["1", "1.0000", "1.0000"]);
    referrals(&workspace(), &[]).prints("From 10 ties among 7 people").prints("All of it is exact.");
}

#[test]
fn connections_alone_show_no_brokers_and_the_report_says_so() {
    let connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
                       Ana,Ruiz,https://www.linkedin.com/in/ana,,Lumora,,10 Jan 2025\n\
                       Bo,Lind,https://www.linkedin.com/in/bo,,Lumora,,11 Jan 2025\n";
    let dir = Sandbox::new().file("w/Connections.csv", connections);
    let text = referrals(&dir, &[]).stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        text.contains("not identifiable from these files: they show no ties among the people you know"),
        "{text}"
    );
    assert!(text.contains("introductions.csv") && text.contains("tertius cohort"), "{text}");
    assert_eq!(
        referrals(&dir, &["--table", "brokerage", "--format", "csv"]).csv().len(),
        1,
        "a header and no rows"
    );
}

#[test]
fn what_was_asked_made_and_met() {
    let columns = ["person", "introductions", "met", "asked", "favours_asked", "last_asked", "thanked_on"];
    let rows = table(&workspace(), "introducers", &columns);
    let of = |letter: &str| rows.iter().find(|row| row[0] == letter).unwrap()[1..].to_vec();
    assert_eq!(of("g"), ["1", "1", "1", "3", "2026-05-18", ""]);
    assert_eq!(of("b"), ["2", "0", "0", "0", "", "2026-01-20"]);
    let text = referrals(&workspace(), &[]).stdout;
    let g = text.lines().find(|line| line.starts_with("in/g ") && line.contains("let them rest"));
    assert!(g.is_some(), "asked three times in ten weeks\n{text}");
}

#[test]
fn a_sole_reach_is_explained() {
    let rows = table(&workspace(), "introducers", &["person", "sole_reach", "only_through"]);
    let of = |letter: &str| rows.iter().find(|row| row[0] == letter).unwrap()[1..].to_vec();
    assert_eq!(of("a")[0], "6");
    assert_eq!(
        of("b"),
        ["1", "Without b you would not have met d: every chain to this person goes through b."]
    );
    assert_eq!(
        of("g"),
        ["1", "Without g you would not have met c: every chain to this person goes through g."]
    );
    assert_eq!(of("f"), ["0", ""], "whom f brought came by others as well");
}

/// As the R package RDS counts: one seed, six recruits below it, recruits by wave.
#[test]
fn chains_and_waves() {
    let columns = ["person", "people", "depth", "introducers", "met", "conversations", "state"];
    assert_eq!(table(&workspace(), "chains", &columns), [["a", "6", "2", "6", "1", "2", "live"]]);
    let columns = ["wave", "people", "talked_with", "introducers", "asked", "introductions", "met"];
    let waves = table(&workspace(), "waves", &columns);
    assert_eq!(
        waves,
        [
            ["0", "1", "1", "1", "0", "4", "0"],
            ["1", "4", "0", "4", "1", "5", "1"],
            ["2", "2", "1", "1", "0", "1", "0"],
        ]
    );
    let parts = table(&workspace(), "reproduction", &["by", "part", "conversations", "introductions"]);
    assert_eq!(parts[0], ["all", "", "2", "4"]);
    assert!(parts.contains(&["wave", "0", "1", "4"].map(str::to_owned).to_vec()), "{parts:?}");
    assert!(parts.contains(&["quarter", "2026-Q1", "2", "4"].map(str::to_owned).to_vec()), "{parts:?}");
}

#[test]
fn everything_fits_eighty_columns() {
    for dir in [workspace(), Sandbox::new().sample("solo", "w")] {
        let text = referrals(&dir, &["--top", "all"]).stdout;
        for line in text.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
        }
        for heading in ["Introducers", "Waves", "Chains", "Will it grow?", "Who stands between others"] {
            assert!(text.lines().any(|line| line == heading), "{heading}\n{text}");
        }
    }
}

/// Who brings two together by mail says so in the subject, which is all of a mail that is read; an answer repeats it.
#[test]
fn a_subject_introduces_those_who_get_the_mail() {
    for (subject, found) in [
        ("Intro: Maelle <> Tugdual", true),
        ("Mise en relation Maelle / Tugdual", true),
        ("=?UTF-8?Q?Je_te_pr=C3=A9sente_Tugdual?=", true),
        ("Introducing Tugdual Kervella", true),
        ("Vorstellung Maelle / Tugdual", true),
        ("=?UTF-8?Q?Presentaci=C3=B3n_Maelle_y_Tugdual?=", true),
        ("=?UTF-8?Q?Apresenta=C3=A7=C3=A3o_Maelle_e_Tugdual?=", true),
        ("Connecting Maelle and Tugdual", true),
        ("Budget 2027", false),
        ("Lunch on Friday?", false),
        ("Tugdual's slides", false),
        ("Re: Intro: Maelle <> Tugdual", false),
    ] {
        let mbox = format!(
            "From 1@xxx Tue Sep 01 09:00:00 +0000 2026\r\nDate: Tue, 1 Sep 2026 09:00:00 +0200\r\n\
             Message-ID: <a@x>\r\nSubject: Hello\r\nFrom: Gwen Le Goff <gwen@lumora.example>\r\n\
             To: Maelle Quemeneur <maelle@own.example>\r\n\r\nBody\r\n\r\n\
             From 5@xxx Wed Sep 02 09:00:00 +0000 2026\r\nDate: Wed, 2 Sep 2026 09:00:00 +0200\r\n\
             Message-ID: <e@x>\r\nSubject: Re: Hello\r\nFrom: Maelle Quemeneur <maelle@own.example>\r\n\
             To: Gwen Le Goff <gwen@lumora.example>\r\n\r\nBody\r\n\r\n\
             From 2@xxx Tue Oct 20 09:00:00 +0000 2026\r\nDate: Tue, 20 Oct 2026 09:00:00 +0200\r\n\
             Message-ID: <b@x>\r\nSubject: {subject}\r\nFrom: Gwen Le Goff <gwen@lumora.example>\r\n\
             To: Maelle Quemeneur <maelle@own.example>, Tugdual Kervella <tugdual@windwerk.example>\r\n\r\n\
             Body\r\n\r\n\
             From 3@xxx Wed Oct 21 09:00:00 +0000 2026\r\nDate: Wed, 21 Oct 2026 09:00:00 +0200\r\n\
             Message-ID: <c@x>\r\nReferences: <b@x>\r\nSubject: Re: {subject}\r\n\
             From: Tugdual Kervella <tugdual@windwerk.example>\r\n\
             To: Maelle Quemeneur <maelle@own.example>, Gwen Le Goff <gwen@lumora.example>\r\n\r\nBody\r\n\r\n\
             From 4@xxx Thu Oct 22 09:00:00 +0000 2026\r\nDate: Thu, 22 Oct 2026 09:00:00 +0200\r\n\
             Message-ID: <d@x>\r\nSubject: Thursday\r\nFrom: Maelle Quemeneur <maelle@own.example>\r\n\
             To: Tugdual Kervella <tugdual@windwerk.example>\r\n\r\nBody\r\n"
        );
        let dir =
            Sandbox::new().file("w/mail.mbox", mbox).file("w/tertius.toml", "me = \"maelle@own.example\"\n");
        dir.tertius(["report", "w", "--out", "out", "--as-of", "2026-11-20", "-q"]).exits(0);
        let edges = dir.read("out/referrals.csv");
        let edge = "mailto:gwen@lumora.example,mailto:tugdual@windwerk.example,2026-10-20,inferred";
        assert_eq!(edges.contains(edge), found, "{subject}: {edges}");
        assert!(!edges.contains("\nmailto:tugdual"), "{subject}: {edges}");
    }
}

/// A promise is not yet an introduction: the thread of the three that keeps it has the day. A note in a list tells none,
/// and says that it was before the two were in touch, whatever day its row has.
#[test]
fn an_introduction_has_the_day_of_the_thread_that_makes_it() {
    let messages = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n\
        c1,,Mo Own,https://www.linkedin.com/in/mo-own,Clara Heide,https://www.linkedin.com/in/clara-heide,2026-09-02 09:00:00 UTC,,Could we talk about grids?,INBOX\n\
        c1,,Clara Heide,https://www.linkedin.com/in/clara-heide,Mo Own,https://www.linkedin.com/in/mo-own,2026-09-21 09:00:00 UTC,,I will introduce you to Emil Berger of Windwerk.,INBOX\n\
        c1,,Mo Own,https://www.linkedin.com/in/mo-own,Clara Heide,https://www.linkedin.com/in/clara-heide,2026-09-21 18:00:00 UTC,,\"Great, thank you!\",INBOX\n\
        c2,,Clara Heide,https://www.linkedin.com/in/clara-heide,\"Mo Own,Emil Berger\",\"https://www.linkedin.com/in/mo-own,https://www.linkedin.com/in/emil-berger\",2026-09-24 09:00:00 UTC,,\"Emil, meet Mo. Mo, Emil leads the grid team at Windwerk. I leave you to it.\",INBOX\n\
        c2,,Emil Berger,https://www.linkedin.com/in/emil-berger,\"Mo Own,Clara Heide\",\"https://www.linkedin.com/in/mo-own,https://www.linkedin.com/in/clara-heide\",2026-09-25 09:00:00 UTC,,\"Thanks Clara. Hello Mo, glad to meet you.\",INBOX\n\
        c3,,Mo Own,https://www.linkedin.com/in/mo-own,Bo Lind,https://www.linkedin.com/in/bo-lind,2026-09-10 09:00:00 UTC,,Do you have twenty minutes next week?,INBOX\n";
    let profile = "First Name,Last Name\nMo,Own\n";
    let outreach = "date,person,kind,outcome,notes\n2026-09-02,Clara Heide,request,replied,\n\
                    2026-10-19,Bo Lind,interview,held,introduced by Clara Heide\n";
    let connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
        Clara,Heide,https://www.linkedin.com/in/clara-heide,,Lumora,Engineer,01 Mar 2020\n\
        Bo,Lind,https://www.linkedin.com/in/bo-lind,,Fernwick,Buyer,12 Sep 2026\n";
    let dir = Sandbox::new()
        .file("w/messages.csv", messages)
        .file("w/Profile.csv", profile)
        .file("w/outreach.csv", outreach)
        .file("w/Connections.csv", connections)
        .file("w/tertius.toml", "me = \"https://www.linkedin.com/in/mo-own\"\n");
    dir.tertius(["report", "w", "--out", "out", "--as-of", "2026-11-20", "-q"]).exits(0);
    let edges = dir.read("out/referrals.csv");
    assert!(edges.contains("in/clara-heide,in/emil-berger,2026-09-24,inferred"), "{edges}");
    assert!(edges.contains("in/clara-heide,in/bo-lind,2026-09-10,inferred"), "{edges}");
    // Thanks for the promise ask for nothing, so that nothing is without an answer.
    let ran = dir.tertius(["explain", "Clara Heide", "w", "--as-of", "2026-11-20"]);
    assert!(!ran.stdout.contains("No answer to your message"), "{}", ran.stdout);
}

/// Sam introduced Bob in May, who has not been met: something may come of it, until Bob says no, in whatever way.
#[test]
fn a_chain_ends_with_a_no_of_every_kind() {
    let state = |outreach: &str, letter: &str| {
        let message = match letter {
            "" => String::new(),
            text => format!(
                "c,Bob Bern,https://www.linkedin.com/in/bob,Kim Seeker,https://www.linkedin.com/in/kim-seeker,2026-06-04 10:00:00 UTC,,{text},INBOX\n"
            ),
        };
        let head =
            "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n";
        let dir = Sandbox::new()
            .file("w/introductions.csv", "introducer,introduced,date,context\nin/sam,in/bob,2026-05-01,\n")
            .file("w/outreach.csv", format!("date,person,kind,outcome\n{outreach}"))
            .file("w/messages.csv", head.to_owned() + &message)
            .file("w/tertius.toml", "me = \"https://www.linkedin.com/in/kim-seeker\"\n");
        let ran =
            dir.tertius(["referrals", "w", "--as-of", "2026-06-30", "--table", "chains", "--format", "csv"]);
        ran.csv()[1].last().unwrap().clone()
    };
    const ASKED: &str = "2026-05-20,in/bob,request,pending\n";
    let row = |row: &str| state(&format!("{ASKED}{row}"), "");
    assert_eq!(row(""), "live");
    for kind in ["request", "follow-up", "introduction-request", "interview", "check-in"] {
        assert_eq!(row(&format!("2026-06-01,in/bob,{kind},declined\n")), "ended", "{kind}");
        assert_eq!(row(&format!(",in/bob,{kind},declined\n")), "ended", "{kind} without a day");
        assert_eq!(row(&format!("2026-06-01,in/bob,{kind},replied\n")), "live", "{kind}");
    }
    assert_eq!(state(ASKED, "Please do not contact me again."), "ended");
    assert_eq!(state(ASKED, "Happy to talk."), "live");
    // Whoever agrees after all has not closed the door, and whoever talked may still close it.
    let no = "2026-05-25,in/bob,follow-up,declined\n";
    assert_eq!(row(&format!("{no}2026-07-02,in/bob,interview,scheduled\n")), "live");
    assert_eq!(row(&format!("{no}2026-06-20,in/bob,interview,held\n")), "live");
    let talked = "2026-06-20,in/bob,interview,held\n2026-06-27,in/bob,introduction-request,";
    assert_eq!(row(&format!("{talked}pending\n")), "live");
    assert_eq!(row(&format!("{talked}declined\n")), "ended");
}

/// Thanks are due as long as the routine says, and to nobody who wants to be left in peace.
#[test]
fn thanks_are_owed_as_the_routine_has_it() {
    let says = |settings: &str, message: &str| {
        let head =
            "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n";
        let message = match message {
            "" => String::new(),
            text => format!(
                "c,Sam Seed,https://www.linkedin.com/in/sam,Kim Seeker,https://www.linkedin.com/in/kim-seeker,2026-06-20 10:00:00 UTC,,{text},INBOX\n"
            ),
        };
        let dir = Sandbox::new()
            .file("w/introductions.csv", "introducer,introduced,date,context\nin/sam,in/bob,2026-05-01,\n")
            .file("w/outreach.csv", "date,person,kind,outcome\n2026-06-11,in/sam,interview,held\n")
            .file("w/messages.csv", head.to_owned() + &message)
            .file(
                "w/tertius.toml",
                format!("me = \"https://www.linkedin.com/in/kim-seeker\"\n[routine]\n{settings}"),
            );
        let ranked = dir.tertius(["rank", "w", "--as-of", "2026-06-30", "--format", "csv"]).exits(0).csv();
        let text = referrals(&dir, &[]).stdout;
        let line = text.lines().find(|line| line.contains("2026-06-11")).unwrap();
        let note = line
            .split_whitespace()
            .skip_while(|word| *word != "2026-06-11")
            .skip(1)
            .collect::<Vec<_>>()
            .join(" ");
        let sam = ranked.iter().find(|row| row[1] == "in/sam").unwrap();
        (sam.contains(&"thank-you".to_owned()), note)
    };
    assert_eq!(says("", ""), (false, String::new()));
    assert_eq!(says("thank_you_until_days = 30\n", ""), (true, "thank them".to_owned()));
    let peace = "Please do not contact me again.";
    assert_eq!(says("thank_you_until_days = 30\n", peace), (false, "let them rest".to_owned()));
}

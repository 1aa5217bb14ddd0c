//! The routine: whose turn it is in a team, the pace, holidays, what introducers may be asked, and what becomes of those
//! who said no, nothing, or cannot be reached. All as of Tuesday, 30 June 2026.

use crate::common::{Sandbox, rows};
use std::collections::BTreeMap;

/// A workspace of people: `name, company, position`, all connected long ago, with rows of other files.
#[derive(Default)]
struct Seeker {
    connections: String,
    outreach: String,
    introductions: String,
    messages: String,
    settings: String,
}

fn url(name: &str) -> String {
    format!("https://www.linkedin.com/in/{}", name.to_lowercase().replace(' ', "-"))
}

impl Seeker {
    fn knows(mut self, name: &str, company: &str, position: &str) -> Seeker {
        let (first, last) = name.split_once(' ').unwrap();
        self.connections += &format!("{first},{last},{},{company},{position},2 Mar 2022\n", url(name));
        self
    }

    fn outreach(mut self, day: &str, name: &str, what: &str) -> Seeker {
        self.outreach += &format!("{day},{},{what}\n", url(name));
        self
    }

    fn introduced(mut self, by: &str, name: &str, day: &str) -> Seeker {
        self.introductions += &format!("{},{name},{day},coffee\n", url(by));
        self
    }

    fn heard_from(mut self, name: &str, day: &str) -> Seeker {
        self.messages += &format!(
            "c,{name},{},Kim Seeker,https://www.linkedin.com/in/kim-seeker,{day} 10:00:00 UTC,,Hello,INBOX\n",
            url(name)
        );
        self
    }

    fn wrote_to(mut self, name: &str, day: &str) -> Seeker {
        self.messages += &format!(
            "c,Kim Seeker,https://www.linkedin.com/in/kim-seeker,{name},{},{day} 10:00:00 UTC,,Hello,INBOX\n",
            url(name)
        );
        self
    }

    fn with(mut self, settings: &str) -> Seeker {
        self.settings += settings;
        self
    }

    /// Everyone's row of the ranking, by name.
    fn ranked(self) -> BTreeMap<String, BTreeMap<String, String>> {
        let me = "me = \"https://www.linkedin.com/in/kim-seeker\"\n";
        let dir = Sandbox::new()
            .file(
                "Connections.csv",
                format!("First Name,Last Name,URL,Company,Position,Connected On\n{}", self.connections),
            )
            .file("outreach.csv", format!("date,person,kind,outcome\n{}", self.outreach))
            .file("introductions.csv", format!("introducer,introduced,date,context\n{}", self.introductions))
            .file(
                "messages.csv",
                format!(
                    "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n{}",
                    self.messages
                ),
            )
            .file("tertius.toml", format!("{me}{}", self.settings));
        let args = ["rank", "--as-of", "2026-06-30", "--format", "csv", "--top", "all"];
        let ran = dir.tertius(args);
        rows_of(&ran.stdout)
    }
}

/// The rows of a ranking, by name.
fn rows_of(csv: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let csv = rows(csv.as_bytes());
    let row = |row: &Vec<String>| {
        let row: BTreeMap<String, String> = csv[0].iter().cloned().zip(row.iter().cloned()).collect();
        (row["name"].clone(), row)
    };
    csv[1..].iter().map(row).collect()
}

/// `action due`, and a part of the reason.
fn check(ranked: &BTreeMap<String, BTreeMap<String, String>>, name: &str, step: &str, because: &str) {
    let row = ranked.get(name).unwrap_or_else(|| panic!("{name} is not ranked: {ranked:#?}"));
    let found = format!("{} {}", row["action"], row["due"]);
    let reason = row["reason"].to_lowercase();
    assert!(found == step && reason.contains(&because.to_lowercase()), "{name}: {found}: {}", row["reason"]);
}

#[test]
fn the_second_contact_comes_three_business_days_after_the_first() {
    let team =
        || Seeker::default().knows("Ann Oduya", "Lumora", "").knows("Bo Lind", "Lumora", "Data Engineer");
    // Thursday to Tuesday are three business days, Friday to Tuesday two.
    let ranked = team().outreach("2026-06-25", "Ann Oduya", "request,pending").ranked();
    check(&ranked, "Bo Lind", "request 2026-06-30", "Ann Oduya there has not answered since 25 Jun 2026");
    let ranked = team().outreach("2026-06-26", "Ann Oduya", "request,pending").ranked();
    check(&ranked, "Bo Lind", "wait 2026-07-01", "you asked Ann Oduya there on 26 Jun 2026");
    // Who answers is not doubled; nor does anybody wait longer than two weeks for that.
    let ranked = team().outreach("2026-06-26", "Ann Oduya", "request,replied").ranked();
    check(&ranked, "Bo Lind", "wait 2026-07-10", "Ann Oduya there is answering you");
    let ranked = team().outreach("2026-06-01", "Ann Oduya", "request,replied").ranked();
    check(&ranked, "Bo Lind", "request 2026-06-30", "you have not asked yet");
    // A silence that was given up holds nobody back, and an introduction waits for nobody.
    let ranked = team().outreach("2026-06-29", "Ann Oduya", "request,no-reply").ranked();
    check(&ranked, "Bo Lind", "request 2026-06-30", "you have not asked yet");
    let team = team().introduced("Ann Oduya", "Bo Lind", "2026-06-28");
    let ranked = team.outreach("2026-06-29", "Ann Oduya", "request,pending").ranked();
    check(&ranked, "Bo Lind", "request 2026-06-30", "you have not asked yet");
    let ranked = Seeker::default()
        .with("[routine]\nsecond_contact_after = 5\n")
        .knows("Ann Oduya", "Lumora", "")
        .knows("Bo Lind", "Lumora", "")
        .outreach("2026-06-25", "Ann Oduya", "request,pending")
        .ranked();
    check(&ranked, "Bo Lind", "wait 2026-07-02", "one at a time");
}

#[test]
fn in_a_large_company_the_team_is_those_of_one_function() {
    let mut seeker = Seeker::default().knows("Ann Oduya", "Lumora", "Data Engineer");
    for nth in 0..30 {
        seeker = seeker.knows(&format!("Bo{nth} Lind"), "Lumora", "Marketing Manager");
    }
    let seeker = seeker.knows("Cy Vega", "Lumora", "Data Scientist").outreach(
        "2026-06-29",
        "Ann Oduya",
        "request,pending",
    );
    let ranked = seeker.ranked();
    check(&ranked, "Cy Vega", "wait 2026-07-02", "one at a time");
    assert!((0..30).all(|nth| ranked[&format!("Bo{nth} Lind")]["action"] == "request"));
}

#[test]
fn so_many_a_week_and_no_two_of_one_team() {
    let mut seeker = Seeker::default();
    for nth in 0..12 {
        // Two at each of three companies, and six alone.
        let company = if nth < 6 { nth / 2 } else { nth };
        seeker = seeker.knows(&format!("Bo{nth} Lind"), &format!("Company {company}"), "");
    }
    let weeks = |seeker: Seeker| {
        let ranked = seeker.ranked();
        let mut weeks: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in ranked.values() {
            assert_eq!(row["action"], "request");
            weeks.entry(row["due"].clone()).or_default().push(row["company"].clone());
        }
        for companies in weeks.values_mut() {
            let n = companies.len();
            companies.sort();
            companies.dedup();
            assert_eq!(companies.len(), n, "two of one team in a week");
        }
        weeks.into_iter().map(|(day, companies)| format!("{day} {}", companies.len())).collect::<Vec<_>>()
    };
    let again = |settings: &str| {
        Seeker { connections: seeker.connections.clone(), ..Seeker::default() }.with(settings)
    };
    assert_eq!(weeks(again("")), ["2026-06-30 5", "2026-07-07 5", "2026-07-14 2"]);
    assert_eq!(
        weeks(again("[routine]\nrequests_per_week = 4\n")),
        ["2026-06-30 4", "2026-07-07 4", "2026-07-14 4"]
    );
    // The week that begins on a holiday begins the day after, and has seven days all the same.
    assert_eq!(
        weeks(again("[calendar]\nholidays = [\"2026-07-07\"]\n")),
        ["2026-06-30 5", "2026-07-08 5", "2026-07-15 2"]
    );
}

/// Whoever does as told and asks again tomorrow has not been given five more.
#[test]
fn what_was_asked_in_the_last_seven_days_counts() {
    let due = |asked: &[(&str, &str)], settings: &str| {
        let seeker = (0..9)
            .fold(Seeker::default(), |all, nth| all.knows(&format!("Bo{nth} Lind"), &format!("C{nth}"), ""));
        let seeker = asked.iter().enumerate().fold(seeker.with(settings), |all, (nth, (day, what))| {
            let name = format!("Asked{nth} Vega");
            all.knows(&name, &format!("D{nth}"), "").outreach(day, &name, what)
        });
        let ranked = seeker.ranked();
        let mut days: BTreeMap<String, usize> = BTreeMap::new();
        for row in ranked.values().filter(|row| row["action"] == "request" && row["name"].starts_with("Bo")) {
            *days.entry(row["due"].clone()).or_default() += 1;
        }
        days.into_iter().map(|(day, n)| format!("{} {n}", &day[5..])).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(due(&[], ""), "06-30 5, 07-07 4");
    // All five yesterday; three of them; and so many days ago that the place is free again.
    let pending = |day: &'static str, n: usize| vec![(day, "request,pending"); n];
    assert_eq!(due(&pending("2026-06-29", 5), ""), "07-06 5, 07-13 4");
    assert_eq!(due(&pending("2026-06-29", 3), ""), "06-30 2, 07-06 3, 07-07 2, 07-13 2");
    assert_eq!(due(&pending("2026-06-24", 5), ""), "07-01 5, 07-08 4");
    assert_eq!(due(&pending("2026-06-23", 5), ""), "06-30 5, 07-07 4");
    // Today's count, too, and whatever came of them; of too many, the latest.
    assert_eq!(due(&[("2026-06-30", "request,replied"); 5], ""), "07-07 5, 07-14 4");
    let too_many = [pending("2026-06-24", 5), pending("2026-06-26", 5)].concat();
    assert_eq!(due(&too_many, ""), "07-03 5, 07-10 4");
    // Other words than requests have no pace, and neither has anything where the seeker wants none.
    assert_eq!(due(&[("2026-06-29", "check-in,"); 5], ""), "06-30 5, 07-07 4");
    assert_eq!(due(&pending("2026-06-29", 5), "[routine]\nrequests_per_week = 0\n"), "06-30 9");
    assert_eq!(
        due(&pending("2026-06-29", 5), "[routine]\nrequests_per_week = 7\n"),
        "06-30 2, 07-06 5, 07-07 2"
    );
}

/// Those who were introduced wait for no pace, and so their requests use none up; without a list, first messages count.
#[test]
fn what_counts_as_a_first_request() {
    let people = |seeker: Seeker| {
        let seeker = seeker.with("[routine]\nrequests_per_week = 1\n");
        seeker.knows("Ann Oduya", "Lumora", "").knows("Bo Lind", "Fernwick", "")
    };
    let asked = people(Seeker::default()).outreach("2026-06-29", "Ann Oduya", "request,pending").ranked();
    check(&asked, "Bo Lind", "request 2026-07-06", "not asked");
    let introduced = people(Seeker::default())
        .knows("Cy Vega", "Harbour", "")
        .introduced("Cy Vega", "Ann Oduya", "2026-06-26")
        .outreach("2026-06-29", "Ann Oduya", "request,pending")
        .outreach("2025-01-06", "Cy Vega", "interview,held")
        .ranked();
    check(&introduced, "Bo Lind", "request 2026-06-30", "not asked");
    let written = people(Seeker::default()).wrote_to("Ann Oduya", "2026-06-29");
    check(&written.ranked(), "Bo Lind", "request 2026-07-06", "not asked");
    // A word to an old friend is none, and who keeps a list has the requests there.
    let friend =
        people(Seeker::default()).heard_from("Ann Oduya", "2025-01-06").wrote_to("Ann Oduya", "2026-06-29");
    check(&friend.ranked(), "Bo Lind", "request 2026-06-30", "not asked");
    let listed = people(Seeker::default())
        .knows("Cy Vega", "Harbour", "")
        .outreach("2026-05-04", "Cy Vega", "request,declined")
        .wrote_to("Ann Oduya", "2026-06-29");
    check(&listed.ranked(), "Bo Lind", "request 2026-06-30", "not asked");
}

/// Whoever was introduced waits for nobody; a stranger of the same team waits for them.
#[test]
fn a_team_of_which_somebody_was_introduced_is_asked_one_by_one_too() {
    let team = || {
        let seeker = Seeker::default().knows("Zoe Marr", "Harbour", "").knows("Yan Marr", "Quay", "");
        ["Ann Oduya", "Bo Lind", "Cy Vega", "Di Roth"]
            .into_iter()
            .fold(seeker, |seeker, name| seeker.knows(name, "Lumora", ""))
    };
    let days = |seeker: Seeker| {
        let ranked = seeker.ranked();
        let of = |name: &str| format!("{} {}", ranked[name]["action"], ranked[name]["due"]);
        ["Ann Oduya", "Bo Lind", "Cy Vega", "Di Roth"].map(of)
    };
    let weeks = ["request 2026-06-30", "request 2026-07-07", "request 2026-07-14", "request 2026-07-21"];
    let mut found = days(team());
    found.sort();
    assert_eq!(found, weeks);
    let introduced = || {
        team().introduced("Zoe Marr", "Ann Oduya", "2026-06-26").introduced(
            "Yan Marr",
            "Bo Lind",
            "2026-06-25",
        )
    };
    let mut found = days(introduced());
    assert_eq!(found[..2], [weeks[0], weeks[0]]);
    found[2..].sort();
    assert_eq!(found[2..], [weeks[1], weeks[2]]);
    // And without a pace as well.
    let mut found = days(team().with("[routine]\nrequests_per_week = 0\n"));
    found.sort();
    assert_eq!(found, weeks);
}

#[test]
fn holidays_and_other_weekends_move_what_is_due() {
    let asked = || {
        Seeker::default().knows("Ann Oduya", "", "").outreach("2026-06-24", "Ann Oduya", "request,pending")
    };
    check(&asked().ranked(), "Ann Oduya", "wait 2026-07-03", "follow up on 3 Jul 2026");
    let off = "[calendar]\nholidays = [\"2026-07-03\", \"2026-06-30\"]\n";
    check(&asked().with(off).ranked(), "Ann Oduya", "wait 2026-07-07", "");
    let weekend = "[calendar]\nweekend = [\"friday\", \"saturday\"]\n";
    check(&asked().with(weekend).ranked(), "Ann Oduya", "wait 2026-07-05", "");
}

#[test]
fn an_introducer_is_asked_twice_a_term_at_most() {
    // Ann writes now and then, and four others work where she does.
    let team = || {
        let seeker = Seeker::default().knows("Ann Oduya", "Lumora", "").heard_from("Ann Oduya", "2026-05-11");
        (0..4).fold(seeker, |seeker, nth| seeker.knows(&format!("Bo{nth} Lind"), "Lumora", ""))
    };
    let asked = |seeker: Seeker| {
        seeker.ranked().values().filter(|row| row["via"].to_lowercase().contains("ann")).count()
    };
    assert_eq!(asked(team()), 2);
    // What was asked of her this term counts; last year's does not.
    assert_eq!(asked(team().outreach("2026-04-20", "Ann Oduya", "introduction-request,replied")), 1);
    assert_eq!(asked(team().outreach("2025-04-21", "Ann Oduya", "introduction-request,replied")), 2);
    // After two, the next conversation with her is no occasion for a third.
    let met = |days: [&str; 2]| {
        let seeker = Seeker::default().knows("Ann Oduya", "Lumora", "");
        let seeker = days
            .iter()
            .fold(seeker, |seeker, day| seeker.outreach(day, "Ann Oduya", "introduction-request,replied"));
        let seeker = seeker.outreach("2026-06-15", "Ann Oduya", "interview,held");
        seeker.outreach("2026-06-16", "Ann Oduya", "thank-you,").ranked()
    };
    check(&met(["2026-04-20", "2026-05-18"]), "Ann Oduya", "wait 2026-08-18", "as often as a term allows");
    // On the day on which that is over, nothing is late.
    check(&met(["2026-03-02", "2026-03-09"]), "Ann Oduya", "ask-for-introduction 2026-06-30", "");
    let never =
        Seeker::default().with("[routine]\nintroducer_asks_per_term = 0\n").knows("Ann Oduya", "Lumora", "");
    let never = never.outreach("2026-06-15", "Ann Oduya", "interview,held").outreach(
        "2026-06-16",
        "Ann Oduya",
        "thank-you,",
    );
    check(&never.ranked(), "Ann Oduya", "wait 2026-10-28", "as often as a term allows");
    check(
        &met(["2025-04-21", "2026-05-18"]),
        "Ann Oduya",
        "ask-for-introduction 2026-06-22",
        "the next name",
    );
}

#[test]
fn a_no_silence_and_nobody_to_write_to_have_their_own_next_step() {
    let one = |day: &str, what: &str| {
        Seeker::default().knows("Ann Oduya", "Lumora", "").outreach(day, "Ann Oduya", what).ranked()
    };
    check(&one("2026-06-01", "request,declined"), "Ann Oduya", "wait 2026-11-30", "declined on 1 Jun 2026");
    check(&one("2025-06-02", "request,declined"), "Ann Oduya", "check-in 2025-12-01", "declined");
    check(
        &one("2026-06-01", "request,no-reply"),
        "Ann Oduya",
        "wait 2026-11-30",
        "no answer to your message",
    );
    check(&one("2025-06-02", "request,no-reply"), "Ann Oduya", "request 2025-12-01", "no answer");
    // Named by somebody, and neither connected nor with an address: the introducer has to be asked for one.
    let ranked = Seeker::default()
        .knows("Ann Oduya", "Lumora", "")
        .introduced("Ann Oduya", "Cy Vega", "2026-06-20")
        .ranked();
    check(&ranked, "Cy Vega", "request 2026-06-30", "no way to reach them: ask Ann Oduya for one");
    assert!(!ranked["Ann Oduya"]["reason"].contains("no way to reach"));
}

#[test]
fn a_word_after_a_no_is_followed_by_half_a_year_of_peace() {
    let declined = || {
        Seeker::default().knows("Ann Oduya", "Lumora", "").outreach(
            "2025-12-29",
            "Ann Oduya",
            "request,declined",
        )
    };
    check(&declined().ranked(), "Ann Oduya", "check-in 2026-06-29", "declined on 29 Dec 2025");
    let ranked = declined().outreach("2026-06-15", "Ann Oduya", "check-in,sent").ranked();
    check(
        &ranked,
        "Ann Oduya",
        "wait 2026-12-14",
        "declined on 29 Dec 2025; leave it at that until 14 Dec 2026",
    );
}

#[test]
fn the_day_of_an_answer_is_not_that_of_the_seekers_own_word() {
    let asked = || {
        Seeker::default().knows("Ann Oduya", "Lumora", "").outreach(
            "2026-06-16",
            "Ann Oduya",
            "request,pending",
        )
    };
    let answered = || asked().outreach("2026-06-22", "Ann Oduya", "request,replied");
    check(&answered().ranked(), "Ann Oduya", "follow-up 2026-06-25", "The answer of 22 Jun 2026");
    for what in ["follow-up,pending", "follow-up,sent", "follow-up,", "check-in,"] {
        let ranked = answered().outreach("2026-06-25", "Ann Oduya", what).ranked();
        let because =
            "The answer came on 22 Jun 2026, and you wrote back on 25 Jun 2026; follow up on 6 Jul 2026";
        check(&ranked, "Ann Oduya", "wait 2026-07-06", because);
    }
    // Where the outcome was put beside the request, nobody knows the day of the answer.
    let ranked = Seeker::default().knows("Ann Oduya", "Lumora", "").outreach(
        "2026-06-22",
        "Ann Oduya",
        "request,replied",
    );
    check(&ranked.ranked(), "Ann Oduya", "follow-up 2026-06-25", "The answer to your message of 22 Jun 2026");
    let ranked = asked().outreach("2026-06-29", "Ann Oduya", "follow-up,replied").ranked();
    check(&ranked, "Ann Oduya", "wait 2026-07-02", "Your message of 29 Jun 2026 was answered");
}

/// The introducer waits, and the strongest sign there is speaks for them now.
#[test]
fn an_introduction_after_silence_opens_the_way_anew() {
    let silent = || {
        Seeker::default().knows("Zoe Marr", "Harbour", "").knows("Ann Oduya", "Lumora", "").outreach(
            "2026-04-01",
            "Ann Oduya",
            "request,no-reply",
        )
    };
    check(&silent().ranked(), "Ann Oduya", "wait 2026-09-28", "no answer to your message of 1 Apr 2026");
    let ranked = silent().introduced("Zoe Marr", "Ann Oduya", "2026-06-29").ranked();
    check(&ranked, "Ann Oduya", "request 2026-06-30", "somebody has introduced them to you since");
    assert_eq!(ranked["Ann Oduya"]["via"], "in/zoe-marr");
    // Not one of before; and a no is a no.
    let ranked = silent().introduced("Zoe Marr", "Ann Oduya", "2026-03-29").ranked();
    check(&ranked, "Ann Oduya", "wait 2026-09-28", "no answer");
    let declined = Seeker::default()
        .knows("Zoe Marr", "Harbour", "")
        .knows("Ann Oduya", "Lumora", "")
        .outreach("2026-04-01", "Ann Oduya", "request,declined")
        .introduced("Zoe Marr", "Ann Oduya", "2026-06-29");
    check(&declined.ranked(), "Ann Oduya", "wait 2026-09-28", "declined on 1 Apr 2026");
}

#[test]
fn a_conversation_nobody_answered_to_was_not_declined() {
    let ranked = Seeker::default().knows("Ann Oduya", "", "").outreach(
        "2026-06-02",
        "Ann Oduya",
        "interview,no-reply",
    );
    check(&ranked.ranked(), "Ann Oduya", "wait 2026-11-30", "no answer to your message of 2 Jun 2026");
}

/// Somebody who would not introduce is no way to a colleague.
#[test]
fn who_refused_a_favour_is_nobodys_way_in() {
    let team = |what: &str| {
        let seeker = Seeker::default().knows("Ann Oduya", "Lumora", "").knows("Bo Lind", "Lumora", "");
        seeker
            .outreach("2026-03-02", "Ann Oduya", "interview,held")
            .outreach("2026-05-18", "Ann Oduya", what)
            .ranked()["Bo Lind"]["via"]
            .clone()
    };
    assert_eq!(team("introduction-request,replied"), "in/ann-oduya");
    assert_eq!(team("introduction-request,declined"), "");
    assert_eq!(team("check-in,declined"), "");
}

#[test]
fn who_was_asked_for_an_introduction_was_asked() {
    let asked = |day: &str, what: &str| {
        let what = format!("introduction-request,{what}");
        Seeker::default().knows("Ann Oduya", "Lumora", "").outreach(day, "Ann Oduya", &what)
    };
    let ranked = asked("2026-06-04", "pending").ranked();
    check(
        &ranked,
        "Ann Oduya",
        "follow-up 2026-06-15",
        "asked for an introduction on 4 Jun 2026 and have no",
    );
    let ranked = asked("2026-06-24", "pending").ranked();
    check(&ranked, "Ann Oduya", "wait 2026-07-03", "asked for an introduction on 24 Jun 2026; follow up on");
    let ranked =
        asked("2026-06-04", "pending").outreach("2026-06-15", "Ann Oduya", "follow-up,pending").ranked();
    check(&ranked, "Ann Oduya", "wait 2026-12-14", "no answer to your message of 15 Jun 2026");
    let ranked = asked("2026-06-04", "replied").ranked();
    check(
        &ranked,
        "Ann Oduya",
        "follow-up 2026-06-09",
        "an introduction of 4 Jun 2026 was answered; write back",
    );
    let ranked = asked("2026-06-04", "replied").outreach("2026-06-09", "Ann Oduya", "thank-you,").ranked();
    check(&ranked, "Ann Oduya", "request 2026-06-30", "on 4 Jun 2026, and not yet for a conversation");
    let ranked = asked("2026-06-04", "declined").ranked();
    check(&ranked, "Ann Oduya", "wait 2026-12-01", "declined on 4 Jun 2026");
}

#[test]
fn an_invitation_is_an_outcome_when_its_days_are_over() {
    let people = "First Name,Last Name,URL,Company,Position,Connected On\n\
        Ann,Oduya,https://www.linkedin.com/in/ann-oduya,,,6 May 2026\n\
        Bo,Lind,https://www.linkedin.com/in/bo-lind,,,1 Jun 2026\n";
    let sent = |name: &str, on: &str| {
        let slug = name.to_lowercase().replace(' ', "-");
        format!(
            "Kim Seeker,{name},\"{on}, 10:00 AM\",,OUTGOING,https://www.linkedin.com/in/kim-seeker,https://www.linkedin.com/in/{slug}\n"
        )
    };
    let learned = |rows: &[(&str, &str)]| {
        let head = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n".to_owned();
        let rows: String = rows.iter().map(|(name, on)| sent(name, on)).collect();
        let dir = Sandbox::new()
            .file("Connections.csv", people)
            .file("Invitations.csv", head + &rows)
            .file("tertius.toml", "me = \"https://www.linkedin.com/in/kim-seeker\"\n");
        let ran = dir.tertius(["explain", "Ann Oduya", "--as-of", "2026-06-30"]).exits(0);
        ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let says = |rows: &[(&str, &str)], what: &str| {
        let text = learned(rows);
        assert!(text.contains(what), "{rows:?}: {text}");
    };
    says(&[], "no outcome of yours to learn from yet");
    // Taken up within a fortnight; taken up too late; never.
    says(&[("Ann Oduya", "5/1/26")], "Learned from 1 first message or invitation of yours, 1 answered");
    says(&[("Bo Lind", "5/1/26")], "Learned from 1 first message or invitation of yours, 0 answered");
    says(&[("Cy Vega", "5/1/26")], "Learned from 1 first message or invitation of yours, 0 answered");
    // Nobody can say yet what comes of these: too young, or to somebody who was connected before.
    says(&[("Cy Vega", "6/20/26")], "no outcome of yours to learn from yet");
    says(&[("Ann Oduya", "5/20/26")], "no outcome of yours to learn from yet");
}

#[test]
fn one_or_two_levels_above_are_worth_most() {
    let titles =
        ["VP Data", "Director of Data", "Lead Data Engineer", "Senior Data Engineer", "Junior Data Engineer"];
    let rows: String = titles
        .iter()
        .enumerate()
        .map(|(nth, title)| {
            format!("Bo,Lind{nth},https://www.linkedin.com/in/bo-{nth},Company {nth},{title},2 Mar 2022\n")
        })
        .collect();
    let fits = |target: &str| -> Vec<f64> {
        let dir = Sandbox::new()
            .file(
                "Connections.csv",
                format!("First Name,Last Name,URL,Company,Position,Connected On\n{rows}"),
            )
            .file("Profile.csv", "First Name,Last Name,Headline\nKim,Seeker,Senior Data Engineer\n")
            .file(
                "companies.csv",
                (0..5).fold("company,industry\n".to_owned(), |text, nth| {
                    text + &format!("Company {nth},Energy\n")
                }),
            )
            .file("targets.csv", format!("position,company,industry\n{target}\n"));
        let ran = dir.tertius(["rank", "--as-of", "2026-06-30", "--format", "csv", "--top", "all"]);
        let csv = rows_of(&ran.stdout);
        (0..5).map(|nth| csv[&format!("Bo Lind{nth}")]["fit"].parse().unwrap()).collect()
    };
    // The seeker is a senior: a lead stands one level above, a director three, a vice president four.
    let found = fits(",,Energy");
    assert_eq!(found, [0.85, 0.925, 1.0, 0.925, 0.85]);
    // Who asks for a level gets that level.
    let found = fits("Director of Data,,Energy");
    assert!(found[1] > found[2], "{found:?}");
}

/// What did not take place, what has no day, and what nobody understands: none of it is a conversation, and nobody is said
/// to have been silent, or never asked, against what the list says.
#[test]
fn what_the_list_says_in_other_words() {
    let seeker = [
        ("Off Kilter", "2026-06-01", "interview,cancelled"),
        ("Late Again", "2026-06-01", "interview,no-show"),
        ("Odd Word", "2026-06-01", "interview,splendid"),
        ("No Day", "", "request,declined"),
        ("Some Day", "last week", "request,pending"),
        ("Came Back", "2026-06-01", "request,bounced"),
        ("Odd Answer", "2026-06-01", "request,splendid"),
        ("Enough Said", "2026-06-01", "check-in,declined"),
        ("Far Ahead", "2027-06-10", "interview,held"),
    ];
    let mut people = Seeker::default();
    for (name, day, what) in seeker {
        people = people.knows(name, name, "Buyer").outreach(day, name, what);
    }
    let ranked = people.outreach("2026-03-02", "Enough Said", "interview,held").ranked();
    let check = |name: &str, action: &str, says: &str| {
        let row = &ranked[name];
        assert_eq!(row["action"], action, "{row:?}");
        assert!(row["reason"].contains(says), "{row:?}");
        assert!(!row["reason"].contains("You spoke"), "{row:?}");
    };
    check("Off Kilter", "follow-up", "did not take place");
    check("Late Again", "follow-up", "did not take place");
    check("Odd Word", "follow-up", "words that are not understood");
    check("No Day", "wait", "Declined on a day your list does not say");
    check("Some Day", "follow-up", "You asked on a day your list does not say");
    check("Came Back", "request", "was not delivered");
    check("Odd Answer", "follow-up", "words that are not understood");
    check("Enough Said", "wait", "Declined on 1 Jun 2026");
    check("Far Ahead", "request", "You have not asked yet");
}

/// A row for the request with its outcome beside it, or a row for each step: the same is learned.
#[test]
fn what_is_learned_does_not_hang_on_how_the_list_is_kept() {
    let learned = |rows: &[(&str, &str)]| {
        let mut connections = String::new();
        let mut outreach = String::new();
        for nth in 0..10 {
            let url = format!("https://www.linkedin.com/in/bo-{nth}");
            connections += &format!("Bo,Lind{nth},{url},Company {nth},Buyer,2 Mar 2022\n");
            // Five were answered.
            for (day, what) in rows.iter().filter(|(_, what)| nth < 5 || !what.contains("replied")) {
                outreach += &format!("{day},{url},{what}\n");
            }
        }
        let dir = Sandbox::new()
            .file(
                "Connections.csv",
                format!("First Name,Last Name,URL,Company,Position,Connected On\n{connections}"),
            )
            .file("outreach.csv", format!("date,person,kind,outcome,direction\n{outreach}"))
            .file("tertius.toml", "me = \"https://www.linkedin.com/in/kim-seeker\"\n");
        let ran = dir.tertius(["explain", "in/bo-9", "--as-of", "2026-06-30"]).exits(0);
        let text = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        text.split("Learned from ").nth(1).unwrap().split('.').next().unwrap().to_owned()
    };
    let five = "10 requests of yours, 5 answered";
    let none = "10 requests of yours, 0 answered";
    let asked = ("2026-04-01", "request,pending,");
    assert_eq!(learned(&[asked]), none);
    assert_eq!(learned(&[asked, ("2026-04-07", "request,replied,")]), five);
    assert_eq!(learned(&[asked, ("2026-04-01", "request,replied,")]), five);
    assert_eq!(learned(&[asked, ("2026-04-10", "follow-up,replied,")]), five);
    assert_eq!(learned(&[asked, ("2026-04-07", "request,replied,incoming")]), five);
    // An answer after its days is none; a no that is written down later is no second request.
    assert_eq!(learned(&[asked, ("2026-05-07", "request,replied,")]), none);
    assert_eq!(learned(&[asked, ("2026-04-20", "request,no-reply,")]), none);
    // Asked again after half a year is asked twice.
    assert_eq!(learned(&[("2025-06-02", "request,no-reply,"), asked]), "20 requests of yours, 0 answered");
}

/// What can be done this week stands before what the pace has put off, whatever that would score, and that before what waits.
#[test]
fn this_week_comes_first() {
    let mut seeker = Seeker::default().knows("Ida Falk", "Tidewell", "Clerk");
    seeker =
        seeker.outreach("2026-06-01", "Ida Falk", "request,replied").heard_from("Ida Falk", "2026-06-02");
    for name in ["Ann Oduya", "Bo Lind", "Cy Marsh", "Di Roth", "Ed Holm", "Flo Berg", "Gus Vik", "Hal Orr"] {
        seeker = seeker.knows(name, "Lumora", "Data Engineer");
    }
    let ranked = seeker.with("[routine]\nrequests_per_week = 2\n").ranked();
    let place = |row: &BTreeMap<String, String>| {
        let later = row["due"].as_str() >= "2026-07-07";
        (row["rank"].parse::<u32>().unwrap(), row["action"] == "wait", later)
    };
    let mut rows: Vec<_> = ranked.values().map(place).collect();
    rows.sort_unstable();
    assert!(rows.is_sorted_by_key(|(_, waits, later)| (*waits, *later)), "{rows:?}");
    assert!(rows.iter().any(|(_, waits, later)| !waits && *later), "{rows:?}");
    check(&ranked, "Ida Falk", "follow-up 2026-06-05", "has led to no date yet");
}

/// A letter out of the blue is owed an answer for a month; one in a talk for three.
#[test]
fn a_letter_out_of_the_blue_is_a_debt_for_a_month() {
    let blue = |day: &str| Seeker::default().knows("Ann Oduya", "", "").heard_from("Ann Oduya", day);
    check(&blue("2026-06-10").ranked(), "Ann Oduya", "follow-up 2026-06-15", "you have not answered");
    check(&blue("2026-05-10").ranked(), "Ann Oduya", "request 2026-06-30", "asked for nothing since");
    let talk = blue("2026-05-10").wrote_to("Ann Oduya", "2026-05-01");
    check(&talk.ranked(), "Ann Oduya", "follow-up 2026-05-13", "");
}

/// Where nothing but the last contact is what is waited for, that is the reason, and not what was open before it.
#[test]
fn a_pause_after_contact_says_so() {
    let seeker =
        Seeker::default().knows("Ann Oduya", "", "").outreach("2023-01-02", "Ann Oduya", "request,no-reply");
    let ranked = seeker.outreach("2026-06-24", "Ann Oduya", "other,").ranked();
    check(&ranked, "Ann Oduya", "wait 2026-07-08", "in contact on 24 Jun 2026");
}

#[test]
fn who_wrote_last_and_heard_nothing_is_told_so() {
    let seeker = Seeker::default().knows("Ann Oduya", "", "").heard_from("Ann Oduya", "2026-05-01");
    let ranked = seeker.wrote_to("Ann Oduya", "2026-05-02").ranked();
    check(&ranked, "Ann Oduya", "request 2026-06-30", "The last word was yours, on 2 May 2026");
}

/// A conversation that is agreed is known, whoever else speaks of the person; nothing else of later days is.
#[test]
fn somebody_is_known_from_a_coming_meeting() {
    let event = |day: &str, name: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{name}\r\nDTSTART:{day}T100000\r\nORGANIZER;CN=Kim Seeker:mailto:kim@example.org\r\n\
             ATTENDEE;CN={name}:mailto:{name}@example.org\r\nATTENDEE:mailto:kim@example.org\r\nEND:VEVENT\r\n"
        )
    };
    let ics = format!(
        "BEGIN:VCALENDAR\r\n{}{}END:VCALENDAR\r\n",
        event("20260713", "ann"),
        event("20260714", "bo")
    );
    let dir = Sandbox::new().file("cal.ics", ics).file("tertius.toml", "me = \"kim@example.org\"\n");
    let ran = dir.tertius(["rank", "--as-of", "2026-06-30"]).exits(0);
    ran.prints("wait until 13 Jul 2026")
        .prints("A conversation is agreed for 14 Jul 2026")
        .prints("No targets yet");
    let letter = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n\
                  c,Ann Oduya,https://www.linkedin.com/in/ann,Kim Seeker,https://www.linkedin.com/in/kim-seeker,2026-07-13 10:00:00 UTC,,Hello,INBOX\n";
    let invitation = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n\
                      Ann Oduya,Kim Seeker,\"7/12/26, 10:00 AM\",,INCOMING,https://www.linkedin.com/in/ann,https://www.linkedin.com/in/kim-seeker\n";
    let dir = Sandbox::new().file("messages.csv", letter).file("Invitations.csv", invitation);
    let dir = dir.file("tertius.toml", "me = \"https://www.linkedin.com/in/kim-seeker\"\n");
    dir.tertius(["rank", "--as-of", "2026-06-30"]).prints("Nobody to contact on 30 Jun 2026");
    dir.tertius(["rank", "--as-of", "2026-07-31"]).prints("Ann Oduya");
}

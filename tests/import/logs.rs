//! Lists of introductions, outreach and interviews, under the names that people give their columns.

use crate::sandbox::*;
use tertius::import::Outcome;
use tertius::import::OutreachKind::{FollowUp, Request};

/// Reads one list, and compares its kind, its counts and what was made of it.
#[track_caller]
fn check(name: &str, text: &str, expect: &str) {
    let read = Sandbox::new().file(name, text).read();
    let who = |id| {
        let it = read.mentions.get(id);
        [it.url, it.email, it.name, it.reference]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("+")
    };
    let on = |day: Option<tertius::day::Day>| day.map_or("?".to_owned(), |day| day.to_string());
    let mut lines = summary(&read);
    for it in &read.introductions {
        lines += &format!("{} > {} {} {}\n", who(it.introducer), who(it.introduced), on(it.on), it.context);
    }
    for it in &read.outreach {
        let word = |what: String| what.trim_start_matches("Some(").trim_end_matches(')').to_owned();
        let (kind, outcome) = (word(format!("{:?}", it.kind)), word(format!("{:?}", it.outcome)));
        lines += &format!("{} {} {kind} {outcome} {}\n", who(it.who), on(it.on), it.notes);
    }
    for it in &read.interviews {
        let named: Vec<String> = it.introduced.iter().map(|id| who(*id)).collect();
        lines += &format!("{} {} {} {} {named:?}\n", who(it.who), on(it.on), it.company, it.position);
    }
    let lines: Vec<&str> = lines.lines().map(str::trim_end).collect();
    let expect: Vec<&str> = expect.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let found: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn introductions_under_other_names() {
    for header in [
        "Introduced by,Name,When",
        "Referred By,Contact,Date",
        "Vorgestellt von,Kontakt,Datum",
        "Présenté par,Personne,Date",
        "Referido por,Nombre,Fecha",
        "Indicado por,Nome,Data",
        "Presentato da,Persona,Giorno",
        "Voorgesteld door,Naam,Datum",
    ] {
        let text = format!(
            "{header}\nAnn Oduya,Per Aasen,2024-03-07\n,Eva Lind,2024-03-08\nAnn Oduya,,2024-03-09\n"
        );
        let read = Sandbox::new().file("mine.csv", &text).read();
        let source = &read.sources[0];
        let counts = (source.kind, source.imported, source.skipped, source.rejected);
        assert_eq!(counts, ("introductions", 1, 1, 1), "{header}");
        assert_eq!(source.skipped_because["a person whom nobody introduced"], 1);
        assert_eq!(read.introductions[0].on.unwrap().to_string(), "2024-03-07", "{header}");
    }
    check(
        "who.csv",
        "First Name,Last Name,LinkedIn,Introduced by,Notes\n\
         Per,Aasen,https://www.linkedin.com/in/per-aasen,Ann Oduya,over lunch\n",
        "who.csv introductions (1, 1, 0, 0)
         Ann Oduya > https://www.linkedin.com/in/per-aasen+Per Aasen ? over lunch",
    );
    // A list that has both columns wants both cells.
    check(
        "x.csv",
        "Introducer,Introduced to,Date\n,Per Aasen,\n",
        "x.csv introductions (1, 0, 0, 1)
           2: no `Introducer`",
    );
}

#[test]
fn outreach_in_the_words_of_several_languages() {
    check(
        "log.csv",
        "Date,Contact,Type of contact,Status\n\
         2024-03-04,Ann Oduya,Coffee chat,Done\n\
         2024-03-05,Per Aasen,cold email,no response\n",
        "log.csv outreach (2, 2, 0, 0)
         Ann Oduya 2024-03-04 Interview Held
         Per Aasen 2024-03-05 Request NoReply",
    );
    check(
        "kontakte.csv",
        "Vorname;Name;Kontaktart;Datum;Ergebnis;Bemerkung\nAnn;Oduya;Gespräch;04.03.2024;stattgefunden;gut\n",
        "kontakte.csv outreach (1, 1, 0, 0)
         Ann Oduya 2024-03-04 Interview Held gut",
    );
    check(
        "suivi.csv",
        "Personne,Type de contact,Date,Statut\nAnn Oduya,Relance,2024-03-04,en attente\n",
        "suivi.csv outreach (1, 1, 0, 0)
         Ann Oduya 2024-03-04 FollowUp Pending",
    );
    check(
        "x.csv",
        "Persona;Tipo de contacto;Fecha;Respuesta\nAnn Oduya;Solicitud;04/03/2024;No\nPer Aasen;Solicitud;25/03/2024;Sí\n",
        "x.csv outreach (2, 2, 0, 0)
         Ann Oduya 2024-03-04 Request Pending
         Per Aasen 2024-03-25 Request Replied",
    );
}

#[test]
fn a_log_without_kinds_says_so_once() {
    check(
        "x.csv",
        "Name,Date contacted,Method,Response,Referred by\n\
         Jo Park,3/14/2024,Email,Yes,Ann Oduya\n\
         Al Moss,3/15/2024,LinkedIn,No,\n\
         Ti Wu,3/16/2024,LinkedIn,scheduled,-\n",
        "x.csv outreach (3, 3, 0, 0)
           1: no column says what was done
         Ann Oduya > Jo Park 2024-03-14
         Jo Park 2024-03-14 Request Replied Method: Email
         Al Moss 2024-03-15 Request Pending Method: LinkedIn
         Ti Wu 2024-03-16 Interview Scheduled Method: LinkedIn",
    );
    check(
        "Networking.csv",
        "Name,Date,Notes\nJo Park,2024-03-14,wrote\n",
        "Networking.csv outreach (1, 1, 0, 0)
           1: no column says what was done
         Jo Park 2024-03-14 Request None wrote",
    );
}

#[test]
fn a_list_of_people_with_the_last_contact_counts_as_contact() {
    check(
        "Contacts.csv",
        "Name,Company,Title,LinkedIn,Last contact,Status,Next step\n\
         Jo Park,Lumora,Buyer,https://www.linkedin.com/in/jo-park,3/14/2024,warm,send CV\n\
         Al Moss,Lumora,Buyer,,,to contact,\n",
        "Contacts.csv outreach (2, 1, 1, 0)
         https://www.linkedin.com/in/jo-park+Jo Park 2024-03-14 None None warm. Next step: send CV",
    );
    let dir =
        Sandbox::new().file("x.csv", "Name,Company,Title,Last contact\nJo Park,Lumora,Buyer,2024-03-14\n");
    let (people, _) = tertius::people::resolve(&dir.read(), None);
    assert_eq!((&*people.persons[0].company, &*people.persons[0].position), ("Lumora", "Buyer"));
}

#[test]
fn what_no_column_asks_for_is_kept_as_a_note() {
    check(
        "x.csv",
        "Date,Person,Kind,Mood,Notes,,Channel\n2024-03-14,Jo Park,request,good; calm,Wrote twice.,x,Email\n",
        "x.csv outreach (1, 1, 0, 0)
         Jo Park 2024-03-14 Request None Wrote twice. Mood: good; calm. x. Channel: Email",
    );
    let read = Sandbox::new()
        .file("i.csv", "introducer,introduced,date,context,place\nAnn,Per,2024-03-14,by mail,Oslo\n")
        .file("j.csv", "date,person,advice,mood\n2024-03-14,Ann,go on,good\n")
        .file("targets.csv", "company,salary,notes\nLumora,high,dream\n")
        .read();
    assert_eq!(*read.introductions[0].notes, *"place: Oslo");
    assert_eq!(*read.interviews[0].notes, *"advice: go on. mood: good");
    assert_eq!(*read.targets[0].notes, *"dream. salary: high");
}

#[test]
fn interviews_under_other_names() {
    check(
        "notes.csv",
        "Interview date,Name,Organization,Role,Key takeaways,Referrals\n\
         2024-03-12,Ann Oduya,Lumora,Buyer,go on,Per Aasen; Eva Lind\n",
        "notes.csv interviews (1, 1, 0, 0)
         Ann Oduya 2024-03-12 Lumora Buyer [\"Per Aasen\", \"Eva Lind\"]",
    );
    check(
        "Gespräche.csv",
        "Datum;Ansprechpartner;Firma;Erkenntnisse;Empfohlene Kontakte\n12.03.2024;Ann Oduya;Lumora;viele;Per Aasen\n",
        "Gespräche.csv interviews (1, 1, 0, 0)
         Ann Oduya 2024-03-12 Lumora  [\"Per Aasen\"]",
    );
    check(
        "coffee chats.csv",
        "Who,When\nAnn Oduya,2024-03-12\n",
        "coffee chats.csv interviews (1, 1, 0, 0)
         Ann Oduya 2024-03-12   []",
    );
}

#[test]
fn what_only_looks_like_a_log_is_none() {
    for text in [
        "Date,Name,Type,Amount\n2024-03-04,Lumora,debit,12\n",
        "Name,Date,Status\nAnn,2024-03-04,ok\n",
        "Name,Birthday\nAnn,2024-03-04\n",
        "Person,Via,Date\nAnn,e-mail,2024-03-04\n",
    ] {
        let read = Sandbox::new().file("x.csv", text).read();
        assert_eq!(read.sources[0].kind, "unknown", "{text}");
    }
}

#[test]
fn a_wide_log_tells_of_several_days() {
    check(
        "Networking log.csv",
        "Name,Company,Date Contacted,Responded (Y/N),Meeting Date,Thank You Sent\n\
         Per Aasen,Fernwick,2026-06-01,Y,2026-06-10,Yes\n\
         Ann Oduya,Lumora,2026-06-02,N,,\n\
         Eva Roth,Lumora,2026-06-03,Y,2026-06-26,No\n\
         Li Wei,Lumora,2026-06-04,Y,2026-06-20,2026-06-21\n",
        "Networking log.csv outreach (4, 4, 0, 0)
           1: no column says what was done
         Per Aasen 2026-06-01 Request Replied
         Per Aasen 2026-06-10 Interview None
         Per Aasen ? ThankYou None
         Ann Oduya 2026-06-02 Request Pending
         Eva Roth 2026-06-03 Request Replied
         Eva Roth 2026-06-26 Interview None
         Li Wei 2026-06-04 Request Replied
         Li Wei 2026-06-20 Interview None
         Li Wei 2026-06-21 ThankYou None",
    );
}

#[test]
fn what_came_of_it_counts_beside_the_last_contact_as_well() {
    check(
        "Outreach-Grid view.csv",
        "Contact Name,Company,Stage,Status,Last Contacted\n\
         Per Aasen,Fernwick,x,Declined,2026-10-03\n\
         Ann Oduya,Lumora,x,Messaged,2026-11-03\n\
         Eva Roth,Lumora,x,Met,2026-11-13\n\
         Li Wei,Lumora,x,Meeting scheduled,2026-11-09\n\
         Tom Berg,Lumora,x,Declined,\n\
         Una Lind,Lumora,x,lukewarm,2026-11-01\n\
         Jo Park,Lumora,x,,2026-11-02\n\
         Al Moss,Lumora,x,to contact,\n",
        "Outreach-Grid view.csv outreach (8, 7, 1, 0)
           6 Last Contacted: no date
           7 Status: not an outcome
         Per Aasen 2026-10-03 Request Declined Stage: x
         Ann Oduya 2026-11-03 Request Pending Stage: x
         Eva Roth 2026-11-13 Interview Held Stage: x
         Li Wei 2026-11-09 Request Scheduled Stage: x
         Tom Berg ? Request Declined Stage: x
         Una Lind 2026-11-01 None None lukewarm. Stage: x
         Jo Park 2026-11-02 None None Stage: x",
    );
}

#[test]
fn a_tracker_has_a_day_for_each_of_first_contact_last_contact_and_talk() {
    check(
        "Tracker.csv",
        "Name,Date of First Contact,Date of Last Contact,Response? (Y/N),Informational Interview Date,Thank You Note Sent?\n\
         Per Aasen,10/1/26,10/20/26,Y,10/20/26,Y\n\
         Ann Oduya,11/1/26,11/1/26,N,,\n\
         Eva Roth,11/4/26,11/11/26,Y,11/17/26,N\n\
         Li Wei,11/4/26,11/16/26,N,,\n\
         Tom Berg,,,,11/18/26,\n\
         Una Lind,11/5/26,,cancelled,,\n",
        "Tracker.csv outreach (6, 6, 0, 0)
           1: no column says what was done
           7 Informational Interview Date: no date
         Per Aasen 2026-10-01 Request Replied
         Per Aasen 2026-10-20 Interview None
         Per Aasen ? ThankYou None
         Ann Oduya 2026-11-01 Request Pending
         Eva Roth 2026-11-04 Request Replied
         Eva Roth 2026-11-17 Interview None
         Eva Roth 2026-11-11 None None
         Li Wei 2026-11-04 Request None
         Li Wei 2026-11-16 FollowUp Pending
         Tom Berg 2026-11-18 Interview None
         Una Lind 2026-11-05 Request Replied
         Una Lind ? Interview CalledOff",
    );
    // Of a talk nobody knows more than that it was not when they were written to first.
    check(
        "Tracker.csv",
        "Name,First contact,Status\nPer Aasen,2026-10-01,met\nAnn Oduya,2026-10-02,scheduled\n",
        "Tracker.csv outreach (2, 2, 0, 0)
           1: no column says what was done
         Per Aasen 2026-10-01 Request Replied
         Per Aasen ? Interview Held
         Ann Oduya 2026-10-02 Request Scheduled",
    );
    // The day of a conversation is no day of a request.
    check(
        "Tracker.csv",
        "Name,Type of contact,Interview date\nPer Aasen,request,2026-10-01\nAnn Oduya,coffee chat,2026-10-02\n",
        "Tracker.csv outreach (2, 2, 0, 0)
         Per Aasen ? Request None
         Per Aasen 2026-10-01 Interview None
         Ann Oduya 2026-10-02 Interview None",
    );
}

#[test]
fn outcomes_that_are_not_understood_are_not_guessed_at() {
    check(
        "x.csv",
        "date,person,kind,outcome\n\
         2026-06-01,Per Aasen,interview,cancelled\n\
         2026-06-02,Ann Oduya,interview,wonderful\n\
         2026-06-03,Eva Roth,interview,\n\
         2026-06-04,Li Wei,request,done\n\
         2026-06-05,Tom Berg,request,bounced\n\
         ,Una Lind,request,declined\n",
        "x.csv outreach (6, 6, 0, 0)
           3 outcome: not an outcome
           7 date: no date
         Per Aasen 2026-06-01 Interview CalledOff
         Ann Oduya 2026-06-02 Interview Unread wonderful
         Eva Roth 2026-06-03 Interview None
         Li Wei 2026-06-04 Request Pending
         Tom Berg 2026-06-05 Request Undelivered
         Una Lind ? Request Declined",
    );
}

#[test]
fn a_german_workbook_is_read_to_the_last_cell() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheets: [(&str, &[&[&str]]); 3] = [
        (
            "Kontakte",
            &[
                &["Datum", "Ansprechpartner", "Kontaktart", "Status", "Anmerkung"],
                &["10.09.2026", "Ann Oduya", "Gespräch", "geführt", "offen"],
                &["11.09.2026", "Ann Oduya", "Dankesmail", "erledigt", ""],
                &["12.09.2026", "Per Aasen", "Anfrage", "warte auf Antwort", ""],
                &["13.09.2026", "Eva Roth", "Anfrage", "keine Rückmeldung", ""],
                &["14.09.2026", "Tom Berg", "Anruf", "nicht erreicht", ""],
                &["15.09.2026", "Una Lind", "E-Mail", "unzustellbar", ""],
                &["16.09.2026", "Li Wei", "Mittagessen", "abgesagt", ""],
            ],
        ),
        (
            "Vorstellungen",
            &[
                &["Wer hat vorgestellt", "Wen", "Datum", "Anmerkung"],
                &["Ann Oduya", "Li Wei", "10.09.2026", "x"],
            ],
        ),
        ("Firmen", &[&["Firma", "Branche", "Auch bekannt als"], &["Lumora", "Energie", "Lumora AG"]]),
    ];
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (line, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write(line as u32, column as u16, *cell).unwrap();
            }
        }
    }
    let read = Sandbox::new().file("Netzwerk.xlsx", book.save_to_buffer().unwrap()).read();
    let steps: Vec<String> =
        read.outreach.iter().map(|row| format!("{:?} {:?}", row.kind, row.outcome)).collect();
    let expect = [
        "Some(Interview) Some(Held)",
        "Some(ThankYou) Some(Pending)",
        "Some(Request) Some(Pending)",
        "Some(Request) Some(NoReply)",
        "Some(Request) Some(Pending)",
        "Some(Request) Some(Undelivered)",
        "Some(Interview) Some(CalledOff)",
    ];
    assert_eq!(steps, expect);
    assert_eq!(
        (read.introductions.len(), read.companies.len(), read.problems.len()),
        (1, 1, 0),
        "{}",
        summary(&read)
    );
}

#[test]
fn a_log_is_told_by_its_words_where_its_columns_say_too_little() {
    let text = "Date;Personne;Type;Résultat;Remarques\n\
                14/10/2026;Ann Oduya;entretien;fait;super\n\
                24/09/2026;Per Aasen;relance;sans réponse;\n";
    let expect = "suivi.csv outreach (2, 2, 0, 0)
                  Ann Oduya 2026-10-14 Interview Held super
                  Per Aasen 2026-09-24 FollowUp NoReply";
    check("suivi.csv", text, expect);
    for step in ["Statut", "Action", "Type d'action"] {
        let text =
            format!("Date;Personne;{step}\n06/11/2026;Yann Moss;refus\n20/11/2026;Ann Oduya;relance\n");
        let read = Sandbox::new().file("suivi.csv", &text).read();
        let told: Vec<_> = read.outreach.iter().map(|row| (row.kind, row.outcome)).collect();
        let expect = [(Some(Request), Some(Outcome::Declined)), (Some(FollowUp), None)];
        assert_eq!((read.sources[0].kind, &told[..]), ("outreach", &expect[..]), "{step}");
    }
    // Words that nobody here knows, about people: not read, and not in silence.
    let text = "Date,Name,Type\n2026-10-14,Ann Oduya,zorbing\n2026-10-15,Per Aasen,zorbing\n";
    let read = Sandbox::new().file("x.csv", text).read();
    assert_eq!(read.sources[0].kind, "unknown");
    assert!(read.problems[0].problem.starts_with("people and days"), "{}", summary(&read));
    for ledger in
        ["2024-03-04,Lumora,debit\n2024-03-05,Fernwick,debit\n", "2024-03-04,Ann,ok\n2024-03-05,Per,ok\n"]
    {
        let read = Sandbox::new().file("x.csv", format!("Date,Name,Type\n{ledger}")).read();
        assert_eq!((read.sources[0].kind, read.problems.len()), ("unknown", 0), "{ledger}");
    }
}

#[test]
fn nobody_is_made_of_words_for_nobody() {
    check(
        "introductions.csv",
        "introducer,introduced,date,context\n\
         me,Per Aasen,2026-06-01,\n\
         Per Aasen and Ann Oduya,Li Wei,2026-06-05,lunch\n\
         Per Aasen,\"Tom Berg, Eva Roth\",2026-06-07,\n\
         Per Aasen,TBD,2026-06-07,\n\
         LinkedIn,Li Wei,2026-06-07,\n\
         Ann & Per,Li Wei,2026-06-08,\n",
        "introductions.csv introductions (6, 2, 0, 4)
           2: the seeker herself in `introducer`
           5: not a person in `introduced`
           6: not a person in `introducer`
           7: several people, who cannot be told apart in `introducer`
         Per Aasen > Li Wei 2026-06-05 lunch
         Ann Oduya > Li Wei 2026-06-05 lunch
         Per Aasen > Tom Berg 2026-06-07
         Per Aasen > Eva Roth 2026-06-07",
    );
    check(
        "interviews.csv",
        "date,person,company,position,introduced,status\n\
         2026-06-10,Per Aasen,,,\"Tom Berg, Sam Kern\",\n\
         2026-06-11,Ann Oduya,,,will think about it,great\n\
         ,Eva Roth,,,none,\n",
        "interviews.csv interviews (3, 3, 0, 0)
           3 introduced: not a person
           4 date: no date
         Per Aasen 2026-06-10   [\"Tom Berg\", \"Sam Kern\"]
         Ann Oduya 2026-06-11   []
         Eva Roth ?   []",
    );
}

#[test]
fn plain_lists_of_contacts_are_an_address_book() {
    for header in ["Name,Company,Email,LinkedIn", "Full Name,Organization,E-mail,LinkedIn URL"] {
        let text = format!(
            "{header}\nPer Aasen,Fernwick,per@example.org,linkedin.com/in/per-aasen\nAnn Oduya,Lumora,,linkedin.com/in/annoduya\n,,,\n"
        );
        let read = Sandbox::new().file("people.csv", &text).read();
        let source = &read.sources[0];
        assert_eq!((source.kind, source.imported, source.skipped), ("contact-list", 2, 1), "{header}");
        assert_eq!((read.cards.len(), &*read.cards[0].company), (2, "Fernwick"));
    }
    // What is known by more than that stays what it is.
    for (text, kind) in [
        ("Name,Email,Last contact\nPer Aasen,per@example.org,2026-06-01\n", "outreach"),
        ("Name,Email,Introduced by\nPer Aasen,per@example.org,Ann Oduya\n", "introductions"),
        ("Company,Website,Contact,Email\nLumora,l.example,Ann,ann@example.org\n", "targets"),
        ("Date,Name,Email,Kind\n2026-06-01,Per Aasen,per@example.org,request\n", "outreach"),
    ] {
        assert_eq!(Sandbox::new().file("x.csv", text).read().sources[0].kind, kind, "{text}");
    }
}

#[test]
fn an_answer_to_whether_somebody_was_named_is_nobody() {
    check(
        "interviews.csv",
        "date,person,introduced\n\
         2026-06-10,Per Aasen,no\n\
         2026-06-11,Ann Oduya,yes\n\
         2026-06-12,Eva Roth,2\n\
         2026-06-13,Tom Berg,promised two names\n",
        "interviews.csv interviews (4, 4, 0, 0)
           3 introduced: not a person
           4 introduced: not a person
           5 introduced: not a person
         Per Aasen 2026-06-10   []
         Ann Oduya 2026-06-11   []
         Eva Roth 2026-06-12   []
         Tom Berg 2026-06-13   []",
    );
    check(
        "x.csv",
        "Introduced by,Name,Email\nno,Per Aasen,per@example.org\nAlumni office,Ann Oduya,\n",
        "x.csv introductions (2, 0, 1, 1)
           3: not a person in `Introduced by`",
    );
}

#[test]
fn one_column_more_loses_no_step() {
    for header in [
        "Date,Name,Company,Type,Status,Introduced by",
        "Date,Contact,Company,Action,Result,Introduced by",
        "Datum,Name,Firma,Art,Status,Empfohlen von",
    ] {
        check(
            "tracker.csv",
            &format!(
                "{header}\n2024-01-10,Per Aasen,Lumora,request,declined,\n\
                 2024-01-12,Ann Oduya,Lumora,request,replied,Per Aasen\n"
            ),
            "tracker.csv outreach (2, 2, 0, 0)
             Per Aasen > Ann Oduya 2024-01-12
             Per Aasen 2024-01-10 Request Declined
             Ann Oduya 2024-01-12 Request Replied",
        );
    }
    check(
        "tracker.csv",
        "Date,Contact,Company,Channel,Status,Referred by\n2024-01-10,Per Aasen,Lumora,mail,declined,\n",
        "tracker.csv outreach (1, 1, 0, 0)
           1: no column says what was done
         Per Aasen 2024-01-10 Request Declined Channel: mail",
    );
    // What says how people are, and not what was done, stays a list of introductions.
    check(
        "who.csv",
        "Date,Name,Type,Status,Introduced by\n2024-01-10,Per Aasen,alumnus,warm,Ann Oduya\n",
        "who.csv introductions (1, 1, 0, 0)
         Ann Oduya > Per Aasen 2024-01-10",
    );
}

#[test]
fn a_log_beside_the_rows_of_the_report_is_a_log() {
    let report = "rank,person,name,company,position,url,email,action,via,target,score,p_reply,fit,referral_value,due,reason";
    check(
        "mine.csv",
        &format!(
            "{report},date,kind,outcome,remarks\n\
             1,in/per,Per Aasen,Lumora,Buyer,https://www.linkedin.com/in/per,,request,,,0.1,0.2,,0.1,2024-01-10,You.,2024-01-10,request,declined,polite\n\
             2,name:ann oduya|,Ann Oduya,,,,,request,,,0.1,0.2,,0.1,2024-01-10,You.,2024-01-11,request,replied,\n\
             3,in/eva,Eva Roth,,,https://www.linkedin.com/in/eva,,wait,,,0.1,0.2,,0.1,2024-01-10,You.,,,,\n"
        ),
        "mine.csv outreach (3, 2, 1, 0)
         https://www.linkedin.com/in/per 2024-01-10 Request Declined polite
         name:ann oduya| 2024-01-11 Request Replied",
    );
    let read = Sandbox::new().file("x.csv", format!("{report}\n1,in/per,Per,,,,,request,,,,,,,,\n")).read();
    assert_eq!(read.sources[0].kind, "report");
}

/// A column that asks whether thanks were sent: what is out is thanks, what is awaited is none, and what nobody understands
/// is said.
#[test]
fn thanks_that_are_yet_to_be_sent_are_none() {
    let thanked = |cell: &str| {
        let text =
            format!("date,person,kind,outcome,Thank you sent\n2026-06-28,Ann Oduya,interview,held,{cell}\n");
        let read = Sandbox::new().file("log.csv", text).read();
        let thanks =
            read.outreach.iter().filter(|row| row.kind == Some(tertius::import::OutreachKind::ThankYou));
        let problems =
            read.problems.iter().map(|problem| problem.problem.as_str()).collect::<Vec<_>>().concat();
        (
            thanks.map(|row| row.on.map_or("?".to_owned(), |on| on.to_string())).collect::<Vec<_>>().concat(),
            problems,
        )
    };
    let yes = [
        "yes",
        "x",
        "✓",
        "sent",
        "gesendet",
        "Oui",
        "envoyée",
        "enviado",
        "enviada",
        "inviato",
        "verzonden",
        "done",
    ];
    for cell in yes {
        assert_eq!(thanked(cell), ("?".to_owned(), String::new()), "{cell}");
    }
    let no = [
        "",
        "no",
        "pending",
        "open",
        "waiting",
        "ausstehend",
        "offen",
        "en attente",
        "pendiente",
        "pendente",
    ];
    for cell in no.into_iter().chain(["in attesa", "openstaand", "te doen", "nee", "not yet", "FALSE"]) {
        assert_eq!(thanked(cell), (String::new(), String::new()), "{cell}");
    }
    assert_eq!(thanked("2026-06-29"), ("2026-06-29".to_owned(), String::new()));
    assert_eq!(thanked("a card").1, "neither a day nor yes or no");
}

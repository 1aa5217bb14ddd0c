//! Address books: tables of Google, Outlook and LinkedIn, and vCards.

use crate::sandbox::*;
use tertius::people::resolve;

/// Every card, one a line: who it says it is, then company, title and line.
fn cards(content: impl AsRef<[u8]>) -> String {
    let read = Sandbox::new().file("x.csv", content).read();
    let mut lines = String::new();
    for card in &read.cards {
        let who: Vec<String> = card
            .who
            .iter()
            .map(|id| {
                let mention = read.mentions.get(*id);
                [mention.name, mention.email, mention.url].join("|")
            })
            .collect();
        lines +=
            &format!("{} @ {} / {} :{}\n", who.join(" + "), card.company, card.position, card.place.line);
    }
    lines + &summary(&read) + &skipped(&read)
}

fn skipped(read: &tertius::import::Workspace) -> String {
    read.sources
        .iter()
        .flat_map(|source| &source.skipped_because)
        .map(|(why, n)| format!("  {n} {why}\n"))
        .collect()
}

#[track_caller]
fn check(content: impl AsRef<[u8]>, expect: &str) {
    assert_eq!(cards(content), expect);
}

const G3: &str = "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,\
Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,\
Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Website 1 - Label,Website 1 - Value";

#[test]
fn google_contacts() {
    check(
        format!(
            "{G3}\nOttilie,,Brandvold,,,,,PMP,,,Fernwick & Sons,Head of Supply,,,,,* myContacts,* Work,\
             ottilie@example.org ::: o.b@example.net,,http://www.linkedin.com/in/ottilie-b\n\
             ,,,,,,,,,,Harbour Café,,,,,,* myContacts,,cafe@example.org,,\n\
             Bo,,,,,,,,,,,,,,,,* myContacts,,,,\n,,,,,,,,,,,,,,,,,,only@example.org,,\n"
        ),
        "Ottilie Brandvold|ottilie@example.org|http://www.linkedin.com/in/ottilie-b + \
         Ottilie Brandvold|o.b@example.net|http://www.linkedin.com/in/ottilie-b @ Fernwick & Sons / Head of Supply :2\n\
         |only@example.org| @  /  :5\n\
         x.csv google-contacts (4, 2, 2, 0)\n  1 an organisation\n  1 neither an address nor a profile\n",
    );
    for extra in ["", "Language,Photo,"] {
        let blank = ",".repeat(extra.matches(',').count());
        check(
            format!(
                "Name,Given Name,Additional Name,Family Name,Yomi Name,Notes,{extra}Group Membership,E-mail 1 - Type,\
                 E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Organization 1 - Name,Organization 1 - Title\n\
                 Per Aasen,Per,,Aasen,,\"two\nlines\",{blank}* myContacts,* Home,per@example.org,Work,pa@example.net,Lumora,Buyer\n"
            ),
            "Per Aasen|per@example.org| + Per Aasen|pa@example.net| @ Lumora / Buyer :2\n\
             x.csv google-contacts (1, 1, 0, 0)\n",
        );
    }
}

#[test]
fn outlook_contacts() {
    let person = "Ann|ann@example.org| @ Lumora / Director :2\nx.csv outlook-contacts (1, 1, 0, 0)\n";
    check(
        "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,\
         E-mail 2 Address,Home Phone,Job Title,Department,Company,Personal Web Page,Notes\n\
         Ann,,,Dr.,,,,,ann@example.org,,,Director,R&D,Lumora,,\n",
        person,
    );
    check(
        "First Name,Middle Name,Last Name,Title,Suffix,Initials,Web Page,Gender,Notes,E-mail Address,Company,Job Title,\
         Categories\nAnn,,,Dr.,,,,,,ann@example.org,Lumora,Director,Friends;Work\n",
        person,
    );
    let exchange = "Ann|ann@example.org| @ Lumora / Director :2\n\
                    x.csv outlook-contacts (2, 1, 1, 0)\n  1 neither an address nor a profile\n";
    check(
        "\"Title\",\"First Name\",\"Middle Name\",\"Last Name\",\"Suffix\",\"Company\",\"Department\",\"Job Title\",\
         \"Business Street\",\"E-mail Address\",\"E-mail Type\",\"E-mail Display Name\",\"Web Page\"\n\
         \"Dr.\",\"Ann\",\"\",\"\",\"\",\"Lumora\",\"\",\"Director\",\"\",\"ann@example.org\",\"SMTP\",\"Ann (ann@example.org)\",\"\"\n\
         \"\",\"Per\",\"\",\"Aasen\",\"\",\"Lumora\",\"\",\"\",\"\",\"/o=Lumora/cn=Recipients/cn=pa\",\"EX\",\"Per Aasen\",\"\"\n",
        exchange,
    );
    let german = "Anrede;Vorname;Weitere Vornamen;Nachname;Suffix;Firma;Abteilung;Position;Straße geschäftlich;\
                  E-Mail-Adresse;E-Mail-Typ;E-Mail: Angezeigter Name;Webseite\n\
                  Frau;Ann;;;;Lumora;;Director;;ann@example.org;SMTP;Ann;\n";
    check(encoding_rs::WINDOWS_1252.encode(german).0, person);
    // The Outlook form that LinkedIn wrote until 2017 has connections in it.
    check(
        "Title,First Name,Middle Name,Last Name,Suffix,E-mail Address,E-mail 2 Address,Business Street,Company,\
         Department,Job Title,Web Page,Personal Web Page\n,Ann,,,,ann@example.org,,,Lumora,,Director,,\n",
        "x.csv connections (1, 1, 0, 0)\n",
    );
}

#[test]
fn contacts_uploaded_to_linkedin() {
    check(
        "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Addresses,Sites,\
         InstantMessageHandles,FullName,Birthday,Location,BookmarkedAt,Profiles\n\
         MOBILE_CONTACTS,Aunt Bo,,,,,+44 20 7946 0000,\"4/2/22, 9:15 AM\",,,,,,,,\n\
         GOOGLE_CONTACTS,Per,Aasen,,,\"per@example.org,p.aasen@example.net\",,\"11/30/19, 12:00 AM\",,,,,,,,\n",
        "Per Aasen|per@example.org| + Per Aasen|p.aasen@example.net| @  /  :3\n\
         x.csv contacts (2, 1, 1, 0)\n  1 neither an address nor a profile\n",
    );
    check(
        "First Name,Last Name,Companies,Title,Email Address,Phone Numbers,Created At,Instant Message Handles,Addresses,\
         Sites,Full Name,Birthday,Location,Bookmarked At,Profiles\n,,,,kit@example.org,,,,,,Kit M,,,,\n",
        "Kit M|kit@example.org| @  /  :2\nx.csv contacts (1, 1, 0, 0)\n",
    );
}

#[test]
fn vcards_of_every_version() {
    check(
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:V=C3=A4in=C3=B6l=C3=A4;=\r\nTuuli\r\n\
         ORG:Nordlys Offshore;Yard\r\nTITLE:Planner\r\nEMAIL;INTERNET;PREF:tuuli@example.org\r\n\
         PHOTO;ENCODING=BASE64;JPEG:QUJD\r\n REVG\r\n\r\nEND:VCARD\r\n\
         BEGIN:VCARD\nVERSION:3.0\nN:Brandvold;Ottilie;;;PMP\nFN:Ottilie Brandvold\nORG:Fernwick & Sons;\n\
         item1.EMAIL;type=INTERNET;type=WORK:ottilie@exam\n ple.org\nitem1.X-ABLabel:_$!<HomePage>!$_\n\
         X-SOCIALPROFILE;type=LinkedIn;x-user=ob:http://www.linkedin.com/in/ottilie-b\nEND:VCARD\n\
         BEGIN:VCARD\nVERSION:4.0\nFN:Dr. Ann Oduya\nN:Oduya;Ann;;Dr.;\nEMAIL;TYPE=\"work,home\";PREF=1:ann@example.org\n\
         EMAIL:mailto:a.oduya@example.net\nTEL;VALUE=uri:tel:+1-555-0100\nROLE:Director\\, Planning\nEND:VCARD\n",
        "Tuuli Väinölä|tuuli@example.org| @ Nordlys Offshore / Planner :1\n\
         Ottilie Brandvold|ottilie@example.org|http://www.linkedin.com/in/ottilie-b @ Fernwick & Sons /  :12\n\
         Ann Oduya|ann@example.org| + Ann Oduya|a.oduya@example.net| @  / Director, Planning :22\n\
         x.csv vcard (3, 3, 0, 0)\n",
    );
}

#[test]
fn vcards_that_are_no_people_or_not_whole() {
    check(
        "BEGIN:VCARD\nFN:Harbour Café\nORG:Harbour Café\nEMAIL:cafe@example.org\nEND:VCARD\n\
         begin:vcard\nFN:Lumora\nN:;;;;\nORG:Lumora;\nX-ABShowAs:COMPANY\nEMAIL:info@example.org\nend:vcard\n\
         BEGIN:VCARD\nKIND:group\nFN:Rowing\nMEMBER:urn:uuid:1\nEND:VCARD\n\
         BEGIN:VCARD\nFN:Aunt Bo\nTEL:+44\nEND:VCARD\n\
         BEGIN:VCARD\nFN:Ann Oduya\nEMAIL:ann@example.org\n\
         BEGIN:VCARD\nFN:Per Aasen\nAGENT:\nBEGIN:VCARD\nFN:Kari Lund\nEMAIL:kari@example.org\nEND:VCARD\n\
         EMAIL:per@example.org\nEND:VCARD\n\
         BEGIN:VCARD\nREV:2024\nFN:Ann Oduya\nEMAIL:ann@example.org\nEND:VCARD",
        "Ann Oduya|ann@example.org| @  /  :22\nPer Aasen|per@example.org| @  /  :25\n\
         x.csv vcard (7, 2, 5, 0)\n  1 a group\n  1 a repeated row\n  2 an organisation\n  1 neither an address nor a profile\n",
    );
    // The card of an agent that is never closed ends with that of its principal, and costs no card below.
    check(
        "BEGIN:VCARD\nFN:Per Aasen\nEMAIL:per@example.org\nAGENT:\nBEGIN:VCARD\nFN:Kari Lund\nEMAIL:kari@example.org\n\
         END:VCARD\nBEGIN:VCARD\nFN:Ann Oduya\nEMAIL:ann@example.org\nEND:VCARD\n",
        "Per Aasen|per@example.org| @  /  :1\nAnn Oduya|ann@example.org| @  /  :9\nx.csv vcard (2, 2, 0, 0)\n",
    );
    check(
        "BEGIN:VCARD\nFN:Per Aasen\nEMAIL:per@example.org\nAGENT:\nBEGIN:VCARD\nFN:Kari Lund\n",
        "Per Aasen|per@example.org| @  /  :1\nx.csv vcard (1, 1, 0, 0)\n",
    );
    check("BEGIN:VCARD", "x.csv vcard (1, 0, 1, 0)\n  1 neither an address nor a profile\n");
}

/// Who is who, one person a line: key, address, whether a connection, and the number of places.
fn people(files: &[(&str, &str)]) -> String {
    let dir = files.iter().fold(Sandbox::new(), |dir, (name, text)| dir.file(name, text));
    let read = dir.read();
    let (people, _) = resolve(&read, None);
    let line = |person: &tertius::people::Person| {
        let tie = if person.is_connection() { "connection" } else { "no tie" };
        let email = person.email.as_deref().unwrap_or("-");
        format!("{} {email} {} {tie} {}\n", person.key, person.company, person.seen_in.len())
    };
    people.persons.iter().map(line).collect()
}

const CONTACTS: &str = "First Name,Last Name,Labels,File As,Organization Name,E-mail 1 - Value\n";

#[test]
fn a_card_gives_a_connection_its_address_and_no_more() {
    let connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
        Ann,Oduya,https://www.linkedin.com/in/ann,,Lumora,Buyer,04 Mar 2024\n\
        Per,Aasen,https://www.linkedin.com/in/per-1,,Lumora,Buyer,04 Mar 2024\n\
        Per,Aasen,https://www.linkedin.com/in/per-2,,Solvind,Buyer,05 Mar 2024\n\
        Kit,Marlowe,https://www.linkedin.com/in/kit,kit@example.org,,,06 Mar 2024\n";
    let rest = "in/ann ann@example.org Lumora connection 2\nin/kit kit@example.org  connection 1\n";
    let check = |cards: &str, expect: &str| {
        let found = people(&[("a.csv", connections), ("b.csv", &format!("{CONTACTS}{cards}"))]);
        assert_eq!(found, expect, "{cards}");
    };
    let ann = "Ann,Oduya,,,,ann@example.org ::: a.o@example.net\n";
    let expect = "in/ann ann@example.org Lumora connection 2\nin/kit kit@example.org  connection 1\n\
                  in/per-1 - Lumora connection 1\nin/per-2 - Solvind connection 1\n";
    check(ann, expect);
    // Of two namesakes, the one at the company on the card; without a company, neither.
    let pers = "in/per-1 - Lumora connection 1\nin/per-2 pa@example.org Solvind connection 2\n";
    let of_ann = "Ann,Oduya,,,,ann@example.org\n";
    check(&format!("{of_ann}Per,Aasen,,,SOLVIND,pa@example.org\n"), &format!("{rest}{pers}"));
    let pers = "in/per-1 - Lumora connection 1\nin/per-2 - Solvind connection 1\nmailto:pa@example.org pa@example.org  no tie 1\n";
    check(&format!("{of_ann}Per,Aasen,,,,pa@example.org\n"), &format!("{rest}{pers}"));
    // A given name alone, another address, or two cards of one name are not enough.
    let apart = "in/ann - Lumora connection 1\nin/kit kit@example.org  connection 1\nin/per-1 - Lumora connection 1\n\
                 in/per-2 - Solvind connection 1\n";
    check("Ann,,,,,ann@example.org\n", &format!("{apart}mailto:ann@example.org ann@example.org  no tie 1\n"));
    check(
        "Kit,Marlowe,,,,km@example.org\n",
        &format!("{apart}mailto:km@example.org km@example.org  no tie 1\n"),
    );
    check(
        "Ann,Oduya,,,,a@example.org\nAnn,Oduya,,,,b@example.org\n",
        &format!(
            "{apart}mailto:a@example.org a@example.org  no tie 1\nmailto:b@example.org b@example.org  no tie 1\n"
        ),
    );
}

const PROFILES: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
    Per,Aasen,https://www.linkedin.com/in/per-aasen,,Fernwick & Sons,Buyer,01 Mar 2024\n\
    Ann,Oduya,https://www.linkedin.com/in/annoduya,,Lumora,Director,01 Mar 2025\n";

#[test]
fn a_card_with_another_company_is_somebody_else() {
    let cards = "Ann,Oduya,,,Harbour Café,ann@example.org\n";
    let found = people(&[("a.csv", PROFILES), ("b.csv", &format!("{CONTACTS}{cards}"))]);
    let apart = "in/annoduya - Lumora connection 1\nin/per-aasen - Fernwick & Sons connection 1\n\
                 mailto:ann@example.org ann@example.org Harbour Café no tie 1\n";
    assert_eq!(found, apart);
    // A part of a company's name says the same, and so does a card that names none.
    for company in ["Fernwick", ""] {
        let cards = format!("{CONTACTS}Per,Aasen,,,{company},per@example.org\n");
        let found = people(&[("a.csv", PROFILES), ("b.csv", &cards)]);
        assert!(found.contains("in/per-aasen per@example.org Fernwick & Sons connection 2\n"), "{found}");
    }
}

#[test]
fn a_namesake_on_another_card_does_not_part_a_card_from_its_connection() {
    let cards =
        "Per,Aasen,,,Fernwick & Sons,per@example.org\nPer,Aasen,,,Ferrous Pipes,plumber@example.net\n";
    let found = people(&[("a.csv", PROFILES), ("b.csv", &format!("{CONTACTS}{cards}"))]);
    let expect = "in/annoduya - Lumora connection 1\nin/per-aasen per@example.org Fernwick & Sons connection 2\n\
                  mailto:plumber@example.net plumber@example.net Ferrous Pipes no tie 1\n";
    assert_eq!(found, expect);
}

#[test]
fn an_address_that_nobody_reads_is_nobody() {
    let cards = ",,,,,noreply@example.org\nThe,Shop,,,,no-reply@example.net\n";
    let found = people(&[("a.csv", PROFILES), ("b.csv", &format!("{CONTACTS}{cards}"))]);
    assert_eq!(found, people(&[("a.csv", PROFILES)]));
}

//! Exports as people publish and share them: columns taken away and renamed, names and addresses blotted out, chunks
//! put together, spreadsheets in between. No row is lost, and nobody becomes somebody else.

use crate::sandbox::*;

/// Reads a file of this name, and compares its kind, rows and imported rows.
#[track_caller]
fn check(
    name: &str,
    content: impl AsRef<[u8]>,
    kind: &str,
    rows: u64,
    imported: u64,
) -> tertius::import::Workspace {
    let read = Sandbox::new().file(name, content).read();
    let found = &read.sources[0];
    assert_eq!((found.kind, found.rows, found.imported), (kind, rows, imported), "{}", summary(&read));
    read
}

fn n_people(read: &tertius::import::Workspace) -> usize {
    tertius::people::resolve(read, None).0.persons.len()
}

const URL: &str = "https://www.linkedin.com/in";

#[test]
fn connections_under_any_header() {
    for (name, header, dated) in [
        ("x.csv", "FirstName,LastName,URL,EmailAddress,Company,Position,ConnectedOn", 2),
        ("x.csv", "first_name,last_name,url,email_address,company,position,connected_on", 2),
        ("x.csv", "FIRST NAME,LAST NAME,URL,EMAIL ADDRESS,COMPANY,POSITION,CONNECTED ON", 2),
        ("x.csv", "Nombre,Apellidos,URL,Correo electrónico,Empresa,Cargo,Conectado el", 2),
        ("x.csv", "Nome,Sobrenome,URL,E-mail,Empresa,Cargo,Conectado em", 2),
        ("x.csv", "First Name,Last Name,URL,,,,", 0),
        ("My Connections.csv", "Name,Surname,LinkedIn,,,,", 0),
        ("x.csv", "First name,Last name,Profile url,Email,Company,Position,", 0),
    ] {
        let text = format!(
            "{header}\nAnn,Oduya,{URL}/ann,ann@example.org,Lumora,Chef,04 Mar 2024\n\
             Per,Aasen,{URL}/per,,Lumora,,3-Mar-24\n"
        );
        let read = check(name, text, "connections", 2, 2);
        let found = read.connections.iter().filter(|row| row.connected_on.is_some()).count();
        assert_eq!((found, n_people(&read)), (dated, 2), "{header}");
    }
}

#[test]
fn lists_of_people_without_names() {
    let text = "Company,Position,Connected On\nLumora,Chef,04 Mar 2024\nFernwick,,03 Mar 2024\n";
    check("x.csv", text, "connections", 2, 0);
    let text = format!("URL,Company,Connected On\n{URL}/a,Lumora,04 Mar 2024\n{URL}/b,Lumora,04 Mar 2024\n");
    assert_eq!(n_people(&check("x.csv", text, "connections", 2, 2)), 2);
}

#[test]
fn a_placeholder_is_nobody() {
    let header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On";
    for [url, email] in [
        ["", "hidden@example.com"],
        ["", "N/A"],
        ["https://www.linkedin.com/in/", ""],
        ["https://www.linkedin.com/in/redacted", ""],
        ["-", "-"],
        ["https://www.linkedin.com/in/redacted", "hidden@example.com"],
    ] {
        let text = format!(
            "{header}\nAnn,Oduya,{url},{email},Lumora,Chef,04 Mar 2024\nPer,Aasen,{url},{email},Lumora,,03 Mar 2024\n\
             Bo,Lund,{url},{email},Lumora,,03 Mar 2024\nBo,Lund,{url},{email},Fernwick,,02 Mar 2024\n,,{url},{email},,,02 Mar 2024\n"
        );
        let read = check("x.csv", text, "connections", 5, 4);
        assert_eq!(n_people(&read), 4, "{url} {email}");
    }
    // A real address is a real address.
    let text = format!("{header}\nAnn,Oduya,,ann@example.org,Lumora,Chef,04 Mar 2024\n");
    let read = check("x.csv", text, "connections", 1, 1);
    assert_eq!(read.mentions.get(read.connections[0].who).email, "ann@example.org");
}

#[test]
fn scraped_lists_hold_more_than_connections() {
    let header =
        "profileUrl,fullName,firstName,lastName,companyName,title,connectionDegree,linkedInProfileUrl";
    let sales = "https://www.linkedin.com/sales/lead/ACwAAexample";
    let text = format!(
        "{header}\n{sales}1,Per Aasen,Per,Aasen,Lumora,Buyer,2nd,{URL}/per\n{sales}2,Ann Oduya,Ann,Oduya,Lumora,Chef,1st,{URL}/ann\n"
    );
    let read = check("x.csv", text, "connections", 2, 1);
    assert_eq!(read.mentions.get(read.connections[0].who).url, format!("{URL}/ann"));
}

#[test]
fn padding_is_counted_whatever_ends_the_lines() {
    for end in ["\n", "\r\n"] {
        let rows = format!("Ann,Oduya,Lumora,Chef,4-Mar-24{end}");
        let text = format!(
            "First Name,Last Name,Company,Position,Connected On{end}{rows}{}{end}{end}",
            format!(",,,,{end}").repeat(700)
        );
        let read = check("x.csv", text, "connections", 701, 1);
        assert_eq!(read.sources[0].skipped_because["a blank row"], 700);
    }
}

#[test]
fn chunks_put_together_have_several_headers() {
    let chunk = |name: &str| {
        format!("First Name,Last Name,Company,Position,Connected On\n{name},Oduya,Lumora,Chef,04 Mar 2024\n")
    };
    let read = check(
        "x.csv",
        chunk("Ann") + &chunk("Per") + "\"First Name\", Last Name ,Company,Position,Connected On\n",
        "connections",
        4,
        2,
    );
    assert_eq!(read.sources[0].skipped_because["the header once more"], 2);
}

#[test]
fn columns_apart_by_bars_or_as_excel_says() {
    for (at, text) in [
        (1, "First Name|Last Name|Company|Position|Connected On\nAnn|Oduya|Lumora, Inc.|Chef|04 Mar 2024\n"),
        (
            2,
            "sep=;\r\nFirst Name;Last Name;Company;Position;Connected On\r\nAnn;Oduya;Lumora, Inc.;Chef;04 Mar 2024\r\n",
        ),
    ] {
        let read = check("x.csv", text, "connections", 1, 1);
        assert_eq!(
            (read.texts.get(read.connections[0].company), read.connections[0].place.line),
            ("Lumora, Inc.", at + 1)
        );
    }
}

#[test]
fn messages_with_columns_blotted_out() {
    let full = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT";
    let row =
        |id: &str, from: &str, url: &str| format!("{id},{from},{url},Kit Ray,,2024-03-05 10:00:00 UTC,\n");
    // Without any URL, names have to do; with one, a sender without is no person.
    let text = format!("{full}\n{}{}", row("a", "Ann Oduya", ""), row("b", "LinkedIn Member", ""));
    let read = check("x.csv", text, "messages", 2, 1);
    assert_eq!(read.recipients_of(&read.messages[0]).len(), 1);
    let text = "FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE\n\
        Ann Oduya,https://www.linkedin.com/in/ann,Kit Ray,https://www.linkedin.com/in/kit,2024-03-05 10:00:00 UTC\n\
        Kit Ray,https://www.linkedin.com/in/kit,Ann Oduya,https://www.linkedin.com/in/ann,2024-03-06 10:00:00 UTC\n\
        Acme,,Kit Ray,https://www.linkedin.com/in/kit,2024-03-06 10:00:00 UTC\n";
    let read = check("x.csv", text, "messages", 3, 2);
    assert_eq!(read.n_conversations, 1);
    check("Messages_1.csv", "From,To,Date\nAnn,Kit,\"10/12/18, 2:37 PM\"\n", "messages", 1, 1);
}

#[test]
fn a_header_cut_off_is_told_by_the_columns() {
    let rows = format!(
        "Ann,Oduya,{URL}/ann,,Lumora,Chef,04 Mar 2024\nPer,\"Aasen, PhD\",{URL}/per,,Fernwick,,3-Mar-24\n,,,,,,02 Mar 2024\n"
    );
    let read = check("x.csv", &rows, "connections", 3, 2);
    assert_eq!(read.problems.len(), 1, "{:?}", read.problems);
    assert!(read.problems[0].problem.contains("3 URL"), "{:?}", read.problems);
    assert_eq!(read.mentions.get(read.connections[1].who).name, "Per Aasen, PhD");
    assert_eq!(read.connections[0].place.line, 1);
    // A header in a language that no list knows is no row.
    let read = check("x.csv", format!("Étunimi,Sukunim,Os,Posti,Yht,As,Liit\n{rows}"), "connections", 3, 2);
    assert_eq!(read.connections[0].place.line, 2);
    // The same without profiles could be any list; the name decides, and where not even that does, nothing is read.
    let bare = "Ann,Oduya,,Lumora,Chef,04 Mar 2024\nPer,Aasen,,Fernwick,Cook,03 Mar 2024\n";
    check("Connections.csv", bare, "connections", 2, 2);
    check("x.csv", bare, "unknown", 0, 0);
    let read =
        check("Connections.csv", "Ann,Lumora,04 Mar 2024\nPer,Fernwick,03 Mar 2024\n", "unknown", 0, 0);
    assert!(read.problems[0].hint.contains("First Name,Last Name,URL"), "{:?}", read.problems);
}

#[test]
fn a_sorted_file_has_its_header_anywhere() {
    let header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
    for n_hidden in [1, 20, 900] {
        let hidden = ",,,,,,02 Mar 2024\n".repeat(n_hidden);
        let text = format!(
            "\"When exporting your connection data, you may\"\n{hidden}Ann,Oduya,{URL}/ann,,,,04 Mar 2024\n{header}\
             Notes:\nPer,Aasen,{URL}/per,,,,03 Mar 2024\n"
        );
        let read = check("x.csv", text, "connections", n_hidden as u64 + 4, 2);
        assert_eq!(read.sources[0].skipped_because["a member who hid the profile"], n_hidden as u64);
    }
}

#[test]
fn exports_put_one_below_the_other() {
    let text = format!(
        "First Name,Last Name,Email Address,Company,Position,Connected On\nAnn,Oduya,,Lumora,Chef,04 Mar 2020\n\
         Notes:\n\"When exporting your connection data, you may\"\n\n\
         First Name,Last Name,URL,Email Address,Company,Position,Connected On\nPer,Aasen,{URL}/per,,Fernwick,Cook,03 Mar 2024\n\
         First Name;Last Name;Company;Connected On\nBo;Lund;Lumora, Inc;04.03.2024\n"
    );
    let read = check("x.csv", text, "connections", 7, 3);
    let found: Vec<_> = read
        .connections
        .iter()
        .map(|row| {
            let who = read.mentions.get(row.who);
            (
                who.name,
                who.url.len() > 30,
                read.texts.get(row.company),
                row.connected_on.is_some(),
                row.place.line,
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("Ann Oduya", false, "Lumora", true, 2),
            ("Per Aasen", true, "Fernwick", true, 7),
            ("Bo Lund", false, "Lumora, Inc", true, 9)
        ]
    );
}

#[test]
fn a_line_may_be_wrapped_into_one_cell() {
    // What a spreadsheet with another list separator makes of lines that hold quotes; or of all lines.
    let plain =
        format!("First Name,Last Name,URL,Company,Connected On\nAnn,Oduya,{URL}/ann,Lumora,04 Mar 2024\n");
    let wrapped =
        format!("\"Per,\"\"Aasen, PhD\"\",{URL}/per,\"\"Fernwick \"\"\"\"& Sons\"\"\"\"\"\",03 Mar 2024\"\n");
    let read = check("x.csv", format!("{plain}{wrapped}"), "connections", 2, 2);
    let last = &read.connections[1];
    assert_eq!(
        (read.mentions.get(last.who).name, read.texts.get(last.company)),
        ("Per Aasen, PhD", "Fernwick \"& Sons\"")
    );
    let all: String = plain.lines().map(|line| format!("\"{line}\"\r\n")).collect();
    check("x.csv", all, "connections", 1, 1);
}

#[test]
fn invitations_whose_direction_is_not_told() {
    let header = "From,To,Sent At,Message,inviterProfileUrl,inviteeProfileUrl\n";
    let text = format!(
        "{header}Kit Ray,Ann Oduya,\"1/29/26, 2:37 PM\",,{URL}/kit,{URL}/ann\n\
         Per Aasen,Kit Ray,\"1/28/26, 2:37 PM\",,{URL}/per,{URL}/kit\nBo Lund,Cy Berg,\"1/27/26, 2:37 PM\",,{URL}/bo,{URL}/cy\n"
    );
    let read = check("x.csv", text, "invitations", 3, 3);
    let (people, problems) = tertius::people::resolve(&read, None);
    let ways: Vec<_> =
        read.invitations.iter().map(|row| people.sent(row.from, row.to, row.outgoing)).collect();
    assert_eq!(ways, [Some(true), Some(false), None]);
    assert_eq!(problems.len(), 1, "{problems:?}");
    // Without any sign of who the seeker is, nothing is told.
    let text = "From,To,Sent At\nAnn Oduya,Per Aasen,\"1/29/26, 2:37 PM\"\n";
    let read = check("x.csv", text, "invitations", 1, 1);
    let (people, problems) = tertius::people::resolve(&read, None);
    assert_eq!(
        (people.sent(read.invitations[0].from, read.invitations[0].to, None), problems.len()),
        (None, 1)
    );
    let (people, problems) = tertius::people::resolve(&read, Some("Per Aasen"));
    assert_eq!(
        (people.sent(read.invitations[0].from, read.invitations[0].to, None), problems.len()),
        (Some(false), 0)
    );
}

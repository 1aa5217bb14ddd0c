//! What is this file? Told by its header, hardly ever by its name.
//!
//! In: the first bytes of a text, or the first rows of a sheet. Out: its [`Kind`], where its header stands, and how it
//! is delimited. The header is searched for among the first records, never assumed at a fixed line: people delete the
//! preamble, or a part of it, and workbooks have titles above.

use super::rows::{Dialect, HEADER_WITHIN, Header, Text};
use csv::ByteRecord;

/// The kinds of files that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of the files")]
pub enum Kind {
    Connections,
    Messages,
    AiChat,
    Invitations,
    Profile,
    EmailAddresses,
    Positions,
    Education,
    Skills,
    EndorsementsReceived,
    EndorsementsGiven,
    RecommendationsReceived,
    RecommendationsGiven,
    Targets,
    Introductions,
    Outreach,
    Interviews,
    Companies,
    Roster,
    Settings,
    Report,
    NotUsed,
    Unknown,
}

impl Kind {
    /// The name that `check` and `summary.json` give it.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Connections => "connections",
            Kind::Messages => "messages",
            Kind::AiChat => "ai-chat",
            Kind::Invitations => "invitations",
            Kind::Profile => "profile",
            Kind::EmailAddresses => "email-addresses",
            Kind::Positions => "positions",
            Kind::Education => "education",
            Kind::Skills => "skills",
            Kind::EndorsementsReceived => "endorsements-received",
            Kind::EndorsementsGiven => "endorsements-given",
            Kind::RecommendationsReceived => "recommendations-received",
            Kind::RecommendationsGiven => "recommendations-given",
            Kind::Targets => "targets",
            Kind::Introductions => "introductions",
            Kind::Outreach => "outreach",
            Kind::Interviews => "interviews",
            Kind::Companies => "companies",
            Kind::Roster => "roster",
            Kind::Settings => "settings",
            Kind::Report => "report",
            Kind::NotUsed => "not-used",
            Kind::Unknown => "unknown",
        }
    }

    /// Whether the user writes such a file, and may therefore comment it.
    pub fn is_own(self) -> bool {
        use Kind::*;
        matches!(self, Targets | Introductions | Outreach | Interviews | Companies | Roster)
    }

    /// Whether a cell of such a file may hold a line break.
    fn has_line_breaks(self) -> bool {
        // None in a hundred thousand connections of thirty real exports: one is the sign of an open quote.
        !matches!(self, Kind::Connections | Kind::EndorsementsReceived | Kind::EndorsementsGiven)
    }
}

/// The columns by which a kind is known: of each inner list, one must be there.
struct Signature {
    kind: Kind,
    needs: &'static [&'static [&'static str]],
    /// Other columns of the kind; each one found makes it likelier.
    also: &'static [&'static str],
    /// What the file's name must contain where the header says too little.
    name: Option<&'static [&'static str]>,
}

/// Column names of Connections, used by the reader too.
pub mod columns {
    /// Given name.
    pub const FIRST: &[&str] = &["firstname", "givenname", "vorname", "prénom", "prenom", "first"];
    /// Family name.
    pub const LAST: &[&str] = &["lastname", "familyname", "surname", "nachname", "nom", "last"];
    /// Both in one cell.
    pub const FULL: &[&str] = &["fullname", "name"];
    /// Profile URL.
    pub const URL: &[&str] = &["url", "profileurl", "linkedinurl", "linkedinprofileurl", "publicprofileurl"];
    /// E-mail address.
    pub const EMAIL: &[&str] =
        &["emailaddress", "email", "emailadresse", "adresseemail", "email1value", "correoelectrónico"];
    /// Employer.
    pub const COMPANY: &[&str] = &[
        "company",
        "companyname",
        "organization",
        "unternehmen",
        "entreprise",
        "employer",
        "empresa",
        "firma",
    ];
    /// Title.
    pub const POSITION: &[&str] = &["position", "jobtitle", "role", "poste", "title", "puesto", "cargo"];
    /// Day of connecting.
    pub const CONNECTED: &[&str] =
        &["connectedon", "connected", "connectiondate", "verbundenam", "datedeconnexion", "dateconnected"];
    /// A person, in the user's own lists.
    pub const PERSON: &[&str] = &["person", "who", "contact", "contactname", "name"];
    /// A day, in the user's own lists.
    pub const DATE: &[&str] = &["date", "on", "day", "when"];
    /// Employer, in target lists. LAMP headers carry instructions in their cells, hence the `*`.
    pub const TARGET_COMPANY: &[&str] = &[
        "company",
        "companyname",
        "employerlist",
        "employer",
        "list",
        "listorganization*",
        "organization",
        "organisation",
        "targetcompany",
        "canonicalcompany",
    ];
    /// Title, in target lists.
    pub const TARGET_POSITION: &[&str] =
        &["position", "role", "jobtitle", "targetrole", "targetroles", "title", "targetposition"];
    /// Industry.
    pub const INDUSTRY: &[&str] = &["industry", "sector", "branche", "secteur"];
}

use columns::*;

const SIGNATURES: &[Signature] = &[
    // Tables of our own, wherever they lie: they have the columns of the lists they were made from, and reading them
    // back in would count every introduction twice. They come first, so that they win where equals meet.
    report(&[&["person"], &["connectedon"], &["messagessent"], &["messagesreceived"], &["introducedby"]]),
    report(&[&["introducer"], &["introduced"], &["confidence"], &["evidence"]]),
    report(&[
        &["company"],
        &["contacts"],
        &["strongcontacts"],
        &["bestcontact"],
        &["pathlength"],
        &["status"],
    ]),
    report(&[&["rank"], &["person"], &["action"], &["score"], &["preply"], &["referralvalue"]]),
    report(&[&["person"], &["introductions"], &["reach"], &["solereach"]]),
    Signature {
        kind: Kind::Connections,
        needs: &[
            CONNECTED,
            &["firstname", "vorname", "prénom", "prenom", "fullname", "name", "company", "url"],
        ],
        also: &["lastname", "emailaddress", "position", "url", "company"],
        name: None,
    },
    // The Outlook form of before 2018: no date, 59 columns, the addresses right after the suffix.
    Signature {
        kind: Kind::Connections,
        needs: &[
            &["firstname"],
            &["lastname"],
            &["emailaddress"],
            &["company"],
            &["jobtitle"],
            &["personalwebpage"],
        ],
        also: &["businessstreet", "department", "suffix"],
        name: None,
    },
    // Hand-made lists that lost their date column.
    Signature {
        kind: Kind::Connections,
        needs: &[
            &["firstname", "vorname", "prénom"],
            &["lastname", "nachname", "nom"],
            COMPANY,
            &["position", "poste"],
        ],
        also: &["url", "emailaddress"],
        name: None,
    },
    Signature {
        kind: Kind::Messages,
        needs: &[&["conversationid"], &["from"], &["date"]],
        also: &["senderprofileurl", "to", "recipientprofileurls", "subject", "content", "folder"],
        name: None,
    },
    Signature {
        kind: Kind::Messages,
        needs: &[&["from"], &["to"], &["date"], &["content"], &["direction"]],
        also: &["subject", "folder"],
        name: None,
    },
    Signature {
        kind: Kind::Invitations,
        needs: &[&["from"], &["to"], &["sentat"], &["direction"]],
        also: &["message", "inviterprofileurl", "inviteeprofileurl"],
        name: None,
    },
    Signature {
        kind: Kind::Profile,
        needs: &[&["firstname"], &["lastname"], &["headline"]],
        also: &["maidenname", "summary", "industry", "geolocation", "birthdate"],
        name: None,
    },
    Signature {
        kind: Kind::EmailAddresses,
        needs: &[&["emailaddress"], &["confirmed"], &["primary"]],
        also: &["updatedon"],
        name: None,
    },
    Signature {
        kind: Kind::Positions,
        needs: &[&["companyname"], &["title"], &["startedon"]],
        also: &["finishedon", "description", "location"],
        name: None,
    },
    Signature {
        kind: Kind::Education,
        needs: &[&["schoolname"], &["startdate", "degreename", "enddate"]],
        also: &["notes", "activities"],
        name: None,
    },
    Signature { kind: Kind::Skills, needs: &[&["name"]], also: &[], name: Some(&["skills"]) },
    Signature {
        kind: Kind::EndorsementsReceived,
        needs: &[&["endorsementdate"], &["endorserfirstname"]],
        also: &["skillname", "endorserlastname"],
        name: None,
    },
    Signature {
        kind: Kind::EndorsementsGiven,
        needs: &[&["endorsementdate"], &["endorseefirstname"]],
        also: &["skillname", "endorseelastname"],
        name: None,
    },
    Signature {
        kind: Kind::RecommendationsGiven,
        needs: &[&["firstname"], &["lastname"], &["text"], &["creationdate"]],
        also: &["company", "jobtitle", "status"],
        name: Some(&["given"]),
    },
    Signature {
        kind: Kind::RecommendationsReceived,
        needs: &[&["firstname"], &["lastname"], &["text"], &["creationdate"]],
        also: &["company", "jobtitle", "status"],
        name: None,
    },
    Signature {
        kind: Kind::Introductions,
        needs: &[&["introducer"], &["introduced"]],
        also: &["date", "context"],
        name: None,
    },
    Signature {
        kind: Kind::Outreach,
        needs: &[PERSON, &["kind"], DATE],
        also: &["outcome", "direction", "notes"],
        name: None,
    },
    Signature {
        kind: Kind::Interviews,
        needs: &[&["person"], DATE, &["advice", "trends", "openings", "introduced", "skills", "resources"]],
        also: &["company", "position", "notes"],
        name: None,
    },
    Signature {
        kind: Kind::Roster,
        needs: &[&["member"], &["folder"]],
        also: &["programme", "classyear"],
        name: None,
    },
    Signature {
        kind: Kind::Companies,
        needs: &[COMPANY, &["aliases", "alias"]],
        also: &["industry"],
        name: None,
    },
    Signature { kind: Kind::Companies, needs: &[COMPANY, INDUSTRY], also: &[], name: Some(&["companies"]) },
    // The interface's own columns; an industry alone is a target too.
    Signature {
        kind: Kind::Targets,
        needs: &[
            &["position", "targetposition", "company", "industry"],
            &["industry", "priority", "motivation", "company"],
        ],
        also: &["posting", "alumni", "location", "notes", "position"],
        name: Some(&["target"]),
    },
    Signature {
        kind: Kind::Targets,
        needs: &[TARGET_POSITION, TARGET_COMPANY, &["industry", "priority"]],
        also: &["motivation", "posting", "alumni", "location", "notes"],
        name: None,
    },
    Signature {
        kind: Kind::Targets,
        needs: &[TARGET_COMPANY, INDUSTRY, &["priority", "motivation"]],
        also: &["posting", "alumni", "location", "notes"],
        name: None,
    },
    // LAMP lists: list, alumni or advocacy, motivation, posting.
    Signature {
        kind: Kind::Targets,
        needs: &[TARGET_COMPANY, &["motivation*"], &["posting*", "advocacy", "alumni*"]],
        also: &["#", "advocacy", "alumni"],
        name: None,
    },
];

const fn report(needs: &'static [&'static [&'static str]]) -> Signature {
    Signature { kind: Kind::Report, needs, also: &["name", "position", "industry", "priority"], name: None }
}

/// Sheets and files of LinkedIn that are known and say nothing that is used.
const NOT_USED: &[&str] = &[
    "ad_targeting",
    "ad targeting",
    "ads clicked",
    "articles",
    "causes you care about",
    "calendar",
    "certifications",
    "comments",
    "company follows",
    "contacts",
    "courses",
    "events",
    "hashtag_follows",
    "honors",
    "imported contacts",
    "importedcontacts",
    "inferences_about_you",
    "instantreposts",
    "job applica",
    "job seeker preferences",
    "lan ads engagement",
    "languages",
    "learning",
    "logins",
    "member hashtags",
    "member_follows",
    "notes",
    "online job postings",
    "organizations",
    "phone numbers",
    "phonenumbers",
    "profile summary",
    "projects",
    "publications",
    "reactions",
    "receipts",
    "registration",
    "rich media",
    "rich_media",
    "saved jobs",
    "saved_items",
    "savedjobalerts",
    "search queries",
    "searchqueries",
    "security challenges",
    "shares",
    "account status history",
    "opprtunities",
    "verifications",
    "votes",
    "whatsapp phone numbers",
];

/// The AI chats that LinkedIn exports with the header of messages: told by their names alone.
const AI_CHATS: &[&str] = &[
    "coach_messages",
    "guide_messages",
    "learning_coach_messages",
    "learning_role_play_messages",
    "learningcoachmessages",
];

/// What a table was taken for.
#[derive(Clone, Debug)]
pub struct Recognised {
    /// Its kind.
    pub kind: Kind,
    /// Its header; empty where none was found.
    pub header: Header,
    /// How it is written.
    pub dialect: Dialect,
}

fn stem(file_name: &str) -> &str {
    file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem)
}

/// How well a header fits a kind: the number of its columns found, or `None` where one that it needs is missing.
fn score(header: &Header, signature: &Signature, file_name: &str) -> Option<usize> {
    if !signature.needs.iter().all(|any| header.has(any)) {
        return None;
    }
    if let Some(names) = signature.name
        && !names.iter().any(|name| file_name.contains(name))
    {
        return None;
    }
    let named = usize::from(signature.name.is_some());
    let found = signature.also.iter().filter(|name| header.has(&[name])).count();
    Some(signature.needs.len() + found + named)
}

/// The kind of a header, and how sure.
fn kind_of(header: &Header, file_name: &str) -> Option<(Kind, usize)> {
    let mut best: Option<(Kind, usize)> = None;
    for signature in SIGNATURES {
        if let Some(score) = score(header, signature, file_name)
            && best.is_none_or(|(_, known)| score > known)
        {
            best = Some((signature.kind, score));
        }
    }
    best
}

/// Finds the header among the first rows, and with it the kind.
pub fn among<'a>(
    rows: impl Iterator<Item = (u32, Vec<String>)> + 'a,
    file_name: &str,
) -> Option<(Kind, Header)> {
    let mut best: Option<(Kind, Header, usize)> = None;
    for (line, names) in rows.take(HEADER_WITHIN) {
        let header = Header::new(names, line);
        if let Some((kind, score)) = kind_of(&header, file_name)
            && best.as_ref().is_none_or(|(_, _, known)| score > *known)
        {
            best = Some((kind, header, score));
        }
    }
    best.map(|(kind, header, _)| (kind, header))
}

/// Recognises a text by its first bytes.
pub fn text(head: &[u8], file_name: &str) -> Recognised {
    let file_name = file_name.to_lowercase();
    let name = stem(&file_name);
    let mut dialect = Dialect { delimiter: b',', quoting: true, line_breaks: true };
    let plain = |kind| Recognised { kind, header: Header::default(), dialect };
    if file_name == "tertius.toml" {
        return plain(Kind::Settings);
    }
    if AI_CHATS.contains(&name) {
        return plain(Kind::AiChat);
    }
    let mut best: Option<(Kind, Header, u8)> = None;
    for delimiter in [b',', b';', b'\t'] {
        let found = among(first_records(head, delimiter).into_iter(), name);
        if let Some((kind, header)) = found
            && best.as_ref().is_none_or(|(_, known, _)| header.names.len() > known.names.len())
        {
            best = Some((kind, header, delimiter));
        }
    }
    if let Some((kind, header, delimiter)) = best {
        dialect = Dialect { delimiter, quoting: true, line_breaks: kind.has_line_breaks() };
        return Recognised { kind, header, dialect };
    }
    if file_name.ends_with(".csv") && NOT_USED.iter().any(|known| name.starts_with(known)) {
        return plain(Kind::NotUsed);
    }
    plain(Kind::Unknown)
}

/// Whether LinkedIn gives this name, in lower case, to a file that says nothing of use.
pub fn is_not_used(file_name: &str) -> bool {
    NOT_USED.iter().any(|known| file_name.starts_with(known))
}

/// The records among which a header is looked for. A quoted preamble sentence is one record, as in the file.
fn first_records(head: &[u8], delimiter: u8) -> Vec<(u32, Vec<String>)> {
    let mut reader = Text::open(head, Dialect { delimiter, quoting: true, line_breaks: true });
    let mut found = Vec::new();
    let mut record = ByteRecord::new();
    while found.len() < HEADER_WITHIN
        && let Some(line) = reader.next(&mut record)
    {
        // A header of thousands of columns is none of ours.
        let cells = record.iter().take(512).map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        found.push((u32::try_from(line).unwrap_or(u32::MAX), cells));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, head: &str, expect: Kind, line: u32) {
        let found = text(head.as_bytes(), name);
        assert_eq!((found.kind, found.header.line), (expect, line), "{name}: {head}");
    }

    #[test]
    fn by_header_and_not_by_name() {
        let c5 = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
        check("x.csv", c5, Kind::Connections, 1);
        check("x.csv", &format!("Notes:\n\"When exporting, you\"\n\n{c5}"), Kind::Connections, 4);
        check("x.csv", &format!("\u{feff}\n\n{c5}"), Kind::Connections, 3);
        check("x.csv", "Vorname;Nachname;Unternehmen;Position;Verbunden am\n", Kind::Connections, 1);
        check("x.csv", "Company,Position,Connected On\n", Kind::Connections, 1);
        check("x.csv", "From,To,Date,Subject,Content,Direction,Folder\n", Kind::Messages, 1);
        check("coach_messages.csv", "CONVERSATION ID,FROM,TO,DATE,CONTENT\n", Kind::AiChat, 0);
        check("x.csv", "From,To,Sent At,Message,Direction\n", Kind::Invitations, 1);
        check("x.csv", "#,Employer List,Advocacy,Motivation,Posting\n", Kind::Targets, 1);
        check("x.csv", "Company,Alumni,Motivation,Postings\n", Kind::Targets, 1);
        check("x.csv", "position,company,industry\n", Kind::Targets, 1);
        check("targets.csv", "company,industry\n", Kind::Targets, 1);
        check("x.csv", "company,industry,aliases\n", Kind::Companies, 1);
        check("x.csv", "introducer,introduced,date,context\n", Kind::Introductions, 1);
        check("x.csv", "date,person,kind,outcome,notes\n", Kind::Outreach, 1);
        let interviews =
            "date,person,company,position,skills,advice,trends,openings,introduced,resources,notes\n";
        check("x.csv", interviews, Kind::Interviews, 1);
        check("x.csv", "introducer,introduced,date,source,confidence,evidence\n", Kind::Report, 1);
        check("Skills.csv", "Name\n", Kind::Skills, 1);
        check("Votes_123456789.csv", "Date,Link,OptionText\n", Kind::NotUsed, 0);
        check("x.csv", "a,b,c\n", Kind::Unknown, 0);
        check("x.csv", "", Kind::Unknown, 0);
    }
}

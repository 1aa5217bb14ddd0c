//! What each kind of table is known by: the columns it has, and the few names that decide where columns do not.
//!
//! In: nothing. Out: lists, which [`super::recognise`] holds against a header.

use super::columns::*;
use super::kind::Kind;

/// The columns by which a kind is known: of each inner list, one must be there.
pub(super) struct Signature {
    pub(super) kind: Kind,
    pub(super) needs: &'static [&'static [&'static str]],
    /// Other columns of the kind; each one found makes it likelier.
    pub(super) also: &'static [&'static str],
    /// What the file's name must contain where the header says too little.
    pub(super) name: Option<&'static [&'static str]>,
}

pub(super) const SIGNATURES: &[Signature] = &[
    // Tables of our own, wherever they lie: they have the columns of the lists they were made from, and reading them
    // back in would count every introduction twice. They come first, so that they win where equals meet.
    report(&[&["person"], &["connectedon"], &["messagessent"], &["messagesreceived"], &["introducedby"]]),
    report(&[&["introducer"], &["introduced"], &["confidence"], &["evidence"]]),
    report(&[&["person"], &["other"], &["othername"], &["date"], &["evidence"]]),
    report(&[
        &["company"],
        &["contacts"],
        &["strongcontacts"],
        &["bestcontact"],
        &["pathlength"],
        &["status"],
    ]),
    report(&[
        &["change"],
        &["person"],
        &["fromcompany"],
        &["fromposition"],
        &["tocompany"],
        &["toposition"],
        &["seenold"],
        &["seennew"],
    ]),
    report(&[&["spelling"], &["key"], &["contacts"], &["tier"], &["evidence"]]),
    report(&[&["company"], &["key"], &["nearest"], &["similarity"], &["targetline"], &["nearestline"]]),
    report(&[&["rank"], &["person"], &["action"], &["score"], &["preply"], &["referralvalue"]]),
    report(&[&["person"], &["introductions"], &["reach"], &["solereach"]]),
    Signature {
        kind: Kind::Connections,
        needs: &[CONNECTED, NAMED_OR_PLACED],
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
        needs: &[FIRST, LAST, COMPANY, PLACE_AT_WORK],
        also: &["url", "emailaddress"],
        name: None,
    },
    // `URL` is what LinkedIn calls the profile; lists of other origin say `LinkedIn` or `Profile`.
    Signature {
        kind: Kind::Connections,
        needs: &[&["firstname"], &["lastname"], &["url"]],
        also: &["emailaddress", "company", "position"],
        name: None,
    },
    // What scrapers make of LinkedIn's lists of people; only those of the first degree are connections.
    Signature {
        kind: Kind::Connections,
        needs: &[&["connectiondegree"], &["firstname", "fullname", "name"]],
        also: &["lastname", "companyname", "title", "linkedinprofileurl", "profileurl"],
        name: None,
    },
    // What is left of a list after its owner took columns away; its name says what it was.
    Signature {
        kind: Kind::Connections,
        needs: &[NAMED],
        also: &["lastname", "emailaddress", "position", "url", "company"],
        name: Some(&["connection"]),
    },
    Signature {
        kind: Kind::Messages,
        needs: &[&["conversationid"], FROM, WRITTEN],
        also: &["senderprofileurl", "to", "recipientprofileurls", "subject", "content", "folder"],
        name: None,
    },
    // The same with columns taken away.
    Signature {
        kind: Kind::Messages,
        needs: &[&["from"], WRITTEN, &["senderprofileurl", "recipientprofileurls"]],
        also: &["to", "subject", "content", "folder"],
        name: None,
    },
    Signature {
        kind: Kind::Messages,
        needs: &[&["from"], &["to"], &["date"], &["content"], &["direction"]],
        also: &["subject", "folder"],
        name: None,
    },
    Signature {
        kind: Kind::Messages,
        needs: &[&["from"], &["to"], &["date"]],
        also: &["subject", "content", "direction", "folder"],
        name: Some(&["messages"]),
    },
    Signature {
        kind: Kind::Invitations,
        needs: &[&["from"], &["to"], &["sentat"], &["direction"]],
        also: &["message", "inviterprofileurl", "inviteeprofileurl"],
        name: None,
    },
    // With columns taken away or renamed.
    Signature {
        kind: Kind::Invitations,
        needs: &[&["inviterprofileurl", "inviteeprofileurl", "inviterprofileurn", "inviteeprofileurn"]],
        also: &["from", "to", "sentat", "message", "direction"],
        name: None,
    },
    Signature {
        kind: Kind::Invitations,
        needs: &[FROM_OR_TO, &["sentat", "gesendetam", "envoyéele", "envoyéle", "enviadoel", "enviadoem"]],
        also: &["from", "to", "message", "direction", "richtung"],
        name: None,
    },
    Signature {
        kind: Kind::Invitations,
        needs: &[FROM, TO, SENT],
        also: &["message", "direction"],
        name: Some(&["invitation", "einladung", "invitacion", "convite"]),
    },
    Signature {
        kind: Kind::Profile,
        needs: &[&["firstname"], &["lastname"], &["headline"]],
        also: &["maidenname", "summary", "industry", "geolocation", "birthdate"],
        name: None,
    },
    Signature {
        kind: Kind::CompanyFollows,
        needs: &[&["organization", "organizationname"], &["followedon"]],
        also: &[],
        name: None,
    },
    Signature {
        kind: Kind::MemberFollows,
        needs: &[&["date"], &["status"], &["fullname"]],
        also: &[],
        name: None,
    },
    Signature {
        kind: Kind::JobApplications,
        needs: &[&["applicationdate"], &["companyname"], &["jobtitle"]],
        also: &["contactemail", "joburl", "resumename", "questionandanswers"],
        name: None,
    },
    Signature {
        kind: Kind::SavedJobs,
        needs: &[&["saveddate"], &["jobtitle"], &["companyname"]],
        also: &["joburl"],
        name: None,
    },
    Signature {
        kind: Kind::JobPreferences,
        needs: &[&["dreamcompanies"], &["jobtitles"]],
        also: &["locations", "industries", "preferredjobtypes", "opentorecruiters"],
        name: None,
    },
    Signature {
        kind: Kind::Notes,
        needs: &[&["connectionprofileurl"], &["note"], &["createdon"]],
        also: &["connectionfirstname", "connectionlastname", "editedon"],
        name: None,
    },
    // Comments, reactions, and shares (2018, and since).
    Signature { kind: Kind::Posts, needs: &[&["date"], &["link"], &["message"]], also: &[], name: None },
    Signature { kind: Kind::Posts, needs: &[&["date"], &["type"], &["link"]], also: &[], name: None },
    Signature {
        kind: Kind::Posts,
        needs: &[&["date"], &["sharelink"], &["visibility"]],
        also: &["sharecommentary", "sharedurl", "mediaurl"],
        name: None,
    },
    Signature {
        kind: Kind::Events,
        needs: &[&["eventname"], &["eventtime"]],
        also: &["status", "externalurl"],
        name: None,
    },
    Signature {
        kind: Kind::LinkedInContacts,
        needs: &[&["bookmarkedat"], &["emails", "emailaddress"], &["firstname"]],
        also: &["source", "lastname", "companies", "phonenumbers", "createdat", "fullname", "profiles"],
        name: None,
    },
    // Until mid 2024 (G1, G2), and since (G3).
    Signature {
        kind: Kind::GoogleContacts,
        needs: &[&["givenname"], &["familyname"], &["groupmembership", "yominame"]],
        also: &["name", "additionalname", "email1value", "organization1name", "phone1value", "nickname"],
        name: None,
    },
    Signature {
        kind: Kind::GoogleContacts,
        needs: &[&["firstname"], &["lastname"], &["labels"], &["organizationname", "fileas"]],
        also: &["email1value", "organizationtitle", "phoneticfirstname", "nameprefix", "phone1value"],
        name: None,
    },
    // What Outlook has and the Outlook form of LinkedIn before 2018 has not: one of the third list.
    Signature {
        kind: Kind::OutlookContacts,
        needs: &[
            OUTLOOK_FIRST,
            OUTLOOK_LAST,
            OUTLOOK_EMAIL,
            &[
                "nickname",
                "givenyomi",
                "initials",
                "internetfreebusy",
                "emailtype",
                "emaildisplayname",
                "imaddress",
                "emailtyp",
                "typedemessagerie",
                "tipodecorreoelectrónico",
            ],
        ],
        also: &[
            "emailtype",
            "emailtyp",
            "emaildisplayname",
            "initials",
            "nickname",
            "givenyomi",
            "gender",
            "imaddress",
            "officelocation",
            "categories",
            "mobilephone",
            "homephone",
            "businessphone",
            "company",
            "jobtitle",
            "email2address",
            "suffix",
            "title",
        ],
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
        also: &["notes", "activities", "enddate"],
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
        needs: &[INTRODUCER, INTRODUCED],
        also: &["date", "context"],
        name: None,
    },
    Signature {
        kind: Kind::Outreach,
        needs: &[WHO, KIND, DAY],
        also: &["outcome", "direction", "notes"],
        name: None,
    },
    Signature {
        kind: Kind::Interviews,
        needs: &[WHO, DAY, LEARNED_OR_NAMED],
        also: &["company", "position", "notes"],
        name: None,
    },
    // Logs that say what came of writing to somebody, or when somebody was contacted.
    Signature {
        kind: Kind::Outreach,
        needs: &[WHO, DAY, RESPONSE],
        also: &["direction", "notes"],
        name: None,
    },
    Signature { kind: Kind::Outreach, needs: &[WHO, ASKED_ON], also: &["status", "notes"], name: None },
    // Lists whose columns say little, and whose names say what they are.
    Signature {
        kind: Kind::Outreach,
        needs: &[WHO, DAY],
        also: &["type", "status", "result", "notes"],
        name: Some(&[
            "outreach",
            "networking",
            "contact log",
            "contact_log",
            "contact-log",
            "contactlog",
            "kontaktprotokoll",
            "prises de contact",
            "prises_de_contact",
            "registro de contactos",
            "registo de contactos",
            "registro de contatos",
            "registro dei contatti",
            "contactlogboek",
        ]),
    },
    Signature {
        kind: Kind::Interviews,
        needs: &[WHO, DAY],
        also: &["company", "position", "notes"],
        name: Some(&[
            "interview",
            "gespräch",
            "gespraech",
            "entretien",
            "entrevista",
            "colloqui",
            "gesprekken",
            "coffee chat",
            "coffee_chat",
            "coffee-chat",
        ]),
    },
    Signature {
        kind: Kind::Roster,
        needs: &[&["member"], &["folder"]],
        also: &["programme", "classyear"],
        name: None,
    },
    Signature { kind: Kind::Companies, needs: &[COMPANY, ALIASES], also: &["industry"], name: None },
    Signature { kind: Kind::Companies, needs: &[COMPANY, INDUSTRY], also: &[], name: Some(&["companies"]) },
    // The interface's own columns; an industry alone is a target too.
    Signature {
        kind: Kind::Targets,
        needs: &[TARGET_ANY],
        also: &["priority", "motivation", "posting", "alumni", "location", "notes", "company", "industry"],
        name: Some(&[
            "target", "lamp", "dream", "wish", "wunsch", "ziel", "cible", "objetivo", "alvo", "obiettiv",
            "doel",
        ]),
    },
    Signature {
        kind: Kind::Targets,
        needs: &[TARGET_POSITION, TARGET_COMPANY, TARGET_WEIGHTS],
        also: &["motivation", "posting", "alumni", "location", "notes"],
        name: None,
    },
    Signature {
        kind: Kind::Targets,
        needs: &[TARGET_COMPANY, TARGET_INDUSTRY, WISHES],
        also: &["posting", "alumni", "location", "notes"],
        name: None,
    },
    // Whose columns say themselves that something is wanted.
    Signature {
        kind: Kind::Targets,
        needs: &[TARGET_POSITION, TARGET_COMPANY, WANTED_BY_NAME],
        also: &["location", "notes"],
        name: None,
    },
    // LAMP lists: list, alumni or advocacy, motivation, posting.
    Signature {
        kind: Kind::Targets,
        needs: &[TARGET_COMPANY, &["motivation*"], &["posting*", "advocacy", "alumni*"]],
        also: &["#", "advocacy", "alumni"],
        name: None,
    },
    // Link lists and trackers of applications. Nothing else speaks for them, so any better fit wins.
    Signature { kind: Kind::Targets, needs: &[TARGET_COMPANY, BESIDE_TARGETS], also: &[], name: None },
    Signature {
        kind: Kind::Targets,
        needs: &[TARGET_COMPANY, &["website", "homepage"], &["contact", "contacts", "notes"]],
        also: &[],
        name: None,
    },
    // A list of people that says when there was contact last, or who introduced each.
    Signature { kind: Kind::Outreach, needs: &[WHO, LAST_CONTACT], also: &[], name: None },
    Signature { kind: Kind::Introductions, needs: &[INTRODUCER, WHO], also: &[], name: None },
    // Plain lists of contacts: somebody, and a way to reach them. Nothing else speaks for them.
    Signature {
        kind: Kind::ContactList,
        needs: &[WHO, &joined::<{ EMAILS.len() + URL.len() + PHONE.len() }>(&[EMAILS, URL, PHONE])],
        also: &[],
        name: None,
    },
];

/// What makes a list one of interviews.
const LEARNED_OR_NAMED: &[&str] = &joined::<{ LEARNED.len() + NAMED_THERE.len() }>(&[LEARNED, NAMED_THERE]);

/// One of the two sides.
const FROM_OR_TO: &[&str] = &["from", "to", "von", "an", "de", "à", "para"];

/// Any column that a target can be told by. A LAMP `List` is none without the columns beside it.
const TARGET_ANY: &[&str] = &joined::<
    { COMPANY.len() + POSITION.len() + TARGET_INDUSTRY.len() + TARGET_POSITION.len() + TARGETS.len() },
>(&[COMPANY, POSITION, TARGET_INDUSTRY, TARGET_POSITION, TARGETS]);
const TARGETS: &[&str] = &[
    "companies",
    "employers",
    "targetcompany",
    "targetcompanies",
    "positions",
    "roles",
    "targetposition",
    "targetrole",
];

/// What makes a list of titles and companies a target matrix.
const TARGET_WEIGHTS: &[&str] =
    &joined::<{ TARGET_INDUSTRY.len() + PRIORITY.len() }>(&[TARGET_INDUSTRY, PRIORITY]);

/// Nouns that only a target list has with a word of wanting.
const WANTED_BY_NAME: &[&str] = &[
    "position+",
    "role+",
    "jobtitle+",
    "job+",
    "stelle+",
    "rolle+",
    "funktion+",
    "poste+",
    "metier+",
    "fonction+",
    "emploi+",
    "puesto+",
    "cargo+",
    "posicion+",
    "posicao+",
    "funcao+",
    "vaga+",
    "posizione+",
    "ruolo+",
    "functie+",
    "baan+",
    "company+",
    "employer+",
    "firma+",
    "unternehmen+",
    "entreprise+",
    "empresa+",
    "azienda+",
    "bedrijf+",
    "werkgever+",
];

/// What makes a list of companies and industries one.
const WISHES: &[&str] = &joined::<{ PRIORITY.len() + MOTIVATION.len() }>(&[PRIORITY, MOTIVATION]);

/// A title, by names that mean nothing else.
const PLACE_AT_WORK: &[&str] = &[
    "position",
    "poste",
    "fonction",
    "stelle",
    "berufsbezeichnung",
    "puesto",
    "cargo",
    "posição",
    "posición",
    "posicion",
    "posizione",
    "ruolo",
    "functie",
];

/// A column that names somebody.
const NAMED: &[&str] =
    &joined::<{ FIRST.len() + LAST.len() + FULL.len() + URL.len() }>(&[FIRST, LAST, FULL, URL]);

/// A column that names somebody or says where somebody works: people publish their lists without names.
const NAMED_OR_PLACED: &[&str] = &[
    "firstname",
    "givenname",
    "vorname",
    "prénom",
    "prenom",
    "nombre",
    "nome",
    "voornaam",
    "first",
    "lastname",
    "fullname",
    "name",
    "connectionname",
    "company",
    "companyname",
    "position",
    "url",
    "profileurl",
];

const fn report(needs: &'static [&'static [&'static str]]) -> Signature {
    Signature { kind: Kind::Report, needs, also: &["name", "position", "industry", "priority"], name: None }
}

/// Sheets and files of LinkedIn that are known and say nothing that is used.
pub(super) const NOT_USED: &[&str] = &[
    "ad_targeting",
    "ad targeting",
    "ads clicked",
    "articles",
    "causes you care about",
    "calendar",
    "certifications",
    "courses",
    "hashtag_follows",
    "honors",
    "inferences_about_you",
    "instantreposts",
    "job applicant saved",
    "lan ads engagement",
    "languages",
    "learning",
    "logins",
    "member hashtags",
    "online job postings",
    "organizations",
    "phone numbers",
    "phonenumbers",
    "profile summary",
    "projects",
    "publications",
    "receipts",
    "registration",
    "rich media",
    "rich_media",
    "saved_items",
    "savedjobalerts",
    "search queries",
    "searchqueries",
    "security challenges",
    "account status history",
    "opprtunities",
    "verifications",
    "votes",
    "whatsapp phone numbers",
];

/// The AI chats that LinkedIn exports with the header of messages: told by their names alone.
pub(super) const AI_CHATS: &[&str] = &[
    "coach_messages",
    "guide_messages",
    "learning_coach_messages",
    "learning_role_play_messages",
    "learningcoachmessages",
];

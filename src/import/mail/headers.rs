//! What the headers of one mail say.

use mail_parser::{HeaderName, HeaderValue, MessageParser};

/// Somebody in a header.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Somebody {
    pub(super) address: String,
    pub(super) name: String,
}

/// What Gmail's labels say of a mail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Label {
    /// Nothing that matters.
    #[default]
    Other,
    /// The seeker wrote it.
    Sent,
    /// It was never sent.
    Draft,
    /// Nobody wanted it.
    Spam,
    /// It is a line of a chat.
    Chat,
}

impl Label {
    pub(super) fn reason_to_skip(self) -> Option<&'static str> {
        match self {
            Label::Draft => Some("a draft"),
            Label::Spam => Some("spam"),
            Label::Chat => Some("a chat"),
            Label::Sent | Label::Other => None,
        }
    }
}

/// The headers of a mail, as far as they are used.
#[derive(Debug, Default)]
pub(super) struct Headers {
    pub(super) from: Somebody,
    /// Those written to, then those who get a copy.
    pub(super) to: Vec<Somebody>,
    /// How many of them are written to.
    pub(super) n_direct: usize,
    pub(super) sent_at: Option<i64>,
    pub(super) id: String,
    pub(super) thread: String,
    pub(super) label: Label,
    pub(super) is_automatic: bool,
    /// What it is about; empty in an answer, which repeats what another wrote.
    pub(super) subject: String,
}

/// Gmail's own labels in the languages it translates them into; matched without case.
const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Sent,
        &[
            "sent",
            "sent mail",
            "gesendet",
            "enviado",
            "enviados",
            "enviats",
            "e-mails enviados",
            "envoyé",
            "envoyés",
            "messages envoyés",
            "inviati",
            "posta inviata",
            "verzonden",
            "verzonden berichten",
            "skickat",
            "skickade",
            "sendt",
            "sendte",
            "lähetetyt",
            "wysłane",
            "odeslaná pošta",
            "odoslaná pošta",
            "poslano",
            "elküldött",
            "elküldött üzenetek",
            "mesaje trimise",
            "gönderilmiş postalar",
            "gönderilen",
            "απεσταλμένα",
            "отправленные",
            "надіслані",
            "изпратени",
            "נשלח",
            "דואר שנשלח",
            "المرسلة",
            "البريد المرسل",
            "رسائل مرسلة",
            "भेजा गया",
            "đã gửi",
            "thư đã gửi",
            "terkirim",
            "ส่งแล้ว",
            "จดหมายที่ส่งแล้ว",
            "送信済み",
            "送信済みメール",
            "보낸편지함",
            "已发送",
            "已发邮件",
            "寄件備份",
        ],
    ),
    (
        Label::Draft,
        &[
            "drafts",
            "draft",
            "entwürfe",
            "entwurf",
            "borradores",
            "rascunhos",
            "brouillons",
            "bozze",
            "concepten",
            "utkast",
            "kladder",
            "luonnokset",
            "wersje robocze",
            "koncepty",
            "piszkozatok",
            "taslaklar",
            "πρόχειρα",
            "черновики",
            "чернетки",
            "טיוטות",
            "المسودات",
            "下書き",
            "임시보관함",
            "草稿",
        ],
    ),
    (Label::Spam, &["spam", "junk", "спам", "スパム", "迷惑メール", "스팸함", "垃圾邮件", "垃圾郵件"]),
    (Label::Chat, &["chat", "chats"]),
];

/// Reads header blocks; made once, for its tables are.
pub(super) struct Reader(MessageParser);

impl Reader {
    pub(super) fn new() -> Reader {
        let parser = MessageParser::new()
            .header_address(HeaderName::From)
            .header_address(HeaderName::To)
            .header_address(HeaderName::Cc)
            .header_address(HeaderName::Bcc)
            .header_date(HeaderName::Date)
            .header_id(HeaderName::MessageId)
            .header_id(HeaderName::References)
            .header_id(HeaderName::InReplyTo)
            .default_header_text();
        Reader(parser)
    }

    /// Reads the headers of a mail; `None` where nobody sent it.
    pub(super) fn read(&self, raw: &[u8]) -> Option<Headers> {
        let message = self.0.parse_headers(raw)?;
        let mut found = Headers::default();
        let mut answers = String::new();
        let mut copied: Vec<Somebody> = Vec::new();
        for header in message.parts.first().map_or(&[][..], |part| &part.headers) {
            let name = header.name.as_str().to_ascii_lowercase();
            match (name.as_str(), &header.value) {
                ("from", HeaderValue::Address(address)) => {
                    found.from = address.iter().find_map(somebody).unwrap_or_default();
                }
                ("to", HeaderValue::Address(address)) => {
                    address.iter().filter_map(somebody).for_each(|one| add(one, &mut found.to));
                }
                ("cc" | "bcc", HeaderValue::Address(address)) => {
                    address.iter().filter_map(somebody).for_each(|one| add(one, &mut copied));
                }
                ("date", HeaderValue::DateTime(date)) if date.is_valid() => {
                    found.sent_at = Some(date.to_timestamp());
                }
                ("message-id", value) => found.id = first_id(value),
                ("references", value) if found.thread.is_empty() => found.thread = first_id(value),
                ("in-reply-to", value) => answers = first_id(value),
                ("x-gm-thrid", HeaderValue::Text(text)) => found.thread = text.trim().to_owned(),
                ("x-gmail-labels", HeaderValue::Text(text)) => found.label = label(text),
                ("subject", HeaderValue::Text(text)) if !is_answer(text) => {
                    found.subject = text.trim().to_owned();
                }
                ("precedence", HeaderValue::Text(text)) => {
                    let kind = text.trim().to_ascii_lowercase();
                    found.is_automatic |= matches!(kind.as_str(), "bulk" | "list" | "junk");
                }
                ("auto-submitted", HeaderValue::Text(text)) => {
                    found.is_automatic |= !text.trim().eq_ignore_ascii_case("no");
                }
                (name, _) => found.is_automatic |= name.starts_with("list-"),
            }
        }
        found.n_direct = found.to.len();
        copied.into_iter().for_each(|one| add(one, &mut found.to));
        if found.thread.is_empty() {
            found.thread = answers;
        }
        found.is_automatic |= is_machine(&found.from.address);
        (!found.from.address.is_empty()).then_some(found)
    }
}

/// What mail programs put before the subject of an answer, or of a mail passed on.
const ANSWERS: [&str; 18] = [
    "re", "aw", "antw", "antwort", "sv", "vs", "rv", "res", "r", "rép", "rif", "odp", "ynt", "fw", "fwd",
    "wg", "tr", "enc",
];

/// Whether a subject is that of an answer, or of a mail passed on.
fn is_answer(subject: &str) -> bool {
    let Some((first, _)) = subject.split_once([':', '：']) else { return false };
    // `Re[2]:`.
    let first = first.split('[').next().unwrap_or_default().trim().to_lowercase();
    ANSWERS.contains(&first.as_str())
}

/// Adds somebody who is not there yet. A mail that goes to everybody is told by its first hundred.
fn add(one: Somebody, to: &mut Vec<Somebody>) {
    let is_same = |known: &Somebody| known.address.eq_ignore_ascii_case(&one.address);
    if to.len() < 100 && !to.iter().any(is_same) {
        to.push(one);
    }
}

fn first_id(value: &HeaderValue<'_>) -> String {
    match value {
        HeaderValue::Text(text) => text.trim().to_owned(),
        HeaderValue::TextList(list) => list.first().map(|id| id.trim().to_owned()).unwrap_or_default(),
        _ => String::new(),
    }
}

fn somebody(one: &mail_parser::Addr<'_>) -> Option<Somebody> {
    let address = one.address.as_deref()?.trim();
    let plain = |name: &str| name.trim_matches(|c: char| c.is_whitespace() || "'\"".contains(c)).to_owned();
    let name = plain(one.name.as_deref().unwrap_or_default());
    // An address in place of a name says nothing more than the address does.
    let name = if name.contains('@') { String::new() } else { name };
    address.contains('@').then(|| Somebody { address: address.to_owned(), name })
}

fn label(text: &str) -> Label {
    let mut found = Label::Other;
    for one in text.split(',') {
        let one = one.trim_matches(|c: char| c.is_whitespace() || c == '"').to_lowercase();
        let known = LABELS.iter().find(|(_, words)| words.contains(&one.as_str()));
        match known.map(|(label, _)| *label) {
            // What is thrown away or never sent counts for less than where else it lies.
            Some(label @ (Label::Draft | Label::Spam | Label::Chat)) => return label,
            Some(label) => found = label,
            None => {}
        }
    }
    found
}

/// Whether nobody reads what is written to an address.
pub fn is_machine(address: &str) -> bool {
    let local = address.rsplit_once('@').map_or(address, |(local, _)| local).to_lowercase();
    let plain: String = local.chars().filter(|c| c.is_alphanumeric()).collect();
    let inside = ["noreply", "donotreply", "nichtantworten", "nepasrepondre", "noresponder", "mailerdaemon"];
    let start = ["postmaster", "newsletter", "notification", "notify", "bounce", "calendarnotification"];
    inside.iter().any(|word| plain.contains(word)) || start.iter().any(|word| plain.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Option<Headers> {
        Reader::new().read(format!("{raw}\r\n").as_bytes())
    }

    #[test]
    fn people_and_dates() {
        let found = read(
            "From: =?UTF-8?Q?Tuuli_V=C3=A4in=C3=B6l=C3=A4?= <tuuli@example.org>\r\n\
             To: \"Oduya, Ann\" <Ann@Example.org>, kit@example.org,\r\n Crew: per@example.org, ann@example.org;\r\n\
             Cc: 'Bo' <bo@example.org>\r\nDate: Mon, 4 Mar 2024 10:00:00 +0200\r\nMessage-ID: <a@b>\r\n\
             References: <x@y> <z@y>\r\n",
        )
        .unwrap();
        assert_eq!((&*found.from.name, &*found.from.address), ("Tuuli Väinölä", "tuuli@example.org"));
        let to: Vec<_> = found.to.iter().map(|to| (&*to.name, &*to.address)).collect();
        let expect = [
            ("Oduya, Ann", "Ann@Example.org"),
            ("", "kit@example.org"),
            ("", "per@example.org"),
            ("Bo", "bo@example.org"),
        ];
        assert_eq!((to, found.n_direct), (expect.to_vec(), 3));
        assert_eq!((found.sent_at, &*found.id, &*found.thread), (Some(1_709_539_200), "a@b", "x@y"));
        assert!(read("Subject: nobody\r\n").is_none());
    }

    #[test]
    fn labels_in_any_language() {
        let check = |labels: &str, expect: Label| {
            let found = read(&format!("From: a@example.org\r\nX-Gmail-Labels: {labels}\r\n")).unwrap();
            assert_eq!(found.label, expect, "{labels}");
        };
        check("Inbox,Important", Label::Other);
        check("Opened,Sent,\"Category Forums\"", Label::Sent);
        check("=?UTF-8?Q?Messages_envoy=C3=A9s?=", Label::Sent);
        check("Gesendet,Wichtig", Label::Sent);
        check("Sent,Drafts", Label::Draft);
        check("=?UTF-8?B?0KHQv9Cw0Lw=?=", Label::Spam);
        check("Sentiment", Label::Other);
    }

    #[test]
    fn the_subject_of_an_answer_is_another_persons() {
        let check = |subject: &str, expect: &str| {
            let found = read(&format!("From: a@example.org\r\nSubject: {subject}\r\n")).unwrap();
            assert_eq!(found.subject, expect, "{subject}");
        };
        check("Intro: Ann <> Bo", "Intro: Ann <> Bo");
        check("=?UTF-8?Q?Je_te_pr=C3=A9sente_Bo?=", "Je te présente Bo");
        check("RE: Intro: Ann <> Bo", "");
        check("Re[2]: Intro", "");
        check("AW: Vorstellung", "");
        check("Fwd: Intro", "");
        check("", "");
    }

    #[test]
    fn machines_are_told() {
        let check = |raw: &str, expect: bool| {
            assert_eq!(read(&format!("{raw}\r\n")).unwrap().is_automatic, expect, "{raw}");
        };
        check("From: ann@example.org", false);
        check("From: No-Reply <no-reply@example.org>", true);
        check("From: a@example.org\r\nList-Unsubscribe: <mailto:x@example.org>", true);
        check("From: a@example.org\r\nPrecedence: bulk", true);
        check("From: a@example.org\r\nAuto-Submitted: auto-replied", true);
        check("From: a@example.org\r\nAuto-Submitted: no", false);
    }
}

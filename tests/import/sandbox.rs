//! A fresh folder for one test, and the exports that tests put into it. All people are invented.

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use tertius::import::{ReadOptions, Workspace, read_workspace};
use zip::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A folder that is gone when the test is over.
pub struct Sandbox(PathBuf);

impl Sandbox {
    pub fn new() -> Sandbox {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("tertius-import-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Sandbox(path)
    }

    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Sandbox {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn read(&self) -> Workspace {
        self.read_at("")
    }

    /// Reads a file or folder of the sandbox, and checks that every row is accounted for.
    pub fn read_at(&self, name: &str) -> Workspace {
        let read = read_workspace(&self.0.join(name), &ReadOptions::default()).unwrap();
        accounts_for_every_row(&read);
        read
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn accounts_for_every_row(read: &Workspace) {
    for source in &read.sources {
        assert_eq!(source.rows, source.imported + source.skipped + source.rejected, "{source:?}");
        assert_eq!(source.skipped, source.skipped_because.values().sum::<u64>(), "{source:?}");
    }
}

/// What became of each file, one a line, with the problems below it.
pub fn summary(read: &Workspace) -> String {
    let mut lines = String::new();
    for (at, source) in read.sources.iter().enumerate() {
        let counts = (source.rows, source.imported, source.skipped, source.rejected);
        lines += &format!("{} {} {counts:?}\n", source.path, source.kind);
        for problem in read.problems.iter().filter(|problem| problem.place.source.0 as usize == at) {
            let place = match problem.column.as_str() {
                "" => problem.place.line.to_string(),
                column => format!("{} {column}", problem.place.line),
            };
            lines += &format!("  {place}: {}\n", problem.problem);
        }
    }
    lines
}

/// Everything that was read, without where it stands: what two ways of handing over the same exports must agree on.
pub fn records(read: &Workspace) -> String {
    let who = |id| format!("{:?}", read.mentions.get(id));
    let mut lines: Vec<String> = Vec::new();
    for c in &read.connections {
        let [company, position] = [c.company, c.position].map(|text| read.texts.get(text));
        lines.push(format!("{} {company} {position} {:?}", who(c.who), c.connected_on));
    }
    for m in &read.messages {
        let to: Vec<String> = read.recipients_of(m).iter().map(|to| who(*to)).collect();
        lines.push(format!("{} {to:?} {} {}", who(m.from), m.sent_at, m.conversation));
    }
    for i in &read.invitations {
        let way = i.outgoing.map_or("?".to_owned(), |outgoing| outgoing.to_string());
        lines.push(format!("{} {} {:?} {way} {}", who(i.from), who(i.to), i.sent_on, i.has_note));
    }
    for i in &read.introductions {
        lines.push(format!("{} {} {:?} {}", who(i.introducer), who(i.introduced), i.on, i.context));
    }
    for o in &read.outreach {
        let what = (o.kind, o.outcome, o.incoming);
        lines.push(format!("{} {:?} {what:?} {}", who(o.who), o.on, o.notes));
    }
    for i in &read.interviews {
        let named: Vec<String> = i.introduced.iter().map(|id| who(*id)).collect();
        lines.push(format!("{} {:?} {} {} {named:?}", who(i.who), i.on, i.company, i.position));
    }
    for t in &read.targets {
        let weights = (t.priority, t.motivation, t.posting, t.alumni);
        let words = (&t.position, &t.company, &t.industry, &t.location, &t.notes);
        lines.push(format!("{words:?} {weights:?}"));
    }
    for c in &read.companies {
        lines.push(format!("{} {} {:?}", c.company, c.industry, c.aliases));
    }
    lines.join("\n")
}

/// A zip of these files, packed as LinkedIn packs: deflated, names in UTF-8.
pub fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        if name.ends_with('/') {
            zip.add_directory(*name, SimpleFileOptions::default()).unwrap();
            continue;
        }
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The files of a zip.
pub fn parts_of(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    parts
}

/// The same, written as a stream: sizes stand behind the entries only (flags `0x808`), as in LinkedIn's own archives.
pub fn streamed_zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new_stream(Vec::new());
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub const CONNECTIONS: &str = "\
Notes:
\"When exporting your connection data, you may notice that some of the email addresses are missing.\"

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ann,Oduya,https://www.linkedin.com/in/ann-oduya,ann@example.org,Fernwick & Sons,Head of Supply,04 Mar 2024
Per,Aasen,https://www.linkedin.com/in/per-aasen,,\"Lumora, Inc.\",Analyst,31 Dec 2023
,,,,,,02 Jan 2024";

pub const MESSAGES: &str = "\
CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER
c1,,Ann Oduya,https://www.linkedin.com/in/ann-oduya,Kari Lund,https://www.linkedin.com/in/kari-lund,2024-03-05 10:00:00 UTC,,\"Hello,
good to meet you.\",INBOX
c1,,Kari Lund,https://www.linkedin.com/in/kari-lund,Ann Oduya,https://www.linkedin.com/in/ann-oduya,2024-03-05 11:00:00 UTC,,Likewise,INBOX
";

pub const INVITATIONS: &str = "\
From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl
Kari Lund,Per Aasen,\"3/4/24, 5:06 PM\",Hello,OUTGOING,https://www.linkedin.com/in/kari-lund,https://www.linkedin.com/in/per-aasen
";

pub const TARGETS: &str =
    "position,company,industry,priority\nAnalyst,Lumora,,1\n,Fernwick & Sons,Retail,2.5\n";

pub const OUTREACH: &str = "date,person,kind,outcome,notes\n2024-03-06,in/ann-oduya,request,replied,kind\n";

pub const INTRODUCTIONS: &str = "introducer,introduced,date,context\nAnn Oduya,Per Aasen,2024-03-07,fair\n";

/// The files of a small workspace.
pub const EXPORT: [(&str, &[u8]); 6] = [
    ("Connections.csv", CONNECTIONS.as_bytes()),
    ("Invitations.csv", INVITATIONS.as_bytes()),
    ("introductions.csv", INTRODUCTIONS.as_bytes()),
    ("messages.csv", MESSAGES.as_bytes()),
    ("outreach.csv", OUTREACH.as_bytes()),
    ("targets.csv", TARGETS.as_bytes()),
];

pub const VCARDS: &str = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:V=C3=A4in=C3=B6;=\r\nTuuli\r\n\
ORG:Nordlys;Yard\r\nEMAIL;INTERNET;PREF:tuuli@example.org\r\nEND:VCARD\r\n\
BEGIN:VCARD\nVERSION:3.0\nN:Oduya;Ann;;;\nFN:Ann Oduya\nitem1.EMAIL;type=WORK:ann@exam\n ple.org\nEND:VCARD\n";

pub const CALENDAR: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=\"W. Europe\":20240304T100000\r\n\
ATTENDEE;CN=\"Oduya, Ann\";RSVP=\r\n TRUE:mailto:ann@example.org\r\nORGANIZER:mailto:kari@example.org\r\nEND:VEVENT\r\n\
END:VCALENDAR\r\n";

pub const MAILS: &str = "From 1@xxx Fri Mar 01 22:26:51 +0000 2024\r\nX-Gmail-Labels: =?UTF-8?Q?Envoy=C3=A9s?=\r\n\
From: Kari Lund <kari@example.org>\r\nTo: \"Oduya, Ann\" <ann@example.org>,\r\n Per <per@example.org>\r\n\
Date: Fri, 1 Mar 2024 09:00:00 +0100\r\n\r\nHello\r\n\r\n\
From 2@xxx Sat Mar 02 22:26:51 +0000 2024\r\nFrom: =?utf-8?B?QW5uIE9kdXlh?= <ann@example.org>\r\nTo: kari@example.org\r\n\
Message-ID: <a@b>\r\n\r\nHello\r\n";

pub const GOOGLE: &str = "First Name,Last Name,File As,Organization Name,Labels,E-mail 1 - Value\n\
Ann,Oduya,,Lumora,* myContacts,ann@example.org ::: a.o@example.net\n";

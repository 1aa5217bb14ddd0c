//! What is done with a fuzzed input, one function for all readers: fuzzing and `cargo test` run the same.
//!
//! In: the name of a target and bytes. Out: nothing, or a panic where a promise is broken: every row is accounted for,
//! every record and problem has its place in the file, and reading twice gives the same.

use std::io::{Cursor, Write};
use tertius::import::{self, Workspace};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The targets: a reader each, and what stands before the input so that it is the reader which is fuzzed and not the
/// recognition. An input to a table chooses its header by its first byte.
pub const TARGETS: &[(&str, Seed)] = &[
    ("any", Seed::Raw("x.csv")),
    (
        "connections",
        Seed::Table(&[
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
            "First Name,Last Name,Email Address,Company,Position,Connected On\n",
            "Notes:\n\"When, you\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
            "First Name;Last Name;Company;Position;Connected on\r\n",
            "Full Name\tURL\tCompany\tConnected On\n",
        ]),
    ),
    (
        "messages",
        Seed::Table(&[
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT\n",
            "From,To,Date,Subject,Content,Direction,Folder\n",
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n",
        ]),
    ),
    (
        "invitations",
        Seed::Table(&[
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n",
            "From,To,Sent At,Message,Direction\n",
        ]),
    ),
    (
        "archive_files",
        Seed::Table(&[
            "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location\n",
            "Company Name,Title,Description,Location,Started On,Finished On\n",
            "School Name,Start Date,End Date,Notes,Degree Name,Activities\n",
            "Organization,Followed On\n",
            "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url\n",
            "Locations,Industries,Company Employee Count,Preferred Job Types,Job Titles,Open To Recruiters,Dream Companies\n",
            "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n",
            "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n",
            "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\n",
            "Date,Link,Message\n",
            "Email Address,Confirmed,Primary,Updated On\n",
            "Date,Status,FullName\n",
        ]),
    ),
    (
        "own_lists",
        Seed::Table(&[
            "position,company,industry,priority,motivation,posting,alumni,location,notes\n",
            "#,Employer List,Advocacy,Motivation,Posting\n",
            "introducer,introduced,date,context\n",
            "date,person,kind,outcome,direction,notes\n",
            "date,person,company,position,skills,advice,trends,openings,introduced,resources,notes\n",
            "company,industry,aliases\n",
            "member,folder,programme,class_year,shares_contacts\n",
            "Name,Date contacted,Method,Response,Referred by,LinkedIn\n",
            "Vorname;Name;Kontaktart;Datum;Ergebnis;Bemerkung\n",
            "First Name,Last Name,Email,Introduced by,When,Notes\n",
            "Interview date,Name,Organization,Role,Key takeaways,Referrals,Mood\n",
        ]),
    ),
    (
        "address_books",
        Seed::Table(&[
            "First Name,Middle Name,Last Name,File As,Organization Name,Organization Title,Labels,E-mail 1 - Label,E-mail 1 - Value\n",
            "Name,Given Name,Additional Name,Family Name,Nickname,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Organization 1 - Name\n",
            "First Name,Middle Name,Last Name,Title,Suffix,Nickname,E-mail Address,E-mail 2 Address,Job Title,Company\n",
            "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,FullName,BookmarkedAt,Profiles\n",
        ]),
    ),
    ("vcard", Seed::Raw("x.vcf")),
    ("calendar", Seed::Raw("x.ics")),
    ("mail", Seed::Raw("x.mbox")),
    ("zip", Seed::Raw("x.zip")),
    (
        "xlsx",
        Seed::Parts(&[
            ("xl/worksheets/sheet1.xml", SHEET),
            ("xl/sharedStrings.xml", STRINGS),
            ("xl/workbook.xml", WORKBOOK),
            ("xl/styles.xml", STYLES),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            ("[Content_Types].xml", "<Types/>"),
        ]),
    ),
    (
        "ods",
        Seed::Parts(&[
            ("content.xml", CONTENT),
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"x\"/>"),
        ]),
    ),
    ("settings", Seed::Settings),
];

/// What is made of an input.
pub enum Seed {
    /// A file of this name.
    Raw(&'static str),
    /// A table below one of these headers.
    Table(&'static [&'static str]),
    /// A workbook, one of whose parts it is; the others are these.
    Parts(&'static [(&'static str, &'static str)]),
    /// The text of `tertius.toml`.
    Settings,
}

/// Reads an input as a target does. Panics where a promise is broken.
pub fn run(target: &str, input: &[u8]) {
    let (_, seed) = TARGETS.iter().find(|(name, _)| *name == target).expect("a target of the list");
    let (choice, rest) = input.split_first().map_or((0, input), |(first, rest)| (usize::from(*first), rest));
    let (name, bytes) = match seed {
        Seed::Raw(name) => (*name, input.to_vec()),
        Seed::Table(headers) => {
            let header = headers[choice % headers.len()];
            ("x.csv", [header.as_bytes(), rest].concat())
        }
        Seed::Parts(parts) => ("x.xlsx", workbook(parts, choice % parts.len(), rest)),
        Seed::Settings => {
            let text = String::from_utf8_lossy(input);
            let _ = tertius::settings::Settings::parse(&text);
            return;
        }
    };
    // Twice: nothing depends on where in memory the bytes lie, or on what was read before.
    let again = import::read_bytes(name, bytes.clone());
    let read = import::read_bytes(name, bytes);
    keeps_its_promises(&read);
    assert_eq!(told(&again), told(&read));
    let (people, ambiguous) = tertius::people::resolve(&read, None);
    assert!(ambiguous.iter().all(|problem| (problem.place.source.0 as usize) < read.sources.len()));
    assert!(people.persons.len() <= read.mentions.len());
}

/// A workbook with one part replaced, packed anew so that its checksums are right and the damage reaches the reader.
fn workbook(parts: &[(&str, &str)], replaced: usize, with: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (at, (name, content)) in parts.iter().enumerate() {
        zip.start_file(*name, options).expect("a name that zip takes");
        zip.write_all(if at == replaced { with } else { content.as_bytes() }).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// What was made of a file, in words: the records of the lists that most files have, who is mentioned, and what is said of it.
fn told(read: &Workspace) -> String {
    let records = (&read.connections, &read.messages, &read.outreach, &read.introductions, &read.targets);
    let mentions: Vec<_> = read.mentions.all().collect();
    format!("{:?}{:?}{records:?}{mentions:?}", read.sources, read.problems)
}

/// Every row is accounted for, and whatever has a place has it in a file that was read.
fn keeps_its_promises(read: &Workspace) {
    for source in &read.sources {
        assert_eq!(source.rows, source.imported + source.skipped + source.rejected, "{source:?}");
        assert_eq!(source.skipped, source.skipped_because.values().sum::<u64>(), "{source:?}");
    }
    for problem in &read.problems {
        let source = &read.sources[problem.place.source.0 as usize];
        assert!(source.problems > 0, "{problem:?}");
        assert!(!problem.problem.is_empty() && !problem.hint.is_empty(), "{problem:?}");
        assert!(problem.value.chars().count() <= 121, "{problem:?}");
    }
    let rejected: u64 = read.sources.iter().map(|source| source.rejected).sum();
    assert!(rejected == 0 || !read.problems.is_empty(), "a row was rejected without a word");
}

const SHEET: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:C3"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>industry</t></is></c></row><row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" s="1"><v>45355</v></c><c r="C3" t="str"><f>B2+1</f><v>x</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>"#;
const STRINGS: &str = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="3" uniqueCount="3"><si><t>position</t></si><si><t>company</t></si><si><r><t xml:space="preserve"> Ana</t></r><r><t>lyst</t></r></si></sst>"#;
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="0"/><sheets><sheet name="target" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="x">target!$A$1</definedName></definedNames></workbook>"#;
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const CONTENT: &str = r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="target"><table:table-row><table:table-cell office:value-type="string"><text:p>company</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>industry</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;

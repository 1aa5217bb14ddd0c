//! Whatever the bytes are: no panic, and no row without a word.

use crate::sandbox::*;
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

/// One file of every sort.
fn seeds() -> Vec<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in TARGETS.lines().enumerate() {
        for (column, cell) in line.split(',').enumerate() {
            sheet.write(row as u32, column as u16, cell).unwrap();
        }
    }
    let xlsx = book.save_to_buffer().unwrap();
    let content = r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="t">
<table:table-row><table:table-cell office:value-type="string"><text:p>company</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"#;
    let ods = zip_of(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ]);
    let utf16: Vec<u8> = CONNECTIONS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut seeds: Vec<Vec<u8>> = EXPORT.iter().map(|(_, bytes)| bytes.to_vec()).collect();
    seeds.extend([xlsx, ods, utf16, zip_of(&EXPORT), streamed_zip_of(&EXPORT)]);
    seeds.extend([VCARDS, CALENDAR, MAILS, GOOGLE].map(|text| text.as_bytes().to_vec()));
    seeds
}

/// A change to a file: bytes at a relative place are taken out and others put in.
type Change = (f64, usize, Vec<u8>);

fn change() -> impl Strategy<Value = Change> {
    let telling = proptest::sample::select(vec![
        &b"\""[..],
        b",",
        b"\n",
        b"\r\n",
        b"\r",
        b";",
        b"\t",
        b"\0",
        b"\"\"",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"#",
        b"\x80",
        b":",
        b"=",
        b"\n ",
        b"BEGIN:VCARD\n",
        b"END:VEVENT\n",
        b"From - Fri Mar 01 22:26:51 2024\n",
        b"=?utf-8?B?",
    ]);
    let bytes = prop_oneof![telling.prop_map(<[u8]>::to_vec), proptest::collection::vec(any::<u8>(), 0..8)];
    (0.0..1.0, 0usize..12, bytes)
}

fn apply(bytes: &mut Vec<u8>, (at, taken, put): &Change) {
    let start = (*at * bytes.len() as f64) as usize;
    let end = (start + taken).min(bytes.len());
    bytes.splice(start..end, put.iter().copied());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_lose_no_row(changes in proptest::collection::vec(change(), 1..6)) {
        let mut dir = Sandbox::new();
        for (number, mut bytes) in seeds().into_iter().enumerate() {
            changes.iter().for_each(|change| apply(&mut bytes, change));
            dir = dir.file(&format!("{number}.csv"), bytes);
        }
        let read = dir.read();
        prop_assert!(read.sources.len() >= 15);
        let _ = tertius::people::resolve(&read, None);
    }

    #[test]
    fn changed_parts_of_workbooks_lose_no_row(part in any::<proptest::sample::Index>(),
        changes in proptest::collection::vec(change(), 1..4)) {
        let mut dir = Sandbox::new();
        // Changed inside, so that the checksums of the zip are right and the damage reaches the reader.
        for (number, book) in seeds()[6..8].iter().enumerate() {
            let mut parts = parts_of(book);
            let part = part.index(parts.len());
            changes.iter().for_each(|change| apply(&mut parts[part].1, change));
            let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
            dir = dir.file(&format!("{number}.xlsx"), zip_of(&parts));
        }
        prop_assert!(dir.read().sources.len() >= 2);
    }

    #[test]
    fn any_table_is_read_as_it_was_written(
        cells in proptest::collection::vec(
            proptest::collection::vec("[a-z#]{0,3}(\"|,|;|\r?\n|é| ){0,2}[a-z]{0,3}", 4), 1..20),
        windows in any::<bool>(),
        blank_lines in 0usize..3,
    ) {
        let end = if windows { "\r\n" } else { "\n" };
        let mut text = format!("introducer,introduced,date,context{end}");
        let mut expect: Vec<(String, String, String)> = Vec::new();
        let mut lines: Vec<u32> = Vec::new();
        for (number, row) in cells.iter().enumerate() {
            text += &end.repeat(blank_lines);
            // Both are named, and no two rows are the same.
            // A cell of people is parted where several stand in it; one name is read as it was written.
            let [one, other] = [0, 1].map(|at: usize| row[at].replace([';', '\r', '\n', ' '], "-"));
            let row = [format!("x{number} {one}"), format!("y2 {other}"), String::new(), row[3].clone()];
            lines.push(text.matches('\n').count() as u32 + 1);
            expect.push((row[0].trim().into(), row[1].trim().into(), row[3].trim().into()));
            let quoted: Vec<String> =
                row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            text += &format!("{}{end}", quoted.join(","));
        }
        let read = Sandbox::new().file("x.csv", text).read();
        let found: Vec<(String, String, String)> = read.introductions.iter().map(|row| {
            let name = |id| read.mentions.get(id).reference.to_string();
            (name(row.introducer), name(row.introduced), row.context.to_string())
        }).collect();
        prop_assert_eq!(&read.problems, &[]);
        prop_assert_eq!(found, expect);
        let found: Vec<u32> = read.introductions.iter().map(|row| row.place.line).collect();
        prop_assert_eq!(found, lines);
    }
}

//! Archives: whatever they are called and however they are packed, and those that mean harm.

use crate::sandbox::*;
use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

fn folder() -> Sandbox {
    EXPORT.iter().fold(Sandbox::new(), |dir, (name, content)| dir.file(name, content))
}

#[test]
fn folder_and_archive_and_archive_in_archive_say_the_same() {
    let expect = records(&folder().read());
    assert_eq!(expect.lines().count(), 9);
    let zip = zip_of(&EXPORT);
    let nested: Vec<(String, &[u8])> =
        EXPORT.iter().map(|(name, bytes)| (format!("Complete_LinkedInDataExport/{name}"), *bytes)).collect();
    let nested: Vec<(&str, &[u8])> = nested.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let dir = Sandbox::new()
        .file("plain.zip", &zip)
        .file("streamed.zip.zip", streamed_zip_of(&EXPORT))
        .file("no-extension", zip_of(&nested))
        .file("in-another.zip", zip_of(&[("inner.zip", &zip)]));
    for name in ["plain.zip", "streamed.zip.zip", "no-extension", "in-another.zip"] {
        let read = dir.read_at(name);
        assert_eq!(records(&read), expect, "{name}");
        assert_eq!(read.problems, [], "{name}");
    }
    // LinkedIn's own flags: the sizes stand behind the entry.
    assert_eq!(&streamed_zip_of(&EXPORT)[6..8], [0x08, 0x00]);
    let place = dir.read_at("in-another.zip").targets[0].place.unwrap();
    assert_eq!(dir.read_at("in-another.zip").cite(place), "in-another.zip/inner.zip/targets.csv:2");
}

#[test]
fn an_archive_beside_its_own_files_changes_nothing() {
    let alone = folder();
    let twice = folder().file("z/again.zip", zip_of(&EXPORT)).file("copy of Connections.csv", CONNECTIONS);
    assert_eq!(records(&alone.read()), records(&twice.read()));
}

#[test]
fn an_archive_in_an_archive_in_an_archive_is_named() {
    let zip = zip_of(&[("b.zip", &zip_of(&[("c.zip", &zip_of(&EXPORT))]))]);
    let read = Sandbox::new().file("a.zip", zip).read();
    assert_eq!(
        summary(&read),
        "a.zip/b.zip/c.zip unknown (0, 0, 0, 0)\n  0: an archive in an archive in an archive\n"
    );
}

#[test]
fn what_programs_leave_behind_is_passed_over() {
    let zip = zip_of(&[
        ("Jobs/", b""),
        ("__MACOSX/._targets.csv", b"junk"),
        (".DS_Store", b"junk"),
        ("a/.hidden/targets.csv", TARGETS.as_bytes()),
        ("~$targets.xlsx", b"junk"),
        ("reports/index.html", b"<html>"),
        ("reports/summary.json", b"{}"),
        ("reports/introductions.csv", INTRODUCTIONS.as_bytes()),
        ("folder\\targets.csv", TARGETS.as_bytes()),
    ]);
    let read = Sandbox::new().file("a.zip", zip).read();
    assert_eq!(summary(&read), "a.zip/folder/targets.csv targets (2, 2, 0, 0)\n");
}

#[test]
fn names_that_lead_out_are_named_and_not_read() {
    let names: [&[u8]; 3] = [b"../up.csv", b"/root.csv", b"C:/x1.csv"];
    for name in names {
        // No program writes such names, so a harmless one of the same length is overwritten.
        let harmless = "t".repeat(name.len());
        let mut zip = zip_of(&[(&harmless, TARGETS.as_bytes()), ("targets.csv", TARGETS.as_bytes())]);
        while let Some(at) = zip.windows(name.len()).position(|window| window == harmless.as_bytes()) {
            zip[at..at + name.len()].copy_from_slice(name);
        }
        let read = Sandbox::new().file("a.zip", zip).read();
        let name = String::from_utf8_lossy(name);
        assert!(summary(&read).contains("0: a name that leads out of the archive"), "{name}");
        assert_eq!(read.targets.len(), 2, "{name}");
    }
}

#[test]
fn damage_costs_one_entry() {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in EXPORT {
        zip.start_file(name, stored).unwrap();
        zip.write_all(content).unwrap();
    }
    let mut zip = zip.finish().unwrap().into_inner();
    // Another company than the one whose checksum was taken.
    let at = zip.windows(6).position(|window| window == b"Lumora").unwrap();
    zip[at..at + 6].copy_from_slice(b"Lumara");
    let read = Sandbox::new().file("a.zip", &zip).read();
    assert!(
        summary(&read).contains("a.zip/Connections.csv connections (3, 2, 0, 1)\n"),
        "{}",
        summary(&read)
    );
    assert_eq!(read.problems.len(), 1);
    assert_eq!(read.problems[0].problem, "the file cannot be read from here on");
    assert_eq!(read.targets.len(), 2);
    // Half a download has no table of contents.
    let read = Sandbox::new().file("a.zip", &zip[..zip.len() / 2]).read();
    assert_eq!(
        summary(&read),
        "a.zip unknown (0, 0, 0, 0)\n  0: a damaged archive: it has no table of contents\n"
    );
}

#[test]
fn a_password_and_an_unknown_packing_are_named() {
    let mut zip = zip_of(&[("secret.csv", TARGETS.as_bytes()), ("targets.csv", TARGETS.as_bytes())]);
    let local = 0;
    let central = zip.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    let mut locked = zip.clone();
    locked[local + 6] |= 1;
    locked[central + 8] |= 1;
    let read = Sandbox::new().file("a.zip", locked).read();
    assert!(
        summary(&read).starts_with("a.zip/secret.csv unknown (0, 0, 0, 0)\n  0: protected by a password\n")
    );
    assert_eq!(read.targets.len(), 2);
    zip[local + 8] = 14;
    zip[central + 10] = 14;
    let read = Sandbox::new().file("a.zip", zip).read();
    assert!(summary(&read).contains("  0: packed in a way that is not read\n"), "{}", summary(&read));
    assert_eq!(read.targets.len(), 2);
}

#[test]
fn bombs_are_named_and_not_unpacked() {
    let zeros = vec![0u8; 64 << 20];
    let zip = zip_of(&[("bomb.csv", &zeros), ("targets.csv", TARGETS.as_bytes())]);
    assert!(zip.len() < 100_000);
    let read = Sandbox::new().file("a.zip", &zip).read();
    assert_eq!(
        summary(&read),
        "a.zip/bomb.csv unknown (0, 0, 0, 0)\n  0: unpacks to more than 200 times its size, as no table does\n\
         a.zip/targets.csv targets (2, 2, 0, 0)\n"
    );
    // The same bomb, lying about its size.
    let mut lying = zip.clone();
    let size = (64u32 << 20).to_le_bytes();
    while let Some(at) = lying.windows(4).position(|window| window == size) {
        lying[at..at + 4].copy_from_slice(&10u32.to_le_bytes());
    }
    let read = Sandbox::new().file("a.zip", lying).read();
    assert_eq!(read.targets.len(), 2, "{}", summary(&read));
}

#[test]
fn entries_that_overlap_are_refused() {
    // Two names in the table of contents for the same bytes, as the compact bombs have a thousand of them.
    let zip = zip_of(&[("a.csv", TARGETS.as_bytes()), ("b.csv", TARGETS.as_bytes())]);
    let mut entries = zip.windows(4).enumerate().filter(|(_, window)| *window == b"PK\x01\x02");
    let second = entries.nth(1).unwrap().0;
    let mut overlapping = zip.clone();
    overlapping[second + 42..second + 46].copy_from_slice(&[0; 4]);
    let read = Sandbox::new().file("a.zip", overlapping).read();
    assert!(summary(&read).contains("an archive whose files overlap"), "{}", summary(&read));
    assert!(read.targets.is_empty());
}

#[test]
fn too_many_entries_are_refused_across_archives() {
    let names: Vec<String> = (0..5_500).map(|n| format!("{n}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let inner = zip_of(&files);
    let outer = zip_of(&[("a.zip", &inner), ("b.zip", &inner), ("targets.csv", TARGETS.as_bytes())]);
    let read = Sandbox::new().file("o.zip", outer).read();
    assert_eq!(read.problems.len(), 1);
    assert_eq!(read.problems[0].problem, "an archive of more than 10000 files");
    assert_eq!(read.targets.len(), 2);
}

#[test]
fn documents_are_not_taken_apart() {
    let letter = zip_of(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]);
    let read = Sandbox::new().file("cv.docx", letter).read();
    assert_eq!(summary(&read), "cv.docx unknown (0, 0, 0, 0)\n");
}

#[test]
fn an_empty_archive_is_no_harm() {
    let read = Sandbox::new().file("a.zip", zip_of(&[])).read();
    assert_eq!(summary(&read), "a.zip unknown (0, 0, 0, 0)\n");
}

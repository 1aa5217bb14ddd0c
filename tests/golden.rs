//! `reports/` is what the program makes of `sample-data/`: people read it to see what they would get, and this test
//! remakes it and compares, so that it cannot go stale.
//!
//! `UPDATE_REPORTS=1 cargo test --test golden` rewrites it; look at the difference before you commit it.

mod common;

use ab_glyph::{Font, FontRef};
use common::{Sandbox, files, tertius};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

type Files = BTreeMap<String, Vec<u8>>;

#[test]
fn reports_are_what_the_samples_give() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let golden = repository.join("reports");
    let made = made(repository);
    if is_update() {
        for (folder, made) in &made {
            let _ = std::fs::remove_dir_all(golden.join(folder));
            for (name, bytes) in made {
                let path = golden.join(folder).join(name);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, bytes).unwrap();
            }
        }
    }
    let mut wrong = Vec::new();
    for (folder, made) in &made {
        let kept: Files = files(&golden.join(folder)).into_iter().collect();
        compare(folder, &kept, made, &mut wrong);
    }
    let size: usize = made.iter().flat_map(|(_, made)| made.values()).map(Vec::len).sum();
    assert!(size < 7 << 19, "{size} bytes of reports are more than a repository should carry");
    assert!(
        wrong.is_empty(),
        "{}\nIf this is what you meant, `UPDATE_REPORTS=1 cargo test --test golden` rewrites reports/.",
        wrong.join("\n")
    );
}

#[expect(clippy::disallowed_methods, reason = "whoever runs the test decides")]
fn is_update() -> bool {
    std::env::var("UPDATE_REPORTS").is_ok_and(|value| !value.is_empty() && value != "0")
}

/// Runs the commands of the README on the samples.
fn made(repository: &Path) -> Vec<(&'static str, Files)> {
    let dir = Sandbox::new();
    let out = |name: &str| dir.path(name).into_os_string().into_string().unwrap();
    let of = |path: PathBuf| files(&path).into_iter().collect::<Files>();
    tertius(repository, ["report", "sample-data/solo", "--out", &out("solo")]).exits(0);
    let day = ["--as-of", "2026-06-30"];
    tertius(repository, ["cohort", "sample-data/cohort", "--out", &out("cohort")].iter().chain(&day))
        .exits(1);
    // Of the odd files, what was found out about them; the pictures show little.
    let check = tertius(repository, ["check", "sample-data/messy"]).exits(1);
    tertius(repository, ["report", "sample-data/messy", "--out", &out("messy")]).exits(1);
    let mut messy = of(dir.path("messy"));
    messy.retain(|name, _| ["problems.csv", "summary.json"].contains(&name.as_str()));
    messy.insert("check.txt".to_owned(), check.stdout.into_bytes());
    vec![("solo", of(dir.path("solo"))), ("messy", messy), ("cohort", of(dir.path("cohort")))]
}

fn compare(folder: &str, kept: &Files, made: &Files, wrong: &mut Vec<String>) {
    for name in kept.keys().filter(|name| !made.contains_key(*name)) {
        wrong.push(format!("reports/{folder}/{name}: is not made any more"));
    }
    for (name, bytes) in made {
        let Some(kept) = kept.get(name) else {
            wrong.push(format!("reports/{folder}/{name}: is made and not kept"));
            continue;
        };
        let difference = match name.rsplit('.').next() {
            Some("png") => {
                // A character that the embedded font lacks is drawn with the fonts of the machine. What is to be seen
                // is compared in the SVG then, from which the PNG is made.
                let svg = made.get(&name.replace(".png", ".svg")).map(|svg| String::from_utf8_lossy(svg));
                let everywhere_alike = svg.is_some_and(|svg| is_in_embedded_font(&svg));
                let same = if everywhere_alike { kept == bytes } else { png_size(kept) == png_size(bytes) };
                (!same).then(|| "is another picture".to_owned())
            }
            // How well a workbook is packed is the business of zlib.
            Some("xlsx") => parts(kept).iter().zip(&parts(bytes)).find_map(|(kept, made)| {
                if kept.0 != made.0 {
                    return Some(format!("has {} in place of {}", made.0, kept.0));
                }
                first_difference(&kept.1, &made.1).map(|difference| format!("{}: {difference}", made.0))
            }),
            _ => first_difference(kept, bytes),
        };
        wrong.extend(difference.map(|difference| format!("reports/{folder}/{name}: {difference}")));
    }
}

/// The first line that differs, both ways, around the place where it does.
fn first_difference(kept: &[u8], made: &[u8]) -> Option<String> {
    if kept == made {
        return None;
    }
    let (kept, made) = (String::from_utf8_lossy(kept), String::from_utf8_lossy(made));
    let n_same = kept.split('\n').zip(made.split('\n')).take_while(|(kept, made)| kept == made).count();
    let line = |text: &str| text.split('\n').nth(n_same).unwrap_or("(the end)").to_owned();
    let (kept, made) = (line(&kept), line(&made));
    let at = kept.chars().zip(made.chars()).take_while(|(kept, made)| kept == made).count();
    let part = |text: &str| text.chars().skip(at.saturating_sub(60)).take(160).collect::<String>();
    Some(format!("line {}\n  kept {}\n  made {}", n_same + 1, part(&kept), part(&made)))
}

fn is_in_embedded_font(svg: &str) -> bool {
    let font = FontRef::try_from_slice(dejavu::sans::regular()).unwrap();
    svg.chars().all(|c| c.is_control() || font.glyph_id(c).0 != 0)
}

/// Width and height, from the head of a PNG.
fn png_size(png: &[u8]) -> Option<&[u8]> {
    png.get(16..24).filter(|_| png.starts_with(b"\x89PNG\r\n\x1a\n"))
}

fn parts(xlsx: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(xlsx)).unwrap();
    let mut found = Vec::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        found.push((part.name().unwrap().into_owned(), bytes));
    }
    found
}

#[test]
fn a_difference_is_shown_where_it_is() {
    let one = |name: &str, text: &str| Files::from([(name.to_owned(), text.as_bytes().to_vec())]);
    let wrong = |kept: &Files, made: &Files| {
        let mut wrong = Vec::new();
        compare("x", kept, made, &mut wrong);
        wrong
    };
    assert_eq!(wrong(&one("a.csv", "a\nb\n"), &one("a.csv", "a\nb\n")), [""; 0]);
    assert_eq!(
        wrong(&one("a.csv", "a\nb\n"), &one("a.csv", "a\nc\n")),
        ["reports/x/a.csv: line 2\n  kept b\n  made c"]
    );
    assert_eq!(
        wrong(&one("a.csv", ""), &one("b.csv", "")),
        ["reports/x/a.csv: is not made any more", "reports/x/b.csv: is made and not kept"]
    );
    assert!(is_in_embedded_font("Łucja, Ελένη, Дмитрий, فاطمة, נועה") && !is_in_embedded_font("佐々木"));
}

//! Fonts of the system, for what the embedded font lacks: opened no sooner than they are needed.
//!
//! A system has hundreds of font files, and opening every one to learn its name takes as long as drawing all pictures
//! of a report. Where names of other scripts can be shown, it is nearly always Noto that shows them, and its files say
//! what they are: `NotoSansDevanagari-Regular.ttf`. Those are opened first, in the order of their names, up to the
//! first that has the letter; only when none has it are all fonts of the system looked at.

use ab_glyph::{Font, FontRef, GlyphId};
use resvg::usvg::fontdb::{Database, FaceInfo, ID, Source, Style, Weight};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};

/// Where systems keep their fonts. Those of a user are among all fonts of the system.
const FOLDERS: [&str; 4] =
    ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts"];

/// The embedded font alone.
pub(super) static EMBEDDED: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_source(Source::Binary(Arc::new(without_old_kerning(dejavu::sans::regular()))));
    fonts.set_sans_serif_family("DejaVu Sans");
    fonts.set_serif_family("DejaVu Sans");
    Arc::new(fonts)
});

/// A font without its table `kern`. Ours says how letters are moved together in its table GPOS, for every script that it
/// has, and then nobody asks `kern`; but whoever shapes a text prepares it, which is half the work for each label.
fn without_old_kerning(font: &[u8]) -> Vec<u8> {
    // The head of a font, and a line of the list of tables behind it, which begins with the name of a table.
    const HEAD: usize = 12;
    const LINE: usize = 16;
    let mut font = font.to_vec();
    let n_tables = font.get(4..6).map_or(0, |n| usize::from(u16::from_be_bytes([n[0], n[1]])));
    let lines = font.get_mut(HEAD..HEAD + n_tables * LINE).unwrap_or_default();
    for name in lines.chunks_exact_mut(LINE).filter_map(|line| line.first_chunk_mut::<4>()) {
        // A name that nobody looks for, at the same place in the alphabet.
        if name == b"kern" {
            *name = *b"junk";
        }
    }
    font
}

/// The embedded font and those of the system that have been opened; more are, as letters ask for them.
static SHELF: LazyLock<Mutex<Shelf>> = LazyLock::new(|| {
    let mut likely = Vec::new();
    FOLDERS.iter().for_each(|folder| plain_noto(Path::new(folder), 4, &mut likely));
    likely.sort_by(|a, b| (b.file_name(), b).cmp(&(a.file_name(), a)));
    Mutex::new(Shelf { fonts: EMBEDDED.clone(), order: Vec::new(), likely, is_whole: false })
});

struct Shelf {
    fonts: Arc<Database>,
    /// Those of the system, in the order in which they are tried. The first font that has a letter may be a bold serif,
    /// and the order of a folder is no order: plain sans-serif comes first, then by name.
    order: Vec<ID>,
    /// Files that are yet to be opened, the last first.
    likely: Vec<PathBuf>,
    /// Whether all fonts of the system have been opened.
    is_whole: bool,
}

/// The fonts opened so far.
pub(super) fn fonts() -> Arc<Database> {
    // The shelf is poisoned only if the program is coming down already.
    SHELF.lock().map_or_else(|_| EMBEDDED.clone(), |shelf| shelf.fonts.clone())
}

/// A font that has a character, and is none of those `used`. `fonts` grows by what had to be opened.
pub(super) fn font_with(c: char, used: &[ID], fonts: &mut Arc<Database>) -> Option<ID> {
    let mut shelf = SHELF.lock().ok()?;
    let mut first = 0;
    loop {
        let mut untried = shelf.order[first..].iter().copied();
        if let Some(found) = untried.find(|id| !used.contains(id) && has(&shelf.fonts, *id, c)) {
            // Every font that `fonts` has is here, under the same number.
            *fonts = shelf.fonts.clone();
            return Some(found);
        }
        first = shelf.order.len();
        if !shelf.open_more() {
            return None;
        }
    }
}

/// Whether a font has a character.
pub(super) fn has(fonts: &Database, id: ID, c: char) -> bool {
    let glyph = fonts.with_face_data(id, |data, index| {
        FontRef::try_from_slice_and_index(data, index).ok().map(|font| font.glyph_id(c))
    });
    glyph.flatten().is_some_and(|glyph| glyph != GlyphId(0))
}

impl Shelf {
    /// Opens the next file, or all fonts of the system after the last.
    ///
    /// # Returns
    /// Whether there was anything left to open.
    fn open_more(&mut self) -> bool {
        let fonts = Arc::make_mut(&mut self.fonts);
        let is_known: Vec<ID> = fonts.faces().map(|face| face.id).collect();
        let next = self.likely.pop();
        match &next {
            // A file that is no font has no faces, and that is all that comes of it.
            Some(path) => drop(fonts.load_font_file(path)),
            None if self.is_whole => return false,
            None => {
                self.is_whole = true;
                fonts.load_system_fonts();
                // Loading sets the generic families to what the system calls so; ours stays first.
                fonts.set_sans_serif_family("DejaVu Sans");
                fonts.set_serif_family("DejaVu Sans");
            }
        }
        let mut new: Vec<_> = fonts
            .faces()
            .filter(|face| !is_known.contains(&face.id))
            // What a file has besides plain faces waits for all others.
            .filter(|face| next.is_none() || is_plain(face))
            .map(|face| (key(face), face.id))
            .collect();
        new.sort();
        self.order.extend(new.into_iter().map(|(_, id)| id));
        true
    }
}

fn is_plain(face: &FaceInfo) -> bool {
    face.style == Style::Normal && face.weight == Weight::NORMAL && !face.monospaced
}

/// The place of a face in the order of trying.
fn key(face: &FaceInfo) -> impl Ord + use<> {
    let family = face.families.first().map_or("", |(name, _)| name.as_str());
    let is_sans = family.contains("Sans") && !family.contains("Mono");
    let is_noto = family.starts_with("Noto");
    (!is_plain(face), !is_sans, !is_noto, family.to_owned(), face.post_script_name.clone())
}

/// Gathers the files of plain Noto Sans fonts in a folder and, some levels down, in its folders.
fn plain_noto(folder: &Path, levels: u32, found: &mut Vec<PathBuf>) {
    // A folder that cannot be read has no fonts for us.
    for item in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = item.path();
        let name = item.file_name();
        let name = name.to_string_lossy();
        if path.is_dir() {
            if levels > 0 {
                plain_noto(&path, levels - 1, found);
            }
        } else if name.starts_with("NotoSans") && name.contains("-Regular.") {
            found.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a system has cannot be known here; that the order holds whatever it has, can.
    #[test]
    fn a_letter_is_set_in_the_same_font_at_every_asking() {
        let mut opened = fonts();
        let found = font_with('李', &[], &mut opened);
        assert!(found.is_none_or(|id| has(&opened, id, '李')));
        assert_eq!(font_with('李', &[], &mut opened), found);
        // A font that was used already is not offered again.
        if let Some(id) = found {
            assert_ne!(font_with('李', &[id], &mut opened), Some(id));
        }
        // A character that is none in any font opens all, and is not found.
        assert_eq!(font_with('\u{10FFFE}', &[], &mut opened), None);
        assert!(opened.faces().count() > 0);
        assert_eq!(font_with('李', &[], &mut opened), found);
    }
}

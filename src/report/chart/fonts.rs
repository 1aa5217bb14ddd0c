//! Fonts: one embedded, with which every text is measured; those of the system only where it lacks a glyph.
//!
//! The embedded DejaVu Sans covers Latin, Greek, Cyrillic, Arabic and Hebrew. A name in another script needs a font
//! that no program this small can carry, so the system is asked, once, and only by a drawing that has such a name:
//! every other drawing gives the same PNG on every machine.

use super::fallback::{self, EMBEDDED};
use ab_glyph::{Font, FontRef, GlyphId};
use resvg::usvg::fontdb::ID;
use resvg::usvg::{FontResolver, Options};
use std::sync::{LazyLock, Mutex};
use unicode_width::UnicodeWidthChar;

/// What the SVG asks for: the font it was measured with, then fonts of wide coverage, for programs that choose by
/// this list.
pub(super) const FAMILIES: &str = "DejaVu Sans, Verdana, Noto Sans, Noto Sans CJK SC, Noto Sans Devanagari, Noto Sans Thai, Noto Sans \
     Arabic, Noto Sans Hebrew, sans-serif";

/// The embedded font. It is a file of this program; that it can be parsed is held by a test.
static MEASURE: LazyLock<Option<FontRef<'static>>> =
    LazyLock::new(|| FontRef::try_from_slice(dejavu::sans::regular()).ok());

/// Options under which a drawing is turned into outlines: no file but fonts is ever opened for it.
pub(super) fn options(svg: &str) -> Options<'static> {
    let system = svg.chars().any(|c| !has_glyph(c));
    let fontdb = if system { fallback::fonts() } else { EMBEDDED.clone() };
    let mut resolver = FontResolver::default();
    // What has served this drawing is asked first: a name is then set in one font.
    let served: Mutex<Vec<ID>> = Mutex::new(Vec::new());
    resolver.select_fallback = Box::new(move |missing, used, fonts| {
        if !system {
            return None;
        }
        let mut served = served.lock().ok()?;
        let is_new = |id: &ID| !used.contains(id);
        if let Some(id) = served.iter().copied().filter(is_new).find(|id| fallback::has(fonts, *id, missing))
        {
            return Some(id);
        }
        let found = fallback::font_with(missing, used, fonts)?;
        served.push(found);
        Some(found)
    });
    Options { font_family: "DejaVu Sans".to_owned(), font_resolver: resolver, fontdb, ..Options::default() }
}

/// Whether the embedded font has what it takes to show a character; what shows nothing needs no glyph.
pub(super) fn has_glyph(c: char) -> bool {
    c.is_ascii()
        || c.width().unwrap_or(0) == 0
        || MEASURE.as_ref().is_some_and(|font| font.glyph_id(c).0 != 0)
}

/// How wide a text is at a size, from the advances of the embedded font.
///
/// A character that the font lacks is taken for as much as the widest usual letter of its script has in the fonts that
/// stand in for it: a label may end early and is not clipped. Kerning is left out and is less than the slack of any
/// label. The fonts of the system are not asked: a picture is laid out alike on every machine.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| advance(c) * size).sum()
}

/// The advance of a character in em.
fn advance(c: char) -> f64 {
    let Some(font) = MEASURE.as_ref() else { return 1.0 };
    if c.width().unwrap_or(0) == 0 {
        return 0.0;
    }
    match (font.glyph_id(c), font.units_per_em()) {
        (GlyphId(0), _) | (_, None) => match u32::from(c) {
            0x0E00..=0x0EFF => 0.65,
            0x0900..=0x0AFF => 0.75,
            _ => 1.0,
        },
        (glyph, Some(em)) => f64::from(font.h_advance_unscaled(glyph) / em),
    }
}

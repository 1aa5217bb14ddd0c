//! Drawing outlines onto a strip of pixels.
//!
//! resvg draws whatever SVG can say, and for letters that is dear: sixteen samples a pixel, and a run of the blending
//! machinery for every one at their edges, which was half the cost of a picture. Here the share of each pixel that a
//! text covers is summed up exactly and in one pass, as font-rs does (R. Levien, *Inside the fastest font renderer in
//! the world*, 2016). Bars and lines stay with tiny-skia. A picture with anything but plain colours (an emoji out of a
//! font of the system) is left to resvg.

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use resvg::tiny_skia::{FillRule, Paint, PathSegment, Pixmap, Transform};
use resvg::usvg::{self, Group, Node, Path, Tree};

/// Shades between paper and ink: enough for the eye, and few enough for a palette.
const SHADES: f32 = 64.0;

/// Draws a tree of outlines.
pub(super) struct Painter<'a> {
    tree: &'a Tree,
    is_plain: bool,
    /// Whether the strip is still white paper.
    is_blank: bool,
    cover: Rasterizer,
}

impl<'a> Painter<'a> {
    pub(super) fn new(tree: &'a Tree) -> Painter<'a> {
        Painter { tree, is_plain: is_plain(tree.root()), is_blank: true, cover: Rasterizer::new(0, 0) }
    }

    /// Draws as much as falls onto a strip of white paper.
    pub(super) fn draw(&mut self, onto: Transform, strip: &mut Pixmap) {
        self.is_blank = true;
        if self.is_plain {
            self.group(self.tree.root(), false, onto, strip);
        } else {
            resvg::render(self.tree, onto, &mut strip.as_mut());
        }
    }

    fn group(&mut self, group: &Group, in_text: bool, onto: Transform, strip: &mut Pixmap) {
        for node in group.children() {
            match node {
                Node::Group(group) => self.group(group, in_text, onto, strip),
                Node::Text(text) => self.group(text.flattened(), true, onto, strip),
                // Most of a picture lies on other strips, and a line is widened before it is found to be elsewhere.
                Node::Path(path) if !path.is_visible() || !touches(path, onto, strip) => {}
                // Every picture begins with its paper, which is there already.
                Node::Path(path) if self.is_blank && is_white(path) => {}
                Node::Path(path) if in_text && path.stroke().is_none() => self.letters(path, onto, strip),
                Node::Path(path) => {
                    self.is_blank = false;
                    shape(path, onto, strip);
                }
                // Not in a picture that is plain.
                Node::Image(_) => {}
            }
        }
    }

    /// Draws the letters of a text, which come as one outline.
    fn letters(&mut self, path: &Path, onto_strip: Transform, strip: &mut Pixmap) {
        let onto = onto_strip.pre_concat(path.abs_transform());
        let Some((fill, ink)) = path.fill().and_then(|fill| Some((fill, colour(fill.paint())?))) else {
            return;
        };
        let Some(area) = path.data().bounds().transform(onto) else { return };
        let (left, top) = (area.left().floor(), area.top().floor());
        let (wide, high) = (area.right().ceil() - left, area.bottom().ceil() - top);
        self.is_blank = false;
        // Labels are cut to the picture; what is larger is none of ours, and no reason to ask for much memory.
        if wide.max(high) > 2.0 * strip.width() as f32 {
            return shape(path, onto_strip, strip);
        }
        // Room for one more, where the rounding of a point may put it.
        self.cover.reset(wide as usize + 1, high as usize + 1);
        outline(path, onto, (left, top), &mut self.cover);
        let (left, top) = (left as i64, top as i64);
        let (width, height) = (i64::from(strip.width()), i64::from(strip.height()));
        let opacity = fill.opacity().get();
        let (pixels, _) = strip.data_mut().as_chunks_mut::<4>();
        self.cover.for_each_pixel_2d(|x, y, cover| {
            let shade = rounded(cover.min(1.0) * opacity * SHADES) / SHADES;
            let (x, y) = (left + i64::from(x), top + i64::from(y));
            if shade > 0.0 && (0..width).contains(&x) && (0..height).contains(&y) {
                let pixel = &mut pixels[(y * width + x) as usize];
                for (under, over) in pixel.iter_mut().zip([ink.red, ink.green, ink.blue]) {
                    let (from, to) = (f32::from(*under), f32::from(over));
                    *under = rounded(from + (to - from) * shade) as u8;
                }
            }
        });
    }
}

/// The nearest whole number to one that is not negative. `round` is a call into the library of the system, and a
/// million pixels pass here.
fn rounded(number: f32) -> f32 {
    (number + 0.5) as u32 as f32
}

/// Whether any part of an outline and its line may fall onto the strip.
fn touches(path: &Path, onto: Transform, strip: &Pixmap) -> bool {
    let (width, height) = (strip.width() as f32, strip.height() as f32);
    // A pixel more on all sides, for the shades at its edges.
    path.abs_stroke_bounding_box().transform(onto).is_none_or(|area| {
        area.left() < width + 1.0 && area.right() > -1.0 && area.top() < height + 1.0 && area.bottom() > -1.0
    })
}

/// Whether all that an outline does is to make white what it covers.
fn is_white(path: &Path) -> bool {
    let white = usvg::Color::white();
    path.stroke().is_none() && path.fill().is_some_and(|fill| colour(fill.paint()) == Some(white))
}

/// Whether a group holds nothing but outlines in plain colours.
fn is_plain(group: &Group) -> bool {
    let is_colour = |paint: &usvg::Paint| colour(paint).is_some();
    let is_plain_node = |node: &Node| match node {
        Node::Group(group) => is_plain(group),
        Node::Text(text) => is_plain(text.flattened()),
        Node::Path(path) => {
            path.fill().is_none_or(|fill| is_colour(fill.paint()))
                && path.stroke().is_none_or(|stroke| is_colour(stroke.paint()))
        }
        Node::Image(_) => false,
    };
    !group.should_isolate() && group.children().iter().all(is_plain_node)
}

fn colour(paint: &usvg::Paint) -> Option<usvg::Color> {
    match paint {
        usvg::Paint::Color(colour) => Some(*colour),
        _ => None,
    }
}

/// Draws a shape: filled, then its line.
fn shape(path: &Path, onto: Transform, strip: &mut Pixmap) {
    let onto = onto.pre_concat(path.abs_transform());
    let paint = |plain: &usvg::Paint, opacity: usvg::Opacity| {
        let mut paint =
            Paint { anti_alias: path.rendering_mode().use_shape_antialiasing(), ..Paint::default() };
        if let Some(colour) = colour(plain) {
            paint.set_color_rgba8(colour.red, colour.green, colour.blue, opacity.to_u8());
        }
        paint
    };
    let bounds = path.data().bounds();
    // A line has no inside.
    if let Some(fill) = path.fill().filter(|_| bounds.width() > 0.0 && bounds.height() > 0.0) {
        let rule = match fill.rule() {
            usvg::FillRule::NonZero => FillRule::Winding,
            usvg::FillRule::EvenOdd => FillRule::EvenOdd,
        };
        strip.fill_path(path.data(), &paint(fill.paint(), fill.opacity()), rule, onto, None);
    }
    if let Some(stroke) = path.stroke() {
        let paint = paint(stroke.paint(), stroke.opacity());
        strip.stroke_path(path.data(), &paint, &stroke.to_tiny_skia(), onto, None);
    }
}

/// Sums up the lines and curves of an outline, whose corner moves to (0, 0).
fn outline(path: &Path, onto: Transform, (left, top): (f32, f32), cover: &mut Rasterizer) {
    let at = |corner: resvg::tiny_skia::Point| {
        let mut corner = corner;
        onto.map_point(&mut corner);
        // Rounding may leave a point a hair outside.
        point((corner.x - left).max(0.0), (corner.y - top).max(0.0))
    };
    let (mut start, mut last): (Point, Point) = (point(0.0, 0.0), point(0.0, 0.0));
    for segment in path.data().segments() {
        let next = match segment {
            PathSegment::MoveTo(to) => {
                // A letter is closed, whether it says so or not.
                cover.draw_line(last, start);
                start = at(to);
                start
            }
            PathSegment::LineTo(to) => {
                let to = at(to);
                cover.draw_line(last, to);
                to
            }
            PathSegment::QuadTo(bend, to) => {
                let to = at(to);
                cover.draw_quad(last, at(bend), to);
                to
            }
            PathSegment::CubicTo(first, second, to) => {
                let to = at(to);
                cover.draw_cubic(last, at(first), at(second), to);
                to
            }
            PathSegment::Close => {
                cover.draw_line(last, start);
                start
            }
        };
        last = next;
    }
    cover.draw_line(last, start);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::chart::fonts;
    use resvg::tiny_skia::Color;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"220\" height=\"60\" viewBox=\"0 0 440 120\">\
        <rect width=\"440\" height=\"120\" fill=\"#FFFFFF\"/><circle cx=\"60\" cy=\"60\" r=\"50\" fill=\"#E69F00\"/>\
        <text x=\"20\" y=\"80\" font-family=\"DejaVu Sans\" font-size=\"48\" fill=\"#0072B2\">Ágnes 8% Øfi ب</text>\
        <polyline points=\"10,20 220,100 430,20\" fill=\"none\" stroke=\"#D55E00\" stroke-width=\"6\"/>\
        <rect x=\"300\" y=\"10\" width=\"90\" height=\"50\" fill=\"#FFFFFF\"/></svg>";

    fn tree() -> Tree {
        Tree::from_str(SVG, &fonts::options(SVG)).unwrap()
    }

    /// Draws at twice the size, strip by strip.
    fn drawn(rows: u32, draw: &mut dyn FnMut(Transform, &mut Pixmap)) -> Vec<u8> {
        let mut pixels = Vec::new();
        for top in (0..120).step_by(rows as usize) {
            let mut strip = Pixmap::new(440, rows).unwrap();
            strip.fill(Color::WHITE);
            draw(Transform::from_row(2.0, 0.0, 0.0, 2.0, 0.0, -(top as f32)), &mut strip);
            pixels.extend_from_slice(strip.data());
        }
        pixels
    }

    #[test]
    fn a_picture_looks_as_resvg_draws_it_and_alike_in_strips() {
        let tree = tree();
        let theirs = drawn(120, &mut |onto, strip| resvg::render(&tree, onto, &mut strip.as_mut()));
        let mut painter = Painter::new(&tree);
        assert!(painter.is_plain);
        let ours = drawn(120, &mut |onto, strip| painter.draw(onto, strip));
        let gaps: Vec<u32> = ours.iter().zip(&theirs).map(|(a, b)| u32::from(a.abs_diff(*b))).collect();
        // Sixteen samples of a pixel miss its edge by an eighth or so, twice where outlines cross; no pixel is another colour.
        let (most, sum) = (gaps.iter().max().copied().unwrap(), gaps.iter().sum::<u32>());
        assert!(most <= 64 && sum < gaps.len() as u32 / 2, "{most}, {sum} of {}", gaps.len());
        // tiny-skia cuts curves where a strip ends and rounds what is left, so that theirs is not alike either.
        for rows in [60, 30, 8] {
            let in_strips = drawn(rows, &mut |onto, strip| painter.draw(onto, strip));
            let theirs_in_strips =
                drawn(rows, &mut |onto, strip| resvg::render(&tree, onto, &mut strip.as_mut()));
            let most = |a: &[u8], b: &[u8]| a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max();
            let (most, theirs) = (most(&in_strips, &ours), most(&theirs_in_strips, &theirs));
            assert!(most <= theirs, "{most:?} in strips of {rows} rows, {theirs:?} by resvg");
        }
    }

    #[test]
    fn what_is_not_plain_is_left_to_resvg() {
        let faded = SVG.replace("<text", "<text filter=\"blur(2px)\"");
        let tree = Tree::from_str(&faded, &fonts::options(&faded)).unwrap();
        let theirs = drawn(120, &mut |onto, strip| resvg::render(&tree, onto, &mut strip.as_mut()));
        let mut painter = Painter::new(&tree);
        assert!(!painter.is_plain && theirs == drawn(120, &mut |onto, strip| painter.draw(onto, strip)));
    }
}

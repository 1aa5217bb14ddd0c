//! PNG out of SVG: twice the size, and a byte a pixel.
//!
//! Charts have few colours. Written with a palette they are a third of the size, and compressing them, which costs
//! more than drawing, takes a third of the time.

use super::{ChartError, fonts};
use ::png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};
use resvg::{tiny_skia, usvg};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Pixels of the PNG for one of the SVG, so that it is sharp on a dense screen and in print.
const SCALE: f32 = 2.0;

/// Colours that a palette holds.
const MOST_COLOURS: usize = 256;

/// Rasterises a picture at twice its size.
///
/// A character that no font has is left to the box that fonts keep for it; it is no error.
pub fn png(svg: &str) -> Result<Vec<u8>, ChartError> {
    let tree = usvg::Tree::from_str(svg, &fonts::options(svg))?;
    let size = tree.size().to_int_size();
    let too_large = ChartError::TooLarge(size.width(), size.height());
    let Some(size) = size.scale_by(SCALE) else { return Err(too_large) };
    let Some(mut pixels) = tiny_skia::Pixmap::new(size.width(), size.height()) else { return Err(too_large) };
    pixels.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());

    let (colours, indexes) = with_palette(pixels.data());
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, size.width(), size.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(colours.concat());
    // Neighbouring indexes are no neighbouring colours: a filter would only hide the runs.
    encoder.set_filter(Filter::NoFilter);
    // White is index 0, and the fastest compression is one that knows runs of zeros.
    encoder.set_deflate_compression(DeflateCompression::FdeflateUltraFast);
    encoder.write_header()?.write_image_data(&indexes)?;
    Ok(out)
}

/// The colours of a picture on paper, the commonest first, and for each pixel which it is. Beyond 256 colours the
/// rarest, which are shades at the edges of letters, become the nearest of the others.
fn with_palette(pixels: &[u8]) -> (Vec<[u8; 3]>, Vec<u8>) {
    // Most pixels are like the one before: counting runs asks the map once in thirty.
    let mut runs: Vec<([u8; 3], usize)> = Vec::new();
    let (pixels_of_four, _) = pixels.as_chunks::<4>();
    let mut rest = pixels_of_four;
    while let Some(first) = rest.first() {
        let n = rest.iter().take_while(|pixel| *pixel == first).count();
        runs.push(([first[0], first[1], first[2]], n));
        rest = &rest[n..];
    }
    let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();
    for (colour, n) in &runs {
        *counts.entry(*colour).or_default() += n;
    }
    let mut by_count: Vec<([u8; 3], usize)> = counts.into_iter().collect();
    by_count.sort_by_key(|(colour, n)| (Reverse(*n), *colour));
    let colours: Vec<[u8; 3]> = by_count.iter().take(MOST_COLOURS).map(|(colour, _)| *colour).collect();
    let distance = |a: [u8; 3], b: [u8; 3]| {
        (0..3).map(|part| i32::from(a[part]) - i32::from(b[part])).map(|gap| gap * gap).sum::<i32>()
    };
    let nearest =
        |wanted: [u8; 3]| (0..colours.len()).min_by_key(|at| distance(colours[*at], wanted)).unwrap_or(0);
    let index: BTreeMap<[u8; 3], u8> = by_count
        .iter()
        .enumerate()
        .map(|(at, (colour, _))| (*colour, if at < MOST_COLOURS { at } else { nearest(*colour) } as u8))
        .collect();
    let mut indexes = Vec::with_capacity(pixels.len() / 4);
    for (colour, n) in runs {
        indexes.resize(indexes.len() + n, index[&colour]);
    }
    (colours, indexes)
}

//! PNG out of SVG: twice the size, and a byte a pixel.
//!
//! Charts have few colours. Written with a palette they are a third of the size, and compressing them, which costs
//! more than drawing, takes a third of the time. They are drawn strip by strip: a whole picture has fifteen megabytes
//! of pixels, and fetching so much memory took longer than drawing on it.

use super::paint::Painter;
use super::{ChartError, fonts};
use crate::index::Index;
use ::png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg;
use std::cmp::Reverse;
use std::io::Write;

/// Pixels of the PNG for one of the SVG, so that it is sharp on a dense screen and in print.
const SCALE: f32 = 2.0;

/// Colours that a palette holds.
const MOST_COLOURS: usize = 256;

/// Rows of pixels that are drawn at a time, three megabytes. Fewer would go through the picture more often.
const STRIP: u32 = 320;

/// Rasterises a picture at twice its size.
///
/// A character that no font has is left to the box that fonts keep for it; it is no error.
pub fn png(svg: &str) -> Result<Vec<u8>, ChartError> {
    let tree = usvg::Tree::from_str(svg, &fonts::options(svg))?;
    let size = tree.size().to_int_size();
    let too_large = || ChartError::TooLarge(size.width(), size.height());
    let Some((width, height)) = size.scale_by(SCALE).map(|size| (size.width(), size.height())) else {
        return Err(too_large());
    };
    let Some(mut strip) = Pixmap::new(width, height.min(STRIP)) else { return Err(too_large()) };
    let mut painter = Painter::new(&tree);
    let mut runs = Runs::default();
    for top in (0..height).step_by(STRIP as usize) {
        strip.fill(Color::WHITE);
        let onto_strip = Transform::from_row(SCALE, 0.0, 0.0, SCALE, 0.0, -(top as f32));
        // Moved by whole pixels, every edge falls as it would in one piece.
        painter.draw(onto_strip, &mut strip);
        let n_rows = STRIP.min(height - top) as usize;
        runs.add(&strip.data()[..n_rows * width as usize * 4]);
    }
    drop(strip);

    let (colours, index) = runs.palette();
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, width, height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(colours.concat());
    // Neighbouring indexes are no neighbouring colours: a filter would only hide the runs.
    encoder.set_filter(Filter::NoFilter);
    // White is index 0, and the fastest compression is one that knows runs of zeros.
    encoder.set_deflate_compression(DeflateCompression::FdeflateUltraFast);
    let mut header = encoder.write_header()?;
    let mut image = header.stream_writer_with_size(64 << 10)?;
    let written = runs.write(&index, width as usize, &mut image);
    written.map_err(::png::EncodingError::from)?;
    image.finish()?;
    header.finish()?;
    Ok(out)
}

type Colour = [u8; 3];

/// How many pixels at the start are this one. Most of a picture is paper, so they are compared eight at a time.
fn length_of_run(pixels: &[[u8; 4]], first: &[u8; 4]) -> usize {
    let whole: [u8; 32] = std::array::from_fn(|at| first[at % 4]);
    let (eights, _) = pixels.as_flattened().as_chunks::<32>();
    let n = 8 * eights.iter().take_while(|eight| **eight == whole).count();
    n + pixels[n..].iter().take_while(|pixel| *pixel == first).count()
}

/// The pixels of a picture as runs of one colour: thirty times fewer than pixels.
#[derive(Default)]
struct Runs {
    /// Number of the colour, and how many pixels.
    all: Vec<(u32, u32)>,
    colours: Vec<Colour>,
    number: Index<Colour, u32>,
}

impl Runs {
    /// Adds pixels of four bytes on opaque paper.
    fn add(&mut self, pixels: &[u8]) {
        let (mut rest, _) = pixels.as_chunks::<4>();
        while let Some(first) = rest.first() {
            let n = length_of_run(rest, first);
            let colour = [first[0], first[1], first[2]];
            let number = *self.number.entry(colour).or_insert_with(|| {
                self.colours.push(colour);
                self.colours.len() as u32 - 1
            });
            self.all.push((number, n as u32));
            rest = &rest[n..];
        }
    }

    /// The colours of the palette, the commonest first, and for each number of a colour its place in it. Beyond 256
    /// colours the rarest, which are shades at the edges of letters, become the nearest of the others.
    fn palette(&self) -> (Vec<Colour>, Vec<u8>) {
        let mut counts = vec![0u64; self.colours.len()];
        for (number, n) in &self.all {
            counts[*number as usize] += u64::from(*n);
        }
        let mut by_count: Vec<u32> = (0..self.colours.len() as u32).collect();
        by_count.sort_by_key(|number| {
            let number = *number as usize;
            (Reverse(counts[number]), self.colours[number])
        });
        let palette: Vec<Colour> =
            by_count.iter().take(MOST_COLOURS).map(|number| self.colours[*number as usize]).collect();
        let distance = |a: Colour, b: Colour| {
            (0..3).map(|part| i32::from(a[part]) - i32::from(b[part])).map(|gap| gap * gap).sum::<i32>()
        };
        let nearest =
            |wanted: Colour| (0..palette.len()).min_by_key(|at| distance(palette[*at], wanted)).unwrap_or(0);
        let mut index = vec![0u8; self.colours.len()];
        for (at, number) in by_count.iter().enumerate() {
            let number = *number as usize;
            index[number] = if at < MOST_COLOURS { at } else { nearest(self.colours[number]) } as u8;
        }
        (palette, index)
    }

    /// Writes the place in the palette of every pixel, some rows at a time.
    fn write(&self, index: &[u8], width: usize, mut out: impl Write) -> std::io::Result<()> {
        let enough = width.max(32 << 10);
        let mut pixels = Vec::with_capacity(2 * enough);
        for (number, n) in &self.all {
            let mut left = *n as usize;
            // A blank picture is a single run.
            while left > 0 {
                let taken = left.min(enough);
                pixels.resize(pixels.len() + taken, index[*number as usize]);
                left -= taken;
                if pixels.len() >= enough {
                    out.write_all(&pixels)?;
                    pixels.clear();
                }
            }
        }
        out.write_all(&pixels)
    }
}

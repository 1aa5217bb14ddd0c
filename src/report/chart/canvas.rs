//! Canvas: shapes in pixels, kept until the picture is whole and then drawn by plotters.
//!
//! The layout is data before it is a drawing, so a test can ask whether two labels overlap without reading SVG back.

use super::ChartError;
use super::fonts::{FAMILIES, width};
use super::palette::{FAINT, GREY, INK, RULE, WHITE};
use super::text::elide;
use plotters::element::DashedPathElement;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// Width of every picture.
pub(super) const WIDTH: f64 = 1160.0;
/// What stays free at each side.
pub(super) const MARGIN: f64 = 44.0;
/// Where the title and the lines below it end.
pub(super) const HEAD: f64 = 82.0;
/// What the footer takes.
pub(super) const FOOT: f64 = 48.0;
/// The usual size of a label.
pub(super) const SMALL: f64 = 12.0;

/// plotters counts in whole units; a quarter of a pixel is fine enough for hairlines and small circles.
const UNITS: f64 = 4.0;

/// Where a text stands as seen from its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A rectangle: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    /// Left.
    pub(super) x0: f64,
    /// Top.
    pub(super) y0: f64,
    /// Right.
    pub(super) x1: f64,
    /// Bottom.
    pub(super) y1: f64,
}

impl Area {
    /// Whether the two share more than an edge.
    #[cfg(test)]
    pub(super) fn overlaps(&self, other: &Area) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }
}

/// A text.
#[derive(Clone, Debug)]
pub(super) struct Label {
    /// What it says.
    pub(super) text: String,
    at: (f64, f64),
    anchor: Anchor,
    size: f64,
    colour: RGBColor,
}

impl Label {
    /// The room it takes.
    #[cfg(test)]
    pub(super) fn area(&self) -> Area {
        area_of(self.at, self.anchor, self.size, &self.text)
    }
}

enum Shape {
    Bar(Area, RGBColor),
    Line(Vec<(f64, f64)>, RGBColor, f64, Dash),
    Field(Vec<(f64, f64)>, RGBColor),
    Disc((f64, f64), f64, RGBColor),
    Ring((f64, f64), f64, RGBColor, f64),
    Text(Label),
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dash {
    /// Without a break.
    Solid,
    /// In dashes.
    Dashed,
}

/// A picture in the making.
pub(super) struct Canvas {
    height: f64,
    title: String,
    shapes: Vec<Shape>,
}

impl Canvas {
    /// An empty picture with its finding on top, how to read it below, and at the foot what it was made from.
    pub(super) fn new(height: f64, title: &str, reading: &str, source: &str, as_of: &str) -> Canvas {
        let mut canvas = Canvas { height: height.ceil(), title: title.to_owned(), shapes: Vec::new() };
        let room = WIDTH - 2.0 * MARGIN;
        // A long finding is set smaller before it is cut.
        let size = [21.0, 19.0, 17.0].into_iter().find(|size| width(title, *size) <= room).unwrap_or(17.0);
        canvas.text((MARGIN, 42.0), Anchor::Start, size, INK, &elide(title, size, room));
        canvas.text((MARGIN, 68.0), Anchor::Start, 13.0, GREY, &elide(reading, 13.0, room));
        let foot = canvas.height - 22.0;
        let as_of = format!("as of {as_of}");
        canvas.text((WIDTH - MARGIN, foot), Anchor::End, 11.0, FAINT, &as_of);
        let room = room - width(&as_of, 11.0) - 24.0;
        canvas.text((MARGIN, foot), Anchor::Start, 11.0, FAINT, &elide(source, 11.0, room));
        canvas
    }

    /// A picture that has nothing to show and says what would change that.
    pub(super) fn empty(title: &str, hint: &str, source: &str, as_of: &str) -> Canvas {
        let mut canvas = Canvas::new(260.0, title, "", source, as_of);
        let (left, right) = (MARGIN, WIDTH - MARGIN);
        let frame = [(left, 84.0), (right, 84.0), (right, 196.0), (left, 196.0), (left, 84.0)];
        canvas.line(&frame, RULE, 1.0, Dash::Solid);
        canvas.text(
            (WIDTH / 2.0, 140.0),
            Anchor::Middle,
            14.0,
            GREY,
            &elide(hint, 14.0, right - left - 40.0),
        );
        canvas
    }

    /// The height, for tests.
    #[cfg(test)]
    pub(super) fn height(&self) -> f64 {
        self.height
    }

    /// A filled rectangle.
    pub(super) fn bar(&mut self, area: Area, colour: RGBColor) {
        self.shapes.push(Shape::Bar(area, colour));
    }

    /// A line through points.
    pub(super) fn line(&mut self, points: &[(f64, f64)], colour: RGBColor, width: f64, dash: Dash) {
        self.shapes.push(Shape::Line(points.to_vec(), colour, width, dash));
    }

    /// A filled outline.
    pub(super) fn field(&mut self, points: Vec<(f64, f64)>, colour: RGBColor) {
        self.shapes.push(Shape::Field(points, colour));
    }

    /// A filled circle.
    pub(super) fn disc(&mut self, at: (f64, f64), radius: f64, colour: RGBColor) {
        self.shapes.push(Shape::Disc(at, radius, colour));
    }

    /// A circle of which only the rim is drawn, on paper.
    pub(super) fn ring(&mut self, at: (f64, f64), radius: f64, colour: RGBColor, width: f64) {
        self.shapes.push(Shape::Disc(at, radius, WHITE));
        self.shapes.push(Shape::Ring(at, radius, colour, width));
    }

    /// A text whose letters are centred on the height of its point. Returns the room it takes.
    pub(super) fn text(
        &mut self,
        at: (f64, f64),
        anchor: Anchor,
        size: f64,
        colour: RGBColor,
        text: &str,
    ) -> Area {
        let area = area_of(at, anchor, size, text);
        if !text.is_empty() {
            let label = Label { text: text.to_owned(), at, anchor, size, colour };
            self.shapes.push(Shape::Text(label));
        }
        area
    }

    /// A text on a patch of paper, for where lines pass behind it.
    pub(super) fn text_on_paper(
        &mut self,
        at: (f64, f64),
        anchor: Anchor,
        size: f64,
        colour: RGBColor,
        text: &str,
    ) -> Area {
        let area = area_of(at, anchor, size, text);
        let paper = Area { x0: area.x0 - 2.0, x1: area.x1 + 2.0, ..area };
        if !text.is_empty() {
            self.bar(paper, WHITE);
        }
        self.text(at, anchor, size, colour, text)
    }

    /// All labels, for tests.
    #[cfg(test)]
    pub(super) fn labels(&self) -> impl Iterator<Item = &Label> {
        self.shapes.iter().filter_map(|shape| match shape {
            Shape::Text(label) => Some(label),
            _ => None,
        })
    }

    /// Every point that something is drawn at, for tests.
    #[cfg(test)]
    pub(super) fn points(&self) -> Vec<(f64, f64)> {
        let corners = |area: &Area| vec![(area.x0, area.y0), (area.x1, area.y1)];
        let round = |at: &(f64, f64), r: f64| vec![(at.0 - r, at.1 - r), (at.0 + r, at.1 + r)];
        let all = self.shapes.iter().flat_map(|shape| match shape {
            Shape::Bar(area, _) => corners(area),
            Shape::Line(points, ..) | Shape::Field(points, _) => points.clone(),
            Shape::Disc(at, r, _) | Shape::Ring(at, r, ..) => round(at, *r),
            Shape::Text(label) => corners(&label.area()),
        });
        all.collect()
    }

    /// The picture as SVG text.
    pub(super) fn finish(self) -> Result<String, ChartError> {
        let units = |pixels: f64| (pixels * UNITS).round() as i32;
        let (width, height) = (units(WIDTH) as u32, units(self.height) as u32);
        let mut svg = String::new();
        {
            let paper = SVGBackend::with_string(&mut svg, (width, height)).into_drawing_area();
            paper.fill(&WHITE).map_err(ChartError::drawing)?;
            for shape in &self.shapes {
                draw(&paper, shape, units)?;
            }
            paper.present().map_err(ChartError::drawing)?;
        }
        // The drawing counts in quarters of a pixel; the head says how large it is meant, and in words what it shows.
        let body = svg.find('\n').map_or("", |end| &svg[end + 1..]);
        let title = self.title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        Ok(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{}\" viewBox=\"0 0 {width} {height}\" \
             role=\"img\">\n<title>{title}</title>\n{body}",
            self.height
        ))
    }
}

/// The room that a text takes.
fn area_of(at: (f64, f64), anchor: Anchor, size: f64, text: &str) -> Area {
    let wide = width(text, size);
    let x0 = match anchor {
        Anchor::Start => at.0,
        Anchor::Middle => at.0 - wide / 2.0,
        Anchor::End => at.0 - wide,
    };
    Area { x0, y0: at.1 - size * 0.58, x1: x0 + wide, y1: at.1 + size * 0.58 }
}

fn draw<'a>(
    paper: &DrawingArea<SVGBackend<'a>, plotters::coord::Shift>,
    shape: &Shape,
    units: impl Fn(f64) -> i32,
) -> Result<(), ChartError> {
    let at = |point: &(f64, f64)| (units(point.0), units(point.1));
    let stroke = |colour: &RGBColor, width: f64| colour.stroke_width(units(width).max(1) as u32);
    let drawn = match shape {
        Shape::Bar(area, colour) => {
            let corners = [(units(area.x0), units(area.y0)), (units(area.x1), units(area.y1))];
            paper.draw(&Rectangle::new(corners, colour.filled()))
        }
        Shape::Line(points, colour, width, Dash::Solid) => {
            let points: Vec<(i32, i32)> = points.iter().map(at).collect();
            paper.draw(&PathElement::new(points, stroke(colour, *width)))
        }
        Shape::Line(points, colour, width, Dash::Dashed) => {
            let points: Vec<(i32, i32)> = points.iter().map(at).collect();
            let dash = DashedPathElement::new(points, units(4.0), units(3.0), stroke(colour, *width));
            paper.draw(&dash)
        }
        Shape::Field(points, colour) => {
            let points: Vec<(i32, i32)> = points.iter().map(at).collect();
            paper.draw(&Polygon::new(points, colour.filled()))
        }
        Shape::Disc(centre, radius, colour) => {
            paper.draw(&Circle::new(at(centre), units(*radius), colour.filled()))
        }
        Shape::Ring(centre, radius, colour, width) => {
            paper.draw(&Circle::new(at(centre), units(*radius), stroke(colour, *width)))
        }
        Shape::Text(label) => {
            let side = match label.anchor {
                Anchor::Start => HPos::Left,
                Anchor::Middle => HPos::Center,
                Anchor::End => HPos::Right,
            };
            // plotters writes 1/1.24 of the size it is given, and centres on the small letters; capitals and
            // figures, of which these pictures are full, stand a little higher.
            let font = (FAMILIES, label.size * UNITS * 1.24).into_font();
            let style = TextStyle::from(font).color(&label.colour).pos(Pos::new(side, VPos::Center));
            let place = (units(label.at.0), units(label.at.1 + label.size * 0.09));
            paper.draw(&Text::new(label.text.as_str(), place, style))
        }
    };
    drawn.map_err(ChartError::drawing)
}

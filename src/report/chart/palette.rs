//! Colours: few, told apart by everyone (Okabe and Ito 2008; the blues of ColorBrewer for what is ordered), and never
//! the only sign: a shape, a line style or a word says the same.

use plotters::style::RGBColor;

/// Paper.
pub(super) const WHITE: RGBColor = RGBColor(255, 255, 255);
/// Titles and names.
pub(super) const INK: RGBColor = RGBColor(33, 37, 41);
/// Words about the picture.
pub(super) const GREY: RGBColor = RGBColor(97, 104, 112);
/// Sources, what is missing, what matters least.
pub(super) const FAINT: RGBColor = RGBColor(134, 142, 150);
/// Grid lines.
pub(super) const GRID: RGBColor = RGBColor(230, 233, 237);
/// Axes and ties without a date.
pub(super) const RULE: RGBColor = RGBColor(190, 196, 203);
/// What there is, quietly.
pub(super) const QUIET: RGBColor = RGBColor(164, 190, 211);
/// The main line.
pub(super) const BLUE: RGBColor = RGBColor(0, 114, 178);
/// What came by introduction.
pub(super) const VERMILION: RGBColor = RGBColor(213, 94, 0);
/// Covered.
pub(super) const GREEN: RGBColor = RGBColor(0, 158, 115);
/// On the way.
pub(super) const ORANGE: RGBColor = RGBColor(230, 159, 0);

/// Five steps from long ago to lately.
pub(super) const AGES: [RGBColor; 5] = [
    RGBColor(158, 202, 225),
    RGBColor(107, 174, 214),
    RGBColor(49, 130, 189),
    RGBColor(8, 81, 156),
    RGBColor(8, 40, 92),
];

//! Coverage: the target matrix in the order of worth, and who covers each row.

use super::canvas::{Anchor, Area, Canvas, Dash, FOOT, HEAD, MARGIN, SMALL, WIDTH};
use super::palette::{FAINT, GREEN, GREY, GRID, INK, ORANGE, QUIET, RULE, VERMILION};
use super::text::{clean, count, elide, grouped, quoted};
use crate::analysis::coverage::Status;
use crate::pipeline::Study;
use plotters::style::RGBColor;

/// Rows shown; the others are summed up.
const MOST: usize = 40;
/// Height of a row.
const ROW: f64 = 24.0;

/// A row of the picture, as text.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// How far it is covered.
    pub(super) status: Status,
    /// What is wanted; empty for any.
    pub(super) position: String,
    /// Where; empty for any.
    pub(super) company: String,
    /// In which industry; empty for any.
    pub(super) industry: String,
    /// The user's number, 1 first.
    pub(super) priority: Option<f64>,
    /// What the row is worth, 0 to 1.
    pub(super) worth: f64,
    /// Contacts, and of them the strong ones.
    pub(super) contacts: (u32, u32),
    /// The one to turn to.
    pub(super) best: Option<String>,
    /// Ties to the target.
    pub(super) path: Option<u32>,
}

/// The picture of a study.
pub(super) fn picture(study: &Study) -> Canvas {
    let rows: Vec<Row> = study
        .coverage
        .iter()
        .map(|covered| {
            let wanted = &study.targets.rows[covered.row];
            Row {
                status: covered.status,
                position: clean(&wanted.target.position),
                company: clean(&wanted.target.company),
                industry: clean(&wanted.target.industry),
                priority: wanted.target.priority,
                worth: wanted.worth,
                contacts: (covered.contacts, covered.strong_contacts),
                best: covered.best_contact.map(|id| clean(study.people.get(id).display_name())),
                path: covered.path_length,
            }
        })
        .collect();
    let source = super::sources(study, &["targets", "connections", "introductions", "companies"]);
    draw(&rows, &source, &super::day(study.as_of))
}

/// The columns: where each begins and how wide it is.
struct Columns {
    status: f64,
    position: (f64, f64),
    company: (f64, f64),
    industry: (f64, f64),
    priority: f64,
    contacts: f64,
    best: (f64, f64),
}

/// Columns that nobody filled give their room to the others.
fn columns(rows: &[Row]) -> Columns {
    let left = MARGIN + 92.0;
    let (priority, contacts, best) = (WIDTH - 420.0, WIDTH - 346.0, WIDTH - 322.0);
    let room = priority - 92.0 - left;
    let used = |text: fn(&Row) -> &String| rows.iter().any(|row| !text(row).is_empty());
    let share = |used: bool, share: f64| if used { share } else { 0.0 };
    let shares = [
        share(used(|row| &row.position), 1.25),
        share(used(|row| &row.company), 1.0),
        share(used(|row| &row.industry), 0.8),
    ];
    let whole = shares.iter().sum::<f64>().max(0.1);
    let wide = |at: usize| (room * shares[at] / whole - 16.0).max(0.0);
    let begin = |at: usize| left + room * shares[..at].iter().sum::<f64>() / whole;
    Columns {
        status: MARGIN,
        position: (begin(0), wide(0)),
        company: (begin(1), wide(1)),
        industry: (begin(2), wide(2)),
        priority,
        contacts,
        best: (best, WIDTH - MARGIN - best),
    }
}

/// Draws coverage; the rows are in the order of worth.
pub(super) fn draw(rows: &[Row], source: &str, as_of: &str) -> Canvas {
    if rows.is_empty() {
        let hint = "List positions, companies or industries in targets.csv; this picture then shows who covers them.";
        return Canvas::empty("No targets yet", hint, source, as_of);
    }
    let shown = if rows.len() <= MOST + 1 { rows } else { &rows[..MOST] };
    let rest = &rows[shown.len()..];
    let top = HEAD + 66.0;
    let height = top + shown.len() as f64 * ROW + if rest.is_empty() { 10.0 } else { 40.0 } + FOOT;
    let reading = "Most wanted first. A contact is somebody you know who is what the row asks for; a path is somebody \
                   who could introduce you.";
    let mut canvas = Canvas::new(height, &title(rows), reading, source, as_of);
    share_bar(&mut canvas, rows);
    let at = columns(shown);
    let head = top - 14.0;
    canvas.text((at.status, head), Anchor::Start, 11.0, FAINT, "status");
    for ((x, wide), name) in [(at.position, "position"), (at.company, "company"), (at.industry, "industry")] {
        if wide > 0.0 {
            canvas.text((x, head), Anchor::Start, 11.0, FAINT, name);
        }
    }
    canvas.text((at.priority - 92.0, head), Anchor::Start, 11.0, FAINT, "worth");
    canvas.text((at.priority, head), Anchor::End, 11.0, FAINT, "priority");
    canvas.text((at.contacts, head), Anchor::End, 11.0, FAINT, "contacts");
    canvas.text((at.best.0, head), Anchor::Start, 11.0, FAINT, "turn to");
    canvas.line(&[(MARGIN, top - 2.0), (WIDTH - MARGIN, top - 2.0)], RULE, 1.0, Dash::Solid);
    for (nth, row) in shown.iter().enumerate() {
        draw_row(&mut canvas, &at, row, top + (nth as f64 + 0.5) * ROW);
        let under = top + (nth + 1) as f64 * ROW;
        let ends = shown.get(nth + 1).is_none_or(|next| next.priority != row.priority);
        canvas.line(
            &[(MARGIN, under), (WIDTH - MARGIN, under)],
            if ends { RULE } else { GRID },
            0.75,
            Dash::Solid,
        );
    }
    if !rest.is_empty() {
        let [contact, path, gap] = by_status(rest);
        let more = format!(
            "and {} of less worth: {}, {}, {}",
            count(rest.len(), "target", "targets"),
            count(contact, "contact", "contacts"),
            count(path, "path", "paths"),
            count(gap, "gap", "gaps")
        );
        let y = top + shown.len() as f64 * ROW + 18.0;
        canvas.text((MARGIN, y), Anchor::Start, SMALL, GREY, &more);
    }
    canvas
}

/// The finding: what is covered and what is open.
fn title(rows: &[Row]) -> String {
    let [contact, path, gap] = by_status(rows);
    let first_gap = rows.iter().find(|row| row.status == Status::Gap);
    let all = count(rows.len(), "target", "targets");
    let open = match (gap, first_gap) {
        (0, _) | (_, None) => "none is a gap".to_owned(),
        (gap, Some(row)) => {
            let what = [&row.company, &row.position, &row.industry];
            let what = what.into_iter().find(|text| !text.is_empty());
            let most =
                what.map(|what| format!(", {} the most wanted of them", quoted(what))).unwrap_or_default();
            match gap {
                1 => format!("1 is a gap{}", most.replace(" the most wanted of them", "")),
                n => format!("{} are gaps{most}", grouped(n)),
            }
        }
    };
    format!("{all}: {} with a contact, {} with a path; {open}", grouped(contact), grouped(path))
}

fn by_status(rows: &[Row]) -> [usize; 3] {
    [Status::Contact, Status::Path, Status::Gap]
        .map(|status| rows.iter().filter(|row| row.status == status).count())
}

/// All targets as one bar, which is the legend too.
fn share_bar(canvas: &mut Canvas, rows: &[Row]) {
    let counts = by_status(rows);
    let y = HEAD + 14.0;
    let mut x = MARGIN;
    for (status, n) in [Status::Contact, Status::Path, Status::Gap].into_iter().zip(counts) {
        sign(canvas, status, (x + 6.0, y));
        let word = format!("{} {}", grouped(n), words(status, n));
        x = canvas.text((x + 18.0, y), Anchor::Start, SMALL, INK, &word).x1 + 22.0;
    }
    let (left, right) = (x + 10.0, WIDTH - MARGIN);
    let mut from = left;
    for (status, n) in [Status::Contact, Status::Path, Status::Gap].into_iter().zip(counts) {
        let to = from + (right - left) * n as f64 / rows.len() as f64;
        if n > 0 {
            canvas.bar(
                Area { x0: from, y0: y - 4.0, x1: (to - 1.5).max(from + 0.5), y1: y + 4.0 },
                colour(status),
            );
        }
        from = to;
    }
}

fn words(status: Status, n: usize) -> &'static str {
    match (status, n) {
        (Status::Contact, 1) => "contact",
        (Status::Contact, _) => "contacts",
        (Status::Path, 1) => "path",
        (Status::Path, _) => "paths",
        (Status::Gap, 1) => "gap",
        (Status::Gap, _) => "gaps",
    }
}

fn colour(status: Status) -> RGBColor {
    match status {
        Status::Contact => GREEN,
        Status::Path => ORANGE,
        Status::Gap => VERMILION,
    }
}

/// A full, a half and an empty circle: told apart without colour.
fn sign(canvas: &mut Canvas, status: Status, at: (f64, f64)) {
    const R: f64 = 5.5;
    match status {
        Status::Contact => canvas.disc(at, R, GREEN),
        Status::Path => {
            canvas.ring(at, R - 0.75, ORANGE, 1.5);
            let half = (0..=16).map(|n| {
                let turn = std::f64::consts::PI * (0.5 + f64::from(n) / 16.0);
                (at.0 + R * turn.cos(), at.1 + R * turn.sin())
            });
            canvas.field(half.collect(), ORANGE);
        }
        Status::Gap => canvas.ring(at, R - 0.75, VERMILION, 1.5),
    }
}

fn draw_row(canvas: &mut Canvas, at: &Columns, row: &Row, y: f64) {
    sign(canvas, row.status, (at.status + 6.0, y));
    canvas.text((at.status + 18.0, y), Anchor::Start, SMALL, INK, row.status.as_str());
    for ((x, wide), text) in
        [(at.position, &row.position), (at.company, &row.company), (at.industry, &row.industry)]
    {
        if wide > 0.0 {
            let (text, colour) = if text.is_empty() { ("any", FAINT) } else { (text.as_str(), INK) };
            canvas.text((x, y), Anchor::Start, SMALL, colour, &elide(text, SMALL, wide));
        }
    }
    // The bar is what the row is worth to the ranking, which is more than the user's number says.
    let (from, full) = (at.priority - 92.0, 32.0);
    canvas
        .bar(Area { x0: from, y0: y - 3.0, x1: from + full * row.worth.clamp(0.0, 1.0), y1: y + 3.0 }, QUIET);
    let priority = row.priority.map_or("–".to_owned(), |number| format!("{number}"));
    canvas.text((at.priority, y), Anchor::End, SMALL, GREY, &elide(&priority, SMALL, 44.0));
    let (contacts, colour) = match row.contacts.0 {
        0 => ("–".to_owned(), FAINT),
        n => (grouped(n as usize), INK),
    };
    canvas.text((at.contacts, y), Anchor::End, SMALL, colour, &contacts);
    let note = match (row.status, row.path) {
        (Status::Contact, _) if row.contacts.1 > 0 => format!("{} in touch this year", row.contacts.1),
        (Status::Path, Some(ties)) => format!("{ties} ties away"),
        _ => String::new(),
    };
    let (name, colour) = match &row.best {
        Some(name) => (name.as_str(), INK),
        None => ("nobody yet", FAINT),
    };
    let note_wide = super::fonts::width(&note, 11.0);
    let room = at.best.1 - if note.is_empty() { 0.0 } else { note_wide + 14.0 };
    canvas.text((at.best.0, y), Anchor::Start, SMALL, colour, &elide(name, SMALL, room));
    canvas.text((at.best.0 + at.best.1, y), Anchor::End, 11.0, FAINT, &note);
}

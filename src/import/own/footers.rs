//! What stands below a list, or between its parts, and is no row of it: totals, averages, counts, and who exported it when.
//!
//! In: a row, and which columns hold words. Out: why it is no row of the list, or nothing.
//! Invariant: a row is judged by itself, so lists mean the same in every order; and one that says anything besides, a day,
//! a name, what was done, is a row of the list, whatever it begins with: there is a company called Total.

use crate::import::date::{self, Order};
use crate::import::desk::Desk;
use crate::import::row::header_key;
use crate::import::rows::{Column, Row};

/// What a line of figures is called, in the seven languages of the cues and some more.
const LABELS: &[&str] = &[
    "total",
    "totals",
    "grandtotal",
    "subtotal",
    "subtotals",
    "overall",
    "sum",
    "average",
    "averages",
    "avg",
    "mean",
    "median",
    "count",
    "summe",
    "summen",
    "gesamt",
    "gesamtsumme",
    "gesamtzahl",
    "insgesamt",
    "endsumme",
    "zwischensumme",
    "durchschnitt",
    "mittelwert",
    "anzahl",
    "totaux",
    "totalgénéral",
    "totalgeneral",
    "soustotal",
    "somme",
    "moyenne",
    "médiane",
    "nombre",
    "totales",
    "subtotales",
    "suma",
    "promedio",
    "media",
    "mediana",
    "conteo",
    "totais",
    "subtotais",
    "soma",
    "média",
    "totale",
    "totali",
    "subtotale",
    "totaleparziale",
    "somma",
    "conteggio",
    "totaal",
    "totalen",
    "subtotaal",
    "som",
    "gemiddelde",
    "mediaan",
    "aantal",
    "razem",
    "toplam",
    "yhteensä",
    "итого",
    "всего",
    "合计",
    "总计",
    "合計",
    "總計",
    "합계",
];

/// Those of them that are words of another sense as well, or part of many titles and names.
const OTHERWISE: &[&str] = &[
    "total", "overall", "sum", "mean", "count", "nombre", "suma", "media", "média", "soma", "som", "totale",
    "totales",
];

/// Words that a note on the list itself begins with, and whether a colon follows.
const NOTES: &[(&str, bool)] = &[
    ("exported ", false),
    ("generated ", false),
    ("created with ", false),
    ("last updated", false),
    ("updated on ", false),
    ("exportiert ", false),
    ("erstellt ", false),
    ("zuletzt geändert", false),
    ("exporté ", false),
    ("généré ", false),
    ("mis à jour ", false),
    ("exportado ", false),
    ("generado ", false),
    ("gerado ", false),
    ("esportato ", false),
    ("geëxporteerd ", false),
    ("source", true),
    ("legend", true),
    ("quelle", true),
    ("stand", true),
    ("legende", true),
    ("fuente", true),
    ("fonte", true),
    ("bron", true),
];

/// What a cell is to a line of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    /// What the line is called, and nothing that it could be otherwise.
    Label,
    /// The same, in a word that may be a name.
    MayBeName,
    /// More words that begin like that: `Average days to reply`, or `Total Rewards Manager`.
    Phrase,
    /// A number, with what it counts.
    Figure,
    /// Anything else.
    Fact,
}

/// Words of an unknown sort have more than this many.
const MOST_WORDS: usize = 6;

/// A text without its figures and signs, as a key.
fn words_of(text: &str) -> String {
    header_key(&text.chars().filter(|c| !c.is_numeric()).collect::<String>())
}

/// Whether a text is a number and nothing else: `2`, `50 %`, `1.234,50 €`.
pub(super) fn is_number(text: &str) -> bool {
    text.chars().any(char::is_numeric) && !text.chars().any(char::is_alphabetic)
}

/// Whether a text is what a line of figures is called, with or without a number: `Total: 2`.
pub(super) fn is_label(text: &str) -> bool {
    matches!(text.trim(), "Σ" | "∑" | "Ø") || LABELS.contains(&&*words_of(text))
}

fn cell(text: &str) -> Cell {
    let text = text.trim();
    let first = || text.split([' ', ':', '\u{a0}']).next().unwrap_or_default();
    let n_words = text.split_whitespace().count();
    if is_label(text) {
        let is_plain = OTHERWISE.contains(&&*header_key(text)) && !text.ends_with(':');
        return if is_plain { Cell::MayBeName } else { Cell::Label };
    }
    let is_formula = text.starts_with('=') || text.starts_with('#') && text.ends_with(['!', '?', 'A']);
    // A day has several numbers and no words, too; a number of a table has no sign but a point between.
    let is_day = !text.chars().all(|c| c.is_ascii_digit()) && date::day(text, Order::MonthFirst).is_ok();
    if is_formula || !is_day && (is_number(text) || n_words <= 4 && is_number(first())) {
        return Cell::Figure;
    }
    if (2..=MOST_WORDS).contains(&n_words) && LABELS.contains(&&*header_key(first())) {
        return Cell::Phrase;
    }
    Cell::Fact
}

/// What a row is.
enum Verdict {
    Row,
    /// A row, of a company of this name, that may be something else.
    Doubtful(String),
    Totals,
    Note,
}

/// The columns of a list in which there are words, and no numbers.
#[derive(Clone, Debug, Default)]
pub struct Footers {
    /// What people, firms, titles and steps stand in.
    words: Vec<Column>,
    /// Those in which a name may read like a label: companies, industries.
    names: Vec<Column>,
}

impl Footers {
    /// For a list in which these columns hold words.
    pub fn of(words: &[Column]) -> Footers {
        Footers { words: words.to_vec(), names: Vec::new() }
    }

    /// And in which companies and the like stand in these.
    pub fn with_names(mut self, names: &[Column]) -> Footers {
        self.words.extend(names);
        self.names = names.to_vec();
        self
    }

    /// Deals with what every reader must, and with what stands below a list. `false` means that the row is done with.
    pub fn take(&self, desk: &mut Desk<'_>, row: &Row<'_>) -> bool {
        if !desk.takes(row) {
            return false;
        }
        match self.verdict(row) {
            Verdict::Row => return true,
            Verdict::Doubtful(name) => {
                let hint = "if the company is meant, write its full name, such as `Total SE`; a line of totals can go";
                desk.problem(
                    row.line,
                    "",
                    "a row of figures that may be totals, taken for a company",
                    &name,
                    hint,
                );
                return true;
            }
            Verdict::Totals => desk.skip("a line of totals"),
            Verdict::Note => desk.skip("a note on the list itself"),
        }
        false
    }

    fn verdict(&self, row: &Row<'_>) -> Verdict {
        let is_in =
            |at: usize, columns: &[Column]| columns.iter().any(|column| column.position() == Some(at));
        let filled = || (0..row.n_cells()).map(|at| (at, row.at(at))).filter(|(_, text)| !text.is_empty());
        let (mut n_figures, mut is_odd, mut has_label, mut has_phrase) = (0, false, false, false);
        let mut name = None;
        for (at, text) in filled() {
            match cell(&text) {
                Cell::Label => has_label = true,
                Cell::MayBeName if is_in(at, &self.names) => name = Some(text.into_owned()),
                Cell::MayBeName => has_label = true,
                Cell::Phrase => has_phrase = true,
                // Nobody is called by a number: it counts something.
                Cell::Figure => {
                    n_figures += 1;
                    is_odd |= is_in(at, &self.words);
                }
                Cell::Fact if is_note(&text) && filled().nth(1).is_none() => return Verdict::Note,
                Cell::Fact => return Verdict::Row,
            }
        }
        match name {
            _ if has_label || is_odd && (has_phrase || name.is_some()) => Verdict::Totals,
            Some(name) if n_figures > 0 => Verdict::Doubtful(name),
            _ => Verdict::Row,
        }
    }
}

/// Whether a text says where a list comes from.
fn is_note(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    NOTES.iter().any(|(start, colon)| {
        text.strip_prefix(start).is_some_and(|rest| !rest.is_empty() && (!colon || rest.starts_with(':')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_apart() {
        let check = |expect: Cell, texts: &[&str]| {
            for text in texts {
                assert_eq!(cell(text), expect, "{text}");
            }
        };
        check(
            Cell::Label,
            &[
                "Summe",
                "Gesamt:",
                "Total:",
                "Total: 2",
                "Total 12",
                "2 total",
                "Sous-total",
                "Ø",
                "Grand Total",
            ],
        );
        check(Cell::Label, &["Subtotal", "Durchschnitt", "Moyenne", "promedio", "Totaal: 3", "合計"]);
        check(Cell::MayBeName, &["Total", "total", "Media", "Sum"]);
        check(
            Cell::Phrase,
            &["Total interviews", "Average days to reply", "Total Rewards Manager", "Anzahl Gespräche"],
        );
        check(
            Cell::Figure,
            &[
                "2",
                "50%",
                "50 %",
                "1,5",
                "1.234,50 €",
                "1 replied",
                "2 of 3",
                "3/4",
                "#DIV/0!",
                "=SUM(B2:B9)",
            ],
        );
        check(
            Cell::Fact,
            &[
                "TotalEnergies",
                "2024-01-05",
                "5 Jan 2024",
                "Ann Oduya",
                "request",
                "Mediation",
                "https://a.example/1",
                "yes",
            ],
        );
    }

    #[test]
    fn labels_are_keys() {
        assert!(LABELS.iter().all(|word| header_key(word) == *word));
        assert!(OTHERWISE.iter().all(|word| LABELS.contains(word)));
    }
}

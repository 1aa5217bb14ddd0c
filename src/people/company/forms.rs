//! Legal forms at the ends of a company name: which are known, and when one may go.

use super::words::Word;
use crate::index::{Index, Seen};
use crate::people::text::fold;
use std::sync::LazyLock;

/// When a legal form may be taken off.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Care {
    None,
    Marked,
    Dotted,
    TwoLeft,
}

struct Forms {
    end: Index<String, Care>,
    start: Index<String, Care>,
    /// The last words of the forms at the end and the first words of those at the start: most names have none of them
    /// there, and need not be held against every form.
    edges: Seen<String>,
    attached: Vec<String>,
    longest: usize,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let mut forms = Forms {
        end: Index::default(),
        start: Index::default(),
        edges: Seen::default(),
        attached: Vec::new(),
        longest: 1,
    };
    let mut section = "";
    for line in include_str!("legal_forms.txt").lines() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if let Some(name) = line.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
            section = name;
            continue;
        }
        let form = fold(line);
        if form.is_empty() {
            continue;
        }
        forms.longest = forms.longest.max(form.split(' ').count());
        match section {
            "end" => forms.end.insert(form, Care::None),
            "careful" => forms.end.insert(form, Care::Marked),
            "dotted" => forms.end.insert(form, Care::Dotted),
            "two" => forms.end.insert(form, Care::TwoLeft),
            "start" => forms.start.insert(form, Care::None),
            "careful start" => forms.start.insert(form, Care::Marked),
            _ => {
                debug_assert!(!form.is_ascii(), "words in ASCII are not searched for it");
                forms.attached.push(form);
                None
            }
        };
    }
    let last = forms.end.keys().filter_map(|form| form.rsplit(' ').next());
    let first = forms.start.keys().filter_map(|form| form.split(' ').next());
    forms.edges = last.chain(first).map(str::to_owned).collect();
    forms
});

/// The words without the legal forms at both ends; never fewer than a name needs.
pub(super) fn without_forms(mut words: Vec<Word>) -> Vec<Word> {
    let forms = &*FORMS;
    loop {
        let before = words.iter().map(|word| word.text.len()).sum::<usize>();
        let n = n_at(&words, forms, Side::End);
        words.truncate(words.len() - n);
        let n = n_at(&words, forms, Side::Start);
        words.drain(..n);
        // No form that is attached to a name is written in ASCII.
        let is_ascii = words.iter().all(|word| word.text.is_ascii());
        for form in forms.attached.iter().filter(|_| !is_ascii) {
            let is_only = words.len() == 1;
            if let Some(last) = words.last_mut()
                && let Some(rest) = last.text.strip_suffix(form.as_str())
                && !rest.is_empty()
            {
                last.text = rest.to_owned();
            }
            if let Some(first) = words.first_mut()
                && let Some(rest) = first.text.strip_prefix(form.as_str())
                && (!rest.is_empty() || !is_only)
            {
                first.text = rest.to_owned();
            }
            words.retain(|word| !word.text.is_empty());
        }
        if words.iter().map(|word| word.text.len()).sum::<usize>() == before {
            return words;
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

/// How many words at this side are the longest legal form that may go.
fn n_at(words: &[Word], forms: &Forms, side: Side) -> usize {
    let (edge, known) = match side {
        Side::Start => (words.first(), &forms.start),
        Side::End => (words.last(), &forms.end),
    };
    if edge.is_none_or(|edge| !forms.edges.contains(&edge.text)) {
        return 0;
    }
    for n in (1..=forms.longest.min(words.len() - 1)).rev() {
        let (form, rest) = match side {
            Side::Start => words.split_at(n),
            Side::End => {
                let (rest, form) = words.split_at(words.len() - n);
                (form, rest)
            }
        };
        let text = form.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        let Some(care) = known.get(&text) else { continue };
        // An article is no name: of `The Limited` and `The Company` nothing may go.
        let n_left = rest
            .iter()
            .filter(|word| !matches!(word.text.as_str(), "the" | "and" | "of" | "de" | "der" | "la"))
            .count();
        let may_go = match care {
            Care::None => n_left >= 1,
            Care::Marked => n_left >= 1 && form.iter().all(|word| word.is_marked),
            Care::Dotted => n_left >= 1 && form.iter().all(|word| word.is_dotted),
            Care::TwoLeft => n_left >= 2 || n_left == 1 && form.iter().all(|word| word.is_set_off),
        };
        if may_go {
            return n;
        }
    }
    0
}

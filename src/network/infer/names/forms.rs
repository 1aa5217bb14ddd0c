//! What people are called besides their given names: Bob for Robert, Sepp for Josef, Beppe for Giuseppe.
//!
//! In: `people/name/forms.tsv`, a line for the names that stand for each other. Out: for a word of a text, the given names it can mean
//! among those that somebody here has. Never a guess: who it is of several is settled as for any given name alone.

use super::words::Filed;
use crate::import::cues::{folded, word_hash};
use crate::index::{Index, Seen};
use std::sync::LazyLock;

/// The lines of the file, by hash.
#[derive(Debug, Default)]
struct Lines {
    lines: Vec<Vec<u64>>,
    /// Forms that begin sentences in some language, and are no name there.
    words: Seen<u64>,
}

static LINES: LazyLock<Lines> = LazyLock::new(|| {
    let mut found = Lines::default();
    for line in include_str!("../../../people/name/forms.tsv").lines().filter(|line| !line.starts_with('#')) {
        let hashes = |line: &str| -> Vec<u64> {
            line.split(' ').filter(|word| !word.is_empty()).map(|word| word_hash(folded(word))).collect()
        };
        match line.strip_prefix('/') {
            Some(words) => found.words.extend(hashes(words)),
            None => found.lines.push(hashes(line)),
        }
    }
    found
});

/// Forms of the given names that people here have.
#[derive(Debug, Default)]
pub struct Forms {
    /// For each form that is nobody's own name, the names that it can mean.
    meant: Index<u64, Vec<u64>>,
}

impl Forms {
    /// The forms of the names in a list.
    ///
    /// # Complexity
    /// **O(f log n)** for **f** words of the file and **n** given names.
    pub fn of(by_given: &Filed) -> Forms {
        let mut meant: Index<u64, Vec<u64>> = Index::default();
        for line in &LINES.lines {
            let had: Vec<u64> = line.iter().copied().filter(|hash| !by_given.get(*hash).is_empty()).collect();
            for form in line.iter().filter(|_| !had.is_empty()) {
                let others = had.iter().filter(|hash| *hash != form);
                let known = meant.entry(*form).or_default();
                known.extend(others);
            }
        }
        meant.retain(|_, names| !names.is_empty());
        Forms { meant }
    }

    /// Every form.
    pub fn words(&self) -> impl Iterator<Item = u64> {
        self.meant.keys().copied()
    }

    /// The given names that a word can stand for.
    pub fn of_word(&self, hash: u64) -> &[u64] {
        self.meant.get(&hash).map_or(&[], Vec::as_slice)
    }

    /// Whether a form begins sentences without being a name.
    pub fn begins_sentences(hash: u64) -> bool {
        LINES.words.contains(&hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::PersonId;

    #[test]
    fn a_short_form_means_the_names_that_somebody_has() {
        let hash = |word: &str| word_hash(folded(word));
        let filed = Filed::of(vec![(hash("Roberto"), PersonId(0)), (hash("Josef"), PersonId(1))]);
        let forms = Forms::of(&filed);
        assert_eq!(forms.of_word(hash("Beto")), [hash("roberto")]);
        assert_eq!(forms.of_word(hash("Sepp")), [hash("josef")]);
        assert!(forms.of_word(hash("Paco")).is_empty());
        // Nobody is a form of herself.
        assert!(!forms.of_word(hash("Roberto")).contains(&hash("roberto")));
    }

    #[test]
    fn every_line_has_two_names_or_more_and_none_twice() {
        for line in &LINES.lines {
            let mut once = line.clone();
            once.sort_unstable();
            once.dedup();
            assert!(line.len() > 1 && once.len() == line.len());
        }
        assert!(LINES.lines.len() > 500);
    }
}

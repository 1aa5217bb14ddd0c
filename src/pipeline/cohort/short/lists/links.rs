//! Whom introductions link: groups of people, and circles among them.

use super::Sign;
use crate::index::Index;

/// People whom introductions link, whichever way.
#[derive(Default)]
pub(super) struct Groups {
    of: Index<Sign, usize>,
    parents: Vec<usize>,
}

impl Groups {
    fn number(&mut self, sign: Sign) -> usize {
        let next = self.parents.len();
        let number = *self.of.entry(sign).or_insert(next);
        if number == next {
            self.parents.push(next);
        }
        number
    }

    fn up(&mut self, mut at: usize) -> usize {
        while self.parents[at] != at {
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }

    pub(super) fn join(&mut self, one: Sign, other: Sign) {
        let (one, other) = (self.number(one), self.number(other));
        let (one, other) = (self.up(one), self.up(other));
        self.parents[one] = other;
    }

    pub(super) fn group(&mut self, sign: Sign) -> usize {
        let number = self.number(sign);
        self.up(number)
    }

    /// Everyone, with the number of their group.
    pub(super) fn all(&mut self) -> Vec<(Sign, usize)> {
        let all: Vec<(Sign, usize)> = self.of.iter().map(|(sign, number)| (*sign, *number)).collect();
        all.into_iter().map(|(sign, number)| (sign, self.up(number))).collect()
    }
}

/// Those who stand on a circle of introductions or below one; whoever introduces herself is the smallest circle.
///
/// A. B. Kahn, *Topological sorting of large networks*, 1962: whoever is left when all those are taken away whom nobody
/// introduced, over and over.
pub(super) fn on_circles(links: &[(Sign, Sign)]) -> Vec<Sign> {
    let mut n_open: Index<Sign, usize> = Index::default();
    for (by, of) in links {
        n_open.entry(*by).or_default();
        *n_open.entry(*of).or_default() += 1;
    }
    let mut free: Vec<Sign> = n_open.iter().filter(|(_, n)| **n == 0).map(|(sign, _)| *sign).collect();
    while let Some(sign) = free.pop() {
        n_open.remove(&sign);
        let from = links.partition_point(|(by, _)| *by < sign);
        for (_, of) in links[from..].iter().take_while(|(by, _)| *by == sign) {
            if let Some(n) = n_open.get_mut(of) {
                *n -= 1;
                if *n == 0 {
                    free.push(*of);
                }
            }
        }
    }
    n_open.into_keys().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_and_those_below_them_are_found() {
        let sign = |letter: char| match letter.is_ascii_lowercase() {
            true => Sign::Key(letter as u64),
            false => Sign::Name(letter as u64),
        };
        let check = |links: &str, expect: &str| {
            let mut links: Vec<(Sign, Sign)> = links
                .split_whitespace()
                .map(|pair| (sign(pair.as_bytes()[0] as char), sign(pair.as_bytes()[1] as char)))
                .collect();
            links.sort_unstable();
            let mut found: Vec<char> = on_circles(&links)
                .into_iter()
                .map(|sign| match sign {
                    Sign::Key(letter) | Sign::Name(letter) | Sign::Several(letter) => letter as u8 as char,
                })
                .collect();
            found.sort_unstable();
            assert_eq!(found.into_iter().collect::<String>(), expect, "{links:?}");
        };
        check("", "");
        check("ab bc ac Bd", "");
        check("aa ab", "ab");
        check("ab bc cb cd xa", "bcd");
        check("ab Ba aB", "Bab");
    }
}

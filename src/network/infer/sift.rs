//! Which letters are worth reading: of a hundred, few name anybody.
//!
//! In: the letters that import kept, in the order of the files. Out: those that can say anything, in the order of time.
//! A letter is looked at once, word by word, with no more than a bit for each word of anybody's name; only what passes
//! is read for the names themselves. Invariant: what is left out could not have become evidence.

use super::evidence::{ANSWERED_WITHIN, NEW_FOR, Passage, Setting, TURNED_DOWN_WITHIN};
use super::groups::Threads;
use super::names::Names;
use super::reading::{greets, named_in};
use super::tokens::{Break, Text};
use crate::day::Day;
use crate::import::Workspace;
use crate::import::cues::{CUES, word_hash};
use crate::index::{Index, Seen, fingerprint};
use crate::people::{People, PersonId};
use std::collections::BTreeSet;

/// How many days after the seeker asked who had brought the two together, long after it happened, she is told.
const ANSWERED_LATE_WITHIN: i32 = 5;

/// The letters that can say anything, in the order of time: those of several, whatever they say; those that name
/// somebody; and what was answered, with or without a name, by whoever may have been asked for somebody.
///
/// # Complexity
/// **O(n)** in the length of all letters.
pub fn worth_reading<'w>(
    workspace: &'w Workspace,
    people: &People,
    threads: &Threads,
    names: &Names<'_>,
    as_of: Day,
) -> Vec<Passage<'w>> {
    let passage_of = |nth: usize| {
        let (told, text) = workspace.passages.get(nth);
        let passage = threads.passage(workspace, people, told, text)?;
        passage.on.is_none_or(|on| on <= as_of).then_some(passage)
    };
    let mut found = Vec::new();
    let mut silent: Vec<(usize, PersonId, Day)> = Vec::new();
    let mut asked: Index<PersonId, Vec<Day>> = Index::default();
    // The seeker's own letters that name nobody, who named somebody to her when, and whom.
    let mut sent: Vec<(usize, PersonId, Day)> = Vec::new();
    let mut told: Index<PersonId, Vec<Day>> = Index::default();
    let mut named_to_her: BTreeSet<PersonId> = BTreeSet::new();
    // Many texts are sent more than once, and most name nobody, whoever reads them.
    let mut nameless: Seen<u64> = Seen::default();
    let mut text = Text::default();
    for nth in 0..workspace.passages.len() {
        let Some(passage) = passage_of(nth) else { continue };
        let is_read = matches!(passage.setting, Setting::Group { .. }) || {
            let print = fingerprint(passage.text.as_bytes());
            !nameless.contains(&print) && {
                text.read(passage.text);
                let look = looked_at(names, &text, reader_of(&passage.setting));
                if look == Look::NamesNobody {
                    nameless.insert(print);
                }
                let named = match look {
                    Look::MayName => persons_named(names, &text, &passage.setting),
                    _ => Vec::new(),
                };
                if matches!(passage.setting, Setting::Direct { outgoing: false, .. }) {
                    named_to_her.extend(named.iter().copied());
                }
                !named.is_empty()
            }
        };
        let day = passage.on.unwrap_or(as_of);
        match passage.setting {
            Setting::Direct { other, outgoing: true, .. } if is_read => {
                asked.entry(other).or_default().push(day)
            }
            Setting::Direct { other, outgoing: false, .. } if is_read => {
                told.entry(other).or_default().push(day)
            }
            Setting::Direct { other, outgoing: false, .. } => silent.push((nth, other, day)),
            Setting::Direct { other, outgoing: true, .. } => sent.push((nth, other, day)),
            _ => {}
        }
        if is_read {
            found.push(passage);
        }
    }
    let is_answer = |(_, other, day): &(usize, PersonId, Day)| {
        let days = asked.get(other).map_or(&[][..], Vec::as_slice);
        // What was asked before she named somebody to one whom she had just met may have been for a referee.
        let is_new = || threads.first_day(*other).is_some_and(|first| *day <= first.plus_days(NEW_FOR));
        days.iter().any(|on| on <= day && *on >= day.plus_days(-ANSWERED_WITHIN))
            || is_new() && days.iter().any(|on| on >= day && *on <= day.plus_days(7))
    };
    let answers = silent.into_iter().filter(is_answer);
    found.extend(answers.filter_map(|(nth, ..)| passage_of(nth)));
    // An offer is turned down soon after it was made; how the two found each other is said in a first letter.
    let mut first_sent: Index<PersonId, Day> = Index::default();
    for (_, other, day) in &sent {
        let first = first_sent.entry(*other).or_insert(*day);
        *first = (*first).min(*day);
    }
    let takes = |(nth, other, day): &(usize, PersonId, Day)| {
        let days = told.get(other).map_or(&[][..], Vec::as_slice);
        // Whom she asked who had told them of her, they name in what they answer.
        let is_new = threads.first_day(*other).is_some_and(|first| *day <= first.plus_days(NEW_FOR));
        let within = if is_new { NEW_FOR } else { ANSWERED_LATE_WITHIN };
        let asks = || !is_new || workspace.passages.get(*nth).1.contains('?');
        if days.iter().any(|on| on >= day && *on <= day.plus_days(within)) && asks() {
            return true;
        }
        days.iter().any(|on| on <= day && *on >= day.plus_days(-TURNED_DOWN_WITHIN))
            || named_to_her.contains(other) && first_sent.get(other) == Some(day)
    };
    let taking = sent.iter().filter(|it| takes(it));
    found.extend(taking.filter_map(|(nth, ..)| passage_of(*nth)));
    found.sort_by(|a, b| (a.on, a.at, a.text, a.place).cmp(&(b.on, b.at, b.text, b.place)));
    found
}

/// Whom a text names, but for whom it is addressed to.
fn persons_named(names: &Names<'_>, text: &Text, setting: &Setting) -> Vec<PersonId> {
    named_in(text, setting, names).iter().flat_map(|mention| mention.persons.iter().copied()).collect()
}

/// Whom a text is addressed to.
fn reader_of(setting: &Setting) -> Option<PersonId> {
    match setting {
        Setting::Direct { other, .. } => Some(*other),
        _ => None,
    }
}

/// What a look at a text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// It may name somebody besides whom it is addressed to.
    MayName,
    /// It names nobody but, perhaps, whom it is addressed to.
    NamesNobodyElse,
    /// It names nobody, whoever reads it.
    NamesNobody,
}

/// Whether a text can name anybody else: a no is sure. A name has a word of somebody's, in capitals, or beside another
/// word of a name, or where nobody cared for capitals.
fn looked_at(names: &Names<'_>, text: &Text, reader: Option<PersonId>) -> Look {
    // Until a word is the reader's, the look is the same whoever reads.
    let mut nobody = Look::NamesNobody;
    let is_of_name = |at: usize| {
        let (hash, word) = (text.tokens[at].hash, text.word(at));
        names.has(hash) || word.strip_suffix('s').is_some_and(|stem| names.has(word_hash(stem)))
    };
    let mut may_go_on = false;
    let mut at = 0;
    while let Some(token) = text.tokens.get(at) {
        at += 1;
        let here = at - 1;
        if token.address.is_some() {
            if names.has_address(text, here) {
                return Look::MayName;
            }
            continue;
        }
        let is_behind_name = may_go_on && token.before == Break::None;
        // A form of a given name that nobody has, before a family name.
        may_go_on = !token.is_alone
            && (token.is_capital || text.all_small)
            && text.word(here).len() > 2
            && !names.has(token.hash);
        if !is_of_name(here) {
            continue;
        }
        let next = text.tokens.get(at).filter(|next| next.before == Break::None);
        let goes_on = next.is_some_and(|next| next.address.is_none()) && is_of_name(at);
        if is_behind_name && names.has_family(token.hash, next.is_some()) {
            return Look::MayName;
        }
        let is_reader = reader.is_some_and(|reader| names.calls(text, here, reader));
        if is_reader {
            nobody = Look::NamesNobodyElse;
        }
        // `Hi Ana María,` and `Hi Ana R.,` to Ana María Ruiz are one name each, which ends where the greeting does.
        let is_greeting =
            || reader.is_some_and(|reader| names.has_both(text, here, reader)) && greets(text, here, 2);
        if is_reader && next.is_some() && is_greeting() {
            at += 1;
            may_go_on = false;
            continue;
        }
        if goes_on {
            return Look::MayName;
        }
        if token.is_alone {
            if next.is_some_and(|next| next.is_capital && !next.is_alone) {
                return Look::MayName;
            }
            continue;
        }
        // A given name alone, that is neither a word which begins a sentence nor the name of who is written to.
        let is_common = || CUES.common.has(token.hash, text.word(here));
        let can_stand = if token.is_capital {
            !(is_reader || token.before == Break::Sentence && is_common())
        } else {
            text.all_small && !is_common() && !CUES.is_word(token.hash, text.word(here))
        };
        if can_stand {
            return Look::MayName;
        }
    }
    nobody
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read_bytes;
    use crate::people::resolve;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    /// Invented people, in whose names are a word of English, a form in brackets, an umlaut, syllables and a second
    /// given name.
    static PEOPLE: LazyLock<People> = LazyLock::new(|| {
        let rows = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
            Bo,Lind,https://www.linkedin.com/in/bolind,,,,01 Jan 2024\n\
            Will,Mays,https://www.linkedin.com/in/willmays,,,,01 Jan 2024\n\
            Ana María,Ruiz Vega,https://www.linkedin.com/in/anaruiz,,,,01 Jan 2024\n\
            Jörg,Frank,https://www.linkedin.com/in/jorgfrank,,,,01 Jan 2024\n\
            晓芸,陈,https://www.linkedin.com/in/chenxy,,,,01 Jan 2024\n\
            민수,김,https://www.linkedin.com/in/kimms,,,,01 Jan 2024\n\
            Samuele,Rossi,https://www.linkedin.com/in/srossi,,,,01 Jan 2024\n";
        resolve(&read_bytes("Connections.csv", rows.into()), None).0
    });

    fn check(text: &str, expect: bool) {
        let mut read = Text::default();
        read.read(text);
        let names = Names::of(&PEOPLE);
        let reader = PEOPLE.ids().find(|id| PEOPLE.get(*id).name.starts_with("Ana"));
        assert_eq!(looked_at(&names, &read, reader) == Look::MayName, expect, "{text}");
    }

    #[test]
    fn whom_a_text_is_addressed_to_is_named_by_nobody() {
        check("Hi Ana,\nthanks, talk soon.", false);
        check("Hi Ana María,\nthanks, talk soon.", false);
        check("Hi Ana R.,\nthanks, talk soon.", false);
        check("Hi Ana,\nyou should talk to Bo.", true);
        check("Will you be there? Yes, I think so.", false);
        check("You and Will should talk.", true);
        check("ask will mays about it", true);
        check("Joergs Rat war gut, Danke", true);
        check("Bitte Samu Rossi fragen, Danke", true);
        check("请联系陈晓芸", true);
        check("陈 and 김", false);
        check("linkedin.com/in/bolind and linkedin.com/in/nobody", true);
        check("linkedin.com/in/nobody", false);
    }

    proptest! {
        #[test]
        fn nobody_is_lost(
            words in proptest::collection::vec(
                (
                    proptest::sample::select(vec![
                        "Bo", "bo", "Lind", "lind", "Linds", "Will", "will", "Mays", "Ana", "María", "Vega", "ruiz", "R.",
                        "Jörg", "joergs", "Frank", "陈晓芸", "晓", "김민수", "수", "Samu", "samu", "Rossi", "Hi", "Dear",
                        "Dr.", "Mr", "Thanks", "the", "talk", "to", "Tall", "Ships", "I", "linkedin.com/in/bolind",
                    ]),
                    proptest::sample::select(vec![" ", " ", " ", ", ", ". ", "\n", "! "]),
                ),
                0..9,
            ),
            other in 0u32..7,
        ) {
            let written: String = words.iter().flat_map(|(word, mark)| [*word, *mark]).collect();
            let names = Names::of(&PEOPLE);
            let mut text = Text::default();
            text.read(&written);
            let reader = PersonId(other);
            let setting = Setting::Direct { other: reader, outgoing: true, is_first: true };
            let names_any = |mentions: super::super::names::Mentions| {
                mentions.iter().any(|mention| !mention.persons.is_empty())
            };
            let look = looked_at(&names, &text, Some(reader));
            if names_any(named_in(&text, &setting, &names)) {
                prop_assert_eq!(look, Look::MayName, "{:?}", written);
            }
            let by_anybody = looked_at(&names, &text, None);
            if names_any(names.in_text(&text, &CUES)) {
                prop_assert_eq!(by_anybody, Look::MayName, "{:?}", written);
            }
            // What names nobody to one names nobody to others, and what one is named to is named to all.
            if look != Look::NamesNobodyElse {
                prop_assert_eq!(by_anybody, look, "{:?}", written);
            }
        }
    }
}

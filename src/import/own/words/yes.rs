//! Yes and no, in the lists that people keep themselves: one list for all of them.

/// Words that mean yes in no language but yes. `ne` is missing: it is a Czech no and a Greek yes.
const YES: &[&str] = &[
    "yes",
    "y",
    "true",
    "1",
    "✓",
    "✔",
    "☑",
    "✅",
    "ja",
    "j",
    "wahr",
    "oui",
    "vrai",
    "sí",
    "si",
    "sì",
    "verdadero",
    "sim",
    "verdadeiro",
    "vero",
    "waar",
    "da",
    "да",
    "tak",
    "igen",
    "kyllä",
    "evet",
    "ano",
    "jah",
    "hai",
    "はい",
    "是",
    "agreed",
    "consented",
    "granted",
    "opted in",
    "opt-in",
];

/// Words that mean no.
const NO: &[&str] = &[
    "no",
    "n",
    "false",
    "0",
    "☐",
    "nein",
    "falsch",
    "non",
    "faux",
    "falso",
    "não",
    "nao",
    "nej",
    "nee",
    "onwaar",
    "nei",
    "нет",
    "nie",
    "nem",
    "hayır",
    "ei",
    "いいえ",
    "否",
    "declined",
    "refused",
    "withdrawn",
    "opted out",
    "opt-out",
];

/// What a cell says that asks for a yes or a no; `None` where it says neither, or nothing. A cross is a tick to some people
/// and a no to others, so this does not know it.
pub fn consent(text: &str) -> Option<bool> {
    let word = text.trim().to_lowercase();
    let is_one_of = |words: &[&str]| words.contains(&&*word);
    match (is_one_of(YES), is_one_of(NO)) {
        (false, false) => None,
        (yes, _) => Some(yes),
    }
}

/// The same where a cross in a column that is otherwise empty marks a row, and nobody is exposed by a mistake.
pub fn yes_no(text: &str) -> Option<bool> {
    if text.trim().eq_ignore_ascii_case("x") { Some(true) } else { consent(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_both() {
        assert!(YES.iter().all(|word| !NO.contains(word)));
        assert!(YES.iter().chain(NO).all(|word| *word == word.to_lowercase()));
    }

    /// In the seven languages of the word lists, as people write it and as their spreadsheets do.
    #[test]
    fn yes_and_no_in_seven_languages() {
        let languages = [
            ("en", "Yes y TRUE 1 ✓", "No n FALSE 0"),
            ("de", "Ja j WAHR", "Nein FALSCH"),
            ("fr", "Oui VRAI", "Non FAUX"),
            ("es", "Sí si VERDADERO", "No FALSO"),
            ("pt", "Sim VERDADEIRO", "Não nao FALSO"),
            ("it", "Sì VERO", "No FALSO"),
            ("nl", "Ja WAAR", "Nee ONWAAR"),
        ];
        for (language, yes, no) in languages {
            for (words, meaning) in [(yes, true), (no, false)] {
                for word in words.split(' ') {
                    assert_eq!(consent(word), Some(meaning), "{language} {word}");
                    assert_eq!(yes_no(&format!(" {word} ")), Some(meaning), "{language} {word}");
                }
            }
        }
        assert_eq!((yes_no("X"), consent("X")), (Some(true), None));
        assert_eq!((yes_no(""), yes_no("perhaps"), yes_no("yes, 3 May")), (None, None, None));
    }
}

//! Names of months by their first letters, in the languages in which spreadsheets and people write dates.

/// The letters with which the name of a month begins, long enough to tell it from the others. Where two match, the longer
/// one counts (`mar` is March, `marr` is Finnish for November).
const MONTHS: [(&str, &[&str]); 12] = [
    ("jan", &["ene", "gen", "jän", "янв", "oca", "sty", "led", "tam", "ian", "ιαν", "siječ", "січ", "ينا"]),
    ("feb", &["fev", "fév", "fev", "фев", "şub", "lut", "úno", "hel", "φεβ", "velj", "лют", "فبر"]),
    ("mar", &["mrt", "mär", "mae", "maa", "mrz", "már", "мар", "bře", "μαρ", "μάρ", "ožu", "бер", "مار"]),
    ("apr", &["abr", "avr", "ápr", "апр", "nis", "kwi", "dub", "huh", "απρ", "trav", "кві", "أبر"]),
    (
        "may",
        &[
            "mai", "maj", "mag", "mei", "máj", "май", "мая", "kvě", "tou", "μαϊ", "μάι", "μαΐ", "maig",
            "svib", "тра", "ماي",
        ],
    ),
    (
        "jun",
        &[
            "juin", "giu", "jún", "июн", "haz", "cze", "čvn", "červn", "červen", "kes", "iun", "ιουν",
            "juny", "lip", "чер", "يون",
        ],
    ),
    (
        "jul",
        &[
            "juil",
            "lug",
            "júl",
            "июл",
            "tem",
            "čvc",
            "červenec",
            "červenc",
            "hei",
            "iul",
            "ιουλ",
            "srp",
            "лип",
            "يول",
        ],
    ),
    ("aug", &["aoû", "aou", "ago", "ağu", "авг", "sie", "elo", "αυγ", "kol", "сер", "أغس"]),
    ("sep", &["set", "сен", "eyl", "wrz", "zář", "syy", "sze", "σεπ", "ruj", "вер", "سبت"]),
    ("oct", &["okt", "out", "ott", "окт", "eki", "paź", "říj", "lok", "οκτ", "жов", "أكت"]),
    ("nov", &["ноя", "kas", "lis", "marr", "noi", "noe", "νοε", "stud", "нов", "نوف"]),
    ("dec", &["déc", "dez", "dic", "des", "дек", "ara", "gru", "pro", "jou", "δεκ", "гру", "ديس"]),
];

/// The number of the month that a word names.
pub(super) fn number(word: &str) -> Option<u32> {
    // `Decentralised` is none.
    const LONGEST: usize = 12;
    let word = word.to_lowercase();
    if !(3..=LONGEST).contains(&word.chars().count()) {
        return None;
    }
    let mut best: Option<(usize, u32)> = None;
    for (at, (english, others)) in MONTHS.iter().enumerate() {
        for start in std::iter::once(english).chain(*others) {
            if word.starts_with(start) && best.is_none_or(|(length, _)| start.len() > length) {
                best = Some((start.len(), at as u32 + 1));
            }
        }
    }
    best.map(|(_, number)| number)
}

#[cfg(test)]
mod tests {
    #[test]
    fn months_in_many_languages() {
        for (names, expect) in [
            (
                "January Januar janvier enero gennaio janeiro januari styczeń leden tammikuu ocak Ιανουάριος",
                Some(1),
            ),
            ("mars März marzo março maart marzec březen maaliskuu mart március Μάρτιος", Some(3)),
            ("mai mayo maggio maio mei maj květen toukokuu mayıs május", Some(5)),
            ("juin Juni junio giugno junho czerwiec kesäkuu haziran červen", Some(6)),
            ("juillet Juli julio luglio julho heinäkuu temmuz červenec", Some(7)),
            ("août August agosto sierpień elokuu ağustos", Some(8)),
            ("November novembre noviembre listopad marraskuu kasım noiembrie", Some(11)),
            (
                "Dezember décembre diciembre dicembre dezembro desember grudzień joulukuu aralık prosinec",
                Some(12),
            ),
            ("x ma Xyz decentralisation", None),
        ] {
            for name in names.split(' ') {
                assert_eq!(super::number(name), expect, "{name}");
            }
        }
    }
}

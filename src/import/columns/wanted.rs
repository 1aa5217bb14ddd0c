//! Names of columns in target lists that say twice what is wanted: `Poste visé`, `Wunschposition`, `Desired role`.
//!
//! In: the key of a column and a noun. Out: whether it is the noun with a word of wanting before or behind it. Seven
//! languages make thousands of such names of a few words.

use unicode_normalization::UnicodeNormalization;

/// What says of a noun that it is wanted, without accents and without its ending.
const WANTED: &[&str] = &[
    "target",
    "targeted",
    "desired",
    "wanted",
    "dream",
    "ideal",
    "sought",
    "preferred",
    "intended",
    "ofinterest",
    "wunsch",
    "ziel",
    "traum",
    "gewunscht",
    "angestrebt",
    "gesucht",
    "bevorzugt",
    "vis",
    "recherch",
    "souhait",
    "cibl",
    "voulu",
    "desir",
    "envisag",
    "dereve",
    "dinteret",
    "desead",
    "buscad",
    "objetiv",
    "pretendid",
    "deinteres",
    "sonad",
    "preferid",
    "desejad",
    "alv",
    "procurad",
    "almejad",
    "deinteresse",
    "dointeresse",
    "desiderat",
    "cercat",
    "obiettiv",
    "ambit",
    "ricercat",
    "diinteresse",
    "gewenst",
    "gezocht",
    "beoogd",
    "doel",
    "droom",
    "voorkeur",
];

/// The endings that these words take.
const ENDINGS: &[&str] = &["", "e", "ee", "ees", "es", "er", "en", "s", "o", "a", "i", "os", "as"];

/// A longer text is no name of a column, and messages pass here, too.
const LONGEST: usize = 60;

/// Whether the key of a column is a noun, given without accents, with a word of wanting.
pub fn is_wanted(key: &str, noun: &str) -> bool {
    if key.len() > LONGEST {
        return false;
    }
    let plain: String;
    let key = if key.is_ascii() {
        key
    } else {
        plain = key.nfd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).collect();
        &plain
    };
    let says_so = |rest: &str| {
        WANTED.iter().any(|stem| rest.strip_prefix(stem).is_some_and(|ending| ENDINGS.contains(&ending)))
    };
    [key.strip_prefix(noun), key.strip_suffix(noun)].into_iter().flatten().any(says_so)
}

#[cfg(test)]
mod tests {
    use super::super::{TARGET_COMPANY, TARGET_INDUSTRY, TARGET_POSITION};
    use crate::import::row::{Header, header_key};

    #[test]
    fn nouns_with_a_word_of_wanting() {
        let finds = |name: &str, names: &[&str]| Header::new(vec![name.to_owned()], 1).has(names);
        for name in [
            "Poste visé",
            "Poste recherché",
            "Postes visés",
            "Métier recherché",
            "Fonction souhaitée",
            "Poste vise",
            "Gewünschte Position",
            "Traumjob",
            "Angestrebte Stelle",
            "Zielrolle",
            "Puesto deseado",
            "Cargo objetivo",
            "Cargo pretendido",
            "Vaga desejada",
            "Posizione desiderata",
            "Ruolo ricercato",
            "Gewenste functie",
            "Droombaan",
            "Desired Job Title",
            "Role wanted",
            "Position",
        ] {
            assert!(finds(name, TARGET_POSITION), "{name}");
        }
        for name in [
            "Entreprise ciblée",
            "Zielfirma",
            "Empresa deseada",
            "Azienda obiettivo",
            "Droombedrijf",
            "Dream company",
        ] {
            assert!(finds(name, TARGET_COMPANY), "{name}");
        }
        for name in
            ["Secteur visé", "Wunschbranche", "Sector de interés", "Settore di interesse", "Target industry"]
        {
            assert!(finds(name, TARGET_INDUSTRY), "{name}");
        }
        for name in ["Posted", "Jobs applied", "Poste actuel", "Zieldatum", "Position ID"] {
            assert!(!finds(name, TARGET_POSITION), "{name}");
        }
    }

    #[test]
    fn words_are_keys_without_accents() {
        assert!(super::WANTED.iter().all(|word| word.is_ascii() && header_key(word) == *word));
    }
}

//! How names are compared, shown and called.

use super::*;
use proptest::prelude::*;

fn check(name: &str, expected: &str) {
    assert_eq!(key(name), expected, "key of {name:?}");
}

#[test]
fn case_width_and_space_do_not_count() {
    check("  Ottilie   Brandvold ", "ottilie brandvold");
    check("OTTILIE BRANDVOLD", "ottilie brandvold");
    check("Ottilie\u{a0}Brandvold", "ottilie brandvold");
    check("Karl Straßer", "karl strasser");
    check("𝐎𝐭𝐭𝐢𝐥𝐢𝐞 𝓑𝓻𝓪𝓷𝓭𝓿𝓸𝓵𝓭", "ottilie brandvold");
    check("🅐🅝🅝 Ⓞⓓⓤⓨⓐ", "ann oduya");
    check("Ｏｔｔｉｌｉｅ Brandvold", "ottilie brandvold");
    check("ΝΊΚΟΣ Σταύρος", "νίκοσ σταύροσ");
}

#[test]
fn what_nobody_sees_does_not_count() {
    check("Otti\u{200b}lie\u{200e} Brand\u{ad}vold\u{feff}", "ottilie brandvold");
    check("\u{202e}Ottilie\u{202c} Brandvold", "ottilie brandvold");
    check("Zé 🌱 Quintão", "zé quintão");
    check("Zé🌱Quintão 👩‍💻✨ ★", "zé quintão");
    check("علي\u{640}\u{640} رضا", "علي رضا");
    check("می\u{200c}نا کریمی", "مینا کریمی");
    check("مُحَمَّد رضا", "محمد رضا");
}

#[test]
fn diacritics_count() {
    check("Jose\u{301} Mari\u{301}n", "josé marín");
    assert_ne!(key("José Marín"), key("Jose Marin"));
    assert_ne!(key("Müller"), key("Muller"));
    check("Łukasz Żółw", "łukasz żółw");
}

#[test]
fn credentials_go_and_names_stay() {
    check("Ottilie Brandvold, PMP", "ottilie brandvold");
    check("Ottilie Brandvold, MD, MPH", "ottilie brandvold");
    check("Ottilie Brandvold, Ph.D., M.A.", "ottilie brandvold");
    check("Ottilie Brandvold, PhD candidate", "ottilie brandvold");
    check("Ottilie Brandvold, PMP®, SHRM-SCP", "ottilie brandvold");
    check("Ottilie Brandvold, XQPZ", "ottilie brandvold");
    check("Ottilie Brandvold PhD", "ottilie brandvold");
    check("Ottilie Brandvold MBA, PMP", "ottilie brandvold");
    check("Ottilie Brandvold - MBA", "ottilie brandvold");
    check("OTTILIE BRANDVOLD, MBA", "ottilie brandvold");
    check("Brandvold, PMP", "brandvold");
    check("Brandvold, Ottilie", "ottilie brandvold");
    check("BRANDVOLD, OTTILIE", "ottilie brandvold");
    check("Brandvold, Ottilie, PMP", "ottilie brandvold");
    check("Ottilie Brandvold, Oslo", "ottilie brandvold oslo");
    check("Ottilie Brandvold, CPA, Partner", "ottilie brandvold partner");
    check("Xiao Ma", "xiao ma");
    check("Van Anh DO", "van anh do");
    check("Jean DUPONT-MA", "jean dupont ma");
    check("Ann Md", "ann md");
    check("Ann Oduya MD", "ann oduya");
}

#[test]
fn titles_go_and_generations_stay() {
    check("Dr. Ottilie Brandvold", "ottilie brandvold");
    check("Prof. Dr. Ottilie Brandvold", "ottilie brandvold");
    check("Dipl.-Ing. Karl Vrba", "karl vrba");
    check("Ing. Karl Vrba", "karl vrba");
    check("Ing. Vrba", "vrba");
    check("Ing Chen", "ing chen");
    check("Dr. h.c. Karl Vrba", "karl vrba");
    check("Mr Karl Vrba", "karl vrba");
    check("Dr", "dr");
    check("Dr. Dr.", "dr");
    check("Karl Vrba Jr.", "karl vrba jr");
    check("Karl Vrba, Jr., PhD", "karl vrba jr");
    check("Karl Vrba III", "karl vrba iii");
}

#[test]
fn additions_go() {
    check("Robert (Bob) Ibarra", "robert ibarra");
    check("Robert \"Bob\" Ibarra", "robert ibarra");
    check("Robert “Bob” Ibarra", "robert ibarra");
    check("Robert 'Bob' Ibarra", "robert ibarra");
    check("Ann Oduya (she/her)", "ann oduya");
    check("Ann Oduya she/her/hers", "ann oduya");
    check("Ann Oduya (She/He", "ann oduya");
    check("Ann Oduya | Recruiter", "ann oduya");
    check("Li Wei (李伟)", "li wei");
    check("(Ann)", "ann");
    check("(she/her)", "she her");
}

#[test]
fn initials_between_go_but_never_first_or_last() {
    check("Ann B. Oduya", "ann oduya");
    check("Ann B C Oduya", "ann oduya");
    check("J. Robert Ibarra", "j robert ibarra");
    check("J.R.R. Ibarra", "j ibarra");
    check("Priya K", "priya k");
    check("Priya S K.", "priya k");
    check("K", "k");
    check("김 민 수", "김 민 수");
    check("李小龙", "李小龙");
    check("க. முருகன்", "க முருகன்");
}

#[test]
fn apostrophes_and_hyphens() {
    check("Niamh O’Shea", "niamh o'shea");
    check("Niamh O'Shea", "niamh o'shea");
    check("Niamh O`Shea", "niamh o'shea");
    check("Jean‑Luc Kamara-Diaz", "jean luc kamara diaz");
    check("D'Arcy 'Bo' Lund", "d'arcy lund");
    check("Анна-Мария Ёлкина", "анна мария ёлкина");
}

#[test]
fn empty_only_without_letters() {
    check("", "");
    check("🌱", "");
    check("...", "");
    check("(李)", "李");
    check("PhD, MBA", "phd");
    check("\u{640}", "\u{640}");
}

#[test]
fn shown_as_written() {
    assert_eq!(display(" Zé  🌱 ", "\u{202e}Quintão\u{202c}, PMP\n"), "Zé 🌱 Quintão, PMP");
    assert_eq!(display("", "Ibarra"), "Ibarra");
    assert_eq!(display("Ann", " "), "Ann");
    assert_eq!(display("OTTILIE", "o'shea"), "OTTILIE o'shea");
}

#[test]
fn called_by_the_given_name() {
    let check = |name: &str, expected: &str| assert_eq!(short(name), expected, "short of {name:?}");
    check("Ottilie Brandvold, PMP", "Ottilie");
    check("Dr. Ottilie Brandvold", "Ottilie");
    check("Prof. Dr. Ottilie Brandvold", "Ottilie");
    check("Dipl.-Ing. Karl Vrba", "Karl");
    check("Brandvold, Ottilie", "Ottilie");
    check("Dr. rer. nat. Ottilie Brandvold", "Ottilie");
    check("Jean-Luc Kamara", "Jean-Luc");
    check("J. Robert Ibarra", "J. Robert");
    check("J. Ibarra", "J.");
    check("🌱 Zé Quintão", "Zé");
    check("\"Bob\" Robert Ibarra", "Robert");
    check("Robert (Bob) Ibarra", "Robert");
    check("Md Rahim Uddin", "Rahim");
    check("Ing Chen", "Ing");
    check("李小龙", "李小龙");
    check("김 민수", "김 민수");
    check("Анна Ёлкина", "Анна");
    check("", "");
    check("Dr.", "Dr.");
}

proptest! {
    #[test]
    fn the_short_way_leads_to_the_same_key(name in "[A-Z]?[a-z]{1,9}( [A-Z]?[a-z.]{1,9}){0,4}", other in "[\\p{L}\\p{M}]{1,6}( [\\p{L}\\p{M}]{1,6}){1,2}", common in "[A-Zß-ſΑ-ωА-яא-ת]?[a-zß-ſα-ωа-яא-تḀ-ỿ李가の]{1,6}( [A-ZА-я]\\.)?( [A-Zß-ſΑ-ωА-я]?[a-zß-ſα-ωа-яא-ەḀ-ỿ李가の]{1,6}){1,2}") {
        let mut key = String::new();
        for name in [name, other, common] {
            if write_plain_key(&name, &mut key) {
                prop_assert_eq!(&key, &key_once(&name));
            }
        }
    }

    #[test]
    fn a_key_is_its_own_key(
        name in "\\PC{0,16}|([A-Za-z]{1,4}[ .,'/()\"-]{0,2}){0,6}|((Dr|Ing|PhD|Ann|MD|Jr|Lee|a|é|İ|'|李|she/her)[ .,|-]{1,2}){0,7}"
    ) {
        let key = super::key(&name);
        prop_assert_eq!(super::key(&key), key.clone());
        if name.chars().any(char::is_alphabetic) {
            prop_assert!(!key.is_empty());
        }
        let _ = short(&name);
        let shown = display(&name, "");
        prop_assert_eq!(display(&shown, ""), shown);
    }
}

/// Names as people write them on their profiles: how they are shown, how they are compared, and what to call them.
#[test]
fn a_hostile_list_of_names() {
    // First name, last name, as shown, key, in a sentence.
    let list: &[(&str, &str, &str, &str, &str)] = &[
        // Names at birth.
        ("Ann", "Lund née Oduya", "Ann Lund née Oduya", "ann lund", "Ann"),
        ("Ann", "Lund (née Oduya)", "Ann Lund (née Oduya)", "ann lund", "Ann"),
        ("Ann", "Lund (Oduya)", "Ann Lund (Oduya)", "ann lund", "Ann"),
        ("Ann", "(Oduya) Lund", "Ann (Oduya) Lund", "ann lund", "Ann"),
        ("Ann", "Lund, née Oduya", "Ann Lund, née Oduya", "ann lund", "Ann"),
        ("Ann", "Lund née Oduya, PhD", "Ann Lund née Oduya, PhD", "ann lund", "Ann"),
        ("Ann née", "Oduya", "Ann née Oduya", "ann oduya", "Ann"),
        ("Grete", "Vrba geb. Lund", "Grete Vrba geb. Lund", "grete vrba", "Grete"),
        ("Grete", "Vrba, geb. Lund", "Grete Vrba, geb. Lund", "grete vrba", "Grete"),
        ("Grete", "Vrba geborene von Lund", "Grete Vrba geborene von Lund", "grete vrba", "Grete"),
        ("Hanna", "Zima z d. Łoś", "Hanna Zima z d. Łoś", "hanna zima", "Hanna"),
        ("Hanna", "Zima z domu Łoś", "Hanna Zima z domu Łoś", "hanna zima", "Hanna"),
        ("Jana", "Dvořáková roz. Nováčková", "Jana Dvořáková roz. Nováčková", "jana dvořáková", "Jana"),
        ("Ann", "Lund born Oduya", "Ann Lund born Oduya", "ann lund", "Ann"),
        ("Max", "Born", "Max Born", "max born", "Max"),
        ("Born", "Lund", "Born Lund", "born lund", "Born"),
        ("Siew Nee", "Tan", "Siew Nee Tan", "siew nee tan", "Siew"),
        // Credentials and titles.
        (
            "Ottilie",
            "Brandvold, PMP, CSM, SAFe® 5",
            "Ottilie Brandvold, PMP, CSM, SAFe® 5",
            "ottilie brandvold",
            "Ottilie",
        ),
        ("Ottilie", "Brandvold MBA PMP", "Ottilie Brandvold MBA PMP", "ottilie brandvold", "Ottilie"),
        ("Dr. med. Karl", "Vrba", "Dr. med. Karl Vrba", "karl vrba", "Karl"),
        ("Prof. Dr.-Ing.", "Karl Vrba", "Prof. Dr.-Ing. Karl Vrba", "karl vrba", "Karl"),
        ("CA Priya", "Natarajan", "CA Priya Natarajan", "priya natarajan", "Priya"),
        ("Md. Rahim", "Uddin", "Md. Rahim Uddin", "md rahim uddin", "Rahim"),
        ("Karl", "Vrba, Jr.", "Karl Vrba, Jr.", "karl vrba jr", "Karl"),
        ("Yo-Yo", "Ma", "Yo-Yo Ma", "yo yo ma", "Yo-Yo"),
        ("Anh", "Do", "Anh Do", "anh do", "Anh"),
        ("ANN", "ODUYA", "ANN ODUYA", "ann oduya", "ANN"),
        ("ann", "oduya", "ann oduya", "ann oduya", "ann"),
        // Pronouns, remarks, signs.
        ("Ann (she/her)", "Oduya", "Ann (she/her) Oduya", "ann oduya", "Ann"),
        ("Ann", "Oduya 🌱✨", "Ann Oduya 🌱✨", "ann oduya", "Ann"),
        ("🔥Ann", "Oduya🔥", "🔥Ann Oduya🔥", "ann oduya", "Ann"),
        ("Ann", "Oduya | Hiring!", "Ann Oduya | Hiring!", "ann oduya", "Ann"),
        ("𝐀𝐧𝐧", "𝓞𝓭𝓾𝔂𝓪", "𝐀𝐧𝐧 𝓞𝓭𝓾𝔂𝓪", "ann oduya", "𝐀𝐧𝐧"),
        ("\u{200f}Ann\u{200b}", "Oduya\u{202c}", "\u{200f}Ann\u{200b} Oduya", "ann oduya", "Ann"),
        // Nicknames.
        ("Robert \"Bob\"", "Ibarra", "Robert \"Bob\" Ibarra", "robert ibarra", "Robert"),
        ("Robert “Bob”", "Ibarra", "Robert “Bob” Ibarra", "robert ibarra", "Robert"),
        ("Robert «Bob»", "Ibarra", "Robert «Bob» Ibarra", "robert ibarra", "Robert"),
        ("Robert 'Bob'", "Ibarra", "Robert 'Bob' Ibarra", "robert ibarra", "Robert"),
        ("Robert ‘Bob’", "Ibarra", "Robert ‘Bob’ Ibarra", "robert ibarra", "Robert"),
        ("Sinéad", "O’Shea", "Sinéad O’Shea", "sinéad o'shea", "Sinéad"),
        ("D'Arcy", "N'Diaye", "D'Arcy N'Diaye", "d'arcy n'diaye", "D'Arcy"),
        // One letter, one word, order.
        ("Priya", "K", "Priya K", "priya k", "Priya"),
        ("Priya", "K.", "Priya K.", "priya k", "Priya"),
        ("S", "Priya", "S Priya", "s priya", "S"),
        ("Teller", "", "Teller", "teller", "Teller"),
        ("", "Teller", "Teller", "teller", "Teller"),
        ("Oduya,", "Ann", "Oduya, Ann", "ann oduya", "Ann"),
        (
            "Maria da Conceição",
            "dos Santos Silva",
            "Maria da Conceição dos Santos Silva",
            "maria da conceição dos santos silva",
            "Maria",
        ),
        (
            "Jean-Luc",
            "de La Tour d’Auvergne",
            "Jean-Luc de La Tour d’Auvergne",
            "jean luc de la tour d'auvergne",
            "Jean-Luc",
        ),
        // Scripts.
        ("伟", "李", "伟 李", "伟 李", "伟 李"),
        ("민수", "김", "민수 김", "민수 김", "민수 김"),
        ("さくら", "高橋", "さくら 高橋", "さくら 高橋", "さくら 高橋"),
        ("Анна-Мария", "Ёлкина", "Анна-Мария Ёлкина", "анна мария ёлкина", "Анна-Мария"),
        ("Νίκος", "Σταύρος", "Νίκος Σταύρος", "νίκοσ σταύροσ", "Νίκος"),
        ("محمد", "بن علي", "محمد بن علي", "محمد بن علي", "محمد"),
        ("דוד", "כהן", "דוד כהן", "דוד כהן", "דוד"),
        ("முருகன்", "க", "முருகன் க", "முருகன் க", "முருகன்"),
        ("प्रिया", "शर्मा", "प्रिया शर्मा", "प्रिया शर्मा", "प्रिया"),
        ("สมชาย", "ใจดี", "สมชาย ใจดี", "สมชาย ใจดี", "สมชาย"),
        ("Đặng", "Thị Hồng", "Đặng Thị Hồng", "đặng thị hồng", "Đặng"),
        ("İbrahim", "Şahin", "İbrahim Şahin", "i̇brahim şahin", "İbrahim"),
        ("Ğ", "Ñ", "Ğ Ñ", "ğ ñ", "Ğ"),
    ];
    let mut wrong = Vec::new();
    for (first, last, shown, compared, called) in list {
        let found = (display(first, last), key(&display(first, last)), short(&display(first, last)));
        let expect = ((*shown).to_owned(), (*compared).to_owned(), (*called).to_owned());
        if found != expect {
            wrong.push(format!("{first} | {last}: {found:?}, expected {expect:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

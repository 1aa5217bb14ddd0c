//! What two spellings of a company have in common, and what they have not.

use super::*;
use proptest::prelude::*;

fn check(company: &str, expected: &str) {
    assert_eq!(key(company), expected, "key of {company:?}");
}

#[test]
fn spelling_does_not_count() {
    for spelling in [
        "Fernwick & Sons, Inc.",
        "FERNWICK AND SONS INC",
        "Fernwick & Sons",
        " fernwick  &  sons ",
        "Fernwick&Sons LLC",
        "Ｆｅｒｎｗｉｃｋ ＆ Ｓｏｎｓ",
        "Fernwick & Sons | Tools that last",
        "Fernwick & Sons|Tools that last",
        "Fernwick & Sons®, Ltd.",
        "Fernwick & Sons Co., Ltd.",
        "Fernwick & Sons (Pty) Ltd",
    ] {
        check(spelling, "fernwick and sons");
    }
    check("O’Shea's Bakery", "osheas bakery");
    check("Quill-Works", "quill works");
    check("quillworks.com", "quillworks.com");
    check("Quill! 🌱", "quill");
}

#[test]
fn legal_forms_of_the_world() {
    for form in [
        "Inc.",
        "LLC",
        "L.L.C.",
        "Ltd.",
        "Limited",
        "PLC",
        "Corp.",
        "Corporation",
        "GmbH",
        "GmbH & Co. KG",
        "AG",
        "SE",
        "KG",
        "OHG",
        "UG (haftungsbeschränkt)",
        "e.V.",
        "S.A.",
        "SA",
        "SAS",
        "S.A.S.",
        "SARL",
        "S.à r.l.",
        "S.L.",
        "SLU",
        "S.R.L.",
        "S.r.l.",
        "S.p.A.",
        "SpA",
        "B.V.",
        "BV",
        "N.V.",
        "Oy",
        "OYJ",
        "AB",
        "AS",
        "A/S",
        "ASA",
        "ApS",
        "Kft.",
        "Zrt.",
        "Sp. z o.o.",
        "sp. z o. o.",
        "s.r.o.",
        "a.s.",
        "d.o.o.",
        "Ltda.",
        "S.A. de C.V.",
        "S. de R.L. de C.V.",
        "EIRELI",
        "Lda",
        "Pty Ltd",
        "Pvt. Ltd.",
        "Private Limited",
        "Pte. Ltd.",
        "Sdn. Bhd.",
        "A.Ş.",
        "Ltd. Şti.",
        "OÜ",
        "UAB",
        "SIA",
        "株式会社",
        "㈱",
        "有限会社",
        "주식회사",
        "(주)",
        "ООО",
        "FZ-LLC",
        "Co., Ltd.",
        "K.K.",
        "AB (publ)",
        "S.A.P.I. de C.V.",
        "S.A.B. de C.V.",
        "Sp. z o.o. Sp. k.",
        "PartG mbB",
        "GmbH & Co. OHG",
        "Aktiengesellschaft",
        "e.U.",
        "d.d.",
        "v.o.s.",
        "C.A.",
        "S.A.E.",
        "S.A.L.",
        "SGPS, S.A.",
        "SARL AU",
        "Ltée",
        "VZW",
        "OPC Pvt. Ltd.",
        "OOO",
        "Limited Liability Company",
        "Public Benefit Corporation",
        "Kabushiki Kaisha",
        "San. ve Tic. A.Ş.",
        "société anonyme",
    ] {
        check(&format!("Lumora {form}"), "lumora");
    }
    check("Lumora Oy Ab", "lumora");
    check("ООО «Ромашка»", "ромашка");
    check("Ромашка, ООО", "ромашка");
    check("株式会社ルモラ", "ルモラ");
    check("ルモラ株式会社", "ルモラ");
    check("㈱ルモラ", "ルモラ");
    check("鲁莫拉（上海）科技有限公司", "鲁莫拉 上海 科技");
    check("鲁莫拉股份有限公司", "鲁莫拉");
    check("주식회사 루모라", "루모라");
    check("루모라㈜", "루모라");
    check("PT Lumora Jaya Tbk", "lumora jaya");
    check("לומורה בע\"מ", "לומורה");
    check("บริษัท ลูโมรา จำกัด (มหาชน)", "ลูโมรา");
}

#[test]
fn words_that_only_look_like_forms_stay() {
    check("Plan A", "plan a");
    check("Plan as", "plan as");
    check("Known As", "known as");
    check("Lumora Spa", "lumora spa");
    check("Precision Ag", "precision ag");
    check("Aker Lund AS", "aker lund");
    check("Aker Lund, as", "aker lund");
    check("Co", "co");
    check("AG", "ag");
    check("SE", "se");
    check("Inc", "inc");
    check("Ltd. Inc.", "ltd");
    check("The Limited", "the limited");
    check("The Company", "the company");
    check("Fernwick Co", "fernwick co");
    check("Fernwick Co.", "fernwick");
    check("Fernwick, Co", "fernwick");
    check("The Co.", "the co");
    check("Lumora Ab", "lumora");
    check("Groupe PSA", "groupe psa");
    check("Groupe P.S.A.", "groupe");
    check("Lumora NL", "lumora nl");
    check("Lumora EU", "lumora eu");
    check("Ideas Unlimited", "ideas unlimited");
    check("Tides Cooperative", "tides cooperative");
    check("Fernwick Motor Company", "fernwick motor");
    check("Fernwick & Company", "fernwick");
    check("Incline", "incline");
    check("Limitedless", "limitedless");
    check("Coop", "coop");
    check("Sagrada", "sagrada");
    check("株式会社", "株式会社");
    check("Agency", "agency");
    check("C++ Guild", "c++ guild");
}

#[test]
fn what_tells_companies_apart_stays() {
    for (one, other) in [
        ("Lumora", "Lumora Brasil"),
        ("Lumora", "Lumora Labs"),
        ("Lumóra", "Lumora"),
        ("Ministry of Tides (North)", "Ministry of Tides (South)"),
        ("Meta Lund", "Metal und"),
        ("Quill", "Quills"),
    ] {
        assert_ne!(key(one), key(other), "{one:?} and {other:?}");
    }
}

#[test]
fn cells_that_name_no_employer() {
    for cell in [
        "",
        " ",
        "-",
        "--",
        ".",
        "N/A",
        "n.a.",
        "NA",
        "None",
        "Self-employed",
        "Self Employed (Freelance)",
        "SELF-EMPLOYED",
        "Freelance",
        "Freelance Photographer",
        "Freelancer",
        "Stealth",
        "Stealth Startup",
        "Stealth Mode Startup",
        "Stealth AI Startup",
        "Confidential",
        "Unemployed",
        "Looking for a new opportunity",
        "Seeking new challenges",
        "Retired",
        "Open to work",
        "Selbstständig",
        "Freiberuflich",
        "Arbeitssuchend",
        "Indépendant",
        "Auto-entrepreneur",
        "En recherche d’emploi",
        "À la recherche d'un emploi",
        "Autónomo",
        "Por cuenta propia",
        "En búsqueda activa",
        "Autônomo",
        "Conta própria",
        "Em transição de carreira",
        "Desempregado",
        "Libero professionista",
        "ZZP'er",
        "フリーランス",
        "自由职业",
        "프리랜서",
        "Самозанятый",
    ] {
        assert!(is_placeholder(cell), "{cell:?} names no employer");
    }
    for cell in [
        "Lumora",
        "Freelancers Guild",
        "Stealth Bicycles",
        "Independent Tides",
        "Seekers Inc",
        "Retirement Homes Lund",
        "Privatbank Lund",
        "Self Storage Lund",
        "Confidence",
        "Student Union Lund",
        "Homeland",
        "Nilfisk Lund",
        "NARA",
        "Stealthwear",
        "Freelancer.app",
    ] {
        assert!(!is_placeholder(cell), "{cell:?} is a company");
    }
}

proptest! {
    #[test]
    fn a_key_is_its_own_key(
        company in "\\PC{0,16}|((Lumora|Plan|The|Co|AS|as|S\\.A\\.|Inc|Ltd|ООО|株式会社|and|&|a/s|de|x\\.y|q\\.com|,)[ .,|]{0,2}){0,7}"
    ) {
        let key = super::key(&company);
        prop_assert_eq!(super::key(&key), key.clone());
        if company.chars().any(|c| c.is_ascii_alphanumeric()) {
            prop_assert!(!key.is_empty());
        }
        let _ = is_placeholder(&company);
    }
}

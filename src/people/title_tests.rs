use super::*;
use crate::people::position::Position;
use proptest::prelude::*;

fn position_fit(position: &str, title: &str) -> Option<f64> {
    Position::parse(position).fit(&Title::parse(title), title)
}

/// Each line: a title, its level, its function; `-` for unknown.
pub(super) fn check(table: &str) {
    let mut wrong = Vec::new();
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let cells: Vec<&str> = line.split(" => ").collect();
        let read = Title::parse(cells[0]);
        let level = read.seniority.map_or("-", Seniority::as_str);
        let function = read.function.map_or("-", Function::as_str);
        let got = format!("{level} {function}");
        if got != cells[1] {
            wrong.push(format!("{} => {got} (expected {})", cells[0], cells[1]));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn english() {
    check(
        "
        Software Engineer => - engineering
        Senior Software Engineer => senior engineering
        Sr. Data Analyst => senior data
        Junior Designer => junior design
        Intern => intern -
        Marketing Intern at Lumora => intern marketing
        Principal Engineer => lead engineering
        Staff Software Engineer => lead engineering
        Engineering Manager => manager engineering
        Sales Manager => manager sales
        Senior Manager, Finance => manager finance
        Director of Operations => director operations
        Senior Director, Product Management => director product
        Associate Director, Clinical Research => director health
        Head of Supply => director supply-chain
        Vice President => vp -
        Assistant Vice President => manager -
        Chief Supply Chain Officer => c-level supply-chain
        Senior Vice President, Sales => vp sales
        VP Marketing => vp marketing
        CEO => c-level general-management
        C.E.O. => c-level general-management
        Chief Marketing Officer => c-level marketing
        Chief Information Security Officer => c-level security
        Co-Founder & CTO => c-level engineering
        Founder => c-level general-management
        Managing Director => c-level general-management
        Managing Partner => c-level general-management
        General Manager => director general-management
        HR Business Partner => - people
        Technical Recruiter => - people
        Registered Nurse => - health
        Professor of Law => - education
        Legal Assistant => - legal
        IT Recruiter => - people
        Beekeeper => - -
        ",
    );
}

#[test]
fn words_that_only_look_like_a_level() {
    check(
        "
        Assistant to the CEO => - administration
        Executive Assistant => - administration
        Executive Assistant to the Managing Director => - administration
        Account Executive => - sales
        Senior Account Executive => - sales
        Product Manager => - product
        Senior Product Manager => senior product
        Group Product Manager => manager product
        Project Manager => - operations
        Account Manager => - sales
        Community Manager => - marketing
        Associate Professor => - education
        Associate Product Manager => junior product
        Lead Generation Specialist => - marketing
        Head Chef => - -
        Art Director => - design
        Chief of Staff => - general-management
        Product Owner => - product
        Process Owner => - operations
        Internal Auditor => - finance
        International Sales => - sales
        Senior Living Nurse => - health
        Headhunter => - people
        Office Manager => - administration
        Internship Coordinator => - administration
        Leadership Coach => - -
        Mr President's Office => - administration
        ",
    );
}

#[test]
fn only_what_is_current_and_ones_own_counts() {
    check(
        "
        Ex-Founder => - -
        Former VP Sales => - -
        Software Engineer | Former VP => - engineering
        Senior Engineer, ex-Lumora CEO => senior engineering
        Director at VP Sales Partners => director -
        Engineer @ Chief Executive Labs => - engineering
        Consultant chez Directeur et Associés => - consulting
        Entwickler bei Vorstand AG => - engineering
        Product Designer | Founder => c-level design
        CEO | Marketing Consultant => c-level general-management
        Marketing Consultant / CEO => c-level general-management
        Helping founders sell => - -
        ",
    );
}

#[test]
fn german() {
    check(
        "
        Geschäftsführer => c-level general-management
        Geschaeftsfuehrerin => c-level general-management
        Abteilungsleiterin Einkauf => manager supply-chain
        Einkaufsleiter => director supply-chain
        Vertriebsleiterin => director sales
        Personalleiter => director people
        Teamleiter Logistik => lead supply-chain
        Leiter Marketing => director marketing
        Leiter/in Vertrieb (m/w/d) => director sales
        Projektleiter => - operations
        Werkstudent Datenanalyse => intern data
        Werkstudentin (Marketing) => intern marketing
        Softwareentwicklerin => - engineering
        Assistentin der Geschäftsführung => - administration
        Vorstand Finanzen => c-level finance
        Mitglied des Vorstands => c-level -
        Steuerberaterin => - finance
        Gründer und Geschäftsführer => c-level general-management
        Rechtsanwalt => - legal
        ",
    );
}

#[test]
fn romance_languages() {
    check(
        "
        Directrice marketing => director marketing
        Directeur général => c-level general-management
        Stagiaire RH => intern people
        Alternante contrôle de gestion => intern finance
        Chef de projet => - operations
        Chef de produit => - product
        Chef d’équipe logistique => lead supply-chain
        Responsable des achats => manager supply-chain
        Ingénieure logiciel => - engineering
        Ingénieur commercial => - sales
        Assistante de direction => - administration
        Chargée de recrutement => - people
        Présidente => c-level general-management
        Vice-président ventes => vp sales
        Consultant(e) SAP => - it
        Jefe de ventas => manager sales
        Becaria de marketing => intern marketing
        Director general => c-level general-management
        Directora de Recursos Humanos => director people
        Gerente de Proyectos => - operations
        Asistente de gerencia => - administration
        Desarrolladora Senior => senior engineering
        Abogado => - legal
        Estagiário de Engenharia => intern engineering
        Gerente Comercial => manager sales
        Diretora de Operações => director operations
        Sócio-fundador => c-level -
        Analista de Dados Sênior => senior data
        Analista de Dados Júnior => junior data
        Enfermeira => - health
        Gerente de Operacoes => manager operations
        Amministratore Delegato => c-level general-management
        Direttrice vendite => director sales
        Responsabile acquisti => manager supply-chain
        Tirocinante => intern -
        ",
    );
}

#[test]
fn other_languages() {
    check(
        "
        Verkoopdirecteur => director sales
        Inkoper => - supply-chain
        Algemeen directeur => c-level general-management
        Prezes zarządu => c-level general-management
        Kierownik sprzedaży => manager sales
        Młodszy programista => junior engineering
        Försäljningschef => manager sales
        Salgschef => manager sales
        Salgsdirektør => director sales
        Projektledare => - operations
        Daglig leder => c-level general-management
        Генеральный директор => c-level general-management
        Старший разработчик => senior engineering
        Главный бухгалтер => - finance
        Menedżer => manager -
        営業部長 => director sales
        代表取締役 => c-level general-management
        ソフトウェアエンジニア => - engineering
        高级产品经理 => senior product
        产品经理 => - product
        高级软件工程师 => senior engineering
        市场总监 => director marketing
        实习生 => intern -
        대표이사 => c-level general-management
        영업팀장 => lead sales
        ",
    );
}

#[test]
fn content_words() {
    let check =
        |title: &str, expected: &str| assert_eq!(Title::parse(title).words.join(" "), expected, "{title:?}");
    check("Senior Software Engineer at Lumora", "software engineer");
    check("Head of Sales", "sales");
    check("Ingénieure Données", "engineer data");
    check("高级产品经理", "产品经理");
    check("Leiter/in Einkauf (m/w/d)", "purchasing");
    check("Director", "");
    check("CTO", "");
    check("Engineering Manager", "engineering");
    check("Chief Supply Chain Officer", "supply chain");
    check("Staff Software Engineer", "software engineer");
    check("Associate Product Manager", "product manager");
    check("Data Engineer | Data Analyst", "data engineer analyst");
}

#[test]
fn fit_to_a_position() {
    let check = |position: &str, title: &str, expected: Option<f64>| {
        assert_eq!(position_fit(position, title), expected, "{position:?} and {title:?}");
    };
    check("Data Analyst", "Senior Data Analyst at Lumora", Some(1.0));
    check("Data Analyst", "Analista de Datos", Some(1.0));
    check("Data Analyst", "Machine Learning Engineer", Some(0.6));
    check("Sales Manager", "VP Sales", Some(1.0));
    check("Sales Manager", "Sales Intern", Some(0.3));
    check("Sales Manager", "Vertriebsleiter", Some(1.0));
    check("Sales Manager", "Head of Business Development", Some(0.6));
    check("Sales Manager", "Realtor", Some(0.3));
    check("Sales Manager", "Nurse", Some(0.0));
    check("Sales Manager", "", None);
    check("Sales Manager", "Beekeeper", None);
    check("Beekeeper", "Beekeeper", Some(1.0));
    check("Beekeeper", "Nurse", Some(0.0));
    check("Director", "Director of Sales", Some(1.0));
    check("Director", "Intern", Some(0.0));
    check("Director", "Nurse", None);
    check("CEO", "Chief Executive Officer", Some(1.0));
    check("CTO", "Chief Technology Officer", Some(1.0));
    check("CTO", "VP Engineering", Some(0.6));
    check("Software Engineer", "Staff Software Engineer", Some(1.0));
    check("Product Manager / Product Owner", "Product Owner", Some(1.0));
    // A level is asked for, and none is told.
    check("Logistics Manager", "Logistics Engineer", Some(0.8));
    check("Logistics Manager", "Assistant Logistics Coordinator", Some(0.8));
    check("Logistics Manager", "Cheffe logistique", Some(1.0));
    check("Logistics Manager", "Logistics Team Lead", Some(1.0));
    check("Logistics Manager", "Logistics Intern", Some(0.3));
    check("Art", "Smart Director", None);
    check("", "Nurse", None);
}

#[test]
fn words_for_levels_and_functions_are_read_back() {
    for level in Seniority::ALL {
        assert_eq!(level.as_str().parse(), Ok(level));
        assert_eq!(usize::from(level.level()), level as usize);
    }
    for function in Function::ALL {
        assert_eq!(function.as_str().parse(), Ok(function));
    }
    assert!("boss".parse::<Seniority>().is_err());
}

proptest! {
    #[test]
    fn any_text_can_be_read(
        title in "\\PC{0,30}|((VP|ex|at|chef|Leiter|of|C\\.E\\.O\\.|(e)|&|@|長|部|leiterin|é|İ|\\.)[ |,/.()-]{0,2}){0,8}"
    ) {
        let read = Title::parse(&title);
        prop_assert_eq!(Title::parse(&title), read.clone());
        if let Some(fit) = position_fit(&title, &title) {
            prop_assert!((0.0..=1.0).contains(&fit));
        }
    }
}

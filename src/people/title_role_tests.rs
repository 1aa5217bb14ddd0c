//! Titles in which a word means something else than by itself: by class, each in the languages that have it.

use super::tests::check;

#[test]
fn a_rank_word_inside_another_role() {
    check(
        "
        Tax Partner => c-level finance
        Partner, Private Equity => c-level finance
        Founder & Partner => c-level general-management
        Alliances Partner => - sales
        Wellness Partner => - -
        Learning and Development Partner => - people
        Founders Associate => - -
        Owner's Representative => - -
        Deputy Head of Marketing => manager marketing
        Apprenticeship Manager => manager -
        Intern Mentor => - -
        Internship Manager => manager -
        Chef de cabinet => - general-management
        Jefe de cocina => - -
        Chefe de cozinha => - -
        Head Bartender => - -
        Head Swim Coach => - -
        Lead Guitarist => - -
        Class President => - -
        Independent Director => c-level -
        Non-Executive Director => c-level -
        Founder in Residence => - -
        Chief Warrant Officer => - -
        Order to Cash Manager => manager -
        Advisor to the Board => - consulting
        Under Armour Store Manager => manager sales
        Sub-Saharan Africa Director => director -
        Ad Operations Manager => manager operations
        Promoted to Director of Finance => director finance
        Deputy Director & Head of Digital => director -
        Personal Assistant to Senior Partner => - administration
        Partner at Halden Law => c-level -
        Senior Partner => c-level -
        Sales and Alliances Partner => - sales
        Lawyer & Partner => c-level legal
        Technology Partner => - engineering
        Executive Search Partner => - people
        Donor Relations Partner => - -
        Assistant Vice President => manager -
        Intern at Lumora => intern -
        Internship Coordinator => - administration
        Head of Search => director -
        Head Gardener => - -
        Head Marketing => director marketing
        Head Sommelier => - -
        Chief Happiness Officer => c-level -
        Senior Chief Petty Officer => - -
        Regional President => c-level general-management
        Student Council Vice President => - education
        Board Chair => - -
        Product Owner / Scrum Master => - product
        Platform Owner => - -
        Restaurant Owner => c-level general-management
        Talent Acquisition Partner => - people
        Customer Success Partner => - customer-success
        Chief Petty Officer => - -
        Student Body President => - education
        Entrepreneur in Residence => - -
        Intern Coordinator => - administration
        Internship Program Manager => - operations
        Senior Independent Director => c-level -
        ",
    );
}

#[test]
fn a_level_that_is_another_persons() {
    check(
        "
        Founder's Associate => - -
        Director's Assistant => - administration
        CEO Assistant => - administration
        Managing Director Executive Assistant => - administration
        CEO Coach => - -
        Senior Executive Assistant => senior administration
        Assistante DG => - administration
        Assistentin Geschäftsführung => - administration
        Assistenz Geschäftsleitung => - administration
        Asistente Gerencia General => - administration
        Assistente de Diretoria => - administration
        Assistente Sênior => senior administration
        Secrétaire du directeur général => - administration
        Vorstandsreferentin => - -
        Assistant Store Manager => lead sales
        Assistant Director => manager -
        Assistant General Manager => manager general-management
        Deputy to the CEO => - -
        Managing Director's Office => - administration
        CTO Coach => - -
        VP's Chief of Staff => - general-management
        Assistant Marketing Director => manager marketing
        Assistant Professor and Program Director => director education
        CEO's Executive Assistant => - administration
        Chief of Staff to the CEO => - general-management
        ",
    );
}

#[test]
fn a_deputy_is_a_step_lower() {
    check(
        "
        Deputy General Manager => manager general-management
        Deputy Sales Manager => lead sales
        Deputy Managing Director => vp general-management
        Deputy Chief Financial Officer => vp finance
        Vice Dean => manager education
        Stv. Abteilungsleiter Einkauf => lead supply-chain
        Stellvertretende Geschäftsführerin => vp general-management
        Stellv. Leiter Controlling => manager finance
        Directeur commercial adjoint => manager sales
        Directeur général adjoint => vp general-management
        Sous-directrice des ressources humaines => manager people
        Directora adjunta de marketing => manager marketing
        Diretor financeiro adjunto => manager finance
        Subgerente de ventas => lead sales
        Vicedirettore => manager -
        Adjoint de direction => - -
        Servicetechniker => - engineering
        Adjunct Faculty & Program Director => director education
        Deputy Team Leader => senior -
        Deputy Managing Editor => - communications
        Directrice générale adjointe => vp general-management
        Responsable adjointe logistique => lead supply-chain
        Chef de service adjoint => lead -
        Adjointe au directeur => - -
        Sous-chef de cuisine => - -
        Subdirectora de compras => manager supply-chain
        Coordinador adjunto => senior administration
        Gerente adjunto => lead -
        Vice-diretor => manager -
        Diretor-adjunto => manager -
        Stellvertretende Abteilungsleiterin HR => lead people
        Stellvertretender Vorstandsvorsitzender => vp general-management
        Deputy CFO => vp finance
        Deputy Director => manager -
        Diretora adjunta => manager -
        Directrice adjointe => manager -
        Subdirector => manager -
        Stellvertretender Leiter => manager -
        ",
    );
}

#[test]
fn whoever_seeks_a_position_holds_none() {
    check(
        "
        Demandeur d'emploi => - -
        À la recherche d'une alternance en marketing => - -
        Étudiante en recherche d'alternance => - education
        Looking for new opportunities in data science => - -
        Arbeitsuchend => - -
        Auf der Suche nach einer neuen Herausforderung im Vertrieb => - -
        En búsqueda activa de empleo como contador => - -
        Buscando novas oportunidades em vendas => - -
        Desempleado => - -
        Em busca de recolocação na área financeira => - -
        In cerca di lavoro => - -
        Werkzoekend => - -
        Controller, open to work => - finance
        Buchhalter auf Jobsuche => - finance
        Java Developer seeking opportunities => - engineering
        求職中 => - -
        Recruiter | Looking for Java Developers => - people
        We're hiring Software Engineers => - -
        Sans emploi => - -
        Sin empleo, antes contable => - finance
        Desempregada => - -
        Job seeker => - -
        Responsable recherche et développement => manager engineering
        Chargée de recherche => - research
        Marketing Manager (open to opportunities) => manager marketing
        Actively seeking a role in procurement => - -
        En recherche d'emploi => - -
        ",
    );
}

#[test]
fn german_heads_and_trades() {
    check(
        "
        Produktionsleiter => director operations
        Marketingleiterin => director marketing
        Leiterin Personal => director people
        Küchenleiter => manager -
        Lagerleiter => manager supply-chain
        Schichtleiter => lead -
        Bezirksleiterin => manager -
        Leitende Ingenieurin => lead engineering
        Staatssekretärin => - -
        Generalsekretär => c-level general-management
        Referentin Nachhaltigkeit => - -
        Lohnbuchhalterin => - finance
        Elektrokonstrukteurin => - engineering
        Entwicklungsingenieur => - engineering
        Vertriebsingenieur => - sales
        Industriemeister Metall => lead operations
        Kaufmännische Leiterin => director finance
        Technische Leiterin => director engineering
        Qualitätsleiter => director operations
        Finanzleiterin => director finance
        Logistikleiter => director supply-chain
        Gebietsleiter => manager -
        Kita-Leitung => director -
        Pflegedienstleitung => manager -
        Bereichsleiter Vertrieb => director sales
        Leiter (m/w/d) Finanzen => director finance
        Referent für Öffentlichkeitsarbeit => - communications
        Personalsachbearbeiterin => - people
        Bauingenieurin => - engineering
        Fahrzeugtechniker => - engineering
        Maschinenbautechniker => - engineering
        Finanzplaner => - finance
        Schulsekretärin => - administration
        Leiter => director -
        IT-Leiter => director it
        Werksleiter => director operations
        Betriebsleiter => director operations
        Fachreferent Thermomanagement => - -
        Konstrukteur => - engineering
        Dipl.-Ing. Maschinenbau => - engineering
        Meister Fertigung => - operations
        Finanzbuchhalter => - finance
        Fachkraft für Lagerlogistik => - supply-chain
        Kaufmännischer Leiter => director finance
        ",
    );
}

#[test]
fn functions_told_by_what_follows() {
    check(
        "
        Conseiller municipal => - -
        Conseiller en gestion de patrimoine => - finance
        Chargée de clientèle => - customer-success
        Analista => - -
        Analyst => - -
        Técnico en enfermería => - health
        Veterinary Technician => - health
        Data Protection Manager => manager legal
        Press Secretary => - communications
        Interim CFO => c-level finance
        Managing Director => c-level general-management
        Acting Director => director -
        Joint Managing Director => c-level general-management
        Vertretungslehrerin => - education
        Graduate Engineer => junior engineering
        Trainee Vertrieb => junior sales
        Suchmaschinenmarketing => - marketing
        Data Center Manager => manager it
        Conseillère en stratégie => - consulting
        Conseiller financier => - finance
        Asesora financiera => - finance
        Analista financiera => - finance
        Técnico de recursos humanos => - people
        Técnico contable => - finance
        Pharmacy Technician => - health
        Nail Technician => - -
        Conseiller clientèle => - customer-success
        Conseillère en insertion => - people
        Conseiller d'État => - -
        Analista Jr => junior -
        Analyst Jr. => junior -
        Técnico de selección => - people
        Secretary General => c-level general-management
        Secretary of State => - -
        Secrétaire général => c-level general-management
        Data Center Technician => - it
        ",
    );
}

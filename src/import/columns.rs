//! What columns are called: the names that exports, people and spreadsheets give them.
//!
//! In: nothing. Out: lists of header keys ([`super::row::header_key`]), the likelier first; a name with a `*` at its end stands
//! for every name that starts like it, one with a `+` for the noun with a word of wanting. [`super::recognise`] tells files by them, the readers find their cells by them.

mod days;
mod own;
mod wanted;

pub use days::*;
pub use own::*;
pub use wanted::is_wanted;

/// Whether the key of a column goes by a name of these lists.
pub fn answers_to(key: &str, name: &str) -> bool {
    match (name.strip_suffix('*'), name.strip_suffix('+')) {
        (Some(start), _) => key.starts_with(start),
        (_, Some(noun)) => is_wanted(key, noun),
        _ => key == name,
    }
}

/// Several lists of names as one, of their lengths together.
pub(super) const fn joined<const N: usize>(lists: &[&[&'static str]]) -> [&'static str; N] {
    let mut all = [""; N];
    let (mut n, mut list) = (0, 0);
    while list < lists.len() {
        let mut at = 0;
        while at < lists[list].len() {
            all[n] = lists[list][at];
            n += 1;
            at += 1;
        }
        list += 1;
    }
    assert!(n == N, "the lists are as long as the whole");
    all
}

/// Given name. LinkedIn writes English whatever the account's language is; people and spreadsheets translate.
pub const FIRST: &[&str] = &[
    "firstname",
    "givenname",
    "vorname",
    "prénom",
    "prenom",
    "nombre",
    "nombres",
    "nome",
    "voornaam",
    "first",
    "contactfirstname",
    "förnamn",
    "fornavn",
    "etunimi",
    "imię",
    "jméno",
    "ad",
    "adı",
    "имя",
    "名",
    "名前",
    "이름",
    "الاسمالأول",
    "الاسم",
];
/// Family name.
pub const LAST: &[&str] = &[
    "lastname",
    "familyname",
    "surname",
    "nachname",
    "nom",
    "apellidos",
    "apellido",
    "sobrenome",
    "cognome",
    "achternaam",
    "last",
    "contactlastname",
    "nomdefamille",
    "efternamn",
    "etternavn",
    "sukunimi",
    "nazwisko",
    "příjmení",
    "soyad",
    "soyadı",
    "фамилия",
    "姓",
    "성",
    "اسمالعائلة",
    "العائلة",
    "اللقب",
];
/// Both in one cell.
pub const FULL: &[&str] = &[
    "fullname",
    "name",
    "connectionname",
    "contactname",
    "contact",
    "person",
    "nomcomplet",
    "nombrecompleto",
    "nomecompleto",
    "vollständigername",
    "volledigenaam",
    "fullständigtnamn",
    "namn",
    "navn",
    "nimi",
    "nazwa",
    "氏名",
    "姓名",
];
/// Profile URL. Lists made with Sales Navigator have a `/sales/lead/` in `profileUrl` and the public one beside it.
pub const URL: &[&str] = &[
    "url",
    "linkedinprofileurl",
    "defaultprofileurl",
    "publicprofileurl",
    "linkedinurl",
    "profileurl",
    "linkedinprofile",
    "linkedin",
    "profilelink",
    "profile",
    "profileurl*",
    "linkedinurl*",
    "personlinkedinurl",
    "urlprofil",
    "urlduprofil",
    "profilurl",
    "linkedinprofil",
    "urldelperfil",
    "perfil",
    "link",
    "الرابط",
];
/// E-mail address.
pub const EMAIL: &[&str] = &[
    "emailaddress",
    "email",
    "emailadresse",
    "adresseemail",
    "email1value",
    "correoelectrónico",
    "correo",
    "emailid",
    "mail",
    "direccióndecorreoelectrónico",
    "correoelectronico",
    "endereçodeemail",
    "indirizzoemail",
    "emailadres",
    "epost",
    "epostadress",
    "epostadresse",
    "sähköposti",
    "adresemail",
    "eposta",
    "электроннаяпочта",
    "邮箱",
    "メールアドレス",
    "contactemail",
    "workemail",
    "البريدالإلكتروني",
    "이메일주소",
    "이메일",
    "адресэлектроннойпочты",
    "emailadresi",
];
/// E-mail addresses, in lists that have several.
pub const EMAILS: &[&str] = &joined::<{ EMAIL.len() + 7 }>(&[
    EMAIL,
    &["emails", "emailaddresses", "email1", "email2", "personalemail", "homeemail", "primaryemail"],
]);
/// Links, one of which may be a profile.
pub const LINKS: &[&str] = &["links", "urls", "social", "socials", "website", "websites", "socialprofiles"];
/// Telephone numbers.
pub const PHONE: &[&str] = &[
    "phone",
    "phones",
    "phonenumber",
    "phonenumbers",
    "mobile",
    "mobilephone",
    "telephone",
    "telefon",
    "handy",
    "téléphone",
    "telephone",
    "teléfono",
    "telefono",
    "telefone",
    "celular",
    "cellulare",
    "telefoon",
];
/// Employer.
pub const COMPANY: &[&str] = &[
    "company",
    "companyname",
    "currentcompany",
    "organization",
    "organisation",
    "unternehmen",
    "entreprise",
    "employer",
    "empresa",
    "firma",
    "azienda",
    "bedrijf",
    "currentemployer",
    "companyorganization",
    "société",
    "societe",
    "compañía",
    "compania",
    "organización",
    "organização",
    "società",
    "organisatie",
    "företag",
    "virksomhed",
    "bedrift",
    "yritys",
    "společnost",
    "şirket",
    "компания",
    "公司",
    "会社",
    "회사",
    "الشركة",
];
/// Title.
pub const POSITION: &[&str] = &[
    "position",
    "jobtitle",
    "currentposition",
    "role",
    "poste",
    "title",
    "puesto",
    "cargo",
    "posizione",
    "functie",
    "designation",
    "occupation",
    "currenttitle",
    "headline",
    "positiontitle",
    "fonction",
    "intitulédeposte",
    "berufsbezeichnung",
    "stelle",
    "puestodetrabajo",
    "posição",
    "posicion",
    "posición",
    "ruolo",
    "befattning",
    "stilling",
    "titel",
    "tehtävä",
    "stanowisko",
    "pozice",
    "pozisyon",
    "должность",
    "职位",
    "役職",
    "직책",
    "المنصب",
    "الوظيفة",
    "jobposition",
];
/// Day of connecting.
pub const CONNECTED: &[&str] = &[
    "connectedon",
    "connectedat",
    "connectedsince",
    "connected",
    "connectiondate",
    "dateconnected",
    "verbundenam",
    "datedeconnexion",
    "connectéle",
    "conectadoel",
    "fechadeconexión",
    "conectadoem",
    "datadeconexão",
    "collegatoil",
    "verbondenop",
    "connectedon*",
    "connectionon",
    "connectiondateon",
    "dateofconnection",
    "connecteddate",
    "dateconnection",
    "linkedinconnectedon",
    "kontaktseit",
    "vernetztam",
    "verknüpftam",
    "datedelaconnexion",
    "connectédepuis",
    "fechadeconexion",
    "conectadodesde",
    "conectadodesdeel",
    "datadeconexao",
    "datadicollegamento",
    "contattodal",
    "verbondensinds",
    "kontaktsedan",
    "kopplingsdatum",
    "forbundetden",
    "połączono",
    "datapołączenia",
    "bağlantıtarihi",
    "дата",
    "датадобавления",
    "连接日期",
    "つながった日",
    "connexionétabliele",
    "connexionetabliele",
    "connexionétablie",
    "whenweconnected",
    "whenconnected",
    "dateweconnected",
    "연결날짜",
    "연결일",
    "датаконтакта",
    "датаустановленияконтакта",
    "датаустановкисвязи",
    "датасоединения",
    "datanawiązaniakontaktu",
    "datanawiazaniakontaktu",
    "nawiązanokontakt",
    "تاريخالاتصال",
    "تاريخالتواصل",
    "bağlantıkurulmatarihi",
    "つながりの日付",
    "接続日",
    "建立联系日期",
    "建立聯絡日期",
    "vernetztseit",
    "verbundenseit",
    "collegatodal",
    "conectadodesdeo",
];
/// How near LinkedIn says somebody is: `1st`, `2nd`, `3rd`.
pub const DEGREE: &[&str] = &["connectiondegree", "degree"];
/// Who wrote or invited.
pub const FROM: &[&str] = &["from", "von", "de", "da", "van", "sender", "sendername"];
/// Who was written to or invited.
pub const TO: &[&str] = &["to", "an", "à", "para", "a", "aan", "recipient", "recipients", "recipientname"];
/// The profiles of all who were written to.
pub const RECIPIENTS: &[&str] =
    &["recipientprofileurls", "recipientprofileurl", "recipienturls", "recipienturl", "toprofileurls"];
/// When a message was sent.
pub const WRITTEN: &[&str] = &["date", "sentat", "datetime", "timestamp", "time", "senton"];
/// When an invitation was sent.
pub const SENT: &[&str] = &[
    "sentat",
    "senton",
    "sentdate",
    "datesent",
    "date",
    "gesendetam",
    "envoyéele",
    "envoyéle",
    "enviadoel",
    "enviadael",
    "enviadoem",
    "enviadaem",
    "inviatoil",
    "verzondenop",
    "datum",
    "fecha",
    "data",
];
/// The note of an invitation.
pub const MESSAGE: &[&str] = &["message", "note", "nachricht", "mensaje", "mensagem", "messaggio", "bericht"];
/// Which way an invitation or a message of 2018 went.
pub const DIRECTION: &[&str] =
    &["direction", "richtung", "dirección", "direção", "direzione", "richting", "sens"];
/// The profile of who invited.
pub const INVITER: &[&str] =
    &["inviterprofileurl", "inviterurl", "inviterprofile", "fromprofileurl", "fromurl"];
/// The profile of who was invited.
pub const INVITEE: &[&str] = &["inviteeprofileurl", "inviteeurl", "inviteeprofile", "toprofileurl", "tourl"];
/// Given name, in the languages that Outlook translates its header into.
pub const OUTLOOK_FIRST: &[&str] = &["firstname", "vorname", "prénom", "nombre"];
/// Family name, likewise.
pub const OUTLOOK_LAST: &[&str] = &["lastname", "nachname", "nom", "apellidos", "apellido"];
/// The first address, likewise.
pub const OUTLOOK_EMAIL: &[&str] =
    &["emailaddress", "emailadresse", "adressedemessagerie", "direccióndecorreoelectrónico"];

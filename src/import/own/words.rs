//! The words people write in their logs for what they did and what came of it, in the seven languages of the cues.
//!
//! In: a cell. Out: what it means, or `None` for a word that is not here: it is kept as a note and never guessed at.

use crate::import::records::{Outcome, OutreachKind};
use crate::import::row::header_key;

const KINDS: &[(OutreachKind, &[&str])] = &[
    (
        OutreachKind::Request,
        &[
            "request",
            "ask",
            "asked",
            "outreach",
            "firstmessage",
            "initialmessage",
            "initialoutreach",
            "initialcontact",
            "firstcontact",
            "coldemail",
            "coldmessage",
            "coldcall",
            "anfrage",
            "erstkontakt",
            "angefragt",
            "angeschrieben",
            "demande",
            "premiercontact",
            "sollicitation",
            "solicitud",
            "petición",
            "primercontacto",
            "pedido",
            "solicitação",
            "primeirocontato",
            "primeirocontacto",
            "richiesta",
            "primocontatto",
            "verzoek",
            "aanvraag",
            "eerstecontact",
        ],
    ),
    (
        OutreachKind::FollowUp,
        &[
            "followup",
            "followedup",
            "reminder",
            "secondmessage",
            "nachfassen",
            "nachgefasst",
            "nachfrage",
            "erinnerung",
            "relance",
            "rappel",
            "seguimiento",
            "recordatorio",
            "acompanhamento",
            "lembrete",
            "seguimento",
            "sollecito",
            "promemoria",
            "opvolging",
            "herinnering",
        ],
    ),
    (
        OutreachKind::IntroductionRequest,
        &[
            "introductionrequest",
            "introrequest",
            "askforintroduction",
            "askedforintroduction",
            "askforintro",
            "bitteumvermittlung",
            "bitteumvorstellung",
            "demandedemiseenrelation",
            "demandedintroduction",
            "pedirpresentación",
            "solicitudpresentación",
            "pedidodeapresentação",
            "richiestadipresentazione",
            "verzoekomintroductie",
        ],
    ),
    (
        OutreachKind::Interview,
        &[
            "interview",
            "conversation",
            "informationalinterview",
            "infointerview",
            "meeting",
            "call",
            "phonecall",
            "videocall",
            "chat",
            "coffee",
            "coffeechat",
            "lunch",
            "gespräch",
            "treffen",
            "telefonat",
            "kaffee",
            "entretien",
            "rendezvous",
            "rdv",
            "appel",
            "café",
            "rencontre",
            "entrevista",
            "reunión",
            "llamada",
            "charla",
            "conversación",
            "reunião",
            "conversa",
            "ligação",
            "chamada",
            "colloquio",
            "incontro",
            "chiamata",
            "telefonata",
            "caffè",
            "gesprek",
            "afspraak",
            "telefoongesprek",
            "kennismaking",
            "koffie",
        ],
    ),
    (
        OutreachKind::ThankYou,
        &[
            "thankyou",
            "thankyounote",
            "thanks",
            "thanked",
            "dank",
            "danke",
            "bedankt",
            "dankschreiben",
            "remerciement",
            "remerciements",
            "merci",
            "agradecimiento",
            "gracias",
            "agradecimento",
            "obrigado",
            "obrigada",
            "ringraziamento",
            "grazie",
            "dankjewel",
            "bedankje",
        ],
    ),
    (
        OutreachKind::CheckIn,
        &[
            "checkin",
            "checkedin",
            "update",
            "keepintouch",
            "kontaktpflege",
            "lebenszeichen",
            "prisedenouvelles",
            "nouvelles",
            "actualización",
            "puestaaldía",
            "atualização",
            "aggiornamento",
            "bijpraten",
        ],
    ),
];

const OUTCOMES: &[(Outcome, &[&str])] = &[
    (
        Outcome::Pending,
        &[
            "pending",
            "open",
            "waiting",
            "awaitingreply",
            "awaitingresponse",
            "sent",
            "offen",
            "ausstehend",
            "gesendet",
            "wartet",
            "enattente",
            "envoyé",
            "encours",
            "pendiente",
            "enviado",
            "esperando",
            "pendente",
            "aguardando",
            "inattesa",
            "inviato",
            "inviata",
            "inafwachting",
            "verzonden",
            "openstaand",
        ],
    ),
    (
        Outcome::Replied,
        &[
            "replied",
            "reply",
            "responded",
            "answered",
            "yes",
            "y",
            "positive",
            "ja",
            "geantwortet",
            "antwort",
            "beantwortet",
            "oui",
            "répondu",
            "arépondu",
            "réponse",
            "sí",
            "si",
            "respondió",
            "respondido",
            "respuesta",
            "sim",
            "respondeu",
            "resposta",
            "sì",
            "harisposto",
            "risposto",
            "risposta",
            "geantwoord",
            "beantwoord",
            "antwoord",
        ],
    ),
    (
        Outcome::Declined,
        &[
            "declined",
            "refused",
            "rejected",
            "turneddown",
            "notinterested",
            "abgelehnt",
            "abgesagt",
            "absage",
            "refusé",
            "décliné",
            "refus",
            "rechazado",
            "rechazó",
            "declinado",
            "recusado",
            "recusou",
            "rifiutato",
            "declinato",
            "afgewezen",
            "geweigerd",
        ],
    ),
    (
        Outcome::Scheduled,
        &[
            "scheduled",
            "booked",
            "planned",
            "meetingset",
            "callscheduled",
            "geplant",
            "terminiert",
            "vereinbart",
            "planifié",
            "prévu",
            "fixé",
            "programado",
            "agendado",
            "agendada",
            "marcado",
            "marcada",
            "programmato",
            "fissato",
            "fissata",
            "gepland",
            "ingepland",
        ],
    ),
    (
        Outcome::Held,
        &[
            "held",
            "done",
            "met",
            "completed",
            "stattgefunden",
            "erledigt",
            "getroffen",
            "fait",
            "effectué",
            "terminé",
            "eulieu",
            "hecho",
            "realizado",
            "realizada",
            "completado",
            "feito",
            "feita",
            "concluído",
            "fatto",
            "fatta",
            "avvenuto",
            "gedaan",
            "afgerond",
            "plaatsgevonden",
        ],
    ),
    (
        Outcome::NoReply,
        &[
            "noreply",
            "noanswer",
            "noresponse",
            "silence",
            "ghosted",
            "keineantwort",
            "unbeantwortet",
            "pasderéponse",
            "sansréponse",
            "aucuneréponse",
            "sinrespuesta",
            "norespondió",
            "semresposta",
            "nãorespondeu",
            "nessunarisposta",
            "nonharisposto",
            "senzarisposta",
            "geenantwoord",
            "geenreactie",
        ],
    ),
];

/// Words that decline where the column asks what came of it, and say that nobody answered where it asks whether anybody
/// did: `Response: no`.
const NO: &[&str] = &["no", "n", "nein", "non", "não", "nee"];

/// What was done.
pub fn kind_of(word: &str) -> Option<OutreachKind> {
    meaning(KINDS, &header_key(word))
}

/// What came of it. `asks_for_reply`: the column asks whether there was an answer.
pub fn outcome_of(word: &str, asks_for_reply: bool) -> Option<Outcome> {
    let word = header_key(word);
    match NO.contains(&&*word) {
        true if asks_for_reply => Some(Outcome::NoReply),
        true => Some(Outcome::Declined),
        false => meaning(OUTCOMES, &word),
    }
}

/// Whether a step came from the other side.
pub fn is_incoming(word: &str) -> bool {
    const INCOMING: &[&str] = &[
        "incoming",
        "in",
        "received",
        "inbound",
        "eingehend",
        "erhalten",
        "reçu",
        "entrant",
        "recibido",
        "entrante",
        "recebido",
        "recebida",
        "ricevuto",
        "inentrata",
        "ontvangen",
        "inkomend",
    ];
    INCOMING.contains(&&*header_key(word))
}

fn meaning<T: Copy>(of: &[(T, &[&str])], word: &str) -> Option<T> {
    of.iter().find(|(_, words)| words.contains(&word)).map(|(meaning, _)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_means_two_things_and_each_is_a_key() {
        fn check<T>(of: &[(T, &[&str])]) {
            let mut all: Vec<&str> = of.iter().flat_map(|(_, words)| words.iter().copied()).collect();
            assert!(all.iter().all(|word| header_key(word) == *word));
            all.sort_unstable();
            let n = all.len();
            all.dedup();
            assert_eq!(all.len(), n);
        }
        check(KINDS);
        check(OUTCOMES);
    }

    #[test]
    fn words_of_several_languages() {
        assert_eq!(kind_of("Coffee chat"), Some(OutreachKind::Interview));
        assert_eq!(kind_of("Relance"), Some(OutreachKind::FollowUp));
        assert_eq!(kind_of("by pigeon"), None);
        assert_eq!(outcome_of("Keine Antwort", false), Some(Outcome::NoReply));
        assert_eq!(outcome_of("No", true), Some(Outcome::NoReply));
        assert_eq!(outcome_of("no", false), Some(Outcome::Declined));
        assert_eq!(outcome_of("maybe", false), None);
        assert!(is_incoming("Received") && !is_incoming(""));
    }
}

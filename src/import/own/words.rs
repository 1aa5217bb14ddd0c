//! The words people write in their logs for what they did and what came of it, in the seven languages of the cues.
//!
//! In: a cell. Out: what it means; a word that is not here is kept as a note and never guessed at.
//!
//! *Not now* and *maybe later* are a no for now: the person answered, and is left in peace for as long as after any no.

mod kinds;
mod outcomes;
mod yes;

use super::is_nothing;
use crate::import::records::{Outcome, OutreachKind};
use crate::import::row::header_key;
use kinds::{KINDS, LETTERS};
use outcomes::{DONE, OUTCOMES, RECORDED, SENT, UNDONE, UNREACHED};
pub use yes::{consent, yes_no};

/// Words that decline where the column asks what came of it, and say that nobody has answered so far where it asks whether
/// anybody did: `Response: no` is no word that none is expected.
const NO: &[&str] = &["no", "n", "nein", "non", "não", "nee"];

/// Words that decline a request, and call an appointment off.
const SAID_OFF: &[&str] = &["abgesagt", "afgezegd"];

/// What was done.
pub fn kind_of(word: &str) -> Option<OutreachKind> {
    meaning(KINDS, &header_key(word))
}

/// What a row says that has both, where one word needs the other: a call that nobody took is a request, and so is a letter
/// of which the list says what came of it.
pub fn step_and_outcome(
    kind: &str,
    word: &str,
    asks_for_reply: bool,
) -> (Option<OutreachKind>, Option<Outcome>) {
    let step = kind_of(kind);
    let outcome = outcome_of(word, step, asks_for_reply);
    let key = header_key(word);
    let is_call =
        step == Some(OutreachKind::Interview) && (UNREACHED.contains(&&*key) || RECORDED.contains(&&*key));
    let is_letter = step.is_none()
        && LETTERS.contains(&&*header_key(kind))
        && !matches!(outcome, None | Some(Outcome::Unread | Outcome::Held))
        && !SENT.contains(&&*key);
    (if is_call || is_letter { Some(OutreachKind::Request) } else { step }, outcome)
}

/// What came of a step, where its list names the step or leaves that open; `None` where the cell says nothing, and
/// [`Outcome::Unread`] where it says what nobody here understands. `asks_for_reply`: the column asks whether there was an
/// answer.
pub fn outcome_of(word: &str, step: Option<OutreachKind>, asks_for_reply: bool) -> Option<Outcome> {
    if is_nothing(word) {
        return None;
    }
    let whole = word;
    let word = header_key(word);
    let is_letter = step.is_some_and(|step| step != OutreachKind::Interview);
    Some(match NO.contains(&&*word) {
        true if asks_for_reply && step == Some(OutreachKind::Interview) => Outcome::NoReply,
        true if asks_for_reply => Outcome::Pending,
        true => Outcome::Declined,
        false if is_letter && DONE.contains(&&*word) => Outcome::Pending,
        false if step == Some(OutreachKind::Interview) && SAID_OFF.contains(&&*word) => Outcome::CalledOff,
        false => meaning(OUTCOMES, &word).or_else(|| refusal(whole)).unwrap_or(Outcome::Unread),
    })
}

/// What a column says that asks whether something was sent or done, as `Thank you sent` does; `None` where it says neither. A
/// word for waiting is a no: what is awaited here is the letter itself.
pub fn was_done(word: &str) -> Option<bool> {
    if let Some(told) = yes_no(word) {
        return Some(told);
    }
    let key = header_key(word);
    if SENT.contains(&&*key) || UNDONE.contains(&&*key) {
        return Some(SENT.contains(&&*key));
    }
    match outcome_of(word, Some(OutreachKind::Interview), false)? {
        Outcome::Replied | Outcome::Held => Some(true),
        Outcome::Unread => None,
        _ => Some(false),
    }
}

/// A no, or an appointment called off, that begins a longer note: `cancelled - she was ill`. Of such notes nothing else is
/// believed, for `replied` may go on with `to nobody`.
fn refusal(note: &str) -> Option<Outcome> {
    const LONGEST: usize = 4;
    let words: Vec<&str> = note.split_whitespace().take(LONGEST).collect();
    let starts = (1..=words.len()).rev().map(|n| header_key(&words[..n].concat()));
    starts
        .filter_map(|start| meaning(OUTCOMES, &start))
        .find(|outcome| matches!(outcome, Outcome::CalledOff | Outcome::Declined))
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
        assert!(LETTERS.iter().all(|word| kind_of(word).is_none() && header_key(word) == *word));
        assert!(RECORDED.iter().all(|word| meaning(OUTCOMES, word) == Some(Outcome::Pending)));
    }

    /// In the seven languages: what was sent, and what is yet to be.
    #[test]
    fn sent_and_yet_to_be_sent() {
        let languages = [
            ("en", "sent yes done emailed x ✓ replied", "waiting,pending,open,to do,not yet,no"),
            ("de", "gesendet versendet ja erledigt", "ausstehend,offen,wartet,noch nicht,nein"),
            ("fr", "envoyé envoyée oui fait", "en attente,en cours,à envoyer,non"),
            ("es", "enviado enviada sí hecho", "pendiente,por enviar,no"),
            ("pt", "enviado enviada sim feito", "pendente,a enviar,não"),
            ("it", "inviato inviata sì fatto", "in attesa,da inviare,no"),
            ("nl", "verzonden verstuurd ja gedaan", "in afwachting,te doen,nee"),
        ];
        for (language, done, open) in languages {
            for (words, expect) in [(done, true), (open, false)] {
                let words = words.split(if words.contains(',') { ',' } else { ' ' });
                words.for_each(|word| assert_eq!(was_done(word), Some(expect), "{language} {word}"));
            }
        }
        assert!(UNDONE.iter().all(|word| header_key(word) == *word && meaning(OUTCOMES, word).is_none()));
        assert_eq!((was_done(""), was_done("a card with flowers")), (None, None));
    }

    #[test]
    fn one_word_needs_the_other() {
        let both = |kind, word| step_and_outcome(kind, word, false);
        let (request, pending) = (Some(OutreachKind::Request), Some(Outcome::Pending));
        assert_eq!(both("Anruf", "nicht erreicht"), (request, pending));
        assert_eq!(both("call", "left voicemail"), (request, pending));
        assert_eq!(both("Anruf", "geführt"), (Some(OutreachKind::Interview), Some(Outcome::Held)));
        assert_eq!(both("E-Mail", "unzustellbar"), (request, Some(Outcome::Undelivered)));
        assert_eq!(
            both("Mittagessen", "abgesagt"),
            (Some(OutreachKind::Interview), Some(Outcome::CalledOff))
        );
        assert_eq!(both("Anfrage", "abgesagt"), (request, Some(Outcome::Declined)));
        assert_eq!(both("E-Mail", "gesendet"), (None, pending));
        assert_eq!(both("Dankesmail", "erledigt"), (Some(OutreachKind::ThankYou), pending));
    }

    #[test]
    fn words_of_several_languages() {
        assert_eq!(kind_of("Coffee chat"), Some(OutreachKind::Interview));
        assert_eq!(kind_of("Relance"), Some(OutreachKind::FollowUp));
        assert_eq!(kind_of("by pigeon"), None);
        let outcome = |word: &str| outcome_of(word, None, false);
        assert_eq!(outcome("Keine Antwort"), Some(Outcome::NoReply));
        assert_eq!(outcome_of("No", None, true), Some(Outcome::Pending));
        assert_eq!(outcome("no"), Some(Outcome::Declined));
        assert_eq!(outcome("maybe"), Some(Outcome::Unread));
        assert_eq!((outcome(""), outcome("-")), (None, None));
        for word in
            ["Cancelled", "verschoben", "reportée", "aplazada", "adiado", "disdetto", "uitgesteld", "no-show"]
        {
            assert_eq!(outcome(word), Some(Outcome::CalledOff), "{word}");
        }
        assert_eq!(outcome("cancelled - she was ill"), Some(Outcome::CalledOff));
        assert_eq!(outcome("not interested right now"), Some(Outcome::Declined));
        assert_eq!(outcome("replied to nobody"), Some(Outcome::Unread));
        assert_eq!(outcome("bounced"), Some(Outcome::Undelivered));
        assert_eq!(outcome("Not now"), Some(Outcome::Declined));
        assert_eq!(outcome("said yes"), Some(Outcome::Replied));
        assert_eq!(outcome("call booked"), Some(Outcome::Scheduled));
        // A letter that is done was sent, and nobody has met yet.
        assert_eq!(outcome_of("done", Some(OutreachKind::Request), false), Some(Outcome::Pending));
        assert_eq!(outcome_of("done", Some(OutreachKind::Interview), false), Some(Outcome::Held));
        assert_eq!(outcome_of("held", Some(OutreachKind::Request), false), Some(Outcome::Held));
        assert!(is_incoming("Received") && !is_incoming(""));
    }
}

//! Courtesies: letters of the seeker's that thank or agree and say nothing else.
//!
//! In: the letters that import kept. Out: the places of those that ask for nothing and need no answer: `Great, thank you!`,
//! `Passt, danke`. Every word must be one of thanks, of agreement, a small word beside them, or a name of the two.
//! Never: a letter with a question, nor a long one. Seven languages; whatever is in another asks, as before.
//! Invariant: no text leaves this module.

use crate::evidence::Place;
use crate::import::Workspace;
use crate::import::cues::{Letters, folded};
use crate::import::passages::{SUBJECT_END, Told};
use crate::index::Index;
use crate::people::{People, Who};
use std::sync::LazyLock;

/// So long, in bytes, is a letter that only thanks, at most.
const MOST: usize = 160;

/// Words of thanks and of agreement; a courtesy has one.
const CORE: &str = "thanks thank thx ty cheers great perfect wonderful awesome excellent lovely fantastic brilliant super \
    ok okay agreed deal noted appreciated sounds \
    danke dank grossartig toll prima klasse perfekt wunderbar einverstanden passt gern gerne spitze \
    merci parfait genial entendu volontiers accord remercie \
    gracias perfecto estupendo vale acuerdo excelente \
    obrigado obrigada perfeito otimo combinado \
    grazie perfetto ottimo benissimo fantastico accordo volentieri \
    bedankt dankjewel dankuwel top akkoord afgesproken";

/// Small words beside them.
const BESIDE: &str = "a all alright am and so very much many lot lots you your for that this it is will do again really i m \
    s ll kind kindly of help reply response answer message quick soon see then on in the to me us from both good yes sure \
    indeed looking forward have day week weekend nice time today tomorrow monday tuesday wednesday thursday friday saturday \
    sunday hi hello dear hey best regards connecting connection accepting invitation invite intro introduction such \
    vielen herzlichen besten lieben dir dich ihnen euch sehr fur die das den deine ihre schnelle nachricht antwort hilfe \
    ruckmeldung und schon mal ja ich mich freue freu auf bis dann so machen wir alles klar gut morgen heute montag dienstag \
    mittwoch donnerstag freitag samstag sonntag lieber liebe hallo viele grusse herzliche ganz wirklich vorstellung \
    beaucoup bien pour votre ton ta vos reponse aide tout de c est oui je te vous d infiniment bonne journee bientot a \
    demain lundi mardi mercredi jeudi vendredi cher chere bonjour salut cordialement mise relation mille \
    muchas mil por tu su ayuda respuesta mensaje todo si claro hasta pronto manana lunes martes miercoles jueves viernes \
    hola querido querida saludos un abrazo presentacion \
    muito muita pela pelo sua tua resposta ajuda mensagem sim ate breve amanha ola abraco caro cara apresentacao \
    mille molte tante per il la le lo tua sua risposta aiuto va bene presto domani ciao caro cara presentazione \
    heel hartelijk erg veel voor je jouw uw u antwoord bericht hulp dat tot morgen groet groetjes hoi";

/// The words, without accents, and whether each is one of the first kind.
static WORDS: LazyLock<Index<&'static str, bool>> = LazyLock::new(|| {
    let beside = BESIDE.split_whitespace().map(|word| (word, false));
    beside.chain(CORE.split_whitespace().map(|word| (word, true))).collect()
});

/// Words of a letter that no list knows and that may be names: whoever thanks does not write more of them.
const MOST_NAMES: usize = 4;

/// What is read of a letter; used again and again, so that no word costs an allocation.
#[derive(Default)]
struct Reader {
    letters: Letters,
    word: String,
    /// Words that no list knows, one space between them.
    others: String,
}

/// Whether a letter only thanks or agrees; `are_names` tells whether all words are of the names of the two. It is asked
/// last: most letters have a word that is neither thanks nor a name, and folding names costs more than reading a letter.
fn is_courtesy(letter: &str, reader: &mut Reader, are_names: impl FnOnce(&str) -> bool) -> bool {
    let letter = letter.rsplit(SUBJECT_END).next().unwrap_or(letter);
    if letter.len() > MOST || letter.contains(['?', '？']) {
        return false;
    }
    let words = &*WORDS;
    let mut thanks = false;
    let Reader { letters, word, others } = reader;
    others.clear();
    let mut n_others = 0;
    for part in letter.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        word.clear();
        if part.is_ascii() {
            word.push_str(part);
            word.make_ascii_lowercase();
        } else {
            part.chars().for_each(|c| letters.fold_known(c, word));
        }
        let known = words.get(word.as_str());
        if known.is_none() {
            n_others += 1;
            if n_others > MOST_NAMES {
                return false;
            }
            others.push(' ');
            others.push_str(word);
        }
        thanks |= known == Some(&true);
    }
    thanks && (others.is_empty() || are_names(others))
}

/// The places of all courtesies of the seeker's to one person alone, in order.
///
/// # Complexity
/// **O(l)** for **l** short letters; a word costs one look-up.
pub(super) fn read(workspace: &Workspace, people: &People) -> Vec<Place> {
    let mut reader = Reader::default();
    let own = folded(people.owner.name.as_deref().unwrap_or_default());
    let mut found = Vec::new();
    for (told, text) in workspace.passages.iter() {
        let Told::Message(at) = told else { continue };
        let row = &workspace.messages[at as usize];
        let [to] = workspace.recipients_of(row) else { continue };
        if text.len() > 2 * MOST || !row.outgoing.unwrap_or_else(|| people.who(row.from) == Who::Owner) {
            continue;
        }
        let are_names = |words: &str| {
            let other = people.who(*to).person().map(|id| folded(&people.get(id).name)).unwrap_or_default();
            words
                .split_whitespace()
                .all(|word| own.split(' ').chain(other.split(' ')).any(|name| name == word))
        };
        if is_courtesy(text, &mut reader, are_names) {
            found.push(row.place);
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(letter: &str, expect: bool) {
        let are_names = |words: &str| words.split_whitespace().all(|word| ["clara", "jorg"].contains(&word));
        assert_eq!(is_courtesy(letter, &mut Reader::default(), are_names), expect, "{letter}");
    }

    #[test]
    fn letters_that_only_thank_or_agree() {
        for letter in [
            "Großartig, danke dir!",
            "Passt, danke.",
            "Great, thank you so much, Clara!",
            "Thanks for the intro!",
            "Thanks for connecting.",
            "Perfect, see you on Thursday then. Jörg",
            "OK 👍",
            "Herzlichen Dank für die schnelle Antwort!",
            "Parfait, merci beaucoup !",
            "D'accord, à demain.",
            "Perfecto, muchas gracias.",
            "Combinado, obrigada!",
            "Va benissimo, grazie mille.",
            "Top, bedankt!",
            "Re: Intro\u{1e}Thanks!",
        ] {
            check(letter, true);
        }
    }

    #[test]
    fn letters_that_say_more() {
        for letter in [
            "",
            "👍",
            "Hi Clara",
            "Thanks! Could we talk?",
            "Thanks, could you introduce me to Emil",
            "Danke für das Gespräch, ich schicke dir morgen meinen Lebenslauf.",
            "Great, I would like to hear more about your team.",
            "Thank you for accepting. I am looking for work as an engineer.",
            "Slowly! Could we talk?",
            "Yes",
        ] {
            check(letter, false);
        }
    }
}

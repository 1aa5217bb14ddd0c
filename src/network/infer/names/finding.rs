//! Where names stand in a text: whole ones, given names alone, short forms before a family name, the seeker's own, and
//! names that nobody here has.

use super::super::tokens::{Break, Text, Token};
use super::forms::Forms;
use super::words::{NameWord, head_of};
use super::{Mention, Mentions, Names};
use crate::import::cues::{Cues, word_hash};
use crate::people::PersonId;

impl Names<'_> {
    /// Finds every name in a text.
    pub fn in_text(&self, text: &Text, cues: &Cues) -> Mentions {
        let mut mentions = Mentions::none(text.tokens.len());
        let mut at = 0;
        while at < text.tokens.len() {
            match self.mention_at(text, cues, at) {
                Some(mention) => {
                    at += mention.len;
                    mentions.push(mention);
                }
                None => at += 1,
            }
        }
        mentions
    }

    fn mention_at(&self, text: &Text, cues: &Cues, at: usize) -> Option<Mention> {
        let token = &text.tokens[at];
        if let Some(address) = token.address {
            return self.addressed(&text.addresses[usize::from(address)], at);
        }
        // A small word can begin a whole name only if the next word is of a name, too.
        let next = text.tokens.get(at + 1).filter(|next| next.before == Break::None);
        let goes_on = next.is_some_and(|next| {
            let stem =
                || text.word(at + 1).strip_suffix('s').is_some_and(|stem| self.may_be(word_hash(stem)));
            self.may_be(next.hash) || next.is_capital && stem()
        });
        let can_begin = token.is_capital || text.all_small || (goes_on && self.may_be(token.hash));
        if !can_begin {
            return None;
        }
        let titled = at > 0
            && token.before != Break::Sentence
            && cues.title.has(text.tokens[at - 1].hash, text.word(at - 1));
        let known = self.having(token.hash);
        // `Anas Empfehlung`, `Peters`: a name with the ending of possession.
        let (known, hash) = match (known, text.word(at).strip_suffix('s')) {
            ([], Some(stem)) if token.is_capital && stem.len() > 1 => {
                (self.having(word_hash(stem)), word_hash(stem))
            }
            _ => (known, token.hash),
        };
        let exact = if known.is_empty() { None } else { self.known_at(text, cues, at, hash, known, titled) };
        if exact.as_ref().is_some_and(|it| it.is_whole && !it.persons.is_empty()) {
            return exact;
        }
        if let Some(mention) = self.called_at(text, cues, at, exact.is_some()) {
            return Some(mention);
        }
        if exact.is_some() {
            return exact;
        }
        // `Samu Bortolozzo`: a short or misspelt form before a family name that one person alone has.
        if known.is_empty()
            && goes_on
            && text.word(at).len() > 2
            && let Some((id, len)) = self.by_family(text, at)
        {
            return Some(Mention::of(at, len, vec![id], true));
        }
        self.owner_at(text, at).or_else(|| self.stranger_at(text, cues, at))
    }

    /// The name of somebody known that begins with a word which those in a list have in theirs.
    fn known_at(
        &self,
        text: &Text,
        cues: &Cues,
        at: usize,
        hash: u64,
        known: &[PersonId],
        titled: bool,
    ) -> Option<Mention> {
        let token = &text.tokens[at];
        let (len, is_whole, persons) = self.longest(text, at, hash, known, titled);
        if is_whole {
            return Some(Mention::of(at, len, persons, is_whole));
        }
        let is_common = cues.common.has(token.hash, text.word(at));
        let is_word = is_common || cues.is_word(token.hash, text.word(at));
        // In small letters nothing tells a name from a word; in capitals, only the start of a sentence hides it.
        let can_be = if token.is_capital {
            !is_common || token.before != Break::Sentence
        } else {
            text.all_small && !is_word
        };
        if len == 0 {
            return self.family_at(text, cues, at, hash);
        }
        if !can_be {
            return None;
        }
        let end = at + len;
        // `Leonie 3` is a machine.
        if !is_whole && len == 1 && is_version(text, end) {
            return Some(Mention::of(at, len + 1, Vec::new(), true));
        }
        // `Ana Smith`, where only Ana Ruiz is known, is somebody else; `Ana Riuz` is a slip.
        if token.is_capital && self.goes_on(text, cues, end) {
            if let [only] = self.misspelt(&persons, text.word(end))[..] {
                return Some(Mention::of(at, len + 1, vec![only], true));
            }
            let more = (end..text.tokens.len()).take_while(|at| self.goes_on(text, cues, *at)).count();
            return Some(Mention::of(at, len + more, Vec::new(), true));
        }
        Some(Mention::of(at, len, persons, false))
    }

    /// The name of somebody known by another form of the given name: `Beto Saldanha`, and `Beto` alone where nobody is
    /// called just so.
    fn called_at(&self, text: &Text, cues: &Cues, at: usize, is_known: bool) -> Option<Mention> {
        let token = &text.tokens[at];
        let forms = self.forms_of(token.hash);
        if forms.is_empty() || text.word(at).len() < 2 {
            return None;
        }
        let mut whole = (0, Vec::new());
        let mut called = Vec::new();
        for form in forms {
            let known = self.by_given.get(*form);
            let (len, is_whole, persons) = self.longest(text, at, *form, known, false);
            if is_whole && len > whole.0 {
                whole = (len, persons);
            } else if is_whole && len == whole.0 {
                whole.1.extend(persons);
            }
            called.extend_from_slice(known);
        }
        if whole.0 > 0 {
            whole.1.sort_unstable();
            whole.1.dedup();
            return Some(Mention::of(at, whole.0, whole.1, true));
        }
        let is_word = || {
            cues.common.has(token.hash, text.word(at))
                || cues.is_word(token.hash, text.word(at))
                || token.before == Break::Sentence && Forms::begins_sentences(token.hash)
        };
        // In small letters, or where somebody is called just so, or before another name, it is not looked for.
        if is_known
            || !token.is_capital
            || self.is_owners(forms)
            || is_word()
            || self.goes_on(text, cues, at + 1)
        {
            return None;
        }
        called.sort_unstable();
        called.dedup();
        (!is_version(text, at + 1)).then(|| Mention::of(at, 1, called, false))
    }

    /// Whether one of these is the seeker's own given name.
    fn is_owners(&self, forms: &[u64]) -> bool {
        self.owner.first().is_some_and(|first| forms.iter().any(|form| first.is(*form)))
    }

    /// A family name alone, within a sentence, where no more than a few have it and it is no word of the language.
    fn family_at(&self, text: &Text, cues: &Cues, at: usize, hash: u64) -> Option<Mention> {
        let token = &text.tokens[at];
        let is_word = || {
            let word = text.word(at);
            cues.common.has(token.hash, word) || cues.is_word(token.hash, word)
        };
        if token.is_capital
            && !token.is_alone
            && let Some((id, len)) = self.whole_family(text, at, hash)
        {
            return Some(Mention::of(at, len, vec![id], true));
        }
        // `Reitmaier Sepp`, as people in the south of Germany say it.
        let next = text.tokens.get(at + 1).filter(|next| next.before == Break::None && next.is_capital);
        let forms = next.map_or(&[][..], |next| self.forms_of(next.hash));
        let is_called = |id: &&PersonId| {
            self.words_of(**id).iter().any(|word| word.is_given && forms.iter().any(|form| word.is(*form)))
        };
        if let Some(id) = self.by_family.get(hash).iter().find(is_called) {
            return Some(Mention::of(at, 2, vec![*id], true));
        }
        let family = self.by_family.get(hash);
        let can_be = token.is_capital
            && !token.is_alone
            && token.before == Break::None
            && text.word(at).len() > 3
            && (1..=2).contains(&family.len())
            && self.by_given.get(hash).is_empty()
            // `Werk Lind`, `Lind Group`: the name of something else.
            && !(at > 0 && text.tokens[at - 1].is_capital && text.tokens[at - 1].before != Break::Sentence)
            && !self.goes_on(text, cues, at + 1)
            && !is_word();
        can_be.then(|| Mention::of(at, 1, family.to_vec(), false))
    }

    /// How many words from here on are of somebody's name, whether that is all of it, and whose of a list it is.
    fn longest(
        &self,
        text: &Text,
        at: usize,
        hash: u64,
        known: &[PersonId],
        titled: bool,
    ) -> (usize, bool, Vec<PersonId>) {
        let next = text.tokens.get(at + 1).filter(|next| next.before == Break::None);
        let is_letter = next.is_some_and(|next| next.is_capital && text.word(at + 1).len() == 1);
        let mut best: (usize, bool, Vec<PersonId>) = (0, false, Vec::new());
        // More than this word is meant only of those who have the next one, too.
        let several = match next {
            _ if titled => known,
            Some(next) if is_letter => &self.initialed(known, next.hash),
            Some(_) => &self.sharing(known, text, at + 1),
            None => &[],
        };
        for id in several {
            let Some((len, whole)) = self.fits(text, at, hash, *id, titled) else { continue };
            match (whole, len).cmp(&(best.1, best.0)) {
                std::cmp::Ordering::Greater => best = (len, whole, vec![*id]),
                std::cmp::Ordering::Equal if len > 0 => best.2.push(*id),
                _ => {}
            }
        }
        if best.0 < 2 && !text.tokens[at].is_alone && !titled {
            // A given name alone: everybody who has it, without a look at the rest of their names.
            let given = self.by_given.get(hash);
            best = (usize::from(!given.is_empty()), false, given.to_vec());
        }
        best
    }

    /// The seeker's own name, like any other, but that it means none of the people.
    fn owner_at(&self, text: &Text, at: usize) -> Option<Mention> {
        let token = &text.tokens[at];
        let is_hers = |token: &Token| self.owner.iter().any(|word| word.is(token.hash));
        let is_first = self.owner.first().is_some_and(|first| first.is(token.hash));
        if !is_first || !(token.is_capital || text.all_small) {
            return None;
        }
        let behind = |at: usize| {
            text.tokens.get(at).is_some_and(|token| token.before == Break::None && is_hers(token))
        };
        let more = (at + 1..text.tokens.len()).take_while(|at| behind(*at)).count();
        Some(Mention { is_owner: true, ..Mention::of(at, 1 + more, Vec::new(), true) })
    }

    /// Two words in capitals that nobody here is called by. One alone is no name in German, where every noun has a
    /// capital.
    fn stranger_at(&self, text: &Text, cues: &Cues, at: usize) -> Option<Mention> {
        let token = &text.tokens[at];
        let next = text.tokens.get(at + 1).filter(|next| next.before == Break::None);
        let two = token.is_capital && next.is_some_and(|next| next.is_capital && next.address.is_none());
        if !two
            || text.word(at).len() < 2
            || cues.title.has(token.hash, text.word(at))
            || cues.origin.has(token.hash, text.word(at))
            || cues.is_word(token.hash, text.word(at))
            || cues.common.has(token.hash, text.word(at))
        {
            return None;
        }
        let end = text.tokens.len().min(at + 4);
        let more = (at + 1..end).take_while(|at| self.goes_on(text, cues, *at)).count();
        // `Kollegen Dana Falk` is a noun and a name.
        let holds_known = (at + 1..=at + more).any(|at| {
            self.mention_at(text, cues, at).is_some_and(|it| !it.persons.is_empty() && it.is_whole)
        });
        (more > 0 && !holds_known).then(|| Mention::of(at, 1 + more, Vec::new(), true))
    }

    /// The only person whose given name begins with the same two letters as a word, and whose family name follows it.
    fn by_family(&self, text: &Text, at: usize) -> Option<(PersonId, usize)> {
        let head = head_of(text.word(at));
        let family = text.tokens.get(at + 1)?.hash;
        let mut found = None;
        for id in self.by_family.get(family).iter().chain(self.by_family_start.get(family)) {
            let words = self.words_of(*id);
            let is_given = words.iter().any(|word| word.is_given && word.head == head);
            let n = words.iter().filter(|word| !word.is_given).count();
            let len = (0..n).take_while(|nth| {
                let word = words[words.len() - n + nth];
                text.tokens
                    .get(at + 1 + nth)
                    .is_some_and(|token| token.before == Break::None && word.is(token.hash))
            });
            let len = len.count();
            if is_given && len > 0 && len == n {
                if found.is_some() {
                    return None;
                }
                found = Some((*id, 1 + len));
            }
        }
        found
    }

    /// The only person whose family name of several words stands here, whole: `Barroso-Yun`.
    fn whole_family(&self, text: &Text, at: usize, hash: u64) -> Option<(PersonId, usize)> {
        let mut found = None;
        for id in self.by_family_start.get(hash) {
            let words = self.words_of(*id);
            let n = words.iter().filter(|word| !word.is_given).count();
            let family = &words[words.len() - n..];
            let stands = |nth: usize| {
                text.tokens.get(at + nth).is_some_and(|token| {
                    (nth == 0 || token.before == Break::None && token.is_capital)
                        && family[nth].is(token.hash)
                })
            };
            if (0..n).all(stands) {
                if found.is_some() {
                    return None;
                }
                found = Some((*id, n));
            }
        }
        found.filter(|(_, len)| *len > 1)
    }

    /// Whether a name goes on with a word: in capitals, behind no comma, and no word of the language.
    fn goes_on(&self, text: &Text, cues: &Cues, at: usize) -> bool {
        text.tokens.get(at).is_some_and(|token| {
            token.is_capital
                && token.before == Break::None
                && token.address.is_none()
                && text.word(at).len() > 1
                && !token.is_alone
                && !cues.is_word(token.hash, text.word(at))
                && !cues.common.has(token.hash, text.word(at))
        })
    }

    /// How many words from here on are of a person's name, and whether that is the whole of it: the first and the last
    /// word, in either order; words between them may be missing, and one may be an initial.
    fn fits(&self, text: &Text, at: usize, hash: u64, id: PersonId, titled: bool) -> Option<(usize, bool)> {
        let words = self.words_of(id);
        let first = words.iter().position(|word| word.is(hash))?;
        let last = words.len() - 1;
        // Which words of the name are used, as bits; nobody has more than a handful.
        let mut used = 1u64 << (first & 63);
        let mut len = 1;
        while let Some(token) = text.tokens.get(at + len) {
            if token.before != Break::None || token.address.is_some() {
                break;
            }
            let word = text.word(at + len);
            // The last word may carry the ending of possession.
            let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2).map(word_hash);
            let fits = |word: &NameWord| word.is(token.hash) || stem.is_some_and(|stem| word.is(stem));
            let free = |nth: &usize| used >> (nth & 63) & 1 == 0;
            match (0..words.len()).filter(free).find(|nth| fits(&words[*nth])) {
                Some(nth) => used |= 1 << (nth & 63),
                None => {
                    // `Bo L.`: the last word of the name by its first letter.
                    let is_letter = word.len() == 1 && token.is_capital && words[last].initial == token.hash;
                    if is_letter && words[first].is_given && free(&last) {
                        return Some((len + 1, false));
                    }
                    break;
                }
            }
            len += 1;
        }
        let is_given = |nth: &usize| used >> (nth & 63) & 1 == 1 && words[*nth].is_given;
        let (has_first, has_last) =
            ((0..words.len()).any(|nth| is_given(&nth)), used >> (last & 63) & 1 == 1);
        let n_used = used.count_ones() as usize;
        // Of `Ana García Márquez` people write the first family name alone; of three words two may be given names.
        // Of a script without spaces each word is a letter, and a given name of two is no more than that.
        let is_enough = n_used > 2 || words.len() > 3;
        if n_used > 1 && has_first && (has_last || is_enough && !text.tokens[at].is_alone) {
            return Some((len, true));
        }
        if text.tokens[at].is_alone {
            return (n_used > 1).then_some((len, false));
        }
        // Alone: a given name, or a family name behind a title.
        (has_first || titled && has_last).then_some((len, false))
    }
}

/// Whether a short number stands here, right behind what comes before.
fn is_version(text: &Text, at: usize) -> bool {
    text.tokens.get(at).is_some_and(|token| token.before == Break::None && token.address.is_none())
        && (1..=3).contains(&text.word(at).len())
        && text.word(at).bytes().all(|byte| byte.is_ascii_digit())
}

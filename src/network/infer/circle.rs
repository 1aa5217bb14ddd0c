//! Letters among several: who is brought together in a thread, by whom.

use super::evidence::{Found, Sort};
use super::matcher::Hit;
use super::names::Mention;
use super::reading::Reading;
use super::weights::WEIGHTS;
use crate::import::cues::{CUES, Kind, Words, folded};
use crate::people::PersonId;

fn w(name: &str) -> f64 {
    WEIGHTS.of(name)
}

/// A thread of several, and who writes in it.
#[derive(Clone, Copy, Debug)]
pub struct Circle<'a> {
    /// Who wrote; `None` for the seeker.
    pub writer: Option<PersonId>,
    /// Everyone else in the thread, the writer among them.
    pub members: &'a [PersonId],
    /// Whether it is the first message of the thread.
    pub is_opening: bool,
    /// Whom the seeker wrote to when she began the thread, if she did.
    pub addressed: &'a [PersonId],
    /// Who wrote how often in it; `None` is the seeker.
    pub turns: &'a [(Option<PersonId>, u32)],
    /// Whether the text is the subject of a mail alone.
    pub is_subject: bool,
}

impl Circle<'_> {
    /// Whether whoever began the thread left the two others to each other: wrote once, and both of them did, too.
    fn is_left_to(&self, person: PersonId) -> bool {
        let n = |who: Option<PersonId>| self.turns.iter().find(|(it, _)| *it == who).map_or(0, |(_, n)| *n);
        self.is_opening && n(self.writer) == 1 && n(Some(person)) > 0 && n(None) > 0
    }
}

impl Reading<'_> {
    /// A letter to several, the seeker among them.
    pub fn group(&self, circle: &Circle<'_>, found: &mut Found) {
        let Circle { writer, members, .. } = *circle;
        let mut hits = self.hits(&[
            Kind::Join,
            Kind::Offer,
            Kind::Refer,
            Kind::Thank,
            Kind::Aside,
            Kind::Mine,
            Kind::Refuse,
        ]);
        // With several around, a pronoun could be anybody.
        hits.retain(|hit| hit.name.is_none_or(|at| self.mentions.at(at).is_some()));
        let is_new = |person: PersonId| self.facts.first_touch(person).is_none_or(|first| first >= self.day);
        let named = |person: PersonId| {
            self.mentions.iter().any(|mention| mention.persons.contains(&person)) || self.is_called(person)
        };
        let is_addressed = |person: PersonId| writer.is_some() && circle.addressed.contains(&person);
        // `Thanks for the introduction, Ana`, by whoever answers; not in what the seeker begins with, to join the two.
        let joins =
            |hit: &Hit| hit.kind == Kind::Join && hit.strength >= 0 && !hit.conditional && !hit.logistics;
        let gives = writer.is_none() && circle.is_opening && hits.iter().any(joins);
        let thanks = |hit: &&Hit| matches!(hit.kind, Kind::Refer | Kind::Thank) && !gives;
        for hit in hits.iter().filter(thanks) {
            for mention in self.named(hit) {
                let by: Vec<PersonId> = members
                    .iter()
                    .copied()
                    .filter(|person| mention.persons.contains(person) && Some(*person) != writer)
                    .collect();
                let [by] = by[..] else { continue };
                let brought =
                    members.iter().copied().filter(|person| *person != by && !is_addressed(*person));
                for person in brought.filter(|person| writer.is_none_or(|writer| writer == *person)) {
                    let weight = w("refer")
                        + self.facts.newness(person, self.day)
                        + self.facts.acquaintance(by, self.day)
                        + if hit.conditional { w("condition") } else { 0.0 };
                    self.add(found, by, person, Kind::Refer, weight);
                }
            }
        }
        if let Some(writer) = writer {
            for hit in hits.iter().filter(|hit| hit.kind == Kind::Offer) {
                self.offer_to_several(hit, writer, members, &hits, found);
            }
        }
        // Who is brought together must be in the thread.
        let concerns = |hit: &Hit| {
            let is_here =
                |it: &&Mention| it.is_owner || it.persons.iter().any(|person| members.contains(person));
            match hit.name {
                Some(_) => self.named(hit).iter().any(is_here),
                None => hit.kind == Kind::Join,
            }
        };
        let joining = hits.iter().filter(|hit| matches!(hit.kind, Kind::Join | Kind::Offer) && concerns(hit));
        let strength = |hit: &Hit| match (hit.kind, hit.strength) {
            (Kind::Offer, 0) => 0.0,
            (Kind::Offer, -1) => w("join_minus"),
            (_, 1) => w("join_plus"),
            (_, -1) => w("join_minus"),
            _ => 0.0,
        } + if hit.conditional { w("condition") } else { 0.0 }
            + match (hit.logistics, hit.strength) {
                    (false, _) => 0.0,
                    (true, 1) => w("logistics_join_plus"),
                    _ => w("logistics_join"),
                };
        let mut best = joining.map(strength).max_by(f64::total_cmp);
        // `Kit, Bo; Bo, Kit`: each is named to the other, and no word is needed.
        let n_own = self.mentions.iter().filter(|mention| mention.is_owner).count();
        let times = |person: &PersonId| self.mentions.iter().filter(|it| it.persons.contains(person)).count();
        if best.is_none() && n_own > 1 && members.iter().any(|person| times(person) > 1) {
            best = Some(w("doubled"));
        }
        let Some(writer) = writer else {
            if hits.iter().any(joins) {
                self.given_in_group(members, named, found);
            }
            return;
        };
        let others: Vec<PersonId> = members.iter().copied().filter(|person| *person != writer).collect();
        let n_named = others.iter().filter(|person| named(**person)).count();
        for person in others.iter().filter(|person| !is_addressed(**person)) {
            // In a larger circle only those named are brought together, or all of a few who are new.
            let is_meant =
                others.len() == 1 || named(*person) || n_named == 0 && others.len() <= 3 && is_new(*person);
            if !is_meant {
                continue;
            }
            let followed = self.facts.days_until_contact(*person, self.day).is_some_and(|days| days <= 30);
            // Whoever she met days ago herself greets a circle, and brings nobody to her.
            let is_met_lately =
                self.facts.first_known(writer).is_some_and(|first| first > self.day.plus_days(-3));
            let known = self.facts.acquaintance(writer, self.day)
                + if is_met_lately { w("writer_met_lately") } else { 0.0 };
            let three = if others.len() == 1 { w("three") } else { 0.0 };
            match best {
                Some(best) => {
                    let weight = w("join")
                        + best
                        + three
                        + known
                        + if named(*person) { w("named") } else { 0.0 }
                        + self.facts.newness(*person, self.day)
                        + if followed { w("followed") } else { 0.0 };
                    self.add(found, writer, *person, Kind::Join, weight);
                }
                // What a thread of mails says without a word is said elsewhere.
                None if !circle.is_subject
                    && others.len() <= 2
                    && others.iter().all(|it| is_new(*it))
                    && known > 0.0 =>
                {
                    let weight = w("group")
                        + if others.len() > 1 { w("group_of_four") } else { 0.0 }
                        + known
                        + if named(*person) { w("group_named") } else { 0.0 }
                        + if n_own > 0 { w("group_own_name") } else { 0.0 }
                        + if circle.is_opening { w("group_opening") } else { w("group_later") }
                        + self.arranges()
                        + if followed { w("group_followed") } else { 0.0 }
                        + if circle.is_left_to(*person) { w("group_left") } else { 0.0 }
                        + self.facts.connected(*person, self.day);
                    self.put(found, writer, *person, Sort::Group, weight);
                }
                None => {}
            }
        }
    }

    /// Whether the first letters of a given name call somebody: `Abi` for Abigail, who is in the thread.
    fn is_called(&self, person: PersonId) -> bool {
        let person = self.facts.people.get(person);
        let slug = person.slug().map(|slug| slug.rsplit('/').next().unwrap_or_default());
        let first = person.name.split_whitespace().next();
        let given = first.or_else(|| slug?.split('-').next()).map(folded);
        given.is_some_and(|given| {
            (0..self.text.tokens.len()).any(|at| {
                let word = self.text.word(at);
                let token = &self.text.tokens[at];
                (3..given.len()).contains(&word.len())
                    && given.starts_with(word)
                    && (token.is_capital || self.text.all_small)
                    && !CUES.common.has(token.hash, word)
                    && !CUES.is_word(token.hash, word)
            })
        })
    }

    /// What it takes from a thread without a word of introduction that it arranges something: a word of doors, a time of
    /// the day, words of errands and days.
    fn arranges(&self) -> f64 {
        let n_of = |words: &Words| {
            let tokens = self.text.tokens.iter().enumerate();
            tokens.filter(|(at, token)| words.has(token.hash, self.text.word(*at))).count()
        };
        let n_signs = 2 * n_of(&CUES.logistics)
            + 2 * usize::from(has_time_of_day(self.passage.text))
            + n_of(&CUES.errand);
        match n_signs {
            0 => 0.0,
            1 => w("group_errand"),
            2 => w("group_logistics"),
            _ => w("group_logistics") + w("group_logistics_more"),
        }
    }

    fn given_in_group(&self, members: &[PersonId], named: impl Fn(PersonId) -> bool, found: &mut Found) {
        let brought: Vec<PersonId> = match members {
            [_, _] => members.to_vec(),
            _ => members.iter().copied().filter(|person| named(*person)).collect(),
        };
        // Only whom she knew before can she bring together; whoever is new to her was brought to her.
        let knew = |person: &PersonId| self.facts.first_known(*person).is_some_and(|first| first < self.day);
        let brought: Vec<PersonId> = brought.into_iter().filter(knew).collect();
        for (at, a) in brought.iter().enumerate() {
            for b in &brought[at + 1..] {
                self.given(*a, *b, found);
            }
        }
    }
}

/// Whether a text names a time of the day: `6.30`, `18h`, `7h15`, `8 Uhr`, `4 pm`.
fn has_time_of_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..bytes.len()).filter(|at| is_digit(*at) && (*at == 0 || !bytes[at - 1].is_ascii_alphanumeric())).any(
        |at| {
            let n = (at..at + 3).take_while(|at| is_digit(*at)).count();
            let rest = &bytes[at + n..];
            let two_digits = |rest: &[u8]| {
                let n = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
                n == 2 && !matches!(rest.get(2..), Some([b'.' | b'/' | b'-', b'0'..=b'9', ..]))
            };
            let word: Vec<u8> = rest
                .trim_ascii_start()
                .iter()
                .take_while(|byte| byte.is_ascii_alphabetic())
                .map(u8::to_ascii_lowercase)
                .collect();
            n <= 2
                && (matches!(rest, [b':' | b'.', more @ ..] if two_digits(more))
                    || matches!(&*word, b"h" | b"hs" | b"hrs" | b"uhr" | b"am" | b"pm" | b"uur" | b"ore"))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::has_time_of_day;

    #[test]
    fn times_of_the_day() {
        for text in ["at 6.30 in", "8 Uhr", "7h place", "às 18h", "trein 7.14, ja", "18:00", "7h15", "4 pm"]
        {
            assert!(has_time_of_day(text), "{text}");
        }
        for text in ["", "on 12.03.2026", "A4 paper", "34 years", "3.5 million", "in 2026", "v1.10.2"] {
            assert!(!has_time_of_day(text), "{text}");
        }
    }
}

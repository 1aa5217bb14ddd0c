//! Letters among several: who is brought together in a thread, by whom.

use super::evidence::{Found, Sort};
use super::matcher::Hit;
use super::names::Mention;
use super::reading::Reading;
use super::weights::WEIGHTS;
use crate::import::cues::{CUES, Kind, folded};
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
                None if others.len() <= 2 && others.iter().all(|it| is_new(*it)) && known > 0.0 => {
                    let weight = w("group")
                        + if others.len() > 1 { w("group_of_four") } else { 0.0 }
                        + known
                        + if named(*person) { w("group_named") } else { 0.0 }
                        + if n_own > 0 { w("group_own_name") } else { 0.0 }
                        + if circle.is_opening { w("group_opening") } else { w("group_later") }
                        + if self.holds_logistics() { w("group_logistics") } else { 0.0 }
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

    /// Whether a word of doors and clocks stands anywhere.
    fn holds_logistics(&self) -> bool {
        (0..self.text.tokens.len())
            .any(|at| CUES.logistics.has(self.text.tokens[at].hash, self.text.word(at)))
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

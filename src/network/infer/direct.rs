//! Letters between two, and notes: which patterns fit, whom they name, and what each adds.

use super::evidence::{ANSWERED_WITHIN, Found, Refusal, Request};
use super::facts::Meant;
use super::matcher::Hit;
use super::names::Mention;
use super::naming::FirstLetter;
use super::reading::Reading;
use super::weights::WEIGHTS;
use crate::import::cues::{CUES, Kind};
use crate::people::PersonId;

fn w(name: &str) -> f64 {
    WEIGHTS.of(name)
}

impl Reading<'_> {
    /// A letter between the seeker and one person.
    pub fn direct(&self, other: PersonId, outgoing: bool, is_first: bool, found: &mut Found) {
        let hits = self.hits(&[
            Kind::Refer,
            Kind::Offer,
            Kind::Join,
            Kind::Thank,
            Kind::Ask,
            Kind::Refuse,
            Kind::Accept,
            Kind::By,
            Kind::Aside,
            Kind::Own,
            Kind::Decline,
            Kind::Mine,
            Kind::Who,
        ]);
        for hit in hits.iter().filter(|hit| hit.kind == Kind::Refer) {
            self.refer(hit, other, &hits, found);
        }
        // Who says at first how they found each other, and names nobody, was not sent.
        let is_early = self.facts.first_touch(other).is_some_and(|first| self.day <= first.plus_days(3));
        let names_nobody = self.mentions.iter().all(|mention| mention.persons.is_empty());
        let taken = if is_early && names_nobody { self.own_way(&hits) } else { 0.0 };
        if taken < 0.0 {
            found.own_ways.entry(other).or_default().push((self.day, taken));
        }
        if hits.iter().any(|hit| hit.kind == Kind::Who) {
            found.asked_who.entry(other).or_default().push((self.day, outgoing));
        }
        let asks = |hit: &Hit| hit.kind == Kind::Aside && hit.strength > 0 && hit.name.is_none();
        if !outgoing && names_nobody && hits.iter().any(asks) {
            found.asked_for_names.entry(other).or_default().push(self.day);
        }
        if outgoing {
            for hit in &hits {
                match hit.kind {
                    Kind::Thank => self.thank(hit, other, found),
                    Kind::Ask => self.ask(hit, other, found),
                    Kind::Decline => found.declines.entry(other).or_default().push(self.day),
                    Kind::Offer | Kind::Join if hit.strength > 0 && !hit.conditional => {
                        self.give(hit, other, found)
                    }
                    _ => {}
                }
            }
        } else {
            let refused: Vec<(usize, usize)> =
                hits.iter().filter(|hit| hit.kind == Kind::Refuse).map(|hit| self.refused(hit)).collect();
            for hit in &hits {
                match hit.kind {
                    Kind::Offer | Kind::Join => {
                        let named_at = hit.name.unwrap_or(hit.span.0);
                        let refuses = refused.iter().any(|(start, end)| (*start..*end).contains(&named_at));
                        if !refuses {
                            self.offer(hit, other, &hits, found);
                        }
                    }
                    Kind::Refuse => self.refuse(hit, other, found),
                    Kind::Thank => self.give(hit, other, found),
                    _ => {}
                }
            }
            let accepts = hits.iter().any(|hit| hit.kind == Kind::Accept);
            if accepts && refused.is_empty() {
                found.consents.push((other, self.day, self.passage.place));
            }
            self.naming(other, &hits, found);
        }
        if outgoing {
            self.thanks_afterwards(other, &hits, found);
        }
        self.first_names(FirstLetter { other, outgoing, is_first }, &hits, found);
    }

    /// The named person brought the two together.
    fn refer(&self, hit: &Hit, other: PersonId, hits: &[Hit], found: &mut Found) {
        for mention in self.named(hit) {
            let Some(meant) = self.facts.introducer(mention, self.day, &[other]) else { continue };
            for person in &meant.persons {
                // `Ana put us in touch last spring` is told late, and holds for those who connected then.
                let told_late = if hit.strength > 0 { w("told_late") } else { f64::MIN };
                let weight = w("refer")
                    + w("refer_strength") * f64::from(hit.strength)
                    + meant.weight
                    + self.facts.newness(other, self.day).max(told_late)
                    + self.facts.acquaintance(*person, self.day)
                    + if hit.conditional { w("condition") } else { 0.0 }
                    + if self.is_aside_of(hit, mention, hits) { w("aside_refer") } else { 0.0 };
                self.add(found, *person, other, Kind::Refer, meant.bounded(weight));
            }
        }
    }

    /// The writer offers the named person.
    fn offer(&self, hit: &Hit, other: PersonId, hits: &[Hit], found: &mut Found) {
        for mention in self.named(hit) {
            let Some(meant) = self.facts.introduced(mention, self.day, &[other]) else { continue };
            for person in &meant.persons {
                let weight = self.offered(hit, other, *person, &meant)
                    + self.by_given_name_alone(mention, (other, *person), found)
                    + self.is_of_writer(hit.span.0, hits)
                    + self.announced(mention)
                    + self.mere_of_offer(mention, hits);
                self.add(found, other, *person, Kind::Offer, meant.bounded(weight));
            }
        }
    }

    /// The same in a letter to several, of somebody who is not among them: `Ask Bo Lind`, to a circle of friends.
    pub fn offer_to_several(
        &self,
        hit: &Hit,
        writer: PersonId,
        members: &[PersonId],
        hits: &[Hit],
        found: &mut Found,
    ) {
        let refuses = |other: &Hit| {
            let (start, end) = self.refused(other);
            other.kind == Kind::Refuse && (start..end).contains(&hit.name.unwrap_or(hit.span.0))
        };
        if hits.iter().any(refuses) {
            return;
        }
        for mention in self.named(hit).into_iter().filter(|it| it.is_whole && !it.is_owner) {
            let Some(meant) = self.facts.introduced(mention, self.day, &[writer]) else { continue };
            for person in meant.persons.iter().filter(|person| !members.contains(person)) {
                let weight = self.offered(hit, writer, *person, &meant)
                    + w("offer_in_group")
                    + self.is_of_writer(hit.span.0, hits)
                    + self.announced(mention)
                    + self.mere_of_offer(mention, hits);
                self.add(found, writer, *person, Kind::Offer, meant.bounded(weight));
            }
        }
    }

    fn offered(&self, hit: &Hit, by: PersonId, person: PersonId, meant: &Meant) -> f64 {
        let before = self.facts.newness(person, self.day).min(0.0);
        w("offer")
            + w("offer_strength") * f64::from(hit.strength)
            + meant.weight
            + before
            + self.facts.acquaintance(by, self.day)
            + self.facts.lag(person, self.day).unwrap_or(0.0)
            + if hit.conditional { w("condition_offer") } else { 0.0 }
            + if hit.logistics { w("logistics_offer") } else { 0.0 }
    }

    /// The seeker thanks for the named person.
    fn thank(&self, hit: &Hit, other: PersonId, found: &mut Found) {
        for mention in self.named(hit) {
            let Some(meant) = self.facts.introduced(mention, self.day.plus_days(-90), &[other]) else {
                continue;
            };
            for person in &meant.persons {
                let touch = self.facts.first_touch(*person).or(self.facts.people.get(*person).connected_on);
                let in_touch = touch.is_some_and(|first| first <= self.day.plus_days(60));
                let weight = w("thank")
                    + w("thank_strength") * f64::from(hit.strength)
                    + meant.weight
                    + self.facts.acquaintance(other, self.day)
                    + if in_touch { w("thank_in_touch") } else { w("thank_not_in_touch") }
                    + if hit.conditional { w("condition") } else { 0.0 };
                self.add(found, other, *person, Kind::Thank, meant.bounded(weight));
            }
        }
    }

    fn ask(&self, hit: &Hit, other: PersonId, found: &mut Found) {
        if hit.name.is_none() {
            return;
        }
        for mention in self.named(hit) {
            let Some(meant) = self.facts.introduced(mention, self.day, &[other]) else { continue };
            if let [only] = meant.persons[..] {
                found.requests.push(Request { of: other, to: only, on: self.day, place: self.passage.place });
            }
        }
    }

    fn refuse(&self, hit: &Hit, other: PersonId, found: &mut Found) {
        let (start, end) = self.refused(hit);
        let before = start.checked_sub(1).map_or(start, |at| self.text.sentence(at).0);
        let within =
            |from: usize, to: usize| self.mentions.iter().filter(move |it| it.start >= from && it.start < to);
        // Whom the next sentence names may be the one to ask instead.
        let here: Vec<&Mention> = within(start, end).collect();
        let last = if here.is_empty() { within(before, start).last() } else { None };
        let mentioned = here.into_iter().chain(last);
        let mut named: Vec<PersonId> = mentioned.flat_map(|it| it.persons.iter().copied()).collect();
        named.retain(|person| *person != other);
        // Without a name it is the answer to what was asked last.
        let asked = found
            .requests
            .iter()
            .filter(|request| request.of == other && request.on >= self.day.plus_days(-ANSWERED_WITHIN));
        named.extend(asked.map(|request| request.to));
        let on = self.day;
        found.refusals.extend(named.into_iter().map(|introduced| Refusal {
            introducer: other,
            introduced,
            on,
        }));
    }

    /// The words that a refusal is about: its sentence, up to a word like `but`, behind which comes what can be done.
    fn refused(&self, hit: &Hit) -> (usize, usize) {
        let (start, end) = self.text.sentence(hit.span.0);
        let turns = |at: &usize| CUES.but.has(self.text.tokens[*at].hash, self.text.word(*at));
        (start, (hit.span.0 + 1..end).find(turns).unwrap_or(end))
    }

    /// The seeker brings two people together.
    fn give(&self, hit: &Hit, other: PersonId, found: &mut Found) {
        for mention in self.named(hit) {
            if let [only] = mention.persons[..]
                && only != other
            {
                self.given(other, only, found);
            }
        }
    }

    /// A note of the seeker's about somebody.
    pub fn note(&self, about: PersonId, found: &mut Found) {
        for hit in self.hits(&[Kind::By, Kind::To]) {
            if hit.conditional {
                continue;
            }
            for mention in self.named(&hit) {
                if hit.kind == Kind::By {
                    let Some(meant) = self.facts.introducer(mention, self.day, &[about]) else { continue };
                    for person in &meant.persons {
                        let late = self.facts.acquaintance(*person, self.day).min(0.0);
                        self.add(
                            found,
                            *person,
                            about,
                            Kind::By,
                            meant.bounded(w("by") + meant.weight + late),
                        );
                    }
                } else {
                    let Some(meant) = self.facts.introduced(mention, self.day, &[about]) else { continue };
                    for person in &meant.persons {
                        let before = self.facts.newness(*person, self.day).min(0.0);
                        let lag = self.facts.lag(*person, self.day).unwrap_or(0.0);
                        self.add(found, about, *person, Kind::To, w("to") + meant.weight + lag + before);
                    }
                }
            }
        }
    }
}

//! Letters to evidence: who wrote to whom, which patterns fit, whom they name, and what each adds.

use super::facts::{Facts, Meant};
use super::matcher::{Hit, hits, joined};
use super::names::{Mention, Mentions, Names};
use super::tokens::{Break, Text};
use super::weights::WEIGHTS;
use crate::day::Day;
use crate::evidence::Place;
use crate::import::cues::{CUES, Kind};
use crate::people::PersonId;

fn w(name: &str) -> f64 {
    WEIGHTS.of(name)
}

/// What a piece of evidence is; pieces of different kinds support each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Words of a passage.
    Told(Kind),
    /// A thread of three with somebody new in it.
    Group,
    /// The introducer named somebody who was then in touch.
    Naming,
    /// The first message to somebody named the introducer.
    NamesIntroducer,
}

/// A piece of evidence that one person introduced another.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Who introduced.
    pub introducer: PersonId,
    /// Who was introduced.
    pub introduced: PersonId,
    /// When it was said.
    pub on: Option<Day>,
    /// What it is.
    pub sort: Sort,
    /// What it weighs, in log-odds.
    pub weight: f64,
    /// Where it stands.
    pub place: Place,
}

/// An introduction that the seeker made: two people whom she brought together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Given {
    /// One of the two.
    pub person: PersonId,
    /// The other.
    pub other: PersonId,
    /// When.
    pub on: Day,
    /// The message.
    pub place: Place,
}

/// Somebody would not introduce.
#[derive(Clone, Copy, Debug)]
pub struct Refusal {
    /// Who would not.
    pub introducer: PersonId,
    /// To whom.
    pub introduced: PersonId,
    /// When.
    pub on: Day,
}

/// A request of the seeker's.
#[derive(Clone, Copy, Debug)]
struct Request {
    of: PersonId,
    to: PersonId,
    on: Day,
    place: Place,
}

/// Who writes to whom.
#[derive(Clone, Debug)]
pub enum Setting {
    /// One person and the seeker.
    Direct {
        /// The person.
        other: PersonId,
        /// Whether the seeker wrote.
        outgoing: bool,
    },
    /// Several people and the seeker.
    Group {
        /// Who wrote; `None` for the seeker.
        writer: Option<PersonId>,
        /// Everyone else in the thread, the writer among them.
        members: Vec<PersonId>,
    },
    /// A note of the seeker's about somebody.
    Note {
        /// About whom.
        about: PersonId,
    },
}

/// A text, with who wrote it to whom, and when.
#[derive(Clone, Debug)]
pub struct Passage<'t> {
    /// What it says.
    pub text: &'t str,
    /// Who writes to whom.
    pub setting: Setting,
    /// When.
    pub on: Option<Day>,
    /// Seconds since 1970, for the order within a day.
    pub at: i64,
    /// Where it stands.
    pub place: Place,
}

/// Everything that the passages say.
#[derive(Debug, Default)]
pub struct Found {
    /// For introductions to the seeker.
    pub pieces: Vec<Piece>,
    /// Introductions by the seeker.
    pub given: Vec<Given>,
    /// Refusals.
    pub refusals: Vec<Refusal>,
    requests: Vec<Request>,
    consents: Vec<(PersonId, Day, Place)>,
}

/// One passage under the eye.
struct Reading<'a> {
    passage: &'a Passage<'a>,
    text: &'a Text,
    mentions: &'a Mentions,
    facts: &'a Facts<'a>,
    day: Day,
}

/// Reads passages, in the order of time.
pub fn read(passages: &[Passage<'_>], names: &Names<'_>, facts: &Facts<'_>) -> Found {
    let mut found = Found::default();
    let mut text = Text::default();
    for passage in passages {
        text.read(passage.text);
        let mut mentions = names.in_text(&text, &CUES);
        let day = passage.on.unwrap_or(facts.as_of);
        if let Setting::Direct { other, .. } = &passage.setting {
            // `Hi Ana` is the one who reads, whoever else is called Ana; and she is nobody's introducer here.
            mentions.leave_out(|it| is_greeted(&text, it) || names.is_given_name_of(&text, it, *other));
        }
        let names_nobody = mentions.iter().all(|mention| mention.persons.is_empty());
        if names_nobody && !matters_without_names(&passage.setting, &found, day) {
            continue;
        }
        let reading = Reading { passage, text: &text, mentions: &mentions, facts, day };
        match &passage.setting {
            Setting::Direct { other, outgoing } => reading.direct(*other, *outgoing, &mut found),
            Setting::Group { writer, members } => reading.group(*writer, members, &mut found),
            Setting::Note { about } => reading.note(*about, &mut found),
        }
    }
    found.answered(facts);
    found
}

/// Whether a name stands in the greeting: behind one word that opens a message, and before a comma or a line's end.
fn is_greeted(text: &Text, mention: &Mention) -> bool {
    let after = text.tokens.get(mention.start + mention.len);
    let greets = |at: usize| {
        let (hash, word) = (text.tokens[at].hash, text.word(at));
        CUES.common.has(hash, word) || CUES.title.has(hash, word)
    };
    (1..=3).contains(&mention.start)
        && (0..mention.start).all(greets)
        && after.is_none_or(|token| token.before != Break::None)
}

/// Whether a passage that names nobody can say anything: in a group, who is in it says enough; and an answer to what the
/// seeker asked need not name anybody again.
fn matters_without_names(setting: &Setting, found: &Found, day: Day) -> bool {
    match setting {
        Setting::Group { .. } => true,
        Setting::Note { .. } | Setting::Direct { outgoing: true, .. } => false,
        Setting::Direct { other, .. } => {
            let recent = found.requests.iter().rev().take_while(|request| request.on >= day.plus_days(-60));
            recent.into_iter().any(|request| request.of == *other)
        }
    }
}

impl Reading<'_> {
    fn hits(&self, wanted: &[Kind]) -> Vec<Hit> {
        hits(self.text, &CUES, self.mentions, |kind| wanted.contains(&kind))
    }

    fn add(&self, found: &mut Found, introducer: PersonId, introduced: PersonId, kind: Kind, weight: f64) {
        self.put(found, introducer, introduced, Sort::Told(kind), weight);
    }

    fn put(&self, found: &mut Found, introducer: PersonId, introduced: PersonId, sort: Sort, weight: f64) {
        if introducer != introduced {
            let (on, place) = (self.passage.on, self.passage.place);
            found.pieces.push(Piece { introducer, introduced, on, sort, weight, place });
        }
    }

    /// The names that a hit means: those in its slot; where it has none, the nearest in its sentence, in the sentence
    /// before, or in the next.
    fn named(&self, hit: &Hit) -> Vec<&Mention> {
        if let Some(at) = hit.name {
            return joined(self.text, &CUES, self.mentions, at);
        }
        let (start, end) = self.text.sentence(hit.span.0.min(self.text.tokens.len() - 1));
        let within =
            |from: usize, to: usize| self.mentions.iter().filter(move |it| it.start >= from && it.start < to);
        let here: Vec<&Mention> = within(start, end).collect();
        if !here.is_empty() {
            return here;
        }
        let before = start.checked_sub(1).map(|at| self.text.sentence(at));
        let after = (end < self.text.tokens.len()).then(|| self.text.sentence(end));
        let last = before.and_then(|(start, end)| within(start, end).last());
        last.or_else(|| after.and_then(|(start, end)| within(start, end).next())).into_iter().collect()
    }

    fn direct(&self, other: PersonId, outgoing: bool, found: &mut Found) {
        let hits = self.hits(&[
            Kind::Refer,
            Kind::Offer,
            Kind::Join,
            Kind::Thank,
            Kind::Ask,
            Kind::Refuse,
            Kind::Accept,
        ]);
        for hit in hits.iter().filter(|hit| hit.kind == Kind::Refer) {
            self.refer(hit, other, found);
        }
        if outgoing {
            for hit in &hits {
                match hit.kind {
                    Kind::Thank => self.thank(hit, other, found),
                    Kind::Ask => self.ask(hit, other, found),
                    Kind::Offer | Kind::Join if hit.strength > 0 && !hit.conditional => {
                        self.give(hit, other, found)
                    }
                    _ => {}
                }
            }
            self.first_names(other, found);
        } else {
            let refused: Vec<(usize, usize)> = hits
                .iter()
                .filter(|hit| hit.kind == Kind::Refuse)
                .map(|hit| self.text.sentence(hit.span.0))
                .collect();
            for hit in &hits {
                match hit.kind {
                    Kind::Offer | Kind::Join => {
                        let refuses = refused.iter().any(|(start, end)| (*start..*end).contains(&hit.span.0));
                        if !refuses {
                            self.offer(hit, other, found);
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
            self.naming(other, found);
        }
    }

    /// The named person brought the two together.
    fn refer(&self, hit: &Hit, other: PersonId, found: &mut Found) {
        for mention in self.named(hit) {
            let Some(meant) = self.facts.introducer(mention, self.day, &[other]) else { continue };
            for person in &meant.persons {
                let weight = w("refer")
                    + w("refer_strength") * f64::from(hit.strength)
                    + meant.weight
                    + self.facts.newness(other, self.day)
                    + self.facts.acquaintance(*person, self.day)
                    + if hit.conditional { w("condition") } else { 0.0 };
                self.add(found, *person, other, Kind::Refer, meant.bounded(weight));
            }
        }
    }

    /// The writer offers the named person.
    fn offer(&self, hit: &Hit, other: PersonId, found: &mut Found) {
        for mention in self.named(hit) {
            let Some(meant) = self.facts.introduced(mention, self.day, &[other]) else { continue };
            for person in &meant.persons {
                let weight = self.offered(hit, other, *person, &meant);
                self.add(found, other, *person, Kind::Offer, meant.bounded(weight));
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
        let mut named: Vec<PersonId> = Vec::new();
        for mention in self.named(hit) {
            named.extend(mention.persons.iter().filter(|person| **person != other));
        }
        // Without a name it is the answer to what was asked last.
        let asked = found
            .requests
            .iter()
            .filter(|request| request.of == other && request.on >= self.day.plus_days(-60));
        named.extend(asked.map(|request| request.to));
        let on = self.day;
        found.refusals.extend(named.into_iter().map(|introduced| Refusal {
            introducer: other,
            introduced,
            on,
        }));
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

    fn given(&self, a: PersonId, b: PersonId, found: &mut Found) {
        let (person, other) = (a.min(b), a.max(b));
        found.given.push(Given { person, other, on: self.day, place: self.passage.place });
    }

    /// Whom the writer names, whatever else is said, and with whom the seeker is in touch days later.
    fn naming(&self, other: PersonId, found: &mut Found) {
        for mention in self.mentions.iter() {
            let Some(meant) = self.facts.introduced(mention, self.day, &[other]) else { continue };
            let [only] = meant.persons[..] else { continue };
            let Some(days @ 0..=7) = self.facts.days_until_contact(only, self.day) else { continue };
            let whole = if mention.is_address { 0.5 } else { meant.weight.min(0.0) };
            let weight = w("naming")
                + whole
                + self.facts.newness(only, self.day).min(0.0)
                + self.facts.acquaintance(other, self.day)
                + if days <= 3 { w("naming_within_3_days") } else { 0.0 };
            self.put(found, other, only, Sort::Naming, weight);
        }
    }

    /// Whom the seeker names in her first message to somebody.
    fn first_names(&self, other: PersonId, found: &mut Found) {
        if self.facts.first_touch(other).is_none_or(|first| first < self.day) {
            return;
        }
        for mention in self.mentions.iter() {
            let Some(meant) = self.facts.introducer(mention, self.day, &[other]) else { continue };
            let [only] = meant.persons[..] else { continue };
            let known = self.facts.acquaintance(only, self.day);
            if known > 0.0 {
                let weight = w("names_introducer") + meant.weight.min(0.0) + known;
                self.put(found, only, other, Sort::NamesIntroducer, weight);
            }
        }
    }

    fn group(&self, writer: Option<PersonId>, members: &[PersonId], found: &mut Found) {
        let mut hits = self.hits(&[Kind::Join, Kind::Offer, Kind::Refer, Kind::Thank]);
        // With several around, a pronoun could be anybody.
        hits.retain(|hit| hit.name.is_none_or(|at| self.mentions.at(at).is_some()));
        let is_new = |person: PersonId| self.facts.first_touch(person).is_none_or(|first| first >= self.day);
        let named = |person: PersonId| self.mentions.iter().any(|mention| mention.persons.contains(&person));
        // `Thanks for the introduction, Ana`, by whoever answers.
        for hit in hits.iter().filter(|hit| matches!(hit.kind, Kind::Refer | Kind::Thank)) {
            for mention in self.named(hit) {
                let by: Vec<PersonId> = members
                    .iter()
                    .copied()
                    .filter(|person| mention.persons.contains(person) && Some(*person) != writer)
                    .collect();
                let [by] = by[..] else { continue };
                let brought = members.iter().copied().filter(|person| *person != by);
                for person in brought.filter(|person| writer.is_none_or(|writer| writer == *person)) {
                    let weight = w("refer")
                        + self.facts.newness(person, self.day)
                        + self.facts.acquaintance(by, self.day)
                        + if hit.conditional { w("condition") } else { 0.0 };
                    self.add(found, by, person, Kind::Refer, weight);
                }
            }
        }
        // Whoever is named must be in the thread; a person named who is not was only mentioned.
        let concerns = |hit: &Hit| {
            let is_here =
                |it: &&Mention| it.is_owner || it.persons.iter().any(|person| members.contains(person));
            match hit.name {
                Some(_) => self.named(hit).iter().any(is_here),
                None => hit.kind == Kind::Join,
            }
        };
        let joins = hits.iter().filter(|hit| matches!(hit.kind, Kind::Join | Kind::Offer) && concerns(hit));
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
        let mut best = joins.map(strength).max_by(f64::total_cmp);
        // `Kit, Bo; Bo, Kit`: each is named to the other, and no word is needed.
        let n_own = self.mentions.iter().filter(|mention| mention.is_owner).count();
        let times = |person: &PersonId| self.mentions.iter().filter(|it| it.persons.contains(person)).count();
        if best.is_none() && n_own > 1 && members.iter().any(|person| times(person) > 1) {
            best = Some(w("doubled"));
        }
        let Some(writer) = writer else {
            let joins =
                |hit: &Hit| hit.kind == Kind::Join && hit.strength >= 0 && !hit.conditional && !hit.logistics;
            if hits.iter().any(joins) {
                self.given_in_group(members, named, found);
            }
            return;
        };
        let others: Vec<PersonId> = members.iter().copied().filter(|person| *person != writer).collect();
        let n_named = others.iter().filter(|person| named(**person)).count();
        for person in &others {
            // In a larger circle only those named are brought together, or all of a few who are new.
            let is_meant =
                others.len() == 1 || named(*person) || n_named == 0 && others.len() <= 3 && is_new(*person);
            if !is_meant {
                continue;
            }
            let followed = self.facts.days_until_contact(*person, self.day).is_some_and(|days| days <= 30);
            let known = self.facts.acquaintance(writer, self.day);
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
                None if others.len() == 1 && is_new(*person) && known > 0.0 => {
                    let weight = w("group")
                        + known
                        + if named(*person) { w("group_named") } else { 0.0 }
                        + if followed { w("group_followed") } else { 0.0 };
                    self.put(found, writer, *person, Sort::Group, weight);
                }
                None => {}
            }
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

    fn note(&self, about: PersonId, found: &mut Found) {
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

impl Found {
    /// Requests that were answered with a yes, and after which there was contact.
    fn answered(&mut self, facts: &Facts<'_>) {
        for request in &self.requests {
            let yes = |(who, on, _): &&(PersonId, Day, Place)| {
                *who == request.of && *on >= request.on && *on <= request.on.plus_days(30)
            };
            let Some((_, on, place)) =
                self.consents.iter().filter(yes).min_by_key(|(_, on, place)| (*on, *place))
            else {
                continue;
            };
            let Some(lag) = facts.lag(request.to, *on) else { continue };
            let weight = w("ask_accept") + lag + facts.newness(request.to, *on).min(0.0);
            for place in [request.place, *place] {
                let sort = Sort::Told(Kind::Ask);
                let (introducer, introduced, on) = (request.of, request.to, Some(*on));
                self.pieces.push(Piece { introducer, introduced, on, sort, weight, place });
            }
        }
    }
}

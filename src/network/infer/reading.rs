//! Letters between two: which patterns fit, whom they name, and what each adds.

use super::circle::Circle;
use super::evidence::{Found, Given, Passage, Piece, Refusal, Request, Setting, Sort};
use super::facts::{Facts, Meant};
use super::matcher::{Hit, hits, joined};
use super::names::{Mention, Mentions, Names};
use super::naming::FirstLetter;
use super::tokens::{Break, Text};
use super::weights::WEIGHTS;
use crate::day::Day;
use crate::import::cues::{CUES, Kind};
use crate::people::PersonId;

fn w(name: &str) -> f64 {
    WEIGHTS.of(name)
}

/// How many days after a request an answer need not name anybody again.
pub const ANSWERED_WITHIN: i32 = 60;

/// How many days after an offer a no is an answer to it.
pub const TURNED_DOWN_WITHIN: i32 = 14;

/// How many days after the first contact two people are new to each other.
pub const NEW_FOR: i32 = 14;

/// One passage under the eye.
pub struct Reading<'a> {
    /// The passage.
    pub passage: &'a Passage<'a>,
    /// Its words.
    pub text: &'a Text,
    /// The names in it.
    pub mentions: &'a Mentions,
    /// What is known of people at the time.
    pub facts: &'a Facts<'a>,
    /// When it was written; the day asked about where that is unknown.
    pub day: Day,
}

/// Reads passages, in the order of time.
pub fn read(passages: &[Passage<'_>], names: &Names<'_>, facts: &Facts<'_>) -> Found {
    let mut found = Found::default();
    let mut text = Text::default();
    for passage in passages {
        text.read(passage.text);
        let day = passage.on.unwrap_or(facts.as_of);
        let mut mentions = named_in(&text, &passage.setting, names);
        let known_ends: Vec<usize> =
            mentions.iter().filter(|it| !it.persons.is_empty()).map(|it| it.start + it.len).collect();
        mentions.leave_out(|it| is_place_of(&text, it, &known_ends));
        let names_nobody = mentions.iter().all(|mention| mention.persons.is_empty());
        if names_nobody && !matters_without_names(&passage.setting, &found, day, facts) {
            continue;
        }
        let reading = Reading { passage, text: &text, mentions: &mentions, facts, day };
        match &passage.setting {
            Setting::Direct { other, outgoing, is_first } => {
                reading.direct(*other, *outgoing, *is_first, &mut found);
            }
            Setting::Group { writer, members, is_opening, addressed, turns } => {
                let circle = Circle { writer: *writer, members, is_opening: *is_opening, addressed, turns };
                reading.group(&circle, &mut found);
            }
            Setting::Note { about } => reading.note(*about, &mut found),
        }
    }
    found.answered(facts);
    found
}

/// The names in a text, but for those of whom it is addressed to.
pub fn named_in(text: &Text, setting: &Setting, names: &Names<'_>) -> Mentions {
    let mut mentions = names.in_text(text, &CUES);
    if let Setting::Direct { other, .. } = setting {
        // `Hi Ana` is the one who reads, whoever else is called Ana; and she is nobody's introducer here.
        // `Mrs Ana Ruiz, of the school` is an answer, if another reads it.
        // So are `Mrs Ruiz, of the school` and `By Ana, on Monday`.
        let is_another = |it: &Mention| {
            let (hash, word) = (text.tokens[it.start - 1].hash, text.word(it.start - 1));
            let sets_apart = it.is_whole
                || CUES.origin.has(hash, word)
                || CUES.title.has(hash, word) && !names.is_given_name(text, it.start);
            sets_apart && !it.persons.is_empty() && !it.persons.contains(other)
        };
        mentions.leave_out(|it| {
            is_greeted(text, it) && !is_another(it)
                || names.is_given_name_of(text, it, *other)
                || it.persons.contains(other) && (it.is_whole || it.len == 1)
        });
    }
    mentions
}

/// Whether a name stands in the greeting: behind one word that opens a message, and before a comma or a line's end.
fn is_greeted(text: &Text, mention: &Mention) -> bool {
    greets(text, mention.start, mention.len)
}

/// Whether so many words greet whoever they name.
pub fn greets(text: &Text, start: usize, len: usize) -> bool {
    let after = text.tokens.get(start + len);
    let greets = |at: usize| {
        let (hash, word) = (text.tokens[at].hash, text.word(at));
        CUES.common.has(hash, word) || CUES.title.has(hash, word)
    };
    // `Yes: Bo Lind` is an answer, and names somebody else.
    (text.body + 1..=text.body + 3).contains(&start)
        && text.tokens[start].before == Break::None
        && after.is_none_or(|token| token.before != Break::None)
        && (text.body..start).all(greets)
}

/// Whether a name that nobody here has is where somebody works: `Ana Ruiz from Tall Ships` names one person, not two.
fn is_place_of(text: &Text, mention: &Mention, known_ends: &[usize]) -> bool {
    if !mention.persons.is_empty() || mention.is_owner || mention.is_address {
        return false;
    }
    let is_short = |at: usize| {
        let (token, word) = (&text.tokens[at], text.word(at));
        token.before == Break::None && word.len() <= 4 && !CUES.and.has(token.hash, word)
    };
    let glued = |n: &usize| {
        known_ends.contains(&(mention.start - n)) && (mention.start - n..mention.start).all(is_short)
    };
    text.tokens[mention.start].before == Break::None && (1..=mention.start.min(2)).any(|n| glued(&n))
}

/// Whether a passage that names nobody can say anything: in a group, who is in it says enough; and an answer to what the
/// seeker asked need not name anybody again.
fn matters_without_names(setting: &Setting, found: &Found, day: Day, facts: &Facts<'_>) -> bool {
    match setting {
        Setting::Group { .. } => true,
        Setting::Note { .. } => false,
        // How the two found each other is said at first, an offer is turned down after it was made.
        Setting::Direct { outgoing: true, other, .. } => {
            facts.first_touch(*other).is_some_and(|first| day <= first.plus_days(NEW_FOR))
                || found
                    .pieces
                    .iter()
                    .rev()
                    .take_while(|piece| piece.on >= Some(day.plus_days(-TURNED_DOWN_WITHIN)))
                    .any(|piece| {
                        piece.introducer == *other
                            && matches!(piece.sort, Sort::Told(Kind::Offer) | Sort::Naming)
                    })
        }
        Setting::Direct { other, .. } => {
            let recent = found
                .requests
                .iter()
                .rev()
                .take_while(|request| request.on >= day.plus_days(-ANSWERED_WITHIN));
            recent.into_iter().any(|request| request.of == *other)
                || facts.first_touch(*other).is_some_and(|first| day <= first.plus_days(NEW_FOR))
        }
    }
}

impl Reading<'_> {
    /// Every pattern of these kinds that fits.
    pub fn hits(&self, wanted: &[Kind]) -> Vec<Hit> {
        hits(self.text, &CUES, self.mentions, |kind| wanted.contains(&kind))
    }

    /// Notes what words say of a pair.
    pub fn add(
        &self,
        found: &mut Found,
        introducer: PersonId,
        introduced: PersonId,
        kind: Kind,
        weight: f64,
    ) {
        self.put(found, introducer, introduced, Sort::Told(kind), weight);
    }

    /// Notes a piece of evidence for a pair.
    pub fn put(
        &self,
        found: &mut Found,
        introducer: PersonId,
        introduced: PersonId,
        sort: Sort,
        weight: f64,
    ) {
        if introducer != introduced {
            let (on, place) = (self.passage.on, self.passage.place);
            found.pieces.push(Piece { introducer, introduced, on, sort, weight, place });
        }
    }

    /// The names that a hit means: those in its slot; where it has none, the nearest in its sentence, in the sentence
    /// before, or in the next.
    pub fn named(&self, hit: &Hit) -> Vec<&Mention> {
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

    fn direct(&self, other: PersonId, outgoing: bool, is_first: bool, found: &mut Found) {
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
                    + self.by_given_name_alone(mention, *person)
                    + self.is_of_writer(hit.span.0, hits)
                    + self.announced(mention)
                    + self.mere_of_offer(mention, hits);
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

    /// Notes two people whom the seeker brought together.
    pub fn given(&self, a: PersonId, b: PersonId, found: &mut Found) {
        let (person, other) = (a.min(b), a.max(b));
        found.given.push(Given { person, other, on: self.day, place: self.passage.place });
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

//! All letters, one after the other in the order of time, and what only several of them together say.

use super::circle::Circle;
use super::evidence::{ANSWERED_WITHIN, Found, NEW_FOR, Passage, Piece, Setting, Sort};
use super::facts::Facts;
use super::names::Names;
use super::reading::{Reading, is_place_of, named_in};
use super::tokens::Text;
use super::weights::WEIGHTS;
use crate::day::Day;
use crate::evidence::Place;
use crate::import::cues::Kind;
use crate::people::PersonId;
use std::collections::{BTreeMap, BTreeSet};

fn w(name: &str) -> f64 {
    WEIGHTS.of(name)
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
            Setting::Group { writer, members, is_opening, addressed, turns, is_subject } => {
                let circle = Circle {
                    writer: *writer,
                    members,
                    is_opening: *is_opening,
                    addressed,
                    turns,
                    is_subject: *is_subject,
                };
                reading.group(&circle, &mut found);
            }
            Setting::Note { about } => reading.note(*about, &mut found),
        }
    }
    answered(&mut found, facts);
    found
}

/// Whether a passage that names nobody can say anything: in a group, who is in it says enough; and an answer to what the
/// seeker asked need not name anybody again.
fn matters_without_names(setting: &Setting, found: &Found, day: Day, facts: &Facts<'_>) -> bool {
    match setting {
        Setting::Group { .. } => true,
        Setting::Note { .. } => false,
        // Of the seeker's own only those are here that say how the two found each other, that may turn an offer down, or
        // may ask who brought them together.
        Setting::Direct { outgoing: true, .. } => true,
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

/// Requests that were answered with a yes, and after which there was contact.
fn answered(found: &mut Found, facts: &Facts<'_>) {
    for request in &found.requests {
        let yes = |(who, on, _): &&(PersonId, Day, Place)| {
            *who == request.of && *on >= request.on && *on <= request.on.plus_days(30)
        };
        let Some((_, on, place)) =
            found.consents.iter().filter(yes).min_by_key(|(_, on, place)| (*on, *place))
        else {
            continue;
        };
        let Some(lag) = facts.lag(request.to, *on) else { continue };
        let weight = w("ask_accept") + lag + facts.newness(request.to, *on).min(0.0);
        for place in [request.place, *place] {
            let sort = Sort::Told(Kind::Ask);
            let (introducer, introduced, on) = (request.of, request.to, Some(*on));
            found.pieces.push(Piece { introducer, introduced, on, sort, weight, place });
        }
    }
}

/// What it takes from a name that then nobody said who had sent them: the letter with which the two began names the
/// introducer, where there was one. A given name alone has many who share it; a whole one may have been an offer.
/// `noted` are those who invited the seeker with a note.
pub fn unsaid(
    found: &Found,
    facts: &Facts<'_>,
    noted: &BTreeSet<PersonId>,
) -> BTreeMap<(PersonId, PersonId), f64> {
    let mut unsaid: BTreeMap<(PersonId, PersonId), f64> = BTreeMap::new();
    for piece in found.pieces.iter().filter(|piece| piece.sort == Sort::Naming) {
        unsaid.insert((piece.introducer, piece.introduced), facts.unsaid(piece.introduced, noted));
    }
    for piece in found.pieces.iter().filter(|piece| piece.sort != Sort::Naming) {
        unsaid.remove(&(piece.introducer, piece.introduced));
    }
    for (pair, _) in found.by_given_name.iter().filter(|(_, alone)| **alone) {
        unsaid.insert(*pair, facts.unsaid_of_given_name(pair.1, noted));
    }
    for piece in found.pieces.iter().filter(|piece| !piece.is_of_name()) {
        unsaid.remove(&(piece.introducer, piece.introduced));
    }
    unsaid
}

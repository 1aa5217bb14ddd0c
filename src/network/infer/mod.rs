//! Introductions read out of messages, invitations and notes.
//!
//! In: the letters that import kept ([`crate::import::passages`]), people, and the history of contact. Out: [`Inferred`]: who
//! introduced whom to the seeker, each with a confidence and the lines that say so, and whom she introduced herself.
//! Words are patterns with slots for names ([`crate::import::cues`], one file a language); who wrote, who was new, and who
//! then was in touch counts beside them. Each piece of evidence is an addend in log-odds (`weights.tsv`).
//!
//! The files stand in layers, and `use` goes down only: `quoted`, `tokens` (text to words) and `weights` below; `sieve` and
//! `names` (who is called so); `matcher` (patterns); `evidence` (what is found, as data) and `facts` (what was known when);
//! `groups` (who is in which thread); `reading` (a letter under the eye) with `context`, `circle`, `naming` and `direct`,
//! which each read a part; `sift` (what is worth reading) and `letters` (all in order); and this file, which weighs.
//!
//! Invariant: no text leaves this module; a name that could mean two people is a question, never a guess.

mod circle;
mod context;
mod direct;
mod evidence;
mod facts;
mod groups;
mod letters;
mod matcher;
mod names;
mod naming;
mod quoted;
mod reading;
mod sieve;
mod sift;
mod tokens;
pub mod weights;

pub use evidence::Given;

use super::history::History;
use crate::day::Day;
use crate::evidence::Place;
use crate::import::Workspace;
use crate::import::cues::Kind;
use crate::people::{People, PersonId};
use evidence::{Piece, Sort};
use facts::Facts;
use groups::Threads;
use names::Names;
use std::collections::{BTreeMap, BTreeSet};
use weights::{WEIGHTS, confidence};

fn w(name: &str) -> f64 {
    WEIGHTS.of(name)
}

/// An introduction that was inferred.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Who introduced.
    pub introducer: PersonId,
    /// Who was introduced.
    pub introduced: PersonId,
    /// When it came about: the day of the thread that brought the two together, else when it was first spoken of.
    pub on: Option<Day>,
    /// The probability that it is one, 0 to 1.
    pub confidence: f64,
    /// The rows that say so.
    pub evidence: Vec<Place>,
    /// The strongest evidence, in words.
    pub because: &'static str,
}

impl Candidate {
    /// Whether it is sure enough to be an edge of the graph.
    pub fn is_edge(&self) -> bool {
        self.confidence >= w("edge_from")
    }
}

/// What was inferred.
#[derive(Clone, Debug, Default)]
pub struct Inferred {
    /// Introductions to the seeker, in the order of introducer and introduced; those that are sure enough are edges.
    pub candidates: Vec<Candidate>,
    /// Introductions that the seeker made, each pair once.
    pub given: Vec<Given>,
}

/// Reads the introductions out of a workspace. `settled` are the pairs that the user recorded or refused: nothing is
/// inferred of them.
///
/// # Complexity
/// **O(m + l)** for **m** messages and **l** letters; names of people are filed once if there is any letter.
pub fn introductions(
    workspace: &Workspace,
    people: &People,
    history: &History,
    settled: &BTreeSet<(PersonId, PersonId)>,
    as_of: Day,
) -> Inferred {
    if !workspace.passages.kept || people.owner.slug.is_none() && people.owner.name.is_none() {
        return Inferred::default();
    }
    let facts = Facts { people, history, as_of };
    let threads = Threads::of(workspace, people, as_of);
    let mut found = if workspace.passages.is_empty() {
        evidence::Found::default()
    } else {
        let names = Names::of(people);
        let passages = sift::worth_reading(workspace, people, &threads, &names, as_of);
        letters::read(&passages, &names, &facts)
    };
    found.pieces.extend(threads.wordless(&facts));
    let refusals = std::mem::take(&mut found.refusals);
    let is_refused = |piece: &Piece| {
        let promise =
            matches!(piece.sort, Sort::Told(Kind::Offer | Kind::Ask | Kind::To | Kind::Thank) | Sort::Naming);
        promise
            && refusals.iter().any(|refusal| {
                let pair = (refusal.introducer, refusal.introduced) == (piece.introducer, piece.introduced);
                pair && piece.on.is_none_or(|on| on <= refusal.on)
            })
    };
    let mut pairs: BTreeMap<(PersonId, PersonId), Vec<Piece>> = BTreeMap::new();
    let noted = workspace.invitations.iter().filter(|row| row.has_note);
    let noted: BTreeSet<PersonId> = noted.filter_map(|row| people.who(row.from).person()).collect();
    let unsaid = letters::unsaid(&found, &facts, &noted);
    let taken = |piece: &Piece| {
        let pair = (piece.introducer, piece.introduced);
        let silent = unsaid.get(&pair).filter(|_| piece.is_of_name());
        found.taken_from(piece) + silent.copied().unwrap_or(0.0)
    };
    let taken: Vec<f64> = found.pieces.iter().map(taken).collect();
    for (mut piece, taken) in found.pieces.into_iter().zip(taken) {
        piece.weight += taken;
        if is_refused(&piece) {
            piece.weight += w("refused");
        }
        let pair = (piece.introducer, piece.introduced);
        if !settled.contains(&pair) {
            pairs.entry(pair).or_default().push(piece);
        }
    }
    let mut candidates: Vec<Candidate> =
        pairs.into_values().map(|pieces| candidate(pieces, &facts)).collect();
    one_way(&mut candidates, settled);
    candidates.retain(|candidate| candidate.confidence >= w("review_from"));
    let mut given = found.given;
    given.sort();
    given.dedup_by_key(|given| (given.person, given.other));
    // Who brought one of the two to her cannot have been brought to them by her.
    let is_received = |a: PersonId, b: PersonId| {
        settled.contains(&(a, b))
            || candidates.iter().any(|it| it.is_edge() && (it.introducer, it.introduced) == (a, b))
    };
    given.retain(|it| {
        it.on <= as_of && !is_received(it.person, it.other) && !is_received(it.other, it.person)
    });
    Inferred { candidates, given }
}

/// Puts the evidence for a pair together: the strongest piece counts in full, pieces of another sort in part.
fn candidate(mut pieces: Vec<Piece>, facts: &Facts<'_>) -> Candidate {
    // By what they say, not by where they stand, so that the order of rows decides nothing.
    pieces.sort_by(|a, b| {
        b.weight
            .total_cmp(&a.weight)
            .then(a.sort.cmp(&b.sort))
            .then(a.on.cmp(&b.on))
            .then(a.place.cmp(&b.place))
    });
    let first = pieces[0].clone();
    let mut sorts = BTreeSet::from([first.sort]);
    let mut more = 0.0;
    for piece in &pieces[1..] {
        if sorts.insert(piece.sort) {
            more += ((piece.weight + 2.0) * w("others")).max(0.0);
        }
    }
    let mut sum = first.weight + more.min(w("others_most"));
    // Whoever was in touch before the introducer was cannot have been brought by them.
    let known = facts.first_known(first.introducer);
    let touched = facts.first_touch(first.introduced).into_iter();
    // People connect before they are introduced properly, but not weeks before.
    let connected = facts.people.get(first.introduced).connected_on.map(|on| on.plus_days(14));
    if let (Some(introducer), Some(introduced)) = (known, touched.chain(connected).min())
        && introduced < introducer
    {
        sum += w("introducer_later");
    }
    let counted = pieces.iter().filter(|piece| piece.weight >= first.weight - 3.0);
    let on = day_of(&first, &pieces, facts);
    let mut evidence: Vec<Place> = counted.map(|piece| piece.place).collect();
    evidence.sort();
    evidence.dedup();
    Candidate {
        introducer: first.introducer,
        introduced: first.introduced,
        on,
        confidence: (confidence(sum) * 10_000.0).round() / 10_000.0,
        evidence,
        because: in_words(first.sort),
    }
}

/// When an introduction came about. A promise is not yet one: the thread that soon follows it is. A note beside another
/// event tells no day, and says no more than that it was before the two were in touch.
fn day_of(first: &Piece, pieces: &[Piece], facts: &Facts<'_>) -> Option<Day> {
    let touched = facts.first_touch(first.introduced);
    let is_noted = |piece: &&Piece| matches!(piece.sort, Sort::Told(Kind::By | Kind::To));
    let dated = |of: &dyn Fn(&Piece) -> bool| pieces.iter().filter(|it| of(it)).filter_map(|it| it.on).min();
    let counts = |piece: &Piece| piece.weight >= first.weight - 3.0;
    let told = dated(&|it| counts(it) && matches!(it.sort, Sort::Told(_)) && !is_noted(&it)).or(
        match is_noted(&first) {
            true => touched,
            false => first.on,
        },
    )?;
    let is_thread = |it: &Piece| matches!(it.sort, Sort::Told(Kind::Join) | Sort::Group);
    let soon = |on: &Day| {
        (0..=PROMISED_FOR).contains(&on.days_since(told)) && touched.is_none_or(|touched| *on <= touched)
    };
    let threads = pieces.iter().filter(|it| is_thread(it)).filter_map(|it| it.on);
    Some(threads.filter(soon).min().unwrap_or(told))
}

/// So many days after a promise a thread of the three keeps it.
const PROMISED_FOR: i32 = 60;

/// Of two people only one brought the other: the surer of two candidates that contradict each other stays, and none
/// that contradicts what the user recorded.
fn one_way(candidates: &mut Vec<Candidate>, settled: &BTreeSet<(PersonId, PersonId)>) {
    let sure: BTreeMap<(PersonId, PersonId), f64> =
        candidates.iter().map(|it| ((it.introducer, it.introduced), it.confidence)).collect();
    candidates.retain(|it| {
        let back = (it.introduced, it.introducer);
        !settled.contains(&back)
            && sure.get(&back).is_none_or(|other| {
                *other < it.confidence || *other == it.confidence && it.introducer < it.introduced
            })
    });
}

/// Whether what stands behind a `not` denies what a question said: nothing at all, the question's own words, or that it
/// was an introduction.
pub fn is_answer(behind_not: &str) -> bool {
    let told = [Kind::Refer, Kind::Offer, Kind::Join, Kind::Thank, Kind::Ask, Kind::By].map(Sort::Told);
    let all = told.into_iter().chain([Sort::Group, Sort::Naming, Sort::NamesIntroducer]).map(in_words);
    let text = behind_not.to_lowercase();
    text.is_empty()
        || matches!(text.as_str(), "introduced" | "an introduction")
        || all.into_iter().any(|words| text.starts_with(words))
}

fn in_words(sort: Sort) -> &'static str {
    match sort {
        Sort::Told(Kind::Refer) => "named as the one who brought you together",
        Sort::Told(Kind::Offer) => "named to you, and then in touch",
        Sort::Told(Kind::Join) => "brought into a thread with you",
        Sort::Told(Kind::Thank) => "you gave thanks for it",
        Sort::Told(Kind::Ask) => "you asked for it, and then were in touch",
        Sort::Told(_) => "your own note says so",
        Sort::Group => "new in a thread of three",
        Sort::Naming => "named in a message shortly before you were in touch",
        Sort::NamesIntroducer => "named in your first message",
    }
}

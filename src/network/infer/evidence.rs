//! Evidence: what a piece of it is, who writes to whom, and what only several letters together say.

use super::weights::WEIGHTS;
use crate::day::Day;
use crate::evidence::Place;
use crate::import::cues::Kind;
use crate::people::PersonId;
use std::collections::{BTreeMap, BTreeSet};

fn w(name: &str) -> f64 {
    WEIGHTS.of(name)
}

/// How many days after a request an answer need not name anybody again.
pub const ANSWERED_WITHIN: i32 = 60;

/// How many days after an offer a no is an answer to it.
pub const TURNED_DOWN_WITHIN: i32 = 14;

/// How many days after the first contact two people are new to each other.
pub const NEW_FOR: i32 = 14;

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

impl Piece {
    /// Whether the introducer's naming somebody is all there is to it, until the two are in touch.
    pub fn is_of_name(&self) -> bool {
        matches!(self.sort, Sort::Told(Kind::Offer) | Sort::Naming)
    }
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
pub struct Request {
    pub of: PersonId,
    pub to: PersonId,
    pub on: Day,
    pub place: Place,
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
        /// Whether nothing was written between the two before.
        is_first: bool,
    },
    /// Several people and the seeker.
    Group {
        /// Who wrote; `None` for the seeker.
        writer: Option<PersonId>,
        /// Everyone else in the thread, the writer among them.
        members: Vec<PersonId>,
        /// Whether it is the first message of the thread.
        is_opening: bool,
        /// Whom the seeker wrote to when she began the thread, if she did.
        addressed: Vec<PersonId>,
        /// Who wrote how often in it; `None` is the seeker.
        turns: Vec<(Option<PersonId>, u32)>,
        /// Whether the text is the subject of a mail alone.
        is_subject: bool,
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
    pub requests: Vec<Request>,
    pub consents: Vec<(PersonId, Day, Place)>,
    /// First letters that say, or hint, how the two found each other without anybody, and what that takes from a promise.
    pub own_ways: BTreeMap<PersonId, Vec<(Day, f64)>>,
    /// Letters by which the seeker turned an offer down.
    pub declines: BTreeMap<PersonId, Vec<Day>>,
    /// Pairs of whom the first was named to the second as a referee, a predecessor or a cousin: they stay that later on.
    pub mentioned: BTreeSet<(PersonId, PersonId)>,
    /// Letters in which somebody asked the seeker, without a name, for what is no introduction: a referee.
    pub asked_for_names: BTreeMap<PersonId, Vec<Day>>,
    /// Letters, the seeker's own or not, that ask who brought the two together.
    pub asked_who: BTreeMap<PersonId, Vec<(Day, bool)>>,
    /// Whom somebody asked about in a question to the seeker, to be answered with a yes or a no.
    pub asked_whether: BTreeMap<PersonId, Vec<(Day, PersonId)>>,
    /// Pairs of whom the seeker said no when asked whether the first brought the second.
    pub answered_no: BTreeSet<(PersonId, PersonId)>,
    /// Pairs of whom the first named the second by the given name alone, or by more than that.
    pub by_given_name: BTreeMap<(PersonId, PersonId), bool>,
    /// Pairs of whom the seeker denied that the first brought the second.
    pub denials: BTreeSet<(PersonId, PersonId)>,
}

impl Found {
    /// What it takes from a promise of somebody's that the seeker turned it down soon after, or that she and the one
    /// named found each other without them.
    pub fn taken_from(&self, piece: &Piece) -> f64 {
        let pair = (piece.introducer, piece.introduced);
        if matches!(piece.sort, Sort::NamesIntroducer | Sort::Told(Kind::Refer))
            && self.answered_no.contains(&pair)
        {
            return w("answered_no");
        }
        if piece.sort == Sort::NamesIntroducer {
            return if self.denials.contains(&pair) { w("denied") } else { 0.0 };
        }
        if !matches!(piece.sort, Sort::Told(Kind::Offer) | Sort::Naming) {
            return 0.0;
        }
        let Some(on) = piece.on else { return 0.0 };
        let within = |day: Day, most: i32| (0..=most).contains(&day.days_since(on));
        let declines = self.declines.get(&piece.introducer).into_iter().flatten();
        let declined = declines.into_iter().any(|day| within(*day, TURNED_DOWN_WITHIN));
        let ways = self.own_ways.get(&piece.introduced).into_iter().flatten();
        let own = ways.filter(|(day, _)| within(*day, 120)).map(|(_, taken)| *taken).fold(0.0, f64::min);
        (if declined { w("declined") } else { 0.0 }) + own
    }
}

//! The ranking: for every person the next step, the chance of an answer, and what a conversation would be worth.
//!
//! score = P(answer) × usefulness. The first is a sum of reasons in log-odds ([`reply`]), the second what a conversation
//! and what it opens are worth, in weighted shares ([`usefulness`]). Who will answer and who is useful are different
//! questions: adding them up would push the seeker to the comfortable and redundant.

pub mod explain;
mod belief;
mod matrix;
pub mod model;
mod outcomes;
mod reason;
pub mod reply;
mod schedule;
mod team;
pub mod signs;
pub mod standing;

use super::targets::{Fit, Targets};
use crate::day::{Day, WorkCalendar};
use crate::evidence::Place;
use crate::import::Outcome;
use crate::index::arrange;
use crate::network::{Edge, Event, EventKind, Network};
use crate::people::{CompanyId, People, Person, PersonId};
use crate::settings::{RankOrder, Settings, ValueWeights};
use reply::Reply;
use standing::{Action, Cause, Due, Standing};

/// What a person can open, in parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReferralValue {
    /// Introductions per conversation, shrunk to the prior.
    pub rate: f64,
    /// Introductions made.
    pub introductions: u32,
    /// Conversations held.
    pub conversations: u32,
    /// What their doors are worth: the worth of the best target at their company, half where there is none.
    pub doors: f64,
    /// All of it.
    pub value: f64,
}

/// A person to contact, in numbers; [`explain`] puts them into words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Suggestion {
    /// Who.
    pub person: PersonId,
    /// What to do, and when.
    pub due: Due,
    /// The chance that an outreach now is answered within fourteen days.
    pub p_reply: f64,
    /// Nine in ten of such people have a chance between these two.
    pub p_interval: (f64, f64),
    /// The best target and how well it fits, times what the target is worth; `None` where nothing is known.
    pub fit: Option<(usize, Fit, f64)>,
    /// What they can open.
    pub referral: ReferralValue,
    /// Usefulness of the step, 0 to 1.
    pub usefulness: f64,
    /// Expected useful conversations from this one step, 0 to 1; 0 while waiting.
    pub score: f64,
    /// Who brought them, or could put in a word.
    pub via: Option<PersonId>,
    /// The colleague whose open request decides when it is their turn.
    pub beside: Option<PersonId>,
}

impl Suggestion {
    /// When it is their turn, seen from a day.
    fn turn(&self, as_of: Day) -> Turn {
        match self.due.action {
            Action::Wait => Turn::Waits,
            _ if self.due.on.days_since(as_of) < schedule::WEEK => Turn::ThisWeek,
            _ => Turn::Later,
        }
    }

    /// Whether they said no, or that they want to hear no more, and nothing has come since.
    pub fn said_no(&self) -> bool {
        matches!(self.due.cause, Cause::Declined | Cause::Refused | Cause::Undated(standing::Past::Declined))
    }
}

/// When it is somebody's turn.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// In the seven days that begin with the one asked about.
    ThisWeek,
    /// First requests that the pace has put into a later week.
    Later,
    /// Those to be left in peace for now.
    Waits,
}

/// Everyone, the most worthwhile step of this week first.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// What is due within a week, then what the pace has put off, then those to be left in peace; each in the order of
    /// score, then of the day due, then of the stable key.
    pub suggestions: Vec<Suggestion>,
}

impl Ranking {
    /// Everyone's chance of an answer, of so many people; `None` of those who said no, or are not ranked.
    pub fn chances(&self, n_people: usize) -> Vec<Option<f64>> {
        let mut chances = vec![None; n_people];
        for one in &self.suggestions {
            chances[one.person.index()] = (!one.said_no()).then_some(one.p_reply);
        }
        chances
    }

    /// Who of so many people said no, and nothing has come since.
    pub fn said_no(&self, n_people: usize) -> Vec<bool> {
        let mut said_no = vec![false; n_people];
        self.suggestions.iter().for_each(|one| said_no[one.person.index()] = one.said_no());
        said_no
    }
}

/// What the ranking looks at besides the people.
pub struct RankInput<'a> {
    /// Everyone.
    pub people: &'a People,
    /// Introductions and contact.
    pub network: &'a Network,
    /// Who answers.
    pub reply: &'a Reply,
    /// The target matrix.
    pub targets: &'a Targets,
    /// Weights and routine.
    pub settings: &'a Settings,
    /// The working week.
    pub calendar: &'a WorkCalendar,
    /// The day asked about.
    pub as_of: Day,
}

/// Ranks everyone.
///
/// # Complexity
/// **O(e + p t + p log p)** for **p** people, **e** events and **t** targets.
pub fn everyone(input: &RankInput<'_>) -> Ranking {
    let colleagues = Colleagues::of(input);
    let mut suggestions: Vec<Suggestion> = input
        .people
        .ids()
        .filter(|id| !is_yet_to_come(input, *id))
        .map(|id| suggest(input, id, colleagues.of_person(input.people.get(id), id)))
        .collect();
    let teams = team::teams(input);
    team::take_turns(&mut suggestions, &teams, input);
    let key = |one: &Suggestion| match input.settings.order {
        // A simple order is one of those to whom something is due; those to be left in peace come after.
        _ if one.due.action == Action::Wait => f64::NEG_INFINITY,
        RankOrder::Score => one.score,
        RankOrder::Answer => one.p_reply,
        RankOrder::Messages => f64::from(received_by(input, one.person)),
        RankOrder::Newest => {
            let on = input.people.get(one.person).connected_on;
            on.map_or(f64::MIN, |day| f64::from(day.0))
        }
        RankOrder::Target => {
            let person = input.people.get(one.person);
            in_order_of_targets(input.people, input.targets, input.settings, person).unwrap_or(f64::MIN)
        }
    };
    // A suggestion has two hundred bytes, and what decides its place has twenty-four.
    let mut order: Vec<(f64, f64, Day, PersonId, u32)> = Vec::with_capacity(suggestions.len());
    for (at, one) in suggestions.iter().enumerate() {
        order.push((key(one), one.score, one.due.on, one.person, at as u32));
    }
    order.sort_unstable_by(|a, b| {
        let of_score = b.0.total_cmp(&a.0).then_with(|| b.1.total_cmp(&a.1));
        of_score.then_with(|| (a.2, a.3).cmp(&(b.2, b.3)))
    });
    arrange(&mut suggestions, order.into_iter().map(|(.., at)| at).collect());
    let brought = |person, by| input.network.introductions_of(person).any(|edge| edge.introducer == by);
    schedule::spread(&mut suggestions, input, &teams, brought);
    // What has its place in a later week stands behind what can be done in this one.
    suggestions.sort_by_key(|one| one.turn(input.as_of));
    Ranking { suggestions }
}

/// Messages of a person to the seeker alone, up to the day asked about.
fn received_by(input: &RankInput<'_>, id: PersonId) -> u32 {
    let letters = input.network.letters.of_person(id).iter();
    letters.filter(|letter| letter.incoming && letter.day() <= input.as_of).count() as u32
}

/// Whether all that is known of somebody is dated after the day asked about: on that day there was nobody to ask. A
/// conversation of a later day may have been agreed by then.
fn is_yet_to_come(input: &RankInput<'_>, id: PersonId) -> bool {
    let (history, person) = (&input.network.history, input.people.get(id));
    let is_of_later = match person.connected_on {
        Some(on) => on > input.as_of,
        None => {
            // Each file that speaks of them does so on a later day.
            let later = history.after(id, input.as_of);
            let is_later = |place: &Place| later.iter().any(|event| event.place.source == place.source);
            !person.is_connection()
                && !person.seen_in.is_empty()
                && person.seen_in.iter().all(is_later)
                && !later.iter().any(|event| event.kind.is_plan())
                && history.undated(id).next().is_none()
        }
    };
    is_of_later && history.until(id, input.as_of).is_empty() && input.network.introducers_of(id).is_none()
}

/// The introduction that a person first came by.
pub fn first_introduction(network: &Network, person: PersonId) -> Option<&Edge> {
    let first = network.introducers_of(person)?.first?;
    network.introductions_of(person).find(|edge| edge.introducer == first)
}

/// How things are with a person on the day asked about, what is planned for later
/// and what has no day included.
pub fn standing_of(input: &RankInput<'_>, id: PersonId) -> Standing {
    Standing::on(input.network, id, input.as_of)
}

/// The days of this term on which a person was asked for an introduction, oldest first.
pub fn asked_this_term(input: &RankInput<'_>, id: PersonId) -> Vec<Day> {
    let since = input.as_of.plus_days(-input.settings.routine.term_days);
    let asked = input.network.history.until(id, input.as_of).iter();
    asked
        .filter(|event| matches!(event.kind, EventKind::IntroductionRequest(_)) && event.day > since)
        .map(|event| event.day)
        .collect()
}

/// The day on which somebody may be asked for an introduction again who was asked as often as may be in a term; `None`
/// where fewer requests are known. Whoever wants to ask nobody has the end of a term that never comes.
fn next_favour(input: &RankInput<'_>, id: PersonId) -> Option<Day> {
    let routine = &input.settings.routine;
    if routine.introducer_asks_per_term == 0 {
        return Some(input.as_of.plus_days(routine.term_days.max(1)));
    }
    let asked = input.network.history.until(id, input.as_of).iter().rev();
    let mut asked = asked.filter(|event| matches!(event.kind, EventKind::IntroductionRequest(_)));
    let first = asked.nth(routine.introducer_asks_per_term as usize - 1)?;
    Some(first.day.plus_days(routine.term_days))
}

/// How the height of a person above the seeker tells in the fit: whole at one or two levels, half at the same or
/// three, not beside that, where the target names no level of its own. `None` where the title says no level.
pub fn level_fit(input: &RankInput<'_>, row: usize, person: &Person) -> Option<f64> {
    if input.targets.rows[row].names_level() {
        return None;
    }
    let gap = f64::from(person.title.seniority?.level()) - signs::height(&input.people.owner.title)?;
    Some(match gap {
        gap if (0.75..=2.25).contains(&gap) => 1.0,
        gap if (0.0..0.75).contains(&gap) || (2.25..=3.25).contains(&gap) => 0.5,
        _ => 0.0,
    })
}

fn suggest(input: &RankInput<'_>, id: PersonId, colleague: Option<PersonId>) -> Suggestion {
    let person = input.people.get(id);
    let standing = standing_of(input, id);
    let introduced = first_introduction(input.network, id);
    let (p_reply, p_interval) = input.reply.chance(id);
    let fit = best_fit(input.people, input.targets, input.settings, person);
    let fit = fit.map(|(row, fit, value)| {
        let level = level_fit(input, row, person).unwrap_or(1.0);
        (row, fit, value * (1.0 - input.settings.value.level * (1.0 - level)))
    });
    let referral = referral_value(input, id, person, &standing);
    let last_introduced = input.network.introductions_by(id).filter_map(|edge| edge.on).max();
    let routine = &input.settings.routine;
    let mut due = standing::next_step(&standing, routine, input.calendar, input.as_of, last_introduced);
    if due.cause == Cause::Invited && introduced.is_some() {
        // An introduction goes stale, whether or not an invitation is open.
        let on = input.calendar.on_or_after(input.as_of);
        due = Due { action: due.then, on, cause: Cause::NotAsked, since: standing.last_contact, ..due };
    }
    if due.cause == Cause::Silent
        && due.action == Action::Wait
        && let Some((last, _)) = due.since
        && input.network.introductions_of(id).any(|edge| edge.on.is_some_and(|on| on > last))
    {
        // Whoever did not answer a stranger may well answer a friend's friend, and the introducer waits, too.
        let quiet = standing.last_contact.map_or(last, |(day, _)| day).plus_days(routine.quiet_days);
        let on = input.calendar.on_or_after(input.as_of.max(quiet));
        let action = if quiet <= input.as_of { due.then } else { Action::Wait };
        due = Due { action, on, cause: Cause::Introduced, ..due };
    }
    if due.then == Action::AskForIntroduction
        && let Some(free) = next_favour(input, id)
        && free > due.on
    {
        // What was not to be asked before is not late on that day.
        let on = input.calendar.on_or_after(free);
        due = match on > input.calendar.on_or_after(input.as_of) {
            true => Due { action: Action::Wait, on, cause: Cause::AskedEnough, ..due },
            false => Due { on, ..due },
        };
    }
    let usefulness =
        usefulness(due.action, fit.map_or(0.0, |(_, _, fit)| fit), referral.value, &input.settings.value);
    let via = introduced.map(|edge| edge.introducer).or_else(|| {
        // Somebody who already talks with the seeker needs nobody to put in a word.
        let strange = standing.received == 0 && standing.met.is_none() && due.then == Action::Request;
        colleague.filter(|_| strange)
    });
    Suggestion {
        person: id,
        due,
        p_reply,
        p_interval,
        fit,
        referral,
        usefulness,
        score: p_reply * usefulness,
        via,
        beside: None,
    }
}

/// The share of the fit that counts for a step: whole before the first conversation, and for the thanks that keep what it
/// opened; a check-in tells less than a first conversation does; asking for an introduction is worth what the
/// introduction is.
pub fn share_of_fit(action: Action, weights: &ValueWeights) -> f64 {
    match action {
        Action::Request | Action::FollowUp | Action::ThankYou => 1.0,
        Action::CheckIn => weights.check_in,
        Action::AskForIntroduction | Action::Wait => 0.0,
    }
}

/// What a step is worth: 1 − (1 − weight · share · fit) · (1 − weight · referral value), with the [`share_of_fit`].
pub fn usefulness(action: Action, fit: f64, referral: f64, weights: &ValueWeights) -> f64 {
    if action == Action::Wait {
        return 0.0;
    }
    let share = share_of_fit(action, weights);
    1.0 - (1.0 - weights.fit * share * fit) * (1.0 - weights.referral * referral)
}

/// The target that a person fits best, by degree times worth; the first in the user's order among equals.
pub fn best_fit(
    people: &People,
    targets: &Targets,
    settings: &Settings,
    person: &Person,
) -> Option<(usize, Fit, f64)> {
    let mut best: Option<(usize, Fit, f64)> = None;
    for (row, wanted) in targets.rows.iter().enumerate() {
        let Some(fit) = wanted.fit(person, &people.companies, &settings.value) else { continue };
        let value = fit.degree * wanted.worth;
        if best.is_none_or(|(_, _, known)| value > known) {
            best = Some((row, fit, value));
        }
    }
    best
}

/// Where a person stands in the order of the target matrix, the way a LAMP list is worked from the top: by the first row
/// whose company they are at, or that they fit, and within a row by how well; higher is earlier. `None` for whoever fits none.
pub fn in_order_of_targets(
    people: &People,
    targets: &Targets,
    settings: &Settings,
    person: &Person,
) -> Option<f64> {
    let fits = targets.rows.iter().enumerate().filter_map(|(row, wanted)| {
        let fit = wanted.fit(person, &people.companies, &settings.value)?;
        (fit.is_inside() || fit.is_contact()).then_some((row, fit.degree))
    });
    // A degree is 1 at most.
    fits.map(|(row, degree)| degree / 2.0 - row as f64).next()
}

/// Introductions per conversation, shrunk: five conversations of prior weight at the prior mean.
fn referral_value(
    input: &RankInput<'_>,
    id: PersonId,
    person: &Person,
    standing: &Standing,
) -> ReferralValue {
    const PRIOR_CONVERSATIONS: f64 = 5.0;
    let introductions = input.network.introducers_of(id).map_or(0, |of| of.introductions);
    let conversations = standing.n_met.max(u32::from(introductions > 0));
    let prior = input.settings.value.introduces;
    let rate = (f64::from(introductions) + PRIOR_CONVERSATIONS * prior)
        / (f64::from(conversations) + PRIOR_CONVERSATIONS);
    let rate = rate.min(1.0);
    let at_target = input
        .targets
        .rows
        .iter()
        .filter(|wanted| wanted.company().is_some() && wanted.company() == person.company_id);
    let doors = at_target.map(|wanted| wanted.worth).fold(0.5, f64::max);
    ReferralValue { rate, introductions, conversations, doors, value: rate * doors }
}

/// The two warmest people of each company: those who could put in a word for a colleague.
struct Colleagues {
    best: Vec<[Option<(f64, PersonId)>; 2]>,
}

impl Colleagues {
    fn of(input: &RankInput<'_>) -> Colleagues {
        let mut best = vec![[None; 2]; input.people.companies.len()];
        for id in input.people.ids() {
            let Some(CompanyId(company)) = input.people.get(id).company_id else { continue };
            // Of most people nothing ever came, and a standing costs more than a look.
            let events = input.network.history.until(id, input.as_of);
            let is_theirs = |event: &Event| {
                matches!(event.kind, EventKind::MessageReceived | EventKind::Incoming)
                    || event.kind.is_conversation()
            };
            if !events.iter().any(is_theirs) {
                continue;
            }
            let standing = standing_of(input, id);
            if standing.received == 0 && standing.met.is_none() {
                continue;
            }
            // Who has said no, in a list or in a letter, is not to be asked for a favour instead.
            let said_no = standing.refused.is_some()
                || standing.introduction_outcome == Some(Outcome::Declined)
                || matches!(standing.undated, Some((standing::Past::Declined | standing::Past::Silent, _)));
            if said_no || standing.declined.is_some_and(|no| standing.met.is_none_or(|met| no.0 > met.0)) {
                continue;
            }
            let Some((last, _)) = standing.last_contact else { continue };
            let days = f64::from(input.as_of.days_since(last).max(0));
            let warmth =
                f64::from(standing.received + 5 * standing.n_met).ln_1p() * 0.5f64.powf(days / 365.0);
            let [first, second] = &mut best[company as usize];
            let better = |known: &Option<(f64, PersonId)>| known.is_none_or(|(known, _)| warmth > known);
            if better(first) {
                *second = *first;
                *first = Some((warmth, id));
            } else if better(second) {
                *second = Some((warmth, id));
            }
        }
        Colleagues { best }
    }

    fn of_person(&self, person: &Person, id: PersonId) -> Option<PersonId> {
        let CompanyId(company) = person.company_id?;
        self.best[company as usize]
            .iter()
            .flatten()
            .map(|(_, colleague)| *colleague)
            .find(|other| *other != id)
    }
}

//! Who will answer: the chance that an outreach made now is answered within fourteen days, as a sum of log-odds, each
//! addend in words and with the rows it rests on.
//!
//! The prior is by situation (a stranger, a connection); what came back counts, what was sent counts against it,
//! recency fades with a half-life, an introduction and a shared employer help, levels above hinder. How much each of
//! them does is learned from the seeker's own outcomes ([`super::model`]).

use super::RankInput;
use super::model::{Observed, Pooled, ReplyModel};
use super::reason::Reason;
use super::signs::{Channel, Moment, Outreach, Sign, Signs, Watch, outreaches_to};
use super::standing::Standing;
use crate::day::Day;
use crate::evidence::Place;
use crate::network::{Edge, EventKind, Network};
use crate::people::{People, PersonId};
use crate::settings::ReplyWeights;

/// What is known of who answers, on a day.
#[derive(Clone, Debug)]
pub struct Reply {
    /// What was learned.
    pub model: ReplyModel,
    /// The signs of everyone on the day asked about.
    pub signs: Vec<Signs>,
    /// Every outreach whose days for an answer are over, oldest first.
    pub outcomes: Vec<Observed>,
}

/// Watches everyone up to a day, and learns from what came of the outreach so far.
///
/// # Complexity
/// **O(l + p + n s²)** for **l** letters, **p** people and the last **n** outcomes (eight thousand at most) with **s**
/// signs each.
pub fn learn(people: &People, network: &Network, weights: &ReplyWeights, as_of: Day) -> Reply {
    learn_within(people, network, weights, as_of, None)
}

/// The same of a member of a cohort.
pub fn learn_within(
    people: &People,
    network: &Network,
    weights: &ReplyWeights,
    as_of: Day,
    cohort: Option<&Pooled>,
) -> Reply {
    let mut outcomes = Vec::new();
    let mut signs = Vec::with_capacity(people.persons.len());
    let mut watch = Watch::new(people, network, weights);
    let now = Moment::evening_of(as_of);
    let mut settled: Vec<Outreach> = Vec::new();
    let mut of_requests = false;
    for id in people.ids() {
        watch.turn_to(id);
        of_requests |= watch.outreaches().iter().any(|one| one.channel == Channel::Listed && one.at < now.at);
        settled.clear();
        settled.extend(watch.outreaches().iter().filter(|one| one.settled_at() <= now.at));
        for one in &settled {
            let signs = watch.signs_before(one);
            let answered = one.answered_at.is_some();
            outcomes.push(Observed { at: one.at, person: id, channel: one.channel, answered, signs });
        }
        signs.push(watch.signs_at(now));
    }
    // An outcome has two hundred bytes; the keys alone are sorted faster, and without room for half of them.
    outcomes.sort_by_cached_key(|one| (one.at, one.person));
    let model = ReplyModel::learn_within(weights, cohort, &outcomes, of_requests);
    signs.iter_mut().for_each(|signs| *signs = model.asked(*signs));
    Reply { model, signs, outcomes }
}

impl Reply {
    /// The signs of a person on the day asked about.
    pub fn signs(&self, id: PersonId) -> &Signs {
        &self.signs[id.index()]
    }

    /// The chance of an answer, and the two ends of its interval.
    pub fn chance(&self, id: PersonId) -> (f64, (f64, f64)) {
        self.model.chance_within(self.signs(id))
    }
}

/// Who introduced somebody, when, and how sure that is.
pub fn introduced_by(input: &RankInput<'_>, edge: &Edge) -> String {
    let by = input.people.get(edge.introducer).display_name();
    let on = edge.on.map(|day| format!(" on {}", day.in_words())).unwrap_or_default();
    let sure = match edge.confidence {
        ..1.0 => format!(" ({:.0} % sure)", edge.confidence * 100.0),
        _ => String::new(),
    };
    format!("introduced to you by {by}{on}{sure}")
}

/// The addends of the log-odds of an answer, each in words and with the rows it rests on. They sum to the log-odds.
pub fn reasons(input: &RankInput<'_>, id: PersonId, now: &Standing) -> Vec<Reason> {
    let signs = input.reply.signs(id);
    let weights = &input.reply.model.weights;
    let person = input.people.get(id);
    let points = |of: &[Sign]| of.iter().map(|sign| signs.get(*sign) * weights[*sign as usize]).sum::<f64>();
    let has = |sign: Sign| signs.get(sign) != 0.0;
    let ago = |day: Day| match input.as_of.days_since(day).max(0) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    };
    let mut reasons: Vec<Reason> = Vec::new();
    let mut add = |of: &[Sign], because: String, evidence: Option<Place>| {
        if of.iter().any(|sign| has(*sign)) {
            let evidence = evidence.into_iter().collect();
            reasons.push(Reason { points: points(of), because, evidence });
        }
    };

    let seen = person.connection.or(person.seen_in.first().copied());
    let whom = match person.connected_on {
        _ if person.gone.is_some() => "who is in an older export of your connections only".to_owned(),
        Some(day) if day <= input.as_of => format!("connected to you since {}", day.in_words()),
        None if person.is_connection() => "connected to you".to_owned(),
        _ if has(Sign::Known) => "you know and are not connected to".to_owned(),
        _ => "not connected to you".to_owned(),
    };
    let what = if has(Sign::Request) { "a request" } else { "a message" };
    let base = format!("to start from: {what} to somebody {whom}");
    add(&[Sign::Known, Sign::Stranger, Sign::Request, Sign::KnownFor], base, seen);
    let letters = input.network.letters.of_person(id);
    let letters = &letters[..letters.partition_point(|letter| letter.day() <= input.as_of)];
    let last = |incoming: bool| letters.iter().rev().find(|letter| letter.incoming == incoming);
    let count = |incoming: bool| letters.iter().filter(|letter| letter.incoming == incoming).count();
    match last(true) {
        Some(word) => {
            let wrote = match count(true) {
                1 => format!("wrote you once, {}", ago(word.day())),
                n => format!("wrote you {n} messages, the last {}", ago(word.day())),
            };
            let of = [
                Sign::Exchanged,
                Sign::Recent,
                Sign::Received,
                Sign::Fresh,
                Sign::InContact,
                Sign::Lately,
                Sign::Lasting,
            ];
            add(&of, wrote, Some(word.place));
            let sent = last(false).map(|letter| letter.place);
            add(&[Sign::Sent], format!("you wrote {}", times(count(false), "message")), sent);
        }
        None if has(Sign::Sent) => {
            let sent = format!("wrote nothing yet; you wrote {}", times(count(false), "message"));
            add(&[Sign::Sent], sent, last(false).map(|letter| letter.place));
        }
        None => {}
    }
    if has(Sign::Answered) || has(Sign::Slow) {
        let outreaches = outreaches_to(input.people, input.network, &input.settings.reply, id);
        let end = Moment::evening_of(input.as_of).at;
        let done = |one: &&Outreach| {
            one.channel != Channel::Invitation
                && one.at < end
                && (one.answered_at.is_some_and(|at| at < end) || one.settled_at() <= end)
        };
        let asked: Vec<&Outreach> = outreaches.iter().filter(done).collect();
        let answered = asked.iter().filter(|one| one.answered_at.is_some_and(|at| at < end)).count();
        let text = match (answered, asked.len()) {
            (1, 1) => "answered your first message".to_owned(),
            (0, 1) => "left your first message without an answer".to_owned(),
            (answered, n) => format!("answered {answered} of your {n} first messages"),
        };
        add(&[Sign::Answered, Sign::Slow], text, asked.last().map(|one| one.place));
    }
    if let Some((day, place)) = now.last_contact.filter(|_| has(Sign::InContact) && last(true).is_none()) {
        add(
            &[Sign::Recent, Sign::Received, Sign::Fresh, Sign::InContact, Sign::Lately, Sign::Lasting],
            format!("last contact {}", ago(day)),
            Some(place),
        );
    }
    let lately = person.connected_on.map(ago).unwrap_or_default();
    let fades: &[Sign] = if has(Sign::Recency) { &[Sign::Recency, Sign::Lately, Sign::Lasting] } else { &[] };
    // Who was asked in vain had a word from the seeker, and gave none.
    let had_word = now.last_contact.is_some_and(|(day, _)| person.connected_on.is_some_and(|on| day >= on));
    let since = if has(Sign::Silent) || had_word { "has not written since" } else { "no word since" };
    add(fades, format!("connected {lately} and {since}"), person.connection);
    if let Some(edge) = super::first_introduction(input.network, id) {
        add(&[Sign::Introduced], introduced_by(input, edge), edge.evidence.first().copied());
    }
    let events = input.network.history.until(id, input.as_of);
    let event = |kind: EventKind| events.iter().rev().find(|event| event.kind == kind);
    let invited = event(EventKind::InvitationReceived);
    let on = invited.map(|event| format!(" on {}", event.day.in_words())).unwrap_or_default();
    add(&[Sign::InvitedYou], format!("invited you to connect{on}"), invited.map(|event| event.place));
    let n_group = events.iter().filter(|event| event.kind == EventKind::Group).count();
    let group = event(EventKind::Group).map(|event| event.place);
    add(&[Sign::Group], format!("{} in group conversations with you", times(n_group, "message")), group);
    let colleagues = signs.get(Sign::Colleagues).exp_m1().round() as usize;
    let others = if colleagues == 1 { "1 other".to_owned() } else { format!("{colleagues} others") };
    add(&[Sign::Colleagues], format!("you know {others} at {}", person.company), person.connection);
    let employer =
        input.people.owner.employers.iter().find(|(employer, _)| Some(*employer) == person.company_id);
    let shared = format!("works at {}, as you do or did", person.company);
    add(&[Sign::SharedEmployer], shared, employer.map(|(_, place)| *place));
    add(&[Sign::Recommendation], "one of you recommended the other".to_owned(), now.recommendation);
    add(&[Sign::Endorsement], "one of you endorsed the other".to_owned(), now.endorsement);
    add(&[Sign::LevelGap], levels(signs.get(Sign::LevelGap)), person.connection);
    let met = match now.n_met {
        1 => "has talked with you once".to_owned(),
        n => format!("has talked with you {n} times"),
    };
    add(&[Sign::Met], met, now.met.map(|(_, place)| place));
    let on = |dated: Option<(Day, Place)>| dated.map(|(day, _)| day.in_words()).unwrap_or_default();
    add(&[Sign::Declined], format!("declined on {}", on(now.declined)), now.declined.map(|(_, place)| place));
    let (asked, place) = asked_in_vain(now);
    let verb = if signs.get(Sign::Silent) < 1.0 { "has not answered" } else { "did not answer" };
    add(&[Sign::Silent], format!("{verb} {asked}"), place);
    // What adds next to nothing is told by nobody; the first reason takes it, so that the sum holds.
    const NOTHING: f64 = 0.015;
    let small: f64 =
        reasons.iter().skip(1).map(|one| one.points).filter(|points| points.abs() < NOTHING).sum();
    if let Some(first) = reasons.first_mut() {
        first.points += small;
    }
    let mut nth = 0;
    reasons.retain(|one| {
        nth += 1;
        nth == 1 || one.points.abs() >= NOTHING
    });
    // Where one starts from, then what tells most, and at the end how far that is to be trusted.
    if let [_, rest @ ..] = &mut reasons[..] {
        rest.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
    }
    let doubt = input.reply.model.doubt(signs);
    match reasons.first_mut() {
        Some(first) if doubt.abs() < NOTHING => first.points += doubt,
        _ => {
            reasons.push(Reason { points: doubt, because: doubted(&input.reply.model), evidence: Vec::new() })
        }
    }
    reasons
}

/// Of the [`reasons`] why somebody may answer, the one that tells most of this one person: what everybody starts from says
/// nothing of them, nor does it that little is known, and a rank is no reason to write to somebody.
pub fn most_telling<'r>(input: &RankInput<'_>, id: PersonId, reasons: &'r [Reason]) -> Option<&'r Reason> {
    let (doubt, rank) = (doubted(&input.reply.model), levels(input.reply.signs(id).get(Sign::LevelGap)));
    let tells = |reason: &&Reason| reason.points > 0.0 && reason.because != doubt && reason.because != rank;
    reasons.iter().skip(1).filter(tells).max_by(|a, b| a.points.total_cmp(&b.points))
}

/// What was not answered: the request, and the word that followed it up; or a later word, where the request itself had
/// an answer.
fn asked_in_vain(now: &Standing) -> (String, Option<Place>) {
    let word = |day: Day| format!("your word of {}", day.in_words());
    match (now.request, now.follow_up, now.silent) {
        (Some((asked, _)), Some((again, place)), _) => {
            (format!("your request of {}, nor {}", asked.in_words(), word(again)), Some(place))
        }
        (Some((asked, place)), None, silent) if silent.is_none_or(|(day, _)| day <= asked) => {
            (format!("your request of {}", asked.in_words()), Some(place))
        }
        (_, _, Some((day, place))) => (word(day), Some(place)),
        _ => ("your request".to_owned(), None),
    }
}

pub(super) fn times(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// Why the chance is drawn towards one in two.
fn doubted(model: &ReplyModel) -> String {
    let what = if model.of_requests { "request" } else { "outreach" };
    let known = match model.n_outcomes {
        0 => "nothing of yours is learned from".to_owned(),
        1 => format!("1 {what} leaves room for doubt"),
        n => format!("{n} {what}{} leave room for doubt", if model.of_requests { "s" } else { "es" }),
    };
    format!("held back towards one in two: {known}")
}

fn levels(gap: f64) -> String {
    let rounded = gap.round().max(1.0);
    let about = if (gap - rounded).abs() > 0.01 { "about " } else { "" };
    let s = if rounded == 1.0 { "" } else { "s" };
    format!("{about}{rounded} level{s} above you")
}

//! Suggestions in words: the one sentence of a report, and every addend with the rows it rests on.

use super::reply;
use super::signs::Sign;
use super::standing::{Action, AskedBy, Cause, Dated, Past, Standing};
use super::{RankInput, Suggestion, first_introduction, standing_of};
use crate::evidence::Place;
use crate::people::{Person, PersonId};
use std::cmp::Ordering;

pub use super::reason::Reason;

/// Everything behind a suggestion.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Addends of the log-odds of an answer.
    pub reply: Vec<Reason>,
    /// Parts of the fit to the best target; they multiply and add up as their words say.
    pub fit: Vec<Reason>,
    /// Parts of the referral value.
    pub referral: Vec<Reason>,
    /// Why this step is due now.
    pub due: Reason,
    /// The one thing that would raise the chance most, if there is one to be had.
    pub change: Option<String>,
}

/// Explains a suggestion. The log-odds of `p_reply` are the sum of the points of `reply`.
pub fn explain(input: &RankInput<'_>, suggestion: &Suggestion) -> Explanation {
    let id = suggestion.person;
    let standing = standing_of(input, id);
    let reply = reply::reasons(input, id, &standing);
    Explanation {
        reply,
        fit: fit_reasons(input, suggestion),
        referral: referral_reasons(input, suggestion),
        due: Reason {
            points: 0.0,
            because: cause(input, suggestion),
            evidence: evidence_of_due(input, suggestion),
        },
        change: change(input, suggestion),
    }
}

fn evidence_of_due(input: &RankInput<'_>, suggestion: &Suggestion) -> Vec<Place> {
    if let Cause::Undated(_) = suggestion.due.cause {
        return standing_of(input, suggestion.person).undated.map(|(_, place)| place).into_iter().collect();
    }
    suggestion.due.since.map(|(_, place)| place).into_iter().collect()
}

fn fit_reasons(input: &RankInput<'_>, suggestion: &Suggestion) -> Vec<Reason> {
    let person = input.people.get(suggestion.person);
    let Some((row, fit, value)) = suggestion.fit else {
        let because = if input.targets.rows.is_empty() {
            "there are no targets"
        } else {
            "company and title are unknown"
        };
        return vec![Reason { points: 0.0, because: because.to_owned(), evidence: Vec::new() }];
    };
    let wanted = &input.targets.rows[row];
    let evidence: Vec<Place> = wanted.target.place.into_iter().chain(person.connection).collect();
    if fit.degree == 0.0 {
        let because = "fits none of your targets".to_owned();
        return vec![Reason { points: 0.0, because, evidence: person.connection.into_iter().collect() }];
    }
    let mut reasons = Vec::new();
    let mut part = |degree: Option<f64>, because: String| {
        if let Some(points) = degree {
            reasons.push(Reason { points, because, evidence: evidence.clone() });
        }
    };
    part(fit.company, format!("works at {}", person.company));
    let position = match fit.position {
        Some(1.0) => format!("is {}", person.position),
        Some(degree) if degree > 0.0 => format!("{} is close to {}", person.position, wanted.target.position),
        _ if person.position.is_empty() => "has an unknown title".to_owned(),
        _ => format!("{} is not {}", person.position, wanted.target.position),
    };
    part(fit.position, position);
    part(fit.industry, format!("{} is in {}", person.company, wanted.target.industry));
    let level = super::level_fit(input, row, person);
    let counts = level.map(|level| 1.0 - input.settings.value.level * (1.0 - level));
    let height = match (level, person.title.seniority) {
        (Some(1.0), _) => "stands one or two levels above you, which is whom to ask".to_owned(),
        (_, Some(level)) => format!(
            "is {} {}, and one or two levels above you is best: counts {:.0} %",
            if level.as_str().starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" },
            level.as_str(),
            100.0 * counts.unwrap_or(1.0)
        ),
        _ => String::new(),
    };
    part(counts, height);
    let because = format!("the target \"{}\" is worth {:.2}", wanted.in_words(), wanted.worth);
    reasons.push(Reason { points: value, because, evidence: wanted.target.place.into_iter().collect() });
    reasons
}

fn referral_reasons(input: &RankInput<'_>, suggestion: &Suggestion) -> Vec<Reason> {
    let value = suggestion.referral;
    let made =
        input.network.introductions_by(suggestion.person).flat_map(|edge| edge.evidence.iter().copied());
    let made: Vec<Place> = made.collect();
    let because = match (value.introductions, value.conversations) {
        (0, 0) => "you have not talked yet; this is what one conversation brings on average".to_owned(),
        (0, n) => format!("introduced nobody in {}", reply::times(n as usize, "conversation")),
        (k, n) => format!("introduced {} in {}", counted_people(k), reply::times(n as usize, "conversation")),
    };
    let company = input.people.get(suggestion.person).company_id;
    let is_wanted = |id| input.targets.rows.iter().any(|wanted| wanted.company() == Some(id));
    let doors = match company {
        Some(id) if is_wanted(id) => "works at a company you want",
        Some(_) => "works at none of the companies you named",
        None => "where they work is unknown",
    };
    vec![
        Reason { points: value.rate, because, evidence: made },
        Reason { points: value.doors, because: doors.to_owned(), evidence: Vec::new() },
    ]
}

fn counted_people(n: u32) -> String {
    if n == 1 { "1 person".to_owned() } else { format!("{n} people") }
}

/// The colleague whose open request decides whose turn it is.
fn beside<'a>(input: &RankInput<'a>, suggestion: &Suggestion) -> &'a str {
    suggestion.beside.map_or("somebody", |id| input.people.get(id).display_name())
}

/// Whether the files hold any way to reach a person: a connection, a profile or an address.
pub fn is_reachable(person: &Person) -> bool {
    person.is_connection() || person.slug().is_some() || person.email.is_some()
}

/// The messages that had no answer, as a clause.
fn unanswered(standing: &Standing) -> String {
    let day = |dated: Option<Dated>| dated.map(|(day, _)| day.in_words()).unwrap_or_default();
    let (first, last) = (day(standing.request), day(standing.follow_up));
    match standing.n_unanswered {
        _ if last.is_empty() => format!("you wrote on {first} and have no answer"),
        ..=2 => format!("you wrote on {first} and {last} and have no answer"),
        n => format!("you wrote {n} times from {first} to {last} and have no answer"),
    }
}

/// Why the step is due, as a clause.
pub fn cause(input: &RankInput<'_>, suggestion: &Suggestion) -> String {
    let since = suggestion.due.since.map(|(day, _)| day.in_words()).unwrap_or_default();
    let on = suggestion.due.on.in_words();
    let waiting = suggestion.due.action == Action::Wait;
    let standing = standing_of(input, suggestion.person);
    let by_message = standing.asked_by == AskedBy::Message;
    let in_invitation = standing.asked_by == AskedBy::Invitation;
    let is_own_request = suggestion.due.since == standing.follow_up.or(standing.request);
    match suggestion.due.cause {
        Cause::NotAsked if since.is_empty() => "you have not asked yet".to_owned(),
        Cause::NotAsked if standing.asked_for_introduction.is_some() => {
            let asked = standing.asked_for_introduction.map(|(day, _)| day.in_words()).unwrap_or_default();
            format!("you asked for an introduction on {asked}, and not yet for a conversation")
        }
        Cause::NotAsked if standing.has_last_word() => {
            format!("the last word was yours, on {since}, and nothing has come of it")
        }
        Cause::NotAsked if standing.sent + standing.received > 0 => {
            format!("you have asked for nothing since your last contact on {since}")
        }
        Cause::NotAsked => format!("you have not asked yet; last contact was on {since}"),
        Cause::Asked if waiting => {
            let asked = if by_message { "wrote" } else { "asked" };
            let how = if in_invitation { " with your invitation" } else { "" };
            format!("you {asked}{how} on {since}; follow up on {on} if nothing comes")
        }
        Cause::Asked if by_message => format!("you wrote on {since} and have no answer"),
        Cause::Asked if in_invitation => {
            format!("you asked with your invitation on {since} and have no answer")
        }
        Cause::Asked => format!("you asked on {since} and have no answer"),
        Cause::TheyWrote if waiting => format!("they wrote on {since}; write back by {on}"),
        Cause::TheyWrote => format!("they wrote on {since} and you have not answered"),
        Cause::Refused => format!("asked on {since} to be left in peace"),
        Cause::Answered if standing.accepted == suggestion.due.since && standing.accepted.is_some() => {
            format!("accepted your invitation on {since}, and no date has come of it yet")
        }
        Cause::Answered if waiting => {
            let came = match standing.is_noted_with_request(suggestion.due.since) {
                true => format!("your message of {since} was answered"),
                false => format!("the answer came on {since}"),
            };
            match suggestion.due.since.and_then(|(day, _)| standing.words_since(day)[0]) {
                Some((wrote, _)) => {
                    format!(
                        "{came}, and you wrote back on {}; follow up on {on} if nothing comes",
                        wrote.in_words()
                    )
                }
                None => format!("{came}; keep it going by {on}"),
            }
        }
        Cause::Answered if standing.is_noted_with_request(suggestion.due.since) => {
            format!("the answer to your message of {since} has led to no date yet")
        }
        Cause::Answered => format!("the answer of {since} has led to no date yet"),
        Cause::AskedForIntroduction if waiting => {
            format!("you asked for an introduction on {since}; follow up on {on} if nothing comes")
        }
        Cause::AskedForIntroduction => {
            format!("you asked for an introduction on {since} and have no answer")
        }
        Cause::IntroductionAnswered => {
            format!("your request for an introduction of {since} was answered; write back")
        }
        Cause::Introduced => {
            format!("no answer to your message of {since}, but somebody has introduced them to you since")
        }
        Cause::FollowedUp if by_message && is_own_request => {
            format!("{}; give it until {on}", unanswered(&standing))
        }
        Cause::Silent if by_message && is_own_request => unanswered(&standing),
        Cause::FollowedUp => format!("you followed up on {since}; give it until {on}"),
        Cause::Scheduled => format!("a conversation is agreed for {since}"),
        Cause::Agreed => format!("a conversation was agreed on {since}; ask on {on} if none has come about"),
        Cause::Unnoted => format!("a conversation was agreed ({since}) and nothing is noted since"),
        Cause::NotThanked => format!("you spoke on {since} and have not thanked yet"),
        Cause::CouldIntroduce => format!("you spoke on {since} and have not asked for the next name"),
        Cause::InTouch => format!("last contact was on {since}"),
        Cause::Declined if waiting => format!("declined on {since}; leave it at that until {on}"),
        Cause::Declined => format!("declined on {since}, long enough ago for a word that asks for nothing"),
        Cause::Silent => format!("no answer to your message of {since}"),
        Cause::JustInContact => format!("you were in contact on {since}"),
        Cause::Invited => format!("you invited them on {since}; give it until {on}"),
        Cause::ColleagueAsked => {
            format!(
                "you asked {} there on {since}; one at a time, so wait until {on}",
                beside(input, suggestion)
            )
        }
        Cause::ColleagueAnswers => {
            format!("{} there is answering you; ask nobody else there before {on}", beside(input, suggestion))
        }
        Cause::SecondContact => {
            format!(
                "{} there has not answered since {since}; time to ask a second person",
                beside(input, suggestion)
            )
        }
        Cause::CalledOff => format!("the conversation of {since} did not take place; agree on another day"),
        Cause::Undelivered => format!("your message of {since} was not delivered; try another way"),
        Cause::Unread => {
            format!("what came of {since} stands in your list in words that are not understood")
        }
        Cause::Undated(past) => undated(past).to_owned(),
        Cause::AskedEnough => {
            format!("asked for introductions as often as a term allows; ask again on {on}")
        }
    }
}

/// What is known of a day that no list gives.
fn undated(past: Past) -> &'static str {
    match past {
        Past::Asked => "you asked on a day your list does not say; add it, and see whether an answer is due",
        Past::Answered => "they answered on a day your list does not say; keep it going",
        Past::Met => "you spoke on a day your list does not say",
        Past::Silent => {
            "no answer to a message of a day your list does not say; leave it until you add the day"
        }
        Past::Declined => "declined on a day your list does not say; leave it at that until you add the day",
    }
}

/// The one thing that would raise the chance of an answer most: an introduction by somebody the seeker knows, or for a
/// stranger, a connection.
fn change(input: &RankInput<'_>, suggestion: &Suggestion) -> Option<String> {
    let model = &input.reply.model;
    let signs = *input.reply.signs(suggestion.person);
    // A no is a no.
    if signs.get(Sign::Declined) > 0.0 || matches!(suggestion.due.cause, Cause::Declined | Cause::Refused) {
        return None;
    }
    let with = |sign: Sign| model.chance(&signs.with(sign, 1.0));
    let connected = || model.chance(&signs.with(Sign::Stranger, 0.0).with(Sign::Known, 1.0));
    let mut options: Vec<(f64, String)> = Vec::new();
    if signs.get(Sign::Introduced) == 0.0 && signs.get(Sign::Met) == 0.0 {
        let by = match suggestion.via {
            Some(via) => format!("an introduction by {}", input.people.get(via).display_name()),
            None => "an introduction".to_owned(),
        };
        options.push((with(Sign::Introduced), by));
    }
    if signs.get(Sign::Stranger) > 0.0 {
        options.push((connected(), "connecting with them first".to_owned()));
    }
    let (p, what) = options.into_iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
    let now = suggestion.p_reply;
    (p > now + 0.02).then(|| format!("{what} would raise the chance of an answer from {now:.2} to {p:.2}"))
}

/// How far the rank of a person moves when something that is not known for sure is set otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// What was changed, in words.
    pub what: String,
    /// The rank then, from 1.
    pub rank: usize,
}

/// The signs whose weights, each by itself moved by a quarter, would take a person highest and lowest. Everybody else keeps
/// the step that is due now, so that a hundred ways are tried for the price of one ranking.
///
/// # Complexity
/// **O(p s)** for **p** people and **s** signs.
fn telling_signs(input: &RankInput<'_>, id: PersonId) -> Vec<(Sign, u32)> {
    let ranking = super::everyone(input);
    let model = &input.reply.model;
    let sums: Vec<(f64, f64)> =
        ranking.suggestions.iter().map(|one| model.sums(input.reply.signs(one.person))).collect();
    let Some(own) = ranking.suggestions.iter().position(|one| one.person == id) else { return Vec::new() };
    let moves = |sign: Sign| model.weights[sign as usize] != 0.0 && !sign.is_rate();
    let turn = ranking.suggestions[own].turn(input.as_of);
    let has_her_turn: Vec<bool> =
        ranking.suggestions.iter().map(|one| one.turn(input.as_of) == turn).collect();
    // How many stand above her: of all, since first requests compete for the places of this week whenever their turn is; and
    // of those alone whose turn comes with hers.
    let mut ranks: Vec<([usize; 2], Sign, u32)> = Vec::new();
    for sign in Sign::ALL.into_iter().filter(|sign| moves(*sign)) {
        for percent in [75u32, 125] {
            let score = |at: usize| {
                let one = &ranking.suggestions[at];
                let signs = input.reply.signs(one.person);
                one.usefulness * model.chance_if(sums[at], signs, sign, f64::from(percent) / 100.0)
            };
            let of_her = score(own);
            let is_above = |at: &usize| match score(*at).total_cmp(&of_her) {
                Ordering::Greater => true,
                Ordering::Equal => *at < own,
                Ordering::Less => false,
            };
            let mut n_above = [0; 2];
            for at in (0..sums.len()).filter(is_above) {
                n_above[0] += 1;
                n_above[1] += usize::from(has_her_turn[at]);
            }
            ranks.push((n_above, sign, percent));
        }
    }
    let mut ends: Vec<(Sign, u32)> = Vec::new();
    for by in 0..2 {
        let both = [ranks.iter().min_by_key(|rank| rank.0[by]), ranks.iter().max_by_key(|rank| rank.0[by])];
        for (_, sign, percent) in both.into_iter().flatten() {
            if !ends.contains(&(*sign, *percent)) {
                ends.push((*sign, *percent));
            }
        }
    }
    ends
}

/// The rank of a person when weights move by a quarter, one sign by itself, all signs of an answer, or those of the
/// usefulness; and with other half-lives.
///
/// # Complexity
/// That of fourteen rankings, three of which learn anew.
pub fn shifts(input: &RankInput<'_>, id: PersonId) -> Vec<Shift> {
    let rank_of = |input: &RankInput<'_>| {
        let ranking = super::everyone(input);
        ranking.suggestions.iter().position(|one| one.person == id).map_or(0, |at| at + 1)
    };
    let mut shifts = Vec::new();
    for (sign, percent) in telling_signs(input, id) {
        let mut reply = input.reply.clone();
        reply.model.weights[sign as usize] *= f64::from(percent) / 100.0;
        let rank = rank_of(&RankInput { reply: &reply, ..*input });
        shifts.push(Shift { what: format!("{} at {percent} %", sign.in_words()), rank });
    }
    for (percent, factor) in [(75, 0.75), (125, 1.25)] {
        let mut reply = input.reply.clone();
        for sign in Sign::ALL.into_iter().filter(|sign| !sign.is_rate()) {
            reply.model.weights[sign as usize] *= factor;
        }
        let rank = rank_of(&RankInput { reply: &reply, ..*input });
        shifts.push(Shift { what: format!("signs of an answer at {percent} %"), rank });
        let mut settings = input.settings.clone();
        settings.value.fit = (settings.value.fit * factor).min(1.0);
        let rank = rank_of(&RankInput { settings: &settings, ..*input });
        shifts.push(Shift { what: format!("fit at {percent} %"), rank });
        let mut settings = input.settings.clone();
        settings.value.referral = (settings.value.referral * factor).min(1.0);
        let rank = rank_of(&RankInput { settings: &settings, ..*input });
        shifts.push(Shift { what: format!("referral value at {percent} %"), rank });
    }
    for days in [90, 180, 365] {
        let mut settings = input.settings.clone();
        settings.reply.half_life_days = f64::from(days);
        let reply = reply::learn(input.people, input.network, &settings.reply, input.as_of);
        let rank = rank_of(&RankInput { settings: &settings, reply: &reply, ..*input });
        shifts.push(Shift { what: format!("half-life of {days} days"), rank });
    }
    shifts
}

/// The one plain sentence of a suggestion: what is due and why, how they fit, and why they may answer.
pub fn sentence(input: &RankInput<'_>, suggestion: &Suggestion) -> String {
    let person = input.people.get(suggestion.person);
    let mut clauses = vec![cause(input, suggestion)];
    if let Some((row, fit, _)) = suggestion.fit.filter(|(_, fit, _)| fit.degree > 0.0) {
        let wanted = &input.targets.rows[row];
        clauses.push(match (fit.is_contact(), fit.is_inside()) {
            (true, _) => format!("fits your target: {}", wanted.in_words()),
            (false, true) => {
                format!("works at {}, where your target is {}", person.company, wanted.target.position)
            }
            _ => format!("is close to your target: {}", wanted.in_words()),
        });
    }
    if suggestion.referral.introductions > 0 {
        clauses.push(format!("introduced {} to you", counted_people(suggestion.referral.introductions)));
    }
    let reasons = reply::reasons(input, suggestion.person, &standing_of(input, suggestion.person));
    let best = reply::most_telling(input, suggestion.person, &reasons);
    // Who opened the door is what one has to know for the next step, however much else adds more.
    let opened =
        first_introduction(input.network, suggestion.person).map(|edge| reply::introduced_by(input, edge));
    clauses.extend(opened.or_else(|| best.map(|best| best.because.clone())));
    if let Some(via) = suggestion.via.filter(|via| !was_introduced_by(input, suggestion.person, *via)) {
        clauses.push(format!("{} works there too and knows you", input.people.get(via).display_name()));
    }
    if suggestion.due.then == Action::Request && !is_reachable(person) {
        let whom = first_introduction(input.network, suggestion.person).map(|edge| edge.introducer);
        let whom = whom.or(suggestion.via).map(|id| input.people.get(id).display_name());
        clauses.push(match whom {
            Some(name) => format!("your files hold no way to reach them: ask {name} for one"),
            None => "your files hold no way to reach them".to_owned(),
        });
    }
    let mut text = clauses.join("; ");
    if let Some(first) = text.chars().next() {
        text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    // A company's "Ltd." ends the sentence as well.
    if !text.ends_with('.') {
        text.push('.');
    }
    text
}

fn was_introduced_by(input: &RankInput<'_>, person: PersonId, introducer: PersonId) -> bool {
    input.network.introductions_of(person).any(|edge| edge.introducer == introducer)
}

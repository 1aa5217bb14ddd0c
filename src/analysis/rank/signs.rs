//! Signs: everything that bears on whether a person answers, as numbers, at a moment.
//!
//! In: letters, history, introductions. Out: [`Signs`], one number a [`Sign`]; and every [`Outreach`], with what came
//! of it.
//! Invariant: [`Watch::signs_at`] looks at nothing dated after its [`Moment`]; `tests` plants what happens later and
//! checks that no sign moves.

mod outreach;

pub use outreach::{ANSWER_DAYS, Channel, Moment, Outreach, SILENCE_DAYS};

use crate::day::Day;
use crate::import::Outcome;
use crate::network::correspondence::{DAY, day_of};
use crate::network::{Event, EventKind, Letter, Network};
use crate::people::title::Title;
use crate::people::{People, PersonId};
use crate::settings::ReplyWeights;

/// One thing that bears on whether a person answers. The order is that of explanations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// Connected, in contact before, or introduced.
    Known,
    /// None of these.
    Stranger,
    /// The outreach stands, or would stand, in the outreach list.
    Request,
    /// The outreach is an invitation to connect.
    Invitation,
    /// Letters passed between the two, both ways.
    Exchanged,
    /// Letters of theirs, each halving with the half-life.
    Recent,
    /// Days on which they wrote.
    Received,
    /// Letters to them.
    Sent,
    /// What came of earlier outreach.
    Answered,
    /// Their last word came a moment ago.
    Fresh,
    /// Days they take to answer.
    Slow,
    /// Last contact either way.
    InContact,
    /// Connected lately, no word since.
    Recency,
    /// Last contact, or the day they connected where there was none, as it fades within weeks.
    Lately,
    /// The same, as it fades over years.
    Lasting,
    /// Years since connecting.
    KnownFor,
    /// Introduced, as sure as the introduction is.
    Introduced,
    /// They invited the seeker.
    InvitedYou,
    /// Messages in groups.
    Group,
    /// Others at their company whom the seeker is connected to.
    Colleagues,
    /// An employer in common.
    SharedEmployer,
    /// A recommendation either way.
    Recommendation,
    /// An endorsement either way.
    Endorsement,
    /// Levels above the seeker.
    LevelGap,
    /// A conversation was held.
    Met,
    /// Declined.
    Declined,
    /// Gave no answer to a request, or none yet: whole when the days for an answer are over.
    Silent,
}

/// How many signs there are.
pub const N_SIGNS: usize = 27;

impl Sign {
    /// All of them, in order.
    pub const ALL: [Sign; N_SIGNS] = [
        Sign::Known,
        Sign::Stranger,
        Sign::Request,
        Sign::Invitation,
        Sign::Exchanged,
        Sign::Recent,
        Sign::Received,
        Sign::Sent,
        Sign::Answered,
        Sign::Fresh,
        Sign::Slow,
        Sign::InContact,
        Sign::Recency,
        Sign::Lately,
        Sign::Lasting,
        Sign::KnownFor,
        Sign::Introduced,
        Sign::InvitedYou,
        Sign::Group,
        Sign::Colleagues,
        Sign::SharedEmployer,
        Sign::Recommendation,
        Sign::Endorsement,
        Sign::LevelGap,
        Sign::Met,
        Sign::Declined,
        Sign::Silent,
    ];

    /// What is believed of its weight before anything was learned: mean and standard deviation.
    ///
    /// The deviations are wide for situations, whose rates differ by a factor of two between one set of people and the
    /// next, and narrow for what two quite different networks agreed on.
    pub fn prior(self, weights: &ReplyWeights) -> (f64, f64) {
        match self {
            Sign::Known => (weights.connected, 0.8),
            Sign::Stranger => (weights.stranger, 0.8),
            Sign::Request => (weights.request, 0.5),
            Sign::Invitation => (weights.invitation, 1.0),
            Sign::Exchanged => (weights.exchanged, 0.3),
            Sign::Recent => (weights.recent, 0.2),
            Sign::Received => (weights.received, 0.2),
            Sign::Sent => (weights.unanswered, 0.15),
            Sign::Answered => (weights.answered, 0.2),
            Sign::Fresh => (weights.fresh, 0.3),
            Sign::Slow => (weights.slow, 0.2),
            Sign::InContact => (weights.in_contact, 0.4),
            Sign::Recency => (weights.recency, 0.5),
            // These two take part where the half-life is in doubt: among requests (`Belief::of_requests`).
            Sign::Lately | Sign::Lasting => (0.0, 0.05),
            Sign::KnownFor => (weights.known_for, 0.15),
            Sign::Introduced => (weights.introduced, 0.6),
            Sign::InvitedYou => (weights.invited_you, 0.3),
            Sign::Group => (weights.group, 0.15),
            Sign::Colleagues => (weights.colleagues, 0.07),
            Sign::SharedEmployer => (weights.shared_employer, 0.5),
            Sign::Recommendation => (weights.recommendation, 0.4),
            Sign::Endorsement => (weights.endorsement, 0.3),
            Sign::LevelGap => (weights.level_gap, 0.25),
            Sign::Met => (weights.met, 0.5),
            Sign::Declined => (weights.declined, 0.6),
            Sign::Silent => (weights.silent, 0.5),
        }
    }

    /// What it is, in a word or two.
    pub fn in_words(self) -> &'static str {
        match self {
            Sign::Known => "knowing them",
            Sign::Stranger => "not knowing them",
            Sign::Request => "a request",
            Sign::Invitation => "an invitation",
            Sign::Exchanged => "letters both ways",
            Sign::Recent => "letters of late",
            Sign::Received => "letters received",
            Sign::Sent => "letters sent",
            Sign::Answered => "earlier answers",
            Sign::Fresh => "a fresh letter",
            Sign::Slow => "slow answers",
            Sign::InContact => "the last contact",
            Sign::Recency | Sign::Lately | Sign::Lasting => "how lately you met",
            Sign::KnownFor => "the years of knowing them",
            Sign::Introduced => "an introduction",
            Sign::InvitedYou => "their invitation",
            Sign::Group => "group letters",
            Sign::Colleagues => "colleagues you know",
            Sign::SharedEmployer => "a shared employer",
            Sign::Recommendation => "a recommendation",
            Sign::Endorsement => "an endorsement",
            Sign::LevelGap => "levels above you",
            Sign::Met => "a conversation held",
            Sign::Declined => "a no",
            Sign::Silent => "silence",
        }
    }

    /// Whether its weight says how often people answer at all, and not who of them does.
    pub fn is_rate(self) -> bool {
        matches!(self, Sign::Known | Sign::Stranger | Sign::Request | Sign::Invitation)
    }
}

/// One number a sign; 0 where there is none of it or nothing is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signs(pub [f64; N_SIGNS]);

impl Signs {
    /// The number of a sign.
    pub fn get(&self, sign: Sign) -> f64 {
        self.0[sign as usize]
    }

    /// The same with another number for a sign.
    pub fn with(mut self, sign: Sign, value: f64) -> Signs {
        self.0[sign as usize] = value;
        self
    }
}

/// What passed in letters up to a moment.
#[derive(Clone, Copy, Debug, Default)]
struct Passed {
    n_read: usize,
    sent: u32,
    received: u32,
    days_received: u32,
    recent: f64,
    last_sent: Option<i64>,
    last_received: Option<i64>,
}

/// One person under watch: her letters and events, walked through in the order of time.
pub struct Watch<'a> {
    people: &'a People,
    network: &'a Network,
    weights: &'a ReplyWeights,
    id: PersonId,
    letters: &'a [Letter],
    /// Events other than letters.
    facts: Vec<Event>,
    outreaches: Vec<Outreach>,
    introduced: Option<(Option<Day>, f64)>,
    shared_employer: bool,
    level_gap: f64,
    passed: Passed,
    /// By company, the days on which the seeker connected to those who work there, in order.
    connected: Vec<Vec<Day>>,
}

/// The outreaches to one person, oldest first. Whoever asks about one needs no table of everyone's colleagues.
pub fn outreaches_to(
    people: &People,
    network: &Network,
    weights: &ReplyWeights,
    id: PersonId,
) -> Vec<Outreach> {
    let mut watch = Watch::without_colleagues(people, network, weights);
    watch.turn_to(id);
    watch.outreaches
}

impl<'a> Watch<'a> {
    /// A watch over nobody yet.
    pub fn new(people: &'a People, network: &'a Network, weights: &'a ReplyWeights) -> Watch<'a> {
        let mut connected = vec![Vec::new(); people.companies.len()];
        for person in people.persons.iter().filter(|person| person.is_connection()) {
            if let (Some(company), Some(day)) = (person.company_id, person.connected_on) {
                connected[company.0 as usize].push(day);
            }
        }
        connected.iter_mut().for_each(|days: &mut Vec<Day>| days.sort_unstable());
        Watch { connected, ..Watch::without_colleagues(people, network, weights) }
    }

    fn without_colleagues(people: &'a People, network: &'a Network, weights: &'a ReplyWeights) -> Watch<'a> {
        Watch {
            connected: Vec::new(),
            people,
            network,
            weights,
            id: PersonId(0),
            letters: &[],
            facts: Vec::new(),
            outreaches: Vec::new(),
            introduced: None,
            shared_employer: false,
            level_gap: 0.0,
            passed: Passed::default(),
        }
    }

    /// Turns to a person.
    pub fn turn_to(&mut self, id: PersonId) {
        let person = self.people.get(id);
        let owner = &self.people.owner;
        self.id = id;
        self.letters = self.network.letters.of_person(id);
        self.facts.clear();
        let events = self.network.history.of_person(id).iter();
        let letter = |kind| matches!(kind, EventKind::MessageSent | EventKind::MessageReceived);
        self.facts.extend(events.filter(|event| !letter(event.kind)));
        self.introduced = super::first_introduction(self.network, id).map(|edge| (edge.on, edge.confidence));
        self.shared_employer = person
            .company_id
            .is_some_and(|company| owner.employers.iter().any(|(employer, _)| *employer == company));
        self.level_gap = match (height(&person.title), height(&owner.title)) {
            (Some(theirs), Some(own)) => (theirs - own).max(0.0),
            _ => 0.0,
        };
        self.passed = Passed::default();
        self.find_outreaches();
    }

    /// The outreaches to the person, oldest first.
    pub fn outreaches(&self) -> &[Outreach] {
        &self.outreaches
    }

    /// The signs in the second before one of the outreaches.
    pub fn signs_before(&mut self, outreach: &Outreach) -> Signs {
        let mut moment = Moment::of_outreach(outreach.at);
        match outreach.channel {
            Channel::Listed => self.signs_at(moment).with(Sign::Request, 1.0),
            Channel::Message => self.signs_at(moment),
            Channel::Invitation => {
                // It may have been accepted on the very day. Its rate stands for itself.
                moment.meets = moment.until;
                let signs = self.signs_at(moment).with(Sign::Invitation, 1.0);
                signs.with(Sign::Known, 0.0).with(Sign::Stranger, 0.0)
            }
        }
    }

    /// Walks on to a moment, or from the start where it lies behind.
    fn pass(&mut self, at: i64) {
        if self.passed.n_read > 0 && self.letters[self.passed.n_read - 1].at >= at {
            self.passed = Passed::default();
        }
        let half_life = self.weights.half_life_days;
        let passed = &mut self.passed;
        while let Some(letter) = self.letters.get(passed.n_read).filter(|letter| letter.at < at) {
            passed.n_read += 1;
            if !letter.incoming {
                passed.sent += 1;
                passed.last_sent = Some(letter.at);
                continue;
            }
            passed.received += 1;
            let days = passed.last_received.map_or(0.0, |last| days_between(last, letter.at));
            passed.recent = 1.0 + passed.recent * halved(days, half_life);
            let new_day = passed.last_received.is_none_or(|last| day_of(last) != letter.day());
            passed.days_received += u32::from(new_day);
            passed.last_received = Some(letter.at);
        }
    }

    /// The signs at a moment, of a message that is no request of the list.
    ///
    /// # Complexity
    /// **O(l + f + o)** for letters since the last moment, other events and outreaches of the person.
    pub fn signs_at(&mut self, moment: Moment) -> Signs {
        self.pass(moment.at);
        let person = self.people.get(self.id);
        let passed = &self.passed;
        let half_life = self.weights.half_life_days;
        let since = |at: i64| days_between(at, moment.at);
        let since_day = |day: Day| f64::from(day_of(moment.at - 1).days_since(day).max(0));
        let facts = Facts::of(&self.facts, moment);
        let mut signs = Signs([0.0; N_SIGNS]);
        let mut set = |sign: Sign, value: f64| signs.0[sign as usize] = value;

        let n_letters = passed.sent + passed.received;
        let connected_on = person.connected_by(moment.meets);
        // A connection without a date was made some day before the export.
        let connected = connected_on.is_some() || (person.is_connection() && person.connected_on.is_none());
        // An introduction without a date is known of today, and of no day before.
        let today = moment.noted == moment.until;
        let introduced = self.introduced.filter(|(on, _)| on.map_or(today, |day| day <= moment.meets));
        let known = connected || n_letters > 0 || facts.last_contact.is_some() || introduced.is_some();
        set(if known { Sign::Known } else { Sign::Stranger }, 1.0);
        if passed.sent > 0 && passed.received > 0 {
            set(Sign::Exchanged, 1.0);
        }
        if passed.sent > 0 {
            set(Sign::Sent, f64::from(passed.sent).ln_1p());
        }
        if let Some(last) = passed.last_received {
            set(Sign::Recent, (passed.recent * halved(since(last), half_life)).ln_1p());
            set(Sign::Received, f64::from(passed.days_received).ln_1p());
            set(Sign::Fresh, halved(since(last), 30.0));
        }
        // What came back and stands in the seeker's own list alone says as much as a letter.
        if let Some(days) = facts.heard.filter(|_| passed.received == 0).map(since_day) {
            set(Sign::Recent, halved(days, half_life).ln_1p());
            set(Sign::Received, std::f64::consts::LN_2);
            set(Sign::Fresh, halved(days, 30.0));
        }
        let (mut answered, mut failed, mut took) = (0.0, 0.0, 0.0);
        let written = |one: &&Outreach| one.channel != Channel::Invitation && one.at < moment.at;
        for one in self.outreaches.iter().filter(written) {
            // Of a request in the list, what came of it is known when its days are over.
            let answered_at =
                one.answered_at.filter(|_| one.channel != Channel::Listed || one.day() <= moment.noted);
            match answered_at {
                Some(at) if at < moment.at => {
                    answered += 1.0;
                    took += days_between(one.at, at);
                }
                _ if one.settled_at() <= moment.at => failed += 1.0,
                _ => {}
            }
        }
        if answered + failed > 0.0 {
            set(Sign::Answered, ((answered + 1.0_f64) / (failed + 1.5)).ln() + 1.5_f64.ln());
        }
        if answered > 0.0 {
            set(Sign::Slow, (took / answered).ln_1p() - 0.8);
        }
        let heard = passed.last_received.map(day_of);
        // While a request waits for its answer, writing to them is asking, and no contact.
        let waits = facts.asked.max(facts.silent).filter(|day| heard.is_none_or(|heard| *day > heard));
        let sent = passed.last_sent.filter(|at| waits.is_none_or(|asked| day_of(*at) < asked));
        let last_letter = sent.max(passed.last_received).map(since);
        let last_fact = facts.last_contact.map(since_day);
        let last = match (last_letter, last_fact) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        if let Some(days) = last {
            set(Sign::InContact, halved(days, half_life));
        }
        if let Some(days) = last.or(connected_on.map(since_day)) {
            set(Sign::Lately, halved(days, 30.0));
            set(Sign::Lasting, halved(days, 400.0));
        }
        if let Some(day) = connected_on {
            let days = since_day(day);
            set(Sign::KnownFor, (days / 365.25).ln_1p());
            if last.is_none() {
                set(Sign::Recency, halved(days, half_life));
            }
        }
        if let Some((_, confidence)) = introduced {
            set(Sign::Introduced, confidence);
        }
        set(Sign::InvitedYou, if facts.invited_you { 1.0 } else { 0.0 });
        set(Sign::Group, f64::from(facts.n_group).ln_1p());
        if let Some(company) = person.company_id {
            let days = &self.connected[company.0 as usize];
            let n = days.partition_point(|day| *day <= moment.meets);
            let others = n.saturating_sub(usize::from(connected_on.is_some()));
            set(Sign::Colleagues, (others as f64).ln_1p());
        }
        set(Sign::SharedEmployer, if self.shared_employer { 1.0 } else { 0.0 });
        set(Sign::LevelGap, self.level_gap);
        if facts.recommended {
            set(Sign::Recommendation, 1.0);
        } else if facts.endorsed {
            set(Sign::Endorsement, 1.0);
        }
        set(Sign::Met, if facts.met.is_some() { 1.0 } else { 0.0 });
        let declined = facts.declined.is_some_and(|day| facts.met.is_none_or(|met| day > met));
        set(Sign::Declined, if declined { 1.0 } else { 0.0 });
        let silent = facts.silent.is_some_and(|day| heard.is_none_or(|heard| day >= heard));
        // Of an open request the silence grows until its days are over: most who answer do so in the first of them.
        let open = facts.asked.filter(|day| heard.is_none_or(|heard| *day > heard));
        let open = open.map_or(0.0, |day| (since_day(day) / ANSWER_DAYS as f64).min(1.0));
        set(Sign::Silent, if silent { 1.0 } else { open });
        signs
    }
}

/// What events other than letters say up to a moment.
#[derive(Default)]
struct Facts {
    last_contact: Option<Day>,
    /// When they last gave a sign of their own: wrote, answered or talked.
    heard: Option<Day>,
    met: Option<Day>,
    declined: Option<Day>,
    silent: Option<Day>,
    /// The last request that nobody is known to have answered.
    asked: Option<Day>,
    invited_you: bool,
    recommended: bool,
    endorsed: bool,
    n_group: u32,
}

impl Facts {
    fn of(events: &[Event], moment: Moment) -> Facts {
        let mut facts = Facts::default();
        for event in events.iter().take_while(|event| event.day <= moment.until) {
            let day = Some(event.day);
            if event.kind.is_contact() && !is_unanswered(event, moment) {
                facts.last_contact = day;
            }
            if event.kind.is_conversation() {
                facts.met = day;
                facts.asked = None;
            }
            if event.kind.is_conversation() || is_sign_of_theirs(event, moment) {
                facts.heard = day;
            }
            if let EventKind::Request(outcome) = event.kind {
                let noted = outcome.filter(|_| event.day <= moment.noted);
                facts.asked =
                    day.filter(|_| matches!(noted, None | Some(Outcome::Pending | Outcome::Unread)));
            }
            match event.kind {
                EventKind::Request(outcome) | EventKind::FollowUp(outcome) | EventKind::CheckIn(outcome)
                    if event.day <= moment.noted =>
                {
                    match outcome {
                        Some(Outcome::Declined) => facts.declined = day,
                        Some(Outcome::NoReply) => facts.silent = day,
                        _ => {}
                    }
                }
                EventKind::Interview(Some(Outcome::Declined)) => facts.declined = day,
                EventKind::Interview(Some(Outcome::NoReply)) => facts.silent = day,
                EventKind::InvitationReceived => facts.invited_you = true,
                EventKind::Recommendation => facts.recommended = true,
                EventKind::Endorsement => facts.endorsed = true,
                EventKind::Group => facts.n_group += 1,
                _ => {}
            }
        }
        facts
    }
}

/// Whether the seeker's list says that they wrote, or answered what she wrote.
fn is_sign_of_theirs(event: &Event, moment: Moment) -> bool {
    match event.kind {
        EventKind::Incoming => true,
        EventKind::Request(outcome)
        | EventKind::FollowUp(outcome)
        | EventKind::IntroductionRequest(outcome)
        | EventKind::CheckIn(outcome) => {
            let noted = outcome.filter(|_| event.day <= moment.noted);
            noted.is_some_and(Outcome::is_answer)
        }
        _ => false,
    }
}

/// Whether an event is an outreach that nobody is known to have answered: asking is no contact yet.
fn is_unanswered(event: &Event, moment: Moment) -> bool {
    match event.kind {
        EventKind::Request(outcome) | EventKind::FollowUp(outcome) | EventKind::CheckIn(outcome) => {
            let noted = outcome.filter(|_| event.day <= moment.noted);
            !noted.is_some_and(Outcome::is_word_of_theirs)
        }
        _ => false,
    }
}

/// How high a title is on the ladder; one that names a function and no level stands between junior and senior.
pub fn height(title: &Title) -> Option<f64> {
    match title.seniority {
        Some(level) => Some(f64::from(level.level())),
        None => title.function.map(|_| 1.5),
    }
}

fn days_between(from: i64, to: i64) -> f64 {
    (to - from).max(0) as f64 / DAY as f64
}

fn halved(days: f64, half_life: f64) -> f64 {
    (-days / half_life).exp2()
}

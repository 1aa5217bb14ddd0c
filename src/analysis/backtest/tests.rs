//! The replay on trial: no sign looks ahead, a leak shows, shuffled labels bring nothing.

use super::measure::{Measured, Scored, Span, samples_of};
use super::*;
use crate::analysis::rank::signs::{N_SIGNS, Sign};
use crate::evidence::{Place, SourceId};
use crate::import::Connection;
use crate::network::{Correspondence, Event, EventKind, History, Letter};
use proptest::prelude::*;

/// A person per story: `day who`, where who is `>` for a letter of the seeker's and `<` for one of theirs, at noon.
fn world(stories: &[Vec<(i32, bool)>]) -> (People, Network) {
    let mut letters = Vec::new();
    let mut events = Vec::new();
    let mut workspace = crate::import::Workspace::default();
    workspace.sources.push(crate::evidence::Source::new("Connections.csv".to_owned(), "connections"));
    for nth in 0..stories.len() {
        let url = format!("https://www.linkedin.com/in/person-{nth:04}");
        let who = workspace.mentions.intern(&url, "", &format!("Person {nth}"), "", "");
        let place = Place { source: SourceId(0), line: nth as u32 };
        let company = workspace.texts.intern("");
        let position = company;
        workspace.connections.push(Connection { who, company, position, connected_on: None, place });
    }
    // People are numbered in the order of their keys, which is that of the stories.
    let (people, _) = crate::people::resolve(&workspace, None);
    assert_eq!(people.persons.len(), stories.len());
    for (nth, story) in stories.iter().enumerate() {
        let id = PersonId(nth as u32);
        for (line, (day, incoming)) in story.iter().enumerate() {
            let place = Place { source: SourceId(0), line: line as u32 };
            let at = i64::from(*day) * DAY + DAY / 2 + line as i64;
            letters.push((id, Letter { at, incoming: *incoming, place }));
            let kind = if *incoming { EventKind::MessageReceived } else { EventKind::MessageSent };
            events.push((id, Event { day: Day(*day), kind, place }));
        }
    }
    let (mut network, _) = Network::build(&crate::import::Workspace::default(), &people, AS_OF);
    network.letters = Correspondence::of(stories.len(), &letters);
    network.history = History::of(stories.len(), events);
    (people, network)
}

/// Stories in which some people answer and others do not: each is written to every tenth day.
fn habits(n_people: usize, n_times: i32) -> Vec<Vec<(i32, bool)>> {
    let mut stories = Vec::new();
    for person in 0..n_people {
        let answers = scatter(person as u64);
        let mut story = Vec::new();
        for time in 0..n_times {
            let day = 18_000 + time * 10 + person as i32 % 7;
            story.push((day, false));
            if scatter((person as u64) << 20 | time as u64) < answers {
                story.push((day + 1, true));
            }
        }
        stories.push(story);
    }
    stories
}

fn past_of(stories: &[Vec<(i32, bool)>], as_of: Day) -> Past {
    let (people, network) = world(stories);
    past(&people, &network, &Targets::default(), &Settings::default(), as_of)
}

const AS_OF: Day = Day(19_000);

#[test]
fn an_outreach_is_a_first_message_after_a_week_of_silence_and_an_answer_comes_within_fourteen_days() {
    let check = |story: &[(i32, bool)], expect: &[(i32, bool)]| {
        let past = past_of(&[story.iter().map(|(day, who)| (18_000 + day, *who)).collect()], AS_OF);
        let found: Vec<(i32, bool)> =
            past.outcomes.iter().map(|one| ((one.at / DAY) as i32 - 18_000, one.answered)).collect();
        assert_eq!(found, expect, "{story:?}");
    };
    let (out, back) = (false, true);
    check(&[(0, out)], &[(0, false)]);
    check(&[(0, out), (13, back)], &[(0, true)]);
    check(&[(0, out), (15, back)], &[(0, false)]);
    check(&[(0, out), (3, out), (4, back)], &[(0, true)]);
    check(&[(0, back), (1, out)], &[]);
    check(&[(0, back), (7, out), (8, back)], &[(7, true)]);
    // The second message comes after a week of silence; one answer answers both.
    check(&[(0, out), (10, out), (12, back)], &[(0, true), (10, true)]);
    // Too young to be judged.
    check(&[(990, out), (991, back)], &[]);
}

#[test]
fn an_order_that_holds_beats_the_simple_ones_and_its_chances_come_true() {
    let found = replay(&past_of(&habits(60, 60), AS_OF), &Settings::default()).unwrap();
    let ours = found.of(Order::Ours).unwrap();
    assert!(found.is_ahead(), "{found:?}");
    assert!(ours.auc.value > 0.7 && ours.auc.low > 0.6, "{:?}", ours.auc);
    assert!(found.calibration_error < 0.05, "{found:?}");
    assert!(found.brier.value < found.brier_of_base_rate);
    let random = found.of(Order::Random).unwrap().auc;
    assert!(random.low < 0.5 && 0.5 < random.high, "{random:?}");
    assert_eq!(found.bins.iter().map(|bin| bin.n).sum::<usize>(), found.outreaches);
}

#[test]
fn on_shuffled_labels_the_interval_covers_chance() {
    let mut past = past_of(&habits(60, 40), AS_OF);
    let labels: Vec<bool> = past.trials.iter().map(|one| one.answered).collect();
    let n = labels.len();
    let mut at: Vec<usize> = (0..n).collect();
    at.sort_by(|a, b| scatter(*a as u64 ^ 0xabcd).total_cmp(&scatter(*b as u64 ^ 0xabcd)));
    past.trials.iter_mut().zip(at).for_each(|(one, at)| one.answered = labels[at]);
    let found = replay(&past, &Settings::default()).unwrap();
    let auc = found.of(Order::Ours).unwrap().auc;
    assert!(auc.low <= 0.5 && 0.5 <= auc.high, "{auc:?}");
}

/// The signs of every trial, from all letters and from those before its Monday alone.
fn differences(stories: &[Vec<(i32, bool)>], leak: impl Fn(&mut Trial)) -> usize {
    let mut whole = past_of(stories, AS_OF);
    whole.trials.iter_mut().for_each(leak);
    let differs = |trial: &&Trial| {
        // Nothing but what lies before the Monday, and the outreach itself, so that there is a trial.
        let mut cut = stories.to_vec();
        for (nth, story) in cut.iter_mut().enumerate() {
            let own = nth == trial.person.index();
            let first = story.iter().copied().find(|(day, out)| !out && *day >= trial.cut.0).filter(|_| own);
            story.retain(|(day, _)| *day < trial.cut.0);
            story.extend(first);
        }
        let then = past_of(&cut, AS_OF);
        let same = then.trials.iter().find(|one| one.cut == trial.cut && one.person == trial.person);
        same.is_none_or(|one| one.signs != trial.signs || one.received != trial.received)
    };
    whole.trials.iter().filter(differs).count()
}

#[test]
fn no_sign_looks_ahead_and_a_canary_that_does_is_caught() {
    let stories = habits(6, 12);
    assert_eq!(differences(&stories, |_| ()), 0);
    // The canary: a sign that knows whether the answer came.
    let leak = |trial: &mut Trial| {
        let knows = if trial.answered { 1.0 } else { 0.0 };
        trial.signs = trial.signs.with(Sign::Met, knows);
    };
    assert!(differences(&stories, leak) > 20);
    // And a replay with it is too good to be true.
    let mut past = past_of(&habits(60, 40), AS_OF);
    past.trials.iter_mut().for_each(leak);
    past.outcomes.iter_mut().for_each(|one| {
        let knows = if one.answered { 1.0 } else { 0.0 };
        one.signs = one.signs.with(Sign::Met, knows);
    });
    let auc = replay(&past, &Settings::default()).unwrap().of(Order::Ours).unwrap().auc;
    assert!(auc.value > 0.97, "{auc:?}");
}

#[test]
fn few_outcomes_move_little_and_hundreds_a_lot() {
    let weights = crate::settings::ReplyWeights::default();
    let outcome = |nth: usize| {
        // Against all priors: whoever stands above answers.
        let above = nth.is_multiple_of(2);
        let mut signs = Signs([0.0; N_SIGNS]).with(Sign::Known, 1.0);
        if above {
            signs = signs.with(Sign::LevelGap, 2.0);
        }
        let person = PersonId(nth as u32);
        Observed {
            at: nth as i64,
            person,
            channel: Channel::Message,
            answered: above == (scatter(nth as u64) < 0.8),
            signs,
        }
    };
    let gap = |n: usize| {
        let outcomes: Vec<Observed> = (0..n).map(outcome).collect();
        ReplyModel::learn_within(&weights, None, &outcomes, false).weights[Sign::LevelGap as usize]
    };
    let (none, few, many) = (gap(0), gap(6), gap(600));
    // One belief in twenty is that it tells nothing.
    assert!((none - 0.95 * weights.level_gap).abs() < 1e-12);
    assert!((few - none).abs() < 0.25 && many > 0.6, "{none} {few} {many}");
    // The more is known, the narrower the interval, in log-odds.
    let signs = Signs([0.0; N_SIGNS]).with(Sign::Known, 1.0).with(Sign::LevelGap, 2.0);
    let width = |n: usize| {
        let outcomes: Vec<Observed> = (0..n).map(outcome).collect();
        let (_, (low, high)) =
            ReplyModel::learn_within(&weights, None, &outcomes, false).chance_within(&signs);
        let log_odds = |p: f64| (p / (1.0 - p)).ln();
        log_odds(high) - log_odds(low)
    };
    assert!(width(600) < width(0));
    let still = crate::settings::ReplyWeights { learning: 0.0, ..weights };
    let outcomes: Vec<Observed> = (0..600).map(outcome).collect();
    let unmoved = ReplyModel::learn_within(&still, None, &outcomes, false).weights[Sign::LevelGap as usize];
    assert!((unmoved - still.level_gap).abs() < 1e-12);
}

#[test]
fn where_nothing_tells_who_answers_the_rate_is_learned_and_nobody_is_told_apart() {
    let weights = crate::settings::ReplyWeights::default();
    // Three in four answer, whoever they are: those who wrote often no more than those who never did.
    let outcome = |nth: usize| {
        let signs = Signs([0.0; N_SIGNS]).with(Sign::Known, 1.0);
        let wrote = signs.with(Sign::Exchanged, 1.0).with(Sign::Received, 2.0).with(Sign::Recent, 1.5);
        let signs = if nth.is_multiple_of(2) { wrote } else { signs };
        let (at, person, channel) = (nth as i64, PersonId(nth as u32), Channel::Message);
        Observed { at, person, channel, answered: nth % 8 < 6, signs }
    };
    let outcomes: Vec<Observed> = (0..160).map(outcome).collect();
    let model = ReplyModel::learn_within(&weights, None, &outcomes, false);
    let chances = [0, 1].map(|nth| model.chance(&outcomes[nth].signs));
    assert!(chances.iter().all(|chance| (chance - 0.75).abs() < 0.08), "{chances:?}");
    assert!((chances[0] - chances[1]).abs() < 0.05, "{chances:?}");
    // A network in which they tell is not mistaken for one in which they do not.
    let mut told = outcomes.clone();
    told.iter_mut().enumerate().for_each(|(nth, one)| {
        one.answered = if nth.is_multiple_of(2) { nth % 20 < 14 } else { nth % 20 < 6 };
    });
    let model = ReplyModel::learn_within(&weights, None, &told, false);
    let [wrote, silent] = [0, 1].map(|nth| model.chance(&told[nth].signs));
    assert!(wrote - silent > 0.25, "{wrote} {silent}");
}

#[test]
fn the_chances_are_those_of_an_independent_computation() {
    // The same beliefs in Python (numpy: Newton's method, Laplace's evidence, average of the four), to six digits.
    let weights = crate::settings::ReplyWeights::default();
    let known = Signs([0.0; N_SIGNS]).with(Sign::Known, 1.0);
    let wrote = known.with(Sign::Exchanged, 1.0).with(Sign::Received, 1.5);
    let outcome = |nth: usize| {
        let signs = if nth.is_multiple_of(2) { wrote } else { known };
        let (at, person, channel) = (nth as i64, PersonId(nth as u32), Channel::Message);
        Observed { at, person, channel, answered: !nth.is_multiple_of(3), signs }
    };
    let outcomes: Vec<Observed> = (0..30).map(outcome).collect();
    let expect = [(0, [0.460129, 0.287495]), (30, [0.542548, 0.398367])];
    for (n, expect) in expect {
        let model = ReplyModel::learn_within(&weights, None, &outcomes[..n], false);
        let found = [&wrote, &known].map(|signs| model.chance(signs));
        let close = found.iter().zip(expect).all(|(found, expect)| (found - expect).abs() < 2e-5);
        assert!(close, "{n} outcomes: {found:?}, not {expect:?}");
    }
}

#[test]
fn letters_one_way_are_no_exchange() {
    let (out, back) = (false, true);
    let exchanged = |story: &[(i32, bool)]| {
        let story = story.iter().map(|(day, who)| (18_000 + day, *who)).collect();
        let (people, network) = world(&[story]);
        let reply = crate::analysis::rank::reply::learn(&people, &network, &Settings::default().reply, AS_OF);
        reply.signs[0].get(Sign::Exchanged)
    };
    assert_eq!(exchanged(&[(0, out), (30, out)]), 0.0);
    assert_eq!(exchanged(&[(0, back), (30, back)]), 0.0);
    assert_eq!(exchanged(&[(0, out), (400, back)]), 1.0);
    // What is dated after the day asked about is not known.
    assert_eq!(exchanged(&[(0, out), (1001, back)]), 0.0);
}

#[test]
fn what_a_cohort_taught_is_believed_of_a_member_until_she_teaches_otherwise() {
    let weights = crate::settings::ReplyWeights::default();
    // Against all priors, whoever stands above answers; of the other member it is the other way round.
    let outcomes = |n: usize, seed: u64, reversed: bool| -> Vec<Observed> {
        let one = |nth: usize| {
            let above = nth.is_multiple_of(2);
            let signs = Signs([0.0; N_SIGNS]).with(Sign::Known, 1.0).with(Sign::Request, 1.0);
            let signs = if above { signs.with(Sign::LevelGap, 2.0) } else { signs };
            let likely = scatter(seed << 32 | nth as u64) < 0.85;
            let answered = (above == likely) != reversed;
            Observed {
                at: nth as i64,
                person: PersonId(nth as u32),
                channel: Channel::Listed,
                answered,
                signs,
            }
        };
        (0..n).map(one).collect()
    };
    let pooled = Pooled::learn(&weights, &outcomes(600, 1, false));
    let gap = |cohort: Option<&Pooled>, own: &[Observed]| {
        ReplyModel::learn_within(&weights, cohort, own, true).weights[Sign::LevelGap as usize]
    };
    let few = outcomes(6, 2, false);
    assert!(
        gap(None, &few) < 0.3 && gap(Some(&pooled), &few) > 0.7,
        "{} {}",
        gap(None, &few),
        gap(Some(&pooled), &few)
    );
    // Hundreds of her own outcomes outweigh the others'.
    let many = outcomes(400, 3, true);
    assert!(gap(Some(&pooled), &many) < -0.5, "{}", gap(Some(&pooled), &many));
    // A cohort without outcomes teaches nothing.
    assert_eq!(gap(Some(&Pooled::default()), &few), gap(None, &few));
}

#[test]
fn members_are_measured_within_themselves_and_drawn_anew_together() {
    let settings = Settings::default();
    let one = past_of(&habits(40, 40), AS_OF);
    let alone = replay(&one, &settings).unwrap();
    let both = replay_together(&[one.clone(), Past::default(), one.clone()], &settings).unwrap();
    assert_eq!((both.members, both.outreaches, both.weeks), (2, 2 * alone.outreaches, alone.weeks));
    // The same past twice: within weeks of a member, what needs no learning comes to the same.
    for order in [Order::Received, Order::Newest] {
        let of = |found: &Backtest| found.of(order).unwrap().ndcg_at_10.value;
        assert!((of(&alone) - of(&both)).abs() < 1e-12, "{order:?}");
    }
    assert!(both.is_ahead() && both.calibration_error < 0.08, "{both:?}");
    // Labels shuffled within each member bring nothing.
    let mut shuffled = [one.clone(), one.clone(), one];
    for (nth, past) in shuffled.iter_mut().enumerate() {
        let labels: Vec<bool> = past.trials.iter().map(|one| one.answered).collect();
        let mut at: Vec<usize> = (0..labels.len()).collect();
        at.sort_by(|a, b| {
            let lot = |at: usize| scatter((at as u64) << 8 | nth as u64);
            lot(*a).total_cmp(&lot(*b))
        });
        past.trials.iter_mut().zip(at).for_each(|(one, at)| one.answered = labels[at]);
    }
    let auc = replay_together(&shuffled, &settings).unwrap().of(Order::Ours).unwrap().auc_within_weeks;
    assert!((auc.value - 0.5).abs() < 0.05, "{auc:?}");
    assert!(replay_together(&[], &settings).is_none());
}

/// Known answers: four people of one week, of whom the first and third answered.
#[test]
fn measures_by_hand() {
    let week = |scores: [f64; 4]| {
        let answered = [true, false, true, false];
        let trials: Vec<Scored> = scores
            .iter()
            .zip(answered)
            .map(|(score, answered)| Scored { week: 0, score: *score, answered })
            .collect();
        Span::of(&trials, &[0])
    };
    let close =
        |got: Option<f64>, expect: f64| assert!((got.unwrap() - expect).abs() < 1e-12, "{got:?} {expect}");
    let span = week([4.0, 3.0, 2.0, 1.0]);
    close(span.auc(&[1.0]), 0.75);
    close(span.auc_within(&[1.0]), 0.75);
    close(span.precision(&[1.0]), 0.5);
    // (1 + 1/2) / (1 + 1/log2(3)).
    close(span.ndcg(&[1.0]), 1.5 / (1.0 + 1.0 / 3.0f64.log2()));
    close(week([1.0; 4]).auc(&[1.0]), 0.5);
    close(week([1.0, 0.0, 1.0, 0.0]).auc(&[1.0]), 1.0);
}

proptest! {
    #[test]
    fn auc_is_the_share_of_pairs_in_order(trials in prop::collection::vec((0u8..6, any::<bool>(), 0usize..3), 2..40)) {
        let trials: Vec<Scored> = trials
            .iter()
            .map(|(score, answered, week)| Scored { week: *week, score: f64::from(*score), answered: *answered })
            .collect();
        let span = Span::of(&trials, &[0; 3]);
        let brute = |within: bool| {
            let (mut right, mut all) = (0.0, 0.0);
            for yes in trials.iter().filter(|one| one.answered) {
                for no in trials.iter().filter(|one| !one.answered && (!within || one.week == yes.week)) {
                    all += 1.0;
                    right += if yes.score > no.score { 1.0 } else if yes.score == no.score { 0.5 } else { 0.0 };
                }
            }
            (all > 0.0).then(|| right / all)
        };
        for (got, expect) in [(span.auc(&[1.0; 3]), brute(false)), (span.auc_within(&[1.0; 3]), brute(true))] {
            prop_assert_eq!(got.is_some(), expect.is_some());
            prop_assert!(got.is_none_or(|got| (got - expect.unwrap()).abs() < 1e-9));
        }
    }
}

#[test]
fn the_same_samples_every_time() {
    let of = |n: usize| {
        Measured::of(&samples_of(&(0..n).collect::<Vec<usize>>()), |weights| {
            Some(weights.iter().map(|w| w * w).sum::<f64>())
        })
    };
    assert_eq!(of(9), of(9));
    assert_eq!(of(9).value, 9.0);
    assert!(of(9).low < of(9).high);
}

#[test]
fn outcomes_of_the_ranking_serve_the_replay_as_its_own_would() {
    let (people, network) = world(&habits(20, 12));
    let (targets, settings) = (Targets::default(), Settings::default());
    let reply = crate::analysis::rank::reply::learn(&people, &network, &settings.reply, AS_OF);
    let own = past(&people, &network, &targets, &settings, AS_OF);
    let with = past_with(&people, &network, &targets, &settings, &reply, AS_OF);
    assert!(!own.outcomes.is_empty());
    assert_eq!((own.outcomes, own.trials), (with.outcomes, with.trials));
}

#[test]
fn requests_alone_are_what_is_left_of_all_trials_where_they_are_enough() {
    // Everyone is written to every tenth day, and every third of them is asked on the tenth day of all.
    let check = |n_people: usize, are_enough: bool| {
        let stories = habits(n_people, 12);
        let (people, mut network) = world(&stories);
        let place = Place { source: SourceId(0), line: 1 };
        let asked = (0..n_people).step_by(3).flat_map(|nth| [40, 43].map(|day| (nth as u32, 18_000 + day)));
        let events = asked
            .map(|(id, day)| (PersonId(id), Event { day: Day(day), kind: EventKind::Request(None), place }))
            .collect();
        network.history = History::of(n_people, events);
        let (targets, settings) = (Targets::default(), Settings::default());
        let reply = crate::analysis::rank::reply::learn(&people, &network, &settings.reply, AS_OF);
        let own = past(&people, &network, &targets, &settings, AS_OF);
        let with = past_with(&people, &network, &targets, &settings, &reply, AS_OF);
        assert!(own.trials.iter().any(|one| one.listed));
        assert_eq!(own.trials.iter().all(|one| one.listed), are_enough);
        assert_eq!(own.trials, with.trials);
    };
    check(12, false);
    check(90, true);
}

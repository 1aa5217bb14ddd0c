//! What chains, R and brokerage come to, in sentences.

use crate::analysis::brokerage::{DELTA, FEWEST};
use crate::analysis::referral::{Outlook, Reproduction, UNLIKELY};
use crate::people::PersonId;
use crate::pipeline::Study;
use crate::report::page::counted;
use crate::report::plain::{on_one_line, without_overrides};

/// A name that can stand in a sentence.
pub fn name(study: &Study, id: PersonId) -> String {
    let name = study.people.get(id).display_name();
    without_overrides(&on_one_line(name)).into_owned()
}

/// A share in words: a chance is never shown as none, nor as certain, where it is not.
pub fn per_cent(share: f64) -> String {
    match share * 100.0 {
        points if points > 0.0 && points < 0.1 => "less than 0.1 %".to_owned(),
        points if points > 0.0 && points < 0.95 => format!("{points:.1} %"),
        points if points < 100.0 && points > 99.5 => "more than 99 %".to_owned(),
        points => format!("{points:.0} %"),
    }
}

/// Which conversations a part of R is of: `with wave 2`, `in 2026-Q1`.
pub fn part(by: &str, part: &str) -> String {
    if by == "wave" { format!("with wave {part}") } else { format!("in {part}") }
}

/// R, and the ends of its interval; an upper end of a hundred or more is not known at all.
pub fn r_and_interval(found: &Reproduction) -> [String; 2] {
    let high = if found.high >= 100.0 { "?".to_owned() } else { format!("{:.2}", found.high) };
    [format!("{:.2}", found.r), format!("{:.2} to {high}", found.low)]
}

/// Why a sole reach is what it is: `Without Ana you would not have met Bo and Cy: every chain to them goes through Ana.`
///
/// # Returns
/// `None` for somebody without whom everyone could still be reached.
pub fn without(study: &Study, person: PersonId, most: usize) -> Option<String> {
    let those = study.network.only_through(person);
    let names: Vec<String> = those.iter().take(most).map(|id| name(study, *id)).collect();
    let more = those.len() - names.len();
    let list = match (names.as_slice(), more) {
        ([], _) => return None,
        ([one], 0) => one.clone(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
        (all, more) => format!("{} and {more} more", all.join(", ")),
    };
    let who = name(study, person);
    let them = if those.len() == 1 { "this person" } else { "them" };
    Some(format!("Without {who} you would not have met {list}: every chain to {them} goes through {who}."))
}

/// The same of the three without whom most would not have been met, each with so many names.
pub fn sole_reach(study: &Study, most: usize) -> Vec<String> {
    let mut sole: Vec<_> = study.network.members().filter(|(_, of)| of.sole_reach > 0).collect();
    sole.sort_by_key(|(id, of)| (std::cmp::Reverse(of.sole_reach), *id));
    sole.iter().take(3).filter_map(|(id, _)| without(study, *id, most)).collect()
}

/// R in a sentence: what was counted, and how sure it is.
pub fn reproduction(found: &Reproduction) -> String {
    let n = f64::from(found.conversations);
    // Said only where it shows in the figures.
    let counted_as = if (n - found.exposure).abs() < 0.05 {
        String::new()
    } else {
        format!(", which count as {:.1}: the latest have not had their time", found.exposure)
    };
    // Where every introduction counts whole, the one follows from the others.
    let whole = f64::from(found.introductions) / found.exposure;
    let weighed = if whole - found.r < 0.005 {
        ""
    } else {
        " Introductions read out of messages count by how sure they are, and those without a day against all."
    };
    format!(
        "R = {:.2}: {} from {}{counted_as}.{weighed} The 95 % interval is {:.2} to {:.2}{}",
        found.r,
        counted(found.introductions as usize, "introduction", "introductions"),
        counted(found.conversations as usize, "conversation", "conversations"),
        found.low,
        found.high,
        if found.high - found.low > 1.0 { ", which is wide: so few conversations say little." } else { "." }
    )
}

/// What an interval of R says.
pub fn verdict(found: &Reproduction) -> &'static str {
    if found.low > 1.0 {
        "The search feeds itself: a conversation brings more than one introduction."
    } else if found.high < 1.0 {
        "Chains die out: a conversation brings less than one introduction, so new seeds are needed."
    } else {
        "Too close to 1, or too few conversations, to tell whether the search feeds itself."
    }
}

/// What becomes of the chains, each in a sentence.
pub fn outlook(study: &Study) -> Vec<String> {
    let (Some(found), Some(outlook)) = (&study.referrals.reproduction, &study.referrals.outlook) else {
        return Vec::new();
    };
    let mut said = Vec::new();
    let live = counted(outlook.live as usize, "chain", "chains");
    if found.r > 1.0 {
        let (worse, better) = outlook.one_dies_between;
        said.push(format!(
            "If R stays at {:.2}, a chain that begins with one person dies out with a chance of {} ({} to {} over the \
             interval of R).",
            found.r,
            per_cent(outlook.one_dies),
            per_cent(better),
            per_cent(worse),
        ));
        said.push(match outlook.live {
            0 => "No chain is live: nothing is left that could lead on.".to_owned(),
            1 => format!("1 chain is live; it dies out with that chance, {}.", per_cent(outlook.all_die)),
            _ => format!(
                "{live} are live: all of them die out with a chance of {}.",
                per_cent(outlook.all_die)
            ),
        });
        said.extend(outlook.chains_needed.map(|needed| seeds(needed, outlook)));
    } else {
        let total = 1.0 / (1.0 - found.r);
        let lasts = if found.r < 1.0 {
            format!(
                ": one that begins with one person comes to {total:.1} people on the average, that person included"
            )
        } else {
            String::new()
        };
        said.push(format!(
            "If R stays at {:.2}, every chain dies out sooner or later{lasts}. {} live now; no number of seeds lasts \
             for good, so keep adding some.",
            found.r,
            if outlook.live == 1 { "1 chain is".to_owned() } else { format!("{live} are") },
        ));
    }
    if let Some(met) = outlook.met.filter(|met| *met < 0.995) {
        said.push(format!(
            "That takes every introduction for a conversation. You have met {} of those introduced a month ago or \
             longer, so a conversation leads to {:.2} others{}.",
            per_cent(met),
            found.r * met,
            if found.r > 1.0 && found.r * met < 1.0 { ": meet more of them, or it dries up" } else { "" }
        ));
    }
    said
}

fn seeds(needed: u32, outlook: &Outlook) -> String {
    let chance = per_cent(UNLIKELY);
    let chains = counted(needed as usize, "live chain", "live chains");
    match needed.saturating_sub(outlook.live) {
        0 => format!("With {chains} or more, that chance is {chance} or less."),
        more => format!(
            "With {chains} that chance is {chance} or less: add {}.",
            counted(more as usize, "new seed", "new seeds")
        ),
    }
}

/// How long introductions take, and whether a few people bring most.
pub fn delays(study: &Study) -> Option<String> {
    let (half, most) = study.referrals.delays?;
    let few = if study.referrals.dispersion > 1.0 {
        " A few people bring most of them, which makes the intervals wider."
    } else {
        ""
    };
    let days = |n: i32| if n == 0 { "on the same day".to_owned() } else { format!("within {n} days") };
    Some(format!(
        "Half of the introductions come {}, nine in ten {} of the conversation; conversations count by that.{few}",
        days(half),
        days(most)
    ))
}

/// How brokerage was measured, or why it was not and what would change that.
pub fn brokerage(study: &Study) -> String {
    let found = &study.brokerage;
    if found.brokers.is_empty() {
        let known = match found.n_ties {
            0 => "no ties among the people you know".to_owned(),
            n => format!(
                "{} among the people you know, and brokerage needs {FEWEST} people who are tied",
                counted(n, "tie", "ties")
            ),
        };
        return format!(
            "Who stands between whom is not identifiable from these files: they show {known}. A list of connections names \
             only your own ties. What would show more: introductions.csv (introducer, introduced, date), the messages.csv \
             of your archive with its group threads, or the exports of several people read together by `tertius cohort`."
        );
    }
    let n = found.brokers.len();
    let parts = found.components.len() as u32;
    let (groups, modularity) = found.communities;
    let exact = match (found.betweenness_error, found.distance_error) {
        (None, None) => "All of it is exact.".to_owned(),
        (error, distance) => {
            let mut said = Vec::new();
            said.extend(error.map(|error| format!("betweenness is sampled and off by {error:.4} at most")));
            said.extend(
                distance.map(|steps| format!("distances are sampled, means off by {steps:.2} steps at most")),
            );
            format!(
                "Some of it is an estimate, wrong in {} of cases at most: {}.",
                per_cent(DELTA),
                said.join("; ")
            )
        }
    };
    format!(
        "From {} among {n} people, as introductions, group threads, small mails and meetings show them; you are left out, \
         since you know everyone. {}, {} (modularity {modularity:.2}). {exact}",
        counted(found.n_ties, "tie", "ties"),
        counted(parts as usize, "component", "components"),
        counted(groups as usize, "community", "communities"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The terminal and the page write the same, so neither shows an upper end that nobody knows.
    #[test]
    fn an_upper_end_that_is_not_known_is_not_shown() {
        let found = |high| Reproduction {
            r: 0.5,
            low: 0.012,
            high,
            conversations: 1,
            exposure: 1.0,
            introductions: 0,
        };
        assert_eq!(r_and_interval(&found(1.234)), ["0.50", "0.01 to 1.23"]);
        assert_eq!(r_and_interval(&found(250.0)), ["0.50", "0.01 to ?"]);
        assert_eq!(
            (part("wave", "2"), part("quarter", "2026-Q1")),
            ("with wave 2".into(), "in 2026-Q1".into())
        );
    }
}

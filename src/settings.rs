//! Settings: `tertius.toml`, every number that somebody may wish otherwise, with its default and where it is from.
//!
//! In: the text of the file. Out: [`Settings`]. An unknown name is an error with its line, never passed over: a
//! misspelt weight that is silently ignored is worse than none.

mod order;

use crate::day::{Day, WorkCalendar};
use jiff::civil::Weekday;
use serde::Deserialize;

/// Everything that can be set.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The day asked about; `--as-of` comes first, today last.
    pub as_of: Option<Day>,
    /// The seeker's own profile URL, address or name, where the files do not tell whose they are.
    pub me: Option<String>,
    /// The line of the file on which `me` stands; 0 where it does not.
    #[serde(skip)]
    pub me_line: u32,
    /// The file, as a problem quotes it; empty where there is none.
    #[serde(skip)]
    pub file: String,
    /// The working week.
    pub calendar: CalendarSettings,
    /// The routine: when what is due.
    pub routine: Routine,
    /// Who will answer: addends in log-odds.
    pub reply: ReplyWeights,
    /// Who is useful: shares from 0 to 1.
    pub value: ValueWeights,
    /// How the roster of a cohort calls its columns.
    pub roster: RosterSettings,
    /// Introductions read out of messages.
    pub inference: Inference,
    /// The order of the ranking.
    pub order: RankOrder,
}

/// How the roster of a cohort calls its columns and says yes: career centres export it from systems of their own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RosterSettings {
    /// The columns.
    pub columns: RosterColumns,
    /// Words that mean that a member shares contacts, besides yes.
    pub yes: Vec<String>,
    /// Words that mean that she does not, besides no.
    pub no: Vec<String>,
}

/// The names of the roster's columns, as its header has them. Several names are joined with a space: a first and a last
/// name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RosterColumns {
    /// The member's name or number.
    pub member: ColumnNames,
    /// Her folder; the member's name where there is no such column.
    pub folder: ColumnNames,
    /// Her programme.
    pub programme: ColumnNames,
    /// Her class; of a date, the year.
    pub class_year: ColumnNames,
    /// Whether other members may see her contacts.
    pub shares_contacts: ColumnNames,
}

/// A name of a column, or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum ColumnNames {
    /// One.
    One(String),
    /// Several, or none.
    Several(Vec<String>),
}

impl Default for ColumnNames {
    fn default() -> ColumnNames {
        ColumnNames::Several(Vec::new())
    }
}

impl ColumnNames {
    /// The names.
    pub fn names(&self) -> &[String] {
        match self {
            ColumnNames::One(name) => std::slice::from_ref(name),
            ColumnNames::Several(names) => names,
        }
    }
}

/// Introductions read out of messages, invitations and notes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Inference {
    /// Whether any is; `--no-infer` switches it off for one run.
    pub enabled: bool,
}

impl Default for Inference {
    fn default() -> Inference {
        Inference { enabled: true }
    }
}

/// The order of a ranking. Where `tertius backtest` finds that a simple order did better, it can take the place of ours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RankOrder {
    /// The chance of an answer times what the conversation would be worth.
    #[default]
    Score,
    /// The chance of an answer alone.
    Answer,
    /// Most messages received.
    Messages,
    /// Newest connection.
    Newest,
    /// The target they fit, in the order of the target matrix.
    Target,
}

/// Which days people work.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CalendarSettings {
    /// Days off.
    pub holidays: Vec<Day>,
    /// Names of the days of the weekend, in English.
    pub weekend: Vec<String>,
}

impl Default for CalendarSettings {
    fn default() -> CalendarSettings {
        CalendarSettings { holidays: Vec::new(), weekend: vec!["saturday".to_owned(), "sunday".to_owned()] }
    }
}

/// When what is due. `_after` in business days, `_after_days` in calendar days.
///
/// The 3B7 routine of Steve Dalton's *The 2-Hour Job Search*: three business days after a request without an answer a
/// second person at that employer, seven days after it the one follow-up;
/// thanks the next day; a check-in every few months.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Routine {
    /// Business days from a request to its one follow-up.
    pub follow_up_after: u32,
    /// Business days from a request without an answer to the day on which a second person of the same team is asked.
    pub second_contact_after: u32,
    /// Business days from an answer to the day by which the seeker writes back.
    pub write_back_after: u32,
    /// Business days from a conversation to its thank-you.
    pub thank_you_after: u32,
    /// Calendar days after which thanks are too late and a check-in takes their place.
    pub thank_you_until_days: i32,
    /// Calendar days from a conversation to the request for an introduction.
    pub ask_for_introduction_after_days: i32,
    /// Calendar days between check-ins.
    pub check_in_every_days: i32,
    /// Calendar days that a no, or silence after a follow-up, is left in peace.
    pub rest_days: i32,
    /// First requests in any seven days, those made already included; those beyond are dated into the weeks after. 0 for no
    /// limit, but for that of one person of a team at a time.
    pub requests_per_week: u32,
    /// How often an introducer may be asked in a term.
    pub introducer_asks_per_term: u32,
    /// Calendar days of a term.
    pub term_days: i32,
    /// Calendar days during which somebody just asked, met or heard from is not asked again.
    pub quiet_days: i32,
}

impl Default for Routine {
    fn default() -> Routine {
        Routine {
            follow_up_after: 7,
            second_contact_after: 3,
            write_back_after: 3,
            thank_you_after: 1,
            thank_you_until_days: 14,
            ask_for_introduction_after_days: 7,
            check_in_every_days: 90,
            rest_days: 180,
            requests_per_week: 5,
            introducer_asks_per_term: 2,
            term_days: 120,
            quiet_days: 14,
        }
    }
}

/// Log-odds that an outreach made today is answered within fourteen days: what is believed before anything was learned.
///
/// Each number is the mean of a prior; the seeker's own outcomes move it, a few of them little and hundreds a lot (see
/// `analysis::rank::model`). The situations come from published reply rates (cold 5 to 8 %, a stranger with something
/// shared 20 to 40 %, people already met 60 to 80 %), what passed between the two from two public networks of dated
/// messages (students, and staff of an institution), in which what came back counted and what was sent counted against;
/// the rest from tie-strength research (Gilbert and Karahalios, CHI 2009).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReplyWeights {
    /// Nobody the seeker is connected to or was in contact with: 7 %.
    pub stranger: f64,
    /// Connected, and nothing more is known: 27 %, between the 18 % of surveys and the third of message networks.
    pub connected: f64,
    /// Wrote to one another before, both of them. A word that went one way only is none.
    pub exchanged: f64,
    /// Per natural logarithm of one plus the messages received, each of which halves with `half_life_days`.
    pub recent: f64,
    /// Per natural logarithm of one plus the days on which they wrote.
    pub received: f64,
    /// Per natural logarithm of one plus the messages sent: counts against, given what came back.
    pub unanswered: f64,
    /// Per log-odds of their answers to the outreach so far, shrunk: (answered + 1) / (unanswered + 1.5).
    pub answered: f64,
    /// When their last word came a moment ago; halves in thirty days.
    pub fresh: f64,
    /// Per natural logarithm of one plus the days that they take to answer.
    pub slow: f64,
    /// At full recency of the last contact, either way; halves with [`ReplyWeights::half_life_days`]. Below zero: what
    /// their own last word tells stands in `fresh` and `recent`, and what is left is a word of the seeker's into silence.
    pub in_contact: f64,
    /// Connected a moment ago and no word since; halves with [`ReplyWeights::half_life_days`].
    pub recency: f64,
    /// Days in which recency halves. Bridging ties lose nine in ten within a year (Burt 2002), which gives 110.
    pub half_life_days: f64,
    /// Per natural logarithm of one plus the years since the two connected.
    pub known_for: f64,
    /// Introduced by somebody.
    pub introduced: f64,
    /// They invited the seeker to connect.
    pub invited_you: f64,
    /// Per natural logarithm of one plus the messages in groups.
    pub group: f64,
    /// Per natural logarithm of one plus the others at their company whom the seeker is connected to: a lower bound of
    /// the contacts in common.
    pub colleagues: f64,
    /// Works where the seeker works or worked.
    pub shared_employer: f64,
    /// Wrote or received a recommendation.
    pub recommendation: f64,
    /// Endorsed a skill, or was endorsed.
    pub endorsement: f64,
    /// Per level above the seeker.
    pub level_gap: f64,
    /// A conversation was held.
    pub met: f64,
    /// Declined a request.
    pub declined: f64,
    /// Did not answer a request.
    pub silent: f64,
    /// The outreach is a request of the outreach list, and not just a message.
    pub request: f64,
    /// The outreach is an invitation to connect: its own rate, in place of `stranger` and `connected`.
    pub invitation: f64,
    /// How fast the seeker's outcomes move the weights: 1 as measured, 0 never, 2 with twice the freedom.
    pub learning: f64,
    /// Standard deviation, in log-odds, of what makes people differ and no file shows; it widens the intervals.
    pub spread: f64,
}

impl Default for ReplyWeights {
    fn default() -> ReplyWeights {
        ReplyWeights {
            stranger: -2.6,
            connected: -1.0,
            exchanged: 0.3,
            recent: 0.35,
            received: 0.35,
            unanswered: -0.13,
            answered: 0.25,
            fresh: 0.5,
            slow: -0.15,
            in_contact: -0.35,
            recency: 0.6,
            half_life_days: 110.0,
            known_for: 0.0,
            introduced: 1.2,
            invited_you: 0.3,
            group: 0.1,
            colleagues: 0.05,
            shared_employer: 0.5,
            recommendation: 0.6,
            endorsement: 0.2,
            level_gap: -0.25,
            met: 1.0,
            declined: -1.5,
            silent: -0.8,
            request: -0.2,
            invitation: -1.0,
            learning: 1.0,
            spread: 0.75,
        }
    }
}

/// How useful a conversation would be: 1 − (1 − `fit` · fit) · (1 − `referral` · referral value). Of the fit, a check-in
/// counts `check_in`, and the request for an introduction nothing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ValueWeights {
    /// Usefulness of a perfect fit to the first target.
    pub fit: f64,
    /// Usefulness of somebody sure to introduce.
    pub referral: f64,
    /// Share of the fit that counts in a check-in: the first conversation has told most of what there was to tell.
    pub check_in: f64,
    /// Share of the fit that a matching company gives, where the target names one.
    pub company: f64,
    /// Share of the fit that a matching position gives.
    pub position: f64,
    /// Share of the fit that a matching industry gives.
    pub industry: f64,
    /// Share of the fit that hinges on standing one or two levels above the seeker, where both levels are known and the
    /// target names none.
    pub level: f64,
    /// What the last target is worth against the first.
    pub last_target: f64,
    /// Share of conversations that end in an introduction before anything is known of a person (the prior mean).
    pub introduces: f64,
}

impl Default for ValueWeights {
    fn default() -> ValueWeights {
        ValueWeights {
            fit: 0.9,
            referral: 0.5,
            check_in: 0.25,
            company: 0.5,
            position: 0.35,
            industry: 0.15,
            level: 0.15,
            last_target: 0.5,
            introduces: 0.2,
        }
    }
}

/// Settings that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// Not TOML, or a name or value that is not known.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// A number outside of what makes sense.
    #[error("`{name}` is {value}, which is not {wanted}")]
    Range {
        /// The setting.
        name: String,
        /// What was found.
        value: f64,
        /// What would do.
        wanted: &'static str,
    },
    /// Not a day of the week.
    #[error("`weekend` names `{0}`, which is no day of the week in English")]
    Weekday(String),
    /// A weekend of seven days.
    #[error(
        "`weekend` names all seven days, so that nothing could ever come due; leave out those on which people work"
    )]
    NoWorkingDay,
}

impl Settings {
    /// Reads the text of `tertius.toml`.
    pub fn parse(text: &str) -> Result<Settings, SettingsError> {
        let mut settings: Settings = toml::from_str(text)?;
        settings.me_line = line_of_me(text);
        numbers_make_sense(&toml::from_str(text)?)?;
        let value = &settings.value;
        let shares = [
            ("value.fit", value.fit),
            ("value.referral", value.referral),
            ("value.check_in", value.check_in),
            ("value.company", value.company),
            ("value.position", value.position),
            ("value.industry", value.industry),
            ("value.level", value.level),
            ("value.last_target", value.last_target),
            ("value.introduces", value.introduces),
        ];
        for (name, value) in shares {
            if !(0.0..=1.0).contains(&value) {
                return Err(SettingsError::Range { name: name.to_owned(), value, wanted: "between 0 and 1" });
            }
        }
        let half_life = settings.reply.half_life_days;
        if !(half_life > 0.0 && half_life.is_finite()) {
            let name = "reply.half_life_days".to_owned();
            return Err(SettingsError::Range { name, value: half_life, wanted: "a positive number of days" });
        }
        for (name, value) in
            [("reply.learning", settings.reply.learning), ("reply.spread", settings.reply.spread)]
        {
            if !(0.0..=10.0).contains(&value) {
                return Err(SettingsError::Range {
                    name: name.to_owned(),
                    value,
                    wanted: "between 0 and 10",
                });
            }
        }
        settings.calendar()?;
        Ok(settings)
    }

    /// The working week.
    pub fn calendar(&self) -> Result<WorkCalendar, SettingsError> {
        let mut weekend = Vec::new();
        for name in &self.calendar.weekend {
            weekend.push(match name.to_lowercase().as_str() {
                "monday" => Weekday::Monday,
                "tuesday" => Weekday::Tuesday,
                "wednesday" => Weekday::Wednesday,
                "thursday" => Weekday::Thursday,
                "friday" => Weekday::Friday,
                "saturday" => Weekday::Saturday,
                "sunday" => Weekday::Sunday,
                _ => return Err(SettingsError::Weekday(name.clone())),
            });
        }
        let calendar = WorkCalendar::new(self.calendar.holidays.iter().copied(), &weekend);
        calendar.ok_or(SettingsError::NoWorkingDay)
    }
}

/// Refuses what is no number, and what is beyond all sense: at log-odds of 100 nothing is a chance any more, and sums of
/// larger ones are no numbers; a routine of more than ten years, or of less than nothing, leads out of the calendar.
fn numbers_make_sense(file: &toml::Table) -> Result<(), SettingsError> {
    for (section, table) in file.iter().filter_map(|(name, value)| Some((name, value.as_table()?))) {
        for (name, value) in table.iter().filter_map(|(name, value)| {
            Some((name, value.as_float().or(value.as_integer().map(|n| n as f64))?))
        }) {
            let is_weight = section == "reply" && name != "half_life_days";
            // Business days are counted one by one, and ten years are more than any routine needs.
            let most = if name.ends_with("_after") { 365.0 } else { 3_650.0 };
            let wanted = match section.as_str() {
                _ if !value.is_finite() => "a number",
                _ if is_weight && value.abs() > 100.0 => "between -100 and 100",
                "routine" if name.ends_with("_after") && !(0.0..=most).contains(&value) => {
                    "between 0 and 365"
                }
                "routine" if !(0.0..=most).contains(&value) => "between 0 and 3650",
                _ => continue,
            };
            return Err(SettingsError::Range { name: format!("{section}.{name}"), value, wanted });
        }
    }
    Ok(())
}

/// The line on which the text sets `me`; 0 where it does not.
fn line_of_me(text: &str) -> u32 {
    #[derive(Deserialize)]
    struct Placed {
        me: Option<toml::Spanned<String>>,
    }
    let me = toml::from_str::<Placed>(text).ok().and_then(|placed| placed.me);
    me.map_or(0, |me| text[..me.span().start].lines().count().max(1) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_is_the_default_and_a_misspelt_name_an_error() {
        assert!(Settings::parse("").is_ok());
        assert!(Settings::parse("as_of = \"2026-06-30\"\n[routine]\nfollow_up_after = 5\n").is_ok());
        let error = Settings::parse("[reply]\nintroducd = 2.0\n").unwrap_err().to_string();
        assert!(error.contains("introducd") && error.contains("line 2"), "{error}");
        assert!(Settings::parse("[value]\nfit = 2.0\n").is_err());
        for (text, name) in [
            ("[reply]\nconnected = nan\n", "`reply.connected` is NaN"),
            ("[reply]\nintroduced = inf\n", "`reply.introduced` is inf"),
            ("[reply]\nsilent = -1e300\n", "`reply.silent` is -1"),
            ("[reply]\nhalf_life_days = nan\n", "`reply.half_life_days` is NaN"),
            ("[value]\nfit = nan\n", "`value.fit` is NaN"),
            ("[routine]\ncheck_in_every_days = 2147483647\n", "`routine.check_in_every_days` is 2147483647"),
            ("[routine]\nfollow_up_after = 4294967295\n", "not between 0 and 365"),
            ("[routine]\nrest_days = -30\n", "`routine.rest_days` is -30"),
            (
                "[calendar]\nweekend = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\", \"saturday\", \"sunday\"]\n",
                "all seven days",
            ),
        ] {
            let error = Settings::parse(text).unwrap_err().to_string();
            assert!(error.contains(name), "{error}");
        }
        assert!(Settings::parse("[reply]\nconnected = -1\nhalf_life_days = 365.0\n").is_ok());
        assert!(Settings::parse("[calendar]\nweekend = [\"caturday\"]\n").is_err());
        assert!(Settings::parse("[calendar]\nholidays = [\"2026-12-25\"]\n").is_ok());
        let roster = "[roster.columns]\nmember = [\"First\", \"Last\"]\nfolder = \"Student ID\"\n";
        assert_eq!(Settings::parse(roster).unwrap().roster.columns.member.names(), ["First", "Last"]);
        assert!(Settings::parse("[roster.columns]\nmembre = \"x\"\n").is_err());
    }
}

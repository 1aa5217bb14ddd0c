//! The days of a log: which step of a row was on which.
//!
//! In: the columns and a row of an outreach list, the kind of step where the list names one, and what came of it. Out:
//! the steps of the row, each with its day. A list with a row for each person has up to three days in it: when somebody
//! was asked first, when there was contact last, and when the two talked. What came of it tells which of them it speaks
//! of, and a conversation whose own day is not known is never put on the day of a letter.

use crate::day::Day;
use crate::import::columns;
use crate::import::date::Order;
use crate::import::desk::Desk;
use crate::import::own::is_nothing;
use crate::import::records::{Outcome, OutreachKind};
use crate::import::rows::{Column, Header, Row};

/// The columns of a log that hold days.
pub(super) struct DayColumns {
    /// Of the step, or of the first letter.
    pub(super) asked: Column,
    /// Of the last contact, whatever it was.
    pub(super) last: Column,
    /// Of the conversation.
    pub(super) met: Column,
    /// Whether the first says that more may have followed.
    is_first: bool,
}

/// A step of a row: its day, what it was, and what came of it.
pub(super) type Step = (Option<Day>, Option<OutreachKind>, Option<Outcome>);

/// What stands in the columns of days.
#[derive(Clone, Copy, Default)]
pub(super) struct Days {
    pub(super) asked: Option<Day>,
    pub(super) last: Option<Day>,
    pub(super) met: Option<Day>,
}

impl Days {
    /// The first day that is known: by then all was known that the row says of people.
    pub(super) fn first(self) -> Option<Day> {
        [self.asked, self.last, self.met].into_iter().flatten().min()
    }
}

impl DayColumns {
    pub(super) fn of(header: &Header) -> DayColumns {
        let names = [columns::CONTACTED_ON, columns::FIRST_CONTACT, columns::SENT, columns::DATE]
            .map(|names| header.column(names));
        let asked = names.into_iter().find(|column| column.is_there()).unwrap_or(names[0]);
        DayColumns {
            asked,
            last: header.column(columns::LAST_CONTACT),
            met: header.column(columns::INTERVIEWED_ON),
            is_first: asked.is_there() && asked == names[1],
        }
    }

    /// All of them.
    pub(super) fn all(&self) -> [Column; 3] {
        [self.asked, self.last, self.met]
    }

    /// Whether the list is one of people with the day of the last contact, and no list of requests.
    pub(super) fn say_last_alone(&self) -> bool {
        self.last.is_there() && !self.asked.is_there() && !self.met.is_there()
    }

    /// The column in which a day is missed.
    pub(super) fn main(&self) -> Column {
        self.all().into_iter().find(|column| column.is_there()).unwrap_or(self.asked)
    }

    /// Whether a row says nothing of days.
    pub(super) fn are_empty(&self, row: &Row<'_>) -> bool {
        self.all().iter().all(|column| is_nothing(&row.text(*column)))
    }

    pub(super) fn read(&self, desk: &mut Desk<'_>, row: &Row<'_>, header: &Header) -> Days {
        let mut day = |column| desk.day(row, header, column, Order::Unknown);
        Days { asked: day(self.asked), last: day(self.last), met: day(self.met) }
    }

    /// The steps of a row whose list has a column for what was done.
    pub(super) fn steps_of_kind(
        &self,
        row: &Row<'_>,
        days: Days,
        kind: Option<OutreachKind>,
        outcome: Option<Outcome>,
    ) -> Vec<Step> {
        let talk = Some(OutreachKind::Interview);
        let written = days.asked.or(days.last);
        match days.met {
            _ if kind == talk && !is_nothing(&row.text(self.met)) => vec![(days.met, kind, outcome)],
            // An appointment beside a letter of which no day is known.
            Some(_) if kind != talk => vec![(written, kind, outcome), (days.met, talk, None)],
            _ => vec![(written, kind, outcome)],
        }
    }

    /// The steps of a row that does not say what was done.
    pub(super) fn steps(&self, days: Days, outcome: Option<Outcome>) -> Vec<Step> {
        let (request, talk) = (Some(OutreachKind::Request), Some(OutreachKind::Interview));
        let has_talk = self.met.is_there() || self.last.is_there() || self.is_first;
        let asked = days.asked.or(days.last.filter(|_| !self.met.is_there() || days.asked.is_none()));
        let mut steps: Vec<Step> = Vec::new();
        match outcome {
            // One day for all of it.
            Some(Outcome::Scheduled | Outcome::Held | Outcome::CalledOff) if !has_talk => {
                return vec![(days.asked, talk, outcome)];
            }
            // When they are to talk, the day of the last contact does not say.
            Some(Outcome::Scheduled) if days.met.is_none() => steps.push((asked, request, outcome)),
            Some(Outcome::Scheduled | Outcome::Held | Outcome::CalledOff) => {
                let on = if self.met.is_there() { days.met } else { days.last };
                if days.asked.is_some() && days.asked != on {
                    steps.push((days.asked, request, Some(Outcome::Replied)));
                }
                steps.push((on, talk, outcome));
            }
            _ if days.asked.is_none() && days.last.is_none() && days.met.is_some() => {
                let of_letter = matches!(outcome, Some(Outcome::Replied | Outcome::NoReply));
                steps.push((days.met, talk, outcome.filter(|_| !of_letter)));
            }
            // A person with the day of the last contact: that, and no more.
            None | Some(Outcome::Unread) if days.asked.is_none() && days.last.is_some() => {
                steps.push((days.last, None, outcome));
            }
            // As long as nobody answered, every contact was a letter.
            Some(Outcome::Pending | Outcome::NoReply) if days.asked.is_some() && days.asked < days.last => {
                steps.push((days.asked, request, None));
                steps.push((days.last, Some(OutreachKind::FollowUp), outcome));
            }
            _ => steps.push((asked, request, outcome)),
        }
        let has = |day: Option<Day>| move |step: &Step| step.0 == day;
        if days.met.is_some() && !steps.iter().any(|step| step.1 == talk) {
            steps.push((days.met, talk, None));
        }
        if days.last.is_some() && !steps.iter().any(has(days.last)) {
            steps.push((days.last, None, None));
        }
        steps
    }
}

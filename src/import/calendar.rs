//! Calendars (iCalendar): who was to meet whom, and on which day.
//!
//! In: an `.ics` file of Google, Outlook or Apple, as a stream. Out: a [`Meeting`] for each event to which people were
//! invited. An event is a row. Only the day matters, and it is the one that is written; but where a time is written in UTC,
//! as Google does, it is the day in the time zone that the calendar names (`X-WR-TIMEZONE`): half past five in the evening
//! in California is no meeting of the next day.
//! A series is one event: it says that people meet, and counting it out would say no more.

use crate::day::Day;
use crate::import::components::{self, Component};
use crate::import::content::Content;
use crate::import::date;
use crate::import::desk::Desk;
use crate::import::kind::Kind;
use crate::import::lines::Property;
use crate::import::records::Meeting;
use crate::index::fingerprint;
use jiff::tz::TimeZone;
use unicode_normalization::UnicodeNormalization;

/// The most people that may be invited to a meeting rather than to an event.
const MANY: usize = super::mail::MANY;

/// An event while its properties come in.
#[derive(Default)]
struct Open {
    line: u32,
    uid: String,
    instance: String,
    start: String,
    recurring: bool,
    all_day: bool,
    called_off: bool,
    /// That of the calendar, where it names one.
    zone: Option<TimeZone>,
    /// The organiser first.
    people: Vec<Guest>,
}

/// Somebody whom an event names.
struct Guest {
    address: String,
    name: String,
    answer: Answer,
}

/// What a guest answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// It is her own event.
    Organiser,
    /// She comes.
    Yes,
    /// She does not.
    No,
    /// Nothing yet, or perhaps.
    Open,
    /// The calendar keeps no answer of hers.
    Untold,
}

/// What the file says of everything in it.
#[derive(Default)]
struct Around {
    /// That it is called off.
    called_off: bool,
    /// In which time zone its owner lives.
    zone: Option<TimeZone>,
}

/// Reads the events of a file.
pub fn read(content: &Content, desk: &mut Desk<'_>) -> std::io::Result<()> {
    components::read::<Open>(content, desk)
}

impl Component for Open {
    type Outside = Around;
    const NAME: &'static str = "VEVENT";

    fn begin(line: u32, outside: &Around) -> Open {
        Open { line, called_off: outside.called_off, zone: outside.zone.clone(), ..Open::default() }
    }

    fn take_outside(property: &Property, outside: &mut Around) {
        match property.name.as_str() {
            "METHOD" => outside.called_off = property.value.trim().eq_ignore_ascii_case("cancel"),
            // A zone that this machine does not know leaves the days in UTC, as they are written.
            "X-WR-TIMEZONE" => outside.zone = TimeZone::get(property.value.trim()).ok(),
            _ => {}
        }
    }

    fn take_in(&mut self, property: Property) {
        match property.name.as_str() {
            "UID" => self.uid = property.value,
            "RECURRENCE-ID" => self.instance = property.value,
            "DTSTART" => {
                // A birthday, a holiday, a trip: a day has no time of day, and nobody talks all of it.
                self.all_day = property.parameter("VALUE").eq_ignore_ascii_case("date")
                    || property.value.trim().len() == 8;
                self.start = property.value;
            }
            "SUMMARY" => self.called_off |= is_called_off(&property.text()),
            "RRULE" | "RDATE" => self.recurring = true,
            "STATUS" => self.called_off |= property.value.trim().eq_ignore_ascii_case("cancelled"),
            "ORGANIZER" => {
                let organiser = person(&property).map(|guest| Guest { answer: Answer::Organiser, ..guest });
                self.people.splice(0..0, organiser).for_each(drop);
            }
            // An event for everybody is told by its first hundred.
            "ATTENDEE" if self.people.len() < 100 => self.people.extend(person(&property)),
            _ => {}
        }
    }

    fn finish(self, desk: &mut Desk<'_>) {
        let mut event = self;
        if event.called_off {
            return desk.skip("a meeting called off");
        }
        if event.all_day {
            return desk.skip("an event of a whole day");
        }
        // The organiser stands among the attendees too, and there her name may be missing; a no of hers is one.
        let mut guests: Vec<Guest> = Vec::new();
        for guest in event.people.drain(..) {
            match guests.iter_mut().find(|known| known.address.eq_ignore_ascii_case(&guest.address)) {
                Some(known) if guest.answer == Answer::No => known.answer = Answer::No,
                Some(_) => {}
                None => guests.push(guest),
            }
        }
        event.people = guests;
        if event.people.is_empty() {
            return desk.skip("nobody is invited");
        }
        if event.people.len() > MANY {
            return desk.skip("an event for many");
        }
        // An event lies in the calendar of each who shares it.
        let print = fingerprint([&*event.uid, &event.instance, &event.start].join("\n").as_bytes());
        if !event.uid.is_empty() && desk.is_known(print, Kind::Calendar) {
            return;
        }
        let hint = "a meeting without a day says nothing of contact; export the calendar again";
        let Some(written) = day(&event.start, None) else {
            return desk.reject_line(event.line, "a meeting without a day", &event.start, hint);
        };
        if let Err(why) = date::possible(written) {
            return desk.reject_line(event.line, &why.problem(), &event.start, hint);
        }
        let on = day(&event.start, event.zone.as_ref()).unwrap_or(written);
        // Where nobody's answer is kept, all count as they stand.
        let keeps_answers =
            event.people.iter().any(|guest| !matches!(guest.answer, Answer::Organiser | Answer::Untold));
        let (mut attendees, mut unanswered, mut declined) = (Vec::new(), Vec::new(), Vec::new());
        for Guest { address, name, answer } in &event.people {
            let who = desk.mention("", address, name);
            match answer {
                Answer::Organiser | Answer::Yes => attendees.push(who),
                Answer::Untold if !keeps_answers => attendees.push(who),
                Answer::Untold | Answer::Open => unanswered.push(who),
                Answer::No => declined.push(who),
            }
        }
        let recurring = event.recurring || !event.instance.is_empty();
        let place = desk.place(event.line);
        desk.into.meetings.push(Meeting { on, attendees, unanswered, declined, recurring, place });
        desk.import();
    }
}

/// The person of a property; rooms, resources, groups and shared calendars are none.
fn person(property: &Property) -> Option<Guest> {
    let kind = property.parameter("CUTYPE");
    if !kind.is_empty() && !kind.eq_ignore_ascii_case("individual") {
        return None;
    }
    let value = property.value.trim();
    let at = value.to_ascii_lowercase().rfind("mailto:").map_or(0, |at| at + 7);
    let mut address = value[at..].trim();
    if !address.contains('@') {
        // Outlook puts the name of its own server into the value, and the address here.
        address = property.parameter("EMAIL");
    }
    let (local, domain) = address.rsplit_once('@')?;
    let domain = domain.to_ascii_lowercase();
    let is_calendar = domain == "calendar.google.com" || domain.ends_with(".calendar.google.com");
    if is_calendar || local.is_empty() || address.eq_ignore_ascii_case("unknownorganizer@calendar.google.com")
    {
        return None;
    }
    // A name is an address again as often as not.
    let name = property.parameter("CN");
    let name = if name.contains('@') { "" } else { name.trim() };
    let answer = match &*property.parameter("PARTSTAT").to_ascii_uppercase() {
        "ACCEPTED" | "COMPLETED" | "IN-PROCESS" => Answer::Yes,
        "DECLINED" => Answer::No,
        "" => Answer::Untold,
        _ => Answer::Open,
    };
    Some(Guest { address: address.to_owned(), name: name.to_owned(), answer })
}

/// The words that Outlook and Google put before the title of what is called off, in the languages they speak.
const CALLED_OFF: &[&str] = &[
    "canceled",
    "cancelled",
    "cancelled event",
    "canceled event",
    "abgesagt",
    "storniert",
    "annulé",
    "annulée",
    "annulation",
    "cancelado",
    "cancelada",
    "anulado",
    "anulada",
    "annullato",
    "annullata",
    "cancellato",
    "geannuleerd",
    "afgelast",
    "aflyst",
    "avlyst",
    "inställt",
    "avbokat",
    "avbruten",
    "peruttu",
    "peruutettu",
    "odwołane",
    "anulowano",
    "zrušeno",
    "iptal edildi",
    "отменено",
    "キャンセル済み",
    "已取消",
    "취소됨",
];

/// Whether a title says that the meeting was called off: `Canceled: Coffee`, `[Abgesagt] Kaffee`, `Annulé : café`.
fn is_called_off(title: &str) -> bool {
    let title = title.trim_start_matches(|c: char| c.is_whitespace() || "[(".contains(c));
    // A Mac takes `é` apart.
    let title: String = title.chars().take(60).nfc().flat_map(char::to_lowercase).collect();
    CALLED_OFF.iter().any(|word| {
        let rest = title.strip_prefix(word).map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with([':', '：', ']', ')']) || rest.starts_with("- "))
    })
}

/// The day in `20250909T180000` or `20250909`, as written; that of `20250909T180000Z`, which is UTC, in the zone given.
fn day(text: &str, zone: Option<&TimeZone>) -> Option<Day> {
    let text = text.trim();
    let number = |range: std::ops::Range<usize>| -> Option<u32> {
        let digits = text.get(range).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse().ok()
    };
    let written = number(0..8)?;
    let day = Day::from_ymd((written / 10_000) as i32, written / 100 % 100, written % 100)?;
    let in_zone = || {
        let zone = zone.filter(|_| text.ends_with(['Z', 'z']))?;
        let (hour, minute) = (number(9..11)?, number(11..13)?);
        let at = day.civil().at(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0);
        let there = at.to_zoned(TimeZone::UTC).ok()?.with_time_zone(zone.clone());
        Some(Day::from_civil(there.date()))
    };
    Some(in_zone().unwrap_or(day))
}

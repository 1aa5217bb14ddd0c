//! Calendars (iCalendar): who was to meet whom, and on which day.
//!
//! In: an `.ics` file of Google, Outlook or Apple, as a stream. Out: a [`Meeting`] for each event to which people were
//! invited. An event is a row. Only the day matters, so no time zone is reckoned with: the day is the one that is written.
//! A series is one event: it says that people meet, and counting it out would say no more.

use crate::day::Day;
use crate::import::components::{self, Component};
use crate::import::content::Content;
use crate::import::desk::Desk;
use crate::import::kind::Kind;
use crate::import::lines::Property;
use crate::import::records::Meeting;
use crate::index::fingerprint;

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
    called_off: bool,
    /// Address, name, and whether she declined; the organiser first.
    people: Vec<(String, String, bool)>,
}

/// Whether the file calls off everything in it.
#[derive(Default)]
struct CalledOff(bool);

/// Reads the events of a file.
pub fn read(content: &Content, desk: &mut Desk<'_>) -> std::io::Result<()> {
    components::read::<Open>(content, desk)
}

impl Component for Open {
    type Outside = CalledOff;
    const NAME: &'static str = "VEVENT";

    fn begin(line: u32, outside: &CalledOff) -> Open {
        Open { line, called_off: outside.0, ..Open::default() }
    }

    fn take_outside(property: &Property, outside: &mut CalledOff) {
        if property.name == "METHOD" {
            outside.0 = property.value.trim().eq_ignore_ascii_case("cancel");
        }
    }

    fn take_in(&mut self, property: Property) {
        match property.name.as_str() {
            "UID" => self.uid = property.value,
            "RECURRENCE-ID" => self.instance = property.value,
            "DTSTART" => self.start = property.value,
            "RRULE" | "RDATE" => self.recurring = true,
            "STATUS" => self.called_off |= property.value.trim().eq_ignore_ascii_case("cancelled"),
            "ORGANIZER" => self.people.splice(0..0, person(&property)).for_each(drop),
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
        // The organiser stands among the attendees too, and there her name and answer may be missing.
        let mut seen: Vec<String> = Vec::new();
        event.people.retain(|(address, ..)| {
            let key = address.to_ascii_lowercase();
            let fresh = !seen.contains(&key);
            seen.push(key);
            fresh
        });
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
        let Some(on) = day(&event.start) else {
            let hint = "a meeting without a day says nothing of contact; export the calendar again";
            return desk.reject_line(event.line, "a meeting without a day", &event.start, hint);
        };
        let mut attendees = Vec::new();
        let mut declined = Vec::new();
        for (address, name, no) in &event.people {
            let who = desk.mention("", address, name);
            if *no { declined.push(who) } else { attendees.push(who) }
        }
        let recurring = event.recurring || !event.instance.is_empty();
        let place = desk.place(event.line);
        desk.into.meetings.push(Meeting { on, attendees, declined, recurring, place });
        desk.import();
    }
}

/// The person of a property; rooms, resources, groups and shared calendars are none.
fn person(property: &Property) -> Option<(String, String, bool)> {
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
    let declined = property.parameter("PARTSTAT").eq_ignore_ascii_case("declined");
    Some((address.to_owned(), name.to_owned(), declined))
}

/// The day in `20250909T180000Z` or `20250909`, as written.
fn day(text: &str) -> Option<Day> {
    let digits = text.trim().get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let number: u32 = digits.parse().ok()?;
    Day::from_ymd((number / 10_000) as i32, number / 100 % 100, number % 100)
}

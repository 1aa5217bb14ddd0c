//! Messages and invitations between the seeker and one other person.
//!
//! Where nothing else speaks of the other, such a row says three things that a cohort asks for: that something happened
//! on that day, that the seeker took a step, or that she was written to.

use super::cut::{Cut, Sheet, Span, header_end};
use super::heads::{Naming, heads, name_print};
use super::lists::Lists;
use super::said::Said;
use super::spoken::Spoken;
use crate::analysis::cohort::pool::{Head, Pool, key_print};
use crate::day::Day;
use crate::import::date::{self, NotADate, Order};
use crate::import::known;
use crate::import::linkedin::messages::{is_advertisement, is_set, split_urls};
use crate::import::recognise::{HEAD, Kind};
use crate::network::EventKind;
use crate::people::profile_url;
use memchr::memchr2;

/// The headers of messages: since 2019, and since 2026.
const MESSAGES: [(&str, usize); 3] = [
    (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER",
        10,
    ),
    (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,\
         ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT",
        13,
    ),
    (
        "\"CONVERSATION ID\",\"CONVERSATION TITLE\",\"FROM\",\"SENDER PROFILE URL\",\"TO\",\"RECIPIENT PROFILE URLS\",\"DATE\",\
         \"SUBJECT\",\"CONTENT\",\"FOLDER\",\"ATTACHMENTS\",\"IS MESSAGE DRAFT\",\"IS CONVERSATION DRAFT\"",
        13,
    ),
];

/// The header of invitations, since 2023.
const INVITATIONS: &str = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl";

/// What passed between two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Message,
    Invitation,
}

/// A row that could be one between two people: who, to whom, and when.
#[derive(Clone, Copy, Debug)]
struct Touch {
    whole: Span,
    from: Head,
    to: Head,
    day: Day,
    what: What,
}

/// A row that goes the full way whoever it speaks of.
#[derive(Clone, Copy, Debug)]
struct Odd {
    whole: Span,
    what: What,
    from: (Span, Span),
    /// Name and address; addresses of several people in a message to several.
    to: (Span, Span),
}

/// The rows of a file.
#[derive(Debug, Default)]
pub(super) struct Touches {
    sheet: Sheet,
    rows: Vec<Touch>,
    odd: Vec<Odd>,
}

/// How two heads of the same person look.
fn is(head: &Head, key: u64) -> bool {
    head.key == Some(key)
}

impl Touches {
    /// Cuts a file of messages or invitations; the bytes come back where it is none, or not just as LinkedIn writes it.
    pub(super) fn of(bytes: Vec<u8>, file_name: &str, pool: &Pool) -> Result<Touches, Vec<u8>> {
        let messages = MESSAGES.iter().map(|(header, n)| (*header, *n, Kind::Messages));
        let headers = messages.chain([(INVITATIONS, 7, Kind::Invitations)]);
        let found =
            headers.into_iter().find_map(|(header, n, kind)| Some((header_end(&bytes, header)?, n, kind)));
        let Some((header_ends, n_columns, kind)) = found else { return Err(bytes) };
        let head = &bytes[..bytes.len().min(HEAD)];
        if known::text(head, file_name).kind != kind {
            return Err(bytes);
        }
        let sheet = Sheet::of(bytes, header_ends, n_columns)?;
        let mut touches = Touches { sheet, ..Touches::default() };
        let is_whole = match kind {
            Kind::Messages => touches.cut_messages(pool),
            _ => touches.cut_invitations(pool),
        };
        if is_whole.is_none() {
            return Err(touches.sheet.text);
        }
        Ok(touches)
    }

    /// How many rows are counted as they stand.
    pub(super) fn n_imported(&self) -> usize {
        self.rows.len()
    }

    fn cut_messages(&mut self, pool: &Pool) -> Option<()> {
        let text = &self.sheet.text;
        let (mut found, mut has_urls): (Vec<Loose>, bool) = (Vec::new(), false);
        for cut in self.sheet.rows() {
            let Cut { whole, cells, .. } = cut?;
            let [_, _, from, from_url, to, to_urls, sent, _, content, _, _, draft, draft_thread] = cells;
            has_urls |= !from_url.of(text).trim_ascii().is_empty();
            let urls = to_urls.of(text);
            let names_nobody = || !urls.iter().any(u8::is_ascii_graphic) && to_urls.read(text).is_empty();
            let second = match date::second(&sent.read(text), Order::Unknown) {
                // The rest of the column settles it.
                Err(NotADate::Ambiguous) => return None,
                read => read.ok(),
            };
            if second.is_none() && has_no_number(sent.of(text)) {
                return None;
            }
            // The full way leaves these out, too: drafts, advertisements, people without a profile, messages to nobody.
            let is_draft = [draft, draft_thread].iter().any(|flag| is_set(flag.of(text)));
            let is_left_out = is_draft || is_advertisement(content.of(text));
            let is_from_nobody = from_url.of(text).trim_ascii().is_empty();
            if is_left_out || is_from_nobody || second.is_some() && names_nobody() {
                continue;
            }
            let day = second.map(|second| Day(second.div_euclid(86_400) as i32));
            let is_one = memchr2(b',', b';', urls).is_none();
            let day = day.filter(|_| is_one);
            found.push(Loose { whole, from: (from, from_url), to: (to, to_urls), day });
        }
        // A file whose addresses were taken out names people by their names alone.
        if !has_urls {
            return None;
        }
        self.sort(found, What::Message, pool);
        Some(())
    }

    fn cut_invitations(&mut self, pool: &Pool) -> Option<()> {
        let text = &self.sheet.text;
        let mut found: Vec<Loose> = Vec::new();
        for cut in self.sheet.rows() {
            let Cut { whole, cells, .. } = cut?;
            let [from, to, sent, _, direction, inviter, invitee, ..] = cells;
            let outgoing = match &*direction.read(text) {
                "OUTGOING" => Some(true),
                "INCOMING" => Some(false),
                _ => None,
            };
            let day = match date::day(&sent.read(text), Order::Unknown) {
                // The rest of the column settles it.
                Err(NotADate::Ambiguous) => return None,
                read => read.ok(),
            };
            if day.is_none() && has_no_number(sent.of(text)) {
                return None;
            }
            let day = day.filter(|_| outgoing.is_some());
            // The one whose files these are stands first, as the sender of a message would.
            let (one, other) = ((from, inviter), (to, invitee));
            let (from, to) = if outgoing == Some(false) { (other, one) } else { (one, other) };
            found.push(Loose { whole, from, to, day });
        }
        self.sort(found, What::Invitation, pool);
        Some(())
    }

    /// Tells rows between two people who have a profile from all others.
    fn sort(&mut self, found: Vec<Loose>, what: What, pool: &Pool) {
        let text = &self.sheet.text;
        let mut namings = Namings::default();
        let mut pairs: Vec<Option<(Day, [usize; 2])>> = Vec::with_capacity(found.len());
        for row in &found {
            pairs.push(row.day.map(|day| (day, namings.of_row(text, [row.from, row.to]))));
        }
        let heads = heads(pool, text, &namings.all);
        for (row, pair) in found.into_iter().zip(pairs) {
            let Loose { whole, from, to, .. } = row;
            match pair.map(|(day, sides)| (day, sides.map(|at| heads[at]))) {
                Some((day, [from, to])) if from.key.is_some() && to.key.is_some() => {
                    self.rows.push(Touch { whole, from, to, day, what });
                }
                _ => self.odd.push(Odd { whole, what, from, to }),
            }
        }
    }

    /// Everyone who may be the seeker: whoever takes part in every message, and stands on her side of every invitation.
    /// `None` where this file does not tell.
    fn seekers(&self) -> Option<Vec<u64>> {
        let text = &self.sheet.text;
        let key = |url: &str| profile_url::slug(url).map(|slug| key_print(&slug));
        let mut common: Option<Vec<u64>> = None;
        let mut meet = |keys: &[u64]| match &mut common {
            None => common = Some(keys.to_vec()),
            Some(common) => common.retain(|key| keys.contains(key)),
        };
        for row in &self.rows {
            match (row.from.key, row.to.key.filter(|_| row.what == What::Message)) {
                (Some(from), Some(to)) => meet(&[from, to]),
                (Some(one), None) | (None, Some(one)) => meet(&[one]),
                (None, None) => meet(&[]),
            }
        }
        for odd in &self.odd {
            let from = key(&odd.from.1.read(text));
            let to = odd.to.1.read(text);
            match odd.what {
                What::Invitation => {
                    if let Some(key) = from.or_else(|| key(&to)) {
                        meet(&[key]);
                    }
                }
                What::Message => {
                    let all: Vec<u64> = from.into_iter().chain(split_urls(&to).filter_map(key)).collect();
                    meet(&all);
                }
            }
        }
        common
    }

    /// Whether a name, by its fingerprint, is that of somebody with this key.
    pub(super) fn is_named(&self, key: u64, name: u64) -> bool {
        let sides = self.rows.iter().flat_map(|row| [&row.from, &row.to]);
        sides.into_iter().any(|head| is(head, key) && head.name == name)
    }

    /// The stable key of somebody, by its fingerprint.
    pub(super) fn key_of(&self, key: u64) -> Option<String> {
        let text = &self.sheet.text;
        let row = self.rows.iter().find(|row| is(&row.from, key) || is(&row.to, key))?;
        let cells = self.sheet.cells_of(row.whole)?;
        cells
            .iter()
            .find_map(|cell| profile_url::slug(&cell.read(text)).filter(|slug| key_print(slug) == key))
    }

    /// Adds everyone of whom the odd rows speak.
    pub(super) fn speak(&self, spoken: &mut Spoken) {
        let text = &self.sheet.text;
        for odd in &self.odd {
            for (name, urls) in [odd.from, odd.to] {
                let urls = urls.read(text);
                let mut is_told = false;
                for slug in [&*urls].into_iter().chain(split_urls(&urls)).filter_map(profile_url::slug) {
                    spoken.keys.insert(key_print(&slug));
                    is_told = true;
                }
                match is_told {
                    true => spoken.add_namesake(&name.read(text)),
                    false => spoken.add_name(&name.read(text)),
                }
            }
        }
    }

    /// Adds those of whom something else may speak by their names.
    pub(super) fn add_meant(&self, owner: u64, spoken: &mut Spoken) {
        for row in &self.rows {
            let other = row.other(owner);
            if spoken.may_mean(&other) {
                spoken.keys.extend(other.key);
            }
        }
    }

    /// Hands out the names of each row, with the fingerprint of the key of whom the seeker was in touch with. One of the
    /// two is her own.
    pub(super) fn each_name(&self, owner: u64, mut take: impl FnMut(Option<u64>, &str)) {
        for row in &self.rows {
            let Some(cells) = self.sheet.cells_of(row.whole) else { continue };
            let named = match row.what {
                What::Message => [cells[2], cells[4]],
                What::Invitation => [cells[0], cells[1]],
            };
            named.iter().for_each(|cell| take(row.other(owner).key, &cell.read(&self.sheet.text)));
        }
    }

    /// The people with whom the seeker was in touch.
    pub(super) fn others(&self, owner: u64) -> impl Iterator<Item = Head> + '_ {
        self.rows.iter().map(move |row| row.other(owner))
    }

    /// Keeps the rows of which nothing else speaks, and returns the file without them; `None` where nothing is left.
    pub(super) fn part(&mut self, owner: u64, spoken: &Spoken) -> Option<Vec<u8>> {
        let goes = |row: &Touch| {
            let is_between = is(&row.from, owner) != is(&row.to, owner);
            !is_between || row.other(owner).key.is_some_and(|key| spoken.keys.contains(&key))
        };
        let mut rest: Vec<Span> = self.rows.iter().filter(|row| goes(row)).map(|row| row.whole).collect();
        rest.extend(self.odd.iter().map(|odd| odd.whole));
        rest.sort_unstable_by_key(|whole| whole.0);
        self.rows.retain(|row| !goes(row));
        (!rest.is_empty()).then(|| self.sheet.part(rest.into_iter()))
    }

    /// The file as it was.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.sheet.text
    }

    /// What the rows say that are counted as they stand.
    pub(super) fn say(&self, owner: u64, as_of: Day, lists: &Lists, said: &mut Said) {
        for row in self.rows.iter().filter(|row| row.day <= as_of) {
            let day = Some(row.day);
            said.last_activity = said.last_activity.max(day);
            let is_sent = is(&row.from, owner);
            if let (What::Message, Some(key)) = (row.what, row.other(owner).key)
                && lists.names(key)
            {
                let kind = if is_sent { EventKind::MessageSent } else { EventKind::MessageReceived };
                said.letters.push((key, row.day, kind));
            }
            match (row.what, is_sent) {
                (What::Message, true) => said.last_step = said.last_step.max(day),
                (What::Message, false) => said.heard.extend(row.from.key.map(|key| (key, row.day))),
                (What::Invitation, _) => {}
            }
        }
    }
}

/// Whether a cell has no number in it, where one was: a second header may stand in the middle of a file, with columns of
/// its own, and what follows is for the full way to read.
fn has_no_number(cell: &[u8]) -> bool {
    !cell.iter().any(u8::is_ascii_digit)
}

/// Whom the rows of a file name. The seeker stands in every row, and a thread has the same two over and over.
#[derive(Default)]
struct Namings {
    all: Vec<Naming>,
    /// Those of the last row: the cells, and which of all they are.
    last: [Option<((Span, Span), usize)>; 2],
    scratch: Vec<u8>,
}

impl Namings {
    /// The two whom a row names, as places among all.
    fn of_row(&mut self, text: &[u8], sides: [(Span, Span); 2]) -> [usize; 2] {
        let found = sides.map(|(name, url)| {
            let is_same = |(a, b): (Span, Span)| a.of(text) == name.of(text) && b.of(text) == url.of(text);
            let known = self.last.iter().flatten().find(|(cells, _)| is_same(*cells));
            let at = known.map_or(self.all.len(), |(_, at)| *at);
            if at == self.all.len() {
                let name = [name, Span(name.1, name.1)];
                self.all.push(Naming::of(text, name, url, &mut self.scratch));
            }
            at
        });
        self.last = [Some((sides[0], found[0])), Some((sides[1], found[1]))];
        found
    }
}

impl Touch {
    fn other(&self, owner: u64) -> Head {
        if is(&self.from, owner) { self.to } else { self.from }
    }
}

/// A row on the way; without a day, it goes the full way.
struct Loose {
    whole: Span,
    from: (Span, Span),
    to: (Span, Span),
    day: Option<Day>,
}

/// The seeker of these files by what passed: her key's fingerprint, where one person alone takes part in everything and
/// goes under the name of the profile. Whatever else would be known of her is left to the full way.
pub(super) fn seeker<'t>(files: impl Iterator<Item = &'t Touches> + Clone, name: &str) -> Option<u64> {
    let mut common: Option<Vec<u64>> = None;
    for found in files.clone().filter_map(Touches::seekers) {
        match &mut common {
            None => common = Some(found),
            Some(common) => common.retain(|key| found.contains(key)),
        }
    }
    let mut common = common?;
    common.dedup();
    let [key] = common[..] else { return None };
    let name = name_print(name);
    (name != 0 && files.clone().any(|file| file.is_named(key, name))).then_some(key)
}

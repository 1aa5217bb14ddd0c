//! Messages: who wrote to whom and when. Contents are looked at for advertisements and for cues of an introduction; the
//! few that hold one are kept in memory until it is read out of them ([`crate::import::passages`]).

use crate::import::columns;
use crate::import::date::{self, NotADate, Order};
use crate::import::desk::Desk;
use crate::import::passages::{SUBJECT_END, Told};
use crate::import::records::{MentionId, Message};
use crate::import::repeats::Thread;
use crate::import::rows::{Column, Row, Rows};
use crate::index::{Index, fingerprint};
use memchr::memchr2;

/// What to do about a day that could be read in two ways.
const AMBIGUOUS: &str = "the rest of the column does not tell either, and a wrong month is worse than none; take the file from \
                         the archive as it was before a spreadsheet saved it, or write days like 2026-03-04";

/// Reads messages in all their variants (M0 to M7).
pub fn read(mut rows: Rows, desk: &mut Desk<'_>) {
    let header = rows.header.clone();
    let conversation = header.column(&["conversationid"]);
    let from = header.column(columns::FROM);
    let from_url = header.column(&["senderprofileurl", "senderurl", "fromprofileurl", "fromurl"]);
    let to = header.column(columns::TO);
    let all_to_urls = header.column(columns::RECIPIENTS);
    let sent = header.column(columns::WRITTEN);
    let subject = header.column(&["subject"]);
    let content = header.column(&["content", "message", "body", "text"]);
    let direction = header.column(&["direction"]);
    let drafts = [header.column(&["ismessagedraft"]), header.column(&["isconversationdraft"])];
    // The 2018 form has names only; since then, somebody without a URL has closed the account or advertises.
    // People who publish their file empty the column instead of deleting it.
    let has_urls = from_url.is_there() && desk.is_filled(from_url);
    let to_urls = if has_urls { all_to_urls } else { header.column(&[]) };
    let mut recipients: Vec<MentionId> = Vec::new();
    let mut spellings = Spellings::default();
    let mut threads = Threads::default();
    // A message takes some 350 bytes of the file.
    desk.expect_messages(rows.n_bytes() / 340);
    while let Some(row) = rows.next() {
        if !desk.takes(&row) {
            continue;
        }
        if drafts.iter().any(|draft| is_set(row.bytes(*draft))) {
            desk.skip("a draft");
            continue;
        }
        let (name, url) = (row.bytes(from), row.bytes(from_url));
        let written = row.bytes(content);
        if is_advertisement(written) {
            desk.skip("an advertisement");
            continue;
        }
        if is_closed_account(name) && url.is_empty() {
            desk.skip("a member who hid the profile");
            continue;
        }
        if has_urls && url.is_empty() {
            desk.skip(if name.is_empty() { "nobody is named" } else { "an advertisement" });
            continue;
        }
        let names = row.bytes(to);
        let thread = row.bytes(conversation);
        let (conversation, standing) = if thread.is_empty() {
            // Without an id (2018), a thread is a subject between the same people.
            let pair = if name < names { [name, names] } else { [names, name] };
            threads.number(&[pair[0], pair[1], row.bytes(subject)].join(&0u8), desk)
        } else {
            threads.number(thread, desk)
        };
        if desk.is_repeated_message(&row, standing) {
            continue;
        }
        let text = row.text(sent);
        let sent_at = match date::second(&text, Order::Unknown) {
            // A spreadsheet may have turned LinkedIn's own order round; only the rest of the column tells.
            Err(NotADate::Ambiguous) => date::second(&text, desk.order_of(sent)),
            read => read,
        };
        let sent_at = match sent_at {
            Ok(second) => second,
            Err(why) => {
                let hint = match why {
                    NotADate::Ambiguous => AMBIGUOUS,
                    _ => {
                        "a message without a date says nothing of contact; restore the date from the archive"
                    }
                };
                let problem = format!("{} in `{}`", why.problem(), header.name(sent));
                desk.reject(&row, &problem, hint);
                continue;
            }
        };
        recipients.clear();
        let urls = row.bytes(to_urls);
        if !to_urls.is_there() {
            if !names.is_empty() && !is_closed_account(names) {
                recipients.push(spellings.mention(&row, to_urls, to, desk));
            }
        } else if memchr2(b',', b';', urls).is_none() {
            // Only here can the name in `TO` be told: names may hold commas themselves.
            if !urls.is_empty() {
                recipients.push(spellings.mention(&row, to_urls, to, desk));
            }
        } else {
            let urls = row.text(to_urls);
            let mut several = split_urls(&urls).peekable();
            let first = several.next();
            match (first, several.peek()) {
                (Some(only), None) => recipients.push(desk.mention(only, "", &row.text(to))),
                (first, _) => {
                    recipients.extend(first.into_iter().chain(several).map(|url| desk.mention(url, "", "")))
                }
            }
        }
        if recipients.is_empty() && to_urls.is_there() {
            desk.skip("a member who hid the profile");
            continue;
        }
        let told = row.bytes(direction);
        let outgoing = match () {
            () if told.eq_ignore_ascii_case(b"OUTGOING") => Some(true),
            () if told.eq_ignore_ascii_case(b"INCOMING") => Some(false),
            () => None,
        };
        let from = spellings.mention(&row, from_url, from, desk);
        let place = desk.place(row.line);
        let start = desk.into.recipients.len() as u32;
        desk.into.recipients.extend_from_slice(&recipients);
        let to = start..desk.into.recipients.len() as u32;
        if desk.into.passages.wants(written) || desk.into.passages.wants(row.bytes(subject)) {
            let told = Told::Message(desk.into.messages.len() as u32);
            let (head, text) = (row.text(subject), row.text(content));
            // Most letters have none, and are kept as they stand.
            match &*head {
                "" => desk.into.passages.keep(told, &text),
                head => desk.into.passages.keep(told, &format!("{head}{SUBJECT_END}{text}")),
            }
        }
        desk.into.messages.push(Message { conversation, from, to, sent_at, outgoing, place });
        desk.import();
    }
}

/// Mentions by the bytes of their cells: a thread names the same two people in every row, and decoding them each time
/// would cost more than all the rest of it.
#[derive(Default)]
struct Spellings {
    known: Index<u64, MentionId>,
    /// The two that were asked for last: nearly always it is one of them, and comparing costs less than looking up.
    latest: [Option<Spelling>; 2],
    next: usize,
}

/// The cells of a mention, and which it is.
struct Spelling {
    url: Vec<u8>,
    name: Vec<u8>,
    id: MentionId,
}

impl Spellings {
    fn mention(&mut self, row: &Row<'_>, url: Column, name: Column, desk: &mut Desk<'_>) -> MentionId {
        let (of_url, of_name) = (row.bytes(url), row.bytes(name));
        let is_it = |known: &&Spelling| known.url == of_url && known.name == of_name;
        if let Some(known) = self.latest.iter().flatten().find(is_it) {
            return known.id;
        }
        let key = fingerprint(of_url).rotate_left(32) ^ fingerprint(of_name);
        let key = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let id = *self.known.entry(key).or_insert_with(|| desk.mention(&row.text(url), "", &row.text(name)));
        let place =
            self.latest[self.next].get_or_insert_with(|| Spelling { url: Vec::new(), name: Vec::new(), id });
        place.id = id;
        for (kept, cell) in [(&mut place.url, of_url), (&mut place.name, of_name)] {
            kept.clear();
            kept.extend_from_slice(cell);
        }
        self.next = 1 - self.next;
        id
    }
}

/// Numbers of threads; rows of one thread stand together.
#[derive(Default)]
struct Threads {
    latest: Option<(Vec<u8>, u32)>,
}

impl Threads {
    /// The number of a thread, and how it stands to the rows before.
    fn number(&mut self, id: &[u8], desk: &mut Desk<'_>) -> (u32, Thread) {
        if let Some((_, number)) = self.latest.as_ref().filter(|(latest, _)| latest == id) {
            return (*number, Thread::Same);
        }
        let (number, is_new) = desk.conversation_or_new(id);
        self.latest = Some((id.to_vec(), number));
        (number, if is_new { Thread::New } else { Thread::Known })
    }
}

/// Whether a flag is set: `Yes` in LinkedIn's own words, `TRUE` in those of a spreadsheet.
pub(crate) fn is_set(flag: &[u8]) -> bool {
    let flag = flag.trim_ascii();
    !flag.is_empty() && [&b"yes"[..], b"true", b"1"].iter().any(|yes| flag.eq_ignore_ascii_case(yes))
}

/// Whether a message is an advertisement, by how its text begins; in a cell that is not decoded, quotes are doubled.
pub(crate) fn is_advertisement(content: &[u8]) -> bool {
    const STARTS: [&[u8]; 2] = [b"<p class=\"spinmail-quill-editor", b"<p class=\"\"spinmail-quill-editor"];
    STARTS.iter().any(|start| content.trim_ascii_start().starts_with(start))
}

/// The name that LinkedIn writes for people who closed their account.
fn is_closed_account(name: &[u8]) -> bool {
    name.eq_ignore_ascii_case(b"linkedin member")
}

/// Splits a list of URLs at the commas that stand before one.
pub fn split_urls(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let trimmed = rest.trim_start_matches([',', ' ', ';']);
        if trimmed.is_empty() {
            return None;
        }
        let commas = trimmed.bytes().enumerate().filter(|(_, byte)| matches!(byte, b',' | b';'));
        let end = commas.map(|(at, _)| at).find(|at| {
            let next = trimmed[at + 1..].trim_start();
            next.starts_with("http") || next.starts_with("www.") || next.is_empty()
        });
        let (one, after) = trimmed.split_at(end.unwrap_or(trimmed.len()));
        rest = after;
        Some(one.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::split_urls;

    #[test]
    fn urls_are_split_before_urls_only() {
        let check = |text: &str, expect: &[&str]| assert_eq!(split_urls(text).collect::<Vec<_>>(), expect);
        check("https://a/in/x,https://a/in/y", &["https://a/in/x", "https://a/in/y"]);
        check("https://a/in/x,y, https://a/in/z,", &["https://a/in/x,y", "https://a/in/z"]);
        check("", &[]);
        check(",,", &[]);
    }
}

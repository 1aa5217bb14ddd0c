//! Mail as mbox: who wrote to whom and when, out of the headers alone.
//!
//! In: an mbox file of any size, as a stream. Out: a [`Mail`] for each letter between people, and the subject of what
//! several got, which may say that it introduces them. Bodies are read over, never decoded and never kept; what memory holds is one header block and a few numbers for each mail.
//! A mail is a row. Lists, newsletters and machines are skipped, and so is what goes to many: neither is contact.

mod headers;
mod mbox;

use crate::day::Day;
use crate::import::content::Content;
use crate::import::date;
use crate::import::desk::Desk;
use crate::import::kind::Kind;
use crate::import::passages::Told;
use crate::import::records::{Mail, MentionId};
use crate::index::fingerprint;
use headers::{Headers, Reader};
use mbox::Mbox;

pub use headers::is_machine;
pub use mbox::is_separator;

/// The most people a mail may go to, to be a letter rather than a circular.
pub const MANY: usize = 12;

/// Reads the mails of a file.
pub fn read(content: &Content, desk: &mut Desk<'_>) -> std::io::Result<()> {
    let mut mails = Mbox::of(content.open_at(0)?);
    let reader = Reader::new();
    while let Some((line, left_on)) = mails.next()? {
        let Some(found) = reader.read(mails.headers()) else {
            desk.skip("a mail without a sender");
            continue;
        };
        file(found, line, left_on, desk);
    }
    Ok(())
}

fn file(found: Headers, line: u32, left_on: Option<i64>, desk: &mut Desk<'_>) {
    if let Some(because) = found.label.reason_to_skip() {
        return desk.skip(because);
    }
    if found.is_automatic {
        return desk.skip("a newsletter or an automatic mail");
    }
    // A mail with two labels lies in two files.
    if !found.id.is_empty() && desk.is_known(fingerprint(found.id.as_bytes()), Kind::Mail) {
        return;
    }
    if found.to.len() > MANY {
        return desk.skip("a mail to many");
    }
    let is_possible = |at: &i64| date::possible(Day(at.div_euclid(86_400) as i32)).is_ok();
    let Some(sent_at) = found.sent_at.filter(is_possible).or(left_on.filter(is_possible)) else {
        let hint = "a mail without a date says nothing of contact; export the mailbox again";
        let problem = match found.sent_at.or(left_on) {
            Some(_) => "a date that cannot be meant",
            None => "a mail without a date",
        };
        return desk.reject_line(line, problem, &found.from.address, hint);
    };
    let thread = if found.thread.is_empty() { &found.id } else { &found.thread };
    let conversation = desk.conversation(thread.as_bytes());
    let from = desk.mention("", &found.from.address, &found.from.name);
    let start = desk.into.recipients.len() as u32;
    let to: Vec<MentionId> = found.to.iter().map(|to| desk.mention("", &to.address, &to.name)).collect();
    desk.into.recipients.extend(to);
    let to = start..desk.into.recipients.len() as u32;
    let place = desk.place(line);
    let sent = found.label == headers::Label::Sent;
    let n_direct = found.n_direct as u32;
    // Between two, a subject brings nobody together.
    if found.to.len() > 1 && desk.into.passages.wants(found.subject.as_bytes()) {
        desk.into.passages.keep(Told::Mail(desk.into.mails.len() as u32), &found.subject);
    }
    desk.into.mails.push(Mail { conversation, from, to, n_direct, sent_at, sent, place });
    desk.import();
}

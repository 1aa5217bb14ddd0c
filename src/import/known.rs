//! Headers that have been recognised before: a cohort has a hundred thousand files, and twenty headers.
//!
//! In: what [`recognise::text`] takes. Out: the same answer. Only answers that follow from the top of a file alone are
//! remembered, so nothing depends on what was read before.

use super::recognise::{self, Recognised};
use crate::index::Index;
use std::cell::RefCell;

/// So many are remembered; with more, remembering begins anew.
const MOST: usize = 1_000;
/// Longer ones are not remembered.
const LONGEST: usize = 4 << 10;

/// The name of a file, and its bytes to the end of the header.
type Top = (Box<str>, Box<[u8]>);

thread_local! {
    static KNOWN: RefCell<Index<Top, Recognised>> = RefCell::default();
}

/// Recognises a text by its first bytes, as [`recognise::text`] does.
pub fn text(head: &[u8], file_name: &str) -> Recognised {
    let Some(top) = top(head) else { return recognise::text(head, file_name) };
    KNOWN.with_borrow_mut(|known| {
        let key = (Box::from(file_name), Box::from(top));
        if let Some(found) = known.get(&key) {
            return found.clone();
        }
        let found = recognise::text(head, file_name);
        // Where the top says it, nothing below is looked at.
        if recognise::is_told_by_top(top, file_name) {
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(key, found.clone());
        }
        found
    })
}

/// The first line of a file, with the note before it that LinkedIn puts there.
fn top(head: &[u8]) -> Option<&[u8]> {
    let above = match head.starts_with(b"Notes:") {
        true => memchr::memmem::find(head, b"\n\n")? + 2,
        false => 0,
    };
    let end = above + memchr::memchr(b'\n', &head[above..])? + 1;
    (end <= LONGEST).then_some(&head[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever was read before, and whatever stands below, the answer is that of reading the file alone.
    #[test]
    fn the_answer_is_the_same_whatever_was_read_before() {
        let tops = [
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
            "Notes:\n\"When exporting\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
            "Notes:\nx\ny\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
            "introducer,introduced,date,context\n",
            "person,date,kind,outcome\r\n",
            "date,person\n",
            "Company\n",
            "a;b\n",
            "\"open\n",
            "Name\n",
            "\n",
        ];
        let below = [
            "",
            "Ann,Oduya,,,Lumora,Buyer,07 Jun 2022\n",
            "position;company;industry\nBuyer;Lumora;\n",
            "person,date,kind,outcome\nAnn,2026-01-01,request,\n",
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n",
        ];
        let names = ["Connections.csv", "outreach.csv", "Skills.csv", "coach_messages.csv", "x.txt"];
        for _ in 0..2 {
            for (top, below) in tops.iter().flat_map(|top| below.iter().map(move |below| (top, below))) {
                for name in names {
                    let head = format!("{top}{below}");
                    let found = format!("{:?}", text(head.as_bytes(), name));
                    assert_eq!(
                        found,
                        format!("{:?}", recognise::text(head.as_bytes(), name)),
                        "{name} {head}"
                    );
                }
            }
        }
    }
}

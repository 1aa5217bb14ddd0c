//! The cells of a row that name a person, made out once for all members.

use super::cut::Span;
use crate::analysis::cohort::pool::{Head, NewHead, Pool};
use crate::import::desk::full_name;
use crate::index::{fingerprint, wide_fingerprint};
use crate::people::{name, profile_url};

/// The cells that name a person: an address, and a name in one cell or in two.
#[derive(Clone, Copy, Debug)]
pub(super) struct Naming {
    pub(super) print: u128,
    pub(super) url: Span,
    pub(super) first: Span,
    pub(super) last: Span,
}

impl Naming {
    /// A name, in one cell or two, and an address. The fingerprint is that of the whole name and the address, so that a
    /// connection and an invitation of somebody have one head.
    pub(super) fn of(text: &[u8], [first, last]: [Span; 2], url: Span, scratch: &mut Vec<u8>) -> Naming {
        scratch.clear();
        let words = [first, last].map(|span| span.read(text));
        for word in words.iter().filter(|word| !word.is_empty()) {
            if !scratch.is_empty() {
                scratch.push(b' ');
            }
            scratch.extend_from_slice(word.as_bytes());
        }
        // No text has this byte in it.
        scratch.push(0xFF);
        scratch.extend_from_slice(url.of(text));
        Naming { print: wide_fingerprint(scratch), url, first, last }
    }

    /// The whole name.
    pub(super) fn name(&self, text: &[u8]) -> String {
        full_name(&self.first.read(text), &self.last.read(text))
    }

    fn new_head(&self, text: &[u8]) -> NewHead {
        let url = self.url.read(text);
        let key = profile_url::slug(&url).filter(|slug| slug.starts_with("in/") && url.contains("/in/"));
        NewHead { print: self.print, key, name: name_print(&self.name(text)) }
    }
}

/// The fingerprint of a name in its normal form; 0 where there is none.
pub(super) fn name_print(name: &str) -> u64 {
    let key = name::key(name);
    if key.is_empty() { 0 } else { fingerprint(key.as_bytes()).max(1) }
}

/// The heads of all these, in their order.
pub(super) fn heads(pool: &Pool, text: &[u8], namings: &[Naming]) -> Vec<Head> {
    let found = pool.heads(namings.iter().map(|naming| naming.print));
    let unknown = found.iter().zip(namings).filter(|(head, _)| head.is_none());
    let new: Vec<NewHead> = unknown.map(|(_, naming)| naming.new_head(text)).collect();
    let mut learnt = if new.is_empty() { Vec::new() } else { pool.learn(&new) }.into_iter();
    // There is one for each that was unknown.
    found.into_iter().filter_map(|head| head.or_else(|| learnt.next())).collect()
}

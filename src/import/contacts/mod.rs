//! Address books: what other programs know of people, as [`Card`]s.
//!
//! In: a table of Google, Outlook or LinkedIn's uploaded contacts, a plain list of people, or a vCard file. Out: one card a person with an
//! address or a profile. A card says that somebody has been written down, not that the two know each other: it makes no
//! connection. A card without address and profile tells nobody from a namesake, so it is skipped.

pub mod google;
pub mod outlook;
pub mod plain;
pub mod uploaded;
pub mod vcard;

use crate::import::desk::Desk;
use crate::import::records::Card;

/// What a card says, before it is known to say enough.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) emails: Vec<String>,
    pub(super) urls: Vec<String>,
    pub(super) company: String,
    pub(super) position: String,
}

impl Draft {
    /// Adds the addresses in a cell, which may hold several, whatever stands between them.
    pub(super) fn add_emails(&mut self, cell: &str) {
        for one in cell.split([',', ';', '|', '\n', '\t', ' ']) {
            let one = one.trim_matches(|c: char| c.is_whitespace() || "<>\"':".contains(c));
            let scheme = one.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
            let one = if scheme { &one[7..] } else { one };
            // `/o=Fernwick/cn=...` is how Exchange names its own people; it means nothing elsewhere.
            if one.contains('@') && !self.emails.iter().any(|known| known.eq_ignore_ascii_case(one)) {
                self.emails.push(one.to_owned());
            }
        }
    }

    /// Adds an address of the web, if it is a profile.
    pub(super) fn add_url(&mut self, cell: &str) {
        let profile = cell.split_whitespace().find(|one| one.to_lowercase().contains("linkedin.com/"));
        self.urls.extend(profile.map(str::to_owned));
    }

    /// Puts the card on the desk, or says why not.
    pub(super) fn file(self, line: u32, desk: &mut Desk<'_>) {
        let url = self.urls.first().map_or("", String::as_str);
        if self.emails.is_empty() && url.is_empty() {
            let nobody = self.name.is_empty() && !self.company.is_empty();
            desk.skip(if nobody { "an organisation" } else { "neither an address nor a profile" });
            return;
        }
        if self.name.is_empty() && !self.company.is_empty() {
            desk.skip("an organisation");
            return;
        }
        // An address in place of a name says nothing more than the address does.
        let name = if self.name.contains('@') { "" } else { &self.name };
        let mut who: Vec<_> = self.emails.iter().map(|email| desk.mention(url, email, name)).collect();
        if who.is_empty() {
            who.push(desk.mention(url, "", name));
        }
        let place = desk.place(line);
        let (company, position) = (self.company.into(), self.position.into());
        desk.into.cards.push(Card { who, company, position, place });
        desk.import();
    }
}

//! vCard 2.1, 3.0 and 4.0, as telephones, Apple, Google and Outlook write them. A card is a row.

use super::Draft;
use crate::import::components::{self, Component};
use crate::import::content::Content;
use crate::import::desk::{Desk, full_name};
use crate::import::lines::Property;
use crate::index::fingerprint;

/// A card while its properties come in.
#[derive(Default)]
struct Open {
    line: u32,
    card: Draft,
    /// `FN`: the name as it is shown.
    shown: String,
    /// `ROLE`, where there is no title.
    role: String,
    /// `KIND`, in lower case, or `org` where Apple marks a company.
    kind: String,
    /// Of all its properties, to tell a card that lies in two files.
    print: u64,
}

/// Reads the cards of a file.
pub fn read(content: &Content, desk: &mut Desk<'_>) -> std::io::Result<()> {
    components::read::<Open>(content, desk)
}

impl Component for Open {
    type Outside = ();
    const NAME: &'static str = "VCARD";

    fn begin(line: u32, (): &()) -> Open {
        Open { line, ..Open::default() }
    }

    fn take_in(&mut self, property: Property) {
        // Photos, revisions and ids differ between two exports of the same card.
        if !matches!(property.name.as_str(), "PHOTO" | "LOGO" | "KEY" | "REV" | "UID" | "PRODID" | "VERSION")
        {
            let text = format!("{}:{}", property.name, property.value);
            self.print = self.print.wrapping_add(fingerprint(text.as_bytes()));
        }
        let card = &mut self.card;
        match property.name.as_str() {
            "FN" if self.shown.is_empty() => self.shown = property.text(),
            "N" if card.name.is_empty() => {
                let parts = property.parts();
                let part = |at: usize| parts.get(at).map_or("", |part| part.trim());
                card.name = full_name(&full_name(part(1), part(2)), part(0));
            }
            // The company, then its units.
            "ORG" if card.company.is_empty() => {
                card.company = property.parts().into_iter().next().unwrap_or_default();
            }
            "TITLE" if card.position.is_empty() => card.position = property.text(),
            "ROLE" if self.role.is_empty() => self.role = property.text(),
            "EMAIL" => card.add_emails(&property.text()),
            "URL" | "X-SOCIALPROFILE" | "SOCIALPROFILE" | "IMPP" | "X-LINKEDIN" => {
                card.add_url(&property.text())
            }
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" => self.kind = property.value.trim().to_lowercase(),
            "X-ABSHOWAS" if property.value.trim().eq_ignore_ascii_case("company") => {
                self.kind = "org".to_owned()
            }
            _ => {}
        }
    }

    fn finish(self, desk: &mut Desk<'_>) {
        let Open { line, mut card, shown, role, kind, print } = self;
        if desk.is_known(print, crate::import::kind::Kind::VCard) {
            return;
        }
        match kind.as_str() {
            "group" => return desk.skip("a group"),
            "org" | "location" | "device" | "application" => return desk.skip("an organisation"),
            _ => {}
        }
        if card.name.is_empty() && shown != card.company {
            card.name = shown;
        }
        if card.position.is_empty() {
            card.position = role;
        }
        card.file(line, desk);
    }
}

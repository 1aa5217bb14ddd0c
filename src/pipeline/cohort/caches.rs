//! What a job remembers from one member to the next: members of a cohort know the same people, at the same companies.
//!
//! Everything here is a pure function of a text, so nothing depends on which job had which member.

use crate::analysis::targets::Wanted;
use crate::import::rows::cell_text;
use crate::index::{Index, Seen, fingerprint};
use crate::people::title::Title;
use crate::people::{Companies, CompanyId, company, name, profile_url};
use crate::settings::ValueWeights;

/// Texts remembered of each kind; with more, remembering begins anew.
const MOST: usize = 200_000;

/// What a job remembers.
#[derive(Debug, Default)]
pub(super) struct Caches {
    /// Stable keys of addresses that are not plain.
    keys: Index<Box<str>, Option<Box<str>>>,
    /// Companies by their normal forms, and spellings of them.
    company_keys: Index<Box<str>, u32>,
    spellings: Index<Box<str>, Option<u32>>,
    /// Titles, by how they are written.
    written: Index<Box<str>, u32>,
    titles: Vec<Title>,
    /// Positions sought, and whether a title is one.
    sought: Index<Box<str>, u32>,
    fits: Index<(u32, u32), bool>,
    /// Words of names in their normal form, by the fingerprint of the name as written.
    words: Index<u64, Box<[u64]>>,
}

impl Caches {
    /// Puts the stable key of a profile's address behind others; whether there is one.
    pub(super) fn put_key(&mut self, url: &str, keys: &mut String) -> bool {
        let plain = url.strip_prefix("https://www.linkedin.com/in/").filter(|slug| {
            let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            !slug.is_empty() && *slug != "me" && slug.bytes().all(is_plain)
        });
        if let Some(slug) = plain {
            keys.push_str("in/");
            keys.push_str(slug);
            return true;
        }
        if !self.keys.contains_key(url) {
            if self.keys.len() >= MOST {
                self.keys.clear();
            }
            let slug = profile_url::slug(url).filter(|slug| slug.starts_with("in/") && url.contains("/in/"));
            self.keys.insert(url.into(), slug.map(String::into_boxed_str));
        }
        match self.keys.get(url) {
            Some(Some(key)) => {
                keys.push_str(key);
                true
            }
            _ => false,
        }
    }

    /// The number of a company, by its normal form; `None` where the cell names none.
    pub(super) fn company(&mut self, written: &str) -> Option<u32> {
        if let Some(known) = self.spellings.get(written) {
            return *known;
        }
        if self.spellings.len() >= MOST {
            self.spellings.clear();
        }
        let text = cell_text(written);
        let number = match text.is_empty() || company::is_placeholder(&text) {
            true => None,
            false => Some(company::key(&text)).filter(|key| !key.is_empty()).map(|key| {
                let next = self.company_keys.len() as u32;
                *self.company_keys.entry(key.into_boxed_str()).or_insert(next)
            }),
        };
        self.spellings.insert(written.into(), number);
        number
    }

    /// The numbers under which a company of a workspace goes: its normal form, and those of its aliases.
    pub(super) fn companies_of(&mut self, companies: &Companies, company: CompanyId) -> Vec<u32> {
        let keys = companies.keys_of(company);
        let mut number = |key: &str| {
            let next = self.company_keys.len() as u32;
            *self.company_keys.entry(key.into()).or_insert(next)
        };
        keys.map(&mut number).collect()
    }

    /// The number of a title.
    pub(super) fn title(&mut self, written: &str) -> u32 {
        if let Some(known) = self.written.get(written) {
            return *known;
        }
        if self.titles.len() >= MOST {
            self.written.clear();
            self.titles.clear();
            self.fits.clear();
        }
        let number = self.titles.len() as u32;
        self.titles.push(Title::parse(&cell_text(written)));
        self.written.insert(written.into(), number);
        number
    }

    /// A title by its number.
    pub(super) fn title_of(&self, number: u32) -> &Title {
        &self.titles[number as usize]
    }

    /// The number of a position that is sought.
    pub(super) fn sought(&mut self, position: &str) -> u32 {
        let next = self.sought.len() as u32;
        *self.sought.entry(position.into()).or_insert(next)
    }

    /// Whether a title is the position that a row asks for, which asks for nothing else.
    pub(super) fn fits(
        &mut self,
        sought: u32,
        title: u32,
        wanted: &Wanted,
        companies: &Companies,
        weights: &ValueWeights,
    ) -> bool {
        if let Some(known) = self.fits.get(&(sought, title)) {
            return *known;
        }
        let fit = wanted.fit_of(None, &self.titles[title as usize], companies, weights);
        let fits = fit.is_some_and(|fit| fit.is_contact());
        self.fits.insert((sought, title), fits);
        fits
    }

    /// Whether a name shares a word of its normal form with others.
    ///
    /// A name of plain letters is made of the words that stand there, whatever of them is left out; any other is put
    /// into its normal form, once.
    pub(super) fn may_be_one_of(&mut self, first: &str, last: &str, words: &Seen<u64>) -> bool {
        // A dot ends an initial; elsewhere it may tie two words together.
        let is_plain = |text: &str| {
            let word =
                |word: &str| word.strip_suffix('.').unwrap_or(word).bytes().all(|b| b.is_ascii_alphabetic());
            text.split(' ').all(word)
        };
        if is_plain(first) && is_plain(last) {
            let mut low = [0u8; 64];
            return first.split(' ').chain(last.split(' ')).any(|word| {
                let Some(low) = low.get_mut(..word.len()) else { return true };
                low.copy_from_slice(word.as_bytes());
                low.make_ascii_lowercase();
                let without_dot = low.strip_suffix(b".").unwrap_or(low);
                words.contains(&fingerprint(low)) || words.contains(&fingerprint(without_dot))
            });
        }
        let name = format!("{}\u{1}{}", first, last);
        let sign = fingerprint(name.as_bytes());
        if !self.words.contains_key(&sign) {
            if self.words.len() >= MOST {
                self.words.clear();
            }
            let whole = crate::import::desk::full_name(&cell_text(first), &cell_text(last));
            let key = name::key(&whole);
            let signs = key.split(' ').map(|word| fingerprint(word.as_bytes()));
            self.words.insert(sign, signs.collect());
        }
        self.words.get(&sign).is_some_and(|found| found.iter().any(|word| words.contains(word)))
    }
}

//! What members and people are called in the reports: by name, or by a pseudonym.
//!
//! Where pseudonyms are asked for, members bear them from the beginning of a run and people are ranked by them: an order
//! that came from real names would tell them, pseudonyms or not.

use std::borrow::Cow;

/// How members and people are called.
///
/// Pseudonyms are keyed hashes: the same person has the same one in every run with the same key, and who holds the key
/// can find out whose it is by trying names. So can, without the key, whoever recognises a programme, a company or a
/// rare figure: they are pseudonyms, and the reports are not anonymous.
#[derive(Clone, Debug, Default)]
pub struct Names {
    key: Option<[u8; 32]>,
}

impl Names {
    /// Pseudonyms made with a secret, of any length: what is in the user's key file.
    pub fn pseudonyms(secret: &[u8]) -> Names {
        Names { key: Some(blake3::derive_key("tertius 2026 pseudonyms of members and people", secret)) }
    }

    /// Whether these are pseudonyms.
    pub fn are_pseudonyms(&self) -> bool {
        self.key.is_some()
    }

    /// 60 bits: of ten million people, two share one with a chance of 1 in 20,000.
    fn hashed(&self, kind: &str, name: &str) -> Option<String> {
        let key = self.key.as_ref()?;
        let mut hasher = blake3::Hasher::new_keyed(key);
        hasher.update(kind.as_bytes()).update(b"\0").update(name.as_bytes());
        Some(format!("{kind}-{}", &hasher.finalize().to_hex()[..15]))
    }

    /// What a member is called.
    pub fn member<'a>(&self, name: &'a str) -> Cow<'a, str> {
        self.hashed("member", name).map_or(Cow::Borrowed(name), Cow::Owned)
    }

    /// The key of a person.
    pub fn person<'a>(&self, key: &'a str) -> Cow<'a, str> {
        self.hashed("person", key).map_or(Cow::Borrowed(key), Cow::Owned)
    }

    /// What decides the place of a person among equals, where names do not: the pseudonym as a number.
    pub fn rank_of(&self, key: &str) -> Option<u64> {
        let pseudonym = self.hashed("person", key)?;
        let digits = pseudonym.rsplit('-').next().unwrap_or_default();
        u64::from_str_radix(digits, 16).ok()
    }

    /// What is sought, in words; it names the company of whoever is found for it.
    pub fn target(&self, wish: String) -> String {
        self.hashed("target", &wish).unwrap_or(wish)
    }

    /// The name, the position or the company of a person, which tell who it is; nothing with pseudonyms.
    pub fn telling<'a>(&self, text: &'a str) -> &'a str {
        if self.key.is_some() { "" } else { text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudonym_hangs_on_the_key_and_the_kind() {
        let (one, other) = (Names::pseudonyms(b"one"), Names::pseudonyms(b"other"));
        let ann = one.member("Ann Oduya");
        assert!(ann.starts_with("member-") && ann.len() == 22, "{ann}");
        assert_eq!(ann, one.member("Ann Oduya"));
        assert_ne!(ann, other.member("Ann Oduya"));
        assert_ne!(ann, one.member("Ann Odu"));
        assert_ne!(one.person("x")[7..], one.member("x")[7..]);
        assert_eq!((one.telling("Ann"), Names::default().telling("Ann")), ("", "Ann"));
        assert_eq!(Names::default().member("Ann Oduya"), "Ann Oduya");
    }
}

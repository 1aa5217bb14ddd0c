//! LinkedIn profile URLs and e-mail addresses, the two keys by which records of different files meet.
//!
//! The same profile is written percent-encoded in the connections, in raw Unicode in messages and invitations, and
//! without a scheme in endorsements; without one normal form a fifth of the matches is lost.

use super::alphabet::known;
use super::text::is_invisible;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The key of a LinkedIn profile, `in/SLUG` or `pub/NAME/1/2/3`, or `None` if the text is not a profile URL.
///
/// Taken off: scheme, host (any country or mobile subdomain), query, fragment, and whatever follows the slug (a
/// locale such as `/en`, or a page of the profile). Percent-escapes are decoded, the slug is put into NFC and lower
/// case. An escape that is not UTF-8, or that stands for white space, `/`, `?` or `#`, stays as it is.
///
/// `https://www.linkedin.com/in` (invitations of late 2023) names nobody, and neither do `/in/me` (whoever is
/// logged in), `/pub/dir/..` (a search) and `/sales/lead/..`.
pub fn slug(raw: &str) -> Option<String> {
    let mut slug = String::new();
    write_slug(raw, &mut slug).then_some(slug)
}

/// Writes the [`slug`] of a URL in the place of what was there; `false` if the text is not a profile URL. Whoever
/// compares thousands of profiles needs one buffer.
pub fn write_slug(raw: &str, slug: &mut String) -> bool {
    if write_common_slug(raw, slug) {
        return true;
    }
    let found = any_slug(raw);
    let is_found = found.is_some();
    *slug = found.unwrap_or_default();
    is_found
}

/// Writes the slug of a URL as LinkedIn's exports write nearly all: of small Latin letters, digits and dashes, or of
/// letters of other scripts, escaped or not, that have one form only.
fn write_common_slug(raw: &str, slug: &mut String) -> bool {
    let Some(tail) = raw.strip_prefix("https://www.linkedin.com/in/") else { return false };
    // Four of five are their own normal form.
    let is_plain = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    if tail.as_bytes().iter().fold(true, |all, byte| all & is_plain(byte)) {
        slug.clear();
        slug.push_str("in/");
        slug.push_str(tail);
        return !matches!(tail, "" | "me");
    }
    // Longer ones are rare enough to take the other way.
    let mut bytes = [0u8; 256];
    let mut n = 0;
    let mut rest = tail.as_bytes();
    while let [first, after @ ..] = rest {
        let mut byte = *first;
        rest = after;
        if byte == b'%' {
            let [high, low, after @ ..] = after else { return false };
            let (high, low) = (HEX[usize::from(*high)], HEX[usize::from(*low)]);
            if high == NO_HEX || low == NO_HEX {
                return false;
            }
            byte = high << 4 | low;
            rest = after;
        }
        if n == bytes.len() {
            return false;
        }
        bytes[n] = byte;
        n += 1;
    }
    let Ok(text) = std::str::from_utf8(&bytes[..n]) else { return false };
    slug.clear();
    slug.reserve(n + 3);
    slug.push_str("in/");
    let (mut has_marks, mut is_folded) = (false, true);
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | '-' => {}
            // Devanagari to Sinhala, without case; their marks may have to be put together with letters.
            '\u{900}'..='\u{dff}' => has_marks = true,
            // Capitals are left to the careful way: there are slugs in which they count.
            c if c.is_ascii() => return false,
            c => match known(c) {
                Some(letter) if letter.is_small_form => is_folded &= letter.folded == c,
                _ => return false,
            },
        }
    }
    match is_folded {
        true => slug.push_str(text),
        false => slug.extend(text.chars().map(|c| known(c).map_or(c, |letter| letter.folded))),
    }
    !matches!(&slug[3..], "" | "me") && (!has_marks || is_nfc_quick(slug.chars()) == IsNormalized::Yes)
}

/// No digit of an escape.
const NO_HEX: u8 = 0xFF;

/// The value of each digit of an escape.
const HEX: [u8; 256] = {
    let mut values = [NO_HEX; 256];
    let mut value = 0;
    while value < 16 {
        values[b"0123456789abcdef"[value] as usize] = value as u8;
        values[b"0123456789ABCDEF"[value] as usize] = value as u8;
        value += 1;
    }
    values
};

fn any_slug(raw: &str) -> Option<String> {
    let raw = raw.trim_matches(|c: char| c.is_whitespace() || is_invisible(c) || "<([\"'".contains(c));
    let (had_scheme, rest) = without_scheme(raw);
    let (had_host, path) = match rest.split_once('/') {
        Some((host, path)) if is_linkedin(host) => (true, path),
        _ if had_scheme => return None,
        _ => (false, rest.strip_prefix('/').unwrap_or(rest)),
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    // With a host the text is surely a URL, and what follows a space is not part of it; `in/out of office` is prose.
    let path = match path.split_once(char::is_whitespace) {
        Some((url, _)) if had_host => url,
        Some(_) => return None,
        None => path,
    };
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let mut kind = segments.next()?;
    if kind.eq_ignore_ascii_case("mwlite") {
        kind = segments.next()?;
    }
    if kind.eq_ignore_ascii_case("in") {
        let slug = normal(segments.next()?);
        return (!slug.is_empty() && slug != "me").then(|| format!("in/{slug}"));
    }
    if kind.eq_ignore_ascii_case("pub") {
        // Public URLs until about 2014: a name, then up to three short numbers in base 16.
        let parts: Vec<String> = segments.take(4).map(normal).take_while(|part| !part.is_empty()).collect();
        return (!parts.is_empty() && parts[0] != "dir").then(|| format!("pub/{}", parts.join("/")));
    }
    None
}

/// The address of the profile with this key, as LinkedIn itself writes it in the connections.
pub fn url(slug: &str) -> String {
    let mut url = String::new();
    write_url(slug, &mut url);
    url
}

/// Writes the same behind a text: a report of everyone has thirty thousand addresses.
pub fn write_url(slug: &str, text: &mut String) {
    // A `%` in a key is an escape that could not be decoded, so it goes back unchanged.
    const ESCAPED: &AsciiSet =
        &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'?').add(b'#');
    text.push_str("https://www.linkedin.com/");
    text.extend(utf8_percent_encode(slug, ESCAPED));
}

/// An e-mail address in lower case, or `None` if the text is not one.
///
/// Accepts `mailto:` and the form `Name <address>`. The local part is lower-cased too: in theory its case counts, in
/// practice no provider lets two people differ by it.
pub fn email(raw: &str) -> Option<String> {
    // Most exports show one address in fifty.
    if !raw.contains('@') {
        return None;
    }
    let mut text = raw.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    if let Some((_, inner)) = text.rsplit_once('<') {
        text = inner.split('>').next().unwrap_or_default().trim();
    }
    if text.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:")) {
        text = &text[7..];
    }
    let text = text.split('?').next().unwrap_or_default().trim_matches(|c: char| " .,;\"'".contains(c));
    let (local, domain) = text.split_once('@')?;
    let no_separator =
        |c: char| !c.is_whitespace() && !c.is_control() && !is_invisible(c) && !"@<>,;:()\"".contains(c);
    let label = |label: &str| {
        !label.is_empty()
            && label.chars().all(|c| c.is_alphanumeric() || c == '-' || (!c.is_ascii() && no_separator(c)))
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    let ok = !local.is_empty()
        && local.chars().all(no_separator)
        && domain.contains('.')
        && domain.split('.').all(label)
        && top.chars().count() >= 2
        && !top.bytes().all(|b| b.is_ascii_digit());
    ok.then(|| text.to_lowercase())
}

/// The text after `https://`, `http://` or `//`, and whether one of them was there.
fn without_scheme(raw: &str) -> (bool, &str) {
    for scheme in ["https://", "http://", "//"] {
        if raw.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) {
            return (true, &raw[scheme.len()..]);
        }
    }
    (false, raw)
}

/// `linkedin.com` or a subdomain of it, with or without a port.
fn is_linkedin(host: &str) -> bool {
    const DOMAIN: &str = "linkedin.com";
    let host = match host.split_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        Some(_) => return false,
        None => host,
    };
    let Some(start) = host.len().checked_sub(DOMAIN.len()) else { return false };
    let Some((sub, domain)) = host.split_at_checked(start) else { return false };
    domain.eq_ignore_ascii_case(DOMAIN)
        && (sub.is_empty()
            || sub.ends_with('.') && sub.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.'))
}

/// One path segment decoded, in NFC and lower case.
fn normal(segment: &str) -> String {
    let segment = trimmed(segment);
    if segment.bytes().all(|b| b.is_ascii() && b != b'%') {
        // Member numbers (`ACoAA..`) are the one kind of slug in which case counts: the lower-cased one leads nowhere.
        let is_member_number = segment.len() >= 30 && segment.starts_with("AC");
        return if is_member_number { segment.to_owned() } else { segment.to_ascii_lowercase() };
    }
    let mut text = segment.to_owned();
    let is_escaped = text.contains('%');
    // Slugs hold no `%` of their own, so an escaped escape is damage on the way and is undone as well.
    while let Some(decoded) = if is_escaped { decoded(&text) } else { None } {
        text = decoded;
    }
    let lower = text.to_lowercase();
    // A mark that NFC would have put on its letter is there in small letters, too, and makes this a maybe.
    if is_nfc_quick(lower.chars()) == IsNormalized::Yes {
        return trimmed(&lower).to_owned();
    }
    for _ in 0..3 {
        let lower: String = text.nfc().collect::<String>().to_lowercase().nfc().collect();
        if lower == text {
            break;
        }
        text = lower;
    }
    trimmed(&text).to_owned()
}

/// Without what clings to a URL copied out of running text.
fn trimmed(segment: &str) -> &str {
    segment.trim_matches(|c: char| is_invisible(c) || ".,;:([{<)]}>\"'".contains(c))
}

/// The text with its valid escapes decoded, or `None` if there was nothing to decode.
fn decoded(text: &str) -> Option<String> {
    // Nearly always every escape is one of UTF-8 and stands for a letter.
    let is_kept = |c: char| c.is_whitespace() || c.is_control() || "/?#%".contains(c);
    if let Ok(plain) = percent_decode_str(text).decode_utf8()
        && !plain.contains(is_kept)
    {
        return (plain != text).then(|| plain.into_owned());
    }
    let mut out = String::with_capacity(text.len());
    let mut changed = false;
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // Escapes come in runs, one for each byte of a character; a run of up to four is one character.
        let run = (1..=4).take_while(|n| is_escape(&rest.as_bytes()[(n - 1) * 3..])).last().unwrap_or(0);
        let character = (1..=run).find_map(|n| {
            let bytes: Vec<u8> = percent_decode_str(&rest[..n * 3]).collect();
            let c = std::str::from_utf8(&bytes).ok()?.chars().next()?;
            Some((n, c))
        });
        match character {
            Some((n, c)) if !c.is_whitespace() && !c.is_control() && !"/?#".contains(c) => {
                out.push(c);
                rest = &rest[n * 3..];
                changed = true;
            }
            _ => {
                out.push('%');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    changed.then_some(out)
}

fn is_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(raw: &str, expected: &str) {
        assert_eq!(slug(raw).as_deref().unwrap_or("-"), expected, "slug of {raw:?}");
    }

    #[test]
    fn one_profile_written_in_many_ways_has_one_key() {
        for raw in [
            "https://www.linkedin.com/in/z%C3%A9-quint%C3%A3o",
            "https://www.linkedin.com/in/zé-quintão",
            "www.linkedin.com/in/Zé-Quintão/",
            "http://linkedin.com/in/ze\u{301}-quinta\u{303}o",
            "HTTPS://PT.LinkedIn.com/in/z%c3%a9-quint%c3%a3o/en",
            "https://m.linkedin.com/in/zé-quintão?trk=abc%2Fdef#top",
            "https://www.linkedin.com/mwlite/in/zé-quintão",
            "https://www.linkedin.com/in/z%25C3%25A9-quint%25C3%25A3o",
            "https://www.linkedin.com/in/zé-quintão/details/experience/",
            " <https://www.linkedin.com/in/zé-quintão> ",
            "linkedin.com/in/zé-quintão",
            "/in/zé-quintão",
            "in/zé-quintão",
            "//www.linkedin.com:443/in/zé-quintão",
            "https://www.linkedin.com/in/zé-quintão, met in May",
        ] {
            check(raw, "in/zé-quintão");
        }
    }

    #[test]
    fn what_a_slug_may_hold() {
        check("https://www.linkedin.com/in/ottilie-brandvold-7a1", "in/ottilie-brandvold-7a1");
        check("https://www.linkedin.com/in/%E6%9D%8E%E5%B0%8F", "in/李小");
        check("https://www.linkedin.com/in/%D0%90%D0%BD%D0%BD%D0%B0", "in/анна");
        check("https://www.linkedin.com/in/%F0%9F%8C%B1-ann", "in/🌱-ann");
        check("https://www.linkedin.com/in/ann%FF%C3", "in/ann%ff%c3");
        check("https://www.linkedin.com/in/100%", "in/100%");
        check("https://www.linkedin.com/in/a%2Fb%20c", "in/a%2fb%20c");
        check("https://www.linkedin.com/in/ann-lee%2C-pmp", "in/ann-lee,-pmp");
        check(
            "https://www.linkedin.com/in/ACoAABcDeFgHiJkLmNoPqRsTuVwXyZ0123456789",
            "in/ACoAABcDeFgHiJkLmNoPqRsTuVwXyZ0123456789",
        );
        check("http://www.linkedin.com/pub/per-aasen/4/ab/12C", "pub/per-aasen/4/ab/12c");
        check("http://uk.linkedin.com/pub/per-aasen/4/ab/12c/en", "pub/per-aasen/4/ab/12c");
    }

    #[test]
    fn what_is_no_profile() {
        for raw in [
            "",
            "   ",
            "/",
            "%",
            "https://www.linkedin.com/in",
            "https://www.linkedin.com/in/",
            "https://www.linkedin.com/in//",
            "https://www.linkedin.com/in/?trk=x",
            "https://www.linkedin.com/in/me/",
            "https://www.linkedin.com/",
            "https://www.linkedin.com",
            "https://www.linkedin.com/sales/lead/ACwAAexample1,NAME",
            "https://www.linkedin.com/company/fernwick",
            "https://www.linkedin.com/pub/dir/Per/Aasen",
            "https://www.linkedin.com/profile/view?id=123",
            "https://linkedin.com.example.org/in/ann",
            "https://notlinkedin.com/in/ann",
            "https://example.org/in/ann",
            "https://example.org/?u=https://www.linkedin.com/in/ann",
            "https://ann@www.linkedin.com/in/ann",
            "example.org/in/ann",
            "inland",
            "in",
            "in/out of office",
            "Ottilie Brandvold",
            "ann@linkedin.com",
            "é/in/ann",
        ] {
            check(raw, "-");
        }
    }

    #[test]
    fn the_url_is_written_as_linkedin_writes_it() {
        assert_eq!(url("in/zé-quintão"), "https://www.linkedin.com/in/z%C3%A9-quint%C3%A3o");
        assert_eq!(url("in/per-aasen"), "https://www.linkedin.com/in/per-aasen");
        assert_eq!(url("pub/per-aasen/4/ab/12c"), "https://www.linkedin.com/pub/per-aasen/4/ab/12c");
    }

    #[test]
    fn addresses() {
        let check =
            |raw: &str, expected: Option<&str>| assert_eq!(email(raw).as_deref(), expected, "{raw:?}");
        check(" Ze@Example.ORG ", Some("ze@example.org"));
        check("mailto:Ze.Q+jobs@example.org?subject=hi", Some("ze.q+jobs@example.org"));
        check("Zé Quintão <ze@example.org>", Some("ze@example.org"));
        check("josé@exämple.org", Some("josé@exämple.org"));
        check("\u{feff}ze@example.org;", Some("ze@example.org"));
        for raw in ["", "@", "ze", "ze@", "@example.org", "ze@example", "ze@@example.org", "ze q@example.org"]
        {
            check(raw, None);
        }
        for raw in ["ze@example..org", "ze@.org", "ze@1.2", "not given", "a@b.c d", "ze@127.0.0.1"] {
            check(raw, None);
        }
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(tail in "[a-zA-Z%0-9é💙/?#.,ĀİΣ \u{200e}]{0,16}|\\PC{0,12}|(%[0-9A-Fa-f]{2}){0,8}") {
            for raw in [format!("https://www.linkedin.com/in/{tail}"), format!("in/{tail}"), tail.clone()] {
                if let Some(key) = slug(&raw) {
                    prop_assert_eq!(slug(&key), Some(key.clone()));
                    let address = url(&key);
                    prop_assert!(address.is_ascii());
                    prop_assert_eq!(slug(&address), Some(key));
                }
            }
        }

        #[test]
        fn the_short_way_leads_to_the_same_key(tail in "([a-z0-9-]|[ß-ſα-яא-תḀ-ỿ]|[\u{900}-\u{dff}]|%[eE]0%[aA][4-9a-fA-F]%[89abAB][0-9a-f]|[\u{300}-\u{345}]|%[0-9A-Fa-f]{2}|%[cC][3-9a-bA-B]%[89abAB][0-9a-f]|me|[A-ZΑ-Я./?]){0,12}") {
            let raw = format!("https://www.linkedin.com/in/{tail}");
            let mut slug = String::new();
            if write_common_slug(&raw, &mut slug) {
                prop_assert_eq!(Some(slug), any_slug(&raw));
            }
        }

        #[test]
        fn an_address_is_its_own_address(raw in "\\PC{0,20}|[a-zé.]{1,5}@[a-zİ.]{1,9}\\.[a-z]{1,4}") {
            if let Some(address) = email(&raw) {
                prop_assert_eq!(email(&address), Some(address));
            }
        }
    }
}

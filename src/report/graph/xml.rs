//! What GraphML and GEXF share: escaping, for text and for values in double quotes alike.

use std::fmt;

/// A value with the five signs of XML escaped. Characters that XML cannot hold are gone by now.
pub struct Escaped<T>(pub T);

impl<T: fmt::Display> fmt::Display for Escaped<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        write!(Sieve(out), "{}", self.0)
    }
}

struct Sieve<'a, 'b>(&'a mut fmt::Formatter<'b>);

impl fmt::Write for Sieve<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        // Bytes, for all five are ASCII, and a search for characters decodes every one.
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
            self.0.write_str(&rest[..at])?;
            self.0.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&apos;",
            })?;
            rest = &rest[at + 1..];
        }
        self.0.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn signs_are_escaped() {
        let text = Escaped(r#"<b a="x">R&D</b>'s"#).to_string();
        assert_eq!(text, "&lt;b a=&quot;x&quot;&gt;R&amp;D&lt;/b&gt;&apos;s");
        assert_eq!(Escaped("Łucja").to_string(), "Łucja");
    }
}

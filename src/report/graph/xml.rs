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
        for part in text.split_inclusive(['&', '<', '>', '"', '\'']) {
            let (plain, sign) = match part.char_indices().last() {
                Some((at, '&')) => (&part[..at], "&amp;"),
                Some((at, '<')) => (&part[..at], "&lt;"),
                Some((at, '>')) => (&part[..at], "&gt;"),
                Some((at, '"')) => (&part[..at], "&quot;"),
                Some((at, '\'')) => (&part[..at], "&apos;"),
                _ => (part, ""),
            };
            self.0.write_str(plain)?;
            self.0.write_str(sign)?;
        }
        Ok(())
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

//! Pictures inside a page share its names: two that both hold `id="clip"` would take each other's shapes.

/// The SVG without its XML declaration, and with its ids under the name of the picture.
///
/// The pictures are ours, so this knows the few ways in which they use an id: `id=".."`, `url(#..)`, `href="#.."`.
pub(super) fn inline(name: &str, svg: &str) -> String {
    let start = svg.find("<svg").unwrap_or(0);
    let mut out = String::with_capacity(svg.len() + 256);
    let mut rest = &svg[start..];
    const MARKS: [&str; 5] = [" id=\"", "url(#", "url('#", "url(\"#", "href=\"#"];
    while let Some((at, mark)) =
        MARKS.iter().filter_map(|mark| rest.find(mark).map(|at| (at, *mark))).min_by_key(|(at, _)| *at)
    {
        let (before, after) = rest.split_at(at + mark.len());
        out.push_str(before);
        out.push_str(name);
        out.push('-');
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What the picture says of itself, for those who cannot see it.
pub(super) fn title(svg: &str) -> Option<&str> {
    let from = svg.find("<title>")? + "<title>".len();
    let to = svg[from..].find("</title>")?;
    Some(&svg[from..from + to])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stand_under_the_name_of_the_picture() {
        let svg = "<?xml version=\"1.0\"?>\n<svg><title>A &amp; B</title><g id=\"a\"/><use href=\"#a\" fill=\"url(#a)\"/></svg>";
        assert_eq!(
            inline("growth", svg),
            "<svg><title>A &amp; B</title><g id=\"growth-a\"/><use href=\"#growth-a\" fill=\"url(#growth-a)\"/></svg>"
        );
        assert_eq!(title(svg), Some("A &amp; B"));
    }
}

use super::*;
use crate::report::tables::{self, Top};
use crate::report::trial;

const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"><title>One &amp; two</title><defs><clipPath id=\"c\"/></defs><g clip-path=\"url(#c)\"/></svg>";

fn page() -> String {
    let study = trial::study();
    let all = tables::all(&study, Top::First(50)).unwrap();
    let pictures = [("growth", PICTURE), ("referral-graph", PICTURE), ("coverage", PICTURE)];
    let html = index_html(&study, &all, &pictures, (None, None)).unwrap();
    assert_eq!(html, index_html(&study, &all, &pictures, (None, None)).unwrap(), "same study, same bytes");
    html
}

/// The text a reader sees, tags taken out and spaces run together.
fn text(html: &str) -> String {
    let body = &html[html.find("<body").unwrap()..html.rfind("<script").unwrap()];
    let mut out = String::new();
    for part in body.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        // Inline tags stand within a word of the sentence, all others part one sentence from the next.
        if !["bdi", "/bdi", "a ", "/a", "span", "/span", "strong", "/strong"]
            .iter()
            .any(|it| tag.starts_with(it))
        {
            out.push(' ');
        }
        out.push_str(text);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn nothing_is_loaded() {
    let html = page();
    for (at, _) in html.match_indices("http") {
        let before = &html[..at];
        let is_link = before.ends_with("<a href=\"") || before.ends_with("<a class=\"person\" href=\"");
        let is_namespace = before.ends_with("xmlns=\"");
        let is_policy = html[at..].starts_with("http-equiv");
        assert!(is_link || is_namespace || is_policy, "{}", &html[at.saturating_sub(80)..at + 40]);
    }
    for loader in ["src=", "<link", "@import", "<iframe", "<img", "url(http", "url(/", "fetch("] {
        assert!(!html.contains(loader), "{loader}");
    }
}

#[test]
fn names_are_text() {
    let html = page();
    assert_eq!(html.matches("<script").count(), 1, "the only script is ours");
    assert!(html.contains("=&lt;script&gt;alert("));
    assert!(!html.contains("<b>"), "nor is a title markup");
    assert!(!html.contains('\u{202e}'), "nor may a company turn the page around");
    assert!(html.contains("<bdi>דוד Cy</bdi>"), "a name keeps its own direction");
}

#[test]
fn the_head_says_whose_search_and_how_it_stands() {
    let text = text(&page());
    for said in [
        "Whom to contact next Ines Moreau As of 30 Jun 2026",
        "People 5 5 connections",
        "Introductions 3 all of them recorded by you",
        "Introductions per conversation 2.24 likely 0.54 to 6.24",
        "Targets within reach 2 of 3 2 by a contact, 0 by a path",
        "R = 2.24: 3 introductions from 2 conversations, which count as 1.2",
        "too few conversations, to tell",
        "Of 3 targets, 2 have a contact, 0 have a path, and 1 is a gap.",
        "seeds 1 wave 1 2 wave 2 1",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn what_is_owed_is_named() {
    let text = text(&page());
    assert!(text.contains("Thanks owed Bo Lind at Lumora"), "{text}");
    assert!(text.contains("you spoke on 26 Jun 2026 and have not thanked yet"), "{text}");
    assert!(text.contains("Follow-ups Di Okafor"), "{text}");
}

#[test]
fn every_row_is_accounted_for_and_every_problem_has_its_place() {
    let html = page();
    let text = text(&html);
    assert!(
        text.contains("linkedin&#x2f;Connections.csv 1: the member hid the profile connections 7 5 1 1 1"),
        "{text}"
    );
    assert!(html.contains("31 Feb &lt;b&gt;2024&lt;&#x2f;b&gt;"));
    assert!(
        text.contains("not a date write it like 12 Mar 2024 linkedin&#x2f;Connections.csv:9 Connected On"),
        "{text}"
    );
}

#[test]
fn pictures_keep_their_ids_apart() {
    let html = page();
    assert!(html.contains("id=\"growth-c\"") && html.contains("url(#growth-c)"));
    assert!(html.contains("id=\"coverage-c\"") && !html.contains("id=\"c\""));
    let mut ids: Vec<&str> =
        html.split(" id=\"").skip(1).map(|rest| &rest[..rest.find('"').unwrap()]).collect();
    let n = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), n, "every id once");
}

#[test]
fn an_empty_workspace_has_a_page_that_says_what_to_do() {
    let study = crate::pipeline::conclude(
        crate::import::Workspace::default(),
        crate::settings::Settings::default(),
        trial::day("2026-06-30"),
    )
    .unwrap();
    let all = tables::all(&study, Top::First(50)).unwrap();
    let text = text(&index_html(&study, &all, &[], (None, None)).unwrap());
    for said in [
        "Your search",
        "Nobody is known yet",
        "No introduction is recorded",
        "There is no target matrix",
        "None: every cell",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn a_page_of_everyone_stays_small() {
    let study = trial::study();
    let everyone = tables::all(&study, Top::All).unwrap();
    assert!(index_html(&study, &everyone, &[], (None, None)).unwrap().len() < 60_000);
}

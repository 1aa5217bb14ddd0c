//! A small study made by hand, for the tests of the writers: a chain of three introductions, a seed without any, a
//! hostile name, and a file with problems.

use crate::day::Day;
use crate::evidence::{Place, Problem, Source, SourceId};
use crate::import::{
    Connection, Introduction, MentionId, Outcome, Outreach, OutreachKind, Target, Workspace,
};
use crate::pipeline::{self, Study};
use crate::settings::Settings;

/// A name that a writer must not believe: a formula, markup, quotes, and an escape that Graphviz reads.
pub const HOSTILE: &str = "=<script>alert('x')</script> \"O&A\" \\N";

/// A day out of its ISO form.
pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn place(source: u32, line: u32) -> Place {
    Place { source: SourceId(source), line }
}

/// A workspace as of 2026-06-30: Ana → Bo → Cy, and Ana → the hostile one; Di is known, Ed is only connected.
pub fn workspace() -> Workspace {
    let mut workspace = Workspace::default();
    for (path, kind, rows) in [
        ("linkedin/Connections.csv", "connections", 5),
        ("introductions.csv", "introductions", 3),
        ("outreach.csv", "outreach", 4),
        ("targets.csv", "targets", 3),
    ] {
        let mut source = Source::new(path.to_owned(), kind);
        (0..rows).for_each(|_| source.import());
        workspace.sources.push(source);
    }
    workspace.sources[0].skip("the member hid the profile");
    workspace.sources[0].reject();
    workspace.sources[0].problems = 1;
    workspace.owner_name = Some("Ines Moreau".into());
    let connections = [
        ("ana-ruiz", "Ana Ruiz", "Lumora", "Head of Data", "2025-01-10"),
        ("bo-lind", "Bo Lind", "Lumora", "Data Engineer", "2025-03-04"),
        ("cy-\u{5d3}\u{5d5}\u{5d3}", "\u{5d3}\u{5d5}\u{5d3} Cy", "Nordwind & Söhne", "", "2025-06-20"),
        ("di-okafor", "Di Okafor", "", "Recruiter", "2024-11-02"),
        ("hostile", HOSTILE, "\u{202e}evil", "<b>CEO</b>", "2025-05-01"),
    ];
    for (nth, (slug, name, company, position, on)) in connections.into_iter().enumerate() {
        let url = format!("https://www.linkedin.com/in/{slug}");
        let who = workspace.mentions.intern(&url, "", name, "", "");
        let [company, position] = [company, position].map(|text| workspace.texts.intern(text));
        workspace.connections.push(Connection {
            who,
            company,
            position,
            connected_on: Some(day(on)),
            place: place(0, nth as u32 + 4),
        });
    }
    for (nth, (from, to, on)) in [
        ("ana-ruiz", "bo-lind", "2025-03-01"),
        ("bo-lind", "cy-\u{5d3}\u{5d5}\u{5d3}", ""),
        ("ana-ruiz", "hostile", "2025-04-30"),
    ]
    .into_iter()
    .enumerate()
    {
        let [introducer, introduced] = [from, to].map(|slug| refer(&mut workspace, slug));
        workspace.introductions.push(Introduction {
            introducer,
            introduced,
            on: (!on.is_empty()).then(|| day(on)),
            context: "".into(),
            notes: "".into(),
            place: place(1, nth as u32 + 2),
        });
    }
    let outreach = [
        ("ana-ruiz", "2025-02-03", OutreachKind::Interview, Outcome::Held),
        ("bo-lind", "2026-06-26", OutreachKind::Interview, Outcome::Held),
        ("di-okafor", "2026-06-10", OutreachKind::Request, Outcome::Pending),
        ("ana-ruiz", "2024-12-20", OutreachKind::Request, Outcome::Replied),
    ];
    for (nth, (slug, on, kind, outcome)) in outreach.into_iter().enumerate() {
        let who = refer(&mut workspace, slug);
        workspace.outreach.push(Outreach {
            on: Some(day(on)),
            who,
            kind: Some(kind),
            outcome: Some(outcome),
            incoming: false,
            company: "".into(),
            position: "".into(),
            notes: "".into(),
            place: place(2, nth as u32 + 2),
        });
    }
    for (nth, (position, company)) in
        [("Data Engineer", "Lumora"), ("Recruiter", "Brightwell"), ("", "Nordwind & Söhne")]
            .into_iter()
            .enumerate()
    {
        workspace.targets.push(Target {
            position: position.into(),
            company: company.into(),
            priority: Some(nth as f64 + 1.0),
            place: Some(place(3, nth as u32 + 2)),
            ..Target::default()
        });
    }
    workspace.problems.push(Problem {
        place: place(0, 9),
        column: "Connected On".to_owned(),
        problem: "not a date".to_owned(),
        value: "31 Feb <b>2024</b>".to_owned(),
        hint: "write it like 12 Mar 2024".to_owned(),
    });
    workspace
}

fn refer(workspace: &mut Workspace, slug: &str) -> MentionId {
    workspace.mentions.intern("", "", "", &format!("in/{slug}"), "")
}

/// What is known of the workspace on 2026-06-30.
pub fn study() -> Study {
    pipeline::conclude(workspace(), Settings::default(), day("2026-06-30")).unwrap()
}

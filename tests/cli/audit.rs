//! Which spelling matched which target, and what comes near to a target that nobody is at.

use crate::common::{Sandbox, rows};

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ann,Oduya,https://www.linkedin.com/in/ann,,Lumora,Buyer,01 Jan 2022
Bo,Lind,https://www.linkedin.com/in/bo,,\"LUMORA, Inc.\",Buyer,02 Jan 2022
Cy,Marsh,https://www.linkedin.com/in/cy,,\"Lumora, Inc. | We glow\",Buyer,03 Jan 2022
Di,Vane,https://www.linkedin.com/in/di,,Facebook,Buyer,04 Jan 2022
Ed,Moss,https://www.linkedin.com/in/ed,,Self-employed,Buyer,05 Jan 2022
Fa,Rowe,https://www.linkedin.com/in/fa,,Solvind Renewables,Buyer,06 Jan 2022
Gus,Tarn,https://www.linkedin.com/in/gus,,Solvnd,Buyer,07 Jan 2022
Hal,Iver,https://www.linkedin.com/in/hal,,Quillworks,Buyer,08 Jan 2022
";

#[test]
fn every_spelling_with_its_tier_and_every_target_without_anybody() {
    let dir = Sandbox::new()
        .file("w/Connections.csv", CONNECTIONS)
        .file("w/targets.csv", "position,company,industry\n,Lumora,\n,Meta,\n,Solvind,\n,Zephyrine,\n")
        .file("w/companies.csv", "company,industry,aliases\nMeta,,Facebook\n");
    dir.tertius(["report", "w", "--out", "out", "--as-of", "2026-06-30"]).exits(0);
    let audit = rows(dir.read("out/companies-audit.csv").as_bytes());
    let of = |spelling: &str| audit.iter().find(|row| row[0] == spelling).unwrap()[1..].to_vec();
    assert_eq!(of("Lumora"), ["lumora", "1", "Lumora", "exact", "Connections.csv:2; targets.csv:2"]);
    assert_eq!(of("LUMORA, Inc.")[..4], ["lumora", "1", "Lumora", "normalised"]);
    assert_eq!(of("Lumora, Inc. | We glow")[..4], ["lumora", "1", "Lumora", "normalised"]);
    let alias = "Connections.csv:5; targets.csv:3; companies.csv:2";
    assert_eq!(of("Facebook"), ["facebook", "1", "Meta", "alias", alias]);
    assert_eq!(of("Self-employed")[..4], ["", "1", "", "no-company"]);
    assert_eq!(of("Quillworks")[..4], ["quillworks", "1", "", "none"]);
    let unmatched = rows(dir.read("out/targets-unmatched.csv").as_bytes());
    let found: Vec<&[String]> = unmatched.iter().skip(1).map(Vec::as_slice).collect();
    assert_eq!(
        found,
        [
            ["Solvind", "solvind", "", "Solvnd", "0.8571", "1", "targets.csv:4", "Connections.csv:8"],
            [
                "Solvind",
                "solvind",
                "",
                "Solvind Renewables",
                "0.7500",
                "1",
                "targets.csv:4",
                "Connections.csv:7"
            ],
            ["Zephyrine", "zephyrine", "", "", "", "", "targets.csv:5", ""],
        ]
    );
    // What is near is shown and nothing else: both targets are gaps.
    let coverage = rows(dir.read("out/coverage.csv").as_bytes());
    let status: Vec<&str> = coverage.iter().skip(1).map(|row| row[8].as_str()).collect();
    assert_eq!(status, ["contact", "contact", "gap", "gap"]);
    assert!(dir.read("out/index.html").contains("Solvind Renewables"));
}

#[test]
fn a_position_fits_a_title_of_the_same_occupation() {
    let connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ann,Oduya,https://www.linkedin.com/in/ann,,Lumora,Attorney,01 Jan 2022
Bo,Lind,https://www.linkedin.com/in/bo,,Lumora,Tide watcher,02 Jan 2022
";
    let dir = Sandbox::new()
        .file("w/Connections.csv", connections)
        .file("w/targets.csv", "position,company,industry\nLawyer,Lumora,\n");
    dir.tertius(["report", "w", "--out", "out", "--as-of", "2026-06-30"]).exits(0);
    let people = rows(dir.read("out/people.csv").as_bytes());
    let column = people[0].iter().position(|name| name == "occupation").unwrap();
    assert_eq!(column, people[0].len() - 1, "a new column stands at the end");
    let of: Vec<&str> = people.iter().skip(1).map(|row| row[column].as_str()).collect();
    assert_eq!(of, ["Lawyers", ""]);
    dir.tertius(["explain", "in/ann", "w", "--as-of", "2026-06-30"]).exits(0).prints("close to Lawyer");
    // The first of two at the company.
    let next = rows(dir.read("out/next-contacts.csv").as_bytes());
    assert_eq!(next[1][1], "in/ann");
}

#[test]
fn a_target_typed_without_accents_is_the_only_company_of_that_name() {
    let of = |companies: &[&str]| {
        let mut text = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n".to_owned();
        for (nth, company) in companies.iter().enumerate() {
            text += &format!("A,B{nth},https://www.linkedin.com/in/a{nth},,{company},Buyer,01 Jan 2022\n");
        }
        text
    };
    let status = |companies: &[&str]| {
        let dir = Sandbox::new()
            .file("w/Connections.csv", of(companies))
            .file("w/targets.csv", "company\nNESTLE SA\nSociete Generale\nYILDIZ\nZuerich Versicherung\n");
        dir.tertius(["report", "w", "--out", "out", "--as-of", "2026-06-30"]).exits(0);
        let coverage = rows(dir.read("out/coverage.csv").as_bytes());
        let status = coverage.iter().skip(1).map(|row| row[8].clone());
        let audit = rows(dir.read("out/companies-audit.csv").as_bytes());
        (status.collect::<Vec<_>>(), audit.iter().skip(1).map(|row| row[4].clone()).collect::<Vec<_>>())
    };
    let all = ["Nestlé S.A.", "Société Générale", "Yıldız A.Ş.", "Zürich Versicherung AG"];
    let (found, tiers) = status(&all);
    assert_eq!(found, ["contact"; 4]);
    assert_eq!(tiers, ["normalised"; 4]);
    // Of two that differ in accents alone neither is meant, and a name that is there letter for letter is that one.
    let (found, _) = status(&["Nestlé", "Nestlè", "Societe Generale", "Société Générale"]);
    assert_eq!(found, ["gap", "contact", "gap", "gap"]);
}

//! `check --merges`: every merge with its rows and rule, everyone of one name with what keeps them apart.

use crate::common::Sandbox;

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ottilie,\"Brandvold, PMP\",https://www.linkedin.com/in/ottilie,ottilie@example.org,Fernwick,Head of Supply,04 Mar 2024
Cy,Marsh,https://www.linkedin.com/in/cy-1,,Glimt,Buyer,03 Jan 2022
Cy,Marsh,https://www.linkedin.com/in/cy-2,,Kelpline,Planner,05 Jan 2022
Di,Vane,,,Glimt,Planner,06 Jan 2022
Di,Vane,,,Kelpline,Planner,07 Jan 2022
";

fn workspace() -> Sandbox {
    Sandbox::new()
        .file("w/Connections.csv", CONNECTIONS)
        .file("w/old/Connections.csv", CONNECTIONS.replace("https://www.linkedin.com/in/ottilie,", ","))
        .file(
            "w/outreach.csv",
            "date,person,kind,outcome,notes\n2026-01-05,ottilie brandvold,request,replied,\n",
        )
}

#[test]
fn each_merge_has_its_rows_and_its_rule() {
    let ran = workspace().tertius(["check", "--merges", "w"]).exits(0);
    ran.clone()
        .prints("Ottilie Brandvold, PMP: in/ottilie\n")
        .prints("ottilie brandvold\n    by the only person of that name: outreach.csv:2")
        .prints("by the same name and the same day of connecting: old/Connections.csv:2")
        .prints("Cy Marsh: each has a profile URL of their own\n  in/cy-1, Glimt, connected 3 Jan 2022\n")
        .prints("Di Vane: they connected on different days");
    for line in ran.stdout.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn the_same_as_a_table() {
    let rows = workspace().tertius(["check", "--merges", "w", "--format", "csv"]).exits(0).csv();
    assert_eq!(rows[0], ["outcome", "person", "name", "written", "rule", "evidence"]);
    let of = |person: &str, written: &str| {
        let row = rows.iter().find(|row| row[1] == person && row[3] == written);
        row.unwrap_or_else(|| panic!("{person} {written}: {rows:?}")).clone()
    };
    assert_eq!(of("in/ottilie", "ottilie brandvold")[5], "outreach.csv:2");
    assert_eq!(of("in/cy-1", "in/cy-2")[0], "apart");
    assert_eq!(of("in/cy-1", "in/cy-2")[5], "Connections.csv:3");
}

#[test]
fn a_name_that_two_have_lists_keys_that_can_be_pasted() {
    let outreach = |who: &str| format!("date,person,kind,outcome,notes\n2026-01-05,{who},request,replied,\n");
    for (name, keys) in [
        ("Cy Marsh", vec!["in/cy-1", "in/cy-2"]),
        ("di vane", vec!["name:di vane|glimt", "name:di vane|kelpline"]),
    ] {
        let dir =
            Sandbox::new().file("w/Connections.csv", CONNECTIONS).file("w/outreach.csv", outreach(name));
        let problems = dir.tertius(["check", "w", "--format", "json"]).exits(1).json();
        let found = problems["problems"][0]["problem"].as_str().unwrap().to_owned();
        for key in keys {
            assert!(found.contains(key), "{found}");
            let dir =
                Sandbox::new().file("w/Connections.csv", CONNECTIONS).file("w/outreach.csv", outreach(key));
            dir.tertius(["check", "w"]).exits(0).prints("No problems.");
            dir.tertius(["explain", key, "w", "--as-of", "2026-06-30"]).exits(0).prints("outreach.csv:2");
        }
    }
}

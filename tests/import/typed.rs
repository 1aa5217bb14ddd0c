//! The user's own lists, typed by hand: whom a name means that is spelt otherwise, or that stands beside an address.

use crate::sandbox::Sandbox;
use tertius::people::{MergeReason, resolve};

const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

/// The keys of everyone, and each problem in short, after a list was read beside connections.
fn check(connections: &str, list: &str, expect: &str) {
    let dir = Sandbox::new().file("Connections.csv", format!("{HEADER}{connections}")).file("log.csv", list);
    let read = dir.read();
    let (people, problems) = resolve(&read, None);
    let mut found: Vec<String> = people.persons.iter().map(|person| person.key.clone()).collect();
    found.extend(
        problems
            .iter()
            .map(|problem| format!("{}: {}: {}", read.cite(problem.place), problem.value, problem.problem)),
    );
    assert_eq!(found.join("\n"), expect, "{list}");
}

fn row(first: &str, last: &str, slug: &str) -> String {
    format!("{first},{last},https://www.linkedin.com/in/{slug},,Lumora,Buyer,01 Mar 2024\n")
}

fn log(who: &str) -> String {
    format!("date,person,kind,outcome,notes\n2026-06-01,\"{who}\",request,pending,\n")
}

#[test]
fn a_name_typed_without_its_accents_is_the_one_person_who_has_it() {
    for (first, last, typed) in [
        ("José", "Ibáñez", "Jose Ibanez"),
        ("María", "García-López", "García López, María"),
        ("Jürgen", "Groß", "Juergen Gross"),
        ("Seán", "O’Neil", "Sean O'Neil"),
        ("Anna K.", "Weiss", "Anna Weiss"),
        ("Łukasz", "Żak", "Lukasz Zak"),
        ("P.J.", "O’Neil (Paddy)", "PJ O'Neil"),
    ] {
        check(&row(first, last, "x"), &log(typed), "in/x");
    }
    let dir = Sandbox::new()
        .file("Connections.csv", format!("{HEADER}{}", row("José", "Ibáñez", "x")))
        .file("log.csv", log("Jose Ibanez"));
    let (people, _) = resolve(&dir.read(), None);
    assert_eq!(people.merges.last().map(|merge| merge.reason), Some(MergeReason::SpeltOtherwise));
    assert_eq!(people.find("jose ibanez").len(), 1);
}

#[test]
fn where_several_could_be_meant_nobody_is() {
    let two = row("José", "Ibáñez", "x") + &row("Josè", "Ibañez", "y");
    check(
        &two,
        &log("Jose Ibanez"),
        "in/x\nin/y\nlog.csv:2: Jose Ibanez: a name that several people have: in/x, in/y",
    );
    // Who has the name letter for letter is meant, whatever others are like it.
    check(&two, &log("José Ibáñez"), "in/x\nin/y");
}

#[test]
fn two_profiles_stay_two_people() {
    check(&(row("José", "Ibáñez", "x") + &row("Jose", "Ibanez", "y")), &log("Jose Ibanez"), "in/x\nin/y");
}

#[test]
fn a_part_of_a_name_more_or_fewer_is_asked_about() {
    let anna = row("Anna", "Meier-Schulz", "anna") + &row("Tom", "Berg", "tom");
    check(
        &anna,
        &log("Anna Meier"),
        "in/anna\nin/tom\nname:anna meier|\n\
         log.csv:2: Anna Meier: nobody of that name; the nearest is Anna Meier-Schulz (in/anna)",
    );
    check(
        &row("Nguyễn Thị", "Minh Khai", "khai"),
        &log("Minh Khai Nguyen"),
        "in/khai\nname:minh khai nguyen|\n\
         log.csv:2: Minh Khai Nguyen: nobody of that name; the nearest is Nguyễn Thị Minh Khai (in/khai)",
    );
    // A given or a family name in common is no nearness.
    check(&anna, &log("Anna Berg"), "in/anna\nin/tom\nname:anna berg|");
    check(&anna, &log("Eva Roth"), "in/anna\nin/tom\nname:eva roth|");
    // One word alone is all there is to go by.
    check(
        &anna,
        &log("Tom"),
        "in/anna\nin/tom\nname:tom|\nlog.csv:2: Tom: nobody of that name; the nearest is Tom Berg (in/tom)",
    );
}

#[test]
fn an_address_in_a_log_is_the_one_known_person_of_that_name() {
    let per = "Per,Aasen,https://www.linkedin.com/in/per,,Fernwick & Sons,Buyer,01 Mar 2024\n";
    let log = |rest: &str| format!("Name,Company,Email,Date Contacted\n{rest},2026-06-01\n");
    for list in [
        "Name,Email,Date Contacted\nPer Aasen,per@example.org,2026-06-01\n",
        &log("Per Aasen,Fernwick & Sons,per@example.org"),
        &log("Per Aasen,Fernwick,per@example.org"),
        &log("Aasen Per,,per@example.org").replace("Aasen Per", "\"Aasen, Per\""),
    ] {
        check(per, list, "in/per");
    }
    let dir = Sandbox::new()
        .file("Connections.csv", format!("{HEADER}{per}"))
        .file("log.csv", log("Per Aasen,,per@example.org"));
    let (people, _) = resolve(&dir.read(), None);
    assert_eq!(people.persons[0].email.as_deref(), Some("per@example.org"));
    assert_eq!(people.merges.last().map(|merge| merge.reason), Some(MergeReason::OnlyOneOfThatName));
    // Another company is another person, and is asked about.
    check(
        per,
        &log("Per Aasen,Harbour Café,per@example.org"),
        "in/per\nmailto:per@example.org\n\
         log.csv:2: Per Aasen: somebody of that name works elsewhere: Per Aasen at Fernwick & Sons (in/per)",
    );
    // Of two who have the name, the company tells which; without it, nobody can.
    let two = format!("{per}Per,Aasen,https://www.linkedin.com/in/per-2,,Lumora,Buyer,02 Mar 2024\n");
    check(&two, &log("Per Aasen,Lumora,per@example.org"), "in/per\nin/per-2");
    check(
        &two,
        &log("Per Aasen,,per@example.org"),
        "in/per\nin/per-2\nmailto:per@example.org\n\
         log.csv:2: Per Aasen: a name that several people have, and the address is none of theirs: \
         Per Aasen (in/per), Per Aasen (in/per-2)",
    );
    // The address of somebody else is hers, whatever name stands beside it.
    let kit = "Kit,Marlowe,https://www.linkedin.com/in/kit,kit@example.org,,,06 Mar 2024\n";
    check(kit, &log("K. Marlowe,,kit@example.org"), "in/kit");
}

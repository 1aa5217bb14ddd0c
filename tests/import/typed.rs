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

#[test]
fn a_name_with_the_family_name_first_is_the_one_person_who_has_it() {
    for (first, last, typed) in [
        ("健太", "山本", "山本健太"),
        ("健太", "山本", "山本 健太"),
        ("健太", "山本", "山本健太様"),
        ("민준", "김", "김민준 대표님"),
        ("Emil", "Rückert", "Rueckert Emil"),
        ("Wei", "Chen", "Chen Wei"),
    ] {
        check(&row(first, last, "x"), &log(typed), "in/x");
    }
    // Who has the name as it stands is meant, and of two nobody.
    let two = row("Wei", "Chen", "x") + &row("Chen", "Wei", "y");
    check(&two, &log("Chen Wei"), "in/x\nin/y");
    let two = row("伟", "陈", "x") + &row("伟", "陈", "y");
    check(&two, &log("陈伟"), "in/x\nin/y\nlog.csv:2: 陈伟: a name that several people have: in/x, in/y");
    // Three ways to write somebody of whom no export speaks are one person.
    let thrice = "date,person,kind\n2026-06-01,林志豪,request\n2026-06-08,林 志豪,request\n2026-06-09,林志豪先生,request\n";
    check(&row("Wei", "Chen", "x"), thrice, "in/x\nname:林 志豪|");
}

#[test]
fn the_row_s_own_company_and_position_decide_between_two_of_one_name() {
    let list = |beside: &str| {
        format!("date,person,company,position,kind\n2026-06-01,Hans Müller,{beside},request\n")
    };
    let two = format!(
        "{}Hans,Müller,https://www.linkedin.com/in/y,,Neckarwerk,Einkäufer,01 Mar 2023\n",
        row("Hans", "Müller", "x")
    );
    let several = "in/x\nin/y\nlog.csv:2: Hans Müller: a name that several people have: in/x, in/y";
    for (beside, who) in
        [("Neckarwerk AG,", "in/y"), ("Lumora,Buyer", "in/x"), (",einkäufer", "in/y"), ("Halden,", "")]
    {
        let dir =
            Sandbox::new().file("Connections.csv", format!("{HEADER}{two}")).file("log.csv", list(beside));
        let read = dir.read();
        let (people, problems) = resolve(&read, None);
        let found = people.who(read.outreach[0].who).person().map_or("", |id| &people.get(id).key);
        assert_eq!((found, problems.len()), (who, usize::from(who.is_empty())), "{beside}");
    }
    check(&two, &list(","), several);
}

#[test]
fn a_short_form_of_the_name_is_one_person_only_with_the_same_company() {
    let list =
        |who: &str, company: &str| format!("date,person,company,kind\n2026-06-01,{who},{company},request\n");
    let theodore = row("Theodore", "Marsh", "x");
    for company in ["Lumora", "Lumora (YC W21)"] {
        check(&theodore, &list("Theo Marsh", company), "in/x");
    }
    let near = "log.csv:2: Theo Marsh: nobody of that name; the nearest is Theodore Marsh (in/x)";
    check(&theodore, &list("Theo Marsh", ""), &format!("in/x\nname:theo marsh|\n{near}"));
    check(&theodore, &list("Theo Marsh", "Halden"), &format!("in/x\nname:theo marsh|halden\n{near}"));
    let near = "log.csv:2: T. Marsh: nobody of that name; the nearest is Theodore Marsh (in/x)";
    check(&theodore, &list("T. Marsh", "Lumora"), &format!("in/x\nname:t marsh|lumora\n{near}"));
    // One that is near stays near beside one that is the same.
    let heide = row("Clara", "von der Heide", "x");
    let both =
        "date,person,kind\n2026-06-01,\"von der Heide, Clara\",request\n2026-06-02,Clara Heide,request\n";
    let near = "log.csv:3: Clara Heide: nobody of that name; the nearest is Clara von der Heide (in/x)";
    check(&heide, both, &format!("in/x\nname:clara heide|\n{near}"));
    // Two rows of lists alone are held against each other, too.
    let both = "date,person,company,kind\n2026-06-01,Kim Sato,Quillstack,request\n2026-06-02,Kimberly Sato,Quillstack Inc,request\n";
    check(&row("Wei", "Chen", "x"), both, "in/x\nname:kim sato|quillstack");
}

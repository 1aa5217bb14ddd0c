//! People of an older export who are not in the newest: known, and connected no more.

use crate::sandbox::*;
use tertius::day::Day;
use tertius::pipeline::{Facts, facts};
use tertius::settings::Settings;

const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

/// A row; a name that starts with `-` is hidden.
fn row(name: &str, day: &str) -> String {
    match name.strip_prefix('-') {
        Some(_) => format!(",,,,,,{day}\n"),
        None => {
            format!("{name},Lund,https://www.linkedin.com/in/{},,Lumora,Chef,{day}\n", name.to_lowercase())
        }
    }
}

fn export(people: &[(&str, &str)]) -> String {
    HEADER.to_owned() + &people.iter().map(|(name, day)| row(name, day)).collect::<String>()
}

/// The names of connections and of those gone, and the last total of growth.
fn standing(files: &[(&str, &str)], as_of: &str) -> (Vec<String>, Vec<String>, u32) {
    let sandbox = files.iter().fold(Sandbox::new(), |dir, (name, text)| dir.file(name, text));
    let as_of: Day = as_of.parse().unwrap();
    let Facts { people, growth, .. } = facts(sandbox.read(), &Settings::default(), as_of);
    let named = |gone: bool| {
        let all = people.persons.iter().filter(|person| person.gone.is_some() == gone);
        assert!(all.clone().all(|person| person.is_connection() != gone));
        all.map(|person| person.name.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    (named(false), named(true), growth.last().map_or(0, |month| month.total))
}

#[test]
fn who_is_not_in_the_newest_export_is_connected_no_more() {
    let old = export(&[
        ("Ann", "04 Mar 2020"),
        ("Bo", "05 Mar 2020"),
        ("Cy", "06 Mar 2020"),
        ("Di", "07 Mar 2020"),
        ("Ed", "08 Mar 2020"),
    ]);
    // Ann is gone, Bo has hidden the profile, Fay is new.
    let new = export(&[
        ("-Bo", "05 Mar 2020"),
        ("Cy", "06 Mar 2020"),
        ("Di", "07 Mar 2020"),
        ("Ed", "08 Mar 2020"),
        ("Fay", "01 May 2024"),
    ]);
    let files = [("2020/Connections.csv", old.as_str()), ("2024/Connections.csv", new.as_str())];
    let (still, gone, total) = standing(&files, "2024-06-30");
    assert_eq!((still.join(" "), gone.join(" "), total), ("Bo Cy Di Ed Fay".into(), "Ann".into(), 5));
    // Before the newer export was made, nobody knew.
    let (_, gone, total) = standing(&files, "2023-06-30");
    assert_eq!((gone.len(), total), (0, 5));
    // The newest export alone says as much of growth, but for the one without a name.
    let (still, gone, total) = standing(&files[1..], "2024-06-30");
    assert_eq!((still.len(), gone.len(), total), (4, 0, 4));
    // Whoever keeps a cut of the list keeps the rest of the network.
    let cut = export(&[("Fay", "01 May 2024"), ("Cy", "06 Mar 2020")]);
    let (still, gone, _) = standing(&[files[0], ("cut.csv", &cut)], "2024-06-30");
    assert_eq!((still.len(), gone.len()), (6, 0));
}

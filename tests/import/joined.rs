//! Exports that were put together, cut off or re-saved: what real files of many years look like when they come. Every
//! expectation was counted by hand from the text.

use crate::sandbox::*;

fn check(content: impl AsRef<[u8]>, expect: &str) {
    let content = content.as_ref();
    let found = summary(&Sandbox::new().file("x.csv", content).read());
    assert_eq!(found, expect, "{}", String::from_utf8_lossy(content));
}

const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
const OLDER: &str = "First Name,Last Name,Email Address,Company,Position,Connected On\n";
const NOTES: &str = "Notes:\n\"When exporting your connection data, you may notice that some of the email addresses are \
                     missing.\"\n\n";

/// Four invented connections from a number on.
fn four(from: usize) -> String {
    let row = |n: usize| {
        format!("Ann{n},Oduya,https://www.linkedin.com/in/ann-{n},,Lumora,Chef,{:02} Mar 2024\n", n % 28 + 1)
    };
    (from..from + 4).map(row).collect()
}

/// The same in the columns of before 2023.
fn four_older(from: usize) -> String {
    (from..from + 4).map(|n| format!("Per{n},Aasen,,Lumora,Chef,{:02} Mar 2019\n", n % 28 + 1)).collect()
}

#[test]
fn a_mark_in_the_middle_is_no_letter_of_the_first_name() {
    let (a, b) = (four(0), four(10));
    check(format!("\u{feff}{HEADER}{a}\u{feff}{HEADER}{b}"), "x.csv connections (9, 8, 1, 0)\n");
    // The lines of the preamble are rows that are named, too.
    check(
        format!("\u{feff}{NOTES}{HEADER}{a}\u{feff}{NOTES}{HEADER}{b}"),
        "x.csv connections (11, 8, 3, 0)\n",
    );
    check(format!("{HEADER}{a}\u{feff}{OLDER}{}", four_older(0)), "x.csv connections (9, 8, 1, 0)\n");
    let quoted = |text: &str| {
        let line = |line: &str| format!("\"{}\"\n", line.replace(',', "\",\""));
        text.lines().map(line).collect::<String>()
    };
    let (top, below) = (quoted(&format!("{HEADER}{a}")), quoted(&format!("{HEADER}{b}")));
    check(format!("\u{feff}{top}\u{feff}{below}"), "x.csv connections (9, 8, 1, 0)\n");
    let read = Sandbox::new().file("x.csv", format!("{HEADER}{a}\u{feff}{b}")).read();
    assert_eq!(read.connections.len(), 8);
    assert!(read.mentions.all().all(|who| who.name.starts_with("Ann")));
}

#[test]
fn linkedin_ends_connections_without_a_line_break() {
    let (a, b) = (four(0), four(10));
    let a = a.trim_end();
    // As `cat` puts them together: the day and the next file stand on one line.
    check(format!("{NOTES}{HEADER}{a}{NOTES}{HEADER}{b}"), "x.csv connections (10, 8, 2, 0)\n");
}

#[test]
fn a_quote_above_the_header_swallows_nothing() {
    let open = "Notes:\n\"When exporting your connection data, you may notice that some are missing.\n\n";
    for end in ["\n", "\r\n"] {
        let text = format!("{open}{HEADER}{}", four(0)).replace('\n', end);
        let read = Sandbox::new().file("x.csv", &text).read();
        assert_eq!(summary(&read), "x.csv connections (4, 4, 0, 0)\n", "{text}");
        assert_eq!(read.connections[0].place.line, 5);
    }
    // And where a name below closes it.
    let text = format!("{open}{HEADER}{}Jo,\"Lund, PMP\",,,Lumora,Chef,01 Apr 2024\n", four(0));
    check(text, "x.csv connections (5, 5, 0, 0)\n");
}

#[test]
fn a_second_header_in_an_older_encoding_is_read_as_the_first() {
    let header = "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Fecha de conexión\r\n";
    let row = |n: usize| {
        let url = format!("https://www.linkedin.com/in/jose-{n}");
        format!("José,Núñez,{url},jose{n}@example.org,Café,Jefe,0{n} Mar 2024\r\n")
    };
    let text = format!("{header}{}{}{header}{}", row(1), row(2), row(3));
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(&text);
    let read = Sandbox::new().file("x.csv", &bytes).read();
    assert_eq!(summary(&read), "x.csv connections (4, 3, 1, 0)\n");
    assert!(read.mentions.all().all(|who| who.name == "José Núñez" && who.email.ends_with("@example.org")));
}

#[test]
fn the_last_row_may_be_cut_anywhere() {
    let whole = format!("{HEADER}{}", four(0));
    let last = "Zoë,\"Müller, PhD\",https://www.linkedin.com/in/zoe,,\"Lumora, Inc.\",Chef,04 Mar 2024";
    for at in 1..=last.len() {
        let bytes = [whole.as_bytes(), &last.as_bytes()[..at]].concat();
        let read = Sandbox::new().file("x.csv", bytes).read();
        let counts = &read.sources[0];
        assert_eq!((counts.rows, counts.skipped, counts.rejected), (5, 0, 0), "cut at {at}");
    }
}

#[test]
fn several_addresses_in_one_cell() {
    let text = format!(
        "{HEADER}Ann,Bo,https://www.linkedin.com/in/ab,a@example.org; b@example.org,Acme,Chef,04 Mar 2024\n\
         Cy,Di,,\"c@example.org, d@example.org\",Acme,Chef,05 Mar 2024\n"
    );
    check(text, "x.csv connections (2, 2, 0, 0)\n");
}

#[test]
fn days_as_spreadsheets_of_many_countries_write_them() {
    for day in [
        "4 mars 2024",
        "4-mrt-24",
        "04/mar/2024",
        "4 de mar. de 2024",
        "04.мар.24",
        "2024. 3. 4.",
        "2024.03.04.",
        "4. Mär. 24",
        "04. Mrz 24",
        "4 Μαρ 2024",
        "٢٠٢٤-٠٣-٠٤",
        "۲۰۲۴/۰۳/۰۴",
        "２０２４年３月４日",
        "2024年3月4日",
        "2024-03-04 00:00:00.000",
    ] {
        let text = format!("{HEADER}Ann,Bo,https://www.linkedin.com/in/ab,,Acme,Chef,\"{day}\"\n");
        let read = Sandbox::new().file("x.csv", text).read();
        let found = read.connections[0].connected_on.map(|day| day.to_string());
        assert_eq!(found.as_deref(), Some("2024-03-04"), "{day}");
    }
}

//! Workbooks: what a sheet says must be what its CSV file would say.

use crate::sandbox::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use tertius::import::recognise::Kind;
use tertius::import::{open::Content, workbook};

fn xlsx(make: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    make(&mut book);
    book.save_to_buffer().unwrap()
}

/// An `.ods` of these tables in XML.
fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" office:version="1.3"><office:automatic-styles>
<style:style style:name="out" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>
</office:document-content>"#
    );
    let manifest =
        r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
    zip_of(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

fn texts(cells: &[&str]) -> String {
    let cell = |text: &&str| match *text {
        "" => "<table:table-cell/>".to_owned(),
        text => format!(
            r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        ),
    };
    cells.iter().map(cell).collect()
}

/// The rows of all sheets as text.
fn rows(book: &[u8], format: workbook::Format) -> Result<String, String> {
    let content = Content::Bytes(book.to_vec().into());
    let mut lines = String::new();
    for sheet in workbook::sheets(&content, format)? {
        lines += &format!("[{}{}]\n", sheet.name, if sheet.hidden { ", hidden" } else { "" });
        for (line, record) in sheet.rows {
            let cells: Vec<String> =
                record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
            lines += &format!("{line}: {}\n", cells.join("|"));
        }
    }
    Ok(lines)
}

#[test]
fn a_cell_says_what_its_csv_would() {
    let book = xlsx(|book| {
        let sheet = book.add_worksheet();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let clock = Format::new().set_num_format("dd/mm/yyyy hh:mm");
        sheet.write(0, 0, "text").unwrap();
        sheet.write(0, 1, 3.0).unwrap();
        sheet.write(0, 2, 2.3).unwrap();
        sheet.write(0, 3, true).unwrap();
        sheet.write_with_format(0, 4, ExcelDateTime::from_ymd(2024, 3, 4).unwrap(), &day).unwrap();
        let noon = ExcelDateTime::from_ymd(2024, 3, 4).unwrap().and_hms(12, 30, 0).unwrap();
        sheet.write_with_format(0, 5, &noon, &clock).unwrap();
        sheet.write(0, 6, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write(0, 7, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write(0, 8, "last").unwrap();
        sheet.write(0, 9, "").unwrap();
        sheet.write_blank(998, 24, &day).unwrap();
    });
    let expect = "[Sheet1]\n1: text|3|2.3|TRUE|2024-03-04|2024-03-04 12:30:00|2||last\n";
    assert_eq!(rows(&book, workbook::Format::Xlsx).unwrap(), expect);
}

#[test]
fn a_lamp_list_below_its_titles() {
    let book = xlsx(|book| {
        book.add_worksheet().set_name("Read Me").unwrap().write(0, 0, "How to use this list").unwrap();
        let sheet = book.add_worksheet().set_name("LAMP Template").unwrap();
        sheet.merge_range(0, 0, 0, 6, "LAMP List Template", &Format::new()).unwrap();
        sheet.write(1, 0, "see the book").unwrap();
        for (at, name) in ["#", "Employer List", "Advocacy", "Motivation", "Posting"].iter().enumerate() {
            sheet.write(3, at as u16, *name).unwrap();
        }
        for row in 4..999u32 {
            sheet.write(row, 0, row - 3).unwrap();
        }
        for (row, name, motivation) in [(4, "Fernwick & Sons", 3.0), (5, "Lumora\u{a0}", 2.5)] {
            sheet.write(row, 1, name).unwrap();
            sheet.write(row, 2, "Y").unwrap();
            sheet.write(row, 3, motivation).unwrap();
            sheet.write(row, 4, 1).unwrap();
        }
    });
    let read = Sandbox::new().file("list.csv", book).read();
    assert_eq!(
        summary(&read),
        "list.csv#Read Me unknown (0, 0, 0, 0)\nlist.csv#LAMP Template targets (995, 2, 993, 0)\n"
    );
    let lumora = &read.targets[1];
    assert_eq!((&*lumora.company, lumora.motivation, lumora.alumni), ("Lumora", Some(2.5), Some(true)));
    assert_eq!(read.cite(lumora.place.unwrap()), "list.csv#LAMP Template:6");
}

#[test]
fn a_table_that_starts_at_b2_and_a_hidden_sheet() {
    let book = xlsx(|book| {
        let sheet = book.add_worksheet().set_name("wanted").unwrap();
        for (row, cells) in
            [(1, ["Column1", "Company", "Industry", "Priority"]), (4, ["", "Lumora", "", "1"])]
        {
            for (at, cell) in cells.iter().enumerate() {
                sheet.write(row, at as u16 + 1, *cell).unwrap();
            }
        }
        let old = book.add_worksheet().set_name("old").unwrap();
        for (at, cell) in ["company", "industry", "priority"].iter().enumerate() {
            old.write(0, at as u16, *cell).unwrap();
            old.write(1, at as u16, 7).unwrap();
        }
        old.set_hidden(true);
    });
    let read = Sandbox::new().file("book.xlsx", book).read();
    assert_eq!(
        summary(&read),
        "book.xlsx#wanted targets (1, 1, 0, 0)\nbook.xlsx#old not-used (0, 0, 0, 0)\n  \
         0: a hidden sheet, which is not read: it looks like targets\n"
    );
    assert_eq!(read.targets[0].place.unwrap().line, 5);
}

#[test]
fn sheets_say_what_their_csv_files_say() {
    let csv = Sandbox::new().file("targets.csv", TARGETS).file("outreach.csv", OUTREACH);
    let book = xlsx(|book| {
        for (name, text) in [("outreach", OUTREACH), ("targets", TARGETS)] {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            let day = Format::new().set_num_format("yyyy-mm-dd");
            for (row, line) in text.lines().enumerate() {
                for (at, cell) in line.split(',').enumerate() {
                    let (row, at) = (row as u32, at as u16);
                    match (ExcelDateTime::parse_from_str(cell), cell.parse::<f64>()) {
                        (_, Ok(number)) => sheet.write(row, at, number).unwrap(),
                        (Ok(date), _) if cell.len() == 10 && cell.starts_with("20") => {
                            sheet.write_with_format(row, at, &date, &day).unwrap()
                        }
                        _ => sheet.write(row, at, cell).unwrap(),
                    };
                }
            }
        }
    });
    let alone = Sandbox::new().file("book.xlsx", &book).read();
    assert_eq!(records(&alone), records(&csv.read()));
    let packed = Sandbox::new().file("all.zip", zip_of(&[("mine/book.xlsx", &book)])).read();
    assert_eq!(records(&packed), records(&alone));
    assert_eq!(packed.cite(packed.targets[0].place.unwrap()), "all.zip/mine/book.xlsx#targets:2");
}

#[test]
fn an_ods_with_repetitions_a_date_and_a_hidden_table() {
    let header = texts(&["position", "company", "industry", "priority"]);
    let row = texts(&["Analyst", "Lumora", ""]);
    let tables = format!(
        r#"<table:table table:name="wanted">
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row>{header}<table:table-cell table:number-columns-repeated="16380"/></table:table-row>
<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row>{row}<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table><table:table table:name="gone" table:style-name="out"><table:table-row>{header}</table:table-row></table:table>"#
    );
    let book = ods(&tables);
    assert_eq!(
        rows(&book, workbook::Format::Ods).unwrap(),
        "[wanted]\n3: position|company|industry|priority\n7: Analyst|Lumora||1\n[gone, hidden]\n1: position|company|industry|priority\n"
    );
    let read = Sandbox::new().file("list.ods", book).read();
    assert_eq!(read.targets.len(), 1);
    assert_eq!(read.targets[0].place.unwrap().line, 7);
    let date = r#"<table:table table:name="d"><table:table-row><table:table-cell office:value-type="date"
 office:date-value="2024-03-04"><text:p>4 March</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(rows(&ods(date), workbook::Format::Ods).unwrap(), "[d]\n1: 2024-03-04\n");
}

#[test]
fn sheets_that_unfold_without_end_are_named() {
    let cell = r#"<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>"#;
    let row = format!(r#"<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>"#);
    let wide = format!("<table:table-row>{cell}</table:table-row>").repeat(5_000);
    for rows_of in [row, wide] {
        let book = ods(&format!(r#"<table:table table:name="x">{rows_of}</table:table>"#));
        let refused = rows(&book, workbook::Format::Ods).unwrap_err();
        assert!(
            refused.starts_with("a workbook that unfolds to more than ") && refused.ends_with("000 cells"),
            "{refused}"
        );
    }
    // One long text, a thousand times over.
    let cell = format!(
        r#"<table:table-cell office:value-type="string" table:number-columns-repeated="1000"><text:p>{}</text:p></table:table-cell>"#,
        "text ".repeat(20_000)
    );
    let book = ods(&format!(
        r#"<table:table table:name="x"><table:table-row>{cell}</table:table-row></table:table>"#
    ));
    assert_eq!(
        rows(&book, workbook::Format::Ods).unwrap_err(),
        "a workbook that unfolds to more than 8 MB of text"
    );
    // No table at all is no damage; the file is named.
    assert_eq!(rows(&ods(""), workbook::Format::Ods).unwrap(), "");
    assert_eq!(summary(&Sandbox::new().file("x.ods", ods("")).read()), "x.ods unknown (0, 0, 0, 0)\n");
    // A table that is opened and never closed, for whose end calamine would wait.
    let endless = ods(r#"<table:table table:name="x"><table:table-row></table:table-row>"#);
    assert_eq!(rows(&endless, workbook::Format::Ods).unwrap_err(), "a damaged workbook");
    // Its end written as one that ends nothing for calamine's parser.
    let endless = ods(
        r#"<table:table table:name="x"><table:table-row></table:table-row><table:table/></table:table/>"#,
    );
    assert_eq!(rows(&endless, workbook::Format::Ods).unwrap_err(), "a damaged workbook");
    // Many sheets of many cells, each of which would do by itself; and more strings and styles than any sheet has cells.
    let many = xlsx(|book| {
        for _ in 0..6 {
            book.add_worksheet().write(0, 0, 1).unwrap();
        }
    });
    let cells = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(1_000)).repeat(100);
    let mut parts = parts_of(&many);
    for (_, bytes) in parts.iter_mut().filter(|(name, _)| name.contains("worksheets/sheet")) {
        *bytes = format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
             <sheetData>{cells}</sheetData></worksheet>"
        )
        .into_bytes();
    }
    let refused = |parts: &[(String, Vec<u8>)]| {
        let parts: Vec<(&str, &[u8])> =
            parts.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
        rows(&zip_of(&parts), workbook::Format::Xlsx).map(|read| read.len()).unwrap_err()
    };
    assert!(refused(&parts).starts_with("a workbook that unfolds to more than "), "{}", refused(&parts));
    let small = xlsx(|book| {
        book.add_worksheet().write(0, 0, "text").unwrap();
    });
    for (part, end, filler) in
        [("sharedStrings.xml", "</sst>", "<si/>"), ("styles.xml", "</styleSheet>", "<numFmt/>")]
    {
        let mut parts = parts_of(&small);
        for (_, bytes) in parts.iter_mut().filter(|(name, _)| name.ends_with(part)) {
            let text = String::from_utf8(bytes.clone()).unwrap();
            *bytes = text.replace(end, &format!("{}{end}", filler.repeat(400_000))).into_bytes();
        }
        assert_eq!(refused(&parts), "a workbook that unfolds to more than 250,000 cells", "{part}");
    }
    // A shared string table that asks for room for a trillion.
    let good = xlsx(|book| {
        book.add_worksheet().write(0, 0, "text").unwrap();
    });
    let mut parts = parts_of(&good);
    for (name, bytes) in &mut parts {
        if name.ends_with("sharedStrings.xml") {
            let text = String::from_utf8(bytes.clone()).unwrap();
            *bytes = text.replace("uniqueCount=\"1\"", "uniqueCount=\"1000000000000\"").into_bytes();
        }
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
    assert_eq!(rows(&zip_of(&parts), workbook::Format::Xlsx).unwrap_err(), "a damaged workbook");
}

#[test]
fn old_containers_are_told_apart() {
    let mut container = workbook::OLE.to_vec();
    container.resize(2048, 0);
    let read = Sandbox::new().file("letter.doc", &container).file("list.xls", &container).read();
    assert_eq!(
        summary(&read),
        "letter.doc unknown (0, 0, 0, 0)\nlist.xls unknown (0, 0, 0, 0)\n  0: a workbook in the format of before 2007 (.xls)\n"
    );
    container.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let read = Sandbox::new().file("list.xlsx", &container).read();
    assert_eq!(summary(&read), "list.xlsx unknown (0, 0, 0, 0)\n  0: protected by a password\n");
    assert_eq!(Kind::Unknown.as_str(), read.sources[0].kind);
}

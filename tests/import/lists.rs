//! Target lists in the shapes that people keep them in.

use crate::sandbox::*;
use rust_xlsxwriter::Workbook;

/// Reads a list of this header and row, as a text and as a sheet below a title, and compares the targets.
#[track_caller]
fn check(header: &[&str], row: &[&str], expect: &str) {
    let quoted = |cells: &[&str]| {
        cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",")
    };
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Read Me").unwrap().write(0, 0, "Instructions").unwrap();
    let sheet = book.add_worksheet().set_name("Sheet1").unwrap();
    sheet.write(0, 0, "My list").unwrap();
    for (line, cells) in [header, row].iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write(line as u32 + 2, column as u16, *cell).unwrap();
        }
    }
    let dir = Sandbox::new()
        .file("a/x.csv", format!("{}\n{}\n", quoted(header), quoted(row)))
        .file("b/x.xlsx", book.save_to_buffer().unwrap());
    for folder in ["a", "b"] {
        let read = dir.read_at(folder);
        let found: Vec<String> = read
            .targets
            .iter()
            .map(|it| {
                format!(
                    "{} @ {} in {} {:?} {:?} {:?}",
                    it.position, it.company, it.industry, it.priority, it.motivation, it.alumni
                )
            })
            .collect();
        assert_eq!(found.join("\n"), expect, "{folder}: {}", summary(&read));
        let source = read.sources.iter().find(|source| source.kind == "targets").unwrap();
        assert_eq!((source.rows, source.imported), (1, 1));
    }
}

#[test]
fn lamp_lists() {
    let lumora = "  @ Lumora in  None Some(2.5) Some(true)".replacen("  ", " ", 1);
    check(
        &["#", "Employer List", "Advocacy", "Motivation", "Posting"],
        &["1", "Lumora", "Y", "2.5", "1"],
        &lumora,
    );
    check(&["Company", "Alumni", "Motivation", "Postings"], &["Lumora", "yes", "2.5", "1"], &lumora);
    for yes in ["✓", "x", "Sì", "WAHR"] {
        check(&["Company", "Alumni", "Motivation", "Postings"], &["Lumora", yes, "2.5", "1"], &lumora);
    }
    check(
        &[
            "TYPE",
            "List\n(Organization of interest)",
            "AlumNI\n(Do many alumni work here? Yes/No)",
            "Motivation\n(3 = most)",
            "Postings\n(3 = a lot)",
        ],
        &["DREAM ORG", "Lumora", "Yes", "2.5", "3"],
        &lumora,
    );
    check(
        &[
            "",
            "",
            "List",
            "Advocacy",
            "Motivation",
            "Posting",
            "Type",
            "Contact Name",
            "Type",
            "Contact Name",
        ],
        &["1", "1", "Lumora", "Y", "2.5", "4", "x", "Ann Oduya", "y", ""],
        &lumora,
    );
}

#[test]
fn matrices_in_other_words() {
    let expect = "Analyst @ Lumora in Shipping None None None";
    check(&["Positions", "Companies", "Industries"], &["Analyst", "Lumora", "Shipping"], expect);
    check(&["Target Role", "Target Company", "Target Industry"], &["Analyst", "Lumora", "Shipping"], expect);
    check(&["JOB TITLE", "employer", "Sector"], &["Analyst", "Lumora", "Shipping"], expect);
    for header in [
        ["Stelle", "Unternehmen", "Branche"],
        ["Poste", "Entreprise", "Secteur"],
        ["Puesto", "Empresa", "Sector"],
        ["Cargo", "Empresa", "Setor"],
        ["Ruolo", "Azienda", "Settore"],
        ["Functie", "Bedrijf", "Branche"],
    ] {
        check(&header, &["Analyst", "Lumora", "Shipping"], expect);
    }
    // Each with a word of wanting, which makes it a list of targets by itself.
    for header in [
        ["Poste visé", "Entreprise", "Secteur"],
        ["Poste recherché", "Entreprise ciblée", "Secteur visé"],
        ["Angestrebte Stelle", "Arbeitgeber", "Branche"],
        ["Puesto deseado", "Empresa objetivo", "Sector"],
        ["Cargo pretendido", "Empresa", "Setor de interesse"],
        ["Ruolo ricercato", "Azienda", "Settore"],
        ["Gewenste functie", "Bedrijf", "Branche"],
    ] {
        check(&header, &["Analyst", "Lumora", "Shipping"], expect);
    }
    check(&["Desired role", "Employer"], &["Analyst", "Lumora"], "Analyst @ Lumora in  None None None");
    let expect = "Analyst @ Lumora in  Some(1.0) None None";
    check(&["Wunschposition", "Wunschfirma", "Priorität"], &["Analyst", "Lumora", "hoch"], expect);
}

#[test]
fn a_target_in_a_column_that_is_not_understood_is_a_problem() {
    let text = "Entreprise;Intention;Secteur;Priorité\nLumora;Analyste;Énergie;1\n;Analyste;;2\n;;;3\n";
    let found = summary(&Sandbox::new().file("cibles.csv", text).read());
    let expect = "cibles.csv targets (3, 1, 1, 1)\n  \
                  3: no position, company or industry, and `Intention` is not understood\n";
    assert_eq!(found, expect);
}

#[test]
fn link_lists_and_logs() {
    let lumora = " @ Lumora in  None None None";
    check(&["Company", "Actual Job Listing"], &["Lumora", "https://example.org"], lumora);
    check(&["Company Name", "Career Website URL", "Notes"], &["Lumora", "https://example.org", ""], lumora);
    check(&["company", "website", "contact"], &["Lumora", "example.org", "Ann"], lumora);
    check(
        &[
            "",
            "Company Name",
            "Address",
            "Phone Number",
            "HR Name",
            "HR Email",
            "Director",
            "CEO",
            "CEO Email",
        ],
        &["1", "Lumora", "Porto", "", "Ann", "", "", "", ""],
        lumora,
    );
    check(
        &["Column1", "Company", "Column2", "Way to Contact", "Column3"],
        &["", "Lumora", "", "mail", ""],
        lumora,
    );
    check(
        &["Company Name", "Careers URL", "Type", "Sector", "Location", "ATS", "Status", "Notes"],
        &["Lumora", "https://example.org", "x", "Shipping", "Porto", "", "", ""],
        " @ Lumora in Shipping None None None",
    );
}

#[test]
fn trackers_of_applications() {
    let expect = "Analyst @ Lumora in  None None None";
    check(
        &[
            "Priority",
            "Company",
            "Role",
            "Location",
            "Type",
            "Salary",
            "Status",
            "Applied Date",
            "Next Action",
        ],
        &["HIGH", "Lumora", "Analyst", "Porto", "", "", "", "", ""],
        "Analyst @ Lumora in  Some(1.0) None None",
    );
    check(
        &[
            "RecordID",
            "Company",
            "Role",
            "Location",
            "ReqID_JobID",
            "JobURL",
            "Source",
            "Status",
            "StatusDate",
        ],
        &["1", "Lumora", "Analyst", "", "", "", "", "", ""],
        expect,
    );
    check(
        &[
            "Job ID",
            "Date Sent",
            "Job Title",
            "Company",
            "Location",
            "Applied?",
            "Outcome",
            "Why No?",
            "Notes",
        ],
        &["1", "", "Analyst", "Lumora", "", "", "", "", ""],
        expect,
    );
    check(
        &["Job Title", "Company Name", "Job URL", "Applied Date", "Status", "Status Date"],
        &["Analyst", "Lumora", "", "", "", ""],
        expect,
    );
}

#[test]
fn several_roles_at_one_sponsor() {
    check(
        &[
            "Canonical Company",
            "Register Organisation Name",
            "Town/City",
            "Sector",
            "Priority",
            "Target Roles",
            "Notes",
        ],
        &["Lumora", "Lumora Ltd", "Hull", "Shipping", "B", "Analyst; Planner;", ""],
        "Analyst @ Lumora in Shipping Some(2.0) None None\nPlanner @ Lumora in Shipping Some(2.0) None None",
    );
}

#[test]
fn several_companies_in_a_cell_and_any_in_words() {
    check(
        &["position", "company", "industry"],
        &["Analyst; Planner", "Lumora; Fernwick", ""],
        "Analyst @ Lumora in  None None None\nPlanner @ Lumora in  None None None\n\
         Analyst @ Fernwick in  None None None\nPlanner @ Fernwick in  None None None",
    );
    check(
        &["position", "company", "industry"],
        &["Any position", "Lumora", "any industry"],
        " @ Lumora in  None None None",
    );
    let text = "position,company,industry\n,Lumora / Fernwick,\n";
    assert_eq!(
        summary(&Sandbox::new().file("x.csv", text).read()),
        "x.csv targets (1, 1, 0, 0)\n  2 company: perhaps several companies\n"
    );
}

#[test]
fn a_name_that_says_target_needs_little_more() {
    let read = Sandbox::new().file("Target companies.csv", "Company,Why\nLumora,ships\n").read();
    assert_eq!((read.targets.len(), &*read.targets[0].company), (1, "Lumora"));
    let read = Sandbox::new().file("targets.csv", "Position\nAnalyst\n").read();
    assert_eq!((read.targets.len(), &*read.targets[0].position), (1, "Analyst"));
}

#[test]
fn what_is_no_list_of_targets() {
    for (name, text) in [
        ("x.csv", "Company,Phone\nLumora,1\n"),
        ("x.csv", "item,quantity\nmilk,2\n"),
        ("Online Job Postings.csv", "Company,Job URL,Job Title\nLumora,x,Analyst\n"),
        (
            "Saved Jobs.csv",
            "Saved Date,Job Url,Job Title,Company Name\n\"1/29/26, 2:37 PM\",x,Analyst,Lumora\n",
        ),
        ("x.csv", "company,industry,aliases,careers url\nLumora,Shipping,Lum,\n"),
        (
            "x.csv",
            "First Name,Last Name,Company,Position,Connected On,Career\nA,B,Lumora,Chef,04 Mar 2024,x\n",
        ),
    ] {
        let read = Sandbox::new().file(name, text).read();
        assert!(read.targets.is_empty(), "{}", summary(&read));
    }
}

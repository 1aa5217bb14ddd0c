//! The short way is held to the full one: on every sample, and on workspaces made to be difficult.

use super::*;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn folders(below: &Path) -> Vec<PathBuf> {
    let mut found = vec![below.to_owned()];
    for item in std::fs::read_dir(below).unwrap().map(Result::unwrap).filter(|item| item.path().is_dir()) {
        found.extend(folders(&item.path()));
    }
    found.sort();
    found
}

/// What is kept of a member, without a word on people's numbers, which differ.
fn told(extract: &Extract, persons: &Persons) -> String {
    let mut known: Vec<String> = extract
        .known
        .all
        .iter()
        .map(|at| {
            let warm = extract.known.warm.binary_search(at).is_ok();
            let (name, company) = (persons.name(*at), persons.company(*at));
            format!("{} {name} {company} {} {warm}", persons.key(*at), persons.position(*at))
        })
        .collect();
    known.sort();
    format!("{known:#?} {:#?}", without_known(extract))
}

/// What does not hang on other members.
fn without_known(extract: &Extract) -> Extract {
    Extract { known: Known::default(), ..extract.clone() }
}

/// A cohort of all that is checked: what a job and the pool remember of one member is there for the next.
#[derive(Default)]
struct Crowd {
    pool: Pool,
    caches: Caches,
    /// For each member, what the short way gives in company, and the keys of everyone whom she knows by the full one.
    members: Vec<(Extract, Vec<String>)>,
    /// Rows of their own lists that went the short way.
    n_listed: usize,
}

impl Crowd {
    /// Whether each knows in company whom she knows alone.
    fn check(self) {
        let persons = self.pool.close();
        for (extract, expect) in self.members {
            let mut keys: Vec<String> =
                extract.known.all.iter().map(|at| persons.key(*at).to_owned()).collect();
            keys.sort();
            assert_eq!(keys, expect);
        }
    }
}

/// Reads a member both ways, and returns how many of her rows went the short one.
fn check(folder: &Path, as_of: Day, settings: &Settings, crowd: &mut Crowd) -> usize {
    let read = ReadOptions { no_infer: true, ..ReadOptions::default() };
    let names = Names::default();
    let jobs = NonZeroUsize::new(1);
    let options = CohortOptions { read: &read, settings, as_of, jobs, records: false, names: &names };
    let member = Member {
        name: "Ann Oduya".to_owned(),
        folder: folder.to_owned(),
        programme: String::new(),
        class_year: String::new(),
        shares_contacts: true,
    };
    let pool = Pool::default();
    let me = settings.me.as_deref();
    let aside = short::read(folder, &read, me, as_of, &pool).unwrap().aside;
    let n_short = aside.n_imported();
    crowd.n_listed += aside.n_listed();
    let workspace = import::read_workspace(folder, &read).unwrap();
    let facts = crate::pipeline::facts(workspace, settings, as_of);
    let full = match nothing_in(&facts.workspace, 0, &facts.problems) {
        Some(why) => Err(why),
        None => {
            let tally = tally_of(&facts, requests(&facts.workspace, &options), as_of);
            Ok(extract_of(&facts, tally, true, &options, &pool))
        }
    };
    let persons = pool.close();
    let full_told = full.as_ref().map(|extract| told(extract, &persons)).map_err(Clone::clone);
    // Twice, so that everything is known the second time.
    let (pool, caches) = (Pool::default(), &mut Caches::default());
    let short = [(); 2].map(|()| in_short(&member, &options, &pool, caches));
    let persons_of_short = pool.close();
    for short in short {
        let short = short.map(|extract| told(&extract, &persons_of_short));
        let lines = |told: &Result<String, String>| told.clone().unwrap_or_else(|why| why);
        let (short_lines, full_lines) = (lines(&short), lines(&full_told));
        let differ = short_lines.lines().zip(full_lines.lines()).filter(|(short, full)| short != full);
        let differ: Vec<_> = differ.take(9).collect();
        assert!(short == full_told, "{}: {differ:#?}", folder.display());
    }
    let in_company = in_short(&member, &options, &crowd.pool, &mut crowd.caches);
    assert_eq!(in_company.is_ok(), full.is_ok());
    if let (Ok(in_company), Ok(full)) = (in_company, full) {
        assert_eq!(without_known(&in_company), without_known(&full), "{}", folder.display());
        let mut keys: Vec<String> = full.known.all.iter().map(|at| persons.key(*at).to_owned()).collect();
        keys.sort();
        crowd.members.push((in_company, keys));
    }
    n_short
}

/// Every folder of every sample is a member, read on two days.
#[test]
fn the_short_way_leads_where_the_full_one_does() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let mut crowd = Crowd::default();
    let days = [20_634, 20_148].map(Day).into_iter().cycle();
    let read = |(folder, day): (PathBuf, Day)| check(&folder, day, &Settings::default(), &mut crowd);
    let n_short: usize = folders(&samples).into_iter().zip(days).map(read).sum();
    crowd.check();
    // The samples are small and much spoken of, but not all of it.
    assert!(n_short > 500, "{n_short}");
}

/// Numbers that look drawn, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.roll(all.len() as u64) as usize]
    }
}

const GIVEN: [&str; 7] = ["Ann", "Bo", "Çağla", "伟", "Dr. Eve", "Inès M.", "Per \"Pelle\""];
const FAMILY: [&str; 5] = ["Oduya", "Lund", "Œuvré", "王", "Quill"];

/// A person's names are few and her slugs are many, so that names are shared.
fn name_of(person: u64) -> (&'static str, &'static str) {
    (GIVEN[(person % 7) as usize], FAMILY[(person / 3 % 5) as usize])
}

/// A cell as a program writes it.
fn cell(text: &str) -> String {
    match text.contains(['"', ',', '\n']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

fn url_of(person: u64, dice: &mut Dice) -> String {
    match dice.roll(12) {
        0 => format!("https://www.linkedin.com/in/{}-{person}/", dice.of(&["P", "p"])),
        1 => format!("http://linkedin.com/in/p-{person}?trk=x"),
        2 if person.is_multiple_of(7) => "urn:li:member:7".to_owned(),
        _ if person.is_multiple_of(5) => format!("https://www.linkedin.com/in/%C3%A9-{person}"),
        _ => format!("https://www.linkedin.com/in/p-{person}"),
    }
}

fn mention(person: u64, dice: &mut Dice) -> (String, String) {
    let (given, family) = name_of(person);
    (cell(&format!("{given} {family}")), url_of(person, dice))
}

const OWNER: (&str, &str) = ("Mara Fjord", "https://www.linkedin.com/in/mara-fjord");

fn date(dice: &mut Dice) -> String {
    format!("2026-{:02}-{:02}", 1 + dice.roll(9), 1 + dice.roll(28))
}

/// A flag of a message, in every spelling that one may have.
fn flag(dice: &mut Dice) -> &'static str {
    match dice.roll(8) {
        0 => dice.of(&["Yes", "yes", "TRUE", "True", "true", "1", "\"Yes\"", " yes "]),
        _ => dice.of(&["No", "", "FALSE", "0"]),
    }
}

/// Writes a workspace; the higher the number, the odder.
fn workspace(folder: &Path, nth: u64) {
    let dice = &mut Dice(nth);
    // One oddity in so many rows.
    let rare = 400 / (1 + nth % 8 * 5);
    std::fs::create_dir_all(folder).unwrap();
    let put = |name: &str, text: String| std::fs::write(folder.join(name), text).unwrap();

    let mut text = "Notes:\n\"When exporting your connection data, you may notice\"\n\n".to_owned();
    text += "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
    const MONTHS: [&str; 4] = ["Jan", "Mar", "Jun", "Sep"];
    for person in 0..40 + dice.roll(30) {
        let (given, family) = name_of(person);
        let url = if dice.roll(rare) == 0 { String::new() } else { url_of(person, dice) };
        let email =
            if dice.roll(9) == 0 { format!("p{}@lumora.example", person % 30) } else { String::new() };
        let companies =
            ["Lumora", "\"Tidewell, Inc.\"", "Self-employed", "", "Fjord AS", "\"Fjord \"\"One\"\"\""];
        let company = dice.of(&companies);
        let title = dice.of(&["Buyer", "Data Engineer", "\"Head of \"\"Tides\"\"\"", "", "Nurse"]);
        let day = format!("{:02} {} 202{}", 1 + dice.roll(28), dice.of(&MONTHS), dice.of(&["5", "6"]));
        writeln!(text, "{},{family},{url},{email},{company},{title},{day}", cell(given)).unwrap();
    }
    put("Connections.csv", text);

    if dice.roll(6) > 0 {
        let header = "First Name,Last Name,Maiden Name,Address,Birth Date,Headline\n";
        put("Profile.csv", format!("{header}Mara,Fjord,,,,Buyer\n"));
        put(
            "Positions.csv",
            "Company Name,Title,Started On,Finished On\nLumora,Buyer,Jan 2024,\n".to_owned(),
        );
    }

    let mut text =
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,\
                    CONTENT,FOLDER"
            .to_owned();
    // Since 2026 there are flags, which whoever opens the file in a spreadsheet writes anew.
    let has_flags = nth.is_multiple_of(2);
    text += if has_flags { ",ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT\n" } else { "\n" };
    let end = |dice: &mut Dice| match has_flags {
        true => format!(",,{},{}\n", flag(dice), flag(dice)),
        false => "\n".to_owned(),
    };
    for _ in 0..dice.roll(50) {
        let person = dice.roll(70);
        let (name, url) = mention(person, dice);
        let mut sides = [(name, url), (OWNER.0.to_owned(), OWNER.1.to_owned())];
        if dice.roll(2) == 0 {
            sides.reverse();
        }
        let [(from, from_url), (to, mut to_urls)] = sides;
        let mut day = format!("{} 08:41:07 UTC", date(dice));
        let content = dice.of(&[
            "Hello",
            "\"Hello,\nthere\"",
            "\"a \"\"b\"\"\n\n,,,\"",
            "\"<p class=\"\"spinmail-quill-editor x\"",
        ]);
        match dice.roll(rare) {
            0 => day = dice.of(&["yesterday 8", "", "2026-13-41"]).to_owned(),
            1 => to_urls = format!("\"{to_urls},{}\"", mention(dice.roll(70), dice).1),
            2 => to_urls.clear(),
            _ => {}
        }
        let row = format!("{person},,{from},{from_url},{to},{to_urls},{day},,{content},INBOX{}", end(dice));
        text += &row;
        if dice.roll(rare) == 0 {
            text += &row;
        }
        if dice.roll(rare) == 0 {
            text += "9,,LinkedIn Member,,Mara Fjord,,2026-01-01 08:41:07 UTC,,x,INBOX";
            text += &format!("{}\n", end(dice));
        }
        if dice.roll(rare * 9) == 0 {
            let (name, url) = mention(dice.roll(70), dice);
            let end = end(dice);
            write!(text, "8,,{name},{url},{name},{url},2026-02-01 08:41:07 UTC,,x,INBOX{end}").unwrap();
        }
    }
    put("messages.csv", text);

    let mut text = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n".to_owned();
    for _ in 0..dice.roll(40) {
        let (name, url) = mention(dice.roll(90), dice);
        let day = format!("\"{}/{}/26, 2:37 PM\"", 1 + dice.roll(9), 1 + dice.roll(28));
        let odd = ["soon", "31 Feb 2026", "", "3/4/2026 14:37", "29/1/2026 14:37"];
        let day = if dice.roll(rare) == 0 { dice.of(&odd).to_owned() } else { day };
        let [own, own_url] = [OWNER.0, if dice.roll(rare) == 0 { "" } else { OWNER.1 }];
        let row = match dice.roll(2 + 20 / rare) {
            0 => format!("{own},{name},{day},,OUTGOING,{own_url},{url}\n"),
            1 => format!("{name},{own},{day},\"Hi,\nyou\",INCOMING,{url},{own_url}\n"),
            _ => format!("{name},{own},{day},,{},{url},{own_url}\n", dice.of(&["", "sideways", "incoming"])),
        };
        text += &row;
    }
    put("Invitations.csv", text);

    // Some lists name people by names that several have, some by addresses alone.
    let n_names = 2 + nth % 5 * 3;
    let refer = |dice: &mut Dice| {
        let (name, url) = mention(dice.roll(90), dice);
        match dice.roll(rare) {
            0 => format!("p{}@lumora.example", dice.roll(30)),
            1 => dice.of(&["-", "", "#", "name:ann oduya|", "pub/ann/1/2/3", OWNER.0, OWNER.1]).to_owned(),
            2 => dice
                .of(&["Nobody Known", "nobody  known", "Somebody Else", "me", "TBD", "her boss"])
                .to_owned(),
            4 => dice.of(&["Nobody Known; Somebody Else", "Nobody Known and Somebody Else"]).to_owned(),
            // Spelt otherwise than any export has it, or with a part more, or less.
            3 if dice.roll(3) == 0 => {
                let typed =
                    ["Cagla Lund", "Ines Oeuvre", "Oduya, Ann", "Bó Lund", "Cagla Known", "Nobody Knówn"];
                let more = ["Bo Lund Oduya", "Ann Quill-Lund", "Nobody Known Else", "Lund Bo"];
                dice.of(&[&typed[..], &more[..]].concat()).to_owned()
            }
            _ if dice.roll(n_names) == 0 => name,
            _ => url,
        }
    };
    let day_of = |dice: &mut Dice| match dice.roll(rare * 2) {
        0 => String::new(),
        1 if nth.is_multiple_of(3) => dice.of(&["soon", "03/04/2026", "2026-02-30"]).to_owned(),
        _ => date(dice),
    };
    let mut text = "introducer,introduced,date,context\n".to_owned();
    for _ in 0..dice.roll(4 + nth % 4 * 6) {
        let (one, other, day) = (refer(dice), refer(dice), day_of(dice));
        let context = match dice.roll(rare) {
            0 => "not: she only mentioned him",
            1 => "\"over \"\"tea\"\",\nagain\"",
            _ => "",
        };
        writeln!(text, "{one},{other},{day},{context}").unwrap();
        if dice.roll(9) == 0 {
            writeln!(text, "{one},{other},{},", date(dice)).unwrap();
        }
        if dice.roll(rare) == 0 {
            writeln!(text, "{other},{one},{day},").unwrap();
        }
    }
    put("introductions.csv", text);
    let mut text = "date,person,kind,outcome,direction,notes\n".to_owned();
    for _ in 0..dice.roll(8 + nth % 3 * 20) {
        let (who, day) = (refer(dice), day_of(dice));
        let kind = dice.of(&["request", "request", "Follow up", "interview", "thank-you", "check-in"]);
        let kind = if dice.roll(rare) == 0 { "lunch" } else { kind };
        let outcome =
            dice.of(&["", "replied", "held", "no-reply", "declined", "cancelled", "done", "bounced"]);
        let outcome = if dice.roll(rare) == 0 { "perhaps" } else { outcome };
        let direction = if dice.roll(5) == 0 { "incoming" } else { "" };
        let row = format!("{day},{who},{kind},{outcome},{direction},\n");
        text += &row;
        if dice.roll(rare) == 0 {
            text += &row;
        }
    }
    put("outreach.csv", text);
    let targets =
        "position,company,industry\nBuyer,Lumora,\nData Engineer,,\n,Tidewell,\n,,Fishing\n,Fjord,\n";
    put("targets.csv", targets.to_owned());
    if dice.roll(2) == 0 {
        put("companies.csv", "company,industry,aliases\nFjord,Fishing,Fjord AS; Fjorden\n".to_owned());
    }
    if dice.roll(9) == 0 {
        put(
            "More.csv",
            std::fs::read_to_string(folder.join("Connections.csv")).unwrap().replace("p-1", "p-2"),
        );
    }
}

#[test]
fn the_short_way_leads_where_the_full_one_does_in_difficult_workspaces() {
    let root = std::env::temp_dir().join(format!("tertius-short-{}", std::process::id()));
    let mut crowd = Crowd::default();
    let (mut n_short, mut n_none) = (0, 0);
    for nth in 0..120 {
        let folder = root.join(nth.to_string());
        workspace(&folder, nth);
        let me = match nth % 20 {
            7 => Some(OWNER.1.to_owned()),
            13 => Some("Ann Oduya".to_owned()),
            19 => Some("https://www.linkedin.com/in/p-3".to_owned()),
            _ => None,
        };
        let settings = Settings { me, ..Settings::default() };
        let as_of = Day::from_ymd(2026, [2, 7][nth as usize / 8 % 2], 1).unwrap();
        let n = check(&folder, as_of, &settings, &mut crowd);
        n_short += n;
        n_none += usize::from(n == 0);
    }
    std::fs::remove_dir_all(&root).unwrap();
    let n_listed = crowd.n_listed;
    assert!(n_listed > 300, "{n_listed}");
    crowd.check();
    // Both ways are taken, or the test would hold nothing to anything.
    assert!(n_short > 1_000 && n_none > 5, "{n_short} {n_none}");
}

/// A row that others have, too, is known by its text: here it stands where it is a row, where it is none, and where its day is
/// not as LinkedIn writes it.
#[test]
fn a_known_row_is_read_where_it_is_one() {
    const ANN: &str = "Ann,Oduya,https://www.linkedin.com/in/ann,,\"Lumora \"\"One\"\"\",Buyer";
    const BO: &str = "Bo,Lund,https://www.linkedin.com/in/bo,bo@lumora.example,,";
    const NOBODY: &str = ",,,,,";
    let files = [
        format!("{ANN},07 Jun 2022\n{BO},08 Jun 2022\n{NOBODY},09 Jun 2022\n"),
        format!("{ANN},07 Jul 2023\r\n{NOBODY},09 Jun 2022\r\n{BO},08 Jul 2021\r\n"),
        format!("\n\n{BO},08 Jun 2022\n\r\n\n{ANN},07 Jun 2024"),
        format!(
            "Cy,Quill,https://www.linkedin.com/in/cy,,\"x\n{ANN},07 Jun 2022\n{BO},08 Jun 2022\n\",Buyer,07 Jun 2020\n"
        ),
        format!(
            "Cy,Quill,https://www.linkedin.com/in/cy,,\"x\n{BO},08 Jun 2022\n\n\",Buyer,07 Jun 2020\n{ANN},07 Jun 2022\n"
        ),
        format!("{ANN},\"07 Jun 2022\"\n{BO},7 Jun 2022\n"),
        format!("{ANN}, 07 Jun 2022\n{BO},08 Jun 2022 \n"),
        format!("{ANN},31 Feb 2024\n{BO},08 Jun 2022\n"),
        format!("{ANN},07 Jun 2022\nx,{BO},08 Jun 2022\n"),
        format!("{ANN},07 Jun 2022\n{BO},08 Jun 2022,08 Jun 2022\n"),
        format!("{ANN},07 Jun 2022\n{BO},08 Jun 2022\n{ANN},07 Jun 2022\n"),
        format!("{ANN},07 Jun 2022\n{BO},08 Jun 2022\n{ANN},09 Jun 2022\n{ANN},10 Jun 2022\n"),
        format!("{ANN},07 Jun 2022\n{BO},08 Jun 2022\n\"{ANN},07 Jun 2022\n"),
        format!("{ANN},07 Jun 2099\n{BO},08 Jun 2019\n"),
    ];
    let root = std::env::temp_dir().join(format!("tertius-known-{}", std::process::id()));
    let mut crowd = Crowd::default();
    let mut n_short = Vec::new();
    for (nth, rows) in files.iter().enumerate() {
        let folder = root.join(nth.to_string());
        std::fs::create_dir_all(&folder).unwrap();
        let header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
        std::fs::write(folder.join("Connections.csv"), format!("{header}{rows}")).unwrap();
        n_short.push(check(&folder, Day(20_634), &Settings::default(), &mut crowd));
    }
    std::fs::remove_dir_all(&root).unwrap();
    crowd.check();
    assert_eq!(
        n_short[..4],
        [2, 2, 2, 0],
        "a row with line breaks goes the full way, and one other as its witness"
    );
}

/// What is said in another spelling is left to the full way, with whoever may be meant.
#[test]
fn a_name_in_another_spelling_goes_the_full_way() {
    let folder = std::env::temp_dir().join(format!("tertius-spelt-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let put = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    let other = |n: u32| format!("Bo,Lund,https://www.linkedin.com/in/bo-{n},,,,07 Jun 2022\n");
    let others: String = (0..9).map(other).collect();
    put(
        "Connections.csv",
        &format!(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
             José,Ibáñez,https://www.linkedin.com/in/jose,,Lumora,Buyer,07 Jun 2022\n\
             Eve,Quill,https://www.linkedin.com/in/eve,,,,07 Jun 2022\n{others}"
        ),
    );
    let check = || {
        let mut crowd = Crowd::default();
        check(&folder, Day(20_634), &Settings::default(), &mut crowd);
        let extract = crowd.members.pop().unwrap().0;
        let introduced = extract.growth.iter().map(|month| month.introduced).sum::<u32>();
        (introduced, extract.known.warm.len(), extract.n_problems)
    };
    let with_list = |row: &str| {
        put("introductions.csv", &format!("introducer,introduced,date\n{row}\n"));
        check()
    };
    assert_eq!(with_list("Eve Quill,José Ibáñez,2022-06-01"), (1, 0, 0));
    assert_eq!(with_list("Eve Quill,Jose Ibanez,2022-06-01"), (1, 0, 0));
    assert_eq!(with_list("Eve Quill,Jose Maria Ibanez,2022-06-01"), (0, 0, 1), "the nearest is named");
    assert_eq!(with_list("Eve Quill,Somebody Else,2022-06-01"), (0, 0, 0));
    // A file that goes the full way as a whole.
    put("interviews.csv", "person,date,learned\nJose Ibanez,2026-06-01,much\n");
    assert_eq!(check(), (0, 1, 0));
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A draft is no message, an advertisement neither, however the flag is spelt, in both ways.
#[test]
fn what_is_left_out_is_left_out_in_both_ways() {
    let folder = std::env::temp_dir().join(format!("tertius-flags-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let put = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    put("Profile.csv", "First Name,Last Name,Maiden Name,Address,Birth Date,Headline\nMara,Fjord,,,,Buyer\n");
    put("introductions.csv", "introducer,introduced,date\nin/eve,in/per,2026-01-03\n");
    put("outreach.csv", "date,person,kind,outcome\n2026-01-04,in/eve,request,pending\n");
    let last_activity = |flags: &str, content: &str| {
        let [ann, bo, cy] = ["Ann Oduya,ann", "Bo Lund,bo", "Cy Quill,cy"]
            .map(|who| who.replace(',', ",https://www.linkedin.com/in/"));
        let mara = format!("{},{}", OWNER.0, OWNER.1);
        put(
            "messages.csv",
            &format!(
                "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,\
                 FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT\n\
                 1,,{mara},{ann},2026-02-02 08:41:07 UTC,,Hello,INBOX,,No,No\n\
                 3,,{cy},{mara},2026-02-03 08:41:07 UTC,,Hello,INBOX,,No,No\n\
                 2,,{mara},{bo},2026-06-20 08:41:07 UTC,,{content},INBOX,,{flags}\n"
            ),
        );
        let mut crowd = Crowd::default();
        let n_short = check(&folder, Day(20_634), &Settings::default(), &mut crowd);
        assert!(n_short > 3, "the short way is taken: {n_short}");
        crowd.members.pop().unwrap().0.figures.last_activity.unwrap().to_string()
    };
    for set in ["Yes", "yes", "YES", "TRUE", "True", "true", "1", "\"Yes\"", " yes "] {
        assert_eq!(last_activity(&format!("{set},No"), "Hello"), "2026-02-03", "{set}");
        assert_eq!(last_activity(&format!("No,{set}"), "Hello"), "2026-02-03", "{set}");
    }
    for not_set in ["No", "", "FALSE", "0", "x"] {
        assert_eq!(last_activity(&format!("{not_set},No"), "Hello"), "2026-06-20", "{not_set}");
    }
    let advertisement = "\" <p class=\"\"spinmail-quill-editor__spin-break\"\">Hi</p>\"";
    assert_eq!(last_activity("No,No", advertisement), "2026-02-03");
    std::fs::remove_dir_all(&folder).unwrap();
}

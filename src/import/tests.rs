use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn import(name: &str, bytes: &[u8]) -> Import {
    let mut reading = Reading::new(Options { today: PartialDate::parse("2026-11-30"), ..Options::default() });
    reading.add(name, Cursor::new(bytes), &mut |_| {});
    reading.finish()
}

const CONNECTIONS: &str = "Notes:\n\"When exporting your connection data, you may notice that some of the email addresses are missing.\n\
    See the help, for example.\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
    Lucía,Farías,https://www.linkedin.com/in/lucia-farias,,\"Harbour Foods, Inc.\",Buyer,12 Mar 2021\n\
    ,,,,,,01 Jan 2020\nBen,Okoro,https://www.linkedin.com/in/ben-okoro,,,,sometime\n";

const EXPORT: [(&str, &str); 11] = [
    ("Profile.csv", "\u{feff}First Name,Last Name,Maiden Name,Headline\nSam,Porter,,Buyer of fish\n"),
    (
        "Positions.csv",
        "Company Name,Title,Description,Location,Started On,Finished On\nHarbour Foods,Buyer,\"Fish,\nand more\",Hull,Mar 2018,\nTidewater,Clerk,,,2014,Feb 2018\n",
    ),
    (
        "Education.csv",
        "School Name,Start Date,End Date,Notes,Degree Name,Activities\nNorthgate College,2010,2013,,BA History,\n",
    ),
    ("Skills.csv", "Name\nBuying\nNegotiation\n"),
    ("Connections.csv", CONNECTIONS),
    (
        "Invitations.csv",
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n\
         Mo Salt,Sam Porter,\"3/12/21, 10:11 AM\",\"Hi Sam,\nwe worked together at Brightwater.\",INCOMING,https://www.linkedin.com/in/mo-salt,https://www.linkedin.com/in/sam-porter\n\
         Sam Porter,Ann Lee,\"3/13/21, 1:11 PM\",,OUTGOING,,\n",
    ),
    (
        "messages.csv",
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n\
         1,,Ben Okoro,https://www.linkedin.com/in/ben-okoro,Sam Porter,https://www.linkedin.com/in/sam-porter,2021-03-12 10:11:12 UTC,,\"Hello, Sam\",INBOX\n\
         1,,Sam Porter,https://www.linkedin.com/in/sam-porter,Ben Okoro,https://www.linkedin.com/in/ben-okoro,2021-03-12 10:12:12 UTC,,Hello,INBOX\n\
         2,,LinkedIn Member,,Sam Porter,https://www.linkedin.com/in/sam-porter,2020-03-12 10:12:12 UTC,,Hello,INBOX\n\
         3,,Sam Porter,https://www.linkedin.com/in/sam-porter,\"A B,C D\",\"https://www.linkedin.com/in/a,https://www.linkedin.com/in/b\",2020-03-12 10:12:12 UTC,,Hi all,INBOX\n",
    ),
    (
        "Recommendations_Received.csv",
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nLucía,Farías,Harbour Foods,Head,Sam is good.,\"05/23/20, 08:00 AM\",VISIBLE\n",
    ),
    (
        "Recommendations_Given.csv",
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nBen,Okoro,Tidewater,Clerk,Ben is good.,\"05/23/19, 08:00 AM\",VISIBLE\n",
    ),
    ("Jobs/Job Applications.csv", "Application Date,Contact Email\n"),
    ("Articles/a.html", "<p>x"),
];

#[test]
fn a_whole_archive_is_understood() {
    let found = import("Complete_LinkedInDataExport.zip", &zipped(&EXPORT));
    let record = &found.record;
    assert_eq!((&*record.name, &*record.headline), ("Sam Porter", "Buyer of fish"));
    let jobs: Vec<_> =
        record.positions.iter().map(|p| (&*p.company, String::from(p.from), String::from(p.to))).collect();
    assert_eq!(
        jobs,
        [("Harbour Foods", "2018-03".into(), String::new()), ("Tidewater", "2014".into(), "2018-02".into())]
    );
    assert_eq!(record.education[0].degree, "BA History");
    assert_eq!(record.skills, ["Buying", "Negotiation"]);
    let known = &record.connections[0];
    assert_eq!(
        (&*known.name, &*known.company, &*known.profile),
        ("Lucía Farías", "Harbour Foods, Inc.", "in/lucia-farias")
    );
    assert_eq!(String::from(known.connected), "2021-03-12");
    let with_ben = &record.exchanges[0];
    assert_eq!((&*with_ben.name, with_ben.sent, with_ben.received, with_ben.wrote_last), ("Ben Okoro", 1, 1, true));
    assert_eq!((record.exchanges.len(), &*with_ben.text), (1, ""), "no words are kept");
    assert_eq!(found.invitations.len(), 1);
    assert_eq!(found.invitations[0].text, "Hi Sam,\nwe worked together at Brightwater.");
    assert_eq!((String::from(found.invitations[0].sent), found.invitations_sent), ("2021-03-12".into(), 1));
    let written: Vec<_> = record.recommendations.iter().map(|r| (&*r.name, r.given, r.date.year)).collect();
    assert_eq!(written, [("Lucía Farías", false, 2020), ("Ben Okoro", true, 2019)]);
    assert!(record.is_complete("positions") && record.is_complete("connections") && !record.is_complete("groups"));

    let connections = found.files.iter().find(|file| file.kind == Some(Kind::Connections)).unwrap();
    assert_eq!((connections.rows, connections.kept, connections.troubles.count), (3, 1, 1));
    assert_eq!(
        connections.troubles.first[0],
        Trouble { line: 8, what: "the date “sometime” is not understood".into() }
    );
    let skipped: Vec<_> =
        found.files.iter().filter(|file| file.kind.is_none()).map(|file| (&*file.name, &*file.reason)).collect();
    assert_eq!(
        skipped,
        [("Jobs/Job Applications.csv", "Demur has no use for it."), ("Articles/a.html", "It is no table.")]
    );
    assert_eq!(found.remarks.len(), 2, "{:?}", found.remarks);
}

#[test]
fn importing_again_changes_nothing() {
    let found = import("export.zip", &zipped(&EXPORT));
    let (mut record, mut backlog) = (Record::default(), Backlog::default());
    found.apply(&mut record, &mut backlog);
    let once = (record.clone(), backlog.clone());
    found.apply(&mut record, &mut backlog);
    assert_eq!((record, backlog), once);
    assert!(once.0.is_complete("connections") && !once.0.is_complete("groups"));
}

#[test]
fn a_newer_export_updates_and_keeps_what_was_typed() {
    let (mut record, mut backlog) = (Record::default(), Backlog::default());
    record.positions.push(crate::record::Position { company: "Night Market".into(), ..Default::default() });
    record.incomplete = Record::PARTS.map(str::to_owned).to_vec();
    import("export.zip", &zipped(&EXPORT)).apply(&mut record, &mut backlog);
    let newer = "Company Name,Title,Started On,Finished On\nHarbour Foods,Buyer,Mar 2018,Oct 2026\nOyster Hall,Head,Nov 2026,\n";
    import("Positions.csv", newer.as_bytes()).apply(&mut record, &mut backlog);
    let jobs: Vec<_> = record.positions.iter().map(|p| (&*p.company, String::from(p.to))).collect();
    assert_eq!(
        jobs,
        [
            ("Night Market", String::new()),
            ("Harbour Foods", "2026-10".into()),
            ("Tidewater", "2018-02".into()),
            ("Oyster Hall", String::new())
        ]
    );
    assert!(record.is_complete("connections"), "a part that the newer export does not hold stays complete");
}

#[test]
fn single_files_are_known_by_name_or_by_columns() {
    assert_eq!(import("Connections (2).csv", CONNECTIONS.as_bytes()).record.connections.len(), 1);
    assert_eq!(import("download.csv", CONNECTIONS.as_bytes()).record.connections.len(), 1);
    assert_eq!(import("Skills.csv", b"Name\r\nBuying\r\n").record.skills, ["Buying"]);
}

fn reason(name: &str, bytes: &[u8]) -> String {
    let found = import(name, bytes);
    assert!(found.is_empty(), "{found:?}");
    found.files[0].reason.clone()
}

#[test]
fn what_cannot_be_read_says_why() {
    let whole = zipped(&EXPORT);
    for (name, bytes, part) in [
        ("x.csv", &b""[..], "empty"),
        ("x.zip", b"<html>", "no ZIP archive"),
        ("x.zip", &whole[..whole.len() / 2], "not complete"),
        ("x.zip", b"PK\x03\x04", "not complete"),
        ("x.csv", b"a,b\n1,2\n", "None of the tables that Demur knows has these columns: “a”, “b”"),
        ("photo.jpg", b"\xff\xd8\xff\xe0", "neither"),
        ("Connections.csv", b"Name,Mail\nx,y\n", "It should hold connections, but its columns are others"),
        (
            "Connections.csv",
            "Vorname,Nachname,URL,Unternehmen,Position,Verbunden am\nA,B,,,,\n".as_bytes(),
            "in German",
        ),
        ("Connections.csv", "Prénom,Nom,URL,Entreprise,Poste,Connecté le\nA,B,,,,\n".as_bytes(), "in French"),
        ("Connections.csv", "Nombre,Apellidos,URL,Empresa,Cargo,Conectado el\nA,B,,,,\n".as_bytes(), "in Spanish"),
    ] {
        let said = reason(name, bytes);
        assert!(said.contains(part), "{name}: {said}");
    }
}

#[test]
fn a_quotation_mark_left_open_ends_the_file_and_keeps_the_rest() {
    let mut text = "Name\nBuying\n\"Negotiation\n".to_owned();
    text.push_str(&"filler line of no matter\n".repeat(400_000));
    let found = import("Skills.csv", text.as_bytes());
    assert_eq!(found.record.skills, ["Buying"]);
    assert!(found.files[0].reason.contains("at line 3: a quotation mark"), "{}", found.files[0].reason);
}

#[test]
fn a_bomb_is_not_unpacked() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("Skills.csv", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"Name\n").unwrap();
    let lines = "x\n".repeat(1 << 19);
    for _ in 0..80 {
        zip.write_all(lines.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let found = import("x.zip", &bytes);
    assert!(found.files[0].reason.contains("far larger unpacked"), "{:?}", found.files[0]);
    assert!(found.record.skills.len() <= 2_000);
}

#[test]
fn odd_paths_do_no_harm() {
    let found = import(
        "x.zip",
        &zipped(&[
            ("../../etc/Skills.csv", "Name\nBuying\n"),
            ("C:\\x\\Profile.csv", "First Name,Last Name,Headline\nSam,Porter,\n"),
        ]),
    );
    assert_eq!((found.record.skills.len(), &*found.record.name), (1, "Sam Porter"));
}

#[test]
fn messages_without_a_profile_find_their_owner() {
    let head = "FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER\n";
    let row = |from: &str, to: &str| {
        format!(
            "{from},https://linkedin.com/in/{from},{to},https://linkedin.com/in/{to},2021-03-12 10:11:12 UTC,x,INBOX\n"
        )
    };
    let two = format!("{head}{}{}{}", row("ann", "sam"), row("sam", "bob"), row("bob", "sam"));
    let found = import("messages.csv", two.as_bytes());
    let of: Vec<_> = found.record.exchanges.iter().map(|e| (&*e.name, e.sent, e.received)).collect();
    assert_eq!(of, [("ann", 0, 1), ("bob", 1, 1)]);
    let one = import("messages.csv", format!("{head}{}", row("ann", "sam")).as_bytes());
    assert!(one.record.exchanges.is_empty() && one.remarks[0].contains("which of the people is you"));
    let mut reading = Reading::new(Options { own_name: "Sam".into(), keep_text: true, ..Options::default() });
    reading.add("messages.csv", Cursor::new(format!("{head}{}", row("ann", "sam"))), &mut |_| {});
    assert_eq!(reading.finish().record.exchanges[0].text, "x");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..400), name in "(Positions|messages|x)\\.(csv|zip)") {
        import(&name, &bytes);
    }

    #[test]
    fn no_damage_breaks_the_reader(cut in 0usize..4000, flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12)) {
        let mut bytes = zipped(&EXPORT);
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(bytes.len().saturating_sub(cut % 50));
        import("x.zip", &bytes);
    }

    #[test]
    fn no_rows_break_the_tables(rows in prop::collection::vec(prop::collection::vec("\\PC{0,12}|[\",\n]{1,3}|12 Mar 2021", 0..12), 0..12), which in 0usize..9) {
        let (name, text) = EXPORT[which];
        let head = text.lines().find(|line| line.matches(',').count() > 2 || !line.contains(' ')).unwrap_or_default();
        let text = format!("{head}\n{}", rows.iter().map(|row| row.join(",")).collect::<Vec<_>>().join("\n"));
        let found = import(name, text.as_bytes());
        let (mut record, mut backlog) = (Record::default(), Backlog::default());
        found.apply(&mut record, &mut backlog);
        let once = record.clone();
        found.apply(&mut record, &mut backlog);
        prop_assert_eq!(record, once);
    }
}

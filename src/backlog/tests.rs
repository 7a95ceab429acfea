use super::*;
use crate::assessment::{Advice, Ask, Flag};
use crate::record::{Connection, Exchange, Record};

fn row(name: &str, sent: &str, advice: Advice, flags: &[Flag], answer: Answer) -> Row {
    let (name, text) = (name.to_owned(), "Hello".to_owned());
    let invitation = Invitation { name, text, sent: PartialDate::parse(sent), ..Invitation::default() };
    Row {
        entry: Entry::exported(invitation, PartialDate::parse("2026-11-30")),
        ask: Ask::Connect,
        flags: flags.to_vec(),
        advice,
        bright: false,
        answer,
        note: String::new(),
    }
}

fn rows() -> Vec<Row> {
    vec![
        row("Zoë", "2021-03-02", Advice::Decline, &[Flag::Pressure, Flag::Impersonal], Answer::Open),
        row("ann", "2021-05-02", Advice::Accept, &[], Answer::Accepted),
        row("Ben", "", Advice::AskFirst, &[Flag::Impersonal], Answer::Declined),
    ]
}

#[test]
fn rows_are_chosen_and_ordered() {
    let all = Filter::default();
    let names = |filter: &Filter, sort| {
        arrange(&rows(), filter, sort).into_iter().map(|at| rows()[at].entry.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&all, Sort::Newest), ["ann", "Zoë", "Ben"]);
    assert_eq!(names(&all, Sort::Oldest), ["Zoë", "ann", "Ben"]);
    assert_eq!(names(&all, Sort::Name), ["ann", "Ben", "Zoë"]);
    assert_eq!(names(&all, Sort::Advice), ["ann", "Ben", "Zoë"]);
    assert_eq!(names(&all, Sort::Flags), ["Zoë", "Ben", "ann"]);
    assert_eq!(names(&Filter { flag: Some(Flag::Impersonal), ..Filter::default() }, Sort::Name), ["Ben", "Zoë"]);
    assert_eq!(names(&Filter { words: "ZOE hello".into(), ..Filter::default() }, Sort::Name), ["Zoë"]);
    assert_eq!(
        names(&Filter { answer: Some(Answer::Open), advice: Some(Advice::Accept), ..Filter::default() }, Sort::Name),
        [""; 0]
    );
}

#[test]
fn age_mutual_connections_and_source_narrow() {
    let today = PartialDate::parse("2021-05-08");
    let mut rows = rows();
    rows[0].entry.mutual = 3;
    rows[1].entry.exported = false;
    let names = |filter: Filter, sort| {
        let filter = Filter { today, ..filter };
        arrange(&rows, &filter, sort).into_iter().map(|at| rows[at].entry.name.clone()).collect::<Vec<_>>().join(" ")
    };
    let since = |since| names(Filter { since: Some(since), ..Filter::default() }, Sort::Name);
    assert_eq!([since(Since::Week), since(Since::Year), since(Since::Older)], ["ann", "ann Zoë", ""]);
    let mutual = |some| names(Filter { mutual: Some(some), ..Filter::default() }, Sort::Name);
    assert_eq!([mutual(true), mutual(false)], ["Zoë", "ann Ben"]);
    let whence = |whence| names(Filter { whence: Some(whence), ..Filter::default() }, Sort::Name);
    assert_eq!([whence(Whence::Page), whence(Whence::Export)], ["ann", "Ben Zoë"]);
    assert_eq!(names(Filter::default(), Sort::Mutual), "Zoë ann Ben");
}

#[test]
fn asks_are_counted_by_their_answers() {
    let mut rows = rows();
    rows[0].ask = Ask::Sales;
    assert_eq!(chart::by_ask(&rows), [(Ask::Connect, [1, 0, 1, 0]), (Ask::Sales, [0, 0, 0, 1])]);
}

#[test]
fn ages_read_as_people_say_them() {
    let today = PartialDate::parse("2026-11-30");
    for (sent, said) in [
        ("2026-11-30", "today"),
        ("2026-11-29", "1 day"),
        ("2026-11-01", "4 weeks"),
        ("2026-03-01", "9 months"),
        ("2024-02-29", "2 years"),
        ("2027-01-01", "today"),
        ("", ""),
    ] {
        assert_eq!(age(PartialDate::parse(sent), today), said, "{sent}");
    }
}

#[test]
fn what_became_of_an_invitation_shows_in_the_record() {
    let record = Record {
        connections: vec![Connection { name: "Ann Lee".into(), ..Connection::default() }],
        exchanges: vec![Exchange {
            name: "Ben Okoro".into(),
            sent: 1,
            last: PartialDate::parse("2021-04-01"),
            ..Exchange::default()
        }],
        ..Record::default()
    };
    let of = |name: &str, sent: &str| {
        let entry = row(name, sent, Advice::Accept, &[], Answer::Open).entry;
        Answer::recorded(&entry, &entry.request("").sender, &record)
    };
    assert_eq!(of("Ann Lee", "2021-03-01"), Answer::Accepted);
    assert_eq!(of("Ben Okoro", "2021-03-01"), Answer::AskedFirst);
    assert_eq!(of("Ben Okoro", "2021-05-01"), Answer::Open);
}

#[test]
fn a_spreadsheet_runs_nothing() {
    let mut rows = rows();
    for (at, text) in ["=HYPERLINK(\"x\")", " +1", "@SUM", "\t=1", "-2", "fine \"quoted\", yes"].iter().enumerate() {
        rows.push(row(&format!("n{at}"), "", Advice::Accept, &[], Answer::Open));
        rows.last_mut().unwrap().entry.seen.text = (*text).into();
    }
    let written = csv::write(&rows, &(0..rows.len()).collect::<Vec<_>>());
    let mut read = ::csv::Reader::from_reader(written.trim_start_matches('\u{feff}').as_bytes());
    let cells: Vec<String> = read.records().skip(3).map(|row| row.unwrap().get(10).unwrap().to_owned()).collect();
    assert_eq!(cells, ["'=HYPERLINK(\"x\")", "' +1", "'@SUM", "'\t=1", "'-2", "fine \"quoted\", yes"]);
}

#[test]
fn bars_cover_all_months_and_grow_with_the_span() {
    let bars = chart::bars(&rows());
    let names: Vec<&str> = bars.iter().map(|bar| &*bar.name).collect();
    assert_eq!(names, ["March 2021", "April 2021", "May 2021"]);
    assert_eq!(bars[0].words(), "March 2021: 1 left open");
    assert_eq!(bars[1].words(), "April 2021: none");
    let mut long = rows();
    long.push(row("old", "2010-01", Advice::Accept, &[], Answer::Open));
    assert_eq!(chart::bars(&long).first().map(|bar| bar.name.clone()), Some("2010".into()));
    assert!(chart::bars(&[]).is_empty());
    let of = |sum: usize| chart::scale(&[chart::Bar { name: String::new(), counts: [sum, 0, 0, 0] }]);
    assert_eq!([of(0), of(3), of(11), of(100), of(101)], [1, 5, 20, 100, 200]);
}

#[test]
fn merging_again_adds_nothing() {
    let invitation = |name: &str| Invitation { name: name.into(), ..Invitation::default() };
    let one = Backlog { invitations: vec![invitation("Ann"), invitation("Ben")] };
    let mut all = Backlog::default();
    all.merge(one.clone());
    let once = all.clone();
    all.merge(one);
    assert_eq!(all, once);
}

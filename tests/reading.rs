//! Tokens, sentences and patterns, as the shipped rules see them.

use demur::Request;
use demur::judge::ENGINE;
use demur::text::{Segment, Text};

fn rules(text: &str) -> Vec<u16> {
    let request = Request { text: text.to_owned(), ..Request::default() };
    ENGINE.read(&request).hits.iter().map(|hit| hit.rule).collect()
}

#[test]
fn a_postscript_below_the_name_belongs_to_the_message() {
    for mark in ["P.S.", "PS:", "p.s.", "PS", "P.P.S.", "PPS"] {
        let message = format!("Hi Ann,\n\nThe plans are done.\n\nBest,\nLee Moss\n{mark} Only two seats are left.");
        let text = Text::new(&message, &ENGINE.rules.lexicon);
        let parts: Vec<Segment> = text.sentences.iter().map(|sentence| sentence.segment).collect();
        assert!(parts.contains(&Segment::Signature), "{mark}: {parts:?}");
        assert_eq!(parts.last(), Some(&Segment::Body), "{mark}: {parts:?}");
    }
}

#[test]
fn an_amount_is_quoted_with_its_sign() {
    for (message, amount) in
        [("It saves 30% a year.", "30%"), ("It costs $4,000 now.", "$4,000"), ("A fee of £ 20 is due.", "20")]
    {
        let text = Text::new(message, &ENGINE.rules.lexicon);
        let quotes: Vec<&str> = text.tokens.iter().map(|token| token.span.quote(message)).collect();
        assert!(quotes.contains(&amount), "{quotes:?}");
    }
}

#[test]
fn shouting_and_headlines_make_no_names_of_plain_words() {
    let plain = "i would like to offer your company our software and show you a short demo";
    assert!(!rules(plain).is_empty());
    assert_eq!(rules(&plain.to_uppercase()), rules(plain));
    let headline: Vec<String> =
        plain.split(' ').map(|word| format!("{}{}", word[..1].to_uppercase(), &word[1..])).collect();
    assert_eq!(rules(&headline.join(" ")), rules(plain));
}

#[test]
fn a_table_comes_back_as_it_was() {
    let table = &ENGINE.rules.table;
    assert_eq!(demur::pattern::unpack(&demur::pattern::pack(table)), *table);
}

#[test]
fn first_states_are_listed_by_label_in_their_order() {
    let table = &ENGINE.rules.table;
    let labels = table.starts.len();
    for label in 0..labels {
        let waits_for = |wait: u16| match usize::from(wait).checked_sub(labels) {
            Some(group) => table.groups.row(group).contains(&(label as u16)),
            None => usize::from(wait) == label,
        };
        let first: Vec<u32> =
            table.begins.iter().filter(|(wait, _)| waits_for(*wait)).map(|(_, state)| *state).collect();
        assert_eq!(table.starts.row(label), first, "label {label}");
    }
}

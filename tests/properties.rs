//! What holds of any text whatever.

use demur::text::{Lexicon, Text};
use demur::{Record, Request, Settings, assess};
use proptest::prelude::*;

/// Text as the wild has it: words, odd Unicode, markup, invisible characters, in any mixture.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[A-Za-z]{1,9}",
        2 => Just("I'd love to pick your brain".to_owned()),
        1 => Just("{{first_name}}".to_owned()),
        2 => "\\PC{0,6}",
        1 => any::<char>().prop_map(|c| c.to_string()),
        1 => "[\\u{200b}\\u{202e}\\u{feff}\\u{300}-\\u{310}]{1,3}",
        1 => Just("👩‍💻🇩🇪".to_owned()),
        1 => Just("𝗯𝗼𝗹𝗱".to_owned()),
        1 => "[.,!?;:\\-\\n\\r\\t <>\\[\\]%]{1,3}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

/// The words between two UTF-16 offsets, counted as the DOM counts; `None` inside a surrogate pair.
fn utf16_slice(text: &str, start: u32, end: u32) -> Option<String> {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(units.get(start as usize..end as usize)?).ok()
}

proptest! {
    #[test]
    fn tokens_stand_in_order_on_whole_characters(text in any_text()) {
        let read = Text::new(&text, &Lexicon::default());
        let mut last = 0;
        for token in read.tokens.iter() {
            prop_assert!(token.span.start >= last);
            prop_assert!(token.span.start < token.span.end);
            let slice = utf16_slice(&text, token.span.start, token.span.end);
            prop_assert_eq!(slice.as_deref(), Some(token.span.quote(&text)));
            last = token.span.start;
        }
        prop_assert_eq!(read.length as usize, text.encode_utf16().count());
    }

    #[test]
    fn sentences_cover_all_tokens_once(text in any_text()) {
        let read = Text::new(&text, &Lexicon::default());
        let mut next = 0;
        for sentence in &read.sentences {
            prop_assert_eq!(sentence.from, next);
            prop_assert!(sentence.to > sentence.from);
            next = sentence.to;
        }
        prop_assert_eq!(next, read.tokens.len());
    }

    #[test]
    fn every_quote_is_the_text_under_its_span(text in any_text()) {
        let request = Request { text: text.clone(), ..Request::default() };
        let assessment = assess(&request, &Record::default(), &Settings::default());
        let flags = assessment.flags.iter().flat_map(|flagged| &flagged.spans);
        for quote in flags.chain(assessment.good.iter().flat_map(|sign| &sign.spans)) {
            let slice = utf16_slice(&text, quote.start, quote.end);
            prop_assert_eq!(slice.as_deref(), Some(quote.quote.as_str()));
        }
    }

    #[test]
    fn blanks_at_the_end_change_nothing(text in any_text()) {
        let judge = |text: String| assess(&Request { text, ..Request::default() }, &Record::default(), &Settings::default());
        let (plain, padded) = (judge(text.clone()), judge(format!("{text}  \t ")));
        prop_assert_eq!(plain.ask, padded.ask);
        prop_assert_eq!(plain.advice, padded.advice);
    }
}

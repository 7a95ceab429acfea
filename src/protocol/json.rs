//! JSON as browsers write it.

use std::borrow::Cow;

/// Text of JSON without halves of characters. The DOM may hold one half of a pair of UTF-16 units alone; browsers
/// write it as an escape, which is no character and which a strict reader refuses. It becomes U+FFFD, which is one
/// unit as well, so that places do not move.
pub fn whole(text: &str) -> Cow<'_, str> {
    if !text.contains("\\ud") {
        return Cow::Borrowed(text);
    }
    let mut mended = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        mended.push_str(before);
        // A pair is written as it is, so what stands as an escape stands alone.
        let is_half = matches!(escape.as_bytes(), [_, b'u', b'd', b'8'..=b'9' | b'a'..=b'f', _, _, ..]);
        let (length, kept) = if is_half { (6, "\\ufffd") } else { (2, escape.get(..2).unwrap_or(escape)) };
        mended.push_str(kept);
        rest = escape.get(length..).unwrap_or_default();
    }
    mended.push_str(rest);
    Cow::Owned(mended)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, read: &str) {
        let found: String = serde_json::from_str(&whole(written)).expect("JSON can be read");
        assert_eq!(found, read);
    }

    #[test]
    fn a_half_of_a_character_becomes_one_unit() {
        check(r#""a\ud83db""#, "a\u{fffd}b");
        check(r#""\udc00\ud800""#, "\u{fffd}\u{fffd}");
        check(r#""😀\u0007\"\\""#, "😀\u{7}\"\\");
    }

    #[test]
    fn a_backslash_that_was_typed_stays() {
        check(r#""\\ud83d""#, "\\ud83d");
        check(r#""\\\ud83d""#, "\\\u{fffd}");
        check(r#""ü\\ud8 \ud912""#, "ü\\ud8 \u{fffd}");
    }
}

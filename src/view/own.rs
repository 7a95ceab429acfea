//! How a reply of the person's own reads and what should be mended in it, shown on a sample request.

use crate::Record;
use crate::assessment::{Advice, Ask};
use crate::reply::{self, Situation};
use crate::request::Request;
use crate::say;
use crate::settings::{OwnReply, Settings, Tone};
use crate::view::{self, words};

/// What the settings page shows beside a reply.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sample {
    /// The reply as Ann would get it; empty if it cannot be filled.
    pub reads: String,
    /// What should be mended; empty if nothing.
    pub remark: String,
}

/// A reply to start from.
pub fn new() -> OwnReply {
    OwnReply {
        name: say!("My own reply").to_owned(),
        asks: Vec::new(),
        stance: Advice::Decline,
        tone: Tone::Warm,
        text: String::new(),
    }
}

/// Reads a reply on a request that fits what it answers.
pub fn sample(own: &OwnReply, settings: &Settings) -> Sample {
    if let Err(error) = reply::own::check_template(&own.text) {
        return Sample { reads: String::new(), remark: words::template_error(&error) };
    }
    let ask = own.asks.first().copied().unwrap_or(Ask::Connect);
    let mut request = Request { text: asked(ask).to_owned(), ..Request::default() };
    request.sender.name = "Ann Lee".to_owned();
    let settings = Settings { tone: own.tone, ..settings.clone() };
    let record = Record::default();
    let situation = Situation::new(&request, &record, &settings, ask, own.stance);
    match reply::own::preview(&own.text, &situation, own.tone) {
        Some(reads) => {
            let remark = view::remark(&reply::check(&reads, &situation)).text;
            Sample { reads, remark }
        }
        None => Sample {
            reads: String::new(),
            remark: say!("On a sample request nothing is left of it: a slot in it cannot be filled there.").to_owned(),
        },
    }
}

fn asked(ask: Ask) -> &'static str {
    match ask {
        Ask::Connect | Ask::None => "Hi, I'd like to add you to my network.",
        Ask::Sales => "Hi, would you like to see a demo of our product?",
        Ask::Recruit => "Hi, we are hiring and I think you would fit the job. Shall we talk?",
        Ask::Help => "Hi, could you spare half an hour for a question about my next step?",
        Ask::Recommendation => "Hi, would you write me a recommendation?",
        Ask::Introduce => "Hi, could you introduce me to Casey Ray?",
        Ask::Introduced => "Hi, Casey Ray thought that the two of us should meet.",
        Ask::Promote => "Hi, would you come to our event next month?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, reads: &str, remark: &str) {
        let own = OwnReply { text: text.to_owned(), ..new() };
        let sample = sample(&own, &Settings::default());
        assert!(sample.reads.contains(reads), "{sample:?}");
        assert!(sample.remark.contains(remark) && sample.remark.is_empty() == remark.is_empty(), "{sample:?}");
    }

    #[test]
    fn a_good_reply_is_shown_as_it_will_read() {
        check("! {hi} thank you, but I only connect with people I have met, so it's a no.", "Hi Ann, thank you", "");
    }

    #[test]
    fn slips_and_faults_are_said() {
        check("{hi} thank you, no!! I only connect with people I have met.", "Ann", "exclamation");
        check("{hi} no {thanks", "", "not closed");
        check("", "", "says nothing");
        check("! {hi} no, {no-such-slot}.", "", "no slot is named");
    }
}

//! The plain names of what Demur says, one vocabulary for chip, panel, popup and command line.

use crate::assessment::{Advice, Ask, ClaimType, Flag, Good, Reply, Truth};
use crate::protocol::{How, Words};
use crate::reply::data::template::TemplateError;
use crate::request::Request;
use crate::settings::Tone;

/// What the sender wants, as the end of a sentence that starts with their name.
pub fn ask(ask: Ask) -> &'static str {
    match ask {
        Ask::Connect => "wants to connect",
        Ask::Sales => "wants to sell something",
        Ask::Recruit => "offers a job",
        Ask::Help => "asks for help",
        Ask::Recommendation => "asks for a recommendation",
        Ask::Introduce => "asks for an introduction",
        Ask::Introduced => "comes with an introduction",
        Ask::Promote => "invites you to something",
        Ask::None => "asks for nothing",
    }
}

/// The plain name of a flag.
pub fn flag(flag: Flag) -> &'static str {
    match flag {
        Flag::Impersonal => "Impersonal",
        Flag::UnclearReason => "Unclear reason",
        Flag::SalesPitch => "Sales pitch",
        Flag::PrematureAsk => "Premature ask",
        Flag::FalseHistory => "History that does not match",
        Flag::UnverifiedHistory => "Unverified history",
        Flag::Integrity => "Integrity",
        Flag::MailMerge => "Mail merge",
        Flag::ListBuilding => "List building",
        Flag::StackedAsks => "Stacked asks",
        Flag::Pressure => "Pressure",
        Flag::Vouch => "Vouching for somebody",
        Flag::PastTrouble => "Past trouble",
        Flag::Irrelevant => "Irrelevant to you",
        Flag::OverCapacity => "Over capacity",
        Flag::OnBreak => "On a break",
        Flag::OutsideExpertise => "Outside your expertise",
    }
}

/// The plain name of a good sign.
pub fn good(good: Good) -> &'static str {
    match good {
        Good::CommonGround => "Common ground",
        Good::KnowsYourWork => "Knows your work",
        Good::PriorContact => "Earlier contact",
        Good::Honest => "Honest",
        Good::Gives => "Gives something first",
        Good::EasyOut => "Leaves an easy way out",
        Good::ClearReason => "Clear reason",
    }
}

/// The advice in words.
pub fn advice(advice: Advice) -> &'static str {
    match advice {
        Advice::Accept => "Accept",
        Advice::AskFirst => "Ask first",
        Advice::HelpDifferently => "Help differently",
        Advice::Decline => "Decline",
        Advice::Report => "Report",
    }
}

/// What a claim of shared history is about.
pub fn claim(kind: ClaimType) -> &'static str {
    match kind {
        ClaimType::Colleague => "Colleague",
        ClaimType::Classmate => "Same school",
        ClaimType::Friend => "Friend",
        ClaimType::Met => "Met before",
        ClaimType::Group => "Same group",
        ClaimType::Mutual => "Know the same person",
    }
}

/// What the record says of a claim.
pub fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::Supported => "fits your record",
        Truth::Contradicted => "does not fit your record",
        Truth::Unverifiable => "your record cannot tell",
    }
}

/// The name of a tone.
pub fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Warm => "warm",
        Tone::Plain => "plain",
        Tone::Brief => "brief",
    }
}

/// The tone of that name; plain if there is none.
pub fn tone_of(name: &str) -> Tone {
    [Tone::Warm, Tone::Plain, Tone::Brief].into_iter().find(|known| tone(*known) == name).unwrap_or(Tone::Plain)
}

/// What a reply is, for the way to the page and back.
pub fn how(reply: &Reply) -> How {
    How { stance: reply.stance.id().to_owned(), tone: tone(reply.tone).to_owned(), template: reply.template.clone() }
}

/// What a reply of the person's own is called until they call it something else.
pub fn own_name(ask: Ask, stance: Advice, number: usize) -> String {
    format!("{}, when somebody {} ({number})", advice(stance), self::ask(ask))
}

/// Why a template cannot be used, and where.
pub fn template_error(error: &TemplateError) -> String {
    format!("Line {}: {}.", error.line, error.message)
}

/// What stands at a request whose sender was asked something and has not answered.
pub const WAITING: &str = "Waiting for an answer";
/// Why the replies are in English.
pub const ENGLISH_INSTEAD: &str = "There are no replies in the language of this message yet. These are in English.";
/// The wording is kept.
pub const LEARNED: &str = "Remembered. It comes first from now on; the settings list your own replies.";
/// There is no wording to keep.
pub const NOTHING_TO_LEARN: &str = "There is nothing in it to remember besides the greeting.";

/// A number of flags.
pub fn count(flags: usize) -> String {
    match flags {
        0 => "no flags".to_owned(),
        1 => "1 flag".to_owned(),
        some => format!("{some} flags"),
    }
}

/// Who writes, or a stand-in where the page does not say.
pub fn sender(request: &Request) -> &str {
    if request.sender.name.is_empty() { "The sender" } else { &request.sender.name }
}

/// What the page script says by itself.
pub fn page() -> Words {
    let say = str::to_owned;
    Words {
        inserted: say("The reply is in the message box. Read it once more; you send it."),
        undo: say("Undo insert"),
        undone: say("The message box is as it was."),
        not_undone: say("The text has been changed since, so it was left alone."),
        opening: say("Opening the message box …"),
        no_composer: say("No message box found here. The reply is on the clipboard."),
        not_taken: say("The message box did not take the text. The reply is on the clipboard."),
        copied: say("Copied."),
        not_copied: say("The clipboard did not take the text. Select it and copy it by hand."),
        not_kept: say("This was not kept. Please try again."),
        no_answer: say("Demur did not answer. Reload the page and try again."),
    }
}

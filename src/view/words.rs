//! The plain names of what Demur says, one vocabulary for chip, panel, popup and command line.

use crate::assessment::{Advice, Ask, ClaimType, Flag, Good, Reply, Truth};
use crate::protocol::{How, Words};
use crate::reply::Instead;
use crate::reply::data::template::{Fault, TemplateError};
use crate::request::Request;
use crate::say;
use crate::settings::Tone;

/// What the sender wants, as the end of a sentence that starts with their name.
pub fn ask(ask: Ask) -> &'static str {
    match ask {
        Ask::Connect => say!("wants to connect"),
        Ask::Sales => say!("wants to sell something"),
        Ask::Recruit => say!("offers a job"),
        Ask::Help => say!("asks for help"),
        Ask::Recommendation => say!("asks for a recommendation"),
        Ask::Introduce => say!("asks for an introduction"),
        Ask::Introduced => say!("comes with an introduction"),
        Ask::Promote => say!("invites you to something"),
        Ask::None => say!("asks for nothing"),
    }
}

/// The plain name of a flag.
pub fn flag(flag: Flag) -> &'static str {
    match flag {
        Flag::Impersonal => say!("Impersonal"),
        Flag::UnclearReason => say!("Unclear reason"),
        Flag::SalesPitch => say!("Sales pitch"),
        Flag::PrematureAsk => say!("Premature ask"),
        Flag::FalseHistory => say!("History that does not match"),
        Flag::UnverifiedHistory => say!("Unverified history"),
        Flag::Integrity => say!("Integrity"),
        Flag::MailMerge => say!("Mail merge"),
        Flag::ListBuilding => say!("List building"),
        Flag::StackedAsks => say!("Stacked asks"),
        Flag::Pressure => say!("Pressure"),
        Flag::Vouch => say!("Vouching for somebody"),
        Flag::PastTrouble => say!("Past trouble"),
        Flag::Irrelevant => say!("Irrelevant to you"),
        Flag::OverCapacity => say!("Over capacity"),
        Flag::OnBreak => say!("On a break"),
        Flag::OutsideExpertise => say!("Outside your expertise"),
    }
}

/// The plain name of a good sign.
pub fn good(good: Good) -> &'static str {
    match good {
        Good::CommonGround => say!("Common ground"),
        Good::KnowsYourWork => say!("Knows your work"),
        Good::PriorContact => say!("Earlier contact"),
        Good::Honest => say!("Honest"),
        Good::Gives => say!("Gives something first"),
        Good::EasyOut => say!("Leaves an easy way out"),
        Good::ClearReason => say!("Clear reason"),
    }
}

/// The advice in words.
pub fn advice(advice: Advice) -> &'static str {
    match advice {
        Advice::Accept => say!("Accept"),
        Advice::AskFirst => say!("Ask first"),
        Advice::HelpDifferently => say!("Help differently"),
        Advice::Decline => say!("Decline"),
        Advice::Report => say!("Report"),
    }
}

/// What a claim of shared history is about.
pub fn claim(kind: ClaimType) -> &'static str {
    match kind {
        ClaimType::Colleague => say!("Colleague"),
        ClaimType::Classmate => say!("Same school"),
        ClaimType::Friend => say!("Friend"),
        ClaimType::Met => say!("Met before"),
        ClaimType::Group => say!("Same group"),
        ClaimType::Mutual => say!("Know the same person"),
    }
}

/// What the record says of a claim.
pub fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::Supported => say!("fits your record"),
        Truth::Contradicted => say!("does not fit your record"),
        Truth::Unverifiable => say!("cannot be checked"),
    }
}

/// A tone as it is written to storage and sent over the border.
pub fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Warm => "warm",
        Tone::Plain => "plain",
        Tone::Brief => "brief",
    }
}

/// A tone as the person reads it.
pub fn tone_name(tone: Tone) -> &'static str {
    match tone {
        Tone::Warm => say!("warm"),
        Tone::Plain => say!("plain"),
        Tone::Brief => say!("brief"),
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
    say!("{advice}, when somebody {ask} ({number})", advice = advice(stance), ask = self::ask(ask), number = number)
}

/// Why a template cannot be used, and where.
pub fn template_error(error: &TemplateError) -> String {
    let what = match &error.fault {
        Fault::Nothing => say!("the template says nothing").to_owned(),
        Fault::EmptyAlternative => say!("an alternative is empty").to_owned(),
        Fault::Unclosed => say!("a curly bracket is not closed").to_owned(),
        Fault::Unopened => say!("a curly bracket is closed and was never opened").to_owned(),
        Fault::NoSlot(name) => say!("no slot is named “{name}”", name = name),
        Fault::NoCondition(name) => say!("no condition is named “{name}”", name = name),
        Fault::NoPart(name) => say!("no part is named “{name}”", name = name),
    };
    say!("Line {line}: {what}.", line = error.line, what = what)
}

/// What stands at a request whose sender was asked something and has not answered.
pub fn waiting() -> &'static str {
    say!("Waiting for an answer")
}

/// Why the replies are in English.
pub fn english_instead(why: Instead) -> &'static str {
    match why {
        Instead::Unwritten => {
            say!("There are no replies in the language of this message yet. These are in English.")
        }
        Instead::Unread => say!(
            "Demur could not read its own file for this language, so these replies are in English. Start the browser anew; if that does not help, install Demur again."
        ),
    }
}

/// The wording is kept.
pub fn learned() -> &'static str {
    say!("Remembered. It comes first from now on; the settings list your own replies.")
}

/// There is no wording to keep.
pub fn nothing_to_learn() -> &'static str {
    say!("There is nothing in it to remember besides the greeting.")
}

/// A number of flags.
pub fn count(flags: usize) -> String {
    match flags {
        0 => say!("no flags").to_owned(),
        1 => say!("1 flag").to_owned(),
        some => say!("{count} flags", count = some),
    }
}

/// Who writes, or a stand-in where the page does not say.
pub fn sender(request: &Request) -> &str {
    if request.sender.name.is_empty() { say!("The sender") } else { &request.sender.name }
}

/// What the page script says by itself.
pub fn page() -> Words {
    Words {
        inserted: say!("The reply is in the message box. Read it once more; you send it.").to_owned(),
        undo: say!("Undo insert").to_owned(),
        undone: say!("The message box is as it was.").to_owned(),
        not_undone: say!("The text has been changed since, so it was left alone.").to_owned(),
        opening: say!("Opening the message box …").to_owned(),
        no_composer: say!("No message box found here. The reply is on the clipboard.").to_owned(),
        not_taken: say!("The message box did not take the text. The reply is on the clipboard.").to_owned(),
        copied: say!("Copied.").to_owned(),
        not_copied: say!("The clipboard did not take the text. Select it and copy it by hand.").to_owned(),
        not_kept: say!("This was not kept. Please try again.").to_owned(),
        no_answer: say!("Demur did not answer. Reload the page and try again.").to_owned(),
        panel: say!("Demur advice").to_owned(),
        typing: say!("Demur on what you type").to_owned(),
        language: say!("en").to_owned(),
    }
}

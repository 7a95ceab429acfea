//! What crosses the border between the engine and the browser: requests, answers, views.
//!
//! A page script may only send a [`ContentRequest`]; the extension's own pages send a [`PageRequest`].
//! The worker picks the enum by who sends, so that a web page cannot even name what is not meant for it.
//! Views hold words and numbers that are ready to be drawn; who draws them decides nothing.

pub mod json;
mod read;
pub mod speaker;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::edits::Edits;
use crate::ledger::{Deed, Outcome};
use crate::sites::schema::{Place, Site};

/// What a page script may ask for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ContentRequest {
    /// There may be a request on this page: give it the rest of the page script. Answered by nothing.
    Wake,
    /// A page script has started: how is it to show itself, and what is this site? Answered by a [`Setup`].
    Hello {
        /// Host name of the frame.
        host: String,
        /// A number drawn by lot, by which this document is told from the one before and the one after it.
        page: String,
    },
    /// The document is left: what stood on it is not to be listed any more. Answered by nothing.
    Leave {
        /// As in [`ContentRequest::Hello`].
        page: String,
    },
    /// Judge these requests. Answered by a list of [`RequestView`], in order.
    Assess(Look),
    /// Hold a reply while the page moves to its composer. Answered by nothing.
    Keep(Kept),
    /// The composer opened without the page being left: let go of the reply. Answered by nothing.
    Drop,
    /// What should be mended in a text that the person means to send? Answered by a [`Remark`].
    Check(Draft),
    /// Keep this wording as a reply of the person's own. Answered by a [`Remark`].
    Learn(Draft),
    /// Hold on to what the person has made of a reply; an empty text lets go of it. Answered by nothing.
    Edit(Box<Taken>),
    /// The person took a reply, into the composer or to the clipboard. Answered by nothing.
    Took(Draft),
    /// The person took a reply out again. Answered by nothing.
    Undid(Draft),
    /// What has happened to a reply, where nothing may be put into the page to say so. Answered by nothing.
    Said(Said),
    /// Judge a request again with what the desk was told. Answered by one [`RequestView`].
    Desk {
        /// [`Site::id`].
        site: String,
        /// The request, with what the desk was told in [`Seen::told`].
        request: Seen,
    },
    /// Write into the ledger what the person did at a request. Answered by one [`RequestView`].
    Tell {
        /// [`Site::id`].
        site: String,
        /// The request.
        request: Seen,
        /// What was done.
        deed: Deed,
        /// What stood in the field, where it is one.
        typed: String,
    },
}

/// A reply as the person has it, beside the request that it answers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Draft {
    /// [`Site::id`].
    pub site: String,
    /// The request.
    pub request: Seen,
    /// The reply.
    pub text: String,
    /// What kind of reply it is, as the drawing has it; empty where the person wrote it.
    pub how: How,
}

/// What kind of reply a text is, or was before it was edited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct How {
    /// What it does.
    pub stance: String,
    /// How it sounds.
    pub tone: String,
    /// Which wording it is.
    pub template: String,
}

/// A few words about a text; empty where there is nothing to say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Remark {
    /// The words.
    pub text: String,
}

/// What an extension page may ask for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PageRequest {
    /// Judge a text that the person pasted. Answered by one [`RequestView`].
    Judge {
        /// The text.
        text: String,
    },
    /// What a page script may ask for, about a request that is drawn here. Answered as it is there.
    Content {
        /// The request to the worker.
        request: ContentRequest,
    },
    /// What has the worker loaded? Answered by a list of addresses.
    Loaded,
    /// Do the made-up requests come out as they should? Answered by a [`Tested`].
    SelfTest,
    /// Try a setting out on a made-up request. Answered by a [`Part`], or by nothing where no sample shows it.
    Try(Trying),
    /// Write into the ledger what the person did at a request. Answered by a [`RequestView`] where it is still there.
    Tell(PageTold),
    /// Change the ledger from a list of people. Answered by nothing.
    Ledger(LedgerRequest),
}

/// What a self-test came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Tested {
    /// Requests that came out as they should.
    pub passed: usize,
    /// All that were judged.
    pub all: usize,
    /// How long it took.
    pub milliseconds: u32,
}

/// A setting as it stands in its control, kept or not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Trying {
    /// Name of the field.
    pub field: String,
    /// The tick or the choice that the person has touched; empty for any.
    pub of: String,
    /// The text of the control.
    pub text: String,
    /// What the control may be set to, with what it says of each on the page.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
}

/// What was done at a request that stands in a tab.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PageTold {
    /// The tab.
    pub tab: f64,
    /// The frame.
    pub frame: f64,
    /// [`Seen::key`].
    pub key: String,
    /// What was done.
    pub deed: Deed,
    /// What stood in the field, where it is one.
    pub typed: String,
    /// [`Seen::after`].
    #[serde(default)]
    pub after: Option<String>,
}

/// What can be done in a list of people. A person is named by [`crate::ledger::Person::key`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum LedgerRequest {
    /// The person has been come back to.
    Done {
        /// Whom.
        person: String,
    },
    /// Remind again in a week.
    Later {
        /// Whom.
        person: String,
    },
    /// Forget everything about somebody.
    Forget {
        /// Whom.
        person: String,
    },
    /// How an earlier request turned out.
    TurnedOut {
        /// Who asked.
        person: String,
        /// [`crate::ledger::Asked::id`].
        request: String,
        /// What the person said.
        outcome: Outcome,
    },
    /// Back to the weights as shipped.
    Unlearn,
}

/// What the worker and the popup may tell a page script.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Command {
    /// Settings or record have changed: ask for everything again.
    Refresh,
    /// Own replies have changed: judge again, and leave open what is open.
    Renew,
    /// Judge what is selected.
    Selection,
    /// Show one request and open its panel.
    Show {
        /// Its [`Seen::key`].
        key: String,
    },
    /// Put this text into the composer of one request.
    Insert {
        /// Its [`Seen::key`].
        key: String,
        /// The reply.
        text: String,
        /// What it is.
        how: How,
    },
    /// Take the reply that was inserted last out again.
    Undo,
    /// Are you there? Wakes nobody.
    Ping,
    /// Look at the page even if there is nothing to be seen yet. Answered once the worker knows what is there.
    Wake,
    /// A shortcut of the manifest was pressed.
    Press {
        /// Its name there.
        name: String,
    },
    /// Which steps of the adapter find nothing where they should? Answered by a [`Check`].
    Check,
}

/// What of Demur is in a frame of a page. The page script tells it, whenever it changes, to whoever has connected.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Counted {
    /// Host name of the page.
    pub host: String,
    /// Nodes added to its document.
    pub nodes: u32,
    /// Stretches of its text that are painted.
    pub marks: u32,
}

/// What the page script says of its own adapter. Holds structure only, never what stands on the page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Check {
    /// Steps that fail for all that is on the page.
    pub steps: Vec<Step>,
    /// For whoever mends the adapter: what each step found, and the page's elements without words and addresses.
    pub report: String,
}

/// A step of an adapter that finds nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Step {
    /// [`Place::title`].
    pub place: String,
    /// `request`, `name` or `message`.
    pub step: String,
}

/// What a page script sees in its frame.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Look {
    /// [`Site::id`], or empty on a page without an adapter.
    pub site: String,
    /// Requests to judge.
    pub requests: Vec<Seen>,
    /// Keys of every request on the page, in the page's order.
    pub present: Vec<String>,
    /// Steps of the adapter that should have found something and did not.
    pub missing: Vec<String>,
}

/// One request as the page shows it, uninterpreted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Seen {
    /// Tells requests apart within the frame and stays the same when the page draws the request anew.
    pub key: String,
    /// [`Place::id`], or empty for a selection.
    pub place: String,
    /// The fields of the place, as they stand on the page.
    pub fields: BTreeMap<String, String>,
    /// The message. Every offset that comes back counts UTF-16 units of it.
    pub text: String,
    /// What the person has told the desk about it, as the drawing has it.
    #[serde(default)]
    pub told: String,
    /// [`RequestView::after`] of the replies that the person has before them, so that these stand still; absent as
    /// long as nobody has looked.
    #[serde(default)]
    pub after: Option<String>,
}

/// A reply that waits for its composer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Kept {
    /// [`Seen::place`] that it belongs to.
    pub place: String,
    /// Whom it is for.
    pub name: String,
    /// The text.
    pub text: String,
    /// What it answers, for the page on which it arrives.
    pub taken: Option<Box<Taken>>,
}

/// A reply and the field in which it stands or stood.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Taken {
    /// The reply.
    pub draft: Draft,
    /// What its field is called.
    pub label: String,
    /// Whether the person has made something else of it.
    pub edited: bool,
}

/// What has happened to a reply that was to go into the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Said {
    /// The words.
    pub text: String,
    /// Whether the reply can be taken out again.
    pub undo: bool,
}

/// How Demur shows itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Show {
    /// The person has not been asked yet: nothing is put into pages.
    #[default]
    Unset,
    /// Chip, highlights and panel in the page.
    Page,
    /// Nothing in the page, everything in the panel at the browser's side.
    Discreet,
    /// Not on this site.
    Off,
}

/// What a page script needs to start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Setup {
    /// How to show.
    pub show: Show,
    /// The adapter of this site; without places where there is none.
    pub site: Site,
    /// How a selection is treated on any page.
    pub selection: Place,
    /// Style of chip and panel; empty where none are shown.
    pub style: String,
    /// What the page script says by itself.
    pub words: Words,
    /// A reply that was waiting for this page.
    pub kept: Option<Kept>,
    /// Whether to read what the person types into the composer of a request.
    pub typed: bool,
}

/// Sentences for what only the page script can know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Words {
    /// The reply is in the composer.
    pub inserted: String,
    /// The button that takes the reply out again.
    pub undo: String,
    /// The composer holds again what it held before.
    pub undone: String,
    /// The composer has been changed since and is left alone.
    pub not_undone: String,
    /// The page is opening its composer.
    pub opening: String,
    /// No composer was found; the reply is on the clipboard.
    pub no_composer: String,
    /// The composer did not take the text; the reply is on the clipboard.
    pub not_taken: String,
    /// The reply is on the clipboard.
    pub copied: String,
    /// The clipboard did not take the text either.
    pub not_copied: String,
    /// What was to be written into the ledger was not.
    pub not_kept: String,
    /// The engine did not answer.
    pub no_answer: String,
    /// What the panel is called.
    pub panel: String,
    /// What the word on a text that is being typed is called.
    pub typing: String,
    /// The language of all these, as HTML names it.
    pub language: String,
}

/// One request, judged and worded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RequestView {
    /// [`Seen::key`].
    pub key: String,
    /// The chip; absent when there is nothing to say.
    pub chip: Option<Chip>,
    /// One line for lists.
    pub line: String,
    /// Who writes, for lists.
    pub from: String,
    /// Units of the text before the message begins, where a notice stands around it.
    pub lead: u32,
    /// Stretches of the text to paint.
    pub marks: Vec<Mark>,
    /// The wording that had been used last when the replies were composed, which they are not to read like.
    #[serde(default)]
    pub after: String,
    /// The panel.
    pub panel: Part,
}

/// The small button at a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Chip {
    /// What it shows.
    pub text: String,
    /// Its accessible name.
    pub name: String,
    /// How it looks.
    pub mood: Mood,
}

/// How grave a judgement is, for colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Mood {
    /// Not to be missed.
    Bright,
    /// Nothing against it.
    Good,
    /// Something to ask or to weigh.
    Doubt,
    /// Better not.
    Against,
    /// Fraud.
    Danger,
}

/// A stretch of the message to paint, in UTF-16 units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Mark {
    /// First unit.
    pub start: u32,
    /// One past the last unit.
    pub end: u32,
}

/// One element of a drawing. Panel and popup draw it alike. What is empty does not cross the border.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct Part {
    /// HTML element.
    pub tag: Tag,
    /// Classes of `panel.css`.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, ts(as = "Option<String>", optional))]
    pub class: String,
    /// Text in front of the children.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, ts(as = "Option<String>", optional))]
    pub text: String,
    /// Accessible name, where the text is not enough.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, ts(as = "Option<String>", optional))]
    pub label: String,
    /// ARIA role, where the element does not have it.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, ts(as = "Option<String>", optional))]
    pub role: String,
    /// For `details`: open from the start.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, ts(as = "Option<bool>", optional))]
    pub open: bool,
    /// Not shown until something happens.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, ts(as = "Option<bool>", optional))]
    pub hidden: bool,
    /// For switches: whether they are on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub pressed: Option<bool>,
    /// For `details`: those of one group close each other.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, ts(as = "Option<String>", optional))]
    pub group: String,
    /// For `input`: what can be typed, `text` or `date`.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, ts(as = "Option<String>", optional))]
    pub kind: String,
    /// For fields: what stands in them while they are empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, ts(as = "Option<String>", optional))]
    pub hint: String,
    /// For fields: what the person has made of the text before.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, ts(as = "Option<String>", optional))]
    pub typed: String,
    /// The key that presses it, while nothing is being typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, ts(as = "Option<String>", optional))]
    pub key: String,
    /// What it does when the person presses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub act: Option<Act>,
    /// Children.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<Vec<Part>>", optional))]
    pub parts: Vec<Part>,
}

/// The elements that drawings are made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "each is the HTML element of its name")]
pub enum Tag {
    #[default]
    Div,
    P,
    H2,
    H3,
    Ul,
    Ol,
    Li,
    Dl,
    Dt,
    Dd,
    Span,
    Strong,
    Q,
    Button,
    Textarea,
    Input,
    Details,
    Summary,
    Section,
    Del,
    Ins,
    Table,
    Tr,
    Th,
    Td,
}

/// What a part does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "verb", rename_all = "lowercase")]
pub enum Act {
    /// The text of a reply, to be edited.
    Edit {
        /// Number of the reply.
        reply: u32,
        /// What it is.
        how: How,
    },
    /// Puts a reply into the composer.
    Insert {
        /// Number of the reply.
        reply: u32,
        /// What it is.
        how: How,
    },
    /// Puts a reply on the clipboard.
    Copy {
        /// Number of the reply.
        reply: u32,
        /// What it is.
        how: How,
    },
    /// Keeps the wording of a reply as the person's own.
    Learn {
        /// Number of the reply.
        reply: u32,
        /// What it is.
        how: How,
    },
    /// Answers a question of the desk.
    Desk {
        /// All answers, with this one.
        answers: String,
    },
    /// Writes into the ledger: a button when it is pressed, a field when something has been typed.
    Tell {
        /// What is done.
        deed: Deed,
    },
    /// Changes the ledger from a list of people.
    Ledger {
        /// The change.
        request: LedgerRequest,
    },
    /// Saves what is due as a calendar file.
    Calendar,
    /// Opens an address in a tab of its own.
    Visit {
        /// The address; never one that is not `https`.
        address: String,
    },
    /// Brings back what the composer held.
    Undo,
    /// Shows where words stand in the page.
    Point {
        /// First unit.
        start: u32,
        /// One past the last unit.
        end: u32,
    },
    /// Moves a row of the table of advice.
    Move {
        /// Id of the row.
        row: String,
        /// Id of the advice; empty for ours.
        advice: String,
    },
    /// Shows a row of the table of advice.
    Row {
        /// Id of the row.
        row: String,
    },
    /// Shows the replies of one stance and hides the others.
    Stance {
        /// Class of the replies to show.
        show: String,
    },
    /// A line that says what has just happened.
    Status,
    /// Closes the panel.
    Close,
}

/// Why a request got no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Failure {
    /// Short and stable: `malformed`, `storage`.
    pub code: String,
    /// For people; never holds a message or a record.
    pub message: String,
}

/// What the extension keeps of a tab while it is open, in memory only.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TabMemory {
    /// Whether the tab is in a private window, of which other windows are told nothing.
    pub private: bool,
    /// Frames by number.
    pub frames: BTreeMap<String, FrameMemory>,
    /// A reply that waits for its composer.
    pub kept: Option<Kept>,
    /// Of a private window: replies that are being edited.
    pub edits: Edits,
    /// What has last been said of a reply, and how many times something was said before it.
    pub said: Option<(u32, Said)>,
    /// When it was last changed, in milliseconds since 1970.
    pub at: f64,
}

impl TabMemory {
    /// Lets go of what was judged; the page judges it again when it is asked to.
    pub fn forget(&mut self) {
        for frame in self.frames.values_mut() {
            frame.views.clear();
            frame.seen.clear();
        }
    }

    /// Lets go of the older half of what was judged. Whether there was any.
    pub fn halve(&mut self) -> bool {
        let mut any = false;
        for frame in self.frames.values_mut() {
            let gone = frame.views.len().div_ceil(2);
            any |= gone > 0;
            frame.views.drain(..gone);
            // By these it is known of a request that it stands in a private window.
            if !self.private {
                frame.seen.retain(|seen| frame.views.iter().any(|view| view.key == seen.key));
            }
        }
        any
    }
}

/// What is known of one frame.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FrameMemory {
    /// Which document this is of, as it said itself.
    pub page: String,
    /// Whether the style of painted words has been put into it.
    pub painted: bool,
    /// Host name.
    pub host: String,
    /// Name of the site, if it has an adapter.
    pub site: String,
    /// [`Site::id`], likewise.
    pub id: String,
    /// Keys of the requests that are on the page, in its order.
    pub present: Vec<String>,
    /// Views, newest last.
    pub views: Vec<RequestView>,
    /// The requests of these views, as they were seen.
    pub seen: Vec<Seen>,
    /// Steps of the adapter that found nothing where they should.
    pub missing: Vec<String>,
}

/// What the person has chosen about how and where Demur shows itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// In the page or discreetly.
    pub show: Show,
    /// Host names where Demur is switched off.
    pub off: Vec<String>,
    /// Whether what the person types into composers is left unread.
    pub typing_unread: bool,
}

#[cfg(test)]
mod tests;

//! The form of an adapter file: where requests arrive on a site, how they are read, where a reply goes.
//! The page script interprets these tables and knows no site by itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One site.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    /// Short name, equal to the file's name.
    pub id: String,
    /// The name that people know.
    pub name: String,
    /// Where the site is served: each door is switched on and off by itself.
    pub doors: Vec<Door>,
    /// Granted at installation; every other site is asked for when the person switches it on.
    pub installed: bool,
    /// What stands before a person's name in the address of their profile here, such as `x.com/`: a name alone may be
    /// somebody else's on another site. Empty where what is read is an address already.
    pub profiles: String,
    /// Who the person is, as the site's account control says, in the form that [`Messages::from`] yields.
    pub own: Vec<Take>,
    /// Hosts of open shadow roots that hold parts of the page, as CSS selectors.
    pub shadow: Vec<String>,
    /// Markup version that the file was written after, as year and month.
    pub seen: String,
    /// What shows that there may be a request.
    pub first: First,
    /// The kinds of place where requests arrive.
    pub places: Vec<Place>,
}

/// What shows, to the first part of the page script, that there may be a request; only then the rest is loaded. May
/// show too much, for a look, and never too little.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct First {
    /// Addresses (path and hash) as regular expressions, besides those that places expect.
    pub paths: Vec<String>,
    /// Selectors, each of which is asked of all that comes to a page and is to be cheap.
    pub css: Vec<String>,
    /// Pieces of labels, by the language that the page says it is in, and under `any` those of every language. A page
    /// that does not say is asked for all.
    pub labels: BTreeMap<String, Vec<String>>,
}

/// Hosts of a site that are granted together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Door {
    /// The name that people know.
    pub name: String,
    /// Host names.
    pub hosts: Vec<String>,
}

/// One kind of place on a site, such as a row of invitations.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Place {
    /// Short name, unique within the site.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// `invitation`, `message` or `email`.
    pub channel: String,
    /// Addresses (path and hash) on which the place should be found, as regular expressions; on others it may be.
    pub expected: Vec<String>,
    /// What shows, on an expected address, that there is something to read: without any of these the page may be empty.
    pub signs: Vec<Pick>,
    /// Controls that every request of this place has; the request is found around them.
    pub anchors: Vec<Pick>,
    /// What to take around an anchor: the closest of these, else the widest ancestor with one [`Place::identity`].
    pub around: Vec<String>,
    /// Selector of links whose address tells one person from another.
    pub identity: String,
    /// Short cuts: selectors that name a request directly.
    pub items: Vec<String>,
    /// Selectors that mark something else: what holds one of these is passed over.
    pub unless: Vec<String>,
    /// What to read, by name; the first way that yields something is taken.
    pub fields: BTreeMap<String, Vec<Take>>,
    /// The message itself.
    pub body: Vec<Take>,
    /// Selectors of decoration inside the message that is not part of it.
    pub drop: Vec<String>,
    /// For conversations: how single messages are told apart.
    pub messages: Option<Messages>,
    /// Where the reply goes.
    pub composer: Composer,
}

/// Chooses elements. Every part that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Pick {
    /// A CSS selector.
    pub css: String,
    /// An ARIA role, given or implied by the element.
    pub role: String,
    /// A regular expression on the accessible name, without regard to case or to the form of apostrophes.
    pub name: String,
}

/// Reads one thing from a request.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Take {
    /// A CSS selector within the request.
    pub css: String,
    /// Only elements behind the request's anchor.
    pub behind: bool,
    /// An attribute to read in place of the visible text.
    pub attr: String,
    /// A regular expression that must match; its first group, if it has one, is what is taken.
    pub like: String,
    /// A regular expression: elements whose text matches are passed over.
    pub skip: String,
}

/// How single messages of a conversation are told apart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Messages {
    /// Selectors of one message, the first that finds any is taken.
    pub each: Vec<String>,
    /// A selector of what every message has just once: where none of `each` finds any, a message is the widest part
    /// of the conversation with one of these.
    pub one: String,
    /// What marks a draft or a notice: such a message is passed over.
    pub never: Vec<Pick>,
    /// Selectors that a message of the other party matches. Where there are none, every message is theirs that is
    /// not the person's own.
    pub theirs: Vec<String>,
    /// Who wrote it; messages that do not say so inherit it from the one before.
    pub from: Vec<Take>,
    /// A regular expression: names by which the site calls the person, such as "You".
    pub you: String,
    /// What to read from the newest message, by name; it goes before the fields of the place.
    pub fields: BTreeMap<String, Vec<Take>>,
}

/// Where the reply goes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Composer {
    /// The editable element, best way first.
    pub fields: Vec<Pick>,
    /// Selectors of editable elements that are never meant.
    pub never: Vec<String>,
    /// Selectors of the part of the page that belongs to one conversation.
    pub scope: Vec<String>,
    /// The name of the other party, read from the scope; a composer for somebody else is never used.
    pub to: Vec<Take>,
    /// The site's own control that opens a composer, within the request.
    pub open: Vec<Pick>,
    /// The site's send button, looked at and never pressed.
    pub send: Vec<Pick>,
    /// The longest text that the place takes; 0 for no limit.
    pub limit: u32,
}

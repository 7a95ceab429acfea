//! What a request is, as read from a page or given on the command line. Knows no rules.

use serde::{Deserialize, Serialize};

/// The way a request arrived, which sets the length of a reply and what a missing note means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// An invitation to connect, with or without a note.
    Invitation,
    /// A message on a network.
    #[default]
    Message,
    /// An e-mail.
    Email,
}

/// Who writes, as far as the page shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sender {
    /// Full name as shown.
    pub name: String,
    /// The line under the name.
    pub headline: String,
    /// Distance in the network: 1, 2 or 3.
    pub degree: Option<u8>,
    /// Names of mutual connections that the page shows.
    pub mutual: Vec<String>,
    /// What the sender chose under "How do you know …", such as `colleague`; empty if not shown.
    pub claims: String,
    /// The organisation that goes with [`Sender::claims`].
    pub claims_entity: String,
    /// Address of the sender's profile, or an e-mail address; empty if not shown.
    pub profile: String,
}

/// Who is written to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recipient {
    /// Name of the person that Demur works for; empty if not known.
    pub name: String,
}

/// One message from one sender to one recipient.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Request {
    /// How it came.
    pub channel: Channel,
    /// Who writes.
    pub sender: Sender,
    /// To whom.
    pub recipient: Recipient,
    /// The message as shown, without the page's own decoration. Every offset in an
    /// [`Assessment`](crate::Assessment) counts UTF-16 code units of this text.
    pub text: String,
    /// What is asked, where a network's own notice says so.
    #[serde(skip)]
    pub ask: Option<crate::assessment::Ask>,
}

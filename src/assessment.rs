//! What Demur says of a request: the words of `judgement` on the screen, in tests and on the command line.

use serde::{Deserialize, Serialize};

use crate::relationship::Relationship;
use crate::settings::Tone;

/// Declares an enum whose variants have the ids used on the border, in rule files and on the command line.
macro_rules! ids {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $id:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $id)] $variant,)* }

        impl $name {
            /// Every variant, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The id used in rule files and at the border.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// Finds a variant by its id.
            pub fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

ids! {
    /// What the sender mainly wants.
    Ask {
        /// Only to connect, be added, be friends.
        Connect = "connect",
        /// Buy, try, see a demo, take a sales call, invest.
        Sales = "sales",
        /// Offers the recipient a job.
        Recruit = "recruit",
        /// Advice, a call, mentoring, a job lead, a referral, feedback, a survey.
        Help = "help",
        /// Write a recommendation, a reference, an endorsement.
        Recommendation = "recommendation",
        /// Introduce the sender to somebody.
        Introduce = "introduce",
        /// A third party introduces two people, or the sender follows up on that.
        Introduced = "introduced",
        /// Join an event, podcast, group or newsletter; like or share a post.
        Promote = "promote",
        /// Thanks, catching up, small talk, information.
        None = "none",
    }
}

ids! {
    /// What is off about a request, or in the recipient's own situation.
    Flag {
        /// Nothing in it could be written only to this recipient.
        Impersonal = "impersonal",
        /// Does not say in concrete terms why this sender writes to this recipient.
        UnclearReason = "unclear-reason",
        /// Promotes the sender's own product, service, paid offer or investment.
        SalesPitch = "sales-pitch",
        /// Asks a favour before any relationship.
        PrematureAsk = "premature-ask",
        /// Claims shared history that the record rules out.
        FalseHistory = "false-history",
        /// Claims shared history that the record can neither show nor rule out.
        UnverifiedHistory = "unverified-history",
        /// Proposes something dishonest, unethical or dangerous.
        Integrity = "integrity",
        /// Residue of automation.
        MailMerge = "mail-merge",
        /// Connections for their own sake.
        ListBuilding = "list-building",
        /// Three or more separate things asked in one message.
        StackedAsks = "stacked-asks",
        /// Urgency, guilt, presumption, persistence.
        Pressure = "pressure",
        /// A recommendation or introduction asked by somebody not shown well known.
        Vouch = "vouch",
        /// The recipient's notes hold a bad experience with the sender.
        PastTrouble = "past-trouble",
        /// Nothing to do with what the recipient does, knows or looks for.
        Irrelevant = "irrelevant",
        /// The recipient accepted more lately than they set out to look after.
        OverCapacity = "over-capacity",
        /// The recipient is resting from networking.
        OnBreak = "on-break",
        /// They ask what the recipient cannot answer.
        OutsideExpertise = "outside-expertise",
    }
}

ids! {
    /// What speaks for the sender.
    Good {
        /// Named common ground.
        CommonGround = "common-ground",
        /// Knows something the recipient did, made or said.
        KnowsYourWork = "knows-your-work",
        /// Earlier contact.
        PriorContact = "prior-contact",
        /// Says openly what is awkward.
        Honest = "honest",
        /// Gives something first.
        Gives = "gives",
        /// Leaves an easy way out.
        EasyOut = "easy-out",
        /// Says concretely why.
        ClearReason = "clear-reason",
    }
}

ids! {
    /// What a courteous person with a careful network would do.
    Advice {
        /// Say yes.
        Accept = "accept",
        /// Reply without accepting, with the question that is missing.
        AskFirst = "ask-first",
        /// Not now, but another way.
        HelpDifferently = "help-differently",
        /// Say no.
        Decline = "decline",
        /// Fraud only.
        Report = "report",
    }
}

ids! {
    /// The kind of shared history that is claimed.
    ClaimType {
        /// Worked together or at the same employer.
        Colleague = "colleague",
        /// Went to the same school.
        Classmate = "classmate",
        /// Friends.
        Friend = "friend",
        /// Met or were in contact.
        Met = "met",
        /// Members of the same group.
        Group = "group",
        /// Know the same person.
        Mutual = "mutual",
    }
}

ids! {
    /// What the record says of a claim.
    Truth {
        /// The record shows it.
        Supported = "supported",
        /// The record, complete for this kind, rules it out.
        Contradicted = "contradicted",
        /// The record cannot tell.
        Unverifiable = "unverifiable",
    }
}

/// A stretch of the message. Offsets are UTF-16 code units of [`Request::text`](crate::Request::text).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// First unit.
    pub start: u32,
    /// One past the last unit.
    pub end: u32,
    /// The words themselves.
    pub quote: String,
}

impl Quote {
    /// Whether both have a unit in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A flag that is raised, with the words that raise it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Flagged {
    /// Which flag.
    pub id: Flag,
    /// One sentence on why it matters here.
    pub why: String,
    /// What would make it better.
    pub better: String,
    /// The words; empty for what is decided by absence.
    pub spans: Vec<Quote>,
    /// Rules that led to it, by id.
    pub rules: Vec<String>,
}

/// A good sign with its words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GoodSign {
    /// Which sign.
    pub id: Good,
    /// The words.
    pub spans: Vec<Quote>,
    /// Rules that led to it, by id.
    pub rules: Vec<String>,
}

/// A claim of shared history beside what the record says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckedClaim {
    /// Kind of claim.
    #[serde(rename = "type")]
    pub kind: ClaimType,
    /// The organisation, person or event as written.
    pub entity: String,
    /// Exact words; empty when the claim is the site's own choice.
    pub quote: String,
    /// Where the words stand; absent when they are not in the text.
    pub span: Option<Quote>,
    /// What the record says.
    pub truth: Truth,
    /// The record's own line, or why it cannot tell; in plain words for the person.
    pub backing: String,
}

/// A reply, ready to be put into a composer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// What the reply does, which may differ from the advice when the person chooses otherwise.
    pub stance: Advice,
    /// How it sounds.
    pub tone: Tone,
    /// The whole text.
    pub text: String,
    /// Template that it was made from, by id.
    pub template: String,
}

/// What is asked against the tie that is shown; each 0 to 4.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// Time, money, reputation, access or data asked for.
    pub ask: u8,
    /// Tie that the text or the record shows.
    pub tie: u8,
}

/// Who has answered a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// The person.
    Person,
    /// Record or ledger, beforehand.
    Record,
}

/// A question about the sender that only the person can answer for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutQuestion {
    /// Id of the question.
    pub id: String,
    /// The question.
    pub text: String,
    /// Yes, no, or not answered.
    pub answer: Option<bool>,
    /// Who has answered it.
    pub by: By,
}

/// The whole judgement of one request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// What is mainly asked.
    pub ask: Ask,
    /// What is off, gravest first.
    pub flags: Vec<Flagged>,
    /// What speaks for the sender.
    pub good: Vec<GoodSign>,
    /// Claims of shared history.
    pub claims: Vec<CheckedClaim>,
    /// What to do.
    pub advice: Advice,
    /// Why, strongest first.
    pub reasons: Vec<String>,
    /// Replies that fit, the best first.
    pub replies: Vec<Reply>,
    /// What is asked against the tie shown.
    pub balance: Balance,
    /// The one or two missing facts that would change the advice, in words.
    pub would_change: Vec<String>,
    /// The same facts by id, as reply packs know them: `why-me`, `what-for`.
    pub missing: Vec<String>,
    /// The request that should not be missed among the noise.
    pub dont_miss: bool,
    /// What the record shows of the sender.
    #[serde(default)]
    pub relationship: Relationship,
    /// Questions about the sender that the person can answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<PutQuestion>,
}

impl Assessment {
    /// Moves every place by `units`, for a judgement of the end of a longer text.
    pub fn shift(&mut self, units: u32) {
        let spans = self.flags.iter_mut().flat_map(|flag| &mut flag.spans);
        let spans = spans.chain(self.good.iter_mut().flat_map(|sign| &mut sign.spans));
        for span in spans.chain(self.claims.iter_mut().filter_map(|claim| claim.span.as_mut())) {
            span.start += units;
            span.end += units;
        }
    }
}

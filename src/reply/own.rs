//! Replies of the person's own making: checked while they are written, previewed, and the sentence for the
//! person's own profile that says whom they accept.

use super::data::pack::{CONDITIONS, SLOTS, TONES};
use super::data::template::{self, TemplateError, Vocabulary};
use super::situation::Situation;
use super::{Language, Writer, pack};
use crate::assessment::{Advice, Ask};
use crate::record::Record;
use crate::request::{Channel, Request};
use crate::settings::{Settings, Tone};

struct Known;

impl Vocabulary for Known {
    fn is_slot(&self, name: &str) -> bool {
        SLOTS.contains(&name)
    }
    fn is_condition(&self, name: &str) -> bool {
        SLOTS.contains(&name) || CONDITIONS.contains(&name)
    }
    fn is_part(&self, name: &str) -> bool {
        let parts = &pack(Language::EN).parts;
        !parts.list(name).is_empty() || TONES.iter().all(|tone| !parts.list(&format!("{name}.{tone}")).is_empty())
    }
}

/// Whether a template can be read and uses only slots that exist.
///
/// # Errors
/// At the first line that cannot be used.
pub fn check_template(text: &str) -> Result<(), TemplateError> {
    template::parse_checked(text, &Known).map(|_| ())
}

/// What a template of the person's own says in `situation`; `None` if a sentence that it must have cannot be filled.
pub fn preview(text: &str, situation: &Situation<'_>, tone: Tone) -> Option<String> {
    Writer::new(situation).fill(text, tone)
}

/// Sentences for the person's own profile that say whom they accept, made from their settings.
pub fn profile_sentences(settings: &Settings) -> Vec<String> {
    let (request, record) = (Request { channel: Channel::Message, ..Request::default() }, Record::default());
    let situation = Situation::new(&request, &record, settings, Ask::Connect, Advice::Decline);
    let writer = Writer::new(&situation);
    let texts = writer.pack.words.list("profile");
    let more = super::facts::more_rules(settings, writer.pack);
    let made = texts
        .iter()
        .filter_map(|text| template::compose(&template::parse(text), &writer.facts, &writer.layout("", false)));
    made.map(|text| [&[text.as_str()], &more[..]].concat().join(" ")).collect()
}

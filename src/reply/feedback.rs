//! Kind feedback: four rungs from silence to a no that says what would have made a yes likely.

use super::facts;
use super::situation::Situation;
use super::{Writer, shared};
use crate::assessment::{Advice, Flag, Reply};
use crate::settings::Tone;

/// How far the person goes in answering a message that missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rung {
    /// `silence`, `short`, `reason` or `help`.
    pub id: &'static str,
    /// What it is called on the screen.
    pub name: &'static str,
    /// What the person takes on with it.
    pub commits: &'static str,
    /// What is sent; nothing on the lowest rung.
    pub reply: Option<Reply>,
}

/// Flags that a friendly line can be written for, the most helpful first.
const TEACHABLE: [Flag; 12] = [
    Flag::MailMerge,
    Flag::Pressure,
    Flag::PrematureAsk,
    Flag::StackedAsks,
    Flag::Vouch,
    Flag::Impersonal,
    Flag::UnclearReason,
    Flag::ListBuilding,
    Flag::SalesPitch,
    Flag::FalseHistory,
    Flag::UnverifiedHistory,
    Flag::Irrelevant,
];

/// The rungs that make sense: all four where something can be said kindly, else silence and a short no.
pub fn feedback(situation: &Situation<'_>) -> Vec<Rung> {
    let mut writer = Writer::new(situation);
    let short = writer.best(Advice::Decline, Tone::Brief);
    let mut rungs = vec![rung("silence", None), rung("short", short)];
    if situation.is_firm() {
        return rungs;
    }
    let lines: Vec<String> = TEACHABLE
        .iter()
        .filter(|flag| situation.has(**flag))
        .filter_map(|flag| {
            let lines = writer.pack.words.list(&format!("better.{}", flag.id()));
            lines.get(facts::pick(writer.facts.seed ^ facts::hash(flag.id()), lines.len())).copied()
        })
        .map(|line| writer.facts.addressed(line))
        .take(2)
        .collect();
    let mut lines = lines.into_iter();
    if let Some(first) = lines.next() {
        writer.facts.add("better", first);
        lines.next().into_iter().for_each(|second| writer.facts.add("better-too", second));
        for (id, key, tone) in [("reason", "feedback.reason", Tone::Plain), ("help", "feedback.help", Tone::Warm)] {
            let texts = writer.pack.words.list(key);
            let at = facts::pick(writer.facts.seed ^ facts::hash(key), texts.len());
            let text = texts.get(at).and_then(|text| writer.fill(text, tone));
            let template = format!("{}/{key}-{}", writer.language.code(), at + 1);
            rungs.extend(text.map(|text| rung(id, Some(Reply { stance: Advice::Decline, tone, text, template }))));
        }
    }
    rungs
}

fn rung(id: &'static str, reply: Option<Reply>) -> Rung {
    let words = shared().rungs.list(id);
    let word = |at: usize| words.get(at).copied().unwrap_or("");
    Rung { id, name: word(0), commits: word(1), reply }
}

//! A linear model over features: which weight each has for each flag, ask and good sign.
//!
//! It is trained from the project's own cases by `demur train` and sets how far each rule is to be trusted, and
//! how rules work together. Each of its conclusions is shown by the words of the features that led to it.

use serde::{Deserialize, Serialize};

use crate::assessment::{Ask, Flag, Good};
use crate::pattern::table::Rows;

/// What the model decides: one logistic decision each, but for the asks, which exclude one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// A flag that the text itself can show.
    Flag(Flag),
    /// A good sign.
    Good(Good),
    /// An ask.
    Ask(Ask),
}

/// Flags that are decided from the text.
pub const TEXT_FLAGS: [Flag; 9] = [
    Flag::Impersonal,
    Flag::UnclearReason,
    Flag::SalesPitch,
    Flag::PrematureAsk,
    Flag::Integrity,
    Flag::MailMerge,
    Flag::ListBuilding,
    Flag::StackedAsks,
    Flag::Pressure,
];

/// Number of outputs.
pub const OUTPUTS: usize = TEXT_FLAGS.len() + Good::ALL.len() + Ask::ALL.len();

/// Place of the first ask among the outputs.
pub const FIRST_ASK: usize = TEXT_FLAGS.len() + Good::ALL.len();

/// All outputs in their order.
pub fn outputs() -> impl Iterator<Item = Output> {
    let flags = TEXT_FLAGS.iter().map(|flag| Output::Flag(*flag));
    flags.chain(Good::ALL.iter().map(|good| Output::Good(*good))).chain(Ask::ALL.iter().map(|ask| Output::Ask(*ask)))
}

/// The place of an output among all.
pub fn place(wanted: Output) -> usize {
    outputs().position(|output| output == wanted).unwrap_or(FIRST_ASK)
}

/// The line between the two layers in the text form.
pub const SECOND: &str = "# What follows from what.";

/// Two layers: the first weighs what is seen in the message; the second weighs the first's conclusions against one
/// another, since a pitch is no favour and friends are not strangers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// From features to first conclusions.
    pub first: Layer,
    /// From first conclusions to the final ones.
    pub second: Layer,
}

impl Model {
    /// Scores of all outputs, in log-odds, for features given as key and strength.
    pub fn scores(&self, seen: impl IntoIterator<Item = (u32, f32)>) -> Vec<f32> {
        let first = self.first.scores(seen);
        // Of each conclusion the place of its row and one more; 0 where it has none.
        let mut places = [0_u16; CONCLUSIONS];
        for (at, key) in self.second.keys.iter().enumerate() {
            if let Some(place) = places.get_mut(*key as usize) {
                *place = at as u16 + 1;
            }
        }
        let seen = conclusions(&first).filter_map(|(output, ask, chance)| {
            let place = usize::from(places[conclusion_key(output, ask) as usize]).checked_sub(1)?;
            Some((self.second.weights.row(place), chance))
        });
        self.second.sum(seen)
    }

    /// The weight of a feature of the message for an output.
    pub fn weight(&self, key: u32, output: usize) -> f32 {
        self.first.weight(key, output)
    }

    /// The threshold of an output.
    pub fn threshold(&self, output: usize) -> f32 {
        self.second.threshold(output)
    }

    /// Reads the text form: both layers, with the line [`SECOND`] between them. `key_of` hashes a name.
    ///
    /// # Errors
    /// With the number of the line that cannot be read, or the name whose hash is taken.
    pub fn parse(text: &str, key_of: fn(&str) -> u32) -> Result<Self, String> {
        let (first, second) = text.split_once(SECOND).unwrap_or((text, ""));
        let lines = first.lines().count();
        let second = Layer::parse(second, conclusion_of).map_err(|error| format!("after line {lines}: {error}"))?;
        Ok(Self { first: Layer::parse(first, key_of)?, second })
    }
}

/// What the second layer sees: how likely the first holds each output, and each flag or sign together with each ask.
pub fn conclusions(scores: &[f32]) -> impl Iterator<Item = (usize, Option<usize>, f32)> {
    let chances = chances(scores);
    (0..OUTPUTS).flat_map(move |output| {
        let asks = FIRST_ASK..if output < FIRST_ASK { OUTPUTS } else { FIRST_ASK };
        let alone = std::iter::once((output, None, 2.0 * chances[output]));
        alone.chain(asks.map(move |ask| (output, Some(ask), 2.0 * chances[output] * chances[ask])))
    })
}

/// The name of a conclusion in the text form: `3` or `3*17`, by place among the outputs.
pub fn conclusion_name(output: usize, ask: Option<usize>) -> String {
    ask.map_or_else(|| output.to_string(), |ask| format!("{output}*{ask}"))
}

/// How many conclusions there may be.
const CONCLUSIONS: usize = OUTPUTS * (OUTPUTS + 1);

fn conclusion_key(output: usize, ask: Option<usize>) -> u32 {
    (output + OUTPUTS * ask.map_or(0, |ask| ask + 1)) as u32
}

fn conclusion_of(name: &str) -> u32 {
    let place = |text: &str| text.parse().unwrap_or(OUTPUTS);
    match name.split_once('*') {
        Some((output, ask)) => conclusion_key(place(output), Some(place(ask))),
        None => conclusion_key(place(name), None),
    }
}

/// From log-odds to chances; the asks share one.
fn chances(scores: &[f32]) -> [f32; OUTPUTS] {
    let asks = scores.get(FIRST_ASK..).unwrap_or_default();
    let top = asks.iter().copied().fold(f32::MIN, f32::max);
    let total: f32 = asks.iter().map(|score| (score - top).exp()).sum();
    std::array::from_fn(|at| match scores.get(at) {
        Some(score) if at < FIRST_ASK => 1.0 / (1.0 + (-score).exp()),
        Some(score) => (score - top).exp() / total,
        None => 0.0,
    })
}

/// Weights in sixteenths, sparse.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Layer {
    /// Hashes of the features' names, sorted.
    keys: Vec<u32>,
    /// Weights of each feature: output and sixteenths.
    weights: Rows<(u8, i8)>,
    /// What each output starts from.
    bias: Vec<f32>,
    /// Score above which a flag or sign is raised.
    thresholds: Vec<f32>,
}

impl Layer {
    /// Scores of all outputs, in log-odds, for features given as key and strength.
    pub fn scores(&self, seen: impl IntoIterator<Item = (u32, f32)>) -> Vec<f32> {
        self.sum(seen.into_iter().map(|(key, strength)| (self.row(key), strength)))
    }

    /// The same for features given as their weights and strength.
    fn sum<'a>(&self, seen: impl Iterator<Item = (&'a [(u8, i8)], f32)>) -> Vec<f32> {
        // As many as a byte can name, so that none need be asked whether it is there.
        let mut scores = [0.0; 256];
        scores.iter_mut().zip(&self.bias).for_each(|(score, bias)| *score = *bias);
        for (weights, strength) in seen {
            let sixteenth = strength / 16.0;
            for (output, weight) in weights {
                scores[usize::from(*output)] += sixteenth * f32::from(*weight);
            }
        }
        scores[..OUTPUTS].to_vec()
    }

    /// The weight of a feature for an output.
    pub fn weight(&self, key: u32, output: usize) -> f32 {
        self.row(key).iter().find(|(at, _)| *at as usize == output).map_or(0.0, |(_, weight)| f32::from(*weight) / 16.0)
    }

    /// The threshold of an output.
    pub fn threshold(&self, output: usize) -> f32 {
        self.thresholds.get(output).copied().unwrap_or(0.0)
    }

    /// How many features have a weight.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether nothing has a weight.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    fn row(&self, key: u32) -> &[(u8, i8)] {
        self.keys.binary_search(&key).map_or(&[], |at| self.weights.row(at))
    }

    /// Reads the text form: lines `bias` and `threshold` with a value for each output, then a feature a line: its
    /// name, a tab, and `output=sixteenths` pairs. `key_of` hashes a name.
    ///
    /// # Errors
    /// With the number of the line that cannot be read, or the name whose hash is taken.
    fn parse(text: &str, key_of: fn(&str) -> u32) -> Result<Self, String> {
        let mut model = Self::default();
        let mut rows = Vec::new();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let fail = || format!("line {}: cannot be read", at + 1);
            let (name, rest) = line.split_once('\t').ok_or_else(fail)?;
            let numbers =
                || rest.split(' ').map(|n| n.parse::<f32>().map_err(|_| fail())).collect::<Result<Vec<_>, _>>();
            match name {
                "bias" => model.bias = numbers()?,
                "threshold" => model.thresholds = numbers()?,
                _ => {
                    let pair = |pair: &str| {
                        let (output, weight) = pair.split_once('=')?;
                        Some((
                            output.parse().ok().filter(|output: &u8| usize::from(*output) < OUTPUTS)?,
                            weight.parse().ok()?,
                        ))
                    };
                    let row = rest.split(' ').map(pair).collect::<Option<Vec<_>>>().ok_or_else(fail)?;
                    rows.push((key_of(name), name, row));
                }
            }
        }
        rows.sort();
        if let Some(twice) = rows.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(format!("`{}` and `{}` have the same hash", twice[0].1, twice[1].1));
        }
        for (key, _, row) in rows {
            model.keys.push(key);
            model.weights.push(row);
        }
        Ok(model)
    }
}

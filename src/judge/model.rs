//! A linear model over features: which weight each has for each flag, ask and good sign.
//!
//! It is trained from the project's own cases by `demur train` and sets how far each rule is to be trusted, and
//! how rules work together. Each of its conclusions is shown by the words of the features that led to it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assessment::{Ask, Flag, Good};

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

/// Weights in sixteenths, sparse.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Feature names, sorted.
    pub names: Vec<String>,
    /// Weights of each feature: output and sixteenths.
    pub weights: Vec<Vec<(u8, i8)>>,
    /// What each output starts from.
    pub bias: Vec<f32>,
    /// Score above which a flag or sign is raised.
    pub thresholds: Vec<f32>,
}

impl Model {
    /// Scores of all outputs, in log-odds.
    pub fn scores(&self, features: &BTreeMap<String, f32>) -> Vec<f32> {
        let mut scores = self.bias.clone();
        scores.resize(OUTPUTS, 0.0);
        for (name, strength) in features {
            for (output, weight) in self.row(name) {
                scores[*output as usize] += strength * f32::from(*weight) / 16.0;
            }
        }
        scores
    }

    /// The weight of a feature for an output.
    pub fn weight(&self, name: &str, output: usize) -> f32 {
        self.row(name).iter().find(|(at, _)| *at as usize == output).map_or(0.0, |(_, weight)| f32::from(*weight) / 16.0)
    }

    /// The threshold of an output.
    pub fn threshold(&self, output: usize) -> f32 {
        self.thresholds.get(output).copied().unwrap_or(0.0)
    }

    fn row(&self, name: &str) -> &[(u8, i8)] {
        match self.names.binary_search_by(|known| known.as_str().cmp(name)) {
            Ok(at) => &self.weights[at],
            Err(_) => &[],
        }
    }

    /// Reads the text form: a line `bias`/`threshold` with a value for each output, then a feature a line,
    /// its name, a tab, and `output=sixteenths` pairs.
    ///
    /// # Errors
    /// With the number of the line that cannot be read.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut model = Self::default();
        let mut rows: Vec<(String, Vec<(u8, i8)>)> = Vec::new();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let fail = || format!("line {}: cannot be read", at + 1);
            let (name, rest) = line.split_once('\t').ok_or_else(fail)?;
            let numbers = || rest.split(' ').map(|n| n.parse::<f32>().map_err(|_| fail())).collect::<Result<Vec<_>, _>>();
            match name {
                "bias" => model.bias = numbers()?,
                "threshold" => model.thresholds = numbers()?,
                _ => {
                    let pair = |pair: &str| {
                        let (output, weight) = pair.split_once('=')?;
                        Some((output.parse().ok().filter(|output: &u8| usize::from(*output) < OUTPUTS)?, weight.parse().ok()?))
                    };
                    rows.push((name.to_owned(), rest.split(' ').map(pair).collect::<Option<Vec<_>>>().ok_or_else(fail)?));
                }
            }
        }
        rows.sort();
        (model.names, model.weights) = rows.into_iter().unzip();
        Ok(model)
    }

    /// The text form that [`Model::parse`] reads.
    pub fn print(&self) -> String {
        let numbers = |list: &[f32]| list.iter().map(|n| format!("{n:.3}")).collect::<Vec<_>>().join(" ");
        let mut text = String::from("# Weights of the linear model, in sixteenths; made by `demur train`, not by hand.\n");
        text += &format!("bias\t{}\nthreshold\t{}\n", numbers(&self.bias), numbers(&self.thresholds));
        for (name, row) in self.names.iter().zip(&self.weights) {
            let pairs: Vec<String> = row.iter().map(|(output, weight)| format!("{output}={weight}")).collect();
            text += &format!("{name}\t{}\n", pairs.join(" "));
        }
        text
    }
}

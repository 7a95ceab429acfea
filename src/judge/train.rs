//! Trains the model from labelled cases. Native only; the same cases give the same weights.

use std::collections::{BTreeMap, BTreeSet};

use super::features::{TRACE, key_of};
use super::model::{FIRST_ASK, OUTPUTS, Output, SECOND, conclusion_name, conclusions, outputs};
use crate::assessment::{Flag, Good};

/// A case as the trainer sees it.
#[derive(Debug, Clone)]
pub struct Sample {
    /// What the message shows, by name.
    pub features: Vec<(String, f32)>,
    /// 1 for every output that holds, else 0.
    pub labels: [f32; OUTPUTS],
}

/// How training goes.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Passes over all samples.
    pub epochs: usize,
    /// Strength of the pull towards zero.
    pub ridge: f32,
    /// Features seen in fewer samples are left out.
    pub least: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { epochs: 120, ridge: 6.0, least: 3 }
    }
}

/// Weights as floats while they are trained: one row per feature.
struct Trainer {
    index: BTreeMap<String, usize>,
    weights: Vec<[f32; OUTPUTS]>,
    bias: [f32; OUTPUTS],
    rows: Vec<Vec<(usize, f32)>>,
    /// Which features only bear on what is personal.
    traces: Vec<bool>,
}

/// Whether an output tells how personal a message is.
fn is_personal(output: Output) -> bool {
    matches!(
        output,
        Output::Flag(Flag::Impersonal | Flag::PrematureAsk)
            | Output::Good(Good::CommonGround | Good::KnowsYourWork | Good::PriorContact)
    )
}

/// Fits all outputs by full-batch gradient descent with per-weight step sizes (Adam).
pub fn train(samples: &[Sample], options: Options) -> Weights {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in samples.iter().flat_map(|sample| &sample.features).map(|(name, _)| name) {
        *counts.entry(name).or_default() += 1;
    }
    // Of two names with one hash only the first is kept.
    let mut taken = BTreeSet::new();
    let kept = counts.into_iter().filter(|(name, count)| *count >= options.least && taken.insert(key_of(name)));
    let index: BTreeMap<String, usize> = kept.enumerate().map(|(at, (name, _))| (name.to_owned(), at)).collect();
    let rows = samples
        .iter()
        .map(|sample| {
            sample.features.iter().filter_map(|(name, strength)| Some((*index.get(name)?, *strength))).collect()
        })
        .collect();
    let traces = index.keys().map(|name| name.starts_with(TRACE)).collect();
    let mut trainer = Trainer { traces, weights: vec![[0.0; OUTPUTS]; index.len()], index, bias: [0.0; OUTPUTS], rows };
    trainer.descend(samples, options);
    trainer.weights()
}

/// Trained weights with the names of their features.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// Features and their weights in sixteenths, by output.
    pub rows: BTreeMap<String, Vec<(u8, i8)>>,
    /// What each output starts from.
    pub bias: Vec<f32>,
    /// Score above which a flag or sign is raised.
    pub thresholds: Vec<f32>,
}

impl Weights {
    /// The text form that [`Model::parse`](super::model::Model::parse) reads.
    pub fn print(&self) -> String {
        let numbers = |list: &[f32]| list.iter().map(|n| format!("{n:.3}")).collect::<Vec<_>>().join(" ");
        let mut text =
            String::from("# Weights of the linear model, in sixteenths; made by `demur train`, not by hand.\n");
        text += &format!("bias\t{}\nthreshold\t{}\n", numbers(&self.bias), numbers(&self.thresholds));
        for (name, row) in &self.rows {
            let pairs: Vec<String> = row.iter().map(|(output, weight)| format!("{output}={weight}")).collect();
            text += &format!("{name}\t{}\n", pairs.join(" "));
        }
        text
    }

    /// Scores of a sample, in log-odds.
    pub fn scores(&self, sample: &Sample) -> Vec<f32> {
        let mut scores = self.bias.clone();
        for (name, strength) in &sample.features {
            for (output, weight) in self.rows.get(name).into_iter().flatten() {
                scores[*output as usize] += strength * f32::from(*weight) / 16.0;
            }
        }
        scores
    }
}

/// The text form of both layers, as [`super::model::Model::parse`] reads it.
pub fn print(first: &Weights, second: &Weights) -> String {
    format!("{}{SECOND}\n{}", first.print(), second.print())
}

/// The sample that the second layer sees of a sample's first scores.
pub fn second_sample(scores: &[f32], labels: [f32; OUTPUTS]) -> Sample {
    let features = conclusions(scores).map(|(output, ask, chance)| (conclusion_name(output, ask), chance)).collect();
    Sample { features, labels }
}

impl Trainer {
    fn descend(&mut self, samples: &[Sample], options: Options) {
        let n = samples.len() as f32;
        let (mut first, mut second) =
            (vec![[0.0f32; OUTPUTS]; self.weights.len()], vec![[0.0f32; OUTPUTS]; self.weights.len()]);
        let (mut bias_first, mut bias_second) = ([0.0f32; OUTPUTS], [0.0f32; OUTPUTS]);
        let personal: Vec<bool> = outputs().map(is_personal).collect();
        let mut gradient = vec![[0.0f32; OUTPUTS]; self.weights.len()];
        for epoch in 1..=options.epochs {
            gradient.iter_mut().for_each(|row| *row = [0.0; OUTPUTS]);
            let mut bias_gradient = [0.0f32; OUTPUTS];
            for (sample, row) in samples.iter().zip(&self.rows) {
                let errors = self.errors(row, &sample.labels);
                for (feature, strength) in row {
                    for (output, (slot, error)) in gradient[*feature].iter_mut().zip(&errors).enumerate() {
                        if !self.traces[*feature] || personal[output] {
                            *slot += error * strength;
                        }
                    }
                }
                bias_gradient.iter_mut().zip(&errors).for_each(|(slot, error)| *slot += error);
            }
            let rate = 0.1 * (1.0 - 0.9 * epoch as f32 / options.epochs as f32);
            let (one, two) = (1.0 - 0.9f32.powi(epoch as i32), 1.0 - 0.99f32.powi(epoch as i32));
            let step = |weight: &mut f32, gradient: f32, m: &mut f32, v: &mut f32| {
                *m = 0.9 * *m + 0.1 * gradient;
                *v = 0.99 * *v + 0.01 * gradient * gradient;
                *weight -= rate * (*m / one) / ((*v / two).sqrt() + 1e-6);
            };
            for feature in 0..self.weights.len() {
                for output in 0..OUTPUTS {
                    let weight = &mut self.weights[feature][output];
                    let pull = gradient[feature][output] / n + options.ridge * *weight / n;
                    step(weight, pull, &mut first[feature][output], &mut second[feature][output]);
                }
            }
            for output in 0..OUTPUTS {
                step(
                    &mut self.bias[output],
                    bias_gradient[output] / n,
                    &mut bias_first[output],
                    &mut bias_second[output],
                );
            }
        }
    }

    /// Predicted minus true, for each output; asks share one distribution.
    fn errors(&self, row: &[(usize, f32)], labels: &[f32; OUTPUTS]) -> [f32; OUTPUTS] {
        let mut scores = self.bias;
        for (feature, strength) in row {
            for (score, weight) in scores.iter_mut().zip(&self.weights[*feature]) {
                *score += weight * strength;
            }
        }
        let top = scores[FIRST_ASK..].iter().copied().fold(f32::MIN, f32::max);
        let total: f32 = scores[FIRST_ASK..].iter().map(|score| (score - top).exp()).sum();
        for (at, score) in scores.iter_mut().enumerate() {
            *score =
                if at < FIRST_ASK { 1.0 / (1.0 + (-*score).exp()) } else { (*score - top).exp() / total } - labels[at];
        }
        scores
    }

    fn weights(&self) -> Weights {
        let mut weights = Weights { bias: self.bias.to_vec(), thresholds: vec![0.0; OUTPUTS], ..Weights::default() };
        for (name, feature) in &self.index {
            let sixteenths = |weight: f32| (weight * 16.0).round().clamp(-127.0, 127.0) as i8;
            let row: Vec<(u8, i8)> = self.weights[*feature]
                .iter()
                .enumerate()
                .map(|(output, weight)| (output as u8, sixteenths(*weight)))
                .filter(|(_, weight)| weight.abs() > 1)
                .collect();
            if !row.is_empty() {
                weights.rows.insert(name.clone(), row);
            }
        }
        weights
    }
}

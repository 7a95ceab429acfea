//! `demur train`: weights and thresholds from labelled cases.

use std::path::Path;
use std::process::ExitCode;

use demur::case::{Case, Labels};
use demur::judge::Engine;
use demur::judge::features::named;
use demur::judge::model::{FIRST_ASK, OUTPUTS, Output, outputs};
use demur::judge::train::{Options, Sample, print, second_sample, train as fit};
use demur::rules::load::load;

/// Cases whose id falls into this part of ten are never trained on; `demur score` measures with them.
pub const KEPT_ASIDE: u32 = 0;

/// Which tenth a case belongs to, from its id alone.
pub fn tenth(id: &str) -> u32 {
    id.bytes().fold(0u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte))) % 10
}

/// Reads every `.jsonl` of a folder, in order of file name and line.
pub fn read_cases(folder: &Path) -> Result<Vec<(Case, Labels)>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let fail = |error: serde_json::Error| format!("{}:{}: {error}", file.display(), at + 1);
            cases.push((serde_json::from_str(line).map_err(fail)?, serde_json::from_str(line).map_err(fail)?));
        }
    }
    Ok(cases)
}

/// Trains and writes the weights.
pub fn train(cases: &Path, model: &Path, dir: &Path, options: Options) -> ExitCode {
    match run(cases, model, dir, options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("demur: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(cases: &Path, file: &Path, dir: &Path, options: Options) -> Result<(), String> {
    let engine = Engine { rules: load(dir).map_err(|error| error.to_string())?.set, ..Engine::default() };
    let cases = read_cases(cases)?;
    let id = |case: &Case| case.id.as_str().map_or_else(|| case.id.to_string(), str::to_owned);
    let samples: Vec<(u32, Sample)> = cases
        .iter()
        .filter(|(case, _)| !case.request.text.trim().is_empty())
        .map(|(case, labels)| (tenth(&id(case)), sample(&engine, case, labels)))
        .filter(|(tenth, _)| *tenth != KEPT_ASIDE)
        .collect();
    // The second layer learns from first scores of cases that the first has not seen, and thresholds are chosen on
    // second scores of cases that the second has not seen.
    let first_scores = unseen_scores(&samples, 5, options);
    let seconds: Vec<(u32, Sample)> = samples
        .iter()
        .zip(&first_scores)
        .map(|((tenth, sample), scores)| (tenth / 2, second_sample(scores, sample.labels)))
        .collect();
    let second_options = Options { least: 1, ridge: 2.0, ..options };
    let second_scores = unseen_scores(&seconds, 5, second_options);
    let unseen: Vec<(Vec<f32>, [f32; OUTPUTS])> =
        second_scores.into_iter().zip(&samples).map(|(scores, (_, sample))| (scores, sample.labels)).collect();
    let take = |samples: Vec<(u32, Sample)>| samples.into_iter().map(|(_, sample)| sample).collect::<Vec<_>>();
    let (all, seconds) = (take(samples), take(seconds));
    let first = fit(&all, options);
    let mut weights = fit(&seconds, second_options);
    for at in 0..FIRST_ASK {
        weights.thresholds[at] = best_threshold(at, &unseen);
    }
    std::fs::write(file, print(&first, &weights)).map_err(|error| format!("{}: {error}", file.display()))?;
    println!("{} cases, {} features kept", all.len(), first.rows.len());
    for (at, output) in outputs().enumerate().take(FIRST_ASK) {
        println!(
            "{output:?}\tthreshold {:.2}\tF1 on unseen folds {:.3}",
            weights.thresholds[at],
            f1(at, weights.thresholds[at], &unseen)
        );
    }
    let right =
        unseen.iter().filter(|(scores, labels)| best(&scores[FIRST_ASK..]) == best(&labels[FIRST_ASK..])).count();
    println!("ask accuracy on unseen folds {:.3}", right as f32 / unseen.len() as f32);
    Ok(())
}

/// Scores of every sample by weights that were fitted without its fold.
fn unseen_scores(samples: &[(u32, Sample)], folds: u32, options: Options) -> Vec<Vec<f32>> {
    let mut scores = vec![Vec::new(); samples.len()];
    for fold in 0..folds {
        let rest: Vec<Sample> =
            samples.iter().filter(|(tenth, _)| tenth % folds != fold).map(|(_, sample)| sample.clone()).collect();
        let weights = fit(&rest, options);
        for (slot, (tenth, sample)) in scores.iter_mut().zip(samples) {
            if tenth % folds == fold {
                *slot = weights.scores(sample);
            }
        }
    }
    scores
}

fn best(scores: &[f32]) -> usize {
    (0..scores.len()).fold(0, |best, at| if scores[at] > scores[best] { at } else { best })
}

fn sample(engine: &Engine, case: &Case, labels: &Labels) -> Sample {
    let mut wanted = [0.0; OUTPUTS];
    for (slot, output) in wanted.iter_mut().zip(outputs()) {
        let holds = match output {
            Output::Flag(flag) => labels.flags.contains(&flag),
            Output::Good(good) => labels.good.contains(&good),
            Output::Ask(ask) => labels.ask == ask,
        };
        *slot = f32::from(u8::from(holds));
    }
    let reading = engine.read(&case.request);
    Sample { features: named(&reading.seeing(&case.request), &engine.rules), labels: wanted }
}

fn f1(output: usize, threshold: f32, unseen: &[(Vec<f32>, [f32; OUTPUTS])]) -> f32 {
    let (mut hits, mut said, mut true_ones) = (0.0, 0.0, 0.0);
    for (scores, labels) in unseen {
        let raised = f32::from(u8::from(scores[output] > threshold));
        hits += raised * labels[output];
        said += raised;
        true_ones += labels[output];
    }
    if said + true_ones > 0.0 { 2.0 * hits / (said + true_ones) } else { 0.0 }
}

/// The middle of the thresholds whose F1, smoothed over their neighbours, is as good as the best: the curve is flat at
/// its top, and no few cases should decide where on it one stands.
fn best_threshold(output: usize, unseen: &[(Vec<f32>, [f32; OUTPUTS])]) -> f32 {
    let grid: Vec<f32> = (-25..=20).map(|at| at as f32 * 0.1).collect();
    let values: Vec<f32> = grid.iter().map(|threshold| f1(output, *threshold, unseen)).collect();
    let smooth = |at: usize| {
        let near = &values[at.saturating_sub(3)..(at + 4).min(values.len())];
        near.iter().sum::<f32>() / near.len() as f32
    };
    let top = (0..grid.len()).map(smooth).fold(0.0, f32::max);
    let good: Vec<f32> = (0..grid.len()).filter(|at| smooth(*at) >= top - AS_GOOD).map(|at| grid[at]).collect();
    good.iter().sum::<f32>() / good.len() as f32
}

/// Differences of F1 that the number of cases cannot tell apart.
const AS_GOOD: f32 = 0.006;

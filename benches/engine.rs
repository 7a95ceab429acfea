//! How long reading, judging and replying take, for messages of several lengths; run by `./build.sh bench`.
//!
//! Each figure is over many rounds on the project's own cases, joined or cut to the length; nothing here is a
//! test, so nothing fails when a machine is slow.

use std::hint::black_box;
use std::time::{Duration, Instant};

use demur::judge::ENGINE;
use demur::text::Text;
use demur::{Record, Request, Settings, assess};

const ROUNDS: usize = 400;
const LENGTHS: [usize; 4] = [60, 300, 2_000, 20_000];

fn main() {
    let texts = case_texts();
    let first = Instant::now();
    black_box(ENGINE.rules.rules.len());
    println!("engine ready after {:.1} ms", first.elapsed().as_secs_f64() * 1e3);
    println!("\n| characters | tokens p50 | judgement p50 | judgement p99 | with replies p50 | MB/s |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for length in LENGTHS {
        let requests: Vec<Request> = (0..40).map(|at| request(&texts, at, length)).collect();
        let rounds = if length > 1_000 { ROUNDS / 8 } else { ROUNDS };
        let tokens =
            times(&requests, rounds, |request| drop(black_box(Text::new(&request.text, &ENGINE.rules.lexicon))));
        let judged = times(&requests, rounds, |request| {
            drop(black_box(ENGINE.assess(request, &Record::default(), &Settings::default())));
        });
        let replied = times(&requests, rounds, |request| {
            drop(black_box(assess(request, &Record::default(), &Settings::default())))
        });
        let bytes: usize = requests.iter().map(|request| request.text.len()).sum::<usize>() / requests.len();
        println!(
            "| {length} | {:.1} µs | {:.1} µs | {:.1} µs | {:.1} µs | {:.1} |",
            micros(percentile(&tokens, 50)),
            micros(percentile(&judged, 50)),
            micros(percentile(&judged, 99)),
            micros(percentile(&replied, 50)),
            bytes as f64 / micros(percentile(&judged, 50)),
        );
    }
}

/// The messages of the project's own cases.
fn case_texts() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the cases are here").flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    let text = |line: &str| serde_json::from_str::<Request>(line).ok().map(|request| request.text);
    files
        .iter()
        .flat_map(|file| std::fs::read_to_string(file).unwrap_or_default().lines().filter_map(text).collect::<Vec<_>>())
        .collect()
}

/// A message of `length` characters, made of whole cases from a different beginning each time.
fn request(texts: &[String], at: usize, length: usize) -> Request {
    let mut text = String::new();
    for part in texts.iter().cycle().skip(at * 37) {
        if text.len() >= length {
            break;
        }
        text.push_str(part);
        text.push_str("\n\n");
    }
    Request { text: text.chars().take(length).collect(), ..Request::default() }
}

fn times(requests: &[Request], rounds: usize, work: impl Fn(&Request)) -> Vec<Duration> {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|round| {
            let begin = Instant::now();
            work(&requests[round % requests.len()]);
            begin.elapsed()
        })
        .collect();
    times.sort_unstable();
    times
}

fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    sorted[(sorted.len() - 1) * percent / 100]
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

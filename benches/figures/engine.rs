//! The engine as native code: reading, judging and replying, by length; where the time goes; rules doubled.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use demur::judge::{ENGINE, Engine};
use demur::text::Text;
use demur::{Record, Request, Settings, assess};

use crate::messages::{self, LENGTHS};
use crate::report::{Report, commas, time};
use crate::watch::{allocations, mean, median, percentile, times};

const NATIVE: &str = "Engine, native";

pub fn measure(report: &mut Report) -> Result<(), String> {
    let begin = Instant::now();
    black_box(ENGINE.rules.rules.len());
    report.row(NATIVE, "unpacking rules, model and words", time(begin.elapsed().as_secs_f64() * 1e6), "");
    let (record, settings) = (Record::default(), Settings::default());
    for length in LENGTHS {
        let requests = messages::requests(messages::of_length(length));
        let rounds = requests.len() * if length > 10_000 { 4 } else { 10 };
        let judge = |request: &Request| drop(black_box(ENGINE.assess(request, &record, &settings)));
        times(&requests, requests.len(), judge);
        let others = messages::requests(messages::others(length));
        let fresh = times(&others, others.len(), judge);
        let judged = times(&requests, rounds, judge);
        let replied = times(&requests, rounds, |request| drop(black_box(assess(request, &record, &settings))));
        let bytes = mean(&requests.iter().map(|request| request.text.len() as f64).collect::<Vec<_>>());
        let (p50, p99) = (percentile(&judged, 50), percentile(&judged, 99));
        let (calls, asked) = allocations(|| requests.iter().for_each(judge));
        let each = |sum: u64| commas(sum as f64 / requests.len() as f64);
        let goal = if length == 300 { "≤ 40 µs" } else { "" };
        report.keep(format!("native {length}"), p50);
        report.keep(format!("native replied {length}"), percentile(&replied, 50));
        report.keep(format!("native per character {length}"), p50 / length as f64);
        let length = commas(length as f64);
        report.row(NATIVE, format!("judging {length} characters: p50"), time(p50), goal);
        report.row(NATIVE, format!("judging {length} characters: p99"), time(p99), "");
        report.row(
            NATIVE,
            format!("judging {length} characters, never seen before: p50"),
            time(percentile(&fresh, 50)),
            "",
        );
        report.row(NATIVE, format!("judging {length} characters: throughput"), format!("{:.1} MB/s", bytes / p50), "");
        report.row(
            NATIVE,
            format!("judging and replying, {length} characters: p50"),
            time(percentile(&replied, 50)),
            "",
        );
        report.row(
            NATIVE,
            format!("allocations for {length} characters"),
            format!("{}, {} bytes", each(calls), each(asked)),
            "",
        );
    }
    stages(report);
    doubled(report)
}

/// Where the time goes for 300 characters, each stage by itself, and the floor: one pass over the bytes.
fn stages(report: &mut Report) {
    let requests = messages::requests(messages::of_length(300));
    let texts: Vec<(Text, _)> = requests
        .iter()
        .map(|request| (Text::new(&request.text, &ENGINE.rules.lexicon), demur::names(request)))
        .collect();
    let (record, settings) = (Record::default(), Settings::default());
    let rounds = requests.len() * 10;
    let middle = |times: Vec<f64>| percentile(&times, 50);
    let tokens = middle(times(&requests, rounds, |request| {
        drop(black_box(Text::new(&request.text, &ENGINE.rules.lexicon)));
    }));
    let hits = middle(times(&texts, rounds, |(text, names)| drop(black_box(ENGINE.rules.hits(text, names)))));
    let read = middle(times(&requests, rounds, |request| drop(black_box(ENGINE.read(request)))));
    let judged = middle(times(&requests, rounds, |request| {
        drop(black_box(ENGINE.assess(request, &record, &settings)));
    }));
    let replied = middle(times(&requests, rounds, |request| drop(black_box(assess(request, &record, &settings)))));
    const PASSES: usize = 1_000;
    let scan = middle(times(&requests, rounds / 10, |request| {
        for _ in 0..PASSES {
            black_box(black_box(request.text.as_bytes()).iter().filter(|byte| **byte == b' ').count());
        }
    })) / PASSES as f64;
    report.keep("scan 300", scan);
    for (what, micros) in [
        ("tokens and sentences", tokens),
        ("hits of all rules", hits),
        ("asks and features", (read - tokens - hits).max(0.0)),
        ("model, claims, table of advice", (judged - read).max(0.0)),
        ("replies, composed and checked", (replied - judged).max(0.0)),
        ("floor: one pass over the bytes", scan),
    ] {
        report.row(NATIVE, format!("of 300 characters: {what}"), time(micros), "");
    }
}

/// Every rule twice, the second time under another name, against every rule once, in turns.
fn doubled(report: &mut Report) -> Result<(), String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/en");
    let folder = std::env::temp_dir().join(format!("demur-doubled-{}", std::process::id()));
    let made = copy_twice(&source, &folder).map_err(|error| format!("{}: {error}", folder.display()));
    let twice = made.and_then(|()| engine(&folder));
    let _ = std::fs::remove_dir_all(&folder);
    let twice = twice?;
    let engines: [&Engine; 2] = [&ENGINE, &twice];
    let requests = messages::requests(messages::of_length(300));
    let (record, settings) = (Record::default(), Settings::default());
    let mut found = [Vec::new(), Vec::new()];
    for _ in 0..6 {
        for (engine, found) in engines.iter().zip(&mut found) {
            let times = times(&requests, requests.len() * 2, |request| {
                drop(black_box(engine.assess(request, &record, &settings)));
            });
            found.push(percentile(&times, 50));
        }
    }
    for ((engine, found), key) in engines.into_iter().zip(found).zip(["single", "doubled"]) {
        let micros = median(found);
        report.keep(key, micros);
        let rules = commas(engine.rules.rules.len() as f64);
        report.row(NATIVE, format!("judging 300 characters with {rules} rules: p50"), time(micros), "");
    }
    Ok(())
}

fn engine(folder: &Path) -> Result<Engine, String> {
    let loaded = demur::rules::load::load(folder).map_err(|error| error.to_string())?;
    Ok(Engine { rules: loaded.set, model: ENGINE.model.clone(), words: ENGINE.words.clone() })
}

fn copy_twice(source: &Path, folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for entry in std::fs::read_dir(source)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(entry.path())?;
        if name != "lexicon.toml" && !name.starts_with("sets") && name.ends_with(".toml") {
            let renamed: String = text.lines().map(rename).collect();
            std::fs::write(folder.join(format!("zz-{name}")), renamed)?;
        }
        std::fs::write(folder.join(name), text)?;
    }
    Ok(())
}

fn rename(line: &str) -> String {
    match line.strip_prefix("id").map(str::trim_start).and_then(|rest| rest.strip_prefix('=')) {
        Some(id) => format!("id = \"again-{}\n", id.trim_start().trim_start_matches('"')),
        None => format!("{line}\n"),
    }
}

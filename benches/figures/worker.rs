//! The engine as WebAssembly, in the extension's own worker in Chromium, and others on the same messages in a page of
//! the same browser.

use serde_json::{Value, json};

use crate::messages::{self, LENGTHS};
use crate::report::{Report, commas, time};
use crate::stage::Stage;
use crate::watch::{mean, percentile};

const WORKER: &str = "Engine in the worker (WebAssembly)";
const PEERS: &[&str] = &["harper.js", "write-good", "retext", "compromise"];

/// Asks the worker for times, by the door that it has in this copy.
const ASK: &str = "((ask) => new Promise((done) => { const port = chrome.runtime.connect(); \
    port.onMessage.addListener((times) => { port.disconnect(); done(times) }); port.postMessage(ask) }))";
/// Asks over and over and waits for each answer.
const ROUND: &str = "(async (texts) => { const times = []; for (const text of texts) { const begin = performance.now(); \
    await chrome.runtime.sendMessage({ kind: 'judge', text }); times.push((performance.now() - begin) * 1000); } return times })";

pub fn measure(report: &mut Report) -> Result<(), String> {
    let stage = Stage::start()?;
    stage.open_own("popup.html")?;
    // So that no length pays for what the first messages of all pay.
    asked(&stage, &messages::of_length(300), 1)?;
    judged(&stage, &messages::of_length(300), 1)?;
    for length in LENGTHS {
        let (texts, others) = (messages::of_length(length), messages::others(length));
        // Messages never seen before may be that only once: half of them for each.
        let (some, rest) = others.split_at(others.len() / 2);
        let each = if length > 1_000 { 2 } else { 10 };
        for (key, what, ask, fresh) in [
            ("judged", "judging", judged as fn(&Stage, &[String], usize) -> Result<Vec<f64>, String>, some),
            ("answered", "judging, replying and drawing", asked, rest),
        ] {
            let fresh = mean(&ask(&stage, fresh, 1)?);
            let mut times = ask(&stage, &texts, each)?;
            times.sort_by(f64::total_cmp);
            report.keep(format!("worker {key} fresh {length}"), fresh);
            report.keep(format!("worker {key} {length}"), percentile(&times, 50));
            let goal = if length == 300 && key == "judged" { "≤ 120 µs" } else { "" };
            let what = format!("{what}, {} characters", commas(length as f64));
            report.row(WORKER, format!("{what}: p50"), time(percentile(&times, 50)), goal);
            report.row(WORKER, format!("{what}: p99"), time(percentile(&times, 99)), "");
            report.row(WORKER, format!("{what}, never seen before: mean"), time(fresh), "");
        }
    }
    let empty = mean(&timed(&stage, &vec![json!({ "kind": "judge", "text": "" }); 40], 50)?);
    let nothing = mean(&timed(&stage, &vec![Value::Null; 40], 50)?);
    report.row(WORKER, "floor: the answer to an empty message", time(empty), "");
    report.row(WORKER, "floor: a call that is refused", time(nothing), "");
    let mut rounds = figures(&stage.later(&format!("{ROUND}({})", json!(messages::of_length(300))))?)?;
    rounds.sort_by(f64::total_cmp);
    report.row(WORKER, "300 characters from another page and back: p50", time(percentile(&rounds, 50)), "");
    report.row(WORKER, "300 characters from another page and back: p99", time(percentile(&rounds, 99)), "");
    peers(&stage, report)
}

/// From a worker that is not there to its first answer.
pub fn cold(report: &mut Report) -> Result<(), String> {
    let stage = Stage::start()?;
    stage.open_own("popup.html")?;
    let text = json!([messages::of_length(300).first()]);
    let mut times = Vec::new();
    for _ in 0..15 {
        stage.stop_worker()?;
        times.extend(figures(&stage.later(&format!("{ROUND}({text})"))?)?);
    }
    times.sort_by(f64::total_cmp);
    report.row(WORKER, "cold start, worker stopped to first answer: p50", time(percentile(&times, 50)), "≤ 60 ms");
    report.row(WORKER, "cold start, worker stopped to first answer: worst of 15", time(percentile(&times, 100)), "");
    Ok(())
}

fn peers(stage: &Stage, report: &mut Report) -> Result<(), String> {
    const PART: &str = "Others in the same browser";
    stage.go("https://peers.example/")?;
    stage.until_true("the peers", "return window.ready === true")?;
    for peer in PEERS {
        let first = stage.later(&format!("first({peer:?})"))?.as_f64().unwrap_or_default();
        report.row(PART, format!("{peer}: its first answer"), time(first * 1e3), "");
        let measure = |texts: &[String]| figures(&stage.later(&format!("measure({peer:?}, {})", json!(texts)))?);
        // As with the worker: what it has to learn of the language is learned before.
        measure(&messages::of_length(300))?;
        for length in LENGTHS {
            let found = mean(&measure(&messages::others(length))?);
            report.keep(format!("{peer} {length}"), found);
            report.row(
                PART,
                format!("{peer}: {} characters, never seen before: mean", commas(length as f64)),
                time(found),
                "",
            );
        }
    }
    Ok(())
}

fn asked(stage: &Stage, texts: &[String], each: usize) -> Result<Vec<f64>, String> {
    let messages: Vec<Value> = texts.iter().map(|text| json!({ "kind": "judge", "text": text })).collect();
    timed(stage, &messages, each)
}

fn judged(stage: &Stage, texts: &[String], each: usize) -> Result<Vec<f64>, String> {
    timed(stage, &texts.iter().map(|text| json!(text)).collect::<Vec<_>>(), each)
}

fn timed(stage: &Stage, messages: &[Value], each: usize) -> Result<Vec<f64>, String> {
    figures(&stage.later(&format!("{ASK}({})", json!({ "messages": messages, "each": each })))?)
}

/// A list of numbers.
pub fn figures(value: &Value) -> Result<Vec<f64>, String> {
    let all: Vec<f64> = value.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    if all.is_empty() { Err(format!("no figures: {value}")) } else { Ok(all) }
}

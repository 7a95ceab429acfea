//! What a page is charged: from a request's appearance to its chip, the longest task, and a page without requests.

use serde_json::{Value, json};

use crate::messages;
use crate::report::{Report, commas, time};
use crate::stage::Stage;
use crate::watch::median;
use crate::worker::figures;

const PAGE: &str = "Page";
const WITH: &str = "www.linkedin.com";
/// The same pages under a name that the extension does not know.
const WITHOUT: &str = "plain.example";

pub fn measure(report: &mut Report) -> Result<(), String> {
    let stage = Stage::start()?;
    for count in [1, 100, 1_000, 5_000] {
        let rounds = if count > 500 { 3 } else { 5 };
        let [first, all, chips, longest, own] = appear(&stage, WITH, count, rounds)?;
        let [_, _, _, bare, _] = appear(&stage, WITHOUT, count, rounds)?;
        let goal = if count == 1_000 { "≤ 50 ms" } else { "" };
        let count = if count == 1 { "1 request".to_owned() } else { format!("{} requests", commas(f64::from(count))) };
        report.row(PAGE, format!("{count}: appearing to the first chip shown"), time(first * 1e3), "");
        report.row(
            PAGE,
            format!("{count}: appearing to the last of {chips:.0} chips near the window"),
            time(all * 1e3),
            "",
        );
        let found = format!("{}; without the extension {}", task(longest), task(bare));
        report.row(PAGE, format!("{count}: longest that Demur's scripts run without a pause"), time(own), goal);
        report.row(PAGE, format!("{count}: longest task, of the page and Demur together"), found, "");
    }
    Ok(())
}

/// The middle of several visits: milliseconds to the first chip and to the last, how many there are, the browser's
/// longest task, and the microseconds that Demur's scripts took at most without a pause.
fn appear(stage: &Stage, host: &str, count: u32, rounds: usize) -> Result<[f64; 5], String> {
    let mut notes = messages::of_length(300);
    notes.truncate(200);
    let call = format!("{} return appear({count}, {}, {})", include_str!("page.js"), json!(notes), host == WITH);
    let mut found: [Vec<f64>; 5] = Default::default();
    for _ in 0..rounds {
        // Each visit twice: the profiler slows the page down, so what it sees is not timed, and what is timed it does not see.
        for is_profiled in [false, true] {
            stage.go("about:blank")?;
            stage.go(&format!("https://{host}/mynetwork/invitation-manager/received/?step=1000"))?;
            stage.until_true("the page", "return document.querySelectorAll('[role=listitem]').length > 3")?;
            if is_profiled {
                profile(stage, 500)?;
            }
            let seen = figures(&stage.later(&format!("(async () => {{ {call} }})()"))?)?;
            if is_profiled {
                let profile = stage.session.devtools("Profiler.stop", &json!({}))?;
                found[4].push(stretches(&profile["profile"]).into_iter().fold(0.0, f64::max));
            } else {
                found.iter_mut().zip(seen).for_each(|(all, one)| all.push(one));
            }
        }
    }
    Ok(found.map(median))
}

/// Begins to look every so many microseconds at what runs.
fn profile(stage: &Stage, interval: u32) -> Result<(), String> {
    stage.session.devtools("Profiler.enable", &json!({}))?;
    stage.session.devtools("Profiler.setSamplingInterval", &json!({ "interval": interval }))?;
    stage.session.devtools("Profiler.start", &json!({})).map(|_| ())
}

/// The browser tells of tasks from 50 ms on.
fn task(millis: f64) -> String {
    if millis < 50.0 { "none over 50 ms".to_owned() } else { format!("{millis:.0} ms") }
}

/// What it costs to be on a page of a thousand posts and no request: time in the extension's scripts, as the browser's
/// profiler sees it, and memory.
pub fn without_requests(report: &mut Report) -> Result<(), String> {
    let stage = Stage::start()?;
    let mut ours = Vec::new();
    let mut heaps: [Vec<f64>; 2] = Default::default();
    for _ in 0..9 {
        for (host, heaps) in [WITH, WITHOUT].iter().zip(&mut heaps) {
            // From a page of the same site, so that the profile survives the way.
            stage.go(&format!("https://{host}/site.css"))?;
            stage.later("new Promise((done) => setTimeout(done, 500))")?;
            profile(&stage, 50)?;
            stage.go(&format!("https://{host}/posts/"))?;
            stage.later("new Promise((done) => setTimeout(done, 1500))")?;
            let profile = stage.session.devtools("Profiler.stop", &json!({}))?;
            // Where the browser gave the page another process, the profile is that of the old one.
            if *host == WITH && profile["profile"].to_string().contains("content/first.js") {
                ours.push(stretches(&profile["profile"]).into_iter().sum::<f64>());
            }
            stage.session.devtools("HeapProfiler.collectGarbage", &json!({}))?;
            let heap = stage.session.devtools("Runtime.getHeapUsage", &json!({}))?;
            heaps.push(heap["usedSize"].as_f64().unwrap_or_default());
        }
    }
    if ours.is_empty() {
        return Err("the first script was never seen at work".to_owned());
    }
    let [with, without] = heaps.map(median);
    report.row(PAGE, "1,000 posts and no request: time in Demur's scripts in all", time(median(ours)), "≤ 1 ms");
    let kilo = |bytes: f64| format!("{} kB", commas(bytes / 1e3));
    let found = format!("{}; without the extension {}", kilo(with), kilo(without));
    report.row(PAGE, "1,000 posts and no request: memory of scripts", found, "");
    Ok(())
}

/// Microseconds of each time that scripts of the extension, and what they call, ran in a profile without a pause.
/// Tasks that follow each other at once count as one.
fn stretches(profile: &Value) -> Vec<f64> {
    let nodes = || profile["nodes"].as_array().into_iter().flatten();
    let is_ours =
        |node: &Value| node["callFrame"]["url"].as_str().is_some_and(|url| url.starts_with("chrome-extension://"));
    let mut ours = std::collections::BTreeSet::new();
    // Parents stand before their children.
    for node in nodes() {
        let id = node["id"].as_i64().unwrap_or_default();
        if is_ours(node) || ours.contains(&id) {
            ours.insert(id);
            ours.extend(node["children"].as_array().into_iter().flatten().filter_map(Value::as_i64));
        }
    }
    let samples = profile["samples"].as_array().into_iter().flatten().filter_map(Value::as_i64);
    let deltas = profile["timeDeltas"].as_array().into_iter().flatten().filter_map(Value::as_f64);
    let mut stretches = vec![0.0];
    for (node, delta) in samples.zip(deltas) {
        if !ours.contains(&node) {
            stretches.push(0.0);
        } else if let Some(last) = stretches.last_mut() {
            *last += delta;
        }
    }
    stretches
}

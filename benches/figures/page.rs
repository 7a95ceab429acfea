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
        let [first, all, chips, longest] = appear(&stage, WITH, count, rounds)?;
        let [.., bare] = appear(&stage, WITHOUT, count, rounds)?;
        let goal = if count == 1_000 { "no task over 50 ms of Demur's" } else { "" };
        let count = if count == 1 { "1 request".to_owned() } else { format!("{} requests", commas(f64::from(count))) };
        report.row(PAGE, format!("{count}: appearing to the first chip shown"), time(first * 1e3), "");
        report.row(
            PAGE,
            format!("{count}: appearing to the last of {chips:.0} chips near the window"),
            time(all * 1e3),
            "",
        );
        let found = format!("{}; without the extension {}", task(longest), task(bare));
        report.row(PAGE, format!("{count}: longest task, of the page and Demur together"), found, goal);
    }
    without_requests(&stage, report)
}

/// The middle of several visits.
fn appear(stage: &Stage, host: &str, count: u32, rounds: usize) -> Result<[f64; 4], String> {
    let mut notes = messages::of_length(300);
    notes.truncate(200);
    let call = format!("{} return appear({count}, {}, {})", include_str!("page.js"), json!(notes), host == WITH);
    let mut found: [Vec<f64>; 4] = Default::default();
    for _ in 0..rounds {
        stage.go("about:blank")?;
        stage.go(&format!("https://{host}/mynetwork/invitation-manager/received/?step=1000"))?;
        stage.until_true("the page", "return document.querySelectorAll('[role=listitem]').length > 3")?;
        for (all, one) in found.iter_mut().zip(figures(&stage.later(&format!("(async () => {{ {call} }})()"))?)?) {
            all.push(one);
        }
    }
    Ok(found.map(median))
}

/// The browser tells of tasks from 50 ms on.
fn task(millis: f64) -> String {
    if millis < 50.0 { "none over 50 ms".to_owned() } else { format!("{millis:.0} ms") }
}

/// What it costs to be on a page of a thousand posts and no request: time in the extension's scripts, as the browser's
/// profiler sees it, and memory.
fn without_requests(stage: &Stage, report: &mut Report) -> Result<(), String> {
    let mut ours = Vec::new();
    let mut heaps: [Vec<f64>; 2] = Default::default();
    for _ in 0..9 {
        for (host, heaps) in [WITH, WITHOUT].iter().zip(&mut heaps) {
            // From a page of the same site, so that the profile survives the way.
            stage.go(&format!("https://{host}/site.css"))?;
            stage.later("new Promise((done) => setTimeout(done, 500))")?;
            stage.session.devtools("Profiler.enable", &json!({}))?;
            stage.session.devtools("Profiler.setSamplingInterval", &json!({ "interval": 50 }))?;
            stage.session.devtools("Profiler.start", &json!({}))?;
            stage.go(&format!("https://{host}/posts/"))?;
            stage.later("new Promise((done) => setTimeout(done, 1500))")?;
            let profile = stage.session.devtools("Profiler.stop", &json!({}))?;
            if *host == WITH {
                ours.push(in_extension(&profile["profile"]));
            }
            stage.session.devtools("HeapProfiler.collectGarbage", &json!({}))?;
            let heap = stage.session.devtools("Runtime.getHeapUsage", &json!({}))?;
            heaps.push(heap["usedSize"].as_f64().unwrap_or_default());
        }
    }
    let [with, without] = heaps.map(median);
    report.row(PAGE, "1,000 posts and no request: time in Demur's scripts in all", time(median(ours)), "≤ 1 ms");
    let kilo = |bytes: f64| format!("{} kB", commas(bytes / 1e3));
    let found = format!("{}; without the extension {}", kilo(with), kilo(without));
    report.row(PAGE, "1,000 posts and no request: memory of scripts", found, "");
    Ok(())
}

/// Microseconds of a profile in scripts of the extension and in what they call.
fn in_extension(profile: &Value) -> f64 {
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
    samples.zip(deltas).filter(|(node, _)| ours.contains(node)).map(|(_, delta)| delta).sum()
}

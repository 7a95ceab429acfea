//! The table: ratios first, then what they are made of.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;

/// What has been measured so far.
#[derive(Default)]
pub struct Report {
    rows: Vec<(&'static str, String, String, String)>,
    figures: BTreeMap<String, f64>,
}

/// What stands over the division of one figure by another: its name, both keys, digits, and what is to be reached.
struct Ratio(&'static str, &'static str, &'static str, usize, &'static str);

const RATIOS: &[Ratio] = &[
    Ratio("harper.js to judging in the worker, 60 characters", "harper.js 60", "worker judged fresh 60", 0, "≥ 50"),
    Ratio("harper.js to judging in the worker, 300 characters", "harper.js 300", "worker judged fresh 300", 0, "≥ 50"),
    Ratio("the same, 2,000 characters", "harper.js 2000", "worker judged fresh 2000", 0, "≥ 50"),
    Ratio("the same, 20,000 characters", "harper.js 20000", "worker judged fresh 20000", 0, "≥ 50"),
    Ratio(
        "harper.js to judging, replying and drawing in the worker, 300 characters",
        "harper.js 300",
        "worker answered fresh 300",
        0,
        "",
    ),
    Ratio("write-good to judging in the worker, 300 characters", "write-good 300", "worker judged fresh 300", 1, ""),
    Ratio("retext to judging in the worker, 300 characters", "retext 300", "worker judged fresh 300", 1, ""),
    Ratio("compromise to judging in the worker, 300 characters", "compromise 300", "worker judged fresh 300", 1, ""),
    Ratio("judging in the worker to the same natively, 300 characters", "worker judged 300", "native 300", 1, ""),
    Ratio("the same messages with the rules doubled, to the rules as they are", "doubled", "single", 2, "below 1.3"),
    Ratio(
        "one character of 20,000 to one of 300",
        "native per character 20000",
        "native per character 300",
        2,
        "about 1",
    ),
    Ratio("judging 300 characters to one pass over their bytes", "native 300", "scan 300", 0, ""),
];

impl Report {
    /// Adds a row, and says it at once to whoever waits.
    pub fn row(&mut self, part: &'static str, what: impl Into<String>, found: impl Into<String>, goal: &str) {
        let (what, found) = (what.into(), found.into());
        println!("    {what}: {found}");
        self.rows.push((part, what, found, goal.to_owned()));
    }

    /// Keeps a figure for the ratios.
    pub fn keep(&mut self, key: impl Into<String>, figure: f64) {
        self.figures.insert(key.into(), figure);
    }

    /// The whole page.
    pub fn text(&self) -> String {
        let mut text = String::from(
            "# Benchmarks\n\n\
             Written by `./build.sh bench`, which measures everything below in one run.\n\
             The messages are the project's own labelled ones, joined or cut to the length.\n\
             p50 is the middle of all times, p99 the time that one in a hundred exceeds.\n\n",
        );
        let _ = writeln!(text, "Measured with {}.\n", machine().join(", "));
        text.push_str("| what | measured | to reach |\n| --- | --- | --- |\n");
        let ratios: Vec<_> = RATIOS
            .iter()
            .filter_map(|Ratio(what, over, under, digits, goal)| {
                let ratio = self.figures.get(*over)? / self.figures.get(*under)?;
                Some(("Ratios", (*what).to_owned(), format!("{ratio:.digits$}"), (*goal).to_owned()))
            })
            .collect();
        let mut last = "";
        for (part, what, found, goal) in ratios.iter().chain(&self.rows) {
            if *part != last {
                let _ = writeln!(text, "| **{part}** | | |");
                last = part;
            }
            let _ = writeln!(text, "| {what} | {found} | {goal} |");
        }
        text
    }
}

/// What it ran on, and what else the machine was doing.
fn machine() -> Vec<String> {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map(|(_, name)| name);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().and_then(|load| load.parse::<f64>().ok());
    let load = load.map(|load| {
        // One core is busy with the measuring itself.
        let shared = if load > cores as f64 { ", which had much else to do: times are too long" } else { "" };
        format!("a load of {load} on the machine{shared}")
    });
    let load = load.unwrap_or_default();
    let mut all = vec![
        format!("{cores} cores of {}", model.unwrap_or("an unnamed processor").trim()),
        said(Command::new("rustc").arg("--version")),
        std::env::var("CHROMIUM").map(|program| said(Command::new(program).arg("--version"))).unwrap_or_default(),
        load,
    ];
    all.retain(|part| !part.is_empty());
    all
}

fn said(command: &mut Command) -> String {
    let output = command.output().map(|output| output.stdout).unwrap_or_default();
    String::from_utf8_lossy(&output).lines().next().unwrap_or_default().trim().to_owned()
}

/// A time with the unit that suits it.
pub fn time(micros: f64) -> String {
    match micros {
        ..1.0 => format!("{:.0} ns", micros * 1e3),
        ..100.0 => format!("{micros:.1} µs"),
        ..1_000.0 => format!("{micros:.0} µs"),
        ..100_000.0 => format!("{:.1} ms", micros / 1e3),
        ..1_000_000.0 => format!("{:.0} ms", micros / 1e3),
        _ => format!("{:.1} s", micros / 1e6),
    }
}

/// A count with commas.
pub fn commas(count: f64) -> String {
    let digits = format!("{count:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

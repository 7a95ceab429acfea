//! The command line: judge cases, explain a judgement, list and try rules.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use demur::rules::load::{Loaded, load};

/// Reads networking requests and says what a courteous person would do.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List the rules with what they catch; with a folder, load and try the rules in it.
    Rules {
        /// Folder of rule files to use instead of the built-in ones.
        #[arg(long)]
        dir: Option<PathBuf>,
        /// Run the examples of each rule and report those that fail.
        #[arg(long)]
        test: bool,
        /// Read cases (JSON lines) from standard input and print which rules each one hits.
        #[arg(long)]
        hits: bool,
    },
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Rules { dir, test, hits } => rules(dir.unwrap_or_else(|| PathBuf::from("src/rules/en")), test, hits),
    }
}

fn rules(dir: PathBuf, test: bool, hits: bool) -> ExitCode {
    let loaded = match load(&dir) {
        Ok(loaded) => loaded,
        Err(error) => {
            eprintln!("demur: {error}");
            return ExitCode::FAILURE;
        }
    };
    if test {
        let failures = demur::rules::examples::failures(&loaded);
        failures.iter().for_each(|failure| println!("{failure}"));
        println!("{} rules, {} failures", loaded.set.rules.len(), failures.len());
        return if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    if hits {
        return print_hits(&loaded);
    }
    let mut out = std::io::stdout().lock();
    for (rule, examples) in loaded.set.rules.iter().zip(&loaded.examples) {
        if writeln!(out, "{:?}\t{}\t{}", rule.speaks, rule.id, examples.summary).is_err() {
            break;
        }
    }
    ExitCode::SUCCESS
}

fn print_hits(loaded: &Loaded) -> ExitCode {
    for line in std::io::stdin().lines().map_while(Result::ok) {
        let Ok(case) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
        let Ok(request) = serde_json::from_value::<demur::Request>(case.clone()) else { continue };
        let text = demur::text::Text::new(&request.text, &loaded.set.lexicon);
        let names = demur::names(&request);
        let hits: Vec<_> = loaded
            .set
            .hits(&text, &names)
            .iter()
            .map(|hit| {
                let rule = loaded.set.rule(hit);
                serde_json::json!({"rule": rule.id, "speaks": rule.speaks, "weight": rule.weight, "start": hit.span.start, "end": hit.span.end, "quote": hit.span.quote(&request.text)})
            })
            .collect();
        println!("{}", serde_json::json!({"id": case["id"], "hits": hits}));
    }
    ExitCode::SUCCESS
}

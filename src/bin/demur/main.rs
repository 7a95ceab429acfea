//! The command line: judge cases, explain a judgement, list and try rules.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use demur::case::{Case, answer};
use demur::judge::Engine;
use demur::judge::model::Model;
use demur::rules::load::{Loaded, load};

#[macro_use]
mod out;

mod score;
mod show;
mod train;

/// Reads networking requests and says what a courteous person would do.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Judge cases: one JSON object a line on standard input, one result a line on standard output.
    Check {
        /// Read one plain message instead and print for people.
        #[arg(long)]
        text: bool,
        /// Folder of rule files to use instead of the built-in ones.
        #[arg(long)]
        dir: Option<PathBuf>,
        /// File of weights to use instead of the built-in ones.
        #[arg(long)]
        model: Option<PathBuf>,
    },
    /// Say which sentences, rules and weights led to the judgement of one message on standard input: plain text or a JSON case.
    Explain {
        /// Folder of rule files to use instead of the built-in ones.
        #[arg(long)]
        dir: Option<PathBuf>,
        /// File of weights to use instead of the built-in ones.
        #[arg(long)]
        model: Option<PathBuf>,
    },
    /// Say what should be mended in a reply on standard input; fails if there is anything.
    ReplyCheck {
        /// File with the request that it answers: a JSON case, or the message as plain text.
        #[arg(long)]
        case: Option<PathBuf>,
    },
    /// Measure the engine on labelled cases that it was not trained on.
    Score {
        /// Folder of labelled cases.
        cases: PathBuf,
        /// Count the cases that were trained on as well.
        #[arg(long)]
        all: bool,
        /// Print so many of the worst misses.
        #[arg(long, default_value_t = 0)]
        misses: usize,
        /// Folder of rule files to use instead of the built-in ones.
        #[arg(long)]
        dir: Option<PathBuf>,
        /// File of weights to use instead of the built-in ones.
        #[arg(long)]
        model: Option<PathBuf>,
    },
    /// Train the model from labelled cases and write its weights.
    Train {
        /// Folder of labelled cases.
        cases: PathBuf,
        /// Where to write the weights.
        #[arg(long, default_value = "src/judge/model.txt")]
        model: PathBuf,
        /// Folder of rule files.
        #[arg(long, default_value = "src/rules/en")]
        dir: PathBuf,
        /// Pull towards zero.
        #[arg(long, default_value_t = 6.0)]
        ridge: f32,
        /// Passes over the cases.
        #[arg(long, default_value_t = 120)]
        epochs: usize,
        /// Features of fewer cases are left out.
        #[arg(long, default_value_t = 3)]
        least: usize,
    },
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
        Command::Explain { dir, model } => explain(dir, model),
        Command::Score { cases, all, misses, dir, model } => match engine(dir, model) {
            Ok(engine) => score::score(&engine, &cases, all, misses),
            Err(error) => fail(&error),
        },
        Command::ReplyCheck { case } => reply_check(case),
        Command::Check { text, dir, model } => check(text, dir, model),
        Command::Train { cases, model, dir, ridge, epochs, least } => {
            train::train(&cases, &model, &dir, demur::judge::train::Options { ridge, epochs, least })
        }
        Command::Rules { dir, test, hits } => rules(dir.unwrap_or_else(|| PathBuf::from("src/rules/en")), test, hits),
    }
}

fn rules(dir: PathBuf, test: bool, hits: bool) -> ExitCode {
    let loaded = match load(&dir) {
        Ok(loaded) => loaded,
        Err(error) => return fail(&error.to_string()),
    };
    if test {
        let failures = demur::rules::examples::failures(&loaded);
        failures.iter().for_each(|failure| println!("{failure}"));
        let table = &loaded.set.table;
        println!("{} patterns, {} states, {} words", loaded.set.uses.len(), table.edges.len(), table.words.len());
        println!("{} edges", (0..table.edges.len()).map(|at| table.edges.row(at).len()).sum::<usize>());
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
        println!(
            "{}",
            serde_json::json!({"id": case["id"], "hits": hits, "asks": demur::judge::asks::separate(&text, &loaded.set.hits(&text, &names), &loaded.set).iter().map(|span| span.quote(&request.text).to_owned()).collect::<Vec<_>>()})
        );
    }
    ExitCode::SUCCESS
}

/// The built-in engine, or one read from files.
fn engine(dir: Option<PathBuf>, model: Option<PathBuf>) -> Result<Engine, String> {
    let mut engine = demur::judge::ENGINE.clone();
    if let Some(dir) = dir {
        engine.rules = load(&dir).map_err(|error| error.to_string())?.set;
    }
    if let Some(file) = model {
        let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        engine.model = Model::parse(&text, demur::judge::features::key_of)
            .map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(engine)
}

/// One message from standard input: a JSON case, or else plain text.
fn one_case() -> Result<Case, String> {
    std::io::read_to_string(std::io::stdin()).map(|input| case_of(&input)).map_err(|error| error.to_string())
}

fn case_of(input: &str) -> Case {
    let plain = || {
        let text = input.trim_end_matches(['\n', '\r']).to_owned();
        Case {
            id: serde_json::Value::Null,
            request: demur::Request { text, ..Default::default() },
            facts: Default::default(),
            settings: Default::default(),
        }
    };
    if input.trim_start().starts_with('{') { serde_json::from_str(input).unwrap_or_else(|_| plain()) } else { plain() }
}

fn reply_check(case: Option<PathBuf>) -> ExitCode {
    let read = || -> std::io::Result<(String, Case)> {
        let reply = std::io::read_to_string(std::io::stdin())?;
        let case = case.map(std::fs::read_to_string).transpose()?;
        Ok((reply, case_of(&case.unwrap_or_default())))
    };
    let (reply, case) = match read() {
        Ok(read) => read,
        Err(error) => return fail(&error.to_string()),
    };
    let slips = demur::check_reply(reply.trim(), &case.request, &case.facts, &case.settings);
    print!("{}", show::slips(&slips));
    if slips.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn explain(dir: Option<PathBuf>, model: Option<PathBuf>) -> ExitCode {
    match engine(dir, model).and_then(|engine| Ok((one_case()?, engine))) {
        Ok((case, engine)) => {
            let assessment = demur::assess_with(&engine, &case.request, &case.facts, &case.settings);
            print!("{}", show::explanation(&engine, &case.request, &engine.read(&case.request), &assessment));
            ExitCode::SUCCESS
        }
        Err(error) => fail(&error),
    }
}

fn check(text: bool, dir: Option<PathBuf>, model: Option<PathBuf>) -> ExitCode {
    let engine = match engine(dir, model) {
        Ok(engine) => engine,
        Err(error) => return fail(&error),
    };
    if text {
        return match one_case() {
            Ok(case) => {
                print!(
                    "{}",
                    show::assessment(&engine, &demur::assess_with(&engine, &case.request, &case.facts, &case.settings))
                );
                ExitCode::SUCCESS
            }
            Err(error) => fail(&error),
        };
    }
    let mut all_good = true;
    let mut out = std::io::stdout().lock();
    for (at, line) in std::io::stdin().lines().enumerate() {
        let Ok(line) = line else { break };
        if line.trim().is_empty() {
            continue;
        }
        let result = match serde_json::from_str::<Case>(&line) {
            Ok(case) => answer(&case.id, &demur::assess_with(&engine, &case.request, &case.facts, &case.settings)),
            Err(error) => {
                all_good = false;
                let id =
                    serde_json::from_str::<serde_json::Value>(&line).ok().and_then(|value| value.get("id").cloned());
                serde_json::json!({"id": id, "line": at + 1, "error": error.to_string()})
            }
        };
        if writeln!(out, "{result}").is_err() {
            break;
        }
    }
    if all_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn fail(reason: &str) -> ExitCode {
    eprintln!("demur: {reason}");
    ExitCode::FAILURE
}

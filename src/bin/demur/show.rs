//! Prints a judgement for people.

use std::fmt::Write;

use demur::judge::features::{key_of, kind_name, named};
use demur::judge::model::{FIRST_ASK, Output, outputs};
use demur::judge::{Engine, Reading};
use demur::{Assessment, Request};

/// What `demur check --text` prints: ask, flags with their words, advice with its reasons, and the replies.
pub fn assessment(engine: &Engine, assessment: &Assessment) -> String {
    let words = &engine.words;
    let mut out = String::new();
    let _ = writeln!(out, "Ask:     {}", words.ask.get(&assessment.ask).map_or("", String::as_str));
    let _ = writeln!(out, "Advice:  {}", words.advice.get(&assessment.advice).map_or("", String::as_str));
    for flagged in &assessment.flags {
        let name = words.flag.get(&flagged.id).map_or("", |words| words.name.as_str());
        let _ = writeln!(out, "\nFlag:    {name}\n         {}", flagged.why);
        for span in &flagged.spans {
            let _ = writeln!(out, "         “{}”", span.quote);
        }
    }
    for claim in &assessment.claims {
        let _ = writeln!(out, "\nClaim:   “{}”\n         {}: {}", claim.quote, claim.truth.id(), claim.backing);
    }
    let good: Vec<&str> =
        assessment.good.iter().filter_map(|sign| words.good.get(&sign.id)).map(|words| words.name.as_str()).collect();
    if !good.is_empty() {
        let _ = writeln!(out, "\nGood:    {}", good.join(", "));
    }
    list(&mut out, "\nWhy:", &assessment.reasons);
    list(&mut out, "\nWould change it:", &assessment.would_change);
    for reply in &assessment.replies {
        let _ = writeln!(out, "\nReply ({}, {:?}):\n{}", reply.stance.id(), reply.tone, reply.text);
    }
    out
}

/// What `demur reply-check` prints: what should be mended, why, and what to do about it.
pub fn slips(slips: &[demur::reply::Slip]) -> String {
    if slips.is_empty() {
        return "Nothing to mend.\n".to_owned();
    }
    let mut out = String::new();
    for slip in slips {
        let _ = writeln!(out, "{}: {}", slip.kind.id(), slip.why);
        if let Some(span) = slip.span.as_ref().filter(|span| !span.quote.is_empty()) {
            let _ = writeln!(out, "  “{}”", span.quote);
        }
        let _ = writeln!(out, "  {}", slip.better);
    }
    out
}

fn list(out: &mut String, title: &str, lines: &[String]) {
    if !lines.is_empty() {
        let _ = writeln!(out, "{title}");
        for line in lines {
            let _ = writeln!(out, "  - {line}");
        }
    }
}

/// What `demur explain` prints: segments, rules with their places, and what moved each decision.
pub fn explanation(engine: &Engine, request: &Request, reading: &Reading, assessment: &Assessment) -> String {
    let mut out = String::from("Sentences\n");
    for sentence in &reading.text.sentences {
        let span = reading.text.tokens.span(sentence.from..sentence.to);
        let _ = writeln!(
            out,
            "  {:<9} {}",
            format!("{:?}", sentence.segment),
            span.quote(&request.text).replace('\n', " ")
        );
    }
    out += "\nRules\n";
    for hit in &reading.hits {
        let rule = engine.rules.rule(hit);
        let _ = writeln!(
            out,
            "  {:<26} {:<34} {:.2}  “{}”",
            kind_name(&rule.speaks),
            rule.id,
            f32::from(rule.weight) / 100.0,
            hit.span.quote(&request.text)
        );
    }
    out += "\nDecisions (log-odds against the threshold, and what moved them most)\n";
    let scores = engine.model.scores(reading.scored());
    let named = named(&reading.seeing(request), &engine.rules);
    for (at, output) in outputs().enumerate() {
        let name = match output {
            Output::Flag(flag) => format!("flag {}", flag.id()),
            Output::Good(good) => format!("good {}", good.id()),
            Output::Ask(ask) => format!("ask {}", ask.id()),
        };
        let mut moved: Vec<(f32, &str)> = named
            .iter()
            .map(|(name, strength)| (engine.model.weight(key_of(name), at) * strength, name.as_str()))
            .collect();
        moved.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
        let most: Vec<String> = moved
            .iter()
            .take(6)
            .filter(|(by, _)| by.abs() > 0.05)
            .map(|(by, name)| format!("{name} {by:+.1}"))
            .collect();
        let mark = if at < FIRST_ASK && scores[at] > engine.model.threshold(at) { "*" } else { " " };
        let _ = writeln!(
            out,
            " {mark}{name:<22} {:+.2} against {:+.2}   {}",
            scores[at],
            engine.model.threshold(at),
            most.join(", ")
        );
    }
    let _ = writeln!(out, "\nTie {} of 4, ask {} of 4\n", assessment.balance.tie, assessment.balance.ask);
    out + &self::assessment(engine, assessment)
}

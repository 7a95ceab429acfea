//! `demur score`: how well the built-in engine judges labelled cases that it was not trained on.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use demur::Assessment;
use demur::assessment::{Flag, Truth};
use demur::case::{Case, Labels};
use demur::judge::model::TEXT_FLAGS;
use demur::judge::{Engine, is_text_flag};

use crate::train::{KEPT_ASIDE, read_cases, tenth};

/// True and false answers to one question over many cases.
#[derive(Default, Clone, Copy)]
struct Count {
    hits: usize,
    said: usize,
    labelled: usize,
}

impl Count {
    fn add(&mut self, said: bool, labelled: bool) {
        self.hits += usize::from(said && labelled);
        self.said += usize::from(said);
        self.labelled += usize::from(labelled);
    }

    fn precision(self) -> f64 {
        ratio(self.hits, self.said)
    }

    fn recall(self) -> f64 {
        ratio(self.hits, self.labelled)
    }

    fn f1(self) -> f64 {
        ratio(2 * self.hits, self.said + self.labelled)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Prints the table in Markdown. With `all`, cases that were trained on count as well.
pub fn score(engine: &Engine, folder: &Path, all: bool, misses: usize) -> ExitCode {
    let cases = match read_cases(folder) {
        Ok(cases) => cases,
        Err(error) => {
            eprintln!("demur: {error}");
            return ExitCode::FAILURE;
        }
    };
    let id = |case: &Case| case.id.as_str().unwrap_or_default().to_owned();
    let judged: Vec<(Case, Labels, Assessment)> = cases
        .into_iter()
        .filter(|(case, _)| all || tenth(&id(case)) == KEPT_ASIDE)
        .map(|(case, labels)| {
            let assessment = engine.assess(&case.request, &case.facts, &case.settings);
            (case, labels, assessment)
        })
        .collect();
    print_table(&judged);
    print_misses(&judged, misses);
    ExitCode::SUCCESS
}

fn raised(assessment: &Assessment) -> BTreeSet<Flag> {
    assessment.flags.iter().map(|flagged| flagged.id).filter(|flag| is_text_flag(*flag)).collect()
}

fn labelled(labels: &Labels) -> BTreeSet<Flag> {
    labels.flags.iter().copied().filter(|flag| is_text_flag(*flag)).collect()
}

fn print_table(judged: &[(Case, Labels, Assessment)]) {
    println!("| flag | precision | recall | F1 | cases |\n| --- | --- | --- | --- | --- |");
    let mut together = Count::default();
    let mut f1s = Vec::new();
    for flag in TEXT_FLAGS {
        let mut count = Count::default();
        for (_, labels, assessment) in judged {
            count.add(raised(assessment).contains(&flag), labels.flags.contains(&flag));
        }
        together = Count {
            hits: together.hits + count.hits,
            said: together.said + count.said,
            labelled: together.labelled + count.labelled,
        };
        if count.labelled >= 5 {
            f1s.push(count.f1());
        }
        println!(
            "| {} | {:.2} | {:.2} | {:.2} | {} |",
            flag.id(),
            count.precision(),
            count.recall(),
            count.f1(),
            count.labelled
        );
    }
    let share = |right: &dyn Fn(&(Case, Labels, Assessment)) -> bool| {
        ratio(judged.iter().filter(|one| right(one)).count(), judged.len())
    };
    let clean: Vec<_> = judged.iter().filter(|(_, labels, _)| labels.flags.is_empty()).collect();
    let alarms = clean.iter().filter(|(_, _, assessment)| !raised(assessment).is_empty()).count();
    println!("\n| figure | value |\n| --- | --- |");
    println!("| messages | {} |", judged.len());
    println!("| flags, macro F1 | {:.2} |", f1s.iter().sum::<f64>() / f1s.len().max(1) as f64);
    println!("| flags, micro F1 | {:.2} |", together.f1());
    println!("| ask right | {:.2} |", share(&|(_, labels, assessment)| labels.ask == assessment.ask));
    println!("| advice agrees | {:.2} |", share(&|(_, labels, assessment)| labels.advice == assessment.advice));
    println!("| clean messages flagged | {:.2} |", ratio(alarms, clean.len()));
    print_claims(judged);
}

fn print_claims(judged: &[(Case, Labels, Assessment)]) {
    let (mut labelled, mut found, mut right, mut accused) = (0, 0, 0, 0);
    for (_, labels, assessment) in judged {
        let Some(claims) = &labels.claims else { continue };
        for claim in claims {
            let near: Vec<_> = assessment.claims.iter().filter(|other| overlap(&other.quote, &claim.quote)).collect();
            labelled += 1;
            found += usize::from(!near.is_empty());
            right += usize::from(near.iter().any(|other| other.truth == claim.truth));
        }
        let wrong = |quote: &str| {
            !claims.iter().any(|claim| claim.truth == Truth::Contradicted && overlap(quote, &claim.quote))
        };
        accused +=
            assessment.claims.iter().filter(|claim| claim.truth == Truth::Contradicted && wrong(&claim.quote)).count();
    }
    println!("| claims found | {:.2} |", ratio(found, labelled));
    println!("| truth of claims right | {:.2} |", ratio(right, labelled));
    println!("| false accusations | {accused} |");
}

/// Whether one quote holds the other or they share most of their words.
fn overlap(a: &str, b: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<BTreeSet<_>>();
    let (a, b) = (words(a), words(b));
    a.intersection(&b).count() * 2 > a.len().min(b.len())
}

/// The messages that were judged worst, with what was missed and what was said too much.
fn print_misses(judged: &[(Case, Labels, Assessment)], most: usize) {
    let mut misses: Vec<_> = judged
        .iter()
        .map(|(case, labels, assessment)| {
            let (said, wanted) = (raised(assessment), labelled(labels));
            let wrong = said.symmetric_difference(&wanted).count() * 2
                + usize::from(labels.ask != assessment.ask)
                + usize::from(labels.advice != assessment.advice);
            (wrong, case, labels, assessment)
        })
        .collect();
    misses.sort_by_key(|(wrong, ..)| std::cmp::Reverse(*wrong));
    for (_, case, labels, assessment) in misses.into_iter().take(most) {
        let names = |flags: BTreeSet<Flag>| flags.iter().map(|flag| flag.id()).collect::<Vec<_>>().join(", ");
        println!("\n- {}: {}", case.id.as_str().unwrap_or_default(), case.request.text.replace('\n', " "));
        println!("  - a reader says: {}, [{}], {}", labels.ask.id(), names(labelled(labels)), labels.advice.id());
        println!(
            "  - Demur says: {}, [{}], {}",
            assessment.ask.id(),
            names(raised(assessment)),
            assessment.advice.id()
        );
    }
}

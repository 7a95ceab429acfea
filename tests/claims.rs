//! The labelled cases with records: how many claims are found, how many rightly checked, and nobody accused wrongly.

use demur::assessment::{Assessment, Good, Truth};
use demur::case::{Case, ClaimLabel, Labels};
use demur::record::Record;

fn overlaps(text: &str, a: &str, b: &str) -> bool {
    let place = |quote: &str| text.find(quote).filter(|_| !quote.is_empty()).map(|at| (at, at + quote.len()));
    matches!((place(a), place(b)), (Some(a), Some(b)) if a.0 < b.1 && b.0 < a.1)
}

/// How many claims there are, are found and are rightly checked; the messages without one, and what went wrong.
#[derive(Default)]
struct Score {
    all: usize,
    found: usize,
    right: usize,
    free: usize,
    invented: Vec<String>,
    accused: Vec<String>,
}

impl Score {
    fn add(&mut self, case: &Case, labels: &[ClaimLabel]) {
        let Assessment { claims, .. } = demur::assess(&case.request, &case.facts, &case.settings);
        let text = &case.request.text;
        for label in labels {
            let mut met = claims.iter().filter(|claim| overlaps(text, &claim.quote, &label.quote)).peekable();
            self.all += 1;
            self.found += usize::from(met.peek().is_some());
            self.right += usize::from(met.any(|claim| claim.truth == label.truth));
        }
        for claim in claims.iter().filter(|claim| claim.truth == Truth::Contradicted) {
            let same = |label: &ClaimLabel| {
                label.truth == Truth::Contradicted
                    && (claim.quote.is_empty() || overlaps(text, &claim.quote, &label.quote))
            };
            if !labels.iter().any(same) {
                self.accused.push(format!("{}: {}", case.id, claim.quote));
            }
        }
        self.free += usize::from(labels.is_empty());
        if labels.is_empty() && !claims.is_empty() {
            self.invented.push(case.id.to_string());
        }
    }

    /// Fails where fewer than so many in a hundred are found, or rightly checked.
    #[track_caller]
    fn check(&self, found: usize, right: usize) {
        assert!(self.accused.is_empty(), "accused wrongly: {:?}", self.accused);
        assert!(self.invented.len() * 100 <= self.free * 3, "claims invented in {:?}", self.invented);
        assert!(self.found * 100 >= self.all * found, "{} of {} claims found", self.found, self.all);
        assert!(self.right * 100 >= self.all * right, "{} of {} claims checked rightly", self.right, self.all);
    }
}

#[test]
fn claims_of_the_labelled_cases() {
    let mut score = Score::default();
    for line in include_str!("cases/history.jsonl").lines() {
        let case: Case = serde_json::from_str(line).expect("a case");
        let labels: Labels = serde_json::from_str(line).expect("its labels");
        if let Some(labels) = labels.claims {
            score.add(&case, &labels);
        }
    }
    score.check(95, 95);
}

/// Messages written to try the claims alone; a line without `facts` has those of the line before.
#[test]
fn claims_of_messages_about_a_shared_past() {
    let mut score = Score::default();
    let mut facts = Record::default();
    for line in include_str!("shared-past.jsonl").lines() {
        let mut case: Case = serde_json::from_str(line).expect("a case");
        let value: serde_json::Value = serde_json::from_str(line).expect("an object");
        let labels: Vec<ClaimLabel> = serde_json::from_value(value["claims"].clone()).expect("its claims");
        if value.get("facts").is_some() {
            facts = case.facts.clone();
        }
        case.facts = facts.clone();
        score.add(&case, &labels);
    }
    score.check(95, 92);
}

#[test]
fn what_the_record_rules_out_is_no_good_sign() {
    for (employer, truth, contact) in [("Siemens", Truth::Contradicted, false), ("Telenor", Truth::Supported, true)] {
        let case: Case = serde_json::from_value(serde_json::json!({
            "id": employer,
            "text": format!("Hi, we worked together at {employer} for three years. Shall we connect?"),
            "facts": { "positions": [{ "company": "Telenor", "title": "Engineer", "from": "2010", "to": "2017" }] },
        }))
        .expect("a case");
        let Assessment { claims, good, .. } = demur::assess(&case.request, &case.facts, &case.settings);
        assert_eq!(claims.first().map(|claim| claim.truth), Some(truth), "{employer}");
        assert_eq!(good.iter().any(|sign| sign.id == Good::PriorContact), contact, "{employer}");
    }
}

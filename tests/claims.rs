//! The labelled cases with records: how many claims are found, how many rightly checked, and nobody accused wrongly.

use demur::assessment::{Assessment, Good, Truth};
use demur::case::{Case, Labels};

fn overlaps(text: &str, a: &str, b: &str) -> bool {
    let place = |quote: &str| text.find(quote).filter(|_| !quote.is_empty()).map(|at| (at, at + quote.len()));
    matches!((place(a), place(b)), (Some(a), Some(b)) if a.0 < b.1 && b.0 < a.1)
}

#[test]
fn claims_of_the_labelled_cases() {
    let (mut all, mut found, mut right, mut free, mut invented) = (0, 0, 0, 0, Vec::new());
    let mut accused = Vec::new();
    for line in include_str!("cases/history.jsonl").lines() {
        let case: Case = serde_json::from_str(line).expect("a case");
        let labels: Labels = serde_json::from_str(line).expect("its labels");
        let Some(labels) = labels.claims else { continue };
        let Assessment { claims, .. } = demur::assess(&case.request, &case.facts, &case.settings);
        let text = &case.request.text;
        for label in &labels {
            let mut met = claims.iter().filter(|claim| overlaps(text, &claim.quote, &label.quote)).peekable();
            all += 1;
            found += usize::from(met.peek().is_some());
            right += usize::from(met.any(|claim| claim.truth == label.truth));
        }
        for claim in claims.iter().filter(|claim| claim.truth == Truth::Contradicted) {
            let same = |label: &&demur::case::ClaimLabel| {
                label.truth == Truth::Contradicted
                    && (claim.quote.is_empty() || overlaps(text, &claim.quote, &label.quote))
            };
            if !labels.iter().any(|label| same(&label)) {
                accused.push(format!("{}: {}", case.id, claim.quote));
            }
        }
        free += usize::from(labels.is_empty());
        if labels.is_empty() && !claims.is_empty() {
            invented.push(case.id.to_string());
        }
    }
    assert!(accused.is_empty(), "accused wrongly: {accused:?}");
    assert!(invented.len() * 100 <= free * 3, "claims invented in {invented:?}");
    assert!(found * 100 >= all * 95, "{found} of {all} claims found");
    assert!(right * 100 >= all * 95, "{right} of {all} claims checked rightly");
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

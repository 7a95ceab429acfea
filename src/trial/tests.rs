use super::*;
use crate::assessment::{Advice, Flag};

fn today() -> Settings {
    Settings { today: crate::record::PartialDate::parse("2026-11-30"), ..Settings::default() }
}

#[test]
fn every_example_shows_a_change() {
    let mut wrong = Vec::new();
    for effect in &SAMPLES.effect {
        assert!(SAMPLES.sample.iter().any(|sample| sample.id == effect.sample), "no sample {}", effect.sample);
        let field = FIELDS.iter().find(|field| field.name == effect.field).expect(&effect.field);
        let untouched = (field.show)(&Settings::default());
        let control = Control { field: &effect.field, of: &effect.of, text: &untouched };
        let trial = run(control, &today()).expect(&effect.field);
        if !trial.differs() {
            wrong.push(format!("{} {}: {:?} {:?}", effect.field, effect.of, trial.before.flags, first(&trial.after)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_self_test_passes() {
    let (passed, all) = self_test(today().today);
    assert_eq!(passed, all);
    assert!(all > 40, "{all}");
}

#[test]
fn every_field_has_an_effect_and_every_sample_is_used() {
    for field in FIELDS {
        assert!(SAMPLES.effect.iter().any(|effect| effect.field == field.name), "{}", field.name);
    }
    for sample in &SAMPLES.sample {
        assert!(
            SAMPLES.effect.iter().any(|effect| effect.sample == sample.id || effect.or.contains(&sample.id)),
            "{}",
            sample.id
        );
    }
    for flag in Flag::ALL {
        let shown = |effect: &Effect| effect.field == "muted" && effect.of == flag.id();
        assert!(SAMPLES.effect.iter().any(shown), "{}", flag.id());
    }
}

#[test]
fn what_the_person_typed_is_tried_before_the_example() {
    let typed = Control { field: "always_welcome", of: "", text: "Ann Lee\nGrant Tully" };
    let trial = run(typed, &today()).expect("a trial");
    assert_eq!((trial.example, trial.request.sender.name.as_str()), (false, "Grant Tully"));
    assert_eq!((trial.before.advice, trial.after.advice), (Advice::AskFirst, Advice::Accept));
    assert!(run(Control { field: "no-such-field", ..Control::default() }, &today()).is_none());
}

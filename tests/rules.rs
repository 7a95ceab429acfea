//! Every example beside every rule is a test of its own: the rule is found in its positives, over the words
//! that are marked, and not in its negatives. Patterns that no example reaches are errors, too.

use std::sync::Arc;

use demur::pattern::{pack, unpack};
use demur::rules::examples::{negative_failure, positive_failure, unreached};
use demur::rules::load::{Loaded, load};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let mut trials = Vec::new();
    let folders = std::fs::read_dir("src/rules").into_iter().flatten().flatten().map(|entry| entry.path());
    for folder in folders.filter(|folder| folder.is_dir()) {
        let code = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let loaded = match load(&folder) {
            Ok(loaded) => Arc::new(loaded),
            Err(error) => {
                eprintln!("{error}");
                std::process::exit(1);
            }
        };
        // English is what is meant where no language is named.
        let prefix = if code == "en" { String::new() } else { format!("{code}::") };
        for rule in 0..loaded.set.rules.len() {
            let id = format!("{prefix}{}", loaded.set.rules[rule].id);
            let examples = &loaded.examples[rule];
            for (at, text) in examples.positive.iter().enumerate() {
                trials.push(trial(format!("{id}::positive_{}", at + 1), &loaded, rule, text, positive_failure));
            }
            for (at, text) in examples.negative.iter().enumerate() {
                trials.push(trial(format!("{id}::negative_{}", at + 1), &loaded, rule, text, negative_failure));
            }
        }
        let whole = Arc::clone(&loaded);
        trials.push(Trial::test(format!("{prefix}the_table_comes_back_as_it_was"), move || {
            let table = &whole.set.table;
            (unpack(&pack(table)) == *table).then_some(()).ok_or_else(|| Failed::from("it does not"))
        }));
        trials.push(Trial::test(format!("{prefix}every_rule_is_reached"), move || match unreached(&loaded) {
            rules if rules.is_empty() => Ok(()),
            rules => Err(Failed::from(format!("no positive reaches: {}", rules.join(", ")))),
        }));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn trial(
    name: String,
    loaded: &Arc<Loaded>,
    rule: usize,
    text: &str,
    failure: fn(&Loaded, usize, &str) -> Option<String>,
) -> Trial {
    let (loaded, text) = (Arc::clone(loaded), text.to_owned());
    Trial::test(name, move || failure(&loaded, rule, &text).map_or(Ok(()), |reason| Err(Failed::from(reason))))
}

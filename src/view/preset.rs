//! What an organisation has preset, in words.

use crate::say;
use crate::store::{Preset, Standing};

/// What stands at a control.
pub fn note(standing: Standing) -> &'static str {
    match standing {
        Standing::Free => "",
        Standing::Preset => say!("Preset by your organisation; you can change it."),
        Standing::Locked => say!("Set by your organisation."),
    }
}

/// What stands above all controls; empty where nothing is preset.
pub fn summary(preset: &Preset) -> String {
    let mut said = Vec::new();
    if !preset.is_empty() {
        said.push(say!("Your organisation has preset some of these settings. They are marked.").to_owned());
    }
    for wrong in &preset.wrong {
        said.push(say!("Its preset “{name}” cannot be used: {why}.", name = wrong.place, why = wrong.why));
    }
    said.join(" ")
}

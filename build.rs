//! Compiles the data files into the program: a broken file stops the build with its place and the reason.

// The compiler needs the engine's own reading of words and patterns, so it shares those modules.
#![allow(dead_code, unused_imports, missing_docs)]

#[path = "src/assessment.rs"]
mod assessment;
#[path = "src/facts.rs"]
mod facts;
#[path = "src/packs/file.rs"]
mod file;
#[path = "src/judge/model.rs"]
mod model;
#[path = "src/notices/line.rs"]
mod notice_line;
#[path = "src/notices/schema.rs"]
mod notices;
#[path = "src/claims/organisations.rs"]
mod organisations;
#[path = "src/people/mod.rs"]
mod people;
#[path = "src/judge/policy_words.rs"]
mod policy_words;
#[path = "src/judge/question.rs"]
mod question;
#[path = "src/record.rs"]
mod record;
#[path = "src/relationship.rs"]
mod relationship;
#[path = "src/reply/data/mod.rs"]
mod replies;
#[path = "src/request.rs"]
mod request;
#[path = "src/rules/mod.rs"]
mod rules;
#[path = "src/trial/schema.rs"]
mod samples;
#[path = "src/sites/schema.rs"]
mod schema;
#[path = "src/settings.rs"]
mod settings;
#[path = "src/judge/table.rs"]
mod table;
#[path = "src/judge/words.rs"]
mod words;

use std::path::{Path, PathBuf};

use reading::{pattern, text};

fn main() {
    for data in [
        "rules",
        "claims/organisations.toml",
        "judge/en",
        "judge/model.txt",
        "people",
        "notices",
        "sites",
        "reply",
        "trial/samples.toml",
    ] {
        println!("cargo:rerun-if-changed=src/{data}");
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let folder = out.join("packs");
    std::fs::create_dir_all(&folder).expect("OUT_DIR can be written");
    let write = |file: PathBuf, bytes: &[u8]| std::fs::write(file, bytes).expect("OUT_DIR can be written");
    let codes = replies::compile::codes(Path::new("src/reply")).unwrap_or_else(|error| fail(&error));
    lack_nothing(&codes);
    let files: Vec<_> = codes.iter().map(|code| file::join(&parts(code))).collect();
    let mut sources = String::new();
    for (code, file) in codes.iter().zip(&files) {
        write(folder.join(format!("{code}.bin")), file);
        sources += &format!("include_bytes!(\"packs/{code}.bin\"), ");
    }
    write(out.join("stamps.bin"), &file::stamps(&files));
    let count = codes.len();
    let list = format!(
        "const CODES: [&str; {count}] = {codes:?};\n\
         #[cfg(not(target_arch = \"wasm32\"))]\nstatic FILES: [&[u8]; {count}] = [{sources}];\n"
    );
    write(out.join("packs.rs"), list.as_bytes());
}

/// A language with replies is read as well, and told from others: all that is missing is said at once.
fn lack_nothing(codes: &[String]) {
    let words: toml::Table = parse("src/reply/languages.toml");
    let mut lacking = String::new();
    for code in codes {
        let needed =
            [format!("src/reply/{code}/pack.toml"), format!("src/reply/{code}/check"), format!("src/rules/{code}")];
        for place in needed.iter().filter(|place| !Path::new(place).exists()) {
            lacking += &format!("src/reply/{code} makes `{code}` a language of Demur, and {place} is missing\n");
        }
        if !words.contains_key(code) {
            lacking += &format!(
                "src/reply/{code} makes `{code}` a language of Demur, and src/reply/languages.toml has no [{code}] with its small words\n"
            );
        }
    }
    if !lacking.is_empty() {
        fail(lacking.trim_end());
    }
}

/// The parts of a pack, in the order of [`file::Part`].
fn parts(code: &str) -> Vec<Vec<u8>> {
    let rules = rules_in(&Path::new("src/rules").join(code));
    let folder = Path::new("src/reply").join(code);
    let replies = replies::compile::read_pack(&folder).unwrap_or_else(|error| fail(&error));
    let mut parts = vec![packed(&rules), packed(&replies.pack()), packed(&rules_in(&folder.join("check")))];
    if code == "en" {
        parts.extend([
            packed(&model()),
            packed(&words()),
            packed(&organisations(&rules.lexicon)),
            packed(
                &replies::compile::read_shared(Path::new("src/reply")).unwrap_or_else(|error| fail(&error)).shared(),
            ),
            packed(&toml_files("src/sites").iter().map(|file| parse(file)).collect::<Vec<schema::Site>>()),
            packed(&toml_files("src/notices").iter().map(|file| notices_in(file)).collect::<Vec<_>>()),
            packed(&parse::<samples::Samples>("src/trial/samples.toml")),
        ]);
    }
    parts
}

fn rules_in(folder: &Path) -> rules::RuleSet {
    rules::load::load(folder).unwrap_or_else(|error| fail(&error.to_string())).set
}

fn model() -> model::Model {
    let file = "src/judge/model.txt";
    model::Model::parse(&read(file), text::places::hash).unwrap_or_else(|error| fail(&format!("{file}: {error}")))
}

fn words() -> words::Words {
    let mut words: words::Words = parse("src/judge/en/words.toml");
    words.row = parse::<words::Words>("src/judge/en/advice.toml").row;
    words.question = parse::<QuestionFile>("src/judge/en/questions.toml").question;
    words.policy = parse::<policy_words::PolicyFile>("src/judge/en/policy.toml").words();
    words
}

fn organisations(lexicon: &text::Lexicon) -> organisations::Organisations {
    let file = "src/claims/organisations.toml";
    let compiled = parse::<organisations::OrganisationsFile>(file).compile(lexicon);
    compiled.unwrap_or_else(|error| fail(&format!("{file}: {error}")))
}

/// Notices without their examples, in the form in which they are compared.
fn notices_in(file: &str) -> notices::Notices {
    let mut notices: notices::Notices = parse(file);
    let plain = |forms: &mut Vec<String>| forms.iter_mut().for_each(|form| *form = notice_line::plain_form(form));
    plain(&mut notices.ends);
    plain(&mut notices.skips);
    for notice in &mut notices.notice {
        notice.example.clear();
        plain(&mut notice.says);
    }
    notices
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionFile {
    question: Vec<question::Question>,
    /// Tested with the engine; here it only has to be well-formed.
    example: Vec<question::Example>,
}

fn toml_files(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| fail(&format!("{folder}: {error}")));
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path().display().to_string()).collect();
    files.retain(|file| file.ends_with(".toml"));
    files.sort();
    files
}

fn read(file: &str) -> String {
    std::fs::read_to_string(file).unwrap_or_else(|error| fail(&format!("{file}: {error}")))
}

fn parse<T: serde::de::DeserializeOwned>(file: &str) -> T {
    let text = read(file);
    toml::from_str(&text).unwrap_or_else(|error| {
        let line = error.span().map_or(0, |span| 1 + text[..span.start].matches('\n').count());
        fail(&format!("{file}:{line}: {}", error.message()))
    })
}

fn packed(data: &impl serde::Serialize) -> Vec<u8> {
    postcard::to_allocvec(data).expect("tables are plain data")
}

fn fail(reason: &str) -> ! {
    eprintln!("{reason}");
    std::process::exit(1);
}

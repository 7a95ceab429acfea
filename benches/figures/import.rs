//! Reading the network's export: natively, and in the worker that the extension reads it in.

use std::io::Cursor;
use std::time::Instant;

use demur::import::{Options, Reading};

use crate::messages;
use crate::report::{Report, commas};
use crate::stage::Stage;
use crate::watch::median;

const IMPORT: &str = "Import";
const MESSAGES: usize = 100_000;

pub fn measure(report: &mut Report) -> Result<(), String> {
    let table = table();
    let mut native = Vec::new();
    for _ in 0..5 {
        let begin = Instant::now();
        let mut reading = Reading::new(Options { own_name: "Sam Porter".to_owned(), ..Options::default() });
        reading.add("messages.csv", Cursor::new(table.as_bytes()), &mut |_| {});
        let import = reading.finish();
        native.push(begin.elapsed().as_secs_f64());
        if import.files.first().is_none_or(|file| file.rows != MESSAGES) {
            return Err(format!("not every message was read: {:?}", import.files));
        }
    }
    let what = format!("{} messages, {} MB", commas(MESSAGES as f64), commas(table.len() as f64 / 1e6));
    let speed = |seconds: f64| format!("{} messages a second", commas(MESSAGES as f64 / seconds));
    report.row(IMPORT, format!("{what}, native"), speed(median(native)), "");
    let stage = Stage::start()?;
    stage.open_own("popup.html")?;
    let body: String = table.lines().take(2_001).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for _ in 0..3 {
        let millis = stage.later(&format!(
            "(async (text) => {{ \
               const [head, ...rows] = text.split('\\n'); const part = rows.join('\\n') + '\\n'; \
               const file = new File([head + '\\n', ...Array({}).fill(part)], 'messages.csv'); \
               const options = JSON.stringify({{ own_name: 'Sam Porter' }}); \
               const begin = performance.now(); \
               const worker = new Worker('importer.js', {{ type: 'module' }}); \
               const found = await new Promise((done, fail) => {{ worker.onerror = fail; \
                 worker.onmessage = ({{ data }}) => {{ if (data.failed) fail(data.failed); if (data.found) done(JSON.parse(data.found)) }}; \
                 worker.postMessage({{ files: [file], options }}) }}); \
               const took = performance.now() - begin; worker.terminate(); \
               if (found.files[0].rows !== {MESSAGES}) throw new Error(JSON.stringify(found.files)); \
               return took }})({})",
            MESSAGES / 2_000,
            serde_json::json!(body),
        ))?;
        found.push(millis.as_f64().ok_or("no time")? / 1e3);
    }
    report.row(IMPORT, "as many in the extension's worker, with its start", speed(median(found)), "");
    Ok(())
}

/// A table of messages as the export has it, each in one line.
fn table() -> String {
    let notes: Vec<String> =
        messages::cases().iter().map(|text| text.replace('\n', " ").replace('"', "\"\"")).collect();
    let mut table = String::from(
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n",
    );
    let person = |at: usize| (format!("Person {}", at % 500), format!("https://www.linkedin.com/in/p{}", at % 500));
    let me = || ("Sam Porter".to_owned(), "https://www.linkedin.com/in/sam-porter".to_owned());
    for (at, note) in notes.iter().cycle().take(MESSAGES).enumerate() {
        let ((from, sender), (to, recipient)) = if at % 3 == 0 { (me(), person(at)) } else { (person(at), me()) };
        table.push_str(&format!(
            "{},,{from},{sender},{to},{recipient},20{:02}-{:02}-{:02} 10:11:12 UTC,,\"{note}\",INBOX\n",
            at % 500,
            10 + at % 15,
            1 + at % 12,
            1 + at % 28,
        ));
    }
    table
}

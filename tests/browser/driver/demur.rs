//! What a person does with Demur itself: choose how it shows, find the label at a request, read the panel.

use serde_json::Value;

use super::{Browser, Thing, until};

/// What the panel says, as assistive technology hears it.
#[derive(Debug, Default)]
pub struct Panel {
    pub advice: String,
    pub lead: String,
    pub reasons: Vec<String>,
    pub flags: Vec<Flag>,
    pub good: Vec<String>,
    pub claims: Vec<String>,
    pub replies: Vec<String>,
}

/// One flag with the words that raised it.
#[derive(Debug, Default)]
pub struct Flag {
    pub name: String,
    pub why: String,
    pub words: Vec<String>,
}

impl Browser {
    /// Answers the question of the first run.
    pub fn choose(&self, way: &str) -> Result<(), String> {
        self.open_own("welcome.html")?;
        self.press("button", way)?;
        self.until_true("the choice to be kept", "return document.querySelector('#chosen').textContent !== ''")
    }

    /// Waits until the worker has heard of what has just been written into storage, from a page of the extension: it
    /// answers one thing after another.
    pub fn heard(&self) -> Result<(), String> {
        self.until_later(
            "the worker to have heard",
            "const done = arguments[arguments.length - 1]; \
             chrome.runtime.sendMessage({ kind: 'loaded' }).then(({ ok }) => done(Array.isArray(ok)), () => done(false))",
        )
    }

    /// Brings the request of that person into view and gives its chip.
    pub fn chip_of(&self, name: &str) -> Result<Thing, String> {
        until(&format!("a chip at the request of {name}"), || self.chip_now(name))
    }

    /// Presses the chip at the request of that person, the one that stands there at that moment.
    pub fn press_chip_of(&self, name: &str) -> Result<(), String> {
        self.press_found(&format!("a chip at the request of {name}"), || self.chip_now(name))
    }

    /// The same, if it is there now.
    pub fn chip_now(&self, name: &str) -> Result<Option<Thing>, String> {
        let find = format!(
            "const done = arguments[arguments.length - 1]; \
             const roots = [document, ...[...document.querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean)]; \
             const card = roots.flatMap((root) => [...root.querySelectorAll('[role=listitem], .invitation-card, .msg-thread, .msg-overlay-conversation-bubble')]) \
               .find((card) => card.textContent.includes({name:?})); \
             if (!card) return done(null); \
             const box = card.getBoundingClientRect(); \
             if (box.top < 0 || box.bottom > innerHeight) card.scrollIntoView({{ block: 'center', behavior: 'instant' }}); \
             requestAnimationFrame(() => requestAnimationFrame(() => {{ \
               const at = card.getBoundingClientRect(); done([at.left, at.top, at.right, at.bottom]) }}))"
        );
        let card = numbers(&self.script_later(&find)?);
        let [left, top, right, bottom] = card[..] else { return Ok(None) };
        for chip in self.things("button", "Demur: ")? {
            let place = self.with(
                &chip,
                "function() { const b = this.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2] }",
            )?;
            let [x, y] = numbers(&place)[..] else { continue };
            // One may sit on the upper edge of its card.
            if x > left && x < right && y > top - 2.0 && y < bottom {
                return Ok(Some(chip));
            }
        }
        Ok(None)
    }

    /// Reads the open panel.
    pub fn panel(&self) -> Result<Panel, String> {
        let dialog = self.wait("dialog", "Demur advice")?;
        let read = self.with(
            &dialog,
            "function() { \
               const text = (e) => e?.textContent ?? ''; \
               const spaced = (e) => [...e.childNodes].map((n) => n.childNodes.length ? spaced(n) : n.textContent).filter(Boolean).join(' '); \
               const all = (css, of = this) => [...of.querySelectorAll(css)]; \
               return { \
                 advice: text(this.querySelector('h2')), lead: text(this.querySelector('.lead')), \
                 reasons: all('.reasons li').map(text), good: all('.good li').map(spaced), claims: all('.claims li').map(spaced), \
                 flags: all('.flags li').map((li) => ({ name: text(li.querySelector('.name')), why: text(li.querySelector('.why')), words: all('.quote', li).map(text) })), \
                 replies: all('ul.replies:not([hidden]) textarea').map((area) => area.value) } }",
        )?;
        let texts = |value: &Value| value.as_array().into_iter().flatten().map(text).collect::<Vec<_>>();
        Ok(Panel {
            advice: text(&read["advice"]),
            lead: text(&read["lead"]),
            reasons: texts(&read["reasons"]),
            flags: read["flags"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|flag| Flag { name: text(&flag["name"]), why: text(&flag["why"]), words: texts(&flag["words"]) })
                .collect(),
            good: texts(&read["good"]),
            claims: texts(&read["claims"]),
            replies: texts(&read["replies"]),
        })
    }

    /// What the panel says has just happened.
    pub fn said(&self) -> Result<String, String> {
        let dialog = self.wait("dialog", "Demur advice")?;
        Ok(text(&self.with(&dialog, "function() { return this.querySelector('[data-status]')?.textContent ?? '' }")?))
    }

    /// The words that are painted on the page, in order.
    pub fn painted(&self) -> Result<Vec<String>, String> {
        let read = self.script(
            "return [...(CSS.highlights.get('mark') ?? [])].sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b)).map(String)",
        )?;
        Ok(read.as_array().into_iter().flatten().map(text).collect())
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

//! What a person does at a conversation, and what the editor holds then.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::driver::{Browser, Thing, until};
use crate::matrix::{Check, Editor, Verdict, Visit};

/// A line of words, a blank one, and one for each kind of character that gets lost on the way.
const REPLY: [&str; 5] = [
    "Hi Dana, thank you for asking.",
    "",
    "I have to pass 🙏🏽👩‍💻 this time.",
    "תודה רבה, דנה!",
    "Fish & chips <b>at</b> \"3 < 5\" o'clock &amp; later.",
];

/// A draft; the caret is left between its halves.
const DRAFT: [&str; 2] = ["Dear Dana, é 👩‍💻 ", "and bye"];

const UNDO: &str = "\u{e009}";
const LEFT: char = '\u{e012}';

/// What each check that the visit answers for found.
pub fn make(browser: &Browser, editor: &Editor, visit: Visit) -> Vec<(Check, Verdict)> {
    let page = match Page::open(browser, editor) {
        Ok(page) => page,
        Err(error) => return vec![(first_of(visit), Err(error))],
    };
    match visit {
        Visit::Fresh => fresh(&page),
        Visit::Draft => vec![(Check::Draft, draft(&page))],
        Visit::Keys => vec![(Check::Keys, keys(&page))],
        Visit::Twice => vec![(Check::Twice, twice(&page))],
    }
}

fn first_of(visit: Visit) -> Check {
    match visit {
        Visit::Fresh => Check::Insert,
        Visit::Draft => Check::Draft,
        Visit::Keys => Check::Keys,
        Visit::Twice => Check::Twice,
    }
}

/// An empty box, one insertion, looked at line by line; then `Undo insert`.
fn fresh(page: &Page) -> Vec<(Check, Verdict)> {
    let reply = page.reply();
    let before = match page.rest() {
        Ok(rest) => rest,
        Err(error) => return vec![(Check::Insert, Err(error))],
    };
    let done = page.panel().and_then(|()| page.insert()).and_then(|()| page.settled(&reply));
    let found = match done {
        Ok(found) => found,
        Err(error) => return vec![(Check::Insert, Err(error))],
    };
    let lines: Vec<&str> = found.split('\n').collect();
    let has = |line: usize| {
        if found.contains(REPLY[line]) { Ok(String::new()) } else { Err(format!("the model holds {found:?}")) }
    };
    let shape = |text: &str| text.split('\n').map(str::is_empty).collect::<Vec<_>>();
    let awake = || match page.flag("awake") {
        Ok(true) => page.same_rest(&before),
        Ok(false) => Err("the send button sleeps".to_owned()),
        Err(error) => Err(error),
    };
    let mut verdicts = vec![
        (Check::Insert, has(0).and_then(|_| awake())),
        (Check::Emoji, has(2)),
        (Check::RightToLeft, has(3)),
        (Check::Markup, has(4)),
    ];
    if !page.editor.one_line {
        let right = shape(&found) == shape(&reply);
        verdicts.push((Check::Lines, if right { Ok(String::new()) } else { Err(format!("the lines are {lines:?}")) }));
    }
    verdicts.push((Check::Undo, undo(page, &before)));
    verdicts
}

fn undo(page: &Page, rest: &str) -> Verdict {
    page.press("Undo insert", 1)?;
    page.expect("after undo", "")?;
    page.same_rest(rest)?;
    if page.flag("awake")? {
        return Err("the send button is still awake".to_owned());
    }
    page.browser.keys("x")?;
    page.expect("typed after undo", "x")
}

/// The caret stands inside a draft.
fn draft(page: &Page) -> Verdict {
    let [left, right] = DRAFT;
    let draft = page.type_draft()?;
    page.browser.keys(&LEFT.to_string().repeat(right.chars().count()))?;
    page.panel()?;
    page.insert()?;
    page.expect("the reply in the draft", &format!("{left}{}{right}", page.reply()))?;
    page.press("Undo insert", 1)?;
    page.expect("after undo", &draft)?;
    page.browser.keys("|")?;
    page.expect("the caret after undo", &format!("{left}|{right}"))
}

/// The caret stands behind a draft; undone by the keyboard, in as many steps as the editor makes of it.
fn keys(page: &Page) -> Verdict {
    let draft = page.type_draft()?;
    // Most editors make one step of what is typed within a second, and a person reads before they click.
    std::thread::sleep(Duration::from_millis(1100));
    page.panel()?;
    page.insert()?;
    let gap = if page.editor.one_line { " " } else { "\n\n" };
    page.expect("the reply behind the draft", &format!("{draft}{gap}{}", page.reply()))?;
    let (mut last, mut still) = (page.text()?, 0);
    for step in 1..=12 {
        page.browser.chord(UNDO, 'z')?;
        let before = last;
        let _ = until_soon(|| Ok((page.text()? != before).then_some(())));
        last = page.text()?;
        if last == draft {
            page.browser.keys("|")?;
            page.expect("the caret after Ctrl+Z", &format!("{draft}|"))?;
            return Ok(if step == 1 { String::new() } else { format!("{step} steps") });
        }
        still = if last == before { still + 1 } else { 0 };
        if !last.starts_with(&draft) || still > 2 {
            break;
        }
    }
    Err(format!("Ctrl+Z came to {last:?}"))
}

/// A double click, and another after a while.
fn twice(page: &Page) -> Verdict {
    page.panel()?;
    page.press("Insert reply", 2)?;
    page.status()?;
    page.expect("after a double click", &page.reply())?;
    page.press("Insert reply", 1)?;
    std::thread::sleep(Duration::from_millis(900));
    page.expect("after another click", &page.reply())?;
    page.press("Undo insert", 1)?;
    page.expect("after undo", "")
}

/// A conversation whose box is an editor.
struct Page<'a> {
    browser: &'a Browser,
    editor: &'a Editor,
}

impl<'a> Page<'a> {
    fn open(browser: &'a Browser, editor: &'a Editor) -> Result<Self, String> {
        browser.one_tab()?;
        browser.go(&format!("https://www.linkedin.com/messaging/thread/{}/", editor.id))?;
        browser.until_true("the editor", "return window.composer?.ready === true")?;
        Ok(Self { browser, editor })
    }

    /// What is to be in the model: one line where there is room for one only.
    fn reply(&self) -> String {
        if self.editor.one_line {
            REPLY.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
        } else {
            REPLY.join("\n")
        }
    }

    fn text(&self) -> Result<String, String> {
        Ok(self.browser.script("return composer.text()")?.as_str().unwrap_or_default().to_owned())
    }

    fn rest(&self) -> Result<String, String> {
        Ok(self.browser.script("return composer.rest()")?.as_str().unwrap_or_default().to_owned())
    }

    fn flag(&self, name: &str) -> Result<bool, String> {
        Ok(self.browser.script(&format!("return composer.{name}()"))? == Value::Bool(true))
    }

    fn same_rest(&self, before: &str) -> Verdict {
        let rest = self.rest()?;
        if rest == before { Ok(String::new()) } else { Err(format!("what stands below has become {rest:?}")) }
    }

    /// The model once it is as expected, or as it is after a while.
    fn settled(&self, expected: &str) -> Result<String, String> {
        let _ = until_soon(|| Ok((self.text()? == expected).then_some(())));
        self.text()
    }

    fn expect(&self, what: &str, expected: &str) -> Verdict {
        let found = self.settled(expected)?;
        if found == expected {
            return Ok(String::new());
        }
        Err(format!("{what}:\n  found    {found:?}\n  expected {expected:?}"))
    }

    /// Clicks into the box and types.
    fn type_draft(&self) -> Result<String, String> {
        let box_ = self.browser.wait("textbox", "Write a message")?;
        if self.rest()?.is_empty() {
            self.browser.click(&box_)?;
        } else {
            // In mail the caret stands in the first line, above the signature, from the start.
            self.browser.with(
                &box_,
                "function() { this.focus(); getSelection().collapse(this.querySelector(':scope > div > div'), 0) }",
            )?;
        }
        let draft = DRAFT.concat();
        self.browser.keys(&draft)?;
        self.expect("the draft", &draft)?;
        Ok(draft)
    }

    /// Opens the panel at the message and writes the reply into it.
    fn panel(&self) -> Result<(), String> {
        if self.editor.selection {
            self.ask_about_selection()?;
        } else {
            self.browser.press("button", "Demur: ")?;
        }
        let reply = serde_json::to_string(&REPLY.join("\n")).map_err(|error| error.to_string())?;
        let write = format!(
            "function() {{ const area = this.querySelector('ul.replies:not([hidden]) textarea'); if (!area) return false; area.value = {reply}; return true }}"
        );
        until("a reply in the panel", || {
            Ok((self.browser.with(&self.dialog()?, &write)? == Value::Bool(true)).then_some(()))
        })
    }

    /// Selects the message and tells the page script what the context menu would tell it.
    fn ask_about_selection(&self) -> Result<(), String> {
        let page = self.browser.tab()?;
        self.browser.script(
            "document.activeElement?.blur(); getSelection().selectAllChildren(document.querySelector('#message'))",
        )?;
        self.browser.new_tab()?;
        self.browser.open_own("popup.html")?;
        // The page script listens once the page has been read to its end.
        let told = self.browser.until_later(
            "the page script to listen",
            "const done = arguments[arguments.length - 1]; chrome.tabs.query({}).then((tabs) => \
             Promise.allSettled(tabs.map((tab) => chrome.tabs.sendMessage(tab.id, { kind: 'selection' })))) \
             .then((all) => done(all.some(({ value }) => value === true)))",
        );
        self.browser.session.delete("window")?;
        self.browser.switch(&page)?;
        told
    }

    fn dialog(&self) -> Result<Thing, String> {
        self.browser.wait("dialog", "Demur advice")
    }

    /// Presses a button of the panel in its middle.
    fn press(&self, name: &str, times: usize) -> Result<(), String> {
        let find = format!(
            "[...this.querySelectorAll('button')].find((e) => e.checkVisibility() && (e.getAttribute('aria-label') ?? e.textContent).startsWith({name:?}))"
        );
        let at = self.browser.place(&self.dialog()?, &find)?;
        for _ in 0..times {
            self.browser.click_at(at.0, at.1)?;
        }
        Ok(())
    }

    fn insert(&self) -> Result<(), String> {
        self.press("Insert reply", 1)?;
        self.status()
    }

    /// Waits until the panel says what became of the reply.
    fn status(&self) -> Result<(), String> {
        let said = until("word of what happened", || {
            let said = self.browser.said()?;
            Ok((!said.is_empty()).then_some(said))
        })?;
        if said.contains("clipboard") { Err(format!("{said} The model holds {:?}", self.text()?)) } else { Ok(()) }
    }
}

/// As `until`, for what may well not come.
fn until_soon<T>(mut ask: impl FnMut() -> Result<Option<T>, String>) -> Result<T, String> {
    let end = Instant::now() + Duration::from_millis(1500);
    loop {
        if let Some(found) = ask()? {
            return Ok(found);
        }
        if Instant::now() > end {
            return Err("it did not come".to_owned());
        }
        std::thread::sleep(Duration::from_millis(30));
    }
}

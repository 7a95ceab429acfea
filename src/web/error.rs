//! What can go wrong at the border. No message text and no record ever stands in an error.

use wasm_bindgen::JsValue;

use crate::protocol::Failure;
use crate::say;

/// Why something could not be done.
#[derive(Debug, Clone)]
pub enum Error {
    /// A request was not one that its sender may make.
    Malformed(String),
    /// The sender may not ask for this.
    Stranger,
    /// A value could not be handed over.
    Unwritable,
    /// The browser refused.
    Browser(&'static str),
    /// There is no room left in the browser's storage.
    Full,
    /// What is stored was written by a newer program.
    Newer(u64),
    /// A file of the package is not there, or is of another build.
    Pack(&'static str),
    /// An extension page lacks an element.
    Missing(&'static str),
}

impl Error {
    /// Names the browser call that failed.
    pub fn browser(call: &'static str) -> impl Fn(JsValue) -> Self {
        move |_| Self::Browser(call)
    }

    /// A JavaScript `Error`, for the extension's own pages.
    pub fn to_js(&self) -> JsValue {
        let Failure { code, message } = self.failure();
        let error = js_sys::Error::new(&message);
        error.set_name(&code);
        error.into()
    }

    /// What the person is told of something that was to be kept and was not.
    pub fn not_kept(&self) -> String {
        say!("This could not be kept: {why}.", why = self.failure().message)
    }

    /// The same of something else that was to be done.
    pub fn not_done(&self) -> String {
        say!("This was not done: {why}.", why = self.failure().message)
    }

    /// The form that crosses the border.
    pub fn failure(&self) -> Failure {
        let (code, message) = match self {
            Self::Malformed(what) => ("malformed", what.clone()),
            Self::Stranger => ("stranger", String::new()),
            Self::Unwritable => ("unwritable", say!("the answer could not be written").to_owned()),
            Self::Browser(call) => ("browser", say!("the browser refused {call}", call = call)),
            Self::Full => (
                "full",
                say!("the browser's storage for Demur is full: nothing was changed, and what was there is still there")
                    .to_owned(),
            ),
            Self::Newer(layout) => (
                "newer",
                say!(
                    "what is stored was written by a newer Demur (layout {layout}); update Demur to use it",
                    layout = layout
                ),
            ),
            Self::Pack(language) => (
                "pack",
                say!(
                    "Demur could not read its own file packs/{language}.bin, or it is of another version. Start the browser anew; if that does not help, install Demur again.",
                    language = language
                ),
            ),
            Self::Missing(what) => ("missing", say!("this page lacks {what}", what = what)),
        };
        Failure { code: code.to_owned(), message }
    }
}

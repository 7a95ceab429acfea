//! The rows and the columns.

/// A kind of message box.
pub struct Editor {
    /// Its page in `tests/tools/editors/page`.
    pub id: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The npm package whose version stands beside the title.
    pub package: &'static str,
    /// A form field that no adapter knows: the person selects the message and asks.
    pub selection: bool,
    /// One line is all it holds.
    pub one_line: bool,
}

/// The editors, simple ones first.
pub const EDITORS: &[Editor] = &[
    Editor { selection: true, ..editor("textarea", "textarea", "") },
    Editor { selection: true, one_line: true, ..editor("input", "input", "") },
    Editor { selection: true, ..editor("react", "textarea, React", "react") },
    editor("contenteditable", "contenteditable", ""),
    editor("trusted", "own model (as LinkedIn's)", ""),
    editor("trusted-shadow", "own model, open shadow root", ""),
    editor("gmail", "box with signature and quote (as Gmail's)", ""),
    editor("rooster", "roosterjs (Outlook's)", "roosterjs-content-model-core"),
    editor("squire", "Squire", "squire-rte"),
    editor("quill-1", "Quill", "quill-1"),
    editor("quill-2", "Quill", "quill"),
    editor("prosemirror", "ProseMirror", "prosemirror-view"),
    editor("tiptap", "TipTap", "@tiptap/core"),
    editor("lexical", "Lexical", "lexical"),
    editor("slate", "Slate", "slate"),
    editor("draft", "Draft.js", "draft-js"),
    editor("ckeditor-5", "CKEditor", "@ckeditor/ckeditor5-editor-classic"),
];

const fn editor(id: &'static str, title: &'static str, package: &'static str) -> Editor {
    Editor { id, title, package, selection: false, one_line: false }
}

impl Editor {
    /// Whether a check means anything here.
    pub fn has(&self, check: Check) -> bool {
        !(self.one_line && check == Check::Lines)
    }
}

/// What is asked of every editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Check {
    /// The model holds the text, and the send button woke up.
    Insert,
    /// Line breaks and a blank line are what they were.
    Lines,
    /// So is an emoji of several parts.
    Emoji,
    /// So is text from right to left.
    RightToLeft,
    /// So are the characters that markup is made of.
    Markup,
    /// `Undo insert` leaves an empty box that works, and the send button asleep.
    Undo,
    /// A draft stays around the reply, and `Undo insert` brings it back with its caret.
    Draft,
    /// So does the browser's own undo.
    Keys,
    /// Asking twice, quickly or slowly, inserts once.
    Twice,
}

/// The checks, in the table's order.
pub const CHECKS: &[Check] = &[
    Check::Insert,
    Check::Lines,
    Check::Emoji,
    Check::RightToLeft,
    Check::Markup,
    Check::Undo,
    Check::Draft,
    Check::Keys,
    Check::Twice,
];

/// What is done on one load of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visit {
    Fresh,
    Draft,
    Keys,
    Twice,
}

impl Check {
    /// Its part of a test's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Insert => "insert",
            Self::Lines => "lines",
            Self::Emoji => "emoji",
            Self::RightToLeft => "right_to_left",
            Self::Markup => "markup",
            Self::Undo => "undo",
            Self::Draft => "draft",
            Self::Keys => "ctrl_z",
            Self::Twice => "twice",
        }
    }

    /// Its heading in the table.
    pub fn title(self) -> &'static str {
        match self {
            Self::Insert => "insert",
            Self::Lines => "lines",
            Self::Emoji => "emoji",
            Self::RightToLeft => "right to left",
            Self::Markup => "`&<`",
            Self::Undo => "undo",
            Self::Draft => "draft",
            Self::Keys => "Ctrl+Z",
            Self::Twice => "twice",
        }
    }

    /// The visit that answers for it.
    pub fn visit(self) -> Visit {
        match self {
            Self::Insert | Self::Lines | Self::Emoji | Self::RightToLeft | Self::Markup | Self::Undo => Visit::Fresh,
            Self::Draft => Visit::Draft,
            Self::Keys => Visit::Keys,
            Self::Twice => Visit::Twice,
        }
    }
}

/// A note for the table, mostly empty, or what was found instead.
pub type Verdict = Result<String, String>;

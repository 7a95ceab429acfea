// The ways in which fields and editors take text as typing. Each is what its kind was seen to take, in both browsers.

/** Firefox makes a line break of a line feed, which some editors lose; there each line is inserted by itself. */
const GECKO = CSS.supports("-moz-appearance", "none");

/** @param {HTMLElement} field @param {string} inputType @param {string} [data] */
function input(field, inputType, data) {
  field.dispatchEvent(new InputEvent("beforeinput", { bubbles: true, cancelable: true, composed: true, inputType, data: data ?? null }));
}

/** Editors that follow their own `beforeinput` handler only. @param {HTMLElement} field */
function byEvent(field) {
  return field.matches("[data-lexical-editor], [data-slate-editor], .ck-editor__editable");
}

/** @param {HTMLElement} field */
function isDraft(field) {
  return field.matches(".public-DraftEditor-content");
}

/**
 * Tells an editor of a paste or a cut; the clipboard itself is not touched.
 * In Firefox the page sees nothing in a `DataTransfer` of this script, but it does see `data`.
 * @param {HTMLElement} field @param {"paste" | "cut"} type @param {string} text
 */
function clipboard(field, type, text) {
  const init = { bubbles: true, cancelable: true, composed: true };
  if (GECKO) {
    field.dispatchEvent(new ClipboardEvent(type, /** @type {ClipboardEventInit} */ ({ ...init, data: text, dataType: "text/plain" })));
    return;
  }
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent(type, { ...init, clipboardData }));
}

/**
 * Whether what the browser does at the caret is done in this field. Between focus and writing the person may have gone
 * elsewhere, or the page may have moved the focus.
 * @param {HTMLElement} field
 */
function holdsCaret(field) {
  const at = focused();
  return at !== null && at !== document.body && (field.contains(at) || at.contains(field));
}

/** Writes at the caret, once; not at all where the caret is elsewhere. @param {HTMLElement} field @param {string} text */
function write(field, text) {
  if (!holdsCaret(field)) return;
  if (isPlainField(field)) {
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
      field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "insertText", data: text }));
    }
  } else if (byEvent(field)) {
    // Lexical leaves typing inside a text to the browser, but not a replacement.
    const inputType = field.matches("[data-lexical-editor]") ? "insertReplacementText" : "insertText";
    lineByLine(text, () => input(field, "insertParagraph"), (line) => input(field, inputType, line));
  } else if (isDraft(field)) {
    clipboard(field, "paste", text);
  } else if (!GECKO) {
    document.execCommand("insertText", false, text);
  } else {
    lineByLine(text, () => document.execCommand("insertParagraph"), (line) => document.execCommand("insertText", false, line));
  }
}

/**
 * Lets an editor that keeps states of its own keep the one that is there, caret included, before something is written.
 * Such editors take one at certain keys only, and none before what the browser inserts, so that their undo would take
 * the person's last words as well. Nobody but the field is told, and nothing is in any of these events to be done:
 * Squire keeps a state before the direction of a paragraph is set, here to the one that it has;
 * roosterjs does at a key that moves the caret, if anything was typed, and tells new from old by what is typed.
 * @param {HTMLElement} field @param {Node} caret where the caret stands
 */
function keepState(field, caret) {
  if (isPlainField(field) || byEvent(field) || isDraft(field) || field.matches(".ql-editor, .ProseMirror")) return;
  const block = lineAt(field, caret);
  const data = (block instanceof Element && block.getAttribute("dir")) || "null";
  field.dispatchEvent(new InputEvent("beforeinput", { cancelable: true, inputType: "formatSetBlockTextDirection", data }));
  for (const [type, key] of [["keypress", "Unidentified"], ["keydown", "End"], ["keypress", "Unidentified"]]) {
    field.dispatchEvent(new KeyboardEvent(String(type), { cancelable: true, key }));
  }
}

/** @param {string} text @param {() => void} breakLine @param {(line: string) => void} write */
function lineByLine(text, breakLine, write) {
  for (const [i, line] of text.split("\n").entries()) {
    if (i > 0) breakLine();
    if (line) write(line);
  }
}

/** Takes out what is selected in the field. @param {HTMLElement} field */
function erase(field) {
  if (!holdsCaret(field)) return;
  if (byEvent(field)) input(field, "deleteContentBackward");
  // Draft.js cuts from its own model; a deletion by the browser would break what it has drawn.
  else if (isDraft(field)) clipboard(field, "cut", "");
  else document.execCommand("delete");
}

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

/** Writes at the caret, once. @param {HTMLElement} field @param {string} text */
function write(field, text) {
  if (isPlainField(field)) {
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
      field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "insertText", data: text }));
    }
  } else if (byEvent(field)) {
    // Lexical leaves typing inside a text to the browser, but not a replacement.
    const inputType = field.matches("[data-lexical-editor]") ? "insertReplacementText" : "insertText";
    lineByLine(text, () => input(field, "insertParagraph"), (line) => input(field, inputType, line));
  } else if (!GECKO && isDraft(field)) {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    field.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, composed: true, clipboardData }));
  } else if (!GECKO) {
    document.execCommand("insertText", false, text);
  } else {
    lineByLine(text, () => document.execCommand("insertParagraph"), (line) => document.execCommand("insertText", false, line));
  }
}

/** @param {string} text @param {() => void} breakLine @param {(line: string) => void} write */
function lineByLine(text, breakLine, write) {
  for (const [i, line] of text.split("\n").entries()) {
    if (i > 0) breakLine();
    if (line) write(line);
  }
}

/** Takes out what is selected. @param {HTMLElement} field */
function erase(field) {
  if (byEvent(field)) input(field, "deleteContentBackward");
  // Draft.js cuts from its own model; a deletion by the browser would break what it has drawn.
  else if (!GECKO && isDraft(field)) field.dispatchEvent(new ClipboardEvent("cut", { bubbles: true, cancelable: true, composed: true }));
  else document.execCommand("delete");
}

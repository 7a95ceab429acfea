// Puts a reply into the site's own composer so that the site takes it as typed, and takes it out again.
// Writes once, waits, looks. Never sends, never presses Enter, never touches the send button.

/**
 * @typedef {{ field: HTMLElement, before: string, after: string, caret: [number, number] | null, steps: number }} Insertion
 * @typedef {{ kind: "inserted", insertion: Insertion } | { kind: "no-composer" } | { kind: "not-taken" }} Outcome
 */

/** Firefox makes a line break of a line feed, which some editors lose; there each line is inserted by itself. */
const GECKO = CSS.supports("-moz-appearance", "none");

/** @param {number} ms */
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * The composer of one conversation. One that belongs to somebody else is never taken.
 * @param {Site} site
 * @param {Place} place
 * @param {string} name the other party
 * @param {Element | null} near the request
 * @param {boolean} opened a composer that does not say whose it is may be the one that was just opened
 * @returns {HTMLElement | null}
 */
function findComposer(site, place, name, near, opened) {
  const { fields, never, scope, to } = place.composer;
  /** @type {{ field: HTMLElement, weight: number }[]} */
  const candidates = [];
  for (const root of rootsOf(site)) {
    for (const field of pick(root, fields)) {
      if (!(field instanceof HTMLElement) || !isWritable(field) || never.some((css) => field.matches(css))) continue;
      const around = scope.map((css) => closest(field, css)).find((found) => found) ?? null;
      const whose = around ? take(around, to, null).text : "";
      if (whose && name && !samePerson(whose, name)) continue;
      const beside = !!near && !!around && (around.contains(near) || near.contains(field));
      if (!whose && !beside && !opened) continue;
      const weight = (whose && name ? 2 : 0) + (beside ? 1 : 0) + (field === document.activeElement ? 1 : 0);
      candidates.push({ field, weight });
    }
  }
  return candidates.sort((a, b) => b.weight - a.weight)[0]?.field ?? null;
}

/** @param {HTMLElement} field */
function isWritable(field) {
  if (!inView(field)) return false;
  return isPlainField(field) ? !field.readOnly && !field.disabled : field.isContentEditable;
}

/** @param {Element} field @returns {field is HTMLTextAreaElement | HTMLInputElement} */
function isPlainField(field) {
  return field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
}

/** Badges and titles may stand behind a name. @param {string} a @param {string} b */
function samePerson(a, b) {
  const words = (/** @type {string} */ name) => plain(name).toLowerCase().split(/[\s,·•]+/).filter(Boolean);
  const [one, other] = [words(a), words(b)];
  return one.slice(0, other.length).every((word, i) => word === other[i]) && one.length > 0;
}

/**
 * @param {HTMLElement} field
 * @param {string} reply
 * @param {() => boolean} wakes whether the site's send button is, or has become, usable
 * @returns {Promise<Outcome>}
 */
async function insertReply(field, reply, wakes) {
  const before = contentOf(field);
  // Leaving the field ends a run of typing, so that one undo does not take the person's words as well.
  field.blur();
  field.focus();
  const caret = setCaret(field);
  await pause(200);
  if (isPlainField(field) && caret) field.setSelectionRange(...caret);
  const text = before.trim() && atEnd(field) ? `\n\n${reply}` : reply;
  const steps = write(field, text);
  await pause(300);
  const insertion = { field, before, after: contentOf(field), caret, steps };
  if (count(insertion.after, reply) === count(before, reply) + 1 && wakes()) return { kind: "inserted", insertion };
  if (insertion.after !== before) await undoInsert(insertion);
  return { kind: "not-taken" };
}

/**
 * Brings back what the field held.
 * @param {Insertion} insertion
 * @returns {Promise<boolean>} false if the text has been changed since, which is then left alone
 */
async function undoInsert({ field, before, after, caret, steps }) {
  if (!isUntouched({ field, after })) return false;
  field.focus();
  // Firefox counts the first new line to the typing before it: its undo would take the person's words as well.
  if (!GECKO || isPlainField(field)) {
    for (let step = 0; step < steps && contentOf(field) !== before; step++) document.execCommand("undo");
    if (contentOf(field) !== before) {
      for (let step = 0; step < steps && contentOf(field) !== after; step++) document.execCommand("redo");
    }
  }
  await pause(50);
  if (contentOf(field) === after) takeOut(field, before, after);
  await pause(100);
  if (isPlainField(field) && caret) field.setSelectionRange(...caret);
  return contentOf(field) === before;
}

/** Whether the field still holds what it held right after the insertion. @param {Pick<Insertion, "field" | "after">} insertion */
function isUntouched({ field, after }) {
  return field.isConnected && contentOf(field) === after;
}

/** Deletes what was inserted, for editors whose history does not bring back just that. @param {HTMLElement} field @param {string} before @param {string} after */
function takeOut(field, before, after) {
  if (isPlainField(field)) {
    field.setRangeText(before, 0, field.value.length, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "historyUndo" }));
    return;
  }
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  const reading = readText([field], "");
  const kept = rangesOf(reading, 0, start).at(-1);
  const [first, last] = [rangesOf(reading, start, after.length).at(0), rangesOf(reading, start, after.length - (before.length - start)).at(-1)];
  if (!first || !last) return;
  // From the end of what stays, so that the line breaks between go too.
  if (kept) first.setStart(kept.endContainer, kept.endOffset);
  first.setEnd(last.endContainer, last.endOffset);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(first);
  if (byEvent(field)) {
    field.dispatchEvent(new InputEvent("beforeinput", { bubbles: true, cancelable: true, composed: true, inputType: "deleteContentBackward" }));
  } else {
    document.execCommand("delete");
  }
}

/** @param {HTMLElement} field */
function contentOf(field) {
  return isPlainField(field) ? field.value : readText([field], "").text;
}

/** How often the field holds the text, whatever became of its spacing. @param {string} content @param {string} text */
function count(content, text) {
  const squeeze = (/** @type {string} */ words) => words.replace(/\s+/g, "");
  return squeeze(text) ? squeeze(content).split(squeeze(text)).length - 1 : 0;
}

/**
 * The caret stays where the person left it; what was selected stays too.
 * @param {HTMLElement} field
 * @returns {[number, number] | null}
 */
function setCaret(field) {
  if (isPlainField(field)) {
    const end = field.selectionEnd ?? field.value.length;
    field.setSelectionRange(end, end);
    return [end, end];
  }
  const selection = getSelection();
  if (!selection) return null;
  if (contentOf(field) && selection.anchorNode && field.contains(selection.anchorNode)) selection.collapseToEnd();
  else selection.collapse(...endOf(field));
  return null;
}

/** The last place where text may stand, inside the last block. @param {Node} node @returns {[Node, number]} */
function endOf(node) {
  const last = node.lastChild;
  if (last instanceof Text) return [last, last.length];
  if (last instanceof Element && last.tagName !== "BR") return endOf(last);
  return [node, last instanceof Element ? node.childNodes.length - 1 : node.childNodes.length];
}

/** @param {HTMLElement} field */
function atEnd(field) {
  if (isPlainField(field)) return field.selectionEnd === field.value.length && !field.value.endsWith("\n");
  const selection = getSelection();
  if (!selection?.rangeCount || !selection.focusNode) return true;
  const rest = document.createRange();
  rest.selectNodeContents(field);
  rest.setStart(selection.focusNode, selection.focusOffset);
  return rest.toString().trim() === "";
}

/** Editors that follow their own `beforeinput` handler only. @param {HTMLElement} field */
function byEvent(field) {
  return field.matches("[data-lexical-editor], [data-slate-editor], .ck-editor__editable");
}

/**
 * Writes in the way that this kind of field takes as typing.
 * @param {HTMLElement} field
 * @param {string} text
 * @returns {number} steps in the browser's history, at most
 */
function write(field, text) {
  const event = { bubbles: true, cancelable: true, composed: true };
  if (isPlainField(field)) {
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
      field.dispatchEvent(new InputEvent("input", { ...event, inputType: "insertText", data: text }));
    }
    return 1;
  }
  if (byEvent(field)) {
    field.dispatchEvent(new InputEvent("beforeinput", { ...event, inputType: "insertText", data: text }));
    return 0;
  }
  if (!GECKO && field.matches(".public-DraftEditor-content")) {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    field.dispatchEvent(new ClipboardEvent("paste", { ...event, clipboardData }));
    return 0;
  }
  if (!GECKO) {
    document.execCommand("insertText", false, text);
    return text.split("\n").length * 2;
  }
  let steps = 0;
  for (const [i, line] of text.split("\n").entries()) {
    if (i > 0 && document.execCommand("insertParagraph")) steps++;
    if (line && document.execCommand("insertText", false, line)) steps++;
  }
  return steps;
}

// Puts a reply into the site's own composer so that the site takes it as typed, and takes it out again.
// Writes once, waits, looks. Never sends, never presses Enter, never touches the send button.

/**
 * @typedef {{ field: HTMLElement, reply: string, before: string, after: string, caret: number, gap: boolean }} Insertion
 *   the units of text before the caret, and whether an empty line was put between them and the reply
 * @typedef {{ kind: "inserted", insertion: Insertion } | { kind: "already" } | { kind: "not-taken" }} Outcome
 */

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
 * Like its undoing it begins when the person's click is over: what is done within it Firefox calls the layer's doing,
 * and the guard keeps that from the site, which has to hear of its field.
 * @param {HTMLElement} field
 * @param {string} reply
 * @param {() => boolean} wakes whether the site's send button is, or has become, usable
 * @returns {Promise<Outcome>}
 */
async function insertReply(field, reply, wakes) {
  await pause(0);
  const before = contentOf(field);
  if (count(before, reply)) return { kind: "already" };
  const insertion = isPlainField(field) ? await insertIntoPlain(field, reply) : await insertIntoEditor(field, reply);
  await pause(300);
  insertion.after = contentOf(field);
  if (count(insertion.after, reply) === 1 && wakes()) return { kind: "inserted", insertion };
  if (insertion.after !== before) await undoInsert(insertion);
  return { kind: "not-taken" };
}

/** @param {HTMLTextAreaElement | HTMLInputElement} field @param {string} reply @returns {Promise<Insertion>} */
async function insertIntoPlain(field, reply) {
  const before = field.value;
  const caret = field.selectionEnd ?? before.length;
  // Leaving the field ends a run of typing, so that one undo does not take the person's words as well.
  field.blur();
  field.focus();
  field.setSelectionRange(caret, caret);
  await pause(200);
  if (!holdsCaret(field)) field.focus();
  field.setSelectionRange(caret, caret);
  const line = before.slice(0, caret).split("\n").at(-1)?.trim() && /^\s*(\n|$)/.test(before.slice(caret));
  const text = (line ? "\n\n" : "") + reply;
  write(field, field instanceof HTMLInputElement ? text.replace(/\s*\n\s*/g, " ") : text);
  return { field, reply, before, after: "", caret, gap: !!line };
}

/** @param {HTMLElement} field @param {string} reply @returns {Promise<Insertion>} */
async function insertIntoEditor(field, reply) {
  const before = contentOf(field);
  const caret = caretOf(field);
  const index = unitsBefore(field, caret);
  field.blur();
  for (let attempt = 0; attempt < 3; attempt++) {
    field.focus();
    if (field.contains(caret[0])) setCaret(caret);
    // Some editors learn of the caret late, some put it elsewhere when they get the focus, and a click may take that.
    await pause(200);
    const now = caretIn(field);
    if (focused() === field && now && unitsBefore(field, now) === index) break;
  }
  const gap = endsLine(field, caretIn(field) ?? caret);
  // In an empty box there is nothing to keep.
  if (before.trim()) keepState(field, (caretIn(field) ?? caret)[0]);
  write(field, (gap ? "\n\n" : "") + reply);
  return { field, reply, before, after: "", caret: index, gap };
}

/**
 * Brings back what the field held, with the caret.
 * @param {Insertion} insertion
 * @returns {Promise<boolean>} false if the text has been changed since, which is then left alone
 */
async function undoInsert({ field, reply, before, after, caret, gap }) {
  await pause(0);
  if (!isUntouched({ field, after })) return false;
  field.focus();
  if (isPlainField(field)) {
    document.execCommand("undo");
    if (field.value !== before) {
      if (field.value !== after) document.execCommand("redo");
      field.setRangeText(before, 0, field.value.length, "end");
      field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "historyUndo" }));
    }
    await pause(50);
    field.setSelectionRange(caret, caret);
    return field.value === before;
  }
  if (!(await selectInserted(field, reply, caret, gap))) return false;
  erase(field);
  await pause(150);
  return contentOf(field) === before;
}

/** Whether the field still holds what it held right after the insertion. @param {Pick<Insertion, "field" | "after">} insertion */
function isUntouched({ field, after }) {
  return field.isConnected && contentOf(field) === after;
}

/**
 * Selects what was inserted, with the line breaks before it; false if it is not there as it was.
 * The history of the editor is not used: it may hold more than this one step, or be another than the browser's.
 * @param {HTMLElement} field @param {string} reply @param {number} start @param {boolean} gap
 */
async function selectInserted(field, reply, start, gap) {
  const units = unitsOf(field);
  const wanted = squeeze(reply);
  let end = start;
  for (let seen = 0; end < units.length && seen < wanted.length; end++) {
    const unit = squeeze(units[end]?.unit ?? "");
    if (unit && unit !== wanted[seen++]) return false;
  }
  const [kept, first, last] = [units[start - 1], units[start], units[end - 1]];
  if (!first || !last) return false;
  const [node, at] = gap && kept ? [kept.node, kept.at + 1] : [first.node, first.at];
  getSelection()?.setBaseAndExtent(node, at, last.node, last.at + 1);
  await pause(200);
  return true;
}

/** @param {HTMLElement} field */
function contentOf(field) {
  return isPlainField(field) ? field.value : readText([field], "").text;
}

/** @param {string} text */
function squeeze(text) {
  return text.replace(/\s+/g, "");
}

/** How often the field holds the text, whatever became of its spacing. @param {string} content @param {string} text */
function count(content, text) {
  return squeeze(text) ? squeeze(content).split(squeeze(text)).length - 1 : 0;
}
